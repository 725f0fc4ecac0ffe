//! Entries of a log: a signed act, or that a site has seen so much of another site's log.
//!
//! ```json
//! {"schema":"interrex.entry/1","learned":"2022-03-07T10:00:05Z","act":{…},
//!  "signatures":[{"by":"speaker-incumbent","key":"ssh-ed25519 AAAA…","signature":"U1NIU0lH…"}]}
//! {"schema":"interrex.seen/1","learned":"2022-03-07T12:00:00Z","origin":"register.example/lviv","size":17}
//! ```
//!
//! Signatures are SSHSIG blobs over the act's canonical bytes, in the namespace [`NAMESPACE`]: what
//! `ssh-keygen -Y verify` checks. An act on its way from signer to signer is the same without `learned`.

use interrex_signature::{PublicKey, Signature};
use interrex_units::Moment;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::act::Act;

/// The namespace of signatures over acts.
pub const NAMESPACE: &str = "interrex-act";

/// The form of an entry that holds an act.
const ENTRY: &str = "interrex.entry/1";

/// The form of an entry that notes the head of another log.
const SEEN: &str = "interrex.seen/1";

/// The form of a signed act on its way.
const SIGNED: &str = "interrex.signed-act/1";

/// The longest entry, in bytes: what an entry bundle of the tiles can say.
pub const BYTES_MAX: usize = 65_535;

/// A signature of one of those who do an act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActSignature {
    /// Who.
    pub by: String,
    /// The public key in OpenSSH's form, without comment.
    pub key: String,
    /// The SSHSIG blob in base64.
    pub signature: String,
}

/// An act with its signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The act.
    pub act: Act,
    /// Its signatures so far.
    pub signatures: Vec<ActSignature>,
}

/// An entry of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// An act, and when the site learned of it.
    Act(Moment, Box<Signed>),
    /// So much of another log was seen.
    Seen {
        /// When.
        learned: Moment,
        /// The origin of the other log.
        origin: String,
        /// How many of its entries.
        size: u64,
    },
    /// What cannot be read. It is no act, and keeps its place in the log.
    Unread(Unread),
}

/// Bytes in the place of an entry that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    bytes: Vec<u8>,
    /// Why not.
    pub reason: String,
    /// Whether it says that it is of a form which this program does not know: another one may read it.
    pub is_unknown: bool,
}

/// The forms that an entry names.
#[derive(Default, Deserialize)]
struct Forms {
    #[serde(default)]
    schema: String,
    #[serde(default)]
    act: Option<ActForm>,
}

#[derive(Default, Deserialize)]
struct ActForm {
    #[serde(default)]
    schema: String,
}

impl Forms {
    /// Whether one of them is unknown to this program.
    fn is_unknown(&self) -> bool {
        let act = self.act.as_ref().map(|act| act.schema.as_str());
        let known = [ENTRY, SEEN].contains(&self.schema.as_str());
        let is_named = |form: &str| form.contains('/');
        (!known && is_named(&self.schema))
            || act.is_some_and(|form| form != crate::act::SCHEMA && is_named(form))
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    schema: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    learned: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    origin: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    size: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    act: Option<Box<RawValue>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    signatures: Vec<ActSignature>,
}

impl Wire {
    fn read(bytes: &[u8]) -> Result<Self, String> {
        if bytes.len() > BYTES_MAX {
            return Err(format!(
                "an entry of {} bytes; at most {BYTES_MAX} are allowed",
                bytes.len()
            ));
        }
        serde_json::from_slice(bytes).map_err(|error| format!("no entry of a register: {error}"))
    }

    fn signed(self) -> Result<Signed, String> {
        let act = self.act.ok_or("an entry without its act")?;
        let act = Act::parse(act.get().as_bytes())?;
        Ok(Signed {
            act,
            signatures: self.signatures,
        })
    }

    fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("strings, numbers and lists are always JSON")
    }
}

fn raw(act: &Act) -> Box<RawValue> {
    let text = String::from_utf8(act.to_bytes()).expect("JSON is UTF-8");
    RawValue::from_string(text).expect("an act is JSON")
}

impl Entry {
    /// When the site learned of it, as far as it can be read.
    pub fn learned(&self) -> Option<Moment> {
        match self {
            Self::Act(learned, _) | Self::Seen { learned, .. } => Some(*learned),
            Self::Unread(_) => None,
        }
    }

    /// The bytes of the entry.
    ///
    /// # Panics
    ///
    /// Never: strings, numbers and lists are always JSON.
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Act(learned, signed) => Wire {
                schema: ENTRY.to_owned(),
                learned: Some(learned.to_string()),
                origin: None,
                size: None,
                act: Some(raw(&signed.act)),
                signatures: signed.signatures.clone(),
            },
            Self::Seen {
                learned,
                origin,
                size,
            } => Wire {
                schema: SEEN.to_owned(),
                learned: Some(learned.to_string()),
                origin: Some(origin.clone()),
                size: Some(*size),
                act: None,
                signatures: Vec::new(),
            },
            Self::Unread(unread) => return unread.bytes.clone(),
        }
        .bytes()
    }

    /// Reads an entry of a log that somebody else may have written: what cannot be read keeps its place.
    pub fn read(bytes: &[u8]) -> Self {
        Self::parse(bytes).unwrap_or_else(|reason| {
            let forms: Forms = serde_json::from_slice(bytes).unwrap_or_default();
            Self::Unread(Unread {
                bytes: bytes.to_vec(),
                reason,
                is_unknown: forms.is_unknown(),
            })
        })
    }

    /// Reads an entry.
    ///
    /// # Errors
    ///
    /// Says what is no entry, or of an unknown form.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let wire = Wire::read(bytes)?;
        let learned = wire
            .learned
            .as_deref()
            .ok_or("an entry that does not say when it was learned")?;
        let learned: Moment = learned.parse().map_err(|error| format!("{error}"))?;
        let entry = match wire.schema.as_str() {
            ENTRY => Self::Act(learned, Box::new(wire.signed()?)),
            SEEN => {
                let origin = wire.origin.ok_or("the head of no log")?;
                let size = wire.size.ok_or("the head of a log without its size")?;
                Self::Seen {
                    learned,
                    origin,
                    size,
                }
            }
            other => {
                return Err(format!(
                    "an entry of the form `{other}`; this program reads `{ENTRY}`"
                ));
            }
        };
        if entry.to_bytes() != bytes {
            return Err("an entry that is not written canonically".to_owned());
        }
        Ok(entry)
    }
}

impl Signed {
    /// An act that nobody has signed yet.
    pub fn unsigned(act: Act) -> Self {
        Self {
            act,
            signatures: Vec::new(),
        }
    }

    /// The file that goes from signer to signer.
    ///
    /// # Panics
    ///
    /// Never, as [`Entry::to_bytes`].
    pub fn to_bytes(&self) -> Vec<u8> {
        Wire {
            schema: SIGNED.to_owned(),
            learned: None,
            origin: None,
            size: None,
            act: Some(raw(&self.act)),
            signatures: self.signatures.clone(),
        }
        .bytes()
    }

    /// Reads such a file.
    ///
    /// # Errors
    ///
    /// Says what is no signed act.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let wire = Wire::read(bytes.trim_ascii_end())?;
        if wire.schema != SIGNED {
            return Err(format!(
                "no signed act: `{}`; expected `{SIGNED}`",
                wire.schema
            ));
        }
        wire.signed()
    }

    /// Adds a signature, in place of an earlier one of the same signer.
    pub fn sign(&mut self, by: &str, signature: &Signature) {
        self.signatures.retain(|known| known.by != by);
        self.signatures.push(ActSignature {
            by: by.to_owned(),
            key: bare(signature.key()),
            signature: signature.to_base64(),
        });
    }

    /// The signatures that are what they say, each with the key that made it. That the key is its signer's is
    /// for [`crate::keyring`].
    ///
    /// # Errors
    ///
    /// Says which signature is not, and why.
    pub fn checked(&self) -> Result<Vec<(&str, PublicKey)>, String> {
        let bytes = self.act.to_bytes();
        let each = self.signatures.iter().map(|one| {
            let fault = |error: String| format!("the signature of `{}`: {error}", one.by);
            let key = PublicKey::parse(&one.key).map_err(|error| fault(error.to_string()))?;
            let signature =
                Signature::from_base64(&one.signature).map_err(|error| fault(error.to_string()))?;
            let verified = signature.verify(&key, NAMESPACE, &bytes);
            verified.map_err(|error| fault(error.to_string()))?;
            Ok((one.by.as_str(), key))
        });
        each.collect()
    }
}

/// A key in one line without its comment.
pub(crate) fn bare(key: &PublicKey) -> String {
    key.line().split(' ').take(2).collect::<Vec<_>>().join(" ")
}
