//! The files of an order: what they say of a region, and what they do not write over.

use std::fs;
use std::os::unix::fs::symlink;

use crate::register::Drill;
use crate::run::Ran;

const CHIEF: &str = "chief-incumbent=chief";

fn order(drill: &Drill, more: &[&str], file: &str) -> Ran {
    let verb = [
        "order",
        "reg",
        "--power",
        "command",
        "--title",
        "Close the bridges",
        "--key",
        CHIEF,
        "--yes",
        "-o",
        file,
    ];
    drill.run(&[&verb[..], more].concat())
}

/// Before the act that issues it is in the register, where it would stay.
#[test]
fn an_order_writes_over_nothing_but_an_order() {
    let drill = Drill::new("paper");
    fs::write(drill.path("precious.txt"), "precious").expect("a file");
    fs::write(drill.path("page.html"), "precious").expect("a file");
    symlink("precious.txt", drill.path("link.order")).expect("a link");
    symlink("nothing.txt", drill.path("dangling.order")).expect("a link");
    fs::create_dir(drill.path("folder")).expect("a folder");
    let there = "is there already, and is no order or sheet";
    let cases = [
        ("precious.txt", there),
        ("page.order", there),
        ("folder", there),
        ("link.order", "`link.order` is a link"),
        ("dangling.order", "`dangling.order` is a link"),
        ("law.html", "`law.html` is the name of the sheet"),
    ];
    for (file, why) in cases {
        let ran = order(&drill, &[], file);
        assert_eq!(ran.status, 2, "{file}: {}", ran.stdout);
        assert!(ran.stderr.contains(why), "{file}: {}", ran.stderr);
    }
    for file in ["precious.txt", "page.html"] {
        let text = fs::read_to_string(drill.path(file)).expect("a file");
        assert_eq!(text, "precious", "{file}");
    }
    assert!(!drill.path("nothing.txt").exists());
    order(&drill, &[], "law.order").good();
    let again = ["order", "reg", "--act", "5", "-o", "law.order"];
    drill.run(&again).good();
}

#[test]
fn an_order_for_a_region_says_so() {
    let drill = Drill::new("regions");
    let plan = crate::register::PLAN.replace(
        "held-by = \"chief\"\n",
        "held-by = \"chief\"\nreach = [\"west\", \"east\"]\n",
    );
    let plan = plan + "[place.west]\n[place.east]\n";
    fs::write(drill.path("regions.toml"), plan).expect("a plan");
    let adopt = "[[act]]\nkind = \"adopt\"\nadopted = \"regions.toml\"\nunder = \"command\"\nby = [\"chief-incumbent\"]\n";
    drill.append(adopt, &[CHIEF]).good();
    order(&drill, &["--region", "east"], "east.order").good();
    let told = drill.verify("east.order").good().stdout;
    assert!(
        told.contains("\n  region     east, and nowhere else\n"),
        "{told}"
    );
    let sheet = fs::read_to_string(drill.path("east.html")).expect("a sheet");
    let row = "<dt>For the region alone</dt><dd>east</dd>";
    assert!(sheet.contains(row), "{sheet}");
    let verify = [
        "verify",
        "east.order",
        "--trust",
        "reg/trust.toml",
        "--format",
        "json",
    ];
    let json: serde_json::Value = serde_json::from_str(&drill.run(&verify).stdout).expect("JSON");
    assert_eq!(json["region"], "east");
}

#[test]
fn an_order_in_place_of_the_trust_file_is_told_in_one_line() {
    let drill = Drill::new("no-trust");
    order(&drill, &[], "law.order").good();
    let ran = drill.run(&["verify", "law.order", "--trust", "law.order"]);
    assert_eq!(ran.status, 2, "{}", ran.stdout);
    let told = "error: `law.order`: no trust file: this seems to be an order\n";
    assert_eq!(ran.stderr, told);
}
