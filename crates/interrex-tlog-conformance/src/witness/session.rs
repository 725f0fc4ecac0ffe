//! A conversation with one witness: requests, and what each answer has to be.

use interrex_tlog::note::VerifierKey;
use interrex_tlog::witness::{AddCheckpoint, Answer as Read};

use super::log::{ENTRIES_MAX, History, Log};
use crate::http::{Answer, Client};
use crate::media;
use crate::report::{Level, Report};

/// The section that most checks are of.
pub(super) const ADD: &str = "tlog-witness, add-checkpoint";

/// So many entries beyond the last head are enough for all that a run can ask.
pub(super) const SPARE: u64 = 1 << 13;

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
        &mut self,
        report: &mut Report,
        rule: &str,
        request: &AddCheckpoint,
        expect: Expect,
    ) -> Result<(), String> {
        let size = request.checkpoint().checkpoint().size();
        self.refuse_bytes(report, rule, request.to_string().as_bytes(), size, expect)
    }

    /// Posts bytes that have to be refused, with a head of this size or what looks like one.
    pub(super) fn refuse_bytes(
        &mut self,
        report: &mut Report,
        rule: &str,
        body: &[u8],
        size: u64,
        expect: Expect,
    ) -> Result<(), String> {
        let answer = self.post(body)?;
        let (level, found) = judge(&answer, expect);
        report.check(level, ADD, rule, found);
        if answer.is_success() {
            self.adopt(size)?;
            return Ok(());
        }
        let before = self.size;
        if self.is_moved()? {
            let what = if self.size < before {
                "what was cosigned is remembered"
            } else {
                "a refusal changes nothing"
            };
            let now = self.size;
            let found = format!("it held a head of {before} entries, and now one of {now}");
            report.must(ADD, &format!("{what}, here: {rule}"), Err(found));
        }
        Ok(())
    }

    /// Posts a request that has to be cosigned; the time of the cosignature.
    pub(super) fn cosign(
        &mut self,
        report: &mut Report,
        rule: &str,
        request: &AddCheckpoint,
    ) -> Result<Option<u64>, String> {
        self.cosign_as(Level::Must, report, rule, request)
    }

    /// As [`Session::cosign`], of a request that not every text asks to be taken.
    pub(super) fn cosign_as(
        &mut self,
        level: Level,
        report: &mut Report,
        rule: &str,
        request: &AddCheckpoint,
    ) -> Result<Option<u64>, String> {
        let answer = self.post(request.to_string().as_bytes())?;
        let found = cosigned(request, &answer, &self.keys);
        let time = found.as_ref().ok().copied();
        report.check(level, ADD, rule, found.map(|_| ()));
        if answer.is_success() {
            self.size = request.checkpoint().checkpoint().size();
        } else {
            self.is_moved()?;
        }
        Ok(time)
    }

    /// The size that the witness says it has cosigned last, to a request which says another. One that takes that
    /// request holds its head.
    fn told_size(&mut self) -> Result<Option<u64>, String> {
        let (old, size) = (self.size + 1, self.size + 2);
        let request = self.log.request(History::First, old, size)?;
        let answer = self.post(request.to_string().as_bytes())?;
        if answer.is_success() {
            self.size = size;
        }
        Ok(match answer.status {
            409 => size_in(&answer.body),
            _ => None,
        })
    }

    /// Whether the witness holds another head than the one that it was last seen to cosign. The suite then goes on
    /// from there, so that right answers are not blamed for a wrong one before them.
    pub(super) fn is_moved(&mut self) -> Result<bool, String> {
        let believed = self.size;
        match self.told_size()? {
            Some(told) if told != believed => {
                // A size that is told may be wrong where the head is not.
                if believed > 0 && self.adopt(believed)? {
                    return Ok(false);
                }
                if told > 0 {
                    return self.adopt(told);
                }
                self.size = 0;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// Goes on from a head that the witness holds, of whichever history: it is the one that it cosigns once more. The
    /// answer is whether there is one.
    pub(super) fn adopt(&mut self, size: u64) -> Result<bool, String> {
        let needed = size.saturating_add(SPARE);
        if needed > ENTRIES_MAX {
            return Ok(false);
        }
        self.log.lengthen(needed);
        // One that records a head before it checks it has recorded the wrong one after the first request.
        for history in [History::First, History::Forked, History::Forked] {
            let request = self.log.request(history, size, size)?;
            if self.post(request.to_string().as_bytes())?.is_success() {
                if history == History::Forked {
                    self.log.swap();
                }
                self.size = size;
                return Ok(true);
            }
        }
        Ok(false)
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

/// A size in the body of a conflict, without asking for its only form.
pub(super) fn size_in(body: &[u8]) -> Option<u64> {
    std::str::from_utf8(body).ok()?.trim_end().parse().ok()
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
            if answer.status == 409 && answer.body == body.as_bytes() {
                return media::compared(&answer.content_type, "text/x.tlog.size");
            }
            let found = wrong(&format!("409 with the body `{size}\\n`"));
            (Level::Must, found)
        }
    }
}
