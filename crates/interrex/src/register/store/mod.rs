//! A place in an object store that speaks S3: objects are read, and written under a condition.
//!
//! Responsible for requests, their signatures and what refusals mean. What an object says, nobody here believes:
//! whoever can write there can write anything. Objects are addressed by names that are known; none are listed.

mod settings;

use std::thread;
use std::time::Duration;

use rusty_s3::{Bucket, Credentials, S3Action, UrlStyle};

use super::args::StoreArgs;
use super::client::{Answered, Client};

/// What a place in an object store begins with.
pub(super) const SCHEME: &str = "s3://";

/// So long a signed request may be on its way.
const SIGNED_FOR: Duration = Duration::from_mins(5);

/// So often a request is sent where the store is out of order, or is not reached.
const TRIES_MAX: u32 = 3;

/// So long is waited before the second time; four times as long before the third.
const PAUSE: Duration = Duration::from_millis(200);

/// So much of what a store says is handed on, in characters.
const SAID_MAX: usize = 200;

/// A bucket, and the beginning of the names of all objects that are meant.
pub(super) struct Store {
    client: Client,
    bucket: Bucket,
    credentials: Option<Credentials>,
    endpoint: String,
    prefix: String,
}

/// An object as it was found.
pub(super) struct Object {
    pub(super) bytes: Vec<u8>,
    /// The name of this version of it.
    pub(super) tag: String,
}

/// When an object is written.
#[derive(Debug, Clone, Copy)]
pub(super) enum If<'t> {
    /// Where there is none of its name.
    Missing,
    /// Where it is the version of this name.
    Unchanged(&'t str),
}

/// What became of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// The object is there.
    Done,
    /// The condition does not hold: somebody else has written.
    Refused,
}

impl Store {
    /// The place that `s3://BUCKET/PREFIX` names.
    pub(super) fn open(place: &str, args: &StoreArgs) -> Result<Self, String> {
        let rest = place.strip_prefix(SCHEME).unwrap_or(place);
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let prefix = prefix.trim_matches('/');
        // An address would leave out such parts, and name another object.
        let is_odd = |part: &str| matches!(part, "" | "." | "..");
        if bucket.is_empty() || (!prefix.is_empty() && prefix.split('/').any(is_odd)) {
            return Err(format!(
                "`{place}` names no place in an object store: write `s3://BUCKET/PREFIX`"
            ));
        }
        let settings = settings::find(args)?;
        let endpoint = settings.endpoint;
        if !endpoint.starts_with("http://") {
            return Err(format!(
                "`{endpoint}` is no address that begins with `http://`, and this program does not speak TLS: name \
                 with `--endpoint` a store that is near, or a program on this machine that passes requests on"
            ));
        }
        let fault = |error: &dyn std::fmt::Display| format!("`{endpoint}`: {error}");
        let url = endpoint.parse().map_err(|error| fault(&error))?;
        let bucket = Bucket::new(url, UrlStyle::Path, bucket.to_owned(), settings.region)
            .map_err(|error| fault(&error))?;
        Ok(Self {
            client: Client::new(),
            bucket,
            credentials: settings.credentials,
            prefix: prefix.to_owned(),
            endpoint,
        })
    }

    /// The name of an object below the place, in full.
    pub(super) fn name(&self, path: &str) -> String {
        if self.prefix.is_empty() {
            path.to_owned()
        } else {
            format!("{}/{path}", self.prefix)
        }
    }

    /// The place, or an object there, as people write it.
    pub(super) fn told(&self, path: &str) -> String {
        let name = self.name(path);
        format!(
            "{SCHEME}{}/{}",
            self.bucket.name(),
            name.trim_end_matches('/')
        )
    }

    /// Reads an object; nothing where there is none.
    pub(super) fn get(&self, path: &str) -> Result<Option<Object>, String> {
        let name = self.name(path);
        let action = self.bucket.get_object(self.credentials.as_ref(), &name);
        let answer = Self::ask(|| self.client.get(action.sign(SIGNED_FOR).as_str()))?;
        match (answer.status, code(&answer)) {
            (200, _) => Ok(Some(Object {
                tag: answer.tag.unwrap_or_default(),
                bytes: answer.body,
            })),
            (404, "NoSuchKey") => Ok(None),
            _ => Err(self.refusal(path, &answer)),
        }
    }

    /// Writes an object under a condition.
    pub(super) fn put(&self, path: &str, bytes: &[u8], when: If<'_>) -> Result<Written, String> {
        let (header, value) = match when {
            If::Missing => ("if-none-match", "*"),
            If::Unchanged(tag) => ("if-match", tag),
        };
        let name = self.name(path);
        let mut action = self.bucket.put_object(self.credentials.as_ref(), &name);
        action.headers_mut().insert(header, value);
        let answer = Self::ask(|| {
            let url = action.sign(SIGNED_FOR);
            self.client.put(url.as_str(), &[(header, value)], bytes)
        })?;
        match (answer.status, code(&answer)) {
            (200, _) => Ok(Written::Done),
            // It is there, another version is, or the one that was read is gone.
            (412, _) | (409, "ConditionalRequestConflict") | (404, "NoSuchKey") => {
                Ok(Written::Refused)
            }
            _ => Err(self.refusal(path, &answer)),
        }
    }

    /// Writes an object that never changes: where it is there already, it has to be the same.
    pub(super) fn keep(&self, path: &str, bytes: &[u8]) -> Result<(), String> {
        if self.put(path, bytes, If::Missing)? == Written::Done {
            return Ok(());
        }
        match self.get(path)? {
            Some(there) if there.bytes == bytes => Ok(()),
            _ => Err(format!(
                "{} is there already and is another one, though it never changes: somebody else has written there, \
                 or it is damaged. It was left as it is",
                self.told(path)
            )),
        }
    }

    /// Sends a request, again where the store is out of order or is not reached: each is one that does nothing more
    /// when it comes twice.
    fn ask(send: impl Fn() -> Result<Answered, String>) -> Result<Answered, String> {
        let mut pause = PAUSE;
        for _ in 1..TRIES_MAX {
            if let Ok(answer) = send()
                && !matches!(answer.status, 429 | 500..=599)
            {
                return Ok(answer);
            }
            thread::sleep(pause);
            pause *= 4;
        }
        send().map_err(|error| format!("the object store is not reached: {error}"))
    }

    /// What a refusal means, and what to do about it.
    fn refusal(&self, path: &str, answer: &Answered) -> String {
        let body = String::from_utf8_lossy(&answer.body);
        let (code, said) = (code(answer), between(&body, "Message").unwrap_or_default());
        let bucket = self.bucket.name();
        let is_late = said.contains("expired") || said.contains("not yet valid");
        let means = match (answer.status, code) {
            (_, "NoSuchBucket") => format!(
                "there is no bucket `{bucket}` at {}; make it there, or look for a letter that is wrong",
                self.endpoint
            ),
            (_, "RequestTimeTooSkewed" | "RequestExpired" | "ExpiredToken") => late(),
            (_, "AccessDenied") if is_late => late(),
            (_, "InvalidAccessKeyId") => {
                "the store does not know the access key (AWS_ACCESS_KEY_ID, or that of the profile)".to_owned()
            }
            (_, "SignatureDoesNotMatch") => {
                "the secret key is not that of the access key, or a program in between changed the request".to_owned()
            }
            (301 | 307, _) | (_, "AuthorizationHeaderMalformed" | "AuthorizationQueryParametersError") => format!(
                "the bucket is not in the region `{}`; name its own with `--region`",
                self.bucket.region()
            ),
            (401 | 403, _) if self.credentials.is_none() => {
                "the store asks for a key: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a `--profile`"
                    .to_owned()
            }
            (401 | 403, _) => {
                "the key may not do that; it needs to read and write objects there, and to list the bucket, without \
                 which the store does not tell that an object is missing"
                    .to_owned()
            }
            (404, _) => format!("the store has nothing of that name, and does not say that `{bucket}` is a bucket"),
            (501, _) => "the store does not know a write under a condition, without which two sites could overwrite \
                         each other unseen; it is of no use here"
                .to_owned(),
            (429 | 500..=599, _) => {
                format!("the store is out of order, and was asked {TRIES_MAX} times; sync again later")
            }
            _ => "the store refuses".to_owned(),
        };
        let status = answer.status;
        let said = [code, said].join(" ");
        let said: String = said.trim().chars().take(SAID_MAX).collect();
        let said = said.replace(char::is_control, " ");
        format!("{}: {means} (status {status} {said})", self.told(path))
    }
}

fn late() -> String {
    "the clock of this machine and that of the store differ too much, or the key has run out; set the clock".to_owned()
}

/// What a store calls the reason of a refusal.
fn code(answer: &Answered) -> &str {
    let body = std::str::from_utf8(&answer.body).unwrap_or_default();
    between(body, "Code").unwrap_or_default()
}

/// The text of the first element of a name: refusals are a few lines of XML.
fn between<'b>(body: &'b str, name: &str) -> Option<&'b str> {
    let (_, rest) = body.split_once(&format!("<{name}>"))?;
    rest.split_once(&format!("</{name}>")).map(|(text, _)| text)
}
