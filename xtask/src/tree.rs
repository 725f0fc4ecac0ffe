//! The files of the repository, in memory.
//!
//! Responsible for which files there are (those that version control keeps or would keep) and for
//! their text. The checks of `tidy` read this and no disk, so that their tests can hand them a
//! repository of three lines.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::process;

/// Every file by its path from the root, with `/` between its parts.
#[derive(Default)]
pub(crate) struct Tree {
    files: BTreeMap<String, Content>,
}

enum Content {
    Text(String),
    Binary(Vec<u8>),
}

impl Tree {
    /// Reads the workspace from disk.
    ///
    /// # Errors
    ///
    /// Names the file that could not be read.
    pub(crate) fn read() -> Result<Self, String> {
        let root = process::root();
        let mut tree = Self::default();
        for path in paths(&root)? {
            let place = root.join(&path);
            if !place.is_file() {
                continue;
            }
            let bytes = fs::read(&place).map_err(|error| format!("cannot read {path}: {error}"))?;
            tree.add(path, bytes);
        }
        Ok(tree)
    }

    fn add(&mut self, path: String, bytes: Vec<u8>) {
        let content = match String::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => Content::Text(text),
            Ok(text) => Content::Binary(text.into_bytes()),
            Err(error) => Content::Binary(error.into_bytes()),
        };
        self.files.insert(path, content);
    }

    /// A tree of the given paths and texts.
    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let mut tree = Self::default();
        for (path, text) in files {
            tree.add((*path).to_owned(), text.as_bytes().to_vec());
        }
        tree
    }

    /// Whether there is such a file, or a folder with something in it.
    pub(crate) fn contains(&self, path: &str) -> bool {
        let folder = format!("{path}/");
        let below = self.files.range(folder.clone()..).next();
        self.files.contains_key(path) || below.is_some_and(|(name, _)| name.starts_with(&folder))
    }

    /// The text of a file; nothing when there is none, or when it is no text.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        match self.files.get(path)? {
            Content::Text(text) => Some(text),
            Content::Binary(_) => None,
        }
    }

    /// The bytes of a file; nothing when there is none.
    #[cfg(feature = "generate")]
    pub(crate) fn bytes(&self, path: &str) -> Option<&[u8]> {
        Some(match self.files.get(path)? {
            Content::Text(text) => text.as_bytes(),
            Content::Binary(bytes) => bytes,
        })
    }

    /// Every text file whose path ends so, in the order of paths.
    pub(crate) fn texts<'a>(&'a self, ending: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files
            .iter()
            .filter_map(move |(path, content)| match content {
                Content::Text(text) if path.ends_with(ending) => {
                    Some((path.as_str(), text.as_str()))
                }
                _ => None,
            })
    }

    /// Every file with its size in bytes.
    pub(crate) fn sizes(&self) -> impl Iterator<Item = (&str, usize)> {
        self.files.iter().map(|(path, content)| {
            let byte_count = match content {
                Content::Text(text) => text.len(),
                Content::Binary(bytes) => bytes.len(),
            };
            (path.as_str(), byte_count)
        })
    }
}

/// What version control lists; in an unpacked archive, which has none, what lies in the folders.
fn paths(root: &Path) -> Result<Vec<String>, String> {
    let arguments = [
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ];
    match process::command("git", &arguments).output() {
        Ok(output) if output.status.success() => Ok(String::from_utf8_lossy(&output.stdout)
            .split('\0')
            .filter(|path| !path.is_empty())
            .map(str::to_owned)
            .collect()),
        _ => {
            let mut found = Vec::new();
            walk(root, "", &mut found).map_err(|error| format!("cannot list files: {error}"))?;
            Ok(found)
        }
    }
}

fn walk(folder: &Path, prefix: &str, found: &mut Vec<String>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() && !["target", ".git", "book"].contains(&name.as_str()) {
            walk(&entry.path(), &format!("{path}/"), found)?;
        } else if kind.is_file() {
            found.push(path);
        }
    }
    Ok(())
}
