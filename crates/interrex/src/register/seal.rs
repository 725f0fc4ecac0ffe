//! Sealed documents, and identities to which they are sealed: the format age.

use std::fs;
use std::path::Path;

use interrex_diag::Format;
use interrex_register::Digest;
use serde_json::{Value, json};

use super::folder::{write, write_as};
use super::init::write_private;
use super::keys;
use crate::Outcome;
use crate::output::{Output, object};

/// Runs `register seal`.
pub(super) fn seal(
    document: &Path,
    readers: &[String],
    file: &Path,
    output: &mut Output,
) -> Result<Outcome, String> {
    is_free(file)?;
    let sealed = keys::seal_document(&read(document)?, readers)?;
    write(file, &sealed)?;
    let digest = Digest::of(&sealed).to_string();
    let fields = json!({ "file": file, "digest": digest });
    let words = format!("{}: {digest}", file.display());
    answer(output, "interrex.sealed/1", &fields, &words);
    Ok(Outcome::Good)
}

/// Runs `register unseal`.
pub(super) fn unseal(
    document: &Path,
    identity: &Path,
    file: &Path,
    output: &mut Output,
) -> Result<Outcome, String> {
    is_free(file)?;
    let opened = keys::unseal_document(&read(document)?, identity)?;
    write_as(file, &opened, true)?;
    let fields = json!({ "file": file });
    answer(
        output,
        "interrex.unsealed/1",
        &fields,
        &file.display().to_string(),
    );
    Ok(Outcome::Good)
}

/// Runs `register identity`.
pub(super) fn identity(file: &Path, output: &mut Output) -> Result<Outcome, String> {
    is_free(file)?;
    let (text, recipient) = keys::draw_identity();
    write_private(file, &text)?;
    let fields = json!({ "file": file, "recipient": recipient });
    answer(output, "interrex.identity/1", &fields, &recipient);
    Ok(Outcome::Good)
}

/// Answers with what was written, in words or as an object.
fn answer(output: &mut Output, schema: &str, fields: &Value, words: &str) {
    if output.format() == Format::Json {
        output.answer(&object(schema, fields));
    } else {
        output.answer(&format!("{words}\n"));
    }
}

/// Refuses to write over what is there: a document, a key, or what was sealed before, of which an act may name the digest.
fn is_free(path: &Path) -> Result<(), String> {
    if fs::metadata(path).is_ok_and(|there| there.is_file()) {
        return Err(format!(
            "`{}` is there already; name another file, or remove it first",
            path.display()
        ));
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()))
}
