//! What a measurement printed, as a table for people and as JSON for programs.
//!
//! Responsible for reading the lines of a measurement and for comparing its answers with those
//! that the repository keeps. An answer that either side left undecided is compared with nothing:
//! where the time runs out depends on the machine.

use std::collections::BTreeMap;

/// The measurement of one plan.
#[derive(Debug, Default)]
pub(super) struct Measurement {
    pub(super) scale: u32,
    pub(super) phases: Vec<Phase>,
    /// Answers by the proposition that they are about.
    pub(super) answers: BTreeMap<String, String>,
}

/// One phase: its time, and the peak memory of the process at its end.
#[derive(Debug, PartialEq)]
pub(super) struct Phase {
    pub(super) name: String,
    pub(super) seconds: f64,
    pub(super) peak_kib: u64,
    pub(super) note: String,
}

impl Measurement {
    /// Reads what a measurement printed.
    ///
    /// # Errors
    ///
    /// Quotes the line that is not understood.
    pub(super) fn parse(scale: u32, text: &str) -> Result<Self, String> {
        let mut measurement = Self {
            scale,
            ..Self::default()
        };
        for line in text.lines() {
            measurement
                .line(line)
                .ok_or_else(|| format!("not understood: `{line}`"))?;
        }
        Ok(measurement)
    }

    fn line(&mut self, line: &str) -> Option<()> {
        let fields: Vec<&str> = line.split('\t').collect();
        match fields.as_slice() {
            ["phase", name, seconds, peak_kib, note] => self.phases.push(Phase {
                name: (*name).to_owned(),
                seconds: seconds.parse().ok()?,
                peak_kib: peak_kib.parse().ok()?,
                note: (*note).to_owned(),
            }),
            ["answer", answer] => {
                let (proposition, answer) = answer.split_once(' ')?;
                self.answers
                    .insert(proposition.to_owned(), answer.to_owned());
            }
            _ => return None,
        }
        Some(())
    }

    /// Seconds of reading and of the rules together.
    fn checked(&self) -> f64 {
        let phases = self.phases.iter();
        let check = phases.filter(|phase| matches!(phase.name.as_str(), "read" | "rules"));
        check.map(|phase| phase.seconds).sum()
    }

    /// The answers as the repository keeps them, one on a line.
    pub(super) fn answers_text(&self) -> String {
        let lines = self
            .answers
            .iter()
            .map(|(name, answer)| format!("{name} {answer}\n"));
        lines.collect()
    }
}

/// A table of times and memory, one row for each phase of each measurement.
pub(super) fn table(measurements: &[Measurement]) -> String {
    let mut text = format!(
        "{:>6}  {:<8} {:>9} {:>10}  \n",
        "scale", "phase", "time", "peak"
    );
    for measurement in measurements {
        for phase in &measurement.phases {
            let scale = match measurement.scale {
                0 => "roster".to_owned(),
                scale => format!("{scale}x"),
            };
            let row = format!(
                "{:>6}  {:<8} {:>7.3} s {:>6} MiB  {}\n",
                scale,
                phase.name,
                phase.seconds,
                phase.peak_kib / 1024,
                phase.note
            );
            text.push_str(&row);
        }
    }
    text
}

/// How many times as long each scale is checked (read, and held against the rules) as scale one.
pub(super) fn growth(measurements: &[Measurement]) -> String {
    let one = measurements.iter().find(|one| one.scale == 1);
    let Some(base) = one.map(Measurement::checked) else {
        return String::new();
    };
    let others = measurements.iter().filter(|other| other.scale > 1);
    let lines = others.map(|other| {
        let times = other.checked() / base;
        format!("check at {}x: {times:.2} times that at 1x\n", other.scale)
    });
    lines.collect()
}

/// The same as JSON. Names of phases are the measurement's own, and need no escapes.
pub(super) fn json(measurements: &[Measurement], seed: u64) -> String {
    let rows: Vec<String> = measurements
        .iter()
        .flat_map(|measurement| {
            measurement.phases.iter().map(|phase| {
                format!(
                    "    {{ \"scale\": {}, \"phase\": \"{}\", \"seconds\": {:.3}, \"peak_kib\": {} }}",
                    measurement.scale, phase.name, phase.seconds, phase.peak_kib
                )
            })
        })
        .collect();
    format!(
        "{{\n  \"schema\": \"interrex-bench\",\n  \"version\": 1,\n  \"plan\": \"national\",\n  \
         \"seed\": {seed},\n  \"phases\": [\n{}\n  ]\n}}\n",
        rows.join(",\n")
    )
}

/// How the answers of a measurement compare with those kept.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Comparison {
    pub(super) same: usize,
    pub(super) undecided: usize,
    /// Propositions whose answers differ, or that only one side knows.
    pub(super) different: Vec<String>,
}

/// Compares answers with those kept.
pub(super) fn compare(measurement: &Measurement, kept: &str) -> Comparison {
    let mut comparison = Comparison::default();
    let mut unseen = measurement.answers.clone();
    for (proposition, kept) in kept.lines().filter_map(|line| line.split_once(' ')) {
        match unseen.remove(proposition) {
            Some(found) if found == "undecided" || kept == "undecided" => comparison.undecided += 1,
            Some(found) if found == kept => comparison.same += 1,
            _ => comparison.different.push(proposition.to_owned()),
        }
    }
    comparison.different.extend(unseen.into_keys());
    comparison
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = "phase\tread\t0.250\t61440\t1551 KiB\n\
                           answer\tfunction.a.fails 1e-3 exact\n\
                           answer\tfunction.b.fails undecided\n";

    #[test]
    fn a_measurement_is_read_and_shown() {
        let measurement = Measurement::parse(2, PRINTED).unwrap();
        let shown = table(std::slice::from_ref(&measurement));
        assert!(
            shown.contains("   2x  read       0.250 s     60 MiB  1551 KiB"),
            "{shown}"
        );
        let json = json(&[measurement], 7);
        assert!(
            json.contains("\"scale\": 2, \"phase\": \"read\", \"seconds\": 0.250"),
            "{json}"
        );
        assert!(Measurement::parse(2, "thread panicked").is_err());
    }

    #[test]
    fn answers_are_compared_where_both_sides_decided() {
        let measurement = Measurement::parse(1, PRINTED).unwrap();
        assert_eq!(
            compare(&measurement, &measurement.answers_text())
                .different
                .len(),
            0
        );
        let kept =
            "function.a.fails 2e-3 exact\nfunction.b.fails 1e-3 exact\nfunction.c.fails x y\n";
        assert_eq!(
            compare(&measurement, kept),
            Comparison {
                same: 0,
                undecided: 1,
                different: vec!["function.a.fails".to_owned(), "function.c.fails".to_owned()],
            }
        );
    }
}
