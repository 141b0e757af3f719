//! The first step: the article as text, as a page's code, or as a file.

use super::{archived_copies, label_of};
use crate::{
    context::{visit, words},
    forms::{FormState, Kind, Posted, Text, error_summary, hidden},
};
use domain::{Reason, fetching::NotFetched, form::ArticleForm, permission::Action};
use leptos::prelude::*;
use leptos_meta::Title;

/// `can_fetch` says whether an address alone is enough.
pub(super) fn view(sent: &Posted<ArticleForm>, can_fetch: bool) -> AnyView {
    let w = words();
    let (a, d) = (&w.article, &w.desk);
    let form = &sent.form;
    let state = FormState::new(w, &sent.notice).titled(a.errors_title);
    let file = view! {
        <input
            type="file"
            id="f-file"
            name="file"
            accept=".txt,.text,.html,.htm,.md,text/plain,text/html"
            aria-describedby=state.described_by("file", true)
        />
    }
    .into_any();
    let url_hint = if can_fetch { a.url_hint_fetch } else { a.url_hint };
    // Where a page could not be opened, an archived copy perhaps can.
    let is_elsewhere = match state.error("url") {
        Some(Reason::NotFetched(why)) => !matches!(why, NotFetched::PrivateAddress | NotFetched::TooOften { .. }),
        _ => false,
    };
    let archive = if is_elsewhere { archived_copies(w, &form.url) } else { None };
    let url = state.text(&Text::line("url", d.url, url_hint, &form.url).kind(Kind::Url));
    let published = state.text(&Text::line("published", a.published, a.date_hint, &form.published).kind(Kind::Date));
    // What is enough by itself comes first.
    let url = view! { {url} {archive} }.into_any();
    let (first, url) = if can_fetch { (Some(url), None) } else { (None, Some(url)) };
    let switch = (!can_fetch && visit().actor.may(Action::ManageSettings)).then(|| {
        view! {
            <p class="hint">
                {a.fetching_off}
                " "
                <a href="/desk/settings">{w.settings.title}</a>
            </p>
        }
    });
    view! {
        <Title text=format!("{} · Sanad", a.title)/>
        <div class="desk-head"><h1>{a.title}</h1></div>
        {error_summary(&state, &sent.notice, |field| label_of(w, field))}
        <form method="post" action="/desk/articles/new" enctype="multipart/form-data" class="form paste" id="record-form">
            <p>{if can_fetch { a.intro_fetch } else { a.intro }}</p>
            {hidden("receipt", &sent.receipt)}
            {first}
            {state.text(&Text::line("text", a.text, a.text_hint, &form.text).kind(Kind::Block(12)))}
            <crate::islands::reading::PasteReader
                form="record-form".to_owned()
                field="f-text".to_owned()
                hint=a.paste_hint.to_owned()
                busy=a.reading.to_owned()
            />
            {state.field("file", a.file, a.file_hint, "", file)}
            <div class="row">
                {url}
                {published}
            </div>
            {switch}
            <div class="save-bar">
                <button class="button button--main" id="read" name="do" value="read">{a.read}</button>
            </div>
        </form>
    }
    .into_any()
}
