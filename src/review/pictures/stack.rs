//! Places labels one below another, each as near as can be to where it belongs.

/// The tops of labels of the given heights, that would like the given tops, in that order, none above `0`.
///
/// No two overlap; together they are as near to their wishes as squares can say (isotonic regression: labels that would
/// overlap form a pile, which stands at the mean of its wishes).
pub(super) fn stacked(labels: &[(f64, f64)]) -> Vec<f64> {
    // The wish of a pile, less the heights above; how many labels it has.
    let mut piles: Vec<(f64, usize)> = Vec::new();
    let mut above = 0.0;
    for (wish, height) in labels {
        let mut pile = (wish - above, 1);
        while let Some(last) = piles.pop_if(|last| last.0 > pile.0) {
            let [before, own] = [last.1, pile.1].map(|count| u32::try_from(count).map_or(f64::MAX, f64::from));
            pile = ((last.0 * before + pile.0 * own) / (before + own), last.1 + pile.1);
        }
        piles.push(pile);
        above += height;
    }
    let starts = piles.iter().flat_map(|(start, count)| std::iter::repeat_n(start.max(0.0), *count));
    let mut above = 0.0;
    starts
        .zip(labels)
        .map(|(start, (_, height))| {
            let top = start + above;
            above += height;
            top
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_their_places_where_they_can() {
        assert_eq!(stacked(&[]), Vec::<f64>::new());
        assert_eq!(stacked(&[(5.0, 10.0), (40.0, 10.0)]), [5.0, 40.0]);
        assert_eq!(
            stacked(&[(50.0, 10.0), (50.0, 10.0), (52.0, 10.0), (90.0, 10.0)]),
            [40.666_666_666_666_664, 50.666_666_666_666_664, 60.666_666_666_666_664, 90.0]
        );
        assert_eq!(stacked(&[(-9.0, 10.0), (0.0, 10.0)]), [0.0, 10.0]);
    }

    #[test]
    fn labels_never_overlap() {
        let wish = |at: u32| f64::from(at * 7919 % 640);
        let mut wishes: Vec<f64> = (0..200).map(wish).collect();
        wishes.sort_by(f64::total_cmp);
        let labels: Vec<(f64, f64)> =
            wishes.into_iter().zip(0_u32..).map(|(wish, at)| (wish, f64::from(10 + at % 3 * 14))).collect();
        let tops = stacked(&labels);
        assert!(tops[0] >= 0.0);
        for (at, pair) in tops.windows(2).enumerate() {
            assert!(pair[1] >= pair[0] + labels[at].1 - 1e-9, "label {at} at {} is hit at {}", pair[0], pair[1]);
        }
    }
}
