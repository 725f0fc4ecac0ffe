//! Survival, importance and measures against enumeration.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

use crate::support::truth::{Stream, Table, formula, to_mask};
use crate::support::{self, assign, cases, exact, random_chances};
use interrex_circuit::{Circuit, Node, Var};
use interrex_fault::{Chance, Limits, Measure, MeasureRanking, RankedMeasure, Session, Survival};

const TINY: Limits<'static> = Limits {
    nodes_max: 2,
    expansions_max: 10_000,
    stop: None,
};

#[test]
fn survival_costs_what_the_cheapest_model_does() {
    let mut circuit = Circuit::new();
    let cases = cases(&mut circuit, 500);
    let mut stream = Stream(1);
    let chances = vec![Chance::Alone(exact(0.5)); 10];
    let mut with = Session::new(
        assign(&circuit, &chances),
        &[],
        Vec::new(),
        Limits::default(),
    );
    let mut without = Session::new(assign(&circuit, &chances), &[], Vec::new(), TINY);
    for case in &cases {
        let costs: Vec<Option<u32>> = (0..10)
            .map(|_| (stream.below(5) > 0).then(|| stream.below(3)))
            .collect();
        let total = |mask: u32| -> Option<u64> {
            (0..10)
                .filter(|i| mask >> i & 1 == 1)
                .map(|i| costs[i].map(u64::from))
                .sum()
        };
        let expect = case.table.models().filter_map(total).min();
        for session in [&mut with, &mut without] {
            match (
                session.survives(case.node, |var| costs[var.index()]),
                expect,
            ) {
                (Survival::Unbreakable, None) => {}
                (Survival::Breaks { cost, vars }, Some(expect)) => {
                    assert_eq!(cost, expect);
                    assert!(case.table.at(to_mask(&vars)));
                    assert_eq!(total(to_mask(&vars)), Some(cost));
                }
                other => panic!("{other:?}"),
            }
        }
        for expansions_max in [0, 1, 3, 9] {
            without.set_limits(Limits {
                expansions_max,
                ..TINY
            });
            let found = without.survives(case.node, |var| costs[var.index()]);
            if let Survival::Undecided { cost_min } = found {
                assert!(expect.is_none_or(|expect| cost_min <= expect));
            }
        }
        without.set_limits(TINY);
    }
}

/// The probability that the function is true and some minimal set with the variable is complete.
fn through(table: &Table, var: u32, p: &[f64]) -> f64 {
    let sets: Vec<u32> = table
        .minimal()
        .into_iter()
        .filter(|set| set >> var & 1 == 1)
        .collect();
    let rows = (0..1 << table.vars)
        .map(|row| table.at(row) && sets.iter().any(|set| set & row == *set))
        .collect();
    Table {
        vars: table.vars,
        rows,
    }
    .probability(p)
}

#[test]
fn importance_is_what_its_definitions_say() {
    let mut circuit = Circuit::new();
    let cases = cases(&mut circuit, 400);
    let mut stream = Stream(2);
    let chances = random_chances(&mut stream, 10, 3);
    let p = support::probabilities(&chances, |_| 0.5);
    let mut session = Session::new(
        assign(&circuit, &chances),
        &[],
        Vec::new(),
        Limits::default(),
    );
    for case in &cases {
        let total = case.table.probability(&p);
        let found = session.importance(case.node).unwrap();
        let vars: Vec<u32> = found.iter().map(|importance| importance.var.0).collect();
        let expect: Vec<u32> = (0..case.table.vars)
            .filter(|i| case.table.depends_on(*i))
            .collect();
        assert_eq!(vars, expect);
        for importance in found {
            let i = importance.var.index();
            let held = |value: f64| {
                let mut held = p.clone();
                held[i] = value;
                case.table.probability(&held)
            };
            let (on, off) = (held(1.0), held(0.0));
            let close = |found: f64, expect: f64| {
                assert!(
                    (found - expect).abs() <= 1e-9 * expect.abs().max(1.0),
                    "{found} {expect}"
                );
            };
            close(importance.birnbaum, on - off);
            close(importance.criticality, (on - off) * p[i] / total);
            close(importance.raw, on / total);
            if off > 0.0 {
                close(importance.rrw, total / off);
            } else {
                assert!(importance.rrw.is_infinite());
            }
            let share = through(&case.table, importance.var.0, &p) / total;
            close(importance.fussell_vesely.unwrap(), share);
        }
    }
}

#[test]
fn importance_keeps_its_digits_for_rare_tops() {
    let mut circuit = Circuit::new();
    let vars: Vec<Node> = (0..6).map(|i| circuit.var(Var(i))).collect();
    let all = circuit.and(vars.clone());
    let top = circuit.or2(all, vars[0]);
    let top = circuit.and2(top, vars[1]);
    let chances = vec![Chance::Alone(exact(1e-6)); 6];
    let mut session = Session::new(
        assign(&circuit, &chances),
        &[top],
        Vec::new(),
        Limits::default(),
    );
    let found = session.importance(top).unwrap();
    assert_eq!(
        found.iter().map(|i| i.rrw).collect::<Vec<_>>(),
        [f64::INFINITY; 2]
    );
    assert!((found[0].raw - 1e6).abs() < 1e-3);
}

/// Nothing can be made likelier or less likely by half: what stays impossible keeps its worth.
#[test]
fn importance_for_what_cannot_happen() {
    let mut circuit = Circuit::new();
    let [x, y] = [0, 1].map(|i| circuit.var(Var(i)));
    let top = circuit.and2(x, y);
    let chances = [0.5, 0.0].map(|p| Chance::Alone(exact(p)));
    let assignment = assign(&circuit, &chances);
    let mut session = Session::new(assignment, &[top], Vec::new(), Limits::default());
    let found = session.importance(top).unwrap();
    let numbers: Vec<[f64; 4]> = found
        .iter()
        .map(|it| [it.birnbaum, it.criticality, it.raw, it.rrw])
        .collect();
    assert_eq!(
        numbers,
        [[0.0, 0.0, 1.0, 1.0], [0.5, 0.0, f64::INFINITY, 1.0]]
    );
}

/// A formula over nine variables; in half of the rounds one that measures on the last five help
/// against, the more the better.
fn helped(circuit: &mut Circuit, stream: &mut Stream, round: u32) -> Node {
    let top = formula(circuit, stream, 9, round.is_multiple_of(5));
    if round % 2 == 1 {
        return top;
    }
    let undone: Vec<Node> = (0..9)
        .map(|i| {
            let var = circuit.var(Var(i));
            if i < 4 { var } else { circuit.not(var) }
        })
        .collect();
    let harm = circuit.at_least(4 + stream.below(3) as usize, undone);
    circuit.and2(top, harm)
}

fn random_measures(stream: &mut Stream) -> Vec<Measure> {
    (0..5)
        .map(|_| {
            let mut vars = vec![Var(4 + stream.below(5))];
            if stream.below(3) == 0 {
                vars.push(Var(4 + stream.below(5)));
            }
            Measure {
                vars,
                cost: u64::from(stream.below(4)),
            }
        })
        .collect()
}

/// What enumeration says about sets of five measures, each a bit.
struct Enumeration<'e> {
    table: &'e Table,
    measures: &'e [Measure],
    p: Vec<f64>,
}

impl Enumeration<'_> {
    fn in_set(&self, taken: u32) -> impl Iterator<Item = &Measure> {
        self.measures
            .iter()
            .enumerate()
            .filter(move |(i, _)| taken >> i & 1 == 1)
            .map(|(_, m)| m)
    }

    fn cost(&self, taken: u32) -> u64 {
        self.in_set(taken).map(|measure| measure.cost).sum()
    }

    fn value(&self, taken: u32) -> f64 {
        let named = |taken| {
            self.in_set(taken)
                .fold(0, |mask, m| mask | to_mask(&m.vars))
        };
        let on: u32 = named(taken);
        let mut held = self.p.clone();
        for var in support::vars_of(named(31)) {
            held[var.index()] = f64::from(on >> var.0 & 1);
        }
        self.table.probability(&held)
    }

    fn least(&self, cost_max: u64) -> f64 {
        let affordable = (0..32).filter(|taken| self.cost(*taken) <= cost_max);
        affordable
            .map(|taken| self.value(taken))
            .fold(f64::INFINITY, f64::min)
    }

    fn check(&self, found: &MeasureRanking, cost_max: u64) {
        let least = self.least(cost_max);
        let taken = found.best.taken.iter().fold(0, |mask, i| mask | 1 << i);
        assert_eq!(self.cost(taken), found.best.cost);
        assert!(found.best.cost <= cost_max);
        assert!((found.best.probability.high - self.value(taken)).abs() < 1e-12);
        assert!(self.value(taken) >= least - 1e-12 && self.value(taken) <= self.value(0) + 1e-12);
        assert!(!found.best.is_proven || (self.value(taken) - least).abs() < 1e-12);
        assert!((found.untaken.low - self.value(0)).abs() < 1e-12);
        for single in &found.singly {
            assert!((single.probability.low - self.value(1 << single.measure)).abs() < 1e-12);
        }
        let order =
            |a: &RankedMeasure, b: &RankedMeasure| a.probability.low <= b.probability.low + 1e-12;
        assert!(found.singly.is_sorted_by(order));
    }
}

#[test]
fn the_best_measures_are_those_that_enumeration_finds() {
    let mut stream = Stream(3);
    let mut several = 0;
    for round in 0..250 {
        let mut circuit = Circuit::new();
        let top = helped(&mut circuit, &mut stream, round);
        let table = Table::of(&circuit, top, 9);
        let chances = random_chances(&mut stream, 9, u32::MAX);
        let p = support::probabilities(&chances, |_| 0.0);
        let measures = random_measures(&mut stream);
        let expect = Enumeration {
            table: &table,
            measures: &measures,
            p,
        };
        let cost_max = u64::from(stream.below(14));
        let assignment = assign(&circuit, &chances);
        let mut session = Session::new(assignment, &[top], Vec::new(), Limits::default());
        let found = session.best_measures(top, &measures, cost_max).unwrap();
        assert!(found.best.is_proven);
        expect.check(&found, cost_max);
        several += u32::from(found.best.taken.len() > 1);
        session.set_limits(Limits {
            expansions_max: 2,
            ..Limits::default()
        });
        let hasty = session.best_measures(top, &measures, cost_max).unwrap();
        expect.check(&hasty, cost_max);
    }
    assert!(several > 30, "{several}");
}

#[test]
fn what_needs_a_diagram_says_so_when_none_fits() {
    let mut circuit = Circuit::new();
    let vars: Vec<Node> = (0..8).map(|i| circuit.var(Var(i))).collect();
    let top = circuit.at_least(4, vars);
    let chances = vec![Chance::Alone(exact(0.5)); 8];
    let mut session = Session::new(assign(&circuit, &chances), &[top], Vec::new(), TINY);
    assert!(session.importance(top).is_err());
    assert!(session.best_measures(top, &[], 0).is_err());
}
