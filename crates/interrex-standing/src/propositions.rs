//! The propositions that every plan yields, by name.

use interrex_circuit::Node;
use interrex_diag::Span;
use interrex_plan::model::{
    Body, Element, Function, Id, Office, Plan, Pledge, Power, Record, Region, Seat,
};

use crate::compiler::{Compiler, element_of};
use crate::needs::Need;
use crate::view::{Reading, View};

/// What a proposition says of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// `function.ID.fails`.
    Fails(Id<Function>),
    /// `office.ID.vacant`.
    Vacant(Id<Office>),
    /// `office.ID.stranded`.
    Stranded(Id<Office>),
    /// `office.ID.split`.
    Split(Id<Office>),
    /// `office.ID.disputed`.
    Disputed(Id<Office>),
    /// `office.ID.exercised-by.CANDIDATE`.
    ExercisedBy(Id<Office>, String),
    /// `seat.ID.OPTION`.
    SeatAt(Id<Seat>, usize),
    /// `seat.ID.none`.
    SeatNone(Id<Seat>),
    /// `body.ID.cannot-act` and `body.ID.cannot-act.KIND`.
    CannotAct(Id<Body>, usize),
    /// `power.ID.REGION.unexercised`.
    Unexercised(Id<Power>, usize),
    /// `power.ID.REGION.contested`.
    Contested(Id<Power>, usize),
    /// `record.ID.lost`.
    Lost(Id<Record>),
    /// `pledge.ID.unmet`.
    Unmet(Id<Pledge>),
}

impl Subject {
    /// Whether it is a failure, as against a description of who or where.
    pub fn is_failure(&self) -> bool {
        !matches!(self, Self::ExercisedBy(..) | Self::SeatAt(..))
    }

    /// The element that it speaks of.
    pub fn element(&self) -> Element {
        match self {
            Self::Fails(id) => element_of("function", *id),
            Self::Vacant(id)
            | Self::Stranded(id)
            | Self::Split(id)
            | Self::Disputed(id)
            | Self::ExercisedBy(id, _) => element_of("office", *id),
            Self::SeatAt(id, _) | Self::SeatNone(id) => element_of("seat", *id),
            Self::CannotAct(id, _) => element_of("body", *id),
            Self::Unexercised(id, _) | Self::Contested(id, _) => element_of("power", *id),
            Self::Lost(id) => element_of("record", *id),
            Self::Unmet(id) => element_of("pledge", *id),
        }
    }
}

/// A named proposition.
#[derive(Debug, Clone)]
pub struct Proposition {
    /// Its name, as in `office.president.stranded`.
    pub name: String,
    /// What it says.
    pub subject: Subject,
    /// Where its element is declared.
    pub span: Span,
    /// Its node.
    pub node: Node,
}

/// Lists every proposition of a plan, in the order functions, offices, seats, bodies, powers,
/// records, pledges.
pub fn subjects(plan: &Plan) -> Vec<(String, Subject, Span)> {
    let mut list = Vec::new();
    for (id, item) in plan.functions.iter() {
        list.push((
            format!("function.{}.fails", item.name),
            Subject::Fails(id),
            item.span,
        ));
    }
    for id in plan.offices.ids() {
        office_subjects(plan, id, &mut list);
    }
    for (id, item) in plan.seats.iter() {
        for (index, option) in item.options.iter().enumerate() {
            let name = format!("seat.{}.{}", item.name, option.name);
            list.push((name, Subject::SeatAt(id, index), option.span));
        }
        list.push((
            format!("seat.{}.none", item.name),
            Subject::SeatNone(id),
            item.span,
        ));
    }
    for (id, item) in plan.bodies.iter() {
        for index in 0..item.decisions.len().max(1) {
            let mut name = format!("body.{}.cannot-act", item.name);
            if let Some(kind) = item.decisions.get(index).filter(|_| index > 0) {
                name = format!("{name}.{}", kind.name);
            }
            list.push((name, Subject::CannotAct(id, index), item.span));
        }
    }
    for (id, item) in plan.powers.iter() {
        for index in 0..item.reach.len().max(1) {
            let region = region_name(plan, item.reach.get(index).map(|(region, _)| *region));
            let stem = format!("power.{}.{region}", item.name);
            list.push((
                format!("{stem}.unexercised"),
                Subject::Unexercised(id, index),
                item.span,
            ));
            list.push((
                format!("{stem}.contested"),
                Subject::Contested(id, index),
                item.span,
            ));
        }
    }
    for (id, item) in plan.records.iter() {
        list.push((
            format!("record.{}.lost", item.name),
            Subject::Lost(id),
            item.span,
        ));
    }
    for (id, item) in plan.pledges.iter() {
        list.push((
            format!("pledge.{}.unmet", item.name),
            Subject::Unmet(id),
            item.span,
        ));
    }
    list
}

fn office_subjects(plan: &Plan, id: Id<Office>, list: &mut Vec<(String, Subject, Span)>) {
    let office = plan.offices.get(id);
    let stem = format!("office.{}", office.name);
    for (word, subject) in [
        ("vacant", Subject::Vacant(id)),
        ("stranded", Subject::Stranded(id)),
        ("split", Subject::Split(id)),
        ("disputed", Subject::Disputed(id)),
    ] {
        list.push((format!("{stem}.{word}"), subject, office.span));
    }
    let mut names: Vec<String> = Vec::new();
    for name in candidate_names(plan, id) {
        if !names.contains(&name) {
            let subject = Subject::ExercisedBy(id, name.clone());
            list.push((format!("{stem}.exercised-by.{name}"), subject, office.span));
            names.push(name);
        }
    }
}

/// The names under which an office can be exercised: the holder at the start, whoever acts, every
/// candidate, and whom partners recognize; a name may occur twice.
pub fn candidate_names(plan: &Plan, id: Id<Office>) -> Vec<String> {
    let office = plan.offices.get(id);
    let mut names: Vec<String> = office
        .holder
        .map(|who| who_name(plan, who))
        .into_iter()
        .collect();
    names.extend(
        office
            .acting
            .map(|person| plan.people.get(person).name.clone()),
    );
    for order in &office.orders {
        names.extend(
            order
                .candidates
                .iter()
                .map(|candidate| candidate.name.clone()),
        );
    }
    for known in plan.recognitions.iter().filter(|known| known.office == id) {
        names.push(who_name(plan, known.holder));
    }
    names
}

/// The plan's name of somebody.
pub fn who_name(plan: &Plan, who: interrex_plan::model::Who) -> String {
    use interrex_plan::model::Who;
    match who {
        Who::Person(id) => plan.people.get(id).name.clone(),
        Who::Office(id) => plan.offices.get(id).name.clone(),
        Who::Body(id) => plan.bodies.get(id).name.clone(),
    }
}

fn region_name(plan: &Plan, region: Option<Region>) -> String {
    use interrex_plan::model::Locus;
    match region {
        None => "everywhere".to_owned(),
        Some(Region::Locus(Locus::Place(id))) => plan.places.get(id).name.clone(),
        Some(Region::Locus(Locus::Site(id))) => plan.sites.get(id).name.clone(),
        Some(Region::Body(id)) => plan.bodies.get(id).name.clone(),
    }
}

impl Compiler<'_> {
    /// The node of a proposition.
    pub(crate) fn proposition(&mut self, subject: &Subject) -> Node {
        match subject {
            Subject::Fails(id) => {
                let works = self.need(Need::Function(*id));
                self.circuit.not(works)
            }
            Subject::Vacant(id) => self.outcome(*id).vacant,
            Subject::Stranded(id) => self.outcome(*id).stranded,
            Subject::Split(id) => self.outcome(*id).split,
            Subject::Disputed(id) => self.outcome(*id).disputed,
            Subject::ExercisedBy(id, name) => {
                let outcome = self.outcome(*id);
                let found = outcome.by_candidate.iter().find(|(known, _)| known == name);
                found.map_or(Node::FALSE, |(_, node)| *node)
            }
            Subject::SeatAt(id, option) => self.seated(*id, Some(*option)),
            Subject::SeatNone(id) => {
                let seated = self.seated(*id, None);
                self.circuit.not(seated)
            }
            Subject::CannotAct(id, kind) => {
                let acts = self.can_act(*id, *kind, View::Everywhere, Reading::AsWritten);
                self.circuit.not(acts)
            }
            Subject::Unexercised(id, region) => {
                let exercised = self.power_exercised_in(*id, *region);
                self.circuit.not(exercised)
            }
            Subject::Contested(id, region) => self.power_contested_in(*id, *region),
            Subject::Lost(id) => {
                let held = self.need(Need::Record(*id));
                self.circuit.not(held)
            }
            Subject::Unmet(id) => {
                let met = self.need(Need::Pledge(*id));
                self.circuit.not(met)
            }
        }
    }
}
