//! What is known of the models of the corpus.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The known answers of all models.
#[derive(Debug, Default)]
pub(super) struct Oracle {
    models: BTreeMap<String, Known>,
}

/// What is known of one model.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Known {
    /// The probability of the top gate.
    pub(super) probability: Option<f64>,
    /// The number of minimal cut sets, in digits.
    pub(super) count: Option<String>,
}

impl Oracle {
    /// Reads a table with a line of headings and fields between tabs.
    ///
    /// # Errors
    ///
    /// Says which file cannot be read, or which column it lacks.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let text =
            fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Self::parse(&text).ok_or_else(|| format!("{} lacks a column", path.display()))
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let headings: Vec<&str> = lines.next()?.split('\t').collect();
        let column = |name: &str| headings.iter().position(|heading| *heading == name);
        let (model, count, probability) =
            (column("model")?, column("count")?, column("probability")?);
        let mut oracle = Self::default();
        for line in lines {
            let fields: Vec<&str> = line.split('\t').collect();
            let field = |at: usize| fields.get(at).copied().unwrap_or_default();
            let known = Known {
                probability: field(probability).parse().ok(),
                count: Some(field(count).to_owned()).filter(|digits| !digits.is_empty()),
            };
            oracle.models.insert(field(model).to_owned(), known);
        }
        Some(oracle)
    }

    /// What is known of a model.
    pub(super) fn of(&self, model: &str) -> Option<&Known> {
        self.models.get(model)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_their_headings() {
        let table = "model\tgates\tcount\tprobability\nsmall\t3\t12\t0.25\nopen\t9\t\t\n";
        let oracle = Oracle::parse(table).unwrap();
        let small = oracle.of("small").unwrap();
        assert_eq!(small.probability, Some(0.25));
        assert_eq!(small.count.as_deref(), Some("12"));
        let open = oracle.of("open").unwrap();
        assert_eq!((open.probability, open.count.as_deref()), (None, None));
        assert!(Oracle::parse("model\tcount\n").is_none());
    }
}
