//! Deadlines and sessions on one line of time, which runs downwards, so that their words have room.

use chrono::{Datelike, Months, NaiveDate};

use super::svg::{Svg, text_width};
use super::timeline::{Scale, quarter};
use super::words::{self, day, month};
use super::{Cell, Picture, drawn};
use crate::record::{Deadline, Decision, Extraction, Precision};
use crate::review::language::Language;

/// Where the line stands, and where the labels begin.
const LINE: f64 = 70.0;
const LABELS: f64 = 100.0;
/// Units of a label of two lines, of three, and of one.
const LABEL: f64 = 42.0;
const TALL_LABEL: f64 = 60.0;
const SHORT_LABEL: f64 = 26.0;
/// From the top of a label to the middle of its first line.
const ANCHOR: f64 = 8.0;
/// Units of a quarter, where that is enough for its labels; the most of a line that labels do not need.
const QUARTER: f64 = 40.0;
const LONGEST: f64 = 640.0;
/// Where the line begins, how far above its first label, and what the name of a quarter needs.
const TOP: f64 = 2.0;
const ABOVE: f64 = 14.0;
const NAME: f64 = 15.0;
const DOT: f64 = 4.5;

/// The picture, where there are deadlines.
pub(super) fn picture(extraction: &Extraction, language: Language) -> Option<Picture> {
    let line = Line::of(extraction, language)?;
    let count = line.dated.len() + line.sessions.len() + line.neither.len();
    let title = words::DEADLINES_TITLE.of(language).to_owned();
    let mut deciding: Vec<&str> = line.all().map(|due| due.decision.id.as_str()).collect();
    deciding.dedup();
    deciding.sort_unstable();
    deciding.dedup();
    let description = words::DEADLINES_DESCRIPTION.with(
        language,
        &[
            &words::DEADLINES_COUNTED.of(language, count),
            &words::DECISIONS_COUNTED.dative(language, deciding.len()),
            &line.dated.len().to_string(),
            &line.sessions.len().to_string(),
            &line.neither.len().to_string(),
        ],
    );
    let svg = drawn(extraction, "deadlines", (&title, &description), |svg| line.draw(svg));
    let columns = [words::DEADLINE, words::DATE, words::SESSION_COLUMN, words::DECISION, words::TITLE, words::WORDING];
    let head = columns.iter().map(|name| name.of(language).to_owned()).collect();
    Some(Picture { id: "deadlines", title, description, svg, head, rows: line.rows() })
}

/// The item that sets a deadline, from where it speaks of it.
pub(in crate::review) fn setting_item(decision: &Decision, position: usize) -> Option<String> {
    let deadline = decision.deadlines.get(position)?;
    Some(Due { decision, deadline, position }.excerpt()).filter(|item| *item != deadline.text)
}

/// A deadline of a decision, and its position among those.
struct Due<'a> {
    decision: &'a Decision,
    deadline: &'a Deadline,
    position: usize,
}

impl<'a> Due<'a> {
    /// The item whose bytes hold its own; its words where none does.
    fn wording(&self) -> &'a str {
        let provenance = &self.decision.provenance;
        let own = provenance.get(&format!("deadlines[{}].text", self.position)).and_then(|trace| trace.spans.first());
        let holds = |path: String| {
            let spans = provenance.get(&path).map_or(&[][..], |trace| &trace.spans);
            own.is_some_and(|own| spans.iter().any(|span| span.start <= own.start && own.start < span.end))
        };
        let sections = self.decision.sections.iter().enumerate();
        let items =
            sections.flat_map(|(at, section)| section.items.iter().enumerate().map(move |(item, it)| (at, item, it)));
        let mut found = items.filter(|(section, item, _)| holds(format!("sections[{section}].items[{item}].text")));
        found.next().map_or(self.deadline.text.as_str(), |(.., item)| item.text.as_str())
    }

    /// The wording from where it speaks of this deadline, if it speaks of another one before.
    fn excerpt(&self) -> String {
        let wording = self.wording();
        let at = |deadline: &Deadline| wording.find(&deadline.text);
        match at(self.deadline) {
            Some(own) if self.decision.deadlines.iter().filter_map(at).any(|other| other < own) => {
                format!("… {}", wording.get(own..).unwrap_or_default())
            }
            _ => wording.to_owned(),
        }
    }

    /// `31.08.2025`, `Ende Q1/2027`: no more exact than the deck.
    fn when(&self, language: Language) -> Option<String> {
        let date = self.deadline.date?;
        let named = match self.deadline.precision {
            Some(Precision::Month) => month(date, language),
            Some(Precision::Quarter) => format!("{}/{}", quarter(date), date.year()),
            Some(Precision::Year) => date.year().to_string(),
            _ => return Some(day(date, language)),
        };
        Some(words::END_OF.with(language, &[&named]))
    }

    fn decided(&self) -> String {
        let title = self.decision.title.as_deref().or(self.decision.long_title.as_deref()).unwrap_or_default();
        format!("{} {title}", self.decision.identifier).trim_end().to_owned()
    }
}

/// What stands on the line beside deadlines: the date of the slides, and that of the session.
struct Mark {
    date: NaiveDate,
    text: String,
}

/// What stands on the line.
enum Entry<'a> {
    Due(&'a Due<'a>),
    Mark(&'a str),
}

/// Where days stand on the line: true to scale where that leaves room for the labels, farther apart where it does not.
struct Places {
    /// The first day of the line, then the day of each label, with their places.
    known: Vec<(NaiveDate, f64)>,
}

impl Places {
    /// For labels of the given heights, in the order of their days.
    fn of(scale: Scale, labels: &[(NaiveDate, f64)]) -> Self {
        let days = |from: NaiveDate, to: NaiveDate| i32::try_from((to - from).num_days()).map_or(f64::MAX, f64::from);
        let day = (QUARTER / 91.0).min(LONGEST / days(scale.from, scale.to));
        let (mut y, mut room) = (TOP, ABOVE);
        let mut known = vec![(scale.from, y)];
        let mut before = scale.from;
        for (date, high) in labels {
            y += (days(before, *date) * day).max(room);
            known.push((*date, y));
            (before, room) = (*date, *high);
        }
        Self { known }
    }

    /// Where a day stands.
    fn at(&self, date: NaiveDate) -> f64 {
        let days = |from: NaiveDate, to: NaiveDate| i32::try_from((to - from).num_days()).map_or(f64::MAX, f64::from);
        let next = self.known.partition_point(|(known, _)| *known < date);
        let before = next.checked_sub(1).and_then(|at| self.known.get(at));
        match (before, self.known.get(next)) {
            (Some((from, y)), Some((to, next))) => y + (next - y) * days(*from, date) / days(*from, *to),
            (None, Some((_, y))) | (Some((_, y)), None) => *y,
            (None, None) => TOP,
        }
    }

    fn labels(&self) -> impl Iterator<Item = f64> {
        self.known.iter().skip(1).map(|(_, y)| *y)
    }

    fn first(&self) -> f64 {
        self.known.first().map_or(TOP, |(_, y)| *y)
    }

    fn last(&self) -> f64 {
        self.known.last().map_or(TOP, |(_, y)| *y)
    }
}

/// Where quarters begin; each has its name where there is room, and its first in a year the year.
fn ticks(svg: &mut Svg, scale: Scale, places: &Places) {
    let mut named = None;
    for date in scale.quarters() {
        let y = places.at(date);
        if y >= places.last() {
            break;
        }
        let across = if date.month() == 1 { 9.0 } else { 5.0 };
        svg.line("axis", [LINE - across, y, LINE, y]);
        let end = date.checked_add_months(Months::new(3)).map_or(y, |next| places.at(next));
        if end - y < NAME {
            continue;
        }
        svg.text("small muted end", LINE - 12.0, y + 12.0, &quarter(date));
        if named != Some(date.year()) {
            svg.text("small strong end", LINE - 34.0, y + 12.0, &date.year().to_string());
            named = Some(date.year());
        }
    }
}

struct Line<'a> {
    /// By date, by session, in the order of the deck.
    dated: Vec<Due<'a>>,
    sessions: Vec<Due<'a>>,
    neither: Vec<Due<'a>>,
    marks: Vec<Mark>,
    /// The session that the deck is about.
    session: Option<u32>,
    language: Language,
}

impl<'a> Line<'a> {
    fn of(extraction: &'a Extraction, language: Language) -> Option<Self> {
        let of = |decision: &'a Decision| {
            let deadlines = decision.deadlines.iter().enumerate();
            deadlines.map(move |(position, deadline)| Due { decision, deadline, position })
        };
        let all = extraction.decisions.iter().flat_map(of);
        let (mut dated, rest): (Vec<Due<'_>>, Vec<Due<'_>>) = all.partition(|due| due.deadline.date.is_some());
        let (mut sessions, neither): (Vec<Due<'_>>, Vec<Due<'_>>) =
            rest.into_iter().partition(|due| due.deadline.session.is_some());
        if dated.len() + sessions.len() + neither.len() == 0 {
            return None;
        }
        dated.sort_by_key(|due| due.deadline.date);
        sessions.sort_by_key(|due| due.deadline.session);
        let meeting = &extraction.meeting;
        let mut marks = Vec::new();
        if let Some(date) = meeting.session_date {
            let number = meeting.session.map_or_else(|| "?".to_owned(), |number| number.to_string());
            let session = words::SESSION.with(language, &[&number]);
            marks.push(Mark { date, text: format!("{session}, {}", day(date, language)) });
        }
        if let Some(date) = meeting.summary_date {
            marks.push(Mark { date, text: words::DECK_OF.with(language, &[&day(date, language)]) });
        }
        marks.sort_by_key(|mark| mark.date);
        Some(Self { dated, sessions, neither, marks, session: meeting.session, language })
    }

    fn all(&self) -> impl Iterator<Item = &Due<'a>> {
        self.dated.iter().chain(&self.sessions).chain(&self.neither)
    }

    fn rows(&self) -> Vec<Vec<Cell>> {
        let row = |due: &Due<'_>| {
            let date = due.deadline.date.map_or_else(|| "–".to_owned(), |date| day(date, self.language));
            let session = due.deadline.session.map_or_else(|| "–".to_owned(), |session| session.to_string());
            vec![
                Cell::text(&due.deadline.text),
                Cell::number(date),
                Cell::number(session),
                Cell::text(&due.decision.identifier).about(Some(&due.decision.id)),
                Cell::text(due.decision.title.as_deref().unwrap_or("–")),
                Cell::text(due.wording()),
            ]
        };
        self.all().map(row).collect()
    }

    fn draw(&self, svg: &mut Svg) -> f64 {
        let mut y = 0.0;
        if !self.dated.is_empty() {
            y = self.time(svg) + 14.0;
        }
        if !self.sessions.is_empty() {
            y = self.session_order(svg, y) + 14.0;
        }
        if !self.neither.is_empty() {
            svg.fitted("small muted", 0.0, y + 14.0, svg.width, words::NEITHER.of(self.language));
            y += 26.0;
            for due in &self.neither {
                svg.circle("dot open", LINE, y + ANCHOR, 4.0);
                self.label(svg, due, y, &due.deadline.text);
                y += Self::high(svg);
            }
        }
        y
    }

    /// The line of time, its quarters, and all that has a date; says where it ends.
    fn time(&self, svg: &mut Svg) -> f64 {
        let dated = self.dated.iter().filter_map(|due| Some((due.deadline.date?, Entry::Due(due))));
        let marks = self.marks.iter().map(|mark| (mark.date, Entry::Mark(&mark.text)));
        let mut entries: Vec<(NaiveDate, Entry<'_>)> = marks.chain(dated).collect();
        entries.sort_by_key(|(date, _)| *date);
        let Some(scale) = Scale::over(entries.iter().map(|(date, _)| *date)) else { return 0.0 };
        let high = |entry: &Entry<'_>| if matches!(entry, Entry::Due(_)) { Self::high(svg) } else { SHORT_LABEL };
        let labels: Vec<(NaiveDate, f64)> = entries.iter().map(|(date, entry)| (*date, high(entry))).collect();
        let places = Places::of(scale, &labels);
        let bottom = labels.last().map_or(0.0, |(_, high)| places.last() - ANCHOR + high);
        svg.line("axis strong", [LINE, places.first(), LINE, places.last()]);
        ticks(svg, scale, &places);
        for ((_, entry), y) in entries.iter().zip(places.labels()) {
            match entry {
                Entry::Due(due) => {
                    svg.circle("dot", LINE, y, DOT);
                    self.label(svg, due, y - ANCHOR, &due.when(self.language).unwrap_or_default());
                }
                Entry::Mark(text) => {
                    svg.circle("dot mark", LINE, y, DOT);
                    svg.text("mark", LABELS, y - ANCHOR + 13.0, text);
                }
            }
        }
        bottom
    }

    /// Sessions in their order, whose dates the deck does not give; says where they end.
    fn session_order(&self, svg: &mut Svg, top: f64) -> f64 {
        svg.fitted("small muted", 0.0, top + 14.0, svg.width, words::SESSIONS.of(self.language));
        let (first, mut y) = (top + 30.0, top + 30.0);
        let mut named: Vec<u32> = self.sessions.iter().filter_map(|due| due.deadline.session).collect();
        named.extend(self.session);
        named.sort_unstable();
        named.dedup();
        let mut nodes = Vec::new();
        for number in named {
            nodes.push((number, y + ANCHOR));
            let phrase = if self.session == Some(number) { words::THIS_SESSION } else { words::SESSION };
            let name = phrase.with(self.language, &[&number.to_string()]);
            let dues = self.sessions.iter().filter(|due| due.deadline.session == Some(number));
            if dues.clone().next().is_none() {
                svg.text("mark", LABELS, y + 13.0, &name);
                y += SHORT_LABEL + 4.0;
            }
            for due in dues {
                self.label(svg, due, y, &name);
                y += Self::high(svg);
            }
        }
        if let Some((_, last)) = nodes.last() {
            svg.line("axis strong dashed", [LINE, first + ANCHOR, LINE, *last]);
        }
        for (number, at) in nodes {
            svg.circle(if self.session == Some(number) { "dot mark" } else { "dot" }, LINE, at, DOT);
        }
        y
    }

    /// Units of a label: two lines, or three where there is less room across.
    fn high(svg: &Svg) -> f64 {
        if svg.is_wide() { LABEL } else { TALL_LABEL }
    }

    /// When and by which decision, and below the words that say so.
    fn label(&self, svg: &mut Svg, due: &Due<'_>, top: f64, when: &str) {
        let (decided, wording) = (due.decided(), due.excerpt());
        let full = format!("{when} · {decided} · {}", due.wording());
        svg.about(Some(&due.decision.id), &full, |svg| {
            let room = svg.width - LABELS;
            if svg.is_wide() {
                let before = text_width("strong", when).min(room / 2.0);
                svg.fitted("strong", LABELS, top + 13.0, before, when);
                svg.fitted("", LABELS + before + 8.0, top + 13.0, room - before - 8.0, &decided);
                svg.fitted("small muted", LABELS, top + 29.0, room, &wording);
            } else {
                svg.fitted("strong", LABELS, top + 13.0, room, when);
                svg.fitted("", LABELS, top + 30.0, room, &decided);
                svg.fitted("small muted", LABELS, top + 46.0, room, &wording);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn time_is_true_to_scale_where_there_is_room_and_stretched_where_there_is_none() {
        let days = ["2025-07-10", "2026-01-10", "2026-01-10", "2026-01-11", "2026-12-31"];
        let labels: Vec<(NaiveDate, f64)> = days.iter().map(|date| (day(date), 42.0)).collect();
        let scale = Scale::over(labels.iter().map(|(date, _)| *date)).expect("there are days");
        let places = Places::of(scale, &labels);
        let tops: Vec<f64> = places.labels().map(f64::round).collect();
        assert_eq!(tops, [16.0, 97.0, 139.0, 181.0, 336.0]);
        // A day between others stands between them, behind all of the day before.
        assert_eq!(places.at(day("2025-07-01")), TOP);
        assert_eq!(places.at(day("2026-01-11")).round(), 181.0);
        assert!((16.0..97.0).contains(&places.at(day("2026-01-01"))));
    }

    #[test]
    fn labels_never_overlap() {
        let labels: Vec<(NaiveDate, f64)> = (0..300_u64)
            .map(|at| {
                let date = day("2025-01-01").checked_add_days(chrono::Days::new(at * at / 40));
                (date.expect("a day"), if at % 3 == 0 { SHORT_LABEL } else { TALL_LABEL })
            })
            .collect();
        let scale = Scale::over(labels.iter().map(|(date, _)| *date)).expect("there are days");
        let places: Vec<f64> = Places::of(scale, &labels).labels().collect();
        for (pair, (_, high)) in places.windows(2).zip(labels) {
            assert!(pair[1] >= pair[0] + high - 1e-9);
        }
    }
}
