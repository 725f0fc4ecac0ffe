//! Expressions and actors, each at a level that keeps circles lawful most of the time.

use super::draft::{Draft, quoted};
use super::skeleton::Listed;

/// What an expression may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// What a likelihood may depend on: what was written before it.
    Condition,
    /// What things need: things, people, and what rests on these alone.
    Things,
    /// What grounds and orders of an office (by place) name: besides, offices and bodies in a view.
    Seen(usize),
    /// What the seat of an office (by place) needs: besides, offices before it.
    Seat(usize),
    /// What a power may depend on: besides things, offices and bodies in the world.
    Offices,
    /// Everything.
    World,
}

impl Draft {
    /// An expression.
    pub(crate) fn expression(&mut self, level: Level) -> String {
        self.expression_at(level, 0, true)
    }

    fn expression_at(&mut self, level: Level, depth: u32, rises: bool) -> String {
        let deepest = depth >= 2;
        match self.between(0, 99) {
            _ if deepest => self.atom(level, rises),
            0..12 => {
                self.note("expression.and");
                self.joined(level, depth, rises, " and ")
            }
            12..24 => {
                self.note("expression.or");
                self.joined(level, depth, rises, " or ")
            }
            24..32 => {
                self.note("expression.not");
                format!("not {}", self.atom(level, !rises))
            }
            32..38 => {
                self.note("expression.at-least");
                let list: Vec<String> = (0..3)
                    .map(|_| self.expression_at(level, depth + 1, rises))
                    .collect();
                format!("at least {} of ({})", self.between(1, 3), list.join(", "))
            }
            38..39 => {
                self.note("expression.constant");
                self.pick(&["true", "false"]).to_owned()
            }
            _ => self.atom(level, rises),
        }
    }

    fn joined(&mut self, level: Level, depth: u32, rises: bool, by: &str) -> String {
        let list: Vec<String> = (0..2)
            .map(|_| self.expression_at(level, depth + 1, rises))
            .collect();
        format!("({})", list.join(by))
    }

    /// An atom. Where `rises` is false it stands under a `not`, or is to be true of what fails.
    fn atom(&mut self, level: Level, rises: bool) -> String {
        for _ in 0..50 {
            let atom = match level {
                Level::Condition => self.maybe(&self.conditions.clone()),
                Level::Things => self.atom_of_things(rises),
                Level::Seen(_) | Level::Seat(_) | Level::Offices | Level::World => {
                    self.atom_of_offices(level)
                }
            };
            if let Some(atom) = atom {
                return atom;
            }
        }
        "true".to_owned()
    }

    fn atom_of_offices(&mut self, level: Level) -> Option<String> {
        match self.between(0, 9) {
            0..4 => {
                let rises = self.chance(50);
                self.atom_of_things(rises)
            }
            4..7 => self.atom_of_an_office(level),
            7 => self.atom_of_a_body(level),
            8 => {
                let decision = self.maybe(&self.plan.decisions.clone())?;
                let may = !decision.1 || !matches!(level, Level::Seat(_));
                self.noted(may, "atom.decided", || format!("decided({})", decision.0))
            }
            _ => self.atom_of_claims(level),
        }
    }

    fn atom_of_an_office(&mut self, level: Level) -> Option<String> {
        let offices = self.plan.office_names();
        let office = match level {
            Level::Seat(index) => self.maybe(&offices[..index])?,
            _ => self.pick(&offices),
        };
        let (construct, atom) = match self.between(0, 6) {
            0 => ("atom.vacant", format!("vacant({office})")),
            1 => ("atom.stranded", format!("stranded({office})")),
            2 => ("atom.split", format!("split({office})")),
            3 => ("atom.disputed", format!("disputed({office})")),
            4 => ("atom.office", office),
            5 => ("atom.exercised", format!("exercised(office.{office})")),
            _ => {
                let through = self.maybe(&self.candidates_of(&office))?;
                (
                    "atom.exercised-by",
                    format!("exercised by ({office}, {through})"),
                )
            }
        };
        self.note(construct);
        Some(atom)
    }

    /// Who holds an office or is a candidate for it, by name.
    fn candidates_of(&self, office: &str) -> Vec<String> {
        let office = self.plan.offices.iter().find(|one| one.name == office);
        let listed = office
            .into_iter()
            .flat_map(|one| one.orders.iter().flatten());
        let named = listed
            .filter(|one| !matches!(one, Listed::Chosen))
            .map(Listed::name);
        let holder = office.and_then(|one| one.holder.clone());
        named.map(str::to_owned).chain(holder).collect()
    }

    fn atom_of_a_body(&mut self, level: Level) -> Option<String> {
        if matches!(level, Level::Seat(_)) {
            return None;
        }
        let body = self.maybe(&self.plan.bodies.clone())?;
        self.note("atom.body");
        Some(match self.maybe(&body.kinds) {
            Some(kind) if self.chance(50) => format!("can act ({}, {kind})", body.name),
            _ if self.chance(50) => format!("can act ({})", body.name),
            _ => body.name,
        })
    }

    /// Atoms that rest on complete claims.
    fn atom_of_claims(&mut self, level: Level) -> Option<String> {
        let before = match level {
            Level::World => usize::MAX,
            Level::Seen(index) | Level::Seat(index) => index,
            Level::Condition | Level::Things | Level::Offices => return None,
        };
        let is_before = |office: Option<usize>| match office {
            Some(office) => office < before,
            None => level == Level::World,
        };
        match self.between(0, 3) {
            0 | 1 => {
                let power = self.maybe(&self.plan.powers.clone())?;
                let region = self.maybe(&power.regions);
                let name = power.name;
                match region.filter(|_| self.chance(60)) {
                    Some(region) => {
                        self.noted(is_before(power.office), "atom.exercised-in", || {
                            format!("exercised in ({name}, {region})")
                        })
                    }
                    None => self.noted(is_before(power.office), "atom.power", || name),
                }
            }
            2 => {
                let seat = self.maybe(&self.plan.seats.clone())?;
                let option = self.maybe(&seat.options)?.0;
                let named = self.chance(50);
                self.noted(is_before(seat.office), "atom.seated", || {
                    if named {
                        format!("seated ({}, {option})", seat.name)
                    } else {
                        format!("seated ({})", seat.name)
                    }
                })
            }
            _ => {
                let function = self.maybe(&self.plan.functions.clone())?;
                self.noted(level == Level::World, "atom.works", || {
                    format!("works({})", function.0)
                })
            }
        }
    }

    fn noted(
        &mut self,
        may: bool,
        construct: &'static str,
        atom: impl FnOnce() -> String,
    ) -> Option<String> {
        may.then(|| {
            self.note(construct);
            atom()
        })
    }

    /// Atoms that rest on things and people alone; those that could circle only where they rise.
    fn atom_of_things(&mut self, rises: bool) -> Option<String> {
        match self.between(0, 9) {
            0 => self.atom_of_a_place(rises),
            1 if rises => {
                let things: Vec<String> = self
                    .plan
                    .sites
                    .iter()
                    .chain(&self.plan.links)
                    .cloned()
                    .collect();
                let thing = self.maybe(&things)?;
                let stands = self.chance(30);
                self.noted(true, "atom.stands", || {
                    if stands {
                        format!("stands({thing})")
                    } else {
                        thing
                    }
                })
            }
            2 => self.atom_of_a_threat(),
            3 | 4 => self.atom_of_a_person(),
            5 if rises => self.atom_of_contact(),
            6 | 7 if rises => self.atom_of_what_circles(),
            8 => self.atom_of_a_fact(),
            _ => None,
        }
    }

    fn atom_of_a_place(&mut self, rises: bool) -> Option<String> {
        let place = self.maybe(&self.plan.places.clone())?;
        self.noted(true, "atom.place", || {
            if rises {
                place
            } else {
                format!("lost({place})")
            }
        })
    }

    fn atom_of_a_threat(&mut self) -> Option<String> {
        let threat = self.maybe(&self.plan.threats.clone())?;
        self.noted(true, "atom.occurs", || format!("occurs({threat})"))
    }

    fn atom_of_a_person(&mut self) -> Option<String> {
        let person = self.pick(&self.plan.people.clone());
        let words = [
            "dead",
            "captive",
            "incapacitated",
            "absent",
            "stays",
            "leaves",
            "fit",
            "",
        ];
        let word = self.pick(&words);
        self.noted(true, "atom.person", || match word {
            "" => person,
            word => format!("{word}({person})"),
        })
    }

    fn atom_of_contact(&mut self) -> Option<String> {
        let nodes = self.plan.nodes();
        let pair = self.some_of(&nodes, 2, 2);
        let person = self.pick(&self.plan.people.clone());
        if self.chance(50) {
            let node = self.pick(&nodes);
            return self.noted(true, "atom.can-be-at", || {
                format!("can be at ({person}, {node})")
            });
        }
        let apart = pair.len() == 2;
        self.noted(apart, "atom.in-contact", || {
            format!("in contact ({}, {})", pair[0], pair[1])
        })
    }

    /// What rests on needs: records, pledges, measures, functions.
    fn atom_of_what_circles(&mut self) -> Option<String> {
        let of_things = |list: &[(String, bool)]| {
            list.iter()
                .filter(|one| one.1)
                .map(|one| one.0.clone())
                .collect::<Vec<_>>()
        };
        let named = self.chance(50);
        let or = |word: &str, name: String| {
            if named {
                format!("{word}({name})")
            } else {
                name
            }
        };
        match self.between(0, 4) {
            0 => {
                let record = self.maybe(&self.plan.records.clone())?;
                self.noted(true, "atom.held", || or("held", record))
            }
            1 => {
                let pledge = self.maybe(&of_things(&self.plan.pledges))?;
                self.noted(true, "atom.met", || or("met", pledge))
            }
            2 => {
                let measure = self.maybe(&of_things(&self.plan.measures))?;
                self.noted(true, "atom.in-effect", || or("in effect ", measure))
            }
            3 => {
                let free: Vec<String> = self
                    .plan
                    .decisions
                    .iter()
                    .filter(|one| !one.1)
                    .map(|one| one.0.clone())
                    .collect();
                let decision = self.maybe(&free)?;
                self.noted(true, "atom.decided", || or("decided", decision))
            }
            _ => {
                let function = self.maybe(&of_things(&self.plan.functions))?;
                self.noted(true, "atom.works", || or("works", function))
            }
        }
    }

    /// Choices and decisions that have been declared, by the names of their facts.
    fn atom_of_a_fact(&mut self) -> Option<String> {
        let kinds = [
            "resigns(",
            "withdraws(",
            "taken(",
            "takes(",
            "declines(",
            "decided(",
            "refuses(",
        ];
        let facts: Vec<String> = self
            .facts
            .iter()
            .map(|fact| fact.name.clone())
            .filter(|name| kinds.iter().any(|kind| name.starts_with(kind)))
            .filter(|name| name.matches('.').count() < 2 && !name.contains('/'))
            .filter(|name| !name.starts_with("declines(") || !name.contains(", "))
            .filter(|name| !name.starts_with("decided(") || name.contains('.'))
            .collect();
        let fact = self.maybe(&facts)?;
        self.note("atom.fact");
        Some(fact)
    }

    // Actors.

    /// Who must do an act. Offices are those before a place in the list, bodies only if asked for.
    pub(crate) fn actors(&mut self, offices: usize, bodies: bool) -> String {
        self.actors_at(offices, bodies, 0)
    }

    fn actors_at(&mut self, offices: usize, bodies: bool, depth: u32) -> String {
        match self.between(0, 9) {
            0 if depth < 2 => {
                self.note("actors.and");
                self.actors_joined(offices, bodies, depth, " and ")
            }
            1 if depth < 2 => {
                self.note("actors.or");
                self.actors_joined(offices, bodies, depth, " or ")
            }
            2 if depth < 2 => {
                self.note("actors.at-least");
                let list: Vec<String> = (0..3)
                    .map(|_| self.actors_at(offices, bodies, depth + 1))
                    .collect();
                format!("at least {} of ({})", self.between(1, 2), list.join(", "))
            }
            _ => self.actor(offices, bodies),
        }
    }

    fn actors_joined(&mut self, offices: usize, bodies: bool, depth: u32, by: &str) -> String {
        let list: Vec<String> = (0..2)
            .map(|_| self.actors_at(offices, bodies, depth + 1))
            .collect();
        format!("({})", list.join(by))
    }

    fn actor(&mut self, offices: usize, bodies: bool) -> String {
        let names = self.plan.office_names();
        let known = names.len().min(offices);
        match self.between(0, 2) {
            0 if known > 0 => {
                self.note("actor.office");
                self.pick(&names[..known])
            }
            1 if bodies && !self.plan.bodies.is_empty() => {
                let body = self.pick(&self.plan.bodies.clone());
                match self.maybe(&body.kinds) {
                    Some(kind) if self.chance(60) => {
                        self.note("actor.body-by-kind");
                        let slash = self.chance(50);
                        if slash {
                            format!("{}/{kind}", body.name)
                        } else {
                            format!("{} ({kind})", body.name)
                        }
                    }
                    _ => {
                        self.note("actor.body");
                        body.name
                    }
                }
            }
            _ => {
                self.note("actor.person");
                self.pick(&self.plan.people.clone())
            }
        }
    }

    /// Writes an expression under a key.
    pub(crate) fn key_expression(&mut self, construct: &'static str, key: &str, level: Level) {
        let expression = self.expression(level);
        self.key(construct, key, quoted(expression));
    }
}
