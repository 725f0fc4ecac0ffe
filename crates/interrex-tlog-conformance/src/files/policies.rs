//! Policies, one fault each. A capital letter in braces stands for whole lines, a small one for a key.

use interrex_tlog::cosignature::Cosigner;
use interrex_tlog::note::{Algorithm, SignerKey, VerifierKey};

use super::{Case, Keys, Verdict};

const QUORUM: &str = "tlog-policy, defining the quorum";
const WHAT: &str = "tlog-policy, what is a policy";
const GROUP: &str = "tlog-policy, defining a witness group";
const LOG: &str = "tlog-policy, defining a log";
const WITNESS: &str = "tlog-policy, defining a witness";
const STRUCTURE: &str = "tlog-policy, structure";
const CHARACTERS: &str = "tlog-policy, character set";
const KEYS: &str = "tlog-policy, public key representation";
const NOTES: &str = "signed-note, signatures";

/// Name, section, reason and text. What is expected is what the name begins with.
type Row = (&'static str, &'static str, &'static str, &'static str);

const ROWS: [Row; 69] = [
    (
        "good-none",
        QUORUM,
        "a policy without witnesses",
        "{L}quorum none\n",
    ),
    (
        "good-only-quorum",
        WHAT,
        "logs may be known from elsewhere",
        "quorum none\n",
    ),
    (
        "good-single",
        QUORUM,
        "one witness is the quorum",
        "{L}{W}quorum W1\n",
    ),
    (
        "good-group",
        GROUP,
        "two of three",
        "{L}{W}group g 2 W0 W1 W2\nquorum g\n",
    ),
    (
        "good-group-any",
        GROUP,
        "any of two",
        "{L}{W}group g any W0 W1\nquorum g\n",
    ),
    (
        "good-nested",
        GROUP,
        "a group in a group",
        "{L}{W}group a any W0 W1\ngroup c all a W2\nquorum c\n",
    ),
    (
        "good-one-member",
        GROUP,
        "a group of one",
        "{L}{W}group g 1 W0\nquorum g\n",
    ),
    (
        "good-url",
        LOG,
        "URLs behind keys",
        "log {l} https://log.example/\nwitness W0 {w0} https://w.example\nquorum W0\n",
    ),
    (
        "good-white-space",
        STRUCTURE,
        "spaces, tabs, empty lines and comments",
        "  \t# comment\n\n \t\n \tlog\t  {l}  \t\n{W}quorum \t W0 \t\n",
    ),
    (
        "good-log-last",
        STRUCTURE,
        "lines stand in any order",
        "{W}group g 2 W0 W1 W2\nquorum g\n{L}",
    ),
    (
        "good-unused",
        GROUP,
        "a witness and a group that the quorum does not need",
        "{L}{W}group u all W1 W2\nquorum W0\n",
    ),
    (
        "good-name-all",
        STRUCTURE,
        "keywords are names",
        "{L}witness all {w0}\ngroup g all all\nquorum g\n",
    ),
    (
        "good-name-number",
        STRUCTURE,
        "a number is a name",
        "{L}witness 2 {w0}\ngroup g 1 2\nquorum g\n",
    ),
    (
        "good-name-quorum",
        STRUCTURE,
        "a keyword is a name",
        "{L}witness quorum {w0}\nquorum quorum\n",
    ),
    (
        "good-hash-in-name",
        STRUCTURE,
        "a comment begins a line",
        "{L}witness a#b {w0}\nquorum a#b\n",
    ),
    (
        "good-kelvin",
        CHARACTERS,
        "names are octets: K and the sign of kelvin differ",
        "{L}witness K {w0}\nwitness \u{212a} {w1}\ngroup g all K \u{212a}\nquorum g\n",
    ),
    (
        "good-no-break-space",
        STRUCTURE,
        "only spaces and tabs divide",
        "{L}witness a\u{a0}b {w0}\nquorum a\u{a0}b\n",
    ),
    (
        "good-ml-dsa",
        KEYS,
        "a witness that cosigns with ML-DSA-44",
        "{L}witness m {m}\nquorum m\n",
    ),
    (
        "good-log-key-of-witness",
        LOG,
        "a log and a witness may have one key",
        "{L}witness W0 {lw}\nquorum W0\n",
    ),
    ("bad-empty", QUORUM, "there is no quorum", ""),
    ("bad-no-quorum", QUORUM, "there is no quorum", "{L}{W}"),
    (
        "bad-two-quorums",
        QUORUM,
        "there are two quorums",
        "{L}{W}quorum W0\nquorum W0\n",
    ),
    (
        "bad-quorum-without-name",
        QUORUM,
        "the quorum has no name",
        "{L}{W}quorum\n",
    ),
    (
        "bad-quorum-of-two",
        QUORUM,
        "the quorum has two names",
        "{L}{W}quorum W0 W1\n",
    ),
    (
        "bad-quorum-unknown",
        QUORUM,
        "the quorum is not defined",
        "{L}{W}quorum X\n",
    ),
    (
        "bad-quorum-above",
        QUORUM,
        "the quorum is defined below",
        "{L}quorum W0\n{W}",
    ),
    (
        "bad-comment-behind",
        QUORUM,
        "a comment has a line of its own",
        "{L}{W}quorum W0 # comment\n",
    ),
    (
        "bad-member-unknown",
        GROUP,
        "a member is not defined",
        "{L}{W}group g all W0 X\nquorum g\n",
    ),
    (
        "bad-member-below",
        GROUP,
        "a member is defined below",
        "{L}group g all W0\n{W}quorum g\n",
    ),
    (
        "bad-member-itself",
        GROUP,
        "a group is its own member",
        "{L}{W}group g any W0 g\nquorum g\n",
    ),
    (
        "bad-member-none",
        GROUP,
        "`none` is no member",
        "{L}{W}group g any W0 none\nquorum g\n",
    ),
    (
        "bad-member-twice",
        GROUP,
        "a name is a member twice",
        "{L}{W}group g 2 W0 W0 W1\nquorum g\n",
    ),
    (
        "bad-member-of-two",
        GROUP,
        "a witness is a member of two groups",
        "{L}{W}group a all W0\ngroup c all W0 W1\ngroup d all a c\nquorum d\n",
    ),
    (
        "bad-group-of-two",
        GROUP,
        "a group is a member of two groups",
        "{L}{W}group a all W0\ngroup c all a\ngroup d all a W1\nquorum d\n",
    ),
    (
        "bad-no-members",
        GROUP,
        "a group has no members",
        "{L}{W}group g all\nquorum g\n",
    ),
    (
        "bad-threshold-zero",
        GROUP,
        "no member is needed",
        "{L}{W}group g 0 W0 W1\nquorum g\n",
    ),
    (
        "bad-threshold-above",
        GROUP,
        "more members are needed than there are",
        "{L}{W}group g 3 W0 W1\nquorum g\n",
    ),
    (
        "bad-threshold-hexadecimal",
        GROUP,
        "the threshold is not decimal",
        "{L}{W}group g 0x1 W0 W1\nquorum g\n",
    ),
    (
        "bad-threshold-plus",
        GROUP,
        "the threshold has a sign",
        "{L}{W}group g +1 W0 W1\nquorum g\n",
    ),
    (
        "bad-threshold-minus",
        GROUP,
        "the threshold has a sign",
        "{L}{W}group g -1 W0 W1\nquorum g\n",
    ),
    (
        "bad-threshold-huge",
        GROUP,
        "the threshold is 1 modulo 2^64",
        "{L}{W}group g 18446744073709551617 W0 W1\nquorum g\n",
    ),
    (
        "bad-threshold-word",
        GROUP,
        "the threshold is no number",
        "{L}{W}group g most W0 W1\nquorum g\n",
    ),
    (
        "bad-name-twice",
        WITNESS,
        "two witnesses have one name",
        "{L}witness W0 {w0}\nwitness W0 {w1}\nquorum W0\n",
    ),
    (
        "bad-group-twice",
        GROUP,
        "two groups have one name",
        "{L}{W}group g all W0\ngroup g all W1\nquorum g\n",
    ),
    (
        "bad-group-named-as-witness",
        GROUP,
        "witnesses and groups share their names",
        "{L}{W}group W0 all W1\nquorum W0\n",
    ),
    (
        "bad-witness-none",
        WITNESS,
        "`none` is defined already",
        "{L}witness none {w0}\nquorum none\n",
    ),
    (
        "bad-group-none",
        GROUP,
        "`none` is defined already",
        "{L}{W}group none any W0\nquorum none\n",
    ),
    (
        "bad-witness-key-twice",
        WITNESS,
        "two witnesses have one key",
        "{L}witness W0 {w0}\nwitness W9 {w0}\nquorum W0\n",
    ),
    (
        "bad-witness-key-renamed",
        WITNESS,
        "two witnesses have one key, under two names",
        "{L}witness W0 {w0}\nwitness W9 {w0z}\nquorum W0\n",
    ),
    (
        "bad-log-twice",
        LOG,
        "two logs have one key",
        "{L}{L}quorum none\n",
    ),
    (
        "bad-log-renamed",
        LOG,
        "two logs have one key, under two names",
        "{L}log {lz}\nquorum none\n",
    ),
    (
        "bad-log-more",
        LOG,
        "something stands behind the URL",
        "log {l} https://log.example more\nquorum none\n",
    ),
    (
        "bad-witness-signs-notes",
        KEYS,
        "the key of a witness makes no cosignatures",
        "{L}witness W0 {wl}\nquorum W0\n",
    ),
    (
        "bad-key-no-base64",
        KEYS,
        "the key is no base64",
        "{L}witness W0 w0.example+abcdef01+!!!!\nquorum W0\n",
    ),
    (
        "bad-key-short",
        KEYS,
        "the key has 31 bytes",
        "{L}witness W0 {short}\nquorum W0\n",
    ),
    (
        "bad-key-id-of-witness",
        KEYS,
        "the ID does not follow from the key",
        "{L}witness W0 {wid}\nquorum W0\n",
    ),
    (
        "bad-carriage-return",
        CHARACTERS,
        "lines end with a newline alone",
        "{R}",
    ),
    (
        "bad-control",
        CHARACTERS,
        "a control character in a comment",
        "{L}{W}# \u{1}\nquorum W0\n",
    ),
    (
        "bad-delete",
        CHARACTERS,
        "the control character 0x7f",
        "{L}{W}# \u{7f}\nquorum W0\n",
    ),
    (
        "bad-vertical-tab",
        CHARACTERS,
        "a vertical tab divides nothing",
        "{L}{W}quorum\u{b}W0\n",
    ),
    (
        "bad-nul",
        CHARACTERS,
        "a NUL behind a name",
        "{L}{W}quorum W0\0\n",
    ),
    (
        "bad-no-newline",
        STRUCTURE,
        "the last line has no newline",
        "{L}{W}quorum W0",
    ),
    (
        "bad-keyword",
        STRUCTURE,
        "the keyword is unknown",
        "{L}{W}witnesses W0\nquorum W0\n",
    ),
    (
        "bad-case",
        STRUCTURE,
        "keywords are in small letters",
        "{L}{W}Quorum W0\n",
    ),
    (
        "bad-byte-order-mark",
        STRUCTURE,
        "a byte order mark begins the first line",
        "\u{feff}{L}quorum none\n",
    ),
    (
        "bad-kelvin",
        QUORUM,
        "names are octets: K is not the sign of kelvin",
        "{L}witness K {w0}\nquorum \u{212a}\n",
    ),
    (
        "bad-no-break-space",
        STRUCTURE,
        "a no-break space divides nothing",
        "{L}{W}quorum\u{a0}W0\n",
    ),
    (
        "open-threshold-zeroes",
        GROUP,
        "decimal, with a leading zero",
        "{L}{W}group g 01 W0 W1\nquorum g\n",
    ),
    (
        "open-key-id-of-log",
        NOTES,
        "the ID of a key that signs notes is recommended",
        "log {lid}\nquorum none\n",
    ),
];

/// So many logs, witnesses and groups everybody is asked to read.
const MANY: u8 = 32;

/// All policies.
pub(super) fn all(keys: &Keys) -> Result<Vec<Case>, String> {
    let words = words(keys)?;
    let row = |(name, section, why, text): Row| {
        let fill = |text: String, (word, stands): &(&str, String)| text.replace(word, stands);
        let text = words.iter().fold(text.to_owned(), fill);
        Case {
            name: name.to_owned(),
            verdict: Verdict::of(name),
            section,
            why,
            bytes: text.into_bytes(),
        }
    };
    let mut all: Vec<Case> = ROWS.into_iter().map(row).collect();
    all.push(many()?);
    let mut octets = b"witness \xff\xfe ".to_vec();
    let [witness, ..] = &keys.witnesses;
    octets.extend(witness.verifier().to_string().bytes());
    octets.extend(b"\nquorum \xff\xfe\n");
    all.push(Case {
        name: "good-octets".to_owned(),
        verdict: Verdict::Accept,
        section: CHARACTERS,
        why: "names are octets, and need not be UTF-8",
        bytes: octets,
    });
    Ok(all)
}

/// What stands for what, in the order in which it is filled in.
fn words(keys: &Keys) -> Result<Vec<(&'static str, String)>, String> {
    let fault = |error: interrex_tlog::Fault| error.to_string();
    let [w0, w1, w2] = &keys.witnesses;
    let (log, first) = (keys.log.verifier(), w0.verifier());
    let key = |name: &str, algorithm, of: &VerifierKey| {
        let key = VerifierKey::new(name, algorithm, &of.public_bytes()).map_err(fault)?;
        Ok::<String, String>(key.to_string())
    };
    let other_id = |key: &VerifierKey| {
        let id = format!("+{:08x}+", key.id());
        key.to_string().replacen(&id, "+61626364+", 1)
    };
    let vkey = first.to_string();
    // The base64 of a type and 31 bytes: four letters less, and no bits that should be zero.
    let short = vkey.get(..vkey.len() - 4).unwrap_or_default().to_owned();
    Ok(vec![
        ("{R}", "{L}{W}quorum W0\n".replace('\n', "\r\n")),
        ("{L}", "log {l}\n".to_owned()),
        (
            "{W}",
            "witness W0 {w0}\nwitness W1 {w1}\nwitness W2 {w2}\n".to_owned(),
        ),
        ("{l}", log.to_string()),
        ("{w0}", vkey),
        ("{w1}", w1.verifier().to_string()),
        ("{w2}", w2.verifier().to_string()),
        ("{m}", keys.other.verifier().to_string()),
        (
            "{lw}",
            key("w9.example", Algorithm::CosignatureEd25519, log)?,
        ),
        ("{lz}", key("other.example", Algorithm::Ed25519, log)?),
        (
            "{w0z}",
            key("z.example", Algorithm::CosignatureEd25519, first)?,
        ),
        ("{wl}", key("w0.example", Algorithm::Ed25519, first)?),
        ("{wid}", other_id(first)),
        ("{lid}", other_id(log)),
        ("{short}", short),
    ])
}

/// As many of everything as everybody is asked to read.
fn many() -> Result<Case, String> {
    let fault = |error: interrex_tlog::Fault| error.to_string();
    let (mut logs, mut witnesses, mut groups) = (Vec::new(), Vec::new(), Vec::new());
    let mut top = vec!["group top all".to_owned()];
    for at in 0..MANY {
        let seed = [100 + at; 32];
        let log = SignerKey::ed25519(&format!("l{at}.example"), &seed).map_err(fault)?;
        let witness = Cosigner::ed25519(&format!("w{at}.example"), &seed).map_err(fault)?;
        logs.push(format!("log {}\n", log.verifier()));
        witnesses.push(format!("witness w{at} {}\n", witness.verifier()));
        // The last group is the one at the top.
        if at + 1 < MANY {
            groups.push(format!("group g{at} 1 w{at}\n"));
            top.push(format!("g{at}"));
        }
    }
    let lines = [logs, witnesses, groups].concat().concat();
    let text = format!("{lines}{}\nquorum top\n", top.join(" "));
    Ok(Case {
        name: "good-32".to_owned(),
        verdict: Verdict::Accept,
        section: "tlog-policy, implementation limits",
        why: "32 logs, 32 witnesses and 32 groups",
        bytes: text.into_bytes(),
    })
}
