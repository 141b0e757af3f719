//! Routes that are not drawn pages: forms that people send, server functions, files for programs.

pub mod desk;
pub mod health;
pub mod language;
pub mod pictures;
pub mod sitemap;

use crate::State;
use app::shell;
use axum::{
    body::Body,
    extract::{self, Request},
    http::{StatusCode, Uri, request::Parts},
    response::Response,
};

/// Largest body that is read, in bytes: an article of a million code points, percent-encoded, still fits.
pub const MAX_BODY: usize = 16 * 1024 * 1024;

/// The page that does not exist.
pub async fn not_found(extract::State(state): extract::State<State>, request: Request) -> Response {
    leptos_axum::render_app_async_with_context(move || state.provide(), shell::reader_shell)(request).await
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
    let state = state.clone();
    let context = move || {
        state.provide();
        leptos::context::provide_context(posted.clone());
    };
    let draw = leptos_axum::render_app_async_with_context(context, shell::desk_shell);
    let mut response = draw(Request::from_parts(parts, Body::empty())).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response
}
