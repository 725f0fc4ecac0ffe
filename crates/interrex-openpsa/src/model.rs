//! A model as read: events, gates and what can be asked, with every name resolved.
//!
//! Responsible for the types. Identifiers are positions in the lists of the same model, and the
//! lists are in the order of the text.

use interrex_diag::Span;

/// By how much what is computed from probabilities may miss 0 or 1 by rounding alone.
pub(crate) const ROUNDING: f64 = 1e-12;

/// The position of a basic event in [`Model::events`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BasicEventId(pub usize);

/// The position of a house event in [`Model::houses`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HouseEventId(pub usize);

/// The position of a gate in [`Model::gates`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GateId(pub usize);

/// A model without faults.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The name of the model, if it has one.
    pub name: Option<String>,
    /// What the authors say of it.
    pub note: Note,
    /// The independent basic events.
    pub events: Vec<BasicEvent>,
    /// The house events.
    pub houses: Vec<HouseEvent>,
    /// The gates.
    pub gates: Vec<Gate>,
    /// The gates that no other gate refers to, in ascending order.
    pub tops: Vec<GateId>,
    /// The sequences of event trees, each as reached from one initiating event.
    pub sequences: Vec<Sequence>,
    /// What every top gate and sequence is under: implications from substitutions.
    pub constraints: Vec<Formula>,
}

/// A sequence of an event tree, as reached from one initiating event.
#[derive(Clone, Debug)]
pub struct Sequence {
    /// Its name; with the initiating event before it where several things bear that name.
    pub name: String,
    /// The initiating event.
    pub initiating: String,
    /// What the authors say of it.
    pub note: Note,
    /// The ways to it; it takes place where one of them does.
    pub paths: Vec<Path>,
    /// The initiating event as an event of the fault trees, where it is one.
    pub start: Option<Formula>,
    /// How often the initiating event occurs, where the model says so.
    pub frequency: Option<f64>,
    /// Where its name stands.
    pub span: Span,
}

/// One way through an event tree.
#[derive(Clone, Debug)]
pub struct Path {
    /// What is collected on it: all of them are true where it is taken.
    pub formulas: Vec<Collected>,
    /// The product of the expressions collected on it, if any are.
    pub factor: Option<f64>,
}

/// A formula with the positions of house events when it was collected.
#[derive(Clone, Debug)]
pub struct Collected {
    /// The formula.
    pub formula: Formula,
    /// House events that were set on the way, by position in [`Model::houses`], in ascending order.
    pub houses: Vec<(usize, bool)>,
}

/// A label and attributes: what authors say of a thing without changing what it means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// The text of `<label>`.
    pub label: Option<String>,
    /// The attributes, those inherited from containers first.
    pub attributes: Vec<Attribute>,
}

/// One attribute of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// The type that its authors give it.
    pub kind: Option<String>,
}

/// A basic event: something that happens by itself, independently of all others.
#[derive(Clone, Debug)]
pub struct BasicEvent {
    /// The name by which the whole model knows it: the full path where it is private.
    pub name: String,
    /// What the authors say of it.
    pub note: Note,
    /// Its probability at the mission time; nothing where the model gives none.
    pub probability: Option<f64>,
    /// Where it is defined.
    pub span: Span,
}

/// A house event: a switch that the model sets.
#[derive(Clone, Debug)]
pub struct HouseEvent {
    /// The name by which the whole model knows it.
    pub name: String,
    /// What the authors say of it.
    pub note: Note,
    /// Its position, where no event tree sets another.
    pub state: bool,
    /// Where it is defined.
    pub span: Span,
}

/// A gate: a named formula.
#[derive(Clone, Debug)]
pub struct Gate {
    /// The name by which the whole model knows it.
    pub name: String,
    /// What the authors say of it.
    pub note: Note,
    /// When it is true.
    pub formula: Formula,
    /// Whether it stands for a basic event that is a member of a common-cause group.
    pub is_member: bool,
    /// Where it is defined.
    pub span: Span,
}

/// A Boolean formula. Formulas nest no deeper than the reader allows; gates may refer to each other
/// in chains of any length, but not in circles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// A constant.
    Constant(bool),
    /// A basic event.
    Event(BasicEventId),
    /// A house event.
    House(HouseEventId),
    /// Another gate.
    Gate(GateId),
    /// A connective over formulas.
    Of(Connective, Vec<Formula>),
}

/// How formulas are connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connective {
    /// Every argument is true.
    And,
    /// Some argument is true.
    Or,
    /// The only argument is false.
    Not,
    /// An odd number of arguments is true.
    Xor,
    /// An even number of arguments is false, which for two means that they are equal.
    Iff,
    /// Some argument is false.
    Nand,
    /// No argument is true.
    Nor,
    /// The second of two arguments is true wherever the first is.
    Imply,
    /// At least so many arguments are true.
    AtLeast(usize),
    /// The number of true arguments lies between two bounds, which belong to it.
    Cardinality {
        /// The least number.
        min: usize,
        /// The greatest number.
        max: usize,
    },
}

impl Formula {
    /// Calls a function on every gate that the formula refers to, as often as it does.
    pub fn each_gate(&self, visit: &mut impl FnMut(GateId)) {
        self.each_leaf(&mut |leaf| {
            if let Self::Gate(gate) = leaf {
                visit(*gate);
            }
        });
    }

    /// Calls a function on every basic event that the formula refers to itself, as often as it does.
    pub fn each_event(&self, visit: &mut impl FnMut(BasicEventId)) {
        self.each_leaf(&mut |leaf| {
            if let Self::Event(event) = leaf {
                visit(*event);
            }
        });
    }

    /// Calls a function on every constant and reference, in the order of the text.
    fn each_leaf(&self, visit: &mut impl FnMut(&Self)) {
        let mut open = vec![self];
        while let Some(formula) = open.pop() {
            match formula {
                Self::Of(_, arguments) => open.extend(arguments.iter().rev()),
                leaf => visit(leaf),
            }
        }
    }
}
