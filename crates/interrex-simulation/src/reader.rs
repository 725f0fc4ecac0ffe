//! Who holds copies of logs, and what they make of heads.
//!
//! Responsible for the copies of one holder: a site, which takes every signed head, or a reader, who asks
//! for a quorum. Each update is held against the truth.

use std::collections::BTreeMap;

use interrex_log::copy::{CopyError, Update};
use interrex_log::disk::Disk;
use interrex_log::fsck::{Kind, check as fsck};
use interrex_log::simulated::SimulatedDisk;
use interrex_log::{Copy, LogError, Reader};
use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use interrex_tlog::note::VerifierKey;
use interrex_tlog::policy::Policy;

use crate::planted::{Planted, PlantedDisk};
use crate::random::Random;
use crate::truth::Truth;

/// A copy of a log, and what its holder has seen.
#[derive(Debug)]
pub(crate) struct Held {
    pub(crate) disk: PlantedDisk,
    key: VerifierKey,
    copy: Option<Copy<PlantedDisk>>,
    /// All heads that were taken over.
    pub(crate) accepted: Vec<Checkpoint>,
    /// Whether there is evidence of a fork.
    pub(crate) knows_fork: bool,
}

/// The copies of one holder, by origin.
#[derive(Default, Debug)]
pub(crate) struct Holder {
    pub(crate) copies: BTreeMap<String, Held>,
}

/// What came of an update.
pub(crate) enum Seen {
    Nothing,
    Grown,
    Refused,
    Fork,
    /// The disk failed.
    Failed,
}

/// What did not hold: the number of the invariant, and what happened.
pub(crate) type Broken = (u8, String);

impl Held {
    pub(crate) fn new(key: &VerifierKey, planted: Option<Planted>) -> Self {
        Self {
            disk: PlantedDisk {
                disk: SimulatedDisk::default(),
                planted,
            },
            key: key.clone(),
            copy: None,
            accepted: Vec::new(),
            knows_fork: false,
        }
    }

    /// The head on the disk of this copy.
    pub(crate) fn head(&mut self) -> Result<Option<Checkpoint>, Broken> {
        self.open()?;
        let head = self.copy.as_ref().and_then(Copy::head);
        Ok(head.map(|head| head.checkpoint().clone()))
    }

    /// Opens the copy where it is closed; its own disk may fail.
    fn open(&mut self) -> Result<(), Broken> {
        if self.copy.is_some() {
            return Ok(());
        }
        let keys = vec![self.key.clone()];
        let opened = Copy::open(self.disk.clone(), self.key.name(), keys);
        let before = self.accepted.iter().map(Checkpoint::size).max();
        match opened {
            Ok(copy) if copy.size() < before.unwrap_or(0) && !self.forgets() => {
                let what = format!("a copy has only {} entries after a crash", copy.size());
                return Err((1, what));
            }
            Ok(copy) => self.copy = Some(copy),
            Err(LogError::Disk(_)) => {}
            Err(error) => return Err((4, format!("a copy cannot be opened: {error}"))),
        }
        Ok(())
    }

    fn forgets(&self) -> bool {
        self.disk.planted == Some(Planted::NoConsistencyCheck)
    }

    /// The process ends; what is not durable is lost where the power goes as well.
    pub(crate) fn stop(&mut self, power: bool, random: &mut Random) {
        self.copy = None;
        if power || self.disk.disk.is_off() {
            self.disk.disk.crash(&mut |below| random.below(below));
        }
        self.disk.disk.heal();
    }

    /// Takes files that came, and holds what comes of it against the truth.
    pub(crate) fn update(
        &mut self,
        source: &SimulatedDisk,
        policy: &Policy,
        truth: &mut Truth,
    ) -> Result<Seen, Broken> {
        if self.forgets() {
            self.forget();
        }
        self.open()?;
        let Some(copy) = &mut self.copy else {
            return Ok(Seen::Failed);
        };
        let Ok(Some(bytes)) = source.read("checkpoint") else {
            return Ok(Seen::Nothing);
        };
        let Ok(signed) = SignedCheckpoint::parse(&bytes) else {
            return Ok(Seen::Nothing);
        };
        let before = copy.head().map(|head| head.checkpoint().clone());
        let reader = Reader::new(source, signed.clone());
        let result = copy.update(&bytes, policy, &reader);
        let other = signed.checkpoint();
        let extends = before
            .as_ref()
            .is_none_or(|before| truth.reconciles(before, other));
        match result {
            Ok(Update::Fork(evidence)) => {
                self.knows_fork = true;
                let verified = evidence.verify(std::slice::from_ref(&self.key));
                match verified {
                    Ok(()) if !extends => Ok(Seen::Fork),
                    Ok(()) => Err((4, "evidence against one history".to_owned())),
                    Err(error) => Err((4, format!("evidence does not verify: {error}"))),
                }
            }
            Ok(update) if extends => {
                self.accepted.push(other.clone());
                let grown = matches!(update, Update::Grown(_));
                Ok(if grown { Seen::Grown } else { Seen::Nothing })
            }
            Ok(_) => Err((
                4,
                "a head that does not extend the copy was taken".to_owned(),
            )),
            Err(CopyError::Own(_)) => {
                self.copy = None;
                Ok(Seen::Failed)
            }
            Err(CopyError::Source(_)) => Ok(Seen::Refused),
            Err(_) => Ok(Seen::Nothing),
        }
    }

    /// The fault that is built in: what was held is not looked at.
    fn forget(&mut self) {
        self.copy = None;
        self.disk.disk = SimulatedDisk::default();
    }

    /// The entries of the copy.
    pub(crate) fn entries(&mut self) -> Result<Vec<Vec<u8>>, Broken> {
        self.open()?;
        let Some(reader) = self.copy.as_ref().and_then(Copy::reader) else {
            return Ok(Vec::new());
        };
        let entries: Result<Vec<(u64, Vec<u8>)>, LogError> = reader.entries(0).collect();
        let entries = entries.map_err(|error| (3, format!("a copy cannot be read: {error}")))?;
        Ok(entries.into_iter().map(|(_, entry)| entry).collect())
    }

    /// Checks the files of the copy.
    pub(crate) fn fsck(&mut self) -> Result<(), Broken> {
        if self.head()?.is_none() {
            return Ok(());
        }
        let keys = std::slice::from_ref(&self.key);
        let report = fsck(&self.disk, Kind::Copy, self.key.name(), keys);
        let report = report.map_err(|error| (6, error.to_string()))?;
        match report.findings.iter().find(|finding| !finding.is_harmless) {
            Some(finding) => Err((6, format!("a copy: {finding}"))),
            None => Ok(()),
        }
    }
}
