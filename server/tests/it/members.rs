//! The page of members.

use crate::support::{Form, TestApp};

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
