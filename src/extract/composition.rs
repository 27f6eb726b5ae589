//! Tables that say who may vote in a body.
//!
//! | table | read as |
//! | --- | --- |
//! | `Gremium│stimmberechtigt│beratend` above `Arbeitsgruppe Name│Bund, BW│FITKO` | a body in each row |
//! | `stimmberechtigt│Bund, BW`, `beratend│FITKO`, one below the other | one body |
//! | `Mitglied│Stimmrecht` above `Bund│ja`, `FITKO│beratend` | one body |
//! | `Stimmberechtigt│Beratend` above their names in one or more rows | one body |
//!
//! In: the rows of a table that holds no records. Out: the bodies, each with the names that the table has.

use crate::grammar::body::{find_body_name, member_code, names_of_members, voting_of};
use crate::grammar::mark::{reservation, says_yes};
use crate::layout::{Block, Cell, Line};
use crate::source::Span;
use crate::text::{Join, TextMap};
use crate::vocabulary::{APPLICANT_BODIES, BODY_NOUNS, VOTING_HEADS};

/// The members of one body.
#[derive(Debug, Clone, Default)]
pub(crate) struct Composition {
    /// What the table calls it.
    pub(crate) name: Option<TextMap>,
    pub(crate) voting: Vec<TextMap>,
    pub(crate) non_voting: Vec<TextMap>,
    /// Cells that hold more than names, each with whether those may vote.
    pub(crate) open: Vec<(TextMap, bool)>,
}

impl Composition {
    /// Adds the names of a cell, if it holds some or nothing; what says who may vote is none.
    fn add(&mut self, cell: &TextMap, voting: bool) -> Option<()> {
        if !cell.as_str().contains(char::is_alphanumeric) {
            return Some(());
        }
        voting_of(cell.as_str()).is_none().then_some(())?;
        let (names, open) = names_of_members(cell.as_str());
        let names: Vec<TextMap> = names.into_iter().map(|name| cell.slice(name)).collect();
        (!names.is_empty()).then_some(())?;
        if open {
            self.open.push((cell.clone(), voting));
        }
        let list = if voting { &mut self.voting } else { &mut self.non_voting };
        list.extend(names);
        Some(())
    }

    fn has_voters(&self) -> bool {
        !self.voting.is_empty()
    }
}

/// A table of them, and its rows as blocks, for slides of no decision.
#[derive(Debug, Clone)]
pub(super) struct Compositions {
    pub(super) bodies: Vec<Composition>,
    pub(super) rows: Vec<Block>,
}

impl Compositions {
    /// The bytes of its rows.
    pub(super) fn spans(&self) -> impl Iterator<Item = Span> {
        self.rows.iter().flat_map(|row| row.text.whole_trace().spans)
    }
}

/// The bodies of a table, if it is one of them.
pub(super) fn compositions(rows: &[Line]) -> Option<Compositions> {
    let bodies = by_heads(rows).or_else(|| by_rows(rows)).or_else(|| by_members(rows))?;
    let block = |row: &Line| Block { text: row.text.clone(), bullet: None, gap: true, column: None };
    Some(Compositions { bodies, rows: rows.iter().map(block).collect() })
}

fn text(row: &Line, cell: &Cell) -> TextMap {
    row.text.slice(cell.range.clone())
}

/// Where the heads say who may vote.
fn by_heads(rows: &[Line]) -> Option<Vec<Composition>> {
    let (head, below) = rows.split_first()?;
    let cells = || head.cells.iter().map(|cell| (cell.column, text(head, cell)));
    let kinds: Vec<(u32, bool)> = cells().filter_map(|(at, head)| Some((at, voting_of(head.as_str())?))).collect();
    kinds.iter().any(|(_, voting)| *voting).then_some(())?;
    let mut of_names = cells().filter(|(at, _)| kinds.iter().all(|(kind, _)| kind != at));
    let named = of_names.next();
    if of_names.next().is_some() || below.is_empty() {
        return None;
    }
    let mut bodies: Vec<Composition> = Vec::new();
    for row in below {
        if bodies.is_empty() || named.is_some() {
            bodies.push(Composition::default());
        }
        let body = bodies.last_mut()?;
        for cell in &row.cells {
            let own = text(row, cell);
            if row.cells.len() < head.cells.len() && kinds.len() > 1 && named.is_some() {
                return None;
            }
            match (kinds.iter().find(|(at, _)| *at == cell.column), &named) {
                (Some((_, voting)), _) => body.add(&own, *voting)?,
                (None, Some((at, head))) if *at == cell.column => body.name = Some(name_of(head, own)),
                _ => return None,
            }
        }
    }
    bodies.iter().all(Composition::has_voters).then_some(bodies)
}

/// Where the rows do.
fn by_rows(rows: &[Line]) -> Option<Vec<Composition>> {
    let kind = |row: &Line| voting_of(text(row, row.cells.first()?).as_str());
    let below = match rows.split_first()? {
        (head, below) if kind(head).is_none() => below,
        _ => rows,
    };
    let heads = rows[..rows.len() - below.len()].iter();
    let heads: Vec<TextMap> = heads.flat_map(|head| head.cells.iter().map(|cell| text(head, cell))).collect();
    let mut body = Composition { name: name_in(&heads), ..Composition::default() };
    for row in below {
        let [_, names] = &row.cells[..] else { return None };
        body.add(&text(row, names), kind(row)?)?;
    }
    body.has_voters().then(|| vec![body])
}

/// Where each row is of one member: `Mitglied│Stimmrecht` above `Bund│ja`, `FITKO│beratend`.
fn by_members(rows: &[Line]) -> Option<Vec<Composition>> {
    let pair = |row: &Line| match &row.cells[..] {
        [name, vote] => Some([text(row, name), text(row, vote)]),
        _ => None,
    };
    let rows: Option<Vec<[TextMap; 2]>> = rows.iter().map(pair).collect();
    of_members(&rows?).map(|body| vec![body])
}

/// The body of such rows.
fn of_members(rows: &[[TextMap; 2]]) -> Option<Composition> {
    const FEWEST: usize = 2;
    let ([name, votes], below) = rows.split_first()?;
    // Without its head a table of votes is one where each row says so itself.
    let headed = VOTING_HEADS.contains(&votes.as_str()) && member_code(name.as_str()).is_none();
    let told = || rows.iter().all(|[_, vote]| voting_of(vote.as_str()).is_some());
    let below = if headed { below } else { Some(rows).filter(|_| told())? };
    let mut body = Composition::default();
    for [name, vote] in below {
        let vote = vote.as_str();
        let said = || reservation(vote).filter(|yes| !yes || says_yes(vote));
        body.add(name, voting_of(vote).or_else(said)?)?;
    }
    (below.len() >= FEWEST && body.has_voters()).then_some(body)
}

/// The same where the rows of a text were put together, and nobody knows their cells: takes them off the lines.
pub(super) fn take_compositions(lines: &mut Vec<Line>) -> Vec<Compositions> {
    const FEWEST: usize = 4;
    let mut found = Vec::new();
    lines.retain(|line| {
        let of_pieces = Some(line).filter(|line| line.cells.is_empty() && line.pieces.len() >= FEWEST);
        let body = of_pieces.and_then(|line| by_pieces(&line.pieces).or_else(|| by_pairs(&line.pieces)));
        let Some(body) = body else { return true };
        let rows = vec![Block { text: line.text.clone(), bullet: None, gap: true, column: None }];
        found.push(Compositions { bodies: vec![body], rows });
        false
    });
    found
}

/// Pieces that are two cells each row, below a head: `Mitglied`, `Stimmrecht`, `Bund`, `ja`.
fn by_pairs(pieces: &[TextMap]) -> Option<Composition> {
    let pairs = pieces.chunks(2).map(|pair| <[TextMap; 2]>::try_from(pair.to_vec()).ok());
    let pairs: Vec<[TextMap; 2]> = pairs.collect::<Option<_>>()?;
    VOTING_HEADS.contains(&pairs[0][1].as_str()).then(|| of_members(&pairs))?
}

/// Pieces of which each that says who may vote stands before names.
fn by_pieces(pieces: &[TextMap]) -> Option<Composition> {
    let kind = |piece: &TextMap| voting_of(piece.as_str());
    let first = pieces.iter().position(|piece| kind(piece).is_some())?;
    let (heads, rest) = pieces.split_at(first);
    let mut body = Composition { name: name_in(heads), ..Composition::default() };
    let mut voting = None;
    for piece in rest {
        match kind(piece) {
            // Two beside each other are heads.
            Some(_) if voting.is_some() && body.voting.is_empty() && body.non_voting.is_empty() => return None,
            Some(own) => voting = Some(own),
            None => body.add(piece, voting?)?,
        }
    }
    // What nobody knows may be a part of a name that stands on two lines.
    let known = |name: &TextMap| member_code(name.as_str()).is_some() || APPLICANT_BODIES.contains(&name.as_str());
    body.voting.iter().chain(&body.non_voting).all(known).then_some(())?;
    body.has_voters().then_some(body)
}

/// The body that one of the heads of a table names.
fn name_in(heads: &[TextMap]) -> Option<TextMap> {
    heads.iter().find_map(|head| Some(head.slice(find_body_name(head.as_str())?)))
}

/// The name of a body in a cell; `Schnittstellen` below `Unterarbeitsgruppe` is one with its head.
fn name_of(head: &TextMap, cell: TextMap) -> TextMap {
    let noun = |text: &str| BODY_NOUNS.contains(&text);
    if !noun(head.as_str()) || cell.as_str().split(' ').any(noun) {
        return cell;
    }
    let mut name = head.clone();
    name.join(Join::Space, cell);
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of a table as its text and as the pieces of one line.
    fn table(rows: &[&[&str]]) -> Vec<Line> {
        let row = |cells: &&[&str]| {
            let whole = cells.join(" ");
            let mut start = 0;
            let cells = (0..).zip(*cells).map(|(column, cell)| {
                let range = start..start + cell.len();
                start = range.end + 1;
                Cell { range, table: 0, column, over: 1, items: Vec::new() }
            });
            let cells = cells.collect();
            Line { cells, ..Line::of(piece(&whole)) }
        };
        rows.iter().map(row).collect()
    }

    fn piece(text: &str) -> TextMap {
        TextMap::piece(text, Span::new(0, text.len())).expect("it has text")
    }

    fn said(bodies: &[Composition]) -> Vec<String> {
        let names = |names: &[TextMap]| names.iter().map(TextMap::as_str).collect::<Vec<_>>().join("+");
        let name = |body: &Composition| body.name.as_ref().map_or(String::new(), |name| name.as_str().to_owned());
        bodies
            .iter()
            .map(|body| format!("{}: {} / {}", name(body), names(&body.voting), names(&body.non_voting)))
            .collect()
    }

    #[test]
    fn tables_of_votes() {
        let read = |rows: &[&[&str]]| compositions(&table(rows)).map(|table| said(&table.bodies)).unwrap_or_default();
        let heads: &[&[&str]] =
            &[&["Gremium", "stimmberechtigt", "beratend"], &["AG Netze", "Bund, BW", "FITKO"], &["AG Wege", "HE", "–"]];
        assert_eq!(read(heads), ["AG Netze: Bund+BW / FITKO", "AG Wege: HE / "]);
        let rows: &[&[&str]] = &[&["stimmberechtigt", "Bund, BW"], &["beratend", "FITKO"]];
        assert_eq!(read(rows), [": Bund+BW / FITKO"]);
        let labels: &[&[&str]] = &[&["Stimmberechtigt:", "Bund, BW"], &["Beratend:", "FITKO, BSI"]];
        assert_eq!(read(labels), [": Bund+BW / FITKO+BSI"]);
        let members: &[&[&str]] = &[&["Mitglied", "Stimmrecht"], &["Bund", "ja"], &["Dataport", "nein"], &["HE", "ja"]];
        assert_eq!(read(members), [": Bund+HE / Dataport"]);
        let unknown: &[&[&str]] = &[&["Mitglied", "Stimmrecht"], &["Bund", "ja"], &["Dataport", "vielleicht"]];
        assert!(read(unknown).is_empty());
        let nobody: &[&[&str]] = &[&["Mitglied", "Stimmrecht"], &["Bund", "nein"], &["HE", "nein"]];
        assert!(read(nobody).is_empty());
    }

    #[test]
    fn tables_of_votes_in_pieces() {
        let read = |pieces: &[&str]| {
            let mut line = Line::of(piece(&pieces.join(" ")));
            line.pieces = pieces.iter().map(|text| piece(text)).collect();
            let mut lines = vec![line];
            let found = take_compositions(&mut lines);
            assert_eq!(found.len() + lines.len(), 1);
            found.iter().flat_map(|table| said(&table.bodies)).collect::<Vec<_>>()
        };
        let pairs = ["Mitglied", "Stimmrecht", "Bund", "ja", "FITKO", "beratend"];
        assert_eq!(read(&pairs), [": Bund / FITKO"]);
        assert!(read(&pairs[..5]).is_empty());
        assert!(read(&["Vorhaben", "Budget", "Bund", "ja", "FITKO", "nein"]).is_empty());
        assert_eq!(
            read(&["AG Netze", "stimmberechtigt", "Bund", "BW", "beratend", "FITKO"]),
            ["AG Netze: Bund+BW / FITKO"]
        );
    }
}
