//! `interrex order` and `interrex verify`: an instrument issued under a power, and its check by a stranger.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use interrex_diag::{Format, plain};
use interrex_log::Reader;
use interrex_register::act::{Act, Digest, SCHEMA as ACT_SCHEMA};
use interrex_register::order::{self, Carried, Checked, Order, Verdict};
use interrex_register::trust::Trust;
use interrex_register::{Deed, Signed};
use serde_json::value::RawValue;

use super::args::{Form, OrderArgs, VerifyArgs};
use super::cosign;
use super::disk::Folder;
use super::folder::{Plans, Register, log_folders, site_of, text, write};
use super::opened;
use super::sheet;
use super::signing::add;
use crate::output::Output;
use crate::{Outcome, clock};

/// Runs `order`: issues one, or writes one that was issued before.
pub(super) fn run(args: &OrderArgs, output: &mut Output) -> Result<Outcome, String> {
    let folder = &args.register;
    site_of(folder)?;
    let instrument = args.instrument.as_deref().map(text).transpose()?;
    let mut opened = opened::open(folder, output)?;
    let number = match args.act {
        Some(number) => Ok(number),
        None => issue(args, &mut opened, instrument.as_deref(), output),
    };
    let digest = number.as_ref().map(|number| opened.digest(*number));
    let digest = digest.map_err(Clone::clone);
    opened.close(output);
    let (number, digest) = (number?, digest??);
    if args.cosign {
        cosign::ask_all(folder, output)?;
    }
    let order = match args.form {
        Form::Full => full(folder, digest, instrument)?,
        Form::Short => short(&Register::open(folder)?, number)?,
    };
    let bytes = order.to_bytes();
    write(&args.output, &bytes)?;
    let trust = Trust::parse(&text(&folder.join("trust.toml"))?)?;
    let checked = order::verify(&bytes, &trust, None);
    let sheet = args.output.with_extension("html");
    write(&sheet, sheet::of(&checked, &trust, &bytes).as_bytes())?;
    output.answer(&format!(
        "wrote {} ({} bytes) and the sheet {}\n",
        args.output.display(),
        bytes.len(),
        sheet.display()
    ));
    output.answer(&told(&checked));
    Ok(outcome(&checked))
}

/// Adds the act that issues an order; its number.
fn issue(
    args: &OrderArgs,
    register: &mut opened::Register,
    instrument: Option<&str>,
    output: &mut Output,
) -> Result<u32, String> {
    let by = args.key.iter().filter_map(|key| key.split_once('='));
    let act = Act {
        schema: ACT_SCHEMA.to_owned(),
        plan: register
            .plan()?
            .ok_or("no plan is in force; an act of the kind `adopt` adopts one")?,
        deed: Deed::Order {
            power: args.power.clone().unwrap_or_default(),
            region: args.region.clone(),
            title: args.title.clone().unwrap_or_default(),
            instrument: instrument.map(|text| Digest::of(text.as_bytes()).to_string()),
        },
        by: by.map(|(name, _)| name.to_owned()).collect(),
        signed: clock::moment().ok_or("the clock cannot be read")?,
        effective: None,
        rests_on: Vec::new(),
        documents: Vec::new(),
        basis: None,
        source: None,
        grade: None,
        note: None,
        exercise: None,
    };
    add(
        register,
        &mut Signed::unsigned(act),
        &args.key,
        args.yes,
        output,
    )
}

/// The order with every log that is held.
fn full(register: &Path, order: Digest, instrument: Option<String>) -> Result<Order, String> {
    let mut logs = Vec::new();
    for folder in log_folders(register)? {
        let disk = Folder::read_only(&folder);
        let fault = |error: interrex_log::LogError| format!("{}: {error}", folder.display());
        let Some(reader) = Reader::open(&disk).map_err(fault)? else {
            continue;
        };
        let mut entries = Vec::new();
        for entry in reader.entries(0) {
            let (_, bytes) = entry.map_err(fault)?;
            entries.push(raw(&bytes)?);
        }
        logs.push(Carried {
            checkpoint: reader.head().to_string(),
            entries,
        });
    }
    Ok(Order::Full(order::Full {
        order,
        logs,
        plans: plans(&Plans::held(register)?),
        instrument,
    }))
}

/// The texts of the plans that are held, in the canonical form of their digest.
fn plans(held: &Plans) -> BTreeMap<String, Vec<String>> {
    let canonical = |text: &String| {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        text.replace("\r\n", "\n").replace('\r', "\n")
    };
    let plans = held.files.iter();
    plans
        .map(|(digest, files)| {
            let texts = files.iter().map(|(_, text)| canonical(text));
            (digest.clone(), texts.collect())
        })
        .collect()
}

/// The order with its proof and the statement of this site.
fn short(register: &Register, number: u32) -> Result<Order, String> {
    let (origin, index) = register
        .union
        .places
        .get(number as usize)
        .ok_or_else(|| format!("the register has no act {number}"))?;
    let fault = |error: interrex_log::LogError| format!("{origin}: {error}");
    let disks = log_folders(&register.folder)?;
    let disks: Vec<Folder> = disks.iter().map(|log| Folder::read_only(log)).collect();
    let mut readers = Vec::new();
    for disk in &disks {
        readers.extend(Reader::open(disk).map_err(fault)?);
    }
    let reader = readers
        .iter()
        .find(|reader| reader.head().checkpoint().origin() == origin);
    let reader = reader.ok_or_else(|| format!("the log `{origin}` is not held here"))?;
    let now = clock::moment().ok_or("the clock cannot be read")?;
    let statement = order::holds(&register.plans.read, &register.union.acts, number, now)?;
    let key = register.signer()?;
    Ok(Order::Short(order::Short {
        entry: raw(&reader.entry(*index).map_err(fault)?)?,
        proof: reader.proof(*index).map_err(fault)?.to_string(),
        statement: statement.signed(&[&key])?,
    }))
}

fn raw(bytes: &[u8]) -> Result<Box<RawValue>, String> {
    let text = String::from_utf8(bytes.to_vec()).map_err(|_| "an entry is not text".to_owned())?;
    RawValue::from_string(text).map_err(|error| error.to_string())
}

/// Runs `verify`: 0 for a genuine order whose power was held, else 1. Nothing but the two files is read.
pub(super) fn verify(args: &VerifyArgs, output: &mut Output) -> Result<Outcome, String> {
    let trust = Trust::parse(&text(&args.trust)?)?;
    let bytes = fs::read(&args.order)
        .map_err(|error| format!("cannot read `{}`: {error}", args.order.display()))?;
    let checked = order::verify(&bytes, &trust, clock::moment());
    if output.format() == Format::Json {
        let line = serde_json::to_string(&checked).map_err(|error| error.to_string())?;
        output.answer(&format!("{line}\n"));
    } else {
        output.answer(&told(&checked));
    }
    Ok(outcome(&checked))
}

fn outcome(checked: &Checked) -> Outcome {
    match checked.verdict {
        Verdict::Held | Verdict::HeldOnWord => Outcome::Good,
        Verdict::NotShown | Verdict::NotGenuine => Outcome::Bad,
    }
}

fn told(checked: &Checked) -> String {
    let head = match checked.verdict {
        _ if checked.exercise.is_some() => "NOT GENUINE: an exercise",
        Verdict::Held => "GENUINE, and the power was held",
        Verdict::HeldOnWord => "GENUINE, held on the word of sites",
        Verdict::NotShown => "GENUINE, but the power is not shown",
        Verdict::NotGenuine => "NOT GENUINE",
    };
    let mut text = format!("{head}\n  {}\n", plain(&checked.reason));
    let mut line = |label: &str, value: Option<&String>| {
        if let Some(value) = value {
            let _ = writeln!(text, "  {label:<10} {}", plain(value));
        }
    };
    line("exercise", checked.exercise.as_ref());
    line("order", checked.title.as_ref());
    line("power", checked.power.as_ref());
    let by = checked.by.join(", ");
    line("by", Some(&by).filter(|by| !by.is_empty()));
    line("signed", checked.signed.as_ref());
    line("as of", checked.as_of.as_ref());
    let age = checked.age.map(|seconds| {
        format!(
            "{} days and {} hours",
            seconds / 86_400,
            seconds % 86_400 / 3_600
        )
    });
    line("age", age.as_ref());
    let stale = checked.stale.then(|| {
        "older than the trust file lets pass without a word; ask for a newer one".to_owned()
    });
    line("stale", stale.as_ref());
    let cosigned = checked.cosigned.join(", ");
    line(
        "cosigned",
        Some(&cosigned).filter(|names| !names.is_empty()),
    );
    text
}
