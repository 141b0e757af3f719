//! The page around the form of a speaker, an outlet or a document: what was done, what is wrong, the form, its bar.

use super::{Shown, done_notice};
use crate::{
    context::{visit, words},
    forms::{FormState, Kind, Text, error_summary, hidden},
};
use domain::permission::Action;
use leptos::prelude::*;
use leptos_meta::Title;
use service::Actor;

/// What is particular about a record's page.
pub(super) struct Sheet {
    /// Its title.
    pub title: String,
    /// Where the form is sent.
    pub action: String,
    /// Ways on from here, above the form.
    pub ways: Option<AnyView>,
    /// The fields, from the first to the one before the note.
    pub fields: AnyView,
    /// The newsroom's note.
    pub note: String,
    /// Why this change is made.
    pub reason: String,
    /// The buttons of the bar.
    pub buttons: AnyView,
}

/// Draws it.
pub(super) fn page<F>(
    state: &FormState,
    shown: &Shown<F>,
    sheet: Sheet,
    label_of: impl Fn(&str) -> &'static str,
) -> AnyView {
    let w = words();
    let d = &w.desk;
    let Shown { notice, version, receipt, .. } = shown;
    let Sheet { title, action, ways, fields, note, reason, buttons } = sheet;
    let actor = visit().actor;
    let is_public = shown.head.as_ref().is_some_and(|h| h.is_public);
    // Who was signed out meanwhile can sign in again and send the form once more.
    let may_save = !is_public || actor == Actor::Anonymous || actor.may(Action::EditPublished);
    view! {
        <Title text=format!("{title} · Sanad")/>
        <div class="narrow">
            <h1><bdi>{title}</bdi></h1>
            {done_notice(w, *version)}
            {ways}
            {error_summary(state, notice, |field| label_of(field).to_owned())}
            {(!may_save).then(|| view! { <p class="notice">{d.published_by_editors}</p> })}
            <form method="post" action=action class="form" id="record-form">
                {hidden("version", &version.to_string())}
                {hidden("receipt", receipt)}
                {fields}
                {state.text(&Text::line("note", d.note, d.note_hint, &note).kind(Kind::Block(3)))}
                {state.text(&Text::line("reason", d.reason, d.reason_hint, &reason))}
                {may_save
                    .then(|| {
                        view! {
                            <div class="save-bar">
                                {buttons}
                                <crate::islands::unsaved::UnsavedGuard form="record-form".to_owned() label=d.unsaved.to_owned()/>
                                <crate::islands::keys::Keys save="save".to_owned() title=d.keys.to_owned() help=d.keys_help.to_owned()/>
                            </div>
                        }
                    })}
            </form>
        </div>
    }
    .into_any()
}

/// The way to the record's public page, where it has one.
pub(super) fn public_page<F>(shown: &Shown<F>) -> Option<AnyView> {
    let head = shown.head.as_ref().filter(|h| h.is_public)?;
    Some(view! { <a href=head.path()>{words().desk.see_public}</a> }.into_any())
}

/// The button that saves.
pub(super) fn save_button() -> AnyView {
    view! { <button class="button button--main" id="save">{words().desk.save}</button> }.into_any()
}
