//! Where an object store is and with which key it is asked: from options, the environment, and the files that other
//! programs for such stores read.
//!
//! Responsible for what comes before what. The secret key is no option: it would stand in the history of a shell.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rusty_s3::Credentials;

use crate::clock::setting;
use crate::register::args::StoreArgs;

/// The region where none is named: stores of one's own do not ask for it.
const REGION: &str = "us-east-1";

/// Where a store is, and the key.
pub(super) struct Settings {
    pub(super) endpoint: String,
    pub(super) region: String,
    /// Nothing where nobody signs: whoever may read without a key needs none.
    pub(super) credentials: Option<Credentials>,
}

/// Finds the settings: options come before the environment, and that before the files of the profile.
pub(super) fn find(args: &StoreArgs) -> Result<Settings, String> {
    let profile = args.profile.clone().or_else(|| setting("AWS_PROFILE"));
    let named = profile.is_some();
    let profile = profile.unwrap_or_else(|| "default".to_owned());
    let secrets = file("AWS_SHARED_CREDENTIALS_FILE", "credentials");
    let config = file("AWS_CONFIG_FILE", "config");
    let secrets = section(secrets.as_deref(), &[&profile])?;
    let others = section(
        config.as_deref(),
        &[&format!("profile {profile}"), &profile],
    )?;
    if named && secrets.is_none() && others.is_none() {
        return Err(format!(
            "there is no profile `{profile}` in the files `~/.aws/credentials` and `~/.aws/config`"
        ));
    }
    let (secrets, others) = (secrets.unwrap_or_default(), others.unwrap_or_default());
    let of_file = |name: &str| secrets.get(name).or_else(|| others.get(name)).cloned();
    let region = args.region.clone().or_else(|| setting("AWS_REGION"));
    let region = region.or_else(|| setting("AWS_DEFAULT_REGION"));
    let region = region.or_else(|| of_file("region"));
    let region = region.unwrap_or_else(|| REGION.to_owned());
    let endpoint = args.endpoint.clone();
    let endpoint = endpoint.or_else(|| setting("AWS_ENDPOINT_URL_S3"));
    let endpoint = endpoint.or_else(|| setting("AWS_ENDPOINT_URL"));
    let endpoint = endpoint.or_else(|| of_file("endpoint_url"));
    Ok(Settings {
        endpoint: endpoint.unwrap_or_else(|| format!("https://s3.{region}.amazonaws.com")),
        region,
        credentials: credentials(args.profile.is_some(), &of_file)?,
    })
}

/// Says the value of a setting, where it has one.
type Source<'s> = &'s dyn Fn(&str) -> Option<String>;

/// The key: that of a profile that was asked for, else that of the environment, else that of the files.
fn credentials(
    is_profile_asked: bool,
    of_file: &impl Fn(&str) -> Option<String>,
) -> Result<Option<Credentials>, String> {
    let of_environment = |name: &str| setting(&name.to_ascii_uppercase());
    let sources: [Source<'_>; 2] = [&of_environment, of_file];
    for source in sources.into_iter().skip(usize::from(is_profile_asked)) {
        let key = source("aws_access_key_id");
        let secret = source("aws_secret_access_key");
        match (key, secret, source("aws_session_token")) {
            (Some(key), Some(secret), Some(token)) => {
                return Ok(Some(Credentials::new_with_token(key, secret, token)));
            }
            (Some(key), Some(secret), None) => return Ok(Some(Credentials::new(key, secret))),
            (None, None, _) => {}
            _ => {
                return Err(
                    "of the access key and its secret key only one is named; both are needed"
                        .to_owned(),
                );
            }
        }
    }
    Ok(None)
}

/// A file that a variable names, or the usual one.
fn file(variable: &str, usual: &str) -> Option<PathBuf> {
    let named = setting(variable).map(PathBuf::from);
    named.or_else(|| setting("HOME").map(|home| Path::new(&home).join(".aws").join(usual)))
}

/// What stands below one of these titles in a file, where there is such a file and one of them is in it.
fn section(
    path: Option<&Path>,
    titles: &[&str],
) -> Result<Option<BTreeMap<String, String>>, String> {
    let Some(path) = path.filter(|path| path.exists()) else {
        return Ok(None);
    };
    let text = fs::read_to_string(path);
    let text = text.map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
    Ok(below(&text, titles))
}

/// The settings below one of these titles. Lines that are indented belong to the one above, and are left out.
fn below(text: &str, titles: &[&str]) -> Option<BTreeMap<String, String>> {
    let mut found: Option<BTreeMap<String, String>> = None;
    let mut is_within = false;
    for line in text.lines() {
        if line.starts_with(char::is_whitespace) || line.starts_with(['#', ';']) {
            continue;
        }
        let title = line.trim_end().strip_prefix('[');
        if let Some(title) = title.and_then(|line| line.strip_suffix(']')) {
            let words: Vec<&str> = title.split_whitespace().collect();
            is_within = titles.contains(&words.join(" ").as_str());
            if is_within {
                found.get_or_insert_default();
            }
        } else if let (true, Some((name, value))) = (is_within, line.split_once('=')) {
            let value = value.trim().to_owned();
            let found = found.get_or_insert_default();
            found.entry(name.trim().to_owned()).or_insert(value);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(titles: &[&str], name: &str, expect: Option<&str>) {
        let text = "region = outside\n[default]\nregion = here\n# region = no\n\
                    s3 =\n  endpoint_url = http://nested\n\n[profile  far ]\nregion=there\nendpoint_url = http://h:1/a=b\n";
        let found = below(text, titles);
        assert_eq!(
            found.and_then(|found| found.get(name).cloned()).as_deref(),
            expect
        );
    }

    #[test]
    fn files_of_other_programs_are_read() {
        check(&["default"], "region", Some("here"));
        check(&["default"], "endpoint_url", None);
        check(&["profile far", "far"], "region", Some("there"));
        check(
            &["profile far", "far"],
            "endpoint_url",
            Some("http://h:1/a=b"),
        );
        check(&["near"], "region", None);
        assert_eq!(below("[a]\n", &["b"]), None);
        assert_eq!(below("[a]\n", &["a"]), Some(BTreeMap::new()));
    }
}
