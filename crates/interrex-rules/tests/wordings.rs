//! What rules say in the cases that the examples of their pages leave out.

use interrex_rules::check;

const HEADER: &str = "title = \"City\"\nhorizon = \"30 d\"\nas-of = 2024-06-01\n";
const MAYOR: &str = "[office.mayor]\norder.main.candidates = [\"clerk\"]\n[office.clerk]\n";

/// Checks the messages of one rule on a plan; `header` are further keys of `[plan]`.
fn messages(code: &str, header: &str, plan: &str, expect: &[&str]) {
    let text = format!("[plan]\n{HEADER}{header}\n{plan}");
    let reading = interrex_plan::read(&[("plan.toml", &text)]);
    assert!(!reading.has_errors(), "{code}: {:#?}", reading.diagnostics);
    let findings = check(&reading.plan, "2024-06-01".parse().expect("a date"));
    let found = findings
        .diagnostics
        .iter()
        .filter(|found| found.code == code);
    let found: Vec<&str> = found.map(|found| found.message.as_str()).collect();
    assert_eq!(found, expect, "{code} with {header}");
}

#[test]
fn reviews_are_of_the_plan_or_of_the_thing() {
    let review = |of: &str, on: &str| {
        format!("[[review]]\nof = \"{of}\"\nkind = \"succession\"\non = {on}\n")
    };
    let code = "succession-review-overdue";
    let none = "no review of the orders of succession is on record";
    messages(code, "", MAYOR, &[none]);
    messages(
        code,
        "",
        &format!("{}{MAYOR}", review("office.mayor", "2024-07-01")),
        &[none],
    );
    let old =
        "the last review of the orders of succession was on 2023-05-31, more than 12 months ago";
    messages(
        code,
        "",
        &format!("{}{MAYOR}", review("plan", "2023-05-31")),
        &[old],
    );
    messages(
        code,
        "",
        &format!("{}{MAYOR}", review("plan", "2023-06-01")),
        &[],
    );
    let both = format!(
        "{}{}{MAYOR}[office.judge]\norder.main.candidates = [\"clerk\"]\n",
        review("office.mayor", "2024-01-01"),
        review("plan", "2022-01-01"),
    );
    let judge = "the last review of the orders of succession of `judge` was on 2022-01-01, \
                 more than 12 months ago";
    messages(code, "", &both, &[judge]);
}

#[test]
fn orders_are_filed_as_they_stand() {
    let code = "orders-not-filed";
    let plan = format!("[rules]\nprofiles = [\"nj\"]\n{MAYOR}");
    messages(
        code,
        "",
        &plan,
        &["the orders of succession are not filed with anybody"],
    );
    let with = "filed-with = \"the registrar\"";
    let undated = "no date says that the orders were filed with the registrar";
    messages(code, with, &plan, &[undated]);
    messages(
        code,
        &format!("{with}\nfiled-on = 2024-07-01"),
        &plan,
        &[undated],
    );
    messages(code, &format!("{with}\nfiled-on = 2024-05-01"), &plan, &[]);
}

#[test]
fn agreements_bind_between_their_dates() {
    let code = "agreement-not-in-force";
    let agreement = |keys: &str| format!("[agreement.school]\nwith = \"the board\"\n{keys}\n");
    let check = |keys: &str, expect: &[&str]| messages(code, "", &agreement(keys), expect);
    check("", &["agreement `school` is not recorded as signed"]);
    check(
        "signed-on = 2024-06-02",
        &["agreement `school` is only to be signed on 2024-06-02"],
    );
    check("signed-on = 2024-06-01\nexpires = 2024-06-01", &[]);
    check(
        "signed-on = 2024-01-01\nstatus = \"offered\"",
        &["agreement `school` is only offered"],
    );
    check(
        "signed-on = 2024-01-01\nstatus = \"refused\"",
        &["agreement `school` was refused"],
    );
}

#[test]
fn an_order_that_is_only_floated_is_no_order() {
    let plan = "[office.mayor]\norder.main = { candidates = [\"clerk\"], status = \"floated\" }\n\
                [office.clerk]\n";
    messages(
        "office-without-order",
        "",
        plan,
        &["`mayor` has no order of succession"],
    );
    messages("too-few-successors", "", plan, &[]);
}

#[test]
fn a_post_is_key_when_something_depends_on_it() {
    let code = "office-without-order";
    let speaks = ["`clerk` has no order of succession"];
    messages(code, "", "[office.clerk]\n", &[]);
    messages(
        code,
        "",
        "[office.clerk]\n[power.pay]\nheld-by = \"clerk\"\n",
        &speaks,
    );
    messages(
        code,
        "",
        "[office.clerk]\n[function.pay]\nneeds = \"clerk\"\n",
        &speaks,
    );
    let spared = "[office.clerk]\nkey = false\n[function.pay]\nneeds = \"clerk\"\n";
    messages(code, "", spared, &[]);
}

#[test]
fn exercises_and_findings_of_the_future_do_not_count() {
    let exercise = |on: &str| format!("[exercise.one]\nkind = \"full-scale\"\non = {on}\n");
    let plan = |on: &str| format!("[function.pay]\n{}", exercise(on));
    let none = "no exercise on record shows that the functions can go on";
    messages("exercise-overdue", "", &plan("2024-06-02"), &[none]);
    messages("exercise-overdue", "", &plan("2023-06-01"), &[]);
    let old = "functions were last exercised on 2023-05-31, more than 12 months ago";
    messages("exercise-overdue", "", &plan("2023-05-31"), &[old]);
    let finding = "findings = [{ text = \"gate\", due = 2024-05-31 }]\n";
    let open = |on: &str| format!("{}{finding}", exercise(on));
    let due = "the finding `gate` was to be mended by 2024-05-31";
    messages("finding-overdue", "", &open("2024-03-01"), &[due]);
    messages("finding-overdue", "", &open("2024-06-02"), &[]);
}

#[test]
fn contact_lists_are_printed_after_they_change() {
    let code = "contact-list-not-printed";
    let entry = |on: &str| {
        format!("[office.mayor]\n[[contact]]\nwho = \"mayor\"\nconfirmed-on = {on}\npaths = []\n")
    };
    messages(
        code,
        "",
        &entry("2024-05-01"),
        &["the contact list is not recorded as printed"],
    );
    let printed = "contacts-printed = 2024-04-30";
    let older = "the contact list was printed on 2024-04-30, entries are as of 2024-05-01";
    messages(code, printed, &entry("2024-05-01"), &[older]);
    messages(code, printed, &entry("2024-04-30"), &[]);
    let later = "the contact list is only to be printed on 2024-07-01";
    messages(
        code,
        "contacts-printed = 2024-07-01",
        &entry("2024-05-01"),
        &[later],
    );
}

#[test]
fn delegations_overlap_where_their_scopes_meet() {
    let code = "delegations-overlap";
    let plan = |first: &str, second: &str| {
        format!(
            "[place.north]\n[place.south]\n[office.mayor]\n[office.clerk]\n[office.judge]\n\
             [power.pay]\nheld-by = \"mayor\"\nreach = [\"north\", \"south\"]\n\
             delegation.one = {{ to = \"clerk\"{first} }}\n\
             delegation.two = {{ to = \"judge\"{second} }}\n"
        )
    };
    let silent = "delegation `two` of `pay` and `one` hold at once: neither says that it \
                  replaces the other";
    let said = "delegation `two` of `pay` and `one` hold at once: one replaces the other, and \
                both are in force";
    messages(code, "", &plan("", ""), &[silent]);
    messages(code, "", &plan("", ", replaces = [\"one\"]"), &[said]);
    let scope = |place: &str| format!(", scope = [\"{place}\"]");
    messages(code, "", &plan(&scope("north"), &scope("north")), &[silent]);
    messages(code, "", &plan(&scope("north"), &scope("south")), &[]);
    let condition = ", condition = \"north\"";
    messages(code, "", &plan(condition, ""), &[silent]);
    messages(code, "", &plan(condition, condition), &[]);
}

#[test]
fn a_function_that_waits_for_a_decision_is_not_called_broken() {
    let code = "function-fails-today";
    let plan = |needs: &str| {
        format!("[decision.go]\nmade = 0.5\n[body.empty]\n[function.pay]\nneeds = \"{needs}\"\n")
    };
    messages(code, "", &plan("go"), &[]);
    messages(
        code,
        "",
        &plan("empty"),
        &["`pay` fails although nothing is lost"],
    );
    messages(
        code,
        "",
        &plan("go and not go"),
        &["`pay` fails although nothing is lost"],
    );
}

#[test]
fn a_country_is_geography_unless_the_plan_says_it_can_be_lost() {
    let plan = |country: &str| {
        format!(
            "[place.land]\n{country}\n[place.north]\nin = \"land\"\n[place.south]\nin = \"land\"\n\
             [function.pay]\nneeds = \"north or south\"\n"
        )
    };
    messages("single-point", "", &plan(""), &[]);
    let lost = ["losing `land` alone ends `pay`"];
    messages("single-point", "", &plan("lost = 0.01"), &lost);
}
