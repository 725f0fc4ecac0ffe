//! `interrex register cosign`: the head of a site's log, shown to the witnesses of the policy.
//!
//! Over HTTP each witness is asked at its address. Where there is no network the log's folder travels: each witness
//! leaves its cosignature in it, and it is brought back.

use std::fs;
use std::path::Path;

use interrex_diag::Format;
use interrex_log::Reader;
use interrex_tlog::checkpoint::SignedCheckpoint;
use interrex_tlog::note::{Signature, VerifierKey};
use interrex_tlog::policy::{Policy, Witness};
use interrex_tlog::witness::{AddCheckpoint, Answer};

use super::args::CosignArgs;
use super::client::Client;
use super::disk::Folder;
use super::folder::own_log;
use crate::Outcome;
use crate::output::{Output, object};

/// What the name of a file with cosignatures begins with.
pub(super) const FILE: &str = "cosignature-";

/// So often a witness may name another size that it has cosigned.
const TRIES_MAX: usize = 3;

/// What the witnesses made of a head.
#[derive(Debug, Default)]
struct Asked {
    cosigned: Vec<String>,
    refused: Vec<(String, String)>,
    signatures: Vec<Signature>,
}

/// Runs the verb: 0 where the policy accepts the head, else 1.
pub(super) fn run(args: &CosignArgs, output: &mut Output) -> Result<Outcome, String> {
    let (trust, mut log) = own_log(&args.register)?;
    if trust.policy.witnesses().is_empty() {
        return Err(
            "the policy in `trust.toml` names no witness; a line `witness NAME KEY ADDRESS` names one".to_owned(),
        );
    }
    let (head, asked) = if let Some(folder) = &args.stick {
        from_stick(folder, &trust.policy)?
    } else {
        let head = log.checkpoint().clone();
        let asked = over_http(&head, &log.reader(), &trust.policy);
        (head, asked)
    };
    let mut signed = head;
    for signature in &asked.signatures {
        signed.add(signature.clone());
    }
    log.add_cosignatures(&signed, &trust.policy)
        .map_err(|error| error.to_string())?;
    let accepted = log
        .cosigned()
        .is_some_and(|accepted| accepted.checkpoint().size() >= signed.checkpoint().size());
    tell(&signed, &asked, accepted, output);
    Ok(if accepted {
        Outcome::Good
    } else {
        Outcome::Bad
    })
}

/// Asks all witnesses over HTTP, and says on the way which have refused.
pub(super) fn ask_all(register: &Path, output: &mut Output) -> Result<(), String> {
    let (trust, mut log) = own_log(register)?;
    let mut head = log.checkpoint().clone();
    let asked = over_http(&head, &log.reader(), &trust.policy);
    for (witness, reason) in &asked.refused {
        output.say(&format!("{witness} has not cosigned: {reason}"));
    }
    for signature in asked.signatures {
        head.add(signature);
    }
    log.add_cosignatures(&head, &trust.policy)
        .map_err(|error| error.to_string())
}

fn tell(signed: &SignedCheckpoint, asked: &Asked, accepted: bool, output: &mut Output) {
    let head = signed.checkpoint();
    if output.format() == Format::Json {
        let refused = asked
            .refused
            .iter()
            .map(|(witness, reason)| serde_json::json!({"witness": witness, "reason": reason}));
        let line = object(
            "interrex.cosign/1",
            &serde_json::json!({
                "origin": head.origin(),
                "size": head.size(),
                "root": head.root().to_string(),
                "cosigned": asked.cosigned,
                "refused": refused.collect::<Vec<_>>(),
                "accepted": accepted,
            }),
        );
        output.answer(&line);
        return;
    }
    output.answer(&format!(
        "{}: a head of {} entries\n",
        head.origin(),
        head.size()
    ));
    for witness in &asked.cosigned {
        output.answer(&format!("  {witness} has cosigned it\n"));
    }
    for (witness, reason) in &asked.refused {
        output.answer(&format!("  {witness} has not: {reason}\n"));
    }
    output.answer(if accepted {
        "the policy accepts it\n"
    } else {
        "that is no quorum yet: what is in it is provisional\n"
    });
}

fn name(witness: &Witness) -> String {
    String::from_utf8_lossy(&witness.name).into_owned()
}

/// Asks each witness at its address.
fn over_http(head: &SignedCheckpoint, reader: &Reader<'_, Folder>, policy: &Policy) -> Asked {
    let client = Client::new();
    let mut asked = Asked::default();
    for witness in policy.witnesses() {
        let answered = match &witness.url {
            Some(url) => {
                let url = String::from_utf8_lossy(url).into_owned();
                ask(&client, &url, head, reader, &witness.key)
            }
            None => Err(
                "the policy does not say where it is reached; write its address behind its key, or use `--stick`"
                    .to_owned(),
            ),
        };
        match answered {
            Ok(signatures) => {
                asked.cosigned.push(name(witness));
                asked.signatures.extend(signatures);
            }
            Err(reason) => asked.refused.push((name(witness), reason)),
        }
    }
    asked
}

/// Asks one witness; it may have to say first what it has cosigned last.
fn ask(
    client: &Client,
    url: &str,
    head: &SignedCheckpoint,
    reader: &Reader<'_, Folder>,
    key: &VerifierKey,
) -> Result<Vec<Signature>, String> {
    let url = format!("{}/add-checkpoint", url.trim_end_matches('/'));
    let size = head.checkpoint().size();
    let mut old = 0;
    for _ in 0..TRIES_MAX {
        let proof = reader
            .consistency(old, size)
            .map_err(|error| error.to_string())?;
        let request = AddCheckpoint::new(old, proof, head.clone());
        let answer = client.post(&url, request.to_string().as_bytes())?;
        let answer = request.read_parts(answer.status, &answer.body, [key]);
        match answer.map_err(|error| error.to_string())? {
            Answer::Cosigned(signatures) => return Ok(signatures),
            Answer::Conflict(known) if known > size => return Err(behind(known)),
            Answer::Conflict(known) => old = known,
            Answer::Refused(422, reason) => {
                return Err(format!(
                    "it has cosigned another history of this log ({reason}); append nothing before it is known why"
                ));
            }
            Answer::Refused(status, reason) => return Err(format!("status {status}: {reason}")),
        }
    }
    Err("it names another size each time it is asked".to_owned())
}

fn behind(known: u64) -> String {
    format!(
        "it has cosigned a head of {known} entries, which this log does not have: an old copy of it was put back. \
         Append nothing; take the log from a copy or a mirror"
    )
}

/// The head in the folder of a log that has travelled, and the cosignatures that witnesses left beside it.
fn from_stick(folder: &Path, policy: &Policy) -> Result<(SignedCheckpoint, Asked), String> {
    let disk = Folder::read_only(folder);
    let reader = Reader::open(&disk).map_err(|error| error.to_string())?;
    let reader = reader.ok_or_else(|| {
        let folder = folder.display();
        format!("`{folder}` is no folder of a log; copy the folder `log` of the register there")
    })?;
    let head = reader.head().clone();
    let request = AddCheckpoint::new(0, Vec::new(), head.clone());
    let mut bodies = Vec::new();
    let fault = |error: std::io::Error| format!("cannot read `{}`: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        if entry.file_name().to_string_lossy().starts_with(FILE) {
            bodies.push(fs::read(entry.path()).map_err(fault)?);
        }
    }
    bodies.sort();
    let mut asked = Asked::default();
    for witness in policy.witnesses() {
        let of_body = |body: &Vec<u8>| match request.read_parts(200, body, [&witness.key]) {
            Ok(Answer::Cosigned(signatures)) => signatures,
            _ => Vec::new(),
        };
        let signatures: Vec<Signature> = bodies.iter().flat_map(of_body).collect();
        if signatures.is_empty() {
            let reason = format!("no file `{FILE}...` in the folder holds a cosignature of it");
            asked.refused.push((name(witness), reason));
        } else {
            asked.cosigned.push(name(witness));
            asked.signatures.extend(signatures);
        }
    }
    Ok((head, asked))
}
