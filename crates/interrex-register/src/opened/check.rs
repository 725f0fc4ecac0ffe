//! Whether what is kept is what the acts come to: they are judged anew, and compared.
//!
//! Responsible for whoever does not want to trust an index; it takes as long as making one.

use std::collections::BTreeMap;

use interrex_plan::model::Plan;

use super::table::{About, Table};
use super::{Acts, Opened};
use crate::act::Act;
use crate::course::Known;

impl<A: Acts> Opened<A> {
    /// What is kept otherwise than these acts come to under these plans; nothing where all is right.
    ///
    /// # Errors
    ///
    /// Says which act could not be read.
    pub fn differs(
        &self,
        plans: &BTreeMap<String, Plan>,
        acts: &[Known],
    ) -> Result<Option<&'static str>, String> {
        let bare: Vec<Act> = acts.iter().map(|known| known.act.clone()).collect();
        let mut anew = Opened::new(plans, bare);
        anew.extend(acts)?;
        if self.table.bare() != anew.table.bare() || !self.table.about.has(&anew.table.about) {
            return Ok(Some("what it says of the acts is not what they say"));
        }
        if self.readings.len() != anew.readings.len() {
            return Ok(Some("it has other readings of the law"));
        }
        let read = |number| anew.known(number);
        for (kept, right) in self.readings.iter().zip(&anew.readings) {
            let (one, other) = (&kept.timeline, &right.timeline);
            if (&one.removed, &one.voids, &one.annulling)
                != (&other.removed, &other.voids, &other.annulling)
            {
                return Ok(Some(
                    "what it says became of the acts is not what became of them",
                ));
            }
            if !one.has_right_places(&right.plans, &anew.table, &read)? {
                return Ok(Some("what it says of their course is not how it went"));
            }
        }
        Ok(None)
    }
}

impl Table {
    /// The table without what its acts are about.
    fn bare(&self) -> Self {
        Self {
            about: About::default(),
            ..self.clone()
        }
    }
}

impl About {
    /// Whether all of another one is in it. It may have more: an act that had no effect at first.
    fn has(&self, other: &Self) -> bool {
        let mut names = other.by_name.iter();
        other.all.is_subset(&self.all)
            && other.acts.is_subset(&self.acts)
            && names.all(|(name, acts)| {
                let own = self.by_name.get(name);
                own.is_some_and(|own| acts.is_subset(own))
            })
    }
}
