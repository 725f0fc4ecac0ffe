//! Section 3, *Nodes* and *Ways*: who is in contact with whom, and where people can go.

use std::collections::BTreeSet;
use std::rc::Rc;

use interrex_plan::model::{Locus, Plan};

use super::world::World;

/// Every node of a plan: places, then sites.
pub(crate) fn nodes(plan: &Plan) -> Vec<Locus> {
    plan.places
        .ids()
        .map(Locus::Place)
        .chain(plan.sites.ids().map(Locus::Site))
        .collect()
}

/// The innermost place of a site, or the place itself.
pub(crate) fn innermost(plan: &Plan, at: Locus) -> Locus {
    match at {
        Locus::Place(_) => at,
        Locus::Site(site) => match plan.sites.get(site).within.first() {
            Some(place) => Locus::Place(*place),
            None => at,
        },
    }
}

impl World<'_> {
    /// Whether both nodes stand and messages pass between them.
    pub(crate) fn in_contact(&self, a: Locus, b: Locus) -> bool {
        let islands = self.islands();
        let island = |node| islands[self.number(node)];
        island(a).is_some() && island(a) == island(b)
    }

    /// Whether people can go from a base, or from its innermost place, to a node.
    pub(crate) fn has_way(&self, base: Locus, to: Locus) -> bool {
        let starts = [base, innermost(self.model.plan, base)];
        self.node_stands(to) && self.reached(&starts, &self.ways()).contains(&to)
    }

    /// For each node the island on which it is, or none when it does not stand.
    fn islands(&self) -> Rc<Vec<Option<usize>>> {
        self.once(&self.known.islands, (), || {
            let nodes = nodes(self.model.plan);
            let joints = self.contacts();
            let mut islands = vec![None; nodes.len()];
            for (number, node) in nodes.iter().enumerate() {
                if islands[number].is_none() && self.node_stands(*node) {
                    for other in self.reached(&[*node], &joints) {
                        islands[self.number(other)] = Some(number);
                    }
                }
            }
            Rc::new(islands)
        })
    }

    fn number(&self, node: Locus) -> usize {
        match node {
            Locus::Place(id) => id.index(),
            Locus::Site(id) => self.model.plan.places.len() + id.index(),
        }
    }

    /// Breadth first over nodes that stand; the starts themselves need not.
    fn reached(&self, starts: &[Locus], joints: &[[Locus; 2]]) -> BTreeSet<Locus> {
        let mut reached: BTreeSet<Locus> = starts.iter().copied().collect();
        let mut edge: Vec<Locus> = starts.to_vec();
        while !edge.is_empty() {
            let mut next = Vec::new();
            for [a, b] in joints {
                for (from, to) in [(a, b), (b, a)] {
                    if edge.contains(from) && !reached.contains(to) && self.node_stands(*to) {
                        reached.insert(*to);
                        next.push(*to);
                    }
                }
            }
            edge = next;
        }
        reached
    }

    /// What joins nodes for messages.
    fn contacts(&self) -> Vec<[Locus; 2]> {
        let mut joints: Vec<[Locus; 2]> = self.sites_with_places();
        joints.retain(|[site, _]| self.node_stands(*site));
        for (id, link) in self.model.plan.links.iter() {
            let both_stand = link.between.iter().all(|end| self.node_stands(*end));
            if link.messages && both_stand && self.link_works(id) {
                joints.push(link.between);
            }
        }
        joints
    }

    /// What joins nodes for people.
    fn ways(&self) -> Vec<[Locus; 2]> {
        let mut joints = self.sites_with_places();
        for (id, link) in self.model.plan.links.iter() {
            if link.people && self.link_works(id) {
                joints.push(link.between);
            }
        }
        joints
    }

    fn sites_with_places(&self) -> Vec<[Locus; 2]> {
        let sites = self.model.plan.sites.ids().map(Locus::Site);
        sites
            .map(|site| [site, innermost(self.model.plan, site)])
            .collect()
    }
}
