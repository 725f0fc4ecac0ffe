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
        let nodes = self.plan.nodes();
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
            self.members(&body.name);
            if self.chance(60) {
                let quorum = self.threshold();
                self.key("body.quorum", "quorum", quorum);
            }
            if self.chance(20) {
                self.key("body.seats", "seats", "5");
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
            if self.chance(40)
                && let Some(other) = bodies.get(1 - index)
            {
                self.key("body.stand-in", "stand-in", quoted(other));
            }
            self.decisions_of(&body.kinds);
            self.terms();
        }
    }

    fn members(&mut self, body: &str) {
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
    }

    fn decisions_of(&mut self, kinds: &[String]) {
        let mut decisions = Vec::new();
        for kind in kinds
            .iter()
            .cloned()
            .chain(self.chance(25).then(|| "ordinary".to_owned()))
        {
            let threshold = self.threshold();
            decisions.push(if self.chance(35) {
                self.note("decision-kind.disputed");
                let other = self.threshold();
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

    fn threshold(&mut self) -> String {
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
                self.between(1, 2).to_string()
            }
        }
    }
}
