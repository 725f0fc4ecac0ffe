//! The suite for policies (tlog-policy).

use std::path::PathBuf;

use interrex_tlog::policy::Policy;

use crate::file;
use crate::report::{Level, Report, ensure};

/// Runs the suite: each file is read, and what the specification recommends is looked at.
pub(crate) fn run(files: &[PathBuf], report: &mut Report) -> Result<(), String> {
    for path in files {
        let bytes = file::bytes(path)?;
        let name = path.display();
        let read = Policy::parse(&bytes);
        let rule =
            format!("{name}: names are defined once and above their use, keys differ, one quorum");
        let policy = match read {
            Ok(policy) => policy,
            Err(error) => {
                report.must("tlog-policy, syntax", &rule, Err(error.to_string()));
                continue;
            }
        };
        report.must("tlog-policy, syntax", &rule, Ok(()));
        let again = Policy::parse(&policy.to_bytes());
        let found = ensure(again.as_ref() == Ok(&policy), || {
            "written out and read again, it is another policy".to_owned()
        });
        let rule = format!("{name}: means the same when it is written out again");
        report.must("tlog-policy, syntax", &rule, found);
        let found = match std::str::from_utf8(&bytes) {
            Ok(_) => Ok(()),
            Err(error) => Err(error.to_string()),
        };
        let rule = format!("{name}: text beyond ASCII is UTF-8");
        report.check(Level::Should, "tlog-policy, character set", &rule, found);
        within(&policy, &name.to_string(), report);
    }
    Ok(())
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
