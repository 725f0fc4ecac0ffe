//! `interrex explain`: the page of a fault or of a rule of the field.

use std::fmt::Write as _;

use crate::Outcome;
use crate::output::Output;

/// Runs the verb.
pub(crate) fn run(code: Option<&str>, output: &mut Output) -> Outcome {
    let Some(code) = code else {
        output.answer(&list());
        return Outcome::Good;
    };
    let page = fault(code).or_else(|| interrex_rules::explain(code));
    if let Some(page) = page {
        output.answer(page.trim_end());
        output.answer("\n");
        return Outcome::Good;
    }
    let hint = interrex_diag::nearest(code, codes())
        .map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
    output.fail(&format!(
        "no code is named `{code}`{hint} (`interrex explain` lists all)"
    ))
}

/// The page of a fault of reading.
fn fault(code: &str) -> Option<String> {
    let fault = interrex_plan::faults::CODES
        .iter()
        .find(|fault| fault.code == code)?;
    Some(format!(
        "# {}\n\n{}\n\n{}",
        fault.code, fault.summary, fault.page
    ))
}

fn codes() -> impl Iterator<Item = &'static str> {
    let faults = interrex_plan::faults::CODES.iter().map(|fault| fault.code);
    faults.chain(interrex_rules::all().map(|rule| rule.code))
}

fn list() -> String {
    let mut text = String::from("Faults of a plan\n");
    for fault in interrex_plan::faults::CODES {
        let _ = writeln!(text, "  {:<28} {}", fault.code, fault.summary);
    }
    text.push_str("\nRules of the field\n");
    for rule in interrex_rules::all() {
        let _ = writeln!(text, "  {:<28} {}", rule.code, rule.summary);
    }
    text
}
