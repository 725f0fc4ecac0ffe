//! Acts: what somebody did, in canonical bytes.
//!
//! Responsible for the kinds of acts, for the one way in which each is written, and for its digest.
//! The bytes are JSON without blanks, members in the order of the types here, absent ones left out; what is
//! read is written again and compared, so that two spellings of one act are one spelling too many. It
//! leaves signatures to `interrex-signature`, and whether an act has effect to [`crate::course`].
//!
//! ```json
//! {"schema":"interrex.act/1","plan":"sha256:5a…","kind":"certify","ground":"president.dead",
//!  "of":"president-incumbent","by":["speaker-incumbent"],"signed":"2022-03-07T10:00:00Z"}
//! ```

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use interrex_diag::plain;
use interrex_units::Moment;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

/// The name and version of the form of acts. Within a version members are only added.
pub const SCHEMA: &str = "interrex.act/1";

/// The longest act, in bytes: with signatures it has to fit into an entry of a log, which has at most
/// 65,535.
pub const BYTES_MAX: usize = 48 * 1024;

/// SHA-256 of the canonical bytes of an act, written `sha256:` and 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Its thirty-two bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// A digest that was computed before.
    pub(crate) fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The first twelve hexadecimal digits: enough for people to tell acts apart.
    pub fn short(&self) -> String {
        self.to_string().chars().skip(7).take(12).collect()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("sha256:")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Digest {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let expected =
            || format!("`{text}` is no digest: expected `sha256:` and 64 hexadecimal digits");
        let digits = text.strip_prefix("sha256:").ok_or_else(expected)?;
        if digits.len() != 64
            || !digits
                .bytes()
                .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        {
            return Err(expected());
        }
        let mut bytes = [0; 32];
        for (at, byte) in bytes.iter_mut().enumerate() {
            let pair = digits.get(2 * at..2 * at + 2).ok_or_else(expected)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| expected())?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

/// A moment on the wire.
pub(crate) mod moment {
    use super::{Deserialize, Deserializer, Moment, Serializer};
    use serde::de::Error as _;

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands over a reference"
    )]
    pub(crate) fn serialize<S: Serializer>(moment: &Moment, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(moment)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Moment, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

/// The same where it may be absent.
mod moment_or_none {
    use super::{Deserialize, Deserializer, Moment, Serializer};
    use serde::de::Error as _;

    #[expect(clippy::ref_option, reason = "serde hands over a reference")]
    pub(super) fn serialize<S: Serializer>(
        moment: &Option<Moment>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match moment {
            Some(moment) => to.collect_str(moment),
            None => to.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Moment>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| text.parse().map_err(D::Error::custom))
            .transpose()
    }
}

/// One act. Names of people, offices, bodies, powers and places are those of the plan that it cites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// [`SCHEMA`].
    pub schema: String,
    /// The digest of the plan in force, as the signers see it.
    pub plan: String,
    /// What is done.
    #[serde(flatten)]
    pub deed: Deed,
    /// Who does it: people and bodies of the plan, partners, sites. Each signs.
    pub by: Vec<String>,
    /// When it was signed, as the signers state it.
    #[serde(with = "moment")]
    pub signed: Moment,
    /// From when on it is meant to have effect; from its signing, when absent.
    #[serde(
        default,
        with = "moment_or_none",
        skip_serializing_if = "Option::is_none"
    )]
    pub effective: Option<Moment>,
    /// Acts that it rests on.
    #[serde(default, rename = "rests-on", skip_serializing_if = "Vec::is_empty")]
    pub rests_on: Vec<Digest>,
    /// Documents, by digest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<String>,
    /// The legal basis that it names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Where a report comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The Admiralty grade of a report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
    /// Anything else, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The exercise to which the act belongs: it is not real.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exercise: Option<String>,
}

/// What is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "kind",
    rename_all = "kebab-case",
    rename_all_fields = "kebab-case"
)]
pub enum Deed {
    /// Adopts a plan: the first of a register, or a later version under a power of the plan in force.
    Adopt {
        /// The digest of the plan adopted.
        adopted: String,
        /// The power under which it is; needed by every plan but the first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        under: Option<String>,
    },
    /// Enrols a key.
    Enrol {
        /// Whose.
        who: String,
        /// The public key in OpenSSH's form.
        key: String,
        /// The digest of the next key.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next: Option<String>,
    },
    /// Replaces a key by the one whose digest was committed to.
    Rotate {
        /// Whose.
        who: String,
        /// The new key.
        key: String,
        /// The digest of the one after it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next: Option<String>,
    },
    /// Ends a key.
    RevokeKey {
        /// Whose.
        who: String,
        /// The key.
        key: String,
    },
    /// Reports that a fact of the plan holds, or that it does not.
    Report {
        /// As the plan writes it: `lost(kyiv)`, `dead(speaker-incumbent)`.
        fact: String,
        /// Whether it holds.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        holds: bool,
    },
    /// Reports who has control of something, whatever the law says.
    Control {
        /// Who.
        who: String,
        /// Of which office, power, place or thing.
        of: String,
        /// Whether they have it.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        holds: bool,
    },
    /// Certifies that a ground applies to the holder of an office, or makes it.
    Certify {
        /// `OFFICE.GROUND`.
        ground: String,
        /// The holder.
        of: String,
        /// How a body decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        votes: Option<Stated>,
    },
    /// Refuses to certify a ground.
    Refuse {
        /// `OFFICE.GROUND`.
        ground: String,
        /// The holder.
        of: String,
    },
    /// Certifies that a ground no longer applies.
    CertifyEnd {
        /// `OFFICE.GROUND`.
        ground: String,
        /// The holder.
        of: String,
        /// How a body decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        votes: Option<Stated>,
    },
    /// Completes a step of a candidate: names, consents, swears, installs.
    Step {
        /// The office.
        office: String,
        /// The candidate.
        who: String,
        /// The step, as the plan names it.
        step: String,
        /// How a body decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        votes: Option<Stated>,
    },
    /// Chooses a person, where a candidacy leaves the choice to somebody.
    Choose {
        /// The office.
        office: String,
        /// Whom.
        who: String,
        /// By which order alone, where several leave the choice to the same; by each of them, unless stated.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        order: Option<String>,
        /// How a body decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        votes: Option<Stated>,
    },
    /// Resigns an office.
    Resign {
        /// Which.
        office: String,
    },
    /// Declines an office.
    Decline {
        /// Which.
        office: String,
    },
    /// Claims an office or a power.
    Claim {
        /// Which.
        of: String,
    },
    /// Makes a decision of the plan, or takes it back.
    Decide {
        /// Which.
        decision: String,
        /// Whether it is made.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        holds: bool,
        /// How a body decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        votes: Option<Stated>,
    },
    /// Delegates a power.
    Delegate {
        /// Which.
        power: String,
        /// To whom.
        to: String,
        /// Until when.
        #[serde(
            default,
            with = "moment_or_none",
            skip_serializing_if = "Option::is_none"
        )]
        until: Option<Moment>,
        /// For which region alone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        region: Option<String>,
        /// What it covers, in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        scope: Option<String>,
    },
    /// Ends a delegation.
    EndDelegation {
        /// Of which power.
        power: String,
        /// To whom.
        to: String,
    },
    /// Moves a seat, or returns it.
    MoveSeat {
        /// Which.
        seat: String,
        /// To which option.
        option: String,
    },
    /// Devolves a power to a region, or recalls it.
    Devolve {
        /// Which.
        power: String,
        /// Where.
        region: String,
        /// Whether it is devolved rather than recalled.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        holds: bool,
    },
    /// Issues an instrument under a power.
    Order {
        /// Which.
        power: String,
        /// For which region alone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        region: Option<String>,
        /// What is ordered, in one sentence.
        title: String,
        /// The digest of the instrument's text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        instrument: Option<String>,
    },
    /// A partner pledges something that the plan foresees, or withdraws.
    Pledge {
        /// Which pledge of the plan.
        pledge: String,
        /// Whether it is made rather than withdrawn.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        holds: bool,
    },
    /// A partner recognizes the holder of an office, or ceases to.
    Recognize {
        /// The office, power or thing.
        office: String,
        /// Whom.
        who: String,
        /// Whether it recognizes rather than ceases to.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        holds: bool,
    },
    /// Offers something.
    Offer {
        /// To whom.
        to: String,
        /// What.
        what: String,
    },
    /// Answers an offer.
    Answer {
        /// Whether it is accepted.
        accepted: bool,
    },
    /// Annuls the act that it names first among those it rests on.
    Annul {
        /// Which.
        act: Digest,
        /// Whether from the beginning, rather than from its own effect on.
        #[serde(default, skip_serializing_if = "is_no")]
        retroactive: bool,
        /// The power under which it is; an act is annulled by who did it without any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        under: Option<String>,
        /// How a body decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        votes: Option<Stated>,
    },
    /// Corrects an act of one's own: it is read as if this stood in its place.
    Correct {
        /// Which.
        act: Digest,
        /// What was wrong.
        what: String,
    },
    /// Shows two heads of one log that cannot be reconciled.
    Fork {
        /// The log.
        origin: String,
        /// The digest of the evidence.
        evidence: String,
    },
    /// The first entry of a log that goes on from another: up to this head the acts of that one count, and none after
    /// it.
    Succeed {
        /// The origin of the other log.
        origin: String,
        /// How many entries its head has.
        size: u64,
        /// The root hash of its head, in base64.
        root: String,
    },
    /// Begins or ends an exercise: acts that carry its name are not real.
    Exercise {
        /// Its name.
        name: String,
        /// Whether it begins rather than ends.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        holds: bool,
    },
}

/// How bodies decided, as an act states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Stated {
    /// One body, which is not named.
    One(Tally),
    /// Each body that is named.
    Each(BTreeMap<String, Tally>),
}

impl<'de> Deserialize<'de> for Stated {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        let members = value.as_object();
        let is_each = members.is_some_and(|members| {
            !members.is_empty() && members.values().all(serde_json::Value::is_object)
        });
        let read = if is_each {
            serde_json::from_value(value).map(Self::Each)
        } else {
            serde_json::from_value(value).map(Self::One)
        };
        read.map_err(D::Error::custom)
    }
}

/// How a body decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Tally {
    /// Members in favor.
    pub in_favor: u32,
    /// Members who took part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present: Option<u32>,
}

/// So many characters has the name of somebody who does an act, at most.
const NAME_CHARACTERS_MAX: usize = 100;

/// Whether somebody may be called so, whom everybody is shown.
fn check_name(name: &str) -> Result<(), String> {
    let shown = plain(name);
    if name.trim().is_empty() {
        return Err("somebody without a name: the name is empty".to_owned());
    }
    if shown != name || name.trim() != name {
        return Err(format!(
            "`{shown}` is no name: line ends, blanks at its ends and characters that cannot be seen have no place in one"
        ));
    }
    if name.chars().count() > NAME_CHARACTERS_MAX {
        return Err(format!(
            "a name of more than {NAME_CHARACTERS_MAX} characters: `{}...`",
            name.chars().take(20).collect::<String>()
        ));
    }
    Ok(())
}

/// Whether it is the digest of a plan, and not the name of its file.
pub(crate) fn is_plan_digest(plan: &str) -> bool {
    let digits = plan.trim_start_matches("sha256:");
    digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn yes() -> bool {
    true
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over a reference"
)]
fn is_yes(value: &bool) -> bool {
    *value
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over a reference"
)]
fn is_no(value: &bool) -> bool {
    !*value
}

impl Deed {
    /// Whether it is about keys and logs, which no plan decides.
    pub(crate) fn is_of_keys(&self) -> bool {
        matches!(
            self,
            Self::Enrol { .. }
                | Self::Rotate { .. }
                | Self::RevokeKey { .. }
                | Self::Succeed { .. }
        )
    }

    /// How a body decided, where the act states it.
    pub fn votes(&self) -> Option<&Stated> {
        match self {
            Self::Certify { votes, .. }
            | Self::CertifyEnd { votes, .. }
            | Self::Step { votes, .. }
            | Self::Choose { votes, .. }
            | Self::Decide { votes, .. }
            | Self::Annul { votes, .. } => votes.as_ref(),
            _ => None,
        }
    }
}

impl Act {
    /// The canonical bytes.
    ///
    /// # Panics
    ///
    /// Never: strings, numbers and lists are always JSON.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("strings, numbers and lists are always JSON")
    }

    /// The digest of the canonical bytes: the name of the act.
    ///
    /// # Panics
    ///
    /// Never, as [`Self::to_bytes`].
    pub fn digest(&self) -> Digest {
        Digest::of(&self.to_bytes())
    }

    /// Reads an act.
    ///
    /// # Errors
    ///
    /// Says what is no act, of an unknown version, too long, or not written canonically.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        if bytes.len() > BYTES_MAX {
            return Err(format!(
                "an act of {} bytes; at most {BYTES_MAX} are allowed",
                bytes.len()
            ));
        }
        let act: Self =
            serde_json::from_slice(bytes).map_err(|error| format!("no act: {error}"))?;
        act.check()?;
        if act.to_bytes() != bytes {
            return Err(
                "an act that is not written canonically: written again, its bytes differ"
                    .to_owned(),
            );
        }
        Ok(act)
    }

    /// Checks what the form of an act asks for and its members do not say.
    ///
    /// # Errors
    ///
    /// Says what is of another version, or done by nobody.
    fn check(&self) -> Result<(), String> {
        if self.schema != SCHEMA {
            return Err(format!(
                "an act of the form `{}`; this program reads `{SCHEMA}`",
                self.schema
            ));
        }
        if self.by.is_empty() {
            return Err("an act that nobody does: `by` is empty".to_owned());
        }
        Ok(())
    }

    /// Checks an act that is to be written, before anybody signs it: what reads acts reads it, it says of which plan it
    /// is, and everybody has a name that can be shown. Acts that are there already are read without the latter.
    ///
    /// # Errors
    ///
    /// Says what is wrong with it.
    pub fn may_be_written(&self) -> Result<(), String> {
        Self::parse(&self.to_bytes())?;
        self.by.iter().try_for_each(|name| check_name(name))?;
        let plan = &self.plan;
        if !plan.is_empty() && !is_plan_digest(plan) {
            return Err(format!("`plan = {plan:?}` is not the digest of a plan"));
        }
        match &self.deed {
            Deed::Enrol { who, .. } | Deed::Rotate { who, .. } => check_name(who),
            _ => Ok(()),
        }
    }

    /// From when on it is meant to have effect.
    pub fn begins(&self) -> Moment {
        self.effective.unwrap_or(self.signed)
    }

    /// Whether it states that it had effect before it was signed.
    pub fn is_backdated(&self) -> bool {
        self.effective
            .is_some_and(|effective| effective < self.signed)
    }
}
