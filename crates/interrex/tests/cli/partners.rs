//! Witnesses, mirrors, successors and readers of a register, as their people use the program.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use interrex_tlog::note::VerifierKey;
use interrex_tlog::policy::Policy;
use interrex_tlog::proof::Proof;
use serde_json::Value;

use crate::register::Drill;
use crate::run::{Ran, command};

const CLAIM: &str =
    "[[act]]\nkind = \"claim\"\nof = \"chief\"\nby = [\"clerk-incumbent\"]\nnote = \"NOTE\"\n";

/// An act that adds nothing but an entry.
fn claim(drill: &Drill, note: &str) {
    let act = CLAIM.replace("NOTE", note);
    drill.append(&act, &["clerk-incumbent=clerk"]).good();
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}{}", ran.stdout, ran.stderr))
}

/// The public key of a register's own log.
fn log_key(drill: &Drill, register: &str) -> String {
    let trust = fs::read_to_string(drill.path(register).join("trust.toml")).expect("a file");
    let line = trust.lines().find_map(|line| line.strip_prefix("log = \""));
    line.expect("a log").trim_end_matches('"').to_owned()
}

fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    let copied = Command::new("cp").arg("-r").args([from, to]).status();
    assert!(copied.expect("cp").success());
}

/// A witness that listens; it is killed in the end.
struct Listening {
    child: Child,
    key: String,
    address: String,
}

impl Listening {
    fn start(drill: &Drill, name: &str) -> Self {
        let mut child = command(&drill.0)
            .args([
                "register",
                "witness",
                name,
                "--name",
                &format!("{name}.example"),
            ])
            .args(["--listen", "127.0.0.1:0", "--log", &log_key(drill, "reg")])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program was built");
        let (mut key, mut address) = (String::new(), String::new());
        let output = child.stdout.take().expect("it is piped");
        for line in BufReader::new(output).lines() {
            let line = line.expect("the program prints text");
            if let Some(found) = line.strip_prefix("witness ") {
                found.clone_into(&mut key);
            }
            if let Some(found) = line.strip_prefix("listening at ") {
                found.clone_into(&mut address);
                break;
            }
        }
        assert!(!address.is_empty(), "it listens");
        Self {
            child,
            key,
            address,
        }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Writes a policy into the trust file of `reg`.
fn trust_witnesses(drill: &Drill, lines: &str) {
    let path = drill.path("reg/trust.toml");
    let trust = fs::read_to_string(&path).expect("a file");
    fs::write(path, trust.replace("quorum none\n", lines)).expect("a file");
}

const COSIGN: [&str; 5] = ["register", "cosign", "reg", "--format", "json"];

#[test]
fn witnesses_cosign_a_head_and_what_is_not_cosigned_is_provisional() {
    let drill = Drill::new("cosigning");
    let none = drill.run(&COSIGN);
    assert!(none.stderr.contains("names no witness"), "{}", none.stderr);
    let (one, two) = (
        Listening::start(&drill, "w1"),
        Listening::start(&drill, "w2"),
    );
    trust_witnesses(
        &drill,
        &format!(
            "witness w1 {} {}\nwitness w2 {} {}\ngroup both all w1 w2\nquorum both\n",
            one.key, one.address, two.key, two.address
        ),
    );
    claim(&drill, "one");
    let answer = drill.who("chief");
    assert_eq!(
        answer["provisional"],
        serde_json::json!([]),
        "it rests on no act"
    );
    drill.append(GRANT, &["chief-incumbent=chief"]).good();
    let answer = drill.who("command");
    assert_ne!(answer["provisional"], serde_json::json!([]), "{answer:#}");
    let screen = drill.run(&["who", "command", "--register", "reg"]).stdout;
    assert!(screen.contains("! provisional"), "{screen}");

    // An order whose head nobody has cosigned is not accepted; one that was cosigned is.
    let early = drill.order("chief-incumbent=chief", "short", "early.order");
    assert!(early.stdout.contains("no quorum"), "{}", early.stdout);
    let cosigned = json(&drill.run(&COSIGN).good());
    assert_eq!(cosigned["cosigned"], serde_json::json!(["w1", "w2"]));
    assert_eq!(cosigned["accepted"], true);
    assert_eq!(drill.who("command")["provisional"], serde_json::json!([]));
    let order = |cosign: &[&str], file| {
        let order = [
            "order",
            "reg",
            "--power",
            "command",
            "--title",
            "Close the bridges",
        ];
        let rest = ["--key", "chief-incumbent=chief", "-o", file, "--yes"];
        drill.run(&[&order[..], &rest, cosign].concat())
    };
    order(&["--cosign"], "late.order").good();
    let checked = drill.verify("late.order").good().stdout;
    assert!(checked.contains("cosigned   w1, w2"), "{checked}");

    // Again: nothing new. One that is gone is told with its reason.
    drill.run(&COSIGN).good();
    drop(two);
    claim(&drill, "two");
    let half = drill.run(&COSIGN);
    assert_eq!(half.status, 1);
    let half = json(&half);
    assert_eq!(half["cosigned"], serde_json::json!(["w1"]));
    assert_eq!(half["refused"][0]["witness"], "w2");
    drill.run(&["register", "fsck", "reg"]).good();
}

#[test]
fn a_witness_refuses_a_register_that_was_put_back() {
    let drill = Drill::new("put-back");
    let witness = Listening::start(&drill, "w1");
    let line = format!(
        "witness w1 {} {}\nquorum w1\n",
        witness.key, witness.address
    );
    trust_witnesses(&drill, &line);
    copy(&drill.path("reg"), &drill.path("before"));
    claim(&drill, "one");
    drill.run(&COSIGN).good();
    copy(&drill.path("before"), &drill.path("reg"));
    let behind = drill.run(&COSIGN);
    assert_eq!(behind.status, 1);
    assert!(
        behind.stdout.contains("an old copy of it was put back"),
        "{}",
        behind.stdout
    );
    claim(&drill, "another");
    claim(&drill, "and one more");
    let forked = drill.run(&COSIGN);
    assert_eq!(forked.status, 1);
    assert!(
        forked.stdout.contains("another history"),
        "{}",
        forked.stdout
    );
}

#[test]
fn cosignatures_travel_on_a_stick() {
    let drill = Drill::new("stick");
    let key = log_key(&drill, "reg");
    copy(&drill.path("reg/log"), &drill.path("stick"));
    let witness = [
        "register",
        "witness",
        "w1",
        "--name",
        "w1.example",
        "--log",
        &key,
        "--stick",
        "stick",
        "--format",
        "json",
    ];
    let cosigned = json(&drill.run(&witness).good());
    assert_eq!(cosigned["cosigned"], true);
    // Its public key, which it prints when it listens.
    let listening = Listening::start(&drill, "w1");
    trust_witnesses(
        &drill,
        &format!("witness w1 {}\nquorum w1\n", listening.key),
    );
    drop(listening);
    let unreached = drill.run(&COSIGN);
    assert!(
        unreached.stdout.contains("does not say where"),
        "{}",
        unreached.stdout
    );
    let taken = drill.run(&[&COSIGN[..], &["--stick", "stick"]].concat());
    assert_eq!(json(&taken.good())["cosigned"], serde_json::json!(["w1"]));
    drill.order("chief-incumbent=chief", "short", "early.order");

    // The same stick after the register has grown: the witness checks that it extends what it cosigned.
    copy(&drill.path("reg/log"), &drill.path("stick"));
    let again = json(&drill.run(&witness).good());
    assert_eq!(again["cosigned"], true);
    drill
        .run(&[&COSIGN[..], &["--stick", "stick"]].concat())
        .good();
    let number = "5";
    let late = [
        "order",
        "reg",
        "--act",
        number,
        "--form",
        "short",
        "-o",
        "late.order",
    ];
    drill.run(&late).good();
    let checked = drill.verify("late.order").good().stdout;
    assert!(checked.contains("cosigned   w1"), "{checked}");
}

#[test]
fn an_old_answer_is_told_as_stale() {
    let drill = Drill::new("stale");
    let path = drill.path("reg/trust.toml");
    let trust = fs::read_to_string(&path).expect("a file");
    let trust = trust.replace(
        "sites-needed = 1\n",
        "sites-needed = 1\nstale-after = \"30 d\"\n",
    );
    fs::write(path, trust).expect("a file");
    let ask = |as_of: &str| {
        let ask = [
            "who",
            "chief",
            "--register",
            "reg",
            "--format",
            "json",
            "--as-of",
            as_of,
        ];
        json(&drill.run(&ask))
    };
    assert_eq!(drill.who("chief")["stale"], Value::Null);
    let late = ask("2100-01-01");
    assert!(late["stale"].as_i64() > Some(30 * 86_400), "{late:#}");
    assert_eq!(late["title"], "chief-incumbent", "age changes no answer");
    let screen = ["who", "chief", "--register", "reg", "--as-of", "2100-01-01"];
    let screen = drill.run(&screen).stdout;
    assert!(screen.contains("! stale: the newest head is"), "{screen}");
}

#[test]
fn a_mirror_takes_over_what_extends_it_and_refuses_a_fork() {
    let drill = Drill::new("mirror");
    let key = log_key(&drill, "reg");
    let mirror = |from: &str| {
        drill.run(&[
            "register",
            "mirror",
            "held",
            "--log",
            &key,
            "--from",
            from,
            "--name",
            "mirror.example",
            "--format",
            "json",
        ])
    };
    let missing = mirror("nowhere");
    assert_eq!(missing.status, 2);
    assert!(
        missing.stderr.contains("there is no log"),
        "{}",
        missing.stderr
    );
    let first = json(&mirror("reg").good());
    assert_eq!((&first["size"], &first["more"]), (&5.into(), &5.into()));
    assert!(
        first["mirror"]
            .as_str()
            .is_some_and(|key| key.starts_with("mirror.example+"))
    );
    copy(&drill.path("reg"), &drill.path("fork"));
    claim(&drill, "one");
    assert_eq!(json(&mirror("reg").good())["more"], 1);
    assert_eq!(json(&mirror("reg").good())["more"], 0);
    // Another history under the same key.
    let other = CLAIM.replace("NOTE", "other");
    fs::write(
        drill.path("other.toml"),
        format!("{other}\n{}", CLAIM.replace("NOTE", "two")),
    )
    .expect("acts");
    let append = ["register", "append", "fork", "other.toml", "--yes", "--key"];
    drill
        .run(&[&append[..], &["clerk-incumbent=clerk"]].concat())
        .good();
    let forked = mirror("fork");
    assert_eq!(forked.status, 1, "{}{}", forked.stdout, forked.stderr);
    let forked = json(&forked);
    assert_eq!(forked["size"], 6, "nothing was taken over");
    let evidence = fs::read(drill.path(forked["fork"].as_str().expect("a file"))).expect("a file");
    let evidence = interrex_log::fork::Evidence::parse(&evidence).expect("evidence");
    let key = VerifierKey::parse(&key).expect("a key");
    evidence
        .verify(&[key])
        .expect("two heads that cannot be reconciled");
    assert_eq!(json(&mirror("reg").good())["size"], 6);
}

#[test]
fn an_export_is_checked_without_the_register() {
    let drill = Drill::new("export");
    claim(&drill, "one");
    let export = ["register", "export", "reg", "-o", "out", "--format", "json"];
    assert_eq!(json(&drill.run(&export).good())["acts"], 6);
    let again = drill.run(&export);
    assert!(
        again.stderr.contains("is there already"),
        "{}",
        again.stderr
    );
    let policy = format!("log {}\nquorum none\n", log_key(&drill, "reg"));
    let policy = Policy::parse(policy.as_bytes()).expect("a policy");
    let lines = fs::read_to_string(drill.path("out/acts.jsonl")).expect("a file");
    assert_eq!(lines.lines().count(), 6);
    for line in lines.lines() {
        let act: Value = serde_json::from_str(line).expect("JSON");
        let text = |member: &str| act[member].as_str().expect("a text").to_owned();
        let proof = Proof::parse(text("proof").as_bytes()).expect("a proof");
        let leaf = interrex_tlog::merkle::leaf_hash(text("entry").as_bytes());
        proof
            .verify(&leaf, &policy)
            .expect("the entry is in the log");
        let entry: Value = serde_json::from_str(&text("entry")).expect("an entry");
        let act = serde_json::to_string(&entry["act"]["kind"]).expect("a kind");
        assert!(!act.is_empty());
    }
    let words = fs::read_to_string(drill.path("out/acts.txt")).expect("a file");
    assert!(words.contains("clerk-incumbent claims chief"), "{words}");
}

const GRANT: &str = r#"
[[act]]
kind = "delegate"
power = "command"
to = "clerk-incumbent"
by = ["chief-incumbent"]
"#;

const DEATH: &str = r#"
[[act]]
kind = "certify"
ground = "chief.dead"
of = "chief-incumbent"
by = ["deputy-incumbent", "judge-incumbent"]
"#;

const DEATH_KEYS: [&str; 2] = ["deputy-incumbent=deputy", "judge-incumbent=judge"];

const OATH: &str = r#"
[[act]]
kind = "step"
office = "chief"
who = "deputy-incumbent"
step = "sworn"
by = ["judge-incumbent"]
"#;

/// Goes on from `reg` in `new`.
fn succeed(drill: &Drill, key: &str) -> Ran {
    let verb = ["register", "succeed", "new", "--from", "reg", "--origin"];
    let new = ["register.example/new", "--site", "new", "--key", key];
    let rest = ["--yes", "--format", "json"];
    drill.run(&[&verb[..], &new, &rest].concat())
}

/// Who is chief in the end, as a register has it.
fn chief(drill: &Drill, register: &str) -> Value {
    let ask = ["who", "chief", "--register", register, "--format", "json"];
    json(&drill.run(&[&ask[..], &["--as-of", "2100-01-01"]].concat()))
}

/// A register that went on while its chief was dead and the deputy not yet sworn.
fn gone_on(name: &str) -> Drill {
    let drill = Drill::new(name);
    copy(&drill.path("reg/log"), &drill.path("older"));
    drill.append(DEATH, &DEATH_KEYS).good();
    let made = json(&succeed(&drill, "registrar=registrar").good());
    let after = made.get("after").and_then(Value::as_str);
    assert_eq!(after, Some("register.example/one"));
    fs::write(drill.path("oath.toml"), OATH).expect("acts");
    drill
}

fn swear(drill: &Drill, register: &str) {
    let append = [
        "register",
        "append",
        register,
        "oath.toml",
        "--yes",
        "--key",
    ];
    drill
        .run(&[&append[..], &["judge-incumbent=judge"]].concat())
        .good();
}

#[test]
fn a_register_goes_on_from_an_old_one() {
    let drill = gone_on("succession");
    assert_eq!(chief(&drill, "new")["standing"], "waiting-for");
    // What is added to the old log counts for nothing; what is added to the new one does.
    swear(&drill, "reg");
    drill.run(&["register", "sync", "new", "reg"]).good();
    assert_eq!(chief(&drill, "reg")["standing"], "held");
    assert_eq!(chief(&drill, "new")["standing"], "waiting-for");
    swear(&drill, "new");
    assert_eq!(chief(&drill, "new")["title"], "deputy-incumbent");
    drill.run(&["register", "fsck", "new"]).good();
    // An order of the new register shows all of it to a stranger.
    let order = [
        "order",
        "new",
        "--power",
        "command",
        "--title",
        "Open the bridges",
    ];
    let rest = [
        "--key",
        "deputy-incumbent=deputy",
        "-o",
        "new.order",
        "--yes",
    ];
    drill.run(&[&order[..], &rest].concat()).good();
    let verify = ["verify", "new.order", "--trust", "new/trust.toml"];
    let checked = drill.run(&verify).good().stdout;
    assert!(
        checked.starts_with("GENUINE, and the power was held"),
        "{checked}"
    );
    // Whoever goes on with the old one issues orders that are none by the new trust file.
    for form in ["full", "short"] {
        let file = format!("old-{form}.order");
        drill.order("deputy-incumbent=deputy", form, &file).good();
        drill.verify(&file).good();
        let late = drill.run(&["verify", &file, "--trust", "new/trust.toml"]);
        assert_eq!(late.status, 1, "{}", late.stdout);
        assert!(late.stdout.starts_with("NOT GENUINE"), "{}", late.stdout);
    }
    fs::copy(drill.path("new/trust.toml"), drill.path("reg/trust.toml")).expect("a copy");
    let late = drill.order("deputy-incumbent=deputy", "full", "late.order");
    assert!(
        late.stderr.contains("has ended with 6 entries"),
        "{}",
        late.stderr
    );
}

#[test]
fn a_successor_needs_a_root_and_the_old_log() {
    let drill = Drill::new("succession-refused");
    let refused = succeed(&drill, "clerk-incumbent=clerk").stderr;
    assert!(
        refused.contains("a root of the register signs"),
        "{refused}"
    );
    let drill = gone_on("succession-alone");
    let seen = drill.path("new/seen/register");
    fs::rename(&seen, drill.path("aside")).expect("a folder");
    let alone = drill.run(&["who", "chief", "--register", "new"]).stderr;
    assert!(alone.contains("which is not held here"), "{alone}");
    // A log that was put back to an older copy does not have the head.
    copy(&drill.path("older"), &seen);
    let other = drill.run(&["who", "chief", "--register", "new"]).stderr;
    assert!(other.contains("are not those of that head"), "{other}");
}

/// Where the witnesses are lost, sites know of each other all the same, and another register goes on from an old one.
#[test]
fn witnesses_that_are_lost_keep_nobody_apart() {
    let drill = Drill::new("lost-witness");
    let key = {
        let witness = Listening::start(&drill, "w1");
        witness.key.clone()
    };
    trust_witnesses(&drill, &format!("witness w1 {key}\nquorum w1\n"));
    let joins = [
        "--origin",
        "register.example/two",
        "--site",
        "two",
        "--join",
        "reg/trust.toml",
    ];
    let init = [
        "register",
        "init",
        "two",
        "--root",
        "registrar=registrar.pub",
    ];
    drill.run(&[&init[..], &joins].concat()).good();
    drill.run(&["register", "sync", "two", "reg"]).good();
    let known = chief(&drill, "two");
    assert_eq!(known["title"], "chief-incumbent");
    drill.append(DEATH, &DEATH_KEYS).good();
    drill.run(&["register", "sync", "two", "reg"]).good();
    let known = chief(&drill, "two");
    assert_eq!(known["standing"], "waiting-for");
    assert!(
        known["provisional"]
            .as_array()
            .is_some_and(|acts| !acts.is_empty()),
        "{known}"
    );
    let refused = succeed(&drill, "registrar=registrar");
    assert!(
        refused.stderr.contains("`--uncosigned` goes on without"),
        "{}",
        refused.stderr
    );
    let args = [
        "register",
        "succeed",
        "new",
        "--from",
        "reg",
        "--origin",
        "register.example/new",
        "--site",
        "new",
        "--key",
        "registrar=registrar",
        "--yes",
        "--uncosigned",
    ];
    drill.run(&args).good();
    assert_eq!(chief(&drill, "new")["standing"], "waiting-for");
}
