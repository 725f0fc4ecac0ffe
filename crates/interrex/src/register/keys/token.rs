//! Keys in tokens: cards, keys on a bus, machines in a rack, over PKCS11.
//!
//! Responsible for finding the one key that is meant and for signing with it: Ed25519, ECDSA on P-256, RSA. The
//! private key never leaves the token, and the PIN is asked for on the terminal.

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::Error;
use cryptoki::mechanism::Mechanism;
use cryptoki::mechanism::eddsa::{EddsaParams, EddsaSignatureScheme};
use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session, UserType};
use cryptoki::slot::{Slot, TokenInfo};
use cryptoki::types::AuthPin;
use interrex_signature::{Algorithm, PublicKey, Signature, signed_data};
use sha2::{Digest, Sha256};

use super::address::Address;
use super::{Ask, Signer, checked};

/// Where a URI names no module: the one that knows all that are set up on this machine.
const MODULE: &str = "p11-kit-proxy.so";
/// The object identifier of P-256 as a token writes it (SEC 2, 1.2.840.10045.3.1.7).
const P256: [u8; 10] = [0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];

struct TokenKey {
    session: Session,
    private: ObjectHandle,
    key: PublicKey,
    /// How to log in again for each signature, where the key asks for that.
    again: Option<Login>,
}

/// How a person shows that a token is theirs; overwritten in memory when it is dropped.
enum Login {
    Pin(AuthPin),
    /// The token has a keypad of its own.
    Keypad,
}

impl Login {
    fn run(&self, session: &Session, user: UserType) -> Result<(), Error> {
        match self {
            Self::Pin(pin) => session.login(user, Some(pin)),
            Self::Keypad => session.login(user, None),
        }
    }
}

impl TokenKey {
    fn raw(&self, mechanism: &Mechanism<'_>, data: &[u8]) -> Result<Vec<u8>, Error> {
        let Some(login) = &self.again else {
            return self.session.sign(mechanism, self.private, data);
        };
        self.session.sign_init(mechanism, self.private)?;
        login.run(&self.session, UserType::ContextSpecific)?;
        self.session.sign_update(data)?;
        self.session.sign_final()
    }
}

impl Signer for TokenKey {
    fn public(&self) -> PublicKey {
        self.key.clone()
    }

    fn sign(&mut self, namespace: &str, bytes: &[u8]) -> Result<Signature, String> {
        let data = signed_data(namespace, bytes);
        let made = match self.key.algorithm() {
            Algorithm::Ed25519 => {
                let parameters = EddsaParams::new(EddsaSignatureScheme::Ed25519);
                self.raw(&Mechanism::Eddsa(parameters), &data)
            }
            // Tokens sign the digest; which one, the algorithm says.
            Algorithm::EcdsaP256 => self.raw(&Mechanism::Ecdsa, &Sha256::digest(&data)),
            _ => self.raw(&Mechanism::Sha512RsaPkcs, &data),
        };
        let raw = made.map_err(|error| format!("the token did not sign: {error}"))?;
        let signature = Signature::from_token(&self.key, namespace, &raw)
            .map_err(|fault| format!("the token: {fault}"))?;
        checked(signature, &self.key, namespace, bytes)
    }
}

/// Opens the key of an address.
pub(super) fn open(address: &Address, ask: Ask<'_>) -> Result<Box<dyn Signer>, String> {
    let module = address.module.as_deref().unwrap_or(MODULE);
    let context = Pkcs11::new(module).map_err(|error| {
        format!("the module `{module}` of tokens (`?module-path=` names another): {error}")
    })?;
    let arguments = CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK);
    context
        .initialize(arguments)
        .map_err(|error| said(&error))?;
    let (slot, info) = find_token(&context, address)?;
    let session = context
        .open_ro_session(slot)
        .map_err(|error| said(&error))?;
    let login = log_in(&session, &info, ask)?;
    let private = find_private(&session, address)?;
    let key = find_public(&session, private)?;
    let again = login.filter(|_| asks_again(&session, private));
    Ok(Box::new(TokenKey {
        session,
        private,
        key,
        again,
    }))
}

fn said(error: &Error) -> String {
    format!("the token: {error}")
}

fn find_token(context: &Pkcs11, address: &Address) -> Result<(Slot, TokenInfo), String> {
    let mut found = Vec::new();
    let mut labels = String::new();
    for slot in context
        .get_slots_with_initialized_token()
        .map_err(|error| said(&error))?
    {
        let info = context.get_token_info(slot).map_err(|error| said(&error))?;
        let fits = |wanted: &Option<String>, own: &str| {
            wanted
                .as_ref()
                .is_none_or(|wanted| wanted == own.trim_end())
        };
        labels.push_str("\n  ");
        labels.push_str(info.label().trim_end());
        if fits(&address.token, info.label())
            && fits(&address.serial, info.serial_number())
            && fits(&address.manufacturer, info.manufacturer_id())
            && fits(&address.model, info.model())
        {
            found.push((slot, info));
        }
    }
    let count = found.len();
    match found.pop() {
        Some(token) if count == 1 => Ok(token),
        None if labels.is_empty() => Err("there is no token here".to_owned()),
        None => Err(format!("no such token is here; there are:{labels}")),
        Some(_) => Err(format!(
            "{count} tokens could be meant; name one with `token=`:{labels}"
        )),
    }
}

fn log_in(session: &Session, info: &TokenInfo, ask: Ask<'_>) -> Result<Option<Login>, String> {
    if !info.login_required() {
        return Ok(None);
    }
    let label = info.label().trim_end();
    if info.user_pin_locked() {
        return Err(format!(
            "token `{label}` is locked after too many wrong PINs"
        ));
    }
    let login = if info.protected_authentication_path() {
        Login::Keypad
    } else {
        let warning = if info.user_pin_final_try() {
            " (the last try before it is locked)"
        } else {
            ""
        };
        let pin = ask(&format!("the PIN of token `{label}`{warning}"))?;
        Login::Pin(AuthPin::new(pin.as_str().into()))
    };
    login
        .run(session, UserType::User)
        .map_err(|error| format!("token `{label}` did not take the PIN: {error}"))?;
    Ok(Some(login))
}

/// Whether a key wants its owner at each signature, as the one for signing on an identity card does.
fn asks_again(session: &Session, private: ObjectHandle) -> bool {
    let read = session.get_attributes(private, &[AttributeType::AlwaysAuthenticate]);
    read.is_ok_and(|found| found.contains(&Attribute::AlwaysAuthenticate(true)))
}

fn find_private(session: &Session, address: &Address) -> Result<ObjectHandle, String> {
    let mut template = vec![Attribute::Class(ObjectClass::PRIVATE_KEY)];
    if let Some(object) = &address.object {
        template.push(Attribute::Label(object.as_bytes().to_vec()));
    }
    if let Some(id) = &address.id {
        template.push(Attribute::Id(id.clone()));
    }
    match session
        .find_objects(&template)
        .map_err(|error| said(&error))?
        .as_slice()
    {
        [private] => Ok(*private),
        [] => Err(format!("there is no {}", address.described())),
        several => Err(format!(
            "{} private keys could be meant; name one with `object=` or `id=`",
            several.len()
        )),
    }
}

/// The public key with the identifier of a private one.
fn find_public(session: &Session, private: ObjectHandle) -> Result<PublicKey, String> {
    let read = session
        .get_attributes(private, &[AttributeType::Id, AttributeType::Label])
        .map_err(|error| said(&error))?;
    let mut id = Vec::new();
    let mut label = Vec::new();
    for attribute in read {
        match attribute {
            Attribute::Id(bytes) => id = bytes,
            Attribute::Label(bytes) => label = bytes,
            _ => {}
        }
    }
    let template = [Attribute::Class(ObjectClass::PUBLIC_KEY), Attribute::Id(id)];
    let found = session
        .find_objects(&template)
        .map_err(|error| said(&error))?;
    let [public] = found.as_slice() else {
        return Err(format!(
            "the token holds {} public keys with the identifier of the private one, not one",
            found.len()
        ));
    };
    let key = read_public(session, *public)?;
    Ok(key.with_comment(&String::from_utf8_lossy(&label)))
}

fn read_public(session: &Session, public: ObjectHandle) -> Result<PublicKey, String> {
    let wanted = [
        AttributeType::KeyType,
        AttributeType::EcParams,
        AttributeType::EcPoint,
        AttributeType::Modulus,
        AttributeType::PublicExponent,
    ];
    let mut kind = None;
    let (mut curve, mut point) = (Vec::new(), Vec::new());
    let (mut modulus, mut exponent) = (Vec::new(), Vec::new());
    for attribute in session
        .get_attributes(public, &wanted)
        .map_err(|error| said(&error))?
    {
        match attribute {
            Attribute::KeyType(found) => kind = Some(found),
            Attribute::EcParams(bytes) => curve = bytes,
            Attribute::EcPoint(bytes) => point = bytes,
            Attribute::Modulus(bytes) => modulus = bytes,
            Attribute::PublicExponent(bytes) => exponent = bytes,
            _ => {}
        }
    }
    let other = || Err("the token's key is neither Ed25519 nor ECDSA P-256 nor RSA".to_owned());
    let read = match kind {
        Some(KeyType::EC_EDWARDS) => match <[u8; 32]>::try_from(unwrapped(&point, 32)) {
            Ok(bytes) => PublicKey::from_ed25519(bytes),
            Err(_) => return other(),
        },
        Some(KeyType::EC) if curve == P256 => PublicKey::from_ecdsa_p256(unwrapped(&point, 65)),
        Some(KeyType::RSA) => PublicKey::from_rsa(&exponent, &modulus),
        _ => return other(),
    };
    read.map_err(|fault| format!("the token's key: {fault}"))
}

/// A point, which some tokens wrap in an octet string or a bit string of DER, and some do not.
fn unwrapped(bytes: &[u8], length: usize) -> &[u8] {
    match bytes {
        [0x04, size, rest @ ..] if rest.len() == length && usize::from(*size) == length => rest,
        [0x03, size, 0x00, rest @ ..]
            if rest.len() == length && usize::from(*size) == length + 1 =>
        {
            rest
        }
        _ => bytes,
    }
}

#[cfg(test)]
mod tests;
