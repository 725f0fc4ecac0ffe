//! Boxes and curves of a layered graph.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::order::{Item, Rows};
use super::{Graph, Mark, Node};
use crate::svg::{Head, Svg, number};
use crate::text::wrap;

const BOX: f64 = 150.0;
const BETWEEN: f64 = 54.0;
const GAP: f64 = 12.0;
const LINE: f64 = 14.0;
const WAY: f64 = 6.0;

/// Where something stands: left edge, middle, width, height.
#[derive(Debug, Clone, Copy)]
struct Place {
    x: f64,
    middle: f64,
    width: f64,
    height: f64,
}

/// The drawing and its width.
pub(super) fn draw(graph: &Graph, rows: &Rows) -> (String, u32) {
    let labels: Vec<Vec<String>> = graph.nodes.iter().map(label).collect();
    let height_of = |item: &Item| match item {
        Item::Node(node) => labels.get(*node).map_or(0.0, |lines| box_height(lines)),
        Item::Way(..) => WAY,
    };
    let heights = rows
        .rows
        .iter()
        .map(|row| row.iter().map(|item| height_of(item) + GAP).sum::<f64>());
    let height = heights.fold(0.0, f64::max) + 8.0;
    let mut places: BTreeMap<Item, Place> = BTreeMap::new();
    let mut x = 2.0;
    for row in &rows.rows {
        let total: f64 = row.iter().map(|item| height_of(item) + GAP).sum();
        let mut y = f64::midpoint(height - total, GAP);
        for item in row {
            let own = height_of(item);
            let place = Place {
                x,
                middle: y + own / 2.0,
                width: BOX,
                height: own,
            };
            places.insert(*item, place);
            y += own + GAP;
        }
        x += BOX + BETWEEN;
    }
    let width = (x - BETWEEN + 2.0).max(BOX + 4.0);
    let head = Head {
        id: &graph.id,
        title: &graph.title,
        about: &graph.about,
        has_links: graph.nodes.iter().any(|node| node.href.is_some()),
    };
    let mut svg = Svg::new(&head, width, height);
    edges(&mut svg, graph, rows, &places);
    for (index, (node, lines)) in graph.nodes.iter().zip(&labels).enumerate() {
        if let Some(place) = places.get(&Item::Node(index)) {
            draw_node(&mut svg, node, lines, *place);
        }
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "pixels"
    )]
    (svg.finish(), width as u32)
}

fn label(node: &Node) -> Vec<String> {
    wrap(&node.label, 12.0, BOX - 14.0, 4)
}

#[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
fn box_height(lines: &[String]) -> f64 {
    (lines.len() as f64 + 1.0) * LINE + 10.0
}

fn edges(svg: &mut Svg, graph: &Graph, rows: &Rows, places: &BTreeMap<Item, Place>) {
    let shown = graph
        .edges
        .iter()
        .filter(|edge| edge.from != edge.to && edge.from.max(edge.to) < graph.nodes.len());
    for (edge, course) in shown.zip(&rows.courses) {
        let class = if edge.is_negated { "edge-not" } else { "edge" };
        let stops: Vec<Place> = course
            .iter()
            .filter_map(|item| places.get(item).copied())
            .collect();
        svg.path(class, &curve(&stops));
    }
}

/// A smooth line from the right side of the first to the left side of the last.
fn curve(stops: &[Place]) -> String {
    let mut data = String::new();
    for pair in stops.windows(2) {
        let [from, to] = pair else {
            continue;
        };
        let (start, end) = if (from.x - to.x).abs() < 1.0 {
            (from.x + from.width, to.x + to.width)
        } else {
            (from.x + from.width, to.x)
        };
        let bend = if (from.x - to.x).abs() < 1.0 {
            40.0
        } else {
            BETWEEN / 2.0
        };
        let back = if (from.x - to.x).abs() < 1.0 {
            -40.0
        } else {
            BETWEEN / 2.0
        };
        if data.is_empty() {
            let _ = write!(data, "M{} {}", number(start), number(from.middle));
        } else {
            let _ = write!(data, "L{} {}", number(start), number(from.middle));
        }
        let _ = write!(
            data,
            "C{} {} {} {} {} {}",
            number(start + bend),
            number(from.middle),
            number(end - back),
            number(to.middle),
            number(end),
            number(to.middle)
        );
    }
    data
}

fn draw_node(svg: &mut Svg, node: &Node, lines: &[String], place: Place) {
    let class = match node.mark {
        Mark::Usual => "box",
        Mark::Top => "box-top",
        Mark::Bad => "box-bad",
    };
    let href = node.href.as_deref();
    svg.open(href);
    let top = place.middle - place.height / 2.0;
    svg.rect(class, [place.x, top, place.width, place.height], 5.0);
    let mut y = top + 14.0;
    svg.words_of(
        "soft",
        (place.x + 7.0, y),
        "start",
        "font-size=\"10.5\"",
        &format!("{} ", node.kind),
    );
    for line in lines {
        y += LINE;
        svg.words_of(
            "ink",
            (place.x + 7.0, y),
            "start",
            "font-size=\"12\"",
            &format!("{line} "),
        );
    }
    svg.close(href);
}
