//! Marks in front of items: bullets, dashes, numbers; written, drawn as shapes, or at the start of a line.
//!
//! In: pieces of lines. Out: the same, each mark a piece of its own where one can be told.

use hayro_interpret::kurbo::Rect;

use super::drawing::Letters;
use super::pieces::{Piece, Placed};
use crate::source::is_bullet;

/// What stands in front of an item.
pub(super) enum Mark {
    Bullet,
    /// A number or letter with a dot or bracket.
    Number,
}

/// What a piece is that stands in front of an item, if it is that.
pub(super) fn mark(piece: &Piece) -> Option<Mark> {
    mark_of(piece.characters())
}

/// Digits that the number of an item has at most.
const MARK_DIGITS: usize = 3;
/// Characters that a mark has at most.
pub(super) const MARK_LETTERS: usize = 6;

/// The same of characters.
pub(super) fn mark_of(characters: impl Iterator<Item = char>) -> Option<Mark> {
    let text: Vec<char> = characters.take(MARK_LETTERS + 1).collect();
    match text[..] {
        [c] if is_bullet(c) || matches!(c, '-' | '–' | '—' | '−' | '»' | '→' | 'o' | char::REPLACEMENT_CHARACTER) => {
            Some(Mark::Bullet)
        }
        [.., last] if text.len() <= MARK_LETTERS && matches!(last, '.' | ')') => {
            let inner: Vec<char> = text[..text.len() - 1].iter().copied().filter(|c| *c != '(').collect();
            // `2028.` ends a sentence.
            let number = (1..=MARK_DIGITS).contains(&inner.len()) && inner.iter().all(char::is_ascii_digit);
            let letter = matches!(inner[..], [c] if c.is_alphabetic());
            let roman = !inner.is_empty() && inner.iter().all(|c| matches!(c, 'i' | 'v' | 'x'));
            (number || letter || roman).then_some(Mark::Number)
        }
        _ => None,
    }
}

/// The pieces with marks that are drawn as shapes, each before the line that it stands in front of.
pub(super) fn with_dots(pieces: Vec<Piece>, dots: &[Rect]) -> Vec<Piece> {
    /// How far such a mark stands from its line, in sizes.
    const NEAREST: f64 = 0.15;
    const FARTHEST: f64 = 2.5;
    /// Marks times lines that are looked at, at most.
    const MOST_LOOKS: usize = 20_000_000;
    let mut before: Vec<Option<Piece>> = vec![None; pieces.len()];
    let dots = if dots.len().saturating_mul(pieces.len()) > MOST_LOOKS { &[] } else { dots };
    for dot in dots {
        let middle = dot.center();
        let gap = |piece: &Piece| piece.start - dot.x1;
        let marks = |piece: &Piece| {
            let size = piece.size;
            (piece.base - 0.3 * size - middle.y).abs() <= 0.25 * size
                && (NEAREST * size..=FARTHEST * size).contains(&gap(piece))
                && dot.width() <= 0.75 * size
        };
        let nearest = (0..pieces.len()).filter(|at| marks(&pieces[*at]));
        let Some(at) = nearest.min_by(|one, other| gap(&pieces[*one]).total_cmp(&gap(&pieces[*other]))) else {
            continue;
        };
        let line = &pieces[at];
        let letter = Placed { text: Letters::One('•'), start: dot.x0, end: dot.x1 };
        let mark = Piece { letters: vec![letter], start: dot.x0, end: dot.x1, spaced: false, ..line.clone() };
        before[at].get_or_insert(mark);
    }
    before.into_iter().zip(pieces).flat_map(|(mark, piece)| mark.into_iter().chain([piece])).collect()
}

/// How far a mark stands from its item at most, in sizes.
pub(super) const MARK_GAP: f64 = 5.0;

/// Whether a piece stands behind a mark, as its item does.
pub(super) fn is_item_of(mark: &Piece, piece: &Piece) -> bool {
    let gap = piece.start - mark.end;
    let size = piece.size.max(mark.size);
    mark.cell == piece.cell
        && (piece.base - mark.base).abs() <= 0.3 * size
        && (-0.2 * size..=MARK_GAP * size).contains(&gap)
}

/// The pieces with the bullets that are drawn at another time than their items, each before its item.
pub(super) fn with_late_marks(pieces: Vec<Piece>) -> Vec<Piece> {
    /// Marks times pieces that are looked at, at most.
    const MOST_LOOKS: usize = 20_000_000;
    let is_bullet = |at: usize| matches!(mark(&pieces[at]), Some(Mark::Bullet));
    let late = |at: &usize| is_bullet(*at) && !pieces.get(at + 1).is_some_and(|next| is_item_of(&pieces[*at], next));
    let late: Vec<usize> = (0..pieces.len()).filter(late).collect();
    let late = if late.len().saturating_mul(pieces.len()) > MOST_LOOKS { Vec::new() } else { late };
    let mut before: Vec<Option<usize>> = vec![None; pieces.len()];
    for at in late {
        let gap = |item: &usize| pieces[*item].start - pieces[at].end;
        // One that a mark is drawn before has its own.
        let own = |item: &usize| {
            let marked =
                item.checked_sub(1).is_some_and(|mark| is_bullet(mark) && is_item_of(&pieces[mark], &pieces[*item]));
            !marked
                && before[*item].is_none()
                && mark(&pieces[*item]).is_none()
                && is_item_of(&pieces[at], &pieces[*item])
        };
        let item = (0..pieces.len()).filter(own).min_by(|one, other| gap(one).total_cmp(&gap(other)));
        if let Some(item) = item {
            before[item] = Some(at);
        }
    }
    let moved: Vec<bool> = (0..pieces.len()).map(|at| before.contains(&Some(at))).collect();
    let mut pieces: Vec<Option<Piece>> = pieces.into_iter().map(Some).collect();
    let mut ordered = Vec::with_capacity(pieces.len());
    for at in 0..pieces.len() {
        if let Some(mark) = before[at] {
            ordered.extend(pieces[mark].take());
        }
        if !moved[at] {
            ordered.extend(pieces[at].take());
        }
    }
    ordered
}

/// Takes a bullet off the start of a piece.
pub(super) fn split_bullet(piece: Piece) -> (Option<Piece>, Piece) {
    let mut first = piece.characters();
    let (mark, next) = (first.next(), first.next());
    drop(first);
    // An arrow between words is none; right before a letter it is.
    let is_arrow = |c: char| c == '→' && next.is_some_and(char::is_alphabetic);
    let starts = mark.is_some_and(|c| is_bullet(c) || is_arrow(c));
    let Some(rest) = piece.letters.iter().skip(1).position(|one| !one.text.is_blank()).filter(|_| starts) else {
        return (None, piece);
    };
    let (bullet, piece) = split(piece, 1, rest + 1);
    (Some(bullet), piece)
}

/// A mark whose font does not say what it is, is a mark all the same.
pub(super) fn as_bullet(mut piece: Piece) -> Piece {
    for letter in &mut piece.letters {
        if letter.text == Letters::Unknown {
            letter.text = Letters::One('•');
        }
    }
    piece
}

/// The pieces with the numbers that count items taken off them: those that count lines which start at one edge, and one
/// alone where the line below starts as the words behind it do, or where it is a whole sentence.
pub(super) fn with_numbers(pieces: Vec<Piece>) -> Vec<Piece> {
    /// How far starts of lines may be off each other, as a share of the size.
    const ALIGNED: f64 = 0.5;
    /// Base lines of a paragraph are so far apart at most, in sizes.
    const LEADING: f64 = 1.7;
    /// Lines of a page that are compared, at most.
    const MOST: usize = 500;
    let pieces = with_drawn_apart(pieces);
    let counts: Vec<Option<Counted>> = pieces.iter().map(counted).collect();
    let numbered: Vec<usize> = (0..counts.len()).filter(|at| counts[*at].is_some()).collect();
    if numbered.len() > MOST {
        return pieces;
    }
    let near = |one: f64, other: f64, size: f64| (one - other).abs() <= ALIGNED * size;
    let is_item = |at: usize| {
        let (piece, Some(own)) = (&pieces[at], &counts[at]) else { return false };
        let Some(text) = piece.letters.get(own.text) else { return false };
        // `• 64. Sitzung`: behind a mark a number counts nothing.
        let before = at.checked_sub(1).map(|before| &pieces[before]);
        if before.is_some_and(|before| matches!(mark(before), Some(Mark::Bullet)) && is_item_of(before, piece)) {
            return false;
        }
        let hangs =
            pieces.get(at + 1).is_some_and(|next| next.base > piece.base && near(next.start, text.start, piece.size));
        // Other numbers may stand at the same edge: one of a series has the one before it, or the one behind it.
        let at_edge = |other: &usize| near(pieces[*other].start, piece.start, piece.size);
        let (above, below): (Vec<usize>, Vec<usize>) =
            numbered.iter().copied().filter(|other| *other != at).filter(at_edge).partition(|other| *other < at);
        let in_series = own.kinds().any(|(kind, number)| {
            let is =
                |other: usize, wanted: u32| counts[other].as_ref().is_some_and(|one| one.numbers[kind] == Some(wanted));
            let before = number > 1 && above.iter().any(|other| is(*other, number - 1));
            let first = above.iter().all(|other| !is(*other, number));
            before || below.iter().any(|other| is(*other, number + 1)) && (number == 1 || first)
        });
        let alone = above.is_empty() && below.is_empty();
        // `in der`, and `60. Sitzung gezeigt.` below it
        let goes_on = at.checked_sub(1).map(|before| &pieces[before]).is_some_and(|before| {
            let below = piece.base - before.base;
            let under = near(before.start, piece.start, piece.size) && below > 0.0 && below <= LEADING * piece.size;
            under && !before.characters().last().is_some_and(|c| ".:;!?".contains(c))
        });
        in_series || hangs || alone && own.is_sentence && !goes_on
    };
    let items: Vec<bool> = (0..pieces.len()).map(is_item).collect();
    let mut apart = Vec::with_capacity(pieces.len());
    for ((piece, counted), is_item) in pieces.into_iter().zip(counts).zip(items) {
        match counted.filter(|_| is_item) {
            Some(Counted { mark, text, .. }) => {
                let (number, text) = split(piece, mark, text);
                apart.extend([number, text]);
            }
            None => apart.push(piece),
        }
    }
    apart
}

/// The pieces with the numbers that stand in the margin, `Nr. 5`, each joined to the line that stands alone beside it.
pub(super) fn with_margin_numbers(pieces: Vec<Piece>) -> Vec<Piece> {
    /// Characters of such a number at most, and numbers of a page.
    const LONGEST: usize = 8;
    const MOST: usize = 100;
    let is_number = |piece: &Piece| {
        let text: String = piece.characters().take(LONGEST + 1).collect();
        let digits = text.strip_prefix("Nr. ").filter(|digits| text.len() <= LONGEST && !digits.is_empty());
        piece.cell.is_none() && digits.is_some_and(|digits| digits.chars().all(|c| c.is_ascii_digit()))
    };
    let numbers: Vec<usize> = (0..pieces.len()).filter(|at| is_number(&pieces[*at])).collect();
    let mut pieces: Vec<Option<Piece>> = pieces.into_iter().map(Some).collect();
    for at in numbers.into_iter().take(MOST) {
        let Some(number) = pieces[at].clone() else { continue };
        let level = |piece: &Piece| (piece.base - number.base).abs() <= 0.3 * number.size && piece.start > number.end;
        let mut beside = (0..pieces.len()).filter(|other| pieces[*other].as_ref().is_some_and(level));
        let Some(line) = beside.next().filter(|_| beside.next().is_none()) else { continue };
        let near = |piece: &Piece| piece.cell.is_none() && piece.start - number.end <= MARK_GAP * number.size;
        if let Some(piece) = pieces[line].as_mut().filter(|piece| near(piece)) {
            let mut whole = number.clone();
            // It is as large as the line that it counts.
            (whole.base, whole.size, whole.fonts.0) = (piece.base, piece.size, piece.fonts.0);
            whole.append(piece.clone());
            *piece = whole;
            pieces[at] = None;
        }
    }
    pieces.into_iter().flatten().collect()
}

/// The pieces with numbers joined to the words behind them that stand no farther away than words do: the `63.` of a
/// session may be drawn apart, and the `6.` of a day.
fn with_drawn_apart(pieces: Vec<Piece>) -> Vec<Piece> {
    /// A gap between words at most, as a share of the size.
    const WORDS: f64 = 0.7;
    /// A number from which on few lists count.
    const LARGE: u32 = 13;
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let number = |mark: &&mut Piece| {
            let gap = piece.start - mark.end;
            matches!(self::mark(mark), Some(Mark::Number))
                && mark.cell == piece.cell
                && (piece.base - mark.base).abs() <= 0.1 * mark.size
                && (0.0..=WORDS * mark.size).contains(&gap)
                && mark.characters().last() == Some('.')
                && (number_of(&mark.characters().filter(|c| *c != '.').collect::<String>()) >= Some(LARGE)
                    || is_year(&piece))
        };
        match joined.last_mut().filter(number) {
            Some(mark) => mark.append(piece),
            None => joined.push(piece),
        }
    }
    joined
}

/// Whether the second word of a piece is a year, as behind the day of a date.
fn is_year(piece: &Piece) -> bool {
    has_year(&piece.characters().take(REACH).collect::<String>())
}

fn has_year(text: &str) -> bool {
    text.split(' ').nth(1).is_some_and(|word| word.len() >= 4 && word.chars().all(|c| c.is_ascii_digit()))
}

/// Characters of a line that are looked at.
const REACH: usize = 40;

/// A line that starts with a number that may count it, or is nothing else.
struct Counted {
    /// The number that digits or small Roman ones are, and the place of a letter in the alphabet.
    numbers: [Option<u32>; 2],
    /// The letters of the mark, and the first one behind it.
    mark: usize,
    text: usize,
    is_sentence: bool,
}

impl Counted {
    fn kinds(&self) -> impl Iterator<Item = (usize, u32)> {
        (0..).zip(self.numbers).filter_map(|(kind, number)| Some((kind, number?)))
    }
}

/// Dots in a row that are a leader.
const LEADER: usize = 4;

/// Reads `3. Text`, `3) Text`, `a) Text`, `(3) Text`, `iii)Text` and such a mark alone; nothing where the words behind go on as
/// those of a date do (`3. Mai 2031`, `3. Quartal 2031`).
fn counted(piece: &Piece) -> Option<Counted> {
    // A leader leads to the other cell of a row.
    let leader = || piece.letters.windows(LEADER).any(|letters| letters.iter().all(|one| one.text.first() == '.'));
    if piece.cell.is_some() || leader() {
        return None;
    }
    let text: String = piece.characters().take(REACH).collect();
    // A bracket ends a mark whatever follows; a dot may be one in a word.
    let end = text.find(')').map(|at| at + 1).filter(|end| *end <= MARK_LETTERS);
    let (mark, rest) =
        end.map(|end| text.split_at(end)).or_else(|| text.split_once(char::is_whitespace)).unwrap_or((&text, ""));
    let inner = mark.strip_suffix(['.', ')'])?;
    let inner = inner.strip_prefix('(').unwrap_or(inner);
    let numbers = [number_of(inner), letter_of(inner).filter(|_| mark.ends_with(')'))];
    numbers.iter().flatten().next()?;
    let length = mark.chars().count();
    let rest = rest.trim_start();
    if rest.is_empty() {
        return Some(Counted { numbers, mark: length, text: piece.letters.len(), is_sentence: false });
    }
    let year = has_year(rest);
    // `1. 50 %` may be a sum.
    let bracket = mark.ends_with(')');
    let starts = |c: char| c.is_alphabetic() || matches!(c, '„' | '"' | '§') || bracket && c.is_ascii_digit();
    let words = rest.chars().next().is_some_and(starts);
    let text = length + piece.letters[length..].iter().position(|one| !one.text.is_blank())?;
    (words && !year).then_some(Counted {
        numbers,
        mark: length,
        text,
        is_sentence: matches!(piece.letters.iter().rev().find(|one| !one.text.is_blank())?.text.first(), '.' | ';'),
    })
}

/// The number that digits, or small Roman ones, are.
fn number_of(text: &str) -> Option<u32> {
    const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    let roman = || (1..).zip(ROMAN).find(|(_, roman)| *roman == text).map(|(number, _)| number);
    let digits = (1..=2).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit());
    if digits { text.parse().ok() } else { roman() }
}

/// The place of a small letter in the alphabet.
fn letter_of(text: &str) -> Option<u32> {
    let mut letters = text.chars();
    let letter = letters.next().filter(|c| c.is_ascii_lowercase() && letters.next().is_none())?;
    Some(u32::from(letter) - u32::from('a') + 1)
}

/// Takes the first letters of a piece off, which are a mark.
fn split(mut piece: Piece, mark: usize, text: usize) -> (Piece, Piece) {
    let behind = piece.letters.split_off(text);
    let mut front = Piece { letters: piece.letters, ..piece };
    front.letters.truncate(mark);
    front.end = front.letters.last().map_or(front.start, |last| last.end);
    let text = Piece { start: behind[0].start, letters: behind, end: piece.end, ..front.clone() };
    (front, text)
}
