//! The people of the plan.
//!
//! Responsible for handing out people as offices and duty rosters ask for them, and for writing
//! them all at the end: a base, and likelihoods of the states in which somebody can be.

use super::Writer;

/// Where everybody is based, in the order in which they were asked for.
#[derive(Default)]
pub(super) struct People {
    bases: Vec<String>,
}

impl People {
    /// One more person, based at a site.
    pub(super) fn add(&mut self, base: &str) -> String {
        self.bases.push(base.to_owned());
        name(self.bases.len())
    }

    /// How many there are.
    pub(super) fn count(&self) -> u32 {
        u32::try_from(self.bases.len()).expect("a plan has fewer people than the world")
    }
}

fn name(number: usize) -> String {
    format!("p-{number:05}")
}

/// Writes everybody. Death has a likelihood for all, illness for every second one; some in fifty
/// may decline what falls to them, and some may refuse to leave their base.
pub(super) fn write(writer: &mut Writer) {
    let bases = std::mem::take(&mut writer.people.bases);
    for (index, base) in bases.iter().enumerate() {
        writer.table(&format!("person.{}", name(index + 1)));
        writer.word("base", base);
        writer.likelihood("dead", 20, 300);
        if index % 2 == 0 {
            writer.likelihood("incapacitated", 100, 1_500);
        }
        match index % 50 {
            7 => writer.likelihood("declines", 500, 5_000),
            23 => writer.likelihood("stays", 500, 10_000),
            _ => {}
        }
    }
}
