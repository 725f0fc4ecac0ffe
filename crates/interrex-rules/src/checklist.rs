//! The checklist of the field: what standards, statutes and experience ask, row by row, with the rules
//! that decide each row and what a plan cannot say about it.
//!
//! Responsible for the table and for its page in the book. The sources of a row are those of its
//! rules.

use std::fmt::Write as _;

use crate::rule::{Force, Rule};

/// Rows about one thing.
struct Group {
    title: &'static str,
    rows: &'static [Row],
}

/// One thing that the field asks for.
pub(crate) struct Row {
    /// Its number: a letter for the group, and a count.
    pub(crate) number: &'static str,
    /// How firmly it is asked for.
    force: Force,
    /// What is asked for, in one sentence.
    asks: &'static str,
    /// The rules that decide it, by code; the first is the nearest.
    rules: &'static [&'static str],
    /// What the data of a plan cannot decide about it, or what decides between sources; may be empty.
    beyond: &'static str,
}

/// The numbers of the rows that a rule answers.
pub(crate) fn answered_by(rule: &Rule) -> Vec<&'static str> {
    let rows = GROUPS.iter().flat_map(|group| group.rows);
    let answered = rows.filter(|row| row.rules.contains(&rule.code));
    answered.map(|row| row.number).collect()
}

/// The page of the checklist, Markdown.
pub(crate) fn page() -> String {
    let mut text = INTRODUCTION.trim_start().to_owned();
    for group in GROUPS {
        let _ = write!(
            text,
            "\n## {}\n\n| no. | asked for | how firmly | rules that decide it | what a plan cannot say |\n\
             | --- | --- | --- | --- | --- |\n",
            group.title
        );
        for row in group.rows {
            let rules: Vec<String> = row.rules.iter().filter_map(|code| linked(code)).collect();
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} | {} |",
                row.number,
                row.asks,
                row.force.word(),
                rules.join(", "),
                row.beyond
            );
        }
    }
    text
}

fn linked(code: &str) -> Option<String> {
    let rule = crate::rule(code)?;
    Some(format!("[{code}]({}/{code}.md)", rule.element.name()))
}

const INTRODUCTION: &str = r"
# The checklist of the field

Sixty-four things that standards, statutes, audits and experience ask of a continuity plan, each with the
rules of `interrex check` that decide it. *Must* and *should* are the words of the sources; *derived* follows
from what happened where it was missing. The page of each rule names its sources.

The last column says what no rule can decide, because a plan does not hold it: whether a sentence is wise,
whether a list is complete, whether a paper that is cited says what it is cited for. That is for the people
who review the plan. Rules that are in no row come from the meaning of a plan: what makes its answers false,
or better than the truth.
";

static GROUPS: &[Group] = &[
    Group {
        title: "Orders of succession",
        rows: &[
            Row {
                number: "S1",
                force: Force::Must,
                asks: "The head and every key post have enough successors: three, five, or three to seven, as the source says.",
                rules: &[
                    "too-few-successors",
                    "too-many-successors",
                    "office-without-order",
                    "person-listed-twice",
                    "holder-succeeds-himself",
                ],
                beyond: "The number is the threshold `successors-min`; profiles set it.",
            },
            Row {
                number: "S2",
                force: Force::Must,
                asks: "One successor at least works outside the region of the others, where that is feasible.",
                rules: &["successors-in-one-region", "order-in-one-place"],
                beyond: "Where it is not feasible, a waiver says why.",
            },
            Row {
                number: "S3",
                force: Force::Must,
                asks: "The line lists posts, not the names of people.",
                rules: &["successor-by-name"],
                beyond: "",
            },
            Row {
                number: "S4",
                force: Force::Must,
                asks: "A legal review is on record, dated, and later than the last change.",
                rules: &["legal-review-missing"],
                beyond: "",
            },
            Row {
                number: "S5",
                force: Force::Must,
                asks: "Each order states what starts the succession and how successors are told.",
                rules: &[
                    "ground-missing",
                    "ground-without-order",
                    "successors-not-notified",
                    "ground-missing-death",
                    "ground-missing-incapacity",
                    "ground-missing-captivity",
                    "ground-missing-contact",
                ],
                beyond: "",
            },
            Row {
                number: "S6",
                force: Force::Must,
                asks: "What a successor may not do is stated, in time, place and matter, or that there is nothing.",
                rules: &["limits-unstated"],
                beyond: "Limits in words are not judged, only whether they are there.",
            },
            Row {
                number: "S7",
                force: Force::Must,
                asks: "It is stated when authority goes back.",
                rules: &["return-unstated"],
                beyond: "",
            },
            Row {
                number: "S8",
                force: Force::Must,
                asks: "The orders are an essential record, present at the primary and at the continuity sites.",
                rules: &[
                    "order-not-a-record",
                    "order-record-in-one-place",
                    "order-record-not-at-seat",
                    "proof-in-one-place",
                ],
                beyond: "",
            },
            Row {
                number: "S9",
                force: Force::Must,
                asks: "The orders are reviewed every year, and revised and handed out again on change.",
                rules: &[
                    "succession-review-overdue",
                    "legal-review-missing",
                    "successor-abolished",
                ],
                beyond: "To whom copies were handed out is not in the plan.",
            },
            Row {
                number: "S10",
                force: Force::Must,
                asks: "The orders are filed with the registrar, who reports those that are missing.",
                rules: &["orders-not-filed"],
                beyond: "What the registrar reports is the registrar's to say.",
            },
            Row {
                number: "S11",
                force: Force::Must,
                asks: "Each successor has what the law asks of the holder of the office.",
                rules: &["successor-ineligible"],
                beyond: "Qualities are those that the plan states; a quality that is not stated counts as missing.",
            },
            Row {
                number: "S12",
                force: Force::Derived,
                asks: "The oath taken at designation is on record, or it is stated when it is taken.",
                rules: &["oath-unstated"],
                beyond: "The statute is known by its heading; the profile `sd` asks for it of every order.",
            },
            Row {
                number: "S13",
                force: Force::Must,
                asks: "It is stated whether a senior who returns displaces whoever acts.",
                rules: &["displacement-unstated"],
                beyond: "",
            },
            Row {
                number: "S14",
                force: Force::Must,
                asks: "It is stated whether taking over forfeits the post held before.",
                rules: &["forfeit-unstated"],
                beyond: "",
            },
            Row {
                number: "S15",
                force: Force::Should,
                asks: "Somebody is named who decides a disputed succession.",
                rules: &["adjudicator-missing"],
                beyond: "",
            },
            Row {
                number: "S16",
                force: Force::Must,
                asks: "Every line has somebody who is stationed at the devolution site.",
                rules: &["no-successor-at-devolution-site"],
                beyond: "",
            },
            Row {
                number: "S17",
                force: Force::Derived,
                asks: "The line does not end: there is a rule for when everybody listed is gone.",
                rules: &["no-final-rule"],
                beyond: "",
            },
            Row {
                number: "S18",
                force: Force::Derived,
                asks: "No step waits for an organ that is itself vacant, without a fallback.",
                rules: &["step-by-vacant-organ", "quorum-unreachable"],
                beyond: "",
            },
        ],
    },
    Group {
        title: "Delegations",
        rows: &[
            Row {
                number: "A1",
                force: Force::Must,
                asks: "A delegation is written and signed, and cites the law that the power comes from.",
                rules: &["delegation-unsigned", "delegation-without-basis"],
                beyond: "",
            },
            Row {
                number: "A2",
                force: Force::Must,
                asks: "It states the power, its limits and who holds it, by post.",
                rules: &[
                    "delegation-without-limits",
                    "delegation-to-a-name",
                    "delegation-to-holder",
                ],
                beyond: "The power is stated by where a delegation stands.",
            },
            Row {
                number: "A3",
                force: Force::Must,
                asks: "It states when it takes effect and when it ends.",
                rules: &[
                    "delegation-start-unstated",
                    "delegation-end-unstated",
                    "power-devolution-open-ended",
                ],
                beyond: "",
            },
            Row {
                number: "A4",
                force: Force::Must,
                asks: "It says whether it may be delegated onward.",
                rules: &["onward-unstated"],
                beyond: "",
            },
            Row {
                number: "A5",
                force: Force::Must,
                asks: "It names the earlier ones that it cancels; no two that hold at once conflict.",
                rules: &["delegations-overlap"],
                beyond: "",
            },
            Row {
                number: "A6",
                force: Force::Should,
                asks: "Counsel concurred; the delegate is trained and licensed.",
                rules: &["counsel-not-recorded", "delegate-untrained"],
                beyond: "",
            },
        ],
    },
    Group {
        title: "Essential functions and their analysis",
        rows: &[
            Row {
                number: "F1",
                force: Force::Must,
                asks: "Each function has a recovery time and a tolerable period, the first no longer than the second.",
                rules: &["function-without-times", "rto-exceeds-mtpd"],
                beyond: "The margin between them is the threshold `rto-margin-hours-min`.",
            },
            Row {
                number: "F2",
                force: Force::Should,
                asks: "Its data has a recovery point, and copies are made as often.",
                rules: &["rpo-missing", "copies-older-than-rpo", "copy-too-old"],
                beyond: "",
            },
            Row {
                number: "F3",
                force: Force::Should,
                asks: "Its lowest acceptable level is stated, or that it is all or nothing.",
                rules: &["minimum-level-missing"],
                beyond: "",
            },
            Row {
                number: "F4",
                force: Force::Must,
                asks: "What it depends on is listed, inside and outside.",
                rules: &["function-without-needs", "function-cannot-fail"],
                beyond: "Whether the list is complete only its owner can say.",
            },
            Row {
                number: "F5",
                force: Force::Should,
                asks: "The least resources are listed, not the normal ones.",
                rules: &["resources-missing"],
                beyond: "Whether a number is the least or the normal one cannot be seen.",
            },
            Row {
                number: "F6",
                force: Force::Should,
                asks: "What a function depends on is back no later than the function.",
                rules: &[
                    "dependency-slower-than-function",
                    "site-ready-too-late",
                    "seat-ready-too-late",
                ],
                beyond: "",
            },
            Row {
                number: "F7",
                force: Force::Must,
                asks: "It works again within 12 hours and can be kept up for 30 days.",
                rules: &["rto-too-long", "not-sustained"],
                beyond: "Both numbers are thresholds; `iso-22301` switches them off.",
            },
            Row {
                number: "F8",
                force: Force::Must,
                asks: "It works with and without warning.",
                rules: &["relies-on-warning"],
                beyond: "Whether some step relies on notice is the planner's statement, `without-warning`.",
            },
            Row {
                number: "F9",
                force: Force::Must,
                asks: "Impact analysis and risk are reviewed at intervals and after change.",
                rules: &["impact-review-overdue"],
                beyond: "",
            },
            Row {
                number: "F10",
                force: Force::Should,
                asks: "The list is plausible: neither trivial nor incomplete.",
                rules: &["too-many-functions", "functions-unranked"],
                beyond: "What is missing from a list cannot be seen in it.",
            },
            Row {
                number: "F11",
                force: Force::Should,
                asks: "No single person, system, data set or site carries a function alone.",
                rules: &["single-point"],
                beyond: "",
            },
            Row {
                number: "F12",
                force: Force::Should,
                asks: "The steps of a function fit its times, at best side by side and at worst one after the other.",
                rules: &["steps-exceed-times"],
                beyond: "",
            },
        ],
    },
    Group {
        title: "Sites, also abroad",
        rows: &[
            Row {
                number: "L1",
                force: Force::Should,
                asks: "The alternate is outside the primary's threat area and on another power grid.",
                rules: &[
                    "alternate-in-threat-area",
                    "alternate-on-same-grid",
                    "seats-in-one-place",
                    "single-seat",
                ],
                beyond: "",
            },
            Row {
                number: "L2",
                force: Force::Should,
                asks: "Hot, warm or cold, it is ready in time.",
                rules: &[
                    "ready-time-missing",
                    "site-ready-too-late",
                    "seat-ready-too-late",
                ],
                beyond: "",
            },
            Row {
                number: "L3",
                force: Force::Should,
                asks: "Borrowed space has an agreement, signed and not expired, that covers what people need.",
                rules: &[
                    "borrowed-without-agreement",
                    "agreement-not-in-force",
                    "agreement-covers-too-little",
                ],
                beyond: "",
            },
            Row {
                number: "L4",
                force: Force::Must,
                asks: "The law lets the seat move.",
                rules: &["seat-law-missing"],
                beyond: "Whether the law that is cited says so is for counsel.",
            },
            Row {
                number: "L5",
                force: Force::Derived,
                asks: "A site abroad has a host agreement in force, with immunity, and the list of those with access in one's own hands.",
                rules: &[
                    "host-agreement-missing",
                    "agreement-not-in-force",
                    "immunity-unstated",
                    "access-list-unstated",
                ],
                beyond: "",
            },
            Row {
                number: "L6",
                force: Force::Derived,
                asks: "The export of each register is lawful today.",
                rules: &["copy-unlawful", "copy-abroad-without-law"],
                beyond: "",
            },
        ],
    },
    Group {
        title: "Essential records",
        rows: &[
            Row {
                number: "R1",
                force: Force::Must,
                asks: "Each record has a named custodian, the staff know, and the designation is current.",
                rules: &["custodian-missing", "designation-outdated"],
                beyond: "Whether the staff were told is not in the plan.",
            },
            Row {
                number: "R2",
                force: Force::Must,
                asks: "It is protected, can be reached and can be used at once, with what it takes to read it.",
                rules: &[
                    "record-in-one-place",
                    "reading-needs-unstated",
                    "restore-untested",
                    "isolated-place",
                ],
                beyond: "",
            },
            Row {
                number: "R3",
                force: Force::Should,
                asks: "The set has the plan, orders, delegations and lists of staff, and what protects rights; on paper where needed at once.",
                rules: &[
                    "record-set-incomplete",
                    "order-not-a-record",
                    "no-paper-copy",
                ],
                beyond: "",
            },
            Row {
                number: "R4",
                force: Force::Must,
                asks: "Current copies are at the devolution site, and changes are carried back.",
                rules: &[
                    "copies-missing-at-devolution-site",
                    "changes-not-carried-back",
                ],
                beyond: "",
            },
        ],
    },
    Group {
        title: "Communications and contacts",
        rows: &[
            Row {
                number: "C1",
                force: Force::Should,
                asks: "Each key contact is reached in two unlike ways, one of which needs no public network.",
                rules: &["one-contact-path", "no-private-path", "contact-missing"],
                beyond: "",
            },
            Row {
                number: "C2",
                force: Force::Must,
                asks: "Alert and notification were tested in the last quarter; communications are exercised.",
                rules: &["alert-test-overdue", "exercise-coverage-incomplete"],
                beyond: "",
            },
            Row {
                number: "C3",
                force: Force::Should,
                asks: "A printed list of contacts exists; staff for communications and their alternates are named.",
                rules: &["contact-list-not-printed", "communications-staff-missing"],
                beyond: "",
            },
            Row {
                number: "C4",
                force: Force::Should,
                asks: "Each entry was confirmed by its owner lately.",
                rules: &["contact-unconfirmed"],
                beyond: "How lately is the threshold `contact-confirmed-days-max`.",
            },
        ],
    },
    Group {
        title: "Devolution and reconstitution",
        rows: &[
            Row {
                number: "V1",
                force: Force::Must,
                asks: "Devolution lists functions in order of priority, with tasks and resources for each.",
                rules: &[
                    "devolution-without-functions",
                    "devolution-order-differs",
                    "devolution-function-without-resources",
                    "devolution-plan-missing",
                ],
                beyond: "",
            },
            Row {
                number: "V2",
                force: Force::Must,
                asks: "It has a roster of trained staff at its site who hold the authority.",
                rules: &[
                    "devolution-without-site",
                    "devolution-roster-missing",
                    "devolution-roster-untrained",
                    "devolution-roster-without-authority",
                    "devolution-in-one-region",
                ],
                beyond: "",
            },
            Row {
                number: "V3",
                force: Force::Must,
                asks: "Its triggers are stated.",
                rules: &["devolution-without-triggers"],
                beyond: "Whether both kinds are there, an order and the loss of contact, is in words and not judged.",
            },
            Row {
                number: "V4",
                force: Force::Must,
                asks: "It is stated how and when control passes to the site and back.",
                rules: &[
                    "devolution-handover-unstated",
                    "devolution-return-unstated",
                    "power-devolution-open-ended",
                ],
                beyond: "",
            },
            Row {
                number: "X1",
                force: Force::Should,
                asks: "Reconstitution has manager and team, phases, a check of the building, notices and a review.",
                rules: &[
                    "reconstitution-manager-missing",
                    "reconstitution-incomplete",
                    "reconstitution-plan-missing",
                ],
                beyond: "",
            },
            Row {
                number: "X2",
                force: Force::Should,
                asks: "Helpers from outside are named for facilities, personnel and records.",
                rules: &["outside-helpers-missing"],
                beyond: "",
            },
        ],
    },
    Group {
        title: "Tests, training, exercises",
        rows: &[
            Row {
                number: "T1",
                force: Force::Must,
                asks: "An exercise of the last 12 months shows that the functions can go on.",
                rules: &["exercise-overdue"],
                beyond: "",
            },
            Row {
                number: "T2",
                force: Force::Must,
                asks: "People moved to an alternate in the last 12 months, as planned.",
                rules: &["relocation-not-exercised"],
                beyond: "",
            },
            Row {
                number: "T3",
                force: Force::Must,
                asks: "Exercises cover records, communications, dependencies, devolution and reconstitution.",
                rules: &["exercise-coverage-incomplete"],
                beyond: "",
            },
            Row {
                number: "T4",
                force: Force::Must,
                asks: "The training log says what, when, who and by whom; evidence is kept.",
                rules: &["training-log-incomplete", "evidence-missing"],
                beyond: "The plan says where the evidence is, not what it shows.",
            },
            Row {
                number: "T5",
                force: Force::Must,
                asks: "Each finding has an owner, a due date and a closure.",
                rules: &["finding-without-owner", "finding-overdue"],
                beyond: "",
            },
        ],
    },
    Group {
        title: "The programme",
        rows: &[
            Row {
                number: "P1",
                force: Force::Must,
                asks: "The plan is signed by the head and reviewed every year.",
                rules: &["plan-unsigned", "signature-outdated", "plan-review-overdue"],
                beyond: "That whoever signed is the head is the planner's statement.",
            },
            Row {
                number: "P2",
                force: Force::Derived,
                asks: "The plan is put into effect whatever the cause, not for a closed list of hazards.",
                rules: &["closed-hazard-list"],
                beyond: "",
            },
            Row {
                number: "P3",
                force: Force::Should,
                asks: "Succession, delegation, ranked institutions, crisis communication and trained staff are all there (NATO, first baseline requirement).",
                rules: &["baseline-incomplete"],
                beyond: "",
            },
        ],
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn rows() -> impl Iterator<Item = &'static Row> {
        GROUPS.iter().flat_map(|group| group.rows)
    }

    #[test]
    fn every_row_is_there_and_decided_by_rules_that_exist() {
        let groups = [
            ("S", 18),
            ("A", 6),
            ("F", 12),
            ("L", 6),
            ("R", 4),
            ("C", 4),
            ("V", 4),
        ];
        let groups = groups.into_iter().chain([("X", 2), ("T", 5), ("P", 3)]);
        let numbers =
            groups.flat_map(|(letter, last)| (1..=last).map(move |n| format!("{letter}{n}")));
        assert!(rows().map(|row| row.number.to_owned()).eq(numbers));
        for row in rows() {
            assert!(!row.rules.is_empty(), "{}", row.number);
            for code in row.rules {
                assert!(crate::rule(code).is_some(), "{}: {code}", row.number);
            }
        }
    }

    /// A rule that some text demands or advises is in the checklist; the others say why they are not.
    #[test]
    fn every_rule_that_a_source_asks_for_is_in_a_row() {
        let listed: BTreeSet<&str> = rows().flat_map(|row| row.rules).copied().collect();
        let missing: Vec<&str> = crate::all()
            .filter(|rule| rule.sources.iter().any(|one| one.force != Force::Derived))
            .map(|rule| rule.code)
            .filter(|code| !listed.contains(code))
            .collect();
        // Asks for sources of likelihoods, of which the checklist has no row.
        assert_eq!(missing, ["unsourced-likelihood"]);
    }

    /// A row is as firm as the firmest source of its rules.
    #[test]
    fn rows_are_no_firmer_than_their_rules() {
        for row in rows() {
            let rules = row.rules.iter().filter_map(|code| crate::rule(code));
            let firmest = rules
                .flat_map(|rule| rule.sources)
                .map(|one| one.force)
                .min();
            assert!(firmest <= Some(row.force), "{}: {firmest:?}", row.number);
        }
    }
}
