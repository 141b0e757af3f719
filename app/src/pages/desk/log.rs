//! The working page: the article on one side, the quote with its chain on the other. The same page logs and edits.

use super::{chain, checklist, done_notice, members_only, plausible, posted, steps::Steps};
use crate::{
    context::{param, query, services, visit, words},
    forms::{FormState, Kind, Notice, Posted, Text, error_summary_to, hidden, select},
    i18n::{Words, fill, labels},
    pages::load,
};
use domain::{
    date::PartialDate,
    form::{QuoteForm, StepForm},
    id::{PublicId, RecordKind},
    permission::{Action, edit_of},
    quote::QuoteState,
    speaker::SpeakerKind,
};
use leptos::prelude::*;
use leptos_meta::Title;
use service::{Actor, DocumentPage, Error, QuoteView, SavedQuote, Service};

/// What the page shows.
struct Shown {
    id: String,
    form: QuoteForm,
    notice: Notice,
    version: i64,
    receipt: String,
    saved: Option<SavedQuote>,
    whole: Option<QuoteView>,
    article: Option<DocumentPage>,
    actor: Actor,
}

/// The working page.
#[component]
pub fn LogPage() -> impl IntoView {
    let (service, visit, id, sent) = (services(), visit(), param("id"), posted::<QuoteForm>());
    let document = query("document");
    load(async move { gather(&service, visit.actor, id, sent, &document).await }, |shown| view(&shown))
}

async fn gather(
    service: &Service,
    actor: Actor,
    id: String,
    sent: Option<Posted<QuoteForm>>,
    document: &str,
) -> Result<Shown, Error> {
    let is_back = sent.is_some();
    if !is_back {
        members_only().await?;
    }
    let saved = match PublicId::parse(&id) {
        Some(public_id) => Some(service.quote_form(&actor, &public_id).await),
        None if id == "new" => None,
        None => return Err(Error::NotFound),
    };
    let asked = PublicId::parse(document);
    let (form, notice, version, receipt, saved) = match (sent, saved) {
        // What was typed comes back even where the saved record may not be read any more (signed out, not allowed).
        (Some(p), saved) => {
            let saved = saved.and_then(|reload| match reload {
                Ok((saved, _)) => Some(saved),
                Err(Error::SignInFirst | Error::NotAllowed(_) | Error::NotFound) => None,
                Err(error) => {
                    tracing::error!(%error, "the saved record beside a form could not be read");
                    None
                }
            });
            (p.form, p.notice, p.version, p.receipt, saved)
        }
        (None, Some(saved)) => {
            let (saved, form) = saved?;
            (form, Notice::None, saved.head.version, String::new(), Some(saved))
        }
        (None, None) => {
            let first = match &asked {
                Some(id) => first_step(service, &actor, id).await?,
                None => StepForm { key: "1".to_owned(), read: "on".to_owned(), ..StepForm::default() },
            };
            let form = QuoteForm { steps: vec![first], ..QuoteForm::default() };
            (form, Notice::None, 0, service::random_token()?, None)
        }
    };
    // The article beside the quote: the one asked for, else the first document of the chain whose text was kept.
    let named = form.steps.iter().filter_map(|s| PublicId::parse(s.document_pick.trim_start_matches('!')));
    let mut article = None;
    for id in asked.into_iter().chain(named).take(8) {
        match service.document(&actor, &id, service::Cursor::START).await {
            Ok(page) if !page.document.snapshot.is_empty() => {
                article = Some(page);
                break;
            }
            Ok(_) | Err(Error::NotFound) => {}
            Err(other) => return Err(other),
        }
    }
    // What is missing is read from the chain as it is saved, with the names that its records have.
    let whole = match &saved {
        Some(saved) => Some(service.quote(&actor, &saved.head.public_id).await?),
        None => None,
    };
    Ok(Shown { id, form, notice, version, receipt, saved, whole, article, actor })
}

/// The first step of a quote from this document: what the library knows already is filled in.
async fn first_step(service: &Service, actor: &Actor, id: &PublicId) -> Result<StepForm, Error> {
    let page = service.document(actor, id, service::Cursor::START).await?;
    let offered = service.suggest(actor, RecordKind::Document, page.document.label()).await?;
    let label = offered.into_iter().find(|s| s.id == id.as_str()).map(|s| s.name);
    let (outlet_name, outlet_pick) =
        page.outlet.as_ref().map(|o| (o.name.clone(), format!("!{}", o.public_id))).unwrap_or_default();
    Ok(StepForm {
        key: "1".to_owned(),
        read: "on".to_owned(),
        outlet_name,
        outlet_pick,
        document_name: label.unwrap_or_else(|| domain::text::clip(page.document.label(), 120)),
        document_pick: format!("!{id}"),
        lang: page.document.lang.as_ref().map(ToString::to_string).unwrap_or_default(),
        ..StepForm::default()
    })
}

fn view(shown: &Shown) -> AnyView {
    let w = words();
    let d = &w.desk;
    let Shown { id, form, notice, version, receipt, saved, whole, article, actor } = shown;
    let state = FormState::new(w, notice);
    let title = if saved.is_some() { d.quote_edit } else { d.quote_new };
    let quote_state = saved.as_ref().map_or(QuoteState::Draft, |s| s.state);
    let may_save = actor.may(edit_of(quote_state)) || *actor == Actor::Anonymous;
    let kinds =
        SpeakerKind::ALL.iter().map(|k| (k.as_str().to_owned(), labels::speaker_kind(w.lang, *k).to_owned())).collect();
    plausible::provide_notes(w, whole.as_ref());
    let marks: Vec<(usize, usize)> = match (saved, article) {
        (Some(saved), Some(article)) => saved
            .quote
            .mentions
            .iter()
            .filter(|m| m.document == Some(article.head.id))
            .filter_map(|m| m.anchor.as_ref().map(|a| (a.start, a.end)))
            .collect(),
        _ => Vec::new(),
    };
    let steps = Steps::new(&state, form, notice);
    let action = match article {
        Some(a) if saved.is_none() => format!("/desk/quotes/{id}?document={}", a.head.public_id),
        _ => format!("/desk/quotes/{id}"),
    };
    view! {
        <Title text=format!("{title} · Sanad")/>
        <div class="desk-head">
            <h1>{title}</h1>
            <p class=format!("state state--{}", quote_state.as_str())>{labels::quote_state(w.lang, quote_state)}</p>
        </div>
        {done_notice(w, *version)}
        {error_summary_to(&state, notice, |field| label_of(w, field), |field| steps.href_of(field))}
        {(!may_save).then(|| view! { <p class="notice">{d.published_by_editors}</p> })}
        <div class="workbench">
            <section class="workbench__article" aria-labelledby="article-title">{article_side(w, article.as_ref(), &marks)}</section>
            <form method="post" action=action class="workbench__record form" id="record-form">
                // Enter in a field saves: the first button of a form is the one that Enter presses.
                <button class="visually-hidden" tabindex="-1" aria-hidden="true" name="do" value="save">{d.save}</button>
                {hidden("version", &version.to_string())}
                {hidden("receipt", receipt)}
                <fieldset class="group">
                    <legend>{d.who}</legend>
                    {state.name(
                        &Text::line("speaker_name", d.speaker, d.speaker_hint, &form.speaker_name),
                        "speaker",
                        "speaker_pick",
                        &form.speaker_pick,
                    )}
                    <div class="row">
                        {state.text(&Text::line("role_then", d.role_then, d.role_then_hint, &form.role_then))}
                        {select(&state, "speaker_kind", d.speaker_kind, "", &form.speaker_kind, kinds, None)}
                    </div>
                </fieldset>
                <fieldset class="group">
                    <legend>{d.when_where}</legend>
                    <div class="row">
                        {state.text(&Text::line("said", d.said, d.said_hint, &form.said).kind(Kind::Date))}
                        {state.text(&Text::line("place", d.place, "", &form.place))}
                    </div>
                    <details open=!form.occasion.is_empty() || !form.addressee.is_empty() || !form.spoken_lang.is_empty()>
                        <summary>{d.more}</summary>
                        <div class="row">
                            {state.text(&Text::line("occasion", d.occasion, "", &form.occasion))}
                            {state.text(&Text::line("addressee", d.addressee, "", &form.addressee))}
                        </div>
                        {state.text(&Text::line("spoken_lang", d.spoken_lang, d.lang_hint, &form.spoken_lang))}
                    </details>
                </fieldset>
                <section aria-labelledby="chain-title">
                    <h2 id="chain-title">{d.chain}</h2>
                    <p class="hint">{d.chain_hint}</p>
                    {["steps", "hops", "text"].map(|field| state.complaint(field))}
                    {chain::editor(&steps, notice)}
                </section>
                {plausible::section(&state, form, whole.as_ref(), actor)}
                {state.text(&Text::line("note", d.note, d.note_hint, &form.note).kind(Kind::Block(2)))}
                {(saved.is_some())
                    .then(|| state.text(&Text::line("reason", d.reason, d.reason_hint, &form.reason)))}
                {whole.as_ref().map(|view| checklist::missing(w, view, &steps))}
                {may_save.then(|| save_bar(w, actor, quote_state, saved.as_ref()))}
            </form>
        </div>
    }
    .into_any()
}

/// The article's text with what is anchored in it, and a way to take words from it.
fn article_side(w: &'static Words, article: Option<&DocumentPage>, marks: &[(usize, usize)]) -> AnyView {
    let d = &w.desk;
    let Some(page) = article else {
        return view! {
            <h2 id="article-title">{d.article}</h2>
            <p class="empty">{d.article_none}</p>
            <p><a class="button" href="/desk/articles/new">{w.article.title}</a></p>
        }
        .into_any();
    };
    let lang = page.document.lang.as_ref();
    let (tag, dir) = (lang.map(ToString::to_string), lang.map_or("auto", |l| l.dir().as_str()));
    let label = page.document.label().to_owned();
    let pieces: Vec<AnyView> = marked(&page.document.snapshot, marks)
        .into_iter()
        .map(|(is_marked, text)| if is_marked { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() })
        .collect();
    view! {
        <h2 id="article-title"><bdi lang=tag.clone()>{label}</bdi></h2>
        <p class="article-meta">
            {page.outlet.as_ref().map(|o| view! { <bdi>{o.name.clone()}</bdi> " · " })}
            {page.document.published.map(|p| format!("{} · ", p.display(w.lang)))}
            <a href=format!("/desk/documents/{}", page.head.public_id)>{d.document}</a>
        </p>
        <crate::islands::selection::UseSelection
            article="article-text".to_owned()
            label=d.use_selection.to_owned()
            hint=d.select_hint.to_owned()
        />
        <div class="article-text" id="article-text" lang=tag dir=dir tabindex="0" role="region" aria-label=d.snapshot>
            {pieces}
        </div>
    }
    .into_any()
}

/// Cuts a text at the marked places (code points, end exclusive); what overlaps is marked once.
fn marked(text: &str, marks: &[(usize, usize)]) -> Vec<(bool, String)> {
    let mut marks = marks.to_vec();
    marks.sort_unstable();
    let mut pieces = Vec::new();
    let mut chars = text.chars();
    let mut at = 0;
    for (start, end) in marks {
        let start = start.max(at);
        if end <= start {
            continue;
        }
        let before: String = chars.by_ref().take(start - at).collect();
        if !before.is_empty() {
            pieces.push((false, before));
        }
        pieces.push((true, chars.by_ref().take(end - start).collect()));
        at = end;
    }
    let rest: String = chars.collect();
    if !rest.is_empty() {
        pieces.push((false, rest));
    }
    pieces
}

/// The bar that is always there: what can be done, and when it was last saved.
fn save_bar(w: &'static Words, actor: &Actor, state: QuoteState, saved: Option<&SavedQuote>) -> AnyView {
    let d = &w.desk;
    let save = match state {
        QuoteState::Draft => d.save_draft,
        QuoteState::Review => d.save,
        QuoteState::Published => d.save_public,
    };
    let extra = |action: &'static str, label: &'static str| {
        view! { <button class="button" name="do" value=action>{label}</button> }.into_any()
    };
    let mut more: Vec<AnyView> = Vec::new();
    match state {
        QuoteState::Draft => more.push(extra("review", d.send_review)),
        QuoteState::Review => more.push(extra("draft", d.back_to_draft)),
        QuoteState::Published => {}
    }
    if state != QuoteState::Published && actor.may(Action::Publish) {
        more.push(extra("publish", d.publish));
    }
    if state == QuoteState::Published && actor.may(Action::Unpublish) {
        more.push(extra("draft", d.unpublish));
    }
    let (when, links) = match saved {
        None => (d.never_saved.to_owned(), None),
        Some(s) => {
            let date = PartialDate::Minute(s.head.updated_at).display(w.lang);
            let when = fill(d.last_saved, &[("version", &s.head.version.to_string()), ("date", &date)]);
            let link = if state == QuoteState::Published {
                view! { <a href=s.head.path()>{d.see_public}</a> }.into_any()
            } else {
                view! { <a href=format!("/desk/quotes/{}/preview", s.head.public_id)>{d.preview}</a> }.into_any()
            };
            let what_if = format!("/desk/quotes/{}/what-if", s.head.public_id);
            let link = view! { {link} <a href=what_if>{w.chain.what_if}</a> }.into_any();
            (when, Some(link))
        }
    };
    view! {
        <div class="save-bar">
            <button class="button button--main" id="save" name="do" value="save">{save}</button>
            {more}
            {links}
            <span class="save-bar__when">{when}</span>
            <crate::islands::unsaved::UnsavedGuard form="record-form".to_owned() label=d.unsaved.to_owned()/>
            <crate::islands::keys::Keys save="save".to_owned() title=d.keys.to_owned() help=format!("{}\n{}", d.keys_help, w.chain.keys)/>
        </div>
    }
    .into_any()
}

/// The label of a field, for the summary of what is wrong.
fn label_of(w: &Words, field: &str) -> String {
    if let Some(label) = plausible::label_of(w, field) {
        return label;
    }
    let d = &w.desk;
    let own = field.rsplit('[').next().unwrap_or(field).trim_end_matches(']');
    let label = match own {
        "speaker_name" => d.speaker,
        "speaker_kind" => d.speaker_kind,
        "role_then" => d.role_then,
        "said" => d.said,
        "place" => d.place,
        "occasion" => d.occasion,
        "addressee" => d.addressee,
        "spoken_lang" => d.spoken_lang,
        "outlet_name" => d.outlet,
        "document_name" => d.document,
        "carrier_name" => d.carrier,
        "wording" => d.wording,
        "lang" => d.wording_lang,
        "directness" => d.directness,
        "cue" => d.cue,
        "basis" => d.basis,
        "published" => d.published,
        "wire_credit" => d.wire_credit,
        "up" => d.from,
        "kind" => d.hop_kind,
        "state" => d.hop_state,
        "evidence" => d.evidence,
        "back_translation" => w.drift.back_field,
        "reason" => d.reason,
        "steps" => d.chain,
        "hops" => w.long.hops,
        "text" => w.long.texts,
        _ => d.note,
    };
    match field.strip_prefix("steps[").and_then(|f| f.split(']').next()).and_then(|n| n.parse::<usize>().ok()) {
        Some(n) => format!("{}, {label}", fill(d.step, &[("n", &(n + 1).to_string())])),
        None => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn marks_are_cut_by_code_points_and_overlaps_once() {
        let cut = |marks: &[(usize, usize)]| {
            marked("😀 Kami siap", marks)
                .into_iter()
                .map(|(m, t)| if m { format!("[{t}]") } else { t })
                .collect::<String>()
        };
        assert_eq!(cut(&[(2, 6)]), "😀 [Kami] siap");
        assert_eq!(cut(&[(2, 6), (4, 11)]), "😀 [Kami][ siap]");
        assert_eq!(cut(&[(2, 6), (2, 6)]), "😀 [Kami] siap");
        assert_eq!(cut(&[(9, 99)]), "😀 Kami si[ap]");
    }
}
