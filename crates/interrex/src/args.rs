//! The command line as clap sees it; `--help`, completions and man pages are generated from here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::register::{AskArgs, OrderArgs, RegisterVerb, VerifyArgs, WhoArgs};

/// Write down how an institution goes on, prove what breaks it, and see who lawfully holds what.
#[derive(Debug, Parser)]
#[command(name = "interrex", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) verb: Verb,
    #[command(flatten)]
    pub(crate) shared: Shared,
}

/// Options of every verb.
#[derive(Debug, Clone, Args)]
pub(crate) struct Shared {
    /// How to write the answer.
    #[arg(long, value_enum, default_value_t = Style::Human, global = true)]
    pub(crate) format: Style,
    /// When to use color.
    #[arg(long, value_enum, default_value_t = Color::Auto, global = true)]
    pub(crate) color: Color,
    /// Say nothing besides the answer.
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Say more about what is being done.
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
    /// Never show progress.
    #[arg(long, global = true)]
    pub(crate) no_progress: bool,
}

/// How to write an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Style {
    /// For people.
    Human,
    /// One line each.
    Short,
    /// One JSON object a line.
    Json,
    /// Commands that a code host shows beside the lines.
    Github,
}

/// When to use color.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Write a small, commented plan that checks clean, to start from.
    New {
        /// Folder to write: one that does not exist, or is empty.
        dir: PathBuf,
    },
    /// Find every fault of a plan, then hold it against the rules of the field.
    Check(CheckArgs),
    /// Prove which losses end what, how likely that is, and who ends up holding what.
    Prove(Box<ProveArgs>),
    /// Check a certificate without the engine that wrote it.
    VerifyProof(VerifyProofArgs),
    /// Write what a plan means for another tool.
    Export(ExportArgs),
    /// Write a plan and its answers as a document to read, print and hand on.
    Report(ReportArgs),
    /// Take changes in tables, or the rows of a roster, into a plan.
    Import(Box<ImportArgs>),
    /// Keep a register of acts: who did what, on what ground.
    Register {
        #[command(subcommand)]
        verb: RegisterVerb,
    },
    /// Say who holds an office or a power, on which ground, and what every rival lacks.
    Who(WhoArgs),
    /// Ask every question of a case, and say where an answer is another one than expected.
    Ask(AskArgs),
    /// Issue an order under a power, as a file that a courier carries.
    Order(Box<OrderArgs>),
    /// Check an order with nothing but a trust file: no network, no register.
    Verify(VerifyArgs),
    /// Say how many silent and how many lying witnesses a policy survives.
    Lint {
        /// The policy, as `c2sp.org/tlog-policy` writes it, or a trust file.
        policy: PathBuf,
    },
    /// Explain a code of `check`, a profile or a threshold; without a name, list all.
    Explain {
        /// A code, such as `unknown-office` or `single-seat`, or a name, such as `fcd-1`.
        code: Option<String>,
    },
    /// Print a completion script for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Write the manual pages.
    Man {
        /// Folder to write them to.
        dir: PathBuf,
    },
}

/// Options of `check`.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// The plan: a file, or a folder of files read as one; or a model of the Open-PSA format.
    pub(crate) plan: PathBuf,
    /// Further files of a model of the Open-PSA format, read as one with the first.
    #[arg(value_name = "MORE")]
    pub(crate) more: Vec<PathBuf>,
    /// The date at which it is checked; the plan's own, else today.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// An identity that opens the sealed files of the plan, `*.toml.age`; may be given several times.
    #[arg(long, value_name = "FILE")]
    pub(crate) identity: Vec<PathBuf>,
    /// Show the score by element and what is missing to reach it.
    #[arg(long)]
    pub(crate) score: bool,
    /// Let warnings decide the exit status too.
    #[arg(long)]
    pub(crate) deny_warnings: bool,
    /// Whether to ask the rules that have to know what holds when nothing, or one thing, is lost.
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Worlds::Auto)]
    pub(crate) worlds: Worlds,
}

/// Whether to ask what holds in some world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Worlds {
    /// Unless the plan is so large that it would take long; then a note says so.
    Auto,
    /// However long it takes.
    Always,
    /// Only hold the text against the rules.
    Never,
}

/// Options of `verify-proof`.
#[derive(Debug, Args)]
pub(crate) struct VerifyProofArgs {
    /// The files of the model of the Open-PSA format that the certificate is about.
    #[arg(required = true)]
    pub(crate) model: Vec<PathBuf>,
    /// The certificate.
    pub(crate) certificate: PathBuf,
    /// Refuse it unless it is about this gate or sequence, or those matching the pattern.
    #[arg(long, value_name = "PATTERN")]
    pub(crate) only: Vec<String>,
    /// Of a model with alignments: only this phase, as `ALIGNMENT.PHASE`.
    #[arg(long, value_name = "PHASE")]
    pub(crate) phase: Option<String>,
    /// How many hours the system is to work; 8760 when left out.
    #[arg(long, value_name = "HOURS")]
    pub(crate) mission_time: Option<f64>,
}

/// Options of `export`.
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// The plan: a file, or a folder of files read as one.
    pub(crate) plan: PathBuf,
    /// The format to write.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) to: Dialect,
    /// The file to write; standard output, when left out.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Only propositions of this name, or matching it: `office.president`, `function.*.fails`.
    #[arg(long, value_name = "PATTERN")]
    pub(crate) only: Vec<String>,
    /// The date as of which the plan is read; the plan's own, else today.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// An identity that opens the sealed files of the plan, `*.toml.age`; may be given several times.
    #[arg(long, value_name = "FILE")]
    pub(crate) identity: Vec<PathBuf>,
    /// Count this element whatever its status: `measure.no-fly-zone`.
    #[arg(long, value_name = "ITEM")]
    pub(crate) with: Vec<String>,
    /// Leave this element out whatever its status; a source left out has said nothing.
    #[arg(long, value_name = "ITEM")]
    pub(crate) without: Vec<String>,
}

/// Options of `report`.
#[derive(Debug, Clone, Args)]
pub(crate) struct ReportArgs {
    /// The plan: a file, or a folder of files read as one.
    pub(crate) plan: PathBuf,
    /// The file to write; its ending says in which form: `.html`, `.pdf`, `.docx` or `.xlsx`.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// The language: `en` or `uk`. What the plan says stays as the plan has it.
    #[arg(long, value_name = "LANG", default_value = "en")]
    pub(crate) lang: String,
    /// What stands on every page, such as a classification, `EXERCISE` or `DRAFT`; may be given several times.
    #[arg(long, value_name = "TEXT")]
    pub(crate) marking: Vec<String>,
    /// Say what has changed since an earlier version of the plan: a revision of git, or the path of a plan.
    #[arg(long, value_name = "REV|PATH")]
    pub(crate) since: Option<String>,
    /// The date as of which the plan is read; the plan's own, else today.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// An identity that opens the sealed files of the plan, `*.toml.age`; may be given several times.
    #[arg(long, value_name = "FILE")]
    pub(crate) identity: Vec<PathBuf>,
    /// Count this element whatever its status: `measure.no-fly-zone`.
    #[arg(long, value_name = "ITEM")]
    pub(crate) with: Vec<String>,
    /// Leave this element out whatever its status; a source left out has said nothing.
    #[arg(long, value_name = "ITEM")]
    pub(crate) without: Vec<String>,
    /// The most diagram nodes to build; reaching it gives bounds and exit status 3.
    #[arg(long, value_name = "N")]
    pub(crate) nodes_max: Option<usize>,
    /// The most seconds to spend; reaching it gives bounds and exit status 3.
    #[arg(long, value_name = "SECONDS")]
    pub(crate) time_max: Option<f64>,
}

/// Options of `import`.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub(crate) struct ImportArgs {
    /// The file: a workbook or document that `report` wrote (`.xlsx`, `.ods`, `.docx`), a table or a roster (`.csv`).
    #[arg(required_unless_present = "undo")]
    pub(crate) file: Option<PathBuf>,
    /// The plan that the rows go into; with `--map`, one that does not exist yet is begun.
    #[arg(long, value_name = "PLAN", required_unless_present_any = ["undo", "draft_map"])]
    pub(crate) into: Option<PathBuf>,
    /// How the columns of a roster become keys of the plan: a mapping that was saved before.
    #[arg(long, value_name = "MAPPING")]
    pub(crate) map: Option<PathBuf>,
    /// Write a first mapping for this roster to a file, to correct and use with `--map`.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["map", "apply"])]
    pub(crate) draft_map: Option<PathBuf>,
    /// Which table of the plan a `.csv` is, such as `sites`; when left out, the one it is named for.
    #[arg(long, value_name = "TABLE", conflicts_with = "map")]
    pub(crate) table: Option<String>,
    /// Write nothing and show what each row would do, as without `--apply`.
    #[arg(long, conflicts_with = "apply")]
    pub(crate) dry_run: bool,
    /// Write the changes to the files of the plan.
    #[arg(long)]
    pub(crate) apply: bool,
    /// Take out of the plan what was removed from the file; otherwise it is only shown.
    #[arg(long)]
    pub(crate) accept_deletions: bool,
    /// Leave refused rows out and take the others in; otherwise one refused row holds all back.
    #[arg(long)]
    pub(crate) skip_refused: bool,
    /// Take the last import into this plan back; nothing else may have changed it since.
    #[arg(long, value_name = "PLAN", exclusive = true)]
    pub(crate) undo: Option<PathBuf>,
}

/// A format that other tools read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Dialect {
    /// The Open-PSA Model Exchange Format: one top gate for each proposition.
    OpenPsa,
}

/// The order of combinations that are written one after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum StreamBy {
    /// Those of few facts first.
    Size,
    /// The likeliest first.
    Likelihood,
}

/// Options of `prove`.
#[derive(Debug, Clone, Args)]
pub(crate) struct ProveArgs {
    /// The plan: a file, or a folder of files read as one; or a model of the Open-PSA format.
    pub(crate) plan: PathBuf,
    /// Further files of a model of the Open-PSA format, read as one with the first.
    #[arg(value_name = "MORE")]
    pub(crate) more: Vec<PathBuf>,
    /// Only propositions of this name, or matching it: `office.president`, `function.*.fails`. Of a
    /// model: gates and sequences.
    #[arg(long, value_name = "PATTERN")]
    pub(crate) only: Vec<String>,
    /// The likelihood under a condition: `lost(kyiv) and stays(president-incumbent)`. Of a model:
    /// names of gates and events, such as `pump-1 and not valve`.
    #[arg(long, value_name = "EXPR")]
    pub(crate) given: Option<String>,
    /// The date as of which the plan is read; the plan's own, else today.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// An identity that opens the sealed files of the plan, `*.toml.age`; may be given several times.
    #[arg(long, value_name = "FILE")]
    pub(crate) identity: Vec<PathBuf>,
    /// Count this element whatever its status: `measure.no-fly-zone`.
    #[arg(long, value_name = "ITEM")]
    pub(crate) with: Vec<String>,
    /// Leave this element out whatever its status; a source left out has said nothing.
    #[arg(long, value_name = "ITEM")]
    pub(crate) without: Vec<String>,
    /// Which answers rest on this source: those that would change if it had said nothing.
    #[arg(long, value_name = "SOURCE", conflicts_with = "for_proposition")]
    pub(crate) source: Vec<String>,
    /// Only combinations of at most this many facts.
    #[arg(long, value_name = "K")]
    pub(crate) order_max: Option<usize>,
    /// How many combinations to list for each proposition: 10 when left out, all with `--stream`.
    #[arg(long, value_name = "N")]
    pub(crate) list_max: Option<usize>,
    /// Write the combinations of each proposition and nothing else, one a line, in this order.
    #[arg(long, value_enum, value_name = "ORDER", conflicts_with_all = ["given", "source", "for_proposition"])]
    pub(crate) stream: Option<StreamBy>,
    /// Rank measures by what they do for this proposition.
    #[arg(long = "for", value_name = "PROPOSITION")]
    pub(crate) for_proposition: Option<String>,
    /// With `--for`: the most that a set of measures may cost together.
    #[arg(long, value_name = "N", requires = "for_proposition")]
    pub(crate) cost_max: Option<f64>,
    /// Of a model with alignments: only this phase, as `ALIGNMENT.PHASE`.
    #[arg(long, value_name = "PHASE")]
    pub(crate) phase: Option<String>,
    /// Of a model: also write what lets `verify-proof` check the answer about one proposition to
    /// this file.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["stream", "given"])]
    pub(crate) certificate: Option<PathBuf>,
    /// Of a model: how many hours the system is to work; 8760 when left out.
    #[arg(long, value_name = "HOURS")]
    pub(crate) mission_time: Option<f64>,
    /// The most diagram nodes to build; reaching it gives bounds and exit status 3. One million for
    /// a plan, whose propositions are many; four million for a model.
    #[arg(long, value_name = "N")]
    pub(crate) nodes_max: Option<usize>,
    /// The most seconds to spend; reaching it gives bounds and exit status 3.
    #[arg(long, value_name = "SECONDS")]
    pub(crate) time_max: Option<f64>,
}
