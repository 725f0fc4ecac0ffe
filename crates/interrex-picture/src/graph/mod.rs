//! A layered graph: what depends on what, from left to right.
//!
//! Responsible for layers without circles (`layers`), an order with few crossings (`order`) and the drawing. Which
//! nodes belong into a picture is left to whoever asks for it.

mod draw;
mod layers;
mod order;

use crate::picture::{Cell, Picture, Table};

/// A node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub label: String,
    /// Of which kind.
    pub kind: String,
    /// Where it leads.
    pub href: Option<String>,
    /// How it is set off.
    pub mark: Mark,
}

/// How a node is set off from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    /// As the others.
    #[default]
    Usual,
    /// What the picture is about.
    Top,
    /// Lost, or able to end what the picture is about by itself.
    Bad,
}

/// A dependency, by the places of its nodes in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// What depends.
    pub from: usize,
    /// On what.
    pub to: usize,
    /// Whether the first is helped where the second does not hold.
    pub is_negated: bool,
}

/// A graph to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graph {
    /// An identifier that no other picture of the document has.
    pub id: String,
    /// What the picture is called.
    pub title: String,
    /// What it shows, in a sentence.
    pub about: String,
    /// The heads of the table: what depends, how, on what.
    pub head: [String; 3],
    /// The word for needing, and for being hindered.
    pub needs: [String; 2],
    /// The nodes; what the picture is about stands first.
    pub nodes: Vec<Node>,
    /// The dependencies.
    pub edges: Vec<Edge>,
}

impl Graph {
    /// Draws it. Takes time in proportion to nodes and edges times layers.
    pub fn draw(&self) -> Picture {
        let edges: Vec<(usize, usize)> = self
            .edges
            .iter()
            .filter(|edge| edge.from != edge.to && edge.from.max(edge.to) < self.nodes.len())
            .map(|edge| (edge.from, edge.to))
            .collect();
        let layers = layers::layers(self.nodes.len(), &edges);
        let rows = order::rows(&layers, &edges);
        let (svg, width) = draw::draw(self, &rows);
        Picture {
            svg,
            width,
            table: self.table(),
        }
    }

    fn table(&self) -> Table {
        let cell = |index: usize| {
            self.nodes.get(index).map_or_else(Cell::default, |node| {
                Cell::link(&node.label, node.href.clone())
            })
        };
        let [needs, hindered] = &self.needs;
        let row = |edge: &Edge| {
            let word = if edge.is_negated { hindered } else { needs };
            vec![cell(edge.from), Cell::text(word), cell(edge.to)]
        };
        Table {
            caption: self.title.clone(),
            head: self.head.to_vec(),
            rows: self.edges.iter().map(row).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(count: usize, edges: &[(usize, usize)]) -> Graph {
        Graph {
            id: "g".to_owned(),
            title: "Graph".to_owned(),
            about: "What".to_owned(),
            head: ["what", "how", "on what"].map(str::to_owned),
            needs: ["needs", "is hindered by"].map(str::to_owned),
            nodes: (0..count)
                .map(|index| Node {
                    label: format!("n{index}"),
                    kind: "site".to_owned(),
                    href: Some(format!("#n{index}")),
                    mark: Mark::Usual,
                })
                .collect(),
            edges: edges
                .iter()
                .map(|(from, to)| Edge {
                    from: *from,
                    to: *to,
                    is_negated: false,
                })
                .collect(),
        }
    }

    #[test]
    fn every_node_is_a_link_and_every_edge_a_row() {
        let picture = graph(4, &[(0, 1), (1, 2), (0, 2), (2, 3)]).draw();
        assert_eq!(picture.svg.matches("<a href").count(), 4);
        assert_eq!(picture.table.rows.len(), 4);
        assert_eq!(picture.svg.matches("class=\"edge\"").count(), 4);
    }

    #[test]
    fn circles_and_edges_to_nowhere_are_drawn_around() {
        let picture = graph(3, &[(0, 1), (1, 2), (2, 0), (1, 1), (1, 7)]).draw();
        assert_eq!(picture.svg.matches("<a href").count(), 3);
    }

    #[test]
    fn a_long_chain_does_not_exhaust_the_stack() {
        let edges: Vec<(usize, usize)> = (0..20_000).map(|index| (index, index + 1)).collect();
        let layers = layers::layers(20_001, &edges);
        assert_eq!(layers.last(), Some(&20_000));
    }
}
