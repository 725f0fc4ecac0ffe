//! An answer on one screen, compared whole.

use interrex_register::who::{
    Answer, Asked, Awaited, Backdated, Best, By, Cited, Claimant, Exercised, Recognition, Standing,
    State, Told, Void, WireTurn, line, text,
};

/// An answer that says nothing but how an office stands.
fn bare(kind: &'static str, standing: Standing) -> Answer {
    Answer {
        schema: "interrex.who/1",
        of: "chief".to_owned(),
        kind,
        as_of: "2022-03-07T10:00:00Z".to_owned(),
        known_at: None,
        viewpoint: None,
        from: None,
        plan: "sha256:1".to_owned(),
        standing,
        title: None,
        exercise: None,
        exercised_by: Vec::new(),
        waiting_for: Vec::new(),
        readings: Vec::new(),
        turns: Vec::new(),
        claimants: Vec::new(),
        control: Vec::new(),
        recognized: Vec::new(),
        not_recognized: Vec::new(),
        without_effect: Vec::new(),
        backdated: Vec::new(),
        later: Vec::new(),
        provisional: Vec::new(),
        turns_before: 0,
        stale: None,
        acts: Vec::new(),
        warnings: Vec::new(),
    }
}

/// A name where there is one.
#[expect(clippy::unnecessary_wraps, reason = "it fills in what may be absent")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn check(answer: &Answer, expect: &str) {
    assert_eq!(text(answer), expect);
}

#[test]
fn how_an_office_stands_comes_first() {
    let cases = [
        (Standing::Held, "is held"),
        (Standing::Nobody, "is held by nobody"),
        (Standing::WaitingFor, "waits for somebody"),
        (
            Standing::HeldButUnable,
            "is held by somebody who cannot act",
        ),
        (
            Standing::Split,
            "is split: sites that know different acts have different holders",
        ),
        (Standing::Disputed, "is disputed"),
    ];
    for (standing, says) in cases {
        let expect = format!(
            "chief {says}, as of 2022-03-07T10:00:00Z\n  title         nobody\n  exercise      nobody\n"
        );
        check(&bare("office", standing), &expect);
    }
}

fn asked(what: &str, state: State, acts: &[u32]) -> Asked {
    Asked {
        what: what.to_owned(),
        state,
        acts: acts.to_vec(),
        acts_before: 0,
    }
}

fn claimant(who: &str, title: bool, exercise: bool) -> Claimant {
    Claimant {
        who: who.to_owned(),
        title,
        exercise,
        claims: Vec::new(),
        control: Vec::new(),
        recognized_by: Vec::new(),
        order: None,
        candidate: None,
        requirements: Vec::new(),
        best: None,
    }
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one answer with everything, and its screen"
)]
fn all_that_can_be_said_of_an_office() {
    let answer = Answer {
        known_at: some("2022-03-08T00:00:00Z"),
        viewpoint: some("lviv"),
        title: some("p-1"),
        exercise: some("p-2"),
        control: vec![
            By {
                who: "p-3".to_owned(),
                of: "chief".to_owned(),
                act: 4,
            },
            By {
                who: "p-4".to_owned(),
                of: "chief".to_owned(),
                act: 5,
            },
        ],
        recognized: vec![Recognition {
            partner: "a-partner".to_owned(),
            who: "p-3".to_owned(),
            act: 6,
        }],
        readings: vec![
            Told {
                by: "as written".to_owned(),
                title: some("p-1"),
                exercise: some("p-2"),
            },
            Told {
                by: "without the disputed ground chief.ill".to_owned(),
                title: None,
                exercise: None,
            },
        ],
        warnings: vec!["act 7: `p-3` claims it, and a claim is no ground".to_owned()],
        turns: vec![
            WireTurn {
                at: "2022-03-06T00:00:00Z".to_owned(),
                act: Some(3),
                change: "title",
                who: some("p-1"),
                order: some("line"),
                candidate: some("first"),
                grounds: vec!["dead".to_owned(), "ill".to_owned()],
            },
            WireTurn {
                at: "2022-03-07T00:00:00Z".to_owned(),
                act: None,
                change: "exercise",
                who: None,
                order: None,
                candidate: None,
                grounds: Vec::new(),
            },
        ],
        claimants: vec![
            Claimant {
                order: some("line"),
                candidate: some("first"),
                requirements: vec![
                    asked("a ground: dead", State::Met, &[]),
                    asked("step: sworn", State::Met, &[1, 2]),
                    asked("is not captive", State::Missing, &[]),
                    asked("is not absent", State::Contradicted, &[]),
                    asked("is not dead", State::Contradicted, &[8]),
                ],
                recognized_by: vec!["a-partner".to_owned(), "another".to_owned()],
                ..claimant("p-1", true, true)
            },
            claimant("p-2", true, false),
            Claimant {
                order: some("line"),
                ..claimant("p-3", false, true)
            },
            claimant("p-4", false, false),
        ],
        without_effect: vec![
            Void {
                act: 9,
                reason: "annulled by act 10".to_owned(),
                resting: vec![11, 12],
                reading: None,
            },
            Void {
                act: 13,
                reason: "nobody signed it".to_owned(),
                resting: Vec::new(),
                reading: None,
            },
        ],
        backdated: vec![Backdated {
            act: 14,
            effective: "2022-03-01T00:00:00Z".to_owned(),
            signed: "2022-03-05T00:00:00Z".to_owned(),
        }],
        ..bare("office", Standing::Held)
    };
    let expect = "\
chief is held, as of 2022-03-07T10:00:00Z, as known at 2022-03-08T00:00:00Z, as lviv sees it
  title         p-1
  exercise      p-2
  control       p-3 (act 4), p-4 (act 5)
  recognized    p-3 by a-partner (act 6)
  read          as written: title p-1, exercise p-2
  read          without the disputed ground chief.ill: nobody
! act 7: `p-3` claims it, and a claim is no ground

how it came to this, in UTC
  2022-03-06        act 3    title    p-1 by the order line (dead, ill)
  2022-03-07                 exercise nobody

p-1: has title and exercise; by the order line as first
  + a ground: dead: met
  + step: sworn: met by act 1, act 2
  - is not captive: missing
  x is not absent: contradicted
  x is not dead: contradicted by act 8
    recognized by a-partner, another

p-2: has the title alone

p-3: has the exercise

p-4: has neither title nor exercise

without effect
  act 9: annulled by act 10
    on it rest act 11, act 12
  act 13: nobody signed it

dated back
  act 14: dated 2022-03-01, but signed 2022-03-05; it bears from its signing on
";
    check(&answer, expect);
}

#[test]
fn an_answer_in_one_line() {
    let office = Answer {
        title: some("p-1"),
        ..bare("office", Standing::Disputed)
    };
    let expect = "chief is disputed, as of 2022-03-07T10:00:00Z: title p-1, exercise nobody";
    assert_eq!(line(&office), expect);
    let exercised = |who: &str| Exercised {
        who: who.to_owned(),
        delegated_by: None,
        region: None,
        scope: None,
    };
    let power = Answer {
        exercised_by: vec![exercised("p-1"), exercised("p-2")],
        ..bare("power", Standing::Held)
    };
    let expect = "chief is held, as of 2022-03-07T10:00:00Z: exercised by p-1, p-2";
    assert_eq!(line(&power), expect);
}

/// As written only what speaks against somebody; then all that the reading that is best for them asks.
#[test]
fn a_claim_in_its_best_reading() {
    let best = Best {
        reading: "without the disputed ground chief.ill".to_owned(),
        title: true,
        exercise: true,
        order: some("line"),
        candidate: some("first"),
        requirements: vec![asked("step: sworn", State::Met, &[1])],
    };
    let answer = Answer {
        claimants: vec![Claimant {
            requirements: vec![
                asked("no ground against them: ill", State::Contradicted, &[2]),
                asked("step: sworn", State::Missing, &[]),
            ],
            best: Some(best),
            ..claimant("p-1", false, false)
        }],
        without_effect: vec![Void {
            act: 9,
            reason: "annulled by act 10".to_owned(),
            resting: Vec::new(),
            reading: some("as written"),
        }],
        not_recognized: vec![Recognition {
            partner: "a-partner".to_owned(),
            who: "p-1".to_owned(),
            act: 6,
        }],
        ..bare("office", Standing::Disputed)
    };
    let expect = "\
chief is disputed, as of 2022-03-07T10:00:00Z
  title         nobody
  exercise      nobody
  recognized    not p-1, by a-partner (act 6)

p-1: has neither title nor exercise
  x no ground against them: ill: contradicted by act 2
  in the reading without the disputed ground chief.ill: has title and exercise; by the order line as first
  + step: sworn: met by act 1

without effect in the reading as written
  act 9: annulled by act 10
";
    check(&answer, expect);
}

#[test]
fn whom_an_office_waits_for() {
    let awaited = |who: Option<&str>, lacks: &[&str], chosen_by: Option<&str>| Awaited {
        who: who.map(str::to_owned),
        order: "line".to_owned(),
        candidate: "first".to_owned(),
        lacks: lacks.iter().map(|one| (*one).to_owned()).collect(),
        chosen_by: chosen_by.map(str::to_owned),
        reading: "as written".to_owned(),
    };
    let denied = Awaited {
        reading: "without the disputed ground chief.ill".to_owned(),
        ..awaited(None, &["the title of judge"], None)
    };
    let answer = Answer {
        waiting_for: vec![
            awaited(
                some("p-1").as_deref(),
                &["sworn", "not to be captive"],
                None,
            ),
            awaited(None, &["sworn"], Some("congress")),
            denied,
        ],
        ..bare("office", Standing::WaitingFor)
    };
    let expect = "\
chief waits for p-1 or somebody to be chosen or somebody, as of 2022-03-07T10:00:00Z
  title         nobody
  exercise      nobody
  waiting for   p-1, who still needs: sworn, not to be captive (order line)
  waiting for   somebody whom congress may choose, who still needs: sworn (order line)
  waiting for   somebody, who still needs: the title of judge (order line, without the disputed ground chief.ill)
";
    check(&answer, expect);
}

#[test]
fn who_may_use_a_power() {
    let exercised = |who: &str, delegated_by: Option<u32>, scope: Option<&str>| Exercised {
        who: who.to_owned(),
        delegated_by,
        region: None,
        scope: scope.map(str::to_owned),
    };
    let answer = Answer {
        title: some("chief"),
        exercise: some("p-1"),
        exercised_by: vec![
            exercised("p-1", None, None),
            exercised("p-2", Some(3), None),
            exercised("p-3", Some(4), Some("passports")),
        ],
        ..bare("power", Standing::Held)
    };
    let expect = "\
chief is held, as of 2022-03-07T10:00:00Z
  belongs to    chief
  exercised by  p-1
  exercised by  p-2 (delegated by act 3)
  exercised by  p-3 (delegated by act 4, for: passports)
";
    check(&answer, expect);
    let nobody = "chief is held by nobody, as of 2022-03-07T10:00:00Z\n  belongs to    nobody\n";
    check(&bare("power", Standing::Nobody), nobody);
}

/// What an answer rests on stands below it: what may yet be held back, how old the newest head is, and the acts in words.
#[test]
fn what_an_answer_rests_on() {
    let cited = |act: u32, signed: &str, what: &str| Cited {
        act,
        signed: signed.to_owned(),
        what: what.to_owned(),
    };
    let answer = Answer {
        provisional: vec![3, 17],
        stale: Some(3 * 86_400 + 2 * 3_600 + 59),
        warnings: vec!["there is another answer".to_owned()],
        claimants: vec![Claimant {
            requirements: vec![Asked {
                acts_before: 1_437,
                ..asked("step: sworn", State::Met, &[3, 17])
            }],
            ..claimant("p-1", false, false)
        }],
        acts: vec![
            cited(3, "2022-03-05T00:00:00Z", "p-1 claims chief"),
            cited(17, "2022-03-06T12:30:00Z", "p-2 annuls act 3"),
        ],
        ..bare("office", Standing::Nobody)
    };
    let expect = "\
chief is held by nobody, as of 2022-03-07T10:00:00Z
  title         nobody
  exercise      nobody
! provisional: it rests on what may yet be held back (act 3, act 17)
! stale: the newest head is 3 days and 2 hours old
! there is another answer

p-1: has neither title nor exercise
  + step: sworn: met by act 3, act 17, 1437 before these

acts cited
  act 3    2022-03-05        p-1 claims chief
  act 17   2022-03-06 12:30  p-2 annuls act 3
";
    check(&answer, expect);
}

/// A question about a day asks about its last second; what was known then is said once.
#[test]
fn a_question_about_a_day_names_the_day() {
    let (day, then) = ("2022-03-07T23:59:59Z", "2022-03-06T23:59:59Z");
    let headline = |known_at: &str| {
        let answer = Answer {
            as_of: day.to_owned(),
            known_at: some(known_at),
            ..bare("office", Standing::Nobody)
        };
        let text = text(&answer);
        text.lines().next().unwrap_or_default().to_owned()
    };
    let same = "chief is held by nobody, as of 2022-03-07 and as known then";
    assert_eq!(headline(day), same);
    let other = "chief is held by nobody, as of 2022-03-07, as known at 2022-03-06";
    assert_eq!(headline(then), other);
}

/// Of a power a reading tells who exercises it; and for whom the reading that follows an order waits by that order.
#[test]
fn readings_of_a_power_and_of_what_is_awaited() {
    let told = Told {
        by: "as written".to_owned(),
        title: some("chief"),
        exercise: some("p-1"),
    };
    let power = Answer {
        readings: vec![told],
        ..bare("power", Standing::Disputed)
    };
    let text = text(&power);
    assert!(
        text.contains("\n  read          as written: p-1\n"),
        "{text}"
    );
    let awaited = |reading: &str| Awaited {
        who: some("p-1"),
        order: "line".to_owned(),
        candidate: "first".to_owned(),
        lacks: Vec::new(),
        chosen_by: None,
        reading: reading.to_owned(),
    };
    let answer = Answer {
        waiting_for: [
            "as written",
            "following the order chief.line",
            "following the order chief.other",
            "without the disputed order chief.line",
        ]
        .map(awaited)
        .into(),
        ..bare("office", Standing::WaitingFor)
    };
    let expect = "\
chief waits for p-1, as of 2022-03-07T10:00:00Z
  title         nobody
  exercise      nobody
  waiting for   p-1 (order line)
  waiting for   p-1 (order line, in the reading that follows it)
  waiting for   p-1 (order line, following the order chief.other)
  waiting for   p-1 (order line, without the disputed order chief.line)
";
    check(&answer, expect);
}
