//! Requests over HTTP, and answers of any status.

use std::io::{ErrorKind, Read as _};
use std::time::Duration;

use flate2::read::MultiGzDecoder;
use ureq::Agent;

/// So long an answer is waited for.
const TIMEOUT: Duration = Duration::from_secs(30);

/// So much of a body is read, in bytes, packed and unpacked: a bundle of the longest entries has 16.0 MiB and a little.
const BODY_MAX: u64 = 17 << 20;

/// A client that follows no redirections: where an answer comes from is part of what is tested.
#[derive(Debug, Clone)]
pub(crate) struct Client(Agent);

/// An answer, or the reason why none came.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// The status; 0 where the server was reached and gave no answer.
    pub(crate) status: u16,
    /// The `Content-Type`, or nothing.
    pub(crate) content_type: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// That of a server which broke off, waited too long or spoke no HTTP.
    fn none(error: &ureq::Error) -> Self {
        Self {
            status: 0,
            content_type: String::new(),
            body: error.to_string().into_bytes(),
        }
    }

    /// Whether the request was taken, with whatever status says so.
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The status and the beginning of the body, for a report.
    pub(crate) fn told(&self) -> String {
        let text: String = String::from_utf8_lossy(&self.body)
            .chars()
            .take(120)
            .collect();
        let text = text.trim_end().replace('\n', "\\n");
        match self.status {
            0 => format!("no answer came: {text}"),
            status => format!("the answer is {status} `{text}`"),
        }
    }
}

impl Client {
    pub(crate) fn new() -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(TIMEOUT))
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A connection that the server has closed after a bad request would be taken for a fault of the next one.
            .max_idle_connections(0)
            .build();
        Self(config.into())
    }

    /// GET. What comes packed with gzip is unpacked.
    pub(crate) fn get(&self, url: &str) -> Result<Answer, String> {
        let request = self.0.get(url).header("accept-encoding", "gzip, identity");
        read(url, request.call())
    }

    /// POST.
    pub(crate) fn post(&self, url: &str, body: &[u8]) -> Result<Answer, String> {
        read(url, self.0.post(url).send(body))
    }

    /// POST of bytes, with the name of their packing where they are packed.
    pub(crate) fn post_packed(
        &self,
        url: &str,
        body: &[u8],
        packing: &str,
    ) -> Result<Answer, String> {
        let mut request = self.0.post(url).content_type("application/octet-stream");
        if !packing.is_empty() {
            request = request.header("content-encoding", packing);
        }
        read(url, request.send(body))
    }
}

/// Whether somebody was reached and gave no answer. Else nothing can be said of anybody.
fn is_broken(error: &ureq::Error) -> bool {
    match error {
        ureq::Error::Protocol(_) | ureq::Error::Timeout(_) => true,
        ureq::Error::Io(error) => matches!(
            error.kind(),
            ErrorKind::ConnectionReset
                | ErrorKind::ConnectionAborted
                | ErrorKind::BrokenPipe
                | ErrorKind::TimedOut
                | ErrorKind::UnexpectedEof
                | ErrorKind::InvalidData
                | ErrorKind::Other
        ),
        _ => false,
    }
}

fn read(
    url: &str,
    answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> Result<Answer, String> {
    let fault = |error: ureq::Error| format!("{url}: {error}");
    let mut answer = match answer {
        Err(error) if is_broken(&error) => return Ok(Answer::none(&error)),
        answer => answer.map_err(fault)?,
    };
    let header = |name: &str| {
        let value = answer.headers().get(name);
        let value = value.and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    let (content_type, packing) = (header("content-type"), header("content-encoding"));
    let status = answer.status().as_u16();
    let body = answer.body_mut().with_config().limit(BODY_MAX);
    let body = match body.read_to_vec() {
        Err(error) if is_broken(&error) => return Ok(Answer::none(&error)),
        body => body.map_err(fault)?,
    };
    let body = match packing.to_ascii_lowercase().as_str() {
        "" | "identity" => body,
        "gzip" | "x-gzip" => unpacked(&body).map_err(|error| format!("{url}: {error}"))?,
        other => return Err(format!("{url}: it is packed as `{other}`, unasked")),
    };
    Ok(Answer {
        status,
        content_type,
        body,
    })
}

/// The bytes of a body that was packed with gzip.
fn unpacked(body: &[u8]) -> Result<Vec<u8>, String> {
    let mut found = Vec::new();
    let reader = MultiGzDecoder::new(body);
    let read = reader.take(BODY_MAX + 1).read_to_end(&mut found);
    read.map_err(|error| format!("it is packed with gzip, and wrongly: {error}"))?;
    if u64::try_from(found.len()).is_ok_and(|length| length <= BODY_MAX) {
        Ok(found)
    } else {
        Err(format!("unpacked, it has more than {BODY_MAX} bytes"))
    }
}
