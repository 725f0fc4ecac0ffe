//! The pages about faults, for `explain` and for the book.

use std::fmt::Write as _;

use super::{CODES, Fault};

/// The fault of this code.
///
/// # Examples
///
/// ```
/// let fault = interrex_plan::faults::find("self-link").expect("a known code");
/// assert_eq!(fault.summary, "a link from a place to itself");
/// ```
pub fn find(code: &str) -> Option<&'static Fault> {
    let place = CODES.binary_search_by(|fault| fault.code.cmp(code)).ok()?;
    CODES.get(place)
}

impl Fault {
    /// The whole page: summary, explanation, and the plan that has the fault, as Markdown with a
    /// heading of this level (`"##"`).
    pub fn markdown(&self, heading: &str) -> String {
        format!(
            "{heading} `{}`\n\n*{}.*\n\n{}\n```toml\n{}```\n",
            self.code,
            sentence(self.summary),
            self.page,
            self.example
        )
    }
}

/// A phrase with a capital letter in front.
fn sentence(phrase: &str) -> String {
    let mut letters = phrase.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// Writes the reference of all faults of reading, one section each. Deterministic; ends with a
/// line end.
pub fn faults_markdown() -> String {
    let mut page = String::from(
        "# Faults of a plan\n\nWhat reading a plan can report, each with a small plan that has the \
         fault.\n",
    );
    for fault in CODES {
        // Writing to a string does not fail.
        _ = write!(page, "\n{}", fault.markdown("##"));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_found() {
        assert!(CODES.is_sorted_by(|one, other| one.code < other.code));
        for fault in CODES {
            assert_eq!(find(fault.code), Some(fault));
        }
        assert_eq!(find("perfect-plan"), None);
    }

    #[test]
    fn a_page_shows_the_fault_whole() {
        let page = find("self-link").expect("a known code").markdown("###");
        assert!(page.starts_with("### `self-link`\n\n*A link from a place to itself.*\n\n"));
        assert!(page.ends_with("```\n"), "{page}");
        let all = faults_markdown();
        for fault in CODES {
            let page = fault.markdown("##");
            assert!(page.contains(fault.page) && page.contains(fault.example));
            assert!(all.contains(&format!("\n{page}")), "{}", fault.code);
        }
    }

    #[test]
    fn every_page_says_something() {
        for fault in CODES {
            assert!(
                fault.page.len() > 80 && fault.page.ends_with('\n'),
                "{}",
                fault.code
            );
            assert!(!fault.summary.ends_with('.'), "{}", fault.code);
        }
    }
}
