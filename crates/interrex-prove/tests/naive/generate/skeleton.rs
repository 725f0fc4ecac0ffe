//! What a plan has, decided before anything is written, so that everything can name everything.

use super::draft::Draft;

/// The names of what a plan declares, and of them what others must know.
#[derive(Default)]
pub(crate) struct Skeleton {
    /// Whether the plan is about two places that can be cut off from each other.
    pub(crate) cut_off: bool,
    /// Whether offices are candidates only for offices before them, so that none acts in a circle.
    pub(crate) forward: bool,
    pub(crate) sources: Vec<String>,
    pub(crate) words: Vec<String>,
    pub(crate) threats: Vec<String>,
    pub(crate) places: Vec<String>,
    pub(crate) sites: Vec<String>,
    pub(crate) links: Vec<String>,
    pub(crate) people: Vec<String>,
    pub(crate) bodies: Vec<BodyPlan>,
    pub(crate) office_list: Vec<String>,
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
    /// The candidates of each order, in order.
    pub(crate) orders: Vec<Vec<Listed>>,
}

/// A candidate.
#[derive(Clone)]
pub(crate) enum Listed {
    Person(String),
    Office(String),
    Body(String),
    Chosen,
}

impl Listed {
    /// The name under which it is a candidate.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Person(name) | Self::Office(name) | Self::Body(name) => name,
            Self::Chosen => "whoever",
        }
    }
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
        plan.forward = self.chance(50);
        plan.cut_off = self.chance(35);
        if plan.cut_off {
            plan.places = PLACES[..2.max(plan.places.len())]
                .iter()
                .map(|&one| one.to_owned())
                .collect();
            plan.links = vec!["line-0".to_owned()];
        } else if plan.nodes().len() < 2 {
            plan.links.clear();
        }
        plan.bodies = self
            .first_of(&BODIES, 0)
            .into_iter()
            .map(|name| self.body_plan(name))
            .collect();
        plan.office_list = self.first_of(&OFFICES, 1);
        plan.offices = plan
            .office_list
            .clone()
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
        let count = self.pick(&[0, 1, 1, 1, 2, 2]);
        let orders = (0..count).map(|_| self.listed(plan, &name)).collect();
        OfficePlan {
            name,
            holder,
            held_by_body,
            grounds,
            orders,
        }
    }

    fn listed(&mut self, plan: &Skeleton, office: &str) -> Vec<Listed> {
        let mut listed: Vec<Listed> = self
            .some_of(&plan.people, 0, 2)
            .into_iter()
            .map(Listed::Person)
            .collect();
        let own = plan.office_list.iter().position(|one| one == office);
        let first = own.filter(|_| plan.forward).map_or(0, |own| own + 1);
        let others: Vec<String> = plan.office_list[first..]
            .iter()
            .filter(|other| *other != office)
            .cloned()
            .collect();
        for other in self.some_of(&others, 0, 2) {
            let place = self.between(0, u32::try_from(listed.len()).expect("few")) as usize;
            listed.insert(place, Listed::Office(other));
        }
        if self.chance(12) {
            listed.extend(self.maybe(&plan.body_names()).map(Listed::Body));
        }
        if self.chance(12) {
            listed.push(Listed::Chosen);
        }
        listed
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
