//! Coming in and going out.

use super::{Envelope, bring_back, broken, go, read};
use crate::{State, http::language::local, middleware::visit::SIGNED_IN};
use app::pages::desk::{SetUpForm, SignInForm};
use axum::{
    body::Bytes,
    extract::{self, ConnectInfo, Path},
    http::request::Parts,
    response::{IntoResponse, Response},
};
use service::{Error, NewAccount, SignedIn};
use std::net::SocketAddr;
use tower_sessions::Session;

/// Where an attempt comes from.
fn address(state: &State, parts: &Parts) -> String {
    let forwarded = parts.headers.get("x-forwarded-for").and_then(|v| v.to_str().ok());
    // The last entry is the one that our own proxy wrote.
    let believed = forwarded.filter(|_| state.site.behind_proxy).and_then(|f| f.rsplit(',').next());
    let direct = || parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip().to_string());
    believed.map(|f| f.trim().to_owned()).or_else(direct).unwrap_or_default()
}

/// A new session for this account: its id changes, so that one seen before is worth nothing.
async fn open_session(session: &Session, signed_in: &SignedIn) -> Result<(), Error> {
    let broken = |e: tower_sessions::session::Error| Error::Broken(format!("session: {e}"));
    session.cycle_id().await.map_err(broken)?;
    session.insert(SIGNED_IN, signed_in).await.map_err(broken)
}

/// Signs in.
pub(super) async fn sign_in(
    extract::State(state): extract::State<State>,
    session: Session,
    parts: Parts,
    body: Bytes,
) -> Response {
    let form: SignInForm = match read(&body) {
        Ok(form) => form,
        Err(refused) => return refused.into_response(),
    };
    let outcome = match state.service.sign_in(&form.login, &form.password, &address(&state, &parts)).await {
        Ok(signed_in) => open_session(&session, &signed_in).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => go(match local(&form.next) {
            "/" => "/desk",
            next => next,
        }),
        Err(error) => {
            let form = SignInForm { password: String::new(), ..form };
            bring_back(&state, parts, "/sign-in", &Envelope::default(), form, error).await
        }
    }
}

/// Signs out: the session is gone, not only its cookie.
pub(super) async fn sign_out(session: Session) -> Response {
    if let Err(error) = session.flush().await {
        tracing::error!(%error, "a session could not be ended");
    }
    go("/")
}

/// Makes the first admin and signs in.
pub(super) async fn set_up(
    extract::State(state): extract::State<State>,
    Path(token): Path<String>,
    session: Session,
    parts: Parts,
    body: Bytes,
) -> Response {
    let form: SetUpForm = match read(&body) {
        Ok(form) => form,
        Err(refused) => return refused.into_response(),
    };
    let new = NewAccount {
        login: form.login.clone(),
        name: form.name.clone(),
        password: form.password.clone(),
        role: String::new(),
    };
    let outcome = match state.service.set_up(&token, &new).await {
        Ok(signed_in) => open_session(&session, &signed_in).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => go("/desk"),
        Err(Error::NotFound) => go(&format!("/setup/{token}")),
        Err(error @ (Error::Store(_) | Error::Broken(_))) => broken(&error),
        Err(error) => {
            let form = SetUpForm { password: String::new(), ..form };
            bring_back(&state, parts, &format!("/setup/{token}"), &Envelope::default(), form, error).await
        }
    }
}
