//! Likelihoods: every form in which a plan can write one.

use super::draft::{Declared, Draft, Group, quoted};
use super::expressions::Level;

/// What has been written as a likelihood.
pub(crate) struct Written {
    pub(crate) text: String,
    low: Option<u32>,
}

impl Draft {
    /// A likelihood for a fact of this name, which is thereby declared; nothing when the plan has
    /// variables enough.
    pub(crate) fn likelihood(&mut self, group: Group, fact: &str) -> Option<String> {
        self.likelihood_of_members(group, fact, 1)
    }

    /// A likelihood for so many members by number.
    pub(crate) fn likelihood_of_members(
        &mut self,
        group: Group,
        fact: &str,
        count: u32,
    ) -> Option<String> {
        if self.variables_left[group as usize] < count {
            return None;
        }
        self.variables_left[group as usize] -= count;
        let written = self.any_form(group, count);
        let name = fact.to_owned();
        self.facts.push(Declared {
            name,
            count,
            low: written.low,
        });
        Some(written.text)
    }

    fn any_form(&mut self, group: Group, count: u32) -> Written {
        match self.between(0, 99) {
            0..60 => self.value(count),
            60..68 => Written {
                text: self.sourced(count),
                low: None,
            },
            68..76 => self.assessments(count),
            76..90 if self.variables_left[group as usize] >= count => {
                self.variables_left[group as usize] -= count;
                self.conditional(count)
            }
            90..96 => self.comparison(),
            _ => self.undated_table(count),
        }
    }

    /// A number, a range, a word, or nothing known.
    pub(crate) fn value(&mut self, count: u32) -> Written {
        if self.ranges_left >= count && self.chance(25) {
            self.ranges_left -= count;
            return self.range();
        }
        self.note("likelihood.number");
        let hundredths = match self.between(0, 19) {
            0 => 0,
            1 => 100,
            _ => self.between(1, 99),
        };
        Written {
            text: decimal(hundredths),
            low: Some(hundredths),
        }
    }

    fn range(&mut self) -> Written {
        match self.between(0, 3) {
            0 if !self.plan.words.is_empty() => {
                self.note("likelihood.word");
                let words = self.plan.words.clone();
                Written {
                    text: quoted(self.pick(&words)),
                    low: None,
                }
            }
            1 => {
                self.note("likelihood.unknown");
                Written {
                    text: quoted("unknown"),
                    low: Some(0),
                }
            }
            _ => {
                self.note("likelihood.range");
                let low = self.between(0, 60);
                let high = self.between(low, 100);
                let text = format!("[{}, {}]", decimal(low), decimal(high));
                Written {
                    text,
                    low: Some(low),
                }
            }
        }
    }

    /// A table with a source, a date.
    fn sourced(&mut self, count: u32) -> String {
        let value = self.value(count).text;
        let mut parts = vec![format!("likelihood = {value}")];
        let sources = self.plan.sources.clone();
        if let Some(source) = self.maybe(&sources) {
            self.note("likelihood.source");
            parts.push(format!("source = {}", quoted(source)));
        }
        if self.chance(50) {
            self.note("likelihood.date");
            parts.push(format!("date = {}", self.date()));
        }
        if self.chance(20) {
            self.note("likelihood.assumed");
            parts.push("assumed = true".to_owned());
        }
        format!("{{ {} }}", parts.join(", "))
    }

    fn assessments(&mut self, count: u32) -> Written {
        if self.ranges_left < count {
            return self.value(count);
        }
        self.ranges_left -= count;
        self.note("likelihood.several");
        let several: Vec<String> = (0..self.between(2, 3))
            .map(|_| self.sourced(u32::MAX))
            .collect();
        Written {
            text: format!("[{}]", several.join(", ")),
            low: None,
        }
    }

    fn conditional(&mut self, count: u32) -> Written {
        if self.conditions.is_empty() {
            return self.value(count);
        }
        self.note("likelihood.given");
        let given = self.expression(Level::Condition);
        let value = self.value(count).text;
        let otherwise = match self.between(0, 9) {
            0..8 => self.value(count).text,
            8 => self.sourced(count),
            _ => format!("[{}]", self.sourced(count)),
        };
        let text = format!(
            "{{ likelihood = {value}, given = {}, otherwise = {otherwise} }}",
            quoted(given)
        );
        Written { text, low: None }
    }

    /// *More likely than* an earlier fact, in a way that empties no range.
    fn comparison(&mut self) -> Written {
        let lower: Vec<Declared> = self
            .facts
            .iter()
            .filter(|fact| fact.low.is_some_and(|low| low <= 50))
            .cloned()
            .collect();
        if lower.is_empty() || self.ranges_left == 0 {
            return self.value(1);
        }
        self.ranges_left -= 1;
        self.note("likelihood.more-likely-than");
        let than = self.some_of(&lower, 1, 2);
        let names: Vec<String> = than.iter().map(|fact| quoted(&fact.name)).collect();
        let names = if names.len() == 1 {
            names[0].clone()
        } else {
            format!("[{}]", names.join(", "))
        };
        let low = self.between(0, 40);
        let text = format!(
            "{{ likelihood = [{}, 0.9], more-likely-than = {names} }}",
            decimal(low)
        );
        // Its low end may rise to 0.5, which everything more likely than it must still allow.
        Written {
            text,
            low: Some(50),
        }
    }

    fn undated_table(&mut self, count: u32) -> Written {
        if self.ranges_left >= count && self.chance(40) {
            self.ranges_left -= count;
            self.note("likelihood.none");
            return Written {
                text: "{}".to_owned(),
                low: None,
            };
        }
        let value = self.value(count);
        self.note("likelihood.table");
        Written {
            text: format!("{{ likelihood = {} }}", value.text),
            low: None,
        }
    }

    /// A date around the date of the question.
    pub(crate) fn date(&mut self) -> String {
        self.pick(&["2026-01-01", "2026-05-01", "2026-06-01", "2026-07-01"])
            .to_owned()
    }
}

fn decimal(hundredths: u32) -> String {
    match hundredths {
        100 => "1.0".to_owned(),
        _ => format!("0.{hundredths:02}"),
    }
}
