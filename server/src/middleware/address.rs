//! One address for each public page. Whatever is added to an address that the page does not read is left out before the
//! page is looked for in memory, and a readable part that is out of date leads on without a drawing: neither can be used
//! to have pages drawn again and again.

use crate::State;
use axum::{
    extract::Request,
    http::{Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::id::{PublicId, RecordKind};

/// Longest address that is answered, in bytes: our own are far shorter.
const LONGEST: usize = 8192;

/// What a public page reads of its query. A page that reads more has to be entered here; a test compares the two.
fn parameters(path: &str) -> &'static [&'static str] {
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    match parts[..] {
        ["search"] => &["q", "kind", "page"],
        ["quotes"] => &["lang", "directness", "after"],
        ["quotes", _, "chain.svg" | "chain.png"] => &["lang"],
        ["quotes", _, _, "what-if"] => &["without"],
        ["outlets", _, _, "leaning"] => &["show", "takes", "taken", "after"],
        ["speakers" | "outlets" | "documents", _]
        | ["speakers" | "outlets" | "documents", _, _]
        | ["leaning", "circular"] => &["after"],
        ["leaning"] | ["leaning", _, _] => &["way", "after"],
        _ => &[],
    }
}

/// The address with only what its page reads, each name once but for those that may repeat.
fn canonical(uri: &Uri) -> String {
    let path = Some(uri.path().trim_end_matches('/')).filter(|path| !path.is_empty()).unwrap_or("/");
    let known = parameters(path);
    let mut kept: Vec<&str> = Vec::new();
    for pair in uri.query().unwrap_or_default().split('&') {
        let name = |pair: &str| pair.split('=').next().unwrap_or_default().to_owned();
        let repeats = name(pair) == "without";
        let is_again = kept.iter().any(|k| if repeats { *k == pair } else { name(k) == name(pair) });
        if known.contains(&name(pair).as_str()) && !is_again {
            kept.push(pair);
        }
    }
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

/// The record whose page this is, with the readable part of the address and what follows it.
fn record(path: &str) -> Option<(RecordKind, &str, Option<&str>, Option<&str>)> {
    let mut parts = path.strip_prefix('/')?.splitn(4, '/');
    let folder = parts.next()?;
    let kinds = [RecordKind::Quote, RecordKind::Speaker, RecordKind::Outlet, RecordKind::Document];
    let kind = kinds.into_iter().find(|k| k.folder() == folder)?;
    let (id, slug, page) = (parts.next()?, parts.next(), parts.next());
    let is_page = match (slug, page) {
        (Some("chain.svg" | "chain.png"), None) => false,
        (_, None) => true,
        (_, Some(page)) => match kind {
            RecordKind::Quote => {
                page == "what-if" || page.strip_prefix("steps/").is_some_and(|key| key.parse::<u32>().is_ok())
            }
            RecordKind::Outlet => page == "leaning",
            RecordKind::Speaker | RecordKind::Document => false,
        },
    };
    is_page.then_some((kind, id, slug, page))
}

/// Answers only what pages and forms are asked with: other methods, and requests without a path (`CONNECT`), have no
/// place here and reach no handler.
pub async fn methods(request: Request, next: Next) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD | Method::POST) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD, POST")]).into_response();
    }
    if request.uri().path_and_query().is_none() {
        return StatusCode::BAD_REQUEST.into_response();
    }
    next.run(request).await
}

/// Takes what its page does not read out of a request's address.
pub async fn tidy(mut request: Request, next: Next) -> Response {
    if request.uri().path_and_query().is_some_and(|p| p.as_str().len() > LONGEST) {
        return StatusCode::URI_TOO_LONG.into_response();
    }
    if let Ok(uri) = canonical(request.uri()).parse() {
        *request.uri_mut() = uri;
    }
    next.run(request).await
}

/// Where a request leads that is not answered from memory.
pub(super) enum Way {
    /// To its page.
    Page,
    /// To the page's own address.
    On(String),
    /// Nowhere: readers see no such record.
    Nowhere,
}

/// The way to the page of a record: asked with one look into an index, before anything is drawn.
///
/// # Errors
/// [`service::Error::Store`].
pub(super) async fn way(state: &State, uri: &Uri) -> Result<Way, service::Error> {
    let Some((kind, id, slug, page)) = record(uri.path()) else { return Ok(Way::Page) };
    let Some(id) = PublicId::parse(id) else { return Ok(Way::Nowhere) };
    let Some(head) = state.service.public_head(kind, &id).await? else { return Ok(Way::Nowhere) };
    if slug == Some(head.slug.as_str()) {
        return Ok(Way::Page);
    }
    let query = uri.query().map(|q| format!("?{q}")).unwrap_or_default();
    let page = page.map(|p| format!("/{p}")).unwrap_or_default();
    Ok(Way::On(format!("{}{page}{query}", head.path())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(address: &str) -> String {
        canonical(&address.parse().unwrap())
    }

    #[test]
    fn what_a_page_does_not_read_is_left_out() {
        assert_eq!(settled("/?x=1"), "/");
        assert_eq!(settled("/quotes?x=1&lang=id&utm_source=a&after=b"), "/quotes?lang=id&after=b");
        assert_eq!(settled("/quotes?lang=id&lang=en"), "/quotes?lang=id");
        assert_eq!(settled("/quotes/k3f9/kata?x"), "/quotes/k3f9/kata");
        assert_eq!(
            settled("/quotes/k/s/what-if?without=1&x=2&without=2&without=1"),
            "/quotes/k/s/what-if?without=1&without=2"
        );
        assert_eq!(settled("/search?q=a%26b+c&page=2&q="), "/search?q=a%26b+c&page=2");
        assert_eq!(settled("/about?"), "/about");
        assert_eq!(settled("/quotes/k3f9/kata/"), "/quotes/k3f9/kata");
        assert_eq!(settled("//"), "/");
    }

    #[test]
    fn pages_of_records_are_told_from_other_pages() {
        assert_eq!(record("/quotes/k3f9"), Some((RecordKind::Quote, "k3f9", None, None)));
        assert_eq!(record("/outlets/k/s/leaning"), Some((RecordKind::Outlet, "k", Some("s"), Some("leaning"))));
        assert_eq!(record("/quotes/k/s/steps/7"), Some((RecordKind::Quote, "k", Some("s"), Some("steps/7"))));
        for other in [
            "/quotes/k/s/steps/x",
            "/quotes/k/s/steps/7/8",
            "/",
            "/quotes",
            "/leaning/a/b",
            "/quotes/k/chain.svg",
            "/quotes/k/s/t/u",
            "/speakers/k/s/what-if",
            "/about/x",
        ] {
            assert_eq!(record(other), None, "{other}");
        }
    }

    /// Every `query("name")` in the sources of the public pages is a parameter that some address keeps.
    #[test]
    fn every_parameter_that_a_page_reads_is_known() {
        let paths = [
            "/search",
            "/quotes",
            "/quotes/i/s/what-if",
            "/outlets/i/s/leaning",
            "/speakers/i/s",
            "/leaning",
            "/leaning/circular",
        ];
        let known: Vec<&str> = paths.iter().flat_map(|p| parameters(p)).copied().collect();
        let mut read = 0;
        let mut folders =
            vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../app/src/pages/reader"))];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let source = std::fs::read_to_string(&path).unwrap();
                for call in ["query(\"", "queries(\""] {
                    for piece in source.split(call).skip(1) {
                        let name = piece.split('"').next().unwrap();
                        assert!(known.contains(&name), "{name} in {}", path.display());
                        read += 1;
                    }
                }
            }
        }
        assert!(read > 10, "the sources were read");
    }
}
