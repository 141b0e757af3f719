//! Editing an outlet.

use super::{Shown, posted, record, shown};
use crate::{
    context::{param, services, visit, words},
    forms::{FormState, Kind, Text, choices_of, select},
    i18n::labels,
    pages::load,
};
use domain::{form::OutletForm, id::PublicId, outlet::OutletKind, permission::Action};
use leptos::prelude::*;
use service::Error;

/// The form of an outlet.
#[component]
pub fn OutletEditor() -> impl IntoView {
    let (service, visit, id, sent) = (services(), visit(), param("id"), posted::<OutletForm>());
    let is_new = id == "new";
    load(
        async move {
            if sent.is_none() {
                visit.actor.require(Action::EditLibrary)?;
            }
            let public_id = PublicId::parse(&id);
            let saved = async {
                let id = public_id.ok_or(Error::NotFound)?;
                service.outlet_form(&visit.actor, &id).await
            };
            let empty = OutletForm { kind: OutletKind::Newspaper.as_str().to_owned(), ..OutletForm::default() };
            Ok((id.clone(), shown(sent, is_new, empty, saved).await?))
        },
        |(id, shown)| view(&id, &shown),
    )
}

fn view(id: &str, shown: &Shown<OutletForm>) -> AnyView {
    let w = words();
    let d = &w.desk;
    let Shown { form, notice, .. } = shown;
    let state = FormState::new(w, notice);
    let label = |field: &str| match field {
        "name" => d.name,
        "aliases" => d.aliases,
        "family" => d.family,
        "lang" => d.main_lang,
        "country" => d.country,
        "home_page" => d.home_page,
        _ => d.note,
    };
    let kinds =
        OutletKind::ALL.iter().map(|k| (k.as_str().to_owned(), labels::outlet_kind(w.lang, *k).to_owned())).collect();
    let offered = state.offered("name").to_vec();
    let title = if form.name.is_empty() { d.new_outlet.to_owned() } else { form.name.clone() };
    let fields = view! {
        {state.text(&Text::line("name", d.name, d.outlet_hint, &form.name).lang(&form.lang))}
        {(!offered.is_empty()).then(|| choices_of(w, "pick", &form.name, &offered))}
        {select(&state, "kind", d.kind, "", &form.kind, kinds, None)}
        {state.text(&Text::line("aliases", d.aliases, d.aliases_hint, &form.aliases).kind(Kind::Block(3)))}
        {state.text(&Text::line("family", d.family, d.family_hint, &form.family))}
        <div class="row">
            {state.text(&Text::line("lang", d.main_lang, d.lang_hint, &form.lang))}
            {state.text(&Text::line("country", d.country, d.country_hint, &form.country))}
        </div>
        {state.text(&Text::line("home_page", d.home_page, "", &form.home_page).kind(Kind::Url))}
    }
    .into_any();
    let sheet = record::Sheet {
        title,
        action: format!("/desk/outlets/{id}"),
        ways: record::public_page(shown).map(|way| view! { <p>{way}</p> }.into_any()),
        fields,
        note: form.note.clone(),
        reason: form.reason.clone(),
        buttons: record::save_button(),
    };
    record::page(&state, shown, sheet, label)
}
