//! Certificates that hold, and what becomes of them when one thing in them is changed.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::float_cmp,
    clippy::too_many_lines,
    clippy::format_push_string,
    reason = "a panic fails the test, the numbers are exact, and the cases are data"
)]

use interrex_certificate::{Proved, Refusal};
use oorandom::Rand32;

fn check(text: &str) -> Result<Proved, Refusal> {
    interrex_certificate::check(text.as_bytes(), 7)
}

/// Two of three, or a fourth; and its diagram, in the order of the events.
const DIAGRAM: &str = "\
interrex-certificate 1
event 0.5
event 0.5
event 0.5
event 0.25
gate at-least 2 e0 e1 e2
gate and g0 ~e3
top g1
node e3 1 0
node e3 0 1
node e2 0 1
node e1 0 1
node e0 0 1
node e0 n3 1
node e0 0 n3
node e1 0 n2
node e1 n2 1
node e0 n7 n8
node e2 0 n0
node e1 0 n10
node e1 n10 n0
node e0 n11 n12
function g0 n4 n5 n6 n9
function g1 n9 n13
family e2 0 1
family e1 0 f0
family e1 f0 1
family e0 f1 f2
minimal n0 1
minimal n10 f0
minimal n12 f2
minimal n11 f1
minimal n13 f3
set e0 e1
set e0 e2
set e1 e2
end
";

/// The same circuit without its negation, and its minimal cut sets.
const SETS: &str = "\
interrex-certificate 1
event 0.5
event 0.5
event 0.5
event 0.25
gate at-least 2 e0 e1 e2
gate or g0 e3
top g1
set e3
set e0 e1
set e0 e2
set e1 e2
end
";

/// `e1`, or both others: taken apart at `e1`, after a gate was named for two events that are together.
const SEARCH: &str = "\
interrex-certificate 1
event 0.5
event 0.5
event 0.5
event 0.5
gate or e0 e1 e3
gate or e1 e2
gate and g0 g1
top g2
define g3 or e0 e3
define g0 or g3 e1
module g3
search
decide e1
end
";

/// A gate of which nothing is felt: `e0`, or `e0` and `e1`; and leaves that occur together.
const DROP: &str = "\
interrex-certificate 1
event 0.5
event 0.25
event 0.5
gate and e0 e1
gate or e0 e2 g0
top g1
drop g1 g0
together e0 e2
search
end
";

#[test]
fn a_search_proves_the_probability() {
    // A half for `e1`; else three quarters for the first two and a half for the last.
    for step in ["decide e1", "relax g0", "relax g1"] {
        let proved = check(&changed(SEARCH, "decide e1", step)).unwrap();
        assert_eq!(proved.probability.unwrap().middle(), 0.6875, "{step}");
        assert_eq!(proved.probability.unwrap().at_most(), 0.6875, "{step}");
    }
    // Left open, it is no likelier than its conditions: here two coins of which one is enough, and
    // elsewhere, where they seldom fall, twice their chance.
    for (coin, high) in [("0.5", 1.0), ("0.125", 0.25)] {
        let text =
            changed(SEARCH, "decide e1", "open g0").replace("event 0.5", &format!("event {coin}"));
        let ends = check(&text).unwrap().probability.unwrap();
        assert_eq!((ends.at_least(), ends.at_most()), (0.0, high));
    }
    // One of two coins.
    let proved = check(DROP).unwrap();
    assert_eq!(proved.probability.unwrap().middle(), 0.75);
}

#[test]
fn a_diagram_proves_the_probability() {
    // Two of three fair coins: a half; the fourth does not happen: three quarters.
    let proved = check(DIAGRAM).unwrap();
    let probability = proved.probability.unwrap();
    assert_eq!(
        (probability.at_least(), probability.at_most()),
        (0.375, 0.375)
    );
    assert_eq!(
        (proved.circuit.probabilities.len(), proved.cut_sets),
        (4, 3)
    );
    assert_eq!(proved.count.unwrap().to_string(), "3");
}

#[test]
fn sets_are_counted() {
    let proved = check(SETS).unwrap();
    assert_eq!((proved.probability, proved.cut_sets), (None, 4));
}

/// Replaces a line, which must be there once.
fn changed(certificate: &str, line: &str, by: &str) -> String {
    let (line, by) = (format!("\n{line}\n"), format!("\n{by}"));
    assert_eq!(certificate.matches(&line).count(), 1, "{line}");
    let by = if by == "\n" { by } else { format!("{by}\n") };
    certificate.replace(&line, &by)
}

fn refused(certificate: &str, line: &str, by: &str, expect: &str) {
    let refusal = check(&changed(certificate, line, by)).unwrap_err();
    assert_eq!(refusal.to_string(), expect, "{line} -> {by}");
}

#[test]
fn each_refusal_says_where_and_why() {
    for (line, by, expect) in [
        (
            "set e0 e1",
            "set e0",
            "line 10: the set does not make the top true",
        ),
        (
            "set e0 e1",
            "set e0 e1 e2",
            "line 10: the set is not minimal: e0 is not needed",
        ),
        ("set e0 e1", "set e0 e2", "line 11: the set stands twice"),
        (
            "set e0 e1",
            "set e1 e0",
            "line 10: the events of a set ascend",
        ),
        (
            "set e0 e1",
            "set e0 e4",
            "line 10: 4 is not the number of an earlier line",
        ),
        ("set e0 e1", "set e0 e+1", "line 10: `+1` is no number"),
        (
            "top g1",
            "top ~g1",
            "line 9: the set does not make the top true",
        ),
        (
            "top g1",
            "top g2",
            "line 8: 2 is not the number of an earlier line",
        ),
        ("top g1", "", "line 12: the certificate names no top"),
        (
            "event 0.25",
            "event 1.25",
            "line 5: the probability of an event is a number from zero to one",
        ),
        (
            "event 0.25",
            "event NaN",
            "line 5: the probability of an event is a number from zero to one",
        ),
        (
            "gate or g0 e3",
            "gate or g1 e3",
            "line 7: 1 is not the number of an earlier line",
        ),
        (
            "gate or g0 e3",
            "gate xor g0 e3",
            "line 7: `xor` is no kind of gate",
        ),
        (
            "gate or g0 e3",
            "gate or g0  e3",
            "line 7: `` is neither an event nor a gate",
        ),
        ("set e1 e2", "top g0", "line 12: `top` does not belong here"),
        (
            "set e1 e2",
            "sets e1 e2",
            "line 12: `sets` begins no line of a certificate",
        ),
        ("set e1 e2", "end", "line 13: `end` does not belong here"),
    ] {
        refused(SETS, line, by, expect);
    }
    for (line, by, expect) in [
        (
            "function g1 n9 n13",
            "function g1 n9 n9",
            "line 24: the diagram of the gate is not its function",
        ),
        (
            "function g1 n9 n13",
            "",
            "line 36: some gates have a diagram and some have none",
        ),
        (
            "function g1 n9 n13",
            "function g0 n9 n13",
            "line 24: the diagrams of gates stand in the order of the gates",
        ),
        (
            "function g1 n9 n13",
            "function g1 n9",
            "line 24: a step of the gate is missing",
        ),
        (
            "function g1 n9 n13",
            "function g1 n9 n13 n13",
            "line 24: the gate has fewer steps",
        ),
        (
            "node e0 n7 n8",
            "node e2 n7 n8",
            "line 18: an event is decided before those below it",
        ),
        (
            "node e0 n7 n8",
            "node e0 n7 n9",
            "line 18: 9 is not the number of an earlier line",
        ),
        (
            "node e0 0 1",
            "node e0 1 1",
            "line 23: an input of the gate is an event without a diagram",
        ),
        (
            "family e1 f0 1",
            "family e1 f0 0",
            "line 27: the family stands twice, or no set has its event",
        ),
        (
            "family e1 f0 1",
            "family e1 0 1",
            "line 31: these are not the minimal sets",
        ),
        (
            "family e0 f1 f2",
            "family e0 f1 1",
            "line 33: these are not the minimal sets",
        ),
        (
            "minimal n12 f2",
            "",
            "line 32: nothing is shown of a branch",
        ),
        (
            "minimal n12 f2",
            "minimal n12 f0",
            "line 31: these are not the minimal sets",
        ),
        (
            "set e0 e1",
            "set e0 e3",
            "line 34: it is none of the minimal cut sets",
        ),
        (
            "set e0 e1",
            "set e0 e1 e2",
            "line 34: it is none of the minimal cut sets",
        ),
    ] {
        refused(DIAGRAM, line, by, expect);
    }
    for (line, by, expect) in [
        (
            "define g0 or g3 e1",
            "define g0 or g3 e2",
            "line 11: the gate has other inputs",
        ),
        (
            "define g0 or g3 e1",
            "define g0 and g3 e1",
            "line 11: the gate is of another kind",
        ),
        (
            "define g0 or g3 e1",
            "define g0 or g3 g2",
            "line 11: the gate has other inputs",
        ),
        (
            "module g3",
            "module g1",
            "line 12: an input of the gate is no leaf, or occurs elsewhere",
        ),
        (
            "module g3",
            "together e0 e1",
            "line 12: the leaves do not occur together",
        ),
        (
            "module g3",
            "drop g0 e1",
            "line 12: the top may depend on the input",
        ),
        (
            "decide e1",
            "decide e0",
            "line 14: the node is in no component that is to be taken apart",
        ),
        (
            "decide e1",
            "decide g0",
            "line 14: a node without a value is decided, an open gate relaxed",
        ),
        (
            "decide e1",
            "zero",
            "line 14: the branch may have a probability",
        ),
        ("decide e1", "", "line 14: the search breaks off"),
        (
            "decide e1",
            "decide e1\ndecide e2",
            "line 15: the search is over",
        ),
    ] {
        refused(SEARCH, line, by, expect);
    }
    let broken = SETS.strip_suffix("end\n").unwrap();
    assert_eq!(
        check(broken).unwrap_err().to_string(),
        "line 12: the certificate breaks off"
    );
    assert_eq!(
        check("").unwrap_err().to_string(),
        "line 0: the certificate breaks off"
    );
}

/// Every number and every kind of gate in what is claimed, changed to every other.
fn mutants(certificate: &str) -> Vec<String> {
    let lines: Vec<&str> = certificate.lines().collect();
    let mut mutants = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        // Probabilities, and what the top is, are the model's to say.
        if ["event", "top", "interrex-certificate"]
            .iter()
            .any(|word| line.starts_with(word))
        {
            continue;
        }
        let words: Vec<&str> = line.split(' ').collect();
        for (place, word) in words.iter().enumerate().skip(1) {
            for other in [
                "0", "1", "2", "e0", "e1", "e2", "e3", "g0", "g1", "n0", "n2", "n5", "n7", "n8",
                "n11", "and", "or", "~e0", "~e3", "~g0",
            ] {
                if other != *word {
                    let mut words = words.clone();
                    words[place] = other;
                    let mut lines: Vec<String> = lines.iter().map(|&line| line.into()).collect();
                    lines[at] = words.join(" ");
                    mutants.push(lines.join("\n") + "\n");
                }
            }
        }
    }
    mutants
}

#[test]
fn one_altered_number_set_or_gate_is_refused() {
    let mutants_of_diagram = mutants(DIAGRAM);
    assert!(mutants_of_diagram.len() > 700);
    for mutant in mutants_of_diagram {
        assert!(check(&mutant).is_err(), "{mutant}");
    }
    for mutant in mutants(SEARCH) {
        // A gate may be taken apart in other ways, and a component left open.
        let shown = check(&mutant).ok().and_then(|proved| proved.probability);
        let is_true =
            shown.is_none_or(|shown| shown.at_least() <= 0.6875 && 0.6875 <= shown.at_most());
        let is_same = mutant.lines().take(9).eq(SEARCH.lines().take(9));
        assert!(is_true || !is_same, "{mutant}");
    }
    let mutants_of_sets = mutants(SETS);
    assert!(mutants_of_sets.len() > 200);
    for mutant in mutants_of_sets {
        assert!(check(&mutant).is_err(), "{mutant}");
    }
}

/// Writes the diagram of a truth table from some event on.
fn built(text: &mut String, made: &mut usize, table: u8, event: usize) -> String {
    if table == 0 || table == 0xff {
        return (table & 1).to_string();
    }
    let mask = [0b1010_1010_u8, 0b1100_1100, 0b1111_0000][event];
    let (low, high) = (table & !mask, table & mask);
    let (low, high) = (low | low << (1 << event), high | high >> (1 << event));
    let branches = [low, high].map(|table| built(text, made, table, event + 1));
    if low == high {
        return branches[0].clone();
    }
    *text += &format!("node e{event} {} {}\n", branches[0], branches[1]);
    *made += 1;
    format!("n{}", *made - 1)
}

#[test]
fn what_holds_in_the_truth_table_is_what_is_accepted() {
    let mut random = Rand32::new(11);
    let (mut accepted, mut refused) = (0, 0);
    for _ in 0..15_000 {
        // A random diagram over three events, claimed for a random gate over them.
        let mut text = String::from("interrex-certificate 1\nevent 0.5\nevent 0.5\nevent 0.5\n");
        let gate = ["and", "or", "at-least 2"][random.rand_range(0..3) as usize];
        let sign = |random: &mut Rand32| ["", "~"][random.rand_range(0..2) as usize];
        let signs = [sign(&mut random), sign(&mut random), sign(&mut random)];
        text += &format!(
            "gate {gate} {}e0 {}e1 {}e2\ntop g0\n",
            signs[0], signs[1], signs[2]
        );
        text += "node e2 0 1\nnode e1 0 1\nnode e0 0 1\nnode e2 1 0\n";
        let mut tables: Vec<u8> = vec![0b1111_0000, 0b1100_1100, 0b1010_1010, 0b0000_1111];
        let leaf =
            |random: &mut Rand32, text: &mut String, tables: &[u8], among: &[usize]| match random
                .rand_range(0..2 + u32::try_from(among.len()).unwrap())
            {
                0 => {
                    *text += " 0";
                    0
                }
                1 => {
                    *text += " 1";
                    0xff
                }
                i => {
                    let node = among[i as usize - 2];
                    *text += &format!(" n{node}");
                    tables[node]
                }
            };
        for (event, mask, among) in [
            (1, 0b1100_1100_u8, vec![0, 3]),
            (1, 0b1100_1100, vec![0, 3]),
            (0, 0b1010_1010, vec![0, 3, 4, 5]),
        ] {
            text += &format!("node e{event}");
            let low = leaf(&mut random, &mut text, &tables, &among);
            let high = leaf(&mut random, &mut text, &tables, &among);
            text += "\n";
            tables.push(low & !mask | high & mask);
        }
        let inputs: Vec<u8> = [0b1010_1010_u8, 0b1100_1100, 0b1111_0000]
            .iter()
            .zip(signs)
            .map(|(table, sign)| if sign.is_empty() { *table } else { !table })
            .collect();
        let [a, b, c] = [inputs[0], inputs[1], inputs[2]];
        let expect = match gate {
            "and" => a & b & c,
            "or" => a | b | c,
            _ => a & b | a & c | b & c,
        };
        let mut made = 7;
        let mut steps: Vec<u8> = match gate {
            "and" => vec![a, a & b],
            "or" => vec![a, a | b],
            _ => vec![a, a | b, a & b],
        };
        let steps = steps.drain(..);
        let steps: Vec<String> = steps
            .map(|step| built(&mut text, &mut made, step, 0))
            .collect();
        text += &format!("function g0 {} n6\nend\n", steps.join(" "));
        let holds = expect == tables[6];
        assert_eq!(check(&text).is_ok(), holds, "{text}");
        accepted += u32::from(holds);
        refused += u32::from(!holds);
    }
    assert!(accepted > 10 && refused > 1_000, "{accepted}, {refused}");
}
