//! The quotes behind the numbers: of a pair, of a finding about an outlet, and all that go in circles.

use crate::{
    components::{NextPage, PageHead, QuoteCards, isolated},
    context::{param, query, services, words},
    i18n::fill,
    pages::load,
};
use domain::{id::PublicId, leaning::Way};
use leptos::prelude::*;
use service::{Cursor, Error, Finding, QuoteList};

fn list(quotes: QuoteList, path: &str, turned: bool) -> impl IntoView + use<> {
    let w = words();
    let glue = if path.contains('?') { '&' } else { '?' };
    let next = quotes.next.map(|c| format!("{path}{glue}after={c}"));
    let first = turned.then(|| path.to_owned());
    view! {
        {if quotes.cards.is_empty() {
            view! { <p class="empty">{w.leaning.no_circular}</p> }.into_any()
        } else {
            view! { <QuoteCards cards=quotes.cards/> }.into_any()
        }}
        <NextPage next first/>
    }
}

/// The quotes in which one outlet took words from another.
#[component]
pub fn LeanQuotesPage() -> impl IntoView {
    let (w, service, down, up) = (words(), services(), param("down"), param("up"));
    let l = &w.leaning;
    let way = Way::parse(&query("way")).unwrap_or(Way::Report);
    let after = query("after");
    let turned = !after.is_empty();
    load(
        async move {
            let id = |text: &str| PublicId::parse(text).ok_or(Error::NotFound);
            service.quotes_between(&id(&down)?, &id(&up)?, way, Cursor::parse(&after)).await
        },
        move |page| {
            let pair = page.of;
            let path = super::table::quotes_path(&pair);
            let (sentence, verb) = match way {
                Way::Report => (l.pair_title, l.pair_verb),
                Way::Wire => (l.pair_title_wire, l.pair_verb_wire),
            };
            let names = [("down", isolated(&pair.down.name)), ("up", isolated(&pair.up.name))];
            let title = fill(sentence, &[(names[0].0, &names[0].1), (names[1].0, &names[1].1)]);
            let (down_path, up_path) = (pair.down.path(), pair.up.path());
            view! {
                <PageHead title description=l.pair_lead path=path.clone()/>
                <div class="list-head">
                    <p class="eyebrow"><a href="/leaning">{l.title}</a></p>
                    <h1>
                        <a href=down_path><bdi>{pair.down.name}</bdi></a> " " {verb} " "
                        <a href=up_path><bdi>{pair.up.name}</bdi></a>
                    </h1>
                    <p class="lead">{l.pair_lead}</p>
                    <p class="aside">
                        {l.quotes(pair.quotes)} " · " {l.verified(pair.verified, pair.hops)} ". " {l.t_verified_text}
                    </p>
                </div>
                {list(page.quotes, &path, turned)}
            }
        },
    )
}

/// The quotes in which an outlet is found to be this.
pub(super) fn finding_page(finding: Finding) -> impl IntoView {
    let (w, service, id) = (words(), services(), param("id"));
    let l = &w.leaning;
    let after = query("after");
    let turned = !after.is_empty();
    load(
        async move {
            let id = PublicId::parse(&id).ok_or(Error::NotFound)?;
            service.quotes_where(&id, finding, Cursor::parse(&after)).await
        },
        move |page| {
            let (outlet, name) = (page.of.outlet.path(), page.of.outlet.name.clone());
            let path = format!("{outlet}/leaning?show={}", finding.as_str());
            let (sentence, text, count) = match finding {
                Finding::Choke => (l.choke_title, l.t_choke_text, page.of.choke),
                Finding::Circular => (l.circular_title, l.circular_text, page.of.circular),
                Finding::Unnamed => (l.unnamed_title, l.t_unnamed_text, page.of.unnamed),
            };
            let title = fill(sentence, &[("outlet", &isolated(&name))]);
            view! {
                <PageHead title=title.clone() description=text path=path.clone()/>
                <div class="list-head">
                    <p class="eyebrow"><a href=format!("{outlet}/leaning")><bdi>{name}</bdi></a></p>
                    <h1>{title}</h1>
                    <p class="lead">{text}</p>
                    <p class="aside">{l.of_quotes(count, page.of.quotes)}</p>
                </div>
                {list(page.quotes, &path, turned)}
            }
        },
    )
}

/// All published quotes whose chain goes in circles.
#[component]
pub fn CircularPage() -> impl IntoView {
    let (w, service) = (words(), services());
    let l = &w.leaning;
    let after = query("after");
    let turned = !after.is_empty();
    load(async move { service.circular_quotes(Cursor::parse(&after)).await }, move |page| {
        view! {
            <PageHead title=l.circular description=l.circular_text path="/leaning/circular"/>
            <div class="list-head">
                <p class="eyebrow"><a href="/leaning">{l.title}</a></p>
                <h1>{l.circular}</h1>
                <p class="lead">{l.circular_text}</p>
                <p class="aside">{l.of_quotes(page.of.circular, page.of.quotes)}</p>
            </div>
            {list(page.quotes, "/leaning/circular", turned)}
        }
    })
}
