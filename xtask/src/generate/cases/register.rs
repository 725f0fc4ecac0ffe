//! The register of a case: its acts signed with throwaway keys, in the logs of its sites, as a folder.
//!
//! Every key is made of a public phrase, so that the same acts give the same bytes, and nobody takes a signature
//! in it for anybody's. Private keys are not written: whoever wants to go on with a register makes them of the
//! phrase that `register.toml` states.
//!
//! The site that learned of something first is the register's own; the logs of others lie beside it, as after an
//! exchange.

use std::collections::{BTreeMap, BTreeSet};

use interrex_log::disk::Disk as _;
use interrex_log::simulated::SimulatedDisk;
use interrex_log::{Log, LogKeys};
use interrex_register::act::{Deed, Digest, SCHEMA};
use interrex_register::entry::NAMESPACE;
use interrex_register::trust::{Site, Trust};
use interrex_register::{Act, Entry, Known, Signed};
use interrex_signature::SecretKey;
use interrex_tlog::note::SignerKey;
use interrex_tlog::policy::Policy;
use interrex_units::Moment;

use super::super::pages::Files;
use super::Case;

/// Who enrols the keys of everybody else.
const ROOT: &str = "throwaway-registrar";

/// The files of the register, by their path in its folder.
///
/// # Errors
///
/// Says what cannot be written.
pub(super) fn files(case: &Case) -> Result<Files, String> {
    let logs = logs(case);
    let (own, _) = logs.first().ok_or("a register without acts")?;
    let mut files = Files::new();
    let mut sites = Vec::new();
    for (site, entries) in &logs {
        let origin = format!("throwaway.example/{}/{site}", case.name);
        let signer = SignerKey::ed25519(&origin, &seed(&case.name, &format!("the log of {site}")))
            .map_err(|error| error.to_string())?;
        sites.push(Site {
            name: site.clone(),
            log: signer.verifier().clone(),
            end: None,
        });
        let folder = if site == own {
            "log".to_owned()
        } else {
            format!("seen/{site}")
        };
        for (path, bytes) in log(signer, entries)? {
            files.insert(format!("{folder}/{path}"), bytes);
        }
    }
    for (digest, (file, text)) in &case.texts {
        let folder = digest.replace(':', "-");
        files.insert(format!("plans/{folder}/{file}"), text.clone().into());
    }
    files.insert("register.toml".to_owned(), about(case, own).into());
    files.insert("trust.toml".to_owned(), trust(case, sites)?.into());
    Ok(files)
}

/// The entries of each site's log, the register's own first.
fn logs(case: &Case) -> Vec<(String, Vec<Entry>)> {
    let mut learned: BTreeMap<&str, Learned<'_>> = BTreeMap::new();
    for known in &case.script.acts {
        for (site, at) in &known.seen {
            learned.entry(site).or_default().push((*at, known));
        }
    }
    let mut sites: Vec<(&str, Learned<'_>)> = learned.into_iter().collect();
    for (_, learned) in &mut sites {
        learned.sort_by_key(|(at, known)| (*at, known.number));
    }
    sites.sort_by_key(|(site, learned)| (learned.first().map(|(at, _)| *at), *site));
    let mut logs = Vec::new();
    for (site, learned) in sites {
        let mut entries = Vec::new();
        if let (true, Some((at, _))) = (logs.is_empty(), learned.first()) {
            entries = enrolments(case, *at);
        }
        entries.extend(learned.iter().map(|(at, known)| entry(case, known, *at)));
        logs.push((site.to_owned(), entries));
    }
    logs
}

/// What a site learned, and when.
type Learned<'c> = Vec<(Moment, &'c Known)>;

/// The keys of everybody who signs anything, enrolled before the first act.
fn enrolments(case: &Case, at: Moment) -> Vec<Entry> {
    let acts = case.script.acts.iter();
    let signers: BTreeSet<&String> = acts.flat_map(|known| &known.act.by).collect();
    let each = signers.into_iter().map(|who| {
        let act = Act {
            schema: SCHEMA.to_owned(),
            plan: String::new(),
            deed: Deed::Enrol {
                who: who.clone(),
                key: key(&case.name, who).public().line(),
                next: None,
            },
            by: vec![ROOT.to_owned()],
            signed: at,
            effective: None,
            rests_on: Vec::new(),
            documents: Vec::new(),
            basis: None,
            source: None,
            grade: None,
            note: Some("A throwaway key, which anybody can make".to_owned()),
            exercise: None,
        };
        signed(case, act, [ROOT], at)
    });
    each.collect()
}

fn entry(case: &Case, known: &Known, at: Moment) -> Entry {
    let signers = known
        .act
        .by
        .iter()
        .filter(|name| known.signers.contains(*name));
    signed(case, known.act.clone(), signers.map(String::as_str), at)
}

fn signed<'n>(
    case: &Case,
    act: Act,
    signers: impl IntoIterator<Item = &'n str>,
    at: Moment,
) -> Entry {
    let bytes = act.to_bytes();
    let mut signed = Signed::unsigned(act);
    for name in signers {
        signed.sign(name, &key(&case.name, name).sign(NAMESPACE, &bytes));
    }
    Entry::Act(at, Box::new(signed))
}

/// The files of a log that publishes these entries.
fn log(signer: SignerKey, entries: &[Entry]) -> Result<Files, String> {
    let keys = LogKeys::new(signer, None).map_err(|error| error.to_string())?;
    let disk = SimulatedDisk::default();
    let mut log = Log::create(disk.clone(), keys).map_err(|error| error.to_string())?;
    let bytes: Vec<Vec<u8>> = entries.iter().map(Entry::to_bytes).collect();
    log.append(&bytes).map_err(|error| error.to_string())?;
    log.publish().map_err(|error| error.to_string())?;
    let each = disk.paths().into_iter().map(|path| {
        let bytes = disk.read(&path).map_err(|error| error.to_string())?;
        Ok((path, bytes.unwrap_or_default()))
    });
    each.collect()
}

fn about(case: &Case, own: &str) -> String {
    let phrase = phrase(&case.name, "NAME");
    format!(
        "# The register of a case from history, made of ../acts.toml by `cargo xtask generate`.\n\
         # Its keys are throwaway: the seed of each Ed25519 key is the SHA-256 digest of the words\n\
         # \"{phrase}\", with the signer for NAME.\n\
         # Anybody can sign for anybody, and a signature here is nobody's.\n\
         site = \"{own}\"\n"
    )
}

fn trust(case: &Case, sites: Vec<Site>) -> Result<String, String> {
    let logs = sites.iter().map(|site| format!("log {}\n", site.log));
    let policy_text = format!("{}quorum none\n", logs.collect::<String>());
    let root = key(&case.name, ROOT).public().clone();
    let trust = Trust {
        institution: format!("Throwaway keys: the case {}", case.name),
        sites_needed: 1,
        policy: Policy::parse(policy_text.as_bytes()).map_err(|error| error.to_string())?,
        policy_text,
        sites,
        roots: vec![(ROOT.to_owned(), root)],
        stale_after: None,
    };
    Ok(trust.to_text())
}

fn phrase(case: &str, name: &str) -> String {
    format!("interrex throwaway key: {case}, {name}")
}

fn seed(case: &str, name: &str) -> [u8; 32] {
    *Digest::of(phrase(case, name).as_bytes()).as_bytes()
}

fn key(case: &str, name: &str) -> SecretKey {
    SecretKey::from_seed(seed(case, name), "throwaway")
}

#[cfg(test)]
mod tests {
    use interrex_register::keyring::{Held, Keyring, union};
    use interrex_register::script;

    use super::*;

    const ACTS: &str = r#"
[[act]]
kind = "adopt"
adopted = "plan.toml"
by = ["p-1"]
signed = 2022-03-01

[[act]]
kind = "claim"
of = "chair"
by = ["p-1", "p-2"]
unsigned = ["p-2"]
signed = 2022-03-02
sites = { west = 2022-03-02, east = 2022-03-04 }
"#;

    fn case() -> Case {
        let digests = BTreeMap::from([("plan.toml".to_owned(), "sha256:00".to_owned())]);
        Case {
            name: "a-case".to_owned(),
            readme: String::new(),
            texts: BTreeMap::from([(
                "sha256:00".to_owned(),
                ("plan.toml".to_owned(), "# A plan.".to_owned()),
            )]),
            plans: BTreeMap::new(),
            script: script::read(ACTS, &digests).expect("acts"),
            questions: String::new(),
        }
    }

    #[test]
    fn what_is_read_from_the_logs_is_what_was_written() {
        let case = case();
        let logs = logs(&case);
        let sites: Vec<&str> = logs.iter().map(|(site, _)| site.as_str()).collect();
        assert_eq!(sites, ["register", "west", "east"]);
        let held: Vec<Held> = logs
            .into_iter()
            .map(|(site, entries)| Held {
                origin: site.clone(),
                site,
                entries,
            })
            .collect();
        let root = key(&case.name, ROOT).public().clone();
        let union = union(&Keyring::of_roots([(ROOT, &root)]), &held);
        assert!(union.faults.is_empty(), "{:?}", union.faults);
        let (enrolled, acts) = union.acts.split_at(2);
        assert!(
            enrolled
                .iter()
                .all(|known| matches!(known.act.deed, Deed::Enrol { .. }))
        );
        for (read, written) in acts.iter().zip(&case.script.acts) {
            assert_eq!(read.digest, written.digest);
            assert_eq!(read.signers, written.signers);
            assert_eq!(read.seen, written.seen);
        }
        assert_eq!(acts.len(), case.script.acts.len());
    }

    #[test]
    fn the_same_case_gives_the_same_bytes() {
        let files = files(&case()).expect("a register");
        assert_eq!(files, super::files(&case()).expect("a register"));
        for path in [
            "register.toml",
            "trust.toml",
            "log/checkpoint",
            "seen/east/checkpoint",
            "seen/west/checkpoint",
            "plans/sha256-00/plan.toml",
        ] {
            assert!(files.contains_key(path), "{path}");
        }
    }
}
