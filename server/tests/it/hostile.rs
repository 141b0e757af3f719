//! What is sent by who means harm, or by what is broken: it costs little, changes nothing, and is answered in words.

use crate::support::{Client, Form, TestApp, article, form_in, quote};
use axum::{
    body::{Body, Bytes},
    http::Method,
};
use domain::account::Role;
use std::{
    fmt::Write,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Instant,
};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const BROWSER: (&str, &str) = ("accept", "text/html,application/xhtml+xml");
const OWN: (&str, &str) = ("sec-fetch-site", "same-origin");

/// A body that notes whether anybody has read of it.
fn watched(body: String) -> (Body, Arc<AtomicBool>) {
    let read = Arc::new(AtomicBool::new(false));
    let flag = read.clone();
    let stream = futures_util::stream::once(async move {
        flag.store(true, Ordering::SeqCst);
        Ok::<_, std::io::Error>(Bytes::from(body))
    });
    (Body::from_stream(stream), read)
}

/// A quote with so many steps, each taken from the one before.
fn long_chain(steps: usize) -> String {
    let mut body = String::from("version=0&receipt=r1&do=save&speaker_name=Ratna");
    for n in 0..steps {
        let _ = write!(body, "&steps[{n}][key]={}&steps[{n}][wording]=kata&steps[{n}][from][0][up]={}", n + 1, n + 2);
    }
    body
}

async fn post(client: &Client, path: &str, body: Vec<u8>, headers: &[(&str, &str)]) -> crate::support::Page {
    client.send_bytes(Method::POST, path, headers, Body::from(body)).await
}

#[tokio::test]
async fn a_form_from_nobody_is_not_read() {
    let app = TestApp::new().await;
    let before = app.imprint().await;
    for path in [
        "/desk/quotes/new",
        "/desk/quotes/222222222",
        "/desk/speakers/new",
        "/desk/outlets/new",
        "/desk/documents/new",
        "/desk/articles/new",
        "/desk/accounts",
        "/desk/accounts/1",
        "/desk/settings",
    ] {
        let (body, read) = watched(long_chain(10_000));
        let begun = Instant::now();
        let page = app.anonymous().send_bytes(Method::POST, path, &[FORM, OWN, BROWSER], body).await;
        assert_eq!(page.status, 401, "{path}");
        assert!(!read.load(Ordering::SeqCst), "{path}: nothing of the body was read");
        assert!(begun.elapsed().as_millis() < 500, "{path}");
        assert_eq!(page.header("connection"), "close", "{path}: what follows is not read either");
        assert!(page.says("Sign in first") && page.says("reload this page"), "{path}");
        assert!(page.html.len() < 4_000, "{path}");
    }
    assert_eq!(app.imprint().await, before);
}

#[tokio::test]
async fn forms_have_a_size_that_is_checked_before_they_are_read() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let before = app.imprint().await;
    let most = |n: usize| n.to_string();
    for (path, limit) in [
        ("/sign-in", 64 << 10),
        ("/language", 64 << 10),
        ("/desk/settings", 64 << 10),
        ("/desk/speakers/new", 1 << 20),
        ("/desk/quotes/new", 4 << 20),
        ("/desk/articles/new", 16 << 20),
    ] {
        let (body, read) = watched("version=0".to_owned());
        let length = most(limit + 1);
        let headers = [FORM, OWN, BROWSER, ("content-length", length.as_str())];
        let page = checker.send_bytes(Method::POST, path, &headers, body).await;
        assert_eq!(page.status, 413, "{path}");
        assert!(!read.load(Ordering::SeqCst), "{path}: its length was enough");
        assert!(page.says("too much for one form") && page.says("still in the form"), "{path}: {}", page.words());
        // Without a length, reading ends at the limit.
        let page = post(&checker, path, vec![b'a'; limit + 1], &[FORM, OWN]).await;
        assert_eq!(page.status, 413, "{path}");
    }
    assert_eq!(app.imprint().await, before);
}

#[tokio::test]
async fn too_many_fields_or_steps_are_refused_before_a_page_is_drawn() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let before = app.imprint().await;
    let fields = "version=0".to_owned() + &"&x=1".repeat(40_000);
    assert_eq!(post(&checker, "/desk/quotes/new", fields.into_bytes(), &[FORM, OWN]).await.status, 413);
    for steps in [2_001, 6_000] {
        for button in ["save", "add", "nonsense"] {
            let body = long_chain(steps).replace("do=save", &format!("do={button}"));
            let begun = Instant::now();
            let page = post(&checker, "/desk/quotes/new", body.into_bytes(), &[FORM, OWN, BROWSER]).await;
            assert_eq!(page.status, 413, "{steps} {button}");
            assert!(page.html.len() < 4_000, "{steps} {button}: {}", page.html.len());
            assert!(begun.elapsed().as_secs() < 5, "{steps} {button}: {:?}", begun.elapsed());
        }
    }
    assert_eq!(app.imprint().await, before);
}

#[tokio::test]
async fn what_is_no_form_of_ours_is_not_saved_as_an_empty_draft() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let before = app.imprint().await;
    let start = b"version=0&receipt=r&do=save&speaker_name=";
    let with = |end: &[u8]| [&start[..], end].concat();
    let json = ("content-type", "application/json");
    let plain = ("content-type", "text/plain");
    for (body, kind, why) in [
        (with(b"%FF%FE"), Some(FORM), "no UTF-8 behind percent signs"),
        (with(b"Rat\xFFna"), Some(FORM), "no UTF-8 at all"),
        (with(b"%ED%A0%80"), Some(FORM), "half a surrogate pair"),
        (with(b"%C3"), Some(FORM), "cut in a letter"),
        (with(b"50%"), Some(FORM), "a lone percent sign"),
        (b"garbage".to_vec(), Some(FORM), "no field of ours"),
        (b"".to_vec(), Some(FORM), "nothing"),
        (b"{\"version\": 0}".to_vec(), Some(FORM), "JSON under another name"),
        (b"{\"version\": 0}".to_vec(), Some(json), "JSON"),
        (with(b"Ratna"), Some(plain), "a form under another name"),
        (with(b"Ratna"), None, "a form under no name"),
        (b"version=0&steps[x][key]=1".to_vec(), Some(FORM), "a list without numbers"),
    ] {
        for path in ["/desk/quotes/new", "/desk/speakers/new", "/desk/outlets/new", "/desk/documents/new"] {
            let mut headers = vec![OWN, BROWSER];
            headers.extend(kind);
            if path != "/desk/quotes/new" && why == "a list without numbers" {
                continue;
            }
            let page = post(&checker, path, body.clone(), &headers).await;
            assert_eq!(page.status, 400, "{path}: {why}: {}", page.words());
            assert!(page.says("could not be read") && page.says("Nothing was saved"), "{path}: {why}");
        }
    }
    let boundary = ("content-type", "multipart/form-data; boundary=x");
    let part = |name: &str, value: &[u8]| {
        [format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n").as_bytes(), value, b"\r\n--x--\r\n"]
            .concat()
    };
    let page = post(&checker, "/desk/articles/new", part("text", b"kata \xFF"), &[boundary, OWN, BROWSER]).await;
    assert_eq!(page.status, 400);
    let page = post(&checker, "/desk/quotes/new", part("version", b"0"), &[boundary, OWN, BROWSER]).await;
    assert_eq!(page.status, 400, "files are taken where articles are read, and nowhere else");
    assert_eq!(app.imprint().await, before);
}

#[tokio::test]
async fn names_that_turn_the_page_around_or_cannot_be_seen_are_refused_beside_their_field() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let before = app.imprint().await;
    for (value, said) in [
        ("Ratna \u{202E}inajiW", "U+202E"),
        ("\u{2066}Ratna", "U+2066"),
        ("\u{200B}\u{200B}", "invisible characters"),
        ("\u{3164}", "invisible characters"),
        ("\u{2800}", "invisible characters"),
    ] {
        for (path, form, field) in [
            ("/desk/quotes/new", quote("Kata"), "speaker_name"),
            ("/desk/quotes/new", quote("Kata"), "place"),
            ("/desk/quotes/new", quote("Kata"), "steps[0][outlet_name]"),
            ("/desk/speakers/new", Form::new().with("version", "0").with("kind", "person"), "name"),
            ("/desk/outlets/new", Form::new().with("version", "0").with("kind", "newspaper"), "name"),
            ("/desk/documents/new", article("Judul", "Teks"), "title"),
            ("/desk/documents/new", article("Judul", "Teks"), "byline"),
        ] {
            let page = checker.post(path, &form.with(field, value)).await;
            assert_eq!(page.status, 422, "{path} {field} {value:?}");
            let error = page.error_at(field).unwrap_or_else(|| panic!("{path} {field}: said beside the field"));
            assert!(error.contains(said), "{path} {field}: {error}");
        }
    }
    let unseen = checker.post("/desk/quotes/new", &quote("\u{200B}\u{2060}")).await;
    assert_eq!(unseen.status, 422);
    assert!(unseen.error_at("steps[0][wording]").unwrap().contains("invisible"));
    assert_eq!(app.imprint().await, before);
}

/// A public quote with its speaker, outlet and document, made by an editor.
struct Public {
    app: TestApp,
    checker: Client,
    editor: Client,
    quote: String,
    paths: [String; 3],
}

async fn public() -> Public {
    let app = TestApp::new().await;
    let (checker, editor) = (app.checker().await, app.editor().await);
    let document =
        app.article(&editor, "Dermaga dibuka", "“Dermaga dibuka kembali besok,” ujar Ratna Wijayanti.").await;
    let form = quote("Dermaga dibuka kembali besok,").with("steps[0][document_name]", "Dermaga dibuka");
    let form = form.with("steps[0][document_pick]", &format!("!{document}")).with("steps[0][outlet_name]", "");
    let quote = editor.save_new("quotes", form.press("publish")).await;
    let speaker = app.text("SELECT public_id FROM record r JOIN quote q ON q.speaker_id = r.id").await;
    let outlet = app.text("SELECT public_id FROM record r JOIN document d ON d.outlet_id = r.id").await;
    let paths =
        [format!("/desk/speakers/{speaker}"), format!("/desk/outlets/{outlet}"), format!("/desk/documents/{document}")];
    Public { app, checker, editor, quote, paths }
}

#[tokio::test]
async fn what_readers_see_is_changed_by_an_editor_alone() {
    let Public { app, checker, editor, quote, paths } = public().await;
    let before = app.imprint().await;
    let seen = app.public_quote(&quote).await.html;
    for (path, field) in paths.iter().zip(["name", "name", "title"]) {
        let opened = checker.get(path).await;
        assert_eq!(opened.status, 200, "{path}: a checker may look");
        assert!(opened.says("only an editor can change it"), "{path} says so before anybody types");
        let page = checker.edit(path, |f| f.with(field, "Nama Lain").with("note", "mengapa")).await;
        assert_eq!(page.status, 403, "{path}");
        assert!(page.html.contains("value=\"Nama Lain\"") && page.holds("mengapa"), "{path}: what was typed is kept");
    }
    let withdrawn = checker.edit(&paths[2], |f| f.with("standing", "retracted").with("standing_note", "Salah")).await;
    assert_eq!(withdrawn.status, 403);
    assert_eq!(app.imprint().await, before);
    assert_eq!(app.public_quote(&quote).await.html, seen);
    for (path, field) in paths.iter().zip(["name", "name", "title"]) {
        assert_eq!(editor.edit(path, |f| f.with(field, "Nama Lain")).await.status, 303, "{path}: an editor may");
    }
    // What no reader sees is a checker's own.
    let hidden = checker
        .save_new("speakers", Form::new().with("version", "0").with("kind", "person").with("name", "Budi"))
        .await;
    assert_eq!(checker.edit(&format!("/desk/speakers/{hidden}"), |f| f.with("name", "Budi Santosa")).await.status, 303);
}

#[tokio::test]
async fn reading_a_public_article_again_leaves_it_as_it_is_for_a_checker() {
    let Public { app, checker, editor, quote, paths } = public().await;
    let address = "https://kabarpesisir.example/dermaga";
    assert_eq!(editor.edit(&paths[2], |f| f.with("url", address)).await.status, 303);
    let text = "Kemarin hujan.\n\n“Dermaga dibuka kembali besok,” ujar Ratna Wijayanti.\n“Kami tidak akan melaut tanpa solar,” kata Bambang Suroso.";
    let seen = app.public_quote(&quote).await.html;
    let snapshot = app.text("SELECT text FROM snapshot").await;
    let version = app.number("SELECT version FROM record WHERE kind = 'document'").await;
    let first = Form::new().with("receipt", "again-1").with("url", address).with("text", text).press("read");
    let page = checker.post("/desk/articles/new", &first).await;
    assert_eq!(page.status, 200, "{}", page.words());
    let form = form_in(&page);
    let count = form.all("[segments]").len();
    assert!(count >= 1);
    let form =
        (0..count).fold(form, |form, n| form.with(&format!("quotes[{n}][keep]"), "on")).with("title", "Judul lain");
    let saved = checker.post("/desk/articles/new", &form.clone().press("save")).await;
    assert_eq!(saved.status, 303, "{}", saved.words());
    assert!(saved.location().contains("kept=document"), "{}", saved.location());
    assert!(checker.get(saved.location()).await.says("only an editor can change it"));
    assert_eq!(app.text("SELECT text FROM snapshot").await, snapshot, "the stored text stays");
    assert_eq!(app.number("SELECT version FROM record WHERE kind = 'document'").await, version);
    assert_eq!(app.public_quote(&quote).await.html, seen, "readers see what they saw");
    let drafts = app.number("SELECT count(*) FROM quote WHERE state = 'draft'").await;
    assert!(drafts >= 1, "the new quotations are drafts of that document");
    let kept = "SELECT count(*) FROM mention m JOIN record r ON r.id = m.document_id JOIN quote q ON q.id = m.quote_id \
                WHERE q.state = 'draft' AND m.anchor IS NOT NULL AND r.kind = 'document'";
    assert_eq!(app.number(kept).await, 0, "words that the stored text does not hold have no place in it");
    // An editor may: the same article brings the stored one up to date.
    let first = Form::new().with("receipt", "again-2").with("url", address).with("text", text).press("read");
    let form = form_in(&editor.post("/desk/articles/new", &first).await);
    let saved = editor.post("/desk/articles/new", &form.press("save")).await;
    assert_eq!(saved.status, 303, "{}", saved.words());
    assert_eq!(app.text("SELECT text FROM snapshot").await, text);
}

#[tokio::test]
async fn many_sign_ins_at_once_wait_for_their_turn_or_are_sent_away() {
    let app = TestApp::new().await;
    app.member("rani", Role::Checker).await;
    let router = app.router.clone();
    let all: Vec<_> = (0..120_u8)
        .map(|n| {
            let router = router.clone();
            let client = Client::new(router).from([10, 0, 0, n]);
            tokio::spawn(async move {
                let page = client.sign_in("rani", "not the password").await;
                (page.status, page.header("retry-after").parse::<u64>().ok())
            })
        })
        .collect();
    let mut counts = [0, 0];
    for one in all {
        match one.await.unwrap() {
            (422, None) => counts[0] += 1,
            (503, Some(wait)) => {
                assert!((1..=30).contains(&wait));
                counts[1] += 1;
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(counts[0] >= 1 && counts[1] >= 1, "some were answered, some sent away: {counts:?}");
    let late = Client::new(router).from([10, 0, 1, 1]);
    assert_eq!(late.sign_in("rani", "rumah di tepi laut").await.status, 303, "afterwards all is as before");
}

#[tokio::test]
async fn what_is_added_to_an_address_draws_nothing_new() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let id = app.published(&editor, "Dermaga dibuka kembali besok").await;
    let path = app.address("quotes", &id).await;
    let reader = app.anonymous();
    let page = reader.get(&path).await;
    for odd in ["?x=1", "?utm_source=a&fbclid=b", "?without=1", "?"] {
        let again = reader.get(&format!("{path}{odd}")).await;
        assert_eq!((again.status, &again.html), (200, &page.html), "{odd}");
    }
    for wrong in ["salah", "x/y/z", "salah?x=1"] {
        let to = reader.get(&format!("/quotes/{id}/{wrong}")).await;
        let expected = if wrong.contains("x/y") { (404, "") } else { (301, path.as_str()) };
        assert_eq!((to.status, to.location()), expected, "{wrong}");
    }
    let what_if = reader.get(&format!("/quotes/{id}/salah/what-if?without=1&x=2")).await;
    assert_eq!((what_if.status, what_if.location()), (301, format!("{path}/what-if?without=1").as_str()));
    let (one, two) = (reader.get("/quotes/222222222/a").await, reader.get("/speakers/333333333").await);
    assert_eq!((one.status, two.status), (404, 404));
    assert_eq!(one.html, two.html, "one page says so for every address");
    assert!(one.says("This page does not exist"));
    let head = reader.send(Method::HEAD, &path, &[], String::new()).await;
    assert_eq!((head.status, head.bytes.len()), (200, 0));
    assert_eq!(head.header("etag"), page.header("etag"), "the head of the page that is kept");
    assert_eq!(head.header("content-length"), page.bytes.len().to_string());
    let long = reader.get(&format!("/search?q={}", "a".repeat(9_000))).await;
    assert_eq!(long.status, 414);
    assert!(long.html.contains("search for one sentence"), "{}", long.html);
}

#[tokio::test]
async fn methods_that_no_page_is_asked_with_reach_no_page() {
    let app = TestApp::new().await;
    for method in [Method::CONNECT, Method::PUT, Method::DELETE, Method::TRACE, Method::OPTIONS, Method::PATCH] {
        for path in ["/", "/desk/quotes/new", "/nowhere", "/readyz"] {
            let page = app.anonymous().send(method.clone(), path, &[], String::new()).await;
            assert_eq!((page.status, page.header("allow")), (405, "GET, HEAD, POST"), "{method} {path}");
        }
    }
    let page = app.anonymous().send(Method::CONNECT, "sanad.test:443", &[], String::new()).await;
    assert_eq!(page.status, 405);
    let page = app.anonymous().send(Method::GET, "sanad.test:443", &[], String::new()).await;
    assert_eq!(page.status, 400, "an address without a path");
    let page = app.anonymous().post("/nowhere", &Form::new()).await;
    assert_eq!(page.status, 405, "public pages are only read");
}

#[tokio::test]
async fn a_server_function_asks_the_nameless_to_sign_in() {
    let app = TestApp::new().await;
    for kind in ["speaker", "nonsense"] {
        let page = app.anonymous().get(&format!("/api/lookup?kind={kind}&typed=ratna")).await;
        assert_eq!(page.status, 401, "{kind}");
    }
    let page = app.checker().await.get("/api/lookup?kind=nonsense&typed=ratna").await;
    assert_eq!(page.status, 404, "a kind that is none");
}

#[tokio::test]
async fn visitors_by_https_are_kept_to_it() {
    let secure = TestApp::at("https://sanad.example").await;
    for path in ["/", "/sign-in", "/nowhere", "/robots.txt"] {
        assert_eq!(
            secure.anonymous().get(path).await.header("strict-transport-security"),
            "max-age=31536000",
            "{path}"
        );
    }
    let plain = TestApp::new().await;
    assert_eq!(
        plain.anonymous().get("/").await.header("strict-transport-security"),
        "",
        "a plain address cannot be kept to it"
    );
}

#[tokio::test]
async fn trouble_has_a_page_for_people_and_a_line_for_programs() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let large = vec![b'a'; 65 << 10];
    for (lang, title) in [("en", "too much for one form"), ("id", "terlalu banyak untuk satu formulir")] {
        let headers = [FORM, OWN, BROWSER, ("accept-language", lang)];
        let page = post(&checker, "/desk/settings", large.clone(), &headers).await;
        assert!(page.header("content-type").starts_with("text/html"));
        assert!(page.html.starts_with("<!DOCTYPE html><html lang=") && page.html.contains(&format!("lang=\"{lang}\"")));
        assert!(page.says(title), "{}", page.words());
        assert!(page.is_without_script_but(false));
        assert!(!page.header("content-security-policy").is_empty());
        let line = post(&checker, "/desk/settings", large.clone(), &[FORM, OWN, ("accept-language", lang)]).await;
        assert!(line.header("content-type").starts_with("text/plain"));
        assert!(line.html.contains(title) && !line.html.contains('<'));
    }
    let other =
        post(&checker, "/desk/settings", b"fetching=on".to_vec(), &[FORM, BROWSER, ("sec-fetch-site", "cross-site")])
            .await;
    assert_eq!(other.status, 403);
    assert!(other.says("not sent from our own page"), "{}", other.words());
}

#[tokio::test]
async fn a_field_with_hostile_text_stays_as_it_was_typed() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let typed = "R&amp;D </title><script>alert(1)</script> \"'";
    let page = checker.post("/desk/quotes/new", &quote("Kata").with("place", typed).with("said", "soon")).await;
    assert_eq!(page.status, 422);
    assert_eq!(form_in(&page).get("place"), typed);
}
