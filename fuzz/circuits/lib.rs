//! One circuit, made of the bytes of a text, asked the same things in every way there is, and held
//! against its truth table.
//!
//! It panics where two ways differ. The fuzzer makes texts up, and a test of `interrex-fault` replays
//! those that it kept.

use std::collections::BTreeSet;

use interrex_circuit::{Circuit, Lanes, Node, Polarity, Var};
use interrex_dd::{Diagrams, Order};
use interrex_fault::{
    Assignment, Bounds, Chance, CutSetOptions, CutSets, Exactness, Limits, Listing, Session,
    Survival,
};
use interrex_units::{Likelihood, Probability};

/// Variables at most: a truth table of sixteen words.
const VARS_MAX: usize = 10;
/// Gates at most.
const GATES_MAX: usize = 60;
/// Two ways round differently by no more than this, relatively.
const TOLERANCE: f64 = 1e-10;
/// What subtractions of twice the precision may lose.
const SUBTRACTED: f64 = 1e-24;
/// The next float to zero is a bound on it.
const TINY: f64 = 1e-300;

/// A set of variables, one to a bit.
type Set = u32;

/// A circuit with two tops, and the probability of each variable.
struct Case {
    circuit: Circuit,
    tops: Vec<Node>,
    chances: Vec<f64>,
}

/// All ways agree on the circuit that a text describes.
pub fn compare_methods(text: &str) {
    let case = Case::read(text);
    for top in &case.tops {
        let table = case.table(*top);
        case.probabilities(*top, &table);
        case.under_limits(*top, &table);
        case.sets(*top, &table);
        case.sets_by_diagrams(*top, &table);
        case.importance(*top, &table);
    }
    case.survey();
}

impl Case {
    /// The first byte says how many variables there are, one byte each how likely they are, and the
    /// rest gates: a kind with a number of operands, then the operands, any of which may be negated.
    fn read(text: &str) -> Self {
        let mut bytes = text.bytes().map(usize::from);
        let count = 1 + bytes.next().unwrap_or(0) % VARS_MAX;
        let mut circuit = Circuit::new();
        let mut nodes: Vec<Node> = (0..).take(count).map(|at| circuit.var(Var(at))).collect();
        let chance = |byte: usize| match u8::try_from(byte % 128) {
            Ok(125) => 1e-9,
            Ok(step) => f64::from(step) / 128.0,
            Err(_) => 1.0,
        };
        let chances = (0..count).map(|_| chance(bytes.next().unwrap_or(64)));
        let chances = chances.collect();
        for _ in 0..GATES_MAX {
            let Some(kind) = bytes.next() else { break };
            let arity = 1 + kind / 8 % 6;
            let mut operands = Vec::with_capacity(arity);
            for byte in bytes.by_ref().take(arity) {
                let node = nodes[nodes.len() - 1 - byte / 2 % nodes.len()];
                // Most operands are as they are, so that many circuits rise with every variable.
                let is_negated = byte % 2 == 1 && kind % 8 > 4;
                operands.push(if is_negated { circuit.not(node) } else { node });
            }
            nodes.push(match kind % 8 {
                0 | 1 | 5 => circuit.and(operands),
                2 | 3 | 6 => circuit.or(operands),
                4 => circuit.at_least(1 + arity / 2, operands),
                _ => circuit.xor(operands),
            });
        }
        let tops = nodes.split_off(nodes.len().saturating_sub(2));
        Self {
            circuit,
            tops,
            chances,
        }
    }

    fn rows(&self) -> Set {
        1 << self.chances.len()
    }

    /// The value of a node in each world; world `w` has the variables true that are bits of `w`.
    fn table(&self, top: Node) -> Vec<bool> {
        let mut lanes = Lanes::new(&self.circuit, top);
        let mut table = Vec::new();
        for start in (0..self.rows()).step_by(Lanes::COUNT) {
            let word = lanes.eval(|var| {
                let holds = |lane: u32| u64::from((start + lane) >> var.0 & 1) << lane;
                (0..64).map(holds).sum()
            });
            let lanes = self.rows().min(64);
            table.extend((0..lanes).map(|lane| word >> lane & 1 == 1));
        }
        table
    }

    /// The probability that some worlds are the one there is.
    fn weigh(&self, table: &[bool]) -> f64 {
        let held = (0..).zip(table).filter(|(_, holds)| **holds);
        held.map(|(world, _)| self.weight(world)).sum()
    }

    fn weight(&self, world: Set) -> f64 {
        let vars = self.chances.iter().enumerate();
        vars.map(|(at, p)| if world >> at & 1 == 1 { *p } else { 1.0 - p })
            .product()
    }

    fn session(&self, limits: Limits<'static>) -> Session<'_> {
        let chances = (0..).zip(&self.chances).map(|(at, p)| {
            let p = Probability::new(*p).expect("a probability");
            (Var(at), Chance::Alone(Likelihood::exact(p)))
        });
        let assignment = Assignment::new(&self.circuit, chances).expect("one chance for each");
        Session::new(assignment, &self.tops, Vec::new(), limits)
    }

    /// Diagrams in two orders, and the search over components.
    fn probabilities(&self, top: Node, table: &[bool]) {
        let expect = self.weigh(table);
        let plain = self.session(Limits::default()).probability(top);
        let thorough = self.session(Limits::default()).thorough().probability(top);
        for found in [plain, thorough] {
            assert_eq!(found.exactness, Exactness::Exact, "{found:?}");
            assert!(is_near(found.low, expect), "{found:?}, not {expect}");
        }
        let of = |var: Var| self.chances.get(var.index()).copied().unwrap_or(0.0);
        let limits = interrex_count::Limits::default();
        let counted = interrex_count::probability(&self.circuit, top, of, &limits);
        let (low, high) = (counted.value.at_least(), counted.value.at_most());
        assert!(counted.is_complete, "{counted:?}");
        assert!(contains(low, high, expect), "{counted:?}, not {expect}");
        // It subtracts: its error is small beside 1, and told.
        let width = expect * TOLERANCE + SUBTRACTED;
        assert!(high - low <= width, "{counted:?}, not {expect}");
        let limits = interrex_count::Limits::components(3);
        let begun = interrex_count::probability(&self.circuit, top, of, &limits);
        let (low, high) = (begun.value.at_least(), begun.value.at_most());
        assert!(contains(low, high, expect), "{begun:?} without {expect}");
    }

    /// What is told where nothing fits is still true.
    fn under_limits(&self, top: Node, table: &[bool]) {
        let expect = self.weigh(table);
        let least = minimal_true(table).iter().map(|set| set.count_ones()).min();
        for (nodes_max, expansions_max) in [(2, 5), (8, 5), (20, 5), (2, 300)] {
            let limits = Limits {
                nodes_max,
                expansions_max,
                stop: None,
            };
            for mut session in [self.session(limits), self.session(limits).thorough()] {
                let Bounds { low, high, .. } = session.probability(top);
                assert!(contains(low, high, expect), "{low} to {high}, not {expect}");
                match (session.survives(top, |_| Some(1)), least) {
                    (Survival::Unbreakable, least) => assert_eq!(least, None),
                    (Survival::Breaks { cost, vars }, Some(least)) => {
                        assert_eq!((cost, vars.len() as u64), (least.into(), least.into()));
                    }
                    (Survival::Undecided { cost_min }, Some(least)) => {
                        assert!(cost_min <= least.into(), "{cost_min}, not {least}");
                    }
                    (found, least) => assert!(
                        least.is_none() && matches!(found, Survival::Undecided { .. }),
                        "{found:?}, not {least:?}"
                    ),
                }
                let sets = session.cut_sets(top, &all());
                assert_part(&sets, &minimal_true(table), "cut sets under limits");
                let sets = session.path_sets(top, &all());
                assert_part(&sets, &minimal_paths(table), "path sets under limits");
            }
        }
    }

    /// Sets as a session finds them, and as it streams them.
    fn sets(&self, top: Node, table: &[bool]) {
        let cuts = minimal_true(table);
        for session in [0, 1] {
            let mut session = match session {
                0 => self.session(Limits::default()),
                _ => self.session(Limits::default()).thorough(),
            };
            let sets = session.cut_sets(top, &all());
            assert!(sets.complete, "{sets:?}");
            assert_part(&sets, &cuts, "cut sets");
            let sets = session.path_sets(top, &all());
            assert!(sets.complete, "{sets:?}");
            assert_part(&sets, &minimal_paths(table), "path sets");
        }
        for by in [Listing::Size, Listing::Likelihood] {
            let options = CutSetOptions { by, ..all() };
            let mut given = Vec::new();
            let mut session = self.session(Limits::default());
            let streamed = session.stream_cut_sets(top, &options, &mut |vars, chance| {
                given.push((of_vars(vars), chance));
                true
            });
            let streamed = streamed.expect("a small function fits");
            assert!(
                streamed.complete && streamed.left_out <= 0.0,
                "{streamed:?}"
            );
            let is_sorted = given.is_sorted_by(|(a, p), (b, q)| match by {
                Listing::Size => a.count_ones() <= b.count_ones(),
                Listing::Likelihood => p * (1.0 + TOLERANCE) >= *q,
            });
            assert!(is_sorted, "{given:?} by {by:?}");
            let found: BTreeSet<Set> = given.iter().map(|(set, _)| *set).collect();
            assert_eq!(found.len(), given.len(), "a set came twice");
            assert_eq!(found, cuts, "streamed by {by:?}");
        }
    }

    /// Minimal sets by the general method; where the circuit shows that the node rises, by that for
    /// rising functions, and without a diagram.
    fn sets_by_diagrams(&self, top: Node, table: &[bool]) {
        let cuts = minimal_true(table);
        let limits = interrex_dd::Limits::default();
        let family = |diagrams: &Diagrams<'_>, sets| -> BTreeSet<Set> {
            let family = diagrams.family(sets);
            let found: BTreeSet<Set> = family.by_size().map(|set| of_vars(&set)).collect();
            assert_eq!(family.count(), found.len().into(), "a number of sets");
            found
        };
        let mut diagrams = Diagrams::new(&self.circuit, Order::as_made(&self.circuit, &[top]));
        let f = diagrams.compile(top, &limits).expect("it fits");
        let sets = diagrams.minimal(f, None, &limits).expect("they fit");
        assert_eq!(family(&diagrams, sets), cuts, "minimal sets");
        let polarity = self.circuit.polarity(top);
        if polarity.values().all(|one| *one == Polarity::Positive) {
            let sets = diagrams.minimal_of_rising(f, None, &limits);
            let sets = sets.expect("they fit");
            assert_eq!(
                family(&diagrams, sets),
                cuts,
                "minimal sets of a rising function"
            );
            let sets = diagrams.minimal_of_hull(top, None, &limits);
            let sets = sets.expect("they fit");
            assert_eq!(
                family(&diagrams, sets),
                cuts,
                "minimal sets without a diagram"
            );
            let sets = diagrams.minimal_of_hull(top, Some(2), &limits);
            let small = cuts.into_iter().filter(|set| set.count_ones() <= 2);
            let sets = family(&diagrams, sets.expect("they fit"));
            assert_eq!(sets, small.collect(), "minimal sets of two at most");
        }
    }

    fn importance(&self, top: Node, table: &[bool]) {
        let mut session = self.session(Limits::default());
        let found = session.importance(top).expect("it fits");
        for importance in found {
            let flipped = 1 << importance.var.0;
            let own = self.chances.get(importance.var.index());
            let own = own.copied().unwrap_or(0.0);
            let mut expect = 0.0;
            for world in (0..self.rows()).filter(|world| world & flipped == 0) {
                let holds = |world: Set| f64::from(u8::from(table[world as usize]));
                // Without the factor of the variable itself.
                let weight = self.weight(world) / (1.0 - own);
                expect += weight * (holds(world | flipped) - holds(world));
            }
            let distance = (importance.birnbaum - expect).abs();
            assert!(distance <= TOLERANCE, "{importance:?}, not {expect}");
        }
    }

    /// Bounds and least costs of both tops at once.
    fn survey(&self) {
        let session = self.session(Limits::default());
        let told = session.survey(&self.tops, |_| Some(1)).told();
        assert_eq!(told.len(), self.tops.len());
        for (top, told) in self.tops.iter().zip(told) {
            let expect = self.weigh(&self.table(*top));
            let Bounds { low, high, .. } = told.bounds;
            assert!(contains(low, high, expect), "{told:?} without {expect}");
        }
    }
}

/// Every set, listed by itself.
fn all() -> CutSetOptions {
    CutSetOptions {
        listed_max: 1 << VARS_MAX,
        merge_classes: false,
        ..CutSetOptions::default()
    }
}

/// Sets found are minimal sets, all of them where it is said that they are, and all up to the size
/// up to which it is said that they are.
fn assert_part(found: &CutSets, expect: &BTreeSet<Set>, what: &str) {
    let sets: BTreeSet<Set> = found.listed.iter().map(|set| of_vars(&set.vars)).collect();
    assert_eq!(sets.len(), found.listed.len(), "a set twice in {what}");
    assert!(sets.is_subset(expect), "{what}: {found:?}, not {expect:?}");
    let is_told = |set: &&Set| found.complete || (set.count_ones() as usize) < found.complete_below;
    let told: BTreeSet<Set> = expect.iter().filter(is_told).copied().collect();
    assert!(told.is_subset(&sets), "{what}: {found:?}, not {expect:?}");
    assert_eq!(found.count, sets.len().into(), "number of {what}");
}

fn of_vars(vars: &[Var]) -> Set {
    vars.iter().fold(0, |set, var| set | 1 << var.0)
}

/// The worlds in which a function is true, and in none with fewer variables true.
fn minimal_true(table: &[bool]) -> BTreeSet<Set> {
    let rising = rising(table);
    minimal(|world| rising[world], table.len())
}

/// The least sets of variables that, false, keep a function false whatever the others are.
fn minimal_paths(table: &[bool]) -> BTreeSet<Set> {
    let rising = rising(table);
    minimal(|world| !rising[table.len() - 1 - world], table.len())
}

/// Where a function or one with fewer variables true is true.
fn rising(table: &[bool]) -> Vec<bool> {
    let mut rising = table.to_vec();
    for world in 0..table.len() {
        let below = (0..VARS_MAX).filter(|at| world >> at & 1 == 1);
        rising[world] |= below.into_iter().any(|at| rising[world & !(1 << at)]);
    }
    rising
}

/// The least worlds at which a function that rises is true.
fn minimal(holds: impl Fn(usize) -> bool, worlds: usize) -> BTreeSet<Set> {
    let is_least = |world: &usize| {
        let mut members = (0..VARS_MAX).filter(|at| world >> at & 1 == 1);
        holds(*world) && members.all(|at| !holds(world & !(1 << at)))
    };
    let least = (0..worlds).filter(is_least);
    least
        .map(|world| Set::try_from(world).expect("few worlds"))
        .collect()
}

fn is_near(found: f64, expect: f64) -> bool {
    (found - expect).abs() <= expect * TOLERANCE + TINY
}

fn contains(low: f64, high: f64, expect: f64) -> bool {
    low <= expect * (1.0 + TOLERANCE) + TINY && expect <= high * (1.0 + TOLERANCE)
}
