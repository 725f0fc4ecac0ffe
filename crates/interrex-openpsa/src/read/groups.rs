//! Common-cause groups.
//!
//! Responsible for the four models of the format. Each combination of members that can fail together
//! becomes an independent event, and each member the disjunction of the combinations that hold it;
//! the probabilities are those of the specification, section *Common Cause Groups*.

use interrex_diag::{Diagnostic, Span};

use super::Reader;
use super::names::Named;
use super::probabilities::Parameters;
use super::scopes::ScopeId;
use crate::model::{BasicEvent, BasicEventId, Connective, Formula, Gate, GateId, Note};
use crate::xml::ElementId;

/// How many events all groups of a model may become.
const EVENTS_MAX: usize = 100_000;
/// All groups of a model may become events whose names have so many letters, at most.
const LETTERS_MAX: usize = 1 << 26;

const MODELS: &[&str] = &["beta-factor", "MGL", "alpha-factor", "phi-factor"];

/// By how much factors that are to sum to one may miss it.
const SUM_TOLERANCE: f64 = 1e-4;

/// A group as declared.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) model: &'static str,
    pub(super) element: ElementId,
    pub(super) scope: ScopeId,
    pub(super) span: Span,
    /// The positions of its members among the events.
    pub(super) members: Vec<usize>,
}

/// What a group becomes.
struct Expanded {
    /// How likely each combination of so many members is, for the sizes that are.
    levels: Vec<(usize, f64)>,
}

impl Reader<'_> {
    /// Declares a group, and its members as events.
    pub(super) fn group(&mut self, id: ElementId, scope: ScopeId) {
        self.takes(id, &["name", "model"]);
        let name = self.defined_name(id);
        self.note(id, scope);
        self.required(id, "model");
        let model = self.word(id, "model", MODELS);
        let number = self.declared.groups.len();
        let mut members = Vec::new();
        let (mut has_members, mut listed) = (false, 0);
        for part in self.content(id) {
            match self.tree.get(part).name.as_str() {
                "members" => {
                    if std::mem::replace(&mut has_members, true) {
                        self.second(part, "define-CCF-group", "list all members in one");
                    }
                    listed += self.tree.get(part).children.len();
                    members.extend(self.members(part, scope, number));
                }
                "distribution" | "factor" | "factors" => {}
                _ => self.unexpected(
                    part,
                    "define-CCF-group",
                    &["members", "distribution", "factors", "factor"],
                ),
            }
        }
        let (Some((name, span)), Some(model)) = (name, model) else {
            return;
        };
        let path = self.scopes.path_of(scope, &name);
        if let Some(first) = self.declared.group_names.insert(path, span) {
            let message = format!("the group `{name}` is defined twice, expected once");
            let fault = Diagnostic::error("defined-twice", message).at(span, "defined again");
            self.faults.push(
                fault
                    .also(first, "first defined here")
                    .help("rename one of the two"),
            );
        }
        if listed < 2 {
            let message = format!("the group `{name}` has fewer than two members");
            let fault = Diagnostic::error("wrong-count", message).at(span, "no group");
            self.faults
                .push(fault.help("list at least two basic events within `<members>`"));
        }
        self.declared.groups.push(Group {
            model,
            element: id,
            scope,
            span,
            members,
        });
    }

    fn members(&mut self, id: ElementId, scope: ScopeId, group: usize) -> Vec<usize> {
        self.takes(id, &[]);
        let mut members = Vec::new();
        let tree = self.tree;
        for child in &tree.get(id).children {
            if tree.get(*child).name != "basic-event" {
                self.unexpected(*child, "members", &["basic-event"]);
                continue;
            }
            self.empty(*child);
            let at = self.declared.events.len();
            self.define(*child, scope, Named::Event(at));
            if let Some(event) = self.declared.events.get_mut(at) {
                event.member = Some(group);
                members.push(at);
            }
        }
        members
    }

    /// Gives every declared event its formula: itself, or the gate that a member becomes.
    pub(super) fn place_events(&mut self) {
        let (mut next, mut gate) = (0, self.declared.gates.len());
        for event in &self.declared.events {
            let formula = if event.member.is_some() {
                gate += 1;
                Formula::Gate(GateId(gate - 1))
            } else {
                next += 1;
                Formula::Event(BasicEventId(next - 1))
            };
            self.event_formulas.push(formula);
        }
    }

    /// How many letters the names of a group's members have.
    fn letters(&self, group: &Group) -> usize {
        let members = group.members.iter();
        let names = members.filter_map(|at| Some(self.declared.events.get(*at)?.name.len()));
        names.sum()
    }

    /// The events of all groups, which follow the `first` others, and the gates of their members in
    /// the order of the members.
    pub(super) fn expand_groups(
        &mut self,
        first: usize,
        parameters: &Parameters,
    ) -> (Vec<BasicEvent>, Vec<Gate>) {
        let groups = std::mem::take(&mut self.declared.groups);
        let mut events = Vec::new();
        let mut letters = 0_usize;
        let mut members: Vec<Vec<Formula>> = vec![Vec::new(); self.declared.events.len()];
        for group in &groups {
            let Some(expanded) = self.expanded(group, parameters) else {
                continue;
            };
            let size = expanded.levels.iter();
            let size = size.map(|(level, _)| combinations(group.members.len(), *level));
            let size = size.fold(0, usize::saturating_add);
            letters = letters.saturating_add(size.saturating_mul(self.letters(group)));
            if size.saturating_add(events.len()) > EVENTS_MAX {
                self.faults.push(too_large(group, EVENTS_MAX, "events"));
                continue;
            }
            if letters > LETTERS_MAX {
                self.faults
                    .push(too_large(group, LETTERS_MAX, "letters of names"));
                continue;
            }
            for (level, probability) in expanded.levels {
                each_combination(group.members.len(), level, &mut |chosen| {
                    let id = BasicEventId(first + events.len());
                    let mut names = Vec::new();
                    for place in chosen {
                        let Some(at) = group.members.get(*place) else {
                            continue;
                        };
                        if let Some(list) = members.get_mut(*at) {
                            list.push(Formula::Event(id));
                        }
                        let member = self.declared.events.get(*at);
                        names.extend(member.map(|member| member.name.as_str()));
                    }
                    events.push(BasicEvent {
                        name: format!("[{}]", names.join(" ")),
                        note: Note::default(),
                        probability: Some(probability),
                        span: group.span,
                    });
                });
            }
        }
        (events, self.member_gates(members))
    }

    fn member_gates(&mut self, mut formulas: Vec<Vec<Formula>>) -> Vec<Gate> {
        let mut gates = Vec::new();
        for (event, formulas) in self.declared.events.iter_mut().zip(&mut formulas) {
            if event.member.is_some() {
                gates.push(Gate {
                    name: event.name.clone(),
                    note: std::mem::take(&mut event.note),
                    formula: Formula::Of(Connective::Or, std::mem::take(formulas)),
                    is_member: true,
                    span: event.span,
                });
            }
        }
        gates
    }

    fn expanded(&mut self, group: &Group, parameters: &Parameters) -> Option<Expanded> {
        let (mut distribution, mut factors) = (None, Vec::new());
        for part in self.content(group.element) {
            match self.tree.get(part).name.as_str() {
                "distribution" if distribution.is_none() => {
                    self.takes(part, &[]);
                    let expression = self.required_expression(part, group.scope)?;
                    distribution =
                        Some(self.probability(&expression, parameters, "probability")?);
                }
                "distribution" => {
                    self.wrong_count(group.element, 2, "1", "distribution");
                    return None;
                }
                "factor" => factors.push(part),
                "factors" => {
                    self.takes(part, &[]);
                    for inner in self.content(part) {
                        if self.tree.get(inner).name == "factor" {
                            factors.push(inner);
                        } else {
                            self.unexpected(inner, "factors", &["factor"]);
                        }
                    }
                }
                _ => {}
            }
        }
        if group.members.len() < 2 {
            // Its levels are wrong because its members are, which was reported.
            return None;
        }
        let factors = self.factors(group, &factors, parameters)?;
        let Some(total) = distribution else {
            self.wrong_count(group.element, 0, "1", "distribution");
            return None;
        };
        self.levels(group, total, &factors)
    }

    /// The factors from the least level of the model on.
    fn factors(
        &mut self,
        group: &Group,
        elements: &[ElementId],
        parameters: &Parameters,
    ) -> Option<Vec<f64>> {
        let least = match group.model {
            "beta-factor" => group.members.len(),
            "MGL" => 2,
            _ => 1,
        };
        let mut factors: Vec<Option<f64>> = Vec::new();
        for element in elements {
            self.takes(*element, &["level"]);
            let level = match self.tree.get(*element).attribute("level") {
                Some(_) => self.count(*element, "level")?,
                None => least + factors.len(),
            };
            let expression = self.required_expression(*element, group.scope)?;
            let factor = self.probability(&expression, parameters, "factor")?;
            let place = level
                .checked_sub(least)
                .filter(|_| level <= group.members.len());
            let is_free = place.is_some_and(|at| factors.get(at).is_none_or(Option::is_none));
            let (Some(place), true) = (place, is_free) else {
                self.wrong_level(*element, level, least, group.members.len());
                return None;
            };
            if factors.len() <= place {
                factors.resize(place + 1, None);
            }
            if let Some(slot) = factors.get_mut(place) {
                *slot = Some(factor);
            }
        }
        let complete: Option<Vec<f64>> = factors.iter().copied().collect();
        match complete {
            Some(complete) if !complete.is_empty() => Some(complete),
            _ => {
                let message = "a factor of the group is missing".to_owned();
                let fault =
                    Diagnostic::error("missing-content", message).at(group.span, "this group");
                self.faults.push(fault.help(format!(
                    "write one `<factor level=\"...\">` for each level from {least} to the highest"
                )));
                None
            }
        }
    }

    fn wrong_level(&mut self, id: ElementId, level: usize, least: usize, most: usize) {
        let element = self.tree.get(id);
        let span = element
            .attribute("level")
            .map_or(element.span, |level| level.span);
        let message =
            format!("a factor of level {level}, expected each level from {least} to {most} once");
        let fault =
            Diagnostic::error("bad-bound", message).at(span, "no such level, or a second one");
        self.faults.push(fault.help(
            "a level is how many members fail together; the beta factor is about all of them",
        ));
    }

    /// How likely each combination of each size is.
    fn levels(&mut self, group: &Group, total: f64, factors: &[f64]) -> Option<Expanded> {
        let count = group.members.len();
        let levels: Vec<(usize, f64)> = match group.model {
            "beta-factor" => {
                let beta = factors.first()?;
                vec![(1, (1.0 - beta) * total), (count, beta * total)]
            }
            "MGL" => {
                let mut product = total;
                let mut levels = Vec::new();
                for level in 1..=factors.len() + 1 {
                    let next = factors.get(level - 1).copied();
                    let here = product * (1.0 - next.unwrap_or(0.0));
                    levels.push((level, here * share(count, level)));
                    product *= next.unwrap_or(0.0);
                }
                levels
            }
            "alpha-factor" => {
                let weighted = (1..)
                    .zip(factors)
                    .map(|(level, alpha)| f64::from(level) * alpha);
                let sum: f64 = weighted.clone().sum();
                if sum <= 0.0 {
                    self.faults.push(bad_sum(group, sum, "more than 0"));
                    return None;
                }
                let levels = (1..).zip(weighted);
                levels
                    .map(|(level, part)| (level, part / sum * total * share(count, level)))
                    .collect()
            }
            _ => {
                let sum: f64 = factors.iter().sum();
                if (sum - 1.0).abs() > SUM_TOLERANCE {
                    self.faults.push(bad_sum(group, sum, "1"));
                    return None;
                }
                (1..)
                    .zip(factors)
                    .map(|(level, phi)| (level, phi * total))
                    .collect()
            }
        };
        Some(Expanded { levels })
    }
}

fn bad_sum(group: &Group, sum: f64, wanted: &str) -> Diagnostic {
    let message = format!("the factors of the group sum to {sum}, expected {wanted}");
    Diagnostic::error("bad-bound", message)
        .at(group.span, "this group")
        .help("look at each factor; a level that does not occur has the factor 0")
}

fn too_large(group: &Group, most: usize, what: &str) -> Diagnostic {
    let message = format!("the groups stand for more than {most} {what}");
    Diagnostic::error("group-too-large", message)
        .at(group.span, "with this group")
        .help("give factors for the lower levels only: levels without a factor are left out")
}

/// One over the number of combinations that hold a member: `1 / C(count - 1, level - 1)`.
fn share(count: usize, level: usize) -> f64 {
    let mut share = 1.0;
    for step in 1..level {
        share *= as_f64(step) / as_f64(count - level + step);
    }
    share
}

fn as_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

/// How many combinations there are, or the greatest number where that passes it.
fn combinations(count: usize, level: usize) -> usize {
    let mut found: usize = 1;
    for step in 1..=level.min(count - level) {
        match found.checked_mul(count - level.min(count - level) + step) {
            Some(product) => found = product / step,
            None => return usize::MAX,
        }
    }
    found
}

/// Calls a function on every choice of `level` places out of `count`, in lexicographic order.
fn each_combination(count: usize, level: usize, visit: &mut dyn FnMut(&[usize])) {
    let mut chosen: Vec<usize> = (0..level).collect();
    loop {
        visit(&chosen);
        let movable = (0..level).rev().find(|at| {
            chosen
                .get(*at)
                .is_some_and(|place| *place < count - level + at)
        });
        let Some(at) = movable else {
            return;
        };
        let Some(start) = chosen.get(at).map(|place| place + 1) else {
            return;
        };
        for (place, next) in chosen.iter_mut().skip(at).zip(start..) {
            *place = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn combinations_are_counted_and_visited() {
        for (count, level, expect) in [(4, 2, 6), (5, 1, 5), (5, 5, 1), (30, 15, 155_117_520)] {
            assert_eq!(combinations(count, level), expect, "{level} of {count}");
        }
        assert_eq!(combinations(300, 150), usize::MAX);
        let mut seen = Vec::new();
        each_combination(4, 2, &mut |chosen| seen.push(chosen.to_vec()));
        let expect = [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]];
        assert_eq!(seen, expect);
    }

    #[test]
    fn a_member_shares_its_combinations() {
        for (count, level, expect) in [
            (4, 1, 1.0),
            (4, 2, 1.0 / 3.0),
            (4, 3, 1.0 / 3.0),
            (4, 4, 1.0),
        ] {
            assert!(
                (share(count, level) - expect).abs() < 1e-15,
                "{level} of {count}"
            );
        }
    }
}
