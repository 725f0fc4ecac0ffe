//! Acts on their way: shown in words, signed, added once everybody whom they name has signed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead as _, IsTerminal as _};
use std::path::{Component, Path};

use interrex_diag::{Format, plain};
use interrex_register::entry::NAMESPACE;
use interrex_register::script::Stated;
use interrex_register::{Act, Deed, Effect, Entry, Signed, script, words};
use interrex_units::Moment;

use super::args::{AppendArgs, SignArgs};
use super::folder::{
    TEXT_BYTES_MAX, bytes, has_not_ended, own_log, plan_files, site_of, text, up_to, write,
};
use super::keys;
use super::opened::{self, Register};
use super::publish::offer_plans;
use crate::output::{Output, object};
use crate::{Outcome, clock};

/// Runs `register append`.
pub(super) fn append(args: &AppendArgs, output: &mut Output) -> Result<Outcome, String> {
    site_of(&args.register)?;
    let mut register = opened::open(&args.register, output)?;
    let acts = read(&mut register, &args.file)?;
    let mut each = acts.into_iter();
    let done = each.try_for_each(|mut listed| {
        let learned = listed.learned_at(&register)?;
        let signed = &mut listed.signed;
        add(&mut register, signed, learned, &args.key, args.yes, output).map(|_| ())
    });
    let offered = offer_plans(register.folder(), register.plans());
    register.close(output);
    if let Err(error) = offered {
        output.say(&error);
    }
    done.map(|()| Outcome::Good)
}

/// An act of a file, and what the file says of when and where it was learned.
struct Listed {
    signed: Signed,
    stated: Stated,
}

impl Listed {
    /// When the register learns of it by its list; nothing where that leaves it to the clock.
    ///
    /// A log goes forward: what stands later was learned later. So a moment that a list states lies between that of the
    /// last act and now.
    fn learned_at(&self, register: &Register) -> Result<Option<Moment>, String> {
        let site = site_of(register.folder())?;
        let act = words::act(&self.signed.act);
        let sites = &self.stated.sites;
        let learned = match sites.get(&site) {
            Some(learned) => *learned,
            None if sites.is_empty() => self.stated.learned,
            None => {
                let sites: Vec<&str> = sites.keys().map(String::as_str).collect();
                return Err(format!(
                    "{act}: the list says that this is learned at {}, and this is the register of {site}; append it \
                     there, and bring it here by `interrex register sync`",
                    sites.join(", ")
                ));
            }
        };
        let Some(learned) = learned else {
            return Ok(None);
        };
        let now = clock::moment().ok_or("the clock cannot be read")?;
        let last = register.learned_last().filter(|last| learned < *last);
        let wrong = if learned > now {
            "is still to come".to_owned()
        } else if learned < self.signed.act.signed {
            "is before it was signed".to_owned()
        } else if let Some(last) = last {
            format!(
                "is before the last act, which was learned at {last}. Append acts in the order in which they were \
                 learned; those that enrol keys have a `learned` of their own"
            )
        } else {
            return Ok(Some(learned));
        };
        Err(format!(
            "{act}: that it was learned at {learned}, as the list says, {wrong}"
        ))
    }
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
    show(&signed.act, register, learned, output)?;
    let digest = signed.act.digest();
    if let Some(number) = register.number(&digest) {
        return Err(format!(
            "the register has this very act already, as act {number}"
        ));
    }
    plan_is_held(register, &signed.act)?;
    sign_with(signed, keys)?;
    let signers = register.keyring().signers(signed)?;
    let missing: Vec<&String> = signed
        .act
        .by
        .iter()
        .filter(|name| !signers.contains(*name))
        .collect();
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
    let (trust, mut log) = own_log(register.folder())?;
    has_not_ended(&trust, log.origin())?;
    log.append(&[entry]).map_err(|error| error.to_string())?;
    log.publish().map_err(|error| error.to_string())?;
    drop(log);
    register.refresh(output)?;
    let number = register.number(&digest);
    let number = number.ok_or("the act that was added is not in the register")?;
    let effect = register.effect(number)?;
    if output.format() == Format::Json {
        let fields = serde_json::json!({
            "number": number,
            "digest": digest.to_string(),
            "learned": learned.to_string(),
            "signers": signers,
            "effect": effect.as_ref().map(Effect::word),
            "reason": effect.as_ref().map(words::effect),
        });
        output.answer(&object("interrex.appended/1", &fields));
    } else {
        let effect = effect.as_ref().map(words::effect).unwrap_or_default();
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
    output: &mut Output,
) -> Result<(), String> {
    output.say_to_person(&format!("{}\n", words::whole(act)));
    if let Some(at) = learned {
        output.say_to_person(&format!("    learned at {at}, as the list says\n"));
    }
    if let Some(said) = register.unknown(act) {
        output.say_to_person(&format!("    ! {}\n", plain(&said)));
    }
    if let Some(plan) = other_plan(act, register)? {
        output.say_to_person(&format!(
            "  the plan in force here is another one: {plan}\n"
        ));
    }
    output.hand_on();
    Ok(())
}

/// The plan in force, where an act that is judged by it cites another one.
fn other_plan(act: &Act, register: &Register) -> Result<Option<String>, String> {
    let is_judged = !matches!(
        act.deed,
        Deed::Adopt { .. }
            | Deed::Enrol { .. }
            | Deed::Rotate { .. }
            | Deed::RevokeKey { .. }
            | Deed::Succeed { .. }
    );
    let plan = register.plan()?.filter(|plan| *plan != act.plan);
    Ok(plan.filter(|_| is_judged))
}

/// Refuses an act on its way that nobody should sign: with a signature that is none, or is not of those who do it, or
/// citing another plan than the one in force.
fn may_be_signed(signed: &Signed, register: &Register) -> Result<(), String> {
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
    match other_plan(&signed.act, register)? {
        None => Ok(()),
        Some(plan) => Err(format!(
            "the act cites the plan {}, and {plan} is in force here: take over what this register lacks with \
             `interrex register sync`, or have the act prepared anew",
            signed.act.plan
        )),
    }
}

fn missing_signatures(
    signed: &Signed,
    missing: &[&String],
    is_root: impl Fn(&str) -> bool,
) -> String {
    let names: Vec<&str> = missing.iter().map(|name| name.as_str()).collect();
    let has = |name: &str| signed.signatures.iter().any(|one| one.by == name);
    let foreign: Vec<&str> = names.iter().copied().filter(|name| has(name)).collect();
    if foreign.is_empty() {
        format!(
            "not signed by {}; `interrex register sign` signs it, or `--key NAME=FILE` here",
            names.join(", ")
        )
    } else {
        let why = match &signed.act.deed {
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
}

/// Runs `register sign`.
pub(super) fn sign(args: &SignArgs, output: &mut Output) -> Result<Outcome, String> {
    site_of(&args.register)?;
    let mut register = opened::open(&args.register, output)?;
    let mut acts = read(&mut register, &args.file)?;
    let count = acts.len();
    let (Some(Listed { mut signed, .. }), true) = (acts.pop(), acts.is_empty()) else {
        return Err(format!(
            "`{}` holds {count} acts, and one at a time is signed on its way; make a file of each",
            args.file.display()
        ));
    };
    show(&signed.act, &register, None, output)?;
    may_be_signed(&signed, &register)?;
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
        return Err("name the file to write with `--output`".to_owned());
    }
    if !args.unsigned {
        if !args.yes && !agreed("sign this act?", output)? {
            return Err("nothing was signed".to_owned());
        }
        sign_with(&mut signed, &args.key)?;
    }
    write(path, &signed.to_bytes())?;
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
fn name_and_key(key: &str) -> Result<(&str, &str), String> {
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

/// The acts of a file: a list in TOML, or one act on its way.
fn read(register: &mut Register, file: &Path) -> Result<Vec<Listed>, String> {
    let bytes = if file == Path::new("-") {
        let read = up_to(io::stdin(), TEXT_BYTES_MAX).map_err(|error| error.to_string())?;
        read.ok_or("standard input is longer than acts are read")?
    } else {
        bytes(file, TEXT_BYTES_MAX)?
    };
    if bytes.first() == Some(&b'{') {
        let signed = Signed::parse(&bytes)?;
        return Ok(vec![Listed {
            signed,
            stated: Stated::default(),
        }]);
    }
    let text = String::from_utf8(bytes).map_err(|_| "the acts are not UTF-8 text".to_owned())?;
    listed(register, file, &text)
}

/// Acts of a list in TOML: plans and keys that it names by file are read, what is unsaid is filled in.
fn listed(register: &mut Register, file: &Path, text: &str) -> Result<Vec<Listed>, String> {
    let now = clock::moment().ok_or("the clock cannot be read")?;
    let beside = file.parent().unwrap_or(Path::new("."));
    let mut plans: BTreeMap<String, String> = BTreeMap::new();
    for name in script::plans_named(text)? {
        let path = beside.join(&name);
        let is_below = Path::new(&name)
            .components()
            .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        if !is_below {
            return Err(format!(
                "`adopted = {name:?}` names a plan outside of the folder of the list; write a name in that folder, or \
                 the digest of the plan"
            ));
        }
        if path.exists() {
            let digest = register.keep_plan(&plan_files(&path)?)?;
            plans.insert(name, digest);
        }
    }
    let given = script::Given {
        plans: &plans,
        plan: register.plan()?,
        now: Some(now),
    };
    let script = script::read_with(text, &given)?;
    let mut acts = Vec::new();
    for (known, stated) in script.acts.into_iter().zip(script.stated) {
        let mut act = known.act;
        if let Deed::Enrol { key, .. } | Deed::Rotate { key, .. } | Deed::RevokeKey { key, .. } =
            &mut act.deed
            && let Some(name) = key.strip_prefix('@')
        {
            *key = public_key(&beside.join(name))?;
        }
        if let Deed::Enrol {
            next: Some(next), ..
        }
        | Deed::Rotate {
            next: Some(next), ..
        } = &mut act.deed
            && let Some(name) = next.strip_prefix('@')
        {
            let line = public_key(&beside.join(name))?;
            let key =
                interrex_signature::PublicKey::parse(&line).map_err(|error| error.to_string())?;
            *next = interrex_register::keyring::commitment(&key);
        }
        acts.push(Listed {
            signed: Signed::unsigned(act),
            stated,
        });
    }
    Ok(acts)
}

fn public_key(path: &Path) -> Result<String, String> {
    let line = text(path)?;
    let mut words = line.split_whitespace();
    match (words.next(), words.next()) {
        (Some(kind), Some(key)) => Ok(format!("{kind} {key}")),
        _ => Err(format!(
            "`{}` is no public key in OpenSSH's form",
            path.display()
        )),
    }
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
    let moment: Moment = text.parse().map_err(|error| format!("{error}"))?;
    let is_day = text.trim().len() == 10;
    Ok(if is_day {
        Moment::end_of(moment.date())
    } else {
        moment
    })
}
