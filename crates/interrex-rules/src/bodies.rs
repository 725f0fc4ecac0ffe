//! Bodies and how many of their members there are, as several rules ask about them.
//!
//! Responsible for counting the members that are there on the date. Whether a body can act in a given
//! world is the meaning's business.

use interrex_plan::model::{Body, Member, Who};

use crate::context::Context;

/// How many members each entry of a body stands for, of those that are there on the date: a post that
/// was abolished sits in no body.
pub(crate) fn members<'p>(
    cx: &Context<'p>,
    body: &'p Body,
) -> impl Iterator<Item = (&'p Member, u32)> {
    body.members.iter().filter_map(|member| match member {
        Member::Person(..) => Some((member, 1)),
        Member::Office(id, _) => cx.is_there(Who::Office(*id)).then_some((member, 1)),
        Member::Class { count, .. } => Some((member, *count)),
    })
}

/// How many members of a body are there on the date.
pub(crate) fn member_count<'p>(cx: &Context<'p>, body: &'p Body) -> u32 {
    members(cx, body).fold(0, |sum, (_, count)| sum.saturating_add(count))
}
