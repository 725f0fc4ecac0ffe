//! Which random plans are tried, and how one on which something differs is shown.

use std::ops::Range;

use interrex_plan::model::{Id, Office, Plan};

use crate::drawn::{facts, question, worlds};
use crate::naive::generate::random_plan;
use crate::naive::model::Model;
use crate::naive::readings::Reading;
use crate::naive::steps::Post;
use crate::naive::views::{Sight, View};
use crate::naive::wanted::{SEEDS, wanted};
use crate::naive::world::World;

/// The seeds that are tried when nothing else is asked for.
const USUAL: Range<u64> = 0..200;
/// Of fewer plans than this, nothing may happen to move in any.
const FEW: usize = 100;
/// More variables than this do not fit into a world.
const VARIABLES_MAX: usize = 60;

/// How many answers were compared.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    /// Who has title and exercise of an office.
    pub(crate) holders: usize,
    /// Of these, where that is not who had it at the start.
    pub(crate) moved: usize,
    /// Where somebody is waited for.
    pub(crate) waiting: usize,
    /// Whether whoever has it can act.
    pub(crate) able: usize,
    /// Who has it where another order is followed, and that is somebody else.
    pub(crate) followed: usize,
}

impl Answers {
    /// Counts an office.
    pub(crate) fn count(&mut self, world: &World, id: Id<Office>, post: &Post) {
        let sight = Sight::of(View::Everywhere, Reading::Base);
        let start = world.post_at_start(id, &sight);
        self.holders += 1;
        self.moved += usize::from((start.title, start.exercise) != (post.title, post.exercise));
        self.waiting += usize::from(post.awaited.is_some());
    }

    pub(crate) fn outcome(self) -> Outcome {
        if self.holders == 0 {
            return Outcome::LeftOut("offices that rest on each other");
        }
        Outcome::Same(self)
    }

    fn add(&mut self, other: &Self) {
        self.holders += other.holders;
        self.moved += other.moved;
        self.waiting += other.waiting;
        self.able += other.able;
        self.followed += other.followed;
    }
}

/// What came of one world.
pub(crate) enum Outcome {
    /// These answers are the same.
    Same(Answers),
    /// Nothing can be compared, for this reason.
    LeftOut(&'static str),
    Different(String),
}

/// Compares in the worlds of every plan, and says how many there were. `possible` is the world that is compared in place of
/// one.
pub(crate) fn check(
    prepare: impl Fn(&mut Plan),
    possible: impl Fn(&Model, u64) -> u64,
    compare: impl Fn(&World) -> Outcome,
) -> String {
    let (mut plans, mut compared, mut answers) = (0, 0, Answers::default());
    let mut left_out = std::collections::BTreeMap::new();
    let mut differences = Vec::new();
    let seeds = wanted(USUAL);
    let single = seeds.end - seeds.start == 1;
    for seed in seeds {
        let text = random_plan(seed).text;
        let mut reading = interrex_plan::read(&[("plan.toml", &text)]);
        if reading.has_errors() {
            continue;
        }
        prepare(&mut reading.plan);
        plans += 1;
        match of_plan(&reading.plan, seed, &possible, &compare) {
            Ok(outcomes) => {
                for outcome in outcomes {
                    match outcome {
                        Outcome::Same(same) => {
                            compared += 1;
                            answers.add(&same);
                        }
                        Outcome::LeftOut(reason) => *left_out.entry(reason).or_insert(0) += 1,
                        Outcome::Different(_) => {}
                    }
                }
            }
            Err(what) if single => differences.push(format!("seed {seed}: {what}\n{text}")),
            Err(what) => differences.push(format!("{SEEDS}={seed}: {what}")),
        }
    }
    let said = format!("{plans} plans, {compared} worlds, {answers:?}; left out: {left_out:?}");
    assert!(
        differences.is_empty(),
        "{said}; {} plans differ\n{}",
        differences.len(),
        differences.join("\n")
    );
    let few = plans < FEW;
    assert!(
        few || answers.moved * 20 > answers.holders,
        "hardly anything moved: {said}"
    );
    said
}

fn of_plan(
    plan: &Plan,
    seed: u64,
    possible: &impl Fn(&Model, u64) -> u64,
    compare: &impl Fn(&World) -> Outcome,
) -> Result<Vec<Outcome>, String> {
    let model = Model::new(plan, question(plan));
    if model.variables.list.len() > VARIABLES_MAX {
        return Ok(Vec::new());
    }
    let mut outcomes = Vec::new();
    for bits in worlds(&model, seed) {
        let world = World::new(&model, possible(&model, bits));
        match compare(&world) {
            Outcome::Different(what) => {
                return Err(format!("{what}, where true: {:?}", facts(&world)));
            }
            outcome => outcomes.push(outcome),
        }
    }
    Ok(outcomes)
}
