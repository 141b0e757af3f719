//! The sentence to print: what it says of the demonstration, and the section of the page that holds it.

use crate::support::{TestApp, quote};
use app::pages::reader::attribution;
use domain::{id::PublicId, lang::UiLang};
use export::line::{Length, line};
use service::Actor;
use std::fmt::Write;

/// The copying file: the one script that a reader may get.
const SCRIPT: &str = include_str!("../../../style/assets/copy.js");

/// Every sentence of every quote of the demonstration, in the order in which it was loaded.
#[tokio::test]
async fn the_sentences_of_the_demonstration() {
    let app = TestApp::new().await;
    app.service.load_demo().await.unwrap();
    let mut all = String::new();
    let mut count = 0;
    for head in app.service.public_heads(domain::id::RecordId(0), domain::id::RecordId(i64::MAX)).await.unwrap() {
        if !head.path().starts_with("/quotes/") {
            continue;
        }
        let view = app.service.quote(&Actor::Anonymous, &head.public_id).await.unwrap();
        let it = attribution(&view).expect("every quote of the demonstration has words");
        count += 1;
        let _ = writeln!(all, "\n# {count}: {:?}", view.analysis.standing);
        for lang in UiLang::ALL {
            for length in Length::ALL {
                let _ = writeln!(all, "{} {length:?}: {}", lang.tag(), line(&it, lang, length).plain());
            }
        }
    }
    assert!(count > 15, "the model article and the invented quotes");
    insta::assert_snapshot!(all.trim());
}

#[tokio::test]
async fn the_page_offers_all_lengths_in_both_languages_its_own_first() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let id = app.published(&editor, "Dermaga dibuka besok").await;
    let path = app.address("quotes", &id).await;
    for (lang, heading) in [("en", "If you print it"), ("id", "Kalau dikutip")] {
        let page = app.anonymous().get_with(&path, &[("accept-language", lang)]).await;
        assert!(page.words().contains(heading));
        let ids: Vec<String> = page
            .tags("p")
            .iter()
            .filter(|t| t.get("class").as_deref() == Some("lines__text"))
            .map(|t| t.get("id").unwrap())
            .collect();
        assert_eq!(ids.len(), 6);
        assert!(ids[..3].iter().all(|id| id.starts_with(&format!("line-{lang}-"))), "{ids:?}");
        let view = app.service.quote(&Actor::Anonymous, &PublicId::parse(&id).unwrap()).await.unwrap();
        let it = attribution(&view).unwrap();
        for (lang, length) in UiLang::ALL.into_iter().flat_map(|l| Length::ALL.map(|n| (l, n))) {
            let sentence = line(&it, lang, length).plain();
            assert!(page.words().contains(&sentence), "{sentence}\nis not in\n{}", page.words());
        }
    }
}

#[tokio::test]
async fn only_a_public_quote_lets_a_script_in_and_only_the_small_file() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let id = app.published(&editor, "Dermaga dibuka besok").await;
    let page = app.public_quote(&id).await;
    let scripts = page.tags("script");
    let sources: Vec<String> = scripts.iter().filter_map(|t| t.get("src")).collect();
    assert_eq!((scripts.len(), sources.len()), (1, 1), "one file, nothing inside the page");
    assert!(sources[0].starts_with("/assets-") && sources[0].ends_with("/copy.js"), "{sources:?}");
    assert!(scripts[0].get("defer").is_some(), "it waits until the page is there");
    assert!(SCRIPT.len() < 1_200, "{} bytes", SCRIPT.len());
    let buttons = page.tags("button");
    let copies: Vec<_> = buttons.iter().filter(|t| t.get("data-copy").is_some()).collect();
    assert_eq!(copies.len(), 6);
    assert!(copies.iter().all(|t| t.get("hidden").is_some()), "without script no button that does nothing");
    for path in ["/", "/quotes", "/about", "/search?q=dermaga"] {
        assert!(app.anonymous().get(path).await.tags("script").is_empty(), "{path}");
    }
}

#[tokio::test]
async fn the_newsroom_sees_the_sentence_before_it_is_public() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let id = editor.save_new("quotes", quote("Dermaga dibuka lusa")).await;
    let page = editor.get(&format!("/desk/quotes/{id}/preview")).await;
    assert_eq!(page.status, 200);
    assert!(page.words().contains("If you print it"));
    assert!(page.words().contains("according to Kabar Pesisir, citing Radio Muara"));
    assert!(!page.html.contains("chain.png"), "the picture of a draft is nobody's to take away");
}
