//! Quotes in a list: the words first, then who said them.

use crate::{
    components::{Day, Name, Wording},
    context::words,
};
use domain::{quote::Directness, speaker::SpeakerKind, text::clip};
use leptos::prelude::*;
use service::QuoteCard;

/// Longest wording in a list, in characters.
const WORDS: usize = 260;

/// A list of quotes, with a quiet line where all of them are a demonstration.
#[component]
pub fn QuoteCards(
    /// The quotes.
    cards: Vec<QuoteCard>,
    /// Whether the first is set larger: the front page.
    #[prop(optional)]
    lead: bool,
) -> impl IntoView {
    let demo = cards.iter().any(|c| c.is_demo);
    view! {
        {demo.then(|| view! { <p class="aside">{words().common.demo_list}</p> })}
        <ul class="cards" class:cards--lead=lead>
            {cards.into_iter().map(|card| view! { <li><QuoteLine card/></li> }).collect_view()}
        </ul>
    }
}

/// One quote of a list.
#[component]
pub fn QuoteLine(
    /// The quote.
    card: QuoteCard,
) -> impl IntoView {
    let w = words();
    let (lang, dir) = (card.lang.as_ref().map(ToString::to_string), card.lang.as_ref().map(|l| l.dir().as_str()));
    let label = match card.directness {
        Some(Directness::Indirect) => Some(w.common.told_indirectly),
        Some(Directness::Mixed) => Some(w.common.partly_quoted),
        _ => None,
    };
    let by = match &card.speaker {
        Some((SpeakerKind::Anonymous, name)) => {
            view! { <Name name=format!("“{name}”") lang=None href=None/> }.into_any()
        }
        Some((_, name)) => view! { <Name name=name.clone() lang=None href=None/> }.into_any(),
        None => view! { {w.common.unnamed} }.into_any(),
    };
    let (path, said, outlet) = (card.path(), card.said, card.outlet);
    view! {
        <article class="card">
            {label.map(|l| view! { <p class="eyebrow">{l}</p> })}
            <p class="card__words" lang=lang dir=dir>
                <a href=path>
                    <Wording text=clip(&card.wording, WORDS) lang=card.lang.clone() directness=card.directness/>
                </a>
            </p>
            <p class="card__by">
                <span class="card__speaker">{by}</span>
                {said.map(|date| view! { <span class="dot">" · "</span> <Day date/> })}
                {outlet.map(|name| view! { <span class="dot">" · "</span> <bdi>{name}</bdi> })}
            </p>
        </article>
    }
}
