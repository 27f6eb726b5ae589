//! How large the streams of a file become, counted before anything is kept.
//!
//! In: the streams of a page, packed. Out: whether they stay within what is left of the limit. A stream is inflated
//! through a small buffer, as the interpreter inflates it whole.

use std::collections::HashSet;
use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::object::{Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::xref::XRef;

/// Bytes that a packed byte becomes at most, but for those of DEFLATE, which are counted: a code of LZW stands for a
/// string of its table, two bytes of run lengths for 128.
const LZW: u64 = 2_730;
const RUN_LENGTH: u64 = 64;

/// Objects within objects that are looked at, at most.
const DEEPEST: usize = 64;

/// Entries of a dictionary that lead away from a page.
const ELSEWHERE: [&[u8]; 7] = [b"Parent", b"P", b"Dest", b"A", b"B", b"Popup", b"Next"];

/// What was measured already.
#[derive(Default)]
pub(super) struct Measured {
    seen: HashSet<ObjectIdentifier>,
}

impl Measured {
    /// Takes the streams of a page off what is left; says whether that was enough.
    pub(super) fn page(&mut self, page: &Page<'_>, left: &mut u64) -> bool {
        self.dictionary(page.raw(), page.xref(), left, DEEPEST)
    }

    fn dictionary(&mut self, dictionary: &Dict<'_>, xref: &XRef, left: &mut u64, depth: usize) -> bool {
        let leads_on = |key: &Name<'_>| !ELSEWHERE.contains(&key.as_ref());
        dictionary.entries().filter(|(key, _)| leads_on(key)).all(|(_, value)| self.value(value, xref, left, depth))
    }

    fn value(&mut self, value: MaybeRef<Object<'_>>, xref: &XRef, left: &mut u64, depth: usize) -> bool {
        let object = match value {
            MaybeRef::NotRef(object) => Some(object),
            MaybeRef::Ref(id) => {
                let id = ObjectIdentifier::from(id);
                (depth > 0 && self.seen.insert(id)).then(|| xref.get::<Object<'_>>(id)).flatten()
            }
        };
        match object {
            _ if depth == 0 => true,
            Some(Object::Dict(dictionary)) => self.dictionary(&dictionary, xref, left, depth - 1),
            Some(Object::Array(array)) => array.raw_iter().all(|value| self.value(value, xref, left, depth - 1)),
            Some(Object::Stream(stream)) => {
                self.dictionary(stream.dict(), xref, left, depth - 1) && take(left, size(&stream, *left))
            }
            _ => true,
        }
    }
}

fn take(left: &mut u64, size: u64) -> bool {
    let enough = size <= *left;
    *left = left.saturating_sub(size);
    enough
}

/// How large a stream becomes; something above `limit` where it becomes larger than that. Pictures stay as they are.
fn size(stream: &Stream<'_>, limit: u64) -> u64 {
    let filters = stream.filters();
    let picture = |filter: &Filter| {
        matches!(filter, Filter::DctDecode | Filter::JpxDecode | Filter::Jbig2Decode | Filter::CcittFaxDecode)
    };
    let is_image = stream.dict().get::<Name<'_>>(b"Subtype");
    if filters.iter().any(picture) || is_image.is_some_and(|name| name.as_ref() == b"Image") {
        return 0;
    }
    let raw = stream.raw_data();
    if filters.iter().all(|filter| *filter == Filter::FlateDecode) {
        return inflated(&raw, filters.len(), limit);
    }
    // Of other filters the worst is taken for true.
    let growth = filters.iter().fold(1u64, |growth, filter| {
        growth.saturating_mul(match filter {
            Filter::LzwDecode => LZW,
            Filter::RunLengthDecode => RUN_LENGTH,
            Filter::FlateDecode => 1_032,
            _ => 1,
        })
    });
    growth.saturating_mul(raw.len() as u64)
}

/// How much so many layers of DEFLATE unpack to.
fn inflated(raw: &[u8], layers: usize, limit: u64) -> u64 {
    let mut reader: Box<dyn Read + '_> = Box::new(raw);
    let mut size = raw.len() as u64;
    for _ in 0..layers {
        reader = Box::new(ZlibDecoder::new(reader));
        size = 0;
    }
    let mut buffer = [0; 1 << 14];
    while layers > 0 && size <= limit {
        match reader.read(&mut buffer) {
            Ok(read) if read > 0 => size += read as u64,
            // What is damaged is recovered as far as it goes.
            _ => break,
        }
    }
    size
}

/// Takes the tables of objects off what is left, which are unpacked before any page is found; says whether that was
/// enough. In encrypted files they are not seen.
pub(super) fn measure_index(file: &[u8], left: &mut u64) -> bool {
    const KINDS: [&[u8]; 2] = [b"/ObjStm", b"/XRef"];
    /// Bytes from the kind of a stream to its start, at most.
    const DICTIONARY: usize = 4096;
    KINDS.iter().all(|kind| {
        memchr::memmem::find_iter(file, kind).all(|at| {
            let near = &file[at..(at + DICTIONARY).min(file.len())];
            let Some(start) = memchr::memmem::find(near, b"stream") else { return true };
            let data = &file[at + start + b"stream".len()..];
            let data = data.strip_prefix(b"\r").unwrap_or(data);
            let data = data.strip_prefix(b"\n").unwrap_or(data);
            take(left, inflated(data, 1, *left))
        })
    })
}
