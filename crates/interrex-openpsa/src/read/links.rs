//! Instructions that nothing follows: those after the last link of a sequence.
//!
//! Responsible for telling of them: each linked tree goes on with what was collected until its link,
//! so that what stands after the last one would change no answer.

use interrex_diag::{Diagnostic, Span};

use super::Reader;
use super::trees::{Forest, Instruction, called};
use crate::graph;

/// How a list of instructions links other trees.
#[derive(Clone, Copy, Default)]
struct Linking {
    /// Whether it can.
    may: bool,
    /// Whether it does in any case.
    must: bool,
    /// The first instruction after the last link, by itself or within another.
    idle: Option<usize>,
}

impl Reader<'_> {
    /// Reports instructions after the last link of a sequence.
    pub(super) fn idle_instructions(&mut self, forest: &Forest) {
        let needs = forest.rules.iter().map(|rule| called(rule));
        let needs: Vec<Vec<usize>> = needs.collect();
        let mut rules = vec![Linking::default(); forest.rules.len()];
        for at in graph::sort(&needs).order {
            let Some(rule) = forest.rules.get(at) else {
                continue;
            };
            let linking = linking(rule, &rules);
            if let Some(place) = rules.get_mut(at) {
                *place = linking;
            }
        }
        let elements = self.titles.sequences.list.iter();
        let elements: Vec<_> = elements.map(|sequence| sequence.element).collect();
        for (element, list) in elements.into_iter().zip(&forest.sequences) {
            let content = self.content(element);
            // An instruction that could not be read was reported.
            let is_whole = content.len() == list.len();
            let idle = linking(list, &rules).idle.filter(|_| is_whole);
            if let Some(id) = idle.and_then(|at| content.get(at)) {
                self.faults.push(idle_instruction(self.tree.get(*id).span));
            }
        }
    }
}

/// Rules come before those that call them; blocks nest as deep as elements.
fn linking(list: &[Instruction], rules: &[Linking]) -> Linking {
    let each = list.iter().map(|instruction| match instruction {
        Instruction::Link(..) => Linking {
            may: true,
            must: true,
            idle: None,
        },
        Instruction::Block(inner) => linking(inner, rules),
        Instruction::Rule(rule) => rules.get(*rule).copied().unwrap_or_default(),
        Instruction::If(_, then, otherwise) => {
            let (then, otherwise) = (linking(then, rules), linking(otherwise, rules));
            Linking {
                may: then.may || otherwise.may,
                must: then.must && otherwise.must,
                idle: then.idle.or(otherwise.idle),
            }
        }
        _ => Linking::default(),
    });
    let each: Vec<Linking> = each.collect();
    let Some(end) = each.iter().rposition(|one| one.may) else {
        return Linking::default();
    };
    let must = each.iter().any(|one| one.must);
    let idle = if must && end + 1 < each.len() {
        Some(end + 1)
    } else {
        let within = each.get(end).and_then(|one| one.idle);
        within.map(|_| end)
    };
    Linking {
        may: true,
        must,
        idle,
    }
}

fn idle_instruction(span: Span) -> Diagnostic {
    let message =
        "an instruction stands after the last link of its sequence, where it changes nothing";
    Diagnostic::error("unexpected-element", message)
        .at(span, "not carried out on any path")
        .help(
            "write it before the link: the linked tree goes on with what was collected until there",
        )
}
