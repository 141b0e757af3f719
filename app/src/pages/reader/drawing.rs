//! From a quote's chain to the picture of it, in the words of the page.

use crate::{
    components::how_many,
    i18n::{fill, labels},
    pages::reader::{
        changes::{anchor, step_name},
        model::{Chain, Link, Place},
    },
};
use domain::{
    chain::{Hidden, HopKind, HopState},
    document::Standing,
    lang::Dir,
    speaker::{SpeakerKind, initials},
    text::clip,
};
use export::picture::{Card, Direction, Disc, Drift, Hop, Line, Picture, Speaker, Wording, Words, svg};

/// The longest wording that a card is given; it shows two or three lines of it.
const WORDS: usize = 600;
/// Room for the picture on a phone, in CSS pixels.
const PHONE: f64 = 328.0;
/// Room for it on a desk.
const DESK: f64 = 1_120.0;

/// The chain drawn both ways: down for phones, to the right for wide screens. The style sheet shows one of them.
pub(super) fn drawings(chain: &Chain<'_>) -> (String, String) {
    (svg(&picture(chain, Direction::Down)), svg(&picture(chain, Direction::Right)))
}

/// The same with some of it left out: faded, and struck through. The cards lead to the steps on the page at `back`.
pub(super) fn drawings_without(chain: &Chain<'_>, hidden: &Hidden, title: &str, back: &str) -> (String, String) {
    let draw = |direction| {
        let mut picture = picture(chain, direction);
        if !hidden.mentions.is_empty() || !hidden.hops.is_empty() {
            title.clone_into(&mut picture.title);
        }
        for (v, card) in picture.cards.iter_mut().enumerate() {
            card.hidden = hidden.mentions.contains(&v);
            card.href = format!("{back}#{}", chain.anchor(v));
        }
        for (n, hop) in picture.hops.iter_mut().enumerate() {
            hop.hidden =
                hidden.hops.contains(&n) || hidden.mentions.contains(&hop.down) || hidden.mentions.contains(&hop.up);
            hop.drift = None;
        }
        svg(&picture)
    };
    (draw(Direction::Down), draw(Direction::Right))
}

/// The chain as values to be drawn.
pub(super) fn picture(chain: &Chain<'_>, direction: Direction) -> Picture {
    let r = &chain.w.reader;
    let (prefix, width) = match direction {
        Direction::Down => ("chain-down", PHONE),
        Direction::Right => ("chain-right", DESK),
    };
    let cards: Vec<Card> = (0..chain.view.saved.quote.mentions.len()).map(|v| card(chain, v)).collect();
    let desc = match cards.len() {
        1 => r.picture_desc_one.to_owned(),
        n => fill(r.picture_desc, &[("n", &n.to_string())]),
    };
    Picture {
        title: r.chain.to_owned(),
        title_id: format!("{prefix}-title"),
        desc,
        desc_id: format!("{prefix}-desc"),
        direction,
        width,
        speaker: chain.view.speaker().map(|s| Speaker {
            initials: if s.kind == SpeakerKind::Anonymous { "?".to_owned() } else { initials(&s.name) },
            name: s.name.clone(),
            href: s.is_public.then(|| s.path.clone()),
        }),
        hops: chain.links.iter().enumerate().map(|(n, link)| hop(chain, n, link)).collect(),
        cards,
        words: Words {
            circular: r.circular.to_owned(),
            more_steps: r.more_steps.to_owned(),
            more_beside: r.more_beside.to_owned(),
            differences: r.differences.to_owned(),
            more_href: "#steps".to_owned(),
        },
    }
}

/// The line of date and language under a name.
pub(super) fn meta(parts: [Option<String>; 2]) -> String {
    parts.into_iter().flatten().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn card(chain: &Chain<'_>, v: usize) -> Card {
    let (r, lang, mention) = (&chain.w.reader, chain.w.lang, chain.mention(v));
    let unnamed = chain.place(v) == Place::Unnamed;
    let first_hand = mention.basis().is_first_hand();
    let heading = if unnamed { chain.w.common.unknown_step.to_owned() } else { chain.name(v) };
    let date = chain.view.published_of(mention).map(|d| d.display(lang));
    let meta = meta([date, mention.lang.as_ref().map(|l| labels::language(lang, l))]);
    let step = fill(r.step_n, &[("n", &chain.number(v).to_string())]);
    let mut label = format!("{step}: {heading}");
    if !meta.is_empty() {
        label = format!("{label}, {meta}");
    }
    if mention.read {
        label = format!("{label}. {}", r.readers_saw);
    }
    Card {
        heading,
        meta,
        wording: (!mention.wording.is_empty()).then(|| Wording {
            text: clip(&mention.wording, WORDS),
            lang: mention.lang.as_ref().map(ToString::to_string).unwrap_or_default(),
            rtl: mention.lang.as_ref().is_some_and(|l| l.dir() == Dir::Rtl),
        }),
        href: format!("#{}", chain.anchor(v)),
        label,
        disc: match (first_hand, unnamed) {
            (true, _) => Disc::Origin,
            (false, true) => Disc::Unknown,
            (false, false) => Disc::Plain,
        },
        read: mention.read,
        choke: chain.view.analysis.chokes.contains(&v),
        notice: chain
            .withdrawn(v)
            .map(|d| (if d.standing == Standing::Retracted { r.retracted } else { r.corrected }).to_owned()),
        hidden: false,
    }
}

fn hop(chain: &Chain<'_>, n: usize, link: &Link<'_>) -> Hop {
    let &Link { down, up, hop, .. } = link;
    let (r, lang) = (&chain.w.reader, chain.w.lang);
    let tags = (
        chain.mention(up).lang.as_ref().or(chain.view.saved.quote.spoken_lang.as_ref()),
        chain.mention(down).lang.as_ref(),
    );
    let line = match hop.kind {
        HopKind::Translates => Line::Translation(match tags {
            (Some(from), Some(to)) => format!("{} → {}", from.language(), to.language()),
            (None, Some(to)) => format!("? → {}", to.language()),
            _ => labels::hop_kind(lang, hop.kind).to_owned(),
        }),
        HopKind::Syndicates => Line::Wire(r.wire.to_owned()),
        _ => Line::Plain,
    };
    let count = chain.drift(n).count();
    let differences = how_many(chain.w, count);
    let names = [("differences", differences), ("up", step_name(chain, up)), ("down", step_name(chain, down))];
    Hop {
        down,
        up,
        verified: hop.state == HopState::Verified,
        line,
        drift: (count > 0).then(|| Drift {
            count,
            href: format!("#{}", anchor(link)),
            label: fill(chain.w.drift.sign, &names.each_ref().map(|(name, value)| (*name, value.as_str()))),
        }),
        label: format!(
            "{} {} {} ({})",
            chain.name(down),
            labels::hop_kind(lang, hop.kind),
            chain.name(up),
            labels::hop_state(lang, hop.state)
        ),
        hidden: false,
    }
}
