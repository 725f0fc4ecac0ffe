//! What is tried on inputs as parts of a transparency log: every reader, and for each what it read is
//! written and read again.

use std::sync::LazyLock;

use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use interrex_tlog::merkle::{Subtree, leaf_hash, node_hash, root_of_inclusion};
use interrex_tlog::mirror::{self, Header, Info, Mirror, Upload};
use interrex_tlog::note::{Note, Signature, SignerKey, VerifierKey};
use interrex_tlog::policy::Policy;
use interrex_tlog::proof::Proof;
use interrex_tlog::tiles::{Resource, read_bundle, read_tile, write_bundle, write_tile};
use interrex_tlog::witness::{AddCheckpoint, SignSubtree, State, Witness};

/// Any bytes are read by every reader without a panic, and what is read is written as the same bytes, or
/// for policies as the same policy.
pub fn read_log(input: &[u8]) {
    signed(input);
    requests(input);
    if let Ok(text) = std::str::from_utf8(input) {
        lines(text);
    }
    if let Ok(policy) = Policy::parse(input) {
        assert_eq!(Policy::parse(&policy.to_bytes()).as_ref(), Ok(&policy));
        let survival = policy.survival();
        let witnesses = policy.witnesses().len();
        assert!(survival.silent <= witnesses, "{survival:?}");
        assert!(survival.lying <= survival.forging, "{survival:?}");
        assert!(survival.forging.is_none_or(|count| count < witnesses));
        assert!(policy.is_met(|_| true), "all are a quorum");
    }
    files(input);
    upload(input);
}

fn signed(input: &[u8]) {
    if let Ok(note) = Note::parse(input) {
        assert_eq!(note.to_string().as_bytes(), input);
    }
    if let Ok(signed) = SignedCheckpoint::parse(input) {
        assert_eq!(signed.to_string().as_bytes(), input);
        let head = signed.checkpoint();
        assert_eq!(Checkpoint::parse(&head.to_string()).as_ref(), Ok(head));
    }
    if let Ok(proof) = Proof::parse(input) {
        assert_eq!(proof.to_string().as_bytes(), input);
        let leaf = leaf_hash(b"a");
        let _ = proof.verify_inclusion(&leaf);
        let size = proof.checkpoint().checkpoint().size();
        let _ = root_of_inclusion(proof.index(), Subtree::tree(size), &leaf, proof.hashes());
    }
}

fn requests(input: &[u8]) {
    if let Ok(request) = AddCheckpoint::parse(input) {
        assert_eq!(request.to_string().as_bytes(), input);
        let _ = request.read_parts(200, input, []);
    }
    if let Ok(request) = SignSubtree::parse(input) {
        assert_eq!(request.to_string().as_bytes(), input);
    }
    let mut state = STATE.clone();
    let witness = Witness::new(Vec::new());
    let response = witness
        .add_checkpoint(&mut state, input, 1)
        .expect("memory");
    assert!([200, 400, 403, 404, 409, 422].contains(&response.status));
    let response = witness.sign_subtree(&state, input).expect("memory");
    assert!([400, 403, 404, 422].contains(&response.status));
}

fn lines(text: &str) {
    if let Ok(key) = VerifierKey::parse(text) {
        assert_eq!(key.to_string(), text);
    }
    if let Ok(signature) = Signature::parse(text) {
        assert_eq!(signature.to_string(), format!("{text}\n"));
    }
    if let Ok(resource) = Resource::parse(text) {
        assert_eq!(resource.to_string(), text);
    }
    if let Ok(info) = Info::parse(text.as_bytes()) {
        assert_eq!(info.to_string(), text);
    }
}

/// The first byte is the width.
fn files(input: &[u8]) {
    let Some((width, bytes)) = input.split_first() else {
        return;
    };
    let width = u16::from(*width) + 1;
    if let Ok(entries) = read_bundle(bytes, width) {
        assert_eq!(write_bundle(&entries).as_deref(), Ok(bytes));
    }
    if let Ok(hashes) = read_tile(bytes, width) {
        assert_eq!(write_tile(&hashes), bytes);
    }
}

/// A store that knows one log, with a pending checkpoint of the entries `a` and `b`.
static STATE: LazyLock<mirror::Memory> = LazyLock::new(|| {
    let mut state = mirror::Memory::default();
    let key = SignerKey::ed25519("o", &[1; 32]).expect("a name");
    state.trust("o", key.verifier().clone());
    let root = node_hash(&leaf_hash(b"a"), &leaf_hash(b"b"));
    let head = Checkpoint::new("o", 2, root).expect("an origin");
    let head = SignedCheckpoint::unsigned(head).expect("it is short");
    assert_eq!(state.record(None, &head), Ok(true));
    state
});

/// The same pieces lead to the same answer as the whole.
fn upload(input: &[u8]) {
    if let Ok(Some((header, rest))) = Header::take(input) {
        let bytes = header.to_bytes().expect("it was read");
        assert_eq!([&bytes, rest].concat(), input);
    }
    let answers = [input.len().max(1), 7].map(|piece| {
        let (mut upload, mut state) = (Upload::default(), STATE.clone());
        let pieces = input.chunks(piece);
        for piece in pieces {
            if let Some(response) = upload.push(&mut state, piece).expect("memory") {
                return response;
            }
        }
        let mirror = Mirror::new(Vec::new());
        upload.finish(&mirror, &mut state, 1).expect("memory")
    });
    assert_eq!(answers[0], answers[1]);
}
