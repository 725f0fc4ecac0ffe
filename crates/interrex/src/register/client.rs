//! Requests over HTTP, without TLS: to witnesses, mirrors and object stores that are near, or behind a program that
//! speaks TLS.

use std::time::Duration;

use ureq::Agent;

/// So long an answer is waited for.
const TIMEOUT: Duration = Duration::from_secs(30);

/// So much of a body is read, in bytes: a bundle of the longest entries.
const BODY_MAX: u64 = 32 << 20;

/// A client that follows no redirections.
#[derive(Debug, Clone)]
pub(super) struct Client(Agent);

/// An answer.
#[derive(Debug, Clone)]
pub(super) struct Answered {
    pub(super) status: u16,
    pub(super) body: Vec<u8>,
    /// The name of the version of what is there, where the server has one.
    pub(super) tag: Option<String>,
}

impl Client {
    pub(super) fn new() -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(TIMEOUT))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build();
        Self(config.into())
    }

    /// GET.
    pub(super) fn get(&self, url: &str) -> Result<Answered, String> {
        read(url, self.0.get(plain(url)?).call())
    }

    /// POST.
    pub(super) fn post(&self, url: &str, body: &[u8]) -> Result<Answered, String> {
        read(url, self.0.post(plain(url)?).send(body))
    }

    /// PUT, with headers.
    pub(super) fn put(
        &self,
        url: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<Answered, String> {
        let mut request = self.0.put(plain(url)?);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        read(url, request.send(body))
    }
}

/// Refuses addresses that ask for TLS.
fn plain(url: &str) -> Result<&str, String> {
    if url.starts_with("http://") {
        return Ok(url);
    }
    let url = url.split('?').next().unwrap_or_default();
    Err(format!(
        "`{url}` does not begin with `http://`; to reach a server that speaks TLS, name a program on this machine \
         that passes requests on, or let the files travel"
    ))
}

fn read(
    url: &str,
    answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> Result<Answered, String> {
    // What follows a question mark may be a signature, which lets whoever reads it do the same.
    let url = url.split('?').next().unwrap_or_default();
    let fault = |error: ureq::Error| format!("{url}: {error}");
    let mut answer = answer.map_err(fault)?;
    let tag = answer.headers().get("etag");
    let tag = tag.and_then(|value| value.to_str().ok());
    Ok(Answered {
        status: answer.status().as_u16(),
        tag: tag.map(str::to_owned),
        body: answer
            .body_mut()
            .with_config()
            .limit(BODY_MAX)
            .read_to_vec()
            .map_err(fault)?,
    })
}
