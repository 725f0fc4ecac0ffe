//! Thresholds over many functions: true where the weights of those that are true reach a number.
//!
//! Where the functions are single variables, a table over them, deepest first, costs one node an
//! entry. Where they share conditions (the members of a parliament, each fit and able to get there),
//! adding them up one after another would rebuild the shared part for every count. So the conditions
//! are told apart first, from the top of the order: what is left of the functions under a partial
//! world, and the number still needed, is a case; equal cases are met again and again and built once.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::limits::{LimitReached, Limits};
use crate::manager::{Bdd, Diagrams};
use crate::table::TERMINAL;

/// Functions with their weights, in order, each once.
type Weighted = Rc<[(Bdd, u64)]>;

/// A case: single variables (by their place among the lists met so far), other functions, and the
/// weight still needed.
type Case = (usize, Weighted, u64);

/// How many functions in the lists of cases weigh as much as a node of the diagram.
const FUNCTIONS_PER_NODE: usize = 4;

/// How often the stop signal is asked.
const POLL_EVERY: usize = 4096;

/// The cases of one threshold.
struct Cases<'l, 's> {
    limits: &'l Limits<'s>,
    known: FxHashMap<Case, Bdd>,
    /// How many functions the lists of all cases hold.
    listed: usize,
    singles: Vec<Weighted>,
    single_places: FxHashMap<Weighted, usize>,
    /// For each list of single variables, the threshold for every weight from 0 on.
    tables: FxHashMap<usize, Vec<Bdd>>,
}

impl Diagrams<'_> {
    /// True where functions of at least the weight `needed` are.
    pub(crate) fn threshold_by_cases(
        &mut self,
        needed: usize,
        functions: &[Bdd],
        limits: &Limits<'_>,
    ) -> Result<Bdd, LimitReached> {
        let mut cases = Cases {
            limits,
            known: FxHashMap::default(),
            listed: 0,
            singles: Vec::new(),
            single_places: FxHashMap::default(),
            tables: FxHashMap::default(),
        };
        let all = functions.iter().map(|f| (*f, 1)).collect();
        self.case(&mut cases, all, needed as u64)
    }

    /// The threshold over functions of which some may be constant or equal.
    fn case(
        &mut self,
        cases: &mut Cases<'_, '_>,
        functions: Vec<(Bdd, u64)>,
        needed: u64,
    ) -> Result<Bdd, LimitReached> {
        let Some((singles, others, needed, reachable)) = self.sorted(functions, needed) else {
            return Ok(Bdd::TRUE);
        };
        if reachable < needed {
            return Ok(Bdd::FALSE);
        }
        let place = cases.place(singles);
        if others.is_empty() {
            return self.table_entry(cases, place, needed);
        }
        let case = (place, Weighted::from(others), needed);
        if let Some(known) = cases.known.get(&case) {
            return Ok(*known);
        }
        cases.count(case.1.len())?;
        let (level, low, high) = self.branches(cases, &case);
        let low = self.case(cases, low, needed)?;
        let high = self.case(cases, high, needed)?;
        let result = self.make(level, low, high, cases.limits)?;
        cases.known.insert(case, result);
        Ok(result)
    }

    /// Tells single variables from other functions, adds up equal ones, takes out constants. `None`
    /// when nothing more is needed; else also the weight needed and the weight that could be had.
    #[expect(clippy::type_complexity, reason = "one result, taken apart at once")]
    fn sorted(
        &self,
        mut functions: Vec<(Bdd, u64)>,
        needed: u64,
    ) -> Option<(Vec<(Bdd, u64)>, Vec<(Bdd, u64)>, u64, u64)> {
        functions.sort_unstable();
        let (mut singles, mut others) = (Vec::new(), Vec::new());
        let mut had = 0;
        let mut reachable = 0;
        for (f, weight) in functions {
            if f == Bdd::TRUE {
                had += weight;
            } else if f != Bdd::FALSE {
                reachable += weight;
                let list: &mut Vec<(Bdd, u64)> = if self.is_single(f) {
                    &mut singles
                } else {
                    &mut others
                };
                match list.last_mut() {
                    Some((same, total)) if *same == f => *total += weight,
                    _ => list.push((f, weight)),
                }
            }
        }
        let needed = needed.checked_sub(had).filter(|needed| *needed > 0)?;
        Some((singles, others, needed, reachable))
    }

    fn is_single(&self, f: Bdd) -> bool {
        let (low, high) = self.successors(f);
        self.level(low) == TERMINAL && self.level(high) == TERMINAL
    }

    /// The topmost level of a case, and its functions on either side of it.
    #[expect(clippy::type_complexity, reason = "one result, taken apart at once")]
    fn branches(
        &self,
        cases: &Cases<'_, '_>,
        case: &Case,
    ) -> (u32, Vec<(Bdd, u64)>, Vec<(Bdd, u64)>) {
        let singles = cases.singles.get(case.0).cloned().unwrap_or_default();
        let all = singles.iter().chain(case.1.iter());
        let level = all
            .clone()
            .map(|(f, _)| self.level(*f))
            .min()
            .unwrap_or(TERMINAL);
        let side = |high: bool| {
            all.clone()
                .map(|(f, weight)| {
                    if self.level(*f) != level {
                        return (*f, *weight);
                    }
                    let (if_false, if_true) = self.successors(*f);
                    (if high { if_true } else { if_false }, *weight)
                })
                .collect()
        };
        (level, side(false), side(true))
    }

    /// A threshold over single variables alone.
    fn table_entry(
        &mut self,
        cases: &mut Cases<'_, '_>,
        place: usize,
        needed: u64,
    ) -> Result<Bdd, LimitReached> {
        if !cases.tables.contains_key(&place) {
            let singles = cases.singles.get(place).cloned().unwrap_or_default();
            let table = self.table_of(&singles, cases.limits)?;
            cases.tables.insert(place, table);
        }
        let table = cases.tables.get(&place);
        let entry = table.and_then(|table| table.get(usize::try_from(needed).ok()?));
        Ok(entry.copied().unwrap_or(Bdd::FALSE))
    }

    /// For every weight from 0 to that of all variables, where it is reached. Two literals of one
    /// variable may both be there.
    fn table_of(
        &mut self,
        singles: &Weighted,
        limits: &Limits<'_>,
    ) -> Result<Vec<Bdd>, LimitReached> {
        let mut deepest_first: Vec<(Bdd, u64)> = singles.to_vec();
        deepest_first.sort_by_key(|(f, _)| (std::cmp::Reverse(self.level(*f)), *f));
        let mut table = vec![Bdd::TRUE];
        for (f, weight) in deepest_first {
            let weight = usize::try_from(weight).unwrap_or(usize::MAX);
            let before = table.clone();
            let length = before.len().saturating_add(weight);
            table.resize(length, Bdd::FALSE);
            for (j, entry) in table.iter_mut().enumerate().skip(1) {
                let without = before.get(j).copied().unwrap_or(Bdd::FALSE);
                let with = before
                    .get(j.saturating_sub(weight))
                    .copied()
                    .unwrap_or(Bdd::FALSE);
                *entry = self.ite(f, with, without, limits)?;
            }
        }
        Ok(table)
    }
}

impl Cases<'_, '_> {
    /// The place of a list of single variables.
    fn place(&mut self, singles: Vec<(Bdd, u64)>) -> usize {
        let singles = Weighted::from(singles);
        if let Some(place) = self.single_places.get(&singles) {
            return *place;
        }
        let place = self.singles.len();
        self.singles.push(Rc::clone(&singles));
        self.single_places.insert(singles, place);
        place
    }

    /// Counts a case of so many functions.
    fn count(&mut self, functions: usize) -> Result<(), LimitReached> {
        self.listed += functions;
        let count = self.known.len();
        if count.max(self.listed / FUNCTIONS_PER_NODE) >= self.limits.nodes_max {
            return Err(LimitReached::Nodes(self.limits.nodes_max));
        }
        let stopped =
            count.is_multiple_of(POLL_EVERY) && self.limits.stop.is_some_and(|stop| stop());
        if stopped {
            Err(LimitReached::Stopped)
        } else {
            Ok(())
        }
    }
}
