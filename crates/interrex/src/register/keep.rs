//! `interrex register sync` and `fsck`: logs of other sites taken over, and everything computed again.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use interrex_diag::Format;
use interrex_log::Copy;
use interrex_log::copy::Update;
use interrex_log::disk::Disk as _;
use interrex_log::fsck::{Kind, check};
use interrex_register::trust::{Site, Trust};
use interrex_register::{Deed, Entry};

use super::disk::Folder;
use super::elsewhere::Elsewhere;
use super::folder::{Register, log_folders, make, own_log, plan_files, write};
use crate::output::Output;
use crate::{Outcome, clock};

/// Runs `sync`: every log in the other register's folder that the trust file names and that is not this site's
/// own, with the plans that it holds.
pub(super) fn sync(folder: &Path, from: &Path, output: &mut Output) -> Result<Outcome, String> {
    let forks = take_logs(folder, from, output)?;
    take_plans(folder, from)?;
    Ok(if forks == 0 {
        Outcome::Good
    } else {
        Outcome::Bad
    })
}

/// Takes over the logs and plans of a register from which this one goes on.
pub(super) fn take_over(folder: &Path, from: &Path, output: &mut Output) -> Result<(), String> {
    match take_logs(folder, from, output)? {
        0 => take_plans(folder, from),
        _ => Err("a log has forked; the evidence is in the new folder".to_owned()),
    }
}

/// Takes over logs; how many have forked.
fn take_logs(folder: &Path, from: &Path, output: &mut Output) -> Result<usize, String> {
    let (trust, log) = own_log(folder)?;
    let own = log.origin().to_owned();
    drop(log);
    let mut forks = 0;
    for other in log_folders(from)? {
        let source = Elsewhere::Folder(Folder::read_only(&other));
        let Some(head) = source.head()? else { continue };
        let origin = String::from_utf8_lossy(&head);
        let origin = origin.lines().next().unwrap_or_default().to_owned();
        if origin == own {
            continue;
        }
        let Some(site) = trust.site(&origin) else {
            output.say(&format!(
                "`{origin}` is left out: the trust file does not name it"
            ));
            continue;
        };
        forks += usize::from(!take_log(folder, &trust, site, (&head, &source), output)?);
    }
    Ok(forks)
}

/// Takes over one log; whether it is of one history.
fn take_log(
    folder: &Path,
    trust: &Trust,
    site: &Site,
    (head, source): (&[u8], &Elsewhere),
    output: &mut Output,
) -> Result<bool, String> {
    make(&folder.join("seen"))?;
    let origin = site.log.name();
    let disk =
        Folder::open(&folder.join("seen").join(&site.name)).map_err(|error| error.to_string())?;
    let fault = |error: String| format!("{origin}: {error}");
    let mut copy = Copy::open(disk, origin, vec![site.log.clone()])
        .map_err(|error| fault(error.to_string()))?;
    match copy
        .update(head, &trust.policy, source)
        .map_err(|error| fault(error.to_string()))?
    {
        Update::Grown(range) => {
            note(folder, origin, range.end)?;
            tell(
                output,
                &format!(
                    "{origin}: {} entries more, {} in all\n",
                    range.end - range.start,
                    range.end
                ),
            );
        }
        Update::Known => {
            tell(
                output,
                &format!("{origin}: nothing new, {} entries\n", copy.size()),
            );
        }
        Update::Fork(evidence) => {
            let file = folder.join("forks").join(format!("{}.fork", site.name));
            write(&file, evidence.to_string().as_bytes())?;
            tell(
                output,
                &format!(
                    "{origin}: FORK. Two heads cannot be of one history; the evidence is in {}\n",
                    file.display()
                ),
            );
            return Ok(false);
        }
    }
    Ok(true)
}

/// Says what became of a log: in JSON the answer is one object, and this is talk.
fn tell(output: &mut Output, text: &str) {
    if output.format() == Format::Json {
        output.say(text.trim_end());
    } else {
        output.answer(text);
    }
}

/// Notes in the site's own log how much of another one it has seen.
fn note(folder: &Path, origin: &str, size: u64) -> Result<(), String> {
    let learned = clock::moment().ok_or("the clock cannot be read")?;
    let entry = Entry::Seen {
        learned,
        origin: origin.to_owned(),
        size,
    };
    let (_, mut log) = own_log(folder)?;
    log.append(&[entry.to_bytes()])
        .map_err(|error| error.to_string())?;
    log.publish().map_err(|error| error.to_string())?;
    Ok(())
}

/// Takes over the plans that the acts of another register adopt.
fn take_plans(folder: &Path, from: &Path) -> Result<(), String> {
    let mut register = Register::open(folder)?;
    let adopted: Vec<String> = register
        .union
        .acts
        .iter()
        .filter_map(|known| match &known.act.deed {
            Deed::Adopt { adopted, .. } => Some(adopted.clone()),
            _ => None,
        })
        .collect();
    for digest in adopted {
        let folder = from.join("plans").join(super::folder::folder_name(&digest));
        if !register.plans.read.contains_key(&digest) && folder.is_dir() {
            let files = plan_files(&folder)?;
            if interrex_plan::digest(&files) != digest {
                return Err(format!(
                    "`{}` is not the plan that its name says",
                    folder.display()
                ));
            }
            register.keep_plan(&files)?;
        }
    }
    Ok(())
}

/// Runs `fsck`.
pub(super) fn fsck(folder: &Path, output: &mut Output) -> Result<Outcome, String> {
    let register = Register::open(folder);
    let trust = Trust::parse(
        &fs::read_to_string(folder.join("trust.toml")).map_err(|error| error.to_string())?,
    )?;
    let mut text = String::new();
    let mut bad = false;
    for log in log_folders(folder)? {
        let disk = Folder::read_only(&log);
        let head = disk
            .read("checkpoint")
            .map_err(|error| error.to_string())?
            .unwrap_or_default();
        let origin = String::from_utf8_lossy(&head)
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned();
        let keys: Vec<_> = trust
            .site(&origin)
            .map(|site| site.log.clone())
            .into_iter()
            .collect();
        let kind = if log.ends_with("log") {
            Kind::Own
        } else {
            Kind::Copy
        };
        let report = check(&disk, kind, &origin, &keys).map_err(|error| error.to_string())?;
        let _ = writeln!(
            text,
            "{}: {}",
            log.display(),
            if report.is_good() { "good" } else { "damaged" }
        );
        bad |= !report.is_good();
        for finding in &report.findings {
            let _ = writeln!(text, "  {finding}");
        }
    }
    if let Err(error) = register {
        bad = true;
        let _ = writeln!(text, "the register cannot be read: {error}");
    }
    output.answer(&text);
    Ok(if bad { Outcome::Bad } else { Outcome::Good })
}
