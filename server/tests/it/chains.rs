//! The chain's buttons without script, and chains of every shape through the whole house.

use crate::support::{Client, Form, Page, TestApp, form_in, quote};

async fn press(client: &Client, form: &Form, button: &str) -> Page {
    let page = client.post("/desk/quotes/new", &form.clone().press(button)).await;
    assert_eq!(page.status, 200, "{button}");
    page
}

fn keys(form: &Form) -> Vec<&str> {
    form.all("[key]")
}

#[tokio::test]
async fn buttons_change_the_form_and_save_nothing() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let before = app.imprint().await;
    let start = quote("Kata yang diketik").with("note", "belum disimpan");
    let add = |button: &'static str| press(&checker, &start, button);

    let up = form_in(&add("upstream:2").await);
    assert_eq!(keys(&up), ["1", "2", "3"]);
    assert_eq!(up.get("steps[1][from][0][up]"), "3", "step 2 took its words from the new one");
    let insert = form_in(&add("insert:1:0").await);
    assert_eq!(keys(&insert), ["1", "3", "2"]);
    assert_eq!((insert.get("steps[0][from][0][up]"), insert.get("steps[1][from][0][up]")), ("3", "2"));
    let joined = form_in(&add("add").await);
    assert_eq!(keys(&joined), ["1", "2", "3"]);
    let down = form_in(&add("down:1").await);
    assert_eq!(keys(&down), ["2", "1"]);
    assert_eq!(down.get("steps[1][wording]"), "Kata yang diketik", "the words move with their step");
    assert_eq!(keys(&form_in(&press(&checker, &down, "up:1").await)), ["1", "2"]);
    let hop = form_in(&add("hop:2").await);
    assert_eq!(hop.get("steps[1][from][0][up]"), "");
    let unhop = form_in(&add("unhop:1:0").await);
    assert!(unhop.all("[up]").is_empty());
    let healed = form_in(&press(&checker, &insert, "remove:3").await);
    assert_eq!(keys(&healed), ["1", "2"]);
    assert_eq!(healed.get("steps[0][from][0][up]"), "2", "what was joined through it stays joined");

    for form in [&up, &insert, &joined, &down, &hop, &unhop, &healed] {
        assert_eq!(form.get("speaker_name"), "Ratna Wijayanti");
        assert_eq!(form.get("note"), "belum disimpan");
        assert_eq!(form.get("receipt"), start.get("receipt"), "sent twice it would still save once");
    }
    assert_eq!(app.imprint().await, before, "nothing is saved");
    for form in [up, insert, joined, down, hop, unhop, healed] {
        let page = checker.post("/desk/quotes/new", &form.with("receipt", "").press("save")).await;
        assert_eq!(page.status, 303, "whatever the buttons made can be saved");
    }
}

#[tokio::test]
async fn buttons_on_a_saved_quote_keep_its_version() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let id = app.draft(&checker, "Kata").await;
    let path = format!("/desk/quotes/{id}");
    let page = checker.edit(&path, |f| f.press("upstream:2")).await;
    assert_eq!(page.status, 200);
    let form = form_in(&page);
    assert_eq!(form.get("version"), "1");
    assert_eq!(checker.post(&path, &form.press("save")).await.status, 303);
    assert_eq!(app.number("SELECT count(*) FROM mention").await, 3);
    assert_eq!(app.number("SELECT count(*) FROM hop").await, 2);
}

#[tokio::test]
async fn a_loop_is_kept_and_shown_as_a_finding() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let form = quote("Kata berputar")
        .with("steps[1][basis]", "outlet")
        .with("steps[1][wording]", "Kata berputar")
        .with("steps[1][lang]", "id")
        .with("steps[1][from][0][up]", "1")
        .press("publish");
    let id = editor.save_new("quotes", form).await;
    assert_eq!(app.number("SELECT count(*) FROM hop").await, 2);
    let page = app.public_quote(&id).await;
    assert_eq!(page.status, 200);
    assert!(page.holds("circular"), "readers are told");
}

#[tokio::test]
async fn branches_and_unknown_steps_read_back_equal() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let form = quote("Kata bercabang")
        .with("steps[0][from][1][up]", "3")
        .with("steps[0][from][1][kind]", "translates")
        .with("steps[2][key]", "3")
        .with("steps[2][from][0][up]", "4")
        .with("steps[3][key]", "4")
        .with("steps[3][outlet_name]", "Kantor Berita Teluk")
        .with("steps[3][basis]", "recording")
        .with("steps[1][from][0][up]", "4")
        .press("publish");
    let id = editor.save_new("quotes", form.clone()).await;
    let back = editor.form(&format!("/desk/quotes/{id}")).await;
    for name in [
        "steps[0][from][0][up]",
        "steps[0][from][1][up]",
        "steps[0][from][1][kind]",
        "steps[1][from][0][up]",
        "steps[2][from][0][up]",
    ] {
        assert_eq!(back.get(name), form.get(name), "{name}");
    }
    assert_eq!(keys(&back), ["1", "2", "3", "4"]);
    let page = app.public_quote(&id).await;
    assert!(page.says("not named") || page.says("Not named"), "the unknown step is plainly shown");
    assert!(!page.tags("svg").is_empty(), "the chain is drawn on the server");
}

#[tokio::test]
async fn a_step_that_is_removed_takes_its_hops_along() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let id = app.draft(&checker, "Kata").await;
    let path = format!("/desk/quotes/{id}");
    let page = checker.edit(&path, |f| f.press("remove:2")).await;
    assert_eq!(checker.post(&path, &form_in(&page).press("save")).await.status, 303);
    assert_eq!(app.number("SELECT count(*) FROM mention").await, 1);
    assert_eq!(app.number("SELECT count(*) FROM hop").await, 0);
    assert_eq!(app.number("SELECT count(*) FROM quote_link").await, 2, "the speaker and the outlet that is left");
}
