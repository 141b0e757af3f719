//! Who asks, and in which language.

use crate::{
    State,
    http::{device, trouble::Troubled},
};
use app::{context::Visit, pages::trouble::Trouble};
use axum::{
    extract::{self, Request},
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::lang::UiLang;
use service::{Actor, SignedIn};
use std::sync::Arc;
use tower_sessions::Session;

/// Cookie that keeps the language somebody chose.
pub const LANGUAGE_COOKIE: &str = "lang";
/// What a session keeps: who signed in.
pub const SIGNED_IN: &str = "signed_in";

/// The language chosen, else what the browser asks for.
pub fn language(headers: &HeaderMap) -> UiLang {
    let chosen =
        headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(';')).find_map(
            |pair| {
                let (name, value) = pair.split_once('=')?;
                (name.trim() == LANGUAGE_COOKIE).then(|| UiLang::from_tag(value)).flatten()
            },
        );
    chosen.unwrap_or_else(|| {
        UiLang::accept(headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default())
    })
}

fn visit(state: &State, request: &Request, actor: Actor) -> Visit {
    let path = request.uri().path_and_query().map_or("/", |p| p.as_str()).to_owned();
    Visit { lang: language(request.headers()), actor, path, site: Arc::from(state.site.public_url.as_str()) }
}

/// A visit to a public page: it looks the same to everybody who reads its language.
pub async fn reader(extract::State(state): extract::State<State>, mut request: Request, next: Next) -> Response {
    let visit = visit(&state, &request, Actor::Anonymous);
    request.extensions_mut().insert(visit);
    next.run(request).await
}

/// The member whose session this is; none where nobody is signed in.
async fn member(state: &State, session: &Session) -> Result<Option<Actor>, String> {
    match session.get::<SignedIn>(SIGNED_IN).await.map_err(|e| e.to_string())? {
        Some(signed_in) => state.service.member(&signed_in).await.map_err(|e| e.to_string()),
        None => Ok(None),
    }
}

/// What a session keeps besides: when it was last put off running out, in seconds since 1970.
const TOUCHED: &str = "touched";
/// A session that is used is put off running out, at most so often, in seconds.
const TOUCH_EVERY: i64 = 60 * 60;

/// Puts off that a session in use runs out: it ends after two weeks without a visit, not two weeks after signing in. Gives
/// the mark for a browser that does not have it yet.
async fn touch(state: &State, session: &Session, headers: &HeaderMap) -> Result<Option<HeaderValue>, String> {
    let now = state.service.now().unix_timestamp();
    let last: i64 = session.get(TOUCHED).await.map_err(|e| e.to_string())?.unwrap_or_default();
    // Where nothing can be written, members can still read.
    if now - last < TOUCH_EVERY || state.service.readiness().await.is_err() {
        return Ok(None);
    }
    session.insert(TOUCHED, now).await.map_err(|e| e.to_string())?;
    let Some(signed_in) = session.get::<SignedIn>(SIGNED_IN).await.map_err(|e| e.to_string())? else { return Ok(None) };
    let signed_in = signed_in.dated(state.service.now());
    session.insert(SIGNED_IN, &signed_in).await.map_err(|e| e.to_string())?;
    let device = device::read(state, headers).await.map_err(|e| e.to_string())?;
    if device.is_some_and(|d| d.account == signed_in.account()) {
        return Ok(None);
    }
    device::mark(state, signed_in.account()).await.map(Some).map_err(|e| e.to_string())
}

/// A visit to the newsroom, by whoever the session says.
pub async fn desk(
    extract::State(state): extract::State<State>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    let actor = match member(&state, &session).await {
        Ok(actor) => actor.unwrap_or(Actor::Anonymous),
        Err(error) => {
            tracing::error!(error, "who is signed in could not be read");
            // Taking everybody as signed out would lose what they sent.
            return Troubled::new(Trouble::Sessions).after(60).into_response();
        }
    };
    let mut mark = None;
    if actor != Actor::Anonymous {
        match touch(&state, &session, request.headers()).await {
            Ok(set) => mark = set,
            Err(error) => tracing::warn!(error, "a session could not be put off running out"),
        }
    }
    let visit = visit(&state, &request, actor);
    request.extensions_mut().insert(visit);
    let mut response = next.run(request).await;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(mark) = mark {
        response.headers_mut().append(header::SET_COOKIE, mark);
    }
    response
}
