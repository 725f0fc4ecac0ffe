//! What a plan has, decided before anything is written, so that everything can name everything.

use super::draft::Draft;

/// The names of what a plan declares, and of them what others must know.
#[derive(Default)]
pub(crate) struct Skeleton {
    pub(crate) sources: Vec<String>,
    pub(crate) words: Vec<String>,
    pub(crate) threats: Vec<String>,
    pub(crate) places: Vec<String>,
    pub(crate) sites: Vec<String>,
    pub(crate) links: Vec<String>,
    pub(crate) people: Vec<String>,
    pub(crate) bodies: Vec<BodyPlan>,
    pub(crate) offices: Vec<OfficePlan>,
    pub(crate) seats: Vec<SeatPlan>,
    pub(crate) powers: Vec<PowerPlan>,
    pub(crate) records: Vec<String>,
    pub(crate) partners: Vec<String>,
    /// Pledges; whether what they rest on is things alone.
    pub(crate) pledges: Vec<(String, bool)>,
    /// Measures; whether what they rest on is things alone.
    pub(crate) measures: Vec<(String, bool)>,
    /// Decisions; whether somebody must make them.
    pub(crate) decisions: Vec<(String, bool)>,
    /// Functions; whether what they rest on is things alone.
    pub(crate) functions: Vec<(String, bool)>,
}

/// A body.
#[derive(Clone)]
pub(crate) struct BodyPlan {
    pub(crate) name: String,
    /// Kinds of decision besides the ordinary one.
    pub(crate) kinds: Vec<String>,
    pub(crate) in_person: bool,
}

/// An office.
#[derive(Clone)]
pub(crate) struct OfficePlan {
    pub(crate) name: String,
    pub(crate) holder: Option<String>,
    /// Whether the holder is a body.
    pub(crate) held_by_body: bool,
    pub(crate) grounds: Vec<String>,
}

/// A seat.
#[derive(Clone)]
pub(crate) struct SeatPlan {
    pub(crate) name: String,
    pub(crate) of: String,
    /// The place of the office in the list of offices, unless it is a body's.
    pub(crate) office: Option<usize>,
    /// Names of the options and where they are.
    pub(crate) options: Vec<(String, String)>,
}

/// A power.
#[derive(Clone)]
pub(crate) struct PowerPlan {
    pub(crate) name: String,
    pub(crate) held_by: String,
    /// The place of the office in the list of offices, if an office holds it.
    pub(crate) office: Option<usize>,
    pub(crate) regions: Vec<String>,
}

impl Skeleton {
    /// Places and sites.
    pub(crate) fn nodes(&self) -> Vec<String> {
        self.places.iter().chain(&self.sites).cloned().collect()
    }

    pub(crate) fn office_names(&self) -> Vec<String> {
        self.offices
            .iter()
            .map(|office| office.name.clone())
            .collect()
    }

    pub(crate) fn body_names(&self) -> Vec<String> {
        self.bodies.iter().map(|body| body.name.clone()).collect()
    }
}

const PLACES: [&str; 4] = ["north", "south", "east", "west"];
const SITES: [&str; 3] = ["hall", "tower", "vault"];
const PEOPLE: [&str; 5] = ["ash", "birch", "cedar", "fir", "oak"];
const OFFICES: [&str; 3] = ["chief", "deputy", "speaker"];
const BODIES: [&str; 2] = ["council", "court"];

impl Draft {
    /// Decides what the plan has.
    pub(crate) fn skeleton(&mut self) -> Skeleton {
        let mut plan = Skeleton {
            sources: self.numbered("report", 0, 3),
            threats: self.numbered("storm", 0, 2),
            places: self.first_of(&PLACES, 1),
            sites: self.first_of(&SITES, 0),
            links: self.numbered("line", 0, 4),
            people: self.first_of(&PEOPLE, 2),
            records: self.numbered("roll", 0, 1),
            partners: self.numbered("ally", 0, 3),
            ..Skeleton::default()
        };
        plan.bodies = self
            .first_of(&BODIES, 0)
            .into_iter()
            .map(|name| self.body_plan(name))
            .collect();
        let offices = self.first_of(&OFFICES, 1);
        plan.offices = offices
            .into_iter()
            .map(|name| self.office_plan(&plan, name))
            .collect();
        plan.seats = self.seat_plans(&plan);
        plan.powers = self.power_plans(&plan);
        plan.measures = self
            .numbered("reform", 0, 2)
            .into_iter()
            .map(|name| (name, self.chance(60)))
            .collect();
        plan.decisions = self
            .numbered("act", 0, 2)
            .into_iter()
            .map(|name| (name, self.chance(60)))
            .collect();
        plan.functions = self
            .numbered("service", 0, 2)
            .into_iter()
            .map(|name| (name, self.chance(40)))
            .collect();
        if !plan.partners.is_empty() {
            let pledges = self.numbered("promise", 0, 2);
            plan.pledges = pledges
                .into_iter()
                .map(|name| (name, self.chance(50)))
                .collect();
        }
        plan
    }

    fn numbered(&mut self, name: &str, least: u32, most: u32) -> Vec<String> {
        (0..self.between(least, most))
            .map(|number| format!("{name}-{number}"))
            .collect()
    }

    fn first_of(&mut self, names: &[&str], least: u32) -> Vec<String> {
        let most = u32::try_from(names.len()).expect("a short list");
        let count = self.between(least, most) as usize;
        names
            .iter()
            .take(count)
            .map(|name| (*name).to_owned())
            .collect()
    }

    fn body_plan(&mut self, name: String) -> BodyPlan {
        let kinds = if self.chance(40) {
            vec!["impeach".to_owned()]
        } else {
            Vec::new()
        };
        BodyPlan {
            name,
            kinds,
            in_person: self.chance(35),
        }
    }

    fn office_plan(&mut self, plan: &Skeleton, name: String) -> OfficePlan {
        let bodies = plan.body_names();
        let held_by_body = !bodies.is_empty() && self.chance(12);
        let holder = match () {
            () if held_by_body => Some(self.pick(&bodies)),
            () if self.chance(85) => Some(self.pick(&plan.people)),
            () => None,
        };
        let grounds = (0..self.between(0, 3))
            .map(|number| format!("cause-{number}"))
            .collect();
        OfficePlan {
            name,
            holder,
            held_by_body,
            grounds,
        }
    }

    fn seat_plans(&mut self, plan: &Skeleton) -> Vec<SeatPlan> {
        let offices = plan.offices.iter().enumerate();
        let mut owners: Vec<(String, Option<usize>)> = offices
            .map(|(index, office)| (office.name.clone(), Some(index)))
            .collect();
        owners.extend(plan.body_names().into_iter().map(|body| (body, None)));
        let mut seats = Vec::new();
        for (of, office) in owners {
            if self.chance(40) {
                let at = self.some_of(&plan.nodes(), 1, 2);
                let options = at
                    .into_iter()
                    .map(|at| (self.option_name(&at), at))
                    .collect();
                seats.push(SeatPlan {
                    name: format!("seat-of-{of}"),
                    of,
                    office,
                    options,
                });
            }
        }
        seats
    }

    fn option_name(&mut self, at: &str) -> String {
        if self.chance(20) {
            format!("room-in-{at}")
        } else {
            at.to_owned()
        }
    }

    fn power_plans(&mut self, plan: &Skeleton) -> Vec<PowerPlan> {
        let mut powers = Vec::new();
        for number in 0..self.between(0, 2) {
            let of_office = self.chance(70);
            let office = self.between(0, u32::try_from(plan.offices.len() - 1).expect("few"));
            let others: Vec<String> = plan
                .body_names()
                .into_iter()
                .chain(plan.people.clone())
                .collect();
            let office = of_office.then_some(office as usize);
            let held_by = match office {
                Some(office) => plan.offices[office].name.clone(),
                None => self.pick(&others),
            };
            let mut regions = self.some_of(&plan.nodes(), 0, 2);
            if self.chance(20) {
                regions.extend(self.maybe(&plan.body_names()));
            }
            powers.push(PowerPlan {
                name: format!("power-{number}"),
                held_by,
                office,
                regions,
            });
        }
        powers
    }
}
