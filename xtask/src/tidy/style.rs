//! The counts of the house's style, and their limits.
//!
//! Responsible for measuring files and functions that are no tests. A function is measured from
//! its signature to its closing brace, comments included, because that is what a reader scrolls
//! through; a file is measured with the tests that it carries.

use super::source::{Function, Source};
use super::{Finding, House};

/// The median file is shorter than this.
const FILE_LINES_MEDIAN: usize = 250;
/// Nine functions in ten are shorter than this.
const FUNCTION_LINES_USUAL: usize = 30;
/// No function is longer than this.
const FUNCTION_LINES_MAX: usize = 70;

/// What was measured.
struct Counts<'a> {
    files: Vec<(usize, &'a str)>,
    functions: Vec<(&'a Function, &'a str)>,
    undocumented: Vec<(usize, &'a str, &'a str)>,
}

impl<'a> Counts<'a> {
    fn of(house: &'a House) -> Self {
        let sources: Vec<&Source> = house.product_sources().collect();
        let mut files: Vec<(usize, &str)> = sources
            .iter()
            .map(|source| (source.line_count, source.path.as_str()))
            .collect();
        files.sort_unstable();
        let functions = sources.iter().flat_map(|source| {
            let path = source.path.as_str();
            source
                .functions
                .iter()
                .map(move |function| (function, path))
        });
        let undocumented = sources.iter().flat_map(|source| {
            let path = source.path.as_str();
            let items = source.undocumented.iter();
            items.map(move |(line, name)| (*line, name.as_str(), path))
        });
        Self {
            functions: functions.collect(),
            undocumented: undocumented.collect(),
            files,
        }
    }

    fn median_file(&self) -> usize {
        self.files
            .get(self.files.len() / 2)
            .map_or(0, |(lines, _)| *lines)
    }

    fn usual_functions(&self) -> usize {
        self.functions
            .iter()
            .filter(|(function, _)| function.line_count < FUNCTION_LINES_USUAL)
            .count()
    }

    /// Whether nine functions in ten are of the usual length.
    fn functions_are_short(&self) -> bool {
        self.usual_functions() * 10 >= self.functions.len() * 9
    }
}

/// The counts as a table for people.
pub(super) fn table(house: &House) -> String {
    let counts = Counts::of(house);
    let longest_file = counts
        .files
        .last()
        .map_or(String::new(), |(lines, path)| format!("{lines}  {path}"));
    let longest = counts
        .functions
        .iter()
        .max_by_key(|(function, _)| function.line_count);
    let longest = longest.map_or(String::new(), |(function, path)| {
        format!(
            "{}  {} in {path}:{}",
            function.line_count, function.name, function.line
        )
    });
    let rows = [
        (
            "files that are no tests",
            counts.files.len().to_string(),
            "",
        ),
        (
            "median file, lines",
            counts.median_file().to_string(),
            "< 250",
        ),
        ("longest file, lines", longest_file, ""),
        ("functions", counts.functions.len().to_string(), ""),
        (
            "  under 30 lines",
            share(counts.usual_functions(), counts.functions.len()),
            ">= 90 %",
        ),
        ("  longest, lines", longest, "<= 70"),
        (
            "undocumented public items",
            counts.undocumented.len().to_string(),
            "0",
        ),
    ];
    let mut text = format!("\n{:<27}{:<9}found\n", "style", "limit");
    for (what, found, limit) in rows {
        let row = format!("{what:<27}{limit:<9}{found}\n");
        text.push_str(&row);
    }
    text
}

/// A share in percent with one decimal, rounded down so that a limit is never met by rounding.
fn share(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "100.0 %".to_owned();
    }
    let per_mille = part * 1000 / whole;
    format!("{}.{} %", per_mille / 10, per_mille % 10)
}

/// Every limit that is not kept.
pub(super) fn check(house: &House) -> Vec<Finding> {
    let counts = Counts::of(house);
    let mut findings = Vec::new();
    if counts.median_file() >= FILE_LINES_MEDIAN {
        let message = format!("the median file has {} lines", counts.median_file());
        findings.push(Finding::new("crates", 0, message));
    }
    if !counts.functions_are_short() {
        let share = share(counts.usual_functions(), counts.functions.len());
        let message = format!("only {share} of the functions are under 30 lines");
        findings.push(Finding::new("crates", 0, message));
    }
    for (function, path) in &counts.functions {
        if function.line_count > FUNCTION_LINES_MAX {
            let message = format!("`{}` has {} lines", function.name, function.line_count);
            findings.push(Finding::new(path, function.line, message));
        }
    }
    for (line, name, path) in &counts.undocumented {
        let message = format!("`{name}` is public and has no doc comment");
        findings.push(Finding::new(path, *line, message));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn function(name: &str, line_count: usize) -> String {
        format!(
            "fn {name}() {{\n{}}}\n",
            "    x();\n".repeat(line_count - 2)
        )
    }

    #[track_caller]
    fn check_text(text: &str, expect: &[&str]) {
        let house = House::of(&[("crates/a/src/lib.rs", text)]);
        let found: Vec<String> = check(&house).into_iter().map(|f| f.message).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn long_functions_are_found() {
        let mut text = "fn a() {}\n".repeat(9);
        text.push_str(&function("b", 70));
        check_text(&text, &[]);
        let mut text = "fn a() {}\n".repeat(9);
        text.push_str(&function("b", 71));
        check_text(&text, &["`b` has 71 lines"]);
    }

    #[test]
    fn nine_in_ten_are_short() {
        let mut text = "fn a() {}\n".repeat(8);
        text.push_str(&function("b", 30));
        check_text(&text, &["only 88.8 % of the functions are under 30 lines"]);
        text.push_str("fn c() {}\n");
        check_text(&text, &[]);
    }

    #[test]
    fn the_median_file_is_short() {
        check_text(&"// x\n".repeat(249), &[]);
        check_text(&"// x\n".repeat(250), &["the median file has 250 lines"]);
    }

    #[test]
    fn public_items_are_documented() {
        check_text("pub fn a() {}", &["`a` is public and has no doc comment"]);
    }

    #[test]
    fn a_test_may_be_long() {
        let text = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", function("b", 100));
        check_text(&text, &[]);
    }
}
