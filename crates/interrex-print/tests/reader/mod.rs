//! What somebody else's reader of PDF finds in a file.

#![allow(dead_code, reason = "each test file uses a part of it")]
use std::io::Write as _;
use std::process::{Command, Stdio};

/// What a reader of PDF gets; nothing where there is none.
pub(crate) fn read(bytes: &[u8], arguments: &[&str]) -> Option<String> {
    let reader = Command::new("pdftotext")
        .args(["-enc", "UTF-8"])
        .args(arguments)
        .args(["-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut reader) = reader else {
        eprintln!("skipped: pdftotext is not installed");
        return None;
    };
    let mut input = reader.stdin.take().expect("a pipe");
    let bytes = bytes.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&bytes));
    let output = reader.wait_with_output().expect("pdftotext ends");
    writer
        .join()
        .expect("the writer ends")
        .expect("pdftotext reads all");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(String::from_utf8(output.stdout).expect("text is UTF-8"))
}

/// Asks that words stand in a text, one after another.
#[track_caller]
pub(crate) fn in_order(text: &str, words: &[&str]) {
    let mut rest = text;
    for word in words {
        let Some((_, after)) = rest.split_once(word) else {
            panic!("`{word}` does not come after what is asked before it, in:\n{text}");
        };
        rest = after;
    }
}
