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
    /// How much, in the unit that stands in the head of the column.
    Amount,
    /// Who applied.
    Applicants,
    /// What the project is called.
    Title,
    /// Its number and what it is called: `35 – Titel`.
    NumberedTitle,
    /// Its number.
    Number,
    /// Who takes part, beside those who applied.
    Partners,
    /// Whether there is a reservation.
    Reservation,
    /// The programme, in the first row of those that belong to it.
    Programme,
    /// Something that no record has, between columns whose cells end by themselves.
    Other,
}

impl Column {
    /// All that records have.
    pub const ALL: [Column; 5] = [Column::Period, Column::Budget, Column::Applicants, Column::Title, Column::Number];

    /// The same, whatever stands beside its values.
    #[must_use]
    pub fn kind(self) -> Self {
        match self {
            Self::Amount => Self::Budget,
            Self::NumberedTitle => Self::Title,
            Self::Partners => Self::Applicants,
            other => other,
        }
    }
}

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
    /// For how many months or years.
    Duration,
    /// The title of a person, where names stand in several columns.
    Honorific,
    /// The given name of a person.
    GivenName,
    /// The family name.
    FamilyName,
}

impl Role {
    /// What a column with this role is where the cells of a row stand one behind the other.
    pub fn column(self) -> Option<Column> {
        Some(match self {
            Self::Period => Column::Period,
            Self::Budget => Column::Budget,
            Self::Applicants => Column::Applicants,
            Self::Title => Column::Title,
            Self::Number => Column::Number,
            Self::Partners => Column::Partners,
            Self::Reservation => Column::Reservation,
            Self::Programme => Column::Programme,
            _ => return None,
        })
    }
}

/// How tables name their columns.
pub const COLUMN_NAMES: &[(&str, Role)] = &[
    ("Beginn Ende", Role::Period),
    ("BeginnEnde", Role::Period),
    ("Start Ende", Role::Period),
    ("StartEnde", Role::Period),
    ("Von Bis", Role::Period),
    ("von bis", Role::Period),
    ("Zeitplanung", Role::Period),
    ("Zeitplan", Role::Period),
    ("Laufzeit (Monate)", Role::Duration),
    ("Laufzeit in Monaten", Role::Duration),
    ("Dauer (Monate)", Role::Duration),
    ("Dauer (Mon.)", Role::Duration),
    ("Dauer in Monaten", Role::Duration),
    ("Dauer (Jahre)", Role::Duration),
    ("Laufzeit (Mon.)", Role::Duration),
    ("Anzahl Monate", Role::Duration),
    ("Monate", Role::Duration),
    ("Laufzeit", Role::Period),
    ("Jahre", Role::Period),
    ("Jahr", Role::Period),
    ("Zeitraum", Role::Period),
    ("Zeit", Role::Period),
    ("Dauer", Role::Period),
    ("Bewilligte Summe", Role::Budget),
    ("Bewilligte Mittel", Role::Budget),
    ("Projektbudget", Role::Budget),
    ("Fördersumme", Role::Budget),
    ("Finanzvolumen", Role::Budget),
    ("Finanzierung", Role::Budget),
    ("Volumen", Role::Budget),
    ("Vol.", Role::Budget),
    ("Budget", Role::Budget),
    ("Betrag", Role::Budget),
    ("Kosten", Role::Budget),
    ("Geld", Role::Budget),
    ("Mittel", Role::Budget),
    ("Summe", Role::Budget),
    ("Antragstellende", Role::Applicants),
    ("Antragstellerin", Role::Applicants),
    ("Auftraggeber", Role::Applicants),
    ("Auftraggebende", Role::Applicants),
    ("Antragsteller", Role::Applicants),
    ("Federführung", Role::Applicants),
    ("Bundesland", Role::Applicants),
    ("Länder", Role::Applicants),
    ("Land", Role::Applicants),
    ("Bezeichnung des Vorhabens", Role::Title),
    ("Bezeichnung des Projekts", Role::Title),
    ("Name des Vorhabens", Role::Title),
    ("Name des Projekts", Role::Title),
    ("Projektbezeichnung", Role::Title),
    ("Projektname", Role::Title),
    ("Projekttitel", Role::Title),
    ("Bezeichnung", Role::Title),
    ("Maßnahme", Role::Title),
    ("Vorhaben", Role::Title),
    ("Projekt", Role::Title),
    ("Titel", Role::Title),
    ("Name", Role::Title),
    ("Projektnummer", Role::Number),
    ("Projekt-Nr.", Role::Number),
    ("Projekt Nr.", Role::Number),
    ("Projekt-Nummer", Role::Number),
    ("Vorhaben Nr.", Role::Number),
    ("Lfd. Nr.", Role::Number),
    ("Nummer", Role::Number),
    ("#", Role::Number),
    ("Nr.", Role::Number),
    ("Nr", Role::Number),
    ("ID", Role::Number),
    ("Beginn", Role::Start),
    ("Start", Role::Start),
    ("von", Role::Start),
    ("ab", Role::Start),
    ("Ende", Role::End),
    ("Abschluss", Role::End),
    ("Fertigstellung", Role::End),
    ("bis", Role::End),
    ("Freigabe unter Vorbehalt", Role::Reservation),
    ("unter Vorbehalt", Role::Reservation),
    ("Vorbehalt", Role::Reservation),
    ("vorbehaltlich", Role::Reservation),
    ("Sperrvermerk", Role::Reservation),
    ("Sperre", Role::Reservation),
    ("Gesperrt", Role::Reservation),
    ("Vorb.", Role::Reservation),
    ("HV", Role::Reservation),
    ("HHV", Role::Reservation),
    ("Haushaltsvorbehalt", Role::Reservation),
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
    ("Vors.", Role::Chair),
    ("Mitglied", Role::Member),
    ("Vertreter", Role::Member),
    ("Vertreterin", Role::Member),
    ("u. V.", Role::Reservation),
    ("u.V.", Role::Reservation),
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
    ("Projektstart", Role::Start),
    ("Projektende", Role::End),
    ("Laufzeit bis", Role::End),
    ("Läuft bis", Role::End),
    ("Förderlinie", Role::Programme),
    ("Förderprogramm", Role::Programme),
    ("Themenfeld", Role::Programme),
    ("Handlungsfeld", Role::Programme),
    ("Bereich", Role::Programme),
    ("Kennziffer", Role::Number),
    ("Kennung", Role::Number),
    ("Dienststellung", Role::Office),
    ("Dienstbezeichnung", Role::Office),
    ("Amt/Funktion", Role::Office),
    ("Vertreten durch", Role::Member),
    ("Vertreten", Role::Member),
    ("Person", Role::Member),
    ("Bewilligt", Role::Budget),
    ("Bewilligung", Role::Budget),
    ("Fördervolumen", Role::Budget),
    ("Förderung", Role::Budget),
    ("Förderbetrag", Role::Budget),
    ("Zuschuss", Role::Budget),
    ("Ansatz", Role::Budget),
    ("Terminplan", Role::Period),
    ("Anwendung", Role::Title),
    ("Was", Role::Title),
    ("Wer", Role::Applicants),
    ("Ressort", Role::Applicants),
    ("Ressorts", Role::Applicants),
    ("Wann", Role::Period),
    ("Wie viel", Role::Budget),
    ("Arbeitspaket", Role::Title),
    ("Projekttitel", Role::Title),
    ("Vorhabenbezeichnung", Role::Title),
    ("Kurzbezeichnung", Role::Title),
    ("Aktenzeichen", Role::Number),
    ("Projekt-ID", Role::Number),
    ("Vorhaben-Nr.", Role::Number),
    ("lfd. Nr.", Role::Number),
    ("#", Role::Number),
    ("Cluster", Role::Programme),
    ("Programmbereich", Role::Programme),
    ("Programmlinie", Role::Programme),
    ("Programmsäule", Role::Programme),
    ("Säule", Role::Programme),
    ("Amtsbezeichnung", Role::Office),
    ("Vertretung", Role::Member),
    ("Kürzel", Role::Applicants),
    ("Beteiligte", Role::Applicants),
    ("Kurztitel", Role::Title),
    ("Antragsteller/in", Role::Applicants),
    ("Verantwortlich", Role::Applicants),
    ("Federführend", Role::Applicants),
    ("Federführer", Role::Applicants),
    ("FF", Role::Applicants),
    ("AST", Role::Applicants),
    ("ASt", Role::Applicants),
    ("Lead", Role::Applicants),
    ("Projektleitung", Role::Applicants),
    ("Träger", Role::Applicants),
    ("Einreichende", Role::Applicants),
    ("Bund/Land", Role::Applicants),
    ("Land/Bund", Role::Applicants),
    ("Mitwirkung", Role::Partners),
    ("Mitwirkende", Role::Partners),
    ("Mitwirkend", Role::Partners),
    ("Unterstützung", Role::Partners),
    ("Beteiligung", Role::Partners),
    ("Partner", Role::Partners),
    ("Weitere Länder", Role::Partners),
    ("Weitere", Role::Partners),
    ("Mitzeichnende", Role::Partners),
    ("Mitantragsteller", Role::Partners),
    ("Kooperationspartner", Role::Partners),
    ("Weitere Beteiligte", Role::Partners),
    ("Akad. Titel", Role::Honorific),
    ("Vorname", Role::GivenName),
    ("Nachname", Role::FamilyName),
    ("Familienname", Role::FamilyName),
];

/// The same where it is known that they stand in a cell or before a colon: in a text these words may start a title.
pub const LABELS: &[(&str, Role)] = &[
    ("Mitglied für", Role::Applicants),
    ("Vertritt", Role::Applicants),
    ("Sitz", Role::Applicants),
    ("Antr.", Role::Applicants),
    ("Beantragt von", Role::Applicants),
    ("Empfänger", Role::Applicants),
    ("Empfangende", Role::Applicants),
    ("Gesamt", Role::Budget),
    ("Trägerschaft", Role::Applicants),
    ("Antrag", Role::Applicants),
    ("Eingereicht durch", Role::Applicants),
    ("Eingereicht von", Role::Applicants),
    ("Paket", Role::Programme),
    ("Umsetzung", Role::Period),
    ("Realisierung", Role::Period),
];

/// What columns are called that hold money beside the budget, which they do not rival: what is left, spent or asked for.
pub const OTHER_SUMS: &[&str] = &[
    "Abfluss",
    "Abgerufen",
    "Ausgaben",
    "Ausgezahlt",
    "Beantragt",
    "Drittmittel",
    "Eigenanteil",
    "Eigenmittel",
    "Ist",
    "Kofinanzierung",
    "Mittelabfluss",
    "Mittelabruf",
    "Rest",
    "Restbetrag",
    "Restbudget",
    "Restmittel",
    "Verausgabt",
    "Verbraucht",
    "Verfügbar",
    "abgerufen",
    "beantragt",
    "davon",
    "verausgabt",
    "verbraucht",
    "verfügbar",
];

/// What a line says is in a unit: `Alle Beträge in T€`.
pub const AMOUNT_WORDS: &[&str] =
    &["Angaben", "Beträge", "Budgets", "Fördermittel", "Mittel", "Werte", "Zahlen", "Finanzangaben"];

/// How letters and rows are printed, of which a line below a table may say what that means.
pub const TYPES: &[&str] = &[
    "fett",
    "Fett",
    "kursiv",
    "Kursiv",
    "unterstrichen",
    "farbig",
    "Farbig",
    "grau",
    "Grau",
    "blau",
    "Blau",
    "grün",
    "Grün",
];

/// What stands behind those: `fett gedruckt`.
pub const TYPE_VERBS: &[&str] =
    &["gedruckt", "gesetzt", "markiert", "hervorgehoben", "hinterlegt", "dargestellt", "gekennzeichnet"];

/// Labels of what says where a table is from.
pub const SOURCE_LABELS: &[&str] = &["Quelle", "Quellen", "Datenquelle", "Datenstand"];

/// What words end with that name a column, in small letters: `Haushaltsvorbehalt`, `Maßnahmenbeginn`. What ends like a
/// budget may be another one, `Eigenmittel`, and like an end persons, `Vorsitzende`.
pub const COLUMN_NAME_ENDS: &[(&str, Role)] = &[
    ("vorbehalt", Role::Reservation),
    ("zeitraum", Role::Period),
    ("laufzeit", Role::Period),
    ("beginn", Role::Start),
    ("dauer", Role::Period),
    ("empfänger", Role::Applicants),
    ("antragsteller", Role::Applicants),
    ("programm", Role::Programme),
    ("schwerpunkt", Role::Programme),
    ("nummer", Role::Number),
    ("bezeichnung", Role::Title),
];

/// Labels of a remark, behind which a reservation may stand: `Hinweis: Freigabe unter Vorbehalt`.
pub const REMARK_LABELS: &[&str] = &[
    "Anm.",
    "Anmerkung",
    "Auflage",
    "Bem.",
    "Bemerkung",
    "Bemerkungen",
    "Besonderheit",
    "Besonderheiten",
    "Bewilligung",
    "Entscheidung",
    "Freigabe",
    "Hinweis",
    "Hinweise",
    "Notiz",
    "Stand",
    "Status",
    "Vermerk",
];

/// What the euro is called.
pub const CURRENCIES: &[&str] = &["EUR", "Euro", "€"];

/// Units of money in the head of a column; one that ends with another stands before that. The currency may stand in front of the scale.
pub const UNITS: &[&str] = &[
    "Milliarden Euro",
    "Milliarden €",
    "Mrd. €",
    "Mrd. Euro",
    "Mrd. EUR",
    "Millionen EUR",
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
    "T EUR",
    "T Euro",
    "T €",
    "T€",
    "k€",
    "kEUR",
    "€",
    "Euro",
    "EUR",
];

/// What may stand before the number of a project.
pub const NUMBER_PREFIXES: &[&str] = &[
    "Projekt-Nr",
    "Projektsteckbrief",
    "Projekt",
    "Steckbrief",
    "Vorhaben",
    "Maßnahme",
    "Nr",
    "Proj",
    "PRJ",
    "P",
    "#",
];

/// What stands before the one that leads, in a cell of applicants.
pub const LEAD_WORDS: &[&str] = &["FF", "Federführung", "Federführend", "Lead", "Leitung", "Antragsteller"];

/// Words beside numbers and the reservation in a line that says which projects are reserved, in small letters.
pub const NUMBER_LIST_WORDS: &[&str] = &[
    "nr",
    "nrn",
    "nummer",
    "nummern",
    "lfd",
    "projekt",
    "projekte",
    "vorhaben",
    "maßnahme",
    "maßnahmen",
    "und",
    "sowie",
    "unter",
    "mit",
    "die",
    "der",
    "das",
    "stehen",
    "steht",
    "sind",
    "ist",
    "für",
    "gilt",
    "freigabe",
    "bewilligung",
    "bewilligungen",
    "erfolgt",
    "erfolgte",
    "erfolgten",
    "wurde",
    "wurden",
    "des",
    "den",
    "vorhabens",
    "projekts",
    "projektes",
];

/// What may be under a reservation, in small letters: `Freigabe unter Vorbehalt`.
pub const APPROVALS: &[&str] = &[
    "auswahl",
    "beginn",
    "bewilligt",
    "bewilligung",
    "finanzierung",
    "förderung",
    "freigabe",
    "freigegeben",
    "gefördert",
    "genehmigt",
    "genehmigung",
    "start",
    "zugesagt",
    "zusage",
    "zustimmung",
];

/// What a cell says where there is a reservation, and where there is none.
pub const YES_WORDS: &[&str] = &[
    "ja",
    "j",
    "x",
    "×",
    "v",
    "✓",
    "✔",
    "☒",
    "☑",
    "●",
    "yes",
    "vorbehalt",
    "vorbehaltlich",
    "noch nicht sicher",
    "noch nicht ganz sicher",
    "unter vorbehalt",
    "mit vorbehalt",
    "vorbehalten",
    "bedingt",
    "gesperrt",
    "u. v",
    "u.v",
    "*",
];
/// See [`YES_WORDS`].
pub const NO_WORDS: &[&str] = &[
    "nein",
    "n",
    "no",
    "-",
    "–",
    "—",
    "☐",
    "○",
    "ohne",
    "keine",
    "kein",
    "entfällt",
    "ohne vorbehalt",
    "kein vorbehalt",
    "vorbehaltlos",
    "uneingeschränkt",
    "unbedingt",
    "frei",
    "freigegeben",
    "freigabe",
    "erteilt",
    "bewilligt",
    "genehmigt",
    "sofort",
];

/// What stands for a sum that nobody knows yet, in small letters.
pub const OPEN_WORDS: &[&str] =
    &["offen", "noch offen", "in klärung", "in abstimmung", "n. n.", "n.n.", "k. a.", "k.a.", "tbd", "–", "-", "—"];

/// How a row starts that says a part of the sum above it, in small letters: `davon unter Vorbehalt`.
pub const PART_WORDS: &[&str] = &["davon", "darunter", "darin enthalten"];

/// How a row of a table says that it is a sum.
pub const SUM_WORDS: &[&str] = &[
    "Gesamtsumme",
    "Gesamtvolumen",
    "Gesamtbetrag",
    "Gesamtförderung",
    "Gesamtkosten",
    "Fördersumme",
    "Alle Programme",
    "Zusammen",
    "Zwischensumme",
    "Summe",
    "Gesamtbudget",
    "Gesamt",
    "Insgesamt",
    "Total",
    "Σ",
];

/// Words at the end of what a row says that is a sum.
pub const SUM_ENDS: &[&str] = &["gesamt", "insgesamt", "zusammen"];
