//! Reading an article: paste it, go through what was found, log the lot. Without script it is two forms; what script
//! adds only fills in the second one faster.

mod card;
mod made;
mod paste;
mod side;

use super::{members_only, posted};
use crate::{
    context::{param, services, visit, words},
    forms::{FormState, Kind, Notice, Posted, Text, error_summary, hidden},
    i18n::{Words, fill},
    pages::load,
};
use domain::{form::ArticleForm, id::PublicId};
use leptos::prelude::*;
use leptos_meta::Title;
use service::{Error, Fate, Refusal, Review};

/// `/desk/articles/new` reads an article; `/desk/articles/ID` lists what was logged from one.
#[component]
pub fn ArticlePage() -> impl IntoView {
    let (id, sent) = (param("id"), posted::<ArticleForm>());
    if id != "new" {
        return made::page(id).into_any();
    }
    let (service, visit) = (services(), visit());
    load(
        async move {
            let Some(sent) = sent else {
                members_only().await?;
                let receipt = service::random_token()?;
                let sent = Posted { form: ArticleForm::default(), notice: Notice::None, version: 0, receipt };
                return Ok((sent, None, service.can_fetch(&visit.actor).await?));
            };
            if sent.form.step.is_empty() {
                return Ok((sent, None, service.can_fetch(&visit.actor).await?));
            }
            // A form that came back because nobody is signed in is drawn all the same: what was typed stays.
            let review = match service.review_article(&visit.actor, &sent.form).await {
                Err(Error::SignInFirst | Error::NotAllowed(_)) => Review::default(),
                other => other?,
            };
            Ok((sent, Some(review), false))
        },
        |(sent, review, can_fetch)| match review {
            Some(review) => view(&sent, &review),
            None => paste::view(&sent, can_fetch),
        },
    )
    .into_any()
}

fn view(sent: &Posted<ArticleForm>, review: &Review) -> AnyView {
    let w = words();
    let (a, d) = (&w.article, &w.desk);
    let form = &sent.form;
    let state = FormState::new(w, &with_choices(&sent.notice, review));
    let cards: Vec<AnyView> =
        (0..form.quotes.len()).map(|n| card::view(&state, form, n, review.cards.get(n), &review.logged)).collect();
    let count = form.quotes.len();
    let ticked = form.quotes.iter().filter(|c| !c.keep.is_empty()).count();
    let version = review.document.as_ref().filter(|_| sent.version == 0).map_or(sent.version, |(head, _)| head.version);
    let document = review.document.as_ref().map_or(String::new(), |(head, _)| head.public_id.to_string());
    // A document that somebody else logged meanwhile is only taken on when the form has said so.
    let document = if form.document.is_empty() && sent.version == 0 { String::new() } else { document };
    let summary = match &sent.notice {
        Notice::Stale(_) => Some(
            view! { <section class="error-summary" role="alert" tabindex="-1" id="problems"><h2>{d.stale_title}</h2><p>{a.meanwhile}</p></section> }
                .into_any(),
        ),
        notice => error_summary(&state, notice, |field| label_of(w, field)),
    };
    view! {
        <Title text=format!("{} · Sanad", a.title)/>
        <div class="desk-head"><h1>{a.title}</h1></div>
        {summary}
        {known(w, review)}
        <div class="workbench">
            <section class="workbench__article" aria-labelledby="article-title">{side::view(w, form)}</section>
            <form method="post" action="/desk/articles/new" class="workbench__record form" id="record-form">
                // Enter in a field saves: the first button of a form is the one that Enter presses.
                <button class="visually-hidden" tabindex="-1" aria-hidden="true" name="do" value="save">{a.save}</button>
                {hidden("version", &version.to_string())}
                {hidden("receipt", &sent.receipt)}
                {hidden("step", "2")}
                {hidden("document", &document)}
                {hidden("read_url", &form.read_url)}
                {hidden("read_date", &form.read_date)}
                {hidden("read_lang", &form.read_lang)}
                {hidden("undo", &form.undo)}
                {about(&state, form)}
                <section aria-labelledby="quotations" class="quotations">
                    <h2 id="quotations">{fill(a.quotations, &[("n", &count.to_string())])}</h2>
                    {(count == 0).then(|| view! { <p class="empty">{a.none_found}</p> })}
                    {state.complaint("quotes")}
                    {cards}
                    {(review.left_out > 0)
                        .then(|| view! { <p class="notice">{fill(a.left_out, &[("n", &review.left_out.to_string())])}</p> })}
                </section>
                <fieldset class="group" id="missed-group">
                    <legend>{a.missed}</legend>
                    {state.text(&Text::line("missed", d.wording, a.missed_hint, &form.missed).kind(Kind::Block(2)).lang(&form.lang))}
                    <input type="hidden" id="f-missed_start" name="missed_start" value=form.missed_start.clone()/>
                    <p class="actions">
                        <button class="button" name="do" value="add" id="add-missed">{a.add}</button>
                        {(!form.undo.is_empty())
                            .then(|| view! { <button class="button button--quiet" name="do" value="undo" id="undo-cards">{a.undo}</button> })}
                    </p>
                </fieldset>
                <div class="save-bar">
                    <button class="button button--main" id="save" name="do" value="save">{a.save}</button>
                    <span id="ticked" class="save-bar__said" data-sentence=a.ticked>
                        {fill(a.ticked, &[("n", &ticked.to_string()), ("all", &count.to_string())])}
                    </span>
                    <crate::islands::unsaved::UnsavedGuard form="record-form".to_owned() label=d.unsaved.to_owned()/>
                </div>
            </form>
        </div>
    }
    .into_any()
}

/// What the fields are drawn with: what was refused, and the records that names may mean.
fn with_choices(notice: &Notice, review: &Review) -> Notice {
    let mut refusal = match notice {
        Notice::Refused(refusal) => (**refusal).clone(),
        _ => Refusal::default(),
    };
    for (field, choices) in &review.choices {
        refusal.choices.entry(field.clone()).or_insert_with(|| choices.clone());
    }
    Notice::Refused(Box::new(refusal))
}

/// What is known of the article: filled in, and open where something has to be looked at.
fn about(state: &FormState, form: &ArticleForm) -> AnyView {
    let w = state.words;
    let (a, d) = (&w.article, &w.desk);
    let fields = ["outlet_name", "title", "byline", "dateline", "published", "lang", "url", "archived_url", "text"];
    let is_open = form.outlet_name.is_empty()
        || form.title.is_empty()
        || !state.offered("outlet_name").is_empty()
        || fields.iter().any(|f| state.error(f).is_some());
    let published = domain::date::PartialDate::parse("published", &form.published).map(|p| p.display(w.lang));
    let line: Vec<String> = [form.outlet_name.clone(), published.unwrap_or_default(), form.byline.clone()]
        .into_iter()
        .filter(|p| !p.is_empty())
        .collect();
    let made = domain::web::archived_on(&form.archived_url).map(|day| day.display(w.lang));
    let copy = domain::web::parse("archived_url", &form.archived_url).ok().map(|copy| {
        view! {
            <p class="hint">
                <a href=copy rel="noreferrer" target="_blank">{a.archive_open}</a>
            </p>
        }
    });
    let archived_hint = made.map(|date| fill(a.archived_hint, &[("date", &date)])).unwrap_or_default();
    view! {
        <details class="about" id="about" open=is_open>
            <summary>
                <strong>{a.about}</strong>
                " "
                <bdi>{line.join(" · ")}</bdi>
            </summary>
            <div class="fields">
                {state.name(&Text::line("outlet_name", d.outlet, "", &form.outlet_name), "outlet", "outlet_pick", &form.outlet_pick)}
                {state.text(&Text::line("title", d.doc_title, "", &form.title).lang(&form.lang))}
                <div class="row">
                    {state.text(&Text::line("byline", d.byline, "", &form.byline))}
                    {state.text(&Text::line("dateline", d.dateline, "", &form.dateline))}
                </div>
                <div class="row">
                    {state.text(&Text::line("published", a.published, "", &form.published).kind(Kind::Date))}
                    {state.text(&Text::line("lang", d.wording_lang, d.lang_hint, &form.lang))}
                </div>
                {state.text(&Text::line("url", d.url, "", &form.url).kind(Kind::Url))}
                {state.text(&Text::line("archived_url", d.archived_url, &archived_hint, &form.archived_url).kind(Kind::Url))}
                {copy}
                {archived_copies(w, &form.url)}
                <details open=state.error("text").is_some()>
                    <summary>{a.text_read}</summary>
                    {state.text(&Text::line("text", a.text, a.text_read_hint, &form.text).kind(Kind::Block(8)).lang(&form.lang))}
                    <p class="actions"><button class="button" name="do" value="read">{a.read_again}</button></p>
                </details>
            </div>
        </details>
    }
    .into_any()
}

/// Where archived copies of a page are found and made.
fn archived_copies(w: &'static Words, url: &str) -> Option<AnyView> {
    let a = &w.article;
    let url = domain::web::parse("url", url).ok()?;
    let (found, made) = (format!("https://web.archive.org/web/2/{url}"), format!("https://web.archive.org/save/{url}"));
    Some(
        view! {
            <p class="hint">
                {a.archive}
                " "
                <a href=found rel="noreferrer" target="_blank">{a.archive_see}</a>
                ", "
                <a href=made rel="noreferrer" target="_blank">{a.archive_save}</a>
            </p>
        }
        .into_any(),
    )
}

/// What the library holds of this article already, and what became of it.
fn known(w: &'static Words, review: &Review) -> Option<AnyView> {
    let a = &w.article;
    let (head, label) = review.document.as_ref()?;
    let rows: Vec<_> = review
        .logged
        .iter()
        .map(|l| {
            let fate = match l.fate {
                Fate::Stands => a.stands,
                Fate::Changed => a.changed,
                Fate::Gone => a.gone,
            };
            let shown = domain::text::clip(&l.wording, 110);
            view! {
                <li class:fate=true class:fate--odd=l.fate != Fate::Stands>
                    <a href=format!("/desk/quotes/{}", l.public_id)><bdi>{shown}</bdi></a>
                    " "
                    <strong>{fate}</strong>
                </li>
            }
        })
        .collect();
    let odd = review.logged.iter().any(|l| l.fate != Fate::Stands);
    let count = rows.len();
    Some(
        view! {
            <section class="known notice" id="known">
                <p>
                    {a.known}
                    " "
                    <a href=format!("/desk/documents/{}", head.public_id)><bdi>{label.clone()}</bdi></a>
                    ". "
                    {if review.is_same_text { a.known_same } else { a.known_changed }}
                </p>
                {(count > 0)
                    .then(|| {
                        view! {
                            <details open=odd>
                                <summary>{format!("{}: {count}", a.fates)}</summary>
                                <ul class="fates">{rows}</ul>
                            </details>
                        }
                    })}
            </section>
        }
        .into_any(),
    )
}

/// The label of a field, for the summary of what is wrong.
fn label_of(w: &Words, field: &str) -> String {
    let (a, d) = (&w.article, &w.desk);
    let own = field.rsplit('[').next().unwrap_or(field).trim_end_matches(']');
    let label = match own {
        "outlet_name" => d.outlet,
        "title" => d.doc_title,
        "byline" => d.byline,
        "dateline" => d.dateline,
        "published" => a.published,
        "lang" => d.wording_lang,
        "url" => d.url,
        "archived_url" => d.archived_url,
        "text" => a.text,
        "file" => a.file,
        "missed" => a.missed,
        "wording" => d.wording,
        "speaker_name" => d.speaker,
        "speaker_kind" => d.speaker_kind,
        "role_then" => d.role_then,
        "addressee" => d.addressee,
        "directness" => d.directness,
        "cue" => d.cue,
        "evidence" => d.evidence,
        _ => a.chain_label,
    };
    match field.strip_prefix("quotes[").and_then(|f| f.split(']').next()).and_then(|n| n.parse::<usize>().ok()) {
        Some(n) => format!("{}, {label}", fill(a.number, &[("n", &(n + 1).to_string())])),
        None => label.to_owned(),
    }
}

/// The id of a published document's page, or nothing.
fn public_id(id: &str) -> Result<PublicId, Error> {
    PublicId::parse(id).ok_or(Error::NotFound)
}
