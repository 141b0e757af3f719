//! Which record a typed name stands for: the one of that name, one that is chosen, or a new one.

use crate::support::{Client, Form, Page, TestApp, article, form_in, quote};

async fn site() -> (TestApp, Client) {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    app.draft(&checker, "Kata pertama").await;
    (app, checker)
}

async fn speaker_of_newest(app: &TestApp) -> String {
    let sql = "SELECT s.name FROM quote q JOIN speaker s ON s.id = q.speaker_id ORDER BY q.id DESC LIMIT 1";
    let (name,): (String,) = sqlx::query_as(sql).fetch_one(&app.db).await.unwrap();
    name
}

fn offered(page: &Page, pick: &str) -> Vec<String> {
    let radios = page.tags("input").into_iter().filter(|t| t.get("type").as_deref() == Some("radio"));
    radios.filter(|t| t.get("name").as_deref() == Some(pick)).filter_map(|t| t.get("value")).collect()
}

#[tokio::test]
async fn the_same_name_written_otherwise_is_the_same_record() {
    let (app, checker) = site().await;
    for name in ["RATNA WIJAYANTI", "  Ratna   Wijayanti ", "Ratná Wijayanti"] {
        checker.save_new("quotes", quote("Kata").with("speaker_name", name)).await;
    }
    assert_eq!(app.number("SELECT count(*) FROM speaker").await, 1);
    assert_eq!(app.number("SELECT count(DISTINCT speaker_id) FROM quote").await, 1);
}

#[tokio::test]
async fn a_name_that_is_nearly_one_is_offered_before_a_new_one_is_made() {
    let (app, checker) = site().await;
    let before = app.imprint().await;
    let page = checker.post("/desk/quotes/new", &quote("Kata").with("speaker_name", "Ratna Wijayati")).await;
    assert_eq!(page.status, 422);
    assert_eq!(app.imprint().await, before);
    assert!(page.says("Is it one of these?") && page.says("Ratna Wijayanti"));
    let offers = offered(&page, "speaker_pick");
    assert_eq!(offers.len(), 2, "the one that is like it, and a new one: {offers:?}");
    let ratna = app.newest("speaker").await;
    assert!(offers.contains(&format!("!{ratna}")) && offers.contains(&"new".to_owned()), "{offers:?}");
    let form = form_in(&page);
    assert_eq!(form.get("speaker_name"), "Ratna Wijayati");

    let one = form.clone().with("speaker_pick", &format!("!{ratna}")).press("save");
    assert_eq!(checker.post("/desk/quotes/new", &one).await.status, 303);
    assert_eq!(speaker_of_newest(&app).await, "Ratna Wijayanti", "the one that was chosen");
    assert_eq!(app.number("SELECT count(*) FROM speaker").await, 1);

    let new = form.with("receipt", "another").with("speaker_pick", "new").press("save");
    assert_eq!(checker.post("/desk/quotes/new", &new).await.status, 303);
    assert_eq!(speaker_of_newest(&app).await, "Ratna Wijayati");
    assert_eq!(app.number("SELECT count(*) FROM speaker").await, 2);
}

#[tokio::test]
async fn outlets_and_documents_are_offered_too() {
    let (app, checker) = site().await;
    let page = checker.post("/desk/quotes/new", &quote("Kata").with("steps[0][outlet_name]", "Kabar Pesisr")).await;
    assert_eq!(page.status, 422);
    assert_eq!(offered(&page, "steps[0][outlet_pick]").len(), 2);

    let id = checker
        .save_new(
            "documents",
            article("Dermaga dibuka kembali", "Teks").with("url", "https://www.kabar.example/a?utm_source=x"),
        )
        .await;
    let form = || quote("Kata").with("steps[0][outlet_name]", "");
    // The same page, however its address is written.
    checker.save_new("quotes", form().with("steps[0][document_name]", "http://kabar.example/a/#top")).await;
    assert_eq!(app.number("SELECT count(*) FROM document").await, 1);
    let page = checker.post("/desk/quotes/new", &form().with("steps[0][document_name]", "Dermaga dibuka kembal")).await;
    assert_eq!(page.status, 422);
    assert!(offered(&page, "steps[0][document_pick]").contains(&format!("!{id}")));
}

#[tokio::test]
async fn two_of_one_name_are_told_apart() {
    let (app, checker) = site().await;
    let first = app.newest("speaker").await;
    let twin = Form::new()
        .with("version", "0")
        .with("receipt", "t")
        .with("name", "Ratna Wijayanti")
        .with("roles[0][title]", "Guru");
    let page = checker.post("/desk/speakers/new", &twin).await;
    assert_eq!(page.status, 422);
    assert!(offered(&page, "pick").contains(&format!("!{first}")));
    // Choosing the known one leads to it and writes nothing.
    let before = app.imprint().await;
    let to = checker.post("/desk/speakers/new", &twin.clone().with("pick", &format!("!{first}"))).await;
    assert_eq!((to.status, to.location()), (303, format!("/desk/speakers/{first}").as_str()));
    assert_eq!(app.imprint().await, before);
    assert_eq!(checker.post("/desk/speakers/new", &twin.with("pick", "new")).await.status, 303);
    let second = app.newest("speaker").await;

    let page = checker.post("/desk/quotes/new", &quote("Kata")).await;
    assert_eq!(page.status, 422, "a name that two go by needs a choice");
    assert!(page.says("Guru"), "what tells them apart is shown");
    let form = form_in(&page).with("speaker_pick", &format!("!{second}")).press("save");
    let id = checker.post("/desk/quotes/new", &form).await.saved_id();
    assert_eq!(checker.form(&format!("/desk/quotes/{id}")).await.get("speaker_pick"), second);
}

#[tokio::test]
async fn a_choice_whose_name_was_typed_over_is_no_choice() {
    let (app, checker) = site().await;
    let ratna = app.newest("speaker").await;
    let form = quote("Kata").with("speaker_name", "Budi Santosa").with("speaker_pick", &ratna);
    checker.save_new("quotes", form).await;
    assert_eq!(speaker_of_newest(&app).await, "Budi Santosa");
    let form = quote("Kata").with("speaker_name", "ratna wijayanti").with("speaker_pick", &ratna);
    checker.save_new("quotes", form).await;
    assert_eq!(speaker_of_newest(&app).await, "Ratna Wijayanti");
    let form = quote("Kata").with("speaker_name", "").with("speaker_pick", &ratna);
    checker.save_new("quotes", form).await;
    assert_eq!(
        app.number("SELECT count(*) FROM quote WHERE speaker_id IS NULL").await,
        1,
        "an emptied name names nobody"
    );
}

#[tokio::test]
async fn a_choice_that_is_no_such_record_is_refused() {
    let (app, checker) = site().await;
    let outlet = app.newest("outlet").await;
    let before = app.imprint().await;
    for pick in ["222222222", "!222222222", "nonsense", "!", outlet.as_str()] {
        let page = checker.post("/desk/quotes/new", &quote("Kata").with("speaker_pick", pick)).await;
        assert_eq!(page.status, 422, "{pick}");
        assert!(page.error_at("speaker_name").is_some(), "{pick}");
    }
    assert_eq!(app.imprint().await, before);
}

#[tokio::test]
async fn unnamed_speakers_described_alike_are_not_the_same_people() {
    let (app, checker) = site().await;
    for _ in 0..2 {
        let form = quote("Kata").with("speaker_name", "dua pejabat pelabuhan").with("speaker_kind", "anonymous");
        checker.save_new("quotes", form).await;
    }
    assert_eq!(app.number("SELECT count(*) FROM speaker WHERE kind = 'anonymous'").await, 2);
}

#[tokio::test]
async fn a_document_of_another_outlet_is_refused_and_its_own_is_kept_once() {
    let (app, checker) = site().await;
    let id = app.article(&checker, "Dermaga dibuka kembali", "Teks").await;
    let form =
        quote("Kata").with("steps[0][document_name]", "Dermaga dibuka kembali").with("steps[0][document_pick]", &id);
    let page = checker.post("/desk/quotes/new", &form.clone().with("steps[0][outlet_name]", "Radio Muara")).await;
    assert_eq!(page.status, 422);
    assert!(page.error_at("steps[0][outlet_name]").is_some());
    assert_eq!(checker.post("/desk/quotes/new", &form).await.status, 303);
    let kept = "SELECT count(*) FROM mention WHERE document_id IS NOT NULL AND outlet_id IS NOT NULL";
    assert_eq!(app.number(kept).await, 0);
}

#[tokio::test]
async fn one_name_twice_in_a_form_makes_one_record() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let form =
        quote("Kata").with("steps[1][outlet_name]", "kabar pesisir").with("steps[1][carrier_name]", "RATNA WIJAYANTI");
    checker.save_new("quotes", form).await;
    assert_eq!(app.number("SELECT count(*) FROM outlet").await, 1);
    assert_eq!(app.number("SELECT count(*) FROM speaker").await, 1);
}
