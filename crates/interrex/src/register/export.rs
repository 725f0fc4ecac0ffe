//! `interrex register export`: everything that a register says, to be read without this program.
//!
//! ```text
//! README.txt     what the files are, and how to check them with other programs
//! acts.txt       each act in words, and what became of it
//! acts.jsonl     each act as JSON: its entry as the log has it, and the proof that it is there
//! heads/NAME     the signed head of each log
//! trust.toml, plans/DIGEST/
//! ```

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use interrex_diag::Format;
use interrex_log::Reader;
use interrex_register::became::effects;
use interrex_register::{Effect, Known, words};

use super::args::ExportArgs;
use super::disk::Folder;
use super::folder::{Register, file_name, folder_name, log_folders, now, write};

use crate::Outcome;
use crate::output::{Output, object};

const README: &str = include_str!("export.txt");

/// Runs the verb.
pub(super) fn run(args: &ExportArgs, output: &mut Output) -> Result<Outcome, String> {
    let to = &args.output;
    if fs::read_dir(to).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(format!(
            "`{}` is there already; name a new folder",
            to.display()
        ));
    }
    let register = Register::open(&args.register)?;
    write(&to.join("README.txt"), README.as_bytes())?;
    write(&to.join("trust.toml"), register.trust.to_text().as_bytes())?;
    for (digest, files) in &register.plans.files {
        for (name, text) in files {
            let path = to.join("plans").join(folder_name(digest)).join(name);
            write(&path, text.as_bytes())?;
        }
    }
    let disks: Vec<Folder> = log_folders(&args.register)?
        .iter()
        .map(|folder| Folder::read_only(folder))
        .collect();
    let mut logs = BTreeMap::new();
    for disk in &disks {
        let reader = Reader::open(disk).map_err(|error| error.to_string())?;
        let Some(reader) = reader else { continue };
        let origin = reader.head().checkpoint().origin().to_owned();
        let head = to.join("heads").join(file_name(&origin));
        write(&head, reader.head().to_string().as_bytes())?;
        logs.insert(origin, reader);
    }
    let (text, lines) = acts(&register, &logs)?;
    write(&to.join("acts.txt"), text.as_bytes())?;
    write(&to.join("acts.jsonl"), lines.as_bytes())?;
    let count = register.union.acts.len();
    output.answer(&if output.format() == Format::Json {
        let folder = to.display().to_string();
        object(
            "interrex.export/1",
            &serde_json::json!({
                "folder": folder,
                "acts": count,
                "logs": logs.len(),
            }),
        )
    } else {
        let (logs, to) = (logs.len(), to.display());
        format!("{count} acts of {logs} logs are in {to}; its README.txt says how to check them\n")
    });
    Ok(Outcome::Good)
}

type Logs<'d> = BTreeMap<String, Reader<'d, Folder>>;

/// Every act, in words and as lines of JSON.
fn acts(register: &Register, logs: &Logs<'_>) -> Result<(String, String), String> {
    let effects = effects(&register.plans.read, &register.union.acts, now());
    let (mut text, mut lines) = (String::new(), String::new());
    for (known, place) in register.union.acts.iter().zip(&register.union.places) {
        let effect = effects.get(&known.number);
        let effect = super::folder::effect(known.number, effect, &register.union.faults);
        let effect = effect.as_ref();
        let _ = writeln!(text, "act {:<3} {}", known.number, words::act(&known.act));
        let _ = writeln!(
            text,
            "        {}",
            effect
                .map(|effect| words::became(effect, &known.act))
                .unwrap_or_default()
        );
        lines.push_str(&line(known, effect, place, logs)?);
    }
    Ok((text, lines))
}

fn line(
    known: &Known,
    effect: Option<&Effect>,
    (origin, index): &(String, u64),
    logs: &Logs<'_>,
) -> Result<String, String> {
    let reader = logs.get(origin).ok_or("a log is missing")?;
    let fault = |error: interrex_log::LogError| format!("{origin}, entry {index}: {error}");
    let entry = reader.entry(*index).map_err(fault)?;
    let learned: BTreeMap<&String, String> = known
        .seen
        .iter()
        .map(|(site, moment)| (site, moment.to_string()))
        .collect();
    Ok(object(
        "interrex.exported-act/1",
        &serde_json::json!({
            "number": known.number,
            "digest": known.digest.to_string(),
            "log": origin,
            "index": index,
            "learned": learned,
            "signers": known.signers,
            "effect": effect.map(Effect::word),
            "reason": effect.map(|effect| words::became(effect, &known.act)),
            "words": words::act(&known.act),
            "entry": String::from_utf8_lossy(&entry),
            "proof": reader.proof(*index).map_err(fault)?.to_string(),
        }),
    ))
}
