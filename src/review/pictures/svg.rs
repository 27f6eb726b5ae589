//! Writes SVG: the one place where a drawing's text is escaped.
//!
//! In: shapes in units of the drawing. Out: an `<svg>` that scales, without styles, scripts or colours of its own.
//!
//! Not here: what is drawn.

use std::fmt::Write as _;

use super::measure::{fitted, width};
use crate::review::escape::{html, visible as written_out};

/// Units across, of the drawing for wide screens; its text has [`SIZE`].
pub(super) const WIDE: f64 = 800.0;
/// Units across, of the drawing for screens of telephones.
pub(super) const NARROW: f64 = 360.0;
/// Units of the text, and of `small` text.
pub(super) const SIZE: f64 = 13.0;
pub(super) const SMALL: f64 = 11.0;

/// A drawing in the making.
pub(super) struct Svg {
    /// Units across.
    pub(super) width: f64,
    body: String,
}

impl Svg {
    /// A whole drawing; `draw` says how high it is.
    ///
    /// It is a group and no `img`, as the links in one would be hidden from screen readers.
    pub(super) fn drawn(
        id: &str,
        width: f64,
        title: &str,
        description: &str,
        draw: impl Fn(&mut Self) -> f64,
    ) -> String {
        let mut svg = Self { width, body: String::new() };
        let height = units(draw(&mut svg).ceil());
        let class = if svg.is_wide() { "wide" } else { "narrow" };
        let id = escaped(&format!("{id}-{class}"));
        format!(
            "<svg class=\"picture {class}\" role=\"group\" aria-labelledby=\"{id}-title {id}-desc\" \
             viewBox=\"0 0 {} {height}\" font-size=\"{SIZE}\">\n\
             <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n{}</svg>\n",
            units(width),
            escaped(title),
            escaped(description),
            svg.body
        )
    }

    pub(super) fn is_wide(&self) -> bool {
        self.width > NARROW
    }

    pub(super) fn rect(&mut self, class: &str, [x, y, width, height]: [f64; 4]) {
        let [x, y, width, height] = [x, y, width, height].map(units);
        let _ =
            writeln!(self.body, "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>");
    }

    pub(super) fn line(&mut self, class: &str, [x1, y1, x2, y2]: [f64; 4]) {
        let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(units);
        let _ = writeln!(self.body, "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>");
    }

    pub(super) fn circle(&mut self, class: &str, x: f64, y: f64, radius: f64) {
        let [x, y, radius] = [x, y, radius].map(units);
        let _ = writeln!(self.body, "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>");
    }

    /// A curve that leaves and arrives level.
    pub(super) fn curve(&mut self, class: &str, [x1, y1, x2, y2]: [f64; 4]) {
        let [x1, y1, middle, x2, y2] = [x1, y1, f64::midpoint(x1, x2), x2, y2].map(units);
        let _ = writeln!(self.body, "<path class=\"{class}\" d=\"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}\"/>");
    }

    /// A line of text at its baseline. Classes, ours alone as everywhere: `muted`, `strong`, `small`, `end` and `middle` (where `x` is), `halo`.
    pub(super) fn text(&mut self, class: &str, x: f64, y: f64, text: &str) {
        let [x, y] = [x, y].map(units);
        let separator = if class.is_empty() { "" } else { " " };
        let text = escaped(text);
        let _ = writeln!(self.body, "<text class=\"label{separator}{class}\" x=\"{x}\" y=\"{y}\">{text}</text>");
    }

    /// A line of text, cut to a width.
    pub(super) fn fitted(&mut self, class: &str, x: f64, y: f64, room: f64, text: &str) {
        let (size, strong) = style(class);
        self.text(class, x, y, &fitted(&visible(text), size, strong, room));
    }

    /// Shapes with the full text that they stand for, and a link to the record that they are about.
    pub(super) fn about(&mut self, record: Option<&str>, full: &str, draw: impl FnOnce(&mut Self)) {
        let full = escaped(full);
        let _ = match record {
            Some(record) => writeln!(self.body, "<a href=\"#{}\"><title>{full}</title>", fragment(record)),
            None => writeln!(self.body, "<g><title>{full}</title>"),
        };
        draw(self);
        self.body.push_str(if record.is_some() { "</a>\n" } else { "</g>\n" });
    }
}

/// Units across of a text of some class.
pub(super) fn text_width(class: &str, text: &str) -> f64 {
    let (size, strong) = style(class);
    width(&visible(text), size, strong)
}

fn style(class: &str) -> (f64, bool) {
    let has = |name| class.split(' ').any(|one| one == name);
    (if has("small") { SMALL } else { SIZE }, has("strong") || has("mark"))
}

/// A coordinate, to a tenth of a unit.
fn units(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text as it may stand in an element or a quoted attribute, on one line.
fn escaped(text: &str) -> String {
    html(&on_line(text))
}

/// Text on one line.
fn on_line(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

/// An id as the fragment of an address.
fn fragment(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(byte.into()),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// Text on one line in which what nobody would see is written out.
pub(super) fn visible(text: &str) -> String {
    written_out(&on_line(text))
}
