//! Options of the verbs about registers.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// What to do with a register.
#[derive(Debug, Subcommand)]
pub(crate) enum RegisterVerb {
    /// Make a register in a new folder.
    Init(InitArgs),
    /// Show an act in words, sign it, and add it once everybody whom it names has signed.
    Append(AppendArgs),
    /// Sign an act on its way from signer to signer.
    Sign(SignArgs),
    /// List acts and what became of each.
    Show {
        /// The register, or a folder with a case.
        register: PathBuf,
        /// Only the act of this number, whole.
        number: Option<u32>,
    },
    /// Take over the logs of other sites: from a folder or an address, or, with what this site has, by way of an
    /// object store.
    Sync(SyncArgs),
    /// Seal a document to readers, each `age1...`; an act cites it by its digest.
    Seal {
        /// The document.
        document: PathBuf,
        /// Who may read it.
        #[arg(long, value_name = "RECIPIENT", required = true)]
        to: Vec<String>,
        /// The file to write.
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Open a sealed document.
    Unseal {
        /// The sealed document.
        document: PathBuf,
        /// The file with the reader's identity.
        #[arg(long, value_name = "FILE")]
        identity: PathBuf,
        /// The file to write.
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Draw an identity to which documents can be sealed.
    Identity {
        /// The file to write: whoever has it reads what is sealed to it.
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Show the head of the site's log to the witnesses of the policy, and keep their cosignatures.
    Cosign(CosignArgs),
    /// Keep a mirror of another site's log: everything is compared, and a fork is refused with its evidence.
    Mirror(MirrorArgs),
    /// Write everything that a register says to a new folder, to be read and checked without this program.
    Export(ExportArgs),
    /// Make a new register that goes on from an old one.
    Succeed(SucceedArgs),
    /// Cosign the heads of logs for whoever asks over HTTP, after checking that each extends the last.
    Witness(WitnessArgs),
    /// Compute everything that the logs say again, and report each file that is not what it should be.
    Fsck {
        /// The register.
        register: PathBuf,
        /// Write tiles again that follow from entries that are right.
        #[arg(long)]
        repair: bool,
    },
    /// List whose keys count now, and since when.
    Keys {
        /// The register.
        register: PathBuf,
    },
}

/// Options of `register sync`.
#[derive(Debug, Args)]
pub(crate) struct SyncArgs {
    /// The register.
    pub(crate) register: PathBuf,
    /// Where the others are: a folder in which another site's register lies, an address that begins with `http://`,
    /// or `s3://BUCKET/PREFIX`, to which this site's log and plans are written first.
    pub(crate) place: String,
    #[command(flatten)]
    pub(crate) store: StoreArgs,
}

/// Options of places in an object store. Its keys are `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or those of
/// a profile.
#[derive(Debug, Default, Args)]
pub(crate) struct StoreArgs {
    /// Where the object store is, for `s3://`; else as `AWS_ENDPOINT_URL` or the profile says.
    #[arg(long, value_name = "URL")]
    pub(crate) endpoint: Option<String>,
    /// The region of the bucket, for `s3://`; else as `AWS_REGION` or the profile says.
    #[arg(long)]
    pub(crate) region: Option<String>,
    /// Whose key and settings are read from `~/.aws/credentials` and `~/.aws/config`, for `s3://`.
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
}

/// Options of `register cosign`.
#[derive(Debug, Args)]
pub(crate) struct CosignArgs {
    /// The register.
    pub(crate) register: PathBuf,
    /// Take the cosignatures that witnesses left in this copy of the folder `log`, instead of asking over HTTP.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) stick: Option<PathBuf>,
}

/// Options of `register mirror`.
#[derive(Debug, Args)]
pub(crate) struct MirrorArgs {
    /// The folder of the mirror. It is made where it is missing.
    pub(crate) mirror: PathBuf,
    /// The public key of the log, out of its trust file.
    #[arg(long, value_name = "VKEY")]
    pub(crate) log: String,
    /// Where the log is: a folder, that of a register, an address that begins with `http://`, or
    /// `s3://BUCKET/PREFIX`.
    #[arg(long, value_name = "PLACE", required_unless_present = "listen")]
    pub(crate) from: Option<String>,
    /// Fetch nothing: listen here, take the heads and entries that are brought, cosign what is held in full, and serve
    /// it. Whoever can be reached from a network stands behind a server that speaks TLS.
    #[arg(
        long,
        value_name = "ADDRESS",
        conflicts_with = "from",
        requires = "name"
    )]
    pub(crate) listen: Option<String>,
    #[command(flatten)]
    pub(crate) store: StoreArgs,
    /// Cosign as a mirror of this name that everything up to the head is held: `mirror.example.org`.
    #[arg(long)]
    pub(crate) name: Option<String>,
}

/// Options of `register export`.
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// The register.
    pub(crate) register: PathBuf,
    /// The folder to make.
    #[arg(short, long, value_name = "FOLDER")]
    pub(crate) output: PathBuf,
}

/// Options of `register succeed`.
#[derive(Debug, Args)]
pub(crate) struct SucceedArgs {
    /// Folder to make: one that does not exist, or is empty.
    pub(crate) register: PathBuf,
    /// The old register.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) from: PathBuf,
    /// The name of the new log, which nobody else uses: `register.example.org/lviv`.
    #[arg(long)]
    pub(crate) origin: String,
    /// The name of the new site in answers.
    #[arg(long)]
    pub(crate) site: String,
    /// Who signs that it goes on, a root of the old register, and with which key: `registrar=registrar.key`.
    #[arg(long, value_name = "NAME=KEY", required = true)]
    pub(crate) key: Vec<String>,
    /// Go on from a head that witnesses have not cosigned.
    #[arg(long)]
    pub(crate) uncosigned: bool,
    /// Go on without asking.
    #[arg(long)]
    pub(crate) yes: bool,
}

/// Options of `register witness`.
#[derive(Debug, Args)]
pub(crate) struct WitnessArgs {
    /// The folder with what the witness remembers: the last head of each log. It is made where it is missing.
    pub(crate) state: PathBuf,
    /// The name of the witness, which nobody else uses: `witness.example.org`.
    #[arg(long)]
    pub(crate) name: String,
    /// The file of its Ed25519 key: 64 hexadecimal digits. `witness.key` in the folder, when left out, which is
    /// made with the folder.
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
    /// The file of an ML-DSA-44 key, to cosign with both: 64 hexadecimal digits that are no other key's.
    #[arg(long, value_name = "FILE")]
    pub(crate) ml_dsa_key: Option<PathBuf>,
    /// The public key of a log, whose name is the log's origin.
    #[arg(long, value_name = "VKEY", required = true)]
    pub(crate) log: Vec<String>,
    /// Where to listen. Whoever can be reached from a network stands behind a server that speaks TLS.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7380")]
    pub(crate) listen: String,
    /// Cosign the log in this folder, leave the cosignature in it, and end: where there is no network, a copy of the
    /// folder `log` of a register travels.
    #[arg(long, value_name = "FOLDER", conflicts_with = "listen")]
    pub(crate) stick: Option<PathBuf>,
}

/// Options of `register init`.
#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// Folder to make: one that does not exist, or is empty.
    pub(crate) register: PathBuf,
    /// The name of the log, which nobody else uses: `register.example.org/kyiv`.
    #[arg(long)]
    pub(crate) origin: String,
    /// The private key of the log, where there is one already: a file with 64 hexadecimal digits. Two logs with
    /// one key and one origin are a fork.
    #[arg(long, value_name = "FILE")]
    pub(crate) log_key: Option<PathBuf>,
    /// The name of this site in answers.
    #[arg(long, default_value = "register")]
    pub(crate) site: String,
    /// The institution, in words.
    #[arg(long, default_value = "")]
    pub(crate) institution: String,
    /// Who may enrol keys, and the file of their public key: `registrar=registrar.pub`. Another site of a register has its
    /// roots.
    #[arg(long, value_name = "NAME=FILE", required_unless_present = "join")]
    pub(crate) root: Vec<String>,
    /// The trust file of a register of which this is another site.
    #[arg(long, value_name = "FILE")]
    pub(crate) join: Option<PathBuf>,
}

/// Options of `register append`.
#[derive(Debug, Args)]
pub(crate) struct AppendArgs {
    /// The register.
    pub(crate) register: PathBuf,
    /// Acts to add: a list in TOML, or an act on its way with its signatures. Standard input: `-`.
    pub(crate) file: PathBuf,
    /// Who signs, and with which key: `speaker=speaker.key`.
    #[arg(long, value_name = "NAME=KEY")]
    pub(crate) key: Vec<String>,
    /// Add without asking.
    #[arg(long)]
    pub(crate) yes: bool,
}

/// Options of `register sign`.
#[derive(Debug, Args)]
pub(crate) struct SignArgs {
    /// The register, whose plan in force the act cites.
    pub(crate) register: PathBuf,
    /// The act: a list in TOML with one act, or an act on its way.
    pub(crate) file: PathBuf,
    /// Who signs, and with which key: `speaker=speaker.key`.
    #[arg(long, value_name = "NAME=KEY", required_unless_present = "unsigned")]
    pub(crate) key: Vec<String>,
    /// Sign nothing: write the act as it goes to those who are to sign it. Whoever prepares an act needs no key.
    #[arg(long, conflicts_with = "key")]
    pub(crate) unsigned: bool,
    /// The file to write; the act itself, when left out.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Sign without asking.
    #[arg(long)]
    pub(crate) yes: bool,
}

/// Options of `who`.
#[derive(Debug, Args)]
pub(crate) struct WhoArgs {
    /// An office or a power of the plan in force.
    pub(crate) of: String,
    /// The register, or a folder with a case.
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    pub(crate) register: PathBuf,
    /// As of when: a moment or a day; now, when left out.
    #[arg(long, value_name = "MOMENT")]
    pub(crate) as_of: Option<String>,
    /// As known when: a moment or a day; everything that is known, when left out.
    #[arg(long, value_name = "MOMENT")]
    pub(crate) known_at: Option<String>,
    /// As one site knows it, or one partner recognizes it.
    #[arg(long, value_name = "NAME")]
    pub(crate) viewpoint: Option<String>,
    /// Of a power: in this region.
    #[arg(long, value_name = "REGION")]
    pub(crate) region: Option<String>,
}

/// Options of `ask`.
#[derive(Debug, Args)]
pub(crate) struct AskArgs {
    /// The case: a folder with `questions.toml`, and `plan.toml` and `acts.toml` or the files of a register.
    pub(crate) case: PathBuf,
    /// Ask this register instead of what is in the folder.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) register: Option<PathBuf>,
}

/// Options of `order`.
#[derive(Debug, Args)]
pub(crate) struct OrderArgs {
    /// The register.
    pub(crate) register: PathBuf,
    /// The power under which the order is.
    #[arg(long, required_unless_present = "act")]
    pub(crate) power: Option<String>,
    /// What is ordered, in one sentence.
    #[arg(long, required_unless_present = "act")]
    pub(crate) title: Option<String>,
    /// Write an order that was issued before, by the number of its act, with what is known now.
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["power", "title", "region", "key"])]
    pub(crate) act: Option<u32>,
    /// The region for which it is.
    #[arg(long)]
    pub(crate) region: Option<String>,
    /// The text of the instrument, or a file that is no text: it goes along with a full order.
    #[arg(long, value_name = "FILE")]
    pub(crate) instrument: Option<PathBuf>,
    /// Who signs, and with which key: `president=president.key`.
    #[arg(long, value_name = "NAME=KEY", required_unless_present = "act")]
    pub(crate) key: Vec<String>,
    /// With the logs, or with a proof and a statement of this site.
    #[arg(long, value_enum, default_value_t = Form::Full)]
    pub(crate) form: Form,
    /// The order file to write. A sheet to be printed is written beside it.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// Ask the witnesses of the policy to cosign the head with the order, before the order is written.
    #[arg(long)]
    pub(crate) cosign: bool,
    /// Issue without asking.
    #[arg(long)]
    pub(crate) yes: bool,
}

/// The form of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// With the logs up to their heads: whoever checks it sees everything.
    Full,
    /// With a proof and a statement of holding: one sheet.
    Short,
}

/// Options of `verify`.
#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// The order file.
    pub(crate) order: PathBuf,
    /// Whom to trust.
    #[arg(long, value_name = "FILE")]
    pub(crate) trust: PathBuf,
}
