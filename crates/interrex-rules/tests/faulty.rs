//! Rules on plans that are broken: whatever could be read is asked about, and nothing panics.

use interrex_rules::{all, check};
use interrex_testkit::literate::cases;

const HEADER: &str = "[plan]\ntitle = \"Example\"\nhorizon = \"30 d\"\n";

fn ask(text: &str) {
    let reading = interrex_plan::read(&[("plan.toml", text)]);
    let findings = check(&reading.plan, "2024-06-01".parse().expect("a date"));
    assert_eq!(findings.score.rules.len(), all().count());
}

/// Every example of every page.
fn examples() -> impl Iterator<Item = String> {
    let cases = all().flat_map(|rule| cases(rule.page));
    cases
        .flat_map(|case| case.files)
        .map(|(_, text)| format!("{HEADER}{text}"))
}

#[test]
fn an_example_without_one_of_its_lines_is_no_reason_to_panic() {
    for text in examples() {
        let lines: Vec<&str> = text.lines().collect();
        for left_out in 0..lines.len() {
            let rest = lines.iter().enumerate().filter(|(at, _)| *at != left_out);
            let rest: Vec<&str> = rest.map(|(_, line)| *line).collect();
            ask(&rest.join("\n"));
        }
    }
}

#[test]
fn an_example_that_breaks_off_is_no_reason_to_panic() {
    for text in examples() {
        let middle = text.len() / 2;
        let end = (middle..text.len())
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(middle);
        ask(&text[..end]);
    }
}

#[test]
fn an_empty_plan_has_nothing_to_ask_about() {
    let reading = interrex_plan::read::<&str, &str>(&[]);
    let findings = check(&reading.plan, "2024-06-01".parse().expect("a date"));
    let codes: Vec<&str> = findings
        .diagnostics
        .iter()
        .map(|found| found.code)
        .collect();
    assert_eq!(codes, ["plan-review-overdue", "plan-unsigned"]);
}
