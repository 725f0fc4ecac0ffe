//! A holder who must certify his own loss.

use interrex_plan::model::{Actor, Body, Event, Id, Level, Member, Office, Who};

use crate::actors::can_be_done;
use crate::citations::{MEANING, NIGERIA_2010};
use crate::context::{Context, who};
use crate::grounds::grounds;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "self-certified",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[NIGERIA_2010.derived(), MEANING.derived()],
    thresholds: &[],
    asks: "ground of a key post that somebody must certify",
    summary: "A ground cannot be certified without the holder whom it is about.",
    mend: "Name a certifier other than the holder",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (id, office) in cx.key_posts() {
        for (at, ground) in grounds(cx, office) {
            // Who resigns, or decides to go, is asked to say so himself.
            let is_own_act = matches!(ground.event, Event::Resigned | Event::Made { .. });
            let Some(by) = ground.certified_by.as_ref().filter(|_| !is_own_act) else {
                continue;
            };
            report.applies();
            if !can_be_done(by, &|actor| is_holder(cx, id, office, actor)) {
                let subject = Subject::of(id, office).part("ground", at, &ground.name, ground.span);
                report
                    .fail(
                        subject,
                        format!("{subject} cannot be certified without its own holder"),
                    )
                    .at(by.span, "who then cannot act, or has no reason to")
                    .help("let somebody else certify it, alone or as an alternative (`or`)");
            }
        }
    }
}

fn is_holder(cx: &Context<'_>, id: Id<Office>, office: &Office, actor: Actor) -> bool {
    if let Actor::Body(body, kind) = actor {
        return needs_holder(cx, id, office, body, kind as usize);
    }
    let actor = who(actor);
    actor == Who::Office(id)
        || office.holder.is_some_and(|holder| {
            actor == holder
                || cx
                    .person(actor)
                    .is_some_and(|person| Some(person) == cx.person(holder))
        })
}

/// Whether a body has the holder among its members and no vote without them.
fn needs_holder(
    cx: &Context<'_>,
    id: Id<Office>,
    office: &Office,
    body: Id<Body>,
    kind: usize,
) -> bool {
    let body = cx.plan.bodies.get(body);
    if body.stand_in.is_some() {
        return false;
    }
    let is_them = |member: &Member| match member {
        Member::Person(person, _) => is_holder(cx, id, office, Actor::Person(*person)),
        Member::Office(other, _) => is_holder(cx, id, office, Actor::Office(*other)),
        Member::Class { .. } => false,
    };
    let own = body.members.iter().filter(|member| is_them(member)).count();
    let others = (body.member_count() as usize).saturating_sub(own);
    own > 0 && others < body.needed(kind, false) as usize
}

const PAGE: &str = r#"
## Why

The president of Nigeria alone could start the transfer of his powers, by a letter that he was too ill to
write. A ground that its own subject must certify is found exactly when it is not needed.

A resignation is the holder's own act, and a ground that somebody makes is that body's; neither is reported.

## How to mend it

Name others: a cabinet by majority, a medical board, a court. The holder may remain as an alternative.

## An example that fails

```toml
[office.president]
holder = "incumbent"

[office.president.ground.incapacitated]
certified-by = "president" # warning[self-certified]

[office.president.order.main]
candidates = ["vice-president"]
[office.vice-president]
[person.incumbent]
```

## A body that has no vote without the holder

```toml
[office.president]
holder = "incumbent"

[office.president.ground.incapacitated]
certified-by = "cabinet" # warning[self-certified]

[office.president.order.main]
candidates = ["vice-president"]

[office.vice-president]
holder = "second"
[person.incumbent]
[person.second]

[body.cabinet]
members = ["president", "vice-president"]
quorum = "all"
```

## An example that passes

```toml
[office.president]
holder = "incumbent"
ground.incapacitated = { certified-by = "president or vice-president" }
order.main.candidates = ["vice-president"]

[office.vice-president]
[person.incumbent]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
