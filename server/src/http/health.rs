//! For who watches the site, and for crawlers.

use crate::State;
use axum::{extract, http::StatusCode};

/// `200 ok` while the library can be read.
pub async fn healthz(extract::State(state): extract::State<State>) -> (StatusCode, &'static str) {
    match state.service.check_health().await {
        Ok(()) => (StatusCode::OK, "ok"),
        Err(error) => {
            tracing::error!(%error, "the library cannot be read");
            (StatusCode::SERVICE_UNAVAILABLE, "the library cannot be read")
        }
    }
}

/// What crawlers may read.
pub async fn robots(extract::State(state): extract::State<State>) -> String {
    let site = &state.site.public_url;
    format!("User-agent: *\nDisallow: /desk\nDisallow: /sign-in\nDisallow: /setup\nSitemap: {site}/sitemap.xml\n")
}
