//! What is counted on and does not count, as several rules ask about it.
//!
//! Responsible for finding needs that cannot be met on the date because of something that they name.
//! A mention that the need can do without is none.

use interrex_diag::Span;
use interrex_plan::model::{Atom, Expr};

use crate::context::{Context, can_be};
use crate::report::Report;

/// A kind of thing that needs may name and that may not count.
pub(crate) struct CountedOn {
    /// Whether an atom names one.
    pub(crate) concerns: fn(Atom) -> bool,
    /// Why what an atom names does not count; nothing when it counts.
    pub(crate) fault: fn(&Context<'_>, Atom) -> Option<Fault>,
    /// A way out.
    pub(crate) help: &'static str,
}

/// Why something does not count.
pub(crate) struct Fault {
    /// What, by kind and name: *pledge `host`*.
    pub(crate) what: String,
    /// Why: *is only offered*.
    pub(crate) why: String,
    /// Where it is declared.
    pub(crate) declared: Span,
}

/// Reports each need that cannot hold because of what it names.
pub(crate) fn check_counted_on(cx: &Context<'_>, report: &mut Report, counted: &CountedOn) {
    let fault = |atom: Atom| Some(atom).filter(|atom| (counted.concerns)(*atom)).and_then(|atom| (counted.fault)(cx, atom));
    for (subject, needs) in cx.needs() {
        if !names(needs, counted.concerns) {
            continue;
        }
        report.applies();
        if can_be(needs, true, &|atom| fault(atom).is_some()) {
            continue;
        }
        needs.visit_atoms(&mut |atom, negated, span| {
            let Some(Fault { what, why, declared }) = fault(atom).filter(|_| !negated) else {
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
