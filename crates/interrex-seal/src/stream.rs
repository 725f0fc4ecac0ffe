//! The document itself, in chunks that are each checked.
//!
//! Responsible for the order of the chunks and for noticing a missing end: the nonce of each holds its
//! number, and whether it is the last.

use chacha20poly1305::aead::Aead;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit, Nonce};
use zeroize::Zeroizing;

use crate::fault::OpenFault;
use crate::wrap::FileKey;

pub(crate) const NONCE_LENGTH: usize = 16;
const CHUNK_LENGTH: usize = 64 << 10;
const TAG_LENGTH: usize = 16;

fn cipher(key: &FileKey, nonce: &[u8]) -> ChaCha20Poly1305 {
    let derived = key.derive(nonce, b"payload");
    ChaCha20Poly1305::new((&*derived).into())
}

/// Eleven bytes of number, high byte first, and one for the last chunk.
fn chunk_nonce(number: u64, is_last: bool) -> Nonce {
    let mut bytes = [0; 12];
    for (place, byte) in bytes.iter_mut().skip(3).zip(number.to_be_bytes()) {
        *place = byte;
    }
    if let Some(last) = bytes.last_mut() {
        *last = u8::from(is_last);
    }
    bytes.into()
}

/// Appends the nonce and the chunks; an empty document has one empty chunk.
pub(crate) fn write(plain: &[u8], key: &FileKey, nonce: [u8; NONCE_LENGTH], out: &mut Vec<u8>) {
    out.extend_from_slice(&nonce);
    let cipher = cipher(key, &nonce);
    let mut rest = plain;
    let mut number = 0;
    loop {
        let (chunk, after) = rest.split_at(rest.len().min(CHUNK_LENGTH));
        let sealed = cipher
            .encrypt(&chunk_nonce(number, after.is_empty()), chunk)
            .expect("64 KiB can be encrypted");
        out.extend_from_slice(&sealed);
        if after.is_empty() {
            return;
        }
        rest = after;
        number += 1;
    }
}

/// The document, once all of it has been checked.
pub(crate) fn read(payload: &[u8], key: &FileKey) -> Result<Zeroizing<Vec<u8>>, OpenFault> {
    let (nonce, mut rest) = payload
        .split_at_checked(NONCE_LENGTH)
        .ok_or(OpenFault::Header("the document behind it is missing"))?;
    let cipher = cipher(key, nonce);
    let mut plain = Zeroizing::new(Vec::with_capacity(rest.len()));
    let mut number = 0;
    loop {
        let (chunk, after) = rest.split_at(rest.len().min(CHUNK_LENGTH + TAG_LENGTH));
        let opened = cipher
            .decrypt(&chunk_nonce(number, after.is_empty()), chunk)
            .map(Zeroizing::new)
            .map_err(|_| OpenFault::PayloadChanged)?;
        // A document that ends with a chunk has no empty one behind it: it would have two forms.
        if opened.is_empty() && number > 0 {
            return Err(OpenFault::PayloadChanged);
        }
        plain.extend_from_slice(&opened);
        if after.is_empty() {
            return Ok(plain);
        }
        rest = after;
        number += 1;
    }
}
