//! A card and the disc before it, the same whichever way time runs.

use std::fmt::Write as _;

use super::text::{escape, is_rtl, width, wrap};
use super::write::{Block, WORDS, count, label, n};
use super::{Card, Disc, Speaker};

/// Radius of a disc.
pub(super) const RADIUS: f64 = 8.0;
/// Middle of the disc, from the top of its card.
pub(super) const MIDDLE: f64 = 22.0;
const PAD: f64 = 11.0;
const HEADING: f64 = 15.0;
const META: f64 = 12.5;
const WORDING: f64 = 14.0;
/// The corner that a correction strikes.
const CORNER: f64 = 22.0;

/// A card with its lines broken for the room there is.
pub(super) struct Fitted<'a> {
    card: &'a Card,
    heading: Vec<String>,
    notice: Vec<String>,
    meta: Vec<String>,
    wording: Vec<String>,
    width: f64,
    pub(super) height: f64,
}

/// Breaks the lines of a card.
pub(super) fn fit(card: &Card, wide: f64, wording_lines: usize) -> Fitted<'_> {
    let room = wide - 2.0 * PAD;
    let struck = if card.notice.is_some() { CORNER } else { 0.0 };
    let heading = wrap(&card.heading, HEADING, room - struck, heading_lines(wide));
    let notice = wrap(card.notice.as_deref().unwrap_or(""), META, room, 1);
    let meta = wrap_meta(&card.meta, room);
    let wording =
        card.wording.as_ref().map_or_else(Vec::new, |wording| wrap(&wording.text, WORDING, room, wording_lines));
    let height = 11.0
        + 19.0 * count(heading.len().max(1))
        + 17.0 * count(notice.len() + meta.len())
        + if wording.is_empty() { 0.0 } else { 5.0 + 19.0 * count(wording.len()) }
        + 10.0;
    Fitted { card, heading, notice, meta, wording, width: wide, height: height.max(44.0) }
}

/// Date and language go on two lines rather than break within one of them.
fn wrap_meta(meta: &str, room: f64) -> Vec<String> {
    match meta.split_once(" · ") {
        Some((date, language)) if width(meta, META) > room => {
            let mut lines = wrap(date, META, room, 1);
            lines.extend(wrap(language, META, room, 1));
            lines
        }
        _ => wrap(meta, META, room, 2),
    }
}

/// A narrow card may need a third line for the outlet's name.
fn heading_lines(wide: f64) -> usize {
    if wide < 200.0 { 3 } else { 2 }
}

impl Fitted<'_> {
    /// Draws the card at a place, its disc with the middle at `disc`.
    pub(super) fn write(&self, out: &mut String, x: f64, y: f64, disc: (f64, f64)) {
        let card = self.card;
        let mut class = String::from("chain-node");
        for (on, name) in [
            (card.disc == Disc::Origin, " chain-origin"),
            (card.disc == Disc::Unknown, " chain-unknown"),
            (card.read, " chain-read"),
            (card.choke, " chain-choke"),
            (card.notice.is_some(), " chain-noticed"),
            (card.hidden, " chain-hidden"),
        ] {
            if on {
                class.push_str(name);
            }
        }
        let _ = write!(
            out,
            "<a class=\"{class}\" href=\"{}\" aria-label=\"{}\"><title>{}</title>\
             <rect class=\"chain-card\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"3\"/>",
            escape(&card.href),
            escape(&card.label),
            escape(&card.label),
            n(x),
            n(y),
            n(self.width),
            n(self.height),
        );
        if card.read {
            let _ = write!(
                out,
                "<path class=\"chain-edge\" d=\"M{} {}h{}\"/>",
                n(x),
                n(y + self.height - 2.0),
                n(self.width)
            );
        }
        if card.notice.is_some() {
            let _ = write!(
                out,
                "<path class=\"chain-struck\" d=\"M{} {}l{c} {c}M{} {}l{d} {d}\"/>",
                n(x + self.width - CORNER),
                n(y),
                n(x + self.width - CORNER + 6.0),
                n(y),
                c = n(CORNER),
                d = n(CORNER - 6.0),
            );
        }
        mark(out, card.disc, card.choke, disc);
        self.write_lines(out, x + PAD, y);
        out.push_str("</a>");
    }

    fn write_lines(&self, out: &mut String, x: f64, y: f64) {
        let room = self.width - 2.0 * PAD;
        let mut base = y + 11.0 + 15.0;
        let mut block = |class: &str, lines: &[String], leading: f64, rtl: bool, lang: Option<&str>| {
            Block { class, lines, x, y: base, room, leading, rtl, lang }.write(out);
            base += leading * count(lines.len());
        };
        let struck = self.card.notice.is_some();
        let heading_rtl = is_rtl(&self.card.heading) && !struck;
        block("chain-heading", &self.heading, 19.0, heading_rtl, None);
        let rtl = self.card.notice.as_deref().is_some_and(is_rtl);
        block("chain-notice", &self.notice, 17.0, rtl, None);
        block("chain-meta", &self.meta, 17.0, is_rtl(&self.card.meta), None);
        if let Some(wording) = &self.card.wording {
            block("", &[], 5.0, false, None);
            Block {
                class: "chain-wording",
                lines: &self.wording,
                x,
                y: base + 5.0,
                room,
                leading: 19.0,
                rtl: wording.rtl,
                lang: Some(&wording.lang),
            }
            .write(out);
        }
    }
}

/// The disc of a mention, a diamond round it for a choke point.
fn mark(out: &mut String, disc: Disc, choke: bool, (x, y): (f64, f64)) {
    if choke {
        let d = RADIUS + 6.0;
        let _ = write!(
            out,
            "<path class=\"chain-diamond\" d=\"M{} {}l{d} {d}l-{d} {d}l-{d} -{d}z\"/>",
            n(x),
            n(y - d),
            d = n(d),
        );
    }
    let (class, radius) = match disc {
        Disc::Origin => ("chain-disc chain-disc-origin", RADIUS),
        Disc::Unknown => ("chain-disc chain-disc-unknown", RADIUS),
        Disc::Plain => ("chain-disc", 5.0),
    };
    let _ = write!(out, "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>", n(x), n(y), n(radius));
    if disc == Disc::Unknown {
        let _ = write!(
            out,
            "<text class=\"chain-query\" {WORDS} text-anchor=\"middle\" x=\"{}\" y=\"{}\">?</text>",
            n(x),
            n(y + 4.0)
        );
    }
}

/// Radius of the speaker's disc.
pub(super) const SPEAKER: f64 = 18.0;

/// The speaker at the head: a disc with initials, the name beside or below it.
pub(super) fn speaker(out: &mut String, speaker: &Speaker, (x, y): (f64, f64), name_at: (f64, f64), room: f64) {
    let name = escape(&speaker.name);
    let (open, close) = speaker.href.as_ref().map_or_else(
        || ("<g class=\"chain-speaker\">".to_owned(), "</g>"),
        |href| {
            let href = escape(href);
            let open = format!("<a class=\"chain-speaker\" href=\"{href}\" aria-label=\"{name}\">");
            (open, "</a>")
        },
    );
    let _ = write!(
        out,
        "{open}<title>{name}</title><rect class=\"chain-hit\" stroke=\"none\" x=\"{}\" y=\"{}\" width=\"{}\" \
         height=\"44\"/><circle class=\"chain-disc-speaker\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>\
         <text class=\"chain-initials\" {WORDS} text-anchor=\"middle\" x=\"{}\" y=\"{}\">{}</text>",
        n(x - 22.0),
        n(y - 22.0),
        n((name_at.0 + room - x + 22.0).max(44.0)),
        n(x),
        n(y),
        n(SPEAKER),
        n(x),
        n(y + 5.0),
        escape(&speaker.initials),
    );
    let lines = wrap(&speaker.name, HEADING, room, 2);
    for (index, line) in lines.iter().enumerate() {
        // A name that runs from right to left still stands beside its disc.
        let fits = width(line, HEADING).min(room);
        let base = name_at.1 + 18.0 * count(index);
        label(out, "chain-heading", name_at.0, base, fits, line);
    }
    out.push_str(close);
}
