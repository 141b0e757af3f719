//! Opening pages by their address, as members meet it: off until an admin switches it on, and what comes of it. Every
//! refusal of the network itself is tested in `crates/fetch`.

use crate::support::{Client, Form, Page, TestApp, form_in};
use axum::{
    Router,
    http::{StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use domain::account::Role;
use fetch::{Fetcher, Limits, WrittenNetwork};
use std::{collections::HashMap, net::IpAddr};
use tokio::net::TcpListener;

const ARTICLE: &str = "<!doctype html><html lang=\"id\"><head><title>Dermaga baru dibuka | Kabar Pesisir</title>\
<meta property=\"og:site_name\" content=\"Kabar Pesisir\"><meta name=\"author\" content=\"Dewi Laut\">\
<meta property=\"article:published_time\" content=\"2024-08-07T08:00:00+07:00\">\
<meta property=\"og:url\" content=\"http://kabarpesisir.example/dermaga\"></head>\
<body><nav><a href=\"/\">Beranda</a></nav><article><h1>Dermaga baru dibuka</h1>\
<p>TANJUNG SARI (Kabarpesisir.id) — Kepala Pelabuhan Tanjung Sari, Ratna Wijayanti, mengatakan bahwa dermaga baru dibuka pekan depan.</p>\
<p>“Kami siap menerima 40 kapal setiap hari,” ujar Ratna Wijayanti.</p></article></body></html>";

const COPY: &str = "http://web.archive.org/web/20240807093011/http://kabarpesisir.example/dermaga";

fn page(kind: &str, body: impl Into<Vec<u8>>) -> Response {
    ([(header::CONTENT_TYPE, kind.to_owned())], body.into()).into_response()
}

async fn answer(uri: Uri) -> Response {
    match uri.path() {
        "/robots.txt" => page("text/plain", "User-agent: *\nDisallow: /tertutup"),
        "/dermaga" => page("text/html; charset=utf-8", ARTICLE),
        "/pendek" => (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, "/dermaga")]).into_response(),
        "/lama" => page(
            "text/html; charset=windows-1252",
            b"<article><p>\x93Wir sind bereit\x94, sagte M\xFCller.</p></article>".as_slice(),
        ),
        "/kosong" => page("text/html", "<html><body><script>draw()</script></body></html>"),
        "/laporan.pdf" => page("application/pdf", "%PDF"),
        "/available" if uri.query().is_some_and(|q| q.contains("dermaga")) => page(
            "application/json",
            format!(r#"{{"archived_snapshots":{{"closest":{{"available":true,"status":"200","url":"{COPY}"}}}}}}"#),
        ),
        "/available" => page("application/json", r#"{"archived_snapshots":{}}"#),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A site whose web is one server on this machine, which answers to two public names.
async fn newsroom() -> TestApp {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, Router::new().fallback(answer)).await });
    let at = |address: &str| vec![address.parse::<IpAddr>().unwrap()];
    let names = HashMap::from([
        ("kabarpesisir.example".to_owned(), at("93.184.216.34")),
        ("archive.example".to_owned(), at("93.184.216.35")),
        ("dalam.example".to_owned(), at("192.168.1.10")),
    ]);
    let limits = Limits { archive: "http://archive.example/available".to_owned(), ..Limits::default() };
    let fetcher = Fetcher::with("http://sanad.test", WrittenNetwork { names, server, roots: Vec::new() }, limits);
    TestApp::with_fetcher(fetcher).await
}

async fn switch(admin: &Client, to: &str) -> Page {
    admin.post("/desk/settings", &Form::new().with("fetching", to)).await
}

async fn switched_on() -> (TestApp, Client) {
    let app = newsroom().await;
    let admin = app.admin().await;
    assert_eq!(switch(&admin, "on").await.status, 303);
    let checker = app.checker().await;
    (app, checker)
}

async fn open(client: &Client, url: &str) -> Page {
    let form = Form::new().with("receipt", "fetched-1").with("text", "").with("url", url).press("read");
    client.post("/desk/articles/new", &form).await
}

#[tokio::test]
async fn it_is_off_until_an_admin_switches_it_on() {
    let app = newsroom().await;
    let checker = app.checker().await;
    let url = "http://kabarpesisir.example/dermaga";
    let refused = open(&checker, url).await;
    assert_eq!(refused.status, 422);
    assert!(refused.error_at("text").unwrap().contains("switched off"), "{}", refused.words());
    assert_eq!(form_in(&refused).get("url"), url, "what was typed is kept");
    let admin = app.admin().await;
    assert!(admin.get("/desk/settings").await.says("It is off."));
    assert_eq!(switch(&admin, "on").await.location(), "/desk/settings");
    let page = admin.get("/desk/settings").await;
    assert!(page.says("It is on.") && page.says("switched on, Member admin"), "{}", page.words());
    assert_eq!(open(&checker, url).await.status, 200);
    switch(&admin, "on").await;
    assert_eq!(app.number("SELECT count(*) FROM setting_change").await, 1, "what is so already is no change");
    switch(&admin, "off").await;
    assert_eq!(open(&checker, url).await.status, 422);
    assert_eq!(app.number("SELECT count(*) FROM setting_change").await, 2);
    switch(&admin, "perhaps").await;
    assert_eq!(app.number("SELECT count(*) FROM setting_change").await, 2);
}

#[tokio::test]
async fn settings_are_for_admins_alone() {
    let app = newsroom().await;
    for (role, get, post) in [
        (None, 303, (401, "")),
        (Some(Role::Checker), 403, (403, "")),
        (Some(Role::Editor), 403, (403, "")),
        (Some(Role::Admin), 200, (303, "/desk/settings")),
    ] {
        let client = app.visitor(role).await;
        assert_eq!(client.get("/desk/settings").await.status, get, "{role:?}");
        let page = switch(&client, "on").await;
        assert_eq!((page.status, page.location()), post, "{role:?}");
        let is_on = app.number("SELECT count(*) FROM setting_change").await;
        assert_eq!(is_on, i64::from(role == Some(Role::Admin)), "{role:?}");
        let link = client.get("/desk").await.html.contains("href=\"/desk/settings\"");
        assert_eq!(link, role == Some(Role::Admin), "{role:?}");
    }
    let anonymous = open(&app.anonymous(), "http://kabarpesisir.example/dermaga").await;
    assert_eq!(anonymous.status, 401, "nobody else makes the server open a page");
}

#[tokio::test]
async fn an_address_alone_is_read_and_logged() {
    let (app, checker) = switched_on().await;
    let page = open(&checker, "kabarpesisir.example/dermaga").await;
    assert_eq!(page.status, 422, "without its scheme https is meant, which our server does not speak");
    let page = open(&checker, "http://kabarpesisir.example/pendek#atas").await;
    assert_eq!(page.status, 200, "{}", page.words());
    let form = form_in(&page);
    assert_eq!(form.get("url"), "http://kabarpesisir.example/dermaga", "where it was in the end");
    for (field, said) in [
        ("title", "Dermaga baru dibuka"),
        ("outlet_name", "Kabar Pesisir"),
        ("byline", "Dewi Laut"),
        ("published", "2024-08-07"),
        ("lang", "id"),
    ] {
        assert_eq!(form.get(field), said, "the page says it of itself");
    }
    assert!(!form.get("text").contains("Beranda"), "menus are dropped");
    assert!(form.all("[wording]").contains(&"Kami siap menerima 40 kapal setiap hari,"), "{:?}", form.all("[wording]"));
    let copy = COPY.replace("http://web", "https://web");
    assert_eq!(form.get("archived_url"), copy, "asked for the address that was typed, then for the last one");
    assert!(page.says("made on 7 August 2024"), "{}", page.words());
    assert!(page.html.contains(&format!("href=\"{copy}\"")), "it can be opened and looked at");
    let count = form.all("[segments]").len();
    let form = (0..count).fold(form, |form, n| form.with(&format!("quotes[{n}][keep]"), "on")).press("save");
    let saved = checker.post("/desk/articles/new", &form).await;
    assert_eq!(saved.status, 303, "{}", saved.words());
    let document = checker.form(&format!("/desk/documents/{}", saved.saved_id())).await;
    assert_eq!(document.get("url"), "http://kabarpesisir.example/dermaga");
    assert_eq!(document.get("archived_url"), copy);
    assert!(app.number("SELECT count(*) FROM quote WHERE state = 'draft'").await >= 2);
    // Opened again, it is the same document, and its copy is still known.
    let again = open(&checker, "http://kabarpesisir.example/dermaga").await;
    assert!(again.says("This article is in the library:"), "{}", again.words());
    assert_eq!(form_in(&again).get("archived_url"), copy);
}

#[tokio::test]
async fn an_address_in_the_text_field_is_an_address() {
    let (_app, checker) = switched_on().await;
    let form = Form::new().with("text", " http://kabarpesisir.example/dermaga\n").press("read");
    let page = checker.post("/desk/articles/new", &form).await;
    assert_eq!(page.status, 200, "{}", page.words());
    assert_eq!(form_in(&page).get("url"), "http://kabarpesisir.example/dermaga");
}

#[tokio::test]
async fn the_code_of_a_page_says_where_it_is_from() {
    let app = newsroom().await;
    let checker = app.checker().await;
    let pasted = |url: &str| Form::new().with("text", ARTICLE).with("url", url).press("read");
    let form = form_in(&checker.post("/desk/articles/new", &pasted("")).await);
    assert_eq!(form.get("url"), "http://kabarpesisir.example/dermaga");
    assert_eq!(form.get("outlet_name"), "Kabar Pesisir");
    let form = form_in(&checker.post("/desk/articles/new", &pasted("https://kabarpesisir.example/lain")).await);
    assert_eq!(form.get("url"), "https://kabarpesisir.example/lain", "what was typed is surer");
}

#[tokio::test]
async fn a_pasted_text_is_never_fetched() {
    let (_app, checker) = switched_on().await;
    let form = Form::new()
        .with("text", "“Kami pulang,” ujar Ratna Wijayanti.")
        .with("url", "http://kabarpesisir.example/dermaga")
        .press("read");
    let page = checker.post("/desk/articles/new", &form).await;
    assert_eq!(form_in(&page).get("text"), "“Kami pulang,” ujar Ratna Wijayanti.");
}

#[tokio::test]
async fn old_encodings_are_read() {
    let (_app, checker) = switched_on().await;
    let form = form_in(&open(&checker, "http://kabarpesisir.example/lama").await);
    assert_eq!(form.get("text"), "“Wir sind bereit”, sagte Müller.");
}

#[tokio::test]
async fn what_is_not_opened_is_said_beside_the_address() {
    let (app, checker) = switched_on().await;
    let before = app.imprint().await;
    for (path, said) in [
        ("http://kabarpesisir.example/tertutup/a", "robots.txt asks programs not to open"),
        ("http://kabarpesisir.example/tiada", "The page is not there"),
        ("http://kabarpesisir.example/laporan.pdf", "application/pdf"),
        ("http://kabarpesisir.example/kosong", "No article was found"),
        ("http://kabarpesisir.example:8080/", "port 8080"),
        ("http://dalam.example/", "not on the public internet"),
        ("http://127.0.0.1/", "not on the public internet"),
        ("http://tidakada.example/", "no site of this name"),
        ("https://kabarpesisir.example/dermaga", "certificate is not in order"),
        ("ftp://kabarpesisir.example/", "cannot be kept"),
    ] {
        let page = open(&checker, path).await;
        assert_eq!(page.status, 422, "{path}");
        let error = page.error_at("url").unwrap_or_default();
        assert!(error.contains(said), "{path}: {error}");
        assert_eq!(form_in(&page).get("url"), path, "what was typed is kept");
        let offers_copies = page.html.contains(&format!("https://web.archive.org/web/2/{path}"));
        let is_of_the_web = !path.starts_with("ftp") && !said.contains("public internet");
        assert_eq!(offers_copies, is_of_the_web, "{path}");
    }
    assert_eq!(app.imprint().await, before);
    checker.post("/language", &Form::new().with("lang", "id").with("back", "/desk")).await;
    let page = open(&checker, "http://kabarpesisir.example/tertutup/a").await;
    assert!(page.error_at("url").unwrap().contains("meminta program tidak membuka"), "{}", page.words());
}

#[tokio::test]
async fn nobody_searches_a_site_with_it() {
    let (_app, checker) = switched_on().await;
    for n in 0..20 {
        let page = open(&checker, "http://kabarpesisir.example/tiada").await;
        assert!(page.error_at("url").unwrap().contains("not there"), "{n}");
    }
    let page = open(&checker, "http://kabarpesisir.example/dermaga").await;
    assert!(page.error_at("url").unwrap().contains("Wait"), "{}", page.words());
}
