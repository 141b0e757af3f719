//! What is still too large after runs and fans have folded: whole branches fold, the smallest
//! first, and no more of them than it takes. A branch folds only if every way into it comes
//! through the card above it, no way leads out, and nothing in it is special.

use domain::chain::flow;

use super::fold::{Stand, number};
use super::tally::tally;
use super::{Card, Disc, FOLD_ABOVE, Hop, Line, Picture, graph_of, heads};

const NONE: usize = usize::MAX;

/// Folds branches until the picture is small enough or none is left to fold. `stands` says for
/// how many mentions each card stands.
pub(super) fn prune(picture: &Picture, stands: &[usize]) -> Option<(Picture, Vec<usize>)> {
    let cards = picture.cards.len();
    if cards <= FOLD_ABOVE {
        return None;
    }
    let tree = Tree::new(picture);
    // The smallest branches first: what is under a card has been settled before the card is asked for.
    let mut by_size: Vec<usize> = (0..cards).collect();
    by_size.sort_by_key(|&card| (tree.below[card], card));
    // Cards still to be seen under each, a folded branch counted as one.
    let mut seen = vec![0_usize; cards];
    let mut is_head = vec![false; cards];
    let mut kept = cards;
    for card in by_size {
        if kept <= FOLD_ABOVE {
            break;
        }
        tally(tree.children[card].len());
        seen[card] = tree.children[card].iter().map(|&child| 1 + if is_head[child] { 1 } else { seen[child] }).sum();
        if tree.is_branch(card) && seen[card] > 1 {
            kept -= seen[card] - 1;
            is_head[card] = true;
        }
    }
    // A branch inside another went with it: the smaller ones were folded first.
    let mut folded = vec![false; cards];
    let mut branches: Vec<(usize, Vec<usize>)> = Vec::new();
    for &card in &tree.order {
        if card < cards && is_head[card] && !folded[card] {
            let members = tree.members(card);
            tally(members.len());
            for &member in &members {
                folded[member] = true;
            }
            branches.push((card, members));
        }
    }
    if branches.is_empty() {
        return None;
    }
    let mut branch_of = vec![NONE; cards];
    for (index, (_, members)) in branches.iter().enumerate() {
        for &card in members {
            branch_of[card] = index;
        }
    }
    let mut inside: Vec<Vec<&Hop>> = vec![Vec::new(); branches.len()];
    for hop in &picture.hops {
        if let Some(list) = branch_of.get(hop.down).and_then(|&index| inside.get_mut(index)) {
            list.push(hop);
        }
    }
    let stayed: Vec<usize> = stands.iter().zip(&folded).filter(|(_, folded)| !**folded).map(|(n, _)| *n).collect();
    let mut work = Stand::new(picture, folded);
    for ((head, members), inside) in branches.iter().zip(&inside) {
        let count = members.iter().map(|&card| stands[card]).sum();
        let read = members.iter().any(|&card| picture.cards[card].read);
        let heading = number(&picture.words.more_beside, count);
        let down = work.add(heading.clone(), false, read, count);
        let hop = one_for_all(&work, inside, *head, down, heading);
        work.hops.push(hop);
    }
    let (pruned, mut counts) = work.finish();
    counts[..stayed.len()].copy_from_slice(&stayed);
    Some((pruned, counts))
}

/// The hop that stands for all those into and inside a branch.
fn one_for_all(work: &Stand, inside: &[&Hop], head: usize, down: usize, label: String) -> Hop {
    let lines: Vec<&Line> = inside.iter().filter(|hop| hop.up == head).map(|hop| &hop.line).collect();
    let alike = lines.windows(2).all(|pair| pair[0] == pair[1]);
    let line = lines.first().filter(|_| alike);
    Hop {
        down,
        up: head,
        // Sure only if every hop inside is.
        verified: inside.iter().all(|hop| hop.verified),
        line: line.map_or(Line::Plain, |line| (*line).clone()),
        drift: work.sum(inside.iter().filter_map(|hop| hop.drift.as_ref())),
        label,
        hidden: false,
    }
}

/// Which card every way to a card comes through last: its parent.
struct Tree {
    /// Cards after their parents. The vertex before all heads is the number of cards.
    order: Vec<usize>,
    children: Vec<Vec<usize>>,
    /// Cards under each, itself not counted.
    below: Vec<usize>,
    /// Whether the branch under each is closed and plain.
    foldable: Vec<bool>,
}

impl Tree {
    fn new(picture: &Picture) -> Self {
        let cards = picture.cards.len();
        let graph = graph_of(picture, false);
        let back = flow(&graph).back;
        let is_special = |card: &Card| card.disc != Disc::Plain || card.notice.is_some() || card.choke || card.hidden;
        let mut special: Vec<bool> = picture.cards.iter().map(is_special).collect();
        for hop in picture.hops.iter().filter(|hop| hop.hidden && hop.up < cards && hop.down < cards) {
            special[hop.up] = true;
            special[hop.down] = true;
        }
        for (hop, edge) in graph.hops() {
            // Loops are findings and stay in sight.
            if back[hop] || edge.up == edge.down {
                special[edge.up] = true;
                special[edge.down] = true;
            }
        }
        let (order, parent) = parents(picture, &graph);
        let mut depth = vec![0_usize; cards + 1];
        let mut children = vec![Vec::new(); cards];
        for &card in &order {
            if card < cards {
                depth[card] = depth[parent[card]] + 1;
                if parent[card] < cards {
                    children[parent[card]].push(card);
                }
            }
        }
        // How far up the ways out of a branch lead, by the depth of the card they come through.
        let mut reach: Vec<usize> = vec![NONE; cards];
        let mut inner: Vec<usize> = vec![NONE; cards];
        let mut below = vec![0; cards];
        let mut plain = vec![true; cards];
        for &card in order.iter().rev().filter(|&&card| card < cards) {
            for &child in &children[card] {
                inner[card] = inner[card].min(reach[child]);
                below[card] += below[child] + 1;
                plain[card] = plain[card] && plain[child] && !special[child];
            }
            let own = graph.downstream(card).iter().map(|&(down, _)| depth[parent[down]]);
            reach[card] = own.min().unwrap_or(NONE).min(inner[card]);
        }
        let foldable = (0..cards).map(|card| plain[card] && below[card] > 0 && inner[card] >= depth[card]).collect();
        Self { order, children, below, foldable }
    }

    fn is_branch(&self, card: usize) -> bool {
        self.foldable[card]
    }

    fn members(&self, head: usize) -> Vec<usize> {
        let mut members = self.children[head].clone();
        let mut at = 0;
        while at < members.len() {
            members.extend_from_slice(&self.children[members[at]]);
            at += 1;
        }
        members.sort_unstable();
        members
    }
}

/// The immediate dominator of each card, by the iteration of Cooper, Harvey and Kennedy, and an
/// order in which it comes before the card. One more vertex, before all heads, is the last index.
fn parents(picture: &Picture, graph: &domain::chain::Graph) -> (Vec<usize>, Vec<usize>) {
    let cards = picture.cards.len();
    // After the heads all cards: what is then still unseen is in a loop that nothing leads into.
    let starts: Vec<usize> = heads(picture).into_iter().chain(0..cards).collect();
    let mut is_first = vec![false; cards];
    let downs = |card: usize| -> Vec<usize> {
        if card == cards { starts.clone() } else { graph.downstream(card).iter().map(|&(down, _)| down).collect() }
    };
    let mut seen = vec![false; cards + 1];
    let mut order = Vec::with_capacity(cards + 1);
    let mut calls = vec![(cards, downs(cards).into_iter())];
    seen[cards] = true;
    while let Some((card, left)) = calls.last_mut() {
        let Some(next) = left.find(|&next| !seen[next]) else {
            order.push(*card);
            calls.pop();
            continue;
        };
        seen[next] = true;
        if *card == cards {
            is_first[next] = true;
        }
        calls.push((next, downs(next).into_iter()));
    }
    order.reverse();
    let mut place = vec![NONE; cards + 1];
    for (index, &card) in order.iter().enumerate() {
        place[card] = index;
    }
    let mut parent = vec![NONE; cards + 1];
    parent[cards] = cards;
    let meet = |parent: &[usize], mut a: usize, mut b: usize| {
        while a != b {
            tally(1);
            while place[a] > place[b] {
                tally(1);
                a = parent[a];
            }
            while place[b] > place[a] {
                tally(1);
                b = parent[b];
            }
        }
        a
    };
    let mut changed = true;
    while changed {
        changed = false;
        for &card in &order[1..] {
            let ups = graph.upstream(card).iter().map(|&(up, _)| up);
            let all = ups.chain(is_first[card].then_some(cards));
            let known = all.filter(|&up| parent[up] != NONE);
            let new = known.reduce(|a, b| meet(&parent, a, b));
            if let Some(new) = new.filter(|&new| new != parent[card]) {
                parent[card] = new;
                changed = true;
            }
        }
    }
    (order, parent)
}
