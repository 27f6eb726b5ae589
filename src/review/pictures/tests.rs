//! What holds of every picture: exact, whole, legible, harmless, always the same.

use std::path::PathBuf;

use chrono::NaiveDate;
use regex::Regex;
use rust_decimal::Decimal;

use super::words::{self, day, euros, money, period};
use super::*;
use crate::record::{Deadline, Decision, Precision, Reference};
use crate::source::Source;

const LANGUAGES: [Language; 2] = [Language::German, Language::English];

fn read(path: &str) -> Extraction {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    let bytes = std::fs::read(&path).expect("the deck is there");
    let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
    crate::extract(&Source::from_bytes(name, &bytes).expect("it can be read"))
}

fn seed() -> Extraction {
    read("seeds/it-planungsrat-47.txt")
}

/// Two hundred projects of thirty programmes, sixty decisions with deadlines that cite one another.
fn large() -> Extraction {
    let mut deck = seed();
    let (programmes, projects, decisions) = (deck.programmes.clone(), deck.projects.clone(), deck.decisions.clone());
    deck.programmes.clear();
    deck.projects.clear();
    deck.decisions.clear();
    for round in 0..7_u32 {
        for programme in &programmes {
            let mut programme = programme.clone();
            programme.name = format!("{} mit einem Namen, der in keiner Zeile Platz hat, Teil {round}", programme.name);
            programme.id = format!("{}-{round}", programme.id);
            deck.programmes.push(programme);
        }
        for project in &projects {
            let mut project = project.clone();
            project.number += round * 100;
            project.id = format!("{}-{round}", project.id);
            project.programme = project
                .programme
                .map(|name| format!("{name} mit einem Namen, der in keiner Zeile Platz hat, Teil {round}"));
            project.start = project.start.and_then(|date| date.checked_add_months(chrono::Months::new(round * 5)));
            project.end = project.end.and_then(|date| date.checked_add_months(chrono::Months::new(round * 9)));
            if project.number % 17 == 0 {
                project.start = None;
            }
            if project.number % 13 == 0 {
                (project.start, project.end, project.budget) = (None, None, None);
            }
            deck.projects.push(project);
        }
        for decision in &decisions {
            let mut decision = decision.clone();
            decision.number += round * 10;
            decision.identifier = format!("2025/{}", decision.number);
            decision.id = format!("it-planungsrat/{}", decision.identifier);
            for at in 0..3 {
                let date = NaiveDate::from_ymd_opt(2025, 8, 1).expect("a day");
                let date = date.checked_add_days(chrono::Days::new(u64::from(decision.number * 11 % 40 + at * 9)));
                let deadline = match at {
                    0 | 1 => Deadline { date, precision: Some(Precision::Day), ..Deadline::default() },
                    _ => Deadline { session: Some(40 + decision.number % 12), ..Deadline::default() },
                };
                let text = format!("bis {at}");
                decision.deadlines.push(Deadline { text, ..deadline });
            }
            let cite = |number: u32| Reference { identifier: format!("2025/{number}"), ..Reference::default() };
            decision.references.extend([cite(decision.number * 7 % 80), cite(decision.number * 13 % 80)]);
            deck.decisions.push(decision);
        }
    }
    deck.meeting.session_date = NaiveDate::from_ymd_opt(2025, 6, 25);
    deck
}

/// The seed, with what a hostile deck may say in place of its words.
fn hostile() -> Extraction {
    let mut deck = seed();
    for project in &mut deck.projects {
        project.title = format!("{HOSTILE}{}", project.title);
        project.applicants.push(HOSTILE.to_owned());
        project.id.push_str(HOSTILE);
    }
    for programme in &mut deck.programmes {
        programme.name.push_str(HOSTILE);
    }
    for project in &mut deck.projects {
        project.programme = project.programme.take().map(|name| name + HOSTILE);
    }
    for member in &mut deck.members {
        member.name.push_str(HOSTILE);
    }
    for decision in &mut deck.decisions {
        decision.title = Some(HOSTILE.to_owned());
        decision.id.push_str(HOSTILE);
        for deadline in &mut decision.deadlines {
            deadline.text.push_str(HOSTILE);
        }
        for reference in &mut decision.references {
            reference.text.push_str(HOSTILE);
            reference.identifier.push_str(HOSTILE);
        }
    }
    deck
}

const HOSTILE: &str = "</title></svg><script>alert('x')</script>\" onload=\"x&lt;\u{202e}\u{0}\u{1b}\u{85}\u{2028}";

/// A text of a drawing, and the box that it needs.
struct Text {
    text: String,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

/// The two drawings of a picture.
fn drawings(picture: &Picture) -> Vec<&str> {
    let parts: Vec<&str> = picture.svg.split_inclusive("</svg>\n").collect();
    assert_eq!(parts.len(), 2, "one wide, one narrow");
    parts
}

fn texts(drawing: &str) -> Vec<Text> {
    let text = Regex::new(r#"<text class="label ?([^"]*)" x="([^"]*)" y="([^"]*)">([^<]*)</text>"#).expect("valid");
    let unescaped = |text: &str| {
        let pairs = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
        pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
    };
    text.captures_iter(drawing)
        .map(|found| {
            let (class, text) = (&found[1], unescaped(&found[4]));
            let [x, y] = [&found[2], &found[3]].map(|number| number.parse::<f64>().expect("a number"));
            let across = text_width(class, &text);
            let has = |name| class.split(' ').any(|one| one == name);
            let left = match (has("end"), has("middle")) {
                (true, _) => x - across,
                (_, true) => x - across / 2.0,
                _ => x,
            };
            let size = if has("small") { svg::SMALL } else { svg::SIZE };
            // Without the few parts of letters below the line.
            Text { text, left, right: left + across, top: y - size * 0.8, bottom: y + size * 0.15 }
        })
        .collect()
}

fn all(decks: &[Extraction]) -> impl Iterator<Item = (&Extraction, Language, Picture)> {
    let each = decks.iter().flat_map(|deck| LANGUAGES.map(|language| (deck, language)));
    each.flat_map(|(deck, language)| pictures(deck, language).into_iter().map(move |one| (deck, language, one)))
}

fn decks() -> Vec<Extraction> {
    let mut bare = seed();
    bare.programmes.clear();
    bare.meeting.summary_date = None;
    for project in &mut bare.projects {
        (project.start, project.end) = (None, None);
    }
    let mut only_members = seed();
    only_members.projects.clear();
    only_members.programmes.clear();
    let mut crowded = seed();
    let again = crowded.members.clone();
    crowded.members.extend(again);
    for project in &mut crowded.projects {
        project.applicants.insert(0, "BMDS".to_owned());
    }
    vec![seed(), large(), hostile(), bare, only_members, crowded]
}

#[test]
fn texts_do_not_overlap_and_stay_inside() {
    let mut seen = 0;
    for (_, _, picture) in all(&decks()) {
        for (drawing, width) in drawings(&picture).into_iter().zip([svg::WIDE, svg::NARROW]) {
            let texts = texts(drawing);
            let height: f64 = drawing
                .split("viewBox=\"0 0 ")
                .nth(1)
                .and_then(|rest| rest.split([' ', '"']).nth(1))
                .expect("a height")
                .parse()
                .expect("a number");
            for (at, one) in texts.iter().enumerate() {
                let inside = one.left >= -0.1 && one.right <= width + 0.1 && one.top >= -0.1 && one.bottom <= height;
                assert!(inside, "{} ({width}): `{}` leaves the drawing", picture.id, one.text);
                for other in &texts[at + 1..] {
                    let apart = one.right <= other.left + 0.1
                        || other.right <= one.left + 0.1
                        || one.bottom <= other.top
                        || other.bottom <= one.top;
                    assert!(apart, "{} ({width}): `{}` and `{}` overlap", picture.id, one.text, other.text);
                }
            }
            seen += texts.len();
        }
    }
    assert!(seen > 5000, "only {seen} texts");
}

#[test]
fn drawings_are_well_formed_and_name_themselves() {
    let tag = Regex::new(r#"<(/?)([a-z]+)((?: [a-zA-Z0-9-]+="[^"<>]*")*)(/?)>"#).expect("valid");
    let named = Regex::new(r#" id="([^"]*)""#).expect("valid");
    let mut ids = std::collections::BTreeSet::new();
    for (deck, language, picture) in all(&decks()[..1]) {
        let mut open = Vec::new();
        for found in tag.captures_iter(&picture.svg) {
            match (&found[1], &found[4]) {
                ("/", _) => assert_eq!(open.pop().as_deref(), Some(&found[2])),
                (_, "/") => {}
                _ => open.push(found[2].to_owned()),
            }
        }
        assert_eq!(open, Vec::<String>::new());
        assert_eq!(tag.replace_all(&picture.svg, "").matches(['<', '>', '"']).count(), 0);
        // A strict policy lets no style through that stands in an element; colours are the stylesheet's.
        assert!(!picture.svg.contains("style=") && !picture.svg.contains("fill=") && !picture.svg.contains("stroke="));
        for id in named.captures_iter(&picture.svg) {
            assert!(id[1].contains(&deck.source.sha256[..8]));
            let new = language == Language::English || ids.insert(id[1].to_owned());
            assert!(new, "{} is there twice", &id[1]);
        }
    }
    assert_eq!(ids.len(), 5 * 4);
}

#[test]
fn what_a_deck_says_stays_text() {
    let plain: Vec<Picture> = pictures(&seed(), Language::German);
    let hostile = pictures(&hostile(), Language::German);
    let tag = Regex::new(r"<[^>]*>").expect("valid");
    for (plain, hostile) in plain.iter().zip(&hostile) {
        assert!(!hostile.svg.contains("<script") && !hostile.svg.contains("alert('"));
        let names = |svg: &str| -> Vec<String> {
            let mut names: Vec<String> = tag
                .find_iter(svg)
                .map(|one| one.as_str().split([' ', '>']).next().unwrap_or_default().to_owned())
                .collect();
            names.sort();
            names.dedup();
            names
        };
        assert_eq!(names(&plain.svg), names(&hostile.svg));
        let cells = hostile.rows.iter().flatten().map(|cell| cell.text.as_str());
        for text in cells.chain([hostile.svg.as_str()]) {
            let unseen = |c: char| c.is_control() && c != '\n' || ['\u{202e}', '\u{2028}', '\u{85}'].contains(&c);
            assert!(!text.contains(unseen), "{text}");
        }
    }
    assert!(hostile.iter().any(|one| one.svg.contains("&#60;/title&#62;")));
}

#[test]
fn budgets_are_those_of_the_records() {
    for deck in decks().iter().filter(|deck| !deck.projects.is_empty()) {
        let pictures = pictures(deck, Language::German);
        let budget = pictures.iter().find(|one| one.id == "budget").expect("there are projects");
        let [drawing, _] = drawings(budget)[..] else { panic!("two drawings") };
        for programme in &deck.programmes {
            for amount in [programme.budget, programme.conditional_budget].into_iter().filter(|one| !one.is_zero()) {
                let amount = euros(amount, Language::German);
                assert!(texts(drawing).iter().any(|one| one.text.contains(&amount)), "{amount}");
                assert!(budget.rows.iter().flatten().any(|cell| cell.number && cell.text == amount), "{amount}");
            }
        }
        let sums: Decimal = if deck.programmes.is_empty() {
            deck.projects.iter().filter_map(|one| one.budget.as_ref()).map(|money| money.amount).sum()
        } else {
            deck.programmes.iter().map(|one| one.budget).sum()
        };
        let total = budget.rows.last().expect("a total");
        assert_eq!(total[3].text, euros(sums, Language::German));
    }
    let seed = pictures(&seed(), Language::English);
    let total: Vec<&str> = seed[0].rows.last().expect("a total").iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(total, ["Total", "", "29", "€15,649,231.65", "€12,870,346.65", "€2,778,885.00"]);
}

#[test]
fn every_record_is_there() {
    for deck in &decks()[..2] {
        let pictures = pictures(deck, Language::German);
        assert_eq!(
            pictures.iter().map(|one| one.id).collect::<Vec<_>>(),
            ["budget", "timeline", "lander", "deadlines", "citations"]
        );
        let linked = |picture: usize, id: &str| {
            let picture = &pictures[picture];
            let row = picture.rows.iter().flatten().any(|cell| cell.record.as_deref() == Some(id));
            row && drawings(picture).iter().all(|drawing| drawing.contains(&format!("<a href=\"#{id}\">")))
        };
        assert!(deck.programmes.iter().all(|one| linked(0, &one.id)));
        assert!(deck.projects.iter().all(|one| linked(1, &one.id)));
        assert!(deck.members.iter().all(|one| linked(2, &one.id)));
        assert!(deck.decisions.iter().filter(|one| !one.deadlines.is_empty()).all(|one| linked(3, &one.id)));
        assert!(deck.decisions.iter().filter(|one| !one.references.is_empty()).all(|one| linked(4, &one.id)));
        assert_eq!(pictures[1].rows.len(), deck.projects.len());
        let count = |of: fn(&Decision) -> usize| deck.decisions.iter().map(of).sum::<usize>();
        assert_eq!(pictures[3].rows.len(), count(|one| one.deadlines.len()));
        assert_eq!(pictures[4].rows.len(), count(|one| one.references.len()));
        for picture in &pictures {
            assert!(picture.rows.iter().all(|row| row.len() == picture.head.len()), "{}", picture.id);
        }
    }
}

#[test]
fn leads_and_members_of_the_seed() {
    let deck = seed();
    let pictures = pictures(&deck, Language::German);
    let row = |first: &str| {
        let mut rows = pictures[2].rows.iter().filter(|row| row[0].text == first);
        let row = rows.next().expect("there is one");
        row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>()
    };
    let member = |code: &str| {
        let mut members = deck.members.iter().filter(|one| one.jurisdiction.as_deref() == Some(code));
        let member = members.next().expect("there is one");
        [member.honorific_prefix.as_deref(), Some(&member.name)].into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(pictures[2].rows.len(), 17 + 1);
    assert_eq!(row("Hamburg (HH)"), ["Hamburg (HH)", &member("HH"), "5", "0", "1.575.750,00\u{a0}€"]);
    assert_eq!(row("Bayern (BY)"), ["Bayern (BY)", &member("BY"), "0", "0", "0,00\u{a0}€"]);
    let chair = format!("{} (Vorsitz)", member("MV"));
    assert_eq!(row("Mecklenburg-Vorpommern (MV)")[1..4], [chair.as_str(), "2", "0"]);
    assert_eq!(row("DLKT"), ["DLKT", "–", "0", "2", "0,00\u{a0}€"]);
    let led: usize = pictures[2].rows.iter().filter_map(|row| row[2].text.parse::<usize>().ok()).sum();
    assert_eq!(led, 29);
}

#[test]
fn a_deadline_has_the_words_that_set_it() {
    let pictures = pictures(&read("fixtures/decks/pdf/deck-0003.pdf"), Language::German);
    let deadlines = &pictures[3];
    let wordings = |column: usize| deadlines.rows.iter().map(move |row| row[column].text.as_str());
    assert!(deadlines.rows.len() > 20);
    assert!(wordings(0).zip(wordings(5)).all(|(own, item)| item.contains(own) && item.len() > own.len()));
    // The second of two in one sentence is shown from there on.
    assert!(deadlines.svg.contains(">… spätestens zum 31. Oktober 2030 darüber zu berichten.<"));
}

#[test]
fn what_has_no_records_has_no_picture() {
    let empty = crate::extract(&Source::from_text("empty.txt", ""));
    assert_eq!(pictures(&empty, Language::German), []);
    let members = &decks()[4];
    let ids: Vec<&str> = pictures(members, Language::German).iter().map(|one| one.id).collect();
    assert_eq!(ids, ["lander", "deadlines", "citations"]);
}

#[test]
fn twice_the_same() {
    let decks = decks();
    for language in LANGUAGES {
        for deck in &decks {
            assert_eq!(pictures(deck, language), pictures(deck, language));
        }
    }
}

#[test]
fn numbers_and_dates_as_people_write_them() {
    let [german, english] = LANGUAGES;
    let sum = Decimal::new(123_456_789, 2);
    assert_eq!(euros(sum, german), "1.234.567,89\u{a0}€");
    assert_eq!(euros(sum, english), "€1,234,567.89");
    assert_eq!(euros(Decimal::new(99_950, 2), german), "999,50\u{a0}€");
    assert_eq!(euros(Decimal::new(100_000, 0), german), "100.000,00\u{a0}€");
    assert_eq!(euros(Decimal::ZERO, english), "€0.00");
    assert_eq!(money(sum, "CHF", german), "1.234.567,89\u{a0}CHF");
    let date = NaiveDate::from_ymd_opt(2025, 7, 4);
    assert_eq!(date.map(|date| day(date, german)).as_deref(), Some("04.07.2025"));
    assert_eq!(date.map(|date| day(date, english)).as_deref(), Some("4 July 2025"));
    assert_eq!(period(date, None, german), "04.07.2025–?");
    assert_eq!(words::PROJECTS_COUNTED.of(german, 1), "1 Projekt");
}
