//! From glyphs to pieces of lines: words that follow each other without a wide gap.
//!
//! In: a [`Drawing`]. Out: [`Piece`]s in the order in which the page draws them. A blank is written where the page has
//! one, or where two glyphs stand a word's distance apart.

use std::borrow::Cow;
use std::collections::HashMap;

use super::drawing::{Drawing, Glyph, Letters, Rule, Turn};
use super::grid::Cell;
use super::marks::{MARK_LETTERS, Mark, mark, mark_of};

/// A character and where it stands along its line.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) text: Letters,
    pub(super) start: f64,
    pub(super) end: f64,
}

/// Words of a line that stand close together.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) letters: Vec<Placed>,
    pub(super) turn: Turn,
    /// Its left and right edge along the text, without blanks.
    pub(super) start: f64,
    pub(super) end: f64,
    /// Its base line, across the text.
    pub(super) base: f64,
    /// The size of its letters, in points.
    pub(super) size: f64,
    /// The font of its first and its last letter.
    pub(super) fonts: (u64, u64),
    /// Whether a blank ends it, as where a text box wraps a line.
    pub(super) spaced: bool,
    /// The cell that it stands in, if rules enclose it.
    pub(super) cell: Option<Cell>,
}

impl Piece {
    pub(super) fn top(&self) -> f64 {
        self.base - ASCENT * self.size
    }

    pub(super) fn bottom(&self) -> f64 {
        self.base + DESCENT * self.size
    }

    /// The width of its first word.
    pub(super) fn first_word(&self) -> f64 {
        let end = self.letters.iter().take_while(|one| !one.text.is_blank()).last();
        end.map_or(0.0, |one| one.end - self.start)
    }

    /// Its characters.
    pub(super) fn characters(&self) -> impl Iterator<Item = char> {
        self.letters.iter().map(|one| one.text.first())
    }

    /// Appends what stands to its right, with a blank between them.
    pub(super) fn append(&mut self, next: Piece) {
        let blank = Placed { text: Letters::One(' '), start: self.end, end: next.start };
        self.letters.extend([blank].into_iter().chain(next.letters));
        self.end = self.end.max(next.end);
        self.fonts.1 = next.fonts.1;
        self.spaced = next.spaced;
    }
}

/// How far letters reach above and below their base line, as shares of their size.
pub(super) const ASCENT: f64 = 0.75;
pub(super) const DESCENT: f64 = 0.22;

/// Gaps, as shares of the size: from which on two glyphs are two words; and to which a gap may be one between words,
/// where the page draws a blank, where both are drawn together, and where they are not.
const WORD_GAP: f64 = 0.18;
const BLANK_GAP: f64 = 1.5;
const RUN_GAP: f64 = 0.7;
const OTHER_GAP: f64 = 0.4;
/// Blanks in a row that set columns apart.
const MANY_BLANKS: usize = 3;
/// How far a glyph may go back: kerning and accents.
const BACK: f64 = 0.35;
/// How far a raised or lowered glyph may be off its base line, as a share of the size; and one that is not.
const RAISED: f64 = 0.5;
const SMALL: f64 = 0.85;
const LEVEL: f64 = 0.12;

/// The pieces of lines of a page.
pub(super) fn pieces(drawing: &Drawing) -> Vec<Piece> {
    let mut upright = drawing.upright.clone();
    upright.sort_by(|one, other| one.at.total_cmp(&other.at));
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open: Option<Open> = None;
    for glyph in accented(&drawing.glyphs).iter() {
        match &mut open {
            Some(piece) if piece.takes(glyph, &upright) => piece.push(glyph),
            _ => {
                pieces.extend(open.take().and_then(Open::close));
                open = Some(Open::new(glyph));
            }
        }
    }
    pieces.extend(open.and_then(Open::close));
    columns_apart(joined(pieces, &upright))
}

/// The glyphs with each accent that is drawn over a letter as a part of that, whichever is drawn first.
fn accented(glyphs: &[Glyph]) -> Cow<'_, [Glyph]> {
    /// Accents times glyphs that are looked at, at most.
    const MOST_LOOKS: usize = 20_000_000;
    let most = MOST_LOOKS / glyphs.len().max(1);
    let accents: Vec<usize> = (0..glyphs.len()).filter(|at| accent(&glyphs[*at].text).is_some()).take(most).collect();
    if accents.is_empty() {
        return Cow::Borrowed(glyphs);
    }
    let middle = |glyph: &Glyph| (glyph.start + glyph.end) / 2.0;
    let mut whole = glyphs.to_vec();
    let mut part = vec![false; glyphs.len()];
    for at in accents {
        let own = &glyphs[at];
        let carries = |other: &Glyph| {
            let letter = matches!(other.text, Letters::One(c) if c.is_alphabetic());
            let wide = own.size.max(other.size);
            letter
                && other.turn == own.turn
                && (other.base - own.base).abs() <= RAISED * wide
                && (middle(other) - middle(own)).abs() <= ACCENT_OFF * wide
        };
        let near = |other: &usize| (middle(&glyphs[*other]) - middle(own)).abs();
        let letter =
            (0..glyphs.len()).filter(|other| carries(&glyphs[*other])).min_by(|a, b| near(a).total_cmp(&near(b)));
        if let (Some(letter), Some(mark)) = (letter, accent(&own.text)) {
            let mut text = String::new();
            whole[letter].text.push_to(&mut text);
            text.push(mark);
            whole[letter].text = Letters::Several(text.into());
            part[at] = true;
        }
    }
    let mut parts = part.into_iter();
    whole.retain(|_| !parts.next().unwrap_or(false));
    Cow::Owned(whole)
}

/// How far the middle of an accent is off that of its letter at most, as a share of the size.
const ACCENT_OFF: f64 = 0.2;

/// A piece that may go on.
struct Open {
    letters: Vec<Placed>,
    turn: Turn,
    base: f64,
    size: f64,
    fonts: (u64, u64),
    run: usize,
    /// Blanks behind the last letter.
    blanks: usize,
}

impl Open {
    fn new(glyph: &Glyph) -> Self {
        let mut piece = Self {
            letters: Vec::new(),
            turn: glyph.turn,
            base: glyph.base,
            size: glyph.size,
            fonts: (glyph.font, glyph.font),
            run: glyph.run,
            blanks: 0,
        };
        piece.push(glyph);
        piece
    }

    /// Whether it is nothing but a mark so far.
    fn is_mark(&self) -> bool {
        self.letters.len() <= MARK_LETTERS && mark_of(self.letters.iter().map(|one| one.text.first())).is_some()
    }

    /// Where its last letter ends.
    fn end(&self) -> f64 {
        let ink = self.letters.len() - self.blanks;
        self.letters[..ink].last().or(self.letters.last()).map_or(0.0, |one| one.end)
    }

    fn takes(&self, glyph: &Glyph, upright: &[Rule]) -> bool {
        let size = self.size.max(glyph.size);
        let gap = glyph.start - self.end();
        let off = (glyph.base - self.base).abs();
        let raised = off <= RAISED * size && glyph.size < SMALL * self.size && gap < BACK * size;
        if glyph.turn != self.turn || off > LEVEL * size && !raised {
            return false;
        }
        if glyph.text.is_blank() {
            return gap >= -size && glyph.start - self.letters.last().map_or(0.0, |one| one.end) < size;
        }
        // A blank that is drawn can be as wide as a line is stretched.
        let widest = match self.blanks {
            // A mark stays apart from its item.
            0 if self.is_mark() => WORD_GAP,
            0 if glyph.run == self.run => RUN_GAP,
            0 => OTHER_GAP,
            blanks if blanks < MANY_BLANKS => BLANK_GAP,
            _ => RUN_GAP,
        };
        (-BACK * size..=widest * size).contains(&gap)
            && !(glyph.turn == Turn::None && is_ruled(upright, self.end(), glyph.start, self.base, size))
    }

    fn push(&mut self, glyph: &Glyph) {
        let end = self.end();
        let text = if self.letters.len() > self.blanks { self.raised(glyph) } else { glyph.text.clone() };
        let placed = Placed { text, start: glyph.start, end: glyph.end };
        if glyph.text.is_blank() {
            self.blanks += 1;
            self.letters.push(placed);
            return;
        }
        if self.letters.len() == self.blanks {
            // Nothing was drawn yet.
            (self.base, self.size) = (glyph.base, glyph.size);
            self.fonts.0 = glyph.font;
            self.letters.clear();
        } else if self.blanks > 0 && glyph.start - end < 0.06 * self.size {
            // A blank without width is where a word may break.
            self.letters.truncate(self.letters.len() - self.blanks);
        } else if self.blanks == 0 && glyph.start - end > WORD_GAP * self.size {
            self.letters.push(Placed { text: Letters::One(' '), start: end, end: glyph.start });
        }
        // A line is as large as its largest letters, whatever stands small in front of them.
        if glyph.size > self.size {
            (self.base, self.size) = (glyph.base, glyph.size);
        }
        self.blanks = 0;
        self.run = glyph.run;
        self.fonts.1 = glyph.font;
        self.letters.push(placed);
    }

    /// A figure that stands higher or lower than the line is a mark, and no digit of what it follows.
    fn raised(&self, glyph: &Glyph) -> Letters {
        const ABOVE: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
        const BELOW: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
        let off = glyph.base - self.base;
        let small = glyph.size < SMALL * self.size && off.abs() > LEVEL * self.size;
        match glyph.text.first().to_digit(10).filter(|_| small) {
            Some(digit) => Letters::One(if off < 0.0 { ABOVE } else { BELOW }[digit as usize]),
            None => glyph.text.clone(),
        }
    }

    fn close(mut self) -> Option<Piece> {
        let spaced = self.blanks > 0;
        self.letters.truncate(self.letters.len() - self.blanks);
        let (first, last) = (self.letters.first()?, self.letters.last()?);
        Some(Piece {
            start: first.start,
            end: last.end,
            turn: self.turn,
            base: self.base,
            size: self.size,
            fonts: self.fonts,
            spaced,
            cell: None,
            letters: self.letters,
        })
    }
}

/// Whether an upright rule stands between two places of a line.
fn is_ruled(upright: &[Rule], from: f64, to: f64, base: f64, size: f64) -> bool {
    let first = upright.partition_point(|rule| rule.at < from - 0.1 * size);
    let middle = base - 0.3 * size;
    upright[first..]
        .iter()
        .take_while(|rule| rule.at <= to + 0.1 * size)
        .any(|rule| rule.from < middle && middle < rule.to)
}

/// The combining mark of an accent that stands alone in a font.
fn accent(text: &Letters) -> Option<char> {
    Some(match text.first() {
        '\u{a8}' | '\u{308}' => '\u{308}',
        '\u{b4}' | '\u{301}' => '\u{301}',
        '`' | '\u{300}' => '\u{300}',
        '\u{2c6}' | '\u{302}' => '\u{302}',
        '\u{2dc}' | '\u{303}' => '\u{303}',
        '\u{2da}' | '\u{30a}' => '\u{30a}',
        '\u{b8}' | '\u{327}' => '\u{327}',
        '\u{2c7}' | '\u{30c}' => '\u{30c}',
        _ => return None,
    })
}

/// Joins pieces of one line that stand right beside each other and are drawn at different times; and words that stand
/// farther apart, as in a line that is stretched, where no other line has an edge at the same place, as columns have.
fn joined(pieces: Vec<Piece>, upright: &[Rule]) -> Vec<Piece> {
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    let line = |at: usize| (pieces[at].turn, (pieces[at].base / 2.0).round() as i64);
    order.sort_by(|one, other| line(*one).cmp(&line(*other)).then(pieces[*one].start.total_cmp(&pieces[*other].start)));
    let edges = Edges::of(order.windows(2).map(|pair| (&pieces[pair[0]], &pieces[pair[1]])));
    // Each with the one that goes on behind it.
    let mut next: Vec<Option<usize>> = vec![None; pieces.len()];
    let mut is_next = vec![false; pieces.len()];
    for (at, pair) in order.windows(2).enumerate() {
        let (left, right) = (&pieces[pair[0]], &pieces[pair[1]]);
        let size = left.size.max(right.size);
        // What stands behind a mark is one item, however its parts are set apart: `• 2025/22   Titel`.
        let before = at.checked_sub(1).map(|at| &pieces[order[at]]);
        let is_item =
            before.is_some_and(|before| matches!(mark(before), Some(Mark::Bullet)) && is_beside(before, left));
        let gap = right.start - left.end;
        let beside = is_beside(left, right) && gap <= STRETCHED_GAP * size && left.size.min(right.size) > 0.85 * size;
        // A mark stays apart from its item; a letter before another one is none, as in `u. V.`
        let is_letter = is_next[pair[0]] || is_letter(left) && is_letter(right);
        let stretched = || match mark(left).filter(|_| !is_letter) {
            Some(_) => gap <= WORD_GAP * size,
            None => gap <= OTHER_GAP * size || is_item || !edges.are_columns(left, right),
        };
        let ruled = || left.turn == Turn::None && is_ruled(upright, left.end, right.start, left.base, size);
        if beside && stretched() && !ruled() {
            next[pair[0]] = Some(pair[1]);
            is_next[pair[1]] = true;
        }
    }
    let mut whole: Vec<Option<Piece>> = pieces.into_iter().map(Some).collect();
    let mut out = Vec::new();
    for first in 0..whole.len() {
        let mut at = first;
        // A line is drawn where its first piece is, and a line that starts within another is read with that.
        let Some(mut piece) = whole[first].take_if(|_| !is_next[first]) else { continue };
        while let Some((behind, following)) = next[at].and_then(|next| Some((next, whole[next].take()?))) {
            at = behind;
            let close = following.start - piece.end <= WORD_GAP * piece.size;
            if close && !piece.spaced {
                piece.end = following.end;
                piece.spaced = following.spaced;
                piece.fonts.1 = following.fonts.1;
                piece.letters.extend(following.letters);
            } else {
                piece.append(following);
            }
        }
        out.push(piece);
    }
    out
}

/// The pieces with those divided that reach over the edge of a column: where a gap is wider than a blank, and what stands
/// behind it starts where pieces of other lines do.
fn columns_apart(pieces: Vec<Piece>) -> Vec<Piece> {
    /// The gap, as a share of the size; how far starts may be off each other, in points; other lines at least.
    const GAP: f64 = 0.5;
    const OFF: f64 = 0.3;
    const FEWEST: usize = 2;
    let level = |piece: &Piece| piece.turn == Turn::None;
    let mut starts: Vec<(f64, f64)> =
        pieces.iter().filter(|piece| level(piece)).map(|piece| (piece.start, piece.base)).collect();
    starts.sort_by(|one, other| one.0.total_cmp(&other.0));
    let is_edge = |at: f64, base: f64| {
        let first = starts.partition_point(|(start, _)| *start < at - OFF);
        let near = starts[first..].iter().take_while(|(start, _)| *start <= at + OFF);
        near.filter(|(_, other)| (other - base).abs() > 1.0).nth(FEWEST - 1).is_some()
    };
    let mut apart = Vec::with_capacity(pieces.len());
    for mut piece in pieces {
        while let Some(at) = (1..piece.letters.len()).filter(|_| level(&piece)).find(|at| {
            let (blank, next) = (&piece.letters[at - 1], &piece.letters[*at]);
            let first = !next.text.is_blank() && blank.text.is_blank();
            first && blank.end - blank.start > GAP * piece.size && is_edge(next.start, piece.base)
        }) {
            let behind = piece.letters.split_off(at);
            let ink = piece.letters.iter().rposition(|one| !one.text.is_blank()).map_or(0, |last| last + 1);
            piece.letters.truncate(ink);
            let Some(last) = piece.letters.last() else { break };
            let end = last.end;
            let next = Piece { start: behind[0].start, letters: behind, ..piece.clone() };
            apart.push(Piece { end, spaced: false, ..piece });
            piece = next;
        }
        apart.push(piece);
    }
    apart
}

/// Whether a piece is a letter with a dot.
fn is_letter(piece: &Piece) -> bool {
    let mut letters = piece.characters();
    letters.next().is_some_and(char::is_alphabetic) && letters.next() == Some('.') && letters.next().is_none()
}

/// Gap between two words of a stretched line at most, as a share of the size.
const STRETCHED_GAP: f64 = 1.2;

/// The left and right edges of the gaps on a page, in steps of a point, and the lines that have them.
struct Edges {
    starts: HashMap<i64, Vec<i64>>,
    ends: HashMap<i64, Vec<i64>>,
}

impl Edges {
    /// Those of the pieces, in the order of their lines.
    fn of<'a>(pairs: impl Iterator<Item = (&'a Piece, &'a Piece)>) -> Self {
        let mut edges = Self { starts: HashMap::new(), ends: HashMap::new() };
        for (left, right) in pairs.filter(|(left, right)| left.turn == Turn::None && is_beside(left, right)) {
            let line = right.base.round() as i64;
            edges.starts.entry(right.start.round() as i64).or_default().push(line);
            edges.ends.entry(left.end.round() as i64).or_default().push(line);
            edges.ends.entry(right.end.round() as i64).or_default().push(line);
        }
        edges
    }

    /// Whether the gap between two pieces divides columns: another line has a gap with the same edge, or pieces that start
    /// where the left one does and end where the right one does.
    fn are_columns(&self, left: &Piece, right: &Piece) -> bool {
        let own = right.base.round() as i64;
        let others = |edges: &HashMap<i64, Vec<i64>>, at: f64| -> Vec<i64> {
            let lines = edges.get(&(at.round() as i64)).into_iter().flatten().copied();
            lines.filter(|line| (line - own).abs() > 2).collect()
        };
        if !others(&self.starts, right.start).is_empty() {
            return true;
        }
        let ends = others(&self.ends, right.end);
        let starts = || others(&self.starts, left.start);
        !ends.is_empty()
            && (!others(&self.ends, left.end).is_empty() || starts().iter().any(|line| ends.contains(line)))
    }
}

/// Whether two pieces stand on one line, the right one behind the left.
fn is_beside(left: &Piece, right: &Piece) -> bool {
    let size = left.size.max(right.size);
    left.turn == right.turn && (left.base - right.base).abs() <= LEVEL * size && right.start >= left.end - 0.1 * size
}
