//! Sources, spans, diagnostics and their renderers.
//!
//! Responsible for everything that is said about text that a person wrote: where it stands, what
//! is wrong with it, what may have been meant, and how that is shown to people, editors and build
//! services. It is the only crate that names the snippet renderer. It leaves to others what is
//! wrong, and where the rendered text goes; it reads no file and writes none.
//!
//! # Examples
//!
//! ```
//! use interrex_diag::{Diagnostic, Format, Sources, Span, render};
//!
//! let mut sources = Sources::new();
//! let plan = sources.add("plan.toml", "holder = \"presidnet\"\n");
//! let found = Diagnostic::error("unknown-office", "no office is named `presidnet`")
//!     .at(Span::new(plan, 9..20), "not declared in this plan")
//!     .help("did you mean `president`?");
//! assert_eq!(
//!     render(&[found], &sources, Format::Short, false),
//!     "plan.toml:1:10: error[unknown-office]: no office is named `presidnet`\n",
//! );
//! ```

mod diagnostic;
mod nearest;
mod plain;
mod render;
mod source;
mod span;

pub use diagnostic::{Diagnostic, Label, Severity, has_errors, sort};
pub use nearest::nearest;
pub use plain::{is_deceptive, plain};
pub use render::{Format, JSON_SCHEMA, render};
pub use source::Sources;
pub use span::{SourceId, Span};
