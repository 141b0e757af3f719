//! Large chains fold: a long run of plain steps becomes one card, and so do the many outlets
//! that all took the same copy. Whatever is special about a mention keeps it in sight.

use super::{Card, Disc, Drift, FOLD_ABOVE, Hop, Line, Picture};

/// Runs of fewer steps stay as they are.
const RUN: usize = 3;
/// Cards of a fan that stay in sight.
const SHOWN: usize = 3;

/// The folded picture, or nothing where it is small enough.
pub(super) fn fold(picture: &Picture) -> Option<Picture> {
    if picture.cards.len() <= FOLD_ABOVE {
        return None;
    }
    let count = picture.cards.len();
    let mut shape = Shape {
        into: vec![Vec::new(); count],
        out: vec![Vec::new(); count],
    };
    for (index, hop) in picture.hops.iter().enumerate() {
        if hop.up < count && hop.down < count {
            shape.into[hop.down].push(index);
            shape.out[hop.up].push(index);
        }
    }
    let mut work = Work {
        picture,
        shape,
        fate: vec![Fate::Kept; count],
        cards: Vec::new(),
        hops: Vec::new(),
    };
    work.runs();
    work.fans();
    Some(work.finish())
}

struct Shape {
    into: Vec<Vec<usize>>,
    out: Vec<Vec<usize>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Fate {
    Kept,
    Folded,
}

struct Work<'a> {
    picture: &'a Picture,
    shape: Shape,
    fate: Vec<Fate>,
    /// Cards that stand for folded ones.
    cards: Vec<Card>,
    /// Hops to and from them, the number of the new card counted from the end of the old ones.
    hops: Vec<Hop>,
}

impl Work<'_> {
    fn is_plain(&self, card: usize) -> bool {
        let it = &self.picture.cards[card];
        it.disc == Disc::Plain && it.notice.is_none()
    }

    /// A step in the middle of a run: one hop in, one out, nothing special.
    fn is_step(&self, card: usize) -> bool {
        self.is_plain(card)
            && !self.picture.cards[card].read
            && self.shape.into[card].len() == 1
            && self.shape.out[card].len() == 1
            && self.picture.hops[self.shape.into[card][0]].up != card
    }

    fn runs(&mut self) {
        for start in 0..self.fate.len() {
            if self.fate[start] == Fate::Folded || !self.is_step(start) {
                continue;
            }
            let before = self.picture.hops[self.shape.into[start][0]].up;
            if self.is_step(before) && before != start && self.fate[before] == Fate::Kept {
                continue; // Not the first of its run.
            }
            let mut run = vec![start];
            loop {
                let last = run[run.len() - 1];
                let next = self.picture.hops[self.shape.out[last][0]].down;
                if !self.is_step(next) || run.contains(&next) {
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
        let new = self.fate.len() + self.cards.len();
        let (first, last) = (run[0], run[run.len() - 1]);
        let way: Vec<&Hop> = run
            .iter()
            .map(|&card| &self.picture.hops[self.shape.into[card][0]])
            .collect();
        let mut into = way[0].clone();
        into.down = new;
        // The one line stands for all the hops inside: sure only if each of them is.
        into.verified = way.iter().all(|hop| hop.verified);
        into.drift = self.sum(way.iter().filter_map(|hop| hop.drift.as_ref()));
        let mut out = self.picture.hops[self.shape.out[last][0]].clone();
        out.up = new;
        debug_assert_eq!(way[0].down, first);
        let heading = number(&self.picture.words.more_steps, run.len());
        let choke = run.iter().any(|&card| self.picture.cards[card].choke);
        self.cards.push(self.stand_in(heading, choke, false));
        self.hops.push(into);
        self.hops.push(out);
        for &card in run {
            self.fate[card] = Fate::Folded;
        }
    }

    /// Cards that took from the same one, in the same way, and that nobody took from.
    fn fans(&mut self) {
        for up in 0..self.fate.len() {
            let leaves: Vec<usize> = self.shape.out[up]
                .iter()
                .map(|&hop| self.picture.hops[hop].down)
                .filter(|&card| {
                    card != up
                        && self.shape.into[card].len() == 1
                        && self.shape.out[card].is_empty()
                        && self.is_plain(card)
                })
                .collect();
            let hop_of = |card: usize| &self.picture.hops[self.shape.into[card][0]];
            let mut kinds: Vec<(&Line, bool)> = Vec::new();
            for &leaf in &leaves {
                let kind = (&hop_of(leaf).line, hop_of(leaf).verified);
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
            let folds: Vec<Vec<usize>> = kinds
                .iter()
                .map(|kind| {
                    let alike = leaves
                        .iter()
                        .copied()
                        .filter(|&leaf| (&hop_of(leaf).line, hop_of(leaf).verified) == *kind);
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
        let new = self.fate.len() + self.cards.len();
        let hops: Vec<&Hop> = alike
            .iter()
            .map(|&card| &self.picture.hops[self.shape.into[card][0]])
            .collect();
        let mut into = hops[0].clone();
        into.down = new;
        into.drift = self.sum(hops.iter().filter_map(|hop| hop.drift.as_ref()));
        let heading = number(&self.picture.words.more_beside, alike.len());
        let read = alike.iter().any(|&card| self.picture.cards[card].read);
        into.label.clone_from(&heading);
        self.cards.push(self.stand_in(heading, false, read));
        self.hops.push(into);
        for &card in alike {
            self.fate[card] = Fate::Folded;
        }
    }

    fn stand_in(&self, heading: String, choke: bool, read: bool) -> Card {
        Card {
            label: heading.clone(),
            heading,
            meta: String::new(),
            wording: None,
            href: self.picture.words.more_href.clone(),
            disc: Disc::Plain,
            read,
            choke,
            notice: None,
        }
    }

    fn sum<'d>(&self, drifts: impl Iterator<Item = &'d Drift>) -> Option<Drift> {
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

    fn finish(self) -> Picture {
        let old = self.fate.len();
        let mut place = Vec::with_capacity(old + self.cards.len());
        let mut cards = Vec::new();
        for (index, fate) in self.fate.iter().enumerate() {
            place.push((*fate == Fate::Kept).then_some(cards.len()));
            if *fate == Fate::Kept {
                cards.push(self.picture.cards[index].clone());
            }
        }
        for card in self.cards {
            place.push(Some(cards.len()));
            cards.push(card);
        }
        let hops = self
            .picture
            .hops
            .iter()
            .cloned()
            .chain(self.hops)
            .filter_map(|mut hop| {
                hop.up = (*place.get(hop.up)?)?;
                hop.down = (*place.get(hop.down)?)?;
                Some(hop)
            })
            .collect();
        Picture {
            cards,
            hops,
            ..self.picture.clone()
        }
    }
}

fn number(words: &str, count: usize) -> String {
    words.replace("{n}", &count.to_string())
}
