//! A register from its founding to an order that a stranger checks, as people do it.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use interrex_signature::SecretKey;

use crate::run::{Ran, run};

pub(crate) const PLAN: &str = r#"
[plan]
title = "A small state"
horizon = "30 d"
as-of = 2024-01-01

[person.chief-incumbent]
[person.deputy-incumbent]
[person.judge-incumbent]
[person.clerk-incumbent]

[body.council]
members = ["deputy-incumbent", "judge-incumbent", "clerk-incumbent"]
quorum = 2

[office.judge]
holder = "judge-incumbent"

[office.clerk]
holder = "clerk-incumbent"

[office.chief]
holder = "chief-incumbent"

[office.chief.ground.dead]
certified-by = "council"

[office.chief.order.line]
on = ["dead"]
candidates = ["deputy-incumbent"]
steps = [{ do = "sworn", by = "judge" }]

[power.command]
held-by = "chief"

[power.command.delegation.clerk]
to = "clerk"
limits = "none"
ends-when = "It is ended"
"#;

const FOUNDING: &str = r#"
[[act]]
kind = "enrol"
who = "chief-incumbent"
key = "@chief.pub"
next = "@chief-next.pub"
by = ["registrar"]

[[act]]
kind = "enrol"
who = "deputy-incumbent"
key = "@deputy.pub"
by = ["registrar"]

[[act]]
kind = "enrol"
who = "judge-incumbent"
key = "@judge.pub"
by = ["registrar"]

[[act]]
kind = "enrol"
who = "clerk-incumbent"
key = "@clerk.pub"
by = ["registrar"]

[[act]]
kind = "adopt"
adopted = "plan.toml"
by = ["chief-incumbent"]
"#;

const KEYS: [&str; 6] = [
    "registrar",
    "chief",
    "chief-next",
    "deputy",
    "judge",
    "clerk",
];

fn in_folder(folder: &Path, arguments: &[&str]) -> Ran {
    let arguments: Vec<String> = arguments.iter().map(|&one| one.to_owned()).collect();
    run(&arguments, folder)
}

/// A folder with keys, a plan and a founded register.
pub(crate) struct Drill(pub(crate) PathBuf);

impl Drill {
    pub(crate) fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        for (at, name) in (1u8..).zip(KEYS) {
            let key = SecretKey::from_seed([at; 32], name);
            let path = folder.join(name);
            fs::write(&path, key.to_openssh().as_bytes()).expect("a key");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("a private key");
            fs::write(folder.join(format!("{name}.pub")), key.public().line()).expect("a key");
        }
        fs::write(folder.join("plan.toml"), PLAN).expect("a plan");
        let drill = Self(folder);
        let init = [
            "register",
            "init",
            "reg",
            "--origin",
            "register.example/one",
            "--root",
            "registrar=registrar.pub",
        ];
        assert_eq!(drill.run(&init).status, 0);
        drill
            .append(FOUNDING, &["registrar=registrar", "chief-incumbent=chief"])
            .good();
        drill
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        in_folder(&self.0, arguments)
    }

    pub(crate) fn append(&self, acts: &str, keys: &[&str]) -> Ran {
        fs::write(self.0.join("acts-to-add.toml"), acts).expect("acts");
        let mut arguments = vec!["register", "append", "reg", "acts-to-add.toml", "--yes"];
        for key in keys {
            arguments.extend(["--key", key]);
        }
        self.run(&arguments)
    }

    pub(crate) fn who(&self, of: &str) -> serde_json::Value {
        let ran = self.run(&["who", of, "--register", "reg", "--format", "json"]);
        serde_json::from_str(&ran.stdout)
            .unwrap_or_else(|error| panic!("{error}: {} {}", ran.stdout, ran.stderr))
    }

    pub(crate) fn order(&self, key: &str, form: &str, file: &str) -> Ran {
        let title = format!("Close the bridges, as {file} says");
        self.run(&[
            "order", "reg", "--power", "command", "--title", &title, "--key", key, "--form", form,
            "-o", file, "--yes",
        ])
    }

    pub(crate) fn verify(&self, file: &str) -> Ran {
        self.run(&["verify", file, "--trust", "reg/trust.toml"])
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Ran {
    #[track_caller]
    pub(crate) fn good(self) -> Self {
        assert_eq!(self.status, 0, "{}{}", self.stdout, self.stderr);
        self
    }
}

const DEATH: &str = r#"
[[act]]
kind = "report"
fact = "dead(chief-incumbent)"
by = ["clerk-incumbent"]
grade = "B2"

[[act]]
kind = "certify"
ground = "chief.dead"
of = "chief-incumbent"
by = ["deputy-incumbent", "judge-incumbent"]
"#;

const OATH: &str = r#"
[[act]]
kind = "step"
office = "chief"
who = "deputy-incumbent"
step = "sworn"
by = ["judge-incumbent"]
"#;

#[test]
fn from_the_founding_to_an_order_that_a_stranger_checks() {
    let drill = Drill::new("founding");
    assert_eq!(drill.who("chief")["title"], "chief-incumbent");
    let keys = [
        "clerk-incumbent=clerk",
        "deputy-incumbent=deputy",
        "judge-incumbent=judge",
    ];
    drill.append(DEATH, &keys).good();
    let waiting = drill.who("chief");
    assert_eq!(waiting["standing"], "waiting-for", "{waiting:#}");
    let early = drill.order("deputy-incumbent=deputy", "full", "early.order");
    assert_eq!(early.status, 1, "{}{}", early.stdout, early.stderr);
    assert!(
        early.stdout.contains("does not hold the power `command`"),
        "{}",
        early.stdout
    );

    drill.append(OATH, &["judge-incumbent=judge"]).good();
    let held = drill.who("chief");
    assert_eq!(
        (&held["standing"], &held["title"]),
        (&"held".into(), &"deputy-incumbent".into()),
        "{held:#}"
    );

    // A stranger with nothing but the order and a trust file.
    drill
        .order("deputy-incumbent=deputy", "full", "it.order")
        .good();
    let elsewhere = drill.path("elsewhere");
    fs::create_dir_all(&elsewhere).expect("a folder");
    for (from, to) in [("it.order", "it.order"), ("reg/trust.toml", "trust.toml")] {
        fs::copy(drill.path(from), elsewhere.join(to)).expect("a copy");
    }
    let checked = in_folder(&elsewhere, &["verify", "it.order", "--trust", "trust.toml"]).good();
    assert!(
        checked
            .stdout
            .starts_with("GENUINE, and the power was held"),
        "{}",
        checked.stdout
    );

    // The office that was left orders nothing any more.
    let old = drill.order("chief-incumbent=chief", "full", "old.order");
    assert_eq!(old.status, 1, "{}{}", old.stdout, old.stderr);
    assert!(drill.verify("old.order").stdout.starts_with("NOT GENUINE"));
}

#[test]
fn a_byte_changed_anywhere_is_refused() {
    let drill = Drill::new("bytes");
    drill
        .order("chief-incumbent=chief", "full", "full.order")
        .good();
    drill
        .order("chief-incumbent=chief", "short", "short.order")
        .good();
    let trust = fs::read_to_string(drill.path("reg/trust.toml")).expect("a trust file");
    let trust = interrex_register::trust::Trust::parse(&trust).expect("a trust file");
    for file in ["full.order", "short.order"] {
        let bytes = fs::read(drill.path(file)).expect("an order");
        let good = interrex_register::order::verify(&bytes, &trust, None);
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            let checked = interrex_register::order::verify(&changed, &trust, None);
            let same = checked.verdict == good.verdict;
            assert!(
                !same,
                "{file}: byte {at} of {}: {}",
                bytes.len(),
                checked.reason
            );
            assert!(!checked.reason.is_empty());
        }
    }
}

#[test]
fn a_revoked_delegate_shows_in_full_and_not_in_short() {
    let drill = Drill::new("delegate");
    let grant = r#"
[[act]]
kind = "delegate"
power = "command"
to = "clerk-incumbent"
by = ["chief-incumbent"]
"#;
    drill.append(grant, &["chief-incumbent=chief"]).good();
    drill
        .order("clerk-incumbent=clerk", "short", "short.order")
        .good();
    let shown = drill
        .run(&["register", "show", "reg", "--format", "json"])
        .good();
    let number = shown.stdout.lines().count() - 1;
    let ended = r#"
[[act]]
kind = "end-delegation"
power = "command"
to = "clerk-incumbent"
by = ["chief-incumbent"]
"#;
    drill.append(ended, &["chief-incumbent=chief"]).good();
    let full = drill.run(&[
        "order",
        "reg",
        "--act",
        &number.to_string(),
        "-o",
        "full.order",
    ]);
    assert_eq!(full.status, 1, "{}{}", full.stdout, full.stderr);
    let full = drill.verify("full.order");
    let lost = "NOT GENUINE ANY LONGER: its power was lost since it was signed\n";
    assert!(full.stdout.starts_with(lost), "{}", full.stdout);
    assert!(full.stdout.contains("since then"), "{}", full.stdout);
    let short = drill.verify("short.order").good();
    assert!(
        short.stdout.contains("on the word of register"),
        "{}",
        short.stdout
    );
    assert!(short.stdout.contains("age"), "{}", short.stdout);
}

#[test]
fn a_forged_broadcast_has_nothing_to_show() {
    let drill = Drill::new("forged");
    fs::write(
        drill.path("broadcast.order"),
        "Lay down your arms and go home to your families.",
    )
    .expect("a file");
    let forged = drill.verify("broadcast.order");
    assert_eq!(forged.status, 1);
    assert!(
        forged.stdout.starts_with("NOT GENUINE"),
        "{}",
        forged.stdout
    );

    // Somebody else's register, in the same words and with the same names.
    let other = Drill::new("forged-other");
    other
        .order("chief-incumbent=chief", "full", "it.order")
        .good();
    fs::copy(other.path("it.order"), drill.path("foreign.order")).expect("a copy");
    let foreign = drill.verify("foreign.order");
    assert_eq!(foreign.status, 1);
    assert!(
        foreign.stdout.starts_with("NOT GENUINE"),
        "{}",
        foreign.stdout
    );
}

#[test]
fn a_key_that_is_not_enrolled_signs_nothing() {
    let drill = Drill::new("keys");
    let claim = "[[act]]\nkind = \"claim\"\nof = \"chief\"\nby = [\"clerk-incumbent\"]\n";
    let refused = drill.append(claim, &["clerk-incumbent=deputy"]);
    assert_eq!(refused.status, 2);
    assert!(
        refused
            .stderr
            .contains("with a key that is not enrolled for them"),
        "{}",
        refused.stderr
    );
    let unsigned = drill.append(claim, &[]);
    assert!(
        unsigned.stderr.contains("not signed by clerk-incumbent"),
        "{}",
        unsigned.stderr
    );
    // Who steals a key cannot rotate it; who committed to the next one can.
    let rotate = |key: &str| {
        format!(
            "[[act]]\nkind = \"rotate\"\nwho = \"chief-incumbent\"\nkey = \"@{key}.pub\"\nby = [\"chief-incumbent\"]\n"
        )
    };
    for next in ["clerk", "chief-next"] {
        let stolen = drill.append(&rotate(next), &["chief-incumbent=chief"]);
        assert_eq!(stolen.status, 2, "{}", stolen.stdout);
        let with_new = "a rotation is signed with the new key";
        assert!(stolen.stderr.contains(with_new), "{}", stolen.stderr);
    }
    // A root's key is for keys alone.
    let report =
        "[[act]]\nkind = \"report\"\nfact = \"dead(chief-incumbent)\"\nby = [\"registrar\"]\n";
    let refused = drill.append(report, &["registrar=registrar"]);
    assert_eq!(refused.status, 2, "{}", refused.stdout);
    let for_keys = "the key of a root enrols and revokes keys, and does nothing else";
    assert!(refused.stderr.contains(for_keys), "{}", refused.stderr);
    drill
        .order("chief-incumbent=chief", "full", "still.order")
        .good();
    drill
        .append(&rotate("chief-next"), &["chief-incumbent=chief-next"])
        .good();
    let old = drill.order("chief-incumbent=chief", "full", "stolen.order");
    assert_eq!(old.status, 2, "{}", old.stdout);
    drill
        .order("chief-incumbent=chief-next", "full", "new.order")
        .good();
}

/// One prepares, two sign in places of their own, another adds.
#[test]
fn an_act_goes_unsigned_to_those_who_sign_it() {
    let drill = Drill::new("unsigned");
    let (_, certify) = DEATH.split_at(DEATH.rfind("[[act]]").expect("two acts"));
    fs::write(drill.path("certify.toml"), certify).expect("an act");
    let sign = |arguments: &[&str]| drill.run(&[&["register", "sign", "reg"], arguments].concat());
    let prepared = sign(&["certify.toml", "--unsigned", "-o", "it.act"]).good();
    assert!(
        prepared.stdout.ends_with(
            "signed by nobody yet, to be signed by deputy-incumbent, judge-incumbent: it.act\n"
        ),
        "{prepared:?}"
    );
    let early = drill.run(&["register", "append", "reg", "it.act", "--yes"]);
    assert!(
        early
            .stderr
            .contains("not signed by deputy-incumbent, judge-incumbent"),
        "{early:?}"
    );
    let first = sign(&["it.act", "--yes", "--key", "deputy-incumbent=deputy"]).good();
    assert!(
        first
            .stdout
            .ends_with("signed by deputy-incumbent, to be signed by judge-incumbent: it.act\n"),
        "{first:?}"
    );
    let both = sign(&["it.act", "--unsigned", "--key", "judge-incumbent=judge"]);
    assert_eq!(both.status, 2, "{both:?}");
    let second = sign(&["it.act", "--yes", "--key", "judge-incumbent=judge"]).good();
    assert!(
        second
            .stdout
            .ends_with("signed by deputy-incumbent, judge-incumbent: it.act\n"),
        "{second:?}"
    );
    // Passing it on unsigned takes no signature away.
    sign(&["it.act", "--unsigned"]).good();
    let added = drill
        .run(&["register", "append", "reg", "it.act", "--yes"])
        .good();
    assert!(added.stdout.contains("act 5: "), "{added:?}");
}

/// Whoever is to sign sees all of it, and signs nothing that another hand has changed on the way.
#[test]
fn what_was_changed_on_its_way_is_not_signed() {
    let drill = Drill::new("on-its-way");
    let certify = "[[act]]\nkind = \"certify\"\nground = \"chief.dead\"\nof = \"chief-incumbent\"\n\
        note = \"in haste\"\nby = [\"deputy-incumbent\", \"judge-incumbent\"]\n";
    fs::write(drill.path("it.toml"), certify).expect("an act");
    let sign = |of: &str, to: &str, key: &str| {
        let verb = ["register", "sign", "reg", of, "-o", to, "--yes"];
        drill.run(&[&verb[..], &["--key", key]].concat())
    };
    let first = sign("it.toml", "it.act", "deputy-incumbent=deputy").good();
    assert!(
        first.stdout.contains("\n  note: in haste\n"),
        "{}",
        first.stdout
    );
    let refused = |of: &str, key: &str, why: &str| {
        let ran = sign(of, "out.act", key);
        assert_eq!(ran.status, 2, "{}", ran.stdout);
        assert!(ran.stderr.contains(why), "{}", ran.stderr);
        assert!(!drill.path("out.act").exists());
    };
    let act = fs::read_to_string(drill.path("it.act")).expect("an act");
    let changed = |name: &str, from: &str, to: &str| {
        assert!(act.contains(from), "{act}");
        fs::write(drill.path(name), act.replace(from, to)).expect("an act");
    };
    changed("changed.act", "in haste", "at rest");
    refused(
        "changed.act",
        "judge-incumbent=judge",
        "the signature of `deputy-incumbent`: ",
    );
    refused(
        "it.act",
        "mallory=clerk",
        "`mallory` is none of those who do this act",
    );
    refused(
        "it.act",
        "clerk-incumbent=clerk",
        "`clerk-incumbent` is none of those who do",
    );
    let by = "\"by\":\"deputy-incumbent\",\"key\"";
    changed("other.act", by, "\"by\":\"clerk-incumbent\",\"key\"");
    refused(
        "other.act",
        "judge-incumbent=judge",
        "whom the act does not name",
    );
    changed("judge.act", by, "\"by\":\"judge-incumbent\",\"key\"");
    refused(
        "judge.act",
        "deputy-incumbent=deputy",
        "a key that does not count for them",
    );
    for_another_plan(&drill, &act);
    fs::write(drill.path("two.toml"), DEATH).expect("acts");
    refused("two.toml", "deputy-incumbent=deputy", "holds 2 acts");
    sign("it.act", "both.act", "judge-incumbent=judge").good();
    drill
        .run(&["register", "append", "reg", "both.act", "--yes"])
        .good();
}

/// The act cites a plan that is not in force.
fn for_another_plan(drill: &Drill, act: &str) {
    let plan = act.split("\"plan\":\"").nth(1).expect("a plan");
    let plan = plan.split('"').next().expect("its digest");
    let unsigned = [
        "register",
        "sign",
        "reg",
        "it.toml",
        "--unsigned",
        "-o",
        "bare.act",
    ];
    drill.run(&unsigned).good();
    let bare = fs::read_to_string(drill.path("bare.act")).expect("an act");
    let bare = bare.replace(plan, &"0".repeat(plan.len()));
    fs::write(drill.path("bare.act"), bare).expect("an act");
    let sign = [
        "register", "sign", "reg", "bare.act", "-o", "out.act", "--yes",
    ];
    let ran = drill.run(&[&sign[..], &["--key", "deputy-incumbent=deputy"]].concat());
    assert_eq!(ran.status, 2, "{}", ran.stdout);
    assert!(ran.stderr.contains("is in force here"), "{}", ran.stderr);
}

#[test]
fn two_sites_that_hold_the_same_logs_answer_alike() {
    let drill = Drill::new("sites");
    let init = [
        "register",
        "init",
        "two",
        "--origin",
        "register.example/two",
        "--site",
        "two",
        "--root",
        "registrar=registrar.pub",
        "--join",
        "reg/trust.toml",
    ];
    drill.run(&init).good();
    fs::copy(drill.path("two/trust.toml"), drill.path("reg/trust.toml")).expect("a copy");
    drill.run(&["register", "sync", "two", "reg"]).good();
    let keys = [
        "clerk-incumbent=clerk",
        "deputy-incumbent=deputy",
        "judge-incumbent=judge",
    ];
    fs::write(drill.path("death.toml"), DEATH).expect("acts");
    let mut arguments = vec!["register", "append", "two", "death.toml", "--yes"];
    for key in &keys {
        arguments.extend(["--key", key]);
    }
    drill.run(&arguments).good();
    // One has what the other has not.
    let asked = |register: &str| {
        let moment = "2100-01-01";
        drill
            .run(&[
                "who",
                "chief",
                "--register",
                register,
                "--as-of",
                moment,
                "--format",
                "json",
            ])
            .stdout
    };
    assert_ne!(asked("reg"), asked("two"));
    drill.run(&["register", "sync", "reg", "two"]).good();
    drill.run(&["register", "sync", "two", "reg"]).good();
    let answer = asked("reg");
    assert_eq!(answer, asked("two"));
    assert!(answer.contains("waiting-for"), "{answer}");
    drill.run(&["register", "fsck", "two"]).good();
}

#[test]
fn a_damaged_log_is_told_with_its_file() {
    let drill = Drill::new("damaged");
    let log = drill.path("reg/log");
    let bundle = last_file(&log.join("tile/entries"));
    let mut bytes = fs::read(&bundle).expect("a bundle");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&bundle, bytes).expect("a bundle");
    let found = drill.run(&["register", "fsck", "reg"]);
    assert_eq!(found.status, 1, "{}", found.stdout);
    assert!(found.stdout.contains("tile/entries"), "{}", found.stdout);
    // Nobody is answered from what is not of the head.
    for asked in [
        &["who", "chief", "--register", "reg"][..],
        &["register", "show", "reg"],
        &["register", "export", "reg", "-o", "out"],
        &["order", "reg", "--act", "4", "-o", "it.order"],
    ] {
        let refused = drill.run(asked);
        assert_eq!(
            (refused.status, refused.stdout.as_str()),
            (2, ""),
            "{asked:?}"
        );
        let told = refused.stderr;
        assert!(
            told.contains("reg/log: the entries in tile/entries/000.p/5 are not those of the head"),
            "{told}"
        );
        assert!(told.contains("`interrex register fsck`"), "{told}");
    }
}

/// What a founding that fails has begun is gone.
#[test]
fn a_founding_that_fails_leaves_nothing() {
    let drill = Drill::new("not-founded");
    fs::write(drill.path("no.key"), "00").expect("a file");
    fs::write(drill.path("no.toml"), "none").expect("a file");
    let mut cases = vec![
        vec!["--origin", "register.example/x y"],
        vec!["--origin", "register.example/x", "--log-key", "no.key"],
        vec!["--origin", "register.example/x", "--join", "no.toml"],
        vec![
            "--origin",
            "register.example/x",
            "--root",
            "stranger=registrar.pub",
            "--join",
            "reg/trust.toml",
        ],
        vec![
            "--origin",
            "register.example/one",
            "--join",
            "reg/trust.toml",
        ],
        vec!["--origin", "register.example/x", "--site", "../../pwned"],
        vec!["--origin", "register.example/x", "--root", "x=no.key"],
    ];
    for case in &mut cases {
        let verb = [
            "register",
            "init",
            "new",
            "--root",
            "registrar=registrar.pub",
        ];
        let ran = drill.run(&[&verb[..], case].concat());
        assert_eq!(ran.status, 2, "{case:?}: {}", ran.stdout);
        assert!(!drill.path("new").exists(), "{case:?}");
    }
    assert!(!drill.path("../pwned").exists());
}

/// Whoever keeps a register learns of all that is wrong in its folder, and what to do.
#[test]
fn what_is_wrong_in_the_folder_is_found() {
    let drill = Drill::new("folder");
    let fsck = |line: &str| {
        let ran = drill.run(&["register", "fsck", "reg"]);
        assert_eq!(ran.status, 1, "{}", ran.stdout);
        assert!(ran.stdout.contains(line), "{}", ran.stdout);
    };
    let key = fs::read(drill.path("reg/log.key")).expect("a key");
    fs::write(drill.path("reg/log.key"), "0".repeat(64)).expect("a key");
    fsck("log.key: is not the key of this log");
    fs::write(drill.path("reg/log.key"), "none").expect("a key");
    fsck("is no private key");
    fs::write(drill.path("reg/log.key"), key).expect("a key");
    fs::create_dir(drill.path("reg/forks")).expect("a folder");
    fs::write(drill.path("reg/forks/two.fork"), "x").expect("evidence");
    fsck("two.fork: evidence that a log has two histories");
    fs::remove_dir_all(drill.path("reg/forks")).expect("a folder");
    // The head names another log: the journal is not to be removed for that.
    let head = fs::read_to_string(drill.path("reg/log/checkpoint")).expect("a head");
    fs::write(
        drill.path("reg/log/checkpoint"),
        head.replace("example/one", "example/own"),
    )
    .expect("a head");
    let ran = drill.run(&["register", "fsck", "reg"]);
    assert!(!ran.stdout.contains("journal"), "{}", ran.stdout);
    fsck("checkpoint: is of the log `register.example/own`");
    fs::write(drill.path("reg/log/checkpoint"), head).expect("a head");
    let tile = last_file(&drill.path("reg/log/tile/0"));
    fs::write(&tile, "x").expect("a tile");
    fsck("tile/0/000.p/5");
    let repair = drill.run(&["register", "fsck", "reg", "--repair"]).good();
    assert!(
        repair.stdout.contains("1 tiles written again"),
        "{}",
        repair.stdout
    );
    drill.run(&["register", "fsck", "reg"]).good();
    // A plan that is adopted and is not there is told by its digest, and comes back from a site that has it.
    let plans = drill.path("reg/plans");
    fs::rename(&plans, drill.path("aside")).expect("a folder");
    let folder = fs::read_dir(drill.path("aside"))
        .expect("plans")
        .next()
        .expect("a plan");
    let name = folder
        .expect("an entry")
        .file_name()
        .into_string()
        .expect("a digest");
    let digest = name.trim_end_matches(".json");
    fsck(&format!(
        "the plan {digest}, which an act adopts, is missing"
    ));
    let who = drill.run(&["who", "chief", "--register", "reg"]);
    assert_eq!(who.status, 2);
    assert!(
        who.stderr.contains(&format!(
            "adopts the plan {digest}, which is not held here; take it over"
        )),
        "{}",
        who.stderr
    );
}

/// An act about keys by somebody who has no right to it is told as what it is.
#[test]
fn keys_that_nobody_may_give_are_told() {
    let drill = Drill::new("ring");
    let enrol = "[[act]]\nkind = \"enrol\"\nwho = \"judge-incumbent\"\nkey = \"@clerk.pub\"\n\
        by = [\"judge-incumbent\"]\n";
    let added = drill.append(enrol, &["judge-incumbent=judge"]).good();
    let why = "without effect: a key for `judge-incumbent` is enrolled by a root of the register, and by nobody else";
    assert!(added.stdout.contains(why), "{}", added.stdout);
    let shown = drill.run(&["register", "show", "reg", "5"]).good();
    assert!(shown.stdout.contains(why), "{}", shown.stdout);
    let shown = drill
        .run(&["register", "show", "reg", "5", "--format", "json"])
        .good();
    assert!(
        shown.stdout.contains(r#""effect":"without-effect""#),
        "{}",
        shown.stdout
    );
    let keys = drill.run(&["register", "keys", "reg"]).good().stdout;
    let judge: Vec<&str> = keys
        .lines()
        .filter(|line| line.starts_with("judge"))
        .collect();
    assert_eq!(judge.len(), 1, "{keys}");
    assert!(
        keys.starts_with("registrar: root, enrols and revokes keys: ssh-ed25519 "),
        "{keys}"
    );
    let keys = drill
        .run(&["register", "keys", "reg", "--format", "json"])
        .good();
    let keys: serde_json::Value = serde_json::from_str(&keys.stdout).expect("JSON");
    assert_eq!(keys["enrolled"].as_array().map(Vec::len), Some(4));
}

/// The last file below a folder: of bundles that grew the widest.
fn last_file(folder: &Path) -> PathBuf {
    let entries = fs::read_dir(folder).expect("a folder");
    let entries = entries.map(|entry| entry.expect("an entry").path());
    let last = entries.max_by_key(|path| {
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        (name.len(), name)
    });
    let last = last.expect("an entry");
    if last.is_file() {
        last
    } else {
        last_file(&last)
    }
}

/// What nobody can order is refused before it is signed, and nothing is added.
#[test]
fn an_order_by_no_power_is_not_signed() {
    let drill = Drill::new("no-power");
    let acts = || drill.run(&["register", "show", "reg"]).good().stdout;
    let before = acts();
    for (power, title, region, said) in [
        (
            "comand",
            "Close the bridges",
            None,
            "did you mean `command`?",
        ),
        ("command", " ", None, "an order needs a title"),
        (
            "command",
            "Close the bridges",
            Some("nowhere"),
            "the plan has no region `nowhere`",
        ),
    ] {
        let mut words = vec!["order", "reg", "--power", power, "--title", title];
        words.extend(region.iter().flat_map(|region| ["--region", region]));
        words.extend(["--key", "chief-incumbent=chief", "--yes", "-o", "an.order"]);
        let ran = drill.run(&words);
        assert_eq!(ran.status, 2, "{}{}", ran.stdout, ran.stderr);
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
    }
    assert_eq!(acts(), before);
    assert!(!drill.path("an.order").exists());
}

/// What was half written when somebody stopped, or lies where it should not, keeps nobody from reading on; and `fsck` names
/// it with the way out.
#[test]
fn what_was_half_written_stops_nothing() {
    let drill = Drill::new("half");
    let who = || drill.run(&["who", "chief", "--register", "reg"]).good();
    let before = who().stdout;
    let half = drill.path("reg/plans").join("0".repeat(64));
    fs::create_dir(&half).expect("a folder");
    fs::write(half.join("plan.toml"), "[plan]\n").expect("a half");
    fs::create_dir_all(drill.path("reg/seen/lviv/tile")).expect("a folder");
    assert_eq!(who().stdout, before);
    let found = drill.run(&["register", "fsck", "reg"]);
    for line in [
        "seen/lviv: no head of it was ever taken over whole; the next `sync` takes it over\n",
        "it does not have the plan of its name, and counts as not there; remove it",
    ] {
        assert!(found.stdout.contains(line), "{}", found.stdout);
    }
    assert_eq!(found.status, 1);
    fs::remove_dir_all(half).expect("a folder");
    // The plan is written anew where its own folder is half written.
    let founded = fs::read_dir(drill.path("reg/plans")).expect("plans");
    let folders = founded.filter_map(|one| one.ok().map(|one| one.path()));
    let folder = folders.into_iter().find(|path| path.is_dir());
    let file = folder.expect("a plan").join("plan.toml");
    fs::write(&file, "[plan]\n").expect("a half");
    assert_eq!(drill.run(&["who", "chief", "--register", "reg"]).status, 2);
    let again = "[[act]]\nkind = \"adopt\"\nadopted = \"plan.toml\"\nby = [\"chief-incumbent\"]\n";
    drill.append(again, &["chief-incumbent=chief"]);
    assert_eq!(fs::read_to_string(&file).expect("a plan"), PLAN);
    let has_it = |shown: &str| shown.contains("exercise      chief-incumbent");
    assert!(has_it(&who().stdout));
    // A head that is gone is signed again.
    fs::remove_file(drill.path("reg/log/checkpoint")).expect("a head");
    let lost = drill.run(&["who", "chief", "--register", "reg"]);
    assert!(
        lost.stderr
            .contains("`interrex register fsck --repair` signs it again"),
        "{}",
        lost.stderr
    );
    let repaired = drill.run(&["register", "fsck", "reg", "--repair"]).good();
    assert!(
        repaired.stdout.contains("log: its head is signed again\n"),
        "{}",
        repaired.stdout
    );
    assert!(has_it(&who().stdout));
}

/// No verb writes over a key, a document or what was sealed before.
#[test]
fn nothing_is_written_over() {
    let drill = Drill::new("over");
    let act = "[[act]]\nkind = \"claim\"\nof = \"chief\"\nby = [\"deputy-incumbent\", \"judge-incumbent\"]\n";
    fs::write(drill.path("claim.toml"), act).expect("an act");
    let sign = |file: &str, key: &str, to: &str| {
        drill.run(&[
            "register", "sign", "reg", file, "--key", key, "--yes", "-o", to,
        ])
    };
    let key = fs::read(drill.path("deputy")).expect("a key");
    let refused = sign("claim.toml", "deputy-incumbent=deputy", "deputy");
    assert!(
        refused
            .stderr
            .contains("`deputy` is there already, and is no act"),
        "{}",
        refused.stderr
    );
    assert_eq!(fs::read(drill.path("deputy")).expect("a key"), key);
    sign("claim.toml", "deputy-incumbent=deputy", "claim.act").good();
    // A key that does not count signs nothing, and the right one signs again.
    let signed = fs::read(drill.path("claim.act")).expect("an act");
    let refused = sign("claim.act", "judge-incumbent=clerk", "claim.act");
    let why = "the act is signed for `judge-incumbent`, with a key that does not count for them in this register";
    assert!(refused.stderr.contains(why), "{}", refused.stderr);
    assert_eq!(fs::read(drill.path("claim.act")).expect("an act"), signed);
    sign("claim.act", "deputy-incumbent=deputy", "claim.act").good();
    sign("claim.act", "judge-incumbent=judge", "claim.act").good();
}

#[test]
fn no_document_is_written_over() {
    let drill = Drill::new("over-documents");
    let identity = drill
        .run(&["register", "identity", "-o", "reader"])
        .good()
        .stdout;
    fs::write(drill.path("doc.txt"), "A text\n").expect("a text");
    let seal = |to: &str| {
        drill.run(&[
            "register",
            "seal",
            "doc.txt",
            "--to",
            identity.trim(),
            "-o",
            to,
        ])
    };
    assert!(
        seal("doc.txt")
            .stderr
            .contains("`doc.txt` is there already")
    );
    seal("doc.age").good();
    assert!(
        seal("doc.age")
            .stderr
            .contains("`doc.age` is there already")
    );
    let unseal = |to: &str| {
        drill.run(&[
            "register",
            "unseal",
            "doc.age",
            "--identity",
            "reader",
            "-o",
            to,
        ])
    };
    assert!(
        unseal("reader")
            .stderr
            .contains("`reader` is there already")
    );
    unseal("open.txt").good();
    assert_eq!(
        fs::read_to_string(drill.path("open.txt")).expect("a text"),
        "A text\n"
    );
    let mode = fs::metadata(drill.path("open.txt"))
        .expect("a file")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

/// A revocation that revokes nothing says so.
#[test]
fn what_is_not_enrolled_is_not_revoked() {
    let drill = Drill::new("unrevoked");
    let revokes = |who: &str, key: &str| {
        format!(
            "[[act]]\nkind = \"revoke-key\"\nwho = \"{who}\"\nkey = \"@{key}\"\nby = [\"registrar\"]\n"
        )
    };
    let by = ["registrar=registrar"];
    for (who, key, why) in [
        (
            "deputy-incumbent",
            "judge.pub",
            "without effect: this key is not enrolled for `deputy-incumbent`, and nothing is revoked",
        ),
        (
            "deputy-incumbant",
            "deputy.pub",
            "without effect: this key is not enrolled for `deputy-incumbant`, and nothing is revoked",
        ),
        (
            "registrar",
            "registrar.pub",
            "without effect: it is a key of the root `registrar`, which the trust file names: it is taken out there",
        ),
        ("deputy-incumbent", "deputy.pub", "in effect"),
    ] {
        let added = drill.append(&revokes(who, key), &by).good();
        assert!(added.stdout.contains(why), "{}", added.stdout);
    }
    let private = drill.append(&revokes("judge-incumbent", "judge"), &by);
    assert!(
        private
            .stderr
            .contains("judge` is no public key in OpenSSH's form"),
        "{}",
        private.stderr
    );
    // An act that issues no order is written as none.
    let none = drill.run(&["order", "reg", "--act", "0", "-o", "none.order"]);
    assert!(
        none.stderr.contains("act 0 issues no order"),
        "{}",
        none.stderr
    );
    assert!(!drill.path("none.order").exists());
}

/// Whose answer cannot be written is not told that all is well.
#[test]
fn a_full_disk_is_told() {
    let drill = Drill::new("full-answer");
    let shell = std::process::Command::new("sh")
        .args(["-c", "\"$0\" who chief --register reg > /dev/full"])
        .arg(env!("CARGO_BIN_EXE_interrex"))
        .current_dir(&drill.0)
        .output()
        .expect("a shell");
    assert_eq!(shell.status.code(), Some(2));
    let said = String::from_utf8_lossy(&shell.stderr);
    assert!(
        said.contains("error: the answer cannot be written: "),
        "{said}"
    );
}
