//! What lapses by itself: a part in a ground, a suspension, and what was signed for an occasion that has passed.

use interrex_register::Effect;

mod common;

use common::listed;

const ADOPTER: &str = "registrar";

const LAW: &str = r#"
[plan]
title = "Lapses"
horizon = "30 d"
as-of = 2020-01-01

[person.registrar]
[person.head]
[person.second]
[person.west]
[person.east]

[decision.charged]
by = "registrar"

[office.head]
holder = "head"

[office.head.ground.suspended]
made-by = "west and east"
ended-by = "west and east"
effect = "suspends"
within = "5 d"
limit = "7 d"

[office.head.ground.ill]
event = "incapacitated"
certified-by = "registrar"
ended-by = "west and east"

[office.head.ground.accused]
made-by = "registrar"
effect = "suspends"

[office.head.ground.removed]
made-by = "west and east"
effect = "ends"
needs = "decided(head.accused)"

[office.head.ground.charged]
when = "decided(charged)"
certified-by = "west and east"
effect = "suspends"

[office.head.order.acting]
on = ["suspended", "ill", "accused", "charged", "removed"]
candidates = ["second"]
gives = "exercise"
"#;

fn certify(day: u32, ground: &str, by: &str) -> String {
    format!(
        "{day:02} kind = \"certify\"; ground = \"head.{ground}\"; of = \"head\"; by = [\"{by}\"]\n"
    )
}

fn end(day: u32, ground: &str, by: &str) -> String {
    format!(
        "{day:02} kind = \"certify-end\"; ground = \"head.{ground}\"; of = \"head\"; by = [\"{by}\"]\n"
    )
}

/// Who exercises the office on these days, as they go on from these acts.
#[track_caller]
fn exercised(acts: &[String], expected: &[(u32, &str)]) {
    let questions = expected.iter().map(|(day, who)| {
        format!("[[question]]\nask = \"head\"\nas-of = 2020-01-{day:02}T12:00:00Z\nexercise = \"{who}\"\n")
    });
    let questions: String = questions.collect();
    common::check(LAW, ADOPTER, &listed(&acts.concat()), &questions);
}

fn effects(acts: &[String]) -> Vec<Effect> {
    common::effects(LAW, ADOPTER, &listed(&acts.concat()))
}

/// What `who` warns of on a day.
fn warnings(acts: &[String], day: u32) -> Vec<String> {
    let question = format!("[[question]]\nask = \"head\"\nas-of = 2020-01-{day:02}\n");
    let asked = common::asked(LAW, ADOPTER, &listed(&acts.concat()), &question);
    asked
        .into_iter()
        .flat_map(|one| one.answer.warnings)
        .collect()
}

/// A part counts for so long; what others sign after that completes nothing.
#[test]
fn a_part_lapses() {
    let in_time = [
        certify(2, "suspended", "west"),
        certify(6, "suspended", "east"),
    ];
    exercised(&in_time, &[(5, "head"), (6, "second")]);
    // The very second in which the time is over is too late.
    let late = [
        certify(2, "suspended", "west"),
        certify(7, "suspended", "east"),
    ];
    exercised(&late, &[(7, "head"), (9, "head")]);
    let [west, east] = effects(&late).try_into().expect("two acts");
    let over = "it counted as a part until 2020-01-07T00:00:00Z, and not everybody had done theirs by then";
    assert_eq!(west, Effect::Without(over.to_owned()));
    assert!(
        matches!(east, Effect::Without(_)),
        "it lapsed later: {east:?}"
    );
    // The other signs anew.
    let anew = [
        certify(2, "suspended", "west"),
        certify(7, "suspended", "east"),
        certify(9, "suspended", "west"),
    ];
    exercised(&anew, &[(8, "head"), (9, "second")]);
    // Signed again meanwhile, a part counts from then on.
    let again = [
        certify(2, "suspended", "west"),
        certify(5, "suspended", "west"),
        certify(8, "suspended", "east"),
    ];
    exercised(&again, &[(7, "head"), (8, "second")]);
}

#[test]
fn until_when_a_part_counts_is_told() {
    let acts = [certify(2, "suspended", "west")];
    let told = "the ground `suspended` against `head` is not complete, and the part of `west` in it counts until \
                2020-01-07T00:00:00Z";
    assert!(warnings(&acts, 4).contains(&told.to_owned()));
    assert!(
        !warnings(&acts, 8)
            .iter()
            .any(|one| one.contains("suspended"))
    );
}

fn suspended(day: u32) -> [String; 2] {
    [
        certify(day, "suspended", "west"),
        certify(day, "suspended", "east"),
    ]
}

/// A suspension with a limit is over by itself, and lasts anew where it is certified again.
#[test]
fn a_suspension_lapses() {
    let acts = suspended(2);
    exercised(&acts, &[(2, "second"), (8, "second"), (9, "head")]);
    let told =
        "the ground `suspended` suspends `head` until 2020-01-09T00:00:00Z, unless it ends before";
    assert!(warnings(&acts, 4).contains(&told.to_owned()));
    assert!(
        !warnings(&acts, 9)
            .iter()
            .any(|one| one.contains("suspends"))
    );
    // Another one later is another one, with its own time.
    let acts = [suspended(2), suspended(12)].concat();
    exercised(
        &acts,
        &[(9, "head"), (12, "second"), (18, "second"), (19, "head")],
    );
    // Certified again before, it goes on.
    let acts = [suspended(2), suspended(6)].concat();
    exercised(&acts, &[(9, "second"), (12, "second"), (13, "head")]);
    // Its end comes before.
    let acts = [
        suspended(2).to_vec(),
        vec![end(4, "suspended", "west"), end(4, "suspended", "east")],
    ];
    exercised(&acts.concat(), &[(3, "second"), (4, "head"), (10, "head")]);
    // Others last.
    exercised(&[certify(2, "ill", "registrar")], &[(30, "second")]);
}

/// What is complete does not lapse as a part does, and one alone prolongs nothing.
#[test]
fn parts_of_what_is_complete_count() {
    let one = certify(6, "suspended", "east");
    let acts = [suspended(2).to_vec(), vec![one.clone()]].concat();
    exercised(&acts, &[(8, "second"), (9, "head")]);
    let other = certify(8, "suspended", "west");
    let acts = [suspended(2).to_vec(), vec![one, other]].concat();
    exercised(&acts, &[(9, "second"), (14, "second"), (15, "head")]);
    // It runs from when the last has signed.
    let apart = [
        certify(2, "suspended", "west"),
        certify(6, "suspended", "east"),
    ];
    exercised(&apart, &[(6, "second"), (12, "second"), (13, "head")]);
}

/// A plan that is adopted while a suspension lasts may end it sooner, or let it last.
#[test]
fn another_plan_changes_the_time() {
    let shorter = LAW.replace("limit = \"7 d\"", "limit = \"4 d\"");
    let longer = LAW.replace("limit = \"7 d\"\n", "");
    let law = LAW.to_owned() + "\n[power.law]\nheld-by = \"registrar\"\n";
    for (other, expected) in [
        (shorter, [(5, "second"), (6, "head")]),
        (longer, [(9, "second"), (30, "second")]),
    ] {
        let texts = [("plan.toml", law.as_str()), ("other.toml", other.as_str())];
        let acts = [
            "[[act]]\nkind = \"adopt\"\nadopted = \"plan.toml\"\nby = [\"registrar\"]\nsigned = 2020-01-01\n".to_owned(),
            listed(&suspended(2).concat()),
            "[[act]]\nkind = \"adopt\"\nadopted = \"other.toml\"\nunder = \"law\"\nby = [\"registrar\"]\nsigned = 2020-01-04\n".to_owned(),
        ];
        let (plans, script) = common::of_plans(&texts, &acts.concat());
        for (day, who) in expected {
            let question = format!(
                "[[question]]\nask = \"head\"\nas-of = 2020-01-{day:02}T12:00:00Z\nexercise = \"{who}\"\n"
            );
            let asked =
                interrex_register::questions::ask(&question, &plans, &script.acts, &script.ids);
            for one in asked.expect("questions") {
                let text = interrex_register::who::text(&one.answer);
                assert!(one.departures.is_empty(), "{:?}\n{text}", one.departures);
            }
        }
    }
}

/// A judgment without the accusation that it needs has no effect, and none on the next one.
#[test]
fn what_a_ground_needs_comes_first() {
    let acts = [
        certify(2, "accused", "registrar"),
        certify(3, "removed", "west"),
        end(4, "accused", "registrar"),
        certify(5, "removed", "east"),
        certify(6, "accused", "registrar"),
        certify(7, "removed", "east"),
    ];
    let titled = |day: u32, who: &str| {
        let question = format!(
            "[[question]]\nask = \"head\"\nas-of = 2020-01-{day:02}T12:00:00Z\ntitle = \"{who}\"\n"
        );
        common::check(LAW, ADOPTER, &listed(&acts.concat()), &question);
    };
    titled(5, "head");
    titled(7, "head");
    let found = effects(&acts);
    let ceased = "what the ground needs was over before everybody had done their part";
    assert_eq!(found.get(1), Some(&Effect::Without(ceased.to_owned())));
    let lacks = "`head.removed` needs what is not on record yet: see `decided(head.accused)`, and is certified when that is";
    assert_eq!(found.get(3), Some(&Effect::Without(lacks.to_owned())));
    assert!(
        matches!(found.get(5), Some(Effect::Waiting(_))),
        "{found:?}"
    );
    let both = [
        certify(2, "accused", "registrar"),
        certify(3, "removed", "west"),
        certify(4, "removed", "east"),
    ];
    assert_eq!(effects(&both).last(), Some(&Effect::InEffect));
}

/// So is what a ground names as its circumstance.
#[test]
fn a_circumstance_is_certified_while_it_lasts() {
    let decide = |day: u32, holds: bool| {
        format!(
            "{day:02} kind = \"decide\"; decision = \"charged\"; holds = {holds}; by = [\"registrar\"]\n"
        )
    };
    let early = [certify(2, "charged", "west"), decide(3, true)];
    let lacks = "`head.charged` needs what is not on record yet: see `decided(charged)`, and is certified when that is";
    assert_eq!(
        effects(&early).first(),
        Some(&Effect::Without(lacks.to_owned()))
    );
    let acts = [
        decide(2, true),
        certify(3, "charged", "west"),
        decide(4, false),
        decide(5, true),
        certify(6, "charged", "east"),
        certify(7, "charged", "west"),
    ];
    exercised(&acts, &[(6, "head"), (7, "second")]);
}

/// Who has done their part in the end of one suspension has not done it in that of the next.
#[test]
fn a_part_in_an_end_serves_that_end_alone() {
    let acts = [
        certify(2, "ill", "registrar"),
        certify(2, "accused", "registrar"),
        end(3, "ill", "west"),
        end(3, "ill", "east"),
        certify(4, "ill", "registrar"),
        end(5, "ill", "east"),
        end(6, "accused", "registrar"),
    ];
    exercised(&acts, &[(5, "second"), (6, "second")]);
    let done = [acts.as_slice(), &[end(7, "ill", "west")]].concat();
    exercised(&done, &[(6, "second"), (7, "head")]);
}

fn later(day: u32, effective: u32, kind: &str, ground: &str, by: &str) -> String {
    format!(
        "{day:02} kind = \"{kind}\"; effective = 2020-01-{effective:02}; ground = \"head.{ground}\"; of = \"head\"; by = [\"{by}\"]\n"
    )
}

/// One alone neither undoes an end that everybody certified, nor prolongs what it ends.
#[test]
fn one_alone_certifies_nothing_again() {
    let lasting = |day: u32, by: &str| certify(day, "charged", by);
    let decided = "02 kind = \"decide\"; decision = \"charged\"; by = [\"registrar\"]\n".to_owned();
    let ends = |by: &str| later(4, 6, "certify-end", "charged", by);
    let acts = [
        decided.clone(),
        lasting(3, "west"),
        lasting(3, "east"),
        ends("west"),
        ends("east"),
    ];
    exercised(&acts, &[(5, "second"), (6, "head")]);
    let one = [acts.as_slice(), &[lasting(5, "east")]].concat();
    exercised(&one, &[(5, "second"), (6, "head"), (27, "head")]);
    let waits = "it is certified already; to certify it again, others must join in: west and east";
    assert_eq!(
        effects(&one).last(),
        Some(&Effect::Waiting(waits.to_owned()))
    );
    let both = [one.as_slice(), &[lasting(5, "west")]].concat();
    exercised(&both, &[(6, "second"), (27, "second")]);
}

/// Parts in a renewal lapse as others do: by their time, and with their occasion.
#[test]
fn parts_in_a_renewal_lapse() {
    // Five days for the parts, seven for the suspension.
    let apart = [
        suspended(2).to_vec(),
        vec![
            certify(3, "suspended", "west"),
            certify(8, "suspended", "east"),
        ],
    ];
    exercised(&apart.concat(), &[(8, "second"), (9, "head")]);
    let law = LAW.replace("[office.head.order.acting]", "[office.head.ground.removal]\nmade-by = \"west and east\"\neffect = \"suspends\"\nneeds = \"decided(charged)\"\nlimit = \"9 d\"\n\n[office.head.order.acting]")
        .replace("\"charged\", \"removed\"]", "\"removed\", \"removal\"]");
    let decide = |day: u32, holds: bool| {
        format!(
            "{day:02} kind = \"decide\"; decision = \"charged\"; holds = {holds}; by = [\"registrar\"]\n"
        )
    };
    let acts = [
        decide(2, true),
        certify(3, "removal", "west"),
        certify(3, "removal", "east"),
        certify(5, "removal", "west"),
        decide(6, false),
        decide(7, true),
        certify(8, "removal", "east"),
    ];
    for (day, who) in [(11, "second"), (12, "head")] {
        let question = format!(
            "[[question]]\nask = \"head\"\nas-of = 2020-01-{day:02}T12:00:00Z\nexercise = \"{who}\"\n"
        );
        common::check(&law, ADOPTER, &listed(&acts.concat()), &question);
    }
}

/// A part in the end of a suspension is over when that is certified anew.
#[test]
fn a_part_in_an_end_is_of_what_was_certified_before() {
    let acts = [
        suspended(2).to_vec(),
        vec![
            end(3, "suspended", "west"),
            certify(5, "suspended", "west"),
            certify(5, "suspended", "east"),
            end(6, "suspended", "east"),
        ],
    ];
    exercised(
        &acts.concat(),
        &[(6, "second"), (11, "second"), (12, "head")],
    );
}

/// A part that would bear later is of the occasion on which it was signed; what is complete was judged then.
#[test]
fn what_bears_later_is_of_its_occasion() {
    let part = [
        certify(2, "accused", "registrar"),
        later(3, 10, "certify", "removed", "west"),
        end(4, "accused", "registrar"),
        certify(9, "accused", "registrar"),
        certify(11, "removed", "east"),
    ];
    let titled = |acts: &[String], day: u32, who: &str| {
        let question = format!(
            "[[question]]\nask = \"head\"\nas-of = 2020-01-{day:02}T12:00:00Z\ntitle = \"{who}\"\n"
        );
        common::check(LAW, ADOPTER, &listed(&acts.concat()), &question);
    };
    titled(&part, 12, "head");
    let ceased = "what the ground needs was over before everybody had done their part";
    assert_eq!(
        effects(&part).get(1),
        Some(&Effect::Without(ceased.to_owned()))
    );
    let whole = [
        certify(2, "accused", "registrar"),
        certify(3, "removed", "west"),
        later(3, 10, "certify", "removed", "east"),
    ];
    titled(&whole, 9, "head");
    titled(&whole, 10, "nobody");
}

/// An annulment from then on of what a removal needed leaves that as it was judged.
#[test]
fn what_was_judged_by_what_is_annulled_later_stays() {
    let law = format!("{LAW}\n[power.review]\nheld-by = \"registrar\"\n");
    let acts = [
        certify(2, "accused", "registrar"),
        certify(3, "removed", "west"),
        certify(3, "removed", "east"),
        "05 id = \"annuls\"; kind = \"annul\"; act = \"@accusation\"; retroactive = false; under = \"review\"; by = [\"registrar\"]\n".to_owned(),
    ];
    let acts = listed(&acts.concat())
        .replacen("[[act]]\n", "[[act]]\nid = \"accusation\"\n", 1)
        .replace("@accusation", "accusation");
    let question = "[[question]]\nask = \"head\"\nas-of = 2020-01-06\ntitle = \"nobody\"\nexercise = \"second\"\n";
    common::check(&law, ADOPTER, &acts, question);
}

/// A ground that asks that something is not so says that, and cites no act by which it is.
#[test]
fn what_must_not_be_so_is_named_as_that() {
    let law = LAW
        .replace(
            "needs = \"decided(head.accused)\"",
            "needs = \"not decided(charged)\"",
        )
        .replace(
            "when = \"decided(charged)\"",
            "when = \"lost(hall) and not decided(charged)\"",
        )
        .replace(
            "certified-by = \"west and east\"\neffect = \"suspends\"\n\n[office.head.order",
            "effect = \"suspends\"\n\n[office.head.order",
        )
        .replace(
            "[decision.charged]",
            "[place.hall]\nlost = {}\n\n[decision.charged]",
        );
    let decided = "02 kind = \"decide\"; decision = \"charged\"; by = [\"registrar\"]\n".to_owned();
    let acts = [decided.clone(), certify(3, "removed", "west")].concat();
    let found = common::effects(&law, ADOPTER, &listed(&acts));
    let lacks = "`head.removed` needs what is not on record yet: see `not decided(charged)`, and is certified when that is";
    assert_eq!(found.last(), Some(&Effect::Without(lacks.to_owned())));
    let lost = "03 kind = \"report\"; fact = \"lost(hall)\"; by = [\"west\"]\n";
    let question = "[[question]]\nask = \"head\"\nas-of = 2020-01-04\nexercise = \"second\"\n";
    let asked = common::asked(&law, ADOPTER, &listed(lost), question);
    let answer = &asked.first().expect("an answer").answer;
    let cited: Vec<u32> = answer.acts.iter().map(|cited| cited.act).collect();
    assert_eq!(cited, [1], "{}", interrex_register::who::text(answer));
}

/// What a ground needs is named in the words of the plan.
#[test]
fn what_a_ground_needs_is_named() {
    let named = |needs: &str| {
        let law = LAW
            .replace("needs = \"decided(head.accused)\"", &format!("needs = \"{needs}\""))
            .replace("[decision.charged]", "[office.aide]\nholder = \"second\"\n\n[body.board]\nmembers = [\"west\"]\n\n[decision.charged]")
            .replace("[person.east]", "[person.east]\ncaptive = {}");
        let acts = certify(3, "removed", "west");
        let found = common::effects(&law, ADOPTER, &listed(&acts));
        let Some(Effect::Without(reason)) = found.last() else {
            panic!("{found:?}")
        };
        let named = reason.strip_prefix("`head.removed` needs what is not on record yet: see ");
        let named = named.and_then(|rest| rest.strip_suffix(", and is certified when that is"));
        named.expect("what it needs").to_owned()
    };
    assert_eq!(named("captive(east)"), "`captive(east)`");
    assert_eq!(named("vacant(aide)"), "`vacant(aide)`");
    assert_eq!(named("not exercised(aide)"), "`not exercised(aide)`");
    assert_eq!(
        named("not exercised by (aide, second)"),
        "`not exercised(aide)`"
    );
    assert_eq!(named("not can act (board)"), "`not can act (board)`");
    assert_eq!(named("decided(charged)"), "`decided(charged)`");
}

/// Whoever comes to the title anew is certified against anew.
#[test]
fn parts_are_of_one_term() {
    let law = LAW.replace("holder = \"head\"\n", "holder = \"head\"\nresigns = {}\n\n[office.head.ground.resigned]\n")
        .replace("[office.head.order.acting]", "[office.head.order.elected]\non = [\"resigned\"]\ncandidates = [{ chosen-by = \"registrar\", name = \"elected\" }]\ngives = \"title\"\n\n[office.head.order.acting]")
        .replace("within = \"5 d\"\n", "");
    let acts = [
        certify(2, "suspended", "west"),
        "03 kind = \"resign\"; office = \"head\"; by = [\"head\"]\n04 kind = \"choose\"; office = \"head\"; who = \"head\"; by = [\"registrar\"]\n".to_owned(),
        certify(5, "suspended", "east"),
        certify(6, "suspended", "west"),
    ];
    for (day, who) in [(5, "head"), (6, "second"), (12, "second"), (13, "head")] {
        let question = format!(
            "[[question]]\nask = \"head\"\nas-of = 2020-01-{day:02}T12:00:00Z\nexercise = \"{who}\"\n"
        );
        common::check(&law, ADOPTER, &listed(&acts.concat()), &question);
    }
}
