//! A PDF as text whose places are known.
//!
//! In: the bytes of a PDF. Out: a [`Source`] like any other, whose text is what a reader of the pages sees, in reading
//! order, with a form feed between pages; and a [`Geometry`](super::geometry::Geometry), which says where each
//! character stands and which lines belong together. What nobody can see or read is a [`Finding`].
//!
//! The road: bytes ─▶ what each page draws (`drawing`, `fonts`) ─▶ pieces of lines (`pieces`, `grid`) ─▶ paragraphs, tables and
//! columns (`arrange`, `tables`) ─▶ text (`write`). The syntax of PDF is the work of `hayro-interpret`, which no other
//! module knows.
//!
//! Not here: what the text says.

mod arrange;
mod drawing;
mod fonts;
mod grid;
mod inflate;
mod marks;
mod memory;
mod pieces;
mod tables;
mod write;

use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use hayro_interpret::hayro_syntax::object::{Dict, Object, Stream};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, InterpreterWarning, RenderContent, TransformExt, interpret_page,
};

use super::{Finding, FindingKind, Limits, Source};
use drawing::{Drawing, Pen};
use fonts::Fonts;
use inflate::Measured;
use write::{PageText, Writer};

/// Why a PDF cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PdfError {
    /// It asks for a password.
    Password,
    /// It is encrypted in a way that is not known, or wrongly.
    Encryption,
    /// It has more bytes than the limit.
    TooLarge {
        /// The limit.
        limit: usize,
    },
    /// A part that is needed to find the pages inflates beyond the limit.
    Bomb {
        /// The limit.
        limit: u64,
    },
    /// No page can be found in it.
    NoPages,
    /// The time was over before the first page was found.
    TimeOver,
    /// The memory was used up before the first page was found.
    MemoryOver,
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PdfError::Password => f.write_str("is a PDF with a password; save it without one first"),
            PdfError::Encryption => f.write_str("is a PDF that is encrypted in an unknown way; save it without first"),
            PdfError::TooLarge { limit } => write!(f, "is a PDF of more than {} MB, the limit", limit >> 20),
            PdfError::Bomb { limit } => write!(f, "is a PDF that inflates to more than {} MB, the limit", limit >> 20),
            PdfError::NoPages => f.write_str("is a PDF in which no page can be found; it may be damaged or cut short"),
            PdfError::MemoryOver => f.write_str("is a PDF that takes more memory than the limit before its first page"),
            PdfError::TimeOver => f.write_str("is a PDF in which no page was found in time"),
        }
    }
}

impl std::error::Error for PdfError {}

/// What can run out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Limit {
    Pages,
    Inflated,
    Operations,
    Time,
    Memory,
}

impl Limit {
    fn noun(self, limits: &Limits) -> String {
        match self {
            Limit::Pages => format!("{} pages", limits.pages),
            Limit::Inflated => format!("{} MB of inflated streams", limits.inflated >> 20),
            Limit::Operations => format!("{} operations", limits.operations),
            Limit::Time => format!("{} s", limits.time.as_secs()),
            Limit::Memory => format!("{} MB of memory", limits.memory >> 20),
        }
    }
}

/// What is left of the limits.
struct Budget {
    operations: u64,
    inflated: u64,
    deadline: Instant,
    /// Whether nobody waits any more, as the memory is used up.
    left_behind: Arc<AtomicBool>,
}

impl Budget {
    /// Operations between two looks at the clock.
    const LOOK: u64 = 1024;

    /// Takes one operation; leaves the page where none is left.
    fn spend(&mut self) {
        let Some(left) = self.operations.checked_sub(1) else { stop(Limit::Operations) };
        self.operations = left;
        if left.is_multiple_of(Self::LOOK) {
            if self.left_behind.load(Ordering::Relaxed) {
                stop(Limit::Memory);
            } else if Instant::now() > self.deadline {
                stop(Limit::Time);
            }
        }
    }
}

/// Leaves the work on a page: nothing but unwinding gets out of the interpreter.
fn stop(limit: Limit) -> ! {
    resume_unwind(Box::new(limit))
}

/// Reads a PDF.
///
/// # Errors
/// It asks for a password, is larger than the limit, or has no page that can be found.
pub(super) fn read(name: String, bytes: &[u8], limits: &Limits) -> Result<Source, PdfError> {
    if bytes.len() > limits.bytes {
        return Err(PdfError::TooLarge { limit: limits.bytes });
    }
    let Read { pages, count, said, stopped } = read_pages(bytes, limits)?;
    let read = pages.len();
    let mut writer = Writer::default();
    let mut findings = Vec::new();
    for (at, page) in pages.into_iter().enumerate() {
        writer.page(u32::try_from(at + 1).unwrap_or(u32::MAX), &page.text);
        findings.extend(page.findings.into_iter().map(|(kind, message)| Finding { kind, page: Some(at + 1), message }));
    }
    let mut about_file = |kind, message| findings.push(Finding { kind, page: None, message });
    if let Some(limit) = stopped {
        let message = format!("read {read} of {count} pages, up to the limit of {}", limit.noun(limits));
        about_file(FindingKind::LimitReached, message);
    }
    if said > count {
        about_file(FindingKind::Damaged, format!("the file says that it has {said} pages; {count} can be found"));
    }
    /// Where the end of a PDF says that it is one, but for what was filled up behind it.
    const END: usize = 1024;
    let filled = bytes.iter().rev().take_while(|byte| matches!(byte, 0 | b' ' | b'\r' | b'\n')).count();
    let end = &bytes[..bytes.len() - filled];
    let end = &end[end.len().saturating_sub(END)..];
    if !end.windows(5).any(|window| window == b"%%EOF") {
        about_file(FindingKind::Damaged, "the file does not end as a PDF does; pages may be lost".to_owned());
    }
    let (text, geometry) = writer.finish();
    Ok(Source::of_pages(name, text, bytes, geometry, findings))
}

/// What was read of a file.
#[derive(Default)]
struct Read {
    pages: Vec<ReadPage>,
    /// Pages that were found.
    count: usize,
    /// Pages that the file says it has.
    said: usize,
    /// The limit that was reached.
    stopped: Option<Limit>,
}

/// A page that was read.
struct ReadPage {
    text: PageText,
    findings: Vec<(FindingKind, String)>,
}

enum Message {
    /// How many pages were found, and how many the file says it has.
    Count(usize, usize),
    Page(ReadPage),
    Stopped(Limit),
    Error(PdfError),
}

/// The stack for a file that nests as deep as the interpreter lets it.
const STACK: usize = 64 << 20;

/// The name of the thread that reads a PDF. What panics there is caught and becomes a finding.
pub const THREAD: &str = "pdf";

/// Reads the pages. What is known of memory is what the whole process takes: a file that was over the limit while others
/// were read is read again alone, so that it is not blamed for them.
fn read_pages(bytes: &[u8], limits: &Limits) -> Result<Read, PdfError> {
    static READERS: RwLock<()> = RwLock::new(());
    static READING: AtomicUsize = AtomicUsize::new(0);
    let shared = READERS.read();
    let joined = READING.fetch_add(1, Ordering::Relaxed) > 0;
    let read = read_in_thread(bytes, limits);
    let left = READING.fetch_sub(1, Ordering::Relaxed) > 1;
    drop(shared);
    let over = match &read {
        Ok(read) => read.stopped == Some(Limit::Memory),
        Err(error) => *error == PdfError::MemoryOver,
    };
    if !over || !joined && !left {
        return read;
    }
    let _alone = READERS.write();
    read_in_thread(bytes, limits)
}

/// Reads the pages in a thread of its own, which is left behind if it does not come back in time, or takes too much
/// memory: within the interpreter nothing else can stop it.
fn read_in_thread(bytes: &[u8], limits: &Limits) -> Result<Read, PdfError> {
    /// Time by which the thread may be late, as it looks at the clock by itself.
    const GRACE: Duration = Duration::from_millis(500);
    /// Time between two looks at the memory.
    const TICK: Duration = Duration::from_millis(20);
    let (sender, receiver) = mpsc::channel();
    let data = bytes.to_vec();
    let own = *limits;
    let deadline = Instant::now() + limits.time;
    let left_behind = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&left_behind);
    let work = move || {
        let send = |message| {
            // Nobody waits any more where the time is over.
            let _ = sender.send(message);
        };
        work(data, &own, deadline, flag, &send);
    };
    let before = memory::resident().unwrap_or(0);
    if std::thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK).spawn(work).is_err() {
        return Err(PdfError::NoPages);
    }
    collect(|| {
        loop {
            match receiver.recv_timeout(TICK) {
                Ok(message) => return Some(message),
                Err(mpsc::RecvTimeoutError::Disconnected) => return None,
                Err(mpsc::RecvTimeoutError::Timeout) => {}
            }
            let limit = match memory::resident().is_some_and(|now| now.saturating_sub(before) > limits.memory) {
                true => Some(Limit::Memory),
                false => (Instant::now() > deadline + GRACE).then_some(Limit::Time),
            };
            if let Some(limit) = limit {
                left_behind.store(true, Ordering::Relaxed);
                return Some(Message::Stopped(limit));
            }
        }
    })
}

/// Collects what the work sends, until it ends or is over.
fn collect(next: impl Fn() -> Option<Message>) -> Result<Read, PdfError> {
    let mut read = Read::default();
    while let Some(message) = next() {
        match message {
            Message::Count(count, said) => (read.count, read.said) = (count, said),
            Message::Page(page) => read.pages.push(page),
            Message::Stopped(limit) if read.count == 0 => {
                return Err(if limit == Limit::Memory { PdfError::MemoryOver } else { PdfError::TimeOver });
            }
            Message::Stopped(limit) => {
                read.stopped = Some(limit);
                return Ok(read);
            }
            Message::Error(error) => return Err(error),
        }
    }
    if read.count == 0 { Err(PdfError::NoPages) } else { Ok(read) }
}

/// Reads page by page.
fn work(data: Vec<u8>, limits: &Limits, deadline: Instant, left_behind: Arc<AtomicBool>, send: &dyn Fn(Message)) {
    let mut budget = Budget { operations: limits.operations, inflated: limits.inflated, deadline, left_behind };
    if !inflate::streams_fit(&data, limits.inflated) {
        return send(Message::Error(PdfError::Bomb { limit: limits.inflated }));
    }
    // What panics in the interpreter is damaged.
    let pdf = match catch_unwind(|| Pdf::new(data)) {
        Ok(Ok(pdf)) => pdf,
        Ok(Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected))) => {
            return send(Message::Error(PdfError::Password));
        }
        Ok(Err(LoadPdfError::Decryption(_))) => return send(Message::Error(PdfError::Encryption)),
        Ok(Err(LoadPdfError::Invalid)) | Err(_) => return send(Message::Error(PdfError::NoPages)),
    };
    let pages = pdf.pages();
    send(Message::Count(pages.len(), said_pages(&pdf)));
    let cache = InterpreterCache::new();
    let mut fonts = Fonts::default();
    let mut measured = Measured::default();
    for (at, page) in pages.iter().enumerate() {
        if at >= limits.pages {
            return send(Message::Stopped(Limit::Pages));
        }
        let read = catch_unwind(AssertUnwindSafe(|| {
            if !measured.page(page, &mut budget.inflated) {
                stop(Limit::Inflated);
            }
            read_page(&pdf, page, &cache, &mut fonts, &mut budget)
        }));
        let stopped = match read {
            Ok((page, stopped)) => {
                send(Message::Page(page));
                stopped
            }
            Err(reason) => match limit_of(reason.as_ref()) {
                Some(limit) => Some(limit),
                None => {
                    let findings = vec![(FindingKind::Damaged, "the page cannot be read".to_owned())];
                    send(Message::Page(ReadPage { text: PageText::default(), findings }));
                    None
                }
            },
        };
        if let Some(limit) = stopped {
            return send(Message::Stopped(limit));
        }
    }
}

/// How many pages the file says it has.
fn said_pages(pdf: &Pdf) -> usize {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let pages = catalog.and_then(|catalog| catalog.get::<Dict<'_>>(b"Pages"));
    pages.and_then(|pages| usize::try_from(pages.get::<i32>(b"Count")?).ok()).unwrap_or(0)
}

fn limit_of(reason: &(dyn Any + Send)) -> Option<Limit> {
    reason.downcast_ref::<Limit>().copied()
}

/// Reads a page, up to a limit if one is reached.
fn read_page<'a>(
    pdf: &'a Pdf,
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    fonts: &mut Fonts,
    budget: &mut Budget,
) -> (ReadPage, Option<Limit>) {
    let (width, height) = page.render_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    fonts.learn(page);
    let lost = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&lost);
    let settings = InterpreterSettings {
        warning_sink: Arc::new(move |warning| {
            // Pictures are not looked at.
            if matches!(warning, InterpreterWarning::UnsupportedFont) {
                counter.fetch_add(1, Ordering::Relaxed);
            }
        }),
        render_content: RenderContent::all(),
        ..InterpreterSettings::default()
    };
    let seen = Rect::new(0.0, 0.0, width, height);
    let transform = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, seen, cache, pdf.xref(), settings);
    let mut pen = Pen::new(width, height, fonts, budget);
    let ended = catch_unwind(AssertUnwindSafe(|| interpret_page(page, &mut context, &mut pen)));
    let drawing = pen.finish();
    let mut findings = findings(&drawing, lost.load(Ordering::Relaxed));
    let stopped = match ended {
        Ok(()) => None,
        Err(reason) => {
            let limit = limit_of(reason.as_ref());
            if limit.is_none() {
                findings.push((FindingKind::Damaged, "the page cannot be read to its end".to_owned()));
            }
            limit
        }
    };
    if lacks_contents(page) {
        findings.push((FindingKind::Damaged, "a part of what the page draws cannot be read".to_owned()));
    }
    (ReadPage { text: arrange::arrange(&drawing), findings }, stopped)
}

/// Whether a page names streams that cannot be found or unpacked.
fn lacks_contents(page: &Page<'_>) -> bool {
    /// Bytes that packed nothing has at most.
    const NOTHING: usize = 24;
    let named = match page.raw().get::<Object<'_>>(b"Contents") {
        Some(Object::Array(array)) => array.raw_iter().count(),
        Some(_) => 1,
        None => usize::from(page.raw().contains_key(b"Contents")),
    };
    let found = inflate::contents(page.raw());
    let lost = |stream: &Stream<'_>| {
        stream.raw_data().len() > NOTHING && stream.decoded_data().is_ok_and(|data| data.is_empty())
            || stream.decoded_data().is_err()
    };
    // Where something was drawn, only what is missing altogether shows.
    let empty = page.page_stream().is_none_or(|data| data.iter().all(u8::is_ascii_whitespace));
    found.len() < named || empty && found.iter().any(lost)
}

/// What a page shows that is no text, and the other way round.
fn findings(drawing: &Drawing, lost_fonts: usize) -> Vec<(FindingKind, String)> {
    let mut found = Vec::new();
    if drawing.glyphs.iter().all(|glyph| glyph.text.is_blank()) {
        let hidden = match drawing.hidden {
            0 => String::new(),
            hidden => format!(", and {hidden} characters that nobody sees"),
        };
        let message = match drawing.pictures {
            0 => format!("the page has no text{hidden}"),
            pictures => format!("the page has no text, but pictures: {pictures}{hidden}"),
        };
        found.push((FindingKind::NoText { pictures: drawing.pictures > 0 }, message));
    } else if drawing.hidden > 0 {
        let message = format!("characters that no reader of the page sees, left out: {}", drawing.hidden);
        found.push((FindingKind::Hidden, message));
    }
    if drawing.doubled > 0 {
        let message = format!("characters drawn twice, read once: {}", drawing.doubled);
        found.push((FindingKind::Doubled, message));
    }
    for (font, glyphs) in &drawing.unknown {
        let font = if font.is_empty() { "a font".to_owned() } else { format!("the font {font}") };
        let message = format!("{font} does not say which characters its glyphs are: {glyphs} read U+FFFD");
        found.push((FindingKind::Unmapped, message));
    }
    if lost_fonts > 0 {
        let message = format!("fonts that cannot be read, whose text is lost: {lost_fonts}");
        found.push((FindingKind::Damaged, message));
    }
    found
}
