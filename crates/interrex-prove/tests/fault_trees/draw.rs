//! Random fault trees: as a structure of its own, and as text.

use std::fmt::Write as _;

use oorandom::Rand64;

/// A tree as it was drawn. Gates refer to later gates alone; gate 0 is the top.
#[derive(Clone)]
pub(crate) struct Tree {
    pub(crate) seed: u64,
    pub(crate) gates: Vec<Formula>,
    /// The probability of each event; of a member of a group, that of its failing at all.
    pub(crate) events: Vec<f64>,
    pub(crate) houses: Vec<bool>,
    pub(crate) groups: Vec<Group>,
    /// Whether it has connectives that SCRAM does not read.
    pub(crate) is_ours_alone: bool,
}

#[derive(Clone)]
pub(crate) enum Formula {
    Event(usize),
    House(usize),
    Gate(usize),
    Constant(bool),
    Of(Connective, Vec<Formula>),
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Connective {
    And,
    Or,
    Not,
    Xor,
    Nand,
    Nor,
    AtLeast(usize),
    Cardinality(usize, usize),
    Imply,
    Iff,
}

/// Events that can fail of one cause.
#[derive(Clone)]
pub(crate) struct Group {
    pub(crate) model: Sharing,
    pub(crate) members: Vec<usize>,
    pub(crate) probability: f64,
    /// As the format lists them.
    pub(crate) factors: Vec<f64>,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Sharing {
    Beta,
    MultipleGreekLetters,
    Alpha,
    Phi,
}

/// The tree of a seed.
pub(crate) fn tree(seed: u64) -> Tree {
    let mut drawing = Drawing {
        random: Rand64::new(u128::from(seed)),
        tree: Tree {
            seed,
            gates: Vec::new(),
            events: Vec::new(),
            houses: Vec::new(),
            groups: Vec::new(),
            is_ours_alone: seed % 8 == 7,
        },
        is_coherent: seed.is_multiple_of(2),
        gate_count: 0,
    };
    drawing.draw();
    drawing.tree
}

struct Drawing {
    random: Rand64,
    tree: Tree,
    is_coherent: bool,
    gate_count: usize,
}

impl Drawing {
    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.random.rand_range(0..bound as u64)).expect("below a small bound")
    }

    fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    fn draw(&mut self) {
        let few = self.one_in(3);
        let count = 5 + self.below(if few { 12 } else { 55 });
        for _ in 0..count {
            let probability = self.probability();
            self.tree.events.push(probability);
        }
        for _ in 0..self.below(3) {
            let state = self.one_in(2);
            self.tree.houses.push(state);
        }
        if self.one_in(4) {
            self.group();
        }
        self.gate_count = 2 + self.below(count);
        for gate in 0..self.gate_count {
            let formula = self.gate(gate);
            self.tree.gates.push(formula);
        }
    }

    /// From one in ten thousand to one half, evenly by orders of magnitude; a few decimals, so that
    /// the text says exactly what is meant.
    fn probability(&mut self) -> f64 {
        let mantissa = 1.0 + 8.0 * self.random.rand_float();
        let scale = [0.05, 0.01, 0.001, 0.0001][self.below(4)];
        (mantissa * scale * 1e7).round() / 1e7
    }

    fn group(&mut self) {
        let size = 2 + self.below(3);
        let model = [
            Sharing::Beta,
            Sharing::MultipleGreekLetters,
            Sharing::Alpha,
            Sharing::Phi,
        ][self.below(4)];
        let levels = match model {
            Sharing::Beta => 1,
            Sharing::MultipleGreekLetters => size - 1,
            Sharing::Alpha | Sharing::Phi => size,
        };
        let mut factors: Vec<f64> = (0..levels)
            .map(|_| (0.05 + 0.4 * self.random.rand_float() * 1e4).round() / 1e4)
            .collect();
        if model == Sharing::Phi {
            // These are shares: they add up to one.
            let rest: f64 = factors[1..].iter().map(|factor| factor / 4.0).sum();
            for factor in &mut factors {
                *factor /= 4.0;
            }
            factors[0] = 1.0 - rest;
        }
        let probability = self.probability();
        self.tree.groups.push(Group {
            model,
            members: (0..size).collect(),
            probability,
            factors,
        });
    }

    /// A gate that refers to at least the next one, so that none is left over.
    fn gate(&mut self, gate: usize) -> Formula {
        let mut children = Vec::new();
        if gate + 1 < self.gate_count {
            children.push(Formula::Gate(gate + 1));
        }
        let count = 2 + self.below(3);
        while children.len() < count {
            let child = self.leaf(gate);
            if !children.iter().any(|one| is_same(one, &child)) {
                children.push(child);
            }
        }
        self.connect(children)
    }

    fn leaf(&mut self, gate: usize) -> Formula {
        if gate + 2 < self.gate_count && self.one_in(3) {
            return Formula::Gate(gate + 1 + self.below(self.gate_count - gate - 1));
        }
        if !self.tree.houses.is_empty() && self.one_in(20) {
            return Formula::House(self.below(self.tree.houses.len()));
        }
        if self.tree.is_ours_alone && self.one_in(30) {
            return Formula::Constant(self.one_in(2));
        }
        if self.one_in(8) {
            let first = self.below(self.tree.events.len() - 2);
            let inner = (first..=first + 1 + self.below(2)).map(Formula::Event);
            let inner = inner.collect();
            return self.connect(inner);
        }
        Formula::Event(self.below(self.tree.events.len()))
    }

    fn connect(&mut self, mut children: Vec<Formula>) -> Formula {
        let count = children.len();
        if self.is_coherent || self.one_in(2) {
            let connective = match self.below(5) {
                0 | 1 => Connective::And,
                2 if count > 2 => Connective::AtLeast(2 + self.below(count - 2)),
                _ => Connective::Or,
            };
            return Formula::Of(connective, children);
        }
        let connective = match self.below(if self.tree.is_ours_alone { 7 } else { 4 }) {
            0 => Connective::Not,
            1 => Connective::Xor,
            2 => Connective::Nand,
            3 => Connective::Nor,
            4 => Connective::Imply,
            5 => Connective::Iff,
            _ => Connective::Cardinality(1, 1 + self.below(count)),
        };
        match connective {
            Connective::Not => children.truncate(1),
            Connective::Xor | Connective::Imply | Connective::Iff => children.truncate(2),
            _ => {}
        }
        Formula::Of(connective, children)
    }
}

fn spelled_out(formula: &Formula) -> Formula {
    let Formula::Of(connective, children) = formula else {
        return formula.clone();
    };
    let children: Vec<Formula> = children.iter().map(spelled_out).collect();
    let Connective::AtLeast(min) = connective else {
        return Formula::Of(*connective, children);
    };
    let sets = (0..1_usize << children.len()).filter(|set| set.count_ones() as usize == *min);
    let ways = sets.map(|set| {
        let chosen = (0..children.len()).filter(|child| set >> child & 1 == 1);
        let chosen = chosen.map(|child| children[child].clone());
        Formula::Of(Connective::And, chosen.collect())
    });
    Formula::Of(Connective::Or, ways.collect())
}

/// Whether both refer to the same: SCRAM takes no argument twice.
fn is_same(one: &Formula, other: &Formula) -> bool {
    match (one, other) {
        (Formula::Event(a), Formula::Event(b))
        | (Formula::House(a), Formula::House(b))
        | (Formula::Gate(a), Formula::Gate(b)) => a == b,
        (Formula::Constant(_), Formula::Constant(_)) => true,
        _ => false,
    }
}

impl Tree {
    /// The same tree in which each *at least k* is an *or* of the *and*s of k arguments.
    pub(crate) fn spelled_out(&self) -> Self {
        let mut tree = self.clone();
        tree.gates = self.gates.iter().map(spelled_out).collect();
        tree
    }

    /// The tree in the Open-PSA format, without the element around it. All names begin alike.
    pub(crate) fn text(&self, prefix: &str) -> String {
        let mut text = format!("<define-fault-tree name=\"{prefix}\">\n");
        for (index, gate) in self.gates.iter().enumerate() {
            let _ = write!(text, "<define-gate name=\"{prefix}g{index}\">");
            write_formula(&mut text, gate, prefix);
            text.push_str("</define-gate>\n");
        }
        for (index, state) in self.houses.iter().enumerate() {
            let _ = writeln!(
                text,
                "<define-house-event name=\"{prefix}h{index}\"><constant value=\"{state}\"/></define-house-event>"
            );
        }
        let grouped = self.groups.first().map_or(0, |group| group.members.len());
        for (index, probability) in self.events.iter().enumerate().skip(grouped) {
            let _ = writeln!(
                text,
                "<define-basic-event name=\"{prefix}e{index}\"><float value=\"{probability}\"/></define-basic-event>"
            );
        }
        for group in &self.groups {
            write_group(&mut text, group, prefix);
        }
        text.push_str("</define-fault-tree>\n");
        text
    }
}

fn write_group(text: &mut String, group: &Group, prefix: &str) {
    let (model, first) = match group.model {
        Sharing::Beta => ("beta-factor", group.members.len()),
        Sharing::MultipleGreekLetters => ("MGL", 2),
        Sharing::Alpha => ("alpha-factor", 1),
        Sharing::Phi => ("phi-factor", 1),
    };
    let _ = writeln!(
        text,
        "<define-CCF-group name=\"{prefix}c\" model=\"{model}\"><members>"
    );
    for member in &group.members {
        let _ = writeln!(text, "<basic-event name=\"{prefix}e{member}\"/>");
    }
    let _ = writeln!(
        text,
        "</members><distribution><float value=\"{}\"/></distribution><factors>",
        group.probability
    );
    for (level, factor) in (first..).zip(&group.factors) {
        let _ = writeln!(
            text,
            "<factor level=\"{level}\"><float value=\"{factor}\"/></factor>"
        );
    }
    text.push_str("</factors></define-CCF-group>\n");
}

fn write_formula(text: &mut String, formula: &Formula, prefix: &str) {
    let _ = match formula {
        Formula::Event(event) => write!(text, "<basic-event name=\"{prefix}e{event}\"/>"),
        Formula::House(house) => write!(text, "<house-event name=\"{prefix}h{house}\"/>"),
        Formula::Gate(gate) => write!(text, "<gate name=\"{prefix}g{gate}\"/>"),
        Formula::Constant(value) => write!(text, "<constant value=\"{value}\"/>"),
        Formula::Of(connective, children) => {
            let (name, attributes) = tag(*connective);
            let _ = write!(text, "<{name}{attributes}>");
            for child in children {
                write_formula(text, child, prefix);
            }
            write!(text, "</{name}>")
        }
    };
}

fn tag(connective: Connective) -> (&'static str, String) {
    let none = String::new();
    match connective {
        Connective::And => ("and", none),
        Connective::Or => ("or", none),
        Connective::Not => ("not", none),
        Connective::Xor => ("xor", none),
        Connective::Nand => ("nand", none),
        Connective::Nor => ("nor", none),
        Connective::AtLeast(min) => ("atleast", format!(" min=\"{min}\"")),
        Connective::Cardinality(min, max) => {
            ("cardinality", format!(" min=\"{min}\" max=\"{max}\""))
        }
        Connective::Imply => ("imply", none),
        Connective::Iff => ("iff", none),
    }
}
