//! Repaired text that maps back to its source, and how two lines join.
//!
//! In: pieces of the source text. Out: a [`TextMap`], clean text in which every byte knows the source bytes that it
//! came from; [`TextMap::trace`] gives them with the steps that repeat the repair. That is the only place where an
//! offset of clean text becomes an offset of the source.
//!
//! Not here: what a text means (`grammar`), and which lines belong together (`layout`).

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::source::Span;

/// One step from the bytes under a field's spans to its value.
///
/// The quotes of the spans are a list of pieces. First come repairs of each piece, then one joining step for each
/// gap between two pieces, in order, then the steps that read the joined text. Where `item` stands between two
/// pieces the field is a list, and the reading steps read each of its elements; one that stands before the last gap
/// reads only the element at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Each piece: blanks become one space, invisible characters go, hyphens of all kinds become `-`, ligatures and
    /// decomposed letters become whole.
    Normalize,
    /// Gap: the pieces join with one space (a wrapped line).
    Unwrap,
    /// Gap: the hyphen that ends the left piece goes, and the pieces join.
    Dehyphenate,
    /// Gap: the pieces join as they are.
    Rejoin,
    /// Gap: the pieces join with a slash, year and number of a decision: `Nr. 31 aus dem Jahr 2026` is `2026/31`.
    Slash,
    /// Gap: the left piece is an element of a list, the right one starts the next.
    Item,
    /// The text is there twice; one half of it is the value.
    Undouble,
    /// The genitive ending goes: `IT-Planungsrats` is `IT-Planungsrat`.
    Nominative,
    /// The name of a council whose abbreviation stands there: `IT-PLR` is `IT-Planungsrat`.
    Council,
    /// The three numbers of a mistyped date are put together with dots: `01.07 2025` is `01.07.2025`.
    RepairDate,
    /// A day, as ISO 8601.
    Date,
    /// The first day of the month, quarter or year, as ISO 8601.
    FirstDay,
    /// The last day of the month, quarter or year, as ISO 8601.
    LastDay,
    /// How exact a date is: `day`, `month`, `quarter` or `year`.
    Precision,
    /// A session stands there, so `session`.
    SessionPrecision,
    /// An amount and its currency, as an object.
    Money,
    /// The amount of a sum of money, with two decimals or more.
    Amount,
    /// The currency of a sum of money, as ISO 4217.
    Currency,
    /// The sum of amounts, with two decimals; of nothing, `0.00`.
    Sum,
    /// How many pieces there are.
    Count,
    /// A whole number.
    Integer,
    /// The year before the slash of a decision's identifier.
    Year,
    /// The number behind the slash of a decision's identifier.
    Number,
    /// A decision's identifier as `YYYY/N`.
    Identifier,
    /// A Land, the federation or an association by its code; another body as it stands.
    Jurisdiction,
    /// The last of so many months or years from a date on: `18 Monate ab 01/2028`.
    Duration,
    /// A mark stands there, `*` or `(Vorsitz)`, or a word for a reservation, so `true`.
    Mark,
    /// A cell says yes, `ja` or `x`, so `true`.
    Yes,
    /// The parts of an id joined by slashes: numbers as they stand, a Land by its code, other names in small letters
    /// without umlauts, with hyphens for blanks.
    Id,
    /// The field is an object or a list of objects, and its parts have entries of their own.
    Parts,
}

/// Where a value stands and how it is read from there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Trace {
    /// The pieces of the source text, in the order in which the steps take them.
    pub spans: Vec<Span>,
    /// What is done to the pieces, in order.
    pub steps: Vec<Step>,
}

impl Trace {
    /// The same trace, read further.
    #[must_use]
    pub fn then(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    /// The bytes of both, which `gap` joins.
    #[must_use]
    pub fn joined(mut self, gap: Step, next: Trace) -> Self {
        if next.steps.first() == Some(&Step::Normalize) && self.steps.first() != Some(&Step::Normalize) {
            self.steps.insert(0, Step::Normalize);
        }
        self.spans.extend(next.spans);
        self.steps.push(gap);
        self.steps.extend(next.steps.into_iter().filter(|step| *step != Step::Normalize));
        self
    }

    /// A list: each trace is one element. Reading steps of all elements are added with [`Trace::then`] afterwards; one
    /// of the last element alone is not possible.
    pub fn list(parts: impl IntoIterator<Item = Trace>) -> Self {
        parts.into_iter().reduce(|list, part| list.joined(Step::Item, part)).unwrap_or_default()
    }

    /// The smallest span over all pieces.
    pub fn cover(&self) -> Option<Span> {
        self.spans.iter().copied().reduce(Span::cover)
    }
}

/// How one line goes on in the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// With a space.
    Space,
    /// Without the hyphen that ends the left line.
    DropHyphen,
    /// As they are: a hyphen that belongs to the word, or a word cut without one.
    Nothing,
    /// With a slash, where words say that: year and number of a decision, `Nr. 31 aus dem Jahr 2026`.
    Slash,
}

impl Join {
    fn step(self) -> Step {
        match self {
            Join::Space => Step::Unwrap,
            Join::DropHyphen => Step::Dehyphenate,
            Join::Nothing => Step::Rejoin,
            Join::Slash => Step::Slash,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Repair {
    /// The clean bytes are the source bytes.
    Verbatim,
    /// The clean bytes stand for the source bytes.
    Normalized,
    /// The pieces of two lines join here; the source bytes are the hyphen that went, if one did.
    Joined(Join),
}

/// One stretch of clean text, from `start` to the next run.
#[derive(Debug, Clone, Copy)]
struct Run {
    start: usize,
    span: Span,
    repair: Repair,
}

/// Clean text that knows where each of its bytes came from.
///
/// ```
/// use beschluss::source::Span;
/// use beschluss::text::{Join, Step, TextMap};
/// let source = "• Informations-\ntechnologie";
/// let mut text = TextMap::piece(source, Span::new(4, 17)).unwrap();
/// text.join(Join::DropHyphen, TextMap::piece(source, Span::new(18, 29)).unwrap());
/// assert_eq!(text.as_str(), "Informationstechnologie");
/// let trace = text.trace(9..15);
/// assert_eq!(trace.spans, [Span::new(13, 17), Span::new(18, 21)]);
/// assert_eq!(trace.steps, [Step::Dehyphenate]);
/// ```
#[derive(Debug, Clone, Default)]
pub struct TextMap {
    text: String,
    runs: Vec<Run>,
}

impl TextMap {
    /// The text of one piece of a line, trimmed and with its characters made whole; `None` where nothing is left.
    pub fn piece(source: &str, span: Span) -> Option<Self> {
        let raw = &source[span.range()];
        let start = span.start + (raw.len() - raw.trim_start_matches(is_blank).len());
        let end = span.end - (raw.len() - raw.trim_end_matches(is_blank).len());
        if start >= end {
            return None;
        }
        let mut map = TextMap::default();
        for (range, clean) in clusters(&source[start..end]) {
            let span = Span::new(start + range.start, start + range.end);
            let verbatim = clean == source[span.range()];
            map.push_run(&clean, span, if verbatim { Repair::Verbatim } else { Repair::Normalized });
        }
        Some(map)
    }

    fn push_run(&mut self, clean: &str, span: Span, repair: Repair) {
        match self.runs.last_mut() {
            Some(last)
                if last.repair == Repair::Verbatim && repair == Repair::Verbatim && last.span.end == span.start =>
            {
                last.span.end = span.end;
            }
            _ => self.runs.push(Run { start: self.text.len(), span, repair }),
        }
        self.text.push_str(clean);
    }

    /// The clean text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Appends the next piece.
    pub fn join(&mut self, join: Join, next: TextMap) {
        if self.is_empty() {
            *self = next;
            return;
        }
        let end = self.runs.last().map_or(0, |run| run.span.end);
        let mut hyphen = Span::new(end, end);
        if join == Join::DropHyphen {
            let length = self.text.pop().map_or(0, char::len_utf8);
            match self.runs.last_mut() {
                Some(run) if run.repair == Repair::Verbatim && run.span.len() > length => run.span.end -= length,
                _ => drop(self.runs.pop()),
            }
            hyphen.start = self.runs.last().map_or(end, |run| run.span.end);
        }
        self.runs.push(Run { start: self.text.len(), span: hyphen, repair: Repair::Joined(join) });
        match join {
            Join::Space => self.text.push(' '),
            Join::Slash => self.text.push('/'),
            Join::DropHyphen | Join::Nothing => {}
        }
        let offset = self.text.len();
        self.runs.extend(next.runs.into_iter().map(|run| Run { start: run.start + offset, ..run }));
        self.text.push_str(&next.text);
    }

    /// The part of the text in `range` (bytes of the clean text), without blanks at its ends.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> TextMap {
        let range = self.trimmed(range);
        let mut part = TextMap { text: self.text[range.clone()].to_owned(), runs: Vec::new() };
        // Only the runs from the one that the range starts in are looked at.
        let first = self.runs.partition_point(|run| run.start < range.start).saturating_sub(1);
        for (at, run) in self.runs.iter().enumerate().skip(first) {
            if run.start >= range.end {
                break;
            }
            let end = self.runs.get(at + 1).map_or(self.text.len(), |next| next.start);
            // A join without a space has no byte of clean text; it belongs to a part that goes on behind it.
            let inside = if run.start == end {
                range.start < run.start && run.start < range.end
            } else {
                run.start < range.end && range.start < end
            };
            if inside {
                let (from, to) = (run.start.max(range.start), end.min(range.end));
                let span = match run.repair {
                    Repair::Verbatim => {
                        Span::new(run.span.start + (from - run.start), run.span.start + (to - run.start))
                    }
                    _ => run.span,
                };
                part.runs.push(Run { start: from - range.start, span, repair: run.repair });
            }
        }
        part
    }

    /// Where the bytes of `range` came from, and the steps that make them again.
    pub fn trace(&self, range: Range<usize>) -> Trace {
        self.slice(range).whole_trace()
    }

    /// Where the whole text came from.
    pub fn whole_trace(&self) -> Trace {
        let mut trace = Trace::default();
        let mut joined = true;
        for run in &self.runs {
            match run.repair {
                Repair::Joined(join) => {
                    if let (Join::DropHyphen, Some(last)) = (join, trace.spans.last_mut()) {
                        last.end = run.span.end;
                    }
                    trace.steps.push(join.step());
                    joined = true;
                }
                repair => {
                    if repair == Repair::Normalized && trace.steps.first() != Some(&Step::Normalize) {
                        trace.steps.insert(0, Step::Normalize);
                    }
                    match trace.spans.last_mut() {
                        Some(last) if !joined => *last = last.cover(run.span),
                        _ => trace.spans.push(run.span),
                    }
                    joined = false;
                }
            }
        }
        trace
    }

    /// The spans that `range` came from, for a diagnostic or a claim.
    pub fn spans(&self, range: Range<usize>) -> Vec<Span> {
        self.trace(range).spans
    }

    /// One span over all of it.
    pub fn cover(&self) -> Span {
        self.whole_trace().cover().unwrap_or(Span { start: 0, end: 0 })
    }

    /// Where each line but the first starts in the text.
    pub fn line_starts(&self) -> impl DoubleEndedIterator<Item = usize> {
        let joined = |run: &&Run| matches!(run.repair, Repair::Joined(_));
        self.runs.iter().filter(joined).map(|run| match run.repair {
            Repair::Joined(Join::Space) => run.start + 1,
            _ => run.start,
        })
    }

    /// Whether any of it was joined from two lines in the given way.
    pub fn has_join(&self, join: Join) -> bool {
        self.runs.iter().any(|run| run.repair == Repair::Joined(join))
    }

    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let part = &self.text[range.clone()];
        let start = range.start + (part.len() - part.trim_start().len());
        let trimmed = start..range.start.max(start) + part.trim().len();
        // A slash that joins two pieces is no byte of either.
        if !trimmed.is_empty() && self.slash_at(trimmed.start) {
            return self.trimmed(trimmed.start + 1..trimmed.end);
        }
        match trimmed.end.checked_sub(1).filter(|last| !trimmed.is_empty() && self.slash_at(*last)) {
            Some(last) => self.trimmed(trimmed.start..last),
            None => trimmed,
        }
    }

    /// Whether a slash stands there that joins two pieces.
    fn slash_at(&self, at: usize) -> bool {
        if self.text.as_bytes().get(at) != Some(&b'/') {
            return false;
        }
        let run = self.runs.binary_search_by_key(&at, |run| run.start);
        let slash = |run: &Run| run.start == at && run.repair == Repair::Joined(Join::Slash);
        run.is_ok_and(|found| self.runs[found.saturating_sub(1)..].iter().take(3).any(slash))
    }
}

/// Blanks of all kinds but line ends, and characters that nobody sees.
pub fn is_blank(c: char) -> bool {
    is_space(c) || is_invisible(c)
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

/// U+00AD: where a word may break. At the end of a line it is a hyphen, within one it is nothing.
pub const SOFT_HYPHEN: char = '\u{ad}';

/// U+FFFE, a character that no text has: PDFium writes it for the hyphen of a wrapped word and the line end behind it.
pub const WRAP_HYPHEN: char = '\u{fffe}';

/// The length of what is clean as it is at the start of a text: letters, digits and signs that nothing changes, with
/// single blanks between them. Most lines are nothing else.
fn plain_stretch(text: &str) -> usize {
    let plain = |c: char| c.is_ascii() && c != '\t' || ('À'..='ſ').contains(&c);
    let mut end = 0;
    let mut last = ' ';
    let mut at = 0;
    for c in text.chars() {
        if !plain(c) {
            // A mark above or below the letter is one with it.
            return if unicode_normalization::char::is_combining_mark(c) && last != ' ' {
                end - last.len_utf8()
            } else {
                end
            };
        }
        if c == ' ' && last == ' ' {
            return end;
        }
        at += c.len_utf8();
        if c != ' ' {
            end = at;
        }
        last = c;
    }
    end
}

/// The smallest pieces of a trimmed line that are made whole together, each with its clean text.
fn clusters(line: &str) -> impl Iterator<Item = (Range<usize>, Cow<'_, str>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &line[at..];
        let plain = plain_stretch(rest);
        if plain > 0 {
            at += plain;
            return Some((at - plain..at, Cow::Borrowed(&rest[..plain])));
        }
        let first = rest.chars().next()?;
        let more = |belongs: fn(char) -> bool| {
            let behind = &rest[first.len_utf8()..];
            first.len_utf8() + behind.find(|c| !belongs(c)).unwrap_or(behind.len())
        };
        let (end, clean) = if is_blank(first) {
            let end = more(is_blank);
            let blank = if rest[..end].contains(is_space) { " " } else { "" };
            (end, Cow::Borrowed(if &rest[..end] == " " { &rest[..1] } else { blank }))
        } else if first == SOFT_HYPHEN || first == WRAP_HYPHEN {
            let end = first.len_utf8();
            (end, Cow::Borrowed(if end == rest.len() { "-" } else { "" }))
        } else if matches!(first, '\u{2010}' | '\u{2011}') {
            // A hyphen that may not break a line, or that is called one, is a hyphen.
            (first.len_utf8(), Cow::Borrowed("-"))
        } else if let Some(letters) = ligature(first) {
            (first.len_utf8(), Cow::Borrowed(letters))
        } else {
            let end = more(unicode_normalization::char::is_combining_mark);
            let whole = &rest[..end];
            let clean = if end > first.len_utf8() || !first.is_ascii() {
                let composed: String = whole.nfc().collect();
                if composed == whole { Cow::Borrowed(whole) } else { Cow::Owned(composed) }
            } else {
                Cow::Borrowed(whole)
            };
            (end, clean)
        };
        at += end;
        Some((at - end..at, clean))
    })
}

/// The Latin ligatures U+FB00 to U+FB06. Other compatibility forms (², ½) say something that their plain letters do not.
fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// The words that a text writes on one line, so that a broken word can be looked up.
#[derive(Debug, Clone, Default)]
pub struct Words(HashSet<String>);

impl Words {
    /// Collects the words of lines, but for the last of each line and the first, which may be cut.
    pub fn collect<'a>(lines: impl IntoIterator<Item = &'a str>) -> Self {
        let mut words = HashSet::new();
        for line in lines {
            let mut of_line: Vec<&str> = line.split(is_blank).filter(|word| !word.is_empty()).collect();
            if of_line.len() > 2 {
                of_line.pop();
                words.extend(of_line[1..].iter().map(|word| bare(word).to_owned()));
            }
        }
        words.remove("");
        Words(words)
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Small words that stand alone after a hyphen which stays (`Postfach- und`), or that a hyphen follows (`Ende-zu-Ende`).
const CONJUNCTIONS: [&str; 6] = ["und", "oder", "bzw.", "sowie", "bis", "als"];
const LINKS: [&str; 6] = ["zu-", "to-", "for-", "as-", "und-", "of-"];
/// German words of one or two letters; a shorter rest of a line is the end of a cut word.
const SHORT_WORDS: [&str; 25] = [
    "ab", "am", "an", "da", "du", "eh", "er", "es", "im", "in", "ja", "je", "ob", "so", "um", "wo", "zu", "as", "a",
    "of", "to", "eg", "ev", "z", "d",
];
/// Dashes that can end a line.
const DASHES: [char; 3] = ['–', '—', '−'];

/// How the line `left` goes on in the line `right`, both trimmed; `spaced` says that `left` ended with a blank.
///
/// | left | right | join | why |
/// | --- | --- | --- | --- |
/// | `Informations-` | `technologie` | `Informationstechnologie` | a small letter goes on |
/// | `Baden-` | `Württemberg` | `Baden-Württemberg` | a capital starts a part |
/// | `Postfach-` | `und …` | `Postfach- und` | the hyphen stands for a part |
/// | `Ende-` | `zu-Ende` | `Ende-zu-Ende` | a link between hyphens |
/// | `IT-` | `gestützt` | `IT-gestützt` | an abbreviation is no syllable |
/// | `und –` | `genehmigung` | `und –genehmigung` | so does the dash |
/// | `…modernisierun` | `g` | `…modernisierung` | no word is one letter |
pub fn join_lines(left: &str, right: &str, spaced: bool, words: &Words) -> Join {
    let last = left.rsplit(' ').next().unwrap_or_default();
    let first = right.split(' ').next().unwrap_or_default();
    let next = first.chars().next().unwrap_or(' ');
    if let Some(stem) = last.strip_suffix('-') {
        if CONJUNCTIONS.contains(&first) {
            return Join::Space;
        }
        if stem.is_empty() || !stem.ends_with(char::is_alphanumeric) {
            return Join::Space;
        }
        // A letter or an abbreviation is no syllable: `E-Mail`, `IT-gestützt`.
        let part = stem.rsplit('-').next().unwrap_or_default();
        let abbreviation = part.chars().count() == 1 || part.chars().all(char::is_uppercase);
        if !next.is_lowercase() || abbreviation || LINKS.iter().any(|link| first.starts_with(link)) {
            return Join::Nothing;
        }
        let kept = words.has(&format!("{}-{}", bare(stem), bare(first)));
        let dropped = words.has(&format!("{}{}", bare(stem), bare(first)));
        return if kept && !dropped { Join::Nothing } else { Join::DropHyphen };
    }
    // A range of numbers: `2027–` and `2029`.
    let range = left.trim_end_matches(DASHES);
    if !spaced && range.len() < left.len() && range.ends_with(|c: char| c.is_ascii_digit()) && next.is_ascii_digit() {
        return Join::Nothing;
    }
    if !spaced && next.is_lowercase() {
        let before_dash = left.trim_end_matches(DASHES);
        let conjunction = before_dash.trim_end().rsplit(' ').next().unwrap_or_default();
        if before_dash.len() < left.len() && CONJUNCTIONS.contains(&conjunction) {
            return Join::Nothing;
        }
        let tail = bare(first);
        let whole_word = last.ends_with(char::is_lowercase) && tail == first.trim_end_matches(['.', ',', ')', ';']);
        let cut = tail.chars().count() <= 2 && !SHORT_WORDS.contains(&tail);
        let known = words.has(&format!("{}{}", bare(last), tail)) && !words.has(tail);
        if whole_word && (cut || known) {
            return Join::Nothing;
        }
    }
    Join::Space
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(left: &str, right: &str) -> String {
        let words = Words::collect(["die Verwaltungsmodernisierung ist da", "eine Ad-hoc-Gruppe ist da"]);
        let trimmed = left.trim_end();
        let mut text = trimmed.to_owned();
        match join_lines(trimmed, right, left.len() > trimmed.len(), &words) {
            Join::Space => text.push(' '),
            Join::DropHyphen => drop(text.pop()),
            Join::Nothing | Join::Slash => {}
        }
        text + right
    }

    #[test]
    fn lines_join_as_a_reader_would() {
        let cases = [
            ("für Informations-", "technologie", "für Informationstechnologie"),
            ("Mecklenburg-", "Vorpommern", "Mecklenburg-Vorpommern"),
            ("(öffentlichen) IT-", "Dienstleistern", "(öffentlichen) IT-Dienstleistern"),
            ("per E-", "mail", "per E-mail"),
            ("die IT-", "gestützte Arbeit", "die IT-gestützte Arbeit"),
            ("für die Ende-zu-", "Ende-Digitalisierung", "für die Ende-zu-Ende-Digitalisierung"),
            ("für die Ende-", "zu-Ende-Digitalisierung", "für die Ende-zu-Ende-Digitalisierung"),
            ("Postfach- ", "und Kommunikation", "Postfach- und Kommunikation"),
            ("Postfach- und ", "Kommunikationslösungen", "Postfach- und Kommunikationslösungen"),
            ("Staatsmodernisierun", "g", "Staatsmodernisierung"),
            ("Verwaltungsmodernisi", "erung", "Verwaltungsmodernisierung"),
            ("Fachverfahrensherstellern", "ermöglichen.", "Fachverfahrensherstellern ermöglichen."),
            ("Staatssekretärin ", "im Ministerium", "Staatssekretärin im Ministerium"),
            ("„Unternehmensanmeldung und –", "genehmigung“", "„Unternehmensanmeldung und –genehmigung“"),
            ("kein Personalbedarf – ", "weder noch", "kein Personalbedarf – weder noch"),
            ("eine Ad-", "hoc-Gruppe", "eine Ad-hoc-Gruppe"),
            ("GovTeuken - ", "das Modell", "GovTeuken - das Modell"),
        ];
        for (left, right, whole) in cases {
            assert_eq!(joined(left, right), whole);
        }
    }

    #[test]
    fn characters_are_made_whole_and_traced() {
        let source = "\u{feff}U\u{308}ber\u{a0}\u{a0}22 \u{200b}de\u{ad}ﬁniert\u{ad}";
        let text = TextMap::piece(source, Span::new(0, source.len())).unwrap();
        assert_eq!(text.as_str(), "Über 22 definiert-");
        let source = "u\u{308}ber  de\u{ad}ﬁniert";
        let text = TextMap::piece(source, Span::new(0, source.len())).unwrap();
        assert_eq!(text.as_str(), "über definiert");
        assert_eq!(text.trace(0..3), Trace { spans: vec![Span::new(0, 4)], steps: vec![Step::Normalize] });
        assert_eq!(text.trace(0..2), Trace { spans: vec![Span::new(0, 3)], steps: vec![Step::Normalize] });
        assert_eq!(text.trace(2..4), Trace { spans: vec![Span::new(3, 5)], steps: vec![] });
        let whole = text.whole_trace();
        assert_eq!(whole, Trace { spans: vec![Span::new(0, source.len())], steps: vec![Step::Normalize] });
    }

    #[test]
    fn a_dropped_hyphen_keeps_the_invisible_before_it() {
        for source in ["Infor\u{200b}-\nmation", "Infor\u{ad}\u{ad}\nmation"] {
            let (left, right) = source.split_once('\n').unwrap();
            let mut text = TextMap::piece(source, Span::new(0, left.len())).unwrap();
            text.join(Join::DropHyphen, TextMap::piece(source, Span::new(left.len() + 1, source.len())).unwrap());
            assert_eq!(text.as_str(), "Information");
            let spans = vec![Span::new(0, left.len()), Span::new(source.len() - right.len(), source.len())];
            assert_eq!(text.whole_trace(), Trace { spans, steps: vec![Step::Normalize, Step::Dehyphenate] });
        }
    }

    #[test]
    fn a_slash_between_two_pieces_is_of_neither() {
        let source = "22 (2025)";
        let mut text = TextMap::piece(source, Span::new(4, 8)).unwrap();
        text.join(Join::Slash, TextMap::piece(source, Span::new(0, 2)).unwrap());
        assert_eq!(text.as_str(), "2025/22");
        assert_eq!(text.whole_trace().steps, [Step::Slash]);
        for (range, part, span) in [(0..5, "2025", Span::new(4, 8)), (4..7, "22", Span::new(0, 2))] {
            assert_eq!(text.slice(range.clone()).as_str(), part);
            assert_eq!(text.trace(range), Trace { spans: vec![span], steps: vec![] });
        }
        assert!(text.slice(4..5).is_empty());
    }

    #[test]
    fn a_slice_of_a_slice_traces_to_the_same_bytes() {
        let source = "abc-\ndef ghi\njkl";
        let mut text = TextMap::piece(source, Span::new(0, 4)).unwrap();
        text.join(Join::DropHyphen, TextMap::piece(source, Span::new(5, 12)).unwrap());
        text.join(Join::Space, TextMap::piece(source, Span::new(13, 16)).unwrap());
        assert_eq!(text.as_str(), "abcdef ghi jkl");
        let part = text.slice(2..12);
        assert_eq!(part.as_str(), "cdef ghi j");
        assert_eq!(part.whole_trace(), text.trace(2..12));
        assert_eq!(part.whole_trace().spans, [Span::new(2, 4), Span::new(5, 12), Span::new(13, 14)]);
        assert_eq!(part.whole_trace().steps, [Step::Dehyphenate, Step::Unwrap]);
        // A part that ends where a line was cut does not reach over the cut.
        assert_eq!(text.trace(0..3).spans, [Span::new(0, 3)]);
        assert_eq!(text.trace(3..6).spans, [Span::new(5, 8)]);
    }
}
