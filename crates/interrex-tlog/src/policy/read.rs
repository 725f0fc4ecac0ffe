//! Policies as files.
//!
//! Responsible for reading and writing. Every name is resolved when it is read, so that a policy that
//! has been read means something.

use std::collections::{BTreeMap, BTreeSet};

use super::{BYTES_MAX, ENTRIES_MAX, Group, Log, Member, Policy, Witness};
use crate::fault::{Fault, ReadError};
use crate::note::{Algorithm, VerifierKey};
use crate::text::{decimal, line_after};

impl Policy {
    /// Reads a policy (tlog-policy, *Policy file syntax and structure*).
    ///
    /// # Errors
    ///
    /// A [`ReadError`] with the line.
    pub fn parse(bytes: &[u8]) -> Result<Self, ReadError> {
        if bytes.len() > BYTES_MAX {
            return Err(ReadError::line(1, Fault::TooLong(BYTES_MAX)));
        }
        let mut reader = Reader::default();
        let Some(lines) = bytes.strip_suffix(b"\n") else {
            let fault = if bytes.is_empty() {
                Fault::Missing("the quorum")
            } else {
                Fault::NoFinalNewline
            };
            return Err(ReadError::line(line_after(bytes), fault));
        };
        let mut count = 0;
        for line in lines.split(|byte| *byte == b'\n') {
            count += 1;
            let read = reader.line(line);
            read.map_err(|fault| ReadError::line(count, fault))?;
        }
        let quorum = reader.quorum.ok_or(Fault::Missing("the quorum"));
        let Quorum(quorum) = quorum.map_err(|fault| ReadError::line(count + 1, fault))?;
        Ok(Self {
            logs: reader.logs,
            witnesses: reader.witnesses,
            groups: reader.groups,
            quorum,
        })
    }

    /// Writes the policy: logs, witnesses, groups, quorum. It is read as the same policy.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for log in &self.logs {
            line(
                &mut bytes,
                b"log",
                &[log.key.to_string().as_bytes()],
                log.url.as_ref(),
            );
        }
        for witness in &self.witnesses {
            let key = witness.key.to_string();
            let words: [&[u8]; 2] = [&witness.name, key.as_bytes()];
            line(&mut bytes, b"witness", &words, witness.url.as_ref());
        }
        for group in &self.groups {
            let threshold = group.threshold.to_string();
            let mut words: Vec<&[u8]> = vec![&group.name, threshold.as_bytes()];
            words.extend(group.members.iter().map(|member| self.name(*member)));
            line(&mut bytes, b"group", &words, None);
        }
        let quorum = self.quorum.map_or(NONE, |member| self.name(member));
        line(&mut bytes, b"quorum", &[quorum], None);
        bytes
    }
}

fn line(bytes: &mut Vec<u8>, keyword: &[u8], words: &[&[u8]], url: Option<&Vec<u8>>) {
    bytes.extend(keyword);
    for word in words.iter().copied().chain(url.map(Vec::as_slice)) {
        bytes.push(b' ');
        bytes.extend(word);
    }
    bytes.push(b'\n');
}

/// The name that means no quorum.
const NONE: &[u8] = b"none";

/// What has been read so far.
#[derive(Default)]
struct Reader {
    logs: Vec<Log>,
    witnesses: Vec<Witness>,
    groups: Vec<Group>,
    quorum: Option<Quorum>,
    names: BTreeMap<Vec<u8>, Member>,
    members: BTreeSet<Member>,
    log_keys: BTreeSet<Vec<u8>>,
    witness_keys: BTreeSet<Vec<u8>>,
}

impl Reader {
    fn line(&mut self, line: &[u8]) -> Result<(), Fault> {
        let control = |byte: &u8| (*byte < 0x20 && *byte != b'\t') || *byte == 0x7f;
        if let Some(byte) = line.iter().copied().find(control) {
            return Err(Fault::ControlCharacter(byte));
        }
        let parts = line.split(|byte| *byte == b' ' || *byte == b'\t');
        let mut words = Words(parts.filter(|word| !word.is_empty()).collect());
        let Some(keyword) = words.next() else {
            return Ok(());
        };
        match keyword {
            b"log" => self.log(words),
            b"witness" => self.witness(words),
            b"group" => self.group(words),
            b"quorum" => self.quorum(words),
            word if word.starts_with(b"#") => Ok(()),
            word => Err(Fault::UnknownKeyword(shown(word))),
        }
    }

    fn log(&mut self, mut words: Words) -> Result<(), Fault> {
        let key = words.vkey()?;
        let url = words.url()?;
        if !self.log_keys.insert(key.public_bytes()) {
            return Err(Fault::RepeatedKey);
        }
        refuse_more(&self.logs, "logs")?;
        self.logs.push(Log { key, url });
        Ok(())
    }

    fn witness(&mut self, mut words: Words) -> Result<(), Fault> {
        let name = words.must("the name of the witness")?.to_vec();
        let key = words.vkey()?;
        let url = words.url()?;
        if !key.algorithm().is_cosignature() {
            return Err(Fault::SignatureType(Algorithm::Ed25519 as u8));
        }
        if !self.witness_keys.insert(key.public_bytes()) {
            return Err(Fault::RepeatedKey);
        }
        refuse_more(&self.witnesses, "witnesses")?;
        self.define(&name, Member::Witness(self.witnesses.len()))?;
        self.witnesses.push(Witness { name, key, url });
        Ok(())
    }

    fn group(&mut self, mut words: Words) -> Result<(), Fault> {
        let name = words.must("the name of the group")?.to_vec();
        let threshold = words.must("`all`, `any` or a number")?;
        let mut members = Vec::new();
        while let Some(word) = words.next() {
            let member = self.find(word)?;
            if !self.members.insert(member) {
                return Err(Fault::RepeatedMember(shown(word)));
            }
            members.push(member);
        }
        if members.is_empty() {
            return Err(Fault::Missing("a member of the group"));
        }
        let threshold = match threshold {
            b"all" => members.len(),
            b"any" => 1,
            number => {
                let number = std::str::from_utf8(number).map_err(|_| Fault::NotANumber)?;
                usize::try_from(decimal(number)?).map_err(|_| Fault::NotANumber)?
            }
        };
        if threshold == 0 || threshold > members.len() {
            return Err(Fault::OutOfRange("the threshold"));
        }
        refuse_more(&self.groups, "groups")?;
        self.define(&name, Member::Group(self.groups.len()))?;
        self.groups.push(Group {
            name,
            threshold,
            members,
        });
        Ok(())
    }

    fn quorum(&mut self, mut words: Words) -> Result<(), Fault> {
        let name = words.must("the name of a witness or a group, or `none`")?;
        words.end()?;
        if self.quorum.is_some() {
            return Err(Fault::SecondQuorum);
        }
        self.quorum = Some(Quorum(match name {
            NONE => None,
            name => Some(self.find(name)?),
        }));
        Ok(())
    }

    fn find(&self, name: &[u8]) -> Result<Member, Fault> {
        let found = self.names.get(name).copied();
        found.ok_or_else(|| Fault::UnknownName(shown(name)))
    }

    fn define(&mut self, name: &[u8], member: Member) -> Result<(), Fault> {
        if name == NONE || self.names.contains_key(name) {
            return Err(Fault::NameTaken(shown(name)));
        }
        self.names.insert(name.to_vec(), member);
        Ok(())
    }
}

/// A quorum that was said; nothing for `none`.
struct Quorum(Option<Member>);

/// The words of a line that were not read.
struct Words<'l>(std::collections::VecDeque<&'l [u8]>);

impl<'l> Words<'l> {
    fn next(&mut self) -> Option<&'l [u8]> {
        self.0.pop_front()
    }

    fn must(&mut self, what: &'static str) -> Result<&'l [u8], Fault> {
        self.next().ok_or(Fault::Missing(what))
    }

    fn vkey(&mut self) -> Result<VerifierKey, Fault> {
        let word = std::str::from_utf8(self.must("the vkey")?);
        VerifierKey::parse(word.map_err(|_| Fault::NotUtf8)?)
    }

    /// The URL, which ends the line.
    fn url(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        let url = self.next().map(<[u8]>::to_vec);
        self.end()?;
        Ok(url)
    }

    fn end(&self) -> Result<(), Fault> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Fault::Trailing)
        }
    }
}

fn refuse_more<T>(there: &[T], what: &'static str) -> Result<(), Fault> {
    if there.len() < ENTRIES_MAX {
        Ok(())
    } else {
        Err(Fault::TooMany(what, ENTRIES_MAX))
    }
}

/// A name for a message.
fn shown(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}
