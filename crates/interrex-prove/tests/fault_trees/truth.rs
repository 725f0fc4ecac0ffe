//! The truth table of a tree as it was drawn: every assignment of its events, one by one.

use super::draw::{Connective, Formula, Group, Sharing, Tree};

/// What a table says.
pub(crate) struct Table {
    pub(crate) probability: f64,
    /// The number of minimal sets of events that, happening alone, make the top true.
    pub(crate) count: usize,
}

/// The table of a tree, unless it has more than so many independent events.
pub(crate) fn table(tree: &Tree, events_max: usize) -> Option<Table> {
    let events = Events::of(tree);
    let count = events.chances.len();
    if count > events_max {
        return None;
    }
    let mut truths = vec![false; 1 << count];
    let mut probability = 0.0;
    for (set, truth) in truths.iter_mut().enumerate() {
        *truth = events.top(tree, set);
        if *truth {
            probability += events.chance(set);
        }
    }
    Some(Table {
        probability,
        count: minimal(&truths),
    })
}

/// How many sets are true and have no true subset.
fn minimal(truths: &[bool]) -> usize {
    let mut has_true_subset = vec![false; truths.len()];
    let mut count = 0;
    for set in 0..truths.len() {
        let smaller = (0..usize::BITS)
            .map(|bit| 1_usize << bit)
            .filter(|bit| set & bit != 0)
            .any(|bit| has_true_subset[set ^ bit]);
        count += usize::from(truths[set] && !smaller);
        has_true_subset[set] = truths[set] || smaller;
    }
    count
}

/// The independent events: those of the tree that it refers to and that are in no group, and for
/// each group one for each set of members that can fail of one cause.
struct Events {
    chances: Vec<f64>,
    /// For each event of the tree, the independent events that make it happen, as bits.
    causes: Vec<usize>,
}

impl Events {
    fn of(tree: &Tree) -> Self {
        let mut used = vec![false; tree.events.len()];
        for gate in &tree.gates {
            mark(gate, &mut used);
        }
        let grouped = tree.groups.first().map_or(0, |group| group.members.len());
        let mut events = Self {
            chances: Vec::new(),
            causes: vec![0; tree.events.len()],
        };
        for group in &tree.groups {
            events.add_group(group, &used);
        }
        for (event, chance) in tree.events.iter().enumerate().skip(grouped) {
            if used[event] {
                events.causes[event] |= 1 << events.chances.len();
                events.chances.push(*chance);
            }
        }
        events
    }

    fn add_group(&mut self, group: &Group, used: &[bool]) {
        let size = group.members.len();
        for set in 1..1_usize << size {
            let members = (0..size).filter(|member| set >> member & 1 == 1);
            let level = members.clone().count();
            let chance = chance_of_level(group, level) * group.probability;
            let is_used = members.clone().any(|member| used[group.members[member]]);
            if !is_used || (group.model == Sharing::Beta && level > 1 && level < size) {
                continue;
            }
            for member in members {
                self.causes[group.members[member]] |= 1 << self.chances.len();
            }
            self.chances.push(chance);
        }
    }

    fn chance(&self, set: usize) -> f64 {
        let chances = self.chances.iter().enumerate();
        chances
            .map(|(bit, chance)| {
                if set >> bit & 1 == 1 {
                    *chance
                } else {
                    1.0 - chance
                }
            })
            .product()
    }

    fn top(&self, tree: &Tree, set: usize) -> bool {
        let mut values = vec![false; tree.gates.len()];
        for gate in (0..tree.gates.len()).rev() {
            values[gate] = self.value(tree, &tree.gates[gate], set, &values);
        }
        values[0]
    }

    fn value(&self, tree: &Tree, formula: &Formula, set: usize, gates: &[bool]) -> bool {
        let (connective, children) = match formula {
            Formula::Event(event) => return self.causes[*event] & set != 0,
            Formula::House(house) => return tree.houses[*house],
            Formula::Gate(gate) => return gates[*gate],
            Formula::Constant(value) => return *value,
            Formula::Of(connective, children) => (connective, children),
        };
        let values = children
            .iter()
            .map(|child| self.value(tree, child, set, gates));
        let values: Vec<bool> = values.collect();
        let (count, all) = (values.iter().filter(|value| **value).count(), values.len());
        match connective {
            Connective::And => count == all,
            Connective::Or => count > 0,
            Connective::Not | Connective::Nor => count == 0,
            Connective::Xor => count == 1,
            Connective::Nand => count < all,
            Connective::AtLeast(min) => count >= *min,
            Connective::Cardinality(min, max) => (*min..=*max).contains(&count),
            Connective::Imply => !values[0] || values[1],
            Connective::Iff => values[0] == values[1],
        }
    }
}

fn mark(formula: &Formula, used: &mut [bool]) {
    match formula {
        Formula::Event(event) => used[*event] = true,
        Formula::Of(_, children) => children.iter().for_each(|child| mark(child, used)),
        _ => {}
    }
}

/// The share of the group's probability with which one certain set of so many members fails of one
/// cause (Open-PSA Model Exchange Format 2.0d, common-cause failure groups).
fn chance_of_level(group: &Group, level: usize) -> f64 {
    let size = group.members.len();
    let factors = &group.factors;
    let spread = 1.0 / choose(size - 1, level - 1);
    match group.model {
        Sharing::Beta if level == 1 => 1.0 - factors[0],
        Sharing::Beta => factors[0],
        Sharing::MultipleGreekLetters => {
            let passed: f64 = factors.iter().take(level - 1).product();
            spread * passed * (1.0 - factors.get(level - 1).copied().unwrap_or(0.0))
        }
        Sharing::Alpha => {
            let weighted = factors
                .iter()
                .zip(1..)
                .map(|(alpha, k)| alpha * f64::from(k));
            let total: f64 = weighted.sum();
            let level_weight = f64::from(u32::try_from(level).expect("small"));
            spread * level_weight * factors[level - 1] / total
        }
        Sharing::Phi => factors[level - 1],
    }
}

fn choose(n: usize, k: usize) -> f64 {
    let small = |number: usize| f64::from(u32::try_from(number).expect("small"));
    (0..k).map(|i| small(n - i) / small(i + 1)).product()
}
