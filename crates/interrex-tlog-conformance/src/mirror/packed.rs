//! Bytes as gzip packs them ([RFC 1952](https://www.rfc-editor.org/rfc/rfc1952)), in blocks that are as they are: that a
//! mirror can unpack a body is asked, not how small it gets.

/// So many bytes fit into a block.
const BLOCK: usize = 65_535;

/// Packs bytes.
pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    let count = bytes.len().div_ceil(BLOCK).max(1);
    for at in 0..count {
        let end = bytes.len().min((at + 1) * BLOCK);
        let block = bytes.get(at * BLOCK..end).unwrap_or_default();
        packed.push(u8::from(at + 1 == count));
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        packed.extend(length.to_le_bytes());
        packed.extend((!length).to_le_bytes());
        packed.extend(block);
    }
    packed.extend(crc32(bytes).to_le_bytes());
    let length = u32::try_from(bytes.len() % (1 << 32)).unwrap_or_default();
    packed.extend(length.to_le_bytes());
    packed
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            let low = sum & 1;
            sum = (sum >> 1) ^ (0xedb8_8320 * low);
        }
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_that_of_the_check_value() {
        // The check value of CRC-32 as its catalogs have it.
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn long_bodies_have_several_blocks() {
        let bytes = vec![7; BLOCK + 1];
        let packed = gzip(&bytes);
        assert_eq!(packed.len(), 10 + 2 * 5 + bytes.len() + 8);
        assert_eq!(packed[10], 0);
        assert_eq!(packed[10 + 5 + BLOCK..][..5], [1, 1, 0, 0xfe, 0xff]);
        assert_eq!(gzip(b"")[10..15], [1, 0, 0, 0xff, 0xff]);
    }
}
