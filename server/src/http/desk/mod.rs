//! Forms of the newsroom. Each one saves and goes on (303), or draws its page again with what was typed.

mod accounts;
mod article;
mod library;
mod quotes;
mod settings;
mod sign_in;

use crate::{
    State,
    http::trouble::Troubled,
    middleware::door::{Door, admit},
};
use app::{
    forms::{Notice, Posted},
    pages::trouble::Trouble,
};
use axum::{
    Router,
    body::Bytes,
    http::{HeaderValue, StatusCode, header, request::Parts},
    middleware::from_fn_with_state,
    response::{IntoResponse, Redirect, Response},
    routing::{MethodRouter, post},
};
use domain::id::PublicId;
use serde::{Deserialize, de::DeserializeOwned};
use service::{Actor, Edit, Error};

const KIB: usize = 1024;
const MIB: usize = 1024 * KIB;

/// A field that every form of a record sends.
const RECORD: &[&str] = &["version"];

/// Their routes, each behind the door that says what its form may be.
pub fn router(state: &State) -> Router<State> {
    // A million code points of an article, percent-encoded, are at most 12 MB.
    let text = Door::members(RECORD).up_to(16 * MIB, 64);
    let article = Door::members(&["receipt", "text"]).up_to(16 * MIB, 20_000).with_files();
    let quote = Door::members(RECORD).up_to(4 * MIB, 40_000);
    let behind = |door: Door, handler: MethodRouter<State>| through(state, door, handler);
    Router::new()
        .route("/sign-in", behind(Door::open(&["login"]), post(sign_in::sign_in)))
        .route("/sign-out", behind(Door::open(&[]), post(sign_in::sign_out)))
        .route("/setup/{token}", behind(Door::open(&["login"]), post(sign_in::set_up)))
        .route("/desk/articles/{id}", behind(article, post(article::read_or_save)))
        .route("/desk/quotes/{id}", behind(quote, post(quotes::save)))
        .route("/desk/speakers/{id}", behind(Door::members(RECORD).up_to(MIB, 2_000), post(library::speaker)))
        .route("/desk/outlets/{id}", behind(Door::members(RECORD).up_to(MIB, 64), post(library::outlet)))
        .route("/desk/documents/{id}", behind(text, post(library::document)))
        .route("/desk/settings", behind(Door::members(&["fetching"]), post(settings::switch)))
        .route("/desk/accounts", behind(Door::members(&["login"]), post(accounts::add)))
        .route("/desk/accounts/{id}", behind(Door::members(&["role"]), post(accounts::change)))
}

/// A handler behind a door.
pub fn through(state: &State, door: Door, handler: MethodRouter<State>) -> MethodRouter<State> {
    handler.layer(from_fn_with_state((state.clone(), door), admit))
}

/// What every form sends beside its fields.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Envelope {
    version: String,
    receipt: String,
    /// The button that was pressed.
    #[serde(rename = "do")]
    button: String,
    /// A choice among records of the same name.
    pick: String,
}

impl Envelope {
    fn version(&self) -> i64 {
        self.version.trim().parse().unwrap_or_default()
    }

    /// What the edit starts from: `new`, or a record at the version that was shown.
    fn edit(&self, id: &str) -> Result<Edit, Error> {
        let receipt = domain::text::clip(&self.receipt, 64);
        if id == "new" {
            return Ok(Edit { target: None, receipt });
        }
        let id = PublicId::parse(id).ok_or(Error::NotFound)?;
        Ok(Edit { target: Some((id, self.version())), receipt })
    }
}

/// Reads a form: nested fields by brackets, encoded or not.
fn read<F: DeserializeOwned>(body: &Bytes) -> Result<F, Unreadable> {
    serde_qs::Config::new(6, false).deserialize_bytes(body).map_err(|e| Unreadable(e.to_string()))
}

/// A body that is no form of ours.
#[derive(Debug)]
struct Unreadable(String);

impl IntoResponse for Unreadable {
    fn into_response(self) -> Response {
        tracing::debug!(why = self.0, "a form could not be read");
        Troubled::new(Trouble::Unreadable).into_response()
    }
}

fn actor(parts: &Parts) -> Actor {
    parts.extensions.get::<app::context::Visit>().map_or(Actor::Anonymous, |v| v.actor.clone())
}

/// Why a form comes back, with its status and the version to save from next; or what is no fault of the form.
fn notice(error: Error, version: i64) -> Result<(StatusCode, Notice, i64), Error> {
    match error {
        Error::Refused(refusal) => Ok((StatusCode::UNPROCESSABLE_ENTITY, Notice::Refused(refusal), version)),
        Error::Stale(stale) => {
            let version = stale.version;
            Ok((StatusCode::CONFLICT, Notice::Stale(stale), version))
        }
        Error::SignInFirst => Ok((StatusCode::UNAUTHORIZED, Notice::SignedOut, version)),
        Error::NotAllowed(_) => Ok((StatusCode::FORBIDDEN, Notice::NotAllowed, version)),
        Error::WrongSignIn => Ok((StatusCode::UNPROCESSABLE_ENTITY, Notice::WrongSignIn, version)),
        Error::TooMany { wait } => Ok((StatusCode::TOO_MANY_REQUESTS, Notice::TooMany(wait), version)),
        Error::NoRoom => Ok((StatusCode::INSUFFICIENT_STORAGE, Notice::NoRoom, version)),
        Error::NotWritable => Ok((StatusCode::SERVICE_UNAVAILABLE, Notice::NotWritable, version)),
        Error::Busy { wait } => Ok((StatusCode::SERVICE_UNAVAILABLE, Notice::Busy(wait), version)),
        other => Err(other),
    }
}

/// Draws the form's page again, or the page for what went wrong beside it.
async fn bring_back<F>(state: &State, parts: Parts, path: &str, sent: &Envelope, form: F, error: Error) -> Response
where
    F: Clone + Send + Sync + 'static,
{
    match notice(error, sent.version()) {
        Ok((status, notice, version)) => {
            let wait = match &notice {
                Notice::TooMany(wait) | Notice::Busy(wait) => Some(*wait),
                _ => None,
            };
            let posted = Posted { form, notice, version, receipt: sent.receipt.clone() };
            let mut response = super::redraw(state, parts, path, status, posted).await;
            if let Some(wait) = wait {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
            }
            response
        }
        Err(other) => broken(&other),
    }
}

/// The answer where no page of the form can be drawn.
fn broken(error: &Error) -> Response {
    let trouble = match error {
        Error::NotFound => Trouble::NoRecord,
        Error::NoRoom => Trouble::NoRoom,
        other => {
            tracing::error!(error = %other, "a form failed");
            Trouble::Broken
        }
    };
    Troubled::new(trouble).into_response()
}

/// Goes on to another page with a GET.
fn go(path: &str) -> Response {
    Redirect::to(path).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::form::QuoteForm;
    use std::fmt::Write;

    #[test]
    fn nested_fields_keep_their_places_beyond_ten() {
        let mut body = String::from("version=3&do=save&speaker_name=Sergei+Shoigu");
        for n in (0..12).rev() {
            let _ = write!(body, "&steps%5B{n}%5D%5Bkey%5D={}&steps[{n}][wording]=kata+%26+{n}", n + 1);
            let _ = write!(body, "&steps%5B{n}%5D%5Bfrom%5D%5B0%5D%5Bup%5D={}", n + 2);
        }
        let body = Bytes::from(body);
        let form: QuoteForm = read(&body).unwrap();
        assert_eq!(form.steps.len(), 12);
        assert_eq!(form.steps[10].key, "11");
        assert_eq!(form.steps[2].wording, "kata & 2");
        assert_eq!(form.steps[11].from[0].up, "13");
        let envelope: Envelope = read(&body).unwrap();
        assert_eq!((envelope.version(), envelope.button.as_str()), (3, "save"));
    }
}
