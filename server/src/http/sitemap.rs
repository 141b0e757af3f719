//! Addresses of everything public, for search engines (sitemaps.org 0.9): one file while it can hold them all, else an
//! index of files. Files are cut by number of record, so that each keeps its addresses however the library grows.

use crate::State;
use axum::{
    extract::{self, Path},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::id::RecordId;
use service::Head;
use std::fmt::Write;

/// Pages that are there whatever the library holds.
const PAGES: [&str; 4] = ["/", "/quotes", "/leaning", "/about"];
/// The most addresses that one file may hold, by the protocol; also the most files of an index.
const MOST: i64 = 50_000;
/// Record numbers that one file covers: with the pages it still keeps within [`MOST`].
const BLOCK: i64 = MOST - 10;

/// What a sitemap holds.
const URLS: &str = "urlset";
/// What an index of sitemaps holds.
const FILES: &str = "sitemapindex";

/// `/sitemap.xml`: all addresses, or the files that hold them.
pub async fn sitemap(extract::State(state): extract::State<State>) -> Response {
    match first(&state).await {
        Ok(xml) => answer(xml),
        Err(error) => failed(&error),
    }
}

/// `/sitemaps/pages.xml` and `/sitemaps/N.xml`: the files of the index.
pub async fn part(extract::State(state): extract::State<State>, Path(file): Path<String>) -> Response {
    if file == "pages.xml" {
        return answer(wrapped(URLS, &pages(&state.site.public_url)));
    }
    let number = file.strip_suffix(".xml").filter(|n| n.bytes().all(|b| b.is_ascii_digit()));
    let Some(block) = number.and_then(|n| n.parse::<i64>().ok()).filter(|n| *n < i64::MAX / BLOCK - 1) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match heads(&state, block).await {
        Ok(heads) if heads.is_empty() => StatusCode::NOT_FOUND.into_response(),
        Ok(heads) => answer(wrapped(URLS, &records(&state.site.public_url, &heads))),
        Err(error) => failed(&error),
    }
}

async fn first(state: &State) -> Result<String, service::Error> {
    let site = &state.site.public_url;
    let blocks = state.service.public_blocks(BLOCK, MOST - 1).await?;
    if let [] | [_] = blocks.as_slice() {
        let heads = match blocks.first() {
            Some(block) => heads(state, *block).await?,
            None => Vec::new(),
        };
        return Ok(wrapped(URLS, &(pages(site) + &records(site, &heads))));
    }
    let mut files = format!("<sitemap><loc>{site}/sitemaps/pages.xml</loc></sitemap>\n");
    for block in blocks {
        let _ = writeln!(files, "<sitemap><loc>{site}/sitemaps/{block}.xml</loc></sitemap>");
    }
    Ok(wrapped(FILES, &files))
}

async fn heads(state: &State, block: i64) -> Result<Vec<Head>, service::Error> {
    state.service.public_heads(RecordId(block * BLOCK), RecordId((block + 1) * BLOCK)).await
}

fn pages(site: &str) -> String {
    PAGES.iter().fold(String::new(), |mut out, path| {
        let _ = writeln!(out, "<url><loc>{site}{path}</loc></url>");
        out
    })
}

fn records(site: &str, heads: &[Head]) -> String {
    heads.iter().fold(String::with_capacity(heads.len() * 160), |mut out, head| {
        let at = head.updated_at.date();
        let _ = writeln!(out, "<url><loc>{site}{}</loc><lastmod>{at}</lastmod></url>", head.path());
        out
    })
}

fn wrapped(what: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{what} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{body}</{what}>\n"
    )
}

fn answer(xml: String) -> Response {
    ([(header::CONTENT_TYPE, "application/xml; charset=utf-8")], xml).into_response()
}

fn failed(error: &service::Error) -> Response {
    tracing::error!(%error, "sitemap failed");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
