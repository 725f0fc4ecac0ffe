//! A conversation with one witness: requests, and what each answer has to be.

use interrex_tlog::note::VerifierKey;
use interrex_tlog::witness::{AddCheckpoint, Answer as Read};

use super::log::{History, Log};
use crate::http::{Answer, Client};
use crate::report::{Level, Report};

/// The section that most checks are of.
pub(super) const ADD: &str = "tlog-witness, add-checkpoint";

/// What is known of the witness.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) client: Client,
    pub(super) url: String,
    pub(super) monitoring: String,
    pub(super) log: Log,
    pub(super) keys: Vec<VerifierKey>,
    /// The size of the head that it has cosigned last.
    pub(super) size: u64,
}

/// What an answer has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expect {
    /// This status.
    Status(u16),
    /// Status 409 with this size.
    Conflict(u64),
    /// A refusal whose status the text does not say: 400 is meant, another of the 400s is as safe.
    Refusal,
}

impl Session {
    /// Posts a body to `add-checkpoint`.
    pub(super) fn post(&self, body: &[u8]) -> Result<Answer, String> {
        self.client
            .post(&format!("{}/add-checkpoint", self.url), body)
    }

    /// Posts a request that has to be refused.
    pub(super) fn refuse(
        &self,
        report: &mut Report,
        rule: &str,
        request: &AddCheckpoint,
        expect: Expect,
    ) -> Result<(), String> {
        self.refuse_bytes(report, rule, request.to_string().as_bytes(), expect)
    }

    /// Posts bytes that have to be refused.
    pub(super) fn refuse_bytes(
        &self,
        report: &mut Report,
        rule: &str,
        body: &[u8],
        expect: Expect,
    ) -> Result<(), String> {
        let answer = self.post(body)?;
        let (level, found) = judge(&answer, expect);
        report.check(level, ADD, rule, found);
        Ok(())
    }

    /// Posts a request that has to be cosigned; the time of the cosignature.
    pub(super) fn cosign(
        &mut self,
        report: &mut Report,
        rule: &str,
        request: &AddCheckpoint,
    ) -> Result<Option<u64>, String> {
        let answer = self.post(request.to_string().as_bytes())?;
        let found = cosigned(request, &answer, &self.keys);
        if answer.status == 200 {
            self.size = request.checkpoint().checkpoint().size();
        }
        let time = found.as_ref().ok().copied();
        report.must(ADD, rule, found.map(|_| ()));
        Ok(time)
    }

    /// Grows the log by some entries, as a check that the witness still does.
    pub(super) fn grow(&mut self, report: &mut Report, by: u64, rule: &str) -> Result<(), String> {
        let size = self.size + by;
        let request = self.log.request(History::First, self.size, size)?;
        let rule = format!("{rule} (from {} to {size} entries)", self.size);
        self.cosign(report, &rule, &request)?;
        Ok(())
    }
}

/// The time of the cosignatures of an answer, the earliest of several.
pub(super) fn cosigned(
    request: &AddCheckpoint,
    answer: &Answer,
    keys: &[VerifierKey],
) -> Result<u64, String> {
    let read = request.read_parts(answer.status, &answer.body, keys);
    let read = read.map_err(|error| format!("{error}; {}", answer.told()))?;
    let Read::Cosigned(signatures) = read else {
        return Err(format!("expected 200 and a cosignature, {}", answer.told()));
    };
    let times = signatures
        .iter()
        .filter_map(|one| interrex_tlog::cosignature::split(one.bytes()).ok());
    let time = times.map(|(time, _)| time).min();
    time.ok_or_else(|| "no cosignature says a time".to_owned())
}

/// Whether an answer is the one that is expected, and how much it matters.
pub(super) fn judge(answer: &Answer, expect: Expect) -> (Level, Result<(), String>) {
    let wrong = |what: &str| Err(format!("expected {what}, {}", answer.told()));
    match expect {
        Expect::Status(status) if answer.status == status => (Level::Must, Ok(())),
        Expect::Status(status) => (Level::Must, wrong(&status.to_string())),
        Expect::Refusal => match answer.status {
            400 => (Level::Must, Ok(())),
            401..=499 => (Level::Should, wrong("400")),
            _ => (Level::Must, wrong("400")),
        },
        Expect::Conflict(size) => {
            let body = format!("{size}\n");
            let found = if answer.status != 409 || answer.body != body.as_bytes() {
                wrong(&format!("409 with the body `{size}\\n`"))
            } else if answer.content_type != "text/x.tlog.size" {
                let found = &answer.content_type;
                Err(format!(
                    "expected the content type `text/x.tlog.size`, found `{found}`"
                ))
            } else {
                Ok(())
            };
            (Level::Must, found)
        }
    }
}
