//! Who leans on whom as a picture: takers on the left, those they took from on the right, a line for each pair.
//! Two columns and no arrows, because a sentence is read the same way; form alone tells what is verified.

mod order;

use crate::picture::{
    text::{escape, is_rtl, wrap},
    write::{count, n},
};
use std::fmt::Write as _;

pub use order::{Pair, choose};

/// An outlet in one of the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlet {
    /// Its name.
    pub name: String,
    /// Where it leads to.
    pub href: String,
}

/// One outlet took words from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Place of the taker on the left.
    pub left: usize,
    /// Place on the right of the outlet it took from.
    pub right: usize,
    /// In how many quotes; lines are as thick as that.
    pub quotes: u64,
    /// Whether every hop was verified.
    pub is_verified: bool,
    /// The same in words.
    pub label: String,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Title.
    pub title: String,
    /// Its id in the page.
    pub title_id: String,
    /// What the picture says, for who does not see it.
    pub desc: String,
    /// Its id in the page.
    pub desc_id: String,
    /// Width of the room, in CSS pixels.
    pub width: f64,
    /// Heads of the two columns.
    pub heads: [String; 2],
    /// Takers.
    pub left: Vec<Outlet>,
    /// Those they took from.
    pub right: Vec<Outlet>,
    /// The lines, each pair once.
    pub lines: Vec<Line>,
}

/// Size of names, in pixels.
const NAME: f64 = 13.5;
/// From one line of a name to the next.
const LEADING: f64 = 16.0;
/// The least height of an outlet: what a finger hits.
const ROW: f64 = 46.0;
/// Between two outlets.
const GAP: f64 = 6.0;
/// Width of the bar at which lines end.
const BAR: f64 = 5.0;
/// Between a name and its bar.
const BESIDE: f64 = 7.0;
/// Height of the column heads.
const HEAD: f64 = 30.0;
/// Thinnest and thickest line.
const THIN: f64 = 1.75;
const THICK: f64 = 9.0;
/// Between two lines at a bar.
const APART: f64 = 3.0;

/// Where an outlet stands.
struct Spot {
    top: f64,
    height: f64,
    names: Vec<String>,
    /// Upper end of its bundle of lines.
    bundle: f64,
    bundle_height: f64,
}

/// The picture as inline SVG.
pub fn svg(chart: &Chart) -> String {
    // The narrower the room, the more of it the names need.
    let room = (chart.width * 0.34).min(230.0);
    let most = chart.lines.iter().map(|l| l.quotes).max().unwrap_or(1);
    let thickness: Vec<f64> = chart.lines.iter().map(|l| thick(l.quotes, most)).collect();
    let left = spots(&chart.left, room, &bundles(chart, &thickness, chart.left.len(), |l| l.left));
    let right = spots(&chart.right, room, &bundles(chart, &thickness, chart.right.len(), |l| l.right));
    let bottom = |spots: &[Spot]| spots.last().map_or(HEAD, |s| s.top + s.height);
    let height = bottom(&left).max(bottom(&right)) + 4.0;
    let (from_x, to_x) = (room + BESIDE + BAR, chart.width - room - BESIDE - BAR);

    let mut body = String::new();
    let _ = write!(
        body,
        "<text class=\"lean-head\" x=\"{}\" y=\"16\" text-anchor=\"end\">{}</text><text class=\"lean-head\" x=\"{}\" y=\"16\">{}</text>",
        n(room),
        escape(&chart.heads[0]),
        n(chart.width - room),
        escape(&chart.heads[1]),
    );
    let (starts, ends) = (ports(chart, &thickness, &left, true), ports(chart, &thickness, &right, false));
    for (at, line) in chart.lines.iter().enumerate() {
        let bend = (to_x - from_x) * 0.45;
        let class = if line.is_verified { "lean-line" } else { "lean-line lean-open" };
        let _ = write!(
            body,
            "<path class=\"{class}\" stroke-width=\"{w}\" d=\"M{x1} {y1}C{c1} {y1} {c2} {y2} {x2} {y2}\"><title>{label}</title></path>",
            w = n(thickness[at]),
            x1 = n(from_x),
            y1 = n(starts[at]),
            c1 = n(from_x + bend),
            c2 = n(to_x - bend),
            x2 = n(to_x),
            y2 = n(ends[at]),
            label = escape(&line.label),
        );
    }
    for (outlet, spot) in chart.left.iter().zip(&left) {
        column(&mut body, outlet, spot, Column { edge: room, bar: room + BESIDE, hit: 0.0, room, is_left: true });
    }
    for (outlet, spot) in chart.right.iter().zip(&right) {
        let edge = chart.width - room;
        column(&mut body, outlet, spot, Column { edge, bar: edge - BESIDE - BAR, hit: edge, room, is_left: false });
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chain-picture lean-picture\" fill=\"none\" \
         stroke=\"currentColor\" role=\"group\" aria-labelledby=\"{tid}\" aria-describedby=\"{did}\" width=\"{w}\" \
         height=\"{h}\" viewBox=\"0 0 {w} {h}\"><title id=\"{tid}\">{title}</title><desc id=\"{did}\">{desc}</desc>{body}</svg>",
        tid = escape(&chart.title_id),
        did = escape(&chart.desc_id),
        w = n(chart.width),
        h = n(height.ceil()),
        title = escape(&chart.title),
        desc = escape(&chart.desc),
    )
}

#[expect(clippy::cast_precision_loss, reason = "quotes are far fewer than 2^52")]
fn thick(quotes: u64, most: u64) -> f64 {
    THIN + (THICK - THIN) * (quotes.saturating_sub(1) as f64) / (most.max(5).saturating_sub(1) as f64)
}

/// How much room the lines of each outlet take at its bar.
fn bundles(chart: &Chart, thickness: &[f64], outlets: usize, end: impl Fn(&Line) -> usize) -> Vec<f64> {
    let mut heights = vec![0.0; outlets];
    for (line, thickness) in chart.lines.iter().zip(thickness) {
        let height: &mut f64 = &mut heights[end(line)];
        *height += thickness + if *height > 0.0 { APART } else { 0.0 };
    }
    heights
}

fn spots(outlets: &[Outlet], room: f64, bundles: &[f64]) -> Vec<Spot> {
    let mut top = HEAD;
    let mut spots = Vec::with_capacity(outlets.len());
    for (outlet, bundle_height) in outlets.iter().zip(bundles) {
        let names = wrap(&outlet.name, NAME, room, 3);
        let height = ROW.max(LEADING * count(names.len()) + 6.0).max(bundle_height + 8.0);
        let bundle = top + (height - bundle_height) / 2.0;
        spots.push(Spot { top, height, names, bundle, bundle_height: *bundle_height });
        top += height + GAP;
    }
    spots
}

/// Where each line ends at the bars of one side: in the order of their other ends, so that they do not cross there.
fn ports(chart: &Chart, thickness: &[f64], spots: &[Spot], is_left: bool) -> Vec<f64> {
    let ends = |line: &Line| if is_left { (line.left, line.right) } else { (line.right, line.left) };
    let mut order: Vec<usize> = (0..chart.lines.len()).collect();
    order.sort_by_key(|at| ends(&chart.lines[*at]));
    let mut next: Vec<f64> = spots.iter().map(|s| s.bundle).collect();
    let mut ports = vec![0.0; chart.lines.len()];
    for at in order {
        let (own, _) = ends(&chart.lines[at]);
        ports[at] = next[own] + thickness[at] / 2.0;
        next[own] += thickness[at] + APART;
    }
    ports
}

/// Where a column's parts stand from left to right.
struct Column {
    edge: f64,
    bar: f64,
    hit: f64,
    room: f64,
    is_left: bool,
}

fn column(out: &mut String, outlet: &Outlet, spot: &Spot, at: Column) {
    let _ = write!(
        out,
        "<rect class=\"lean-bar\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/><a href=\"{}\">\
         <rect class=\"chain-hit lean-hit\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"2\"/>",
        n(at.bar),
        n(spot.bundle - 3.0),
        n(BAR),
        n(spot.bundle_height + 6.0),
        escape(&outlet.href),
        n(at.hit),
        n(spot.top),
        n(at.room),
        n(spot.height),
    );
    // Text that runs from right to left is anchored at its other end.
    let rtl = is_rtl(&outlet.name);
    let anchor = if at.is_left == rtl { "start" } else { "end" };
    let direction = if rtl { " direction=\"rtl\"" } else { "" };
    let _ = write!(out, "<text class=\"chain-heading lean-name\" text-anchor=\"{anchor}\"{direction}>");
    let first = spot.top + (spot.height - LEADING * count(spot.names.len())) / 2.0 + LEADING * 0.78;
    for (index, line) in spot.names.iter().enumerate() {
        let _ = write!(
            out,
            "<tspan x=\"{}\" y=\"{}\">{}</tspan>",
            n(at.edge),
            n(first + LEADING * count(index)),
            escape(line)
        );
    }
    out.push_str("</text></a>");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(width: f64) -> Chart {
        let outlet = |name: &str| Outlet { name: name.to_owned(), href: "/outlets/a/b".to_owned() };
        let line = |left, right, quotes, is_verified| Line {
            left,
            right,
            quotes,
            is_verified,
            label: format!("{left} from {right}"),
        };
        Chart {
            title: "Who takes <words>".to_owned(),
            title_id: "t".to_owned(),
            desc: "d & e".to_owned(),
            desc_id: "d".to_owned(),
            width,
            heads: ["Took the words".to_owned(), "From".to_owned()],
            left: vec![outlet("Kabar Pesisir"), outlet("صحيفة المرفأ"), outlet("Harian Muara")],
            right: vec![outlet("The Port Calder Courier and Weekly Advertiser"), outlet("Radio Muara")],
            lines: vec![line(0, 0, 9, true), line(0, 1, 1, false), line(1, 0, 2, false), line(2, 1, 3, true)],
        }
    }

    #[test]
    fn a_phone_and_a_desk() {
        insta::assert_snapshot!("on_a_phone", svg(&chart(328.0)).replace("><", ">\n<"));
        insta::assert_snapshot!("on_a_desk", svg(&chart(760.0)).replace("><", ">\n<"));
    }

    #[test]
    fn outlets_are_as_tall_as_a_finger_and_their_lines_stay_at_their_bars() {
        let chart = chart(328.0);
        let thickness: Vec<f64> = chart.lines.iter().map(|l| thick(l.quotes, 9)).collect();
        assert!(thickness[0] > thickness[3] && thickness[3] > thickness[1]);
        let spots = spots(&chart.left, 110.0, &bundles(&chart, &thickness, 3, |l| l.left));
        assert!(spots.iter().all(|s| s.height >= 44.0));
        assert!(spots.windows(2).all(|w| w[0].top + w[0].height <= w[1].top));
        for (line, y) in chart.lines.iter().zip(ports(&chart, &thickness, &spots, true)) {
            let spot = &spots[line.left];
            assert!(y > spot.top && y < spot.top + spot.height);
        }
    }

    #[test]
    fn an_empty_chart_is_still_a_picture() {
        let empty = Chart { left: Vec::new(), right: Vec::new(), lines: Vec::new(), ..chart(328.0) };
        assert!(svg(&empty).ends_with("</svg>"));
    }
}
