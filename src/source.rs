//! The text that records are read from, and places in it.
//!
//! In: the bytes of a file. Out: a [`Source`], whose text never changes again, and [`Span`]s into it.
//! A file in UTF-8 *is* its text, so spans count its bytes; other encodings are decoded first, and spans count
//! the bytes of the decoded text.
//!
//! Not here: what the text means, and how it is repaired (`text`).

pub mod geometry;
#[cfg(feature = "pdf")]
pub mod pdf;

use std::fmt;
use std::ops::Range;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use geometry::Geometry;

/// A half-open range of bytes of a source text, on character boundaries; in JSON `[start, end]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "[usize; 2]", into = "[usize; 2]")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "[usize; 2]"))]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset behind the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to behind `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span runs forwards");
        Self { start, end }
    }

    /// The bytes as a range, to slice with.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// How many bytes it covers.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether all bytes of another one are among its own.
    pub fn holds(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span over both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// Spans in the order of the source; those that touch or overlap become one.
pub fn merged(spans: impl IntoIterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.into_iter().collect();
    spans.sort_unstable();
    spans.dedup_by(|next, last| {
        let touches = next.start <= last.end;
        if touches {
            last.end = last.end.max(next.end);
        }
        touches
    });
    spans
}

impl TryFrom<[usize; 2]> for Span {
    type Error = String;

    fn try_from([start, end]: [usize; 2]) -> Result<Self, String> {
        if start <= end { Ok(Span { start, end }) } else { Err(format!("a span from {start} back to {end}")) }
    }
}

impl From<Span> for [usize; 2] {
    fn from(span: Span) -> Self {
        [span.start, span.end]
    }
}

/// What kind of file a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// A text.
    Text,
    /// A PDF, which says where its text stands.
    Pdf,
}

/// How the bytes of a file became text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// The bytes are the text.
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-8 with bytes that are none; each such place became U+FFFD.
    #[serde(rename = "utf-8-damaged")]
    Utf8Damaged,
    /// Windows-1252, of which Latin-1 is a part.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// UTF-16, low byte first.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// UTF-16, high byte first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf8Damaged => "damaged UTF-8",
            Encoding::Windows1252 => "Windows-1252",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
        })
    }
}

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotText {
    /// A file of another known kind.
    Known {
        /// What kind of file it is, as in "a PDF".
        kind: &'static str,
        /// What its user can do.
        advice: &'static str,
    },
    /// Control bytes that no text has.
    Binary,
    /// A PDF, and why it cannot be read.
    #[cfg(feature = "pdf")]
    Pdf(pdf::PdfError),
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotText::Known { kind, advice } => write!(f, "is {kind}, not text; {advice}"),
            NotText::Binary => f.write_str("is not text (binary bytes)"),
            #[cfg(feature = "pdf")]
            NotText::Pdf(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for NotText {}

/// Magic numbers of files that people are likely to pass instead of a text.
const KNOWN_FILES: [(&[u8], &str, &str); 4] = [
    // Where this program is built with `pdf`, it never gets here.
    (b"%PDF-", "a PDF", "this program was built without the feature `pdf`"),
    (b"PK\x03\x04", "an Office document or another archive", "save it as text first"),
    (b"\xD0\xCF\x11\xE0", "an old Office document", "save it as text first"),
    (b"\x1F\x8B", "compressed with gzip", "unpack it first"),
];

/// The mark at the start of a PDF; some have a few other bytes before it.
#[cfg(feature = "pdf")]
const PDF: &[u8] = b"%PDF-";

/// Marks in front of items, of the fonts in use; in text, private characters of symbol fonts are all bullets.
pub fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '▪'
            | '■'
            | '●'
            | '◦'
            | '‣'
            | '⁃'
            | '∙'
            | '·'
            | '○'
            | '□'
            | '►'
            | '▶'
            | '▸'
            | '▷'
            | '▹'
            | '◼'
            | '◾'
            | '➢'
            | '➤'
            | '✓'
            | '✔'
            | '➔'
            | '➜'
            | '❖'
            | '›'
            | '\u{f000}'..='\u{f0ff}'
    )
}

/// What nobody can see in or read out of a file, although it is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind of finding.
    pub kind: FindingKind,
    /// The page that it is about, from 1; nothing where it is about the file.
    pub page: Option<usize>,
    /// What was found.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.page {
            Some(page) => write!(f, "page {page}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

/// Kinds of findings about pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingKind {
    /// A page has no text that a reader sees.
    NoText {
        /// Whether it has pictures.
        pictures: bool,
    },
    /// Text that no reader of the page sees was left out.
    Hidden,
    /// Text that is drawn twice at one place was read once.
    Doubled,
    /// A font does not say which characters its glyphs are.
    Unmapped,
    /// The page or the file is damaged.
    Damaged,
    /// The file was not read to its end.
    LimitReached,
}

/// How much of a PDF is read at most. What was read up to a limit comes out, with a finding.
///
/// ```
/// use beschluss::source::Limits;
/// let limits = Limits { pages: 10, ..Limits::default() };
/// assert_eq!(limits.inflated, 512 << 20);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file; a larger one is refused.
    pub bytes: usize,
    /// Pages.
    pub pages: usize,
    /// Bytes of all streams, inflated.
    pub inflated: u64,
    /// Glyphs and operations of all pages.
    pub operations: u64,
    /// Time.
    pub time: Duration,
    /// Bytes of memory by which the process grows, where the system says how large it is.
    pub memory: usize,
}

impl Default for Limits {
    fn default() -> Self {
        let time = Duration::from_secs(20);
        Self { bytes: 256 << 20, pages: 2_000, inflated: 512 << 20, operations: 50_000_000, time, memory: 1 << 30 }
    }
}

/// Share of control characters, one in so many, from which on bytes are no text: one flipped bit in a deck must not
/// make it unreadable, and executables have one in five.
const CONTROL_SHARE: usize = 50;

/// A text and where it came from. It is never edited.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
    encoding: Encoding,
    sha256: String,
    /// Where each line starts.
    lines: Vec<usize>,
    geometry: Option<Geometry>,
    findings: Vec<Finding>,
}

impl Source {
    /// Reads text from the bytes of a file, a PDF too; `name` is how people call it, without folders.
    ///
    /// ```
    /// use beschluss::Source;
    /// let source = Source::from_bytes("deck.txt", b"Beschl\xFCsse")?;
    /// assert_eq!(source.text(), "Beschlüsse");
    /// assert!(Source::from_bytes("deck.pptx", b"PK\x03\x04").is_err());
    /// # Ok::<(), beschluss::source::NotText>(())
    /// ```
    ///
    /// # Errors
    /// The bytes are those of another kind of file, or are no text at all.
    pub fn from_bytes(name: impl Into<String>, bytes: &[u8]) -> Result<Self, NotText> {
        Self::from_bytes_within(name, bytes, &Limits::default())
    }

    /// Reads text from the bytes of a file, of a PDF as much as the limits allow.
    ///
    /// # Errors
    /// As for [`Source::from_bytes`].
    pub fn from_bytes_within(name: impl Into<String>, bytes: &[u8], limits: &Limits) -> Result<Self, NotText> {
        #[cfg(feature = "pdf")]
        if is_pdf(bytes) {
            return pdf::read(name.into(), bytes, limits).map_err(NotText::Pdf);
        }
        // Nothing else grows by being read.
        let _ = limits;
        for (magic, kind, advice) in KNOWN_FILES {
            if bytes.starts_with(magic) {
                return Err(NotText::Known { kind, advice });
            }
        }
        let (text, encoding) = decode(bytes);
        let controls = text.chars().filter(|c| c.is_control() && !"\t\n\r\u{b}\u{c}".contains(*c)).count();
        if controls * CONTROL_SHARE > text.chars().count() {
            return Err(NotText::Binary);
        }
        Ok(Self::new(name.into(), text, encoding, hex(&Sha256::digest(bytes))))
    }

    /// A source from a text in memory.
    pub fn from_text(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let sha256 = hex(&Sha256::digest(text.as_bytes()));
        Self::new(name.into(), text, Encoding::Utf8, sha256)
    }

    fn new(name: String, text: String, encoding: Encoding, sha256: String) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { name, text, encoding, sha256, lines, geometry: None, findings: Vec::new() }
    }

    /// A source from the text of a PDF.
    #[cfg(feature = "pdf")]
    fn of_pages(name: String, text: String, bytes: &[u8], geometry: Geometry, findings: Vec<Finding>) -> Self {
        let source = Self::new(name, text, Encoding::Utf8, hex(&Sha256::digest(bytes)));
        Self { geometry: Some(geometry), findings, ..source }
    }

    /// How people call it: the name of its file, without folders.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text; spans count its bytes.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How the bytes of the file became this text.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// SHA-256 of the bytes of the file, in hexadecimal, as `sha256sum` prints it.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// What kind of file it is: `text` or `pdf`.
    pub fn format(&self) -> Format {
        if self.geometry.is_some() { Format::Pdf } else { Format::Text }
    }

    /// Where its text stands on pages, if its file says so.
    pub fn geometry(&self) -> Option<&Geometry> {
        self.geometry.as_ref()
    }

    /// What could not be seen or read in its file.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The text under a span, or nothing where the span does not lie in the text on character boundaries.
    pub fn quote(&self, span: Span) -> Option<&str> {
        self.text.get(span.range())
    }

    /// Line and column (both from 1, the column in characters) of a byte.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let mut end = offset.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let line = self.lines.partition_point(|start| *start <= end);
        (line, self.text[self.lines[line - 1]..end].chars().count() + 1)
    }
}

/// Whether a file is a PDF: its mark stands at the start, or near it.
#[cfg(feature = "pdf")]
pub fn is_pdf(bytes: &[u8]) -> bool {
    /// Bytes before the mark at most, as readers of PDF have it.
    const BEFORE: usize = 1024;
    let start = &bytes[..bytes.len().min(BEFORE + PDF.len())];
    let Some(at) = start.windows(PDF.len()).position(|window| window == PDF) else { return false };
    let before = bytes[..at].strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes[..at]);
    let blank = before.iter().all(u8::is_ascii_whitespace);
    let binary = before.iter().any(|byte| !matches!(byte, b'\t'..=b'\r' | b' '..));
    // Behind other text it is one where its objects follow.
    let objects = || before.ends_with(b"\n") && bytes.windows(6).any(|window| window == b"endobj");
    blank || binary || objects()
}

fn decode(bytes: &[u8]) -> (String, Encoding) {
    if let Some(utf16) = utf16(bytes) {
        let encoding = if std::ptr::eq(utf16, encoding_rs::UTF_16LE) { Encoding::Utf16Le } else { Encoding::Utf16Be };
        return (utf16.decode(bytes).0.into_owned(), encoding);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), Encoding::Utf8),
        Err(_) => {
            // A UTF-8 file with a broken byte still has its other umlauts whole; Windows-1252 has no whole one at all.
            let lossy = String::from_utf8_lossy(bytes);
            let broken = lossy.matches('\u{FFFD}').count();
            let whole = lossy.chars().filter(|c| !c.is_ascii()).count() - broken;
            if whole > broken {
                (lossy.into_owned(), Encoding::Utf8Damaged)
            } else {
                let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
                (text.into_owned(), Encoding::Windows1252)
            }
        }
    }
}

/// UTF-16 by its byte order mark, or by the zero byte that every second place of European text has.
fn utf16(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(encoding_rs::UTF_16LE),
        [0xFE, 0xFF, ..] => return Some(encoding_rs::UTF_16BE),
        _ => {}
    }
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (high_first, low_first) = (zeros(0), zeros(1));
    let mostly = bytes.len() / 2 * 3 / 4;
    match () {
        () if bytes.len() < 4 => None,
        () if low_first > mostly && high_first == 0 => Some(encoding_rs::UTF_16LE),
        () if high_first > mostly && low_first == 0 => Some(encoding_rs::UTF_16BE),
        () => None,
    }
}

/// Bytes in hexadecimal, as `sha256sum` prints them.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "Ü ber 22 €";
        let utf16le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16be: Vec<u8> = [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        for (bytes, encoding) in [
            (text.as_bytes(), Encoding::Utf8),
            (b"\xDC ber 22 \x80".as_slice(), Encoding::Windows1252),
            (&utf16be, Encoding::Utf16Be),
        ] {
            let source = Source::from_bytes("x", bytes).unwrap();
            assert_eq!((source.text(), source.encoding()), (text, encoding));
        }
        // Without a mark, UTF-16 is known by its zero bytes; the € has none, and most have.
        assert_eq!(Source::from_bytes("x", &utf16le).unwrap().text(), text);
    }

    #[test]
    fn one_broken_byte_leaves_the_other_umlauts_whole() {
        let source = Source::from_bytes("x", b"\xC3\xBCber \xC3\xA4 \xFF").unwrap();
        assert_eq!((source.text(), source.encoding()), ("über ä \u{FFFD}", Encoding::Utf8Damaged));
    }

    #[test]
    fn other_files_are_refused_by_name() {
        assert!(Source::from_bytes("x", b"%PDF-1.4").unwrap_err().to_string().contains("a PDF"));
        assert_eq!(Source::from_bytes("x", &[1; 64]).unwrap_err(), NotText::Binary);
        assert_eq!(Source::from_bytes("x", b"").unwrap().text(), "");
    }

    #[test]
    fn positions_count_characters() {
        let source = Source::from_text("x", "ab\nüc");
        assert_eq!(source.position(0), (1, 1));
        assert_eq!(source.position(5), (2, 2));
        assert_eq!(source.position(99), (2, 3));
    }
}
