//! What is counted on and does not count, as several rules ask about it.
//!
//! Responsible for telling why something that a need names cannot be had on the date, and for
//! finding the needs that cannot be met because of it. A mention that the need can do without is
//! none.

use interrex_diag::Span;
use interrex_plan::model::{Atom, Expr, Pledge, Status, Terms, Thing};

use crate::context::{Context, can_be};
use crate::report::Report;

/// A kind of thing that needs may name and that may not count.
pub(crate) struct CountedOn {
    /// Whether an atom names one.
    pub(crate) concerns: fn(Atom) -> bool,
    /// A way out.
    pub(crate) help: &'static str,
}

/// Why something does not count.
pub(crate) struct Fault {
    /// What, by kind and name: *pledge `host`*.
    what: String,
    /// Why: *is only offered*.
    why: String,
    /// Where it is declared.
    declared: Span,
}

/// Reports each need that cannot hold because of what it names.
pub(crate) fn check_counted_on(cx: &Context<'_>, report: &mut Report, counted: &CountedOn) {
    let fault = |atom: Atom| {
        if (counted.concerns)(atom) {
            fault_of(cx, atom)
        } else {
            None
        }
    };
    for (subject, needs) in cx.needs() {
        if !names(needs, counted.concerns) {
            continue;
        }
        report.applies();
        if can_be(needs, true, &|atom| fault(atom).is_some()) {
            continue;
        }
        needs.visit_atoms(&mut |atom, negated, span| {
            let Some(Fault {
                what,
                why,
                declared,
            }) = fault(atom).filter(|_| !negated)
            else {
                return;
            };
            report
                .fail(subject, format!("{subject} needs {what}, which {why}"))
                .at(span, "does not count")
                .also(declared, "declared here")
                .help(counted.help);
        });
    }
}

fn names(needs: &Expr, concerns: fn(Atom) -> bool) -> bool {
    let mut names = false;
    needs.visit_atoms(&mut |atom, _, _| names |= concerns(atom));
    names
}

/// Why what an atom names does not count on the date, whatever happens; nothing when it does.
pub(crate) fn fault_of(cx: &Context<'_>, atom: Atom) -> Option<Fault> {
    let (kind, name, declared, terms) = element(cx, atom)?;
    let why = match atom {
        Atom::Met(id) => why_unmet(cx, cx.plan.pledges.get(id))?,
        // How likely a measure is to be taken is another matter than whether it counts.
        Atom::InEffect(_) => why_not(cx, terms)?,
        _ => why_not(cx, terms).or_else(|| {
            let why = "belongs to a measure that is not certain".to_owned();
            (!cx.counts(terms)).then_some(why)
        })?,
    };
    Some(Fault {
        what: format!("{kind} `{name}`"),
        why,
        declared,
    })
}

/// The element that an atom needs to count.
fn element<'p>(cx: &Context<'p>, atom: Atom) -> Option<(&'static str, &'p str, Span, &'p Terms)> {
    macro_rules! found {
        ($kind:literal, $arena:ident, $id:expr) => {{
            let named = cx.plan.$arena.get($id);
            Some(($kind, named.name.as_str(), named.span, &named.value.terms))
        }};
    }
    match atom {
        Atom::Stands(Thing::Place(id)) => found!("place", places, id),
        Atom::Stands(Thing::Site(id)) => found!("site", sites, id),
        Atom::Stands(Thing::Link(id)) => found!("link", links, id),
        Atom::Held(id) => found!("record", records, id),
        Atom::Exercised(id) | Atom::ExercisedBy(id, _) => found!("office", offices, id),
        Atom::CanAct(id, _) => found!("body", bodies, id),
        Atom::Power(id) | Atom::PowerIn(id, _) => found!("power", powers, id),
        Atom::Decided(id) => found!("decision", decisions, id),
        Atom::Seated(id, _) => found!("seat", seats, id),
        Atom::Met(id) => found!("pledge", pledges, id),
        Atom::InEffect(id) => found!("measure", measures, id),
        _ => None,
    }
}

fn why_unmet(cx: &Context<'_>, pledge: &Pledge) -> Option<String> {
    let by_terms = why_not(cx, &pledge.terms);
    if by_terms.is_some() {
        return by_terms;
    }
    if let Some(last) = pledge.expires.filter(|last| *last < cx.as_of) {
        return Some(format!("expired on {last}"));
    }
    let keep = pledge
        .partners
        .iter()
        .filter(|partner| cx.counts(&partner.terms))
        .count();
    let enough = pledge.enough as usize;
    (keep < enough).then(|| format!("has {keep} of the {enough} partners it takes"))
}

/// Why something with these terms does not count by its dates or its status; nothing when it does.
pub(crate) fn why_not(cx: &Context<'_>, terms: &Terms) -> Option<String> {
    let status = terms.status_on(cx.as_of);
    if !status.counts() {
        return Some(undecided(status));
    }
    match (terms.from, terms.until) {
        (_, Some(last)) if last < cx.as_of => Some(format!("ended on {last}")),
        (Some(first), _) if cx.as_of < first => Some(format!("begins only on {first}")),
        _ => None,
    }
}

/// A status that does not count, in words: *is only offered*, *was refused*.
pub(crate) fn undecided(status: Status) -> String {
    match status {
        Status::Refused => "was refused".to_owned(),
        Status::Withdrawn => "was withdrawn, or not heard of yet".to_owned(),
        Status::Accepted => "is accepted and not decided".to_owned(),
        other => format!("is only {}", other.word()),
    }
}
