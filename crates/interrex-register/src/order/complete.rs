//! Whether every log goes along that must: whoever leaves one out leaves out what it says, a revocation among it.
//!
//! Each log of the trust file goes along, once, and so does each that another one has noted, up to the head that was
//! noted of it.

use std::collections::BTreeMap;

use crate::entry::Entry;
use crate::keyring::Held;
use crate::trust::Trust;

/// Refuses logs of which one is missing, or is older than another of them says.
pub(super) fn check(trust: &Trust, logs: &[Held]) -> Result<(), String> {
    let mut sizes: BTreeMap<&str, u64> = BTreeMap::new();
    for log in logs {
        let size = log.entries.len() as u64;
        if sizes.insert(&log.origin, size).is_some() {
            return Err(format!("the log `{}` goes along twice", log.origin));
        }
    }
    for (origin, by, noted) in logs.iter().flat_map(noted) {
        let end = trust.site(origin).and_then(|site| site.end.as_ref());
        let noted = end.map_or(noted, |end| noted.min(end.size));
        match sizes.get(origin) {
            None => {
                return Err(format!(
                    "the log `{origin}` does not go along, of which `{by}` has noted {noted} entries: what it says, a \
                     revocation among it, may be left out"
                ));
            }
            Some(size) if *size < noted => {
                return Err(format!(
                    "the log `{origin}` goes along with {size} entries, and `{by}` has noted {noted} of it: what it \
                     says since, a revocation among it, is left out"
                ));
            }
            Some(_) => {}
        }
    }
    let missing = trust
        .sites
        .iter()
        .find(|site| !sizes.contains_key(site.log.name()));
    missing.map_or(Ok(()), |site| {
        Err(format!(
            "the log `{}` does not go along, which the trust file names: what it says, a revocation among it, may be \
             left out",
            site.log.name()
        ))
    })
}

/// The heads that a log notes of others: which log, by which, how many entries.
fn noted(log: &Held) -> impl Iterator<Item = (&str, &str, u64)> {
    let entries = log.entries.iter();
    entries.filter_map(|entry| match entry {
        Entry::Seen { origin, size, .. } if *origin != log.origin => {
            Some((origin.as_str(), log.origin.as_str(), *size))
        }
        Entry::Seen { .. } | Entry::Act(..) | Entry::Unread(_) => None,
    })
}
