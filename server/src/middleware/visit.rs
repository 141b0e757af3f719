//! Who asks, and in which language.

use crate::State;
use app::context::Visit;
use axum::{
    extract::{self, Request},
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use domain::{account::AccountId, lang::UiLang};
use service::Actor;
use std::sync::Arc;
use tower_sessions::Session;

/// Cookie that keeps the language somebody chose.
pub const LANGUAGE_COOKIE: &str = "lang";
/// What a session keeps: the account's number.
pub const ACCOUNT: &str = "account";

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

/// A visit to the newsroom, by whoever the session says.
pub async fn desk(
    extract::State(state): extract::State<State>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    let account = session.get::<AccountId>(ACCOUNT).await.unwrap_or_default();
    let actor = match account {
        Some(id) => match state.service.member(id).await {
            Ok(member) => member.unwrap_or(Actor::Anonymous),
            Err(error) => {
                tracing::error!(%error, "the member behind a session could not be read");
                Actor::Anonymous
            }
        },
        None => Actor::Anonymous,
    };
    let visit = visit(&state, &request, actor);
    request.extensions_mut().insert(visit);
    let mut response = next.run(request).await;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
