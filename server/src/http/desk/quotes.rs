//! The form of the working page.

use super::{Envelope, actor, bring_back, broken, go, read};
use crate::{State, http::trouble::Troubled};
use app::{
    forms::{Notice, Posted},
    pages::trouble::Trouble,
};
use axum::{
    body::Bytes,
    extract::{self, Path},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use domain::{form::QuoteForm, permission::Action, quote::QuoteState};

/// Saves the quote, and moves it where the button says; or changes the chain in the form and draws it again.
pub(super) async fn save(
    extract::State(state): extract::State<State>,
    Path(id): Path<String>,
    parts: Parts,
    body: Bytes,
) -> Response {
    let (sent, mut form) = match (read::<Envelope>(&body), read::<QuoteForm>(&body)) {
        (Ok(sent), Ok(form)) => (sent, form),
        (Err(refused), _) | (_, Err(refused)) => return refused.into_response(),
    };
    if form.is_too_large().is_some() {
        return Troubled::new(Trouble::TooLarge).into_response();
    }
    let actor = actor(&parts);
    let path = parts.uri.path_and_query().map_or_else(|| parts.uri.path().to_owned(), ToString::to_string);
    let to = match sent.button.as_str() {
        "" | "save" => None,
        "review" => Some(QuoteState::Review),
        "draft" => Some(QuoteState::Draft),
        "publish" => Some(QuoteState::Published),
        chain => return change_chain(&state, parts, &path, &actor, &sent, form, chain).await,
    };
    let edit = match sent.edit(&id) {
        Ok(edit) => edit,
        Err(error) => return broken(&error),
    };
    let saved = match state.service.save_quote(&actor, &edit, &form).await {
        Ok(saved) => saved,
        Err(error) => return bring_back(&state, parts, &path, &sent, form, error).await,
    };
    let page = format!("/desk/quotes/{}", saved.head.public_id);
    let Some(to) = to else { return go(&format!("{page}?done=saved")) };
    let reason = std::mem::take(&mut form.reason);
    match state.service.set_quote_state(&actor, &saved.head.public_id, saved.head.version, to, &reason).await {
        Ok(moved) => go(&format!("{page}?done={}", moved.state.as_str())),
        Err(error) => {
            // What was typed is saved; only the move was refused.
            let saved = match state.service.quote_form(&actor, &saved.head.public_id).await {
                Ok((record, fresh)) => {
                    form = fresh;
                    record.head
                }
                Err(_) => saved.head,
            };
            let sent = Envelope { version: saved.version.to_string(), ..sent };
            bring_back(&state, parts, &page, &sent, form, error).await
        }
    }
}

/// A button of the chain: nothing is saved, the form comes back changed.
async fn change_chain(
    state: &State,
    parts: Parts,
    path: &str,
    actor: &service::Actor,
    sent: &Envelope,
    mut form: QuoteForm,
    button: &str,
) -> Response {
    if let Err(error) = actor.require(Action::EditUnpublished) {
        return bring_back(state, parts, path, sent, form, error).await;
    }
    let (status, notice) = match form.apply(button) {
        Ok(changed) => (StatusCode::OK, Notice::Changed(changed)),
        Err(why) => (StatusCode::UNPROCESSABLE_ENTITY, Notice::Unchanged(why)),
    };
    let posted = Posted { form, notice, version: sent.version(), receipt: sent.receipt.clone() };
    super::super::redraw(state, parts, path, status, posted).await
}
