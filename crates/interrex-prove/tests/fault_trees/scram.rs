//! SCRAM, another program for fault trees, asked about many trees at once.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};

use super::draw::Tree;

/// What it says of a tree.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) probability: f64,
    pub(crate) count: String,
}

/// Whether it can be asked.
pub(crate) fn is_installed() -> bool {
    Command::new("scram")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// What it says of each tree; nothing of those with connectives that it does not read.
pub(crate) fn answers(trees: &[Tree]) -> Vec<Option<Answer>> {
    let mut text = String::from("<opsa-mef>\n");
    for tree in trees.iter().filter(|tree| !tree.is_ours_alone) {
        text.push_str(&tree.text(&format!("t{}", tree.seed)));
    }
    text.push_str("</opsa-mef>\n");
    let folder = env!("CARGO_TARGET_TMPDIR");
    let first = trees.first().map_or(0, |tree| tree.seed);
    let path = format!("{folder}/trees-{first}.xml");
    fs::write(&path, text).expect("the folder for tests can be written");
    let output = Command::new("scram")
        .args(["--bdd", "--probability", "1", "--ccf", "1"])
        .args(["--limit-order", "100000", &path])
        .output()
        .expect("it is installed");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{path}: {}{said}",
        String::from_utf8_lossy(&output.stderr)
    );
    let found = read(&said);
    let name = |tree: &Tree| format!("t{}g0", tree.seed);
    trees
        .iter()
        .map(|tree| found.get(&name(tree)).cloned())
        .collect()
}

/// The answers of a report by the name of the top.
fn read(report: &str) -> BTreeMap<String, Answer> {
    let mut found = BTreeMap::new();
    for line in report.lines() {
        let Some((_, tag)) = line.split_once("<sum-of-products ") else {
            continue;
        };
        let attribute = |name: &str| {
            let (_, rest) = tag.split_once(&format!("{name}=\""))?;
            rest.split_once('"').map(|(value, _)| value)
        };
        let (Some(name), Some(count), Some(probability)) = (
            attribute("name"),
            attribute("products"),
            attribute("probability"),
        ) else {
            continue;
        };
        let answer = Answer {
            probability: probability.parse().expect("a number"),
            count: count.to_owned(),
        };
        found.insert(name.to_owned(), answer);
    }
    found
}
