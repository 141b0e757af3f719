//! A quote's page: the words, what they rest on, the way they came.

#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]

use crate::{
    components::{Day, Name, Notice, SharedHead, Wording, isolated, quoted},
    context::{param, services, visit, words},
    i18n::{fill, labels},
    pages::{
        load,
        reader::{
            budget::NOTICES,
            changes::ends,
            counted::counted,
            drawing::drawings,
            how::{facts, how},
            lines::{allow_copying, if_you_print},
            model::Chain,
            poster::picture_links,
            trace::trace,
        },
    },
};
use domain::{
    date::PartialDate, document::Standing, id::PublicId, quote::Directness, speaker::SpeakerKind, text::clip,
};
use leptos::prelude::*;
use leptos_meta::Title;
use service::{Error, QuoteView};

/// A quote, what it rests on, and its chain.
#[component]
pub fn QuotePage() -> impl IntoView {
    let (service, visit, id) = (services(), visit(), param("id"));
    load(
        async move {
            let id = PublicId::parse(&id).ok_or(Error::NotFound)?;
            service.quote(&visit.actor, &id).await
        },
        move |view| {
            let path = view.saved.head.path();
            allow_copying();
            let (title, description) = said_of(&view);
            view! {
                <SharedHead title description path article=true/>
                <QuoteArticle view/>
            }
        },
    )
}

/// Title and description of a quote's page.
fn said_of(view: &QuoteView) -> (String, String) {
    let w = words();
    let lead = view.saved.quote.lead();
    let text = lead.map(|m| quoted(&clip(&m.wording, 90), m.lang.as_ref(), m.directness)).unwrap_or_default();
    let by = view.speaker().map_or_else(|| w.common.unnamed.to_owned(), |s| s.name.clone());
    let chain = Chain::new(view);
    let how = how(w.lang, &facts(&chain));
    (format!("{} — {}", isolated(&text), isolated(&by)), format!("{}: {}", how.label, how.sentence))
}

/// The quote itself, on its own page and in the newsroom's preview, with the title of either.
#[component]
pub fn QuoteArticle(
    /// The quote.
    view: QuoteView,
) -> impl IntoView {
    let w = words();
    let chain = Chain::new(&view);
    let how = how(w.lang, &facts(&chain));
    let has_steps = !chain.order.is_empty();
    let (title, _) = said_of(&view);
    view! {
        <Title text=format!("{title} · Sanad")/>
        <article class="quote">
            {notices(&chain)}
            <div class="quote__head">
                <div class="quote__main">{hero(&view)} {speaker(&view)}</div>
                {circumstances(&view)}
            </div>
            <section class="standing" aria-labelledby="how">
                <h2 id="how" class="standing__title">{w.reader.how_we_know}</h2>
                <p class="standing__sentence"><strong>{how.label}":"</strong> " " {how.sentence}</p>
                {(!how.more.is_empty()).then(|| view! { <p class="standing__more">{how.more.join(" ")}</p> })}
                {counted(&chain)}
            </section>
            <section class="chain" aria-labelledby="chain">
                <div class="section-head">
                    <h2 id="chain">{w.reader.chain}</h2>
                    <a href="/about#signs">{w.reader.chain_legend}</a>
                </div>
                {if has_steps {
                    let (down, right) = drawings(&chain);
                    view! {
                        <div class="chain__down" inner_html=down></div>
                        <div class="chain__right" inner_html=right></div>
                    }
                        .into_any()
                } else {
                    view! { <p>{w.reader.no_chain}</p> }.into_any()
                }}
                {picture_links(&chain)}
                {crate::pages::reader::what_if::link(&chain)}
            </section>
            {ends(&chain)}
            {has_steps
                .then(|| {
                    view! {
                        <section class="steps" aria-labelledby="steps">
                            <h2 id="steps">{w.reader.steps}</h2>
                            {trace(&chain)}
                        </section>
                    }
                })}
            {if_you_print(&view)}
            {super::plausible::section(&chain)}
            {colophon(&view)}
        </article>
    }
}

/// What must be known before anything else.
fn notices(chain: &Chain<'_>) -> impl IntoView + use<> {
    let (w, view) = (chain.w, chain.view);
    let all = view.withdrawn();
    let rest = |all: usize, sentence: &str| {
        let rest = all.saturating_sub(NOTICES);
        (rest > 0).then(|| fill(sentence, &[("n", &rest.to_string())]))
    };
    let more_withdrawn =
        rest(all.len(), w.long.more_withdrawn).map(|more| view! { <Notice label=w.reader.n_corrected>{more}</Notice> });
    let more_circles = rest(view.analysis.loops.len(), w.long.more_circles)
        .map(|more| view! { <Notice label=w.reader.n_circular>{more}</Notice> });
    let withdrawn = all
        .into_iter()
        .take(NOTICES)
        .map(|d| {
            let retracted = d.standing == Standing::Retracted;
            let (label, sentence) = if retracted {
                (w.reader.n_retracted, w.reader.n_retracted_text)
            } else {
                (w.reader.n_corrected, w.reader.n_corrected_text)
            };
            let outlet = d.outlet.and_then(|o| view.outlets.get(&o)).map(|o| isolated(&o.name));
            let title = if d.label.is_empty() {
                w.reader.a_document.to_owned()
            } else {
                isolated(&format!("“{}”", clip(&d.label, 120)))
            };
            let outlet = outlet.unwrap_or_else(|| w.reader.an_outlet.to_owned());
            let sentence = fill(sentence, &[("outlet", &outlet), ("title", &title)]);
            let (note, lang) = (d.standing_note.clone(), d.lang.as_ref().map(ToString::to_string));
            view! {
                <Notice label=label>
                    {sentence}
                    {(!note.is_empty()).then(|| view! { " " <bdi lang=lang>{note}</bdi> })}
                </Notice>
            }
        })
        .collect_view();
    let circles = view
        .analysis
        .loops
        .iter()
        .take(NOTICES)
        .map(|members| {
            let names = chain.isolated_names(members.iter().copied());
            let sentence = if names.len() > 1 {
                fill(w.reader.n_circular_text, &[("names", &chain.some(names))])
            } else {
                w.reader.n_circular_same.to_owned()
            };
            view! { <Notice label=w.reader.n_circular>{sentence}</Notice> }
        })
        .collect_view();
    view! {
        {withdrawn} {more_withdrawn} {super::plausible::recheck_notice(chain)} {circles} {more_circles}
    }
}

/// The words.
fn hero(view: &QuoteView) -> impl IntoView + use<> {
    let w = words();
    let lead = view.saved.quote.lead();
    let (text, lang, directness) = lead.map_or_else(
        || (w.reader.no_wording.to_owned(), None, None),
        |m| (m.wording.clone(), m.lang.clone(), m.directness),
    );
    let size = match text.chars().count() {
        0..=110 => "hero hero--short",
        111..=280 => "hero",
        281..=700 => "hero hero--long",
        _ => "hero hero--text",
    };
    let label = match directness {
        Some(Directness::Indirect) => Some(w.common.told_indirectly),
        Some(Directness::Mixed) => Some(w.common.partly_quoted),
        _ => None,
    };
    let (tag, dir) = (lang.as_ref().map(ToString::to_string), lang.as_ref().map(|l| l.dir().as_str()));
    view! {
        {label.map(|l| view! { <p class="eyebrow">{l}</p> })}
        <h1 class=size lang=tag dir=dir><Wording text lang directness/></h1>
    }
}

/// Who said it, in which role.
fn speaker(view: &QuoteView) -> impl IntoView + use<> {
    let w = words();
    let role = view.saved.quote.role_then.clone();
    let role = (!role.is_empty()).then(|| view! { ", " <bdi class="by__role">{role}</bdi> });
    let name = match view.speaker() {
        Some(s) => {
            let href = s.is_public.then(|| s.path.clone());
            let (name, described) = if s.kind == SpeakerKind::Anonymous {
                (format!("“{}”", s.name), Some(w.reader.described_as))
            } else {
                (s.name.clone(), None)
            };
            view! {
                {described.map(|d| view! { <span class="by__described">{d} " "</span> })}
                <span class="by__name"><Name name lang=s.lang.clone() href=href/></span>
            }
            .into_any()
        }
        None => view! { <span class="by__name">{w.common.unnamed}</span> }.into_any(),
    };
    view! { <p class="by">{name}{role}</p> }
}

/// When, where, to whom.
fn circumstances(view: &QuoteView) -> impl IntoView + use<> {
    let (w, quote) = (words(), &view.saved.quote);
    let r = &w.reader;
    let text = |label: &'static str, value: &str| {
        (!value.is_empty()).then(|| {
            let value = value.to_owned();
            view! { <div><dt>{label}</dt><dd><bdi>{value}</bdi></dd></div> }
        })
    };
    let when = quote.said.map(|date| view! { <div><dt>{r.said_when}</dt><dd><Day date/></dd></div> });
    let spoken = quote.spoken_lang.as_ref().map(|l| labels::language(w.lang, l)).unwrap_or_default();
    let any = quote.said.is_some()
        || [&quote.place, &quote.occasion, &quote.addressee, &spoken].iter().any(|t| !t.is_empty());
    any.then(|| {
        view! {
            <dl class="facts">
                {when} {text(r.said_where, &quote.place)} {text(r.said_at, &quote.occasion)}
                {text(r.said_to, &quote.addressee)} {text(r.said_in, &spoken)}
            </dl>
        }
    })
}

/// The foot of the article: how old this is, where it stays, where to edit it.
fn colophon(view: &QuoteView) -> impl IntoView + use<> {
    let (w, head) = (words(), &view.saved.head);
    let permanent = format!("/quotes/{}", head.public_id);
    let address = format!("{}{permanent}", visit().site);
    let revisions = match view.revisions {
        0 | 1 => w.reader.revision_one.to_owned(),
        n => fill(w.reader.revisions, &[("n", &n.to_string())]),
    };
    let edit = format!("/desk/quotes/{}", head.public_id);
    let changed = PartialDate::Day(head.updated_at.date());
    view! {
        <footer class="colophon">
            {head.is_demo.then(|| view! { <p><strong>{w.common.demo_mark}"."</strong> " " {w.common.demo_note}</p> })}
            <p>{w.reader.last_change} " " <Day date=changed/> " · " {revisions}</p>
            <p>{w.reader.permanent} ": " <a href=permanent>{address}</a></p>
            <p><a href=edit rel="nofollow">{w.reader.edit}</a></p>
        </footer>
    }
}
