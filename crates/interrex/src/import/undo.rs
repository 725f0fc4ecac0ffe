//! Writing a changed plan, and taking that back.
//!
//! Each import is one step. Before the first file of the plan changes, a file below `.interrex/undo`
//! beside the plan holds what every changed file said and the digest of what it says afterwards. Then
//! the files are written beside the old ones and put in their place one by one. A crash before the
//! first is put in place leaves the plan as it was; a crash between two leaves the step, whose `--undo`
//! puts back what it can and says where a file is neither as it was nor as it became.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::new_file;

/// Files: path as shown to people, text.
type Texts = [(String, String)];

const SCHEMA: &str = "interrex.undo/1";

/// One step that can be taken back.
#[derive(Serialize, Deserialize)]
struct Step {
    schema: String,
    files: Vec<Changed>,
}

#[derive(Serialize, Deserialize)]
struct Changed {
    /// The file, from the folder of the plan.
    path: String,
    /// What it said; nothing where there was no such file.
    before: Option<String>,
    /// The digest of what it says afterwards.
    after: String,
}

/// The folder that a plan lies in: itself, or that of its file.
fn home(plan: &Path) -> PathBuf {
    let file = new_file(plan);
    let folder = if plan.is_dir() {
        plan
    } else {
        file.parent().unwrap_or(Path::new(""))
    };
    if folder.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        folder.to_owned()
    }
}

/// Where the steps of a plan are kept: those of a plan of one file apart from its neighbors'.
fn steps(plan: &Path) -> PathBuf {
    let undo = home(plan).join(".interrex").join("undo");
    match plan
        .file_stem()
        .filter(|_| !plan.is_dir() && new_file(plan) == plan)
    {
        Some(stem) => undo.join(stem),
        None => undo,
    }
}

fn failed(path: &Path, error: &io::Error) -> String {
    format!("cannot write `{}`: {error}", path.display())
}

/// Writes a changed plan, keeping what it was.
///
/// # Errors
/// A sentence for people; the plan is then as it was, or the sentence says how it is.
pub(super) fn write(
    plan: &Path,
    (before, is_new): (&Texts, bool),
    after: &Texts,
) -> Result<(), String> {
    let home = home(plan);
    fs::create_dir_all(&home).map_err(|error| failed(&home, &error))?;
    let pairs = after.iter().map(|(path, text)| {
        let known = before
            .iter()
            .find(|(known, _)| known == path)
            .filter(|_| !is_new);
        (path, known.map(|(_, text)| text), text)
    });
    let changed: Vec<_> = pairs
        .filter(|(_, before, after)| *before != Some(after))
        .collect();
    let step = Step {
        schema: SCHEMA.to_owned(),
        files: changed
            .iter()
            .map(|(path, before, after)| Changed {
                path: below(&home, path),
                before: before.cloned(),
                after: digest(after),
            })
            .collect(),
    };
    keep(plan, &step)?;
    let files: Vec<(PathBuf, &str)> = changed
        .iter()
        .map(|(path, _, after)| (PathBuf::from(path), after.as_str()))
        .collect();
    put(&files)
}

fn below(home: &Path, path: &str) -> String {
    let path = Path::new(path);
    let below = path.strip_prefix(home).unwrap_or(path);
    below.to_string_lossy().replace('\\', "/")
}

fn digest(text: &str) -> String {
    interrex_plan::digest(&[("", text)])
}

/// Keeps a step behind those that were kept before.
fn keep(plan: &Path, step: &Step) -> Result<(), String> {
    let folder = steps(plan);
    fs::create_dir_all(&folder).map_err(|error| failed(&folder, &error))?;
    let next = kept(&folder).last().map_or(1, |(number, _)| number + 1);
    let path = folder.join(format!("{next:06}.json"));
    let text = serde_json::to_string_pretty(step).expect("plain data is JSON");
    fs::write(&path, text).map_err(|error| failed(&path, &error))
}

/// The steps that are kept, by their numbers.
fn kept(folder: &Path) -> Vec<(u32, PathBuf)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let mut steps: Vec<(u32, PathBuf)> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .filter_map(|path| Some((path.file_stem()?.to_str()?.parse().ok()?, path)))
        .collect();
    steps.sort();
    steps
}

/// Puts texts into their files: first all beside the old ones, then each in its place.
fn put(files: &[(PathBuf, &str)]) -> Result<(), String> {
    let beside = |path: &Path| path.with_extension("toml.interrex-new");
    for (path, text) in files {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
        }
        let new = beside(path);
        if let Err(error) = fs::write(&new, text) {
            for (path, _) in files {
                _ = fs::remove_file(beside(path));
            }
            return Err(failed(&new, &error));
        }
    }
    for (path, _) in files {
        fs::rename(beside(path), path).map_err(|error| {
            format!(
                "{}; files before it are written: see `--undo`",
                failed(path, &error)
            )
        })?;
    }
    Ok(())
}

/// Takes the last import back.
///
/// # Errors
/// A sentence for people, where nothing is kept or a file has changed since.
pub(super) fn undo(plan: &Path) -> Result<String, String> {
    let shown = plan.display();
    let Some((_, path)) = kept(&steps(plan)).pop() else {
        return Err(format!(
            "no import into `{shown}` is kept that could be taken back"
        ));
    };
    let text = fs::read_to_string(&path)
        .map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
    let step: Step = serde_json::from_str(&text)
        .ok()
        .filter(|step: &Step| step.schema == SCHEMA)
        .ok_or_else(|| format!("`{}` is damaged; nothing is taken back", path.display()))?;
    let home = home(plan);
    let changed: Vec<String> = step
        .files
        .iter()
        .filter(|file| !is_either(&home.join(&file.path), file))
        .map(|file| format!("`{}`", home.join(&file.path).display()))
        .collect();
    if !changed.is_empty() {
        return Err(format!(
            "{} changed after the import, which can no longer be taken back; what it was is kept in \
             `{}`",
            changed.join(", "),
            path.display()
        ));
    }
    let (old, new): (Vec<&Changed>, Vec<&Changed>) =
        step.files.iter().partition(|file| file.before.is_some());
    let old: Vec<(PathBuf, &str)> = old
        .iter()
        .map(|file| {
            (
                home.join(&file.path),
                file.before.as_deref().unwrap_or_default(),
            )
        })
        .collect();
    put(&old)?;
    for file in new {
        let path = home.join(&file.path);
        if path.exists() {
            fs::remove_file(&path).map_err(|error| failed(&path, &error))?;
        }
    }
    fs::remove_file(&path).map_err(|error| failed(&path, &error))?;
    Ok(format!("took the last import into `{shown}` back\n"))
}

/// Whether a file is as the import left it, or as it was before.
fn is_either(path: &Path, file: &Changed) -> bool {
    match fs::read_to_string(path) {
        Ok(text) => digest(&text) == file.after || file.before.as_deref() == Some(text.as_str()),
        Err(_) => file.before.is_none() && !path.exists(),
    }
}
