//! From pieces of lines to paragraphs, columns and tables, in reading order.
//!
//! In: a [`Drawing`]. Out: a [`PageText`]. The order in which a page is drawn says what belongs together, as every
//! program draws one text box or cell after the other; where things stand says in which order they are read.
//!
//! | lines that follow each other in the drawing | are |
//! | --- | --- |
//! | one below the other, of one font, and the first word of the lower did not fit above | a paragraph |
//! | paragraphs below each other | a column or a card |
//! | paragraphs beside each other, more than one row of them | a table (`tables`) |
//!
//! Columns, cards and tables are read from the top, then from the left, wherever a straight cut divides them.

use super::drawing::{Drawing, Turn};
use super::grid::{Cell, cell_of_turned, in_rows, same_row};
use super::marks::{
    Mark, as_bullet, is_item_of, mark, split_bullet, with_dots, with_late_marks, with_margin_numbers, with_numbers,
};
use super::pieces::{Piece, pieces};
use super::tables::{Part, Table, take_tables};
use super::write::{Line, PageText};
use hayro_interpret::kurbo::Rect;

use crate::source::geometry::LineKind;

/// A paragraph, bullet or cell.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) lines: Vec<Piece>,
    pub(super) bullet: Option<Piece>,
    /// Where its lines start, behind a mark or number.
    text_start: f64,
    pub(super) area: Area,
}

/// A rectangle along upright text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) x0: f64,
    pub(super) y0: f64,
    pub(super) x1: f64,
    pub(super) y1: f64,
}

impl Area {
    fn of(piece: &Piece) -> Self {
        Self { x0: piece.start, y0: piece.top(), x1: piece.end, y1: piece.bottom() }
    }

    pub(super) fn cover(self, other: Area) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// How far both reach over the same places, across the page.
    pub(super) fn across(self, other: Area) -> f64 {
        self.x1.min(other.x1) - self.x0.max(other.x0)
    }

    /// And from top to bottom.
    pub(super) fn down(self, other: Area) -> f64 {
        self.y1.min(other.y1) - self.y0.max(other.y0)
    }

    pub(super) fn height(self) -> f64 {
        self.y1 - self.y0
    }
}

impl Block {
    fn new(piece: Piece, bullet: Option<Piece>) -> Self {
        let own = Area::of(&piece);
        let area = bullet.as_ref().map_or(own, |bullet| own.cover(Area::of(bullet)));
        Self { text_start: piece.start, lines: vec![piece], bullet, area }
    }

    /// A line of turned text, where it stands on the page.
    fn turned(piece: Piece) -> Self {
        let along = Rect::new(piece.start, piece.top(), piece.end, piece.bottom());
        let on_page = piece.turn.on_page(along);
        let area = Area { x0: on_page.x0, y0: on_page.y0, x1: on_page.x1, y1: on_page.y1 };
        Self { text_start: piece.start, lines: vec![piece], bullet: None, area }
    }

    /// The cell that it stands in, if rules enclose it.
    pub(super) fn cell(&self) -> Option<Cell> {
        self.lines[0].cell
    }

    pub(super) fn size(&self) -> f64 {
        self.lines[0].size
    }

    fn push(&mut self, piece: Piece) {
        self.area = self.area.cover(Area::of(&piece));
        self.lines.push(piece);
    }

    /// Whether a piece is the next line of the paragraph.
    fn goes_on(&self, next: &Piece) -> bool {
        let [.., last] = &self.lines[..] else { return false };
        let size = last.size;
        let hyphen = last.characters().last() == Some('-');
        let near = |one: f64, other: f64| (one - other).abs() <= ALIGNED * size;
        // Below an item, what starts where its text does belongs to it, whatever its font.
        let hangs = self.bullet.is_some() && near(next.start, self.text_start);
        let widest_leading = match () {
            () if hangs => HANGING_LEADING,
            () if last.spaced || hyphen => SPACED_LEADING,
            () => WIDEST_LEADING,
        };
        let leading = match &self.lines[..] {
            [.., before, last] => (last.base - before.base) * SAME_LEADING,
            _ => widest_leading * size,
        };
        let below = next.base - last.base;
        let sizes = if hangs { 0.7..1.4 } else { 0.85..1.18 };
        let like = sizes.contains(&(next.size / size)) && below > 0.6 * size && below <= leading;
        // Without a hanging indent, the next line starts where the mark does.
        let under_mark = self.bullet.as_ref().is_some_and(|mark| near(next.start, mark.start));
        let aligned = under_mark
            || near(next.start, self.text_start)
            || near(next.start + next.end, last.start + last.end)
            || near(next.end, last.end) && next.start < last.end;
        // Where the next word had room, the line ends on purpose.
        let widest = self.lines.iter().map(|line| line.end - line.start).fold(next.end - next.start, f64::max);
        let room = last.end - last.start + WORD * size + next.first_word() < widest - 0.3 * size;
        let same_font = hangs || next.fonts.0 == last.fonts.1;
        let wrapped = last.spaced || hyphen || !room && same_font;
        like && aligned && wrapped && next.cell == last.cell
    }
}

/// Lines of a paragraph are that far apart at most, as a share of their size, where nothing else says that they belong
/// together; where a blank or hyphen ends the upper one; where the lower one hangs below an item; and the next ones as the
/// first two.
const WIDEST_LEADING: f64 = 1.7;
const SPACED_LEADING: f64 = 2.3;
const HANGING_LEADING: f64 = 2.5;
const SAME_LEADING: f64 = 1.12;
/// How far starts of lines may be off each other, and the width of a blank, as shares of the size.
const ALIGNED: f64 = 0.5;
const WORD: f64 = 0.25;
/// Paragraphs of a column stand so far apart at most, in sizes.
const COLUMN_GAP: f64 = 3.0;
/// And parts of a card that are drawn apart.
const CARD_GAP: f64 = 1.5;
/// Columns of a page from which on they are taken as they are drawn: charts and maps have that many.
const MOST_COLUMNS: usize = 1_500;
/// Bands of a page among which tables beside each other are looked for.
const MOST_BANDS: usize = 40;
/// Points by which areas may overlap and still stand beside or below each other.
const OVERLAP: f64 = 1.5;
/// Room above a paragraph that sets it off, in sizes between base lines.
const GAP: f64 = 1.7;

/// Arranges a page.
pub(super) fn arrange(drawing: &Drawing) -> PageText {
    let (upright, turned): (Vec<Piece>, Vec<Piece>) =
        pieces(drawing).into_iter().partition(|piece| piece.turn == Turn::None);
    let mut page = PageText { width: drawing.width, height: drawing.height, lines: Vec::new() };
    let upright = with_margin_numbers(in_rows(upright, drawing));
    let mut blocks = blocks(with_numbers(with_late_marks(with_dots(upright, &drawing.dots))));
    let mut upended = Vec::new();
    for piece in turned_lines(turned) {
        if is_aside(&piece, drawing) {
            page.lines.push(Line { piece, bullet: None, kind: LineKind::Turned, column: 0 });
        } else {
            let cell = cell_of_turned(&piece, drawing);
            let block = Block::turned(Piece { cell, ..piece });
            // A cell that reaches over several rows is one of the first of them.
            let beside = |other: &Block| other.cell().zip(cell).is_some_and(|(one, cell)| same_row(one, cell));
            match blocks.iter().position(beside) {
                Some(first) => blocks.insert(first, block),
                None => upended.push(block),
            }
        }
    }
    let columns = columns(take_tables(blocks, upended, &drawing.cards), &drawing.cards);
    let areas: Vec<Area> = columns.iter().map(|column| column.area).collect();
    let tables: Vec<bool> = columns.iter().map(|column| matches!(column.parts[..], [Part::Table(_)])).collect();
    let heads: Vec<bool> = columns.iter().map(Column::is_line).collect();
    let (mut row, mut table_number) = (0, 0);
    for (column, at) in (0..).zip(reading_order(&Areas { areas, tables, heads })) {
        let mut above: Option<(f64, f64)> = None;
        for part in &columns[at].parts {
            match part {
                Part::Block(block) => {
                    page.block(block, above, column);
                    above = block.lines.last().map(|line| (line.base, line.size));
                }
                Part::Table(table) => {
                    page.table(table, table_number, &mut row, column);
                    table_number += 1;
                    above = None;
                }
            }
        }
    }
    page
}

/// Paragraphs, or a table, below each other.
struct Column {
    area: Area,
    parts: Vec<Part>,
    /// The card whose shape encloses it.
    card: Option<usize>,
}

impl Column {
    fn new(part: Part, card: Option<usize>) -> Self {
        Self { area: part.area(), parts: vec![part], card }
    }

    /// Whether it is one line, as the head of what stands below it.
    fn is_line(&self) -> bool {
        matches!(&self.parts[..], [Part::Block(block)] if block.lines.len() == 1 && block.bullet.is_none())
    }

    /// Whether what is drawn next stands right below or above.
    fn goes_on(&self, next: &Part, card: Option<usize>) -> bool {
        if self.card.is_some() || card.is_some() {
            return self.card == card;
        }
        let (Some(Part::Block(last)), Part::Block(next)) = (self.parts.last(), next) else { return false };
        let gap = COLUMN_GAP * last.size().min(next.size());
        let over = self.area.across(next.area) > 0.0;
        over && (is_below(last.area, next.area, gap) || is_below(next.area, self.area, gap))
    }

    /// Whether another column, drawn at another time, stands right below and starts at the same edge.
    fn goes_on_in(&self, other: &Column) -> bool {
        if self.card.is_some() || other.card.is_some() {
            return self.card == other.card;
        }
        let (Some(Part::Block(last)), Some(Part::Block(next))) = (self.parts.last(), other.parts.first()) else {
            return false;
        };
        let size = last.size().max(next.size());
        let narrower = (self.area.x1 - self.area.x0).min(other.area.x1 - other.area.x0);
        (self.area.x0 - other.area.x0).abs() <= size
            && self.area.across(other.area) >= 0.5 * narrower
            && is_below(self.area, other.area, CARD_GAP * size)
    }

    /// Joins lines of one paragraph between which something else is drawn.
    fn join_lines(&mut self) {
        let mut joined: Vec<Part> = Vec::with_capacity(self.parts.len());
        for part in self.parts.drain(..) {
            match (joined.last_mut(), part) {
                (Some(Part::Block(last)), Part::Block(next))
                    if next.bullet.is_none() && mark(&next.lines[0]).is_none() && last.goes_on(&next.lines[0]) =>
                {
                    next.lines.into_iter().for_each(|line| last.push(line));
                }
                (_, part) => joined.push(part),
            }
        }
        self.parts = joined;
    }

    fn push(&mut self, part: Part) {
        self.area = self.area.cover(part.area());
        // What is drawn later may stand above.
        let at = self.parts.partition_point(|other| other.area().y0 <= part.area().y0);
        self.parts.insert(at, part);
    }
}

/// Whether an area stands below another one, not farther than `gap`.
fn is_below(above: Area, below: Area, gap: f64) -> bool {
    let room = below.y0 - above.y1;
    (-OVERLAP..=gap).contains(&room)
}

/// Columns out of parts: those that are drawn one after the other, those that stand closely below each other, and those
/// that one card encloses.
fn columns(parts: Vec<Part>, cards: &[Rect]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for part in parts {
        let Area { x0, y0, x1, y1 } = part.area();
        let card = cards.iter().position(|card| {
            card.inflate(OVERLAP, OVERLAP).union(Rect::new(x0, y0, x1, y1)) == card.inflate(OVERLAP, OVERLAP)
        });
        match columns.last_mut() {
            Some(column) if column.goes_on(&part, card) => column.push(part),
            _ => columns.push(Column::new(part, card)),
        }
    }
    let mut at = if columns.len() > MOST_COLUMNS { columns.len() } else { 0 };
    while at < columns.len() {
        let next = (0..columns.len()).find(|next| *next != at && columns[at].goes_on_in(&columns[*next]));
        let Some(next) = next else {
            at += 1;
            continue;
        };
        let parts = columns.remove(next).parts;
        at -= usize::from(next < at);
        parts.into_iter().for_each(|part| columns[at].push(part));
    }
    columns.iter_mut().for_each(Column::join_lines);
    fill_gaps(&mut columns);
    set_titles_apart(&mut columns);
    set_captions_apart(&mut columns);
    columns
}

/// Sets what stands at the top of a column apart where it reaches over what stands beside the rest of it: a title over two
/// lists, one of which is drawn right behind it.
fn set_titles_apart(columns: &mut Vec<Column>) {
    if columns.len() > MOST_COLUMNS {
        return;
    }
    for at in 0..columns.len() {
        let Column { area, parts, card } = &columns[at];
        let [title, rest @ ..] = &parts[..] else { continue };
        let top = title.area();
        let Some(below) = rest.iter().map(Part::area).reduce(Area::cover).filter(|_| card.is_none()) else { continue };
        let others = columns.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| other.area);
        let mut beside = others
            .filter(|other| area.across(*other) > 0.0 && below.down(*other) > 0.0 && top.y1 - OVERLAP <= other.y0)
            .peekable();
        if beside.peek().is_some() && beside.all(|other| below.across(other) <= 0.0 && top.across(other) > 0.0) {
            let rest = Column { area: below, parts: columns[at].parts.split_off(1), card: None };
            columns[at].area = top;
            columns.insert(at + 1, rest);
        }
    }
}

/// Puts what is drawn by itself, and stands between two parts of a column, into that: a line below a title, above the list
/// that is drawn right behind the title.
fn fill_gaps(columns: &mut Vec<Column>) {
    if columns.len() > MOST_COLUMNS {
        return;
    }
    let holds = |column: &Column, inner: &Column| {
        let between = |pair: &[Part]| {
            let (above, below) = (pair[0].area(), pair[1].area());
            above.y1 - OVERLAP <= inner.area.y0 && inner.area.y1 <= below.y0 + OVERLAP
        };
        let across = column.parts.iter().all(|part| part.area().across(inner.area) > 0.0);
        let plain = inner.parts.iter().all(|part| matches!(part, Part::Block(_)));
        plain && across && column.card == inner.card && column.parts.windows(2).any(between)
    };
    let mut at = 0;
    while at < columns.len() {
        match (0..columns.len()).find(|other| *other != at && holds(&columns[*other], &columns[at])) {
            Some(other) => {
                let parts = std::mem::take(&mut columns[at].parts);
                parts.into_iter().for_each(|part| columns[other].push(part));
                columns.remove(at);
            }
            None => at += 1,
        }
    }
}

/// Sets a line apart from the title right above it where it stands over a table, and another line beside it over another.
fn set_captions_apart(columns: &mut Vec<Column>) {
    let is_table = |column: &Column| matches!(column.parts[..], [Part::Table(_)]);
    let tables: Vec<Area> = columns.iter().filter(|column| is_table(column)).map(|column| column.area).collect();
    let over = |line: Area| tables.iter().position(|table| table.y0 >= line.y0 && table.across(line) > 0.0);
    let lines: Vec<Area> = columns.iter().filter(|column| column.is_line()).map(|column| column.area).collect();
    for at in 0..columns.len() {
        let [_, .., Part::Block(last)] = &columns[at].parts[..] else { continue };
        let own = last.area;
        let beside = |line: &&Area| line.across(own) <= 0.0 && line.down(own) > 0.0;
        let other = lines.iter().filter(beside).find_map(|line| over(*line));
        if last.lines.len() > 1 || last.bullet.is_some() || over(own).is_none() || other.is_none() || over(own) == other
        {
            continue;
        }
        let card = columns[at].card;
        let caption = columns[at].parts.pop().map(|part| Column::new(part, card));
        if let Some(area) = columns[at].parts.iter().map(Part::area).reduce(Area::cover) {
            columns[at].area = area;
        }
        columns.extend(caption);
    }
}

impl PageText {
    fn block(&mut self, block: &Block, above: Option<(f64, f64)>, column: u32) {
        let first = &block.lines[0];
        let gap = above.is_none_or(|(base, size)| first.base - base > GAP * size.max(first.size));
        for (at, piece) in block.lines.iter().enumerate() {
            let kind = if at == 0 { LineKind::Start { gap } } else { LineKind::Next };
            let bullet = block.bullet.clone().filter(|_| at == 0);
            self.lines.push(Line { piece: piece.clone(), bullet, kind, column });
        }
    }

    fn table(&mut self, table: &Table, number: u32, row: &mut u32, column: u32) {
        for cells in &table.rows {
            for cell in cells {
                let lines = cell.blocks.iter().flat_map(|block| block.lines.iter().map(move |line| (block, line)));
                for (block, piece) in lines {
                    let kind = LineKind::Cell { table: number, row: *row, column: cell.column, over: cell.over };
                    let first = std::ptr::eq(piece, &raw const block.lines[0]);
                    let bullet = block.bullet.clone().filter(|_| first);
                    self.lines.push(Line { piece: piece.clone(), bullet, kind, column });
                }
            }
            *row += 1;
        }
    }
}

/// Whether turned text stands at the edge of the page, or across it: no part of what the page says.
fn is_aside(piece: &Piece, drawing: &Drawing) -> bool {
    /// The share of the page that is its edge.
    const EDGE: f64 = 0.08;
    let along = Rect::new(piece.start, piece.top(), piece.end, piece.bottom());
    let middle = piece.turn.on_page(along).center();
    let at_edge = |at: f64, size: f64| at < EDGE * size || at > (1.0 - EDGE) * size;
    match piece.turn {
        Turn::Oblique => true,
        Turn::Clockwise | Turn::Counterclockwise => at_edge(middle.x, drawing.width),
        Turn::None | Turn::Half => at_edge(middle.y, drawing.height),
    }
}

/// Paragraphs, in the order of the drawing.
fn blocks(pieces: Vec<Piece>) -> Vec<Block> {
    let numbers: Vec<bool> = (0..pieces.len()).map(|at| is_number_of_row(&pieces[at..])).collect();
    let mut blocks: Vec<Block> = Vec::new();
    let mut waiting: Option<Piece> = None;
    for (piece, is_number_of_row) in pieces.into_iter().zip(numbers) {
        let marked = waiting.take_if(|mark| is_item_of(mark, &piece));
        if let Some(lone) = waiting.take() {
            push_unmarked(lone, &mut blocks);
        }
        match (marked, mark(&piece)) {
            (None, Some(_)) if is_number_of_row => blocks.push(Block::new(piece, None)),
            (None, Some(_)) => {
                waiting = Some(piece);
                continue;
            }
            (Some(bullet), _) => blocks.push(Block::new(piece, Some(as_bullet(bullet)))),
            (None, None) => match (split_bullet(piece), blocks.last_mut()) {
                ((None, piece), Some(block)) if block.goes_on(&piece) => block.push(piece),
                ((bullet, piece), _) => blocks.push(Block::new(piece, bullet)),
            },
        }
    }
    if let Some(lone) = waiting {
        push_unmarked(lone, &mut blocks);
    }
    blocks
}

/// Whether a number with a dot, or a dash in its place, is the first cell of the row that is drawn next: behind it stand
/// what could be its item and other cells, each apart from the one before.
fn is_number_of_row(pieces: &[Piece]) -> bool {
    /// Cells behind the number from which on a line is a row, and pieces that are looked at, as cells have several lines.
    const FEWEST: usize = 3;
    const MOST_LOOKS: usize = 24;
    let [number, behind @ ..] = pieces else { return false };
    let is_dash = || number.characters().all(|c| matches!(c, '-' | '–' | '—'));
    if !matches!(mark(number), Some(Mark::Number)) && !is_dash() {
        return false;
    }
    let below = |piece: &&Piece| piece.base > number.base - 0.3 * number.size && piece.start > number.end;
    let beside = |piece: &&Piece| (piece.base - number.base).abs() <= 0.3 * number.size;
    let mut end = number.end;
    let row = behind.iter().take(MOST_LOOKS).take_while(below).filter(beside).filter(|piece| {
        let apart = piece.start - end > 0.5 * number.size && mark(piece).is_none();
        end = piece.end;
        apart
    });
    row.count() >= FEWEST
}

/// A mark in front of nothing: the end of the paragraph above (`siehe Ziffer`, `3.`), or a block of its own.
fn push_unmarked(lone: Piece, blocks: &mut Vec<Block>) {
    match blocks.last_mut().filter(|block| block.goes_on(&lone)) {
        Some(block) => block.push(lone),
        None => blocks.push(Block::new(lone, None)),
    }
}

/// Lines of turned text among which the one is that a piece goes on.
const NEAR_LINES: usize = 16;

/// Lines of turned text: pieces on one base line, from their start; lines in the order of the drawing.
fn turned_lines(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut lines: Vec<Piece> = Vec::new();
    for piece in pieces {
        let same = lines.iter_mut().rev().take(NEAR_LINES).find(|line| {
            line.turn == piece.turn
                && (line.base - piece.base).abs() <= 0.3 * line.size
                && piece.start >= line.end - 0.3 * line.size
        });
        match same {
            Some(line) => line.append(piece),
            None => lines.push(piece),
        }
    }
    lines
}

/// The areas of a page, which of them are tables, and which are one line.
struct Areas {
    areas: Vec<Area>,
    tables: Vec<bool>,
    heads: Vec<bool>,
}

/// The order in which areas are read: where a straight cut divides the page, what is above it first; else what is left
/// of one; where none divides, in the order of the drawing. Tables beside each other are read with what stands above
/// each, and so are texts with their heads.
fn reading_order(all: &Areas) -> Vec<usize> {
    let count = all.areas.len();
    if count > MOST_COLUMNS {
        return (0..count).collect();
    }
    let mut order = Vec::with_capacity(count);
    all.order_within((0..count).collect(), &mut order);
    order
}

impl Areas {
    fn order_within(&self, all: Vec<usize>, order: &mut Vec<usize>) {
        if all.len() < 2 {
            return order.extend(all);
        }
        let rows = divide(&all, |at| (self.areas[at].y0, self.areas[at].y1));
        if rows.len() < 2 {
            let parts = self.beside(&all);
            if parts.len() < 2 {
                return order.extend(all);
            }
            return parts.into_iter().for_each(|part| self.order_within(part, order));
        }
        if let Some((first, last, beside)) = self.tables_beside(&rows) {
            rows[..first].iter().for_each(|row| self.order_within(row.clone(), order));
            beside.into_iter().for_each(|part| self.order_within(part, order));
            let below: Vec<usize> = rows[last + 1..].iter().flatten().copied().collect();
            return self.order_within(below, order);
        }
        let mut first = 0;
        while first < rows.len() {
            match self.headed(&rows[first..]) {
                Some((count, beside)) => {
                    beside.into_iter().for_each(|part| self.order_within(part, order));
                    first += count;
                }
                None => {
                    self.order_within(rows[first].clone(), order);
                    first += 1;
                }
            }
        }
    }

    /// The parts into which cuts from top to bottom divide areas.
    fn beside(&self, all: &[usize]) -> Vec<Vec<usize>> {
        divide(all, |at| (self.areas[at].x0, self.areas[at].x1))
    }

    /// From the first row on, as many as a cut from top to bottom divides, with a table on both sides of it.
    fn tables_beside(&self, rows: &[Vec<usize>]) -> Option<(usize, usize, Vec<Vec<usize>>)> {
        let several = rows.iter().flatten().filter(|at| self.tables[**at]).nth(1).is_some();
        if rows.len() > MOST_BANDS || !several {
            return None;
        }
        let pairs = (0..rows.len() - 1).flat_map(|first| (first + 1..rows.len()).rev().map(move |last| (first, last)));
        pairs.into_iter().find_map(|(first, last)| {
            let beside = self.beside(&rows[first..=last].concat());
            let with_table = |part: &Vec<usize>| part.iter().any(|at| self.tables[*at]);
            (beside.len() > 1 && beside.iter().all(with_table)).then_some((first, last, beside))
        })
    }

    /// The first rows where they are heads beside each other, lines alone, and below each of them a text: how many rows
    /// they are, and each head with its text.
    fn headed(&self, rows: &[Vec<usize>]) -> Option<(usize, Vec<Vec<usize>>)> {
        /// Lines above a text that head it, at most.
        const MOST: usize = 3;
        let is_head = |row: &&Vec<usize>| row.len() > 1 && row.iter().all(|at| self.heads[*at]);
        let heads = Some(rows.iter().take(MOST + 1).take_while(is_head).count()).filter(|heads| *heads <= MOST)?;
        let texts = rows.get(heads).filter(|texts| heads > 0 && texts.iter().all(|at| !self.tables[*at]))?;
        let beside = self.beside(&rows[..=heads].concat());
        let own = |part: &Vec<usize>| {
            rows[..heads].iter().all(|row| part.iter().filter(|at| row.contains(at)).count() == 1)
                && part.iter().any(|at| texts.contains(at))
        };
        (beside.len() == rows[0].len() && beside.iter().all(own)).then_some((heads + 1, beside))
    }
}

/// Divides areas wherever a straight line between them touches none.
fn divide(all: &[usize], reach: impl Fn(usize) -> (f64, f64)) -> Vec<Vec<usize>> {
    let mut sorted = all.to_vec();
    sorted.sort_by(|one, other| reach(*one).0.total_cmp(&reach(*other).0));
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut end = f64::NEG_INFINITY;
    for at in sorted {
        let (from, to) = reach(at);
        match parts.last_mut() {
            Some(part) if from < end - OVERLAP => part.push(at),
            _ => parts.push(vec![at]),
        }
        end = end.max(to);
    }
    // Within a part, the drawing's order.
    parts.iter_mut().for_each(|part| part.sort_unstable());
    parts
}
