//! What the columns of a table hold whose cells are known: what their heads say, where their cells agree, or what their
//! cells say alone.
//!
//! In: rows of cells. Out: [`Roles`].

use std::collections::{BTreeMap, HashSet};

use super::grid::{applicants_below, numbered_behind, says_reservation};
use super::grid_row::GridRow;
use crate::grammar::cell::{
    cell_applicants, cell_period, is_bare_amount, is_compound_head, is_land, is_year, is_year_head, number_in_front,
    parse_number, role_of_head, unit_of_head, whole_applicants, whole_date, whole_money, whole_period,
};
use crate::grammar::heading::is_bare_heading;
use crate::grammar::mark::{explains_itself, mark_at_end, reservation, tells_reservation};
use crate::grammar::period::{limit, months_of_head, months_prefix};
use crate::grammar::person::{is_office, is_organization, is_vacant, person_name};
use crate::grammar::reference::bare_identifier;
use crate::text::{Join, TextMap};
use crate::vocabulary::{CURRENCIES, HONORIFICS, OTHER_SUMS, REMARK_LABELS, Role, SEAT_WORDS, UNDECIDED_WORDS};

use super::cards::is_person_over_offices;
use super::chair::is_chair;

/// What the cells of a column say that do not say that something is reserved, if there are both, and that is one word or
/// two.
fn released_word<'a>(cells: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const MOST_WORDS: usize = 2;
    // `Go mit Vorbehalt` beside `Go`
    let is_reserved = |cell: &&str| reservation(cell) == Some(true) || tells_reservation(cell);
    let (reserved, others): (Vec<&str>, Vec<&str>) = cells.partition(is_reserved);
    let (word, rest) = others.split_first()?;
    let is_word = word.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-');
    let two = reserved.iter().any(|cell| tells_reservation(cell)) && rest.iter().all(|other| other == word);
    let undecided = UNDECIDED_WORDS.iter().any(|other| word.to_lowercase().contains(other));
    (two && !undecided && is_word && word.split(' ').count() <= MOST_WORDS && word.len() > 1).then_some(*word)
}

/// What the columns of a table hold.
#[derive(Clone)]
pub(super) struct Roles {
    pub(super) by_column: BTreeMap<u32, Role>,
    /// The unit of the budget's head.
    pub(super) unit: Option<TextMap>,
    /// Months or years, as the head of durations says.
    pub(super) months: Option<TextMap>,
    /// Whether the numbers stand in brackets behind the titles, of all rows: `Rechenzentrum (RZ 2)` may be a name.
    pub(super) numbers_behind: bool,
    /// The same of numbers in front of them, with a blank alone between: `V-02 Titel`.
    pub(super) numbers_before: bool,
    /// Whether a head names the column of numbers, or its cells are codes (`P-012`).
    numbered: bool,
    /// Whether a head says that names have their last part first: `Name, Vorname`.
    pub(super) family_first: bool,
    /// Whether the applicants stand on the last line of the title's cell.
    pub(super) applicants_below: bool,
    /// Whether cells of the column of reservations say so in words, below a head that does not.
    pub(super) says_reserved: bool,
    /// Whether that column is one of remarks, which may say other things as well.
    pub(super) remarks: bool,
    /// What its cells say where nothing is reserved, if all say the same: `startet`.
    pub(super) released: Option<String>,
    /// The head of the column of the chair.
    pub(super) chair: Option<TextMap>,
    /// Columns that no field has: their heads, and whether they hold what another one was read for.
    pub(super) spare: Vec<(TextMap, bool)>,
}

/// The unit of money in a head as it stands behind an amount: `Mio. EUR` of `EUR Mio.`
pub(super) fn unit_of(head: &TextMap) -> Option<TextMap> {
    let range = unit_of_head(head.as_str())?;
    let unit = head.slice(range);
    let parts = unit.as_str().split_once(' ').filter(|(currency, _)| CURRENCIES.contains(currency));
    let Some((currency, scale)) = parts else { return Some(unit) };
    let mut behind = unit.slice(unit.as_str().len() - scale.len()..unit.as_str().len());
    behind.join(Join::Space, unit.slice(0..currency.len()));
    Some(behind)
}

impl Roles {
    /// What is `given` of some columns holds, whatever stands there.
    pub(super) fn of(heads: &[GridRow<'_>], body: &[GridRow<'_>], given: BTreeMap<u32, Role>) -> Self {
        let mut by_column = given;
        let (mut unit, mut months) = (None, None);
        // The head may stand there again, above each programme.
        let is_value = |row: &&GridRow<'_>| !row.is_lone() && !row.is_sum() && !row.is_head();
        let values: Vec<&GridRow<'_>> = body.iter().filter(is_value).collect();
        let columns: Vec<u32> = {
            let cells = heads.iter().chain(body).flat_map(|row| row.cells().map(|(column, _)| column));
            let mut columns: Vec<u32> = cells.collect();
            columns.sort_unstable();
            columns.dedup();
            columns
        };
        let agrees = |column: u32, test: &dyn Fn(&str) -> bool| {
            let cells: Vec<&str> = values.iter().filter_map(|row| row.str(column)).collect();
            !cells.is_empty() && cells.iter().filter(|text| test(text)).count() * 2 >= cells.len()
        };
        let over_offices = |column: u32| {
            let cells: Vec<TextMap> = values.iter().filter_map(|row| row.cell(column)).collect();
            !cells.is_empty() && cells.iter().filter(|cell| is_person_over_offices(cell)).count() * 2 >= cells.len()
        };
        // Heads that name a table of projects hold, whatever stands below them.
        let said: Vec<Role> =
            heads.iter().flat_map(GridRow::cells).filter_map(|(_, text)| role_of_head(text)).collect();
        let names = |roles: &[Role]| roles.iter().any(|role| said.contains(role));
        let of_projects = names(&[Role::Budget])
            && names(&[Role::Title])
            && names(&[Role::Number])
            && names(&[Role::Period, Role::Start]);
        for column in &columns {
            if by_column.contains_key(column) {
                continue;
            }
            let named = heads.iter().rev().find_map(|row| {
                let head = row.cell(*column)?;
                // `V` or `HHV`, of which a legend says that it is a reservation.
                let is_mark = row.mark.is_some_and(|mark| head.as_str().chars().eq([mark]));
                if is_mark || row.says_phrase(head.as_str()) {
                    return Some((Role::Reservation, None, false));
                }
                let role = role_of_head(head.as_str())?;
                let own = unit_of(&head);
                let unit = own.or_else(|| row.unit.cloned().filter(|_| role == Role::Budget));
                Some((role, unit, is_compound_head(head.as_str())))
            });
            let Some((role, own_unit, compound)) = named else { continue };
            // What a column is called outright goes before what another one is called by its end: `Beginn` and `Baubeginn`.
            let outright = |role: Role| {
                let mut others = heads.iter().flat_map(GridRow::cells).filter(|(_, text)| !is_compound_head(text));
                others.any(|(_, text)| role_of_head(text) == Some(role))
            };
            let rivals = match role {
                Role::Period => vec![Role::Period, Role::Start, Role::End],
                Role::Start => vec![Role::Period, Role::Start],
                role => vec![role],
            };
            if compound && rivals.into_iter().any(outright) {
                continue;
            }
            let has_unit = own_unit.is_some();
            // `Lfd. Nr. – Vorhaben` heads titles, `Dauer` months as well as periods, and `Von wann bis wann` those.
            let with_title = |text: &str| parse_number(text).is_some_and(|number| number.title.is_some());
            let lasts = |text: &str| months_prefix(text).is_some_and(|(_, len)| len == text.len());
            let role = match role {
                Role::Number if agrees(*column, &with_title) => Role::Title,
                Role::Period if agrees(*column, &lasts) => Role::Duration,
                Role::Start if agrees(*column, &|text| whole_period(text).is_some()) => Role::Period,
                // `Titel` beside `Name` or `Vorname`
                Role::Title
                    if names(&[Role::GivenName, Role::Member])
                        && agrees(*column, &|text| is_honorific(text) || reservation(text) == Some(false)) =>
                {
                    Role::Honorific
                }
                Role::Title if names(&[Role::GivenName]) => Role::FamilyName,
                // `Vorsitz` and `Mitglied`
                Role::Office if agrees(*column, &|text| is_chair(text) || is_seat(text)) => Role::Chair,
                // `Wer` heads persons, too.
                Role::Applicants if agrees(*column, &|text| is_person(text)) || over_offices(*column) => Role::Member,
                // `Federführung`, and beside it `Beteiligte`
                Role::Applicants if by_column.values().any(|other| *other == role) => Role::Partners,
                other => other,
            };
            let taken = by_column.values().any(|other| *other == role);
            // Where nothing is reserved, the column is empty.
            let may_be_empty = matches!(role, Role::Reservation | Role::Chair | Role::Honorific);
            let empty = values.is_empty() || may_be_empty && values.iter().all(|row| row.cell(*column).is_none());
            let only = said.iter().filter(|other| **other == role).count() < 2;
            if !taken && (empty || of_projects && only || agrees(*column, &|text| role.fits_named(text, has_unit))) {
                by_column.insert(*column, role);
                match role {
                    Role::Budget => unit = own_unit,
                    Role::Duration => {
                        let heads = heads.iter().filter_map(|row| row.cell(*column));
                        months = heads.filter_map(|head| Some(head.slice(months_of_head(head.as_str())?))).next_back();
                    }
                    _ => {}
                }
            }
        }
        // The name over both, `Zeitraum`, may stand above the first or the last alone.
        let find = |role: Role| by_column.iter().find(|(_, other)| **other == role).map(|(column, _)| *column);
        let from_to = |text: &str| text.contains(['–', '-']) || text.contains(" bis ");
        if let Some(period) = find(Role::Period).filter(|period| !agrees(*period, &from_to)) {
            match (find(Role::Start), find(Role::End)) {
                (None, Some(end)) if period < end => drop(by_column.insert(period, Role::Start)),
                (Some(start), None) if start < period => drop(by_column.insert(period, Role::End)),
                _ => {}
            }
        }
        // Columns whose heads say nothing.
        let order = [Role::Period, Role::Budget, Role::Decision, Role::Applicants, Role::Number, Role::Reservation];
        for role in order {
            let has = |role: Role| by_column.values().any(|other| *other == role);
            if has(role) || role == Role::Period && has(Role::Start) && has(Role::End) {
                continue;
            }
            // Small numbers count other things, too, where a head says so.
            // `x` marks other things as well: that it is a reservation its cells say, or a head that is the mark (`V`).
            let says_nothing = |column: u32| {
                let cells = || values.iter().filter_map(|row| row.str(column));
                let is_mark = |head: TextMap| cells().all(|cell| cell == head.as_str());
                let head_is_mark = heads.iter().filter_map(|row| row.cell(column)).any(is_mark);
                !head_is_mark && !cells().any(explains_itself)
            };
            // `P-012` counts nothing else.
            let is_coded = |column: u32| {
                let cells = || values.iter().filter_map(|row| row.str(column));
                cells().all(|cell| cell.starts_with(char::is_alphabetic) && parse_number(cell).is_some())
            };
            let other = |column: u32| match role {
                Role::Number => heads.iter().any(|row| row.cell(column).is_some()) && !is_coded(column),
                // The sum of one year is not that of a project.
                Role::Budget => heads.iter().filter_map(|row| row.cell(column)).any(|head| is_year_head(head.as_str())),
                Role::Reservation => says_nothing(column),
                _ => false,
            };
            let free = columns.iter().find(|column| {
                !by_column.contains_key(column) && !other(**column) && agrees(**column, &|text| role.fits(text, false))
            });
            by_column.extend(free.map(|column| (*column, role)));
        }
        // The letters of a column that a legend explains: `F`, `V`.
        let marks = |column: u32| {
            let cells: Vec<&str> = values.iter().filter_map(|row| row.line_str(column)).collect();
            let one = |cell: &&str| cell.chars().count() == 1;
            let is_mark = |cell: &&str| values[0].mark.is_some_and(|mark| cell.starts_with(mark));
            cells.iter().all(one) && cells.iter().any(is_mark)
        };
        if !by_column.values().any(|role| *role == Role::Reservation) && !values.is_empty() {
            let free = columns.iter().find(|column| !by_column.contains_key(column) && marks(**column));
            by_column.extend(free.map(|column| (*column, Role::Reservation)));
        }
        // `startet`, `unter Vorbehalt`: the one word beside it says that there is none.
        let mut released = None;
        if !by_column.values().any(|role| *role == Role::Reservation) {
            let two = |column: &u32| Some((*column, released_word(values.iter().filter_map(|row| row.str(*column)))?));
            let found = columns.iter().filter(|column| !by_column.contains_key(column)).find_map(two);
            if let Some((column, word)) = found {
                by_column.insert(column, Role::Reservation);
                released = Some(word.to_owned());
            }
        }
        let mut roles = Self {
            by_column,
            unit,
            months,
            numbers_behind: false,
            numbers_before: false,
            numbered: false,
            family_first: heads.iter().flat_map(GridRow::cells).any(|(_, head)| head.ends_with(", Vorname")),
            applicants_below: false,
            says_reserved: false,
            remarks: false,
            released,
            chair: None,
            spare: Vec::new(),
        };
        let head = |column: u32| heads.iter().rev().find_map(|row| row.cell(column));
        roles.chair = roles.column(Role::Chair).and_then(head);
        if let Some(column) = roles.column(Role::Reservation) {
            let head = head(column);
            roles.remarks = head.as_ref().is_some_and(|head| REMARK_LABELS.contains(&head.as_str()));
            roles.says_reserved = head.is_none_or(|head| !explains_itself(head.as_str()))
                && values.iter().any(|row| row.str(column).is_some_and(explains_itself));
        }
        let is_date = |text: &str| whole_date(text).is_some();
        let named = |column: u32| heads.iter().any(|row| row.cell(column).is_some());
        let days: Vec<u32> = columns.iter().copied().filter(|at| !named(*at) && agrees(*at, &is_date)).collect();
        roles.find_days(&days);
        roles.find_people(&columns, &values);
        roles.find_title(&columns, &values);
        let behind = |column: u32| {
            let titles: Vec<&str> = values.iter().filter_map(|row| row.str(column)).collect();
            !titles.is_empty() && titles.iter().all(|text| numbered_behind(text).is_some())
        };
        roles.numbers_behind = !roles.has(Role::Number) && roles.column(Role::Title).is_some_and(behind);
        let coded = |column: u32| {
            values.iter().filter_map(|row| row.str(column)).all(|cell| cell.starts_with(char::is_alphabetic))
        };
        roles.numbered = roles.column(Role::Number).is_some_and(|column| named(column) || coded(column));
        let before = |column: u32| {
            let titles: Vec<&str> = values.iter().filter_map(|row| row.str(column)).collect();
            titles.len() > 1 && titles.iter().all(|text| number_in_front(text).is_some())
        };
        roles.numbers_before = !roles.has(Role::Number) && roles.column(Role::Title).is_some_and(before);
        let below = |column: u32| {
            let titles: Vec<TextMap> = values.iter().filter_map(|row| row.cell(column)).collect();
            let with = titles.iter().filter(|cell| applicants_below(cell).is_some()).count();
            titles.len() > 1 && with * 5 >= titles.len() * 4
        };
        roles.applicants_below = !roles.has(Role::Applicants) && roles.column(Role::Title).is_some_and(below);
        for column in columns.iter().filter(|column| !roles.by_column.contains_key(column)) {
            let Some(value) = values.iter().find_map(|row| row.cell(*column)) else { continue };
            let head = heads.iter().rev().find_map(|row| row.cell(*column)).unwrap_or(value);
            // `unter Vorbehalt` behind a title stands where that ends; other words may stand for it, as a legend says.
            let cells = || values.iter().filter_map(|row| Some((row, row.str(*column)?)));
            let phrase = cells().any(|(row, cell)| row.says_phrase(cell))
                && cells().all(|(row, cell)| row.says_phrase(cell) || reservation(cell) == Some(false));
            if phrase || cells().all(|(_, cell)| says_reservation(cell)) {
                continue;
            }
            let rivals = [Role::Budget, Role::Period, Role::Applicants].into_iter().filter(|role| roles.has(*role));
            let mut same = rivals.filter(|role| agrees(*column, &|text| role.fits(text, roles.unit.is_some())));
            // A column for each year holds parts of the sum.
            let other = head.as_str().split([' ', '(']).any(|word| OTHER_SUMS.contains(&word));
            let rival = same.next().is_some() && !is_year_head(head.as_str()) && !other
                || cells().any(|(_, cell)| explains_itself(cell));
            roles.spare.push((head, rival));
        }
        roles
    }

    /// Two columns of dates are begin and end.
    fn find_days(&mut self, days: &[u32]) {
        if self.has(Role::Period) || self.has(Role::Start) {
            return;
        }
        let free: Vec<u32> = days.iter().copied().filter(|column| !self.by_column.contains_key(column)).collect();
        if let [start, end] = free[..] {
            self.by_column.extend([(start, Role::Start), (end, Role::End)]);
        }
    }

    /// A column of names is that of members beside one of offices and one of Länder.
    fn find_people(&mut self, columns: &[u32], values: &[&GridRow<'_>]) {
        let known = [Role::Member, Role::Title, Role::Budget, Role::Period, Role::Start];
        if known.into_iter().any(|role| self.has(role)) {
            return;
        }
        let most = |column: u32, test: &dyn Fn(&str) -> bool| {
            let cells: Vec<&str> = values.iter().filter_map(|row| row.str(column)).collect();
            cells.iter().filter(|text| test(text)).count() * 5 > cells.len() * 4
        };
        let free = || columns.iter().copied().filter(|column| !self.by_column.contains_key(column));
        let lands = self.column(Role::Applicants).filter(|column| most(*column, &is_land));
        let offices = free().find(|column| most(*column, &is_office));
        let names = free().find(|column| most(*column, &|text| person_name(text).is_some() || is_vacant(text)));
        if let (Some(_), Some(office), Some(name)) = (lands, offices, names) {
            self.by_column.extend([(name, Role::Member), (office, Role::Office)]);
        }
    }

    /// The widest column of words is the title, if none is named so.
    fn find_title(&mut self, columns: &[u32], values: &[&GridRow<'_>]) {
        if self.column(Role::Title).is_some() || self.column(Role::Member).is_some() {
            return;
        }
        let words = |column: u32| -> usize {
            let cells: Vec<&str> = values.iter().filter_map(|row| row.str(column)).collect();
            if cells.iter().filter(|text| Role::Title.fits(text, false)).count() * 2 < cells.len() {
                return 0;
            }
            cells.iter().flat_map(|text| text.chars()).filter(|c| c.is_alphabetic()).count()
        };
        let free = || columns.iter().copied().filter(|column| !self.by_column.contains_key(column));
        // What decisions are called stands beside their identifiers, and behind it what it means for somebody.
        if let Some(decision) = self.column(Role::Decision) {
            const FEWEST: usize = 6;
            let differ = |column: u32| {
                let cells: Vec<&str> = values.iter().filter_map(|row| row.str(column)).collect();
                cells.iter().collect::<HashSet<_>>().len() * 2 > cells.len()
            };
            let long = |column: &u32| words(*column) >= FEWEST * values.len();
            let beside = free().find(|column| *column > decision && long(column) && differ(*column));
            if let Some(column) = beside {
                self.by_column.insert(column, Role::Title);
                return;
            }
        }
        let widest = free().max_by_key(|column| words(*column)).filter(|column| words(*column) > 0);
        self.by_column.extend(widest.map(|column| (column, Role::Title)));
    }

    /// Whether the rows of another table have the same columns.
    pub(super) fn fit(&self, body: &[GridRow<'_>]) -> bool {
        let rows: Vec<&GridRow<'_>> = body.iter().filter(|row| !row.is_lone() && !row.is_sum()).collect();
        // Numbers and words stand in other tables, too.
        let telling = |role: &Role| matches!(role, Role::Budget | Role::Period | Role::Start | Role::End);
        let fits = |row: &&&GridRow<'_>| {
            let known = row.cells().filter_map(|(column, text)| Some((self.by_column.get(&column)?, text)));
            let read: Vec<(&Role, bool)> =
                known.map(|(role, text)| (role, role.fits(text, self.unit.is_some()))).collect();
            read.iter().any(|(role, _)| telling(role)) && read.iter().all(|(_, fits)| *fits)
        };
        !rows.is_empty() && rows.iter().filter(fits).count() * 2 > rows.len()
    }

    pub(super) fn column(&self, role: Role) -> Option<u32> {
        self.by_column.iter().find(|(_, other)| **other == role).map(|(column, _)| *column)
    }

    pub(super) fn has(&self, role: Role) -> bool {
        self.column(role).is_some()
    }

    /// Sums of money and numbers stand in other tables, too, unless a head says that they count projects.
    pub(super) fn are_of_projects(&self) -> bool {
        let ends = self.has(Role::End) || self.has(Role::Duration);
        let time = self.has(Role::Period) || self.has(Role::Start) && ends;
        let counted = self.has(Role::Number) && (self.numbered || self.has(Role::Applicants));
        self.has(Role::Title) && self.has(Role::Budget) && (time || counted)
    }
}

/// Whether a cell says that somebody is a member, and no more.
fn is_seat(text: &str) -> bool {
    SEAT_WORDS.contains(&text)
}

/// Whether a text is titles of a person and nothing else: `Prof. Dr.`
pub(super) fn is_honorific(text: &str) -> bool {
    text.split(' ').all(|word| HONORIFICS.contains(&word))
}

impl Role {
    /// Whether a cell can be one of a column whose head says this role.
    pub(super) fn fits_named(self, text: &str, has_unit: bool) -> bool {
        match self {
            Role::Period => cell_period(text).is_some() || limit(text).is_some(),
            Role::Applicants => cell_applicants(text).is_some() || is_land(text),
            _ => self.fits(text, has_unit),
        }
    }

    /// Whether a cell can be one of a column with this role; `has_unit` says that its head has a unit of money.
    pub(super) fn fits(self, text: &str, has_unit: bool) -> bool {
        match self {
            Role::Period => whole_period(text).is_some(),
            Role::Start | Role::End => whole_date(text).is_some(),
            Role::Budget => {
                // `1.000 € (Vorbehalt)`
                let text = mark_at_end(text).map_or(text, |at| text[..at].trim_end());
                whole_money(text).is_some() || has_unit && is_bare_amount(text)
            }
            Role::Applicants => whole_applicants(text).is_some() || is_land(text),
            Role::Number => parse_number(text).is_some(),
            Role::Duration => {
                text.parse::<u32>().is_ok() || months_prefix(text).is_some_and(|(_, len)| len == text.len())
            }
            Role::Reservation => reservation(text).is_some(),
            Role::Chair => reservation(text).is_some() || is_year(text) || is_chair(text),
            Role::Decision => bare_identifier(text).is_some() || is_bare_heading(text),
            Role::Partners => whole_applicants(text).is_some() || reservation(text) == Some(false),
            Role::Title => {
                text.contains(char::is_alphabetic) && whole_money(text).is_none() && whole_period(text).is_none()
            }
            // A Land is nobody's name.
            Role::Member => text.contains(char::is_alphabetic) && !is_land(text),
            Role::Programme | Role::Office => text.contains(char::is_alphabetic),
            Role::Honorific => text.starts_with(char::is_alphabetic) || reservation(text) == Some(false),
            Role::GivenName | Role::FamilyName => text.starts_with(char::is_alphabetic),
        }
    }
}

/// Whether a cell is a person's whole name: no Land, and no body.
fn is_person(text: &str) -> bool {
    text.contains(' ') && person_name(text).is_some() && whole_applicants(text).is_none() && !is_organization(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_beside_reservations_releases() {
        let read = |cells: &[&'static str]| released_word(cells.iter().copied());
        assert_eq!(read(&["startet", "unter Vorbehalt", "startet"]), Some("startet"));
        assert_eq!(read(&["startet", "läuft", "unter Vorbehalt"]), None);
        assert_eq!(read(&["zurückgestellt", "unter Vorbehalt"]), None);
        assert_eq!(read(&["startet", "startet"]), None);
    }
}
