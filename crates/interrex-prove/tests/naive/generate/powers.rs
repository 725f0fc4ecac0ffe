//! Powers, delegation, devolution.

use super::draft::{Draft, quoted, quoted_list};
use super::expressions::Level;
use super::skeleton::PowerPlan;

impl Draft {
    pub(crate) fn powers(&mut self) {
        for power in self.plan.powers.clone() {
            self.table(&format!("power.{}", power.name));
            let construct = match power.office {
                Some(_) => "power.of-office",
                None if self.plan.people.contains(&power.held_by) => "power.of-person",
                None => "power.of-body",
            };
            self.key(construct, "held-by", quoted(&power.held_by));
            if power.regions.is_empty() {
                self.note("power.everywhere");
            } else {
                self.key("power.reach", "reach", quoted_list(&power.regions));
            }
            self.terms();
            if self.chance(45) {
                self.delegation(&power, "letter");
                if self.chance(25) {
                    self.note("delegation.second");
                    self.delegation(&power, "decree");
                }
            }
            if !power.regions.is_empty() && self.chance(45) {
                self.devolution(&power.name, &power.regions);
            }
        }
    }

    /// Somebody who can exercise a power.
    fn hand(&mut self, but: &str) -> String {
        let mut all = self.plan.people.clone();
        all.extend(self.plan.office_names());
        all.extend(self.plan.body_names());
        all.retain(|one| one != but);
        self.pick(&all)
    }

    fn delegation(&mut self, of: &PowerPlan, name: &str) {
        let (power, regions) = (&of.name, &of.regions);
        self.table(&format!("power.{power}.delegation.{name}"));
        let to = self.hand(&of.held_by);
        self.key("delegation.to", "to", quoted(to));
        if self.chance(40) && !regions.is_empty() {
            let scope = self.some_of(regions, 1, 1);
            self.key("delegation.scope", "scope", quoted_list(&scope));
        }
        if self.chance(30) {
            let level = self.pick(&[Level::Things, Level::Offices]);
            self.key_expression("delegation.condition", "condition", level);
        }
        if self.chance(30) {
            self.key("delegation.survives-grantor", "survives-grantor", "true");
        }
        self.terms();
    }

    fn devolution(&mut self, power: &str, regions: &[String]) {
        self.table(&format!("power.{power}.devolution"));
        let mut to = Vec::new();
        for region in self.some_of(regions, 1, 2) {
            let hand = self.hand("");
            to.push(format!("{region} = \"{hand}\""));
        }
        self.key("devolution.to", "to", format!("{{ {} }}", to.join(", ")));
        if self.chance(40) {
            let level = self.pick(&[Level::Things, Level::Offices]);
            self.key_expression("devolution.when", "when", level);
        }
        self.terms();
    }
}
