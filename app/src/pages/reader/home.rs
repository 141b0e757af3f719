//! The front page: what this is, a search box, the newest quotes, and what a chain is.

use crate::{
    components::{PageHead, QuoteCards, SearchBox},
    context::{services, words},
    i18n::Words,
    pages::load,
};
use export::picture::{self, Card, Direction, Disc, Hop, Line, Picture, Speaker, svg};
use leptos::prelude::*;

/// The front page.
#[component]
pub fn Home() -> impl IntoView {
    let (w, service) = (words(), services());
    view! {
        <PageHead title="Sanad" description=w.reader.home_lead path="/"/>
        <section class="front">
            <h1>{clauses(w.common.tagline)}</h1>
            <p class="lead">{w.reader.home_lead}</p>
            <SearchBox id="home-q"/>
        </section>
        {load(
            async move { service.home().await },
            move |home| {
                let empty = home.newest.is_empty();
                view! {
                    <section class="newest" aria-labelledby="newest">
                        <div class="section-head">
                            <h2 id="newest">{w.reader.newest}</h2>
                            {(!empty).then(|| view! { <a href="/quotes">{w.reader.all_quotes}</a> })}
                        </div>
                        {if empty {
                            view! { <p class="empty">{w.reader.home_empty}</p> }.into_any()
                        } else {
                            view! { <QuoteCards cards=home.newest lead=true/> }.into_any()
                        }}
                    </section>
                }
            },
        )}
        <section class="example" aria-labelledby="example">
            <div class="section-head">
                <h2 id="example">{w.reader.home_chain}</h2>
                <a href="/about#signs">{w.reader.home_chain_link}</a>
            </div>
            <p class="prose">{w.reader.home_chain_text}</p>
            <div class="chain__down" inner_html=svg(&example(w, Direction::Down))></div>
            <div class="chain__right" inner_html=svg(&example(w, Direction::Right))></div>
        </section>
    }
}

/// The sentence as clauses that lines break between.
fn clauses(sentence: &str) -> impl IntoView + use<> {
    let parts: Vec<String> = sentence.split(", ").map(str::to_owned).collect();
    let last = parts.len().saturating_sub(1);
    parts
        .into_iter()
        .enumerate()
        .map(|(n, part)| view! { <span>{part}{if n == last { "." } else { "," }}</span> " " })
        .collect_view()
}

/// An example without names: nothing in it is said of anybody.
pub(super) fn example(w: &Words, direction: Direction) -> Picture {
    let r = &w.reader;
    let (prefix, width) = match direction {
        Direction::Down => ("example-down", 328.0),
        Direction::Right => ("example-right", 1_120.0),
    };
    let card = |heading: &str, meta: &str, disc: Disc, read: bool| Card {
        heading: heading.to_owned(),
        meta: meta.to_owned(),
        wording: None,
        href: "/about#signs".to_owned(),
        label: format!("{heading}, {meta}"),
        disc,
        read,
        choke: false,
        notice: None,
        hidden: false,
    };
    let hop = |down: usize, up: usize, verified: bool, line: Line| Hop {
        down,
        up,
        verified,
        line,
        drift: None,
        label: String::new(),
        hidden: false,
    };
    Picture {
        title: r.ex_title.to_owned(),
        title_id: format!("{prefix}-title"),
        desc: r.ex_desc.to_owned(),
        desc_id: format!("{prefix}-desc"),
        direction,
        width,
        speaker: Some(Speaker { initials: "A".to_owned(), name: r.ex_speaker.to_owned(), href: None }),
        cards: vec![
            card(r.ex_reporter, r.ex_reporter_meta, Disc::Origin, false),
            card(r.ex_agency, r.ex_agency_meta, Disc::Plain, false),
            card(r.ex_daily, r.ex_daily_meta, Disc::Plain, true),
            card(w.common.unknown_step, "", Disc::Unknown, false),
            card(r.ex_site, r.ex_site_meta, Disc::Plain, true),
        ],
        hops: vec![
            hop(1, 0, true, Line::Translation("ru → id".to_owned())),
            hop(2, 1, true, Line::Plain),
            hop(4, 3, false, Line::Plain),
        ],
        words: picture::Words {
            circular: r.circular.to_owned(),
            more_steps: r.more_steps.to_owned(),
            more_beside: r.more_beside.to_owned(),
            differences: r.differences.to_owned(),
            more_href: "/about".to_owned(),
        },
    }
}
