//! Tables as texts, and their rows.

use super::super::columns::segments;
use super::*;

/// The rows of the tables of a text: each cell with its column.
fn rows(text: &str) -> Vec<String> {
    let mut at = 0;
    let lines = text.lines().map(|line| {
        at += line.len() + 1;
        segments(text, Span::new(at - line.len() - 1, at - 1), 0, false)
    });
    let lines: Vec<Vec<Segment>> = lines.collect();
    let cell = |line: &Line, cell: &Cell| format!("{} {}", cell.column, &line.text.as_str()[cell.range.clone()]);
    let row = |line: &Line| line.cells.iter().map(|one| cell(line, one)).collect::<Vec<_>>().join(" | ");
    let (tables, _) = tables(text, &lines, &Words::collect(text.lines()), 0);
    tables.iter().flat_map(|table| &table.rows).map(row).collect()
}

#[test]
fn cells_around_their_row() {
    let text = "\
Nr.    Titel                                  Land                Mittel
P-007  Briefkopfbaukasten                     BW, BY, SN, ST, HB 111.000
       Randnotizen im Vorgang: Bestandsaufnahme
P-026                                         SH                 64.000
       in kleinen Gemeinden
Handwerk und Kunst
P-032  Stempel                                HE                 12.000
       Summe                                                     187.000
";
    let read = [
        "0 Nr. | 1 Titel | 2 Land | 3 Mittel",
        "0 P-007 | 1 Briefkopfbaukasten | 2 BW, BY, SN, ST, HB | 3 111.000",
        "0 P-026 | 1 Randnotizen im Vorgang: Bestandsaufnahme in kleinen Gemeinden | 2 SH | 3 64.000",
        "1 Handwerk und Kunst",
        "0 P-032 | 1 Stempel | 2 HE | 3 12.000",
        "1 Summe | 3 187.000",
    ];
    assert_eq!(rows(text), read);
}

#[test]
fn cells_from_the_top_down() {
    let text = "
                                                            Mittel
Thema           ID   Land           Zeitraum
                                                            in €
Ebbe und        41   Brandenburg,   07/2029 – 12/2030       86.000
Flut                 Sachsen,
                     Hessen
                42* Bayern, Baden-  07/2029 – 12/2031       2.000.000
                     Württemberg
* unter Vorbehalt
";
    let read = [
        "0 Thema | 1 ID | 2 Land | 3 Zeitraum | 4 Mittel in €",
        "0 Ebbe und Flut | 1 41 | 2 Brandenburg, Sachsen, Hessen | 3 07/2029 – 12/2030 | 4 86.000",
        "1 42* | 2 Bayern, Baden-Württemberg | 3 07/2029 – 12/2031 | 4 2.000.000",
    ];
    assert_eq!(rows(text), read);
}

#[test]
fn rows_between_empty_lines() {
    let text = "\
Nr.   Titel                          Land       Mittel    Beginn        Ampel

6     Ebbe und Flut                  SH         310.000   1. Mai 2031   ● grün

      Strandkorb im Verfahren, mit
7
      Nachbarn und Abfragen
                                     MV         532.000   1. Juni 2032  ● gelb

8     Deich                          NI      12.700 EUR 1. Juli 2031

9     Watt
";
    let read = [
        "0 Nr. | 1 Titel | 2 Land | 3 Mittel | 4 Beginn | 5 Ampel",
        "0 6 | 1 Ebbe und Flut | 2 SH | 3 310.000 | 4 1. Mai 2031 | 5 ● grün",
        "0 7 | 1 Strandkorb im Verfahren, mit Nachbarn und Abfragen | 2 MV | 3 532.000 | 4 1. Juni 2032 | 5 ● gelb",
        "0 8 | 1 Deich | 2 NI | 3 12.700 EUR | 4 1. Juli 2031",
        "0 9 | 1 Watt",
    ];
    assert_eq!(rows(text), read);
}

#[test]
fn tables_beside_each_other() {
    let text = "\
Land   Name            Amt               Land   Name           Amt
BW     Carina Rapp     Ministerin        NI     Swenja Rohde   Senatorin
HE     Ferdinand Goll  Staatssekretär    TH     Volkmar Heß    Minister
HH     Marlies Thode   Staatsrätin
";
    let lands: Vec<String> = rows(text).iter().map(|row| row[..6].to_owned()).collect();
    assert_eq!(lands, ["0 Land", "0 BW |", "0 HE |", "0 HH |", "0 Land", "0 NI |", "0 TH |"]);
}

#[test]
fn columns_that_a_blank_divides() {
    let text = "\
Nr.  Titel             Land      Budget Zeitraum
1    Ebbe und Flut     HE     870.500 € Q3/2029 – Q4/2030
2    Lotsen            BY   1.133.000 € Q1/2030 – Q2/2031
3    Schleusen         SH      78.500 € Q4/2029 – Q3/2031
";
    let read = rows(text);
    assert_eq!(read[0], "0 Nr. | 1 Titel | 2 Land | 3 Budget | 4 Zeitraum");
    assert_eq!(read[2], "0 2 | 1 Lotsen | 2 BY | 3 1.133.000 € | 4 Q1/2030 – Q2/2031");
}

#[test]
fn a_line_that_may_be_of_two_rows() {
    let text = "\
Nr.   Titel               Land   Mittel
1     Ausbau der Wege     HE     1.000
      Kanal und Uferwege
2     Ausbau der Wege     BY     2.000
      Wege über Land und
3                         BY     3.000
      durch das Moor
";
    assert_eq!(rows(text), [""; 0]);
}

#[test]
fn heads_around_their_line_and_names_at_the_middle() {
    let text = "\
 Lfd.
      Titel                     Land      Zeitraum         Mittel
 Nr.
                         Programm Küste

  1   Ebbe                      HE        01/2030          1.000
  2   Flut                      BY        02/2030          2.000

                         Programm Wald

  3   Lichtung                  SN        03/2030          3.000
";
    let read = rows(text);
    assert_eq!(read[0], "0 Lfd. Nr. | 1 Titel | 2 Land | 3 Zeitraum | 4 Mittel");
    assert_eq!((read[1].as_str(), read[4].as_str()), ("2 Programm Küste", "2 Programm Wald"));
    assert_eq!(read.len(), 6);
}

#[test]
fn cells_that_wrap_around_each_row() {
    let text = "\
Nr.   Titel          Land   Zeitraum         Mittel
                            01.01.2030 –
1     Ebbe           HE                      1.000
                            31.12.2030
                            01.02.2030 –
2     Flut           BY                      2.000
                            31.01.2031
";
    let read = rows(text);
    assert_eq!(read[1], "0 1 | 1 Ebbe | 2 HE | 3 01.01.2030 – 31.12.2030 | 4 1.000");
    assert_eq!(read[2], "0 2 | 1 Flut | 2 BY | 3 01.02.2030 – 31.01.2031 | 4 2.000");
}

#[test]
fn cells_one_blank_apart() {
    let text = "\
Nr.    Projekt                 Land       Betrag in €    davon Land in € Laufzeit

1      Briefkopfbaukasten      BW, BY      1.846.200,00      923.100,00 01.05.31 - 30.04.33

2      Stempel                 HE            975.000,00            0,00 01.05.31 - 31.10.32

3      Randnotizen             ST            688.400,00            0,00 01.06.31 - 30.11.32
";
    let read = [
        "0 Nr. | 1 Projekt | 2 Land | 3 Betrag in € | 4 davon Land in € | 5 Laufzeit",
        "0 1 | 1 Briefkopfbaukasten | 2 BW, BY | 3 1.846.200,00 | 4 923.100,00 | 5 01.05.31 - 30.04.33",
        "0 2 | 1 Stempel | 2 HE | 3 975.000,00 | 4 0,00 | 5 01.05.31 - 31.10.32",
        "0 3 | 1 Randnotizen | 2 ST | 3 688.400,00 | 4 0,00 | 5 01.06.31 - 30.11.32",
    ];
    assert_eq!(rows(text), read);
    // A name one blank behind a long Land.
    let text = "\
 Land              Name                Amt

 Bremen            Ada Quer            Staatsrätin

 Baden-Württemberg Karl Pult           Ministerialdirektor

 Bund              Eva Tinte           Staatssekretärin
";
    assert_eq!(rows(text)[2], "0 Baden-Württemberg | 1 Karl Pult | 2 Ministerialdirektor");
}

#[test]
fn heads_above_and_around_others() {
    let text = "\
Mittel

                                                                           davon 2029
Nr.       Projekt                 Land        Beginn     Ende     Budget
                                                                               (T€)

1         Stempel                 HE          Q3/2029   Q2/2031   1.850,0          420,0

2         Randnotizen             NI          Q3/2029   Q4/2030     940,5          310,5

          Zwischensumme                                           2.790,5          730,5
";
    assert!(rows(text)[0].contains("davon 2029 (T€)"), "{:?}", rows(text));
}

#[test]
fn sums_and_periods_on_lines_of_their_own() {
    let text = "\
  Nr.     Bezeichnung                  Land                   Fördersumme Laufzeit

                                                                             Dezember 2029 bis
   5      Briefe im Verbund            BY, SN                 2.640.000 Euro
                                                                             November 2031
                                                                             Februar 2030 bis Juli
   6      Schiffe                      HH, HB                  504.300 Euro
                                                                             2031
";
    let rows = rows(text);
    assert!(rows[1].ends_with("3 2.640.000 Euro | 4 Dezember 2029 bis November 2031"), "{rows:?}");
    assert!(rows[2].ends_with("3 504.300 Euro | 4 Februar 2030 bis Juli 2031"), "{rows:?}");
}

#[test]
fn a_name_with_the_sum_of_the_rows_below() {
    let text = |sum: &str| {
        format!(
            "\
 Nr.   Titel                 Land   Mittel   Beginn

 Küste und Meer                     {sum}

 1     Ebbe                  HE     1.000    01/2030

 2     Flut                  BY     2.000    02/2030

 Wald                               700

 3     Moos                  HE     700      01/2030
"
        )
    };
    let read = rows(&text("3.000"));
    assert_eq!(read[1], "1 Küste und Meer | 3 3.000");
    assert_eq!(read[2], "0 1 | 1 Ebbe | 2 HE | 3 1.000 | 4 01/2030");
    // One row alone tells nothing by itself.
    assert_eq!(read[4], "0 Wald | 3 700");
    assert_ne!(rows(&text("3.500")).get(1), Some(&"1 Küste und Meer | 3 3.500".to_owned()));
}

#[test]
fn what_a_list_goes_on_with_is_no_banner() {
    let text = "\
Nr.   Titel           Land            Mittel     Ende

                      Hessen,                    Dezember
1     Ebbe            Sachsen,        1.000
                                                 2030
                      Saarland

2     Flut            Bayern          2.000      Juni 2031
";
    assert_eq!(rows(text)[1], "0 1 | 1 Ebbe | 2 Hessen, Sachsen, Saarland | 3 1.000 | 4 Dezember 2030");
}

#[test]
fn an_applicant_one_blank_behind_the_first_line_of_a_title() {
    let text = "\
Nr.    Titel                        Land                 Mittel    Beginn
       Ein sehr langer Titel, der Nordrhein-Westfalen
1                                                        1.000     01/2030
       nirgends endet              Sachsen
2      Ebbe                         Schleswig-Holstein   2.000     01/2030
3      Flut                         Bayern               3.000     01/2030
4      Wind                         Berlin               3.000     01/2030
";
    let read = rows(text);
    assert_eq!(
        read[1],
        "0 1 | 1 Ein sehr langer Titel, der nirgends endet | 2 Nordrhein-Westfalen Sachsen | 3 1.000 | 4 01/2030"
    );
}

#[test]
fn two_tables_of_members_beside_each_other() {
    let text = "\
Land                 Mitglied                      Land              Mitglied

                     Dr. Mia Muster (Vorsitz)                        Ida Ufer
Bund                                               Hessen
                     Staatssekretärin                                CIO
                     Jan Deich                                       Tom Sand
Bayern                                             Sachsen
                     Amtschef                                        Staatssekretär
Mecklenburg-         Eva Koog                                        Ben Watt
                                                   Thüringen
Vorpommern           Abteilungsleiterin                              Landes-CIO
                     Uwe Tide
Saarland
                     CIO
";
    let read = [
        "0 Land | 1 Mitglied",
        "0 Bund | 1 Dr. Mia Muster (Vorsitz) Staatssekretärin",
        "0 Bayern | 1 Jan Deich Amtschef",
        "0 Mecklenburg-Vorpommern | 1 Eva Koog Abteilungsleiterin",
        "0 Saarland | 1 Uwe Tide CIO",
        "0 Land | 1 Mitglied",
        "0 Hessen | 1 Ida Ufer CIO",
        "0 Sachsen | 1 Tom Sand Staatssekretär",
        "0 Thüringen | 1 Ben Watt Landes-CIO",
    ];
    assert_eq!(rows(text), read);
}

#[test]
fn heads_above_the_first_land_are_a_row() {
    let text = "
          Name            Rolle                   Name        Rolle

Bund      Mia Muster      CIO               NI    Ida Ufer    CDO

Bayern    Jan Deich       Amtschef          NW    Tom Sand    CIO

Berlin    Eva Koog        CDO               SN    Ben Watt    CIO
";
    let read = rows(text);
    assert_eq!(read[..2], ["1 Name | 2 Rolle", "0 Bund | 1 Mia Muster | 2 CIO"]);
    assert_eq!(read[4..6], ["1 Name | 2 Rolle", "0 NI | 1 Ida Ufer | 2 CDO"]);
}
