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

use crate::act::{Deed, Digest};
use crate::course::{Course, Effect, Known, run};
use crate::entry::Entry;
use crate::keyring::{Held, Unread, union};
use crate::late::{Late, dated, late};
use crate::trust::Trust;
use crate::who::{AS_WRITTEN, denied};

mod carried;
mod complete;
mod short;

use carried::{hex, unhex};

pub use carried::Carried;
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

/// What a check came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Genuine, and held as of the heads that go along.
    Held,
    /// Genuine, and held on the word of sites.
    HeldOnWord,
    /// Genuine, but that the signer held the power is not shown.
    NotShown,
    /// Genuine, and by one reading of the law the signer held the power and by another not.
    Disputed,
    /// Not genuine.
    NotGenuine,
}

/// The text that an order puts into force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Instrument {
    /// Its digest, as the order says.
    pub digest: String,
    /// Whether it goes along with the order, and has that digest.
    pub carried: bool,
    /// The text, where it goes along and is text.
    pub text: Option<String>,
}

/// Up to when a log goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Head {
    /// The site.
    pub site: String,
    /// When it learned of its last entry; nothing where it has none.
    pub as_of: Option<String>,
}

/// What one reading of the law says of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Read {
    /// Which, in words.
    pub reading: String,
    /// Whether the signer held the power and holds it.
    pub held: bool,
    /// Why, in one sentence.
    pub reason: String,
}

/// The answer to a check.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Checked {
    /// `interrex.verify/1`.
    pub schema: &'static str,
    /// What it came to.
    pub verdict: Verdict,
    /// Why, in one sentence.
    pub reason: String,
    /// The exercise to which the order belongs: it is not real.
    pub exercise: Option<String>,
    /// What is ordered.
    pub title: Option<String>,
    /// Under which power.
    pub power: Option<String>,
    /// The region for which alone it is.
    pub region: Option<String>,
    /// The text that it puts into force, by its digest.
    pub instrument: Option<Instrument>,
    /// By whom.
    pub by: Vec<String>,
    /// When it was signed.
    pub signed: Option<String>,
    /// As of when the holding is shown.
    pub as_of: Option<String>,
    /// Up to when each log goes that goes along and has not ended: what its site learned later does not show.
    pub heads: Vec<Head>,
    /// How many seconds before the moment of the check that is, where a moment was given; with several logs, the oldest of
    /// them.
    pub age: Option<i64>,
    /// Who cosigned the head, by name.
    pub cosigned: Vec<String>,
    /// Sites on whose word it is.
    pub sites: Vec<String>,
    /// What each reading of the law comes to, where they come to different things or give different reasons.
    pub readings: Vec<Read>,
    /// Acts whose dates are their signers' word alone, and decide what became of them.
    pub late: Vec<Late>,
    /// Entries of the logs that this program does not read, in words.
    pub unread: Vec<String>,
    /// Whether what is shown is older than the trust file lets pass without a word. It decides nothing.
    pub stale: bool,
}

impl Checked {
    fn not_genuine(reason: impl Into<String>) -> Self {
        Self {
            schema: "interrex.verify/1",
            verdict: Verdict::NotGenuine,
            reason: reason.into(),
            exercise: None,
            title: None,
            power: None,
            region: None,
            instrument: None,
            by: Vec::new(),
            signed: None,
            as_of: None,
            heads: Vec::new(),
            age: None,
            cosigned: Vec::new(),
            sites: Vec::new(),
            readings: Vec::new(),
            late: Vec::new(),
            unread: Vec::new(),
            stale: false,
        }
    }

    fn of(known: &crate::Act) -> Self {
        let mut checked = Self::not_genuine("");
        if let Deed::Order {
            power,
            region,
            title,
            instrument,
        } = &known.deed
        {
            checked.region.clone_from(region);
            checked.title = Some(title.clone());
            checked.power = Some(power.clone());
            checked.instrument = instrument.clone().map(|digest| Instrument {
                digest,
                carried: false,
                text: None,
            });
        }
        checked.by.clone_from(&known.by);
        checked.exercise.clone_from(&known.exercise);
        checked.signed = Some(known.signed.to_string());
        checked
    }

    fn verdict(mut self, verdict: Verdict, reason: impl Into<String>) -> Self {
        self.verdict = verdict;
        self.reason = reason.into();
        self
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
    let head = union
        .acts
        .iter()
        .filter_map(|known| known.learned(None))
        .max();
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

/// In words, up to when each log goes that has an entry, where they differ.
fn up_to(heads: &[Head]) -> String {
    let moments = heads
        .iter()
        .filter_map(|head| Some((&head.site, head.as_of.as_ref()?)));
    let different: BTreeSet<&String> = moments.clone().map(|(_, at)| at).collect();
    if different.len() < 2 {
        return String::new();
    }
    let each: Vec<String> = moments
        .map(|(site, at)| format!("{site} up to {at}"))
        .collect();
    format!(", by the logs of {}", each.join(" and of "))
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

/// Whether the power was held when the order was issued, and still is at the head: as written, and in every other reading.
fn judged(
    checked: &Checked,
    plans: &BTreeMap<String, Plan>,
    acts: &[Known],
    known: &Known,
    head: Moment,
) -> Checked {
    let read = |checked: Checked, by: &str| Read {
        reading: by.to_owned(),
        held: checked.verdict == Verdict::Held,
        reason: checked.reason,
    };
    let in_one =
        |plans: &BTreeMap<String, Plan>| in_one_reading(checked.clone(), plans, acts, known, head);
    let written = in_one(plans);
    if written.verdict == Verdict::NotShown {
        return written;
    }
    let others = denied::each(plans).into_iter();
    let others = others.map(|other| read(in_one(&other.plans), &other.by));
    let first = read(written.clone(), AS_WRITTEN);
    let mut readings = vec![first];
    readings.extend(others);
    let in_favor = readings.iter().filter(|one| one.held).count();
    if in_favor == readings.len() {
        return written;
    }
    if in_favor == 0 {
        let reasons: BTreeSet<&String> = readings.iter().map(|one| &one.reason).collect();
        let differ = reasons.len() > 1;
        return Checked {
            readings: if differ { readings } else { Vec::new() },
            ..written
        };
    }
    let mut disputed = written.verdict(
        Verdict::Disputed,
        "the order is in the register, and whether its power was held depends on how the law is read",
    );
    disputed.readings = readings;
    disputed
}

/// The same in one reading, by its plans.
fn in_one_reading(
    mut checked: Checked,
    plans: &BTreeMap<String, Plan>,
    acts: &[Known],
    known: &Known,
    head: Moment,
) -> Checked {
    let Deed::Order { power, .. } = &known.act.deed else {
        return checked.verdict(Verdict::NotGenuine, "the act that it names issues no order");
    };
    let mut course = run(plans, acts, head);
    if let Some(reason) = course.lacks_plan() {
        let reason =
            format!("{reason}, and does not go along: what it says of the power is left out");
        return checked.verdict(Verdict::NotGenuine, reason);
    }
    if known.act.signed > head {
        let reason = format!(
            "the order is dated {}, and the register has learned nothing after {head}: what holds by then is not shown",
            known.act.signed
        );
        return checked.verdict(Verdict::NotShown, reason);
    }
    match course.effects.get(&known.number) {
        Some(Effect::InEffect) => {}
        Some(Effect::Without(reason)) => {
            let reason = format!("the order is in the register and has no effect: {reason}");
            return checked.verdict(Verdict::NotGenuine, reason);
        }
        Some(Effect::Annulled(by)) => {
            return checked.verdict(
                Verdict::NotGenuine,
                format!("the order was annulled by act {by}"),
            );
        }
        Some(Effect::Exercise(name)) => {
            return checked.verdict(Verdict::NotGenuine, not_real(name));
        }
        Some(Effect::Pending) => {
            let from = known.bears_from();
            let reason = format!("the order is in the register, and has effect from {from} on");
            return checked.verdict(Verdict::NotShown, reason);
        }
        _ => {
            return checked.verdict(
                Verdict::NotShown,
                "the order is in the register, and its effect is not shown",
            );
        }
    }
    checked.late = late(plans, acts, &course.effects);
    let late = checked.late.as_slice();
    match still_holds(&mut course, known) {
        Ok(()) => {
            if let Some(reason) = by_date_alone(plans, acts, known, (head, late)) {
                return checked.verdict(Verdict::NotShown, reason);
            }
            let reason = format!(
                "genuine, and `{power}` is held by its signer as of {head}{}; a later revocation would not show",
                up_to(&checked.heads)
            );
            checked.verdict(Verdict::Held, reason)
        }
        Err(reason) => {
            let reason = format!("it was in order when it was signed, and since then {reason}");
            checked.verdict(Verdict::NotGenuine, reason)
        }
    }
}

/// Why an order has effect, or its power is held, by dates alone that are somebody's word.
fn by_date_alone(
    plans: &BTreeMap<String, Plan>,
    acts: &[Known],
    order: &Known,
    (head, late): (Moment, &[Late]),
) -> Option<String> {
    let stands = |numbers: &[u32]| {
        let mut course = run(plans, &dated(acts, numbers), head);
        let has_effect = course.effects.get(&order.number) == Some(&Effect::InEffect);
        has_effect && still_holds(&mut course, order).is_ok()
    };
    let numbers: Vec<u32> = late.iter().map(|one| one.act).collect();
    if late.is_empty() || stands(&numbers) {
        return None;
    }
    let one = late.iter().find(|one| !stands(&[one.act]));
    let one = one.or(late.first())?;
    Some(format!(
        "the order is in the register, and that its power was held rests on act {}, which is {}",
        one.act,
        one.words()
    ))
}

/// Why an act of an exercise is no order.
fn not_real(exercise: &str) -> String {
    format!("it belongs to the exercise `{exercise}` and is not real")
}

/// Whether those who signed an order hold its power at the end of a course.
fn still_holds(course: &mut Course, known: &Known) -> Result<(), String> {
    let Deed::Order { power, region, .. } = &known.act.deed else {
        return Err("it is no order".to_owned());
    };
    course.would_hold(power, region.as_deref(), &known.act.by)
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
