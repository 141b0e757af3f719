//! Span watch: which quotes of a document still stand in its text, which read otherwise now, and which are gone.

use super::{Read, segments};
use crate::{Result, library::sha256};
use domain::{
    id::{PublicId, RecordId},
    quote::QuoteState,
    text::fold,
};
use std::collections::{HashMap, HashSet};
use store::{Standing, Tx};

/// From this share of common words on, two wordings are the same sentence in another form.
const SAME_SENTENCE: f64 = 0.6;
/// From this overlap on, a proposal is the stretch that was logged already.
const SAME_STRETCH: f64 = 0.8;

/// What became of a logged quote in the text as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Its words still stand.
    Stands,
    /// A sentence like it stands in its place.
    Changed,
    /// Nothing like it stands there any more.
    Gone,
}

/// A quote that was logged from this document before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// Code in its address.
    pub public_id: PublicId,
    /// Who can see it.
    pub state: QuoteState,
    /// Its words as they were logged.
    pub wording: String,
    /// What became of them.
    pub fate: Fate,
}

/// The proposals, by whether they were logged before.
#[derive(Debug, Default)]
pub(super) struct Watched {
    pub(super) document: Option<RecordId>,
    pub(super) is_same_text: bool,
    pub(super) logged: Vec<Logged>,
    /// Proposals that were logged already.
    pub(super) known: HashSet<usize>,
    /// Proposals that are a logged quote in another form, with its place among the logged.
    pub(super) changed: HashMap<usize, usize>,
}

impl Watched {
    /// Whether a proposal still has to be gone through.
    pub(super) fn is_new(&self, proposal: usize) -> bool {
        !self.known.contains(&proposal)
    }
}

/// Compares what was logged from a document with the text as it is now.
pub(super) async fn watch(tx: &mut Tx, document: Option<RecordId>, read: &Read) -> Result<Watched> {
    let Some(id) = document else { return Ok(Watched::default()) };
    let saved = tx.documents(&[id]).await?.remove(&id);
    let is_same_text = saved.is_some_and(|d| d.sha256 == sha256(&read.text));
    let standing = tx.wordings_in(id).await?;
    let mut watched = compare(standing, read);
    watched.document = Some(id);
    watched.is_same_text = is_same_text;
    Ok(watched)
}

fn compare(standing: Vec<Standing>, read: &Read) -> Watched {
    let mut watched = Watched::default();
    if standing.is_empty() {
        return watched;
    }
    let now: Vec<String> = read.article.quotes.iter().map(|q| fold(&read.words(q))).collect();
    let mut by_words: HashMap<&str, Vec<usize>> = HashMap::new();
    for (n, words) in now.iter().enumerate().rev() {
        by_words.entry(words).or_default().push(n);
    }
    let text = fold(&read.text);
    let mut open = Vec::new();
    for (place, s) in standing.iter().enumerate() {
        let words = fold(&s.wording);
        let twin = by_words.get_mut(words.as_str()).and_then(Vec::pop);
        let fate = if let Some(n) = twin {
            watched.known.insert(n);
            Fate::Stands
        } else if !words.is_empty() && text.contains(&words) {
            Fate::Stands
        } else {
            open.push((place, words));
            Fate::Gone
        };
        let (public_id, state) = (s.public_id.clone(), s.state);
        watched.logged.push(Logged { public_id, state, wording: s.wording.clone(), fate });
        // A stretch that was logged a little longer or shorter is not offered again.
        if fate == Fate::Stands
            && twin.is_none()
            && let Some(anchor) = s.anchor.as_ref().and_then(|a| a.again(&read.text))
        {
            let near = read.article.quotes.iter().enumerate();
            watched
                .known
                .extend(near.filter(|(_, q)| overlap(&segments(q), (anchor.start, anchor.end))).map(|(n, _)| n));
        }
    }
    for (place, words) in open {
        let best = now
            .iter()
            .enumerate()
            .filter(|(n, _)| watched.is_new(*n) && !watched.changed.contains_key(n))
            .map(|(n, other)| (common(&words, other), n))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        if let Some((share, n)) = best
            && share >= SAME_SENTENCE
        {
            watched.changed.insert(n, place);
            watched.logged[place].fate = Fate::Changed;
        }
    }
    watched
}

fn overlap(segments: &[(usize, usize)], with: (usize, usize)) -> bool {
    let (Some(first), Some(last)) = (segments.first(), segments.last()) else { return false };
    let (start, end) = (first.0, last.1);
    let both = end.min(with.1).saturating_sub(start.max(with.0));
    let either = end.max(with.1) - start.min(with.0);
    ratio(both, either) >= SAME_STRETCH
}

/// The share of words that two folded wordings have in common (Dice, words counted as often as they stand).
fn common(a: &str, b: &str) -> f64 {
    let mut words: HashMap<&str, usize> = HashMap::new();
    let (mut left, mut right, mut both) = (0, 0, 0);
    for word in a.split(' ') {
        *words.entry(word).or_default() += 1;
        left += 1;
    }
    for word in b.split(' ') {
        right += 1;
        if let Some(rest) = words.get_mut(word).filter(|n| **n > 0) {
            *rest -= 1;
            both += 1;
        }
    }
    ratio(2 * both, left + right)
}

fn ratio(part: usize, whole: usize) -> f64 {
    let float = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    if whole == 0 { 0.0 } else { float(part) / float(whole) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_with_one_word_changed_is_the_same_sentence() {
        assert!(common("kami siap bekerja sama sepenuhnya", "kami siap bekerja sama sebagian") > SAME_SENTENCE);
        assert!(common("kami siap bekerja sama", "mereka belum siap berunding") < SAME_SENTENCE);
    }

    #[test]
    fn stretches_overlap_by_their_ends() {
        assert!(overlap(&[(10, 30), (40, 60)], (10, 58)));
        assert!(!overlap(&[(10, 30)], (25, 60)));
    }
}
