//! From the text of a certificate to its parts. Every number is checked here to name something that
//! an earlier line made.

use std::io::BufRead;

use crate::Refusal;
use crate::circuit::{self, Circuit, Gate, Input, Literal};
use crate::network::Rewriting;
use crate::search::Way;

/// A decision diagram, or a family of sets, below a constant or a node: 0 and 1 are the constants,
/// and 2 is the first node.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Diagram(pub(crate) u32);

impl Diagram {
    /// The function that is never true; the family of no set.
    pub(crate) const NONE: Self = Self(0);
    /// The function that is always true; the family of the empty set alone.
    pub(crate) const ALL: Self = Self(1);

    /// The place of its node, unless it is a constant.
    pub(crate) fn node(self) -> Option<usize> {
        (self.0 as usize).checked_sub(2)
    }
}

/// A decision on an event: what is below where it does not happen and where it does. Of a family: the
/// sets without the event, and those with it, the event taken off.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Decision {
    pub(crate) event: u32,
    pub(crate) low: Diagram,
    pub(crate) high: Diagram,
}

/// The family that is claimed to be that of the minimal sets of a diagram.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Claim {
    pub(crate) line: usize,
    pub(crate) of: Diagram,
    pub(crate) is: Diagram,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Certificate {
    pub(crate) circuit: Circuit,
    pub(crate) nodes: Vec<Decision>,
    /// The line of each `function`, and the diagrams of its steps; none at all if nothing is claimed.
    pub(crate) functions: Vec<(usize, Vec<Diagram>)>,
    pub(crate) families: Vec<Decision>,
    pub(crate) minimals: Vec<Claim>,
    /// Each step that rewrites the circuit before a search, with its line.
    pub(crate) rewritings: Vec<(usize, Rewriting)>,
    /// The steps of a search, and the line before them.
    pub(crate) search: Option<(usize, Vec<Step>)>,
    /// Each set with its line, its events ascending.
    pub(crate) sets: Vec<(usize, Vec<usize>)>,
}

/// A step of a search: what is done, and at which node; events come first, then gates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Step(u32);

impl Step {
    const WAYS: [Way; 4] = [Way::Decide, Way::Relax, Way::Open, Way::Zero];

    /// What is done, and the number of the node.
    pub(crate) fn parts(self) -> (Way, usize) {
        let [decide, relax, open, zero] = Self::WAYS;
        let way = match self.0 % 4 {
            0 => decide,
            1 => relax,
            2 => open,
            _ => zero,
        };
        (way, (self.0 / 4) as usize)
    }
}

/// The kinds of lines, in the order in which they stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Header,
    Event,
    Gate,
    Top,
    Node,
    Function,
    Family,
    Minimal,
    Rewriting,
    Begin,
    Search(Way),
    Set,
    End,
}

pub(crate) fn read(mut text: impl BufRead) -> Result<Certificate, Refusal> {
    let mut reader = Reader::default();
    let mut last = None;
    let mut line = String::new();
    loop {
        line.clear();
        match text.read_line(&mut line) {
            Ok(0) => break,
            Ok(_) => reader.line += 1,
            Err(error) => return reader.refuse(&format!("the line cannot be read: {error}")),
        }
        let Some(line) = line.strip_suffix('\n') else {
            return reader.refuse("the certificate breaks off");
        };
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let kind = reader.kind(word)?;
        let in_place = match last {
            None => kind == Kind::Header,
            Some(last) => {
                let repeats = !matches!(kind, Kind::Header | Kind::Top | Kind::Begin | Kind::End);
                let rank = |kind| match kind {
                    // Steps of a search stand in any order.
                    Kind::Search(_) => Kind::Search(Way::Decide),
                    other => other,
                };
                rank(kind) > rank(last) || (rank(kind) == rank(last) && repeats)
            }
        };
        if !in_place {
            return reader.refuse(&format!("`{word}` does not belong here"));
        }
        reader.take(kind, word, rest)?;
        last = Some(kind);
    }
    if last != Some(Kind::End) {
        return reader.refuse("the certificate breaks off");
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    certificate: Certificate,
    has_top: bool,
    /// How many gates there are, those that a rewriting added included.
    gates: usize,
    line: usize,
}

impl Reader {
    fn finish(self) -> Result<Certificate, Refusal> {
        let (gates, shown) = (
            self.certificate.circuit.gates.len(),
            self.certificate.functions.len(),
        );
        if !self.has_top {
            return self.refuse("the certificate names no top");
        }
        if shown != 0 && shown != gates {
            return self.refuse("some gates have a diagram and some have none");
        }
        Ok(self.certificate)
    }

    fn refuse<T>(&self, reason: &str) -> Result<T, Refusal> {
        Err(Refusal {
            line: self.line,
            reason: reason.to_owned(),
        })
    }

    fn kind(&self, word: &str) -> Result<Kind, Refusal> {
        Ok(match word {
            "interrex-certificate" => Kind::Header,
            "event" => Kind::Event,
            "gate" => Kind::Gate,
            "top" => Kind::Top,
            "node" => Kind::Node,
            "function" => Kind::Function,
            "family" => Kind::Family,
            "minimal" => Kind::Minimal,
            "define" | "module" | "together" | "drop" => Kind::Rewriting,
            "search" => Kind::Begin,
            "decide" => Kind::Search(Way::Decide),
            "relax" => Kind::Search(Way::Relax),
            "open" => Kind::Search(Way::Open),
            "zero" => Kind::Search(Way::Zero),
            "set" => Kind::Set,
            "end" => Kind::End,
            _ => return self.refuse(&format!("`{word}` begins no line of a certificate")),
        })
    }

    fn take(&mut self, kind: Kind, word: &str, rest: &str) -> Result<(), Refusal> {
        match kind {
            Kind::Header if rest == "1" => Ok(()),
            Kind::Header => self.refuse("only version 1 is known"),
            Kind::Event => self.event(rest),
            Kind::Gate => self.gate(rest),
            Kind::Top => {
                self.certificate.circuit.top = self.literal(rest)?;
                self.has_top = true;
                Ok(())
            }
            Kind::Node => {
                let node = self.decision(rest, 'n', self.certificate.nodes.len())?;
                self.certificate.nodes.push(node);
                Ok(())
            }
            Kind::Function => self.function(rest),
            Kind::Family => {
                let family = self.decision(rest, 'f', self.certificate.families.len())?;
                self.certificate.families.push(family);
                Ok(())
            }
            Kind::Minimal => {
                let claim = self.claim(rest)?;
                self.certificate.minimals.push(claim);
                Ok(())
            }
            Kind::Rewriting => {
                let step = self.rewriting(word, rest)?;
                self.certificate.rewritings.push((self.line, step));
                Ok(())
            }
            Kind::Begin if rest.is_empty() => {
                self.certificate.search = Some((self.line, Vec::new()));
                Ok(())
            }
            Kind::Begin => self.refuse("such a line has no words"),
            Kind::Search(way) => self.step(way, rest),
            Kind::Set => self.set(rest),
            Kind::End if rest.is_empty() => Ok(()),
            Kind::End => self.refuse("nothing follows `end`"),
        }
    }

    fn event(&mut self, rest: &str) -> Result<(), Refusal> {
        let (number, name) = rest.split_once(' ').unwrap_or((rest, ""));
        match number.parse::<f64>() {
            Ok(probability) if (0.0..=1.0).contains(&probability) => {
                let circuit = &mut self.certificate.circuit;
                circuit.probabilities.push(probability);
                circuit.names.push(name.to_owned());
                Ok(())
            }
            _ => self.refuse("the probability of an event is a number from zero to one"),
        }
    }

    fn gate(&mut self, rest: &str) -> Result<(), Refusal> {
        let (kind, inputs) = self.formula(rest)?;
        self.certificate.circuit.gates.push(Gate { kind, inputs });
        self.gates += 1;
        Ok(())
    }

    /// What a gate makes of its inputs, and these.
    fn formula(&self, text: &str) -> Result<(circuit::Kind, Vec<Literal>), Refusal> {
        let (kind, rest) = text.split_once(' ').unwrap_or((text, ""));
        let (least, list) = match kind {
            "at-least" => {
                let (least, list) = rest.split_once(' ').unwrap_or((rest, ""));
                (Some(self.number(least, usize::MAX)?), list)
            }
            _ => (None, rest),
        };
        let inputs = self.literals(list)?;
        let kind = match (kind, least) {
            ("and", _) => circuit::Kind::AtLeast(inputs.len()),
            ("or", _) => circuit::Kind::AtLeast(1),
            ("odd", _) => circuit::Kind::Odd,
            (_, Some(least)) if (1..=inputs.len()).contains(&least) => {
                circuit::Kind::AtLeast(least)
            }
            (_, Some(_)) => return self.refuse("so many inputs do not decide a gate"),
            _ => return self.refuse(&format!("`{kind}` is no kind of gate")),
        };
        Ok((kind, inputs))
    }

    fn literals(&self, list: &str) -> Result<Vec<Literal>, Refusal> {
        list.split(' ').map(|word| self.literal(word)).collect()
    }

    fn rewriting(&mut self, word: &str, rest: &str) -> Result<Rewriting, Refusal> {
        let (first, more) = rest.split_once(' ').unwrap_or((rest, ""));
        if word == "together" {
            return Ok(Rewriting::Together(self.literals(rest)?));
        }
        let Some(gate) = first.strip_prefix('g') else {
            return self.refuse("what is rewritten is a gate");
        };
        if word != "define" {
            let gate = self.number(gate, self.gates)?;
            return match word {
                "drop" => Ok(Rewriting::Drop(gate, self.literal(more)?)),
                _ if more.is_empty() => Ok(Rewriting::Module(gate)),
                _ => self.refuse("such a line has one word"),
            };
        }
        let gate = self.number(gate, self.gates + 1)?;
        let (kind, inputs) = self.formula(more)?;
        let circuit::Kind::AtLeast(least) = kind else {
            return self.refuse("an odd gate is not defined again");
        };
        self.gates = self.gates.max(gate + 1);
        Ok(Rewriting::Define(gate, least, inputs))
    }

    fn step(&mut self, way: Way, rest: &str) -> Result<(), Refusal> {
        let node = match way {
            Way::Zero if rest.is_empty() => 0,
            Way::Zero => return self.refuse("such a line has no words"),
            _ => match self.literal(rest)? {
                Literal { negated: true, .. } => return self.refuse("a node is not negated"),
                Literal { input, .. } => match input {
                    Input::Event(event) => event,
                    Input::Gate(gate) => self.certificate.circuit.probabilities.len() + gate,
                },
            },
        };
        let place = Step::WAYS.iter().position(|other| *other == way);
        let code = self.short(node.saturating_mul(4) + place.unwrap_or_default())?;
        match &mut self.certificate.search {
            Some((_, steps)) => steps.push(Step(code)),
            None => return self.refuse("no search has begun"),
        }
        Ok(())
    }

    fn decision(&self, rest: &str, letter: char, made: usize) -> Result<Decision, Refusal> {
        let [event, low, high] = self.words(rest)?;
        let Some(event) = event.strip_prefix('e') else {
            return self.refuse("what is decided is an event");
        };
        let event = self.number(event, self.certificate.circuit.probabilities.len())?;
        Ok(Decision {
            event: self.short(event)?,
            low: self.diagram(low, letter, made)?,
            high: self.diagram(high, letter, made)?,
        })
    }

    fn function(&mut self, rest: &str) -> Result<(), Refusal> {
        let (gate, steps) = rest.split_once(' ').unwrap_or((rest, ""));
        let place = self.certificate.functions.len();
        if gate != format!("g{place}") || place == self.certificate.circuit.gates.len() {
            return self.refuse("the diagrams of gates stand in the order of the gates");
        }
        let made = self.certificate.nodes.len();
        let steps = steps.split(' ').map(|word| self.diagram(word, 'n', made));
        let steps: Result<Vec<Diagram>, Refusal> = steps.collect();
        self.certificate.functions.push((self.line, steps?));
        Ok(())
    }

    fn claim(&self, rest: &str) -> Result<Claim, Refusal> {
        let [of, is] = self.words(rest)?;
        Ok(Claim {
            line: self.line,
            of: self.diagram(of, 'n', self.certificate.nodes.len())?,
            is: self.diagram(is, 'f', self.certificate.families.len())?,
        })
    }

    fn set(&mut self, rest: &str) -> Result<(), Refusal> {
        let mut events = Vec::new();
        for word in rest.split(' ').filter(|_| !rest.is_empty()) {
            let Some(event) = word.strip_prefix('e') else {
                return self.refuse("a set lists events");
            };
            events.push(self.number(event, self.certificate.circuit.probabilities.len())?);
        }
        if !events.is_sorted_by(|a, b| a < b) {
            return self.refuse("the events of a set ascend");
        }
        self.certificate.sets.push((self.line, events));
        Ok(())
    }

    fn literal(&self, word: &str) -> Result<Literal, Refusal> {
        let (negated, name) = match word.strip_prefix('~') {
            Some(name) => (true, name),
            None => (false, word),
        };
        let circuit = &self.certificate.circuit;
        let input = if let Some(event) = name.strip_prefix('e') {
            Input::Event(self.number(event, circuit.probabilities.len())?)
        } else if let Some(gate) = name.strip_prefix('g') {
            Input::Gate(self.number(gate, self.gates)?)
        } else {
            return self.refuse(&format!("`{word}` is neither an event nor a gate"));
        };
        Ok(Literal { input, negated })
    }

    /// One of so many diagrams, or families, that are made, called by a letter.
    fn diagram(&self, word: &str, letter: char, made: usize) -> Result<Diagram, Refusal> {
        match (word, word.strip_prefix(letter)) {
            ("0", _) => Ok(Diagram::NONE),
            ("1", _) => Ok(Diagram::ALL),
            (_, Some(node)) => {
                let place = self.number(node, made)?;
                Ok(Diagram(self.short(place.saturating_add(2))?))
            }
            _ => self.refuse(&format!(
                "`{word}` is neither 0 nor 1 nor an earlier `{letter}`"
            )),
        }
    }

    fn words<'w, const N: usize>(&self, rest: &'w str) -> Result<[&'w str; N], Refusal> {
        let words: Vec<&str> = rest.split(' ').collect();
        match words.try_into() {
            Ok(words) => Ok(words),
            Err(_) => self.refuse(&format!("such a line has {N} words")),
        }
    }

    /// A number in decimal digits below a bound.
    fn number(&self, word: &str, below: usize) -> Result<usize, Refusal> {
        let digits = word.bytes().all(|byte| byte.is_ascii_digit());
        match word.parse::<usize>() {
            Ok(number) if digits && number < below => Ok(number),
            Ok(_) if digits => self.refuse(&format!("{word} is not the number of an earlier line")),
            _ => self.refuse(&format!("`{word}` is no number")),
        }
    }

    fn short(&self, number: usize) -> Result<u32, Refusal> {
        match u32::try_from(number) {
            Ok(short) => Ok(short),
            Err(_) => self.refuse("there are too many lines"),
        }
    }
}
