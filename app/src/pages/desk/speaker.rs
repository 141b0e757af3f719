//! Editing a speaker.

use super::{Shown, done_notice, posted, shown};
use crate::{
    context::{param, services, visit, words},
    forms::{FormState, Kind, Text, choices_of, error_summary, hidden, select},
    i18n::labels,
    pages::load,
};
use domain::{form::SpeakerForm, id::PublicId, permission::Action, speaker::SpeakerKind};
use leptos::prelude::*;
use leptos_meta::Title;
use service::Error;

/// The form of a speaker.
#[component]
pub fn SpeakerEditor() -> impl IntoView {
    let (service, visit, id, sent) = (services(), visit(), param("id"), posted::<SpeakerForm>());
    let is_new = id == "new";
    load(
        async move {
            if sent.is_none() {
                visit.actor.require(Action::EditLibrary)?;
            }
            let public_id = PublicId::parse(&id);
            let saved = async {
                let id = public_id.ok_or(Error::NotFound)?;
                service.speaker_form(&visit.actor, &id).await
            };
            let empty = SpeakerForm { kind: SpeakerKind::Person.as_str().to_owned(), ..SpeakerForm::default() };
            Ok((id.clone(), shown(sent, is_new, empty, saved).await?))
        },
        |(id, shown)| view(&id, &shown),
    )
}

fn view(id: &str, shown: &Shown<SpeakerForm>) -> AnyView {
    let w = words();
    let d = &w.desk;
    let Shown { form, notice, version, receipt, head } = shown;
    let state = FormState::new(w, notice);
    let label = |field: &str| {
        match field {
            "name" => d.name,
            "aliases" => d.aliases,
            "wikidata" => d.wikidata,
            "born" => d.born,
            "died" => d.died,
            f if f.starts_with("roles") => d.roles,
            "lang" => d.name_lang,
            _ => d.note,
        }
        .to_owned()
    };
    let kinds =
        SpeakerKind::ALL.iter().map(|k| (k.as_str().to_owned(), labels::speaker_kind(w.lang, *k).to_owned())).collect();
    let mut roles = form.roles.clone();
    // One empty row is always there to be filled.
    roles.push(domain::form::RoleForm::default());
    let roles = roles
        .iter()
        .enumerate()
        .map(|(n, role)| {
            let name = |f: &str| format!("roles[{n}][{f}]");
            view! {
                <div class="row">
                    {state.text(&Text::line(&name("title"), d.role_title, "", &role.title))}
                    {state.text(&Text::line(&name("from"), d.role_from, "", &role.from).kind(Kind::Date))}
                    {state.text(&Text::line(&name("until"), d.role_until, "", &role.until).kind(Kind::Date))}
                </div>
            }
        })
        .collect_view();
    let offered = state.offered("name").to_vec();
    let title = if form.name.is_empty() { d.new_speaker.to_owned() } else { form.name.clone() };
    view! {
        <Title text=format!("{title} · Sanad")/>
        <div class="narrow">
            <h1><bdi>{title}</bdi></h1>
            {done_notice(w, *version)}
            {head
                .as_ref()
                .filter(|h| h.is_public)
                .map(|h| view! { <p><a href=h.path()>{d.see_public}</a></p> })}
            {error_summary(&state, notice, label)}
            <form method="post" action=format!("/desk/speakers/{id}") class="form" id="record-form">
                {hidden("version", &version.to_string())}
                {hidden("receipt", receipt)}
                {state.text(&Text::line("name", d.name, d.speaker_name_hint, &form.name).lang(&form.lang))}
                {(!offered.is_empty()).then(|| choices_of(w, "pick", &form.name, &offered))}
                {select(&state, "kind", d.kind, "", &form.kind, kinds, None)}
                {state.text(&Text::line("lang", d.name_lang, d.lang_hint, &form.lang))}
                {state.text(&Text::line("aliases", d.aliases, d.aliases_hint, &form.aliases).kind(Kind::Block(3)))}
                {state.text(&Text::line("wikidata", d.wikidata, "Q…", &form.wikidata))}
                <div class="row">
                    {state.text(&Text::line("born", d.born, "", &form.born).kind(Kind::Date))}
                    {state.text(&Text::line("died", d.died, "", &form.died).kind(Kind::Date))}
                </div>
                <fieldset class="group">
                    <legend>{d.roles}</legend>
                    {roles}
                </fieldset>
                {state.text(&Text::line("note", d.note, d.note_hint, &form.note).kind(Kind::Block(3)))}
                {state.text(&Text::line("reason", d.reason, d.reason_hint, &form.reason))}
                <SaveBar/>
            </form>
        </div>
    }
    .into_any()
}

/// The bar that saves a record of the library.
#[component]
pub fn SaveBar() -> impl IntoView {
    let d = &words().desk;
    view! {
        <div class="save-bar">
            <button class="button button--main" id="save">{d.save}</button>
            <crate::islands::unsaved::UnsavedGuard form="record-form".to_owned() label=d.unsaved.to_owned()/>
            <crate::islands::keys::Keys save="save".to_owned() title=d.keys.to_owned() help=d.keys_help.to_owned()/>
        </div>
    }
}
