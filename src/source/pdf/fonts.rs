//! What glyphs mean, where their font does not say.
//!
//! In: the fonts of a page. Out: for each glyph its characters, or that nobody can know them.
//!
//! | the font has | its glyphs are read by |
//! | --- | --- |
//! | a map to Unicode, or an encoding with names of glyphs | that |
//! | neither, and a table of characters within the font program | that table, read backwards |
//! | neither | nothing: their codes are mere numbers |

use std::collections::{HashMap, HashSet};

use hayro_interpret::font::OutlineGlyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::{Page, Resources};
use skrifa::{FontRef, MetadataProvider};

/// How a glyph is read.
pub(super) enum Reading {
    Known(BfString),
    /// Nobody knows; the name of the font, if it has one.
    Unknown(Option<String>),
}

/// The fonts of a file.
#[derive(Default)]
pub(super) struct Fonts {
    /// The names of fonts whose codes mean nothing.
    opaque: HashSet<String>,
    /// The characters of the glyphs of a font program.
    characters: HashMap<u128, HashMap<u32, char>>,
}

/// Forms within forms that have fonts of their own, at most.
const DEEPEST: usize = 8;

impl Fonts {
    /// Learns which fonts of a page have codes that mean nothing.
    pub(super) fn learn(&mut self, page: &Page<'_>) {
        self.learn_from(page.resources(), &mut HashSet::new(), DEEPEST);
    }

    fn learn_from(&mut self, resources: &Resources<'_>, seen: &mut HashSet<ObjectIdentifier>, depth: usize) {
        for name in resources.fonts.keys() {
            if let Some(font) = resources.fonts.get::<Dict<'_>>(name).filter(is_opaque) {
                let name = font.get::<Name<'_>>(b"BaseFont").map(|name| without_prefix(name.as_str()).to_owned());
                self.opaque.extend(name);
            }
        }
        if depth == 0 {
            return;
        }
        for name in resources.x_objects.keys() {
            let Some(form) = resources.x_objects.get::<Stream<'_>>(name) else { continue };
            let id = form.obj_id();
            if let Some(inner) = form.dict().get::<Dict<'_>>(b"Resources")
                && seen.insert(id)
            {
                self.learn_from(&Resources::new(inner), seen, depth - 1);
            }
        }
    }

    /// The characters of a glyph, whose map gives `given`.
    pub(super) fn read(&mut self, glyph: &OutlineGlyph, given: Option<BfString>) -> Reading {
        let given = match given {
            Some(BfString::String(text)) => unswapped(text).map(BfString::String),
            given => given,
        };
        let given = given.filter(|text| match text {
            BfString::Char(c) => is_character(*c),
            BfString::String(text) => text.chars().all(is_character),
        });
        match given {
            Some(text) if self.opaque.is_empty() => return Reading::Known(text),
            _ => {}
        }
        let Some(font) = glyph.font_data() else {
            return given.map_or(Reading::Unknown(None), Reading::Known);
        };
        let opaque = font.postscript_name.as_ref().is_some_and(|name| self.opaque.contains(name));
        match given.filter(|_| !opaque) {
            Some(text) => Reading::Known(text),
            None => {
                let data: &[u8] = (*font.data).as_ref();
                let characters = self.characters.entry(font.cache_key).or_insert_with(|| characters(data));
                match characters.get(&glyph.glyph_id().to_u32()) {
                    Some(c) => Reading::Known(BfString::Char(*c)),
                    None => Reading::Unknown(font.postscript_name),
                }
            }
        }
    }
}

/// The letters of a ligature whose map has the two bytes of each of them swapped, as some printers write it: `昀椀` is
/// `fi`. Nothing where what comes out is no letter either.
fn unswapped(text: String) -> Option<String> {
    /// The code of `A`, swapped.
    const FIRST: u32 = 0x4100;
    if !text.chars().map(u32::from).all(|code| code & 0xFF == 0 && (FIRST..=0xFFFF).contains(&code)) {
        return Some(text);
    }
    let letter = |c: char| char::from_u32(u32::from(c) >> 8).filter(char::is_ascii_alphabetic);
    text.chars().map(letter).collect()
}

/// Whether a character may stand for a glyph: not one that stands for a lost one or for none.
fn is_character(c: char) -> bool {
    c != char::REPLACEMENT_CHARACTER && (!c.is_control() || c.is_whitespace())
}

/// Whether the codes of a font are mere numbers of glyphs: it is embedded, and has neither a map nor an encoding.
fn is_opaque(font: &Dict<'_>) -> bool {
    let has = |dict: &Dict<'_>, key: &[u8]| dict.get::<Object<'_>>(key).is_some();
    let embedded = font.get::<Dict<'_>>(b"FontDescriptor").is_some_and(|descriptor| has(&descriptor, b"FontFile2"));
    embedded && !has(font, b"ToUnicode") && !has(font, b"Encoding")
}

/// The name of a font without the six letters that say that it is a part of one: `AAAAAA+Arial`.
fn without_prefix(name: &str) -> &str {
    match name.split_once('+') {
        Some((prefix, rest)) if prefix.len() == 6 && prefix.bytes().all(|c| c.is_ascii_uppercase()) => rest,
        _ => name,
    }
}

/// The characters of the glyphs of a font program; of several, the first in Unicode's order.
fn characters(data: &[u8]) -> HashMap<u32, char> {
    let mut characters = HashMap::new();
    let Ok(font) = FontRef::new(data) else { return characters };
    let table = font.charmap();
    // The codes of a symbol font are its own.
    if table.is_symbol() {
        return characters;
    }
    for (code, glyph) in table.mappings() {
        let c = char::from_u32(code).filter(|c| !matches!(c, '\u{e000}'..='\u{f8ff}') && is_character(*c));
        if let Some(c) = c {
            characters.entry(glyph.to_u32()).or_insert(c);
        }
    }
    characters
}
