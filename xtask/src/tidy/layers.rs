//! Which crate may import which.
//!
//! Responsible for the layers as data and for holding every manifest against them. A crate imports
//! from lower layers only; crates of one layer do not know each other. The table is the one of
//! `ARCHITECTURE.md`: a crate that is missing here is refused, so that it is placed before it is
//! built.

use super::manifest::{Dependency, Manifest};
use super::{Finding, House};

/// What a crate is to the others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Imports from lower layers.
    Layer(u8),
    /// Imports none of ours, and only tests import it.
    TestSupport,
    /// Imports anything; nothing imports it.
    Chores,
}

struct Room {
    name: &'static str,
    place: Place,
    /// Crates of lower layers that it must nevertheless not import, each with the reason.
    closed: &'static [(&'static str, &'static str)],
}

/// The engine speaks Boolean algebra: the words of a plan end at `interrex-standing`.
const NO_PLAN: (&str, &str) = (
    "interrex-plan",
    "the engine speaks of variables and gates; offices end at interrex-standing",
);

const ROOMS: &[Room] = &[
    room("interrex-units", 0, &[]),
    room("interrex-diag", 0, &[]),
    room("interrex-circuit", 0, &[]),
    room("interrex-certificate", 0, &[]),
    room("interrex-tlog", 0, &[]),
    room("interrex-signature", 0, &[]),
    room("interrex-seal", 0, &[]),
    room("interrex-dd", 1, &[]),
    room("interrex-log", 1, &[]),
    room("interrex-count", 1, &[]),
    room("interrex-plan", 1, &[]),
    room("interrex-fault", 2, &[NO_PLAN]),
    room("interrex-openpsa", 2, &[NO_PLAN]),
    room("interrex-standing", 2, &[]),
    room("interrex-tables", 2, &[]),
    room("interrex-rules", 3, &[]),
    room("interrex-prove", 3, &[]),
    room("interrex-register", 3, &[]),
    room("interrex-picture", 3, &[]),
    room("interrex-sheet", 3, &[]),
    room("interrex-simulation", 4, &[]),
    room("interrex-report", 4, &[]),
    room("interrex-print", 5, &[]),
    room("interrex-word", 5, &[]),
    room("interrex", 6, &[]),
    room("interrex-tlog-conformance", 6, &[]),
    Room {
        name: "interrex-testkit",
        place: Place::TestSupport,
        closed: &[],
    },
    Room {
        name: "xtask",
        place: Place::Chores,
        closed: &[],
    },
];

const fn room(
    name: &'static str,
    layer: u8,
    closed: &'static [(&'static str, &'static str)],
) -> Room {
    Room {
        name,
        place: Place::Layer(layer),
        closed,
    }
}

/// The layer of a crate; nothing for test support, chores and unknown crates.
pub(super) fn layer(name: &str) -> Option<u8> {
    match find(name)?.place {
        Place::Layer(layer) => Some(layer),
        Place::TestSupport | Place::Chores => None,
    }
}

fn find(name: &str) -> Option<&'static Room> {
    ROOMS.iter().find(|room| room.name == name)
}

/// Every import that the table does not allow, and every crate that the table does not know.
pub(super) fn check(house: &House) -> Vec<Finding> {
    house.manifests().iter().flat_map(crate_findings).collect()
}

fn crate_findings(manifest: &Manifest) -> Vec<Finding> {
    let Some(room) = find(&manifest.name) else {
        let message = format!(
            "crate `{}` has no layer in xtask/src/tidy/layers.rs",
            manifest.name
        );
        return vec![Finding::new(&manifest.path, 0, message)];
    };
    manifest
        .dependencies
        .iter()
        .filter_map(|dependency| {
            let reason = refusal(room, dependency)?;
            let message = format!("`{}` imports `{}`: {reason}", room.name, dependency.name);
            Some(Finding::new(&manifest.path, dependency.line, message))
        })
        .collect()
}

/// Why a crate may not import another; nothing when it may, or when the other is none of ours.
fn refusal(room: &Room, dependency: &Dependency) -> Option<String> {
    let ours = dependency.name == "xtask" || dependency.name.starts_with("interrex");
    let Some(other) = find(&dependency.name) else {
        return ours.then(|| "there is no such crate in the table of layers".to_owned());
    };
    if let Some((_, reason)) = room.closed.iter().find(|(name, _)| *name == other.name) {
        return Some((*reason).to_owned());
    }
    match (room.place, other.place) {
        (_, Place::Chores) => Some("nothing imports the chores".to_owned()),
        (Place::TestSupport, _) => Some("test support imports nothing of ours".to_owned()),
        (_, Place::TestSupport) if !dependency.for_tests => {
            Some("only tests use it: list it under [dev-dependencies]".to_owned())
        }
        (Place::Layer(own), Place::Layer(theirs)) if theirs >= own => Some(format!(
            "layer {own} imports from lower layers only, and this is layer {theirs}"
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The crates that `name` may not import, out of those that it lists.
    #[track_caller]
    fn check_imports(name: &str, section: &str, imports: &[&str], expect: &[&str]) {
        let mut text = format!("[package]\nname = \"{name}\"\n[{section}]\n");
        for import in imports {
            text.push_str(import);
            text.push_str(".workspace = true\n");
        }
        let path = format!("crates/{name}/Cargo.toml");
        let findings = check(&House::of(&[(&path, &text)]));
        let refused: Vec<&str> = findings
            .iter()
            .filter_map(|finding| finding.message.split('`').nth(3))
            .collect();
        assert_eq!(refused, expect, "{findings:?}");
    }

    #[test]
    fn lower_layers_are_open() {
        check_imports(
            "interrex-dd",
            "dependencies",
            &["interrex-circuit", "libm"],
            &[],
        );
        check_imports("interrex", "dependencies", &["interrex-prove", "clap"], &[]);
        check_imports("xtask", "dependencies", &["interrex-prove"], &[]);
    }

    #[test]
    fn equal_and_higher_layers_are_closed() {
        check_imports(
            "interrex-dd",
            "dependencies",
            &["interrex-plan"],
            &["interrex-plan"],
        );
        check_imports(
            "interrex-units",
            "dependencies",
            &["interrex-diag"],
            &["interrex-diag"],
        );
        check_imports(
            "interrex-plan",
            "dev-dependencies",
            &["interrex-prove"],
            &["interrex-prove"],
        );
        check_imports(
            "interrex-fault",
            "dependencies",
            &["interrex-plan"],
            &["interrex-plan"],
        );
    }

    #[test]
    fn test_support_is_for_tests() {
        let kit = &["interrex-testkit"];
        check_imports("interrex-dd", "dev-dependencies", kit, &[]);
        check_imports("interrex-dd", "dependencies", kit, kit);
        check_imports(
            "interrex-testkit",
            "dependencies",
            &["interrex-units"],
            &["interrex-units"],
        );
    }

    #[test]
    fn a_crate_outside_the_table_is_refused() {
        let manifest = (
            "crates/interrex-new/Cargo.toml",
            "[package]\nname = \"interrex-new\"\n",
        );
        assert_eq!(check(&House::of(&[manifest])).len(), 1);
        check_imports(
            "interrex",
            "dependencies",
            &["interrex-core"],
            &["interrex-core"],
        );
        check_imports("interrex", "dependencies", &["xtask"], &["xtask"]);
    }
}
