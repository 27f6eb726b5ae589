//! The words of the domain, as data.
//!
//! Out: constants that parsers look words up in. What a document says in other words is added here, not in a rule.
//!
//! Not here: any rule, and any name of a person or project.

mod columns;
mod cover;
mod decisions;
mod people;

pub use columns::*;
pub use cover::*;
pub use decisions::*;
pub use people::*;

/// A jurisdiction: one of the sixteen Länder, or the federation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jurisdiction {
    /// Its official abbreviation; for the federation `Bund`.
    pub code: &'static str,
    /// Other abbreviations in use.
    pub abbreviations: &'static [&'static str],
    /// Its short name first, then longer ones.
    pub names: &'static [&'static str],
    /// Its name in the genitive, as the first part of a compound, and as an adjective.
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
pub const JURISDICTIONS: &[Jurisdiction] = &[
    land("Bund", &["BUND"], &["Bund"], &["Bundes"]),
    land(
        "SH",
        &["Schleswig-Holst.", "Schlesw.-Holst.", "Schl.-Holstein"],
        &["Schleswig-Holstein"],
        &["Schleswig-Holsteins", "Schleswig-Holsteinische", "Schleswig-Holsteinischer", "Schleswig-Holsteinischen"],
    ),
    land("HH", &[], &["Hamburg", "Freie und Hansestadt Hamburg"], &["Hamburgs", "Hamburger"]),
    land(
        "NI",
        &["NDS"],
        &["Niedersachsen"],
        &["Niedersachsens", "Niedersächsische", "Niedersächsischer", "Niedersächsischen"],
    ),
    land("HB", &[], &["Bremen", "Freie Hansestadt Bremen"], &["Bremens", "Bremer"]),
    land(
        "NW",
        &["NRW", "Nordrhein-Westf."],
        &["Nordrhein-Westfalen"],
        &["Nordrhein-Westfalens", "Nordrhein-Westfälische", "Nordrhein-Westfälischer", "Nordrhein-Westfälischen"],
    ),
    land("HE", &[], &["Hessen"], &["Hessens", "Hessische", "Hessischer", "Hessischen"]),
    land(
        "RP",
        &["RLP", "Rheinl.-Pfalz"],
        &["Rheinland-Pfalz"],
        &["Rheinland-Pfälzische", "Rheinland-Pfälzischer", "Rheinland-Pfälzischen"],
    ),
    land(
        "BW",
        &["BaWü", "Baden-Württ.", "Baden-Württemb."],
        &["Baden-Württemberg"],
        &["Baden-Württembergs", "Baden-Württembergische", "Baden-Württembergischer", "Baden-Württembergischen"],
    ),
    land("BY", &[], &["Bayern", "Freistaat Bayern"], &["Bayerns", "Bayerische", "Bayerischer", "Bayerischen"]),
    land("SL", &[], &["Saarland"], &["Saarlands", "Saarlandes", "Saarländische", "Saarländischer", "Saarländischen"]),
    land("BE", &[], &["Berlin"], &["Berlins", "Berliner"]),
    land("BB", &[], &["Brandenburg"], &["Brandenburgs", "Brandenburgische", "Brandenburgischer", "Brandenburgischen"]),
    land(
        "MV",
        &["M-V", "Mecklenburg-Vorp.", "Meckl.-Vorp."],
        &["Mecklenburg-Vorpommern"],
        &[
            "Mecklenburg-Vorpommerns",
            "Mecklenburg-Vorpommersche",
            "Mecklenburg-Vorpommerscher",
            "Mecklenburg-Vorpommerschen",
        ],
    ),
    land("SN", &[], &["Sachsen", "Freistaat Sachsen"], &["Sachsens", "Sächsische", "Sächsischer", "Sächsischen"]),
    land(
        "ST",
        &["LSA", "Sachsen-Anh."],
        &["Sachsen-Anhalt"],
        &["Sachsen-Anhalts", "Sachsen-Anhaltische", "Sachsen-Anhaltischer", "Sachsen-Anhaltischen"],
    ),
    land(
        "TH",
        &[],
        &["Thüringen", "Freistaat Thüringen"],
        &["Thüringens", "Thüringische", "Thüringischer", "Thüringischen", "Thüringer"],
    ),
];

/// Words that stand before a Land's name and add nothing to it.
pub const LAND_ADJUNCTS: &[&str] = &[
    "Land",
    "Landes",
    "Freistaat",
    "Freistaates",
    "Freistaats",
    "Freie Hansestadt",
    "Freie und Hansestadt",
    "Hansestadt",
];

/// Parts of the names of organs that act for their Land: `Finanzministerium Thüringen`, `Senator für Finanzen Bremen`.
pub const LAND_ORGANS: &[&str] =
    &["inisterium", "inister ", "kanzlei", "Senat", "Regierung", "StM", "Land ", "Freistaat "];

/// Starts of words and words by which an office is the federation's.
pub const FEDERAL_WORDS: &[&str] =
    &["Bundesministeri", "Bundesregierung", "Bundeskanzleramt", "Bundesbeauftragt", "Bundesminister"];

/// Short names of bodies that apply for projects beside the Länder.
pub const APPLICANT_BODIES: &[&str] = &[
    "DLKT", "DLT", "DStGB", "DST", "FITKO", "KoSIT", "GovData", "BMDS", "BMI", "BMF", "BSI", "ITZBund", "ZenDiS",
    "AKDB", "AA", "BKAmt", "BKM", "BMAS", "BMBF", "BMBFSFJ", "BMDV", "BMEL", "BMFSFJ", "BMFTR", "BMG", "BMJ", "BMJV",
    "BMLEH", "BMUKN", "BMUV", "BMV", "BMVg", "BMWE", "BMWK", "BMWSB", "BMZ",
];

/// The associations of towns and districts, each with its short name in front, that apply for projects under their names.
pub const ASSOCIATIONS: &[(&str, &[&str])] = &[
    ("DLKT", &["Deutscher Landkreistag", "Dt. Landkreistag", "Landkreistag"]),
    ("DST", &["Deutscher Städtetag", "Dt. Städtetag", "Städtetag"]),
    (
        "DStGB",
        &[
            "Deutscher Städte- und Gemeindebund",
            "Dt. Städte- und Gemeindebund",
            "Städte- und Gemeindebund",
            "Städte- u. Gemeindebund",
        ],
    ),
];

/// The short name of the association that a whole text names.
pub fn association(text: &str) -> Option<&'static str> {
    ASSOCIATIONS.iter().find(|(_, names)| names.contains(&text)).map(|(code, _)| *code)
}

/// What stands before the name of a programme in the heading of its table; a longer one first.
pub const PROGRAMME_PREFIXES: &[&str] = &[
    "Projekte des Schwerpunktthemen-Programms",
    "Projekte des Programms",
    "Projekte des SPT",
    "Schwerpunktthemen-Programm",
    "Schwerpunktprogramm",
    "Schwerpunktthema",
    "Schwerpunkt",
    "Förderprogramm",
    "Förderlinie",
    "Förderschwerpunkt",
    "Handlungsfeld",
    "Aktionsfeld",
    "Maßnahmenpaket",
    "Themencluster",
    "Programmlinie",
    "Programmsäule",
    "Teilprogramm",
    "Programm",
    "Themenfeld",
    "Titelgruppe",
    "Projekte",
    "SPT",
];

/// What stands behind the word for projects where a choice of them follows, and no name: `Projekte mit Bezug zum Land`.
pub const CHOOSING_WORDS: &[&str] =
    &["ab", "an", "aus", "bei", "bis", "mit", "nach", "ohne", "seit", "unter", "von", "über"];

/// Those of them behind which no name follows any word for a programme, either: `Programm mit Bezug zum Land`.
pub const WITH_WORDS: &[&str] = &["mit", "ohne"];

/// What stands behind the name of a programme and a colon or dash; a longer one first.
pub const PROGRAMME_SUFFIXES: &[&str] = &[
    "bewilligte Vorhaben",
    "bewilligte Projekte",
    "geförderte Vorhaben",
    "geförderte Projekte",
    "freigegebene Vorhaben",
    "freigegebene Projekte",
    "Projektübersicht",
    "Vorhaben",
    "Projekte",
];

/// What stands before the one date of a period that is said, and whether that is its last; a longer one before one that it
/// starts with.
pub const LIMIT_WORDS: &[(&str, bool)] =
    &[("bis zum ", true), ("bis Ende ", true), ("bis ", true), ("Ende ", true), ("ab dem ", false), ("ab ", false)];

/// Stems of words with which decisions speak of projects or of money for them, in small letters.
pub const PROJECT_STEMS: &[&str] =
    &["bewillig", "budget", "finanz", "fonds", "förder", "mittel", "programm", "projekt", "tranche", "vorhaben"];

/// What a table of projects shows, where its heading says so and names no programme: `Bewilligte Projekte`.
pub const PROJECT_NOUNS: &[&str] = &[
    "Einzelvorhaben",
    "Fördervorhaben",
    "Förderprojekte",
    "Maßnahmen",
    "Maßnahmenliste",
    "Projekte",
    "Projektliste",
    "Projektportfolio",
    "Projektvorhaben",
    "Projektübersicht",
    "Umsetzungsprojekte",
    "Vorhaben",
    "Vorhabenliste",
    "Vorhabenübersicht",
];

/// What the title of an annex starts with.
pub const ANNEX_WORDS: &[&str] = &["Anlage", "Anhang"];

/// Words beside those that name no programme either.
pub const LIST_WORDS: &[&str] = &[
    "Anlage",
    "Aufstellung",
    "Gesamtliste",
    "Liste",
    "Tabelle",
    "Verzeichnis",
    "Vorbehalt",
    "Zusammenstellung",
    "Überblick",
    "Übersicht",
];

/// Nouns that a number follows (`Phase 2`), so that a number behind them may be theirs.
pub const COUNTED_NOUNS: &[&str] =
    &["Phase", "Version", "Teil", "Stufe", "Typ", "Level", "Paket", "Release", "Baustein", "Welle", "Etappe", "Los"];

/// Words behind which the next clause of a list follows.
pub const CLAUSE_JOINS: &[&str] = &["und", "oder", "sowie"];

/// Who sends members: `Mitglieder der Länder` names no body.
pub const SENDERS: &[&str] = &["Länder", "Bundesländer", "Kommunen", "Ressorts"];

/// What marks a project that was approved with reservation, where its cell is known.
pub const RESERVATION_MARKS: &[&str] = &["*", "(V)", "†", "(unter Vorbehalt)", "(u. V.)", "(u.V.)"];

/// The same in words at the end of a title.
pub const RESERVATION_ENDS: &[&str] = &["unter Vorbehalt", "Unter Vorbehalt", "mit Vorbehalt", "u. V.", "u.V."];

/// Words for what is neither reserved nor released, in small letters.
pub const UNDECIDED_WORDS: &[&str] = &[
    "abgelehnt",
    "angemeldet",
    "ausgesetzt",
    "beantragt",
    "entwurf",
    "gesperrt",
    "gestoppt",
    "geplant",
    "offen",
    "prüfung",
    "strittig",
    "vorläufig",
    "vertagt",
    "verschoben",
    "zurückgestellt",
];

/// What lists of projects are called, before the name of a programme.
pub const PROJECT_LISTS: &[&str] =
    &["Projektliste", "Projektfonds", "Projektübersicht", "Projekttabelle", "Vorhabenliste", "Maßnahmenliste"];

/// What the parts of what goes on over several slides are called: `Projektliste, Blatt 1 von 2`.
pub const PART_NOUNS: &[&str] = &["Teil", "Blatt"];

/// Words by which a title says that its slide goes on with what the one before began.
pub const CONTINUATION_WORDS: &[&str] = &["Fortsetzung", "FORTSETZUNG", "Forts.", "FORTS."];

/// What the tables of a deck are called that have numbers: `Übersicht 2: Name`.
pub const NUMBERED_LISTS: &[&str] = &["Anhang", "Anlage", "Liste", "Tabelle", "Tab.", "Tafel", "Teil", "Übersicht"];

/// How the offices of a Land are named after it, without the ending: `Bayerisches Staatsministerium`.
pub const ADJECTIVES: &[(&str, &str)] = &[
    ("Bayerisch", "BY"),
    ("Berliner", "BE"),
    ("Brandenburgisch", "BB"),
    ("Bremisch", "HB"),
    ("Bremer", "HB"),
    ("Hamburgisch", "HH"),
    ("Hamburger", "HH"),
    ("Hessisch", "HE"),
    ("Niedersächsisch", "NI"),
    ("Saarländisch", "SL"),
    ("Sächsisch", "SN"),
    ("Thüringisch", "TH"),
    ("Thüringer", "TH"),
];

/// The endings of those.
pub const ADJECTIVE_ENDINGS: &[&str] = &["", "e", "er", "es"];

/// The Land that a word names by the adjective of it: `Bayerisches`.
pub fn land_of_adjective(word: &str) -> Option<&'static str> {
    let named = |(stem, code): &(&str, &'static str)| {
        let ending = word.strip_prefix(stem)?;
        ADJECTIVE_ENDINGS.contains(&ending).then_some(*code)
    };
    ADJECTIVES.iter().find_map(named)
}

/// What stands before the name of the one who presents a decision; those that end in a preposition need no colon.
pub const PRESENTER_LABELS: &[&str] = &[
    "Berichterstattung",
    "Berichterstatterin",
    "Berichterstatter",
    "Berichterstatter/in",
    "Berichterstatter/-in",
    "Vorgestellt von",
    "Vorgestellt durch",
    "Vortrag von",
    "Vorgetragen von",
    "Eingebracht von",
    "Präsentiert von",
    "Einbringerin",
    "Einbringer",
    "Vortragende",
    "Vortragender",
    "Präsentation",
    "Vortrag",
    "Einbringung",
    "Referentin",
    "Referent",
];

/// Those of them behind which may stand as well what it is about.
pub const TALK_LABELS: &[&str] = &["Präsentation", "Vortrag", "Einbringung", "Bericht", "BE"];

/// The words of the passive before the one who does it.
pub const PASSIVE_AGENTS: &[&str] = &[" von", " durch"];

/// Participles that say that something was presented.
pub const PRESENTED_VERBS: &[&str] = &["vorgestellt", "vorgetragen"];

/// The verb that tells so, and the word that it is parted from: `stellte … vor`.
pub const PRESENTED_PAST: (&str, &str) = (" stellte ", " vor");

/// What says that nothing was presented yet, or not at all.
pub const NOT_HELD: &[&str] = &["vertagt", "verschoben", "abgesagt", "entfiel", "entfällt", "wenn", "falls", "sobald"];

/// What the last slide says.
pub const CLOSING_WORDS: &[&str] =
    &["Vielen Dank", "Danke", "Gibt es Fragen", "Haben Sie Fragen", "Noch Fragen", "Fragen?", "Diskussion"];

/// What the slide of all decisions is called.
pub const OVERVIEW_WORDS: &[&str] = &["Übersicht", "Überblick", "Agenda", "Tagesordnung"];

/// Words in the title of a slide that shows what was decided before.
pub const EARLIER_WORDS: &[&str] =
    &["Rückblick", "bisherige", "Bisherige", "frühere", "Frühere", "vorangegangene", "vergangene", "letzten Sitzung"];

/// Nouns for bodies that a decision sets up or names.
pub const BODY_NOUNS: &[&str] = &[
    "Steuerungsgruppe",
    "Steuerungskreis",
    "Steuerkreis",
    "Koordinierungskreis",
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
    "Unterarbeitsgruppe",
    "Expertengruppe",
    "Expertenkreis",
    "Redaktionsgruppe",
    "Taskforce",
    "Task Force",
    "Kernteam",
    "AG",
    "UAG",
];

/// Those of them that any body may be called.
pub const GENERAL_BODIES: &[&str] = &["Gremium"];

/// What members take part in, which is no body.
pub const GATHERINGS: &[&str] = &["Sitzung", "Besprechung", "Tagung", "Videokonferenz", "Runde"];

/// What the topics of a deck are called that it counts: `Thema 3: Titel`.
pub const TOPIC_NOUNS: &[&str] = &["Fall", "Punkt", "Tagesordnungspunkt", "Thema"];

/// What stands in front of the sum of a programme: `Programm Name (Summe 5,77 Mio. €)`.
pub const SUM_LABELS: &[&str] = &[
    "Budget",
    "Fördersumme",
    "Fördervolumen",
    "Gesamt",
    "Gesamtsumme",
    "Gesamtvolumen",
    "Mittel",
    "Summe",
    "Volumen",
    "gesamt",
    "insgesamt",
    "rund",
    "zusammen",
];

/// How heads start that say of members that they may vote, in small letters.
pub const VOTING_STARTS: &[&str] = &["stimmberechtigt", "mit stimm"];

/// How those start that say that they may not.
pub const NON_VOTING_STARTS: &[&str] =
    &["nicht stimmberechtigt", "nicht-stimmberechtigt", "ohne stimm", "beratend", "mit beratender stimme"];

/// How adjectives start that say which body it is, and are no part of its name: `Neue Arbeitsgruppe`.
pub const POINTING_ADJECTIVES: &[&str] =
    &["Neu", "Erst", "Zweit", "Dritt", "Weiter", "Eigen", "Ander", "Künftig", "Bisherig", "Zusätzlich"];

/// Heads of columns that say of each member of a body whether it may vote.
pub const VOTING_HEADS: &[&str] = &["Status", "Stimme", "Stimmrecht", "stimmberechtigt", "Stimmberechtigt"];

/// What stands in front of a name that goes on from the slide before.
pub const CONTINUING_PREFIXES: &[&str] = &["Noch: ", "noch: ", "Fortsetzung: ", "Forts.: "];

/// What says which way a sum of money is meant, as it stands before the sum; a longer one first.
pub const QUALIFIERS_BEFORE: &[&str] = &[
    "Eckwert von",
    "Eckwert",
    "nicht mehr als",
    "mehr als",
    "weniger als",
    "unter",
    "über",
    "je",
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
pub const QUALIFIERS_BEHIND: &[&str] = &["jährlich", "pro Jahr", "je Jahr", "im Jahr", "p. a.", "p.a.", "/Jahr"];

/// The names of the months, and how they are shortened.
pub const MONTHS: &[(&str, &str)] = &[
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

/// Verbs before a session to which something is brought: `legt der 65. Sitzung einen Entwurf vor`.
pub const REPORTING_VERBS: &[&str] = &[
    "legt",
    "legen",
    "berichtet",
    "berichten",
    "unterbreitet",
    "unterbreiten",
    "stellt",
    "stellen",
    "erstattet",
    "erstatten",
    "übermittelt",
    "übermitteln",
];

/// What becomes of something in a session, behind `wird` and `werden`.
pub const REPORTED_WORDS: &[&str] = &["berichtet", "vorgelegt", "vorgestellt", "unterbreitet", "erstattet"];

/// What the column of numbers is called that count clauses.
pub const CLAUSE_NOUNS: &[&str] = &["Ziffer", "Ziff.", "Punkt", "Absatz", "Abs.", "Nr.", "Nr", "Nummer"];

/// Other ways to write a month in short, and its number.
pub const MONTH_FORMS: &[(&str, u32)] = &[("Mrz", 3), ("Sept", 9)];

/// Abbreviations whose dot ends no sentence.
pub const ABBREVIATIONS: &[&str] = &[
    "vgl.", "gem.", "sog.", "evtl.", "max.", "usw.", "etc.", "Sp.", "z.", "B.", "d.", "h.", "v.", "a.", "u.", "o.",
    "ä.", "i.", "H.", "V.", "m.", "Nr.", "Ziff.", "Abs.", "Art.", "Pkt.", "bzw.", "ggf.", "inkl.", "ca.", "Mio.",
    "Mrd.", "Tsd.", "Dr.", "Prof.", "ff.", "Dt.",
];

/// The jurisdiction that a whole text names, by code, abbreviation or name, with a word like `Land` before it or not.
pub fn jurisdiction(text: &str) -> Option<&'static Jurisdiction> {
    let named = |text: &str| {
        JURISDICTIONS.iter().find(|land| {
            let forms = [land.abbreviations, land.names, land.inflected];
            land.code == text || forms.iter().any(|forms| forms.contains(&text))
        })
    };
    // `THÜRINGEN`
    let capitals = |text: &str| {
        let whole = text.len() > 3 && text.contains(char::is_uppercase) && !text.contains(char::is_lowercase);
        let same = |land: &&Jurisdiction| land.names.iter().any(|name| name.to_uppercase() == text);
        if whole { JURISDICTIONS.iter().find(same) } else { None }
    };
    let bare = LAND_ADJUNCTS.iter().filter_map(|adjunct| text.strip_prefix(adjunct)?.strip_prefix(' '));
    std::iter::once(text).chain(bare).find_map(named).or_else(|| capitals(text))
}

/// Bodies that number their sessions and decisions like the one that a deck is about.
pub const OTHER_BODIES: &[&str] = &[
    "FIT-AB",
    "FIT-SB",
    "FIT-AG",
    "AL-Runde",
    "AL-OZG-Runde",
    "GDI-DE",
    "MPK",
    "CdSK",
    "Architekturboard",
    "IMK",
    "FMK",
    "DMK",
    "BMK",
    "JuMiKo",
    "EU",
    "E-Justice-Rat",
    "Bundesrat",
];

/// Short names of bodies, with the name that they stand for.
pub const BODY_ABBREVIATIONS: &[(&str, &str)] = &[
    ("IT-PLR", "IT-Planungsrat"),
    ("IT-PL", "IT-Planungsrat"),
    ("itPLR", "IT-Planungsrat"),
    ("ITPLR", "IT-Planungsrat"),
];

/// Verbs that start a resolution, as the next one of a sentence or as an item of a list.
pub const RESOLUTION_VERBS: &[&str] = &[
    "beauftragt",
    "begrüßt",
    "bekräftigt",
    "benennt",
    "beschließt",
    "bestätigt",
    "betont",
    "bewilligt",
    "billigt",
    "bittet",
    "dankt",
    "empfiehlt",
    "ermächtigt",
    "erteilt",
    "fordert",
    "genehmigt",
    "hebt",
    "legt",
    "nimmt",
    "richtet",
    "spricht",
    "stellt",
    "stimmt",
    "unterstützt",
    "verabschiedet",
    "würdigt",
];

/// Words that say that a sum of money is a total.
pub const TOTAL_WORDS: &[&str] = &[
    "insgesamt",
    "Insgesamt",
    "Gesamtbudget",
    "Gesamtsumme",
    "Gesamtvolumen",
    "Fördervolumen",
    "in Summe",
    "In Summe",
];

/// Words that ask for another one behind them, so that no title ends with one of them.
pub const LEADING_WORDS: &[&str] = &[
    "am", "beim", "das", "dem", "den", "der", "des", "die", "durch", "eine", "einem", "einen", "einer", "eines", "für",
    "im", "in", "oder", "sowie", "und", "vom", "von", "zum", "zur",
];

/// Articles, which are no part of a name.
pub const ARTICLES: &[&str] = &["der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einer"];

/// What says that a list names only some of its members.
pub const OPEN_LIST_WORDS: &[&str] = &[
    "v. a.",
    "u. a.",
    "z. B.",
    "v.a.",
    "u.a.",
    "z.B.",
    "insbesondere",
    "beispielsweise",
    "weitere",
    "weiteren",
    "sonstige",
];

/// Words behind which those stand who are not meant.
pub const EXCLUSIONS: &[&str] = &["außer", "ausgenommen", "mit Ausnahme", "ohne die", "ohne den"];

/// Ordinal numbers in words, as they stand before `Sitzung`.
pub const ORDINALS: &[&str] = &[
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
pub const SEASONS: &[&str] = &[
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

/// Pronouns at the start of a sentence, which name nobody.
pub const PRONOUNS: &[&str] = &["Er", "Sie", "Es", "Diese", "Dieser", "Dieses", "Jene", "Wer", "Man"];

/// Times of the year that are no dates.
pub const TIMES_OF_YEAR: &[&str] =
    &["Frühjahr", "Frühling", "Sommer", "Herbst", "Winter", "Jahresende", "Jahresmitte", "Jahreswechsel"];

/// Words of a legend by which its mark is a reservation.
pub const RESERVATION_WORDS: &[&str] =
    &["Vorbehalt", "vorbehalt", "Vorb.", "Sperrvermerk", "Haushaltssperre", "gesperrt", "bedingt"];

/// The same in letters alone.
pub const RESERVATION_ABBREVIATIONS: &[&str] = &["u. V.", "u.V."];

/// The same where brackets hold nothing else: `(vorläufig)`; as other texts they may say something else.
pub const RESERVATION_REMARKS: &[&str] = &["vorläufig", "vorbehaltlich", "noch nicht sicher", "noch nicht ganz sicher"];

/// What stands before that upon which something is reserved.
pub const UPON_WORD: &str = "vorbehaltlich";

/// What says there that it is still to come: `Zustimmung steht noch aus`.
pub const STILL_WORD: &str = "noch";

/// Starts of words before those, in small letters, by which there is none: `nicht unter Vorbehalt`.
pub const DENIALS: &[&str] = &["nicht", "ohne", "kein", "unbedingt", "vorbehaltlos", "ungesperrt"];

/// What behind the word for a reservation says that there is none any more: `Haushaltsvorbehalt entfällt`.
pub const WITHDRAWALS: &[&str] = &["entfällt", "entfallen", "aufgehoben", "erledigt"];
