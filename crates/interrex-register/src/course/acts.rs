//! What the course asks of an act: whether it annuls another, and how a body that signs decided.

use interrex_standing::record::Votes;

use crate::act::{Act, Deed, Digest};

impl Act {
    /// The act that it annuls.
    pub(crate) fn annuls(&self) -> Option<Digest> {
        match self.deed {
            Deed::Annul { act, .. } => Some(act),
            _ => None,
        }
    }

    /// Whether it annuls something from its own effect on only.
    pub(crate) fn is_prospective(&self) -> bool {
        matches!(
            self.deed,
            Deed::Annul {
                retroactive: false,
                ..
            }
        )
    }

    /// How a body that signs decided.
    pub(crate) fn votes(&self) -> Votes {
        let tally = self.deed.votes();
        tally.map_or_else(Votes::default, |tally| Votes {
            in_favor: Some(tally.in_favor),
            present: tally.present,
        })
    }
}
