//! The grammar of a block of answers.
//!
//! Responsible for reading what a page expects, line by line, each fault with its line. It knows no
//! proposition and no fact by name; whether they exist is seen when the plan is asked.

use std::collections::{BTreeMap, BTreeSet};

/// Facts, each with how many: one, or so many members of a class.
pub(crate) type Items = BTreeMap<String, usize>;

/// What a block asks and expects.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Answers {
    /// The day as of which the plan is read, as written.
    pub(crate) as_of: Option<String>,
    /// Elements that count whatever their status.
    pub(crate) with: Vec<String>,
    /// Elements that do not count.
    pub(crate) without: Vec<String>,
    /// The condition on the probability.
    pub(crate) given: Option<String>,
    /// What is expected of which proposition.
    pub(crate) expectations: Vec<Expectation>,
}

/// What is expected of one proposition; what is `None` is not checked.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Expectation {
    /// The line of the page, from 1.
    pub(crate) line: usize,
    /// The proposition.
    pub(crate) proposition: String,
    /// All minimal cut sets, each with the single facts that undo it.
    pub(crate) cuts: Option<BTreeMap<Items, BTreeSet<String>>>,
    /// All minimal path sets.
    pub(crate) paths: Option<BTreeSet<Items>>,
    /// Its probability.
    pub(crate) probability: Option<Chance>,
    /// How many losses it survives.
    pub(crate) survives: Option<Survives>,
}

/// A probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Chance {
    /// Least and greatest value.
    Between(f64, f64),
    /// The condition may be impossible.
    Undecided,
}

/// How many losses leave a proposition false.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Survives {
    /// Any so many.
    Losses(u32),
    /// It can come true without any.
    WithoutALoss,
    /// It never comes true.
    Never,
}

/// Reads a block whose first line is `first_line` of its page.
///
/// # Errors
/// The first line that is not understood, with its number and why.
pub(crate) fn parse(text: &str, first_line: usize) -> Result<Answers, String> {
    let mut answers = Answers::default();
    for (line, written) in (first_line..).zip(text.lines()) {
        let said = written.split('#').next().unwrap_or_default().trim();
        if !said.is_empty() {
            answers
                .line(line, said)
                .map_err(|why| format!("{line}: {why}"))?;
        }
    }
    Ok(answers)
}

impl Answers {
    fn line(&mut self, line: usize, said: &str) -> Result<(), String> {
        let (word, rest) = said.split_once(' ').unwrap_or((said, ""));
        let rest = rest.trim();
        match word {
            "as-of" | "with" | "without" | "given" => self.setting(word, rest),
            _ if word.contains('.') && rest.is_empty() => {
                self.expectations.push(Expectation {
                    line,
                    proposition: word.to_owned(),
                    ..Expectation::default()
                });
                Ok(())
            }
            _ => match self.expectations.last_mut() {
                Some(expectation) => expectation.line(word, rest),
                None => Err(format!("`{said}` stands before the first proposition")),
            },
        }
    }

    fn setting(&mut self, word: &str, rest: &str) -> Result<(), String> {
        if !self.expectations.is_empty() || rest.is_empty() {
            return Err(format!(
                "`{word}` stands above the propositions and says what"
            ));
        }
        match word {
            "as-of" => self.as_of = Some(rest.to_owned()),
            "given" => self.given = Some(rest.to_owned()),
            "with" => self.with.push(rest.to_owned()),
            _ => self.without.push(rest.to_owned()),
        }
        Ok(())
    }
}

impl Expectation {
    fn line(&mut self, word: &str, rest: &str) -> Result<(), String> {
        match word {
            "cut" | "always" => self.cut(rest),
            "path" => {
                let fresh = self.paths.get_or_insert_default().insert(items(rest)?);
                fresh
                    .then_some(())
                    .ok_or_else(|| format!("`{rest}` stands twice"))
            }
            "never" => {
                self.cuts.get_or_insert_default();
                self.probability = Some(Chance::Between(0.0, 0.0));
                Ok(())
            }
            "probability" => {
                self.probability = Some(chance(rest)?);
                Ok(())
            }
            "undecided" => {
                self.probability = Some(Chance::Undecided);
                Ok(())
            }
            "survives" => {
                self.survives = Some(survives(rest)?);
                Ok(())
            }
            _ => Err(format!("`{word}` is no word of this grammar")),
        }
    }

    fn cut(&mut self, rest: &str) -> Result<(), String> {
        let padded = format!(" {rest}");
        let (facts, undone_by) = padded.split_once(" unless ").unwrap_or((&padded, ""));
        let unless = undone_by.split(" or ").map(str::trim);
        let unless = unless.filter(|fact| !fact.is_empty()).map(str::to_owned);
        let cuts = self.cuts.get_or_insert_default();
        match cuts.insert(items(facts)?, unless.collect()) {
            None => Ok(()),
            Some(_) => Err(format!("`{facts}` stands twice")),
        }
    }
}

fn items(text: &str) -> Result<Items, String> {
    let mut items = Items::new();
    for fact in text
        .split(" + ")
        .map(str::trim)
        .filter(|fact| !fact.is_empty())
    {
        let (count, name) = match fact.split_once(" of ") {
            Some((count, name)) => (count.parse().ok(), name),
            None => (Some(1), fact),
        };
        let count = count.filter(|count| *count > 0);
        let count = count.ok_or_else(|| format!("`{fact}` does not say how many"))?;
        if items.insert(name.to_owned(), count).is_some() {
            return Err(format!("`{name}` stands twice in one set"));
        }
    }
    Ok(items)
}

fn chance(text: &str) -> Result<Chance, String> {
    let (low, high) = text.split_once(" to ").unwrap_or((text, text));
    let number = |text: &str| text.trim().parse::<f64>().ok();
    match (number(low), number(high)) {
        (Some(low), Some(high)) if (0.0..=high).contains(&low) && high <= 1.0 => {
            Ok(Chance::Between(low, high))
        }
        _ => Err(format!("`{text}` is no probability")),
    }
}

fn survives(text: &str) -> Result<Survives, String> {
    match text {
        "never" => Ok(Survives::Never),
        "without a loss" => Ok(Survives::WithoutALoss),
        _ => match text.parse() {
            Ok(losses) => Ok(Survives::Losses(losses)),
            Err(_) => Err(format!("`survives {text}` says no number")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set<const N: usize>(facts: [(&str, usize); N]) -> Items {
        facts.map(|(fact, count)| (fact.to_owned(), count)).into()
    }

    const BLOCK: &str = "as-of 2022-03-07  # a day
        with lease.majority
        without site.x
        given lost(kyiv) and not stays(anna)

        office.president.stranded
          cut captive(anna)
          cut absent(anna) + 3 of unfit(rada/lviv) unless resigns(president) or stays(anna, west)
          path captive(anna) + absent(anna)
          probability 0.01 to 0.05
          survives 0
        office.president.split
          never
        office.president.vacant
          always unless dead(anna)
          undecided
          survives without a loss";

    #[test]
    fn a_block_is_settings_and_propositions() {
        let answers = parse(BLOCK, 10).expect("a block");
        assert_eq!(answers.as_of.as_deref(), Some("2022-03-07"));
        assert_eq!(answers.with, ["lease.majority"]);
        assert_eq!(answers.without, ["site.x"]);
        let given = "lost(kyiv) and not stays(anna)";
        assert_eq!(answers.given.as_deref(), Some(given));
        let [stranded, split, vacant] = answers.expectations.as_slice() else {
            panic!("three propositions")
        };
        assert_eq!((stranded.line, vacant.line), (15, 23));
        let undone = ["resigns(president)", "stays(anna, west)"].map(str::to_owned);
        let cuts = [
            (set([("captive(anna)", 1)]), BTreeSet::new()),
            (
                set([("absent(anna)", 1), ("unfit(rada/lviv)", 3)]),
                undone.into(),
            ),
        ];
        assert_eq!(stranded.cuts, Some(cuts.into()));
        let path = set([("captive(anna)", 1), ("absent(anna)", 1)]);
        assert_eq!(stranded.paths, Some([path].into()));
        assert_eq!(stranded.probability, Some(Chance::Between(0.01, 0.05)));
        assert_eq!(stranded.survives, Some(Survives::Losses(0)));
        assert_eq!(split.cuts, Some(BTreeMap::new()));
        assert_eq!(split.probability, Some(Chance::Between(0.0, 0.0)));
        assert_eq!((&split.paths, split.survives), (&None, None));
        let empty = [(Items::new(), ["dead(anna)".to_owned()].into())];
        assert_eq!(vacant.cuts, Some(empty.into()));
        assert_eq!(vacant.probability, Some(Chance::Undecided));
        assert_eq!(vacant.survives, Some(Survives::WithoutALoss));
    }

    #[test]
    fn a_fault_is_said_with_its_line() {
        let table = [
            (
                "cut dead(a)",
                "1: `cut dead(a)` stands before the first proposition",
            ),
            (
                "a.b\nwith x",
                "2: `with` stands above the propositions and says what",
            ),
            (
                "given",
                "1: `given` stands above the propositions and says what",
            ),
            ("a.b\n\n  cuts x", "3: `cuts` is no word of this grammar"),
            ("a.b\ncut x\ncut x", "3: ` x` stands twice"),
            ("a.b\ncut x + x", "2: `x` stands twice in one set"),
            ("a.b\ncut some of x", "2: `some of x` does not say how many"),
            ("a.b\ncut 0 of x", "2: `0 of x` does not say how many"),
            ("a.b\npath x\npath x", "3: `x` stands twice"),
            (
                "a.b\nprobability 0.2 to 0.1",
                "2: `0.2 to 0.1` is no probability",
            ),
            ("a.b\nprobability 1.5", "2: `1.5` is no probability"),
            ("a.b\nsurvives all", "2: `survives all` says no number"),
        ];
        for (text, expect) in table {
            assert_eq!(parse(text, 1), Err(expect.to_owned()), "{text}");
        }
    }
}
