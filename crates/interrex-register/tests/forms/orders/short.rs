//! Orders that go with a proof and a statement of holding.

use interrex_register::order::{Order, Short, Statement, Verdict, holds, verify};
use interrex_register::trust::Trust;
use interrex_register::{Digest, Entry};
use interrex_tlog::checkpoint::SignedCheckpoint;
use interrex_tlog::merkle::{Leaves, inclusion_path, prove};
use interrex_tlog::note::{Note, SignerKey};
use interrex_tlog::proof::Proof;

use super::{
    by_incumbent, check, check_not_genuine, cosigned, digest_of, ended, entries, entries_with,
    head, known, leaves, log_key, order_act, plans, raw, trust, trust_text,
};
use crate::support::{act, at};

/// The statement of the sites that the chief holds the power of the order, as of one o'clock.
fn statement() -> Statement {
    holds(&plans(), &known(&entries()), 3, at(13)).expect("the power is held")
}

fn by_one(statement: &Statement) -> String {
    statement.signed(&[&log_key("one")]).expect("a note")
}

pub(super) fn proof(index: u64, entries: &[Entry], head: SignedCheckpoint) -> String {
    let leaves = leaves(entries);
    let path = inclusion_path(index, leaves.len() as u64).expect("an entry of the log");
    let hashes = prove(&mut Leaves(&leaves), &path).expect("all hashes are there");
    Proof::new(index, hashes, head).to_string()
}

fn of_log(entries: &[Entry], statement: String) -> Short {
    let entry = entries.get(3).expect("the entry of the order");
    Short {
        entry: raw(entry),
        proof: proof(3, entries, head("one", entries, &log_key("one"))),
        statement,
    }
}

fn good() -> Short {
    of_log(&entries(), by_one(&statement()))
}

#[test]
fn what_a_site_states() {
    let expect = Statement {
        order: order_act("chief-incumbent").digest(),
        power: "command".to_owned(),
        holder: "chief-incumbent".to_owned(),
        plan: digest_of(super::PLAN),
        as_of: at(13),
        not_in: Vec::new(),
        sites: Vec::new(),
    };
    assert_eq!(statement(), expect);
    let text = format!(
        "interrex.holding/1\norder {}\npower command\nholder chief-incumbent\nplan {}\nas-of 2022-03-07T13:00:00Z\n",
        expect.order, expect.plan
    );
    assert_eq!(expect.text(), text);
}

#[test]
fn what_no_site_states() {
    let refused = |entries: &[Entry], number: u32| {
        holds(&plans(), &known(entries), number, at(13)).expect_err("it is not held")
    };
    assert_eq!(refused(&entries(), 4), "the register has no act 4");
    let lacking = holds(
        &std::collections::BTreeMap::new(),
        &known(&entries()),
        3,
        at(13),
    );
    let lacking = lacking.expect_err("the plan is not held");
    assert!(lacking.starts_with("act 2 adopts the plan "), "{lacking}");
    assert_eq!(refused(&entries(), 2), "act 2 issues no order");
    let lacks = "deputy-incumbent does not hold the power `command`: chief-incumbent does";
    let of_deputy = entries_with(order_act("deputy-incumbent"));
    assert_eq!(
        refused(&of_deputy, 3),
        format!("act 3 has no effect: {lacks}")
    );
    let mut resigned = entries();
    let resigns = act(r#""resign","office":"chief""#, &["chief-incumbent"], 12);
    resigned.push(by_incumbent(13, resigns));
    let lost = "chief-incumbent does not hold the power `command`: deputy-incumbent does";
    assert_eq!(refused(&resigned, 3), lost);
}

/// An order of an exercise is none, on whose word ever, and no site states that its power is held.
#[test]
fn an_exercise_is_not_real() {
    let mut exercise = order_act("chief-incumbent");
    exercise.exercise = Some("autumn".to_owned());
    let entries = entries_with(exercise.clone());
    let refused = holds(&plans(), &known(&entries), 3, at(13)).expect_err("it is not real");
    let expect = "act 3: not real: belongs to the exercise `autumn`";
    assert_eq!(refused, expect);
    let stated = Statement {
        order: exercise.digest(),
        ..statement()
    };
    let order = Order::Short(of_log(&entries, by_one(&stated)));
    let reason = "it belongs to the exercise `autumn` and is not real";
    let checked = check(&trust(), &order, &Verdict::NotGenuine, reason);
    assert_eq!(checked.exercise.as_deref(), Some("autumn"));
}

#[test]
fn what_was_annulled_or_is_not_yet_signed_is_not_stated() {
    let mut annulled = entries();
    let kind = format!(
        r#""annul","act":"{}""#,
        order_act("chief-incumbent").digest()
    );
    annulled.push(by_incumbent(13, act(&kind, &["chief-incumbent"], 12)));
    let refused = |entries: &[Entry], hour: u32| {
        holds(&plans(), &known(entries), 3, at(hour)).expect_err("it is not held")
    };
    assert_eq!(refused(&annulled, 13), "act 3: annulled by act 4");
    assert_eq!(refused(&entries(), 10), "act 3 was not signed by then");
}

#[test]
fn a_power_that_is_held_on_the_word_of_a_site() {
    let reason = "genuine, and `command` is held by chief-incumbent as of 2022-03-07T13:00:00Z, on the word of one; a later revocation would not show";
    let checked = check(
        &trust(),
        &Order::Short(good()),
        &Verdict::HeldOnWord,
        reason,
    );
    assert_eq!(checked.title.as_deref(), Some("Close the bridges"));
    assert_eq!(checked.by, ["chief-incumbent"]);
    assert_eq!(checked.as_of.as_deref(), Some("2022-03-07T13:00:00Z"));
    assert_eq!(checked.sites, ["one"]);
    assert!(checked.cosigned.is_empty());
}

#[test]
fn as_many_sites_as_are_needed() {
    let needs_two = Trust::parse(&trust_text(2, "none")).expect("a trust file");
    let reason = "1 of the 2 sites needed state that the power is held";
    let checked = check(
        &needs_two,
        &Order::Short(good()),
        &Verdict::NotShown,
        reason,
    );
    assert_eq!(checked.as_of.as_deref(), Some("2022-03-07T13:00:00Z"));
    let both = statement()
        .signed(&[&log_key("second"), &log_key("one")])
        .expect("a note");
    let reason = "genuine, and `command` is held by chief-incumbent as of 2022-03-07T13:00:00Z, on the word of one, second; a later revocation would not show";
    let checked = check(
        &needs_two,
        &Order::Short(of_log(&entries(), both)),
        &Verdict::HeldOnWord,
        reason,
    );
    assert_eq!(checked.sites, ["one", "second"]);
}

#[test]
fn a_statement_about_another_order() {
    let reason = "the statement that goes along is about another order";
    let changes: [fn(&mut Statement); 3] = [
        |statement| statement.order = Digest::of(b"another"),
        |statement| statement.power = "sign".to_owned(),
        |statement| statement.holder = "deputy-incumbent".to_owned(),
    ];
    for change in changes {
        let mut stated = statement();
        change(&mut stated);
        let order = Order::Short(of_log(&entries(), by_one(&stated)));
        let checked = check(&trust(), &order, &Verdict::NotGenuine, reason);
        // What it says of the moment does not count either.
        assert_eq!(checked.as_of.as_deref(), Some("2022-03-07T12:00:00Z"));
        assert!(checked.sites.is_empty());
    }
}

#[test]
fn a_statement_that_is_none() {
    let note = |text: &str, key: &SignerKey| {
        let mut note = Note::unsigned(text).expect("a note");
        note.add(key.sign(text));
        note.to_string()
    };
    let text = statement().text();
    let one = log_key("one");
    let cases = [
        (note(&text, &log_key("other")), "statement: "),
        (text.clone(), "statement: "),
        (
            note(&text.replace("holding/1", "holding/2"), &one),
            "the statement is not of the form `interrex.holding/1`",
        ),
        (
            note(&text.replace("power ", "power: "), &one),
            "the statement does not say `power`",
        ),
        (
            note(&text.replace("holder chief-incumbent\n", ""), &one),
            "the statement does not say `holder`",
        ),
        (note(&text.replace("sha256", "sha512"), &one), "`sha512:"),
        (
            note(&text.replace("as-of 2022", "as-of soon"), &one),
            "`soon-03-07T13:00:00Z` is not written as a moment",
        ),
    ];
    for (statement, reason) in cases {
        let order = Order::Short(of_log(&entries(), statement));
        let checked = verify(&order.to_bytes(), &trust(), Some(at(14)));
        let expect = "the statement that the power is held is not that of a site: ";
        assert_eq!(checked.verdict, Verdict::NotGenuine);
        assert!(
            checked.reason.starts_with(&format!("{expect}{reason}")),
            "{}",
            checked.reason
        );
        assert_eq!(checked.as_of.as_deref(), Some("2022-03-07T12:00:00Z"));
        assert_eq!(checked.age, Some(7_200));
    }
}

#[test]
fn what_is_not_in_the_log_is_not_genuine() {
    let check = |change: &dyn Fn(&mut Short), reason: &str| {
        let mut short = good();
        change(&mut short);
        check_not_genuine(&trust(), &Order::Short(short), reason);
    };
    let entries = entries();
    let one = log_key("one");
    check(&|short| short.proof.clear(), "proof: ");
    check(
        &|short| short.proof = proof(2, &entries, head("one", &entries, &one)),
        "proof: ",
    );
    check(
        &|short| short.proof = proof(3, &entries, head("one", &entries, &log_key("second"))),
        "head: ",
    );
    check(
        &|short| short.proof = proof(3, &entries, head("other", &entries, &log_key("other"))),
        "the log `register.example/other` is none that the trust file names",
    );
    let seen = Entry::Seen {
        learned: at(12),
        origin: "register.example/second".to_owned(),
        size: 1,
    };
    check(
        &|short| short.entry = raw(&seen),
        "the entry that goes along holds no act",
    );
    let mut unsigned = order_act("chief-incumbent");
    let Some(Entry::Act(learned, signed)) = entries.get(3).cloned() else {
        panic!("the order");
    };
    unsigned.note = Some("later".to_owned());
    let mut changed = signed;
    changed.act = unsigned;
    let changed = Entry::Act(learned, changed);
    check(
        &|short| short.entry = raw(&changed),
        "the signature of `chief-incumbent`: ",
    );
    let claim = entries_with(act(r#""claim","of":"chief""#, &["chief-incumbent"], 11));
    let order = Order::Short(of_log(&claim, by_one(&statement())));
    check_not_genuine(&trust(), &order, "the act that goes along issues no order");
}

/// Who keeps a log from which another goes on signs no other head of it, and states nothing more.
#[test]
fn a_log_that_has_ended_states_nothing() {
    let entries = entries();
    let ended = ended(&entries);
    let by_ended = "the statement that the power is held is not that of a site: statement: ";
    check_not_genuine(&ended, &Order::Short(good()), by_ended);
    let by_second = statement().signed(&[&log_key("second")]).expect("a note");
    let reason = "genuine, and `command` is held by chief-incumbent as of 2022-03-07T13:00:00Z, on the word of second; a later revocation would not show";
    let order = Order::Short(of_log(&entries, by_second.clone()));
    check(&ended, &order, &Verdict::HeldOnWord, reason);
    let mut after = entries;
    after.push(by_incumbent(14, order_act("deputy-incumbent")));
    let order = Order::Short(of_log(&after, by_second));
    let reason = "by the trust file the log `register.example/one` has ended, and the head that goes along is not its last one";
    check_not_genuine(&ended, &order, reason);
}

#[test]
fn a_head_needs_the_cosignatures_of_the_policy() {
    let needs_one = Trust::parse(&trust_text(1, "w")).expect("a trust file");
    check_not_genuine(&needs_one, &Order::Short(good()), "head: ");
    let entries = entries();
    let mut short = good();
    short.proof = proof(3, &entries, cosigned("one", &entries));
    let reason = "genuine, and `command` is held by chief-incumbent as of 2022-03-07T13:00:00Z, on the word of one; a later revocation would not show";
    let checked = check(
        &needs_one,
        &Order::Short(short),
        &Verdict::HeldOnWord,
        reason,
    );
    assert_eq!(checked.cosigned, ["w"]);
}

/// What sites state is that the power was held, and never that somebody signed.
#[test]
fn nobody_signed_it() {
    let order = order_act("chief-incumbent");
    let statement = by_one(&Statement {
        order: order.digest(),
        ..statement()
    });
    for by in [&[][..], &[("deputy-incumbent", &crate::support::key(3))]] {
        let mut entries = entries();
        entries.pop();
        entries.push(crate::support::entry(
            12,
            crate::support::signed(order.clone(), by),
        ));
        let short = Order::Short(of_log(&entries, statement.clone()));
        check_not_genuine(&trust(), &short, "`chief-incumbent` has not signed it");
    }
}

/// A statement from before the order has effect says nothing of it.
#[test]
fn a_statement_from_before_the_order() {
    let before = Statement {
        as_of: at(10),
        ..statement()
    };
    let reason = "the order has effect from 2022-03-07T11:00:00Z on, and what sites state is from before, 2022-03-07T10:00:00Z";
    let short = Order::Short(of_log(&entries(), by_one(&before)));
    check(&trust(), &short, &Verdict::NotShown, reason);
    // One of the moment from which it has effect does.
    let same = Statement {
        as_of: at(11),
        ..statement()
    };
    let short = Order::Short(of_log(&entries(), by_one(&same)));
    let checked = verify(&short.to_bytes(), &trust(), Some(at(13)));
    assert_eq!(checked.verdict, Verdict::HeldOnWord);
}
