//! Certificates: what `prove` writes is shown by `verify-proof`, and nothing that was changed is.

use std::fs;

use crate::run::{Ran, Temporary, root, run};
use crate::shell::{Variables, words};

/// Models of the corpus that take little time, one of them with negations, with the probability that
/// is known of each and the sets that a certificate lists.
const MODELS: [(&str, f64, usize); 6] = [
    ("chinese", 0.001_170_581_810_758_669, 392),
    ("das9202", 0.010_115_381_257_405_314, 1000),
    ("ftr10", 0.448_677_119_678_288_6, 305),
    ("isp9603", 0.003_233_264_386_959_858_3, 1000),
    ("jbd9601", 0.755_090_615_056_509_3, 1000),
    ("das9601", 0.004_234_402_887_369_204, 0),
];

fn ask(line: &str) -> Ran {
    run(&words(line, &Variables::new()), &root())
}

#[test]
fn what_is_proved_is_shown_by_a_checker_that_shares_nothing() {
    let folder = Temporary::new();
    for (model, probability, sets) in MODELS {
        let path = format!("corpus/aralia/models/{model}.xml");
        let certificate = folder.path().join(format!("{model}.txt"));
        let certificate = certificate.display();
        let wrote = ask(&format!(
            "prove {path} --certificate {certificate} --list-max 1000"
        ));
        assert_eq!((wrote.status, wrote.stdout.as_str()), (0, ""), "{wrote:?}");
        let shown = ask(&format!("verify-proof {path} {certificate} --format json"));
        assert_eq!(shown.status, 0, "{shown:?}");
        let shown: serde_json::Value = serde_json::from_str(&shown.stdout).expect("JSON");
        let found = shown["probability"].as_f64().expect("a number");
        // On das9601 programs differ by 9e-14.
        assert!(
            (found - probability).abs() <= 1e-12 * probability,
            "{model}: {found}"
        );
        assert_eq!(shown["cut_sets"], sets.to_string(), "{model}");
    }
}

#[test]
fn a_certificate_in_which_one_thing_was_changed_is_refused() {
    let folder = Temporary::new();
    let path = "corpus/aralia/models/chinese.xml";
    let certificate = folder.path().join("chinese.txt");
    let name = certificate.display();
    let wrote = ask(&format!(
        "prove {path} --certificate {name} --list-max 1000"
    ));
    assert_eq!(wrote.status, 0, "{wrote:?}");
    let text = fs::read_to_string(&certificate).expect("it was written");
    let lines: Vec<&str> = text.lines().collect();
    let mut tried = 0;
    for (at, line) in lines.iter().enumerate() {
        // Every line in turn has its last character changed, or is left out.
        let digit = line.chars().last().filter(char::is_ascii_digit);
        let other = digit.map(|digit| if digit == '1' { '0' } else { '1' });
        let changed = other.map(|other| format!("{}{other}", &line[..line.len() - 1]));
        let is_set = line.starts_with("set ");
        for replacement in [changed, (!is_set).then(String::new)].into_iter().flatten() {
            if at % 7 != 0 && !line.starts_with("gate") && !line.starts_with("event") {
                continue;
            }
            let mut other: Vec<&str> = lines.clone();
            other[at] = &replacement;
            let kept = other.iter().filter(|line| !line.is_empty());
            let text: String = kept.flat_map(|line| [*line, "\n"]).collect();
            fs::write(&certificate, text).expect("the folder for tests can be written");
            let ran = ask(&format!("verify-proof {path} {name}"));
            assert_eq!(ran.status, 1, "{line} -> {replacement}: {ran:?}");
            assert!(ran.stdout.starts_with("refused: "), "{ran:?}");
            tried += 1;
        }
    }
    assert!(tried > 150, "only {tried} changes were tried");
}

#[test]
fn a_certificate_of_another_model_is_refused() {
    let folder = Temporary::new();
    let certificate = folder.path().join("one.txt");
    let name = certificate.display();
    let wrote = ask(&format!(
        "prove corpus/aralia/models/chinese.xml --certificate {name}"
    ));
    assert_eq!(wrote.status, 0, "{wrote:?}");
    let ran = ask(&format!(
        "verify-proof corpus/aralia/models/isp9605.xml {name}"
    ));
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.stdout.contains("refused: "), "{ran:?}");
}
