//! Answers about offices and powers: what sites and partners see, who claims and controls, who has a power by
//! delegation, what rests on what has no effect; and a plan that says the same in another order.

use std::collections::BTreeMap;

use interrex_register::script::{self, Script};
use interrex_register::who::{Answer, Exercised, Question, Standing, answer};

const PLAN: &str = r#"
[plan]
title = "A chief, a deputy and an envoy"
horizon = "30 d"
as-of = 2020-01-01

[person.chief-incumbent]
[person.deputy-incumbent]
[person.judge-incumbent]
[person.envoy]

[place.town]
[place.coast]

[link.road]
between = ["town", "coast"]

[body.council]
members = ["deputy-incumbent", "judge-incumbent"]
quorum = 1
decisions = { trust = "all" }

[office.judge]
holder = "judge-incumbent"

[office.deputy]
holder = "deputy-incumbent"

[office.chief]
holder = "chief-incumbent"
resigns = {}

[office.chief.ground.dead]
certified-by = "deputy-incumbent and judge-incumbent"

[office.chief.ground.resigned]

[office.chief.ground.ill]
event = "incapacitated"
effect = "suspends"

[office.chief.order.line]
on = ["dead", "resigned"]
candidates = ["deputy", "judge"]
steps = [{ do = "sworn", by = "judge or council/trust" }]

[office.chief.order.stand-in]
on = ["ill"]
candidates = ["deputy", "judge"]
passes = ["declined", "dead"]

[office.speaker]

[office.speaker.order.chosen]
on = ["vacant"]
candidates = [{ chosen-by = "deputy", name = "first" }, { chosen-by = "chief", name = "second" }]
steps = ["sworn"]

[power.command]
held-by = "chief"

[power.command.delegation.envoy]
to = "envoy"
limits = "none"
ends-when = "it is ended"

[power.sign]
held-by = "speaker"

[decision.leave]
by = "chief"

[partner.neighbor]
"#;

/// The same plan with its elements, grounds and orders in another order.
fn turned() -> String {
    let (header, elements) = PLAN.split_at(PLAN.find("[person.").expect("people"));
    let mut groups: Vec<Vec<&str>> = Vec::new();
    for element in elements.split("\n\n").flat_map(apart) {
        let head = element.trim_start_matches('[');
        let is_part = head.matches('.').count() > 1;
        match groups.last_mut().filter(|_| is_part) {
            Some(group) => group.push(element),
            None => groups.push(vec![element]),
        }
    }
    let mut text = header.to_owned();
    for group in groups.iter().rev() {
        let (first, parts) = group.split_first().expect("an element");
        for element in std::iter::once(first).chain(parts.iter().rev()) {
            text.push_str(element);
            text.push_str("\n\n");
        }
    }
    text
}

/// Elements that stand without a blank line between them.
fn apart(block: &str) -> Vec<&str> {
    let block = block.trim();
    if block.lines().all(|line| line.starts_with('[')) {
        block.lines().collect()
    } else {
        vec![block]
    }
}

fn plans() -> (
    BTreeMap<String, String>,
    BTreeMap<String, interrex_plan::model::Plan>,
) {
    let (mut digests, mut plans) = (BTreeMap::new(), BTreeMap::new());
    for (name, text) in [("plan.toml", PLAN.to_owned()), ("turned.toml", turned())] {
        let files = [(name.to_owned(), text)];
        let reading = interrex_plan::read(&files);
        assert!(!reading.has_errors(), "{:#?}", reading.diagnostics);
        let digest = interrex_plan::digest(&files);
        plans.insert(digest.clone(), reading.plan);
        digests.insert(name.to_owned(), digest);
    }
    (digests, plans)
}

const ADOPTS: &str = r#"kind = "adopt", adopted = "plan.toml", by = ["chief-incumbent"]"#;

/// Acts that are signed one a day from the second of January on, after the plan was adopted.
fn read(acts: &[&str], digests: &BTreeMap<String, String>) -> Script {
    let all = [ADOPTS].into_iter().chain(acts.iter().copied());
    let all: Vec<String> = (2..)
        .zip(all)
        .map(|(day, act)| format!("{{ id = \"{day}\", {act}, signed = 2020-01-{day:02} }}"))
        .collect();
    let text = format!("act = [\n{}\n]", all.join(",\n"));
    script::read(&text, digests).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn asked(acts: &[&str], question: &Question<'_>) -> Answer {
    let (digests, plans) = plans();
    let script = read(acts, &digests);
    answer(&plans, &script.acts, question).expect("an answer")
}

fn about(of: &str) -> Question<'_> {
    Question {
        of,
        region: None,
        as_of: "2020-01-31".parse().expect("a moment"),
        known_at: None,
        viewpoint: None,
    }
}

const RESIGNS: &str = r#"kind = "resign", office = "chief", by = ["chief-incumbent"]"#;
const SWORN: &str = r#"kind = "step", office = "chief", who = "deputy-incumbent", step = "sworn", by = ["judge-incumbent"]"#;

#[test]
fn sites_that_know_different_acts_have_different_holders() {
    let at_lviv = |act: &str| format!("{act}, site = \"lviv\"");
    let both = format!(
        "{}, sites = {{ lviv = 2020-01-02, warsaw = 2020-01-03 }}",
        r#"kind = "claim", of = "speaker", by = ["envoy"]"#
    );
    // Warsaw learns of the adoption with the first site, and of nothing else.
    let (digests, plans) = plans();
    let mut script = read(&[&both, &at_lviv(RESIGNS), &at_lviv(SWORN)], &digests);
    let adoption = script.acts.first_mut().expect("the adoption");
    let known = adoption.seen.values().next().copied().expect("a moment");
    adoption.seen = ["lviv", "warsaw"]
        .map(|site| (site.to_owned(), known))
        .into();
    let ask = |question: &Question<'_>| answer(&plans, &script.acts, question).expect("an answer");

    let split = ask(&about("chief"));
    assert_eq!(split.standing, Standing::Split);
    let told: Vec<(&str, Option<&str>)> = split
        .readings
        .iter()
        .map(|told| (told.by.as_str(), told.exercise.as_deref()))
        .collect();
    let expect = [
        ("site lviv", Some("deputy-incumbent")),
        ("site warsaw", Some("chief-incumbent")),
    ];
    assert_eq!(told, expect);
    for (site, holder) in [("lviv", "deputy-incumbent"), ("warsaw", "chief-incumbent")] {
        let one = ask(&Question {
            viewpoint: Some(site),
            ..about("chief")
        });
        assert_eq!(
            (one.standing, one.exercise.as_deref()),
            (Standing::Held, Some(holder))
        );
        assert!(one.readings.is_empty());
    }
    // On what they agree they are not split.
    let agreed = ask(&about("deputy"));
    assert_eq!(
        (agreed.standing, agreed.readings.len()),
        (Standing::Held, 0)
    );
    // Before it was known that the chief resigned.
    let known_at = "2020-01-03".parse().ok();
    let before = ask(&Question {
        known_at,
        ..about("chief")
    });
    assert_eq!(
        (before.standing, before.exercise.as_deref()),
        (Standing::Held, Some("chief-incumbent"))
    );
}

/// A site that knows of nobody differs from one that knows a holder, of an office and of its power.
#[test]
fn sites_of_which_one_has_nobody_are_split() {
    let (digests, plans) = plans();
    let mut script = read(&[RESIGNS], &digests);
    let adoption = script.acts.first_mut().expect("the adoption");
    let known = adoption.seen.values().next().copied().expect("a moment");
    adoption.seen = ["register", "warsaw"]
        .map(|site| (site.to_owned(), known))
        .into();
    for of in ["chief", "command"] {
        let split = answer(&plans, &script.acts, &about(of)).expect("an answer");
        let told = split.readings.iter();
        let told: Vec<_> = told
            .map(|told| (told.by.as_str(), told.exercise.as_deref()))
            .collect();
        let expect = [
            ("site register", None),
            ("site warsaw", Some("chief-incumbent")),
        ];
        assert_eq!((split.standing, &told[..]), (Standing::Split, &expect[..]));
    }
}

#[test]
fn what_a_partner_sees_of_a_power() {
    let neighbor = Question {
        viewpoint: Some("neighbor"),
        ..about("command")
    };
    let recognizes = |what: &str| {
        format!(r#"kind = "recognize", office = "{what}", who = "envoy", by = ["neighbor"]"#)
    };
    // Of the power itself, or of the office to which it belongs.
    for act in ["command", "chief"].map(recognizes) {
        let answer = asked(&[&act], &neighbor);
        assert_eq!(answer.title.as_deref(), Some("chief"));
        assert_eq!(answer.exercise.as_deref(), Some("envoy"));
        assert_eq!(answer.exercised_by, [exercised("envoy", None, None)]);
        assert_eq!(answer.recognized.len(), 1);
    }
    // Whoever has it by right, too, keeps the act by which they have it.
    let given = r#"kind = "delegate", power = "command", to = "envoy", by = ["chief-incumbent"]"#;
    let answer = asked(&[given, &recognizes("command")], &neighbor);
    assert_eq!(answer.exercised_by, [exercised("envoy", Some(1), None)]);
    let nobody = asked(&[], &neighbor);
    assert_eq!((nobody.standing, nobody.exercise), (Standing::Nobody, None));
    assert!(nobody.exercised_by.is_empty());
}

#[test]
fn whom_a_partner_does_not_recognize() {
    let recognize = |who: &str, holds: bool| {
        format!(
            r#"kind = "recognize", office = "chief", who = "{who}", holds = {holds}, by = ["neighbor"]"#
        )
    };
    let seen = |acts: &[&str]| {
        let neighbor = Question {
            viewpoint: Some("neighbor"),
            ..about("chief")
        };
        let answer = asked(acts, &neighbor);
        let refused = answer.not_recognized.into_iter();
        let refused: Vec<String> = refused.map(|one| one.who).collect();
        (answer.exercise, refused, answer.warnings)
    };
    let by_right = "by right it is `chief-incumbent`'s; `neighbor`";
    let nothing = format!("{by_right} has said nothing of it");
    assert_eq!(seen(&[]), (None, Vec::new(), vec![nothing]));
    let declares = |whom: &str| format!("{by_right} recognizes nobody, and declares so of {whom}");
    let (no_chief, no_envoy) = (
        recognize("chief-incumbent", false),
        recognize("envoy", false),
    );
    let (chief, envoy) = (recognize("chief-incumbent", true), recognize("envoy", true));
    let both = vec!["chief-incumbent".to_owned(), "envoy".to_owned()];
    assert_eq!(
        seen(&[&no_chief, &no_envoy]),
        (None, both, vec![declares("`chief-incumbent`, `envoy`")])
    );
    // To refuse one is not to refuse another, and whoever is recognized is no longer refused.
    let only_envoy = vec!["envoy".to_owned()];
    let some_chief = Some("chief-incumbent".to_owned());
    assert_eq!(
        seen(&[&chief, &no_envoy]),
        (some_chief.clone(), only_envoy, Vec::new())
    );
    assert_eq!(
        seen(&[&no_chief, &chief]),
        (some_chief, Vec::new(), Vec::new())
    );
    assert_eq!(seen(&[&chief, &envoy]).0.as_deref(), Some("envoy"));
}

#[test]
fn what_a_partner_sees() {
    let recognizes = |office: &str, who: &str, by: &str| {
        format!(r#"kind = "recognize", office = "{office}", who = "{who}", by = ["{by}"]"#)
    };
    let seen = |of: &str, acts: &[&str]| {
        let answer = asked(
            acts,
            &Question {
                viewpoint: Some("a-partner"),
                ..about(of)
            },
        );
        assert_eq!(answer.standing, Standing::Held);
        assert_eq!(answer.title, answer.exercise);
        (answer.exercise.expect("somebody"), answer.warnings)
    };
    let rival = recognizes("chief", "envoy", "a-partner");
    let warning = "by right it is `chief-incumbent`'s; `a-partner` recognizes `envoy`";
    assert_eq!(
        seen("chief", &[&rival]),
        ("envoy".to_owned(), vec![warning.to_owned()])
    );
    let rightful = recognizes("chief", "chief-incumbent", "a-partner");
    assert_eq!(
        seen("chief", &[&rival, &rightful]),
        ("chief-incumbent".to_owned(), Vec::new())
    );
    let nobody = recognizes("speaker", "envoy", "a-partner");
    let warning = "by right it is nobody's; `a-partner` recognizes `envoy`";
    assert_eq!(
        seen("speaker", &[&nobody]),
        ("envoy".to_owned(), vec![warning.to_owned()])
    );
    // What another partner recognizes, and of another office, is no matter.
    let other = recognizes("chief", "deputy-incumbent", "another");
    let elsewhere = recognizes("deputy", "judge-incumbent", "a-partner");
    assert_eq!(seen("chief", &[&rival, &other, &elsewhere]).0, "envoy");
}

#[test]
fn who_claims_has_control_and_is_recognized() {
    let acts = [
        r#"kind = "claim", of = "chief", by = ["envoy"]"#,
        r#"kind = "claim", of = "deputy", by = ["envoy"]"#,
        r#"kind = "control", of = "chief", who = "envoy", by = ["judge-incumbent"]"#,
        r#"kind = "control", of = "deputy", who = "judge-incumbent", by = ["envoy"]"#,
        r#"kind = "recognize", office = "chief", who = "envoy", by = ["a-partner"]"#,
        r#"kind = "recognize", office = "deputy", who = "envoy", by = ["another"]"#,
        r#"kind = "claim", of = "chief", by = ["chief-incumbent"]"#,
    ];
    let answer = asked(&acts, &about("chief"));
    let one = |who: &str| {
        let found = answer.claimants.iter().find(|one| one.who == who);
        found.unwrap_or_else(|| panic!("`{who}` is no claimant"))
    };
    let envoy = one("envoy");
    assert_eq!(
        (&envoy.claims[..], &envoy.control[..]),
        (&[1][..], &[3][..])
    );
    assert_eq!(envoy.recognized_by, ["a-partner"]);
    assert!(!envoy.title && !envoy.exercise);
    let chief = one("chief-incumbent");
    assert_eq!((&chief.claims[..], &chief.control[..]), (&[7][..], &[][..]));
    assert!(chief.title && chief.exercise && chief.recognized_by.is_empty());
    let told: Vec<&str> = answer
        .claimants
        .iter()
        .map(|one| one.who.as_str())
        .collect();
    assert_eq!(told, ["chief-incumbent", "envoy"]);
    assert_eq!(answer.control.len(), 1);
    assert_eq!(answer.recognized.len(), 1);
    // Whoever has it may claim it.
    assert_eq!(
        answer.warnings,
        ["act 1: `envoy` claims it, and a claim is no ground"]
    );

    // A state is no candidate: it is told without what an order would ask of it.
    let state = r#"kind = "control", of = "chief", who = "neighbor", by = ["judge-incumbent"]"#;
    let answer = asked(&[state], &about("chief"));
    let state = answer.claimants.iter().find(|one| one.who == "neighbor");
    assert_eq!(state.map(|one| one.requirements.len()), Some(0));

    // Who no longer has control is not told, and who is no longer recognized.
    let ends = [
        r#"kind = "control", of = "chief", who = "envoy", holds = false, by = ["judge-incumbent"]"#,
        r#"kind = "recognize", office = "chief", who = "envoy", holds = false, by = ["a-partner"]"#,
    ];
    let acts = [&acts[..], &ends[..]].concat();
    let answer = asked(&acts, &about("chief"));
    assert!(answer.control.is_empty() && answer.recognized.is_empty());
    let answer = asked(&acts, &about("deputy"));
    assert_eq!((answer.control.len(), answer.recognized.len()), (1, 1));
}

#[test]
fn who_did_something_on_the_way_is_a_claimant() {
    let oath =
        r#"kind = "step", office = "speaker", who = "envoy", step = "sworn", by = ["envoy"]"#;
    let chosen = r#"kind = "choose", office = "speaker", who = "judge-incumbent", by = ["deputy-incumbent"]"#;
    let names = |of: &str, acts: &[&str]| -> Vec<String> {
        let answer = asked(acts, &about(of));
        answer.claimants.into_iter().map(|one| one.who).collect()
    };
    assert_eq!(names("speaker", &[oath]), ["envoy"]);
    assert_eq!(
        names("speaker", &[oath, chosen]),
        ["envoy", "judge-incumbent"]
    );
    assert_eq!(names("deputy", &[oath, chosen]), ["deputy-incumbent"]);
    // Who certifies the end of a ground has done nothing on the way.
    let ends = r#"kind = "certify-end", ground = "chief.dead", of = "chief-incumbent", by = ["judge-incumbent"]"#;
    assert_eq!(names("chief", &[ends]), ["chief-incumbent"]);
}

fn exercised(who: &str, delegated_by: Option<u32>, scope: Option<&str>) -> Exercised {
    Exercised {
        who: who.to_owned(),
        delegated_by,
        region: None,
        scope: scope.map(str::to_owned),
    }
}

#[test]
fn who_may_use_a_power() {
    let given = r#"kind = "delegate", power = "command", to = "envoy", by = ["chief-incumbent"]"#;
    let holder = exercised("chief-incumbent", None, None);
    let alone = asked(&[], &about("command"));
    assert_eq!(
        (alone.standing, alone.title.as_deref()),
        (Standing::Held, Some("chief"))
    );
    assert_eq!(alone.exercise.as_deref(), Some("chief-incumbent"));
    assert_eq!(alone.exercised_by.first(), Some(&holder));
    assert_eq!(alone.exercised_by.len(), 1);
    assert_eq!(alone.kind, "power");

    let for_bridges = format!(r#"{given}, scope = "bridges""#);
    let both = asked(&[&for_bridges], &about("command"));
    let envoy = exercised("envoy", Some(1), Some("bridges"));
    assert_eq!(both.exercised_by, [holder, envoy]);
    // A delegation for a body there is not one for a place.
    let regional = format!(r#"{given}, region = "council""#);
    let told = asked(&[&regional], &about("command"));
    let region = told
        .exercised_by
        .last()
        .and_then(|one| one.region.as_deref());
    assert_eq!(region, Some("council"));
    let text = interrex_register::who::text(&told);
    assert!(
        text.contains("envoy (delegated by act 1, in council)"),
        "{text}"
    );
    let there = |region: Option<&str>| {
        let answer = asked(
            &[&regional],
            &Question {
                region,
                ..about("command")
            },
        );
        answer
            .exercised_by
            .iter()
            .filter(|one| one.delegated_by == Some(1))
            .count()
    };
    assert_eq!([None, Some("council"), Some("town")].map(there), [1, 1, 0]);

    let nobody = asked(&[], &about("sign"));
    assert_eq!((nobody.standing, nobody.exercise), (Standing::Nobody, None));
    assert!(nobody.exercised_by.is_empty());
}

#[test]
fn who_claims_a_power() {
    let acts = [
        r#"kind = "claim", of = "command", by = ["envoy"]"#,
        r#"kind = "claim", of = "command", by = ["chief-incumbent"]"#,
        r#"kind = "claim", of = "sign", by = ["judge-incumbent"]"#,
    ];
    let answer = asked(&acts, &about("command"));
    let told: Vec<_> = answer
        .claimants
        .iter()
        .map(|one| {
            (
                one.who.as_str(),
                one.exercise,
                &one.claims[..],
                &one.requirements[..],
            )
        })
        .map(|(who, exercise, claims, asked)| {
            (
                who,
                exercise,
                claims,
                asked.len(),
                asked[0].what.as_str(),
                format!("{:?}", asked[0].state),
            )
        })
        .collect();
    let what = "holds the power, or has it by delegation: chief";
    let expect = [
        ("chief-incumbent", true, &[2][..], 1, what, "Met".to_owned()),
        ("envoy", false, &[1][..], 1, what, "Missing".to_owned()),
    ];
    assert_eq!(told, expect);
}

#[test]
fn what_rests_on_what_has_no_effect() {
    let acts = [
        r#"kind = "order", power = "command", title = "Close the bridges", by = ["envoy"]"#,
        r#"kind = "offer", to = "a-partner", what = "the bridges", by = ["envoy"], rests-on = ["3"]"#,
        r#"kind = "claim", of = "judge", by = ["envoy"]"#,
        r#"kind = "answer", accepted = true, by = ["a-partner"], rests-on = ["4"]"#,
        r#"kind = "order", power = "command", title = "Open the bridges", by = ["chief-incumbent"]"#,
        r#"kind = "annul", act = "7", by = ["chief-incumbent"]"#,
        r#"kind = "certify", ground = "chief.dead", of = "envoy", by = ["judge-incumbent"]"#,
    ];
    let voids = |of: &str| -> Vec<(u32, String, Vec<u32>)> {
        let answer = asked(&acts, &about(of));
        let voids = answer.without_effect.into_iter();
        voids
            .map(|void| (void.act, void.reason, void.resting))
            .collect()
    };
    let lacks = "envoy does not hold the power `command`: chief-incumbent does".to_owned();
    assert_eq!(
        voids("command"),
        [
            (1, lacks, vec![2, 4]),
            (5, "annulled by act 6".to_owned(), Vec::new())
        ]
    );
    let title = "`envoy` does not have the title of `chief`: chief-incumbent has".to_owned();
    assert_eq!(voids("chief"), [(7, title, Vec::new())]);
    assert_eq!(voids("judge"), []);
}

/// Every act that an answer cites is told in words: a plan by the beginning of its digest, another act by its number.
#[test]
fn the_acts_cited_are_told_in_words() {
    let acts = [
        r#"kind = "adopt", adopted = "turned.toml", by = ["envoy"]"#,
        r#"kind = "order", power = "command", title = "Close the bridges", by = ["chief-incumbent"]"#,
        r#"kind = "annul", act = "4", by = ["chief-incumbent"]"#,
        r#"kind = "correct", act = "4", what = "the title", by = ["envoy"], rests-on = ["4"]"#,
    ];
    let (digests, _) = plans();
    let turned = digests["turned.toml"].trim_start_matches("sha256:");
    let answer = asked(&acts, &about("command"));
    let told = answer.acts.iter();
    let told: Vec<(u32, &str)> = told.map(|one| (one.act, one.what.as_str())).collect();
    let adopts = format!("envoy adopts the plan {}", &turned[..12]);
    let expect = [
        (1, adopts.as_str()),
        (2, "chief-incumbent orders under command: Close the bridges"),
        (3, "chief-incumbent annuls act 2"),
        (4, "envoy corrects act 2: the title"),
    ];
    assert_eq!(told, expect);
}

/// What an answer rests on is what brought about who has it, what speaks for and against those who claim it, and what
/// partners say; not what has no effect.
#[test]
fn what_an_answer_rests_on_may_be_held_back() {
    let acts = [
        RESIGNS,
        SWORN,
        r#"kind = "control", who = "envoy", of = "chief", by = ["judge-incumbent"]"#,
        r#"kind = "recognize", office = "chief", who = "envoy", by = ["neighbor"]"#,
        r#"kind = "recognize", office = "chief", who = "judge-incumbent", holds = false, by = ["neighbor"]"#,
        r#"kind = "certify", ground = "chief.dead", of = "envoy", by = ["judge-incumbent"]"#,
        r#"kind = "delegate", power = "command", to = "envoy", by = ["deputy-incumbent"]"#,
    ];
    let rests = |of: &str, from: u32| {
        let answer = asked(&acts, &about(of)).told_with(|act| act >= from, Some(7));
        assert_eq!(answer.stale, Some(7));
        answer.provisional
    };
    assert_eq!(rests("chief", 0), [1, 2, 3, 4, 5]);
    assert_eq!(rests("chief", 3), [3, 4, 5]);
    assert_eq!(rests("command", 0), [7]);
    assert_eq!(rests("speaker", 0), Vec::<u32>::new());
}

/// Every turn of an office: when, by which act, what, who, by which order and candidacy, after which grounds.
fn turns(of: &str, acts: &[&str]) -> Vec<String> {
    let turns = asked(acts, &about(of)).turns.into_iter();
    let told = turns.map(|turn| {
        let way = turn.order.zip(turn.candidate);
        let way = way.map(|(order, candidate)| format!("{order}/{candidate}"));
        format!(
            "{} {:?} {} {} {} {:?}",
            turn.at.split('T').next().unwrap_or_default(),
            turn.act,
            turn.change,
            turn.who.as_deref().unwrap_or("nobody"),
            way.as_deref().unwrap_or("-"),
            turn.grounds
        )
    });
    told.collect()
}

#[test]
fn how_it_came_to_this() {
    let resigned = r#"2020-01-03 Some(1) title nobody - ["resigned"]"#;
    let entered = r#"2020-01-04 Some(2) title deputy-incumbent line/deputy ["resigned"]"#;
    assert_eq!(turns("chief", &[RESIGNS, SWORN]), [resigned, entered]);
    // Nothing turns twice, and nothing of another office.
    let note = r#"kind = "report", fact = "lost(coast)", by = ["envoy"]"#;
    assert_eq!(turns("chief", &[RESIGNS, note, note]), [resigned]);
    assert!(turns("deputy", &[RESIGNS, SWORN]).is_empty());

    let ill = r#"kind = "certify", ground = "chief.ill", of = "chief-incumbent", by = ["envoy"]"#;
    let over = ill.replace("certify", "certify-end");
    let acts = r#"2020-01-03 Some(1) exercise deputy-incumbent stand-in/deputy ["ill"]"#;
    let back = "2020-01-05 Some(3) exercise chief-incumbent - []";
    assert_eq!(turns("chief", &[ill, note, &over]), [acts, back]);
    // Who acts dies; the next one acts.
    let dies = r#"kind = "report", fact = "dead(deputy-incumbent)", by = ["envoy"]"#;
    let next = r#"2020-01-04 Some(2) exercise judge-incumbent stand-in/judge ["ill"]"#;
    assert_eq!(turns("chief", &[ill, dies]), [acts, next]);
    // Who acts leaves.
    let leaves = r#"kind = "resign", office = "chief", by = ["deputy-incumbent"]"#;
    let left = turns("chief", &[ill, leaves]);
    assert_eq!(left.first().map(String::as_str), Some(acts));
}

/// That somebody is incapacitated is a ground that nobody need certify.
#[test]
fn what_becomes_of_somebody_is_reported_in_four_words() {
    let reported = |word: &str| {
        let report =
            format!(r#"kind = "report", fact = "{word}(chief-incumbent)", by = ["envoy"]"#);
        let answer = asked(&[&report], &about("chief"));
        let exercise = answer.exercise.unwrap_or_default();
        (answer.standing, exercise)
    };
    let chief = "chief-incumbent".to_owned();
    for word in ["dead", "captive", "absent"] {
        let expect = (Standing::HeldButUnable, chief.clone());
        assert_eq!(reported(word), expect, "{word}");
    }
    let deputy = (Standing::Held, "deputy-incumbent".to_owned());
    assert_eq!(reported("incapacitated"), deputy);
    assert_eq!(reported("tired"), (Standing::Held, chief));
}

/// A new holder need not be foreseen: the same name is the same person in every act.
#[test]
fn somebody_whom_the_plan_does_not_know() {
    let chosen =
        r#"kind = "choose", office = "speaker", who = "stranger", by = ["deputy-incumbent"]"#;
    let oath = |who: &str| {
        format!(
            r#"kind = "step", office = "speaker", who = "{who}", step = "sworn", by = ["{who}"]"#
        )
    };
    let title = |acts: &[&str]| asked(acts, &about("speaker")).title;
    assert_eq!(
        title(&[chosen, &oath("stranger")]).as_deref(),
        Some("stranger")
    );
    assert_eq!(title(&[&oath("stranger"), chosen]), None);
    assert_eq!(title(&[chosen, &oath("another")]), None);
}

#[test]
fn a_kind_of_decision_is_named() {
    let oath = r#"kind = "step", office = "chief", who = "envoy", step = "sworn", by = ["envoy"]"#;
    let answer = asked(&[oath], &about("chief"));
    let reasons = answer
        .without_effect
        .iter()
        .map(|void| void.reason.as_str());
    let reason = "envoy may not do `sworn` for `envoy`: that is for whoever exercises judge or council (by the decision `trust`)";
    assert_eq!(reasons.collect::<Vec<_>>(), [reason]);
}

/// What matters of an answer: everything but the digest of the plan and the numbers of acts.
fn gist(answer: &Answer) -> String {
    let claimants = answer.claimants.iter().map(|one| {
        let asked: Vec<String> = one
            .requirements
            .iter()
            .map(|asked| format!("{} {:?}", asked.what, asked.state))
            .collect();
        format!(
            "{} {} {} {:?} {:?}: {}",
            one.who,
            one.title,
            one.exercise,
            one.order,
            one.candidate,
            asked.join("; ")
        )
    });
    let mut claimants: Vec<String> = claimants.collect();
    claimants.sort();
    let exercised = answer.exercised_by.iter().map(|one| one.who.as_str());
    format!(
        "{:?} {:?} {:?} {:?} {claimants:#?}",
        answer.standing,
        answer.title,
        answer.exercise,
        exercised.collect::<Vec<_>>()
    )
}

/// A plan that says the same in another order changes nothing of what was done before, whatever that was.
#[test]
fn a_plan_in_another_order_changes_nothing() {
    let unfit = r#"kind = "report", fact = "captive(deputy-incumbent)", by = ["envoy"]"#;
    let lost = r#"kind = "report", fact = "lost(town)", by = ["envoy"]"#;
    let declines = r#"kind = "decline", office = "chief", by = ["deputy-incumbent"]"#;
    let ill = r#"kind = "certify", ground = "chief.ill", of = "chief-incumbent", by = ["envoy"]"#;
    let half = r#"kind = "certify", ground = "chief.dead", of = "chief-incumbent", by = ["judge-incumbent"]"#;
    let other_half = r#"kind = "certify", ground = "chief.dead", of = "chief-incumbent", by = ["deputy-incumbent"]"#;
    let trusted = r#"kind = "step", office = "chief", who = "deputy-incumbent", step = "sworn", by = ["council"], votes = { in-favor = 2, present = 2 }"#;
    let first = r#"kind = "choose", office = "speaker", who = "envoy", by = ["deputy-incumbent"]"#;
    let second = r#"kind = "choose", office = "speaker", who = "envoy", by = ["chief-incumbent"]"#;
    let oath =
        r#"kind = "step", office = "speaker", who = "envoy", step = "sworn", by = ["envoy"]"#;
    let given = r#"kind = "delegate", power = "command", to = "envoy", region = "coast", by = ["chief-incumbent"]"#;
    let everywhere =
        r#"kind = "delegate", power = "command", to = "envoy", by = ["chief-incumbent"]"#;
    let decides = r#"kind = "decide", decision = "leave", by = ["chief-incumbent"]"#;
    let courses: [&[&str]; 12] = [
        &[RESIGNS, SWORN],
        &[SWORN, RESIGNS],
        &[half, other_half, SWORN],
        &[trusted, half, other_half],
        &[unfit, RESIGNS, lost],
        &[declines, ill],
        &[ill, unfit],
        &[first, oath],
        &[oath, second],
        &[given, unfit],
        &[everywhere, half],
        &[decides, declines, RESIGNS],
    ];
    let (digests, plans) = plans();
    let turns =
        r#"kind = "adopt", adopted = "turned.toml", under = "command", by = ["chief-incumbent"]"#;
    let back = turns.replace("turned.toml", "plan.toml");
    let nothing = r#"kind = "offer", to = "envoy", what = "nothing", by = ["chief-incumbent"]"#;
    // Acts whose moment comes after the other plan was adopted mean what they meant when they were signed.
    let at_once =
        courses.map(|course| course.iter().map(|&act| act.to_owned()).collect::<Vec<_>>());
    let later = at_once.clone().map(|course| {
        course
            .iter()
            .map(|act| format!("{act}, effective = 2020-01-25"))
            .collect()
    });
    for course in at_once.iter().chain(&later) {
        let course: Vec<&str> = course.iter().map(String::as_str).collect();
        for at in 0..=course.len() {
            let (before, after) = course.split_at(at);
            let with = |adopts: &str| {
                let acts = [before, &[adopts], after].concat();
                let script = read(&acts, &digests);
                let region = course.iter().any(|act| act.starts_with(given));
                let region = region.then_some("coast");
                let of = ["chief", "speaker", "deputy", "command", "sign"];
                of.map(|of| {
                    let region = region.filter(|_| of == "command");
                    let question = Question {
                        region,
                        ..about(of)
                    };
                    gist(&answer(&plans, &script.acts, &question).expect("an answer"))
                })
            };
            let without = with(nothing);
            assert_eq!(with(&back), without, "the same: {course:#?} after {at}");
            assert_eq!(with(turns), without, "turned: {course:#?} after {at}");
        }
    }
}
