//! What the course asks of an act: whether it annuls another.

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
}
