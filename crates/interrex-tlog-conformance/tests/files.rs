//! The suites for files, against the good and bad files that the suite writes for others.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic fails the test"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn run(arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_interrex-tlog-conformance"))
        .args(arguments)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), text + &errors)
}

fn shown(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

/// What the manifest says of a file, and what the suite makes of it.
#[test]
fn every_file_is_judged_as_the_manifest_says() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("files");
    let _ = fs::remove_dir_all(&folder);
    assert_eq!(run(&["files", &shown(&folder)]), (0, String::new()));
    let manifest = fs::read_to_string(folder.join("MANIFEST.tsv")).unwrap();
    let (policy, entry) = (folder.join("proofs/policy"), folder.join("proofs/entry"));
    let (policy, entry) = (shown(&policy), shown(&entry));
    let mut counts = [0, 0, 0];
    for line in manifest.lines().filter(|line| !line.starts_with('#')) {
        let parts: Vec<&str> = line.split('\t').collect();
        let &[path, verdict, section, _] = parts.as_slice() else {
            panic!("{line}");
        };
        let file = shown(&folder.join(path));
        let (status, text) = if path.starts_with("policies/") {
            run(&["policy", &file])
        } else {
            run(&["proof", "--policy", &policy, "--entry", &entry, &file])
        };
        let (at, expect, told) = match verdict {
            "accept" => (0, 0, String::new()),
            "refuse" => (1, 1, format!("FAIL  [{section}]")),
            "either" => (2, 0, "warn  [".to_owned()),
            _ => panic!("{line}"),
        };
        counts[at] += 1;
        assert_eq!(status, expect, "{line}\n{text}");
        // A note is read before it is verified: what is wrong with its form is told by the format that it is in.
        assert!(text.contains(&told), "{line}\n{text}");
    }
    assert!(counts.iter().all(|count| *count > 2), "{counts:?}");
}

#[test]
fn what_never_ends_is_not_read_to_its_end() {
    if !Path::new("/dev/zero").exists() {
        return;
    }
    for suite in ["policy", "proof"] {
        let (status, text) = run(&[suite, "/dev/zero"]);
        assert_eq!(status, 2, "{text}");
        assert!(text.contains("`/dev/zero` is longer than"), "{text}");
    }
}
