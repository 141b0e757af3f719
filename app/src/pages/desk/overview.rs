//! The newsroom's front page: what waits, what is being written, what is public.

use super::recheck;
use crate::{
    context::{query, services, visit, words},
    i18n::{fill, labels},
    pages::load,
};
use domain::{date::PartialDate, quote::QuoteState, text::clip};
use leptos::prelude::*;
use leptos_meta::Title;
use service::{Cursor, QuoteCard};

/// Quotes by state, the newest first.
#[component]
pub fn Overview() -> impl IntoView {
    let (w, service, visit) = (words(), services(), visit());
    let d = &w.desk;
    let asked = query("state");
    let state = QuoteState::parse(&asked).unwrap_or(QuoteState::Draft);
    let to_recheck = asked == recheck::LIST;
    let after = Cursor::parse(&query("after"));
    view! {
        <Title text=format!("{} · Sanad", d.title)/>
        {load(
            async move {
                let list = if to_recheck {
                    service.to_recheck(&visit.actor, after).await?
                } else {
                    service.desk(&visit.actor, state, after).await?
                };
                Ok((list, service.count_to_recheck(&visit.actor).await?))
            },
            move |(list, count)| {
                let tabs = QuoteState::ALL
                    .iter()
                    .map(|s| {
                        let current = (*s == state && !to_recheck).then_some("page");
                        view! {
                            <a href=format!("/desk?state={}", s.as_str()) aria-current=current>
                                {labels::quote_state(w.lang, *s)}
                            </a>
                        }
                    })
                    .collect_view();
                let is_empty = list.cards.is_empty();
                let shown = if to_recheck { recheck::LIST } else { state.as_str() };
                let next = list
                    .next
                    .map(|c| {
                        view! {
                            <p class="pager">
                                <a rel="next" href=format!("/desk?state={shown}&after={c}")>{w.common.next_page}</a>
                            </p>
                        }
                    });
                view! {
                    <div class="desk-head">
                        <h1>{d.overview}</h1>
                        <p class="actions">
                            <a class="button button--main" href="/desk/articles/new">{w.article.title}</a>
                            <a class="button" href="/desk/quotes/new">{d.log_quote}</a>
                            <a class="button button--quiet" href="/desk/documents/new?then=quote">{d.log_article}</a>
                        </p>
                    </div>
                    <nav class="tabs" aria-label=d.overview>{tabs} {recheck::tab(w, count, to_recheck)}</nav>
                    {(to_recheck && !is_empty).then(|| view! { <p class="hint">{w.plausible.list_recheck_help}</p> })}
                    {is_empty.then(|| view! { <p class="empty">{recheck::empty(w, to_recheck)}</p> })}
                    <ul class="desk-list">{list.cards.into_iter().map(|c| row(w, c)).collect_view()}</ul>
                    {next}
                }
            },
        )}
    }
}

fn row(w: &'static crate::i18n::Words, card: QuoteCard) -> impl IntoView {
    let words = if card.wording.is_empty() { w.desk.untitled.to_owned() } else { clip(&card.wording, 140) };
    let who = card.speaker.map_or_else(|| w.common.unnamed.to_owned(), |(_, name)| name);
    let changed = PartialDate::Day(card.updated_at.date()).display(w.lang);
    let (lang, dir) = (card.lang.as_ref().map(ToString::to_string), card.lang.as_ref().map(|l| l.dir().as_str()));
    view! {
        <li>
            <a href=format!("/desk/quotes/{}", card.public_id)>
                <span class="desk-list__words" lang=lang dir=dir.unwrap_or("auto")>{words}</span>
            </a>
            <p class="desk-list__meta">
                <bdi>{who}</bdi>
                {card.outlet.map(|o| view! { " · " <bdi>{o}</bdi> })}
                " · "
                {fill(w.desk.changed, &[("date", &changed)])}
                {card.is_demo.then(|| view! { " · " {w.common.demo_mark} })}
            </p>
        </li>
    }
}
