//! A plan in the making: dice, what has been decided, the text so far.

use std::collections::BTreeMap;
use std::fmt::Write;

use oorandom::Rand64;

use super::constructs::EVERY;
use super::skeleton::Skeleton;

/// A plan in the making.
pub(crate) struct Draft {
    dice: Rand64,
    pub(crate) text: String,
    pub(crate) seen: BTreeMap<&'static str, u32>,
    pub(crate) plan: Skeleton,
    /// Variables that may be added, by group.
    pub(crate) variables_left: [u32; 4],
    /// Ranges that are not points that may be added.
    pub(crate) ranges_left: u32,
    /// Facts written so far.
    pub(crate) facts: Vec<Declared>,
    /// Expressions on which later likelihoods may depend.
    pub(crate) conditions: Vec<String>,
}

/// A fact that the plan declares.
#[derive(Clone)]
pub(crate) struct Declared {
    pub(crate) name: String,
    pub(crate) count: u32,
    /// The low end of its range, in hundredths, where that is a plain number or range.
    pub(crate) low: Option<u32>,
}

/// Groups of facts, so that no group takes all the variables.
#[derive(Clone, Copy)]
pub(crate) enum Group {
    Things,
    People,
    Offices,
    Others,
}

impl Draft {
    pub(crate) fn new(seed: u64) -> Self {
        let mut draft = Self {
            dice: Rand64::new(u128::from(seed)),
            text: String::new(),
            seen: BTreeMap::new(),
            plan: Skeleton::default(),
            variables_left: [0; 4],
            ranges_left: 0,
            facts: Vec::new(),
            conditions: Vec::new(),
        };
        draft.variables_left = [
            draft.between(1, 3),
            draft.between(1, 3),
            draft.between(1, 2),
            draft.between(1, 2),
        ];
        draft.ranges_left = draft.between(0, 4);
        draft.plan = draft.skeleton();
        draft
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: u32, high: u32) -> u32 {
        let range = u64::from(low)..u64::from(high) + 1;
        u32::try_from(self.dice.rand_range(range)).expect("between two small numbers")
    }

    /// True so many times in a hundred.
    pub(crate) fn chance(&mut self, percent: u32) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of a list that is not empty.
    pub(crate) fn pick<T: Clone>(&mut self, list: &[T]) -> T {
        let end = u32::try_from(list.len() - 1).expect("a short list");
        list[self.between(0, end) as usize].clone()
    }

    /// One of a list, if there is any.
    pub(crate) fn maybe<T: Clone>(&mut self, list: &[T]) -> Option<T> {
        (!list.is_empty()).then(|| self.pick(list))
    }

    /// From `least` to `most` different ones of a list, as far as there are so many, in any order.
    pub(crate) fn some_of<T: Clone>(&mut self, list: &[T], least: u32, most: u32) -> Vec<T> {
        let mut left = list.to_vec();
        let mut taken = Vec::new();
        for _ in 0..self.between(least, most) {
            if !left.is_empty() {
                let end = u32::try_from(left.len() - 1).expect("a short list");
                taken.push(left.remove(self.between(0, end) as usize));
            }
        }
        taken
    }

    /// Notes that a construct was written.
    pub(crate) fn note(&mut self, construct: &'static str) {
        assert!(
            EVERY.contains(&construct),
            "`{construct}` is not in the list of constructs"
        );
        *self.seen.entry(construct).or_default() += 1;
    }

    /// Writes a line.
    pub(crate) fn line(&mut self, line: impl AsRef<str>) {
        self.text.push_str(line.as_ref());
        self.text.push('\n');
    }

    /// Opens a table.
    pub(crate) fn table(&mut self, name: &str) {
        writeln!(self.text, "\n[{name}]").expect("a string takes any text");
    }

    /// Writes a key and notes the construct.
    pub(crate) fn key(&mut self, construct: &'static str, key: &str, value: impl AsRef<str>) {
        self.note(construct);
        self.line(format!("{key} = {}", value.as_ref()));
    }
}

/// A string of the plan's text.
pub(crate) fn quoted(text: impl AsRef<str>) -> String {
    format!("\"{}\"", text.as_ref())
}

/// A list of strings of the plan's text.
pub(crate) fn quoted_list<T: AsRef<str>>(list: &[T]) -> String {
    let quoted: Vec<String> = list.iter().map(quoted).collect();
    format!("[{}]", quoted.join(", "))
}
