//! What others wrote stays text: no command about a register lets it move the cursor, reorder a line or begin one.

use std::fs;

use interrex_diag::is_deceptive;

use crate::register::Drill;
use crate::run::Ran;

/// As TOML and JSON write it: clears the screen, begins a line, reorders, hides.
const EVIL: &str =
    r"\u001B[2JA\nGENUINE, and the power was held\r\u009B1A\u202Edlef\u2066\u200B\uFEFF";

fn acts() -> String {
    let besides = format!(
        "basis = \"b{EVIL}\"\nsource = \"s{EVIL}\"\ngrade = \"g{EVIL}\"\nnote = \"n{EVIL}\"\n\
         documents = [\"d{EVIL}\"]\n"
    );
    format!(
        "[[act]]\nkind = \"offer\"\nto = \"t{EVIL}\"\nwhat = \"w{EVIL}\"\nby = [\"chief-incumbent\"]\n{besides}\n\
         [[act]]\nkind = \"claim\"\nof = \"o{EVIL}\"\nby = [\"chief-incumbent\"]\nexercise = \"x{EVIL}\"\n\
         [[act]]\nkind = \"delegate\"\npower = \"command\"\nto = \"clerk-incumbent\"\nscope = \"s{EVIL}\"\n\
         by = [\"chief-incumbent\"]\n\
         [[act]]\nkind = \"order\"\npower = \"p{EVIL}\"\ntitle = \"t{EVIL}\"\nby = [\"chief-incumbent\"]\n\
         [[act]]\nkind = \"order\"\npower = \"command\"\ntitle = \"t{EVIL}\"\nby = [\"chief-incumbent\"]\n"
    )
}

/// What was said has no character that deceives, and none of its lines begins as only an answer does.
#[track_caller]
fn check(ran: &Ran, is_verdict: bool) {
    let said = format!("{}{}", ran.stdout, ran.stderr);
    assert!(!said.is_empty());
    let deceives = |character: char| character != '\n' && is_deceptive(character);
    assert!(!said.contains(deceives), "{said:?}");
    for line in said.lines().skip(usize::from(is_verdict)) {
        assert!(!line.trim_start().starts_with("GENUINE"), "{said}");
    }
}

#[test]
fn what_others_wrote_stays_text() {
    let drill = Drill::new("deceptive");
    let added = drill.append(&acts(), &["chief-incumbent=chief"]).good();
    check(&added, false);
    assert!(
        added.stdout.contains("\\u{1b}[2JA\\nGENUINE"),
        "{}",
        added.stdout
    );
    let one = format!("[[act]]\nkind = \"claim\"\nof = \"o{EVIL}\"\nby = [\"chief-incumbent\"]\n");
    fs::write(drill.path("one.toml"), one).expect("an act");
    let sign = [
        "register",
        "sign",
        "reg",
        "one.toml",
        "--unsigned",
        "-o",
        "one.act",
    ];
    check(&drill.run(&sign).good(), false);
    for format in ["human", "json"] {
        let asked = |words: &[&str]| drill.run(&[words, &["--format", format]].concat());
        check(&asked(&["register", "show", "reg"]), false);
        check(&asked(&["register", "show", "reg", "5"]), false);
        check(&asked(&["who", "command", "--register", "reg"]), false);
        check(&asked(&["who", "chief", "--register", "reg"]), false);
        for (act, form) in [("9", "full"), ("9", "short"), ("8", "full")] {
            let file = format!("{act}-{form}.order");
            let order = ["order", "reg", "--act", act, "--form", form, "-o", &file];
            drill.run(&order);
            check(
                &asked(&["verify", &file, "--trust", "reg/trust.toml"]),
                true,
            );
            let sheet = fs::read_to_string(drill.path(&file.replace(".order", ".html")));
            let sheet = sheet.expect("a sheet");
            let deceives = |character: char| character != '\n' && is_deceptive(character);
            assert!(!sheet.contains(deceives), "{sheet}");
            assert!(!sheet.contains("\nGENUINE"), "{sheet}");
        }
        let copy = format!("out-{format}");
        check(&asked(&["register", "export", "reg", "-o", &copy]), false);
        let words = fs::read_to_string(drill.path(&copy).join("acts.txt")).expect("the acts");
        assert!(!words.contains(|one: char| one != '\n' && is_deceptive(one)));
    }
    files_that_are_none(&drill);
}

/// A trust file and an order that cannot be read are told of in words that are text.
fn files_that_are_none(drill: &Drill) {
    let trust = fs::read_to_string(drill.path("reg/trust.toml")).expect("a trust file");
    let faulty = [
        trust.replace("name = \"register\"", &format!("name = \"n{EVIL}\"")),
        trust.replace("name = \"registrar\"", &format!("name = \"n{EVIL}\"")),
        trust.replace("interrex.trust/1", EVIL),
        trust.replace("[[site]]", "[[site]]\n\u{1b}[2J\u{202e}"),
    ];
    for text in faulty {
        assert_ne!(text, trust);
        fs::write(drill.path("evil.toml"), text).expect("a trust file");
        check(
            &drill.run(&["verify", "9-full.order", "--trust", "evil.toml"]),
            true,
        );
        check(&drill.run(&["lint", "evil.toml"]), false);
    }
    let order = fs::read_to_string(drill.path("9-full.order")).expect("an order");
    let evil = format!("\"interrex.order/1\",\"{EVIL}\":1");
    fs::write(
        drill.path("evil.order"),
        order.replace("\"interrex.order/1\"", &evil),
    )
    .expect("an order");
    check(
        &drill.run(&["verify", "evil.order", "--trust", "reg/trust.toml"]),
        true,
    );
}
