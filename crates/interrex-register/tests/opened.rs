//! A register that is open answers as one that is judged anew: random acts, at random moments, as known at others, to
//! sites and partners; added in parts, and after its index was written and read.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "numbers of a test are small, and what is missing fails it"
)]

use std::collections::{BTreeMap, BTreeSet};

use interrex_plan::model::Plan;
use interrex_register::act::{Act, Deed, Digest, SCHEMA, Stated, Tally};
use interrex_register::became::effects;
use interrex_register::keyring::plan_in_force;
use interrex_register::opened::{Binding, IndexError, Opened};
use interrex_register::who::{Answer, Question, Standing, answer};
use interrex_register::{Effect, Known};
use interrex_units::Moment;
use oorandom::Rand64;

mod common;

const PLAN: &str = r#"
[plan]
title = "A minister and a chief who names"
horizon = "30 d"
as-of = 2020-01-01

[person.chief-incumbent]
[person.deputy-incumbent]
[person.first]
[person.second]
[person.third]

[place.town]
[place.village]

[body.council]
members = ["deputy-incumbent", "first", "third"]
quorum = 2

[office.deputy]
holder = "deputy-incumbent"

[office.chief]
holder = "chief-incumbent"
resigns = {}

[office.chief.ground.dead]
certified-by = "council"

[office.chief.ground.resigned]

[office.chief.order.line]
on = ["dead", "resigned"]
candidates = ["deputy-incumbent"]
steps = ["sworn"]

[office.chief.order.decree]
on = ["dead", "resigned"]
candidates = ["third"]
steps = ["sworn"]

[office.minister]
holder = "first"
resigns = {}

[office.minister.ground.resigned]

[office.minister.ground.ill]
made-by = "chief"
decided = {}
effect = "suspends"
disputed = true

[office.minister.ground.dismissed]
made-by = "chief"
decided = {}
disputed = true

[office.minister.order.named]
on = ["resigned", "dismissed"]
candidates = [{ chosen-by = "chief", name = "named" }]
steps = ["sworn"]

[office.minister.order.stand-in]
on = ["ill"]
candidates = [{ chosen-by = "chief", name = "stand-in" }]
limit = "1 d"

[power.sign]
held-by = "minister"
reach = ["town", "village"]

[power.sign.delegation.deputy]
to = "deputy"
limits = "none"
ends-when = "It is ended"

[power.amend]
held-by = "chief"
"#;

/// The law after it was amended: nothing is disputed any more, and the minister has a deputy.
fn amended() -> String {
    let text = PLAN.replace("disputed = true\n", "");
    format!("{text}\n[office.second-minister]\nholder = \"third\"\n")
}

fn read(text: &str) -> (String, Plan) {
    let files = [("plan.toml".to_owned(), text.to_owned())];
    let reading = interrex_plan::read(&files);
    assert!(!reading.has_errors(), "{:#?}", reading.diagnostics);
    (interrex_plan::digest(&files), reading.plan)
}

fn plans() -> (Vec<String>, BTreeMap<String, Plan>) {
    let both = [read(PLAN), read(&amended())];
    let digests = both.iter().map(|(digest, _)| digest.clone());
    (digests.collect(), both.into_iter().collect())
}

/// A stream of acts.
struct Acts {
    random: Rand64,
    plans: Vec<String>,
    known: Vec<Known>,
    second: i64,
}

const PEOPLE: [&str; 7] = [
    "chief-incumbent",
    "deputy-incumbent",
    "first",
    "second",
    "third",
    "council",
    "stranger",
];
const OFFICES: [&str; 4] = ["chief", "minister", "deputy", "second-minister"];
const POWERS: [&str; 2] = ["sign", "amend"];
const START: i64 = 1_577_836_800;

impl Acts {
    fn new(seed: u64) -> Self {
        Self {
            random: Rand64::new(u128::from(seed)),
            plans: plans().0,
            known: Vec::new(),
            second: START,
        }
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.random.rand_range(0..count as u64)).unwrap()
    }

    fn one<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list[self.below(list.len())]
    }

    fn chance(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }

    fn some_act(&mut self) -> Option<Digest> {
        let count = self.known.len();
        (count > 0)
            .then(|| self.below(count))
            .map(|at| self.known[at].digest)
    }

    fn ground(&mut self) -> String {
        self.one(&[
            "chief.dead",
            "chief.resigned",
            "minister.resigned",
            "minister.ill",
            "minister.dismissed",
        ])
        .to_owned()
    }

    fn deed(&mut self) -> Deed {
        let who = self.one(&PEOPLE).to_owned();
        let office = self.one(&OFFICES).to_owned();
        let power = self.one(&POWERS).to_owned();
        let votes = self.chance(2).then_some(Stated::One(Tally {
            in_favor: 2,
            present: None,
        }));
        let holds = !self.chance(4);
        match self.below(20) {
            0 | 1 => Deed::Certify {
                ground: self.ground(),
                of: who,
                votes,
            },
            2 => Deed::CertifyEnd {
                ground: self.ground(),
                of: who,
                votes,
            },
            3 | 4 => Deed::Step {
                office,
                who,
                step: "sworn".to_owned(),
                votes: None,
            },
            5 | 6 => Deed::Choose {
                office,
                who,
                order: self.chance(3).then(|| "stand-in".to_owned()),
                votes: None,
            },
            7 => Deed::Resign { office },
            8 => Deed::Decline { office },
            9 => Deed::Claim {
                of: if holds { office } else { power },
            },
            10 | 11 => Deed::Delegate {
                power,
                to: who,
                until: self.chance(2).then(|| at(self.second + 200_000)),
                region: self.chance(3).then(|| "town".to_owned()),
                scope: None,
            },
            12 => Deed::EndDelegation { power, to: who },
            13 => Deed::Order {
                power,
                region: self.chance(2).then(|| "town".to_owned()),
                title: "Something is ordered".to_owned(),
                instrument: None,
            },
            _ => self.other_deed(who, office, holds),
        }
    }

    fn other_deed(&mut self, who: String, office: String, holds: bool) -> Deed {
        match self.below(6) {
            0 => Deed::Recognize { office, who, holds },
            1 => Deed::Control {
                who,
                of: office,
                holds,
            },
            2 => Deed::Refuse {
                ground: self.ground(),
                of: who,
            },
            3 => {
                let word = self.one(&["dead", "captive", "incapacitated"]);
                Deed::Report {
                    fact: format!("{word}({who})"),
                    holds: !holds,
                }
            }
            4 => match self.some_act() {
                Some(act) => Deed::Annul {
                    act,
                    retroactive: self.chance(2),
                    under: self.chance(3).then(|| "amend".to_owned()),
                    votes: None,
                },
                None => Deed::Claim { of: office },
            },
            _ if self.chance(6) => Deed::Adopt {
                adopted: self.plans[1].clone(),
                under: Some("amend".to_owned()),
            },
            _ => Deed::Claim { of: office },
        }
    }

    /// Something done by somebody who may do it while the first holders are there.
    fn fitting(&mut self) -> (Deed, &'static str) {
        let who = self.one(&["second", "third"]);
        let (office, step) = ("minister".to_owned(), "sworn".to_owned());
        let ground = self.one(&["minister.ill", "minister.dismissed"]).to_owned();
        let (of, votes) = ("first".to_owned(), None);
        match self.below(9) {
            0 | 1 => (Deed::Certify { ground, of, votes }, "chief-incumbent"),
            2 => (Deed::CertifyEnd { ground, of, votes }, "chief-incumbent"),
            3 | 4 => {
                let who = who.to_owned();
                let order = None;
                (
                    Deed::Choose {
                        office,
                        who,
                        order,
                        votes,
                    },
                    "chief-incumbent",
                )
            }
            5 => {
                let step = Deed::Step {
                    office,
                    who: who.to_owned(),
                    step,
                    votes,
                };
                (step, who)
            }
            6 => (Deed::Resign { office }, "first"),
            7 => {
                let delegate = Deed::Delegate {
                    power: "sign".to_owned(),
                    to: "deputy-incumbent".to_owned(),
                    until: self.chance(2).then(|| at(self.second + 200_000)),
                    region: None,
                    scope: None,
                };
                (delegate, "first")
            }
            _ if self.chance(8) => {
                let votes = Some(Stated::One(Tally {
                    in_favor: 2,
                    present: None,
                }));
                let (ground, of) = ("chief.dead".to_owned(), "chief-incumbent".to_owned());
                (Deed::Certify { ground, of, votes }, "council")
            }
            _ => (Deed::Claim { of: office }, "stranger"),
        }
    }

    /// The next act: half of them by somebody who may, mostly signed after the one before.
    fn next(&mut self) {
        let number = u32::try_from(self.known.len()).unwrap();
        self.second += i64::try_from(self.below(40_000)).unwrap();
        let (deed, by) = if number == 0 {
            let adopted = self.plans[0].clone();
            let adopts = Deed::Adopt {
                adopted,
                under: None,
            };
            (adopts, "chief-incumbent")
        } else if self.chance(2) {
            self.fitting()
        } else {
            let by = self.one(&PEOPLE);
            (self.deed(), by)
        };
        let late = if self.chance(8) { 300_000 } else { 0 };
        let signed = at((self.second - late).max(START));
        let shift = i64::try_from(self.below(600_000)).unwrap() - 300_000;
        let act = Act {
            schema: SCHEMA.to_owned(),
            plan: self.plans[0].clone(),
            deed,
            by: vec![by.to_owned()],
            signed,
            effective: self.chance(4).then(|| at(signed.unix() + shift)),
            rests_on: self
                .some_act()
                .filter(|_| number % 3 == 0)
                .into_iter()
                .collect(),
            documents: Vec::new(),
            basis: None,
            source: None,
            grade: None,
            note: Some(format!("act {number}")),
            exercise: self.chance(20).then(|| "drill".to_owned()),
        };
        let mut signers = BTreeSet::from([by.to_owned()]);
        if self.chance(20) {
            signers.clear();
        }
        let mut seen = BTreeMap::from([("here".to_owned(), at(self.second))]);
        if self.chance(2) {
            let later = i64::try_from(self.below(500_000)).unwrap();
            seen.insert("there".to_owned(), at(self.second + later));
        }
        let digest = act.digest();
        self.known.push(Known {
            number,
            act,
            digest,
            seen,
            signers,
        });
    }
}

fn at(second: i64) -> Moment {
    Moment::from_unix(second).unwrap()
}

/// What an answer tells of.
fn told(answer: &Answer) -> Vec<&'static str> {
    let told = [
        ("turns", !answer.turns.is_empty()),
        ("void", !answer.without_effect.is_empty()),
        ("backdated", !answer.backdated.is_empty()),
        ("readings", !answer.readings.is_empty()),
        ("split", answer.standing == Standing::Split),
        ("disputed", answer.standing == Standing::Disputed),
        ("waiting", answer.standing == Standing::WaitingFor),
        (
            "delegated",
            answer
                .exercised_by
                .iter()
                .any(|one| one.delegated_by.is_some()),
        ),
    ];
    let told = told.into_iter().filter(|(_, is_told)| *is_told);
    told.map(|(what, _)| what).collect()
}

/// Asks the same of both, and says what the answers told of.
fn check(
    stream: &mut Acts,
    plans: &BTreeMap<String, Plan>,
    opened: &Opened<Vec<Act>>,
    case: &str,
) -> BTreeSet<&'static str> {
    let mut met = BTreeSet::new();
    let last = stream.second + 700_000;
    for _ in 0..8 {
        let of = [OFFICES.as_slice(), POWERS.as_slice()].concat();
        let of = stream.one(&of);
        let span = usize::try_from(last - START).unwrap();
        let mut moment = || at(START + i64::try_from(stream.below(span)).unwrap());
        let (as_of, known_at) = (moment(), moment());
        let question = Question {
            of,
            region: stream.chance(2).then_some("town"),
            as_of: if stream.chance(3) { at(last) } else { as_of },
            known_at: stream.chance(3).then_some(known_at),
            viewpoint: match stream.below(6) {
                0 => Some("here"),
                1 => Some("there"),
                2 => Some("stranger"),
                _ => None,
            },
        };
        let text = |answer: Result<Answer, String>| match answer {
            Ok(answer) => serde_json::to_string(&answer).unwrap(),
            Err(error) => error,
        };
        let expected = answer(plans, &stream.known, &question);
        met.extend(expected.iter().flat_map(told));
        let expected = text(expected);
        let found = text(opened.answer(&question));
        assert_eq!(found, expected, "{case}: {question:?}");
        let again = text(opened.answer(&question));
        assert_eq!(again, expected, "{case}, asked again: {question:?}");
    }
    met
}

/// What became of each act is what the whole course says.
fn check_effects(
    stream: &Acts,
    plans: &BTreeMap<String, Plan>,
    opened: &Opened<Vec<Act>>,
    case: &str,
) {
    let amid = stream.known.get(stream.known.len() / 2);
    let amid = amid.map_or(Moment::LAST, |known| known.act.signed);
    for now in [Moment::LAST, amid, at(START - 1)] {
        let effects = effects(plans, &stream.known, now);
        for known in stream.known.iter().rev().step_by(13) {
            let found = opened.effect(known.number, now).unwrap();
            assert_eq!(
                found.as_ref(),
                effects.get(&known.number),
                "{case}: act {} by {now}",
                known.number
            );
            assert_eq!(opened.digest(known.number), Some(known.digest));
        }
        let beyond = u32::try_from(stream.known.len()).unwrap();
        assert_eq!(opened.effect(beyond, now).unwrap(), None);
        let plan = plan_in_force(plans, &stream.known, now);
        assert_eq!(opened.plan_in_force(now), plan, "{case}: by {now}");
    }
}

fn binding(plans: &BTreeMap<String, Plan>, count: usize) -> Binding {
    Binding {
        plans: plans.keys().cloned().collect(),
        places: (0..count as u64).map(|at| (0, at)).collect(),
        ..Binding::default()
    }
}

#[test]
fn an_open_register_answers_as_one_judged_anew() {
    let (_, plans) = plans();
    let mut met = BTreeSet::new();
    for seed in 0..6 {
        let mut stream = Acts::new(seed);
        let mut opened = Opened::new(&plans, Vec::new());
        while stream.known.len() < 120 {
            let first = stream.known.len();
            for _ in 0..=stream.below(60) {
                stream.next();
            }
            opened.extend(&stream.known[first..]).unwrap();
            let more = stream.known[first..].iter().map(|known| known.act.clone());
            opened.acts_mut().extend(more);
            let case = format!("seed {seed}, {} acts", stream.known.len());
            met.extend(check(&mut stream, &plans, &opened, &case));
            check_effects(&stream, &plans, &opened, &case);
            let bytes = opened.to_index(&binding(&plans, stream.known.len()));
            let acts = stream.known.iter().map(|known| known.act.clone());
            let (read, of) = Opened::from_index(&bytes, &plans, |_| acts.collect()).unwrap();
            assert_eq!(of, binding(&plans, stream.known.len()));
            assert_eq!(read.to_index(&of), bytes, "{case}: written again");
            let case = format!("{case}, by its index");
            met.extend(check(&mut stream, &plans, &read, &case));
            check_effects(&stream, &plans, &read, &case);
            assert_eq!(read.differs(&plans, &stream.known), Ok(None), "{case}");
            opened = read;
        }
    }
    assert_eq!(met.len(), 8, "the acts bring about no more than {met:?}");
}

/// A minister who is dismissed and named anew: the choice is annulled from the beginning, then the dismissal from then on, by
/// an act that is learned late; an oath rests on a choice that is dated after it.
const ANNULLED: &str = r#"
    02 kind = "certify"; ground = "minister.dismissed"; of = "first"; by = ["chief-incumbent"]
    03 id = "choice"; kind = "choose"; office = "minister"; who = "second"; by = ["chief-incumbent"]
    04 kind = "step"; office = "minister"; step = "sworn"; who = "second"; by = ["second"]
    06 kind = "annul"; act = "choice"; under = "amend"; retroactive = true; by = ["chief-incumbent"]; learned = 2020-01-09
    08 id = "third"; kind = "choose"; office = "minister"; who = "third"; by = ["chief-incumbent"]
    07 kind = "step"; office = "minister"; step = "sworn"; who = "third"; by = ["third"]; rests-on = ["third"]; learned = 2020-01-08
    10 id = "order"; kind = "order"; power = "sign"; title = "A law"; by = ["third"]
    12 kind = "annul"; act = "order"; by = ["third"]
    13 kind = "resign"; office = "minister"; by = ["third"]
"#;

/// Annulments, and an act that rests on a later one, count where acts are added one by one as where all are judged anew.
#[test]
fn acts_that_are_added_one_by_one_come_to_the_same() {
    let (plans, script) = common::script(PLAN, "registrar", &common::listed(ANNULLED));
    let acts: Vec<Act> = script.acts.iter().map(|known| known.act.clone()).collect();
    let mut opened = Opened::new(&plans, acts);
    for (count, known) in (1..).zip(&script.acts) {
        opened.extend(std::slice::from_ref(known)).unwrap();
        let known = &script.acts[..count];
        for day in 1..15 {
            let now = at(START + day * 86_400 + 43_200);
            let effects = effects(&plans, known, now);
            for one in known {
                let found = opened.effect(one.number, now).unwrap();
                let number = one.number;
                assert_eq!(
                    found.as_ref(),
                    effects.get(&number),
                    "{number} of {count} by {now}"
                );
            }
            for (of, known_at) in [
                ("minister", None),
                ("minister", Some(8)),
                ("sign", Some(11)),
            ] {
                let question = Question {
                    of,
                    region: None,
                    as_of: now,
                    known_at: known_at.map(|day| at(START + day * 86_400)),
                    viewpoint: None,
                };
                let text = |answer: Result<Answer, String>| {
                    answer.map(|answer| serde_json::to_string(&answer).unwrap())
                };
                let expected = text(answer(&plans, known, &question));
                let found = text(opened.answer(&question));
                assert_eq!(found, expected, "{count} acts: {question:?}");
            }
        }
    }
    let by_end = |number: usize| opened.effect(u32::try_from(number).unwrap(), Moment::LAST);
    assert_eq!(by_end(2), Ok(Some(Effect::Annulled(4))));
    assert_eq!(by_end(6), Ok(Some(Effect::InEffect)));
}

/// What is known of acts without reading them.
#[test]
fn an_open_register_knows_its_acts_by_number_and_by_digest() {
    let (_, plans) = plans();
    let mut opened: Opened<Vec<Act>> = Opened::new(&plans, Vec::new());
    assert!(opened.is_empty());
    assert_eq!((opened.len(), opened.learned_last()), (0, None));
    let mut stream = Acts::new(2);
    (0..9).for_each(|_| stream.next());
    opened.extend(&stream.known).unwrap();
    assert!(!opened.is_empty());
    assert_eq!(opened.len(), 9);
    let learned = stream.known.iter().filter_map(|known| known.learned(None));
    assert_eq!(opened.learned_last(), learned.max());
    for known in &stream.known {
        assert_eq!(opened.number(&known.digest), Some(known.number));
        assert_eq!(opened.sites_that_know(known.number), known.seen.len());
    }
    assert_eq!(opened.number(&Digest::of(b"no act")), None);
    assert_eq!(opened.sites_that_know(9), 0);
}

/// An index of acts that somebody else signed, of other acts, or in whose course one is missing is told from a right one.
#[test]
fn an_index_that_says_something_else_is_found() {
    let (_, plans) = plans();
    let mut stream = Acts::new(3);
    (0..90).for_each(|_| stream.next());
    let open = |known: &[Known]| {
        let acts = known.iter().map(|known| known.act.clone()).collect();
        let mut opened: Opened<Vec<Act>> = Opened::new(&plans, acts);
        opened.extend(known).unwrap();
        opened
    };
    assert_eq!(open(&stream.known).differs(&plans, &stream.known), Ok(None));
    for at in (0..90).step_by(7) {
        let mut other = stream.known.clone();
        let signers = &mut other[at].signers;
        if signers.is_empty() {
            continue;
        }
        signers.clear();
        let found = open(&other).differs(&plans, &stream.known);
        assert!(
            found.unwrap().is_some(),
            "without the signature of act {at}"
        );
    }
    // What became of the acts is the same whenever a site learned of them.
    let mut other = stream.known.clone();
    other[40].seen.insert("there".to_owned(), at(stream.second));
    let found = open(&other).differs(&plans, &stream.known);
    let said = "what it says of the acts is not what they say";
    assert_eq!(found, Ok(Some(said)));
    let fewer = &stream.known[..89];
    assert!(
        open(fewer)
            .differs(&plans, &stream.known)
            .unwrap()
            .is_some()
    );
    // The same acts, judged by the law as it was amended from the beginning.
    let (digests, _) = self::plans();
    let swapped = plans.iter().map(|(digest, plan)| {
        let other = if *digest == digests[0] {
            &plans[&digests[1]]
        } else {
            plan
        };
        (digest.clone(), other.clone())
    });
    let swapped: BTreeMap<String, Plan> = swapped.collect();
    let mut other: Opened<Vec<Act>> = Opened::new(&swapped, open(&stream.known).acts().clone());
    other.extend(&stream.known).unwrap();
    assert!(other.differs(&plans, &stream.known).unwrap().is_some());
}

/// The bytes of an index, changed by whoever knows how its digest is made.
fn forged(bytes: &[u8], change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let title = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let mut rest = bytes[title + 32..].to_vec();
    change(&mut rest);
    [&bytes[..title], Digest::of(&rest).as_bytes(), &rest].concat()
}

/// Whoever can write to the folder can write an index that says anything: where another one is read than was written, it is
/// found when the acts are judged anew. How many places of the course are kept says nothing of the acts.
#[test]
fn a_forged_index_is_found() {
    /// The numbers of places, one for each of two readings, have so many bytes.
    const SPACING_BYTES: usize = 16;
    let (digests, both) = plans();
    let plans = BTreeMap::from([(digests[0].clone(), both[&digests[1]].clone())]);
    let mut stream = Acts::new(3);
    (0..20).for_each(|_| stream.next());
    let acts: Vec<Act> = stream.known.iter().map(|known| known.act.clone()).collect();
    let mut opened = Opened::new(&plans, acts.clone());
    opened.extend(&stream.known).unwrap();
    let binding = binding(&plans, 20);
    let bytes = opened.to_index(&binding);
    assert_eq!(forged(&bytes, |_| ()), bytes);
    let (mut found, mut unnoticed) = (0, Vec::new());
    for place in (64..bytes.len()).step_by(7) {
        let mut changed = bytes.clone();
        changed[place] ^= 1;
        let changed = forged(&changed, |_| ());
        let Ok((read, of)) = Opened::from_index(&changed, &plans, |_| acts.clone()) else {
            continue;
        };
        if of != binding || read.to_index(&of) == bytes {
            continue;
        }
        match read.differs(&plans, &stream.known).unwrap() {
            Some(_) => found += 1,
            None => unnoticed.push(place),
        }
    }
    assert!(found > 100, "{found}");
    assert!(unnoticed.len() <= SPACING_BYTES, "{unnoticed:?}");
}

#[test]
fn an_index_that_was_changed_is_not_used() {
    let (_, plans) = plans();
    let mut stream = Acts::new(1);
    (0..30).for_each(|_| stream.next());
    let acts: Vec<Act> = stream.known.iter().map(|known| known.act.clone()).collect();
    let mut opened = Opened::new(&plans, acts.clone());
    opened.extend(&stream.known).unwrap();
    let bytes = opened.to_index(&binding(&plans, 30));
    let open = |bytes: &[u8], plans| {
        let opened = Opened::from_index(bytes, plans, |_| acts.clone());
        opened.map(|_| ()).unwrap_err()
    };
    for place in (0..bytes.len()).step_by(7) {
        let mut changed = bytes.clone();
        changed[place] ^= 1;
        open(&changed, &plans);
    }
    assert_eq!(open(&bytes[..bytes.len() - 1], &plans), IndexError::Damaged);
    assert_eq!(open(b"", &plans), IndexError::OtherForm);
    // Of more or fewer acts than it says where they stand, and with something behind it.
    for count in [29, 31] {
        let other = opened.to_index(&binding(&plans, count));
        assert_eq!(open(&other, &plans), IndexError::Damaged);
    }
    let longer = forged(&bytes, |rest| rest.push(0));
    assert_eq!(open(&longer, &plans), IndexError::Damaged);
    let fewer = plans.clone().into_iter().take(1).collect();
    assert_eq!(open(&bytes, &fewer), IndexError::OtherPlans);
    let words = [
        IndexError::OtherForm,
        IndexError::Damaged,
        IndexError::OtherPlans,
    ]
    .map(|one| one.to_string());
    assert_eq!(
        words,
        [
            "it has another form",
            "it is damaged",
            "it is of other plans"
        ]
    );
}
