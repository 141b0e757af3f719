//! What this is, how to read a chain, and what the standings mean.

use super::{
    about_words::{about_words, sign},
    home::example,
    signs::Sign,
};
use crate::{components::PageHead, context::words};
use export::picture::{Direction, svg};
use leptos::prelude::*;

/// The page that explains.
#[component]
pub fn About() -> impl IntoView {
    let w = words();
    let a = about_words(w.lang);
    view! {
        <PageHead title=a.title description=a.lead path="/about"/>
        <div class="about">
            <h1>{a.title}</h1>
            <p class="lead">{a.lead}</p>
            <div class="prose">{a.what.map(|p| view! { <p>{p}</p> }).collect_view()}</div>
            <section aria-labelledby="reading">
                <h2 id="reading">{a.reading}</h2>
                <p class="prose">{a.reading_text}</p>
                <div class="chain__down" inner_html=svg(&example(w, Direction::Down))></div>
                <div class="chain__right" inner_html=svg(&example(w, Direction::Right))></div>
            </section>
            <section aria-labelledby="signs">
                <h2 id="signs">{a.signs}</h2>
                <p class="prose">{a.signs_text}</p>
                <dl class="legend">
                    {Sign::ALL
                        .map(|s| {
                            let (name, text) = sign(w.lang, s);
                            view! {
                                <div class="legend__item">
                                    <dt><span class="legend__sign" inner_html=s.svg()></span>{name}</dt>
                                    <dd>{text}</dd>
                                </div>
                            }
                        })
                        .collect_view()}
                </dl>
            </section>
            <section aria-labelledby="standings">
                <h2 id="standings">{a.standings}</h2>
                <p class="prose">{a.standings_text}</p>
                <dl class="terms">
                    {a.standing.map(|(name, text)| view! { <div><dt>{name}</dt><dd>{text}</dd></div> }).collect_view()}
                </dl>
            </section>
            <section aria-labelledby="across">
                <h2 id="across">{w.leaning.title}</h2>
                <p class="prose">{w.leaning.about_text} " " <a href="/leaning">{w.leaning.title}</a></p>
            </section>
            <section aria-labelledby="verdict">
                <h2 id="verdict">{a.verdict}</h2>
                <p class="prose">{a.verdict_text}</p>
            </section>
        </div>
    }
}
