//! The public pages: status, addresses, language, what is sent, and that nothing stale is ever read.

use crate::support::{Client, Form, TestApp, article, quote};
use axum::http::Method;
use std::io::Read;

async fn site() -> (TestApp, Client, String) {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let id = app.published(&editor, "Dermaga dibuka kembali besok").await;
    (app, editor, id)
}

#[tokio::test]
async fn every_public_page_has_title_description_address_and_no_script() {
    let (app, _, id) = site().await;
    let reader = app.anonymous();
    let quote = app.address("quotes", &id).await;
    let speaker = app.address("speakers", &app.newest("speaker").await).await;
    let outlet = app.address("outlets", &app.newest("outlet").await).await;
    for (path, title) in [
        ("/", "Sanad"),
        ("/quotes", "Quotes"),
        ("/search", "Search"),
        ("/search?q=dermaga", "dermaga"),
        ("/about", "About"),
        (quote.as_str(), "Dermaga dibuka kembali besok"),
        (speaker.as_str(), "Ratna Wijayanti"),
        (outlet.as_str(), "Radio Muara"),
    ] {
        let page = reader.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.header("content-type").starts_with("text/html"), "{path}");
        assert!(page.first("title").contains(title), "{path}: {}", page.first("title"));
        let links = page.tags("link");
        let canonical: Vec<_> = links.iter().filter(|t| t.get("rel").as_deref() == Some("canonical")).collect();
        assert_eq!(canonical.len(), 1, "{path}");
        let address = canonical[0].get("href").unwrap();
        assert_eq!(address, format!("http://sanad.test{path}"));
        let meta = |name: &str| {
            page.tags("meta")
                .iter()
                .any(|t| t.get("name").as_deref() == Some(name) || t.get("property").as_deref() == Some(name))
        };
        for name in ["description", "og:title", "og:url", "viewport"] {
            assert!(meta(name), "{path} has {name}");
        }
        assert!(page.is_without_script_but(path == quote), "{path} needs no script");
        assert!(
            !page.html.contains(".wasm") && !page.html.contains("modulepreload"),
            "{path} loads nothing of the newsroom"
        );
        assert!(page.html.trim_end().ends_with("</html>"), "{path} is whole");
        assert!(page.header("set-cookie").is_empty(), "{path} sets no cookie");
        assert_eq!(page.tags("h1").len(), 1, "{path} has one heading above all");
    }
}

#[tokio::test]
async fn addresses_lead_to_the_readable_one_for_good() {
    let (app, editor, id) = site().await;
    let reader = app.anonymous();
    for (folder, id) in
        [("quotes", id.clone()), ("speakers", app.newest("speaker").await), ("outlets", app.newest("outlet").await)]
    {
        let right = app.address(folder, &id).await;
        assert_eq!(reader.get(&right).await.status, 200);
        for wrong in [format!("/{folder}/{id}"), format!("/{folder}/{id}/something-else"), format!("/{folder}/{id}/-")]
        {
            let page = reader.get(&wrong).await;
            assert_eq!((page.status, page.location()), (301, right.as_str()), "{wrong}");
        }
    }
    // After new words the old address still leads there.
    let old = app.address("quotes", &id).await;
    let page = editor
        .edit(&format!("/desk/quotes/{id}"), |f| f.with("steps[0][wording]", "Kapal berangkat pagi ini").press("save"))
        .await;
    assert_eq!(page.status, 303);
    let page = reader.get(&old).await;
    assert_eq!(page.status, 301);
    assert!(page.location().ends_with("/kapal-berangkat-pagi-ini"), "{}", page.location());
}

#[tokio::test]
async fn the_quote_page_tells_the_whole_chain() {
    let (app, editor, _) = site().await;
    let document = editor
        .save_new(
            "documents",
            article("Dermaga dibuka", "Dermaga dibuka")
                .with("url", "https://kabar.example/dermaga")
                .with("archived_url", "https://arsip.example/1"),
        )
        .await;
    let form = quote("الميناء مفتوح غدًا")
        .with("steps[0][lang]", "ar")
        .with("steps[0][outlet_name]", "")
        .with("steps[0][document_name]", "Dermaga dibuka")
        .with("steps[0][document_pick]", &document)
        .with("steps[1][wording]", "Pelabuhan dibuka besok")
        .with("steps[1][lang]", "id")
        .with("steps[0][from][0][kind]", "translates")
        .press("publish");
    let id = editor.save_new("quotes", form).await;
    let page = app.public_quote(&id).await;
    assert_eq!(page.status, 200);
    for words in [
        "الميناء مفتوح غدًا",
        "Pelabuhan dibuka besok",
        "Ratna Wijayanti",
        "Kepala Pelabuhan",
        "7 August 2024",
        "Tanjung Sari",
        "Kabar Pesisir",
        "Radio Muara",
        "Dilansir Radio Muara",
        "ujar",
    ] {
        assert!(page.says(words), "{words}");
    }
    let blocks = page.tags("blockquote");
    for (lang, dir) in [("ar", "rtl"), ("id", "ltr")] {
        assert!(
            blocks.iter().any(|t| t.get("lang").as_deref() == Some(lang) && t.get("dir").as_deref() == Some(dir)),
            "the words in {lang} run {dir}"
        );
    }
    assert!(!page.tags("svg").is_empty() && !page.tags("ol").is_empty(), "drawn, and said in words");
    let hrefs: Vec<String> = page.tags("a").iter().filter_map(|t| t.get("href")).collect();
    assert!(hrefs.iter().any(|h| h == "https://arsip.example/1"), "archive link");
    assert!(hrefs.iter().any(|h| h.starts_with("https://kabar.example/dermaga#:~:text=")), "text fragment link");
    assert!(hrefs.iter().all(|h| h.starts_with('/') || h.starts_with('#') || h.starts_with("https://")), "{hrefs:?}");
}

#[tokio::test]
async fn a_page_that_does_not_exist_helps_on() {
    let app = TestApp::new().await;
    for path in ["/nowhere", "/quotes/222222222/x", "/desk/nowhere"] {
        let page = app.anonymous().get(path).await;
        assert_eq!(page.status, 404, "{path}");
        assert!(page.says("This page does not exist"), "{path}");
        assert!(
            page.tags("form").iter().any(|t| t.get("action").as_deref() == Some("/search")),
            "{path} offers a search"
        );
        if !path.starts_with("/desk") {
            assert!(!page.html.contains("<script"), "{path}");
        }
    }
}

#[tokio::test]
async fn the_visitor_chooses_the_language() {
    let (app, _, id) = site().await;
    let reader = app.anonymous();
    let page = reader.get_with("/", &[("accept-language", "id-ID,id;q=0.9,en;q=0.5")]).await;
    assert!(page.html.contains("<html lang=\"id\"") && page.says("Cari"));
    let page = reader.get_with("/", &[("accept-language", "fr, en;q=0.3")]).await;
    assert!(page.html.contains("<html lang=\"en\"") && page.says("Search"));
    let path = app.address("quotes", &id).await;
    let chosen = reader.post("/language", &Form::new().with("lang", "id").with("back", &path)).await;
    assert_eq!((chosen.status, chosen.location()), (303, path.as_str()));
    assert_eq!(reader.cookie("lang").as_deref(), Some("id"));
    let page = reader.get_with(&path, &[("accept-language", "en")]).await;
    assert!(page.html.contains("<html lang=\"id\""), "what was chosen goes before what the browser asks");
    assert!(page.says("7 Agustus 2024") && page.says("Kutipan"));
    assert!(page.says("Dermaga dibuka kembali besok"), "the words themselves stay as they are");
    reader.set_cookie("lang", "xx");
    assert!(reader.get("/").await.html.contains("<html lang=\"en\""), "an odd cookie does no harm");
    let page = reader.post("/language", &Form::new().with("lang", "xx\r\nx: y").with("back", "/about")).await;
    assert_eq!((page.status, page.location()), (303, "/about"));
    assert_eq!(reader.cookie("lang").as_deref(), Some("en"));
}

#[tokio::test]
async fn pages_in_two_languages_are_never_mixed_up() {
    let (app, ..) = site().await;
    let reader = app.anonymous();
    for _ in 0..2 {
        let id = reader.get_with("/quotes", &[("accept-language", "id")]).await;
        let en = reader.get_with("/quotes", &[("accept-language", "en")]).await;
        assert!(id.html.contains("<html lang=\"id\"") && en.html.contains("<html lang=\"en\""));
        assert_ne!(id.header("etag"), en.header("etag"));
        for page in [id, en] {
            for part in ["accept-language", "cookie", "accept-encoding"] {
                assert!(page.header("vary").contains(part), "{}", page.header("vary"));
            }
        }
    }
}

#[tokio::test]
async fn a_page_that_has_not_changed_is_not_sent_again() {
    let (app, editor, id) = site().await;
    let reader = app.anonymous();
    let path = app.address("quotes", &id).await;
    let first = reader.get(&path).await;
    let etag = first.header("etag").to_owned();
    assert!(etag.starts_with("W/\""), "{etag}");
    assert_eq!(first.header("cache-control"), "no-cache");
    let again = reader.get_with(&path, &[("if-none-match", &etag)]).await;
    assert_eq!((again.status, again.bytes.len()), (304, 0));
    assert_eq!(again.header("etag"), etag);
    let among = reader.get_with(&path, &[("if-none-match", &format!("\"x\", {etag}"))]).await;
    assert_eq!(among.status, 304, "one of several");
    assert_eq!(reader.get_with(&path, &[("if-none-match", "W/\"other\"")]).await.status, 200);
    editor.edit(&format!("/desk/quotes/{id}"), |f| f.with("place", "Pulau Karang").press("save")).await;
    let changed = reader.get_with(&path, &[("if-none-match", &etag)]).await;
    assert_eq!(changed.status, 200);
    assert!(changed.says("Pulau Karang"));
    // A change that leaves the page as it was gives the same tag.
    let etag = changed.header("etag").to_owned();
    app.draft(&editor, "Kata lain").await;
    assert_eq!(reader.get_with(&path, &[("if-none-match", &etag)]).await.status, 304);
}

#[tokio::test]
async fn what_was_changed_is_read_at_once_everywhere() {
    let (app, editor, id) = site().await;
    let reader = app.anonymous();
    let path = app.address("quotes", &id).await;
    let pages = [path.as_str(), "/", "/quotes", "/search?q=ratna"];
    for page in pages {
        assert!(reader.get(page).await.says("Dermaga dibuka kembali besok"), "{page}");
    }
    let page = editor
        .edit(&format!("/desk/quotes/{id}"), |f| {
            f.with("steps[0][wording]", "Dermaga dibuka kembali besok!").with("place", "Muara").press("save")
        })
        .await;
    assert_eq!(page.status, 303);
    for page in pages {
        assert!(reader.get(page).await.says("Dermaga dibuka kembali besok!"), "{page}");
    }
    // A new name of the speaker shows on every page, too.
    let speaker = app.newest("speaker").await;
    assert_eq!(editor.edit(&format!("/desk/speakers/{speaker}"), |f| f.with("name", "Ratna Kusuma")).await.status, 303);
    for page in [path.as_str(), "/", "/quotes"] {
        assert!(reader.get(page).await.says("Ratna Kusuma"), "{page}");
    }
    assert!(reader.get("/search?q=kusuma").await.says("Dermaga dibuka"), "and its quotes are found by it");
    editor.edit(&format!("/desk/quotes/{id}"), |f| f.press("draft")).await;
    assert_eq!(reader.get(&path).await.status, 404);
    for page in ["/", "/quotes", "/search?q=dermaga"] {
        assert!(!reader.get(page).await.says("Dermaga dibuka"), "{page}");
    }
}

#[tokio::test]
async fn pages_are_packed_as_the_browser_asks() {
    let (app, _, id) = site().await;
    let reader = app.anonymous();
    let path = app.address("quotes", &id).await;
    let plain = reader.get(&path).await;
    assert_eq!(plain.header("content-encoding"), "");
    for (asked, coding) in [
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("br;q=0, gzip;q=0.000", ""),
        ("identity", ""),
        ("deflate", ""),
    ] {
        let page = reader.get_with(&path, &[("accept-encoding", asked)]).await;
        assert_eq!((page.status, page.header("content-encoding")), (200, coding), "{asked}");
        let mut unpacked = Vec::new();
        match coding {
            "br" => {
                brotli::BrotliDecompress(&mut page.bytes.as_slice(), &mut unpacked).unwrap();
                assert!(page.bytes.len() * 2 < plain.bytes.len());
            }
            "gzip" => {
                flate2::read::GzDecoder::new(page.bytes.as_slice()).read_to_end(&mut unpacked).unwrap();
                assert!(page.bytes.len() * 2 < plain.bytes.len());
            }
            _ => unpacked.clone_from(&page.bytes),
        }
        assert_eq!(unpacked, plain.bytes, "{asked}");
    }
}

#[tokio::test]
async fn only_the_head_is_sent_when_only_the_head_is_asked_for() {
    let (app, _, id) = site().await;
    let path = app.address("quotes", &id).await;
    let page = app.anonymous().send(Method::HEAD, &path, &[], String::new()).await;
    assert_eq!((page.status, page.bytes.len()), (200, 0));
    let page = app.anonymous().send(Method::HEAD, "/quotes/222222222/x", &[], String::new()).await;
    assert_eq!((page.status, page.bytes.len()), (404, 0));
}

#[tokio::test]
async fn searches_find_across_case_accents_and_scripts() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    app.published(&editor, "Café di dermaga itu tutup").await;
    editor.save_new("quotes", quote("نحن جاهزون للعمل").with("steps[0][lang]", "ar").press("publish")).await;
    let reader = app.anonymous();
    for (asked, found) in [
        ("CAFE", "Café di dermaga itu tutup"),
        ("derm", "Café di dermaga itu tutup"),
        ("tutup%20caf%C3%A9", "Café di dermaga itu tutup"),
        ("%D8%AC%D8%A7%D9%87%D8%B2%D9%88%D9%86", "نحن جاهزون للعمل"),
        ("wijayanti", "نحن جاهزون للعمل"),
        ("muara", "Café di dermaga itu tutup"),
    ] {
        assert!(reader.get(&format!("/search?q={asked}")).await.says(found), "{asked}");
    }
    for odd in [
        "%22",
        "*",
        "NEAR(a%20b)",
        "a%20OR%20b",
        "-",
        "%00",
        "name%3Ax",
        "%22unclosed",
        &"a%20".repeat(300),
        "%F0%9F%98%80",
    ] {
        let page = reader.get(&format!("/search?q={odd}")).await;
        assert_eq!(page.status, 200, "{odd}");
    }
    for odd in [
        "/search?q=cafe&page=0",
        "/search?q=cafe&page=-1",
        "/search?q=cafe&page=99999999999",
        "/search?q=cafe&kind=robots",
        "/quotes?after=nonsense",
        "/quotes?lang=%22&directness=x",
        "/quotes?after=1",
    ] {
        assert_eq!(reader.get(odd).await.status, 200, "{odd}");
    }
}

#[tokio::test]
async fn lists_turn_pages_without_losing_or_repeating_a_quote() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    for n in 0..45 {
        app.published(&editor, &format!("Kutipan nomor x{n}x")).await;
    }
    let reader = app.anonymous();
    let speaker = app.address("speakers", &app.newest("speaker").await).await;
    for start in ["/quotes", "/quotes?lang=id", speaker.as_str(), "/search?q=nomor"] {
        let mut seen = Vec::new();
        let mut next = Some(start.to_owned());
        while let Some(path) = next {
            let page = reader.get(&path).await;
            assert_eq!(page.status, 200, "{path}");
            let words = page.words();
            let on_page: Vec<usize> = (0..45).filter(|n| words.contains(&format!("nomor x{n}x"))).collect();
            assert!(on_page.len() <= 20 && !on_page.is_empty(), "{path}: {}", on_page.len());
            seen.extend(on_page);
            next = page.tags("a").iter().find(|t| t.get("rel").as_deref() == Some("next")).and_then(|t| t.get("href"));
        }
        let count = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!((count, seen.len()), (45, 45), "{start}");
    }
}

#[tokio::test]
async fn what_is_searched_for_is_read_as_it_was_typed() {
    let app = TestApp::new().await;
    for (asked, typed) in [("100%2525", "100%25"), ("a%2526b", "a%26b"), ("kabar+pagi", "kabar pagi"), ("a%2Bb", "a+b")]
    {
        let page = app.anonymous().get(&format!("/search?q={asked}")).await;
        let boxes = page.tags("input");
        let values: Vec<String> =
            boxes.iter().filter(|t| t.get("name").as_deref() == Some("q")).filter_map(|t| t.get("value")).collect();
        assert!(values.iter().all(|v| v == typed) && !values.is_empty(), "{asked}: {values:?}");
    }
    let to = app.anonymous().get("/desk/library?kind=outlets&q=kabar%20%26%20pagi").await;
    let sign_in = app.anonymous().get(to.location()).await;
    let next = sign_in.tags("input").into_iter().find(|t| t.get("name").as_deref() == Some("next")).unwrap();
    assert_eq!(next.get("value").as_deref(), Some("/desk/library?kind=outlets&q=kabar%20%26%20pagi"));
}
