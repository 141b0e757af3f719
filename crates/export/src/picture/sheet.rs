//! The picture as a sheet that can leave the site: the words on top, how we know them, the chain, and a foot with its
//! permanent address, so that none of it gets lost on the way into an article.

use std::fmt::Write as _;

use super::file::{Palette, style};
use super::text::{escape, wrap};
use super::write::{Block, count, n};
use super::{Picture, Wording, svg};

const MARGIN: f64 = 24.0;
/// Narrowest room for words: a picture of one card is no wider than a hand.
const NARROWEST: f64 = 480.0;
/// Widest line of words, for the eye.
const MEASURE: f64 = 760.0;

/// What is written round the drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The words of the quote, with their marks.
    pub words: Wording,
    /// Who said it, where and when.
    pub by: String,
    /// How we know, in a sentence.
    pub standing: String,
    /// Where the picture is from: its permanent address, and the day it was drawn after.
    pub credit: String,
    /// Language of our own words, as a BCP 47 tag.
    pub lang: &'static str,
}

/// A finished sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    /// The SVG, with its style inside.
    pub svg: String,
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
}

/// The type of a block of words: class, size and leading as the style below has them, and the most lines.
struct Type {
    class: &'static str,
    size: f64,
    leading: f64,
    lines: usize,
    /// Room above.
    above: f64,
}

const WORDS: Type = Type { class: "chain-sheet-words", size: 21.0, leading: 29.0, lines: 5, above: 0.0 };
const BY: Type = Type { class: "chain-sheet-by", size: 15.0, leading: 21.0, lines: 3, above: 6.0 };
const STANDING: Type = Type { class: "chain-sheet-text", size: 15.0, leading: 21.0, lines: 6, above: 10.0 };
const CREDIT: Type = Type { class: "chain-sheet-credit", size: 13.0, leading: 18.0, lines: 3, above: 8.0 };

/// Beside the rules of the drawing. The sizes are those of the types above.
const STYLE: &str = ".chain-picture .chain-sheet-words { font-family: Charter, \"Iowan Old Style\", \"Source Serif 4\", \
                     \"Noto Serif\", Georgia, serif; font-size: 21px; } \
                     .chain-picture .chain-sheet-words:lang(ar), .chain-picture .chain-sheet-words:lang(fa), \
                     .chain-picture .chain-sheet-words:lang(ur) { font-family: \"Noto Naskh Arabic\", \"Geeza Pro\", \
                     \"Noto Serif\", serif; } \
                     .chain-picture .chain-sheet-by, .chain-picture .chain-sheet-text { font-size: 15px; } \
                     .chain-picture .chain-sheet-by { font-weight: 600; } \
                     .chain-picture .chain-sheet-credit { font-size: 13px; fill: var(--ink-soft); } \
                     .chain-picture .chain-sheet-rule { stroke: var(--hairline); stroke-width: 1; fill: none; }";

/// Draws a chain with its words round it. Links in the picture should be whole addresses.
pub fn sheet(picture: &Picture, sheet: &Sheet, palette: &Palette) -> File {
    let drawing = svg(picture);
    let (wide, high) = (attribute(&drawing, "width"), attribute(&drawing, "height"));
    let inner = wide.max(NARROWEST);
    let mut body = String::new();
    let mut y = MARGIN;
    let room = inner.min(MEASURE);
    let (text, lang) = (&sheet.words.text, sheet.words.lang.as_str());
    y = write(&mut body, &WORDS, text, room, y, (sheet.words.rtl, Some(lang).filter(|lang| !lang.is_empty())));
    for (kind, text) in [(&BY, &sheet.by), (&STANDING, &sheet.standing)] {
        // Our own words run from left to right, whatever names are in them.
        y = write(&mut body, kind, text, room, y, (false, None));
    }
    y += MARGIN;
    // The rules for the drawing hang from the outer picture; two pictures of one class would be sized twice.
    let drawing =
        drawing.replacen("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chain-picture ", "<svg class=\"", 1);
    let place = format!("<svg x=\"{}\" y=\"{}\" overflow=\"visible\" ", n(MARGIN), n(y));
    body += &drawing.replacen("<svg ", &place, 1);
    y += high + MARGIN;
    let _ = write!(body, "<path class=\"chain-sheet-rule\" d=\"M{} {}h{}\"/>", n(MARGIN), n(y), n(inner));
    y = write(&mut body, &CREDIT, &sheet.credit, inner, y, (false, None));
    let (width, height) = ((inner + 2.0 * MARGIN).ceil(), (y + MARGIN).ceil());
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chain-picture\" fill=\"none\" stroke=\"currentColor\" \
         role=\"img\" lang=\"{lang}\" aria-label=\"{label}\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\">\
         <style>{style}</style><rect width=\"{w}\" height=\"{h}\" fill=\"{paper}\" stroke=\"none\"/>{body}</svg>",
        lang = escape(sheet.lang),
        label = escape(&format!("{} — {} {}", sheet.words.text, sheet.by, sheet.standing)),
        w = n(width),
        h = n(height),
        style = style(palette, STYLE),
        paper = escape(palette.paper),
    );
    File { svg, width, height }
}

/// Writes words below `y`; gives where they end.
fn write(out: &mut String, kind: &Type, text: &str, room: f64, y: f64, (rtl, lang): (bool, Option<&str>)) -> f64 {
    let lines = wrap(text, kind.size, room, kind.lines);
    if lines.is_empty() {
        return y;
    }
    let first = y + kind.above + kind.size;
    Block { class: kind.class, lines: &lines, x: MARGIN, y: first, room, leading: kind.leading, rtl, lang }.write(out);
    y + kind.above + kind.leading * count(lines.len())
}

/// A length of the drawing, as its first element has it.
fn attribute(drawing: &str, name: &str) -> f64 {
    let mark = format!(" {name}=\"");
    let found = drawing.split_once(&mark).and_then(|(_, rest)| rest.split_once('"'));
    found.and_then(|(value, _)| value.parse().ok()).unwrap_or(0.0)
}
