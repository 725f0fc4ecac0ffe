//! Documents that only named readers open.
//!
//! Responsible for readers as people name them: recipients `age1...`, and files of identities. What becomes of
//! an opened document is left to the caller.

use std::path::Path;

use interrex_seal::{Identity, Recipient};
use zeroize::Zeroizing;

use super::{Ask, entropy, file};

/// Seals a document to readers, each `age1...`.
///
/// # Errors
/// If one of them is no recipient, or there are none.
pub(crate) fn seal_document(plain: &[u8], readers: &[String]) -> Result<Vec<u8>, String> {
    let recipients = readers
        .iter()
        .map(|text| Recipient::parse(text).map_err(|fault| format!("reader `{text}`: {fault}")))
        .collect::<Result<Vec<_>, _>>()?;
    interrex_seal::seal(plain, &recipients, &mut entropy::fill).map_err(|fault| fault.to_string())
}

/// Opens a document with the identities in a file.
///
/// # Errors
/// If the file holds none, or the document was sealed to others or changed.
pub(crate) fn open_document(
    sealed: &[u8],
    identity: &Path,
    ask: Ask<'_>,
) -> Result<Zeroizing<Vec<u8>>, String> {
    let identities = file::identities(identity, ask)?;
    interrex_seal::open(sealed, &identities).map_err(|fault| fault.to_string())
}

/// A fresh identity, as the text of its file, and its recipient.
pub(crate) fn draw_identity() -> (Zeroizing<String>, String) {
    let identity = Identity::draw(&mut entropy::fill);
    let recipient = identity.recipient().to_string();
    let text = Zeroizing::new(format!("# reader: {recipient}\n{}\n", *identity.to_text()));
    (text, recipient)
}
