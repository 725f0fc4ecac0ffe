//! Circles of dependence, as two rules list them.
//!
//! Responsible for saying once what each circle consists of. Which circles there are is for
//! `interrex_plan::graph`, which of them are faults for its checks.

use interrex_plan::model::Element as Declared;

use crate::context::Context;
use crate::report::Report;
use crate::subject::Subject;
use crate::words::quoted;

/// How many members of a circle are named.
const NAMED_MAX: usize = 6;

/// What is said of a circle.
pub(crate) struct Circle {
    /// What its members do, after their names.
    pub(crate) message: &'static str,
    /// A way out.
    pub(crate) help: &'static str,
    /// What it means.
    pub(crate) because: &'static str,
}

/// Reports each circle at its first member. An element that depends on itself alone is no circle
/// that a reader would look for.
pub(crate) fn check_circles(
    cx: &Context<'_>,
    report: &mut Report,
    circles: &[Vec<Declared>],
    said: &Circle,
) {
    for circle in circles.iter().filter(|circle| circle.len() > 1) {
        let Some(first) = circle.first() else {
            continue;
        };
        let members: Vec<String> = circle.iter().map(|element| bare(cx, *element)).collect();
        let named = quoted(members.iter().take(NAMED_MAX).map(String::as_str));
        let rest = match members.len().saturating_sub(NAMED_MAX) {
            0 => String::new(),
            more => format!(" (and {more} more)"),
        };
        let name = members.first().map_or("", String::as_str);
        let subject = Subject {
            on: *first,
            kind: "circle",
            name,
            whole: None,
            span: cx.plan.element_span(*first),
        };
        let mut failing = report
            .fail(subject, format!("{named}{rest} {}", said.message))
            .help(said.help)
            .because(said.because);
        for other in circle.iter().skip(1).take(NAMED_MAX) {
            if let Some(span) = cx.plan.element_span(*other) {
                failing = failing.also(span, "part of the circle");
            }
        }
    }
}

/// The name of an element without its kind.
fn bare(cx: &Context<'_>, element: Declared) -> String {
    let name = cx.plan.element_name(element);
    name.split_once('.')
        .map_or(name.as_str(), |(_, bare)| bare)
        .to_owned()
}
