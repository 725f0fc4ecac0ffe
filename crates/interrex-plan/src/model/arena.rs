//! Typed identifiers and the lists that they index.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use interrex_diag::Span;

/// The place of one `T` in its [`Arena`].
pub struct Id<T> {
    index: u32,
    kind: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// The identifier of the element at `index`.
    ///
    /// # Panics
    /// When `index` does not fit in 32 bits: no plan has four thousand million elements.
    pub fn new(index: usize) -> Self {
        Self {
            index: u32::try_from(index).expect("an arena holds fewer than 2^32 elements"),
            kind: PhantomData,
        }
    }

    /// Zero-based position in the arena.
    pub fn index(self) -> usize {
        self.index as usize
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.index.cmp(&other.index)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index)
    }
}

/// An element with its name in the plan and the place of that name.
#[derive(Debug, Clone)]
pub struct Named<T> {
    /// The identifier that the plan gives it, kebab-case.
    pub name: String,
    /// Where the name is declared.
    pub span: Span,
    /// The element.
    pub value: T,
}

impl<T> std::ops::Deref for Named<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// The elements of one kind, in the order of the text.
#[derive(Debug, Clone)]
pub struct Arena<T> {
    items: Vec<Named<T>>,
}

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Self { items: Vec::new() }
    }
}

impl<T> Arena<T> {
    /// Adds an element and returns its identifier.
    pub fn push(&mut self, name: impl Into<String>, span: Span, value: T) -> Id<T> {
        self.items.push(Named {
            name: name.into(),
            span,
            value,
        });
        Id::new(self.items.len() - 1)
    }

    /// The element with this identifier.
    ///
    /// # Panics
    /// When the identifier belongs to another plan.
    pub fn get(&self, id: Id<T>) -> &Named<T> {
        self.items
            .get(id.index())
            .expect("an identifier belongs to its plan")
    }

    /// The element with this identifier, to be changed while a plan is built.
    ///
    /// # Panics
    /// When the identifier belongs to another plan.
    pub fn get_mut(&mut self, id: Id<T>) -> &mut Named<T> {
        self.items
            .get_mut(id.index())
            .expect("an identifier belongs to its plan")
    }

    /// Every element with its identifier, in the order of the text.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Id<T>, &Named<T>)> + DoubleEndedIterator {
        self.items
            .iter()
            .enumerate()
            .map(|(index, item)| (Id::new(index), item))
    }

    /// Every identifier, in the order of the text.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = Id<T>> + DoubleEndedIterator + use<T> {
        (0..self.items.len()).map(Id::new)
    }

    /// The element of this name; the first, when a faulty plan declares it twice.
    pub fn by_name(&self, name: &str) -> Option<Id<T>> {
        self.items
            .iter()
            .position(|item| item.name == name)
            .map(Id::new)
    }

    /// How many elements there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_by_place_and_by_name() {
        let reading = crate::read(&[("plan.toml", "[plan]\n")]);
        let span = reading.plan.header.span.expect("a header");
        let mut arena = Arena::default();
        assert_eq!((arena.len(), arena.is_empty()), (0, true));
        let first = arena.push("first", span, 'a');
        let second = arena.push("second", span, 'b');
        assert_eq!((arena.len(), arena.is_empty()), (2, false));
        assert_eq!(arena.by_name("second"), Some(second));
        assert_eq!(arena.by_name("third"), None);
        arena.get_mut(second).value = 'c';
        assert_eq!(**arena.get(second), 'c');
        assert_eq!(arena.ids().collect::<Vec<_>>(), [first, second]);
        let names: Vec<&str> = arena.iter().map(|(_, item)| item.name.as_str()).collect();
        assert_eq!(names, ["first", "second"]);
        assert!(first < second && first != second && first == Id::new(0));
        assert_eq!(format!("{second:?}"), "#1");
    }
}
