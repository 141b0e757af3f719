//! Time runs down: one card a row, the lines in lanes at the left, as on the map of a railway
//! line. Cards keep the whole width, so that a branching chain is still readable on a phone.

use std::fmt::Write as _;

use domain::chain::Size;

use super::card::{Fitted, MIDDLE, RADIUS, SPEAKER, fit, speaker};
use super::lanes::{Wire, Wires, assign, rows};
use super::line::{Stroke, tag, tick, write_tag};
use super::write::{count, frame, n};
use super::{Disc, Picture, heads};

const GAP: f64 = 30.0;
const TAG_ROW: f64 = 24.0;
const DRIFT_ROW: f64 = 32.0;
/// Height a line needs to change lanes.
const BEND: f64 = 24.0;
const LANE: f64 = 22.0;
/// Lanes close up before they take more than this part of the width.
const GUTTER: f64 = 0.34;

struct Row<'a> {
    card: usize,
    fitted: Fitted<'a>,
    lane: usize,
    y: f64,
}

/// Draws the rows.
pub(super) fn draw(picture: &Picture) -> String {
    let wide = picture.width.clamp(240.0, 760.0);
    let (order, mut wires) = rows(picture);
    let mut row_of = vec![0; order.len()];
    for (row, &card) in order.iter().enumerate() {
        row_of[card] = row;
    }
    let mut head = vec![false; order.len()];
    if picture.speaker.is_some() {
        for card in heads(picture) {
            head[row_of[card]] = true;
        }
    }
    let (lanes, count_lanes) = assign(picture, &head, &mut wires);

    let step = (wide * GUTTER / count(count_lanes.max(1))).min(LANE);
    let lane_x = |lane: usize| SPEAKER + 2.0 + step * count(lane);
    let card_x = lane_x(count_lanes.saturating_sub(1)) + SPEAKER + 8.0;
    let card_width = wide - card_x - 1.0;
    let mut rows: Vec<Row> = order
        .iter()
        .zip(&lanes)
        .map(|(&card, &lane)| Row { card, fitted: fit(&picture.cards[card], card_width, 2), lane, y: 0.0 })
        .collect();
    let height = stack(picture, &mut rows, &mut wires);

    let mut body = String::new();
    let ends = Ends { rows: &rows, lane_x: &lane_x };
    write_trunk(&mut body, picture, &ends, &head);
    for wire in &wires.all {
        ends.stroke(picture, wire).write(&mut body);
    }
    if let Some(who) = &picture.speaker {
        let name_at = (card_x, SPEAKER + 2.0 + 5.0);
        let at = (lane_x(0), SPEAKER + 2.0);
        speaker(&mut body, who, at, name_at, card_width);
    }
    for (index, row) in rows.iter().enumerate() {
        // The words on the lines into a card come before it, so that the keyboard goes along.
        let into = &wires.into[index];
        for &wire in into {
            let joins = into.len() > 1;
            write_words(&mut body, picture, &wires.all[wire], joins, &lane_x, card_x);
        }
        row.fitted.write(&mut body, card_x, row.y, (lane_x(row.lane), row.y + MIDDLE));
        for &wire in &wires.back_from[index] {
            write_words(&mut body, picture, &wires.all[wire], false, &lane_x, card_x);
        }
    }
    let size = Size { width: wide, height };
    frame(picture, "down", 0.0, size, &body)
}

/// What is written on a line: the tick in its lane, the words beside the card they lead to.
fn write_words(
    out: &mut String,
    picture: &Picture,
    wire: &Wire,
    joins: bool,
    lane_x: &dyn Fn(usize) -> f64,
    card_x: f64,
) {
    let hop = &picture.hops[wire.hop];
    let Some(y) = wire.tag_y else { return };
    let words = tag(hop, wire.back.then_some(picture.words.circular.as_str()));
    if hop.verified {
        tick(out, lane_x(wire.lane), y);
    }
    let empty = words.is_empty() && hop.drift.is_none();
    if joins && !empty {
        // Where several lines join, a leader says whose words these are.
        let from = lane_x(wire.lane) + if hop.verified { 9.0 } else { 5.0 };
        let _ = write!(out, "<path class=\"chain-leader\" d=\"M{} {}H{}\"/>", n(from), n(y), n(card_x - 5.0));
    }
    write_tag(out, &words, hop.drift.as_ref(), card_x, y);
}

/// Gives each row its height and each tag its place; returns the height of the whole.
fn stack(picture: &Picture, rows: &mut [Row], wires: &mut Wires) -> f64 {
    let mut y = if picture.speaker.is_some() { 2.0 * SPEAKER + 4.0 } else { 2.0 };
    for (index, row) in rows.iter_mut().enumerate() {
        if index > 0 || picture.speaker.is_some() {
            y += 8.0;
        }
        let mut into = wires.into[index].clone();
        into.retain(|&wire| says(picture, &wires.all[wire]));
        into.sort_by_key(|&wire| wires.all[wire].lane);
        for &wire in &into {
            let room = room(picture, &wires.all[wire]);
            wires.all[wire].tag_y = Some(y + room / 2.0);
            y += room;
        }
        y += if into.is_empty() && index > 0 { GAP - 8.0 } else { 8.0 };
        row.y = y;
        y += row.fitted.height;
        for &wire in &wires.back_from[index] {
            let wire = &mut wires.all[wire];
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
    if picture.hops[wire.hop].drift.is_some() { DRIFT_ROW } else { TAG_ROW }
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
            if wire.back { back_path(up, down, lane + aside, wire.tag_y) } else { forward_path(up, down, lane, aside) }
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
    format!("C{} {half} {} {half} {} {}", n(from_x), n(to_x), n(to_x), n(to_y))
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
        let class = if card.disc == Disc::Origin { "chain-said" } else { "chain-said chain-said-unknown" };
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
