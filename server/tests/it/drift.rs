//! What changed on the way, as readers and the newsroom see it; and how the origins were counted.

use crate::support::{Form, Page, TestApp, quote};
use std::collections::BTreeMap;

/// A translation from English into Indonesian in which a "may" is lost.
fn translated(back: &str) -> Form {
    quote("Pameran akan berlangsung enam bulan")
        .with("steps[0][from][0][kind]", "translates")
        .with("steps[0][from][0][back_translation]", back)
        .with("steps[1][wording]", "The exhibition may run for six months if conditions allow")
        .with("steps[1][lang]", "en")
        .with("steps[1][directness]", "direct")
}

/// The part of a page from an element with this id to the next element with the other id or the end.
fn part<'a>(page: &'a Page, from: &str) -> &'a str {
    let at = page.html.find(&format!("id=\"{from}\"")).unwrap_or_else(|| panic!("{from} is on the page"));
    &page.html[at..]
}

#[tokio::test]
async fn a_back_translation_is_kept_and_shown_as_the_newsrooms() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let back = "The exhibition will run for six months";
    let id = editor.save_new("quotes", translated(back).press("publish")).await;
    let form = editor.form(&format!("/desk/quotes/{id}")).await;
    assert_eq!(form.get("steps[0][from][0][back_translation]"), back);
    let kept = "SELECT count(*) FROM revision WHERE state ->> '$.hops[0].back_translation' = \
                'The exhibition will run for six months'";
    assert!(app.number(kept).await > 0, "the revision holds it too");

    let page = app.public_quote(&id).await;
    for words in ["through a back-translation by the newsroom", "Hedge dropped", "Between two languages the rest"] {
        assert!(page.says(words), "{words}");
    }
    let own = part(&page, "changes-1-2-b-n1");
    assert!(own.contains("<blockquote lang=\"en\" dir=\"ltr\">"), "it is in the language of the step before");
    assert!(own.contains("<ins>will</ins>"), "and marked where it differs");
    assert!(page.tags("a").iter().any(|a| a.get("href").as_deref() == Some("#changes-1-2")), "the picture leads there");

    let quoted =
        editor.edit(&format!("/desk/quotes/{id}"), |f| f.with("steps[0][from][0][kind]", "quotes").press("save")).await;
    assert_eq!(quoted.status, 303);
    let page = app.public_quote(&id).await;
    assert!(!page.says("back-translation") && !page.holds("<ins>will</ins>"), "only a translation has one");
    assert_eq!(app.number("SELECT count(*) FROM hop WHERE back_translation <> ''").await, 1, "but nothing is lost");
}

#[tokio::test]
async fn a_bad_back_translation_comes_back_as_typed() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let long = "kata ".repeat(2_001);
    for (bad, says) in [(long.as_str(), "10000"), ("bunyi \u{8}", "")] {
        let page = editor.post("/desk/quotes/new", &translated(bad).press("save")).await;
        assert_eq!(page.status, 422);
        let error = page.error_at("steps[0][from][0][back_translation]").expect("it says what is wrong");
        assert!(error.contains(says), "{error}");
        assert!(page.holds(bad.trim()), "what was typed stays");
    }
    assert_eq!(app.number("SELECT count(*) FROM quote").await, 0);
}

#[tokio::test]
async fn the_newsroom_sees_the_differences_before_readers_do() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let form = quote("Ada 14 kapal di dermaga").with("steps[1][wording]", "Ada 40 kapal di dermaga");
    let id = checker.save_new("quotes", form.with("steps[1][lang]", "id")).await;
    let desk = checker.get(&format!("/desk/quotes/{id}")).await;
    for words in ["1 difference", "Number or date changed", "Back-translation (public)"] {
        assert!(desk.says(words), "{words}");
    }
    let marks = |tag: &str| desk.html.matches(&format!("<{tag}>")).count();
    assert_eq!((marks("del"), marks("ins")), (1, 1));
    // A page that comes back is judged by what was typed, not by what was saved.
    let back = checker
        .edit(&format!("/desk/quotes/{id}"), |f| f.with("steps[0][wording]", "Ada 40 kapal di dermaga").press("add"))
        .await;
    assert!(back.says("no difference found"));
}

#[tokio::test]
async fn both_ends_are_compared_over_several_hops() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let form = quote("Ada 14 kapal di dermaga")
        .with("steps[1][basis]", "outlet")
        .with("steps[1][from][0][up]", "3")
        .with("steps[2][key]", "3")
        .with("steps[2][outlet_name]", "Kantor Berita Teluk")
        .with("steps[2][basis]", "recording")
        .with("steps[2][wording]", "Ada 40 kapal di dermaga")
        .with("steps[2][lang]", "id")
        .with("steps[0][published]", "2024-08-07T12:00+07:00")
        .with("steps[2][published]", "2024-08-07T09:00+07:00")
        .press("publish");
    let id = editor.save_new("quotes", form).await;
    let page = app.public_quote(&id).await;
    assert!(page.says("From the beginning to what readers saw"));
    assert!(page.says("Two steps on, readers saw step 3 (Kabar Pesisir)"));
    assert!(
        page.says("Earliest known appearance: step 1 (Kantor Berita Teluk), 7 August 2024"),
        "the time of day counts"
    );
    assert!(page.says("Steps without a date may be earlier."));
    let ends = part(&page, "ends-1-3-n1");
    assert!(ends.contains("<del lang=\"id\" dir=\"ltr\">40</del>") && ends.contains("<ins>14</ins>"));
    assert!(!page.holds("id=\"changes-"), "no hop has words at both of its ends, so no hop tells of differences");
}

#[tokio::test]
async fn the_count_is_shown_with_its_working() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let mut form = quote("Dermaga dibuka").with("steps[1][wire_credit]", "KBB");
    for (n, name) in [(2, "Harian Muara"), (3, "Radio Teluk")] {
        form = form
            .with(&format!("steps[{n}][key]"), &(n + 1).to_string())
            .with(&format!("steps[{n}][outlet_name]"), name)
            .with(&format!("steps[0][from][{}][up]", n - 1), &(n + 1).to_string())
            .with(&format!("steps[{n}][wire_credit]"), if n == 2 { "KBB" } else { "" })
            .with(&format!("steps[{n}][basis]"), if n == 2 { "heard" } else { "unknown" });
    }
    let id = editor.save_new("quotes", form.press("publish")).await;
    let page = app.public_quote(&id).await;
    for words in [
        "How we counted",
        "Marked as what readers saw: step 4 (Kabar Pesisir).",
        "Where the chain begins, as far as it is known: step 1 (Radio Muara), step 2 (Harian Muara), step 3 (Radio Teluk).",
        "so no origin: step 3 (Radio Teluk).",
        "so an origin: step 1 (Radio Muara), step 2 (Harian Muara).",
        "One wire agency, KBB, is credited by step 1 (Radio Muara), step 2 (Harian Muara), so they count as one.",
        "That leaves one independent origin: step 1 (Radio Muara), step 2 (Harian Muara).",
        "the earliest appearance is not known",
        "the words were handed on once",
        "No single step lies on every known way",
        "One branch of the chain ends before it reaches anybody first-hand.",
    ] {
        assert!(page.holds(words) || page.says(words), "{words}\n{}", page.words());
    }
}

/// Every place on the page that a link leads to is there, once; this holds for each chain of the demonstration.
#[tokio::test]
async fn every_link_within_a_page_has_its_place() {
    let app = TestApp::new().await;
    app.service.load_demo().await.unwrap();
    let public: Vec<(String, String)> =
        sqlx::query_as("SELECT public_id, slug FROM record WHERE kind = 'quote' AND is_public = 1")
            .fetch_all(&app.db)
            .await
            .unwrap();
    let (mut diffs, mut ends, mut backs) = (0, 0, 0);
    for (id, slug) in public {
        let path = format!("/quotes/{id}/{slug}");
        for lang in ["en", "id"] {
            let page = app.anonymous().get_with(&path, &[("accept-language", lang)]).await;
            let mut places: BTreeMap<String, usize> = BTreeMap::new();
            let names = ["a", "li", "div", "section", "h2", "g", "title", "desc", "main", "details", "figure", "input"];
            for name in names {
                for id in page.tags(name).iter().filter_map(|t| t.get("id")) {
                    *places.entry(id).or_default() += 1;
                }
            }
            assert_eq!(places.iter().find(|(_, n)| **n > 1), None, "{path}");
            for link in page.tags("a").iter().filter_map(|a| a.get("href")) {
                if let Some(place) = link.strip_prefix('#') {
                    assert!(places.contains_key(place), "{path}: {link}");
                }
            }
            diffs += page.html.matches("class=\"diff\"").count();
            ends += page.html.matches("class=\"ends__way\"").count();
            backs += page.html.matches("class=\"changes__back\"").count();
            assert!(!page.html.contains("{n}") && !page.html.contains("{steps}"), "{path}");
        }
    }
    assert!(diffs > 20 && ends > 4 && backs > 0, "{diffs} {ends} {backs}");
}
