//! The layer of each node: one more than the greatest of those that lead to it, edges that close a circle
//! left aside.

/// For each node its layer, from zero.
pub(super) fn layers(count: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut successors: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (from, to) in edges {
        if let Some(list) = successors.get_mut(*from) {
            list.push(*to);
        }
    }
    let finished = by_depth(&successors);
    let mut layers = vec![0; count];
    let mut rank = vec![0; count];
    for (place, node) in finished.iter().rev().enumerate() {
        set(&mut rank, *node, place);
    }
    for node in finished.iter().rev() {
        let (own_rank, own_layer) = (get(&rank, *node), get(&layers, *node));
        for next in successors.get(*node).into_iter().flatten() {
            if get(&rank, *next) > own_rank && get(&layers, *next) <= own_layer {
                set(&mut layers, *next, own_layer + 1);
            }
        }
    }
    layers
}

/// The nodes in the order in which a walk into the depth leaves them.
fn by_depth(successors: &[Vec<usize>]) -> Vec<usize> {
    let mut seen = vec![false; successors.len()];
    let mut finished = Vec::with_capacity(successors.len());
    for start in 0..successors.len() {
        if seen.get(start).copied().unwrap_or(true) {
            continue;
        }
        set(&mut seen, start, true);
        let mut open = vec![(start, 0)];
        while let Some((node, next)) = open.pop() {
            match successors.get(node).and_then(|list| list.get(next)) {
                None => finished.push(node),
                Some(child) => {
                    open.push((node, next + 1));
                    if !seen.get(*child).copied().unwrap_or(true) {
                        set(&mut seen, *child, true);
                        open.push((*child, 0));
                    }
                }
            }
        }
    }
    finished
}

fn get(list: &[usize], index: usize) -> usize {
    list.get(index).copied().unwrap_or(0)
}

fn set<T>(list: &mut [T], index: usize, value: T) {
    if let Some(slot) = list.get_mut(index) {
        *slot = value;
    }
}

#[cfg(test)]
mod tests {
    use super::layers;

    #[test]
    fn an_edge_leads_to_a_later_layer_unless_it_closes_a_circle() {
        assert_eq!(layers(4, &[(0, 1), (1, 2), (0, 2), (2, 3)]), [0, 1, 2, 3]);
        assert_eq!(layers(3, &[(0, 1), (0, 2)]), [0, 1, 1]);
        assert_eq!(layers(3, &[(0, 1), (1, 2), (2, 0)]), [0, 1, 2]);
        assert_eq!(layers(2, &[]), [0, 0]);
    }
}
