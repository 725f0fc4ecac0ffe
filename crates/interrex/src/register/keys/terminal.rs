//! Secrets typed at the terminal, unseen.

use console::Term;
use zeroize::Zeroizing;

/// Asks for a secret on the terminal.
///
/// # Errors
/// If there is none, or nothing was typed.
pub(crate) fn ask(question: &str) -> Result<Zeroizing<String>, String> {
    let terminal = Term::stderr();
    if !terminal.is_term() {
        return Err(format!(
            "{question} has to be typed at a terminal, and there is none here; a key in ssh-agent \
             needs none (`agent:FINGERPRINT`)"
        ));
    }
    let asked = terminal
        .write_str(&format!("{question}: "))
        .and_then(|()| terminal.read_secure_line());
    let typed = asked
        .map(Zeroizing::new)
        .map_err(|error| format!("{question} could not be read: {error}"))?;
    if typed.is_empty() {
        return Err(format!("{question} was not typed"));
    }
    Ok(typed)
}
