//! A plan kept ready while likelihoods are edited.

use interrex_prove::warm::Warm;
use interrex_prove::{Ask, Proof};
use interrex_standing::Question;
use interrex_units::{Date, Likelihood, Probability};

const PLAN: &str = r#"
[plan]
title = "Two buildings"
horizon = "30 d"
[place.town]
[site.hall]
in = "town"
lost = 0.1
[site.annex]
in = "town"
lost = { likelihood = 0.6, given = "lost(hall)", otherwise = 0.2 }
[function.signing]
needs = "hall or annex"
[function.printing]
needs = "hall"
"#;

fn likely(p: f64) -> Likelihood {
    Likelihood::exact(Probability::new(p).expect("a probability"))
}

/// What an edit changes: names, and likelihoods rounded to nine places.
fn edited(warm: &mut Warm<'_>, fact: &str, p: f64) -> Result<Vec<(String, f64)>, String> {
    let changed = warm.assess(fact, likely(p))?;
    let told = changed.into_iter().map(|(proposition, chance, _)| {
        (proposition.name.clone(), (chance.low * 1e9).round() / 1e9)
    });
    Ok(told.collect())
}

#[test]
fn an_edit_tells_what_rests_on_it_and_nothing_else() {
    let reading = interrex_plan::read(&[("plan.toml", PLAN)]);
    assert!(!reading.has_errors());
    let date = Date::new(2026, 6, 1).expect("a date");
    let ask = Ask::about(Question::as_of(date));
    let proof = Proof::new(&reading.plan, &reading.sources, &ask);
    let mut warm = Warm::new(&proof);
    // The hall and, given that, the annex: 0.1 · 0.6.
    let signing = |p| ("function.signing.fails".to_owned(), p);
    let printing = |p| ("function.printing.fails".to_owned(), p);
    let place = |name: &str| proof.propositions().iter().position(|one| one.name == name);
    let at = place("function.signing.fails").expect("it is asked");
    assert!((warm.answers()[at].0.low - 0.06).abs() < 1e-12);
    let mut changed = edited(&mut warm, "lost(hall)", 0.5).expect("a fact");
    changed.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(changed, [printing(0.5), signing(0.3)]);
    assert_eq!(edited(&mut warm, "lost(hall)", 0.5), Ok(Vec::new()));
    assert_eq!(edited(&mut warm, "lost(annex)", 0.4), Ok(Vec::new()));
}

#[test]
fn an_edit_that_cannot_be_is_refused_and_changes_nothing() {
    let reading = interrex_plan::read(&[("plan.toml", PLAN)]);
    let date = Date::new(2026, 6, 1).expect("a date");
    let ask = Ask::about(Question::as_of(date));
    let proof = Proof::new(&reading.plan, &reading.sources, &ask);
    let mut warm = Warm::new(&proof);
    let unknown = edited(&mut warm, "lost(hal)", 0.5).expect_err("no such fact");
    assert!(unknown.contains("did you mean `lost(hall)`?"), "{unknown}");
    // The condition makes it 0.6; without it, it cannot be likelier than that.
    assert!(edited(&mut warm, "lost(annex)", 0.7).is_err());
    assert_eq!(edited(&mut warm, "lost(annex)", 0.2), Ok(Vec::new()));
}
