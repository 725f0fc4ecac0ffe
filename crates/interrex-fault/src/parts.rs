//! Bounds on the likelihood that at least so many of some events come about, from theirs.

/// At least `k` of any events, however they depend on each other, `1 <= k <= n`, between what their
/// likelihoods are at least and at most; the lists are sorted on the way.
///
/// Each way of counting the expected number gives a bound (Markov's inequality, which is Fréchet's
/// where `k` is 1 or `n`), and so does each event.
pub(crate) fn at_least_of_any(k: usize, lows: &mut [f64], highs: &mut [f64]) -> (f64, f64) {
    lows.sort_by(f64::total_cmp);
    highs.sort_by(f64::total_cmp);
    // At least k, so at least one of those that are left when the k - 1 likeliest are.
    let rest = highs.len().saturating_sub(k - 1);
    let among_rest: f64 = highs.iter().take(rest).sum();
    let by_number = highs.iter().sum::<f64>() / as_number(k);
    let high = among_rest.min(by_number).min(1.0);
    // Not at least k: at least n - k + 1 are false.
    let missing: f64 = lows.iter().map(|low| 1.0 - low).sum();
    let by_missing = left_of_one(missing / as_number(lows.len() - k + 1), lows.len());
    let low = if k == 1 {
        lows.last().copied().unwrap_or(0.0)
    } else {
        0.0
    };
    (low.max(by_missing).clamp(0.0, high), high)
}

/// What is left of certainty without a sum of so many numbers, each of which may have been rounded.
pub(crate) fn left_of_one(sum: f64, count: usize) -> f64 {
    (1.0 - sum - f64::EPSILON * as_number(count)).max(0.0)
}

/// At least `k` of independent events, `k >= 1`, counted one after another; nothing is subtracted, so
/// that rare outcomes keep their digits.
pub(crate) fn at_least_of_independent(k: usize, chances: &[f64]) -> f64 {
    // How likely it is that so many, below k, have come about so far.
    let mut counts = vec![0.0; k];
    if let Some(none) = counts.first_mut() {
        *none = 1.0;
    }
    let mut reached = 0.0;
    for p in chances {
        let mut carried = 0.0;
        for count in &mut counts {
            let here = *count;
            *count = here * (1.0 - p) + carried;
            carried = here * p;
        }
        reached += carried;
    }
    reached
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a gate has fewer than 2^52 children"
)]
fn as_number(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn independent_events_are_counted() {
        let close = |a: f64, b: f64| (a - b).abs() < 1e-15;
        assert!(close(at_least_of_independent(1, &[0.5, 0.5]), 0.75));
        assert!(close(at_least_of_independent(2, &[0.1, 0.2, 0.3]), 0.098));
        assert!(close(at_least_of_independent(3, &[0.1, 0.2, 0.3]), 0.006));
        let rare = at_least_of_independent(2, &[1e-20, 1e-20]);
        assert!((rare / 1e-40 - 1.0).abs() < 1e-12, "{rare}");
    }

    /// The bounds are those of the worst dependence where one or all are asked for.
    #[test]
    fn any_events_are_bounded() {
        let bounds = |k| at_least_of_any(k, &mut [0.6, 0.7, 0.8], &mut [0.6, 0.7, 0.8]);
        let close = |(low, high): (f64, f64), expect: (f64, f64)| {
            (low - expect.0).abs() < 1e-12 && (high - expect.1).abs() < 1e-12
        };
        assert!(close(bounds(1), (0.8, 1.0)));
        assert!(close(bounds(2), (0.55, 1.0)), "{:?}", bounds(2));
        assert!(close(bounds(3), (0.1, 0.6)), "{:?}", bounds(3));
    }
}
