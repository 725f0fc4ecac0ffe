//! Relative links in Markdown.
//!
//! Responsible for asking that each leads to a file of the repository and, where it names a
//! heading, that the page has that heading. Links to other sites are left alone: no chore goes
//! to the network.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::manifest::line_at;
use super::{Finding, House};

/// Where a page links to, and which headings it has.
struct Page {
    links: Vec<(usize, String)>,
    anchors: BTreeSet<String>,
}

/// Every relative link that leads nowhere.
pub(super) fn check(house: &House) -> Vec<Finding> {
    let pages: BTreeMap<&str, Page> = house
        .tree()
        .texts(".md")
        .filter(|(path, _)| !path.starts_with("corpus/"))
        .map(|(path, text)| (path, read(text)))
        .collect();
    let mut findings = Vec::new();
    for (path, page) in &pages {
        for (line, target) in &page.links {
            if let Some(message) = fault(house, &pages, path, target) {
                findings.push(Finding::new(path, *line, message));
            }
        }
    }
    findings
}

/// What is wrong with a link from one page; nothing when it leads somewhere or off the site.
fn fault(house: &House, pages: &BTreeMap<&str, Page>, path: &str, target: &str) -> Option<String> {
    if is_elsewhere(target) {
        return None;
    }
    let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
    let Some(place) = resolve(path, file) else {
        return Some(format!("`{target}` leaves the repository"));
    };
    if !house.tree().contains(&place) {
        return Some(format!(
            "`{target}` leads to `{place}`, which does not exist"
        ));
    }
    let known = pages
        .get(place.as_str())
        .is_none_or(|page| page.anchors.contains(anchor));
    (!anchor.is_empty() && !known).then(|| format!("`{place}` has no heading `#{anchor}`"))
}

/// Whether a link goes to another site: it begins with a scheme.
pub(super) fn is_elsewhere(target: &str) -> bool {
    target.contains("://") || target.starts_with("mailto:")
}

/// The path that a link on a page means; nothing when it climbs out of the repository.
pub(super) fn resolve(page: &str, target: &str) -> Option<String> {
    if target.is_empty() {
        return Some(page.to_owned());
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in target.trim_end_matches('/').split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The targets of a page's links, with their lines.
pub(super) fn targets(text: &str) -> Vec<(usize, String)> {
    read(text).links
}

fn read(text: &str) -> Page {
    let mut page = Page {
        links: Vec::new(),
        anchors: BTreeSet::new(),
    };
    let mut heading: Option<String> = None;
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                page.links
                    .push((line_at(text, range.start), dest_url.to_string()));
            }
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                page.anchors
                    .extend(heading.take().map(|title| slug(&title)));
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some(title) = &mut heading {
                    title.push_str(&words);
                }
            }
            _ => {}
        }
    }
    page
}

/// The anchor that book and code host make of a heading.
fn slug(title: &str) -> String {
    title
        .chars()
        .filter_map(|letter| match letter {
            ' ' => Some('-'),
            '-' | '_' => Some(letter),
            _ if letter.is_alphanumeric() => Some(letter.to_ascii_lowercase()),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_link(target: &str, expect: &[&str]) {
        let text = format!("# Top\n\nsee [it]({target})\n");
        let house = House::of(&[
            ("docs/guide/page.md", &text),
            ("docs/other.md", "# Other `page`, here\n"),
            ("README.md", "hello\n"),
        ]);
        let found: Vec<String> = check(&house).iter().map(Finding::text).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn links_that_lead_somewhere() {
        check_link("../other.md", &[]);
        check_link("../other.md#other-page-here", &[]);
        check_link("#top", &[]);
        check_link("../../README.md", &[]);
        check_link("..", &[]);
        check_link("https://example.org/none.md", &[]);
        check_link("mailto:a@example.org", &[]);
    }

    #[test]
    fn links_that_lead_nowhere() {
        let missing = "docs/guide/page.md:3: `other.md` leads to `docs/guide/other.md`, which does \
                       not exist";
        check_link("other.md", &[missing]);
        let heading = "docs/guide/page.md:3: `docs/other.md` has no heading `#none`";
        check_link("../other.md#none", &[heading]);
        let outside = "docs/guide/page.md:3: `../../../x.md` leaves the repository";
        check_link("../../../x.md", &[outside]);
    }
}
