//! The propositions of a plan (sections 7 and 8), each with a name and a truth in every world.

use interrex_plan::model::{Id, Locus, Office, Plan, Power, Region, Seat, Who};

use super::claims::Verdict;
use super::model::Model;
use super::readings::Reading;
use super::steps::Via;
use super::views::{Sight, View};
use super::world::World;

/// Something that is true or false in a world.
pub(crate) struct Proposition {
    pub(crate) name: String,
    matter: Matter,
}

enum Matter {
    Fails(Id<interrex_plan::model::Function>),
    Office(Id<Office>, Verdict),
    ExercisedBy(Id<Office>, String),
    Seated(Id<Seat>, usize),
    Unseated(Id<Seat>),
    CannotAct(Id<interrex_plan::model::Body>, usize),
    Unexercised(Id<Power>, Option<Region>),
    Contested(Id<Power>, Option<Region>),
    Lost(Id<interrex_plan::model::Record>),
    Unmet(Id<interrex_plan::model::Pledge>),
}

/// Every proposition of a plan.
pub(crate) fn propositions(plan: &Plan) -> Vec<Proposition> {
    let mut all = Vec::new();
    let mut add = |name: String, matter| all.push(Proposition { name, matter });
    for (id, function) in plan.functions.iter() {
        add(
            format!("function.{}.fails", function.name),
            Matter::Fails(id),
        );
    }
    for (id, office) in plan.offices.iter() {
        let verdicts = [
            ("vacant", Verdict::Vacant),
            ("stranded", Verdict::Stranded),
            ("split", Verdict::Split),
            ("disputed", Verdict::Disputed),
        ];
        for (word, verdict) in verdicts {
            add(
                format!("office.{}.{word}", office.name),
                Matter::Office(id, verdict),
            );
        }
        for candidate in candidates(plan, id) {
            let name = format!("office.{}.exercised-by.{candidate}", office.name);
            add(name, Matter::ExercisedBy(id, candidate));
        }
    }
    for (id, seat) in plan.seats.iter() {
        for (index, option) in seat.options.iter().enumerate() {
            add(
                format!("seat.{}.{}", seat.name, option.name),
                Matter::Seated(id, index),
            );
        }
        add(format!("seat.{}.none", seat.name), Matter::Unseated(id));
    }
    for (id, body) in plan.bodies.iter() {
        for (index, kind) in body.decisions.iter().enumerate() {
            let ending = if index == 0 {
                String::new()
            } else {
                format!(".{}", kind.name)
            };
            add(
                format!("body.{}.cannot-act{ending}", body.name),
                Matter::CannotAct(id, index),
            );
        }
    }
    for (id, power) in plan.powers.iter() {
        let regions = power.reach.iter().map(|(region, _)| Some(*region));
        let everywhere = power.reach.is_empty().then_some(None);
        for region in regions.chain(everywhere) {
            let name = format!("power.{}.{}", power.name, region_name(plan, region));
            add(
                format!("{name}.unexercised"),
                Matter::Unexercised(id, region),
            );
            add(format!("{name}.contested"), Matter::Contested(id, region));
        }
    }
    for (id, record) in plan.records.iter() {
        add(format!("record.{}.lost", record.name), Matter::Lost(id));
    }
    for (id, pledge) in plan.pledges.iter() {
        add(format!("pledge.{}.unmet", pledge.name), Matter::Unmet(id));
    }
    all
}

impl Proposition {
    pub(crate) fn is_true(&self, world: &World) -> bool {
        match &self.matter {
            Matter::Fails(id) => !world.function_works(*id),
            Matter::Office(id, verdict) => world.office_is(*id, *verdict),
            Matter::ExercisedBy(id, name) => world.is_exercised_by(*id, |claim| {
                name_of(world, *id, claim.via, claim.who) == *name
            }),
            Matter::Seated(id, option) => world.is_seated_at(*id, *option),
            Matter::Unseated(id) => !world.is_seated(*id),
            Matter::CannotAct(id, kind) => {
                !world.body_can_act(*id, *kind, &Sight::of(View::Everywhere, Reading::Base))
            }
            Matter::Unexercised(id, region) => !world.is_in_hand(*id, *region),
            Matter::Contested(id, region) => world.is_contested(*id, *region),
            Matter::Lost(id) => !world.is_held(*id),
            Matter::Unmet(id) => !world.pledge_is_met(*id),
        }
    }
}

/// The names under which an office can be exercised: who holds it or acts in it at the start, its
/// candidates, whom partners recognize.
fn candidates(plan: &Plan, id: Id<Office>) -> Vec<String> {
    let office = plan.offices.get(id);
    let mut names: Vec<String> = office
        .holder
        .iter()
        .map(|who| who_name(plan, *who))
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
    let recognitions = plan
        .recognitions
        .iter()
        .filter(|recognition| recognition.office == id);
    names.extend(recognitions.map(|recognition| who_name(plan, recognition.holder)));
    let mut distinct = Vec::new();
    for name in names {
        if !distinct.contains(&name) {
            distinct.push(name);
        }
    }
    distinct
}

/// The name of what somebody exercises an office through.
fn name_of(world: &World, id: Id<Office>, via: Via, who: super::views::Holder) -> String {
    use super::views::Holder;
    let plan = world.model.plan;
    match (via, who) {
        (Via::Candidate(order, candidate), _) => plan.offices.get(id).orders[order].candidates
            [candidate]
            .name
            .clone(),
        (Via::Recognition(index), _) => who_name(plan, plan.recognitions[index].holder),
        (Via::Start, Holder::Person(person)) => plan.people.get(person).name.clone(),
        (Via::Start, Holder::Body(body)) => plan.bodies.get(body).name.clone(),
        (Via::Start, Holder::Chosen(..)) => unreachable!("nobody chosen holds at the start"),
    }
}

fn who_name(plan: &Plan, who: Who) -> String {
    match who {
        Who::Person(id) => plan.people.get(id).name.clone(),
        Who::Office(id) => plan.offices.get(id).name.clone(),
        Who::Body(id) => plan.bodies.get(id).name.clone(),
    }
}

fn region_name(plan: &Plan, region: Option<Region>) -> String {
    match region {
        None => "everywhere".to_owned(),
        Some(Region::Locus(Locus::Place(id))) => plan.places.get(id).name.clone(),
        Some(Region::Locus(Locus::Site(id))) => plan.sites.get(id).name.clone(),
        Some(Region::Body(id)) => plan.bodies.get(id).name.clone(),
    }
}

/// The truth of every proposition in every world, by proposition and then by the bits of the
/// world; or the fault that some world ran into.
pub(crate) fn truth_tables(
    model: &Model,
    propositions: &[Proposition],
) -> Result<Vec<Vec<bool>>, &'static str> {
    let worlds = 1_u64 << model.variables.list.len();
    let mut tables =
        vec![Vec::with_capacity(usize::try_from(worlds).expect("few")); propositions.len()];
    for bits in 0..worlds {
        let world = World::new(model, bits);
        for (table, proposition) in tables.iter_mut().zip(propositions) {
            table.push(proposition.is_true(&world));
        }
        if let Some(fault) = world.fault.get() {
            return Err(fault);
        }
    }
    Ok(tables)
}
