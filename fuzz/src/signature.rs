//! What is tried on bytes that claim to be signatures and keys of OpenSSH.

use interrex_signature::{PublicKey, SecretKey, Signature};

/// Any bytes are read as a signature, as its armor, and as keys, without a panic; what is read has one form
/// in bytes, in which it is written again.
pub fn read_signature(bytes: &[u8]) {
    if let Ok(signature) = Signature::from_bytes(bytes) {
        assert_eq!(signature.to_bytes(), bytes);
        check_signature(&signature);
    }
    if let Ok(key) = PublicKey::from_packet(bytes) {
        assert_eq!(key.packet(), bytes);
        check_key(&key);
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let texts = [Signature::from_armor(text), Signature::from_base64(text)];
    for signature in texts.into_iter().flatten() {
        check_signature(&signature);
    }
    if let Ok(key) = PublicKey::parse(text) {
        check_key(&key);
    }
    // Without a passphrase: hashing one is slow on purpose.
    if let Ok(secret) = SecretKey::parse(text, None) {
        let signature = secret.sign("fuzz", bytes);
        assert_eq!(signature.verify(secret.public(), "fuzz", bytes), Ok(()));
        assert!(SecretKey::parse(&secret.to_openssh(), None).is_ok());
    }
}

fn check_signature(signature: &Signature) {
    let _ = signature.verify(signature.key(), signature.namespace(), b"bytes");
    let _ = signature.presence();
    assert_eq!(
        Signature::from_base64(&signature.to_base64()).as_ref(),
        Ok(signature)
    );
    assert_eq!(
        Signature::from_armor(&signature.armored()).as_ref(),
        Ok(signature)
    );
    check_key(signature.key());
}

fn check_key(key: &PublicKey) {
    let line = key.to_string();
    let again = PublicKey::parse(&line).map(|read| read.to_string());
    assert_eq!(again.as_ref(), Ok(&line));
}
