//! What the circuit remembers of the plan: for each element of the text the node that decides it,
//! so that an answer can point at the lines that make it so.

use interrex_circuit::Node;
use interrex_diag::Span;
use interrex_plan::model::Element;

use crate::compiler::{Compiler, element_of};
use crate::needs::Need;
use crate::view::{Reading, View};

/// An element of the plan and the node that says whether it holds.
#[derive(Debug, Clone, Copy)]
pub struct Trace {
    /// Which element.
    pub element: Element,
    /// Where it is seen from, for what is judged in views.
    pub view: View,
    /// Where it stands in the text.
    pub span: Span,
    /// The node.
    pub node: Node,
}

impl Compiler<'_> {
    /// Notes that an element is decided by a node, in the plan as written.
    pub(crate) fn trace(
        &mut self,
        element: Element,
        view: View,
        reading: Reading,
        node: Node,
        span: Span,
    ) {
        if reading == Reading::AsWritten && node.as_constant().is_none() {
            self.traces.push(Trace {
                element,
                view,
                span,
                node,
            });
        }
    }

    /// Notes what decides every thing, record, pledge, measure and function that was compiled.
    pub(crate) fn trace_things(&mut self) {
        let plan = self.plan;
        let mut list: Vec<(Element, Span, Node)> = Vec::new();
        macro_rules! note {
            ($arena:ident, $kind:literal, $need:ident) => {
                for (id, item) in plan.$arena.iter() {
                    if let Some(node) = self.needs.known(Need::$need(id)) {
                        list.push((element_of($kind, id), item.span, node));
                    }
                }
            };
        }
        note!(places, "place", Place);
        note!(sites, "site", Site);
        note!(links, "link", Link);
        note!(records, "record", Record);
        note!(pledges, "pledge", Pledge);
        note!(measures, "measure", Measure);
        note!(functions, "function", Function);
        for (element, span, node) in list {
            self.trace(element, View::Everywhere, Reading::AsWritten, node, span);
        }
    }
}
