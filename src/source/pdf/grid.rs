//! Cells between rules: the order of a table that is drawn in another one.
//!
//! In: the pieces of lines of a page, and its rules. Out: the pieces, those of ruled tables row by row, from the left.

use std::collections::HashSet;

use hayro_interpret::kurbo::Rect;

use super::drawing::{Drawing, Rule};
use super::pieces::Piece;

/// A cell, by its edges: upper, left, lower and right, in tenths of a point.
pub(super) type Cell = [i64; 4];

/// Whether two cells start at the same height.
pub(super) fn same_row(one: Cell, other: Cell) -> bool {
    (one[0] - other[0]).abs() <= OFF
}

/// Whether room stands between two cells beside each other, as between cards.
pub(super) fn are_apart(one: Cell, other: Cell) -> bool {
    /// Tenths of a point that cards are apart at most; where a cell between is empty, it is wider.
    const MOST: i64 = 250;
    let room = (other[1] - one[3]).max(one[1] - other[3]);
    (OFF + 1..=MOST).contains(&room)
}

/// Pieces times rules that are looked at, at most.
const MOST_LOOKS: usize = 20_000_000;
/// Cells of a page at most.
const MOST_CELLS: usize = 3_000;
/// Points by which a text may stand over the rule beside it.
const OVER: f64 = 2.0;
/// Tenths of a point by which edges of one line may differ.
const OFF: i64 = 20;

/// Says in which cell each piece stands, and puts those of ruled tables in the order of their rows, where they are not
/// drawn so.
pub(super) fn in_rows(mut pieces: Vec<Piece>, drawing: &Drawing) -> Vec<Piece> {
    let rules = drawing.upright.len() + drawing.level.len();
    if rules == 0 || rules.saturating_mul(pieces.len()) > MOST_LOOKS {
        return pieces;
    }
    let cells: Vec<Option<Cell>> = pieces.iter().map(|piece| cell(piece, drawing)).collect();
    let mut known: Vec<Cell> = cells.iter().copied().flatten().collect();
    known.sort_unstable();
    known.dedup();
    if known.len() > MOST_CELLS {
        return pieces;
    }
    let tables = tables(&known);
    // A cell alone is a box around a text.
    let lone = |cell: &Cell| {
        let number = known.binary_search(cell).ok().map(|at| tables[at]);
        tables.iter().filter(|other| Some(**other) == number).count() < 2
    };
    for (piece, cell) in pieces.iter_mut().zip(&cells) {
        piece.cell = cell.filter(|cell| !lone(cell));
    }
    let table = |cell: &Cell| known.binary_search(cell).ok().map(|at| tables[at]);
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    for number in tables.iter().copied().collect::<std::collections::BTreeSet<usize>>() {
        let own: Vec<usize> =
            (0..pieces.len()).filter(|at| cells[*at].as_ref().and_then(table) == Some(number)).collect();
        let places: Vec<Cell> = own.iter().filter_map(|at| cells[*at]).collect();
        if is_in_rows(&places) {
            continue;
        }
        let mut sorted = own.clone();
        sorted.sort_by(|one, other| {
            // Within a cell, the drawing's order.
            let key = |at: usize| (cells[at].map(|[top, left, ..]| (top / OFF, left)), at);
            key(*one).cmp(&key(*other))
        });
        // They are drawn where the first of them is.
        order.retain(|at| own.binary_search(at).is_err());
        let first = order.partition_point(|at| Some(at) < own.first());
        order.splice(first..first, sorted);
    }
    let mut pieces: Vec<Option<Piece>> = pieces.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| pieces[at].take()).collect()
}

/// Whether no row, and no cell, is left and gone back to.
fn is_in_rows(places: &[Cell]) -> bool {
    let (mut rows, mut cells) = (HashSet::new(), HashSet::new());
    places.chunk_by(|one, other| same_row(*one, *other)).all(|row| rows.insert(row[0][0] / OFF))
        && places.chunk_by(|one, other| one == other).all(|cell| cells.insert(cell[0]))
}

/// The cell that a piece stands in, if rules enclose it.
fn cell(piece: &Piece, drawing: &Drawing) -> Option<Cell> {
    let middle = piece.base - 0.3 * piece.size;
    enclosing(Rect::new(piece.start, middle, piece.end, middle), drawing)
}

/// The same of turned text, which often says what several rows have in common.
pub(super) fn cell_of_turned(piece: &Piece, drawing: &Drawing) -> Option<Cell> {
    let rules = drawing.upright.len() + drawing.level.len();
    let along = Rect::new(piece.start, piece.top(), piece.end, piece.bottom());
    (rules <= MOST_LOOKS).then(|| enclosing(piece.turn.on_page(along), drawing))?
}

/// The cell whose rules enclose a rectangle.
fn enclosing(area: Rect, drawing: &Drawing) -> Option<Cell> {
    let center = area.center();
    let nearest = |rules: &[Rule], across: f64, from: f64, to: f64| {
        let crossing = || rules.iter().filter(move |rule| rule.from <= across && across <= rule.to);
        let before = crossing().map(|rule| rule.at).filter(|at| *at <= from + OVER).fold(f64::NEG_INFINITY, f64::max);
        let behind = crossing().map(|rule| rule.at).filter(|at| *at >= to - OVER).fold(f64::INFINITY, f64::min);
        (before.is_finite() && behind.is_finite()).then_some((before, behind))
    };
    let (left, right) = nearest(&drawing.upright, center.y, area.x0, area.x1)?;
    let (top, bottom) = nearest(&drawing.level, center.x, area.y0, area.y1)?;
    let tenths = |points: f64| (points * 10.0).round() as i64;
    // What holds half a page is no cell.
    let small = (right - left) * (bottom - top) * 2.0 < drawing.width * drawing.height;
    small.then(|| [tenths(top), tenths(left), tenths(bottom), tenths(right)])
}

/// The number of the table of each cell: cells that share an edge are of one.
fn tables(cells: &[Cell]) -> Vec<usize> {
    let mut tables: Vec<usize> = (0..cells.len()).collect();
    fn root(tables: &mut [usize], mut at: usize) -> usize {
        while tables[at] != at {
            tables[at] = tables[tables[at]];
            at = tables[at];
        }
        at
    }
    for (one, [top, left, bottom, right]) in cells.iter().enumerate() {
        for (other, [top2, left2, bottom2, right2]) in cells.iter().enumerate().take(one) {
            let near = |a: &i64, b: &i64| (a - b).abs() <= OFF;
            let beside = (near(right, left2) || near(left, right2)) && top < bottom2 && top2 < bottom;
            let below = (near(bottom, top2) || near(top, bottom2)) && left < right2 && left2 < right;
            if beside || below {
                let (a, b) = (root(&mut tables, one), root(&mut tables, other));
                tables[a.max(b)] = a.min(b);
            }
        }
    }
    (0..cells.len()).map(|at| root(&mut tables, at)).collect()
}
