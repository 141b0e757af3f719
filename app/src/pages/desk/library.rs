//! The shelf: finding any record to edit it.

use crate::{
    context::{query, services, visit, words},
    pages::load,
};
use domain::id::RecordKind;
use leptos::prelude::*;
use leptos_meta::Title;

/// Speakers, outlets, documents and quotes, found by any of their words.
#[component]
pub fn Library() -> impl IntoView {
    let (w, service, visit) = (words(), services(), visit());
    let d = &w.desk;
    let kinds = [
        (RecordKind::Speaker, d.speakers),
        (RecordKind::Outlet, d.outlets),
        (RecordKind::Document, d.documents),
        (RecordKind::Quote, d.quotes),
    ];
    let asked = query("kind");
    let kind = kinds.iter().map(|(k, _)| *k).find(|k| k.folder() == asked).unwrap_or(RecordKind::Speaker);
    let typed = query("q");
    let new = match kind {
        RecordKind::Speaker => d.new_speaker,
        RecordKind::Outlet => d.new_outlet,
        RecordKind::Document => d.new_document,
        RecordKind::Quote => d.log_quote,
    };
    let words_typed = typed.clone();
    view! {
        <Title text=format!("{} · Sanad", d.library)/>
        {load(
            async move { service.shelf(&visit.actor, kind, &words_typed).await },
            move |found| {
                let tabs = kinds
                    .map(|(k, label)| {
                        let current = (k == kind).then_some("page");
                        view! { <a href=format!("/desk/library?kind={}", k.folder()) aria-current=current>{label}</a> }
                    })
                    .collect_view();
                let heading = if typed.trim().is_empty() { d.shelf_recent } else { d.shelf_found };
                let none = found.is_empty().then(|| view! { <p class="empty">{d.shelf_none}</p> });
                let rows = found
                    .into_iter()
                    .map(|f| {
                        let name = if f.name.is_empty() { d.untitled.to_owned() } else { f.name };
                        view! {
                            <li>
                                <a href=format!("/desk/{}/{}", kind.folder(), f.id)>
                                    <bdi class="desk-list__words">{name}</bdi>
                                </a>
                                <p class="desk-list__meta"><bdi>{f.detail}</bdi></p>
                            </li>
                        }
                    })
                    .collect_view();
                view! {
                    <div class="desk-head">
                        <h1>{d.library}</h1>
                        <p class="actions">
                            <a class="button" href=format!("/desk/{}/new", kind.folder())>{new}</a>
                        </p>
                    </div>
                    <nav class="tabs" aria-label=d.library>{tabs}</nav>
                    <form class="search-box" role="search" method="get" action="/desk/library">
                        <input type="hidden" name="kind" value=kind.folder()/>
                        <label for="shelf-q">{d.find}</label>
                        <input id="shelf-q" type="search" name="q" value=typed dir="auto" aria-describedby="shelf-hint"/>
                        <button class="button">{d.find}</button>
                        <p class="hint" id="shelf-hint">{d.find_hint}</p>
                    </form>
                    <h2>{heading}</h2>
                    {none}
                    <ul class="desk-list">{rows}</ul>
                }
            },
        )}
    }
}
