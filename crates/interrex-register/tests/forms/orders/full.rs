//! Orders that go with their logs.

use interrex_register::Entry;
use interrex_register::act::{Act, Digest};
use interrex_register::order::{Carried, Full, Order, Verdict, holds, verify};
use interrex_register::trust::Trust;
use interrex_tlog::checkpoint::SignedCheckpoint;

use super::{
    PLAN, by_incumbent, check, check_not_genuine, cosigned, digest_of, ended, entries,
    entries_with, head, log_key, order_act, trust, trust_text,
};
use crate::support::{act, at, entry, key, line, moment, signed};

fn carried(checkpoint: &SignedCheckpoint, entries: &[Entry]) -> Carried {
    let entries: Vec<Vec<u8>> = entries.iter().map(Entry::to_bytes).collect();
    Carried::new(checkpoint, &entries)
}

/// An order with the log `one`, and with that of the other site, which has no entries.
fn of_log(order: Digest, entries: &[Entry]) -> Full {
    Full {
        order,
        logs: vec![
            carried(&head("one", entries, &log_key("one")), entries),
            second(&[]),
        ],
        plans: [(digest_of(PLAN), vec![PLAN.to_owned()])].into(),
        instrument: None,
        instrument_hex: None,
    }
}

/// The log of the site `second`.
fn second(entries: &[Entry]) -> Carried {
    carried(&head("second", entries, &log_key("second")), entries)
}

/// That a site has seen so much of a log.
fn seen(origin: &str, size: u64) -> Entry {
    Entry::Seen {
        learned: at(13),
        origin: origin.to_owned(),
        size,
    }
}

/// The order of the chief with its log.
fn good() -> Full {
    of_log(order_act("chief-incumbent").digest(), &entries())
}

/// The order of an act, with a log that knows it and what follows.
fn order(act: Act, then: impl IntoIterator<Item = Entry>) -> Order {
    let digest = act.digest();
    let mut entries = entries_with(act);
    entries.extend(then);
    Order::Full(of_log(digest, &entries))
}

#[test]
fn a_power_that_is_held_at_the_head() {
    let reason = "genuine, and `command` is held by its signer as of 2022-03-07T12:00:00Z; a later revocation would not show";
    let checked = check(&trust(), &Order::Full(good()), &Verdict::Held, reason);
    assert_eq!(checked.title.as_deref(), Some("Close the bridges"));
    assert_eq!(checked.power.as_deref(), Some("command"));
    assert_eq!(checked.by, ["chief-incumbent"]);
    assert_eq!(checked.signed.as_deref(), Some("2022-03-07T11:00:00Z"));
    assert_eq!(checked.as_of.as_deref(), Some("2022-03-07T12:00:00Z"));
    assert_eq!(checked.sites, ["one", "second"]);
    assert!(checked.cosigned.is_empty());
    assert!(!checked.lost_since);
}

/// Two orders of succession, and none that comes before: by the one the deputy follows, and by the other the envoy. Which
/// of them stands first in the plan's text makes no order genuine.
#[test]
fn a_power_that_is_held_in_one_reading() {
    let other =
        "[office.chief.order.other]\non = [\"resigned\"]\ncandidates = [\"envoy-incumbent\"]\n";
    let line = "[office.chief.order.line]\n";
    let (before, after) = (format!("{other}\n{line}"), format!("{PLAN}\n{other}"));
    for (plan, held) in [
        (PLAN.replace(line, &before), [false, true]),
        (after, [true, false]),
    ] {
        let act_of_order = order_act("deputy-incumbent");
        let digest = act_of_order.digest();
        let adopts = format!(r#""adopt","adopted":"{}""#, digest_of(&plan));
        let resigns = act(r#""resign","office":"chief""#, &["chief-incumbent"], 10);
        let mut entries = entries_with(act_of_order);
        let order = entries.pop().expect("the order");
        entries.pop();
        entries.push(by_incumbent(10, act(&adopts, &["chief-incumbent"], 9)));
        entries.push(by_incumbent(10, resigns));
        entries.push(order);
        let mut full = of_log(digest, &entries);
        full.plans = [(digest_of(&plan), vec![plan.clone()])].into();
        let reason = "the order is in the register, and whether its power was held depends on how the law is read";
        let checked = check(&trust(), &Order::Full(full), &Verdict::Disputed, reason);
        let readings: Vec<bool> = checked.readings.iter().map(|one| one.held).collect();
        assert_eq!(readings, held, "{:#?}", checked.readings);
        let plans = interrex_plan::read(&[("plan.toml".to_owned(), plan.clone())]);
        let plans = [(digest_of(&plan), plans.plan)].into();
        let stated = holds(&plans, &super::known(&entries), 4, at(13)).expect_err("a dispute");
        let said = if held[0] {
            "is disputed"
        } else {
            "envoy-incumbent does"
        };
        assert!(stated.contains(said), "{stated}");
    }
}

/// An order that is not genuine however the law is read says for what reason in each reading, where the reasons differ.
#[test]
fn a_power_that_is_held_in_no_reading() {
    let other =
        "[office.chief.order.other]\non = [\"resigned\"]\ncandidates = [\"envoy-incumbent\"]\n";
    let plan = format!("{PLAN}\n{other}");
    let adopts = format!(r#""adopt","adopted":"{}""#, digest_of(&plan));
    let resigns = act(r#""resign","office":"chief""#, &["chief-incumbent"], 10);
    let by = |who: &str, before: Option<Act>| {
        let act_of_order = order_act(who);
        let digest = act_of_order.digest();
        let mut entries = entries_with(act_of_order);
        let order = entries.pop().expect("the order");
        entries.pop();
        entries.push(by_incumbent(10, act(&adopts, &["chief-incumbent"], 9)));
        entries.extend(before.map(|before| by_incumbent(10, before)));
        entries.push(order);
        let mut full = of_log(digest, &entries);
        full.plans = [(digest_of(&plan), vec![plan.clone()])].into();
        let checked = verify(&Order::Full(full).to_bytes(), &trust(), Some(at(13)));
        assert_eq!(checked.verdict, Verdict::NotGenuine);
        let readings = checked.readings.into_iter();
        readings.map(|one| one.reason).collect::<Vec<_>>()
    };
    let alike = by("deputy-incumbent", None);
    assert!(alike.is_empty(), "{alike:#?}");
    let [first, second]: [String; 2] = by("chief-incumbent", Some(resigns))
        .try_into()
        .expect("two readings");
    assert!(first.contains("deputy-incumbent does"), "{first}");
    assert!(second.contains("envoy-incumbent does"), "{second}");
}

#[test]
fn how_old_it_is_decides_nothing() {
    for (now, age) in [
        (at(13), 3_600),
        (moment("2023-03-07T12:00:00Z"), 365 * 86_400),
        (at(11), -3_600),
    ] {
        let checked = verify(&Order::Full(good()).to_bytes(), &trust(), Some(now));
        assert_eq!((checked.verdict, checked.age), (Verdict::Held, Some(age)));
    }
}

#[test]
fn several_logs_go_along() {
    let mut full = good();
    full.logs.pop();
    full.logs.push(second(&[seen(&super::origin("one"), 4)]));
    let reason = "genuine, and `command` is held by its signer as of 2022-03-07T13:00:00Z, by the logs of one up to \
                  2022-03-07T12:00:00Z and of second up to 2022-03-07T13:00:00Z; a later revocation would not show";
    let checked = check(&trust(), &Order::Full(full), &Verdict::Held, reason);
    assert_eq!(checked.sites, ["one", "second"]);
    let heads: Vec<_> = checked
        .heads
        .iter()
        .map(|head| head.as_of.as_deref())
        .collect();
    assert_eq!(
        heads,
        [Some("2022-03-07T12:00:00Z"), Some("2022-03-07T13:00:00Z")]
    );
}

/// A log that has not moved for long is as old as it is, however new another one is.
#[test]
fn the_age_is_that_of_the_oldest_log() {
    let mut full = good();
    full.logs.pop();
    full.logs.push(second(&[seen(&super::origin("one"), 4)]));
    let bytes = Order::Full(full).to_bytes();
    let text = trust_text(1, "none").replace(
        "sites-needed = 1",
        "sites-needed = 1\nstale-after = \"90 min\"",
    );
    let trust = Trust::parse(&text).expect("a trust file");
    for (now, age, stale) in [(at(13), 3_600, false), (at(14), 7_200, true)] {
        let checked = verify(&bytes, &trust, Some(now));
        assert_eq!((checked.age, checked.stale), (Some(age), stale));
    }
}

/// An act is known since it is known with every signature, in whichever copies they came.
#[test]
fn signatures_that_come_in_copies_count_since_the_last_of_them() {
    let kind = r#""delegate","power":"command","to":"envoy-incumbent""#;
    let both = ["chief-incumbent", "deputy-incumbent"];
    let delegates = act(kind, &both, 10);
    let copy = |hour: u32, by: &[(&str, &interrex_signature::SecretKey)]| {
        entry(hour, signed(delegates.clone(), by))
    };
    let (chief, deputy) = (key(2), key(3));
    let known = |entries: &[Entry]| {
        let mut all = entries_with(order_act("chief-incumbent"));
        all.truncate(3);
        all.extend_from_slice(entries);
        let union = super::known(&all);
        let known = union.iter().find(|one| one.digest == delegates.digest());
        known.expect("the act").clone()
    };
    let apart = known(&[
        copy(11, &[(both[1], &deputy)]),
        copy(13, &[(both[0], &chief)]),
    ]);
    assert_eq!(apart.learned(None), Some(at(13)));
    assert_eq!(apart.signers.len(), 2);
    let whole = [(both[0], &chief), (both[1], &deputy)];
    let then_less = known(&[copy(11, &whole), copy(13, &[(both[0], &chief)])]);
    assert_eq!(then_less.learned(None), Some(at(11)));
    let then_more = known(&[copy(11, &[(both[1], &deputy)]), copy(13, &whole)]);
    assert_eq!(then_more.learned(None), Some(at(13)));
}

/// The chief resigns at the other site: whoever leaves its log out, or puts an older one in its place, leaves that out.
#[test]
fn no_log_is_left_out() {
    let resigns = act(r#""resign","office":"chief""#, &["chief-incumbent"], 12);
    let resigned = [by_incumbent(13, resigns)];
    let order = order_act("chief-incumbent").digest();
    let noting = |notes: &[Entry]| {
        let mut entries = entries();
        entries.extend_from_slice(notes);
        of_log(order, &entries)
    };
    let refused = |full: Full, reason: &str| {
        check_not_genuine(&trust(), &Order::Full(full), reason);
    };
    let one = super::origin("one");
    let other = super::origin("second");

    let mut whole = noting(&[seen(&other, 1)]);
    whole.logs.pop();
    let without = whole.clone();
    whole.logs.push(second(&resigned));
    refused(whole, "it was in order when it was signed, and since then ");
    refused(
        without.clone(),
        &format!("the log `{other}` does not go along, of which `{one}` has noted 1 entries: "),
    );
    let mut behind = without;
    behind.logs.push(second(&[]));
    refused(
        behind,
        &format!("the log `{other}` goes along with 0 entries, and `{one}` has noted 1 of it: "),
    );

    let mut unnoted = noting(&[]);
    unnoted.logs.pop();
    let named = format!("the log `{other}` does not go along, which the trust file names: ");
    refused(unnoted, &named);
    let mut twice = good();
    twice.logs.push(second(&[]));
    refused(twice, &format!("the log `{other}` goes along twice"));
    // A log that the trust file does not name was noted all the same.
    let third = super::origin("third");
    refused(
        noting(&[seen(&third, 2)]),
        &format!("the log `{third}` does not go along, of which `{one}` has noted 2 entries: "),
    );
    // What a log notes of itself says nothing of others.
    let own = Order::Full(noting(&[seen(&one, 9)]));
    let held = verify(&own.to_bytes(), &trust(), None);
    assert_eq!(held.verdict, Verdict::Held, "{}", held.reason);
}

/// Whoever keeps a log from which another goes on may add to it: it counts for nothing, with whatever head.
#[test]
fn what_is_added_to_a_log_that_has_ended_counts_for_nothing() {
    let before = entries();
    let ended = ended(&before);
    let reason = "genuine, and `command` is held by its signer as of 2022-03-07T12:00:00Z; a later revocation would not show";
    let checked = check(&ended, &Order::Full(good()), &Verdict::Held, reason);
    assert_eq!(checked.as_of.as_deref(), Some("2022-03-07T12:00:00Z"));

    let late = act(
        r#""order","power":"command","title":"Open the bridges""#,
        &["chief-incumbent"],
        13,
    );
    let mut after = before.clone();
    after.push(by_incumbent(14, late.clone()));
    let none = "the act that it names is in none of the logs that go along";
    check_not_genuine(&ended, &Order::Full(of_log(late.digest(), &after)), none);
    // What came before the end holds, whatever was added.
    let order = order_act("chief-incumbent").digest();
    check(
        &ended,
        &Order::Full(of_log(order, &after)),
        &Verdict::Held,
        reason,
    );
    // Of a log that ends elsewhere the file says so; one that is shorter, or another one, is refused.
    let another =
        "by the trust file the log `register.example/one` has ended with a head of 4 entries, and ";
    let mut other = before.clone();
    other.swap(0, 1);
    for entries in [other, before[..3].to_vec()] {
        check_not_genuine(&ended, &Order::Full(of_log(order, &entries)), another);
    }
    // What another log has noted beyond the end needs not go along.
    let mut noted = good();
    noted.logs.pop();
    noted.logs.push(second(&[seen(&super::origin("one"), 9)]));
    let reason = reason.replace("12:00:00Z", "13:00:00Z");
    check(&ended, &Order::Full(noted), &Verdict::Held, &reason);
}

/// The chief resigns at twelve. What the chief then delegates with a date before that is by the word of the date alone; what
/// the register knew before the resignation is not.
#[test]
fn a_date_that_was_learned_late_is_not_believed() {
    let registrar = key(1);
    let enrols = format!(
        r#""enrol","who":"envoy-incumbent","key":"{}""#,
        line(&key(3))
    );
    let enrols = signed(
        act(&enrols, &["registrar"], 8),
        &[("registrar", &registrar)],
    );
    let delegates = act(
        r#""delegate","power":"command","to":"envoy-incumbent""#,
        &["chief-incumbent"],
        11,
    );
    let resigns = act(r#""resign","office":"chief""#, &["chief-incumbent"], 12);
    let orders = act(
        r#""order","power":"command","title":"Open the bridges""#,
        &["envoy-incumbent"],
        14,
    );
    let order = |delegated: u32| {
        let given = by_incumbent(delegated, delegates.clone());
        let resigned = by_incumbent(12, resigns.clone());
        let mut entries = entries();
        entries.push(entry(12, enrols.clone()));
        entries.extend(if given.learned() > Some(at(12)) {
            [resigned, given]
        } else {
            [given, resigned]
        });
        entries.push(by_incumbent(14, orders.clone()));
        Order::Full(of_log(orders.digest(), &entries))
    };
    let held = "genuine, and `command` is held by its signer as of 2022-03-07T14:00:00Z; a later revocation would not show";
    let checked = check(&trust(), &order(12), &Verdict::Held, held);
    assert_eq!(checked.late, []);
    let why = "chief-incumbent does not hold the power `command`: deputy-incumbent does";
    let reason = format!(
        "the order is in the register, and that its power was held rests on act 6, which is dated 2022-03-07T11:00:00Z, \
         before act 5, and learned after it, 2022-03-07T13:00:00Z: that it was signed then is its signers' word alone, and \
         signed when it was learned it would have no effect: {why}"
    );
    let checked = check(&trust(), &order(13), &Verdict::NotShown, &reason);
    let [late] = checked.late.as_slice() else {
        panic!("one act: {:?}", checked.late);
    };
    assert_eq!((late.act, late.after), (6, 5));
    assert_eq!(late.reason.as_deref(), Some(why));
}

/// Acts whose dates are not believed are told beside an order that does not rest on them; one that does names the one that it
/// rests on.
#[test]
fn a_date_that_bears_on_nothing_decides_nothing() {
    let registrar = key(1);
    let enrols = format!(
        r#""enrol","who":"envoy-incumbent","key":"{}""#,
        line(&key(3))
    );
    let enrols = signed(
        act(&enrols, &["registrar"], 8),
        &[("registrar", &registrar)],
    );
    let by_chief = |kind: &str, hour: u32| act(kind, &["chief-incumbent"], hour);
    let resigns = by_chief(r#""resign","office":"chief""#, 12);
    let other = by_chief(r#""order","power":"command","title":"Burn them""#, 11);
    let delegates = by_chief(r#""delegate","power":"command","to":"envoy-incumbent""#, 11);
    let order = |by: &str| {
        let kind = r#""order","power":"command","title":"Open the bridges""#;
        let orders = act(kind, &[by], 14);
        let mut entries = entries();
        entries.push(entry(12, enrols.clone()));
        entries.push(by_incumbent(12, resigns.clone()));
        entries.push(by_incumbent(13, other.clone()));
        entries.push(by_incumbent(13, delegates.clone()));
        entries.push(by_incumbent(14, orders.clone()));
        Order::Full(of_log(orders.digest(), &entries))
    };
    let late = |order: &Order| {
        let checked = verify(&order.to_bytes(), &trust(), None);
        let late: Vec<u32> = checked.late.iter().map(|one| one.act).collect();
        (checked.verdict, late, checked.reason)
    };
    let (verdict, acts, _) = late(&order("deputy-incumbent"));
    assert_eq!((verdict, acts), (Verdict::Held, vec![6, 7]));
    let (verdict, acts, reason) = late(&order("envoy-incumbent"));
    assert_eq!((verdict, acts), (Verdict::NotShown, vec![6, 7]));
    assert!(
        reason.contains("its power was held rests on act 7, "),
        "{reason}"
    );
}

/// A plan that is adopted and does not go along may say anything of the power: whoever leaves it out leaves that out.
#[test]
fn no_plan_is_left_out() {
    let other = PLAN.replace("held-by = \"chief\"", "held-by = \"deputy-incumbent\"");
    let amends = format!(r#""adopt","adopted":"{}""#, digest_of(&other));
    let amends = act(&amends, &["deputy-incumbent"], 10);
    let lacks = |number: u32, text: &str| {
        let digest = digest_of(text);
        format!(
            "act {number} adopts the plan {digest}, which is not held here, and does not go along: "
        )
    };
    // The chief adopts another plan by the power to command, and it is left out.
    let kind = format!(
        r#""adopt","adopted":"{}","under":"command""#,
        digest_of(&other)
    );
    let adopts = by_incumbent(13, act(&kind, &["chief-incumbent"], 12));
    let adopted = order(order_act("chief-incumbent"), [adopts]);
    check_not_genuine(&trust(), &adopted, &lacks(4, &other));
    // The deputy adopts it without power: with the founding plan left out it would be the first.
    let mut entries = entries_with(amends.clone());
    let orders = act(
        r#""order","power":"command","title":"Open the bridges""#,
        &["deputy-incumbent"],
        12,
    );
    entries.push(by_incumbent(13, orders.clone()));
    let mut full = of_log(orders.digest(), &entries);
    full.plans.insert(digest_of(&other), vec![other]);
    let without = "the order is in the register and has no effect: deputy-incumbent does not hold the power `command`: ";
    check_not_genuine(&trust(), &Order::Full(full.clone()), without);
    full.plans.remove(&digest_of(PLAN));
    check_not_genuine(&trust(), &Order::Full(full), &lacks(2, PLAN));
    // One that nobody may adopt needs not go along.
    let amended = by_incumbent(13, amends);
    let reason = "genuine, and `command` is held by its signer as of 2022-03-07T13:00:00Z; a later revocation would not show";
    check(
        &trust(),
        &order(order_act("chief-incumbent"), [amended]),
        &Verdict::Held,
        reason,
    );
}

/// The chief resigns at twelve, in the log `one`. The site `second` writes down the same act without its signature, as
/// learned before.
#[test]
fn a_site_does_not_undo_signatures_by_leaving_them_out() {
    let resigns = act(r#""resign","office":"chief""#, &["chief-incumbent"], 12);
    let bare = entry(11, signed(resigns.clone(), &[]));
    let mut entries = entries();
    entries.push(by_incumbent(13, resigns));
    let mut full = of_log(order_act("chief-incumbent").digest(), &entries);
    full.logs.pop();
    full.logs.push(second(&[bare]));
    let reason = "it was in order when it was signed, and since then chief-incumbent does not hold";
    check_not_genuine(&trust(), &Order::Full(full), reason);
}

/// The chief's key is revoked at thirteen, and an order signed with it comes after that in the log, as learned before.
#[test]
fn a_log_goes_forward() {
    let registrar = key(1);
    let revokes = format!(
        r#""revoke-key","who":"chief-incumbent","key":"{}""#,
        line(&key(2))
    );
    let revokes = signed(
        act(&revokes, &["registrar"], 13),
        &[("registrar", &registrar)],
    );
    let orders = act(
        r#""order","power":"command","title":"Open the bridges""#,
        &["chief-incumbent"],
        11,
    );
    let mut entries = entries();
    entries.push(entry(13, revokes));
    entries.push(by_incumbent(12, orders.clone()));
    let reason = "the order is in the register and has no effect: `chief-incumbent` has not signed it with a key enrolled";
    check_not_genuine(
        &trust(),
        &Order::Full(of_log(orders.digest(), &entries)),
        reason,
    );
}

/// An order that is dated after all that the register knows is no order yet.
#[test]
fn what_is_to_come_is_not_shown() {
    let late = act(
        r#""order","power":"command","title":"Open the bridges""#,
        &["chief-incumbent"],
        14,
    );
    let reason = "the order is dated 2022-03-07T14:00:00Z, and the register has learned nothing after 2022-03-07T12:00:00Z: \
                  what holds by then is not shown";
    check(&trust(), &order(late, []), &Verdict::NotShown, reason);
}

/// What a site writes into its log that is no entry keeps its place there, and nobody from reading the rest.
#[test]
fn an_entry_that_cannot_be_read_is_told() {
    let with = |bytes: &[u8]| order(order_act("chief-incumbent"), [Entry::read(bytes)]);
    let nobody = br#"{"schema":"interrex.entry/1","learned":"2022-03-07T13:00:00Z","act":{"schema":"interrex.act/1"}}"#;
    for bytes in [b"not JSON".as_slice(), b"\"text\"", &[0xff, 0], nobody] {
        let checked = verify(&with(bytes).to_bytes(), &trust(), None);
        assert_eq!(checked.verdict, Verdict::Held, "{}", checked.reason);
        let [told] = checked.unread.as_slice() else {
            panic!("one entry: {:?}", checked.unread);
        };
        assert!(told.starts_with("entry 4 of the log `register.example/one` is not read here ("));
        assert!(told.ends_with("), and nobody can: it is no act"), "{told}");
    }
    let newer = br#"{"schema":"interrex.entry/2","learned":"2022-03-07T13:00:00Z"}"#;
    let checked = verify(&with(newer).to_bytes(), &trust(), None);
    assert_eq!(checked.verdict, Verdict::NotShown);
    let reason = "the order is in the register, and a revocation among what this program cannot read would not show: ";
    assert!(checked.reason.starts_with(reason), "{}", checked.reason);
    // There is one way in which it goes along.
    let text = String::from_utf8(with(b"not JSON").to_bytes()).expect("JSON is text");
    let changed = text.replace("6e6f74204a534f4e", "6E6F74204A534F4E");
    assert_ne!(changed, text);
    let checked = verify(changed.as_bytes(), &trust(), None);
    assert_eq!(
        checked.reason,
        "an entry that goes along is not written as it has to be"
    );
}

#[test]
fn the_file_has_one_form() {
    let good = Order::Full(good()).to_bytes();
    let text = String::from_utf8(good).expect("JSON is text");
    assert!(text.starts_with(r#"{"schema":"interrex.order/1","full":{"order":"sha256:"#));
    let neither = r#"{"schema":"interrex.order/1"}"#;
    let cases = [
        (
            text.replace("order/1\"", "order/2\""),
            "an order of the form `interrex.order/2`; this program reads `interrex.order/1`",
        ),
        (
            format!("{text}\r\n"),
            "this order file was changed: written again, its bytes differ; line ends were put into it on its way",
        ),
        (
            text.replace("\"full\":", "\"full\": "),
            "this order file was changed: written again, its bytes differ",
        ),
        (
            neither.to_owned(),
            "this is no order file: it is neither `full` nor `short`",
        ),
        ("none".to_owned(), "this is no order file: expected"),
    ];
    for (changed, reason) in cases {
        let checked = verify(changed.as_bytes(), &trust(), None);
        assert_eq!(checked.verdict, Verdict::NotGenuine);
        assert!(checked.reason.starts_with(reason), "{}", checked.reason);
    }
}

#[test]
fn what_has_no_effect_is_not_genuine() {
    let order_by = |by: &str, behind: &str| {
        let bytes = String::from_utf8(order_act(by).to_bytes()).expect("JSON is text");
        let end = bytes.rfind('}').expect("the end of the act");
        let bytes = format!("{}{behind}}}", bytes.split_at(end).0);
        Act::parse(bytes.as_bytes()).expect("an act")
    };
    let chief = || order_by("chief-incumbent", "");
    let annuls = |behind: &str| {
        let kind = format!(r#""annul","act":"{}"{behind}"#, chief().digest());
        by_incumbent(13, act(&kind, &["chief-incumbent"], 12))
    };
    let not_genuine = Verdict::NotGenuine;
    let cases = [
        (
            order(order_act("deputy-incumbent"), []),
            &not_genuine,
            "the order is in the register and has no effect: deputy-incumbent does not hold the power `command`: chief-incumbent does",
        ),
        (
            order(chief(), [annuls("")]),
            &not_genuine,
            "the order was annulled by act 4",
        ),
        (
            order(chief(), [annuls(r#","retroactive":true"#)]),
            &not_genuine,
            "the order was annulled by act 4",
        ),
        (
            order(order_by("chief-incumbent", r#","exercise":"autumn""#), []),
            &not_genuine,
            "it belongs to the exercise `autumn` and is not real",
        ),
        (
            order(
                order_by("chief-incumbent", r#","effective":"2022-03-08T00:00:00Z""#),
                [],
            ),
            &Verdict::NotShown,
            "the order is in the register, and has effect from 2022-03-08T00:00:00Z on",
        ),
        (
            order(
                act(r#""claim","of":"chief""#, &["deputy-incumbent"], 11),
                [],
            ),
            &not_genuine,
            "the act that it names issues no order",
        ),
    ];
    for (order, verdict, reason) in cases {
        check(&trust(), &order, verdict, reason);
    }
}

#[test]
fn what_was_lost_since_then() {
    let resigns = act(r#""resign","office":"chief""#, &["chief-incumbent"], 12);
    let order = order(order_act("chief-incumbent"), [by_incumbent(13, resigns)]);
    let reason = "it was in order when it was signed, and since then chief-incumbent does not hold the power `command`: deputy-incumbent does";
    let checked = check(&trust(), &order, &Verdict::NotGenuine, reason);
    assert_eq!(checked.as_of.as_deref(), Some("2022-03-07T13:00:00Z"));
    assert!(checked.lost_since);
}

#[test]
fn logs_that_are_not_what_they_say() {
    let check = |change: &dyn Fn(&mut Full), reason: &str| {
        let mut full = good();
        change(&mut full);
        check_not_genuine(&trust(), &Order::Full(full), reason);
    };
    let in_log = |full: &mut Full, change: &dyn Fn(&mut Carried)| {
        full.logs.iter_mut().take(1).for_each(change);
    };
    check(
        &|full| full.order = Digest::of(b"another"),
        "the act that it names is in none of the logs that go along",
    );
    check(
        &|full| full.logs.clear(),
        "the log `register.example/one` does not go along, which the trust file names: ",
    );
    check(
        &|full| in_log(full, &|log| log.checkpoint.clear()),
        "head: ",
    );
    check(
        &|full| {
            in_log(full, &|log| {
                log.checkpoint = head("other", &entries(), &log_key("other")).to_string();
            });
        },
        "the log `register.example/other` is none that the trust file names",
    );
    check(
        &|full| {
            in_log(full, &|log| {
                log.checkpoint = head("one", &entries(), &log_key("second")).to_string();
            });
        },
        "head: ",
    );
    check(
        &|full| in_log(full, &|log| drop(log.entries.pop())),
        "3 entries go along, and the head has 4",
    );
    check(
        &|full| in_log(full, &|log| log.entries.swap(0, 1)),
        "the entries that go along are not those of the head: something was changed",
    );
}

#[test]
fn plans_that_are_not_what_they_say() {
    let check = |digest: String, text: &str, reason: &str| {
        let mut full = good();
        full.plans.insert(digest, vec![text.to_owned()]);
        check_not_genuine(&trust(), &Order::Full(full), reason);
    };
    let digest = digest_of(PLAN);
    let another = format!("the plan that goes along as {digest} is another one");
    check(digest.clone(), "[plan]\n", &another);
    // What is read as the same text is another one in bytes.
    for text in [PLAN.replace('\n', "\r\n"), format!("\u{feff}{PLAN}")] {
        check(digest.clone(), &text, &another);
    }
    let faulty = PLAN.replace("held-by", "kept-by");
    check(digest_of(&faulty), &faulty, "the plan that goes along: ");
}

/// An order whose act names an instrument, or none.
fn with_instrument(named: Option<&[u8]>) -> Full {
    let named = named.map(|text| format!(r#","instrument":"{}""#, Digest::of(text)));
    let kind = format!(
        r#""order","power":"command","title":"Close the bridges"{}"#,
        named.unwrap_or_default()
    );
    let act = act(&kind, &["chief-incumbent"], 11);
    of_log(act.digest(), &entries_with(act))
}

/// Whoever checks an order learns of its instrument, and whether it goes along: a courier may have taken it out.
#[test]
fn the_instrument_is_told() {
    let text = "All bridges are closed.".as_bytes();
    let scan: &[u8] = b"%PDF \xff\xfe";
    let check = |named: Option<&[u8]>, along: Option<&[u8]>| {
        let full = with_instrument(named);
        let full = along.map_or(full.clone(), |bytes| full.with_instrument(bytes.to_vec()));
        verify(&Order::Full(full).to_bytes(), &trust(), None)
    };
    for (bytes, is_text) in [(text, true), (scan, false)] {
        let told = |along: Option<&[u8]>| {
            let checked = check(Some(bytes), along);
            assert_eq!(checked.verdict, Verdict::Held, "{}", checked.reason);
            checked.instrument.expect("an instrument")
        };
        let (with, without) = (told(Some(bytes)), told(None));
        assert_eq!(with.digest, Digest::of(bytes).to_string());
        assert_eq!(without.digest, with.digest);
        assert_eq!((with.carried, without.carried), (true, false));
        assert_eq!((with.text.is_some(), without.text), (is_text, None));
    }
    assert_eq!(check(None, None).instrument, None);
    let [found, named] = [scan, text].map(Digest::of);
    let another = format!(
        "the text that goes along is not the instrument: {found}, and the order says {named}"
    );
    for (named, along, reason) in [
        (None, text, "a text goes along, and the order names none"),
        (Some(text), scan, another.as_str()),
    ] {
        let checked = check(named, Some(along));
        assert_eq!(
            (checked.verdict, checked.reason.as_str()),
            (Verdict::NotGenuine, reason)
        );
    }
}

/// What is text is written as text, and the rest in small digits.
#[test]
fn an_instrument_is_written_in_one_way() {
    let text: &[u8] = b"Closed.";
    let mut twice = with_instrument(Some(text)).with_instrument(text.to_vec());
    twice.instrument_hex = Some("ff".to_owned());
    check_not_genuine(
        &trust(),
        &Order::Full(twice),
        "the instrument goes along twice",
    );
    for digits in ["436c6f7365642e", "FF", "f", "+f", "ffé", ""] {
        let mut full = with_instrument(Some(text));
        full.instrument_hex = Some(digits.to_owned());
        let reason = "the instrument that goes along is not written as one that is no text";
        check_not_genuine(&trust(), &Order::Full(full), reason);
    }
}

#[test]
fn a_head_needs_the_cosignatures_of_the_policy() {
    let needs_one = Trust::parse(&trust_text(1, "w")).expect("a trust file");
    check_not_genuine(&needs_one, &Order::Full(good()), "head: ");
    let mut full = good();
    full.logs = vec![
        carried(&cosigned("one", &entries()), &entries()),
        carried(&cosigned("second", &[]), &[]),
    ];
    let reason = "genuine, and `command` is held by its signer as of 2022-03-07T12:00:00Z; a later revocation would not show";
    let checked = check(&needs_one, &Order::Full(full), &Verdict::Held, reason);
    assert_eq!(checked.cosigned, ["w"]);
}
