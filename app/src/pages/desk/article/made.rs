//! What was logged from an article.

use super::public_id;
use crate::{
    context::{query, services, visit, words},
    i18n::{fill, labels},
    pages::load,
};
use domain::text::clip;
use leptos::prelude::*;
use leptos_meta::Title;

pub(super) fn page(id: String) -> impl IntoView {
    let (service, visit) = (services(), visit());
    let made = query("logged").parse::<usize>().ok();
    let kept = query("kept") == "document";
    load(async move { service.logged_article(&visit.actor, &public_id(&id)?).await }, move |(head, label, cards)| {
        let w = words();
        let a = &w.article;
        let is_empty = cards.is_empty();
        let rows = cards
                .into_iter()
                .map(|card| {
                    let (lang, dir) =
                        (card.lang.as_ref().map(ToString::to_string), card.lang.as_ref().map(|l| l.dir().as_str()));
                    view! {
                        <li>
                            <a href=format!("/desk/quotes/{}", card.public_id)>
                                <span class="desk-list__words" lang=lang dir=dir.unwrap_or("auto")>{clip(&card.wording, 200)}</span>
                            </a>
                            <p class="desk-list__meta">
                                <bdi>{card.speaker.map_or_else(|| a.nobody.to_owned(), |(_, name)| name)}</bdi>
                                " · "
                                {labels::quote_state(w.lang, card.state)}
                            </p>
                        </li>
                    }
                })
                .collect_view();
        view! {
            <Title text=format!("{} · Sanad", a.made_title)/>
            <div class="desk-head">
                <h1><bdi>{label}</bdi></h1>
                <p class="actions">
                    <a class="button button--main" href="/desk/articles/new" id="next">{a.next}</a>
                    <a class="button" href=format!("/desk/documents/{}", head.public_id)>{a.open_document}</a>
                </p>
            </div>
            {made.map(|n| view! { <p class="done" role="status">{fill(a.made, &[("n", &n.to_string())])}</p> })}
            {kept.then(|| view! { <p class="notice">{a.kept_document}</p> })}
            <h2>{a.made_list}</h2>
            {is_empty.then(|| view! { <p class="empty">{a.made_none}</p> })}
            <ul class="desk-list">{rows}</ul>
        }
    })
}
