//! Deadlines and sessions on one line of time, which runs downwards, so that their words have room.

use chrono::{Datelike, NaiveDate};

use super::stack::stacked;
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
/// Units of a quarter, where there is room for its labels; the most of a line that labels do not need.
const QUARTER: f64 = 40.0;
const LONGEST: f64 = 640.0;

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

/// A deadline of a decision.
struct Due<'a> {
    decision: &'a Decision,
    deadline: &'a Deadline,
}

impl<'a> Due<'a> {
    /// The text that sets it; its own words where no item has them.
    fn wording(&self) -> &'a str {
        let items = self.decision.sections.iter().flat_map(|section| &section.items);
        let mut setting = items.filter(|item| item.text.contains(&self.deadline.text));
        setting.next().map_or(self.deadline.text.as_str(), |item| item.text.as_str())
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

/// A label, and where it would like to stand.
struct Label<'a> {
    date: NaiveDate,
    due: Result<&'a Due<'a>, &'a Mark>,
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
        let all = extraction
            .decisions
            .iter()
            .flat_map(|decision| decision.deadlines.iter().map(move |deadline| Due { decision, deadline }));
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
        let mut labels: Vec<Label<'_>> =
            self.dated.iter().filter_map(|due| Some(Label { date: due.deadline.date?, due: Ok(due) })).collect();
        labels.extend(self.marks.iter().map(|mark| Label { date: mark.date, due: Err(mark) }));
        labels.sort_by_key(|label| (label.date, label.due.is_ok()));
        let Some(scale) = Scale::over(labels.iter().map(|label| label.date)) else { return 0.0 };
        let high = |label: &Label<'_>| if label.due.is_ok() { Self::high(svg) } else { SHORT_LABEL };
        let needed: f64 = labels.iter().map(high).sum();
        let quarters: f64 = scale.quarters().map(|_| 1.0).sum();
        let length = (quarters * QUARTER).min(LONGEST).max(needed);
        let top = 8.0;
        let wishes: Vec<(f64, f64)> =
            labels.iter().map(|label| (top + scale.at(label.date) * length - ANCHOR, high(label))).collect();
        let tops = stacked(&wishes);
        self.ticks(svg, scale, top, length);
        let mut bottom = top + length;
        for ((label, label_top), (_, high)) in labels.iter().zip(tops).zip(wishes) {
            let y = top + scale.at(label.date) * length;
            let draw = |svg: &mut Svg, class: &str, dot: &str| {
                svg.curve(class, [LINE + 5.0, y, LABELS - 8.0, label_top + ANCHOR]);
                svg.circle(dot, LINE, y, 4.5);
            };
            match label.due {
                Ok(due) => {
                    draw(svg, "edge", "dot");
                    self.label(svg, due, label_top, &due.when(self.language).unwrap_or_default());
                }
                Err(mark) => {
                    draw(svg, "edge", "dot mark");
                    svg.text("mark", LABELS, label_top + 13.0, &mark.text);
                }
            }
            bottom = bottom.max(label_top + high);
        }
        bottom
    }

    /// The line with its years and quarters.
    fn ticks(&self, svg: &mut Svg, scale: Scale, top: f64, length: f64) {
        svg.line("axis strong", [LINE, top, LINE, top + length]);
        let y = |date| top + scale.at(date) * length;
        let quarters: f64 = scale.quarters().map(|_| 1.0).sum();
        let room = length / quarters;
        // A quarter has its name at its middle, and the year beside that of the first.
        let named = room >= 16.0;
        let years = scale.years(if named { 0.0 } else { 18.0 / length });
        for date in scale.quarters() {
            let middle = y(date) + 4.0 + if named { room / 2.0 } else { 5.0 };
            let year = years.contains(&date);
            if named {
                svg.text("small muted end", LINE - 12.0, middle, &quarter(date));
            }
            if year {
                let x = if named { LINE - 34.0 } else { LINE - 12.0 };
                svg.text("small strong end", x, middle, &date.year().to_string());
            }
            if named || year {
                let across = if date.month() == 1 { 8.0 } else { 5.0 };
                svg.line("axis", [LINE - across, y(date), LINE, y(date)]);
            }
        }
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
            svg.circle(if self.session == Some(number) { "dot mark" } else { "dot" }, LINE, at, 4.5);
        }
        y
    }

    /// Units of a label: two lines, or three where there is less room across.
    fn high(svg: &Svg) -> f64 {
        if svg.is_wide() { LABEL } else { TALL_LABEL }
    }

    /// When and by which decision, and below the words that say so.
    fn label(&self, svg: &mut Svg, due: &Due<'_>, top: f64, when: &str) {
        let (decided, wording) = (due.decided(), due.wording());
        let full = format!("{when} · {decided} · {wording}");
        svg.about(Some(&due.decision.id), &full, |svg| {
            let room = svg.width - LABELS;
            if svg.is_wide() {
                let before = text_width("strong", when).min(room / 2.0);
                svg.fitted("strong", LABELS, top + 13.0, before, when);
                svg.fitted("", LABELS + before + 8.0, top + 13.0, room - before - 8.0, &decided);
                svg.fitted("small muted", LABELS, top + 29.0, room, wording);
            } else {
                svg.fitted("strong", LABELS, top + 13.0, room, when);
                svg.fitted("", LABELS, top + 30.0, room, &decided);
                svg.fitted("small muted", LABELS, top + 46.0, room, wording);
            }
        });
    }
}
