//! The words of the field that pages of rules use, explained once.
//!
//! Responsible for the short explanations at the end of a page: of those words that the page uses, so
//! that nobody has to look elsewhere. What a word means for the answers is for
//! `docs/concepts/meaning.md`.

/// A word with the forms by which a page uses it, and what it means.
struct Word {
    name: &'static str,
    forms: &'static [&'static str],
    means: &'static str,
}

const fn word(name: &'static str, forms: &'static [&'static str], means: &'static str) -> Word {
    Word { name, forms, means }
}

static WORDS: &[Word] = &[
    word(
        "alternate",
        &["alternate", "alternates"],
        "a place or site from which one can go on when the first is lost",
    ),
    word(
        "devolution",
        &["devolution", "devolve", "devolves"],
        "other people in another place take over, because those here are lost or cut off",
    ),
    word(
        "exercise of an office",
        &[
            "gives the exercise",
            "the exercise of",
            "loses the exercise",
            "has the exercise",
            "hands over the exercise",
        ],
        "the use of its powers, apart from its title: somebody acting has the one and not the other",
    ),
    word(
        "ground",
        &["ground", "grounds"],
        "what takes an office, or its use, away from the holder: death, illness, loss of contact, a decision",
    ),
    word(
        "keeper",
        &["keeper", "keepers"],
        "one of those with whom the holder of a leased office must be in contact",
    ),
    word(
        "key post",
        &["key post", "key posts"],
        "an office with `key = true`; where the plan does not say, one that has an order of succession, holds a power, or that a function needs",
    ),
    word(
        "lease",
        &["lease", "leases"],
        "a rule by which only whoever is in contact with enough keepers may use an office, so that two never do",
    ),
    word(
        "MBCO",
        &["MBCO"],
        "minimum business continuity objective, the lowest level that is acceptable (`minimum`)",
    ),
    word(
        "MTPD",
        &["MTPD"],
        "maximum tolerable period of disruption: how long a function may be down before it is too late (`mtpd`)",
    ),
    word(
        "onward",
        &["onward"],
        "by the delegate to somebody else in turn",
    ),
    word(
        "quorum",
        &["quorum"],
        "how many members of a body must take part",
    ),
    word(
        "reconstitution",
        &["reconstitution"],
        "going back to normal work, in the old place or a new one",
    ),
    word(
        "region",
        &["region", "regions"],
        "what is lost together: the `threat-area` of a place where one is stated, else the part of the outermost place that it lies in",
    ),
    word(
        "RPO",
        &["RPO"],
        "recovery point objective: how old the data may be with which a function resumes (`rpo`)",
    ),
    word(
        "RTO",
        &["RTO"],
        "recovery time objective: when a function should work again (`rto`)",
    ),
    word(
        "split",
        &["a split", "the split", "split cases", "splits"],
        "two people have a complete lawful claim to one office",
    ),
    word(
        "stranded",
        &["stranded"],
        "somebody holds the office or is waited for, and nobody can act in it",
    ),
];

/// The words that a text uses, as Markdown; empty when it uses none.
pub(crate) fn of(text: &str) -> String {
    let used = WORDS
        .iter()
        .filter(|word| word.forms.iter().any(|form| uses(text, form)));
    let lines: Vec<String> = used
        .map(|word| format!("* *{}*: {}\n", word.name, word.means))
        .collect();
    if lines.is_empty() {
        return String::new();
    }
    format!("\n## Words\n\n{}", lines.concat())
}

/// Whether a text has a form as a word of its own, outside of what stands in code.
fn uses(text: &str, form: &str) -> bool {
    let prose: String = text.split("```").step_by(2).collect();
    let mut prose = prose.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    prose.retain(|c| c != '*');
    let prose = prose.replace('\n', " ");
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-');
    prose.match_indices(form).any(|(at, _)| {
        let before = prose.get(..at).and_then(|text| text.chars().next_back());
        let after = prose
            .get(at + form.len()..)
            .and_then(|text| text.chars().next());
        is_edge(before) && is_edge(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_as_words() {
        assert!(uses("the RTO of it", "RTO"));
        assert!(uses("a key\npost.", "key post"));
        assert!(!uses("they were released", "lease"));
        assert!(!uses("`lease` and\n```toml\n[lease.seal]\n```\n", "lease"));
        assert!(!uses("RTOs", "RTO"));
    }

    #[test]
    fn only_words_that_are_used_are_explained() {
        assert_eq!(of("nothing of the kind"), "");
        let text = of("no quorum");
        assert_eq!(
            text,
            "\n## Words\n\n* *quorum*: how many members of a body must take part\n"
        );
    }

    #[test]
    fn words_are_sorted_and_each_is_used_by_some_page() {
        let names: Vec<String> = WORDS.iter().map(|word| word.name.to_lowercase()).collect();
        assert!(names.is_sorted(), "{names:?}");
        for word in WORDS {
            let is_used = crate::all().any(|rule| {
                let page = crate::explain(rule.code).unwrap_or_default();
                page.contains(&format!("* *{}*: ", word.name))
            });
            assert!(is_used, "{}", word.name);
        }
    }
}
