//! The plan language by example: each page of `tests/pages` says in prose what is read and what is
//! refused, with plans and the faults expected on their lines.
//!
//! A block of TOML marked `facts`, `circles`, `dependencies`, `expressions`, `orders` or `model` is
//! followed by a block of text that lists the facts of the plan, its circles, what depends on what,
//! its functions' needs as resolved, the candidates of its orders, or all that it holds. A plan without `[plan]` gets one from the test, unless marked `alone`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use interrex_diag::{Format, Severity, render};
use interrex_plan::graph::{self, Graph, Node};
use interrex_plan::model::{Atom, Element, Expr, ExprKind, Locus, Plan, Thing, Who};
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
    let errors = reading.diagnostics.iter();
    let errors = errors.filter(|it| it.severity == Severity::Error).count();
    assert_eq!(reading.has_errors(), errors > 0, "{}", case.heading);
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
            let needs = function.needs.as_ref();
            let needs = needs.map_or("nothing".to_owned(), |needs| show(plan, needs));
            _ = writeln!(lines, "{needs}");
        }
    }
    if case.settings.contains_key("orders") {
        orders(plan, &mut lines);
    }
    if case.settings.contains_key("dependencies") {
        dependencies(plan, &mut lines);
    }
    if case.settings.contains_key("model") {
        lines.push_str(&crate::model::shown(plan));
    }
    lines
}

/// What each node depends on, `not` before what can take it away.
fn dependencies(plan: &Plan, lines: &mut String) {
    let name = |node: Node| match (node, node.element()) {
        (Node::Claim(_), Some(element)) => format!("claim {}", plan.element_name(element)),
        (_, Some(element)) => plan.element_name(element),
        (_, None) => "contact".to_owned(),
    };
    let graph = Graph::of(plan);
    for node in graph.nodes() {
        let edges = graph.edges(node).iter();
        let edges = edges.map(|edge| {
            let not = if edge.is_negated { "not " } else { "" };
            format!("{not}{}", name(edge.to))
        });
        let edges: Vec<String> = edges.collect();
        if !edges.is_empty() {
            _ = writeln!(lines, "{}: {}", name(node), edges.join(", "));
        }
    }
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

/// An expression with all its parentheses, every name in full.
fn show(plan: &Plan, expr: &Expr) -> String {
    let list = |items: &[Expr]| {
        items
            .iter()
            .map(|item| show(plan, item))
            .collect::<Vec<_>>()
            .join(", ")
    };
    match &expr.kind {
        ExprKind::Constant(value) => value.to_string(),
        ExprKind::Not(inner) => format!("not {}", show(plan, inner)),
        ExprKind::And(items) => format!("all({})", list(items)),
        ExprKind::Or(items) => format!("any({})", list(items)),
        ExprKind::AtLeast(count, items) => format!("{count} of({})", list(items)),
        ExprKind::Atom(atom) => atom_words(plan, *atom),
    }
}

fn atom_words(plan: &Plan, atom: Atom) -> String {
    match atom {
        Atom::Stands(thing) => format!("stands {}", thing_name(plan, thing)),
        Atom::Fact(id) => format!("fact {}", plan.facts.get(id).name),
        Atom::Undeclared => "undeclared".to_owned(),
        Atom::Occurs(id) => format!("occurs {}", plan.threats.get(id).name),
        Atom::Fit(id) => format!("fit {}", plan.people.get(id).name),
        Atom::State(id, state) => format!("{} {}", state.word(), plan.people.get(id).name),
        Atom::Stays(id) => format!("stays {}", plan.people.get(id).name),
        Atom::CanBeAt(id, at) => {
            format!(
                "can be at {} {}",
                plan.people.get(id).name,
                locus_name(plan, at)
            )
        }
        Atom::InContact(one, other) => {
            format!(
                "in contact {} {}",
                locus_name(plan, one),
                locus_name(plan, other)
            )
        }
        Atom::CanAct(id, kind) => format!("can act {} by {kind}", plan.bodies.get(id).name),
        Atom::Power(id) => format!("exercised {}", plan.powers.get(id).name),
        Atom::PowerIn(id, region) => format!("exercised {} in {region}", plan.powers.get(id).name),
        Atom::Seated(id, option) => format!("seated {} at {option:?}", plan.seats.get(id).name),
        Atom::Held(id) => format!("held {}", plan.records.get(id).name),
        Atom::Met(id) => format!("met {}", plan.pledges.get(id).name),
        Atom::InEffect(id) => format!("in effect {}", plan.measures.get(id).name),
        Atom::Decided(id) => format!("decided {}", plan.decisions.get(id).name),
        Atom::Works(id) => format!("works {}", plan.functions.get(id).name),
        of_office => office_words(plan, of_office),
    }
}

fn office_words(plan: &Plan, atom: Atom) -> String {
    let (word, id) = match atom {
        Atom::Vacant(id) => ("vacant", id),
        Atom::Stranded(id) => ("stranded", id),
        Atom::Split(id) => ("split", id),
        Atom::Disputed(id) => ("disputed", id),
        Atom::Exercised(id) => ("exercised", id),
        Atom::ExercisedBy(id, Who::Person(person)) => {
            let name = &plan.people.get(person).name;
            return format!("exercised {} by {name}", plan.offices.get(id).name);
        }
        other => return format!("{other:?}"),
    };
    format!("{word} {}", plan.offices.get(id).name)
}

fn thing_name(plan: &Plan, thing: Thing) -> String {
    let index = |index: usize| u32::try_from(index).expect("a small plan");
    plan.element_name(match thing {
        Thing::Place(id) => Element::Of("place", index(id.index())),
        Thing::Site(id) => Element::Of("site", index(id.index())),
        Thing::Link(id) => Element::Of("link", index(id.index())),
        Thing::Person(id) => Element::Of("person", index(id.index())),
        Thing::Copy(id, copy) => Element::Part("record", index(id.index()), "copy", copy),
    })
}

fn locus_name(plan: &Plan, locus: Locus) -> String {
    thing_name(
        plan,
        match locus {
            Locus::Place(id) => Thing::Place(id),
            Locus::Site(id) => Thing::Site(id),
        },
    )
}
