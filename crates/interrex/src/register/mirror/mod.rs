//! `interrex register mirror`: a copy of another site's log, taken over only where it extends what is held. It is
//! fetched, or brought to a mirror that listens.

mod held;
mod serve;

use std::path::Path;

use interrex_diag::Format;
use interrex_log::Copy;
use interrex_log::copy::Update;
use interrex_tlog::checkpoint::SignedCheckpoint;
use interrex_tlog::cosignature::Cosigner;
use interrex_tlog::mirror::Mirror;
use interrex_tlog::note::VerifierKey;
use interrex_tlog::policy::Policy;

use super::args::MirrorArgs;
use super::cosign::FILE;
use super::disk::Folder;
use super::elsewhere::Elsewhere;
use super::folder::{make, seed, write};
use super::init::new_key;
use crate::output::{Output, object};
use crate::{Outcome, clock};

/// Runs the verb: 0 where the mirror holds the head that was shown, 1 where the log has forked.
pub(super) fn run(args: &MirrorArgs, output: &mut Output) -> Result<Outcome, String> {
    let key = VerifierKey::parse(&args.log).map_err(|error| format!("`{}`: {error}", args.log))?;
    let Some(from) = &args.from else {
        let listen = args.listen.as_deref().unwrap_or_default();
        let name = args.name.as_deref().unwrap_or_default();
        make(&args.mirror)?;
        let mirror = Mirror::new(vec![cosigner(&args.mirror, name)?]);
        serve::serve(&args.mirror, key, mirror, listen, output)?;
        return Ok(Outcome::Good);
    };
    let origin = key.name().to_owned();
    let policy = format!("log {key}\nquorum none\n");
    let policy = Policy::parse(policy.as_bytes()).map_err(|error| error.to_string())?;
    let source = Elsewhere::of(from, &origin, &args.store)?;
    let head = source
        .head()?
        .ok_or_else(|| format!("there is no log at `{from}`: no file `checkpoint`"))?;
    let fault = |error: String| format!("{origin}: {error}; the mirror is as it was");
    let disk = Folder::open(&args.mirror).map_err(|error| error.to_string())?;
    let mut copy =
        Copy::open(disk, &origin, vec![key]).map_err(|error| fault(error.to_string()))?;
    let before = copy.size();
    let update = copy.update(&head, &policy, &source);
    let (more, fork) = match update.map_err(|error| fault(error.to_string()))? {
        Update::Grown(range) => (range.end - range.start, None),
        Update::Known => (0, None),
        Update::Fork(evidence) => {
            let [_, second] = evidence.heads();
            let name = format!("fork-{before}-{}", second.checkpoint().size());
            let file = args.mirror.join(name);
            write(&file, evidence.to_string().as_bytes())?;
            (0, Some(file))
        }
    };
    let cosigner = match (&args.name, copy.head(), &fork) {
        (Some(name), Some(head), None) => Some(cosign(&args.mirror, name, head)?),
        _ => None,
    };
    let size = copy.size();
    if output.format() == Format::Json {
        let line = object(
            "interrex.mirror/1",
            &serde_json::json!({
                "origin": origin,
                "size": size,
                "more": more,
                "fork": fork.as_ref().map(|file| file.display().to_string()),
                "mirror": cosigner,
            }),
        );
        output.answer(&line);
    } else if let Some(file) = &fork {
        output.answer(&format!(
            "{origin}: FORK. The head that was shown and the {size} entries held cannot be of one history.\n\
             Nothing was taken over; the evidence is in {}, and anybody can check it\n",
            file.display()
        ));
    } else {
        output.answer(&format!("{origin}: {more} entries more, {size} in all\n"));
        if let Some(key) = &cosigner {
            output.answer(&format!("mirror {key}\n"));
        }
    }
    Ok(if fork.is_some() {
        Outcome::Bad
    } else {
        Outcome::Good
    })
}

/// Cosigns that the mirror holds everything up to a head; the public key.
fn cosign(folder: &Path, name: &str, head: &SignedCheckpoint) -> Result<String, String> {
    let cosigner = cosigner(folder, name)?;
    let signature = cosigner.cosign(head.checkpoint(), clock::unix_seconds());
    let signature = signature.map_err(|error| error.to_string())?;
    let file = folder.join(format!("{FILE}{}", super::folder::file_name(name)));
    write(&file, format!("{signature}\n").as_bytes())?;
    Ok(cosigner.verifier().to_string())
}

/// The key of a mirror, which is made where it is missing.
fn cosigner(folder: &Path, name: &str) -> Result<Cosigner, String> {
    let path = folder.join("mirror.key");
    if !path.exists() {
        new_key(&path)?;
    }
    Cosigner::ml_dsa_44(name, &seed(&path)?).map_err(|error| format!("`{name}`: {error}"))
}
