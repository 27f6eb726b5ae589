//! Marks and reservations: the mark of a footnote beside a number, a title or a sum, and texts that say what is reserved.
//!
//! | written | read as |
//! | --- | --- |
//! | `Titel¹`, `Titel ²)`, `0,32a`, `P-037 V` | a mark behind what it marks |
//! | `V = Freigabe unter Vorbehalt`, `¹) Start unter Vorbehalt`, `Mit * gekennzeichnete …` | the mark of what is reserved |
//! | `nach Prüfung: Freigabe unter Vorbehalt` | the words for it |
//! | `ja`, `mit Vorbehalt`, `nein`, `–` | a reservation, or none |

use std::ops::Range;

use super::cell::{is_bare_amount, parse_number, strip_prefix_folded};
use super::{begins, has_digit, sentences};
use crate::vocabulary::{
    APPROVALS, DENIALS, LEAD_WORDS, NO_WORDS, NUMBER_LIST_WORDS, RESERVATION_ABBREVIATIONS, RESERVATION_ENDS,
    RESERVATION_MARKS, RESERVATION_REMARKS, RESERVATION_WORDS, STILL_WORD, UPON_WORD, WITHDRAWALS, YES_WORDS,
};

/// The mark of a reservation at the end of a text: where that starts.
pub fn mark_at_end(text: &str) -> Option<usize> {
    // Most texts end otherwise.
    let ends = |mark: &&&str| text.as_bytes().last() == mark.as_bytes().last() && text.ends_with(**mark);
    let bare = RESERVATION_MARKS.iter().find(ends).map(|mark| &text[..text.len() - mark.len()]);
    said_in_brackets(text).or_else(|| remarked_at(text)).or(bare.map(str::len)).or_else(|| said_at_end(text))
}

/// Where brackets start that end a text and hold a remark that reserves it: `Titel (vorläufig)`.
fn remarked_at(text: &str) -> Option<usize> {
    let open = text.strip_suffix(')')?.rfind('(')?;
    RESERVATION_REMARKS.contains(&&text[open + 1..text.len() - 1]).then_some(open)
}

/// Where a text ends before the words that say that there is a reservation, whatever divides them: `Titel unter Vorbehalt`.
pub fn reserved_behind(text: &str) -> Option<usize> {
    let before = RESERVATION_ENDS.iter().find_map(|words| text.strip_suffix(words)?.strip_suffix(' '))?;
    let title = before.trim_end_matches([' ', ',', ';', '–', '|', '·']);
    // `Titel, nicht unter Vorbehalt`
    let whole = title.rsplit(' ').next().is_some_and(|last| !last.starts_with(char::is_lowercase));
    (!title.is_empty() && whole).then_some(title.len())
}

/// Where words at the end of a text start that say that there is a reservation: `Titel – unter Vorbehalt`.
fn said_at_end(text: &str) -> Option<usize> {
    let before = RESERVATION_ENDS.iter().find_map(|words| text.strip_suffix(words)?.strip_suffix(' '))?;
    let title = before.strip_suffix([',', ';', '–', '|', '·'])?.trim_end();
    (!title.is_empty()).then_some(title.len())
}

/// Where brackets at the end of a text start that say in a few words that there is a reservation: `[Vorbehalt]`.
fn said_in_brackets(text: &str) -> Option<usize> {
    const MOST_WORDS: usize = 4;
    let (open, close) = [('(', ')'), ('[', ']')].into_iter().find(|(_, close)| text.ends_with(*close))?;
    let at = text.rfind(open).filter(|at| *at > 0)?;
    let inner = &text[at + 1..text.len() - close.len_utf8()];
    (explains_itself(inner) && inner.split(' ').count() <= MOST_WORDS).then_some(at)
}

/// Figures that stand above the line.
pub fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// The figure that stands for one above the line.
pub fn lowered(c: char) -> Option<char> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let at = RAISED.iter().position(|raised| *raised == c)?;
    char::from_digit(u32::try_from(at).ok()?, 10)
}

/// Where the mark of a footnote starts at the end of a text: `Titel¹`, `Titel ¹)`, `Titel1)`.
pub fn footnote_mark(text: &str) -> Option<usize> {
    let (bare, closed) = without_bracket(text);
    let figure = bare.chars().next_back()?;
    let before = &bare[..bare.len() - figure.len_utf8()];
    // On the line it is a mark only where a bracket closes it and a word touches it.
    let on_line = closed && figure.is_ascii_digit() && before.ends_with(char::is_alphabetic);
    let before = before.strip_suffix('(').unwrap_or(before).trim_end();
    ((is_raised(figure) || on_line) && !before.ends_with(is_raised) && !before.is_empty()).then_some(before.len())
}

/// This mark at the end of a text: `Titel¹⁾`, `Titel a)`, `Titel (V)`, `Titel †`. A letter or figure with a blank alone
/// before it is one behind a number only, `P-037 V`: `Heinrich V` and `Stufe 1` are titles; and one right behind an amount,
/// `0,32a`.
pub fn mark_behind(text: &str, mark: char) -> Option<Range<usize>> {
    let mut text = text;
    loop {
        let (bare, closed) = without_bracket(text);
        let last = bare.chars().next_back()?;
        let before = &bare[..bare.len() - last.len_utf8()];
        let raised = lowered(last) == Some(mark);
        let number =
            || is_number(before) || mark.is_lowercase() && is_bare_amount(before) && before.contains([',', '.']);
        let apart = closed || !mark.is_alphanumeric() || mark.is_alphabetic() && number();
        let before = before.strip_suffix(['(', '[']).unwrap_or(before);
        if (raised || last == mark && apart) && !before.trim_end().is_empty() {
            return Some(before.len()..text.len());
        }
        // `Titel ¹) ²)`, `Titel¹ ²`: another one may stand behind it.
        let other = footnote_mark(text).or(is_raised(last).then(|| before.trim_end().len()))?;
        text = &text[..other];
    }
}

/// Where a text starts behind this mark, which stands between the number of its row and it: `¹) Titel`, `V Titel`.
pub fn mark_in_front(text: &str, mark: char) -> Option<usize> {
    let inner = text.strip_prefix(['(', '[']).unwrap_or(text);
    let first = inner.chars().next()?;
    let behind = &inner[first.len_utf8()..];
    let rest = behind.trim_start_matches([')', '⁾', ']']);
    let closed = rest.len() < behind.len();
    let raised = lowered(first) == Some(mark);
    let letter = first == mark && (closed || mark.is_uppercase() && behind.starts_with(' '));
    let title = rest.trim_start();
    let starts = title.starts_with(|c: char| c.is_uppercase() || "„\"".contains(c));
    ((raised || letter) && starts).then(|| text.len() - title.len())
}

/// Whether a text with a blank behind it is the number of a project.
fn is_number(before: &str) -> bool {
    before.ends_with(' ') && parse_number(before.trim_end()).is_some_and(|number| number.title.is_none())
}

/// A text without the bracket that closes a mark, and whether there is one.
fn without_bracket(text: &str) -> (&str, bool) {
    let bare = text.strip_suffix([')', '⁾', ']']).unwrap_or(text);
    (bare, bare.len() < text.len())
}

/// The mark of what is reserved, where a line says so: `1) Start unter Vorbehalt`, `V = Freigabe unter Vorbehalt`,
/// `Projekte mit (V) stehen unter Vorbehalt.`
pub fn reserving_mark(text: &str) -> Option<char> {
    if let Some(sentences) = sentences_of_legend(text) {
        return sentences.into_iter().find_map(|(_, sentence)| reserving_mark(sentence));
    }
    if let Some(mark) = mark_named(text) {
        return Some(mark);
    }
    if let Some(parts) = definitions(text) {
        return parts.into_iter().find_map(|(_, part)| reserving_mark(part));
    }
    if let Some(mark) = legend_behind(text) {
        return Some(mark);
    }
    let inner = text.strip_prefix(['(', '[']).unwrap_or(text);
    let first = inner.chars().next()?;
    let rest = &inner[first.len_utf8()..];
    let closed = rest.starts_with([')', '⁾', ']']);
    let rest = rest.trim_start_matches([')', '⁾', ']']).trim_start();
    let defined = rest.trim_start_matches(['=', ':', '–']).trim_start();
    // `a unter Vorbehalt`
    let lone = first.is_lowercase() && reservation(rest) == Some(true);
    // `1 Bewilligung unter Vorbehalt`, where the figure stood above the line.
    let counted = first.is_ascii_digit() && inner[1..].starts_with(' ') && says_reserved(rest) && !has_digit(rest);
    let lone = lone || counted && rest.starts_with(char::is_uppercase);
    let told = lone || closed || is_raised(first) || defined.len() < rest.len() || !first.is_alphanumeric();
    let said = told && defined.starts_with(char::is_alphabetic) && tells_reservation(defined);
    said.then(|| lowered(first).unwrap_or(first))
}

/// The sentences of a legend that has several, and where each stands: `Beträge in T€. HHV = Haushaltsvorbehalt.` What
/// semicolons divide is one.
pub fn sentences_of_legend(text: &str) -> Option<Vec<(usize, &str)>> {
    text.find(". ")?;
    let all = sentences(text);
    let behind_stop = |pair: &[Range<usize>]| (!text[pair[0].clone()].ends_with(';')).then_some(pair[1].start);
    let starts: Vec<usize> = std::iter::once(0).chain(all.windows(2).filter_map(behind_stop)).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let parts = starts.iter().zip(ends).map(|(start, end)| (*start, text[*start..end].trim_end()));
    (starts.len() > 1).then(|| parts.collect())
}

/// Where a line defines several things, each definition and where it stands: `F = freigegeben, V = unter Vorbehalt`.
fn definitions(text: &str) -> Option<Vec<(usize, &str)>> {
    const SIGN: &str = " = ";
    text.matches(SIGN).nth(1)?;
    let mut start = 0;
    let parts = text.split([',', ';', '·', '|']).map(|part| {
        let at = start + (part.len() - part.trim_start().len());
        start += part.len() + text[start + part.len()..].chars().next().map_or(0, char::len_utf8);
        (at, part.trim())
    });
    // What defines two things and does not part them is no legend.
    Some(parts.filter(|(_, part)| part.matches(SIGN).count() == 1).collect())
}

/// The mark of which a line says behind something else that it is a reservation: `Zusammen 3.520 T€ (*) unter Vorbehalt`,
/// `fett: eigene Projekte; (H) Haushaltsvorbehalt`, `Zusammen 3.520 T€. ¹ unter Vorbehalt`.
fn legend_behind(text: &str) -> Option<char> {
    let legend = |(at, sign): (usize, char)| {
        let bare = is_raised(sign) || "*†‡".contains(sign);
        if !bare && sign != '(' {
            return None;
        }
        let mut inner = text[at..].chars();
        let mark = inner.nth(usize::from(!bare))?;
        let meaning = inner.as_str().strip_prefix(if bare { " " } else { ") " })?;
        let meaning = meaning.split(['(', ';', '|', '·']).next().unwrap_or(meaning);
        // `Vorhaben mit (V) stehen unter Vorbehalt` is a sentence.
        let front = text[..at].trim_end();
        let ends = |c: char| ";·|€.".contains(c) || !bare && c.is_ascii_digit();
        let apart = front.is_empty() || front.ends_with(ends);
        let words = meaning.trim().trim_start_matches(['=', ':', '–']).trim();
        (apart && says_reserved(words)).then(|| lowered(mark).unwrap_or(mark))
    };
    text.char_indices().find_map(legend)
}

/// The mark that a sentence names: `Projekte mit (V) stehen unter Vorbehalt.`, `Mit * gekennzeichnete …`.
fn mark_named(text: &str) -> Option<char> {
    const MOST_WORDS: usize = 12;
    let names = |at: &[u8]| matches!(at, [b'm' | b'M', b'i', b't', b' ', mark] if !mark.is_ascii_alphanumeric());
    let at = text.as_bytes().windows(5).position(names)?;
    let behind = &text[at + 4..];
    let word = behind.split(' ').next()?;
    let inner = word.trim_matches(['(', ')', '[', ']', '„', '“', '"', '‚', '‘']);
    let mark = inner.chars().next().filter(|mark| inner.len() == mark.len_utf8())?;
    let marked = inner.len() < word.len() || !mark.is_alphanumeric();
    // Others may be what is reserved, or nothing: `…, alle anderen stehen unter Vorbehalt`, `stehen nicht mehr …`
    let denies = |word: &str| DENIALS.iter().any(|denial| word.to_lowercase().starts_with(denial));
    let one = !behind.contains([',', ';']) && !behind.split(' ').any(denies);
    let said = marked && one && text.split(' ').count() <= MOST_WORDS && tells_reservation(behind);
    said.then(|| lowered(mark).unwrap_or(mark))
}

/// The words of which a line says that they stand for a reservation: `nach Prüfung: Freigabe unter Vorbehalt`, `u. V. =
/// unter Vorbehalt`.
pub fn reserving_phrase(text: &str) -> Option<Range<usize>> {
    const MOST_WORDS: usize = 4;
    // Most texts have no sign that divides words from their meaning.
    if !text.contains(['=', ':', '–']) {
        return None;
    }
    if let Some(parts) = sentences_of_legend(text).or_else(|| definitions(text)) {
        let mut phrases = parts.into_iter().filter_map(|(at, part)| Some((at, reserving_phrase(part)?)));
        return phrases.next().map(|(at, phrase)| at + phrase.start..at + phrase.end);
    }
    let (phrase, meaning) = [" = ", ": ", " – "].iter().find_map(|sign| text.split_once(sign))?;
    let words = phrase.trim_matches(['„', '“', '"', '(', ')']);
    let start = phrase.find(words)?;
    let says_itself = tells_reservation(phrase) && !RESERVATION_ABBREVIATIONS.contains(&words);
    let said = says_reserved(meaning) && !says_itself && words.split(' ').count() <= MOST_WORDS;
    // What defines more than one thing is no legend.
    let said = said && !meaning.contains([':', '=']);
    (said && words.chars().count() > 1 && words.contains(char::is_alphabetic)).then(|| start..start + words.len())
}

/// Whether a text says what a mark stands for, and that this is a reservation.
pub fn says_reserved(text: &str) -> bool {
    const MOST_WORDS: usize = 8;
    text.split(' ').count() <= MOST_WORDS && tells_reservation(text)
}

/// Whether a text says that there is a reservation, and does not deny it: `nicht unter Vorbehalt`.
pub fn tells_reservation(text: &str) -> bool {
    const NEAR: usize = 2;
    if text.ends_with(')') && remarked_at(text).is_some() {
        return true;
    }
    if text.contains('V') && RESERVATION_ABBREVIATIONS.iter().any(|word| text.contains(word)) {
        return true;
    }
    if !RESERVATION_WORDS.iter().any(|word| text.contains(word)) {
        return false;
    }
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || "()[],;:=".contains(c)).collect();
    let denies = |word: &&str| DENIALS.iter().any(|denial| word.to_lowercase().starts_with(denial));
    // `entfällt mit Beschluss des Haushalts` is still to come.
    let last = words.iter().map(|word| word.trim_end_matches('.')).rfind(|word| !word.is_empty());
    let withdrawn = last.is_some_and(|last| WITHDRAWALS.contains(&last));
    (0..words.len()).any(|at| {
        let reserved = RESERVATION_WORDS.iter().any(|word| words[at].contains(word));
        let denied = denies(&words[at]) || words[at.saturating_sub(NEAR)..at].iter().any(denies);
        reserved && !denied && !withdrawn
    })
}

/// The numbers of projects of which a line says that they are reserved, and nothing else: `Unter Vorbehalt: Nr. 18 und
/// 19`.
pub fn reserved_numbers(text: &str) -> Option<Vec<u32>> {
    const MOST: u32 = 200;
    let mut numbers: Vec<u32> = Vec::new();
    if !tells_reservation(text) {
        return None;
    }
    let mut range = false;
    for word in text.split(|c: char| c.is_whitespace() || ".,;:()".contains(c)).filter(|word| !word.is_empty()) {
        match word.parse::<u32>() {
            Ok(number) => {
                let first = numbers.last().filter(|_| range).map_or(number, |last| last + 1);
                // A range that does not rise, or has no end, is none.
                (first <= number && number - first <= MOST).then_some(())?;
                numbers.extend(first..=number);
                range = false;
            }
            Err(_) if word == "bis" || word == "–" || word == "-" => range = !numbers.is_empty(),
            Err(_) if RESERVATION_WORDS.iter().any(|reserved| word.contains(reserved)) => {}
            Err(_) if NUMBER_LIST_WORDS.contains(&word.to_lowercase().as_str()) => {}
            Err(_) => return None,
        }
    }
    (!numbers.is_empty()).then_some(numbers)
}

/// Whether a mark says itself what it means: `(unter Vorbehalt)`.
pub fn explains_itself(mark: &str) -> bool {
    tells_reservation(mark)
}

/// Whether a line explains a mark: `* Freigabe unter Vorbehalt`, `(V) = unter Vorbehalt`.
pub fn explains_mark(text: &str) -> bool {
    const LONGEST: usize = 3;
    let reserved = tells_reservation;
    let behind = RESERVATION_MARKS
        .iter()
        .filter(|mark| **mark != "*")
        .find(|mark| begins(text, mark))
        .map(|mark| &text[mark.len()..]);
    // `V = Freigabe unter Vorbehalt`, `HV: Haushaltsvorbehalt`
    let defined = text.split_once([' ', ':']).filter(|(mark, rest)| {
        let short = (1..=LONGEST).contains(&mark.chars().count());
        // `Neu: unter Vorbehalt` labels what is said.
        let abbreviated = text[mark.len()..].starts_with(": ") && mark.chars().all(char::is_uppercase);
        short && (abbreviated || rest.trim_start().starts_with(['=', '–', ':']))
    });
    behind.or(defined.map(|(_, rest)| rest)).is_some_and(reserved)
        || reserving_mark(text).is_some_and(|mark| mark != '*')
}

/// Whether a line says what a word stands for, whatever that is: `HV = Haushaltsvorbehalt`, `HV: Hauptverwaltung`.
pub fn defines(text: &str, word: &str) -> bool {
    let part = |part: &str| {
        let rest = part.strip_prefix(word);
        rest.is_some_and(|rest| [" = ", ": ", " – "].iter().any(|sign| rest.starts_with(sign)))
    };
    let parts = sentences_of_legend(text).or_else(|| definitions(text));
    parts.map_or_else(|| part(text), |all| all.into_iter().any(|(_, one)| part(one)))
}

/// Whether a line explains an abbreviation or a face of letters, and no mark of a reservation: `FF = Federführung`, `Fett:
/// Federführung`.
pub fn explains_abbreviation(text: &str) -> bool {
    const LONGEST: usize = 6;
    let short = |word: &str| word.chars().count() <= LONGEST && word.starts_with(char::is_uppercase);
    let lead = || text.split_once(": ").is_some_and(|(word, said)| short(word) && LEAD_WORDS.contains(&said));
    (text.split_once(" = ").is_some_and(|(word, _)| short(word)) || lead()) && !explains_mark(text)
}

/// Reads a cell as whether there is a reservation: `ja`, `nein`, `Freigabe unter Vorbehalt`.
pub fn reservation(text: &str) -> Option<bool> {
    const SAID: &str = "unter vorbehalt";
    let word = text.trim_matches(['.', '(', ')', ',', ';', '!', ' ']).to_lowercase();
    let word = word.strip_prefix("nur ").map(str::to_owned).unwrap_or(word);
    // `unter Haushaltsvorbehalt`
    let compound = word.rsplit(' ').next().filter(|last| last.ends_with("vorbehalt")).map_or(0, str::len);
    let word = if compound > 0 { format!("{}vorbehalt", &word[..word.len() - compound]) } else { word };
    let word = match word.split_once(' ') {
        Some((approved, SAID)) if APPROVALS.contains(&approved) => SAID.to_owned(),
        _ => word,
    };
    let remarked = text.starts_with('(') && remarked_at(text) == Some(0);
    if remarked || says_upon_what(text) || YES_WORDS.contains(&word.as_str()) {
        Some(true)
    } else {
        (NO_WORDS.contains(&word.as_str())).then_some(false)
    }
}

/// Whether a cell says upon what it is reserved, and nothing else: `vorbehaltlich des Haushalts`.
fn says_upon_what(text: &str) -> bool {
    let upon = strip_prefix_folded(text, UPON_WORD).and_then(|rest| rest.strip_prefix(' '));
    let noun = |rest: &str| rest.split(' ').any(|word| word.starts_with(char::is_uppercase));
    let plain = |rest: &str| rest.chars().all(|c| c.is_alphabetic() || " -".contains(c));
    upon.is_some_and(|rest| noun(rest) && plain(rest)) && says_reserved(text)
}

/// Whether words in front of the mark of a reservation say what is still to come: `Zustimmung des Landtags steht noch aus`.
pub fn awaits(words: &str) -> bool {
    const MOST_WORDS: usize = 8;
    words.split(' ').count() <= MOST_WORDS && words.split(' ').any(|word| word == STILL_WORD)
}

/// Whether a cell says yes to what its column asks, whatever that is: `Freigabe unter Vorbehalt` says more.
pub fn says_yes(text: &str) -> bool {
    reservation(text) == Some(true) && !explains_itself(text)
}

/// Reads a word, or some, that say whether there is a reservation.
pub fn reservation_prefix(text: &str) -> Option<(bool, usize)> {
    const MOST_WORDS: usize = 2;
    let ends = text.match_indices(' ').map(|(end, _)| end).chain([text.len()]).take(MOST_WORDS);
    ends.filter_map(|end| Some((reservation(&text[..end])?, end))).last()
}

/// Whether a cell of several lines that says whether there is a reservation may start so: `unter`.
pub fn opens_reservation(text: &str) -> bool {
    let opens = |word: &&str| strip_prefix_folded(word, text).is_some_and(|rest| rest.starts_with(' '));
    !text.is_empty() && YES_WORDS.iter().chain(NO_WORDS).any(opens)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_say_upon_what_they_are_reserved() {
        for text in ["vorbehaltlich Haushaltsbeschluss", "Vorbehaltlich der Zustimmung des Landtags"] {
            assert_eq!(reservation(text), Some(true), "{text}");
        }
        for text in
            ["vorbehaltlos bewilligt", "Vorbehalt: siehe Anlage", "Küste (bedingt)", "vorbehaltlich Prüfung, erledigt"]
        {
            assert_eq!(reservation(text), None, "{text}");
        }
        assert!(awaits("Zustimmung des Landtags steht noch aus") && !awaits("Zustimmung des Landtags liegt vor"));
    }

    #[test]
    fn marks_of_legends() {
        assert_eq!(reserving_mark("1) Start unter Vorbehalt"), Some('1'));
        assert_eq!(reserving_mark("¹⁾ Freigabe unter Vorbehalt"), Some('1'));
        assert_eq!(reserving_mark("V = Freigabe unter Vorbehalt"), Some('V'));
        assert_eq!(reserving_mark("F = freigegeben, V = freigegeben unter Vorbehalt"), Some('V'));
        assert_eq!(reserving_mark("V = nicht unter Vorbehalt"), None);
        assert_eq!(reserving_mark("V = ohne Vorbehalt"), None);
        assert_eq!(reserving_mark("V = unbedingt freigegeben"), None);
        assert_eq!(reserving_mark("Vorbehalt der Länder"), None);
        let title = |text: &'static str, mark: char| mark_behind(text, mark).map(|at| text[..at.start].trim_end());
        assert_eq!(title("Titel¹⁾", '1'), Some("Titel"));
        assert_eq!(title("Titela)", 'a'), Some("Titel"));
        assert_eq!(title("Titel (V)", 'V'), Some("Titel"));
        assert_eq!(title("Titel †", '†'), Some("Titel"));
        assert_eq!(title("P-037 V", 'V'), Some("P-037"));
        assert_eq!(title("Heinrich V", 'V'), None);
        assert_eq!(title("Ausbau der Netze Stufe 1", '1'), None);
        assert_eq!(title("Titel²", '1'), None);
        assert_eq!(title("Titel ¹) ²)", '1'), Some("Titel"));
        assert_eq!(mark_behind("Titel ¹) ²)", '1'), Some("Titel ".len().."Titel ¹)".len()));
        assert_eq!(mark_in_front("¹) Titel", '1'), Some("¹) ".len()));
        assert_eq!(mark_in_front("V Titel", 'V'), Some(2));
        assert_eq!(mark_in_front("V-Modell XT", 'V'), None);
        assert_eq!(mark_in_front("1 Titel", '1'), None);
        assert_eq!(footnote_mark("Titel¹"), Some("Titel".len()));
        assert_eq!(footnote_mark("Gruppe (12)"), None);
        assert_eq!(said_in_brackets("Titel [Vorbehalt]"), Some("Titel ".len()));
        assert_eq!(said_in_brackets("Titel (ohne Vorbehalt)"), None);
        assert_eq!(mark_at_end("Leitfaden Freigaben unter Vorbehalt"), None);
        assert_eq!(mark_at_end("Titel – nicht unter Vorbehalt"), None);
        assert_eq!(reservation("Freigabe unter Vorbehalt"), Some(true));
        assert_eq!(reservation("unter Haushaltsvorbehalt"), Some(true));
        assert_eq!(reservation("nicht unter Vorbehalt"), None);
        assert_eq!(mark_at_end("Titel, unter Vorbehalt"), Some("Titel".len()));
        assert_eq!(mark_at_end("unter Vorbehalt"), None);
        assert_eq!(mark_at_end("Register ohne Vorbehalt"), None);
    }

    #[test]
    fn phrases_of_legends() {
        let phrase = |text: &'static str| reserving_phrase(text).map(|range| &text[range]);
        assert_eq!(phrase("nach Prüfung: Freigabe unter Vorbehalt"), Some("nach Prüfung"));
        assert_eq!(phrase("„u. V.“ = unter Vorbehalt"), Some("u. V."));
        assert_eq!(phrase("nach Prüfung: Freigabe ohne Vorbehalt"), None);
        assert_eq!(phrase("Freigabe unter Vorbehalt: nach Prüfung"), None);
        assert_eq!(phrase("V = unter Vorbehalt"), None);
        assert_eq!(phrase("Tinte: unter Vorbehalt; Feder: unter Vorbehalt"), None);
    }

    #[test]
    fn numbers_that_a_line_reserves() {
        assert_eq!(reserved_numbers("Unter Vorbehalt: Nr. 18 und 19"), Some(vec![18, 19]));
        assert_eq!(reserved_numbers("Vorbehalt: 3 bis 5"), Some(vec![3, 4, 5]));
        assert_eq!(reserved_numbers("Nicht unter Vorbehalt: Nr. 18"), None);
        assert_eq!(reserved_numbers("Vorbehalt: 9 bis 7"), None);
        assert_eq!(reserved_numbers("Vorbehalt der Länder: Nr. 18"), None);
        assert_eq!(reserved_numbers("Nr. 18 und 19"), None);
    }

    #[test]
    fn marks_that_sentences_name() {
        assert_eq!(reserving_mark("Projekte mit (V) stehen unter Vorbehalt."), Some('V'));
        assert_eq!(reserving_mark("Mit * gekennzeichnete Vorhaben stehen unter Vorbehalt"), Some('*'));
        assert_eq!(reserving_mark("a unter Vorbehalt"), Some('a'));
        assert_eq!((mark_behind("0,32a", 'a'), mark_behind("Stufe 3a", 'a')), (Some(4..5), None));
        let others = [
            "Projekte mit (N) sind neu, alle anderen stehen unter Vorbehalt.",
            "Projekte mit (V) stehen nicht länger unter Vorbehalt.",
            "Projekte mit Vorbehalt starten später.",
        ];
        assert!(others.iter().all(|text| reserving_mark(text).is_none()));
    }

    #[test]
    fn reservations_behind_titles() {
        let end = |text: &str| reserved_behind(text).map(|end| text[..end].to_owned());
        assert_eq!(end("Leihräder unter Vorbehalt").as_deref(), Some("Leihräder"));
        assert_eq!(end("Leihräder – nicht unter Vorbehalt"), None);
        assert_eq!(end("Torf, früher unter Vorbehalt"), None);
    }

    #[test]
    fn a_phrase_among_several_definitions() {
        let text = "F = freigegeben; FV = Freigabe unter Vorbehalt";
        assert_eq!(reserving_phrase(text).map(|range| &text[range]), Some("FV"));
        assert_eq!(reserving_phrase("A = angenommen; B = beraten"), None);
        // Sentences one behind the other
        let text = "Beträge in T€. HHV = Haushaltsvorbehalt. Anlage zum Beschluss";
        assert_eq!(reserving_phrase(text).map(|range| &text[range]), Some("HHV"));
        assert_eq!(reserving_mark("(H) = steht unter Haushaltsvorbehalt. DSFA = Folgenabschätzung"), Some('H'));
        assert!(
            explains_mark("HV: Haushaltsvorbehalt. Länder nach Verzeichnis") && !explains_mark("HV: Hauptverwaltung")
        );
        assert_eq!(sentences_of_legend("Beträge in Mio. EUR nach Art. 35"), None);
        // Nothing parts what is defined.
        let text = "●●● = Vorbehalt nötig ●●○ = Anpassung nötig";
        assert_eq!((reserving_mark(text), reserving_phrase(text)), (None, None));
        let text = "(HV) = Haushaltsvorbehalt; Beträge in T€";
        assert_eq!(reserving_phrase(text).map(|range| &text[range]), Some("HV"));
        assert!(!tells_reservation("Haushaltsvorbehalt entfällt") && !tells_reservation("Vorbehalt (aufgehoben)"));
        assert!(!tells_reservation("Vorbehalt (seit 2033 aufgehoben)"));
        assert!(tells_reservation("Haushaltsvorbehalt entfällt mit Beschluss des Haushalts"));
        assert!(defines("FF = Federführung, HHV = Hafenhauptverwaltung", "HHV"));
    }
}
