//! How wide text is, as nobody knows the font: by the widest of the common ones.
//!
//! Out: widths that no usual sans serif exceeds (those of DejaVu Sans and Verdana), so that texts that are said not to
//! overlap do not.

use unicode_normalization::char::is_combining_mark;

/// What a text that was cut ends with.
const ELLIPSIS: char = '…';

/// Units across.
pub(super) fn width(text: &str, size: f64, strong: bool) -> f64 {
    let ems: f64 = text.chars().map(|c| ems(c, strong)).sum();
    ems * size
}

/// A text as it is, or cut to fit.
pub(super) fn fitted(text: &str, size: f64, strong: bool, room: f64) -> String {
    if width(text, size, strong) <= room {
        return text.to_owned();
    }
    let mut left = room / size - ems(ELLIPSIS, strong);
    let mut cut = String::new();
    for c in text.chars() {
        left -= ems(c, strong);
        if left < 0.0 {
            break;
        }
        cut.push(c);
    }
    let mut cut = cut.trim_end_matches([' ', ',', ';', '-', '–', '(', '„', '"']).to_owned();
    cut.push(ELLIPSIS);
    cut
}

fn ems(c: char, strong: bool) -> f64 {
    let plain = match c {
        'i' | 'j' | 'l' | 'I' | 'J' | '\'' | '.' | ',' | ':' | ';' | '|' | '·' | ' ' | '\u{a0}' => 0.34,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' | '"' | '!' => 0.42,
        'c' | 's' | 'z' | '„' | '“' | '”' | '*' => 0.55,
        'k' | 'v' | 'x' | 'y' | 'F' | 'L' | 'P' | 'T' | 'Y' => 0.61,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' | '—' | '→' | '&' => 1.0,
        'O' | 'Q' | 'G' | 'D' | 'H' | 'N' | 'U' | 'Ö' | 'Ü' => 0.79,
        'A'..='Z' | 'Ä' | 'ẞ' => 0.7,
        '0'..='9' | 'a'..='z' | 'ä' | 'ö' | 'ü' | 'ß' | '€' | '–' => 0.64,
        '\u{0}'..='\u{24f}' => 0.8,
        // Not nothing, so that no text has thousands.
        c if is_combining_mark(c) => 0.1,
        _ => 1.1,
    };
    if strong { plain * 1.13 } else { plain }
}
