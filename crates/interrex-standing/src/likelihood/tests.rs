//! Likelihoods of facts of which one is said to be likelier than another.

use interrex_units::{Likelihood, Probability};

use super::{hull, narrow};

fn range(low: f64, high: f64) -> Likelihood {
    let probability = |p| Probability::new(p).expect("between 0 and 1");
    Likelihood::range(probability(low), probability(high)).expect("in this order")
}

/// Narrows the likelihoods of four places, of which the first is likelier lost than the second, that than the third,
/// and the last, if it is under a condition, than the first.
fn check(last: &str, given: [Likelihood; 4], expect: [Likelihood; 4]) {
    let text = format!(
        r#"
[plan]
title = "Likelier"
horizon = "30 d"
as-of = 2022-01-01

[place.a]
lost = {{ likelihood = [0, 1], more-likely-than = "lost(b)" }}

[place.b]
lost = {{ likelihood = [0, 1], more-likely-than = "lost(c)" }}

[place.c]
lost = [0, 1]

[place.d]
lost = {{ likelihood = [0, 1], more-likely-than = "lost(a)"{last} }}
"#
    );
    let reading = interrex_plan::read(&[("plan.toml", text)]);
    assert!(!reading.has_errors(), "{:#?}", reading.diagnostics);
    let facts = &reading.plan.facts;
    let places = ["a", "b", "c", "d"].map(|place| {
        let id = facts.by_name(&format!("lost({place})"));
        id.expect("a fact").index()
    });
    let mut likelihoods = vec![Likelihood::UNKNOWN; facts.len()];
    for (place, one) in places.into_iter().zip(given) {
        likelihoods[place] = one;
    }
    narrow(&reading.plan, &mut likelihoods);
    assert_eq!(places.map(|place| likelihoods[place]), expect);
}

const CONDITION: &str = r#", given = "c", otherwise = [0, 1]"#;

#[test]
fn the_likelier_raises_its_low_and_the_other_lowers_its_high() {
    let any = range(0.0, 1.0);
    let given = [range(0.1, 0.5), range(0.3, 0.6), range(0.2, 0.4), any];
    let expect = [range(0.3, 0.5), range(0.3, 0.5), range(0.2, 0.4), any];
    check(CONDITION, given, expect);
    check(
        "",
        given,
        [expect[0], expect[1], expect[2], range(0.3, 1.0)],
    );
}

#[test]
fn it_goes_on_until_nothing_changes() {
    let any = range(0.0, 1.0);
    // The low of c comes to b and from there to a; the high of a comes to b and from there to c.
    let given = [range(0.0, 0.7), any, range(0.4, 0.9), any];
    let expect = [range(0.4, 0.7), range(0.4, 0.7), range(0.4, 0.7), any];
    check(CONDITION, given, expect);
}

#[test]
fn what_would_leave_nothing_is_left_out() {
    let any = range(0.0, 1.0);
    let given = [range(0.1, 0.2), range(0.5, 0.6), range(0.0, 0.3), any];
    check(CONDITION, given, given);
}

/// The likelihood of a fact under a condition is no likelihood of the fact.
#[test]
fn what_is_under_a_condition_is_not_compared() {
    let any = range(0.0, 1.0);
    let low = range(0.0, 0.1);
    let given = [range(0.4, 0.5), any, any, low];
    check(
        CONDITION,
        given,
        [range(0.4, 0.5), range(0.0, 0.5), range(0.0, 0.5), low],
    );
}

#[test]
fn the_hull_of_nothing_is_everything() {
    assert_eq!(hull(&[]), Likelihood::UNKNOWN);
}
