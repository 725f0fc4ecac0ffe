//! Every example of the reference is read without fault.

use std::fs;
use std::path::Path;

use interrex_diag::{Format, render};
use interrex_plan::model::PersonState;
use interrex_plan::schema::{CONSTRUCTS, reference_markdown};

/// What every plan has; examples that show it themselves bring their own.
const PLAN: &str = "[plan]\ntitle = \"An example\"\nhorizon = \"30 d\"\n\n";

#[test]
fn every_example_is_read_without_fault() {
    for construct in CONSTRUCTS {
        let example = construct.example;
        let text = if example.contains("[plan]") {
            example.into()
        } else {
            format!("{PLAN}{example}")
        };
        let reading = interrex_plan::read(&[("example.toml", &text)]);
        let shown = render(&reading.diagnostics, &reading.sources, Format::Human, false);
        assert!(
            reading.diagnostics.is_empty(),
            "{}\n{shown}",
            construct.header
        );
    }
}

#[test]
fn every_key_has_a_value_of_toml_as_its_example() {
    for construct in CONSTRUCTS {
        for key in construct.keys {
            let line = format!("{} = {}\n", key.name, key.example);
            let parsed = toml::de::DeTable::parse(&line);
            assert!(parsed.is_ok(), "{}: {line}", construct.header);
        }
    }
}

/// A key that the documentation offers and nothing reads would be worse than none.
#[test]
fn every_key_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/read");
    let mut source = String::new();
    for entry in fs::read_dir(folder).expect("the readers are there") {
        let path = entry.expect("a readable folder").path();
        source.push_str(&fs::read_to_string(path).expect("a readable file"));
    }
    for construct in CONSTRUCTS {
        for key in construct.keys {
            let state = PersonState::ALL
                .iter()
                .any(|state| state.word() == key.name);
            let read = source.contains(&format!("\"{}\"", key.name)) || state;
            assert!(read, "nothing reads `{}` of {}", key.name, construct.header);
        }
    }
}

#[test]
fn the_reference_shows_every_construct_and_key() {
    let page = reference_markdown();
    for construct in CONSTRUCTS {
        assert!(
            page.contains(&format!("\n## `{}`\n", construct.header)),
            "{}",
            construct.header
        );
        let example = format!("\n```toml\n{}```\n", construct.example);
        let is_empty = construct.example.is_empty();
        assert!(is_empty || page.contains(&example), "{}", construct.header);
        for key in construct.keys {
            assert!(page.contains(&format!("| `{}`", key.name)), "{}", key.name);
        }
    }
    let tables = CONSTRUCTS.iter().filter(|it| !it.keys.is_empty()).count();
    assert_eq!(page.matches("\n| key | holds | says |\n").count(), tables);
    assert!(page.contains("| `in contact` | two places or sites |"));
    assert!(page.ends_with("`refuses(seat.SEAT.OPTION)`.\n"));
}
