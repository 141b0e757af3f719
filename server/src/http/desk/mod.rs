//! Forms of the newsroom. Each one saves and goes on (303), or draws its page again with what was typed.

mod accounts;
mod article;
mod library;
mod quotes;
mod settings;
mod sign_in;

use crate::State;
use app::forms::{Notice, Posted};
use axum::{
    Router,
    body::Bytes,
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use domain::id::PublicId;
use serde::{Deserialize, de::DeserializeOwned};
use service::{Actor, Edit, Error};

/// Their routes.
pub fn router() -> Router<State> {
    Router::new()
        .route("/sign-in", post(sign_in::sign_in))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/setup/{token}", post(sign_in::set_up))
        .route("/desk/articles/{id}", post(article::read_or_save))
        .route("/desk/quotes/{id}", post(quotes::save))
        .route("/desk/speakers/{id}", post(library::speaker))
        .route("/desk/outlets/{id}", post(library::outlet))
        .route("/desk/documents/{id}", post(library::document))
        .route("/desk/settings", post(settings::switch))
        .route("/desk/accounts", post(accounts::add))
        .route("/desk/accounts/{id}", post(accounts::change))
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
        (StatusCode::BAD_REQUEST, format!("The form could not be read: {}", self.0)).into_response()
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
            let posted = Posted { form, notice, version, receipt: sent.receipt.clone() };
            super::redraw(state, parts, path, status, posted).await
        }
        Err(other) => broken(&other),
    }
}

/// The answer where no page can be drawn.
fn broken(error: &Error) -> Response {
    match error {
        Error::NotFound => (StatusCode::NOT_FOUND, "There is no such record.").into_response(),
        other => {
            tracing::error!(error = %other, "a form failed");
            let said = "Something broke on our side. Nothing was saved: go back, your text is still in the form.";
            (StatusCode::INTERNAL_SERVER_ERROR, said).into_response()
        }
    }
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
