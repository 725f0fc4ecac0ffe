//! Families of sets: that one holds the minimal cut sets of the top and no other set, and how many
//! there are.

#![expect(
    clippy::indexing_slicing,
    reason = "every number was checked when the certificate was read"
)]

use std::collections::BTreeMap;

use crate::Refusal;
use crate::diagram::Diagrams;
use crate::number::Number;
use crate::read::{Claim, Decision, Diagram};

/// A family from which sets are taken off, and what says which: a function that they make true, or a
/// family of which they hold a set.
type Taking = (Diagram, Diagram);

/// What is shown of families and of the diagrams whose minimal sets they are.
pub(crate) struct Families<'c> {
    nodes: &'c [Decision],
    /// The families of the certificate, and those that were made since.
    decisions: Vec<Decision>,
    /// Where each family stands.
    places: BTreeMap<Decision, Diagram>,
    /// The diagrams that rise with every event.
    rises: Vec<bool>,
    /// The family of the minimal sets of each diagram, where it is shown.
    minimal: Vec<Option<Diagram>>,
    /// What is left of families from which sets are taken that make a function true, where what is
    /// still open holds.
    unsatisfied: BTreeMap<Taking, Diagram>,
    /// What is left of families from which sets are taken that hold one of another family.
    free: BTreeMap<Taking, Diagram>,
}

impl<'c> Families<'c> {
    /// Takes families to check claims on; no two may be the same.
    pub(crate) fn new(
        decisions: Vec<Decision>,
        nodes: &'c [Decision],
        first_line: usize,
    ) -> Result<Self, Refusal> {
        let mut places = BTreeMap::new();
        for (at, decision) in decisions.iter().enumerate() {
            let place = Diagram(u32::try_from(at + 2).unwrap_or(u32::MAX));
            let is_again = places.insert(*decision, place).is_some();
            if is_again || decision.high == Diagram::NONE {
                return Err(Refusal {
                    line: first_line + at,
                    reason: "the family stands twice, or no set has its event".to_owned(),
                });
            }
        }
        // Of the function that is never true there is no set; of the one that always is, the empty.
        let mut minimal = vec![Some(Diagram::NONE), Some(Diagram::ALL)];
        minimal.resize(nodes.len() + 2, None);
        Ok(Self {
            nodes,
            decisions,
            places,
            rises: vec![false; nodes.len() + 2],
            minimal,
            unsatisfied: BTreeMap::new(),
            free: BTreeMap::new(),
        })
    }

    /// The family of the minimal sets of a diagram, if it is shown.
    pub(crate) fn of(&self, diagram: Diagram) -> Option<Diagram> {
        self.minimal[diagram.0 as usize]
    }

    /// Takes note that a diagram rises with every event. What it leads to when events are decided
    /// then does too.
    pub(crate) fn rises(&mut self, diagram: Diagram) {
        let mut open = vec![diagram];
        while let Some(diagram) = open.pop() {
            let was_known = std::mem::replace(&mut self.rises[diagram.0 as usize], true);
            if let (false, Some(node)) = (was_known, diagram.node()) {
                open.extend([self.nodes[node].low, self.nodes[node].high]);
            }
        }
    }

    /// Checks what is claimed to be the minimal sets of a diagram.
    ///
    /// Those without its first event are those of the lower branch. Those with it are, the event
    /// taken off, those of the upper branch that hold none of the lower branch; where that rises:
    /// that do not make it true.
    pub(crate) fn take(&mut self, claim: Claim, diagrams: &Diagrams<'_>) -> Result<(), Refusal> {
        let Some(node) = claim.of.node().map(|node| self.nodes[node]) else {
            return Err(refusal(claim, "the sets of a constant are known"));
        };
        let (Some(low), Some(high)) = (self.of(node.low), self.of(node.high)) else {
            return Err(refusal(claim, "nothing is shown of a branch"));
        };
        let parts = self.parts(claim.is, node.event);
        let is_shown = parts.is_some_and(|(without, with)| {
            let is_left = if self.rises[node.low.0 as usize] {
                self.is_unsatisfied(high, node.low, with, diagrams)
            } else {
                self.free_of(high, low) == with
            };
            without == low && is_left
        });
        if !is_shown {
            return Err(refusal(claim, "these are not the minimal sets"));
        }
        self.minimal[claim.of.0 as usize] = Some(claim.is);
        Ok(())
    }

    /// The sets of a family without an event, and those with it, the event taken off; none where the
    /// family decides an earlier event.
    fn parts(&self, family: Diagram, event: u32) -> Option<(Diagram, Diagram)> {
        match family.node().map(|node| self.decisions[node]) {
            Some(decision) if decision.event < event => None,
            Some(decision) if decision.event == event => Some((decision.low, decision.high)),
            _ => Some((family, Diagram::NONE)),
        }
    }

    /// Whether the sets of a family that do not make a rising function true, all other events not
    /// happening, are those of another.
    fn is_unsatisfied(
        &mut self,
        family: Diagram,
        rising: Diagram,
        claimed: Diagram,
        diagrams: &Diagrams<'_>,
    ) -> bool {
        let mut open = vec![(family, rising, claimed)];
        while let Some((family, rising, claimed)) = open.pop() {
            let first = family.node().map(|node| self.decisions[node]);
            let rising = self.without_earlier(rising, first.map(|first| first.event));
            if rising == Diagram::NONE || family == Diagram::NONE {
                if claimed != family {
                    return false;
                }
                continue;
            }
            let Some(first) = first.filter(|_| rising != Diagram::ALL) else {
                // Every set of the family makes the function true.
                if claimed != Diagram::NONE {
                    return false;
                }
                continue;
            };
            match self.unsatisfied.insert((family, rising), claimed) {
                Some(known) if known == claimed => continue,
                Some(_) => return false,
                None => {}
            }
            let Some((without, with)) = self.parts(claimed, first.event) else {
                return false;
            };
            let (low, high) = diagrams.branches(rising, first.event);
            open.push((first.high, high, with));
            open.push((first.low, low, without));
        }
        true
    }

    /// The sets of a family that hold no set of another.
    fn free_of(&mut self, family: Diagram, others: Diagram) -> Diagram {
        let mut open = vec![(family, others)];
        let mut last = family;
        while let Some(taking) = open.last() {
            match self.step_free_of(*taking) {
                Ok(left) => {
                    self.free.insert(*taking, left);
                    open.pop();
                    last = left;
                }
                Err(first) => open.push(first),
            }
        }
        last
    }

    /// What is left, from what is left of families below; or the one of these to be found first.
    fn step_free_of(&mut self, (family, others): Taking) -> Result<Diagram, Taking> {
        if let Some(known) = self.free.get(&(family, others)) {
            return Ok(*known);
        }
        let Some(first) = family.node().map(|node| self.decisions[node]) else {
            let is_taken = others == Diagram::ALL || self.has(others, &[]);
            return Ok(if is_taken { Diagram::NONE } else { family });
        };
        if others == Diagram::NONE || others == Diagram::ALL {
            let is_taken = others == Diagram::ALL;
            return Ok(if is_taken { Diagram::NONE } else { family });
        }
        let known = |family, others| {
            let taking = (family, others);
            self.free.get(&taking).copied().ok_or(taking)
        };
        let Some((without, with)) = self.parts(others, first.event) else {
            // No set of the family holds the first event of the others.
            let others = others
                .node()
                .map_or(others, |node| self.decisions[node].low);
            return known(family, others);
        };
        let low = known(first.low, without)?;
        let high = known(known(first.high, without)?, with)?;
        Ok(self.made(first.event, low, high))
    }

    /// The family of some sets without an event and some with it.
    fn made(&mut self, event: u32, low: Diagram, high: Diagram) -> Diagram {
        if high == Diagram::NONE {
            return low;
        }
        let next = Diagram(u32::try_from(self.decisions.len() + 2).unwrap_or(u32::MAX));
        let decision = Decision { event, low, high };
        let decisions = &mut self.decisions;
        *self.places.entry(decision).or_insert_with(|| {
            decisions.push(decision);
            next
        })
    }

    /// A function where no event before a given one happens; before none: where none at all does.
    fn without_earlier(&self, mut function: Diagram, event: Option<u32>) -> Diagram {
        while let Some(node) = function.node().map(|node| self.nodes[node]) {
            if event.is_some_and(|event| node.event >= event) {
                break;
            }
            function = node.low;
        }
        function
    }

    /// How many sets a family has.
    pub(crate) fn count(&self, family: Diagram) -> Number {
        let mut counts = vec![Number::default(), Number::of(1)];
        for decision in &self.decisions {
            let (low, high) = (decision.low.0 as usize, decision.high.0 as usize);
            counts.push(counts[low].plus(&counts[high]));
        }
        counts.swap_remove(family.0 as usize)
    }

    /// Whether a family has a set, whose events ascend.
    pub(crate) fn has(&self, mut family: Diagram, set: &[usize]) -> bool {
        for event in set {
            loop {
                let Some(decision) = family.node().map(|node| self.decisions[node]) else {
                    return false;
                };
                if decision.event as usize > *event {
                    return false;
                }
                if decision.event as usize == *event {
                    family = decision.high;
                    break;
                }
                family = decision.low;
            }
        }
        while let Some(node) = family.node() {
            family = self.decisions[node].low;
        }
        family == Diagram::ALL
    }
}

fn refusal(claim: Claim, reason: &str) -> Refusal {
    Refusal {
        line: claim.line,
        reason: reason.to_owned(),
    }
}
