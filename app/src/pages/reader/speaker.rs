//! A speaker: names, roles over time, and the quotes that name it.

use crate::{
    components::{Day, NextPage, PageHead, QuoteCards, isolated},
    context::{param, query, send_on, services, visit, words},
    i18n::{fill, labels},
    pages::load,
};
use axum::http::StatusCode;
use domain::{
    date::PartialDate,
    id::PublicId,
    speaker::{Speaker, SpeakerKind, SpeakerRole},
};
use leptos::prelude::*;
use service::{Cursor, Error};

/// The page of a speaker.
#[component]
pub fn SpeakerPage() -> impl IntoView {
    let (service, visit, id, slug) = (services(), visit(), param("id"), param("slug"));
    let after = query("after");
    let turned = !after.is_empty();
    load(
        async move {
            let id = PublicId::parse(&id).ok_or(Error::NotFound)?;
            service.speaker(&visit.actor, &id, Cursor::parse(&after)).await
        },
        move |page| {
            let (w, path) = (words(), page.head.path());
            if page.head.slug != slug {
                send_on(StatusCode::MOVED_PERMANENTLY, &path);
            }
            let speaker = page.speaker;
            let kind = labels::speaker_kind(w.lang, speaker.kind);
            let name = match speaker.kind {
                SpeakerKind::Anonymous => format!("“{}”", speaker.name),
                SpeakerKind::Person | SpeakerKind::Body => speaker.name.clone(),
            };
            let description = speaker.roles.last().map_or_else(
                || format!("{kind}. {}", w.reader.quotes_by),
                |r| format!("{kind}: {}. {}", isolated(&r.title), w.reader.quotes_by),
            );
            let lang = speaker.lang.as_ref().map(ToString::to_string);
            let next = page.quotes.next.map(|c| format!("{path}?after={c}"));
            let first = turned.then(|| path.clone());
            view! {
                <PageHead title=name.clone() description path=path.clone() article=true/>
                <div class="record-head">
                    <p class="eyebrow">{kind}</p>
                    <h1><bdi lang=lang>{name}</bdi></h1>
                    {facts(&speaker)}
                </div>
                <section class="record-quotes" aria-labelledby="quotes">
                    <h2 id="quotes">{w.reader.quotes_by}</h2>
                    {if page.quotes.cards.is_empty() {
                        view! { <p class="empty">{w.reader.no_quotes}</p> }.into_any()
                    } else {
                        view! { <QuoteCards cards=page.quotes.cards/> }.into_any()
                    }}
                    <NextPage next first/>
                </section>
            }
        },
    )
}

/// What is known of the speaker.
fn facts(speaker: &Speaker) -> impl IntoView + use<> {
    let r = &words().reader;
    let aliases = speaker.aliases.clone();
    let roles = speaker.roles.clone();
    let wikidata = speaker.wikidata.clone();
    let (born, died) = (speaker.born, speaker.died);
    let any = !aliases.is_empty() || !roles.is_empty() || wikidata.is_some() || born.is_some() || died.is_some();
    any.then(|| {
        view! {
            <dl class="facts">
                {(!roles.is_empty())
                    .then(|| {
                        view! {
                            <div>
                                <dt>{r.roles}</dt>
                                {roles.iter().map(|role| view! { <dd><bdi>{role.title.clone()}</bdi>{span(role)}</dd> }).collect_view()}
                            </div>
                        }
                    })}
                {(!aliases.is_empty())
                    .then(|| {
                        view! {
                            <div>
                                <dt>{r.also_known}</dt>
                                {aliases.into_iter().map(|a| view! { <dd><bdi>{a}</bdi></dd> }).collect_view()}
                            </div>
                        }
                    })}
                {born.map(|date| view! { <div><dt>{r.born}</dt><dd><Day date/></dd></div> })}
                {died.map(|date| view! { <div><dt>{r.died}</dt><dd><Day date/></dd></div> })}
                {wikidata
                    .map(|item| {
                        let href = format!("https://www.wikidata.org/wiki/{item}");
                        view! { <div><dt>{r.wikidata}</dt><dd><a href=href rel="external">{item}</a></dd></div> }
                    })}
            </dl>
        }
    })
}

/// From when until when a role was held.
fn span(role: &SpeakerRole) -> Option<String> {
    let w = words();
    let show = |d: PartialDate| d.display(w.lang);
    let text = match (role.from, role.until) {
        (None, None) => return None,
        (Some(from), None) => fill(w.reader.since, &[("from", &show(from))]),
        (None, Some(until)) => fill(w.reader.until, &[("until", &show(until))]),
        (Some(from), Some(until)) => fill(w.reader.from_to, &[("from", &show(from)), ("until", &show(until))]),
    };
    Some(format!(", {text}"))
}
