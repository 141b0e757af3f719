//! Every refusal, against a server of our own: names are written down, and what passes the guard is connected to it.

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::fetching::NotFetched;
use fetch::{Fetcher, Limits, Page, WrittenNetwork};
use std::{
    collections::HashMap,
    io::Write,
    net::IpAddr,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use tokio::net::TcpListener;

/// An address that nobody connects to here: it only has to be public.
const PUBLIC: &str = "93.184.216.34";

type Answers = fn(&str, &str) -> Response;

struct Web {
    fetcher: Fetcher,
    /// Host, path and user agent of every request that came through.
    asked: Arc<Mutex<Vec<(String, String, String)>>>,
}

impl Web {
    async fn new(answers: Answers) -> Self {
        Self::with(answers, Limits { bytes: 20_000, time: Duration::from_secs(2), ..Limits::default() }).await
    }

    async fn with(answers: Answers, limits: Limits) -> Self {
        let asked: Arc<Mutex<Vec<(String, String, String)>>> = Arc::default();
        let log = asked.clone();
        let app = Router::new().fallback(move |request: Request<Body>| {
            let text = |h: header::HeaderName| {
                request.headers().get(h).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned()
            };
            let (host, path) = (text(header::HOST), request.uri().to_string());
            log.lock().unwrap().push((host.clone(), path.clone(), text(header::USER_AGENT)));
            async move {
                if path.starts_with("/slow") {
                    tokio::time::sleep(Duration::from_secs(20)).await;
                }
                answers(&host, &path)
            }
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, app).await });
        let at = |addresses: &[&str]| addresses.iter().map(|a| a.parse::<IpAddr>().unwrap()).collect::<Vec<_>>();
        let names = HashMap::from([
            ("news.example".to_owned(), at(&[PUBLIC])),
            ("other.example".to_owned(), at(&["2606:2800:220:1::1"])),
            ("inside.example".to_owned(), at(&["10.1.2.3"])),
            ("mixed.example".to_owned(), at(&[PUBLIC, "127.0.0.1"])),
            ("six.example".to_owned(), at(&["fd00::1"])),
            ("nothing.example".to_owned(), at(&[])),
        ]);
        let fetcher =
            Fetcher::with("https://sanad.example", WrittenNetwork { names, server, roots: Vec::new() }, limits);
        Self { fetcher, asked }
    }

    async fn page(&self, address: &str) -> Result<Page, NotFetched> {
        let (fetcher, address) = (self.fetcher.clone(), address.to_owned());
        tokio::task::spawn_blocking(move || fetcher.page(&address)).await.unwrap()
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().iter().map(|(host, path, _)| format!("{host}{path}")).collect()
    }
}

fn html(text: &str) -> Response {
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], text.to_owned()).into_response()
}

fn led_to(place: &str) -> Response {
    (StatusCode::FOUND, [(header::LOCATION, place.to_owned())]).into_response()
}

fn missing() -> Response {
    StatusCode::NOT_FOUND.into_response()
}

/// No rules, and one page at every path.
fn open_site(_: &str, path: &str) -> Response {
    match path {
        "/robots.txt" => missing(),
        _ => html("<p>“Kami siap,” ujar Ratna.</p>"),
    }
}

#[tokio::test]
async fn a_page_comes_with_its_last_address_and_says_who_asked() {
    let web = Web::new(|host, path| match (host, path) {
        (_, "/robots.txt") => missing(),
        ("news.example", "/a?x=1") => led_to("/b"),
        ("news.example", "/b") => led_to("http://other.example/c"),
        ("other.example", "/c") => html("<p>siap</p>"),
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    })
    .await;
    let page = web.page("http://news.example/a?x=1#top").await.unwrap();
    assert_eq!((page.address.as_str(), page.is_html), ("http://other.example/c", true));
    assert_eq!((page.bytes.as_slice(), page.charset.as_deref()), ("<p>siap</p>".as_bytes(), Some("utf-8")));
    let asked = web.asked();
    assert_eq!(
        asked,
        [
            "news.example/robots.txt",
            "news.example/a?x=1",
            "news.example/b",
            "other.example/robots.txt",
            "other.example/c",
        ],
        "each site is asked once, and first"
    );
    let agent = web.asked.lock().unwrap()[0].2.clone();
    assert!(agent.starts_with("Sanad/") && agent.contains("https://sanad.example"), "{agent}");
}

#[tokio::test]
async fn addresses_that_are_not_public_are_never_connected_to() {
    let web = Web::new(open_site).await;
    for address in [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://192.168.1.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fd00::1]/",
        "http://inside.example/",
        "http://six.example/",
        "http://mixed.example/",
        "https://inside.example/",
    ] {
        assert_eq!(web.page(address).await, Err(NotFetched::PrivateAddress), "{address}");
    }
    assert!(web.asked().is_empty(), "nothing was asked: {:?}", web.asked());
}

#[tokio::test]
async fn a_redirect_is_held_to_the_same_rules() {
    let web = Web::new(|_, path| match path {
        "/robots.txt" => missing(),
        "/inside" => led_to("http://inside.example/secret"),
        "/loopback" => led_to("http://127.0.0.1/secret"),
        "/port" => led_to("http://news.example:8080/"),
        "/file" => led_to("file:///etc/passwd"),
        "/script" => led_to("javascript:alert(1)"),
        "/nowhere" => StatusCode::FOUND.into_response(),
        "/me" => led_to("https://me:secret@news.example/"),
        _ => led_to(&format!("{path}x")),
    })
    .await;
    let of = |path: &str| format!("http://news.example{path}");
    assert_eq!(web.page(&of("/inside")).await, Err(NotFetched::PrivateAddress));
    assert_eq!(web.page(&of("/loopback")).await, Err(NotFetched::PrivateAddress));
    assert_eq!(web.page(&of("/port")).await, Err(NotFetched::Port(8080)));
    for path in ["/file", "/script", "/nowhere", "/me"] {
        assert_eq!(web.page(&of(path)).await, Err(NotFetched::BadRedirect), "{path}");
    }
    assert!(!web.asked().iter().any(|a| a.contains("secret")), "{:?}", web.asked());
    assert_eq!(web.page(&of("/round")).await, Err(NotFetched::TooManyRedirects));
    assert_eq!(web.asked().iter().filter(|a| a.contains("/round")).count(), 6, "one and five more");
}

#[tokio::test]
async fn what_robots_txt_says_is_respected() {
    let web = Web::new(|host, path| match (host, path) {
        ("news.example", "/robots.txt") => {
            "User-agent: *\nDisallow: /\n\nUser-agent: Sanad\nDisallow: /closed/\nAllow: /closed/but-this"
                .into_response()
        }
        ("other.example", "/robots.txt") => "User-agent: *\nDisallow: /".into_response(),
        (_, "/away") => led_to("http://other.example/"),
        _ => html("<p>siap</p>"),
    })
    .await;
    assert!(web.page("http://news.example/open").await.is_ok(), "the group that names us is the one that counts");
    assert!(web.page("http://news.example/closed/but-this").await.is_ok());
    assert_eq!(web.page("http://news.example/closed/this").await, Err(NotFetched::Robots));
    assert_eq!(web.page("http://other.example/any").await, Err(NotFetched::Robots));
    assert_eq!(web.page("http://news.example/away").await, Err(NotFetched::Robots), "where a redirect leads, too");
    assert!(!web.asked().iter().any(|a| a == "other.example/" || a == "other.example/any"));
}

#[tokio::test]
async fn rules_that_cannot_be_read_close_the_site_and_missing_ones_open_it() {
    let broken: [Answers; 4] = [
        |_, path| if path == "/robots.txt" { StatusCode::SERVICE_UNAVAILABLE.into_response() } else { html("x") },
        |_, path| if path == "/robots.txt" { StatusCode::TOO_MANY_REQUESTS.into_response() } else { html("x") },
        |_, path| if path == "/robots.txt" { led_to("ftp://news.example/") } else { html("x") },
        |_, path| if path == "/robots.txt" { StatusCode::NOT_MODIFIED.into_response() } else { html("x") },
    ];
    for (n, answers) in broken.into_iter().enumerate() {
        let web = Web::new(answers).await;
        assert_eq!(web.page("http://news.example/").await, Err(NotFetched::RobotsUnknown), "{n}");
    }
    let open: [Answers; 3] = [
        open_site,
        |_, path| if path == "/robots.txt" { StatusCode::FORBIDDEN.into_response() } else { html("x") },
        |_, path| if path.starts_with("/robots") { led_to(&format!("{path}x")) } else { html("x") },
    ];
    for (n, answers) in open.into_iter().enumerate() {
        let web = Web::new(answers).await;
        assert!(web.page("http://news.example/").await.is_ok(), "{n}");
    }
    let web = Web::new(|_, path| match path {
        "/robots.txt" => led_to("/rules"),
        "/rules" => "User-agent: *\nDisallow: /".into_response(),
        _ => html("x"),
    })
    .await;
    assert_eq!(web.page("http://news.example/a").await, Err(NotFetched::Robots), "rules are found behind a redirect");
}

#[tokio::test]
async fn only_texts_and_web_pages_are_taken() {
    let web = Web::new(|_, path| match path {
        "/robots.txt" => missing(),
        "/plain" => "Kami siap.".into_response(),
        "/none" => Response::new(Body::from("x")),
        kind => ([(header::CONTENT_TYPE, kind[1..].to_owned())], "x").into_response(),
    })
    .await;
    let plain = web.page("http://news.example/plain").await.unwrap();
    assert!(!plain.is_html);
    assert!(web.page("http://news.example/application/xhtml+xml").await.unwrap().is_html);
    for kind in ["application/pdf", "image/png", "application/octet-stream", "text/css"] {
        let refused = web.page(&format!("http://news.example/{kind}")).await;
        assert_eq!(refused, Err(NotFetched::WrongType(kind.to_owned())));
    }
    assert_eq!(web.page("http://news.example/none").await, Err(NotFetched::WrongType(String::new())));
}

#[tokio::test]
async fn large_pages_are_refused_before_or_while_they_come() {
    let web = Web::new(|_, path| match path {
        "/robots.txt" => missing(),
        "/fits" => html(&"x".repeat(20_000)),
        "/stated" => html(&"x".repeat(20_001)),
        "/endless" => {
            let pieces = (0..100_000).map(|_| Ok::<_, std::io::Error>("x".repeat(1_000)));
            let body = Body::from_stream(futures_util::stream::iter(pieces));
            ([(header::CONTENT_TYPE, "text/html")], body).into_response()
        }
        _ => {
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            packed.write_all(&vec![b'x'; 10_000_000]).unwrap();
            let headers = [(header::CONTENT_TYPE, "text/html"), (header::CONTENT_ENCODING, "gzip")];
            (headers, packed.finish().unwrap()).into_response()
        }
    })
    .await;
    let large = Err(NotFetched::TooLarge { max: 20_000 });
    assert_eq!(web.page("http://news.example/fits").await.unwrap().bytes.len(), 20_000);
    assert_eq!(web.page("http://news.example/stated").await, large);
    assert_eq!(web.page("http://news.example/endless").await, large);
    assert_eq!(web.page("http://news.example/packed").await, large, "ten thousand bytes that unpack to ten million");
}

#[tokio::test]
async fn slow_sites_are_left() {
    let limits = Limits { time: Duration::from_secs(1), ..Limits::default() };
    let web = Web::with(
        |host, path| match path {
            "/drip" => {
                let drops = futures_util::stream::unfold((), |()| async {
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    Some((Ok::<_, std::io::Error>("x"), ()))
                });
                ([(header::CONTENT_TYPE, "text/html")], Body::from_stream(drops)).into_response()
            }
            _ => open_site(host, path),
        },
        limits,
    )
    .await;
    for path in ["slow", "drip"] {
        let begun = Instant::now();
        let refused = web.page(&format!("http://news.example/{path}")).await;
        assert_eq!(refused, Err(NotFetched::TooSlow { seconds: 1 }), "{path}");
        assert!(begun.elapsed() < Duration::from_secs(10), "{path}: it did not wait for the site");
    }
}

#[tokio::test]
async fn what_a_site_answers_is_passed_on() {
    let web = Web::new(|_, path| match path {
        "/robots.txt" => missing(),
        "/gone" => StatusCode::GONE.into_response(),
        "/paywall" => StatusCode::FORBIDDEN.into_response(),
        _ => StatusCode::BAD_GATEWAY.into_response(),
    })
    .await;
    for (path, status) in [("gone", 410), ("paywall", 403), ("broken", 502)] {
        assert_eq!(web.page(&format!("http://news.example/{path}")).await, Err(NotFetched::Status(status)));
    }
}

#[tokio::test]
async fn names_and_connections_that_fail_are_told_apart() {
    let web = Web::new(open_site).await;
    assert_eq!(web.page("http://unknown.example/").await, Err(NotFetched::NoSuchHost));
    assert_eq!(web.page("http://nothing.example/").await, Err(NotFetched::NoSuchHost));
    assert_eq!(web.page("https://news.example/").await, Err(NotFetched::NotSecure), "our server speaks no TLS");
    assert_eq!(web.page("http://news.example:81/").await, Err(NotFetched::Port(81)));
    let closed = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap()
    };
    let names = HashMap::from([("news.example".to_owned(), vec![PUBLIC.parse().unwrap()])]);
    let nobody = Fetcher::with("x", WrittenNetwork { names, server: closed, roots: Vec::new() }, Limits::default());
    let refused = tokio::task::spawn_blocking(move || nobody.page("http://news.example/")).await.unwrap();
    assert_eq!(refused, Err(NotFetched::Unreachable));
}

#[tokio::test]
async fn an_archived_copy_is_asked_for_by_address() {
    let limits = Limits { archive: "http://other.example/available".to_owned(), ..Limits::default() };
    let web = Web::with(
        |_, path| match path {
            "/available?url=https%3A%2F%2Fnews.example%2Fa%3Fb%3D1" => {
                r#"{"archived_snapshots":{"closest":{"status":"200","available":true,"timestamp":"20240807093011",
                "url":"http://web.archive.org/web/20240807093011/https://news.example/a?b=1"}}}"#
                    .into_response()
            }
            _ => StatusCode::NOT_FOUND.into_response(),
        },
        limits,
    )
    .await;
    let ask = |address: &'static str| {
        let fetcher = web.fetcher.clone();
        async move { tokio::task::spawn_blocking(move || fetcher.archived_copy(address)).await.unwrap() }
    };
    let copy = ask("https://news.example/a?b=1").await.unwrap();
    assert_eq!(copy, "https://web.archive.org/web/20240807093011/https://news.example/a?b=1");
    assert_eq!(ask("https://news.example/other").await, None);
}
