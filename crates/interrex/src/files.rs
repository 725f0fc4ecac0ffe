//! Reading plans from disk: the only place where the program touches plan files.
//!
//! A folder may hold files that are sealed to readers, `sites.toml.age`. Whoever names an identity that opens one reads
//! it as the others; to everybody else it stays closed, and is told of as such.

use std::fmt;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use interrex_register::Digest;
use interrex_seal::Identity;

use crate::register::read_identities;

/// The files of a plan: path as shown to people, text.
pub(crate) type Files = Vec<(String, String)>;

/// The ending of a plan file that is sealed to readers.
const SEALED: &str = ".toml.age";

/// The files of a plan that could be read, and those that are sealed.
#[derive(Debug, Default)]
pub(crate) struct PlanFiles {
    /// What is read, in order.
    pub(crate) files: Files,
    /// What is sealed, opened or not.
    pub(crate) sealed: Vec<SealedFile>,
}

/// A sealed file of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SealedFile {
    /// Its path, as shown to people.
    pub(crate) path: String,
    /// The digest of the sealed bytes, as a plan cites it.
    pub(crate) digest: String,
    /// Why it is not read; nothing where it was opened.
    pub(crate) closed: Option<String>,
}

/// So many bytes are read of one file: what has no end does not take all memory.
const FILE_BYTES_MAX: u64 = 1 << 30;

/// A file as it was found, before it is opened.
#[derive(Debug)]
pub(crate) struct Found {
    /// Its path, as shown to people.
    pub(crate) path: String,
    /// What it holds.
    pub(crate) bytes: Vec<u8>,
}

/// Why a plan could not be read from disk.
#[derive(Debug)]
pub(crate) enum Unreadable {
    /// The operating system said no.
    Io(PathBuf, io::Error),
    /// The file is not UTF-8 text.
    NotText(PathBuf),
    /// A file of identities cannot be used, for this reason.
    Identity(String),
    /// The folder holds no plan files.
    Empty(PathBuf),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(path, error) => write!(f, "cannot read `{}`: {error}", path.display()),
            Self::NotText(path) => {
                write!(
                    f,
                    "`{}` is not UTF-8 text; save it as UTF-8 and try again",
                    path.display()
                )
            }
            Self::Identity(error) => f.write_str(error),
            Self::Empty(path) => write!(
                f,
                "the folder `{}` holds no `.toml` file; name a plan, or start one with `interrex \
                 new DIR`",
                path.display()
            ),
        }
    }
}

/// Reads a plan: one file, or every `.toml` file below a folder in the order of their paths.
///
/// # Errors
/// [`Unreadable`] with the path that could not be read.
pub(crate) fn read_plan(path: &Path, identities: &[PathBuf]) -> Result<PlanFiles, Unreadable> {
    let mut paths = Vec::new();
    if path.is_dir() {
        collect(path, &mut paths)?;
        paths.sort();
        if paths.is_empty() {
            return Err(Unreadable::Empty(path.to_owned()));
        }
    } else {
        paths.push(path.to_owned());
    }
    let found = paths.iter().map(|path| read_bytes(path));
    opened(found.collect::<Result<_, _>>()?, identities)
}

/// What files hold, those that are sealed opened where an identity does it.
///
/// # Errors
/// [`Unreadable`] where one that is open is no text.
pub(crate) fn opened(found: Vec<Found>, identities: &[PathBuf]) -> Result<PlanFiles, Unreadable> {
    let mut plan = PlanFiles::default();
    let is_any_sealed = found.iter().any(|file| file.path.ends_with(SEALED));
    let named = if is_any_sealed { identities } else { &[] };
    let identities = named.iter().map(|path| read_identities(path));
    let identities: Vec<Vec<Identity>> = identities
        .collect::<Result<_, _>>()
        .map_err(Unreadable::Identity)?;
    let identities: Vec<Identity> = identities.into_iter().flatten().collect();
    for Found { path, bytes } in found {
        if !path.ends_with(SEALED) {
            plan.files.push((path.clone(), text_of(&path, bytes)?));
            continue;
        }
        let digest = Digest::of(&bytes).to_string();
        let closed = match unsealed(&bytes, &identities) {
            Ok(bytes) => {
                plan.files.push((path.clone(), text_of(&path, bytes)?));
                None
            }
            Err(why) => Some(why),
        };
        plan.sealed.push(SealedFile {
            path,
            digest,
            closed,
        });
    }
    Ok(plan)
}

/// Opens a sealed file with whichever identity does it.
fn unsealed(bytes: &[u8], identities: &[Identity]) -> Result<Vec<u8>, String> {
    if identities.is_empty() {
        return Err("no identity was named".to_owned());
    }
    let plain = interrex_seal::open(bytes, identities).map_err(|fault| fault.to_string())?;
    Ok(plain.to_vec())
}

/// Whether a file of this name is part of a plan.
pub(crate) fn is_plan_file(name: &str) -> bool {
    let is_sealed = name.len() > SEALED.len() && name.ends_with(SEALED);
    is_sealed
        || Path::new(name)
            .extension()
            .is_some_and(|ending| ending == "toml")
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), Unreadable> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| Unreadable::Io(folder.to_owned(), error))?;
    for entry in entries {
        let entry = entry.map_err(|error| Unreadable::Io(folder.to_owned(), error))?;
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let kind = entry
            .file_type()
            .map_err(|error| Unreadable::Io(path.clone(), error))?;
        if hidden {
            continue;
        }
        if kind.is_dir() {
            collect(&path, paths)?;
        } else if is_plan_file(&entry.file_name().to_string_lossy()) {
            paths.push(path);
        }
    }
    Ok(())
}

/// Reads one file of text.
///
/// # Errors
/// [`Unreadable`] with the path.
pub(crate) fn read_file(path: &Path) -> Result<(String, String), Unreadable> {
    let Found { path, bytes } = read_bytes(path)?;
    let text = text_of(&path, bytes)?;
    Ok((path, text))
}

pub(crate) fn read_bytes(path: &Path) -> Result<Found, Unreadable> {
    let fault = |error| Unreadable::Io(path.to_owned(), error);
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(fault)?;
    let read = file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes);
    if read.map_err(fault)? as u64 > FILE_BYTES_MAX {
        return Err(fault(io::Error::other(format!(
            "it has more than the {FILE_BYTES_MAX} bytes that are read of one file"
        ))));
    }
    let shown = path.to_string_lossy().replace('\\', "/");
    // As a code host and an editor know the file.
    let shown = shown.strip_prefix("./").unwrap_or(&shown).to_owned();
    Ok(Found { path: shown, bytes })
}

fn text_of(path: &str, bytes: Vec<u8>) -> Result<String, Unreadable> {
    String::from_utf8(bytes).map_err(|_| Unreadable::NotText(PathBuf::from(path)))
}
