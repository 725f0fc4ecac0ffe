//! Acts one after another: everything that the facts of a world permit, signed by whoever does it, each judged as it
//! comes.
//!
//! Acts come in the order in which offices rest on each other: what was reported first, then for every office the
//! steps and choices of those who could follow, and last the ground. A plan of which an office would move by itself,
//! on a report, gets a clerk who certifies what nobody else has to: else the order in which reports come would
//! decide, as it does in life. Left out are worlds in which it is the order of acts that decides all the same.

use std::collections::{BTreeMap, BTreeSet};

use interrex_plan::model::{
    Actor, ActorExpr, ActorExprKind, Atom, Body, CandidateWho, Effect as Of, Event, Fact, FactKind,
    Gives, Id, Locus, Member, Office, Order, Pass, Person, Plan, Seat, Step, Who,
};
use interrex_register::act::{Act, Deed, SCHEMA};
use interrex_register::course::{Effect, run};
use interrex_register::who::{Answer, Question, Standing, answer};
use interrex_register::{Digest, Known};
use interrex_standing::Party;
use interrex_standing::record::{Record, Requirement};
use interrex_units::{Date, Moment};

use crate::drawn::rests_on;
use crate::naive::model::{Model, part};
use crate::naive::offices::GroundOf;
use crate::naive::readings::Reading as Read;
use crate::naive::steps::{Post, Posts, Via};
use crate::naive::views::{Holder, Sight, View};
use crate::naive::world::World;
use crate::record::{Permitted, can_act, party, permitted, sees_alike};
use crate::seeds::{Answers, Outcome};

/// The plan's digest, which nobody looks into here.
const DIGEST: &str = "plan";
/// Who reports facts.
const WITNESS: &str = "witness";
/// Who certifies and enters on the roll what nobody else has to.
const CLERK: &str = "clerk";

/// The step by which the clerk lets somebody into a vacant office.
const ENTERED: &str = "entered";

/// Lets nothing move by itself.
pub(crate) fn with_clerk(plan: &mut Plan) {
    let ids: Vec<Id<Office>> = plan.offices.ids().collect();
    let Some(span) = ids.first().map(|id| plan.offices.get(*id).span) else {
        return;
    };
    let clerk = plan.people.push(CLERK, span, Person::default());
    let by_clerk = ActorExpr {
        kind: ActorExprKind::Actor(Actor::Person(clerk)),
        span,
    };
    // Whoever is chosen has what is asked of anybody, also on the way to another office.
    let orders = plan.offices.iter().flat_map(|(_, office)| &office.orders);
    let qualities = orders.flat_map(|order| {
        let own = order.candidates.iter();
        let own = own.flat_map(|candidate| &candidate.requires);
        order.requires.iter().chain(own)
    });
    let qualities: Vec<_> = qualities.cloned().collect();
    for id in &ids {
        let chosen = Person {
            qualities: qualities.clone(),
            ..Person::default()
        };
        let name = chosen_for(plan, *id);
        plan.people.push(&name, span, chosen);
    }
    for id in ids {
        let office = &mut plan.offices.get_mut(id).value;
        without_precedence(&mut office.orders);
        for ground in &mut office.grounds {
            let by_itself = !matches!(ground.event, Event::Made { .. } | Event::Resigned);
            if by_itself && ground.certified_by.is_none() {
                ground.certified_by = Some(by_clerk.clone());
            }
        }
        for order in office.orders.iter_mut().filter(|order| order.on_vacancy) {
            order.steps.push(Step {
                name: ENTERED.to_owned(),
                by: Some(by_clerk.clone()),
                refused: None,
                needs: None,
                lead_time: None,
                span,
            });
        }
    }
}

/// Leaves each order with another one that comes neither before nor after it and has the same candidates from the last to
/// the first.
fn without_precedence(orders: &mut Vec<Order>) {
    let mut rivals = Vec::new();
    for order in orders.iter_mut() {
        order.precedence = None;
        let mut candidates = order.candidates.iter();
        if candidates.all(|candidate| matches!(candidate.who, CandidateWho::Who(_))) {
            let mut rival = order.clone();
            rival.name.push_str("-rival");
            rival.candidates.reverse();
            rivals.push(rival);
        }
    }
    orders.extend(rivals);
}

/// A world without the decisions that are grounds and that nobody can make: on record they are made as grounds, against a
/// holder, where that is law.
pub(crate) fn decidable(model: &Model, mut world: u64) -> u64 {
    loop {
        let known = World::new(model, world);
        let mut facts = model.plan.facts.iter();
        let without = facts.find_map(|(id, fact)| {
            let FactKind::Made(office) = fact.kind else {
                return None;
            };
            let without = without(model, world, id);
            let is_moot = without == world || !known.fact(id);
            // Nor by those who lose by it what they make it by.
            let can_be_made = || {
                let mut worlds = [World::new(model, without), World::new(model, world)].into_iter();
                worlds.all(|world| can_be_made(&world, office, id))
            };
            (!is_moot && !can_be_made()).then_some(without)
        });
        match without {
            Some(without) => world = without,
            None => return world,
        }
    }
}

/// A world in which a fact is not true.
fn without(model: &Model, world: u64, fact: Id<Fact>) -> u64 {
    let parts = &model.variables.facts[fact.index()];
    let others = parts.given.iter().map(|given| &given.variables);
    let effects = parts.effects.iter().map(|(_, effect)| &effect.variables);
    let variables = others.chain(effects).chain([&parts.own]).flatten();
    variables.fold(world, |world, variable| world & !(1 << variable))
}

/// Whether a ground of an office can be made that is this decision.
fn can_be_made(world: &World, id: Id<Office>, fact: Id<Fact>) -> bool {
    let sight = Sight::of(View::Everywhere, Read::Base);
    let office = world.model.plan.offices.get(id);
    let mut grounds = office.grounds.iter().enumerate();
    world.holder_at_start(id).is_some()
        && grounds.any(|(place, ground)| match &ground.event {
            Event::Made { by, decided } => {
                let is_law = world.counts(&ground.terms, part("office", id, "ground", place));
                let needs = ground.needs.as_ref();
                let is_occasion = needs.is_none_or(|needs| world.holds_in(needs, &sight));
                *decided == Some(fact) && is_law && is_occasion && world.do_act(by, &sight, None)
            }
            _ => false,
        })
}

/// Compares what a register of these acts answers with what is true in the world, for every office.
pub(crate) fn compare(world: &World) -> Outcome {
    if let Some(reason) = left_out(world) {
        return Outcome::LeftOut(reason);
    }
    let permitted = permitted(world);
    if !permitted.late.is_empty() {
        return Outcome::LeftOut("a step that became possible after another turn");
    }
    if !permitted.by_post.is_empty() {
        return Outcome::LeftOut("the part of a post that its candidate has and does not exercise");
    }
    let plan = world.model.plan;
    let plans = BTreeMap::from([(DIGEST.to_owned(), plan.clone())]);
    let acts = acts(world, &permitted, &plans);
    let course = run(&plans, &acts, Moment::end_of(world.model.question.as_of));
    if is_away(world, &course.record) {
        return Outcome::LeftOut(
            "somebody who went with a seat to where nobody speaks with their base",
        );
    }
    let mut answers = Answers::default();
    let one_island = sees_alike(world);
    for (id, office) in plan.offices.iter() {
        let question = Question {
            of: &office.name,
            region: None,
            as_of: Moment::end_of(world.model.question.as_of),
            known_at: None,
            viewpoint: None,
        };
        let answer = answer(&plans, &acts, &question).expect("an answer");
        let post = post(world, id);
        let name = |who| name(plan, party(who));
        let expected = (
            post.title.map(name),
            post.exercise.map(|exercise| name(exercise.who)),
        );
        if expected != (answer.title.clone(), answer.exercise.clone()) {
            let acts: Vec<String> = acts
                .iter()
                .map(|known| interrex_register::words::act(&known.act))
                .collect();
            return Outcome::Different(format!(
                "{}: expected {expected:?}, found\n{}\n{}\n",
                office.name,
                interrex_register::who::text(&answer),
                acts.join("\n")
            ));
        }
        match followed(world, id, &answer) {
            Ok(others) => answers.followed += others,
            Err(different) => return Outcome::Different(different),
        }
        answers.count(world, id, &post);
        let comparable =
            one_island && !asks_of_readings(world, id) && !is_where_chosen(world, id, &post);
        if comparable && answer.standing != Standing::Disputed {
            let expected = standing(world, id, &post);
            if answer.standing != expected {
                let text = interrex_register::who::text(&answer);
                return Outcome::Different(format!("expected {expected:?}, found\n{text}"));
            }
            answers.able += 1;
        }
    }
    answers.outcome()
}

/// In how many readings that follow another order somebody else has an office, as is true in them; or where that differs.
fn followed(world: &World, id: Id<Office>, answer: &Answer) -> Result<usize, String> {
    let plan = world.model.plan;
    let office = plan.offices.get(id);
    let mut others = 0;
    // Whoever has not entered yet is passed where the clerk enters people in the order of the law as written; and a body
    // that counts a holder decides only where there is one.
    let mut orders = office.orders.iter();
    let passes = orders.any(|order| order.passes.contains(&Pass::NotCompleted));
    if passes || rests_on(world, id, |circle| circle.rounds > 1) {
        return Ok(0);
    }
    for (place, order) in office.orders.iter().enumerate() {
        let read = Read::Follow(id, place);
        let post = world.post_after_forfeits(id, View::Everywhere, read);
        if world.settled_post(id, View::Everywhere, read) != post {
            continue;
        }
        let name = |who| name(plan, party(who));
        let title = post.title.map(name);
        let exercise = post.exercise.map(|exercise| name(exercise.who));
        let by = format!("following the order {}.{}", office.name, order.name);
        let told = answer.readings.iter().find(|told| told.by == by);
        let found = told.map_or((&answer.title, &answer.exercise), |told| {
            (&told.title, &told.exercise)
        });
        if (&title, &exercise) != found {
            let text = interrex_register::who::text(answer);
            let expected = (title, exercise);
            return Err(format!("{by}: expected {expected:?}, found\n{text}"));
        }
        others += usize::from(told.is_some());
    }
    Ok(others)
}

/// Whether what a seat of an office needs may be so in another reading than the one as written: `prove` asks whether
/// it is so in any.
fn asks_of_readings(world: &World, id: Id<Office>) -> bool {
    let plan = world.model.plan;
    let of_seats = world.seat_options(Who::Office(id));
    let mut of_seats = of_seats.iter();
    let needs = of_seats.any(|(seat, place)| plan.seats.get(*seat).options[*place].needs.is_some());
    let moved = |other| {
        let mut readings = world.readings(&[other]).into_iter();
        let written = post(world, other);
        readings.any(|read| world.post_after_forfeits(other, View::Everywhere, read) != written)
    };
    needs && plan.offices.ids().any(moved)
}

/// Whether whoever exercises an office was chosen, and the plan says where they are: a register reads that of people by
/// name alone.
fn is_where_chosen(world: &World, id: Id<Office>, post: &Post) -> bool {
    let Some(Holder::Chosen(of, order, candidate)) = post.exercise.map(|exercise| exercise.who)
    else {
        return false;
    };
    let is_somewhere = world.places_of_chosen(of, order, candidate).is_some();
    is_somewhere && (of != id || world.seats(Who::Office(id)).is_empty())
}

/// How an office stands, as written.
fn standing(world: &World, id: Id<Office>, post: &Post) -> Standing {
    match post.exercise {
        Some(_) if can_act(world, id, post) => Standing::Held,
        Some(_) => Standing::HeldButUnable,
        None if post.awaited.is_some() => Standing::WaitingFor,
        None if post.title.is_some() => Standing::HeldButUnable,
        None => Standing::Nobody,
    }
}

fn post(world: &World, id: Id<Office>) -> Post {
    world.post_after_forfeits(id, View::Everywhere, Read::Base)
}

/// Why the order of acts would decide in a world.
fn left_out(world: &World) -> Option<&'static str> {
    let mut bodies = world.model.plan.bodies.ids();
    if bodies.any(|id| could_seem_to_act(world, id)) {
        return Some("a body that cannot decide, of which enough members sign");
    }
    let mut bodies = asked_of_bodies(world.model.plan).into_iter();
    if bodies.any(|id| is_seen_differently(world, id)) {
        return Some("a body whose members are others where they are seen from elsewhere");
    }
    for (id, office) in world.model.plan.offices.iter() {
        if rests_on(world, id, |circle| circle.offices.len() > 1) {
            return Some("offices that rest on each other");
        }
        let settled = world.settled_post(id, View::Everywhere, Read::Base);
        if settled != post(world, id) {
            return Some("a forfeit, after which a vacancy is a vacancy");
        }
        if settled.certified.contains(&GroundOf::Lease) || !world.leases(id).is_empty() {
            return Some("a lease, which nobody certifies");
        }
        if waits_while_it_waits(world, id) {
            return Some("an order that is in force by whether somebody is waited for");
        }
        if stood_in_before_the_end(world, id) {
            return Some("a vacancy after somebody stood in, who comes again for it");
        }
        let certified = |effect| {
            let grounds = settled.certified.iter();
            grounds
                .filter(|ground| world.effect(id, **ground) == effect)
                .count()
        };
        let ending = certified(Of::Ends);
        if ending > 1 || (ending == 0 && certified(Of::Suspends) > 1) {
            return Some("two grounds at once");
        }
        if ending > 0 && settled.title == world.holder_at_start(id) {
            return Some(
                "a body that comes again to the title that it lost, and may lose it again",
            );
        }
        if is_met_elsewhere(world, id) {
            return Some("somebody met at the seat of an office that has changed hands");
        }
        let candidates = office.orders.iter().flat_map(|order| &order.candidates);
        let chosen = candidates
            .filter(|candidate| matches!(candidate.who, CandidateWho::Chosen { .. }))
            .count();
        if chosen > 1 {
            return Some("two candidacies for whoever is chosen");
        }
    }
    None
}

/// Whether somebody has gone with a seat to where nobody is in contact with their base: a register judges an office without
/// a seat from there, too.
fn is_away(world: &World, record: &Record) -> bool {
    record.there.iter().any(|(seat, place, person)| {
        let at = world.model.plan.seats.get(*seat).options[*place as usize].at;
        is_apart(world, *person, at)
    })
}

/// Whether a place or site is out of contact with somebody's base.
fn is_apart(world: &World, person: Id<Person>, at: Locus) -> bool {
    let base = world.base_node(person);
    base.is_some_and(|base| !world.in_contact(base, at))
}

/// Whether somebody has a seat of an office among their whereabouts as things stood at the start and not as they stand now,
/// or the other way round, and could be there, out of contact with their base.
fn is_met_elsewhere(world: &World, id: Id<Office>) -> bool {
    let options = world.seat_options(Who::Office(id));
    if options.is_empty() {
        return false;
    }
    let plan = world.model.plan;
    let office = plan.offices.get(id);
    let candidates = office.orders.iter().flat_map(|order| &order.candidates);
    let (mut by_name, mut posts) = (BTreeSet::new(), Vec::new());
    for candidate in candidates {
        match candidate.who {
            CandidateWho::Who(Who::Person(person)) => {
                by_name.insert(person);
            }
            CandidateWho::Who(Who::Office(post)) => posts.push(post),
            _ => {}
        }
    }
    let sight = Sight::of(View::Everywhere, Read::Base);
    let concerned = |of: &dyn Fn(Id<Office>) -> Post| {
        let own = of(id);
        let acting = own.exercise.filter(|exercise| exercise.via == Via::Start);
        let titles = posts.iter().filter_map(|post| of(*post).title);
        let own = own.title.into_iter();
        let all = own.chain(acting.map(|acting| acting.who)).chain(titles);
        let people = all.filter_map(|who| match who {
            Holder::Person(person) => Some(person),
            _ => None,
        });
        people.collect::<BTreeSet<_>>()
    };
    let before = concerned(&|of| world.post_at_start(of, &sight));
    let now = concerned(&|of| world.settled_post(of, View::Everywhere, Read::Base));
    let mut changed = before.symmetric_difference(&now);
    changed.any(|person| {
        let mut options = options.iter();
        let is_elsewhere = |(seat, place): &(Id<Seat>, usize)| {
            let at = plan.seats.get(*seat).options[*place].at;
            world.can_be_at(*person, at) && is_apart(world, *person, at)
        };
        !by_name.contains(person) && options.any(is_elsewhere)
    })
}

/// Whether an order of an office is in force only while somebody is waited for in it, or only while nobody is, and nobody
/// has its exercise in some round.
fn waits_while_it_waits(world: &World, id: Id<Office>) -> bool {
    let circle = world.model.circles.of_office[id.index()];
    let rounds = world.every_round(circle, View::Everywhere, Read::Base);
    let orders = &world.model.plan.offices.get(id).orders;
    let open = |posts: &&Posts| posts.get(&id).is_some_and(|post| post.exercise.is_none());
    rounds.iter().filter(open).any(|posts| {
        let holds = |order: usize, awaited| {
            let mut posts = posts.clone();
            if let Some(post) = posts.get_mut(&id) {
                post.awaited = awaited;
            }
            let sight = Sight {
                before: Some(&posts),
                ..Sight::of(View::Everywhere, Read::Base)
            };
            let when = orders[order].when.as_ref();
            when.is_none_or(|when| world.holds_in(when, &sight))
        };
        let mut orders = world.orders(id).into_iter();
        orders.any(|order| holds(order, None) != holds(order, Some(Gives::Title)))
    })
}

/// Whether somebody stood in for the holder of an office before the title ended, and an order gives the exercise for the
/// end: they go on by it, or come again.
fn stood_in_before_the_end(world: &World, id: Id<Office>) -> bool {
    let circle = world.model.circles.of_office[id.index()];
    let rounds = world.every_round(circle, View::Everywhere, Read::Base);
    let posts = || rounds.iter().filter_map(|posts| posts.get(&id));
    let ends = |post: &&Post| world.has_certified(id, post, Of::Ends);
    let stood_in = posts().any(|post| !ends(&post) && !post.entered.is_empty());
    let Some(ended) = posts().next_back().filter(ends) else {
        return false;
    };
    let orders = &world.model.plan.offices.get(id).orders;
    let mut orders = world.orders(id).into_iter().map(|place| &orders[place]);
    stood_in
        && orders.any(|order| {
            let mut grounds = ended.certified.iter();
            order.gives == Some(Gives::Exercise)
                && grounds.any(|ground| {
                    World::names(order, *ground) && world.effect(id, *ground) == Of::Ends
                })
        })
}

/// The bodies that the conditions of grounds and orders name.
fn asked_of_bodies(plan: &Plan) -> BTreeSet<Id<Body>> {
    let mut bodies = BTreeSet::new();
    for (_, office) in plan.offices.iter() {
        let grounds = office.grounds.iter().flat_map(|ground| {
            let when = match &ground.event {
                Event::When(when) => Some(when),
                _ => None,
            };
            when.into_iter().chain(&ground.needs)
        });
        let orders = office.orders.iter().filter_map(|order| order.when.as_ref());
        for asked in grounds.chain(orders) {
            asked.visit_atoms(&mut |atom, _, _| {
                if let Atom::CanAct(body, _) = atom {
                    bodies.insert(body);
                }
            });
        }
    }
    bodies
}

/// Whether an office by which somebody sits in a body has another holder as it is seen from somewhere: a body decides
/// where it can, and a register knows one view.
fn is_seen_differently(world: &World, id: Id<Body>) -> bool {
    let members = world.model.plan.bodies.get(id).members.iter();
    let mut offices = members.filter_map(|member| match member {
        Member::Office(office, _) => Some(*office),
        _ => None,
    });
    offices.any(|office| {
        let everywhere = post(world, office);
        let mut views = world.views().into_iter();
        views.any(|view| world.post_after_forfeits(office, view, Read::Base) != everywhere)
    })
}

/// Whether a signature could be taken for a decision that a body cannot make: it makes another one, or its members
/// sign for themselves.
fn could_seem_to_act(world: &World, id: Id<Body>) -> bool {
    let body = world.model.plan.bodies.get(id);
    let sight = Sight::of(View::Everywhere, Read::Base);
    let named = body.members.iter();
    let named = named.filter(|member| !matches!(member, Member::Class { .. }));
    let named = named.count();
    let kinds = 0..body.decisions.len();
    let acts = kinds
        .clone()
        .any(|kind| world.body_can_act(id, kind, &sight));
    let mut idle = kinds.filter(|kind| !world.body_can_act(id, *kind, &sight));
    idle.any(|kind| acts || world.needed(id, kind, Read::Base) <= named)
}

/// Somebody by name; whoever is chosen gets one.
fn name(plan: &Plan, party: Party) -> String {
    match party {
        Party::Person(id) => plan.people.get(id).name.clone(),
        Party::Body(id) => plan.bodies.get(id).name.clone(),
        Party::Chosen(id, ..) => chosen_for(plan, id),
    }
}

fn chosen_for(plan: &Plan, id: Id<Office>) -> String {
    format!("chosen-for-{}", plan.offices.get(id).name)
}

/// What is done, by whom.
type Done = (Deed, String);

/// Everything that is permitted, in an order in which it can be done.
fn acts(world: &World, permitted: &Permitted<'_>, plans: &BTreeMap<String, Plan>) -> Vec<Known> {
    let (plan, record) = (world.model.plan, &permitted.record);
    let adopted = Deed::Adopt {
        adopted: DIGEST.to_owned(),
        under: None,
    };
    let mut course = Register {
        plans,
        day: world.model.question.as_of,
        acts: Vec::new(),
        next: 0,
        open: beside_offices(plan, record),
    };
    course.add(&[(adopted, WITNESS.to_owned())]);
    let facts = record.facts.iter().map(|id| {
        let fact = plan.facts.get(*id).name.clone();
        (Deed::Report { fact, holds: true }, WITNESS.to_owned())
    });
    course.add(&facts.collect::<Vec<_>>());
    for id in in_order(world) {
        course.add_open();
        course.add(&steps(plan, permitted, id));
        let ending = course.add(&grounds(plan, record, (id, Of::Ends)));
        let suspending = course.add(&grounds(plan, record, (id, Of::Suspends)));
        // What somebody could certify only after that, and what others bring about that a ground needs.
        let ending = course.add(&ending);
        course.open.extend(ending);
        course.open.extend(suspending);
    }
    course.add_open();
    course.acts
}

/// Offices, each after those on which it rests.
fn in_order(world: &World) -> Vec<Id<Office>> {
    let mut list: Vec<Id<Office>> = world.model.plan.offices.ids().collect();
    list.sort_by_key(|id| {
        let others = world.model.circles.rests_on[id.index()].iter();
        others.filter(|other| *other != id).count()
    });
    list
}

/// Decisions, and consents to seats.
fn beside_offices(plan: &Plan, record: &Record) -> Vec<Done> {
    let mut list = Vec::new();
    for (requirement, done) in &record.done {
        let deed = match requirement {
            Requirement::Decision(id) => Deed::Decide {
                decision: plan.decisions.get(*id).name.clone(),
                holds: true,
                votes: None,
            },
            Requirement::Option(id, place) => {
                let seat = plan.seats.get(*id);
                Deed::MoveSeat {
                    seat: seat.name.clone(),
                    option: seat.options[*place as usize].name.clone(),
                }
            }
            _ => continue,
        };
        list.extend(signed(plan, &deed, done));
    }
    list
}

/// Steps and choices for an office; last, the clerk enters those who could follow in the order of the law.
fn steps(plan: &Plan, permitted: &Permitted<'_>, id: Id<Office>) -> Vec<Done> {
    let office = plan.offices.get(id).name.clone();
    let mut list = Vec::new();
    let mut entered = Vec::new();
    for (requirement, done) in &permitted.record.done {
        let deed = match requirement {
            Requirement::Step(of, step, who) if *of == id => Deed::Step {
                office: office.clone(),
                who: name(plan, *who),
                step: step.clone(),
                votes: None,
            },
            Requirement::Chosen(of, order, candidate) if *of == id => Deed::Choose {
                office: office.clone(),
                who: name(plan, Party::Chosen(id, *order, *candidate)),
                order: None,
                votes: None,
            },
            _ => continue,
        };
        match requirement {
            Requirement::Step(_, step, who) if step == ENTERED => {
                let place = permitted.places.get(&(id, *who));
                entered.extend(signed(plan, &deed, done).map(|done| (place, done)));
            }
            _ => list.extend(signed(plan, &deed, done)),
        }
    }
    entered.sort_by_key(|(place, _)| *place);
    list.extend(entered.into_iter().map(|(_, done)| done));
    list
}

/// Certificates and resignations that bear on an office in one way.
fn grounds(plan: &Plan, record: &Record, (id, effect): (Id<Office>, Of)) -> Vec<Done> {
    let office = plan.offices.get(id);
    let mut list = Vec::new();
    for (_, place, who) in record.occurred.iter().filter(|(of, ..)| *of == id) {
        if office.grounds[*place as usize].effect == effect {
            let resigns = Deed::Resign {
                office: office.name.clone(),
            };
            list.push((resigns, name(plan, *who)));
        }
    }
    for (requirement, done) in &record.done {
        let (place, who) = match requirement {
            Requirement::Ground(of, place, who) if *of == id => (*place as usize, who),
            _ => continue,
        };
        let ground = &office.grounds[place];
        if ground.effect == effect {
            let deed = Deed::Certify {
                ground: format!("{}.{}", office.name, ground.name),
                of: name(plan, *who),
                votes: None,
            };
            list.extend(signed(plan, &deed, done));
        }
    }
    list
}

/// The same deed by everybody who does their part, nobody twice.
fn signed<'d>(
    plan: &Plan,
    deed: &'d Deed,
    done: &BTreeSet<(Actor, Party)>,
) -> impl Iterator<Item = Done> + use<'d> {
    let names: BTreeSet<String> = done.iter().map(|(_, by)| name(plan, *by)).collect();
    names.into_iter().map(move |name| (deed.clone(), name))
}

/// A register as it grows.
struct Register<'p> {
    plans: &'p BTreeMap<String, Plan>,
    day: Date,
    acts: Vec<Known>,
    /// The number of the next act.
    next: u32,
    /// What could not be done yet.
    open: Vec<Done>,
}

impl Register<'_> {
    /// Adds acts; what has no effect is left out again. Returned is that, and what waits for others: whoever signed it may
    /// sign it again as somebody else.
    fn add(&mut self, done: &[Done]) -> Vec<Done> {
        let first = self.acts.len();
        for (deed, by) in done {
            self.acts.push(known(self.day, self.next, deed, by));
            self.next += 1;
        }
        let course = run(self.plans, &self.acts, Moment::end_of(self.day));
        let has_effect = |known: &Known| {
            let effect = course.effects.get(&known.number);
            !matches!(effect, Some(Effect::Without(_)))
        };
        let kept: Vec<bool> = self.acts.iter().map(has_effect).collect();
        let waits = |at: &usize| {
            let effect = course.effects.get(&self.acts[*at].number);
            matches!(effect, Some(Effect::Waiting(_)))
        };
        let left: Vec<Done> = (first..)
            .zip(done)
            .filter(|(at, _)| !kept[*at] || waits(at))
            .map(|(_, done)| done.clone())
            .collect();
        let mut at = 0;
        self.acts.retain(|_| {
            at += 1;
            kept[at - 1]
        });
        left
    }

    fn add_open(&mut self) {
        let open = std::mem::take(&mut self.open);
        self.open = self.add(&open);
    }
}

/// An act, signed in the same second as every other: a step does not come before what it belongs to.
fn known(day: Date, number: u32, deed: &Deed, by: &str) -> Known {
    let signed = Moment::start_of(day);
    let act = Act {
        schema: SCHEMA.to_owned(),
        plan: DIGEST.to_owned(),
        deed: deed.clone(),
        by: vec![by.to_owned()],
        signed,
        effective: None,
        rests_on: Vec::new(),
        documents: Vec::new(),
        basis: None,
        source: None,
        grade: None,
        note: None,
        exercise: None,
    };
    Known {
        number,
        digest: Digest::of(&act.to_bytes()),
        seen: BTreeMap::from([("register".to_owned(), signed)]),
        signers: BTreeSet::from([by.to_owned()]),
        act,
    }
}
