//! The words of tables: what their columns are called, units, marks and sums.
//!
//! Out: constants that the readers of tables look words up in.

/// What the columns of a table of projects hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// From when to when.
    Period,
    /// How much.
    Budget,
    /// Who applied.
    Applicants,
    /// What the project is called.
    Title,
    /// Its number.
    Number,
    /// Something that no record has, between columns whose cells end by themselves.
    Other,
}

impl Column {
    /// All that records have.
    pub const ALL: [Column; 5] = [Column::Period, Column::Budget, Column::Applicants, Column::Title, Column::Number];
}

/// How tables name their columns; a longer name stands before one that it starts with.
pub const COLUMN_NAMES: &[(&str, Column)] = &[
    ("Projektlaufzeit", Column::Period),
    ("Beginn Ende", Column::Period),
    ("BeginnEnde", Column::Period),
    ("Start Ende", Column::Period),
    ("StartEnde", Column::Period),
    ("Von Bis", Column::Period),
    ("von bis", Column::Period),
    ("Projektzeitraum", Column::Period),
    ("Förderzeitraum", Column::Period),
    ("Zeitplanung", Column::Period),
    ("Zeitplan", Column::Period),
    ("Laufzeit", Column::Period),
    ("Zeitraum", Column::Period),
    ("Dauer", Column::Period),
    ("Bewilligte Summe", Column::Budget),
    ("Bewilligte Mittel", Column::Budget),
    ("Projektbudget", Column::Budget),
    ("Fördersumme", Column::Budget),
    ("Finanzvolumen", Column::Budget),
    ("Finanzierung", Column::Budget),
    ("Volumen", Column::Budget),
    ("Budget", Column::Budget),
    ("Betrag", Column::Budget),
    ("Kosten", Column::Budget),
    ("Mittel", Column::Budget),
    ("Summe", Column::Budget),
    ("Antragstellende", Column::Applicants),
    ("Antragstellerin", Column::Applicants),
    ("Antragsteller", Column::Applicants),
    ("Federführung", Column::Applicants),
    ("Bundesland", Column::Applicants),
    ("Länder", Column::Applicants),
    ("Land", Column::Applicants),
    ("Bezeichnung des Vorhabens", Column::Title),
    ("Bezeichnung des Projekts", Column::Title),
    ("Name des Vorhabens", Column::Title),
    ("Name des Projekts", Column::Title),
    ("Projektbezeichnung", Column::Title),
    ("Projektname", Column::Title),
    ("Projekttitel", Column::Title),
    ("Bezeichnung", Column::Title),
    ("Maßnahme", Column::Title),
    ("Vorhaben", Column::Title),
    ("Projekt", Column::Title),
    ("Titel", Column::Title),
    ("Name", Column::Title),
    ("Projektnummer", Column::Number),
    ("Projekt-Nr.", Column::Number),
    ("Lfd. Nr.", Column::Number),
    ("Nummer", Column::Number),
    ("Nr.", Column::Number),
    ("Nr", Column::Number),
    ("ID", Column::Number),
];

/// What the columns of a table hold whose cells are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// From when to when.
    Period,
    /// From when.
    Start,
    /// To when.
    End,
    /// How much.
    Budget,
    /// Who applied; in a table of members, for whom somebody sits there.
    Applicants,
    /// What the project is called; in a table of members, who sits there.
    Title,
    /// Its number.
    Number,
    /// Whether there is a reservation.
    Reservation,
    /// The programme that it belongs to.
    Programme,
    /// The office of a member.
    Office,
    /// The name of a member.
    Member,
    /// Whether the member has the chair.
    Chair,
    /// The identifier of a decision.
    Decision,
    /// Who takes part, beside those who applied.
    Partners,
    /// The title of a person, where names stand in several columns.
    Honorific,
    /// The given name of a person.
    GivenName,
    /// The family name.
    FamilyName,
}

/// How tables name columns that only tables with known cells have, beside [`COLUMN_NAMES`].
pub const ROLE_NAMES: &[(&str, Role)] = &[
    ("Beginn", Role::Start),
    ("Start", Role::Start),
    ("von", Role::Start),
    ("ab", Role::Start),
    ("Ende", Role::End),
    ("Abschluss", Role::End),
    ("bis", Role::End),
    ("Freigabe unter Vorbehalt", Role::Reservation),
    ("unter Vorbehalt", Role::Reservation),
    ("Vorbehalt", Role::Reservation),
    ("vorbehaltlich", Role::Reservation),
    ("Sperrvermerk", Role::Reservation),
    ("Schwerpunktthemen-Programm", Role::Programme),
    ("Schwerpunktprogramm", Role::Programme),
    ("Schwerpunktthema", Role::Programme),
    ("Schwerpunkt", Role::Programme),
    ("Programm", Role::Programme),
    ("SPT", Role::Programme),
    ("Funktion", Role::Office),
    ("Amt", Role::Office),
    ("Position", Role::Office),
    ("Rolle", Role::Office),
    ("Vorsitz", Role::Chair),
    ("Mitglied", Role::Member),
    ("Vertreter", Role::Member),
    ("Vertreterin", Role::Member),
    ("Beschluss", Role::Decision),
    ("Beschluss-Nr.", Role::Decision),
    ("Beschlussnummer", Role::Decision),
    ("Thema", Role::Title),
    ("Betreff", Role::Title),
    ("Gegenstand", Role::Title),
    ("Mittelbedarf", Role::Budget),
    ("Fördermittel", Role::Budget),
    ("Gesamtkosten", Role::Budget),
    ("Gesamtbudget", Role::Budget),
    ("Zuwendung", Role::Budget),
    ("Förderhöhe", Role::Budget),
    ("Höhe der Förderung", Role::Budget),
    ("Umsetzungszeitraum", Role::Period),
    ("Projektstart", Role::Start),
    ("Projektbeginn", Role::Start),
    ("Projektende", Role::End),
    ("Förderlinie", Role::Programme),
    ("Förderprogramm", Role::Programme),
    ("Themenfeld", Role::Programme),
    ("Handlungsfeld", Role::Programme),
    ("Bereich", Role::Programme),
    ("Kennziffer", Role::Number),
    ("Kennung", Role::Number),
    ("Dienststellung", Role::Office),
    ("Amtsbezeichnung", Role::Office),
    ("Vertretung", Role::Member),
    ("Kürzel", Role::Applicants),
    ("Beteiligte", Role::Applicants),
    ("Kurztitel", Role::Title),
    ("Antragsteller/in", Role::Applicants),
    ("Verantwortlich", Role::Applicants),
    ("Antragstellende", Role::Applicants),
    ("Federführung", Role::Applicants),
    ("Federführend", Role::Applicants),
    ("Mitwirkung", Role::Partners),
    ("Mitwirkende", Role::Partners),
    ("Beteiligung", Role::Partners),
    ("Partner", Role::Partners),
    ("Weitere Länder", Role::Partners),
    ("Weitere Beteiligte", Role::Partners),
    ("Akad. Titel", Role::Honorific),
    ("Vorname", Role::GivenName),
    ("Nachname", Role::FamilyName),
    ("Familienname", Role::FamilyName),
];

/// Units of money in the head of a column; one that ends with another stands before that.
pub const UNITS: &[&str] = &[
    "Millionen Euro",
    "Millionen €",
    "Mio. €",
    "Mio. Euro",
    "Mio. EUR",
    "Mio €",
    "Mio Euro",
    "Mio EUR",
    "Tausend Euro",
    "Tausend €",
    "Tsd. €",
    "Tsd. Euro",
    "Tsd. EUR",
    "Tsd €",
    "Tsd Euro",
    "Tsd EUR",
    "TEUR",
    "T€",
    "€",
    "Euro",
    "EUR",
];

/// What may stand before the number of a project.
pub const NUMBER_PREFIXES: &[&str] = &["Projekt-Nr", "Projekt", "Nr", "Proj", "PRJ", "P", "#"];

/// What a cell says where there is a reservation, and where there is none.
pub const YES_WORDS: &[&str] =
    &["ja", "j", "x", "v", "✓", "✔", "yes", "vorbehalt", "unter vorbehalt", "mit vorbehalt", "*"];
/// See [`YES_WORDS`].
pub const NO_WORDS: &[&str] = &["nein", "n", "no", "-", "–", "—", "ohne", "ohne vorbehalt", "frei", "freigegeben"];

/// How a row of a table says that it is a sum.
pub const SUM_WORDS: &[&str] = &[
    "Gesamtsumme",
    "Gesamtvolumen",
    "Gesamtbetrag",
    "Gesamtförderung",
    "Zusammen",
    "Zwischensumme",
    "Summe",
    "Gesamtbudget",
    "Gesamt",
    "Insgesamt",
    "Total",
    "Σ",
];
