//! Private keys in files: as OpenSSH writes them, or sealed in the format age around that.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use interrex_seal::{Identity, Lock, OpenFault};
use interrex_signature::{PublicKey, SecretFault, SecretKey, Signature};
use zeroize::Zeroizing;

use super::{Ask, Signer, checked};

/// A longer file is no key and no file of identities.
const FILE_LENGTH_MAX: u64 = 1 << 20;
/// How often a passphrase may be mistyped.
const ATTEMPTS: usize = 3;

struct Held(SecretKey);

impl Signer for Held {
    fn public(&self) -> PublicKey {
        self.0.public().clone()
    }

    fn sign(&mut self, namespace: &str, bytes: &[u8]) -> Result<Signature, String> {
        checked(
            self.0.sign(namespace, bytes),
            self.0.public(),
            namespace,
            bytes,
        )
    }
}

/// A private key in a file.
pub(super) fn open(path: &str, ask: Ask<'_>) -> Result<Box<dyn Signer>, String> {
    let path = Path::new(path);
    let bytes = read(path)?;
    let (text, is_sealed) = match interrex_seal::lock(&bytes) {
        Ok(Lock::Passphrase) => (by_passphrase(&bytes, path, ask)?, true),
        Ok(Lock::Recipients) => {
            return Err(format!(
                "`{0}` is sealed to an identity: name both as `age:IDENTITY:{0}`",
                path.display()
            ));
        }
        Err(OpenFault::NotSealed) => (bytes, false),
        Err(fault) => return Err(format!("`{}`: {fault}", path.display())),
    };
    let secret = read_secret(&text, path, ask)?;
    if !is_sealed && is_bare(&text) {
        check_private(path)?;
    }
    Ok(Box::new(Held(secret)))
}

/// A private key in a file that is sealed to the identity in another: `IDENTITY:PATH`.
pub(super) fn open_sealed(paths: &str, ask: Ask<'_>) -> Result<Box<dyn Signer>, String> {
    let Some((identity, path)) = paths.split_once(':') else {
        return Err(format!(
            "`age:{paths}` names one file; expected `age:IDENTITY:PATH`"
        ));
    };
    let identities = identities(Path::new(identity), ask)?;
    let path = Path::new(path);
    let sealed = read(path)?;
    let text = interrex_seal::open(&sealed, &identities)
        .map_err(|fault| format!("`{}`: {fault}", path.display()))?;
    let secret = read_secret(&text, path, ask)?;
    Ok(Box::new(Held(secret)))
}

/// The identities in a file, which may be sealed with a passphrase itself.
pub(super) fn identities(path: &Path, ask: Ask<'_>) -> Result<Vec<Identity>, String> {
    let bytes = read(path)?;
    let bytes = if interrex_seal::lock(&bytes).is_ok() {
        by_passphrase(&bytes, path, ask)?
    } else {
        check_private(path)?;
        bytes
    };
    let text = text(&bytes, path)?;
    Identity::parse_file(text).map_err(|fault| format!("`{}`: {fault}", path.display()))
}

fn by_passphrase(sealed: &[u8], path: &Path, ask: Ask<'_>) -> Result<Zeroizing<Vec<u8>>, String> {
    asking(
        path,
        ask,
        |passphrase| match interrex_seal::open_with_passphrase(sealed, passphrase) {
            Err(OpenFault::WrongPassphrase) => Ok(None),
            opened => opened.map(Some).map_err(|fault| fault.to_string()),
        },
    )
}

fn read_secret(bytes: &[u8], path: &Path, ask: Ask<'_>) -> Result<SecretKey, String> {
    let text = text(bytes, path)?;
    match SecretKey::parse(text, None) {
        Ok(secret) => Ok(secret),
        Err(SecretFault::Encrypted) => asking(path, ask, |passphrase| {
            match SecretKey::parse(text, Some(passphrase)) {
                Err(SecretFault::WrongPassphrase) => Ok(None),
                opened => opened.map(Some).map_err(|fault| fault.to_string()),
            }
        }),
        Err(fault) => {
            let path = path.display();
            match PublicKey::parse(text) {
                Ok(key) => Err(format!(
                    "`{path}` is a public key; sign with the file that holds its private half, or \
                     with ssh-agent: `agent:{}`",
                    key.fingerprint()
                )),
                Err(_) => Err(format!("`{path}`: {fault}")),
            }
        }
    }
}

/// Tries passphrases until one opens, a few times.
fn asking<T>(
    path: &Path,
    ask: Ask<'_>,
    mut attempt: impl FnMut(&str) -> Result<Option<T>, String>,
) -> Result<T, String> {
    let path = path.display();
    let mut question = format!("the passphrase of `{path}`");
    for _ in 0..ATTEMPTS {
        let passphrase = ask(&question)?;
        let opened = attempt(&passphrase).map_err(|fault| format!("`{path}`: {fault}"))?;
        if let Some(opened) = opened {
            return Ok(opened);
        }
        question = format!("that does not open it; the passphrase of `{path}`");
    }
    Err(format!(
        "`{path}` was not opened by any of {ATTEMPTS} passphrases"
    ))
}

fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, String> {
    let fail = |error: std::io::Error| format!("cannot read `{}`: {error}", path.display());
    let file = File::open(path).map_err(fail)?;
    let length = file.metadata().map_err(fail)?.len();
    if length > FILE_LENGTH_MAX {
        return Err(format!(
            "`{}` is no key: it is longer than {FILE_LENGTH_MAX} bytes",
            path.display()
        ));
    }
    // Reserved at once: a buffer that grows leaves copies of its bytes behind.
    let capacity = usize::try_from(length).unwrap_or_default() + 1;
    let mut bytes = Zeroizing::new(Vec::with_capacity(capacity));
    file.take(FILE_LENGTH_MAX)
        .read_to_end(&mut bytes)
        .map_err(fail)?;
    Ok(bytes)
}

fn text<'a>(bytes: &'a [u8], path: &Path) -> Result<&'a str, String> {
    std::str::from_utf8(bytes).map_err(|_| format!("`{}` is no text", path.display()))
}

/// Whether a private key stands in a text as it is.
fn is_bare(bytes: &[u8]) -> bool {
    let parsed = std::str::from_utf8(bytes).map(|text| SecretKey::parse(text, None));
    matches!(parsed, Ok(Ok(_)))
}

/// Refuses a secret that others can read, as ssh does: it may be no secret any more.
#[cfg(unix)]
fn check_private(path: &Path) -> Result<(), String> {
    use std::os::unix::fs::PermissionsExt;
    let metadata = std::fs::metadata(path)
        .map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
    let of_others = metadata.permissions().mode() & 0o077;
    if of_others == 0 {
        return Ok(());
    }
    Err(format!(
        "`{0}` holds a secret and can be read by others: `chmod 600 {0}`, or better a fresh key",
        path.display()
    ))
}

#[cfg(not(unix))]
fn check_private(_path: &Path) -> Result<(), String> {
    Ok(())
}

/// The folder of a test, empty.
#[cfg(test)]
pub(super) fn folder(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("interrex-{}-{name}", std::process::id()));
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("the folder of a test can be removed");
    }
    std::fs::create_dir_all(&folder).expect("the folder of a test can be made");
    folder
}

#[cfg(test)]
mod tests;
