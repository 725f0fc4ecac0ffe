//! The sets of a family that do not make a function true: one walk down both diagrams at once.

use crate::limits::{LimitReached, Limits};
use crate::manager::{Bdd, Diagrams, Zbdd};

/// A family and a function that wait for the sets without the top variable, or for those with it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Walk {
    sets: Zbdd,
    function: Bdd,
    low: Option<Zbdd>,
}

/// The first word of keys in the cache, which no operation on two families has.
const KEY: u32 = u32::MAX - 1;

impl Diagrams<'_> {
    /// The sets that, true with all other variables false, leave a function false. The function rises
    /// with every variable.
    ///
    /// At most as many steps as the product of the two sizes.
    pub(crate) fn unsatisfied(
        &mut self,
        sets: Zbdd,
        function: Bdd,
        limits: &Limits<'_>,
    ) -> Result<Zbdd, LimitReached> {
        self.walks.clear();
        let mut call = (sets, function);
        loop {
            self.poll(limits)?;
            let mut value = match self.settled(call) {
                Ok(value) => value,
                Err((sets, function)) => {
                    let (low, _) = self.parts(sets, self.set_level(sets));
                    let (if_false, _) = self.successors_at(function, self.set_level(sets));
                    self.walks.push(Walk {
                        sets,
                        function,
                        low: None,
                    });
                    call = (low, if_false);
                    continue;
                }
            };
            loop {
                let Some(walk) = self.walks.pop() else {
                    return Ok(value);
                };
                let level = self.set_level(walk.sets);
                if let Some(low) = walk.low {
                    value = self.make_set(level, low, value, limits)?;
                    self.set_cache
                        .insert([KEY, walk.sets.0, walk.function.0], value.0);
                } else {
                    let (_, high) = self.parts(walk.sets, level);
                    let (_, if_true) = self.successors_at(walk.function, level);
                    self.walks.push(Walk {
                        low: Some(value),
                        ..walk
                    });
                    call = (high, if_true);
                    break;
                }
            }
        }
    }

    /// The result, where the form or the cache shows it; else the call with the function as it is
    /// where variables that no set has are false.
    fn settled(&self, (sets, mut function): (Zbdd, Bdd)) -> Result<Zbdd, (Zbdd, Bdd)> {
        let level = self.set_level(sets);
        while self.level(function) < level {
            (function, _) = self.successors(function);
        }
        if function == Bdd::FALSE || sets == Zbdd::EMPTY {
            return Ok(sets);
        }
        if function == Bdd::TRUE {
            return Ok(Zbdd::EMPTY);
        }
        match self.set_cache.get([KEY, sets.0, function.0]) {
            Some(found) => Ok(Zbdd(found)),
            None => Err((sets, function)),
        }
    }
}
