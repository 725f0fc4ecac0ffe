//! Predicates about offices, bodies, powers and seats.

use interrex_diag::{Diagnostic, Span};

use super::Call;
use crate::model::{
    Atom, CandidateWho, Expr, ExprKind, Id, Locus, Office, Power, Region, Seat, Who,
};
use crate::read::Reader;
use crate::resolve::Found;
use crate::schema::Kind;

const WHO: &[Kind] = &[Kind::Person, Kind::Office, Kind::Body];
const REGIONS: &[Kind] = &[Kind::Place, Kind::Site, Kind::Body];

impl Reader<'_> {
    /// The atom of a predicate about offices, bodies, powers or seats.
    pub(super) fn office_atom(&mut self, call: &Call<'_>) -> Option<ExprKind> {
        let office = |reader: &mut Self| Some(reader.argument(call, 0, &[Kind::Office])?.id());
        let atom = match call.predicate {
            "can act" => self.can_act(call)?,
            "vacant" => Atom::Vacant(office(self)?),
            "stranded" => Atom::Stranded(office(self)?),
            "split" => Atom::Split(office(self)?),
            "disputed" => Atom::Disputed(office(self)?),
            "contested" => return Some(contested(office(self)?, call.span)),
            "exercised" => {
                let found = self.argument(call, 0, &[Kind::Office, Kind::Power])?;
                match found.kind {
                    Kind::Power => Atom::Power(found.id()),
                    _ => Atom::Exercised(found.id()),
                }
            }
            "exercised by" => self.exercised_by(call)?,
            "exercised in" => self.exercised_in(call)?,
            _ => self.seated(call)?,
        };
        Some(ExprKind::Atom(atom))
    }

    fn can_act(&mut self, call: &Call<'_>) -> Option<Atom> {
        let body = self.argument(call, 0, &[Kind::Body])?.id();
        let kind = match call.words.get(1) {
            None => 0,
            Some(kind) => {
                let span = call.places.span(&kind.range);
                self.decision_kind(body, &kind.text, span)?
            }
        };
        Some(Atom::CanAct(body, kind))
    }

    fn exercised_by(&mut self, call: &Call<'_>) -> Option<Atom> {
        let office: Option<Id<Office>> = self.argument(call, 0, &[Kind::Office]).map(Found::id);
        let found = self.argument(call, 1, WHO)?;
        let (office, who) = (office?, found.who()?);
        if !self.can_exercise(office, who) {
            let span = call.places.span(&call.word(1).range);
            let office = self.plan.offices.get(office);
            let fault = Diagnostic::error(
                "not-a-candidate",
                format!(
                    "`{}` neither holds the office `{}` nor is a candidate for it",
                    self.names.name(found),
                    office.name
                ),
            )
            .at(span, "can never exercise it")
            .also(office.span, "the office is declared here")
            .help("name its holder or one of the candidates of its orders");
            self.report(fault);
            return None;
        }
        Some(Atom::ExercisedBy(office, who))
    }

    fn can_exercise(&self, office: Id<Office>, who: Who) -> bool {
        let recognized = self
            .plan
            .recognitions
            .iter()
            .any(|it| it.office == office && it.holder == who);
        let office = self.plan.offices.get(office);
        let mut candidates = office.orders.iter().flat_map(|order| &order.candidates);
        recognized
            || office.holder == Some(who)
            || office.acting.map(Who::Person) == Some(who)
            || candidates.any(|it| matches!(it.who, CandidateWho::Who(known) if known == who))
    }

    fn exercised_in(&mut self, call: &Call<'_>) -> Option<Atom> {
        let power: Option<Id<Power>> = self.argument(call, 0, &[Kind::Power]).map(Found::id);
        let region = self.argument(call, 1, REGIONS)?.region()?;
        let id = power?;
        let power = self.plan.powers.get(id);
        let place = power.reach.iter().position(|(known, _)| *known == region);
        let Some(place) = place else {
            let word = call.word(1);
            let what = format!("the power `{}` need not reach `{}`", power.name, word.text);
            let places = (call.places.span(&word.range), Some(power.span));
            let known = |reader: &Self| reader.region_names(id);
            self.unknown_part("unknown-region", what, &word.text, known, places);
            return None;
        };
        Some(Atom::PowerIn(id, u32::try_from(place).ok()?))
    }

    /// The names of what a power must reach.
    pub(crate) fn region_names(&self, power: Id<Power>) -> Vec<String> {
        let plan = &self.plan;
        let name = |region: &Region| match region {
            Region::Locus(Locus::Place(id)) => plan.places.get(*id).name.clone(),
            Region::Locus(Locus::Site(id)) => plan.sites.get(*id).name.clone(),
            Region::Body(id) => plan.bodies.get(*id).name.clone(),
        };
        plan.powers
            .get(power)
            .reach
            .iter()
            .map(|(region, _)| name(region))
            .collect()
    }

    fn seated(&mut self, call: &Call<'_>) -> Option<Atom> {
        let seat: Id<Seat> = self.argument(call, 0, &[Kind::Seat])?.id();
        let option = match call.words.get(1) {
            None => None,
            Some(option) => {
                let span = call.places.span(&option.range);
                Some(self.option_index(seat, &option.text, span)?)
            }
        };
        Some(Atom::Seated(seat, option))
    }

    /// The place of an option in the list of its seat.
    pub(crate) fn option_index(&mut self, id: Id<Seat>, name: &str, span: Span) -> Option<u32> {
        let seat = self.plan.seats.get(id);
        if let Some(index) = seat.options.iter().position(|option| option.name == name) {
            return u32::try_from(index).ok();
        }
        let what = format!("the seat `{}` has no option `{name}`", seat.name);
        let places = (span, Some(seat.span));
        let known = |reader: &Self| {
            let options = &reader.plan.seats.get(id).options;
            options.iter().map(|option| option.name.clone()).collect()
        };
        self.unknown_part("unknown-option", what, name, known, places);
        None
    }
}

fn contested(office: Id<Office>, span: Span) -> ExprKind {
    let either = [Atom::Split(office), Atom::Disputed(office)];
    ExprKind::Or(
        either
            .into_iter()
            .map(|atom| Expr {
                kind: ExprKind::Atom(atom),
                span,
            })
            .collect(),
    )
}
