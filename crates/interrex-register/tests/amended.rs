//! When another plan takes the place of one: whoever held, acted, was chosen or had a power by delegation still does, what
//! was done counts on, and what was lost stays lost, in the words of the new plan.

mod common;

const HEADER: &str =
    "[plan]\ntitle = \"A law and its amendment\"\nhorizon = \"30 d\"\nas-of = 2020-01-01\n\n";

const PEOPLE: &str = r#"
[person.registrar]
[person.old]
dead = {}
captive = {}
[person.ana]
[person.ben]

[place.town]

[power.amend]
held-by = "clerk"

[office.clerk]
holder = "registrar"
"#;

const HEAD: &str = r#"
[office.head]
holder = "old"

[office.head.ground.dead]

[office.head.ground.captive]

[office.head.ground.removed]
made-by = "registrar"

[office.head.ground.suspended]
made-by = "registrar"
effect = "suspends"

[office.head.order.named]
on = ["removed", "dead"]
candidates = [{ chosen-by = "registrar", name = "named", steps = ["sworn", "seated"] }]

[office.head.order.stand-in]
on = ["suspended", "captive"]
candidates = ["ana", "ben"]
passes = ["declined"]

[power.sign]
held-by = "head"

[power.sign.delegation.deputy]
to = "ben"
onward = true
limits = "none"
ends-when = "it is ended"
"#;

/// The law, and the law after it was amended: with somebody who was not in it before, and who stands first.
fn plans(first: &str, second: &str) -> [String; 2] {
    [
        format!("{HEADER}{PEOPLE}{first}"),
        format!("{HEADER}[person.aaron]\n{PEOPLE}{second}"),
    ]
}

/// Holds the answers against what is expected, with acts before the amendment on the tenth of January and after it.
#[track_caller]
fn check(first: &str, second: &str, before: &str, after: &str, questions: &str) {
    let [first, second] = plans(first, second);
    let acts = [
        "01 kind = \"adopt\"; adopted = \"first.toml\"; by = [\"registrar\"]\n",
        before,
        "\n10 kind = \"adopt\"; adopted = \"second.toml\"; under = \"amend\"; by = [\"registrar\"]\n",
        after,
    ];
    let texts = [("first.toml", &*first), ("second.toml", &*second)];
    let (plans, script) = common::of_plans(&texts, &common::listed(&acts.concat()));
    let asked = interrex_register::questions::ask(questions, &plans, &script.acts, &script.ids);
    for one in asked.expect("questions") {
        let text = interrex_register::who::text(&one.answer);
        assert!(one.departures.is_empty(), "{:?}\n{text}", one.departures);
    }
}

/// A question on a day, and what is expected.
fn on(of: &str, day: u32, expected: &str) -> String {
    format!("[[question]]\nask = \"{of}\"\nas-of = 2020-01-{day:02}T12:00:00Z\n{expected}\n\n")
}

const REMOVED: &str =
    "02 kind = \"certify\"; ground = \"head.removed\"; of = \"old\"; by = [\"registrar\"]\n";

/// The title does not come back because the law no longer has the ground by which it was lost.
#[test]
fn whoever_lost_a_title_has_lost_it_under_the_new_plan_too() {
    let ground = "[office.head.ground.removed]\nmade-by = \"registrar\"\n";
    let without = HEAD.replace(ground, "").replace("\"removed\", ", "");
    assert_ne!(without, HEAD);
    let lost = on("head", 11, "standing = \"nobody\"\ntitle = \"nobody\"");
    check(HEAD, &without, REMOVED, "", &lost);
    // Where it has the ground, whoever is to follow by it does.
    let follows = "standing = \"waiting-for\"\nwaiting-for = [{ chosen-by = \"registrar\" }]";
    check(HEAD, HEAD, REMOVED, "", &on("head", 11, follows));
    // A suspension that the law no longer has is over.
    let suspended = REMOVED.replace("removed", "suspended");
    let ground = "[office.head.ground.suspended]\nmade-by = \"registrar\"\neffect = \"suspends\"\n";
    let without = HEAD.replace(ground, "").replace("\"suspended\", ", "");
    assert_ne!(without, HEAD);
    let questions = [
        on("head", 9, "title = \"old\"\nexercise = \"ana\""),
        on("head", 11, "title = \"old\"\nexercise = \"old\""),
    ];
    check(HEAD, &without, &suspended, "", &questions.concat());
}

/// Whoever was chosen still is, with the steps that they have done.
#[test]
fn who_is_on_the_way_to_an_office_goes_on() {
    let step = |day: &str, step: &str| {
        format!(
            "{day} kind = \"step\"; office = \"head\"; step = \"{step}\"; who = \"ben\"; by = [\"ben\"]\n"
        )
    };
    let chosen = "03 kind = \"choose\"; office = \"head\"; who = \"ben\"; by = [\"registrar\"]\n";
    let before = [REMOVED, chosen, &step("04", "sworn")].concat();
    let lacks =
        "standing = \"waiting-for\"\nwaiting-for = [{ who = \"ben\", lacks = [\"seated\"] }]";
    let questions = [
        on("head", 9, lacks),
        on("head", 11, lacks),
        on(
            "head",
            13,
            "standing = \"held\"\ntitle = \"ben\"\nexercise = \"ben\"",
        ),
    ];
    check(
        HEAD,
        HEAD,
        &before,
        &step("12", "seated"),
        &questions.concat(),
    );
}

/// Whoever acts still does, by the order by which they came, wherever it stands in the law.
#[test]
fn who_acts_goes_on_acting_by_the_same_order() {
    let first = "[office.head.order.first]\non = [\"dead\"]\ncandidates = [\"registrar\"]\nprecedence = 1\n\n";
    let named = "[office.head.order.named]";
    let second = HEAD.replace(named, &format!("{first}{named}"));
    let before = "\
        02 kind = \"decline\"; office = \"head\"; by = [\"ana\"]\n\
        03 kind = \"certify\"; ground = \"head.suspended\"; of = \"old\"; by = [\"registrar\"]\n";
    let acts_by = "title = \"old\"\nexercise = \"ben\"\nclaimants = [\n\
                   { who = \"ben\", met = [\"ana, who comes before, is passed\"] },\n]";
    let questions = [on("head", 9, acts_by), on("head", 11, acts_by)];
    check(HEAD, &second, before, "", &questions.concat());
}

/// Whoever the plan let act from the start acts on where the new one names nobody.
#[test]
fn who_acts_from_the_start_goes_on() {
    let first = HEAD.replace("holder = \"old\"\n", "holder = \"old\"\nacting = \"ana\"\n");
    assert_ne!(first, HEAD);
    let acts = "title = \"old\"\nexercise = \"ana\"";
    let questions = [on("head", 9, acts), on("head", 11, acts)];
    check(&first, HEAD, "", "", &questions.concat());
}

/// Whoever has a power by delegation keeps it by the rule of that name, and what they gave on is theirs to end.
#[test]
fn a_delegation_goes_on_by_its_rule() {
    let other = "[power.sign.delegation.another]\nto = \"registrar\"\nlimits = \"none\"\nends-when = \"it is ended\"\n\n";
    let deputy = "[power.sign.delegation.deputy]";
    let second = HEAD.replace(deputy, &format!("{other}{deputy}"));
    let given = "\
        02 kind = \"delegate\"; power = \"sign\"; to = \"ben\"; by = [\"old\"]\n\
        03 kind = \"delegate\"; power = \"sign\"; to = \"ana\"; by = [\"ben\"]\n";
    let ended = "12 kind = \"end-delegation\"; power = \"sign\"; to = \"ana\"; by = [\"ben\"]\n";
    let all = "exercised-by = [\"old\", \"ben\", \"ana\"]";
    let questions = [
        on("sign", 9, all),
        on("sign", 11, all),
        on("sign", 13, "exercised-by = [\"old\", \"ben\"]"),
    ];
    check(HEAD, &second, given, ended, &questions.concat());
}

/// A body's seat is moved by those who agree, of whom one did so under the law before.
#[test]
fn a_part_of_an_agreement_counts_on() {
    let seat = |options: &str| {
        format!(
            "{HEAD}\n[place.port]\nabroad = true\n[place.coast]\nabroad = true\n[seat.capital]\nof = \"head\"\n{options}"
        )
    };
    let option = |at: &str| {
        format!(
            "[[seat.capital.option]]\nat = \"{at}\"\nname = \"{at}\"\nagreed-by = \"ana and ben\"\n"
        )
    };
    let (first, second) = (
        seat(&[option("port"), option("coast")].concat()),
        seat(&[option("coast"), option("port")].concat()),
    );
    let moves = |day: &str, by: &str| {
        format!(
            "{day} kind = \"move-seat\"; seat = \"capital\"; option = \"port\"; by = [\"{by}\"]\n"
        )
    };
    let [first, second] = plans(&first, &second);
    let acts = [
        "01 kind = \"adopt\"; adopted = \"first.toml\"; by = [\"registrar\"]\n",
        &moves("02", "ana"),
        "10 kind = \"adopt\"; adopted = \"second.toml\"; under = \"amend\"; by = [\"registrar\"]\n",
        &moves("11", "ben"),
    ];
    let texts = [("first.toml", &*first), ("second.toml", &*second)];
    let (plans, script) = common::of_plans(&texts, &common::listed(&acts.concat()));
    let course = interrex_register::course::run(&plans, &script.acts, interrex_units::Moment::LAST);
    let bears: Vec<&str> = course
        .effects
        .values()
        .map(interrex_register::Effect::word)
        .collect();
    assert_eq!(bears, ["in-effect", "waiting", "in-effect", "in-effect"]);
}

/// A copy of a record that was reported lost stays lost, whether or not a plan declares by what it may be.
#[test]
fn a_copy_that_was_lost_stays_lost() {
    let archive = |lost: &str| {
        let copy = |name: &str| {
            format!("[[record.archive.copy]]\nat = \"town\"\nname = \"{name}\"\n{lost}\n")
        };
        let ground = "[office.head.ground.archive-lost]\nwhen = \"lost(archive/second)\"\neffect = \"ends\"\n";
        format!("{HEAD}{ground}{}{}", copy("first"), copy("second"))
    };
    // The ground comes with the amendment, so that it is judged by what stayed on record.
    let without =
        |plan: &str| plan.replace("\nwhen = \"lost(archive/second)\"", "\nmade-by = \"ana\"");
    let reported = |copy: &str| {
        format!("02 kind = \"report\"; fact = \"lost(archive/{copy})\"; by = [\"ben\"]\n")
    };
    let ended = on("head", 11, "standing = \"nobody\"\ntitle = \"nobody\"");
    let held = on("head", 11, "title = \"old\"");
    for (first, second) in [("", ""), ("", "lost = {}"), ("lost = {}", "")] {
        let (first, second) = (without(&archive(first)), archive(second));
        check(&first, &second, &reported("second"), "", &ended);
        check(&first, &second, &reported("first"), "", &held);
    }
}

/// For how long somebody may act says the law in force: a new one may make it longer or shorter, and where it no longer has
/// the order, whoever came by it acts no longer.
#[test]
fn the_time_of_an_order_is_that_of_the_new_law() {
    let suspended = REMOVED.replace("removed", "suspended");
    let limited = |days: u32| {
        let to = "candidates = [\"ana\", \"ben\"]\n";
        let limited = HEAD.replace(to, &format!("{to}limit = \"{days} d\"\n"));
        assert_ne!(limited, HEAD);
        limited
    };
    let acts = "standing = \"held\"\ntitle = \"old\"\nexercise = \"ana\"";
    let nobody = "standing = \"held-but-unable\"\ntitle = \"old\"\nexercise = \"nobody\"";
    let asked = |days: [(u32, &str); 3]| {
        days.map(|(day, expected)| on("head", day, expected))
            .concat()
    };
    // Shorter: over at once. Longer: it goes on, also where it was over.
    let short = asked([(9, acts), (10, nobody), (20, nobody)]);
    check(&limited(20), &limited(5), &suspended, "", &short);
    let long = asked([(9, acts), (16, acts), (18, nobody)]);
    check(&limited(10), &limited(15), &suspended, "", &long);
    let again = asked([(8, nobody), (10, acts), (18, nobody)]);
    check(&limited(5), &limited(15), &suspended, "", &again);
    // The new law has a limit, or none.
    let found = asked([(9, acts), (16, acts), (18, nobody)]);
    check(HEAD, &limited(15), &suspended, "", &found);
    let freed = asked([(6, acts), (10, acts), (28, acts)]);
    check(&limited(10), HEAD, &suspended, "", &freed);
    // Where it has the order no longer they act no longer, and another that stands in its place in the list says nothing of them.
    let (from, to) = (
        HEAD.find("[office.head.order.named]"),
        HEAD.find("[power.sign]"),
    );
    let orders = &HEAD[from.expect("an order")..to.expect("a power")];
    let other = "[office.head.order.other]\non = [\"captive\"]\ncandidates = [\"ben\"]\nlimit = \"1 d\"\nuntil = 2020-01-12\n";
    let gone = HEAD.replace(
        orders,
        &format!(
            "{}\n{other}\n",
            &orders[..orders.find("[office.head.order.stand-in]").expect("it")]
        ),
    );
    let ends = asked([(9, acts), (10, nobody), (20, nobody)]);
    check(HEAD, &gone, &suspended, "", &ends);
    // By another name they come again by it, and their time begins.
    let renamed = limited(5).replace("order.stand-in", "order.deputies");
    let again = asked([(9, acts), (14, acts), (15, nobody)]);
    check(HEAD, &renamed, &suspended, "", &again);
}

/// What a plan marks as disputed is disputed where it is used under that plan, and neither before nor after.
#[test]
fn a_plan_disputes_what_is_done_under_it() {
    let marked = HEAD.replacen(
        "made-by = \"registrar\"\n",
        "made-by = \"registrar\"\ndisputed = true\n",
        1,
    );
    let removed = |day: u32| REMOVED.replacen("02 ", &format!("{day:02} "), 1);
    let after = |day: u32, standing: &str| {
        on(
            "head",
            day,
            &format!("standing = \"{standing}\"\ntitle = \"nobody\""),
        )
    };
    // Under the first, which does not, and is asked before and after the second.
    let plain = [after(5, "waiting-for"), after(12, "waiting-for")].concat();
    check(HEAD, &marked, &removed(2), "", &plain);
    // Under the second, which does not.
    check(&marked, HEAD, "", &removed(11), &after(12, "waiting-for"));
    // Under the first, which does; and it is not settled by the second.
    let disputed = [after(5, "disputed"), after(12, "disputed")].concat();
    check(&marked, HEAD, &removed(2), "", &disputed);
    check(HEAD, &marked, "", &removed(11), &after(12, "disputed"));
}
