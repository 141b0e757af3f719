//! Who asks, and in which language.

use crate::State;
use app::context::Visit;
use axum::{
    extract::{self, Request},
    http::{HeaderMap, HeaderValue, StatusCode, header},
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

/// The answer while sessions cannot be read. Taking everybody as signed out would lose what they sent.
fn unreadable(lang: UiLang) -> Response {
    let said = match lang {
        UiLang::En => "We cannot read who is signed in just now. Nothing was saved: go back and try again in a minute.",
        UiLang::Id => {
            "Untuk sementara kami tidak dapat membaca siapa yang masuk. Belum ada yang disimpan: kembalilah dan coba lagi \
             sebentar lagi."
        }
    };
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "60")], said).into_response()
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
            return unreadable(language(request.headers()));
        }
    };
    let visit = visit(&state, &request, actor);
    request.extensions_mut().insert(visit);
    let mut response = next.run(request).await;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
