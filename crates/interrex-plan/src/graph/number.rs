//! Nodes as numbers without gaps.

use super::Node;
use crate::model::{Id, Plan};

/// The number of each node of a plan.
#[derive(Debug)]
pub(super) struct Numbering {
    /// How many of each kind there are, in the order of the nodes, and the sums before.
    counts: Vec<usize>,
    starts: Vec<usize>,
    /// The number of the first copy of each record, after all other nodes, and their end.
    copies: Vec<usize>,
}

const KINDS: usize = 17;

impl Numbering {
    pub(super) fn of(plan: &Plan) -> Self {
        let counts = vec![
            1,
            plan.facts.len(),
            plan.places.len(),
            plan.sites.len(),
            plan.links.len(),
            plan.people.len(),
            plan.threats.len(),
            plan.bodies.len(),
            plan.offices.len(),
            plan.offices.len(),
            plan.seats.len(),
            plan.powers.len(),
            plan.records.len(),
            plan.pledges.len(),
            plan.measures.len(),
            plan.decisions.len(),
            plan.functions.len(),
        ];
        let mut starts = Vec::with_capacity(KINDS);
        let mut next = 0;
        for count in &counts {
            starts.push(next);
            next += count;
        }
        let mut copies = Vec::with_capacity(plan.records.len() + 1);
        for (_, record) in plan.records.iter() {
            copies.push(next);
            next += record.copies.len();
        }
        copies.push(next);
        Self {
            counts,
            starts,
            copies,
        }
    }

    /// The number of a node; none for a node of another plan.
    pub(super) fn number(&self, node: Node) -> Option<usize> {
        let (kind, index) = match node {
            Node::Contact => (0, 0),
            Node::Fact(id) => (1, id.index()),
            Node::Place(id) => (2, id.index()),
            Node::Site(id) => (3, id.index()),
            Node::Link(id) => (4, id.index()),
            Node::Person(id) => (5, id.index()),
            Node::Threat(id) => (6, id.index()),
            Node::Body(id) => (7, id.index()),
            Node::Office(id) => (8, id.index()),
            Node::Claim(id) => (9, id.index()),
            Node::Seat(id) => (10, id.index()),
            Node::Power(id) => (11, id.index()),
            Node::Record(id) => (12, id.index()),
            Node::Pledge(id) => (13, id.index()),
            Node::Measure(id) => (14, id.index()),
            Node::Decision(id) => (15, id.index()),
            Node::Function(id) => (16, id.index()),
            Node::Copy(record, copy) => {
                let first = self.copies.get(record.index())?;
                return Some(first + copy as usize);
            }
        };
        let count = *self.counts.get(kind)?;
        (index < count).then_some(self.starts.get(kind)? + index)
    }

    /// Every node in the order of its number.
    pub(super) fn nodes(&self) -> impl Iterator<Item = Node> {
        let whole = self
            .counts
            .iter()
            .enumerate()
            .flat_map(|(kind, count)| (0..*count).map(move |index| node(kind, index)));
        let copies = self
            .copies
            .windows(2)
            .enumerate()
            .flat_map(|(record, pair)| {
                let count = match pair {
                    [first, next] => u32::try_from(next - first).unwrap_or(u32::MAX),
                    _ => 0,
                };
                (0..count).map(move |copy| Node::Copy(Id::new(record), copy))
            });
        whole.chain(copies)
    }
}

fn node(kind: usize, index: usize) -> Node {
    match kind {
        0 => Node::Contact,
        1 => Node::Fact(Id::new(index)),
        2 => Node::Place(Id::new(index)),
        3 => Node::Site(Id::new(index)),
        4 => Node::Link(Id::new(index)),
        5 => Node::Person(Id::new(index)),
        6 => Node::Threat(Id::new(index)),
        7 => Node::Body(Id::new(index)),
        8 => Node::Office(Id::new(index)),
        9 => Node::Claim(Id::new(index)),
        10 => Node::Seat(Id::new(index)),
        11 => Node::Power(Id::new(index)),
        12 => Node::Record(Id::new(index)),
        13 => Node::Pledge(Id::new(index)),
        14 => Node::Measure(Id::new(index)),
        15 => Node::Decision(Id::new(index)),
        _ => Node::Function(Id::new(index)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_nodes_agree() {
        let text = r#"
            [plan]
            title = "Numbers"
            horizon = "30 d"
            [place.a]
            lost = 0.1
            [place.b]
            [person.p]
            [office.o]
            holder = "p"
            [record.empty]
            [record.r]
            copy = [{ at = "a" }, { at = "b" }]
            [function.f]
        "#;
        let plan = crate::read(&[("plan.toml", text)]).plan;
        let numbering = Numbering::of(&plan);
        let nodes: Vec<Node> = numbering.nodes().collect();
        assert_eq!(nodes.len(), 12);
        for (number, node) in nodes.into_iter().enumerate() {
            assert_eq!(numbering.number(node), Some(number), "{node:?}");
        }
        assert_eq!(numbering.number(Node::Place(Id::new(2))), None);
    }
}
