//! The part of the book's table of contents that lists generated pages.
//!
//! Responsible for the lines below the index of the rules, one for each rule under the name of its
//! element. The rest of the contents is written by hand and kept as it is.

use std::collections::BTreeMap;

/// The line below which the rules are listed.
const INDEX: &str = "(reference/rules/index.md)";

/// The contents with the rules of `pages` below their index; `pages` are paths such as
/// `sites/single-seat.md`, in the order in which they are to be listed. Contents without that
/// index are returned as they are.
pub(super) fn with_rules(contents: &str, pages: &[String]) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut below_index = false;
    for line in contents.lines() {
        if below_index && line.starts_with("  ") {
            continue;
        }
        below_index = line.contains(INDEX);
        lines.push(line.to_owned());
        if below_index {
            lines.extend(listing(pages));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

fn listing(pages: &[String]) -> Vec<String> {
    let mut elements: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for page in pages {
        let Some((element, file)) = page.split_once('/') else {
            continue;
        };
        let code = file.trim_end_matches(".md");
        let line = format!("    - [{code}](reference/rules/{page})");
        if !order.contains(&element) {
            order.push(element);
        }
        elements.entry(element).or_default().push(line);
    }
    let mut lines = Vec::new();
    for element in order {
        lines.push(format!("  - [{element}]()"));
        lines.extend(elements.remove(element).unwrap_or_default());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_listing_is_replaced_and_the_rest_is_kept() {
        let contents = "# Summary\n\n- [Rules](reference/rules/index.md)\n  - [old]()\n    - [x](y)\n\
                        - [Other](other.md)\n  - [Kept](kept.md)\n";
        let pages = ["index.md", "sites/b.md", "sites/c.md", "records/a.md"].map(str::to_owned);
        let expected = "# Summary\n\n- [Rules](reference/rules/index.md)\n  - [sites]()\n    \
                        - [b](reference/rules/sites/b.md)\n    - [c](reference/rules/sites/c.md)\n  \
                        - [records]()\n    - [a](reference/rules/records/a.md)\n\
                        - [Other](other.md)\n  - [Kept](kept.md)\n";
        let once = with_rules(contents, &pages);
        assert_eq!(once, expected);
        assert_eq!(with_rules(&once, &pages), expected);
    }

    #[test]
    fn contents_without_an_index_are_kept() {
        let contents = "# Summary\n\n- [A](a.md)\n  - [B](b.md)\n";
        assert_eq!(with_rules(contents, &["sites/b.md".to_owned()]), contents);
    }
}
