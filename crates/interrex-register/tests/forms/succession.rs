//! Registers that go on: a log from another that has ended, and one log by what was added to it.

#![expect(clippy::indexing_slicing, reason = "the logs of a test are short")]

use interrex_register::keyring::{Held, Keyring, Union, grown, union};
use interrex_register::{Entry, Known, Signed};
use interrex_tlog::merkle::{leaf_hash, root};

use crate::support::{DIGITS, act, at, entry, key, line, signed};

const OLD: &str = "register.example/warsaw";
const NEW: &str = "register.example/lviv";

fn roots() -> Keyring {
    Keyring::of_roots([("registrar", key(1).public())])
}

fn held(origin: &str, entries: Vec<Entry>) -> Held {
    let site = origin.rsplit('/').next().unwrap_or_default().to_owned();
    let origin = origin.to_owned();
    Held {
        origin,
        site,
        entries,
    }
}

/// The root enrols a key for `p-1`.
fn enrols() -> Signed {
    let kind = format!(r#""enrol","who":"p-1","key":"{}""#, line(&key(2)));
    signed(act(&kind, &["registrar"], 8), &[("registrar", &key(1))])
}

/// Something that `p-1` claims, with their key.
fn claims(of: &str) -> Signed {
    let act = act(&format!(r#""claim","of":"{of}""#), &["p-1"], 8);
    signed(act, &[("p-1", &key(2))])
}

/// The log that has ended: its last entry was added after its end.
fn old() -> Held {
    let entries = vec![
        entry(10, enrols()),
        entry(11, claims("first")),
        entry(12, claims("too-late")),
    ];
    held(OLD, entries)
}

/// The old log has ended with so many entries, as the root of the register says.
fn succeeds(log: &Held, size: usize) -> Signed {
    let leaves = log.entries[..size].iter();
    let leaves: Vec<_> = leaves.map(|one| leaf_hash(&one.to_bytes())).collect();
    going_on(OLD, size, &root(&leaves).to_string())
}

fn going_on(origin: &str, size: usize, root: &str) -> Signed {
    let kind = format!(r#""succeed","origin":"{origin}","size":{size},"root":"{root}""#);
    signed(act(&kind, &["registrar"], 8), &[("registrar", &key(1))])
}

/// The log that goes on. Its clock is behind: what it says of moments is before the end of the old one.
fn new(succeeds: Signed) -> Held {
    held(NEW, vec![entry(9, succeeds), entry(9, claims("then"))])
}

/// What the acts of a union are about, in their order: what is claimed, or the kind in a word.
fn told(union: &Union) -> Vec<String> {
    let acts = union.acts.iter().map(|known| {
        let words = interrex_register::words::deed(&known.act.deed);
        let words: Vec<&str> = words.split(' ').take(2).collect();
        words.join(" ")
    });
    acts.collect()
}

/// What was added to a log after its end counts for nothing; what the other log has comes after it, and its site knows both.
#[test]
fn a_log_goes_on_where_another_ended() {
    let old = old();
    let new = new(succeeds(&old, 2));
    for logs in [[old.clone(), new.clone()], [new, old]] {
        let union = union(&roots(), &logs);
        assert_eq!(union.broken, Vec::<String>::new());
        let first = told(&union);
        assert_eq!(first.len(), 4, "{first:?}");
        assert_eq!((&*first[1], &*first[3]), ("claims first", "claims then"));
        // The key that the old log enrols counts in the new one.
        assert_eq!(union.acts[3].signers, ["p-1".to_owned()].into());
        assert_eq!(union.faults, []);
        for known in &union.acts {
            let sites: Vec<&str> = known.seen.keys().map(String::as_str).collect();
            assert_eq!(sites, ["lviv"], "act {}", known.number);
        }
    }
}

/// Of two logs of which each says that the other comes first, the one that has ended does.
#[test]
fn a_log_that_has_ended_comes_first_where_nothing_else_decides() {
    let noted = Entry::Seen {
        learned: at(10),
        origin: NEW.to_owned(),
        size: 9,
    };
    let old = held(OLD, vec![noted, entry(10, claims("first"))]);
    let new = held(NEW, vec![entry(10, succeeds(&old, 2))]);
    let union = union(&roots(), &[new, old]);
    assert_eq!(told(&union)[0], "claims first");
}

/// Why a log cannot be read together with the one that it goes on from; then all of both counts.
#[test]
fn a_log_that_does_not_go_on_says_why() {
    let old = old();
    let good = succeeds(&old, 2);
    let unsigned = Signed::unsigned(good.act.clone());
    let elsewhere = going_on("register.example/other", 2, "r00t");
    let beyond = going_on(OLD, 4, "r00t");
    let other = going_on(OLD, 2, "r00t");
    let other_head = |size: u32| {
        format!(
            "`{NEW}` goes on from `{OLD}` as of its head of {size} entries, and the copy that is held here has another one; \
             take over the log as it was then"
        )
    };
    let cases = [
        (
            unsigned,
            format!("`{NEW}` goes on from `{OLD}`, and no root of the register has signed that"),
        ),
        (
            elsewhere,
            format!(
                "`{NEW}` goes on from `register.example/other`, which is not held here; take it over with `interrex register \
                 sync`"
            ),
        ),
        (beyond, other_head(4)),
        (other, other_head(2)),
    ];
    for (succeeds, reason) in cases {
        let union = union(&roots(), &[old.clone(), new(succeeds)]);
        assert_eq!(union.broken, [reason]);
        assert_eq!(union.acts.len(), 5);
    }
    let mut exercise = act(
        r#""succeed","origin":"none","size":2,"root":"r00t""#,
        &["registrar"],
        8,
    );
    exercise.exercise = Some("autumn".to_owned());
    let exercise = new(signed(exercise, &[("registrar", &key(1))]));
    assert_eq!(union(&roots(), &[exercise]).broken, Vec::<String>::new());

    let third = held("register.example/kyiv", vec![entry(9, good.clone())]);
    let twice = union(&roots(), &[old, new(good), third]);
    assert_eq!(twice.broken, [format!("two logs go on from `{OLD}`")]);
}

/// What was added to the only log, read by itself after the rest, is what it is when all is read.
#[test]
fn what_was_added_to_a_log_is_read_by_itself() {
    let newer = format!(r#"{{"schema":"interrex.entry/2","act":"{DIGITS}"}}"#);
    let entries = [
        entry(10, enrols()),
        Entry::read(b"no entry"),
        entry(13, claims("first")),
        Entry::read(newer.as_bytes()),
        entry(12, claims("then")),
    ];
    let whole = union(&roots(), &[held(OLD, entries.to_vec())]);
    assert_eq!(whole.unread.len(), 2);
    for (start, first, last) in [(3, 2, 13), (0, 0, 0)] {
        let before = union(&roots(), &[held(OLD, entries[..start].to_vec())]);
        let log = held(OLD, entries[start..].to_vec());
        let place = (start as u64, first);
        let grown = grown(&before.keyring, &log, place, at(last));
        let from = first as usize;
        let told = |acts: &[Known]| format!("{acts:#?}");
        assert_eq!(told(&grown.acts), told(&whole.acts[from..]));
        assert_eq!(grown.places, whole.places[from..]);
        assert_eq!(grown.keyring, whole.keyring);
        let unread: Vec<_> = before.unread.into_iter().chain(grown.unread).collect();
        assert_eq!(unread, whole.unread);
    }
}
