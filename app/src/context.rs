//! Typed access to what a request carries. The server puts it there; pages only ask here.

use axum::http::{HeaderValue, StatusCode, header, request::Parts};
use domain::lang::UiLang;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use service::{Actor, Service};
use std::sync::Arc;

use crate::i18n::{Words, words_in};

/// One request, as far as pages need to know it. The server's middleware adds it to the request.
#[derive(Debug, Clone)]
pub struct Visit {
    /// Language of the interface.
    pub lang: UiLang,
    /// Who asks. On public pages always the anonymous reader: they look the same to everybody.
    pub actor: Actor,
    /// Path with query.
    pub path: String,
    /// Public address of the site, without a last slash.
    pub site: Arc<str>,
}

/// Where the site's files are: their addresses change with their content.
#[derive(Debug, Clone)]
pub struct Assets {
    /// Folder of the files, for example `/assets-3f9c`.
    pub folder: Arc<str>,
}

impl Assets {
    /// The address of a file.
    pub fn file(&self, name: &str) -> String {
        format!("{}/{name}", self.folder)
    }
}

/// The use cases.
pub fn services() -> Service {
    expect_context::<Service>()
}

/// The request at hand.
pub fn visit() -> Visit {
    expect_context::<Parts>().extensions.get::<Visit>().cloned().unwrap_or_else(|| Visit {
        lang: UiLang::En,
        actor: Actor::Anonymous,
        path: "/".to_owned(),
        site: Arc::from(""),
    })
}

/// The interface's words in the visitor's language.
pub fn words() -> &'static Words {
    words_in(visit().lang)
}

/// Where the site's files are.
pub fn assets() -> Assets {
    expect_context::<Assets>()
}

/// A value of the request's query, or nothing. Read here, because the router decodes it twice.
pub fn query(name: &str) -> String {
    let asked = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&expect_context::<Parts>().uri);
    let found = asked.ok().and_then(|q| q.0.into_iter().find(|(n, _)| n == name));
    found.map(|(_, value)| value).unwrap_or_default()
}

/// All values of this name in the request's query, in order.
pub fn queries(name: &str) -> Vec<String> {
    let asked = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&expect_context::<Parts>().uri);
    asked.map(|q| q.0.into_iter().filter(|(n, _)| n == name).map(|(_, value)| value).collect()).unwrap_or_default()
}

/// A value of the request's path.
pub fn param(name: &str) -> String {
    leptos_router::hooks::use_params_map().with_untracked(|p| p.get(name)).unwrap_or_default()
}

/// Sets the status of the page.
pub fn set_status(status: StatusCode) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}

/// Sends the visitor on: for good (301) to an address that has changed, or for now (303).
pub fn send_on(status: StatusCode, to: &str) {
    if let (Some(response), Ok(to)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(to)) {
        response.set_status(status);
        response.insert_header(header::LOCATION, to);
    }
}
