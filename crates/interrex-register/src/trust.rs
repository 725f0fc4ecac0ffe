//! Whom a stranger trusts: the logs of the sites, the witnesses, and the keys that may enrol others.
//!
//! A trust file is all that a verifier needs besides what it is handed. It goes by a way of its own: printed in a
//! treaty, carried by an envoy, published years before.
//!
//! ```toml
//! schema = "interrex.trust/1"
//! institution = "Ministry of Examples"
//! sites-needed = 1
//! stale-after = "30 d"       # left out: nothing is ever told as stale
//! policy = """
//! log register.example/lviv+9cb4a1ab+AVl1…
//! quorum none
//! """
//!
//! [[site]]
//! name = "lviv"
//! log = "register.example/lviv+9cb4a1ab+AVl1…"
//!
//! [[site]]
//! name = "kyiv"
//! log = "register.example/kyiv+…"
//! ended = 17                 # where another log goes on from this one: so many entries count, and no more
//! ended-root = "2fsg…"       # the root hash of these
//!
//! [[root]]
//! name = "registrar"
//! key = "ssh-ed25519 AAAA…"
//! ```

use std::collections::BTreeSet;
use std::fmt::Write as _;

use interrex_diag::plain;
use interrex_signature::PublicKey;
use interrex_tlog::checkpoint::Checkpoint;
use interrex_tlog::merkle::{self, Hash, leaf_hash};
use interrex_tlog::note::VerifierKey;
use interrex_tlog::policy::Policy;
use interrex_units::{Moment, Period};
use serde::Deserialize;

use crate::entry::Entry;
use crate::keyring::Keyring;
use crate::unread;

/// The form of a trust file.
pub const SCHEMA: &str = "interrex.trust/1";

/// What is trusted.
#[derive(Debug, Clone)]
pub struct Trust {
    /// The institution, in words.
    pub institution: String,
    /// How many sites must state a holding where the logs themselves are not there.
    pub sites_needed: usize,
    /// The age past which an answer is told as stale.
    pub stale_after: Option<Period>,
    /// Which heads count, and whose cosignatures they need.
    pub policy: Policy,
    /// The policy as it is written.
    pub policy_text: String,
    /// The sites of the register.
    pub sites: Vec<Site>,
    /// The keys that may enrol others.
    pub roots: Vec<(String, PublicKey)>,
}

/// A site of a register.
#[derive(Debug, Clone)]
pub struct Site {
    /// Its name in answers.
    pub name: String,
    /// The key of its log, whose name is the log's origin.
    pub log: VerifierKey,
    /// Where its log has ended, when another one goes on from it.
    pub end: Option<End>,
}

/// The last head of a log from which another goes on: what is added after it counts for nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// How many entries it has.
    pub size: u64,
    /// Its root hash.
    pub root: Hash,
}

impl Site {
    /// Those entries of its log that count, read from the first on.
    ///
    /// # Errors
    ///
    /// Says that the log has ended and these are not its entries.
    pub fn counting(&self, mut entries: Vec<Entry>) -> Result<Vec<Entry>, String> {
        let Some(end) = &self.end else {
            return Ok(entries);
        };
        let size = usize::try_from(end.size).unwrap_or(usize::MAX);
        let count = entries.len();
        entries.truncate(size);
        let leaves: Vec<Hash> = entries
            .iter()
            .map(|entry| leaf_hash(&entry.to_bytes()))
            .collect();
        if count < size || merkle::root(&leaves) != end.root {
            return Err(format!(
                "by the trust file the log `{}` has ended with a head of {size} entries, and these {count} are not those \
                 of that head",
                self.log.name()
            ));
        }
        Ok(entries)
    }

    /// Whether a head is the last one of its log, or the log has not ended.
    pub fn may_have(&self, head: &Checkpoint) -> bool {
        let end = self.end.as_ref();
        end.is_none_or(|end| (head.size(), head.root()) == (end.size, end.root))
    }
}

/// So many characters has the name of a site or a root, at most.
const NAME_CHARACTERS_MAX: usize = 100;

/// Whether something may be called so: the names of sites are names of folders, too, and all are shown to people.
///
/// # Errors
///
/// Says what a name is made of.
pub fn check_name(name: &str) -> Result<(), String> {
    let is_plain = |one: char| one.is_alphanumeric() || "-_.".contains(one);
    let fits = (1..=NAME_CHARACTERS_MAX).contains(&name.chars().count());
    if fits && name.chars().all(is_plain) && !name.starts_with('.') {
        return Ok(());
    }
    Err(format!(
        "`{}` is no name: expected letters, digits, `-`, `_` and `.`, at most {NAME_CHARACTERS_MAX}, and no `.` at first",
        plain(name)
    ))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Wire {
    schema: String,
    #[serde(default)]
    institution: String,
    #[serde(default = "one")]
    sites_needed: usize,
    #[serde(default)]
    stale_after: Option<String>,
    policy: String,
    #[serde(default)]
    site: Vec<WireSite>,
    #[serde(default)]
    root: Vec<WireRoot>,
}

fn one() -> usize {
    1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WireSite {
    name: String,
    log: String,
    #[serde(default)]
    ended: Option<u64>,
    #[serde(default)]
    ended_root: Option<String>,
}

impl WireSite {
    fn read(self) -> Result<Site, String> {
        check_name(&self.name)?;
        let log = VerifierKey::parse(&self.log).map_err(|error| error.to_string())?;
        let end = match (self.ended, self.ended_root) {
            (None, None) => None,
            (Some(size), Some(root)) => {
                let root =
                    Hash::from_base64(&root).map_err(|error| format!("ended-root: {error}"))?;
                Some(End { size, root })
            }
            _ => return Err("`ended` and `ended-root` stand together".to_owned()),
        };
        let name = self.name;
        Ok(Site { name, log, end })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireRoot {
    name: String,
    key: String,
}

impl Trust {
    /// Reads a trust file.
    ///
    /// # Errors
    ///
    /// Says what cannot be read.
    pub fn parse(text: &str) -> Result<Self, String> {
        // Whatever carried the file may have changed its line ends.
        let text = text.replace("\r\n", "\n");
        let wire: Wire = toml::from_str(&text)
            .map_err(|error| format!("no trust file: {}", unread::words(&text, &error)))?;
        if wire.schema != SCHEMA {
            return Err(format!(
                "a trust file of the form `{}`; this program reads `{SCHEMA}`",
                wire.schema
            ));
        }
        let policy =
            Policy::parse(wire.policy.as_bytes()).map_err(|error| format!("policy: {error}"))?;
        let sites = wire.site.into_iter().map(|site| {
            let name = site.name.clone();
            site.read()
                .map_err(|error| format!("site `{name}`: {error}"))
        });
        let roots = wire.root.into_iter().map(|root| {
            let fault = |error: String| format!("root `{}`: {error}", root.name);
            check_name(&root.name).map_err(fault)?;
            let key = PublicKey::parse(&root.key).map_err(|error| fault(error.to_string()))?;
            Ok((root.name, key))
        });
        let stale_after = wire.stale_after.as_deref().map(str::parse).transpose();
        let stale_after = stale_after.map_err(|error| format!("stale-after: {error}"))?;
        let trust = Self {
            institution: wire.institution,
            sites_needed: wire.sites_needed.max(1),
            stale_after,
            policy,
            policy_text: wire.policy,
            sites: sites.collect::<Result<_, String>>()?,
            roots: roots.collect::<Result<_, String>>()?,
        };
        if trust.sites.is_empty() || trust.roots.is_empty() {
            return Err("a trust file names at least one `[[site]]` and one `[[root]]`".to_owned());
        }
        trust.sites_differ()?;
        Ok(trust)
    }

    /// Refuses two sites of one name, or with one log.
    fn sites_differ(&self) -> Result<(), String> {
        let (mut names, mut logs) = (BTreeSet::new(), BTreeSet::new());
        for site in &self.sites {
            if !names.insert(site.name.as_str()) || !logs.insert(site.log.name()) {
                return Err(format!(
                    "two sites have the name `{}` or the log `{}`",
                    site.name,
                    site.log.name()
                ));
            }
        }
        Ok(())
    }

    /// How old something is, where it is too old: seconds.
    pub fn stale(&self, newest: Moment, now: Moment) -> Option<i64> {
        let age = now.unix() - newest.unix();
        let limit = i64::try_from(self.stale_after?.seconds()).unwrap_or(i64::MAX);
        (age > limit).then_some(age)
    }

    /// The site with this origin.
    pub fn site(&self, origin: &str) -> Option<&Site> {
        self.sites.iter().find(|site| site.log.name() == origin)
    }

    /// The keys that count before any act.
    pub fn roots(&self) -> Keyring {
        Keyring::of_roots(self.roots.iter().map(|(name, key)| (name.as_str(), key)))
    }

    /// The file.
    pub fn to_text(&self) -> String {
        let mut text = format!("schema = {SCHEMA:?}\n");
        let _ = writeln!(text, "institution = {}", quoted(&self.institution));
        let _ = writeln!(text, "sites-needed = {}", self.sites_needed);
        if let Some(period) = self.stale_after {
            let _ = writeln!(text, "stale-after = \"{period}\"");
        }
        let _ = writeln!(text, "policy = \"\"\"\n{}\"\"\"", self.policy_text);
        for site in &self.sites {
            let _ = writeln!(
                text,
                "\n[[site]]\nname = {}\nlog = \"{}\"",
                quoted(&site.name),
                site.log
            );
            if let Some(end) = &site.end {
                let _ = writeln!(text, "ended = {}\nended-root = \"{}\"", end.size, end.root);
            }
        }
        for (name, key) in &self.roots {
            let _ = writeln!(
                text,
                "\n[[root]]\nname = {}\nkey = \"{}\"",
                quoted(name),
                crate::entry::bare(key)
            );
        }
        text
    }
}

fn quoted(text: &str) -> String {
    // A JSON string is a basic string of TOML.
    serde_json::to_string(text).unwrap_or_default()
}
