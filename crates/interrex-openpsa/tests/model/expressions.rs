//! Expressions: what each is worth at the mission time, worked out by hand.

use interrex_openpsa::Settings;

/// The probability of an event with an expression, over 1000 hours.
#[track_caller]
fn value(expression: &str) -> f64 {
    let text = format!(
        r#"<opsa-mef><model-data>
          <define-parameter name="rate" unit="hours-1"><float value="1e-3"/></define-parameter>
          <define-parameter name="double"><mul><int value="2"/><parameter name="rate" unit="hours-1"/></mul></define-parameter>
          <define-basic-event name="e">{expression}</define-basic-event>
        </model-data></opsa-mef>"#
    );
    let settings = Settings {
        mission_time: 1000.0,
        ..Settings::default()
    };
    let reading = interrex_openpsa::read(&[("m", text)], &settings, &mut |_| Err(String::new()));
    assert_eq!(reading.diagnostics, []);
    let model = reading.model.expect("no faults");
    let event = model.events.first().expect("one event");
    event.probability.expect("a probability")
}

#[track_caller]
fn check(expression: &str, expect: f64) {
    let found = value(expression);
    assert!(
        (found - expect).abs() <= 1e-14 + 1e-12 * expect,
        "{expression}: {found}, not {expect}"
    );
}

fn floats(name: &str, values: &[f64]) -> String {
    let inner: Vec<String> = values
        .iter()
        .map(|value| format!("<float value=\"{value}\"/>"))
        .collect();
    let inner = inner.concat();
    format!("<{name}>{inner}</{name}>")
}

#[test]
fn numbers_and_parameters() {
    check("<float value=\"0.5\"/>", 0.5);
    check("<float value=\" 5E-1 \"/>", 0.5);
    check("<int value=\"1\"/>", 1.0);
    check("<bool value=\"true\"/>", 1.0);
    check("<parameter name=\"double\"/>", 2e-3);
    check(
        "<div><float value=\"1\"/><system-mission-time unit=\"hours\"/></div>",
        1e-3,
    );
}

#[test]
fn choices_evaluate_what_they_take() {
    // Dividing by zero in the arm that is not taken is no fault.
    let broken = "<div><float value=\"1\"/><float value=\"0\"/></div>";
    check(
        &format!("<ite><bool value=\"true\"/><float value=\"0.25\"/>{broken}</ite>"),
        0.25,
    );
    let case = |condition: &str, value: f64| {
        format!("<case><bool value=\"{condition}\"/><float value=\"{value}\"/></case>")
    };
    let cases = case("false", 0.1) + &case("true", 0.2) + &case("true", 0.3);
    check(
        &format!("<switch>{cases}<float value=\"0.4\"/></switch>"),
        0.2,
    );
    check("<switch><float value=\"0.4\"/></switch>", 0.4);
}

#[test]
fn distributions() {
    let e = libm::exp;
    check(&floats("exponential", &[1e-3, 1000.0]), 1.0 - e(-1.0));
    // No digit is lost where 1 - exp(-x) would lose nearly all.
    check(&floats("exponential", &[1e-15, 1.0]), 1e-15);
    // λ/(λ+μ) (1 - e^-(λ+μ)t) + γ e^-(λ+μ)t
    let decay = e(-4.0);
    check(
        &floats("GLM", &[0.5, 1e-3, 3e-3, 1000.0]),
        0.25 * (1.0 - decay) + 0.5 * decay,
    );
    check(
        &floats("Weibull", &[500.0, 2.0, 500.0, 1000.0]),
        1.0 - e(-1.0),
    );
    check(&floats("Weibull", &[500.0, 2.0, 1500.0, 1000.0]), 0.0);
}

#[test]
fn tests_from_time_to_time() {
    let e = libm::exp;
    // Before the first test.
    check(
        &floats("periodic-test", &[1e-3, 100.0, 2000.0, 1000.0]),
        1.0 - e(-1.0),
    );
    // 50 hours after the last test, repair at once; then right at a test.
    check(
        &floats("periodic-test", &[1e-3, 100.0, 50.0, 1000.0]),
        1.0 - e(-0.05),
    );
    check(
        &floats("periodic-test", &[1e-3, 100.0, 0.0, 1000.0]),
        1.0 - e(-0.1),
    );
    // Repair that never ends: as if there were no tests.
    check(
        &floats("periodic-test", &[1e-3, 0.0, 100.0, 50.0, 1000.0]),
        1.0 - e(-1.0),
    );
    // One test at 500 h finds what failed; repair with rate 0.004; 500 h later.
    let (failed, left, again): (f64, f64, f64) = (1.0 - e(-0.5), e(-2.0), 1.0 - e(-0.5));
    let through = (0.001 * (1.0 - left) - 0.004 * again) / (0.001 - 0.004);
    let expect = failed * (left + through) + (1.0 - failed) * again;
    check(
        &floats("periodic-test", &[1e-3, 4e-3, 600.0, 500.0, 1000.0]),
        expect,
    );
}

#[test]
fn tests_that_take_time() {
    let e = libm::exp;
    // A test of 100 h begins at 500 h and breaks nothing; time ends within it.
    let args = |available: f64, found: f64, harm: f64, time: f64| {
        floats(
            "periodic-test",
            &[
                1e-3, 0.0, 0.0, 600.0, 500.0, harm, 100.0, available, found, 0.0, time,
            ],
        )
    };
    let failed = 1.0 - e(-0.5);
    check(&args(1.0, 1.0, 0.0, 550.0), failed);
    check(&args(0.0, 1.0, 0.0, 550.0), 1.0);
    // The test breaks a tenth of what works.
    check(&args(1.0, 1.0, 0.1, 550.0), failed + (1.0 - failed) * 0.1);
    // After it, what works fails as before; what failed stays in repair for ever.
    check(
        &args(1.0, 1.0, 0.0, 1000.0),
        failed + (1.0 - failed) * (1.0 - e(-0.4)),
    );
}

/// The value of a test from time to time beside one of eighty digits, all but the last kept.
#[track_caller]
fn check_test(arguments: &[f64], expect: f64) {
    let found = value(&floats("periodic-test", arguments));
    let error = (found - expect).abs() / expect;
    assert!(
        error < 4e-15,
        "{arguments:?}: {found}, not {expect}: {error:e}"
    );
}

#[test]
fn rates_that_are_nearly_equal_keep_their_digits() {
    let five = |lambda: f64, mu: f64, expect: f64| {
        check_test(&[lambda, mu, 1000.0, 500.0, 8000.0], expect);
    };
    five(1e-3, 1e-3, 0.585_169_590_069_468_3);
    five(1e-3, 0.001_000_000_000_000_000_2, 0.585_169_590_069_468_3);
    five(1e-3, 0.001_000_000_000_001, 0.585_169_590_069_289_4);
    five(1e-3, 0.001_000_000_1, 0.585_169_572_165_821_6);
    five(3e-4, 3.0 * 1e-4, 0.530_213_721_141_415_2);
    check_test(
        &[
            1e-3,
            2e-3,
            0.001_000_000_000_000_000_2,
            1000.0,
            500.0,
            0.01,
            10.0,
            0.0,
            0.9,
            0.05,
            8000.0,
        ],
        0.618_096_471_823_645_8,
    );
}

#[test]
fn small_rates_keep_their_digits() {
    check_test(
        &[1e-6, 1e-3, 1000.0, 500.0, 501.0],
        5.003_748_955_392_008e-4,
    );
    check_test(&[1e-9, 1e-9, 10.0, 5.0, 12.0], 1.199_999_989_300_000_2e-8);
    check_test(&[1e-12, 0.1, 720.0, 0.0, 8760.0], 1.200_044_238_184_928e-10);
    check_test(&[1e-3, 0.5, 100.0, 50.0, 8760.0], 1.040_302_147_724_17e-2);
    check_test(
        &[
            1e-6, 1e-5, 1e-3, 720.0, 100.0, 1e-4, 2.0, 1.0, 0.95, 1e-3, 8760.0,
        ],
        1.664_522_334_218_066_3e-3,
    );
    check_test(
        &[
            1e-2, 1e-2, 1e-2, 100.0, 50.0, 0.5, 20.0, 0.0, 0.5, 0.5, 2000.0,
        ],
        0.883_383_948_453_333_9,
    );
}

/// 1.1 is 0.2 and three times 0.3, though the sum of the numbers in binary is a little off.
#[test]
fn a_time_is_that_of_a_test_give_or_take_rounding() {
    let e = libm::exp;
    check(
        &floats("periodic-test", &[0.01, 3.0, 2.0, 11.0]),
        1.0 - e(-0.03),
    );
    check(
        &floats("periodic-test", &[0.1, 0.3, 0.2, 1.1]),
        1.0 - e(-0.03),
    );
    check(
        &floats("periodic-test", &[0.1, 0.7, 0.0, 2.1]),
        1.0 - e(-0.07),
    );
    check(
        &floats("periodic-test", &[0.1, 0.1, 0.0, 0.3]),
        1.0 - e(-0.01),
    );
    check(
        &floats("periodic-test", &[0.1, 0.3, 0.2, 1.1 + 1e-9]),
        1e-10,
    );
    // The test begins, and what it tests does not serve.
    let tested = [0.1, 0.1, 1.0, 0.3, 0.2, 0.0, 0.1, 0.0, 1.0, 0.0, 1.1];
    check(&floats("periodic-test", &tested), 1.0);
}

#[test]
fn deviates_are_worth_their_means() {
    check(&floats("uniform-deviate", &[0.25, 0.75]), 0.5);
    check(&floats("normal-deviate", &[0.25, 0.1]), 0.25);
    check(&floats("lognormal-deviate", &[0.25, 3.0, 0.95]), 0.25);
    check(&floats("lognormal-deviate", &[-3.0, 1.0]), libm::exp(-2.5));
    check(&floats("gamma-deviate", &[0.5, 0.25]), 0.125);
    check(&floats("beta-deviate", &[1.0, 3.0]), 0.25);
    // From 0 to 1 it is 0.5, from 1 to 4 it is 0.1: (1 * 0.5 + 3 * 0.1) / 4.
    let bins = floats("bin", &[1.0, 0.5]) + &floats("bin", &[4.0, 0.1]);
    check(
        &format!("<histogram><float value=\"0\"/>{bins}</histogram>"),
        0.2,
    );
}

/// Chances of cases that exhaust everything sum to 1, and means of ones are 1: no rounding takes them past
/// it, where they would be no probabilities any more.
#[test]
fn what_is_certain_is_not_above_one() {
    // Tests that never end a repair, and one during which the component does not serve.
    let never_repaired = [0.023_206_184_285_572_327, 0.0, 100.0, 100.0, 8760.0];
    check(&floats("periodic-test", &never_repaired), 1.0);
    let absent = [
        4.023_488_844_346_958_5e-6,
        0.004_163_018_903_410_544,
        0.016_827_047_788_874_828,
        24.0,
        0.0,
        0.3,
        20.0,
        0.0,
        0.5,
        0.01,
        8760.0,
    ];
    check(&floats("periodic-test", &absent), 1.0);
    let bins: String = [0.6, 0.7, 1.3]
        .map(|end| floats("bin", &[end, 1.0]))
        .concat();
    check(
        &format!("<histogram><float value=\"0.1\"/>{bins}</histogram>"),
        1.0,
    );
    // What is written as a sum or a difference is not held against its author either.
    check(&floats("sub", &[1.0, 0.9, 0.1]), 0.0);
}
