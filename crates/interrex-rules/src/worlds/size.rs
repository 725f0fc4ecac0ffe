//! How much work it is to ask what holds in some world, told before it is done.
//!
//! Responsible for a measure that is cheap to take and grows as the compiled standing does. Whoever
//! judges who holds an office does so from somewhere, and everybody on whom that depends is judged
//! from there too: the measure counts the parts of offices and bodies, each as often as there are
//! places and sites from which it has to be seen. It is no bound: what it leaves out, readings
//! above all, multiplies both sides of the limit alike.

use std::collections::{BTreeMap, VecDeque};

use interrex_plan::graph::{Graph, Node};
use interrex_plan::model::{
    Body, CandidateWho, Id, Locus, Meeting, Member, Office, Person, Plan, Who,
};

use crate::context::Context;

/// How often the places of offices and bodies are handed on; longer lines are cut short.
const ROUNDS_MAX: usize = 8;

/// The work of asking the worlds of a plan, or `limit` where it is that much or more. Costs time in
/// proportion to the plan and the limit.
pub(super) fn work(cx: &Context<'_>, limit: usize) -> usize {
    let mut views = Views {
        plan: cx.plan,
        homes: Homes::of(cx),
        seen_from: BTreeMap::new(),
        open: VecDeque::new(),
        work: 0,
    };
    let graph = Graph::of(cx.plan);
    for id in cx.plan.functions.ids() {
        views.reach(Node::Function(id), None);
    }
    for id in cx.posts.needed() {
        views.reach(Node::Claim(*id), None);
    }
    while views.work < limit
        && let Some(node) = views.open.pop_front()
    {
        views.follow(node, graph.edges(node).iter().map(|edge| edge.to));
    }
    views.work.min(limit)
}

/// A set of places and sites.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Loci(Vec<u64>);

impl Loci {
    fn insert(&mut self, at: usize) {
        let word = at / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        if let Some(bits) = self.0.get_mut(word) {
            *bits |= 1 << (at % 64);
        }
    }

    /// Adds what another has, and says how many that were.
    fn add(&mut self, other: &Self) -> usize {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        let mut added = 0;
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            added += (other & !*own).count_ones() as usize;
            *own |= other;
        }
        added
    }
}

/// From where those can judge who may come to hold an office, or sit in a body.
struct Homes {
    offices: Vec<Loci>,
    bodies: Vec<Loci>,
}

impl Homes {
    fn of(cx: &Context<'_>) -> Self {
        let plan = cx.plan;
        let mut homes = Self {
            offices: vec![Loci::default(); plan.offices.len()],
            bodies: vec![Loci::default(); plan.bodies.len()],
        };
        for (_, seat) in plan.seats.iter() {
            for option in &seat.options {
                homes.settle(seat.of, number(plan, option.at));
            }
        }
        for _ in 0..ROUNDS_MAX {
            if homes.hand_on(cx) == 0 {
                break;
            }
        }
        homes
    }

    fn settle(&mut self, of: Who, at: usize) {
        let loci = match of {
            Who::Office(id) => self.offices.get_mut(id.index()),
            Who::Body(id) => self.bodies.get_mut(id.index()),
            Who::Person(_) => None,
        };
        if let Some(loci) = loci {
            loci.insert(at);
        }
    }

    fn of_office(&self, id: Id<Office>) -> Option<&Loci> {
        self.offices.get(id.index())
    }

    fn of_body(&self, id: Id<Body>) -> Option<&Loci> {
        self.bodies.get(id.index())
    }

    /// Gives each office and body the places of those whom it names; says how many were new.
    fn hand_on(&mut self, cx: &Context<'_>) -> usize {
        let mut added = 0;
        for (id, office) in cx.plan.offices.iter() {
            let mut loci = Loci::default();
            let acting = office.acting.map(Who::Person);
            for who in office.holder.into_iter().chain(acting) {
                self.gather(cx, who, &mut loci);
            }
            let candidates = office.orders.iter().flat_map(|order| &order.candidates);
            for candidate in candidates {
                match candidate.who {
                    CandidateWho::Who(who) => self.gather(cx, who, &mut loci),
                    CandidateWho::Chosen { at: Some(at), .. } => loci.insert(number(cx.plan, at)),
                    CandidateWho::Chosen { at: None, .. } => {}
                }
            }
            let own = self.offices.get_mut(id.index());
            added += own.map_or(0, |own| own.add(&loci));
        }
        for (id, body) in cx.plan.bodies.iter() {
            let mut loci = Loci::default();
            for member in &body.members {
                match member {
                    Member::Person(id, _) => self.gather(cx, Who::Person(*id), &mut loci),
                    Member::Office(id, _) => self.gather(cx, Who::Office(*id), &mut loci),
                    Member::Class { at, .. } => loci.insert(number(cx.plan, *at)),
                }
            }
            let own = self.bodies.get_mut(id.index());
            added += own.map_or(0, |own| own.add(&loci));
        }
        added
    }

    fn gather(&self, cx: &Context<'_>, who: Who, into: &mut Loci) {
        let known = match who {
            Who::Person(id) => return based(cx, id, into),
            Who::Office(id) => self.of_office(id),
            Who::Body(id) => self.of_body(id),
        };
        if let Some(known) = known {
            into.add(known);
        }
    }
}

fn based(cx: &Context<'_>, person: Id<Person>, into: &mut Loci) {
    if let Some(at) = cx.places.base(person) {
        into.insert(number(cx.plan, at));
    }
}

/// A place or site as a number: places come first.
fn number(plan: &Plan, locus: Locus) -> usize {
    match locus {
        Locus::Place(id) => id.index(),
        Locus::Site(id) => plan.places.len() + id.index(),
    }
}

/// From where each part of a plan has to be seen, as far as that was followed.
struct Views<'p> {
    plan: &'p Plan,
    homes: Homes,
    seen_from: BTreeMap<Node, Loci>,
    open: VecDeque<Node>,
    work: usize,
}

impl Views<'_> {
    /// Follows what a node depends on.
    fn follow(&mut self, from: Node, edges: impl Iterator<Item = Node>) {
        let view = from.is_institution();
        let views = self.seen_from.get(&from).filter(|_| view).cloned();
        for to in edges {
            self.reach(to, views.as_ref());
        }
    }

    /// Notes that a node is seen from some places; without any, an office or body is seen from
    /// those of its own people.
    fn reach(&mut self, to: Node, views: Option<&Loci>) {
        let is_new = !self.seen_from.contains_key(&to);
        let own = match to {
            Node::Office(id) => self.homes.of_office(id),
            Node::Body(id) => self.homes.of_body(id),
            Node::Contact | Node::Fact(_) | Node::Person(_) => return,
            _ => None,
        };
        let seen = self.seen_from.entry(to).or_default();
        let added = match views.or(own).filter(|_| to.is_institution()) {
            Some(views) => seen.add(views),
            None => 0,
        };
        self.work = self.work.saturating_add(added * parts(self.plan, to));
        if is_new || added > 0 {
            self.open.push_back(to);
        }
    }
}

/// How many parts an office or body has that each view judges by itself.
fn parts(plan: &Plan, node: Node) -> usize {
    match node {
        Node::Office(id) => {
            let office = plan.offices.get(id);
            let candidates = office.orders.iter().map(|order| order.candidates.len());
            1 + office.grounds.len() + candidates.sum::<usize>()
        }
        Node::Body(id) => {
            let body = plan.bodies.get(id);
            let members = body.members.iter().map(|member| match member {
                // Where members have to come to, it matters where that is and not who looks.
                Member::Class {
                    count,
                    unfit: Some(_),
                    ..
                } if body.meets == Meeting::InContact => *count as usize,
                _ => 1,
            });
            1 + members.sum::<usize>()
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: usize) {
        let text = format!("[plan]\ntitle = \"State\"\nhorizon = \"30 d\"\n{text}");
        let reading = interrex_plan::read(&[("plan.toml", &text)]);
        assert!(!reading.has_errors(), "{:#?}", reading.diagnostics);
        let as_of = "2024-06-01".parse().expect("a date");
        let cx = Context::new(&reading.plan, as_of);
        assert_eq!(work(&cx, usize::MAX), expect, "{text}");
        assert_eq!(work(&cx, 2), expect.min(2), "{text}");
    }

    const PEOPLE: &str = "[place.capital]\n[place.harbor]\n\
        [person.ann]\nbase = \"capital\"\n[person.ben]\nbase = \"harbor\"\n\
        [person.cyd]\nbase = \"harbor\"\n";

    #[test]
    fn what_no_function_needs_takes_no_work() {
        check("", 0);
        check(&format!("{PEOPLE}[office.mayor]\nholder = \"ann\"\n"), 0);
    }

    #[test]
    fn an_office_is_seen_from_where_its_people_are() {
        let needs = "[function.govern]\nneeds = \"mayor\"\n";
        let alone = "[office.mayor]\nholder = \"ann\"\n";
        check(&format!("{PEOPLE}{alone}{needs}"), 1);
        // The office and one candidate, from the capital and the harbor.
        let order = "[office.mayor.order.line]\ncandidates = [\"ben\"]\n";
        check(&format!("{PEOPLE}{alone}{order}{needs}"), 4);
    }

    #[test]
    fn who_certifies_is_seen_from_where_the_office_is() {
        let mayor = "[office.mayor]\nholder = \"ann\"\n\
            [office.mayor.ground.dead]\nevent = \"dead\"\ncertified-by = \"court\"\n\
            [office.mayor.order.line]\ncandidates = [\"ben\"]\n\
            [body.court]\nmembers = [\"cyd\", \"ann\", \"ben\"]\nquorum = 2\n\
            [function.govern]\nneeds = \"mayor\"\n";
        // Two views of three parts of the office, and of the court and its three members.
        check(&format!("{PEOPLE}{mayor}"), 2 * 3 + 2 * 4);
    }

    #[test]
    fn members_by_number_count_each_where_each_can_be_unfit() {
        let body = |unfit: &str, meets: &str| {
            format!(
                "{PEOPLE}[body.court]\nquorum = 2\nmeets = \"{meets}\"\n\
                 members = [{{ count = 5, at = \"capital\"{unfit} }}]\n\
                 [function.judge]\nneeds = \"court\"\n"
            )
        };
        check(&body("", "in contact"), 2);
        check(&body(", unfit = 0.1", "in contact"), 6);
    }
}
