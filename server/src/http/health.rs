//! For who watches the site, and for crawlers.

use crate::State;
use axum::{extract, http::StatusCode};

/// `200`: the process answers. It touches nothing, so that a sick disk gets nobody restarted for nothing.
pub async fn livez() -> &'static str {
    "alive"
}

/// `200 ready` while the library can be read and written; else `503` with what is wrong in one line.
pub async fn readyz(extract::State(state): extract::State<State>) -> (StatusCode, String) {
    match state.service.readiness().await {
        Ok(()) => (StatusCode::OK, "ready".to_owned()),
        Err(why) => (StatusCode::SERVICE_UNAVAILABLE, why.to_string()),
    }
}

/// What crawlers may read.
pub async fn robots(extract::State(state): extract::State<State>) -> String {
    let site = &state.site.public_url;
    format!("User-agent: *\nDisallow: /desk\nDisallow: /sign-in\nDisallow: /setup\nSitemap: {site}/sitemap.xml\n")
}
