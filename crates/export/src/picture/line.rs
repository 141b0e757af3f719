//! The line of a hop and what is written on it. Kind and state are drawn as form, never as
//! colour: solid or dashed, one line, two, or one with a thin one beside it.

use std::fmt::Write as _;

use super::text::{escape, width};
use super::write::{label, n};
use super::{Drift, Hop, Line};

const TAG: f64 = 12.5;

/// What a line is apart from its hop: does it lead back?
pub(super) struct Stroke<'a> {
    pub(super) hop: &'a Hop,
    pub(super) back: bool,
    /// The path the line takes.
    pub(super) d: String,
    /// The same path a little aside, for the thin line of wire copy.
    pub(super) aside: String,
    /// Tip of the arrow of a line that leads back, and which way it points, in degrees.
    pub(super) tip: (f64, f64, f64),
}

impl Stroke<'_> {
    pub(super) fn write(&self, out: &mut String) {
        let state = if self.hop.verified {
            "chain-verified"
        } else {
            "chain-asserted"
        };
        let back = if self.back { " chain-loop" } else { "" };
        let kind = match self.hop.line {
            Line::Plain => "",
            Line::Translation(_) => " chain-translation",
            Line::Wire(_) => " chain-wire",
        };
        let _ = write!(
            out,
            "<g class=\"chain-hop {state}{kind}{back}\"><title>{}</title>\
             <path class=\"chain-line\" d=\"{}\"/>",
            escape(&self.hop.label),
            self.d
        );
        match self.hop.line {
            Line::Plain => {}
            Line::Translation(_) => {
                let _ = write!(out, "<path class=\"chain-line-inner\" d=\"{}\"/>", self.d);
            }
            Line::Wire(_) => {
                let _ = write!(out, "<path class=\"chain-line-aside\" d=\"{}\"/>", self.aside);
            }
        }
        if self.back {
            let (x, y, turn) = self.tip;
            let _ = write!(
                out,
                "<path class=\"chain-arrow\" d=\"M0 0l-9 -5v10z\" \
                 transform=\"translate({} {}) rotate({})\"/>",
                n(x),
                n(y),
                n(turn)
            );
        }
        out.push_str("</g>");
    }
}

/// The tick of a verified hop, on its line.
pub(super) fn tick(out: &mut String, x: f64, y: f64) {
    let _ = write!(
        out,
        "<g class=\"chain-tick\" aria-hidden=\"true\"><circle cx=\"{}\" cy=\"{}\" r=\"7.5\"/>\
         <path d=\"M{} {}l3 3.2l5 -6.4\"/></g>",
        n(x),
        n(y),
        n(x - 4.0),
        n(y),
    );
}

/// The words on a line: the tag of its kind, "circular" if it leads back.
pub(super) fn tag(hop: &Hop, back: Option<&str>) -> String {
    let kind = match &hop.line {
        Line::Plain => None,
        Line::Translation(tag) | Line::Wire(tag) => Some(tag.as_str()),
    };
    let back = back.map(|word| format!("↻ {word}"));
    [back.as_deref(), kind]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// Room that a tag and the drift beside it take.
pub(super) fn tag_width(tag: &str, drift: Option<&Drift>) -> f64 {
    let words = if tag.is_empty() {
        0.0
    } else {
        width(tag, TAG) + 10.0
    };
    words + drift.map_or(0.0, |drift| width(&drift_text(drift), TAG) + 14.0)
}

/// Writes a tag and the drift beside it, the middle of the line at `y`.
pub(super) fn write_tag(out: &mut String, tag: &str, drift: Option<&Drift>, x: f64, y: f64) {
    let mut at = x;
    if !tag.is_empty() {
        let room = width(tag, TAG);
        label(out, "chain-tag", at, y + 4.5, room, tag);
        at += room + 10.0;
    }
    if let Some(drift) = drift {
        let text = drift_text(drift);
        let room = width(&text, TAG) + 12.0;
        let hit = room.max(44.0);
        let _ = write!(
            out,
            "<a class=\"chain-drift\" href=\"{}\" aria-label=\"{}\"><title>{}</title>\
             <rect class=\"chain-hit\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"44\"/>\
             <rect class=\"chain-drift-box\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"20\" rx=\"10\"/>\
             <text class=\"chain-tag\" text-anchor=\"middle\" x=\"{}\" y=\"{}\">{}</text></a>",
            escape(&drift.href),
            escape(&drift.label),
            escape(&drift.label),
            n(at + room / 2.0 - hit / 2.0),
            n(y - 22.0),
            n(hit),
            n(at),
            n(y - 10.0),
            n(room),
            n(at + room / 2.0),
            n(y + 4.5),
            escape(&text),
        );
    }
}

fn drift_text(drift: &Drift) -> String {
    format!("≠ {}", drift.count)
}
