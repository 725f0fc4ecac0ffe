//! One set for all those that differ only in which members of a class they take.

#![expect(
    clippy::indexing_slicing,
    reason = "successors of a family's nodes point into it"
)]

use interrex_circuit::Var;
use rustc_hash::FxHashMap;

use crate::family::{EMPTY, Family, FamilyBuilder, UNIT};
use crate::limits::{LimitReached, Limits};

impl Family {
    /// The sets that take of each class the members that come first in the diagram's order: when
    /// the members of a class are interchangeable, one set for each vector of counts.
    ///
    /// Classes are disjoint lists of variables; a variable in none stands for itself. The result is
    /// small when the members of a class are neighbors in the order.
    ///
    /// # Errors
    ///
    /// [`LimitReached`] when more than `limits.nodes_max` nodes were met on the way.
    pub fn canonical(
        &self,
        classes: &[Vec<Var>],
        limits: &Limits<'_>,
    ) -> Result<Family, LimitReached> {
        let mut pass = Pass::new(self, classes);
        let start = (self.root, pass.state(Vec::new()));
        let mut stack = vec![(start, false)];
        while let Some((key, children_done)) = stack.pop() {
            if pass.image(key).is_some() {
                continue;
            }
            pass.check(limits)?;
            let (low, high) = pass.branches(key);
            if children_done {
                pass.join(key, low, high);
            } else {
                stack.push((key, true));
                stack.push((low, false));
                stack.extend(high.map(|high| (high, false)));
            }
        }
        Ok(pass.finish(start))
    }
}

/// The classes of which some members, the first ones, were taken, with their numbers, in order of
/// class; left out are those that can take no more.
type State = Vec<(u32, u32)>;

/// A node met in a state.
type Key = (u32, u32);

struct Pass<'f> {
    family: &'f Family,
    /// For each level the class of its variable, if any, and its place among the members.
    places: Vec<Option<(u32, u32)>>,
    /// For each class the levels of its members in ascending order.
    members: Vec<Vec<u32>>,
    states: Vec<State>,
    state_numbers: FxHashMap<State, u32>,
    images: FxHashMap<Key, u32>,
    builder: FamilyBuilder,
}

impl<'f> Pass<'f> {
    fn new(family: &'f Family, classes: &[Vec<Var>]) -> Self {
        let mut class_of: FxHashMap<Var, u32> = FxHashMap::default();
        for (class, vars) in (0..).zip(classes) {
            class_of.extend(vars.iter().map(|var| (*var, class)));
        }
        let mut members: Vec<Vec<u32>> = vec![Vec::new(); classes.len()];
        let mut places = Vec::new();
        for (level, var) in (0..).zip(&family.vars) {
            places.push(class_of.get(var).map(|class| {
                let levels = &mut members[*class as usize];
                levels.push(level);
                (
                    *class,
                    u32::try_from(levels.len() - 1).expect("fewer than 2^32 variables"),
                )
            }));
        }
        Self {
            family,
            places,
            members,
            states: Vec::new(),
            state_numbers: FxHashMap::default(),
            images: FxHashMap::default(),
            builder: FamilyBuilder::new(),
        }
    }

    fn image(&self, key: Key) -> Option<u32> {
        if key.0 <= UNIT {
            Some(key.0)
        } else {
            self.images.get(&key).copied()
        }
    }

    fn finish(self, start: Key) -> Family {
        let root = self.image(start).expect("the last step joins the root");
        self.builder.finish(self.family.vars.clone(), root)
    }

    fn check(&self, limits: &Limits<'_>) -> Result<(), LimitReached> {
        let met = self.images.len();
        if met >= limits.nodes_max {
            return Err(LimitReached::Nodes(limits.nodes_max));
        }
        if met.is_multiple_of(1 << 12) && limits.stop.is_some_and(|stop| stop()) {
            return Err(LimitReached::Stopped);
        }
        Ok(())
    }

    /// The number of a state.
    fn state(&mut self, state: State) -> u32 {
        let next = u32::try_from(self.states.len()).expect("fewer states than nodes");
        *self.state_numbers.entry(state).or_insert_with_key(|state| {
            self.states.push(state.clone());
            next
        })
    }

    /// Where a node leads in a state without its variable, and with it if that may be taken.
    fn branches(&mut self, (node, state): Key) -> (Key, Option<Key>) {
        let inner = self.family.nodes[node as usize];
        let mut open = self.states[state as usize].clone();
        open.retain(|(class, taken)| {
            self.members[*class as usize]
                .get(*taken as usize)
                .is_some_and(|next| *next >= inner.level)
        });
        let Some((class, place)) = self.places[inner.level as usize] else {
            let state = self.state(open);
            return ((inner.low, state), Some((inner.high, state)));
        };
        let may_take = place == 0 || open.contains(&(class, place));
        open.retain(|(other, _)| *other != class);
        let passed = self.state(open.clone());
        if !may_take {
            return ((inner.low, passed), None);
        }
        if ((place + 1) as usize) < self.members[class as usize].len() {
            open.push((class, place + 1));
            open.sort_unstable();
        }
        let taken = self.state(open);
        ((inner.low, passed), Some((inner.high, taken)))
    }

    fn join(&mut self, key: Key, low: Key, high: Option<Key>) {
        let level = self.family.nodes[key.0 as usize].level;
        let low = self.image(low).expect("successors come before");
        let high = high.map_or(EMPTY, |high| {
            self.image(high).expect("successors come before")
        });
        let made = self.builder.make(level, low, high);
        self.images.insert(key, made);
    }
}
