//! A function that nothing in the plan can end.

use interrex_plan::model::Level;

use crate::citations::MEANING;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;
use crate::worlds::Worlds;

pub(crate) static RULE: Rule = Rule {
    code: "function-cannot-fail",
    element: Element::Functions,
    level: Level::Note,
    sources: &[MEANING.derived()],
    thresholds: &[],
    asks: "essential function with needs",
    summary: "Nothing that the plan declares can end a function.",
    mend: "Declare what can be lost of what a function needs",
    page: PAGE,
    check: Check::Worlds(check),
};

fn check(cx: &Context<'_>, worlds: &Worlds, report: &mut Report) {
    for (id, function) in worlds
        .functions(cx)
        .filter(|(_, function)| function.needs.is_some())
    {
        report.applies();
        if !worlds.fails_undisturbed(id) && !worlds.rests_on_declared(id) {
            report
                .fail(
                    Subject::of(id, function),
                    format!("nothing that the plan declares can end `{}`", function.name),
                )
                .label("in every answer it always works")
                .help("state what can be lost: `lost` of places, sites and links, states of people, threats");
        }
    }
}

const PAGE: &str = r#"
## Why

What the plan does not declare cannot happen in its answers. A function all of whose needs are taken to be
safe is proved safe, and the proof says nothing.

## How to mend it

State what can be lost, with a likelihood or `unknown`.

## An example that fails

```toml
[place.town]

[function.payments] # note[function-cannot-fail]
needs = "town"
```

## An example that passes

```toml
[place.town]
lost = "unknown"

[function.payments]
needs = "town"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
