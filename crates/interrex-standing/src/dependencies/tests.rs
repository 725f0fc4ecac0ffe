//! What each element of a small plan depends on, by its own text; and circles in small graphs.

use interrex_plan::model::Plan;

use super::{Changes, Components, dependencies_of};
use crate::needs::Need;

const PLAN: &str = r#"
[plan]
title = "What depends on what"
horizon = "30 d"
as-of = 2022-01-01

[place.land]

[place.town]
in = "land"
lost = 0.1
by-measure = "move"

[place.coast]

[site.bunker]
in = "town"
needs = "radio and works(power)"
lost = 0.1

[link.radio]
between = ["town", "coast"]
needs = "bunker"
lost = 0.1
by-measure = "move"

[person.p-1]
base = "town"
dead = 0.1
stays = 0.2

[partner.friend]

[record.list]
used-at = ["coast"]

[[record.list.copy]]
at = "bunker"
name = "first"
lost = 0.2
needs = "met(host)"

[[record.list.copy]]
at = "coast"
name = "second"

[record.book]

[[record.book.copy]]
at = "coast"
name = "only"

[pledge.host]
by = ["friend"]
conditions = "not town"

[pledge.host.partner.friend]
withdraws = 0.1
condition = "decided(leave)"

[measure.move]
taken = 0.5
agreed = "leave"
effects = [{ fact = "lost(town)", likelihood = 0.05 }]

[decision.leave]
made = 0.4

[threat.storm]
occurs = { likelihood = 0.5, given = "not land", otherwise = 0.1 }
takes = ["coast", { what = "list/first", likelihood = 0.3 }, { what = "p-1", likelihood = 0.2, leaves = "captive" }]
by-measure = "move"

[threat.raid]
occurs = 0.2
takes = ["bunker", "radio"]

[function.power]
needs = "held(list) and fit(p-1)"

[function.water]
needs = "list/second and in effect(move) and lost(coast)"

[function.way]
needs = "can be at(p-1, coast) and in contact(town, coast)"

[function.promise]
needs = "not withdraws(host, friend)"

[function.rest]
needs = "occurs(raid) and stays(p-1) and captive(p-1)"
"#;

fn plan() -> Plan {
    let reading = interrex_plan::read(&[("plan.toml", PLAN)]);
    assert!(!reading.has_errors(), "{:#?}", reading.diagnostics);
    reading.plan
}

fn name(plan: &Plan, need: Need) -> String {
    match need {
        Need::Place(id) => plan.places.get(id).name.clone(),
        Need::Site(id) => plan.sites.get(id).name.clone(),
        Need::Link(id) => plan.links.get(id).name.clone(),
        Need::Copy(id, copy) => format!("{}/{copy}", plan.records.get(id).name),
        Need::Record(id) => plan.records.get(id).name.clone(),
        Need::Pledge(id) => plan.pledges.get(id).name.clone(),
        Need::Measure(id) => plan.measures.get(id).name.clone(),
        Need::Decision(id) => plan.decisions.get(id).name.clone(),
        Need::Function(id) => plan.functions.get(id).name.clone(),
        Need::Fact(id) => plan.facts.get(id).name.clone(),
        Need::Contact => "contact".to_owned(),
    }
}

fn check(of: impl Fn(&Plan) -> Option<Need>, expect: &[&str]) {
    let plan = plan();
    let need = of(&plan).expect("the plan has it");
    let list = dependencies_of(&plan, &Changes::new(&plan), need);
    let mut found: Vec<String> = list.into_iter().map(|need| name(&plan, need)).collect();
    found.sort_unstable();
    let mut expect = expect.to_vec();
    expect.sort_unstable();
    assert_eq!(found, expect, "{}", name(&plan, need));
}

#[test]
fn what_things_depend_on() {
    let place = |name: &'static str| move |plan: &Plan| plan.places.by_name(name).map(Need::Place);
    check(place("land"), &[]);
    check(place("town"), &["land", "move", "lost(town)"]);
    check(place("coast"), &["move", "occurs(storm)"]);
    let site = |plan: &Plan| plan.sites.by_name("bunker").map(Need::Site);
    check(
        site,
        &["town", "radio", "power", "lost(bunker)", "occurs(raid)"],
    );
    let link = |plan: &Plan| plan.links.by_name("radio").map(Need::Link);
    check(link, &["move", "bunker", "lost(radio)", "occurs(raid)"]);
}

#[test]
fn what_records_depend_on() {
    let copy = |record: &'static str, copy: u32| {
        move |plan: &Plan| plan.records.by_name(record).map(|id| Need::Copy(id, copy))
    };
    let threatened = ["move", "occurs(storm)", "takes(storm, list/first)"];
    let own = ["bunker", "host", "lost(list/first)"];
    check(copy("list", 0), &[&own[..], &threatened[..]].concat());
    check(copy("list", 1), &["coast"]);
    let record =
        |name: &'static str| move |plan: &Plan| plan.records.by_name(name).map(Need::Record);
    check(record("list"), &["list/0", "list/1", "contact"]);
    check(record("book"), &["book/0"]);
}

#[test]
fn what_undertakings_depend_on() {
    let pledge = |plan: &Plan| plan.pledges.by_name("host").map(Need::Pledge);
    check(pledge, &["town", "leave", "withdraws(host, friend)"]);
    let measure = |plan: &Plan| plan.measures.by_name("move").map(Need::Measure);
    check(measure, &["leave", "taken(move)"]);
    let decision = |plan: &Plan| plan.decisions.by_name("leave").map(Need::Decision);
    check(decision, &["decided(leave)"]);
}

#[test]
fn what_functions_depend_on() {
    let function =
        |name: &'static str| move |plan: &Plan| plan.functions.by_name(name).map(Need::Function);
    // Who is fit depends on what became of them, and on the threat that takes them.
    let person = [
        "dead(p-1)",
        "stays(p-1)",
        "move",
        "occurs(storm)",
        "takes(storm, p-1)",
    ];
    check(function("power"), &[&person[..], &["list"]].concat());
    check(function("water"), &["list/1", "move", "coast"]);
    check(function("way"), &[&person[..], &["contact"]].concat());
    check(function("promise"), &["withdraws(host, friend)"]);
    check(function("rest"), &[&person[..], &["occurs(raid)"]].concat());
}

#[test]
fn what_facts_and_contact_depend_on() {
    let fact = |name: &'static str| move |plan: &Plan| plan.facts.by_name(name).map(Need::Fact);
    check(fact("lost(town)"), &["move"]);
    check(fact("occurs(storm)"), &["land"]);
    check(fact("lost(bunker)"), &[]);
    check(
        |_| Some(Need::Contact),
        &["land", "town", "coast", "bunker", "radio"],
    );
}

/// The components of a graph, dependencies first, each with whether it is a circle.
fn components(edges: &[&[usize]]) -> Vec<(Vec<usize>, bool)> {
    let edges: Vec<Vec<usize>> = edges.iter().map(|to| to.to_vec()).collect();
    let components = Components::of(&edges);
    let all = 0..components.len();
    all.map(|index| {
        let members = components.members(index);
        let first = members[0];
        assert_eq!(components.members_with(first), members);
        (members.to_vec(), components.is_circle(first))
    })
    .collect()
}

#[test]
fn components_of_small_graphs() {
    let alone = |node: usize| (vec![node], false);
    assert_eq!(components(&[]), []);
    // 0 needs 1, which needs 2.
    let chain = components(&[&[1], &[2], &[]]);
    assert_eq!(chain, [alone(2), alone(1), alone(0)]);
    // A circle of two, above one that needs itself.
    let circles = components(&[&[1], &[0, 2], &[2]]);
    assert_eq!(circles, [(vec![2], true), (vec![0, 1], true)]);
    // Two circles that share one node are one.
    let joined = components(&[&[1, 3], &[2], &[0], &[4], &[0], &[0]]);
    assert_eq!(joined, [(vec![0, 1, 2, 3, 4], true), alone(5)]);
    // A finished component is not gone into again.
    let crossed = components(&[&[1, 2], &[3], &[1, 3], &[]]);
    assert_eq!(crossed, [alone(3), alone(1), alone(2), alone(0)]);
}
