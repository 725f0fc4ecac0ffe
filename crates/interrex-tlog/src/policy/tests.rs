//! Policies by line, and their numbers against an enumeration of all sets of witnesses.

use std::fmt::Write as _;

use oorandom::Rand64;

use super::*;
use crate::checkpoint::{Checkpoint, SignedCheckpoint};
use crate::cosignature::Cosigner;
use crate::merkle::EMPTY_ROOT;
use crate::note::SignerKey;

fn log() -> SignerKey {
    SignerKey::ed25519("log.example", &[0xff; 32]).unwrap()
}

fn witness(number: u8) -> Cosigner {
    Cosigner::ed25519(&format!("w{number}.example"), &[number; 32]).unwrap()
}

fn vkey(number: u8) -> String {
    witness(number).verifier().to_string()
}

/// A policy of one log, of witnesses `w0` and so on, and of these lines.
fn of_witnesses(count: u8, lines: &str) -> String {
    let witnesses = (0..count).map(|at| format!("witness w{at} {}\n", vkey(at)));
    let witnesses: String = witnesses.collect();
    format!("log {}\n{witnesses}{lines}", log().verifier())
}

fn read(text: &str) -> Policy {
    let policy = Policy::parse(text.as_bytes()).unwrap();
    assert_eq!(Policy::parse(&policy.to_bytes()).as_ref(), Ok(&policy));
    policy
}

#[test]
fn a_policy_is_lines_of_words() {
    let policy = read(&format!(
        "# caf\u{e9}\n\t # more\n\n  witness \t caf\u{e9}  {} https://w.example/ \t\nquorum caf\u{e9}\n",
        vkey(0)
    ));
    assert_eq!(policy.logs(), []);
    assert_eq!(policy.witnesses()[0].name, "caf\u{e9}".as_bytes());
    assert_eq!(
        policy.witnesses()[0].url.as_deref(),
        Some(&b"https://w.example/"[..])
    );
    assert_eq!(policy.quorum(), Some(Member::Witness(0)));
    let policy =
        read(&of_witnesses(3, "quorum g\n").replace("quorum", "group g all w0 w1 w2\nquorum"));
    assert_eq!(policy.groups()[0].threshold, 3);
    let policy = read(&of_witnesses(
        3,
        "group all any w2 w1\ngroup g 2 w0 all\nquorum g\n",
    ));
    assert_eq!(policy.groups()[0].threshold, 1);
    assert_eq!(
        policy.groups()[1].members,
        [Member::Witness(0), Member::Group(0)]
    );
    assert_eq!(read("quorum none\n").quorum(), None);
    // A name is octets, UTF-8 or not.
    let mut bytes = b"witness \xff ".to_vec();
    bytes.extend(vkey(0).as_bytes());
    bytes.extend(b"\nquorum \xff\n");
    Policy::parse(&bytes).unwrap();
}

#[test]
fn faults_have_their_line() {
    // Lines 1 to 4 are a log and three witnesses.
    let check = |lines: &str, expect: &str| {
        let error = Policy::parse(of_witnesses(3, lines).as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), expect, "{lines}");
    };
    check("quorum w3\n", "line 5: `w3` is not defined above");
    check("", "line 5: the input ends before the quorum");
    check("quorum w0", "line 5: no newline at the end");
    check("quorum w0\r\n", "line 5: control character 0x0d");
    check("quorum w0\x7f\n", "line 5: control character 0x7f");
    check(
        "quorum w0\nquorum w0\n",
        "line 6: a line above says the quorum already",
    );
    check("quorum w0 w1\n", "line 5: something follows the end");
    check(
        "quorum\n",
        "line 5: the input ends before the name of a witness or a group, or `none`",
    );
    check(
        "quorum g\ngroup g any w0\n",
        "line 5: `g` is not defined above",
    );
    check(
        "group g any g\nquorum g\n",
        "line 5: `g` is not defined above",
    );
    check(
        "group g any none\nquorum g\n",
        "line 5: `none` is not defined above",
    );
    check(
        "group none any w0\n",
        "line 5: `none` cannot be defined here: it is taken",
    );
    check(
        "group w0 any w1\n",
        "line 5: `w0` cannot be defined here: it is taken",
    );
    check(
        "group g any w0 w0\n",
        "line 5: `w0` is a member of a group already",
    );
    check(
        "group g any w0\ngroup h any w0\n",
        "line 6: `w0` is a member of a group already",
    );
    check(
        "group g any\n",
        "line 5: the input ends before a member of the group",
    );
}

#[test]
fn faults_of_thresholds_and_keys_have_their_line() {
    let check = |lines: &str, expect: &str| {
        let error = Policy::parse(of_witnesses(3, lines).as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), expect, "{lines}");
    };
    for threshold in ["0", "3"] {
        let line = format!("group g {threshold} w0 w1\n");
        check(&line, "line 5: the threshold is out of range");
    }
    let number = "line 5: expected a decimal number below 2^64 without leading zeroes";
    for threshold in ["most", "01", "-1", "\u{e9}"] {
        check(&format!("group g {threshold} w0 w1\n"), number);
    }
    check(
        "Quorum none\n",
        "line 5: unknown keyword `Quorum`, expected `log`, `witness`, `group` or `quorum`",
    );
    let again = "line 5: a line above has the same public key";
    check(&format!("witness w3 {}\n", vkey(1)), again);
    let other_name = Cosigner::ed25519("other", &[1; 32]).unwrap();
    check(&format!("witness w3 {}\n", other_name.verifier()), again);
    let other_type = SignerKey::ed25519("log.example", &[0xff; 32]).unwrap();
    check(&format!("log {}\n", other_type.verifier()), again);
    check(
        &format!("witness w3 {}\n", log().verifier()),
        "line 5: signature type 0x01 has no use here",
    );
    check("log\n", "line 5: the input ends before the vkey");
}

#[test]
fn many_are_read_and_more_are_refused() {
    let groups = |count: usize| {
        let lines = (1..=count).map(|at| format!("group g{at} any {}\n", last_before(at)));
        of_witnesses(1, &(lines.collect::<String>() + "quorum none\n"))
    };
    let policy = read(&groups(ENTRIES_MAX));
    assert_eq!(policy.survival().silent, 1);
    let error = Policy::parse(groups(ENTRIES_MAX + 1).as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), "line 1027: more than 1024 groups");
}

fn last_before(at: usize) -> String {
    if at == 1 {
        "w0".to_owned()
    } else {
        format!("g{}", at - 1)
    }
}

#[track_caller]
fn check_survival(count: u8, lines: &str, expect: (usize, Option<usize>, Option<usize>)) {
    let policy = read(&of_witnesses(count, lines));
    let found = policy.survival();
    assert_eq!(
        (found.silent, found.lying, found.forging),
        expect,
        "{lines}"
    );
    assert_eq!(found, enumerated(&policy), "{lines}");
}

/// The numbers of a policy by their definitions, from all sets of witnesses.
fn enumerated(policy: &Policy) -> Survival {
    let count = policy.witnesses().len();
    let met: Vec<bool> = (0..1_u32 << count)
        .map(|set| policy.is_met(|at| set >> at & 1 == 1))
        .collect();
    let good = || (0..1_u32 << count).filter(|set| met[*set as usize]);
    let everybody = (1_u32 << count) - 1;
    // So many are silent that the others meet no quorum.
    let blocking = (0..1_u32 << count)
        .filter(|silent| !met[(everybody & !silent) as usize])
        .map(u32::count_ones)
        .min();
    let shared = good().flat_map(|one| good().map(move |other| (one & other).count_ones()));
    let enough = good().map(u32::count_ones).min().unwrap();
    Survival {
        silent: blocking.map_or(count, |least| least as usize - 1),
        lying: (shared.min().unwrap() as usize).checked_sub(1),
        forging: (enough as usize).checked_sub(1),
    }
}

#[test]
fn survival_of_simple_policies() {
    check_survival(3, "group g 2 w0 w1 w2\nquorum g\n", (1, Some(0), Some(1)));
    check_survival(
        7,
        "group g 5 w0 w1 w2 w3 w4 w5 w6\nquorum g\n",
        (2, Some(2), Some(4)),
    );
    check_survival(
        4,
        "group g 3 w0 w1 w2 w3\nquorum g\n",
        (1, Some(1), Some(2)),
    );
    check_survival(2, "group g any w0 w1\nquorum g\n", (1, None, Some(0)));
    check_survival(2, "group g all w0 w1\nquorum g\n", (0, Some(1), Some(1)));
    check_survival(2, "quorum w1\n", (0, Some(0), Some(0)));
    check_survival(2, "quorum none\n", (2, None, None));
    let nested = "group x 2 w0 w1 w2\ngroup y any w3 w4\ngroup g all x y\nquorum g\n";
    check_survival(5, nested, (1, Some(0), Some(2)));
}

#[test]
fn survival_of_random_policies_is_exact() {
    let mut rand = Rand64::new(11);
    for _ in 0..150 {
        let (count, lines) = random_policy(&mut rand);
        let policy = read(&of_witnesses(count, &lines));
        assert_eq!(policy.survival(), enumerated(&policy), "{lines}");
    }
}

/// Up to seven witnesses, some in groups, some of these in groups; the last group is the quorum.
fn random_policy(rand: &mut Rand64) -> (u8, String) {
    let mut below =
        |count: usize| usize::try_from(rand.rand_range(0..count as u64)).expect("it is small");
    let count = u8::try_from(below(7) + 1).expect("it is small");
    let mut free: Vec<String> = (0..count).map(|at| format!("w{at}")).collect();
    let mut lines = String::new();
    for group in 0..=below(4) {
        let take = below(free.len()) + 1;
        let mut members = String::new();
        for _ in 0..take {
            let member = free.swap_remove(below(free.len()));
            write!(members, " {member}").unwrap();
        }
        let threshold = below(take) + 1;
        writeln!(lines, "group g{group} {threshold}{members}").unwrap();
        free.push(format!("g{group}"));
    }
    let quorum = free.last().expect("a group was added");
    writeln!(lines, "quorum {quorum}").unwrap();
    (count, lines)
}

/// A checkpoint signed by the log and cosigned by these witnesses.
fn signed(origin: &str, cosigned: &[u8]) -> SignedCheckpoint {
    let head = Checkpoint::new(origin, 0, EMPTY_ROOT).unwrap();
    let mut signed = SignedCheckpoint::unsigned(head).unwrap();
    signed.add(log().sign(signed.note().text()));
    for (number, time) in cosigned.iter().zip(100..) {
        signed.add(witness(*number).cosign(signed.checkpoint(), time).unwrap());
    }
    signed
}

#[test]
fn a_checkpoint_needs_its_log_and_a_quorum() {
    let policy = read(&of_witnesses(3, "group g 2 w0 w1 w2\nquorum g\n"));
    let check = |signed: &SignedCheckpoint| {
        let accepted = policy.check(signed);
        accepted
            .map(|one| {
                one.cosigned
                    .iter()
                    .map(|one| (one.witness, one.timestamp))
                    .collect()
            })
            .map_err(|error| error.to_string())
    };
    let accepted: Result<Vec<(usize, u64)>, String> = Ok(vec![(0, 101), (2, 100)]);
    assert_eq!(check(&signed("log.example", &[2, 0])), accepted);
    // A witness counts once, with its latest time; unknown witnesses do not.
    let few = Err("1 known cosignatures are no quorum".to_owned());
    assert_eq!(check(&signed("log.example", &[1, 1, 9])), few);
    let twice = Ok(vec![(1, 102), (2, 101)]);
    assert_eq!(check(&signed("log.example", &[1, 2, 1])), twice);
    let unknown = Err("the policy has no log `other.example`".to_owned());
    assert_eq!(check(&signed("other.example", &[0, 1])), unknown);
    let mut alone = signed("log.example", &[0, 1]);
    alone = alone.with_signatures(alone.note().signatures()[1..].to_vec());
    let unsigned = Err("the log has not signed the checkpoint".to_owned());
    assert_eq!(check(&alone), unsigned);
}

#[test]
fn one_wrong_signature_of_a_known_key_spoils_all() {
    let policy = read(&of_witnesses(3, "quorum w0\n"));
    let mut spoiled = signed("log.example", &[0]);
    policy.check(&spoiled).unwrap();
    let other = Checkpoint::new("log.example", 1, EMPTY_ROOT).unwrap();
    spoiled.add(witness(2).cosign(&other, 1).unwrap());
    assert_eq!(
        policy.check(&spoiled).unwrap_err().to_string(),
        "signature 3 of `w2.example`: the signature does not verify"
    );
}
