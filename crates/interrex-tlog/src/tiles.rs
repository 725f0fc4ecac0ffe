//! Tiled logs: a tree and its entries as files that never change, except where they still grow.
//!
//! Specification: [tlog-tiles](https://c2sp.org/tlog-tiles), as of its change of 6 February 2026
//! (`1cd32db`).
//!
//! Responsible for paths and contents of tiles and entry bundles; [`Tree`] computes roots and proofs
//! from tiles, and [`Edge`] says which files change when entries are added. Where the files are is left
//! to [`TileReader`]. Whoever reads the files of others compares them with a checkpoint by [`Tree::check`]
//! and [`Tree::entries`].
//!
//! # A whole example
//!
//! A tree of 70,000 entries has 273 full tiles and one of width 112 at level 0, one full and one of
//! width 17 at level 1, and one of width 1 at level 2. The last bundle of entries is beside:
//!
//! ```text
//! checkpoint
//! tile/0/000 ... tile/0/272, tile/0/273.p/112
//! tile/1/000, tile/1/001.p/17
//! tile/2/000.p/1
//! tile/entries/000 ... tile/entries/272, tile/entries/273.p/112
//! ```
//!
//! A tile is its hashes, 32 bytes each; a bundle is its entries, each after its length in two bytes.
//!
//! ```
//! use interrex_tlog::merkle::{leaf_hash, verify_inclusion};
//! use interrex_tlog::tiles::{Edge, Files, Resource, Tree, read_bundle};
//!
//! let mut files = Files::default();
//! let mut edge = Edge::default();
//! let change = edge.append(&["a", "b", "c"]).unwrap();
//! files.apply(&change);
//! let paths: Vec<String> = change.files.iter().map(|(resource, _)| resource.to_string()).collect();
//! assert_eq!(paths, ["tile/entries/000.p/3", "tile/0/000.p/3"]);
//! assert_eq!(change.files[0].1, b"\0\x01a\0\x01b\0\x01c");
//!
//! let mut tree = Tree::new(change.size, &files);
//! tree.check(&change.root).unwrap();
//! let proof = tree.inclusion(1).unwrap();
//! verify_inclusion(1, change.size, &leaf_hash(b"b"), &proof, &change.root).unwrap();
//! assert_eq!(Resource::parse("tile/0/x001/x234/067.p/112").unwrap().to_string(),
//!     "tile/0/x001/x234/067.p/112");
//! ```

mod content;
mod edge;
mod path;
mod tree;

pub use content::{ENTRY_BYTES_MAX, read_bundle, read_tile, write_bundle, write_tile};
pub(crate) use content::{push_entry, take_entry};
pub use edge::{AppendError, Change, Edge};
pub use path::{LEVEL_MAX, Resource, Span, Tile, WIDTH};
pub use tree::{Files, NoSuchFile, TileReader, Tree, TreeError};
