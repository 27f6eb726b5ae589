//! The words of people: offices, titles, seats and the chair.
//!
//! Out: constants that the readers of members and authors look words up in.

/// What stands before the Land for which a member sits there.
pub const SENT_FOR: &[&str] = &["für das ", "für den ", "für ", "Für das ", "Für den ", "Für "];

/// Words that end an office, without the ending of women.
pub const OFFICE_ENDS: &[&str] = &["minister", "senator"];

/// Words that start an office.
pub const OFFICE_NOUNS: &[&str] = &[
    "Abteilungsleit",
    "Amtfrau",
    "Amtmann",
    "Amtsinspektor",
    "Amtsrat",
    "Amtsrät",
    "Amtschef",
    "Amtsleit",
    "Bürgermeister",
    "Fachanwalt",
    "Fachanwältin",
    "Rechtsanwalt",
    "Rechtsanwältin",
    "Bundesbeauftragt",
    "Bundesminister",
    "Hauptgeschäftsführ",
    "Landrat",
    "Landrät",
    "Dezernent",
    "Dezernatsleit",
    "Direktor",
    "Fachbereichsleit",
    "Geschäftsführ",
    "Gruppenleit",
    "Ministerialdirektor",
    "Ministerialdirigent",
    "Ministerialrat",
    "Ministerialrät",
    "Referatsleit",
    "Regierungsamtfrau",
    "Regierungsamtmann",
    "Regierungsrat",
    "Regierungsrät",
    "Oberregierungsrat",
    "Oberregierungsrät",
    "Regierungsdirektor",
    "Senatsrat",
    "Senatsrät",
    "Oberbürgermeister",
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
    "Chief",
    "Officer",
    "Projektleit",
    "Programmleit",
    "Produktverantwortlich",
    "Manager",
    "Koordinator",
    "Sachgebietsleit",
    "Teamleit",
    "Stabsstellenleit",
    "Bereichsleit",
    "Vorstand",
    "Kanzlerin",
    "Vizepräsident",
    "Rektor",
    "Prorektor",
    "Dekan",
    "Prodekan",
    "Landes-CIO",
    "Bundes-CIO",
    "Landes-CDO",
    "IT-Direktor",
];

/// Offices whose noun alone is a name, too.
pub const OFFICE_PHRASES: &[&str] = &["Richter am", "Richterin am", "Richter beim", "Richterin beim"];

/// What stands before a name and is no part of it.
pub const FORMS_OF_ADDRESS: &[&str] = &["Frau ", "Herr ", "Herrn "];

/// Academic titles and the like before a name, without blanks; a longer one first.
pub const HONORIFICS: &[&str] = &[
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
    "med.",
    "iur.",
    "jur.",
    "phil.",
    "rer.",
    "nat.",
    "pol.",
    "oec.",
    "Univ.-Prof.",
    "RA",
    "RAin",
    "PD",
    "Mag.",
    "Priv.-Doz.",
    // Without the dot, as it is often lost.
    "Prof",
    "Dr",
];

/// Small words within a name.
pub const NAME_PARTICLES: &[&str] =
    &["von", "vom", "van", "der", "den", "de", "zu", "zum", "zur", "und", "la", "le", "du", "da", "dos"];

/// How a seat without a person is written.
pub const VACANT: &[&str] = &["N. N.", "N.N.", "NN", "noch offen", "offen"];

/// Words that say so in a few others, in small letters: `Sitz zurzeit nicht besetzt`.
pub const VACANT_WORDS: &[&str] = &[
    "vakan",
    "vacant",
    "unbesetzt",
    "nicht besetzt",
    "nicht benannt",
    "nachbesetzung",
    "neubesetzung",
    "nachfolge",
    "n. n.",
    "wird benannt",
];

/// How the chair is marked behind a name.
pub const CHAIR_MARKS: &[&str] = &[
    "Vorsitzende",
    "Vorsitzender",
    "Vorsitzland",
    "Vorsitz",
    "Vors.",
    "hat den Vorsitz",
    "hat gerade den Vorsitz",
    "hat aktuell den Vorsitz",
    "hat derzeit den Vorsitz",
    "hat dieses Jahr den Vorsitz",
    "hat in diesem Jahr den Vorsitz",
    "führt den Vorsitz",
    "führt derzeit den Vorsitz",
];

/// How a line starts that says of a member who has the chair: `hat 2027 den Vorsitz`, `derzeit Vorsitz`.
pub const CHAIR_STARTS: &[&str] = &["hat", "führt", "derzeit", "aktuell", "gerade"];

/// What members are that have not the chair.
pub const SEAT_WORDS: &[&str] =
    &["Mitglied", "Stellvertretung", "Stellvertreter", "Stellvertreterin", "Gast", "Beratend"];

/// Words around the chair and the Land that has it: `Den Vorsitz im Jahr 2029 hat Hessen.`
pub const CHAIR_FILLERS: &[&str] = &[
    "Den", "Der", "den", "gerade", "derzeit", "aktuell", "der", "die", "im", "in", "Jahr", "Jahre", "hat", "führt",
    "liegt", "bei", "beim", "seit", "das", "dem",
];

/// Starts of offices, each with that of the office in whose authority it is: `Staatsrätin, Senator für Finanzen`.
pub const DEPUTIES: &[(&str, &str)] =
    &[("Staatsrat", "Senator"), ("Staatsrät", "Senator"), ("Referatsleit", "Senator"), ("Abteilungsleit", "Senator")];

/// Words in the title of a slide that shows the members.
pub const MEMBERS_WORDS: &[&str] = &[
    "Zusammensetzung",
    "Vertreterinnen und Vertreter im",
    "Mitglieder",
    "Besetzung",
    "Wer sitzt",
    "Wer vertritt",
    "Wer ist im",
    "Wer gehört",
];
