//! Scratch for walks over a table: which nodes were met, with a number for each.

#![expect(
    clippy::indexing_slicing,
    reason = "a walk begins with the length of its table"
)]

/// A number for some nodes of a table. Beginning anew forgets all of them at once, so that a walk
/// costs what it visits and not what the table holds.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    entries: Vec<Mark>,
    walk: u32,
}

/// A number, and the walk that it is of.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    walk: u32,
    number: u32,
}

impl Marks {
    /// Forgets everything, and makes room for a table of this length.
    pub(crate) fn begin(&mut self, length: usize) {
        if self.walk == u32::MAX {
            self.entries.fill(Mark::default());
            self.walk = 0;
        }
        self.walk += 1;
        if self.entries.len() < length {
            self.entries.resize(length, Mark::default());
        }
    }

    /// Whether a node was met for the first time; notes a number for it either way.
    pub(crate) fn set(&mut self, index: u32, number: u32) -> bool {
        let entry = &mut self.entries[index as usize];
        let is_first = entry.walk != self.walk;
        *entry = Mark {
            walk: self.walk,
            number,
        };
        is_first
    }

    /// The number of a node that was met.
    pub(crate) fn get(&self, index: u32) -> Option<u32> {
        let entry = self.entries[index as usize];
        (entry.walk == self.walk).then_some(entry.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_walk_at_hand() {
        let mut marks = Marks::default();
        marks.begin(3);
        assert!(marks.set(2, 7));
        assert!(!marks.set(2, 8));
        assert_eq!((marks.get(2), marks.get(0)), (Some(8), None));
        marks.begin(5);
        assert_eq!((marks.get(2), marks.get(4)), (None, None));
        marks.walk = u32::MAX;
        marks.begin(5);
        assert_eq!(marks.get(2), None);
        assert!(marks.set(2, 0));
    }
}
