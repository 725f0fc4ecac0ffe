//! Names that every tool of the format takes.
//!
//! Responsible for names of ASCII letters, digits and `_` that begin with a letter, each given once.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

/// The names given so far.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: FxHashSet<String>,
    gates: BTreeMap<usize, String>,
}

impl Names {
    /// A legal name that resembles a text and was not given before.
    pub(super) fn legal(&mut self, text: &str) -> String {
        let mut name = String::with_capacity(text.len());
        for c in text.chars() {
            if c.is_ascii_alphanumeric() || c == '_' {
                name.push(c);
            } else if !name.ends_with('_') {
                name.push('_');
            }
        }
        let name = name.trim_end_matches('_');
        let begins_well = name.starts_with(|c: char| c.is_ascii_alphabetic());
        let name = if begins_well {
            name.to_owned()
        } else {
            format!("n{name}")
        };
        self.free(name)
    }

    /// A name that begins so and was not given before.
    pub(super) fn fresh(&mut self, start: &str) -> String {
        self.free(format!("{start}_1"))
    }

    /// The name of a gate by its number, the same each time.
    pub(super) fn of_gate(&mut self, number: usize) -> String {
        if let Some(name) = self.gates.get(&number) {
            return name.clone();
        }
        let name = self.free(format!("g{number}"));
        self.gates.insert(number, name.clone());
        name
    }

    fn free(&mut self, name: String) -> String {
        if self.taken.insert(name.clone()) {
            return name;
        }
        let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let stem = if stem.ends_with('_') {
            stem.to_owned()
        } else {
            format!("{name}_")
        };
        let mut number = self.taken.len();
        loop {
            let name = format!("{stem}{number}");
            if self.taken.insert(name.clone()) {
                return name;
            }
            number += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_legal_and_unique() {
        let mut names = Names::default();
        let legal: Vec<String> = [
            "lost(kyiv)",
            "lost-kyiv",
            "lost_kyiv",
            "function.payments.fails",
            "9",
            "",
            "г",
            "g7",
        ]
        .into_iter()
        .map(|text| names.legal(text))
        .collect();
        let expect = [
            "lost_kyiv",
            "lost_kyiv_1",
            "lost_kyiv_2",
            "function_payments_fails",
            "n9",
            "n",
            "n_6",
            "g7",
        ];
        assert_eq!(legal, expect);
        assert_eq!(names.of_gate(7), "g7_8");
        assert_eq!(names.of_gate(7), "g7_8");
        assert_eq!(names.fresh("copy"), "copy_1");
        assert_eq!(names.fresh("copy"), "copy_10");
    }
}
