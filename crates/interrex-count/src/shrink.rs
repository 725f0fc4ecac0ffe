//! Makes a network smaller without changing its function: gates dissolve into gates of their kind,
//! gates over leaves that occur nowhere else become leaves, and so do leaves that always occur
//! together.

#![expect(
    clippy::indexing_slicing,
    reason = "nodes of a draft are numbered by the draft alone"
)]

use std::collections::BTreeMap;

use crate::network::{Draft, Literal, Part, Rewriting, index};
use crate::value::Value;

/// Shrinks until nothing changes, and says which literal has the function that `top` had.
pub(crate) fn shrink(draft: &mut Draft, top: Literal) -> Literal {
    let mut shrinking = Shrinking {
        draft,
        parents: Vec::new(),
        top,
    };
    loop {
        shrinking.list_parents();
        let dissolved = shrinking.dissolve();
        shrinking.list_parents();
        let modules = shrinking.modules();
        shrinking.list_parents();
        let together = shrinking.together();
        if !(dissolved || modules || together) {
            return shrinking.top;
        }
    }
}

struct Shrinking<'d> {
    draft: &'d mut Draft,
    /// The parents of each node, with its sign in them.
    parents: Vec<Vec<Literal>>,
    top: Literal,
}

/// Whether a gate is a disjunction or a conjunction.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Kind {
    Any,
    All,
}

impl Kind {
    pub(crate) fn of(threshold: usize, children: usize) -> Option<Self> {
        match threshold {
            1 => Some(Self::Any),
            k if k == children => Some(Self::All),
            _ => None,
        }
    }

    /// The kind that the negation has over negated children.
    fn dual_if(self, negated: bool) -> Self {
        match (self, negated) {
            (kind, false) => kind,
            (Self::Any, true) => Self::All,
            (Self::All, true) => Self::Any,
        }
    }
}

impl Shrinking<'_> {
    /// Drops what the top no longer depends on and lists the parents of the rest.
    fn list_parents(&mut self) {
        let count = self.draft.parts.len();
        let mut seen = vec![false; count];
        let mut open = vec![self.top.node()];
        seen[self.top.node()] = true;
        self.parents = vec![Vec::new(); count];
        while let Some(node) = open.pop() {
            let Part::Threshold(_, children) = &self.draft.parts[node] else {
                continue;
            };
            for child in children {
                self.parents[child.node()].push(Literal::new(index(node), child.is_negated()));
                if !std::mem::replace(&mut seen[child.node()], true) {
                    open.push(child.node());
                }
            }
        }
        for (node, seen) in seen.into_iter().enumerate() {
            if !seen {
                self.draft.parts[node] = Part::Gone;
            }
            self.parents[node].sort_unstable();
        }
    }

    /// Lists the children of gates of one kind in one gate, where nothing else needs the inner one.
    fn dissolve(&mut self) -> bool {
        let mut changed = false;
        for node in 0..self.draft.parts.len() {
            let Part::Threshold(k, children) = &self.draft.parts[node] else {
                continue;
            };
            let kind = Kind::of(*k, children.len());
            let (mut list, mut inner) = (Vec::new(), Vec::new());
            for &child in children {
                match self.dissolved(kind, child) {
                    Some(nested) => {
                        list.extend(nested);
                        inner.push(child.node());
                    }
                    None => list.push(child),
                }
            }
            if inner.is_empty() {
                continue;
            }
            let k = tidied(*k, kind, &mut list);
            self.draft.parts[node] = Part::Threshold(k, list);
            self.draft.log_definition(node);
            for node in inner {
                if self.parents[node].len() == 1 {
                    self.draft.parts[node] = Part::Gone;
                } else if let Part::Threshold(_, children) = &self.draft.parts[node] {
                    // A gate of one child: that child has one more parent from here on.
                    for child in children.clone() {
                        self.parents[child.node()].push(Literal::new(index(node), false));
                    }
                }
            }
            changed = true;
        }
        changed | self.shorten_top()
    }

    /// What may stand in a gate of a kind instead of one of its children.
    fn dissolved(&self, outer: Option<Kind>, child: Literal) -> Option<Vec<Literal>> {
        let Part::Threshold(k, children) = &self.draft.parts[child.node()] else {
            return None;
        };
        let negated = child.is_negated();
        let same = Kind::of(*k, children.len())?.dual_if(negated) == outer?;
        let alone = children.len() == 1 || (same && self.parents[child.node()].len() == 1);
        let signed = |inner: &Literal| inner.negated_if(negated);
        alone.then(|| children.iter().map(signed).collect())
    }

    /// A top gate of one child is that child.
    fn shorten_top(&mut self) -> bool {
        match &self.draft.parts[self.top.node()] {
            Part::Threshold(1, children) if children.len() == 1 => {
                self.top = children[0].negated_if(self.top.is_negated());
                true
            }
            _ => false,
        }
    }

    /// Turns gates over leaves that occur nowhere else into leaves.
    fn modules(&mut self) -> bool {
        let mut changed = false;
        for node in 0..self.draft.parts.len() {
            let Part::Threshold(k, children) = &self.draft.parts[node] else {
                continue;
            };
            let alone = |child: &Literal| match self.draft.parts[child.node()] {
                Part::Leaf(value) if self.parents[child.node()].len() == 1 => {
                    Some(signed(value, child.is_negated()))
                }
                _ => None,
            };
            let values: Option<Vec<Value>> = children.iter().map(alone).collect();
            if let Some(values) = values {
                let value = at_least(*k, values.len(), values);
                for child in children.clone() {
                    self.draft.parts[child.node()] = Part::Gone;
                }
                self.draft.parts[node] = Part::Leaf(value);
                self.draft.log(|draft| Rewriting::Module(draft.name(node)));
                changed = true;
            }
        }
        changed
    }

    /// Merges leaves that have the same parents and whose conjunction, or disjunction, is all that
    /// matters in each.
    fn together(&mut self) -> bool {
        let mut groups: BTreeMap<(Kind, &[Literal]), Vec<usize>> = BTreeMap::new();
        for (node, part) in self.draft.parts.iter().enumerate() {
            if let (Part::Leaf(_), Some(kind)) = (part, self.kind_of_parents(node)) {
                let parents = self.parents[node].as_slice();
                groups.entry((kind, parents)).or_default().push(node);
            }
        }
        let merged: Vec<(Kind, Vec<usize>)> = groups
            .into_iter()
            .filter(|(_, nodes)| nodes.len() > 1)
            .map(|((kind, _), nodes)| (kind, nodes))
            .collect();
        for (kind, nodes) in &merged {
            self.merge(*kind, nodes);
        }
        !merged.is_empty()
    }

    /// The kind of all parents of a node, seen through its signs in them.
    fn kind_of_parents(&self, node: usize) -> Option<Kind> {
        let mut found = None;
        for parent in &self.parents[node] {
            let Part::Threshold(k, children) = &self.draft.parts[parent.node()] else {
                return None;
            };
            let kind = Kind::of(*k, children.len())?.dual_if(parent.is_negated());
            if found.is_some_and(|found| found != kind) {
                return None;
            }
            found = Some(kind);
        }
        found
    }

    fn merge(&mut self, kind: Kind, nodes: &[usize]) {
        let value = |node: &usize| match self.draft.parts[*node] {
            Part::Leaf(value) => value,
            _ => Value::ZERO,
        };
        let values: Vec<Value> = nodes.iter().map(value).collect();
        let threshold = if kind == Kind::Any { 1 } else { values.len() };
        let merged = at_least(threshold, values.len(), values);
        let (kept, gone) = (nodes[0], &nodes[1..]);
        self.draft
            .log(|draft| Rewriting::Together(nodes.iter().map(|node| draft.name(*node)).collect()));
        for parent in self.parents[kept].clone() {
            if let Part::Threshold(k, children) = &mut self.draft.parts[parent.node()] {
                let all = *k == children.len();
                children.retain(|child| !gone.contains(&child.node()));
                if all {
                    *k = children.len();
                }
            }
        }
        for &node in gone {
            self.draft.parts[node] = Part::Gone;
        }
        self.draft.parts[kept] = Part::Leaf(merged);
    }
}

/// Removes repeated children where they count once, and returns the threshold over the rest.
fn tidied(k: usize, kind: Option<Kind>, list: &mut Vec<Literal>) -> usize {
    if kind.is_some() {
        list.sort_unstable();
        list.dedup();
    }
    match kind {
        Some(Kind::All) => list.len(),
        _ => k,
    }
}

/// The probability of a literal whose node has this one.
pub(crate) fn signed(value: Value, negated: bool) -> Value {
    if negated { value.complement() } else { value }
}

/// The probability that at least `k` of so many independent events happen, `k` at least one.
pub(crate) fn at_least(k: usize, count: usize, events: impl IntoIterator<Item = Value>) -> Value {
    let events = events.into_iter();
    if k == count {
        return events.fold(Value::ONE, |all, event| all * event);
    }
    if k == 1 {
        let (mut any, mut none) = (Value::ZERO, Value::ONE);
        for event in events {
            any = any + none * event;
            none = none * event.complement();
        }
        return any;
    }
    let mut exactly = vec![Value::ZERO; k];
    exactly[0] = Value::ONE;
    let mut reached = Value::ZERO;
    for event in events {
        reached = reached + exactly[k - 1] * event;
        let otherwise = event.complement();
        for i in (1..k).rev() {
            exactly[i] = exactly[i] * otherwise + exactly[i - 1] * event;
        }
        exactly[0] = exactly[0] * otherwise;
    }
    reached
}
