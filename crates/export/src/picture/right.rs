//! Time runs to the right: columns of cards, hops bent between them. Drawn so only where the
//! cards stay wide enough to read; else the caller falls back to rows.

use std::fmt::Write as _;

use domain::chain::{Direction, LayoutOptions, Placed, Point, Routed, Size, layout_sized};

use super::card::{RADIUS, SPEAKER, fit, speaker};
use super::line::{Stroke, tag, tag_width, tick, write_tag};
use super::write::{count, frame, n};
use super::{Disc, Hop, Picture, graph_of};

/// Room before a card for its disc, diamond included.
const DISC: f64 = 36.0;
/// Middle of the disc within that room.
const DISC_AT: f64 = 16.0;
const NARROWEST: f64 = 150.0;
const WIDEST: f64 = 250.0;
const HEAD: f64 = 116.0;
const SHORTEST: f64 = 64.0;
const NODE_GAP: f64 = 26.0;
const TICK: f64 = 20.0;
const EDGE: f64 = 3.0;

/// Draws the columns; nothing where they would be too narrow.
pub(super) fn draw(picture: &Picture) -> Option<String> {
    let cards = picture.cards.len();
    let graph = graph_of(picture, picture.speaker.is_some());
    let options = |layer_gap| LayoutOptions {
        direction: Direction::Right,
        layer_gap,
        node_gap: NODE_GAP,
        lane: 26.0,
    };
    let words = |hop: &Hop, back: bool| tag(hop, back.then_some(picture.words.circular.as_str()));
    let label_width = |hop: &Hop, back: bool| {
        let tick = if hop.verified { TICK } else { 0.0 };
        tick + tag_width(&words(hop, back), hop.drift.as_ref())
    };

    // First with no size at all, to learn how many columns there are and which lines lead back.
    let none = Size {
        width: 0.0,
        height: 0.0,
    };
    let sketch = layout_sized(&graph, &vec![none; graph.len()], &options(1.0));
    let gap = sketch
        .edges
        .iter()
        .filter_map(|routed| Some((picture.hops.get(routed.edge)?, routed.reversed)))
        .map(|(hop, back)| label_width(hop, back) + 28.0)
        .fold(52.0, f64::max);
    let head = usize::from(picture.speaker.is_some());
    let columns = sketch.layers.saturating_sub(head).max(1);
    let head_room = if head == 1 { HEAD } else { 0.0 };
    let gaps = gap * count(sketch.layers.saturating_sub(1));
    let fair = (picture.width - head_room - gaps - 2.0 * EDGE) / count(columns) - DISC;
    if fair < NARROWEST {
        return None;
    }
    let card_width = fair.min(WIDEST);

    let fitted: Vec<_> = picture
        .cards
        .iter()
        .map(|card| fit(card, card_width, 3))
        .collect();
    let mut sizes: Vec<Size> = fitted
        .iter()
        .map(|card| Size {
            width: DISC + card_width,
            height: card.height.max(SHORTEST),
        })
        .collect();
    sizes.push(Size {
        width: HEAD,
        height: SHORTEST,
    });
    let plan = layout_sized(&graph, &sizes, &options(gap));
    let at = |index: usize| {
        plan.nodes.get(index).copied().flatten().map(|placed| Placed {
            x: placed.x + EDGE,
            y: placed.y + EDGE,
            ..placed
        })
    };

    let mut body = String::new();
    let mut labels = Labels::default();
    let mut over = String::new();
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
        let twins = picture.hops[..routed.edge]
            .iter()
            .filter(|other| other.up == hop.up && other.down == hop.down)
            .count();
        let path = Bent::new(routed, &up, &down, twins);
        Stroke {
            hop,
            back: routed.reversed,
            d: path.write(0.0),
            aside: path.write(4.5),
            tip: path.tip(),
        }
        .write(&mut body);
        let text = words(hop, routed.reversed);
        let room = label_width(hop, routed.reversed);
        if room > 0.0 {
            let place = labels.place(&path, room);
            let tag_x = place.x - room / 2.0 + if hop.verified { TICK } else { 0.0 };
            let _ = write!(
                over,
                "<rect class=\"chain-tag-back\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"20\"/>",
                n(place.x - room / 2.0 - 3.0),
                n(place.y - 10.0),
                n(room + 3.0)
            );
            if hop.verified {
                tick(&mut over, tag_x - TICK + 8.0, place.y);
            }
            write_tag(&mut over, &text, hop.drift.as_ref(), tag_x, place.y);
        }
    }
    if let (Some(who), Some(placed)) = (&picture.speaker, at(cards)) {
        let y = placed.y + SHORTEST / 2.0;
        let name_at = (placed.x, y + SPEAKER + 16.0);
        speaker(&mut body, who, (placed.x + SPEAKER + 1.0, y), name_at, HEAD);
    }
    for (index, card) in fitted.iter().enumerate() {
        if let Some(placed) = at(index) {
            let middle = placed.y + placed.size.height / 2.0;
            let y = middle - card.height / 2.0;
            card.write(&mut body, placed.x + DISC, y, (placed.x + DISC_AT, middle));
        }
    }
    body.push_str(&over);
    let (width, height) = (
        plan.size.width + 2.0 * EDGE,
        plan.size.height + 2.0 * EDGE + labels.below(plan.size.height),
    );
    Some(frame(picture, "right", width, height, &body))
}

/// From the speaker's disc to a card that begins the chain.
fn write_said(out: &mut String, picture: &Picture, to: usize, routed: &Routed) {
    let known = picture
        .cards
        .get(to)
        .is_some_and(|card| card.disc == Disc::Origin);
    let class = if known {
        "chain-said"
    } else {
        "chain-said chain-said-unknown"
    };
    let Some(first) = routed.points.first() else {
        return;
    };
    let points: Vec<Point> = routed.points.iter().map(|p| moved(*p, EDGE, EDGE)).collect();
    let mut d = format!(
        "M{} {}H{}",
        n(first.x + EDGE - HEAD + 2.0 * SPEAKER + 2.0),
        n(first.y + EDGE),
        n(first.x + EDGE)
    );
    d += &curves(&points, 0.0);
    if let Some(last) = points.last() {
        let _ = write!(d, "H{}", n(last.x + DISC_AT));
    }
    let _ = write!(out, "<path class=\"{class}\" d=\"{d}\"/>");
}

fn moved(point: Point, x: f64, y: f64) -> Point {
    Point {
        x: point.x + x,
        y: point.y + y,
    }
}

/// The bends between columns; within a column a line runs straight.
fn curves(points: &[Point], aside: f64) -> String {
    let mut d = String::new();
    for (index, pair) in points.windows(2).enumerate() {
        let (from, to) = (pair[0], pair[1]);
        if index % 2 == 0 {
            let half = n(f64::midpoint(from.x, to.x));
            let _ = write!(
                d,
                "C{half} {} {half} {} {} {}",
                n(from.y + aside),
                n(to.y + aside),
                n(to.x),
                n(to.y + aside)
            );
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
        let least = up.size.height.min(down.size.height) / 2.0 - 8.0;
        // A line back, or a second line between the same two, keeps off the first.
        let off = if routed.reversed {
            least.min(30.0) + 6.0 * count(twins)
        } else {
            -(20.0 * count(twins)).min(least)
        };
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
        Self {
            points,
            back: routed.reversed,
        }
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

    /// A point on the first or last bend, so far along.
    fn on_bend(&self, last: bool, t: f64) -> Point {
        let at = if last { self.points.len() - 2 } else { 0 };
        let (from, to) = (self.points[at], self.points[at + 1]);
        let rise = t * t * (3.0 - 2.0 * t);
        let half = f64::midpoint(from.x, to.x);
        let u = 1.0 - t;
        Point {
            x: u * u * u * from.x + 3.0 * u * t * half + t * t * t * to.x,
            y: from.y + (to.y - from.y) * rise,
        }
    }
}

/// Where words on lines already stand.
#[derive(Default)]
struct Labels {
    taken: Vec<(Point, f64)>,
}

impl Labels {
    /// A place on a line that no other words have taken, or the middle of its last bend.
    fn place(&mut self, path: &Bent, room: f64) -> Point {
        let tries = [
            (true, 0.5),
            (true, 0.62),
            (true, 0.38),
            (false, 0.5),
            (true, 0.7),
            (true, 0.3),
            (false, 0.38),
            (false, 0.3),
        ];
        let centre = |(last, t)| {
            let mut point = path.on_bend(last, t);
            // Words stay in the middle of the gap: only their height follows the line.
            let middle = path.on_bend(last, 0.5);
            point.x = middle.x + (point.x - middle.x) * 0.3;
            point
        };
        let free = |point: &Point| {
            self.taken.iter().all(|(other, width)| {
                (other.x - point.x).abs() > f64::midpoint(*width, room) + 4.0
                    || (other.y - point.y).abs() > 21.0
            })
        };
        let chosen = tries
            .into_iter()
            .map(centre)
            .find(free)
            .unwrap_or_else(|| centre(tries[0]));
        self.taken.push((chosen, room));
        chosen
    }

    /// How far words reach below the cards.
    fn below(&self, height: f64) -> f64 {
        self.taken
            .iter()
            .map(|(point, _)| point.y + 14.0 - height)
            .fold(0.0, f64::max)
    }
}
