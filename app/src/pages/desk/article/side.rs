//! The article beside the cards: every quotation marked, each mark a link to its card. The numbers are drawn by the
//! style, so that the text of this element is the text that was read, code point by code point.

use crate::{i18n::Words, islands::reading::marks::pieces};
use domain::{
    form::{ArticleForm, article_text, read_segments},
    lang::LangTag,
};
use leptos::prelude::*;

pub(super) fn view(w: &'static Words, form: &ArticleForm) -> AnyView {
    let a = &w.article;
    let text = article_text("text", &form.text).unwrap_or_default();
    let lang = LangTag::parse("lang", &form.lang).ok();
    let (tag, dir) = (lang.as_ref().map(ToString::to_string), lang.as_ref().map_or("auto", |l| l.dir().as_str()));
    let chars: Vec<char> = text.chars().collect();
    let places: Vec<Vec<(usize, usize)>> =
        form.quotes.iter().map(|c| read_segments(&c.segments, chars.len()).unwrap_or_default()).collect();
    let pieces: Vec<AnyView> = pieces(&chars, &places)
        .into_iter()
        .map(|piece| match piece.card {
            None => piece.text.into_any(),
            Some(n) => {
                let number = (n + 1).to_string();
                let id = piece.is_first.then(|| format!("mark-{number}"));
                let is_kept = form.quotes.get(n).is_some_and(|c| !c.keep.is_empty());
                view! {
                    <mark
                        class="found"
                        class:found--off=!is_kept
                        id=id
                        data-mark=n.to_string()
                    >
                        <a href=format!("#card-{number}") data-n=piece.is_first.then_some(number)>{piece.text}</a>
                    </mark>
                }
                .into_any()
            }
        })
        .collect();
    view! {
        <h2 id="article-title" class="visually-hidden">{w.desk.article}</h2>
        <crate::islands::reading::Reader
            article="article-text".to_owned()
            form="record-form".to_owned()
            words=crate::islands::reading::ReaderWords {
                hint: a.select_hint.to_owned(),
                add: a.selected_add.to_owned(),
                use_for: a.selected_use.to_owned(),
                keys: a.keys.to_owned(),
                keys_title: w.desk.keys.to_owned(),
            }
        />
        <div class="article-text" id="article-text" lang=tag dir=dir tabindex="0" role="region" aria-label=w.desk.snapshot>{pieces}</div>
    }
    .into_any()
}
