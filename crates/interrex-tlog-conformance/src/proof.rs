//! The suite for proofs that an entry is logged (tlog-proof).

use interrex_tlog::checkpoint::SignedCheckpoint;
use interrex_tlog::merkle::{Hash, leaf_hash};
use interrex_tlog::policy::Policy;
use interrex_tlog::proof::Proof;

use crate::args::ProofArgs;
use crate::file;
use crate::report::{Level, Report, ensure};

const FORMAT: &str = "tlog-proof, format";
const VERIFYING: &str = "tlog-proof, verifying a tlog proof";

/// Runs the suite.
pub(crate) fn run(args: &ProofArgs, report: &mut Report) -> Result<(), String> {
    let policy = match &args.policy {
        Some(path) => Some(
            Policy::parse(&file::bytes(path)?)
                .map_err(|error| format!("`{}`: {error}", path.display()))?,
        ),
        None => None,
    };
    let leaf = match &args.entry {
        Some(path) => Some(leaf_hash(&file::bytes(path)?)),
        None => None,
    };
    for path in &args.files {
        let bytes = file::bytes(path)?;
        check(
            &path.display().to_string(),
            &bytes,
            policy.as_ref(),
            leaf,
            report,
        );
    }
    Ok(())
}

fn check(
    name: &str,
    bytes: &[u8],
    policy: Option<&Policy>,
    leaf: Option<Hash>,
    report: &mut Report,
) {
    let rule = format!("{name}: header, extra data, index, hashes and checkpoint have their form");
    let proof = match Proof::parse(bytes) {
        Ok(proof) => proof,
        Err(error) => {
            report.must(FORMAT, &rule, Err(error.to_string()));
            return;
        }
    };
    report.must(FORMAT, &rule, Ok(()));
    let found = ensure(proof.to_string().as_bytes() == bytes, || {
        "written out again, it has other bytes".to_owned()
    });
    report.must(FORMAT, &format!("{name}: is in its only form"), found);
    let size = proof.checkpoint().checkpoint().size();
    let found = ensure(proof.index() < size, || {
        format!("it has index {} of {size}", proof.index())
    });
    report.must(
        FORMAT,
        &format!("{name}: the entry is one of the tree"),
        found,
    );

    let rule = format!("{name}: the policy accepts the checkpoint");
    match policy {
        Some(policy) => {
            let accepted = policy.check(proof.checkpoint());
            let found = accepted.map(|_| ()).map_err(|error| error.to_string());
            // A wrong signature by a known key SHOULD spoil a note that has enough others.
            let spoiled = found.is_err() && policy.check(&right(&proof, policy)).is_ok();
            let level = if spoiled { Level::Should } else { Level::Must };
            report.check(level, VERIFYING, &rule, found);
        }
        None => report.skip(VERIFYING, &rule, "no --policy"),
    }
    let rule = format!("{name}: the hashes lead from the entry to the root");
    match leaf {
        Some(leaf) => {
            let found = proof
                .verify_inclusion(&leaf)
                .map_err(|error| error.to_string());
            report.must(VERIFYING, &rule, found);
        }
        None => report.skip(VERIFYING, &rule, "no --entry"),
    }
}

/// The checkpoint without those signatures that have the name and ID of a key of the policy and are not by it.
fn right(proof: &Proof, policy: &Policy) -> SignedCheckpoint {
    let signed = proof.checkpoint();
    let Ok(mut found) = SignedCheckpoint::unsigned(signed.checkpoint().clone()) else {
        return signed.clone();
    };
    let logs = policy.logs().iter().map(|log| &log.key);
    let witnesses = policy.witnesses().iter().map(|witness| &witness.key);
    let keys: Vec<_> = logs.chain(witnesses).collect();
    for one in signed.note().signatures() {
        let mut named = keys.iter().filter(|key| one.is_named_as(key));
        if named.all(|key| key.verify(signed.note().text(), one).is_ok()) {
            found.add(one.clone());
        }
    }
    found
}
