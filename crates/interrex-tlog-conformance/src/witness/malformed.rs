//! Bodies that are no request. The text gives them no status; every check here wants a refusal, and the
//! same state afterwards.

use super::log::History;
use super::session::{ADD, Expect, Session, judge};
use crate::report::{Level, Report};

/// More hashes than a request may have.
const HASHES_TOO_MANY: usize = 64;

/// Runs the checks.
pub(super) fn run(session: &mut Session, report: &mut Report) -> Result<(), String> {
    let request = session
        .log
        .request(History::First, session.size, session.size + 2)?;
    for (what, body) in bodies(session.size, &request.to_string()) {
        let rule = format!("{what} is refused");
        session.refuse_bytes(report, &rule, &body, Expect::Refusal)?;
    }
    let answer = session
        .client
        .get(&format!("{}/add-checkpoint", session.url))?;
    let (level, found) = match answer.status {
        405 => (Level::Must, Ok(())),
        400..=499 => judge(&answer, Expect::Status(answer.status)),
        _ => (Level::Must, Err(format!("expected 405, {}", answer.told()))),
    };
    report.check(level, ADD, "a request that is no POST is refused", found);
    session.grow(
        report,
        2,
        "after bodies that are no request, the log goes on",
    )
}

/// What is wrong, and the body.
fn bodies(size: u64, good: &str) -> Vec<(&'static str, Vec<u8>)> {
    let text = |what, body: String| (what, body.into_bytes());
    let old = |line: String| good.replacen(&format!("old {size}\n"), &line, 1);
    let (above, note) = good.split_once("\n\n").unwrap_or((good, ""));
    let hash = "bWFsZm9ybWVkIGhhc2ggb2YgdGhlIHN1aXRlIHNvIQ==";
    let many = format!("{hash}\n").repeat(HASHES_TOO_MANY);
    let mut not_utf8 = good.as_bytes().to_vec();
    not_utf8.push(0xff);
    let (unsigned, _) = good.split_at(good.rfind("\n\n").map_or(0, |at| at + 1));
    vec![
        text("an empty body", String::new()),
        text("a body without an old size", old(String::new())),
        text(
            "an old size with a leading zero",
            old(format!("old 0{size}\n")),
        ),
        text("an old size with a sign", old(format!("old +{size}\n"))),
        text(
            "an old size after two spaces",
            old(format!("old  {size}\n")),
        ),
        text("an old size and a space", old(format!("old {size} \n"))),
        text(
            "an old size past 2^64",
            old("old 18446744073709551616\n".to_owned()),
        ),
        text("an old size in hexadecimal", old("old 0x10\n".to_owned())),
        text("a hash that is no base64", format!("{above}\n!\n\n{note}")),
        text(
            "a hash that is too short",
            format!("{above}\nYWJj\n\n{note}"),
        ),
        text("more than 63 hashes", format!("{above}\n{many}\n{note}")),
        text("a body without its empty line", format!("{above}\n{note}")),
        text("a body with carriage returns", good.replace('\n', "\r\n")),
        text("a note without signatures", unsigned.to_owned()),
        text(
            "a body without its last newline",
            good.trim_end().to_owned(),
        ),
        text(
            "a size with a leading zero",
            good.replacen(
                &format!("\n{}\n", size + 2),
                &format!("\n0{}\n", size + 2),
                1,
            ),
        ),
        text("a control character", good.replacen("\n\n", "\n\n\u{1}", 1)),
        ("bytes that are no UTF-8", not_utf8),
    ]
}
