//! Orders of succession.

use super::draft::{Draft, Group, quoted, quoted_list};
use super::expressions::Level;
use super::skeleton::Listed;

impl Draft {
    /// The orders of an office, by its place in the list.
    pub(crate) fn orders(&mut self, index: usize) {
        let office = self.plan.offices[index].clone();
        if office.orders.len() == 2 {
            self.note("office.two-orders");
        }
        for (number, listed) in office.orders.iter().enumerate() {
            let order = format!("line-{number}");
            self.table(&format!("office.{}.order.{order}", office.name));
            self.applies(index, &office.grounds);
            self.candidates(&office.name, &order, listed);
            self.rules(index, &order);
            self.consequences(index);
            if self.chance(12) {
                self.key("order.disputed", "disputed", "true");
            }
            self.terms();
        }
    }

    fn applies(&mut self, index: usize, grounds: &[String]) {
        if self.chance(40) {
            let mut on = self.some_of(grounds, 1, 2);
            if self.chance(40) || on.is_empty() {
                self.note("order.on-vacant");
                on.push("vacant".to_owned());
            }
            self.key("order.on", "on", quoted_list(&on));
        }
        if self.chance(15) {
            self.key_expression("order.when", "when", Level::Seen(index));
        }
        if self.chance(12)
            && let Some(record) = self.maybe(&self.plan.records.clone())
        {
            self.key("order.proof", "proof", quoted(record));
        }
        if self.chance(25) {
            let precedence = self.between(1, 2).to_string();
            self.key("order.precedence", "precedence", precedence);
        }
    }

    fn candidates(&mut self, office: &str, order: &str, listed: &[Listed]) {
        let only_people = listed.iter().all(|one| matches!(one, Listed::Person(_)));
        if only_people && !listed.is_empty() && self.chance(30) {
            self.note("order.seniority");
            let among: Vec<&str> = listed.iter().map(Listed::name).collect();
            let among = quoted_list(&among);
            self.line(format!("by = \"seniority\"\namong = {among}"));
            return;
        }
        let mut candidates = Vec::new();
        for one in listed {
            candidates.push(match one {
                Listed::Person(person) => self.candidate(office, order, person, Some(person)),
                Listed::Office(other) => {
                    self.note("candidate.office");
                    let holder = self
                        .plan
                        .offices
                        .iter()
                        .find(|one| one.name == *other)
                        .cloned();
                    let person = holder
                        .filter(|one| !one.held_by_body)
                        .and_then(|one| one.holder);
                    self.candidate(office, order, other, person.as_deref())
                }
                Listed::Body(body) => {
                    self.note("candidate.body");
                    quoted(body)
                }
                Listed::Chosen => self.chosen(),
            });
        }
        if candidates.is_empty() {
            self.note("order.nobody");
        }
        self.line(format!("candidates = [{}]", candidates.join(", ")));
    }

    /// A candidate; `person` is who that is at the start.
    fn candidate(&mut self, office: &str, order: &str, who: &str, person: Option<&str>) -> String {
        let mut parts = vec![format!("who = \"{who}\"")];
        if person != Some(who) && self.plan.forward && self.chance(50) {
            self.note("candidate.acting");
            parts.push("acting = true".to_owned());
        }
        if let Some(person) = person
            && self.chance(15)
            && !self
                .facts
                .iter()
                .any(|fact| fact.name == format!("declines({person}, {office})"))
            && let Some(declines) =
                self.likelihood(Group::Offices, &format!("declines({person}, {office})"))
        {
            self.note("candidate.declines");
            parts.push(format!("declines = {declines}"));
        }
        if self.chance(10) {
            self.note("candidate.requires");
            parts.push("requires = [\"citizen\"]".to_owned());
        }
        if self.chance(12) {
            self.note("candidate.steps");
            let fact = format!("refuses({office}.{order}.{who}.named)");
            let step = self.step("named", &fact);
            parts.push(format!("steps = [{step}]"));
        }
        let measures = self.plan.measures.clone();
        if self.chance(8)
            && let Some(measure) = self.maybe(&measures).filter(|measure| measure.1)
        {
            self.note("candidate.by-measure");
            parts.push(format!("by-measure = \"{}\"", measure.0));
        }
        if self.chance(6) {
            self.note("candidate.from");
            parts.push(format!("from = {}", self.date()));
        }
        if parts.len() == 1 {
            self.note("candidate.plain");
            return quoted(who);
        }
        format!("{{ {} }}", parts.join(", "))
    }

    fn chosen(&mut self) -> String {
        self.note("candidate.chosen");
        let by = self.actors(usize::MAX, true);
        let mut parts = vec![
            format!("chosen-by = \"{by}\""),
            "name = \"whoever\"".to_owned(),
        ];
        if self.chance(60) {
            self.note("candidate.chosen-at");
            let at = self.pick(&self.plan.nodes());
            parts.push(format!("at = \"{at}\""));
        }
        format!("{{ {} }}", parts.join(", "))
    }

    fn rules(&mut self, index: usize, order: &str) {
        if self.chance(35) {
            let words = [
                "dead",
                "ineligible",
                "declined",
                "no holder",
                "unfilled",
                "captive",
                "incapacitated",
                "absent",
                "out of reach",
                "not completed",
            ];
            let mut passes = self.some_of(&words, 3, 10);
            passes.sort_unstable();
            self.key("order.passes", "passes", quoted_list(&passes));
        }
        if self.chance(12) {
            self.key("order.requires", "requires", quoted_list(&["citizen"]));
        }
        if self.chance(30) {
            let office = self.plan.offices[index].name.clone();
            let step = self.step("sworn", &format!("refuses({office}.{order}.sworn)"));
            let steps = if self.chance(20) {
                format!("[{step}, \"installed\"]")
            } else {
                format!("[{step}]")
            };
            self.key("order.steps", "steps", steps);
        }
    }

    fn step(&mut self, name: &str, fact: &str) -> String {
        let mut parts = vec![format!("do = \"{name}\"")];
        let by_others = self.chance(75);
        if by_others {
            self.note("step.by");
            let by = self.actors(usize::MAX, true);
            parts.push(format!("by = \"{by}\""));
        }
        if by_others
            && self.chance(40)
            && let Some(refused) = self.likelihood(Group::Offices, fact)
        {
            self.note("step.refused");
            parts.push(format!("refused = {refused}"));
        }
        if self.chance(15) {
            self.note("step.needs");
            let needs = self.expression(Level::Things);
            parts.push(format!("needs = \"{needs}\""));
        }
        format!("{{ {} }}", parts.join(", "))
    }

    fn consequences(&mut self, index: usize) {
        match self.between(0, 5) {
            0 => self.key("order.gives-title", "gives", quoted("title")),
            1 => self.key("order.gives-exercise", "gives", quoted("exercise")),
            _ => {}
        }
        if self.chance(20) {
            self.key("order.displaces", "displaces", "true");
        }
        if self.chance(15) {
            self.key("order.leaves-post", "leaves-post", "true");
        }
        if self.chance(18) {
            let office = self.plan.offices[index].name.clone();
            let others: Vec<String> = self
                .plan
                .office_names()
                .into_iter()
                .filter(|other| *other != office)
                .collect();
            match self.maybe(&others) {
                Some(other) if self.chance(40) => {
                    self.key("order.forfeits-offices", "forfeits", quoted_list(&[other]));
                }
                _ if self.chance(85) => self.key("order.forfeits-post", "forfeits", "true"),
                _ => self.key("order.forfeits-nothing", "forfeits", "false"),
            }
        }
        let powers: Vec<String> = self
            .plan
            .powers
            .iter()
            .map(|power| power.name.clone())
            .collect();
        if let Some(power) = self.maybe(&powers)
            && self.chance(15)
        {
            self.key(
                "order.without-powers",
                "without-powers",
                quoted_list(&[power]),
            );
        }
    }
}
