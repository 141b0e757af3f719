//! The demonstration through the whole house: chains of every shape, three scripts, retractions, drafts.

use crate::support::TestApp;

#[tokio::test]
async fn every_record_of_the_demonstration_opens_to_whom_it_may() {
    let app = TestApp::new().await;
    app.service.load_demo().await.unwrap();
    let editor = app.editor().await;
    let records: Vec<(String, String, String, i64)> =
        sqlx::query_as("SELECT kind, public_id, slug, is_public FROM record").fetch_all(&app.db).await.unwrap();
    assert!(records.len() > 40, "{}", records.len());
    for (kind, id, slug, is_public) in records {
        let path = format!("/{kind}s/{id}/{slug}");
        for lang in ["en", "id"] {
            let page = app.anonymous().get_with(&path, &[("accept-language", lang)]).await;
            assert_eq!(page.status, if is_public == 1 { 200 } else { 404 }, "{path}");
            assert!(page.is_without_script_but(kind == "quote"), "{path}");
            assert!(page.html.contains(&format!("<html lang=\"{lang}\"")), "{path}");
        }
        let desk = editor.get(&format!("/desk/{kind}s/{id}")).await;
        assert_eq!(desk.status, 200, "/desk{path}");
        if kind == "quote" {
            assert_eq!(editor.get(&format!("/desk/quotes/{id}/preview")).await.status, 200, "{path}");
        }
    }
}

#[tokio::test]
async fn every_form_of_the_demonstration_saves_as_it_stands_and_changes_nothing() {
    let app = TestApp::new().await;
    app.service.load_demo().await.unwrap();
    let editor = app.editor().await;
    let records: Vec<(String, String)> =
        sqlx::query_as("SELECT kind, public_id FROM record ORDER BY id").fetch_all(&app.db).await.unwrap();
    let heads = app.number("SELECT count(*) FROM record").await;
    let hops = app.number("SELECT count(*) FROM hop WHERE state = 'verified'").await;
    let anchors = app.number("SELECT count(*) FROM mention WHERE anchor IS NOT NULL").await;
    let states = app.number("SELECT count(*) FROM quote WHERE state = 'published'").await;
    for (kind, id) in records {
        let path = format!("/desk/{kind}s/{id}");
        let form = editor.form(&path).await;
        let page = editor.post(&path, &form.clone().press("save")).await;
        assert_eq!(page.status, 303, "{path}: {}", page.words());
        let again = editor.form(&path).await;
        assert_eq!(again.without("version"), form.without("version"), "{path}");
    }
    assert_eq!(app.number("SELECT count(*) FROM record").await, heads, "nothing was made twice");
    assert_eq!(app.number("SELECT count(*) FROM hop WHERE state = 'verified'").await, hops);
    assert_eq!(app.number("SELECT count(*) FROM mention WHERE anchor IS NOT NULL").await, anchors);
    assert_eq!(app.number("SELECT count(*) FROM quote WHERE state = 'published'").await, states);
}

#[tokio::test]
async fn sign_ins_with_published_passwords_are_made_in_the_demonstration_alone() {
    let demo = TestApp::new().await;
    demo.service.load_demo().await.unwrap();
    demo.service.add_demo_sign_ins().await.unwrap();
    let (login, password, _, _) = service::demo::SIGN_INS[0];
    let client = demo.anonymous();
    assert_eq!(client.sign_in(login, password).await.status, 303);
    demo.draft(&client, "Kata sendiri").await;
    demo.service.add_demo_sign_ins().await.expect("those that are there stay");

    let own = TestApp::new().await;
    own.service.load_demo().await.unwrap();
    own.member("rani", domain::account::Role::Admin).await;
    assert!(matches!(own.service.add_demo_sign_ins().await, Err(service::Error::NotEmpty)), "members of its own");
    assert_eq!(own.anonymous().sign_in(login, password).await.status, 422);
    assert_eq!(own.number("SELECT count(*) FROM account").await, 1);
}
