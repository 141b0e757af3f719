//! Forms of speakers, outlets and documents.

use super::{Envelope, actor, bring_back, broken, go, read};
use crate::{State, http::trouble::Troubled};
use app::pages::trouble::Trouble;
use axum::{
    body::Bytes,
    extract::{self, Path},
    http::request::Parts,
    response::{IntoResponse, Response},
};
use domain::{
    form::{DocumentForm, OutletForm, SpeakerForm},
    id::RecordKind,
};
use service::Head;

/// Where a save goes on: the record's page, or a quote from it.
fn saved(kind: RecordKind, head: &Head, button: &str) -> Response {
    if button == "quote" {
        return go(&format!("/desk/quotes/new?document={}", head.public_id));
    }
    go(&format!("/desk/{}/{}?done=saved", kind.folder(), head.public_id))
}

/// The form and its envelope; and on to the record that was chosen among those of the same name.
macro_rules! opened {
    ($kind:expr, $body:expr, $id:expr) => {{
        let (sent, form) = match (read::<Envelope>(&$body), read(&$body)) {
            (Ok(sent), Ok(form)) => (sent, form),
            (Err(refused), _) | (_, Err(refused)) => return refused.into_response(),
        };
        if let Some(chosen) = sent.pick.strip_prefix('!') {
            let folder = RecordKind::folder($kind);
            return match domain::id::PublicId::parse(chosen) {
                Some(id) if sent.button == "quote" => go(&format!("/desk/quotes/new?document={id}")),
                Some(id) => go(&format!("/desk/{folder}/{id}")),
                None => broken(&service::Error::NotFound),
            };
        }
        let edit = match sent.edit(&$id) {
            Ok(edit) => edit,
            Err(error) => return broken(&error),
        };
        (sent, form, edit)
    }};
}

/// Saves a speaker.
pub(super) async fn speaker(
    extract::State(state): extract::State<State>,
    Path(id): Path<String>,
    parts: Parts,
    body: Bytes,
) -> Response {
    let (sent, form, edit): (_, SpeakerForm, _) = opened!(RecordKind::Speaker, body, id);
    if form.is_too_large().is_some() {
        return Troubled::new(Trouble::TooLarge).into_response();
    }
    match state.service.save_speaker(&actor(&parts), &edit, &form, sent.pick == "new").await {
        Ok(head) => saved(RecordKind::Speaker, &head, &sent.button),
        Err(error) => bring_back(&state, parts, &format!("/desk/speakers/{id}"), &sent, form, error).await,
    }
}

/// Saves an outlet.
pub(super) async fn outlet(
    extract::State(state): extract::State<State>,
    Path(id): Path<String>,
    parts: Parts,
    body: Bytes,
) -> Response {
    let (sent, form, edit): (_, OutletForm, _) = opened!(RecordKind::Outlet, body, id);
    match state.service.save_outlet(&actor(&parts), &edit, &form, sent.pick == "new").await {
        Ok(head) => saved(RecordKind::Outlet, &head, &sent.button),
        Err(error) => bring_back(&state, parts, &format!("/desk/outlets/{id}"), &sent, form, error).await,
    }
}

/// Saves a document.
pub(super) async fn document(
    extract::State(state): extract::State<State>,
    Path(id): Path<String>,
    parts: Parts,
    body: Bytes,
) -> Response {
    let (sent, form, edit): (_, DocumentForm, _) = opened!(RecordKind::Document, body, id);
    match state.service.save_document(&actor(&parts), &edit, &form, sent.pick == "new").await {
        Ok(head) => saved(RecordKind::Document, &head, &sent.button),
        Err(error) => bring_back(&state, parts, &format!("/desk/documents/{id}"), &sent, form, error).await,
    }
}
