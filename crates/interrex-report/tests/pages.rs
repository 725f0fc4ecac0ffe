//! Whole reports of the examples, in every language: no words are missing, every anchor stands once and every
//! inner link leads to one, nothing is requested, and every figure is that of an answer.

use std::collections::{BTreeMap, BTreeSet};

use interrex_plan::Reading;
use interrex_prove::answer::Chance;
use interrex_prove::{Ask, Proof};
use interrex_report::{Language, Order, document, gather, html};
use interrex_standing::Question;

/// Reads a plan of the examples.
fn example(name: &str) -> Reading {
    let reading = interrex_plan::read(&interrex_testkit::example::example(name));
    assert!(!reading.has_errors(), "{:?}", reading.diagnostics);
    reading
}

fn ask(reading: &Reading) -> Ask<'static> {
    let as_of = reading
        .plan
        .as_of()
        .unwrap_or_else(|| "2024-06-01".parse().expect("a date"));
    Ask::about(Question::as_of(as_of))
}

fn page(reading: &Reading, language: Language) -> String {
    let order = Order {
        language,
        marking: vec!["EXERCISE".to_owned()],
        made_with: "a test".to_owned(),
    };
    html(&document(&gather(reading, &ask(reading)), &order))
}

/// What stands between quotes after `name=`.
fn values<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let lead = format!(" {name}=\"");
    page.split(lead.as_str())
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

const EXAMPLES: &[&str] = &[
    "hospital",
    "county",
    "homeland-security-2019",
    "us-presidency",
];

#[test]
fn pages_are_whole_in_every_language() {
    for name in EXAMPLES {
        let reading = example(name);
        for language in Language::ALL {
            let page = page(&reading, language);
            let missing = page
                .split('⟦')
                .nth(1)
                .and_then(|rest| rest.split('⟧').next());
            assert_eq!(missing, None, "{name} {language:?}");
            let anchors = values(&page, "id");
            let different: BTreeSet<&str> = anchors.iter().copied().collect();
            assert_eq!(
                anchors.len(),
                different.len(),
                "{name}: an anchor stands twice"
            );
            for href in values(&page, "href") {
                let leads = href
                    .strip_prefix('#')
                    .is_none_or(|anchor| different.contains(anchor));
                assert!(leads, "{name}: {href} leads nowhere");
            }
            for word in [
                "<script",
                " src=",
                "url(http",
                "@import",
                " style=\"",
                " onclick",
            ] {
                assert!(!page.contains(word), "{name}: {word}");
            }
        }
    }
}

/// The figures that a page shows of propositions: name, least, greatest.
fn figures(page: &str) -> BTreeMap<&str, (f64, f64)> {
    let of = values(page, "data-of");
    let (low, high) = (values(page, "data-low"), values(page, "data-high"));
    assert_eq!((of.len(), of.len()), (low.len(), high.len()));
    let number = |text: &str| text.parse::<f64>().expect("a figure is a number");
    let all = of.into_iter().zip(low.into_iter().zip(high));
    all.map(|(of, (low, high))| (of, (number(low), number(high))))
        .collect()
}

#[test]
fn every_likelihood_is_that_of_the_answer() {
    for name in EXAMPLES {
        let reading = example(name);
        let ask = ask(&reading);
        let proof = Proof::new(&reading.plan, &reading.sources, &ask);
        let mut analyses = proof.analyses();
        let answers: BTreeMap<String, Chance> = proof
            .propositions()
            .iter()
            .map(|one| (one.name.clone(), analyses.answer(one).probability))
            .collect();
        let page = page(&reading, Language::Ukrainian);
        let mut compared = 0;
        for (of, (low, high)) in figures(&page) {
            let Some(proposition) = of.strip_suffix(" probability") else {
                continue;
            };
            let answer = answers.get(proposition).expect("a figure is of an answer");
            let close = |a: f64, b: f64| (a - b).abs() <= 1e-12 * a.abs().max(b.abs());
            assert!(
                close(low, answer.low) && close(high, answer.high),
                "{name}: {of}"
            );
            compared += 1;
        }
        assert!(
            compared >= reading.plan.functions.len(),
            "{name}: {compared} figures"
        );
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let first = page(&example("county"), Language::English);
    assert_eq!(first, page(&example("county"), Language::English));
}

#[test]
fn every_function_says_what_to_change_first() {
    let reading = example("hospital");
    let page = page(&reading, Language::English);
    let sections: Vec<&str> = page.split("<section id=\"function.").skip(1).collect();
    assert_eq!(sections.len(), reading.plan.functions.len());
    for section in sections {
        let panel = section
            .split("<dl")
            .next()
            .expect("a panel stands before the times");
        let combinations = panel.matches("<li>").count();
        assert!(
            (1..=3).contains(&combinations),
            "{combinations} combinations"
        );
        assert!(panel.contains("What to change first:"));
        assert!(panel.contains("data-of=\"function."));
    }
}

/// What a chapter says, without tags.
fn chapter(page: &str, id: &str) -> String {
    let lead = format!("<section id=\"{id}\"");
    let rest = page.split(lead.as_str()).nth(1).unwrap_or("");
    let own = rest.split("class=\"level-2\"").nth(1).unwrap_or("");
    let own = own.split("<section id=\"").next().unwrap_or(own);
    let mut text = String::new();
    for piece in own.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
        text.push(' ');
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn chapters_say_what_the_plan_says() {
    let page = page(&example("hospital"), Language::English);
    for (id, expect) in [
        (
            "promulgation",
            "Signed by Chief executive Signed on January 15, 2026",
        ),
        ("promulgation", "Activated by any hazard"),
        (
            "communications",
            "Run by Administrator on duty, Technical director",
        ),
        (
            "reconstitution",
            "Phases Inspect; Clean and test water and air; Move back ward by ward; Review",
        ),
        ("reconstitution", "Help with records County archive"),
        // By date, the latest first; open findings before closed ones.
        (
            "exercises",
            "Call tree February 20, 2026 drill notification, communications",
        ),
        ("exercises", "January 31, 2026 overdue"),
        ("exercises", "closed November 20, 2025"),
    ] {
        let text = chapter(&page, id);
        assert!(text.contains(expect), "{id}: {expect}\n{text}");
    }
    for (part, expect) in [
        (
            "delegation.open-the-medicine-safe.annex-director",
            "One day&#39;s need of the annex",
        ),
        ("contacts", "Pharmacist of the annex"),
        (
            "devolution.to-the-annex",
            "No contact with the main building for two hours",
        ),
        ("site.annex", "30 days"),
        ("devolved.order-evacuation", "Director of the annex"),
    ] {
        let own = page
            .split(&format!("<section id=\"{part}\""))
            .nth(1)
            .unwrap_or("");
        let own = own.split("</section>").next().unwrap_or("");
        let expect = expect.replace("&#39;", "'");
        assert!(
            own.replace("&#39;", "'").contains(&expect),
            "{part}: {expect}"
        );
    }
}

/// A plan that says nothing of its chapters has them all the same, each with the keys that would say it.
#[test]
fn what_the_plan_leaves_unsaid_names_its_key() {
    let text = "[plan]\ntitle = \"T\"\nhorizon = \"30 d\"\nas-of = 2024-01-01\n[place.a]\nlost = 0.1\n\
                [person.p-1]\nbase = \"a\"\n[office.chief]\nholder = \"p-1\"\nkey = true\n\
                [function.f]\nneeds = \"chief\"\n";
    let reading = interrex_plan::read(&[("plan.toml", text)]);
    assert!(!reading.has_errors(), "{:?}", reading.diagnostics);
    for (language, unsaid) in [
        (Language::English, "the plan does not say"),
        (Language::Ukrainian, "у плані не зазначено"),
    ] {
        let page = page(&reading, language);
        for (id, key) in [
            ("promulgation", "[plan] signed-by"),
            ("delegations", "[power.ID.delegation.NAME]"),
            ("communications", "[plan] communications-staff"),
            ("devolution", "[devolution.ID]"),
            ("reconstitution", "[reconstitution]"),
            ("exercises", "[exercise.ID]"),
            ("exercises", "[[training]]"),
        ] {
            let told = chapter(&page, id);
            let expect = format!("{unsaid} {key}");
            assert!(told.contains(&expect), "{id}: {expect}\n{told}");
        }
        // Three signatures of four cells, six changes and six copies of four, and the number of the one key post.
        let blank_count = page.matches("class=\"blank\"").count();
        assert_eq!(blank_count, 3 * 4 + 6 * 4 + 6 * 4 + 1);
    }
}

#[test]
fn every_cell_says_something_or_is_to_be_filled_in() {
    let page = page(&example("hospital"), Language::English);
    for empty in ["<td></td>", "<th scope=\"row\"></th>", "<dd></dd>"] {
        assert!(!page.contains(empty), "{empty}");
    }
}
