//! Other programs: started from the root of the workspace, with nothing on standard input.
//!
//! Responsible for running them and for asking whether they are installed. What their failure
//! means is left to the chore that runs them.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// The folder that holds the workspace's manifest.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent()
        .expect("the folder of the chores lies inside the workspace")
        .to_path_buf()
}

/// A command that starts at the root of the workspace and reads no input.
pub(crate) fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .current_dir(root())
        .stdin(Stdio::null());
    command
}

/// Runs a command, whose output goes to the terminal.
///
/// # Errors
///
/// Says how it ended when it did not end well, or why it did not start.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{}` ended with {status}", line(command))),
        Err(error) => Err(format!("`{}` did not start: {error}", line(command))),
    }
}

/// Runs a command that speaks for itself, and ends as it ends.
///
/// # Errors
///
/// Says why it did not start.
pub(crate) fn pass_on(command: &mut Command) -> Result<ExitCode, String> {
    match command.status() {
        Ok(status) if status.success() => Ok(ExitCode::SUCCESS),
        Ok(_) => Ok(ExitCode::FAILURE),
        Err(error) => Err(format!("`{}` did not start: {error}", line(command))),
    }
}

/// Whether a command runs and ends well; its output is thrown away.
pub(crate) fn succeeds(program: &str, arguments: &[&str]) -> bool {
    command(program, arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The command as a person would type it.
pub(crate) fn line(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(
        command
            .get_args()
            .map(|word| word.to_string_lossy().into_owned()),
    );
    words.join(" ")
}
