//! Questions to a model of another tool: the same answers as for a plan, about top gates and
//! sequences instead of offices and functions.
//!
//! Responsible for which gates are asked and for the condition of a question. A model has no date,
//! no measures and no sources, so that only what is left of a question can be asked.

use std::io::Write;

use interrex_circuit::{Circuit, Node, Var};
use interrex_diag::{Sources, Span, nearest};
use interrex_fault::{Limits, NoCertificate, Session};
use interrex_openpsa::{Chance, Compiled, Event, Kind, Model, Proposition, Top, Variable};

use crate::answer::{About, Answer, Line, Sets, Supposed};
use crate::ask::NODES_PER_CASE;
use crate::inquiry::{Inquiry, Words, independent};
use crate::names::matches;
use crate::session::Proof;
use crate::stream::{Ended, Wanted};

/// What is said where there is nothing to answer.
const NOTHING_TO_ASK: &str = "the model has no top gate, and no sequence that an initiating event \
                              leads to, so that there is nothing to ask";

/// A question to a model.
#[derive(Clone)]
pub struct ModelAsk<'a> {
    /// Patterns of the gates and sequences wanted; top gates and sequences, when empty.
    pub only: Vec<String>,
    /// The condition on probabilities: names of gates and basic events, each perhaps with `not`
    /// before it, joined by `and`.
    pub given: Option<String>,
    /// The phase that the model was read in, as `ALIGNMENT.PHASE`; becomes a part of each name.
    pub phase: Option<String>,
    /// Only sets of at most this many events.
    pub order_max: Option<usize>,
    /// How many sets to list.
    pub list_max: usize,
    /// The most diagram nodes.
    pub nodes_max: usize,
    /// Asked from time to time whether to give up.
    pub stop: Option<&'a dyn Fn() -> bool>,
}

/// A model compiled for one question.
pub struct ModelProof<'a> {
    texts: &'a Sources,
    ask: &'a ModelAsk<'a>,
    compiled: Compiled,
    given: Option<Node>,
    /// What is asked, in the order of the text.
    wanted: Vec<Proposition>,
}

impl<'a> ModelProof<'a> {
    /// Compiles a model for a question.
    ///
    /// # Errors
    ///
    /// A sentence for people, when the question names what the model does not have.
    pub fn new(model: &Model, texts: &'a Sources, ask: &'a ModelAsk<'a>) -> Result<Self, String> {
        let mut compiled = interrex_openpsa::compile(model);
        let given = match &ask.given {
            Some(given) => Some(condition(given, &mut compiled)?),
            None => None,
        };
        let wanted = wanted(&ask.only, ask.phase.as_deref(), &compiled)?;
        Ok(Self {
            texts,
            ask,
            compiled,
            given,
            wanted,
        })
    }

    /// The gates and sequences asked for.
    pub fn propositions(&self) -> &[Proposition] {
        &self.wanted
    }

    /// What a gate or sequence is called in answers: its name, with the phase after it where the model
    /// was read in one.
    pub fn name_of(&self, proposition: &Proposition) -> String {
        in_phase(&proposition.name, self.ask.phase.as_deref())
    }

    /// Starts the analyses. Diagrams are shared by all propositions asked for.
    pub fn analyses(&self) -> ModelAnalyses<'_> {
        let likelihoods = self.compiled.variables.iter().map(|one| one.likelihood);
        let assignment = independent(&self.compiled.circuit, likelihoods);
        let tops: Vec<Node> = self.wanted.iter().map(|one| one.node).collect();
        let session = Session::new(assignment, &tops, Vec::new(), self.limits()).thorough();
        let inquiry = Inquiry::new(session, &self.compiled.variables, self.given);
        ModelAnalyses {
            proof: self,
            inquiry: inquiry.listing(self.ask.order_max, self.ask.list_max),
        }
    }

    fn limits(&self) -> Limits<'_> {
        let usual = Limits::default();
        let cases = self.ask.nodes_max / NODES_PER_CASE;
        Limits {
            nodes_max: self.ask.nodes_max,
            stop: self.ask.stop,
            expansions_max: usual.expansions_max.min(cases),
        }
    }

    fn line(&self, span: Span, element: &str) -> Line {
        Line {
            path: self.texts.path(span.source).to_owned(),
            line: self.texts.line_of(span),
            element: element.to_owned(),
            span,
        }
    }

    fn line_of(&self, var: Var) -> Option<Line> {
        let variable = self.compiled.variables.get(var.index())?;
        Some(self.line(variable.span, &variable.name))
    }
}

impl Words for Vec<Variable> {
    fn name(&self, var: Var) -> &str {
        self.get(var.index()).map_or("", |variable| &variable.name)
    }

    fn class(&self, _: usize) -> String {
        String::new()
    }

    fn is_loss(&self, _: Var) -> bool {
        true
    }
}

/// The analyses of one question, one proposition after another.
pub struct ModelAnalyses<'p> {
    proof: &'p ModelProof<'p>,
    inquiry: Inquiry<'p>,
}

impl ModelAnalyses<'_> {
    /// Everything about one gate or sequence.
    pub fn answer(&mut self, proposition: &Proposition) -> Answer {
        let node = proposition.node;
        let probability = self.inquiry.probability(node);
        let survives = self.inquiry.survives(node);
        let cut_sets = self.cut_sets(node);
        let path_sets = self.inquiry.path_sets(node);
        let importance = self.inquiry.importance(node);
        Answer {
            proposition: self.proof.name_of(proposition),
            about: match proposition.kind {
                Kind::Gate => About::Gate(proposition.label.clone()),
                Kind::Sequence => About::Sequence(proposition.label.clone()),
            },
            as_of: None,
            horizon: None,
            supposed: Supposed {
                given: self.proof.ask.given.clone(),
                ..Supposed::default()
            },
            survives,
            lines: self.lines(proposition, &cut_sets),
            cut_sets,
            path_sets,
            probability,
            factor: proposition.factor,
            importance_undecided: importance.is_none(),
            importance: importance.unwrap_or_default(),
            things: Vec::new(),
            sources: Vec::new(),
            assumed: Vec::new(),
        }
    }

    /// Gives out the combinations that make a gate true, with the names of their events and the
    /// probability of each, until `each` answers that it wants no more.
    pub fn stream(
        &mut self,
        proposition: &Proposition,
        wanted: &Wanted,
        each: &mut dyn FnMut(&[&str], f64) -> bool,
    ) -> Ended {
        self.inquiry.stream(proposition.node, wanted, each)
    }

    /// Writes a certificate of the probability of a gate, of the number of its minimal cut sets, and
    /// of the first of them, at most so many.
    ///
    /// # Errors
    ///
    /// Why there is none, as a sentence for people.
    pub fn certificate(
        &mut self,
        proposition: &Proposition,
        sets_max: usize,
        to: &mut dyn Write,
    ) -> Result<bool, String> {
        let words = self.inquiry.words;
        let name = |var: Var| words.name(var).to_owned();
        let session = &mut self.inquiry.session;
        let written = session.certificate(proposition.node, &name, sets_max, to);
        written.map_err(|error| match error {
            NoCertificate::Range(var) => format!(
                "there is no certificate for a range: `{}` has no probability that is one number",
                words.name(var)
            ),
            NoCertificate::Unwritten(error) => format!("cannot write the certificate: {error}"),
            other => format!("there is no certificate: {other}"),
        })
    }

    fn cut_sets(&mut self, node: Node) -> Sets {
        let mut sets = self.inquiry.cut_sets(node);
        for set in &mut sets.listed {
            let vars = std::mem::take(&mut set.vars);
            let lines = vars.iter().filter_map(|var| self.proof.line_of(*var));
            set.lines = lines.collect();
            set.lines.sort();
        }
        sets
    }

    fn lines(&self, proposition: &Proposition, sets: &Sets) -> Vec<Line> {
        let own = self.proof.line(proposition.span, &proposition.name);
        let sets = sets.listed.iter().flat_map(|set| set.lines.clone());
        let mut lines: Vec<Line> = sets.chain([own]).collect();
        lines.sort();
        lines.dedup();
        lines
    }
}

/// The propositions of a plan as a model that other tools open, each a top gate; the facts that they
/// rest on are basic events.
pub fn export(proof: &Proof<'_>) -> String {
    let standing = proof.standing();
    let events = standing.variables().iter().map(|(_, variable)| Event {
        name: variable.name.clone(),
        chance: match variable.coupled {
            Some(coupling) => Chance::Added {
                base: coupling.base,
                either: coupling.either,
            },
            None => Chance::Alone(variable.likelihood),
        },
    });
    let events: Vec<Event> = events.collect();
    let tops = proof.propositions().iter().map(|proposition| Top {
        name: proposition.name.clone(),
        node: proposition.node,
    });
    interrex_openpsa::write(standing.circuit(), &events, &tops.collect::<Vec<_>>())
}

/// The phases that patterns of names ask about: those that some of them name after an `@`, and all of
/// them where another names none.
pub fn phases_asked<'p>(only: &[String], phases: &'p [String]) -> Vec<&'p String> {
    let named = |pattern: &String| {
        let named = phases.iter().filter(|phase| is_of(pattern, phase));
        named.collect::<Vec<_>>()
    };
    let each: Vec<Vec<&String>> = only.iter().map(named).collect();
    if each.iter().any(Vec::is_empty) || each.is_empty() {
        return phases.iter().collect();
    }
    let is_asked = |phase: &&String| each.iter().any(|named| named.contains(phase));
    phases.iter().filter(is_asked).collect()
}

/// Whether a pattern names this phase, as in `top@year.normal`.
fn is_of(pattern: &str, phase: &str) -> bool {
    let named = pattern.rsplit_once('@');
    named.is_some_and(|(_, named)| matches(named, phase))
}

/// A name in a phase, if there is one.
pub(crate) fn in_phase(name: &str, phase: Option<&str>) -> String {
    match phase {
        Some(phase) => format!("{name}@{phase}"),
        None => name.to_owned(),
    }
}

/// What is asked: what the patterns match, else all top gates and sequences. Patterns match a name
/// with its phase too; those that name another phase ask nothing here.
pub(crate) fn wanted(
    patterns: &[String],
    phase: Option<&str>,
    compiled: &Compiled,
) -> Result<Vec<Proposition>, String> {
    if patterns.is_empty() {
        if compiled.propositions.is_empty() {
            return Err(NOTHING_TO_ASK.to_owned());
        }
        return Ok(compiled.propositions.clone());
    }
    let all = || compiled.propositions.iter().chain(&compiled.inner);
    let fits = |pattern: &str, one: &Proposition| {
        let is_in_phase = || phase.is_some() && matches(pattern, &in_phase(&one.name, phase));
        matches(pattern, &one.name) || is_in_phase()
    };
    let is_wanted = |one: &&Proposition| patterns.iter().any(|pattern| fits(pattern, one));
    let mut wanted: Vec<Proposition> = all().filter(is_wanted).cloned().collect();
    for pattern in patterns {
        let is_elsewhere = !wanted.is_empty()
            && phase.is_some_and(|phase| pattern.contains('@') && !is_of(pattern, phase));
        if !is_elsewhere && !all().any(|one| fits(pattern, one)) {
            return Err(no_match(pattern, phase, compiled));
        }
    }
    wanted.sort_by_key(|one| one.span);
    Ok(wanted)
}

fn no_match(pattern: &str, phase: Option<&str>, compiled: &Compiled) -> String {
    let all = compiled.propositions.iter().chain(&compiled.inner);
    let phase = phase.filter(|_| pattern.contains('@'));
    let names: Vec<String> = all.map(|one| in_phase(&one.name, phase)).collect();
    let hint = match nearest(pattern, names.iter().map(String::as_str)) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "patterns look like `top` or `train-*`".to_owned(),
    };
    format!("no gate or sequence matches `{pattern}`; {hint}")
}

/// The node of a condition.
fn condition(text: &str, compiled: &mut Compiled) -> Result<Node, String> {
    let mut nodes = Vec::new();
    for part in text.split(" and ") {
        let part = part.trim();
        let (negated, name) = match part.strip_prefix("not ") {
            Some(name) => (true, name.trim()),
            None => (false, part),
        };
        let node = named(name, compiled).ok_or_else(|| unknown(name, compiled))?;
        nodes.push(if negated {
            compiled.circuit.not(node)
        } else {
            node
        });
    }
    Ok(compiled.circuit.and(nodes))
}

fn named(name: &str, compiled: &mut Compiled) -> Option<Node> {
    let Compiled {
        circuit,
        variables,
        propositions,
        inner,
    } = compiled;
    let mut gates = propositions.iter().chain(&*inner);
    let gate = gates.find(|one| one.name == name).map(|one| one.node);
    gate.or_else(|| event(name, circuit, variables))
}

fn event(name: &str, circuit: &mut Circuit, variables: &[Variable]) -> Option<Node> {
    let at = variables.iter().position(|one| one.name == name)?;
    Some(circuit.var(Var(u32::try_from(at).ok()?)))
}

fn unknown(name: &str, compiled: &Compiled) -> String {
    let gates = compiled.propositions.iter().chain(&compiled.inner);
    let gates = gates.map(|one| one.name.as_str());
    let events = compiled.variables.iter().map(|one| one.name.as_str());
    let hint = match nearest(name, gates.chain(events)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "a condition on a model is made of names of gates and basic events, each perhaps \
                 with `not` before it, joined by `and`"
            .to_owned(),
    };
    format!("the model has no gate, sequence or basic event `{name}`; {hint}")
}
