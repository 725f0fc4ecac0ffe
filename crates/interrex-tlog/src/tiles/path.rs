//! Names of tiles and bundles, and their paths below the prefix of a log.
//!
//! Responsible for which of them a tree of a given size has, and for the text form of each.

use std::fmt;

use crate::fault::Fault;
use crate::merkle::Node;
use crate::text::decimal;

/// How many hashes a full tile has, and how many entries a full bundle.
pub const WIDTH: u16 = 256;

/// The highest level that a path can name.
pub const LEVEL_MAX: u8 = 63;

/// How many bits of an index a tile spans.
const HEIGHT: u32 = 8;

/// Positions within a level: the part of it that one tile or bundle holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    index: u64,
    width: u16,
}

impl Span {
    /// The span of this index and width; nothing where the width is not from 1 to 256.
    pub const fn new(index: u64, width: u16) -> Option<Self> {
        if width == 0 || width > WIDTH {
            return None;
        }
        Some(Self { index, width })
    }

    /// The span that holds a position in a level of so many; nothing where there is no such position.
    pub fn of(position: u64, count: u64) -> Option<Self> {
        if position >= count {
            return None;
        }
        let index = position >> HEIGHT;
        let width = (count - (index << HEIGHT)).min(u64::from(WIDTH));
        let width = u16::try_from(width).ok()?;
        Some(Self { index, width })
    }

    /// The position from the left in its level.
    pub fn index(self) -> u64 {
        self.index
    }

    /// How many hashes or entries it holds: 1 to 256.
    pub fn width(self) -> u16 {
        self.width
    }

    /// Whether it can still grow.
    pub fn is_partial(self) -> bool {
        self.width < WIDTH
    }

    /// The full one in its place.
    pub fn full(self) -> Self {
        Self {
            width: WIDTH,
            ..self
        }
    }

    /// Reads `<N>[.p/<W>]`.
    fn parse(path: &str) -> Result<Self, Fault> {
        let form = Fault::Expected("an index in groups of three digits, with `.p/` and a width");
        let (index, width) = match path.split_once(".p/") {
            None => (path, WIDTH),
            Some((index, width)) => {
                let width = decimal(width)?;
                let width = u16::try_from(width).ok().filter(|width| *width < WIDTH);
                (index, width.ok_or(Fault::OutOfRange("the width"))?)
            }
        };
        let mut number = 0_u64;
        let mut groups = index.split('/').peekable();
        let mut first = true;
        while let Some(group) = groups.next() {
            let digits = match groups.peek() {
                Some(_) => group.strip_prefix('x').ok_or(form.clone())?,
                None => group,
            };
            if digits.len() != 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(form);
            }
            // A leading group of zeroes would be a second name of the same.
            if first && digits == "000" && groups.peek().is_some() {
                return Err(form);
            }
            first = false;
            let value: u64 = digits.parse().map_err(|_| form.clone())?;
            let shifted = number.checked_mul(1000).and_then(|n| n.checked_add(value));
            number = shifted.ok_or(Fault::OutOfRange("the index"))?;
        }
        Self::new(number, width).ok_or(Fault::OutOfRange("the width"))
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut groups = vec![self.index % 1000];
        let mut rest = self.index / 1000;
        while rest > 0 {
            groups.push(rest % 1000);
            rest /= 1000;
        }
        while let Some(group) = groups.pop() {
            if groups.is_empty() {
                write!(f, "{group:03}")?;
            } else {
                write!(f, "x{group:03}/")?;
            }
        }
        if self.is_partial() {
            write!(f, ".p/{}", self.width)?;
        }
        Ok(())
    }
}

/// A tile of hashes: at level 0 of entries, at each level above of full tiles of the level below.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Tile {
    level: u8,
    span: Span,
}

impl Tile {
    /// The tile of this level and span; nothing above [`LEVEL_MAX`].
    pub fn new(level: u8, span: Span) -> Option<Self> {
        (level <= LEVEL_MAX).then_some(Self { level, span })
    }

    /// The level, from 0.
    pub fn level(self) -> u8 {
        self.level
    }

    /// The place in the level, and the width.
    pub fn span(self) -> Span {
        self.span
    }

    /// The tile in which a full node of a tree of `size` entries is, and the positions in that tile
    /// whose hashes it is over; nothing where the tree has no such node.
    pub(crate) fn of(node: Node, size: u64) -> Option<(Self, std::ops::Range<usize>)> {
        let level = node.level / HEIGHT;
        let above = node.level % HEIGHT;
        let count = size.checked_shr(level * HEIGHT)?;
        let start = node.index.checked_mul(1 << above)?;
        let end = start.checked_add(1 << above)?;
        if end > count {
            return None;
        }
        let tile = Self {
            level: u8::try_from(level).ok()?,
            span: Span::of(start, count)?,
        };
        let at = usize::try_from(start % u64::from(WIDTH)).ok()?;
        Some((tile, at..at + (1 << above)))
    }
}

/// A file of a log.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Resource {
    /// The signed checkpoint, which alone is mutable.
    Checkpoint,
    /// A bundle of entries.
    Entries(Span),
    /// A tile of hashes.
    Tile(Tile),
}

impl Resource {
    /// The files of a tree of `size` entries, besides its checkpoint, that a tree of the first `old` entries does not
    /// have: bundles first, then tiles from the lowest level on.
    pub fn between(old: u64, size: u64) -> impl Iterator<Item = Self> {
        let level = move |level: u8| {
            let shift = u32::from(level) * HEIGHT;
            let old = old.checked_shr(shift).unwrap_or(0);
            let count = size.checked_shr(shift).unwrap_or(0);
            let spans = (old >> HEIGHT)..count.div_ceil(u64::from(WIDTH));
            let spans = spans.filter(move |_| count > old);
            spans.filter_map(move |index| Span::of(index << HEIGHT, count))
        };
        let tiles = (0..=LEVEL_MAX).flat_map(move |at| {
            level(at).filter_map(move |span| Tile::new(at, span).map(Self::Tile))
        });
        level(0).map(Self::Entries).chain(tiles)
    }

    /// Reads the path of a file below the prefix of a log (tlog-tiles, *APIs*).
    ///
    /// # Errors
    ///
    /// A [`Fault`] where the path is none, or not the only one of its file.
    pub fn parse(path: &str) -> Result<Self, Fault> {
        if path == "checkpoint" {
            return Ok(Self::Checkpoint);
        }
        let form = Fault::Expected("`checkpoint`, `tile/entries/` or `tile/` and a level");
        let rest = path.strip_prefix("tile/").ok_or(form.clone())?;
        let (level, span) = rest.split_once('/').ok_or(form)?;
        if level == "entries" {
            return Span::parse(span).map(Self::Entries);
        }
        let level = u8::try_from(decimal(level)?).map_err(|_| Fault::OutOfRange("the level"))?;
        let tile = Tile::new(level, Span::parse(span)?);
        tile.map(Self::Tile).ok_or(Fault::OutOfRange("the level"))
    }
}

impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Checkpoint => f.write_str("checkpoint"),
            Self::Entries(span) => write!(f, "tile/entries/{span}"),
            Self::Tile(tile) => write!(f, "tile/{}/{}", tile.level, tile.span),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, expect: &str) {
        let found = match Resource::parse(path) {
            Ok(resource) => resource.to_string(),
            Err(fault) => fault.to_string(),
        };
        assert_eq!(found, expect);
    }

    /// The files that a log writes when it grows, by the edge that writes them.
    #[test]
    fn a_tree_that_grows_has_the_files_that_its_edge_writes() {
        for (old, size) in [
            (0, 0),
            (0, 1),
            (0, 256),
            (255, 256),
            (256, 256),
            (3, 70_000),
            (65_536, 65_537),
        ] {
            let entries =
                |from: u64, to: u64| (from..to).map(|at| at.to_string()).collect::<Vec<_>>();
            let mut edge = crate::tiles::Edge::default();
            edge.append(&entries(0, old)).unwrap();
            let change = edge.append(&entries(old, size)).unwrap();
            let last = |one: &Resource| {
                let (span, level) = match one {
                    Resource::Checkpoint => return false,
                    Resource::Entries(span) => (*span, 0),
                    Resource::Tile(tile) => (tile.span, u32::from(tile.level)),
                };
                Span::of(span.index << HEIGHT, size >> (HEIGHT * level)) == Some(span)
            };
            let mut expect: Vec<Resource> = change
                .files
                .iter()
                .map(|(one, _)| *one)
                .filter(last)
                .collect();
            let mut found: Vec<Resource> = Resource::between(old, size).collect();
            expect.sort();
            found.sort();
            assert_eq!(found, expect, "{old} to {size}");
        }
    }

    #[test]
    fn a_path_names_one_file() {
        for path in [
            "checkpoint",
            "tile/0/x001/x234/067",
            "tile/63/000",
            "tile/0/000.p/255",
            "tile/entries/x001/000.p/1",
            "tile/entries/x018/x446/x744/x073/x709/x551/615",
        ] {
            check(path, path);
        }
    }

    #[test]
    fn a_file_has_one_path() {
        let index = "expected an index in groups of three digits, with `.p/` and a width";
        for path in [
            "tile/0/67",
            "tile/0/0067",
            "tile/0/x001/234/067",
            "tile/0/x067",
            "tile/0/x000/067",
            "tile/0/",
            "tile/0/001/067",
            "tile/0/+01",
            "tile/0/000/",
        ] {
            check(path, index);
        }
        let number = "expected a decimal number below 2^64 without leading zeroes";
        check("tile/00/000", number);
        check("tile/0/000.p/01", number);
        check("tile/64/000", "the level is out of range");
        check("tile/256/000", "the level is out of range");
        check("tile/0/000.p/0", "the width is out of range");
        check("tile/0/000.p/256", "the width is out of range");
        let above = "tile/0/x018/x446/x744/x073/x709/x551/616";
        check(above, "the index is out of range");
        check(
            "tile",
            "expected `checkpoint`, `tile/entries/` or `tile/` and a level",
        );
    }

    #[test]
    fn nodes_lie_in_tiles() {
        // The tree of 70,000 of the specification.
        let check = |level, index, expect: Option<(&str, std::ops::Range<usize>)>| {
            let found = Tile::of(Node { level, index }, 70_000);
            let found = found.map(|(tile, at)| (Resource::Tile(tile).to_string(), at));
            let expect = expect.map(|(path, at)| (path.to_owned(), at));
            assert_eq!(found, expect, "{level}, {index}");
        };
        check(0, 0, Some(("tile/0/000", 0..1)));
        check(0, 69_999, Some(("tile/0/273.p/112", 111..112)));
        check(0, 70_000, None);
        check(7, 1, Some(("tile/0/000", 128..256)));
        check(8, 272, Some(("tile/1/001.p/17", 16..17)));
        check(8, 273, None);
        check(12, 16, Some(("tile/1/001.p/17", 0..16)));
        check(16, 0, Some(("tile/2/000.p/1", 0..1)));
        check(16, 1, None);
        check(63, 0, None);
        check(64, 0, None);
        check(u32::MAX, u64::MAX, None);
    }
}
