//! Building blocks of the SVG text. Everything that comes from outside goes through `escape`.

use std::fmt::Write as _;

use domain::chain::Size;

use super::Picture;
use super::text::{escape, is_rtl};

/// A length, written with at most one decimal.
#[derive(Clone, Copy)]
pub(crate) struct Length(f64);

/// A number with at most one decimal.
pub(crate) fn n(value: f64) -> Length {
    Length(value)
}

impl std::fmt::Display for Length {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        #[expect(clippy::cast_possible_truncation, reason = "lengths are far below 2^53")]
        let tenths = (self.0 * 10.0).round() as i64;
        let sign = if tenths < 0 { "-" } else { "" };
        let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
        if rest == 0 { write!(out, "{sign}{whole}") } else { write!(out, "{sign}{whole}.{rest}") }
    }
}

/// The next whole number. What is a hair above one, because many parts were added up, is that one.
fn whole(length: f64) -> f64 {
    (length - 1e-6).ceil()
}

/// The whole picture round its content, which may reach `above` the upper edge.
pub(super) fn frame(picture: &Picture, way: &str, above: f64, size: Size, body: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chain-picture chain-{way}\" fill=\"none\" stroke=\"currentColor\" \
         role=\"group\" aria-labelledby=\"{tid}\" aria-describedby=\"{did}\" \
         width=\"{w}\" height=\"{h}\" viewBox=\"0 {top} {w} {h}\">\
         <title id=\"{tid}\">{title}</title><desc id=\"{did}\">{desc}</desc>{body}</svg>",
        tid = escape(&picture.title_id),
        did = escape(&picture.desc_id),
        w = n(whole(size.width)),
        h = n(whole(size.height)),
        top = n(-above.ceil() + 0.0),
        title = escape(&picture.title),
        desc = escape(&picture.desc),
    )
}

/// What words look like where the style sheet did not come along.
pub(super) const WORDS: &str = "fill=\"currentColor\" stroke=\"none\"";

/// Lines of text one under the other. Right-to-left text hangs from the right end of the room.
pub(super) struct Block<'a> {
    pub(super) class: &'a str,
    pub(super) lines: &'a [String],
    /// Left end of the room.
    pub(super) x: f64,
    /// Base line of the first line.
    pub(super) y: f64,
    pub(super) room: f64,
    pub(super) leading: f64,
    pub(super) rtl: bool,
    pub(super) lang: Option<&'a str>,
}

impl Block<'_> {
    pub(super) fn write(&self, out: &mut String) {
        if self.lines.is_empty() {
            return;
        }
        let (x, dir) = if self.rtl { (self.x + self.room, " direction=\"rtl\"") } else { (self.x, "") };
        let lang = self.lang.map(|lang| format!(" lang=\"{}\"", escape(lang))).unwrap_or_default();
        let _ = write!(out, "<text class=\"{}\" {WORDS}{lang}{dir}>", self.class);
        for (index, line) in self.lines.iter().enumerate() {
            let _ = write!(
                out,
                "<tspan x=\"{}\" y=\"{}\">{}</tspan>",
                n(x),
                n(self.y + self.leading * super::write::count(index)),
                escape(line)
            );
        }
        out.push_str("</text>");
    }
}

/// One line of text, its direction found from its letters.
pub(super) fn label(out: &mut String, class: &str, x: f64, y: f64, room: f64, text: &str) {
    Block { class, lines: &[text.to_owned()], x, y, room, leading: 0.0, rtl: is_rtl(text), lang: None }.write(out);
}

/// A number of lines or lanes as a length.
#[expect(clippy::cast_precision_loss, reason = "lines and lanes are few")]
pub(crate) fn count(number: usize) -> f64 {
    number as f64
}
