//! "If you print it": the sentence of a quote's chain, ready to be copied. The page needs no script for it; a small
//! file adds the button that copies.

use crate::{
    context::{assets, words},
    i18n::{fill, labels},
};
use axum::http::{HeaderValue, header};
use domain::{document::Standing, lang::UiLang, speaker::SpeakerKind};
use export::line::{Attribution, Length, Piece, Speaker, Step, Who, line};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use service::{QuoteView, StepPlace};

/// The policy of a page with the copying file: files of ours and nothing else, no script inside the page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// The longest wording that is printed whole, in code points.
const PRINTED: usize = 2_000;

/// Lets a public page load the copying file.
pub(super) fn allow_copying() {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    }
}

/// What the sentence of a quote is made from; nothing for a quote that has no words yet.
pub fn attribution(view: &QuoteView) -> Option<Attribution> {
    let quote = &view.saved.quote;
    let lead = quote.lead()?.key;
    let cited = quote.mentions.iter().position(|m| m.key == lead)?;
    let steps = quote.mentions.iter().map(|m| Step {
        who: match view.place_of(m) {
            StepPlace::Outlet(Some(outlet), _) => Who::Outlet(outlet.name.clone()),
            StepPlace::Outlet(None, document) => Who::Document(document.map(|d| d.label.clone()).unwrap_or_default()),
            StepPlace::Carrier(speaker) => Who::Person(speaker.name.clone()),
            StepPlace::Unknown => Who::Unnamed,
        },
        wording: printable(&m.wording),
        lang: m.lang.clone(),
        directness: m.directness,
        published: view.published_of(m),
        wire: m.wire_credit.clone(),
        standing: view.document_of(m).map_or(Standing::Current, |d| d.standing),
    });
    Some(Attribution {
        speaker: match view.speaker() {
            Some(s) if s.kind == SpeakerKind::Anonymous => Speaker::Described(s.name.clone()),
            Some(s) => Speaker::Named(s.name.clone()),
            None => Speaker::Unknown,
        },
        role: quote.role_then.clone(),
        place: quote.place.clone(),
        said: quote.said,
        spoken_lang: quote.spoken_lang.clone(),
        steps: steps.collect(),
        graph: view.graph.clone(),
        cited,
        language: labels::language,
    })
}

/// The wording as far as anybody prints it in one sentence; what is cut is marked so.
fn printable(wording: &str) -> String {
    if wording.chars().count() <= PRINTED {
        return wording.to_owned();
    }
    let kept: String = wording.chars().take(PRINTED).collect();
    let at_word = kept.rsplit_once(char::is_whitespace).map_or(kept.as_str(), |(before, _)| before);
    format!("{} […]", at_word.trim_end())
}

/// The section with all lengths in both languages, the page's own first.
pub(super) fn if_you_print(view: &QuoteView) -> AnyView {
    let Some(it) = attribution(view) else { return ().into_any() };
    let w = words();
    let other = if w.lang == UiLang::En { UiLang::Id } else { UiLang::En };
    view! {
        <section class="lines" aria-labelledby="lines">
            <h2 id="lines">{w.lines.title}</h2>
            <p class="lines__lead">{w.lines.lead}</p>
            {all_lengths(&it, w.lang)}
            <details>
                <summary lang=other.tag()>{other.own_name()}</summary>
                {all_lengths(&it, other)}
            </details>
            <script defer="" src=assets().file("copy.js")></script>
        </section>
    }
    .into_any()
}

fn all_lengths(it: &Attribution, lang: UiLang) -> AnyView {
    let w = &words().lines;
    let rows = Length::ALL.map(|length| {
        let (name, label) = match length {
            Length::Short => ("short", w.short),
            Length::Medium => ("medium", w.medium),
            Length::Full => ("full", w.full),
        };
        let id = format!("line-{}-{name}", lang.tag());
        let spoken = fill(w.copy_named, &[("length", &label.to_lowercase()), ("language", lang.own_name())]);
        let pieces = line(it, lang, length).pieces.into_iter().map(piece).collect_view();
        view! {
            <div>
                <dt>{label}</dt>
                <dd>
                    <p id=id.clone() class="lines__text" lang=lang.tag()>{pieces}</p>
                    <button
                        type="button" class="button" hidden=true data-copy=id aria-label=spoken aria-live="polite"
                        data-done=w.copied data-by-hand=w.by_hand
                    >
                        {w.copy}
                    </button>
                </dd>
            </div>
        }
    });
    view! { <dl class="lines__set">{rows.into_iter().collect_view()}</dl> }.into_any()
}

fn piece(piece: Piece) -> AnyView {
    match piece {
        Piece::Text(text) => text.into_any(),
        Piece::Name(name) => view! { <bdi>{name}</bdi> }.into_any(),
        Piece::Words { text, lang } => {
            let (tag, dir) = (lang.as_ref().map(ToString::to_string), lang.as_ref().map(|l| l.dir().as_str()));
            view! { <bdi lang=tag dir=dir>{text}</bdi> }.into_any()
        }
    }
}
