//! Effects in an order that a crash cannot tear.
//!
//! Responsible for two of them: files that nothing refers to yet, and the replacement of one file as a
//! whole. When which of them is due is left to [`crate::log`] and [`crate::copy`].

use std::collections::BTreeSet;

use interrex_tlog::tiles::{Resource, Span};

use crate::disk::{Disk, DiskError};

/// So many files are written before they are synced: a disk keeps them open until then.
const FILES_AT_ONCE: usize = 128;

/// The folders whose own names are known to be durable, so that they need not be made so again.
#[derive(Clone, Default, Debug)]
pub(crate) struct Folders(BTreeSet<String>);

impl Folders {
    /// Writes files that nothing refers to yet, and makes them and their names durable.
    ///
    /// 1. Each file is written, in folders that are made where they are missing.
    /// 2. The content of each file is made durable; 1 and 2 for some files after others.
    /// 3. The names of the files, and of folders not known to be durable, are made durable.
    ///
    /// A crash after any of them leaves files that nothing refers to, whole or torn.
    pub(crate) fn write<D: Disk>(
        &mut self,
        disk: &mut D,
        files: &[(Resource, Vec<u8>)],
    ) -> Result<(), DiskError> {
        let mut folders = BTreeSet::new();
        let mut made = BTreeSet::new();
        for some in files.chunks(FILES_AT_ONCE) {
            let mut paths = Vec::new();
            for (resource, bytes) in some {
                let path = resource.to_string();
                for folder in ancestors(&path) {
                    if !self.0.contains(folder) && made.insert(folder.to_owned()) {
                        disk.make_folder(folder)?;
                        folders.insert(parent(folder).to_owned());
                    }
                }
                folders.insert(parent(&path).to_owned());
                disk.write(&path, bytes)?;
                paths.push(path);
            }
            for path in &paths {
                disk.sync(path)?;
            }
        }
        for folder in &folders {
            disk.sync_folder(folder)?;
        }
        self.0.extend(made);
        Ok(())
    }

    /// Removes the partial tiles and bundles that full ones have replaced. A crash in the midst of it
    /// leaves some of them, and nobody misses those that are gone.
    pub(crate) fn remove_partials<D: Disk>(
        &mut self,
        disk: &mut D,
        grown: &[Resource],
    ) -> Result<(), DiskError> {
        for resource in grown {
            let folder = format!("{resource}.p");
            for name in disk.list(&folder)? {
                disk.remove(&format!("{folder}/{name}"))?;
            }
            disk.remove_folder(&folder)?;
            self.0.remove(&folder);
        }
        Ok(())
    }
}

/// The full tiles and bundles among these files that had partial ones when the log had `before`
/// entries.
pub(crate) fn grown(files: &[(Resource, Vec<u8>)], before: u64) -> Vec<Resource> {
    let was_partial = |span: Span, level: u32| {
        let count = before.checked_shr(level * 8).unwrap_or(0);
        !span.is_partial() && count > span.index() * 256 && count < (span.index() + 1) * 256
    };
    let grown = |resource: &Resource| match *resource {
        Resource::Checkpoint => false,
        Resource::Entries(span) => was_partial(span, 0),
        Resource::Tile(tile) => was_partial(tile.span(), u32::from(tile.level())),
    };
    files
        .iter()
        .map(|(resource, _)| *resource)
        .filter(grown)
        .collect()
}

/// Replaces a file of the log's own folder as a whole.
///
/// 1. The bytes are written to `PATH.next`. 2. They are made durable. 3. `PATH.next` is renamed to `PATH`.
/// 4. The name is made durable.
///
/// A crash before 3 leaves the old file, after 4 the other; between them either, whole. A torn `PATH.next`
/// is written again.
pub(crate) fn replace<D: Disk>(disk: &mut D, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
    let next = format!("{path}.next");
    disk.write(&next, bytes)?;
    disk.sync(&next)?;
    disk.rename(&next, path)?;
    disk.sync_folder("")
}

/// The folder that a path is in.
fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The folders on the way to a file, the outermost first, without the log's own.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_folders() {
        let path = "tile/0/x001/234";
        assert_eq!(parent(path), "tile/0/x001");
        assert_eq!(parent("journal"), "");
        let all: Vec<&str> = ancestors(path).collect();
        assert_eq!(all, ["tile", "tile/0", "tile/0/x001"]);
    }

    #[test]
    fn partial_files_are_replaced_by_full_ones() {
        let files = |paths: &[&str]| -> Vec<(Resource, Vec<u8>)> {
            let file = |path: &&str| (Resource::parse(path).unwrap(), Vec::new());
            paths.iter().map(file).collect()
        };
        let check = |paths, before, expect: &[&str]| {
            let found = grown(&files(paths), before);
            let found: Vec<String> = found.iter().map(Resource::to_string).collect();
            assert_eq!(found, expect);
        };
        let paths = &[
            "tile/entries/001",
            "tile/0/001",
            "tile/0/002",
            "tile/1/000.p/3",
        ];
        check(paths, 300, &["tile/entries/001", "tile/0/001"]);
        check(paths, 256, &[]);
        check(paths, 512, &[]);
    }
}
