//! A quote's chain as its page reads it out: in the order in which the words travelled, each step with a number and a
//! name. The picture, the list and the sentence on top all ask here, so that they agree.

use crate::{components::step_name, context::words, i18n::Words};
use domain::{
    chain::flow,
    document::Standing,
    drift::{End, HopDrift},
    quote::{Hop, Mention},
};
use service::{DocumentRef, QuoteView, StepPlace};
use std::{cell::OnceCell, collections::HashMap};

/// Where a step stands, as far as its name goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In an outlet or a document.
    Outlet,
    /// With somebody who handed the words on.
    Carrier,
    /// Nobody is named.
    Unnamed,
}

/// One hop by index of mention.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link<'a> {
    /// The mention that took the words.
    pub down: usize,
    /// The mention it took them from.
    pub up: usize,
    /// The hop.
    pub hop: &'a Hop,
    /// Whether it leads back, closing a loop.
    pub back: bool,
}

/// A chain, ready to be read out.
#[derive(Debug)]
pub(super) struct Chain<'a> {
    /// The quote.
    pub view: &'a QuoteView,
    /// The interface's words.
    pub w: &'static Words,
    /// Indices of mentions in the order in which the words travelled.
    pub order: Vec<usize>,
    /// The number of each mention in that order, from 1.
    number: Vec<usize>,
    /// All hops.
    pub links: Vec<Link<'a>>,
    /// What changed over each hop: asked for by the picture and by the list, found once.
    drift: OnceCell<Vec<HopDrift>>,
}

impl<'a> Chain<'a> {
    /// Reads the chain of a quote.
    pub fn new(view: &'a QuoteView) -> Self {
        Self::with_words(view, words())
    }

    /// The same in the words of a language, where no page is asked for.
    pub fn with_words(view: &'a QuoteView, w: &'static Words) -> Self {
        let quote = &view.saved.quote;
        let flow = flow(&view.graph);
        let mut order: Vec<usize> = (0..quote.mentions.len()).collect();
        // Beside each other stand those that are equally far down: the one that was published first comes first.
        order.sort_by_key(|&v| {
            let published = view.published_of(&quote.mentions[v]);
            (flow.layers.get(v).copied().flatten(), published.is_none(), published, v)
        });
        let mut number = vec![0; order.len()];
        for (n, &v) in order.iter().enumerate() {
            number[v] = n + 1;
        }
        let at: HashMap<_, _> = quote.mentions.iter().enumerate().map(|(v, m)| (m.key, v)).collect();
        // The graph's edges stand in the order of the hops whose ends exist: so do these.
        let links = quote
            .hops
            .iter()
            .filter_map(|hop| Some((hop, *at.get(&hop.down)?, *at.get(&hop.up)?)))
            .enumerate()
            .map(|(n, (hop, down, up))| Link { down, up, hop, back: flow.back.get(n).copied().unwrap_or(false) })
            .collect();
        Self { view, w, order, number, links, drift: OnceCell::new() }
    }

    /// The mention at an index.
    pub fn mention(&self, v: usize) -> &'a Mention {
        &self.view.saved.quote.mentions[v]
    }

    /// The number of a mention in the list.
    pub fn number(&self, v: usize) -> usize {
        self.number[v]
    }

    /// The address of a mention on its page: its own number, which never changes.
    pub fn anchor(&self, v: usize) -> String {
        format!("step-{}", self.mention(v).key.0)
    }

    /// Where a mention stands.
    pub fn place(&self, v: usize) -> Place {
        match self.view.place_of(self.mention(v)) {
            StepPlace::Outlet(..) => Place::Outlet,
            StepPlace::Carrier(_) => Place::Carrier,
            StepPlace::Unknown => Place::Unnamed,
        }
    }

    /// What a mention is called.
    pub fn name(&self, v: usize) -> String {
        step_name(self.w, self.view, self.mention(v))
    }

    /// The hops by which a mention had the words, with their index.
    pub fn ups(&self, v: usize) -> impl Iterator<Item = (usize, &Link<'a>)> {
        self.links.iter().enumerate().filter(move |(_, l)| l.down == v)
    }

    /// What changed over the hop at an index.
    pub fn drift(&self, link: usize) -> &HopDrift {
        let found = self.drift.get_or_init(|| {
            let of = |l: &Link<'_>| {
                let (up, down) = (End::of(self.mention(l.up)), End::of(self.mention(l.down)));
                HopDrift::of(l.hop.kind, up, down, &l.hop.back_translation)
            };
            self.links.iter().map(of).collect()
        });
        &found[link]
    }

    /// Whether something above a mention was corrected or retracted, and nobody has compared it again.
    pub fn needs_recheck(&self, v: usize) -> bool {
        self.view.needs_recheck(self.mention(v).key)
    }

    /// The document of a mention, where its outlet no longer stands by it.
    pub fn withdrawn(&self, v: usize) -> Option<&'a DocumentRef> {
        self.view.document_of(self.mention(v)).filter(|d| d.standing != Standing::Current)
    }
}

/// Names as a sentence lists them: "A, B and C".
pub(crate) fn listed(names: &[String], and: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} {and} {two}"),
        [head @ .., last] => {
            let comma = if and == "dan" { "," } else { "" };
            format!("{}{comma} {and} {last}", head.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn names_are_listed_as_each_language_does() {
        let names = |n: usize| ["A", "B", "C"][..n].iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        assert_eq!(listed(&names(1), "and"), "A");
        assert_eq!(listed(&names(2), "dan"), "A dan B");
        assert_eq!(listed(&names(3), "and"), "A, B and C");
        assert_eq!(listed(&names(3), "dan"), "A, B, dan C");
    }
}
