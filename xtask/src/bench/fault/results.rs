//! What was measured: one row for each model, as lines for people and as JSON for programs.

use std::fmt::Write as _;

use super::oracle::{Known, Oracle};
use super::peer::Peer;

/// Probabilities that differ by more than this, relatively, are different answers.
const TOLERANCE: f64 = 1e-9;

/// One measurement of ours.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ours {
    pub(super) read_seconds: f64,
    pub(super) probability_seconds: f64,
    pub(super) count_seconds: f64,
    pub(super) peak_kib: u64,
    pub(super) low: f64,
    pub(super) high: f64,
    /// The number of minimal cut sets, in digits; absent where a limit was reached.
    pub(super) count: Option<String>,
    /// Where it is absent: at least and at most how many there are, if that is known.
    pub(super) between: Option<[String; 2]>,
}

impl Ours {
    /// Reads the one line that a measurement prints.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let fields: Vec<&str> = text.trim_end().split('\t').collect();
        let &[read, probability, count_took, peak, low, high, count] = fields.as_slice() else {
            return None;
        };
        let between = count.split_once("..");
        let is_count = between.is_none() && count != "open";
        Some(Self {
            read_seconds: read.parse().ok()?,
            probability_seconds: probability.parse().ok()?,
            count_seconds: count_took.parse().ok()?,
            peak_kib: peak.parse().ok()?,
            low: low.parse().ok()?,
            high: high.parse().ok()?,
            count: is_count.then(|| count.to_owned()),
            between: between.map(|(low, high)| [low.to_owned(), high.to_owned()]),
        })
    }

    /// The line that [`parse`](Self::parse) reads.
    #[cfg(any(feature = "bench", test))]
    pub(super) fn text(&self) -> String {
        let count = self.sets();
        format!(
            "{:.6}\t{:.6}\t{:.6}\t{}\t{:e}\t{:e}\t{count}",
            self.read_seconds,
            self.probability_seconds,
            self.count_seconds,
            self.peak_kib,
            self.low,
            self.high
        )
    }

    /// The number of minimal cut sets, or its ends, or that nothing is known.
    fn sets(&self) -> String {
        match (&self.count, &self.between) {
            (Some(count), _) => count.clone(),
            (None, Some([low, high])) => format!("{low}..{high}"),
            (None, None) => "open".to_owned(),
        }
    }

    /// The time for reading and both answers.
    pub(super) fn seconds(&self) -> f64 {
        self.read_seconds + self.probability_seconds + self.count_seconds
    }
}

/// All measurements of one model.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) model: String,
    pub(super) ours: Vec<Ours>,
    pub(super) peers: Vec<Peer>,
}

impl Row {
    pub(super) fn new(model: String) -> Self {
        Self {
            model,
            ours: Vec::new(),
            peers: Vec::new(),
        }
    }

    fn seconds(&self) -> f64 {
        median(self.ours.iter().map(Ours::seconds)).unwrap_or(f64::NAN)
    }

    fn peer_seconds(&self) -> Option<f64> {
        median(self.peers.iter().filter_map(Peer::seconds))
    }

    /// Whether an answer is not the known one.
    pub(super) fn departs(&self, known: Option<&Known>) -> bool {
        let Some(known) = known else { return false };
        self.ours
            .iter()
            .any(|ours| departs_in_probability(ours, known) || departs_in_count(ours, known))
    }

    /// The row for people.
    pub(super) fn line(&self, known: Option<&Known>) -> String {
        let Some(ours) = self.ours.first() else {
            return format!("{:<10} not measured", self.model);
        };
        let count = ours.sets();
        let middle = |of: fn(&Ours) -> f64| median(self.ours.iter().map(of)).unwrap_or(f64::NAN);
        let mut line = format!(
            "{:<10} {:>22} {:>14} {:>9.4} s {:>9.4} s {:>6} MiB",
            self.model,
            likelihood(ours),
            short(&count),
            middle(|one| one.read_seconds + one.probability_seconds),
            middle(|one| one.count_seconds),
            ours.peak_kib / 1024
        );
        if !self.peers.is_empty() {
            let _ = match self.peer_seconds() {
                Some(theirs) => write!(
                    line,
                    "  peer {theirs:>9.4} s, {:.3} of it",
                    self.seconds() / theirs
                ),
                None => write!(line, "  peer did not answer both"),
            };
        }
        if self.departs(known) {
            line.push_str("  NOT THE KNOWN ANSWER");
        }
        line
    }
}

/// The sums over the models that both sides answered.
pub(super) fn totals(rows: &[Row]) -> String {
    let (mut ours, mut theirs, mut count, mut slower) = (0.0, 0.0, 0, Vec::new());
    for row in rows {
        if let Some(peer) = row.peer_seconds() {
            ours += row.seconds();
            theirs += peer;
            count += 1;
            if row.seconds() > peer {
                slower.push(row.model.as_str());
            }
        }
    }
    let all: f64 = rows.iter().map(Row::seconds).sum();
    let mut text = format!("{} models in {all:.3} s", rows.len());
    if count > 0 {
        let ratio = ours / theirs;
        let slower = if slower.is_empty() {
            "none".to_owned()
        } else {
            slower.join(", ")
        };
        let _ = write!(
            text,
            "\n{count} models that the peer answers too: {ours:.3} s, the peer {theirs:.3} s, \
             ratio {ratio:.4}; slower than the peer: {slower}"
        );
    }
    text
}

/// All rows as JSON.
pub(super) fn json(rows: &[Row], oracle: &Oracle) -> String {
    let rows: Vec<String> = rows.iter().map(|row| json_row(row, oracle)).collect();
    format!(
        "{{\n  \"schema\": \"interrex-bench\",\n  \"version\": 1,\n  \"what\": \"fault\",\n  \"models\": [\n{}\n  ]\n}}\n",
        rows.join(",\n")
    )
}

fn json_row(row: &Row, oracle: &Oracle) -> String {
    let number = |value: Option<f64>| value.map_or("null".to_owned(), |value| format!("{value:e}"));
    let middle = |of: fn(&Ours) -> f64| number(median(row.ours.iter().map(of)));
    let first = row.ours.first();
    let count = first.map(Ours::sets).filter(|count| count != "open");
    format!(
        "    {{ \"model\": \"{}\", \"low\": {}, \"high\": {}, \"count\": {}, \"read_seconds\": {}, \
         \"probability_seconds\": {}, \"count_seconds\": {}, \"peak_kib\": {}, \"peer_seconds\": {}, \
         \"known\": {} }}",
        row.model,
        number(first.map(|ours| ours.low)),
        number(first.map(|ours| ours.high)),
        count.map_or("null".to_owned(), |count| format!("\"{count}\"")),
        middle(|ours| ours.read_seconds),
        middle(|ours| ours.probability_seconds),
        middle(|ours| ours.count_seconds),
        first.map_or(0, |ours| ours.peak_kib),
        number(row.peer_seconds()),
        oracle.of(&row.model).is_some() && !row.departs(oracle.of(&row.model))
    )
}

fn departs_in_probability(ours: &Ours, known: &Known) -> bool {
    let Some(known) = known.probability else {
        return false;
    };
    let slack = TOLERANCE * known;
    !(ours.low - slack <= known && known <= ours.high + slack)
}

fn departs_in_count(ours: &Ours, known: &Known) -> bool {
    match (&ours.count, &known.count) {
        (Some(ours), Some(known)) => ours != known,
        _ => false,
    }
}

fn likelihood(ours: &Ours) -> String {
    if ours.high - ours.low <= 1e-12 * ours.high {
        return format!("{:.15e}", ours.low);
    }
    format!("{:.4e} to {:.4e}", ours.low, ours.high)
}

/// A long number by its digits' number; so the two ends of a range.
fn short(count: &str) -> String {
    if let Some((low, high)) = count.split_once("..") {
        return format!("{}..{}", short(low), short(high));
    }
    if count.len() <= 14 {
        return count.to_owned();
    }
    format!("{} digits", count.len())
}

fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours() -> Ours {
        Ours {
            read_seconds: 0.001,
            probability_seconds: 0.002,
            count_seconds: 0.003,
            peak_kib: 4096,
            low: 0.25,
            high: 0.25,
            count: Some("12".to_owned()),
            between: None,
        }
    }

    #[test]
    fn what_is_printed_is_read() {
        assert_eq!(Ours::parse(&ours().text()), Some(ours()));
        let open = Ours {
            count: None,
            between: Some(["3".to_owned(), "40".to_owned()]),
            ..ours()
        };
        assert_eq!(Ours::parse(&open.text()), Some(open));
        assert_eq!(Ours::parse("thread panicked"), None);
    }

    #[test]
    fn an_answer_that_is_not_the_known_one_is_told() {
        let row = Row {
            model: "small".to_owned(),
            ours: vec![ours()],
            peers: Vec::new(),
        };
        let known = |probability, count: &str| Known {
            probability: Some(probability),
            count: Some(count.to_owned()),
        };
        assert!(!row.departs(Some(&known(0.25, "12"))));
        assert!(row.departs(Some(&known(0.25, "13"))));
        assert!(row.departs(Some(&known(0.250_001, "12"))));
        assert!(
            row.line(Some(&known(0.25, "13")))
                .ends_with("NOT THE KNOWN ANSWER")
        );
    }
}
