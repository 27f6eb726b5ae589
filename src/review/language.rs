//! The languages of the page: its own words, and how amounts and dates are written. What a deck says stays as it is.
//!
//! Each word of the page has a key. The page holds the words of all languages, so that it can change between them.

use std::fmt::{Display, Write};

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use crate::record::decimal_text;
use crate::vocabulary::JURISDICTIONS;

use super::escape::html;

/// The language of the page's own words; what a deck says stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// German.
    German,
    /// English.
    English,
}

/// Key, German, English.
const WORDS: &[(&str, &str, &str)] = &[
    ("page", "Prüfseite", "Review page"),
    ("skip", "Zum Inhalt", "Skip to content"),
    ("meeting", "Sitzung", "Meeting"),
    ("choose-meeting", "Sitzung wählen", "Choose a meeting"),
    ("other-language", "English", "Deutsch"),
    ("theme", "Hell oder dunkel", "Light or dark"),
    ("keys", "Tasten", "Keys"),
    ("close", "Schließen", "Close"),
    ("sections", "Abschnitte", "Sections"),
    ("search", "Suchen", "Search"),
    ("search-hint", "Titel, Name, Land …", "Title, name, Land …"),
    ("found", "gefunden", "found"),
    ("nothing-found", "nichts gefunden", "nothing found"),
    ("no-address", "Das gibt es auf dieser Seite nicht", "This page does not have"),
    ("print", "Drucken", "Print"),
    (
        "no-scripts",
        "Ohne Skripte zeigt die Seite die Sitzung, aber keine Belege, Filter und weiteren Sitzungen.",
        "Without scripts the page shows this meeting, but no evidence, filters and other meetings.",
    ),
    ("deck-of", "Foliensatz vom", "Deck of"),
    ("met-on", "Sitzung am", "Met on"),
    ("at-a-glance", "Auf einen Blick", "At a glance"),
    ("chair", "Vorsitz", "Chair"),
    ("decisions", "Beschlüsse", "Decisions"),
    ("decision", "Beschluss", "Decision"),
    ("programmes", "Programme", "Programmes"),
    ("programme", "Programm", "Programme"),
    ("projects", "Projekte", "Projects"),
    ("project", "Projekt", "Project"),
    ("members", "Mitglieder", "Members"),
    ("member", "Mitglied", "Member"),
    ("slide", "Folie", "Slide"),
    ("slides", "Folien", "Slides"),
    ("portfolio", "Portfolio", "Portfolio"),
    ("pictures", "Bilder", "Pictures"),
    ("as-table", "Als Tabelle", "As a table"),
    ("budget", "Budget", "Budget"),
    ("project-budget", "Budget der Projekte", "Budget of the projects"),
    ("total", "Summe", "Total"),
    ("with-reservation", "unter Vorbehalt", "with reservation"),
    ("of-it-reserved", "davon unter Vorbehalt", "of which with reservation"),
    ("no-budget", "kein Budget genannt", "no budget is named"),
    ("no-reservation", "nichts unter Vorbehalt", "nothing with reservation"),
    ("runs-until", "Projekte laufen bis", "Projects run until"),
    ("next-due", "Erste Frist", "First deadline"),
    ("no-deadline", "keine Frist mit Datum", "no deadline with a date"),
    ("cost", "Kosten", "Cost"),
    ("until", "Bis wann", "Until"),
    ("who", "Wer", "Who"),
    ("session", "Sitzung", "session"),
    ("presented-by", "Vorgestellt", "Presented"),
    ("cites", "Bezug", "Cites"),
    ("bodies", "Gremien", "Bodies"),
    ("voting", "mit Stimme", "voting"),
    ("non-voting", "ohne Stimme", "not voting"),
    ("wording", "Wortlaut der Folien", "Wording of the slides"),
    ("no-slide", "Im Überblick angekündigt, keine Folie dazu.", "Announced in the overview, no slide about it."),
    ("nothing-said", "Keine Kosten, Fristen oder Aufträge genannt", "No cost, deadline or charge is named"),
    ("number", "Nr.", "No."),
    ("title", "Titel", "Title"),
    ("applicants", "Antragsteller", "Applicants"),
    ("leads", "Federführung, Projekte", "Leads, projects"),
    ("start", "Beginn", "Start"),
    ("end", "Ende", "End"),
    ("reservation", "Vorbehalt", "Reservation"),
    ("land", "Land", "Land"),
    ("name", "Name", "Name"),
    ("cite", "Zitieren", "Cite"),
    ("copied", "Zitat kopiert", "Citation copied"),
    (
        "not-copied",
        "Kopieren ist hier nicht möglich; das Zitat steht im Fenster.",
        "Copying is not possible here; the citation is in the window.",
    ),
    ("all", "alle", "all"),
    ("filter", "Filter", "Filter"),
    ("only-reserved", "nur unter Vorbehalt", "with reservation only"),
    ("reset", "Zurücksetzen", "Reset"),
    ("shown-of", "von", "of"),
    ("shown", "angezeigt", "shown"),
    ("findings", "Befunde", "Findings"),
    ("finding", "Befund", "Finding"),
    ("walk", "Befunde durchgehen", "Walk the findings"),
    ("previous", "Vorheriger Befund", "Previous finding"),
    ("next", "Nächster Befund", "Next finding"),
    ("bytes-not-understood", "Bytes nicht verstanden", "bytes not understood"),
    ("of-bytes", "von", "of"),
    ("errors", "Fehler", "errors"),
    ("warnings", "Warnungen", "warnings"),
    ("notes", "Hinweise", "notes"),
    ("error", "Fehler", "error"),
    ("warning", "Warnung", "warning"),
    ("note", "Hinweis", "note"),
    ("no-findings", "Keine Befunde.", "No findings."),
    ("became", "Was aus jedem Byte wurde", "What became of each byte"),
    ("c-record", "Feld eines Datensatzes", "field of a record"),
    ("c-text", "gelesener Text", "read text"),
    ("c-furniture", "Kopf- und Fußzeilen", "page furniture"),
    ("c-whitespace", "Leerraum", "white space"),
    ("c-unclaimed", "nicht verstanden", "not understood"),
    ("evidence", "Belege", "Evidence"),
    ("source-text", "Quelltext", "Source text"),
    ("as-text", "Text", "Text"),
    ("as-page", "Seite", "Page"),
    ("records-here", "Hier gelesen", "Read here"),
    ("repairs", "Vom Text zum Wert", "From the text to the value"),
    ("as-it-stands", "steht so im Text", "as it stands"),
    ("text-fields", "Felder an dieser Stelle", "Fields at this place"),
    (
        "pick-hint",
        "Einen Wert der Seite oder eine Stelle im Text wählen: hier steht dann, was woraus gelesen wurde.",
        "Choose a value of the page or a place in the text: here it says what was read from what.",
    ),
    ("no-evidence", "Dieser Browser kann die Belege nicht entpacken.", "This browser cannot unpack the evidence."),
    ("no-bytes", "Der Befund gilt dem ganzen Foliensatz.", "The finding is about the whole deck."),
    ("changes", "Änderungen", "Changes"),
    ("since", "Seit", "Since"),
    ("added", "neu", "added"),
    ("removed", "entfallen", "removed"),
    ("changed", "geändert", "changed"),
    ("was", "war", "was"),
    ("is", "ist", "is"),
    ("field", "Feld", "Field"),
    ("record", "Datensatz", "Record"),
    ("data", "Daten und Herkunft", "Data and origin"),
    ("download", "Herunterladen", "Download"),
    (
        "download-note",
        "CSV wie von „beschluss build“, JSON wie von „beschluss extract“; gefilterte Projekte ergeben eine gefilterte CSV.",
        "CSV as “beschluss build” writes it, JSON as “beschluss extract” prints it; filtered projects give a filtered CSV.",
    ),
    ("source", "Quelle", "Source"),
    ("bytes", "Bytes", "bytes"),
    ("authors", "Verfasst von", "Written by"),
    ("made-by", "Gelesen von", "Read by"),
    ("k-findings", "nächster, vorheriger Befund", "next, previous finding"),
    ("k-fields", "im Quelltext: nächstes, voriges Feld", "in the source text: next, previous field"),
    ("k-search", "suchen; mit Enter zum nächsten Treffer", "search; Enter goes to the next hit"),
    ("k-evidence", "Belege öffnen", "open the evidence"),
    ("k-close", "Belege oder Hilfe schließen", "close the evidence or this help"),
    ("k-keys", "diese Hilfe", "this help"),
    // Steps from the text to the value, by their names in the records.
    ("s-normalize", "Zeichen vereinheitlicht", "characters made uniform"),
    ("s-unwrap", "Zeilen verbunden", "lines joined"),
    ("s-dehyphenate", "Trennstrich entfernt", "hyphen removed"),
    ("s-rejoin", "zerschnittenes Wort verbunden", "cut word joined"),
    ("s-rejoin-hyphen", "am Bindestrich verbunden", "joined at the hyphen"),
    ("s-slash", "mit Schrägstrich verbunden", "joined with a slash"),
    ("s-item", "nächstes Element", "next element"),
    ("s-undouble", "doppelt gezeichnet, einmal gelesen", "drawn twice, read once"),
    ("s-nominative", "Genitiv entfernt", "genitive removed"),
    ("s-council", "Abkürzung ausgeschrieben", "abbreviation written out"),
    ("s-repair-date", "vertipptes Datum", "mistyped date"),
    ("s-date", "Datum gelesen", "read as a date"),
    ("s-first-day", "erster Tag des Zeitraums", "first day of the period"),
    ("s-last-day", "letzter Tag des Zeitraums", "last day of the period"),
    ("s-precision", "Genauigkeit der Frist", "precision of the deadline"),
    ("s-session-precision", "eine Sitzung ist genannt", "a session is named"),
    ("s-money", "Betrag und Währung gelesen", "read as a sum of money"),
    ("s-amount", "Betrag gelesen", "read as an amount"),
    ("s-currency", "Währung gelesen", "read as a currency"),
    ("s-sum", "zusammengezählt", "added up"),
    ("s-count", "gezählt", "counted"),
    ("s-integer", "Zahl gelesen", "read as a number"),
    ("s-year", "Jahr des Beschlusses", "year of the decision"),
    ("s-number", "Nummer des Beschlusses", "number of the decision"),
    ("s-identifier", "Nummer vereinheitlicht", "identifier made uniform"),
    ("s-jurisdiction", "Land oder Stelle erkannt", "read as a Land or body"),
    ("s-duration", "Dauer gerechnet", "duration counted"),
    ("s-mark", "ein Zeichen dafür steht da", "a mark for it stands there"),
    ("s-yes", "die Zelle sagt ja", "the cell says yes"),
    ("s-id", "Kennung zusammengesetzt", "id put together"),
    ("s-parts", "siehe seine Teile", "see its parts"),
    // Fields, by the last names of their paths; others stand as they are.
    ("f-id", "Kennung", "id"),
    ("f-identifier", "Nummer", "identifier"),
    ("f-year", "Jahr", "year"),
    ("f-number", "Nummer", "number"),
    ("f-title", "Titel", "title"),
    ("f-long_title", "Titel im Abschnitt", "title in the section"),
    ("f-presenter", "vorgestellt von", "presenter"),
    ("f-sections", "Folien", "slides"),
    ("f-items", "Inhalt", "items"),
    ("f-heading", "Überschrift", "heading"),
    ("f-references", "Bezüge", "references"),
    ("f-deadlines", "Fristen", "deadlines"),
    ("f-amounts", "Beträge", "amounts"),
    ("f-mandates", "Aufträge", "mandates"),
    ("f-bodies", "Gremien", "bodies"),
    ("f-actor", "Wer", "actor"),
    ("f-text", "Text", "text"),
    ("f-date", "Datum", "date"),
    ("f-session", "Sitzung", "session"),
    ("f-precision", "Genauigkeit", "precision"),
    ("f-amount", "Betrag", "amount"),
    ("f-currency", "Währung", "currency"),
    ("f-qualifier", "Zusatz", "qualifier"),
    ("f-clause", "Ziffer", "clause"),
    ("f-name", "Name", "name"),
    ("f-voting", "mit Stimme", "voting"),
    ("f-non_voting", "ohne Stimme", "not voting"),
    ("f-decision", "Beschluss", "decision"),
    ("f-projects", "Projekte", "projects"),
    ("f-budget", "Budget", "budget"),
    ("f-conditional_budget", "davon unter Vorbehalt", "of which with reservation"),
    ("f-applicants", "Antragsteller", "applicants"),
    ("f-start", "Beginn", "start"),
    ("f-end", "Ende", "end"),
    ("f-conditional", "Vorbehalt", "reservation"),
    ("f-programme", "Programm", "programme"),
    ("f-honorific_prefix", "Titel", "title"),
    ("f-roles", "Ämter", "offices"),
    ("f-jurisdiction", "Land", "Land"),
    ("f-chair", "Vorsitz", "chair"),
    ("f-body", "Gremium", "body"),
    ("f-session_date", "Tag der Sitzung", "day of the session"),
    ("f-place", "Ort", "place"),
    ("f-summary_date", "Datum des Foliensatzes", "date of the deck"),
    ("f-authors", "Verfasser", "authors"),
    ("f-role", "Funktion", "role"),
    ("f-organization", "Einrichtung", "organization"),
    ("f-email", "E-Mail", "email"),
    ("f-page_header", "Kopfzeile", "page header"),
    ("f-label", "Überschrift der Karte", "label of the card"),
    ("f-level", "Ebene", "level"),
];

/// The months, as English dates write them.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Language {
    /// All languages.
    pub const ALL: [Language; 2] = [Language::German, Language::English];

    /// Its code, as ISO 639.
    pub fn code(self) -> &'static str {
        match self {
            Language::German => "de",
            Language::English => "en",
        }
    }

    /// A word of the page; a key without a word is its own, which a test does not let happen.
    pub(super) fn word(self, key: &str) -> &str {
        let word = WORDS.iter().find(|(known, ..)| *known == key);
        word.map_or(key, |(_, german, english)| match self {
            Language::German => german,
            Language::English => english,
        })
    }

    /// All words by their keys, and the names of the Länder by their codes.
    pub(super) fn words(self) -> Value {
        let words = WORDS.iter().map(|(key, ..)| ((*key).to_owned(), Value::from(self.word(key))));
        let lands = JURISDICTIONS.iter().map(|land| (format!("l-{}", land.code), Value::from(land.names.join(" "))));
        Value::Object(words.chain(lands).collect::<Map<_, _>>())
    }

    /// A day: `04.07.2025`, `4 July 2025`.
    pub(super) fn date(self, date: NaiveDate) -> String {
        match self {
            Language::German => date.format("%d.%m.%Y").to_string(),
            Language::English => {
                format!("{} {} {}", date.day(), MONTHS[date.month0() as usize], date.year())
            }
        }
    }

    /// A sum of money: `1.234.567,89 €`, `€1,234,567.89`; other currencies by their code.
    pub(super) fn money(self, amount: &Decimal, currency: &str) -> String {
        let number = self.number(&decimal_text(amount));
        match (self, currency) {
            (Language::German, "EUR") => format!("{number}\u{a0}€"),
            (Language::German, other) => format!("{number}\u{a0}{other}"),
            (Language::English, "EUR") => format!("€{number}"),
            (Language::English, other) => format!("{other}\u{a0}{number}"),
        }
    }

    /// A number with its thousands set apart.
    pub(super) fn number(self, number: &str) -> String {
        let (thousand, point) = match self {
            Language::German => ('.', ','),
            Language::English => (',', '.'),
        };
        let (whole, fraction) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
        let mut out = String::new();
        for (at, c) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at) % 3 == 0 && !out.ends_with('-') {
                out.push(thousand);
            }
            out.push(c);
        }
        if let Some(fraction) = fraction {
            out.push(point);
            out += fraction;
        }
        out
    }

    /// A word as HTML that can change its language.
    pub(super) fn word_html(self, key: &str) -> String {
        format!("<span data-w=\"{key}\">{}</span>", html(self.word(key)))
    }

    /// An attribute that is a word and can change its language.
    pub(super) fn attribute(self, name: &str, key: &str) -> String {
        format!("{name}=\"{}\" data-wa=\"{name} {key}\"", html(self.word(key)))
    }

    /// A day as HTML that can change its language.
    pub(super) fn date_html(self, date: NaiveDate) -> String {
        format!("<time datetime=\"{date}\">{}</time>", self.date(date))
    }

    /// A sum of money as HTML that can change its language.
    pub(super) fn money_html(self, amount: &Decimal, currency: &str) -> String {
        let mut out = format!("<data class=\"money\" value=\"{}", decimal_text(amount));
        let _ = write!(out, " {}\">{}</data>", html(currency), html(&self.money(amount, currency)));
        out
    }

    /// A count as HTML that can change its language.
    pub(super) fn count_html(self, count: impl Display) -> String {
        let count = count.to_string();
        format!("<data class=\"count\" value=\"{count}\">{}</data>", self.number(&count))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn amounts_and_dates_are_written_as_in_the_country() {
        let amounts = [
            ("15649231.65", "15.649.231,65\u{a0}€", "€15,649,231.65"),
            ("0", "0,00\u{a0}€", "€0.00"),
            ("-123456.5", "-123.456,50\u{a0}€", "€-123,456.50"),
            ("999", "999,00\u{a0}€", "€999.00"),
        ];
        for (amount, german, english) in amounts {
            let amount: Decimal = amount.parse().unwrap();
            assert_eq!(Language::German.money(&amount, "EUR"), german);
            assert_eq!(Language::English.money(&amount, "EUR"), english);
        }
        let day = NaiveDate::from_ymd_opt(2025, 7, 4).unwrap();
        assert_eq!(Language::ALL.map(|language| language.date(day)), ["04.07.2025", "4 July 2025"]);
        assert_eq!(Language::English.money(&Decimal::new(5, 0), "CHF"), "CHF\u{a0}5.00");
    }

    const SEVERITIES: [&str; 3] = ["error", "warning", "note"];

    #[test]
    fn each_word_is_known_once_and_in_use() {
        let keys: BTreeSet<&str> = WORDS.iter().map(|(key, ..)| *key).collect();
        assert_eq!(keys.len(), WORDS.len());
        let used = [
            include_str!("page.html"),
            include_str!("meeting.html"),
            include_str!("pictures.html"),
            include_str!("page.js"),
            include_str!("search.js"),
            include_str!("keys.js"),
            include_str!("records.rs"),
            include_str!("changes.rs"),
            include_str!("../review.rs"),
        ]
        .concat();
        // Fields, steps, classes and severities are asked for by what the records call them.
        let by_name =
            |key: &str| ["f-", "s-", "c-"].iter().any(|kind| key.starts_with(kind)) || SEVERITIES.contains(&key);
        for key in keys.iter().filter(|key| !by_name(key)) {
            assert!(used.contains(&format!("\"{key}\"")), "nothing says {key}");
        }
        for severity in SEVERITIES {
            assert!(keys.contains(severity), "no word for {severity}");
        }
        // What templates and scripts ask for is there.
        let mut asked = 0;
        for (before, after) in [("w(\"", "\")"), ("a(\"", "\")"), ("word(\"", "\")")] {
            for part in used.split(before).skip(1) {
                let Some((asking, _)) = part.split_once(after) else { continue };
                let key = asking.rsplit("\", \"").next().unwrap_or_default();
                if !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '-') {
                    assert!(keys.contains(key), "no word for {key}");
                    asked += 1;
                }
            }
        }
        assert!(asked > 50, "only {asked} words are asked for");
    }
}
