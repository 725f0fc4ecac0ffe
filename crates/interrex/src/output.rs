//! Standard output and standard error: the answer goes to the one, talk to the other. A broken pipe
//! ends quietly.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

use interrex_diag::{Format, is_deceptive};

use crate::Outcome;
use crate::args::{Color, Shared, Style};
use crate::clock;

/// How many bytes are handed on at a time: lists may have millions of lines.
const BUFFER: usize = 1 << 16;

/// How much is said besides the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Talk {
    Nothing,
    Some,
    More,
}

/// Where a verb writes.
pub(crate) struct Output {
    stdout: io::BufWriter<io::Stdout>,
    color: bool,
    talk: Talk,
    format: Format,
    broken: bool,
    /// Why what was answered could not be written, where somebody would have read it: a disk that is full.
    unwritten: Option<io::Error>,
    /// Whether what deceives is written out.
    plain: bool,
}

/// An object of an answer in JSON, on a line of its own, with its schema first. `fields` is an object.
pub(crate) fn object(schema: &str, fields: &serde_json::Value) -> String {
    let fields = fields.to_string();
    let fields = fields.strip_prefix('{').unwrap_or(&fields);
    let comma = if fields == "}" { "" } else { "," };
    format!("{{\"schema\":\"{schema}\"{comma}{fields}\n")
}

impl Output {
    pub(crate) fn new(shared: &Shared) -> Self {
        let color = match shared.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => io::stdout().is_terminal() && !clock::no_color(),
        };
        let format = match shared.format {
            Style::Human => Format::Human,
            Style::Short => Format::Short,
            Style::Json => Format::Json,
            Style::Github => Format::GitHub,
        };
        Self {
            stdout: io::BufWriter::with_capacity(BUFFER, io::stdout()),
            color,
            talk: match (shared.quiet, shared.verbose) {
                (true, _) => Talk::Nothing,
                (false, false) => Talk::Some,
                (false, true) => Talk::More,
            },
            format,
            broken: false,
            unwritten: None,
            plain: false,
        }
    }

    /// Writes out from now on what deceives in all that is said, but for the ends of lines: the texts are those of
    /// others, and nothing is colored.
    pub(crate) fn plain(&mut self) {
        self.plain = true;
    }

    /// A text as it may be shown.
    fn shown<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let deceives = |character: char| character != '\n' && is_deceptive(character);
        if !self.plain || !text.contains(deceives) {
            return Cow::Borrowed(text);
        }
        let mut shown = String::with_capacity(text.len());
        for character in text.chars() {
            if !deceives(character) {
                shown.push(character);
            } else if self.format == Format::Json {
                let mut units = [0; 2];
                for unit in character.encode_utf16(&mut units) {
                    let _ = write!(shown, "\\u{unit:04x}");
                }
            } else {
                shown.extend(character.escape_default());
            }
        }
        Cow::Owned(shown)
    }

    /// How diagnostics are written.
    pub(crate) fn format(&self) -> Format {
        self.format
    }

    /// Whether diagnostics are colored.
    pub(crate) fn color(&self) -> bool {
        self.color
    }

    /// A part of the answer.
    pub(crate) fn answer(&mut self, text: &str) {
        let text = self.shown(text);
        let written = self.stdout.write_all(text.as_bytes());
        self.note(written);
    }

    /// Notes that nobody reads on, or that what they would read could not be written.
    fn note(&mut self, written: io::Result<()>) {
        let Err(error) = written else { return };
        self.broken = true;
        if error.kind() != io::ErrorKind::BrokenPipe {
            self.unwritten.get_or_insert(error);
        }
    }

    /// Says something to a person: as a part of the answer, or beside one in JSON, which is for programs.
    pub(crate) fn say_to_person(&mut self, text: &str) {
        if self.format == Format::Json {
            self.hand_on();
            let _ = write!(io::stderr(), "{}", self.shown(text));
        } else {
            self.answer(text);
        }
    }

    /// Hands on what was answered so far, and says whether nobody reads it any more.
    pub(crate) fn is_broken(&mut self) -> bool {
        self.hand_on();
        self.broken
    }

    /// Hands on what was answered so far: whoever is asked something next has read it.
    pub(crate) fn hand_on(&mut self) {
        let written = self.stdout.flush();
        self.note(written);
    }

    /// A question to the person at the terminal, however quiet.
    pub(crate) fn ask(&mut self, question: &str) {
        self.hand_on();
        let _ = writeln!(io::stderr(), "{}", self.shown(question));
    }

    /// Whether nobody reads the answer any more, as far as is known without handing it on.
    pub(crate) fn is_cut_off(&self) -> bool {
        self.broken
    }

    /// A line of talk, left out when asked to be quiet.
    pub(crate) fn say(&mut self, text: &str) {
        if self.talk >= Talk::Some {
            let _ = writeln!(io::stderr(), "{}", self.shown(text));
        }
    }

    /// A line of talk for those who asked for more.
    pub(crate) fn detail(&mut self, text: &str) {
        if self.talk == Talk::More {
            self.say(text);
        }
    }

    /// Why the program could not run. A line that is in the reason is none of the program's own.
    pub(crate) fn fail(&mut self, text: &str) -> Outcome {
        self.hand_on();
        let mut text = self.shown(text);
        if self.plain && text.contains('\n') {
            text = Cow::Owned(text.trim_end().replace('\n', "\n  | "));
        }
        let _ = writeln!(io::stderr(), "error: {text}");
        Outcome::CouldNotRun
    }

    /// Writes out what is left. A reader who stopped reading is no failure.
    pub(crate) fn finish(mut self, outcome: Outcome) -> Outcome {
        self.hand_on();
        if let Some(error) = self.unwritten.take() {
            let _ = writeln!(io::stderr(), "error: the answer cannot be written: {error}");
            return Outcome::CouldNotRun;
        }
        if self.broken { Outcome::Good } else { outcome }
    }
}
