//! `interrex register succeed`: a new register that goes on from an old one.
//!
//! Its first entry names the last head of the old log, signed by a root. The old log is taken over up to that head.

use std::path::Path;

use interrex_diag::Format;
use interrex_log::disk::Disk as _;
use interrex_log::{Log, LogKeys, Reader};
use interrex_register::act::{Act, SCHEMA};
use interrex_register::trust::{End, Site, Trust, check_name};
use interrex_register::{Deed, Entry, Signed, words};
use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};

use super::args::SucceedArgs;
use super::disk::Folder;
use super::folder::{Register, write};
use super::init;
use super::signing::{agreed, sign_with};
use crate::output::{Output, object};
use crate::{Outcome, clock};

/// Runs the verb.
pub(super) fn run(args: &SucceedArgs, output: &mut Output) -> Result<Outcome, String> {
    let (new, old) = (&args.register, &args.from);
    init::is_new(new)?;
    check_name(&args.site)?;
    let before = Register::open(old)?;
    let head = last_head(&before, args.uncosigned)?;
    let plan = before.plan().unwrap_or_default();
    let names = args.key.iter().filter_map(|key| key.split_once('='));
    let act = Act {
        schema: SCHEMA.to_owned(),
        plan,
        deed: Deed::Succeed {
            origin: head.origin().to_owned(),
            size: head.size(),
            root: head.root().to_string(),
        },
        by: names.map(|(name, _)| name.to_owned()).collect(),
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
    output.ask(&words::whole(&act));
    let mut signed = Signed::unsigned(act);
    sign_with(&mut signed, &args.key)?;
    let roots = before.trust.roots();
    let signers = roots.signers(&signed)?;
    if !signers.iter().any(|name| roots.is_root(name)) {
        return Err(
            "a root of the register signs that another goes on from it: `--key NAME=KEY`, with a key of `trust.toml`"
                .to_owned(),
        );
    }
    if !args.yes
        && !agreed(
            "end the old register here, and go on in the new one?",
            output,
        )?
    {
        return Err("nothing was made".to_owned());
    }
    let (trust, register) = init::whole(new, || {
        let trust = make(args, &signed, &head)?;
        super::keep::take_over(new, old, output)?;
        Ok((trust, Register::open(new)?))
    })?;
    let acts = register.union.acts.len();
    let answer = match output.format() {
        Format::Json => in_json(args, &head, acts),
        _ => in_words(args, &head, &trust),
    };
    output.answer(&answer);
    Ok(Outcome::Good)
}

/// The answer for programs.
fn in_json(args: &SucceedArgs, head: &Checkpoint, acts: usize) -> String {
    object(
        "interrex.succeed/1",
        &serde_json::json!({
            "origin": args.origin,
            "after": head.origin(),
            "size": head.size(),
            "root": head.root().to_string(),
            "acts": acts,
        }),
    )
}

/// The answer for people.
fn in_words(args: &SucceedArgs, head: &Checkpoint, trust: &Path) -> String {
    format!(
        "{} goes on from {}, as of its head of {} entries\n\
         acts that are added to the old log from here on count for nothing; whoever checks orders needs {}\n",
        args.origin,
        head.origin(),
        head.size(),
        trust.display()
    )
}

/// The last head of a register's own log that its policy accepts. All that was published has to be in it.
fn last_head(register: &Register, uncosigned: bool) -> Result<Checkpoint, String> {
    let disk = Folder::read_only(&register.folder.join("log"));
    let reader = Reader::open(&disk).map_err(|error| error.to_string())?;
    let reader = reader.ok_or("the old register has no log")?;
    let published = reader.head().checkpoint().clone();
    if register.trust.policy.quorum().is_none() || uncosigned {
        return Ok(published);
    }
    let key = register.signer()?.verifier().clone();
    let cosigned = disk.read("cosigned").map_err(|error| error.to_string())?;
    let cosigned = cosigned.and_then(|bytes| SignedCheckpoint::parse(&bytes).ok());
    let accepted = cosigned.filter(|head| {
        let accepted = register.trust.policy.check_of_log(head, &[&key]);
        accepted.is_ok() && *head.checkpoint() == published
    });
    if accepted.is_none() {
        return Err(
            "witnesses have not cosigned the last head of the old register: `interrex register cosign` asks them; \
             where they are lost, `--uncosigned` goes on without"
                .to_owned(),
        );
    }
    Ok(published)
}

/// Makes the new register, with its first entry; where its trust file is.
fn make(
    args: &SucceedArgs,
    first: &Signed,
    head: &Checkpoint,
) -> Result<std::path::PathBuf, String> {
    let new: &Path = &args.register;
    let seed = init::new_seed();
    let key = init::signer_of(&seed, &args.origin)?;
    let site = Site {
        name: args.site.clone(),
        log: key.verifier().clone(),
        end: None,
    };
    let mut trust: Trust = init::joined(&args.from.join("trust.toml"), site, &[])?;
    let old = trust.sites.iter_mut();
    for site in old.filter(|site| site.log.name() == head.origin()) {
        site.end = Some(End {
            size: head.size(),
            root: head.root(),
        });
    }
    let path = new.join("trust.toml");
    init::write_private(&new.join("log.key"), &seed)?;
    write(&path, trust.to_text().as_bytes())?;
    init::name_site(new, &args.site)?;
    let disk = Folder::open(&new.join("log")).map_err(|error| error.to_string())?;
    let keys = LogKeys::new(key, None).map_err(|error| error.to_string())?;
    let mut log = Log::create(disk, keys).map_err(|error| error.to_string())?;
    let learned = clock::moment().ok_or("the clock cannot be read")?;
    let entry = Entry::Act(learned, Box::new(first.clone())).to_bytes();
    Entry::parse(&entry)?;
    log.append(&[entry]).map_err(|error| error.to_string())?;
    log.publish().map_err(|error| error.to_string())?;
    Ok(path)
}
