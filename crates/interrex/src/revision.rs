//! An earlier version of a plan: another file or folder, or what `git` keeps of the same one.
//!
//! Responsible for reading plan files of a revision through the program `git`, whatever the work tree holds. Nothing is
//! checked out, and nothing is written.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::files::{self, Found, PlanFiles};

/// The files of an earlier version of a plan: those of a path, where there is one of that name, else of a revision.
///
/// # Errors
/// A sentence for people that names the way out.
pub(crate) fn earlier(
    since: &str,
    plan: &Path,
    identities: &[PathBuf],
) -> Result<PlanFiles, String> {
    let path = Path::new(since);
    if path.exists() {
        return files::read_plan(path, identities).map_err(|error| error.to_string());
    }
    let found = Repository::around(plan, since)?.files(since)?;
    files::opened(found, identities).map_err(|error| error.to_string())
}

/// A plan in a repository of git.
struct Repository {
    /// The folder in which `git` is asked.
    folder: PathBuf,
    /// The plan below it: a file of that name, or the folder itself.
    file: Option<String>,
    /// The plan as people named it.
    shown: String,
}

impl Repository {
    fn around(plan: &Path, since: &str) -> Result<Self, String> {
        let shown = plan.display().to_string();
        let (folder, file) = if plan.is_dir() {
            (plan.to_owned(), None)
        } else {
            let parent = plan.parent().filter(|parent| *parent != Path::new(""));
            let name = plan.file_name().map(OsStr::to_string_lossy);
            (
                parent.unwrap_or(Path::new(".")).to_owned(),
                name.map(std::borrow::Cow::into_owned),
            )
        };
        let repository = Self {
            folder,
            file,
            shown,
        };
        let inside = repository.ask(&["rev-parse", "--is-inside-work-tree"])?;
        if inside.is_none() {
            return Err(format!(
                "`{since}` is no file or folder, and `{}` is in no repository of git: name the path of the earlier plan",
                repository.shown
            ));
        }
        Ok(repository)
    }

    /// What `git` answers; nothing where it says no.
    fn ask(&self, arguments: &[&str]) -> Result<Option<Vec<u8>>, String> {
        let mut git = Command::new("git");
        git.arg("-C").arg(&self.folder).args(arguments);
        let output = git.output().map_err(|error| {
            format!(
                "an earlier revision is read through the program `git`, which could not be started: {error}; name \
                 the path of the earlier plan instead"
            )
        })?;
        Ok(output.status.success().then_some(output.stdout))
    }

    /// The plan files of a revision, in the order in which they are read.
    fn files(&self, since: &str) -> Result<Vec<Found>, String> {
        let commit = self.commit(since)?;
        let below = format!("./{}", self.file.as_deref().unwrap_or_default());
        let list = ["ls-tree", "-r", "-z", "--name-only", &commit, "--", &below];
        let list = self.ask(&list)?.unwrap_or_default();
        let list = String::from_utf8_lossy(&list);
        let mut names: Vec<&str> = list.split('\0').filter(|name| self.is_read(name)).collect();
        names.sort_by(|a, b| Path::new(a).cmp(Path::new(b)));
        if names.is_empty() {
            return Err(format!(
                "at `{since}` there is no plan at `{}`; where it lay elsewhere then, check that revision out and name \
                 its path",
                self.shown
            ));
        }
        names
            .into_iter()
            .map(|name| self.file(since, &commit, name))
            .collect()
    }

    /// The commit that a revision names.
    fn commit(&self, since: &str) -> Result<String, String> {
        let unknown = || {
            format!(
                "`{since}` is no file or folder and no revision of git that is known here; name a path, or a revision \
                 such as `HEAD~1`, a tag or the first letters of a commit"
            )
        };
        if since.is_empty() || since.starts_with('-') {
            return Err(unknown());
        }
        let wanted = format!("{since}^{{commit}}");
        let found = self.ask(&["rev-parse", "--verify", "--quiet", &wanted])?;
        let found = found.ok_or_else(unknown)?;
        Ok(String::from_utf8_lossy(&found).trim().to_owned())
    }

    /// Whether a file below the folder is part of the plan: no part of its path is hidden.
    fn is_read(&self, name: &str) -> bool {
        let is_hidden = name.split('/').any(|part| part.starts_with('.'));
        match &self.file {
            Some(file) => name == file,
            None => !name.is_empty() && !is_hidden && files::is_plan_file(name),
        }
    }

    fn file(&self, since: &str, commit: &str, name: &str) -> Result<Found, String> {
        let bytes = self.ask(&["show", &format!("{commit}:./{name}")])?;
        let bytes = bytes.ok_or_else(|| format!("git has no `{name}` at `{since}`"))?;
        Ok(Found {
            path: format!("{since}:{name}"),
            bytes,
        })
    }
}
