//! Lists of acts as people write them, and lists of questions with the answers expected.

use std::collections::BTreeMap;

use interrex_register::script::{Given, Script, plans_named, read, read_with};
use interrex_register::{Deed, questions};

use crate::support::{DIGITS, moment};

fn digests() -> BTreeMap<String, String> {
    BTreeMap::from([("plan.toml".to_owned(), "5a".to_owned())])
}

fn list(text: &str) -> Script {
    read(text, &digests()).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn what_the_register_knows_of_an_act() {
    let text = r#"
[[act]]
id = "founding"
kind = "adopt"
adopted = "plan.toml"
by = ["p-1"]
signed = 2022-03-01

[[act]]
id = "claim"
kind = "claim"
of = "chief"
by = ["p-1", "p-2"]
unsigned = ["p-2"]
signed = 2022-03-02T10:00:00+02:00
effective = 2022-03-05
learned = 2022-03-03
site = "lviv"
rests-on = ["founding"]

[[act]]
kind = "annul"
act = "claim"
plan = "other"
by = ["p-1"]
signed = 2022-03-04
sites = { lviv = 2022-03-05, warsaw = 2022-03-06T12:00:00Z }

[[act]]
kind = "report"
fact = "lost(kyiv)"
holds = true
by = ["p-1"]
signed = 2022-03-04
"#;
    let script = list(text);
    let [founding, claim, annulment, report] = script.acts.as_slice() else {
        panic!("four acts");
    };
    assert_eq!(
        script.ids,
        BTreeMap::from([("founding".to_owned(), 0), ("claim".to_owned(), 1)])
    );
    assert_eq!((founding.number, report.number), (0, 3));
    assert!(matches!(&founding.act.deed, Deed::Adopt { adopted, .. } if adopted == "5a"));
    assert_eq!(founding.act.plan, "5a");
    assert_eq!(founding.act.schema, "interrex.act/1");
    assert_eq!(founding.digest, founding.act.digest());
    let first = moment("2022-03-01T00:00:00Z");
    assert_eq!(
        founding.seen,
        BTreeMap::from([("register".to_owned(), first)])
    );

    assert_eq!(claim.act.plan, "5a");
    assert_eq!(claim.act.signed, moment("2022-03-02T08:00:00Z"));
    assert_eq!(claim.act.effective, Some(moment("2022-03-05T00:00:00Z")));
    assert_eq!(claim.act.rests_on, [founding.digest]);
    assert_eq!(claim.signers.iter().collect::<Vec<_>>(), ["p-1"]);
    assert_eq!(
        claim.seen,
        BTreeMap::from([("lviv".to_owned(), moment("2022-03-03"))])
    );

    assert_eq!(annulment.act.plan, "other");
    assert!(matches!(annulment.act.deed, Deed::Annul { act, .. } if act == claim.digest));
    let seen = [("lviv", "2022-03-05"), ("warsaw", "2022-03-06T12:00:00Z")];
    assert_eq!(
        annulment.seen,
        seen.map(|(site, text)| (site.to_owned(), moment(text)))
            .into()
    );
    assert_eq!(report.act.plan, "5a");
}

#[test]
fn what_a_list_need_not_say() {
    let claims = |signed: &str| {
        let text = format!("[[act]]\nkind = \"claim\"\nof = \"chief\"\nby = [\"p-1\"]\n{signed}");
        let now = moment("2022-03-07T10:00:00Z");
        let given = Given {
            plans: &digests(),
            plan: &|at| {
                Ok((at < now)
                    .then(|| "5a".to_owned())
                    .or(Some("5b".to_owned())))
            },
            now: Some(now),
        };
        let script = read_with(&text, &given).expect("a list");
        script.acts.first().expect("an act").act.clone()
    };
    let act = claims("");
    assert_eq!(
        (act.plan.as_str(), act.signed),
        ("5b", moment("2022-03-07T10:00:00Z"))
    );
    let before = claims("signed = 2022-03-01");
    assert_eq!(
        (before.plan.as_str(), before.signed),
        ("5a", moment("2022-03-01"))
    );
}

/// Which plan was in force is asked for each moment at which something was signed.
#[test]
fn each_act_cites_the_plan_of_its_own_moment() {
    let claim = |signed: &str| {
        format!("[[act]]\nkind = \"claim\"\nof = \"chief\"\nby = [\"p-1\"]\nsigned = {signed}\n")
    };
    let given = Given {
        plans: &BTreeMap::new(),
        plan: &|at| Ok(Some(format!("of {at}"))),
        now: None,
    };
    let (first, second) = ("2022-03-01T00:00:00Z", "2022-03-02T00:00:00Z");
    let text = [first, second, second, first].map(claim);
    let script = read_with(&text.concat(), &given).expect("a list");
    let cited: Vec<&str> = script.acts.iter().map(|known| &*known.act.plan).collect();
    let of = [first, second, second, first].map(|moment| format!("of {moment}"));
    assert_eq!(cited, of);
}

/// A plan that is adopted for later is not yet in force for what is signed before.
#[test]
fn an_act_cites_the_plan_in_force_when_it_was_signed() {
    let plans = BTreeMap::from(["one", "two"].map(|name| (name.to_owned(), format!("of {name}"))));
    let act = |rest: &str| format!("[[act]]\nby = [\"p-1\"]\n{rest}\n");
    let claim = |signed: &str| {
        act(&format!(
            "kind = \"claim\"\nof = \"chief\"\nsigned = {signed}"
        ))
    };
    let text = [
        act("kind = \"adopt\"\nadopted = \"one\"\nsigned = 2022-03-01"),
        act(
            "kind = \"adopt\"\nadopted = \"two\"\nunder = \"law\"\nsigned = 2022-03-02\neffective = 2022-03-10",
        ),
        claim("2022-03-09"),
        claim("2022-03-10"),
        claim("2022-02-01"),
    ];
    let script = read(&text.concat(), &plans).expect("a list");
    let cited: Vec<&str> = script
        .acts
        .iter()
        .map(|known| known.act.plan.as_str())
        .collect();
    assert_eq!(cited, ["of one", "of two", "of one", "of two", "of two"]);
}

/// In the language of plans `until` names the last day, too.
#[test]
fn a_delegation_lasts_through_the_day_that_it_names() {
    let delegated = |until: &str| {
        let text = format!(
            "[[act]]\nkind = \"delegate\"\npower = \"command\"\nto = \"p-2\"\nby = [\"p-1\"]\nsigned = \
             2022-03-01\nuntil = {until}"
        );
        match &list(&text).acts.first().expect("an act").act.deed {
            Deed::Delegate { until, .. } => until.expect("an end").to_string(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(delegated("2030-01-31"), "2030-01-31T23:59:59Z");
    assert_eq!(delegated("2030-01-31T12:00:00Z"), "2030-01-31T12:00:00Z");
}

#[test]
fn an_act_of_another_list_is_named_by_its_digest() {
    let text = format!(
        "[[act]]\nkind = \"correct\"\nact = \"sha256:{DIGITS}\"\nwhat = \"the date\"\nby = [\"p-1\"]\nsigned = 2022-03-01"
    );
    let script = list(&text);
    let act = &script.acts.first().expect("an act").act;
    assert!(matches!(act.deed, Deed::Correct { act, .. } if act.to_string().ends_with(DIGITS)));
}

/// Lists of nothing may be written out where an act has such a list, and no others.
#[test]
fn a_list_of_nothing_says_nothing() {
    let claim = "[[act]]\nkind = \"claim\"\nof = \"chief\"\nby = [\"p-1\"]\nsigned = 2022-03-01\n";
    let with = |rest: &str| read(&format!("{claim}{rest}"), &digests());
    let bare = with("").expect("an act").acts[0].digest;
    let written = with("rests-on = []\ndocuments = []\n").expect("an act");
    assert_eq!(written.acts[0].digest, bare);
    let error = with("who = []\n").expect_err("no member of a claim");
    assert_eq!(error, "act 0: an act of this kind has no `who`");
}

#[test]
fn a_list_without_acts_is_empty() {
    assert!(list("").acts.is_empty());
    assert_eq!(plans_named(""), Ok(Vec::new()));
}

#[test]
fn the_plans_that_a_list_names() {
    let text = "[[act]]\nadopted = \"one.toml\"\n[[act]]\nkind = \"claim\"\n[[act]]\nadopted = \"two.toml\"\n";
    assert_eq!(
        plans_named(text),
        Ok(vec!["one.toml".to_owned(), "two.toml".to_owned()])
    );
    let error = plans_named("[[act").expect_err("no list");
    assert!(error.starts_with("no list of acts: "), "{error}");
}

/// A list is read as strictly as what its acts become.
#[test]
fn what_is_no_act_is_refused_in_a_list() {
    let claim = "[[act]]\nid = \"one\"\nkind = \"claim\"\nof = \"chief\"\nby = [\"p-1\"]\nsigned = 2022-03-01\n";
    let cases = [
        (
            format!("{claim}holds = false"),
            "act 0: `one`: an act of this kind has no `holds`",
        ),
        (
            format!("{claim}holds = true"),
            "act 0: `one`: an act of this kind has no `holds`",
        ),
        (
            format!("{claim}retroactive = false"),
            "act 0: `one`: an act of this kind has no `retroactive`",
        ),
        (
            claim.replace("[\"p-1\"]", "[]"),
            "act 0: `one`: an act that nobody does: `by` is empty",
        ),
        (
            claim.replace("[\"p-1\"]", &format!("[\"{}\"]", "p".repeat(50_000))),
            "act 0: `one`: an act of 50",
        ),
    ];
    for (text, reason) in cases {
        let error = read(&text, &digests()).expect_err(&text);
        assert!(error.starts_with(reason), "{text}: {error}");
    }
}

#[test]
fn what_is_no_list_of_acts_is_refused() {
    let claim = "[[act]]\nid = \"one\"\nkind = \"claim\"\nof = \"chief\"\nby = [\"p-1\"]\nsigned = 2022-03-01\n";
    let cases = [
        ("[[act".to_owned(), "no list of acts: "),
        (
            "[[deed]]".to_owned(),
            "a list of acts has `[[act]]` alone, not `deed`",
        ),
        ("act = 1".to_owned(), "`act` is no list: write `[[act]]`"),
        ("act = [1]".to_owned(), "act 0: no table"),
        (claim.replace("\"one\"", "1"), "act 0: `id` is no text"),
        (claim.repeat(2), "act 1: two acts have the id `one`"),
        (
            format!("{claim}rests-on = [\"one\"]"),
            "act 0: `one`: no earlier act has the id `one`",
        ),
        (
            claim.replace("id = \"one\"\n", "rests-on = [\"one\"]\n"),
            "act 0: no earlier act has the id `one`",
        ),
        (
            claim.replace("2022-03-01", "\"soon\""),
            "act 0: `one`: `soon` is not written as a moment",
        ),
        (
            format!("{claim}learned = \"soon\""),
            "act 0: `one`: `soon` is not written as a moment",
        ),
        (
            format!("{claim}office = \"chief\""),
            "act 0: `one`: an act of this kind has no `office`",
        ),
        (
            format!("{claim}sites = {{ lviv = 1 }}"),
            "act 0: `one`: `sites` gives each site the moment at which it learned",
        ),
        (
            claim.replace("claim", "clame"),
            "act 0: `one`: no act is of the kind `clame`",
        ),
        (
            // The kind is wrong before anything is missing.
            claim
                .replace("claim", "certifies")
                .replace("by = [\"p-1\"]\n", ""),
            "act 0: `one`: no act is of the kind `certifies`; did you mean `certify`?",
        ),
        (
            claim.replace("kind = \"claim\"\n", ""),
            "act 0: `one`: an act says what is done: `kind = \"...\"`",
        ),
        (
            claim.replace("\"claim\"", "\"adopt\"\nadopted = \"plan-9.toml\""),
            "act 0: `one`: the plan `plan-9.toml` is not beside the acts: there are plan.toml",
        ),
        (
            claim.replace("[\"p-1\"]", "1.5"),
            "act 0: `one`: invalid type: floating point `1.5`",
        ),
        (
            claim.replace("[\"p-1\"]", "{ who = [\"p-1\"] }"),
            "act 0: `one`: invalid type: map",
        ),
    ];
    for (text, reason) in cases {
        let error = read(&text, &digests()).expect_err(&text);
        assert!(error.starts_with(reason), "{text}: {error}");
    }
}

const PLAN: &str = r#"
[plan]
title = "A chief and a deputy"
horizon = "30 d"
as-of = 2022-01-01

[person.chief-incumbent]
[person.deputy-incumbent]

[office.chief]
holder = "chief-incumbent"

[office.chief.ground.dead]

[office.chief.order.line]
on = ["dead"]
candidates = ["deputy-incumbent"]

[power.command]
held-by = "chief"
"#;

const ACTS: &str = r#"
[[act]]
kind = "adopt"
adopted = "plan.toml"
by = ["chief-incumbent"]
signed = 2022-03-01

[[act]]
id = "claim"
kind = "claim"
of = "chief"
by = ["stranger"]
signed = 2022-03-02
effective = 2022-03-01

[[act]]
kind = "control"
who = "stranger"
of = "chief"
by = ["deputy-incumbent"]
signed = 2022-03-03

[[act]]
kind = "recognize"
office = "chief"
who = "stranger"
by = ["a-partner"]
signed = 2022-03-04

[[act]]
id = "void"
kind = "order"
power = "command"
title = "Close the bridges"
by = ["stranger"]
signed = 2022-03-05

[[act]]
id = "resting"
kind = "offer"
to = "a-partner"
what = "the bridges"
by = ["stranger"]
signed = 2022-03-06
rests-on = ["void"]
"#;

/// Asks about the chief or the command, as of the last second of a day unless stated, and tells where the answer
/// is another one than expected.
fn asked(ask: &str, as_of: &str, expected: &str) -> Result<Vec<String>, String> {
    let files = [("plan.toml".to_owned(), PLAN.to_owned())];
    let digest = interrex_plan::digest(&files);
    let plans = BTreeMap::from([(digest.clone(), interrex_plan::read(&files).plan)]);
    let script = read(ACTS, &BTreeMap::from([("plan.toml".to_owned(), digest)])).expect("acts");
    let text = format!("[[question]]\nask = \"{ask}\"\nas-of = {as_of}\n{expected}\n");
    let asked = questions::ask(&text, &plans, &script.acts, &script.ids)?;
    assert_eq!(asked.len(), 1);
    Ok(asked.into_iter().flat_map(|one| one.departures).collect())
}

#[test]
fn an_answer_as_expected_departs_in_nothing() {
    let of_office = r#"
standing = "held"
title = "chief-incumbent"
exercise = "chief-incumbent"
claimants = [
    { who = "stranger", title = false, exercise = false, missing = ["an order of succession"] },
    { who = "chief-incumbent", title = true, exercise = true },
]
backdated = ["claim"]
control = "stranger"
recognized = { a-partner = "stranger", another = "nobody" }
because = "It is so"
"#;
    assert_eq!(asked("chief", "2022-03-07", of_office), Ok(Vec::new()));
    let of_power = r#"
standing = "held"
exercised-by = ["chief-incumbent"]
without-effect = [{ act = "void", reason = "does not hold", resting = ["resting"] }]
"#;
    assert_eq!(asked("command", "2022-03-07", of_power), Ok(Vec::new()));
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of all departures")]
fn every_departure_is_told() {
    let check = |ask: &str, expected: &str, departure: &str| {
        let departures = asked(ask, "2022-03-07", expected).expect("an answer");
        assert_eq!(departures, [departure], "{expected}");
    };
    let of_office = |expected: &str, departure: &str| check("chief", expected, departure);
    of_office(
        r#"standing = "nobody""#,
        "standing: expected `nobody`, found `held`",
    );
    of_office(
        r#"title = "nobody""#,
        "title: expected `nobody`, found `chief-incumbent`",
    );
    of_office(
        r#"exercise = "stranger""#,
        "exercise: expected `stranger`, found `chief-incumbent`",
    );
    of_office(
        r#"control = "nobody""#,
        "control: expected `nobody`, found `stranger`",
    );
    of_office(
        r#"recognized = { a-partner = "nobody" }"#,
        "recognized by a-partner: expected `nobody`, found `stranger`",
    );
    of_office(
        r#"recognized = { another = "stranger" }"#,
        "recognized by another: expected `stranger`, found `nobody`",
    );
    of_office("backdated = []", "backdated: expected [], found [Some(1)]");
    of_office(
        r#"claimants = [{ who = "deputy" }]"#,
        "`deputy` is no claimant",
    );
    of_office(
        r#"claimants = [{ who = "stranger", title = true }]"#,
        "`stranger`: title is false",
    );
    of_office(
        r#"claimants = [{ who = "stranger", exercise = true }]"#,
        "`stranger`: exercise is false",
    );
    for state in ["met", "contradicted"] {
        of_office(
            &format!(r#"claimants = [{{ who = "stranger", {state} = ["an order"] }}]"#),
            &format!(
                "`stranger`: nothing {state} says `an order`; found an order of succession that names them (missing)"
            ),
        );
    }
    of_office(
        r#"claimants = [{ who = "stranger", missing = ["an oath"] }]"#,
        "`stranger`: nothing missing says `an oath`; found an order of succession that names them (missing)",
    );
    let of_power = |expected: &str, departure: &str| check("command", expected, departure);
    of_power(
        r#"exercised-by = ["stranger"]"#,
        "exercised-by: expected [\"stranger\"], found [\"chief-incumbent\"]",
    );
    of_power(
        r#"without-effect = [{ act = "none" }]"#,
        "no act has the id `none`",
    );
    of_power(
        r#"without-effect = [{ act = "claim" }]"#,
        "`claim` is not told as without effect",
    );
    of_power(
        r#"without-effect = [{ act = "void", reason = "annulled" }]"#,
        "`void`: expected the reason `annulled`, found `stranger does not hold the power `command`: chief-incumbent does`",
    );
    of_power(
        r#"without-effect = [{ act = "void", resting = ["claim"] }]"#,
        "resting: expected [Some(1)], found [Some(5)]",
    );
}

/// A question without an answer does not keep the others from theirs, and each is told with its line.
#[test]
fn every_question_of_a_list_is_checked() {
    let files = [("plan.toml".to_owned(), PLAN.to_owned())];
    let digest = interrex_plan::digest(&files);
    let plans = BTreeMap::from([(digest.clone(), interrex_plan::read(&files).plan)]);
    let script = read(ACTS, &BTreeMap::from([("plan.toml".to_owned(), digest)])).expect("acts");
    let text = "# A list\n\n[[question]]\nask = \"none\"\nas-of = 2022-03-07\n\n[[question]]\nask = \"chief\"\n\
                as-of = 2022-03-07\nstanding = \"nobody\"\nbackdated = [\"1\"]\n";
    let answers = |question: &interrex_register::who::Question<'_>| {
        interrex_register::who::answer(&plans, &script.acts, question)
    };
    let all = questions::check(text, &BTreeMap::new(), answers).expect("a list");
    let [unknown, chief] = all.as_slice() else {
        panic!("two questions");
    };
    assert_eq!((unknown.line, chief.line), (3, 7));
    assert_eq!(
        (chief.ask.as_str(), chief.as_of.as_str()),
        ("chief", "2022-03-07")
    );
    assert!(unknown.asked.is_err());
    let departures = &chief.asked.as_ref().expect("an answer").departures;
    // Acts may be named by their numbers.
    assert_eq!(
        departures[..],
        ["standing: expected `nobody`, found `held`"]
    );
}

#[test]
fn names_that_no_plan_has() {
    let copy = |name: &str| format!("[[record.archive.copy]]\nat = \"town\"\nname = \"{name}\"\n");
    let more = [copy("first"), copy("second")].concat();
    let more = format!("[place.town]\n[record.archive]\n{more}");
    let files = [("plan.toml".to_owned(), format!("{PLAN}{more}"))];
    let reading = interrex_plan::read(&files);
    assert!(!reading.has_errors(), "{:#?}", reading.diagnostics);
    let plan = reading.plan;
    let check = |act: &str, expect: Option<&str>| {
        let text = format!("[[act]]\n{act}\nby = [\"p-1\"]\nsigned = 2022-03-01\n");
        let script = read(&text, &digests()).expect("an act");
        let said = interrex_register::unknown(&plan, &script.acts[0].act);
        assert_eq!(said.as_deref(), expect, "{act}");
    };
    check("kind = \"report\"\nfact = \"dead(whoever)\"", None);
    check(
        "kind = \"report\"\nfact = \"nonsense\"",
        Some("the plan has no fact `nonsense`; the report bears on nothing"),
    );
    for fact in ["dead(whoever", "rich(whoever)"] {
        let said = format!("the plan has no fact `{fact}`; the report bears on nothing");
        let act = format!("kind = \"report\"\nfact = \"{fact}\"");
        check(&act, Some(&said));
    }
    check("kind = \"report\"\nfact = \"lost(town)\"", None);
    check("kind = \"report\"\nfact = \"lost(archive/second)\"", None);
    check(
        "kind = \"report\"\nfact = \"lost(archive/third)\"",
        Some("the plan has no fact `lost(archive/third)`; the report bears on nothing"),
    );
    let orders = |power: &str, rest: &str| {
        format!("kind = \"order\"\npower = \"{power}\"\ntitle = \"Halt\"{rest}")
    };
    check(&orders("command", ""), None);
    check(&orders("command", "\nregion = \"town\""), None);
    check(
        &orders("command", "\nregion = \"river\""),
        Some("the plan has no region `river`; the order bears on nothing"),
    );
    check(
        &orders("comand", ""),
        Some(
            "the plan has no power `comand` (did you mean `command`?); nothing can be ordered by it",
        ),
    );
    check("kind = \"claim\"\nof = \"chief\"", None);
    check("kind = \"claim\"\nof = \"chief.dead\"", None);
    check("kind = \"claim\"\nof = \"command\"", None);
    check(
        "kind = \"claim\"\nof = \"chef\"",
        Some(
            "the plan has no office and no power `chef` (did you mean `chief`?); the claim is told nowhere",
        ),
    );
}

/// What a plan has is told to whoever asks for something else: of many things the first, and that it has none.
#[test]
fn what_there_is_to_ask_for_is_told() {
    let offices = (0..22).map(|at| format!("[office.o{at:02}]\nholder = \"p-1\"\n"));
    let plan = PLAN.replace("[power.command]\nheld-by = \"chief\"\n", "");
    assert_ne!(plan, PLAN);
    let plan = format!("{plan}[person.p-1]\n{}", offices.collect::<String>());
    let files = [("plan.toml".to_owned(), plan)];
    let reading = interrex_plan::read(&files);
    assert!(!reading.has_errors(), "{:#?}", reading.diagnostics);
    let digest = interrex_plan::digest(&files);
    let plans = BTreeMap::from([(digest.clone(), reading.plan)]);
    let script = read(ACTS, &BTreeMap::from([("plan.toml".to_owned(), digest)])).expect("acts");
    let text = "[[question]]\nask = \"none\"\nas-of = 2022-03-07\n";
    let error = questions::ask(text, &plans, &script.acts, &script.ids).expect_err("no answer");
    let said = "o18 and 3 more and the powers none";
    assert!(error.ends_with(said), "{error}");
}

#[test]
fn a_date_alone_means_its_last_second() {
    let control = r#"control = "stranger""#;
    let earlier = r#"control = "nobody""#;
    assert_eq!(asked("chief", "2022-03-03", control), Ok(Vec::new()));
    assert_eq!(
        asked("chief", "2022-03-02T23:59:59Z", earlier),
        Ok(Vec::new())
    );
    assert_eq!(asked("chief", "2022-03-02", earlier), Ok(Vec::new()));
    let known = format!("known-at = 2022-03-02\n{earlier}");
    assert_eq!(asked("chief", "2022-03-03", &known), Ok(Vec::new()));
    let known = format!("known-at = 2022-03-03\n{control}");
    assert_eq!(asked("chief", "2022-03-03", &known), Ok(Vec::new()));
}

#[test]
fn questions_without_an_answer() {
    let check = |ask: &str, as_of: &str, expected: &str, reason: &str| {
        let error = asked(ask, as_of, expected).expect_err("no answer");
        assert!(error.starts_with(reason), "{error}");
    };
    check(
        "chief",
        "2022-03-07",
        "holds = true",
        "no list of questions: ",
    );
    let unknown = "question 1 (none): the plan in force has no office and no power `none`. It has the offices chief";
    check("none", "2022-03-07", "", unknown);
    let error = asked("none", "2022-03-07", "").expect_err("no answer");
    assert!(
        error.ends_with("the offices chief and the powers command"),
        "{error}"
    );
    let near = "question 1 (cheif): the plan in force has no office and no power `cheif`; did you mean `chief`?";
    check("cheif", "2022-03-07", "", near);
    let office = "question 1 (chief): `chief` is an office, which is one in all regions: a region is asked of a power";
    check("chief", "2022-03-07", "region = \"town\"", office);
    let unheard = "question 1 (chief): nothing was known to the register at 2022-02-28T23:59:59Z: it learned of its \
                   first act at 2022-03-01T00:00:00Z";
    check("chief", "2022-03-07", "known-at = 2022-02-28", unheard);
    let before = "question 1 (chief): no plan is in force at that time";
    check("chief", "2022-02-28", "", before);
    let region = "question 1 (command): the plan has no `town`";
    check("command", "2022-03-07", "region = \"town\"", region);
    let viewpoint = "question 1 (chief): `another` is no site of this register and no partner of the plan (sites: register; ";
    check("chief", "2022-03-07", "viewpoint = \"another\"", viewpoint);
    assert_eq!(
        asked(
            "chief",
            "2022-03-07",
            "viewpoint = \"a-partner\"\ntitle = \"stranger\""
        ),
        Ok(Vec::new())
    );
}
