//! Invariants of the house that the names in a source file show.
//!
//! Responsible for two tables. One says which crates may name which outside crate: the renderer of
//! snippets stands behind one crate, the command line behind another, and types of the model
//! cannot be serialized because their crate does not know how. The other lists what a library may
//! not touch: files, clock, environment, terminal, entropy. Those reach it as arguments.

use super::manifest::Manifest;
use super::source::Source;
use super::{Finding, House, layers};

/// Outside crates that only some of ours may name.
const BEHIND: &[(&str, &[&str])] = &[
    ("annotate-snippets", &["interrex-diag"]),
    ("clap", &["interrex", "interrex-tlog-conformance"]),
    ("clap_complete", &["interrex"]),
    ("clap_mangen", &["interrex"]),
    ("console", &["interrex"]),
    ("cryptoki", &["interrex"]),
    ("flate2", &["interrex", "interrex-tlog-conformance"]),
    ("fluent-bundle", &["interrex-report"]),
    ("getrandom", &["interrex"]),
    ("httparse", &["interrex"]),
    ("indicatif", &["interrex"]),
    ("maud", &["interrex-report"]),
    ("proc-macro2", &["xtask"]),
    ("quick-xml", &["interrex-word"]),
    ("resvg", &["interrex-word"]),
    ("roxmltree", &["interrex-openpsa"]),
    ("rusty-s3", &["interrex"]),
    (
        "serde",
        &[
            "interrex-diag",
            "interrex-prove",
            "interrex-register",
            "interrex",
            "xtask",
        ],
    ),
    (
        "serde_json",
        &[
            "interrex-diag",
            "interrex-prove",
            "interrex-register",
            "interrex",
            "xtask",
        ],
    ),
    ("ssh-key", &["interrex-signature"]),
    ("syn", &["xtask"]),
    ("toml", &["interrex-plan", "interrex-register", "xtask"]),
    ("typst", &["interrex-print"]),
    ("typst-assets", &["interrex-print"]),
    ("typst-layout", &["interrex-print"]),
    ("typst-pdf", &["interrex-print"]),
    ("ureq", &["interrex", "interrex-tlog-conformance"]),
];

/// What a library does not touch, and what it does instead. An entry that ends in `::` covers all
/// below it; one that begins with `::` is the end of a path.
const CLOSED: &[(&str, &str)] = &[
    (
        "std::fs::",
        "the binary reads files and hands over their bytes",
    ),
    (
        "std::path::",
        "a source has a name, which is text; the binary knows paths",
    ),
    ("std::net::", "no library opens a connection"),
    ("std::process::", "no library starts or ends a process"),
    (
        "std::env::",
        "the binary reads the environment and hands over values",
    ),
    ("std::io::stdin", "the binary reads standard input"),
    ("std::io::stdout", "the binary writes the answer"),
    ("std::io::stderr", "the binary talks to the terminal"),
    (
        "std::thread::",
        "the order of threads would be the order of answers",
    ),
    ("std::time::Instant", "the binary passes a stop signal"),
    ("std::time::SystemTime", "the binary passes a date"),
    ("::RandomState", "hash with a fixed seed: rustc_hash"),
    ("::now", "the binary passes a date"),
    ("fs::", "the binary reads files and hands over their bytes"),
    (
        "env::",
        "the binary reads the environment and hands over values",
    ),
    ("println", "return text; the binary prints it"),
    ("print", "return text; the binary prints it"),
    ("eprintln", "return a diagnostic; the binary prints it"),
    ("eprint", "return a diagnostic; the binary prints it"),
];

/// The crates that may lift the ban on `unsafe`, with a measured reason beside the lifting.
const UNSAFE_ALLOWED: &[&str] = &["interrex-circuit", "interrex-dd"];

/// The layer of the mains, where input and output begin.
const MAINS: u8 = 5;

/// Every name that its crate may not use.
pub(super) fn check(house: &House) -> Vec<Finding> {
    let mut findings: Vec<Finding> = house.manifests().iter().flat_map(outside_crates).collect();
    for source in house.product_sources() {
        let owner = house
            .manifests()
            .iter()
            .find(|manifest| source.path.starts_with(manifest.folder()));
        if let Some(manifest) = owner {
            findings.extend(names(&manifest.name, source));
        }
    }
    findings
}

fn outside_crates(manifest: &Manifest) -> Vec<Finding> {
    let mut findings = Vec::new();
    for dependency in &manifest.dependencies {
        let Some((name, owners)) = BEHIND.iter().find(|(name, _)| *name == dependency.name) else {
            continue;
        };
        if !owners.contains(&manifest.name.as_str()) && !dependency.for_tests {
            let message = format!(
                "`{}` names `{name}`, which stands behind {}",
                manifest.name,
                owners.join(", ")
            );
            findings.push(Finding::new(&manifest.path, dependency.line, message));
        }
    }
    findings
}

fn names(owner: &str, source: &Source) -> Vec<Finding> {
    let library = layers::layer(owner).is_some_and(|layer| layer < MAINS);
    let mut findings = Vec::new();
    for (line, path) in &source.paths {
        let reason = if path.contains("unsafe_code") && !UNSAFE_ALLOWED.contains(&owner) {
            Some("only interrex-circuit and interrex-dd may lift the ban on unsafe")
        } else if library {
            closed(path)
        } else {
            None
        };
        if let Some(reason) = reason {
            findings.push(Finding::new(
                &source.path,
                *line,
                format!("`{path}`: {reason}"),
            ));
        }
    }
    findings.dedup();
    findings
}

/// Why a library may not name a path; nothing when it may.
fn closed(path: &str) -> Option<&'static str> {
    CLOSED
        .iter()
        .find(|(pattern, _)| matches(path, pattern))
        .map(|(_, reason)| *reason)
}

fn matches(path: &str, pattern: &str) -> bool {
    if let Some(module) = pattern.strip_suffix("::") {
        path == module && module.contains("::") || path.starts_with(pattern)
    } else if pattern.starts_with("::") {
        path.ends_with(pattern)
    } else {
        path == pattern
            || path
                .strip_prefix(pattern)
                .is_some_and(|rest| rest.starts_with("::"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn house_of(name: &str, manifest: &str, source: &str) -> House {
        let manifest = format!("[package]\nname = \"{name}\"\n{manifest}");
        House::of(&[
            (&format!("crates/{name}/Cargo.toml"), &manifest),
            (&format!("crates/{name}/src/lib.rs"), source),
        ])
    }

    #[track_caller]
    fn check_source(name: &str, source: &str, expect: usize) {
        let findings = check(&house_of(name, "", source));
        assert_eq!(findings.len(), expect, "{source}: {findings:?}");
    }

    #[test]
    fn a_library_touches_nothing() {
        check_source("interrex-plan", "use std::{fs, fmt};", 1);
        check_source("interrex-plan", "use std::fs::read;", 1);
        check_source("interrex-plan", "use std::path::Path;", 1);
        check_source("interrex-plan", "fn f() { println!(\"{}\", 1); }", 1);
        check_source(
            "interrex-plan",
            "fn f() { let x = jiff::Timestamp::now(); }",
            1,
        );
        check_source("interrex-prove", "fn f() { g(std::env::var(\"X\")); }", 1);
        check_source(
            "interrex-rules",
            "fn f() { vec![std::env::var(\"X\")]; }",
            1,
        );
        check_source("interrex-dd", "use std::time::{Duration, Instant};", 1);
    }

    #[test]
    fn tests_comments_and_the_binary_are_free() {
        check_source("interrex-plan", "// std::fs::read\nuse std::fmt;", 0);
        check_source("interrex-plan", "#[cfg(test)]\nmod t { use std::fs; }", 0);
        check_source(
            "interrex",
            "fn f() { println!(\"{}\", std::env::args()); }",
            0,
        );
        check_source("interrex-plan", "use std::io::Write; fn print() {}", 0);
    }

    #[test]
    fn unsafe_is_lifted_in_two_crates() {
        let text = "#![expect(unsafe_code, reason = \"measured\")]";
        check_source("interrex-plan", text, 1);
        check_source("interrex-dd", text, 0);
    }

    #[test]
    fn outside_crates_stand_behind_ours() {
        let manifest = "[dependencies]\nclap.workspace = true\n";
        assert_eq!(check(&house_of("interrex-rules", manifest, "")).len(), 1);
        assert_eq!(check(&house_of("interrex", manifest, "")).len(), 0);
        let manifest = "[dependencies]\nserde.workspace = true\n";
        assert_eq!(check(&house_of("interrex-plan", manifest, "")).len(), 1);
    }
}
