//! A mirror over HTTP: heads and entries are brought to it, and its copy is served.
//!
//! Responsible for the requests. What is answered is left to `interrex_tlog::mirror`, what is remembered to
//! [`super::held`].

use std::io::Read;
use std::net::TcpListener;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use flate2::read::MultiGzDecoder;
use interrex_tlog::mirror::{Mirror, Upload};
use interrex_tlog::note::VerifierKey;
use interrex_tlog::tiles::Resource;
use interrex_tlog::witness::{BYTES_MAX, origin_hash};

use super::held::Held;
use crate::clock;
use crate::output::Output;
use crate::register::disk::Folder;
use crate::register::folder::make;
use crate::register::http::{self, Answer, Body, Request};
use crate::register::witness::told;

/// So many bytes of an upload are looked at at a time.
const PIECE: usize = 64 << 10;

/// An upload has this many bytes at most, once it is unpacked; a longer one goes on in another request.
const UPLOAD_BYTES_MAX: u64 = 1 << 30;

struct Server {
    mirror: Mirror,
    held: Mutex<Held<Folder>>,
    /// Below this path the copy is served.
    prefix: String,
}

/// Serves until the listener fails.
pub(super) fn serve(
    folder: &Path,
    key: VerifierKey,
    mirror: Mirror,
    listen: &str,
    output: &mut Output,
) -> Result<(), String> {
    let fault = |error: interrex_log::disk::DiskError| error.to_string();
    let copy = Folder::open(folder).map_err(fault)?;
    let pending = folder.join("pending");
    make(&pending)?;
    let disks = (
        copy,
        Folder::read_only(folder),
        Folder::open(&pending).map_err(fault)?,
    );
    let prefix = format!("/{}/", origin_hash(key.name()));
    let held = Held::open(disks, key, &mirror, clock::unix_seconds())?;
    let listener = TcpListener::bind(listen)
        .map_err(|error| format!("cannot listen at `{listen}`: {error}"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    for cosigner in mirror.cosigners() {
        output.answer(&format!("mirror {}\n", cosigner.verifier()));
    }
    output.answer(&format!("listening at http://{address}\n"));
    if output.is_broken() {
        output.detail("nobody reads what the mirror says");
    }
    let server = Server {
        mirror,
        held: Mutex::new(held),
        prefix,
    };
    http::serve(&listener, &|request, body| server.answer(request, body))
        .map_err(|error| format!("cannot listen any more: {error}"))
}

impl Server {
    fn answer(&self, request: &Request, body: &mut Body<'_>) -> Option<Answer> {
        match (request.method.as_str(), request.path.as_str()) {
            ("POST", "/add-entries") => Some(self.upload(request, body)),
            ("POST", path @ ("/add-checkpoint" | "/sign-subtree")) => {
                let body = match body.whole(BYTES_MAX) {
                    Ok(body) => body,
                    Err(refusal) => return refusal,
                };
                let mut held = self.held();
                Some(told(if path == "/add-checkpoint" {
                    self.mirror.add_checkpoint(&mut *held, &body)
                } else {
                    self.mirror.sign_subtree(&*held, &body)
                }))
            }
            (_, "/add-checkpoint" | "/add-entries" | "/sign-subtree") => {
                Some(Answer::told(405, "POST is expected"))
            }
            ("GET" | "HEAD", path) => Some(self.file(path)),
            _ => Some(Answer::told(404, "there is nothing here")),
        }
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Held<Folder>> {
        // What is held changes in steps that are whole or not at all, also where a thread has panicked in between.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes an upload as it comes. Between its pieces others are answered, so that a slow one holds up nobody.
    fn upload(&self, request: &Request, body: &mut Body<'_>) -> Answer {
        match request.encoding.as_str() {
            "" | "identity" => self.pieces(body),
            "gzip" => self.pieces(&mut MultiGzDecoder::new(body)),
            _ => Answer::told(415, "the body may be packed with gzip, and in no other way"),
        }
    }

    fn pieces(&self, body: &mut dyn Read) -> Answer {
        let mut upload = Upload::default();
        let mut piece = vec![0; PIECE];
        let mut body = body.take(UPLOAD_BYTES_MAX);
        loop {
            let count = match body.read(&mut piece) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == std::io::ErrorKind::InvalidInput => {
                    return Answer::told(400, "the body is not packed with gzip");
                }
                // What has come so far counts; whoever has gone asks how far that was.
                Err(_) => break,
            };
            let bytes = piece.get(..count).unwrap_or_default();
            let refusal = upload.push(&mut *self.held(), bytes);
            if let Some(refusal) = refusal.transpose() {
                return told(refusal);
            }
        }
        let now = clock::unix_seconds();
        told(upload.finish(&self.mirror, &mut *self.held(), now))
    }

    /// A file of the copy, for everybody.
    fn file(&self, path: &str) -> Answer {
        let none = || Answer::told(404, "there is nothing here");
        let resource = path.strip_prefix(&self.prefix).map(Resource::parse);
        let Some(Ok(resource)) = resource else {
            return none();
        };
        let held = self.held();
        let Some(checkpoint) = held.served(&self.mirror) else {
            return none();
        };
        if resource == Resource::Checkpoint {
            return Answer {
                status: 200,
                content_type: "text/plain; charset=utf-8",
                body: checkpoint.to_string().into_bytes(),
            };
        }
        match held.file(resource) {
            Ok(Some(body)) => Answer {
                status: 200,
                content_type: "application/octet-stream",
                body,
            },
            Ok(None) => none(),
            Err(error) => Answer::told(500, &error),
        }
    }
}
