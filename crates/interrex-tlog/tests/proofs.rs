//! Random proofs against the recursive definitions of RFC 6962 and of the draft on subtrees, written
//! down as they stand there, and against another implementation.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a panic fails the test, and the trees are small"
)]

use ct_merkle::{ConsistencyProof, InclusionProof, RootHash, mem_backed_tree::MemoryBackedTree};
use interrex_tlog::merkle::{
    Hash, Leaves, Subtree, consistency_path, inclusion_path, leaf_hash, node_hash, prove, root,
    subtree_consistency_path, subtree_hash, subtree_inclusion_path, verify_consistency,
    verify_inclusion, verify_subtree_consistency, verify_subtree_inclusion,
};
use oorandom::Rand64;
use sha2::{Digest, Sha256};

/// The largest power of two smaller than `n`.
fn half(n: usize) -> usize {
    let mut k = 1;
    while k * 2 < n {
        k *= 2;
    }
    k
}

/// `MTH` of RFC 6962, section 2.1.
fn mth(d: &[Hash]) -> Hash {
    match d {
        [] => Hash::new(Sha256::digest(b"").into()),
        [one] => *one,
        _ => {
            let (left, right) = d.split_at(half(d.len()));
            node_hash(&mth(left), &mth(right))
        }
    }
}

/// `PATH` of RFC 6962, section 2.1.1.
fn path(m: usize, d: &[Hash]) -> Vec<Hash> {
    if d.len() == 1 {
        return Vec::new();
    }
    let k = half(d.len());
    let (mut proof, last) = if m < k {
        (path(m, &d[..k]), mth(&d[k..]))
    } else {
        (path(m - k, &d[k..]), mth(&d[..k]))
    };
    proof.push(last);
    proof
}

/// `SUBTREE_SUBPROOF` of the draft, section 4.4.1.
fn subtree_subproof(start: usize, end: usize, d: &[Hash], known: bool) -> Vec<Hash> {
    let n = d.len();
    if start == 0 && end == n {
        return if known { Vec::new() } else { vec![mth(d)] };
    }
    let k = half(n);
    let (mut proof, last) = if end <= k {
        (subtree_subproof(start, end, &d[..k], known), mth(&d[k..]))
    } else if k <= start {
        (
            subtree_subproof(start - k, end - k, &d[k..], known),
            mth(&d[..k]),
        )
    } else {
        (subtree_subproof(0, end - k, &d[k..], false), mth(&d[..k]))
    };
    proof.push(last);
    proof
}

fn leaves(size: usize) -> Vec<Hash> {
    (0..size)
        .map(|at| leaf_hash(at.to_string().as_bytes()))
        .collect()
}

/// Some other hash, or one hash fewer or more.
fn spoiled(proof: &[Hash], rand: &mut Rand64) -> Vec<Hash> {
    let mut proof = proof.to_vec();
    let at = rand.rand_range(0..proof.len() as u64 + 1) as usize;
    if at == proof.len() {
        proof.push(leaf_hash(b"more"));
    } else if rand.rand_u64() & 1 == 0 {
        proof.remove(at);
    } else {
        let mut bytes = *proof[at].as_bytes();
        bytes[rand.rand_range(0..32) as usize] ^= 1 << rand.rand_range(0..8);
        proof[at] = Hash::new(bytes);
    }
    proof
}

#[test]
fn inclusion_in_every_small_tree() {
    let mut rand = Rand64::new(1);
    let all = leaves(70);
    for size in 1..all.len() {
        let tree = &all[..size];
        assert_eq!(root(tree), mth(tree), "size {size}");
        for index in 0..size {
            let way = inclusion_path(index as u64, size as u64).unwrap();
            let proof = prove(&mut Leaves(tree), &way).unwrap();
            assert_eq!(proof, path(index, tree), "{index} of {size}");
            let verify = |proof: &[Hash], index: usize| {
                verify_inclusion(index as u64, size as u64, &all[index], proof, &mth(tree))
            };
            assert_eq!(verify(&proof, index), Ok(()), "{index} of {size}");
            verify(&spoiled(&proof, &mut rand), index).unwrap_err();
            verify(&proof, (index + 1) % all.len()).unwrap_err();
        }
    }
}

#[test]
fn consistency_of_every_pair_of_small_trees() {
    let mut rand = Rand64::new(2);
    let all = leaves(70);
    for size in 1..all.len() {
        for old in 1..=size {
            let way = consistency_path(old as u64, size as u64).unwrap();
            let proof = prove(&mut Leaves(&all[..size]), &way).unwrap();
            assert_eq!(proof, subtree_subproof(0, old, &all[..size], true));
            let verify = |proof: &[Hash], old_root: Hash| {
                let root = mth(&all[..size]);
                verify_consistency(old as u64, size as u64, proof, &old_root, &root)
            };
            assert_eq!(verify(&proof, mth(&all[..old])), Ok(()), "{old}, {size}");
            verify(&spoiled(&proof, &mut rand), mth(&all[..old])).unwrap_err();
            verify(&proof, mth(&all[..=old])).unwrap_err();
        }
    }
}

#[test]
fn every_subtree_of_small_trees() {
    let mut rand = Rand64::new(3);
    let all = leaves(40);
    for size in 1..all.len() {
        let root = mth(&all[..size]);
        for start in 0..size {
            for end in start + 1..=size {
                let Some(subtree) = Subtree::new(start as u64, end as u64) else {
                    continue;
                };
                let hash = subtree_hash(&mut Leaves(&all), subtree).unwrap();
                assert_eq!(hash, mth(&all[start..end]), "{start}..{end}");
                let way = subtree_consistency_path(subtree, size as u64).unwrap();
                let proof = prove(&mut Leaves(&all[..size]), &way).unwrap();
                assert_eq!(proof, subtree_subproof(start, end, &all[..size], true));
                let verify = |proof: &[Hash]| {
                    verify_subtree_consistency(subtree, size as u64, proof, &hash, &root)
                };
                assert_eq!(verify(&proof), Ok(()), "{start}..{end} of {size}");
                verify(&spoiled(&proof, &mut rand)).unwrap_err();
            }
        }
    }
}

#[test]
fn inclusion_in_random_subtrees() {
    let mut rand = Rand64::new(4);
    let all = leaves(600);
    let mut tried = 0;
    while tried < 400 {
        let start = rand.rand_range(0..600);
        let end = rand.rand_range(start..600) + 1;
        let Some(subtree) = Subtree::new(start, end) else {
            continue;
        };
        tried += 1;
        let index = rand.rand_range(start..end);
        let part = &all[start as usize..end as usize];
        let way = subtree_inclusion_path(index, subtree).unwrap();
        let proof = prove(&mut Leaves(&all), &way).unwrap();
        assert_eq!(proof, path((index - start) as usize, part));
        let leaf = all[index as usize];
        let verify =
            |proof: &[Hash]| verify_subtree_inclusion(index, subtree, &leaf, proof, &mth(part));
        assert_eq!(verify(&proof), Ok(()));
        verify(&spoiled(&proof, &mut rand)).unwrap_err();
    }
}

/// Roots and proofs of `ct-merkle`, in both directions.
#[test]
fn another_implementation_agrees() {
    let mut rand = Rand64::new(5);
    let mut tree: MemoryBackedTree<Sha256, Vec<u8>> = MemoryBackedTree::new();
    let all = leaves(300);
    let mut roots: Vec<RootHash<Sha256>> = vec![tree.root()];
    for size in 1..=all.len() {
        tree.push((size - 1).to_string().into_bytes());
        assert_eq!(
            tree.root().as_bytes().as_slice(),
            root(&all[..size]).as_bytes()
        );
        roots.push(tree.root());
        let index = rand.rand_range(0..size as u64);
        let way = inclusion_path(index, size as u64).unwrap();
        let proof = prove(&mut Leaves(&all[..size]), &way).unwrap();
        let theirs = tree.prove_inclusion(index as usize);
        assert_eq!(theirs.as_bytes(), joined(&proof));
        let ours = InclusionProof::<Sha256>::try_from_bytes(joined(&proof)).unwrap();
        let entry = index.to_string().into_bytes();
        tree.root().verify_inclusion(&entry, index, &ours).unwrap();
        let old = rand.rand_range(1..size as u64 + 1);
        let way = consistency_path(old, size as u64).unwrap();
        let proof = prove(&mut Leaves(&all[..size]), &way).unwrap();
        let ours = ConsistencyProof::<Sha256>::try_from_bytes(joined(&proof)).unwrap();
        tree.root()
            .verify_consistency(&roots[old as usize], &ours)
            .unwrap();
    }
}

fn joined(proof: &[Hash]) -> Vec<u8> {
    proof.iter().flat_map(|hash| *hash.as_bytes()).collect()
}
