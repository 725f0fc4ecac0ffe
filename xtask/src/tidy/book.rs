//! The book's table of contents.
//!
//! Responsible for asking that `docs/SUMMARY.md` lists every page below `docs/`, once: mdBook
//! leaves out, without a word, a page that is not listed. That its links lead somewhere is asked
//! by the check of links.

use std::collections::BTreeMap;

use super::{Finding, House, links};

const CONTENTS: &str = "docs/SUMMARY.md";

/// Every page that the contents leave out, and every page that they list twice.
pub(super) fn check(house: &House) -> Vec<Finding> {
    let mut listed: BTreeMap<String, usize> = BTreeMap::new();
    let mut findings = Vec::new();
    for (line, target) in links::targets(house.tree().text(CONTENTS).unwrap_or_default()) {
        // A chapter without a page, which heads those below it, links to nothing.
        let Some(page) = links::resolve(CONTENTS, &target).filter(|_| !target.is_empty()) else {
            continue;
        };
        if let Some(first) = listed.insert(page, line) {
            let message = format!("`{target}` is listed on line {first} too");
            findings.push(Finding::new(CONTENTS, line, message));
        }
    }
    for (path, _) in house.tree().texts(".md") {
        if path.starts_with("docs/") && path != CONTENTS && !listed.contains_key(path) {
            findings.push(Finding::new(
                path,
                0,
                format!("is not listed in {CONTENTS}"),
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_listed_once() {
        let house = House::of(&[
            (
                CONTENTS,
                "- [A](a.md)\n- [B]()\n- [C](b/c.md)\n- [D]()\n- [A](a.md)\n",
            ),
            ("docs/a.md", ""),
            ("docs/b/c.md", ""),
            ("docs/lost.md", ""),
            ("README.md", ""),
        ]);
        let found: Vec<String> = check(&house).iter().map(Finding::text).collect();
        assert_eq!(
            found,
            [
                "docs/SUMMARY.md:5: `a.md` is listed on line 1 too",
                "docs/lost.md: is not listed in docs/SUMMARY.md",
            ]
        );
    }
}
