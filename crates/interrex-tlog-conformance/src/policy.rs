//! The suite for policies (tlog-policy).

mod open;
mod section;

use std::path::PathBuf;

use interrex_tlog::policy::Policy;

use crate::file;
use crate::report::{Level, Report, ensure};

/// The section that asks for most of the form.
const SYNTAX: &str = "tlog-policy, policy file syntax and structure";

/// Runs the suite: each file is read, and what the specification recommends is looked at.
pub(crate) fn run(files: &[PathBuf], report: &mut Report) -> Result<(), String> {
    for path in files {
        check(&path.display().to_string(), &file::bytes(path)?, report);
    }
    Ok(())
}

fn check(name: &str, bytes: &[u8], report: &mut Report) {
    let (closed, open) = open::closed(bytes);
    for (section, what) in open {
        let rule = format!("{name}: nothing in it is read in two ways");
        report.check(Level::Should, section, &rule, Err(what));
    }
    let rule = format!("{name}: is a policy");
    let policy = match Policy::parse(&closed) {
        Ok(policy) => policy,
        Err(error) => {
            let (level, section) = section::of(bytes, &error);
            report.check(level, section, &rule, Err(error.to_string()));
            return;
        }
    };
    report.must(SYNTAX, &rule, Ok(()));
    let again = Policy::parse(&policy.to_bytes());
    let found = ensure(again.as_ref() == Ok(&policy), || {
        "written out and read again, it is another policy".to_owned()
    });
    let rule = format!("{name}: means the same when it is written out again");
    report.must(SYNTAX, &rule, found);
    let found = std::str::from_utf8(bytes).map(|_| ());
    let found = found.map_err(|error| error.to_string());
    let rule = format!("{name}: text beyond ASCII is UTF-8");
    report.check(Level::Should, "tlog-policy, character set", &rule, found);
    within(&policy, name, report);
}

/// Whether every implementation has to be able to read it.
fn within(policy: &Policy, name: &str, report: &mut Report) {
    let counts = [
        ("logs", policy.logs().len()),
        ("witnesses", policy.witnesses().len()),
        ("groups", policy.groups().len()),
    ];
    for (what, count) in counts {
        let found = match count {
            0..=32 => Ok(()),
            _ => Err(format!("it has {count}")),
        };
        let rule = format!("{name}: no more than the 32 {what} that everybody is asked to read");
        report.check(
            Level::Should,
            "tlog-policy, implementation limits",
            &rule,
            found,
        );
    }
}
