//! The 518 proofs of `corpus/tlog/merkle`, each accepted or refused as its file says.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic fails the test"
)]

use std::fs;
use std::path::{Path, PathBuf};

use base64ct::{Base64, Encoding};
use interrex_tlog::merkle::{
    Hash, Subtree, verify_consistency, verify_inclusion, verify_subtree_consistency,
    verify_subtree_inclusion,
};
use serde_json::Value;

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_below(&path, found);
        } else if path.extension().is_some_and(|end| end == "json") {
            found.push(path);
        }
    }
}

/// Reads every vector of a kind; `accepts` says what the program makes of it.
fn check(kind: &str, count: usize, accepts: impl Fn(&Vector) -> Option<bool>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../corpus/tlog/merkle")
        .join(kind);
    let mut files = Vec::new();
    files_below(&folder, &mut files);
    assert_eq!(files.len(), count, "{kind}");
    for file in files {
        let value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        let vector = Vector(value);
        let good = !vector.0["wantErr"].as_bool().unwrap();
        let accepted = accepts(&vector).unwrap_or(false);
        assert_eq!(accepted, good, "{}", file.display());
    }
}

struct Vector(Value);

impl Vector {
    fn number(&self, key: &str) -> u64 {
        self.0[key].as_u64().unwrap()
    }

    /// A root or a leaf. The 12 bytes that stand for a hash in some vectors are filled up with zeroes,
    /// which keeps equal ones equal and different ones different, so that the verifier decides; no bytes
    /// at all are no hash, which a reader refuses.
    fn root(&self, key: &str) -> Option<Hash> {
        let mut bytes = Base64::decode_vec(self.0[key].as_str().unwrap()).unwrap();
        if bytes.len() == 12 {
            bytes.resize(32, 0);
        }
        Hash::try_from(bytes.as_slice()).ok()
    }

    /// The proof; nothing where one of its parts is no hash, which a reader refuses.
    fn proof(&self) -> Option<Vec<Hash>> {
        let parts = self.0["proof"].as_array().cloned().unwrap_or_default();
        parts
            .iter()
            .map(|part| Hash::from_base64(part.as_str().unwrap()).ok())
            .collect()
    }

    fn subtree(&self) -> Option<Subtree> {
        Subtree::new(self.number("start"), self.number("end"))
    }
}

#[test]
fn inclusion() {
    check("inclusion", 98, |vector| {
        let (leaf, root) = (vector.root("leafHash")?, vector.root("root")?);
        let (index, size) = (vector.number("leafIdx"), vector.number("treeSize"));
        let proof = vector.proof()?;
        Some(verify_inclusion(index, size, &leaf, &proof, &root).is_ok())
    });
}

#[test]
fn consistency() {
    check("consistency", 98, |vector| {
        let (old_root, root) = (vector.root("root1")?, vector.root("root2")?);
        let (old, size) = (vector.number("size1"), vector.number("size2"));
        let proof = vector.proof()?;
        Some(verify_consistency(old, size, &proof, &old_root, &root).is_ok())
    });
}

#[test]
fn subtree_inclusion() {
    check("subtreeinclusion", 204, |vector| {
        let (leaf, root) = (vector.root("leafHash")?, vector.root("root")?);
        let index = vector.number("leafIdx");
        let (subtree, proof) = (vector.subtree()?, vector.proof()?);
        Some(verify_subtree_inclusion(index, subtree, &leaf, &proof, &root).is_ok())
    });
}

#[test]
fn subtree_consistency() {
    check("subtreeconsistency", 118, |vector| {
        let (hash, root) = (vector.root("root1")?, vector.root("root2")?);
        let (subtree, proof) = (vector.subtree()?, vector.proof()?);
        let size = vector.number("size");
        Some(verify_subtree_consistency(subtree, size, &proof, &hash, &root).is_ok())
    });
}
