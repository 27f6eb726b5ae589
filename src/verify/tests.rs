use super::step::*;
use super::*;
use crate::text::{Join, TextMap};

fn steps(names: &str) -> Vec<Step> {
    names.split_whitespace().map(|name| serde_json::from_value(json!(name)).unwrap()).collect()
}

/// One case: the pieces with `|` between, the steps with blanks between, and the value or a part of the error.
fn replayed(pieces: &str, names: &str) -> Result<Value, String> {
    let pieces: Vec<&str> = if pieces.is_empty() { Vec::new() } else { pieces.split('|').collect() };
    replay(&pieces, &steps(names))
}

#[track_caller]
fn check(cases: &[(&str, &str, Value)]) {
    for (pieces, names, value) in cases {
        assert_eq!(replayed(pieces, names).as_ref(), Ok(value), "{pieces} by {names}");
    }
}

#[track_caller]
fn check_fails(cases: &[(&str, &str, &str)]) {
    for (pieces, names, message) in cases {
        match replayed(pieces, names) {
            Ok(value) => panic!("{pieces} by {names} gave {value}"),
            Err(error) => assert!(error.contains(message), "{pieces} by {names}: {error}"),
        }
    }
}

#[test]
fn pieces_join_by_their_gaps() {
    check(&[
        ("eins", "", json!("eins")),
        ("Antrag|stellende", "unwrap", json!("Antrag stellende")),
        ("Informations-|technologie", "dehyphenate", json!("Informationstechnologie")),
        ("Informations\u{2010}|technologie", "normalize dehyphenate", json!("Informationstechnologie")),
        ("Informations\u{ad}|technologie", "dehyphenate", json!("Informationstechnologie")),
        ("Informations\u{ad}|technologie", "normalize dehyphenate", json!("Informationstechnologie")),
        ("Baden-|Württemberg", "rejoin", json!("Baden-Württemberg")),
        ("a|b|c-|d", "unwrap item dehyphenate", json!(["a b", "cd"])),
        ("IT-Planungsrats|47|Digitales", "nominative item item id", json!("it-planungsrat/47/digitales")),
        ("IT-PLR", "council", json!("IT-Planungsrat")),
        ("IT-PLR|47", "council item id", json!("it-planungsrat/47")),
        ("HH|SH|DLKT", "item item", json!(["HH", "SH", "DLKT"])),
        ("Hamburg|Schleswig-|Holstein|DLKT", "item rejoin item jurisdiction", json!(["HH", "SH", "DLKT"])),
    ]);
    check_fails(&[
        ("a|b", "", "1 pieces are left over"),
        ("a|b|c", "unwrap", "1 pieces are left over"),
        ("AG", "council", "found `AG`, expected the abbreviation of a council"),
        ("a|b", "date", "found `a`, expected a day"),
        ("a|b", "unwrap unwrap", "`unwrap` does not read a text"),
        ("a", "unwrap", "`unwrap` does not read a text"),
        ("a", "parts", "`parts` does not read a text"),
        ("a|b", "unwrap normalize", "`normalize` does not read a text"),
        ("a|b", "dehyphenate", "found `a`, expected a hyphen at the end"),
        ("", "", "there is nothing to read"),
    ]);
}

#[test]
fn repairs_give_text() {
    check(&[
        ("a\u{a0}\u{a0}b\t c", "normalize", json!("a b c")),
        ("a\u{a0}b", "", json!("a\u{a0}b")),
        ("a\u{200b}b \u{feff} c\u{202e}", "normalize", json!("ab c")),
        ("de\u{ad}ﬁniert ﬀﬁﬂﬃﬄﬅﬆ", "normalize", json!("definiert fffiflffifflstst")),
        ("u\u{308}ber m² ½", "normalize", json!("über m² ½")),
        ("Verwaltungs\u{ad}", "normalize", json!("Verwaltungs-")),
        ("a\nb", "normalize", json!("a\nb")),
        ("Digitale TransformationDigitale Transformation", "undouble", json!("Digitale Transformation")),
        ("Übersicht|Übersicht", "unwrap undouble", json!("Übersicht")),
        ("01.07 2025", "repair-date", json!("01.07.2025")),
        ("8. 12.2020", "repair-date", json!("8.12.2020")),
        ("09..02.2021", "repair-date date", json!("2021-02-09")),
        ("01.01.2030-", "repair-date date", json!("2030-01-01")),
        ("01,07.2025", "repair-date date", json!("2025-07-01")),
    ]);
    check_fails(&[
        ("DatenNutzung", "undouble", "expected the same text twice"),
        ("ääö", "undouble", "expected the same text twice"),
        (" ", "undouble", "expected the same text twice"),
        ("01.07", "repair-date", "expected the three numbers"),
        ("01.07.20 25", "repair-date", "expected the three numbers"),
        ("01.07.2025 ff", "repair-date", "expected the three numbers"),
    ]);
}

#[test]
fn genitives_become_nominatives() {
    for (genitive, nominative) in [
        ("IT-Planungsrats", "IT-Planungsrat"),
        ("IT-Planungsrates", "IT-Planungsrat"),
        ("IT-Planungsrat", "IT-Planungsrat"),
        ("Lenkungskreises", "Lenkungskreis"),
        ("Lenkungskreis", "Lenkungskreis"),
        ("Ausschusses", "Ausschuss"),
        ("Ausschuss", "Ausschuss"),
        ("Bündnisses", "Bündnis"),
        ("Produktboards", "Produktboard"),
        ("Gremiums", "Gremium"),
        ("Bundes", "Bund"),
        ("Saarlands", "Saarland"),
        ("Campus", "Campus"),
        ("Steuerungsgruppe", "Steuerungsgruppe"),
        ("IT-PLRs", "IT-PLR"),
        ("47", "47"),
        ("", ""),
        ("s", "s"),
        ("es", "es"),
    ] {
        assert_eq!(step::nominative(genitive), nominative);
    }
}

#[test]
fn dates_read_as_they_are_written() {
    for (text, first, last, precision) in [
        ("01.07.2025", "2025-07-01", "", "day"),
        ("31.08.25", "2025-08-31", "", "day"),
        ("18.6.2024", "2024-06-18", "", "day"),
        ("26. Juni 2025", "2025-06-26", "", "day"),
        ("07. April 2014", "2014-04-07", "", "day"),
        ("1.April 2010", "2010-04-01", "", "day"),
        ("3.\u{a0}Dez. 2025", "2025-12-03", "", "day"),
        ("bis zum 30. November 2025", "2025-11-30", "", "day"),
        ("Dezember 2022", "2022-12-01", "2022-12-31", "month"),
        ("Februar 2024", "2024-02-01", "2024-02-29", "month"),
        ("02/2026", "2026-02-01", "2026-02-28", "month"),
        ("12.2026", "2026-12-01", "2026-12-31", "month"),
        ("Q1/2027", "2027-01-01", "2027-03-31", "quarter"),
        ("Q4 2027", "2027-10-01", "2027-12-31", "quarter"),
        ("1. Quartal 2026", "2026-01-01", "2026-03-31", "quarter"),
        ("ersten Quartal 2026", "2026-01-01", "2026-03-31", "quarter"),
        ("II/2026", "2026-04-01", "2026-06-30", "quarter"),
        ("Sept. 2026", "2026-09-01", "2026-09-30", "month"),
        ("Ende des 2. Quartals 2026", "", "2026-06-30", "quarter"),
        ("bis Ende Q1/2027", "", "2027-03-31", "quarter"),
        ("2026", "2026-01-01", "2026-12-31", "year"),
        ("Ende 2021", "", "2021-12-31", "year"),
        ("bis zum Ende des Jahres 2026", "", "2026-12-31", "year"),
    ] {
        assert_eq!(step::precision(text).as_deref(), Ok(precision), "{text}");
        let (from, until) =
            if precision == "day" { (date(text), last_day(text)) } else { (first_day(text), last_day(text)) };
        assert_eq!(from.unwrap_or_default(), first, "{text}");
        assert_eq!(until.unwrap_or_default(), last, "{text}");
        assert!(precision == "day" || date(text).is_err(), "{text}");
    }
    for text in [
        "",
        "31.02.2025",
        "01.13.2025",
        "01.07 2025",
        "8. 12.2020",
        "09..02.2021",
        "1.7.202",
        "001.7.2025",
        "Sommer 2026",
        "Herbstsitzung 2026",
        "Q5/2027",
        "Q0/2027",
        "5. Quartal 2026",
        "13/2026",
        "00/2026",
        "26. 2025",
        "25",
        "02025",
        "23./24.11.2017",
        "30. November",
        "26. Juni",
        "2026369",
        "Ende",
        "٠١.٠٧.2025",
        "Mitte 2026",
        "2020 bis 2022",
    ] {
        assert!(time(text).is_err(), "{text}");
    }
    check(&[
        ("30. November|2025", "unwrap date", json!("2025-11-30")),
        ("01.07 2025", "repair-date precision", json!("day")),
        ("50. Sitzung", "session-precision", json!("session")),
        ("Ende|2025", "unwrap last-day", json!("2025-12-31")),
    ]);
    check_fails(&[
        ("bald", "session-precision", "expected a session"),
        ("2026", "date", "found `2026`, expected a day"),
        ("01.07.2025", "first-day", "expected a month"),
        ("Ende 2025", "first-day", "from its start"),
        ("01.07.2025", "date date", "`date` reads text"),
    ]);
}

#[test]
fn money_is_exact() {
    for (text, amount) in [
        ("369.600,- €", "369600.00"),
        ("369.600,-€", "369600.00"),
        ("366.436,22 €", "366436.22"),
        ("366.436,22\u{a0}€", "366436.22"),
        ("40.700,00 Euro", "40700.00"),
        ("1.375.044 EUR", "1375044.00"),
        ("500 €", "500.00"),
        ("50000 €", "50000.00"),
        ("800 000 Euro", "800000.00"),
        ("800\u{2009}000 Euro", "800000.00"),
        ("€ 1.000", "1000.00"),
        ("15 Mio. Euro", "15000000.00"),
        ("16,0 Mio. EUR", "16000000.00"),
        ("148,2 Mio. EUR", "148200000.00"),
        ("49,8 Mio. €", "49800000.00"),
        ("49,8 Mio.€", "49800000.00"),
        ("1,5 Mio €", "1500000.00"),
        ("0 Mio. EUR", "0.00"),
        ("15 Millionen Euro", "15000000.00"),
        ("drei Milliarden Euro", "3000000000.00"),
        ("einer Million Euro", "1000000.00"),
        ("500 Tsd. EUR", "500000.00"),
        ("500 TEUR", "500000.00"),
        ("1.250 T€", "1250000.00"),
        ("332 k€", "332000.00"),
        ("1,5 Mrd. Euro", "1500000000.00"),
        ("148,2 Mio.EUR", "148200000.00"),
        ("369'600,− €", "369600.00"),
        ("0,125 €", "0.125"),
        ("0,1 €", "0.10"),
    ] {
        assert_eq!(money(text), Ok(json!({ "amount": amount, "currency": "EUR" })), "{text}");
        assert_eq!(currency(text), Ok("EUR"), "{text}");
        assert_eq!(replayed(text, "amount"), Ok(json!(amount)), "{text}");
    }
    check(&[
        ("15 Mio.", "amount", json!("15000000.00")),
        ("Euro", "currency", json!("EUR")),
        ("100.000|€", "unwrap money", json!({ "amount": "100000.00", "currency": "EUR" })),
        ("", "sum", json!("0.00")),
        ("0,10 €|0,20 €", "item sum", json!("0.30")),
        ("0,10 €|0,20 €", "item amount sum", json!("0.30")),
        ("0,10 €|0,20|€", "item unwrap money sum", json!("0.30")),
        ("40.700,00 €", "sum", json!("40700.00")),
        ("35|7|1", "count", json!(3)),
        ("7|1", "normalize count", json!(2)),
    ]);
    check_fails(&[
        ("12,50 0 €", "money", "found `12,50 0 €`, expected an amount"),
        ("40.7 €", "money", "expected an amount"),
        ("0.500 €", "money", "expected an amount"),
        ("1.000 000 €", "money", "expected an amount"),
        ("1.0000 €", "money", "expected an amount"),
        ("50, €", "money", "expected an amount"),
        ("€ 5 €", "money", "expected an amount"),
        ("€", "money", "expected an amount"),
        ("", "money", "there is nothing to read"),
        (" ", "money", "expected an amount"),
        ("-5 €", "money", "expected an amount"),
        ("22 Mio. Nutzerkonten", "amount", "expected an amount"),
        ("5.000 PT", "money", "expected an amount"),
        ("dreizehn Euro", "money", "expected an amount"),
        ("100.000", "money", "with its currency"),
        ("100.000", "currency", "expected a currency"),
        ("99999999999999999999999999999999 €", "money", "expected an amount"),
        ("1 €|2 €", "item count", "`count` does not read a text"),
        ("2025", "integer sum", "found `2025`, expected an amount"),
        (
            &["9999999999999999999 Mrd. €"; 8].join("|"),
            "item item item item item item item sum",
            "the sum is too large",
        ),
    ]);
}

#[test]
fn numbers_marks_and_names() {
    check(&[
        ("47", "integer", json!(47)),
        ("007", "integer", json!(7)),
        ("2025/22", "identifier", json!("2025/22")),
        ("2022-06", "identifier", json!("2022/06")),
        ("B-2025/33-IT", "identifier", json!("2025/33")),
        ("2025/|19", "unwrap identifier", json!("2025/19")),
        ("2025/03", "year", json!(2025)),
        ("2025/03", "number", json!(3)),
        ("2022-06", "identifier number", json!(6)),
        ("*", "mark", json!(true)),
        ("Unter Vorbehalt bewilligte Projekte", "mark", json!(true)),
        ("ja", "yes", json!(true)),
        ("18 Monate ab 03/2030", "duration", json!("2031-08-31")),
        ("1 Jahr ab 15.03.2030", "duration", json!("2031-03-14")),
        ("(Vorsitz)", "mark", json!(true)),
        ("hat 2027 den Vorsitz", "mark", json!(true)),
        ("¹⁾", "mark", json!(true)),
        ("a)", "mark", json!(true)),
        ("V", "mark", json!(true)),
        ("0,32a", "mark", json!(true)),
        ("2. Hj. 2027", "first-day", json!("2027-07-01")),
        ("H1/2027", "last-day", json!("2027-06-30")),
        ("1. Halbjahr 2027", "precision", json!("half-year")),
        ("ab 10/2027, 9 Monate", "duration", json!("2028-06-30")),
        ("24 Monate 07/2029", "duration", json!("2031-06-30")),
        ("2028-02", "first-day", json!("2028-02-01")),
        ("2028-02", "last-day", json!("2028-02-29")),
        ("Baden-|Württemberg", "rejoin jurisdiction", json!("BW")),
        ("NRW", "jurisdiction", json!("NW")),
        ("DLKT", "jurisdiction", json!("DLKT")),
    ]);
    check_fails(&[
        ("38*", "integer", "found `38*`, expected a whole number"),
        ("+5", "integer", "expected a whole number"),
        ("99999999999999999999", "integer", "expected a whole number"),
        ("2018/1724", "identifier", "expected the identifier"),
        ("1999/12", "identifier", "expected the identifier"),
        ("02/2026", "identifier", "expected the identifier"),
        ("2025/", "year", "expected the identifier"),
        ("2025", "number", "expected the identifier"),
        (" ", "mark", "expected a mark"),
        ("x", "mark", "expected a mark"),
        ("Stufe a", "mark", "expected a mark"),
        (", nein", "yes", "expected a cell that says yes"),
        ("nein", "yes", "expected a cell that says yes"),
        ("18 Wochen ab 03/2030", "duration", "expected so many months"),
    ]);
}

#[test]
fn ids_are_slugs() {
    check(&[
        ("IT-Planungsrats|47", "item nominative id", json!("it-planungsrat/47")),
        ("IT-Planungsrats|2025/22|35", "item item nominative id", json!("it-planungsrat/2025/22/35")),
        ("IT-Planungsrats|47|Saarlands", "item item nominative id", json!("it-planungsrat/47/SL")),
        ("IT-Planungsrats|47|Bundes", "item item nominative id", json!("it-planungsrat/47/Bund")),
        ("Digitale Anwendungen", "id", json!("digitale-anwendungen")),
        ("Ämter & Größe (Übung) – Café!", "id", json!("aemter-groesse-uebung-cafe")),
        ("A\u{308}mter", "id", json!("aemter")),
        ("2022-06", "id", json!("2022/06")),
    ]);
    check_fails(&[("–", "id", "expected letters or digits"), ("7", "integer id", "`id` reads text")]);
}

/// A deck and what a parser that makes no mistake would say about it.
fn sample() -> (Source, Value) {
    let text = "Beschlüsse der 47. Sitzung des IT-Planungs-\nrats\n\u{c}SPT Netze\n01.07 2025-Q1/2026 40.700,00 € HH, \
                Bayern Digi-\ntal1*\nFür Anfang\u{a0}und Ende gilt 2025/03\n";
    let at = |piece: &str| {
        let start = text.find(piece).expect("the deck has it");
        [start, start + piece.len()]
    };
    let entry = |pieces: &[&str], names: &str| {
        let spans: Vec<_> = pieces.iter().map(|piece| at(piece)).collect();
        json!({ "spans": spans, "steps": names.split_whitespace().collect::<Vec<_>>() })
    };
    let provenance = |slide: usize, fields: Value| json!({ "slide": slide, "spans": [], "fields": fields });
    let body = ["IT-Planungs-", "rats"];
    let second = at("\u{c}")[0];
    let source = Source::from_text("deck.txt", text);
    let star = at("1*")[0];
    let number = |name: &str| json!({ "spans": [[star, star + 1]], "steps": [name] });
    let mut extraction = json!({
        "schema_version": "1.0",
        "source": { "name": "deck.txt", "bytes": text.len(), "sha256": source.sha256(), "slides": 2 },
        "meeting": {
            "id": "it-planungsrat/47", "session": 47, "body": "IT-Planungsrat", "place": null, "authors": [],
            "provenance": provenance(1, json!({
                "id": entry(&[body[0], body[1], "47"], "dehyphenate item nominative id"),
                "session": entry(&["47"], "integer"),
                "body": entry(&body, "dehyphenate nominative"),
            })),
        },
        "decisions": [{
            "id": "it-planungsrat/2025/03", "year": 2025, "number": 3, "title": "Für Anfang und Ende",
            "sections": [{ "heading": "SPT Netze", "slide": 2, "items": [
                { "text": "Für Anfang und Ende gilt", "level": 1, "label": null },
            ] }],
            "bodies": [{ "name": "SPT", "voting": ["HH", "BY"], "non_voting": ["HH"] }],
            "provenance": provenance(2, json!({
                "id": entry(&[body[0], body[1], "2025/03"], "dehyphenate item nominative id"),
                "year": entry(&["2025/03"], "year"),
                "number": entry(&["2025/03"], "number"),
                "title": entry(&["Für Anfang\u{a0}und Ende"], "normalize"),
                "sections": entry(&["SPT Netze", "Für Anfang\u{a0}und Ende gilt"], "parts"),
                "sections[0].heading": entry(&["SPT Netze"], ""),
                "sections[0].items": entry(&["Für Anfang\u{a0}und Ende gilt"], "parts"),
                "sections[0].items[0].text": entry(&["Für Anfang\u{a0}und Ende gilt"], "normalize"),
                "bodies[0].name": entry(&["SPT"], ""),
                "bodies[0].voting": entry(&["HH", "Bayern"], "item jurisdiction"),
                "bodies[0].non_voting": entry(&["HH"], "jurisdiction"),
            })),
        }],
        "programmes": [{
            "id": "netze", "name": "Netze", "projects": 1, "budget": "40700.00", "conditional_budget": "0.00",
            "provenance": provenance(2, json!({
                "id": entry(&["Netze"], "id"),
                "name": entry(&["Netze"], ""),
                "projects": number("count"),
                "budget": entry(&["40.700,00 €"], "sum"),
                "conditional_budget": entry(&[], "sum"),
            })),
        }],
        "projects": [{
            "id": null, "number": 1, "title": "Digital", "conditional": false, "programme": "Netze",
            "start": "2025-07-01", "end": "2026-03-31",
            "budget": { "amount": "40700.00", "currency": "EUR" }, "applicants": ["HH", "BY"],
            "provenance": provenance(2, json!({
                "number": number("integer"),
                "programme": entry(&["Netze"], ""),
                "title": entry(&["Digi-", "tal"], "dehyphenate"),
                "start": entry(&["01.07 2025"], "repair-date date"),
                "end": entry(&["Q1/2026"], "last-day"),
                "budget": entry(&["40.700,00 €"], "money"),
                "applicants": entry(&["HH", "Bayern"], "item jurisdiction"),
            })),
        }],
        "members": [],
        "slides": [
            { "number": 1, "kind": "cover", "title": "Beschlüsse", "items": [], "span": [0, second],
              "provenance": provenance(1, json!({ "title": entry(&["Beschlüsse"], "") })) },
            { "number": 2, "kind": "table", "title": null, "items": [], "span": [second, text.len()],
              "provenance": provenance(2, json!({})) },
        ],
        "diagnostics": [],
        "coverage": { "bytes": text.len(), "whitespace": 5, "furniture": 0, "records": text.len() - 5, "text": 0,
                      "unclaimed": 0, "unclaimed_spans": [] },
    });
    close(&mut extraction);
    (source, extraction)
}

/// Says where the records of a document stand, as their entries have it, and counts the bytes.
fn close(document: &mut Value) {
    let mut under = vec![false; usize::try_from(document["source"]["bytes"].as_u64().unwrap()).unwrap()];
    let mut close = |record: &mut Value, is_slide: bool| {
        let entries = record["provenance"]["fields"].as_object().unwrap().values();
        let mut spans: Vec<Span> = entries.flat_map(|entry| read_spans(entry).unwrap()).collect();
        spans.sort_unstable();
        spans.dedup_by(|next, last| {
            let touches = next.start <= last.end;
            last.end = if touches { last.end.max(next.end) } else { last.end };
            touches
        });
        spans.iter().filter(|_| !is_slide).for_each(|span| under[span.range()].fill(true));
        record["provenance"]["spans"] = json!(spans);
    };
    close(&mut document["meeting"], false);
    for list in RECORD_LISTS {
        document[list].as_array_mut().unwrap().iter_mut().for_each(|record| close(record, list == "slides"));
    }
    let records = under.iter().filter(|under| **under).count();
    document["coverage"]["records"] = json!(records);
    document["coverage"]["text"] = json!(under.len() - records - 5);
}

#[track_caller]
fn failures(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let (source, mut extraction) = sample();
    change(&mut extraction);
    let failures = verify(&extraction, &source).unwrap().failures;
    failures.into_iter().map(|failure| format!("{}.{}: {}", failure.record, failure.field, failure.message)).collect()
}

#[test]
fn a_true_document_holds() {
    let (source, extraction) = sample();
    let verdict = verify(&extraction, &source).unwrap();
    assert_eq!(verdict, Verdict { replayed: 25, failures: vec![] });
}

#[test]
fn failures_name_the_field_and_both_values() {
    let cases: [(&str, Value, &str); 14] = [
        ("/projects/0/number", json!(2), "projects[0].number: the bytes give `1`, the document says `2`"),
        ("/projects/0/number", json!("1"), "projects[0].number: the bytes give `1`, the document says `\"1\"`"),
        ("/projects/0/id", json!("x/1"), "x/1.id: the field has a value, but no entry in the provenance"),
        ("/projects/0/title", json!(null), "projects[0].title: the provenance has an entry, but the record has no"),
        ("/projects/0/conditional", json!(true), "projects[0].conditional: the field has a value, but no entry"),
        ("/slides/0/title", json!("x"), "slides[0].title: the bytes give `\"Beschlüsse\"`, the document says `\"x\"`"),
        ("/decisions/0/sections", json!([]), "it-planungsrat/2025/03.sections: the value has no parts"),
        ("/decisions/0/bodies/0/non_voting", json!(["HH", "BY"]), "it-planungsrat/2025/03.bodies[0].non_voting: the"),
        (
            "/decisions/0/sections/0/items/0/label",
            json!("1."),
            "it-planungsrat/2025/03.sections[0].items[0].label: the",
        ),
        ("/members", json!([7]), "members[0].: the record is no object"),
        ("/meeting/provenance", json!(null), "it-planungsrat/47.provenance: the record has no provenance with fields"),
        ("/source/sha256", json!("0"), "source.sha256: the source gives `"),
        ("/source/bytes", json!(1), "source.bytes: the source gives `"),
        ("/coverage/records", json!(1), "coverage.: whitespace, furniture, records, text, unclaimed do not add up to"),
    ];
    for (pointer, value, message) in cases {
        let found = failures(|document| *document.pointer_mut(pointer).unwrap() = value);
        assert!(found.iter().any(|failure| failure.starts_with(message)), "{pointer}: {found:?}");
    }
}

#[test]
fn entries_that_say_nonsense_fail() {
    let cases = [
        (json!({ "spans": [[0, 3]], "steps": ["guess"] }), "there is no step `\"guess\"`"),
        (json!({ "spans": [[0, 3]], "steps": [7] }), "there is no step `7`"),
        (json!({ "spans": [[0, 3]], "steps": null }), "the steps are no list"),
        (json!({ "spans": [[0, 3, 4]], "steps": [] }), "the spans are no list of pairs"),
        (json!({ "spans": [["0", 3]], "steps": [] }), "the spans are no list of pairs"),
        (json!({ "spans": [[-1, 3]], "steps": [] }), "the spans are no list of pairs"),
        (json!([]), "the spans are no list of pairs"),
        (json!({ "spans": [[0, 99_999]], "steps": [] }), "0..99999 is no place"),
        (json!({ "spans": [[3, 0]], "steps": [] }), "3..0 is no place"),
        (json!({ "spans": [[0, 7]], "steps": [] }), "0..7 is no place"),
        (json!({ "spans": [[3, 3]], "steps": [] }), "there is nothing under the spans"),
        (json!({ "spans": [], "steps": [] }), "there is nothing under the spans"),
        (json!({ "spans": [], "steps": ["parts"] }), "there is nothing under the spans"),
        (json!({ "spans": [], "steps": ["count"] }), "the bytes give `0`"),
        (json!({ "spans": [[0, 3], [1, 4]], "steps": ["count"] }), "two of the spans overlap"),
        (json!({ "spans": [[0, 3]], "steps": ["parts"] }), "the value has no parts"),
    ];
    for (entry, message) in cases {
        let found = failures(|document| document["projects"][0]["provenance"]["fields"]["title"] = entry.clone());
        let message = format!("projects[0].title: {message}");
        assert!(found.iter().any(|failure| failure.starts_with(&message)), "{entry}: {found:?}");
    }
    let found = failures(|document| document["slides"][0]["provenance"]["fields"]["items[0]"] = json!({}));
    assert_eq!(found, ["slides[0].items[0]: the provenance has an entry, but the record has no such value"]);
    let found = failures(|document| document["slides"][0]["provenance"]["spans"] = json!([[5, 2]]));
    assert!(found.contains(&"slides[0].provenance: 5..2 is no place in the source text".to_owned()), "{found:?}");
}

/// Every value in a document, by its JSON pointer.
fn pointers(value: &Value, pointer: &str, all: &mut Vec<String>) {
    all.push(pointer.to_owned());
    for (at, part) in value.as_array().into_iter().flatten().enumerate() {
        pointers(part, &format!("{pointer}/{at}"), all);
    }
    for (name, part) in value.as_object().into_iter().flatten() {
        pointers(part, &format!("{pointer}/{name}"), all);
    }
}

#[test]
fn no_value_of_a_record_can_be_changed_unseen_and_none_panics() {
    let (source, extraction) = sample();
    let mut all = Vec::new();
    pointers(&extraction, "", &mut all);
    assert!(all.len() > 300, "walked only {}", all.len());
    let absurd = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1.5),
        json!("\u{fffd}"),
        json!(["x"]),
        json!({ "x": "y" }),
        json!([[0, 1]]),
        json!(u64::MAX),
        json!(["item", "unwrap", "sum"]),
    ];
    let mut seen = 0;
    for pointer in all {
        for value in &absurd {
            let mut changed = extraction.clone();
            let place = changed.pointer_mut(&pointer).unwrap();
            let is_change = place != value && !(is_absent(place) && is_absent(value));
            *place = value.clone();
            let found = verify(&changed, &source).map(|verdict| verdict.failures);
            // Other steps may lead to the same value.
            let free = ["/source/name", "/diagnostics", "/steps"];
            let is_free = free.iter().any(|free| pointer.contains(free));
            let is_level = pointer.ends_with("/level") && value.as_u64().is_some();
            if is_change && !is_free && !is_level {
                assert_ne!(found, Ok(Vec::new()), "{pointer} could become {value}");
                seen += 1;
            }
        }
    }
    assert!(seen > 500, "changed only {seen}");
}

#[test]
fn what_is_no_extraction_is_refused() {
    let source = Source::from_text("x", "");
    let mut deep = json!(1);
    for _ in 0..100 {
        deep = json!([deep]);
    }
    for (document, reason) in [
        (json!(null), "it is no JSON object"),
        (json!({}), "it has no object `source`"),
        (json!({ "source": {}, "meeting": [] }), "it has no object `meeting`"),
        (json!({ "source": {}, "meeting": {}, "decisions": {} }), "it has no list `decisions`"),
        (json!({ "source": deep }), "it is nested too deep"),
    ] {
        let error = verify(&document, &source).unwrap_err();
        assert_eq!(error.to_string(), format!("is not an extraction: {reason}"));
    }
}

/// What the two sides say about the same bytes: the map of a text, and the replay of its trace.
#[test]
fn text_maps_replay() {
    let letters = [
        "a", "b", "Ü", "u\u{308}", "\u{308}", "ﬁ", "ﬅ", " ", "\u{a0}", "\t", "\u{2009}", "\u{200b}", "\u{ad}", "-",
        "²", "\u{feff}", "\u{212b}", ".", "€",
    ];
    // A linear congruential generator, so that a failure comes again.
    let mut state = 1_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let mut walked = 0;
    for _ in 0..20_000 {
        let text: String = (0..12).map(|_| letters[next(letters.len())]).collect();
        let cut = (0..=next(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        let (left, right) = (Span::new(0, cut), Span::new(cut, text.len()));
        let (Some(mut map), Some(rest)) = (TextMap::piece(&text, left), TextMap::piece(&text, right)) else { continue };
        // As `join_lines` does it: only a word has a hyphen that can go.
        let mut written = text[..cut].trim_end_matches(crate::text::is_blank).chars().rev();
        let is_cut = map.as_str().ends_with('-') && written.nth(1).is_some_and(char::is_alphanumeric);
        let join = if is_cut { Join::DropHyphen } else { [Join::Space, Join::Nothing][next(2)] };
        map.join(join, rest);
        let trace = map.whole_trace();
        let pieces: Vec<&str> = trace.spans.iter().map(|span| &text[span.range()]).collect();
        assert_eq!(replay(&pieces, &trace.steps), Ok(json!(map.as_str())), "{text:?} cut at {cut}: {trace:?}");
        walked += 1;
    }
    assert!(walked > 10_000);
}
