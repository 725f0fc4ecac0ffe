//! `interrex register keys`: whose keys count after the last act.

use std::fmt::Write as _;
use std::path::Path;

use interrex_diag::{Format, plain};
use interrex_register::keyring::{Enrolled, Keyring};

use super::folder::site_of;
use super::opened;
use crate::Outcome;
use crate::output::{Output, object};

/// Runs the verb.
pub(super) fn run(folder: &Path, output: &mut Output) -> Result<Outcome, String> {
    site_of(folder)?;
    let register = opened::open(folder, output)?;
    let keys = match output.format() {
        Format::Json => json(register.keyring()),
        _ => text(register.keyring()),
    };
    output.answer(&keys);
    Ok(Outcome::Good)
}

/// The keys for programs.
fn json(keyring: &Keyring) -> String {
    let roots = keyring.root_keys();
    let roots = roots.map(|(who, key)| serde_json::json!({ "who": who, "key": key }));
    let enrolled = enrolled(keyring).map(|(who, one)| {
        serde_json::json!({
            "who": who,
            "key": one.key,
            "since": one.since.to_string(),
            "next": one.next,
        })
    });
    object(
        "interrex.keys/1",
        &serde_json::json!({
            "roots": roots.collect::<Vec<_>>(),
            "enrolled": enrolled.collect::<Vec<_>>(),
        }),
    )
}

/// The keys for people, one a line. A register may have names from elsewhere that would show as something else.
fn text(keyring: &Keyring) -> String {
    let mut text = String::new();
    for (who, key) in keyring.root_keys() {
        let _ = writeln!(text, "{}: root, enrols and revokes keys: {key}", plain(who));
    }
    for (who, one) in enrolled(keyring) {
        let (who, next) = (plain(who), plain(one.next.as_deref().unwrap_or("none")));
        let _ = writeln!(text, "{who}: since {}, next {next}: {}", one.since, one.key);
    }
    text
}

/// Everybody for whom a key is enrolled, with each.
fn enrolled(keyring: &Keyring) -> impl Iterator<Item = (&str, &Enrolled)> {
    let names = keyring.names();
    names.flat_map(|who| keyring.of(who).iter().map(move |one| (who, one)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use interrex_register::Act;
    use interrex_signature::SecretKey;
    use interrex_units::Moment;

    use super::{Keyring, text};

    #[test]
    fn a_name_begins_no_line() {
        let key = SecretKey::from_seed([1; 32], "");
        let line = key.public().line();
        let act = format!(
            r#"{{"schema":"interrex.act/1","plan":"","kind":"enrol","who":"a\npresident: since","key":"{}","next":"n\nb","by":["r"],"signed":"2024-01-01T00:00:00Z"}}"#,
            line.trim()
        );
        let act = Act::parse(act.as_bytes()).expect("an act");
        let mut keyring = Keyring::of_roots([("r", key.public())]);
        let signers = BTreeSet::from(["r".to_owned()]);
        keyring.take(&act, &signers, Moment::LAST).expect("a key");
        let text = text(&keyring);
        assert_eq!(text.lines().count(), 2, "{text}");
        let begins = r"a\npresident: since: since 9999-12-31T23:59:59Z, next n\nb: ";
        assert!(text.lines().any(|line| line.starts_with(begins)), "{text}");
    }
}
