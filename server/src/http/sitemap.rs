//! Addresses of everything public, for search engines (sitemaps.org 0.9).

use crate::State;
use axum::{
    extract,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::id::RecordId;
use std::fmt::Write;

/// The most addresses that one sitemap may hold.
const MOST: i64 = 50_000;

/// The addresses, fifty thousand a file: `/sitemap.xml?after=N` goes on after record N.
pub async fn sitemap(extract::State(state): extract::State<State>, query: extract::RawQuery) -> Response {
    let after = query.0.as_deref().and_then(|q| q.strip_prefix("after=")).and_then(|n| n.parse().ok()).unwrap_or(0);
    let heads = match state.service.public_heads(RecordId(after), MOST).await {
        Ok(heads) => heads,
        Err(error) => {
            tracing::error!(%error, "sitemap failed");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for head in heads {
        let at = head.updated_at.date();
        let _ = writeln!(xml, "<url><loc>{}{}</loc><lastmod>{at}</lastmod></url>", state.site.public_url, head.path());
    }
    xml.push_str("</urlset>\n");
    ([(header::CONTENT_TYPE, "application/xml")], xml).into_response()
}
