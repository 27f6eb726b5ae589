//! The Länder as a map of tiles, shaded by the projects that they lead, with the members.

use rust_decimal::Decimal;

use super::svg::{SIZE, Svg, text_width};
use super::words::{self, euros};
use super::{Cell, Picture, drawn};
use crate::record::{Extraction, Member, Project};
use crate::review::language::Language;
use crate::vocabulary::JURISDICTIONS;

/// The column and row of each tile, about as the Länder lie; the federation stands apart.
const PLACES: [(&str, u8, u8); 17] = [
    ("SH", 2, 0),
    ("HB", 1, 1),
    ("HH", 2, 1),
    ("MV", 3, 1),
    ("NW", 0, 2),
    ("NI", 1, 2),
    ("ST", 2, 2),
    ("BE", 3, 2),
    ("BB", 4, 2),
    ("RP", 0, 3),
    ("HE", 1, 3),
    ("TH", 2, 3),
    ("SN", 3, 3),
    ("SL", 0, 4),
    ("BW", 1, 4),
    ("BY", 2, 4),
    ("Bund", 4, 0),
];
const COLUMNS: f64 = 5.0;
const ROWS: f64 = 5.0;
const GAP: f64 = 6.0;
/// How many shades the stylesheet has.
const SHADES: usize = 6;

/// The picture, where there are projects or members.
pub(super) fn picture(extraction: &Extraction, language: Language) -> Option<Picture> {
    if extraction.projects.is_empty() && extraction.members.is_empty() {
        return None;
    }
    let map = Map::of(extraction, language);
    let leading = map.lands.iter().filter(|land| land.led > 0).count().to_string();
    let leading = words::LANDER_AND_FEDERATION.with(language, &[&leading]);
    let (title, description) = if extraction.projects.is_empty() {
        (words::LANDER_MEMBERS_TITLE.of(language), words::LANDER_MEMBERS_DESCRIPTION.of(language).to_owned())
    } else {
        (words::LANDER_TITLE.of(language), words::LANDER_DESCRIPTION.with(language, &[&leading]))
    };
    let svg = drawn(extraction, "lander", (title, &description), |svg| map.draw(svg));
    let columns = [words::LAND, words::MEMBER, words::LEADS, words::TAKES_PART, words::LED_BUDGET];
    let head = columns.iter().map(|name| name.of(language).to_owned()).collect();
    Some(Picture { id: "lander", title: title.to_owned(), description, svg, head, rows: map.rows() })
}

/// An applicant: a Land, the federation, or another body.
struct Applicant<'a> {
    code: &'a str,
    members: Vec<&'a Member>,
    /// How many projects it leads, in how many others it takes part, and what those cost that it leads.
    led: usize,
    others: usize,
    budget: Decimal,
}

impl<'a> Applicant<'a> {
    fn of(code: &'a str, extraction: &'a Extraction) -> Self {
        let leads = |project: &&Project| project.applicants.first().is_some_and(|one| one == code);
        let takes_part = |project: &&Project| project.applicants.iter().skip(1).any(|one| one == code);
        let led = extraction.projects.iter().filter(leads);
        Self {
            code,
            members: extraction.members.iter().filter(|one| one.jurisdiction.as_deref() == Some(code)).collect(),
            led: led.clone().count(),
            others: extraction.projects.iter().filter(|one| takes_part(one) && !leads(one)).count(),
            budget: led.filter_map(|project| project.budget.as_ref()).map(|money| money.amount).sum(),
        }
    }

    /// `Saarland`; a body has no other name than its code.
    fn name(&self, language: Language) -> &'a str {
        if self.code == "Bund" {
            return words::FEDERATION.of(language);
        }
        let known = JURISDICTIONS.iter().find(|one| one.code == self.code);
        known.and_then(|one| one.names.first()).copied().unwrap_or(self.code)
    }

    fn member_names(&self) -> String {
        let names: Vec<String> = self.members.iter().map(|one| full_name(one)).collect();
        names.join(", ")
    }
}

fn full_name(member: &Member) -> String {
    member.honorific_prefix.as_ref().map_or_else(|| member.name.clone(), |prefix| format!("{prefix} {}", member.name))
}

struct Map<'a> {
    /// In the order of [`PLACES`].
    lands: Vec<Applicant<'a>>,
    /// Applicants that are no Land, in the order in which they appear.
    bodies: Vec<Applicant<'a>>,
    /// Members of no Land that has a tile.
    homeless: Vec<&'a Member>,
    has_projects: bool,
    language: Language,
}

impl<'a> Map<'a> {
    fn of(extraction: &'a Extraction, language: Language) -> Self {
        let is_land = |code: &str| PLACES.iter().any(|(land, ..)| *land == code);
        let mut codes: Vec<&str> = Vec::new();
        for code in extraction.projects.iter().flat_map(|project| &project.applicants) {
            if !is_land(code) && !codes.contains(&code.as_str()) {
                codes.push(code);
            }
        }
        let homeless = extraction.members.iter().filter(|one| !one.jurisdiction.as_deref().is_some_and(is_land));
        Self {
            lands: PLACES.iter().map(|(code, ..)| Applicant::of(code, extraction)).collect(),
            bodies: codes.into_iter().map(|code| Applicant::of(code, extraction)).collect(),
            homeless: homeless.collect(),
            has_projects: !extraction.projects.is_empty(),
            language,
        }
    }

    /// How many more projects make a tile one shade stronger.
    fn step(&self) -> usize {
        self.most().div_ceil(SHADES).max(1)
    }

    /// How many shades there are to tell apart; as if three where there are fewer, so that few projects look like few.
    fn steps(&self) -> usize {
        self.most().div_ceil(self.step()).max(3)
    }

    fn most(&self) -> usize {
        self.lands.iter().map(|land| land.led).max().unwrap_or_default()
    }

    fn shade(&self, led: usize) -> String {
        match led {
            0 => "tile-none".to_owned(),
            led => format!("tile-{}", (((led - 1) / self.step() + 1) * SHADES / self.steps()).clamp(1, SHADES) - 1),
        }
    }

    fn rows(&self) -> Vec<Vec<Cell>> {
        let counts = |one: &Applicant<'_>| {
            [
                Cell::number(one.led.to_string()),
                Cell::number(one.others.to_string()),
                Cell::number(euros(one.budget, self.language)),
            ]
        };
        let member = |member: &Member| {
            let name = full_name(member);
            let chair = words::CHAIR.of(self.language);
            Cell::text(if member.chair { format!("{name} ({chair})") } else { name }).about(Some(&member.id))
        };
        let mut rows = Vec::new();
        let in_order = JURISDICTIONS.iter().filter_map(|known| self.lands.iter().find(|one| one.code == known.code));
        for one in in_order.chain(&self.bodies) {
            let name = one.name(self.language);
            let name = if name == one.code { name.to_owned() } else { format!("{name} ({})", one.code) };
            let mut members = one.members.iter().map(|one| member(one));
            let first = members.next().unwrap_or_else(|| Cell::text("–"));
            rows.push([Cell::text(&name), first].into_iter().chain(counts(one)).collect());
            let blank = || [Cell::default(), Cell::default(), Cell::default()];
            rows.extend(members.map(|next| [Cell::text(&name), next].into_iter().chain(blank()).collect()));
        }
        for one in &self.homeless {
            let land = one.jurisdiction.as_deref().unwrap_or(words::WITHOUT_LAND.of(self.language));
            rows.push([Cell::text(land), member(one), Cell::default(), Cell::default(), Cell::default()].into());
        }
        rows
    }

    fn draw(&self, svg: &mut Svg) -> f64 {
        let across = (svg.width - GAP * (COLUMNS - 1.0)) / COLUMNS;
        let high = if svg.is_wide() { 84.0 } else { 62.0 };
        for ((_, column, row), land) in PLACES.iter().zip(&self.lands) {
            let (x, y) = (f64::from(*column) * (across + GAP), f64::from(*row) * (high + GAP));
            self.tile(svg, land, [x, y, across, high]);
        }
        let mut y = ROWS * (high + GAP);
        if self.has_projects {
            // The map has no tiles at its lower right.
            let x = 3.0 * (across + GAP);
            self.legend(svg, (x, y - GAP - 46.0, svg.width - x));
        }
        if !svg.is_wide() {
            y = self.names(svg, y);
        }
        if !self.bodies.is_empty() {
            y += 10.0;
            svg.fitted("small muted", 0.0, y + 11.0, svg.width, words::OTHER_APPLICANTS.of(self.language));
            y += 18.0;
            for body in &self.bodies {
                let text = format!("{}: {}", body.code, self.counted(body));
                svg.about(None, &text, |svg| svg.fitted("", 0.0, y + 13.0, svg.width, &text));
                y += 20.0;
            }
        }
        y
    }

    /// Who sits for which Land, below a map whose tiles have no room for names; gives where it ends.
    fn names(&self, svg: &mut Svg, y: f64) -> f64 {
        const LINE: f64 = 19.0;
        const SIDES: usize = 2;
        let across = (svg.width - GAP * 2.0) / 2.0;
        let in_order = JURISDICTIONS.iter().filter_map(|known| self.lands.iter().find(|one| one.code == known.code));
        let seated: Vec<&Applicant<'_>> = in_order.filter(|land| !land.members.is_empty()).collect();
        let mut top = y + 10.0;
        for pair in seated.chunks(SIDES) {
            for (land, x) in pair.iter().zip([0.0, across + GAP * 2.0]) {
                let text = format!("{}: {}", land.code, land.member_names());
                let record = land.members.first().map(|one| one.id.as_str());
                svg.about(record, &text, |svg| svg.fitted("small", x, top + 12.0, across, &text));
            }
            top += LINE;
        }
        if seated.is_empty() { y } else { top }
    }

    /// `2 geführte Projekte, an 3 beteiligt`.
    fn counted(&self, one: &Applicant<'_>) -> String {
        let led = format!("{} {}", words::LEADS.of(self.language), one.led);
        if one.others == 0 { led } else { format!("{led}, {} {}", words::TAKES_PART.of(self.language), one.others) }
    }

    fn tile(&self, svg: &mut Svg, land: &Applicant<'_>, [x, y, across, high]: [f64; 4]) {
        let names = land.member_names();
        let mut full = format!("{}: {}", land.name(self.language), self.counted(land));
        if !names.is_empty() {
            full = format!("{full}; {names}");
        }
        let record = land.members.first().map(|one| one.id.as_str());
        svg.about(record, &full, |svg| {
            svg.rect(&format!("tile {}", self.shade(land.led)), [x, y, across, high]);
            svg.text("strong", x + 10.0, y + 22.0, land.code);
            if self.has_projects {
                let led = land.led.to_string();
                // A narrow tile has its number below its code.
                if svg.is_wide() {
                    svg.text("strong end", x + across - 10.0, y + 22.0, &led);
                } else {
                    svg.text("", x + 10.0, y + 44.0, &led);
                }
            }
            if svg.is_wide() {
                let room = across - 20.0;
                if land.name(self.language) != land.code {
                    svg.fitted("small", x + 10.0, y + high - 28.0, room, land.name(self.language));
                }
                let names = land.members.first().map_or("", |one| one.name.as_str());
                let more = if land.members.len() > 1 { " …" } else { "" };
                svg.fitted("small", x + 10.0, y + high - 11.0, room, &format!("{names}{more}"));
            }
        });
    }

    /// The shades and what they mean.
    fn legend(&self, svg: &mut Svg, (x, y, across): (f64, f64, f64)) {
        let (most, step) = (self.most(), self.step());
        svg.fitted("small muted", x, y + 10.0, across, words::LED_PROJECTS.of(self.language));
        let starts: Vec<usize> = std::iter::once(0).chain((1..=most).step_by(step)).collect();
        let count: f64 = starts.iter().map(|_| 1.0).sum();
        let room = (across / count).min(36.0);
        let mut left = x;
        for (at, start) in starts.iter().enumerate() {
            svg.rect(&format!("tile {}", self.shade(*start)), [left, y + 18.0, room - 2.0, 12.0]);
            let end = if at == 0 { 0 } else { (start + step - 1).min(most) };
            let range = if end == *start { start.to_string() } else { format!("{start}–{end}") };
            // Where ranges are too long for their shades, the ends of the scale say enough.
            let fits = text_width("small", &range) <= room - 2.0;
            if fits || at == 0 {
                svg.text("small middle", left + room / 2.0 - 1.0, y + 33.0 + SIZE / 1.3, &range);
            } else if at + 1 == starts.len() {
                svg.text("small end", left + room - 2.0, y + 33.0 + SIZE / 1.3, &most.to_string());
            }
            left += room;
        }
    }
}
