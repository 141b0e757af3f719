//! The article beside the cards: every quotation marked, each mark a link to its card. The numbers are drawn by the
//! style, so that the text of this element is the text that was read, code point by code point.

use crate::i18n::Words;
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
    let pieces: Vec<AnyView> = pieces(&text, form)
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

/// A stretch of the text, and the card that it belongs to.
struct Piece {
    text: String,
    card: Option<usize>,
    is_first: bool,
}

/// Cuts the text at the stretches of the cards; where two overlap, the first has it.
fn pieces(text: &str, form: &ArticleForm) -> Vec<Piece> {
    let chars: Vec<char> = text.chars().collect();
    let mut marks: Vec<(usize, usize, usize, bool)> = Vec::new();
    for (n, card) in form.quotes.iter().enumerate() {
        for (k, (start, end)) in read_segments(&card.segments, chars.len()).unwrap_or_default().into_iter().enumerate() {
            marks.push((start, end, n, k == 0));
        }
    }
    marks.sort_unstable();
    let piece = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
    let mut out = Vec::new();
    let mut at = 0;
    for (start, end, n, is_first) in marks {
        let start = start.max(at);
        if end <= start {
            continue;
        }
        if start > at {
            out.push(Piece { text: piece(at, start), card: None, is_first: false });
        }
        out.push(Piece { text: piece(start, end), card: Some(n), is_first });
        at = end;
    }
    if at < chars.len() {
        out.push(Piece { text: piece(at, chars.len()), card: None, is_first: false });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::form::CardForm;

    #[test]
    fn the_pieces_are_the_text_whatever_the_marks() {
        let card = |segments: &str| CardForm { segments: segments.into(), ..CardForm::default() };
        let form = ArticleForm {
            quotes: vec![card("2-6 9-11"), card("4-8"), card("nonsense"), card("900-901")],
            ..ArticleForm::default()
        };
        let cut = pieces("😀 Kami siap.", &form);
        assert_eq!(cut.iter().map(|p| p.text.as_str()).collect::<String>(), "😀 Kami siap.");
        let marked: Vec<(&str, usize, bool)> =
            cut.iter().filter_map(|p| Some((p.text.as_str(), p.card?, p.is_first))).collect();
        assert_eq!(marked, [("Kami", 0, true), (" s", 1, true), ("ap", 0, false)]);
    }
}
