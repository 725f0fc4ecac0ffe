//! What a standing says about itself, which answers rely on: its variables, which of its
//! propositions are failures, and which lines of the plan decide what.

use std::collections::BTreeSet;

use interrex_plan::model::Plan;
use interrex_standing::{Question, Standing};
use interrex_units::Date;

const TEXT: &str = r#"
[plan]
title = "A standing"
horizon = "30 d"
[place.kyiv]
lost = 0.1
[place.lviv]
[link.road]
between = ["kyiv", "lviv"]
lost = 0.2
[person.incumbent]
base = "kyiv"
dead = 0.1
[person.deputy]
base = "lviv"
[office.president]
holder = "incumbent"
[office.president.ground.dead]
[office.president.order.line]
candidates = ["deputy"]
[seat.presidency]
of = "president"
option = [{ at = "kyiv" }, { at = "lviv" }]
[body.council]
members = ["incumbent"]
[power.command]
held-by = "president"
reach = ["kyiv"]
[record.register]
copy = [{ at = "kyiv" }]
[partner.ally]
[pledge.host]
by = "ally"
withdraws = 0.1
[function.pay]
needs = "register and host"
[function.wait]
"#;

fn plan(text: &str) -> Plan {
    let reading = interrex_plan::read(&[("plan.toml", text)]);
    assert!(!reading.has_errors(), "{:?}", reading.diagnostics);
    reading.plan
}

fn standing(plan: &Plan) -> Standing {
    let as_of = Date::new(2022, 3, 7).expect("a day of March");
    Standing::compile(plan, &Question::as_of(as_of), None, |_| true)
}

#[test]
fn every_fact_that_matters_is_a_variable() {
    let plan = plan(TEXT);
    let standing = standing(&plan);
    let variables = standing.variables();
    let names: BTreeSet<&str> = variables.iter().map(|(_, it)| it.name.as_str()).collect();
    let expect = [
        "dead(incumbent)",
        "lost(kyiv)",
        "lost(road)",
        "withdraws(host, ally)",
    ];
    assert_eq!(names, BTreeSet::from(expect));
    assert_eq!((variables.len(), variables.is_empty()), (4, false));
    for name in expect {
        let var = variables.by_name(name).expect(name);
        assert_eq!(variables.get(var).name, name);
    }
    assert_eq!(variables.by_name("lost(lviv)"), None);
    let certain = self::plan("[plan]\ntitle = \"Certain\"\nhorizon = \"30 d\"\n[place.kyiv]\n");
    assert!(self::standing(&certain).variables().is_empty());
}

#[test]
fn who_and_where_are_no_failures() {
    let plan = plan(TEXT);
    let standing = standing(&plan);
    let described: BTreeSet<&str> = standing
        .propositions()
        .iter()
        .filter(|it| !it.subject.is_failure())
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(
        described,
        BTreeSet::from([
            "office.president.exercised-by.deputy",
            "office.president.exercised-by.incumbent",
            "seat.presidency.kyiv",
            "seat.presidency.lviv",
        ])
    );
    assert!(standing.propositions().len() > 10);
}

/// What cannot be otherwise is decided by no fact, and no line needs to be shown for it.
#[test]
fn the_lines_that_decide_are_remembered() {
    let plan = plan(TEXT);
    let standing = standing(&plan);
    let traced: BTreeSet<String> = standing
        .traces()
        .iter()
        .map(|trace| plan.element_name(trace.element))
        .collect();
    for element in [
        "place.kyiv",
        "link.road",
        "record.register",
        "pledge.host",
        "function.pay",
        "office.president.ground.dead",
    ] {
        assert!(traced.contains(element), "{element} is not in {traced:?}");
    }
    for element in ["place.lviv", "function.wait"] {
        assert!(!traced.contains(element), "{element} is in {traced:?}");
    }
    for trace in standing.traces() {
        assert_eq!(Some(trace.span), plan.element_span(trace.element));
        assert!(trace.node.as_constant().is_none());
    }
}
