//! Plans that are made to take long are read in time that grows with their length, not with its
//! square: with a square, each of these would take minutes.

use interrex_plan::read;

const COUNT: usize = 20_000;

/// Repeats a line for every number, `{i}` being the number and `{next}` the one after it, around
/// the circle.
fn lines(pattern: &str) -> String {
    let line = |i: usize| {
        let next = (i + 1) % COUNT;
        pattern
            .replace("{i}", &i.to_string())
            .replace("{next}", &next.to_string())
    };
    (0..COUNT).map(line).collect()
}

/// Reads a plan and counts what is said about it.
fn check(text: &str, expect: usize) {
    let plan = format!("[plan]\ntitle = \"Hostile\"\nhorizon = \"30 d\"\n[place.a]\n{text}");
    let reading = read(&[("plan.toml", plan.as_str())]);
    assert_eq!(reading.diagnostics.len(), expect);
}

#[test]
fn many_faults() {
    check(&lines("[person.p{i}]\nbase = \"nowhere-{i}\"\n"), COUNT);
    check(&lines("[person.p{i}]\nbse = \"a\"\n"), COUNT);
    check(&lines("x = = {i}\n"), COUNT);
    check(&"[place.b]\n".repeat(COUNT), COUNT - 1);
    check(
        &lines("[measure.m{i}]\neffects = [{ fact = \"lost(a)\", likelihood = 0 }]\n"),
        COUNT,
    );
}

#[test]
fn one_long_expression() {
    let names = vec!["a"; COUNT].join(" and ");
    check(&format!("[function.f]\nneeds = \"{names}\"\n"), 0);
    check(
        &format!("[function.f]\nneeds = \"\"\"\n\\u0061 and {names}\"\"\"\n"),
        0,
    );
    let unknown: Vec<String> = (0..COUNT).map(|i| format!("b{i}")).collect();
    check(
        &format!("[function.f]\nneeds = \"{}\"\n", unknown.join(" or ")),
        COUNT,
    );
}

#[test]
fn long_circles() {
    check(&lines("[place.p{i}]\nin = \"p{next}\"\n"), 1);
    check(&lines("[site.s{i}]\nin = \"a\"\nneeds = \"s{next}\"\n"), 0);
    check(
        &lines("[site.s{i}]\nin = \"a\"\nneeds = \"not s{next}\"\n"),
        1,
    );
    let acting = "[office.o{i}.order.l]\ncandidates = [{ who = \"o{next}\", acting = true }]\n";
    check(&lines(acting), 1);
}

#[test]
fn long_lists() {
    let people = lines("[person.p{i}]\n");
    let names: Vec<String> = (0..COUNT).map(|i| format!("\"p{i}\"")).collect();
    let names = names.join(", ");
    check(&format!("{people}[body.b]\nmembers = [{names}]\n"), 0);
    check(
        &format!("{people}[office.o.order.l]\ncandidates = [{names}]\n"),
        0,
    );
}
