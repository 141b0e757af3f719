//! Who leans on whom, as readers meet it: only what is published, in numbers that lead to their quotes.

use crate::support::{Form, TestApp, quote};

/// A quote that one outlet took from another, ready to be published.
fn taken(down: &str, up: &str, words: &str) -> Form {
    quote(words).with("steps[0][outlet_name]", down).with("steps[1][outlet_name]", up)
}

/// What stands in the rows of the page's first table.
fn rows(html: &str) -> Vec<String> {
    let Some((_, table)) = html.split_once("<tbody>") else { return Vec::new() };
    let table = table.split("</tbody>").next().unwrap();
    table
        .split("<tr>")
        .skip(1)
        .map(|row| {
            let cells = row.split("</td>").map(|cell| {
                let mut text = String::new();
                let mut rest = cell;
                while let Some((before, after)) = rest.split_once('<') {
                    text.push_str(before);
                    rest = after.split_once('>').map_or("", |(_, r)| r);
                }
                text.push_str(rest);
                text.trim().to_owned()
            });
            cells.filter(|c| !c.is_empty()).collect::<Vec<_>>().join(" | ")
        })
        .collect()
}

#[tokio::test]
async fn drafts_are_never_counted_on_public_pages() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let reader = app.anonymous();
    let page = reader.get("/leaning").await;
    assert_eq!(page.status, 200);
    assert!(page.says("No published quote shows yet"));

    let draft = editor.save_new("quotes", taken("Rahasia Malam", "Bisik Subuh", "Belum terbit")).await;
    for path in ["/leaning", "/leaning?way=wire", "/leaning/circular"] {
        let page = reader.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(!page.holds("Rahasia") && !page.holds("Bisik"), "{path}");
        assert!(page.says("0 published quotes") || page.says("0 of 0 quotes"), "{path}");
    }
    let outlet = app.newest("outlet").await;
    for path in [format!("/outlets/{outlet}/x/leaning"), format!("/outlets/{outlet}/x/leaning?show=choke")] {
        assert_eq!(reader.get(&path).await.status, 404, "{path}");
        assert_eq!(editor.get(&path).await.status, 404, "{path}: the newsroom sees the same page");
    }
    // Published, it counts at once; taken back, it is gone at once.
    let path = format!("/desk/quotes/{draft}");
    assert_eq!(editor.edit(&path, |f| f.press("publish")).await.status, 303);
    let page = reader.get("/leaning").await;
    assert_eq!(rows(&page.html), ["Rahasia Malam | Bisik Subuh | 1 | 0 of 1"]);
    assert!(page.says("1 published quote in this library"));
    assert_eq!(editor.edit(&path, |f| f.press("draft")).await.status, 303);
    let page = reader.get("/leaning").await;
    assert!(rows(&page.html).is_empty() && !page.holds("Rahasia"));
}

#[tokio::test]
async fn numbers_lead_to_the_quotes_behind_them() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    editor.save_new("quotes", taken("Kabar Pesisir", "Radio Muara", "Dermaga dibuka").press("publish")).await;
    let form = taken("Kabar Pesisir", "Radio Muara", "Pelabuhan tutup").with("steps[0][from][0][state]", "verified");
    editor.save_new("quotes", form.press("publish")).await;
    let form = taken("Kabar Pesisir", "Radio Muara", "Salinan utuh").with("steps[0][from][0][kind]", "syndicates");
    editor.save_new("quotes", form.press("publish")).await;
    let reader = app.anonymous();

    let page = reader.get("/leaning").await;
    assert_eq!(rows(&page.html), ["Kabar Pesisir | Radio Muara | 2 | 1 of 2"], "no percentages of so few");
    assert!(page.says("These are few"));
    assert!(!page.says("%"));
    assert_eq!(rows(&reader.get("/leaning?way=wire").await.html), ["Kabar Pesisir | Radio Muara | 1 | 0 of 1"]);

    let links: Vec<String> = page.tags("a").iter().filter_map(|t| t.get("href")).collect();
    let pair = links.iter().find(|h| h.starts_with("/leaning/") && h.len() > 20).expect("a link to the quotes").clone();
    let quotes = reader.get(&pair).await;
    assert!(quotes.says("Dermaga dibuka") && quotes.says("Pelabuhan tutup") && !quotes.says("Salinan utuh"));
    assert!(quotes.says("1 of 2 steps verified"));
    let wire = reader.get(&format!("{pair}?way=wire")).await;
    assert!(wire.says("Salinan utuh") && !wire.says("Dermaga dibuka") && wire.says("prints copy of"));
    let (down, up) = pair.strip_prefix("/leaning/").unwrap().split_once('/').unwrap();
    for gone in [
        format!("/leaning/{up}/{down}"),
        format!("/leaning/{down}/{down}"),
        format!("/leaning/{down}/x"),
        "/leaning/x/y".to_owned(),
        format!("/outlets/{down}/x/leaning?show=choke").replace(down, "222222222"),
    ] {
        assert_eq!(reader.get(&gone).await.status, 404, "{gone}");
    }

    // The outlet's own pages say the same.
    let address = app.address("outlets", down).await;
    let outlet = reader.get(&address).await;
    assert!(outlet.says("Takes from") && outlet.says("2 quotes") && outlet.says("1 of 2 steps verified"));
    assert!(outlet.says("wire copy or syndication") && outlet.says("By no other outlet"));
    let all = reader.get(&format!("{address}/leaning")).await;
    assert_eq!(all.status, 200);
    assert!(all.says("1 of 2 steps verified") && all.says("What the words mean"));
    let moved = reader.get(&format!("/outlets/{down}/older-name/leaning")).await;
    assert_eq!((moved.status, moved.location()), (301, format!("{address}/leaning").as_str()));
}

#[tokio::test]
async fn choke_points_and_loops_are_told() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    // Read in Kabar Pesisir, which took it from Radio Muara, which took it from The Tidewatch.
    let form = taken("Kabar Pesisir", "Radio Muara", "Lewat satu pintu")
        .with("steps[1][basis]", "outlet")
        .with("steps[1][from][0][up]", "3")
        .with("steps[1][from][0][kind]", "quotes")
        .with("steps[1][from][0][state]", "asserted")
        .with("steps[2][key]", "3")
        .with("steps[2][outlet_name]", "The Tidewatch")
        .with("steps[2][basis]", "heard");
    editor.save_new("quotes", form.press("publish")).await;
    let form = taken("Lentera Sore", "Warta Tanjung", "Berputar saja")
        .with("steps[1][basis]", "")
        .with("steps[1][from][0][up]", "1")
        .with("steps[1][from][0][kind]", "quotes")
        .with("steps[1][from][0][state]", "asserted");
    editor.save_new("quotes", form.press("publish")).await;
    let reader = app.anonymous();
    let page = reader.get("/leaning").await;
    assert!(page.says("Radio Muara") && page.says("1 of 1 quote"), "{}", page.words());
    let circular = page.html.split("id=\"circular\"").nth(1).expect("a section on loops");
    assert!(circular.contains("Berputar saja") && !circular.contains("Lewat satu pintu"));
    let all = reader.get("/leaning/circular").await;
    assert!(all.says("Berputar saja") && !all.says("Lewat satu pintu") && all.says("1 of 2 quotes"));
    let links: Vec<String> = page.tags("a").iter().filter_map(|t| t.get("href")).collect();
    let chokes: Vec<&String> = links.iter().filter(|h| h.ends_with("?show=choke")).collect();
    assert_eq!(chokes.len(), 2, "Radio Muara and The Tidewatch");
    for choke in chokes {
        let quotes = reader.get(choke).await;
        assert_eq!(quotes.status, 200, "{choke}");
        assert!(quotes.says("Lewat satu pintu") && !quotes.says("Berputar saja"), "{choke}");
        let other = reader.get(&choke.replace("choke", "circular")).await;
        assert!(!other.says("Berputar saja"));
    }
}

#[tokio::test]
async fn the_pages_are_plain_public_pages_in_both_languages() {
    let app = TestApp::new().await;
    app.service.load_demo().await.unwrap();
    let reader = app.anonymous();
    let outlets: Vec<(String, String)> =
        sqlx::query_as("SELECT public_id, slug FROM record WHERE kind = 'outlet' AND is_public = 1")
            .fetch_all(&app.db)
            .await
            .unwrap();
    let mut paths = vec!["/leaning".to_owned(), "/leaning?way=wire".to_owned(), "/leaning/circular".to_owned()];
    paths.extend(outlets.iter().map(|(id, slug)| format!("/outlets/{id}/{slug}/leaning")));
    for path in &paths {
        for (lang, words) in [("en", "Who leans on whom"), ("id", "Siapa mengutip siapa")] {
            let page = reader.get_with(path, &[("accept-language", lang)]).await;
            assert_eq!(page.status, 200, "{path}");
            assert!(page.html.contains(&format!("<html lang=\"{lang}\"")), "{path}");
            assert!(page.says(words), "{path} in {lang}");
            assert!(!page.html.contains("<script") && !page.html.contains(".wasm"), "{path} needs no script");
            assert_eq!(page.tags("h1").len(), 1, "{path}");
            let canonical = page.tags("link").into_iter().find(|t| t.get("rel").as_deref() == Some("canonical"));
            let canonical = canonical.and_then(|t| t.get("href")).expect("a canonical address");
            assert_eq!(&canonical, &format!("http://sanad.test{path}"));
            assert!(page.tags("meta").iter().any(|t| t.get("property").as_deref() == Some("og:title")), "{path}");
        }
    }
    // Everything that these pages lead to is there.
    let mut seen = std::collections::BTreeSet::new();
    for path in paths {
        let page = reader.get(&path).await;
        for href in page.tags("a").iter().filter_map(|t| t.get("href")).filter(|h| h.starts_with('/')) {
            let href = href.split('#').next().unwrap().to_owned();
            if !href.starts_with("/desk") && seen.insert(href.clone()) {
                assert_eq!(reader.get(&href).await.status, 200, "{path} leads to {href}");
            }
        }
    }
    for odd in [
        "/leaning?way=odd",
        "/leaning?after=odd",
        "/leaning?after=1-2-3",
        "/leaning?after=-1--2-3-4",
        "/leaning/circular?after=x",
    ] {
        assert_eq!(reader.get(odd).await.status, 200, "{odd}");
    }
    let page = reader.get("/").await;
    assert!(page.tags("a").iter().any(|t| t.get("href").as_deref() == Some("/leaning")), "the way there");
    let about = reader.get("/about").await;
    assert!(about.tags("a").iter().filter(|t| t.get("href").as_deref() == Some("/leaning")).count() >= 2);
}

#[tokio::test]
async fn the_picture_says_what_the_table_says() {
    let app = TestApp::new().await;
    app.service.load_demo().await.unwrap();
    let page = app.anonymous().get("/leaning").await;
    let names: Vec<String> =
        rows(&page.html).iter().flat_map(|r| r.split(" | ").take(2).map(str::to_owned).collect::<Vec<_>>()).collect();
    let pictures: Vec<&str> = page.html.split("<svg").filter(|s| s.contains("lean-picture")).collect();
    assert_eq!(pictures.len(), 2, "one for phones, one for desks");
    for picture in pictures {
        let picture = picture.split("</svg>").next().unwrap();
        assert!(picture.contains("<title") && picture.contains("<desc") && picture.contains("role=\"group\""));
        let lines = picture.matches("<path class=\"lean-line").count();
        assert!(lines > 5 && lines <= rows(&page.html).len());
        for label in picture.split("<path").skip(1).filter_map(|p| p.split("<title>").nth(1)) {
            let label = label.split("</title>").next().unwrap();
            assert!(names.iter().any(|n| label.contains(n.as_str())), "{label}");
        }
        assert!(picture.matches("<a href=\"/outlets/").count() >= 6, "every outlet is a link");
    }
}
