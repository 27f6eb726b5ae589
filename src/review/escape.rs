//! What a deck says, made harmless: in HTML, in JSON within HTML; and what the policy of the page and its data are written in.
//!
//! Every expression of a template goes through [`Visible`], by `askama.toml`: no template can forget it.

use std::fmt::{self, Write};
use std::io::Write as _;

use askama::filters::Escaper;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Writes text into HTML: what HTML would obey is escaped, and what nobody would see is shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Visible;

impl Escaper for Visible {
    fn write_escaped_str<W: Write>(&self, mut to: W, text: &str) -> fmt::Result {
        for c in text.chars() {
            match c {
                '<' => to.write_str("&#60;")?,
                '>' => to.write_str("&#62;")?,
                '&' => to.write_str("&#38;")?,
                '"' => to.write_str("&#34;")?,
                '\'' => to.write_str("&#39;")?,
                c if is_unseen(c) => to.write_str(&written_out(c))?,
                c => to.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// A character by its number: few fonts have pictures of those that nobody sees.
fn written_out(c: char) -> String {
    format!("‹U+{:04X}›", u32::from(c))
}

/// Characters that turn the text around them, or that nobody sees: they would show another text than is there.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{8}'
            | '\u{b}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{fffe}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// A text in which what nobody would see is written out; it is not HTML.
pub(super) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if is_unseen(c) => out.push_str(&written_out(c)),
            c => out.push(c),
        }
    }
    out
}

/// A text as HTML.
pub(super) fn html(text: &str) -> String {
    let mut out = String::new();
    // A string takes everything.
    let _ = Visible.write_escaped_str(&mut out, text);
    out
}

/// A text as zlib and base64, which a browser unpacks when the page asks for it: no character of it is obeyed.
pub(super) fn packed(text: &str) -> std::io::Result<String> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes())?;
    Ok(base64(&encoder.finish()?))
}

/// A value as JSON that can stand within a `script` element: no tag ends in it, and the source of the page shows no
/// character that turns others.
pub(super) fn json(value: &impl Serialize) -> serde_json::Result<String> {
    Ok(contained(&serde_json::to_string(value)?))
}

/// JSON that can stand within a `script` element.
fn contained(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '<' || is_unseen(c) || c == '\u{7f}' {
            // All of these stand in strings, where JSON has an escape for each unit of UTF-16.
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// The source expression of a policy that allows this style or script alone.
pub(super) fn source_hash(text: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in bytes.chunks(3) {
        let whole = group.iter().chain([&0; 2]).take(3).fold(0, |whole, byte| whole << 8 | usize::from(*byte));
        for at in 0..4 {
            let letter = LETTERS[whole >> (18 - 6 * at) & 63];
            out.push(if at > group.len() { '=' } else { char::from(letter) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_obeyed_and_nothing_unseen() {
        assert_eq!(html("<a href='x'>\"&"), "&#60;a href=&#39;x&#39;&#62;&#34;&#38;");
        assert_eq!(html("a\0b\u{1b}\tc\r\n"), "a‹U+0000›b‹U+001B›\tc‹U+000D›\n");
        assert_eq!(html("x\u{202e}y\u{7f}\u{85}"), "x‹U+202E›y‹U+007F›‹U+0085›");
    }

    #[test]
    fn json_ends_no_element_and_stays_the_same() {
        let text = "</script><!--\u{202e}\u{e0041}\\u003c\0";
        let json = json(&text).unwrap();
        assert!(!json.contains('<') && !json.contains('\u{202e}'), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }

    #[test]
    fn hashes_are_those_of_browsers() {
        assert_eq!(source_hash(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
        assert_eq!([&b"a"[..], b"ab", b"abc"].map(base64), ["YQ==", "YWI=", "YWJj"]);
    }
}
