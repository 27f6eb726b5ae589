//! The words of decisions: what they are called and cited by, how was voted, when what they say is due.
//!
//! Out: constants that the readers of headings, references and deadlines look words up in.

/// The nouns that a decision's identifier follows, by their stems.
pub const DECISION_NOUNS: &[&str] = &[
    "Beschlussnummer",
    "Beschluss",
    "Beschl.",
    "Entscheidung",
    "BESCHLUSS",
    "ENTSCHEIDUNG",
    "Beschluß",
    "Nummer des Beschlusses",
];

/// What else an identifier is called where it heads a decision, beside the councils.
pub const IDENTIFIER_LABELS: &[&str] = &["B", "Nr."];

/// Words that say that a number follows.
pub const NUMBER_WORDS: &[&str] = &["Nr.", "Nr", "Nummer", "No.", "#"];

/// Words that cite the decision whose number stands right behind them.
pub const CITING_WORDS: &[&str] = &["[Ss]iehe", "[Gg]emäß", "[Gg]em.", "[Vv]gl.", "[Ll]aut", "(?:IT-?)?PLR", "Bezug:"];

/// Verbs that say what a decision does to another one.
pub const CITING_VERBS: &[&str] = &[
    "ergänzt",
    "ersetzt",
    "ändert",
    "konkretisiert",
    "bestätigt",
    "knüpft an",
    "baut auf",
    "folgt auf",
    "hebt",
    "löst",
    "setzt",
];

/// Prepositions behind which a decision may be cited by its number alone: `die in 2026/50 vereinbarte Grenze`.
pub const CITING_PREPOSITIONS: &[&str] = &["an", "aus", "durch", "gegen", "in", "mit", "nach", "von", "zu"];

/// Words in front of a decision that is cited, at the end of what seems to be its title: `Grundlage ist`.
pub const CITING_ENDS: &[&str] = &["gemäß", "laut", "siehe", "ist"];

/// Labels of what a table rests on, below it: `Grundlage: Beschluss 2025/22`.
pub const BASIS_LABELS: &[&str] = &["Grundlage:", "Rechtsgrundlage:", "Quelle:"];

/// Nouns that may stand beside those: `mit Änderungen angenommen`.
pub const VOTE_NOUNS: &[&str] = &["Änderung", "Änderungen", "Aussprache", "Maßgabe", "Maßgaben", "Stimme", "Stimmen"];

/// Words that say how was voted.
pub const VOTE_WORDS: &[&str] = &[
    "angenommen",
    "Angenommen",
    "beschlossen",
    "Beschlossen",
    "einstimmig",
    "Einstimmig",
    "mehrheitlich",
    "Mehrheitlich",
    "verabschiedet",
    "abgelehnt",
    "Enthaltung",
    "Enthaltungen",
    "Gegenstimme",
    "Gegenstimmen",
    "Ja-Stimmen",
    "Nein-Stimmen",
    "Nein-Stimme",
    "Ja",
    "Nein",
];

/// What stands before how was voted.
pub const VOTE_LABELS: &[&str] = &["Abstimmung: ", "Abstimmungsergebnis: ", "Votum: ", "Ergebnis: "];

/// Labels of a time at which something is due.
pub const DEADLINE_LABELS: &[&str] = &[
    "Bis",
    "Bis wann",
    "Deadline",
    "Erledigung bis",
    "Fällig",
    "Fälligkeit",
    "Frist",
    "Fristen",
    "Termin",
    "Termine",
    "Termine und Fristen",
    "Umsetzung bis",
    "Zieldatum",
    "Zieltermin",
];

/// Those of them below which things also stand that happen and are not due.
pub const EVENT_LABELS: &[&str] = &["Termin", "Termine", "Termine und Fristen"];

/// Heads of columns of times that are due where one of [`TASK_HEADS`] stands beside them.
pub const TIME_HEADS: &[&str] = &["Datum", "Termin", "Termine", "Wann", "Zeit", "Zeitpunkt"];

/// Heads of columns that say what is to be done, or who does it.
pub const TASK_HEADS: &[&str] = &[
    "Arbeitspaket",
    "Aufgabe",
    "Aufgaben",
    "Auftrag",
    "Aufträge",
    "Federführung",
    "Maßnahme",
    "Maßnahmen",
    "Nächste Schritte",
    "Nächster Schritt",
    "Schritt",
    "To-do",
    "Verantwortlich",
    "Wer",
    "Zuständig",
    "Zuständigkeit",
];

/// The word that starts what stands below the day on which it is due: `Frist für den Bericht`.
pub const DEADLINE_NOUN: &str = "Frist";

/// Words right before a time that can only be a limit, in small letters.
pub const TERM_WORDS: &[&str] =
    &["bis", "spätestens", "längstens", "frist:", "termin:", "wiedervorlage", "abschalttermin"];

/// Words behind a day that say that it was set as a limit.
pub const SET_WORDS: &[&str] = &["festgesetzt", "festgelegt", "verlängert", "verschoben", "terminiert", "bestimmt"];

/// Nouns in front of two times of which the second is no deadline.
pub const PERIOD_NOUNS: &[&str] = &["Laufzeit", "Zeitraum", "Dauer", "Phase", "Periode", "Jahre", "Haushalte"];
