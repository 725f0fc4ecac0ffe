//! Offices, their grounds, leases and seats.

use super::draft::{Draft, Group, quoted, quoted_list};
use super::expressions::Level;

impl Draft {
    pub(crate) fn offices(&mut self) {
        for (index, office) in self.plan.offices.clone().into_iter().enumerate() {
            self.table(&format!("office.{}", office.name));
            if let Some(holder) = &office.holder {
                let kind = if office.held_by_body {
                    "body"
                } else {
                    "person"
                };
                let construct = if office.held_by_body {
                    "office.held-by-body"
                } else {
                    "office.holder"
                };
                self.key(construct, "holder", quoted(format!("{kind}.{holder}")));
            }
            let others: Vec<String> = self
                .plan
                .people
                .iter()
                .filter(|person| office.holder.as_ref() != Some(person))
                .cloned()
                .collect();
            if self.chance(18)
                && let Some(acting) = self.maybe(&others)
            {
                self.key("office.acting", "acting", quoted(acting));
            }
            if office.holder.is_some() {
                let name = format!("resigns({})", office.name);
                self.fact(20, Group::Offices, ("office.resigns", "resigns"), &name);
            }
            self.reach();
            self.line(format!("since = 201{index}-01-01"));
            self.terms();
            for ground in &office.grounds {
                self.ground(index, &office.name, ground);
            }
            self.orders(index);
        }
        self.leases();
        self.seats();
    }

    fn reach(&mut self) {
        if self.chance(15) {
            let mut reach = self.some_of(&self.plan.nodes(), 0, 1);
            reach.extend(
                self.maybe(&self.plan.body_names())
                    .filter(|_| reach.is_empty()),
            );
            self.key("office.reach", "reach", quoted_list(&reach));
        }
    }

    fn ground(&mut self, index: usize, office: &str, ground: &str) {
        self.table(&format!("office.{office}.ground.{ground}"));
        if self.plan.cut_off && ground == "cause-0" {
            self.key("event.out-of-contact", "event", quoted("out of contact"));
            return self.terms();
        }
        match self.between(0, 11) {
            0 | 1 => self.key_expression("ground.when", "when", Level::Seen(index)),
            2 | 3 => {
                let actors = self.actors(usize::MAX, true);
                self.key("ground.made-by", "made-by", quoted(actors));
                let name = format!("decided({office}.{ground})");
                self.fact(70, Group::Offices, ("ground.decided", "decided"), &name);
            }
            _ => self.event(),
        }
        if self.chance(35) {
            let actors = self.actors(usize::MAX, true);
            self.key("ground.certified-by", "certified-by", quoted(actors));
            let name = format!("refuses({office}.{ground})");
            self.fact(40, Group::Offices, ("ground.refused", "refused"), &name);
        }
        if self.chance(12) {
            self.key_expression("ground.needs", "needs", Level::Seen(index));
        }
        match self.between(0, 3) {
            0 => self.key("ground.ends", "effect", quoted("ends")),
            1 => self.key("ground.suspends", "effect", quoted("suspends")),
            _ => {}
        }
        if self.chance(12) {
            self.key("ground.disputed", "disputed", "true");
        }
        self.terms();
    }

    fn event(&mut self) {
        let events = [
            ("event.dead", "dead"),
            ("event.captive", "captive"),
            ("event.incapacitated", "incapacitated"),
            ("event.absent", "absent"),
            ("event.resigned", "resigned"),
            ("event.out-of-contact", "out of contact"),
            ("event.unfit", "unfit"),
            ("event.stays", "stays"),
            ("event.lease", "lease"),
        ];
        let (construct, event) = self.pick(&events);
        self.key(construct, "event", quoted(event));
    }

    fn leases(&mut self) {
        if !self.chance(25) {
            return;
        }
        let office = self.pick(&self.plan.office_names());
        self.lease("hold", &office);
        if self.chance(25) {
            self.note("lease.second");
            self.lease("grip", &office);
        }
    }

    fn lease(&mut self, name: &str, office: &str) {
        self.table(&format!("lease.{name}"));
        self.key("lease", "office", quoted(office));
        let mut keepers = self.some_of(&self.plan.people.clone(), 1, 3);
        if self.chance(30) {
            self.note("lease.office-keeper");
            keepers.push(self.pick(&self.plan.office_names()));
        }
        let most = if self.chance(50) {
            keepers.len()
        } else {
            keepers.len() / 2 + 1
        };
        let needs = self.between(1, u32::try_from(most).expect("few"));
        self.note(if needs as usize * 2 > keepers.len() {
            "lease.majority"
        } else {
            "lease.minority"
        });
        self.line(format!("keepers = {}", quoted_list(&keepers)));
        self.line(format!("needs = {needs}"));
        self.terms();
    }

    fn seats(&mut self) {
        for seat in self.plan.seats.clone() {
            self.table(&format!("seat.{}", seat.name));
            let kind = if seat.office.is_some() {
                "seat.of-office"
            } else {
                "seat.of-body"
            };
            self.key(kind, "of", quoted(&seat.of));
            self.terms();
            for (name, at) in &seat.options {
                self.line(format!("\n[[seat.{}.option]]", seat.name));
                self.key("option.at", "at", quoted(at));
                if name != at {
                    self.key("option.name", "name", quoted(name));
                }
                if self.chance(25) {
                    let level = seat.office.map_or(Level::Things, Level::Seat);
                    self.key_expression("option.needs", "needs", level);
                }
                if self.chance(25) {
                    let agreed = if let Some(office) = seat.office {
                        self.actors(office, false)
                    } else {
                        self.note("option.of-body-agreed-by");
                        self.actors(usize::MAX, true)
                    };
                    self.key("option.agreed-by", "agreed-by", quoted(agreed));
                    let fact = format!("refuses({}.{name})", seat.name);
                    self.fact(50, Group::Offices, ("option.refused", "refused"), &fact);
                }
                self.cannot();
                self.terms();
            }
        }
    }

    fn cannot(&mut self) {
        let powers: Vec<String> = self
            .plan
            .powers
            .iter()
            .map(|power| power.name.clone())
            .collect();
        if let Some(power) = self.maybe(&powers)
            && self.chance(25)
        {
            self.key("option.cannot", "cannot", quoted_list(&[power]));
        }
    }
}
