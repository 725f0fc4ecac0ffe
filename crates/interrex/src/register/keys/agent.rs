//! Keys that ssh-agent holds: on this machine, behind a forwarded socket, or in a security key that asks for
//! a touch.
//!
//! Responsible for the two questions of its protocol that are needed, *which keys* and *sign this*: a message
//! is its length in four bytes, a number that says what it is, and strings behind their lengths. The protocol
//! is that of
//! [draft-ietf-sshm-ssh-agent](https://datatracker.ietf.org/doc/draft-ietf-sshm-ssh-agent/).

use std::io::{Read, Write};

use interrex_signature::{PublicKey, Signature, signed_data};

use super::{Signer, checked};

const FAILURE: u8 = 5;
const REQUEST_IDENTITIES: u8 = 11;
const IDENTITIES_ANSWER: u8 = 12;
const SIGN_REQUEST: u8 = 13;
const SIGN_RESPONSE: u8 = 14;
/// RSA keys sign with SHA-512; other keys do not look at it.
const RSA_SHA2_512: u32 = 4;
/// A longer answer is none of an agent.
const ANSWER_LENGTH_MAX: usize = 256 << 10;

/// Opens the key of a fingerprint or of a comment.
pub(super) fn open(wanted: &str) -> Result<Box<dyn Signer>, String> {
    let socket = crate::clock::agent_socket()
        .ok_or("there is no ssh-agent: SSH_AUTH_SOCK is not set; `eval $(ssh-agent)` starts one")?;
    open_at(&socket, wanted)
}

#[cfg(unix)]
pub(super) fn open_at(socket: &std::path::Path, wanted: &str) -> Result<Box<dyn Signer>, String> {
    let stream = std::os::unix::net::UnixStream::connect(socket)
        .map_err(|error| format!("ssh-agent at `{}`: {error}", socket.display()))?;
    let mut agent = Agent { stream };
    let key = choose(agent.keys()?, wanted)?;
    Ok(Box::new(AgentKey { agent, key }))
}

#[cfg(not(unix))]
pub(super) fn open_at(_socket: &std::path::Path, _wanted: &str) -> Result<Box<dyn Signer>, String> {
    Err("ssh-agent is asked over a unix socket, which this system has not".to_owned())
}

/// The one key that a person means.
fn choose(keys: Vec<PublicKey>, wanted: &str) -> Result<PublicKey, String> {
    let listed = list(&keys);
    let mut meant = keys
        .into_iter()
        .filter(|key| wanted.is_empty() || key.fingerprint() == wanted || key.comment() == wanted);
    match (meant.next(), meant.next()) {
        (Some(key), None) => Ok(key),
        (None, _) if listed.is_empty() => {
            Err("ssh-agent holds no key that can be used; `ssh-add PATH` gives it one".to_owned())
        }
        (None, _) => Err(format!("ssh-agent has no key `{wanted}`; it has{listed}")),
        (Some(_), Some(_)) => Err(format!(
            "ssh-agent has several keys that could be meant; name one by its fingerprint:{listed}"
        )),
    }
}

fn list(keys: &[PublicKey]) -> String {
    keys.iter()
        .flat_map(|key| ["\n  ", &key.fingerprint(), " ", key.comment()].map(str::to_owned))
        .collect()
}

struct AgentKey<S> {
    agent: Agent<S>,
    key: PublicKey,
}

impl<S: Read + Write> Signer for AgentKey<S> {
    fn public(&self) -> PublicKey {
        self.key.clone()
    }

    fn sign(&mut self, namespace: &str, bytes: &[u8]) -> Result<Signature, String> {
        let answer = self.agent.sign(&self.key, &signed_data(namespace, bytes))?;
        let signature = Signature::from_agent(&self.key, namespace, &answer)
            .map_err(|fault| format!("ssh-agent: {fault}"))?;
        checked(signature, &self.key, namespace, bytes)
    }
}

struct Agent<S> {
    stream: S,
}

impl<S: Read + Write> Agent<S> {
    /// The keys that it holds and that are taken here, in its order.
    fn keys(&mut self) -> Result<Vec<PublicKey>, String> {
        let answer = self.ask(&[REQUEST_IDENTITIES])?;
        let damaged = || "ssh-agent: its list of keys is damaged".to_owned();
        let Some((&IDENTITIES_ANSWER, mut rest)) = answer.split_first() else {
            return Err("ssh-agent does not say which keys it holds".to_owned());
        };
        let count = take_number(&mut rest).ok_or_else(damaged)?;
        let mut keys = Vec::new();
        for _ in 0..count {
            let packet = take_string(&mut rest).ok_or_else(damaged)?;
            let comment = take_string(&mut rest).ok_or_else(damaged)?;
            // Keys of other kinds serve other purposes: they are no fault.
            if let Ok(key) = PublicKey::from_packet(packet) {
                keys.push(key.with_comment(&String::from_utf8_lossy(comment)));
            }
        }
        Ok(keys)
    }

    /// The packet of a signature over these bytes.
    fn sign(&mut self, key: &PublicKey, data: &[u8]) -> Result<Vec<u8>, String> {
        let mut request = vec![SIGN_REQUEST];
        put_string(&mut request, key.packet())?;
        put_string(&mut request, data)?;
        request.extend_from_slice(&RSA_SHA2_512.to_be_bytes());
        let answer = self.ask(&request)?;
        match answer.split_first() {
            Some((&SIGN_RESPONSE, mut rest)) => take_string(&mut rest)
                .map(<[u8]>::to_vec)
                .ok_or_else(|| "ssh-agent: its signature is damaged".to_owned()),
            Some((&FAILURE, _)) => Err(format!(
                "ssh-agent did not sign with key {}: it was refused, or a security key was not \
                 touched in time",
                key.fingerprint()
            )),
            _ => Err("ssh-agent answered something else than a signature".to_owned()),
        }
    }

    fn ask(&mut self, request: &[u8]) -> Result<Vec<u8>, String> {
        let mut message = Vec::new();
        put_string(&mut message, request)?;
        let asked = self
            .stream
            .write_all(&message)
            .and_then(|()| self.stream.flush());
        asked.map_err(|error| format!("ssh-agent cannot be asked: {error}"))?;
        let fail = |error| format!("ssh-agent does not answer: {error}");
        let mut length = [0; 4];
        self.stream.read_exact(&mut length).map_err(fail)?;
        let length = usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX);
        if length > ANSWER_LENGTH_MAX {
            return Err(format!(
                "ssh-agent answered {length} bytes, which is no answer"
            ));
        }
        let mut answer = vec![0; length];
        self.stream.read_exact(&mut answer).map_err(fail)?;
        Ok(answer)
    }
}

fn put_string(out: &mut Vec<u8>, bytes: &[u8]) -> Result<(), String> {
    let length = u32::try_from(bytes.len())
        .map_err(|_| "this is too long for ssh-agent to sign".to_owned())?;
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(bytes);
    Ok(())
}

fn take_number(rest: &mut &[u8]) -> Option<u32> {
    let (number, after) = rest.split_first_chunk::<4>()?;
    *rest = after;
    Some(u32::from_be_bytes(*number))
}

fn take_string<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = usize::try_from(take_number(rest)?).ok()?;
    let (string, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(string)
}

#[cfg(test)]
mod tests;
