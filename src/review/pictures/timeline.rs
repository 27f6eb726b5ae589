//! The projects on a line of time, by programme, with a mark for the date of the slides.

use chrono::{Datelike, NaiveDate};

use super::svg::{Svg, text_width};
use super::words::{self, day, money, period};
use super::{Cell, Group, LEGEND, Picture, drawn, groups, legend};
use crate::record::{Extraction, Project};
use crate::review::language::Language;

/// Units from one project to the next, where its name stands beside its bar, and where it stands above.
const ROW: f64 = 22.0;
const TALL_ROW: f64 = 36.0;
/// Units of a programme's name, and of the names of years and quarters.
const HEADING: f64 = 34.0;
const AXIS: f64 = 36.0;
/// Units across of the names beside the bars.
const NAMES: f64 = 396.0;
const BAR: f64 = 10.0;
/// From so many projects on, the names of years stand below, too.
const LONG: usize = 20;
/// Units from which on a programme repeats them.
const FAR: f64 = 420.0;

/// The picture, where there are projects.
pub(super) fn picture(extraction: &Extraction, language: Language) -> Option<Picture> {
    let mut groups = groups(extraction);
    groups.retain(|group| !group.projects.is_empty());
    if groups.is_empty() {
        return None;
    }
    let dates = extraction.projects.iter().flat_map(|project| [project.start, project.end]).flatten();
    let (first, last) = (dates.clone().min(), dates.max());
    let summary = extraction.meeting.summary_date;
    let counts = [
        words::PROJECTS_COUNTED.of(language, extraction.projects.len()),
        words::PROGRAMMES_COUNTED.dative(language, extraction.programmes.len()),
    ];
    let mut description = match first.zip(last) {
        Some((first, last)) => words::TIMELINE_DESCRIPTION
            .with(language, &[&counts[0], &counts[1], &day(first, language), &day(last, language)]),
        None => words::TIMELINE_UNDATED_DESCRIPTION.with(language, &[&counts[0], &counts[1]]),
    };
    if let Some(summary) = summary.filter(|_| first.is_some()) {
        description.push_str(&words::SUMMARY_MARKED.with(language, &[&day(summary, language)]));
    }
    let title = words::TIMELINE_TITLE.of(language).to_owned();
    let scale = Scale::over(first.into_iter().chain(last).chain(summary.filter(|_| first.is_some())));
    let all = Portfolio { groups, scale, summary, language };
    let svg = drawn(extraction, "timeline", (&title, &description), |svg| all.draw(svg));
    let columns = [
        words::NUMBER,
        words::TITLE,
        words::PROGRAMME,
        words::APPLICANTS,
        words::START,
        words::END,
        words::BUDGET,
        words::RESERVATION,
    ];
    let head = columns.iter().map(|name| name.of(language).to_owned()).collect();
    Some(Picture { id: "timeline", title, description, svg, head, rows: all.rows() })
}

/// A line of time: whole quarters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    /// Its first day, and the one behind its last.
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
}

impl Scale {
    /// A line that holds some days; none without a day.
    pub(super) fn over(days: impl Iterator<Item = NaiveDate> + Clone) -> Option<Self> {
        let from = quarter_start(days.clone().min()?)?;
        let to = next_quarter(quarter_start(days.max()?)?)?;
        Some(Self { from, to })
    }

    /// Where the start of a day stands, from 0 to 1.
    pub(super) fn at(&self, date: NaiveDate) -> f64 {
        let days = |span: chrono::TimeDelta| i32::try_from(span.num_days()).map_or(f64::MAX, f64::from);
        (days(date - self.from) / days(self.to - self.from)).clamp(0.0, 1.0)
    }

    /// Where the end of a day stands.
    pub(super) fn behind(&self, date: NaiveDate) -> f64 {
        self.at(date.succ_opt().unwrap_or(date))
    }

    /// The first days of its quarters.
    pub(super) fn quarters(&self) -> impl Iterator<Item = NaiveDate> {
        let to = self.to;
        std::iter::successors(Some(self.from), |date| next_quarter(*date)).take_while(move |date| *date < to)
    }

    /// The quarters at which a year begins that is named, where each needs some part of the line; the first quarter is
    /// one where there is room for the name before the next year.
    pub(super) fn years(&self, room: f64) -> Vec<NaiveDate> {
        let mut years: Vec<NaiveDate> = Vec::new();
        for date in self.quarters().filter(|date| date.month() == 1 || *date == self.from) {
            if let Some(last) = years.last().filter(|last| self.at(date) - self.at(**last) < room) {
                if *last != self.from || date.month() != 1 {
                    continue;
                }
                years.pop();
            }
            years.push(date);
        }
        years
    }
}

fn quarter_start(date: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year(), date.month0() / 3 * 3 + 1, 1)
}

fn next_quarter(date: NaiveDate) -> Option<NaiveDate> {
    date.checked_add_months(chrono::Months::new(3))
}

/// `Q3`.
pub(super) fn quarter(date: NaiveDate) -> String {
    format!("Q{}", date.month0() / 3 + 1)
}

/// The projects by programme, on a line.
struct Portfolio<'a> {
    groups: Vec<Group<'a>>,
    scale: Option<Scale>,
    summary: Option<NaiveDate>,
    language: Language,
}

/// Where bars stand.
#[derive(Clone, Copy)]
struct Bars {
    left: f64,
    across: f64,
}

impl Portfolio<'_> {
    fn rows(&self) -> Vec<Vec<Cell>> {
        let language = self.language;
        let date =
            |date: Option<NaiveDate>| Cell::number(date.map_or_else(|| "–".to_owned(), |date| day(date, language)));
        let row = |group: &Group<'_>, project: &Project| {
            let budget = project.budget.as_ref().map(|one| money(one.amount, &one.currency, language));
            let reservation = if project.conditional { words::YES } else { words::NO };
            vec![
                Cell::number(project.number.to_string()).about(Some(&project.id)),
                Cell::text(&project.title).about(Some(&project.id)),
                Cell::text(self.name(group)).about(group.record()),
                Cell::text(project.applicants.join(", ")),
                date(project.start),
                date(project.end),
                Cell::number(budget.as_deref().unwrap_or("–")),
                Cell::text(reservation.of(language)),
            ]
        };
        self.groups.iter().flat_map(|group| group.projects.iter().map(move |project| row(group, project))).collect()
    }

    fn name<'a>(&self, group: &Group<'a>) -> &'a str {
        group.programme.map_or(words::NO_PROGRAMME.of(self.language), |one| one.name.as_str())
    }

    fn draw(&self, svg: &mut Svg) -> f64 {
        let left = if svg.is_wide() { NAMES } else { 0.0 };
        let bars = Bars { left, across: svg.width - left };
        let row = if svg.is_wide() { ROW } else { TALL_ROW };
        let count: usize = self.groups.iter().map(|group| group.projects.len()).sum();
        let rows: f64 = self.groups.iter().flat_map(|group| &group.projects).map(|_| row).sum();
        let headings: f64 = self.groups.iter().map(|_| HEADING).sum();
        // Beside the names of years, where the names of projects stand beside the bars.
        let conditional = self.groups.iter().flat_map(|group| &group.projects).any(|project| project.conditional);
        let above = if conditional && (!svg.is_wide() || self.scale.is_none()) { LEGEND } else { 0.0 };
        let marked = above + if self.scale.is_some() && self.summary.is_some() { 20.0 } else { 0.0 };
        let axis = if self.scale.is_some() { AXIS } else { 0.0 };
        let (top, bottom) = (marked + axis, marked + axis + rows + headings + 6.0);
        if conditional {
            legend(svg, self.language, if above > 0.0 { 0.0 } else { top - 18.0 });
        }
        self.grid(svg, bars, (marked, top, bottom));
        let (mut y, mut named) = (top, top);
        for group in &self.groups {
            self.heading(svg, group, y);
            if svg.is_wide() && y - named >= FAR {
                self.years(svg, bars, "small muted halo", y + 22.0);
                named = y;
            }
            y += HEADING;
            for project in &group.projects {
                self.project(svg, bars, (group, project), y);
                y += row;
            }
        }
        if let Some(at) = self.mark(bars).filter(|_| svg.is_wide()) {
            svg.line("mark", [at, top, at, bottom]);
        }
        if self.scale.is_none() {
            return bottom;
        }
        if count < LONG {
            return bottom + 2.0;
        }
        self.axis(svg, bars, bottom);
        bottom + AXIS
    }

    /// Units of a quarter.
    fn quarter_room(&self, scale: Scale, bars: Bars) -> f64 {
        bars.across / scale.quarters().map(|_| 1.0).sum::<f64>()
    }

    /// Where the date of the slides stands.
    fn mark(&self, bars: Bars) -> Option<f64> {
        self.scale.zip(self.summary).map(|(scale, summary)| bars.left + scale.at(summary) * bars.across)
    }

    fn heading(&self, svg: &mut Svg, group: &Group<'_>, y: f64) {
        let (name, count) = (self.name(group), words::PROJECTS_COUNTED.of(self.language, group.projects.len()));
        svg.about(group.record(), &format!("{name}: {count}"), |svg| {
            svg.rect(&group.hue, [0.0, y + 12.0, 10.0, 10.0]);
            let room = if svg.is_wide() { NAMES } else { svg.width };
            svg.fitted("strong halo", 17.0, y + 22.0, room - 17.0 - 12.0, name);
        });
    }

    /// Years and quarters, lines below them, and the mark of the date of the slides.
    fn grid(&self, svg: &mut Svg, bars: Bars, (marked, top, bottom): (f64, f64, f64)) {
        let Some(scale) = self.scale else { return };
        let x = |date| bars.left + scale.at(date) * bars.across;
        let room = self.quarter_room(scale, bars);
        for date in scale.quarters() {
            match date.month() {
                1 => svg.line("grid year", [x(date), top - 2.0, x(date), bottom]),
                _ if room >= 12.0 => svg.line("grid", [x(date), top - 2.0, x(date), bottom]),
                _ => {}
            }
        }
        svg.line("axis", [bars.left, top - 2.0, bars.left + bars.across, top - 2.0]);
        if let Some(summary) = self.summary {
            let text = words::DECK_OF.with(self.language, &[&day(summary, self.language)]);
            let (at, half) = (x(summary), text_width("small mark", &text) / 2.0);
            svg.line("mark", [at, marked - 4.0, at, top]);
            let middle = at.clamp(bars.left + half, bars.left + bars.across - half);
            svg.text("small mark middle", middle, marked - 9.0, &text);
        }
        // On the mark, which ends before its text.
        self.axis(svg, bars, marked);
    }

    /// The names of years, and of quarters where there is room.
    fn axis(&self, svg: &mut Svg, bars: Bars, y: f64) {
        let Some(scale) = self.scale else { return };
        let x = |date| bars.left + scale.at(date) * bars.across;
        self.years(svg, bars, "small strong halo", y + 12.0);
        let room = self.quarter_room(scale, bars);
        if room >= text_width("small", "Q4") + 4.0 {
            for date in scale.quarters() {
                svg.text("small muted middle halo", x(date) + room / 2.0, y + 28.0, &quarter(date));
            }
        }
    }

    /// The names of years.
    fn years(&self, svg: &mut Svg, bars: Bars, class: &str, y: f64) {
        let Some(scale) = self.scale else { return };
        for year in scale.years(40.0 / bars.across) {
            let x = bars.left + scale.at(year) * bars.across + 3.0;
            // At the end of the line there may be no room.
            if x + text_width(class, "2000") <= bars.left + bars.across {
                svg.text(class, x, y, &year.year().to_string());
            }
        }
    }

    fn project(&self, svg: &mut Svg, bars: Bars, (group, project): (&Group<'_>, &Project), y: f64) {
        let lead = project.applicants.first().map_or("", String::as_str);
        let name = format!("{} {}", project.number, project.title);
        let mut full = vec![name.clone(), period(project.start, project.end, self.language)];
        full.extend(project.budget.as_ref().map(|one| money(one.amount, &one.currency, self.language)));
        full.extend(project.conditional.then(|| words::CONDITIONAL.of(self.language).to_owned()));
        full.extend((!project.applicants.is_empty()).then(|| project.applicants.join(", ")));
        let (names, bar) = if svg.is_wide() { (bars.left - 14.0, y + 5.0) } else { (bars.across, y + 19.0) };
        let class = format!("{}{}", group.hue, if project.conditional { " p-conditional" } else { "" });
        svg.about(Some(&project.id), &full.join(" · "), |svg| {
            let across = text_width("small", lead);
            let lead_room = if across > 64.0 { 0.0 } else { across };
            if lead_room > 0.0 {
                svg.text("small muted end halo", names, y + 14.0, lead);
            }
            svg.fitted("halo", 0.0, y + 14.0, names - lead_room - 10.0, &name);
            let Some(scale) = self.scale else { return };
            match (project.start, project.end) {
                (Some(start), Some(end)) if start <= end => {
                    let (from, to) = (scale.at(start), scale.behind(end));
                    let (x, across) = (bars.left + from * bars.across, (to - from) * bars.across);
                    let inset = if project.conditional { 1.0 } else { 0.0 };
                    let across = (across - 2.0 * inset).max(2.0);
                    svg.rect(&class, [x + inset, bar + inset, across, BAR - 2.0 * inset]);
                }
                (Some(date), None) | (None, Some(date)) => {
                    svg.circle(&class, bars.left + scale.at(date) * bars.across, bar + BAR / 2.0, BAR / 2.0);
                }
                (start, end) => {
                    let text = period(start, end, self.language);
                    let across = text_width("small", &text);
                    // Beside the mark, where it would cross the text.
                    let mark = self.mark(bars).filter(|at| (bars.left..bars.left + across + 8.0).contains(at));
                    let left = mark.unwrap_or(bars.left) + 5.0;
                    svg.fitted("small muted halo", left, bar + 9.0, bars.left + bars.across - left, &text);
                }
            }
            // Where names stand above their bars, the mark is on the bars alone.
            if let Some(at) = self.mark(bars).filter(|_| !svg.is_wide()) {
                svg.line("mark", [at, bar - 3.0, at, bar + BAR + 3.0]);
            }
        });
    }
}
