//! A small log as tiles, made of files, to try other people's clients on.

use std::fs;
use std::path::Path;

use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use interrex_tlog::note::SignerKey;
use interrex_tlog::proof::Proof;
use interrex_tlog::tiles::{Edge, Files, Resource, Tree};

use crate::args::LogArgs;
use crate::file;

/// Writes `checkpoint`, `tile/`, and `INDEX.tlog-proof` for each entry.
pub(crate) fn run(args: &LogArgs) -> Result<(), String> {
    let key = SignerKey::ed25519(&args.origin, &file::seed(&args.origin_key)?);
    let key = key.map_err(|error| error.to_string())?;
    let entries = args.entries.iter().map(|path| file::bytes(path));
    let entries: Vec<Vec<u8>> = entries.collect::<Result<_, _>>()?;
    let change = Edge::default().append(&entries);
    let change = change.map_err(|error| error.to_string())?;
    let head = Checkpoint::new(&args.origin, change.size, change.root);
    let head = SignedCheckpoint::unsigned(head.map_err(|error| error.to_string())?);
    let mut head = head.map_err(|error| error.to_string())?;
    head.add(key.sign(head.note().text()));
    let mut files = Files::default();
    files.apply(&change);
    files.insert(Resource::Checkpoint, head.to_string().into_bytes());
    for (resource, bytes) in files.iter() {
        write(&args.folder.join(resource.to_string()), bytes)?;
    }
    let mut tree = Tree::new(change.size, &files);
    for index in 0..change.size {
        let hashes = tree.inclusion(index).map_err(|error| error.to_string())?;
        let proof = Proof::new(index, hashes, head.clone()).to_string();
        let path = args.folder.join(format!("{index}.tlog-proof"));
        write(&path, proof.as_bytes())?;
    }
    Ok(())
}

/// Writes a file, and the folders that it is in.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let fault = |error: std::io::Error| format!("cannot write `{}`: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(fault)?;
    }
    fs::write(path, bytes).map_err(fault)
}
