//! The words of covers: what decks, councils, days, places, authors and their organizations are called.
//!
//! Out: constants that the readers of covers look words up in.

/// Councils that meet in sessions, by their names and abbreviations.
pub const COUNCILS: &[&str] = &["IT-Planungsrat", "IT-PLR", "Digitalministerkonferenz", "DMK"];

/// What else they are called in front of numbers.
pub const COUNCIL_ABBREVIATIONS: &[&str] = &["ITPLR", "PLR"];

/// How names of councils end, in small letters.
pub const COUNCIL_ENDS: &[&str] = &[
    "-rat",
    "beirat",
    "digitalrat",
    "kooperationsrat",
    "planungsrat",
    "board",
    "konferenz",
    "ausschuss",
    "kommission",
    "gremium",
    "arbeitskreis",
    "lenkungskreis",
    "steuerungskreis",
    "koordinierungskreis",
    "kollegium",
];

/// The name of a council that an abbreviation or capitals stand for.
pub fn council_name(written: &str) -> Option<&'static str> {
    const ABBREVIATIONS: &[(&str, &str)] = &[("IT-PLR", "IT-Planungsrat"), ("DMK", "Digitalministerkonferenz")];
    let short = ABBREVIATIONS.iter().find(|(abbreviation, _)| *abbreviation == written).map(|(_, name)| *name);
    short.or_else(|| COUNCILS.iter().copied().find(|name| *name != written && name.to_uppercase() == written))
}

/// What stands before the day of a deck.
pub const DECK_DATE_LABELS: &[&str] = &[
    "Redaktionsstand",
    "Redaktionsschluss",
    "Foliensatz vom",
    "Folienstand",
    "Stand der Folien",
    "Stand vom",
    "Stand",
    "Fassung vom",
    "Version vom",
    "Erstellt am",
    "Ersteller",
    "Erstellt",
    "Veröffentlicht am",
    "veröffentlicht am",
    "Vorgetragen am",
    "Vorgestellt am",
    "Präsentiert am",
    "Gehalten am",
    "Freigegeben am",
    "Herausgegeben am",
    "Ausgegeben am",
    "Ausgefertigt am",
    "Aktualisiert am",
    "Publiziert am",
    "Verfasst am",
    "Zusammengestellt am",
    "Online seit",
    "Online gestellt am",
    "Berichtsdatum",
    "Berichtsstand",
    "Datum",
    "vom",
];

/// What stands before the day of a session.
pub const SESSION_DATE_LABELS: &[&str] = &["Sitzungsdatum", "Sitzungstermin", "Sitzungstag", "Datum der Sitzung"];

/// What stands before the place of a session.
pub const SESSION_PLACE_LABELS: &[&str] = &["Sitzungsort", "Tagungsort", "Ort der Sitzung", "Ort"];

/// What stands before `am` or `vom` and the day on which a body met, at its end: `Getagt wurde am 25. Juni 2026`.
pub const MEETING_WORDS: &[&str] =
    &["tagte", "tagt", "etagt wurde", "traf sich", "fand", "Videokonferenz", "Telefonkonferenz", "Hybridkonferenz"];

/// How sentences start that tell of the meeting which a deck is about, and name no other body.
pub const MEETING_STARTS: &[&str] = &[
    "Sitzung war",
    "Sitzung fand",
    "Die Sitzung war",
    "Die Sitzung fand",
    "Letzte Sitzung:",
    "Letzte Sitzung am",
    "Letzte Sitzung war",
    "Die letzte Sitzung war",
];

/// What tells beside the name of a council that it has met.
pub const MET_SIGNS: &[&str] = &["getagt", "tagte", "zusammengekommen"];

/// What tells so where both stand in a sentence: `hat sich in Fulda getroffen`.
pub const MET_PAIRS: &[(&str, &str)] = &[(" sich ", "getroffen")];

/// How sentences start that tell how often a council meets, and what tells there that they speak of its last meeting.
pub const MEETS: &[&str] = &["tagt ", "Tagt "];
/// See [`MEETS`].
pub const LAST_SIGNS: &[&str] = &["zuletzt", "diesmal"];

/// What tells in a sentence that a meeting is to come.
pub const NEXT_SIGNS: &[&str] = &["ächste", "wird ", "werden "];

/// What alone stands before `am` and a day on which some body met.
pub const MEETING_NOUNS: &[&str] = &["Konferenz"];

/// What stands behind the day on which a body met, at the end of a sentence: `hat am 5. November 2026 in Berlin getagt`.
pub const MEETING_ENDS: &[&str] = &[" statt", " stattgefunden", " getagt", " zusammengekommen", " getroffen"];

/// What alone stands before `vom` and the day on which it was decided: `Beschlüsse vom 25. Juni 2026`.
pub const DECIDED_NOUNS: &[&str] = &["Beschlüsse", "Entscheidungen", "Ergebnisse"];

/// What a body did that met, behind the place where it did: `in Fulda beschlossen`.
pub const DECIDED_VERBS: &[&str] = &["beschlossen", "beschließt", "entschieden", "vereinbart", "verabredet", "getagt"];

/// Words for a room, which is no place, whole words as names start so, too: `Saalfeld`.
pub const ROOMS: &[&str] = &["Raum", "Saal"];

/// What may stand beside the date of a session as a place does, and is none.
pub const NO_PLACES: &[&str] = &[
    "Anlage",
    "Arbeitsfassung",
    "Entwurf",
    "Hybrid",
    "Präsenz",
    "Sitzungssaal",
    "Stand",
    "Tagesordnung",
    "Telefonkonferenz",
    "Umlaufverfahren",
    "Videokonferenz",
    "Vorabfassung",
    "Vorläufig",
];

/// How a body may meet, as brackets behind the day say.
pub const MEETING_FORMS: &[&str] =
    &["Videokonferenz", "Telefonkonferenz", "Präsenz", "digital", "hybrid", "in Präsenz", "online", "virtuell"];

/// How occasions are called for which a deck is made, by the ends of their first words in small letters.
pub const OCCASION_ENDS: &[&str] = &[
    "arbeitskreis",
    "ausschuss",
    "ausschusssitzung",
    "besprechung",
    "board",
    "fachtag",
    "fachtagung",
    "forum",
    "frühstück",
    "gemeinderat",
    "gespräch",
    "jour",
    "klausur",
    "kolloquium",
    "kongress",
    "lenkungskreis",
    "meeting",
    "personalversammlung",
    "runde",
    "schulung",
    "seminar",
    "stadtrat",
    "stammtisch",
    "tagung",
    "treffen",
    "versammlung",
    "vorlesung",
    "vortrag",
    "webinar",
    "workshop",
];

/// Days of the week, before a date.
pub const WEEKDAYS: &[&str] =
    &["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonnabend", "Sonntag"];

/// What names of places of several words start with.
pub const PLACE_STARTS: &[&str] = &["Bad ", "Sankt ", "St. "];
/// What names of places of several words have between them.
pub const PLACE_JOINS: &[&str] = &[" am ", " an der ", " im "];

/// How a title says which session of which body a deck is about: what precedes `47. Sitzung des …`.
pub const RESULT_NOUNS: &[&str] = &[
    "Beschlüsse",
    "Entscheidungen",
    "Ergebnisse",
    "Zusammenfassung",
    "Bericht",
    "Protokoll",
    "Rückblick",
    "Ergebnisbericht",
    "Ergebnisübersicht",
    "Beschlussübersicht",
    "Kurzbericht",
    "Kurzprotokoll",
    "Dokumentation",
    "Niederschrift",
    "Was ",
];

/// Legal forms behind the name of a company or an association.
pub const LEGAL_FORMS: &[&str] = &[
    "eG",
    "GmbH",
    "mbH",
    "gGmbH",
    "AG",
    "gAG",
    "SE",
    "KG",
    "UG",
    "GbR",
    "PartG",
    "mbB",
    "AöR",
    "KdöR",
    "e. V.",
    "e.V.",
    "eV",
    "Consulting",
    "Consultants",
    "& Partner",
];

/// First words of the names of authorities and companies, or their ends.
pub const ORGANIZATION_NOUNS: &[&str] = &[
    "Abteilung",
    "Agentur",
    "Akademie",
    "Amt",
    "Arbeitsgruppe",
    "Behörde",
    "Bundesamt",
    "Bundesrat",
    "Bundestag",
    "Bundesdruckerei",
    "Büro",
    "Dezernat",
    "Digitalamt",
    "Fachgebiet",
    "Gemeindebund",
    "Geschäftsstelle",
    "Hochschule",
    "Institut",
    "Kompetenznetz",
    "Kompetenzstelle",
    "Kompetenzzentrum",
    "Koordinierungsstelle",
    "Kreistag",
    "Landesamt",
    "Landtag",
    "Landesbetrieb",
    "Landkreis",
    "Landratsamt",
    "Lehrstuhl",
    "Ministerium",
    "Pressestelle",
    "Projektbüro",
    "-Rat",
    "Projektgruppe",
    "Rechenzentrum",
    "Rechnungshof",
    "Referat",
    "Sekretariat",
    "Senatskanzlei",
    "Senatsverwaltung",
    "Städtetag",
    "Staatskanzlei",
    "Stabsstelle",
    "Stadtverwaltung",
    "Städtebund",
    "Stiftung",
    "Universität",
    "Verband",
    "Verbund",
    "Verein",
    "Zentrum",
    "Anstalt",
    "Bezirk",
    "Datenzentrale",
    "Dienstleister",
    "Fraktion",
    "Kammer",
    "Kanzlei",
    "Klinikum",
    "Regierungspräsidium",
    "Schule",
    "Stadtwerke",
    "Verwaltung",
    "Zentrale",
    "Zweckverband",
    "Direktion",
    "Genossenschaft",
    "Gesellschaft",
    "Gewerkschaft",
    "Lab",
    "Labor",
    "Landesvertretung",
    "Netzwerk",
    "Präsidium",
    "Vereinigung",
];

/// What territories are called in front of their names.
pub const TERRITORIES: &[&str] =
    &["Stadt", "Landkreis", "Kreis", "Hansestadt", "Landeshauptstadt", "Gemeinde", "Region"];

/// How authorities start that are called by who leads them.
pub const AUTHORITY_STARTS: &[&str] = &[
    "Der Senator für ",
    "Die Senatorin für ",
    "Der Beauftragte ",
    "Die Beauftragte ",
    "Der Landesbeauftragte ",
    "Die Landesbeauftragte ",
    "Der Bundesbeauftragte ",
    "Die Bundesbeauftragte ",
    "Wissenschaftlicher Dienst ",
    "Wissenschaftliche Dienste ",
];

/// What stands before the name of an author.
pub const AUTHOR_LABELS: &[&str] = &[
    "Ansprechp",
    "Autor",
    "Bearbeit",
    "Ersteller",
    "Erstellt",
    "Kontakt",
    "Protokoll",
    "Vortragend",
    "Verantwortlich",
    "Verfass",
    "Zusammen",
];

/// What stands before a part of an author, and says what it is.
pub const AUTHOR_PARTS: &[&str] = &[
    "Funktion",
    "Rolle",
    "Position",
    "E-Mail",
    "Email",
    "Mail",
    "Organisation",
    "Institution",
    "Dienststelle",
    "Behörde",
    "Haus",
];

/// What stands before the number of a telephone.
pub const TELEPHONE_LABELS: &[&str] = &["Tel.", "Telefon", "Fon", "Mobil", "Durchwahl", "T"];

/// First words of the names of units that an authority has.
pub const UNIT_NOUNS: &[&str] =
    &["Referat", "Abteilung", "Dezernat", "Sachgebiet", "Fachbereich", "Fachgebiet", "Stabsstelle", "Gruppe", "Team"];

/// Ends of words for what the author of a deck does, in small letters.
pub const ROLE_ENDS: &[&str] = &[
    "leitung",
    "referent",
    "referentin",
    "assistenz",
    "redaktion",
    "koordination",
    "koordinator",
    "koordinatorin",
    "management",
    "manager",
    "managerin",
    "beratung",
    "berater",
    "beraterin",
    "büro",
    "sekretär",
    "sekretärin",
    "schriftführer",
    "schriftführerin",
    "sekretariat",
    "kommunikation",
    "presse",
    "gremien",
    "consultant",
    "partner",
    "partnerin",
    "mitarbeiter",
    "mitarbeiterin",
    "journalist",
    "journalistin",
    "redakteur",
    "redakteurin",
    "student",
    "studentin",
    "doktorand",
    "doktorandin",
    "professor",
    "professorin",
    "architekt",
    "architektin",
    "architect",
    "engineer",
    "developer",
    "officer",
    "prüfer",
    "prüferin",
    "trainee",
    "controlling",
    "owner",
    "ownerin",
    "principal",
    "associate",
    "analyst",
    "analystin",
    "leiter",
    "leiterin",
    "sprecher",
    "sprecherin",
    "dienste",
    "services",
    "steuerung",
    "verwaltung",
    "strategie",
    "planung",
    "entwicklung",
    "technik",
    "technologie",
    "transformation",
    "digitalisierung",
    "digitales",
    "organisation",
    "srecht",
    "zrecht",
    "haushalt",
    "finanzen",
    "grundsatz",
    "projekte",
    "programme",
    "architektur",
    "standards",
    "sicherheit",
    "öffentlichkeitsarbeit",
    "dozent",
    "dozentin",
    "trainer",
    "trainerin",
    "coach",
    "prüfung",
    "auditor",
    "auditorin",
    "ingenieur",
    "ingenieurin",
    "entwickler",
    "entwicklerin",
    "controller",
    "controllerin",
    "forscher",
    "forscherin",
    "wissenschaftler",
    "wissenschaftlerin",
    "experte",
    "expertin",
    "beauftragter",
    "beauftragte",
    "verantwortlicher",
    "verantwortliche",
    "lehrer",
    "lehrerin",
    "moderator",
    "moderatorin",
    "jurist",
    "juristin",
    "lead",
    "director",
    "assistentin",
    "assistent",
    "sachbearbeiter",
    "sachbearbeiterin",
    "sachbearbeitung",
];

/// What stands beside the number of a page: `Seite 3 von 14`.
pub const PAGE_WORDS: &[&str] = &["Seite", "Folie", "Page", "Slide", "S.", "von", "of"];
