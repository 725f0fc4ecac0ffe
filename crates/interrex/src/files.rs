//! Reading plans from disk: the only place where the program touches plan files.

use std::fmt;
use std::path::{Path, PathBuf};

/// The files of a plan: path as shown to people, text.
pub(crate) type Files = Vec<(String, String)>;

/// Why a plan could not be read from disk.
#[derive(Debug)]
pub(crate) enum Unreadable {
    /// The operating system said no.
    Io(PathBuf, std::io::Error),
    /// The file is not UTF-8 text.
    NotText(PathBuf),
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
pub(crate) fn read_plan(path: &Path) -> Result<Files, Unreadable> {
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
    paths.iter().map(|path| read_file(path)).collect()
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
        } else if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
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
    let bytes = std::fs::read(path).map_err(|error| Unreadable::Io(path.to_owned(), error))?;
    let text = String::from_utf8(bytes).map_err(|_| Unreadable::NotText(path.to_owned()))?;
    let shown = path.to_string_lossy().replace('\\', "/");
    // As a code host and an editor know the file.
    let shown = shown.strip_prefix("./").unwrap_or(&shown).to_owned();
    Ok((shown, text))
}
