//! Expressions: from words to atoms of the model.

mod atoms;
mod offices;

use std::collections::BTreeSet;

use interrex_diag::{Diagnostic, Span, nearest};

use crate::expr::predicates::{PREDICATES, Predicate};
use crate::expr::{Ast, AstKind, Word};
use crate::model::{Atom, Expr, ExprKind, Id, Locus, Person, PersonState, Thing};
use crate::read::Reader;
use crate::resolve::Found;
use crate::schema::Kind;
use crate::syntax::Places;

/// States in which some threat leaves somebody, so that they can come about without a fact.
pub(crate) type StatesByThreats = BTreeSet<(Id<Person>, PersonState)>;

/// A predicate with its arguments, where it stands.
pub(super) struct Call<'a> {
    predicate: &'a str,
    words: &'a [Word],
    places: &'a Places,
    span: Span,
    states: &'a StatesByThreats,
}

impl Call<'_> {
    /// The argument at a place; calls are made after the number of arguments was checked.
    fn word(&self, index: usize) -> &Word {
        self.words
            .get(index)
            .expect("a predicate has at least as many arguments as it takes")
    }
}

/// What a bare name can mean.
const BARE: &[Kind] = &[
    Kind::Place,
    Kind::Site,
    Kind::Link,
    Kind::Person,
    Kind::Office,
    Kind::Body,
    Kind::Power,
    Kind::Record,
    Kind::Pledge,
    Kind::Measure,
    Kind::Decision,
    Kind::Function,
    Kind::Threat,
    Kind::Seat,
];

impl Reader<'_> {
    /// The states in which threats leave people.
    pub(crate) fn states_by_threats(&self) -> StatesByThreats {
        let takings = self
            .plan
            .threats
            .iter()
            .flat_map(|(_, threat)| &threat.takes);
        takings
            .filter_map(|taking| match taking.thing {
                Thing::Person(person) => Some((person, taking.leaves)),
                _ => None,
            })
            .collect()
    }

    /// Resolves an expression; what cannot be resolved is reported and stands as `true`.
    pub(crate) fn expr(&mut self, places: &Places, ast: &Ast, states: &StatesByThreats) -> Expr {
        let span = places.span(&ast.range);
        let list = |reader: &mut Self, items: &[Ast]| -> Vec<Expr> {
            items
                .iter()
                .map(|item| reader.expr(places, item, states))
                .collect()
        };
        let kind = match &ast.kind {
            AstKind::Constant(value) => ExprKind::Constant(*value),
            AstKind::Not(inner) => ExprKind::Not(Box::new(self.expr(places, inner, states))),
            AstKind::And(items) => ExprKind::And(list(self, items)),
            AstKind::Or(items) => ExprKind::Or(list(self, items)),
            AstKind::AtLeast(count, items) => ExprKind::AtLeast(*count, list(self, items)),
            AstKind::Name(name) => self.bare(name, span),
            AstKind::Call(predicate, words_range, words) => {
                let place = places.span(words_range);
                let call = Call {
                    predicate,
                    words,
                    places,
                    span,
                    states,
                };
                self.call(&call, place).unwrap_or(ExprKind::Constant(true))
            }
        };
        Expr { kind, span }
    }

    fn bare(&mut self, name: &str, span: Span) -> ExprKind {
        let atom = match name.split_once('/') {
            Some((record, copy)) => self.copy(record, copy, span).map(Atom::Stands),
            None => self.resolve(name, span, BARE).map(atom_of),
        };
        atom.map_or(ExprKind::Constant(true), ExprKind::Atom)
    }

    fn call(&mut self, call: &Call<'_>, place: Span) -> Option<ExprKind> {
        let Some(known) = PREDICATES
            .iter()
            .find(|known| known.words == call.predicate)
        else {
            self.report(unknown_predicate(call.predicate, place));
            return None;
        };
        if !(known.least..=known.most).contains(&call.words.len()) {
            self.report(wrong_arguments(known, call));
            return None;
        }
        self.atom(call)
    }

    /// The fact that a call names; one that the plan does not declare is false, which is said.
    fn fact_atom(&mut self, call: &Call<'_>) -> Option<ExprKind> {
        use crate::resolve::facts::Lookup;
        match self.fact_call(call.predicate, call.words, call.places) {
            Lookup::Fact(fact) => Some(ExprKind::Atom(Atom::Fact(fact))),
            Lookup::Undeclared(name) => Some(self.undeclared(&name, call.span)),
            Lookup::NotAFact | Lookup::Faulty => None,
        }
    }

    fn undeclared(&mut self, name: &str, span: Span) -> ExprKind {
        self.report(
            Diagnostic::warning(
                "undeclared-fact",
                format!("the plan says nothing about `{name}`, so it is never true"),
            )
            .at(span, "nothing is said about it")
            .help("give it a likelihood where its subject is declared, or `{}` to leave that open"),
        );
        ExprKind::Atom(Atom::Undeclared)
    }

    /// A ground that rests on no decision is asked for as one.
    fn no_decision(&mut self, name: &str, span: Span) -> ExprKind {
        self.report(
            Diagnostic::warning(
                "undeclared-fact",
                format!("the ground rests on no decision, so `{name}` is never true"),
            )
            .at(span, "nobody makes it")
            .help("write `made-by` in the ground where it is somebody's decision, or ask for what it rests on"),
        );
        ExprKind::Atom(Atom::Undeclared)
    }

    fn argument(&mut self, call: &Call<'_>, index: usize, kinds: &[Kind]) -> Option<Found> {
        let word = call.word(index);
        let span = call.places.span(&word.range);
        self.resolve(&word.text, span, kinds)
    }

    fn person_argument(&mut self, call: &Call<'_>) -> Option<Id<Person>> {
        let word = call.word(0);
        let span = call.places.span(&word.range);
        self.person(&word.text, span)
    }

    fn locus_argument(&mut self, call: &Call<'_>, index: usize) -> Option<Locus> {
        self.argument(call, index, &[Kind::Place, Kind::Site])?
            .locus()
    }
}

/// What a bare name says.
fn atom_of(found: Found) -> Atom {
    match found.kind {
        Kind::Place => Atom::Stands(Thing::Place(found.id())),
        Kind::Site => Atom::Stands(Thing::Site(found.id())),
        Kind::Link => Atom::Stands(Thing::Link(found.id())),
        Kind::Person => Atom::Fit(found.id()),
        Kind::Office => Atom::Exercised(found.id()),
        Kind::Body => Atom::CanAct(found.id(), 0),
        Kind::Power => Atom::Power(found.id()),
        Kind::Record => Atom::Held(found.id()),
        Kind::Pledge => Atom::Met(found.id()),
        Kind::Measure => Atom::InEffect(found.id()),
        Kind::Decision => Atom::Decided(found.id()),
        Kind::Function => Atom::Works(found.id()),
        Kind::Threat => Atom::Occurs(found.id()),
        Kind::Seat => Atom::Seated(found.id(), None),
        _ => Atom::Undeclared,
    }
}

/// The negation of an atom, at the place of the whole predicate.
fn not(atom: Atom, span: Span) -> ExprKind {
    ExprKind::Not(Box::new(Expr {
        kind: ExprKind::Atom(atom),
        span,
    }))
}

fn unknown_predicate(predicate: &str, span: Span) -> Diagnostic {
    let fault = Diagnostic::error(
        "unknown-predicate",
        format!("there is no predicate `{predicate}`"),
    )
    .at(span, "not a predicate of the language");
    match nearest(predicate, PREDICATES.iter().map(|known| known.words)) {
        Some(guess) => fault.help(format!("did you mean `{guess}`?")),
        None => fault.help(
            "write one of the predicates of the reference, or `and` or `or` before the parenthesis",
        ),
    }
}

fn wrong_arguments(known: &Predicate, call: &Call<'_>) -> Diagnostic {
    let found = crate::words::count(call.words.len(), "name", "names");
    Diagnostic::error(
        "wrong-arguments",
        format!("`{}` takes {}, found {found}", known.words, known.takes),
    )
    .at(call.span, format!("{found} here"))
    .help(format!("write {} between the parentheses", known.takes))
}
