//! Fault trees: every connective, names and their scopes, house events, common causes, constraints.
//! Each probability is worked out by hand.

use interrex_openpsa::Settings;

use crate::support::{compiled, probability, read};

/// Three events with probabilities 0.1, 0.2 and 0.4, and one gate.
fn of(formula: &str) -> String {
    format!(
        r#"<opsa-mef><define-fault-tree name="t">
            <define-gate name="top">{formula}</define-gate>
            <define-basic-event name="a"><float value="0.1"/></define-basic-event>
            <define-basic-event name="b"><float value="0.2"/></define-basic-event>
            <define-basic-event name="c"><float value="0.4"/></define-basic-event>
            <define-house-event name="on"><constant value="true"/></define-house-event>
            <define-house-event name="off"/>
        </define-fault-tree></opsa-mef>"#
    )
}

#[track_caller]
fn check_text(text: &str, name: &str, expect: f64) {
    let compiled = compiled(text);
    let proposition = compiled.propositions.iter().find(|one| one.name == name);
    let names: Vec<&str> = compiled
        .propositions
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    let proposition = proposition.unwrap_or_else(|| panic!("{name} is not among {names:?}"));
    let found = probability(&compiled, proposition.node);
    assert!(
        (found - expect).abs() < 1e-14,
        "{name}: {found}, not {expect}"
    );
}

#[track_caller]
fn check(formula: &str, expect: f64) {
    let formula = formula
        .replace('A', "<basic-event name=\"a\"/>")
        .replace('B', "<basic-event name=\"b\"/>")
        .replace('C', "<basic-event name=\"c\"/>");
    check_text(&of(&formula), "top", expect);
}

#[test]
fn connectives() {
    check("A", 0.1);
    check("<and>ABC</and>", 0.1 * 0.2 * 0.4);
    check("<or>ABC</or>", 1.0 - 0.9 * 0.8 * 0.6);
    check("<not>A</not>", 0.9);
    check("<nand>AB</nand>", 1.0 - 0.02);
    check("<nor>AB</nor>", 0.9 * 0.8);
    check("<xor>AB</xor>", 0.1 * 0.8 + 0.9 * 0.2);
    // One of three, or all three.
    check(
        "<xor>ABC</xor>",
        0.1 * 0.8 * 0.6 + 0.9 * 0.2 * 0.6 + 0.9 * 0.8 * 0.4 + 0.008,
    );
    check("<iff>AB</iff>", 0.1 * 0.2 + 0.9 * 0.8);
    // (a iff b) iff c holds where none or two of them are false: with odd truth, so where an odd
    // number is true.
    check(
        "<iff>ABC</iff>",
        0.1 * 0.8 * 0.6 + 0.9 * 0.2 * 0.6 + 0.9 * 0.8 * 0.4 + 0.008,
    );
    check("<imply>AB</imply>", 1.0 - 0.1 * 0.8);
    check("<and>A</and>", 0.1);
    check("<nor>A</nor>", 0.9);
}

#[test]
fn counting_connectives() {
    // Two of three: ab'... by inclusion: ab + ac + bc - 2abc.
    let two = 0.02 + 0.04 + 0.08 - 2.0 * 0.008;
    check("<atleast min=\"2\">ABC</atleast>", two);
    check("<atleast min=\"1\">ABC</atleast>", 1.0 - 0.9 * 0.8 * 0.6);
    check("<atleast min=\"3\">ABC</atleast>", 0.008);
    // An argument counts as often as it stands there: a twice, or a and b, or a and c, or ...
    check("<atleast min=\"2\">AAB</atleast>", 0.1);
    check(
        "<cardinality min=\"2\" max=\"2\">ABC</cardinality>",
        two - 0.008,
    );
    check(
        "<cardinality min=\"0\" max=\"1\">ABC</cardinality>",
        1.0 - two,
    );
    check("<cardinality min=\"0\" max=\"3\">ABC</cardinality>", 1.0);
}

#[test]
fn constants_and_house_events() {
    check("<constant value=\"true\"/>", 1.0);
    check("<and>A<constant value=\"false\"/></and>", 0.0);
    check("<and>A<house-event name=\"on\"/></and>", 0.1);
    check("<or>A<house-event name=\"off\"/></or>", 0.1);
    check("<or>A<not><event name=\"on\"/></not></or>", 0.1);
    check(
        "<and><event name=\"a\" type=\"basic-event\"/><event name=\"b\"/></and>",
        0.02,
    );
}

#[test]
fn formulas_nest() {
    check(
        "<or><and>AB</and><and><not>A</not>C</and></or>",
        0.02 + 0.9 * 0.4,
    );
}

/// Private names, paths from outside, paths from inside, and the innermost meaning of a name.
#[test]
fn names_and_paths() {
    let text = r#"<opsa-mef>
      <define-fault-tree name="f">
        <define-gate name="top"><or>
          <gate name="f.x.g"/> <gate name="y.g"/> <basic-event name="open"/>
        </or></define-gate>
        <define-component name="x" role="private">
          <define-gate name="g"><and> <basic-event name="e"/> <basic-event name="f.y.e"/> </and></define-gate>
          <define-basic-event name="e"><float value="0.5"/></define-basic-event>
          <define-basic-event name="open" role="public"><float value="0.25"/></define-basic-event>
        </define-component>
        <define-component name="y" role="private">
          <define-basic-event name="e"><float value="0.125"/></define-basic-event>
          <define-component name="z">
            <define-gate name="inner"><basic-event name="e"/></define-gate>
          </define-component>
          <define-gate name="g"><gate name="z.inner"/></define-gate>
        </define-component>
      </define-fault-tree>
    </opsa-mef>"#;
    // x.e y.e or y.e or open: y.e or open.
    check_text(text, "top", 1.0 - (1.0 - 0.125) * 0.75);
    let compiled = compiled(text);
    let names: Vec<&str> = compiled
        .variables
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(names, ["open", "f.x.e", "f.y.e"]);
    let inner: Vec<&str> = compiled.inner.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(inner, ["f.x.g", "f.y.z.inner", "f.y.g"]);
}

#[test]
fn labels_and_attributes_are_kept() {
    let reading = read(
        r#"<opsa-mef name="m"><label>All</label>
      <define-fault-tree name="t">
        <attributes><attribute name="unit" value="1"/><attribute name="train" value="x"/></attributes>
        <define-gate name="g"><label> Both &amp; more </label>
          <attributes><attribute name="train" value="y" type="text"/></attributes>
          <constant value="true"/></define-gate>
      </define-fault-tree></opsa-mef>"#,
    );
    assert_eq!(reading.diagnostics, []);
    let model = reading.model.expect("no faults");
    assert_eq!(model.name.as_deref(), Some("m"));
    assert_eq!(model.note.label.as_deref(), Some("All"));
    let note = &model.gates[0].note;
    assert_eq!(note.label.as_deref(), Some("Both & more"));
    let attributes: Vec<_> = note
        .attributes
        .iter()
        .map(|one| (one.name.as_str(), one.value.as_str(), one.kind.as_deref()))
        .collect();
    assert_eq!(
        attributes,
        [("unit", "1", None), ("train", "y", Some("text"))]
    );
}

#[test]
fn several_tops_stand_in_the_order_of_the_text() {
    let compiled = compiled(
        r#"<opsa-mef>
      <define-fault-tree name="t"><define-gate name="z"><gate name="y"/></define-gate></define-fault-tree>
      <define-fault-tree name="u">
        <define-gate name="y"><constant value="true"/></define-gate>
        <define-gate name="a"><constant value="false"/></define-gate>
      </define-fault-tree></opsa-mef>"#,
    );
    let names: Vec<&str> = compiled
        .propositions
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(names, ["z", "a"]);
}

/// A group of `n` pumps, all of which must fail.
fn group(model: &str, members: &[&str], factors: &str) -> String {
    let listed: Vec<String> = members
        .iter()
        .map(|name| format!("<basic-event name=\"{name}\"/>"))
        .collect();
    let listed = listed.concat();
    format!(
        r#"<opsa-mef><define-fault-tree name="t">
            <define-gate name="top"><and>{listed}</and></define-gate>
          </define-fault-tree>
          <define-CCF-group name="pumps" model="{model}">
            <members>{listed}</members>
            <distribution><float value="0.1"/></distribution>
            {factors}
          </define-CCF-group></opsa-mef>"#
    )
}

fn factor(level: usize, value: f64) -> String {
    format!("<factor level=\"{level}\"><float value=\"{value}\"/></factor>")
}

#[test]
fn common_causes_of_two() {
    // Alone 0.1 * (1 - 0.2) = 0.08, together 0.1 * 0.2 = 0.02.
    let both = 1.0 - 0.98 * (1.0 - 0.08 * 0.08);
    check_text(
        &group("beta-factor", &["p", "q"], &factor(2, 0.2)),
        "top",
        both,
    );
    check_text(&group("MGL", &["p", "q"], &factor(2, 0.2)), "top", both);
    let phi = factor(1, 0.8) + &factor(2, 0.2);
    check_text(&group("phi-factor", &["p", "q"], &phi), "top", both);
    // The sum of i alpha_i is 0.8 + 2 * 0.1 = 1; alone 0.1 * 0.8, together 2 * 0.1 * 0.1.
    let alpha = format!("<factors>{}{}</factors>", factor(1, 0.8), factor(2, 0.1));
    check_text(&group("alpha-factor", &["p", "q"], &alpha), "top", both);
}

#[test]
fn common_causes_of_three() {
    // MGL with rho_2 = 0.4 and rho_3 = 0.5 of 0.1: alone 0.06, a pair 0.1 * 0.4 * 0.5 / 2 = 0.01,
    // all 0.02.
    let (alone, pair, all): (f64, f64, f64) = (0.06, 0.01, 0.02);
    // Without the event of all: enumerate the three pairs. Two or three pairs fail all pumps; one
    // pair leaves the third pump to itself; no pair leaves all three.
    let none = (1.0 - pair) * (1.0 - pair) * (1.0 - pair) * alone * alone * alone;
    let one = 3.0 * pair * (1.0 - pair) * (1.0 - pair) * alone;
    let more = 3.0 * pair * pair * (1.0 - pair) + pair * pair * pair;
    let top = all + (1.0 - all) * (none + one + more);
    let factors = factor(2, 0.4) + &factor(3, 0.5);
    check_text(&group("MGL", &["p", "q", "r"], &factors), "top", top);
    let compiled = compiled(&group("MGL", &["p", "q", "r"], &factors));
    let names: Vec<&str> = compiled
        .variables
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    let expect = ["[p]", "[q]", "[r]", "[p q]", "[p r]", "[q r]", "[p q r]"];
    let mut sorted = names.clone();
    sorted.sort_by_key(|name| expect.iter().position(|one| one == name));
    assert_eq!(sorted, expect);
}

#[test]
fn constraints_hold_for_every_top() {
    let text = of("<or><basic-event name=\"a\"/><basic-event name=\"b\"/></or>").replace(
        "</opsa-mef>",
        r#"<define-substitution name="s" type="delete-terms">
            <hypothesis><and><basic-event name="a"/><basic-event name="b"/></and></hypothesis>
            <target><constant value="false"/></target>
          </define-substitution></opsa-mef>"#,
    );
    // a or b, and not both.
    check_text(&text, "top", 0.1 * 0.8 + 0.9 * 0.2);
}

/// A phase sets house events and takes its part of the mission time.
#[test]
fn phases_of_an_alignment() {
    let text = r#"<opsa-mef>
      <define-alignment name="year">
        <define-phase name="normal" time-fraction="0.75"/>
        <define-phase name="repair" time-fraction="0.25">
          <set-house-event name="away"><constant value="true"/></set-house-event>
        </define-phase>
      </define-alignment>
      <define-fault-tree name="t">
        <define-gate name="top"><or><basic-event name="a"/><house-event name="away"/></or></define-gate>
        <define-house-event name="away"/>
        <define-basic-event name="a">
          <div><system-mission-time/><float value="87600"/></div>
        </define-basic-event>
      </define-fault-tree></opsa-mef>"#;
    // A year of 8760 hours is a tenth; house events are false unless set.
    for (phase, expect) in [
        (None, 0.1),
        (Some("year.normal"), 0.075),
        (Some("year.repair"), 1.0),
    ] {
        let settings = Settings {
            phase: phase.map(str::to_owned),
            ..Settings::default()
        };
        let mut files = |_: &str| Err(String::new());
        let reading = interrex_openpsa::read(&[("m", text)], &settings, &mut files);
        assert_eq!(reading.phases, ["year.normal", "year.repair"]);
        let compiled = interrex_openpsa::compile(&reading.model.expect("no faults"));
        let found = probability(&compiled, compiled.propositions[0].node);
        assert!(
            (found - expect).abs() < 1e-14,
            "{phase:?}: {found}, not {expect}"
        );
    }
    let settings = Settings {
        phase: Some("year.repai".to_owned()),
        ..Settings::default()
    };
    let mut files = |_: &str| Err(String::new());
    let reading = interrex_openpsa::read(&[("m", text)], &settings, &mut files);
    assert_eq!(
        reading.diagnostics[0].helps,
        ["did you mean `year.repair`?"]
    );
    let short = read(&text.replace("0.75", "0.5"));
    assert_eq!(short.diagnostics[0].code, "bad-bound");
}

/// What stands where the format has nothing is told, however small its place.
#[test]
fn nothing_within_an_empty_element_is_ignored() {
    for formula in [
        r#"<basic-event name="a"><label>x</label></basic-event>"#,
        r#"<constant value="true"><and/></constant>"#,
        r#"<not><house-event name="on"><constant value="false"/></house-event></not>"#,
    ] {
        let reading = read(&of(formula));
        let codes: Vec<&str> = reading.diagnostics.iter().map(|one| one.code).collect();
        assert_eq!(codes, ["unexpected-element"], "{formula}");
    }
    let group = group("beta-factor", &["p", "q"], &factor(2, 0.2));
    let group = group.replace(
        "<members><basic-event name=\"p\"/>",
        "<members><basic-event name=\"p\"><float value=\"1\"/></basic-event>",
    );
    let reading = read(&group);
    assert_eq!(reading.diagnostics[0].code, "unexpected-element");
    assert!(reading.model.is_none());
}
