//! The words of the domain, as data.
//!
//! Out: constants that parsers look words up in. What a document says in other words is added here, not in a rule.
//!
//! Not here: any rule, and any name of a person or project.

/// A jurisdiction: one of the sixteen Länder, or the federation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jurisdiction {
    /// Its official abbreviation; for the federation `Bund`.
    pub code: &'static str,
    /// Other abbreviations in use.
    pub abbreviations: &'static [&'static str],
    /// Its short name first, then longer ones.
    pub names: &'static [&'static str],
    /// Its name in the genitive, and as the first part of a compound.
    pub inflected: &'static [&'static str],
}

const fn land(
    code: &'static str,
    abbreviations: &'static [&'static str],
    names: &'static [&'static str],
    inflected: &'static [&'static str],
) -> Jurisdiction {
    Jurisdiction { code, abbreviations, names, inflected }
}

/// The Länder by their official order of keys (01 Schleswig-Holstein … 16 Thüringen), behind the federation.
pub const JURISDICTIONS: [Jurisdiction; 17] = [
    land("Bund", &["BUND"], &["Bund"], &["Bundes"]),
    land("SH", &[], &["Schleswig-Holstein"], &["Schleswig-Holsteins"]),
    land("HH", &[], &["Hamburg", "Freie und Hansestadt Hamburg"], &["Hamburgs"]),
    land("NI", &["NDS"], &["Niedersachsen"], &["Niedersachsens"]),
    land("HB", &[], &["Bremen", "Freie Hansestadt Bremen"], &["Bremens"]),
    land("NW", &["NRW"], &["Nordrhein-Westfalen"], &["Nordrhein-Westfalens"]),
    land("HE", &[], &["Hessen"], &["Hessens"]),
    land("RP", &["RLP"], &["Rheinland-Pfalz"], &[]),
    land("BW", &[], &["Baden-Württemberg"], &["Baden-Württembergs"]),
    land("BY", &[], &["Bayern", "Freistaat Bayern"], &["Bayerns"]),
    land("SL", &[], &["Saarland"], &["Saarlands", "Saarlandes"]),
    land("BE", &[], &["Berlin"], &["Berlins"]),
    land("BB", &[], &["Brandenburg"], &["Brandenburgs"]),
    land("MV", &["M-V"], &["Mecklenburg-Vorpommern"], &["Mecklenburg-Vorpommerns"]),
    land("SN", &[], &["Sachsen", "Freistaat Sachsen"], &["Sachsens"]),
    land("ST", &["LSA"], &["Sachsen-Anhalt"], &["Sachsen-Anhalts"]),
    land("TH", &[], &["Thüringen", "Freistaat Thüringen"], &["Thüringens"]),
];

/// Words that stand before a Land's name and add nothing to it.
pub const LAND_ADJUNCTS: [&str; 8] = [
    "Land",
    "Landes",
    "Freistaat",
    "Freistaates",
    "Freistaats",
    "Freie Hansestadt",
    "Freie und Hansestadt",
    "Hansestadt",
];

/// Starts of words and words by which an office is the federation's.
pub const FEDERAL_WORDS: [&str; 5] =
    ["Bundesministeri", "Bundesregierung", "Bundeskanzleramt", "Bundesbeauftragt", "CIO Bund"];

/// Short names of bodies that apply for projects beside the Länder.
pub const APPLICANT_BODIES: [&str; 14] = [
    "DLKT", "DLT", "DStGB", "DST", "FITKO", "KoSIT", "GovData", "BMDS", "BMI", "BMF", "BSI", "ITZBund", "ZenDiS",
    "AKDB",
];

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
}

impl Column {
    /// All of them.
    pub const ALL: [Column; 5] = [Column::Period, Column::Budget, Column::Applicants, Column::Title, Column::Number];
}

/// How tables name their columns; a longer name stands before one that it starts with.
pub const COLUMN_NAMES: [(&str, Column); 47] = [
    ("Projektlaufzeit", Column::Period),
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

/// What stands before the name of a programme in the heading of its table; a longer one first.
pub const PROGRAMME_PREFIXES: [&str; 8] = [
    "Projekte des Schwerpunktthemen-Programms",
    "Projekte des Programms",
    "Projekte des SPT",
    "Schwerpunktthemen-Programm",
    "Schwerpunktthema",
    "Programm",
    "Projekte",
    "SPT",
];

/// Nouns that a number follows (`Phase 2`), so that a number behind them may be theirs.
pub const COUNTED_NOUNS: [&str; 12] =
    ["Phase", "Version", "Teil", "Stufe", "Typ", "Level", "Paket", "Release", "Baustein", "Welle", "Etappe", "Los"];

/// How a title says which session of which body a deck is about: what precedes `47. Sitzung des …`.
pub const RESULT_NOUNS: [&str; 6] =
    ["Beschlüsse", "Ergebnisse", "Zusammenfassung", "Bericht", "Protokoll", "Rückblick"];

/// Words that start an office.
pub const OFFICE_NOUNS: [&str; 26] = [
    "Amtschef",
    "Beauftragt",
    "Bevollmächtigt",
    "CDO",
    "CIO",
    "Chef",
    "Digitalbeauftragt",
    "Generalsekretär",
    "Landesbeauftragt",
    "Leiter",
    "Minister",
    "Mitglied",
    "Parlamentarisch",
    "Präsident",
    "Referent",
    "Senator",
    "Senatsdirektor",
    "Sprecher",
    "Staatsminister",
    "Staatsrat",
    "Staatsrät",
    "Staatssekretär",
    "Stellvertretend",
    "Vertreter",
    "Vorsitzend",
    "Vorständ",
];

/// Academic titles and the like before a name, without blanks; a longer one first.
pub const HONORIFICS: [&str; 17] = [
    "Prof.",
    "Professorin",
    "Professor",
    "Dr.-Ing.",
    "Dr.",
    "h. c.",
    "h.c.",
    "Dipl.-Ing.",
    "Dipl.-Inf.",
    "Dipl.",
    "mult.",
    "habil.",
    "PD",
    "Mag.",
    "Priv.-Doz.",
    // Without the dot, as it is often lost.
    "Prof",
    "Dr",
];

/// Small words within a name.
pub const NAME_PARTICLES: [&str; 15] =
    ["von", "vom", "van", "der", "den", "de", "zu", "zum", "zur", "und", "la", "le", "du", "da", "dos"];

/// How a seat without a person is written.
pub const VACANT: [&str; 6] = ["N. N.", "N.N.", "NN", "vakant", "unbesetzt", "noch offen"];

/// How the chair is marked behind a name.
pub const CHAIR_MARKS: [&str; 2] = ["Vorsitz", "Vorsitzende"];

/// What the last slide says.
pub const CLOSING_WORDS: [&str; 7] =
    ["Vielen Dank", "Danke", "Gibt es Fragen", "Haben Sie Fragen", "Noch Fragen", "Fragen?", "Diskussion"];

/// What the slide of all decisions is called.
pub const OVERVIEW_WORDS: [&str; 3] = ["Übersicht", "Überblick", "Agenda"];

/// Nouns for bodies that a decision sets up or names.
pub const BODY_NOUNS: [&str; 15] = [
    "Steuerungsgruppe",
    "Steuerungskreis",
    "Lenkungskreis",
    "Lenkungsgruppe",
    "Lenkungsausschuss",
    "Produktboard",
    "Projektgruppe",
    "Arbeitsgruppe",
    "Kooperationsgruppe",
    "Fachgruppe",
    "Beirat",
    "Board",
    "Ausschuss",
    "Gremium",
    "Kompetenzteam",
];

/// The nouns that a decision's identifier follows, by their stems.
pub const DECISION_NOUNS: [&str; 3] = ["Beschlussnummer", "Beschluss", "Entscheidung"];

/// What says which way a sum of money is meant, as it stands before the sum; a longer one first.
pub const QUALIFIERS_BEFORE: [&str; 26] = [
    "Eckwert",
    "durchschnittlich bis zu",
    "jeweils bis zu",
    "bis zu weitere",
    "bis zu weiteren",
    "in einem Umfang von zunächst",
    "in einem Umfang von",
    "in Höhe von",
    "zusätzlich zu",
    "durchschnittlich",
    "insgesamt",
    "höchstens",
    "mindestens",
    "zunächst",
    "jährlich",
    "jeweils",
    "maximal",
    "weitere",
    "bis zu",
    "i. H. v.",
    "i.H.v.",
    "knapp",
    "rund",
    "etwa",
    "circa",
    "ca.",
];

/// What says so behind the sum.
pub const QUALIFIERS_BEHIND: [&str; 4] = ["jährlich", "pro Jahr", "je Jahr", "p. a."];

/// The names of the months, and how they are shortened.
pub const MONTHS: [(&str, &str); 12] = [
    ("Januar", "Jan"),
    ("Februar", "Feb"),
    ("März", "Mär"),
    ("April", "Apr"),
    ("Mai", "Mai"),
    ("Juni", "Jun"),
    ("Juli", "Jul"),
    ("August", "Aug"),
    ("September", "Sep"),
    ("Oktober", "Okt"),
    ("November", "Nov"),
    ("Dezember", "Dez"),
];

/// Abbreviations whose dot ends no sentence.
pub const ABBREVIATIONS: [&str; 27] = [
    "z.", "B.", "d.", "h.", "v.", "a.", "u.", "o.", "ä.", "i.", "H.", "V.", "m.", "Nr.", "Ziff.", "Abs.", "Art.",
    "Pkt.", "bzw.", "ggf.", "inkl.", "ca.", "Mio.", "Mrd.", "Tsd.", "Dr.", "Prof.",
];

/// The jurisdiction that a whole text names, by code, abbreviation or name.
pub fn jurisdiction(text: &str) -> Option<&'static Jurisdiction> {
    JURISDICTIONS.iter().find(|land| {
        land.code == text || [land.abbreviations, land.names, land.inflected].iter().any(|forms| forms.contains(&text))
    })
}

/// Bodies that number their sessions and decisions like the one that a deck is about.
pub const OTHER_BODIES: [&str; 9] =
    ["FIT-AB", "FIT-SB", "FIT-AG", "AL-Runde", "AL-OZG-Runde", "GDI-DE", "MPK", "CdSK", "Architekturboard"];

/// Verbs that start the next resolution of a sentence.
pub const RESOLUTION_VERBS: [&str; 14] = [
    "beauftragt",
    "begrüßt",
    "bekräftigt",
    "benennt",
    "beschließt",
    "bestätigt",
    "bittet",
    "empfiehlt",
    "ermächtigt",
    "hebt",
    "nimmt",
    "richtet",
    "stellt",
    "stimmt",
];

/// Articles, which are no part of a name.
pub const ARTICLES: [&str; 10] = ["der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einer"];

/// What says that a list names only some of its members.
pub const OPEN_LIST_WORDS: [&str; 8] =
    ["v. a.", "u. a.", "z. B.", "v.a.", "u.a.", "z.B.", "insbesondere", "beispielsweise"];

/// Legal forms behind the name of a company or an association.
pub const LEGAL_FORMS: [&str; 7] = ["eG", "GmbH", "AG", "AöR", "e. V.", "e.V.", "gGmbH"];

/// Ordinal numbers in words, as they stand before `Sitzung`.
pub const ORDINALS: [&str; 12] = [
    "ersten",
    "zweiten",
    "dritten",
    "vierten",
    "fünften",
    "sechsten",
    "siebten",
    "achten",
    "neunten",
    "zehnten",
    "elften",
    "zwölften",
];

/// First parts of `…sitzung` that name a time of the year and no number.
pub const SEASONS: [&str; 12] = [
    "Frühjahrs",
    "Frühlings",
    "Sommer",
    "Herbst",
    "Winter",
    "Januar",
    "März",
    "Juni",
    "Juli",
    "Oktober",
    "November",
    "Dezember",
];

/// Words at the start of a sentence that are no actor.
pub const SENTENCE_STARTS: [&str; 28] = [
    "Es",
    "Hiermit",
    "Damit",
    "Dazu",
    "Hierzu",
    "Dafür",
    "Zudem",
    "Ferner",
    "Weiterhin",
    "Zunächst",
    "Außerdem",
    "Darüber",
    "Mit",
    "Für",
    "Zur",
    "Zum",
    "Im",
    "In",
    "Auf",
    "Nach",
    "Bei",
    "Bis",
    "Aus",
    "Über",
    "Von",
    "Ab",
    "Daher",
    "Gleichzeitig",
];

/// Times of the year that are no dates.
pub const TIMES_OF_YEAR: [&str; 8] =
    ["Frühjahr", "Frühling", "Sommer", "Herbst", "Winter", "Jahresende", "Jahresmitte", "Jahreswechsel"];

/// Words of a legend by which its mark is a reservation.
pub const RESERVATION_WORDS: [&str; 5] = ["Vorbehalt", "vorbehaltlich", "Sperrvermerk", "gesperrt", "bedingt"];

/// Words in the title of a slide that shows the members.
pub const MEMBERS_WORDS: [&str; 3] = ["Zusammensetzung", "Mitglieder", "Besetzung"];
