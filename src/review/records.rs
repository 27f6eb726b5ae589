//! A meeting and its records as the page shows them: each value linked to where it stands.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display};

use anyhow::Result;
use askama::Template;
use rust_decimal::Decimal;

use crate::diagnostic::{Code, Diagnostic, Severity, count};
use crate::record::{ByteClass, Coverage, Deadline, Decision, Extraction, Precision, Project, Provenance};
use crate::source::{Source, Span};

use super::changes::Changes;
use super::escape::{html, packed};
use super::evidence::letter;
use super::language::Language;
use super::pictures::{Picture, pictures, setting_item};

/// Applicants that lead projects and are named at the top of the page.
const LEADS: usize = 6;

/// Items that tell what a decision is about.
const LEAD: usize = 2;

/// A meeting.
#[derive(Template)]
#[template(path = "meeting.html")]
pub(super) struct Meeting<'a> {
    language: Language,
    /// The number of its deck.
    pub(super) deck: usize,
    /// Its title, or that of its deck, or its file.
    pub(super) title: String,
    /// What it is called where one is chosen.
    pub(super) label: String,
    extraction: &'a Extraction,
    sums: Vec<String>,
    reserved: Vec<String>,
    decisions: Vec<DecisionView>,
    programmes: Vec<ProgrammeView>,
    projects: Vec<ProjectView>,
    members: Vec<MemberView>,
    findings: Vec<FindingView>,
    counts: [usize; 3],
    classes: Vec<ClassView>,
    lands: BTreeSet<String>,
    /// Who leads projects, and how many.
    leading: Vec<(String, usize)>,
    due: Option<Due>,
    runs_until: Option<String>,
    chairs: Vec<String>,
    heading: Value,
    pictures: String,
    /// The pictures in the other language, packed.
    other_pictures: String,
    changes: Option<Changes>,
}

/// The pictures of a meeting.
#[derive(Template)]
#[template(path = "pictures.html")]
struct Pictures {
    spoken: Language,
    list: Vec<Picture>,
}

/// A value as HTML, and where it stands: the id of its record and the path of its field.
#[derive(Clone, Default)]
pub(super) struct Value {
    html: String,
    place: Option<String>,
}

impl Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "<a href=\"#f:{}\">{}</a>", html(place), self.html),
            None => f.write_str(&self.html),
        }
    }
}

/// A record that values are of.
#[derive(Clone, Copy)]
struct Of<'a> {
    id: &'a str,
    provenance: &'a Provenance,
}

impl Of<'_> {
    /// A value, linked to the first of some fields that stands somewhere.
    fn value(self, html: String, paths: &[&str]) -> Value {
        let stands = |path: &&&str| self.provenance.get(path).is_some_and(|trace| !trace.spans.is_empty());
        let place = paths.iter().find(stands).map(|path| format!("{}.{path}", self.id));
        Value { html, place }
    }

    fn text(self, text: &str, path: &str) -> Value {
        self.value(html(text), &[path])
    }
}

struct DecisionView {
    id: String,
    identifier: String,
    title: Value,
    long_title: Option<Value>,
    presenter: Option<Value>,
    cost: Vec<String>,
    /// When something is due, and the item that says what.
    until: Vec<(Value, Option<String>)>,
    who: Vec<(Value, Value)>,
    /// How its first slide begins, where nobody is charged with anything.
    lead: Vec<Value>,
    cites: Vec<Value>,
    bodies: Vec<BodyView>,
    sections: Vec<SectionView>,
}

impl DecisionView {
    fn says_nothing(&self) -> bool {
        self.cost.is_empty() && self.until.is_empty() && self.who.is_empty() && self.bodies.is_empty()
    }
}

struct BodyView {
    name: Option<Value>,
    voting: Vec<Value>,
    non_voting: Vec<Value>,
}

struct SectionView {
    slide: usize,
    heading: Option<Value>,
    items: Vec<(u8, Option<String>, Value)>,
}

struct ProgrammeView {
    id: String,
    name: Value,
    projects: Value,
    budget: Value,
    reserved: Value,
}

struct ProjectView {
    id: String,
    number: u32,
    title: Value,
    applicants: Vec<Value>,
    lands: String,
    budget: Option<Value>,
    start: Option<Value>,
    end: Option<Value>,
    conditional: Option<Value>,
    programme: Option<String>,
    decision: Option<String>,
}

struct MemberView {
    id: String,
    jurisdiction: Option<String>,
    name: Value,
    roles: Vec<Value>,
    chair: Option<Value>,
}

struct FindingView {
    /// Its number in the deck's list of diagnostics.
    at: usize,
    severity: Severity,
    unclaimed: bool,
    code: &'static str,
    meaning: &'static str,
    message: String,
    slide: Option<usize>,
    record: Option<String>,
}

struct ClassView {
    letter: char,
    key: &'static str,
    bytes: usize,
    /// Where it begins in the bar and how long it is, in per cent.
    from: String,
    share: String,
}

impl<'a> Meeting<'a> {
    pub(super) fn new(
        deck: usize,
        source: &Source,
        extraction: &'a Extraction,
        changes: Option<Changes>,
        language: Language,
    ) -> Result<Self> {
        let meeting = &extraction.meeting;
        let title = meeting.title.clone().unwrap_or_else(|| source.name().to_owned());
        let label = match (&meeting.body, meeting.session) {
            (Some(body), Some(session)) => format!("{body}, {session}"),
            _ => title.clone(),
        };
        let heading = Of { id: meeting.id.as_deref().unwrap_or("meeting"), provenance: &meeting.provenance };
        let heading = heading.value(html(&title), &["title"]);
        let projects = &extraction.projects;
        let all: Vec<&Project> = projects.iter().collect();
        let reserved: Vec<&Project> = projects.iter().filter(|one| one.conditional).collect();
        let ends = projects.iter().filter_map(|one| Some((one.end?, one)));
        let last = ends.max_by_key(|(end, one)| (*end, std::cmp::Reverse(&one.id)));
        let runs_until = last.map(|(end, one)| {
            Of { id: &one.id, provenance: &one.provenance }.value(language.date_html(end), &["end"]).to_string()
        });
        // Who is named first leads, as on the map.
        let mut leading: BTreeMap<&str, usize> = BTreeMap::new();
        for code in projects.iter().filter_map(|one| one.applicants.first()) {
            *leading.entry(code).or_default() += 1;
        }
        let mut leading: Vec<(String, usize)> = leading.into_iter().map(|(code, n)| (code.to_owned(), n)).collect();
        leading.sort_by_key(|(_, projects)| std::cmp::Reverse(*projects));
        let lands = projects.iter().flat_map(|one| one.applicants.iter().cloned());
        let lands = lands.chain(extraction.members.iter().filter_map(|one| one.jurisdiction.clone())).collect();
        let chairs = extraction.members.iter().filter(|one| one.chair);
        let chairs = chairs.map(|one| {
            let name = Of { id: &one.id, provenance: &one.provenance }.text(&one.name, "name");
            one.jurisdiction.as_ref().map_or(name.to_string(), |land| format!("{name} ({})", html(land)))
        });
        let other = if language == Language::German { Language::English } else { Language::German };
        let drawn = |spoken: Language| Pictures { spoken, list: pictures(extraction, spoken) }.render();
        let view = Self {
            language,
            deck,
            title,
            label,
            extraction,
            sums: sums(&all, language),
            reserved: sums(&reserved, language),
            decisions: extraction.decisions.iter().map(|one| decision(one, extraction, language)).collect(),
            programmes: programmes(extraction, language),
            projects: projects.iter().map(|one| project(one, language)).collect(),
            members: members(extraction, language),
            findings: findings(extraction, source),
            counts: count(&extraction.diagnostics),
            classes: classes(&extraction.coverage),
            lands,
            leading,
            due: next_due(extraction, language),
            runs_until,
            chairs: chairs.collect(),
            heading,
            pictures: drawn(language)?,
            other_pictures: packed(&drawn(other)?)?,
            changes,
        };
        Ok(view)
    }

    /// The language that the packed pictures are in.
    fn other(&self) -> &'static str {
        if self.language == Language::German { "en" } else { "de" }
    }

    /// A word of the page.
    fn w(&self, key: &str) -> String {
        self.language.word_html(key)
    }

    /// A word of the page as an attribute.
    fn a(&self, name: &str, key: &str) -> String {
        self.language.attribute(name, key)
    }

    /// A count.
    fn n(&self, count: impl Display) -> String {
        self.language.count_html(count)
    }

    /// A count with its word: `1 Programm`, `5 Programme`.
    fn c(&self, count: impl Display, one: &str, many: &str) -> String {
        let count = count.to_string();
        let word = self.language.word_html(if count == "1" { one } else { many });
        format!("<b>{}</b> {word}", self.n(count))
    }

    fn reserved_projects(&self) -> usize {
        self.extraction.projects.iter().filter(|one| one.conditional).count()
    }

    /// Whether there are errors (0), warnings or notes.
    fn any(&self, severity: usize) -> bool {
        self.counts[severity] > 0
    }

    /// How many of those who lead are not named at the top.
    fn more_leads(&self) -> Option<usize> {
        self.leading.len().checked_sub(LEADS).filter(|more| *more > 0)
    }

    /// The first and the last of the decisions.
    fn ends(&self) -> Option<(&str, &str)> {
        let mut all: Vec<&Decision> = self.extraction.decisions.iter().collect();
        all.sort_by_key(|one| (one.year, one.number));
        Some((&all.first()?.identifier, &all.last()?.identifier))
    }

    fn day(&self, date: &chrono::NaiveDate) -> String {
        self.language.date_html(*date)
    }
}

/// The sums of the budgets of some projects, one for each currency.
fn sums(projects: &[&Project], language: Language) -> Vec<String> {
    let mut sums: BTreeMap<&str, Decimal> = BTreeMap::new();
    for budget in projects.iter().filter_map(|one| one.budget.as_ref()) {
        *sums.entry(&budget.currency).or_default() += budget.amount;
    }
    // Euros first.
    let mut sums: Vec<(&str, Decimal)> = sums.into_iter().collect();
    sums.sort_by_key(|(currency, _)| *currency != "EUR");
    sums.into_iter().map(|(currency, sum)| language.money_html(&sum, currency)).collect()
}

/// When a deadline is: a day, or a session, or its words.
fn due(deadline: &Deadline, language: Language) -> String {
    match (deadline.date, deadline.session, deadline.precision) {
        (Some(date), _, Some(Precision::Day) | None) => language.date_html(date),
        (Some(date), ..) => format!("{} <small>{}</small>", language.date_html(date), html(&deadline.text)),
        (None, Some(session), _) => format!("{session}. {}", language.word_html("session")),
        _ => html(&deadline.text),
    }
}

/// The first deadline behind the date of the deck.
struct Due {
    date: Value,
    /// The decision that sets it.
    decision: String,
    identifier: String,
    /// What is due, as the deck says it.
    item: Option<String>,
}

/// The first deadline behind the date of the deck, and the decision that sets it.
fn next_due(extraction: &Extraction, language: Language) -> Option<Due> {
    let after = extraction.meeting.summary_date.or(extraction.meeting.session_date);
    let dated = extraction.decisions.iter().flat_map(|one| {
        one.deadlines.iter().enumerate().filter_map(move |(at, deadline)| Some((deadline.date?, at, one)))
    });
    let (date, at, one) =
        dated.filter(|(date, ..)| after.is_none_or(|after| *date >= after)).min_by_key(|(date, ..)| *date)?;
    let path = format!("deadlines[{at}].date");
    let date = Of { id: &one.id, provenance: &one.provenance }.value(language.date_html(date), &[&path]);
    let item = setting_item(one, at);
    Some(Due { date, decision: one.id.clone(), identifier: one.identifier.clone(), item })
}

fn decision(one: &Decision, extraction: &Extraction, language: Language) -> DecisionView {
    let of = Of { id: &one.id, provenance: &one.provenance };
    let projects: Vec<&Project> =
        extraction.projects.iter().filter(|project| project.decision.as_ref() == Some(&one.identifier)).collect();
    let mut cost: Vec<String> = sums(&projects, language)
        .into_iter()
        .map(|sum| {
            let word = if projects.len() == 1 { "project" } else { "projects" };
            let (count, word) = (language.count_html(projects.len()), language.word_html(word));
            format!("<a href=\"#s-projects\">{sum}</a> <small>{count} {word}</small>")
        })
        .collect();
    cost.extend(one.amounts.iter().enumerate().map(|(at, amount)| {
        let money = language.money_html(&amount.amount, &amount.currency);
        let value = of.value(money, &[&format!("amounts[{at}].amount"), &format!("amounts[{at}].text")]);
        let before = amount.qualifier.as_ref();
        before.map_or(value.to_string(), |before| format!("{value} <small>{}</small>", html(before)))
    }));
    let until = one.deadlines.iter().enumerate().map(|(at, deadline)| {
        let part = |name: &str| format!("deadlines[{at}].{name}");
        let value = of.value(due(deadline, language), &[&part("date"), &part("session"), &part("text")]);
        (value, setting_item(one, at))
    });
    let who = one.mandates.iter().enumerate().map(|(at, mandate)| {
        let part = |name: &str| format!("mandates[{at}].{name}");
        (of.text(&mandate.actor, &part("actor")), of.text(&mandate.text, &part("text")))
    });
    let cites = one.references.iter().enumerate().map(|(at, reference)| {
        let part = |name: &str| format!("references[{at}].{name}");
        of.value(html(&reference.identifier), &[&part("identifier"), &part("text")])
    });
    let bodies = one.bodies.iter().enumerate().map(|(at, body)| {
        let names = |list: &[String], name: &str| {
            let value = |(n, one): (usize, &String)| {
                let whole = format!("bodies[{at}].{name}");
                of.value(html(one), &[&format!("{whole}[{n}]"), &whole])
            };
            list.iter().enumerate().map(value).collect()
        };
        BodyView {
            name: body.name.as_ref().map(|name| of.text(name, &format!("bodies[{at}].name"))),
            voting: names(&body.voting, "voting"),
            non_voting: names(&body.non_voting, "non_voting"),
        }
    });
    let first = one.sections.iter().enumerate().find(|(_, section)| !section.items.is_empty());
    let lead = first.filter(|_| one.mandates.is_empty()).map(|(at, section)| {
        let items = section.items.iter().enumerate().take(LEAD);
        items.map(|(n, item)| of.text(&item.text, &format!("sections[{at}].items[{n}].text"))).collect()
    });
    let sections = one.sections.iter().enumerate().map(|(at, section)| {
        let items = section.items.iter().enumerate().map(|(n, item)| {
            (item.level, item.label.clone(), of.text(&item.text, &format!("sections[{at}].items[{n}].text")))
        });
        SectionView {
            slide: section.slide,
            heading: section.heading.as_ref().map(|heading| of.text(heading, &format!("sections[{at}].heading"))),
            items: items.collect(),
        }
    });
    DecisionView {
        id: one.id.clone(),
        identifier: one.identifier.clone(),
        title: of.text(one.title.as_deref().unwrap_or_default(), "title"),
        long_title: one.long_title.as_ref().map(|title| of.text(title, "long_title")),
        presenter: one.presenter.as_ref().map(|name| of.text(name, "presenter")),
        cost,
        until: until.collect(),
        who: who.collect(),
        lead: lead.unwrap_or_default(),
        cites: cites.collect(),
        bodies: bodies.collect(),
        sections: sections.collect(),
    }
}

fn programmes(extraction: &Extraction, language: Language) -> Vec<ProgrammeView> {
    let view = |one: &crate::record::Programme| {
        let of = Of { id: &one.id, provenance: &one.provenance };
        ProgrammeView {
            id: one.id.clone(),
            name: of.text(&one.name, "name"),
            projects: of.value(language.count_html(one.projects), &["projects"]),
            budget: of.value(language.money_html(&one.budget, "EUR"), &["budget"]),
            reserved: of.value(language.money_html(&one.conditional_budget, "EUR"), &["conditional_budget"]),
        }
    };
    extraction.programmes.iter().map(view).collect()
}

fn project(one: &Project, language: Language) -> ProjectView {
    let of = Of { id: &one.id, provenance: &one.provenance };
    let date = |date: Option<chrono::NaiveDate>, path| date.map(|date| of.value(language.date_html(date), &[path]));
    let applicants = one
        .applicants
        .iter()
        .enumerate()
        .map(|(at, code)| of.value(html(code), &[&format!("applicants[{at}]"), "applicants"]));
    let budget = one.budget.as_ref();
    ProjectView {
        id: one.id.clone(),
        number: one.number,
        title: of.text(&one.title, "title"),
        applicants: applicants.collect(),
        lands: one.applicants.join("\n"),
        budget: budget
            .map(|money| of.value(language.money_html(&money.amount, &money.currency), &["budget", "budget.amount"])),
        start: date(one.start, "start"),
        end: date(one.end, "end"),
        conditional: one.conditional.then(|| of.value(language.word_html("with-reservation"), &["conditional"])),
        programme: one.programme.clone(),
        decision: one.decision.clone(),
    }
}

fn members(extraction: &Extraction, language: Language) -> Vec<MemberView> {
    let view = |one: &crate::record::Member| {
        let of = Of { id: &one.id, provenance: &one.provenance };
        let role = |(at, role): (usize, &String)| of.value(html(role), &[&format!("roles[{at}]"), "roles"]);
        let name = one.honorific_prefix.as_ref().map_or(one.name.clone(), |before| format!("{before} {}", one.name));
        MemberView {
            id: one.id.clone(),
            jurisdiction: one.jurisdiction.clone(),
            name: of.text(&name, "name"),
            roles: one.roles.iter().enumerate().map(role).collect(),
            chair: one.chair.then(|| of.value(language.word_html("chair"), &["chair"])),
        }
    };
    extraction.members.iter().map(view).collect()
}

/// The findings as a person looks at them: bytes that were not understood, then by how much they matter.
fn findings(extraction: &Extraction, source: &Source) -> Vec<FindingView> {
    let all = Span::new(0, source.text().len());
    let unclaimed = |one: &Diagnostic| {
        let touches = |span: &Span| span.start < one.span.end && one.span.start < span.end;
        matches!(one.code, Code::UnclaimedText | Code::NotADeck)
            || one.span != all && extraction.coverage.unclaimed_spans.iter().any(touches)
    };
    let slides = &extraction.slides;
    let slide = |span: Span| {
        let behind = slides.partition_point(|slide| slide.span.start <= span.start);
        behind.checked_sub(1).map(|at| slides[at].number)
    };
    let view = |(at, one): (usize, &Diagnostic)| FindingView {
        at,
        severity: one.severity,
        unclaimed: unclaimed(one),
        code: one.code.name(),
        meaning: one.code.meaning(),
        message: one.message.clone(),
        slide: slide(one.span).filter(|_| one.span != all),
        record: one.record.clone(),
    };
    let mut found: Vec<FindingView> = extraction.diagnostics.iter().enumerate().map(view).collect();
    found.sort_by_key(|one| (!one.unclaimed, std::cmp::Reverse(one.severity)));
    found
}

fn classes(coverage: &Coverage) -> Vec<ClassView> {
    let counts = [
        (ByteClass::Record, "c-record", coverage.records),
        (ByteClass::Text, "c-text", coverage.text),
        (ByteClass::Furniture, "c-furniture", coverage.furniture),
        (ByteClass::Whitespace, "c-whitespace", coverage.whitespace),
        (ByteClass::Unclaimed, "c-unclaimed", coverage.unclaimed),
    ];
    let percent = |bytes: usize| format!("{:.2}", 100.0 * bytes as f64 / coverage.bytes.max(1) as f64);
    let mut from = 0;
    let view = |(class, key, bytes): (ByteClass, &'static str, usize)| {
        let view = ClassView { letter: letter(class), key, bytes, from: percent(from), share: percent(bytes) };
        from += bytes;
        view
    };
    counts.into_iter().map(view).collect()
}
