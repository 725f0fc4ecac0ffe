//! Signatures of a head: which of them count, and which stay.
//!
//! Responsible for keeping only what known keys have signed, so that whoever passes a head on cannot fill
//! it up, and of several signatures by one key the latest.

use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use interrex_tlog::cosignature::split;
use interrex_tlog::note::{SIGNATURES_MAX, Signature, VerifierKey, VerifyError};
use interrex_tlog::policy::PolicyError;
use interrex_tlog::{Fault, Place, ReadError};

use crate::fault::LogError;

/// The signatures of a head by these keys, of which there may be none.
pub(crate) fn by_keys<'k>(
    signed: &SignedCheckpoint,
    keys: impl IntoIterator<Item = &'k VerifierKey>,
) -> Result<Vec<Signature>, LogError> {
    let verified = match signed.verify(keys) {
        Ok(verified) => verified,
        Err(VerifyError::NoKnownKey) => return Ok(Vec::new()),
        Err(error) => return Err(LogError::Policy(PolicyError::Refused(error))),
    };
    let all = signed.note().signatures();
    let by_position = verified.iter().filter_map(|one| all.get(one.position));
    Ok(by_position.cloned().collect())
}

/// A head with these signatures.
pub(crate) fn with(
    head: &Checkpoint,
    signatures: Vec<Signature>,
) -> Result<SignedCheckpoint, LogError> {
    if signatures.len() > SIGNATURES_MAX {
        let fault = Fault::TooMany("signatures", SIGNATURES_MAX);
        let place = Place::Line(0);
        return Err(LogError::Checkpoint(ReadError { place, fault }));
    }
    let mut signed = SignedCheckpoint::unsigned(head.clone()).map_err(LogError::Checkpoint)?;
    for signature in signatures {
        signed.add(signature);
    }
    Ok(signed)
}

/// A head with more cosignatures: of several by one key, the latest.
pub(crate) fn merge(
    head: &SignedCheckpoint,
    added: &[Signature],
) -> Result<SignedCheckpoint, LogError> {
    let mut merged: Vec<Signature> = head.note().signatures().to_vec();
    for signature in added {
        let same =
            |one: &&mut Signature| one.id() == signature.id() && one.name() == signature.name();
        let time = |one: &Signature| split(one.bytes()).map_or(0, |(time, _)| time);
        match merged.iter_mut().find(same) {
            Some(one) if time(one) < time(signature) => *one = signature.clone(),
            Some(_) => {}
            None => merged.push(signature.clone()),
        }
    }
    with(head.checkpoint(), merged)
}

#[cfg(test)]
mod tests {
    use interrex_tlog::cosignature::Cosigner;
    use interrex_tlog::merkle::Hash;

    use super::*;

    #[test]
    fn a_head_has_so_many_signatures() {
        let head = Checkpoint::new("log.example", 7, Hash::new([7; 32])).unwrap();
        let signature = |number: usize| {
            let name = format!("w{number}.example");
            let witness = Cosigner::ed25519(&name, &[1; 32]).unwrap();
            witness.cosign(&head, 1).unwrap()
        };
        let all: Vec<Signature> = (0..=SIGNATURES_MAX).map(signature).collect();
        let full = with(&head, all[1..].to_vec()).unwrap();
        assert_eq!(full.note().signatures().len(), SIGNATURES_MAX);
        let text = full.to_string();
        assert_eq!(SignedCheckpoint::parse(text.as_bytes()).as_ref(), Ok(&full));
        merge(&full, &all[1..]).unwrap();
        merge(&full, &all).unwrap_err();
    }

    /// One witness can have two keys of one name; the later of two signatures by one key stays.
    #[test]
    fn the_latest_of_each_key_stays() {
        let head = Checkpoint::new("log.example", 7, Hash::new([7; 32])).unwrap();
        let ed25519 = Cosigner::ed25519("w.example", &[1; 32]).unwrap();
        let ml_dsa_44 = Cosigner::ml_dsa_44("w.example", &[1; 32]).unwrap();
        let [early, late] = [1, 2].map(|time| ed25519.cosign(&head, time).unwrap());
        let other = ml_dsa_44.cosign(&head, 1).unwrap();
        let first = with(&head, vec![early.clone()]).unwrap();
        let merged = merge(&first, &[other.clone(), late.clone()]).unwrap();
        assert_eq!(merged.note().signatures(), [late, other]);
        assert_eq!(merge(&merged, &[early]).unwrap(), merged);
    }
}
