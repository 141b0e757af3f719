//! Answers for requests that get no page of their own. Whoever finds the trouble names it here; the layer around all
//! routes draws its page in the visitor's language.

use crate::middleware::visit::language;
use app::pages::trouble::Trouble;
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Trouble as an answer.
#[derive(Debug, Clone, Copy)]
pub struct Troubled {
    what: Trouble,
    /// Seconds after which to try again.
    wait: Option<u64>,
    closes: bool,
}

impl Troubled {
    /// An answer with this trouble.
    pub fn new(what: Trouble) -> Self {
        Self { what, wait: None, closes: false }
    }

    /// The same, with how many seconds to wait before another try.
    pub fn after(self, wait: u64) -> Self {
        Self { wait: Some(wait), ..self }
    }

    /// The same, for a request whose body was not read: the connection ends with the answer.
    pub fn closing(self) -> Self {
        Self { closes: true, ..self }
    }
}

impl From<Trouble> for Troubled {
    fn from(what: Trouble) -> Self {
        Self::new(what)
    }
}

impl IntoResponse for Troubled {
    fn into_response(self) -> Response {
        let mut response = self.what.status().into_response();
        response.extensions_mut().insert(self.what);
        if let Some(wait) = self.wait {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
        }
        if self.closes {
            response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }
}

fn wants_a_page(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    accepted.contains("text/html")
}

/// Draws the page of the trouble that an answer names, or that its bare status means: as a page for browsers, as one line
/// for programs.
pub async fn draw(request: Request, next: Next) -> Response {
    let (lang, is_page) = (language(request.headers()), wants_a_page(request.headers()));
    let mut response = next.run(request).await;
    let named = response.extensions_mut().remove::<Trouble>();
    let bare = || !response.headers().contains_key(header::CONTENT_TYPE);
    let Some(trouble) = named.or_else(|| Trouble::of(response.status()).filter(|_| bare())) else { return response };
    let (kind, text) = if is_page {
        ("text/html; charset=utf-8", trouble.page(lang, &crate::assets()))
    } else {
        let (title, help) = trouble.words(lang);
        ("text/plain; charset=utf-8", format!("{title}. {help}\n"))
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.remove(header::CONTENT_LENGTH);
    *response.body_mut() = Body::from(text);
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{
        Router,
        http::StatusCode,
        middleware::from_fn,
        routing::{get, post},
    };
    use std::time::Duration;
    use tower::{ServiceBuilder, ServiceExt};
    use tower_http::timeout::TimeoutLayer;

    async fn ask(path: &str, accept: &str) -> (StatusCode, String, String) {
        let slow = get(async || tokio::time::sleep(Duration::from_secs(9)).await);
        let own = get(async || (StatusCode::SERVICE_UNAVAILABLE, "not ready: the disk is full"));
        let busy = get(async || Troubled::new(Trouble::Busy).after(7));
        let layers = ServiceBuilder::new()
            .layer(from_fn(draw))
            .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, Duration::from_millis(20)));
        let router = Router::new()
            .route("/slow", slow)
            .route("/own", own)
            .route("/busy", busy)
            .route("/post", post(async || "sent"))
            .layer(layers);
        let request = Request::builder().uri(path).header("accept", accept).body(Body::empty()).unwrap();
        let response = router.oneshot(request).await.unwrap();
        let header = |name: &str| response.headers().get(name).map_or("", |v| v.to_str().unwrap()).to_owned();
        let (status, wait) = (response.status(), header("retry-after"));
        let body = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
        (status, wait, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn what_took_too_long_has_a_page() {
        let (status, _, page) = ask("/slow", "text/html").await;
        assert_eq!(status, StatusCode::GATEWAY_TIMEOUT);
        assert!(page.contains("<h1>This took too long</h1>"), "{page}");
        let (_, _, line) = ask("/slow", "application/json").await;
        assert!(line.starts_with("This took too long. ") && !line.contains('<'), "{line}");
    }

    #[tokio::test]
    async fn what_a_handler_says_itself_stays() {
        let (status, _, body) = ask("/own", "text/html").await;
        assert_eq!((status, body.as_str()), (StatusCode::SERVICE_UNAVAILABLE, "not ready: the disk is full"));
    }

    #[tokio::test]
    async fn who_is_sent_away_is_told_for_how_long() {
        let (status, wait, page) = ask("/busy", "text/html").await;
        assert_eq!((status, wait.as_str()), (StatusCode::SERVICE_UNAVAILABLE, "7"));
        assert!(page.contains("The server is busy"));
    }
}
