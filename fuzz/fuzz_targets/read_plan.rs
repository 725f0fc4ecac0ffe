//! Any text is read without a panic, and whatever is said about it can be shown.

#![no_main]

use interrex_diag::{Format, render};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // A form feed parts two files, so that merging is reached too.
    let files: Vec<(String, &str)> =
        text.split('\u{c}').enumerate().map(|(at, part)| (format!("{at}.toml"), part)).collect();
    let reading = interrex_plan::read(&files);
    let _ = render(&reading.diagnostics, &reading.sources, Format::Human, false);
    let _ = interrex_plan::graph::circles(&reading.plan);
});
