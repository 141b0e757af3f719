//! A document: where it stands, whether its outlet stands by it, the quotes in it. Its text is never shown.

use crate::{
    components::{Day, Name, NextPage, Notice, PageHead, QuoteCards, isolated},
    context::{param, query, send_on, services, visit, words},
    i18n::labels,
    pages::load,
};
use axum::http::StatusCode;
use domain::{
    document::{Document, Standing},
    id::PublicId,
    web,
};
use leptos::prelude::*;
use service::{Cursor, Error, OutletRef};

/// The page of a document.
#[component]
pub fn DocumentPage() -> impl IntoView {
    let (service, visit, id, slug) = (services(), visit(), param("id"), param("slug"));
    let after = query("after");
    let turned = !after.is_empty();
    load(
        async move {
            let id = PublicId::parse(&id).ok_or(Error::NotFound)?;
            service.document(&visit.actor, &id, Cursor::parse(&after)).await
        },
        move |page| {
            let (w, path) = (words(), page.head.path());
            if page.head.slug != slug {
                send_on(StatusCode::MOVED_PERMANENTLY, &path);
            }
            let document = page.document;
            let title = match document.label() {
                "" => w.common.untitled.to_owned(),
                label => label.to_owned(),
            };
            let outlet = page.outlet.as_ref().map(|o| isolated(&o.name)).unwrap_or_default();
            let date = document.published.map(|d| d.display(w.lang)).unwrap_or_default();
            let known: Vec<String> =
                [outlet, date, w.reader.quotes_in_document.to_owned()].into_iter().filter(|p| !p.is_empty()).collect();
            let (lang, dir) =
                (document.lang.as_ref().map(ToString::to_string), document.lang.as_ref().map(|l| l.dir().as_str()));
            let next = page.quotes.next.map(|c| format!("{path}?after={c}"));
            let first = turned.then(|| path.clone());
            view! {
                <PageHead title=title.clone() description=known.join(". ") path=path.clone() article=true/>
                {notice(&document)}
                <div class="record-head">
                    <p class="eyebrow">{w.reader.document_one}</p>
                    <h1 class="record-head__title" lang=lang dir=dir>{title}</h1>
                    {facts(&document, page.outlet)}
                </div>
                <section class="record-quotes" aria-labelledby="quotes">
                    <h2 id="quotes">{w.reader.quotes_in_document}</h2>
                    {if page.quotes.cards.is_empty() {
                        view! { <p class="empty">{w.reader.no_quotes}</p> }.into_any()
                    } else {
                        view! { <QuoteCards cards=page.quotes.cards/> }.into_any()
                    }}
                    <NextPage next first/>
                </section>
                {(!document.sha256.is_empty())
                    .then(|| {
                        view! {
                            <details class="fingerprint">
                                <summary>{w.reader.fingerprint}</summary>
                                <p>{w.reader.fingerprint_help}</p>
                                <p><code>{document.sha256}</code></p>
                            </details>
                        }
                    })}
            }
        },
    )
}

fn notice(document: &Document) -> impl IntoView + use<> {
    let w = words();
    let (note, lang) = (document.standing_note.clone(), document.lang.as_ref().map(ToString::to_string));
    (document.standing != Standing::Current).then(|| {
        let label = labels::standing(w.lang, document.standing);
        view! { <Notice label=label><bdi lang=lang>{note}</bdi></Notice> }
    })
}

fn facts(document: &Document, outlet: Option<OutletRef>) -> impl IntoView + use<> {
    let w = words();
    let r = &w.reader;
    let text = |label: &'static str, value: String| {
        (!value.is_empty()).then(|| view! { <div><dt>{label}</dt><dd><bdi>{value}</bdi></dd></div> })
    };
    let link = |label: &'static str, href: &Option<String>| {
        href.clone().map(|href| {
            let host = web::host(&href).unwrap_or_else(|| href.clone());
            view! { <div><dt>{label}</dt><dd><a href=href rel="external">{host}</a></dd></div> }
        })
    };
    let lang = document.lang.as_ref().map(|l| labels::language(w.lang, l)).unwrap_or_default();
    view! {
        <dl class="facts">
            <div>
                <dt>{r.outlet}</dt>
                <dd>
                    {match outlet {
                        Some(o) => {
                            let href = o.is_public.then_some(o.path);
                            view! { <Name name=o.name lang=None href=href/> }.into_any()
                        }
                        None => view! { {r.not_known} }.into_any(),
                    }}
                </dd>
            </div>
            <div>
                <dt>{r.published}</dt>
                <dd>
                    {match document.published {
                        Some(date) => view! { <Day date/> }.into_any(),
                        None => view! { {r.not_known} }.into_any(),
                    }}
                </dd>
            </div>
            {text(r.byline, document.byline.clone())} {text(r.dateline, document.dateline.clone())}
            {text(r.main_language, lang)} {link(r.l_original, &document.url)} {link(r.l_archive, &document.archived_url)}
        </dl>
    }
}
