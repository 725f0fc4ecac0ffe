//! Questions to models of the Open-PSA format: what is asked of them, and how it is told in one line.

use interrex_openpsa::{Reading, Settings};
use interrex_prove::human;
use interrex_prove::open_psa::{ModelAsk, ModelProof, phases_asked};

/// One gate over a house event, in two phases.
const PHASES: &str = r#"<opsa-mef><define-alignment name="M">
    <define-phase name="p1" time-fraction="0.25">
      <set-house-event name="h"><constant value="true"/></set-house-event></define-phase>
    <define-phase name="p2" time-fraction="0.75"/></define-alignment>
  <define-fault-tree name="F"><define-house-event name="h"/>
    <define-gate name="top"><or><gate name="in"/><house-event name="h"/></or></define-gate>
    <define-gate name="in"><basic-event name="e"/></define-gate>
    <define-basic-event name="e"><float value="0.5"/></define-basic-event>
  </define-fault-tree></opsa-mef>"#;

fn read(text: &str, phase: Option<&str>) -> Reading {
    let settings = Settings {
        phase: phase.map(str::to_owned),
        ..Settings::default()
    };
    interrex_openpsa::read(&[("m.xml", text)], &settings, &mut |_| Err(String::new()))
}

/// The answers, one line each, or why there are none.
fn answers(text: &str, phase: Option<&str>, only: &[&str]) -> Result<Vec<String>, String> {
    let reading = read(text, phase);
    let ask = ModelAsk {
        only: only.iter().map(|one| (*one).to_owned()).collect(),
        given: None,
        phase: phase.map(str::to_owned),
        order_max: None,
        list_max: 10,
        nodes_max: 1_000_000,
        stop: None,
    };
    let model = reading.model.as_ref().expect("no faults");
    let proof = ModelProof::new(model, &reading.sources, &ask)?;
    let mut analyses = proof.analyses();
    let lines = proof.propositions().iter();
    Ok(lines
        .map(|one| human::to_line(&analyses.answer(one)))
        .collect())
}

/// The names of what is answered.
fn names(phase: Option<&str>, only: &[&str]) -> Result<Vec<String>, String> {
    let lines = answers(PHASES, phase, only)?.into_iter();
    let name = |line: String| line.split(':').next().unwrap_or_default().to_owned();
    Ok(lines.map(name).collect())
}

#[test]
fn a_name_is_asked_as_it_is_printed() {
    let in_phase = |only: &[&str]| names(Some("M.p1"), only);
    let top = Ok(vec!["top@M.p1".to_owned()]);
    assert_eq!(in_phase(&[]), top);
    assert_eq!(in_phase(&["top"]), top);
    assert_eq!(in_phase(&["top@M.p1"]), top);
    assert_eq!(in_phase(&["t*@*.p1"]), top);
    assert_eq!(in_phase(&["top@M.p1", "in@M.p2"]), top);
    let refused = |found: Result<Vec<String>, String>| found.expect_err("nothing of the name");
    assert_eq!(
        refused(in_phase(&["top@M.p2"])),
        "no gate or sequence matches `top@M.p2`; did you mean `top@M.p1`?"
    );
    assert_eq!(
        refused(in_phase(&["toq"])),
        "no gate or sequence matches `toq`; did you mean `top`?"
    );
    assert_eq!(
        refused(names(None, &["top@M.p1"])),
        "no gate or sequence matches `top@M.p1`; patterns look like `top` or `train-*`"
    );
}

#[test]
fn phases_are_those_that_names_ask_about() {
    let phases = ["M.p1", "M.p2", "N.q"].map(str::to_owned);
    let asked = |only: &[&str]| {
        let only: Vec<String> = only.iter().map(|one| (*one).to_owned()).collect();
        let asked = phases_asked(&only, &phases).into_iter();
        asked.cloned().collect::<Vec<String>>()
    };
    assert_eq!(asked(&[]), phases);
    assert_eq!(asked(&["top"]), phases);
    assert_eq!(asked(&["top@M.p2"]), ["M.p2"]);
    assert_eq!(asked(&["top@M.p2", "in@N.q"]), ["M.p2", "N.q"]);
    assert_eq!(asked(&["*@M"]), ["M.p1", "M.p2"]);
    assert_eq!(asked(&["top@M.p2", "in"]), phases);
    assert_eq!(asked(&["top@M.p3"]), phases);
}

/// Events alone, or trees that nothing enters, leave nothing to ask.
#[test]
fn a_model_with_nothing_to_ask_says_so() {
    let nothing = "the model has no top gate, and no sequence that an initiating event leads to, \
                   so that there is nothing to ask";
    for inner in [
        "",
        r#"<model-data><define-basic-event name="a"><float value="0.1"/></define-basic-event></model-data>"#,
        r#"<define-initiating-event name="I"/>"#,
    ] {
        let text = format!("<opsa-mef>{inner}</opsa-mef>");
        assert_eq!(answers(&text, None, &[]), Err(nothing.to_owned()), "{text}");
    }
}

#[test]
fn a_frequency_stands_in_the_line() {
    let tree = |start: &str, collect: &str| {
        format!(
            r#"<opsa-mef><define-initiating-event name="I" event-tree="A">{start}</define-initiating-event>
            <define-event-tree name="A"><define-sequence name="S"/>
              <initial-state>{collect}<sequence name="S"/></initial-state></define-event-tree>
            <model-data><define-basic-event name="a"><float value="0.1"/></define-basic-event>
              <define-parameter name="f"><float value="2.5"/></define-parameter></model-data></opsa-mef>"#
        )
    };
    let frequency = r#"<parameter name="f"/>"#;
    let formula = r#"<collect-formula><basic-event name="a"/></collect-formula>"#;
    let number = r#"<collect-expression><float value="1.4"/></collect-expression>"#;
    for (start, collect, expect) in [
        (
            frequency,
            formula,
            "S: 0.1 (exact), times 2.5: 0.25 (exact); ",
        ),
        ("", number, "S: 1 (exact), times 1.4: 1.4 (exact); "),
        ("", formula, "S: 0.1 (exact); "),
    ] {
        let lines = answers(&tree(start, collect), None, &[]).expect("a sequence");
        assert!(lines[0].starts_with(expect), "{lines:?}");
    }
}
