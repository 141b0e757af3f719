//! Public pages as they were last drawn: the same to every reader of a language, until something in the library
//! changes. A page that was drawn before the change is drawn again; nothing is ever served that is out of date.

use super::address::{self, Way};
use crate::{State, drawing::Kind, http::trouble::Troubled};
use app::{context::Visit, pages::trouble::Trouble};
use axum::{
    body::{Body, Bytes, HttpBody, to_bytes},
    extract::{self, Request},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};
use std::{io::Write, sync::Arc};

/// Most bytes that drawn pages may take.
const CAPACITY: u64 = 64 * 1024 * 1024;
/// The address that stands for every record that is not there.
const NOT_FOUND: &str = " /404";
/// Largest page that is kept, in bytes.
const LARGEST: usize = 4 * 1024 * 1024;

/// A drawn page in the encodings that browsers take.
struct Page {
    generation: u64,
    status: StatusCode,
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

/// Answers from the cache, or draws the page and keeps it. A request for the head alone is answered as one for the page:
/// it costs no drawing of its own.
pub async fn serve(extract::State(state): extract::State<State>, mut request: Request, next: Next) -> Response {
    let is_head = request.method() == Method::HEAD;
    if !is_head && request.method() != Method::GET {
        // Public pages are only read.
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    *request.method_mut() = Method::GET;
    let mut response = kept_or_drawn(&state, request, next).await;
    if is_head {
        let length = response.body().size_hint().exact();
        *response.body_mut() = Body::empty();
        if let Some(length) = length {
            response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        }
    }
    response
}

async fn kept_or_drawn(state: &State, mut request: Request, next: Next) -> Response {
    let Some(visit) = request.extensions().get::<Visit>() else { return next.run(request).await };
    let lang = visit.lang.tag();
    let mut key = format!("{lang} {}", visit.path);
    let asked = request.headers().clone();
    let generation = state.service.generation();
    let kept = |key: &str| state.pages.0.get(key).filter(|page| page.generation == generation);
    if let Some(page) = kept(&key) {
        return answer(&page, &asked);
    }
    match address::way(state, request.uri()).await {
        Ok(Way::Page) => {}
        Ok(Way::On(to)) => {
            return vary((StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, to)]).into_response());
        }
        Ok(Way::Nowhere) => {
            // One page says so for every address.
            key = format!("{lang}{NOT_FOUND}");
            if let Some(page) = kept(&key) {
                return answer(&page, &asked);
            }
            lead_nowhere(&mut request);
        }
        Err(error) => {
            tracing::error!(%error, "a record could not be looked up");
            return Troubled::new(Trouble::Broken).into_response();
        }
    }
    let is_kept_missing = key.ends_with(NOT_FOUND);
    // What people search for has no end: kept, it would push out the pages that many read.
    let is_kept = request.uri().path() != "/search";
    let kind = kind_of(request.uri().path());
    let pages = state.pages.clone();
    let drawn = state.drawing.run(kind, async move {
        // Others may have drawn it while this request waited for its place.
        if let Some(page) = pages.0.get(&key).filter(|page| page.generation == generation) {
            return Packed::Page(page);
        }
        let packed = pack(next.run(request).await, generation, is_kept_missing).await;
        if let Packed::Page(page) = &packed
            && is_kept
        {
            pages.0.insert(key, page.clone());
        }
        packed
    });
    match drawn.await {
        Ok(Packed::Page(page)) => answer(&page, &asked),
        Ok(Packed::Other(response)) => response,
        Err(troubled) => troubled.into_response(),
    }
}

/// Sends a request to the page that says that there is nothing.
fn lead_nowhere(request: &mut Request) {
    let path = Uri::from_static("/404");
    if let Some(visit) = request.extensions_mut().get_mut::<Visit>() {
        "/".clone_into(&mut visit.path);
    }
    *request.uri_mut() = path;
}

/// A drawn page ready to be kept, or an answer that is not.
enum Packed {
    Page(Arc<Page>),
    Other(Response),
}

/// Packs a drawn page in every encoding that browsers take.
async fn pack(drawn: Response, generation: u64, is_kept_missing: bool) -> Packed {
    let (mut parts, body) = drawn.into_parts();
    let Ok(drawn) = to_bytes(body, LARGEST).await else {
        tracing::error!("a page is too large to be shown");
        return Packed::Other(Troubled::new(Trouble::PageTooLarge).into_response());
    };
    let mime = parts.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let (is_page, is_packed) = (mime.starts_with("text/html"), mime.starts_with("image/png"));
    let plain = if is_page { without_scripts(&drawn) } else { drawn };
    let is_kept = parts.status == StatusCode::OK || is_kept_missing && parts.status == StatusCode::NOT_FOUND;
    if !is_kept {
        return Packed::Other(vary(Response::from_parts(parts, Body::from(plain))));
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    let digest = Sha256::digest(&plain);
    let tag = u128::from_be_bytes(*digest.first_chunk().unwrap_or(&[0; 16]));
    let etag = HeaderValue::from_str(&format!("W/\"{tag:032x}\"")).unwrap_or(HeaderValue::from_static("W/\"0\""));
    // A picture in dots is packed already: it is kept once and sent as it is.
    let (brotli, gzip) = if is_packed { (plain.clone(), plain.clone()) } else { (brotli(&plain), gzip(&plain)) };
    let (status, headers) = (parts.status, parts.headers);
    Packed::Page(Arc::new(Page { generation, status, headers, etag, plain, brotli, gzip, is_packed }))
}

/// What is dear to draw waits for places of its own, so that it keeps no page waiting.
fn kind_of(path: &str) -> Kind {
    let is_picture = path.ends_with("/chain.svg") || path.ends_with("/chain.png") || path.ends_with("/what-if");
    if is_picture { Kind::Picture } else { Kind::Reader }
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
    *response.status_mut() = page.status;
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
