//! The page of a rule, for the book and for `explain`.
//!
//! Responsible for setting what the table says of a rule (level, sources, thresholds) before the
//! rule's own text, so that no page repeats it by hand.

use std::fmt::Write;

use interrex_plan::model::Level;

use crate::profile::Profile;
use crate::rule::{Element, Rule};
use crate::threshold::Threshold;

/// A page of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its address within the folder of rules, such as `sites/single-seat.md`.
    pub path: String,
    /// Its text, Markdown.
    pub text: String,
}

/// The page of the rule of this code, else of the profile or threshold of this name.
pub fn explain(name: &str) -> Option<String> {
    let profile = || Profile::by_name(name).map(profile_text);
    let threshold = || Threshold::by_name(name).map(threshold_text);
    crate::rule(name)
        .map(text)
        .or_else(profile)
        .or_else(threshold)
}

/// Every page: an index of all rules, thresholds and profiles, the checklist that they answer, then
/// one for each rule.
pub fn pages() -> Vec<Page> {
    let index = Page {
        path: "index.md".to_owned(),
        text: index(),
    };
    let checklist = Page {
        path: "checklist.md".to_owned(),
        text: crate::checklist::page(),
    };
    let rules = crate::all().map(|rule| Page {
        path: path(rule),
        text: text(rule),
    });
    [index, checklist].into_iter().chain(rules).collect()
}

fn path(rule: &Rule) -> String {
    format!("{}/{}.md", rule.element.name(), rule.code)
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Allow => "off",
        Level::Note => "note",
        Level::Warn => "warning",
        Level::Deny => "error",
    }
}

fn text(rule: &Rule) -> String {
    let mut text = format!("# {}\n\n{}\n\n", rule.code, rule.summary);
    let (element, default) = (rule.element.name(), level(rule.level));
    line(&mut text, format_args!("* Element: {element}"));
    line(
        &mut text,
        format_args!("* Level: {default}{}", raised(rule)),
    );
    line(
        &mut text,
        format_args!("* Asks about: each {}", rule.asks.trim_end_matches(',')),
    );
    line(&mut text, format_args!("* To mend: {}", rule.mend));
    let rows = crate::checklist::answered_by(rule);
    if !rows.is_empty() {
        let (rows, page) = (rows.join(", "), "../checklist.md");
        line(
            &mut text,
            format_args!("* In the [checklist of the field]({page}): {rows}"),
        );
    }
    for threshold in rule.thresholds {
        line(&mut text, format_args!("* Threshold: {}", told(*threshold)));
    }
    for citation in rule.sources {
        let (force, work) = (citation.force.word(), citation.work);
        line(
            &mut text,
            format_args!("* Source ({force}): [{}]({})", work.what, work.url),
        );
    }
    text.push('\n');
    text.push_str(rule.page.trim_start());
    let words = crate::glossary::of(&text);
    text.push_str(&words);
    text
}

fn profile_text(profile: &Profile) -> String {
    let (name, title) = (profile.name, profile.title);
    let mut text = format!(
        "# {name}\n\n{title}\n\nA profile. To be held to it, write under `[rules]`:\n\n\
         ```toml\n[rules]\nprofiles = [\"{name}\"]\n```\n"
    );
    if !profile.thresholds.is_empty() {
        text.push_str("\n## Thresholds\n\n");
    }
    for (threshold, set) in profile.thresholds {
        let (name, counts) = (threshold.name(), threshold.counts());
        line(
            &mut text,
            format_args!("* `{name}`, {counts}: {}", value(*set)),
        );
    }
    if !profile.levels.is_empty() {
        text.push_str("\n## Levels of rules\n\n");
    }
    for (code, set) in profile.levels {
        line(&mut text, format_args!("* `{code}`: {}", level(*set)));
    }
    text
}

fn threshold_text(threshold: Threshold) -> String {
    let name = threshold.name();
    let value = threshold.default_value().unwrap_or(1);
    let mut text = format!(
        "# {name}\n\nA threshold, {}.\n\nTo set it, write under `[rules]` (a negative number switches it \
         off):\n\n```toml\n[rules]\nthresholds = {{ {name} = {value} }}\n```\n\n## Rules that ask for it\n\n",
        told(threshold)
            .split_once(", ")
            .map_or(name, |(_, rest)| rest)
    );
    for rule in crate::all().filter(|rule| rule.thresholds.contains(&threshold)) {
        line(
            &mut text,
            format_args!("* `{}`: {}", rule.code, rule.summary),
        );
    }
    text
}

fn line(text: &mut String, content: std::fmt::Arguments<'_>) {
    writeln!(text, "{content}").expect("writing to a string cannot fail");
}

/// The profiles that set another level, in words.
fn raised(rule: &Rule) -> String {
    let of = |profile: &Profile| {
        let (_, set) = profile.levels.iter().find(|(code, _)| *code == rule.code)?;
        Some(format!("; {} under `{}`", level(*set), profile.name))
    };
    Profile::all().iter().filter_map(of).collect()
}

fn value(value: Option<u32>) -> String {
    value.map_or_else(|| "off".to_owned(), |value| value.to_string())
}

/// A threshold with its default and what profiles make of it.
fn told(threshold: Threshold) -> String {
    let of = |profile: &Profile| {
        let (_, set) = profile
            .thresholds
            .iter()
            .find(|(known, _)| *known == threshold)?;
        Some(format!("; {} under `{}`", value(*set), profile.name))
    };
    let profiles: String = Profile::all().iter().filter_map(of).collect();
    let (name, counts) = (threshold.name(), threshold.counts());
    let default = value(threshold.default_value());
    format!("`{name}`, {counts}: {default} by default{profiles}")
}

fn index() -> String {
    let mut text = INTRODUCTION.trim_start().to_owned();
    for element in Element::ALL {
        line(&mut text, format_args!("\n## {}\n", element.name()));
        line(
            &mut text,
            format_args!("| rule | level | what is wrong |\n| --- | --- | --- |"),
        );
        for rule in crate::all().filter(|rule| rule.element == element) {
            let (code, level) = (rule.code, level(rule.level));
            let row = format!("| [{code}]({}) | {level} | {} |", path(rule), rule.summary);
            line(&mut text, format_args!("{row}"));
        }
    }
    line(&mut text, format_args!("\n## Thresholds\n"));
    for threshold in Threshold::all() {
        line(&mut text, format_args!("* {}", told(threshold)));
    }
    line(&mut text, format_args!("\n## Profiles\n"));
    for profile in Profile::all() {
        line(
            &mut text,
            format_args!("* `{}`: {}", profile.name, profile.title),
        );
    }
    text
}

const INTRODUCTION: &str = r#"
# The rules of the field

What standards, statutes, audits and experience ask of a continuity plan, as rules that a program
can check. Each rule has a page: who asks for it and how firmly, why, how to mend what it finds, an
example that fails and one that passes.

A source that says *must* gives a warning, one that says *should* a note; what makes answers false
is an error. A plan can set the level of a rule, choose a profile (a standard or statute with its own
thresholds), set thresholds one by one, and waive a finding for a reason and a time:

```toml
[rules]
profiles = ["vt-local"]
levels = { forfeit-unstated = "allow" }
thresholds = { successors-min = 4 }

[[waiver]]
rule = "successors-in-one-region"
on = "office.mayor"
reason = "all departments are in one town"
until = 2025-06-30
by = "the council"
```

A negative threshold switches off what depends on it. A waived finding is still listed, with the
reason and the last day of its waiver. A rule speaks only about plans that have what it asks about:
a plan without places abroad hears nothing about places abroad.

A *key post* is an office with `key = true`. Where the plan does not say, it is an office that has
an order of succession, holds a power, or that an essential function needs. The *region* of a place
is its `threat-area` where one is stated, else the part of the outermost place that it lies in.

The [checklist of the field](checklist.md) lists what is asked for, row by row, with the rules that decide
each row and what no rule can decide.

In the examples a comment such as `# warning[single-seat]` marks the line at which the rule speaks. They are
read as of 1 June 2024 where they do not say otherwise.
"#;
