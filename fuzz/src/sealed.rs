//! What is tried on bytes that claim to be sealed documents and identities in the format age.

use interrex_seal::{Identity, Lock, OpenFault, Recipient, armored, lock, open, seal};

/// The identity that the kept inputs are sealed to.
const IDENTITY: &str = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0";

thread_local! {
    static READERS: Vec<Identity> = vec![Identity::parse(IDENTITY).expect("an identity")];
}

/// Any bytes are read as a sealed document, as identities and as a recipient, without a panic; armor around
/// them changes nothing, and what opens can be sealed again.
pub fn read_sealed(bytes: &[u8]) {
    READERS.with(|readers| {
        let opened = open(bytes, readers);
        match lock(bytes) {
            Ok(Lock::Recipients) => assert_ne!(opened, Err(OpenFault::NeedsPassphrase)),
            Ok(Lock::Passphrase) => assert!(opened.is_err()),
            Err(fault) => assert_eq!(opened, Err(fault)),
        }
        if bytes.starts_with(b"age-encryption.org/") {
            assert_eq!(open(armored(bytes).as_bytes(), readers), opened);
        }
        if let Ok(plain) = opened {
            let recipients: Vec<Recipient> = readers
                .iter()
                .map(|reader| reader.recipient().clone())
                .collect();
            let sealed = seal(&plain, &recipients, &mut |bytes| bytes.fill(9)).expect("readers");
            assert_eq!(open(&sealed, readers), Ok(plain));
        }
    });
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(recipient) = Recipient::parse(text) {
        assert_eq!(recipient.to_string(), text);
    }
    for identity in Identity::parse_file(text).into_iter().flatten() {
        assert!(Recipient::parse(&identity.recipient().to_string()).is_ok());
    }
}
