//! What the command line can say: one suite or one helper for each subcommand.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Tests implementations of the transparency-log specifications of C2SP.
///
/// Each check is one line: `ok`, `FAIL` where something that MUST be is not, `warn` where something that SHOULD be
/// is not, `skip` with the reason. Exit status: 0 nothing failed, 1 something failed, 2 the suite could not run.
#[derive(Debug, Parser)]
#[command(version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) suite: Suite,
}

/// What is tested.
#[derive(Debug, Subcommand)]
pub(crate) enum Suite {
    /// A witness: posts heads of a log of the suite's own, good and bad, and judges each answer.
    Witness(WitnessArgs),
    /// A mirror: shows heads of a log of the suite's own, uploads its entries, and judges each answer.
    Mirror(MirrorArgs),
    /// Proofs that an entry is logged, as an implementation has written them.
    Proof(ProofArgs),
    /// Policies, as an implementation has written them.
    Policy {
        /// The files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// A log as tiles: at a URL, or in a folder.
    Tiles(TilesArgs),
    /// Make a log as tiles, with a proof of each entry: something good to try a client on.
    Log(LogArgs),
    /// Write policies and proofs, good and bad, with a manifest that says what is expected of each: something to try a
    /// verifier on.
    Files {
        /// The folder to write.
        folder: PathBuf,
    },
    /// Print a vkey: of a private key in a file, or of a public key.
    Vkey(VkeyArgs),
}

/// Options of `witness`.
#[derive(Debug, Args)]
pub(crate) struct WitnessArgs {
    /// The submission prefix: `http://witness.example:8080`.
    pub(crate) url: String,
    /// The private key of the log that the witness was told to trust: a file with 64 hexadecimal digits. The log is
    /// the suite's; a key that signs for any other log must not be used.
    #[arg(long, value_name = "FILE")]
    pub(crate) origin_key: PathBuf,
    /// The origin of that log.
    #[arg(long, default_value = "conformance.example/log")]
    pub(crate) origin: String,
    /// A public key of the witness, with which it cosigns.
    #[arg(long, value_name = "VKEY", required = true)]
    pub(crate) witness_key: Vec<String>,
    /// The monitoring prefix; the submission prefix, when left out.
    #[arg(long, value_name = "URL")]
    pub(crate) monitoring: Option<String>,
    /// A file in which the head that was cosigned last is kept from run to run. Start the witness again between two
    /// runs, and the second one finds whether it has forgotten.
    #[arg(long, value_name = "FILE")]
    pub(crate) state: Option<PathBuf>,
}

/// Options of `mirror`.
#[derive(Debug, Args)]
pub(crate) struct MirrorArgs {
    /// The submission prefix: `http://mirror.example:8080`.
    pub(crate) url: String,
    /// The private key of the log that the mirror was told to copy: a file with 64 hexadecimal digits. The log is the
    /// suite's; a key that signs for any other log must not be used.
    #[arg(long, value_name = "FILE")]
    pub(crate) origin_key: PathBuf,
    /// The origin of that log.
    #[arg(long, default_value = "conformance.example/log")]
    pub(crate) origin: String,
    /// A public key of the mirror, with which it cosigns.
    #[arg(long, value_name = "VKEY", required = true)]
    pub(crate) mirror_key: Vec<String>,
    /// The monitoring prefix; the submission prefix, when left out.
    #[arg(long, value_name = "URL")]
    pub(crate) monitoring: Option<String>,
}

/// Options of `proof`.
#[derive(Debug, Args)]
pub(crate) struct ProofArgs {
    /// The files.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The policy under which they are to be accepted.
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
    /// The entry that they are to prove.
    #[arg(long, value_name = "FILE")]
    pub(crate) entry: Option<PathBuf>,
}

/// Options of `tiles`.
#[derive(Debug, Args)]
pub(crate) struct TilesArgs {
    /// The URL or the folder in which `checkpoint` and `tile/` are.
    pub(crate) place: String,
    /// A public key of the log.
    #[arg(long, value_name = "VKEY", required = true)]
    pub(crate) key: Vec<String>,
    /// Read at most so many bundles of entries: the first, the last, and others that follow from `--seed`.
    #[arg(long, value_name = "COUNT", default_value_t = 1024)]
    pub(crate) bundles: u64,
    /// Read at most so many full tiles of each level, chosen in the same way.
    #[arg(long, value_name = "COUNT", default_value_t = 4096)]
    pub(crate) tiles: u64,
    /// Which bundles and tiles are read, where there are more.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub(crate) seed: u64,
}

/// Options of `log`.
#[derive(Debug, Args)]
pub(crate) struct LogArgs {
    /// The folder to write.
    pub(crate) folder: PathBuf,
    /// Files, each of which is an entry.
    #[arg(required = true)]
    pub(crate) entries: Vec<PathBuf>,
    /// The private key of the log: a file with 64 hexadecimal digits.
    #[arg(long, value_name = "FILE")]
    pub(crate) origin_key: PathBuf,
    /// The origin.
    #[arg(long, default_value = "conformance.example/log")]
    pub(crate) origin: String,
}

/// Options of `vkey`.
#[derive(Debug, Args)]
pub(crate) struct VkeyArgs {
    /// The name of the key.
    pub(crate) name: String,
    /// A file with the private key, as 64 hexadecimal digits.
    #[arg(long, value_name = "FILE", required_unless_present = "public")]
    pub(crate) seed: Option<PathBuf>,
    /// A public Ed25519 key, as 64 hexadecimal digits.
    #[arg(long, value_name = "HEX", conflicts_with = "seed")]
    pub(crate) public: Option<String>,
    /// The key makes cosignatures.
    #[arg(long)]
    pub(crate) cosigner: bool,
}
