//! What is said of faults: one fault, one message, in the words of the format and true of it.

use crate::support::read;

#[track_caller]
fn check(inner: &str, expect: &[&str]) {
    told(&format!("<opsa-mef>{inner}</opsa-mef>"), expect);
}

#[track_caller]
fn told(text: &str, expect: &[&str]) {
    let reading = read(text);
    let found = reading.diagnostics.iter();
    let found: Vec<&str> = found.map(|one| one.message.as_str()).collect();
    assert_eq!(found, expect, "{text}");
}

fn gate(formula: &str) -> String {
    format!(
        "<define-fault-tree name='t'><define-gate name='g'>{formula}</define-gate></define-fault-tree>"
    )
}

fn event(expression: &str) -> String {
    format!(
        "<model-data><define-basic-event name='e'>{expression}</define-basic-event></model-data>"
    )
}

fn tree(parts: &str) -> String {
    format!(
        "<define-initiating-event name='i' event-tree='e'/>\
         <define-event-tree name='e'><define-functional-event name='f'/>\
         <define-sequence name='s'/>{parts}</define-event-tree>"
    )
}

const END: &str = "<sequence name='s'/>";

#[test]
fn an_event_tree_is_called_so() {
    check(
        "<define-initiating-event name='i' event-tree='x'/>",
        &["no event tree is named `x` here"],
    );
    let linking = tree(&format!("<initial-state>{END}</initial-state>"));
    let linking = linking.replace(
        "<define-sequence name='s'/>",
        "<define-sequence name='s'><event-tree name='x'/></define-sequence>",
    );
    check(&linking, &["no event tree is named `x` here"]);
}

#[test]
fn branches_in_a_circle_are_branches() {
    let branch = |name: &str, next: &str| {
        format!("<define-branch name='{name}'><branch name='{next}'/></define-branch>")
    };
    let parts = format!(
        "{}{}<initial-state><branch name='a'/></initial-state>",
        branch("a", "b"),
        branch("b", "a")
    );
    check(
        &tree(&parts),
        &["branches refer to each other in a circle: `a` → `b`"],
    );
}

#[test]
fn what_the_format_has_is_not_supported() {
    let phase = |instruction: &str| {
        format!(
            "<define-alignment name='a'><define-phase name='p' time-fraction='1'>{instruction}\
             </define-phase></define-alignment>"
        )
    };
    for name in ["if", "block", "rule", "collect-formula", "event-tree"] {
        check(
            &phase(&format!("<{name}/>")),
            &[&format!("`{name}` in a phase is not supported")],
        );
    }
    check(
        &phase("<and/>"),
        &["`and` stands in `define-phase`, where the format does not allow it"],
    );
    for name in ["consequence", "consequence-group"] {
        check(
            &format!(
                "<define-initiating-event name='i'><{name} name='c'/></define-initiating-event>"
            ),
            &[&format!(
                "`{name}` is a construct of the format that is not supported"
            )],
        );
    }
}

#[test]
fn a_second_one_is_called_a_second_one() {
    let initial = format!("<initial-state>{END}</initial-state>");
    check(
        &tree(&initial.repeat(2)),
        &["`define-event-tree` has a second `initial-state`, expected one"],
    );
    let constant = "<constant value='true'/>";
    check(
        &format!(
            "<model-data><define-house-event name='h'>{constant}{constant}</define-house-event></model-data>"
        ),
        &["`define-house-event` has a second `constant`, expected one"],
    );
    let members = |name: &str| format!("<members><basic-event name='{name}'/></members>");
    check(
        &format!(
            "<define-CCF-group name='c' model='beta-factor'>{}{}\
             <distribution><float value='0.1'/></distribution>\
             <factor><float value='0.1'/></factor></define-CCF-group>",
            members("a"),
            members("b")
        ),
        &["`define-CCF-group` has a second `members`, expected one"],
    );
}

#[test]
fn a_group_of_one_has_one_fault() {
    for model in ["beta-factor", "MGL", "alpha-factor", "phi-factor"] {
        check(
            &format!(
                "<define-CCF-group name='c' model='{model}'>\
                 <members><basic-event name='a'/></members>\
                 <distribution><float value='0.1'/></distribution>\
                 <factors><factor level='2'><float value='0.1'/></factor></factors>\
                 </define-CCF-group>"
            ),
            &["the group `c` has fewer than two members"],
        );
    }
}

/// A group whose members are defined elsewhere has none left, and ends.
#[test]
fn members_that_are_defined_elsewhere_are_the_fault() {
    for model in ["beta-factor", "MGL", "alpha-factor", "phi-factor"] {
        let events = ["a", "b"].map(|name| {
            format!("<define-basic-event name='{name}'><float value='0.1'/></define-basic-event>")
        });
        check(
            &format!(
                "<model-data>{}</model-data><define-CCF-group name='c' model='{model}'>\
                 <members><basic-event name='a'/><basic-event name='b'/></members>\
                 <distribution><float value='0.1'/></distribution>\
                 <factor><float value='0.1'/></factor></define-CCF-group>",
                events.concat()
            ),
            &[
                "`a` is defined twice, expected once",
                "`b` is defined twice, expected once",
            ],
        );
    }
}

#[test]
fn counts_are_told_once_and_truly() {
    for name in ["and", "or", "xor", "iff", "nand", "nor"] {
        check(
            &gate(&format!("<{name}/>")),
            &[&format!("`{name}` holds 0 formulas, expected at least 1")],
        );
    }
    check(&gate("<not/>"), &["`not` holds 0 formulas, expected 1"]);
    check(&gate("<imply/>"), &["`imply` holds 0 formulas, expected 2"]);
    for (name, expect) in [
        ("periodic-test", "4, 5 or 11"),
        ("exponential", "2"),
        ("GLM", "4"),
        ("neg", "1"),
        ("add", "at least 1"),
        ("ite", "3"),
    ] {
        check(
            &event(&format!("<{name}/>")),
            &[&format!("`{name}` holds 0 expressions, expected {expect}")],
        );
    }
    // What cannot be read has no value, and what follows from that is not told.
    let quotient = |by: &str| event(&format!("<div><float value='1'/>{by}</div>"));
    check(
        &quotient("<parameter name='p'/>"),
        &["no parameter is named `p` here"],
    );
    check(
        &quotient("<float value='x'/>"),
        &["the value `x` is not a finite number"],
    );
}

#[test]
fn a_file_of_another_kind_is_told_once() {
    told(
        "<scram><model>\n<file>a.xml</file></model><options><label>x</label></options></scram>",
        &["the file is a `scram`, expected `opsa-mef`"],
    );
}

#[test]
fn a_state_that_no_fork_takes_is_warned_of() {
    let asks = |state: &str| {
        let asks = format!(
            "<collect-expression><ite><test-functional-event name='f' state='{state}'/>\
             <float value='0.5'/><float value='0.25'/></ite></collect-expression>"
        );
        tree(&format!(
            "<initial-state><fork functional-event='f'><path state='success'>{asks}{END}</path>\
             </fork></initial-state>"
        ))
    };
    check(&asks("success"), &[]);
    check(&asks("sucess"), &["no fork takes a state `sucess` of `f`"]);
}

/// A circle of gates or parameters leaves the paths of event trees what they are.
#[test]
fn a_circle_hides_no_fault_of_an_event_tree() {
    let path = format!(
        "<initial-state><collect-expression><div><float value='1'/><float value='0'/></div>\
         </collect-expression>{END}</initial-state>"
    );
    let others = "<define-initiating-event name='j' event-tree='z'/>\
                  <define-initiating-event name='k' event-tree='e'><parameter name='f'/></define-initiating-event>\
                  <model-data><define-parameter name='f'><float value='-0.5'/></define-parameter></model-data>";
    let circle = gate("<gate name='g'/>");
    let of_tree = [
        "the arguments have no value here, expected divisors other than 0",
        "no event tree is named `z` here",
        "the arguments have no value here, expected a frequency that is not negative",
    ];
    check(&format!("{}{others}", tree(&path)), &of_tree);
    let [division, tree_z, frequency] = of_tree;
    check(
        &format!("{}{others}{circle}", tree(&path)),
        &[division, tree_z, frequency, "the gate `g` refers to itself"],
    );
    // Paths in a circle are not followed; what does not need them is told.
    let round = "<define-branch name='b'><branch name='b'/></define-branch>\
                 <initial-state><branch name='b'/></initial-state>";
    check(
        &format!("{}{others}", tree(round)),
        &["the branch `b` refers to itself", tree_z, frequency],
    );
}

/// Names in answers are told apart; where they cannot be, the model says which two they are.
#[test]
fn no_two_things_that_can_be_asked_have_one_name() {
    let twice = |other: &str| {
        let tree = tree(&format!("<initial-state>{END}</initial-state>"));
        format!(
            "{tree}<define-initiating-event name='j' event-tree='e'/>\
             <define-fault-tree name='i'>{other}</define-fault-tree>"
        )
    };
    let told = "the sequence `s` after the initiating event `i` is called `i.s` in answers, and so is something else";
    let gate = "<define-gate name='s' role='private'><constant value='true'/></define-gate>";
    check(&twice(gate), &[told]);
    let event =
        "<define-basic-event name='s' role='private'><float value='0.1'/></define-basic-event>";
    check(&twice(event), &[told]);
    // Where only one initiating event leads to the sequence, it is called `s`.
    let once = twice(gate).replace("<define-initiating-event name='j' event-tree='e'/>", "");
    check(&once, &[]);
}

#[test]
fn a_linked_tree_begins_with_no_state_taken() {
    let linked = |test: &str, more: &str| {
        let test = format!(
            "<if><test-functional-event name='{test}' state='y'/>\
             <collect-expression><float value='0.5'/></collect-expression></if>"
        );
        let first = tree(
            "<initial-state><fork functional-event='f'><path state='y'><sequence name='s'/></path></fork>\
             </initial-state>",
        );
        let first = first.replace(
            "<define-sequence name='s'/>",
            "<define-sequence name='s'><event-tree name='second'/></define-sequence>",
        );
        format!(
            "{first}<define-rule name='r'>{test}</define-rule>\
             <define-event-tree name='second'><define-functional-event name='g'/><define-sequence name='end'/>\
             <initial-state><fork functional-event='g'><path state='y'><rule name='r'/>\
             <sequence name='end'/></path></fork></initial-state></define-event-tree>{more}"
        )
    };
    let told = "the state of `f` is tested in other event trees than the one that has it";
    check(&linked("f", ""), &[told]);
    check(&linked("g", ""), &[]);
    // One path on which the test may hold is enough.
    let third = "<define-initiating-event name='k' event-tree='third'/>\
                 <define-event-tree name='third'><define-functional-event name='f'/><define-sequence name='t'/>\
                 <initial-state><rule name='r'/><sequence name='t'/></initial-state></define-event-tree>";
    check(&linked("f", third), &[]);
    // So is a test that a parameter asks.
    let asked = linked(
        "f",
        "<model-data><define-parameter name='p'><test-functional-event name='f' state='y'/>\
                             </define-parameter></model-data>",
    );
    let asked = asked.replacen(
        "<test-functional-event name='f' state='y'/>",
        "<parameter name='p'/>",
        1,
    );
    check(&asked, &[told]);
}

#[test]
fn a_path_forks_over_an_event_once() {
    let fork = |inner: &str| {
        format!(
            "<fork functional-event='f'><path state='y'>{inner}</path><path state='n'>{END}</path></fork>"
        )
    };
    let inner = fork(END);
    let twice = format!("<initial-state>{}</initial-state>", fork(&inner));
    check(
        &tree(&twice),
        &["a path forks over the functional event `f` a second time"],
    );
    let once = format!("<initial-state>{inner}</initial-state>");
    check(&tree(&once), &[]);
}
