//! Section 2: the independent variables of a plan, and how facts are made of them.
//!
//! Responsible for names, for the split of conditional facts, and for the probability of each
//! variable once a number has been picked from every range. A variable is a place in
//! [`Variables::list`]; a range is a place in [`Variables::ranges`].

use interrex_plan::model::{Change, Fact, Id, Measure, Named, Plan};

use super::likelihoods::{Range, narrow, range_of};
use super::model::Question;

/// Every variable, every range, and the parts of every fact.
pub(crate) struct Variables {
    pub(crate) list: Vec<Variable>,
    pub(crate) ranges: Vec<Range>,
    pub(crate) facts: Vec<Parts>,
    /// `contradicting-likelihoods`.
    pub(crate) contradicting: bool,
}

/// One independent variable.
pub(crate) struct Variable {
    pub(crate) name: String,
    pub(crate) is_loss: bool,
    pub(crate) chance: Chance,
}

/// Where the probability of a variable comes from: places in the list of ranges.
#[derive(Clone, Copy)]
pub(crate) enum Chance {
    /// A number out of one range.
    Plain(usize),
    /// `(P(x1) - P(x0)) / (1 - P(x0))`.
    Added { x0: usize, x1: usize },
}

/// The variables of one fact. Members by number have one variable each.
pub(crate) struct Parts {
    /// The fact itself, or x0.
    pub(crate) own: Vec<usize>,
    /// Where its condition holds.
    pub(crate) given: Option<Other>,
    /// Where a measure is in effect, in the order of the measures in the text.
    pub(crate) effects: Vec<(Id<Measure>, Other)>,
}

/// x1 or, when x0 implies it, what is added to x0.
pub(crate) struct Other {
    pub(crate) variables: Vec<usize>,
    pub(crate) is_added: bool,
}

impl Variables {
    pub(crate) fn of(plan: &Plan, question: &Question) -> Self {
        let mut made = Self {
            list: Vec::new(),
            ranges: Vec::new(),
            facts: Vec::new(),
            contradicting: false,
        };
        let own = made.own_ranges(plan, question);
        for (id, fact) in plan.facts.iter() {
            made.split(plan, question, id, fact, own[id.index()]);
        }
        made
    }

    /// The range of x0 (or of the fact) for each fact, after *more likely than*, which says nothing
    /// of facts with a condition.
    fn own_ranges(&mut self, plan: &Plan, question: &Question) -> Vec<Range> {
        let own = |fact: &Fact| match &fact.condition {
            Some(condition) => range_of(plan, question, &condition.otherwise),
            None => range_of(plan, question, &fact.assessments),
        };
        let ranges: Vec<Range> = plan.facts.iter().map(|(_, fact)| own(fact)).collect();
        let mut pairs = Vec::new();
        for (id, fact) in plan.facts.iter() {
            for (less, _) in &fact.more_likely_than {
                let is_plain = |id| plan.facts.get(id).condition.is_none();
                if is_plain(id) && is_plain(*less) {
                    pairs.push((id.index(), less.index()));
                }
            }
        }
        narrow(ranges.clone(), &pairs).unwrap_or_else(|| {
            self.contradicting = true;
            ranges
        })
    }

    fn split(
        &mut self,
        plan: &Plan,
        question: &Question,
        id: Id<Fact>,
        fact: &Named<Fact>,
        x0: Range,
    ) {
        let own = self.members(fact, &fact.name, |made, _| Chance::Plain(made.range(x0)));
        let given = fact.condition.as_ref().map(|condition| {
            let x1 = range_of(plan, question, &fact.assessments);
            let name = format!("{} given {}", fact.name, condition.written);
            self.other(fact, &name, &own, (x0, x1), true)
        });
        let mut effects = Vec::new();
        for (measure, named) in plan.measures.iter() {
            for change in &named.effects {
                if let Change::Assess(on, assessments, _) = change
                    && *on == id
                {
                    let x1 = range_of(plan, question, assessments);
                    let name = format!("{} given {}", fact.name, named.name);
                    let may_add = fact.condition.is_none();
                    let other = self.other(fact, &name, &own, (x0, x1), may_add);
                    effects.push((measure, other));
                }
            }
        }
        self.facts.push(Parts {
            own,
            given,
            effects,
        });
    }

    /// x1, added to x0 where its range lies wholly at or above that of x0.
    fn other(
        &mut self,
        fact: &Fact,
        name: &str,
        own: &[usize],
        (x0, x1): (Range, Range),
        may_add: bool,
    ) -> Other {
        let is_added = may_add && x1.0 >= x0.1;
        let variables = self.members(fact, name, |made, member| {
            let second = made.range(x1);
            match made.list[own[member]].chance {
                Chance::Plain(first) if is_added => Chance::Added {
                    x0: first,
                    x1: second,
                },
                _ => Chance::Plain(second),
            }
        });
        Other {
            variables,
            is_added,
        }
    }

    /// One variable, or one for each member by number.
    fn members(
        &mut self,
        fact: &Fact,
        name: &str,
        mut chance: impl FnMut(&mut Self, usize) -> Chance,
    ) -> Vec<usize> {
        let first = self.list.len();
        for member in 0..fact.count as usize {
            let chance = chance(self, member);
            let is_loss = fact.kind.is_loss();
            self.list.push(Variable {
                name: name.to_owned(),
                is_loss,
                chance,
            });
        }
        (first..self.list.len()).collect()
    }

    fn range(&mut self, range: Range) -> usize {
        self.ranges.push(range);
        self.ranges.len() - 1
    }

    /// The ranges that a variable rests on.
    pub(crate) fn ranges_of(&self, variable: usize) -> Vec<usize> {
        match self.list[variable].chance {
            Chance::Plain(range) => vec![range],
            Chance::Added { x0, x1 } => vec![x0, x1],
        }
    }

    /// The probability of a variable when these numbers have been picked from the ranges.
    pub(crate) fn probability(&self, variable: usize, picked: &[f64]) -> f64 {
        match self.list[variable].chance {
            Chance::Plain(range) => picked[range],
            Chance::Added { x0, x1 } if picked[x0] < 1.0 => {
                (picked[x1] - picked[x0]) / (1.0 - picked[x0])
            }
            Chance::Added { .. } => 0.0,
        }
    }
}
