//! Strongly connected components, after Tarjan, *Depth-first search and linear graph algorithms*
//! (1972), with a stack of its own so that long chains cannot exhaust the call stack.

/// The components that hold a circle: several nodes, or one that leads to itself. Nodes within a
/// component and components among each other are sorted by number.
pub(super) fn circles(successors: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut search = Search {
        successors,
        order: vec![None; successors.len()],
        low: vec![0; successors.len()],
        on_stack: vec![false; successors.len()],
        stack: Vec::new(),
        next: 0,
        found: Vec::new(),
    };
    for start in 0..successors.len() {
        search.visit(start);
    }
    let mut found = search.found;
    found.retain(|component| is_circle(component, successors));
    found.sort();
    found
}

fn is_circle(component: &[usize], successors: &[Vec<usize>]) -> bool {
    match component {
        [only] => successors.get(*only).is_some_and(|to| to.contains(only)),
        _ => true,
    }
}

struct Search<'g> {
    successors: &'g [Vec<usize>],
    /// When each node was reached.
    order: Vec<Option<usize>>,
    /// The earliest node that each can lead back to.
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<usize>,
    next: usize,
    found: Vec<Vec<usize>>,
}

#[expect(
    clippy::indexing_slicing,
    reason = "every table has one entry for each node"
)]
impl Search<'_> {
    fn visit(&mut self, start: usize) {
        if self.order[start].is_some() {
            return;
        }
        // Each entry is a node and how many of its successors have been looked at.
        let mut path = vec![(start, 0)];
        self.reach(start);
        while let Some((node, looked)) = path.last_mut() {
            let node = *node;
            let Some(&to) = self.successors[node].get(*looked) else {
                path.pop();
                self.leave(node, path.last().map(|(parent, _)| *parent));
                continue;
            };
            *looked += 1;
            match self.order[to] {
                None => {
                    self.reach(to);
                    path.push((to, 0));
                }
                Some(order) if self.on_stack[to] => self.low[node] = self.low[node].min(order),
                Some(_) => {}
            }
        }
    }

    fn reach(&mut self, node: usize) {
        self.order[node] = Some(self.next);
        self.low[node] = self.next;
        self.next += 1;
        self.stack.push(node);
        self.on_stack[node] = true;
    }

    fn leave(&mut self, node: usize, parent: Option<usize>) {
        if let Some(parent) = parent {
            self.low[parent] = self.low[parent].min(self.low[node]);
        }
        if Some(self.low[node]) != self.order[node] {
            return;
        }
        let mut component = Vec::new();
        while let Some(member) = self.stack.pop() {
            self.on_stack[member] = false;
            component.push(member);
            if member == node {
                break;
            }
        }
        component.sort_unstable();
        self.found.push(component);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reachability by trying every edge again and again: slow and plain.
    fn plain(successors: &[Vec<usize>]) -> Vec<Vec<usize>> {
        let count = successors.len();
        let mut leads = vec![vec![false; count]; count];
        for _ in 0..count {
            for (from, list) in successors.iter().enumerate() {
                for to in list {
                    leads[from][*to] = true;
                    let further = leads[*to].clone();
                    for (known, end) in leads[from].iter_mut().zip(further) {
                        *known |= end;
                    }
                }
            }
        }
        let mut found: Vec<Vec<usize>> = Vec::new();
        for node in (0..count).filter(|node| leads[*node][*node]) {
            let circle: Vec<usize> = (0..count)
                .filter(|other| leads[node][*other] && leads[*other][node])
                .collect();
            if !found.contains(&circle) {
                found.push(circle);
            }
        }
        found
    }

    #[test]
    fn circles_are_what_reaches_itself() {
        let mut random = oorandom::Rand32::new(7);
        for size in 0..9u32 {
            for _ in 0..200 {
                let mut successors = vec![Vec::new(); size as usize];
                for list in &mut successors {
                    let degree = random.rand_range(0..3);
                    list.extend((0..degree).map(|_| random.rand_range(0..size) as usize));
                }
                assert_eq!(circles(&successors), plain(&successors), "{successors:?}");
            }
        }
    }

    #[test]
    fn a_long_chain_does_not_exhaust_the_stack() {
        let mut successors: Vec<Vec<usize>> = (1..1_000_000).map(|next| vec![next]).collect();
        successors.push(Vec::new());
        assert!(circles(&successors).is_empty());
        successors[999_999].push(0);
        assert_eq!(circles(&successors)[0].len(), 1_000_000);
    }
}
