//! Honest sites: each with its own log, on a disk that fails.
//!
//! Responsible for what a site does with its log and for what it was told; after each opening, and at the
//! end, what it was told is held against what is there.

use interrex_log::fsck::{Kind, check as fsck};
use interrex_log::simulated::SimulatedDisk;
use interrex_log::{Log, LogError, LogKeys};
use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use interrex_tlog::cosignature::Cosigner;
use interrex_tlog::note::{Signature, SignerKey, VerifierKey};
use interrex_tlog::policy::Policy;
use interrex_tlog::witness::{AddCheckpoint, Answer};

use crate::planted::{Planted, PlantedDisk};
use crate::random::Random;
use crate::reader::{Broken, Holder};
use crate::truth::Truth;

/// An honest site.
#[derive(Debug)]
pub(crate) struct Site {
    pub(crate) origin: String,
    seed: [u8; 32],
    has_ml_dsa: bool,
    pub(crate) disk: PlantedDisk,
    log: Option<Log<PlantedDisk>>,
    is_made: bool,
    acknowledged: Vec<Vec<u8>>,
    /// The batch whose append failed last.
    uncertain: Vec<Vec<u8>>,
    /// All heads that others can have seen.
    shown: Vec<Checkpoint>,
    /// What each witness is believed to have cosigned last.
    sizes: Vec<u64>,
    /// The cosignatures that came for a head.
    gathered: Option<SignedCheckpoint>,
    pub(crate) cosigned: u64,
    pub(crate) holder: Holder,
}

/// Whether the log could do what was asked; if not, its disk failed.
pub(crate) type Done = Result<bool, Broken>;

impl Site {
    pub(crate) fn new(
        number: usize,
        witnesses: usize,
        planted: Option<Planted>,
        knows_ml_dsa: bool,
        random: &mut Random,
    ) -> Self {
        Self {
            origin: format!("site{number}.example"),
            seed: random.seed(),
            has_ml_dsa: knows_ml_dsa && random.one_in(2),
            disk: PlantedDisk {
                disk: SimulatedDisk::default(),
                planted,
            },
            log: None,
            is_made: false,
            acknowledged: Vec::new(),
            uncertain: Vec::new(),
            shown: Vec::new(),
            sizes: vec![0; witnesses],
            gathered: None,
            cosigned: 0,
            holder: Holder::default(),
        }
    }

    fn keys(&self) -> LogKeys {
        let ed25519 = SignerKey::ed25519(&self.origin, &self.seed);
        let ed25519 = ed25519.expect("the origin is the name of a key");
        let second = self
            .has_ml_dsa
            .then(|| Cosigner::ml_dsa_44(&self.origin, &self.seed));
        let second = second.map(|key| key.expect("the origin is the name of a key"));
        LogKeys::new(ed25519, second).expect("both keys have one name")
    }

    pub(crate) fn key(&self) -> VerifierKey {
        let keys = self.keys();
        let first = keys.verifiers().next().cloned();
        first.expect("a log has a key")
    }

    pub(crate) fn acknowledged(&self) -> u64 {
        self.acknowledged.len() as u64
    }

    /// Opens the log where it is closed, and makes it where there is none.
    pub(crate) fn open(&mut self) -> Done {
        if self.log.is_some() {
            return Ok(true);
        }
        let opened = match Log::open(self.disk.clone(), self.keys()) {
            Err(LogError::NoLog) if !self.is_made => Log::create(self.disk.clone(), self.keys()),
            opened => opened,
        };
        match opened {
            Ok(log) => {
                self.is_made = true;
                self.settle(&log)?;
                self.log = Some(log);
                Ok(true)
            }
            Err(LogError::Disk(_)) => Ok(false),
            Err(error) => Err((1, format!("{} cannot be opened: {error}", self.origin))),
        }
    }

    /// Holds what was told against what is there. A batch that failed is there as a whole or not at all.
    fn settle(&mut self, log: &Log<PlantedDisk>) -> Result<(), Broken> {
        let size = usize::try_from(log.size()).unwrap_or(usize::MAX);
        if size == self.acknowledged.len() + self.uncertain.len() {
            self.acknowledged.append(&mut self.uncertain);
        }
        self.uncertain.clear();
        let reader = log.reader();
        let read: Result<Vec<(u64, Vec<u8>)>, LogError> = reader.entries(0).collect();
        let read = read.map_err(|error| (1, format!("{}: {error}", self.origin)))?;
        let published = read.into_iter().map(|(_, entry)| entry);
        let found: Vec<Vec<u8>> = published.chain(log.unpublished().iter().cloned()).collect();
        if found == self.acknowledged {
            return Ok(());
        }
        let (told, found) = (self.acknowledged.len(), found.len());
        let what = format!("{} was told of {told} entries and has {found}", self.origin);
        Err((1, what))
    }

    /// Adds entries.
    pub(crate) fn append(&mut self, random: &mut Random) -> Done {
        let Some(log) = &mut self.log else {
            return Ok(true);
        };
        let first = log.size();
        let count = random.batch();
        let entry = |at| format!("{}/{at}/{}", self.origin, random.below(1 << 32)).into_bytes();
        let entries: Vec<Vec<u8>> = (first..first + count).map(entry).collect();
        match log.append(&entries) {
            Ok(range) if range == (first..first + count) => {
                self.acknowledged.extend(entries);
                Ok(true)
            }
            Ok(range) => Err((1, format!("indexes {range:?} for entries from {first} on"))),
            Err(_) => {
                self.uncertain = entries;
                self.log = None;
                Ok(false)
            }
        }
    }

    /// Publishes what was added; whether the disk let it.
    pub(crate) fn publish(&mut self) -> bool {
        let Some(log) = &mut self.log else {
            return true;
        };
        let Ok(head) = log.publish() else {
            self.log = None;
            return false;
        };
        self.shown.push(head.checkpoint().clone());
        true
    }

    /// The files as anybody can copy them, whether or not the log is open.
    pub(crate) fn show(&mut self) -> Option<SimulatedDisk> {
        use interrex_log::disk::Disk;

        let copied = self.disk.disk.snapshot();
        let bytes = copied.read("checkpoint").ok()??;
        if let Ok(head) = SignedCheckpoint::parse(&bytes) {
            self.shown.push(head.checkpoint().clone());
        }
        Some(copied)
    }

    /// The request to a witness to cosign the head.
    pub(crate) fn request(&self, witness: usize) -> Option<AddCheckpoint> {
        let log = self.log.as_ref()?;
        let old = *self.sizes.get(witness)?;
        let proof = log.consistency(old).ok()?;
        Some(AddCheckpoint::new(old, proof, log.checkpoint().clone()))
    }

    /// Takes the answer of a witness.
    pub(crate) fn answer(
        &mut self,
        (witness, key): (usize, &VerifierKey),
        request: &AddCheckpoint,
        (status, body): (u16, &str),
        policy: &Policy,
    ) -> Done {
        let answer = request.read_parts(status, body.as_bytes(), [key]);
        let size = match &answer {
            Ok(Answer::Cosigned(_)) => request.checkpoint().checkpoint().size(),
            Ok(Answer::Conflict(size)) => *size,
            _ => return Ok(true),
        };
        if let Some(known) = self.sizes.get_mut(witness) {
            *known = size;
        }
        match answer {
            Ok(Answer::Cosigned(signatures)) => self.keep(request.checkpoint(), signatures, policy),
            _ => Ok(true),
        }
    }

    fn keep(
        &mut self,
        head: &SignedCheckpoint,
        signatures: Vec<Signature>,
        policy: &Policy,
    ) -> Done {
        let same = |gathered: &SignedCheckpoint| gathered.checkpoint() == head.checkpoint();
        let mut gathered = self
            .gathered
            .take()
            .filter(same)
            .unwrap_or_else(|| head.clone());
        for signature in signatures {
            gathered.add(signature);
        }
        let Some(log) = &mut self.log else {
            self.gathered = Some(gathered);
            return Ok(true);
        };
        let before = log.cosigned().map(|head| head.checkpoint().size());
        let added = log.add_cosignatures(&gathered, policy);
        let after = log.cosigned().map(|head| head.checkpoint().size());
        self.cosigned += u64::from(before != after);
        self.gathered = Some(gathered);
        match added {
            Ok(()) => Ok(true),
            Err(LogError::Disk(_) | LogError::Closed(_)) => {
                self.log = None;
                Ok(false)
            }
            // Cosignatures of one head by one key at many times; the note has no room for more.
            Err(LogError::Checkpoint(_)) => {
                self.gathered = None;
                Ok(true)
            }
            Err(error) => Err((2, format!("{}: {error}", self.origin))),
        }
    }

    /// The process ends; what is not durable is lost where the power goes as well.
    pub(crate) fn stop(&mut self, power: bool, random: &mut Random) {
        self.log = None;
        if power || self.disk.disk.is_off() {
            self.disk.disk.crash(&mut |below| random.below(below));
        }
        self.disk.disk.heal();
    }

    /// The entries that the site ends up with, once all heads that it has shown are heads of them, and its
    /// files are in order.
    pub(crate) fn end(&mut self) -> Result<&[Vec<u8>], Broken> {
        self.open()?;
        self.publish();
        let Some(log) = self.log.take() else {
            return Err((
                1,
                format!("{} cannot be opened on a disk that is good", self.origin),
            ));
        };
        self.settle(&log)?;
        let mut truth = Truth::new(1);
        for entry in &self.acknowledged {
            truth.push(0, entry);
        }
        for head in &self.shown {
            if truth.histories(head).is_empty() {
                let size = head.size();
                let what = format!(
                    "{} has shown a head of {size} entries that it denies",
                    self.origin
                );
                return Err((2, what));
            }
        }
        let keys: Vec<VerifierKey> = self.keys().verifiers().cloned().collect();
        let report = fsck(&self.disk, Kind::Own, &self.origin, &keys);
        let report = report.map_err(|error| (6, error.to_string()))?;
        match report.findings.iter().find(|finding| !finding.is_harmless) {
            Some(finding) => Err((6, format!("{}: {finding}", self.origin))),
            None => Ok(&self.acknowledged),
        }
    }
}
