//! Predicates about things, people and what is done.

use super::{Call, not};
use crate::model::{Atom, Event, ExprKind, FactKind, PersonState};
use crate::read::Reader;
use crate::resolve::facts::Lookup;
use crate::schema::Kind;

impl Reader<'_> {
    /// The atom of a predicate with the right number of arguments.
    pub(super) fn atom(&mut self, call: &Call<'_>) -> Option<ExprKind> {
        if let Some(state) = PersonState::ALL
            .into_iter()
            .find(|state| state.word() == call.predicate)
        {
            return self.state(call, state);
        }
        match call.predicate {
            "stands" | "lost" => self.standing(call),
            "occurs" => Some(ExprKind::Atom(Atom::Occurs(
                self.argument(call, 0, &[Kind::Threat])?.id(),
            ))),
            "fit" => Some(ExprKind::Atom(Atom::Fit(self.person_argument(call)?))),
            "stays" | "leaves" => self.staying(call),
            "decided" => self.decided(call),
            "can be at" => {
                let person = self.person_argument(call);
                let locus = self.locus_argument(call, 1)?;
                Some(ExprKind::Atom(Atom::CanBeAt(person?, locus)))
            }
            "in contact" => {
                let first = self.locus_argument(call, 0);
                let second = self.locus_argument(call, 1)?;
                Some(ExprKind::Atom(Atom::InContact(first?, second)))
            }
            "held" | "met" | "unmet" | "works" | "fails" | "in effect" => self.doing(call),
            "takes" | "declines" | "resigns" | "refuses" | "withdraws" | "taken" => {
                self.fact_atom(call)
            }
            _ => self.office_atom(call),
        }
    }

    fn standing(&mut self, call: &Call<'_>) -> Option<ExprKind> {
        let word = call.word(0);
        let span = call.places.span(&word.range);
        let atom = Atom::Stands(self.thing(&word.text, span, false)?);
        Some(if call.predicate == "lost" {
            not(atom, call.span)
        } else {
            ExprKind::Atom(atom)
        })
    }

    /// A state holds by a fact of its own, or because a threat takes the person so.
    fn state(&mut self, call: &Call<'_>, state: PersonState) -> Option<ExprKind> {
        let id = self.person_argument(call)?;
        let person = self.plan.people.get(id);
        let declared = PersonState::ALL
            .iter()
            .position(|known| *known == state)
            .and_then(|place| person.states.get(place))
            .is_some_and(Option::is_some);
        if !declared && !call.states.contains(&(id, state)) {
            // On record it is true all the same where somebody reports it.
            let name = format!("{}({})", state.word(), person.name);
            self.undeclared(&name, call.span);
        }
        Some(ExprKind::Atom(Atom::State(id, state)))
    }

    fn staying(&mut self, call: &Call<'_>) -> Option<ExprKind> {
        let leaves = call.predicate == "leaves";
        let atom = match self.fact_call("stays", call.words, call.places) {
            Lookup::Fact(_) if call.words.len() == 1 => Atom::Stays(self.person_argument(call)?),
            Lookup::Fact(fact) => Atom::Fact(fact),
            Lookup::Undeclared(name) => {
                let ExprKind::Atom(atom) = self.undeclared(&name, call.span) else {
                    return None;
                };
                atom
            }
            Lookup::NotAFact | Lookup::Faulty => return None,
        };
        Some(if leaves {
            not(atom, call.span)
        } else {
            ExprKind::Atom(atom)
        })
    }

    /// A decision of its own is made where those who make it act; the decision that is a ground is
    /// a bare fact.
    fn decided(&mut self, call: &Call<'_>) -> Option<ExprKind> {
        let word = call.word(0);
        let path = word.text.strip_prefix("decision.").unwrap_or(&word.text);
        if path.contains('.') {
            return match self.fact_call(call.predicate, call.words, call.places) {
                Lookup::Fact(fact) => Some(ExprKind::Atom(Atom::Fact(fact))),
                Lookup::Undeclared(name) => Some(self.decided_ground(&name, call)),
                Lookup::NotAFact | Lookup::Faulty => None,
            };
        }
        Some(ExprKind::Atom(Atom::Decided(
            self.argument(call, 0, &[Kind::Decision])?.id(),
        )))
    }

    /// The decision that is a ground and that nobody has assessed: it is certain, and a fact like those that are. A ground
    /// that nobody makes is none.
    fn decided_ground(&mut self, name: &str, call: &Call<'_>) -> ExprKind {
        let path = call.word(0).text.clone();
        let path = path.strip_prefix("office.").unwrap_or(&path);
        let found = path.split_once('.').and_then(|(office, name)| {
            let office = self.plan.offices.by_name(office)?;
            let mut grounds = self.plan.offices.get(office).grounds.iter();
            let ground = grounds.find(|known| known.name == name)?;
            let is_made = matches!(ground.event, Event::Made { .. });
            is_made.then_some((office, name, ground.span))
        });
        let Some((office, ground, span)) = found else {
            return self.no_decision(name, call.span);
        };
        let fact = self.certain_fact(FactKind::Made(office), name, span);
        let mut grounds = self.plan.offices.get_mut(office).value.grounds.iter_mut();
        let ground = grounds.find(|known| known.name == ground);
        if let Some(Event::Made { decided, .. }) = ground.map(|ground| &mut ground.event) {
            *decided = Some(fact);
        }
        ExprKind::Atom(Atom::Fact(fact))
    }

    fn doing(&mut self, call: &Call<'_>) -> Option<ExprKind> {
        let kind = match call.predicate {
            "held" => Kind::Record,
            "in effect" => Kind::Measure,
            "met" | "unmet" => Kind::Pledge,
            _ => Kind::Function,
        };
        let found = self.argument(call, 0, &[kind])?;
        let atom = match kind {
            Kind::Record => Atom::Held(found.id()),
            Kind::Measure => Atom::InEffect(found.id()),
            Kind::Pledge => Atom::Met(found.id()),
            _ => Atom::Works(found.id()),
        };
        let negated = matches!(call.predicate, "unmet" | "fails");
        Some(if negated {
            not(atom, call.span)
        } else {
            ExprKind::Atom(atom)
        })
    }
}
