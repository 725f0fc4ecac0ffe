//! Substitutions: constraints between events. Each probability is worked out by hand.

use interrex_diag::Severity;

use crate::support::{compiled, probability, read};

/// Two events with probabilities 0.1 and 0.2, a gate that is true where one of them is, and what
/// stands in a substitution.
fn of(attributes: &str, inner: &str) -> String {
    format!(
        r#"<opsa-mef><define-fault-tree name="t">
            <define-gate name="top"><or><basic-event name="a"/><basic-event name="b"/></or></define-gate>
            <define-basic-event name="a"><float value="0.1"/></define-basic-event>
            <define-basic-event name="b"><float value="0.2"/></define-basic-event>
          </define-fault-tree>
          <define-substitution {attributes}>{inner}</define-substitution></opsa-mef>"#
    )
}

const BOTH: &str =
    r#"<hypothesis><and><basic-event name="a"/><basic-event name="b"/></and></hypothesis>"#;
const NEVER: &str = r#"<target><constant value="false"/></target>"#;

#[track_caller]
fn check(text: &str, expect: f64) {
    let compiled = compiled(text);
    let found = probability(&compiled, compiled.propositions[0].node);
    assert!(
        (found - expect).abs() < 1e-14,
        "{text}: {found}, not {expect}"
    );
}

#[track_caller]
fn refused(text: &str, expect: &[&str]) {
    let reading = read(text);
    let found = reading.diagnostics.iter();
    let found: Vec<&str> = found.map(|one| one.message.as_str()).collect();
    assert_eq!(found, expect, "{text}");
    assert!(reading.model.is_none(), "{text}");
}

#[test]
fn a_part_stands_once() {
    let named = r#"name="s""#;
    check(&of(named, &format!("{BOTH}{NEVER}")), 0.1 * 0.8 + 0.9 * 0.2);
    refused(
        &of(named, &format!("{BOTH}{BOTH}{NEVER}")),
        &["`define-substitution` has a second `hypothesis`, expected one"],
    );
    refused(
        &of(named, &format!("{BOTH}{NEVER}{NEVER}")),
        &["`define-substitution` has a second `target`, expected one"],
    );
}

/// Names that only the container knows are known to a substitution within it.
#[test]
fn a_container_knows_its_names() {
    let substitution =
        format!("<define-substitution name=\"s\">{BOTH}{NEVER}</define-substitution>");
    check(
        &format!(
            r#"<opsa-mef><define-fault-tree name="t">
              <define-gate name="top"><gate name="A.g"/></define-gate>
              <define-component name="A" role="private">
                <define-gate name="g"><or><basic-event name="a"/><basic-event name="b"/></or></define-gate>
                <define-basic-event name="a"><float value="0.1"/></define-basic-event>
                <define-basic-event name="b"><float value="0.2"/></define-basic-event>
                {substitution}
              </define-component></define-fault-tree></opsa-mef>"#
        ),
        0.1 * 0.8 + 0.9 * 0.2,
    );
}

#[test]
fn a_name_is_borne_once() {
    let substitution =
        format!("<define-substitution name=\"s\">{BOTH}{NEVER}</define-substitution>");
    let text = of(r#"name="s""#, &format!("{BOTH}{NEVER}"));
    refused(
        &text.replace("</opsa-mef>", &format!("{substitution}</opsa-mef>")),
        &["the substitution `s` is defined twice, expected once"],
    );
    // Within a container it is another name.
    let within = text.replace(
        "</define-fault-tree>",
        &format!("{substitution}</define-fault-tree>"),
    );
    check(&within, 0.1 * 0.8 + 0.9 * 0.2);
}

/// The format wants no name, takes any type, and lets a target be several basic events.
#[test]
fn what_the_format_leaves_open_is_left_open() {
    let parts = format!("{BOTH}{NEVER}");
    check(&of("", &parts), 0.1 * 0.8 + 0.9 * 0.2);
    check(
        &of(r#"type="anything at all""#, &parts),
        0.1 * 0.8 + 0.9 * 0.2,
    );
    for kind in ["delete-terms", "recovery-rule", "exchange-event"] {
        assert_eq!(
            read(&of(&format!("type=\"{kind}\""), &parts)).diagnostics,
            []
        );
    }
    // It changes nothing, but is not passed over in silence.
    let other = read(&of(r#"type="delete-term""#, &parts)).diagnostics;
    let other: Vec<_> = other
        .iter()
        .map(|one| (one.severity, one.message.as_str(), one.helps.clone()))
        .collect();
    let told = "a substitution is of the type `delete-term`, which the format does not use";
    let near = vec!["did you mean `delete-terms`?".to_owned()];
    assert_eq!(other, [(Severity::Warning, told, near)]);
    // Wherever a or b is true, both are.
    let either = BOTH.replace("and>", "or>");
    let both = r#"<target><basic-event name="a"/><basic-event name="b"/></target>"#;
    check(&of("", &format!("{either}{both}")), 0.1 * 0.2);
    let mixed = r#"<target><basic-event name="a"/><constant value="true"/></target>"#;
    refused(
        &of("", &format!("{either}{mixed}")),
        &["`target` holds a second formula, expected one"],
    );
}
