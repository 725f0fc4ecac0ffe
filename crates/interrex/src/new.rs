//! `interrex new`: a small, commented plan to start from.

use std::path::Path;

use crate::Outcome;
use crate::output::Output;

/// The files of the starter plan: name, text.
const STARTER: &[(&str, &str)] = &[
    ("plan.toml", include_str!("../starter/plan.toml")),
    ("places.toml", include_str!("../starter/places.toml")),
    ("people.toml", include_str!("../starter/people.toml")),
    ("functions.toml", include_str!("../starter/functions.toml")),
    ("practice.toml", include_str!("../starter/practice.toml")),
    ("README.md", include_str!("../starter/README.md")),
];

/// Runs the verb. Nothing that exists is overwritten.
pub(crate) fn run(dir: &Path, output: &mut Output) -> Outcome {
    if dir.exists() && std::fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        return output.fail(&format!(
            "`{}` is not empty; name a folder that does not exist yet",
            dir.display()
        ));
    }
    if let Err(error) = write(dir) {
        return output.fail(&format!("cannot write `{}`: {error}", dir.display()));
    }
    let shown = dir.display();
    output.answer(&format!(
        "wrote a starter plan to `{shown}`\n\n\
         next:  interrex check {shown}\n       interrex prove {shown}\n\
         then replace what `{shown}/plan.toml` says, table by table\n"
    ));
    Outcome::Good
}

fn write(dir: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(dir)?;
    for (name, text) in STARTER {
        std::fs::write(dir.join(name), text)?;
    }
    Ok(())
}
