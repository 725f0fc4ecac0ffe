//! Interchangeable variables: which of those declared really are, and how many sets one stands for.

use std::collections::BTreeMap;

use interrex_circuit::Var;
use interrex_dd::Frozen;
use num_bigint::BigUint;

use crate::assignment::{Assignment, Chance, ends};

/// Members of a set that stand for any others of their class.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Taken {
    /// The place of the class among those given to the session.
    pub class: usize,
    /// The members in the set, in ascending order; any as many others would do.
    pub members: Vec<Var>,
    /// The variables of the class that are interchangeable, these included: all of the class, unless
    /// likelihoods or the node itself tell some apart.
    pub among: Vec<Var>,
}

/// Part of a declared class, of which all members are interchangeable.
#[derive(Clone, Debug)]
pub(crate) struct Interchangeable {
    class: usize,
    pub(crate) members: Vec<Var>,
}

/// The parts of the declared classes that are interchangeable in a function, as far as neighbors in
/// its order show it: of equal likelihood, and such that swapping two changes nothing.
pub(crate) fn interchangeable(
    classes: &[Vec<Var>],
    frozen: &Frozen,
    assignment: &Assignment<'_>,
) -> Vec<Interchangeable> {
    let mut class_of = BTreeMap::new();
    for (class, vars) in classes.iter().enumerate() {
        class_of.extend(vars.iter().map(|var| (*var, class)));
    }
    let mut parts: Vec<Interchangeable> = Vec::new();
    let mut same = frozen.neighbors_interchangeable().into_iter();
    let mut continues = false;
    for &var in frozen.vars() {
        if let Some(&class) = class_of.get(&var) {
            match parts.last_mut() {
                Some(part)
                    if continues
                        && part.class == class
                        && part
                            .members
                            .last()
                            .is_some_and(|last| alike(assignment, *last, var)) =>
                {
                    part.members.push(var);
                }
                _ => parts.push(Interchangeable {
                    class,
                    members: vec![var],
                }),
            }
        }
        continues = same.next().unwrap_or(false) && class_of.contains_key(&var);
    }
    parts.retain(|part| part.members.len() > 1);
    parts
}

/// Whether two variables have equal likelihoods of their own.
fn alike(assignment: &Assignment<'_>, a: Var, b: Var) -> bool {
    match (assignment.chance(a), assignment.chance(b)) {
        (Chance::Alone(a), Chance::Alone(b)) => ends(a) == ends(b),
        _ => false,
    }
}

/// What a set takes of each part, and how many sets it thus stands for.
pub(crate) fn taken(set: &[Var], parts: &[Interchangeable]) -> (Vec<Taken>, BigUint) {
    let mut all = Vec::new();
    let mut multiplicity = BigUint::from(1_u32);
    for part in parts {
        let members: Vec<Var> = set
            .iter()
            .copied()
            .filter(|var| part.members.contains(var))
            .collect();
        if !members.is_empty() {
            multiplicity *= binomial(part.members.len(), members.len());
            all.push(Taken {
                class: part.class,
                members,
                among: part.members.clone(),
            });
        }
    }
    (all, multiplicity)
}

/// The same number as [`taken`] gives, rounded to a float; infinite when it is too large for one.
pub(crate) fn multiplicity(taken: &[Taken]) -> f64 {
    let binomial = |part: &Taken| {
        let of = part.among.len();
        (1..=part.members.len()).fold(1.0, |product, i| {
            product * count(of - part.members.len() + i) / count(i)
        })
    };
    taken.iter().map(binomial).product()
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}

fn binomial(of: usize, chosen: usize) -> BigUint {
    (1..=chosen).fold(BigUint::from(1_u32), |product, i| {
        product * (of - chosen + i) / i
    })
}
