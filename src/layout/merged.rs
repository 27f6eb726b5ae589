//! Merged cells: what stands in the first column once for several rows of a table.
//!
//! In: where such cells and the rows beside them stand. Out: the first row of each. A cell may stand beside the first of its
//! rows, or at their middle; where both can be, and say something else, nobody can tell.

use super::cells::Part;
use super::ends_text;

/// A cell for several rows; heights are lines of the page.
pub(super) struct Name {
    pub(super) parts: Vec<Part>,
    first: usize,
    last: usize,
}

/// Where a row stands: its first line, its anchor, which is the line with most of its cells, and its last line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) first: usize,
    pub(super) anchor: usize,
    pub(super) last: usize,
}

/// Puts the lines of names together: those beside one row; those between two rows; one on each side of a row, or below it,
/// with what stands beside that; and what a line that cannot end there goes on with.
pub(super) fn names(text: &str, parts: Vec<(Part, usize)>, rows: &[Option<Place>]) -> Vec<Name> {
    let row = |height: usize| rows.iter().flatten().position(|row| (row.first..=row.last).contains(&height));
    let mut names: Vec<Name> = Vec::new();
    for (part, height) in parts {
        let open = |name: &Name| name.parts.last().is_some_and(|last| !ends_text(&text[last.span.range()]));
        let near = |name: &Name| height - name.last <= 2;
        let beside = |name: &Name| match (row(name.last), row(height)) {
            (Some(one), Some(other)) => one == other,
            (None, Some(_)) => height - name.last == 1 && name.parts.len() == 1,
            (Some(_), None) => height - name.last == 1,
            (None, None) => height - name.last == 1 || height - name.last == 2 && name.parts.len() == 1,
        };
        match names.last_mut() {
            Some(name) if beside(name) || near(name) && open(name) => {
                name.parts.push(part);
                name.last = height;
            }
            _ => names.push(Name { parts: vec![part], first: height, last: height }),
        }
    }
    names
}

/// The first row of each cell; one without a place, a sum perhaps, ends what stands above.
pub(super) fn first_rows(names: &[Name], rows: &[Option<Place>]) -> Option<Vec<usize>> {
    let own: Vec<(usize, Place)> = rows.iter().enumerate().filter_map(|(at, row)| Some((at, (*row)?))).collect();
    let sections: Vec<&[(usize, Place)]> = own.chunk_by(|one, next| one.0 + 1 == next.0).collect();
    match (at_middles(names, &sections), at_firsts(names, &own)) {
        // Names that start where rows do, and are off the middles of others.
        (Some((off, _)), Some(first)) if off > names.len() => Some(first),
        (Some((_, middle)), Some(first)) if sections.len() == 1 && middle != first => {
            let starts = |name: &Name| own.iter().any(|(_, place)| place.first == name.first);
            (names.iter().all(starts) && !are_centred(names, &middle, &own)).then_some(first)
        }
        (Some((_, middle)), Some(first)) => (middle == first).then_some(first),
        (middle, first) => middle.map(|(_, middle)| middle).or(first),
    }
}

/// Whether each name is at the middle of its rows, or half a line off.
fn are_centred(names: &[Name], starts: &[usize], rows: &[(usize, Place)]) -> bool {
    let ends = starts.iter().skip(1).copied().chain([usize::MAX]);
    names.iter().zip(starts.iter().zip(ends)).all(|(name, (start, end))| {
        let mut own = rows.iter().filter(|(at, _)| (*start..end).contains(at)).map(|(_, place)| place);
        let first = own.next();
        let last = own.next_back().or(first);
        let middle = first.zip(last).map(|(first, last)| first.first + last.last);
        middle.is_some_and(|middle| middle.abs_diff(name.first + name.last) <= 1)
    })
}

/// The rows that names start in.
fn at_firsts(names: &[Name], rows: &[(usize, Place)]) -> Option<Vec<usize>> {
    let beside = |name: &Name| {
        let (at, place) = rows.iter().find(|(_, place)| place.last >= name.first)?;
        // One of several lines may start above its row.
        let near = name.last + 1 >= place.first;
        (name.first <= place.anchor && near).then_some(*at)
    };
    let firsts: Option<Vec<usize>> = names.iter().map(beside).collect();
    firsts.filter(|firsts| firsts.first() == rows.first().map(|(at, _)| at))
}

/// The first of the rows whose middle each name stands at, so that all rows have one; and how far they are off these.
fn at_middles(names: &[Name], sections: &[&[(usize, Place)]]) -> Option<(usize, Vec<usize>)> {
    let (mut off, mut firsts) = (0, Vec::new());
    let mut left = names;
    for section in sections {
        let end = section.last()?.1.last;
        let count = left.iter().take_while(|name| name.first + name.last <= end * 2).count();
        let (own, others) = left.split_at(count);
        left = others;
        let (own_off, own) = divide(own, section)?;
        off += own_off;
        firsts.extend(own);
    }
    left.is_empty().then_some((off, firsts))
}

/// Rows that one sum follows at most.
const MOST_ROWS: usize = 64;
/// How much farther off the names would be of all other rows, at least, in half lines.
const CLEAR: usize = 2;

/// Divides rows among names, so that these are least off the middles of theirs, in half lines; nothing where another way is
/// about as good. A name of several lines may be off by half a row and half a line.
fn divide(names: &[Name], rows: &[(usize, Place)]) -> Option<(usize, Vec<usize>)> {
    if rows.len() > MOST_ROWS || names.is_empty() {
        return None;
    }
    let off = |name: &Name, first: usize, last: usize| {
        let (first, last, lines) = (rows[first].1.anchor, rows[last].1.anchor, last - first);
        let off = (first + last).abs_diff(name.first + name.last);
        let pitch = (last - first).checked_div(lines).unwrap_or(1);
        (off <= pitch + 1).then_some(off)
    };
    // For each number of rows the two best ways: how far off they are, and where each name starts.
    let mut ways: Vec<Vec<(usize, Vec<usize>)>> = vec![Vec::new(); rows.len() + 1];
    ways[0].push((0, Vec::new()));
    for name in names {
        let mut next = vec![Vec::new(); rows.len() + 1];
        for (first, before) in ways.iter().enumerate() {
            for last in first..rows.len() {
                let Some(own) = off(name, first, last).filter(|_| !before.is_empty()) else { continue };
                next[last + 1].extend(before.iter().map(|(far, starts)| (far + own, [&starts[..], &[first]].concat())));
            }
        }
        for ways in &mut next {
            ways.sort();
            ways.truncate(2);
        }
        ways = next;
    }
    let (off, starts) = match &ways[rows.len()][..] {
        [best] => best,
        [best, other] if best.0 + CLEAR <= other.0 => best,
        _ => return None,
    };
    Some((*off, starts.iter().map(|first| rows[*first].0).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    /// The first rows of names that stand at heights, of rows that stand at others.
    fn read(names: &[(usize, usize)], rows: &[usize]) -> Option<Vec<usize>> {
        let part = || Part { column: 0, start: 0, end: 4, over: 1, span: Span::new(0, 4) };
        let names: Vec<Name> =
            names.iter().map(|(first, last)| Name { parts: vec![part()], first: *first, last: *last }).collect();
        let place = |row: &usize| (*row > 0).then_some(Place { first: *row, anchor: *row, last: *row });
        first_rows(&names, &rows.iter().map(place).collect::<Vec<_>>())
    }

    #[test]
    fn names_at_the_middle_of_their_rows() {
        assert_eq!(read(&[(4, 4), (9, 9)], &[2, 4, 6, 8, 10]), Some(vec![0, 3]));
        assert_eq!(read(&[(7, 8)], &[2, 4, 6, 9, 11]), Some(vec![0]));
        assert_eq!(read(&[(5, 7), (14, 15)], &[2, 4, 6, 8, 10, 0, 13, 14, 16]), Some(vec![0, 6]));
    }

    #[test]
    fn names_beside_the_first_of_their_rows() {
        assert_eq!(read(&[(2, 2), (8, 8)], &[2, 4, 6, 8, 10]), Some(vec![0, 3]));
        assert_eq!(read(&[(2, 2), (4, 4)], &[2, 4]), Some(vec![0, 1]));
        // The names are a line off the middles of any rows.
        let place = |first: &usize| Some(Place { first: *first, anchor: *first, last: first + 1 });
        let rows: Vec<Option<Place>> = [4, 6, 8, 10, 12, 14, 16, 18, 20].iter().map(place).collect();
        let part = || Part { column: 0, start: 0, end: 4, over: 1, span: Span::new(0, 4) };
        let name = |(first, last): (usize, usize)| Name { parts: vec![part(), part()], first, last };
        assert_eq!(first_rows(&[(4, 5), (14, 15)].map(name), &rows), Some(vec![0, 5]));
    }

    #[test]
    fn names_that_can_be_of_other_rows() {
        // Of the first two and the last two, or of the first and of the three below.
        assert_eq!(read(&[(2, 2), (6, 6)], &[2, 4, 6, 8]), None);
        assert_eq!(read(&[(3, 3), (6, 6)], &[2, 4, 6, 8]), None);
        assert_eq!(read(&[(2, 2)], &[6, 8, 10]), None);
    }
}
