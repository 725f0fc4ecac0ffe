//! The steps of a search as lines of text, for those who go over them again.

#![expect(clippy::indexing_slicing, reason = "every node has a name")]

use std::io::{self, Write};

use interrex_circuit::Node;

use crate::network::{Draft, Part, Rewriting};

/// Where the steps of a search are written, and how its nodes are called.
pub struct Trace<'t> {
    /// What is written to.
    pub to: &'t mut dyn Write,
    /// What a variable or a gate of the circuit is called.
    pub name: &'t dyn Fn(Node) -> String,
    /// How many gates have a name; those that the search makes are called by the numbers after.
    pub gates: usize,
}

impl std::fmt::Debug for Trace<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Trace")
            .field("gates", &self.gates)
            .finish_non_exhaustive()
    }
}

/// Writes the steps of one search.
pub(crate) struct Script<'t> {
    to: &'t mut dyn Write,
    /// What the nodes of the network are called.
    names: Vec<String>,
    /// The first line that could not be written.
    failed: Option<io::Error>,
}

impl<'t> Script<'t> {
    /// Writes how a draft was rewritten.
    pub(crate) fn new(trace: Trace<'t>, draft: &Draft) -> io::Result<Self> {
        let Trace { to, name, gates } = trace;
        let mut names = Vec::with_capacity(draft.parts.len());
        for number in 0..draft.parts.len() {
            names.push(match draft.origins.get(number) {
                Some(Some(node)) => name(*node),
                Some(None) => {
                    let kind = io::ErrorKind::Unsupported;
                    return Err(io::Error::new(
                        kind,
                        "a search over parities is not written",
                    ));
                }
                None => format!("g{}", gates + number - draft.origins.len()),
            });
        }
        for rewriting in draft.log.iter().flatten() {
            writeln!(to, "{}", told(rewriting, &names))?;
        }
        writeln!(to, "search")?;
        let kept = draft.parts.iter().zip(&draft.names);
        let kept = kept.filter(|(part, _)| **part != Part::Gone);
        Ok(Self {
            names: kept
                .map(|(_, name)| names[*name as usize].clone())
                .collect(),
            to,
            failed: None,
        })
    }

    /// Writes one step, at a node if it has one.
    pub(crate) fn step(&mut self, word: &str, node: Option<u32>) {
        let written = match node {
            Some(node) => writeln!(self.to, "{word} {}", self.names[node as usize]),
            None => writeln!(self.to, "{word}"),
        };
        if let (Err(error), None) = (written, &self.failed) {
            self.failed = Some(error);
        }
    }

    /// Whether all lines were written.
    pub(crate) fn finish(self) -> io::Result<()> {
        self.failed.map_or(Ok(()), Err)
    }
}

fn told(rewriting: &Rewriting, names: &[String]) -> String {
    let name = |number: &u32| names[*number as usize].as_str();
    let literal = |(number, negated): &(u32, bool)| {
        let sign = if *negated { "~" } else { "" };
        format!("{sign}{}", name(number))
    };
    match rewriting {
        Rewriting::Define(gate, k, inputs) => {
            let list: Vec<String> = inputs.iter().map(literal).collect();
            let list = list.join(" ");
            match k {
                1 => format!("define {} or {list}", name(gate)),
                _ if *k == inputs.len() => format!("define {} and {list}", name(gate)),
                _ => format!("define {} at-least {k} {list}", name(gate)),
            }
        }
        Rewriting::Module(gate) => format!("module {}", name(gate)),
        Rewriting::Together(leaves) => {
            let list: Vec<&str> = leaves.iter().map(name).collect();
            format!("together {}", list.join(" "))
        }
        Rewriting::Drop(gate, input) => format!("drop {} {}", name(gate), literal(input)),
    }
}
