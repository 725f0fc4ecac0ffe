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
use crate::parts::{at_least_of_any, at_least_of_independent};

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
                low: self.chance.0,
                high: self.chance.1,
                is_tight: true,
            },
            fixed,
        )
    }
}

/// What is told of one part.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told {
    /// The least it can cost to force it false, and true; infinite where that is impossible.
    costs: [f64; 2],
    pub(crate) low: f64,
    pub(crate) high: f64,
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
            low: 0.0,
            high: 1.0,
            is_tight: false,
        };
        Self {
            cone,
            told: vec![unknown; cone.parts().len()],
            lows: Vec::new(),
            highs: Vec::new(),
        }
    }

    /// Looks at every part where some variables have values, and returns what is told of the root.
    /// Takes time in proportion to the edges of the cone, nearly.
    pub(crate) fn look(&mut self, leaves: &[Leaf], values: &[Option<bool>]) -> Told {
        for at in 0..self.cone.parts().len() {
            let part = self.cone.parts()[at];
            let mut told = match part.kind {
                Kind::Constant(value) => fixed(value),
                Kind::Var(var) => leaves[var as usize].told(values[var as usize]),
                Kind::Not => {
                    let child = self.child(self.cone.children(part)[0]);
                    Told {
                        costs: [child.costs[1], child.costs[0]],
                        low: 1.0 - child.high,
                        high: 1.0 - child.low,
                        is_tight: child.is_tight,
                    }
                }
                Kind::And => self.all_of(part),
                Kind::Or => self.any_of(part),
                Kind::AtLeast(k) => self.at_least(part, k as usize),
                Kind::Xor => self.odd(part),
            };
            told.is_tight |= told.low >= told.high;
            self.told[at] = told;
        }
        self.told[self.cone.root() as usize]
    }

    fn child(&self, child: u32) -> Told {
        self.told[child as usize]
    }

    /// All children: the product where they are independent, else what any dependence allows, which is
    /// exact where no more than one of them is open.
    fn all_of(&self, part: Part) -> Told {
        let mut told = fixed(true);
        let (mut missing, mut open) = (0.0, 0);
        for child in self.cone.children(part) {
            let child = self.child(*child);
            told.costs[0] = told.costs[0].min(child.costs[0]);
            told.costs[1] += child.costs[1];
            told.is_tight &= child.is_tight;
            told.low *= child.low;
            if part.is_apart {
                told.high *= child.high;
            } else {
                missing += 1.0 - child.low;
                told.high = told.high.min(child.high);
                open += u32::from(child.is_open());
            }
        }
        if !part.is_apart && open > 1 {
            told.low = (1.0 - missing).max(0.0);
            told.is_tight = false;
        }
        told.low = told.low.min(told.high);
        told
    }

    /// Any child, likewise.
    fn any_of(&self, part: Part) -> Told {
        let mut told = fixed(false);
        let mut open = 0;
        for child in self.cone.children(part) {
            let child = self.child(*child);
            told.costs[0] += child.costs[0];
            told.costs[1] = told.costs[1].min(child.costs[1]);
            told.is_tight &= child.is_tight;
            if part.is_apart {
                told.low += child.low * (1.0 - told.low);
                told.high += child.high * (1.0 - told.high);
            } else {
                told.low = told.low.max(child.low);
                told.high += child.high;
                open += u32::from(child.is_open());
            }
        }
        told.high = told.high.min(1.0);
        told.is_tight &= part.is_apart || open <= 1;
        told.low = told.low.min(told.high);
        told
    }

    fn at_least(&mut self, part: Part, k: usize) -> Told {
        let children = self.cone.children(part);
        let costs = [
            self.cheapest(children, children.len() + 1 - k, false),
            self.cheapest(children, k, true),
        ];
        self.lows.clear();
        self.highs.clear();
        let mut is_tight = part.is_apart && children.len() * k <= COUNTING_STEPS_MAX;
        let is_counted = is_tight;
        for child in children {
            let child = self.told[*child as usize];
            self.lows.push(child.low);
            self.highs.push(child.high);
            is_tight &= child.is_tight;
        }
        let (low, high) = if is_counted {
            (
                at_least_of_independent(k, &self.lows),
                at_least_of_independent(k, &self.highs),
            )
        } else {
            at_least_of_any(k, &mut self.lows, &mut self.highs)
        };
        Told {
            costs,
            low: low.min(high),
            high,
            is_tight,
        }
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
        let (mut low, mut high, mut is_tight) = (0.0, 1.0, false);
        let children = self.cone.children(part);
        let are_numbers = children
            .iter()
            .all(|child| self.child(*child).low >= self.child(*child).high);
        if part.is_apart && are_numbers {
            let odd = children.iter().fold(0.0, |odd, child| {
                let p = self.child(*child).low;
                odd * (1.0 - p) + p * (1.0 - odd)
            });
            (low, high, is_tight) = (odd, odd, true);
        }
        Told {
            costs,
            low,
            high,
            is_tight,
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
        self.high > 0.0 && self.low < 1.0
    }
}

fn fixed(value: bool) -> Told {
    let chance = if value { 1.0 } else { 0.0 };
    Told {
        costs: if value { [NEVER, 0.0] } else { [0.0, NEVER] },
        low: chance,
        high: chance,
        is_tight: true,
    }
}
