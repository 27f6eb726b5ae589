//! Applicants of a project: Länder and bodies, by code or name.
//!
//! | written | read as | note |
//! | --- | --- | --- |
//! | `HB, STVorprojekt …` | HB, ST | a title may follow without a gap |
//! | `HH, SH, DLKT` | HH, SH, DLKT | |
//! | `Bayern und Bremen`, `Rheinland-Pfalz mit Hessen` | BY, HB / RP, HE | |
//! | `HH, XYZ, SH` | HH, XYZ, SH | an unknown one only between commas |
//! | `HH (FF), SH`, `HH u. a.`, `HH + 3 Länder` | HH, SH / HH / HH | with a remark; one in brackets at the end may be the title's |

use std::ops::Range;
use std::sync::LazyLock;

use nom::{IResult, Parser, branch::alt, bytes::complete::tag, combinator::recognize};
use regex::Regex;

use super::{ByFirst, blanks, prefix};
use crate::vocabulary::{APPLICANT_BODIES, ASSOCIATIONS, JURISDICTIONS, LAND_ADJUNCTS, association};

/// One applicant of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applicant {
    /// Where it stands in the text that was read.
    pub range: Range<usize>,
    /// Its code; as written where it is no Land.
    pub code: String,
    /// Whether the vocabulary knows it.
    pub known: bool,
    /// Where a remark stands behind it: `(FF)`, `u. a.`
    pub remark: Option<Range<usize>>,
}

impl Applicant {
    /// The same behind so many bytes.
    #[must_use]
    pub(crate) fn moved(self, by: usize) -> Self {
        let moved = |range: Range<usize>| range.start + by..range.end + by;
        Self { range: moved(self.range), remark: self.remark.map(moved), ..self }
    }
}

/// What may be said of an applicant: a few words in brackets, or that there are more.
static REMARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^ ?(\([^()]*\)|,? ?u\. ?a\.|,? ?(?:und|\+) ?(?:[0-9]{1,2} )?(?:weitere )?Länder)")
        .expect("a literal pattern")
});

/// The remark at the start of a text, behind blanks.
fn remark(text: &str) -> Option<Range<usize>> {
    /// Bytes in brackets at most.
    const LONGEST: usize = 26;
    let range = REMARK.captures(text)?.get(1)?.range();
    let inner = text[range.clone()].strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let word = |c: char| c.is_alphabetic() || c == '.' || c == ' ';
    let is_remark = |inner: &str| !inner.is_empty() && inner.len() <= LONGEST && inner.chars().all(word);
    Some(range).filter(|_| inner.is_none_or(is_remark))
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
            let remark = remark(&here[*len..]);
            let end = len + remark.as_ref().map_or(0, |remark| remark.end);
            let (_, gap) = prefix(parse_between, &here[end..])?;
            let next = &here[end + gap..];
            let goes_on = !known_applicants(next).is_empty() || unknown_applicant(next).is_some();
            goes_on.then_some((applicant(code, at, *len, remark), end + gap))
        });
        if let Some((one, len)) = goes_on {
            list.push(one);
            at += len;
            continue;
        }
        if choices.is_empty() {
            if let Some(len) = unknown_applicant(here).filter(|_| !list.is_empty()) {
                let gap = prefix(parse_between, &here[len..]).map_or(0, |(_, gap)| gap);
                list.push(Applicant { known: false, ..applicant(&here[..len], at, len, None) });
                at += len + gap;
                continue;
            }
            return Vec::new();
        }
        // A remark in brackets at the end may be the start of the title: with it and without.
        let whole = |(code, len): (&'static str, usize)| {
            let remark = remark(&here[len..]);
            let bracket = remark.as_ref().is_some_and(|remark| here[len..][remark.clone()].starts_with('('));
            let without = bracket.then_some(None);
            std::iter::once(remark).chain(without).map(move |remark| (code, len, remark))
        };
        let read = |(code, len, remark): (&str, usize, Option<Range<usize>>)| {
            let end = at + len + remark.as_ref().map_or(0, |remark| remark.end);
            (list.iter().cloned().chain([applicant(code, at, len, remark)]).collect(), end)
        };
        return choices.into_iter().flat_map(whole).map(read).collect();
    }
}

/// A known applicant at the byte `at`, `len` bytes long, and the remark behind it.
fn applicant(code: &str, at: usize, len: usize, remark: Option<Range<usize>>) -> Applicant {
    let remark = remark.map(|remark| at + len + remark.start..at + len + remark.end);
    Applicant { range: at..at + len, code: code.to_owned(), known: true, remark }
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
        longer.0.extend(more.into_iter().map(|one| one.moved(start)));
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

/// Whether a list of applicants that starts at a byte starts within an applicant, be it of several words.
pub fn cuts_applicant(text: &str, start: usize) -> bool {
    /// `Freie und Hansestadt Hamburg`
    const MOST_WORDS: usize = 3;
    let reaches = |word: usize| known_applicants(&text[word..]).iter().any(|(_, len)| word + len > start);
    let signs = text[..start].rmatch_indices(|c: char| !c.is_alphanumeric());
    let words = signs.map(|(at, sign)| at + sign.len()).chain([0]).filter(|word| *word < start).take(MOST_WORDS);
    words.filter(|word| text.as_bytes()[*word].is_ascii_uppercase()).any(reaches)
}

/// Whether a title ends within a list of applicants, with a body that nobody knows: `… BB, DRV` before `Bund`.
pub fn ends_in_list(title: &str) -> bool {
    let Some(comma) = title.rfind(", ") else { return false };
    let front = &title[..comma];
    let word = front.rfind(' ').map_or(0, |blank| blank + 1);
    known_applicants(&front[word..]).iter().any(|(_, len)| word + len == comma) && is_body(&title[comma + 2..])
}

/// Whether a few words may be the name of a body that nobody knows.
fn is_body(text: &str) -> bool {
    const MOST_WORDS: usize = 3;
    let word = |word: &str| word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit());
    text.split(' ').count() <= MOST_WORDS && text.split(' ').all(word)
}

/// A list that `input` starts with up to the digits of the next cell, whose last body nobody knows: `BB, DRV Bund 500`.
pub fn open_list(input: &str) -> Option<(Vec<Applicant>, usize)> {
    // Most lists start otherwise.
    let (_, first) = known_applicants(input).into_iter().next()?;
    input[first..].starts_with([',', ' ']).then_some(())?;
    let end = input[..input.find(|c: char| c.is_ascii_digit())?].trim_end().len();
    let comma = input[..end].rfind(", ")?;
    let last = comma + ", ".len();
    let (mut list, _) = lists(&input[..comma]).into_iter().find(|(_, len)| *len == comma)?;
    let unknown = Applicant { known: false, ..applicant(&input[last..end], last, end - last, None) };
    list.push(unknown);
    (is_body(&input[last..end]) && known_applicants(&input[last..end]).is_empty()).then_some((list, end))
}

/// What stands between two applicants.
fn parse_between(input: &str) -> IResult<&str, &str> {
    recognize((
        blanks,
        alt((
            tag(","),
            tag(";"),
            tag("/"),
            tag("+"),
            tag("&"),
            tag("·"),
            tag("•"),
            tag("|"),
            tag("und "),
            tag("sowie "),
            tag("mit "),
        )),
        blanks,
    ))
    .parse(input)
}

/// All names by which an applicant is known, each with its code.
static NAMES: LazyLock<ByFirst<String, &str>> = LazyLock::new(|| {
    let lands = JURISDICTIONS.iter().flat_map(|land| {
        let with_adjunct = LAND_ADJUNCTS.iter().map(|adjunct| format!("{adjunct} {}", land.names[0]));
        let names = land.abbreviations.iter().chain(land.names).map(|name| (*name).to_owned());
        std::iter::once(land.code.to_owned()).chain(names).chain(with_adjunct).map(|name| (name, land.code))
    });
    let named = ASSOCIATIONS.iter().flat_map(|(code, names)| names.iter().map(|name| ((*name).to_owned(), *code)));
    ByFirst::new(lands.chain(named).chain(APPLICANT_BODIES.iter().map(|body| ((*body).to_owned(), *body))))
});

/// The known names that `input` starts with, the longest first.
fn known_applicants(input: &str) -> Vec<(&'static str, usize)> {
    if !input.starts_with(|c: char| c.is_ascii_uppercase()) {
        return Vec::new();
    }
    let mut found: Vec<(&'static str, usize)> = Vec::new();
    // `Landkreistag Sachsen-Anhalt` is another one.
    let next =
        |name: &str| input[name.len()..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
    let goes_on = |name: &str| next(name) && association(name).is_some();
    for (name, code) in NAMES.starting(input).filter(|(name, _)| !goes_on(name)) {
        if !found.iter().any(|(other, len)| other == code && *len >= name.len()) {
            found.push((*code, name.len()));
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
            "HH (FF), SHEUDI-Wallet",
            "HH(Pilot) – Stufe 1",
            "HH u. a.EUDI-Wallet",
            "HH + 3 LänderEUDI-Wallet",
            "HH, Land BerlinEUDI-Wallet",
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
        HH (FF), SHEUDI-Wallet -> HH+SH left "EUDI-Wallet"
        HH(Pilot) – Stufe 1 -> HH left " – Stufe 1" | HH left "(Pilot) – Stufe 1"
        HH u. a.EUDI-Wallet -> HH left "EUDI-Wallet"
        HH + 3 LänderEUDI-Wallet -> HH left "EUDI-Wallet"
        HH, Land BerlinEUDI-Wallet -> HH+BE left "EUDI-Wallet"
        "#);
    }
}
