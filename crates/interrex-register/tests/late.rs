//! Acts that are learned late: told where their date decides, and nowhere else.

use interrex_register::course::run;
use interrex_register::late::late;
use interrex_units::Moment;

mod common;

const PLAN: &str = r#"
[plan]
title = "A head, a deputy and a clerk"
horizon = "30 d"
as-of = 2020-01-01

[person.registrar]
[person.old]
[person.deputy]
[person.clerk]

[office.head]
holder = "old"
resigns = {}

[office.head.ground.resigned]

[office.head.order.line]
on = ["resigned"]
candidates = ["deputy"]

[power.sign]
held-by = "head"

[power.sign.delegation.clerk]
to = "clerk"
limits = "none"
ends-when = "it is ended"
"#;

/// The acts that are told as late, each with the act after which it was learned.
fn told(acts: &str) -> Vec<(u32, u32)> {
    let (plans, script) = common::script(PLAN, "registrar", &common::listed(acts));
    let course = run(&plans, &script.acts, Moment::LAST);
    let late = late(&plans, &script.acts, &course.effects);
    late.iter().map(|one| (one.act, one.after)).collect()
}

#[test]
fn an_act_is_late_where_it_would_have_no_effect_when_it_was_learned() {
    let order = |by: &str, learned: u32| {
        format!(
            "03 kind = \"order\"; power = \"sign\"; title = \"A law\"; by = [\"{by}\"]; learned = 2020-01-{learned:02}\n"
        )
    };
    let resigns = "05 kind = \"resign\"; office = \"head\"; by = [\"old\"]\n";
    assert_eq!(told(&format!("{resigns}{}", order("old", 6))), [(2, 1)]);
    assert_eq!(told(&format!("{}{resigns}", order("old", 4))), []);
    // One that has no effect anyhow is told as that, and not as late.
    assert_eq!(told(&format!("{resigns}{}", order("clerk", 6))), []);
    // What is dated on the same moment as what was known before does not precede it.
    let given = "02 kind = \"delegate\"; power = \"sign\"; to = \"clerk\"; until = 2020-01-04; by = [\"old\"]\n";
    let claims =
        |day: u32| format!("{day:02} kind = \"claim\"; of = \"head\"; by = [\"deputy\"]\n");
    let after = |day: u32| format!("{given}{}{}", claims(day), order("clerk", 6));
    assert_eq!(told(&after(3)), []);
    assert_eq!(told(&after(4)), [(3, 2)]);
}
