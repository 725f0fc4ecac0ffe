//! A list that only grows, of which copies share all but the end.

use std::sync::Arc;

use crate::opened::wire::structure;

/// So many values are shared together.
const CHUNK: usize = 64;

/// A list that only grows. A copy costs as much as one chunk, and a place in memory for each of the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunks<T> {
    full: Vec<Arc<Vec<T>>>,
    rest: Vec<T>,
}

impl<T> Default for Chunks<T> {
    fn default() -> Self {
        Self {
            full: Vec::new(),
            rest: Vec::new(),
        }
    }
}

impl<T> Chunks<T> {
    /// Adds a value at the end.
    pub(crate) fn push(&mut self, value: T) {
        self.rest.push(value);
        if self.rest.len() == CHUNK {
            self.full.push(Arc::new(std::mem::take(&mut self.rest)));
        }
    }

    /// The values in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.full
            .iter()
            .flat_map(|chunk| chunk.iter())
            .chain(&self.rest)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.full.len() * CHUNK + self.rest.len()
    }
}

impl<T> Extend<T> for Chunks<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, values: I) {
        for value in values {
            self.push(value);
        }
    }
}

structure!(Chunks<(interrex_standing::Party, u32)> { full, rest });
structure!(Chunks<super::Turn> { full, rest });
structure!(Chunks<super::Claimed> { full, rest });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_in_order_from_both_ends() {
        for count in [0, 1, 63, 64, 65, 200] {
            let mut list = Chunks::default();
            list.extend(0..count);
            assert_eq!(list.len(), count);
            let all: Vec<usize> = list.iter().copied().collect();
            assert_eq!(all, (0..count).collect::<Vec<_>>());
            let back: Vec<usize> = list.iter().rev().copied().collect();
            assert_eq!(back, (0..count).rev().collect::<Vec<_>>());
            let mut other = list.clone();
            other.push(1);
            assert_eq!((list.len(), other.len()), (count, count + 1));
        }
    }
}
