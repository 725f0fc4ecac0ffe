//! Every example of the reference is read without fault.

use interrex_diag::{Format, render};
use interrex_plan::schema::CONSTRUCTS;

/// What every plan has; examples that show it themselves bring their own.
const PLAN: &str = "[plan]\ntitle = \"An example\"\nhorizon = \"30 d\"\n\n";

#[test]
fn every_example_is_read_without_fault() {
    for construct in CONSTRUCTS {
        let example = construct.example;
        let text = if example.contains("[plan]") {
            example.into()
        } else {
            format!("{PLAN}{example}")
        };
        let reading = interrex_plan::read(&[("example.toml", &text)]);
        let shown = render(&reading.diagnostics, &reading.sources, Format::Human, false);
        assert!(
            reading.diagnostics.is_empty(),
            "{}\n{shown}",
            construct.header
        );
    }
}
