//! How much must come true, at least, to make a node true.

use interrex_circuit::{Node, Var};

use crate::session::Session;
use crate::smallest::{Found, Smallest};

/// The least cost of making a node true.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Survival {
    /// Nothing of finite cost makes it true.
    Unbreakable,
    /// These variables, true with all others false, make it true, and nothing cheaper does.
    Breaks {
        /// The sum of their costs.
        cost: u64,
        /// The variables, in ascending order.
        vars: Vec<Var>,
    },
    /// A limit was reached. Nothing cheaper than this makes it true.
    Undecided {
        /// The cost that is needed at least.
        cost_min: u64,
    },
}

impl Session<'_> {
    /// The least total cost of true variables that, with all others false, make the node true.
    ///
    /// A cost of `None` forbids the variable to be true, 0 grants it. What costs `n` with every
    /// loss at 1 survives any `n - 1` losses. Where no diagram fits the limits, cases are told
    /// apart cheapest first.
    pub fn survives(&mut self, top: Node, cost: impl Fn(Var) -> Option<u32>) -> Survival {
        let limits = self.diagram_limits();
        let found = self.workshop.attempt([top], &limits, |diagrams, [f]| {
            Ok(diagrams.freeze(&[f]).cheapest(&cost))
        });
        match found {
            Ok(None) => Survival::Unbreakable,
            Ok(Some((cost, mut vars))) => {
                vars.sort_unstable();
                Survival::Breaks { cost, vars }
            }
            Err(_) => match Smallest::new(self.circuit, top, cost, &self.limits).find() {
                Found::Set { cost, vars } => Survival::Breaks { cost, vars },
                Found::NoMore => Survival::Unbreakable,
                Found::Undecided { cost_min } => Survival::Undecided { cost_min },
            },
        }
    }
}
