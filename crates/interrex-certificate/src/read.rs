//! From the text of a certificate to its parts. Every number is checked here to name something that
//! an earlier line made.

use crate::Refusal;
use crate::circuit::{self, Circuit, Gate, Input, Literal};

/// A decision diagram below a constant or a node.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Diagram {
    Constant(bool),
    Node(usize),
}

/// A decision on an event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Decision {
    pub(crate) line: usize,
    pub(crate) event: usize,
    pub(crate) low: Diagram,
    pub(crate) high: Diagram,
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Certificate {
    pub(crate) circuit: Circuit,
    pub(crate) decisions: Vec<Decision>,
    /// The diagram of each gate; none at all if nothing is claimed.
    pub(crate) functions: Vec<Diagram>,
    /// Each set with its line, its events ascending.
    pub(crate) sets: Vec<(usize, Vec<usize>)>,
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
    Set,
    End,
}

pub(crate) fn read(text: &str) -> Result<Certificate, Refusal> {
    let mut reader = Reader {
        probabilities: Vec::new(),
        names: Vec::new(),
        gates: Vec::new(),
        top: None,
        decisions: Vec::new(),
        functions: Vec::new(),
        sets: Vec::new(),
        line: 0,
    };
    let mut last = None;
    for line in text.lines() {
        reader.line += 1;
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let kind = reader.kind(word)?;
        let in_place = match last {
            None => kind == Kind::Header,
            Some(last) => {
                let repeats = !matches!(kind, Kind::Header | Kind::Top | Kind::End);
                kind > last || (kind == last && repeats)
            }
        };
        if !in_place {
            return reader.refuse(&format!("`{word}` does not belong here"));
        }
        reader.take(kind, rest)?;
        last = Some(kind);
    }
    if last != Some(Kind::End) || !text.ends_with('\n') {
        return reader.refuse("the certificate breaks off");
    }
    let whole = reader.functions.is_empty() || reader.functions.len() == reader.gates.len();
    match reader.top {
        Some(top) if whole => Ok(Certificate {
            circuit: Circuit {
                probabilities: reader.probabilities,
                names: reader.names,
                gates: reader.gates,
                top,
            },
            decisions: reader.decisions,
            functions: reader.functions,
            sets: reader.sets,
        }),
        Some(_) => reader.refuse("some gates have a diagram and some have none"),
        None => reader.refuse("the certificate names no top"),
    }
}

struct Reader {
    probabilities: Vec<f64>,
    names: Vec<String>,
    gates: Vec<Gate>,
    top: Option<Literal>,
    decisions: Vec<Decision>,
    functions: Vec<Diagram>,
    sets: Vec<(usize, Vec<usize>)>,
    line: usize,
}

impl Reader {
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
            "set" => Kind::Set,
            "end" => Kind::End,
            _ => return self.refuse(&format!("`{word}` begins no line of a certificate")),
        })
    }

    fn take(&mut self, kind: Kind, rest: &str) -> Result<(), Refusal> {
        match kind {
            Kind::Header if rest == "1" => Ok(()),
            Kind::Header => self.refuse("only version 1 is known"),
            Kind::Event => self.event(rest),
            Kind::Gate => self.gate(rest),
            Kind::Top => {
                self.top = Some(self.literal(rest)?);
                Ok(())
            }
            Kind::Node => self.node(rest),
            Kind::Function => self.function(rest),
            Kind::Set => self.set(rest),
            Kind::End if rest.is_empty() => Ok(()),
            Kind::End => self.refuse("nothing follows `end`"),
        }
    }

    fn event(&mut self, rest: &str) -> Result<(), Refusal> {
        let (number, name) = rest.split_once(' ').unwrap_or((rest, ""));
        match number.parse::<f64>() {
            Ok(probability) if (0.0..=1.0).contains(&probability) => {
                self.probabilities.push(probability);
                self.names.push(name.to_owned());
                Ok(())
            }
            _ => self.refuse("the probability of an event is a number from zero to one"),
        }
    }

    fn gate(&mut self, rest: &str) -> Result<(), Refusal> {
        let (kind, rest) = rest.split_once(' ').unwrap_or((rest, ""));
        let (least, list) = match kind {
            "at-least" => {
                let (least, list) = rest.split_once(' ').unwrap_or((rest, ""));
                (Some(self.number(least, usize::MAX)?), list)
            }
            _ => (None, rest),
        };
        let inputs: Result<Vec<Literal>, Refusal> =
            list.split(' ').map(|word| self.literal(word)).collect();
        let inputs = inputs?;
        let kind = match (kind, least) {
            ("and", _) => circuit::Kind::AtLeast(inputs.len()),
            ("or", _) => circuit::Kind::AtLeast(1),
            ("odd", _) => circuit::Kind::Odd,
            (_, Some(least)) => circuit::Kind::AtLeast(least),
            _ => return self.refuse(&format!("`{kind}` is no kind of gate")),
        };
        self.gates.push(Gate {
            line: self.line,
            kind,
            inputs,
        });
        Ok(())
    }

    fn node(&mut self, rest: &str) -> Result<(), Refusal> {
        let mut words = rest.split(' ');
        let (Some(event), Some(low), Some(high), None) =
            (words.next(), words.next(), words.next(), words.next())
        else {
            return self.refuse("a node has an event and two branches");
        };
        let Some(event) = event.strip_prefix('e') else {
            return self.refuse("a node decides an event");
        };
        self.decisions.push(Decision {
            line: self.line,
            event: self.number(event, self.probabilities.len())?,
            low: self.diagram(low)?,
            high: self.diagram(high)?,
        });
        Ok(())
    }

    fn function(&mut self, rest: &str) -> Result<(), Refusal> {
        let (gate, diagram) = rest.split_once(' ').unwrap_or((rest, ""));
        if gate != format!("g{}", self.functions.len()) || self.functions.len() == self.gates.len()
        {
            return self.refuse("the diagrams of gates stand in the order of the gates");
        }
        let diagram = self.diagram(diagram)?;
        self.functions.push(diagram);
        Ok(())
    }

    fn set(&mut self, rest: &str) -> Result<(), Refusal> {
        let mut events = Vec::new();
        for word in rest.split(' ').filter(|word| !word.is_empty()) {
            let Some(event) = word.strip_prefix('e') else {
                return self.refuse("a set lists events");
            };
            events.push(self.number(event, self.probabilities.len())?);
        }
        if !events.is_sorted_by(|a, b| a < b) {
            return self.refuse("the events of a set ascend");
        }
        self.sets.push((self.line, events));
        Ok(())
    }

    fn literal(&self, word: &str) -> Result<Literal, Refusal> {
        let (negated, name) = match word.strip_prefix('~') {
            Some(name) => (true, name),
            None => (false, word),
        };
        let input = if let Some(event) = name.strip_prefix('e') {
            Input::Event(self.number(event, self.probabilities.len())?)
        } else if let Some(gate) = name.strip_prefix('g') {
            Input::Gate(self.number(gate, self.gates.len())?)
        } else {
            return self.refuse(&format!("`{word}` is neither an event nor a gate"));
        };
        Ok(Literal { input, negated })
    }

    fn diagram(&self, word: &str) -> Result<Diagram, Refusal> {
        match (word, word.strip_prefix('n')) {
            ("0", _) => Ok(Diagram::Constant(false)),
            ("1", _) => Ok(Diagram::Constant(true)),
            (_, Some(node)) => Ok(Diagram::Node(self.number(node, self.decisions.len())?)),
            _ => self.refuse(&format!("`{word}` is no diagram")),
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
}
