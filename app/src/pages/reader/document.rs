//! A document: where it stands, whether its outlet stands by it, the quotes in it. Its text is never shown.

use crate::{
    components::{Day, Name, Notice, PageHead, RecordQuotes, fact, fact_link, fact_text, isolated},
    context::{param, query, services, visit, words},
    i18n::labels,
    pages::load,
};
use domain::{
    document::{Document, Standing},
    id::PublicId,
};
use leptos::prelude::*;
use service::{Cursor, Error, OutletRef};

/// The page of a document.
#[component]
pub fn DocumentPage() -> impl IntoView {
    let (service, visit, id) = (services(), visit(), param("id"));
    let after = query("after");
    let turned = !after.is_empty();
    load(
        async move {
            let id = PublicId::parse(&id).ok_or(Error::NotFound)?;
            service.document(&visit.actor, &id, Cursor::parse(&after)).await
        },
        move |page| {
            let (w, path) = (words(), page.head.path());
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
            view! {
                <PageHead title=title.clone() description=known.join(". ") path=path.clone() article=true/>
                {notice(&document)}
                <div class="record-head">
                    <p class="eyebrow">{w.reader.document_one}</p>
                    <h1 class="record-head__title" lang=lang dir=dir>{title}</h1>
                    {facts(&document, page.outlet)}
                </div>
                <RecordQuotes title=w.reader.quotes_in_document quotes=page.quotes path=path.clone() turned/>
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
    let outlet = match outlet {
        Some(o) => {
            let href = o.is_public.then_some(o.path);
            view! { <Name name=o.name lang=None href=href/> }.into_any()
        }
        None => r.not_known.into_any(),
    };
    let published = match document.published {
        Some(date) => view! { <Day date/> }.into_any(),
        None => r.not_known.into_any(),
    };
    let lang = document.lang.as_ref().map(|l| labels::language(w.lang, l)).unwrap_or_default();
    view! {
        <dl class="facts">
            {fact(r.outlet, outlet)} {fact(r.published, published)} {fact_text(r.byline, &document.byline)}
            {fact_text(r.dateline, &document.dateline)} {fact_text(r.main_language, &lang)}
            {fact_link(r.l_original, document.url.as_ref())} {fact_link(r.l_archive, document.archived_url.as_ref())}
        </dl>
    }
}
