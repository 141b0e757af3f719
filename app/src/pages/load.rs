//! Loading what a page shows, and what is shown when that does not work.

use crate::{
    components::Problem,
    context::{set_status, visit, words},
};
use axum::http::StatusCode;
use leptos::{prelude::*, tachys::reactive_graph::OwnedView};
use service::Error;
use std::future::Future;

/// Draws a page once its values are there. Pages are sent whole, so status and title can still follow from them.
pub fn load<T, F, D, V>(values: F, draw: D) -> impl IntoView
where
    T: Send + 'static,
    F: Future<Output = Result<T, Error>> + Send + 'static,
    D: FnOnce(T) -> V + Send + 'static,
    V: IntoView + 'static,
{
    Suspend::new(async move {
        match values.await {
            // The view keeps its owner: meta tags look their context up only when the page is written out.
            Ok(values) => OwnedView::new(draw(values)).into_any(),
            Err(error) => OwnedView::new(failed(&error)).into_any(),
        }
    })
}

/// The page for something that could not be shown: it always offers a way on.
pub fn failed(error: &Error) -> impl IntoView + use<> {
    let w = &words().common;
    match error {
        Error::NotFound => {
            set_status(StatusCode::NOT_FOUND);
            view! { <Problem title=w.not_found help=w.not_found_help search=true/> }.into_any()
        }
        Error::SignInFirst => {
            let to = format!("/sign-in?next={}", encode(&visit().path));
            crate::context::send_on(StatusCode::SEE_OTHER, &to);
            view! { <p><a href=to>{w.sign_in}</a></p> }.into_any()
        }
        Error::NotAllowed(_) => {
            set_status(StatusCode::FORBIDDEN);
            view! { <Problem title=w.not_allowed help=w.not_allowed_help search=false/> }.into_any()
        }
        other => {
            tracing::error!(error = %other, "page failed");
            set_status(StatusCode::INTERNAL_SERVER_ERROR);
            view! { <Problem title=w.broken help=w.broken_help search=false/> }.into_any()
        }
    }
}

/// Escapes a value for a query.
pub(crate) fn encode(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            use std::fmt::Write;
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
