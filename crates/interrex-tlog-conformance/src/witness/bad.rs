//! Ways in which a head does not extend the last one.

use interrex_tlog::merkle::Hash;
use interrex_tlog::witness::AddCheckpoint;

use super::log::{History, Log};

/// What is wrong with a head or with its proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bad {
    Missing,
    Shorter,
    Longer,
    Swapped,
    Flipped,
    SplitView,
    SplitViewWithProof,
}

impl Bad {
    pub(super) const ALL: [Self; 7] = [
        Self::Missing,
        Self::Shorter,
        Self::Longer,
        Self::Swapped,
        Self::Flipped,
        Self::SplitView,
        Self::SplitViewWithProof,
    ];

    pub(super) fn told(self) -> &'static str {
        match self {
            Self::Missing => "no proof",
            Self::Shorter => "a proof without its last hash",
            Self::Longer => "a proof with a hash too many",
            Self::Swapped => "a proof in reverse order",
            Self::Flipped => "a proof with a flipped bit",
            Self::SplitView => "a split view, with the proof of its own history,",
            Self::SplitViewWithProof => "a split view, with the proof of the first history,",
        }
    }

    /// The request from `old` entries, one at least, to more.
    pub(super) fn request(self, log: &Log, old: u64, size: u64) -> Result<AddCheckpoint, String> {
        let mut proof = log.proof(History::First, old, size)?;
        let mut history = History::First;
        match self {
            Self::Missing => proof.clear(),
            Self::Shorter => {
                proof.pop();
            }
            Self::Longer => proof.push(Hash::new([7; 32])),
            Self::Swapped if proof.len() > 1 => proof.reverse(),
            Self::Swapped | Self::Flipped => {
                if let Some(last) = proof.last_mut() {
                    let mut bytes = *last.as_bytes();
                    bytes[31] ^= 1;
                    *last = Hash::new(bytes);
                }
            }
            Self::SplitView => {
                proof = log.proof(History::Forked, old, size)?;
                history = History::Forked;
            }
            Self::SplitViewWithProof => history = History::Forked,
        }
        Ok(AddCheckpoint::new(
            old,
            proof,
            log.sign(log.head(history, size)?)?,
        ))
    }
}
