//! `interrex register fsck`: everything that is in the folder of a register computed again.

use std::fs;
use std::path::Path;

use interrex_diag::Format;
use interrex_log::fsck::{Kind, check};
use interrex_register::trust::Site;

use super::disk::Folder;
use super::folder::{Plans, Register, all_log_folders, own_log, signer, site_of, trust_of};
use super::keep::missing;
use super::opened::wrong_index;
use crate::Outcome;
use crate::output::{Output, object};

/// What was found: lines, and whether anything is wrong.
#[derive(Default)]
struct Found {
    text: String,
    is_bad: bool,
}

impl Found {
    fn say(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn bad(&mut self, line: &str) {
        self.is_bad = true;
        self.say(line);
    }
}

/// Runs the verb. With `repair`, tiles that follow from entries that are right are written again.
pub(super) fn run(folder: &Path, repair: bool, output: &mut Output) -> Result<Outcome, String> {
    let own = site_of(folder)?;
    let trust = trust_of(folder)?;
    let own = trust.sites.iter().find(|site| site.name == own);
    let mut found = Found::default();
    for log in all_log_folders(folder)? {
        let name = log.file_name().unwrap_or_default().to_string_lossy();
        let is_own = log == folder.join("log");
        let site = if is_own {
            own
        } else {
            trust.sites.iter().find(|site| site.name == name)
        };
        if !is_own && !log.join("checkpoint").exists() {
            found.say(&format!(
                "{}: no head of it was ever taken over whole; the next `sync` takes it over",
                log.display()
            ));
            continue;
        }
        match site {
            Some(site) => files(folder, (&log, is_own), site, repair, &mut found)?,
            None => found.bad(&format!(
                "{}: the trust file names no such site",
                log.display()
            )),
        }
    }
    key(folder, own, &mut found);
    forks(folder, &mut found)?;
    meaning(folder, &mut found)?;
    if output.format() == Format::Json {
        let lines: Vec<&str> = found.text.lines().map(str::trim).collect();
        let fields = serde_json::json!({ "good": !found.is_bad, "lines": lines });
        output.answer(&object("interrex.fsck/1", &fields));
    } else {
        output.answer(&found.text);
    }
    Ok(if found.is_bad {
        Outcome::Bad
    } else {
        Outcome::Good
    })
}

/// Signs the head of the own log again where there is none, and publishes what is in its journal; whether that changed
/// anything.
fn sign_again(folder: &Path, log: &Path, found: &mut Found) -> bool {
    let before = fs::read(log.join("checkpoint")).ok();
    let done = own_log(folder).and_then(|(_, mut log)| {
        let published = log.publish();
        published.map(|_| ()).map_err(|error| error.to_string())
    });
    match done {
        Err(error) => found.bad(&format!("{}: {error}", log.display())),
        Ok(()) if fs::read(log.join("checkpoint")).ok() == before => return false,
        Ok(()) => found.say(&format!("{}: its head is signed again", log.display())),
    }
    true
}

/// The files of one log.
fn files(
    folder: &Path,
    (log, is_own): (&Path, bool),
    site: &Site,
    repair: bool,
    found: &mut Found,
) -> Result<(), String> {
    let kind = if is_own { Kind::Own } else { Kind::Copy };
    let (origin, keys) = (site.log.name(), [site.log.clone()]);
    let checked = || check(&Folder::read_only(log), kind, origin, &keys);
    let mut report = checked().map_err(|error| error.to_string())?;
    if repair {
        let mut disk = Folder::open(log).map_err(|error| error.to_string())?;
        let written = report
            .repair(&mut disk)
            .map_err(|error| error.to_string())?;
        drop(disk);
        if written > 0 {
            found.say(&format!("{}: {written} tiles written again", log.display()));
            report = checked().map_err(|error| error.to_string())?;
        }
        if is_own && folder.join("log.key").exists() && sign_again(folder, log, found) {
            report = checked().map_err(|error| error.to_string())?;
        }
    }
    let is_good = report.is_good();
    let state = if is_good { "good" } else { "damaged" };
    found.say(&format!("{}: {state}", log.display()));
    found.is_bad |= !is_good;
    for finding in &report.findings {
        found.say(&format!("  {finding}"));
    }
    Ok(())
}

/// The key with which the log goes on.
fn key(folder: &Path, own: Option<&Site>, found: &mut Found) {
    let path = folder.join("log.key");
    let Some(own) = own else {
        found.bad("the trust file does not name the site of `register.toml`");
        return;
    };
    if own.end.is_some() {
        return;
    }
    if !path.exists() {
        let path = path.display();
        found.say(&format!(
            "{path}: there is none: this register is read, and nothing is added to it"
        ));
        return;
    }
    let wrong = match signer(folder, own.log.name()) {
        Ok(key) if *key.verifier() == own.log => return,
        Ok(_) => "is not the key of this log".to_owned(),
        Err(error) => error,
    };
    found.bad(&format!(
        "{}: {wrong}; put back the key, or let a new register go on from this one with `interrex register succeed`",
        path.display()
    ));
}

/// Evidence of forks, which somebody has to look at.
fn forks(folder: &Path, found: &mut Found) -> Result<(), String> {
    for file in super::folder::forks(folder)? {
        found.bad(&format!(
            "{}: evidence that a log has two histories; neither is to be believed until it is known who signed both",
            file.display()
        ));
    }
    Ok(())
}

/// What the logs say together, the plans that they adopt, and the index.
fn meaning(folder: &Path, found: &mut Found) -> Result<(), String> {
    let register = match Register::open(folder) {
        Ok(register) => register,
        Err(error) => {
            found.bad(&format!("the register cannot be read: {error}"));
            return Ok(());
        }
    };
    for unread in &register.union.unread {
        found.bad(&unread.words());
    }
    let plans = Plans::held(folder)?;
    for damaged in &plans.damaged {
        found.bad(&format!(
            "{}: it does not have the plan of its name, and counts as not there; remove it, and take the plan over with \
             `interrex register sync` or put back its files",
            damaged.display()
        ));
    }
    for digest in missing(folder, &plans)? {
        found.bad(&format!(
            "plans: the plan {digest}, which an act adopts, is missing; take it over with `interrex register sync`, or \
             put back its folder"
        ));
    }
    if let Some(what) = wrong_index(folder, &register.union)? {
        found.bad(&format!(
            "{}: wrong: {what}; remove it, and doubt what `who` answered since it was written",
            folder.join("index").display()
        ));
    }
    Ok(())
}
