//! Applicants of a project: Länder and bodies, by code or name.
//!
//! | written | read as | note |
//! | --- | --- | --- |
//! | `HB, STVorprojekt …` | HB, ST | a title may follow without a gap |
//! | `HH, SH, DLKT` | HH, SH, DLKT | |
//! | `Bayern und Bremen`, `Rheinland-Pfalz, Hessen` | BY, HB / RP, HE | |
//! | `HH, XYZ, SH` | HH, XYZ, SH | an unknown one only between commas |

use std::ops::Range;
use std::sync::LazyLock;

use nom::{IResult, Parser, branch::alt, bytes::complete::tag, combinator::recognize};

use super::{blanks, prefix};
use crate::vocabulary::{APPLICANT_BODIES, JURISDICTIONS};

/// One applicant of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applicant {
    /// Where it stands in the text that was read.
    pub range: Range<usize>,
    /// Its code; as written where it is no Land.
    pub code: String,
    /// Whether the vocabulary knows it.
    pub known: bool,
}

/// All lists of applicants that `input` can start with, the one with the longest last name first.
pub fn applicant_prefixes(input: &str) -> Vec<(Vec<Applicant>, usize)> {
    lists(input).into_iter().flat_map(|(list, end)| with_spaced(input, list, end)).collect()
}

/// The lists with something between all of their names.
fn lists(input: &str) -> Vec<(Vec<Applicant>, usize)> {
    let mut list: Vec<Applicant> = Vec::new();
    let mut at = 0;
    loop {
        let here = &input[at..];
        let choices = known_applicants(here);
        // Where the list goes on, there is one reading; where it ends, the last name may be cut at several places.
        let goes_on = choices.iter().find_map(|(code, len)| {
            let (_, gap) = prefix(parse_between, &here[*len..])?;
            let next = &here[len + gap..];
            (!known_applicants(next).is_empty() || unknown_applicant(next).is_some()).then_some((code, *len, gap))
        });
        if let Some((code, len, gap)) = goes_on {
            list.push(Applicant { range: at..at + len, code: (*code).to_owned(), known: true });
            at += len + gap;
            continue;
        }
        if choices.is_empty() {
            if let Some(len) = unknown_applicant(here).filter(|_| !list.is_empty()) {
                let gap = prefix(parse_between, &here[len..]).map_or(0, |(_, gap)| gap);
                list.push(Applicant { range: at..at + len, code: here[..len].to_owned(), known: false });
                at += len + gap;
                continue;
            }
            return Vec::new();
        }
        let whole = |(code, len): (&str, usize)| {
            let last = Applicant { range: at..at + len, code: code.to_owned(), known: true };
            (list.iter().cloned().chain([last]).collect(), at + len)
        };
        return choices.into_iter().map(whole).collect();
    }
}

/// A list, and the longer one where blanks alone stand before further codes: commas are lost, or were never written.
fn with_spaced(input: &str, list: Vec<Applicant>, end: usize) -> Vec<(Vec<Applicant>, usize)> {
    let mut longer = (list.clone(), end);
    while let Some(start) = after_blank(input, longer.1) {
        let Some((more, len)) = lists(&input[start..]).into_iter().next() else { break };
        let new = |one: &Applicant| longer.0.iter().all(|other| other.code != one.code);
        let rest = input[start + len..].trim_start();
        // A word that merely starts like a code goes on in small letters.
        let word = rest.starts_with(char::is_lowercase) || rest.starts_with('-');
        if word || !more.iter().all(new) {
            break;
        }
        longer.0.extend(
            more.into_iter().map(|one| Applicant { range: start + one.range.start..start + one.range.end, ..one }),
        );
        longer.1 = start + len;
    }
    let is_longer = longer.1 > end;
    std::iter::once((list, end)).chain(is_longer.then_some(longer)).collect()
}

/// Where the text goes on behind the blanks at `end`, if there are any.
fn after_blank(input: &str, end: usize) -> Option<usize> {
    let behind = &input[end..];
    let start = end + (behind.len() - behind.trim_start().len());
    (start > end).then_some(start)
}

/// Whether a title starts with what is rather the rest of a list of applicants: a code before a comma or a blank.
pub fn starts_with_applicant(title: &str) -> bool {
    known_applicants(title).iter().any(|(_, len)| title[*len..].starts_with([',', ';']))
        || known_applicants(title).iter().any(|(_, len)| {
            let rest = title[*len..].trim_start();
            title[*len..].starts_with(' ') && !known_applicants(rest).is_empty()
        })
}

/// What stands between two applicants.
fn parse_between(input: &str) -> IResult<&str, &str> {
    recognize((blanks, alt((tag(","), tag(";"), tag("/"), tag("+"), tag("&"), tag("und "), tag("sowie "))), blanks))
        .parse(input)
}

/// All names by which an applicant is known, each with its code.
static NAMES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let lands = JURISDICTIONS.iter().flat_map(|land| {
        let names = land.abbreviations.iter().chain(land.names);
        std::iter::once(&land.code).chain(names).map(|name| (land.code, *name))
    });
    lands.chain(APPLICANT_BODIES.iter().map(|body| (*body, *body))).collect()
});

/// The known names that `input` starts with, the longest first.
fn known_applicants(input: &str) -> Vec<(&'static str, usize)> {
    if !input.starts_with(|c: char| c.is_ascii_uppercase()) {
        return Vec::new();
    }
    let mut found: Vec<(&'static str, usize)> = Vec::new();
    for (code, name) in NAMES.iter().filter(|(_, name)| input.starts_with(name)) {
        if !found.iter().any(|(other, len)| other == code && *len >= name.len()) {
            found.push((code, name.len()));
        }
    }
    found.sort_by_key(|(_, len)| std::cmp::Reverse(*len));
    // A Land's whole name is no shorter name with a title behind it (`Sachsen-Anhalt`).
    if let Some((_, longest)) = found.first().copied().filter(|(_, len)| *len > 4) {
        found.retain(|(_, len)| *len == longest);
    }
    found
}

/// The length of what looks like an abbreviation followed by a comma.
fn unknown_applicant(input: &str) -> Option<usize> {
    let len = input.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(input.len());
    let capitals = input[..len].chars().filter(|c| c.is_uppercase()).count();
    (input[len..].starts_with(',') && capitals >= 2 && (2..=8).contains(&len)).then_some(len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists() {
        let cases = [
            "STFöderale",
            "HB, STVorprojekt",
            "HBELFEConnect7",
            "HH, SH, DLKTKI Assistenz",
            "BundPost-Quanten",
            "BEBWL-Cockpit",
            "BBSLim.ID53",
            "SN, SLSNapshot",
            "HHHub",
            "HB und SH Titel",
            "Rheinland-Pfalz, Hessen",
            "Sachsen-Anhalt Pilotierung",
            "HH, XYZ, SHTitel",
            "BundBundID",
            "Antrag",
            "HH, BW, ST, HEMach",
            "Bayern und Bremen",
            "DLKTi-Kfz",
            "HE, Titel",
            "HB STVorprojekt",
            "HH BW, ST, HEMach",
            "HH BEreich",
            "HH SH BY Titel",
        ];
        let lines = cases.map(|case| {
            let readings = applicant_prefixes(case).into_iter().map(|(list, len)| {
                let codes: Vec<String> =
                    list.into_iter().map(|one| if one.known { one.code } else { one.code + "?" }).collect();
                format!("{} left {:?}", codes.join("+"), &case[len..])
            });
            format!("{case} -> {}", readings.collect::<Vec<_>>().join(" | "))
        });
        insta::assert_snapshot!(lines.join("\n"), @r#"
        STFöderale -> ST left "Föderale"
        HB, STVorprojekt -> HB+ST left "Vorprojekt"
        HBELFEConnect7 -> HB left "ELFEConnect7"
        HH, SH, DLKTKI Assistenz -> HH+SH+DLKT left "KI Assistenz"
        BundPost-Quanten -> Bund left "Post-Quanten"
        BEBWL-Cockpit -> BE left "BWL-Cockpit"
        BBSLim.ID53 -> BB left "SLim.ID53"
        SN, SLSNapshot -> SN+SL left "SNapshot"
        HHHub -> HH left "Hub"
        HB und SH Titel -> HB+SH left " Titel"
        Rheinland-Pfalz, Hessen -> RP+HE left ""
        Sachsen-Anhalt Pilotierung -> ST left " Pilotierung"
        HH, XYZ, SHTitel -> HH+XYZ?+SH left "Titel"
        BundBundID -> Bund left "BundID"
        Antrag -> 
        HH, BW, ST, HEMach -> HH+BW+ST+HE left "Mach"
        Bayern und Bremen -> BY+HB left ""
        DLKTi-Kfz -> DLKT left "i-Kfz"
        HE, Titel -> HE left ", Titel"
        HB STVorprojekt -> HB left " STVorprojekt" | HB+ST left "Vorprojekt"
        HH BW, ST, HEMach -> HH left " BW, ST, HEMach" | HH+BW+ST+HE left "Mach"
        HH BEreich -> HH left " BEreich"
        HH SH BY Titel -> HH left " SH BY Titel" | HH+SH+BY left " Titel"
        "#);
    }
}
