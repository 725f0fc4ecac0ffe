//! Random worlds of a random plan.

use interrex_plan::model::{Id, Office, Plan};
use oorandom::Rand32;

use crate::naive::circles::Circle;
use crate::naive::model::{Model, Question};
use crate::naive::world::World;

/// Worlds of each plan.
const WORLDS: u32 = 12;
/// Of sixteen, how many variables are true at most.
const DENSITIES: [u32; 4] = [1, 2, 4, 8];

/// The date on which a plan is read.
pub(crate) fn question(plan: &Plan) -> Question {
    let usual = interrex_units::Date::new(2026, 6, 1).expect("a date");
    Question::on(plan.header.as_of.unwrap_or(usual))
}

/// Worlds of a plan, by the variables that are true. Members by number are alike in each: a report says of
/// nobody in particular that they are unfit.
pub(crate) fn worlds(model: &Model, seed: u64) -> Vec<u64> {
    let mut random = Rand32::new(seed);
    let mut worlds = vec![0];
    for at in 0..WORLDS {
        let density = DENSITIES[at as usize % DENSITIES.len()];
        let mut world = 0;
        for bit in 0..model.variables.list.len() {
            world |= u64::from(random.rand_range(0..16) < density) << bit;
        }
        worlds.push(alike(model, world));
    }
    worlds.sort_unstable();
    worlds.dedup();
    worlds
}

fn alike(model: &Model, mut world: u64) -> u64 {
    for parts in &model.variables.facts {
        let others = parts.given.iter().map(|given| &given.variables);
        let effects = parts.effects.iter().map(|(_, effect)| &effect.variables);
        for variables in others.chain(effects).chain([&parts.own]) {
            let Some(first) = variables.first() else {
                continue;
            };
            let truth = world >> first & 1;
            for variable in variables {
                world = world & !(1 << variable) | truth << variable;
            }
        }
    }
    world
}

/// Whether an office, or one on which it rests, lies in a circle that fits.
pub(crate) fn rests_on(world: &World, id: Id<Office>, fits: impl Fn(&Circle) -> bool) -> bool {
    let circles = &world.model.circles;
    let mut offices = circles.rests_on[id.index()].iter().chain([&id]);
    offices.any(|id| fits(&circles.list[circles.of_office[id.index()]]))
}

/// The facts that are true, by name.
pub(crate) fn facts(world: &World) -> Vec<String> {
    let facts = world.model.plan.facts.iter();
    let facts = facts.filter(|(id, _)| world.fact(*id));
    facts.map(|(_, fact)| fact.name.clone()).collect()
}
