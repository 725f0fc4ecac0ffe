//! Event trees: paths, house events, expressions, rules, links, frequencies. Each probability is
//! worked out by hand.

use crate::support::{compiled, probability};

/// A tree with what its parts hold, over two systems with probabilities 0.1 and 0.2.
fn tree(initiating: &str, sequences: &str, initial: &str, others: &str) -> String {
    format!(
        r#"<opsa-mef>
          {initiating}
          <define-event-tree name="tree">
            <define-functional-event name="F"/><define-functional-event name="G"/>
            {sequences}
            <initial-state>{initial}</initial-state>
          </define-event-tree>
          {others}
          <define-fault-tree name="t">
            <define-gate name="f"><or><basic-event name="a"/><house-event name="h"/></or></define-gate>
            <define-gate name="g"><or><basic-event name="a"/><basic-event name="b"/></or></define-gate>
            <define-basic-event name="a"><float value="0.1"/></define-basic-event>
            <define-basic-event name="b"><float value="0.2"/></define-basic-event>
            <define-house-event name="h"/>
            <define-parameter name="often"><float value="3"/></define-parameter>
          </define-fault-tree></opsa-mef>"#
    )
}

const START: &str = r#"<define-initiating-event name="I" event-tree="tree"/>"#;
const ENDS: &str = r#"<define-sequence name="ok"/><define-sequence name="bad"/>"#;

#[track_caller]
fn check(text: &str, expect: &[(&str, f64)]) {
    let compiled = compiled(text);
    let found: Vec<(String, f64)> = compiled
        .propositions
        .iter()
        .filter(|one| one.kind == interrex_openpsa::Kind::Sequence)
        .map(|one| {
            let times = one.factor.unwrap_or(1.0);
            (one.name.clone(), probability(&compiled, one.node) * times)
        })
        .collect();
    assert_eq!(found.len(), expect.len(), "{found:?}");
    for ((name, value), (wanted, expect)) in found.iter().zip(expect) {
        assert_eq!(name, wanted, "{found:?}");
        assert!(
            (value - expect).abs() < 1e-14,
            "{name}: {value}, not {expect}"
        );
    }
}

fn fork(event: &str, yes: &str, no: &str) -> String {
    format!(
        r#"<fork functional-event="{event}"><path state="success">{no}</path><path state="failure">{yes}</path></fork>"#
    )
}

const F_FAILS: &str = r#"<collect-formula><gate name="f"/></collect-formula>"#;
const F_WORKS: &str = r#"<collect-formula><not><gate name="f"/></not></collect-formula>"#;
const OK: &str = r#"<sequence name="ok"/>"#;
const BAD: &str = r#"<sequence name="bad"/>"#;

#[test]
fn formulas_are_collected() {
    let initial = fork("F", &format!("{F_FAILS}{BAD}"), &format!("{F_WORKS}{OK}"));
    check(
        &tree(START, ENDS, &initial, ""),
        &[("ok", 0.9), ("bad", 0.1)],
    );
}

#[test]
fn a_house_event_holds_from_where_it_is_set() {
    let set = r#"<set-house-event name="h"><constant value="true"/></set-house-event>"#;
    // Set before the collection, f is certain; set after it, it is as likely as a.
    let before = fork(
        "F",
        &format!("{set}{F_FAILS}{BAD}"),
        &format!("{F_WORKS}{OK}"),
    );
    check(
        &tree(START, ENDS, &before, ""),
        &[("ok", 0.9), ("bad", 1.0)],
    );
    let after = fork(
        "F",
        &format!("{F_FAILS}{set}{BAD}"),
        &format!("{F_WORKS}{OK}"),
    );
    check(&tree(START, ENDS, &after, ""), &[("ok", 0.9), ("bad", 0.1)]);
}

#[test]
fn a_path_without_collection_is_certain() {
    let initial = fork("F", &format!("{F_FAILS}{BAD}"), OK);
    check(
        &tree(START, ENDS, &initial, ""),
        &[("ok", 1.0), ("bad", 0.1)],
    );
    // Two paths to one sequence: either.
    let initial = fork("F", &format!("{F_FAILS}{OK}"), OK);
    check(&tree(START, ENDS, &initial, ""), &[("ok", 1.0)]);
}

#[test]
fn expressions_multiply_along_a_path_and_add_over_paths() {
    let times =
        |value: f64| format!("<collect-expression><float value=\"{value}\"/></collect-expression>");
    let inner = fork(
        "G",
        &format!("{}{BAD}", times(0.25)),
        &format!("{}{OK}", times(0.75)),
    );
    let initial = fork(
        "F",
        &format!("{}{inner}", times(0.5)),
        &format!("{}{OK}", times(0.5)),
    );
    // ok: 0.5 + 0.5 * 0.75.
    check(
        &tree(START, ENDS, &initial, ""),
        &[("ok", 0.875), ("bad", 0.125)],
    );
    let often = format!("{}{OK}", times(2.5));
    check(&tree(START, ENDS, &often, ""), &[("ok", 2.5)]);
}

#[test]
fn conditions_ask_for_the_path() {
    let test = r#"<if><and>
        <test-initiating-event name="I"/>
        <test-functional-event name="F" state="failure"/>
      </and>
      <collect-expression><float value="0.5"/></collect-expression>
      <block><collect-expression><parameter name="low"/></collect-expression></block></if>"#;
    let low = r#"<model-data><define-parameter name="low">
        <ite><test-functional-event name="F" state="success"/><float value="0.25"/><float value="7"/></ite>
      </define-parameter></model-data>"#;
    let initial = fork("F", &format!("{test}{BAD}"), &format!("{test}{OK}"));
    check(
        &tree(START, ENDS, &initial, low),
        &[("ok", 0.25), ("bad", 0.5)],
    );
}

#[test]
fn rules_branches_and_links() {
    let others = r#"<define-rule name="fails"><collect-formula><gate name="f"/></collect-formula></define-rule>
      <define-event-tree name="next">
        <define-functional-event name="K"/><define-sequence name="end"/>
        <define-branch name="last">
          <collect-formula><basic-event name="b"/></collect-formula><sequence name="end"/>
        </define-branch>
        <initial-state><branch name="last"/></initial-state>
      </define-event-tree>"#;
    let sequences = r#"<define-sequence name="on"><rule name="fails"/><event-tree name="next"/></define-sequence>"#;
    // f and b: 0.1 * 0.2; the sequence that links does not end anything.
    let text = tree(START, sequences, r#"<sequence name="on"/>"#, others);
    check(&text, &[("end", 0.02)]);
}

#[test]
fn an_initiating_event_may_be_an_event_or_a_frequency() {
    let start = |inner: &str| {
        format!(
            r#"<define-initiating-event name="I" event-tree="tree">{inner}</define-initiating-event>"#
        )
    };
    let initial = format!("{F_FAILS}{BAD}");
    let event = start(r#"<basic-event name="b"/>"#);
    check(&tree(&event, ENDS, &initial, ""), &[("bad", 0.02)]);
    let frequency = start(r#"<parameter name="often"/>"#);
    check(&tree(&frequency, ENDS, &initial, ""), &[("bad", 0.1 * 3.0)]);
}

#[test]
fn a_name_that_several_bear_is_told_with_its_start() {
    let two = format!("{START}<define-initiating-event name=\"J\" event-tree=\"tree\"/>");
    check(&tree(&two, ENDS, OK, ""), &[("I.ok", 1.0), ("J.ok", 1.0)]);
    // As a gate is called, and as a basic event is.
    for name in ["g", "b"] {
        let ends = format!("<define-sequence name=\"{name}\"/>");
        let end = format!("<sequence name=\"{name}\"/>");
        let long = format!("I.{name}");
        check(&tree(START, &ends, &end, ""), &[(&long, 1.0)]);
    }
}

#[test]
fn paths_that_exhaust_all_cases_are_certain() {
    let tenths: String = (0..10)
        .map(|state| {
            format!("<path state=\"s{state}\"><collect-expression><float value=\"0.1\"/></collect-expression>{OK}</path>")
        })
        .collect::<Vec<_>>()
        .concat();
    let fork = |paths: &str| format!("<fork functional-event=\"F\">{paths}</fork>");
    check(&tree(START, ENDS, &fork(&tenths), ""), &[("ok", 1.0)]);
    let less = tenths.replacen("0.1", "-0.1", 1);
    let reading = crate::support::read(&tree(START, ENDS, &fork(&less), ""));
    let codes: Vec<&str> = reading.diagnostics.iter().map(|one| one.code).collect();
    assert_eq!(codes, ["not-a-probability"]);
}

/// A value that a path needs and that is not defined there is a fault, also where it comes through
/// parameters; where no path needs it, it is none.
#[test]
fn a_parameter_without_a_value_on_a_path_is_a_fault() {
    let quotient = |by: &str| {
        format!(
            r#"<model-data><define-parameter name="p"><ite>
              <test-functional-event name="F" state="success"/>
              <div><float value="1"/><float value="{by}"/></div><float value="0.25"/></ite>
            </define-parameter>
            <define-parameter name="q"><mul><parameter name="p"/><float value="1"/></mul></define-parameter>
            </model-data>"#
        )
    };
    let collect = r#"<collect-expression><parameter name="q"/></collect-expression>"#;
    let asks = r#"<if><parameter name="q"/>
      <collect-expression><float value="0.5"/></collect-expression></if>"#;
    for instruction in [collect, asks] {
        let initial = fork(
            "F",
            &format!("{instruction}{BAD}"),
            &format!("{instruction}{OK}"),
        );
        let reading = crate::support::read(&tree(START, ENDS, &initial, &quotient("0")));
        let codes: Vec<&str> = reading.diagnostics.iter().map(|one| one.code).collect();
        assert_eq!(codes, ["undefined-value"], "{instruction}");
        assert!(reading.model.is_none());
    }
    let collected = format!("{collect}{BAD}");
    let initial = fork("F", &collected, OK);
    check(
        &tree(START, ENDS, &initial, &quotient("0")),
        &[("ok", 1.0), ("bad", 0.25)],
    );
    check(
        &tree(
            START,
            ENDS,
            &fork("F", BAD, &format!("{collect}{OK}")),
            &quotient("2"),
        ),
        &[("ok", 0.5), ("bad", 1.0)],
    );
}

/// What stands after the last link of a sequence would change no answer.
#[test]
fn instructions_after_the_last_link_are_refused() {
    let others = r#"<define-rule name="goes"><event-tree name="next"/></define-rule>
      <define-event-tree name="next"><define-sequence name="end"/>
        <initial-state><sequence name="end"/></initial-state></define-event-tree>
      <define-event-tree name="last"><define-sequence name="over"/>
        <initial-state><sequence name="over"/></initial-state></define-event-tree>"#;
    let half = r#"<collect-expression><float value="0.5"/></collect-expression>"#;
    let next = r#"<event-tree name="next"/>"#;
    let last = r#"<event-tree name="last"/>"#;
    let goes = r#"<rule name="goes"/>"#;
    let text = |instructions: &str| {
        let sequences = format!("<define-sequence name=\"on\">{instructions}</define-sequence>");
        tree(START, &sequences, r#"<sequence name="on"/>"#, others)
    };
    let always = r#"<bool value="true"/>"#;
    for instructions in [
        format!("{next}{half}{last}{half}"),
        format!("{last}{goes}{half}"),
        format!("{last}<block>{next}{half}</block>"),
        format!("{next}<if>{always}{last}</if>{half}"),
        format!("<if>{always}{next}{last}</if>{half}"),
    ] {
        let reading = crate::support::read(&text(&instructions));
        let codes = reading.diagnostics.iter().map(|one| one.code);
        let codes: Vec<&str> = codes.filter(|code| *code != "unused-event-tree").collect();
        assert_eq!(codes, ["unexpected-element"], "{instructions}");
    }
    // Each tree goes on with what was collected until its link.
    check(
        &text(&format!("{half}{next}{half}{last}")),
        &[("end", 0.5), ("over", 0.25)],
    );
    let never = r#"<bool value="false"/>"#;
    check(
        &text(&format!(
            "<if>{never}{next}{half}</if><if>{never}<block>{next}{last}</block></if>{half}"
        )),
        &[("on", 0.25)],
    );
}
