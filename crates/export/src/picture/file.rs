//! The picture as a file of its own, to put into an article: the same drawing with its style
//! inside and its colours fixed, for programs that know no custom properties.

use super::text::escape;
use super::{Picture, svg};

/// The same rules that the page uses.
const STYLE: &str = include_str!("../../../../style/picture.css");

/// Colours for a picture that stands alone, each as CSS writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette<'a> {
    /// The ground.
    pub paper: &'a str,
    /// Lines and words.
    pub ink: &'a str,
    /// Lesser words.
    pub ink_soft: &'a str,
    /// Edges of cards.
    pub hairline: &'a str,
    /// Links.
    pub accent: &'a str,
    /// Loops and corrections.
    pub warn: &'a str,
}

impl Palette<'static> {
    /// The light theme of the site on white, for screens (`style/tokens.css`).
    pub const LIGHT: Self = Self {
        paper: "#fff",
        ink: "#1b1a17",
        ink_soft: "#4a463e",
        hairline: "#a8a192",
        accent: "#0b4a5c",
        warn: "#7a2a10",
    };

    /// Black and grey on white, for print.
    pub const PRINT: Self =
        Self { paper: "#fff", ink: "#000", ink_soft: "#333", hairline: "#777", accent: "#000", warn: "#000" };
}

/// Draws a chain as an SVG file. Links in it should be whole addresses.
pub fn file(picture: &Picture, palette: &Palette) -> String {
    let drawing = svg(picture);
    let ground = format!(
        "<style>{}</style><rect y=\"-100%\" width=\"100%\" height=\"300%\" fill=\"{}\"/>",
        style(palette, ""),
        escape(palette.paper)
    );
    match drawing.split_once("</desc>") {
        Some((head, body)) => format!("{head}</desc>{ground}{body}"),
        None => drawing,
    }
}

/// The style of a picture that stands alone, with more rules if there are any and the colours put in.
pub(super) fn style(palette: &Palette, more: &str) -> String {
    // What follows the first media query is for pages: themes, printers, forced colours.
    let mut style = format!("{}{more}", STYLE.split("@media").next().unwrap_or(STYLE));
    for (name, colour) in [
        ("--paper", palette.paper),
        ("--ink-soft", palette.ink_soft),
        ("--ink", palette.ink),
        ("--hairline", palette.hairline),
        ("--accent", palette.accent),
        ("--warn", palette.warn),
    ] {
        style = style.replace(&format!("var({name})"), &escape(colour));
    }
    squeeze(&style)
}

/// Takes comments and needless white space out of a style sheet.
fn squeeze(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    // Inside element content these three would end or open something.
    let out = out.replace(['&', '<', '>'], "");
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
