//! An order in which everything stands after what it needs, or the circles that prevent one.
//!
//! Responsible for gates, parameters, rules and trees alike: things with numbers. It does not
//! recurse, so that a chain of any length is read.

/// What became of sorting.
pub(crate) struct Sorted {
    /// Every thing after all that it needs, except where a circle forbids it.
    pub(crate) order: Vec<usize>,
    /// Circles, each as the things in it, each needing the next and the last the first.
    pub(crate) circles: Vec<Vec<usize>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Unseen,
    Open,
    Done,
}

/// Sorts the things `0..needs.len()` by what each needs; numbers out of range are ignored.
///
/// Takes time in proportion to the needs, and as much memory.
pub(crate) fn sort(needs: &[Vec<usize>]) -> Sorted {
    let mut marks = vec![Mark::Unseen; needs.len()];
    let mut sorted = Sorted {
        order: Vec::with_capacity(needs.len()),
        circles: Vec::new(),
    };
    for start in 0..needs.len() {
        if marks.get(start) == Some(&Mark::Unseen) {
            visit(start, needs, &mut marks, &mut sorted);
        }
    }
    sorted
}

fn visit(start: usize, needs: &[Vec<usize>], marks: &mut [Mark], sorted: &mut Sorted) {
    let mut path: Vec<(usize, usize)> = vec![(start, 0)];
    set(marks, start, Mark::Open);
    while let Some((thing, next)) = path.last_mut() {
        let need = needs.get(*thing).and_then(|list| list.get(*next)).copied();
        *next += 1;
        let Some(need) = need else {
            set(marks, *thing, Mark::Done);
            sorted.order.push(*thing);
            path.pop();
            continue;
        };
        match marks.get(need) {
            Some(Mark::Unseen) => {
                set(marks, need, Mark::Open);
                path.push((need, 0));
            }
            Some(Mark::Open) => {
                let circle = path.iter().map(|(thing, _)| *thing);
                sorted
                    .circles
                    .push(circle.skip_while(|thing| *thing != need).collect());
            }
            Some(Mark::Done) | None => {}
        }
    }
}

fn set(marks: &mut [Mark], thing: usize, mark: Mark) {
    if let Some(place) = marks.get_mut(thing) {
        *place = mark;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(needs: &[&[usize]], order: &[usize], circles: &[&[usize]]) {
        let needs: Vec<Vec<usize>> = needs.iter().map(|list| list.to_vec()).collect();
        let sorted = sort(&needs);
        assert_eq!(sorted.order, order, "{needs:?}");
        assert_eq!(sorted.circles, circles, "{needs:?}");
    }

    #[test]
    fn needs_come_first() {
        check(&[], &[], &[]);
        check(&[&[2, 1], &[2], &[]], &[2, 1, 0], &[]);
        check(&[&[], &[0, 0, 9]], &[0, 1], &[]);
    }

    #[test]
    fn circles_are_found_and_sorting_goes_on() {
        check(&[&[0]], &[0], &[&[0]]);
        check(&[&[1], &[2], &[1, 3], &[]], &[3, 2, 1, 0], &[&[1, 2]]);
        check(&[&[1], &[0], &[0]], &[1, 0, 2], &[&[0, 1]]);
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let needs: Vec<Vec<usize>> = (0..1_000_000).map(|thing| vec![thing + 1]).collect();
        assert_eq!(sort(&needs).order.first(), Some(&999_999));
    }
}
