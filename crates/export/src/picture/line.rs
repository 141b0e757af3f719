//! The line of a hop and what is written on it. Kind and state are drawn as form, never as
//! colour: solid or dashed, one line, two, or one with a thin one beside it.

use std::fmt::Write as _;

use super::text::{escape, width};
use super::write::{WORDS, label, n};
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
        let state = if self.hop.verified { "chain-verified" } else { "chain-asserted" };
        let back = if self.back { " chain-loop" } else { "" };
        let hidden = if self.hop.hidden { " chain-hidden" } else { "" };
        let kind = match self.hop.line {
            Line::Plain => "",
            Line::Translation(_) => " chain-translation",
            Line::Wire(_) => " chain-wire",
        };
        let _ = write!(
            out,
            "<g class=\"chain-hop {state}{kind}{back}{hidden}\"><title>{}</title>\
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
    [back.as_deref(), kind].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Estimated width of a tag.
pub(super) fn tag_width(tag: &str) -> f64 {
    width(tag, TAG)
}

/// Width of the pill that counts drift.
pub(super) fn drift_width(drift: &Drift) -> f64 {
    30.0 + width(&drift.count.to_string(), TAG)
}

/// Writes a tag and the drift after it, the middle of the line at `y`.
pub(super) fn write_tag(out: &mut String, tag: &str, drift: Option<&Drift>, x: f64, y: f64) {
    let mut at = x;
    if !tag.is_empty() {
        let room = tag_width(tag);
        label(out, "chain-tag", at, y + 4.5, room, tag);
        at += room + 10.0;
    }
    if let Some(drift) = drift {
        write_drift(out, drift, at + drift_width(drift) / 2.0, y);
    }
}

/// Writes the number of findings in a pill, its middle at a point. The sign is drawn, not typed:
/// too many fonts set it badly.
pub(super) fn write_drift(out: &mut String, drift: &Drift, x: f64, y: f64) {
    let room = drift_width(drift);
    let hit = room.max(44.0);
    let left = x - room / 2.0;
    let label = escape(&drift.label);
    let _ = write!(
        out,
        "<a class=\"chain-drift\" href=\"{}\" aria-label=\"{label}\"><title>{label}</title>\
         <rect class=\"chain-hit\" stroke=\"none\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"44\"/>\
         <rect class=\"chain-drift-box\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"20\" rx=\"10\"/>\
         <path class=\"chain-differs\" d=\"M{} {}h9m-9 4h9m-2 -7l-5 10\"/>\
         <text class=\"chain-tag\" {WORDS} x=\"{}\" y=\"{}\">{}</text></a>",
        escape(&drift.href),
        n(x - hit / 2.0),
        n(y - 22.0),
        n(hit),
        n(left),
        n(y - 10.0),
        n(room),
        n(left + 8.0),
        n(y - 2.0),
        n(left + 22.0),
        n(y + 4.5),
        drift.count,
    );
}
