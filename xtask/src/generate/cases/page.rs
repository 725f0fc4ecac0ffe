//! The page of a case in the book: what happened, with its sources; what is on record; what `who` answers.
//!
//! Responsible for the order of the page and for links, which lead from another folder there. The words of acts
//! and answers are those of the program.

use std::fmt::Write as _;

use interrex_register::course;
use interrex_register::questions::{self, Asked};
use interrex_register::{Known, who, words};
use interrex_units::Moment;

use super::{CASES, Case};

/// The heading under which a page cites its sources, which come last.
const SOURCES: &str = "## Sources";

/// The page of a case, Markdown.
///
/// # Errors
///
/// Says which question has no answer, or another one than expected.
pub(super) fn of(case: &Case) -> Result<String, String> {
    let ids = &case.script.ids;
    let asked = questions::ask(&case.questions, &case.plans, &case.script.acts, ids)?;
    if let Some(departure) = asked.iter().find_map(|asked| asked.departures.first()) {
        return Err(format!("an answer is not as expected: {departure}"));
    }
    let folder = format!("{CASES}{}/", case.name);
    let told = rebased(&case.readme, &folder);
    let (story, sources) = told.split_once(SOURCES).unwrap_or((&told, ""));
    let mut page = story.trim_end().to_owned();
    let _ = write!(page, "\n\n{}\n{}", acts(case), questions(case, &asked));
    if !sources.is_empty() {
        let _ = write!(page, "\n{SOURCES}{sources}");
    }
    Ok(page)
}

/// The page that lists the cases: what stands beside them, with links to their pages.
pub(super) fn index(readme: &str) -> String {
    readme.replace("/README.md)", ".md)")
}

/// Links of a text that lies in a folder, as they lead from the pages of the book.
fn rebased(text: &str, folder: &str) -> String {
    let mut parts = text.split("](");
    let mut page = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (target, rest) = part.split_once(')').unwrap_or((part, ""));
        let elsewhere = target.starts_with('#') || target.contains("://");
        let target = if elsewhere {
            target.to_owned()
        } else {
            format!("../../{}", resolved(folder, target))
        };
        let _ = write!(page, "]({target}){rest}");
    }
    page
}

/// A path relative to a folder, from the root.
fn resolved(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.trim_end_matches('/').split('/').collect();
    for part in target.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

/// Every act with what became of it, as a table.
fn acts(case: &Case) -> String {
    let course = course::run(&case.plans, &case.script.acts, Moment::LAST);
    let mut text = format!(
        "## What is on record\n\nThe acts of [`acts.toml`](../../{CASES}{0}/acts.toml), by the numbers that the answers \
         below cite. The same acts, signed with throwaway keys, are [a register](../../{CASES}{0}/register).\n\n\
         | act | signed (UTC) | who | did what | what became of it |\n| ---: | --- | --- | --- | --- |\n",
        case.name
    );
    for known in &case.script.acts {
        let effect = course.effects.get(&known.number);
        let effect = effect.map(words::effect).unwrap_or_default();
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} |",
            known.number,
            moment(known.act.signed),
            known.act.by.join(", "),
            cell(
                case,
                &format!("{}{}", words::deed(&known.act.deed), effective(known))
            ),
            cell(case, &effect)
        );
    }
    text
}

fn effective(known: &Known) -> String {
    let effective = known.act.effective;
    effective.map_or_else(String::new, |at| {
        format!(", with effect from {}", moment(at))
    })
}

/// Text in a table: digests of what the page names otherwise are replaced.
fn cell(case: &Case, text: &str) -> String {
    let mut text = text.replace('|', "\\|");
    for (digest, (file, _)) in &case.texts {
        text = text.replace(&format!("the plan {digest}"), &format!("`{file}`"));
    }
    for known in &case.script.acts {
        text = text.replace(
            &format!("the act {}", known.digest),
            &format!("act {}", known.number),
        );
    }
    text
}

/// A moment as people write it: the day alone where that is all that is known.
fn moment(at: Moment) -> String {
    let text = at.to_string();
    let day = text.strip_suffix("T00:00:00Z");
    day.map_or_else(
        || text.replace('T', " ").trim_end_matches(":00Z").to_owned(),
        str::to_owned,
    )
}

/// Every question, why its answer is expected, and the answer as the program prints it.
fn questions(case: &Case, asked: &[Asked]) -> String {
    let mut text = format!(
        "## What is asked\n\nThe questions of [`questions.toml`](../../{CASES}{}/questions.toml), each with the \
         answer as `interrex who` prints it. `+` is met, `-` is missing, `x` is contradicted.\n",
        case.name
    );
    for one in asked {
        let answer = &one.answer;
        let day = day(&answer.as_of);
        let day = day.replace('T', " ").replace(":00Z", " UTC");
        let _ = write!(text, "\n### {day}: {}\n\n", answer.of);
        if let Some(because) = &one.because {
            let _ = write!(text, "{because}.\n\n");
        }
        let _ = write!(
            text,
            "```text\n$ {}\n{}```\n",
            command(case, one),
            who::text(answer)
        );
    }
    text
}

/// A moment of an answer as it is asked for: the last second of a day as the day.
fn day(text: &str) -> &str {
    text.strip_suffix("T23:59:59Z").unwrap_or(text)
}

/// The question on a command line.
fn command(case: &Case, asked: &Asked) -> String {
    let answer = &asked.answer;
    let mut line = format!("interrex who {} --register {CASES}{}", answer.of, case.name);
    let options = [
        ("as-of", Some(day(&answer.as_of))),
        ("known-at", answer.known_at.as_deref().map(day)),
        ("viewpoint", answer.viewpoint.as_deref()),
        ("region", asked.region.as_deref()),
    ];
    for (name, value) in options {
        if let Some(value) = value {
            let _ = write!(line, " --{name} {value}");
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_the_same_place_from_the_book() {
        let text = "[a](plan.toml), [b](../../other/README.md), [c](https://example.org/), [d](#e)";
        assert_eq!(
            rebased(text, "examples/cases/x/"),
            "[a](../../examples/cases/x/plan.toml), [b](../../examples/other/README.md), \
             [c](https://example.org/), [d](#e)"
        );
    }

    #[test]
    fn a_day_is_written_as_a_day() {
        let moment = |text: &str| moment(text.parse().expect("a moment"));
        assert_eq!(moment("1940-07-10"), "1940-07-10");
        assert_eq!(moment("1940-07-10T15:30:00Z"), "1940-07-10 15:30");
        assert_eq!(moment("1940-07-10T15:30:01Z"), "1940-07-10 15:30:01Z");
        assert_eq!(day("1940-07-10T23:59:59Z"), "1940-07-10");
    }
}
