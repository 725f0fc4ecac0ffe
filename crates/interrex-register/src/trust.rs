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
//! [[root]]
//! name = "registrar"
//! key = "ssh-ed25519 AAAA…"
//! ```

use std::fmt::Write as _;

use interrex_signature::PublicKey;
use interrex_tlog::note::VerifierKey;
use interrex_tlog::policy::Policy;
use interrex_units::{Moment, Period};
use serde::Deserialize;

use crate::keyring::Keyring;

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
#[serde(deny_unknown_fields)]
struct WireSite {
    name: String,
    log: String,
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
        let wire: Wire = toml::from_str(text).map_err(|error| format!("no trust file: {error}"))?;
        if wire.schema != SCHEMA {
            return Err(format!(
                "a trust file of the form `{}`; this program reads `{SCHEMA}`",
                wire.schema
            ));
        }
        let policy =
            Policy::parse(wire.policy.as_bytes()).map_err(|error| format!("policy: {error}"))?;
        let sites = wire.site.into_iter().map(|site| {
            let log = VerifierKey::parse(&site.log)
                .map_err(|error| format!("site `{}`: {error}", site.name))?;
            Ok(Site {
                name: site.name,
                log,
            })
        });
        let roots = wire.root.into_iter().map(|root| {
            let key = PublicKey::parse(&root.key)
                .map_err(|error| format!("root `{}`: {error}", root.name))?;
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
        Ok(trust)
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
