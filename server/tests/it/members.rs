//! The page of members.

use crate::support::{Form, TestApp};
use domain::account::Role;

fn member(login: &str) -> Form {
    Form::new()
        .with("login", login)
        .with("name", "Sari Dewi")
        .with("password", "rumah di tepi laut")
        .with("role", "checker")
}

#[tokio::test]
async fn the_last_admin_stays() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    let id = app.number("SELECT id FROM account WHERE login = 'admin'").await;
    let path = format!("/desk/accounts/{id}");
    for form in [
        Form::new().with("role", "admin").with("closed", "false").press("turn"),
        Form::new().with("role", "checker").with("closed", "false").press("role"),
    ] {
        let page = admin.post(&path, &form).await;
        assert_eq!(page.status, 422);
        assert_eq!(admin.get("/desk/accounts").await.status, 200);
    }
    assert_eq!(admin.post("/desk/accounts", &member("kedua").with("role", "admin")).await.status, 303);
    let down = Form::new().with("role", "checker").with("closed", "false").press("role");
    assert_eq!(admin.post(&path, &down).await.status, 303, "with another admin one may step down");
    assert_eq!(admin.get("/desk/accounts").await.status, 403);
}

#[tokio::test]
async fn what_cannot_be_an_account_is_refused_beside_its_field() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    let before = app.imprint().await;
    for (field, value) in [
        ("login", ""),
        ("login", "a b"),
        ("login", "<script>"),
        ("login", "ADMIN"),
        ("name", ""),
        ("name", "a\u{0}b"),
        ("password", "short"),
        ("role", ""),
        ("role", "owner"),
    ] {
        let page = admin.post("/desk/accounts", &member("sari").with(field, value)).await;
        assert_eq!(page.status, 422, "{field}={value:?}");
        assert!(page.error_at(field).is_some(), "{field}={value:?} is complained of at its field");
        assert!(!page.html.contains("rumah di tepi laut"), "the password is never sent back");
        if field != "name" {
            assert!(page.html.contains("value=\"Sari Dewi\""), "what was typed is kept");
        }
    }
    assert_eq!(app.imprint().await, before);
    let page = admin.post("/desk/accounts/999999", &Form::new().with("role", "editor")).await;
    assert_eq!(page.status, 404);
}

#[tokio::test]
async fn a_form_of_somebody_signed_out_keeps_what_was_typed() {
    let app = TestApp::new().await;
    for (client, status) in [(app.signed_out("gone", Role::Checker).await, 401), (app.checker().await, 403)] {
        let page = client.post("/desk/accounts", &member("sari")).await;
        assert_eq!(page.status, status);
        assert!(page.html.contains("value=\"Sari Dewi\""), "what was typed is kept");
        assert!(!page.html.contains("rumah di tepi laut"), "the password is never sent back");
    }
    assert_eq!(app.number("SELECT count(*) FROM account").await, 2);
}

#[tokio::test]
async fn a_new_password_ends_the_sessions_of_the_old_one() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let other = app.editor().await;
    assert_eq!(checker.get("/desk").await.status, 200);
    app.service.reset_password(&service::Actor::CommandLine, "checker", "kapal di dermaga baru").await.unwrap();
    assert_eq!(checker.get("/desk").await.status, 303, "sign in again");
    assert_eq!(other.get("/desk").await.status, 200, "others stay");
}

#[tokio::test]
async fn sessions_that_cannot_be_read_are_not_taken_as_signed_out() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    app.meddle("ALTER TABLE session RENAME TO session_away").await;
    assert_eq!(checker.get("/desk").await.status, 503);
    let page = checker.post("/desk/quotes/new", &Form::new().with("speaker_name", "Sari").press("save")).await;
    assert_eq!(page.status, 503, "try again, not: sign in and lose it");
    assert_eq!(app.anonymous().get("/").await.status, 200, "readers have no session");
    app.meddle("ALTER TABLE session_away RENAME TO session").await;
    assert_eq!(checker.get("/desk").await.status, 200);
}

#[tokio::test]
async fn a_button_changes_what_it_says_and_nothing_else_that_the_page_still_says() {
    let app = TestApp::new().await;
    let (admin, _) = (app.admin().await, app.checker().await);
    let id = app.number("SELECT id FROM account WHERE login = 'checker'").await;
    let path = format!("/desk/accounts/{id}");
    let stale = Form::new().with("role", "editor").with("closed", "false");
    assert_eq!(admin.post(&path, &stale.clone().press("turn")).await.status, 303);
    let state = "SELECT role || is_closed FROM account WHERE login = 'checker'";
    assert_eq!(app.text(state).await, "checker1", "closing does not change the role");
    assert_eq!(admin.post(&path, &stale.press("role")).await.status, 303);
    assert_eq!(app.text(state).await, "editor1", "another role does not open the account again");
}
