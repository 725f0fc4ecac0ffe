//! Signatures of people over bytes: keys as OpenSSH writes them, and signatures as `ssh-keygen -Y sign`
//! makes them, so that people sign with the keys and tokens that they have and anybody can check.
//!
//! Pure: no file, clock, network or entropy. Seeds, passphrases and texts are arguments; where a key is
//! kept, and who asks for its passphrase, is left to the caller, and so is what was signed and whether its
//! signer was anybody.
//!
//! The format followed is OpenSSH's
//! [PROTOCOL.sshsig](https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig), and for
//! security keys [PROTOCOL.u2f](https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.u2f).
//! The readers are narrower than they have to be, so that one signature has one form in bytes: version 1
//! alone, nothing in the reserved field, no bytes after the end, numbers in their shortest form.
//!
//! ```
//! use interrex_signature::{PublicKey, SecretKey, Signature};
//!
//! let secret = SecretKey::from_seed([7; 32], "throwaway");
//! let signature = secret.sign("example", b"the bytes");
//!
//! let key = PublicKey::parse(&secret.public().to_string())?;
//! let read = Signature::from_base64(&signature.to_base64())?;
//! assert!(read.verify(&key, "example", b"the bytes").is_ok());
//! assert!(read.verify(&key, "example", b"other bytes").is_err());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod fault;
mod key;
mod secret;
mod signature;
mod wire;

pub use fault::{KeyFault, Refusal, SecretFault, SignatureFault};
pub use key::{Algorithm, PublicKey};
pub use secret::SecretKey;
pub use signature::{Hash, Presence, Signature, signed_data};
