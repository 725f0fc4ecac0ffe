//! Labels and attributes where the format has them once, and where it has none.

use crate::support::read;

#[track_caller]
fn check(text: &str, expect: &[(&str, &str)]) {
    let reading = read(text);
    let found = reading.diagnostics.iter();
    let found: Vec<(&str, &str)> = found.map(|one| (one.code, one.message.as_str())).collect();
    assert_eq!(found, expect, "{text}");
    assert_eq!(reading.model.is_some(), expect.is_empty(), "{text}");
}

fn gate(inner: &str) -> String {
    format!(
        "<opsa-mef><define-fault-tree name='t'><define-gate name='g'>{inner}</define-gate>\
         </define-fault-tree></opsa-mef>"
    )
}

#[test]
fn a_thing_is_labelled_once() {
    let constant = "<constant value='true'/>";
    let unit = "<attribute name='unit' value='1'/>";
    let attributes = |inner: &str| format!("<attributes>{inner}</attributes>");
    check(
        &gate(&format!("<label>l</label>{}{constant}", attributes(unit))),
        &[],
    );
    check(
        &gate(&format!("<label>l</label>{constant}<label>m</label>")),
        &[(
            "wrong-count",
            "`define-gate` has a second `label`, expected one",
        )],
    );
    let twice = attributes(unit).repeat(2);
    check(
        &gate(&format!("{twice}{constant}")),
        &[(
            "wrong-count",
            "`define-gate` has a second `attributes`, expected one",
        )],
    );
    check(
        &gate(&format!("{}{constant}", attributes(&unit.repeat(2)))),
        &[(
            "defined-twice",
            "the attribute `unit` is given twice, expected once",
        )],
    );
}

/// An attribute of a container may be given anew by what it holds.
#[test]
fn an_inherited_attribute_is_replaced() {
    let unit = "<attributes><attribute name='unit' value='1'/></attributes>";
    let text = gate(&format!("{unit}<constant value='true'/>"));
    let text = text.replace("name='t'>", &format!("name='t'>{}", unit.replace('1', "2")));
    check(&text, &[]);
}

const LABEL: &str = "<label bogus='1'><define-gate name='g'/></label>";

#[track_caller]
fn stray(text: &str, place: &str, note: &str) {
    let message = format!("`{note}` stands in {place}, where the format does not allow it");
    check(text, &[("unexpected-element", &message)]);
}

#[test]
fn parts_of_what_is_defined_have_no_label() {
    let group = |distribution: &str, factor: &str| {
        format!(
            "<opsa-mef><define-CCF-group name='c' model='beta-factor'>\
             <members><basic-event name='a'/><basic-event name='b'/></members>\
             <distribution>{distribution}<float value='0.1'/></distribution>\
             <factor>{factor}<float value='0.1'/></factor></define-CCF-group></opsa-mef>"
        )
    };
    let substitution = |hypothesis: &str, target: &str| {
        format!(
            "<opsa-mef><define-substitution name='s'>\
             <hypothesis>{hypothesis}<constant value='true'/></hypothesis>\
             <target>{target}<constant value='true'/></target></define-substitution></opsa-mef>"
        )
    };
    let data = format!("<opsa-mef><model-data>{LABEL}</model-data></opsa-mef>");
    stray(&data, "`model-data`", "label");
    stray(&group(LABEL, ""), "`distribution`", "label");
    stray(&group("", "<attributes/>"), "`factor`", "attributes");
    stray(&substitution(LABEL, ""), "`hypothesis`", "label");
    stray(&substitution("", LABEL), "`target`", "label");
    let and = gate(&format!("<and>{LABEL}<constant value='true'/></and>"));
    stray(&and, "a formula", "label");
}

#[test]
fn ways_and_instructions_have_no_label() {
    let end = "<sequence name='s'/>";
    let initial = |inner: &str| {
        format!(
            "<opsa-mef><define-initiating-event name='i' event-tree='e'/>\
             <define-event-tree name='e'><define-functional-event name='f'/>\
             <define-sequence name='s'/><initial-state>{inner}</initial-state>\
             </define-event-tree></opsa-mef>"
        )
    };
    let fork = |fork: &str, path: &str| {
        initial(&format!(
            "<fork functional-event='f'>{fork}<path state='x'>{path}{end}</path></fork>"
        ))
    };
    stray(
        &initial(&format!("{LABEL}{end}")),
        "`initial-state`",
        "label",
    );
    stray(
        &initial(&format!("{end}<attributes/>")),
        "`initial-state`",
        "attributes",
    );
    stray(&fork(LABEL, ""), "`fork`", "label");
    stray(&fork("", LABEL), "`path`", "label");
    for (name, rest) in [
        ("block", ""),
        ("if", "<bool value='true'/><block/>"),
        ("collect-formula", "<constant value='true'/>"),
        ("collect-expression", "<float value='1'/>"),
    ] {
        let instruction = format!("<{name}>{LABEL}{rest}</{name}>{end}");
        stray(&initial(&instruction), &format!("`{name}`"), "label");
    }
}
