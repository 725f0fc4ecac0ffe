//! Progress on a terminal: shown only after half a second, and never when asked not to.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::args::{Shared, Style};

/// What is being done, and how far it is.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Starts with a first phase.
    pub(crate) fn start(phase: &'static str, shared: &Shared) -> Self {
        let wanted = !shared.no_progress
            && !shared.quiet
            && shared.format == Style::Human
            && std::io::stderr().is_terminal();
        let bar = ProgressBar::no_length();
        bar.set_draw_target(if wanted {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        });
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {pos}/{len}") {
            bar.set_style(style);
        }
        bar.set_message(phase);
        bar.enable_steady_tick(Duration::from_millis(500));
        Self(bar)
    }

    /// Names the next phase.
    pub(crate) fn say(&self, phase: &'static str) {
        self.0.set_message(phase);
    }

    /// How much there is to do.
    pub(crate) fn count(&self, total: usize) {
        self.0.set_length(total as u64);
        self.0.set_message("proving");
    }

    /// One more is done.
    pub(crate) fn step(&self) {
        self.0.inc(1);
    }

    /// Clears the line.
    pub(crate) fn finish(&self) {
        self.0.finish_and_clear();
    }
}
