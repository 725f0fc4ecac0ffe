//! What a mirror that takes uploads remembers, on a disk.
//!
//! ```text
//! checkpoint, tile/     the copy up to the mirror's own head, which bears its cosignature
//! pending/checkpoint    the last head that the log has shown: the copy is on its way to it
//! pending/tile/         entries that have come and are not in the copy yet, with their tiles
//! ```
//!
//! Pending entries are believed, since each came with a proof, and need not be durable: after a crash they are asked
//! for again. What a cosignature says is durable before it is made.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use interrex_log::Copy;
use interrex_log::copy::{Source, Update};
use interrex_log::disk::{Disk, DiskError};
use interrex_tlog::checkpoint::SignedCheckpoint;
use interrex_tlog::cosignature::Cosigner;
use interrex_tlog::merkle::{EMPTY_ROOT, Hash, leaf_hash};
use interrex_tlog::mirror::{Mirror, Store};
use interrex_tlog::note::VerifierKey;
use interrex_tlog::policy::Policy;
use interrex_tlog::tiles::{Edge, Files, Resource, Span, Tile, TileReader, WIDTH, read_bundle};
use interrex_tlog::witness::State;

/// So many heads that the log has shown are remembered: uploads to one that was replaced go on.
const HEADS_MAX: usize = 8;

const CHECKPOINT: &str = "checkpoint";
const NEXT: &str = "checkpoint.next";

/// The copy of one log, and what is on its way into it.
pub(super) struct Held<D> {
    key: VerifierKey,
    policy: Policy,
    copy: Copy<D>,
    /// The folder of the copy, to read beside it.
    view: D,
    pending: D,
    /// The edge of the tree of all entries that have come.
    edge: Edge,
    /// Heads that the log has shown, by size; the last is the pending checkpoint.
    heads: BTreeMap<u64, SignedCheckpoint>,
    /// Why nothing is taken any more.
    failed: Option<String>,
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

impl<D: Disk> Held<D> {
    /// Opens what is held of a log. A head whose cosignature a crash has taken is cosigned.
    pub(super) fn open(
        (copy, view, mut pending): (D, D, D),
        key: VerifierKey,
        mirror: &Mirror,
        now: u64,
    ) -> Result<Self, String> {
        let mut policy = format!("log {key}\n");
        for (at, cosigner) in mirror.cosigners().iter().enumerate() {
            let _ = writeln!(policy, "witness mirror-{at} {}", cosigner.verifier());
        }
        policy.push_str("quorum none\n");
        let policy = Policy::parse(policy.as_bytes()).map_err(said)?;
        let copy = Copy::open(copy, key.name(), vec![key.clone()]).map_err(said)?;
        let mut heads = BTreeMap::new();
        if let Some(bytes) = pending.read(CHECKPOINT).map_err(said)? {
            let head = SignedCheckpoint::parse(&bytes);
            let head = head.map_err(|error| format!("`pending/{CHECKPOINT}`: {error}"))?;
            // A copy that was fetched since then has more.
            if head.checkpoint().size() >= copy.size() {
                heads.insert(head.checkpoint().size(), head);
            }
        }
        pending.remove(NEXT).map_err(said)?;
        let mut held = Self {
            edge: edge(&copy)?,
            key,
            policy,
            copy,
            view,
            pending,
            heads,
            failed: None,
        };
        if let Some(head) = held.copy.head().cloned() {
            held.cosign_if_missing(mirror, head, now)?;
        }
        Ok(held)
    }

    fn cosign_if_missing(
        &mut self,
        mirror: &Mirror,
        mut head: SignedCheckpoint,
        now: u64,
    ) -> Result<(), String> {
        let keys = mirror.cosigners();
        if head.verify(keys.iter().map(Cosigner::verifier)).is_ok() {
            return Ok(());
        }
        for key in keys {
            head.add(key.cosign(head.checkpoint(), now).map_err(said)?);
        }
        self.publish(&head).map(|_| ())
    }

    /// The head up to which the copy is served, where the mirror has cosigned it.
    pub(super) fn served(&self, mirror: &Mirror) -> Option<&SignedCheckpoint> {
        let head = self.copy.head()?;
        let keys = mirror.cosigners().iter().map(Cosigner::verifier);
        head.verify(keys).is_ok().then_some(head)
    }

    /// A file of the copy.
    pub(super) fn file(&self, resource: Resource) -> Result<Option<Vec<u8>>, String> {
        self.view.read(&resource.to_string()).map_err(said)
    }

    fn of(&self, origin: &str) -> bool {
        origin == self.key.name()
    }

    fn current(&self) -> Option<&SignedCheckpoint> {
        self.heads.values().next_back()
    }

    fn on_the_way(&self) -> OnTheWay<'_, D> {
        OnTheWay {
            copy: &self.view,
            pending: &self.pending,
        }
    }

    /// Replaces the pending checkpoint: written beside it, made durable, renamed, and the name made durable.
    fn replace(&mut self, head: &SignedCheckpoint) -> Result<(), DiskError> {
        let text = head.to_string();
        self.pending.write(NEXT, text.as_bytes())?;
        self.pending.sync(NEXT)?;
        self.pending.rename(NEXT, CHECKPOINT)?;
        self.pending.sync_folder("")
    }

    /// After an effect that failed it is unknown what is on the disk: nothing more is taken until the mirror is
    /// started again.
    fn or_stop<T>(&mut self, done: Result<T, String>) -> Result<T, String> {
        if let Err(error) = &done {
            self.failed = Some(error.clone());
        }
        done
    }

    fn is_running(&self) -> Result<(), String> {
        match &self.failed {
            Some(reason) => Err(format!("the mirror stopped taking anything: {reason}")),
            None => Ok(()),
        }
    }

    fn write_pending(&mut self, files: &[(Resource, Vec<u8>)]) -> Result<(), DiskError> {
        for (resource, bytes) in files {
            let path = resource.to_string();
            for (at, _) in path.match_indices('/') {
                self.pending
                    .make_folder(path.get(..at).unwrap_or_default())?;
            }
            self.pending.write(&path, bytes)?;
        }
        Ok(())
    }

    /// Removes pending files, once the copy has all of their entries.
    fn clear(&mut self) -> Result<(), DiskError> {
        let mut folders = vec!["tile/".to_owned()];
        let mut at = 0;
        while let Some(folder) = folders.get(at).cloned() {
            for name in self.pending.list(folder.trim_end_matches('/'))? {
                if name.ends_with('/') {
                    folders.push(format!("{folder}{name}"));
                } else {
                    self.pending.remove(&format!("{folder}{name}"))?;
                }
            }
            at += 1;
        }
        for folder in folders.iter().rev() {
            self.pending.remove_folder(folder.trim_end_matches('/'))?;
        }
        Ok(())
    }
}

/// The edge of the tree of a copy.
fn edge<D: Disk>(copy: &Copy<D>) -> Result<Edge, String> {
    let (size, Some(reader)) = (copy.size(), copy.reader()) else {
        return Ok(Edge::default());
    };
    let last = size.checked_sub(1).and_then(|last| Span::of(last, size));
    let bundle = match last.filter(|span| span.is_partial()) {
        Some(span) => Source::bundle(&reader, span).map_err(said)?,
        None => Vec::new(),
    };
    Edge::load(size, &reader, &bundle).map_err(said)
}

impl<D: Disk> State for Held<D> {
    type Error = String;

    fn log_keys(&self, origin: &str) -> Result<Vec<VerifierKey>, String> {
        Ok(if self.of(origin) {
            vec![self.key.clone()]
        } else {
            Vec::new()
        })
    }

    fn latest(&self, origin: &str) -> Result<Option<(u64, Hash)>, String> {
        let head = self.current().or_else(|| self.copy.head());
        let head = head
            .filter(|_| self.of(origin))
            .map(SignedCheckpoint::checkpoint);
        Ok(head.map(|head| (head.size(), head.root())))
    }

    fn record(
        &mut self,
        expected: Option<(u64, Hash)>,
        head: &SignedCheckpoint,
    ) -> Result<bool, String> {
        self.is_running()?;
        if self.latest(head.checkpoint().origin())? != expected {
            return Ok(false);
        }
        let replaced = self.replace(head).map_err(said);
        self.or_stop(replaced)?;
        self.heads.insert(head.checkpoint().size(), head.clone());
        while self.heads.len() > HEADS_MAX {
            self.heads.pop_first();
        }
        Ok(true)
    }
}

impl<D: Disk> Store for Held<D> {
    fn pending(
        &self,
        origin: &str,
        size: u64,
        _ticket: &[u8],
    ) -> Result<Option<SignedCheckpoint>, String> {
        Ok(self.heads.get(&size).filter(|_| self.of(origin)).cloned())
    }

    fn ticket(&self, _origin: &str, _size: u64) -> Result<Vec<u8>, String> {
        Ok(Vec::new())
    }

    fn mirrored(&self, origin: &str) -> Result<Option<SignedCheckpoint>, String> {
        Ok(self.copy.head().filter(|_| self.of(origin)).cloned())
    }

    fn next_entry(&self, _origin: &str) -> Result<u64, String> {
        Ok(self.edge.size())
    }

    fn leaf_hashes(&self, _origin: &str, start: u64, end: u64) -> Result<Vec<Hash>, String> {
        let Some(span) = Span::of(start, self.edge.size()).filter(|_| start < end) else {
            return Ok(Vec::new());
        };
        let bytes = Source::bundle(&self.on_the_way(), span)?;
        let entries = read_bundle(&bytes, span.width()).map_err(said)?;
        let first = span.index() * u64::from(WIDTH);
        let asked = (first..)
            .zip(entries)
            .filter(|(at, _)| (start..end).contains(at));
        Ok(asked.map(|(_, entry)| leaf_hash(entry)).collect())
    }

    fn save(&mut self, _origin: &str, start: u64, entries: &[&[u8]]) -> Result<(), String> {
        self.is_running()?;
        if start != self.edge.size() {
            return Err("entries were left out".to_owned());
        }
        let mut edge = self.edge.clone();
        let change = edge.append(entries).map_err(said)?;
        let written = self.write_pending(&change.files).map_err(said);
        self.or_stop(written)?;
        self.edge = edge;
        Ok(())
    }

    fn integrate(&mut self, origin: &str, size: u64) -> Result<Hash, String> {
        self.is_running()?;
        if size > self.copy.size() {
            let head = self.pending(origin, size, &[])?;
            let head = head.ok_or("the checkpoint is not remembered any more")?;
            let source = OnTheWay {
                copy: &self.view,
                pending: &self.pending,
            };
            let taken = self
                .copy
                .update(head.to_string().as_bytes(), &self.policy, &source);
            let taken = taken.map_err(said);
            if let Update::Fork(_) = self.or_stop(taken)? {
                return Err("the entries are those of another history".to_owned());
            }
        }
        if size == 0 {
            return Ok(EMPTY_ROOT);
        }
        let reader = self.copy.reader().ok_or("nothing is held")?;
        reader.root(size).map_err(said)
    }

    fn publish(&mut self, head: &SignedCheckpoint) -> Result<bool, String> {
        self.is_running()?;
        let size = head.checkpoint().size();
        if self.copy.size() > size {
            return Ok(false);
        }
        // No file is asked for: the copy has all entries.
        let kept = self
            .copy
            .update(head.to_string().as_bytes(), &self.policy, &Files::default());
        let kept = kept.map_err(said);
        self.or_stop(kept)?;
        if self.edge.size() <= size {
            let cleared = self.clear().map_err(said);
            self.or_stop(cleared)?;
        }
        Ok(true)
    }
}

/// Entries that have come, after those of the copy.
struct OnTheWay<'h, D> {
    copy: &'h D,
    pending: &'h D,
}

impl<D: Disk> OnTheWay<'_, D> {
    fn file(&self, exact: Resource, full: Resource) -> Result<Vec<u8>, String> {
        for resource in [exact, full] {
            let path = resource.to_string();
            for disk in [self.pending, self.copy] {
                if let Some(bytes) = disk.read(&path).map_err(said)? {
                    return Ok(bytes);
                }
            }
        }
        Err(format!("`{exact}` is missing"))
    }
}

impl<D: Disk> TileReader for OnTheWay<'_, D> {
    type Error = String;

    fn tile(&self, tile: Tile) -> Result<Vec<u8>, String> {
        let full = Tile::new(tile.level(), tile.span().full()).unwrap_or(tile);
        self.file(Resource::Tile(tile), Resource::Tile(full))
    }
}

impl<D: Disk> Source for OnTheWay<'_, D> {
    fn bundle(&self, span: Span) -> Result<Vec<u8>, String> {
        self.file(Resource::Entries(span), Resource::Entries(span.full()))
    }
}
