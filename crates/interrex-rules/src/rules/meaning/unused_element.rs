//! Something that the plan declares and nothing uses.

use interrex_plan::model::{Arena, Level};

use crate::citations::MEANING;
use crate::context::Context;
use crate::mentions::Mentions;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::{Kind, Subject};

pub(crate) static RULE: Rule = Rule {
    code: "unused-element",
    element: Element::Meaning,
    level: Level::Note,
    sources: &[MEANING.derived()],
    thresholds: &[],
    asks: "place, site, person, body, partner, pledge, decision or agreement",
    summary: "Nothing in the plan uses something that it declares.",
    mend: "Use what is declared, or drop it",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let (plan, mentions) = (cx.plan, cx.mentions());
    speak(report, mentions, &plan.places);
    speak(report, mentions, &plan.sites);
    speak(report, mentions, &plan.people);
    speak(report, mentions, &plan.bodies);
    speak(report, mentions, &plan.partners);
    speak(report, mentions, &plan.pledges);
    speak(report, mentions, &plan.decisions);
    speak(report, mentions, &plan.agreements);
}

fn speak<T: Kind>(report: &mut Report, mentions: &Mentions, declared: &Arena<T>) {
    for (id, element) in declared.iter() {
        report.applies();
        if !mentions.uses(id) {
            let (kind, name) = (T::KIND, &element.name);
            report
                .fail(
                    Subject::of(id, element),
                    format!("nothing uses the {kind} `{name}`"),
                )
                .help("name it where it belongs, or drop it");
        }
    }
}

const PAGE: &str = r#"
## Why

A person in no office, a pledge that no need names, a place where nobody and nothing is: mostly something
was forgotten that should name it. What only a threat takes, or a contact lists, bears on no answer.

## How to mend it

Name it where it belongs, or drop it.

## An example that fails

```toml
[place.town]
[person.officer] # note[unused-element]: nothing uses the person `officer`
base = "town"
```

## An example that passes

```toml
[place.town]
[person.officer]
base = "town"
[office.clerk]
holder = "officer"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
