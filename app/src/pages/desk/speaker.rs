//! Editing a speaker.

use super::{Shown, posted, record, shown};
use crate::{
    context::{param, services, visit, words},
    forms::{FormState, Kind, Text, choices_of, select},
    i18n::labels,
    pages::load,
};
use domain::{form::SpeakerForm, id::PublicId, permission::Action, speaker::SpeakerKind};
use leptos::prelude::*;
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
    let Shown { form, notice, .. } = shown;
    let state = FormState::new(w, notice);
    let label = |field: &str| match field {
        "name" => d.name,
        "aliases" => d.aliases,
        "wikidata" => d.wikidata,
        "born" => d.born,
        "died" => d.died,
        f if f.starts_with("roles") => d.roles,
        "lang" => d.name_lang,
        _ => d.note,
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
    let fields = view! {
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
            {state.complaint("roles")}
            {roles}
        </fieldset>
    }
    .into_any();
    let sheet = record::Sheet {
        title,
        action: format!("/desk/speakers/{id}"),
        ways: record::public_page(shown).map(|way| view! { <p>{way}</p> }.into_any()),
        fields,
        note: form.note.clone(),
        reason: form.reason.clone(),
        buttons: record::save_button(),
    };
    record::page(&state, shown, sheet, label)
}
