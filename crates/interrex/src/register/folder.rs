//! A register folder: what lies where, opened to read or to write.
//!
//! ```text
//! register.toml   the site's name
//! trust.toml      sites, witnesses, roots: what is handed to strangers
//! log.key         the private key of the site's log
//! log/            the site's own log, as tiles
//! index           what is kept of the course of many acts; a cache
//! seen/NAME/      copies of the logs of other sites
//! plans/DIGEST/   plans by digest
//! documents/      documents by digest
//! ```
//!
//! A folder with `acts.toml` and `plan*.toml` is a *case*: acts as somebody wrote them, without keys or log.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

use interrex_diag::Severity;
use interrex_log::{Log, LogError, LogKeys, Reader};
use interrex_plan::model::Plan;
use interrex_register::keyring::{Held, Union, Unread, plan_in_force, union};
use interrex_register::trust::{Trust, check_name};
use interrex_register::{Effect, Entry, Known, script};
use interrex_tlog::note::SignerKey;
use interrex_units::Moment;

use super::disk::Folder;
use crate::{clock, files};

/// A register as it is held in a folder.
pub(super) struct Register {
    pub(super) folder: PathBuf,
    /// The name of this site.
    pub(super) site: String,
    pub(super) trust: Trust,
    pub(super) union: Union,
    pub(super) plans: Plans,
}

/// Plans by digest.
#[derive(Default)]
pub(crate) struct Plans {
    pub(crate) read: BTreeMap<String, Plan>,
    pub(crate) files: BTreeMap<String, Vec<(String, String)>>,
    /// Folders that do not have the plan of their name: half written, or changed. They count as not there.
    pub(super) damaged: Vec<PathBuf>,
}

/// What `who` needs of a register or a case.
pub(super) struct AllActs {
    pub(super) acts: Vec<Known>,
    pub(super) plans: BTreeMap<String, Plan>,
    /// The number of an act by its id, where a list gives them names.
    pub(super) ids: BTreeMap<String, u32>,
    /// Why acts about keys change nothing.
    pub(super) faults: Vec<(u32, String)>,
    /// Entries that cannot be read, in words.
    pub(super) unread: Vec<String>,
}

/// What became of an act: one about keys that changes no key has no effect, whatever the law says of it.
pub(super) fn effect(
    number: u32,
    effect: Option<&Effect>,
    faults: &[(u32, String)],
) -> Option<Effect> {
    let fault = faults.iter().find(|(of, _)| *of == number);
    match (effect, fault) {
        (Some(effect), Some((_, reason))) if effect.bears() || *effect == Effect::Pending => {
            Some(Effect::Without(reason.clone()))
        }
        (effect, _) => effect.cloned(),
    }
}

impl Plans {
    /// The plans that a register holds.
    pub(super) fn held(folder: &Path) -> Result<Self, String> {
        let mut plans = Self::default();
        for plan in folders_in(&folder.join("plans"))? {
            let is_of_name = |files: &Vec<(String, String)>| {
                let name = folder_name(&interrex_plan::digest(files));
                plan.file_name().is_some_and(|of| of == name.as_str())
            };
            let Some(files) = plan_files(&plan).ok().filter(is_of_name) else {
                // One with nothing in it was never more than a name.
                if !entries_in(&plan)?.is_empty() {
                    plans.damaged.push(plan);
                }
                continue;
            };
            plans
                .add(files)
                .map_err(|error| format!("{}: {error}", plan.display()))?;
        }
        Ok(plans)
    }

    /// Takes in a plan, and returns its digest.
    pub(crate) fn add(&mut self, files: Vec<(String, String)>) -> Result<String, String> {
        let reading = interrex_plan::read(&files);
        if reading.has_errors() {
            let first = reading
                .diagnostics
                .iter()
                .find(|one| one.severity == Severity::Error);
            let first = first.map(|one| one.message.as_str()).unwrap_or_default();
            return Err(format!(
                "the plan has errors, which `interrex check` lists; the first: {first}"
            ));
        }
        let digest = interrex_plan::digest(&files);
        self.read.insert(digest.clone(), reading.plan);
        self.files.insert(digest.clone(), files);
        Ok(digest)
    }
}

/// A name, such as an origin, as the name of a file.
pub(super) fn file_name(name: &str) -> String {
    let plain = |character: char| character.is_ascii_alphanumeric() || ".-_".contains(character);
    let each = name.chars().enumerate();
    // A name that begins with a dot may be that of the folder, or of the one above.
    each.map(|(at, character)| {
        if plain(character) && (at > 0 || character != '.') {
            character
        } else {
            '-'
        }
    })
    .collect()
}

/// A digest as the name of a folder.
pub(super) fn folder_name(digest: &str) -> String {
    digest.replace(':', "-")
}

impl Register {
    /// Opens a register to read: its own log, and those of others that it holds.
    pub(super) fn open(folder: &Path) -> Result<Self, String> {
        let site = site_of(folder)?;
        let trust = trust_of(folder)?;
        let logs = log_folders(folder)?;
        let logs = logs.iter().map(|log| held_from(&trust, log, 0));
        let logs: Vec<Held> = logs.collect::<Result<_, _>>()?;
        let plans = Plans::held(folder)?;
        let union = union(&trust.roots(), &logs);
        if let Some(reason) = union.broken.first() {
            return Err(reason.clone());
        }
        Ok(Self {
            folder: folder.to_owned(),
            site,
            trust,
            union,
            plans,
        })
    }

    /// The key of the site's log.
    pub(super) fn signer(&self) -> Result<SignerKey, String> {
        let own = self.trust.sites.iter().find(|site| site.name == self.site);
        let own =
            own.ok_or_else(|| format!("the trust file does not name this site, `{}`", self.site))?;
        signer(&self.folder, own.log.name())
    }

    /// The digest of the plan in force, for whoever writes an act.
    pub(super) fn plan(&self) -> Option<String> {
        let plan = plan_in_force(&self.plans.read, &self.union.acts, now());
        plan.ok().flatten()
    }
}

/// Keeps a plan by its digest in the folder of a register.
pub(super) fn keep_plan(
    register: &Path,
    plans: &mut Plans,
    files: &[(String, String)],
) -> Result<String, String> {
    let digest = plans.add(files.to_vec())?;
    let all = register.join("plans");
    let name = folder_name(&digest);
    let folder = all.join(&name);
    if plan_files(&folder).is_ok_and(|known| interrex_plan::digest(&known) == digest) {
        return Ok(digest);
    }
    // A folder has the whole plan or is not there: whoever is interrupted leaves nothing that reads as another plan.
    let part = all.join(format!(".{name}.part"));
    let fault = |error: io::Error| format!("cannot write `{}`: {error}", folder.display());
    clear(&part).map_err(fault)?;
    for (name, text) in files {
        write(&part.join(name), text.as_bytes())?;
    }
    clear(&folder).map_err(fault)?;
    fs::rename(&part, &folder).map_err(fault)?;
    Ok(digest)
}

/// Takes away a folder that was half written.
fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The trust file of a register.
pub(super) fn trust_of(folder: &Path) -> Result<Trust, String> {
    let path = folder.join("trust.toml");
    Trust::parse(&text(&path)?).map_err(|error| format!("`{}`: {error}", path.display()))
}

/// The trust file of a register, and its own log to write, without reading what is in it.
pub(super) fn own_log(folder: &Path) -> Result<(Trust, Log<Folder>), String> {
    let site = site_of(folder)?;
    let trust = trust_of(folder)?;
    let own = trust.sites.iter().find(|known| known.name == site);
    let own = own.ok_or_else(|| format!("the trust file does not name this site, `{site}`"))?;
    let key = signer(folder, own.log.name())?;
    let keys = LogKeys::new(key, None).map_err(|error| error.to_string())?;
    let disk = Folder::open(&folder.join("log")).map_err(|error| error.to_string())?;
    let log = Log::open(disk, keys).map_err(|error| error.to_string())?;
    Ok((trust, log))
}

/// Refuses to add to a log from which another goes on.
pub(super) fn has_not_ended(trust: &Trust, origin: &str) -> Result<(), String> {
    let end = trust.site(origin).and_then(|site| site.end.as_ref());
    end.map_or(Ok(()), |end| {
        Err(format!(
            "the log `{origin}` has ended with {} entries, as the trust file says: another one goes on from it, and \
             what is added here counts for nothing",
            end.size
        ))
    })
}

/// The key of a log from its file.
pub(super) fn signer(folder: &Path, origin: &str) -> Result<SignerKey, String> {
    let seed = seed(&folder.join("log.key"))?;
    SignerKey::ed25519(origin, &seed).map_err(|error| error.to_string())
}

/// The bytes of a private key in a file.
pub(super) fn seed(path: &Path) -> Result<[u8; 32], String> {
    seed_in(&text(path)?).ok_or_else(|| {
        format!(
            "`{}` is no private key: 64 hexadecimal digits are expected",
            path.display()
        )
    })
}

/// The bytes of a private key in hexadecimal digits.
pub(super) fn seed_in(hex: &str) -> Option<[u8; 32]> {
    let hex = hex.trim();
    let is_key = hex.len() == 64 && hex.bytes().all(|digit| digit.is_ascii_hexdigit());
    let mut seed = [0; 32];
    for (at, byte) in seed.iter_mut().enumerate().filter(|_| is_key) {
        *byte = u8::from_str_radix(hex.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    is_key.then_some(seed)
}

pub(super) fn site_of(folder: &Path) -> Result<String, String> {
    let path = folder.join("register.toml");
    if !path.is_file() {
        return Err(format!(
            "`{}` is no register; `interrex register init` makes one",
            folder.display()
        ));
    }
    let text = text(&path)?;
    let line = text.lines().find_map(|line| line.strip_prefix("site = "));
    let name = line.and_then(|quoted| serde_json::from_str::<String>(quoted).ok());
    let name = name.ok_or_else(|| format!("`{}` does not name its site", path.display()))?;
    check_name(&name).map_err(|error| format!("`{}`: {error}", path.display()))?;
    Ok(name)
}

/// A log in a folder, with a head that is signed by the site whose name comes with it.
pub(super) fn reader_of<'d>(
    trust: &Trust,
    folder: &Path,
    disk: &'d Folder,
) -> Result<(Reader<'d, Folder>, String), String> {
    let fault = |error: String| format!("{}: {error}", folder.display());
    let reader = Reader::open(disk).map_err(|error| fault(error.to_string()))?;
    let reader = reader.ok_or_else(|| {
        fault(
            "the log has no signed head; `interrex register fsck --repair` signs it again where its entries are there"
                .to_owned(),
        )
    })?;
    let origin = reader.head().checkpoint().origin();
    let site = trust
        .site(origin)
        .ok_or_else(|| fault(format!("the trust file names no log `{origin}`")))?;
    let signed = reader.head().verify([&site.log]);
    signed.map_err(|error| fault(error.to_string()))?;
    Ok((reader, site.name.clone()))
}

/// Why a log in a folder cannot be read, and the way out where its files are not what they should be.
pub(super) fn unread(folder: &Path, error: &LogError) -> String {
    let way_out = match error {
        LogError::NotOfHead(_) | LogError::Files(_) => {
            "; `interrex register fsck` names each file that is damaged, and the way out"
        }
        _ => "",
    };
    format!("{}: {error}{way_out}", folder.display())
}

/// The published entries of a log in a folder, from an index on.
pub(super) fn held_from(trust: &Trust, folder: &Path, from: u64) -> Result<Held, String> {
    let fault = |error: String| format!("{}: {error}", folder.display());
    let disk = Folder::read_only(folder);
    let (reader, site) = reader_of(trust, folder, &disk)?;
    let origin = reader.head().checkpoint().origin().to_owned();
    let mut entries = Vec::new();
    for entry in reader.entries(from) {
        let (_, bytes) = entry.map_err(|error| unread(folder, &error))?;
        entries.push(Entry::read(&bytes));
    }
    match trust.site(&origin) {
        Some(site) if from == 0 => entries = site.counting(entries).map_err(fault)?,
        Some(site) if site.end.is_some() => {
            return Err(fault(format!(
                "`{origin}` has ended: nothing is added to it"
            )));
        }
        _ => {}
    }
    Ok(Held {
        origin,
        site,
        entries,
    })
}

/// Whether a folder is a case: acts as somebody wrote them.
pub(super) fn is_case(folder: &Path) -> bool {
    folder.join("acts.toml").is_file()
}

/// The acts of a register, or of a case.
pub(super) fn acts(folder: &Path) -> Result<AllActs, String> {
    if !is_case(folder) {
        let register = Register::open(folder)?;
        return Ok(AllActs {
            acts: register.union.acts,
            plans: register.plans.read,
            ids: BTreeMap::new(),
            faults: register.union.faults,
            unread: register.union.unread.iter().map(Unread::words).collect(),
        });
    }
    let mut plans = Plans::default();
    let mut names = BTreeMap::new();
    for path in files_in(folder)? {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let is_plan = name.starts_with("plan") && path.extension().is_some_and(|is| is == "toml");
        if is_plan {
            let digest = plans.add(vec![(name.clone(), text(&path)?)]);
            let digest = digest.map_err(|error| format!("{}: {error}", path.display()))?;
            names.insert(name, digest);
        }
    }
    let list = folder.join("acts.toml");
    let script = script::read(&text(&list)?, &names);
    let script = script.map_err(|error| format!("{}: {error}", list.display()))?;
    Ok(AllActs {
        acts: script.acts,
        plans: plans.read,
        ids: script.ids,
        faults: Vec::new(),
        unread: Vec::new(),
    })
}

/// The files of a plan, named below its folder, so that they read alike wherever they lie.
pub(crate) fn plan_files(path: &Path) -> Result<Vec<(String, String)>, String> {
    let files = files::read_plan(path, &[]).map_err(|error| error.to_string())?;
    let root = if path.is_dir() {
        path
    } else {
        path.parent().unwrap_or(path)
    };
    let root = format!("{}/", root.to_string_lossy().trim_end_matches('/'));
    let root = root.strip_prefix("./").unwrap_or(&root);
    let below = |name: String| name.strip_prefix(root).map(str::to_owned).unwrap_or(name);
    Ok(files
        .files
        .into_iter()
        .map(|(name, text)| (below(name), text))
        .collect())
}

/// The folders of the logs that a register holds, its own first.
pub(super) fn log_folders(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut list = all_log_folders(folder)?;
    // One without a head was begun to be taken over for the first time, and never was.
    list.retain(|log| *log == folder.join("log") || log.join("checkpoint").exists());
    Ok(list)
}

/// The same, with those that were begun to be taken over.
pub(super) fn all_log_folders(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut list = vec![folder.join("log")];
    list.extend(folders_in(&folder.join("seen"))?);
    Ok(list)
}

fn folders_in(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut list = entries_in(folder)?;
    list.retain(|path| path.is_dir());
    Ok(list)
}

fn files_in(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut list = entries_in(folder)?;
    list.retain(|path| path.is_file());
    Ok(list)
}

fn entries_in(folder: &Path) -> Result<Vec<PathBuf>, String> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let fault = |error: io::Error| format!("cannot read `{}`: {error}", folder.display());
    let mut list = Vec::new();
    for entry in fs::read_dir(folder).map_err(fault)? {
        list.push(entry.map_err(fault)?.path());
    }
    list.sort();
    Ok(list)
}

/// The files with evidence that a log has two histories.
pub(super) fn forks(folder: &Path) -> Result<Vec<PathBuf>, String> {
    files_in(&folder.join("forks"))
}

/// Now, for what depends on what is still to come; after everything where the clock cannot be read.
pub(super) fn now() -> Moment {
    clock::moment().unwrap_or(Moment::LAST)
}

/// Makes a folder and those above it.
pub(super) fn make(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder)
        .map_err(|error| format!("cannot make `{}`: {error}", folder.display()))
}

/// So many bytes of a text are read: of trust files, keys, policies and lists of acts.
pub(super) const TEXT_BYTES_MAX: u64 = 1 << 26;

/// Text of a file.
pub(super) fn text(path: &Path) -> Result<String, String> {
    let bytes = bytes(path, TEXT_BYTES_MAX)?;
    String::from_utf8(bytes).map_err(|_| format!("`{}` is not UTF-8 text", path.display()))
}

/// The bytes of a file, which may be anybody's, and have no end.
pub(super) fn bytes(path: &Path, max: u64) -> Result<Vec<u8>, String> {
    let file = fs::File::open(path);
    let read = file.and_then(|file| up_to(file, max));
    let read = read.map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
    read.ok_or_else(|| {
        format!(
            "`{}` is longer than {} MiB, and no more is read of such a file",
            path.display(),
            max >> 20
        )
    })
}

/// All that can be read, unless it is more.
pub(super) fn up_to(from: impl Read, max: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let count = from.take(max.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((count as u64 <= max).then_some(bytes))
}

/// Writes a file, and the folders above it.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    write_as(path, bytes, false)
}

/// The same; a private one is read by its owner alone, from the beginning.
pub(super) fn write_as(path: &Path, bytes: &[u8], is_private: bool) -> Result<(), String> {
    let fault = |error: io::Error| format!("cannot write `{}`: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(fault)?;
    }
    whole(path, bytes, is_private).map_err(fault)
}

/// Puts a file in the place of another one, or none: what was there is there until all of it is written.
fn whole(path: &Path, bytes: &[u8], is_private: bool) -> io::Result<()> {
    let there = fs::metadata(path);
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let name = path
        .file_name()
        .filter(|_| there.as_ref().map_or(true, fs::Metadata::is_file));
    let Some(name) = name else {
        // What is no file takes what it is given.
        return fs::write(path, bytes);
    };
    let mut part = std::ffi::OsString::from(".");
    part.push(name);
    part.push(".part");
    let part = path.with_file_name(part);
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    if is_private {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let written = options.open(&part).and_then(|mut file| {
        file.write_all(bytes)?;
        match &there {
            Ok(there) if !is_private => fs::set_permissions(&part, there.permissions())?,
            _ => {}
        }
        fs::rename(&part, path)
    });
    if written.is_err() {
        let _ = fs::remove_file(&part);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_end_is_not_read_to_its_end() {
        let read = |bytes: &[u8], max| up_to(bytes, max).expect("bytes are read");
        assert_eq!(read(b"abc", 3), Some(b"abc".to_vec()));
        assert_eq!(read(b"abc", 2), None);
        assert_eq!(up_to(io::repeat(0), 1000).expect("zeros"), None);
        let endless = Path::new("/dev/zero");
        if endless.exists() {
            let expect = "`/dev/zero` is longer than 1 MiB, and no more is read of such a file";
            assert_eq!(bytes(endless, 1 << 20), Err(expect.to_owned()));
        }
    }

    #[test]
    fn a_name_is_that_of_a_file() {
        for (name, expect) in [
            ("register.example/kyiv", "register.example-kyiv"),
            ("..", "-."),
            ("../../x", "-.-..-x"),
            (".", "-"),
        ] {
            assert_eq!(file_name(name), expect);
        }
    }
}
