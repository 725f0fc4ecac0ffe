//! The order of nodes within layers, so that few edges cross: each node goes where its neighbors in
//! the layer before are on average, then where those in the layer after are, several times over.
//!
//! An edge across several layers gets a waypoint in each between.

use std::collections::BTreeMap;

/// What stands in a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Item {
    /// A node, by its place in the list.
    Node(usize),
    /// A waypoint of an edge, by the edge's place in the list and the layer.
    Way(usize, usize),
}

/// Layers in order, and the course of every edge.
#[derive(Debug)]
pub(super) struct Rows {
    /// Each layer from top to bottom.
    pub(super) rows: Vec<Vec<Item>>,
    /// For each edge the items that it passes, its ends included, from left to right.
    pub(super) courses: Vec<Vec<Item>>,
}

/// How many times the order is improved.
const SWEEPS: usize = 6;

/// Orders every layer.
pub(super) fn rows(layers: &[usize], edges: &[(usize, usize)]) -> Rows {
    let depth = layers.iter().max().map_or(0, |last| last + 1);
    let mut rows: Vec<Vec<Item>> = vec![Vec::new(); depth];
    for (node, layer) in layers.iter().enumerate() {
        put(&mut rows, *layer, Item::Node(node));
    }
    let mut courses = Vec::with_capacity(edges.len());
    for (index, (from, to)) in edges.iter().enumerate() {
        let layer = |node: usize| layers.get(node).copied().unwrap_or(0);
        let (first, last, left, right) = if layer(*from) <= layer(*to) {
            (layer(*from), layer(*to), *from, *to)
        } else {
            (layer(*to), layer(*from), *to, *from)
        };
        let mut course = vec![Item::Node(left)];
        for between in first + 1..last {
            put(&mut rows, between, Item::Way(index, between));
            course.push(Item::Way(index, between));
        }
        course.push(Item::Node(right));
        courses.push(course);
    }
    for sweep in 0..SWEEPS {
        improve(&mut rows, &courses, sweep % 2 == 0);
    }
    Rows { rows, courses }
}

fn put(rows: &mut [Vec<Item>], layer: usize, item: Item) {
    if let Some(row) = rows.get_mut(layer) {
        row.push(item);
    }
}

/// One sweep, from left to right or back.
fn improve(rows: &mut [Vec<Item>], courses: &[Vec<Item>], forward: bool) {
    let mut neighbors: BTreeMap<Item, Vec<Item>> = BTreeMap::new();
    for pair in courses.iter().flat_map(|course| course.windows(2)) {
        if let [left, right] = pair {
            let (of, by) = if forward {
                (right, left)
            } else {
                (left, right)
            };
            neighbors.entry(*of).or_default().push(*by);
        }
    }
    let mut order: Vec<usize> = (0..rows.len()).collect();
    if !forward {
        order.reverse();
    }
    let mut places: BTreeMap<Item, f64> = BTreeMap::new();
    for layer in order {
        let Some(row) = rows.get_mut(layer) else {
            continue;
        };
        let mut keyed: Vec<(f64, usize, Item)> = row
            .iter()
            .enumerate()
            .map(|(own, item)| {
                let by = neighbors.get(item).into_iter().flatten();
                let found: Vec<f64> = by.filter_map(|one| places.get(one).copied()).collect();
                (mean(&found).unwrap_or(share(own, row.len())), own, *item)
            })
            .collect();
        keyed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        *row = keyed.into_iter().map(|(_, _, item)| item).collect();
        for (place, item) in row.iter().enumerate() {
            places.insert(*item, share(place, row.len()));
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "places in a picture")]
fn share(place: usize, count: usize) -> f64 {
    (place as f64 + 0.5) / count.max(1) as f64
}

#[expect(clippy::cast_precision_loss, reason = "places in a picture")]
fn mean(list: &[f64]) -> Option<f64> {
    (!list.is_empty()).then(|| list.iter().sum::<f64>() / list.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::{Item, rows};

    #[test]
    fn crossings_are_undone() {
        // Two edges that cross in the order of the list.
        let found = rows(&[0, 0, 1, 1], &[(0, 3), (1, 2)]);
        let first = &found.rows[0];
        let second = &found.rows[1];
        let place =
            |row: &[Item], node: usize| row.iter().position(|item| *item == Item::Node(node));
        assert_eq!(
            place(first, 0) < place(first, 1),
            place(second, 3) < place(second, 2)
        );
    }

    #[test]
    fn long_edges_have_waypoints() {
        let found = rows(&[0, 1, 2], &[(0, 1), (1, 2), (0, 2)]);
        assert_eq!(
            found.courses[2],
            [Item::Node(0), Item::Way(2, 1), Item::Node(2)]
        );
    }
}
