//! Acts of a file: a list in TOML with what it leaves unsaid filled in, or one act on its way. Before the first act of a
//! list is added, all of them are looked at: a log goes forward, and what is in it stays.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Component, Path};

use interrex_diag::plain;
use interrex_register::script::Stated;
use interrex_register::{Deed, Digest, Signed, script, words};
use interrex_units::Moment;

use super::folder::{TEXT_BYTES_MAX, bytes, plan_files, site_of, text, up_to};
use super::opened::Register;
use super::signing::{foreign_key, name_and_key, not_signed};
use crate::clock;

/// An act of a file, and what the file says of when and where it was learned.
pub(super) struct Listed {
    pub(super) signed: Signed,
    stated: Stated,
}

impl Listed {
    /// Whether the file says when it was learned.
    fn says_when(&self) -> bool {
        let mut sites = self.stated.sites.values();
        self.stated.learned.is_some() || sites.any(Option::is_some)
    }
}

/// An act that can be added, as far as can be known before it is signed.
pub(super) struct Ready {
    pub(super) signed: Signed,
    /// When the register learns of it by its list; nothing where that leaves it to the clock.
    pub(super) learned: Option<Moment>,
}

/// Acts that can be added, and the numbers of those that the register has already.
pub(super) type Looked = (Vec<Ready>, Vec<u32>);

/// Looks at all acts of a list before the first is added: each can be read again, is of this site, was learned after the
/// one before it, and is signed by everybody in `by`, or a key is at hand with which they sign.
pub(super) fn look(
    acts: Vec<Listed>,
    register: &Register,
    keys: &[String],
) -> Result<Looked, String> {
    let mut looking = Looking {
        register,
        keys,
        site: site_of(register.folder())?,
        now: clock::moment().ok_or("the clock cannot be read")?,
        last: register.learned_last(),
        is_of_the_past: acts.iter().any(Listed::says_when),
        digests: BTreeSet::new(),
        enrolled: BTreeSet::new(),
    };
    let (mut ready, mut there) = (Vec::new(), Vec::new());
    for one in acts {
        let digest = one.signed.act.digest();
        if let Some(number) = register.number(&digest) {
            there.push(number);
            continue;
        }
        let learned = looking.act(&one, digest);
        let learned =
            learned.map_err(|error| format!("{}: {error}", words::act(&one.signed.act)))?;
        let signed = one.signed;
        ready.push(Ready { signed, learned });
    }
    Ok((ready, there))
}

struct Looking<'r> {
    register: &'r Register,
    keys: &'r [String],
    site: String,
    now: Moment,
    /// When the last act was learned.
    last: Option<Moment>,
    /// Whether the list says of an act when it was learned: then it says it of all.
    is_of_the_past: bool,
    digests: BTreeSet<Digest>,
    /// Those for whom the list enrols a key.
    enrolled: BTreeSet<String>,
}

impl Looking<'_> {
    /// When an act is learned, where its list says so.
    fn act(&mut self, one: &Listed, digest: Digest) -> Result<Option<Moment>, String> {
        let act = &one.signed.act;
        act.may_be_written()?;
        if !self.digests.insert(digest) {
            return Err("the list has this very act twice".to_owned());
        }
        let learned = self.learned_at(one)?;
        self.last = learned.or(Some(self.now));
        self.keys_at_hand(&one.signed)?;
        if let Deed::Enrol { who, .. } = &act.deed {
            self.enrolled.insert(who.clone());
        }
        Ok(learned)
    }

    /// A log goes forward: what stands later was learned later. So a moment that a list states lies between that of the
    /// last act and now. An act of which such a list says nothing was learned when it was signed.
    fn learned_at(&self, one: &Listed) -> Result<Option<Moment>, String> {
        let signed = one.signed.act.signed;
        let sites = &one.stated.sites;
        let stated = match sites.get(&self.site) {
            Some(learned) => *learned,
            None if sites.is_empty() => one.stated.learned,
            None => {
                let sites: Vec<&str> = sites.keys().map(String::as_str).collect();
                return Err(format!(
                    "the list says that this is learned at {}, and this is the register of {}; append it there, and \
                     bring it here by `interrex register sync`",
                    sites.join(", "),
                    self.site
                ));
            }
        };
        let Some(learned) = stated.or(self.is_of_the_past.then_some(signed)) else {
            return Ok(None);
        };
        let last = self.last.filter(|last| learned < *last);
        let wrong = if learned > self.now {
            "is still to come".to_owned()
        } else if learned < signed {
            "is before it was signed".to_owned()
        } else if let Some(last) = last {
            format!(
                "is before the last act, which was learned at {last}. Acts are in the order in which they were learned, \
                 those that enrol keys too: give these a `signed` and a `learned` of their own when you found a register \
                 for acts of the past"
            )
        } else {
            return Ok(Some(learned));
        };
        let by_list = match stated {
            Some(_) => "as the list says,",
            None => "when it was signed, since the list does not say,",
        };
        Err(format!(
            "that it was learned at {learned}, {by_list} {wrong}"
        ))
    }

    /// Refuses an act that lacks a signature for which no key is at hand, or is enrolled.
    fn keys_at_hand(&self, signed: &Signed) -> Result<(), String> {
        let lacking = |name: &&String| !signed.signatures.iter().any(|one| one.by == **name);
        let lacking: Vec<&String> = signed.act.by.iter().filter(lacking).collect();
        let given: BTreeSet<&str> = self
            .keys
            .iter()
            .map(|key| Ok(name_and_key(key)?.0))
            .collect::<Result<_, String>>()?;
        let missing = lacking.iter().filter(|name| !given.contains(name.as_str()));
        let missing: Vec<&str> = missing.map(|name| name.as_str()).collect();
        if !missing.is_empty() {
            return Err(not_signed(&missing));
        }
        let keyring = self.register.keyring();
        let counts = |name: &str| {
            let is_enrolled = !keyring.of(name).is_empty() || self.enrolled.contains(name);
            is_enrolled || (keyring.is_root(name) && is_of_roots(&signed.act.deed))
        };
        let foreign = lacking.iter().map(|name| name.as_str());
        let foreign: Vec<&str> = foreign.filter(|name| !counts(name)).collect();
        if foreign.is_empty() {
            return Ok(());
        }
        let is_root = |name: &str| keyring.is_root(name);
        Err(foreign_key(&signed.act.deed, &foreign, is_root))
    }
}

/// Whether it is for roots: about keys and logs.
fn is_of_roots(deed: &Deed) -> bool {
    matches!(
        deed,
        Deed::Enrol { .. } | Deed::RevokeKey { .. } | Deed::Succeed { .. }
    )
}

/// The acts of a file: a list in TOML, or one act on its way.
pub(super) fn read(register: &mut Register, file: &Path) -> Result<Vec<Listed>, String> {
    let bytes = if file == Path::new("-") {
        let read = up_to(io::stdin(), TEXT_BYTES_MAX).map_err(|error| error.to_string())?;
        read.ok_or("standard input is longer than acts are read")?
    } else {
        bytes(file, TEXT_BYTES_MAX)?
    };
    if bytes.first() == Some(&b'{') {
        let signed = Signed::parse(&bytes)?;
        return Ok(vec![Listed {
            signed,
            stated: Stated::default(),
        }]);
    }
    let text = String::from_utf8(bytes).map_err(|_| "the acts are not UTF-8 text".to_owned())?;
    let acts = listed(register, file, &text)?;
    if acts.is_empty() {
        let file = plain(&file.display().to_string()).into_owned();
        return Err(format!(
            "`{file}` holds no act: each begins with a line `[[act]]`"
        ));
    }
    Ok(acts)
}

/// Acts of a list in TOML: plans and keys that it names by file are read, what is unsaid is filled in.
fn listed(register: &mut Register, file: &Path, text: &str) -> Result<Vec<Listed>, String> {
    let now = clock::moment().ok_or("the clock cannot be read")?;
    let beside = file.parent().unwrap_or(Path::new("."));
    let plans = plans(register, beside, text)?;
    let given = script::Given {
        plans: &plans,
        plan: &|at| register.plan(at),
        now: Some(now),
    };
    let script = script::read_with(text, &given)?;
    let mut acts = Vec::new();
    for (known, stated) in script.acts.into_iter().zip(script.stated) {
        let mut act = known.act;
        if let Deed::Enrol { key, .. } | Deed::Rotate { key, .. } | Deed::RevokeKey { key, .. } =
            &mut act.deed
            && let Some(name) = key.strip_prefix('@')
        {
            *key = public_key(&beside.join(name))?;
        }
        if let Deed::Enrol {
            next: Some(next), ..
        }
        | Deed::Rotate {
            next: Some(next), ..
        } = &mut act.deed
            && let Some(name) = next.strip_prefix('@')
        {
            let line = public_key(&beside.join(name))?;
            let key =
                interrex_signature::PublicKey::parse(&line).map_err(|error| error.to_string())?;
            *next = interrex_register::keyring::commitment(&key);
        }
        acts.push(Listed {
            signed: Signed::unsigned(act),
            stated,
        });
    }
    Ok(acts)
}

/// Keeps the plans that a list names by file; the digest of each by that name.
fn plans(
    register: &mut Register,
    beside: &Path,
    text: &str,
) -> Result<BTreeMap<String, String>, String> {
    let mut plans = BTreeMap::new();
    for name in script::plans_named(text)? {
        let path = beside.join(&name);
        let is_below = Path::new(&name)
            .components()
            .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        if !is_below {
            return Err(format!(
                "`adopted = {name:?}` names a plan outside of the folder of the list; write a name in that folder, or \
                 the digest of the plan"
            ));
        }
        if path.exists() {
            let digest = register.keep_plan(&plan_files(&path)?)?;
            plans.insert(name, digest);
        }
    }
    Ok(plans)
}

fn public_key(path: &Path) -> Result<String, String> {
    let line = text(path)?;
    let mut words = line.split_whitespace();
    let key = words.next().zip(words.next());
    let key = key.map(|(kind, key)| format!("{kind} {key}"));
    let is_key = |key: &String| interrex_signature::PublicKey::parse(key).is_ok();
    key.filter(is_key).ok_or_else(|| {
        format!(
            "`{}` is no public key in OpenSSH's form; `ssh-keygen -y -f KEY` prints that of a private one",
            path.display()
        )
    })
}
