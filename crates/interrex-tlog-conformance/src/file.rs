//! Keys and bytes from files.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use interrex_tlog::cosignature::Cosigner;
use interrex_tlog::note::{Algorithm, SignerKey, VerifierKey};

use crate::args::VkeyArgs;
use crate::report::print;

/// So long a file may be, in bytes: no proof, policy or bundle of entries is longer.
const BYTES_MAX: u64 = 17 << 20;

/// The bytes of a file. No more is read than a file may have: a device never ends.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let fault = |error: std::io::Error| format!("cannot read `{}`: {error}", path.display());
    let mut found = Vec::new();
    let file = File::open(path).map_err(fault)?;
    let length = file.take(BYTES_MAX + 1).read_to_end(&mut found);
    match u64::try_from(length.map_err(fault)?) {
        Ok(0..=BYTES_MAX) => Ok(found),
        _ => Err(format!(
            "`{}` is longer than {BYTES_MAX} bytes",
            path.display()
        )),
    }
}

/// Thirty-two bytes from a file with 64 hexadecimal digits.
pub(crate) fn seed(path: &Path) -> Result<[u8; 32], String> {
    let text = bytes(path)?;
    let text = String::from_utf8_lossy(&text);
    hexadecimal(text.trim()).map_err(|error| format!("`{}`: {error}", path.display()))
}

fn hexadecimal(text: &str) -> Result<[u8; 32], String> {
    let fault = || "64 hexadecimal digits are expected".to_owned();
    let mut found = [0; 32];
    if text.len() != 64 {
        return Err(fault());
    }
    for (at, byte) in found.iter_mut().enumerate() {
        let pair = text.get(2 * at..2 * at + 2).ok_or_else(fault)?;
        *byte = u8::from_str_radix(pair, 16).map_err(|_| fault())?;
    }
    Ok(found)
}

/// Public keys from their vkeys.
pub(crate) fn keys(vkeys: &[String]) -> Result<Vec<VerifierKey>, String> {
    let read =
        |vkey: &String| VerifierKey::parse(vkey).map_err(|error| format!("`{vkey}`: {error}"));
    vkeys.iter().map(read).collect()
}

/// Prints a vkey.
pub(crate) fn print_vkey(args: &VkeyArgs) -> Result<(), String> {
    let fault = |error: interrex_tlog::Fault| error.to_string();
    let key = match (&args.seed, &args.public) {
        (Some(path), _) if args.cosigner => {
            let key = Cosigner::ed25519(&args.name, &seed(path)?).map_err(fault)?;
            key.verifier().clone()
        }
        (Some(path), _) => {
            let key = SignerKey::ed25519(&args.name, &seed(path)?).map_err(fault)?;
            key.verifier().clone()
        }
        (None, public) => {
            let algorithm = if args.cosigner {
                Algorithm::CosignatureEd25519
            } else {
                Algorithm::Ed25519
            };
            let public = hexadecimal(public.as_deref().unwrap_or_default())?;
            VerifierKey::new(&args.name, algorithm, &public).map_err(fault)?
        }
    };
    print(&key.to_string());
    Ok(())
}
