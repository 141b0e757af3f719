//! A speaker: names, roles over time, and the quotes that name it.

use crate::{
    components::{Day, PageHead, RecordQuotes, fact, fact_list, isolated},
    context::{param, query, services, visit, words},
    i18n::{fill, labels},
    pages::load,
};
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
    let (service, visit, id) = (services(), visit(), param("id"));
    let after = query("after");
    let turned = !after.is_empty();
    load(
        async move {
            let id = PublicId::parse(&id).ok_or(Error::NotFound)?;
            service.speaker(&visit.actor, &id, Cursor::parse(&after)).await
        },
        move |page| {
            let (w, path) = (words(), page.head.path());
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
            view! {
                <PageHead title=name.clone() description path=path.clone() article=true/>
                <div class="record-head">
                    <p class="eyebrow">{kind}</p>
                    <h1><bdi lang=lang>{name}</bdi></h1>
                    {facts(&speaker)}
                </div>
                <RecordQuotes title=w.reader.quotes_by quotes=page.quotes path=path.clone() turned/>
            }
        },
    )
}

/// What is known of the speaker.
fn facts(speaker: &Speaker) -> impl IntoView + use<> {
    let r = &words().reader;
    let role = |role: &SpeakerRole| view! { <bdi>{role.title.clone()}</bdi>{span(role)} }.into_any();
    let alias = |name: &String| view! { <bdi>{name.clone()}</bdi> }.into_any();
    let wikidata = speaker.wikidata.clone().map(|item| {
        let href = format!("https://www.wikidata.org/wiki/{item}");
        fact(r.wikidata, view! { <a href=href rel="external">{item}</a> })
    });
    let all: Vec<AnyView> = [
        fact_list(r.roles, speaker.roles.iter().map(role).collect()),
        fact_list(r.also_known, speaker.aliases.iter().map(alias).collect()),
        speaker.born.map(|date| fact(r.born, view! { <Day date/> })),
        speaker.died.map(|date| fact(r.died, view! { <Day date/> })),
        wikidata,
    ]
    .into_iter()
    .flatten()
    .collect();
    (!all.is_empty()).then(|| view! { <dl class="facts">{all}</dl> })
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
