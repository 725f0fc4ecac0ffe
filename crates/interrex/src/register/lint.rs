//! `interrex lint`: how many silent and how many lying witnesses a policy survives.

use std::fs;
use std::path::Path;

use interrex_diag::Format;
use interrex_tlog::policy::Policy;

use crate::Outcome;
use crate::output::Output;

/// Runs the verb.
pub(super) fn run(path: &Path, output: &mut Output) -> Result<Outcome, String> {
    let bytes =
        fs::read(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
    let policy = Policy::parse(&bytes).map_err(|error| format!("`{}`: {error}", path.display()))?;
    let survival = policy.survival();
    let witnesses = policy.witnesses().len();
    if output.format() == Format::Json {
        let line = serde_json::json!({
            "schema": "interrex.lint/1",
            "logs": policy.logs().len(),
            "witnesses": witnesses,
            "silent": survival.silent,
            "lying": survival.lying,
            "forging": survival.forging,
        });
        output.answer(&format!("{line}\n"));
        return Ok(Outcome::Good);
    }
    let lying = match survival.lying {
        Some(0) => {
            "no lying witness: one that cosigns two histories is enough for a split view".to_owned()
        }
        Some(1) => "one lying witness: two that cosign two histories are needed for a split view"
            .to_owned(),
        Some(count) => format!("{count} lying witnesses: one more is needed for a split view"),
        None => "any number of lying witnesses: no two quorums can differ, or there is no quorum"
            .to_owned(),
    };
    output.answer(&format!(
        "{witnesses} witnesses watch {} logs\n  survives {} silent: with one more there is no quorum\n  survives {lying}\n",
        policy.logs().len(),
        survival.silent
    ));
    Ok(Outcome::Good)
}
