//! Contents of tiles and bundles.
//!
//! Responsible for their bytes. Which entries and hashes belong together is left to the tree.

use crate::fault::{Fault, ReadError};
use crate::merkle::Hash;

/// The longest entry that a bundle can hold, in bytes.
pub const ENTRY_BYTES_MAX: usize = u16::MAX as usize;

/// The hashes of a tile of this width.
///
/// # Errors
///
/// [`Fault::WrongLength`] where it is not `width` times 32 bytes long.
pub fn read_tile(bytes: &[u8], width: u16) -> Result<Vec<Hash>, ReadError> {
    let expected = usize::from(width) * 32;
    if bytes.len() != expected {
        let found = bytes.len();
        return Err(ReadError::byte(0, Fault::WrongLength { expected, found }));
    }
    let (hashes, _) = bytes.as_chunks::<32>();
    Ok(hashes.iter().copied().map(Hash::new).collect())
}

/// The bytes of a tile.
pub fn write_tile(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| *hash.as_bytes()).collect()
}

/// The entries of a bundle of this width.
///
/// # Errors
///
/// [`Fault::Missing`] where the bytes end in an entry, [`Fault::Trailing`] where there are more than
/// `width` entries, each with the offset of the entry.
pub fn read_bundle(bytes: &[u8], width: u16) -> Result<Vec<&[u8]>, ReadError> {
    let mut rest = bytes;
    let mut entries = Vec::new();
    for _ in 0..width {
        let offset = bytes.len() - rest.len();
        let (entry, after) = take_entry(rest)
            .ok_or_else(|| ReadError::byte(offset, Fault::Missing("the end of an entry")))?;
        entries.push(entry);
        rest = after;
    }
    if rest.is_empty() {
        Ok(entries)
    } else {
        let offset = bytes.len() - rest.len();
        Err(ReadError::byte(offset, Fault::Trailing))
    }
}

/// The first entry and what follows it; nothing where the bytes end before it does.
pub(crate) fn take_entry(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))
}

/// The bytes of a bundle.
///
/// # Errors
///
/// [`Fault::TooLong`] where an entry is longer than [`ENTRY_BYTES_MAX`].
pub fn write_bundle<E: AsRef<[u8]>>(entries: &[E]) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    for entry in entries {
        push_entry(&mut bytes, entry.as_ref())?;
    }
    Ok(bytes)
}

pub(crate) fn push_entry(bytes: &mut Vec<u8>, entry: &[u8]) -> Result<(), Fault> {
    let length = u16::try_from(entry.len()).map_err(|_| Fault::TooLong(ENTRY_BYTES_MAX))?;
    bytes.extend(length.to_be_bytes());
    bytes.extend(entry);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bundle_is_its_entries() {
        let entries: [&[u8]; 3] = [b"", b"ab", b"c"];
        let bytes = write_bundle(&entries).unwrap();
        assert_eq!(bytes, b"\0\0\0\x02ab\0\x01c");
        assert_eq!(read_bundle(&bytes, 3).unwrap(), entries);
        let error = |bytes, width| read_bundle(bytes, width).unwrap_err().to_string();
        assert_eq!(
            error(&bytes, 4),
            "byte 9: the input ends before the end of an entry"
        );
        assert_eq!(error(&bytes, 2), "byte 6: something follows the end");
        assert_eq!(
            error(&bytes[..8], 3),
            "byte 6: the input ends before the end of an entry"
        );
        write_bundle(&[vec![0; ENTRY_BYTES_MAX]]).unwrap();
        write_bundle(&[vec![0; ENTRY_BYTES_MAX + 1]]).unwrap_err();
    }

    #[test]
    fn a_tile_is_its_hashes() {
        let hashes = [Hash::new([1; 32]), Hash::new([2; 32])];
        let bytes = write_tile(&hashes);
        assert_eq!(read_tile(&bytes, 2).unwrap(), hashes);
        let error = read_tile(&bytes[1..], 2).unwrap_err().to_string();
        assert_eq!(error, "byte 0: 63 bytes where 64 are expected");
    }
}
