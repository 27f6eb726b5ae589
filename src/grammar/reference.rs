//! References to decisions.
//!
//! | written | read as | note |
//! | --- | --- | --- |
//! | `Beschluss 2024/25; Beschluss 2024/48` | 2024/25, 2024/48 | |
//! | `die Beschlüsse 2026/16 und 2027/14` | 2026/16, 2027/14 | the noun once |
//! | `IT-Planungsratsbeschluss 2020/01`, `Entscheidung 2016/20` | 2020/01, 2016/20 | |
//! | `Beschluss Nr. 2021/25`, `Beschluss: 2010/01`, `Beschluss 2022-06` | 2021/25, 2010/01, 2022/06 | |
//! | `Beschluss 2024/02 Ziff. 2`, `Ziffer 3 des Beschlusses 2025/02` | with a clause | |
//! | `B-2025/33-IT`, `B-2025/28-IT, Pkt. 1` | 2025/33, 2025/28 | |
//! | `Beschluss Nr. 27/2030` | 2030/27 | behind the noun alone: elsewhere it is a month |
//! | `siehe 2024/48`, `vgl. auch 2024/48`, `(2024/48)` | 2024/48 | in brackets, or behind a word that cites |
//! | `[2024/48]`, `#2024-48` | 2024/48 | in other brackets, or behind its sign |
//! | `der Beschluss ersetzt 2024/48` | 2024/48 | behind a verb, where it is said that a decision is spoken of |
//! | `Beschluss des IT-Planungsrats 2024/48`, `Beschluss 2024/48 der AL-Runde` | with the body | |
//! | `2018/1724`, `2014/55/EU`, `FIT-AB 2025/08`, `02/2026`, `(2025/26)` | nothing | no noun, or another's |

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::before;
use super::deadline::body_behind;
use super::identifier::{Written, label_before, written_identifiers};
use crate::vocabulary::{
    ANNEX_WORDS, CITING_PREPOSITIONS, CITING_VERBS, CITING_WORDS, CLAUSE_JOINS, COUNCIL_ABBREVIATIONS, COUNCILS,
    DECISION_NOUNS, IDENTIFIER_LABELS, NUMBER_WORDS, OTHER_BODIES,
};

/// A decision that a text cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Where year and number stand.
    pub identifier: Range<usize>,
    /// Where the clause stands.
    pub clause: Option<Range<usize>>,
    /// Where the whole reference stands.
    pub range: Range<usize>,
    /// Where the body whose decision it is stands, if one is named.
    pub body: Option<Range<usize>>,
    /// Whether only its number says that it is one: no month has it.
    pub doubtful: bool,
    /// Where further numbers stand in short (`2024/48, 49`), which are not read.
    pub further: Option<Range<usize>>,
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a literal pattern")
}

static IDENTIFIER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?-u:\b)(20[0-9][0-9](?:/ ?|-)[0-9]{1,3}|[0-9]{1,3}/20[0-9][0-9])(?-u:\b)"));

/// Year, slash and number of an identifier that has its number in front of its year: `27/2030`.
fn turned(written: &str) -> Option<[Range<usize>; 3]> {
    const YEAR: usize = 4;
    let (number, year) = written.split_once('/')?;
    let slash = number.len();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    (slash < YEAR && year.len() == YEAR && digits(number) && digits(year))
        .then(|| [slash + 1..written.len(), slash..slash + 1, 0..slash])
}

/// An identifier as `YYYY/N`, however it is written.
pub fn in_order(written: &str) -> String {
    match written_identifiers(written).first() {
        Some(one) => one.identifier(written),
        None => written.replace('-', "/").replace(' ', ""),
    }
}

/// Whether what is written as an identifier with its number in front may as well be a month: `Beschluss 06/2034`.
pub fn may_be_month(text: &str, number: &Range<usize>) -> bool {
    let numbered = text[..number.start].trim_end().ends_with("Nr.");
    !numbered && text[number.clone()].parse::<u32>().is_ok_and(|number| (1..=12).contains(&number))
}

/// A text with its identifiers as `YYYY/N`, where one is written in another way.
pub fn all_in_order(text: &str) -> Option<String> {
    let found = turned_identifiers(text);
    let mut whole = text.to_owned();
    for one in found.iter().rev() {
        whole.replace_range(one.start()..one.end(text), &one.identifier(text));
    }
    (!found.is_empty()).then_some(whole)
}

/// The identifiers of a text behind the noun that are written in another way than `YYYY/N` and `YYYY-N`: `Beschluss Nr.
/// 27/2030`, `Beschluss Nr. 27 aus dem Jahr 2030`.
pub fn turned_identifiers(text: &str) -> Vec<Written> {
    static NOUN: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:(?i:Beschluss)|Beschl\.|Entscheidung)(?:-Nr\.|nummer)?:? ?(?:Nr\. ?)?$"));
    if !text.contains("20") || !text.contains("eschl") && !text.contains("ESCHL") && !text.contains("ntscheidung") {
        return Vec::new();
    }
    let mut found = written_identifiers(text);
    found.retain(|one| {
        let called =
            || NOUN.is_match(before(text, one.start())) || label_before(text, one.start()).is_some_and(|at| at.1);
        one.has_whole_year() && !one.is_straight(text) && called()
    });
    found
}

static NOUN_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    let nouns = DECISION_NOUNS.iter().map(|noun| format!("{noun}|{}", noun.to_lowercase())).collect::<Vec<_>>();
    let nouns = nouns.join("|").replace("uss", "(?:uss|üss)").replace('.', r"\.");
    // Between the noun and the number the body may stand: `Entscheidung IT-PLR Nr. 2021/05`.
    let body = r"(?: (?:(?:des|der) )?\(?([A-Za-zÀ-ÖØ-öø-ž0-9-]*[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ž0-9-]*)\)?)?";
    pattern(&format!(
        r"(?:^|[^A-Za-zÀ-ÖØ-öø-ž0-9])((?:[A-Za-zÀ-ÖØ-öø-ž0-9]+-)*[A-Za-zÀ-ÖØ-öø-ž]*?(?:{nouns})(?:e[ns]?|s)?){body}:? ?(?:Nr\. ?)?\(?$"
    ))
});
/// A word that cites, or brackets around the number and nothing else.
static CITED: LazyLock<Regex> = LazyLock::new(|| {
    let words = CITING_WORDS.join("|").replace('.', r"\.");
    pattern(&format!(
        r"(?:(?-u:\b)(?:{words}) (?:auch |dazu |hierzu |ferner )?|(?:[A-Za-zÀ-ÖØ-öø-ž0-9“] |^)\(|(?:^|[ (])\[|(?:^| )#)$"
    ))
});
/// A verb behind which what a decision does something to may stand: laws and months may, too.
static DONE_TO: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?-u:\b)(?:{}) (?:auch )?$", CITING_VERBS.join("|"))));
/// The same at the start of an item, where nothing says who does it.
static DOES: LazyLock<Regex> = LazyLock::new(|| {
    let mut verbs: Vec<String> = CITING_VERBS.iter().map(|verb| (*verb).to_owned()).collect();
    for verb in &mut verbs {
        let first = verb.chars().next().map_or(0, char::len_utf8);
        verb.replace_range(..first, &verb[..first].to_uppercase());
    }
    pattern(&format!("^(?:{}) (?:auch )?$", verbs.join("|")))
});
static BETWEEN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:, ?[0-9]{1,3}(?-u:\b))* ?(?:,|;|/|und|sowie|oder|bis) ?$"));
static FURTHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^((?:(?:,| und| sowie| bis) ?[0-9]{1,3}(?-u:\b))+)(?:[,;)]|\.(?:[^0-9]|$)|$| und| sowie| [a-zß-öø-ž])")
});
const NUMBERS: &str = r"[0-9]{1,3}(?:\.[0-9]+)*(?:(?:, | und | bis |-)[0-9]{1,3}(?-u:\b)(?:\.[0-9]+)*)*";
static CLAUSE_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^,? \(?((?:Ziffern?|Ziff\.|Nummern?|Nr\.|Pkt\.|Punkte?|Absatz|Abs\.) ?{NUMBERS}(?: (?:Buchstabe|Satz) [a-z0-9]+(?-u:\b))?)"
    ))
});
static CLAUSE_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"((?:Ziffern?|Ziff\.|Nummern?|Nr\.) ?{NUMBERS}(?: (?:Buchstabe|Satz) [a-z0-9]+)?) (?:des|der|aus|im|von) $"
    ))
});

/// Where numbers stand in a text that are written as identifiers are, `2025/22`, whatever they are of.
pub fn find_identifiers(text: &str) -> Vec<Range<usize>> {
    let more = |range: &Range<usize>| {
        text[..range.start].ends_with(['/', '-', '.']) && !text[..range.start].ends_with("B-")
            || text[range.end..].starts_with('/')
    };
    let found = IDENTIFIER.captures_iter(text).filter_map(|found| found.get(1)).map(|one| one.range());
    let plain =
        |range: &Range<usize>| !text[range.clone()].contains(['-', ' ']) && turned(&text[range.clone()]).is_none();
    found.filter(|range| plain(range) && !more(range)).collect()
}

/// Finds the references in a text, in order.
pub fn find_references(text: &str) -> Vec<Reference> {
    find_references_of(text, false)
}

/// The same in a deck; where its own identifiers have their `numbers_first`, those behind the noun are no months.
pub fn find_references_of(text: &str, numbers_first: bool) -> Vec<Reference> {
    let mut references: Vec<Reference> = Vec::new();
    for found in IDENTIFIER.captures_iter(text) {
        let Some(identifier) = found.get(1).map(|one| one.range()) else { continue };
        let (near, behind) = (before(text, identifier.start), &text[identifier.end..]);
        let from = identifier.start - near.len();
        let from_noun = from;
        // More digits, a third part or a letter make it another thing: a file number, an EU directive, a word.
        if (near.ends_with(['/', '-', '.']) || behind.starts_with(['/', '-']) && !behind.starts_with("-IT"))
            && !near.ends_with("B-")
            && !near.ends_with("A-")
        {
            continue;
        }
        let code = (near.ends_with("A-") || near.ends_with("B-"))
            && !super::in_word(text, identifier.start - "A-".len())
            && behind.strip_prefix("-IT").is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        if let Some([_, _, number]) = turned(&text[identifier.clone()])
            && may_be_month(text, &(identifier.start..identifier.start + number.end))
            && !numbers_first
        {
            continue;
        }
        let found = NOUN_BEFORE.captures(near);
        let noun = found.as_ref().and_then(|found| found.get(1)).filter(|noun| {
            let words = near[..noun.start()].trim_end_matches([' ', '-', ':']);
            !OTHER_BODIES.iter().any(|body| ends_in_word(words, body) || starts_in_word(noun.as_str(), body))
        });
        let body_before = found.as_ref().filter(|_| noun.is_some() && !code).and_then(|found| found.get(2));
        let follows = references.last().is_some_and(|last| {
            last.range.end <= identifier.start && BETWEEN.is_match(&text[last.range.end..identifier.start])
        });
        let mut doubtful = false;
        let mut range = match noun {
            _ if code => identifier.start - "A-".len()..identifier.end + "-IT".len(),
            Some(noun) => from + noun.start()..identifier.end,
            None if found.is_some() => continue,
            None if follows && (numbers_first || turned(&text[identifier.clone()]).is_none()) => identifier.clone(),
            // `Baut auf Nr. 22/2030 auf`
            None if numbers_first && turned(&text[identifier.clone()]).is_some() && numbered_alone(near) => {
                identifier.clone()
            }
            None if turned(&text[identifier.clone()]).is_some() => continue,
            None if is_cited(text, near, &identifier) => identifier.clone(),
            None => match labelled(near).filter(|_| !are_years(&text[identifier.clone()])) {
                Some(label) => identifier.start - label..identifier.end,
                None if is_no_month(near, &text[identifier.clone()]) => {
                    doubtful = true;
                    identifier.clone()
                }
                None => continue,
            },
        };
        if text[range.clone()].contains('(') && text[range.end..].starts_with(')') {
            range.end += 1;
        }
        let behind = CLAUSE_BEHIND.captures(&text[range.end..]).and_then(|clause| clause.get(1));
        let near = before(text, range.start);
        let from = range.start - near.len();
        let clause_before = CLAUSE_BEFORE.captures(near).and_then(|clause| clause.get(1));
        let clause = match (behind, clause_before) {
            (Some(clause), _) => Some(range.end + clause.start()..range.end + clause.end()),
            (None, Some(clause)) => Some(from + clause.start()..from + clause.end()),
            (None, None) => None,
        };
        if let Some(clause) = &clause {
            range = range.start.min(clause.start)..range.end.max(clause.end);
        }
        let body = body_before.map(|body| from_noun + body.start()..from_noun + body.end());
        let body = body.or_else(|| body_behind(text, range.end)).or_else(|| {
            // `die Beschlüsse 2026/16 und 2027/14`: the body of the first is that of the others.
            references.last().filter(|_| follows).and_then(|last| last.body.clone())
        });
        let further = FURTHER.captures(&text[range.end..]).and_then(|further| further.get(1));
        let further = further.map(|further| range.end + further.start()..range.end + further.end());
        references.push(Reference { identifier, clause, range, body, doubtful, further });
    }
    let in_words = turned_identifiers(text).into_iter().filter(|one| &text[one.sign()] != "/");
    references.extend(in_words.map(|one| {
        let (identifier, range) = (one.start()..one.end(text), one.start()..one.end(text));
        Reference { identifier, clause: None, range, body: None, doubtful: false, further: None }
    }));
    references.sort_by_key(|one| one.identifier.start);
    references
}

/// Whether a number is called so and nothing else: `auf Nr. 22/2030`, and no `Drucksache Nr. 22/2030`.
fn numbered_alone(near: &str) -> bool {
    let front = near.strip_suffix("Nr. ").map(str::trim_end);
    front.is_some_and(|front| {
        let word = front.rsplit([' ', '(']).next().unwrap_or_default();
        // `Drucksache Nr. 22/2030 und Nr. 23/2030`
        word.chars().all(char::is_lowercase) && !CLAUSE_JOINS.contains(&word)
    })
}

fn ends_in_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|before| !before.ends_with(char::is_alphanumeric))
}

fn starts_in_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|behind| !behind.starts_with(char::is_alphanumeric))
}

/// Whether an identifier without a noun is cited: `siehe 2024/48`, `Standard X (2022/33)`. Two years that follow each
/// other (`(2025/26)`) are a budget's.
fn is_cited(text: &str, near: &str, identifier: &Range<usize>) -> bool {
    let written = &text[identifier.clone()];
    let numbers = written.split_once(['/', '-']).and_then(|(year, number)| {
        Some((year.parse::<u32>().ok()?, number.trim().parse::<u32>().ok()?, number.trim().len()))
    });
    // A month may stand in brackets, too.
    let month = written.contains('-') && !near.ends_with('#');
    let bracket = near.ends_with(['(', '[']);
    let closed = !bracket || text[identifier.end..].starts_with([')', ']']);
    let decision = numbers.is_some_and(|(year, number, digits)| digits >= 2 && number != (year + 1) % 100);
    let of_decision = || DECISION_NOUNS.iter().any(|noun| text.contains(noun));
    // `Löst 2024/48 ab`: what an item is about is its decision; laws of the Union have more digits, `Setzt 2024/903 um`.
    let few = numbers.is_some_and(|(_, _, digits)| digits == 2);
    let of_item = || few && near.len() == identifier.start && DOES.is_match(near);
    decision && closed && !month && (CITED.is_match(near) || DONE_TO.is_match(near) && of_decision() || of_item())
}

/// Whether an identifier stands behind a small word and is neither a month nor years: `die in 2026/50 vereinbarte Grenze`.
fn is_no_month(near: &str, identifier: &str) -> bool {
    const MONTHS: u32 = 12;
    let word = near.strip_suffix(' ').and_then(|front| front.rsplit(' ').next());
    let number = identifier.split_once('/').map(|(_, number)| number).filter(|number| number.len() == 2);
    let beyond = number.and_then(|number| number.parse::<u32>().ok()).is_some_and(|number| number > MONTHS);
    word.is_some_and(|word| CITING_PREPOSITIONS.contains(&word)) && beyond && !are_years(identifier)
}

/// How many bytes in front of an identifier call it what heads decisions, too: `B 2026/14`, `IT-PLR 2026/14`.
fn labelled(near: &str) -> Option<usize> {
    let front = near.strip_suffix(' ')?;
    let labels = IDENTIFIER_LABELS.iter().filter(|label| !NUMBER_WORDS.contains(label));
    let councils = COUNCILS.iter().chain(COUNCIL_ABBREVIATIONS).filter(|name| !OTHER_BODIES.contains(name));
    let label = labels.chain(councils).find(|label| ends_in_word(front, label))?;
    let before = &front[..front.len() - label.len()];
    // `Tabelle B 2026/14`; `Löst B 2026/14 ab`
    let named = label.len() == 1
        && before.trim_end().rsplit([' ', '(']).next().is_some_and(|word| word.starts_with(char::is_uppercase))
        && !DOES.is_match(before);
    (!named && !before.ends_with('-')).then_some(label.len() + 1)
}

/// Where a number stands behind a small word that is written as that of a decision is, and is none of the `read` ones.
pub fn find_unread_references(text: &str, read: &[Reference]) -> Vec<Range<usize>> {
    let small = |range: &Range<usize>| {
        let word = text[..range.start].strip_suffix(' ').and_then(|front| front.rsplit(' ').next());
        // Behind these stands a month as well, which is one of twelve, or years.
        let number = text[range.clone()].rsplit('/').next().and_then(|number| number.parse::<u32>().ok());
        let month = number.is_none_or(|number| number <= 12);
        let of_time = |word: &str| {
            ["bis", "ab", "seit", "für"].contains(&word)
                || month && ["von", "vom", "durch", "im", "in", "auf"].contains(&word)
        };
        let plain = |word: &str| word.starts_with(char::is_lowercase) && word.chars().all(char::is_alphabetic);
        word.is_some_and(|word| plain(word) && !of_time(word)) || DOES.is_match(&text[..range.start])
    };
    let whole = |range: &Range<usize>| !text[range.end..].starts_with(['-', '/']) && range.len() > "2025/1".len();
    // They stand in order.
    let known = |range: &Range<usize>| read.binary_search_by_key(&range.start, |one| one.identifier.start).is_ok();
    // `Beschl. 25/18`
    static SHORT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:Beschluss|Beschl\.|Entscheidung) ?(?:Nr\. ?)?([0-9]{2}/[0-9]{1,3})(?-u:\b)(?:[^/.,]|[.,](?:[^0-9]|$)|$)",
        )
    });
    let short = SHORT.captures_iter(if text.contains('/') { text } else { "" }).filter_map(|found| found.get(1));
    let short = short.map(|found| found.range());
    let found = find_identifiers(text).into_iter();
    let read = found.filter(|range| small(range) && whole(range) && !known(range) && !are_years(&text[range.clone()]));
    read.chain(short).collect()
}

/// Reads a whole text as nothing but an identifier, as footnotes have it (`* 2025/13`).
pub fn bare_identifier(text: &str) -> Option<Range<usize>> {
    if !text.contains(['/', '-']) {
        return None;
    }
    let found = IDENTIFIER.find(text).filter(|found| turned(found.as_str()).is_none())?;
    let (before, behind) = (text[..found.start()].trim(), text[found.end()..].trim());
    matches!((before, behind), ("", "") | ("B-", "-IT")).then(|| found.range())
}

/// Whether a text cites one decision and says no more: `zu Beschluss 2025/22`, `Anlage 1 zum Beschluss 2025/22`.
pub fn cites_alone(text: &str) -> bool {
    let [cited] = &find_references(text)[..] else { return false };
    let counts = |word: &str| word.bytes().all(|b| b.is_ascii_digit() || b == b':');
    let small = |word: &str| word.chars().all(char::is_lowercase);
    let plain = |word: &str| small(word) || counts(word) || ANNEX_WORDS.contains(&word);
    cited.range.end == text.len() && text[..cited.range.start].trim_end().split(' ').all(plain)
}

/// Whether an identifier may be two years: `2031/32`.
pub fn are_years(identifier: &str) -> bool {
    let years =
        identifier.split_once('/').and_then(|(first, next)| Some((first.parse::<u32>().ok()?, next.parse().ok()?)));
    years.is_some_and(|(first, next): (u32, u32)| (first + 1) % 100 == next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_cite_and_say_no_more() {
        assert!(["zu Beschluss 2025/22", "Anlage 1 zum Beschluss 2025/22"].into_iter().all(cites_alone));
        assert!(!["Küste zu Beschluss 2025/22", "zu Beschluss 2025/22 und 23", "Küste"].into_iter().any(cites_alone));
    }

    #[test]
    fn numbers_that_are_not_read() {
        let unread = |text: &'static str| {
            let found = find_unread_references(text, &find_references(text));
            found.into_iter().map(|range| &text[range]).collect::<Vec<_>>()
        };
        assert_eq!(unread("Damit gilt 2026/12 fort"), ["2026/12"]);
        assert_eq!(unread("Die Richtlinie ersetzt 2006/112"), ["2006/112"]);
        assert_eq!(unread("Setzt 2024/903 um"), ["2024/903"]);
        assert!(unread("Löst 2024/48 ab").is_empty());
        assert_eq!(unread("ersetzt die Lösung aus Beschl. 25/18."), ["25/18"]);
        assert!(unread("Beschluss 12/2031, Beschluss 25/18/3").is_empty());
        // No numbers of decisions behind the noun, and one in brackets.
        assert!(find_references("Beschluss 3 (2031–2033), Entscheidung 12 (2031 gefasst)").is_empty());
        assert_eq!(
            all_in_order("(Beschluss Nr. 3 (2031), Beschluss 27/2030)").as_deref(),
            Some("(Beschluss Nr. 2031/3, Beschluss 2030/27)")
        );
        assert!(unread("Damit ersetzt 2026/12 den Beschluss 2025/13 für 2026/27 (FIT-AB 2026/14)").is_empty());
        assert!(unread("Beginn von 2029/04 bis 2029/09").is_empty());
    }

    #[test]
    fn references() {
        let cases = [
            "(siehe Beschluss 2024/25; Beschluss 2024/48; Beschluss 2025/19) an",
            "IT-Planungsratsbeschluss 2020/01: Bayern",
            "des IT-Planungsratsbeschlusses 2019/46",
            "Die Beschlüsse 2026/16 und 2027/14 werden aufgehoben",
            "Entscheidung 2016/20",
            "Entscheidung IT-PLR Nr. 2021/05",
            "Beschluss Nr. 2021/25",
            "Beschlussnummer (2022/02)",
            "Beschluss: 2010/01",
            "Beschluss 2022-06",
            "vgl. [2022/26], hängt an #2022-06: Test [2022-06]",
            "Beschl. Nr. 27/2030, Fassung 02/2026",
            "Beschluss 06/2034 und Beschluss 26/2034",
            "Umlaufbeschluss 2023/35 vom 10.10.2023",
            "Beschluss 2024/02 Ziff. 2",
            "Ziffern 2 und 3 des Beschlusses 2023/44",
            "seinen Beschluss 2022/43 und 2024/19",
            "B-2025/28-IT, Pkt. 1",
            "Verordnung (EU) 2018/1724",
            "Richtlinie 2014/55/EU",
            "FIT-AB 2025/08",
            "Beschluss des FIT-AB 2025/08",
            "FIT-AB-Beschluss 2025/08",
            "ab 02/2026",
            "Drucksache 19/5518",
            "itPLR-24-010",
            "IT1 - 22001/2#1",
            "2024-07-01",
            "nach Beschluss 2026/47).",
            "ISO/IEC 18384-2",
            "Der Beschluss B-2024/26-IT bleibt",
            "siehe 2024/48",
            "siehe auch 2024/21 Ziff. 4 und 2025/05",
            "Beschluss knüpft an 2026/12 an",
            "IT-Standard XBezahldienste (2022/33)",
            "im Haushalt (2025/26)",
            "Beschluss des IT-Planungsrats 2024/48",
            "Beschluss 2024/ 48",
            "Beschlüsse 2024/48, 49 und 2025/03",
            "Beschluss 2024/12 der AL-Runde",
            "IMK-Beschluss 2024/12",
            "IMK: Beschluss 2024/12",
            "EU-Beschluss 2022/248",
            "Ziffer 2.1 des Beschlusses 2024/48",
            "Beschluss 2024/48 Nummer 4 Satz 2",
        ];
        let lines = cases.map(|case| {
            let found = find_references(case).into_iter().map(|found| {
                let clause = found.clause.map_or(String::new(), |clause| format!(" [{}]", &case[clause]));
                let body = found.body.map_or(String::new(), |body| format!(" of {}", &case[body]));
                let further = found.further.map_or(String::new(), |further| format!(" and {:?}", &case[further]));
                format!("{}{clause}{body}{further} in {:?}", &case[found.identifier], &case[found.range])
            });
            format!("{case} -> {}", found.collect::<Vec<_>>().join(" + "))
        });
        insta::assert_snapshot!(lines.join("\n"), @r#"
        (siehe Beschluss 2024/25; Beschluss 2024/48; Beschluss 2025/19) an -> 2024/25 in "Beschluss 2024/25" + 2024/48 in "Beschluss 2024/48" + 2025/19 in "Beschluss 2025/19"
        IT-Planungsratsbeschluss 2020/01: Bayern -> 2020/01 in "IT-Planungsratsbeschluss 2020/01"
        des IT-Planungsratsbeschlusses 2019/46 -> 2019/46 in "IT-Planungsratsbeschlusses 2019/46"
        Die Beschlüsse 2026/16 und 2027/14 werden aufgehoben -> 2026/16 in "Beschlüsse 2026/16" + 2027/14 in "2027/14"
        Entscheidung 2016/20 -> 2016/20 in "Entscheidung 2016/20"
        Entscheidung IT-PLR Nr. 2021/05 -> 2021/05 of IT-PLR in "Entscheidung IT-PLR Nr. 2021/05"
        Beschluss Nr. 2021/25 -> 2021/25 in "Beschluss Nr. 2021/25"
        Beschlussnummer (2022/02) -> 2022/02 in "Beschlussnummer (2022/02)"
        Beschluss: 2010/01 -> 2010/01 in "Beschluss: 2010/01"
        Beschluss 2022-06 -> 2022-06 in "Beschluss 2022-06"
        vgl. [2022/26], hängt an #2022-06: Test [2022-06] -> 2022/26 in "2022/26" + 2022-06 in "2022-06"
        Beschl. Nr. 27/2030, Fassung 02/2026 -> 27/2030 in "Beschl. Nr. 27/2030"
        Beschluss 06/2034 und Beschluss 26/2034 -> 26/2034 in "Beschluss 26/2034"
        Umlaufbeschluss 2023/35 vom 10.10.2023 -> 2023/35 in "Umlaufbeschluss 2023/35"
        Beschluss 2024/02 Ziff. 2 -> 2024/02 [Ziff. 2] in "Beschluss 2024/02 Ziff. 2"
        Ziffern 2 und 3 des Beschlusses 2023/44 -> 2023/44 [Ziffern 2 und 3] in "Ziffern 2 und 3 des Beschlusses 2023/44"
        seinen Beschluss 2022/43 und 2024/19 -> 2022/43 in "Beschluss 2022/43" + 2024/19 in "2024/19"
        B-2025/28-IT, Pkt. 1 -> 2025/28 [Pkt. 1] in "B-2025/28-IT, Pkt. 1"
        Verordnung (EU) 2018/1724 -> 
        Richtlinie 2014/55/EU -> 
        FIT-AB 2025/08 -> 
        Beschluss des FIT-AB 2025/08 -> 2025/08 of FIT-AB in "Beschluss des FIT-AB 2025/08"
        FIT-AB-Beschluss 2025/08 -> 
        ab 02/2026 -> 
        Drucksache 19/5518 -> 
        itPLR-24-010 -> 
        IT1 - 22001/2#1 -> 
        2024-07-01 -> 
        nach Beschluss 2026/47). -> 2026/47 in "Beschluss 2026/47"
        ISO/IEC 18384-2 -> 
        Der Beschluss B-2024/26-IT bleibt -> 2024/26 in "B-2024/26-IT"
        siehe 2024/48 -> 2024/48 in "2024/48"
        siehe auch 2024/21 Ziff. 4 und 2025/05 -> 2024/21 [Ziff. 4] in "2024/21 Ziff. 4" + 2025/05 in "2025/05"
        Beschluss knüpft an 2026/12 an -> 2026/12 in "2026/12"
        IT-Standard XBezahldienste (2022/33) -> 2022/33 in "2022/33"
        im Haushalt (2025/26) -> 
        Beschluss des IT-Planungsrats 2024/48 -> 2024/48 of IT-Planungsrats in "Beschluss des IT-Planungsrats 2024/48"
        Beschluss 2024/ 48 -> 2024/ 48 in "Beschluss 2024/ 48"
        Beschlüsse 2024/48, 49 und 2025/03 -> 2024/48 and ", 49" in "Beschlüsse 2024/48" + 2025/03 in "2025/03"
        Beschluss 2024/12 der AL-Runde -> 2024/12 of AL-Runde in "Beschluss 2024/12"
        IMK-Beschluss 2024/12 -> 
        IMK: Beschluss 2024/12 -> 
        EU-Beschluss 2022/248 -> 
        Ziffer 2.1 des Beschlusses 2024/48 -> 2024/48 [Ziffer 2.1] in "Ziffer 2.1 des Beschlusses 2024/48"
        Beschluss 2024/48 Nummer 4 Satz 2 -> 2024/48 [Nummer 4 Satz 2] in "Beschluss 2024/48 Nummer 4 Satz 2"
        "#);
    }
}
