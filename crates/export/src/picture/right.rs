//! Time runs to the right: columns of cards, hops bent between them. Drawn so only where the
//! cards stay wide enough to read; else the caller falls back to rows.

use std::collections::HashMap;
use std::fmt::Write as _;

use domain::chain::{Direction, LayoutOptions, Placed, Point, Routed, Size, flow, layout_sized};

use super::card::{RADIUS, SPEAKER, fit, speaker};
use super::line::{Stroke, drift_width, tag, tag_width, tick, write_drift};
use super::tally::tally;
use super::text::escape;
use super::write::{WORDS, count, frame, n};
use super::{Disc, Hop, Picture, graph_of};

/// Room before a card for its disc, diamond included.
const DISC: f64 = 36.0;
/// Middle of the disc within that room.
const DISC_AT: f64 = 16.0;
const NARROWEST: f64 = 124.0;
/// Cards narrower than this leave the wording to the list.
const WORDED: f64 = 170.0;
const WIDEST: f64 = 250.0;
const HEAD: f64 = 104.0;
/// The speaker's disc with two lines of name below it, and as much above.
const HEAD_HEIGHT: f64 = 112.0;
const SHORTEST: f64 = 64.0;
const NODE_GAP: f64 = 26.0;
/// Room between columns where no words stand.
const BARE: f64 = 44.0;
const EDGE: f64 = 3.0;

/// Draws the columns; nothing where they would be too narrow, or a card names itself.
pub(super) fn draw(picture: &Picture) -> Option<String> {
    let cards = picture.cards.len();
    if picture.hops.iter().any(|hop| hop.up == hop.down) {
        return None; // A line from a card to itself has its place in the rows.
    }
    let graph = graph_of(picture, picture.speaker.is_some());
    let options =
        |gaps| LayoutOptions { direction: Direction::Right, layer_gap: BARE, gaps, node_gap: NODE_GAP, lane: 26.0 };
    let label = |hop, back: bool| Label::new(hop, back.then_some(picture.words.circular.as_str()));

    // First only the flow, to learn how many columns there are and which lines lead back.
    let sketch = flow(&graph);
    let layers = sketch.layers.iter().flatten().max().map_or(0, |last| last + 1);
    let mut gaps = vec![BARE; layers.saturating_sub(1)];
    for (hop, &back) in picture.hops.iter().zip(&sketch.back) {
        if let Some(layer) = sketch.layers.get(hop.down).copied().flatten() {
            // Words stand on the last bend of their line.
            let gap = layer.wrapping_sub(usize::from(!back));
            if let Some(room) = gaps.get_mut(gap) {
                *room = room.max(label(hop, back).width + 22.0);
            }
        }
    }
    // A loop that nothing leads into begins beside the speaker.
    let alone = picture.speaker.is_some() && sketch.layers[..cards].iter().flatten().all(|&layer| layer > 0);
    let columns = layers.saturating_sub(usize::from(alone)).max(1);
    let head_room = if alone { HEAD } else { 0.0 };
    let taken = head_room + gaps.iter().sum::<f64>() + 2.0 * EDGE;
    let fair = (picture.width - taken) / count(columns) - DISC;
    if fair < NARROWEST {
        return None;
    }
    let card_width = fair.min(WIDEST);

    let fitted: Vec<_> =
        picture.cards.iter().map(|card| fit(card, card_width, if card_width < WORDED { 0 } else { 3 })).collect();
    let mut sizes: Vec<Size> =
        fitted.iter().map(|card| Size { width: DISC + card_width, height: card.height.max(SHORTEST) }).collect();
    sizes.push(Size { width: HEAD, height: HEAD_HEIGHT });
    let plan = layout_sized(&graph, &sizes, &options(gaps));
    let at = |index: usize| {
        plan.nodes.get(index).copied().flatten().map(|placed| Placed {
            x: placed.x + EDGE,
            y: placed.y + EDGE,
            ..placed
        })
    };

    let mut body = String::new();
    let mut labels = Labels::default();
    let mut over = vec![String::new(); cards];
    let mut between = HashMap::new();
    for routed in &plan.edges {
        let Some(hop) = picture.hops.get(routed.edge) else {
            if let Some(to) = graph.edges().get(routed.edge) {
                write_said(&mut body, picture, to.down, routed);
            }
            continue;
        };
        let (Some(up), Some(down)) = (at(hop.up), at(hop.down)) else {
            continue;
        };
        if routed.points.is_empty() {
            continue;
        }
        // Hops come in their order: how many before this one lead from the same card to the same.
        let before = between.entry((hop.up, hop.down)).or_insert(0_usize);
        let twins = std::mem::replace(before, *before + 1);
        let path = Bent::new(routed, &up, &down, twins);
        Stroke { hop, back: routed.reversed, d: path.write(0.0), aside: path.write(4.5), tip: path.tip() }
            .write(&mut body);
        let label = label(hop, routed.reversed);
        if label.height() > 0.0 {
            let place = labels.place(&path, &label);
            label.write(&mut over[hop.down], place);
        }
    }
    if let (Some(who), Some(placed)) = (&picture.speaker, at(cards)) {
        let y = placed.y + HEAD_HEIGHT / 2.0;
        let name_at = (placed.x, y + SPEAKER + 16.0);
        speaker(&mut body, who, (placed.x + SPEAKER + 1.0, y), name_at, HEAD);
    }
    // In the order of the flow, so that the keyboard goes along it: the words on the lines into a
    // card, then the card.
    let mut flow: Vec<usize> = (0..cards).collect();
    flow.sort_by_key(|&card| at(card).map(|placed| (placed.layer, placed.order)));
    for card in flow {
        if let Some(placed) = at(card) {
            let middle = placed.y + placed.size.height / 2.0;
            let y = middle - fitted[card].height / 2.0;
            let disc = (placed.x + DISC_AT, middle);
            body.push_str(&over[card]);
            fitted[card].write(&mut body, placed.x + DISC, y, disc);
        }
    }
    let (above, below) = (labels.above(), labels.below(plan.size.height + 2.0 * EDGE));
    let size = Size { width: plan.size.width + 2.0 * EDGE, height: plan.size.height + 2.0 * EDGE + above + below };
    Some(frame(picture, "right", above, size, &body))
}

/// From the speaker's disc to a card that begins the chain.
fn write_said(out: &mut String, picture: &Picture, to: usize, routed: &Routed) {
    let known = picture.cards.get(to).is_some_and(|card| card.disc == Disc::Origin);
    let class = if known { "chain-said" } else { "chain-said chain-said-unknown" };
    let Some(first) = routed.points.first() else {
        return;
    };
    let points: Vec<Point> = routed.points.iter().map(|p| moved(*p, EDGE, EDGE)).collect();
    let mut d =
        format!("M{} {}H{}", n(first.x + EDGE - HEAD + 2.0 * SPEAKER + 2.0), n(first.y + EDGE), n(first.x + EDGE));
    d += &curves(&points, 0.0);
    if let Some(last) = points.last() {
        let _ = write!(d, "H{}", n(last.x + DISC_AT));
    }
    let _ = write!(out, "<path class=\"{class}\" d=\"{d}\"/>");
}

fn moved(point: Point, x: f64, y: f64) -> Point {
    Point { x: point.x + x, y: point.y + y }
}

/// The bends between columns; within a column a line runs straight.
fn curves(points: &[Point], aside: f64) -> String {
    let mut d = String::new();
    for (index, pair) in points.windows(2).enumerate() {
        let (from, to) = (pair[0], pair[1]);
        if index % 2 == 0 {
            let half = n(f64::midpoint(from.x, to.x));
            let _ =
                write!(d, "C{half} {} {half} {} {} {}", n(from.y + aside), n(to.y + aside), n(to.x), n(to.y + aside));
        } else {
            let _ = write!(d, "L{} {}", n(to.x), n(to.y + aside));
        }
    }
    d
}

/// A hop's way over the page.
struct Bent {
    points: Vec<Point>,
    back: bool,
}

impl Bent {
    fn new(routed: &Routed, up: &Placed, down: &Placed, twins: usize) -> Self {
        let mut points: Vec<Point> = routed.points.iter().map(|p| moved(*p, EDGE, EDGE)).collect();
        let most = up.size.height.min(down.size.height) / 2.0 - 8.0;
        // A line back, or a second line between the same two, keeps off the first.
        let off = if routed.reversed { most.min(30.0) + 6.0 * count(twins) } else { -(20.0 * count(twins)).min(most) };
        let last = points.len() - 1;
        let ends = [0, last];
        for (index, point) in points.iter_mut().enumerate() {
            let is_end = ends.contains(&index);
            if is_end && (routed.reversed || index == 0 || twins > 0) {
                point.y += off;
            }
        }
        if routed.reversed {
            points[0].x += DISC;
        }
        Self { points, back: routed.reversed }
    }

    fn write(&self, aside: f64) -> String {
        let first = self.points[0];
        let mut d = format!("M{} {}", n(first.x), n(first.y + aside));
        d += &curves(&self.points, aside);
        let last = self.points[self.points.len() - 1];
        if !self.back {
            let _ = write!(d, "H{}", n(last.x + DISC_AT - RADIUS + 2.0));
        }
        d
    }

    fn tip(&self) -> (f64, f64, f64) {
        let last = self.points[self.points.len() - 1];
        (last.x, last.y, 180.0)
    }

    /// A point on the last bend, so far along.
    fn on_bend(&self, t: f64) -> Point {
        let at = self.points.len() - 2;
        let (from, to) = (self.points[at], self.points[at + 1]);
        let rise = t * t * (3.0 - 2.0 * t);
        let half = f64::midpoint(from.x, to.x);
        let u = 1.0 - t;
        Point { x: u * u * u * from.x + 3.0 * u * t * half + t * t * t * to.x, y: from.y + (to.y - from.y) * rise }
    }
}

/// What is written on a line: its tag above, the tick on it, the count of drift below.
struct Label<'a> {
    hop: &'a Hop,
    tag: String,
    width: f64,
}

impl<'a> Label<'a> {
    fn new(hop: &'a Hop, back: Option<&str>) -> Self {
        let tag = tag(hop, back);
        let width =
            tag_width(&tag).max(hop.drift.as_ref().map_or(0.0, drift_width)).max(if hop.verified { 16.0 } else { 0.0 });
        Self { hop, tag, width }
    }

    fn above(&self) -> f64 {
        match (self.tag.is_empty(), self.hop.verified) {
            (true, false) => 0.0,
            (true, true) => 8.0,
            (false, false) => 22.0,
            (false, true) => 27.0,
        }
    }

    fn below(&self) -> f64 {
        match (self.hop.drift.is_some(), self.hop.verified) {
            (false, false) => 0.0,
            (false, true) => 8.0,
            (true, false) => 27.0,
            (true, true) => 31.0,
        }
    }

    fn height(&self) -> f64 {
        self.above() + self.below()
    }

    fn write(&self, out: &mut String, at: Point) {
        if !self.tag.is_empty() {
            let bottom = at.y - self.above() + 17.0;
            let _ = write!(
                out,
                "<rect class=\"chain-tag-back\" stroke=\"none\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"17\"/>\
                 <text class=\"chain-tag\" {WORDS} text-anchor=\"middle\" x=\"{}\" y=\"{}\">{}</text>",
                n(at.x - self.width / 2.0),
                n(bottom - 17.0),
                n(self.width),
                n(at.x),
                n(bottom - 4.0),
                escape(&self.tag)
            );
        }
        if self.hop.verified {
            tick(out, at.x, at.y);
        }
        if let Some(drift) = &self.hop.drift {
            write_drift(out, drift, at.x, at.y + self.below() - 11.0);
        }
    }
}

/// The strips of the page that reach from a height to another.
fn strips(top: f64, bottom: f64) -> impl Iterator<Item = i64> {
    #[expect(clippy::cast_possible_truncation, reason = "lengths are far below 2^53")]
    let strip = |y: f64| (y / 64.0).floor() as i64;
    strip(top)..=strip(bottom)
}

/// Where words on lines already stand.
#[derive(Default)]
struct Labels {
    taken: Vec<Taken>,
    /// Those that reach into a strip of the page, so that only neighbours are compared.
    by_strip: HashMap<i64, Vec<usize>>,
}

struct Taken {
    at: Point,
    width: f64,
    top: f64,
    bottom: f64,
}

impl Labels {
    /// A place on the last bend of a line that no other words have taken, the middle if it is
    /// free. On a steep bend words shift less than the line does, to stay off the cards.
    fn place(&mut self, path: &Bent, label: &Label) -> Point {
        let middle = path.on_bend(0.5);
        let mut spots = [0.5, 0.6, 0.4, 0.68, 0.32, 0.75, 0.25].into_iter().map(|t| path.on_bend(t));
        let free = |point: &Point| {
            let (top, bottom) = (point.y - label.above(), point.y + label.below());
            strips(top, bottom).filter_map(|strip| self.by_strip.get(&strip)).flatten().all(|&other| {
                tally(1);
                let other = &self.taken[other];
                (other.at.x - point.x).abs() > f64::midpoint(other.width, label.width) + 4.0
                    || other.top > bottom
                    || other.bottom < top
            })
        };
        let at = spots.find(free).unwrap_or(middle);
        let at = Point { x: middle.x + (at.x - middle.x).clamp(-8.0, 8.0), y: at.y };
        let (top, bottom) = (at.y - label.above(), at.y + label.below());
        for strip in strips(top, bottom) {
            self.by_strip.entry(strip).or_default().push(self.taken.len());
        }
        self.taken.push(Taken { at, width: label.width, top, bottom });
        at
    }

    /// How far words reach below the cards.
    fn below(&self, height: f64) -> f64 {
        self.taken.iter().map(|taken| taken.bottom + 2.0 - height).fold(0.0, f64::max)
    }

    /// How far words reach above the cards.
    fn above(&self) -> f64 {
        self.taken.iter().map(|taken| 2.0 - taken.top).fold(0.0, f64::max)
    }
}
