//! Why somebody has an office, or has it no longer, or cannot use it: each reason is told, with the act or the date that
//! shows it.

use interrex_register::course::{Effect, run};
use interrex_units::Moment;

mod common;

const ADOPTER: &str = "council";

/// A plan of these offices and people.
fn written(plan: &str) -> String {
    format!(
        "[plan]\ntitle = \"Reasons\"\nhorizon = \"30 d\"\nas-of = 2020-01-01\n\n\
         [place.here]\n[body.council]\nmembers = [{{ count = 3, at = \"here\" }}]\n{plan}"
    )
}

/// Acts, one a line: the day of February 2020, who signs, and what is written in each.
fn listed(acts: &str) -> String {
    let lines = acts.lines().map(str::trim).filter(|line| !line.is_empty());
    let acts = lines.map(|line| {
        let mut parts = line.splitn(3, ' ');
        let mut part = || parts.next().expect("a day, a name and an act");
        let (day, by) = (part(), part());
        let act = part().replace("; ", "\n");
        format!("[[act]]\nsigned = 2020-02-{day}\nby = [\"{by}\"]\n{act}\n\n")
    });
    acts.collect()
}

/// The screen for an office at the end of a day of February 2020.
fn screen(plan: &str, acts: &str, ask: &str, day: &str) -> String {
    asked(plan, acts, ask, day, "")
}

fn asked(plan: &str, acts: &str, ask: &str, day: &str, more: &str) -> String {
    let question = format!("[[question]]\nask = \"{ask}\"\nas-of = 2020-02-{day}\n{more}\n");
    let (plan, acts) = (written(plan), listed(acts));
    common::check(&plan, ADOPTER, &acts, &question);
    let asked = common::asked(&plan, ADOPTER, &acts, &question);
    let first = asked.first().expect("an answer");
    interrex_register::who::text(&first.answer)
}

/// Whether a screen has each of these lines, in this order.
fn has(screen: &str, lines: &[&str]) {
    let mut rest = screen;
    for line in lines {
        let Some(at) = rest.find(line) else {
            panic!("{line}\n{screen}");
        };
        rest = rest.get(at + line.len()..).unwrap_or_default();
    }
}

fn lacks(screen: &str, line: &str) {
    assert!(!screen.contains(line), "{line}\n{screen}");
}

const LINE: &str = r#"
[office.head]
holder = "old"
[office.head.ground.dead]
[office.head.order.line]
on = ["dead"]
candidates = ["speaker", "deputy"]
gives = "exercise"
leaves-post = false
[office.speaker]
holder = "s"
resigns = {}
[office.speaker.ground.resigned]
[office.speaker.order.chosen]
on = ["resigned", "vacant"]
candidates = [{ chosen-by = "council", name = "chosen" }]
[office.deputy]
holder = "d"
[person.old]
dead = {}
[person.s]
[person.t]
[person.d]
dead = {}
"#;

/// Whoever acts by virtue of a post and leaves does not come back for the same cause, though the post is theirs.
#[test]
fn whoever_acts_by_virtue_of_a_post_leaves() {
    let acts = r#"
        01 d kind = "report"; fact = "dead(old)"
        10 s kind = "resign"; office = "head"
    "#;
    asked(LINE, acts, "head", "09", "exercise = \"s\"");
    let screen = asked(LINE, acts, "head", "11", "exercise = \"d\"");
    has(
        &screen,
        &[
            "s: has neither title nor exercise",
            "x has not entered it before for the same cause: contradicted by act 1, act 2",
        ],
    );
    // Their successor in the post has left nothing.
    let after = format!(
        "{acts}12 s kind = \"resign\"; office = \"speaker\"\n\
         13 council kind = \"choose\"; office = \"speaker\"; who = \"t\"\n\
         14 council kind = \"report\"; fact = \"dead(d)\"\n"
    );
    asked(LINE, &after, "head", "15", "exercise = \"t\"");
}

/// Whoever lost the post has not left the acting, and comes again with the post.
#[test]
fn whoever_lost_the_post_comes_again_with_it() {
    let acts = r#"
        01 d kind = "report"; fact = "dead(old)"
        02 s kind = "resign"; office = "speaker"
        03 council kind = "choose"; office = "speaker"; who = "t"
        04 t kind = "resign"; office = "speaker"
        05 council kind = "choose"; office = "speaker"; who = "s"
    "#;
    let plan = LINE.replace(
        "candidates = [\"speaker\", \"deputy\"]",
        "candidates = [\"speaker\"]",
    );
    for (day, who) in [("01", "s"), ("03", "t"), ("05", "s")] {
        asked(&plan, acts, "head", day, &format!("exercise = \"{who}\""));
    }
}

/// Everybody has left or died: nobody has it, and each reason is told.
#[test]
fn why_nobody_is_left_is_told() {
    let acts = r#"
        01 d kind = "report"; fact = "dead(old)"
        10 s kind = "resign"; office = "head"
        20 s kind = "report"; fact = "dead(d)"
    "#;
    let screen = asked(LINE, acts, "head", "21", "standing = \"nobody\"");
    has(
        &screen,
        &[
            "s: has neither title nor exercise",
            "+ has the title of speaker: met",
            "x has not entered it before for the same cause: contradicted by act 1, act 2",
            "d: has neither title nor exercise",
            "+ speaker, who comes before, is passed: met",
            "x is not dead: contradicted by act 3",
        ],
    );
}

const ELECTED: &str = r#"
[office.head]
holder = "old"
[office.head.ground.inauguration]
when = "elected"
effect = "suspends"
[office.head.order.elected]
on = ["inauguration"]
candidates = ["new"]
steps = ["sworn"]
gives = "title"
[decision.elected]
made = {}
by = "council"
[person.old]
[person.new]
"#;

/// A condition that suspended the holder before does not suspend whoever came to the title by the order that it brought into
/// force.
#[test]
fn whoever_comes_by_a_suspension_with_the_title_holds_both() {
    let acts = r#"
        01 council kind = "decide"; decision = "elected"
        02 new kind = "step"; office = "head"; who = "new"; step = "sworn"
        03 old kind = "claim"; of = "head"
    "#;
    let screen = asked(
        ELECTED,
        acts,
        "head",
        "01",
        "title = \"old\"\nexercise = \"nobody\"",
    );
    has(
        &screen,
        &[
            "old: has the title alone",
            "x no ground against them: inauguration: contradicted by act 1",
            "new: has neither",
            "+ a ground: inauguration: met by act 1",
        ],
    );
    let screen = asked(
        ELECTED,
        acts,
        "head",
        "03",
        "title = \"new\"\nexercise = \"new\"",
    );
    has(
        &screen,
        &[
            "old: has neither",
            "x no ground against them: inauguration: contradicted by act 1",
        ],
    );
}

/// When it has ceased and comes anew, it suspends them as it would anybody.
#[test]
fn a_suspending_condition_that_comes_anew_suspends() {
    let plan = ELECTED
        .replace("when = \"elected\"", "when = \"incapacitated(judge)\"")
        .replace(
            "[person.old]",
            "[person.judge]\nincapacitated = {}\n[person.old]",
        );
    let acts = r#"
        01 council kind = "report"; fact = "incapacitated(judge)"
        02 new kind = "step"; office = "head"; who = "new"; step = "sworn"
        03 council kind = "report"; fact = "incapacitated(judge)"; holds = false
        04 council kind = "report"; fact = "incapacitated(judge)"
    "#;
    for (day, exercise) in [("02", "new"), ("03", "new"), ("04", "nobody")] {
        let expected = format!("title = \"new\"\nexercise = \"{exercise}\"");
        asked(&plan, acts, "head", day, &expected);
    }
}

/// A ground by a date has no act: the day is told on which it took effect.
#[test]
fn a_ground_by_a_date_is_told_with_the_date() {
    let plan = r#"
[office.head]
holder = "old"
[office.head.ground.term-over]
when = "true"
from = 2020-02-05
[office.head.order.next]
on = ["term-over"]
candidates = ["new"]
steps = ["sworn"]
[person.old]
[person.new]
"#;
    let acts = r#"06 old kind = "claim"; of = "head""#;
    let screen = screen(plan, acts, "head", "06");
    has(
        &screen,
        &[
            "old: has neither",
            "x no ground against them: term-over, since 2020-02-05: contradicted\n",
            "new: has neither",
            "+ a ground: term-over, since 2020-02-05: met\n",
        ],
    );
}

/// A post that is waited for is not passed: whoever comes after it waits, too.
#[test]
fn a_post_that_waits_is_not_passed() {
    let plan = r#"
[office.head]
holder = "old"
[office.head.ground.dead]
[office.head.order.line]
on = ["dead"]
candidates = ["first", "second"]
gives = "exercise"
[office.first]
[office.first.order.named]
on = ["vacant"]
candidates = [{ chosen-by = "council", name = "named" }]
[office.second]
holder = "two"
[person.old]
dead = {}
[person.two]
"#;
    let acts = r#"
        03 council kind = "report"; fact = "dead(old)"
        04 two kind = "claim"; of = "head"
    "#;
    let screen = asked(plan, acts, "head", "04", "standing = \"waiting-for\"");
    has(
        &screen,
        &[
            "two: has neither",
            "- first, who comes before, is passed: missing",
        ],
    );
}

/// What was begun against a former holder and never completed speaks against nobody.
#[test]
fn a_ground_that_was_never_complete_is_told_as_that() {
    let plan = r#"
[office.head]
holder = "old"
resigns = {}
[office.head.ground.resigned]
certified-by = "council"
[office.head.ground.removed]
made-by = "court"
decided = {}
[office.head.order.line]
candidates = ["new"]
[body.court]
members = [{ count = 3, at = "here" }]
[person.old]
[person.new]
"#;
    let acts = r#"
        01 old kind = "resign"; office = "head"
        10 court kind = "certify"; ground = "head.removed"; of = "old"
        12 old kind = "claim"; of = "head"
    "#;
    let screen = screen(plan, acts, "head", "12");
    has(
        &screen,
        &[
            "old: has neither",
            "+ no ground against them: the ground resigned was never complete: met by act 1",
            "x no ground against them: removed: contradicted by act 2",
        ],
    );
}

const SEAT: &str = r#"
[office.head]
holder = "old"
[seat.head]
of = "head"
[[seat.head.option]]
at = "capital"
[[seat.head.option]]
at = "abroad"
agreed-by = "host"
[power.sign]
held-by = "head"
[place.capital]
lost = {}
[place.abroad]
[link.road]
between = ["capital", "abroad"]
carries = ["people", "messages"]
[person.host]
[person.old]
base = "capital"
incapacitated = {}
[person.other]
"#;

/// Whoever holds an office and cannot act is told what is missing at each place where they could.
#[test]
fn why_whoever_holds_it_cannot_act_is_told() {
    let acts = r#"
        02 host kind = "report"; fact = "lost(capital)"
        04 host kind = "move-seat"; seat = "head"; option = "abroad"
    "#;
    let screen = asked(SEAT, acts, "head", "03", "standing = \"held-but-unable\"");
    has(
        &screen,
        &[
            "x capital stands: contradicted by act 1",
            "- host agrees to the seat abroad: missing",
        ],
    );
    let screen = asked(SEAT, acts, "sign", "03", "standing = \"nobody\"");
    has(
        &screen,
        &["! `old` exercises `head` and cannot act; the answer about `head` says why"],
    );
    asked(SEAT, acts, "head", "04", "standing = \"held\"");
    let no_road = SEAT.replace(
        "[link.road]\nbetween = [\"capital\", \"abroad\"]\ncarries = [\"people\", \"messages\"]\n",
        "",
    );
    let screen = asked(
        &no_road,
        acts,
        "head",
        "04",
        "standing = \"held-but-unable\"",
    );
    has(&screen, &["- is at abroad, or can get there: missing"]);
    lacks(&screen, "agrees to the seat");
}

/// An order of a holder who is reported unable is refused for that, and not because nobody holds the power.
#[test]
fn an_order_of_somebody_unable_says_so() {
    let acts = listed(
        r#"
        02 host kind = "report"; fact = "incapacitated(old)"
        03 old kind = "order"; power = "sign"; title = "A law"
        03 other kind = "order"; power = "sign"; title = "A law"
        "#,
    );
    let (plans, script) = common::script(&written(SEAT), ADOPTER, &acts);
    let course = run(&plans, &script.acts, Moment::LAST);
    let reason = |number: u32| match course.effects.get(&number) {
        Some(Effect::Without(reason)) => reason.clone(),
        effect => panic!("{effect:?}"),
    };
    assert_eq!(
        reason(2),
        "old holds the power `sign`, but is reported incapacitated"
    );
    assert_eq!(
        reason(3),
        "other does not hold the power `sign`: old does, who is reported incapacitated"
    );
}

/// Whom a step without effect was to bring into an office is concerned, as whoever is chosen without effect.
#[test]
fn whoever_a_void_step_was_for_is_told() {
    let plan = r#"
[office.head]
holder = "old"
[office.head.ground.dead]
[office.head.order.line]
on = ["dead"]
candidates = ["new"]
steps = [{ do = "invested", by = "council" }]
[person.old]
dead = {}
[person.new]
[person.other]
"#;
    let acts = r#"02 other kind = "step"; office = "head"; who = "other"; step = "invested""#;
    let screen = screen(plan, acts, "head", "03");
    has(
        &screen,
        &[
            "other: has neither",
            "without effect",
            "act 1: other may not do `invested` for `other`",
        ],
    );
}

/// Whoever holds a power is told once, also where it was delegated to them before.
#[test]
fn whoever_holds_a_power_is_no_delegate() {
    let plan = r#"
[office.head]
holder = "old"
[office.head.ground.dead]
[office.head.order.line]
on = ["dead"]
candidates = ["deputy"]
gives = "exercise"
[office.deputy]
holder = "d"
[power.sign]
held-by = "head"
[power.sign.delegation.deputy]
to = "deputy"
survives-grantor = true
[person.old]
dead = {}
[person.d]
"#;
    let acts = r#"
        02 old kind = "delegate"; power = "sign"; to = "d"
        03 d kind = "report"; fact = "dead(old)"
    "#;
    let expected = |who: &str| format!("exercised-by = [{who}]");
    asked(plan, acts, "sign", "02", &expected("\"old\", \"d\""));
    asked(plan, acts, "sign", "03", &expected("\"d\""));
}

/// What is told of the law under a partner's headline says that it is of the law.
#[test]
fn warnings_of_the_law_say_so_in_the_view_of_a_partner() {
    let plan = format!("{SEAT}[partner.neighbor]\n");
    let acts = r#"
        02 host kind = "report"; fact = "incapacitated(old)"
        03 other kind = "claim"; of = "head"
    "#;
    let screen = asked(&plan, acts, "head", "04", "viewpoint = \"neighbor\"");
    has(
        &screen,
        &[
            "! by right it is `old`'s; `neighbor` has said nothing of it",
            "! by right: whoever holds it cannot act",
            "! by right: act 2: `other` claims it",
        ],
    );
}

const LAPSED: &str = r#"
[office.head]
holder = "old"
[office.head.ground.captive]
[office.head.ground.lapsed]
when = "decided(leave) and resigns(judge) and incapacitated(clerk)"
effect = "ends"
[office.head.order.meanwhile]
on = ["captive"]
candidates = ["new"]
gives = "exercise"
[office.head.order.line]
on = ["lapsed"]
candidates = ["other"]
[office.judge]
holder = "clerk"
resigns = {}
[decision.leave]
by = "council"
[person.old]
captive = {}
[person.new]
[person.other]
[person.clerk]
incapacitated = {}
"#;

/// A ground that is a condition is shown by the acts that bring it about: decisions and reports of each kind; and it is the
/// ground by which the title was lost, whoever acted before.
#[test]
fn a_ground_by_a_condition_is_told_with_what_brought_it_about() {
    let acts = r#"
        02 new kind = "report"; fact = "captive(old)"
        03 council kind = "decide"; decision = "leave"
        04 new kind = "report"; fact = "resigns(judge)"
        05 new kind = "report"; fact = "incapacitated(clerk)"
        06 old kind = "claim"; of = "head"
    "#;
    let screen = asked(LAPSED, acts, "head", "06", "title = \"other\"");
    has(
        &screen,
        &[
            "2020-02-02        act 1    exercise new",
            "2020-02-05        act 4    title    other",
            "old: has neither",
            "x no ground against them: lapsed: contradicted by act 2, act 3, act 4\n",
        ],
    );
}

/// Two orders at once: the one falls on somebody whom the law passes, the other on somebody who is waited for.
#[test]
fn whom_the_law_passes_is_not_waited_for() {
    let plan = |first: &str, passes: &str| {
        format!(
            "[office.head]\nholder = \"old\"\n[office.head.ground.dead]\n\
             [office.head.order.first]\non = [\"dead\"]\ncandidates = [{first}]\n{passes}gives = \"title\"\n\
             [office.head.order.second]\non = [\"dead\"]\ncandidates = [\"ben\"]\nsteps = [\"sworn\"]\n\
             [office.post]\n[person.old]\ndead = {{}}\n[person.ana]\ndead = {{}}\n[person.ben]\n"
        )
    };
    let acts = r#"
        02 ben kind = "report"; fact = "dead(ana)"
        03 ben kind = "report"; fact = "dead(old)"
    "#;
    let cases = [
        ("\"ana\"", "not to be dead", "captive"),
        ("\"post\"", "the title of post", "captive"),
        (
            "{ who = \"post\", acting = true }",
            "the exercise of post",
            "captive",
        ),
        (
            "{ who = \"registrar\", requires = [\"age 35\"] }",
            "the qualities that the order requires",
            "captive",
        ),
    ];
    for (first, lacks, passes) in cases {
        let plan = |passes: &str| format!("{}[person.registrar]\n", plan(first, passes));
        let alone = "waiting-for = [{ who = \"ben\", lacks = [\"sworn\"] }]";
        asked(&plan(""), acts, "head", "04", alone);
        let screen = screen(
            &plan(&format!("passes = [\"{passes}\"]\n")),
            acts,
            "head",
            "04",
        );
        has(
            &screen,
            &[&format!("who still needs: {lacks} (order first)")],
        );
    }
}

const COUNCIL: &str = r#"
[person.first]
dead = {}
[person.second]
[person.third]

[office.chief]
holder = "first"

[office.chief.ground.dead]

[office.chief.order.acting]
candidates = [{ chosen-by = "council", name = "acting" }, "second"]
passes = ["not completed"]
gives = "exercise"

[office.chief.order.together]
candidates = ["ministers"]
gives = "exercise"
until = 2020-01-31

[body.ministers]
members = ["second", "third"]
quorum = 2

[power.annul]
held-by = "council"
"#;

/// Somebody who has all that is asked for lacks only that another has it and stays.
#[test]
fn who_has_come_before_keeps_somebody_out() {
    let acts = r#"
        02 third kind = "report"; fact = "dead(first)"
        03 council kind = "choose"; office = "chief"; who = "third"
        04 third kind = "claim"; of = "chief"
    "#;
    let screen = screen(COUNCIL, acts, "chief", "05");
    has(
        &screen,
        &[
            "  exercise      second",
            "  + is chosen by those who choose: met by act 2",
            "  x nobody has come before them: `second` has it: contradicted by act 1",
        ],
    );
}

/// A body that is waited for lacks members who can act, and a report that is dated back is told though an earlier one bears.
#[test]
fn what_a_body_lacks_and_what_is_dated_back() {
    let plan = COUNCIL.replace("until = 2020-01-31", "precedence = 1");
    let plan = plan.replace("[person.third]", "[person.third]\nabsent = {}");
    let acts = r#"
        02 third kind = "report"; fact = "absent(third)"
        04 third kind = "report"; fact = "dead(first)"
        06 second kind = "report"; fact = "dead(first)"; effective = 2020-02-03
    "#;
    let shown = screen(&plan, acts, "chief", "05");
    has(
        &shown,
        &[
            "  waiting for   ministers, who still needs: enough members who can act (order together)",
            "  - enough of its members can act: missing",
        ],
    );
    let shown = screen(&plan, acts, "chief", "07");
    has(
        &shown,
        &["  act 3: dated 2020-02-03, but signed 2020-02-06; it bears from its signing on"],
    );
}

/// What rests on an act without effect, and bears all the same, is told.
#[test]
fn what_rests_on_an_act_without_effect_is_told() {
    let acts = r#"
        02 third kind = "report"; fact = "dead(first)"
        03 council id = "resolved"; kind = "choose"; office = "chief"; who = "third"; order = "together"
        04 council kind = "choose"; office = "chief"; who = "third"; rests-on = ["resolved"]
    "#;
    let plan = COUNCIL.replace(", \"second\"]", "]");
    let shown = screen(&plan, acts, "chief", "05");
    let warned =
        "! act 3 rests on act 2, which has no effect, and bears all the same: no act annuls it";
    has(&shown, &["  exercise      third", warned]);
}

/// A power that the order withholds by which somebody acts is told as that.
#[test]
fn a_power_that_an_order_withholds_is_told_as_that() {
    let dead = r#"02 third kind = "report"; fact = "dead(first)""#;
    let plan = COUNCIL.replace(
        "passes = [\"not completed\"]",
        "passes = [\"not completed\"]\nwithout-powers = [\"dissolve\"]",
    );
    let plan = format!("{plan}\n[power.dissolve]\nheld-by = \"chief\"\n");
    let shown = screen(&plan, dead, "dissolve", "03");
    let told =
        "! `second`, who exercises `chief`, came by the order `acting`, which withholds the power";
    has(
        &shown,
        &["dissolve is held by nobody, as of 2020-02-03", told],
    );
    let shown = screen(&plan, dead, "dissolve", "01");
    has(&shown, &["dissolve is held, as of 2020-02-01"]);
}

/// What is signed and takes effect later is told, with the day.
#[test]
fn what_has_effect_later_is_told() {
    let plan = format!(
        "{COUNCIL}\n[power.dissolve]\nheld-by = \"chief\"\n\n[power.dissolve.delegation.any]\nto = \"third\"\n"
    );
    let plan = plan.replace("[office.chief]", "[office.chief]\nresigns = {}");
    let plan = plan.replace(
        "[office.chief.ground.dead]",
        "[office.chief.ground.resigned]\n[office.chief.ground.dead]",
    );
    let acts = r#"
        02 first kind = "resign"; office = "chief"; effective = 2020-02-09
        03 first kind = "delegate"; power = "dissolve"; to = "third"; effective = 2020-02-08
    "#;
    let shown = screen(&plan, acts, "chief", "05");
    has(
        &shown,
        &[
            "chief is held, as of 2020-02-05",
            "with effect later\n  act 1: from 2020-02-09 on\n",
            "act 1    2020-02-02        first resigns chief, with effect from 2020-02-09\n",
        ],
    );
    lacks(&shown, "act 2");
    let shown = screen(&plan, acts, "dissolve", "05");
    has(
        &shown,
        &["with effect later\n  act 2: from 2020-02-08 on\n"],
    );
    lacks(&shown, "act 1");
    let shown = screen(&plan, acts, "dissolve", "08");
    lacks(&shown, "with effect later");
    let shown = screen(&plan, acts, "chief", "09");
    lacks(&shown, "with effect later");
    // Nobody exercises the office of the power, and the answer says where it is told.
    let plan = plan.replace(", \"second\"]", "]");
    let shown = screen(&plan, acts, "dissolve", "09");
    has(
        &shown,
        &["! nobody exercises `chief`; the answer about `chief` says why"],
    );
}

const CHOSEN_TWICE: &str = r#"
[person.first]
dead = {}
[person.second]
[person.third]
[person.judge]

[office.chief]
holder = "first"

[office.chief.ground.dead]

[office.chief.order.interim]
on = ["dead"]
candidates = [{ chosen-by = "council", at = "here", name = "interim" }]
gives = "exercise"
precedence = 1
limit = "3 d"

[office.chief.order.after]
on = ["dead"]
candidates = [{ chosen-by = "judge", at = "here", name = "named" }]
gives = "exercise"
precedence = 2
"#;

/// A choice that no order lets somebody make is told with those who choose under each; and why somebody acts no longer, by
/// the order under which they did.
#[test]
fn each_order_says_why_and_the_own_one_first() {
    let acts = r#"
        02 third kind = "report"; fact = "dead(first)"
        03T00:00:00Z council kind = "choose"; office = "chief"; who = "second"; order = "interim"
        04 third kind = "choose"; office = "chief"; who = "third"
        05 third kind = "choose"; office = "chief"; who = "third"; order = "after"
    "#;
    let shown = screen(CHOSEN_TWICE, acts, "chief", "07");
    has(
        &shown,
        &[
            "! the order `interim` lets somebody act for 3 d, from 2020-02-03T00:00:00Z on, and that is over",
            "2020-02-06                 exercise nobody\n",
            "second: has neither title nor exercise; by the order interim as interim",
            "  x the time is not over for which somebody may act by the order: contradicted",
            "third: has neither title nor exercise; by the order after as named",
            "  act 3: by the order `interim`, third may not choose for `chief`: that is for council; by the order `after`, third may not choose for `chief`: that is for judge\n",
            "  act 4: third may not choose for `chief`: that is for judge\n",
        ],
    );
    let alone = CHOSEN_TWICE.replace("chosen-by = \"judge\"", "chosen-by = \"council\"");
    let shown = screen(&alone, acts, "chief", "07");
    has(
        &shown,
        &["  act 3: third may not choose for `chief`: that is for council\n"],
    );
}

const PASSED: &str = r#"
[person.first]
dead = {}
[person.second]
dead = {}

[office.chief]
holder = "first"
resigns = {}

[office.chief.ground.dead]
[office.chief.ground.resigned]

[office.chief.order.line]
on = ["dead", "resigned"]
candidates = ["second"]
"#;

/// Whom the order passes could not have the office next; who lost it and claims it is told what they would need.
#[test]
fn who_is_passed_and_who_claims_what_they_lost() {
    let acts = r#"
        02 second kind = "report"; fact = "dead(first)"
        03 first kind = "report"; fact = "dead(second)"
    "#;
    let before = screen(PASSED, acts, "chief", "02");
    has(&before, &["\nsecond: has title and exercise"]);
    let alone = acts.lines().filter(|line| !line.contains("02 second"));
    let alone: Vec<&str> = alone.collect();
    let shown = screen(
        PASSED,
        &format!(
            "02 first kind = \"report\"; fact = \"dead(second)\"\n04 first kind = \"resign\"; office = \"chief\"\n{}",
            ""
        ),
        "chief",
        "05",
    );
    has(&shown, &["chief is held by nobody"]);
    lacks(&shown, "\nsecond:");
    let _ = alone;
    let claims = r#"
        02 first kind = "resign"; office = "chief"
        03 second kind = "resign"; office = "chief"
        04 second kind = "claim"; of = "chief"
    "#;
    let shown = screen(PASSED, claims, "chief", "05");
    println!("{shown}");
}

const BOTH: &str = r#"
[person.first]
dead = {}
[person.ana]
captive = {}
[person.ben]

[office.deputy]
holder = "ana"

[office.chief]
holder = "first"

[office.chief.ground.dead]

[office.chief.order.elected]
on = ["dead"]
candidates = [{ chosen-by = "council", name = "elected" }]
steps = ["sworn"]
gives = "title"
precedence = 1
when = "counted"

[office.chief.order.acting]
on = ["dead"]
candidates = [{ who = "deputy", acting = true }, "ben"]
gives = "exercise"
leaves-post = false

[office.deputy.ground.barred]
made-by = "council"
effect = "suspends"

[decision.counted]
by = "council"

[power.command]
held-by = "chief"

[partner.ally]
"#;

/// Who acts and is elected is told what they lack; who is suspended from the post by which they would act is passed as that.
#[test]
fn who_acts_and_is_elected() {
    let acts = r#"
        02 ben kind = "report"; fact = "dead(first)"
        03 council kind = "choose"; office = "chief"; who = "ana"
        04 council kind = "certify"; ground = "deputy.barred"; of = "ana"
    "#;
    let shown = screen(BOTH, acts, "chief", "03");
    has(
        &shown,
        &[
            "\nana: has the exercise; by the order acting as deputy",
            "  - by the order elected, too: the condition of the order holds: missing",
            "  + by the order elected, too: is chosen by those who choose: met by act 2",
            "  - by the order elected, too: step: sworn: missing",
            "act 2    2020-02-03        council chooses ana for chief",
        ],
    );
    let shown = screen(BOTH, acts, "chief", "04");
    has(
        &shown,
        &[
            "  exercise      ben",
            "deputy, who comes before, is passed, since nobody exercises it: met",
        ],
    );
    lacks(&shown, "\nben: has the exercise; by the order elected");
}

/// Whom a partner recognizes is captive for it, too, and uses no power.
#[test]
fn a_partner_makes_nobody_able() {
    let acts = r#"
        02 ben kind = "report"; fact = "dead(first)"
        03 ally kind = "recognize"; office = "chief"; who = "ana"
        05 ben kind = "report"; fact = "captive(ana)"
    "#;
    let sees = |ask: &str, day: &str, expected: &str| {
        let more = format!("viewpoint = \"ally\"\n{expected}");
        asked(BOTH, acts, ask, day, &more)
    };
    sees("chief", "04", "standing = \"held\"\nexercise = \"ana\"");
    sees(
        "command",
        "04",
        "standing = \"held\"\nexercised-by = [\"ana\"]",
    );
    sees(
        "chief",
        "05",
        "standing = \"held-but-unable\"\nexercise = \"ana\"",
    );
    sees(
        "command",
        "05",
        "standing = \"nobody\"\nexercise = \"nobody\"\nexercised-by = []",
    );
}

/// That somebody decided is no news that anybody reports: those who decide it do.
#[test]
fn a_decision_that_is_a_ground_is_not_reported() {
    let plan = BOTH.replace(
        "made-by = \"council\"",
        "made-by = \"council\"\ndecided = {}",
    );
    let acts = r#"
        02 ben kind = "report"; fact = "decided(deputy.barred)"
    "#;
    let shown = screen(&plan, acts, "deputy", "03");
    has(&shown, &["deputy is held, as of", "  exercise      ana"]);
    let common = common::effects(&written(&plan), ADOPTER, &listed(acts));
    let reason = "`decided(deputy.barred)` is nothing to be reported: those who decide it do so in an act of the kind `certify`";
    assert_eq!(common, [Effect::Without(reason.to_owned())]);
}
