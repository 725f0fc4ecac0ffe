//! Witnesses, some of which lie.
//!
//! Responsible for one witness: an honest one keeps the rules of tlog-witness, one that lies cosigns
//! whatever comes.

use interrex_tlog::cosignature::{Cosigner, TIMESTAMP_MAX};
use interrex_tlog::note::{Signature, VerifierKey};
use interrex_tlog::witness::{AddCheckpoint, Memory, Response, Witness};

use crate::random::Random;

/// A witness in the world.
#[derive(Debug)]
pub(crate) struct SimulatedWitness {
    witness: Witness,
    state: Memory,
    pub(crate) key: VerifierKey,
    pub(crate) lies: bool,
}

impl SimulatedWitness {
    /// The witness of a number, which signs with Ed25519, or in half of the cases with ML-DSA-44 where that
    /// is known.
    pub(crate) fn new(number: usize, lies: bool, knows_ml_dsa: bool, random: &mut Random) -> Self {
        let name = format!("w{number}.example");
        let cosigner = if knows_ml_dsa && random.one_in(2) {
            Cosigner::ml_dsa_44(&name, &random.seed())
        } else {
            Cosigner::ed25519(&name, &random.seed())
        };
        let cosigner = cosigner.expect("the name is one of a key");
        Self {
            key: cosigner.verifier().clone(),
            witness: Witness::new(vec![cosigner]),
            state: Memory::default(),
            lies,
        }
    }

    pub(crate) fn trust(&mut self, key: &VerifierKey) {
        self.state.trust(key.name(), key.clone());
    }

    /// Answers a request as of a time, which a clock that jumped may have put anywhere.
    pub(crate) fn answer(&mut self, body: &str, now: u64) -> Option<(u16, String)> {
        let now = now.clamp(1, TIMESTAMP_MAX);
        if self.lies {
            let request = AddCheckpoint::parse(body.as_bytes()).ok()?;
            let head = request.checkpoint().checkpoint();
            let keys = self.witness.cosigners().iter();
            let signed = keys.filter_map(|key| key.cosign(head, now).ok());
            let lines: Vec<String> = signed
                .map(|signature: Signature| signature.to_string())
                .collect();
            return Some((200, lines.concat()));
        }
        let answered = self
            .witness
            .add_checkpoint(&mut self.state, body.as_bytes(), now);
        let Response { status, body, .. } = answered.ok()?;
        Some((status, body))
    }
}
