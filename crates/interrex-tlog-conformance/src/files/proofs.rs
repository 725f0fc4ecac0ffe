//! Proofs that an entry is logged, one fault each, under a policy of two of three witnesses.

use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use interrex_tlog::cosignature::Cosigner;
use interrex_tlog::merkle::Hash;
use interrex_tlog::note::Signature;
use interrex_tlog::proof::Proof;
use interrex_tlog::tiles::{Edge, Files, Tree};

use super::{Case, Keys, Verdict};

const FORMAT: &str = "tlog-proof, format";
const VERIFYING: &str = "tlog-proof, verifying a tlog proof";
const NOTE: &str = "signed-note, format";

/// The log of the proofs has so many entries.
const ENTRIES: u64 = 21;

/// The one that is proved; [`REPLACED`] names it, too.
const INDEX: u64 = 7;

/// When the witnesses cosigned.
const TIME: u64 = 1_750_000_000;

/// Everything that is needed to verify them.
pub(super) struct Proofs {
    pub(super) cases: Vec<Case>,
    pub(super) policy: Vec<u8>,
    pub(super) entry: Vec<u8>,
}

/// All proofs.
pub(super) fn all(keys: &Keys) -> Result<Proofs, String> {
    let entries: Vec<String> = (0..ENTRIES).map(|at| format!("entry {at}")).collect();
    let change = Edge::default().append(&entries);
    let change = change.map_err(|error| error.to_string())?;
    let mut files = Files::default();
    files.apply(&change);
    let mut tree = Tree::new(change.size, &files);
    let hashes = tree.inclusion(INDEX).map_err(|error| error.to_string())?;
    let head = Checkpoint::new("log.example/one", change.size, change.root);
    let log = Made {
        keys,
        hashes,
        head: head.map_err(|error| error.to_string())?,
    };
    let mut cases = quorums(&log)?;
    cases.extend(beside(&log)?);
    cases.extend(changed(&log)?);
    cases.extend(rehashed(&log)?);
    cases.extend(written(&log)?);
    let [w0, w1, w2] = &keys.witnesses;
    let (w0, w1, w2) = (w0.verifier(), w1.verifier(), w2.verifier());
    let policy = format!(
        "log {}\nwitness W0 {w0}\nwitness W1 {w1}\nwitness W2 {w2}\ngroup two 2 W0 W1 W2\nquorum two\n",
        keys.log.verifier()
    );
    Ok(Proofs {
        cases,
        policy: policy.into_bytes(),
        entry: format!("entry {INDEX}").into_bytes(),
    })
}

/// A head, and the proof of the entry in it.
struct Made<'k> {
    keys: &'k Keys,
    hashes: Vec<Hash>,
    head: Checkpoint,
}

impl Made<'_> {
    /// The head with the signature of the log and others.
    fn signed(&self, others: &[Signature]) -> Result<SignedCheckpoint, String> {
        let head = SignedCheckpoint::unsigned(self.head.clone());
        let mut head = head.map_err(|error| error.to_string())?;
        head.add(self.keys.log.sign(head.note().text()));
        for one in others {
            head.add(one.clone());
        }
        Ok(head)
    }

    fn cosigned(&self, by: &Cosigner) -> Result<Signature, String> {
        let cosigned = by.cosign(&self.head, TIME);
        cosigned.map_err(|error| error.to_string())
    }

    /// The proof that is good, with two cosignatures.
    fn good(&self) -> Result<Proof, String> {
        let [w0, w1, _] = &self.keys.witnesses;
        let head = self.signed(&[self.cosigned(w0)?, self.cosigned(w1)?])?;
        Ok(Proof::new(INDEX, self.hashes.clone(), head))
    }
}

/// A file. What is expected of it is what its name begins with.
fn case(name: &str, section: &'static str, why: &'static str, text: String) -> Case {
    Case {
        name: format!("{name}.tlog-proof"),
        verdict: Verdict::of(name),
        section,
        why,
        bytes: text.into_bytes(),
    }
}

/// Name, reason, and the signatures beside that of the log.
type Signed = (&'static str, &'static str, Vec<Signature>);

fn cases(
    log: &Made<'_>,
    section: &'static str,
    rows: impl IntoIterator<Item = Signed>,
) -> Result<Vec<Case>, String> {
    let made = rows.into_iter().map(|(name, why, others)| {
        let proof = Proof::new(INDEX, log.hashes.clone(), log.signed(&others)?);
        Ok(case(name, section, why, proof.to_string()))
    });
    made.collect()
}

fn signature(name: &str, id: u32) -> Result<Signature, String> {
    let made = Signature::new(name, id, vec![9; 72]);
    made.map_err(|error| error.to_string())
}

/// Who has cosigned.
fn quorums(log: &Made<'_>) -> Result<Vec<Case>, String> {
    let [w0, w1, w2] = &log.keys.witnesses;
    let (one, two, three) = (log.cosigned(w0)?, log.cosigned(w1)?, log.cosigned(w2)?);
    let wrong = signature(w2.verifier().name(), w2.verifier().id())?;
    let later = w0.cosign(&log.head, TIME + 5);
    let later = later.map_err(|error| error.to_string())?;
    let both = vec![one.clone(), two.clone()];
    let rows = [
        ("good", "two of three have cosigned", both.clone()),
        (
            "good-all-three",
            "three of three have cosigned",
            [both, vec![three]].concat(),
        ),
        (
            "bad-one-cosignature",
            "one of three has cosigned",
            vec![one.clone()],
        ),
        ("bad-no-cosignature", "nobody has cosigned", Vec::new()),
        (
            "bad-one-twice",
            "one witness has cosigned twice",
            vec![one.clone(), later],
        ),
        (
            "bad-wrong-cosignature",
            "one of the two cosignatures is of nothing",
            vec![one, wrong],
        ),
    ];
    cases(log, VERIFYING, rows)
}

/// Signatures beside those that are needed.
fn beside(log: &Made<'_>) -> Result<Vec<Case>, String> {
    let [w0, w1, w2] = &log.keys.witnesses;
    let both = [log.cosigned(w0)?, log.cosigned(w1)?];
    let (name, id) = (w2.verifier().name(), w2.verifier().id());
    let with = |one: Signature| [&both[..], &[one]].concat();
    let many = (0..13).map(|at| signature(&format!("unknown-{at}.example"), at));
    let mut sixteen = many.collect::<Result<Vec<_>, _>>()?;
    sixteen.extend(both.clone());
    let rows = [
        (
            "good-unknown-signature",
            "a signature by an unknown key is ignored",
            with(signature("unknown.example", 7)?),
        ),
        (
            "good-unknown-id",
            "a key is its name and its ID: another ID is unknown",
            with(signature(name, 7)?),
        ),
        (
            "good-unknown-name",
            "a key is its name and its ID: another name is unknown",
            with(signature("unknown.example", id)?),
        ),
        (
            "good-16-signatures",
            "16 signatures have to be read",
            sixteen,
        ),
        (
            "open-wrong-third",
            "a wrong signature by a known key SHOULD spoil a note",
            with(signature(name, id)?),
        ),
    ];
    cases(log, NOTE, rows)
}

/// Another index, another head, and extra data.
fn changed(log: &Made<'_>) -> Result<Vec<Case>, String> {
    let proof = log.good()?;
    let good = proof.to_string();
    let index = |index| {
        let hashes = log.hashes.clone();
        Proof::new(index, hashes, proof.checkpoint().clone()).to_string()
    };
    let size = format!("\n{ENTRIES}\n");
    let rows = [
        (
            "bad-index-of-another",
            "the index is that of another entry",
            index(INDEX - 1),
        ),
        (
            "bad-index-outside",
            "the index is the size of the tree",
            index(ENTRIES),
        ),
        (
            "bad-index-far-outside",
            "the low bits of the index are right",
            index(INDEX + (1 << 40)),
        ),
        (
            "bad-size",
            "the size is not the one that was signed",
            good.replacen(&size, &format!("\n{}\n", ENTRIES + 1), 1),
        ),
        (
            "bad-origin",
            "the origin is not the one that was signed",
            good.replace("log.example/one\n", "log.example/two\n"),
        ),
        (
            "good-extra",
            "extra data proves nothing",
            proof.with_extra(b"extra".to_vec()).to_string(),
        ),
    ];
    let made = rows.map(|(name, why, text)| case(name, VERIFYING, why, text));
    Ok(made.into())
}

/// Name, reason, and what is done to the hashes.
type Hashes = (&'static str, &'static str, fn(&mut Vec<Hash>));

/// Other hashes.
fn rehashed(log: &Made<'_>) -> Result<Vec<Case>, String> {
    let rows: [Hashes; 5] = [
        ("bad-hash-too-many", "a hash too many", |all| {
            all.push(Hash::new([7; 32]));
        }),
        ("bad-hash-missing", "a hash too few", |all| {
            all.pop();
        }),
        ("bad-no-hashes", "no hashes at all", Vec::clear),
        ("bad-order", "the hashes are in reverse order", |all| {
            all.reverse();
        }),
        ("bad-hash-changed", "one hash is another", |all| {
            if let Some(first) = all.first_mut() {
                *first = Hash::new([7; 32]);
            }
        }),
    ];
    let head = log.good()?.checkpoint().clone();
    let made = rows.map(|(name, why, change)| {
        let mut hashes = log.hashes.clone();
        change(&mut hashes);
        let proof = Proof::new(INDEX, hashes, head.clone());
        case(name, VERIFYING, why, proof.to_string())
    });
    Ok(made.into())
}

/// Name, reason, what is replaced in the good proof, and by what.
type Replaced = (&'static str, &'static str, &'static str, &'static str);

const REPLACED: [Replaced; 16] = [
    ("bad-version", "another version", "@v1\n", "@v2\n"),
    (
        "bad-version-space",
        "a space behind the version",
        "@v1\n",
        "@v1 \n",
    ),
    (
        "bad-version-missing",
        "no version",
        "c2sp.org/tlog-proof@v1\n",
        "",
    ),
    ("bad-index-missing", "no index", "index 7\n", ""),
    (
        "bad-index-zeroes",
        "an index with leading zeroes",
        "index 7\n",
        "index 07\n",
    ),
    (
        "bad-index-sign",
        "an index with a sign",
        "index 7\n",
        "index +7\n",
    ),
    (
        "bad-index-huge",
        "an index past 2^64, which is right modulo 2^64",
        "index 7\n",
        "index 18446744073709551623\n",
    ),
    (
        "bad-extra-empty",
        "extra data without a space",
        "index 7\n",
        "extra\nindex 7\n",
    ),
    (
        "bad-extra-no-base64",
        "extra data that is no base64",
        "index 7\n",
        "extra !!!\nindex 7\n",
    ),
    (
        "bad-extra-twice",
        "extra data twice",
        "index 7\n",
        "extra eA==\nextra eA==\nindex 7\n",
    ),
    (
        "bad-extra-below",
        "extra data below the index",
        "index 7\n",
        "index 7\nextra eA==\n",
    ),
    (
        "bad-hash-no-base64",
        "a hash that is no base64",
        "{hash}",
        "!",
    ),
    ("bad-hash-short", "a hash of three bytes", "{hash}", "YWJj"),
    (
        "bad-hash-unpadded",
        "base64 without its padding",
        "=\n",
        "\n",
    ),
    (
        "bad-two-empty-lines",
        "two empty lines before the checkpoint",
        "\n\n",
        "\n\n\n",
    ),
    (
        "bad-no-empty-line",
        "no empty line before the checkpoint",
        "\n\n",
        "\n",
    ),
];

/// Other forms of the same.
fn written(log: &Made<'_>) -> Result<Vec<Case>, String> {
    let good = log.good()?.to_string();
    let hash = log.hashes.first().map(Hash::to_string).unwrap_or_default();
    let replaced = REPLACED.map(|(name, why, from, to)| {
        let text = good.replacen(&from.replace("{hash}", &hash), to, 1);
        case(name, FORMAT, why, text)
    });
    let whole = [
        (
            "bad-carriage-returns",
            "lines end with a newline alone",
            good.replace('\n', "\r\n"),
        ),
        (
            "bad-no-newline",
            "the last line has no newline",
            good.trim_end().to_owned(),
        ),
        (
            "bad-more",
            "something follows the end",
            format!("{good}more\n"),
        ),
        (
            "bad-byte-order-mark",
            "a byte order mark begins the first line",
            format!("\u{feff}{good}"),
        ),
    ];
    let whole = whole.map(|(name, why, text)| case(name, FORMAT, why, text));
    Ok(replaced.into_iter().chain(whole).collect())
}
