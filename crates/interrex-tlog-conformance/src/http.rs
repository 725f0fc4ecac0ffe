//! Requests over HTTP, and answers of any status.

use std::time::Duration;

use ureq::Agent;

/// So long an answer is waited for.
const TIMEOUT: Duration = Duration::from_secs(30);

/// So much of a body is read, in bytes.
const BODY_MAX: u64 = 16 << 20;

/// A client that follows no redirections: where an answer comes from is part of what is tested.
#[derive(Debug, Clone)]
pub(crate) struct Client(Agent);

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The `Content-Type`, or nothing.
    pub(crate) content_type: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The status and the beginning of the body, for a report.
    pub(crate) fn told(&self) -> String {
        let text: String = String::from_utf8_lossy(&self.body)
            .chars()
            .take(120)
            .collect();
        let text = text.trim_end().replace('\n', "\\n");
        format!("the answer is {} `{text}`", self.status)
    }
}

impl Client {
    pub(crate) fn new() -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(TIMEOUT))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build();
        Self(config.into())
    }

    /// GET.
    pub(crate) fn get(&self, url: &str) -> Result<Answer, String> {
        read(url, self.0.get(url).call())
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

fn read(
    url: &str,
    answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> Result<Answer, String> {
    let fault = |error: ureq::Error| format!("{url}: {error}");
    let mut answer = answer.map_err(fault)?;
    let content_type = answer.headers().get("content-type");
    let content_type = content_type.and_then(|value| value.to_str().ok());
    Ok(Answer {
        status: answer.status().as_u16(),
        content_type: content_type.unwrap_or_default().to_owned(),
        body: answer
            .body_mut()
            .with_config()
            .limit(BODY_MAX)
            .read_to_vec()
            .map_err(fault)?,
    })
}
