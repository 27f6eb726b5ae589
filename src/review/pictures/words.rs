//! All words of the pictures, in both languages, and how they write numbers, sums and dates.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::record::decimal_text;
use crate::review::language::Language;

/// A phrase in German and in English; `{}` is a gap.
pub(super) struct Phrase(&'static str, &'static str);

impl Phrase {
    pub(super) fn of(&self, language: Language) -> &'static str {
        match language {
            Language::German => self.0,
            Language::English => self.1,
        }
    }

    /// With its gaps filled, in order.
    pub(super) fn with(&self, language: Language, gaps: &[&str]) -> String {
        let mut parts = self.of(language).split("{}");
        let mut out = parts.next().unwrap_or_default().to_owned();
        for (at, part) in parts.enumerate() {
            out.push_str(gaps.get(at).unwrap_or(&""));
            out.push_str(part);
        }
        out
    }
}

/// What is counted: one, many, and many behind „in“, „aus“, „von“, where German has another case.
pub(super) struct Counted(Phrase, Phrase, Phrase);

impl Counted {
    pub(super) fn of(&self, language: Language, count: usize) -> String {
        let phrase = if count == 1 { &self.0 } else { &self.1 };
        format!("{count} {}", phrase.of(language))
    }

    /// As in „in 5 Programmen“.
    pub(super) fn dative(&self, language: Language, count: usize) -> String {
        let phrase = if count == 1 { &self.0 } else { &self.2 };
        format!("{count} {}", phrase.of(language))
    }
}

pub(super) const PROJECTS_COUNTED: Counted =
    Counted(Phrase("Projekt", "project"), Phrase("Projekte", "projects"), Phrase("Projekten", "projects"));
pub(super) const PROGRAMMES_COUNTED: Counted =
    Counted(Phrase("Programm", "programme"), Phrase("Programme", "programmes"), Phrase("Programmen", "programmes"));
pub(super) const DECISIONS_COUNTED: Counted =
    Counted(Phrase("Beschluss", "decision"), Phrase("Beschlüsse", "decisions"), Phrase("Beschlüssen", "decisions"));
pub(super) const DEADLINES_COUNTED: Counted =
    Counted(Phrase("Frist", "deadline"), Phrase("Fristen", "deadlines"), Phrase("Fristen", "deadlines"));
pub(super) const CITATIONS_COUNTED: Counted =
    Counted(Phrase("Verweis", "citation"), Phrase("Verweise", "citations"), Phrase("Verweisen", "citations"));

pub(super) const PROGRAMME: Phrase = Phrase("Programm", "Programme");
pub(super) const DECISION: Phrase = Phrase("Beschluss", "Decision");
pub(super) const PROJECTS: Phrase = Phrase("Projekte", "Projects");
pub(super) const TITLE: Phrase = Phrase("Titel", "Title");
pub(super) const NUMBER: Phrase = Phrase("Nr.", "No.");
pub(super) const BUDGET: Phrase = Phrase("Budget", "Budget");
pub(super) const APPLICANTS: Phrase = Phrase("Antragsteller", "Applicants");
pub(super) const START: Phrase = Phrase("Beginn", "Start");
pub(super) const END: Phrase = Phrase("Ende", "End");
pub(super) const RESERVATION: Phrase = Phrase("Vorbehalt", "Reservation");
pub(super) const YES: Phrase = Phrase("ja", "yes");
pub(super) const NO: Phrase = Phrase("nein", "no");
pub(super) const WORDING: Phrase = Phrase("Wortlaut", "Wording");
pub(super) const TOTAL: Phrase = Phrase("Summe", "Total");
pub(super) const NO_PROGRAMME: Phrase = Phrase("Ohne Programm", "Without programme");
pub(super) const CONDITIONAL: Phrase = Phrase("unter Vorbehalt", "with reservation");
pub(super) const UNCONDITIONAL: Phrase = Phrase("ohne Vorbehalt", "without reservation");
pub(super) const DECK_OF: Phrase = Phrase("Stand {}", "As of {}");

pub(super) const BUDGET_TITLE: Phrase = Phrase("Budget nach Programm", "Budget by programme");
pub(super) const BUDGET_DESCRIPTION: Phrase = Phrase(
    "{} in {} mit zusammen {}; davon {} unter Vorbehalt.",
    "{} in {} with {} in total, of which {} with reservation.",
);
pub(super) const BUDGET_UNCONDITIONAL_DESCRIPTION: Phrase =
    Phrase("{} in {} mit zusammen {}, ohne Vorbehalt.", "{} in {} with {} in total, without reservation.");
pub(super) const CONDITIONAL_SUM: Phrase = Phrase("{} unter Vorbehalt", "{} with reservation");
pub(super) const WITHOUT_BUDGET: Phrase = Phrase("{} ohne Betrag", "{} without amount");

pub(super) const TIMELINE_TITLE: Phrase = Phrase("Projekte in der Zeit", "Projects over time");
pub(super) const TIMELINE_DESCRIPTION: Phrase = Phrase("{} in {}, von {} bis {}.", "{} in {}, from {} to {}.");
pub(super) const TIMELINE_UNDATED_DESCRIPTION: Phrase = Phrase("{} in {}, ohne Zeitraum.", "{} in {}, without period.");
pub(super) const SUMMARY_MARKED: Phrase =
    Phrase(" Die Linie zeigt den Stand der Folien: {}.", " The line shows the date of the slides: {}.");
pub(super) const UNDATED: Phrase = Phrase("ohne Zeitraum", "without period");

pub(super) const LANDER_TITLE: Phrase = Phrase("Federführung nach Ländern", "Lead by Land");
pub(super) const LANDER_DESCRIPTION: Phrase = Phrase(
    "Je kräftiger ein Feld, desto mehr Projekte führt das Land; es führt, wer als Antragsteller zuerst genannt ist. {} führen eines oder mehr.",
    "The stronger a tile, the more projects the Land leads; the applicant named first leads. {} lead one or more.",
);
pub(super) const LANDER_MEMBERS_TITLE: Phrase = Phrase("Länder und Mitglieder", "Länder and members");
pub(super) const LANDER_MEMBERS_DESCRIPTION: Phrase =
    Phrase("Die Länder und ihre Mitglieder.", "The Länder and their members.");
pub(super) const LANDER_AND_FEDERATION: Phrase =
    Phrase("{} von 17 (Bund und Länder)", "{} of 17 (the federation and the Länder)");
pub(super) const LAND: Phrase = Phrase("Land", "Land");
pub(super) const FEDERATION: Phrase = Phrase("Bund", "Federation");
pub(super) const MEMBER: Phrase = Phrase("Mitglied", "Member");
pub(super) const CHAIR: Phrase = Phrase("Vorsitz", "chair");
pub(super) const LEADS: Phrase = Phrase("führt", "leads");
pub(super) const TAKES_PART: Phrase = Phrase("beteiligt", "takes part");
pub(super) const LED_BUDGET: Phrase = Phrase("Budget der geführten", "Budget of those led");
pub(super) const LED_PROJECTS: Phrase = Phrase("geführte Projekte", "projects led");
pub(super) const OTHER_APPLICANTS: Phrase = Phrase("Weitere Antragsteller", "Other applicants");
pub(super) const WITHOUT_LAND: Phrase = Phrase("Ohne Land", "Without Land");

pub(super) const DEADLINES_TITLE: Phrase = Phrase("Fristen und Sitzungen", "Deadlines and sessions");
pub(super) const DEADLINES_DESCRIPTION: Phrase = Phrase(
    "{} aus {}: {} mit Datum, {} zu einer Sitzung, {} ohne beides. Wo Fristen dicht liegen, ist die Zeit gedehnt.",
    "{} of {}: {} with a date, {} for a session, {} with neither. Where deadlines are close, time is stretched.",
);
pub(super) const SESSION: Phrase = Phrase("{}. Sitzung", "Session {}");
pub(super) const SESSION_COLUMN: Phrase = Phrase("Sitzung", "Session");
pub(super) const THIS_SESSION: Phrase = Phrase("{}. Sitzung (diese)", "Session {} (this one)");
pub(super) const SESSIONS: Phrase = Phrase("Zu einer Sitzung, in ihrer Folge", "For a session, in their order");
pub(super) const NEITHER: Phrase = Phrase("Ohne Datum", "Without date");
pub(super) const DEADLINE: Phrase = Phrase("Frist", "Deadline");
pub(super) const DATE: Phrase = Phrase("Datum", "Date");
pub(super) const END_OF: Phrase = Phrase("Ende {}", "End of {}");

pub(super) const CITATIONS_TITLE: Phrase =
    Phrase("Welcher Beschluss auf welchen verweist", "Which decision cites which");
pub(super) const CITATIONS_DESCRIPTION: Phrase =
    Phrase("{} von {} verweisen auf andere: {} auf {}.", "{} of {} cite others: {} of {}.");
pub(super) const CITES: Phrase = Phrase("verweist auf", "cites");
pub(super) const CLAUSE: Phrase = Phrase("Teil", "Clause");
pub(super) const CITING: Phrase = Phrase("Diese Folien", "These slides");
pub(super) const CITED: Phrase = Phrase("verweisen auf", "cite");
pub(super) const OF_THIS_DECK: Phrase = Phrase("in diesen Folien", "in these slides");

const MONTHS: [Phrase; 12] = [
    Phrase("Januar", "January"),
    Phrase("Februar", "February"),
    Phrase("März", "March"),
    Phrase("April", "April"),
    Phrase("Mai", "May"),
    Phrase("Juni", "June"),
    Phrase("Juli", "July"),
    Phrase("August", "August"),
    Phrase("September", "September"),
    Phrase("Oktober", "October"),
    Phrase("November", "November"),
    Phrase("Dezember", "December"),
];

/// `Juli 2025`, `July 2025`.
pub(super) fn month(date: NaiveDate, language: Language) -> String {
    let name = MONTHS.get(date.month0() as usize).map_or("", |name| name.of(language));
    format!("{name} {}", date.year())
}

/// `04.07.2025`, `4 July 2025`.
pub(super) fn day(date: NaiveDate, language: Language) -> String {
    match language {
        Language::German => format!("{:02}.{:02}.{}", date.day(), date.month(), date.year()),
        Language::English => format!("{} {}", date.day(), month(date, language)),
    }
}

/// `01.07.2025–30.06.2026`; a day that is missing is a question mark. Nothing where both are.
pub(super) fn period(start: Option<NaiveDate>, end: Option<NaiveDate>, language: Language) -> String {
    if start.is_none() && end.is_none() {
        return UNDATED.of(language).to_owned();
    }
    let [start, end] = [start, end].map(|date| date.map_or_else(|| "?".to_owned(), |date| day(date, language)));
    match language {
        Language::German => format!("{start}–{end}"),
        Language::English => format!("{start} – {end}"),
    }
}

/// `1.234.567,89 €`, `€1,234,567.89`.
pub(super) fn euros(amount: Decimal, language: Language) -> String {
    money(amount, "EUR", language)
}

/// A sum in any currency, of which the euro has a sign.
pub(super) fn money(amount: Decimal, currency: &str, language: Language) -> String {
    let text = decimal_text(&amount.abs());
    let (whole, cents) = text.split_once('.').unwrap_or((&text, "00"));
    let (thousands, point) = match language {
        Language::German => ('.', ','),
        Language::English => (',', '.'),
    };
    let mut number = String::new();
    if amount.is_sign_negative() && !amount.is_zero() {
        number.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            number.push(thousands);
        }
        number.push(digit);
    }
    number.push(point);
    number.push_str(cents);
    match (currency, language) {
        ("EUR", Language::German) => format!("{number}\u{a0}€"),
        ("EUR", Language::English) => format!("€{number}"),
        _ => format!("{number}\u{a0}{currency}"),
    }
}
