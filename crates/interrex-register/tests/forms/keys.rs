//! Whose signatures count, and several logs read together.

use std::collections::{BTreeMap, BTreeSet};

use interrex_register::keyring::{Held, Keyring, commitment, plan_in_force, union};
use interrex_register::{Digest, Entry, Signed};
use interrex_signature::SecretKey;
use interrex_units::Moment;

use crate::support::{act, at, entry, key, line, signed};

/// The keys of a register whose root is the registrar.
fn roots() -> Keyring {
    Keyring::of_roots([("registrar", key(1).public())])
}

fn enrols(who: &str, new: &SecretKey, next: Option<&SecretKey>) -> String {
    let next = next.map(|next| format!(r#","next":"{}""#, commitment(next.public())));
    let next = next.unwrap_or_default();
    format!(r#""enrol","who":"{who}","key":"{}"{next}"#, line(new))
}

fn rotates(who: &str, new: &SecretKey) -> String {
    format!(r#""rotate","who":"{who}","key":"{}""#, line(new))
}

fn revokes(who: &str, old: &SecretKey) -> String {
    format!(r#""revoke-key","who":"{who}","key":"{}""#, line(old))
}

/// Lets a keyring take an act that these signed, whether their keys count or not.
fn take(keyring: &mut Keyring, kind: &str, signers: &[&str]) -> Result<(), String> {
    let signers: BTreeSet<String> = signers.iter().map(|name| (*name).to_owned()).collect();
    keyring.take(&act(kind, &["p-1"], 10), &signers, at(11))
}

/// Who signed, as far as the keys count.
fn signers(keyring: &Keyring, signed: &Signed) -> Vec<String> {
    let signers = keyring.signers(signed).expect("good signatures");
    signers.into_iter().collect()
}

/// The same where the registrar has a key to act in other things.
fn acting() -> Keyring {
    let mut keyring = roots();
    let kind = enrols("registrar", &key(1), None);
    assert_eq!(take(&mut keyring, &kind, &["registrar"]), Ok(()));
    keyring
}

/// A keyring in which `p-1` has the key of seed 2, and has committed to that of seed 3.
fn with_one() -> Keyring {
    let mut keyring = roots();
    let kind = enrols("p-1", &key(2), Some(&key(3)));
    assert_eq!(take(&mut keyring, &kind, &["registrar"]), Ok(()));
    keyring
}

#[test]
fn the_keys_of_roots_are_listed() {
    let two = Keyring::of_roots([
        ("registrar", key(1).public()),
        ("registrar", key(2).public()),
        ("another", key(3).public()),
    ]);
    let listed: Vec<(&str, String)> = two
        .root_keys()
        .map(|(who, key)| (who, key.to_owned()))
        .collect();
    let mut lines = [
        ("another", line(&key(3))),
        ("registrar", line(&key(1))),
        ("registrar", line(&key(2))),
    ];
    lines.sort();
    assert_eq!(listed, lines);
}

#[test]
fn a_root_counts_for_its_own_name() {
    let keyring = roots();
    assert!(keyring.counts_as_root("registrar", key(1).public()));
    assert!(!keyring.counts_as_root("registrar", key(2).public()));
    assert!(!keyring.counts_as_root("p-1", key(1).public()));
    assert!(!keyring.counts("registrar", key(1).public()));
    assert_eq!(keyring.names().count(), 0);
    assert_eq!(keyring.of("registrar"), []);
}

/// Root keys enrol and revoke, and do nothing else; a key that is enrolled for a root does all else, and not that.
#[test]
fn a_root_key_is_for_keys_alone() {
    let mut keyring = roots();
    let kind = enrols("registrar", &key(7), None);
    assert_eq!(take(&mut keyring, &kind, &["registrar"]), Ok(()));
    let nobody: [&str; 0] = [];
    let cases = [
        (enrols("p-1", &key(2), None), true),
        (revokes("p-1", &key(2)), true),
        (
            r#""succeed","origin":"register.example/old","size":1,"root":"x""#.to_owned(),
            true,
        ),
        (r#""report","fact":"dead(p-1)""#.to_owned(), false),
        (r#""adopt","adopted":"sha256:1""#.to_owned(), false),
        (r#""claim","of":"chief""#.to_owned(), false),
    ];
    for (kind, is_for_roots) in cases {
        let by = |seed: u8| signed(act(&kind, &["registrar"], 10), &[("registrar", &key(seed))]);
        let (right, wrong) = if is_for_roots { (1, 7) } else { (7, 1) };
        assert_eq!(signers(&keyring, &by(right)), ["registrar"], "{kind}");
        assert_eq!(signers(&keyring, &by(wrong)), nobody, "{kind}");
    }
}

/// What is done about keys in an exercise changes no key.
#[test]
fn an_exercise_changes_no_key() {
    let mut keyring = with_one();
    for kind in [
        enrols("p-1", &key(9), None),
        rotates("p-1", &key(3)),
        revokes("p-1", &key(2)),
    ] {
        let mut act = act(&kind, &["registrar"], 10);
        act.exercise = Some("autumn".to_owned());
        let signers = ["registrar", "p-1"].map(str::to_owned).into();
        assert_eq!(keyring.take(&act, &signers, at(11)), Ok(()), "{kind}");
        assert_eq!(keyring, with_one(), "{kind}");
    }
}

#[test]
fn a_key_is_enrolled_by_a_root_and_by_nobody_else() {
    let mut keyring = with_one();
    assert!(keyring.counts("p-1", key(2).public()));
    assert!(!keyring.counts("p-1", key(3).public()));
    assert!(!keyring.counts("p-2", key(2).public()));
    assert_eq!(keyring.names().collect::<Vec<_>>(), ["p-1"]);
    let [enrolled] = keyring.of("p-1") else {
        panic!("one key");
    };
    assert_eq!(enrolled.key, line(&key(2)));
    assert_eq!(enrolled.next, Some(commitment(key(3).public())));
    assert_eq!(enrolled.since, at(11));

    // Who stole the key of `p-1` signs as `p-1`, and cannot put another key beside it.
    let expect = "a key for `p-1` is enrolled by a root of the register, and by nobody else";
    for by in ["p-1", "p-2"] {
        let refused = take(&mut keyring, &enrols("p-1", &key(4), None), &[by]);
        assert_eq!(refused, Err(expect.to_owned()));
        assert!(!keyring.counts("p-1", key(4).public()));
    }
    assert_eq!(
        take(
            &mut keyring,
            &enrols("p-1", &key(4), None),
            &["registrar", "p-1"]
        ),
        Ok(())
    );
    assert!(keyring.counts("p-1", key(4).public()));
    assert!(keyring.counts("p-1", key(2).public()));

    let with_comment =
        enrols("p-3", &key(5), None).replace(&line(&key(5)), &key(5).public().to_string());
    assert!(with_comment.contains(" a comment\""), "{with_comment}");
    assert_eq!(take(&mut keyring, &with_comment, &["registrar"]), Ok(()));
    assert!(keyring.counts("p-3", key(5).public()));

    let no_key = enrols("p-1", &key(4), None).replace("ssh-ed25519", "ssh-none");
    let refused = take(&mut keyring, &no_key, &["registrar"]).expect_err("no key");
    assert!(refused.starts_with("`ssh-none "), "{refused}");
}

#[test]
fn commitments_are_sha_256_of_the_key_in_its_packet() {
    use std::fmt::Write as _;
    let mut expect = "sha256:".to_owned();
    for byte in key(3).public().commitment() {
        write!(expect, "{byte:02x}").expect("a text takes everything");
    }
    assert_eq!(commitment(key(3).public()), expect);
    assert_eq!(expect.len(), 7 + 64);
}

#[test]
fn a_key_is_rotated_by_the_one_that_was_committed_to() {
    let keyring = with_one();
    let rotation = act(&rotates("p-1", &key(3)), &["p-1"], 10);
    let by_new = signed(rotation.clone(), &[("p-1", &key(3))]);
    assert_eq!(signers(&keyring, &by_new), ["p-1"]);
    // The new key counts for the rotation alone, for its owner alone, and only where it was committed to.
    let other_act = act(r#""resign","office":"chief""#, &["p-1"], 10);
    let nobody: [&str; 0] = [];
    let cases = [
        signed(other_act, &[("p-1", &key(3))]),
        signed(rotation.clone(), &[("p-2", &key(3))]),
        signed(
            act(&rotates("p-1", &key(4)), &["p-1"], 10),
            &[("p-1", &key(4))],
        ),
        signed(
            act(&rotates("p-1", &key(4)), &["p-1"], 10),
            &[("p-1", &key(3))],
        ),
        // The old key does not rotate itself, though it names the one that was committed to.
        signed(rotation.clone(), &[("p-1", &key(2))]),
    ];
    for case in cases {
        assert_eq!(signers(&keyring, &case), nobody);
    }

    let mut after = keyring.clone();
    assert_eq!(take(&mut after, &rotates("p-1", &key(3)), &["p-1"]), Ok(()));
    assert!(after.counts("p-1", key(3).public()));
    assert!(!after.counts("p-1", key(2).public()));

    let mut after = keyring.clone();
    let expect = "`p-1` did not commit to that key beforehand, or it did not sign";
    for (new, by) in [(3, "p-2"), (4, "p-1"), (3, "registrar")] {
        let refused = take(&mut after, &rotates("p-1", &key(new)), &[by]);
        assert_eq!(refused, Err(expect.to_owned()));
    }
    assert!(after.counts("p-1", key(2).public()));
}

#[test]
fn a_rotation_leaves_other_keys_of_its_owner() {
    let mut keyring = with_one();
    let other = enrols("p-1", &key(5), Some(&key(6)));
    assert_eq!(take(&mut keyring, &other, &["registrar"]), Ok(()));
    assert_eq!(
        take(&mut keyring, &rotates("p-1", &key(3)), &["p-1"]),
        Ok(())
    );
    let keys: Vec<&str> = keyring
        .of("p-1")
        .iter()
        .map(|one| one.key.as_str())
        .collect();
    assert_eq!(keys, [line(&key(5)), line(&key(3))]);
}

#[test]
fn a_key_is_revoked_by_a_root_or_by_its_owner() {
    let mut keyring = with_one();
    assert_eq!(
        take(&mut keyring, &enrols("p-1", &key(4), None), &["registrar"]),
        Ok(())
    );
    // Their own key counts for that, as it does for all else that they do.
    let own = act(&revokes("p-1", &key(4)), &["p-1"], 10);
    assert_eq!(
        signers(&keyring, &signed(own, &[("p-1", &key(2))])),
        ["p-1"]
    );
    let refused = take(&mut keyring, &revokes("p-1", &key(2)), &["p-2"]);
    let expect = "a key of `p-1` is revoked by a root of the register, or by themselves";
    assert_eq!(refused, Err(expect.to_owned()));
    assert!(keyring.counts("p-1", key(2).public()));
    assert_eq!(
        take(&mut keyring, &revokes("p-1", &key(2)), &["registrar"]),
        Ok(())
    );
    assert!(!keyring.counts("p-1", key(2).public()));
    assert!(keyring.counts("p-1", key(4).public()));
    assert_eq!(
        take(&mut keyring, &revokes("p-1", &key(4)), &["p-1"]),
        Ok(())
    );
    assert_eq!(keyring.of("p-1"), []);
}

#[test]
fn a_signature_counts_where_its_key_does() {
    let keyring = with_one();
    let resigns = act(r#""resign","office":"chief""#, &["p-1", "p-2"], 10);
    let all = [("p-1", &key(2)), ("p-2", &key(4)), ("p-3", &key(2))];
    assert_eq!(signers(&keyring, &signed(resigns.clone(), &all)), ["p-1"]);
    let mut changed = signed(resigns, &all);
    changed.act.note = Some("later".to_owned());
    assert!(keyring.signers(&changed).is_err());
}

fn seen(hour: u32, origin: &str, size: u64) -> Entry {
    Entry::Seen {
        learned: at(hour),
        origin: origin.to_owned(),
        size,
    }
}

fn held(site: &str, entries: Vec<Entry>) -> Held {
    Held {
        origin: format!("register.example/{site}"),
        site: site.to_owned(),
        entries,
    }
}

fn sites(seen: &[(&str, u32)]) -> BTreeMap<String, Moment> {
    seen.iter()
        .map(|(site, hour)| ((*site).to_owned(), at(*hour)))
        .collect()
}

/// Kyiv enrols a key at ten. The clock of Lviv is two hours behind: what it signs with that key, after it has seen the
/// enrolment, comes after it.
#[test]
fn what_a_site_has_seen_comes_before_what_it_writes() {
    let enrols = signed(
        act(&enrols("p-1", &key(2), None), &["registrar"], 10),
        &[("registrar", &key(1))],
    );
    let claims = signed(
        act(r#""claim","of":"chief""#, &["p-1"], 8),
        &[("p-1", &key(2))],
    );
    let kyiv = held("kyiv", vec![entry(10, enrols)]);
    let claim = entry(8, claims);
    let noting = |size: u64| {
        let noted = seen(8, "register.example/kyiv", size);
        held("lviv", vec![noted, claim.clone()])
    };
    let unseen = held("lviv", vec![claim.clone()]);
    let signers = |logs: &[Held]| {
        let union = union(&roots(), logs);
        let claim = union.acts.iter().find(|known| known.act.by == ["p-1"]);
        claim.expect("the claim").signers.clone()
    };
    let one = BTreeSet::from(["p-1".to_owned()]);
    assert_eq!(signers(&[noting(1), kyiv.clone()]), one);
    assert_eq!(signers(&[unseen, kyiv.clone()]), BTreeSet::new());
    // Of two logs that each say that the other was there first, one lies; both are read.
    let mut circle = kyiv;
    let noted = seen(7, "register.example/lviv", 9);
    circle.entries.insert(0, noted);
    assert_eq!(signers(&[noting(2), circle]), one);
}

/// A key that another copy of the same act enrols counts from that copy on.
#[test]
fn a_later_copy_with_signatures_counts() {
    let enrols = act(&enrols("p-1", &key(2), None), &["registrar"], 10);
    let bare = held("lviv", vec![entry(9, signed(enrols.clone(), &[]))]);
    let whole = signed(enrols, &[("registrar", &key(1))]);
    let kyiv = held("kyiv", vec![entry(10, whole)]);
    for logs in [[bare.clone(), kyiv.clone()], [kyiv, bare]] {
        let union = union(&roots(), &logs);
        assert_eq!(union.acts.len(), 1);
        assert_eq!(union.acts[0].signers, ["registrar".to_owned()].into());
        assert_eq!(union.acts[0].seen, sites(&[("kyiv", 10)]));
        assert_eq!(union.faults, []);
        assert!(union.keyring.counts("p-1", key(2).public()));
        assert_eq!(union.keyring.of("p-1").len(), 1);
    }
}

/// What stands in two logs with the same signatures changes the keys once.
#[test]
fn a_copy_enrols_no_second_key() {
    let enrols = act(&enrols("p-1", &key(2), None), &["registrar"], 10);
    let whole = signed(enrols, &[("registrar", &key(1))]);
    let logs = ["kyiv", "lviv"].map(|site| held(site, vec![entry(10, whole.clone())]));
    let union = union(&roots(), &logs);
    assert_eq!(union.acts.len(), 1);
    assert_eq!(union.acts[0].seen, sites(&[("kyiv", 10), ("lviv", 10)]));
    assert_eq!(union.keyring.of("p-1").len(), 1);
}

/// What a log notes of its own head is nothing that it has to wait for.
#[test]
fn a_log_does_not_wait_for_itself() {
    let claims = |of: &str| Signed::unsigned(act(&format!(r#""claim","of":"{of}""#), &["p-1"], 8));
    let noted = seen(9, "register.example/lviv", 9);
    let logs = [
        held("kyiv", vec![entry(12, claims("second"))]),
        held("lviv", vec![noted, entry(10, claims("first"))]),
    ];
    let union = union(&roots(), &logs);
    let order: Vec<Digest> = union.acts.iter().map(|known| known.digest).collect();
    assert_eq!(order, ["first", "second"].map(|of| claims(of).act.digest()));
}

/// Lviv learns of the first act at 10 and notes what Warsaw has at 7 (nothing), 12 and 14; Warsaw learns of the
/// second at 9, of the first at 11, but notes at 10 that Lviv has it; of the third at 13, when it is already the
/// third of its log, and Lviv at 17.
#[test]
#[expect(clippy::too_many_lines, reason = "two logs, and what they come to")]
fn logs_are_read_together() {
    let claims = |of: &str| {
        let act = act(&format!(r#""claim","of":"{of}""#), &["registrar"], 8);
        signed(act, &[("registrar", &key(1))])
    };
    let [first, second, third] = ["first", "second", "third"].map(claims);
    let lviv = held(
        "lviv",
        vec![
            seen(7, "register.example/warsaw", 0),
            entry(10, first.clone()),
            seen(12, "register.example/warsaw", 1),
            seen(14, "register.example/warsaw", 3),
            seen(15, "register.example/lviv", 4),
            entry(17, third.clone()),
        ],
    );
    let warsaw = held(
        "warsaw",
        vec![
            entry(9, second.clone()),
            entry(11, first.clone()),
            seen(10, "register.example/lviv", 2),
            entry(13, third.clone()),
            seen(16, "register.example/lviv", 5),
        ],
    );
    for logs in [[lviv.clone(), warsaw.clone()], [warsaw, lviv]] {
        let union = union(&acting(), &logs);
        let told: Vec<_> = union
            .acts
            .iter()
            .map(|known| (known.number, known.digest, known.seen.clone()))
            .collect();
        let expect = [
            (
                0,
                second.act.digest(),
                sites(&[("lviv", 12), ("warsaw", 9)]),
            ),
            (
                1,
                first.act.digest(),
                sites(&[("lviv", 10), ("warsaw", 10)]),
            ),
            (
                2,
                third.act.digest(),
                sites(&[("lviv", 17), ("warsaw", 13)]),
            ),
        ];
        assert_eq!(told, expect);
        assert!(
            union
                .acts
                .iter()
                .all(|known| known.signers.contains("registrar"))
        );
        let places: Vec<(&str, u64)> = union
            .places
            .iter()
            .map(|(origin, at)| (origin.as_str(), *at))
            .collect();
        let expect = [
            ("register.example/warsaw", 0),
            ("register.example/lviv", 1),
            ("register.example/warsaw", 3),
        ];
        assert_eq!(places, expect);
        assert_eq!(union.faults, []);
        let known = union.acts.first().expect("an act");
        assert_eq!(known.learned(None), Some(at(9)));
        assert_eq!(known.learned(Some("lviv")), Some(at(12)));
        assert_eq!(known.learned(Some("kyiv")), None);
    }
}

#[test]
fn what_is_learned_in_one_second_goes_by_origin_and_place() {
    let claims = |of: &str| Signed::unsigned(act(&format!(r#""claim","of":"{of}""#), &["p-1"], 8));
    let [one, two, three] = ["one", "two", "three"].map(claims);
    let logs = [
        held("warsaw", vec![entry(10, one.clone())]),
        held(
            "lviv",
            vec![entry(10, two.clone()), entry(10, three.clone())],
        ),
    ];
    let union = union(&roots(), &logs);
    let digests: Vec<Digest> = union.acts.iter().map(|known| known.digest).collect();
    assert_eq!(
        digests,
        [two.act.digest(), three.act.digest(), one.act.digest()]
    );
}

/// A key counts from the act on by which the register learned of it, until the one by which it learns of its end.
#[test]
fn keys_follow_the_course_of_a_log() {
    let registrar = ("registrar", &key(1));
    let claim = |hour: u32| act(&format!(r#""claim","of":"at-{hour}""#), &["p-1"], 8);
    let by_one = |hour: u32| entry(hour, signed(claim(hour), &[("p-1", &key(2))]));
    let enrols = |by: (&str, &SecretKey)| {
        let kind = enrols("p-1", &key(2), None);
        signed(act(&kind, &[by.0], 8), &[by])
    };
    let mut bad = signed(claim(12), &[("p-1", &key(2))]);
    bad.act.note = Some("later".to_owned());
    let log = held(
        "lviv",
        vec![
            by_one(9),
            entry(10, enrols(("p-2", &key(2)))),
            entry(11, enrols(registrar)),
            entry(12, bad),
            by_one(13),
            entry(
                14,
                signed(
                    act(&revokes("p-1", &key(2)), &["registrar"], 8),
                    &[registrar],
                ),
            ),
            by_one(15),
        ],
    );
    let union = union(&roots(), &[log]);
    let signers: Vec<Vec<&str>> = union
        .acts
        .iter()
        .map(|known| known.signers.iter().map(String::as_str).collect())
        .collect();
    let expect: [&[&str]; 7] = [&[], &[], &["registrar"], &[], &["p-1"], &["registrar"], &[]];
    assert_eq!(signers, expect);
    assert!(!union.keyring.counts("p-1", key(2).public()));
    let faults: Vec<(u32, bool)> = union
        .faults
        .iter()
        .map(|(number, reason)| (*number, reason.starts_with("the signature of `p-1`: ")))
        .collect();
    assert_eq!(faults, [(1, false), (3, true)]);
}

#[test]
fn the_plan_in_force_is_the_one_adopted_by_then() {
    let plans = BTreeMap::from([("sha256:1".to_owned(), interrex_plan::model::Plan::default())]);
    assert_eq!(plan_in_force(&plans, &[], Moment::LAST), Ok(None));
    let adopts = act(r#""adopt","adopted":"sha256:1""#, &["registrar"], 8);
    let log = held(
        "lviv",
        vec![entry(9, signed(adopts, &[("registrar", &key(1))]))],
    );
    let acts = union(&acting(), &[log]).acts;
    let signed = acts.first().expect("an act").act.signed;
    let at = |moment| plan_in_force(&plans, &acts, moment);
    assert_eq!(at(signed), Ok(Some("sha256:1".to_owned())));
    let before = Moment::from_unix(signed.unix() - 1).expect("a moment");
    assert_eq!(at(before), Ok(None));
    // A plan that is adopted and not held leaves nothing to cite.
    let lacking = plan_in_force(&BTreeMap::new(), &acts, signed).expect_err("no plan is held");
    let said = "act 0 adopts the plan sha256:1, which is not held here; take it over";
    assert!(lacking.starts_with(said), "{lacking}");
}
