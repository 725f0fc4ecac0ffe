//! Inclusions: what a file stands for where it is included, and what may stand in an inclusion.

use interrex_diag::Severity;
use interrex_openpsa::{Reading, Settings};

use crate::support::probability;

/// Reads a model that includes files by name.
fn read(text: &str, files: &[(&str, &str)]) -> Reading {
    let mut find = |name: &str| {
        let file = files.iter().find(|(known, _)| *known == name);
        file.map(|(_, text)| (*text).to_owned())
            .ok_or_else(|| "there is no such file".to_owned())
    };
    interrex_openpsa::read(&[("model.xml", text)], &Settings::default(), &mut find)
}

/// A model over three events with probabilities 0.1, 0.2 and 0.4, in which `top` is a formula.
fn of(formula: &str) -> String {
    format!(
        r#"<opsa-mef xmlns:xi="http://www.w3.org/2001/XInclude"><define-fault-tree name="t">
            <define-gate name="top">{formula}</define-gate>
            <define-basic-event name="a"><float value="0.1"/></define-basic-event>
            <define-basic-event name="b"><float value="0.2"/></define-basic-event>
            <define-basic-event name="c"><float value="0.4"/></define-basic-event>
        </define-fault-tree></opsa-mef>"#
    )
}

const A: &str = r#"<basic-event name="a"/>"#;
const B: &str = r#"<basic-event name="b"/>"#;
const C: &str = r#"<basic-event name="c"/>"#;

#[track_caller]
fn check(text: &str, files: &[(&str, &str)], expect: f64) {
    let reading = read(text, files);
    let errors = reading.diagnostics.iter();
    let errors: Vec<_> = errors
        .filter(|one| one.severity == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{text}: {errors:#?}");
    let compiled = interrex_openpsa::compile(&reading.model.expect("no errors"));
    let top = compiled.propositions.iter().find(|one| one.name == "top");
    let found = probability(&compiled, top.expect("a gate `top`").node);
    assert!(
        (found - expect).abs() < 1e-14,
        "{text}: {found}, not {expect}"
    );
}

#[track_caller]
fn refused(text: &str, files: &[(&str, &str)], expect: &[(&str, &str)]) {
    let reading = read(text, files);
    let found = reading.diagnostics.iter();
    let found: Vec<(&str, &str)> = found.map(|one| (one.code, one.message.as_str())).collect();
    assert_eq!(found, expect, "{text}");
    assert!(reading.model.is_none(), "{text}");
}

/// What follows an inclusion is read, whatever stands in it.
#[test]
fn an_inclusion_may_hold_blanks_and_comments() {
    let files = [("b.xml", B)];
    for within in ["", " ", "\n", "<!-- c -->", "\n<!-- c -->\n", "<?p q?>"] {
        let formula = format!(r#"<or>{A}<include file="b.xml">{within}</include>{C}</or>"#);
        check(&of(&formula), &files, 1.0 - 0.9 * 0.8 * 0.6);
        let formula = format!(r#"<or>{A}<xi:include href="b.xml">{within}</xi:include>{C}</or>"#);
        check(&of(&formula), &files, 1.0 - 0.9 * 0.8 * 0.6);
    }
}

/// A fallback is read where the file is not there, which a warning tells.
#[test]
fn a_fallback_is_for_files_that_are_not_there() {
    let text = of(&format!(
        r#"<or>{A}<xi:include href="b.xml"> <xi:fallback>{C}</xi:fallback> </xi:include></or>"#
    ));
    check(&text, &[("b.xml", B)], 1.0 - 0.9 * 0.8);
    check(&text, &[], 1.0 - 0.9 * 0.6);
    let told = read(&text, &[]).diagnostics;
    let told: Vec<_> = told.iter().map(|one| (one.code, one.severity)).collect();
    assert_eq!(told, [("inclusion-not-read", Severity::Warning)]);
    assert_eq!(read(&text, &[("b.xml", B)]).diagnostics, []);
}

#[test]
fn nothing_else_stands_in_an_inclusion() {
    let files = [("b.xml", B)];
    let element = "`basic-event` stands in an inclusion, where the format does not allow it";
    let text = "text in an inclusion, where none is expected";
    for (within, code, message) in [
        (A, "unexpected-element", element),
        ("b", "unexpected-text", text),
        ("<![CDATA[b]]>", "unexpected-text", text),
        (
            "<xi:fallback/><xi:fallback/>",
            "wrong-count",
            "an inclusion has a second fallback, expected one",
        ),
    ] {
        let formula = format!(r#"<or>{A}<xi:include href="b.xml">{within}</xi:include>{C}</or>"#);
        refused(&of(&formula), &files, &[(code, message)]);
    }
}

#[test]
fn an_inclusion_names_a_file() {
    let message = "`include` has no attribute `file`, expected one";
    refused(
        &of("<or><include/></or>"),
        &[],
        &[("missing-attribute", message)],
    );
    let message = "`include` has no attribute `href`, expected one";
    refused(
        &of("<or><xi:include file=\"b.xml\"/></or>"),
        &[],
        &[("missing-attribute", message)],
    );
}

/// An operator that a file holds is an argument of the one that includes it, also of its own kind.
#[test]
fn an_operator_is_included_whole() {
    let includes = |open: &str, rest: &str, close: &str| {
        let inner = r#"<xi:include href="part.xml"/>"#;
        of(&format!("{open}{inner}{rest}{close}"))
    };
    let and = format!("<and>{A}{B}</and>");
    check(
        &includes("<and>", C, "</and>"),
        &[("part.xml", &and)],
        0.1 * 0.2 * 0.4,
    );
    let not = format!("<not>{A}</not>");
    check(&includes("<not>", "", "</not>"), &[("part.xml", &not)], 0.1);
    let nand = format!("<nand>{A}{B}</nand>");
    // Not both of "not both a and b" and c: 1 - (1 - 0.02) * 0.4.
    check(
        &includes("<nand>", C, "</nand>"),
        &[("part.xml", &nand)],
        1.0 - (1.0 - 0.02) * 0.4,
    );
    let two = format!("<atleast min=\"2\">{A}{B}</atleast>");
    // Both a and b, or c.
    check(
        &includes("<atleast min=\"1\">", C, "</atleast>"),
        &[("part.xml", &two)],
        1.0 - (1.0 - 0.02) * 0.6,
    );
    let text = r#"<opsa-mef><define-fault-tree name="t">
        <define-gate name="top"><basic-event name="e"/></define-gate>
        <define-basic-event name="e"><sub><float value="0.9"/><include file="part.xml"/></sub></define-basic-event>
        </define-fault-tree></opsa-mef>"#;
    let sub = r#"<sub><float value="0.75"/><float value="0.25"/></sub>"#;
    check(text, &[("part.xml", sub)], 0.9 - 0.5);
}

/// A component within a component keeps its name and its role.
#[test]
fn a_component_is_included_whole() {
    let text = r#"<opsa-mef><define-fault-tree name="t">
        <define-gate name="top"><or><gate name="A.B.g"/><basic-event name="x"/></or></define-gate>
        <define-component name="A"><include file="part.xml"/>
          <define-basic-event name="x"><float value="0.5"/></define-basic-event>
        </define-component></define-fault-tree></opsa-mef>"#;
    let component = r#"<define-component name="B" role="private">
        <define-gate name="g"><basic-event name="x"/></define-gate>
        <define-basic-event name="x"><float value="0.25"/></define-basic-event>
        </define-component>"#;
    check(text, &[("part.xml", component)], 1.0 - 0.5 * 0.75);
}

/// A file of the same container goes on with it, and what its root says is read.
#[test]
fn a_container_is_gone_on_with() {
    let tree = |name: &str, inner: &str| {
        format!("<define-fault-tree name=\"{name}\">{inner}</define-fault-tree>")
    };
    let events = of("<constant value=\"true\"/>");
    let gate = "<define-gate name=\"top\"><basic-event name=\"a\"/></define-gate>\
         <define-basic-event name=\"a\"><float value=\"0.1\"/></define-basic-event>";
    let includes = r#"<include file="part.xml"/>"#;
    let text = format!("<opsa-mef>{}</opsa-mef>", tree("t", includes));
    check(&text, &[("part.xml", &tree("t", gate))], 0.1);
    refused(
        &text,
        &[("part.xml", &tree("other", gate))],
        &[(
            "unexpected-element",
            "`define-fault-tree` stands in `define-fault-tree`, where the format does not allow it",
        )],
    );
    let labelled = format!("<opsa-mef><label>of it</label>{includes}</opsa-mef>");
    let reading = read(
        &labelled,
        &[(
            "part.xml",
            "<opsa-mef name=\"m\"><label>of a part</label></opsa-mef>",
        )],
    );
    let model = reading.model.expect("no faults");
    assert_eq!(model.name.as_deref(), Some("m"));
    assert_eq!(model.note.label.as_deref(), Some("of it"));
    let takes = "`opsa-mef` has an attribute `bogus`, which the format does not give it";
    refused(
        &format!("<opsa-mef>{includes}</opsa-mef>"),
        &[(
            "part.xml",
            &events.replacen("<opsa-mef", "<opsa-mef bogus=\"1\"", 1),
        )],
        &[("unexpected-attribute", takes)],
    );
    let takes = "`model-data` has an attribute `bogus`, which the format does not give it";
    refused(
        &format!("<opsa-mef><model-data>{includes}</model-data></opsa-mef>"),
        &[("part.xml", "<model-data bogus=\"1\"/>")],
        &[("unexpected-attribute", takes)],
    );
}

/// Names of files count from `xml:base`, where one is given around the inclusion.
#[test]
fn a_base_is_where_names_count_from() {
    let include = r#"<xi:include href="b.xml" xml:base="sub/"/>"#;
    check(&of(include), &[("sub/b.xml", B), ("b.xml", A)], 0.2);
    for (base, inner, name) in [
        ("sub/", "b.xml", "sub/b.xml"),
        ("sub/part.xml", "b.xml", "sub/b.xml"),
        ("sub", "b.xml", "b.xml"),
        ("./", "b.xml", "b.xml"),
        (".", "b.xml", "b.xml"),
        ("..", "b.xml", "../b.xml"),
        ("sub/..", "sub/b.xml", "sub/b.xml"),
    ] {
        let include = format!(r#"<or xml:base="{base}"><include file="{inner}"/></or>"#);
        check(&of(&include), &[(name, B)], 0.2);
    }
    let twice = r#"<or xml:base="x/"><or xml:base="../y/"><include file="b.xml"/></or></or>"#;
    check(&of(twice), &[("y/b.xml", B)], 0.2);
}

/// References of `XInclude` are URIs: signs may be written as numbers, and what is elsewhere is not read.
#[test]
fn a_reference_names_a_file_as_uris_do() {
    let include = |href: &str| format!(r#"<xi:include href="{href}"/>"#);
    for (href, name) in [
        ("my%20p%61rt.xml", "my part.xml"),
        ("file:///models/b.xml", "/models/b.xml"),
    ] {
        check(&of(&include(href)), &[(name, B)], 0.2);
    }
    // The format's own inclusion names a file as it is called.
    let own = r#"<include file="a%20b.xml"/>"#;
    check(&of(own), &[("a%20b.xml", B)], 0.2);
    let base = r#"<or xml:base="my%20parts/"><include file="b.xml"/></or>"#;
    check(&of(base), &[("my parts/b.xml", B)], 0.2);
    let files = [("b.xml", B), ("http://example.org/b.xml", B)];
    let elsewhere = |name: &str| {
        format!("the file `{name}` cannot be included: it is not a file of this machine")
    };
    let net = "http://example.org/b.xml";
    let told = ("inclusion-not-read", &*elsewhere(net));
    refused(&of(&include(net)), &files, &[told]);
    let base = format!(r#"<or xml:base="{net}">{}</or>"#, include("b.xml"));
    let told = ("inclusion-not-read", &*elsewhere("b.xml"));
    refused(&of(&base), &files, &[told]);
    let fallback =
        format!(r#"<or><xi:include href="{net}"><xi:fallback>{C}</xi:fallback></xi:include></or>"#);
    check(&of(&fallback), &files, 0.4);
    let told = "`b.xml#b` names a part of a file, which is not supported";
    refused(&of(&include("b.xml#b")), &files, &[("not-supported", told)]);
}

#[test]
fn attributes_of_an_inclusion_are_not_ignored() {
    let files = [("b.xml", B)];
    check(
        &of(r#"<xi:include href="b.xml" parse="xml"/>"#),
        &files,
        0.2,
    );
    let unexpected = |name: &str| {
        format!("`include` has an attribute `{name}`, which the format does not give it")
    };
    for (inclusion, code, message) in [
        (
            r#"<include file="b.xml" encoding="x"/>"#,
            "unexpected-attribute",
            unexpected("encoding"),
        ),
        (
            r#"<xi:include href="b.xml" file="b.xml"/>"#,
            "unexpected-attribute",
            unexpected("file"),
        ),
        (
            r#"<xi:include href="b.xml" xpointer="element(/1)"/>"#,
            "not-supported",
            "an inclusion of a part of a file is not supported".to_owned(),
        ),
        (
            r#"<xi:include href="b.xml" parse="text"/>"#,
            "not-supported",
            "an inclusion with `parse=\"text\"` is not supported".to_owned(),
        ),
    ] {
        refused(&of(inclusion), &files, &[(code, &message)]);
    }
}

/// The content of a root may be asked for in so many words, wherever it goes.
#[test]
fn a_pointer_asks_for_the_content_of_a_root() {
    let include = |pointer: &str| format!(r#"<xi:include href="part.xml" xpointer="{pointer}"/>"#);
    let data = r#"<opsa-mef name="data"><label>data</label><model-data>
        <define-basic-event name="d"><float value="0.3"/></define-basic-event></model-data></opsa-mef>"#;
    let d = r#"<basic-event name="d"/>"#;
    for pointer in ["xpointer(/opsa-mef/*)", "xpointer(/*/*)"] {
        let text = of(d).replace("</opsa-mef>", &format!("{}</opsa-mef>", include(pointer)));
        check(&text, &[("part.xml", data)], 0.3);
    }
    let or = format!("<or>{A}{B}</or>");
    let formula = format!("<and>{}</and>", include("xpointer(/or/*)"));
    check(&of(&formula), &[("part.xml", &or)], 0.1 * 0.2);
    refused(
        &of(&include("xpointer(/and/*)")),
        &[("part.xml", &or)],
        &[(
            "inclusion-not-read",
            "the file `part.xml` has a root `or`, and what the inclusion asks for is in another",
        )],
    );
    let part = "an inclusion of a part of a file is not supported";
    for pointer in [
        "xpointer(/or/and/*)",
        "xpointer(//*)",
        "element(/1)",
        "or",
        "",
    ] {
        refused(
            &of(&include(pointer)),
            &[("part.xml", &or)],
            &[("not-supported", part)],
        );
    }
}
