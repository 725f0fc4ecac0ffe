//! A seat that moves, and no law that lets it.

use interrex_plan::model::Level;

use crate::citations::WISCONSIN;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::seats::seats;

pub(crate) static RULE: Rule = Rule {
    code: "seat-law-missing",
    element: Element::Sites,
    level: Level::Warn,
    sources: &[WISCONSIN.must()],
    thresholds: &[],
    asks: "seat with options in two or more places",
    summary: "No law is cited that lets a seat move.",
    mend: "Cite the law that lets the seat move, or have it made",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for seat in seats(cx).filter(|seat| seat.options.len() > 1) {
        if seat.only_place(cx).is_some() {
            continue;
        }
        report.applies();
        let has_law = cx.plan.header.seat_law.is_some() || seat.declared.terms.basis.is_some();
        if !has_law {
            let of = cx.name(seat.declared.of);
            report
                .fail(
                    seat.subject,
                    format!("no law is cited that lets the seat of `{of}` move"),
                )
                .help("state `seat-law` in `[plan]`, or `basis` of the seat");
        }
    }
}

const PAGE: &str = r#"
## Why

Acts done away from the seat of government can be void where the law binds the government to it. Wisconsin
lets state and local government move by statute; elsewhere the permission had to be made first.

## How to mend it

State `seat-law` in `[plan]`, or `basis` of the seat. A body that no such law binds can say that as well.

## An example that fails

```toml
[place.capital]
[place.harbor]
[office.mayor]

[seat.mayor] # warning[seat-law-missing]
of = "mayor"
option = [{ at = "capital" }, { at = "harbor" }]
```

## An example that passes

```toml
[place.capital]
[place.harbor]
[office.mayor]

[seat.mayor]
of = "mayor"
basis = "city charter, section 3"
option = [{ at = "capital" }, { at = "harbor" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
