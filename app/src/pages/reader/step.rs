//! One step of a quote's chain on a page of its own: for chains that are too long to be told whole on one.

use crate::{
    components::{SharedHead, isolated},
    context::{param, services, visit, words},
    i18n::fill,
    pages::{
        load,
        reader::{model::Chain, plausible, trace},
    },
};
use domain::{
    id::PublicId,
    quote::{MentionKey, Quote},
};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use service::{Error, QuoteView};

/// The public page.
#[component]
pub fn StepPage() -> impl IntoView {
    let (service, visit, id, key) = (services(), visit(), param("id"), param("key"));
    load(
        async move {
            let id = PublicId::parse(&id).ok_or(Error::NotFound)?;
            let view = service.quote(&visit.actor, &id).await?;
            let at = place(&view.saved.quote, &key).ok_or(Error::NotFound)?;
            Ok((view, at))
        },
        move |(view, at)| {
            let back = view.saved.head.path();
            let path = format!("{back}/steps/{}", view.saved.quote.mentions[at].key.0);
            let title = title(&Chain::new(&view), at);
            view! {
                // The quote's own page is the one to be found.
                <Meta name="robots" content="noindex"/>
                <SharedHead title=title.clone() description=title path article=false/>
                <StepArticle view at back/>
            }
        },
    )
}

/// The place of a step in its quote, by its number in an address.
pub(crate) fn place(quote: &Quote, key: &str) -> Option<usize> {
    let key = key.parse().ok().map(MentionKey)?;
    quote.mentions.iter().position(|m| m.key == key)
}

fn title(chain: &Chain<'_>, at: usize) -> String {
    let title = fill(chain.w.long.step_title, &[("n", &chain.number(at).to_string())]);
    format!("{title}: {}", isolated(&chain.name(at)))
}

/// The step, in either frame.
#[component]
pub fn StepArticle(
    /// The quote.
    view: QuoteView,
    /// The place of the step in it.
    at: usize,
    /// Where the quote is.
    #[prop(into)]
    back: String,
) -> impl IntoView {
    let w = words();
    let chain = Chain::new(&view).of_step(at, back.clone());
    let title = title(&chain, at);
    // Numbers count from 1 in the order of the list.
    let number = chain.number(at);
    let way = |place: Option<usize>, text: &'static str| {
        let &v = chain.order.get(place?)?;
        let href = chain.step_page(v);
        Some(view! { <a href=href rel="nofollow">{text}</a> " " })
    };
    view! {
        <Title text=format!("{title} · Sanad")/>
        <article class="quote">
            <h1>{title}</h1>
            <p><a href=back>{w.chain.back_to_quote}</a></p>
            <section class="steps"><ol class="trace">{trace::step(&chain, at)}</ol></section>
            {plausible::of_step(&chain, at)}
            <p>{way(number.checked_sub(2), w.long.previous)} {way(Some(number), w.long.next)}</p>
        </article>
    }
}
