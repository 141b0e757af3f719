//! What is still too large after folding, because too much of it is special or joined to too much: the cards between
//! those that matter most become one card each. They stand in the order in which the words travelled, so that no
//! line leads back that did not lead back before.

use std::collections::HashMap;

use domain::chain::flow;

use super::fold::number;
use super::{Card, Disc, Drift, Hop, Line, Picture, graph_of};

/// The most cards that are drawn.
pub const MOST_CARDS: usize = 60;
/// The most hops that are drawn.
pub const MOST_HOPS: usize = 150;

/// The picture with no more cards and hops than can be drawn, or nothing where it has no more. `stands` says for how
/// many mentions each card stands.
pub(super) fn bound(picture: &Picture, stands: &[usize]) -> Option<Picture> {
    let count = picture.cards.len();
    if count <= MOST_CARDS && picture.hops.len() <= MOST_HOPS {
        return None;
    }
    let layers = flow(&graph_of(picture, false)).layers;
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|&card| (layers.get(card).copied().flatten().unwrap_or(usize::MAX), card));
    let mut place = vec![0; count];
    for (at, &card) in order.iter().enumerate() {
        place[card] = at;
    }
    let mut by_weight = order.clone();
    // Among cards of one weight both ends of the chain come before its middle.
    by_weight.sort_by_key(|&card| (weight(&picture.cards[card]), place[card].min(count - 1 - place[card])));
    // Between two cards that stay stands at most one for all the rest.
    let mut kept = (MOST_CARDS - 1) / 2;
    loop {
        let merged = merge(picture, stands, &order, &by_weight[..kept.min(count)]);
        if merged.hops.len() <= MOST_HOPS || kept == 0 {
            return Some(merged);
        }
        kept = kept * 3 / 4;
    }
}

/// How soon a card may go: what is left out stays longest, a plain step goes first.
fn weight(card: &Card) -> u8 {
    match card.disc {
        _ if card.hidden => 0,
        _ if card.read => 1,
        _ if card.notice.is_some() => 2,
        Disc::Origin => 3,
        _ if card.choke => 4,
        Disc::Unknown => 5,
        Disc::Plain => 6,
    }
}

/// Puts one card in the place of each row of cards that do not stay.
fn merge(picture: &Picture, stands: &[usize], order: &[usize], kept: &[usize]) -> Picture {
    let mut stays = vec![false; order.len()];
    for &card in kept {
        stays[card] = true;
    }
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut group_of = vec![0; order.len()];
    let mut is_open = false;
    for &card in order {
        match groups.last_mut() {
            Some(last) if is_open && !stays[card] => last.push(card),
            _ => groups.push(vec![card]),
        }
        is_open = !stays[card];
        group_of[card] = groups.len() - 1;
    }
    let cards = groups.iter().map(|group| one_card(picture, stands, group)).collect();
    let mut hops: Vec<Hop> = Vec::new();
    let mut at: HashMap<(usize, usize), usize> = HashMap::new();
    for hop in &picture.hops {
        let (Some(&down), Some(&up)) = (group_of.get(hop.down), group_of.get(hop.up)) else { continue };
        // A hop inside a group is one of its steps.
        if down == up && groups[down].len() > 1 {
            continue;
        }
        if let Some(&known) = at.get(&(down, up)) {
            join(&mut hops[known], hop, picture);
        } else {
            at.insert((down, up), hops.len());
            hops.push(Hop { down, up, ..hop.clone() });
        }
    }
    Picture { cards, hops, ..picture.clone() }
}

fn one_card(picture: &Picture, stands: &[usize], group: &[usize]) -> Card {
    let all = || group.iter().map(|&card| &picture.cards[card]);
    if let [one] = group {
        return picture.cards[*one].clone();
    }
    let heading = number(&picture.words.more_steps, group.iter().map(|&card| stands[card]).sum());
    Card {
        label: heading.clone(),
        heading,
        meta: String::new(),
        wording: None,
        href: picture.words.more_href.clone(),
        disc: Disc::Plain,
        read: all().any(|card| card.read),
        choke: all().any(|card| card.choke),
        notice: all().find_map(|card| card.notice.clone()),
        hidden: all().all(|card| card.hidden),
    }
}

/// Lets one hop stand for one more.
fn join(hop: &mut Hop, other: &Hop, picture: &Picture) {
    // Sure only if each of them is.
    hop.verified = hop.verified && other.verified;
    hop.hidden = hop.hidden && other.hidden;
    if hop.line != other.line {
        hop.line = Line::Plain;
    }
    hop.drift = match (hop.drift.take(), &other.drift) {
        (None, one) => one.clone(),
        (one, None) => one,
        (Some(one), Some(other)) => {
            let count = one.count + other.count;
            let label = number(&picture.words.differences, count);
            Some(Drift { count, href: picture.words.more_href.clone(), label })
        }
    };
}
