//! The chain as a picture: one inline SVG that reads without colour, on a phone and in print.
//! All words come in translated; all colours come from `style/picture.css`.

mod bound;
mod card;
mod down;
mod file;
mod fold;
mod lanes;
mod line;
#[cfg(feature = "png")]
mod png;
mod prune;
mod right;
mod sheet;
mod tally;
pub(crate) mod text;
pub(crate) mod write;

pub use bound::{MOST_CARDS, MOST_HOPS};
pub use domain::chain::Direction;
pub use file::{Palette, file};
#[cfg(feature = "png")]
pub use png::{NoPng, png, scale};
pub use sheet::{File, Sheet, sheet};

use domain::chain::{Edge, Graph, HopKind, HopState, Node};

/// Above so many cards, long runs and wide fans fold into one card each; then whole branches, until
/// no more than this are left or nothing is left that can go without hiding something special.
pub const FOLD_ABOVE: usize = 40;

/// A chain, ready to be drawn: everything in the words of the page's language.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// What the picture is, in a few words.
    pub title: String,
    /// Id of the title element, unique on the page.
    pub title_id: String,
    /// What it shows, in a sentence or two.
    pub desc: String,
    /// Id of the description element, unique on the page.
    pub desc_id: String,
    /// Which way time runs. A chain too long to run right within `width` runs down instead.
    pub direction: Direction,
    /// Room on the page, in CSS pixels: about 360 on a phone, 1,000 on a desk.
    pub width: f64,
    /// Who said it, drawn at the head.
    pub speaker: Option<Speaker>,
    /// The mentions.
    pub cards: Vec<Card>,
    /// The hops between them.
    pub hops: Vec<Hop>,
    /// Words that no single card owns.
    pub words: Words,
}

/// Words of the page's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Beside a line that leads back: "circular".
    pub circular: String,
    /// On a folded run, `{n}` standing for the number: "{n} more steps".
    pub more_steps: String,
    /// On a folded fan, `{n}` standing for the number: "{n} more outlets".
    pub more_beside: String,
    /// On drift summed over folded hops, `{n}` standing for the number: "{n} differences".
    pub differences: String,
    /// Where folded cards lead: the ordered list that says all.
    pub more_href: String,
}

/// The speaker at the head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// One or two letters for the disc.
    pub initials: String,
    /// The name, written beside the disc.
    pub name: String,
    /// The speaker's page.
    pub href: Option<String>,
}

/// What the disc before a card says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disc {
    /// First-hand: filled.
    Origin,
    /// Nobody is named: hollow, dotted, with a question mark.
    Unknown,
    /// Any other mention: a small ring.
    Plain,
}

/// One mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The outlet's name; for an unknown step the words for it, such as "not named".
    pub heading: String,
    /// Date and language, written out: "7 August 2024 · Indonesian". May be empty.
    pub meta: String,
    /// The mention's own wording, verbatim.
    pub wording: Option<Wording>,
    /// Where the card leads.
    pub href: String,
    /// What a screen reader says for the card.
    pub label: String,
    /// The disc before it.
    pub disc: Disc,
    /// Whether readers saw this one.
    pub read: bool,
    /// Whether it is a choke point.
    pub choke: bool,
    /// "corrected" or "retracted", where it was.
    pub notice: Option<String>,
    /// Whether it is left out, to see what would be left without it: drawn faded and struck through.
    pub hidden: bool,
}

/// A verbatim wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The words.
    pub text: String,
    /// Their language, as a BCP 47 tag.
    pub lang: String,
    /// Whether they run from right to left.
    pub rtl: bool,
}

/// How a hop's line is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// One line.
    Plain,
    /// A double line with a tag such as "ru → id".
    Translation(String),
    /// A line with a thin one beside it and a tag such as "wire".
    Wire(String),
}

/// One hop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// Index of the card that took the words.
    pub down: usize,
    /// Index of the card they were taken from.
    pub up: usize,
    /// Solid with a tick if so, else dashed.
    pub verified: bool,
    /// The kind of line.
    pub line: Line,
    /// Findings of drift.
    pub drift: Option<Drift>,
    /// What a screen reader says for the line.
    pub label: String,
    /// Whether it is left out: drawn faded.
    pub hidden: bool,
}

/// Findings of drift on a hop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// How many.
    pub count: usize,
    /// Where they are shown.
    pub href: String,
    /// What a screen reader says: "3 differences".
    pub label: String,
}

/// Draws a chain as inline SVG. Hops between cards that do not exist are left out.
pub fn svg(picture: &Picture) -> String {
    let folded = fold::fold(picture);
    let whole = || (picture, vec![1; picture.cards.len()]);
    let (picture, stands) = folded.as_ref().map_or_else(whole, |(folded, stands)| (folded, stands.clone()));
    let bounded = bound::bound(picture, &stands);
    let picture = bounded.as_ref().unwrap_or(picture);
    match picture.direction {
        Direction::Right => right::draw(picture).unwrap_or_else(|| down::draw(picture)),
        Direction::Down => down::draw(picture),
    }
}

/// The same chain for the layout, with the speaker as one more mention at the end.
fn graph_of(picture: &Picture, with_speaker: bool) -> Graph {
    let mut nodes: Vec<Node> = picture.cards.iter().map(|_| Node::default()).collect();
    let mut edges: Vec<Edge> = picture
        .hops
        .iter()
        .map(|hop| Edge {
            // A hop to nowhere must not come to mean the speaker.
            down: card_or_none(hop.down, picture),
            up: card_or_none(hop.up, picture),
            kind: HopKind::Quotes,
            state: HopState::Asserted,
        })
        .collect();
    if with_speaker {
        let heads = heads(picture);
        let speaker = nodes.len();
        nodes.push(Node::default());
        edges.extend(heads.into_iter().map(|down| Edge {
            down,
            up: speaker,
            kind: HopKind::Quotes,
            state: HopState::Asserted,
        }));
    }
    Graph::new(nodes, edges)
}

fn card_or_none(index: usize, picture: &Picture) -> usize {
    if index < picture.cards.len() { index } else { usize::MAX }
}

/// The cards with no upstream: where the speaker's line leads. Where the chain only goes in
/// circles it leads to the first card, for want of a better one.
fn heads(picture: &Picture) -> Vec<usize> {
    let count = picture.cards.len();
    let mut is_head = vec![true; count];
    for hop in picture.hops.iter().filter(|hop| hop.up < count) {
        if let Some(slot) = is_head.get_mut(hop.down) {
            *slot = false;
        }
    }
    let heads: Vec<usize> = (0..count).filter(|&card| is_head[card]).collect();
    if heads.is_empty() && count > 0 {
        return vec![0];
    }
    heads
}

#[cfg(test)]
mod tests;
