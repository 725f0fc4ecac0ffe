//! Texts that are meant to break a reader end in a diagnostic.

use std::fmt::Write as _;

use crate::support::read;

#[track_caller]
fn check(text: &str, code: &str) {
    let reading = read(text);
    assert!(reading.model.is_none());
    let codes: Vec<&str> = reading.diagnostics.iter().map(|one| one.code).collect();
    assert_eq!(codes, [code], "{:?}", reading.diagnostics.first());
}

#[test]
fn entities_are_not_expanded() {
    let mut declarations = String::from("<!ENTITY l0 \"ha\">");
    for level in 1..100 {
        let before = level - 1;
        let _ = write!(
            declarations,
            "<!ENTITY l{level} \"{}\">",
            format!("&l{before};").repeat(10)
        );
    }
    check(
        &format!("<!DOCTYPE opsa-mef [{declarations}]><opsa-mef>&l99;</opsa-mef>"),
        "document-type",
    );
    let file =
        "<!DOCTYPE opsa-mef [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><opsa-mef>&f;</opsa-mef>";
    check(file, "document-type");
    check(
        "<!DOCTYPE opsa-mef><opsa-mef>&f;</opsa-mef>",
        "malformed-xml",
    );
    check("<opsa-mef>&f;</opsa-mef>", "malformed-xml");
}

#[test]
fn a_document_type_without_declarations_is_read() {
    assert!(
        read("<!DOCTYPE opsa-mef SYSTEM \"mef.dtd\"><opsa-mef/>")
            .model
            .is_some()
    );
}

#[test]
fn nesting_is_bounded() {
    let deep = |element: &str, count: usize| {
        format!(
            "<opsa-mef>{}{}</opsa-mef>",
            format!("<{element}>").repeat(count),
            format!("</{element}>").repeat(count)
        )
    };
    check(&deep("not", 1_000_000), "elements-too-deep");
    check(&"<opsa-mef>".repeat(1_000_000), "elements-too-deep");
    check(&"<a x='".repeat(100_000), "malformed-xml");
    check(&"<!--".repeat(100_000), "malformed-xml");
}

/// Gates may follow each other in a chain as long as the text.
#[test]
fn chains_are_not_nesting() {
    let mut text = String::from("<opsa-mef><define-fault-tree name='t'>");
    for at in 0..20_000 {
        let next = at + 1;
        let _ = write!(
            text,
            "<define-gate name='g{at}'><not><gate name='g{next}'/></not></define-gate>"
        );
    }
    text.push_str("<define-gate name='g20000'><constant value='true'/></define-gate>");
    text.push_str("</define-fault-tree></opsa-mef>");
    let compiled = crate::support::compiled(&text);
    assert_eq!(compiled.propositions[0].node.as_constant(), Some(true));
}

#[test]
fn great_numbers_end_in_a_diagnostic() {
    let event = |expression: &str| {
        format!(
            "<opsa-mef><model-data><define-basic-event name='e'>{expression}</define-basic-event></model-data></opsa-mef>"
        )
    };
    check(&event("<float value='1e999'/>"), "bad-value");
    check(&event("<float value='nan'/>"), "bad-value");
    check(
        &event("<int value='99999999999999999999'/>"),
        "not-a-probability",
    );
    check(&event("<exp><float value='1e9'/></exp>"), "undefined-value");
    let formula = |formula: &str| {
        format!(
            "<opsa-mef><define-fault-tree name='t'><define-gate name='g'>{formula}</define-gate></define-fault-tree></opsa-mef>"
        )
    };
    let constant = "<constant value='true'/>";
    check(
        &formula(&format!(
            "<atleast min='99999999999999999999'>{constant}</atleast>"
        )),
        "bad-value",
    );
    check(
        &formula(&format!(
            "<atleast min='18446744073709551615'>{constant}</atleast>"
        )),
        "bad-bound",
    );
    check(
        &formula(&format!(
            "<cardinality min='0' max='18446744073709551615'>{constant}</cardinality>"
        )),
        "bad-bound",
    );
}

#[test]
fn groups_and_trees_do_not_explode() {
    let mut members = String::new();
    for at in 0..64 {
        let _ = write!(members, "<basic-event name='m{at}'/>");
    }
    let factors = "<factor><float value='0.5'/></factor>".repeat(63);
    let text = format!(
        "<opsa-mef><define-CCF-group name='c' model='MGL'><members>{members}</members>\
         <distribution><float value='0.1'/></distribution><factors>{factors}</factors>\
         </define-CCF-group></opsa-mef>"
    );
    check(&text, "group-too-large");
    let mut text = String::from(
        "<opsa-mef><define-initiating-event name='I' event-tree='T'/><define-event-tree name='T'>",
    );
    for at in 0..=20 {
        let _ = write!(text, "<define-functional-event name='f{at}'/>");
    }
    text.push_str("<define-sequence name='s'/>");
    for at in 0..20 {
        let next = at + 1;
        let path = |state: u8| format!("<path state='s{state}'><branch name='b{next}'/></path>");
        let _ = write!(
            text,
            "<define-branch name='b{at}'><fork functional-event='f{at}'>{}{}</fork></define-branch>",
            path(0),
            path(1)
        );
    }
    text.push_str("<define-branch name='b20'><sequence name='s'/></define-branch>");
    text.push_str(
        "<initial-state><branch name='b0'/></initial-state></define-event-tree></opsa-mef>",
    );
    check(&text, "too-many-paths");
}

/// Whatever nests as deep as is allowed is read without running out of stack.
#[test]
fn the_deepest_formula_and_expression_are_read() {
    let nested = |open: &str, close: &str, core: &str| {
        format!("{}{core}{}", open.repeat(250), close.repeat(250))
    };
    let formula = nested("<not>", "</not>", "<constant value='true'/>");
    let expression = nested("<abs>", "</abs>", "<float value='0.5'/>");
    let text = format!(
        "<opsa-mef><define-fault-tree name='t'><define-gate name='g'>{formula}</define-gate>\
         <define-basic-event name='e'>{expression}</define-basic-event></define-fault-tree></opsa-mef>"
    );
    let model = read(&text).model.expect("no faults");
    assert_eq!(model.events[0].probability, Some(0.5));
    let compiled = interrex_openpsa::compile(&model);
    assert_eq!(compiled.propositions[0].node.as_constant(), Some(true));
}

/// An element of another vocabulary is not read as the format's own of that name.
#[test]
fn another_vocabulary_is_not_read() {
    let model = |open: &str, inner: &str, close: &str| {
        format!(
            "<{open}><define-fault-tree name='t'><define-gate name='g'><or>\
             <constant value='true'/>{inner}</or></define-gate></define-fault-tree></{close}>"
        )
    };
    let constant = "<constant value='false'/>";
    for other in [
        "<o:constant value='false'/>",
        "<o:include file='x'/>",
        "<o:a><b/></o:a>",
    ] {
        check(
            &model("opsa-mef xmlns:o='urn:other'", other, "opsa-mef"),
            "unexpected-element",
        );
    }
    check(
        &model(
            "opsa-mef xmlns='urn:own'",
            "<constant xmlns='' value='false'/>",
            "opsa-mef",
        ),
        "unexpected-element",
    );
    let own = model("opsa-mef xmlns='urn:own'", constant, "opsa-mef");
    assert_eq!(read(&own).diagnostics, []);
    let prefixed = own
        .replace("</", "</m:")
        .replace('<', "<m:")
        .replace("<m:/m:", "</m:");
    let prefixed = prefixed.replace("xmlns=", "xmlns:m=");
    assert_eq!(read(&prefixed).diagnostics, [], "{prefixed}");
}
