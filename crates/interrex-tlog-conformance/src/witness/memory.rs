//! What the suite knows from the run before, in a file: the head that the witness has to remember when it is started
//! again.

use std::fs;
use std::path::Path;

use super::log::History;
use super::session::{ADD, Session};
use crate::file;
use crate::report::Report;

/// The head that was cosigned last.
#[derive(Debug)]
pub(super) struct Remembered {
    size: u64,
    /// The word of its history.
    word: String,
}

impl Remembered {
    /// Reads the file; nothing where there is none.
    pub(super) fn read(path: &Path, origin: &str) -> Result<Option<Self>, String> {
        if !path.exists() {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&file::bytes(path)?).into_owned();
        let fault = || format!("`{}` is no state of this suite", path.display());
        let mut lines = text.lines();
        let (known, size, word) = (lines.next(), lines.next(), lines.next());
        if known != Some(origin) {
            return Err(format!("{}, or of another log", fault()));
        }
        let size = size.and_then(|size| size.parse().ok()).ok_or_else(fault)?;
        let word = word.ok_or_else(fault)?.to_owned();
        Ok(Some(Self { size, word }))
    }

    /// Writes what the witness holds now.
    pub(super) fn write(path: &Path, session: &Session) -> Result<(), String> {
        let (origin, size) = (session.log.origin(), session.size);
        let text = format!("{origin}\n{size}\n{}\n", session.log.word());
        let written = fs::write(path, text);
        written.map_err(|error| format!("cannot write `{}`: {error}", path.display()))
    }

    /// Whether the witness still holds it.
    pub(super) fn ask(&self, session: &mut Session, report: &mut Report) -> Result<(), String> {
        if session.log.word() != self.word {
            session.log.swap();
        }
        session.log.lengthen(self.size);
        let request = session.log.request(History::First, self.size, self.size)?;
        let answer = session.post(request.to_string().as_bytes())?;
        let found = match answer.status {
            _ if self.size == 0 => Ok(()),
            200..300 => Ok(()),
            _ => Err(answer.told()),
        };
        let size = self.size;
        let rule = format!("the head of {size} entries, of the run before, is still the last one");
        report.must(ADD, &rule, found);
        Ok(())
    }
}
