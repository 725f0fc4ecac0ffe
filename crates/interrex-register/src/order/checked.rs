//! What a check of an order came to, as it is told.

use serde::Serialize;

use crate::act::Deed;
use crate::late::Late;

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
    /// Where it names no region: those, of the regions that the power must reach, in which its signers do not have it. It
    /// bears in the others.
    pub not_in: Vec<String>,
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
    /// Whether it was in order when it was signed, and its power was lost since: then it is not genuine any longer.
    pub lost_since: bool,
    /// Who cosigned the head, by name.
    pub cosigned: Vec<String>,
    /// Sites on whose word it is.
    pub sites: Vec<String>,
    /// What each reading of the law comes to, where they come to different things or give different reasons.
    pub readings: Vec<Read>,
    /// Acts whose dates are their signers' word alone, and decide what became of them.
    pub late: Vec<Late>,
    /// What bears on it beside, in words, and takes nothing from it: who else has the power in the same regions, and what it
    /// cites that has no effect.
    pub beside: Vec<String>,
    /// Entries of the logs that this program does not read, in words.
    pub unread: Vec<String>,
    /// That its power is held, as the beginning of the reason.
    #[serde(skip)]
    pub(crate) held: String,
    /// Whether what is shown is older than the trust file lets pass without a word. It decides nothing.
    pub stale: bool,
}

impl Checked {
    pub(super) fn not_genuine(reason: impl Into<String>) -> Self {
        Self {
            schema: "interrex.verify/1",
            verdict: Verdict::NotGenuine,
            reason: reason.into(),
            exercise: None,
            title: None,
            power: None,
            region: None,
            not_in: Vec::new(),
            instrument: None,
            by: Vec::new(),
            signed: None,
            as_of: None,
            heads: Vec::new(),
            age: None,
            lost_since: false,
            cosigned: Vec::new(),
            sites: Vec::new(),
            readings: Vec::new(),
            late: Vec::new(),
            beside: Vec::new(),
            unread: Vec::new(),
            held: String::new(),
            stale: false,
        }
    }

    pub(super) fn of(known: &crate::Act) -> Self {
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

    /// Says that its power is held, in words that begin the sentence.
    pub(super) fn held(mut self, verdict: Verdict, held: &str) -> Self {
        held.clone_into(&mut self.held);
        let regions = self.not_in.join(", ");
        let not_in = match self.not_in.len() {
            0 => String::new(),
            1 => format!("; not in the region {regions}, for which it does not bear"),
            _ => format!("; not in the regions {regions}, for which it does not bear"),
        };
        self.verdict(
            verdict,
            format!("{held}{not_in}; a later revocation would not show"),
        )
    }

    pub(super) fn verdict(mut self, verdict: Verdict, reason: impl Into<String>) -> Self {
        self.verdict = verdict;
        self.reason = reason.into();
        self
    }
}
