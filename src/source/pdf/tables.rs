//! Tables: rows of cells whose columns stand below each other.
//!
//! In: the paragraphs of a page, in the order of the drawing. Out: the same with those of tables taken together.

use hayro_interpret::kurbo::Rect;

use super::arrange::{Area, Block};
use super::grid::{are_apart, same_row};
use super::pieces::Piece;

/// What a page is made of.
pub(super) enum Part {
    Block(Block),
    Table(Table),
}

impl Part {
    pub(super) fn area(&self) -> Area {
        match self {
            Part::Block(block) => block.area,
            Part::Table(table) => table.area,
        }
    }
}

/// Rows of cells, both in their order on the page.
pub(super) struct Table {
    pub(super) rows: Vec<Vec<Cell>>,
    area: Area,
}

/// A cell.
pub(super) struct Cell {
    pub(super) blocks: Vec<Block>,
    /// The column that it starts in.
    pub(super) column: u32,
    /// How many columns it reaches over.
    pub(super) over: u32,
}

impl Cell {
    fn area(&self) -> Area {
        self.blocks.iter().skip(1).fold(self.blocks[0].area, |area, block| area.cover(block.area))
    }
}

/// Cells of a row that is a table by itself.
const LONE_ROW: usize = 4;
/// Cells before one that starts with a mark as items do.
const FEWEST_BEFORE_MARK: usize = 3;
/// How far rows may be apart, in sizes of their letters.
const ROW_GAP: f64 = 4.0;

/// Rows that a cell reaches over which is drawn before the first of them.
const FEWEST_MERGED: usize = 2;
/// The share of its height by which a block stands beside another: one line may stand beside the first of two.
const LEVEL: f64 = 0.45;

/// Blocks beside each other: the first and the last one, and the cells.
struct Row {
    blocks: std::ops::Range<usize>,
    cells: Vec<Vec<usize>>,
    area: Area,
}

/// Takes the tables of a page together, with the cells that reach over several rows: turned ones, and those that are
/// drawn before the first of their rows and stand lower than it, at their middle.
pub(super) fn take_tables(blocks: Vec<Block>, turned: Vec<Block>, cards: &[Rect]) -> Vec<Part> {
    let merged: Vec<bool> = (0..blocks.len()).map(|at| is_merged(&blocks[at..])).collect();
    let of_rows = |own: bool| {
        let all = blocks.iter().zip(&merged).filter(|(_, merged)| **merged == own);
        all.map(|(block, _)| block.clone()).collect::<Vec<Block>>()
    };
    let with_merged = merged.contains(&true).then(|| {
        let mut parts = tables_of(of_rows(false), cards);
        put_beside(&mut parts, of_rows(true), FEWEST_MERGED).is_empty().then_some(parts)
    });
    let mut parts = with_merged.flatten().unwrap_or_else(|| tables_of(blocks, cards));
    let left = put_beside(&mut parts, turned, 1);
    parts.extend(left.into_iter().map(Part::Block));
    parts
}

/// Whether the first of some blocks stands left of the row that is drawn next, and lower.
fn is_merged(blocks: &[Block]) -> bool {
    let [block, first, second, ..] = blocks else { return false };
    let is_right = |one: &Block, other: &Block| other.area.x0 > one.area.x1;
    let level =
        |one: &Block, other: &Block| one.area.down(other.area) >= LEVEL * one.area.height().min(other.area.height());
    block.bullet.is_none()
        && block.cell().is_none()
        && is_right(block, first)
        && is_right(first, second)
        && level(first, second)
        && !level(block, first)
        && first.area.y0 < block.area.y0
}

/// Takes together the tables of blocks that are one row's each.
fn tables_of(blocks: Vec<Block>, cards: &[Rect]) -> Vec<Part> {
    let rows = rows(&blocks);
    let mut tables: Vec<Vec<Row>> = Vec::new();
    let mut open: Vec<Row> = Vec::new();
    let mut columns: Vec<(f64, f64)> = Vec::new();
    for row in rows {
        let belongs = open.last().is_some_and(|last| {
            let size = blocks[row.blocks.start].size();
            let below = row.area.y0 - last.area.y1;
            // A cell of several rows may stand in the middle of them.
            let lower = row.area.y0 > last.area.y0 - 0.5 * size;
            last.blocks.end == row.blocks.start
                && lower
                && below <= ROW_GAP * size
                && !starts_anew(&open, &row, &blocks)
        });
        if !belongs || !fits(&row, &blocks, &columns) {
            tables.extend(close(std::mem::take(&mut open), &blocks, cards));
            columns.clear();
        }
        if open.is_empty() && row.cells.len() < 2 {
            continue;
        }
        if row.cells.len() > 1 {
            for cell in &row.cells {
                let area = area(cell, &blocks);
                match columns.iter_mut().find(|(from, to)| area.x0 < *to && *from < area.x1) {
                    Some(column) => *column = (column.0.min(area.x0), column.1.max(area.x1)),
                    None => columns.push((area.x0, area.x1)),
                }
            }
        }
        open.push(row);
    }
    tables.extend(close(open, &blocks, cards));
    assemble(blocks, tables)
}

/// Whether a row is none of the table above it, whatever its columns: a line alone in much larger letters is a title; and
/// rules that enclose a row start a table where none enclose the rows above, unless one of them has about as many cells.
fn starts_anew(open: &[Row], row: &Row, blocks: &[Block]) -> bool {
    /// How much larger the letters of a title are.
    const LARGER: f64 = 1.4;
    let first = |row: &Row| &blocks[row.blocks.start];
    let is_title = |last: &Row| row.cells.len() == 1 && first(row).size() > LARGER * first(last).size();
    let is_other = |other: &Row| first(other).cell().is_none() && other.cells.len() + 1 < row.cells.len();
    open.last().is_some_and(is_title) || first(row).cell().is_some() && open.iter().all(is_other)
}

fn area(cell: &[usize], blocks: &[Block]) -> Area {
    let first = blocks[cell[0]].area;
    cell.iter().fold(first, |area, at| area.cover(blocks[*at].area))
}

/// The rows of blocks, each as long as it goes; a block alone is one of a single cell.
fn rows(blocks: &[Block]) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut at = 0;
    while at < blocks.len() {
        let mut row = Row { blocks: at..at + 1, cells: vec![vec![at]], area: blocks[at].area };
        while let Some(next) = blocks.get(row.blocks.end) {
            let end = row.blocks.end;
            let beside = |next: &Block, row: &Row| {
                // Where rules enclose both, they tell, unless they are those of cards.
                let level = match (blocks[row.blocks.start].cell(), next.cell()) {
                    (Some(one), Some(other)) if !are_apart(one, other) => same_row(one, other),
                    _ => row.area.down(next.area) >= LEVEL * row.area.height().min(next.area.height()),
                };
                // `● gelb` ends a row.
                let last = || {
                    let right = next.area.x0 >= row.area.x1 && next.lines.len() == 1;
                    right && row.cells.len() >= FEWEST_BEFORE_MARK
                };
                (next.bullet.is_none() || last())
                    && level
                    && row.cells.iter().flatten().all(|one| blocks[*one].area.across(next.area) <= 0.0)
            };
            // A paragraph more of a cell stands below it, and the row goes on behind it.
            let more = |row: &Row| {
                let over = |cell: &Vec<usize>| area(cell, blocks).across(next.area) > 0.0;
                let at = row.cells.iter().position(over)?;
                let cell = &row.cells[at];
                let below = next.area.y0 - area(cell, blocks).y1;
                let size = next.size();
                let under = (-0.3 * size..=size).contains(&below);
                // The next line of a head, or what rules hold in one cell, needs nothing behind it.
                let last = at + 1 == row.cells.len();
                let line = last && next.lines[0].base - blocks[*cell.last()?].lines.last()?.base <= 1.4 * size;
                let same_cell = last && next.cell().is_some() && next.cell() == blocks[cell[0]].cell();
                let behind = blocks.get(end + 1).is_some_and(|behind| {
                    let right = behind.area.x0 > area(cell, blocks).x1;
                    beside(behind, row) && (behind.area.y1 > next.area.y0 || right)
                });
                let alone = row.cells.iter().filter(|cell| over(cell)).count() == 1;
                (under && row.cells.len() > 1 && alone && (behind || line || same_cell)).then_some(at)
            };
            let listed = listed_cell(&blocks[end..], &row, rows.last(), blocks);
            let several = listed.max(stacked_cell(&blocks[end..], &row, rows.last(), blocks));
            if several > 0 {
                row.cells.push((end..end + several).collect());
                row.area = row.area.cover(area(&row.cells[row.cells.len() - 1], blocks));
                row.blocks.end += several;
                continue;
            }
            if beside(next, &row) && blocks[at].bullet.is_none() {
                row.cells.push(vec![end]);
            } else if let Some(cell) = more(&row).filter(|_| next.bullet.is_none()) {
                row.cells[cell].push(end);
            } else {
                break;
            }
            row.area = row.area.cover(next.area);
            row.blocks.end += 1;
        }
        at = row.blocks.end;
        rows.push(row);
    }
    rows
}

/// How many blocks are the items of a list that is the next cell of a row: right of the others, beside them, and in the
/// column of the row above.
fn listed_cell(next: &[Block], row: &Row, above: Option<&Row>, blocks: &[Block]) -> usize {
    let Some(first) = next.first().filter(|first| first.bullet.is_some() && row.cells.len() > 1) else { return 0 };
    let head = above.and_then(|above| above.cells.get(row.cells.len())).map(|head| area(head, blocks));
    if !head.is_some_and(|head| first.area.across(head) > 0.0 && first.area.x0 >= row.area.x1) {
        return 0;
    }
    let left = first.area.x0 - first.size();
    let items = next.iter().take_while(|item| item.bullet.is_some() && item.area.x0 >= left);
    let items: Vec<Area> = items.map(|item| item.area).collect();
    let level = |list: Area| row.area.down(list) >= LEVEL * row.area.height().min(list.height());
    // They stand below each other.
    let count = 1 + items.windows(2).take_while(|pair| pair[1].y0 > pair[0].y0).count();
    let list = items[..count].iter().copied().reduce(Area::cover);
    if list.is_some_and(level) { count } else { 0 }
}

/// How many blocks are the paragraphs of the next cell of a row, which stand around its middle: right of the others, below
/// each other from one edge, and in a column of the row above.
fn stacked_cell(next: &[Block], row: &Row, above: Option<&Row>, blocks: &[Block]) -> usize {
    const FEWEST: usize = 2;
    /// In sizes: how far their edges and middles may be off, and how far apart they stand at most.
    const OFF: f64 = 0.5;
    const APART: f64 = 0.8;
    let Some(first) = next.first().filter(|first| first.bullet.is_none() && first.area.x0 >= row.area.x1) else {
        return 0;
    };
    let in_column = |above: &Row| above.cells.iter().any(|cell| area(cell, blocks).across(first.area) > 0.0);
    if !above.is_some_and(|above| above.cells.len() > row.cells.len() && in_column(above)) {
        return 0;
    }
    let size = first.size();
    let at_edge = |one: &&Block| one.bullet.is_none() && (one.area.x0 - first.area.x0).abs() <= OFF * size;
    let areas: Vec<Area> = next.iter().take_while(at_edge).map(|one| one.area).collect();
    let below = |pair: &[Area]| (-OFF * size..=APART * size).contains(&(pair[1].y0 - pair[0].y1));
    let count = 1 + areas.windows(2).take_while(|pair| below(pair)).count();
    let middle = |area: Area| (area.y0 + area.y1) / 2.0;
    let whole = areas[..count].iter().copied().reduce(Area::cover);
    let centred = whole.is_some_and(|whole| (middle(whole) - middle(row.area)).abs() <= OFF * size);
    if count >= FEWEST && centred { count } else { 0 }
}

/// Whether a row stands below the columns of a table; one of a single cell may reach over several.
fn fits(row: &Row, blocks: &[Block], columns: &[(f64, f64)]) -> bool {
    let over = |area: Area| columns.iter().filter(|(from, to)| area.x0 < *to && *from < area.x1).count();
    let left = columns.iter().map(|(from, _)| *from).fold(f64::INFINITY, f64::min);
    let right = columns.iter().map(|(_, to)| *to).fold(f64::NEG_INFINITY, f64::max);
    let size = blocks[row.blocks.start].size();
    let within = row.area.x0 > left - size && row.area.x1 < right + size;
    if row.cells.len() == 1 {
        return blocks[row.blocks.start].bullet.is_none() && within;
    }
    let counts: Vec<usize> = row.cells.iter().map(|cell| over(area(cell, blocks))).collect();
    let matched = counts.iter().filter(|count| **count == 1).count();
    // Below a head of several columns stand those: `Zeitraum`, `Beginn` and `Ende`.
    let inside = within && counts.iter().all(|count| *count <= 1);
    matched >= 2
        || matched == counts.len()
        || inside
        || matched + 1 >= counts.len() && counts.iter().any(|count| *count > 1)
}

/// The rows that are a table: more than one with several cells, or one with many; single cells at its end are none.
fn close(mut rows: Vec<Row>, blocks: &[Block], cards: &[Rect]) -> Option<Vec<Row>> {
    while rows.last().is_some_and(|row| row.cells.len() < 2) {
        rows.pop();
    }
    let full = rows.iter().filter(|row| row.cells.len() > 1).count();
    let most = rows.iter().map(|row| row.cells.len()).max()?;
    let of_cards = || rows.iter().any(|row| is_in_cards(row, blocks, cards));
    (full > 1 && !is_prose(&rows, blocks) || most >= LONE_ROW && !of_cards()).then_some(rows)
}

/// Whether the cells of a row stand in several cards, with room between them.
fn is_in_cards(row: &Row, blocks: &[Block], cards: &[Rect]) -> bool {
    let card_of = |at: usize| {
        let area = blocks[at].area;
        let whole = Rect::new(area.x0, area.y0, area.x1, area.y1);
        cards.iter().find(|card| card.union(whole) == **card)
    };
    let own: Vec<&Rect> = row.cells.iter().flatten().filter_map(|at| card_of(*at)).collect();
    let apart = |one: &Rect, other: &Rect| one.x1 + 1.0 < other.x0 || other.x1 + 1.0 < one.x0;
    own.iter().any(|one| own.iter().any(|other| apart(one, other)))
}

/// Whether the rows are two columns of prose that are drawn alternately: each cell is a line of several words, and has
/// no room for the first word of the one below.
fn is_prose(rows: &[Row], blocks: &[Block]) -> bool {
    /// Lines from which on columns show, base lines of prose at most (in sizes), words of a line on average at least.
    const FEWEST: usize = 3;
    const LEADING: f64 = 1.5;
    const WORDS: usize = 3;
    let lone = |row: &Row| row.cells.len() == 2 && row.cells.iter().all(|cell| blocks[cell[0]].lines.len() == 1);
    if rows.len() < FEWEST || !rows.iter().all(lone) {
        return false;
    }
    (0..2).all(|column| {
        let lines: Vec<&Piece> = rows.iter().map(|row| &blocks[row.cells[column][0]].lines[0]).collect();
        let widest = lines.iter().map(|line| line.end - line.start).fold(0.0, f64::max);
        let full = |pair: &&[&Piece]| {
            let [above, below] = pair else { return false };
            above.end - above.start + 0.25 * above.size + below.first_word() > widest
        };
        let close = |pair: &[&Piece]| pair[1].base - pair[0].base <= LEADING * pair[0].size;
        let words: usize = lines.iter().map(|line| line.characters().filter(|c| *c == ' ').count() + 1).sum();
        lines.windows(2).all(close)
            && lines.windows(2).filter(full).count() * 10 >= (lines.len() - 1) * 7
            && words >= WORDS * lines.len()
    })
}

/// The columns of a table: the cells of its fullest rows, one by one; where those do not stand below each other, what
/// all cells reach over.
fn columns(rows: &[Row], blocks: &[Block]) -> Vec<(f64, f64)> {
    let most = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let full = rows.iter().filter(|row| row.cells.len() == most);
    let mut columns: Vec<(f64, f64)> = Vec::new();
    for row in full {
        for (at, cell) in sorted(row, blocks).into_iter().enumerate() {
            match columns.get_mut(at) {
                Some(column) => *column = (column.0.min(cell.x0), column.1.max(cell.x1)),
                None => columns.push((cell.x0, cell.x1)),
            }
        }
    }
    if columns.windows(2).all(|pair| pair[0].1 <= pair[1].0) {
        return columns;
    }
    let mut cells: Vec<Area> =
        rows.iter().filter(|row| row.cells.len() > 1).flat_map(|row| sorted(row, blocks)).collect();
    // Narrow cells first, so that one that reaches over several columns does not join them.
    cells.sort_by(|one, other| (one.x1 - one.x0).total_cmp(&(other.x1 - other.x0)));
    columns.clear();
    for cell in cells {
        let mut over = columns.iter_mut().filter(|(from, to)| cell.x0 < *to && *from < cell.x1);
        match (over.next(), over.next()) {
            (None, _) => columns.push((cell.x0, cell.x1)),
            (Some(column), None) => *column = (column.0.min(cell.x0), column.1.max(cell.x1)),
            _ => {}
        }
    }
    columns.sort_by(|one, other| one.0.total_cmp(&other.0));
    columns
}

/// The cells of a row from left to right.
fn sorted(row: &Row, blocks: &[Block]) -> Vec<Area> {
    let mut cells: Vec<Area> = row.cells.iter().map(|cell| area(cell, blocks)).collect();
    cells.sort_by(|one, other| one.x0.total_cmp(&other.x0));
    cells
}

/// The columns that a cell reaches over; where it stands between two, the nearest.
fn reached(area: Area, columns: &[(f64, f64)]) -> Vec<usize> {
    let over = |(_, (from, to)): &(usize, &(f64, f64))| area.x0 < *to && *from < area.x1;
    let reached: Vec<usize> = columns.iter().enumerate().filter(over).map(|(at, _)| at).collect();
    let off = |at: &usize| (columns[*at].0 - area.x1).max(area.x0 - columns[*at].1);
    match reached.is_empty() {
        true => (0..columns.len()).min_by(|one, other| off(one).total_cmp(&off(other))).into_iter().collect(),
        false => reached,
    }
}

/// Puts text beside rows that no rules enclose into the tables that it stands in: each is the cell of the first of the rows
/// whose middle it stands at, so many or more, as far as none has a cell of its own there. Gives back what is in no table.
fn put_beside(parts: &mut [Part], mut beside: Vec<Block>, fewest: usize) -> Vec<Block> {
    beside.sort_by(|one, other| one.area.y0.total_cmp(&other.area.y0));
    for part in parts {
        let Part::Table(table) = part else { continue };
        let within = |block: &Block| {
            let middle = (block.area.y0 + block.area.y1) / 2.0;
            block.area.x1 <= table.area.x1 && (table.area.y0..=table.area.y1).contains(&middle)
        };
        let (own, others): (Vec<Block>, Vec<Block>) = beside.into_iter().partition(within);
        beside = others;
        let Some(place) = own.iter().map(|block| block.area).reduce(Area::cover) else { continue };
        let left = table.rows.iter().flatten().map(|cell| cell.area().x0).fold(f64::INFINITY, f64::min);
        let may_be = fewest < FEWEST_MERGED || place.x0 <= left + place.height();
        let Some(rows) = rows_beside(&table.rows, &own, place, fewest).filter(|_| may_be) else {
            beside.extend(own);
            continue;
        };
        // Below a head they stand in its column, else in one before all others.
        let head = table.rows.iter().flatten().find(|cell| cell.area().across(place) > 0.0).map(|cell| cell.column);
        let column = head.unwrap_or(0);
        let is_taken = head.is_none() && table.rows.iter().flatten().any(|cell| cell.column == column);
        for cell in table.rows.iter_mut().flatten() {
            cell.column += u32::from(is_taken);
        }
        table.area = table.area.cover(place);
        for (row, block) in rows.into_iter().zip(own) {
            table.rows[row].insert(0, Cell { blocks: vec![block], column, over: 1 });
        }
    }
    beside
}

/// The first row of each text: from one row on, each stands at the middle of those that follow. A row of few cells, a sum
/// perhaps, is none of them, nor is one with a cell of its own there.
fn rows_beside(rows: &[Vec<Cell>], beside: &[Block], place: Area, fewest: usize) -> Option<Vec<usize>> {
    let areas = |row: &Vec<Cell>| row.iter().map(Cell::area).reduce(Area::cover);
    let areas: Vec<Area> = rows.iter().filter_map(areas).collect();
    let middle = |area: Area| (area.y0 + area.y1) / 2.0;
    let most = rows.iter().map(Vec::len).max()?;
    let may_be =
        |row: usize| rows[row].len() * 2 > most && rows[row].iter().all(|cell| cell.area().across(place) <= 0.0);
    (areas.len() == rows.len()).then_some(())?;
    (0..rows.len()).find_map(|from| {
        let mut firsts = Vec::new();
        let mut next = from;
        for block in beside {
            next += (next..rows.len()).take_while(|row| !may_be(*row)).count();
            let off = |last: usize| {
                let at = (middle(areas[next]) + middle(areas[last])) / 2.0;
                (at - middle(block.area)).abs()
            };
            let ends = (next..rows.len()).take_while(|row| may_be(*row));
            let last = ends.skip(fewest - 1).min_by(|one, other| off(*one).total_cmp(&off(*other)))?;
            // One row more or less is half the way off that one row is from the next.
            let rows = f64::from(u32::try_from(last - next).ok()?);
            let may_off = if last == next {
                areas[next].height().max(1.0)
            } else {
                (middle(areas[last]) - middle(areas[next])) / rows / 4.0
            };
            (off(last) <= may_off).then_some(())?;
            firsts.push(next);
            next = last + 1;
        }
        Some(firsts)
    })
}

fn assemble(blocks: Vec<Block>, tables: Vec<Vec<Row>>) -> Vec<Part> {
    let shapes: Vec<Vec<(f64, f64)>> = tables.iter().map(|rows| columns(rows, &blocks)).collect();
    let mut blocks: Vec<Option<Block>> = blocks.into_iter().map(Some).collect();
    let mut parts = Vec::new();
    let mut at = 0;
    for (rows, columns) in tables.into_iter().zip(shapes) {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { continue };
        let (start, end) = (first.blocks.start, last.blocks.end);
        parts.extend(blocks[at..start].iter_mut().filter_map(Option::take).map(Part::Block));
        let area = rows.iter().map(|row| row.area).reduce(Area::cover).unwrap_or(first.area);
        let mut read = Vec::new();
        for row in rows {
            let mut cells: Vec<Cell> = Vec::new();
            for cell in row.cells {
                let blocks: Vec<Block> = cell.iter().filter_map(|at| blocks[*at].take()).collect();
                let Some(area) = blocks.iter().map(|block| block.area).reduce(Area::cover) else { continue };
                let reached = reached(area, &columns);
                let column = reached.first().map_or(0, |at| u32::try_from(*at).unwrap_or(0));
                let over = u32::try_from(reached.len().max(1)).unwrap_or(1);
                cells.push(Cell { blocks, column, over });
            }
            cells.sort_by(|one, other| one.blocks[0].area.x0.total_cmp(&other.blocks[0].area.x0));
            // A full row has each column once, wherever its cells are aligned.
            if cells.len() == columns.len() {
                for (column, cell) in (0..).zip(&mut cells) {
                    (cell.column, cell.over) = (column, 1);
                }
            }
            read.push(cells);
        }
        parts.push(Part::Table(Table { rows: read, area }));
        at = end;
    }
    parts.extend(blocks[at..].iter_mut().filter_map(Option::take).map(Part::Block));
    parts
}
