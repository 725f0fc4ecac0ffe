//! The meaning: from a plan to circuits.
//!
//! A plan, read as of a date, becomes a *standing*: for every proposition that the plan yields, a
//! Boolean circuit over the plan's facts. Nothing else in the house turns rules into truth: `prove`,
//! and whatever rehearses a plan or reads a register, evaluate the same standing. What each
//! construct means is laid down in `docs/concepts/meaning.md`; the modules follow its sections.
//!
//! | section | module |
//! | --- | --- |
//! | 1 what counts | `compiler` |
//! | 2 facts, likelihoods | `facts`, `likelihood`, [`Variables`] |
//! | 3 things, contact, ways | `needs`, `dependencies`, `contact` |
//! | 4 people | `people` |
//! | 5, 6 bodies, offices, the step | `views` |
//! | 7, 8 claims, seats, powers | `claims` |
//! | names of answers | [`propositions`] |
//! | the same, from acts instead of facts | [`record`] |

mod claims;
mod compiler;
mod contact;
mod dependencies;
mod expr;
mod facts;
pub mod likelihood;
mod needs;
mod people;
pub mod propositions;
mod question;
mod readings;
pub mod record;
mod trace;
mod variable;
mod view;
mod views;

pub use claims::{Claim, Exerciser};
pub use propositions::{Proposition, Subject};
pub use question::Question;
pub use trace::Trace;
pub use variable::{Class, Coupling, Part, Variable, Variables};
pub use view::{Reading, View};
pub use views::{Party, Slot};

use interrex_circuit::{Circuit, Node};
use interrex_plan::model::{Expr, Id, Office, Plan};

use crate::compiler::Compiler;

/// The standing of a plan for one question.
#[derive(Debug)]
pub struct Standing {
    circuit: Circuit,
    variables: Variables,
    propositions: Vec<Proposition>,
    claims: Vec<(Id<Office>, Claim)>,
    exercisers: Vec<Exerciser>,
    traces: Vec<Trace>,
    given: Option<Node>,
}

impl Standing {
    /// Compiles the propositions that `wanted` asks for by name, and a condition. The plan must have
    /// been read without errors; a faulty one yields a standing without meaning, never a panic.
    pub fn compile(
        plan: &Plan,
        question: &Question,
        given: Option<&Expr>,
        wanted: impl Fn(&str) -> bool,
    ) -> Self {
        let mut compiler = Compiler::new(plan, question);
        compiler.compile_things();
        let given = given.map(|expr| compiler.expr_in_world(expr));
        let mut list = Vec::new();
        for (name, subject, span) in propositions::subjects(plan) {
            if wanted(&name) {
                let node = compiler.proposition(&subject);
                list.push(Proposition {
                    name,
                    subject,
                    span,
                    node,
                });
            }
        }
        compiler.trace_things();
        Self {
            circuit: compiler.circuit,
            variables: compiler.variables,
            propositions: list,
            exercisers: std::mem::take(&mut compiler.claims.exercisers),
            claims: compiler.claims.into_list(),
            traces: compiler.traces,
            given,
        }
    }

    /// The circuit over which everything is said.
    pub fn circuit(&self) -> &Circuit {
        &self.circuit
    }

    /// Its variables.
    pub fn variables(&self) -> &Variables {
        &self.variables
    }

    /// The propositions asked for.
    pub fn propositions(&self) -> &[Proposition] {
        &self.propositions
    }

    /// Every claim to an office that was judged on the way.
    pub fn claims(&self) -> &[(Id<Office>, Claim)] {
        &self.claims
    }

    /// Whoever exercises the powers that were asked about as contested.
    pub fn exercisers(&self) -> &[Exerciser] {
        &self.exercisers
    }

    /// What decides which element of the text.
    pub fn traces(&self) -> &[Trace] {
        &self.traces
    }

    /// The condition of the question.
    pub fn given(&self) -> Option<Node> {
        self.given
    }
}
