//! `interrex register init`: a new register, or another site of one.

use std::fs;
use std::path::Path;

use interrex_diag::Format;
use interrex_log::{Log, LogKeys};
use interrex_register::trust::{Site, Trust, check_name};
use interrex_signature::PublicKey;
use interrex_tlog::note::SignerKey;
use interrex_tlog::policy::Policy;
use zeroize::Zeroizing;

use super::args::InitArgs;
use super::disk::Folder;
use super::folder::{seed_in, text, write, write_as};
use super::keys;
use crate::Outcome;
use crate::output::{Output, object};

/// Runs the verb.
pub(super) fn run(args: &InitArgs, output: &mut Output) -> Result<Outcome, String> {
    let folder = &args.register;
    is_new(folder)?;
    check_name(&args.site)?;
    let mut roots = Vec::new();
    for root in &args.root {
        let (name, path) = root
            .split_once('=')
            .ok_or_else(|| format!("`{root}` is not NAME=FILE"))?;
        check_name(name)?;
        let line = text(Path::new(path))?;
        let key = PublicKey::parse(line.trim()).map_err(|error| format!("`{path}`: {error}"))?;
        roots.push((name.to_owned(), key));
    }
    let seed = match &args.log_key {
        Some(path) => Zeroizing::new(text(path)?),
        None => new_seed(),
    };
    let key = signer_of(&seed, &args.origin)?;
    let site = Site {
        name: args.site.clone(),
        log: key.verifier().clone(),
        end: None,
    };
    let trust = match &args.join {
        Some(path) => joined(path, site, &roots)?,
        None => founded(args, site, roots)?,
    };
    whole(folder, || {
        write_private(&folder.join("log.key"), &seed)?;
        write(&folder.join("trust.toml"), trust.to_text().as_bytes())?;
        name_site(folder, &args.site)?;
        let disk = Folder::open(&folder.join("log")).map_err(|error| error.to_string())?;
        let keys = LogKeys::new(key, None).map_err(|error| error.to_string())?;
        Log::create(disk, keys).map_err(|error| error.to_string())
    })?;
    let (register, trust) = (folder.display(), folder.join("trust.toml"));
    if output.format() == Format::Json {
        let fields = serde_json::json!({
            "register": folder,
            "origin": args.origin,
            "trust": trust,
        });
        output.answer(&object("interrex.init/1", &fields));
        return Ok(Outcome::Good);
    }
    output.answer(&format!(
        "made the register {register}, whose log is {}\n\
         whoever is to check its orders needs {}, by a way of its own\n",
        args.origin,
        trust.display()
    ));
    Ok(Outcome::Good)
}

fn founded(args: &InitArgs, site: Site, roots: Vec<(String, PublicKey)>) -> Result<Trust, String> {
    let policy_text = format!("log {}\nquorum none\n", site.log);
    Ok(Trust {
        institution: args.institution.clone(),
        sites_needed: 1,
        stale_after: None,
        policy: Policy::parse(policy_text.as_bytes()).map_err(|error| error.to_string())?,
        policy_text,
        sites: vec![site],
        roots,
    })
}

/// The trust file of another site with this one in it.
pub(super) fn joined(
    path: &Path,
    site: Site,
    roots: &[(String, PublicKey)],
) -> Result<Trust, String> {
    let mut trust = Trust::parse(&text(path)?)?;
    let mut roots = roots.iter();
    if let Some((name, _)) = roots.find(|root| !trust.roots.contains(root)) {
        return Err(format!(
            "`{name}` with that key is no root of the register of `{}`, and another site has the same roots; leave out \
             `--root`",
            path.display()
        ));
    }
    if trust.site(site.log.name()).is_some()
        || trust.sites.iter().any(|known| known.name == site.name)
    {
        return Err(format!(
            "`{}` names a site or a log like this one already",
            path.display()
        ));
    }
    trust.policy_text = format!("log {}\n{}", site.log, trust.policy_text);
    trust.policy =
        Policy::parse(trust.policy_text.as_bytes()).map_err(|error| error.to_string())?;
    trust.sites.push(site);
    Ok(trust)
}

/// Refuses a folder that is in use.
pub(super) fn is_new(folder: &Path) -> Result<(), String> {
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(format!(
            "`{}` is there already; name a new folder",
            folder.display()
        ));
    }
    Ok(())
}

/// Writes the name of its site into a register.
pub(super) fn name_site(folder: &Path, site: &str) -> Result<(), String> {
    let name = serde_json::to_string(site).map_err(|error| error.to_string())?;
    let text = format!("# A register of authority.\nsite = {name}\n");
    write(&folder.join("register.toml"), text.as_bytes())
}

/// Makes what belongs into a new folder, or leaves nothing of it.
pub(super) fn whole<T>(
    folder: &Path,
    steps: impl FnOnce() -> Result<T, String>,
) -> Result<T, String> {
    let was_there = folder.exists();
    let made = steps();
    if made.is_err() {
        // What cannot be removed is left, and the fault is told for which it was to be.
        let _ = fs::remove_dir_all(folder);
        if was_there {
            let _ = fs::create_dir(folder);
        }
    }
    made
}

/// The key of a log from its hexadecimal digits.
pub(super) fn signer_of(seed: &str, origin: &str) -> Result<SignerKey, String> {
    let seed = seed_in(seed).ok_or("the key of the log: 64 hexadecimal digits are expected")?;
    SignerKey::ed25519(origin, &seed).map_err(|error| error.to_string())
}

/// Writes a private key that nobody knows.
pub(super) fn new_key(path: &Path) -> Result<(), String> {
    write_private(path, &new_seed())
}

/// Thirty-two random bytes of the system, as hexadecimal digits: a private key that nobody knows.
pub(super) fn new_seed() -> Zeroizing<String> {
    let mut bytes = Zeroizing::new([0; 32]);
    keys::fill(&mut *bytes);
    let digits = bytes.iter().map(|byte| format!("{byte:02x}"));
    Zeroizing::new(digits.collect::<Vec<_>>().concat())
}

/// Writes a file that only its owner reads.
pub(super) fn write_private(path: &Path, text: &str) -> Result<(), String> {
    write_as(path, text.as_bytes(), true)
}
