//! Policies and proofs, good and bad, to try other people's verifiers on. The manifest says of each what is expected.

mod policies;
mod proofs;

use std::fmt;
use std::path::Path;

use interrex_tlog::cosignature::Cosigner;
use interrex_tlog::note::SignerKey;

use crate::made::write;

/// What a verifier has to make of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Accept,
    Refuse,
    /// The text is open, or asks for nothing.
    Either,
}

impl Verdict {
    /// Of a file whose name says it.
    fn of(name: &str) -> Self {
        match name.split_once('-') {
            Some(("bad", _)) => Self::Refuse,
            Some(("open", _)) => Self::Either,
            _ => Self::Accept,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Accept => "accept",
            Self::Refuse => "refuse",
            Self::Either => "either",
        })
    }
}

/// One file.
struct Case {
    name: String,
    verdict: Verdict,
    section: &'static str,
    why: &'static str,
    bytes: Vec<u8>,
}

/// What the manifest begins with.
const HEAD: &str = "\
# One file a line: path, verdict, section, reason; tabs between them.
# accept: a verifier has to. refuse: it must not. either: the specification leaves it open.
# Policies are accepted where they can be read. Proofs are verified under proofs/policy, for the entry proofs/entry.
";

/// Writes `MANIFEST.tsv`, `policies/` and `proofs/`. The same files come every time.
pub(crate) fn run(folder: &Path) -> Result<(), String> {
    let keys = Keys::new()?;
    let mut manifest = HEAD.to_owned();
    let proofs = proofs::all(&keys)?;
    for (kind, cases) in [
        ("policies", policies::all(&keys)?),
        ("proofs", proofs.cases),
    ] {
        for case in cases {
            let path = format!("{kind}/{}", case.name);
            write(&folder.join(&path), &case.bytes)?;
            let (verdict, section, why) = (case.verdict, case.section, case.why);
            manifest.extend([format!("{path}\t{verdict}\t{section}\t{why}\n")]);
        }
    }
    write(&folder.join("proofs/policy"), &proofs.policy)?;
    write(&folder.join("proofs/entry"), &proofs.entry)?;
    write(&folder.join("MANIFEST.tsv"), manifest.as_bytes())
}

/// The log and the witnesses of all files. Their private keys are known to everybody who reads this.
struct Keys {
    log: SignerKey,
    witnesses: [Cosigner; 3],
    /// One that cosigns with ML-DSA-44.
    other: Cosigner,
}

impl Keys {
    fn new() -> Result<Self, String> {
        let fault = |error: interrex_tlog::Fault| error.to_string();
        let witness = |name: &str, seed| Cosigner::ed25519(name, &[seed; 32]).map_err(fault);
        Ok(Self {
            log: SignerKey::ed25519("log.example/one", &[1; 32]).map_err(fault)?,
            witnesses: [
                witness("w0.example", 2)?,
                witness("w1.example", 3)?,
                witness("w2.example", 4)?,
            ],
            other: Cosigner::ml_dsa_44("m.example", &[5; 32]).map_err(fault)?,
        })
    }
}
