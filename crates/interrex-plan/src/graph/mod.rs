//! What depends on what in a plan, and the circles in it.
//!
//! Responsible for the graph of everything that is true or false of a plan as a whole: things
//! stand, people are fit, offices are held. An edge says that whether the first holds can depend on
//! whether the second does. The graph is on the safe side: it may have an edge for something that
//! bears on nothing in the end, never the other way round. What holds is left to
//! `interrex-standing`, and which circles are faults to `crate::check`.

mod components;
mod edges;
mod institutions;
mod number;
mod things;

use interrex_diag::Span;

use crate::model::{
    Body, Decision, Element, Fact, Function, Id, Link, Measure, Office, Person, Place, Plan,
    Pledge, Power, Record, Seat, Site, Threat,
};
use number::Numbering;

/// Something that can hold or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// A fact, in so far as its likelihood depends on something.
    Fact(Id<Fact>),
    /// A place stands.
    Place(Id<Place>),
    /// A site stands.
    Site(Id<Site>),
    /// A link works.
    Link(Id<Link>),
    /// A copy of a record stands: the record, and the copy's place in its list.
    Copy(Id<Record>, u32),
    /// Which places and sites are in contact, and which ways are open.
    Contact,
    /// A person: states, choices, base.
    Person(Id<Person>),
    /// A threat takes what it takes.
    Threat(Id<Threat>),
    /// A body can act.
    Body(Id<Body>),
    /// Who has the title and the exercise of an office.
    Office(Id<Office>),
    /// Who has a complete claim to an office.
    Claim(Id<Office>),
    /// A seat: which of its options is used; of a body, which of them are available.
    Seat(Id<Seat>),
    /// A power is exercised.
    Power(Id<Power>),
    /// A record is held.
    Record(Id<Record>),
    /// A pledge is met.
    Pledge(Id<Pledge>),
    /// A measure is in effect.
    Measure(Id<Measure>),
    /// A decision is made.
    Decision(Id<Decision>),
    /// A function works.
    Function(Id<Function>),
}

impl Node {
    /// The element that the node is about; contact is about none in particular.
    pub fn element(self) -> Option<Element> {
        fn of<T>(kind: &'static str, id: Id<T>) -> Option<Element> {
            Some(Element::Of(kind, u32::try_from(id.index()).ok()?))
        }
        match self {
            Self::Fact(id) => of("fact", id),
            Self::Place(id) => of("place", id),
            Self::Site(id) => of("site", id),
            Self::Link(id) => of("link", id),
            Self::Copy(id, copy) => Some(Element::Part(
                "record",
                u32::try_from(id.index()).ok()?,
                "copy",
                copy,
            )),
            Self::Contact => None,
            Self::Person(id) => of("person", id),
            Self::Threat(id) => of("threat", id),
            Self::Body(id) => of("body", id),
            Self::Office(id) | Self::Claim(id) => of("office", id),
            Self::Seat(id) => of("seat", id),
            Self::Power(id) => of("power", id),
            Self::Record(id) => of("record", id),
            Self::Pledge(id) => of("pledge", id),
            Self::Measure(id) => of("measure", id),
            Self::Decision(id) => of("decision", id),
            Self::Function(id) => of("function", id),
        }
    }

    /// Whether it is about who holds an office or can act in a body, which repeats in steps.
    pub fn is_institution(self) -> bool {
        matches!(self, Self::Body(_) | Self::Office(_))
    }

    /// Whether it hangs on who holds an office or can act in a body.
    pub(crate) fn is_about_holders(self) -> bool {
        self.is_institution() || matches!(self, Self::Claim(_) | Self::Seat(_) | Self::Power(_))
    }
}

/// One dependency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// What it depends on.
    pub to: Node,
    /// Whether the first can be helped by the second's not holding: it stands under `not`, or
    /// takes something away.
    pub is_negated: bool,
    /// Where the plan says so, when one place does.
    pub span: Option<Span>,
}

/// The dependencies of a plan.
#[derive(Debug)]
pub struct Graph {
    numbering: Numbering,
    edges: Vec<Vec<Edge>>,
}

impl Graph {
    /// Finds what depends on what. Takes time and memory in proportion to the plan.
    pub fn of(plan: &Plan) -> Self {
        let numbering = Numbering::of(plan);
        let sources = edges::Sources::of(plan);
        let edges = numbering
            .nodes()
            .map(|node| edges::edges_of(plan, &sources, node))
            .collect();
        Self { numbering, edges }
    }

    /// Every node, in a fixed order.
    pub fn nodes(&self) -> impl Iterator<Item = Node> {
        self.numbering.nodes()
    }

    /// What a node depends on, in the order of the plan's text and model; one node may stand there
    /// several times.
    pub fn edges(&self, from: Node) -> &[Edge] {
        self.numbering
            .number(from)
            .and_then(|number| self.edges.get(number))
            .map_or(&[], Vec::as_slice)
    }

    /// Nodes that depend on each other in a circle, or on themselves, circle by circle; within a
    /// circle and among circles in the order of [`Graph::nodes`].
    pub fn circles(&self) -> Vec<Vec<Node>> {
        let successors: Vec<Vec<usize>> = self
            .edges
            .iter()
            .map(|edges| {
                edges
                    .iter()
                    .filter_map(|edge| self.numbering.number(edge.to))
                    .collect()
            })
            .collect();
        let all: Vec<Node> = self.numbering.nodes().collect();
        let node = |number: &usize| all.get(*number).copied();
        let circles = components::circles(&successors);
        circles
            .iter()
            .map(|circle| circle.iter().filter_map(node).collect())
            .collect()
    }
}

/// The circles of a plan, for people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Circles {
    /// Things that need each other: what nothing took stands.
    pub needs: Vec<Vec<Element>>,
    /// Offices and bodies that depend on each other: there the step repeats.
    pub offices: Vec<Vec<Element>>,
}

/// Lists the circles of a plan. In a plan without errors these are all the circles there are; in a
/// plan that has the error `needs-cycle` or `likelihood-cycle`, circles that are faults are
/// listed under needs.
///
/// # Examples
///
/// ```
/// let text = r#"
/// [plan]
/// title = "Water needs power needs water"
/// horizon = "30 d"
/// [place.town]
/// [site.pump]
/// in = "town"
/// needs = "plant"
/// [site.plant]
/// in = "town"
/// needs = "pump"
/// "#;
/// let plan = interrex_plan::read(&[("plan.toml", text)]).plan;
/// let circles = interrex_plan::graph::circles(&plan);
/// let names: Vec<String> =
///     circles.needs[0].iter().map(|element| plan.element_name(*element)).collect();
/// assert_eq!(names, ["site.pump", "site.plant"]);
/// ```
pub fn circles(plan: &Plan) -> Circles {
    let mut found = Circles::default();
    for circle in Graph::of(plan).circles() {
        let institutions = circle.iter().all(|node| node.is_institution());
        let mut elements: Vec<Element> = Vec::new();
        for element in circle.into_iter().filter_map(Node::element) {
            if !elements.contains(&element) {
                elements.push(element);
            }
        }
        if institutions {
            found.offices.push(elements);
        } else {
            found.needs.push(elements);
        }
    }
    found
}
