//! Editing a document, and logging an article.

use super::{Shown, posted, record, shown};
use crate::{
    context::{param, query, services, visit, words},
    forms::{FormState, Kind, Text, choices_of, select},
    i18n::labels,
    pages::load,
};
use domain::{document::Standing, form::DocumentForm, id::PublicId, permission::Action};
use leptos::prelude::*;
use service::Error;

/// The form of a document.
#[component]
pub fn DocumentEditor() -> impl IntoView {
    let (service, visit, id, sent) = (services(), visit(), param("id"), posted::<DocumentForm>());
    let is_new = id == "new";
    load(
        async move {
            if sent.is_none() {
                visit.actor.require(Action::EditLibrary)?;
            }
            let public_id = PublicId::parse(&id);
            let saved = async {
                let id = public_id.ok_or(Error::NotFound)?;
                service.document_form(&visit.actor, &id).await
            };
            Ok((id.clone(), shown(sent, is_new, DocumentForm::default(), saved).await?))
        },
        |(id, shown)| view(&id, &shown),
    )
}

fn view(id: &str, shown: &Shown<DocumentForm>) -> AnyView {
    let w = words();
    let d = &w.desk;
    let Shown { form, notice, head, .. } = shown;
    let state = FormState::new(w, notice);
    let label = |field: &str| match field {
        "outlet_name" => d.outlet,
        "url" => d.url,
        "title" => d.doc_title,
        "byline" => d.byline,
        "dateline" => d.dateline,
        "lang" => d.wording_lang,
        "published" => d.published,
        "archived_url" => d.archived_url,
        "snapshot" => d.snapshot,
        _ => d.note,
    };
    let standings =
        Standing::ALL.iter().map(|s| (s.as_str().to_owned(), labels::standing(w.lang, *s).to_owned())).collect();
    let offered = state.offered("url").to_vec();
    let then_quote = query("then") == "quote" || head.is_none();
    let title = if head.is_none() { d.log_article.to_owned() } else { form.title.clone() };
    let title = if title.is_empty() { form.url.clone() } else { title };
    let ways = head.as_ref().map(|h| {
        view! {
            <p class="actions">
                <a class="button" href=format!("/desk/quotes/new?document={}", h.public_id)>{d.quote_from_this}</a>
                {record::public_page(shown)}
            </p>
        }
        .into_any()
    });
    let fields = view! {
        {state.text(
            &Text::line("snapshot", d.snapshot, d.snapshot_hint, &form.snapshot)
                .kind(Kind::Block(12))
                .lang(&form.lang),
        )}
        {state.text(&Text::line("url", d.url, "", &form.url).kind(Kind::Url))}
        {(!offered.is_empty()).then(|| choices_of(w, "pick", &form.url, &offered))}
        {state.name(
            &Text::line("outlet_name", d.outlet, d.outlet_hint, &form.outlet_name),
            "outlet",
            "outlet_pick",
            &form.outlet_pick,
        )}
        {state.text(&Text::line("title", d.doc_title, "", &form.title).lang(&form.lang))}
        <div class="row">
            {state.text(&Text::line("published", d.published, d.said_hint, &form.published).kind(Kind::Date))}
            {state.text(&Text::line("lang", d.wording_lang, d.lang_hint, &form.lang))}
        </div>
        <div class="row">
            {state.text(&Text::line("byline", d.byline, d.byline_hint, &form.byline))}
            {state.text(&Text::line("dateline", d.dateline, "", &form.dateline))}
        </div>
        {state.text(&Text::line("archived_url", d.archived_url, "", &form.archived_url).kind(Kind::Url))}
        <fieldset class="group">
            <legend>{d.standing}</legend>
            {select(&state, "standing", d.standing, "", &form.standing, standings, None)}
            {state.text(&Text::line("standing_note", d.standing_note, "", &form.standing_note))}
        </fieldset>
    }
    .into_any();
    let buttons = view! {
        <button class="button button--main" id="save" name="do" value=if then_quote { "quote" } else { "save" }>
            {if then_quote { d.save_and_quote } else { d.save }}
        </button>
        {then_quote.then(|| view! { <button class="button" name="do" value="save">{d.save}</button> })}
    }
    .into_any();
    let sheet = record::Sheet {
        title,
        action: format!("/desk/documents/{id}"),
        ways,
        fields,
        note: form.note.clone(),
        reason: form.reason.clone(),
        buttons,
    };
    record::page(&state, shown, sheet, label)
}
