//! Tiles and edges against the definition of a tile, on trees that grow in random steps.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a panic fails the test, and the trees are small"
)]

use interrex_tlog::merkle::{
    Hash, Leaves, Subtree, consistency_path, inclusion_path, leaf_hash, prove, root,
    subtree_consistency_path,
};
use interrex_tlog::tiles::{
    AppendError, Edge, Files, Resource, Span, Tile, Tree, TreeError, read_bundle, read_tile,
    write_bundle,
};
use oorandom::Rand64;

fn entries(from: u64, to: u64) -> Vec<Vec<u8>> {
    let entry = |at: u64| format!("entry {at}").into_bytes();
    (from..to).map(entry).collect()
}

fn leaves(size: u64) -> Vec<Hash> {
    let all = entries(0, size);
    all.iter().map(|entry| leaf_hash(entry)).collect()
}

/// The hashes of a tile by its definition: `MTH(D[(n * 256 + i) * 256**l : (n * 256 + i + 1) * 256**l])`.
fn defined(tile: Tile, leaves: &[Hash]) -> Vec<Hash> {
    let under = 256_usize.pow(u32::from(tile.level()));
    let first = tile.span().index() as usize * 256;
    let at = first..first + usize::from(tile.span().width());
    at.map(|i| root(&leaves[i * under..(i + 1) * under]))
        .collect()
}

/// Every file is what its name says.
fn check_file(resource: Resource, bytes: &[u8], leaves: &[Hash]) {
    match resource {
        Resource::Checkpoint => panic!("an edge signs nothing"),
        Resource::Tile(tile) => {
            let hashes = read_tile(bytes, tile.span().width()).unwrap();
            assert_eq!(hashes, defined(tile, leaves), "{resource}");
        }
        Resource::Entries(span) => {
            let first = span.index() * 256;
            let found = read_bundle(bytes, span.width()).unwrap();
            let expect = entries(first, first + u64::from(span.width()));
            assert_eq!(found, expect, "{resource}");
        }
    }
}

/// The files that a tree of this size must have, from the specification's formula.
fn required(size: u64) -> Vec<String> {
    let mut paths = Vec::new();
    for level in 0..8_u32 {
        let count = size >> (8 * level);
        for index in 0..count.div_ceil(256) {
            let width = (count - index * 256).min(256);
            let part = if width < 256 {
                format!(".p/{width}")
            } else {
                String::new()
            };
            assert!(index < 1000, "one group of digits is enough here");
            paths.push(format!("tile/{level}/{index:03}{part}"));
            if level == 0 {
                paths.push(format!("tile/entries/{index:03}{part}"));
            }
        }
    }
    paths
}

#[test]
fn a_tree_of_seventy_thousand() {
    let mut files = Files::default();
    let mut edge = Edge::default();
    let change = edge.append(&entries(0, 70_000)).unwrap();
    files.apply(&change);
    let mut found: Vec<String> = files.iter().map(|(one, _)| one.to_string()).collect();
    let mut expect = required(70_000);
    found.sort();
    expect.sort();
    assert_eq!(found, expect);
    for path in ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"] {
        assert!(found.iter().any(|one| one == path), "{path}");
    }
    let all = leaves(70_000);
    files
        .iter()
        .for_each(|(resource, bytes)| check_file(resource, bytes, &all));
    assert_eq!(change.root, root(&all));
}

#[test]
fn a_tree_that_grows() {
    let mut rand = Rand64::new(7);
    let all = leaves(3000);
    let mut files = Files::default();
    let mut edge = Edge::default();
    let mut size = 0;
    while size < 2700 {
        let step = match rand.rand_range(0..4) {
            0 => rand.rand_range(0..300),
            1 => 256 - size % 256,
            _ => rand.rand_range(0..4),
        };
        let change = edge.append(&entries(size, size + step)).unwrap();
        size += step;
        let whole = &all[..size as usize];
        assert_eq!((change.size, change.root), (size, root(whole)));
        for (resource, bytes) in &change.files {
            check_file(*resource, bytes, whole);
        }
        files.apply(&change);
        for path in required(size) {
            let resource = Resource::parse(&path).unwrap();
            assert!(files.get(resource).is_some(), "{path} at {size}");
        }
        let bundle = size.checked_sub(1).and_then(|last| Span::of(last, size));
        let bundle = bundle.filter(|span| span.is_partial());
        let bundle = bundle.and_then(|span| files.get(Resource::Entries(span)));
        let loaded = Edge::load(size, &files, bundle.unwrap_or_default());
        assert_eq!(loaded.as_ref(), Ok(&edge), "at {size}");
        check_proofs(&files, size, whole, &mut rand);
    }
}

fn check_proofs(files: &Files, size: u64, all: &[Hash], rand: &mut Rand64) {
    let mut tree = Tree::new(size, files);
    assert_eq!(tree.check(&root(all)), Ok(()));
    if size == 0 {
        return;
    }
    let mut whole = Leaves(all);
    let index = rand.rand_range(0..size);
    let path = inclusion_path(index, size).unwrap();
    assert_eq!(tree.inclusion(index), Ok(prove(&mut whole, &path).unwrap()));
    assert_eq!(tree.leaf(index), Ok(all[index as usize]));
    let old = rand.rand_range(1..size + 1);
    let path = consistency_path(old, size).unwrap();
    assert_eq!(tree.consistency(old), Ok(prove(&mut whole, &path).unwrap()));
    let start = index / 256 * 256;
    let subtree = Subtree::new(start, (start + 256).min(size)).unwrap();
    let path = subtree_consistency_path(subtree, size).unwrap();
    assert_eq!(
        tree.subtree_consistency(subtree),
        Ok(prove(&mut whole, &path).unwrap())
    );
    assert_eq!(tree.inclusion(size), Err(TreeError::OutOfRange));
    assert_eq!(tree.leaf(size), Err(TreeError::OutOfRange));
    assert_eq!(tree.consistency(0), Err(TreeError::OutOfRange));
}

#[test]
fn what_does_not_fit_changes_nothing() {
    let mut edge = Edge::default();
    edge.append(&["a"]).unwrap();
    let before = edge.clone();
    let long = vec![0; 65_536];
    let refused = edge.append(&[b"b".as_slice(), &long]);
    assert_eq!(refused, Err(AppendError::EntryTooLong(1)));
    assert_eq!(edge, before);
}

#[test]
fn spoiled_files_are_found() {
    let mut files = Files::default();
    let change = Edge::default().append(&entries(0, 300)).unwrap();
    files.apply(&change);
    let last = Resource::parse("tile/0/001.p/44").unwrap();
    let bundle = Resource::parse("tile/entries/001.p/44").unwrap();
    let entries = files.get(bundle).unwrap().to_vec();
    Edge::load(300, &files, &entries).unwrap();
    // Another hash: the root differs, and the bundle is not that of the tile.
    let mut bytes = files.get(last).unwrap().to_vec();
    bytes[5] ^= 1;
    files.insert(last, bytes.clone());
    let refused = Tree::new(300, &files).check(&change.root);
    assert!(
        matches!(refused, Err(TreeError::WrongRoot(_))),
        "{refused:?}"
    );
    let refused = Edge::load(300, &files, &entries).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "tile/0/001.p/44: byte 0: expected the hashes of the entries in the bundle"
    );
    // Fewer hashes, then more, which is what a grown tile has.
    files.insert(last, bytes[..32].to_vec());
    let refused = Tree::new(300, &files).root().unwrap_err();
    assert_eq!(
        refused.to_string(),
        "tile/0/001.p/44: byte 0: 32 bytes where 1408 are expected"
    );
    bytes[5] ^= 1;
    bytes.extend([0; 64]);
    files.insert(last, bytes);
    assert_eq!(Tree::new(300, &files).check(&change.root), Ok(()));
    let gone = Tree::new(256 * 256, &files).root().unwrap_err();
    assert_eq!(gone.to_string(), "there is no tile/2/000.p/1");
}

#[test]
fn entries_are_verified_against_the_root() {
    let mut files = Files::default();
    let change = Edge::default().append(&entries(0, 1300)).unwrap();
    files.apply(&change);
    let mut tree = Tree::new(1300, &files);
    for (resource, bytes) in files.iter() {
        let Resource::Entries(span) = resource else {
            continue;
        };
        let first = span.index() * 256;
        let expect = entries(first, first + u64::from(span.width()));
        let found = tree.entries(span, bytes, &change.root).unwrap();
        assert_eq!(found, expect);
        let mut spoiled = bytes.to_vec();
        spoiled[3] ^= 1;
        let refused = tree.entries(span, &spoiled, &change.root);
        assert!(
            matches!(refused, Err(TreeError::WrongEntries(..))),
            "{refused:?}"
        );
        let refused = tree.entries(span, &bytes[1..], &change.root);
        assert!(matches!(refused, Err(TreeError::Bundle(..))), "{refused:?}");
        let refused = tree.entries(span, bytes, &root(&[]));
        assert!(
            matches!(refused, Err(TreeError::WrongEntries(..))),
            "{refused:?}"
        );
    }
    // A partial bundle of a smaller tree is of this one too, and none ends behind it.
    let early = Span::new(1, 3).unwrap();
    let bundle = write_bundle(&entries(256, 259)).unwrap();
    assert_eq!(tree.entries(early, &bundle, &change.root).unwrap().len(), 3);
    for behind in [Span::new(5, 21), Span::new(6, 1), Span::new(u64::MAX, 1)] {
        let refused = tree.entries(behind.unwrap(), &[], &change.root);
        assert_eq!(refused, Err(TreeError::OutOfRange));
    }
}

/// Two bytes say how long an entry is.
#[test]
fn the_longest_entry() {
    let longest = vec![0; 65_535];
    let mut edge = Edge::default();
    let change = edge.append(std::slice::from_ref(&longest)).unwrap();
    assert_eq!(change.root, leaf_hash(&longest));
    let longer = [longest, vec![0; 65_536]];
    let refused = edge.append(&longer).unwrap_err();
    assert_eq!(refused, AppendError::EntryTooLong(1));
    let mut files = Files::default();
    files.apply(&change);
    assert_eq!(Tree::new(1, &files).size(), 1);
}
