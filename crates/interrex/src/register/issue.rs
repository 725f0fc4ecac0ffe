//! `interrex order` and `interrex verify`: an instrument issued under a power, and its check by a stranger.

use std::collections::BTreeMap;
use std::fmt::Write as _;
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
use super::folder::{Plans, Register, bytes, log_folders, site_of, text, trust_of, unread};
use super::sheet;
use super::signing::add;
use super::{opened, paper};
use crate::output::{Output, object};
use crate::{Outcome, clock};

/// So many bytes of an order file are read, as logs of some hundred thousand acts have.
const ORDER_BYTES_MAX: u64 = 1 << 28;

/// So many bytes may an instrument have that goes along.
const INSTRUMENT_BYTES_MAX: u64 = 1 << 26;

/// Runs `order`: issues one, or writes one that was issued before.
pub(super) fn run(args: &OrderArgs, output: &mut Output) -> Result<Outcome, String> {
    let folder = &args.register;
    site_of(folder)?;
    let instrument = args.instrument.as_deref();
    let instrument = instrument.map(|path| bytes(path, INSTRUMENT_BYTES_MAX));
    let instrument = instrument.transpose()?;
    let sheet = args.output.with_extension("html");
    paper::may_be_written(&args.output, &sheet)?;
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
        Form::Short => short(&Register::open(folder)?, number).map_err(|reason| {
            format!(
                "{reason}; the order stands in the register as act {number}, and `interrex order --act {number}` without \
                 `--form short` writes it in full"
            )
        })?,
    };
    let file = order.to_bytes();
    if file.len() as u64 > ORDER_BYTES_MAX {
        return Err(format!(
            "the order with its logs would have {} bytes, and whoever checks it reads {ORDER_BYTES_MAX}: `--form short` \
             writes it without them",
            file.len()
        ));
    }
    let trust = trust_of(folder)?;
    let checked = order::verify(&file, &trust, None);
    if checked.title.is_none() && args.act.is_some() {
        return Err(format!(
            "act {number} issues no order; `interrex register show` lists the acts"
        ));
    }
    paper::write_order(&args.output, &file)?;
    paper::write_sheet(&sheet, sheet::of(&checked, &trust, &file).as_bytes())?;
    if output.format() == Format::Json {
        let fields = serde_json::json!({
            "act": number,
            "file": args.output,
            "bytes": file.len(),
            "sheet": sheet,
            "checked": checked,
        });
        output.answer(&object("interrex.order-issued/1", &fields));
        return Ok(outcome(&checked));
    }
    output.answer(&format!(
        "wrote {} ({} bytes) and the sheet {}\n",
        args.output.display(),
        file.len(),
        sheet.display()
    ));
    output.answer(&told(&checked));
    Ok(outcome(&checked))
}

/// Adds the act that issues an order; its number.
fn issue(
    args: &OrderArgs,
    register: &mut opened::Register,
    instrument: Option<&[u8]>,
    output: &mut Output,
) -> Result<u32, String> {
    let by = args.key.iter().filter_map(|key| key.split_once('='));
    let act = Act {
        schema: ACT_SCHEMA.to_owned(),
        plan: register.plan_needed()?,
        deed: Deed::Order {
            power: args.power.clone().unwrap_or_default(),
            region: args.region.clone(),
            title: args.title.clone().unwrap_or_default(),
            instrument: instrument.map(|bytes| Digest::of(bytes).to_string()),
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
    // What nobody can hold is not signed first and found wanting afterwards.
    if let Some(said) = register.unknown(&act) {
        return Err(said);
    }
    if args
        .title
        .as_ref()
        .is_none_or(|title| title.trim().is_empty())
    {
        return Err("an order needs a title: say in `--title` what is ordered".to_owned());
    }
    add(
        register,
        &mut Signed::unsigned(act),
        None,
        &args.key,
        args.yes,
        output,
    )
}

/// The order with every log that is held.
fn full(register: &Path, order: Digest, instrument: Option<Vec<u8>>) -> Result<Order, String> {
    let mut logs = Vec::new();
    for folder in log_folders(register)? {
        let disk = Folder::read_only(&folder);
        let fault = |error: interrex_log::LogError| unread(&folder, &error);
        let Some(reader) = Reader::open(&disk).map_err(fault)? else {
            continue;
        };
        let mut entries = Vec::new();
        for entry in reader.entries(0) {
            let (_, bytes) = entry.map_err(fault)?;
            entries.push(bytes);
        }
        logs.push(Carried::new(reader.head(), &entries));
    }
    let full = order::Full {
        order,
        logs,
        plans: plans(&Plans::held(register)?),
        instrument: None,
        instrument_hex: None,
    };
    Ok(Order::Full(match instrument {
        Some(bytes) => full.with_instrument(bytes),
        None => full,
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
    let trust = Trust::parse(&text(&args.trust)?);
    let trust = trust.map_err(|error| format!("`{}`: {error}", args.trust.display()))?;
    let bytes = bytes(&args.order, ORDER_BYTES_MAX)?;
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
        Verdict::NotShown | Verdict::Disputed | Verdict::NotGenuine => Outcome::Bad,
    }
}

/// What a check came to, in large letters.
fn verdict(checked: &Checked) -> &'static str {
    match checked.verdict {
        _ if checked.exercise.is_some() => "NOT GENUINE: an exercise",
        Verdict::Held => "GENUINE, and the power was held",
        Verdict::HeldOnWord => "GENUINE, held on the word of sites",
        Verdict::NotShown => "GENUINE, but the power is not shown",
        Verdict::Disputed => "GENUINE, and whether the power was held is disputed",
        Verdict::NotGenuine if checked.lost_since => {
            "NOT GENUINE ANY LONGER: its power was lost since it was signed"
        }
        Verdict::NotGenuine => "NOT GENUINE",
    }
}

fn told(checked: &Checked) -> String {
    let mut text = format!("{}\n  {}\n", verdict(checked), plain(&checked.reason));
    let mut line = |label: &str, value: Option<&String>| {
        if let Some(value) = value {
            let _ = writeln!(text, "  {label:<10} {}", plain(value));
        }
    };
    for one in &checked.readings {
        let words = format!("{}: {}", one.reading, one.reason);
        line("reading", Some(&words));
    }
    line("exercise", checked.exercise.as_ref());
    line("order", checked.title.as_ref());
    let instrument = checked.instrument.as_ref().map(|instrument| {
        let along = match (instrument.carried, &instrument.text) {
            (false, _) => "does not go along: whoever has it compares its SHA-256 with this",
            (true, None) => "goes along, and is no text",
            (true, Some(_)) => "goes along",
        };
        format!("{}, which {along}", instrument.digest)
    });
    line("instrument", instrument.as_ref());
    line("power", checked.power.as_ref());
    let region = checked.region.as_ref();
    let region = region.map(|region| format!("{region}, and nowhere else"));
    line("region", region.as_ref());
    let not_in = checked.not_in.join(", ");
    let not_in = format!("{not_in}: its signer does not have the power there");
    line(
        "not in",
        Some(&not_in).filter(|_| !checked.not_in.is_empty()),
    );
    let by = checked.by.join(", ");
    line("by", Some(&by).filter(|by| !by.is_empty()));
    line("signed", checked.signed.as_ref());
    line("as of", checked.as_of.as_ref());
    if checked.heads.len() > 1 {
        for head in &checked.heads {
            let at = head.as_of.as_deref().unwrap_or("no entry");
            let words = format!("{}: {at}", head.site);
            line("log up to", Some(&words));
        }
    }
    let age = checked.age.map(age);
    line("age", age.as_ref());
    let late = checked.late.iter();
    let late: Vec<String> = late
        .map(|late| format!("act {} is {}", late.act, late.words()))
        .collect();
    for words in &late {
        line("late", Some(words));
    }
    for words in &checked.beside {
        line("beside", Some(words));
    }
    for words in &checked.unread {
        line("not read", Some(words));
    }
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

/// An age in words, the shorter the finer.
fn age(seconds: i64) -> String {
    if seconds < 0 {
        let ahead = age(seconds.saturating_neg());
        return format!("it is {ahead} ahead of the clock here: one of the clocks is wrong");
    }
    let (minutes, hours, days) = (seconds / 60, seconds / 3_600, seconds / 86_400);
    match (minutes, hours, days) {
        (0..2, ..) => counted(seconds, "second"),
        (_, 0..2, _) => counted(minutes, "minute"),
        (_, _, 0..2) => counted(hours, "hour") + " and " + &counted(minutes % 60, "minute"),
        _ => counted(days, "day") + " and " + &counted(hours % 24, "hour"),
    }
}

/// A number of things.
fn counted(count: i64, name: &str) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{count} {name}{end}")
}

#[cfg(test)]
mod tests {
    use super::age;

    #[test]
    fn an_age_is_told_as_finely_as_it_is_short() {
        let cases = [
            (0, "0 seconds"),
            (1, "1 second"),
            (7_260, "2 hours and 1 minute"),
            (176_400, "2 days and 1 hour"),
            (119, "119 seconds"),
            (120, "2 minutes"),
            (7_199, "119 minutes"),
            (7_200, "2 hours and 0 minutes"),
            (172_799, "47 hours and 59 minutes"),
            (172_800, "2 days and 0 hours"),
            (
                -3_600,
                "it is 60 minutes ahead of the clock here: one of the clocks is wrong",
            ),
        ];
        for (seconds, expect) in cases {
            assert_eq!(age(seconds), expect);
        }
    }
}
