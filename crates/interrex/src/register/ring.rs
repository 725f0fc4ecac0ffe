//! `interrex register keys`: whose keys count after the last act.

use std::fmt::Write as _;
use std::path::Path;

use interrex_diag::{Format, plain};

use super::folder::site_of;
use super::opened;
use crate::Outcome;
use crate::output::{Output, object};

/// Runs the verb.
pub(super) fn run(folder: &Path, output: &mut Output) -> Result<Outcome, String> {
    site_of(folder)?;
    let register = opened::open(folder, output)?;
    let keyring = register.keyring();
    let enrolled = keyring
        .names()
        .flat_map(|who| keyring.of(who).iter().map(move |one| (who, one)));
    let roots = keyring.root_keys();
    if output.format() == Format::Json {
        let roots = roots.map(|(who, key)| serde_json::json!({ "who": who, "key": key }));
        let enrolled = enrolled.map(|(who, one)| {
            serde_json::json!({
                "who": who,
                "key": one.key,
                "since": one.since.to_string(),
                "next": one.next,
            })
        });
        let line = object(
            "interrex.keys/1",
            &serde_json::json!({
                "roots": roots.collect::<Vec<_>>(),
                "enrolled": enrolled.collect::<Vec<_>>(),
            }),
        );
        output.answer(&line);
        return Ok(Outcome::Good);
    }
    let mut text = String::new();
    for (who, key) in roots {
        let _ = writeln!(text, "{}: root, enrols and revokes keys: {key}", plain(who));
    }
    for (who, one) in enrolled {
        let next = one.next.as_deref().unwrap_or("none");
        let (who, next) = (plain(who), plain(next));
        let _ = writeln!(text, "{who}: since {}, next {next}: {}", one.since, one.key);
    }
    output.answer(&text);
    Ok(Outcome::Good)
}
