//! A long register: acts by number, of a small government over some years.
//!
//! Half of the acts are orders, a part are reports, delegations and recognitions, and ministers come and go: of
//! twenty acts three change who holds an office. One ground is disputed, so that there are two readings.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use interrex_plan::model::Plan;
use interrex_register::act::{Act, Deed, SCHEMA};
use interrex_register::entry::NAMESPACE;
use interrex_register::opened::Acts;
use interrex_register::{Entry, Signed};
use interrex_signature::SecretKey;
use interrex_units::Moment;

/// Ministers at a time.
const MINISTERS: u32 = 12;

/// People who may become minister of one thing.
const EACH: u32 = 3;

const TOWNS: u32 = 20;

/// The second at which the first act is signed, and the seconds between two.
const START: i64 = 1_577_836_800;
const BETWEEN: i64 = 60;

/// The acts.
pub(super) struct Stream {
    key: SecretKey,
    people: Vec<String>,
    pub(super) plan_text: String,
    pub(super) plan: Plan,
    pub(super) digest: String,
}

fn law() -> String {
    let mut text = String::from(
        "[plan]\ntitle = \"A government\"\nhorizon = \"30 d\"\nas-of = 2020-01-01\n\n\
         [person.chief-incumbent]\n[person.deputy-incumbent]\n\n\
         [office.deputy]\nholder = \"deputy-incumbent\"\n\n\
         [office.chief]\nholder = \"chief-incumbent\"\n\n\
         [power.command]\nheld-by = \"chief\"\n\n\
         [power.command.delegation.deputy]\nto = \"deputy\"\nlimits = \"none\"\nends-when = \"It is ended\"\n\n\
         [office.minister-1.ground.dismissed]\nmade-by = \"chief\"\ndecided = {}\ndisputed = true\n\n",
    );
    for town in 1..=TOWNS {
        let _ = writeln!(text, "[place.town-{town}]");
    }
    for person in 1..=MINISTERS * EACH {
        let _ = writeln!(text, "[person.p-{person}]");
    }
    for one in 1..=MINISTERS {
        let _ = write!(
            text,
            "\n[office.minister-{one}]\nholder = \"p-{one}\"\nresigns = {{}}\n\n\
             [office.minister-{one}.ground.resigned]\n\n\
             [office.minister-{one}.order.named]\non = [\"resigned\"]\n\
             candidates = [{{ chosen-by = \"chief\", name = \"named\" }}]\nsteps = [\"sworn\"]\n\n\
             [power.sign-{one}]\nheld-by = \"minister-{one}\"\n"
        );
    }
    text
}

/// When an act is signed and learned.
pub(super) fn moment(number: u32) -> Moment {
    let second = START + i64::from(number) * BETWEEN;
    Moment::from_unix(second).expect("the years of a register are few")
}

/// Who is minister of something after so many changes.
fn minister(one: u32, changes: u32) -> String {
    format!("p-{}", one + MINISTERS * (changes % EACH))
}

fn order(number: u32) -> Deed {
    Deed::Order {
        power: "command".to_owned(),
        region: None,
        title: format!("The {number}th order: the bridges are closed until further notice"),
        instrument: None,
    }
}

/// What is done when a minister comes in place of another, and by whom.
fn succession(one: u32, changes: u32, at: u32) -> (Deed, String) {
    let office = format!("minister-{one}");
    let (before, who) = (minister(one, changes), minister(one, changes + 1));
    match at {
        17 => (Deed::Resign { office }, before),
        18 => {
            let votes = None;
            (
                Deed::Choose {
                    office,
                    who,
                    order: None,
                    votes,
                },
                "chief-incumbent".to_owned(),
            )
        }
        _ => {
            let (step, votes) = ("sworn".to_owned(), None);
            let by = who.clone();
            (
                Deed::Step {
                    office,
                    who,
                    step,
                    votes,
                },
                by,
            )
        }
    }
}

impl Stream {
    pub(super) fn new() -> Result<Self, String> {
        let plan_text = law();
        let files = [("plan.toml".to_owned(), plan_text.clone())];
        let reading = interrex_plan::read(&files);
        if let Some(first) = reading.diagnostics.first().filter(|_| reading.has_errors()) {
            return Err(first.message.clone());
        }
        let people = ["chief-incumbent", "deputy-incumbent"].map(str::to_owned);
        let ministers = (1..=MINISTERS * EACH).map(|person| format!("p-{person}"));
        Ok(Self {
            key: SecretKey::from_seed([7; 32], ""),
            people: people.into_iter().chain(ministers).collect(),
            plan: reading.plan,
            digest: interrex_plan::digest(&files),
            plan_text,
        })
    }

    pub(super) fn plans(&self) -> BTreeMap<String, Plan> {
        BTreeMap::from([(self.digest.clone(), self.plan.clone())])
    }

    /// The key with which everybody signs, and the root.
    pub(super) fn key(&self) -> &SecretKey {
        &self.key
    }

    /// The first act that is no founding.
    fn first(&self) -> u32 {
        u32::try_from(self.people.len()).unwrap_or(u32::MAX) + 1
    }

    /// The minister of the first thing after so many acts.
    pub(super) fn first_minister(&self, acts: u32) -> String {
        let since = acts.saturating_sub(self.first());
        minister(1, (since / 20).div_ceil(MINISTERS))
    }

    /// What is done, and by whom.
    fn deed(&self, number: u32) -> (Deed, String) {
        let chief = "chief-incumbent".to_owned();
        if let Some(who) = self.people.get(number as usize) {
            let enrol = Deed::Enrol {
                who: who.clone(),
                key: self.key.public().line().trim().to_owned(),
                next: None,
            };
            return (enrol, "registrar".to_owned());
        }
        let Some(since) = number.checked_sub(self.first()) else {
            let adopted = self.digest.clone();
            return (
                Deed::Adopt {
                    adopted,
                    under: None,
                },
                chief,
            );
        };
        Self::usual(number, since)
    }

    /// What is done after so many acts since the founding.
    fn usual(number: u32, since: u32) -> (Deed, String) {
        let (chief, deputy) = ("chief-incumbent".to_owned(), "deputy-incumbent".to_owned());
        let (block, at) = (since / 20, since % 20);
        let (one, changes) = (block % MINISTERS + 1, block / MINISTERS);
        let office = format!("minister-{one}");
        let power = "command".to_owned();
        match at {
            0..=9 => (order(number), chief),
            10..=12 => {
                let fact = format!("lost(town-{})", (block * 3 + at) % TOWNS + 1);
                let holds = (block / 7).is_multiple_of(2);
                (Deed::Report { fact, holds }, deputy)
            }
            13 => {
                let (until, region, scope) = (None, None, None);
                let to = deputy;
                (
                    Deed::Delegate {
                        power,
                        to,
                        until,
                        region,
                        scope,
                    },
                    chief,
                )
            }
            14 => (Deed::EndDelegation { power, to: deputy }, chief),
            15 => {
                let who = minister(one, changes);
                (
                    Deed::Recognize {
                        office,
                        who,
                        holds: true,
                    },
                    deputy,
                )
            }
            16 => {
                let who = minister(one, changes);
                (
                    Deed::Control {
                        who,
                        of: office,
                        holds: true,
                    },
                    deputy,
                )
            }
            _ => succession(one, changes, at),
        }
    }

    /// The entry of an act in the log.
    pub(super) fn entry(&self, number: u32) -> Result<Vec<u8>, String> {
        let mut signed = Signed::unsigned(self.act(number)?);
        let signature = self.key.sign(NAMESPACE, &signed.act.to_bytes());
        let by = signed.act.by.clone();
        for name in &by {
            signed.sign(name, &signature);
        }
        Ok(Entry::Act(moment(number), Box::new(signed)).to_bytes())
    }
}

impl Acts for Stream {
    fn act(&self, number: u32) -> Result<Act, String> {
        let (deed, by) = self.deed(number);
        Ok(Act {
            schema: SCHEMA.to_owned(),
            plan: self.digest.clone(),
            deed,
            by: vec![by],
            signed: moment(number),
            effective: None,
            rests_on: Vec::new(),
            documents: Vec::new(),
            basis: None,
            source: None,
            grade: None,
            note: None,
            exercise: None,
        })
    }
}
