//! An agent whose answers are written down, and the one of OpenSSH.

use std::collections::VecDeque;
use std::io;

use interrex_signature::SecretKey;

use super::*;

/// Answers one after another, whatever it is asked.
#[derive(Default)]
struct Scripted {
    answers: VecDeque<u8>,
    asked: Vec<u8>,
}

impl Scripted {
    fn new(answers: &[&[u8]]) -> Self {
        let mut bytes = Vec::new();
        for answer in answers {
            put_string(&mut bytes, answer).expect("it is short");
        }
        Self {
            answers: bytes.into(),
            asked: Vec::new(),
        }
    }
}

impl Read for Scripted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.answers.read(buffer)
    }
}

impl Write for Scripted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.asked.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn listing(keys: &[(&[u8], &str)]) -> Vec<u8> {
    let count = u32::try_from(keys.len()).expect("they are few");
    let mut out = vec![IDENTITIES_ANSWER];
    out.extend_from_slice(&count.to_be_bytes());
    for (packet, comment) in keys {
        put_string(&mut out, packet).expect("it is short");
        put_string(&mut out, comment.as_bytes()).expect("it is short");
    }
    out
}

fn keys_of(answer: &[u8]) -> Result<Vec<PublicKey>, String> {
    let stream = Scripted::new(&[answer]);
    Agent { stream }.keys()
}

#[test]
fn keys_of_other_kinds_are_passed_over() {
    let secret = SecretKey::from_seed([1; 32], "");
    let packet = secret.public().packet();
    let mut other = Vec::new();
    put_string(&mut other, b"ssh-dss").expect("it is short");
    let keys = keys_of(&listing(&[(&other, "old"), (packet, "p-1")])).expect("it lists");
    assert_eq!(keys, [secret.public().clone()]);
    assert_eq!(keys[0].comment(), "p-1");
}

#[test]
fn damaged_answers_are_refused() {
    let good = listing(&[(SecretKey::from_seed([1; 32], "").public().packet(), "p-1")]);
    for length in 0..good.len() {
        assert!(keys_of(&good[..length]).is_err(), "{length} bytes");
    }
    assert!(keys_of(&[FAILURE]).is_err());
    // A count that no answer has room for ends where the answer does.
    assert!(keys_of(&[IDENTITIES_ANSWER, 0xff, 0xff, 0xff, 0xff]).is_err());
    let mut agent = Agent {
        stream: Scripted {
            answers: [0xff; 4].into(),
            asked: Vec::new(),
        },
    };
    let fault = agent.keys().expect_err("it is too long");
    assert!(fault.contains("4294967295 bytes"), "{fault}");
}

#[track_caller]
fn check_choice(wanted: &str, expect: Result<usize, &str>) {
    let keys: Vec<PublicKey> = [("p-1", 1), ("p-2", 2), ("p-2", 3)]
        .map(|(comment, seed)| SecretKey::from_seed([seed; 32], comment).public().clone())
        .into();
    match (choose(keys.clone(), wanted), expect) {
        (Ok(key), Ok(index)) => assert_eq!(key, keys[index]),
        (Err(fault), Err(part)) => assert!(fault.contains(part), "{fault}"),
        (found, _) => panic!("{found:?}"),
    }
}

#[test]
fn one_key_is_meant() {
    check_choice("p-1", Ok(0));
    let third = SecretKey::from_seed([3; 32], "").public().fingerprint();
    check_choice(&third, Ok(2));
    check_choice("p-2", Err("several keys"));
    check_choice("", Err("several keys"));
    check_choice("p-3", Err("has no key `p-3`; it has\n  SHA256:"));
    let one = SecretKey::from_seed([1; 32], "p-1").public().clone();
    assert_eq!(choose(vec![one.clone()], ""), Ok(one));
    assert!(choose(Vec::new(), "").is_err());
}

/// An agent that signs something else is not believed.
#[test]
fn another_signature_is_refused() {
    let secret = SecretKey::from_seed([1; 32], "");
    let key = secret.public().clone();
    let mut made = vec![SIGN_RESPONSE];
    let mut packet = Vec::new();
    put_string(&mut packet, b"ssh-ed25519").expect("it is short");
    put_string(&mut packet, &[0; 64]).expect("it is short");
    put_string(&mut made, &packet).expect("it is short");
    let stream = Scripted::new(&[&made, &[FAILURE]]);
    let mut signer = AgentKey {
        agent: Agent { stream },
        key,
    };
    let fault = signer
        .sign("example", b"bytes")
        .expect_err("it does not fit");
    assert!(fault.contains("cannot be used"), "{fault}");
    let fault = signer.sign("example", b"bytes").expect_err("it is refused");
    assert!(fault.contains("did not sign"), "{fault}");
}

#[cfg(unix)]
mod openssh {
    use std::path::Path;
    use std::process::{Child, Command, Stdio};
    use std::thread::sleep;
    use std::time::Duration;

    use super::*;
    use crate::register::keys::file::folder;

    /// Ends when the test does.
    struct Running(Child);

    impl Drop for Running {
        fn drop(&mut self) {
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }

    fn start(socket: &Path) -> Option<Running> {
        let started = Command::new("ssh-agent")
            .args(["-D", "-a"])
            .arg(socket)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let Ok(child) = started else {
            println!("skipped: ssh-agent is not installed (Debian: openssh-client)");
            return None;
        };
        let running = Running(child);
        for _ in 0..200 {
            if socket.exists() {
                return Some(running);
            }
            sleep(Duration::from_millis(50));
        }
        panic!("ssh-agent does not listen");
    }

    #[track_caller]
    fn check_kind(folder: &Path, socket: &Path, kind: &[&str]) {
        let name = kind.join("-");
        let made = Command::new("ssh-keygen")
            .args(["-q", "-N", "", "-C", &name, "-f", &name, "-t"])
            .args(kind)
            .current_dir(folder)
            .status();
        assert!(made.is_ok_and(|status| status.success()));
        let added = Command::new("ssh-add")
            .args(["-q", &name])
            .env("SSH_AUTH_SOCK", socket)
            .current_dir(folder)
            .status();
        assert!(added.is_ok_and(|status| status.success()));
        let line = std::fs::read_to_string(folder.join(format!("{name}.pub"))).expect("a key");
        let key = PublicKey::parse(&line).expect("a key");
        let mut signer = open_at(socket, &name).expect("it is there");
        assert_eq!(signer.public(), key);
        for bytes in [&b""[..], b"bytes", &vec![7; 100_000]] {
            let signature = signer.sign("interrex-act", bytes).expect("it signs");
            assert_eq!(signature.verify(&key, "interrex-act", bytes), Ok(()));
        }
        assert!(open_at(socket, &key.fingerprint()).is_ok());
    }

    #[test]
    fn the_agent_of_openssh_signs() {
        let folder = folder("agent");
        let socket = folder.join("socket");
        let Some(_running) = start(&socket) else {
            return;
        };
        let fault = open_at(&socket, "").err().expect("it is empty");
        assert!(fault.contains("holds no key"), "{fault}");
        check_kind(&folder, &socket, &["ed25519"]);
        check_kind(&folder, &socket, &["ecdsa", "-b", "256"]);
        check_kind(&folder, &socket, &["rsa", "-b", "2048"]);
        std::fs::remove_dir_all(folder).expect("the folder can be removed");
    }

    #[test]
    fn no_agent_is_said() {
        let fault = open_at(Path::new("/nonexistent/socket"), "").err();
        let fault = fault.expect("nobody listens");
        assert!(fault.contains("/nonexistent/socket"), "{fault}");
    }
}
