//! Coming in and going out.

use super::{Envelope, bring_back, broken, go, read};
use crate::{
    State,
    http::{device, language::local},
    middleware::{proxies::tells_apart, visit::SIGNED_IN},
};
use app::pages::desk::{SetUpForm, SignInForm};
use axum::{
    body::Bytes,
    extract::{self, ConnectInfo, Path},
    http::{header, request::Parts},
    response::{IntoResponse, Response},
};
use service::{Error, NewAccount, Place, SignedIn};
use std::net::SocketAddr;
use tower_sessions::Session;

/// Where an attempt comes from.
async fn place(state: &State, parts: &Parts) -> Result<Place, Error> {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
    let visitor = peer.map(|peer| tells_apart(state.site.proxies.visitor(peer, &parts.headers)));
    let address = visitor.map(|v| v.to_string()).unwrap_or_default();
    Ok(Place { address, device: device::read(state, &parts.headers).await? })
}

/// A new session for this account: its id changes, so that one seen before is worth nothing. Leads on to `to`, and marks
/// the browser as one in which this account has signed in.
async fn open_session(state: &State, session: &Session, signed_in: &SignedIn, to: &str) -> Result<Response, Error> {
    let broken = |e: tower_sessions::session::Error| Error::Broken(format!("session: {e}"));
    session.cycle_id().await.map_err(broken)?;
    session.insert(SIGNED_IN, signed_in).await.map_err(broken)?;
    let mut response = go(to);
    response.headers_mut().append(header::SET_COOKIE, device::mark(state, signed_in.account()).await?);
    Ok(response)
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
    let to = match local(&form.next) {
        "/" => "/desk",
        next => next,
    };
    let outcome = async {
        let place = place(&state, &parts).await?;
        let signed_in = state.service.sign_in(&form.login, &form.password, &place).await?;
        open_session(&state, &session, &signed_in, to).await
    };
    match outcome.await {
        Ok(response) => response,
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
    let outcome = async {
        let signed_in = state.service.set_up(&token, &new).await?;
        open_session(&state, &session, &signed_in, "/desk").await
    };
    match outcome.await {
        Ok(response) => response,
        Err(Error::NotFound) => go(&format!("/setup/{token}")),
        Err(error @ (Error::Store(_) | Error::Broken(_))) => broken(&error),
        Err(error) => {
            let form = SetUpForm { password: String::new(), ..form };
            bring_back(&state, parts, &format!("/setup/{token}"), &Envelope::default(), form, error).await
        }
    }
}
