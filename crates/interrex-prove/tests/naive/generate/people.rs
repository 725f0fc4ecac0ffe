//! People and bodies.

use super::draft::{Draft, Group, quoted, quoted_list};

impl Draft {
    /// Whichever comes first has the first call on variables.
    pub(crate) fn people_and_bodies(&mut self) {
        if self.chance(70) {
            self.people();
            self.bodies();
        } else {
            self.bodies();
            self.people();
        }
    }

    fn people(&mut self) {
        for (number, person) in self.plan.people.clone().into_iter().enumerate() {
            self.table(&format!("person.{person}"));
            self.base();
            self.states(&person);
            self.choices(&person);
            if self.chance(40) {
                self.key("person.qualities", "qualities", quoted_list(&["citizen"]));
            } else if self.chance(20) {
                self.key("person.lacks", "lacks", quoted_list(&["citizen"]));
            }
            self.line(format!("since = 20{:02}-01-01", 20 - number));
        }
    }

    fn base(&mut self) {
        let nodes = if self.plan.cut_off {
            self.plan.places.clone()
        } else {
            self.plan.nodes()
        };
        match self.between(0, 9) {
            0 => self.note("person.without-base"),
            1 | 2 => {
                let (first, second) = (self.pick(&nodes), self.pick(&nodes));
                let date = self.date();
                let bases =
                    format!("[{{ at = \"{first}\" }}, {{ at = \"{second}\", from = {date} }}]");
                self.key("person.bases", "base", bases);
            }
            _ => {
                let at = self.pick(&nodes);
                self.key("person.base", "base", quoted(at));
            }
        }
    }

    fn states(&mut self, person: &str) {
        let states = [
            ("person.dead", "dead"),
            ("person.captive", "captive"),
            ("person.incapacitated", "incapacitated"),
            ("person.absent", "absent"),
        ];
        for (construct, state) in states {
            let name = format!("{state}({person})");
            self.fact(20, Group::People, (construct, state), &name);
        }
    }

    fn choices(&mut self, person: &str) {
        self.fact(
            12,
            Group::People,
            ("person.stays", "stays"),
            &format!("stays({person})"),
        );
        let at = self.pick(&self.plan.nodes());
        if self.chance(12)
            && let Some(likelihood) =
                self.likelihood(Group::People, &format!("stays({person}, {at})"))
        {
            self.key(
                "person.stays-from",
                "stays-from",
                format!("{{ {at} = {likelihood} }}"),
            );
        }
        self.fact(
            12,
            Group::People,
            ("person.declines", "declines"),
            &format!("declines({person})"),
        );
    }

    fn bodies(&mut self) {
        for (index, body) in self.plan.bodies.clone().into_iter().enumerate() {
            self.table(&format!("body.{}", body.name));
            let mut seats = self.members(&body.name);
            // No die is thrown for it: every other thing in the plan stays what it was.
            if self.text.len().is_multiple_of(3) {
                self.key("body.acting", "acting", "true");
            }
            if self.chance(20) {
                seats = seats.max(5);
                self.key("body.seats", "seats", seats.to_string());
            }
            if self.chance(60) {
                let quorum = self.threshold(seats);
                self.key("body.quorum", "quorum", quorum);
            }
            if body.in_person {
                self.key("body.in-person", "meets", quoted("in person"));
                if self.chance(50) {
                    let at = self.some_of(&self.plan.nodes(), 1, 2);
                    self.key("body.meets-at", "meets-at", quoted_list(&at));
                }
            } else if self.chance(20) {
                self.key("body.in-contact", "meets", quoted("in contact"));
            }
            let bodies = self.plan.body_names();
            if index == 0
                && self.chance(50)
                && let Some(other) = bodies.get(1)
            {
                self.key("body.stand-in", "stand-in", quoted(other));
            }
            self.decisions_of(&body.kinds, seats);
            self.terms();
        }
    }

    /// Writes the members and returns how many they are.
    fn members(&mut self, body: &str) -> u32 {
        let mut by_number = 0;
        let mut members: Vec<String> = Vec::new();
        for person in self.some_of(&self.plan.people.clone(), 0, 3) {
            self.note("member.person");
            members.push(quoted(person));
        }
        for office in self.some_of(&self.plan.office_names(), 0, 1) {
            self.note("member.office");
            members.push(quoted(office));
        }
        if members.is_empty() || self.chance(40) {
            let at = self.pick(&self.plan.nodes());
            let count = self.between(1, 3);
            let name = format!("unfit({body}/{at})");
            self.note("member.class");
            by_number = count - 1;
            members.push(
                match self.likelihood_of_members(Group::People, &name, count) {
                    Some(unfit) => {
                        self.note("member.unfit");
                        format!("{{ count = {count}, at = \"{at}\", unfit = {unfit} }}")
                    }
                    None => format!("{{ count = {count}, at = \"{at}\" }}"),
                },
            );
        }
        self.line(format!("members = [{}]", members.join(", ")));
        by_number + u32::try_from(members.len()).expect("few")
    }

    fn decisions_of(&mut self, kinds: &[String], seats: u32) {
        let mut decisions = Vec::new();
        for kind in kinds
            .iter()
            .cloned()
            .chain(self.chance(25).then(|| "ordinary".to_owned()))
        {
            let threshold = self.threshold(seats);
            decisions.push(if self.chance(35) {
                self.note("decision-kind.disputed");
                let other = self.threshold(seats);
                format!("{kind} = {{ threshold = {threshold}, disputed = {other} }}")
            } else {
                self.note("decision-kind.threshold");
                format!("{kind} = {threshold}")
            });
        }
        if !decisions.is_empty() {
            self.line(format!("decisions = {{ {} }}", decisions.join(", ")));
        }
    }

    fn threshold(&mut self, seats: u32) -> String {
        match self.between(0, 5) {
            0 => {
                self.note("threshold.share");
                quoted("2/3")
            }
            1 => {
                self.note("threshold.majority");
                quoted("majority")
            }
            2 => {
                self.note("threshold.all");
                quoted("all")
            }
            _ => {
                self.note("threshold.count");
                self.between(1, seats.min(2)).to_string()
            }
        }
    }
}
