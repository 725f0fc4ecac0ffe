//! The page on the command line, from what the program says of itself.
//!
//! Responsible for asking the binary for its help, and each verb for its own. The binary is built
//! with cargo's defaults; its help is laid out for a hundred columns.

use crate::process;

/// The page, Markdown.
///
/// # Errors
///
/// Says that the binary was not built or does not give its help.
pub(super) fn page() -> Result<String, String> {
    let own = help(&[])?;
    let mut sections = vec![format!("# The command line\n\n{}", block(&own))];
    for verb in verbs(&own) {
        let help = help(&[verb])?;
        sections.push(format!("## {verb}\n\n{}", block(&help)));
    }
    Ok(sections.join("\n"))
}

/// What the binary prints for `--help` after a verb.
fn help(verb: &[&str]) -> Result<String, String> {
    let mut command = process::command("cargo", &["run", "--quiet", "--package", "interrex", "--"]);
    command.args(verb).arg("--help").env("COLUMNS", "100");
    let output = command
        .output()
        .map_err(|error| format!("cargo did not start: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!(
            "`{}`:\n{}",
            process::line(&command),
            said.trim_end()
        ));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The verbs that the help lists, except the one that prints help.
fn verbs(help: &str) -> Vec<&str> {
    help.lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        // What is longer than a line goes on further to the right.
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|verb| *verb != "help")
        .collect()
}

fn block(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    format!("```text\n{}\n```\n", lines.join("\n").trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_read_from_the_help() {
        let help = "About\n\nCommands:\n  new    Write\n         more\n  check  Find\n  help   Print\n\nOptions:\n  -q\n";
        assert_eq!(verbs(help), ["new", "check"]);
        assert!(verbs("no commands").is_empty());
    }

    #[test]
    fn blanks_at_line_ends_are_dropped() {
        assert_eq!(block("a  \n\nb\n\n"), "```text\na\n\nb\n```\n");
    }
}
