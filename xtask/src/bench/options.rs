//! What the command line asks of a measurement.
//!
//! Responsible for reading the arguments of `cargo xtask bench` and for their defaults.

const USAGE: &str = "usage: cargo xtask bench plan [--scale 1,2,4] [--seed N] [--seconds N] \
                     [--json FILE] [--write-to FOLDER] [--keep-answers yes]";

/// What is measured, and where the results go.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Options {
    pub(super) scales: Vec<u32>,
    pub(super) seed: u64,
    /// After so many seconds the engine is told to stop; what is open then is undecided.
    pub(super) seconds: u64,
    pub(super) json: Option<String>,
    /// Write the plans there and measure nothing.
    pub(super) write_to: Option<String>,
    /// Keep the answers of scale one instead of comparing them.
    pub(super) keep: bool,
}

impl Options {
    /// Reads the arguments.
    ///
    /// # Errors
    ///
    /// Says which argument is not understood.
    pub(super) fn parse(arguments: &[String]) -> Result<Self, String> {
        let mut words = arguments.iter().map(String::as_str);
        if words.next() != Some("plan") {
            return Err(USAGE.to_owned());
        }
        let mut options = Self {
            scales: vec![1],
            seed: 1,
            seconds: 600,
            json: None,
            write_to: None,
            keep: false,
        };
        while let Some(word) = words.next() {
            let value = words
                .next()
                .ok_or_else(|| format!("`{word}` needs a value"))?;
            options.set(word, value)?;
        }
        Ok(options)
    }

    fn set(&mut self, word: &str, value: &str) -> Result<(), String> {
        let number = || format!("`{value}` is no number");
        match word {
            "--scale" => {
                let scales: Result<_, _> = value.split(',').map(str::parse).collect();
                self.scales = scales.map_err(|_| number())?;
            }
            "--seed" => self.seed = value.parse().map_err(|_| number())?,
            "--seconds" => self.seconds = value.parse().map_err(|_| number())?,
            "--json" => self.json = Some(value.to_owned()),
            "--write-to" => self.write_to = Some(value.to_owned()),
            "--keep-answers" => self.keep = value == "yes",
            _ => return Err(USAGE.to_owned()),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options, String> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Options::parse(&words)
    }

    #[test]
    fn arguments_are_read() {
        let options = parse("plan --scale 1,4 --seed 7 --json out.json").unwrap();
        assert_eq!((options.scales, options.seed), (vec![1, 4], 7));
        assert_eq!(options.json.as_deref(), Some("out.json"));
    }

    #[test]
    fn arguments_that_are_not_understood_are_refused() {
        assert!(parse("").is_err());
        assert!(parse("plan --scale").is_err());
        assert!(parse("plan --scale many").is_err());
        assert!(parse("plan --fast yes").is_err());
    }
}
