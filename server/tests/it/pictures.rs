//! The chain as a file: for public quotes only, drawn once, whole without the site around it.

use crate::support::{Page, TestApp, quote};

async fn demo() -> (TestApp, Vec<String>) {
    let app = TestApp::new().await;
    app.service.load_demo().await.unwrap();
    let heads = app.service.public_heads(domain::id::RecordId(0), domain::id::RecordId(i64::MAX)).await.unwrap();
    let quotes = heads.iter().filter(|h| h.path().starts_with("/quotes/")).map(|h| h.public_id.to_string()).collect();
    (app, quotes)
}

/// Width and height, as the head of a PNG has them.
fn size(png: &Page) -> (u32, u32) {
    let at = |n: usize| u32::from_be_bytes(png.bytes[n..n + 4].try_into().unwrap());
    assert_eq!(&png.bytes[..8], b"\x89PNG\r\n\x1a\n");
    (at(16), at(20))
}

#[tokio::test]
async fn every_public_chain_is_there_as_svg() {
    let (app, quotes) = demo().await;
    for id in &quotes {
        let svg = app.anonymous().get(&format!("/quotes/{id}/chain.svg?lang=en")).await;
        assert_eq!(svg.status, 200, "{id}");
        assert_eq!(svg.header("content-type"), "image/svg+xml; charset=utf-8");
        assert_eq!(svg.header("content-disposition"), format!("inline; filename=\"sanad-{id}-en.svg\""));
        assert!(svg.header("content-security-policy").starts_with("default-src 'none'; style-src 'unsafe-inline';"));
        assert!(!svg.header("content-security-policy").contains("script-src"));
        assert!(svg.html.starts_with("<svg ") && svg.html.ends_with("</svg>"));
        assert!(svg.html.contains(&format!("http://sanad.test/quotes/{id}")), "the permanent address");
        assert!(!svg.html.contains("var(--") && !svg.html.contains("<script"), "{id} stands alone");
        assert!(
            !svg.html.contains("href=\"#") && !svg.html.contains("href=\"/"),
            "{id}: every link is a whole address"
        );
    }
}

#[tokio::test]
async fn it_says_how_we_know_in_the_language_asked_for() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let id = app.published(&editor, "Dermaga <dibuka> & ditutup").await;
    let english = app.anonymous().get(&format!("/quotes/{id}/chain.svg?lang=en")).await;
    let indonesian = app.anonymous().get(&format!("/quotes/{id}/chain.svg?lang=id")).await;
    let own = app.anonymous().get_with(&format!("/quotes/{id}/chain.svg"), &[("accept-language", "id")]).await;
    assert!(english.html.contains("Second-hand:") && english.html.contains("as of"));
    assert!(indonesian.html.contains("Tangan kedua:"));
    assert_eq!(own.html, indonesian.html);
    assert!(english.html.contains("“Dermaga &lt;dibuka&gt; &amp; ditutup”"));
    assert!(english.html.contains("Ratna Wijayanti, Kepala Pelabuhan, Tanjung Sari, 7 August 2024"));
}

#[tokio::test]
async fn png_is_drawn_at_twice_the_size_and_kept() {
    let (app, quotes) = demo().await;
    let id = quotes.first().unwrap();
    let path = format!("/quotes/{id}/chain.png?lang=id");
    let png = app.anonymous().get_with(&path, &[("accept-encoding", "br, gzip")]).await;
    assert_eq!(png.status, 200);
    assert_eq!(png.header("content-type"), "image/png");
    assert_eq!(png.header("content-encoding"), "", "a packed picture is not packed again");
    assert_eq!(png.header("content-disposition"), format!("inline; filename=\"sanad-{id}-id.png\""));
    let (width, height) = size(&png);
    assert!((900..3_000).contains(&width) && (400..4_000).contains(&height), "{width} x {height}");
    assert!(png.bytes.len() < 400_000, "{} bytes", png.bytes.len());
    let again = app.anonymous().get_with(&path, &[("if-none-match", png.header("etag"))]).await;
    assert_eq!((again.status, again.bytes.len()), (304, 0));
}

#[tokio::test]
async fn what_is_not_public_has_no_picture() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let draft = editor.save_new("quotes", quote("Belum terbit")).await;
    for path in [
        format!("/quotes/{draft}/chain.svg"),
        format!("/quotes/{draft}/chain.png"),
        "/quotes/zzzzzz/chain.svg".to_owned(),
        "/quotes/../chain.png".to_owned(),
    ] {
        for client in [&app.anonymous(), &editor] {
            assert_eq!(client.get(&path).await.status, 404, "{path}");
        }
    }
}

#[tokio::test]
async fn one_address_a_picture() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let id = app.published(&editor, "Dermaga dibuka").await;
    let path = format!("/quotes/{id}/chain.png");
    let page = app.anonymous().get(&format!("{path}?lang=de")).await;
    assert_eq!((page.status, page.location()), (308, path.as_str()), "a language that is none");
    for (query, same) in [("lang=en&x=1", "?lang=en"), ("again", ""), ("lang=id&lang=en", "?lang=id")] {
        let (page, same) = (
            app.anonymous().get(&format!("{path}?{query}")).await,
            app.anonymous().get(&format!("{path}{same}")).await,
        );
        assert_eq!((page.status, page.header("etag")), (200, same.header("etag")), "{query}");
    }
    let page = app.public_quote(&id).await;
    for kind in ["svg", "png"] {
        assert!(page.html.contains(&format!("href=\"/quotes/{id}/chain.{kind}?lang=en\"")), "{kind}");
    }
}
