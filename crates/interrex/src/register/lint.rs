//! `interrex lint`: how many silent and how many lying witnesses a policy survives.

use std::path::Path;

use interrex_diag::Format;
use interrex_register::trust::Trust;
use interrex_tlog::policy::{Policy, Survival};

use super::folder::text;

use crate::Outcome;
use crate::output::{Output, object};

/// Runs the verb.
pub(super) fn run(path: &Path, output: &mut Output) -> Result<Outcome, String> {
    let text = text(path)?.replace("\r\n", "\n");
    // A trust file has a policy in it, and a policy has no `schema`.
    let policy = if text.lines().any(|line| line.starts_with("schema =")) {
        Trust::parse(&text).map(|trust| trust.policy)
    } else {
        Policy::parse(text.as_bytes()).map_err(|error| error.to_string())
    };
    let policy = policy.map_err(|error| format!("`{}`: {error}", path.display()))?;
    let survival = policy.survival();
    let witnesses = policy.witnesses().len();
    if output.format() == Format::Json {
        let line = object(
            "interrex.lint/1",
            &serde_json::json!({
                "logs": policy.logs().len(),
                "witnesses": witnesses,
                "silent": survival.silent,
                "lying": survival.lying,
                "forging": survival.forging,
            }),
        );
        output.answer(&line);
        return Ok(Outcome::Good);
    }
    output.answer(&told(&policy));
    Ok(Outcome::Good)
}

/// The answer for people, a line each: who watches, how many of them may be silent, and how many may lie.
fn told(policy: &Policy) -> String {
    let Survival {
        silent,
        lying,
        forging,
    } = policy.survival();
    let witnesses = counted(policy.witnesses().len(), "witness", "witnesses");
    let logs = counted(policy.logs().len(), "log", "logs");
    if forging.is_none() {
        return format!(
            "{witnesses} for {logs}\n  no quorum is asked for: a log that lies can show each reader another history\n"
        );
    }
    let lying = match lying {
        Some(0) => {
            "no lying witness: one that cosigns two histories is enough for a split view".to_owned()
        }
        Some(count) => format!(
            "{}: one more that cosigns two histories is needed for a split view",
            counted(count, "lying witness", "lying witnesses")
        ),
        None => "no log that lies, even where every witness is honest: two quorums need have no witness in common, \
                 and can be shown two histories"
            .to_owned(),
    };
    let silent = counted(silent, "silent witness", "silent witnesses");
    let forging = match forging.unwrap_or(0) {
        0 => "one witness that lies".to_owned(),
        more => format!("{} witnesses that lie", more + 1),
    };
    format!(
        "{witnesses} for {logs}\n  survives {silent}: with one more there is no quorum\n  survives {lying}\n  \
         {forging} can have a head accepted that no honest one has seen\n"
    )
}

fn counted(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => format!("no {one}"),
        1 => format!("one {one}"),
        _ => format!("{count} {many}"),
    }
}

#[cfg(test)]
mod tests {
    use interrex_tlog::cosignature::Cosigner;

    use super::*;

    #[track_caller]
    fn check(quorum: &str, expect: &str) {
        let log = Cosigner::ed25519("log.example", &[9; 32]).expect("a key");
        let mut text = format!("log {}\n", log.verifier());
        for (number, name) in ["w1", "w2", "w3"].into_iter().enumerate() {
            let seed = [u8::try_from(number).expect("few"); 32];
            let key = Cosigner::ed25519(name, &seed).expect("a key");
            text = format!("{text}witness {name} {}\n", key.verifier());
        }
        text.push_str(quorum);
        let policy = Policy::parse(text.as_bytes()).expect("a policy");
        assert_eq!(told(&policy), expect);
    }

    #[test]
    fn what_a_policy_survives_is_told_in_words() {
        check(
            "group g 2 w1 w2 w3\nquorum g\n",
            "3 witnesses for one log\n  survives one silent witness: with one more there is no quorum\n  survives no lying \
             witness: one that cosigns two histories is enough for a split view\n  2 witnesses that lie can have a head \
             accepted that no honest one has seen\n",
        );
        check(
            "group g all w1 w2 w3\nquorum g\n",
            "3 witnesses for one log\n  survives no silent witness: with one more there is no quorum\n  survives 2 lying \
             witnesses: one more that cosigns two histories is needed for a split view\n  3 witnesses that lie can have \
             a head accepted that no honest one has seen\n",
        );
    }

    /// The weakest policies are not told as the strongest.
    #[test]
    fn quorums_without_a_common_witness_are_no_shield() {
        check(
            "group g any w1 w2 w3\nquorum g\n",
            "3 witnesses for one log\n  survives 2 silent witnesses: with one more there is no quorum\n  survives no log that \
             lies, even where every witness is honest: two quorums need have no witness in common, and can be shown two \
             histories\n  one witness that lies can have a head accepted that no honest one has seen\n",
        );
        check(
            "quorum none\n",
            "3 witnesses for one log\n  no quorum is asked for: a log that lies can show each reader another history\n",
        );
    }
}
