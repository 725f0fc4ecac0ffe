//! Circuits of growing size, to see how time and memory grow.
//!
//! Chains of two-out-of-three stages, square grids whose opposite corners must stay connected
//! (network reliability), bodies with a quorum, and random trees. Each size is built, then asked for
//! its probability and the number of its minimal cut sets, under limits; what is not reached is said.

#![expect(
    clippy::indexing_slicing,
    reason = "tables of a circuit that is built here, indexed by its own numbers"
)]

use std::process::ExitCode;
use std::time::Duration;

use interrex_circuit::{Circuit, Node, Var};
use interrex_fault::{Assignment, Chance, CutSetOptions, Limits, Session};
use interrex_units::{Likelihood, Probability};
use oorandom::Rand64;

use crate::clock;

/// Each question of a series has so many seconds.
const SECONDS: u64 = 20;
/// How likely each event is.
const CHANCE: f64 = 0.01;

/// A circuit with its top.
type Built = (Circuit, Node);

/// Measures every series and prints one line for each size.
pub(super) fn run() -> Result<ExitCode, String> {
    for stages in [100, 1_000, 10_000] {
        measure(&format!("chain of {stages} stages"), chain(stages))?;
    }
    for side in [4, 6, 8, 10] {
        measure(&format!("grid {side} x {side}"), grid(side))?;
    }
    for (quorum, members) in [(16, 30), (51, 100), (226, 450)] {
        let name = format!("quorum {quorum} of {members}");
        measure(&name, quorum_of(quorum, members))?;
    }
    for gates in [100, 1_000, 10_000, 100_000] {
        measure(&format!("random tree, {gates} gates"), random(gates))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn measure(name: &str, (circuit, top): Built) -> Result<(), String> {
    let is_over = clock::deadline(Duration::from_secs(SECONDS));
    let limits = Limits {
        stop: Some(&is_over),
        ..Limits::default()
    };
    let chance = Probability::new(CHANCE).map_err(|error| error.to_string())?;
    let count = u32::try_from(circuit.variable_count()).map_err(|error| error.to_string())?;
    let chances = (0..count).map(|number| (Var(number), Chance::Alone(Likelihood::exact(chance))));
    let assignment = Assignment::new(&circuit, chances).map_err(|error| error.to_string())?;
    let mut session = Session::new(assignment, &[top], Vec::new(), limits).thorough();
    let (probability, took) = clock::timed(|| session.probability(top));
    let options = CutSetOptions {
        listed_max: 0,
        ..CutSetOptions::default()
    };
    let (sets, count_took) = clock::timed(|| session.cut_sets(top, &options));
    let chance = if probability.high - probability.low <= 1e-12 * probability.high {
        format!("{:.6e}", probability.low)
    } else {
        format!("{:.3e} to {:.3e}", probability.low, probability.high)
    };
    let digits = match sets.count.to_string() {
        _ if !sets.complete => "open".to_owned(),
        digits if digits.len() > 12 => format!("{} digits", digits.len()),
        digits => digits,
    };
    println!(
        "{name:<28} {:>8} gates {chance:>24} {:>9.3} s {digits:>12} sets {:>9.3} s",
        circuit.len(),
        took.as_secs_f64(),
        count_took.as_secs_f64()
    );
    Ok(())
}

/// Stages in a row, each of which fails when two of its three parts do.
fn chain(stages: u32) -> Built {
    let mut circuit = Circuit::new();
    let mut fails = Vec::new();
    for stage in 0..stages {
        let parts = [0, 1, 2].map(|part| circuit.var(Var(3 * stage + part)));
        fails.push(circuit.at_least(2, parts));
    }
    let top = circuit.or(fails);
    (circuit, top)
}

/// A square grid whose edges fail: true when one corner cannot be reached from the other going
/// right, left, down and up. Whether it can is the least solution of the equations of all nodes,
/// reached after as many rounds as a path has edges.
fn grid(side: u32) -> Built {
    let mut circuit = Circuit::new();
    let at = |x: u32, y: u32| (y * side + x) as usize;
    let mut edges = Vec::new();
    let mut next = 0;
    for y in 0..side {
        for x in 0..side {
            for (right, down) in [(1, 0), (0, 1)] {
                if x + right < side && y + down < side {
                    let lost = circuit.var(Var(next));
                    next += 1;
                    edges.push((at(x, y), at(x + right, y + down), circuit.not(lost)));
                }
            }
        }
    }
    let nodes = (side * side) as usize;
    let mut reached = vec![Node::FALSE; nodes];
    reached[0] = Node::TRUE;
    for _ in 0..nodes {
        let mut ways: Vec<Vec<Node>> = reached.iter().map(|node| vec![*node]).collect();
        for (from, to, stands) in &edges {
            ways[*to].push(circuit.and2(reached[*from], *stands));
            ways[*from].push(circuit.and2(reached[*to], *stands));
        }
        let after: Vec<Node> = ways.into_iter().map(|ways| circuit.or(ways)).collect();
        if after == reached {
            break;
        }
        reached = after;
    }
    let top = circuit.not(reached[nodes - 1]);
    (circuit, top)
}

/// A body that cannot act: so many are missing that no quorum is left.
fn quorum_of(quorum: u32, members: u32) -> Built {
    let mut circuit = Circuit::new();
    let missing: Vec<Node> = (0..members)
        .map(|member| circuit.var(Var(member)))
        .collect();
    let top = circuit.at_least((members - quorum + 1) as usize, missing);
    (circuit, top)
}

/// A tree of random gates in which one gate in ten is used twice.
fn random(gates: u32) -> Built {
    let mut random = Rand64::new(u128::from(gates));
    let mut circuit = Circuit::new();
    let mut open: Vec<Node> = Vec::new();
    let mut events = 0;
    for _ in 0..gates {
        let mut children = Vec::new();
        for _ in 0..random.rand_range(2..5) {
            let pick = usize::try_from(random.rand_range(0..16)).unwrap_or(0);
            if pick < 5 && open.len() > pick {
                let place = open.len() - 1 - pick;
                children.push(open[place]);
                if random.rand_range(0..10) != 0 {
                    open.remove(place);
                }
            } else {
                children.push(circuit.var(Var(events)));
                events += 1;
            }
        }
        let gate = match random.rand_range(0..5) {
            0 | 1 => circuit.and(children),
            2 if children.len() > 2 => circuit.at_least(2, children),
            _ => circuit.or(children),
        };
        open.push(gate);
    }
    let top = circuit.or(open);
    (circuit, top)
}
