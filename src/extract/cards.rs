//! Tables of members and of decisions: each row as a card, or as a heading.
//!
//! In: rows whose columns are known. Out: the blocks that such slides have where they show cards and headings.

use std::collections::HashSet;

use super::chair::is_chair;
use super::grid::Grids;
use super::grid_row::GridRow;
use super::member_lines::{chair_behind, heads_members, leads, starts_office};
use super::roles::{Roles, is_honorific};
use crate::grammar::cell::{is_land, is_year};
use crate::grammar::heading::{decision_heading, is_bare_heading};
use crate::grammar::mark::{footnote_mark, is_raised, mark_at_end, says_yes};
use crate::grammar::person::{is_office, is_vacant, name_behind_office, person_name};
use crate::grammar::presenter::person_in;
use crate::grammar::reference::bare_identifier;
use crate::layout::{Block, Bullet, Cell, Line, ends_text};
use crate::source::Span;
use crate::text::{Join, TextMap};
use crate::vocabulary::{ARTICLES, CHAIR_MARKS, PRESENTER_LABELS, RESERVATION_MARKS, Role, jurisdiction};

/// Whether a line says that its mark is that of the chair: `* Vorsitz 2031`, `¹ Vorsitz`.
pub(super) fn is_chair_legend(line: &Line) -> bool {
    let text = line.text.as_str();
    let raised = || Some(text.trim_start_matches(is_raised)).filter(|rest| rest.len() < text.len());
    let rest = RESERVATION_MARKS.iter().find_map(|mark| text.strip_prefix(mark)).or_else(raised);
    let rest = rest.map(|rest| rest.trim_start_matches([' ', '=', ':']));
    rest.is_some_and(|rest| CHAIR_MARKS.iter().any(|mark| rest.starts_with(mark)))
}

/// Whether rows are of members: several name a Land and a person. Where they are `headed`, or are many, an office may
/// stand behind the name.
pub(super) fn are_of_members(roles: &Roles, body: &[GridRow<'_>], headed: bool) -> bool {
    const FEWEST: usize = 2;
    /// Rows without a head of which the others may be on lines of their own.
    const MANY: usize = 4;
    let count = |with_offices: bool| {
        let is_member = |row: &&GridRow<'_>| {
            let land = roles.column(Role::Applicants).and_then(|column| row.cell(column));
            if land.is_none() && name_of(roles, row).is_some_and(|name| land_behind(&name).is_some()) {
                return true;
            }
            let land = land.is_some_and(|land| is_land(unmarked(&land).0.as_str()));
            let named = |name: TextMap| {
                let name = office_in_front(name).1;
                let name = if with_offices { name_in_front(name).0 } else { name };
                let (name, _) = offices_below(name);
                person_name(unmarked(&name).0.as_str()).is_some() || is_vacant(name.as_str())
            };
            land && name_of(roles, row).is_some_and(named)
        };
        body.iter().filter(is_member).count()
    };
    // Projects have Länder and names as well.
    let of_projects = [Role::Budget, Role::Period, Role::Start, Role::End].iter().any(|role| roles.has(*role));
    !of_projects && (count(false) >= FEWEST || count(true) >= if headed { FEWEST } else { MANY })
}

/// Whether rows are of decisions: they have titles, and one at least an identifier.
pub(super) fn are_of_decisions(roles: &Roles, body: &[GridRow<'_>]) -> bool {
    let Some(column) = roles.column(Role::Decision) else { return false };
    let identifies = |text: &str| bare_identifier(text).is_some() || is_bare_heading(text);
    let identified = body.iter().filter(|row| row.str(column).is_some_and(identifies));
    // Cards beside each other have one in each column.
    let cards = body.iter().any(|row| row.cells().filter(|(_, text)| identifies(text)).count() > 1);
    roles.has(Role::Title) && identified.count() > 0 && !cards
}

/// Whether rows announce decisions and what they cost: each names another one, and nobody applied for anything.
pub(super) fn are_announced(roles: &Roles, body: &[GridRow<'_>]) -> bool {
    let of_projects = [Role::Applicants, Role::Period, Role::Start, Role::End, Role::Duration];
    let cell = |row: &GridRow<'_>| roles.column(Role::Decision).and_then(|column| row.cell(column));
    let rows = || body.iter().filter(|row| !row.is_sum());
    let all: Option<HashSet<String>> = rows().map(|row| Some(cell(row)?.as_str().to_owned())).collect();
    let each = all.is_some_and(|all| all.len() > 1 && all.len() == rows().count());
    each && !of_projects.iter().any(|role| roles.has(*role)) && are_of_decisions(roles, body)
}

/// The name of a member, whose parts may stand in columns of their own.
fn name_of(roles: &Roles, row: &GridRow<'_>) -> Option<TextMap> {
    let of = |role: Role| roles.column(role).and_then(|column| row.cell(column));
    // `Frau` is no part of a name.
    let is_title = |titles: &TextMap| is_honorific(titles.as_str());
    let parts = if roles.has(Role::FamilyName) || roles.has(Role::GivenName) {
        // `Titel` heads titles of persons here, and `Name` beside `Vorname` the last one.
        let titles = of(Role::Honorific).or_else(|| of(Role::Title));
        [titles.filter(is_title), of(Role::GivenName), of(Role::FamilyName).or_else(|| of(Role::Member))]
    } else {
        let name = of(Role::Member).or_else(|| of(Role::Title).filter(|_| !roles.has(Role::Member)));
        let name = name.map(|name| if roles.family_first { given_name_first(name) } else { name });
        [of(Role::Honorific).filter(is_title).filter(|_| name.is_some()), name, None]
    };
    parts.into_iter().flatten().reduce(|mut name, part| {
        name.join(Join::Space, part);
        name
    })
}

/// A name whose last part stands first, in its usual order: `Meier, Dr. Anna (Vorsitz)`.
fn given_name_first(cell: TextMap) -> TextMap {
    let text = cell.as_str();
    let Some((family, rest)) = text.split_once(", ") else { return cell };
    let bracket = text.rfind(" (").filter(|_| text.ends_with(')'));
    let (start, end) = (text.len() - rest.len(), bracket.unwrap_or(text.len()));
    let plain = |text: &str| text.split(' ').all(|word| !is_office(word) && !is_land(word) && !word.contains('('));
    let given = text.get(start..end).filter(|given| plain(given) && plain(family));
    let is_name = given.is_some_and(|given| person_name(&format!("{given} {family}")).is_some());
    if !is_name || person_name(text).is_some() {
        return cell;
    }
    let mut whole = cell.slice(start..end);
    whole.join(Join::Space, cell.slice(0..family.len()));
    if end < text.len() {
        whole.join(Join::Space, cell.slice(end + 1..text.len()));
    }
    whole
}

/// The name, the Land in brackets behind it and the chair behind that, where a cell has them: `Anna Meier (ST), Vorsitz`.
fn land_behind(cell: &TextMap) -> Option<(TextMap, TextMap, Option<TextMap>)> {
    let text = cell.as_str();
    let (front, behind) = text.split_once(" (")?;
    let (land, rest) = behind.split_once(')')?;
    let start = front.len() + " (".len();
    let rest = rest.trim_start_matches([',', ' ', '–']);
    let named = person_name(front).is_some() && is_land(land) && (rest.is_empty() || is_chair(rest));
    let chair = (!rest.is_empty()).then(|| cell.slice(text.len() - rest.len()..text.len()));
    named.then(|| (cell.slice(0..front.len()), cell.slice(start..start + land.len()), chair))
}

/// A cell without the mark at its end, and that; one that is nothing else is no name.
fn unmarked(cell: &TextMap) -> (TextMap, Option<TextMap>) {
    let text = cell.as_str();
    let mark = mark_at_end(text).or_else(|| footnote_mark(text));
    match mark.map(|at| (at, text[..at].trim_end().len())).filter(|(_, end)| *end > 0) {
        Some((at, end)) => (cell.slice(0..end), Some(cell.slice(at..text.len()))),
        None => (cell.clone(), None),
    }
}

/// The cell of a Land without the chair behind it, and that: `Bremen (Vorsitz)`, `Bremen, Vorsitz`.
fn chair_beside(cell: TextMap) -> (TextMap, Option<TextMap>) {
    let text = cell.as_str();
    match chair_behind(text) {
        Some((end, start)) => (cell.slice(0..end), Some(cell.slice(start..text.len()))),
        None => (cell, None),
    }
}

/// The office in front of a name in its cell, and the name: `Staatssekretärin Anna Meier`.
fn office_in_front(cell: TextMap) -> (Option<TextMap>, TextMap) {
    match name_behind_office(cell.as_str()) {
        Some(at) => (Some(cell.slice(0..at - 1)), cell.slice(at..cell.as_str().len())),
        None => (None, cell),
    }
}

/// The cell of a name without the offices behind it, and those: `Dr. Anna Meier, Staatssekretärin`.
fn name_in_front(cell: TextMap) -> (TextMap, Option<TextMap>) {
    let text = cell.as_str();
    let parts = text.split_once(", ").filter(|(name, _)| person_name(name).is_some());
    match parts.filter(|(_, office)| starts_office(office) && !is_chair(office)) {
        Some((name, office)) => (cell.slice(0..name.len()), Some(cell.slice(text.len() - office.len()..text.len()))),
        None => (cell, None),
    }
}

/// The cell of a name without the offices on the lines below it, and those.
fn offices_below(cell: TextMap) -> (TextMap, Option<TextMap>) {
    let text = cell.as_str();
    let below = cell.line_starts().next().filter(|at| {
        is_office(&text[*at..]) && person_name(text).is_none() && person_name(text[..*at].trim_end()).is_some()
    });
    match below {
        Some(at) => (cell.slice(0..text[..at].trim_end().len()), Some(cell.slice(at..text.len()))),
        None => (cell, None),
    }
}

/// Whether a cell is a name and, on the lines below it, offices.
pub(super) fn is_person_over_offices(cell: &TextMap) -> bool {
    offices_below(cell.clone()).1.is_some()
}

/// Whether a cell has two names below each other, one of a deputy perhaps.
fn are_two(cell: &TextMap) -> bool {
    let text = cell.as_str();
    let is_whole = |line: &str| {
        let name = person_name(line).map(|name| &line[name.name]);
        name.is_some_and(|name| name.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count() > 1)
    };
    cell.line_starts().any(|at| is_whole(text[..at].trim_end()) && is_whole(&text[at..]))
}

/// Whether rows seem to be of members, as several have the Land of one and a name.
pub(super) fn holds_members(rows: &[Line]) -> bool {
    const FEWEST: usize = 3;
    let cells = |row: &Line| row.cells.iter().map(|cell| row.text.slice(cell.range.clone())).collect::<Vec<TextMap>>();
    let is_member = |row: &&Line| {
        let cells = cells(row);
        cells.iter().any(|cell| is_land(cell.as_str()))
            && cells.iter().any(|cell| !is_land(cell.as_str()) && starts_with_name(cell))
            && cells.iter().any(|cell| is_office(cell.as_str()) || offices_below(cell.clone()).1.is_some())
    };
    rows.iter().filter(is_member).count() >= FEWEST
}

/// The cell of a name without the chair on its last line, and that.
fn chair_below(cell: TextMap) -> (TextMap, Option<TextMap>) {
    match cell.line_starts().last().filter(|at| is_chair(&cell.as_str()[*at..])) {
        Some(at) => (cell.slice(0..cell.as_str()[..at].trim_end().len()), Some(cell.slice(at..cell.as_str().len()))),
        None => (cell, None),
    }
}

/// The mark of an item that a cell stands for.
fn bullet_of(text: &TextMap) -> Bullet {
    let start = text.cover().start;
    Bullet { mark: '•', span: Span::new(start, start), indent: None }
}

/// Whether a row has the Land of another member in one of its cells.
fn names_another(row: &GridRow<'_>, land: &str) -> bool {
    let code = jurisdiction(land).map(|land| land.code);
    let mut others = row.cells().filter_map(|(_, text)| jurisdiction(text)).map(|land| land.code);
    code.is_some() && others.any(|other| Some(other) != code)
}

/// Each row as a card: the name, the offices, the Land, the chair; a row of one cell heads those below it, and what it
/// says of the chair is theirs.
pub(super) fn read_members(body: &[GridRow<'_>], roles: &Roles, grids: &mut Grids) {
    let mut chair: Option<TextMap> = None;
    for (card, row) in (0..).zip(body) {
        if row.is_lone() && heads_members(row.line.text.as_str()) {
            chair = Some(row.line.text.clone()).filter(|head| is_chair(head.as_str()));
            grids.read.extend(row.line.text.whole_trace().spans);
            continue;
        }
        let block = |text: TextMap, is_item: bool| Block {
            bullet: is_item.then(|| bullet_of(&text)),
            text,
            gap: true,
            column: Some(card),
        };
        let of = |role: Role| roles.column(role).and_then(|column| row.cell(column));
        let beside_name =
            name_of(roles, row).filter(|_| !roles.has(Role::Applicants)).and_then(|name| land_behind(&name));
        let (fields, chair_of_name) = match beside_name {
            Some((name, land, chair)) => (Some((name, land)), chair),
            None => (name_of(roles, row).zip(of(Role::Applicants)), None),
        };
        let is_one = |name: &TextMap, land: &TextMap| !names_another(row, land.as_str()) && !are_two(name);
        let Some((name, land)) = fields.filter(|(name, land)| is_one(name, land)) else {
            grids.members.push(block(row.line.text.clone(), false));
            grids.in_doubt = true;
            continue;
        };
        let (office, name) = office_in_front(name);
        let (name, office_behind) = name_in_front(name);
        let (name, office_below) = offices_below(name);
        let (name, below) = chair_below(name);
        let (name, of_name) = unmarked(&name);
        let (land, of_land) = unmarked(&land);
        let (land, beside) = chair_beside(land);
        grids.members.push(block(name, false));
        // A column of words that is neither names nor Länder.
        let other = || of(Role::Title).filter(|_| roles.has(Role::Member));
        let offices = of(Role::Office).or(office_behind).or(office_below).or_else(other);
        let offices = office.into_iter().chain(offices.iter().flat_map(offices_of));
        let (of_office, offices): (Vec<TextMap>, Vec<TextMap>) = offices.partition(|office| is_chair(office.as_str()));
        grids.members.extend(offices.into_iter().map(|office| block(office, true)));
        grids.members.push(block(land, true));
        // `2027` in a column of that name.
        let in_year = |cell: TextMap| match roles.chair.clone().filter(|_| is_year(cell.as_str())) {
            Some(mut head) => {
                head.join(Join::Space, cell);
                head
            }
            None => cell,
        };
        let said = of(Role::Chair).map(in_year);
        let said = said.filter(|cell| says_yes(cell.as_str()) || is_chair(cell.as_str()));
        let mark = of_land.or(of_name).filter(|_| grids.marks_chair);
        // A column of remarks may say it.
        let remark = || {
            let other = row.line.cells.iter().filter(|cell| !roles.by_column.contains_key(&cell.column));
            // `Vorsitz, Dank für die Vorstellung`
            let first = |cell: &Cell| {
                let text = &row.line.text.as_str()[cell.range.clone()];
                let end = text.find(", ").unwrap_or(text.len());
                row.line.text.slice(cell.range.start..cell.range.start + end)
            };
            other.map(first).find(|cell| is_chair(cell.as_str()))
        };
        let said = said
            .or(mark)
            .or(below)
            .or(beside)
            .or(chair_of_name)
            .or(of_office.into_iter().next())
            .or_else(|| chair.clone())
            .or_else(remark);
        grids.members.extend(said.map(|cell| block(cell, false)));
        grids.read.extend(row.line.text.whole_trace().spans);
    }
}

/// The cells of members where each row is a Land and what stands beside it, name and offices, once or several times;
/// nothing where most rows are none.
pub(super) fn pairs_of_members(body: &[GridRow<'_>]) -> Vec<(TextMap, TextMap)> {
    const FEWEST: usize = 3;
    let mut pairs = Vec::new();
    let mut others = 0;
    for row in body {
        let cells: Vec<TextMap> = row.line.cells.iter().map(|cell| row.line.text.slice(cell.range.clone())).collect();
        for pair in cells.chunks(2) {
            match pair {
                [land, card] if is_land(land.as_str()) && starts_with_name(card) => {
                    pairs.push((land.clone(), card.clone()));
                }
                _ => others += 1,
            }
        }
    }
    if pairs.len() >= FEWEST && others == 0 { pairs } else { Vec::new() }
}

/// Whether the first line of a cell is a person's name, or says that nobody sits there.
fn starts_with_name(cell: &TextMap) -> bool {
    let first = cell.line_starts().next().unwrap_or(cell.as_str().len());
    let first = cell.as_str()[..first].trim_end();
    let name = name_behind_office(first).map_or(first, |at| &first[at..]);
    is_vacant(first) || person_name(name).is_some()
}

/// Each pair as a card: the name, the offices, the Land.
pub(super) fn read_pairs(pairs: Vec<(TextMap, TextMap)>, grids: &mut Grids) {
    for (card, (land, cell)) in (0..).zip(pairs) {
        let block = |text: TextMap, is_item: bool| Block {
            bullet: is_item.then(|| bullet_of(&text)),
            text,
            gap: true,
            column: Some(card),
        };
        let text = cell.as_str();
        let first = cell.line_starts().next().unwrap_or(text.len());
        let (office, name) = office_in_front(cell.slice(0..text[..first].trim_end().len()));
        grids.members.push(block(name, false));
        grids.members.extend(office.map(|office| block(office, true)));
        if first < text.len() {
            let offices = offices_of(&cell.slice(first..text.len()));
            grids.members.extend(offices.into_iter().map(|office| block(office, true)));
        }
        grids.members.push(block(land, true));
    }
}

/// The offices of a cell, which stand one behind the other, or one below the other.
fn offices_of(cell: &TextMap) -> Vec<TextMap> {
    let text = cell.as_str();
    let starts = |at: usize, rest: &str| starts_office(rest) && !leads(&text[..at], rest) || is_chair(rest);
    let commas = text.match_indices(", ").filter(|(at, sign)| starts(*at, &text[at + sign.len()..]));
    let divided = text.match_indices("; ").chain(commas).map(|(at, sign)| (at, at + sign.len()));
    // `Chief Digital Officer (Vorsitz 2031)`, `Chief Digital Officer – Vorsitz`
    let chair = chair_behind(text);
    // `stellvertretende` above `Ministerpräsidentin` is one.
    let small = |front: &str| front.rsplit(' ').next().is_some_and(|word| word.starts_with(char::is_lowercase));
    let starts = |at: &usize| {
        let front = text[..*at].trim_end();
        is_office(&text[*at..]) && ends_text(front) && !small(front)
    };
    let below = cell.line_starts().filter(starts).map(|at| (text[..at].trim_end().len(), at));
    let mut cuts: Vec<(usize, usize)> = divided.chain(below).chain(chair).collect();
    cuts.sort_unstable();
    cuts.dedup_by_key(|(_, start)| *start);
    let starts = std::iter::once(0).chain(cuts.iter().map(|(_, start)| *start));
    let ends = cuts.iter().map(|(end, _)| *end).chain([text.len()]);
    starts.zip(ends).filter(|(start, end)| start < end).map(|(start, end)| cell.slice(start..end)).collect()
}

/// Each row as the heading of a decision: its identifier, then its title.
pub(super) fn read_decisions(body: &[GridRow<'_>], roles: &Roles, grids: &mut Grids) {
    for row in body {
        let cell = |role: Role| roles.column(role).and_then(|column| row.cell(column));
        // What goes on with `Titel der kommunalen` may stand in any column.
        let open = |last: &&mut Block| {
            let mut words = last.as_str().rsplit(' ');
            let small = words.next().is_some_and(|word| word.starts_with(char::is_lowercase));
            small && words.next().is_some_and(|word| ARTICLES.contains(&word))
        };
        let alone = row.cells().count() == 1 && !is_bare_heading(row.line.text.as_str());
        if let Some(last) = grids.decisions.last_mut().filter(|_| alone).filter(open) {
            last.text.join(Join::Space, row.line.text.clone());
            grids.read.extend(row.line.text.whole_trace().spans);
            continue;
        }
        let fields = (cell(Role::Decision), cell(Role::Title));
        // What all of them cost is none.
        if fields.0.is_none() && row.is_sum() {
            grids.read.extend(row.line.text.whole_trace().spans);
            continue;
        }
        let (Some(identifier), Some(title)) = fields else {
            grids.decisions.push(Block { text: row.line.text.clone(), bullet: None, gap: true, column: None });
            grids.in_doubt = true;
            continue;
        };
        grids.read.extend(row.line.text.whole_trace().spans);
        let mut text = identifier;
        text.join(Join::Space, title);
        grids.decisions.push(Block { text, bullet: None, gap: true, column: None });
    }
}

/// The identifier of each row, and who presents that decision, where a column says so.
pub(super) fn presenters_of(heads: &[GridRow<'_>], body: &[GridRow<'_>], roles: &Roles) -> Vec<(TextMap, TextMap)> {
    let named = |(_, text): &(u32, &str)| PRESENTER_LABELS.contains(text);
    let Some((column, _)) = heads.iter().flat_map(GridRow::cells).find(named) else { return Vec::new() };
    let row = |row: &GridRow<'_>| {
        let identifier = row.cell(roles.column(Role::Decision)?)?;
        let heading = decision_heading(identifier.as_str())?;
        let cell = row.cell(column)?;
        let name = person_in(cell.as_str())?;
        Some((identifier.slice(heading.identifier), cell.slice(name)))
    };
    body.iter().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::sheets::row_of;

    fn cell(text: &str) -> TextMap {
        TextMap::piece(text, Span::new(0, text.len())).expect("it has text")
    }

    fn joined(lines: [&str; 2]) -> TextMap {
        let mut whole = cell(lines[0]);
        whole.join(Join::Space, cell(lines[1]));
        whole
    }

    #[test]
    fn a_row_may_have_the_land_of_another_member() {
        let another = |third: &str| {
            let line = row_of(vec![(0, cell("Bayern")), (1, cell("Oda Pinn")), (2, cell(third))]);
            let row = GridRow { line: &line, mark: None, notes: &[], phrase: None, unit: None };
            names_another(&row, "Bayern")
        };
        assert!(another("Sachsen"));
        assert!(!another("BY") && !another("Staatsministerium für Digitales"));
    }

    #[test]
    fn a_name_has_its_land_in_brackets() {
        let of = |text: &str| {
            let (name, land, chair) = land_behind(&cell(text))?;
            Some([Some(name), Some(land), chair].map(|part| part.map(|part| part.as_str().to_owned())))
        };
        let parts = |parts: [Option<&str>; 3]| Some(parts.map(|part| part.map(str::to_owned)));
        assert_eq!(of("Oda Pinn (ST), Vorsitz"), parts([Some("Oda Pinn"), Some("ST"), Some("Vorsitz")]));
        assert_eq!(of("Oda Pinn (BY)"), parts([Some("Oda Pinn"), Some("BY"), None]));
        assert_eq!(of("Oda Pinn (CIO)"), None);
    }

    #[test]
    fn marks_stand_behind_cells() {
        let of = |text: &str| {
            let (cell, mark) = unmarked(&cell(text));
            (cell.as_str().to_owned(), mark.map(|mark| mark.as_str().to_owned()))
        };
        assert_eq!(of("Oda Pinn *"), ("Oda Pinn".to_owned(), Some("*".to_owned())));
        assert_eq!(of("Oda Pinn"), ("Oda Pinn".to_owned(), None));
        assert_eq!(of("*"), ("*".to_owned(), None));
    }

    #[test]
    fn a_name_has_an_office_or_another_name_below_it() {
        let office = offices_below(joined(["Oda Pinn", "Staatssekretärin"]));
        assert_eq!((office.0.as_str(), office.1.as_ref().map(TextMap::as_str)), ("Oda Pinn", Some("Staatssekretärin")));
        assert!(are_two(&joined(["Oda Pinn", "Karl Heu"])));
        assert!(!are_two(&joined(["Dr. Maria-Luise", "von Berg"])) && !are_two(&joined(["Oda", "Pinn"])));
    }
}
