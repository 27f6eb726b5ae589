use super::*;
use crate::source::Span;

/// The authors of a cover whose blocks empty lines divide; below `---` stands what runs on the other slides, below `===`
/// what the last slide says.
fn read(cover: &str) -> String {
    let (cover, last) = cover.split_once("===").unwrap_or((cover, ""));
    let (cover, running) = cover.split_once("---").unwrap_or((cover, ""));
    let line = |line: &str| TextMap::piece(line, Span::new(0, line.len()));
    let mut at = 0;
    // Each line stands at a place of its own.
    let mut placed = |written: &str| {
        let text = format!("{}{written}", " ".repeat(at));
        at = text.len();
        line(&text)
    };
    let mut block = |written: &str| {
        let mut lines = written.lines().filter(|line| !line.trim().is_empty()).filter_map(&mut placed);
        let first = lines.next()?;
        let text = lines.fold(first, |mut text, next| {
            text.join(Join::Space, next);
            text
        });
        Some(Block { text, bullet: None, gap: true, column: None })
    };
    let blocks: Vec<Block> = cover.split("\n\n").filter_map(&mut block).collect();
    let last: Vec<Block> = last.split("\n\n").filter_map(&mut block).collect();
    let contacts = addresses(&last);
    let running: Vec<TextMap> = running.lines().filter_map(line).collect();
    let mut found = Vec::new();
    let authors = read_authors(&blocks, || running, &contacts, &mut Provenance::default(), &mut found);
    let part = |part: &Option<String>| part.clone().unwrap_or("-".to_owned());
    let authors = authors
        .iter()
        .map(|one| format!("{} | {} | {} | {}", one.name, part(&one.role), part(&one.organization), part(&one.email)));
    let said = found.iter().map(|one| format!("! {}", one.message));
    authors.chain(said).collect::<Vec<String>>().join("\n")
}

#[test]
fn authors_in_many_forms() {
    let covers = [
        "Ada Quer, Beraterin, Tinte GmbH, a.quer@tinte.example",
        "Projektleitung: Ada Quer (a.quer@tinte.example)\nTinte AöR\nStand 1. Juli 2031",
        "Ada Quer & Karl-Heinz von Pult\ntinte consulting GmbH",
        "Dr. Ada Quer, Principal\nKarl van der Pult, Senior Consultant\n\nTinte & Partner",
        "Tinte eG – Ihr Rechenzentrum\n\nAda Quer, Kundenmanagement",
        "Verfasserin: Ada Quer\nFunktion: Referatsleiterin 65\nE-Mail: ada.quer@ministerium.example",
        "Ada Quer\nReferentin, Referat 53\n\nMinisterium für Tinte Sachsen",
        "Ada Quer\nReferentin, Referat 53",
        "vorgelegt von Ada Quer\nMinisterialdirigentin\n\nDeutscher Städtetag, Berlin, 22. Mai 2028",
        "Ada Quer\nAusschussassistentin\nLandtag Hessen, Sekretariat des Ausschusses für Tinte",
        "Ada Quer\n\nKarl Pult\na.quer@tinte.example, k.pult@tinte.example",
        "Ada Quer, Partnerin\na.quer@tinte.example\n\nTINTE",
        "Ada Quer\n\nPrinzipal Tinte Plattform\n\nTinte AöR\n\na.quer@tinte.example",
        "Ada Quer\nRegierungsdirektorin, Referat 53 (Tinte und Papier)\nBundesministerium der Justiz",
        "Von Ada Quer\na.quer@tinte.example\nBVT – Bundesverband Tinte",
        "Ada Quer\nReferentin\n---\nBundesministerium\nfür Digitales und\nTinte",
        "Ada Quer\nGestaltung: Karl Pult",
        "Ada Quer, Referentin\nKarl Feld, Referent\nIna Kurz, Referentin\nquer@tinte.example, feld@tinte.example",
        "Ada Quer, Referentin, Hafenamt Emden, Karl Pult, Referent, Stadt Fulda",
        "Ada Quer (Hafenamt Emden) und Karl Pult (Stadt Fulda)",
        "Ada Quer, Referentin\nKarl Feld, Referent\nfeld@tinte.example, quer@tinte.example",
        "Name: Ada Quer\nFunktion: Referentin\nBehörde: Hafenamt Emden",
        "Ada Quer\nKarl Pult\nquer@tinte.example",
        "Bad Tinte, 3. Juli 2031",
        "Ergebnisse im Überblick",
        "Ada Quer, Leiterin Planung, Netze und Betrieb\nTinte",
        "Ada Quer\nKreisrat (Dezernat IV – Personal, Netze)\nLandkreis Fulda",
        "Ada Quer, Referentin\nKommunale Datenzentrale Ems-Jade (KDEJ)",
        "Hans Peter Ott (HPO), Referent, Hafenamt Emden",
        "Ada Quer, Projektleiterin, Karl Pult, Ina Kurz\nHafenamt Emden",
        "Anna Maria Sophie Quer, Referentin, Hafenamt Emden",
        "Ada Quer, Lead Public Sector Advisory\nKarl Pult, Senior Consultant\nTinte & Partner",
        "Ada Quer, Beraterin, Steinweg Partner, Kiel",
        "Ada Quer, Referentin | Stand: März 2031\nHafenamt Emden",
        "Ada Quer\nErsteller: Referat 5\nHafenamt Emden",
    ];
    let read: Vec<String> = covers.iter().map(|cover| read(cover)).collect();
    insta::assert_snapshot!(read.join("\n\n"), @"
    Ada Quer | Beraterin | Tinte GmbH | a.quer@tinte.example

    Ada Quer | Projektleitung | Tinte AöR | a.quer@tinte.example

    Ada Quer | - | tinte consulting GmbH | -
    Karl-Heinz von Pult | - | tinte consulting GmbH | -

    Dr. Ada Quer | Principal | Tinte & Partner | -
    Karl van der Pult | Senior Consultant | Tinte & Partner | -

    Ada Quer | Kundenmanagement | Tinte eG | -
    ! `Tinte eG` stands apart from the authors, and was read as theirs

    Ada Quer | Referatsleiterin 65 | - | ada.quer@ministerium.example

    Ada Quer | Referentin, Referat 53 | Ministerium für Tinte Sachsen | -

    Ada Quer | Referentin | Referat 53 | -

    Ada Quer | Ministerialdirigentin | Deutscher Städtetag | -
    ! `Deutscher Städtetag` stands apart from the authors, and was read as theirs

    Ada Quer | Ausschussassistentin | Landtag Hessen, Sekretariat des Ausschusses für Tinte | -

    Ada Quer | - | - | a.quer@tinte.example
    Karl Pult | - | - | k.pult@tinte.example

    Ada Quer | Partnerin | - | a.quer@tinte.example

    Ada Quer | Prinzipal Tinte Plattform | Tinte AöR | a.quer@tinte.example
    ! found `Prinzipal Tinte Plattform` below a name, which may be another author

    Ada Quer | Regierungsdirektorin, Referat 53 (Tinte und Papier) | Bundesministerium der Justiz | -

    Ada Quer | - | BVT – Bundesverband Tinte | a.quer@tinte.example

    Ada Quer | Referentin | Bundesministerium für Digitales und Tinte | -
    ! `Bundesministerium für Digitales und Tinte` stands apart from the authors, and was read as theirs

    ! found `Ada Quer`, and nothing that says whether it is an author

    Ada Quer | Referentin | - | quer@tinte.example
    Karl Feld | Referent | - | feld@tinte.example
    Ina Kurz | Referentin | - | -

    Ada Quer | Referentin | Hafenamt Emden | -
    Karl Pult | Referent | Stadt Fulda | -

    Ada Quer | - | Hafenamt Emden | -
    Karl Pult | - | Stadt Fulda | -

    Ada Quer | Referentin | - | quer@tinte.example
    Karl Feld | Referent | - | feld@tinte.example

    Ada Quer | Referentin | Hafenamt Emden | -

    Ada Quer | Karl Pult | - | quer@tinte.example
    ! found `Karl Pult` below a name, which may be another author





    Ada Quer | Leiterin Planung, Netze und Betrieb | Tinte | -

    Ada Quer | Kreisrat (Dezernat IV – Personal, Netze) | Landkreis Fulda | -

    Ada Quer | Referentin | Kommunale Datenzentrale Ems-Jade (KDEJ) | -

    Hans Peter Ott | HPO | Hafenamt Emden | -
    ! found `Referent` beside an author, which no field has

    Ada Quer | Projektleiterin | Hafenamt Emden | -
    Karl Pult | Ina Kurz | Hafenamt Emden | -
    ! found `Ina Kurz` below a name, which may be another author

    Anna Maria Sophie Quer | Referentin | Hafenamt Emden | -

    Ada Quer | Lead Public Sector Advisory | Tinte & Partner | -
    Karl Pult | Senior Consultant | Tinte & Partner | -

    Ada Quer | Beraterin | - | -
    ! found `Steinweg Partner, Kiel` beside an author, which no field has

    Ada Quer | Referentin | Hafenamt Emden | -

    Ada Quer | Referat 5 | Hafenamt Emden | -
    ");
}

#[test]
fn addresses_on_other_slides() {
    let decks = [
        "Ada Quer, Referentin\nHafenamt Emden\n===\nRückfragen: Referat 5, ada.quer@tinte.example, App. 12",
        "Dr. Karl-Heinz Pult, Referent\n===\nE-Mail: kh.pult@tinte.example",
        "Ada Quer, Referentin\n===\nPresse: presse@tinte.example",
        "Ada Quer, Referentin\n===\nIna Quer: ina.quer@tinte.example",
        "Ada Quer, Referentin\n===\nAda Quer\n\nVertretung: k.pult@tinte.example",
        "Ada Quer, Referentin\n===\na.quer@tinte.example\n\nada.quer@feder.example",
        "Ada Quer\n===\nFragen an quer@tinte.example.",
        "Ada Quer, Referentin\nKarl Pult, Referent\n===\nFragen an Karl Pult (pult@tinte.example) oder quer@tinte.example",
    ];
    let read: Vec<String> = decks.iter().map(|deck| read(deck)).collect();
    insta::assert_snapshot!(read.join("\n\n"), @"
    Ada Quer | Referentin | Hafenamt Emden | ada.quer@tinte.example

    Dr. Karl-Heinz Pult | Referent | - | kh.pult@tinte.example

    Ada Quer | Referentin | - | -

    Ada Quer | Referentin | - | -

    Ada Quer | Referentin | - | -

    Ada Quer | Referentin | - | -

    Ada Quer | - | - | quer@tinte.example

    Ada Quer | Referentin | - | quer@tinte.example
    Karl Pult | Referent | - | pult@tinte.example
    ");
}
