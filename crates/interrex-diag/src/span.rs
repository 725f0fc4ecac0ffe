//! Places in sources.
//!
//! Responsible for naming a stretch of one source by byte offsets, small enough to be kept with
//! every value of a plan. It leaves lines and columns to [`Sources`](crate::Sources), which holds
//! the text.

use std::ops::Range;

/// The number of a source within its [`Sources`](crate::Sources), in the order of adding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub(crate) u32);

/// A stretch of one source, in bytes, the end not included.
///
/// A span is only a claim: nothing forces it to lie within the text or on the borders of
/// characters. [`Sources`](crate::Sources) brings it to what the text has.
///
/// Ordered by source, then start, then end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The source that the offsets belong to.
    pub source: SourceId,
    /// The offset of the first byte.
    pub start: u32,
    /// The offset after the last byte.
    pub end: u32,
}

impl Span {
    /// Makes a span of byte offsets; those past 2^32 - 1 become 2^32 - 1.
    pub fn new(source: SourceId, range: Range<usize>) -> Self {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self {
            source,
            start: offset(range.start),
            end: offset(range.end),
        }
    }

    /// Returns the byte offsets.
    pub fn range(self) -> Range<usize> {
        let offset = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
        offset(self.start)..offset(self.end)
    }

    /// Returns the smallest span that holds both; of spans in two sources, the first.
    ///
    /// # Examples
    ///
    /// ```
    /// use interrex_diag::{Sources, Span};
    ///
    /// let id = Sources::new().add("plan.toml", "key = 1");
    /// let (key, value) = (Span::new(id, 0..3), Span::new(id, 6..7));
    /// assert_eq!(value.join(key), Span::new(id, 0..7));
    /// ```
    pub fn join(self, other: Self) -> Self {
        if self.source == other.source {
            let (start, end) = (self.start.min(other.start), self.end.max(other.end));
            Self {
                source: self.source,
                start,
                end,
            }
        } else {
            self
        }
    }
}
