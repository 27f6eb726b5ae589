//! Rules over finished records.
//!
//! In: an [`Extraction`]. Out: [`Diagnostic`]s. Each rule is a plain function in [`CHECKS`]; none alters a record.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::Datelike;

use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::cell::is_land;
use crate::grammar::heading::{names_decision, title_words};
use crate::grammar::{date::parse_date, prefix};
use crate::record::{Decision, Extraction, Provenance, Slide, SlideKind};
use crate::source::Span;
use crate::vocabulary::{APPLICANT_BODIES, JURISDICTIONS, LEADING_WORDS, RESERVATION_ENDS};

/// All rules, in order.
pub const CHECKS: &[fn(&Extraction, &mut Vec<Diagnostic>)] = &[
    check_meeting,
    check_missing_decisions,
    check_header_date,
    check_sections,
    check_presenters,
    check_stray_slides,
    check_unassigned_slides,
    check_years,
    check_absent_fields,
    check_sums,
    check_periods,
    check_numbers,
    check_titles,
    check_ends,
    check_sentences,
    check_members,
];

/// Runs all rules.
pub fn check(extraction: &Extraction) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for check in CHECKS {
        check(extraction, &mut found);
    }
    found
}

/// Where a record stands, as one span.
fn cover(provenance: &Provenance) -> Span {
    provenance.spans.iter().copied().reduce(Span::cover).unwrap_or(Span { start: 0, end: 0 })
}

/// Where a field stands, as one span.
fn cover_field(provenance: &Provenance, field: &str) -> Span {
    provenance.get(field).and_then(super::text::Trace::cover).unwrap_or_else(|| cover(provenance))
}

/// Two applicants or more, and a comma behind the last: a list that goes on elsewhere.
const OPEN_LIST: usize = 2;

/// Where a program reads across cells, a part of the applicants may stand in the title: a list that ends in a comma.
fn check_titles(extraction: &Extraction, found: &mut Vec<Diagnostic>) {
    for project in &extraction.projects {
        let ends = |words: &&&str| project.title.len() > words.len() && project.title.ends_with(**words);
        if let Some(words) = RESERVATION_ENDS.iter().find(ends).filter(|_| !project.conditional) {
            let message = format!("`{}` ends with `{words}`, which was kept", project.title);
            let one = Diagnostic::new(Code::ReservationInTitle, cover_field(&project.provenance, "title"), message);
            found.extend(["title", "conditional"].map(|field| one.clone().of(&project.id).field(field)));
        }
        let (mut run, mut open) = (0, false);
        for word in project.title.split(' ') {
            let name = word.strip_suffix(',').filter(|name| is_applicant(name));
            open |= run >= OPEN_LIST && name.is_none() && !is_applicant(word) && !word.starts_with(char::is_lowercase);
            run = if name.is_some() { run + 1 } else { 0 };
        }
        // `Senatskanzlei Hamburg; Ministerium`: what a semicolon divides are bodies.
        let bodies = project.title.split_once(';').is_some_and(|(front, _)| {
            let last = front.rsplit(' ').next().unwrap_or_default();
            is_land(last) || is_applicant(last)
        });
        if open || run >= OPEN_LIST || bodies {
            let span = cover_field(&project.provenance, "title");
            let message = format!("found a part of a list of applicants in `{}`", project.title);
            let one = Diagnostic::new(Code::ListInTitle, span, message).of(&project.id);
            found.extend(["title", "applicants"].map(|field| one.clone().field(field)));
        }
    }
}

/// Where a program tears a table or a title, its end may be lost.
fn check_ends(extraction: &Extraction, found: &mut Vec<Diagnostic>) {
    let projects = extraction.projects.iter().map(|one| ("title", &one.id, &one.title, &one.provenance));
    let decisions = |field, title: fn(&Decision) -> &Option<String>| {
        let titled = extraction.decisions.iter().filter_map(move |one| Some((one, title(one).as_ref()?)));
        titled.map(move |(one, title)| (field, &one.id, title, &one.provenance))
    };
    let titles = decisions("title", |one| &one.title).chain(decisions("long_title", |one| &one.long_title));
    for (field, id, title, provenance) in projects.chain(titles) {
        let last = title.rsplit(' ').next().unwrap_or_default();
        if title.len() > last.len() && (LEADING_WORDS.contains(&last) || last.ends_with(':')) {
            let message = format!("`{title}` ends with `{last}`, expected a word behind it");
            let one = Diagnostic::new(Code::CutTitle, cover_field(provenance, field), message);
            found.push(one.of(id).field(field));
        }
    }
}

/// Where no room stands between a title and the text below it, that may be a part of it.
fn check_sentences(extraction: &Extraction, found: &mut Vec<Diagnostic>) {
    /// Letters before the dot from which on a word is no abbreviation.
    const LETTERS: usize = 5;
    let ends = |word: &str| {
        let bare = word.strip_suffix('.').unwrap_or_default();
        bare.chars().count() >= LETTERS && bare.chars().all(char::is_alphabetic)
    };
    for decision in &extraction.decisions {
        let titles = [("title", &decision.title), ("long_title", &decision.long_title)];
        let holds = |(_, title): &(_, &Option<String>)| title.iter().any(|title| title.split(' ').any(ends));
        if let Some((field, Some(title))) = titles.into_iter().find(holds) {
            let message = format!("found a sentence in the title `{title}`");
            let one = Diagnostic::new(Code::SentenceInTitle, cover_field(&decision.provenance, field), message);
            found.extend([field, "sections"].map(|field| one.clone().of(&decision.id).field(field)));
        }
    }
}

/// Whether a word is the code of a Land or the short name of another applicant.
fn is_applicant(word: &str) -> bool {
    JURISDICTIONS.iter().any(|land| land.code == word) || APPLICANT_BODIES.contains(&word)
}

fn check_meeting(extraction: &Extraction, found: &mut Vec<Diagnostic>) {
    let records = !extraction.decisions.is_empty() || !extraction.projects.is_empty() || !extraction.members.is_empty();
    if records && extraction.meeting.session.is_none() {
        let span = extraction.slides.first().map_or(Span { start: 0, end: 0 }, |slide| slide.span);
        let message = match &extraction.meeting.title {
            Some(title) => format!("found `{title}`, and nothing that says which session it is about"),
            None => "found no title like `Beschlüsse der 47. Sitzung des …`".to_owned(),
        };
        found.push(Diagnostic::new(Code::MissingMeeting, span, message));
    } else if let (Some(title), None, Some(id)) =
        (&extraction.meeting.title, &extraction.meeting.body, &extraction.meeting.id)
    {
        let span = cover_field(&extraction.meeting.provenance, "title");
        let message = format!("found `{title}`, expected the name of a body in it");
        found.push(Diagnostic::new(Code::AbsentBody, span, message).of(id).field("body"));
    }
}

/// Behind its cover, a deck about a meeting says what was decided.
fn check_missing_decisions(extraction: &Extraction, found: &mut Vec<Diagnostic>) {
    let meeting = &extraction.meeting;
    let (Some(title), true) = (&meeting.title, extraction.decisions.is_empty()) else { return };
    let tells = |slide: &&Slide| {
        !matches!(slide.kind, SlideKind::Cover | SlideKind::Members | SlideKind::Closing | SlideKind::Blank)
    };
    let mut behind = extraction.slides.iter().filter(tells).peekable();
    if behind.peek().is_none() {
        return;
    }
    let named = behind.filter_map(|slide| Some((slide, slide.title.as_deref()?))).find(|(_, one)| names_decision(one));
    // Projects outside of a decision are said to be so, one by one.
    if named.is_none() && !extraction.projects.is_empty() {
        return;
    }
    let (span, message) = match named {
        Some((slide, heading)) => (
            cover_field(&slide.provenance, "title"),
            format!("found `{heading}`, expected a heading like `Beschluss 2025/22 | Titel`"),
        ),
        None => (cover_field(&meeting.provenance, "title"), format!("found `{title}`, and no decision behind it")),
    };
    let one = Diagnostic::new(Code::MissingDecisions, span, message);
    found.push(match &meeting.id {
        Some(id) => one.of(id),
        None => one,
    });
}

/// The page header often bears the day on which the file was made.
fn check_header_date(extraction: &Extraction, found: &mut Vec<Diagnostic>) {
    let meeting = &extraction.meeting;
    let (Some(header), Some(date), Some(id)) = (&meeting.page_header, meeting.summary_date, &meeting.id) else {
        return;
    };
    let dotted = header.replace('/', ".");
    let other = dotted.char_indices().find_map(|(at, _)| {
        let inside = dotted[..at].ends_with(|c: char| c.is_ascii_digit() || c == '.');
        prefix(parse_date, &dotted[at..]).filter(|_| !inside)
    });
    if let Some((other, _)) = other.filter(|(other, _)| other.first == other.last && other.first != date) {
        let message = format!("the page header says {}, the deck {date}", other.first);
        let span = cover_field(&meeting.provenance, "page_header");
        found.push(Diagnostic::new(Code::DifferingDates, span, message).of(id).field("summary_date"));
    }
}

/// What is doubtful in a decision is so in the programmes and projects of its tables.
fn doubt_tables<'a>(
    extraction: &'a Extraction,
    decision: &'a Decision,
    doubt: &'a Diagnostic,
) -> impl Iterator<Item = Diagnostic> {
    let projects = extraction.projects.iter().map(|one| (&one.id, &one.decision));
    let programmes = extraction.programmes.iter().map(|one| (&one.id, &one.decision));
    let of_it = projects.chain(programmes).filter(|(_, of)| of.as_ref() == Some(&decision.identifier));
    of_it.map(|(id, _)| doubt.clone().of(id).field("decision"))
}

fn check_sections(extraction: &Extraction, found: &mut Vec<Diagnostic>) {
    let conflicts = extraction.diagnostics.iter().filter(|one| one.code == Code::ConflictingTitles);
    let conflicts: HashMap<&str, &Diagnostic> =
        conflicts.filter_map(|one| Some((one.record.as_deref()?, one))).collect();
    let overview: Vec<Span> =
        extraction.slides.iter().filter(|slide| slide.kind == SlideKind::Overview).map(|slide| slide.span).collect();
    for decision in &extraction.decisions {
        let span = cover_field(&decision.provenance, "title");
        let announced = overview.iter().any(|slide| slide.start <= span.start && span.end <= slide.end);
        if decision.sections.is_empty() && announced {
            let message = format!("{} is announced and has no slide", decision.identifier);
            found.push(Diagnostic::new(Code::DecisionWithoutSlide, span, message).of(&decision.id).field("sections"));
        } else if !announced && !overview.is_empty() {
            let message = format!("{} is not in the overview", decision.identifier);
            let one = Diagnostic::new(Code::UnannouncedDecision, span, message).of(&decision.id);
            found.extend(doubt_tables(extraction, decision, &one));
            found.push(one);
        }
        if let Some(one) = conflicts.get(decision.id.as_str()) {
            found.extend(doubt_tables(extraction, decision, one));
        }
    }
}

/// Where most covers name an author, one that names none may have lost it.
fn check_presenters(extraction: &Extraction, found: &mut Vec<Diagnostic>) {
    let coverless = extraction.diagnostics.iter().filter(|one| one.code == Code::AbsentCover);
    let coverless: HashSet<&str> = coverless.filter_map(|one| one.record.as_deref()).collect();
    let covered =
        || extraction.decisions.iter().filter(|one| !one.sections.is_empty() && !coverless.contains(one.id.as_str()));
    // A line below the title of a slide says it of some and not of others.
    let on_cover = |one: &&Decision| {
        let place = one.provenance.get("presenter").and_then(|trace| trace.spans.first().copied());
        let mut covers = extraction.slides.iter().filter(|slide| slide.kind == SlideKind::Section);
        place.is_some_and(|place| covers.any(|slide| slide.span.range().contains(&place.start)))
    };
    let named = covered().filter(on_cover).count();
    if named * 2 <= covered().count() {
        return;
    }
    for decision in covered().filter(|one| one.presenter.is_none()) {
        let message = format!("the cover of {} names no author, as others do", decision.identifier);
        let span = cover_field(&decision.provenance, "identifier");
        found.push(Diagnostic::new(Code::AbsentPresenter, span, message).of(&decision.id).field("presenter"));
    }
}

/// Whether words say a title: its words one behind the other, whatever their endings (`der Gemeinsamen EfA-Finanzierung`).
fn says(words: &[String], title: &[String]) -> bool {
    let same = |(word, other): (&String, &String)| word.starts_with(other);
    words.windows(title.len()).any(|words| words.iter().zip(title).all(same))
}

/// Where a decision of the overview has no slide, another one's slides may be its own.
fn check_stray_slides(extraction: &Extraction, found: &mut Vec<Diagnostic>) {
    let without: Vec<(&Decision, Vec<String>)> = extraction
        .decisions
        .iter()
        .filter(|one| one.sections.is_empty())
        .map(|one| (one, title_words(one.title.as_deref().unwrap_or_default())))
        .filter(|(_, title)| !title.is_empty())
        .collect();
    if without.is_empty() {
        return;
    }
    for decision in extraction.decisions.iter().filter(|one| !one.sections.is_empty()) {
        let mut headings = HashSet::new();
        let stray = decision.sections.iter().enumerate().find_map(|(at, section)| {
            let again = section.heading.as_ref().is_some_and(|heading| !headings.insert(heading));
            let own = title_words(decision.title.as_deref().unwrap_or_default());
            let names = |title: &[String]| {
                let heading = title_words(section.heading.as_deref().unwrap_or_default());
                let in_heading = title.iter().all(|word| heading.iter().any(|other| other.starts_with(word)));
                let in_items = section.items.iter().any(|item| says(&title_words(&item.text), title));
                (in_heading || in_items) && !title.iter().all(|word| own.contains(word))
            };
            // A slide that names its decision is about no other.
            let named = section.heading.as_deref().is_some_and(|heading| heading.contains(&decision.identifier));
            let other = without.iter().find(|(_, title)| !named && names(title)).map(|(one, _)| *one);
            // A table goes on below the same title.
            (again && !named && !section.items.is_empty() || other.is_some()).then_some((at, other))
        });
        let Some((at, other)) = stray else { continue };
        let span = cover_field(&decision.provenance, &format!("sections[{at}].heading"));
        let message = match other {
            Some(other) => format!("a slide seems to be about {}, which has none", other.identifier),
            None => format!("a title stands twice, and {} has no slide", without[0].0.identifier),
        };
        let doubt = Diagnostic::new(Code::DoubtfulSection, span, message).of(&decision.id);
        found.extend(doubt_tables(extraction, decision, &doubt));
        found.push(doubt);
    }
}

/// What a slide of text says, is a decision's or nobody's.
fn check_unassigned_slides(extraction: &Extraction, found: &mut Vec<Diagnostic>) {
    let sections = extraction.decisions.iter().flat_map(|one| &one.sections);
    let assigned: HashSet<usize> = sections.map(|section| section.slide).collect();
    let free = |slide: &&Slide| {
        matches!(slide.kind, SlideKind::Content | SlideKind::Section)
            && !slide.items.is_empty()
            && !assigned.contains(&slide.number)
    };
    for slide in extraction.slides.iter().filter(free) {
        let name = slide.title.as_ref().map_or("the slide".to_owned(), |title| format!("`{title}`"));
        let message = format!("{name} belongs to no decision, so no record holds what is said there");
        found.push(Diagnostic::new(Code::UnassignedSlide, cover(&slide.provenance), message));
    }
}

/// The decisions of a meeting are of one year; one of another year may be cited.
fn check_years(extraction: &Extraction, found: &mut Vec<Diagnostic>) {
    let mut of_year: BTreeMap<u32, usize> = BTreeMap::new();
    for decision in &extraction.decisions {
        *of_year.entry(decision.year).or_default() += 1;
    }
    let most = of_year.iter().find(|(_, count)| **count > 1 && **count * 2 > extraction.decisions.len());
    let Some((year, _)) = most else { return };
    for decision in extraction.decisions.iter().filter(|one| one.year != *year) {
        let message = format!("{} is not of {year}, as the others are; it may be cited", decision.identifier);
        let span = cover_field(&decision.provenance, "identifier");
        found.push(Diagnostic::new(Code::OtherYear, span, message).of(&decision.id).field("identifier"));
    }
}

fn check_absent_fields(extraction: &Extraction, found: &mut Vec<Diagnostic>) {
    let named = extraction.diagnostics.iter().filter_map(|one| Some((one.record.as_deref()?, one.field.as_deref()?)));
    let named: HashSet<(&str, &str)> = named.collect();
    // Many decks have no programmes.
    let (no_programme, programme) = match extraction.projects.iter().any(|project| project.programme.is_some()) {
        true => (Code::AbsentProgramme, "a programme above its table"),
        false => (Code::NoProgramme, "none, or a programme above its table"),
    };
    for project in &extraction.projects {
        let span = cover_field(&project.provenance, "title");
        let reported = |field: &str| named.contains(&(project.id.as_str(), field));
        let fields = [
            (project.budget.is_none(), "budget", Code::AbsentBudget, "a budget"),
            (project.start.is_none(), "start", Code::AbsentPeriod, "a period"),
            (project.end.is_none(), "end", Code::AbsentPeriod, "a period"),
            (project.applicants.is_empty(), "applicants", Code::AbsentApplicants, "an applicant"),
            (project.programme.is_none(), "programme", no_programme, programme),
            (project.decision.is_none(), "decision", Code::AbsentDecision, "a decision before its table"),
        ];
        for (_, field, code, what) in fields.into_iter().filter(|(absent, field, ..)| *absent && !reported(field)) {
            let message = format!("project {} has no {field}, expected {what}", project.number);
            found.push(Diagnostic::new(code, span, message).of(&project.id).field(field));
        }
    }
    for decision in extraction.decisions.iter().filter(|decision| decision.title.is_none()) {
        let message = format!("{} has no title", decision.identifier);
        let span = cover_field(&decision.provenance, "identifier");
        found.push(Diagnostic::new(Code::AbsentTitle, span, message).of(&decision.id).field("title"));
    }
    for member in extraction.members.iter().filter(|member| member.jurisdiction.is_none()) {
        let message = format!("no Land is named with {}", member.name);
        let span = cover_field(&member.provenance, "name");
        found.push(Diagnostic::new(Code::AbsentJurisdiction, span, message).of(&member.id).field("jurisdiction"));
    }
}

/// A sum over projects of which one has no budget is too small.
fn check_sums(extraction: &Extraction, found: &mut Vec<Diagnostic>) {
    for programme in &extraction.programmes {
        let of_it = extraction.projects.iter().filter(|project| {
            project.programme.as_ref() == Some(&programme.name) && project.decision == programme.decision
        });
        let without: Vec<String> =
            of_it.filter(|project| project.budget.is_none()).map(|project| project.number.to_string()).collect();
        if !without.is_empty() {
            let message = format!("the budgets of {} are not in the sum of {}", without.join(", "), programme.name);
            let span = cover_field(&programme.provenance, "heading");
            found.push(Diagnostic::new(Code::IncompleteSum, span, message).of(&programme.id).field("budget"));
        }
    }
}

/// Years that no project takes.
const LONG: i32 = 12;

fn check_periods(extraction: &Extraction, found: &mut Vec<Diagnostic>) {
    for project in &extraction.projects {
        let (Some(start), Some(end)) = (project.start, project.end) else { continue };
        let code = match end.year() - start.year() {
            _ if end < start => Code::ReversedPeriod,
            years if years >= LONG => Code::LongPeriod,
            _ => continue,
        };
        let place = cover_field(&project.provenance, "end");
        let span = cover_field(&project.provenance, "start").cover(place);
        let one = Diagnostic::new(code, span, format!("starts on {start}, ends on {end}")).of(&project.id);
        // A digit that the end lacks may have gone to the cell that is fused to it, or come from there.
        let budget = cover_field(&project.provenance, "budget");
        if code == Code::ReversedPeriod {
            found.push(one.clone().field("start"));
        } else if budget.start == place.end || budget.end == place.start {
            found.push(one.clone().field("budget"));
        }
        found.push(one.field("end"));
    }
}

fn check_numbers(extraction: &Extraction, found: &mut Vec<Diagnostic>) {
    let mut seen = HashMap::new();
    for project in &extraction.projects {
        if let Some(first) = seen.insert((&project.decision, project.number), &project.title) {
            let message = format!("{} is also the number of `{first}`", project.number);
            let span = cover_field(&project.provenance, "number");
            found.push(Diagnostic::new(Code::DuplicateNumber, span, message).of(&project.id).field("number"));
        }
    }
}

fn check_members(extraction: &Extraction, found: &mut Vec<Diagnostic>) {
    let mut seen = HashMap::new();
    for member in extraction.members.iter().filter(|member| member.jurisdiction.is_some()) {
        if let Some(first) = seen.insert(&member.jurisdiction, &member.name) {
            let message = format!("{first} stands for the same Land");
            let span = cover_field(&member.provenance, "jurisdiction");
            found.push(Diagnostic::new(Code::DuplicateMember, span, message).of(&member.id).field("jurisdiction"));
        }
    }
}
