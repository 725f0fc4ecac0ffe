//! Each measure by itself: as one circuit with all of them tells it, and as the search for the best set does.

use interrex_prove::measures::{remedies, singly};
use interrex_prove::{Ask, Proof};
use interrex_standing::Question;
use interrex_units::Date;

/// Two buildings, of which the hall can be made safer and the annex cannot.
const PLAN: &str = r#"
[plan]
title = "Two buildings"
horizon = "30 d"
[place.town]
[site.hall]
in = "town"
lost = 0.1
[site.annex]
in = "town"
lost = 0.2
[function.signing]
needs = "hall or annex"
[measure.walls]
cost = 3
effects = [{ fact = "lost(hall)", likelihood = 0.01 }]
status = [{ is = "floated", on = 2026-01-01 }]
[measure.paint]
cost = 1
status = [{ is = "floated", on = 2026-01-01 }]
"#;

fn asked() -> Ask<'static> {
    Ask::about(Question::as_of(Date::new(2026, 6, 1).expect("a date")))
}

#[test]
fn a_measure_by_itself_is_worth_what_it_leaves() {
    let reading = interrex_plan::read(&[("plan.toml", PLAN)]);
    assert!(!reading.has_errors(), "{:?}", reading.diagnostics);
    let mut ask = asked();
    ask.only = vec!["function.signing.fails".to_owned()];
    let found = singly(&Proof::new(&reading.plan, &reading.sources, &ask));
    let [signing] = found.as_slice() else {
        panic!("one function is asked about: {found:?}");
    };
    // Both buildings are lost: 0.1 · 0.2 with nothing done, 0.01 · 0.2 behind walls.
    let told = signing.singly.iter().map(|one| {
        let rounded = (one.probability.high * 1e12).round() / 1e12;
        (one.measures.join(" "), one.cost, rounded)
    });
    let told: Vec<_> = told.collect();
    // Paint bears on nothing.
    assert_eq!(told, [("walls".to_owned(), 3.0, 0.002)]);
    assert!((signing.nothing.high - 0.02).abs() < 1e-12);
}

#[test]
fn all_at_once_say_the_same_as_one_after_another() {
    for name in ["hospital", "us-presidency"] {
        let reading = interrex_plan::read(&interrex_testkit::example::example(name));
        let (plan, texts) = (&reading.plan, &reading.sources);
        let mut ask = asked();
        ask.only = vec!["function.*.fails".to_owned()];
        let all = singly(&Proof::new(plan, texts, &ask));
        assert!(!all.is_empty(), "{name}");
        let mut compared = 0;
        for found in &all {
            let apart = remedies(plan, texts, &ask, &found.proposition, Some(0.0));
            let apart = apart.expect("it fits the limits");
            for other in &apart.singly {
                let same = found
                    .singly
                    .iter()
                    .find(|one| one.measures == other.measures);
                let (a, b) = match same {
                    Some(one) => (one.probability, other.probability),
                    // What bears on nothing is left out.
                    None => (found.nothing, other.probability),
                };
                let near = (a.low - b.low).abs() < 1e-12 && (a.high - b.high).abs() < 1e-12;
                let which = (name, &found.proposition, &other.measures);
                assert!(near, "{which:?}: {a:?} {b:?}");
                compared += usize::from(same.is_some());
            }
        }
        assert!(compared > 0, "{name} has measures");
    }
}
