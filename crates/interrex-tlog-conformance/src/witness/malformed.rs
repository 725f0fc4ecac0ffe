//! Bodies that are no request. The text gives them no status; every check here wants a refusal, and the
//! same state afterwards.

use interrex_tlog::merkle::Hash;
use interrex_tlog::witness::AddCheckpoint;

use super::log::History;
use super::session::{ADD, Expect, Session};
use crate::report::{Level, Report};

/// More hashes than a request may have.
const HASHES_TOO_MANY: usize = 64;

/// Runs the checks.
pub(super) fn run(session: &mut Session, report: &mut Report) -> Result<(), String> {
    let mut at = 0;
    // They are made anew for each check: one that was taken has changed what the next one follows.
    while let Some((what, body)) = bodies(session)?.into_iter().nth(at) {
        let rule = format!("{what} is refused");
        let size = session.size + 2;
        session.refuse_bytes(report, &rule, &body, size, Expect::Refusal)?;
        at += 1;
    }
    let answer = session
        .client
        .get(&format!("{}/add-checkpoint", session.url))?;
    let (level, found) = match answer.status {
        400..=499 => (Level::Must, Ok(())),
        // A server that knows no GET at all says so, too.
        501 => (
            Level::Should,
            Err(format!("expected 405, {}", answer.told())),
        ),
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
type Body = (&'static str, Vec<u8>);

fn bodies(session: &Session) -> Result<Vec<Body>, String> {
    let size = session.size;
    let request = session.log.request(History::First, size, size + 2)?;
    let mut all = above(size, &request.to_string());
    all.extend(notes(session, &request));
    Ok(all)
}

/// Faults of what stands above the note, and of the whole.
fn above(size: u64, good: &str) -> Vec<Body> {
    let text = |what, body: String| (what, body.into_bytes());
    let old = |line: String| good.replacen(&format!("old {size}\n"), &line, 1);
    let (above, note) = good.split_once("\n\n").unwrap_or((good, ""));
    let hash = Hash::new([7; 32]);
    let many = format!("{hash}\n").repeat(HASHES_TOO_MANY);
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
        text("more than 63 hashes", format!("old {size}\n{many}\n{note}")),
        text("a body without its empty line", format!("{above}\n{note}")),
        text("a body with carriage returns", good.replace('\n', "\r\n")),
        text(
            "a body without its last newline",
            good.trim_end().to_owned(),
        ),
    ]
}

/// Faults of the note. The log has signed each text as it is, so that nothing else is wrong with it.
fn notes(session: &Session, request: &AddCheckpoint) -> Vec<Body> {
    let good = request.to_string();
    let (above, note) = good.split_once("\n\n").unwrap_or((&good, ""));
    let text = request.checkpoint().note().text();
    let size = session.size + 2;
    let root = request.checkpoint().checkpoint().root().to_string();
    // Base64 of 33 and of 31 bytes.
    let longer = format!("{}A", root.trim_end_matches('='));
    let shorter = format!("{}A==", root.get(..41).unwrap_or_default());
    let resigned = |what, text: String| {
        let signature = session.log.key().sign(&text);
        (what, format!("{above}\n\n{text}\n{signature}").into_bytes())
    };
    let mut not_utf8 = good.clone().into_bytes();
    not_utf8.extend_from_slice("\u{2014} unknown\u{7}.example AAAABwEB\n".as_bytes());
    for byte in &mut not_utf8 {
        if *byte == 7 {
            *byte = 0xff;
        }
    }
    vec![
        (
            "a note without signatures",
            format!("{above}\n\n{text}").into_bytes(),
        ),
        resigned(
            "a size with a leading zero",
            text.replacen(&format!("\n{size}\n"), &format!("\n0{size}\n"), 1),
        ),
        resigned("a root hash of 31 bytes", text.replacen(&root, &shorter, 1)),
        resigned("a root hash of 33 bytes", text.replacen(&root, &longer, 1)),
        resigned(
            "a root hash that is no base64",
            text.replacen(&root, "no base64", 1),
        ),
        resigned(
            "a head without a root hash",
            text.replacen(&format!("{root}\n"), "", 1),
        ),
        resigned(
            "an extension line that is empty",
            format!("{text}\nextension\n"),
        ),
        resigned(
            "a control character in an extension line",
            format!("{text}exten\u{1}sion\n"),
        ),
        (
            "a signature line that is none",
            format!("{above}\n\n{note}no signature\n").into_bytes(),
        ),
        ("bytes that are no UTF-8", not_utf8),
    ]
}
