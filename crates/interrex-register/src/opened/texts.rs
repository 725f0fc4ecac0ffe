//! Texts by number, each different one kept once: acts of a kind say the same again and again.

use std::collections::BTreeMap;

/// Texts by number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Texts {
    /// The different texts, one after another.
    pub(super) text: String,
    /// Where in it each of them ends, in bytes.
    pub(super) ends: Vec<usize>,
    /// For each number: which of them it has.
    pub(super) which: Vec<u32>,
}

impl Texts {
    /// How many numbers have a text.
    pub(super) fn len(&self) -> usize {
        self.which.len()
    }

    /// Gives texts to the numbers that follow.
    pub(super) fn extend(&mut self, texts: impl Iterator<Item = String>) {
        let known = (0u32..).zip(self.each());
        let known: BTreeMap<&str, u32> = known.map(|(place, text)| (text, place)).collect();
        let mut places: BTreeMap<String, u32> = BTreeMap::new();
        let (mut which, mut new) = (Vec::new(), Vec::new());
        let mut next = (0u32..).skip(self.ends.len());
        for text in texts {
            let place = known.get(&*text).or_else(|| places.get(&text)).copied();
            which.extend(place.or_else(|| {
                let place = next.next()?;
                new.push(text.clone());
                places.insert(text, place);
                Some(place)
            }));
        }
        self.which.extend(which);
        for text in new {
            self.text.push_str(&text);
            self.ends.push(self.text.len());
        }
    }

    /// The text of a number.
    pub(super) fn of(&self, number: u32) -> Option<&str> {
        self.at(*self.which.get(number as usize)? as usize)
    }

    fn each(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).filter_map(|place| self.at(place))
    }

    fn at(&self, place: usize) -> Option<&str> {
        let begin = place
            .checked_sub(1)
            .map_or(Some(&0), |before| self.ends.get(before))?;
        self.text.get(*begin..*self.ends.get(place)?)
    }
}

#[cfg(test)]
mod tests {
    use super::Texts;

    #[test]
    fn the_same_is_kept_once_across_extensions() {
        let mut texts = Texts::default();
        let mut add = |list: &[&str]| {
            texts.extend(list.iter().map(|text| (*text).to_owned()));
            texts.clone()
        };
        add(&["swore", "", "swore"]);
        let texts = add(&["left", "swore", "", "left"]);
        let told: Vec<_> = (0..8).map(|number| texts.of(number)).collect();
        let expected = ["swore", "", "swore", "left", "swore", "", "left"];
        let expected: Vec<_> = expected.into_iter().map(Some).chain([None]).collect();
        assert_eq!(told, expected);
        assert_eq!((texts.text.as_str(), texts.len()), ("sworeleft", 7));
    }
}
