//! What one pass over a cone tells of a case in which some variables are fixed: bounds on how likely
//! each part then is, from those of its children, and the likeliest way to force it.
//!
//! A *way* fixes further variables so that the part has a value whatever the others are. It need not
//! be the likeliest there is: a variable on which several children rest is counted for each of them.

#![expect(
    clippy::indexing_slicing,
    reason = "parts and variables of one cone index tables with one entry each"
)]

use crate::cone::{Cone, Kind, Part};
use crate::parts::{at_least_of_any, at_least_of_independent, left_of_one};

/// How likely a variable is by itself, and what it costs to fix it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Leaf {
    /// The least and the greatest probability that it is true.
    pub(crate) chance: (f64, f64),
    /// Minus the logarithm of the greatest probability that it is false, and that it is true.
    costs: [f64; 2],
}

impl Leaf {
    pub(crate) fn new((low, high): (f64, f64)) -> Self {
        Self {
            chance: (low, high),
            costs: [1.0 - low, high].map(|most| if most > 0.0 { -libm::log(most) } else { NEVER }),
        }
    }

    /// The same, of a variable that is never to be made true.
    pub(crate) fn never_made_true(self) -> Self {
        Self {
            costs: [self.costs[0], NEVER],
            ..self
        }
    }

    fn told(self, value: Option<bool>) -> Told {
        value.map_or(
            Told {
                costs: self.costs,
                lows: [1.0 - self.chance.1, self.chance.0],
                highs: [1.0 - self.chance.0, self.chance.1],
                is_tight: true,
            },
            fixed,
        )
    }
}

/// What is told of one part. Lists of two are about false and about true, each computed without
/// subtraction, so that what is rare keeps its digits on either side of a negation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told {
    /// The least it can cost to force it; infinite where that is impossible.
    costs: [f64; 2],
    /// How likely it is at least.
    pub(crate) lows: [f64; 2],
    /// How likely it is at most.
    pub(crate) highs: [f64; 2],
    /// Whether the bounds are attained, so that they cannot be narrowed.
    pub(crate) is_tight: bool,
}

/// A way to force the root.
#[derive(Debug)]
pub(crate) struct Way {
    /// Variables by their numbers, with their values; none that was fixed already.
    pub(crate) literals: Vec<(u32, bool)>,
    /// Whether it does force the root: what asked for both values of a variable got one of them.
    pub(crate) is_forcing: bool,
}

/// What is told of every part of a cone. Kept for the next case, whose pass writes over it.
#[derive(Debug)]
pub(crate) struct Outlook<'k> {
    cone: &'k Cone,
    told: Vec<Told>,
    lows: Vec<f64>,
    highs: Vec<f64>,
}

/// The cost of the impossible.
const NEVER: f64 = f64::INFINITY;
/// Independent children are counted one by one where that takes at most so many steps.
const COUNTING_STEPS_MAX: usize = 1 << 13;

impl<'k> Outlook<'k> {
    pub(crate) fn new(cone: &'k Cone) -> Self {
        let unknown = Told {
            costs: [0.0; 2],
            lows: [0.0; 2],
            highs: [1.0; 2],
            is_tight: false,
        };
        Self {
            cone,
            told: vec![unknown; cone.parts().len()],
            lows: Vec::new(),
            highs: Vec::new(),
        }
    }

    /// How many parts there are.
    pub(crate) fn len(&self) -> usize {
        self.told.len()
    }

    /// Looks at every part where some variables have values, and returns what is told of the root.
    /// Takes time in proportion to the edges of the cone, nearly.
    pub(crate) fn look(&mut self, leaves: &[Leaf], values: &[Option<bool>]) -> Told {
        for at in 0..self.cone.parts().len() {
            let part = self.cone.parts()[at];
            let mut told = match part.kind {
                Kind::Constant(value) => fixed(value),
                Kind::Var(var) => leaves[var as usize].told(values[var as usize]),
                Kind::Not => self.child(self.cone.children(part)[0]).negated(),
                Kind::And => self.all_of(part, true),
                Kind::Or => self.all_of(part, false),
                Kind::AtLeast(k) => self.at_least(part, k as usize),
                Kind::Xor => self.odd(part),
            };
            told.is_tight |= told.is_number();
            self.told[at] = told;
        }
        self.told[self.cone.root() as usize]
    }

    fn child(&self, child: u32) -> Told {
        self.told[child as usize]
    }

    /// A part that has a value where all its children have it: the product where they are independent, else
    /// what any dependence allows, which is exact where no more than one of them is open.
    fn all_of(&self, part: Part, value: bool) -> Told {
        let [yes, no] = [usize::from(value), usize::from(!value)];
        let mut told = fixed(value);
        let mut open = 0;
        for child in self.cone.children(part) {
            let child = self.child(*child);
            told.costs[yes] += child.costs[yes];
            told.costs[no] = told.costs[no].min(child.costs[no]);
            told.is_tight &= child.is_tight;
            told.lows[yes] *= child.lows[yes];
            if part.is_apart {
                told.highs[yes] *= child.highs[yes];
                told.lows[no] += child.lows[no] * (1.0 - told.lows[no]);
                told.highs[no] += child.highs[no] * (1.0 - told.highs[no]);
            } else {
                told.highs[yes] = told.highs[yes].min(child.highs[yes]);
                told.lows[no] = told.lows[no].max(child.lows[no]);
                told.highs[no] += child.highs[no];
                open += u32::from(child.is_open());
            }
        }
        told.highs[no] = told.highs[no].min(1.0);
        if !part.is_apart && open > 1 {
            told.lows[yes] = left_of_one(told.highs[no], self.cone.children(part).len());
            told.is_tight = false;
        }
        told.in_order()
    }

    fn at_least(&mut self, part: Part, k: usize) -> Told {
        let children = self.cone.children(part);
        let costs = [
            self.cheapest(children, children.len() + 1 - k, false),
            self.cheapest(children, k, true),
        ];
        let mut is_tight = part.is_apart && children.len() * k <= COUNTING_STEPS_MAX;
        let is_counted = is_tight;
        let (mut lows, mut highs) = ([0.0; 2], [0.0; 2]);
        for (value, count) in [(0, children.len() + 1 - k), (1, k)] {
            self.lows.clear();
            self.highs.clear();
            for child in children {
                let child = self.told[*child as usize];
                self.lows.push(child.lows[value]);
                self.highs.push(child.highs[value]);
                is_tight &= child.is_tight;
            }
            (lows[value], highs[value]) = if is_counted {
                (
                    at_least_of_independent(count, &self.lows),
                    at_least_of_independent(count, &self.highs),
                )
            } else {
                at_least_of_any(count, &mut self.lows, &mut self.highs)
            };
        }
        let told = Told {
            costs,
            lows,
            highs,
            is_tight,
        };
        told.in_order()
    }

    /// The sum of the least costs of giving so many children a value.
    fn cheapest(&mut self, children: &[u32], count: usize, value: bool) -> f64 {
        let told = &self.told;
        self.lows.clear();
        let costs = children
            .iter()
            .map(|child| told[*child as usize].costs[usize::from(value)]);
        self.lows.extend(costs);
        if count < self.lows.len() {
            self.lows.select_nth_unstable_by(count, f64::total_cmp);
        }
        self.lows.iter().take(count).sum()
    }

    fn odd(&self, part: Part) -> Told {
        let (sum, parity, extra) = self.nearest(part);
        let mut costs = [sum + extra; 2];
        costs[usize::from(parity)] = sum;
        let children = self.cone.children(part);
        let are_numbers = children.iter().all(|child| self.child(*child).is_number());
        if !(part.is_apart && are_numbers) {
            return Told {
                costs,
                lows: [0.0; 2],
                highs: [1.0; 2],
                is_tight: false,
            };
        }
        let chances = children.iter().fold([1.0, 0.0], |[even, odd], child| {
            let [p_false, p_true] = self.child(*child).lows;
            [even * p_false + odd * p_true, odd * p_false + even * p_true]
        });
        Told {
            costs,
            lows: chances,
            highs: chances,
            is_tight: true,
        }
    }

    /// The cost of giving each child its cheaper value, whether an odd number is then true, and what it
    /// costs more to change one.
    fn nearest(&self, part: Part) -> (f64, bool, f64) {
        let mut nearest = (0.0, false, NEVER);
        for child in self.cone.children(part) {
            let [if_false, if_true] = self.child(*child).costs;
            nearest.0 += if_false.min(if_true);
            nearest.1 ^= if_true < if_false;
            nearest.2 = f64::min(nearest.2, (if_true - if_false).abs());
        }
        nearest
    }

    /// The way found to give the root a value: none where the pass says that it cannot have it.
    pub(crate) fn way(&self, value: bool, values: &[Option<bool>]) -> Option<Way> {
        let root = self.cone.root();
        if self.child(root).costs[usize::from(value)] >= NEVER {
            return None;
        }
        let mut way = Way {
            literals: Vec::new(),
            is_forcing: true,
        };
        let mut wanted = vec![[false; 2]; self.told.len()];
        let mut stack = vec![(root, value)];
        while let Some((at, value)) = stack.pop() {
            let [before, opposite] = {
                let seen = &mut wanted[at as usize];
                let before = std::mem::replace(&mut seen[usize::from(value)], true);
                [before, seen[usize::from(!value)]]
            };
            if before {
                continue;
            }
            let part = self.cone.parts()[at as usize];
            match part.kind {
                Kind::Var(var) if values[var as usize].is_none() => {
                    if opposite {
                        way.is_forcing = false;
                    } else {
                        way.literals.push((var, value));
                    }
                }
                Kind::Constant(_) | Kind::Var(_) => {}
                _ => self.descend(part, value, &mut stack),
            }
        }
        Some(way)
    }

    /// The children that force a part, with the values that they need.
    fn descend(&self, part: Part, value: bool, stack: &mut Vec<(u32, bool)>) {
        let children = self.cone.children(part);
        let cost = |child: &u32| self.child(*child).costs[usize::from(value)];
        let count = match part.kind {
            Kind::Not => {
                stack.extend(children.iter().map(|child| (*child, !value)));
                return;
            }
            Kind::Xor => {
                stack.extend(self.parity(part, value));
                return;
            }
            Kind::And if value => children.len(),
            Kind::Or if !value => children.len(),
            Kind::AtLeast(k) if value => k as usize,
            Kind::AtLeast(k) => children.len() + 1 - k as usize,
            _ => 1,
        };
        if count == 1 {
            let first = children.iter().min_by(|a, b| cost(a).total_cmp(&cost(b)));
            stack.extend(first.map(|child| (*child, value)));
            return;
        }
        let mut cheapest = children.to_vec();
        cheapest.sort_by(|a, b| cost(a).total_cmp(&cost(b)));
        stack.extend(cheapest.into_iter().take(count).map(|child| (child, value)));
    }

    /// The cheaper value of each child, with one changed where the number of true ones would be wrong.
    fn parity(&self, part: Part, value: bool) -> Vec<(u32, bool)> {
        let children = self.cone.children(part);
        let difference = |child: &u32| {
            let [if_false, if_true] = self.child(*child).costs;
            if_true - if_false
        };
        let mut chosen: Vec<(u32, bool)> = children
            .iter()
            .map(|child| (*child, difference(child) < 0.0))
            .collect();
        if self.nearest(part).1 != value {
            let nearest = chosen.iter_mut().min_by(|(a, _), (b, _)| {
                let [a, b] = [a, b].map(|child| difference(child).abs());
                a.total_cmp(&b)
            });
            if let Some((_, value)) = nearest {
                *value = !*value;
            }
        }
        chosen
    }
}

impl Told {
    /// Whether it is neither certain nor impossible.
    fn is_open(self) -> bool {
        self.highs[0] > 0.0 && self.highs[1] > 0.0
    }

    /// Whether both sides are known exactly.
    fn is_number(self) -> bool {
        self.lows[0] >= self.highs[0] && self.lows[1] >= self.highs[1]
    }

    fn negated(self) -> Self {
        let swapped = |[if_false, if_true]: [f64; 2]| [if_true, if_false];
        Self {
            costs: swapped(self.costs),
            lows: swapped(self.lows),
            highs: swapped(self.highs),
            is_tight: self.is_tight,
        }
    }

    /// What rounding put out of order is put back.
    fn in_order(mut self) -> Self {
        for value in [0, 1] {
            self.lows[value] = self.lows[value].min(self.highs[value]);
        }
        self
    }
}

fn fixed(value: bool) -> Told {
    let (chances, costs) = if value {
        ([0.0, 1.0], [NEVER, 0.0])
    } else {
        ([1.0, 0.0], [0.0, NEVER])
    };
    Told {
        costs,
        lows: chances,
        highs: chances,
        is_tight: true,
    }
}
