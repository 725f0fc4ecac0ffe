//! The peer: SCRAM, measured in the same run.
//!
//! Responsible for starting it and for reading its times. It is asked twice: for the probability by
//! decision diagrams, of which the whole process is timed, with products cut off at order one since
//! the probability does not need them; and for all products, of which its own time for the
//! algorithm is taken, since it would go on to write them out, and it is ended before.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::clock;

/// How long to wait before looking whether it has ended.
const PAUSE: Duration = Duration::from_millis(1);

/// What a run of the peer took; nothing where it was stopped or failed.
#[derive(Clone, Debug, Default)]
pub(super) struct Peer {
    pub(super) probability_seconds: Option<f64>,
    pub(super) count_seconds: Option<f64>,
    pub(super) count: Option<String>,
}

impl Peer {
    /// The time for both questions, if both were answered.
    pub(super) fn seconds(&self) -> Option<f64> {
        Some(self.probability_seconds? + self.count_seconds?)
    }

    /// Whether it needed more than so many seconds, or did not end.
    pub(super) fn is_long(&self, seconds: f64) -> bool {
        self.seconds().is_none_or(|needed| needed > seconds)
    }
}

/// Whether the peer is one that is known, and installed.
///
/// # Errors
///
/// Says which it is not.
pub(super) fn is_installed(name: &str) -> Result<(), String> {
    if name != "scram" {
        return Err(format!(
            "`{name}` is no peer: the one that is known is scram"
        ));
    }
    if crate::process::succeeds("scram", &["--version"]) {
        Ok(())
    } else {
        Err("scram is not installed: on Debian, `apt-get install scram`".to_owned())
    }
}

/// Measures the peer on one model.
pub(super) fn measure(model: &Path, seconds: u64) -> Peer {
    let limit = Duration::from_secs(seconds);
    let mut peer = Peer {
        probability_seconds: probability(model, limit),
        ..Peer::default()
    };
    if let Some((seconds, count)) = products(model, limit) {
        peer.count_seconds = Some(seconds);
        peer.count = Some(count);
    }
    peer
}

fn scram(model: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("scram");
    command
        .args(arguments)
        .args(["--output-path", "/dev/null"])
        .arg(model)
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    command
}

fn probability(model: &Path, limit: Duration) -> Option<f64> {
    let arguments = ["--bdd", "--probability", "1", "--limit-order", "1"];
    let (is_answered, took) = clock::timed(|| {
        let mut child = scram(model, &arguments)
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut waited = Duration::ZERO;
        while waited < limit {
            if let Some(status) = child.try_wait().ok()? {
                return status.success().then_some(());
            }
            std::thread::sleep(PAUSE);
            waited += PAUSE;
        }
        end(&mut child);
        None
    });
    is_answered.map(|()| took.as_secs_f64())
}

/// The time that the algorithm took, and how many products it found.
fn products(model: &Path, limit: Duration) -> Option<(f64, String)> {
    let arguments = ["--bdd", "--limit-order", "100000", "--verbosity", "5"];
    let mut child = scram(model, &arguments)
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    let log = BufReader::new(child.stderr.take()?);
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let lines = log.lines().map_while(Result::ok);
        let _ = sender.send(times(lines));
    });
    let found = receiver.recv_timeout(limit).ok().flatten();
    end(&mut child);
    found
}

/// Finds the time of the algorithm and the number of products in the log.
fn times(lines: impl Iterator<Item = String>) -> Option<(f64, String)> {
    let mut seconds = None;
    for line in lines {
        if let Some((_, took)) = line.split_once("The algorithm finished in ") {
            seconds = took.trim().parse().ok();
        }
        if let Some((_, count)) = line.split_once("# of products: ") {
            return Some((seconds?, count.trim().to_owned()));
        }
    }
    None
}

fn end(child: &mut Child) {
    // It may have ended by itself; then there is nothing to end.
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_is_read_up_to_the_number_of_products() {
        let log = "DEBUG2: \t\tThe algorithm finished in 3.5\nDEBUG2: \t\t# of products: 392\nmore";
        let found = times(log.lines().map(str::to_owned));
        assert_eq!(found, Some((3.5, "392".to_owned())));
        assert_eq!(times(std::iter::once("nothing".to_owned())), None);
    }
}
