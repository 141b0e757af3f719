//! For who watches the site, and for crawlers.

use crate::State;
use axum::{
    extract,
    http::{HeaderName, StatusCode, header},
    response::IntoResponse,
};

/// What holds now says nothing about the next moment.
const NOW: [(HeaderName, &str); 1] = [(header::CACHE_CONTROL, "no-store")];

/// `200`: the process answers. It touches nothing, so that a sick disk gets nobody restarted for nothing.
pub async fn livez() -> impl IntoResponse {
    (NOW, "alive")
}

/// `200 ready` while the library can be read and written; else `503` with what is wrong in one line.
pub async fn readyz(extract::State(state): extract::State<State>) -> impl IntoResponse {
    match state.service.readiness().await {
        Ok(()) => (StatusCode::OK, NOW, "ready".to_owned()),
        Err(why) => (StatusCode::SERVICE_UNAVAILABLE, NOW, why.to_string()),
    }
}

/// What crawlers may read.
pub async fn robots(extract::State(state): extract::State<State>) -> String {
    let site = &state.site.public_url;
    format!("User-agent: *\nDisallow: /desk\nDisallow: /sign-in\nDisallow: /setup\nSitemap: {site}/sitemap.xml\n")
}
