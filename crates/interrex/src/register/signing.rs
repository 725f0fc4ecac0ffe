//! Acts on their way: shown in words, signed, added once everybody whom they name has signed.

use std::collections::BTreeSet;
use std::io::{self, BufRead as _, IsTerminal as _};
use std::path::Path;

use interrex_diag::{Format, plain};
use interrex_register::entry::NAMESPACE;
use interrex_register::{Act, Deed, Effect, Entry, Signed, words};
use interrex_units::Moment;

use super::args::{AppendArgs, SignArgs};
use super::folder::{TEXT_BYTES_MAX, bytes, has_not_ended, own_log, site_of, write};
use super::keys;
use super::listed::{self, Listed};
use super::opened::{self, Register};
use super::publish::offer_plans;
use crate::output::{Output, object};
use crate::{Outcome, clock};

/// Runs `register append`.
pub(super) fn append(args: &AppendArgs, output: &mut Output) -> Result<Outcome, String> {
    site_of(&args.register)?;
    let mut register = opened::open(&args.register, output)?;
    let acts = listed::read(&mut register, &args.file)?;
    let (acts, there) = listed::look(acts, &register, &args.key)?;
    told_there(&there, acts.len(), output)?;
    let mut each = acts.into_iter();
    let done = each.try_for_each(|mut ready| {
        let (signed, learned) = (&mut ready.signed, ready.learned);
        add(&mut register, signed, learned, &args.key, args.yes, output).map(|_| ())
    });
    let offered = offer_plans(register.folder(), register.plans());
    register.close(output);
    if let Err(error) = offered {
        output.say(&error);
    }
    done.map(|()| Outcome::Good)
}

/// Says which acts of a list the register has already, or that it has all of them.
fn told_there(there: &[u32], rest: usize, output: &mut Output) -> Result<(), String> {
    let numbers: Vec<String> = there.iter().map(u32::to_string).collect();
    let numbers = numbers.join(", ");
    match (there, rest) {
        ([], _) => {}
        ([number], 0) => {
            return Err(format!(
                "the register has this very act already, as act {number}"
            ));
        }
        (_, 0) => {
            return Err(format!(
                "the register has all of these acts already, as acts {numbers}"
            ));
        }
        _ => output.say(&format!(
            "passed over, since the register has them already: acts {numbers}"
        )),
    }
    Ok(())
}

/// Signs an act with the keys at hand and adds it to the site's log; its number. It is learned by the clock, where no
/// other moment is given.
pub(super) fn add(
    register: &mut Register,
    signed: &mut Signed,
    learned: Option<Moment>,
    keys: &[String],
    yes: bool,
    output: &mut Output,
) -> Result<u32, String> {
    signed.act.may_be_written()?;
    let other = other_plan(&signed.act, register)?;
    show(&signed.act, register, learned, other.as_deref(), output);
    let digest = signed.act.digest();
    let has_signed = |name: &String| signed.signatures.iter().any(|one| one.by == *name);
    if !signed.act.by.iter().all(has_signed) {
        no_other_plan(&signed.act, other.as_deref())?;
    }
    plan_is_held(register, &signed.act)?;
    sign_with(signed, keys)?;
    let signers = register.keyring().signers(signed)?;
    let by = signed.act.by.iter().map(String::as_str);
    let missing: Vec<&str> = by.filter(|name| !signers.contains(*name)).collect();
    if !missing.is_empty() {
        let is_root = |name: &str| register.keyring().is_root(name);
        return Err(missing_signatures(signed, &missing, is_root));
    }
    if !yes && !agreed("add this act to the register?", output)? {
        return Err("nothing was added".to_owned());
    }
    let learned = match learned {
        Some(learned) => learned,
        None => now_after(register, &signed.act)?,
    };
    let entry = Entry::Act(learned, Box::new(signed.clone())).to_bytes();
    // What a log has cannot be taken out: it is read first as everybody will read it.
    Entry::parse(&entry)?;
    let (trust, mut log) = own_log(register.folder())?;
    has_not_ended(&trust, log.origin())?;
    log.append(&[entry]).map_err(|error| error.to_string())?;
    log.publish().map_err(|error| {
        format!(
            "the act is in the log, and could not be published: {error}; do not add it again: the next act, or \
             `interrex register fsck --repair`, publishes it"
        )
    })?;
    drop(log);
    register.refresh(output)?;
    let number = register.number(&digest);
    let number = number.ok_or("the act that was added is not in the register")?;
    let effect = register.effect(number)?;
    let became = |effect: &Effect| words::became(effect, &signed.act);
    if output.format() == Format::Json {
        let fields = serde_json::json!({
            "number": number,
            "digest": digest.to_string(),
            "learned": learned.to_string(),
            "signers": signers,
            "effect": effect.as_ref().map(Effect::word),
            "reason": effect.as_ref().map(became),
        });
        output.answer(&object("interrex.appended/1", &fields));
    } else {
        let effect = effect.as_ref().map(became).unwrap_or_default();
        output.answer(&format!("act {number}: {effect}\n\n"));
    }
    // Whoever waits for the acknowledgment of one act need not wait for the next.
    if output.is_broken() {
        output.detail("nobody reads what is acknowledged");
    }
    Ok(number)
}

/// Refuses to put a plan in force that is not here: nothing would be answered from then on.
fn plan_is_held(register: &Register, act: &Act) -> Result<(), String> {
    match &act.deed {
        Deed::Adopt { adopted, .. } if !register.plans().read.contains_key(adopted) => {
            Err(format!(
                "the plan {adopted} is not held here: name its file in a list of acts, or take it over with `interrex \
                 register sync`"
            ))
        }
        _ => Ok(()),
    }
}

/// An act may be dated so many seconds after the clock here: clocks differ.
const AHEAD_SECONDS_MAX: i64 = 600;

/// The moment by the clock at which an act is learned, but never before the last act: a log goes forward.
fn now_after(register: &Register, act: &Act) -> Result<Moment, String> {
    let now = clock::moment().ok_or("the clock cannot be read")?;
    let now = register.learned_last().map_or(now, |last| last.max(now));
    if act.signed.unix() - now.unix() > AHEAD_SECONDS_MAX {
        return Err(format!(
            "the act says that it was signed at {}, which is still to come; `effective` says from when on it is meant to \
             have effect",
            act.signed
        ));
    }
    Ok(now)
}

/// Shows a person all that is signed, before a question, a PIN or a passphrase.
fn show(
    act: &Act,
    register: &Register,
    learned: Option<Moment>,
    other: Option<&str>,
    output: &mut Output,
) {
    output.say_to_person(&format!("{}\n", words::whole(act)));
    if let Some(at) = learned {
        output.say_to_person(&format!("    learned at {at}, as the list says\n"));
    }
    if let Some(said) = register.unknown(act) {
        output.say_to_person(&format!("    ! {}\n", plain(&said)));
    }
    if let Some(plan) = other {
        output.say_to_person(&format!(
            "    ! the plan in force when it was signed is another one: {plan}\n"
        ));
    }
    output.hand_on();
}

/// The plan in force when an act was signed, where the act is judged by it and cites another one.
fn other_plan(act: &Act, register: &Register) -> Result<Option<String>, String> {
    let is_judged = !matches!(
        act.deed,
        Deed::Adopt { .. }
            | Deed::Enrol { .. }
            | Deed::Rotate { .. }
            | Deed::RevokeKey { .. }
            | Deed::Succeed { .. }
    );
    let plan = register.plan(act.signed)?.filter(|plan| *plan != act.plan);
    Ok(plan.filter(|_| is_judged))
}

/// Refuses an act that cites another plan than the one in force when it was signed.
fn no_other_plan(act: &Act, other: Option<&str>) -> Result<(), String> {
    let Some(plan) = other else {
        return Ok(());
    };
    Err(format!(
        "the act cites the plan {}, and when it was signed {plan} is in force here: take over what this register lacks \
         with `interrex register sync`, or have the act prepared anew",
        plain(&act.plan)
    ))
}

/// Refuses an act on its way that nobody should sign: with a signature that is none, or is not of those who do it, or
/// citing another plan than the one in force.
fn may_be_signed(signed: &Signed, register: &Register, other: Option<&str>) -> Result<(), String> {
    signed.act.may_be_written()?;
    let counting = register.keyring().signers(signed)?;
    for one in &signed.signatures {
        let why = if !signed.act.by.contains(&one.by) {
            "whom the act does not name"
        } else if !counting.contains(&one.by) {
            "with a key that does not count for them in this register"
        } else {
            continue;
        };
        return Err(format!("the act is signed for `{}`, {why}", one.by));
    }
    no_other_plan(&signed.act, other)
}

fn missing_signatures(signed: &Signed, missing: &[&str], is_root: impl Fn(&str) -> bool) -> String {
    let has = |name: &str| signed.signatures.iter().any(|one| one.by == name);
    let foreign: Vec<&str> = missing.iter().copied().filter(|name| has(name)).collect();
    if foreign.is_empty() {
        not_signed(missing)
    } else {
        foreign_key(&signed.act.deed, &foreign, is_root)
    }
}

/// Says whose signatures are missing.
pub(super) fn not_signed(missing: &[&str]) -> String {
    format!(
        "not signed by {}; `interrex register sign` signs it, or `--key NAME=FILE` here",
        missing.join(", ")
    )
}

/// Says for whom something is signed with a key that is not theirs, and what would be.
pub(super) fn foreign_key(deed: &Deed, foreign: &[&str], is_root: impl Fn(&str) -> bool) -> String {
    let why = match deed {
        Deed::Rotate { who, .. } if foreign.contains(&who.as_str()) => {
            "a rotation is signed with the new key, whose digest was published with the old one"
        }
        _ if foreign.iter().any(|name| is_root(name)) => {
            "the key of a root enrols and revokes keys, and does nothing else; an act of the kind `enrol` enrols one \
             for other things"
        }
        _ => "an act of the kind `enrol` enrols one",
    };
    format!(
        "signed for {} with a key that is not enrolled for them; {why}",
        foreign.join(", ")
    )
}

/// Runs `register sign`.
pub(super) fn sign(args: &SignArgs, output: &mut Output) -> Result<Outcome, String> {
    site_of(&args.register)?;
    let mut register = opened::open(&args.register, output)?;
    let mut acts = listed::read(&mut register, &args.file)?;
    let count = acts.len();
    let (Some(Listed { mut signed, .. }), true) = (acts.pop(), acts.is_empty()) else {
        return Err(format!(
            "`{}` holds {count} acts, and one at a time is signed on its way; make a file of each",
            args.file.display()
        ));
    };
    let other = other_plan(&signed.act, &register)?;
    show(&signed.act, &register, None, other.as_deref(), output);
    // Whoever signs again takes the place of what was signed for them before.
    let again = args.key.iter().filter_map(|key| key.split_once('='));
    let again: Vec<&str> = again.map(|(name, _)| name).collect();
    signed
        .signatures
        .retain(|one| !again.contains(&one.by.as_str()));
    may_be_signed(&signed, &register, other.as_deref())?;
    for key in &args.key {
        let (name, _) = name_and_key(key)?;
        if !signed.act.by.iter().any(|by| by == name) {
            return Err(format!(
                "`{name}` is none of those who do this act: {}",
                signed.act.by.join(", ")
            ));
        }
    }
    let path = args.output.as_ref().unwrap_or(&args.file);
    if path.extension().is_some_and(|is| is == "toml") {
        return Err(format!(
            "`{}` is the name of a list: name the file of the signed act otherwise, with `--output FILE`",
            path.display()
        ));
    }
    is_act_or_free(path)?;
    if !args.unsigned {
        if !args.yes && !agreed("sign this act?", output)? {
            return Err("nothing was signed".to_owned());
        }
        sign_with(&mut signed, &args.key)?;
        may_be_signed(&signed, &register, other.as_deref())?;
    }
    let bytes = signed.to_bytes();
    Signed::parse(&bytes)?;
    write(path, &bytes)?;
    if output.format() == Format::Json {
        let (by, lacking) = signed_and_lacking(&signed);
        let fields = serde_json::json!({
            "digest": signed.act.digest().to_string(),
            "signed": by,
            "lacking": lacking,
            "file": path,
        });
        output.answer(&object("interrex.signed/1", &fields));
    } else {
        output.answer(&format!("{}: {}\n", has_signed(&signed), path.display()));
    }
    Ok(Outcome::Good)
}

/// Refuses to write an act over anything else.
fn is_act_or_free(path: &Path) -> Result<(), String> {
    if !path.exists()
        || bytes(path, TEXT_BYTES_MAX).is_ok_and(|known| Signed::parse(&known).is_ok())
    {
        return Ok(());
    }
    Err(format!(
        "`{}` is there already, and is no act; name another file with `--output`",
        path.display()
    ))
}

/// Who has signed an act on its way, and whose signature it still lacks.
fn signed_and_lacking(signed: &Signed) -> (BTreeSet<&str>, Vec<&str>) {
    let names = signed.signatures.iter().map(|one| one.by.as_str());
    let names: BTreeSet<&str> = names.collect();
    let by = signed.act.by.iter().map(String::as_str);
    let lacks = by.filter(|name| !names.contains(name)).collect();
    (names, lacks)
}

/// The same in words. What these keys count for, a register says.
fn has_signed(signed: &Signed) -> String {
    let (names, lacks) = signed_and_lacking(signed);
    let names: Vec<&str> = names.into_iter().collect();
    let lacks = lacks.join(", ");
    match (names.as_slice(), lacks.as_str()) {
        ([], _) => format!("signed by nobody yet, to be signed by {lacks}"),
        (_, "") => format!("signed by {}", names.join(", ")),
        _ => format!("signed by {}, to be signed by {lacks}", names.join(", ")),
    }
}

/// Whose key, and where it is.
pub(super) fn name_and_key(key: &str) -> Result<(&str, &str), String> {
    key.split_once('=')
        .ok_or_else(|| format!("`{key}` is not NAME=KEY"))
}

/// Signs with those of the keys whose owner the act names.
pub(super) fn sign_with(signed: &mut Signed, keys: &[String]) -> Result<(), String> {
    let bytes = signed.act.to_bytes();
    for key in keys {
        let (name, path) = name_and_key(key)?;
        if !signed.act.by.iter().any(|by| by == name) {
            continue;
        }
        let signature = keys::open(path)?.sign(NAMESPACE, &bytes)?;
        signed.sign(name, &signature);
    }
    Ok(())
}

/// Asks the person at the terminal. Without a terminal nobody is asked, and nothing is done.
pub(super) fn agreed(question: &str, output: &mut Output) -> Result<bool, String> {
    if !io::stdin().is_terminal() {
        return Err(format!(
            "nobody is there to be asked: {question} Say `--yes` to go on without"
        ));
    }
    output.ask(&format!("{question} [y/N]"));
    let mut line = String::new();
    io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(|error| error.to_string())?;
    Ok(matches!(line.trim(), "y" | "Y" | "yes"))
}

/// The end of a day, or the moment itself.
pub(super) fn moment(text: &str) -> Result<Moment, String> {
    Moment::through(text.trim()).map_err(|error| format!("{error}"))
}
