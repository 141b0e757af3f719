//! What every answer says to browsers and crawlers, and what watches the site.

use crate::support::{Form, Page, TestApp, quote};

fn part<'a>(policy: &'a str, name: &str) -> Option<&'a str> {
    policy.split(';').map(str::trim).find_map(|p| p.strip_prefix(name)).map(str::trim)
}

fn safe(page: &Page, path: &str) {
    assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
    assert_eq!(page.header("referrer-policy"), "strict-origin-when-cross-origin", "{path}");
    assert_eq!(page.header("cross-origin-opener-policy"), "same-origin", "{path}");
    assert!(!page.header("x-request-id").is_empty(), "{path} has a number for the log");
    let policy = page.header("content-security-policy");
    assert_eq!(part(policy, "default-src"), Some("'none'"), "{path}");
    for name in ["frame-ancestors", "base-uri"] {
        assert_eq!(part(policy, name), Some("'none'"), "{path} {name}");
    }
    assert_eq!(part(policy, "form-action"), Some("'self'"), "{path}");
    assert!(
        !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'") && !policy.contains('*'),
        "{path}: {policy}"
    );
}

#[tokio::test]
async fn public_pages_allow_no_script_but_the_copying_file_and_the_newsroom_only_ours() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let id = app.published(&editor, "Dermaga dibuka").await;
    let public = app.address("quotes", &id).await;
    for path in ["/", "/nowhere", "/search?q=x", "/livez", "/readyz", "/robots.txt", "/sitemap.xml"] {
        let page = app.anonymous().get(path).await;
        safe(&page, path);
        assert_eq!(
            part(page.header("content-security-policy"), "script-src"),
            None,
            "{path}: nothing but 'none' for scripts"
        );
    }
    // The one small file that copies a sentence; nothing inside the page, no WebAssembly, nothing from elsewhere.
    let page = app.anonymous().get(&public).await;
    safe(&page, &public);
    assert_eq!(part(page.header("content-security-policy"), "script-src"), Some("'self'"));
    assert!(page.tags("script").iter().all(|t| t.get("src").is_some_and(|src| src.ends_with("/copy.js"))));
    assert!(!page.html.contains(".wasm") && !page.html.contains("sanad.js"));
    let refused = editor.post("/desk/quotes/new", &quote("Kata").with("said", "soon")).await;
    assert_eq!(refused.status, 422);
    let mut nonces = Vec::new();
    for (path, page) in [
        ("/desk", editor.get("/desk").await),
        ("/sign-in", app.anonymous().get("/sign-in").await),
        ("a form that came back", refused),
        ("/desk/accounts, not allowed", editor.get("/desk/accounts").await),
    ] {
        safe(&page, path);
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
        let scripts = part(page.header("content-security-policy"), "script-src").unwrap();
        let nonce = scripts.split("'nonce-").nth(1).and_then(|n| n.split('\'').next()).unwrap().to_owned();
        assert!(nonce.len() >= 16, "{path}");
        let tags = page.tags("script");
        assert!(!tags.is_empty(), "{path} wakes its islands");
        assert!(tags.iter().all(|t| t.get("nonce").as_deref() == Some(nonce.as_str())), "{path}");
        assert!(
            page.tags("meta").iter().any(|t| t.get("content").as_deref() == Some("noindex")),
            "{path} is not for search engines"
        );
        nonces.push(nonce);
    }
    nonces.sort();
    nonces.dedup();
    assert_eq!(nonces.len(), 4, "a nonce is used once");
}

#[tokio::test]
async fn refusals_carry_the_same_headers() {
    let app = TestApp::new().await;
    let page = app.anonymous().post_with("/sign-in", &Form::new(), &[("sec-fetch-site", "cross-site")]).await;
    assert_eq!(page.status, 403);
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert!(!page.header("content-security-policy").is_empty());
}

#[tokio::test]
async fn a_broken_library_tells_visitors_nothing_of_its_inside() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let form = quote("Kata yang lama diketik");
    app.service.store().close().await;
    for page in [app.anonymous().get("/quotes").await, editor.post("/desk/quotes/new", &form).await] {
        assert!(page.status >= 400, "{}", page.status);
        for word in ["sqlx", "pool", "database", "select", "panicked"] {
            assert!(!page.words().to_lowercase().contains(word), "{word}: {}", page.words());
        }
    }
}

#[tokio::test]
async fn crawlers_are_kept_from_the_newsroom() {
    let app = TestApp::at("https://sanad.example").await;
    let page = app.anonymous().get("/robots.txt").await;
    assert_eq!(page.status, 200);
    assert!(page.header("content-type").starts_with("text/plain"));
    let lines: Vec<&str> = page.html.lines().collect();
    for line in [
        "User-agent: *",
        "Disallow: /desk",
        "Disallow: /sign-in",
        "Disallow: /setup",
        "Sitemap: https://sanad.example/sitemap.xml",
    ] {
        assert!(lines.contains(&line), "{line}");
    }
}

/// Addresses in a sitemap; fails where it is not the XML it should be.
fn addresses(xml: &str) -> Vec<String> {
    let body = xml.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").expect("an XML declaration first");
    let body = body
        .strip_prefix("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">")
        .and_then(|b| b.trim_end().strip_suffix("</urlset>"))
        .expect("one urlset");
    let mut all = Vec::new();
    for line in body.trim().lines() {
        let inner = line.strip_prefix("<url><loc>").and_then(|l| l.strip_suffix("</url>")).expect("one url a line");
        let (loc, day) = inner.split_once("</loc>").expect("an address");
        assert!(!loc.contains(['<', '>', '"', '\'', ' ']) && loc.is_ascii(), "{loc}");
        assert!(!loc.replace("&amp;", "").contains('&'), "{loc}");
        // Records have a day; the few pages that are always there have none.
        if let Some(lastmod) = day.strip_prefix("<lastmod>").and_then(|d| d.strip_suffix("</lastmod>")) {
            assert!(lastmod.len() == 10 && lastmod.bytes().filter(|b| *b == b'-').count() == 2, "{lastmod}");
        } else {
            assert_eq!(day, "");
        }
        all.push(loc.to_owned());
    }
    all
}

#[tokio::test]
async fn the_sitemap_holds_exactly_what_is_public() {
    let app = TestApp::at("https://sanad.example").await;
    let editor = app.editor().await;
    let always = ["/", "/quotes", "/leaning", "/about"].map(|p| format!("https://sanad.example{p}"));
    assert_eq!(addresses(&app.anonymous().get("/sitemap.xml").await.html), always);
    let id = editor.save_new("quotes", quote("Kata & “tanda” <kutip>").press("publish")).await;
    editor.save_new("quotes", quote("Belum terbit").with("speaker_name", "Budi Santosa")).await;
    editor.save_new("outlets", Form::new().with("version", "0").with("name", "Suara Teluk")).await;
    let page = app.anonymous().get("/sitemap.xml").await;
    assert!(page.header("content-type").starts_with("application/xml"));
    let all = addresses(&page.html);
    assert_eq!(all.len(), always.len() + 4, "the quote, its speaker and two outlets: {all:?}");
    assert!(all.iter().any(|a| a.starts_with(&format!("https://sanad.example/quotes/{id}/"))));
    for address in &all {
        let path = address.strip_prefix("https://sanad.example").unwrap();
        assert_eq!(app.anonymous().get(path).await.status, 200, "{path} opens without a detour");
    }
}

#[tokio::test]
async fn a_large_library_has_an_index_of_sitemaps() {
    let app = TestApp::at("https://sanad.example").await;
    let editor = app.editor().await;
    let first = app.published(&editor, "Dermaga dibuka besok").await;
    // Numbers go on far above, as if a hundred thousand drafts stood between.
    app.skip_records(120_000).await;
    let far = editor
        .save_new("quotes", quote("Pelabuhan ditutup").with("speaker_name", "Budi Santosa").press("publish"))
        .await;
    let reader = app.anonymous();
    let index = reader.get("/sitemap.xml").await;
    assert!(index.header("content-type").starts_with("application/xml"));
    let body = index
        .html
        .strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
        .and_then(|b| b.strip_suffix("</sitemapindex>\n"))
        .expect("an index");
    let files: Vec<&str> = body
        .lines()
        .map(|l| l.strip_prefix("<sitemap><loc>").and_then(|l| l.strip_suffix("</loc></sitemap>")).expect("a file"))
        .collect();
    assert_eq!(
        files,
        ["pages", "0", "2"].map(|f| format!("https://sanad.example/sitemaps/{f}.xml")),
        "a file that would hold nothing is not named"
    );
    let mut all = Vec::new();
    for file in files {
        let page = reader.get(file.strip_prefix("https://sanad.example").unwrap()).await;
        assert_eq!(page.status, 200, "{file}");
        all.extend(addresses(&page.html));
    }
    for id in [first, far] {
        assert_eq!(all.iter().filter(|a| a.contains(&format!("/quotes/{id}/"))).count(), 1);
    }
    assert_eq!(all.len(), 4 + 4 + 2, "two quotes, two speakers, two outlets, the pages");
    for odd in
        ["/sitemaps/1.xml", "/sitemaps/99999999999999999999.xml", "/sitemaps/-1.xml", "/sitemaps/x", "/sitemaps/0"]
    {
        assert_eq!(reader.get(odd).await.status, 404, "{odd}");
    }
}
