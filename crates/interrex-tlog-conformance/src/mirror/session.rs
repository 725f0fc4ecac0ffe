//! A conversation with one mirror: requests, and what each answer has to be.

use interrex_tlog::mirror::{Info, UploadAnswer, read_answer};
use interrex_tlog::note::VerifierKey;

use super::log::Log;
use crate::http::{Answer, Client};
use crate::report::{Level, Report, ensure};

/// The section that most checks are of.
const UPLOAD: &str = "tlog-mirror, add-entries";

/// What is known of the mirror.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) client: Client,
    pub(super) url: String,
    /// Where its copy of the log is served.
    pub(super) copy: String,
    pub(super) log: Log,
    pub(super) keys: Vec<VerifierKey>,
}

impl Session {
    /// Shows a head that follows one of `old` entries.
    pub(super) fn show(&self, word: &str, old: u64, size: u64) -> Result<Answer, String> {
        let request = self.log.shown(word, old, size)?.to_string();
        self.client
            .post(&format!("{}/add-checkpoint", self.url), request.as_bytes())
    }

    fn upload(&self, body: &[u8], packing: &str) -> Result<Answer, String> {
        self.client
            .post_packed(&format!("{}/add-entries", self.url), body, packing)
    }

    /// Uploads a body that has to be answered with this status.
    pub(super) fn status(
        &self,
        report: &mut Report,
        rule: &str,
        body: &[u8],
        status: u16,
    ) -> Result<(), String> {
        let answer = self.upload(body, "")?;
        let found = ensure(answer.status == status, || {
            format!("expected {status}, {}", answer.told())
        });
        report.must(UPLOAD, rule, found);
        Ok(())
    }

    /// Uploads a body that has to be refused, in a way that the text leaves open.
    pub(super) fn refusal(
        &self,
        report: &mut Report,
        rule: &str,
        body: &[u8],
    ) -> Result<(), String> {
        let answer = self.upload(body, "")?;
        let level = match answer.status {
            401..=499 => Level::Should,
            _ => Level::Must,
        };
        let found = ensure(answer.status == 400, || {
            format!("expected 400, {}", answer.told())
        });
        report.check(level, UPLOAD, rule, found);
        Ok(())
    }

    /// Uploads a body that has to be answered with how to go on: a status, the size of a pending head, and the next
    /// entry.
    pub(super) fn info(
        &self,
        report: &mut Report,
        rule: &str,
        body: &[u8],
        (status, (size, next)): (u16, (u64, u64)),
    ) -> Result<(), String> {
        let answer = self.upload(body, "")?;
        let told = || {
            format!(
                "expected {status} with {size} and {next}, {}",
                answer.told()
            )
        };
        let read = Info::parse(&answer.body).map_err(|error| format!("{error}; {}", told()));
        let found = read.and_then(|info| {
            let is_it = answer.status == status && info.size == size && info.next_entry == next;
            ensure(is_it, told)
        });
        let kind = &answer.content_type;
        let found = found.and_then(|()| {
            ensure(kind == "text/x.tlog.mirror-info", || {
                format!("expected the content type `text/x.tlog.mirror-info`, found `{kind}`")
            })
        });
        report.must(UPLOAD, rule, found);
        Ok(())
    }

    /// Uploads a body that completes what the head of this size needs.
    pub(super) fn cosigned(
        &self,
        report: &mut Report,
        rule: &str,
        body: &[u8],
        size: u64,
        packing: &str,
    ) -> Result<(), String> {
        let answer = self.upload(body, packing)?;
        let head = self.log.head("entry", size)?;
        let read = read_answer(&head, answer.status, &answer.body, &self.keys);
        let found = match read {
            Ok(UploadAnswer::Cosigned(all)) if !all.is_empty() => Ok(()),
            Ok(_) => Err(format!("expected 200 and a cosignature, {}", answer.told())),
            Err(error) => Err(format!("{error}; {}", answer.told())),
        };
        report.must(UPLOAD, rule, found);
        Ok(())
    }
}
