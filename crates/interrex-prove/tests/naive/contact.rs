//! Section 3, *Nodes* and *Ways*: who is in contact with whom, and where people can go.
//!
//! Contact is judged path by path, so that it rests on what lies on a path between two nodes and on
//! nothing else: only a need that leads back through such a path makes a circle.

use std::collections::BTreeMap;

use interrex_plan::model::{Id, Link, Locus, Plan};

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

/// What joins two nodes: a link, or that one is a site of the other.
#[derive(Clone, Copy)]
struct Joint {
    ends: [Locus; 2],
    link: Option<Id<Link>>,
}

/// A path without loops: each joint with the node that it leads to.
type Path = Vec<(Joint, Locus)>;

/// All paths between any two nodes.
pub(crate) struct Paths {
    messages: BTreeMap<(Locus, Locus), Vec<Path>>,
    people: BTreeMap<(Locus, Locus), Vec<Path>>,
}

impl Paths {
    pub(crate) fn of(plan: &Plan) -> Self {
        let joints = |carries: &dyn Fn(&Link) -> bool| {
            let mut joints: Vec<Joint> = plan
                .sites
                .ids()
                .map(Locus::Site)
                .map(|site| Joint {
                    ends: [site, innermost(plan, site)],
                    link: None,
                })
                .collect();
            for (id, link) in plan.links.iter() {
                if carries(link) {
                    joints.push(Joint {
                        ends: link.between,
                        link: Some(id),
                    });
                }
            }
            joints
        };
        let all = |joints: Vec<Joint>| {
            let mut paths = BTreeMap::new();
            for from in nodes(plan) {
                extend(from, from, &mut Vec::new(), &joints, &mut paths);
            }
            paths
        };
        Self {
            messages: all(joints(&|link| link.messages)),
            people: all(joints(&|link| link.people)),
        }
    }
}

/// Adds the path so far, and every longer one.
fn extend(
    from: Locus,
    at: Locus,
    so_far: &mut Path,
    joints: &[Joint],
    paths: &mut BTreeMap<(Locus, Locus), Vec<Path>>,
) {
    paths.entry((from, at)).or_default().push(so_far.clone());
    for joint in joints {
        for (near, far) in [
            (joint.ends[0], joint.ends[1]),
            (joint.ends[1], joint.ends[0]),
        ] {
            let is_new = far != from && so_far.iter().all(|(_, node)| *node != far);
            if near == at && is_new {
                so_far.push((*joint, far));
                extend(from, far, so_far, joints, paths);
                so_far.pop();
            }
        }
    }
}

impl World<'_> {
    /// Whether both nodes stand and messages pass between them.
    pub(crate) fn in_contact(&self, a: Locus, b: Locus) -> bool {
        self.once(&self.known.in_contact, (a, b), || {
            let paths = self.model.paths.messages.get(&(a, b));
            self.node_stands(a)
                && self.node_stands(b)
                && paths
                    .into_iter()
                    .flatten()
                    .any(|path| self.holds_along(path))
        })
    }

    /// Whether people can go from a base, or from its innermost place, to a node. The start itself
    /// need not stand.
    pub(crate) fn has_way(&self, base: Locus, to: Locus) -> bool {
        let starts = [base, innermost(self.model.plan, base)];
        self.node_stands(to)
            && starts.into_iter().any(|start| {
                let paths = self.model.paths.people.get(&(start, to));
                paths
                    .into_iter()
                    .flatten()
                    .any(|path| self.holds_along(path))
            })
    }

    fn holds_along(&self, path: &Path) -> bool {
        path.iter().all(|(joint, node)| {
            joint.link.is_none_or(|link| self.link_works(link)) && self.node_stands(*node)
        })
    }
}
