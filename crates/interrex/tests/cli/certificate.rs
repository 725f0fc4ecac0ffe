//! Certificates: what `prove` writes is shown by `verify-proof`, and nothing that was changed is.

#![allow(clippy::indexing_slicing, reason = "a panic fails the test")]

use std::fs;

use crate::run::{Ran, Temporary, root, run};
use crate::shell::{Variables, words};

/// Models of the corpus whose certificates are small, and das9601, which has negations.
const MODELS: [&str; 25] = [
    "baobab2", "chinese", "das9201", "das9202", "das9203", "das9204", "das9205", "das9206",
    "das9208", "das9209", "das9601", "edf9201", "edf9202", "edf9205", "edf9206", "elf9601",
    "ftr10", "isp9601", "isp9602", "isp9603", "isp9604", "isp9605", "isp9606", "isp9607",
    "jbd9601",
];

/// What is known of a model: its probability, and how many minimal cut sets it has.
fn known(model: &str) -> (f64, String) {
    let table = root().join("corpus/aralia/oracle.tsv");
    let table = fs::read_to_string(table).expect("it belongs to the corpus");
    let mut rows = table
        .lines()
        .map(|line| line.split('\t').collect::<Vec<&str>>());
    let names = rows.next().expect("the first row names the columns");
    let row = rows
        .find(|row| row[0] == model)
        .expect("it is one of the corpus");
    let column = |name: &str| {
        let place = names.iter().position(|column| *column == name);
        row[place.expect("the table has the column")]
    };
    let probability = column("probability").parse().expect("a number");
    (probability, column("count").to_owned())
}

/// As if no diagram fitted.
const WITHOUT_DIAGRAMS: &str = "--nodes-max 20";

/// A model with every connective, small enough to be asked often.
const NEGATIONS: &str = r#"<opsa-mef>
  <define-fault-tree name="valves">
    <define-gate name="top">
      <or> <gate name="stuck"/> <gate name="crossed"/>
        <and> <basic-event name="a"/> <not> <basic-event name="d"/> </not> </and> </or>
    </define-gate>
    <define-gate name="stuck">
      <atleast min="2"> <gate name="crossed"/> <basic-event name="b"/> <basic-event name="c"/>
        <basic-event name="f"/> </atleast>
    </define-gate>
    <define-gate name="crossed">
      <and> <xor> <basic-event name="c"/> <basic-event name="d"/> <basic-event name="e"/> </xor>
        <or> <basic-event name="b"/> <basic-event name="f"/> <basic-event name="g"/> </or> </and>
    </define-gate>
    <define-basic-event name="a"> <float value="0.01"/> </define-basic-event>
    <define-basic-event name="b"> <float value="0.02"/> </define-basic-event>
    <define-basic-event name="c"> <float value="0.03"/> </define-basic-event>
    <define-basic-event name="d"> <float value="0.04"/> </define-basic-event>
    <define-basic-event name="e"> <float value="0.05"/> </define-basic-event>
    <define-basic-event name="f"> <float value="0.06"/> </define-basic-event>
    <define-basic-event name="g"> <float value="0.07"/> </define-basic-event>
  </define-fault-tree>
</opsa-mef>
"#;

fn ask(line: &str) -> Ran {
    run(&words(line, &Variables::new()), &root())
}

/// The file of a model of the corpus.
fn path_of(model: &str) -> String {
    format!("corpus/aralia/models/{model}.xml")
}

/// What `verify-proof` says of a certificate that it does not refuse.
fn shown(path: &str, certificate: &str) -> serde_json::Value {
    let shown = ask(&format!("verify-proof {path} {certificate} --format json"));
    assert_eq!(shown.status, 0, "{shown:?}");
    serde_json::from_str(&shown.stdout).expect("JSON")
}

fn write(path: &str, certificate: &str, options: &str) -> Ran {
    ask(&format!(
        "prove {path} --certificate {certificate} --format json {options}"
    ))
}

/// The answer that goes with a certificate.
fn answered(wrote: &Ran) -> serde_json::Value {
    serde_json::from_str(&wrote.stdout).expect("one line of JSON")
}

fn number(value: &serde_json::Value) -> f64 {
    value.as_f64().expect("a number")
}

#[test]
fn what_is_proved_is_shown_by_a_checker_that_shares_nothing() {
    let folder = Temporary::new();
    for model in MODELS {
        let (probability, count) = known(model);
        let certificate = folder.path().join(format!("{model}.txt"));
        let certificate = certificate.display().to_string();
        let wrote = write(&path_of(model), &certificate, "--list-max 1000");
        assert_eq!(wrote.status, 0, "{wrote:?}");
        let answered = answered(&wrote);
        let shown = shown(&path_of(model), &certificate);
        let found = number(&shown["probability"]);
        // On das9601 programs differ by 9e-14.
        assert!(
            (found - probability).abs() <= 1e-12 * probability,
            "{model}: {found}"
        );
        let width = number(&shown["probability_high"]) - number(&shown["probability_low"]);
        assert!((0.0..1e-15).contains(&width), "{model}: {shown}");
        assert_eq!(shown["cut_set_count"], count, "{model}");
        let told = number(&answered["probability"]["low"]);
        assert!((told - found).abs() <= 1e-12 * found, "{model}: {told}");
        assert_eq!(answered["cut_sets"]["count"], count, "{model}");
        let listed = count.parse::<u64>().expect("a number").min(1000);
        assert_eq!(shown["cut_sets"], listed.to_string(), "{model}");
    }
}

#[test]
fn a_search_is_gone_over_again() {
    let folder = Temporary::new();
    let certificate = folder.path().join("search.txt").display().to_string();
    for model in ["chinese", "isp9603", "jbd9601"] {
        let (probability, _) = known(model);
        let wrote = write(&path_of(model), &certificate, WITHOUT_DIAGRAMS);
        let told = &answered(&wrote)["probability"];
        let shown = shown(&path_of(model), &certificate);
        let found = number(&shown["probability"]);
        assert!(
            (found - probability).abs() <= 1e-12 * probability,
            "{shown}"
        );
        assert!(
            (number(&told["low"]) - found).abs() <= 1e-12 * found,
            "{told}"
        );
        assert!(shown["cut_set_count"].is_null(), "{shown}");
    }
}

#[test]
fn bounds_are_shown_where_a_limit_was_reached() {
    let folder = Temporary::new();
    let certificate = folder.path().join("bounds.txt").display().to_string();
    let wrote = write(&path_of("chinese"), &certificate, "--time-max 0");
    assert_eq!(wrote.status, 3, "{wrote:?}");
    let shown = shown(&path_of("chinese"), &certificate);
    assert!(shown["probability"].is_null(), "{shown}");
    let (low, high) = (
        number(&shown["probability_low"]),
        number(&shown["probability_high"]),
    );
    assert!(
        low <= 0.001_17 && (0.001_171..1.0).contains(&high),
        "{shown}"
    );
}

/// Numbers that look random and are the same on every run.
struct Stream(u64);

impl Stream {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % bound
    }
}

/// A word in which one digit, or the kind of a gate or a step, is another.
fn altered(stream: &mut Stream, word: &str) -> Option<String> {
    let other = match word {
        "and" => "or",
        "or" => "and",
        "decide" => "relax",
        "relax" => "decide",
        "module" => "drop",
        _ => {
            let digits: Vec<usize> = word
                .char_indices()
                .filter(|(_, char)| char.is_ascii_digit())
                .map(|(at, _)| at)
                .collect();
            let at = *digits.get(stream.below(digits.len().max(1)))?;
            let old = word[at..].chars().next()?.to_digit(10)?;
            let new = (old as usize + 1 + stream.below(9)) % 10;
            return Some(format!("{}{new}{}", &word[..at], &word[at + 1..]));
        }
    };
    Some(other.to_owned())
}

/// A certificate with one word of one line altered, and the line as it was and is.
fn mutant(stream: &mut Stream, text: &str) -> Option<(String, String)> {
    let mut lines: Vec<&str> = text.lines().collect();
    // Kinds of lines are equally frequent, however many there are of each.
    let first = |line: &&str| line.split(' ').next().map(str::to_owned);
    let mut kinds: Vec<String> = lines.iter().filter_map(first).collect();
    kinds.dedup();
    let kind = &kinds[stream.below(kinds.len())];
    let of_kind: Vec<usize> = (0..lines.len())
        .filter(|at| lines[*at].split(' ').next() == Some(kind))
        .collect();
    let at = of_kind[stream.below(of_kind.len())];
    let mut parts: Vec<String> = lines[at].split(' ').map(str::to_owned).collect();
    let place = stream.below(parts.len());
    parts[place] = altered(stream, &parts[place])?;
    let line = parts.join(" ");
    let told = format!("{} -> {line}", lines[at]);
    lines[at] = &line;
    let text = lines.iter().flat_map(|line| [*line, "\n"]).collect();
    Some((text, told))
}

/// Alters a certificate many times; none of the mutants may be accepted unless it shows the same.
#[track_caller]
fn check_mutants(path: &str, options: &str, least_refused: usize) {
    let folder = Temporary::new();
    let certificate = folder.path().join("mutant.txt");
    let name = certificate.display().to_string();
    let wrote = write(path, &name, options);
    // A search does not list all sets, and the answer says so.
    assert!([0, 3].contains(&wrote.status), "{wrote:?}");
    let text = fs::read_to_string(&certificate).expect("it was written");
    let before = shown(path, &name);
    let mut stream = Stream(7);
    let mut refused = 0;
    for _ in 0..200 {
        let Some((mutant, told)) = mutant(&mut stream, &text) else {
            continue;
        };
        fs::write(&certificate, mutant).expect("the folder for tests can be written");
        let ran = ask(&format!("verify-proof {path} {name} --format json"));
        if ran.status == 0 {
            // A component may be taken apart at another node: what is shown stays what it is. No
            // other alteration leaves a certificate of the same model.
            assert!(
                told.starts_with("decide ") || told.starts_with("relax "),
                "{told}"
            );
            let after: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
            let distance = number(&after["probability"]) - number(&before["probability"]);
            assert!(distance.abs() < 1e-15, "{told}: {ran:?}");
            assert_eq!(after["cut_set_count"], before["cut_set_count"], "{told}");
            assert_eq!(after["cut_sets"], before["cut_sets"], "{told}");
            continue;
        }
        assert_eq!(ran.status, 1, "{told}: {ran:?}");
        assert!(ran.stdout.starts_with("refused: "), "{told}: {ran:?}");
        refused += 1;
    }
    assert!(refused >= least_refused, "only {refused} were refused");
}

#[test]
fn a_diagram_in_which_one_thing_was_altered_is_refused() {
    // All sets are listed, so that another set is either none or one that stands twice.
    check_mutants(&path_of("chinese"), "--list-max 10000", 100);
    check_mutants(&path_of("ftr10"), "--list-max 10000", 100);
}

#[test]
fn a_diagram_with_negations_in_which_one_thing_was_altered_is_refused() {
    let folder = Temporary::new();
    let model = folder.path().join("valves.xml");
    fs::write(&model, NEGATIONS).expect("the folder for tests can be written");
    check_mutants(&model.display().to_string(), "--list-max 10000", 100);
}

#[test]
fn a_search_in_which_one_thing_was_altered_is_refused() {
    check_mutants(&path_of("isp9603"), WITHOUT_DIAGRAMS, 100);
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

/// Writes a file into a folder, and returns its path.
fn put(folder: &Temporary, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    fs::write(&path, text).expect("the folder for tests can be written");
    path.display().to_string()
}

/// Events and what stands beside them.
fn model(gates: &str, more: &str) -> String {
    let events = ["a", "b", "c", "d"].map(|name| {
        format!("<define-basic-event name='{name}'><float value='0.25'/></define-basic-event>")
    });
    let events = events.concat();
    format!(
        "<opsa-mef><define-fault-tree name='t'>{gates}{events}</define-fault-tree>{more}</opsa-mef>"
    )
}

fn gate(name: &str, formula: &str) -> String {
    format!("<define-gate name='{name}'>{formula}</define-gate>")
}

const A: &str = "<basic-event name='a'/>";
const B: &str = "<basic-event name='b'/>";
const C: &str = "<basic-event name='c'/>";

/// One gate, of which a certificate is written.
#[track_caller]
fn certify(path: &str, certificate: &str, options: &str) {
    let wrote = write(path, certificate, options);
    assert_eq!(wrote.status, 0, "{wrote:?}");
}

#[track_caller]
fn verified(words: &str, expect: &str) {
    let ran = ask(&format!("verify-proof {words}"));
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.stdout.starts_with(expect), "{ran:?}");
}

#[track_caller]
fn refused(words: &str, expect: &str) {
    let ran = ask(&format!("verify-proof {words}"));
    assert_eq!(ran.status, 1, "{ran:?}");
    assert_eq!(ran.stdout.trim_end(), expect);
}

#[test]
fn parities_of_parities_are_shown() {
    let folder = Temporary::new();
    let certificate = folder.path().join("parity.txt").display().to_string();
    for formula in [
        format!("<xor>{A}<iff>{B}{C}</iff></xor>"),
        format!("<xor>{A}<not><xor>{B}{C}</xor></not></xor>"),
        format!("<iff>{A}<xor>{B}{C}<not>{A}</not></xor></iff>"),
        format!("<and>{A}<not><xor>{B}<iff>{C}<not>{A}</not></iff></xor></not></and>"),
    ] {
        let path = put(&folder, "parity.xml", &model(&gate("top", &formula), ""));
        certify(&path, &certificate, "");
        verified(&format!("{path} {certificate}"), "top: shown: ");
    }
}

#[test]
fn a_certificate_of_a_phase_is_shown_in_the_phase() {
    let folder = Temporary::new();
    let phases = "<define-alignment name='M'>\
        <define-phase name='normal' time-fraction='0.75'/>\
        <define-phase name='repair' time-fraction='0.25'>\
        <set-house-event name='h'><constant value='true'/></set-house-event></define-phase>\
        </define-alignment><model-data><define-house-event name='h'/></model-data>";
    let top = format!("<or>{A}<and>{B}<house-event name='h'/></and></or>");
    let path = put(&folder, "phases.xml", &model(&gate("top", &top), phases));
    let certificate = folder.path().join("phase.txt").display().to_string();
    let unnamed = write(&path, &certificate, "");
    assert_eq!(unnamed.status, 2, "{unnamed:?}");
    assert!(
        unnamed.stderr.contains("name it with `--phase`"),
        "{unnamed:?}"
    );
    for options in ["--phase M.repair", "--only top@M.repair"] {
        certify(&path, &certificate, options);
        let words = format!("{path} {certificate}");
        for words in [words.clone(), format!("{words} {options}")] {
            verified(&words, "top@M.repair: shown: ");
        }
        refused(
            &format!("{words} --phase M.normal"),
            &format!("refused: {certificate}: no gate or sequence of the model has this circuit"),
        );
    }
    let other = put(&folder, "other.xml", &model(&gate("top", B), phases));
    refused(
        &format!("{other} {certificate}"),
        &format!(
            "refused: {certificate}: it is of no phase of the model; in the first of them, no gate or \
             sequence of the model has this circuit"
        ),
    );
}

#[test]
fn a_model_of_several_files_has_certificates() {
    let folder = Temporary::new();
    let tree = format!(
        "<opsa-mef><define-fault-tree name='u'>{}</define-fault-tree></opsa-mef>",
        gate("top", &format!("<and>{A}{B}</and>"))
    );
    let tree = put(&folder, "tree.xml", &tree);
    let events = put(&folder, "events.xml", &model("", ""));
    let certificate = folder.path().join("files.txt").display().to_string();
    certify(&format!("{tree} {events}"), &certificate, "");
    verified(&format!("{tree} {events} {certificate}"), "top: shown: ");
}

#[test]
fn a_certificate_says_all_that_it_is_about_and_may_be_held_to_one() {
    let folder = Temporary::new();
    let both = format!("<and>{A}{B}</and>");
    let gates = [gate("one", &both), gate("two", &both), gate("other", C)];
    let path = put(&folder, "names.xml", &model(&gates.concat(), ""));
    let certificate = folder.path().join("names.txt").display().to_string();
    certify(&path, &certificate, "--only two");
    verified(&format!("{path} {certificate}"), "one, two: shown: ");
    verified(&format!("{path} {certificate} --only two"), "two: shown: ");
    let told = shown(&path, &certificate);
    assert_eq!(told["proposition"], "one");
    assert_eq!(told["also"], serde_json::json!(["two"]));
    refused(
        &format!("{path} {certificate} --only other"),
        &format!(
            "refused: {certificate}: `other` has another circuit: this is that of `one`, `two`"
        ),
    );
    let unknown = ask(&format!("verify-proof {path} {certificate} --only nothing"));
    assert_eq!(unknown.status, 2, "{unknown:?}");
    // Another top is another gate, which is shown, and not the one expected.
    let text = fs::read_to_string(&certificate).expect("it was written");
    let text: String = text
        .lines()
        .take_while(|line| !line.starts_with("node "))
        .flat_map(|line| {
            [
                if line.starts_with("top ") {
                    "top e0"
                } else {
                    line
                },
                "\n",
            ]
        })
        .collect();
    let altered = put(&folder, "altered.txt", &format!("{text}end\n"));
    refused(
        &format!("{path} {altered} --only two"),
        &format!("refused: {altered}: `two` has another circuit"),
    );
}
