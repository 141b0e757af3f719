//! How much of a chain one page draws. Real chains stay far below every measure here; what is beyond is folded, said
//! to be so, and has a page of its own. Measured in bytes of the page, so that no text can be chosen to swell it.

use super::model::Link;
use domain::{drift::HopDrift, quote::Quote, text::clip};

/// Steps that are told in full.
pub(super) const FULL_STEPS: usize = 80;
/// Steps that have a line at all: more than one quote may hold, but not than older libraries do.
pub(super) const LISTED: usize = 600;
/// Bytes of the steps' own texts; beyond it each is cut short.
const TEXT: usize = 160_000;
/// The same on the page of one step.
const TEXT_OF_STEP: usize = 900_000;
/// Code points of a text that is cut short.
pub(super) const SHORT: usize = 120;
/// Hops of the whole page that have a sentence of their own.
const SENTENCES: usize = 240;
/// Hops of one step that have one.
const SENTENCES_OF_STEP: usize = 24;
/// Bytes of the wordings that are compared, both ends and all hops together. It bounds the time, too.
const COMPARED: usize = 120_000;
/// Bytes of the differences that are listed and marked.
const DIFFERENCES: usize = 200_000;
/// About what one difference takes beside its words.
const DIFFERENCE: usize = 1_300;
/// Differences of one comparison of both ends of a way.
pub(super) const OF_ENDS: usize = 40;
/// Names in one sentence.
pub(super) const NAMES: usize = 12;
/// Notices of one kind at the head of the page.
pub(super) const NOTICES: usize = 12;
/// Points that do not fit together.
pub(super) const FINDINGS: usize = 24;
/// Code points of a name beside others.
const NAME: usize = 140;
/// The same in a chain whose names would fill the page.
const SHORT_NAME: usize = 40;
/// Bytes that the names take, once for each step and twice for each hop.
const ALL_NAMES: usize = 60_000;

/// Bytes that a text takes on a page.
pub(super) fn cost(text: &str) -> usize {
    let more = |b: u8| match b {
        b'&' => 4,
        b'<' | b'>' => 3,
        _ => 0,
    };
    text.len() + text.bytes().map(more).sum::<usize>()
}

/// What the steps are called where they are named beside others: short enough for the page, however often they are.
pub(super) fn names(mut names: Vec<String>, links: &[Link<'_>]) -> Vec<String> {
    let costs: Vec<usize> = names.iter().map(|name| cost(name)).collect();
    let of_hops: usize = links.iter().map(|link| costs[link.down] + costs[link.up]).sum();
    let most = if costs.iter().sum::<usize>() + of_hops > ALL_NAMES { SHORT_NAME } else { NAME };
    for name in &mut names {
        *name = clip(name, most);
    }
    names
}

/// What of a chain is drawn whole.
#[derive(Debug)]
pub(super) struct Plan {
    /// By mention: told in full, else in one line.
    pub full: Vec<bool>,
    /// By mention: its texts are whole.
    pub whole: Vec<bool>,
    /// By hop: it has a sentence of its own.
    pub sentence: Vec<bool>,
    /// By hop: its ends are compared.
    pub compared: Vec<bool>,
}

impl Plan {
    /// Plans the page of a quote, or that of one step. `order` names the mentions, what matters most first.
    pub fn new(quote: &Quote, order: &[usize], links: &[Link<'_>], only: Option<usize>) -> Self {
        let count = quote.mentions.len();
        let mut plan = Self {
            full: vec![false; count],
            whole: vec![false; count],
            sentence: vec![false; links.len()],
            compared: vec![false; links.len()],
        };
        let mut ups = vec![Vec::new(); count];
        for (n, link) in links.iter().enumerate() {
            ups[link.down].push(n);
        }
        let (mut text, mut sentences) = match only {
            Some(_) => (TEXT_OF_STEP, links.len()),
            None => (TEXT, SENTENCES),
        };
        let mut compared = COMPARED;
        let chosen = order.iter().copied().filter(|v| only.is_none_or(|only| only == *v));
        for v in chosen.take(FULL_STEPS) {
            plan.full[v] = true;
            let m = &quote.mentions[v];
            let evidence = ups[v].iter().map(|&n| cost(&links[n].hop.evidence)).sum::<usize>();
            let own = cost(&m.wording) + cost(&m.note) + cost(&m.cue) + evidence;
            plan.whole[v] = take(&mut text, own);
            for &n in ups[v].iter().take(if only.is_some() { links.len() } else { SENTENCES_OF_STEP }) {
                plan.sentence[n] = take(&mut sentences, 1);
            }
            for &n in &ups[v] {
                let link = &links[n];
                let ends = cost(&quote.mentions[link.up].wording) + cost(&m.wording);
                plan.compared[n] = take(&mut compared, ends + cost(&link.hop.back_translation));
            }
        }
        plan
    }
}

/// Takes from what is left, if it is enough.
fn take(left: &mut usize, wanted: usize) -> bool {
    let enough = wanted <= *left;
    if enough {
        *left -= wanted;
    }
    enough
}

/// How many differences of each hop are drawn.
pub(super) fn differences(drift: &[HopDrift], links: &[Link<'_>], quote: &Quote) -> Vec<usize> {
    let mut left = DIFFERENCES;
    let drawn = |(drift, link): (&HopDrift, &Link<'_>)| {
        let ends = [&drift.direct, &drift.back].into_iter().flatten();
        let all = ends.clone().map(|c| c.findings.len()).max().unwrap_or_default();
        let words = ends.flat_map(|c| &c.findings).map(|f| f.up.end - f.up.start.min(f.up.end)).sum::<usize>();
        let texts = words.min(cost(&quote.mentions[link.up].wording));
        let each = DIFFERENCE + (8 * texts).checked_div(all).unwrap_or_default();
        // Both comparisons of a hop are drawn.
        let each = if drift.back.is_some() { 2 * each } else { each };
        let shown = all.min(left / each);
        left -= shown * each;
        shown
    };
    drift.iter().zip(links).map(drawn).collect()
}
