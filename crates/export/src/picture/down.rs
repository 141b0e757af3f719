//! Time runs down: one card a row, the lines in lanes at the left, as on the map of a railway
//! line. Cards keep the whole width, so that a branching chain is still readable on a phone.

use std::fmt::Write as _;

use domain::chain::{LayoutOptions, Size, layout};

use super::card::{Fitted, MIDDLE, RADIUS, SPEAKER, fit, speaker};
use super::line::{Stroke, tag, tick, write_tag};
use super::write::{count, frame, n};
use super::{Disc, Line, Picture, graph_of, heads};

const GAP: f64 = 30.0;
const TAG_ROW: f64 = 24.0;
const DRIFT_ROW: f64 = 32.0;
/// Height a line needs to change lanes.
const BEND: f64 = 24.0;
const LANE: f64 = 22.0;
/// Lanes close up before they take more than this part of the width.
const GUTTER: f64 = 0.34;

/// A hop between two rows.
struct Wire {
    hop: usize,
    up: usize,
    down: usize,
    back: bool,
    lane: usize,
    /// Where along the line its tag stands.
    tag_y: Option<f64>,
}

struct Row<'a> {
    card: usize,
    fitted: Fitted<'a>,
    lane: usize,
    y: f64,
}

/// Draws the rows.
pub(super) fn draw(picture: &Picture) -> String {
    let wide = picture.width.clamp(240.0, 760.0);
    let plan = layout(
        &graph_of(picture, false),
        Size {
            width: 1.0,
            height: 1.0,
        },
        &LayoutOptions::default(),
    );
    let forward: Vec<(usize, usize)> = plan
        .edges
        .iter()
        .filter(|routed| !routed.points.is_empty())
        .map(|routed| (&picture.hops[routed.edge], routed.reversed))
        .map(|(hop, back)| {
            if back {
                (hop.down, hop.up)
            } else {
                (hop.up, hop.down)
            }
        })
        .collect();
    let order = rows_in_order(picture.cards.len(), &forward);
    let mut row_of = vec![0; order.len()];
    for (row, &card) in order.iter().enumerate() {
        row_of[card] = row;
    }
    let mut wires: Vec<Wire> = plan
        .edges
        .iter()
        .filter(|routed| !routed.points.is_empty())
        .map(|routed| {
            let hop = &picture.hops[routed.edge];
            Wire {
                hop: routed.edge,
                up: row_of[hop.up],
                down: row_of[hop.down],
                back: routed.reversed,
                lane: 0,
                tag_y: None,
            }
        })
        .collect();
    let mut head = vec![false; order.len()];
    if picture.speaker.is_some() {
        for card in heads(picture) {
            head[row_of[card]] = true;
        }
    }
    let (lanes, count_lanes) = assign(picture, order.len(), &head, &mut wires);

    let step = (wide * GUTTER / count(count_lanes.max(1))).min(LANE);
    let lane_x = |lane: usize| SPEAKER + 2.0 + step * count(lane);
    let card_x = lane_x(count_lanes.saturating_sub(1)) + SPEAKER + 8.0;
    let card_width = wide - card_x - 1.0;
    let mut rows: Vec<Row> = order
        .iter()
        .zip(&lanes)
        .map(|(&card, &lane)| Row {
            card,
            fitted: fit(&picture.cards[card], card_width, 2),
            lane,
            y: 0.0,
        })
        .collect();
    let height = stack(picture, &mut rows, &mut wires);

    let mut body = String::new();
    let ends = Ends {
        rows: &rows,
        lane_x: &lane_x,
    };
    write_trunk(&mut body, picture, &ends, &head);
    for wire in &wires {
        ends.stroke(picture, wire).write(&mut body);
    }
    if let Some(who) = &picture.speaker {
        let name_at = (card_x, SPEAKER + 2.0 + 5.0);
        let at = (lane_x(0), SPEAKER + 2.0);
        speaker(&mut body, who, at, name_at, card_width);
    }
    for row in &rows {
        row.fitted
            .write(&mut body, card_x, row.y, (lane_x(row.lane), row.y + MIDDLE));
    }
    for wire in &wires {
        let hop = &picture.hops[wire.hop];
        let Some(y) = wire.tag_y else { continue };
        let words = tag(hop, wire.back.then_some(picture.words.circular.as_str()));
        if hop.verified {
            tick(&mut body, lane_x(wire.lane), y);
        }
        let shares = |other: &&Wire| !other.back && other.down == wire.down;
        let empty = words.is_empty() && hop.drift.is_none();
        if !wire.back && !empty && wires.iter().filter(shares).count() > 1 {
            let from = lane_x(wire.lane) + if hop.verified { 9.0 } else { 5.0 };
            let _ = write!(
                body,
                "<path class=\"chain-leader\" d=\"M{} {}H{}\"/>",
                n(from),
                n(y),
                n(card_x - 5.0)
            );
        }
        write_tag(&mut body, &words, hop.drift.as_ref(), card_x, y);
    }
    let size = Size {
        width: wide,
        height,
    };
    frame(picture, "down", 0.0, size, &body)
}

/// The cards in the order of their rows: upstream first, what hangs together close together. From
/// each card the short ways are drawn to their end before the long ones, so that few lines have
/// to run past other cards.
fn rows_in_order(cards: usize, forward: &[(usize, usize)]) -> Vec<usize> {
    let mut after = vec![Vec::new(); cards];
    let mut waiting = vec![0_usize; cards];
    for &(from, to) in forward {
        after[from].push(to);
        waiting[to] += 1;
    }
    let mut left = waiting.clone();
    let mut topological: Vec<usize> = (0..cards).filter(|&card| left[card] == 0).collect();
    let mut at = 0;
    while at < topological.len() {
        for &next in &after[topological[at]] {
            left[next] -= 1;
            if left[next] == 0 {
                topological.push(next);
            }
        }
        at += 1;
    }
    let mut height = vec![0_usize; cards];
    for &card in topological.iter().rev() {
        height[card] = after[card]
            .iter()
            .map(|&w| height[w] + 1)
            .max()
            .unwrap_or(0);
    }
    let mut stack: Vec<usize> = (0..cards)
        .filter(|&card| waiting[card] == 0)
        .rev()
        .collect();
    let mut order = Vec::with_capacity(cards);
    while let Some(card) = stack.pop() {
        order.push(card);
        let mut ready = Vec::new();
        for &next in &after[card] {
            waiting[next] -= 1;
            if waiting[next] == 0 {
                ready.push(next);
            }
        }
        ready.sort_by_key(|&next| (height[next], next));
        stack.extend(ready.into_iter().rev());
    }
    order
}

/// Lines that look alike and leave the same card share a lane down to the last they lead to.
type Look<'a> = (usize, bool, &'a Line);

/// Which lane is taken down to which row.
struct Lanes {
    until: Vec<usize>,
}

impl Lanes {
    /// The leftmost lane that is free from a row on.
    fn take(&mut self, from: usize, to: usize) -> usize {
        if let Some(lane) = self.until.iter().position(|&until| until <= from) {
            self.until[lane] = to;
            return lane;
        }
        self.until.push(to);
        self.until.len() - 1
    }
}

/// Gives each row and each line a lane, leftmost first. The speaker's line keeps lane 0 down to
/// the last card that begins with it. Gives the lanes of the rows and how many there are.
fn assign(
    picture: &Picture,
    rows: usize,
    head: &[bool],
    wires: &mut [Wire],
) -> (Vec<usize>, usize) {
    let mut taken = Lanes {
        until: head.iter().rposition(|&is| is).into_iter().collect(),
    };
    let mut own_lanes = vec![0; rows];
    for (row, own) in own_lanes.iter_mut().enumerate() {
        let ending = wires
            .iter()
            .filter(|wire| !wire.back && wire.down == row && taken.until[wire.lane] == row)
            .map(|wire| wire.lane)
            .min();
        *own = ending.unwrap_or_else(|| taken.take(row, row));
        let mut looks: Vec<(usize, Look)> = Vec::new();
        for wire in wires.iter().filter(|wire| !wire.back && wire.up == row) {
            let hop = &picture.hops[wire.hop];
            let look = (row, hop.verified, &hop.line);
            match looks.iter_mut().find(|(_, known)| *known == look) {
                Some((until, _)) => *until = (*until).max(wire.down),
                None => looks.push((wire.down, look)),
            }
        }
        // The farthest goes straight on, the nearer ones step aside.
        looks.sort_by_key(|(until, _)| std::cmp::Reverse(*until));
        for (place, &(until, look)) in looks.iter().enumerate() {
            let lane = if place == 0 && taken.until[*own] <= row {
                taken.until[*own] = until;
                *own
            } else {
                taken.take(row, until)
            };
            for wire in wires.iter_mut().filter(|wire| !wire.back && wire.up == row) {
                let hop = &picture.hops[wire.hop];
                if (row, hop.verified, &hop.line) == look {
                    wire.lane = lane;
                }
            }
        }
    }
    // Lines that lead back run outside of all others.
    let forward = taken.until.len();
    let mut outer: Vec<usize> = Vec::new();
    let mut back: Vec<usize> = (0..wires.len()).filter(|&i| wires[i].back).collect();
    back.sort_by_key(|&index| (wires[index].down, wires[index].up));
    for index in back {
        let (from, to) = (wires[index].down, wires[index].up);
        // Lines that share a row would run into each other: keep them one row apart.
        let lane = outer.iter().position(|&until| until < from);
        let lane = lane.unwrap_or_else(|| {
            outer.push(0);
            outer.len() - 1
        });
        outer[lane] = to;
        wires[index].lane = forward + lane;
    }
    (own_lanes, forward + outer.len())
}

/// Gives each row its height and each tag its place; returns the height of the whole.
fn stack(picture: &Picture, rows: &mut [Row], wires: &mut [Wire]) -> f64 {
    let mut y = if picture.speaker.is_some() {
        2.0 * SPEAKER + 4.0
    } else {
        2.0
    };
    for (index, row) in rows.iter_mut().enumerate() {
        if index > 0 || picture.speaker.is_some() {
            y += 8.0;
        }
        let mut into: Vec<usize> = (0..wires.len())
            .filter(|&w| !wires[w].back && wires[w].down == index && says(picture, &wires[w]))
            .collect();
        into.sort_by_key(|&w| wires[w].lane);
        for &wire in &into {
            let room = room(picture, &wires[wire]);
            wires[wire].tag_y = Some(y + room / 2.0);
            y += room;
        }
        y += if into.is_empty() && index > 0 {
            GAP - 8.0
        } else {
            8.0
        };
        row.y = y;
        y += row.fitted.height;
        for wire in wires
            .iter_mut()
            .filter(|wire| wire.back && wire.up == index)
        {
            // A line that leads back is named where it begins, under its card.
            let room = room(picture, wire);
            wire.tag_y = Some(y + 4.0 + room / 2.0);
            y += 4.0 + room;
        }
    }
    y + 4.0
}

fn says(picture: &Picture, wire: &Wire) -> bool {
    let hop = &picture.hops[wire.hop];
    hop.verified || hop.drift.is_some() || !tag(hop, None).is_empty()
}

fn room(picture: &Picture, wire: &Wire) -> f64 {
    if picture.hops[wire.hop].drift.is_some() {
        DRIFT_ROW
    } else {
        TAG_ROW
    }
}

struct Ends<'a> {
    rows: &'a [Row<'a>],
    lane_x: &'a dyn Fn(usize) -> f64,
}

impl Ends<'_> {
    fn disc(&self, row: usize) -> (f64, f64) {
        let row = &self.rows[row];
        ((self.lane_x)(row.lane), row.y + MIDDLE)
    }

    fn stroke<'p>(&self, picture: &'p Picture, wire: &Wire) -> Stroke<'p> {
        let up = self.disc(wire.up);
        let down = self.disc(wire.down);
        let lane = (self.lane_x)(wire.lane);
        let path = |aside: f64| {
            if wire.back {
                back_path(up, down, lane + aside, wire.tag_y)
            } else {
                forward_path(up, down, lane, aside)
            }
        };
        Stroke {
            hop: &picture.hops[wire.hop],
            back: wire.back,
            d: path(0.0),
            aside: path(4.5),
            tip: (down.0 + RADIUS + 7.0, down.1, 180.0),
        }
    }
}

fn forward_path(up: (f64, f64), down: (f64, f64), lane: f64, aside: f64) -> String {
    // The discs are drawn over the ends.
    let (from, to) = (up.1 + 4.0, down.1 - 4.0);
    let straight = lane + aside;
    let mut d = format!("M{} {}", n(up.0 + aside), n(from));
    if (up.0 - lane).abs() > 0.1 {
        d += &bend(up.0 + aside, straight, from, from + BEND);
    }
    if (down.0 - lane).abs() > 0.1 {
        let _ = write!(d, "V{}", n(to - BEND));
        d += &bend(straight, down.0 + aside, to - BEND, to);
    } else {
        let _ = write!(d, "V{}", n(to));
    }
    d
}

fn bend(from_x: f64, to_x: f64, from_y: f64, to_y: f64) -> String {
    let half = n(f64::midpoint(from_y, to_y));
    format!(
        "C{} {half} {} {half} {} {}",
        n(from_x),
        n(to_x),
        n(to_x),
        n(to_y)
    )
}

/// From the lower card out to the side, up, and in again at the upper.
fn back_path(up: (f64, f64), down: (f64, f64), lane: f64, tag_y: Option<f64>) -> String {
    let low = tag_y.unwrap_or(up.1 + 30.0);
    let turn = 12.0_f64.min((lane - down.0).abs().max(1.0));
    format!(
        "M{x} {from}V{a}Q{x} {low} {b} {low}H{c}Q{lane} {low} {lane} {e}V{f}Q{lane} {g} {h} {g}H{i}",
        x = n(up.0),
        from = n(up.1 + 4.0),
        a = n(low - 8.0),
        low = n(low),
        b = n(up.0 + 8.0),
        c = n(lane - turn),
        e = n(low - turn),
        f = n(down.1 + turn),
        g = n(down.1),
        h = n(lane - turn),
        i = n(down.0 + RADIUS + 7.0),
        lane = n(lane),
    )
}

/// The speaker's line down lane 0, with a branch to each card that begins the chain.
fn write_trunk(out: &mut String, picture: &Picture, ends: &Ends, head: &[bool]) {
    let x = (ends.lane_x)(0);
    for row in (0..head.len()).filter(|&row| head[row]) {
        let (to_x, y) = ends.disc(row);
        let card = &picture.cards[ends.rows[row].card];
        let class = if card.disc == Disc::Origin {
            "chain-said"
        } else {
            "chain-said chain-said-unknown"
        };
        let from = 2.0 * SPEAKER + 2.0;
        let to = y - 4.0;
        let mut d = format!("M{} {}", n(x), n(from));
        if (to_x - x).abs() > 0.1 {
            let _ = write!(d, "V{}", n((to - BEND).max(from)));
            d += &bend(x, to_x, (to - BEND).max(from), to);
        } else {
            let _ = write!(d, "V{}", n(to));
        }
        let _ = write!(out, "<path class=\"{class}\" d=\"{d}\"/>");
    }
}
