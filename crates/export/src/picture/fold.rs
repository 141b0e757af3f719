//! Large chains fold: a long run of plain steps becomes one card, and so do the many outlets
//! that all took the same copy. Whatever is special about a mention keeps it in sight.

use super::prune::prune;
use super::tally::tally;
use super::{Card, Disc, Drift, FOLD_ABOVE, Hop, Line, Picture};

/// Runs of fewer steps stay as they are.
const RUN: usize = 3;
/// Cards of a fan that stay in sight.
const SHOWN: usize = 3;

/// The folded picture with how many mentions each card stands for, or nothing where it is small enough.
pub(super) fn fold(picture: &Picture) -> Option<(Picture, Vec<usize>)> {
    if picture.cards.len() <= FOLD_ABOVE {
        return None;
    }
    let count = picture.cards.len();
    let mut shape = Shape { into: vec![Vec::new(); count], out: vec![Vec::new(); count] };
    for (index, hop) in picture.hops.iter().enumerate() {
        if hop.up < count && hop.down < count {
            shape.into[hop.down].push(index);
            shape.out[hop.up].push(index);
        }
    }
    let mut work = Work { picture, shape, stand: Stand::new(picture, vec![false; count]) };
    work.runs();
    work.fans();
    let (folded, stands) = work.stand.finish();
    Some(prune(&folded, &stands).unwrap_or((folded, stands)))
}

struct Shape {
    into: Vec<Vec<usize>>,
    out: Vec<Vec<usize>>,
}

struct Work<'a> {
    picture: &'a Picture,
    shape: Shape,
    stand: Stand<'a>,
}

impl Work<'_> {
    fn is_plain(&self, card: usize) -> bool {
        let it = &self.picture.cards[card];
        it.disc == Disc::Plain && it.notice.is_none() && !it.hidden
    }

    /// A step in the middle of a run: one hop in, one out, nothing special.
    fn is_step(&self, card: usize) -> bool {
        self.is_plain(card)
            && !self.picture.cards[card].read
            && self.shape.into[card].len() == 1
            && self.shape.out[card].len() == 1
            && self.picture.hops[self.shape.into[card][0]].up != card
            && !self.picture.hops[self.shape.into[card][0]].hidden
            && !self.picture.hops[self.shape.out[card][0]].hidden
    }

    fn runs(&mut self) {
        for start in 0..self.picture.cards.len() {
            if self.stand.folded[start] || !self.is_step(start) {
                continue;
            }
            let before = self.picture.hops[self.shape.into[start][0]].up;
            if self.is_step(before) && before != start && !self.stand.folded[before] {
                continue; // Not the first of its run.
            }
            // Only a run that nothing leads into comes back, and then to its start: each step has one way in.
            let mut run = vec![start];
            loop {
                let last = run[run.len() - 1];
                let next = self.picture.hops[self.shape.out[last][0]].down;
                tally(1);
                if !self.is_step(next) || next == start {
                    break;
                }
                run.push(next);
            }
            if run.len() >= RUN {
                self.fold_run(&run);
            }
        }
    }

    fn fold_run(&mut self, run: &[usize]) {
        let way: Vec<&Hop> = run.iter().map(|&card| &self.picture.hops[self.shape.into[card][0]]).collect();
        let choke = run.iter().any(|&card| self.picture.cards[card].choke);
        let heading = number(&self.picture.words.more_steps, run.len());
        let new = self.stand.add(heading, choke, false, run.len());
        let mut into = way[0].clone();
        into.down = new;
        // The one line stands for all the hops inside: sure only if each of them is.
        into.verified = way.iter().all(|hop| hop.verified);
        into.drift = self.stand.sum(way.iter().filter_map(|hop| hop.drift.as_ref()));
        let last = run[run.len() - 1];
        let mut out = self.picture.hops[self.shape.out[last][0]].clone();
        out.up = new;
        self.stand.hops.push(into);
        self.stand.hops.push(out);
        for &card in run {
            self.stand.folded[card] = true;
        }
    }

    /// Cards that took from the same one, in the same way, and that nobody took from.
    fn fans(&mut self) {
        for up in 0..self.picture.cards.len() {
            let leaves: Vec<usize> = self.shape.out[up]
                .iter()
                .map(|&hop| self.picture.hops[hop].down)
                .filter(|&card| {
                    card != up
                        && self.shape.into[card].len() == 1
                        && self.shape.out[card].is_empty()
                        && self.is_plain(card)
                        && !self.picture.hops[self.shape.into[card][0]].hidden
                })
                .collect();
            let hop_of = |card: usize| &self.picture.hops[self.shape.into[card][0]];
            let mut kinds: Vec<(&Line, bool)> = Vec::new();
            for &leaf in &leaves {
                tally(kinds.len());
                let kind = (&hop_of(leaf).line, hop_of(leaf).verified);
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
            let folds: Vec<Vec<usize>> = kinds
                .iter()
                .map(|kind| {
                    let alike =
                        leaves.iter().copied().filter(|&leaf| (&hop_of(leaf).line, hop_of(leaf).verified) == *kind);
                    alike.skip(SHOWN).collect::<Vec<usize>>()
                })
                .filter(|alike| alike.len() > 1)
                .collect();
            for alike in folds {
                self.fold_fan(&alike);
            }
        }
    }

    fn fold_fan(&mut self, alike: &[usize]) {
        let hops: Vec<&Hop> = alike.iter().map(|&card| &self.picture.hops[self.shape.into[card][0]]).collect();
        let heading = number(&self.picture.words.more_beside, alike.len());
        let read = alike.iter().any(|&card| self.picture.cards[card].read);
        let mut into = hops[0].clone();
        into.label.clone_from(&heading);
        into.down = self.stand.add(heading, false, read, alike.len());
        into.drift = self.stand.sum(hops.iter().filter_map(|hop| hop.drift.as_ref()));
        self.stand.hops.push(into);
        for &card in alike {
            self.stand.folded[card] = true;
        }
    }
}

/// A picture in which some cards stand for others.
pub(super) struct Stand<'a> {
    picture: &'a Picture,
    pub(super) folded: Vec<bool>,
    cards: Vec<Card>,
    /// For how many cards each new one stands.
    counts: Vec<usize>,
    /// Hops to and from the new cards, which are numbered after the old ones.
    pub(super) hops: Vec<Hop>,
}

impl<'a> Stand<'a> {
    pub(super) fn new(picture: &'a Picture, folded: Vec<bool>) -> Self {
        Self { picture, folded, cards: Vec::new(), counts: Vec::new(), hops: Vec::new() }
    }

    /// Adds a card that stands for so many others; gives its number.
    pub(super) fn add(&mut self, heading: String, choke: bool, read: bool, count: usize) -> usize {
        self.counts.push(count);
        self.cards.push(Card {
            label: heading.clone(),
            heading,
            meta: String::new(),
            wording: None,
            href: self.picture.words.more_href.clone(),
            disc: Disc::Plain,
            read,
            choke,
            notice: None,
            hidden: false,
        });
        self.folded.len() + self.cards.len() - 1
    }

    /// All findings of drift as one.
    pub(super) fn sum<'d>(&self, drifts: impl Iterator<Item = &'d Drift>) -> Option<Drift> {
        let drifts: Vec<&Drift> = drifts.collect();
        match drifts.as_slice() {
            [] => None,
            [one] => Some((*one).clone()),
            many => {
                let count = many.iter().map(|drift| drift.count).sum();
                Some(Drift {
                    count,
                    href: self.picture.words.more_href.clone(),
                    label: number(&self.picture.words.differences, count),
                })
            }
        }
    }

    /// The picture without the folded cards, and for how many each card in it stands.
    pub(super) fn finish(self) -> (Picture, Vec<usize>) {
        let old = self.folded.len();
        let mut place = Vec::with_capacity(old + self.cards.len());
        let mut cards = Vec::new();
        let mut stands = Vec::new();
        for (card, &folded) in self.picture.cards.iter().zip(&self.folded) {
            place.push((!folded).then_some(cards.len()));
            if !folded {
                cards.push(card.clone());
                stands.push(1);
            }
        }
        for (card, count) in self.cards.into_iter().zip(self.counts) {
            place.push(Some(cards.len()));
            cards.push(card);
            stands.push(count);
        }
        // A hop to nowhere must not come to mean one of the new cards.
        let known = |hop: &&Hop| hop.up < old && hop.down < old;
        let hops = self.picture.hops.iter().filter(known).cloned();
        let hops = hops
            .chain(self.hops)
            .filter_map(|mut hop| {
                hop.up = (*place.get(hop.up)?)?;
                hop.down = (*place.get(hop.down)?)?;
                Some(hop)
            })
            .collect();
        let folded = Picture { cards, hops, ..self.picture.clone() };
        (folded, stands)
    }
}

/// Words with the number put in.
pub(super) fn number(words: &str, count: usize) -> String {
    words.replace("{n}", &count.to_string())
}
