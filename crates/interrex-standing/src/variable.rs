//! The Boolean variables of a standing: facts, split where their likelihood depends on a condition,
//! multiplied where they speak of members by number.
//!
//! Responsible for naming them and for keeping their way back to the plan; what a variable means in
//! the circuit is decided where it is made (`crate::facts`).

use interrex_circuit::Var;
use interrex_diag::Span;
use interrex_plan::model::{Fact, Id, Measure};
use interrex_units::Likelihood;

/// Which part of a fact a variable is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The fact itself, or what it is where its condition does not hold.
    Own,
    /// What it is, or what is added to it, where its condition holds.
    Given,
    /// What it is, or what is added to it, where this measure is in effect.
    Effect(Id<Measure>),
    /// A measure that is only weighed is taken.
    Weighed(Id<Measure>),
}

/// One independent variable.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Its name in answers: `captive(incumbent)`, `lost(lviv) given occurs(advance)`.
    pub name: String,
    /// The fact that it belongs to; none for a measure that is only weighed.
    pub fact: Option<Id<Fact>>,
    /// Which part of it.
    pub part: Part,
    /// For members by number: which member, from zero.
    pub member: Option<u32>,
    /// Its likelihood over the horizon. For a variable that is coupled to another, the likelihood
    /// of what is *added*: see [`Variable::coupled`].
    pub likelihood: Likelihood,
    /// For a variable that adds to another one (x = x0 ∨ (given ∧ y)): the other one, and how
    /// likely either of them is.
    pub coupled: Option<Coupling>,
    /// Whether `survives` counts it.
    pub is_loss: bool,
    /// Whether a likelihood that it rests on is assumed for the sake of argument.
    pub assumed: bool,
    /// Where the fact is declared.
    pub span: Span,
}

/// How a variable y adds to a variable x0 that implies x1 = x0 ∨ y.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coupling {
    /// x0.
    pub base: Var,
    /// The likelihood of x1.
    pub either: Likelihood,
}

/// Members by number: variables that are interchangeable.
#[derive(Debug, Clone)]
pub struct Class {
    /// Name for answers: `unfit(rada/lviv)`.
    pub name: String,
    /// The variables, in order of member.
    pub members: Vec<Var>,
}

/// Every variable, in the order in which the circuit numbers them, and the classes.
#[derive(Debug, Clone, Default)]
pub struct Variables {
    list: Vec<Variable>,
    classes: Vec<Class>,
}

impl Variables {
    /// Adds a variable.
    pub(crate) fn push(&mut self, variable: Variable) -> Var {
        let var = Var(u32::try_from(self.list.len()).expect("fewer than 2^32 variables"));
        self.list.push(variable);
        var
    }

    /// Notes that one variable adds to another.
    pub(crate) fn couple(&mut self, var: Var, coupling: Coupling) {
        if let Some(variable) = self.list.get_mut(var.index()) {
            variable.coupled = Some(coupling);
        }
    }

    /// Notes that variables are interchangeable.
    pub(crate) fn push_class(&mut self, class: Class) {
        self.classes.push(class);
    }

    /// The variable.
    ///
    /// # Panics
    /// When `var` belongs to another standing.
    pub fn get(&self, var: Var) -> &Variable {
        self.list
            .get(var.0 as usize)
            .expect("a variable belongs to its standing")
    }

    /// Every variable with its number.
    pub fn iter(&self) -> impl Iterator<Item = (Var, &Variable)> {
        (0u32..).map(Var).zip(&self.list)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Sets of interchangeable variables.
    pub fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// The variable of this name, for questions put in words.
    pub fn by_name(&self, name: &str) -> Option<Var> {
        self.iter()
            .find(|(_, variable)| variable.name == name)
            .map(|(var, _)| var)
    }
}
