//! What the command line asks of a measurement of fault trees.

const USAGE: &str = "usage: cargo xtask bench fault [MODEL]... [--peer scram] [--repeat N] \
                     [--seconds N] [--peer-seconds N] [--json FILE] [--series yes]";

/// What is measured, and where the results go.
#[derive(Debug, PartialEq)]
pub(super) struct Options {
    /// Names of models of the corpus; all when there are none.
    pub(super) models: Vec<String>,
    pub(super) peer: Option<String>,
    /// How often each side is measured.
    pub(super) repeat: u32,
    /// After so many seconds the engine is told to stop.
    pub(super) seconds: u64,
    /// After so many seconds the peer is stopped.
    pub(super) peer_seconds: u64,
    /// Whoever needs more than so many seconds is not measured again.
    pub(super) long: f64,
    pub(super) json: Option<String>,
    /// Measure the series instead of the corpus.
    pub(super) series: bool,
}

impl Options {
    /// Reads the arguments.
    ///
    /// # Errors
    ///
    /// Says which argument is not understood.
    pub(super) fn parse(arguments: &[&str]) -> Result<Self, String> {
        let mut options = Self {
            models: Vec::new(),
            peer: None,
            repeat: 3,
            seconds: 300,
            peer_seconds: 300,
            long: 10.0,
            json: None,
            series: false,
        };
        let mut words = arguments.iter().copied();
        while let Some(word) = words.next() {
            if !word.starts_with("--") {
                options.models.push(word.to_owned());
                continue;
            }
            let value = words
                .next()
                .ok_or_else(|| format!("`{word}` needs a value"))?;
            options.set(word, value)?;
        }
        Ok(options)
    }

    fn set(&mut self, word: &str, value: &str) -> Result<(), String> {
        let number = |_| format!("`{value}` is no number");
        match word {
            "--peer" => self.peer = Some(value.to_owned()),
            "--repeat" => self.repeat = value.parse::<u32>().map_err(number)?.max(1),
            "--seconds" => self.seconds = value.parse().map_err(number)?,
            "--peer-seconds" => self.peer_seconds = value.parse().map_err(number)?,
            "--json" => self.json = Some(value.to_owned()),
            "--series" => self.series = value == "yes",
            _ => return Err(USAGE.to_owned()),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options, String> {
        let words: Vec<&str> = line.split_whitespace().collect();
        Options::parse(&words)
    }

    #[test]
    fn arguments_are_read() {
        let options = parse("chinese das9601 --peer scram --repeat 5").unwrap();
        assert_eq!(options.models, ["chinese", "das9601"]);
        assert_eq!(
            (options.peer.as_deref(), options.repeat),
            (Some("scram"), 5)
        );
    }

    #[test]
    fn arguments_that_are_not_understood_are_refused() {
        assert!(parse("--peer").is_err());
        assert!(parse("--repeat often").is_err());
        assert!(parse("--fast yes").is_err());
    }
}
