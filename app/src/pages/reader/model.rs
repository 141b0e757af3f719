//! A quote's chain as its page reads it out: in the order in which the words travelled, each step with a number and a
//! name. The picture, the list and the sentence on top all ask here, so that they agree.

use super::budget::{LISTED, NAMES, Plan, differences, names};
use crate::{
    components::{isolated, step_name},
    context::words,
    i18n::{Words, fill},
};
use domain::{
    chain::flow,
    document::Standing,
    drift::{End, HopDrift},
    lang::UiLang,
    plausibility::{Finding, Rule},
    quote::{Hop, Mention, MentionKey, QuoteState},
    text::clip,
};
use service::{DocumentRef, QuoteView, StepPlace};
use std::{
    cell::OnceCell,
    collections::{HashMap, HashSet},
};

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
    /// What each mention is called beside others.
    names: Vec<String>,
    /// By mention: the hops by which it had the words.
    ups: Vec<Vec<usize>>,
    /// The one step that the page is about, where it is not about all of them.
    only: Option<usize>,
    /// Address of the page that the anchors of steps are on; empty for this one.
    pub base: String,
    plan: OnceCell<Plan>,
    /// What changed over each hop, and how much of it is drawn: asked for by the picture and by the list, found once.
    drift: OnceCell<(Vec<HopDrift>, Vec<usize>)>,
    /// The finding by which a mention is to be compared again.
    recheck: OnceCell<HashMap<MentionKey, &'a Finding>>,
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
        let links: Vec<Link<'a>> = quote
            .hops
            .iter()
            .filter_map(|hop| Some((hop, *at.get(&hop.down)?, *at.get(&hop.up)?)))
            .enumerate()
            .map(|(n, (hop, down, up))| Link { down, up, hop, back: flow.back.get(n).copied().unwrap_or(false) })
            .collect();
        let mut ups = vec![Vec::new(); quote.mentions.len()];
        for (n, link) in links.iter().enumerate() {
            ups[link.down].push(n);
        }
        let names = names(quote.mentions.iter().map(|m| step_name(w, view, m)).collect(), &links);
        Self {
            view,
            w,
            order,
            number,
            links,
            names,
            ups,
            only: None,
            base: String::new(),
            plan: OnceCell::new(),
            drift: OnceCell::new(),
            recheck: OnceCell::new(),
        }
    }

    /// The same for the page of one step, where the quote is at `base`.
    pub fn of_step(self, v: usize, base: String) -> Self {
        Self { only: Some(v), base, ..self }
    }

    /// What is drawn whole. The way that the standing rests on matters most, then what readers saw.
    pub fn plan(&self) -> &Plan {
        self.plan.get_or_init(|| {
            let way = self.view.analysis.route.iter().flat_map(|r| r.mentions.iter().rev());
            let mut seen = HashSet::new();
            let order: Vec<usize> = way
                .chain(&self.view.analysis.read)
                .take(super::budget::FULL_STEPS / 2)
                .chain(&self.order)
                .copied()
                .filter(|v| seen.insert(*v))
                .collect();
            Plan::new(&self.view.saved.quote, &order, &self.links, self.only)
        })
    }

    /// A text of a step, cut short where the page has no room for it.
    pub fn text(&self, v: usize, text: &str) -> String {
        if self.plan().whole[v] { text.to_owned() } else { clip(text, super::budget::SHORT) }
    }

    /// The page of one step.
    pub fn step_page(&self, v: usize) -> String {
        let head = &self.view.saved.head;
        let key = self.mention(v).key.0;
        if self.view.saved.state == QuoteState::Published {
            format!("{}/steps/{key}", head.path())
        } else {
            format!("/desk/quotes/{}/steps/{key}", head.public_id)
        }
    }

    /// Where a mention stands on its page.
    pub fn href(&self, v: usize) -> String {
        if self.base.is_empty() && !self.is_listed(v) {
            return self.step_page(v);
        }
        format!("{}#{}", self.base, self.anchor(v))
    }

    /// Whether the list of steps has this one.
    pub fn is_listed(&self, v: usize) -> bool {
        self.number[v] <= LISTED || self.plan().full[v]
    }

    /// Some of these names, as a sentence lists them, and how many more there are.
    pub fn some(&self, mut names: Vec<String>) -> String {
        if names.len() > NAMES {
            let rest = names.len() - (NAMES - 1);
            names.truncate(NAMES - 1);
            names.push(fill(self.w.long.more, &[("n", &rest.to_string())]));
        }
        listed(&names, if self.w.lang == UiLang::Id { "dan" } else { "and" })
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
        self.names[v].clone()
    }

    /// The hops by which a mention had the words, with their index.
    pub fn ups(&self, v: usize) -> impl Iterator<Item = (usize, &Link<'a>)> {
        self.ups[v].iter().map(|&n| (n, &self.links[n]))
    }

    /// What changed over the hop at an index.
    pub fn drift(&self, link: usize) -> &HopDrift {
        &self.drifts().0[link]
    }

    /// How many differences over the hop at an index are drawn.
    pub fn drawn(&self, link: usize) -> usize {
        self.drifts().1[link]
    }

    fn drifts(&self) -> &(Vec<HopDrift>, Vec<usize>) {
        self.drift.get_or_init(|| {
            let compared = &self.plan().compared;
            let of = |(l, compared): (&Link<'_>, &bool)| {
                let (up, down) = (End::of(self.mention(l.up)), End::of(self.mention(l.down)));
                if *compared {
                    HopDrift::of(l.hop.kind, up, down, &l.hop.back_translation)
                } else {
                    HopDrift::default()
                }
            };
            let all: Vec<HopDrift> = self.links.iter().zip(compared).map(of).collect();
            let drawn = differences(&all, &self.links, &self.view.saved.quote);
            (all, drawn)
        })
    }

    /// How many hops into a mention have words at both ends that this page does not compare.
    pub fn not_compared(&self, v: usize) -> usize {
        let has_words = |v: usize| {
            let m = self.mention(v);
            m.lang.is_some() && !m.wording.trim().is_empty()
        };
        let open = |(n, l): &(usize, &Link<'_>)| !self.plan().compared[*n] && has_words(l.up) && has_words(l.down);
        self.ups(v).filter(open).count()
    }

    /// Why a mention is to be compared again, whether or not somebody has.
    pub fn recheck(&self, v: usize) -> Option<&'a Finding> {
        let found = self.recheck.get_or_init(|| {
            let of_steps = self.view.findings.iter().filter(|f| f.rule() == Rule::Recheck);
            of_steps.filter_map(|f| Some((f.mention()?, f))).collect()
        });
        found.get(&self.mention(v).key).copied()
    }

    /// Whether something above a mention was corrected or retracted, and nobody has compared it again.
    pub fn needs_recheck(&self, v: usize) -> bool {
        self.recheck(v).is_some_and(|f| self.view.saved.quote.set_aside(&f.id).is_none())
    }

    /// Names of mentions, in the order of the list, set apart from the sentence round them.
    pub fn isolated_names(&self, mentions: impl IntoIterator<Item = usize>) -> Vec<String> {
        let mut mentions: Vec<usize> = mentions.into_iter().collect();
        mentions.sort_by_key(|&v| self.number(v));
        let mut names: Vec<String> = mentions.into_iter().map(|v| isolated(&self.name(v))).collect();
        names.dedup();
        names
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
