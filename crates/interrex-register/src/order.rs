//! Orders: an instrument issued under a power, in the form in which a courier carries it.
//!
//! An inclusion proof shows that an act is there, never that no revocation followed. So there are two forms.
//! **Full**: the logs up to their heads go with the order, and whoever checks it runs the acts themselves. **Short**
//! (a sheet, one code to be photographed): the act with its proof, and a statement of holding by enough sites.
//!
//! Nothing here needs a network, a clock or a file.

use std::collections::{BTreeMap, BTreeSet};

use interrex_diag::Severity;
use interrex_plan::model::Plan;
use interrex_tlog::checkpoint::SignedCheckpoint;
use interrex_tlog::note::VerifierKey;
use interrex_units::Moment;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::act::Digest;
use crate::entry::Entry;
use crate::keyring::{Held, Unread, union};
use crate::trust::Trust;

mod beside;
mod carried;
mod checked;
mod complete;
mod judged;
mod short;

use carried::{hex, unhex};
use judged::judged;

pub use carried::Carried;
pub use checked::{Checked, Head, Instrument, Read, Verdict};
pub use short::{Statement, holds};

/// The form of an order file.
pub const SCHEMA: &str = "interrex.order/1";

/// The first line of a statement of holding.
pub const STATEMENT: &str = "interrex.holding/1";

/// An order.
#[derive(Debug, Clone)]
pub enum Order {
    /// With the logs.
    Full(Full),
    /// With a proof and a statement.
    Short(Short),
}

/// An order with the logs.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Full {
    /// The digest of the act that issues the order.
    pub order: Digest,
    /// The logs, each up to its head.
    pub logs: Vec<Carried>,
    /// Plans by digest: the texts of their files, in the order in which they are read, in the canonical form of
    /// their digest.
    pub plans: BTreeMap<String, Vec<String>>,
    /// The text of the instrument, where it goes along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instrument: Option<String>,
    /// The instrument in hexadecimal digits, where it is no text.
    #[serde(
        default,
        rename = "instrument-hex",
        skip_serializing_if = "Option::is_none"
    )]
    pub instrument_hex: Option<String>,
}

impl Full {
    /// The same with an instrument that goes along.
    #[must_use]
    pub fn with_instrument(mut self, bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => self.instrument = Some(text),
            Err(error) => self.instrument_hex = Some(hex(error.as_bytes())),
        }
        self
    }

    /// The bytes of the instrument, where it goes along. There is one way to write it.
    fn instrument(&self) -> Result<Option<Vec<u8>>, String> {
        let digits = match (&self.instrument, &self.instrument_hex) {
            (None, None) => return Ok(None),
            (Some(text), None) => return Ok(Some(text.as_bytes().to_vec())),
            (None, Some(digits)) => digits,
            (Some(_), Some(_)) => return Err("the instrument goes along twice".to_owned()),
        };
        let bytes = unhex(digits).filter(|bytes| std::str::from_utf8(bytes).is_err());
        bytes.map(Some).ok_or_else(|| {
            "the instrument that goes along is not written as one that is no text".to_owned()
        })
    }
}

/// An order with a proof and a statement.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Short {
    /// The entry that holds the act.
    pub entry: Box<RawValue>,
    /// Its proof, as `c2sp.org/tlog-proof` writes it.
    pub proof: String,
    /// The statement of holding, signed by sites.
    pub statement: String,
}

/// An order file: `{"schema":"interrex.order/1","full":{…}}`, or `short`.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    schema: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    full: Option<Full>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    short: Option<Short>,
}

impl Order {
    /// The order file.
    ///
    /// # Panics
    ///
    /// Never: strings, numbers and lists are always JSON.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut wire = Wire {
            schema: SCHEMA.to_owned(),
            ..Wire::default()
        };
        match self {
            Self::Full(full) => wire.full = Some(full.clone()),
            Self::Short(short) => wire.short = Some(short.clone()),
        }
        serde_json::to_vec(&wire).expect("strings, numbers and lists are always JSON")
    }

    /// Reads an order file. There is one way to write it; anything else was changed.
    ///
    /// # Errors
    ///
    /// Says what is no order file.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let wire: Wire = serde_json::from_slice(bytes)
            .map_err(|error| format!("this is no order file: {error}"))?;
        if wire.schema != SCHEMA {
            return Err(format!(
                "an order of the form `{}`; this program reads `{SCHEMA}`",
                wire.schema
            ));
        }
        let order = match (wire.full, wire.short) {
            (Some(full), None) => Self::Full(full),
            (None, Some(short)) => Self::Short(short),
            _ => return Err("this is no order file: it is neither `full` nor `short`".to_owned()),
        };
        if order.to_bytes() != bytes {
            let ends = bytes.iter().any(|byte| matches!(byte, b'\r' | b'\n'));
            let ends = if ends {
                "; line ends were put into it on its way, and it has none"
            } else {
                ""
            };
            return Err(format!(
                "this order file was changed: written again, its bytes differ{ends}"
            ));
        }
        Ok(order)
    }
}

/// Checks an order against a trust file, offline. `now`, where it is given, tells the age of what is shown; it
/// decides nothing.
pub fn verify(bytes: &[u8], trust: &Trust, now: Option<Moment>) -> Checked {
    let checked = Order::parse(bytes).and_then(|order| match order {
        Order::Full(order) => full(trust, &order),
        Order::Short(order) => short::check(trust, &order),
    });
    let mut checked = checked.unwrap_or_else(Checked::not_genuine);
    let heads = checked.heads.iter().filter_map(|head| head.as_of.as_ref());
    let shown = heads.chain(&checked.as_of);
    let shown = shown.filter_map(|text| text.parse::<Moment>().ok()).min();
    if let (Some(now), Some(as_of)) = (now, shown) {
        checked.age = Some(now.unix() - as_of.unix());
        checked.stale = trust.stale(as_of, now).is_some();
    }
    checked
}

fn full(trust: &Trust, order: &Full) -> Result<Checked, String> {
    let mut logs_read = Vec::new();
    let mut cosigned = BTreeSet::new();
    for log in &order.logs {
        let (log, witnesses) = carried::read(trust, log)?;
        logs_read.push(log);
        cosigned.extend(witnesses);
    }
    complete::check(trust, &logs_read)?;
    let union = union(&trust.roots(), &logs_read);
    if let Some(reason) = union.broken.first() {
        return Err(reason.clone());
    }
    let Some(known) = union.acts.iter().find(|known| known.digest == order.order) else {
        return Err("the act that it names is in none of the logs that go along".to_owned());
    };
    let mut read_plans = BTreeMap::new();
    for (digest, texts) in &order.plans {
        read_plans.insert(digest.clone(), plan(digest, texts)?);
    }
    let learned = union.acts.iter().filter_map(|known| known.learned(None));
    // What a site has noted of others later shows how far the logs go, too: what ends by its date has ended by then.
    let noted = logs_read.iter().flat_map(|log| &log.entries);
    let noted = noted.filter_map(|entry| match entry {
        Entry::Seen { learned, .. } => Some(*learned),
        _ => None,
    });
    let head = learned.chain(noted).max();
    let head = head.unwrap_or(known.act.signed);
    let mut checked = Checked::of(&known.act);
    checked.as_of = Some(head.to_string());
    checked.cosigned = cosigned.into_iter().collect();
    checked.sites = logs_read.iter().map(|log| log.site.clone()).collect();
    let live = logs_read.iter().filter(|log| {
        let site = trust.site(&log.origin);
        site.is_some_and(|site| site.end.is_none())
    });
    checked.heads = live.map(last_learned).collect();
    if let Some(bytes) = order.instrument()? {
        same_instrument(&mut checked, bytes)?;
    }
    checked.unread = union.unread.iter().map(Unread::words).collect();
    let judged = judged(&checked, &read_plans, &union.acts, known, head);
    let unknown = union.unread.iter().find(|one| one.is_unknown);
    Ok(match unknown.filter(|_| judged.verdict == Verdict::Held) {
        Some(one) => judged.verdict(
            Verdict::NotShown,
            format!(
                "the order is in the register, and a revocation among what this program cannot read would not show: {}",
                one.words()
            ),
        ),
        None => judged,
    })
}

/// Up to when a log goes.
fn last_learned(log: &Held) -> Head {
    let learned = log.entries.iter().filter_map(|entry| match entry {
        Entry::Act(learned, _) | Entry::Seen { learned, .. } => Some(*learned),
        Entry::Unread(_) => None,
    });
    Head {
        site: log.site.clone(),
        as_of: learned.max().map(|at| at.to_string()),
    }
}

/// A plan that goes along, once it is shown to be the one that its digest names.
fn plan(digest: &str, texts: &[String]) -> Result<Plan, String> {
    let files: Vec<(String, &String)> = (1..)
        .zip(texts)
        .map(|(at, text)| (format!("{at}.toml"), text))
        .collect();
    let is_canonical = texts.iter().all(|text| !text.contains(['\r', '\u{feff}']));
    if !is_canonical || interrex_plan::digest(&files) != digest {
        return Err(format!(
            "the plan that goes along as {digest} is another one"
        ));
    }
    let reading = interrex_plan::read(&files);
    let mut diagnostics = reading.diagnostics.iter();
    let error = diagnostics.find(|one| one.severity == Severity::Error);
    error.map_or(Ok(reading.plan), |error| {
        Err(format!("the plan that goes along: {}", error.message))
    })
}

/// Whether the policy accepts a head signed by a site's log; the names of the witnesses that cosigned it.
fn accepted(
    trust: &Trust,
    signed: &SignedCheckpoint,
    log: &VerifierKey,
) -> Result<Vec<String>, String> {
    let accepted = trust
        .policy
        .check_of_log(signed, &[log])
        .map_err(|error| format!("head: {error}"))?;
    let names = accepted
        .cosigned
        .iter()
        .filter_map(|one| trust.policy.witnesses().get(one.witness));
    Ok(names
        .map(|witness| String::from_utf8_lossy(&witness.name).into_owned())
        .collect())
}

/// Holds an instrument that goes along against the digest that the order names.
fn same_instrument(checked: &mut Checked, bytes: Vec<u8>) -> Result<(), String> {
    let named = checked
        .instrument
        .as_mut()
        .ok_or("a text goes along, and the order names none")?;
    let found = Digest::of(&bytes).to_string();
    if found != named.digest {
        return Err(format!(
            "the text that goes along is not the instrument: {found}, and the order says {}",
            named.digest
        ));
    }
    named.carried = true;
    named.text = String::from_utf8(bytes).ok();
    Ok(())
}
