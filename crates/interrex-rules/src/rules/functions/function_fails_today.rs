//! A function that fails when nothing at all is lost.

use interrex_plan::model::{Atom, Expr, Id, Level, Office};

use crate::citations::MEANING;
use crate::context::{Context, can_be};
use crate::counted::fault_of;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;
use crate::worlds::Worlds;

pub(crate) static RULE: Rule = Rule {
    code: "function-fails-today",
    element: Element::Functions,
    level: Level::Warn,
    sources: &[MEANING.derived()],
    thresholds: &[],
    asks: "essential function with needs that count on the date",
    summary: "A function fails even when nothing is lost.",
    mend: "See that each function works when nothing is lost",
    page: PAGE,
    check: Check::Worlds(check),
};

fn check(cx: &Context<'_>, worlds: &Worlds, report: &mut Report) {
    for (id, function) in worlds.functions(cx) {
        let Some(needs) = &function.needs else {
            continue;
        };
        // What needs something that does not count has rules of its own.
        if !can_be(needs, true, &|atom| fault_of(cx, atom).is_some()) {
            continue;
        }
        report.applies();
        if !worlds.is_hopeless(id) {
            continue;
        }
        let name = &function.name;
        let mut failing = report
            .fail(
                Subject::of(id, function),
                format!("`{name}` fails although nothing is lost"),
            )
            .at(needs.span, "cannot be met as the plan stands")
            .help("correct what it needs, or what that rests on: links, bases, quorums, steps");
        for office in offices(needs) {
            if let Some(how) = worlds.office_undisturbed(office) {
                let office = cx.plan.offices.get(office);
                failing = failing.also(office.span, format!("{how} to begin with"));
            }
        }
    }
}

/// The offices that an expression needs to be exercised, in the order of the text.
fn offices(needs: &Expr) -> Vec<Id<Office>> {
    let mut offices = Vec::new();
    needs.visit_atoms(&mut |atom, _, _| {
        if let Atom::Exercised(id) | Atom::ExercisedBy(id, _) = atom
            && !offices.contains(&id)
        {
            offices.push(id);
        }
    });
    offices
}

const PAGE: &str = r#"
## Why

If a function fails in the plan's best case, every answer about it is that it fails, whatever happens. Mostly
something is missing that everybody takes for granted: a link between the seat and the region, the base
of the holder, a member of the body.

Decisions and measures count as made here: a function that only waits for one is not reported.

## How to mend it

Follow its needs. `interrex prove` shows what makes them false.

## An example that fails

```toml
[place.capital]
[place.harbor]

[office.mayor]
holder = "incumbent"
reach = ["harbor"]

[person.incumbent]
base = "capital"

[function.govern]
needs = "mayor" # warning[function-fails-today]: `govern` fails although nothing is lost
```

## An example that passes

```toml
[place.capital]
[place.harbor]
[link.cable]
between = ["capital", "harbor"]

[office.mayor]
holder = "incumbent"
reach = ["harbor"]

[person.incumbent]
base = "capital"

[function.govern]
needs = "mayor"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
