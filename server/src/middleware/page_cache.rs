//! Public pages as they were last drawn: the same to every reader of a language, until something in the library
//! changes. A page that was drawn before the change is drawn again; nothing is ever served that is out of date.

use crate::State;
use app::context::Visit;
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{self, Request},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};
use std::{io::Write, sync::Arc};

/// Most bytes that drawn pages may take.
const CAPACITY: u64 = 64 * 1024 * 1024;
/// Largest page that is kept, in bytes.
const LARGEST: usize = 4 * 1024 * 1024;

/// A drawn page in the encodings that browsers take.
struct Page {
    generation: u64,
    headers: HeaderMap,
    etag: HeaderValue,
    plain: Bytes,
    brotli: Bytes,
    gzip: Bytes,
    /// Whether all three are the same.
    is_packed: bool,
}

/// Drawn pages by language and address.
#[derive(Clone)]
pub struct PageCache(moka::sync::Cache<String, Arc<Page>>);

impl Default for PageCache {
    fn default() -> Self {
        let weigh = |key: &String, page: &Arc<Page>| {
            let bytes = key.len() + page.plain.len() + page.brotli.len() + page.gzip.len() + 512;
            u32::try_from(bytes).unwrap_or(u32::MAX)
        };
        Self(moka::sync::Cache::builder().max_capacity(CAPACITY).weigher(weigh).build())
    }
}

/// Answers from the cache, or draws the page and keeps it.
pub async fn serve(extract::State(state): extract::State<State>, request: Request, next: Next) -> Response {
    if request.method() != Method::GET {
        return next.run(request).await;
    }
    let Some(visit) = request.extensions().get::<Visit>() else { return next.run(request).await };
    let key = format!("{} {}", visit.lang.tag(), visit.path);
    let asked = request.headers().clone();
    let generation = state.service.generation();
    if let Some(page) = state.pages.0.get(&key)
        && page.generation == generation
    {
        return answer(&page, &asked);
    }
    let (parts, body) = next.run(request).await.into_parts();
    let Ok(drawn) = to_bytes(body, LARGEST).await else {
        return (StatusCode::INTERNAL_SERVER_ERROR, "This page is too large to be shown.").into_response();
    };
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let (is_page, is_packed) = (kind.starts_with("text/html"), kind.starts_with("image/png"));
    let plain = if is_page { without_scripts(&drawn) } else { drawn };
    if parts.status != StatusCode::OK {
        return vary(Response::from_parts(parts, Body::from(plain)));
    }
    let digest = Sha256::digest(&plain);
    let tag = u128::from_be_bytes(*digest.first_chunk().unwrap_or(&[0; 16]));
    let etag = HeaderValue::from_str(&format!("W/\"{tag:032x}\"")).unwrap_or(HeaderValue::from_static("W/\"0\""));
    // A picture in dots is packed already: it is kept once and sent as it is.
    let (brotli, gzip) = if is_packed { (plain.clone(), plain.clone()) } else { (brotli(&plain), gzip(&plain)) };
    let page = Arc::new(Page { generation, headers: parts.headers, etag, plain, brotli, gzip, is_packed });
    let response = answer(&page, &asked);
    state.pages.0.insert(key, page);
    response
}

/// The page without what the drawing library writes behind its end for pages that wake up: these never do.
fn without_scripts(drawn: &Bytes) -> Bytes {
    const END: &[u8] = b"</html>";
    match drawn.windows(END.len()).rposition(|w| w == END) {
        Some(at) => drawn.slice(..at + END.len()),
        None => drawn.clone(),
    }
}

fn vary(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("accept-language, cookie, accept-encoding"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// Whether the browser has the page with this tag: it may name several, strong or weak (RFC 9110, section 13.1.2).
fn has_already(asked: &HeaderMap, etag: &HeaderValue) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let own = bare(etag.to_str().unwrap_or_default());
    let named = asked.get_all(header::IF_NONE_MATCH).into_iter().filter_map(|v| v.to_str().ok());
    named.flat_map(|v| v.split(',')).any(|tag| bare(tag) == own || tag.trim() == "*")
}

fn answer(page: &Page, asked: &HeaderMap) -> Response {
    if has_already(asked, &page.etag) {
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        response.headers_mut().insert(header::ETAG, page.etag.clone());
        return vary(response);
    }
    let accepts = asked.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let takes = |coding: &str| {
        accepts.split(',').any(|part| {
            let mut pieces = part.trim().split(';');
            pieces.next() == Some(coding) && !pieces.any(|q| matches!(q.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
        })
    };
    let (body, coding) = if page.is_packed {
        (&page.plain, None)
    } else if takes("br") {
        (&page.brotli, Some("br"))
    } else if takes("gzip") {
        (&page.gzip, Some("gzip"))
    } else {
        (&page.plain, None)
    };
    let mut response = Response::new(Body::from(body.clone()));
    *response.headers_mut() = page.headers.clone();
    response.headers_mut().insert(header::ETAG, page.etag.clone());
    if let Some(coding) = coding {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    vary(response)
}

fn brotli(plain: &[u8]) -> Bytes {
    let mut out = Vec::with_capacity(plain.len() / 3);
    let params = brotli::enc::BrotliEncoderParams { quality: 5, ..Default::default() };
    match brotli::BrotliCompress(&mut &*plain, &mut out, &params) {
        Ok(_) => Bytes::from(out),
        Err(_) => Bytes::copy_from_slice(plain),
    }
}

fn gzip(plain: &[u8]) -> Bytes {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    match encoder.write_all(plain).and_then(|()| encoder.finish()) {
        Ok(out) => Bytes::from(out),
        Err(_) => Bytes::copy_from_slice(plain),
    }
}
