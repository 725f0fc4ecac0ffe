//! A site that shows two histories of its log.
//!
//! Responsible for both histories with their signed heads, and for asking witnesses to cosign them. It
//! has the network to itself and never fails.

use interrex_log::disk::Disk;
use interrex_log::simulated::SimulatedDisk;
use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use interrex_tlog::note::{Signature, SignerKey};
use interrex_tlog::tiles::{Edge, Files, Tree};
use interrex_tlog::witness::{AddCheckpoint, Answer};

use crate::random::Random;
use crate::truth::Truth;
use crate::witness::SimulatedWitness;

/// One of the two histories.
#[derive(Default, Debug)]
struct History {
    edge: Edge,
    files: Files,
    cosignatures: Vec<Signature>,
}

/// A site that lies.
#[derive(Debug)]
pub(crate) struct Liar {
    key: SignerKey,
    histories: [History; 2],
    /// Whether the histories have parted.
    has_parted: bool,
    pub(crate) truth: Truth,
}

impl Liar {
    pub(crate) fn new(random: &mut Random) -> Self {
        let key = SignerKey::ed25519("liar.example", &random.seed());
        Self {
            key: key.expect("the name is one of a key"),
            histories: Default::default(),
            has_parted: false,
            truth: Truth::new(2),
        }
    }

    pub(crate) fn key(&self) -> &interrex_tlog::note::VerifierKey {
        self.key.verifier()
    }

    /// Adds entries: to both histories, or to one after they have parted.
    pub(crate) fn append(&mut self, random: &mut Random) {
        self.has_parted |= random.one_in(3);
        let count = random.batch();
        let chosen = random.at(2);
        for at in 0..2 {
            if self.has_parted && at != chosen {
                continue;
            }
            let Some(history) = self.histories.get_mut(at) else {
                continue;
            };
            let size = history.edge.size();
            let name = if self.has_parted { at } else { 9 };
            let entries: Vec<String> = (size..size + count)
                .map(|n| format!("{name}/{n}"))
                .collect();
            for entry in &entries {
                self.truth.push(at, entry.as_bytes());
            }
            if let Ok(change) = history.edge.append(&entries) {
                history.files.apply(&change);
            }
            history.cosignatures.clear();
        }
    }

    /// The signed head of a history, with the cosignatures that it got.
    pub(crate) fn head(&self, at: usize) -> Option<SignedCheckpoint> {
        let history = self.histories.get(at)?;
        let (size, root) = (history.edge.size(), history.edge.root());
        let head = Checkpoint::new("liar.example", size, root).ok()?;
        let mut signed = SignedCheckpoint::unsigned(head).ok()?;
        signed.add(self.key.sign(signed.note().text()));
        for signature in &history.cosignatures {
            signed.add(signature.clone());
        }
        Some(signed)
    }

    /// Asks a witness to cosign the head of a history, telling it whatever old size it wants to hear.
    pub(crate) fn ask(
        &mut self,
        at: usize,
        witness: &mut SimulatedWitness,
        now: u64,
    ) -> Option<()> {
        let head = self.head(at)?;
        let size = head.checkpoint().size();
        let history = self.histories.get_mut(at)?;
        let mut old = 0;
        for _ in 0..2 {
            let mut tree = Tree::new(size, &history.files);
            let proof = match old {
                0 => Vec::new(),
                old => tree.consistency(old).ok()?,
            };
            let request = AddCheckpoint::new(old, proof, head.clone());
            let (status, body) = witness.answer(&request.to_string(), now)?;
            match request
                .read_parts(status, body.as_bytes(), [&witness.key])
                .ok()?
            {
                Answer::Cosigned(signatures) => {
                    history.cosignatures.extend(signatures);
                    return Some(());
                }
                Answer::Conflict(last) => old = last,
                Answer::Refused(..) => return None,
            }
        }
        None
    }

    /// The files of a history, to be shown.
    pub(crate) fn show(&self, at: usize) -> Option<SimulatedDisk> {
        let mut disk = SimulatedDisk::default();
        for (resource, bytes) in self.histories.get(at)?.files.iter() {
            disk.write(&resource.to_string(), bytes).ok()?;
        }
        let head = self.head(at)?.to_string();
        disk.write("checkpoint", head.as_bytes()).ok()?;
        Some(disk)
    }
}
