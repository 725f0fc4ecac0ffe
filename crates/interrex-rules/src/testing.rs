//! Literate tests of rules: every example on the page of a rule is held against the rule.
//!
//! An example is a whole plan in one or more `toml` blocks under one heading. Where it has no
//! `[plan]`, one is added; it is read as of its own `as-of`, else as of 1 June 2024. Only the
//! findings of the page's own rule are compared.

use interrex_diag::{Diagnostic, Format, Sources, render};
use interrex_testkit::literate::{Case, Found, cases};
use interrex_units::Date;

use crate::rule::Rule;

const HEADER: &str = "[plan]\ntitle = \"Example\"\nhorizon = \"30 d\"\n";
const AS_OF: &str = "2024-06-01";

/// Makes the test of a rule's page.
macro_rules! literate {
    ($rule:ident) => {
        #[test]
        fn the_page_holds() {
            crate::testing::check_page(&$rule);
        }
    };
}
pub(crate) use literate;

/// Holds every example of a page against its rule.
pub(crate) fn check_page(rule: &Rule) {
    let cases = cases(rule.page);
    let failing = cases
        .iter()
        .filter(|case| !case.expected.is_empty())
        .count();
    assert!(failing > 0, "{}: no example fails", rule.code);
    assert!(failing < cases.len(), "{}: no example passes", rule.code);
    for case in &cases {
        let found = run(rule, case);
        if let Err(difference) = case.compare(&found) {
            panic!("{}: {difference}", rule.code);
        }
    }
}

/// Adds the header that an example leaves out.
fn files(case: &Case) -> Vec<(String, String)> {
    let mut files = case.files.clone();
    if !files.iter().any(|(_, text)| text.contains("[plan]")) {
        files.push(("header.toml".to_owned(), HEADER.to_owned()));
    }
    files
}

fn run(rule: &Rule, case: &Case) -> Vec<Found> {
    let reading = interrex_plan::read(&files(case));
    assert!(
        !reading.has_errors(),
        "{}, example `{}`:\n{}",
        rule.code,
        case.heading,
        render(&reading.diagnostics, &reading.sources, Format::Human, false),
    );
    let as_of: Date = AS_OF.parse().expect("a date");
    let findings = crate::check(&reading.plan, reading.plan.header.as_of.unwrap_or(as_of));
    let own = findings
        .diagnostics
        .iter()
        .filter(|found| found.code == rule.code);
    own.map(|found| told(found, &reading.sources)).collect()
}

fn told(diagnostic: &Diagnostic, sources: &Sources) -> Found {
    let place = diagnostic.primary();
    let own = |text: &str| text.to_owned();
    Found {
        file: place
            .map(|span| own(sources.path(span.source)))
            .unwrap_or_default(),
        line: place.map_or(0, |span| sources.line_of(span)),
        severity: own(diagnostic.severity.as_str()),
        code: own(diagnostic.code),
        message: diagnostic.message.clone(),
    }
}
