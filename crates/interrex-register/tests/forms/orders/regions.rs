//! Orders that name no region, of a power that must reach several.

use std::collections::BTreeMap;

use interrex_plan::model::Plan;
use interrex_register::course::run;
use interrex_register::{Deed, Effect, Entry, words};
use interrex_units::Moment;

use interrex_register::order::{Carried, Full, Order, Short, Statement, Verdict, holds};

use super::{
    by_incumbent, check, digest_of, entries_with, head, known, log_key, order_act, raw, trust,
};
use crate::support::{act, at, entry, key, signed};

/// A chief in the north, whom a line joins to the south.
fn plan() -> String {
    let bases = "[place.north]\n[place.south]\n[link.line]\nbetween = [\"north\", \"south\"]\nlost = {}\n\n[person.chief-incumbent]\nbase = \"north\"\n";
    let reaches = "[power.command]\nreach = [\"north\", \"south\"]\n";
    super::PLAN
        .replace("[person.chief-incumbent]\n", bases)
        .replace("[power.command]\n", reaches)
}

/// The order of the chief, after the line is reported lost or not.
fn entries(is_cut: bool) -> Vec<Entry> {
    let mut entries = entries_with(order_act("chief-incumbent"));
    let order = entries.pop().expect("the order");
    entries.pop();
    let adopts = format!(r#""adopt","adopted":"{}""#, digest_of(&plan()));
    entries.push(by_incumbent(10, act(&adopts, &["chief-incumbent"], 9)));
    if is_cut {
        let cut = act(r#""report","fact":"lost(line)""#, &["chief-incumbent"], 10);
        entries.push(by_incumbent(10, cut));
    }
    entries.push(order);
    entries
}

fn full(entries: &[Entry]) -> Order {
    let carried = |site: &str, entries: &[Entry]| {
        let bytes: Vec<Vec<u8>> = entries.iter().map(Entry::to_bytes).collect();
        Carried::new(&head(site, entries, &log_key(site)), &bytes)
    };
    Order::Full(Full {
        order: order_act("chief-incumbent").digest(),
        logs: vec![carried("one", entries), carried("second", &[])],
        plans: [(digest_of(&plan()), vec![plan()])].into(),
        instrument: None,
        instrument_hex: None,
    })
}

fn stated(entries: &[Entry]) -> Statement {
    let number = u32::try_from(entries.len() - 1).expect("a few entries");
    holds(&plans(), &known(entries), number, at(13)).expect("it is held")
}

fn short(entries: &[Entry], statement: String) -> Order {
    let last = entries.len() - 1;
    let head = head("one", entries, &log_key("one"));
    Order::Short(Short {
        entry: raw(entries.last().expect("an entry")),
        proof: super::short::proof(last as u64, entries, head),
        statement,
    })
}

#[test]
fn where_it_does_not_bear_is_told() {
    let whole = entries(false);
    let reason = "genuine, and `command` is held by its signer as of 2022-03-07T12:00:00Z; a later revocation would not show";
    let checked = check(&trust(), &full(&whole), &Verdict::Held, reason);
    assert!(checked.not_in.is_empty());
    let cut = entries(true);
    let reason = "genuine, and `command` is held by its signer as of 2022-03-07T12:00:00Z; not in the region south, for which it does not bear; a later revocation would not show";
    let checked = check(&trust(), &full(&cut), &Verdict::Held, reason);
    assert_eq!(checked.not_in, ["south"]);
}

/// What was not held there when it was signed does not bear there when contact is back; and what is held nowhere any longer in
/// which it was held then is lost.
#[test]
fn it_bears_where_its_power_was_held_then_and_still_is() {
    let mut back = entries(true);
    let line = |hour: u32, holds: bool| {
        let kind = format!(r#""report","fact":"lost(line)","holds":{holds}"#);
        by_incumbent(hour, act(&kind, &["chief-incumbent"], hour))
    };
    back.push(line(12, false));
    let told = "genuine, and `command` is held by its signer as of 2022-03-07T12:00:00Z; not in the region south, for which it does not bear; a later revocation would not show";
    let checked = check(&trust(), &full(&back), &Verdict::Held, told);
    assert_eq!(checked.not_in, ["south"]);
    assert_eq!(stated(&back[..back.len() - 1]).not_in, ["south"]);
    let shown = course_effect(&back);
    assert_eq!(shown, Effect::InPart(vec!["south".to_owned()]));
    let words = "in effect, but not in south, where its signers did not have the power";
    assert_eq!(words::effect(&shown), words);
    assert_eq!((shown.word(), shown.bears()), ("in-effect", true));
}

/// Who signs beside those who have the power is not told as having it.
#[test]
fn a_statement_names_who_of_the_signers_has_the_power() {
    let mut order = order_act("chief-incumbent");
    order.by = vec!["deputy-incumbent".to_owned(), "chief-incumbent".to_owned()];
    let signatures = [("deputy-incumbent", &key(3)), ("chief-incumbent", &key(2))];
    let mut entries = entries(false);
    entries.pop();
    entries.push(entry(12, signed(order.clone(), &signatures)));
    let statement = stated(&entries);
    assert_eq!(statement.holder, "chief-incumbent");
    let note = statement.signed(&[&log_key("one")]).expect("a note");
    let reason = "genuine, and `command` is held by chief-incumbent as of 2022-03-07T13:00:00Z, on the word of one; a later revocation would not show";
    check(
        &trust(),
        &short(&entries, note),
        &Verdict::HeldOnWord,
        reason,
    );
    let Order::Full(mut whole) = full(&entries) else {
        panic!("it is a full one");
    };
    whole.order = order.digest();
    let reason = "genuine, and `command` is held by chief-incumbent as of 2022-03-07T12:00:00Z; a later revocation would not show";
    check(&trust(), &Order::Full(whole), &Verdict::Held, reason);
}

fn course_effect(entries: &[Entry]) -> Effect {
    let acts = known(entries);
    let course = run(&plans(), &acts, Moment::LAST);
    let order = acts
        .iter()
        .find(|one| matches!(one.act.deed, Deed::Order { .. }));
    let number = order.expect("an order").number;
    course.effects.get(&number).cloned().expect("it was judged")
}

fn plans() -> BTreeMap<String, Plan> {
    let read = interrex_plan::read(&[("plan.toml".to_owned(), plan())]);
    assert!(!read.has_errors(), "{:#?}", read.diagnostics);
    [(digest_of(&plan()), read.plan)].into()
}

#[test]
fn a_site_states_where_it_is_not_held() {
    assert!(stated(&entries(false)).not_in.is_empty());
    let cut = entries(true);
    let statement = stated(&cut);
    assert_eq!(statement.not_in, ["south"]);
    assert!(
        statement
            .text()
            .ends_with("as-of 2022-03-07T13:00:00Z\nnot-in south\n")
    );
    let signed = |statement: &Statement| {
        let note = statement.signed(&[&log_key("one")]);
        note.expect("a note")
    };
    let reason = "genuine, and `command` is held by chief-incumbent as of 2022-03-07T13:00:00Z, on the word of one; not in the region south, for which it does not bear; a later revocation would not show";
    let order = short(&cut, signed(&statement));
    let checked = check(&trust(), &order, &Verdict::HeldOnWord, reason);
    assert_eq!(checked.not_in, ["south"]);
    let several = Statement {
        not_in: vec!["south".to_owned(), "west".to_owned()],
        ..statement.clone()
    };
    let order = short(&cut, signed(&several));
    let reason = reason.replace("the region south", "the regions south, west");
    check(&trust(), &order, &Verdict::HeldOnWord, &reason);
    // What else stands there is nothing that is known.
    for line in ["", "until tomorrow"] {
        let text = Statement {
            not_in: vec![format!("south\n{line}")],
            ..statement.clone()
        };
        let order = short(&cut, signed(&text));
        let reason = format!(
            "the statement that the power is held is not that of a site: the statement has the line `{line}`, which says nothing that is known"
        );
        check(&trust(), &order, &Verdict::NotGenuine, &reason);
    }
}

/// Whose the power is as well where an order bears, and what it cites that has no effect, is told and takes nothing from it.
#[test]
fn what_bears_on_an_order_beside_is_told() {
    let passes =
        "\n[power.command.devolution]\nto = { south = \"deputy-incumbent\" }\nwhen = \"north\"\n";
    let plan = plan() + passes;
    let claim = act(r#""resign","office":"chief""#, &["deputy-incumbent"], 10);
    let mut order = order_act("chief-incumbent");
    order.rests_on = vec![
        claim.digest(),
        act(r#""decline","office":"chief""#, &["nobody"], 3).digest(),
    ];
    let missing = order.rests_on.last().expect("the second").to_string();
    let mut entries = entries_with(order.clone());
    entries.truncate(2);
    let adopts = format!(r#""adopt","adopted":"{}""#, digest_of(&plan));
    entries.push(by_incumbent(10, act(&adopts, &["chief-incumbent"], 9)));
    entries.push(entry(10, signed(claim, &[("deputy-incumbent", &key(3))])));
    entries.push(by_incumbent(11, order.clone()));
    let carried = |site: &str, entries: &[Entry]| {
        let bytes: Vec<Vec<u8>> = entries.iter().map(Entry::to_bytes).collect();
        Carried::new(&head(site, entries, &log_key(site)), &bytes)
    };
    let full = Order::Full(Full {
        order: order.digest(),
        logs: vec![carried("one", &entries), carried("second", &[])],
        plans: [(digest_of(&plan), vec![plan.clone()])].into(),
        instrument: None,
        instrument_hex: None,
    });
    let checked = interrex_register::order::verify(&full.to_bytes(), &trust(), None);
    assert_eq!(checked.verdict, Verdict::Held, "{}", checked.reason);
    let expected = [
        "the law as written gives `command` in south to deputy-incumbent as well, and does not say whose orders go before"
            .to_owned(),
        "it rests on act 3, which has no effect: deputy-incumbent cannot resign `chief`, which they do not hold".to_owned(),
        format!("it rests on the act {missing}, which is in no log that goes along"),
    ];
    assert_eq!(checked.beside, expected);
    assert!(check(&trust(), &self::full(&self::entries(false)), &Verdict::Held, "genuine, and `command` is held by its signer as of 2022-03-07T12:00:00Z; a later revocation would not show").beside.is_empty());
}
