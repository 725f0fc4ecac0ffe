//! The Aralia fault trees, read whole.

use std::fs;
use std::path::Path;

use interrex_openpsa::Settings;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/aralia");

/// Every definition in the text is in the model, and each model has one top gate.
#[test]
fn every_model_is_read_whole() {
    let table = fs::read_to_string(Path::new(FOLDER).join("oracle.tsv")).expect("the table");
    let mut models = 0;
    for line in table.lines().skip(1) {
        let name = line.split('\t').next().expect("a first column");
        let file = format!("{name}.xml");
        let text =
            fs::read_to_string(Path::new(FOLDER).join("models").join(&file)).expect("a model");
        let reading = interrex_openpsa::read(&[(&file, &text)], &Settings::default(), &mut |_| {
            Err(String::new())
        });
        assert!(
            reading.diagnostics.is_empty(),
            "{name}: {:?}",
            reading.diagnostics
        );
        let model = reading.model.expect("a model without faults");
        let defined = |what: &str| text.matches(&format!("<define-{what} ")).count();
        assert_eq!(
            model.events.len(),
            defined("basic-event"),
            "events of {name}"
        );
        assert_eq!(model.gates.len(), defined("gate"), "gates of {name}");
        let compiled = interrex_openpsa::compile(&model);
        assert_eq!(compiled.variables.len(), model.events.len());
        assert_eq!(
            compiled.propositions.len(),
            1,
            "{name}: {:?}",
            compiled.propositions
        );
        models += 1;
    }
    assert_eq!(models, 43);
}
