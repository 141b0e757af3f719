//! Routes that are not drawn pages: forms that people send, server functions, files for programs.

pub mod desk;
pub mod device;
pub mod health;
pub mod language;
pub mod pictures;
pub mod sitemap;
pub mod trouble;

use crate::{State, drawing::Kind};
use app::{context::Visit, shell};
use axum::{
    body::Body,
    extract::{self, Request},
    http::{Extensions, StatusCode, Uri, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use service::Actor;

/// The page that does not exist.
pub async fn not_found(extract::State(state): extract::State<State>, request: Request) -> Response {
    leptos_axum::render_app_async_with_context(move || state.provide(), shell::reader_shell)(request).await
}

/// Where a page of the newsroom is drawn: what anybody can ask for does not take the members' places.
fn place(of: &Extensions) -> Kind {
    let is_member = of.get::<Visit>().is_some_and(|v| v.actor != Actor::Anonymous);
    if is_member { Kind::Desk } else { Kind::Reader }
}

/// Draws the newsroom's pages where there is a place for it. What islands ask for is no page, and waits for none.
pub async fn draw_desk(extract::State(state): extract::State<State>, request: Request, next: Next) -> Response {
    if request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    let kind = place(request.extensions());
    state.drawing.run(kind, next.run(request)).await.unwrap_or_else(IntoResponse::into_response)
}

/// Draws a page of the newsroom with something in its context: a form as it was typed, with what is wrong with it.
pub(crate) async fn redraw<T: Clone + Send + Sync + 'static>(
    state: &State,
    mut parts: Parts,
    path: &str,
    status: StatusCode,
    posted: T,
) -> Response {
    if let Ok(uri) = path.parse::<Uri>() {
        parts.uri = uri;
    }
    parts.method = axum::http::Method::GET;
    let (state, drawing) = (state.clone(), state.drawing.clone());
    let context = move || {
        state.provide();
        leptos::context::provide_context(posted.clone());
    };
    let kind = place(&parts.extensions);
    let draw = leptos_axum::render_app_async_with_context(context, shell::desk_shell);
    let drawn = drawing.run(kind, draw(Request::from_parts(parts, Body::empty()))).await;
    let mut response = drawn.unwrap_or_else(IntoResponse::into_response);
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response
}
