//! Sifting (Rudell 1993): each variable is moved through the whole order and left where the diagrams
//! are smallest.

#![expect(
    clippy::indexing_slicing,
    reason = "every variable of a bench has a level and a table"
)]

use super::bench::Workbench;

/// A variable is moved no further in a direction once the diagrams have grown by so much, in
/// hundredths.
const GROWTH_PERCENT_MAX: usize = 110;

impl Workbench {
    /// Moves every variable once, those with most nodes first, for as long as the nodes looked at
    /// stay within a budget. Uses must be counted.
    pub(super) fn sift(&mut self, visits_max: usize) {
        let mut vars: Vec<u32> = self.var_at.clone();
        vars.sort_by_key(|var| (std::cmp::Reverse(self.count_of(*var)), *var));
        let end = self.visits.saturating_add(visits_max);
        for var in vars {
            if self.visits >= end || self.count_of(var) == 0 {
                break;
            }
            self.sift_one(var);
        }
    }

    fn sift_one(&mut self, var: u32) {
        let start = self.level_of[var as usize] as usize;
        let last = self.var_at.len() - 1;
        let mut best = (self.live, start);
        if start * 2 > last {
            self.sift_down(var, &mut best);
            self.sift_up(var, &mut best);
        } else {
            self.sift_up(var, &mut best);
            self.sift_down(var, &mut best);
        }
        let mut level = self.level_of[var as usize] as usize;
        while level < best.1 {
            self.exchange(level);
            level += 1;
        }
        while level > best.1 {
            level -= 1;
            self.exchange(level);
        }
    }

    /// Exchanging with the variables below can at most make all their nodes superfluous.
    fn sift_down(&mut self, var: u32, best: &mut (usize, usize)) {
        let mut level = self.level_of[var as usize] as usize;
        let mut hope = self.counts(level + 1..self.var_at.len());
        while level + 1 < self.var_at.len() && self.live < best.0 + hope {
            hope -= self.count_of(self.var_at[level + 1]);
            self.exchange(level);
            level += 1;
            if self.is_too_far(level, best) {
                break;
            }
        }
    }

    /// Exchanging with the variables above can at most make all their nodes superfluous, and those
    /// of the variable itself.
    fn sift_up(&mut self, var: u32, best: &mut (usize, usize)) {
        let mut level = self.level_of[var as usize] as usize;
        let mut hope = self.counts(0..level);
        while level > 0 && self.live < best.0 + hope + self.count_of(var) {
            level -= 1;
            hope -= self.count_of(self.var_at[level]);
            self.exchange(level);
            if self.is_too_far(level, best) {
                break;
            }
        }
    }

    fn counts(&self, levels: std::ops::Range<usize>) -> usize {
        let vars = &self.var_at[levels];
        vars.iter().map(|var| self.count_of(*var)).sum()
    }

    /// Remembers a better place; whether the present one is too bad to go on.
    fn is_too_far(&self, level: usize, best: &mut (usize, usize)) -> bool {
        *best = (*best).min((self.live, level));
        self.live > best.0.saturating_mul(GROWTH_PERCENT_MAX) / 100 + 2
    }
}
