//! The plan language by example: each page of `tests/pages` says in prose what is read and what is
//! refused, with plans and the faults expected on their lines.
//!
//! A block of TOML marked `facts`, `circles`, `expressions` or `orders` is followed by a block of
//! text that lists the facts of the plan, its circles, its functions' needs as resolved, or the
//! candidates of its orders. A plan without `[plan]` gets one from the test, unless marked `alone`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use interrex_diag::{Format, render};
use interrex_plan::graph;
use interrex_plan::model::{Element, Expr, ExprKind, Plan};
use interrex_plan::{Reading, read};
use interrex_testkit::literate::{Case, Found, cases};

const PLAN: &str = "[plan]\ntitle = \"A case\"\nhorizon = \"30 d\"\n";

#[test]
fn every_page_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the pages are there")
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    paths.sort();
    let mut differences = String::new();
    let mut count = 0;
    for path in paths {
        let page = fs::read_to_string(&path).expect("a readable page");
        for case in cases(&page).iter().filter(|case| !case.files.is_empty()) {
            count += 1;
            if let Err(difference) = check(case) {
                _ = writeln!(differences, "{}: {difference}", path.display());
            }
        }
    }
    assert!(differences.is_empty(), "{differences}");
    assert!(count > 60, "only {count} cases were found");
}

fn check(case: &Case) -> Result<(), String> {
    let mut files = case.files.clone();
    let has_plan = files.iter().any(|(_, text)| text.contains("[plan]"));
    if !has_plan && !case.settings.contains_key("alone") {
        files.insert(0, ("prelude.toml".to_owned(), PLAN.to_owned()));
    }
    let reading = read(&files);
    case.compare(&found(&reading)).map_err(|difference| {
        let shown = render(&reading.diagnostics, &reading.sources, Format::Human, false);
        format!("{difference}\n{shown}")
    })?;
    let listed = listed(case, &reading.plan);
    match case.outputs.first() {
        Some(expected) if *expected != listed => Err(format!(
            "`{}` lists\n{listed}expected\n{expected}",
            case.heading
        )),
        _ => Ok(()),
    }
}

fn found(reading: &Reading) -> Vec<Found> {
    let told = |diagnostic: &interrex_diag::Diagnostic| {
        let place = diagnostic.primary();
        Found {
            file: place.map_or(String::new(), |it| {
                reading.sources.path(it.source).to_owned()
            }),
            line: place.map_or(0, |it| reading.sources.line_of(it)),
            severity: diagnostic.severity.to_string(),
            code: diagnostic.code.to_owned(),
            message: diagnostic.message.clone(),
        }
    };
    reading.diagnostics.iter().map(told).collect()
}

/// What the markings of a case ask to be listed.
fn listed(case: &Case, plan: &Plan) -> String {
    let mut lines = String::new();
    if case.settings.contains_key("facts") {
        for (_, fact) in plan.facts.iter() {
            _ = writeln!(lines, "{}", fact.name);
        }
    }
    if case.settings.contains_key("circles") {
        let circles = graph::circles(plan);
        for (what, list) in [("needs", circles.needs), ("offices", circles.offices)] {
            for circle in list {
                let names: Vec<String> = circle.iter().map(|it| plan.element_name(*it)).collect();
                _ = writeln!(lines, "{what}: {}", names.join(", "));
            }
        }
    }
    if case.settings.contains_key("expressions") {
        for (_, function) in plan.functions.iter() {
            let needs = function.needs.as_ref().map_or("nothing".to_owned(), show);
            _ = writeln!(lines, "{needs}");
        }
    }
    if case.settings.contains_key("orders") {
        orders(plan, &mut lines);
    }
    lines
}

fn orders(plan: &Plan, lines: &mut String) {
    for (index, (_, office)) in (0..).zip(plan.offices.iter()) {
        for order in &office.orders {
            let names: Vec<&str> = order.candidates.iter().map(|it| it.name.as_str()).collect();
            let name = plan.element_name(Element::Of("office", index));
            _ = writeln!(lines, "{name}.{}: {}", order.name, names.join(", "));
        }
    }
}

/// An expression with all its parentheses, atoms as the model has them.
fn show(expr: &Expr) -> String {
    let list = |items: &[Expr]| items.iter().map(show).collect::<Vec<_>>().join(", ");
    match &expr.kind {
        ExprKind::Constant(value) => value.to_string(),
        ExprKind::Not(inner) => format!("not {}", show(inner)),
        ExprKind::And(items) => format!("all({})", list(items)),
        ExprKind::Or(items) => format!("any({})", list(items)),
        ExprKind::AtLeast(count, items) => format!("{count} of({})", list(items)),
        ExprKind::Atom(atom) => format!("{atom:?}"),
    }
}
