//! One term after another: who is chosen again, what a choice and a decision serve for, and until when somebody acts.

use interrex_register::Effect;

mod common;

use common::listed;

const ADOPTER: &str = "registrar";

fn written(plan: &str) -> String {
    format!(
        "[plan]\ntitle = \"Terms\"\nhorizon = \"30 d\"\nas-of = 2020-01-01\n\n[person.registrar]\n{plan}"
    )
}

/// Holds the answers against what is expected, after these acts.
fn check(plan: &str, acts: &str, questions: &str) {
    common::check(&written(plan), ADOPTER, &listed(acts), questions);
}

/// What became of each of these acts.
fn effects(plan: &str, acts: &str) -> Vec<Effect> {
    common::effects(&written(plan), ADOPTER, &listed(acts))
}

/// A question about an office on a day, and what is expected.
fn on(office: &str, day: u32, expected: &str) -> String {
    format!("[[question]]\nask = \"{office}\"\nas-of = 2020-01-{day:02}T12:00:00Z\n{expected}\n")
}

const MAYOR: &str = r#"
[person.alice]
[person.bob]

[office.mayor]
holder = "alice"

[office.mayor.ground.term-over]
made-by = "registrar"
effect = "ends"

[office.mayor.order.elected]
on = ["term-over"]
candidates = [{ chosen-by = "registrar", name = "elected", steps = ["sworn"] }]
gives = "title"
"#;

fn term(day: u32, over: &str, elected: &str) -> String {
    format!(
        r#"
        {day:02}T08:00:00Z kind = "certify"; ground = "mayor.term-over"; of = "{over}"; by = ["registrar"]
        {day:02}T09:00:00Z kind = "choose"; office = "mayor"; who = "{elected}"; by = ["registrar"]
        {:02}T08:00:00Z kind = "step"; office = "mayor"; step = "sworn"; who = "{elected}"; by = ["{elected}"]
        "#,
        day + 1
    )
}

/// Whoever is elected again holds for another term, which ends as the first did, and waits for another oath.
#[test]
fn whoever_holds_is_chosen_again() {
    let acts = [
        term(2, "alice", "alice"),
        term(5, "alice", "alice"),
        term(8, "alice", "bob"),
        term(11, "bob", "bob"),
        term(14, "bob", "alice"),
    ];
    let waits =
        "standing = \"waiting-for\"\nwaiting-for = [{ who = \"alice\", lacks = [\"sworn\"] }]";
    let holds = |who: &str| format!("standing = \"held\"\ntitle = \"{who}\"");
    let questions = [
        on("mayor", 2, waits),
        on("mayor", 3, &holds("alice")),
        on("mayor", 5, waits),
        on("mayor", 6, &holds("alice")),
        on("mayor", 9, &holds("bob")),
        on("mayor", 12, &holds("bob")),
        on("mayor", 15, &holds("alice")),
    ];
    check(MAYOR, &acts.concat(), &questions.concat());
    let found = common::asked(
        &written(MAYOR),
        ADOPTER,
        &listed(&acts[0]),
        &on("mayor", 4, ""),
    );
    for one in &found {
        eprintln!("{}", interrex_register::who::text(&one.answer));
    }
    let cited = found.iter().flat_map(|one| &one.answer.acts);
    let cited: Vec<u32> = cited.map(|cited| cited.act).collect();
    assert_eq!(
        cited,
        [1, 2, 3],
        "what ended the first term, the choice, the oath"
    );
}

/// Elected before the term ends, the holder goes on when it has and the oath is sworn.
#[test]
fn a_holder_is_chosen_before_the_term_ends() {
    let acts = r#"
        02 kind = "choose"; office = "mayor"; who = "alice"; by = ["registrar"]
        05T08:00:00Z kind = "certify"; ground = "mayor.term-over"; of = "alice"; by = ["registrar"]
        05T09:00:00Z kind = "step"; office = "mayor"; step = "sworn"; who = "alice"; by = ["alice"]
    "#;
    let held = "standing = \"held\"\ntitle = \"alice\"";
    check(
        MAYOR,
        acts,
        &[on("mayor", 3, held), on("mayor", 5, held)].concat(),
    );
}

const INTERIM: &str = r#"
[person.old]
dead = {}
[person.fabian]
[person.carla]

[office.president]
holder = "old"

[office.president.ground.dead]

[office.president.ground.ill]
event = "incapacitated"
certified-by = "registrar"
effect = "suspends"

[office.president.order.interim]
on = ["dead", "ill"]
candidates = [{ chosen-by = "registrar", name = "interim", steps = ["sworn"] }]
gives = "exercise"
"#;

/// The choice of somebody who left has served: another is waited for, and may fall on them again.
#[test]
fn an_interim_who_left_is_chosen_again_or_another_is() {
    let acts = r#"
        02 kind = "report"; fact = "dead(old)"; by = ["carla"]
        03T08:00:00Z kind = "choose"; office = "president"; who = "fabian"; by = ["registrar"]
        03T09:00:00Z kind = "step"; office = "president"; step = "sworn"; who = "fabian"; by = ["fabian"]
        05 kind = "resign"; office = "president"; by = ["fabian"]
        07T08:00:00Z kind = "choose"; office = "president"; who = "fabian"; by = ["registrar"]
        09T09:00:00Z kind = "step"; office = "president"; step = "sworn"; who = "fabian"; by = ["fabian"]
        11 kind = "report"; fact = "dead(fabian)"; by = ["carla"]
        13T08:00:00Z kind = "choose"; office = "president"; who = "carla"; by = ["registrar"]
        13T09:00:00Z kind = "step"; office = "president"; step = "sworn"; who = "carla"; by = ["carla"]
    "#;
    let chosen = "standing = \"waiting-for\"\nwaiting-for = [{ chosen-by = \"registrar\" }]";
    let sworn =
        "standing = \"waiting-for\"\nwaiting-for = [{ who = \"fabian\", lacks = [\"sworn\"] }]";
    let acts_as = |who: &str| format!("standing = \"held\"\nexercise = \"{who}\"");
    let questions = [
        on("president", 2, chosen),
        on("president", 3, &acts_as("fabian")),
        on("president", 6, chosen),
        on("president", 8, sworn),
        on("president", 10, &acts_as("fabian")),
        on("president", 12, chosen),
        on("president", 14, &acts_as("carla")),
    ];
    check(INTERIM, acts, &questions.concat());
}

/// Whoever left may be chosen again while another acts; what they did for the first choice does not serve the second.
#[test]
fn who_left_is_chosen_again_while_another_acts() {
    let chosen = |at: &str, who: &str| {
        format!(
            r#"{at}T08:00:00Z kind = "choose"; office = "president"; who = "{who}"; by = ["registrar"]
            {at}T09:00:00Z kind = "step"; office = "president"; step = "sworn"; who = "{who}"; by = ["{who}"]
            "#
        )
    };
    let left = |day: &str, who: &str| {
        format!("{day} kind = \"resign\"; office = \"president\"; by = [\"{who}\"]\n")
    };
    let acts = [
        "02 kind = \"report\"; fact = \"dead(old)\"; by = [\"carla\"]\n".to_owned(),
        chosen("03", "fabian"),
        left("04", "fabian"),
        chosen("05", "carla"),
        chosen("06", "fabian"),
        left("07", "carla"),
    ];
    let acts_as = |who: &str| format!("standing = \"held\"\nexercise = \"{who}\"");
    let lacks = "claimants = [{ who = \"fabian\", missing = [\"is chosen\", \"sworn\"] }]";
    let questions = [
        on("president", 3, &acts_as("fabian")),
        on("president", 4, lacks),
        on("president", 5, &acts_as("carla")),
        on("president", 6, &acts_as("fabian")),
        on("president", 7, &acts_as("fabian")),
    ];
    check(INTERIM, &acts.concat(), &questions.concat());
    // Until the other has sworn, who acts goes on.
    let acts = [
        "02 kind = \"report\"; fact = \"dead(old)\"; by = [\"carla\"]\n".to_owned(),
        chosen("03", "fabian"),
        chosen("06", "carla").replace("06T09", "08T09"),
    ];
    let questions = [
        on("president", 7, &acts_as("fabian")),
        on("president", 9, &acts_as("carla")),
    ];
    check(INTERIM, &acts.concat(), &questions.concat());
}

/// Nobody stands in for themselves.
#[test]
fn whoever_is_suspended_is_not_chosen_as_interim() {
    let acts = r#"
        02 kind = "certify"; ground = "president.ill"; of = "old"; by = ["registrar"]
        03T08:00:00Z kind = "choose"; office = "president"; who = "old"; by = ["registrar"]
        03T09:00:00Z kind = "step"; office = "president"; step = "sworn"; who = "old"; by = ["old"]
    "#;
    check(
        INTERIM,
        acts,
        &on("president", 4, "title = \"old\"\nexercise = \"nobody\""),
    );
}

const TOGETHER: &str = r#"
[person.old]
[person.one]
[person.other]

[office.head]
holder = "old"

[office.head.ground.over]
made-by = "registrar"

[office.head.order.chosen]
on = ["over"]
candidates = [{ chosen-by = "one and other", name = "chosen" }]
"#;

/// Those who choose together choose the same: the part of somebody in another choice does not count.
#[test]
fn a_choice_of_somebody_else_begins_anew() {
    let acts = r#"
        02 kind = "certify"; ground = "head.over"; of = "old"; by = ["registrar"]
        03 kind = "choose"; office = "head"; who = "one"; by = ["one"]
        04 kind = "choose"; office = "head"; who = "other"; by = ["other"]
        06 kind = "choose"; office = "head"; who = "other"; by = ["one"]
    "#;
    let questions = [
        on("head", 3, "standing = \"waiting-for\""),
        on("head", 5, "standing = \"waiting-for\""),
        on("head", 7, "standing = \"held\"\ntitle = \"other\""),
    ];
    check(TOGETHER, acts, &questions.concat());
}

const JOINT: &str = r#"
[person.gg]
[person.pm]
[person.a]
[person.b]
[person.old]
dead = {}

[office.chief]
holder = "old"

[office.chief.ground.dead]

[office.chief.order.appointed]
candidates = [{ chosen-by = "gg and pm", name = "new", steps = ["sworn"] }]
"#;

/// Those who choose together choose nobody before all have chosen the same, and one alone undoes nothing of it.
#[test]
fn one_of_several_choosers_chooses_nobody() {
    let chosen = |day: u32, who: &str, by: &str| {
        format!("{day:02} kind = \"choose\"; office = \"chief\"; who = \"{who}\"; by = [{by}]\n")
    };
    let sworn = |day: u32, who: &str| {
        format!(
            "{day:02} kind = \"step\"; office = \"chief\"; step = \"sworn\"; who = \"{who}\"; by = [\"{who}\"]\n"
        )
    };
    let dead = "02 kind = \"report\"; fact = \"dead(old)\"; by = [\"pm\"]\n".to_owned();
    let (gg, pm, both) = ("\"gg\"", "\"pm\"", "\"gg\", \"pm\"");
    let waits = "standing = \"waiting-for\"\nwaiting-for = [{ chosen-by = \"gg and pm\" }]\nexercise = \"nobody\"";
    let part = |who: &str, by: &str| {
        let missing = format!("is chosen by those who choose, so far by `{by}` alone");
        format!("{waits}\nclaimants = [{{ who = \"{who}\", missing = [\"{missing}\"] }}]")
    };
    let holds = |who: &str| format!("standing = \"held\"\ntitle = \"{who}\"");
    // The part of one is no choice.
    let acts = [dead.clone(), chosen(3, "a", gg), sworn(4, "a")].concat();
    check(JOINT, &acts, &on("chief", 5, &part("a", "gg")));
    assert_eq!(effects(JOINT, &acts)[1].word(), "waiting");
    // Nor does it undo one.
    let acts = [
        dead.clone(),
        chosen(3, "a", both),
        chosen(4, "b", pm),
        sworn(5, "a"),
    ]
    .concat();
    check(JOINT, &acts, &on("chief", 6, &holds("a")));
    assert_eq!(effects(JOINT, &acts)[2].word(), "waiting");
    // Who comes to another mind takes their own part back alone.
    let acts = [
        dead.clone(),
        chosen(3, "a", gg),
        chosen(4, "b", pm),
        chosen(5, "a", pm),
        sworn(6, "a"),
    ]
    .concat();
    let questions = [
        on("chief", 4, &part("b", "pm")),
        on("chief", 5, ""),
        on("chief", 7, &holds("a")),
    ];
    check(JOINT, &acts, &questions.concat());
    let acts = [
        dead.clone(),
        chosen(3, "a", gg),
        chosen(4, "b", gg),
        chosen(5, "a", pm),
        sworn(6, "a"),
    ]
    .concat();
    check(JOINT, &acts, &on("chief", 7, &part("a", "pm")));
    // Another choice by both takes the place of the first.
    let acts = [
        dead,
        chosen(3, "a", both),
        chosen(4, "b", pm),
        chosen(5, "b", gg),
        sworn(6, "a"),
        sworn(7, "b"),
    ]
    .concat();
    let questions = [
        on("chief", 6, "standing = \"waiting-for\""),
        on("chief", 8, &holds("b")),
    ];
    check(JOINT, &acts, &questions.concat());
}

const TAKEN_BACK: &str = r#"
[person.first]
dead = {}
[person.ana]
[person.ben]

[office.head]
holder = "first"
resigns = {}

[office.head.ground.resigned]
[office.head.ground.dead]

[office.head.order.line]
candidates = [{ chosen-by = "registrar", name = "chosen", steps = ["sworn"] }]
gives = "title"

[power.sign]
held-by = "head"

[power.annul]
held-by = "head"
"#;

/// What has moved an office is not undone by who did it alone, nor an order by who no longer has the power; a part that
/// nothing came of is.
#[test]
fn what_has_moved_an_office_is_annulled_under_a_power() {
    let annuls = |day: u32, act: &str, rest: &str, by: &str| {
        format!("{day:02} kind = \"annul\"; act = \"{act}\"; {rest}by = [\"{by}\"]\n")
    };
    let begun = r#"
        02 id = "order"; kind = "order"; power = "sign"; title = "a"; by = ["first"]
        03 id = "left"; kind = "resign"; office = "head"; by = ["first"]
        04 id = "choice"; kind = "choose"; office = "head"; who = "ana"; by = ["registrar"]
    "#;
    let sworn = r#"05 id = "oath"; kind = "step"; office = "head"; step = "sworn"; who = "ana"; by = ["ana"]
    "#;
    let last = |acts: &[&str]| effects(TAKEN_BACK, &acts.concat()).pop().expect("an act");
    let refused = |acts: &[&str]| match last(acts) {
        Effect::Without(reason) => reason,
        other => panic!("{other:?}"),
    };
    let alone = "`head` has changed hands by it";
    for (act, by, retroactive) in [
        ("left", "first", ""),
        ("left", "first", "retroactive = true; "),
        ("choice", "registrar", "retroactive = true; "),
        ("oath", "ana", ""),
    ] {
        let reason = refused(&[begun, sworn, &annuls(6, act, retroactive, by)]);
        assert!(reason.starts_with(alone), "{act}: {reason}");
    }
    let held = "standing = \"held\"\ntitle = \"ana\"";
    let acts = [
        begun,
        sworn,
        &annuls(6, "left", "retroactive = true; ", "first"),
    ]
    .concat();
    check(TAKEN_BACK, &acts, &on("head", 7, held));
    let reason = refused(&[begun, sworn, &annuls(6, "order", "", "first")]);
    assert!(reason.contains("`sign`"), "{reason}");
    assert_eq!(
        last(&[
            &begun[..begun.find("03 id").expect("it")],
            &annuls(3, "order", "", "first")
        ]),
        Effect::InEffect
    );
    // A choice of which nothing came, and anything under a power.
    assert_eq!(
        last(&[begun, &annuls(5, "choice", "", "registrar")]),
        Effect::InEffect
    );
    let under = annuls(
        6,
        "choice",
        "under = \"annul\"; retroactive = true; ",
        "ana",
    );
    let reason = refused(&[begun, sworn, &under]);
    assert_eq!(reason, "it would annul what it rests on itself");
    let under = annuls(6, "left", "under = \"annul\"; ", "ana");
    assert_eq!(last(&[begun, sworn, &under]), Effect::InEffect);
}

/// A finding is taken back by those who find it, and by nobody who did once.
#[test]
fn a_finding_is_taken_back_by_those_who_find_it() {
    let plan = TAKEN_BACK.replace("[office.head.ground.dead]", "[office.head.ground.unfit]\nmade-by = \"judge\"\n\n[office.judge]\nholder = \"ben\"\nresigns = {}\n\n[office.judge.ground.resigned]\n");
    let found = r#"02 id = "finding"; kind = "certify"; ground = "head.unfit"; of = "first"; by = ["ben"]
    "#;
    let resigns = r#"03 kind = "resign"; office = "judge"; by = ["ben"]
    "#;
    let back = r#"04 kind = "annul"; act = "finding"; by = ["ben"]"#;
    let told = |acts: &[&str]| effects(&plan, &acts.concat()).pop().expect("an act");
    assert_eq!(told(&[found, back]), Effect::InEffect);
    check(
        &plan,
        &[found, back].concat(),
        &on("head", 5, "standing = \"held\"\ntitle = \"first\""),
    );
    assert!(
        matches!(told(&[found, resigns, back]), Effect::Without(reason) if reason.starts_with("`head` has changed hands by it"))
    );
}

/// Whoever acts by an order that ends comes by the next one that names them, in the same moment.
#[test]
fn who_acts_goes_on_by_the_order_that_takes_the_place_of_theirs() {
    let plan = r#"
        [person.first]
        dead = {}
        [person.ana]
        [person.ben]

        [office.head]
        holder = "first"

        [office.head.ground.dead]

        [office.head.order.until-then]
        candidates = ["ana"]
        gives = "exercise"
        until = 2020-01-05

        [office.head.order.afterwards]
        candidates = ["ana", "ben"]
        gives = "exercise"
        from = 2020-01-06
    "#;
    let dead = r#"02 kind = "report"; fact = "dead(first)"; by = ["ben"]
    "#;
    let acts_as = |day: u32, who: &str| on("head", day, &format!("exercise = \"{who}\""));
    let both = [acts_as(5, "ana"), acts_as(6, "ana")].concat();
    check(plan, dead, &both);
    let left = format!("{dead}\n04 kind = \"resign\"; office = \"head\"; by = [\"ana\"]\n");
    let both = [acts_as(5, "nobody"), acts_as(6, "ben")].concat();
    check(plan, &left, &both);
}

const DIRECTED: &str = r#"
[person.first]
dead = {}
[person.ana]
[person.ben]

[decision.confirmed]
by = "registrar"

[office.head]
holder = "first"

[office.head.ground.dead]

[office.head.order.acting]
candidates = [{ chosen-by = "registrar", name = "directed" }]
gives = "exercise"
limit = "10 d"

[office.head.order.appointed]
candidates = [{ chosen-by = "registrar", name = "nominee" }]
when = "confirmed"
precedence = 1
gives = "title"

[power.annul]
held-by = "registry"

[office.registry]
holder = "registrar"
"#;

/// Where several orders leave the choice to the same, a choice that names one serves that one alone.
#[test]
fn a_choice_may_name_the_order_by_which_it_is() {
    let acts = |by: &str| {
        format!(
            r#"
            02 kind = "report"; fact = "dead(first)"; by = ["ben"]
            03 kind = "choose"; office = "head"; who = "ana"; {by}by = ["registrar"]
            04 kind = "decide"; decision = "confirmed"; by = ["registrar"]
            05 kind = "choose"; office = "head"; who = "ben"; order = "appointed"; by = ["registrar"]
            "#
        )
    };
    let titled = |day: u32, who: &str| on("head", day, &format!("title = \"{who}\""));
    check(
        DIRECTED,
        &acts(""),
        &[titled(4, "ana"), titled(6, "ana")].concat(),
    );
    let named = [titled(4, "nobody"), titled(6, "ben")].concat();
    check(DIRECTED, &acts("order = \"acting\"; "), &named);
    let unknown = effects(DIRECTED, &acts("order = \"other\"; "));
    assert_eq!(
        unknown[1],
        Effect::Without("`head` has no order `other`".to_owned())
    );
}

/// That the choice of somebody is annulled from now on gives whoever comes after them no more time.
#[test]
fn an_annulment_from_now_on_prolongs_no_limit() {
    let chosen = |day: u32, who: &str| {
        format!(
            "{day:02} id = \"{who}\"; kind = \"choose\"; office = \"head\"; order = \"acting\"; who = \"{who}\"; by = [\"registrar\"]\n"
        )
    };
    let acts = [
        "02 kind = \"report\"; fact = \"dead(first)\"; by = [\"ben\"]\n".to_owned(),
        chosen(3, "ana"),
        "06 kind = \"annul\"; act = \"ana\"; under = \"annul\"; by = [\"registrar\"]\n".to_owned(),
        chosen(7, "ben"),
    ];
    let acts_as = |day: u32, who: &str| on("head", day, &format!("exercise = \"{who}\""));
    let questions = [
        acts_as(5, "ana"),
        acts_as(6, "nobody"),
        acts_as(12, "ben"),
        acts_as(13, "nobody"),
    ];
    check(DIRECTED, &acts.concat(), &questions.concat());
}

const LINE: &str = r#"
[person.first]
dead = {}
[person.ana]
incapacitated = {}
[person.ben]
[person.congress]

[office.head]
holder = "first"
resigns = {}

[office.head.ground.dead]
[office.head.ground.resigned]
[office.head.ground.removed]
made-by = "congress"

[office.head.order.acting]
on = ["dead"]
candidates = ["a", "b"]
passes = ["dead", "incapacitated"]
gives = "exercise"
until = 2020-01-20

[office.head.order.after-resignation]
on = ["resigned"]
candidates = [{ who = "ana", steps = ["sworn"] }]

[office.head.order.after-removal]
on = ["removed"]
candidates = ["ben"]
precedence = 1

[office.a]
holder = "ana"

[office.b]
holder = "ben"
"#;

/// An acting holder in a state for which the law passes to the next is passed, whenever it came; who acts does so while the
/// order is law.
#[test]
fn who_acts_is_passed_as_who_might_and_no_longer_than_the_order_is_law() {
    let acts = r#"
        02 kind = "report"; fact = "dead(first)"; by = ["ben"]
        04 kind = "report"; fact = "incapacitated(ana)"; by = ["ben"]
        06 kind = "report"; fact = "incapacitated(ana)"; holds = false; by = ["ben"]
    "#;
    let acts_as = |who: &str| format!("standing = \"held\"\nexercise = \"{who}\"");
    let questions = [
        on("head", 3, &acts_as("ana")),
        on("head", 4, &acts_as("ben")),
        on("head", 7, &acts_as("ben")),
        on("head", 19, &acts_as("ben")),
        on("head", 21, "standing = \"nobody\""),
    ];
    check(LINE, acts, &questions.concat());
    let kept = LINE.replace("\"dead\", \"incapacitated\"", "\"dead\"");
    let unable = "standing = \"held-but-unable\"\nexercise = \"ana\"";
    check(&kept, acts, &on("head", 4, unable));
}

/// Whoever has resigned has nothing that could be taken from them, though their successor has not come yet.
#[test]
fn who_has_lost_the_title_is_not_removed() {
    let acts = r#"
        02 kind = "resign"; office = "head"; by = ["first"]
        03 kind = "certify"; ground = "head.removed"; of = "first"; by = ["congress"]
    "#;
    let reason = "`first` no longer has the title of `head`: `head.resigned` has taken it";
    assert_eq!(
        effects(LINE, acts),
        [Effect::InEffect, Effect::Without(reason.to_owned())]
    );
    let waits =
        "standing = \"waiting-for\"\nwaiting-for = [{ who = \"ana\", lacks = [\"sworn\"] }]";
    check(LINE, acts, &on("head", 4, waits));
}

/// For how long somebody acts is said where the order limits it; then they act no longer, and that is said.
#[test]
fn the_time_for_which_somebody_acts() {
    let plan = LINE.replace("until = 2020-01-20", "limit = \"10 d\"");
    let acts = r#"
        02T00:00:00Z kind = "report"; fact = "dead(first)"; by = ["ben"]
        06 kind = "report"; fact = "incapacitated(ana)"; by = ["ben"]
        08 kind = "report"; fact = "incapacitated(ana)"; holds = false; by = ["ben"]
    "#;
    let at = |moment: &str, expected: &str| {
        let text = format!("[[question]]\nask = \"head\"\nas-of = {moment}\n{expected}\n");
        let plan = written(&plan);
        let mut asked = common::asked(&plan, ADOPTER, &listed(acts), &text).into_iter();
        let one = asked.next().expect("a question");
        assert!(one.departures.is_empty(), "{:?}", one.departures);
        one.answer
    };
    let last = at(
        "2020-01-11T23:59:59Z",
        "standing = \"held\"\nexercise = \"ben\"",
    );
    let until = "`ben` acts by the order `acting` for 10 d: until 2020-01-12T00:00:00Z";
    assert_eq!(last.warnings, [format!("{until}, unless it ends before")]);
    // It runs since the first of them came, and to nobody else is it given again.
    let claims = "claimants = [{ who = \"ana\", exercise = false, contradicted = [\"the time is not over\"] }]";
    let over = at(
        "2020-01-12T00:00:00Z",
        &format!("standing = \"nobody\"\n{claims}"),
    );
    let said = "the order `acting` lets somebody act for 10 d, from 2020-01-02T00:00:00Z on, and that is over";
    assert_eq!(over.warnings, [said]);
    let last = over.turns.last().expect("a turn");
    assert_eq!(
        (last.at.as_str(), last.act, &last.who),
        ("2020-01-12T00:00:00Z", None, &None)
    );
}

const HOURS: &str = r#"
[person.first]
captive = {}
dead = {}
[person.ana]
[person.ben]

[office.head]
holder = "first"

[office.head.ground.captive]
[office.head.ground.dead]

[office.head.order.paper]
on = ["captive", "dead"]
candidates = ["ana"]
gives = "exercise"
precedence = 1
limit = "8 h"

[office.head.order.list]
on = ["captive"]
candidates = ["ana", "ben"]
passes = ["declined"]

[power.sign]
held-by = "head"
"#;

/// A designation for some hours is over after them, and the next order is followed, by which the same person may come;
/// another cause is another time.
#[test]
fn when_the_time_of_an_order_is_over_the_next_is_followed() {
    let acts = r#"
        02T06:00:00Z kind = "report"; fact = "captive(first)"; by = ["ben"]
        02T13:59:58Z kind = "decline"; office = "head"; by = ["ana"]
        02T13:59:59Z kind = "order"; power = "sign"; title = "a"; by = ["ana"]
        02T14:00:00Z kind = "order"; power = "sign"; title = "b"; by = ["ana"]
        03T06:00:00Z kind = "report"; fact = "captive(first)"; holds = false; by = ["ben"]
        04T06:00:00Z kind = "report"; fact = "captive(first)"; by = ["ben"]
        05T06:00:00Z kind = "report"; fact = "dead(first)"; by = ["ben"]
    "#;
    let asked = |day: u32, hour: u32, expected: &str| {
        format!(
            "[[question]]\nask = \"head\"\nas-of = 2020-01-{day:02}T{hour:02}:00:00Z\n{expected}\n"
        )
    };
    let acts_as = |who: &str| format!("standing = \"held\"\nexercise = \"{who}\"");
    let questions = [
        asked(2, 13, &acts_as("ana")),
        asked(2, 15, &acts_as("ben")),
        asked(3, 12, &acts_as("first")),
    ];
    check(HOURS, acts, &questions.concat());
    let willing = acts.replace(
        "kind = \"decline\"; office = \"head\"",
        "kind = \"claim\"; of = \"head\"",
    );
    let asked = common::asked(
        &written(HOURS),
        ADOPTER,
        &listed(&willing),
        &on("head", 6, ""),
    );
    let turns = asked.iter().flat_map(|one| &one.answer.turns);
    let turns = turns.filter(|turn| turn.change == "exercise");
    let turns: Vec<_> = turns
        .map(|turn| (&turn.at[8..16], turn.who.as_deref(), turn.order.as_deref()))
        .collect();
    let (ana, first) = (Some("ana"), Some("first"));
    assert_eq!(
        turns,
        [
            ("02T06:00", ana, Some("paper")),
            ("02T14:00", ana, Some("list")),
            ("03T06:00", first, None),
            ("04T06:00", ana, Some("paper")),
            ("04T14:00", ana, Some("list")),
            ("05T06:00", ana, Some("paper")),
            ("05T14:00", None, None),
        ]
    );
    let orders = effects(HOURS, acts);
    let none = "ana does not hold the power `sign`: ben does".to_owned();
    assert_eq!(
        (&orders[2], &orders[3]),
        (&Effect::InEffect, &Effect::Without(none))
    );
}

const FAR: &str = r#"
[place.capital]
[place.abroad]

[person.first]
base = "capital"
captive = {}
[person.dan]
base = "abroad"

[office.head]
holder = "first"

[office.head.ground.captive]

[office.head.order.line]
candidates = ["deputy"]
gives = "exercise"

[office.deputy]
holder = "dan"
"#;

/// What is on record is known to whoever acts, though no link of the plan leads to where they are.
#[test]
fn who_acts_far_away_knows_what_is_on_record() {
    let acts = r#"02 kind = "report"; fact = "captive(first)"; by = ["dan"]"#;
    check(
        FAR,
        acts,
        &on("head", 3, "standing = \"held\"\nexercise = \"dan\""),
    );
}

const SPEAKER: &str = r#"
[person.first]
dead = {}
[person.old-speaker]
[person.new-speaker]
[person.next-speaker]

[office.president]
holder = "first"

[office.president.ground.dead]

[office.president.order.line]
on = ["dead"]
candidates = ["speaker"]
gives = "title"
leaves-post = true

[office.speaker]
holder = "old-speaker"
resigns = {}

[office.speaker.ground.resigned]

[office.speaker.order.elected]
on = ["resigned", "vacant"]
candidates = [{ chosen-by = "registrar", name = "elected" }]
gives = "title"
"#;

/// Who comes to a post and by it to an office in one act leaves the post as who had it before.
#[test]
fn a_post_is_left_by_who_comes_through_it_at_once() {
    let acts = r#"
        02 kind = "resign"; office = "speaker"; by = ["old-speaker"]
        03 kind = "report"; fact = "dead(first)"; by = ["new-speaker"]
        05 kind = "choose"; office = "speaker"; who = "new-speaker"; by = ["registrar"]
        07 kind = "choose"; office = "speaker"; who = "next-speaker"; by = ["registrar"]
    "#;
    let holds = |who: &str| format!("standing = \"held\"\ntitle = \"{who}\"");
    let questions = [
        on("president", 6, &holds("new-speaker")),
        on("speaker", 6, "standing = \"waiting-for\""),
        on("president", 8, &holds("new-speaker")),
        on("speaker", 8, &holds("next-speaker")),
    ];
    for plan in [SPEAKER.to_owned(), speaker_first()] {
        check(&plan, acts, &questions.concat());
    }
}

/// Who comes by a post that they had leaves it, and a choice for another term of theirs does not bring them back to it.
#[test]
fn a_post_is_left_by_who_was_chosen_for_another_term() {
    let acts = r#"
        02 kind = "choose"; office = "speaker"; who = "old-speaker"; by = ["registrar"]
        03 kind = "report"; fact = "dead(first)"; by = ["new-speaker"]
    "#;
    for plan in [SPEAKER.to_owned(), speaker_first()] {
        let found = common::asked(
            &written(&plan),
            ADOPTER,
            &listed(acts),
            &on("speaker", 6, ""),
        );
        for one in found {
            let turns = one.answer.turns.into_iter().map(|turn| turn.who);
            let turns: Vec<_> = turns.collect();
            assert_eq!(turns, [None], "{plan}");
        }
        let holds = "standing = \"held\"\ntitle = \"old-speaker\"";
        check(&plan, acts, &on("president", 6, holds));
    }
}

/// So does who only comes to act by it; and who had the post before leaves it once, and does not come to it again by that.
#[test]
fn a_post_is_left_once_and_for_acting_too() {
    let resigned = r#"02 kind = "resign"; office = "speaker"; by = ["old-speaker"]"#;
    let dead = r#"kind = "report"; fact = "dead(first)"; by = ["next-speaker"]"#;
    let chosen = r#"kind = "choose"; office = "speaker"; who = "new-speaker"; by = ["registrar"]"#;
    let acting = SPEAKER.replacen("gives = \"title\"", "gives = \"exercise\"", 1);
    let turns = |plan: &str, acts: &str, president: &str| {
        let waits = "standing = \"waiting-for\"";
        let questions = [on("president", 6, president), on("speaker", 6, waits)].concat();
        let found = common::asked(&written(plan), ADOPTER, &listed(acts), &questions);
        let mut turns = Vec::new();
        for one in found {
            assert!(one.departures.is_empty(), "{:?}", one.departures);
            turns.push(one.answer.turns.into_iter().map(|turn| turn.who));
        }
        turns.into_iter().flatten().collect::<Vec<_>>()
    };
    let who = |who: &str| Some(who.to_owned());
    let at_once = format!("{resigned}\n03 {dead}\n05 {chosen}");
    assert_eq!(
        turns(
            &acting,
            &at_once,
            "title = \"nobody\"\nexercise = \"new-speaker\""
        ),
        [None, who("new-speaker"), None, who("new-speaker"), None]
    );
    let before = format!("{resigned}\n03 {chosen}\n05 {dead}");
    assert_eq!(
        turns(SPEAKER, &before, "title = \"new-speaker\""),
        [who("new-speaker"), None, who("new-speaker"), None]
    );
}

/// The same plan, with the post before the office.
fn speaker_first() -> String {
    let (rest, speaker) = SPEAKER.split_once("[office.speaker]").expect("a post");
    let (people, president) = rest.split_once("[office.president]").expect("an office");
    format!("{people}[office.speaker]{speaker}\n[office.president]{president}")
}

const UNTIL_ELECTED: &str = r#"
[person.one]
dead = {}
[person.two]
dead = {}
[person.deputy]
[person.other]

[body.council]
members = ["deputy", "other", "registrar"]
quorum = 2

[decision.elect]
by = "council"

[office.mayor]
holder = "one"

[office.mayor.ground.dead]

[office.mayor.order.acting]
on = ["dead"]
candidates = ["deputy"]
gives = "exercise"

[office.mayor.order.elected]
on = ["dead"]
candidates = [{ chosen-by = "council", name = "elected" }]
when = "elect"
precedence = 1
gives = "title"
"#;

/// A decision is taken back by those who make it, together: at the next vacancy it has to be made again.
#[test]
fn a_decision_is_taken_back() {
    let acts = r#"
        02 kind = "report"; fact = "dead(one)"; by = ["other"]
        03T08:00:00Z kind = "decide"; decision = "elect"; by = ["council"]
        03T09:00:00Z kind = "choose"; office = "mayor"; who = "two"; by = ["council"]
        04T07:00:00Z kind = "decide"; decision = "elect"; holds = false; by = ["other"]
        04T08:00:00Z kind = "decide"; decision = "elect"; holds = false; by = ["council"]
        04T09:00:00Z kind = "decide"; decision = "elect"; holds = false; by = ["council"]
        06 kind = "report"; fact = "dead(two)"; by = ["other"]
        08T08:00:00Z kind = "decide"; decision = "elect"; by = ["council"]
        08T09:00:00Z kind = "choose"; office = "mayor"; who = "other"; by = ["council"]
    "#;
    let questions = [
        on("mayor", 2, "standing = \"held\"\nexercise = \"deputy\""),
        on("mayor", 5, "standing = \"held\"\ntitle = \"two\""),
        on("mayor", 7, "standing = \"held\"\nexercise = \"deputy\""),
        on("mayor", 9, "standing = \"held\"\ntitle = \"other\""),
    ];
    check(UNTIL_ELECTED, acts, &questions.concat());
    let told = effects(UNTIL_ELECTED, acts);
    let words: Vec<&str> = told.iter().map(Effect::word).collect();
    let expected = [
        "noted",
        "in-effect",
        "in-effect",
        "without-effect",
        "in-effect",
        "without-effect",
        "noted",
        "in-effect",
        "in-effect",
    ];
    assert_eq!(words, expected, "{told:#?}");
}

const CARETAKER: &str = r#"
[person.first]
[person.second]

[office.director]
holder = "first"
resigns = {}

[office.director.ground.resigned]

[office.director.order.carries-on]
on = ["resigned"]
candidates = [{ chosen-by = "registrar", name = "caretaker" }]
gives = "exercise"
"#;

/// Who carries on after a resignation has come anew, by the order and the choice, and not since the plan was adopted.
#[test]
fn who_carries_on_has_come_anew() {
    let acts = r#"
        02 kind = "resign"; office = "director"; by = ["first"]
        03 kind = "choose"; office = "director"; who = "first"; by = ["registrar"]
    "#;
    let plan = written(CARETAKER);
    let expected = on(
        "director",
        4,
        "standing = \"held\"\ntitle = \"nobody\"\nexercise = \"first\"",
    );
    let found = common::asked(&plan, ADOPTER, &listed(acts), &expected);
    for one in found {
        assert!(one.departures.is_empty(), "{:?}", one.departures);
        let turns = one.answer.turns.iter();
        let turns: Vec<_> = turns.map(|turn| (turn.act, turn.who.as_deref())).collect();
        assert_eq!(turns, [(Some(1), None), (Some(2), Some("first"))]);
        let orders = one.answer.claimants.iter();
        let orders: Vec<_> = orders.map(|claimant| claimant.order.as_deref()).collect();
        assert_eq!(orders, [Some("carries-on")]);
    }
}

const SENIORS: &str = r#"
[person.first]
dead = {}
[person.ana]
incapacitated = {}
[person.ben]

[office.head]
holder = "first"

[office.head.ground.dead]

[office.head.order.line]
on = ["dead"]
candidates = ["a", "b"]
passes = ["incapacitated", "ineligible"]
gives = "exercise"
displaces = true

[office.head.order.later]
on = ["dead"]
candidates = ["b"]
passes = ["incapacitated", "ineligible"]
gives = "exercise"
from = 2020-01-20

[office.a]
holder = "ana"

[office.b]
holder = "ben"
"#;

/// Whom a senior has displaced has left nothing, and acts again when it is their turn again; so does, by the order that takes
/// the place of theirs, whose order is no longer law.
#[test]
fn who_is_displaced_may_act_again() {
    let ill = |day: u32, holds: bool| {
        format!(
            "{day:02} kind = \"report\"; fact = \"incapacitated(ana)\"; holds = {holds}; by = [\"ben\"]\n"
        )
    };
    let dead = "02 kind = \"report\"; fact = \"dead(first)\"; by = [\"ben\"]\n".to_owned();
    let left = "09 kind = \"resign\"; office = \"head\"; by = [\"ben\"]\n".to_owned();
    let acts_as = |day: u32, who: &str| on("head", day, &format!("exercise = \"{who}\""));
    let mut questions = vec![
        acts_as(3, "ben"),
        acts_as(5, "ana"),
        acts_as(7, "ben"),
        acts_as(19, "ben"),
        acts_as(20, "ben"),
    ];
    let mut acts = vec![ill(1, true), dead, ill(4, false), ill(6, true)];
    check(SENIORS, &acts.concat(), &questions.concat());
    let lapsed = SENIORS.replace("displaces = true", "displaces = true\nuntil = 2020-01-19");
    check(&lapsed, &acts.concat(), &questions.concat());
    // Who resigns has left, and does not come back.
    acts.push(left);
    questions.truncate(3);
    questions.push(acts_as(12, "nobody"));
    check(SENIORS, &acts.concat(), &questions.concat());
}

const OVERLAPPING: &str = r#"
[person.first]
incapacitated = {}
captive = {}
dead = {}
[person.ana]
[person.ben]

[office.head]
holder = "first"
resigns = {}

[office.head.ground.incapacitated]
[office.head.ground.captive]
[office.head.ground.dead]

[office.head.order.ill]
on = ["incapacitated", "dead"]
candidates = ["ana"]
gives = "exercise"

[office.head.order.taken]
on = ["captive"]
candidates = ["ana", "ben"]
passes = ["declined"]
gives = "exercise"
"#;

/// Whoever acts for one suspension does not go on for another that overlaps it; they come again where its order names them.
#[test]
fn who_acts_for_one_suspension_does_not_for_another() {
    let state = |day: u32, state: &str, holds: bool| {
        format!(
            "{day:02} kind = \"report\"; fact = \"{state}(first)\"; holds = {holds}; by = [\"ben\"]\n"
        )
    };
    let acts = [
        state(2, "incapacitated", true),
        state(4, "captive", true),
        state(6, "incapacitated", false),
        state(8, "captive", false),
    ]
    .concat();
    let by = |plan: &str| {
        let found = common::asked(&written(plan), ADOPTER, &listed(&acts), &on("head", 9, ""));
        let turns = found.into_iter().flat_map(|one| one.answer.turns);
        turns.map(|turn| (turn.who, turn.order)).collect::<Vec<_>>()
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        by(OVERLAPPING),
        [
            (some("ana"), some("ill")),
            (some("ana"), some("taken")),
            (some("first"), None)
        ]
    );
    let other = OVERLAPPING.replace("[\"ana\", \"ben\"]", "[\"ben\"]");
    assert_eq!(
        by(&other),
        [
            (some("ana"), some("ill")),
            (some("ben"), some("taken")),
            (some("first"), None)
        ]
    );
}

/// That acting ends is told, also where it went on when the title was lost.
#[test]
fn the_end_of_acting_is_told_after_the_title_was_lost() {
    let acts = r#"
        02 kind = "report"; fact = "incapacitated(first)"; by = ["ben"]
        04 kind = "report"; fact = "dead(first)"; by = ["ben"]
        06 kind = "resign"; office = "head"; by = ["ana"]
    "#;
    let found = common::asked(
        &written(OVERLAPPING),
        ADOPTER,
        &listed(acts),
        &on("head", 7, "standing = \"nobody\""),
    );
    let turns = found.into_iter().flat_map(|one| one.answer.turns);
    let turns: Vec<_> = turns
        .map(|turn| (turn.act, turn.change, turn.who))
        .collect();
    let ana = Some("ana".to_owned());
    assert_eq!(
        turns,
        [
            (Some(1), "exercise", ana.clone()),
            (Some(2), "title", None),
            (Some(2), "exercise", ana),
            (Some(3), "exercise", None)
        ]
    );
}

const UNQUALIFIED: &str = r#"
[person.first]
[person.second]

[office.head]
holder = "first"
resigns = {}

[office.head.ground.resigned]

[office.head.order.line]
candidates = ["first", "second"]
passes = ["dead"]
"#;

/// An order that names whoever had the title waits for them where it does not pass who is ineligible, and says why.
#[test]
fn who_had_the_title_is_waited_for_in_vain() {
    let acts = r#"02 kind = "resign"; office = "head"; by = ["first"]"#;
    let lacks = "to be another than whoever had it";
    let waits = format!("waiting-for = [{{ who = \"first\", lacks = [\"{lacks}\"] }}]");
    check(UNQUALIFIED, acts, &on("head", 3, &waits));
}

const MARSHALS: &str = r#"
[person.first]
dead = {}
[person.ana]
[person.ben]
[person.carla]

[office.president]
holder = "first"

[office.president.ground.dead]

[office.president.order.interim]
on = ["dead"]
candidates = ["speaker", "senior"]
passes = ["dead", "no holder"]
gives = "exercise"
leaves-post = false
displaces = true

[office.speaker]
holder = "ana"
resigns = {}

[office.speaker.ground.resigned]

[office.speaker.order.elected]
on = ["resigned"]
candidates = [{ chosen-by = "registrar", name = "elected" }]
gives = "title"

[office.senior]
holder = "ben"
"#;

/// A post that nobody has yet is waited for, or passed where the law passes what is unfilled: then the next in line acts
/// until it is filled, and gives way.
#[test]
fn a_post_that_nobody_has_yet_is_passed_or_waited_for() {
    let acts = r#"
        02 kind = "report"; fact = "dead(first)"; by = ["ben"]
        04 kind = "resign"; office = "speaker"; by = ["ana"]
        06 kind = "choose"; office = "speaker"; who = "carla"; by = ["registrar"]
    "#;
    let acts_as = |who: &str| format!("standing = \"held\"\nexercise = \"{who}\"");
    let around = |between: &str| {
        let asked = [(3, &*acts_as("ana")), (5, between), (7, &*acts_as("carla"))];
        asked
            .map(|(day, expected)| on("president", day, expected))
            .concat()
    };
    let waits =
        "standing = \"waiting-for\"\nwaiting-for = [{ lacks = [\"the title of speaker\"] }]";
    let plan = written(MARSHALS);
    let found = common::asked(&plan, ADOPTER, &listed(acts), &around(waits));
    let warned = found.iter().map(|one| {
        assert!(one.departures.is_empty(), "{:?}", one.departures);
        one.answer.warnings.len()
    });
    assert_eq!(warned.collect::<Vec<_>>(), [0, 1, 0]);
    let said = "the order `interim` waits until somebody has speaker; where the law goes on to the next until then, `passes` in the \
                plan says \"unfilled\"";
    assert_eq!(found[1].answer.warnings, [said]);
    let passing = MARSHALS.replace("\"no holder\"", "\"unfilled\"");
    let claims =
        "claimants = [{ who = \"ben\", met = [\"speaker, who comes before, is passed\"] }]";
    check(
        &passing,
        acts,
        &around(&format!("{}\n{claims}", acts_as("ben"))),
    );
}

/// Whom the order passes is nobody who comes next, and one dated back is told where it is about the office.
#[test]
fn who_is_passed_is_not_next() {
    let plan = r#"
        [person.first]
        dead = {}
        [person.ana]

        [office.head]
        holder = "first"

        [office.head.ground.dead]

        [office.head.order.line]
        candidates = ["ana"]
        requires = ["judge"]
        gives = "exercise"

        [office.other]
        holder = "ana"
        resigns = {}

        [office.other.ground.resigned]
    "#;
    let acts = r#"
        02 kind = "report"; fact = "dead(first)"; by = ["ana"]
        03 kind = "resign"; office = "other"; effective = 2020-01-02; by = ["ana"]
    "#;
    let questions = [on("head", 4, ""), on("other", 4, ""), on("other", 2, "")].concat();
    let found = common::asked(&written(plan), ADOPTER, &listed(acts), &questions);
    let told = found.iter().map(|one| {
        let claimants = one.answer.claimants.iter();
        let claimants: Vec<&str> = claimants.map(|one| one.who.as_str()).collect();
        let backdated = one.answer.backdated.iter();
        (claimants, backdated.map(|one| one.act).collect())
    });
    let told: Vec<(Vec<&str>, Vec<u32>)> = told.collect();
    assert_eq!(
        told,
        [
            (vec!["first"], vec![]),
            (vec!["ana"], vec![2]),
            (vec!["ana"], vec![2])
        ]
    );
    let merit = plan.replace("[person.ana]", "[person.ana]\nqualities = [\"judge\"]");
    let acts_as = "standing = \"held\"\nexercise = \"ana\"";
    check(&merit, acts, &on("head", 4, acts_as));
}

/// A decision on which an office turns, and that has no effect, is told of the office.
#[test]
fn a_decision_without_effect_is_told_of_the_office_that_turns_on_it() {
    let acts = r#"
        02 kind = "report"; fact = "dead(one)"; by = ["other"]
        03 id = "alone"; kind = "decide"; decision = "elect"; holds = false; by = ["council"]
    "#;
    let expected =
        "exercise = \"deputy\"\nwithout-effect = [{ act = \"alone\", reason = \"is not made\" }]";
    check(UNTIL_ELECTED, acts, &on("mayor", 4, expected));
    // Also where a ground turns on it.
    let ground = "[office.mayor.ground.elected]\nwhen = \"elect\"\n\n[office.mayor.order.acting]";
    let plan = UNTIL_ELECTED.replace("[office.mayor.order.acting]", ground);
    let plan = plan.replace("when = \"elect\"\nprecedence", "precedence");
    let none = "without-effect = [{ act = \"alone\", reason = \"is not made\" }]";
    check(&plan, acts, &on("mayor", 4, none));
}

const CHOSEN_ONCE: &str = r#"
[person.first]
incapacitated = {}
[person.ana]
[person.ben]
[person.congress]

[office.head]
holder = "first"

[office.head.ground.ill]
event = "incapacitated"
effect = "suspends"

[office.head.order.acting]
on = ["ill"]
candidates = [{ chosen-by = "congress", name = "chosen" }, "ben"]
passes = ["dead", "not completed"]
displaces = true
gives = "exercise"
"#;

/// A choice for one suspension is none for the next: until another is made, the next candidate acts.
#[test]
fn a_choice_for_one_suspension_is_none_for_the_next() {
    let acts = r#"
        02 kind = "report"; fact = "incapacitated(first)"; by = ["ben"]
        03 kind = "choose"; office = "head"; who = "ana"; by = ["congress"]
        05 kind = "report"; fact = "incapacitated(first)"; holds = false; by = ["ben"]
        07 kind = "report"; fact = "incapacitated(first)"; by = ["ben"]
        09 kind = "choose"; office = "head"; who = "ana"; by = ["congress"]
    "#;
    let acts_as =
        |who: &str| format!("standing = \"held\"\ntitle = \"first\"\nexercise = \"{who}\"");
    let questions = [
        on("head", 2, &acts_as("ben")),
        on("head", 4, &acts_as("ana")),
        on("head", 6, &acts_as("first")),
        on("head", 8, &acts_as("ben")),
        on("head", 10, &acts_as("ana")),
    ];
    check(CHOSEN_ONCE, acts, &questions.concat());
}

const OWN_OATH: &str = r#"
[person.first]
dead = {}
[person.ana]
[person.judge]

[office.speaker]
holder = "ana"

[office.head]
holder = "first"

[office.head.ground.dead]

[office.head.order.line]
on = ["dead"]
candidates = ["speaker"]
steps = [{ do = "sworn", by = "speaker" }, { do = "installed", by = "speaker and judge" }]
"#;

/// A step that a candidate does by way of the post through which they come is an act like any other.
#[test]
fn a_step_by_the_own_post_is_done_by_an_act() {
    let step = |day: u32, step: &str, by: &str| {
        format!(
            "{day:02} kind = \"step\"; office = \"head\"; who = \"ana\"; step = \"{step}\"; by = [\"{by}\"]\n"
        )
    };
    let acts = [
        "02 kind = \"report\"; fact = \"dead(first)\"; by = [\"judge\"]\n".to_owned(),
        step(3, "installed", "judge"),
        step(4, "sworn", "ana"),
        step(5, "installed", "ana"),
    ];
    let waits = |lacks: &str| {
        format!(
            "standing = \"waiting-for\"\nwaiting-for = [{{ who = \"ana\", lacks = [{lacks}] }}]"
        )
    };
    let questions = [
        on("head", 2, &waits("\"sworn\", \"installed\"")),
        on("head", 3, &waits("\"sworn\", \"installed\"")),
        on("head", 4, &waits("\"installed\"")),
        on("head", 5, "standing = \"held\"\ntitle = \"ana\""),
    ];
    check(OWN_OATH, &acts.concat(), &questions.concat());
}

const ENDED: &str = r#"
[person.first]
[person.ana]
[person.ben]
[person.court]

[office.deputy]
holder = "ana"

[office.head]
holder = "first"
resigns = {}

[office.head.ground.impeached]
made-by = "congress"
effect = "suspends"
ended-by = "court"

[office.head.ground.unable]
event = "incapacitated"
certified-by = "head"

[office.head.ground.doubted]
event = "unfit"
effect = "suspends"
certified-by = "ben"
ended-by = "head and ben"

[office.head.ground.resigned]

[office.head.order.acting]
on = ["impeached", "unable", "doubted"]
candidates = ["deputy"]
gives = "exercise"
leaves-post = false

[office.head.order.line]
on = ["resigned"]
candidates = ["ben"]

[person.congress]
"#;

/// One suspends and another restores; and what a holder says of themselves is over when they say so, and nobody who acts for
/// them.
#[test]
fn who_ends_a_suspension() {
    let certifies = |kind: &str, ground: &str, of: &str, by: &str| {
        format!("kind = \"{kind}\"; ground = \"head.{ground}\"; of = \"{of}\"; by = [{by}]\n")
    };
    let begins = |day: u32, ground: &str, of: &str, by: &str| {
        format!("{day:02} {}", certifies("certify", ground, of, by))
    };
    let ends = |day: u32, ground: &str, of: &str, by: &str| {
        format!("{day:02} {}", certifies("certify-end", ground, of, by))
    };
    let acts = [
        begins(2, "impeached", "first", "\"congress\""),
        ends(3, "impeached", "first", "\"congress\""),
        ends(4, "impeached", "first", "\"court\""),
        begins(5, "unable", "first", "\"first\""),
        ends(6, "unable", "first", "\"ana\""),
        ends(7, "unable", "first", "\"first\""),
        begins(8, "doubted", "first", "\"ben\""),
        ends(9, "doubted", "first", "\"first\""),
        ends(10, "doubted", "first", "\"ben\""),
        "11 kind = \"resign\"; office = \"head\"; by = [\"first\"]\n".to_owned(),
        begins(12, "unable", "ben", "\"first\""),
        begins(13, "unable", "ben", "\"ben\""),
        ends(14, "unable", "ben", "\"ben\""),
    ];
    let by = |who: &str, exercise: &str| {
        format!("standing = \"held\"\ntitle = \"{who}\"\nexercise = \"{exercise}\"")
    };
    let expected = [
        (2, "first", "ana"),
        (3, "first", "ana"),
        (4, "first", "first"),
        (5, "first", "ana"),
        (6, "first", "ana"),
        (7, "first", "first"),
        (8, "first", "ana"),
        (9, "first", "ana"),
        (10, "first", "first"),
        (11, "ben", "ben"),
        (12, "ben", "ben"),
        (13, "ben", "ana"),
        (14, "ben", "ben"),
    ];
    let questions = expected.map(|(day, title, exercise)| on("head", day, &by(title, exercise)));
    check(ENDED, &acts.concat(), &questions.concat());
    let reasons: Vec<String> = effects(ENDED, &acts.concat())
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::Without(reason) => Some(reason),
            _ => None,
        })
        .collect();
    assert_eq!(
        reasons,
        [
            "congress may not certify the end of `head.impeached`: that is for court",
            "ana may not certify the end of `head.unable`: that is for first",
            "first may not certify `head.unable`: that is for whoever exercises head",
        ]
    );
}

/// An end is of what it follows: one that is to have effect later ends nothing that has begun since, nor what was certified
/// anew.
#[test]
fn an_end_is_of_what_it_follows() {
    let act = |signed: &str, kind: &str, ground: &str, rest: &str| {
        format!(
            "{signed} kind = \"{kind}\"; ground = \"head.{ground}\"; of = \"first\"; by = [\"first\"]{rest}\n"
        )
    };
    let begins = |day: &str| act(day, "certify", "unable", "");
    let ends = |day: &str, rest: &str| act(day, "certify-end", "unable", rest);
    let planned = "; effective = 2020-01-06T00:00:00Z";
    let by = |day: u32, exercise: &str| {
        on(
            "head",
            day,
            &format!("title = \"first\"\nexercise = \"{exercise}\""),
        )
    };
    // As it was planned.
    let acts = [begins("02"), ends("02T12:00:00Z", planned)];
    check(
        ENDED,
        &acts.concat(),
        &[by(5, "ana"), by(6, "first")].concat(),
    );
    // Ended before, and begun anew.
    let acts = [
        begins("02"),
        ends("02T12:00:00Z", planned),
        ends("03", ""),
        begins("04"),
    ];
    check(
        ENDED,
        &acts.concat(),
        &[by(3, "first"), by(5, "ana"), by(7, "ana")].concat(),
    );
    // Certified anew before that end, by those who doubt it.
    let doubts = |day: &str| {
        act(day, "certify", "doubted", "").replace("by = [\"first\"]", "by = [\"ben\"]")
    };
    let both = act("02T12:00:00Z", "certify-end", "doubted", planned);
    let both = both.replace("by = [\"first\"]", "by = [\"first\", \"ben\"]");
    let acts = [doubts("02"), both.clone()].concat();
    check(ENDED, &acts, &[by(5, "ana"), by(7, "first")].concat());
    check(ENDED, &format!("{acts}{}", doubts("04")), &by(7, "ana"));
}

const TWO: &str = r#"
[person.founder]
[person.interim]
[person.treasurer]

[office.chief]
holder = "founder"

[office.chief.ground.ill]
event = "incapacitated"
certified-by = "registrar"

[office.chief.order.acting]
on = ["ill"]
candidates = ["interim"]
gives = "exercise"

[office.finance]
holder = "treasurer"

[body.two]
members = ["chief", "finance"]
quorum = 2
acting = true

[power.pay]
held-by = "body.two"
"#;

/// Who acts in an office signs for it in a body that says so, and whoever is suspended from it does not.
#[test]
fn who_acts_sits_where_the_body_says_so() {
    let pay = |day: u32, who: &str| {
        format!(
            "{day:02} kind = \"order\"; power = \"pay\"; title = \"rent\"; by = [\"{who}\", \"treasurer\"]\n"
        )
    };
    let ill =
        "05 kind = \"certify\"; ground = \"chief.ill\"; of = \"founder\"; by = [\"registrar\"]\n";
    let acts = [
        pay(2, "founder"),
        pay(3, "interim"),
        ill.to_owned(),
        pay(6, "founder"),
        pay(7, "interim"),
    ];
    let title = TWO.replace("acting = true\n", "");
    for (plan, expected) in [
        (TWO, [true, false, false, true]),
        (&title, [true, false, false, false]),
    ] {
        let mut found = effects(plan, &acts.concat());
        found.remove(2);
        let found: Vec<bool> = found
            .iter()
            .map(|effect| *effect == Effect::InEffect)
            .collect();
        assert_eq!(found, expected);
    }
}

const LEAVING: &str = r#"
[person.alice]
dead = {}
[person.bob]
[person.carla]
dead = {}
[person.dora]

[body.house]
members = ["bob", "registrar"]

[decision.over]
by = "registrar"

[office.mayor]
holder = "alice"
resigns = {}

[office.mayor.ground.resigned]
[office.mayor.ground.dead]
[office.mayor.ground.removed]
made-by = "house"
[office.mayor.ground.suspended]
made-by = "registrar"
effect = "suspends"
[office.mayor.ground.term]
when = "decided(over)"
effect = "ends"

[office.mayor.order.meanwhile]
on = ["suspended"]
candidates = ["deputy"]
gives = "exercise"

[office.mayor.order.successor]
on = ["resigned", "dead"]
candidates = ["bob"]
gives = "title"

[office.mayor.order.after-removal]
on = ["removed"]
candidates = ["speaker"]
gives = "exercise"

[office.mayor.order.elected]
on = ["term"]
candidates = [{ chosen-by = "registrar", name = "elected", steps = ["sworn"] }]
gives = "title"
precedence = 1

[office.deputy]
holder = "dora"
[office.speaker]
holder = "bob"
"#;

/// Whoever was removed has nothing to resign from, and their death takes nothing from who follows.
#[test]
fn who_has_lost_the_title_has_nothing_more_to_lose() {
    let removed =
        "02 kind = \"certify\"; ground = \"mayor.removed\"; of = \"alice\"; by = [\"house\"]\n";
    let acts = on("mayor", 6, "title = \"nobody\"\nexercise = \"bob\"");
    let resigns = "04 kind = \"resign\"; office = \"mayor\"; by = [\"alice\"]\n";
    check(LEAVING, &format!("{removed}{resigns}"), &acts);
    let lost = Effect::Without(
        "`alice` no longer has the title of `mayor`: `mayor.removed` has taken it".to_owned(),
    );
    assert_eq!(
        effects(LEAVING, &format!("{removed}{resigns}")).last(),
        Some(&lost)
    );
    let dies = "04 kind = \"report\"; fact = \"dead(alice)\"; by = [\"bob\"]\n";
    check(LEAVING, &format!("{removed}{dies}"), &acts);
    // The end of the term is one of the office.
    let elected = "05 kind = \"decide\"; decision = \"over\"; by = [\"registrar\"]\n06 kind = \"choose\"; office = \"mayor\"; who = \"carla\"; by = [\"registrar\"]\n07 kind = \"step\"; office = \"mayor\"; step = \"sworn\"; who = \"carla\"; by = [\"carla\"]\n";
    check(
        LEAVING,
        &format!("{removed}{elected}"),
        &on("mayor", 8, "title = \"carla\""),
    );
    // Who is reported dead and is not has their title again.
    let alive = "03 kind = \"report\"; fact = \"dead(alice)\"; by = [\"dora\"]; holds = false\n";
    let dead = LEAVING.replace("on = [\"resigned\", \"dead\"]", "on = [\"resigned\"]");
    let report = "02 kind = \"report\"; fact = \"dead(alice)\"; by = [\"bob\"]\n";
    check(
        &dead,
        &format!("{report}{alive}"),
        &[
            on("mayor", 2, "title = \"nobody\""),
            on("mayor", 3, "title = \"alice\""),
        ]
        .concat(),
    );
}

/// What was suspended is over with the title: whoever is waited for then is named, though a stand-in's order comes first.
#[test]
fn a_suspension_is_over_with_the_title() {
    let acts = "02 kind = \"certify\"; ground = \"mayor.suspended\"; of = \"alice\"; by = [\"registrar\"]\n03 kind = \"decide\"; decision = \"over\"; by = [\"registrar\"]\n";
    let waits = "standing = \"waiting-for\"\nwaiting-for = [{ chosen-by = \"registrar\", lacks = [\"sworn\"] }]";
    check(
        LEAVING,
        acts,
        &[on("mayor", 2, "exercise = \"dora\""), on("mayor", 4, waits)].concat(),
    );
    let ends = format!(
        "{acts}04 kind = \"certify-end\"; ground = \"mayor.suspended\"; of = \"alice\"; by = [\"registrar\"]\n"
    );
    let over = "`alice` no longer has the title of `mayor`, and `mayor.suspended` is over with it";
    assert_eq!(
        effects(LEAVING, &ends).last(),
        Some(&Effect::Without(over.to_owned()))
    );
}

/// The oath of whoever is chosen serves until they come, whatever becomes of the holder before.
#[test]
fn an_oath_follows_its_choice() {
    let chosen = "02 kind = \"choose\"; office = \"mayor\"; who = \"carla\"; by = [\"registrar\"]\n03 kind = \"step\"; office = \"mayor\"; step = \"sworn\"; who = \"carla\"; by = [\"carla\"]\n";
    let over = "06 kind = \"decide\"; decision = \"over\"; by = [\"registrar\"]\n";
    for between in [
        "04 kind = \"certify\"; ground = \"mayor.suspended\"; of = \"alice\"; by = [\"registrar\"]\n",
        "04 kind = \"certify\"; ground = \"mayor.removed\"; of = \"alice\"; by = [\"house\"]\n",
        "",
    ] {
        check(
            LEAVING,
            &format!("{chosen}{between}{over}"),
            &on("mayor", 7, "title = \"carla\""),
        );
    }
}

/// Where whoever was chosen cannot enter and the law names nobody after them, another choice is waited for.
#[test]
fn another_choice_is_waited_for() {
    let over = "02 kind = \"decide\"; decision = \"over\"; by = [\"registrar\"]\n03 kind = \"choose\"; office = \"mayor\"; who = \"carla\"; by = [\"registrar\"]\n";
    let waits = on(
        "mayor",
        5,
        "standing = \"waiting-for\"\nwaiting-for = [{ chosen-by = \"registrar\", lacks = [\"sworn\"] }]",
    );
    for gone in [
        "04 kind = \"report\"; fact = \"dead(carla)\"; by = [\"bob\"]\n",
        "04 kind = \"decline\"; office = \"mayor\"; by = [\"carla\"]\n",
    ] {
        check(LEAVING, &format!("{over}{gone}"), &waits);
    }
    let another = "04 kind = \"report\"; fact = \"dead(carla)\"; by = [\"bob\"]\n06 kind = \"choose\"; office = \"mayor\"; who = \"dora\"; by = [\"registrar\"]\n07 kind = \"step\"; office = \"mayor\"; step = \"sworn\"; who = \"dora\"; by = [\"dora\"]\n";
    check(
        LEAVING,
        &format!("{over}{another}"),
        &on("mayor", 8, "title = \"dora\""),
    );
    let next = LEAVING.replace("steps = [\"sworn\"] }]", "steps = [\"sworn\"] }, \"bob\"]");
    let dies = "04 kind = \"report\"; fact = \"dead(carla)\"; by = [\"bob\"]\n";
    check(
        &next,
        &format!("{over}{dies}"),
        &on("mayor", 5, "title = \"bob\""),
    );
}

/// Offices that rest on each other wait for a choice as any other does.
#[test]
fn a_post_that_waits_for_a_choice_is_waited_for_in_a_circle() {
    const CIRCLE: &str = r#"
[person.alice]
[person.bob]
[person.carla]

[office.mayor]
holder = "alice"
[office.mayor.ground.removed]
made-by = "registrar"
[office.mayor.order.line]
on = ["removed"]
candidates = ["first", "second"]
gives = "exercise"
leaves-post = false

[office.first]
holder = "bob"
resigns = {}
[office.first.ground.resigned]
[office.first.order.named]
on = ["resigned", "vacant"]
candidates = [{ chosen-by = "mayor", name = "named" }]
gives = "title"

[office.second]
holder = "carla"
"#;
    let acts = "02 kind = \"certify\"; ground = \"mayor.removed\"; of = \"alice\"; by = [\"registrar\"]\n04 kind = \"resign\"; office = \"first\"; by = [\"bob\"]\n";
    let questions = [
        on("mayor", 3, "exercise = \"bob\""),
        on(
            "mayor",
            5,
            "standing = \"waiting-for\"\nexercise = \"nobody\"",
        ),
        on(
            "mayor",
            9,
            "standing = \"waiting-for\"\nexercise = \"nobody\"",
        ),
    ];
    check(CIRCLE, acts, &questions.concat());
    let passes = CIRCLE.replace(
        "leaves-post = false",
        "leaves-post = false\npasses = [\"unfilled\"]",
    );
    check(&passes, acts, &on("mayor", 5, "exercise = \"carla\""));
}
