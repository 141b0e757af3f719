//! Which row each card is in and in which lane each line runs, as on the map of a railway line:
//! the fewer lanes, the more room for the cards.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use domain::chain::flow;

use super::tally::tally;
use super::{Line, Picture, graph_of};

/// A hop between two rows, which are numbered from the top.
pub(super) struct Wire {
    pub(super) hop: usize,
    pub(super) up: usize,
    pub(super) down: usize,
    pub(super) back: bool,
    pub(super) lane: usize,
    /// Where along the line its tag stands.
    pub(super) tag_y: Option<f64>,
}

/// All hops that are drawn, and which of them begin and end at each row.
pub(super) struct Wires {
    pub(super) all: Vec<Wire>,
    /// Lines that lead down to a row.
    pub(super) into: Vec<Vec<usize>>,
    /// Lines that lead down from a row.
    from: Vec<Vec<usize>>,
    /// Lines that lead back up from a row.
    pub(super) back_from: Vec<Vec<usize>>,
}

/// The cards in the order of their rows, and the hops between the rows.
pub(super) fn rows(picture: &Picture) -> (Vec<usize>, Wires) {
    let graph = graph_of(picture, false);
    let mut back = flow(&graph).back;
    let mut hops: Vec<usize> = Vec::with_capacity(picture.hops.len());
    for (hop, edge) in graph.hops() {
        // A card that names itself is drawn as the shortest way round.
        back[hop] |= edge.up == edge.down;
        hops.push(hop);
    }
    hops.sort_unstable();
    let forward: Vec<(usize, usize)> = hops
        .iter()
        .filter(|&&index| picture.hops[index].up != picture.hops[index].down)
        .map(|&index| {
            let hop = &picture.hops[index];
            if back[index] { (hop.down, hop.up) } else { (hop.up, hop.down) }
        })
        .collect();
    let order = in_order(picture.cards.len(), &forward);
    let mut row_of = vec![0; order.len()];
    for (row, &card) in order.iter().enumerate() {
        row_of[card] = row;
    }
    let mut wires = Wires {
        all: Vec::with_capacity(hops.len()),
        into: vec![Vec::new(); order.len()],
        from: vec![Vec::new(); order.len()],
        back_from: vec![Vec::new(); order.len()],
    };
    for (place, hop) in hops.into_iter().enumerate() {
        let (up, down) = (row_of[picture.hops[hop].up], row_of[picture.hops[hop].down]);
        if back[hop] {
            wires.back_from[up].push(place);
        } else {
            wires.from[up].push(place);
            wires.into[down].push(place);
        }
        wires.all.push(Wire { hop, up, down, back: back[hop], lane: 0, tag_y: None });
    }
    (order, wires)
}

/// An order of the cards: upstream first, what hangs together close together. From
/// each card the short ways are drawn to their end before the long ones, so that few lines have
/// to run past other cards.
fn in_order(cards: usize, forward: &[(usize, usize)]) -> Vec<usize> {
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
        height[card] = after[card].iter().map(|&w| height[w] + 1).max().unwrap_or(0);
    }
    let mut stack: Vec<usize> = (0..cards).filter(|&card| waiting[card] == 0).rev().collect();
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
type Look<'a> = (bool, &'a Line);

/// Which lane is taken down to which row. Rows are asked for from the top.
#[derive(Default)]
struct Lanes {
    until: Vec<usize>,
    /// Lanes that nothing runs in.
    free: BTreeSet<usize>,
    /// The others by the row they are taken down to. Where a lane was taken on, the first entry is out of date.
    taken: BinaryHeap<Reverse<(usize, usize)>>,
}

impl Lanes {
    /// The leftmost lane that is free from a row on.
    fn take(&mut self, from: usize, to: usize) -> usize {
        while let Some(&Reverse((until, lane))) = self.taken.peek()
            && until <= from
        {
            tally(1);
            self.taken.pop();
            if self.until[lane] == until {
                self.free.insert(lane);
            }
        }
        let lane = self.free.first().copied().unwrap_or(self.until.len());
        self.go_on(lane, to);
        lane
    }

    /// Takes a lane down to a row.
    fn go_on(&mut self, lane: usize, to: usize) {
        if lane == self.until.len() {
            self.until.push(to);
        }
        self.free.remove(&lane);
        self.until[lane] = to;
        self.taken.push(Reverse((to, lane)));
    }
}

/// Gives each row and each line a lane, leftmost first. The speaker's line keeps lane 0 down to
/// the last card in `head`. Gives the lanes of the rows and how many there are.
pub(super) fn assign(picture: &Picture, head: &[bool], wires: &mut Wires) -> (Vec<usize>, usize) {
    let mut taken = Lanes::default();
    if let Some(last) = head.iter().rposition(|&is| is) {
        taken.go_on(0, last);
    }
    let mut own_lanes = vec![0; head.len()];
    for (row, own) in own_lanes.iter_mut().enumerate() {
        let ending =
            wires.into[row].iter().map(|&wire| wires.all[wire].lane).filter(|&lane| taken.until[lane] == row).min();
        *own = ending.unwrap_or_else(|| taken.take(row, row));
        let mut looks: Vec<(usize, Look)> = Vec::new();
        let mut look_of = Vec::with_capacity(wires.from[row].len());
        for &wire in &wires.from[row] {
            let Wire { hop, down, .. } = wires.all[wire];
            let look = (picture.hops[hop].verified, &picture.hops[hop].line);
            tally(looks.len());
            let place = looks.iter().position(|(_, known)| *known == look);
            let place = place.unwrap_or_else(|| {
                looks.push((down, look));
                looks.len() - 1
            });
            looks[place].0 = looks[place].0.max(down);
            look_of.push((wire, place));
        }
        // The farthest goes straight on, the nearer ones step aside.
        let mut by_reach: Vec<usize> = (0..looks.len()).collect();
        by_reach.sort_by_key(|&place| std::cmp::Reverse(looks[place].0));
        let mut lane_of = vec![0; looks.len()];
        for place in by_reach {
            let until = looks[place].0;
            lane_of[place] = if taken.until[*own] <= row {
                taken.go_on(*own, until);
                *own
            } else {
                taken.take(row, until)
            };
        }
        for (wire, place) in look_of {
            wires.all[wire].lane = lane_of[place];
        }
    }
    // Lines that lead back run outside of all others.
    let inner = taken.until.len();
    let mut outer: Vec<usize> = Vec::new();
    let mut back: Vec<&mut Wire> = wires.all.iter_mut().filter(|wire| wire.back).collect();
    back.sort_by_key(|wire| (wire.down, wire.up));
    for wire in back {
        // Lines that share a row would run into each other: keep them one row apart.
        let lane = outer.iter().position(|&until| until < wire.down);
        let lane = lane.unwrap_or_else(|| {
            outer.push(0);
            outer.len() - 1
        });
        outer[lane] = wire.up;
        wire.lane = inner + lane;
    }
    (own_lanes, inner + outer.len())
}
