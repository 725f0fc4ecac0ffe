//! Partners, pledges, recognitions, measures, decisions, functions.

use super::draft::{Declared, Draft, Group, quoted, quoted_list};
use super::expressions::Level;

impl Draft {
    pub(crate) fn acts(&mut self) {
        for partner in self.plan.partners.clone() {
            self.table(&format!("partner.{partner}"));
            self.line("title = \"An ally\"");
        }
        self.pledges();
        self.recognitions();
        for (index, measure) in self.plan.measures.clone().into_iter().enumerate() {
            self.measure(index, &measure.0, measure.1);
        }
        for decision in self.plan.decisions.clone() {
            self.table(&format!("decision.{}", decision.0));
            let name = format!("decided({})", decision.0);
            self.fact(60, Group::Others, ("decision.made", "made"), &name);
            if decision.1 {
                let by = self.actors(usize::MAX, true);
                self.key("decision.by", "by", quoted(by));
            }
            self.terms();
        }
        for (function, of_things) in self.plan.functions.clone() {
            self.table(&format!("function.{function}"));
            let level = if of_things {
                Level::Things
            } else {
                Level::World
            };
            if self.chance(90) {
                self.key_expression("function.needs", "needs", level);
            }
            self.terms();
        }
    }

    fn pledges(&mut self) {
        let partners = self.plan.partners.clone();
        let bloc = !self.plan.pledges.is_empty() && self.chance(40);
        if bloc {
            self.table("coalition.bloc");
            self.line(format!("members = {}", quoted_list(&partners)));
            match self.between(0, 2) {
                0 => self.key("coalition.enough", "enough", "1"),
                1 => self.key("coalition.all", "enough", quoted("all")),
                _ => self.note("coalition"),
            }
        }
        for (pledge, of_things) in self.plan.pledges.clone() {
            self.pledge(&pledge, of_things, bloc, &partners);
        }
    }

    fn pledge(&mut self, pledge: &str, of_things: bool, bloc: bool, partners: &[String]) {
        let level = if of_things {
            Level::Things
        } else {
            Level::World
        };
        self.table(&format!("pledge.{pledge}"));
        let own = match self.between(0, 2) {
            0 if bloc => {
                self.key("pledge.by-coalition", "by", quoted("bloc"));
                partners.to_vec()
            }
            1 => {
                let partner = self.pick(partners);
                self.key("pledge.by-partner", "by", quoted(&partner));
                vec![partner]
            }
            _ => {
                let several = self.some_of(partners, 1, 3);
                self.key("pledge.by-several", "by", quoted_list(&several));
                several
            }
        };
        if self.chance(30) {
            self.key("pledge.enough", "enough", "1");
        }
        if self.chance(40) {
            self.key_expression("pledge.conditions", "conditions", level);
        }
        if self.chance(20) {
            let date = self.date();
            self.key("pledge.expires", "expires", date);
        }
        self.terms();
        let (own, others): (Vec<String>, Vec<String>) =
            own.into_iter().partition(|_| self.chance(50));
        // One fact for each partner without an entry.
        if others.len() == 1 {
            let name = format!("withdraws({pledge}, {})", others[0]);
            let construct = ("pledge.withdraws-by-default", "withdraws");
            self.fact(40, Group::Others, construct, &name);
        }
        for partner in own {
            self.table(&format!("pledge.{pledge}.partner.{partner}"));
            let name = format!("withdraws({pledge}, {partner})");
            self.fact(60, Group::Others, ("pledge.withdraws", "withdraws"), &name);
            if self.chance(25) {
                self.key_expression("pledge.condition", "condition", level);
            }
            self.terms();
        }
    }

    fn recognitions(&mut self) {
        let partners = self.plan.partners.clone();
        for partner in self.some_of(&partners, 0, 2) {
            if !self.chance(35) {
                continue;
            }
            let office = self.pick(&self.plan.office_names());
            let mut holders: Vec<String> = self
                .plan
                .people
                .iter()
                .map(|person| format!("person.{person}"))
                .collect();
            holders.extend(
                self.plan
                    .body_names()
                    .iter()
                    .map(|body| format!("body.{body}")),
            );
            let others = self
                .plan
                .office_names()
                .into_iter()
                .filter(|other| *other != office);
            holders.extend(others.map(|other| format!("office.{other}")));
            let holder = self.pick(&holders);
            self.line(format!(
                "\n[[recognition]]\nby = \"{partner}\"\noffice = \"{office}\""
            ));
            let construct = match holder.split('.').next() {
                Some("person") => "recognition.of-person",
                Some("body") => "recognition.of-body",
                _ => "recognition.of-office",
            };
            self.key(construct, "holder", quoted(holder));
            self.terms();
        }
    }

    fn measure(&mut self, index: usize, measure: &str, of_things: bool) {
        self.table(&format!("measure.{measure}"));
        let name = format!("taken({measure})");
        self.fact(70, Group::Others, ("measure.taken", "taken"), &name);
        let has_effects = self.chance(60);
        if self.chance(35) && !has_effects {
            let level = if of_things {
                Level::Things
            } else {
                Level::World
            };
            self.key_expression("measure.agreed", "agreed", level);
        }
        if has_effects {
            self.effects();
        }
        let before: Vec<String> = self.plan.measures[..index]
            .iter()
            .filter(|one| one.1)
            .map(|one| one.0.clone())
            .collect();
        self.terms_by(&before);
    }

    fn effects(&mut self) {
        let mut effects = Vec::new();
        let left = self.variables_left[Group::Others as usize];
        let open: Vec<Declared> = self
            .facts
            .iter()
            .filter(|fact| fact.count <= left && !fact.name.starts_with("taken("))
            .cloned()
            .collect();
        if let Some(fact) = self.maybe(&open)
            && self.chance(80)
        {
            self.variables_left[Group::Others as usize] -= fact.count;
            self.note("measure.effect");
            let value = self.value(fact.count).text;
            effects.push(format!(
                "{{ fact = \"{}\", likelihood = {value} }}",
                fact.name
            ));
        }
        if self.chance(40) || effects.is_empty() {
            self.note("measure.rebase");
            let person = self.pick(&self.plan.people.clone());
            let base = self.pick(&self.plan.nodes());
            effects.push(format!("{{ person = \"{person}\", base = \"{base}\" }}"));
        }
        self.line(format!("effects = [{}]", effects.join(", ")));
    }
}
