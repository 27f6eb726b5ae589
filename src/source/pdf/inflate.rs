//! How large the streams of a file become, found out before anything is kept.
//!
//! In: the streams of a file or page, packed. Out: whether they stay within what is left of the limit. DEFLATE, in any
//! number of layers, is unpacked through a small buffer, as the interpreter unpacks it whole; other filters, which
//! grow less, are unpacked as far as the limit.

use std::collections::HashSet;
use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::xref::XRef;
use memchr::memmem;

/// Objects within objects that are looked at, at most.
const DEEPEST: usize = 64;
/// Layers of DEFLATE in a stream at most; honest files have one.
const MOST_LAYERS: usize = 8;

/// Entries of a page or annotation that lead away from it.
const ELSEWHERE: [&[u8]; 7] = [b"Parent", b"P", b"Dest", b"A", b"B", b"Popup", b"Next"];

/// What was measured already.
#[derive(Default)]
pub(super) struct Measured {
    seen: HashSet<ObjectIdentifier>,
}

impl Measured {
    /// Takes the streams of a page off what is left; says whether that was enough.
    pub(super) fn page(&mut self, page: &Page<'_>, left: &mut u64) -> bool {
        let xref = page.xref();
        let resources = page.resources();
        // What a page draws is kept for each page anew; the rest is unpacked once.
        contents(page.raw()).iter().all(|stream| take(left, size(stream, *left)))
            && self.dictionary(page.raw(), xref, left, DEEPEST)
            && [
                &resources.fonts,
                &resources.x_objects,
                &resources.patterns,
                &resources.ext_g_states,
                &resources.color_spaces,
                &resources.shadings,
                &resources.properties,
            ]
            .into_iter()
            .all(|dictionary| self.dictionary(dictionary, xref, left, DEEPEST))
    }

    fn dictionary(&mut self, dictionary: &Dict<'_>, xref: &XRef, left: &mut u64, depth: usize) -> bool {
        let kind = dictionary.get::<Name<'_>>(b"Type");
        let is_place = kind.is_some_and(|kind| [&b"Page"[..], b"Pages", b"Annot", b"Action"].contains(&kind.as_ref()));
        let leads_on = |key: &Name<'_>| !is_place || !ELSEWHERE.contains(&key.as_ref());
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
                let is_image = stream.dict().get::<Name<'_>>(b"Subtype").is_some_and(|name| name.as_ref() == b"Image");
                self.dictionary(stream.dict(), xref, left, depth - 1) && (is_image || take(left, size(&stream, *left)))
            }
            _ => true,
        }
    }
}

/// The streams that a page draws, those that can be found.
pub(super) fn contents<'a>(page: &Dict<'a>) -> Vec<Stream<'a>> {
    match page.get::<Stream<'_>>(b"Contents") {
        Some(stream) => vec![stream],
        None => page.get::<Array<'_>>(b"Contents").into_iter().flat_map(|array| array.iter::<Stream<'_>>()).collect(),
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
    if filters.iter().any(picture) {
        return 0;
    }
    let raw = stream.raw_data();
    if filters.iter().all(|filter| *filter == Filter::FlateDecode) {
        return inflated(&raw, filters.len(), limit).0;
    }
    let mut data = raw.into_owned();
    let mut largest = data.len() as u64;
    for filter in filters {
        data = unpacked(filter, &data, limit);
        largest = largest.max(data.len() as u64);
    }
    largest
}

/// What a filter unpacks to, as far as one byte more than the limit.
fn unpacked(filter: Filter, data: &[u8], limit: u64) -> Vec<u8> {
    let most = usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1);
    let mut out = Vec::new();
    match filter {
        Filter::FlateDecode => {
            // What is damaged is recovered as far as it goes.
            let _ = ZlibDecoder::new(data).take(limit.saturating_add(1)).read_to_end(&mut out);
        }
        Filter::LzwDecode => {
            let mut decoder = weezl::decode::Decoder::with_tiff_size_switch(weezl::BitOrder::Msb, 8);
            let mut buffer = vec![0; 1 << 14];
            let mut rest = data;
            while out.len() < most {
                let read = decoder.decode_bytes(rest, &mut buffer);
                rest = &rest[read.consumed_in..];
                out.extend_from_slice(&buffer[..read.consumed_out]);
                if read.status.is_err() || (read.consumed_in == 0 && read.consumed_out == 0) {
                    break;
                }
            }
        }
        Filter::RunLengthDecode => {
            let mut at = 0;
            while let Some(length) = data.get(at).map(|byte| usize::from(*byte)).filter(|_| out.len() < most) {
                match length {
                    0..128 => {
                        out.extend_from_slice(&data[at + 1..(at + 2 + length).min(data.len())]);
                        at += length + 2;
                    }
                    128 => break,
                    _ => {
                        let byte = data.get(at + 1).copied().unwrap_or(0);
                        out.resize(out.len() + 257 - length, byte);
                        at += 2;
                    }
                }
            }
        }
        Filter::Ascii85Decode => {
            let digits = data.iter().take_while(|byte| **byte != b'~').filter(|byte| !byte.is_ascii_whitespace());
            let (mut value, mut count) = (0u32, 0);
            for byte in digits {
                match byte {
                    b'z' if count == 0 => out.extend([0; 4]),
                    b'!'..=b'u' => {
                        value = value.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                        count += 1;
                        if count == 5 {
                            out.extend(value.to_be_bytes());
                            (value, count) = (0, 0);
                        }
                    }
                    _ => break,
                }
            }
            // Of a last group that is cut, one byte less than it has digits.
            for _ in count..5 {
                value = value.wrapping_mul(85).wrapping_add(84);
            }
            out.extend(value.to_be_bytes().iter().take(usize::max(count, 1) - 1));
        }
        Filter::AsciiHexDecode => {
            let digits = data.iter().filter_map(|byte| char::from(*byte).to_digit(16)).collect::<Vec<u32>>();
            out.extend(digits.chunks(2).map(|pair| (pair[0] * 16 + pair.get(1).unwrap_or(&0)) as u8));
        }
        _ => out.extend_from_slice(data),
    }
    out
}

/// How much so many layers of DEFLATE unpack to, and how the result starts.
fn inflated(raw: &[u8], layers: usize, limit: u64) -> (u64, [u8; 2]) {
    let mut reader: Box<dyn Read + '_> = Box::new(raw);
    for _ in 0..layers {
        reader = Box::new(ZlibDecoder::new(reader));
    }
    let mut start = [0; 2];
    let mut buffer = [0; 1 << 14];
    let mut size = if layers == 0 { raw.len() as u64 } else { 0 };
    while layers > 0 && size <= limit {
        match reader.read(&mut buffer) {
            Ok(read) if read > 0 => {
                if size == 0 {
                    start.iter_mut().zip(&buffer[..read]).for_each(|(start, byte)| *start = *byte);
                }
                size += read as u64;
            }
            _ => break,
        }
    }
    (size, start)
}

/// Whether bytes start as packed ones do.
fn is_packed(start: [u8; 2]) -> bool {
    start[0] & 0x0F == 8 && u16::from_be_bytes(start).is_multiple_of(31)
}

/// Whether no stream of the file unpacks to more than the limit: the tables of objects are unpacked before any page is
/// found, and what a stream says of itself may be wrong. Pictures are not unpacked; encrypted streams are not seen.
pub(super) fn streams_fit(file: &[u8], limit: u64) -> bool {
    /// Bytes of a dictionary that are looked at.
    const DICTIONARY: usize = 512;
    memmem::find_iter(file, b"stream").all(|at| {
        let before = &file[at.saturating_sub(DICTIONARY)..at];
        let own = memmem::rfind(before, b"obj").map_or(before, |start| &before[start..]);
        let data = &file[at + b"stream".len()..];
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        let mut start = [0; 2];
        start.iter_mut().zip(data).for_each(|(start, byte)| *start = *byte);
        if own.ends_with(b"end") || memmem::find(own, b"/Image").is_some() {
            return true;
        }
        let mut layers = 0;
        while is_packed(start) && layers < MOST_LAYERS {
            layers += 1;
            let (size, next) = inflated(data, layers, limit);
            if size > limit {
                return false;
            }
            start = next;
        }
        true
    })
}
