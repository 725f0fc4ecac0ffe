//! An index: what is kept of a register that is open, as a file beside its logs.
//!
//! An index is a cache and no source. It says of which logs it is, by their root hashes, and of which plans and
//! trust file; whoever opens it compares these, and makes it anew where they are others or where a byte is not
//! what it was. Whoever can write to the folder of a register can write an index that says anything: orders are
//! never checked by one.
//!
//! ```text
//! interrex.index/8\n
//! SHA-256 of all that follows
//! binding, then columns and courses in the form of `wire`
//! ```

use std::collections::BTreeMap;
use std::fmt;

use interrex_plan::model::Plan;

use super::table::{About, Table};
use super::texts::Texts;
use super::timeline::Timeline;
use super::wire::{Reader, Wire, Writer, structure};
use super::{Acts, Opened};
use crate::act::Digest;
use crate::keyring::{Enrolled, Keyring, Unread};

/// What an index begins with: its form, and the release whose judgments it keeps.
const TITLE: &[u8] = concat!("interrex.index/8 ", env!("CARGO_PKG_VERSION"), "\n").as_bytes();

/// What an index is of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Binding {
    /// The digest of the trust file.
    pub trust: String,
    /// The digests of the plans, in their order.
    pub plans: Vec<String>,
    /// The logs: origin, number of entries, and root hash.
    pub logs: Vec<(String, u64, String)>,
    /// For each act by number: which of the logs it stands in, and where.
    pub places: Vec<(u32, u64)>,
    /// The keys that count after the last act.
    pub keyring: Keyring,
    /// Entries that cannot be read.
    pub unread: Vec<Unread>,
}

/// Why an index is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexError {
    /// It has another form, or another release wrote it.
    OtherForm,
    /// A byte of it is not what it was.
    Damaged,
    /// It is of other plans.
    OtherPlans,
}

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OtherForm => "it has another form",
            Self::Damaged => "it is damaged",
            Self::OtherPlans => "it is of other plans",
        })
    }
}

impl std::error::Error for IndexError {}

structure!(Binding {
    trust,
    plans,
    logs,
    places,
    keyring,
    unread
});
structure!(Unread {
    origin,
    index,
    reason,
    is_unknown
});
structure!(Enrolled { key, next, since });
structure!(Keyring { roots, enrolled });
structure!(About { by_name, all, acts });
structure!(Table {
    digests,
    signed,
    learned,
    sites,
    signers,
    order,
    is_plain,
    annulments,
    resting,
    awaited,
    backdated,
    about,
    texts,
    aims,
    by_digest,
});
structure!(Texts { text, ends, which });
structure!(Timeline {
    removed,
    marks,
    spacing,
    voids,
    annulling
});

impl<A: Acts> Opened<A> {
    /// The index of what is kept.
    pub fn to_index(&self, binding: &Binding) -> Vec<u8> {
        let mut writer = Writer::default();
        binding.put(&mut writer);
        self.table.put(&mut writer);
        for reading in &self.readings {
            reading.timeline.put(&mut writer);
        }
        let digest = Digest::of(&writer.bytes);
        [TITLE, digest.as_bytes(), writer.bytes.as_slice()].concat()
    }

    /// Opens a register by its index. That it is of these logs, the caller compares.
    ///
    /// # Errors
    ///
    /// The [`IndexError`].
    pub fn from_index(
        bytes: &[u8],
        plans: &BTreeMap<String, Plan>,
        acts: impl FnOnce(&Binding) -> A,
    ) -> Result<(Self, Binding), IndexError> {
        let rest = bytes.strip_prefix(TITLE).ok_or(IndexError::OtherForm)?;
        let (digest, rest) = rest.split_first_chunk().ok_or(IndexError::Damaged)?;
        if Digest::of(rest).as_bytes() != digest {
            return Err(IndexError::Damaged);
        }
        let none = super::Plans::default();
        let mut reader = Reader::new(rest, &none);
        let binding = Binding::take(&mut reader).ok_or(IndexError::Damaged)?;
        if !plans.keys().eq(&binding.plans) {
            return Err(IndexError::OtherPlans);
        }
        let table = Table::take(&mut reader).ok_or(IndexError::Damaged)?;
        let mut opened = Self::new(plans, acts(&binding));
        for reading in &mut opened.readings {
            reader.plans = &reading.plans;
            let timeline = Timeline::take(&mut reader);
            reading.timeline = timeline
                .filter(|timeline| timeline.is_of(table.len()))
                .ok_or(IndexError::Damaged)?;
        }
        if !reader.bytes.is_empty() || !table.is_whole() || binding.places.len() != table.len() {
            return Err(IndexError::Damaged);
        }
        opened.table = table;
        Ok((opened, binding))
    }
}
