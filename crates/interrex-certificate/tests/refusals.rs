//! Certificates that hold, and what becomes of them when one thing in them is changed.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::float_cmp,
    clippy::too_many_lines,
    clippy::format_push_string,
    reason = "a panic fails the test, the numbers are exact, and the cases are data"
)]

use interrex_certificate::check;
use oorandom::Rand32;

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
node e1 0 n2
node e1 n2 1
node e0 n5 n6
node e2 0 n0
node e1 0 n8
node e1 n8 n0
node e0 n9 n10
function g0 n7
function g1 n11
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

#[test]
fn a_diagram_proves_the_probability() {
    // Two of three fair coins: a half; the fourth does not happen: three quarters.
    let proved = check(DIAGRAM).unwrap();
    assert_eq!(proved.probability, Some(0.375));
    assert_eq!(
        (proved.circuit.probabilities.len(), proved.cut_sets),
        (4, 0)
    );
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
            "line 9: cut sets are checked in circuits without negation alone",
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
            "function g1 n11",
            "function g1 n7",
            "line 7: the diagram of the gate is not its function",
        ),
        (
            "function g1 n11",
            "",
            "line 22: some gates have a diagram and some have none",
        ),
        (
            "function g1 n11",
            "function g0 n11",
            "line 22: the diagrams of gates stand in the order of the gates",
        ),
        (
            "node e0 n5 n6",
            "node e1 n5 n6",
            "line 16: a node decides an event before those below it",
        ),
        (
            "node e0 n5 n6",
            "node e0 n5 n7",
            "line 16: 7 is not the number of an earlier line",
        ),
        (
            "node e0 0 1",
            "node e0 1 1",
            "line 6: the diagram of the gate is not its function",
        ),
    ] {
        refused(DIAGRAM, line, by, expect);
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
    let mutants_of_sets = mutants(SETS);
    assert!(mutants_of_sets.len() > 200);
    for mutant in mutants_of_sets {
        assert!(check(&mutant).is_err(), "{mutant}");
    }
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
        text += "function g0 n6\nend\n";
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
        let holds = expect == tables[6];
        assert_eq!(check(&text).is_ok(), holds, "{text}");
        accepted += u32::from(holds);
        refused += u32::from(!holds);
    }
    assert!(accepted > 10 && refused > 1_000, "{accepted}, {refused}");
}
