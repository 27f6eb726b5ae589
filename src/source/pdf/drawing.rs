//! What a page draws: glyphs, rules and edges, in the order of its content.
//!
//! In: a page of a PDF. Out: a [`Drawing`] with what a reader of the page would see; what nobody sees (invisible,
//! clipped, off the page, drawn a second time at the same place) is counted and left out.

use std::collections::BTreeMap;
use std::f64::consts::{FRAC_PI_2, PI};

use hayro_interpret::font::{Glyph as DrawnGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::kurbo::{BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask};

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::Budget;
use super::fonts::{Fonts, Reading};

/// The direction in which a text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Turn {
    /// From left to right.
    None,
    /// From top to bottom.
    Clockwise,
    /// From right to left, upside down.
    Half,
    /// From bottom to top.
    Counterclockwise,
    /// Across the page.
    Oblique,
}

impl Turn {
    fn of(angle: f64) -> Self {
        /// Scans and italics by transformation are a little off.
        const TOLERANCE: f64 = 0.05;
        let near = |other: f64| (angle - other).abs() < TOLERANCE;
        match () {
            () if near(0.0) => Turn::None,
            () if near(FRAC_PI_2) => Turn::Clockwise,
            () if near(-FRAC_PI_2) => Turn::Counterclockwise,
            () if near(PI) || near(-PI) => Turn::Half,
            () => Turn::Oblique,
        }
    }

    /// A point of the page, along the text and across its lines.
    fn along(self, point: Point) -> Point {
        match self {
            Turn::None | Turn::Oblique => point,
            Turn::Clockwise => Point::new(point.y, -point.x),
            Turn::Half => Point::new(-point.x, -point.y),
            Turn::Counterclockwise => Point::new(-point.y, point.x),
        }
    }

    /// The rectangle of the page that one along the text is.
    pub(super) fn on_page(self, along: Rect) -> Rect {
        let corner = |x: f64, y: f64| match self {
            Turn::None | Turn::Oblique => Point::new(x, y),
            Turn::Clockwise => Point::new(-y, x),
            Turn::Half => Point::new(-x, -y),
            Turn::Counterclockwise => Point::new(y, -x),
        };
        Rect::from_points(corner(along.x0, along.y0), corner(along.x1, along.y1))
    }
}

/// A glyph that a reader of the page sees.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    /// The characters that it stands for.
    pub(super) text: Letters,
    pub(super) turn: Turn,
    /// Where it starts and ends along the text.
    pub(super) start: f64,
    pub(super) end: f64,
    /// Its base line, across the text.
    pub(super) base: f64,
    /// The size of its font, in points.
    pub(super) size: f64,
    /// Which run of the page draws it.
    pub(super) run: usize,
    /// Which font it is of; of those that do not say, all are one.
    pub(super) font: u64,
}

/// Characters of a glyph.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Letters {
    One(char),
    Several(Box<str>),
    /// Its font does not say.
    Unknown,
}

impl Letters {
    pub(super) fn first(&self) -> char {
        match self {
            Letters::One(c) => *c,
            Letters::Several(text) => text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER),
            Letters::Unknown => char::REPLACEMENT_CHARACTER,
        }
    }

    /// Appends them, ligatures and accents made whole.
    pub(super) fn push_to(&self, text: &mut String) {
        match self {
            Letters::Several(letters) => text.extend(letters.nfc()),
            // The Latin ligatures; other compatibility forms (², ½) say something that their plain letters do not.
            Letters::One(c @ '\u{fb00}'..='\u{fb06}') => text.extend(std::iter::once(*c).nfkc()),
            _ => text.push(self.first()),
        }
    }

    /// Whether nothing is drawn.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Letters::One(c) => c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'),
            Letters::Several(text) => text.chars().all(char::is_whitespace),
            Letters::Unknown => false,
        }
    }
}

/// What a page draws.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) glyphs: Vec<Glyph>,
    /// Lines and edges of filled rectangles, those that stand upright.
    pub(super) upright: Vec<Rule>,
    /// And those that lie.
    pub(super) level: Vec<Rule>,
    /// Small shapes, which may be marks in front of items.
    pub(super) dots: Vec<Rect>,
    /// Shapes of one size, at least three of them, as cards have them around their text.
    pub(super) cards: Vec<Rect>,
    /// How many pictures.
    pub(super) pictures: usize,
    /// How many glyphs nobody sees.
    pub(super) hidden: usize,
    /// How many glyphs were drawn a second time.
    pub(super) doubled: usize,
    /// Glyphs whose character is not known, by the name of their font.
    pub(super) unknown: BTreeMap<String, usize>,
    runs: usize,
}

/// A straight line: where it stands, and from where to where it goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

/// A letter, its size, and about where it stands.
type Spot = (char, i32, i32, i32);

/// Draws a page into a [`Drawing`].
pub(super) struct Pen<'p> {
    pub(super) drawing: Drawing,
    pub(super) fonts: &'p mut Fonts,
    pub(super) budget: &'p mut Budget,
    clips: Vec<Rect>,
    /// Opacities of the groups around.
    opacities: Vec<f32>,
    /// What was drawn by which run and where, by its size and place in steps of a share of that.
    seen: FxHashMap<Spot, (usize, f64, f64)>,
    /// Filled rectangles that may be cells.
    rects: Vec<Rect>,
    /// Shapes that may be cards.
    frames: Vec<Rect>,
}

/// Rules on a page at most; charts and maps have more, and no table.
const MOST_RULES: usize = 5_000;
/// Shapes of a page at most that may be cards.
const MOST_FRAMES: usize = 300;
/// Characters that a glyph stands for at most.
const MOST_LETTERS: usize = 16;
/// Points of a path at most that may be a table's.
const MOST_POINTS: usize = 400;
/// Points by which a line may slope or a rectangle be thick and still be a rule.
const THIN: f64 = 1.5;

impl<'p> Pen<'p> {
    pub(super) fn new(width: f64, height: f64, fonts: &'p mut Fonts, budget: &'p mut Budget) -> Self {
        Self {
            drawing: Drawing { width, height, ..Drawing::default() },
            fonts,
            budget,
            clips: Vec::new(),
            opacities: Vec::new(),
            seen: FxHashMap::default(),
            rects: Vec::new(),
            frames: Vec::new(),
        }
    }

    fn push_clip(&mut self, clip: Rect) {
        self.budget.spend();
        let inside = self.clips.last().map_or(clip, |outer| outer.intersect(clip));
        self.clips.push(inside);
    }

    /// Whether a reader of the page sees what stands there.
    fn is_visible(&self, point: Point) -> bool {
        let page = Rect::new(0.0, 0.0, self.drawing.width, self.drawing.height);
        page.contains(point)
            && self.clips.last().is_none_or(|clip| clip.inflate(1.0, 1.0).contains(point))
            && self.opacities.iter().all(|opacity| *opacity > 0.0)
    }

    fn rule(&mut self, one: Point, other: Point) {
        if self.drawing.upright.len() + self.drawing.level.len() >= MOST_RULES {
            return;
        }
        let (width, height) = ((one.x - other.x).abs(), (one.y - other.y).abs());
        let level = Rule { at: (one.y + other.y) / 2.0, from: one.x.min(other.x), to: one.x.max(other.x) };
        let upright = Rule { at: (one.x + other.x) / 2.0, from: one.y.min(other.y), to: one.y.max(other.y) };
        if height <= THIN && width > height {
            self.drawing.level.push(level);
        } else if width <= THIN && height > width {
            self.drawing.upright.push(upright);
        }
    }

    /// Keeps a shape that is as small as a mark.
    fn dot(&mut self, shape: Rect) {
        /// The smallest and the largest side of a mark, in points.
        const SIDES: std::ops::RangeInclusive<f64> = 1.5..=14.0;
        let (width, height) = (shape.width(), shape.height());
        let square = (width - height).abs() <= 0.3 * width.max(height);
        if square && SIDES.contains(&width) && SIDES.contains(&height) && self.drawing.dots.len() < MOST_RULES {
            self.drawing.dots.push(shape);
        }
    }

    /// Keeps a shape that is as large as a card.
    fn frame(&mut self, shape: Rect) {
        /// The smallest sides of a card, in points, and the largest share of the page, one in so many.
        const WIDTH: f64 = 60.0;
        const HEIGHT: f64 = 25.0;
        const SHARE: f64 = 2.2;
        let small = shape.width() * shape.height() * SHARE < self.drawing.width * self.drawing.height;
        if small && shape.width() >= WIDTH && shape.height() >= HEIGHT && self.frames.len() < MOST_FRAMES {
            self.frames.push(shape);
        }
    }

    fn rectangle(&mut self, rect: Rect) {
        // What fills the page encloses no cell.
        if rect.width() * rect.height() * 2.0 > self.drawing.width * self.drawing.height {
            return;
        }
        let corner = Point::new;
        if rect.width() <= THIN || rect.height() <= THIN {
            let middle = rect.center();
            return match rect.width() > rect.height() {
                true => self.rule(corner(rect.x0, middle.y), corner(rect.x1, middle.y)),
                false => self.rule(corner(middle.x, rect.y0), corner(middle.x, rect.y1)),
            };
        }
        if self.rects.len() < MOST_RULES {
            self.rects.push(rect);
        }
    }

    /// The characters of a glyph, and how it is known.
    fn letters(&mut self, glyph: &DrawnGlyph<'_>) -> Letters {
        let given = glyph.as_unicode();
        let read = match glyph {
            DrawnGlyph::Outline(outline) => self.fonts.read(outline, given),
            DrawnGlyph::Type3(_) => given.map_or(Reading::Unknown(None), Reading::Known),
        };
        match read {
            Reading::Known(BfString::Char(c)) => Letters::One(c),
            Reading::Known(BfString::String(text)) => {
                let mut characters = text.chars();
                match (characters.next(), characters.next()) {
                    (Some(c), None) => Letters::One(c),
                    (Some(_), Some(_)) => Letters::Several(text.chars().take(MOST_LETTERS).collect()),
                    (None, _) => Letters::One('\u{200b}'),
                }
            }
            Reading::Unknown(font) => {
                *self.drawing.unknown.entry(font.unwrap_or_default()).or_default() += 1;
                Letters::Unknown
            }
        }
    }

    /// Whether the same glyph stands there already: drawn again for a shadow or to seem bold.
    fn is_doubled(&mut self, glyph: &Glyph) -> bool {
        /// A shadow's distance at most, as a share of the size, and across as one of the glyph's width: two letters of a
        /// word stand farther apart.
        const OFF: f64 = 0.1;
        const OF_WIDTH: f64 = 0.45;
        if glyph.text.is_blank() || glyph.text == Letters::Unknown {
            return false;
        }
        let off = OFF * glyph.size.max(1.0);
        let across = off.min(OF_WIDTH * (glyph.end - glyph.start));
        // Casts saturate, and pages are not that large.
        let (x, y) = ((glyph.start / off).floor() as i32, (glyph.base / off).floor() as i32);
        let (letter, size) = (glyph.text.first(), (glyph.size * 10.0).round() as i32);
        let run = self.drawing.runs;
        let near = |dx: i32, dy: i32| (letter, size, x.saturating_add(dx), y.saturating_add(dy));
        let same = |other: &(usize, f64, f64)| {
            other.0 != run && (other.1 - glyph.start).abs() <= across && (other.2 - glyph.base).abs() <= off
        };
        let again = (-1..=1).any(|dx| (-1..=1).any(|dy| self.seen.get(&near(dx, dy)).is_some_and(same)));
        if !again {
            self.seen.insert(near(0, 0), (run, glyph.start, glyph.base));
        }
        again
    }

    /// What was drawn: the edges of rectangles that others touch are rules; characters of private use among letters are
    /// not known.
    pub(super) fn finish(mut self) -> Drawing {
        let touches = |one: &Rect, other: &Rect| {
            let near = |a: f64, b: f64| (a - b).abs() <= THIN;
            let edge = [other.x0, other.x1].iter().any(|x| near(*x, one.x0) || near(*x, one.x1));
            edge && one.y0 <= other.y1 + THIN && other.y0 <= one.y1 + THIN
        };
        let mut rects = std::mem::take(&mut self.rects);
        rects.sort_by(|one, other| one.y0.total_cmp(&other.y0));
        for (at, rect) in rects.iter().enumerate() {
            let others = rects.iter().enumerate().take_while(|(_, other)| other.y0 <= rect.y1 + THIN);
            // A word that is highlighted is no cell.
            if others.filter(|(other, _)| *other != at).any(|(_, other)| touches(rect, other)) {
                let corner = Point::new;
                self.rule(corner(rect.x0, rect.y0), corner(rect.x1, rect.y0));
                self.rule(corner(rect.x0, rect.y1), corner(rect.x1, rect.y1));
                self.rule(corner(rect.x0, rect.y0), corner(rect.x0, rect.y1));
                self.rule(corner(rect.x1, rect.y0), corner(rect.x1, rect.y1));
            }
        }
        let page = self.drawing.width * self.drawing.height;
        self.drawing.cards = cards(std::mem::take(&mut self.frames), page);
        let glyphs = &mut self.drawing.glyphs;
        let private = |glyph: &Glyph| matches!(glyph.text, Letters::One('\u{e000}'..='\u{f8ff}'));
        let letter = |glyph: &Glyph| glyph.text.first().is_alphabetic();
        for at in 0..glyphs.len() {
            let beside = [at.checked_sub(1), Some(at + 1)];
            let in_word = |other: usize| {
                glyphs.get(other).is_some_and(|other| other.run == glyphs[at].run && (letter(other) || private(other)))
            };
            if private(&glyphs[at]) && beside.into_iter().flatten().any(in_word) {
                glyphs[at].text = Letters::Unknown;
                *self.drawing.unknown.entry(String::new()).or_default() += 1;
            }
        }
        self.drawing
    }
}

/// The shapes that are as large as others, at least three of them, none in another; or two beside each other that take a
/// good part of the page.
fn cards(mut frames: Vec<Rect>, page: f64) -> Vec<Rect> {
    const FEWEST: usize = 3;
    /// The share of the page that one of two takes.
    const LARGE: f64 = 0.1;
    /// How far sides may differ, in points.
    const OFF: f64 = 2.0;
    let near = |one: f64, other: f64| (one - other).abs() <= OFF;
    // The same one may be filled first, then drawn around.
    let mut seen: Vec<Rect> = Vec::new();
    frames.retain(|frame| {
        let again =
            seen.iter().any(|other| near(other.x0, frame.x0) && near(other.y0, frame.y0) && near(other.x1, frame.x1));
        seen.push(*frame);
        !again
    });
    let alike = |one: &Rect, other: &Rect| near(one.width(), other.width()) && near(one.height(), other.height());
    let apart = |one: &Rect, other: &Rect| one.intersect(*other).area() <= 0.0 || one == other;
    let card = |frame: &&Rect| {
        let like: Vec<&Rect> = frames.iter().filter(|other| alike(frame, other)).collect();
        let beside = like.iter().all(|other| near(other.y0, frame.y0)) && frame.area() >= LARGE * page;
        (like.len() >= FEWEST || like.len() == 2 && beside) && like.iter().all(|other| apart(frame, other))
    };
    frames.iter().filter(card).copied().collect()
}

impl<'a> Device<'a> for Pen<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, draw_mode: &DrawMode) {
        self.budget.spend();
        if path.elements().len() > MOST_POINTS {
            return;
        }
        let filled = matches!(draw_mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..));
        let round = path.elements().iter().any(|element| matches!(element, PathEl::CurveTo(..) | PathEl::QuadTo(..)));
        // What is only drawn around encloses as well.
        let around = path.elements().len() > 4;
        if filled || round || around {
            let shape = (props.transform * path.clone()).bounding_box();
            // A shading fills the page, as far as it is cut to the mark.
            let cut = self.clips.last().map_or(shape, |clip| shape.intersect(*clip));
            if (filled || round) && self.is_visible(cut.center()) {
                self.dot(cut);
            }
            if self.is_visible(shape.center()) {
                self.frame(shape);
            }
        }
        let mut start = Point::ZERO;
        let mut last = Point::ZERO;
        // A filled path may be several rectangles.
        let mut part: Option<Rect> = None;
        let mut straight = true;
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(point) => {
                    if let Some(rect) = part.take().filter(|_| filled && straight) {
                        self.rectangle(rect);
                    }
                    straight = true;
                    start = props.transform * point;
                    last = start;
                }
                PathEl::LineTo(point) => {
                    let next = props.transform * point;
                    straight &= (next.x - last.x).abs() < THIN || (next.y - last.y).abs() < THIN;
                    if !filled {
                        self.rule(last, next);
                    }
                    part = Some(part.unwrap_or(Rect::from_points(start, start)).union_pt(next));
                    last = next;
                }
                PathEl::ClosePath => {
                    if !filled {
                        self.rule(last, start);
                    }
                    last = start;
                }
                PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => {
                    straight = false;
                    last = props.transform * point;
                }
            }
        }
        if let Some(rect) = part.filter(|_| filled && straight) {
            self.rectangle(rect);
        }
    }

    fn push_clip_path(&mut self, clip_path: &ClipPath) {
        self.push_clip(clip_path.path.bounding_box());
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.push_clip(*rect);
    }

    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.budget.spend();
        self.opacities.push(opacity);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, draw_mode: &DrawMode) {
        self.drawing.runs += 1;
        let unseen = matches!(draw_mode, DrawMode::Invisible)
            || matches!(&props.paint, Paint::Color(color) if color.to_rgba().components()[3] == 0.0);
        let font = match run.glyphs().first().map(|glyph| &**glyph) {
            // The lower half tells as well.
            Some(DrawnGlyph::Outline(glyph)) => glyph.font_data().map_or(0, |font| font.cache_key as u64),
            _ => 0,
        };
        for glyph in run.glyphs() {
            self.budget.spend();
            let transform = props.transform * glyph.transform();
            let [a, b, c, d, x, y] = transform.as_coeffs();
            if ![a, b, c, d, x, y].iter().all(|number| number.is_finite()) {
                continue;
            }
            let width = match &**glyph {
                DrawnGlyph::Outline(outline) => outline.advance_width(),
                DrawnGlyph::Type3(glyph) => glyph.advance_width(),
            };
            let advance = f64::from(width.unwrap_or(0.0)) * a.hypot(b);
            let size = c.hypot(d) * 1000.0;
            let angle = b.atan2(a);
            let turn = Turn::of(angle);
            let middle = Point::new(
                x + angle.cos() * advance / 2.0 + angle.sin() * size * 0.3,
                y + angle.sin() * advance / 2.0 - angle.cos() * size * 0.3,
            );
            if unseen || !self.is_visible(middle) {
                self.drawing.hidden += usize::from(!matches!(glyph.as_unicode(), Some(BfString::Char(' '))));
                continue;
            }
            let origin = turn.along(Point::new(x, y));
            let glyph = Glyph {
                text: self.letters(glyph),
                turn,
                start: origin.x,
                end: origin.x + advance,
                base: origin.y,
                size,
                run: self.drawing.runs,
                font,
            };
            if self.is_doubled(&glyph) {
                self.drawing.doubled += 1;
            } else {
                self.drawing.glyphs.push(glyph);
            }
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.budget.spend();
        self.drawing.pictures += 1;
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn pop_transparency_group(&mut self) {
        self.opacities.pop();
    }

    fn begin_marked_content(&mut self, _: &[u8], _: Option<&Dict<'_>>) {
        self.budget.spend();
    }
}
