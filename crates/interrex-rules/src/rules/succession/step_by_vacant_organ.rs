//! A succession that waits for an organ which itself is vacant.

use interrex_diag::Span;
use interrex_plan::model::{
    Actor, ActorExpr, Body, CandidateWho, Event, Level, Named, Office, Order, Step,
};

use crate::actors::can_be_done;
use crate::bodies::member_count;
use crate::citations::HAITI_2021;
use crate::context::{Context, who};
use crate::grounds::grounds;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;
use crate::words::quoted;

pub(crate) static RULE: Rule = Rule {
    code: "step-by-vacant-organ",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[HAITI_2021.derived()],
    thresholds: &[],
    asks: "act in a succession that somebody must do",
    summary: "A succession waits for an act of an organ that is itself vacant.",
    mend: "Fill the organ, or name who acts in its place",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (id, office) in cx.key_posts() {
        let subject = Subject::of(id, office);
        for act in acts(cx, office) {
            report.applies();
            if can_be_done(act.by, &|actor| is_vacant(cx, actor)) {
                continue;
            }
            let mut vacant = Vec::new();
            act.by.visit(&mut |actor, _| {
                if is_vacant(cx, actor) {
                    vacant.push(cx.name(who(actor)));
                }
            });
            vacant.sort_unstable();
            vacant.dedup();
            let is = if vacant.len() == 1 { "is" } else { "are" };
            let (what, names) = (act.what, quoted(vacant));
            report
                .fail(
                    subject,
                    format!("nobody can {what} in {subject}: {names} {is} vacant"),
                )
                .at(act.span, "this act waits for a vacant organ")
                .help("name a fallback, as in `chief-justice or deputy-chief-justice`");
        }
    }
}

struct Act<'p> {
    by: &'p ActorExpr,
    what: String,
    span: Span,
}

/// Everything that somebody must do before a successor is in the office.
fn acts<'p>(cx: &Context<'p>, office: &'p Named<Office>) -> Vec<Act<'p>> {
    let mut acts = Vec::new();
    for (_, ground) in grounds(cx, office) {
        let certifies = ground.certified_by.as_ref();
        acts.extend(certifies.map(|by| Act {
            by,
            what: format!("certify ground `{}`", ground.name),
            span: by.span,
        }));
        if let Event::Made { by, .. } = &ground.event {
            acts.push(Act {
                by,
                what: format!("decide ground `{}`", ground.name),
                span: by.span,
            });
        }
    }
    for (_, order) in cx.orders(office) {
        acts.extend(acts_of_order(cx, order));
    }
    acts
}

fn acts_of_order<'p>(cx: &Context<'p>, order: &'p Order) -> Vec<Act<'p>> {
    let step = |step: &'p Step| {
        step.by.as_ref().map(|by| Act {
            by,
            what: format!("complete step `{}`", step.name),
            span: step.span,
        })
    };
    let mut acts: Vec<Act<'p>> = order.steps.iter().filter_map(step).collect();
    for candidate in cx.candidates(order) {
        acts.extend(candidate.steps.iter().filter_map(step));
        if let CandidateWho::Chosen { by, .. } = &candidate.who {
            acts.push(Act {
                by,
                what: "choose a successor".to_owned(),
                span: candidate.span,
            });
        }
    }
    acts
}

fn is_vacant(cx: &Context<'_>, actor: Actor) -> bool {
    match actor {
        Actor::Person(_) => false,
        Actor::Office(id) => {
            let office = cx.plan.offices.get(id);
            !cx.counts(&office.terms) || (office.holder.is_none() && office.acting.is_none())
        }
        Actor::Body(id, kind) => {
            let body = cx.plan.bodies.get(id);
            let stand_in = body.stand_in.map(|id| cx.plan.bodies.get(id));
            is_too_small(cx, body, kind as usize)
                && stand_in.is_none_or(|body| is_too_small(cx, body, 0))
        }
    }
}

fn is_too_small(cx: &Context<'_>, body: &Body, kind: usize) -> bool {
    !cx.counts(&body.terms) || member_count(cx, body) < body.needed(kind, false)
}

const PAGE: &str = r#"
## Why

When Haiti's president was killed in 2021 the president of the supreme court had just died, the lower
chamber did not exist and ten senators of thirty were in office: every organ that the constitution named
to carry on was itself vacant. A step that waits for a vacant organ waits for ever.

## How to mend it

Fill the organ, name a `stand-in` for a body, or name a fallback in the expression.

## An example that fails

```toml
[office.president.order.main]
steps = [
  { do = "sworn", by = "chief-justice" }, # warning[step-by-vacant-organ]
]
candidates = ["speaker"]

[office.chief-justice]
key = false
[office.speaker]
```

## Two who must do it together

```toml
[office.president.order.main]
steps = [
  { do = "sworn", by = "chief-justice and speaker" }, # warning[step-by-vacant-organ]: nobody can complete step `sworn` in `president`: `chief-justice` and `speaker` are vacant
]
candidates = ["vice-president"]

[office.chief-justice]
key = false
[office.speaker]
[office.vice-president]
```

## An example that passes

```toml
[office.president.order.main]
steps = [{ do = "sworn", by = "chief-justice or clerk-of-court" }]
candidates = ["speaker"]

[office.chief-justice]
key = false
[office.speaker]
[office.clerk-of-court]
holder = "clerk-holder"
[person.clerk-holder]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
