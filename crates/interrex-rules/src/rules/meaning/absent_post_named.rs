//! A task that the plan gives to a post or body which is not there.

use interrex_plan::model::{Level, Who};

use crate::citations::{CGC_1_PROCEDURES, MEANING};
use crate::context::{Context, who};
use crate::counted::why_not;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "absent-post-named",
    element: Element::Meaning,
    level: Level::Warn,
    sources: &[CGC_1_PROCEDURES.derived(), MEANING.derived()],
    thresholds: &[],
    asks: "task, power or record that the plan gives to a post or body",
    summary: "The plan gives a task to a post or body that is not there on the date.",
    mend: "Give tasks to posts that are there, or correct their dates",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut ask = |subject: Subject<'_>, task: &str, who: Who| {
        let Some(terms) = cx.terms_of(who) else {
            return;
        };
        report.applies();
        if cx.counts(terms) {
            return;
        }
        let name = cx.name(who);
        let why = why_not(cx, terms)
            .unwrap_or_else(|| "belongs to a measure that is not certain".to_owned());
        let failing = report
            .fail(subject, format!("`{name}`, {task}, {why}"))
            .help("name the post that has the task today, or correct the dates");
        if let Some(span) = cx.subject(who).span {
            failing.also(span, "declared here");
        }
    };
    for (subject, task, who) in tasks(cx) {
        ask(subject, &task, who);
    }
}

/// Everything that the plan gives to somebody, besides places in a line of succession.
fn tasks<'p>(cx: &Context<'p>) -> Vec<(Subject<'p>, String, Who)> {
    let header = &cx.plan.header;
    let mut tasks = Vec::new();
    let plan = cx.plan_subject();
    let mut of_plan = |task: &str, whose: Who| tasks.push((plan, task.to_owned(), whose));
    if let Some(actor) = &header.adjudicator {
        of_plan("who decides a disputed succession", who(*actor));
    }
    for actor in &header.communications_staff {
        of_plan("who runs communications", who(*actor));
    }
    if let Some(reconstitution) = &cx.plan.reconstitution {
        let people = reconstitution.manager.iter().chain(&reconstitution.team);
        for whose in people {
            of_plan("who leads or helps reconstitution", *whose);
        }
    }
    for (subject, function) in cx.functions() {
        let task = format!("who answers for {subject}");
        tasks.extend(function.owner.map(|whose| (subject, task, whose)));
    }
    for (subject, _, delegation) in cx.delegations() {
        tasks.push((subject, format!("the delegate of {subject}"), delegation.to));
    }
    for (subject, devolution) in cx.devolutions() {
        let task = format!("on the roster of {subject}");
        tasks.extend(
            devolution
                .roster
                .iter()
                .map(|whose| (subject, task.clone(), *whose)),
        );
    }
    tasks.extend(held(cx));
    tasks
}

/// Records with their custodians, and powers with their holders.
fn held<'p>(cx: &Context<'p>) -> impl Iterator<Item = (Subject<'p>, String, Who)> {
    let records = cx
        .plan
        .records
        .iter()
        .filter(|(_, one)| cx.counts(&one.terms));
    let records = records.filter_map(|(id, record)| {
        let subject = Subject::of(id, record);
        Some((
            subject,
            format!("the custodian of {subject}"),
            record.custodian?,
        ))
    });
    let powers = cx
        .plan
        .powers
        .iter()
        .filter(|(_, one)| cx.counts(&one.terms));
    let powers = powers.map(|(id, power)| {
        let subject = Subject::of(id, power);
        (subject, format!("the holder of {subject}"), power.held_by)
    });
    records.chain(powers)
}

const PAGE: &str = r#"
## Why

An office that was abolished, or that begins next year, cannot be held by anybody today. A record whose
custodian it is has none, a power that it holds is exercised by nobody, and a function that it answers for is
nobody's. The plan reads as if all were in order.

## How to mend it

Name the post that has the task today, or correct `from`, `until` and `status` of the post.

## An example that fails

```toml
[place.town]
[office.archivist]
until = 2022-12-31

[record.accounts] # warning[absent-post-named]: `archivist`, the custodian of `accounts`, ended on 2022-12-31
custodian = "archivist"
copy = [{ at = "town" }]
```

## A delegate who is only floated

```toml
[office.mayor]
[office.crisis-manager]
status = "floated"

[power.pay]
held-by = "mayor"
[power.pay.delegation.crisis] # warning[absent-post-named]
to = "crisis-manager"
```

## An example that passes

```toml
[place.town]
[office.archivist]
until = 2024-12-31

[record.accounts]
custodian = "archivist"
copy = [{ at = "town" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
