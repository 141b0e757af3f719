//! The chain's picture as a file: the drawing of the page with its words, its standing and its address on it, in a
//! language of choice, without a page around it.

use crate::{
    components::{isolated, quoted},
    i18n::{fill, words_in},
    pages::reader::{
        drawing::picture,
        how::{facts, how},
        model::Chain,
    },
};
use domain::{
    date::PartialDate,
    lang::{Dir, UiLang},
    quote::Directness,
    speaker::SpeakerKind,
};
use export::picture::{Direction, File, Palette, Sheet, Wording, sheet};
use leptos::prelude::*;
use service::QuoteView;

/// Draws a quote's chain to be taken away. `site` is the public address of the site, without a last slash.
pub fn poster(view: &QuoteView, lang: UiLang, site: &str) -> File {
    let w = words_in(lang);
    let chain = Chain::with_words(view, w);
    let address = format!("{site}/quotes/{}", view.saved.head.public_id);
    let mut picture = picture(&chain, Direction::Right);
    // Away from the page, a link needs its whole address.
    for href in picture
        .cards
        .iter_mut()
        .map(|card| &mut card.href)
        .chain(picture.hops.iter_mut().filter_map(|hop| hop.drift.as_mut()).map(|drift| &mut drift.href))
        .chain([&mut picture.words.more_href])
    {
        *href = format!("{address}{href}");
    }
    if let Some(href) = picture.speaker.as_mut().and_then(|speaker| speaker.href.as_mut()) {
        *href = format!("{site}{href}");
    }
    let how = how(lang, &facts(&chain));
    let mut standing = vec![format!("{}: {}", how.label, how.sentence)];
    standing.extend(how.more);
    let as_of = PartialDate::Day(view.saved.head.updated_at.date()).display(lang);
    let mut credit = fill(w.lines.credit, &[("address", &address), ("date", &as_of)]);
    if view.saved.head.is_demo {
        credit = format!("{credit} · {}. {}", w.common.demo_mark, w.common.demo_note);
    }
    let around = Sheet {
        words: wording(view, lang),
        by: by(view, lang),
        standing: standing.join(" "),
        credit,
        lang: lang.tag(),
    };
    sheet(&picture, &around, &Palette::LIGHT)
}

fn wording(view: &QuoteView, lang: UiLang) -> Wording {
    let Some(lead) = view.saved.quote.lead() else {
        let text = words_in(lang).reader.no_wording.to_owned();
        return Wording { text, lang: lang.tag().to_owned(), rtl: false };
    };
    Wording {
        text: quoted(&lead.wording, lead.lang.as_ref(), lead.directness),
        lang: lead.lang.as_ref().map(ToString::to_string).unwrap_or_default(),
        rtl: lead.lang.as_ref().is_some_and(|l| l.dir() == Dir::Rtl),
    }
}

/// Who, in which role, where, when; and whether these are the very words.
fn by(view: &QuoteView, lang: UiLang) -> String {
    let (w, quote) = (words_in(lang), &view.saved.quote);
    let who = match view.speaker() {
        Some(s) if s.kind == SpeakerKind::Anonymous => format!("{} “{}”", w.reader.described_as, s.name),
        Some(s) => s.name.clone(),
        None => w.common.unnamed.to_owned(),
    };
    let said = quote.said.map(|said| said.display(lang)).unwrap_or_default();
    let parts = [who, quote.role_then.clone(), quote.place.clone(), said];
    let parts = parts.iter().filter(|part| !part.is_empty()).map(|part| isolated(part));
    let by = parts.collect::<Vec<_>>().join(", ");
    match quote.lead().and_then(|lead| lead.directness) {
        Some(Directness::Indirect) => format!("{by}. {}", w.common.told_indirectly),
        Some(Directness::Mixed) => format!("{by}. {}", w.common.partly_quoted),
        _ => by,
    }
}

/// Under the picture of a public quote: where its files are.
pub(super) fn picture_links(chain: &Chain<'_>) -> impl IntoView + use<> {
    let (w, head) = (&chain.w.lines, &chain.view.saved.head);
    let public = head.is_public && !chain.order.is_empty();
    let address = |kind: &str| format!("/quotes/{}/chain.{kind}?lang={}", head.public_id, chain.w.lang.tag());
    public.then(|| {
        view! {
            <p class="chain__files">
                {w.picture} " " <a href=address("svg") aria-label=w.svg_label>{w.svg}</a> " · "
                <a href=address("png") aria-label=w.png_label>{w.png}</a>
            </p>
            <p class="chain__note">{w.picture_note}</p>
        }
    })
}
