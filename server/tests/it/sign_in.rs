//! Coming in, staying in, going out, and what is tried at that door.

use crate::support::{Form, Page, TestApp, quote};
use domain::account::Role;
use service::{Actor, NewAccount, Service};

const PASSWORD: &str = "rumah di tepi laut";

/// The line that sets the cookie of a session.
fn cookie_line(page: &Page) -> String {
    set_cookie(page, "sanad=").or_else(|| set_cookie(page, "__Host-sanad=")).unwrap_or_default()
}

fn set_cookie(page: &Page, start: &str) -> Option<String> {
    let lines = page.headers.get_all("set-cookie").iter().map(|v| v.to_str().unwrap());
    lines.filter(|line| line.starts_with(start)).map(str::to_owned).next()
}

#[tokio::test]
async fn right_name_and_password_open_the_newsroom() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let page = checker.get("/desk").await;
    assert_eq!(page.status, 200);
    assert!(page.says("Member checker"));
    assert_eq!(page.header("cache-control"), "no-store", "what members see is kept nowhere");
}

#[tokio::test]
async fn unknown_name_and_wrong_password_look_the_same() {
    let app = TestApp::new().await;
    app.member("rani", Role::Checker).await;
    let (wrong, unknown) = (app.anonymous(), app.anonymous());
    let wrong = wrong.sign_in("rani", "not the password").await;
    let unknown = unknown.sign_in("nobody", "not the password").await;
    assert_eq!((wrong.status, unknown.status), (422, 422));
    assert!(wrong.says("do not fit together"));
    assert_eq!(wrong.words(), unknown.words());
    assert!(wrong.header("set-cookie").is_empty() && unknown.header("set-cookie").is_empty());
    assert!(!wrong.holds("not the password"), "a password is never sent back");
    assert!(wrong.html.contains("value=\"rani\""), "the name is kept");
    assert_eq!(app.number("SELECT count(*) FROM session").await, 0);
}

#[tokio::test]
async fn wrong_guesses_wait_longer_and_longer_and_nobody_else_does() {
    let app = TestApp::new().await;
    app.member("rani", Role::Checker).await;
    app.member("dewi", Role::Checker).await;
    let own = app.anonymous();
    assert_eq!(own.sign_in("rani", PASSWORD).await.status, 303);
    let stranger = || app.anonymous();
    // Five are free; a slow machine lets a few more through before one is refused.
    let mut wrong = 0;
    while stranger().sign_in("rani", "wrong password").await.status == 422 {
        wrong += 1;
        assert!(wrong < 12, "no end of guesses");
    }
    assert!(wrong >= 5, "mistyping is human");
    let refused = stranger().sign_in(" RANI ", PASSWORD).await;
    assert_eq!(refused.status, 429, "even the right password has to wait here, however the name is written");
    assert!(refused.says("Too many wrong passwords"));
    let wait: u64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=64).contains(&wait), "{wait}");
    assert_eq!(stranger().sign_in("dewi", PASSWORD).await.status, 303, "another account");
    assert_eq!(stranger().from([192, 0, 2, 7]).sign_in("rani", PASSWORD).await.status, 303, "another address");
    assert_eq!(own.sign_in("rani", PASSWORD).await.status, 303, "a browser that was signed in before");
}

#[tokio::test]
async fn a_device_cookie_is_worth_nothing_to_others() {
    let app = TestApp::new().await;
    app.member("rani", Role::Checker).await;
    let own = app.signed_out("dewi", Role::Checker).await;
    let device = own.cookie("sanad-device").unwrap();
    assert_eq!(own.get("/desk").await.status, 303, "it opens nothing");
    assert_eq!(own.post("/desk/quotes/new", &quote("Kata")).await.status, 401);
    let mut wrong = 0;
    while app.anonymous().sign_in("rani", "wrong password").await.status == 422 {
        wrong += 1;
        assert!(wrong < 12);
    }
    assert_eq!(own.sign_in("rani", PASSWORD).await.status, 429, "dewi's browser is a stranger to rani");
    // Signed by us, or it is no device cookie: then even the form of who is signed out is not read.
    for forged in [device.replacen('1', "2", 1), "1.1.x".to_owned(), device[..device.len() - 4].to_owned()] {
        let client = app.anonymous();
        client.set_cookie("sanad-device", &forged);
        let page = client.post("/desk/quotes/new", &quote("Kata terketik")).await;
        assert_eq!(page.status, 401, "{forged}");
        assert!(!page.holds("Kata terketik"), "{forged}: nothing of the form was read");
    }
    let page = own.post("/desk/quotes/new", &quote("Kata terketik")).await;
    assert_eq!(page.status, 401);
    assert!(page.holds("Kata terketik"), "what was typed comes back to a browser that we know");
    let account = app.number("SELECT id FROM account WHERE login = 'dewi'").await;
    let turn = Form::new().with("role", "checker").with("closed", "false").press("turn");
    assert_eq!(app.admin().await.post(&format!("/desk/accounts/{account}"), &turn).await.status, 303);
    let page = own.post("/desk/quotes/new", &quote("Kata terketik")).await;
    assert_eq!((page.status, page.holds("Kata terketik")), (401, false), "nor once the account is closed");
}

#[tokio::test]
async fn attempts_are_limited_by_address_as_our_own_proxy_says_it() {
    let app = TestApp::behind("1").await;
    // What the visitor wrote before our proxy's entry does not count.
    assert!(until_refused(&app, &["10.9.9.9, 192.0.2.7"]).await >= 60);
    let page = app.anonymous().post_with("/sign-in", &attempt(999), &from("192.0.2.7, 192.0.2.8")).await;
    assert_eq!(page.status, 422, "another address has its own count");
    let two =
        [("sec-fetch-site", "same-origin"), ("x-forwarded-for", "198.51.100.9"), ("x-forwarded-for", "192.0.2.7")];
    let page = app.anonymous().post_with("/sign-in", &attempt(1000), &two).await;
    assert_eq!(page.status, 429, "a second line is part of the same list");

    let app = TestApp::new().await;
    let tries = until_refused(&app, &["192.0.2.1", "192.0.2.2", "192.0.2.3"]).await;
    assert!(tries < 180, "without a proxy of our own the header is not believed: one count for all");
}

fn attempt(n: usize) -> Form {
    Form::new().with("login", &format!("name{n}")).with("password", "wrong password")
}

fn from(address: &'static str) -> [(&'static str, &'static str); 2] {
    [("sec-fetch-site", "same-origin"), ("x-forwarded-for", address)]
}

/// How many attempts in turn from these addresses are let through: sixty at once and then ten a minute, so that a slow
/// machine lets more through.
async fn until_refused(app: &TestApp, addresses: &[&'static str]) -> usize {
    for n in 0..180 {
        let address = from(addresses[n % addresses.len()]);
        if app.anonymous().post_with("/sign-in", &attempt(n), &address).await.status == 429 {
            return n;
        }
    }
    180
}

#[tokio::test]
async fn cookies_are_kept_from_scripts_and_other_sites() {
    let app = TestApp::new().await;
    app.member("rani", Role::Checker).await;
    let line = cookie_line(&app.anonymous().sign_in("rani", PASSWORD).await);
    assert!(line.starts_with("sanad="), "{line}");
    for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(line.contains(part), "{part} in {line}");
    }
    assert!(!line.contains("Secure"), "a plain address could not keep it: {line}");

    let app = TestApp::at("https://sanad.test").await;
    app.member("rani", Role::Checker).await;
    let line = cookie_line(&app.anonymous().sign_in("rani", PASSWORD).await);
    assert!(line.starts_with("__Host-sanad="), "{line}");
    for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Secure"] {
        assert!(line.contains(part), "{part} in {line}");
    }
    assert!(!line.contains("Domain"), "{line}");
}

#[tokio::test]
async fn the_session_changes_at_sign_in_and_ends_in_the_database_at_sign_out() {
    let app = TestApp::new().await;
    let client = app.checker().await;
    let first = client.cookie("sanad").unwrap();
    app.member("dewi", Role::Editor).await;
    assert_eq!(client.sign_in("dewi", PASSWORD).await.status, 303);
    let second = client.cookie("sanad").unwrap();
    assert_ne!(first, second);
    let old = app.anonymous();
    old.set_cookie("sanad", &first);
    assert_eq!(old.get("/desk").await.status, 303, "a cookie seen before sign-in is worth nothing");
    assert_eq!(app.number("SELECT count(*) FROM session").await, 1);

    let out = client.post("/sign-out", &Form::new()).await;
    assert_eq!((out.status, out.location()), (303, "/"));
    assert!(client.cookie("sanad").is_none());
    assert_eq!(app.number("SELECT count(*) FROM session").await, 0);
    client.set_cookie("sanad", &second);
    let page = client.get("/desk").await;
    assert_eq!((page.status, page.location()), (303, "/sign-in?next=%2Fdesk"));
}

#[tokio::test]
async fn a_cookie_chosen_by_somebody_else_is_not_taken_over() {
    let app = TestApp::new().await;
    app.member("rani", Role::Checker).await;
    let client = app.anonymous();
    let planted = "AAAAAAAAAAAAAAAAAAAAAA";
    client.set_cookie("sanad", planted);
    assert_eq!(client.sign_in("rani", PASSWORD).await.status, 303);
    assert_ne!(client.cookie("sanad").unwrap(), planted);
}

#[tokio::test]
async fn sessions_are_kept_under_a_hash() {
    let app = TestApp::new().await;
    let client = app.checker().await;
    let token = client.cookie("sanad").unwrap();
    let plain: i64 = app.number("SELECT count(*) FROM session WHERE length(token_hash) <> 32").await;
    assert_eq!(plain, 0);
    let rows: Vec<(Vec<u8>,)> = sqlx::query_as("SELECT token_hash FROM session").fetch_all(&app.db).await.unwrap();
    assert!(rows.iter().all(|(hash,)| !token.as_bytes().windows(8).any(|w| hash.windows(8).any(|h| h == w))));
}

#[tokio::test]
async fn a_closed_account_is_out_at_once() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    let checker = app.checker().await;
    let id = app.number("SELECT id FROM account WHERE login = 'checker'").await;
    let turn = Form::new().with("role", "checker").with("closed", "false").press("turn");
    assert_eq!(admin.post(&format!("/desk/accounts/{id}"), &turn).await.status, 303);
    assert_eq!(checker.get("/desk").await.status, 303, "the open session is worth nothing");
    assert_eq!(checker.post("/desk/quotes/new", &quote("Kata")).await.status, 401);
    let again = app.anonymous().sign_in("checker", PASSWORD).await;
    assert_eq!(again.status, 422);
    assert!(again.says("do not fit together"), "closed accounts are not told apart from wrong passwords");
    assert_eq!(admin.post(&format!("/desk/accounts/{id}"), &turn.with("closed", "true")).await.status, 303);
    assert_eq!(app.anonymous().sign_in("checker", PASSWORD).await.status, 303, "opened again");
    assert_eq!(checker.get("/desk").await.status, 303, "a session from before stays ended");
}

/// The service by a clock that many days have passed on.
fn days_later<const DAYS: i64>(app: &TestApp) -> Service {
    Service::with_clock(app.service.store().clone(), || time::OffsetDateTime::now_utc() + time::Duration::days(DAYS))
}

#[tokio::test]
async fn a_session_in_use_is_put_off_running_out_and_ends_at_last() {
    let app = TestApp::new().await;
    let client = app.checker().await;
    let until = "SELECT max(expires_at) FROM session";
    let first = app.number(until).await;
    assert_eq!(client.get("/desk").await.status, 200);
    app.meddle("UPDATE session SET expires_at = expires_at - 86400, data = replace(data, '\"touched\":', '\"touched\":1,\"was\":')").await;
    let page = client.get("/desk").await;
    assert!(app.number(until).await >= first - 5, "a visit puts it off");
    assert!(set_cookie(&page, "sanad=").is_some(), "in the browser too");
    let again = client.get("/desk").await;
    assert!(set_cookie(&again, "sanad=").is_none(), "not at every visit");
    let data = app.text("SELECT data FROM session").await;
    let signed_in: serde_json::Value = serde_json::from_str(&data).unwrap();
    let signed_in: service::SignedIn = serde_json::from_value(signed_in["signed_in"].clone()).unwrap();
    assert!(days_later::<89>(&app).member(&signed_in).await.unwrap().is_some());
    assert!(days_later::<91>(&app).member(&signed_in).await.unwrap().is_none(), "three months are the most");
}

#[tokio::test]
async fn a_session_that_was_ended_is_not_brought_back_by_a_visit_under_way() {
    use std::collections::HashMap;
    use tower_sessions::{
        SessionStore,
        session::{Id, Record},
    };
    let app = TestApp::new().await;
    let sessions = app.service.store().sessions();
    let mut record = Record {
        id: Id::default(),
        data: HashMap::default(),
        expiry_date: time::OffsetDateTime::now_utc() + time::Duration::days(1),
    };
    sessions.create(&mut record).await.unwrap();
    sessions.delete(&record.id).await.unwrap();
    sessions.save(&record).await.unwrap();
    assert!(sessions.load(&record.id).await.unwrap().is_none());
}

#[tokio::test]
async fn a_changed_role_counts_at_once() {
    let app = TestApp::new().await;
    let (admin, editor) = (app.admin().await, app.editor().await);
    let id = app.draft(&editor, "Kami menunggu kapal berikutnya").await;
    let account = app.number("SELECT id FROM account WHERE login = 'editor'").await;
    let change = Form::new().with("role", "checker").with("closed", "false").press("role");
    assert_eq!(admin.post(&format!("/desk/accounts/{account}"), &change).await.status, 303);
    let page = editor.edit(&format!("/desk/quotes/{id}"), |f| f.press("publish")).await;
    assert_eq!(page.status, 403);
    assert_eq!(app.number("SELECT count(*) FROM quote WHERE state = 'published'").await, 0);
}

#[tokio::test]
async fn the_setup_link_makes_one_admin_once() {
    let app = TestApp::new().await;
    let token = app.service.setup_token().await.unwrap().unwrap();
    let path = format!("/setup/{token}");
    let client = app.anonymous();
    assert_eq!(client.get(&path).await.status, 200);
    assert_eq!(client.get("/setup/0123456789abcdef0123456789abcdef").await.status, 404);

    let form = Form::new().with("login", "kepala").with("name", "Kepala Redaksi").with("password", "pendek");
    let short = client.post(&path, &form).await;
    assert_eq!(short.status, 422);
    assert!(
        short.html.contains("value=\"Kepala Redaksi\"") && !short.holds("pendek"),
        "typed text stays, the password goes"
    );
    assert!(short.error_at("password").is_some());

    let wrong = client.post("/setup/0123456789abcdef0123456789abcdef", &form.clone().with("password", PASSWORD)).await;
    assert_eq!(wrong.status, 303);
    assert_eq!(app.number("SELECT count(*) FROM account").await, 0);

    let made = client.post(&path, &form.clone().with("password", PASSWORD)).await;
    assert_eq!((made.status, made.location()), (303, "/desk"));
    assert_eq!(client.get("/desk/accounts").await.status, 200, "signed in as admin");
    assert_eq!(app.number("SELECT count(*) FROM setup_link").await, 0);

    let again = app.anonymous();
    assert_eq!(again.get(&path).await.status, 404);
    let second = again.post(&path, &form.with("login", "kedua").with("password", PASSWORD)).await;
    assert_eq!((second.status, second.location()), (303, path.as_str()));
    assert_eq!(app.number("SELECT count(*) FROM account").await, 1);
    assert_eq!(app.service.setup_token().await.unwrap(), None, "with an admin there is no other link");
}

#[tokio::test]
async fn two_who_hold_the_setup_link_at_once_make_one_admin() {
    let app = TestApp::new().await;
    let token = app.service.setup_token().await.unwrap().unwrap();
    let new = |login: &str| NewAccount {
        login: login.to_owned(),
        name: login.to_owned(),
        password: PASSWORD.to_owned(),
        role: String::new(),
    };
    let (satu, dua) = (new("satu"), new("dua"));
    let (one, two) = tokio::join!(app.service.set_up(&token, &satu), app.service.set_up(&token, &dua));
    assert_eq!(u8::from(one.is_ok()) + u8::from(two.is_ok()), 1, "{one:?} {two:?}");
    assert_eq!(app.number("SELECT count(*) FROM account").await, 1);
}

#[tokio::test]
async fn the_setup_link_runs_out() {
    let app = TestApp::new().await;
    let token = app.service.setup_token().await.unwrap().unwrap();
    let tomorrow = Service::with_clock(app.service.store().clone(), || {
        time::OffsetDateTime::now_utc() + time::Duration::hours(25)
    });
    assert!(app.service.setup_stands(&token).await.unwrap());
    assert!(!tomorrow.setup_stands(&token).await.unwrap());
}

#[tokio::test]
async fn forms_of_other_sites_are_refused() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let before = app.imprint().await;
    for headers in [
        vec![("sec-fetch-site", "cross-site")],
        vec![("sec-fetch-site", "same-site")],
        vec![("origin", "https://evil.example")],
        vec![("origin", "null")],
        vec![("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
    ] {
        let page = checker.post_with("/desk/quotes/new", &quote("Kata"), &headers).await;
        assert_eq!(page.status, 403, "{headers:?}");
        let page = app.anonymous().post_with("/sign-in", &Form::new().with("login", "checker"), &headers).await;
        assert_eq!(page.status, 403, "{headers:?}");
        assert_eq!(checker.post_with("/sign-out", &Form::new(), &headers).await.status, 403, "{headers:?}");
    }
    assert_eq!(app.imprint().await, before);
    assert_eq!(checker.get_with("/desk", &[("sec-fetch-site", "cross-site")]).await.status, 200, "links may lead here");
    for headers in [vec![("sec-fetch-site", "same-origin")], vec![("origin", "http://sanad.test")], vec![]] {
        let page = checker.post_with("/desk/quotes/new", &quote("Kata"), &headers).await;
        assert_eq!(page.status, 303, "{headers:?}");
    }
}

#[tokio::test]
async fn nothing_leads_to_another_site_after_sign_in() {
    let app = TestApp::new().await;
    app.member("rani", Role::Checker).await;
    app.member("dewi", Role::Checker).await;
    let bad = [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/desk\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "evil.example",
        "/desk\u{7f}",
    ];
    for (n, next) in bad.into_iter().enumerate() {
        let login = if n % 2 == 0 { "rani" } else { "dewi" };
        let form = Form::new().with("login", login).with("password", PASSWORD).with("next", next);
        let page = app.anonymous().post("/sign-in", &form).await;
        assert_eq!((page.status, page.location()), (303, "/desk"), "{next:?}");
        let page = app.anonymous().post("/language", &Form::new().with("lang", "id").with("back", next)).await;
        assert_eq!((page.status, page.location()), (303, "/"), "{next:?}");
    }
    let form = Form::new().with("login", "rani").with("password", PASSWORD).with("next", "/desk/library?kind=outlets");
    assert_eq!(app.anonymous().post("/sign-in", &form).await.location(), "/desk/library?kind=outlets");
}

#[tokio::test]
async fn whoever_has_to_sign_in_first_comes_back_to_the_same_page() {
    let app = TestApp::new().await;
    app.member("rani", Role::Checker).await;
    let client = app.anonymous();
    let page = client.get("/desk/library?kind=outlets&q=kabar").await;
    assert_eq!(page.status, 303);
    let sign_in = client.get(page.location()).await;
    assert_eq!(sign_in.status, 200);
    let next = sign_in.tags("input").into_iter().find(|t| t.get("name").as_deref() == Some("next")).unwrap();
    let form = Form::new().with("login", "rani").with("password", PASSWORD).with("next", &next.get("value").unwrap());
    assert_eq!(client.post("/sign-in", &form).await.location(), "/desk/library?kind=outlets&q=kabar");
}

#[tokio::test]
async fn passwords_are_kept_as_argon2id() {
    let app = TestApp::new().await;
    app.member("rani", Role::Checker).await;
    let weak = "SELECT count(*) FROM account WHERE password_hash NOT LIKE '$argon2id$v=19$m=19456,t=2,p=1$%'";
    assert_eq!(app.number(weak).await, 0);
    assert_eq!(app.number("SELECT count(*) FROM account").await, 1);
}

#[tokio::test]
async fn a_new_password_takes_the_place_of_the_old() {
    let app = TestApp::new().await;
    app.member("rani", Role::Checker).await;
    let new = "kapal kayu di dermaga";
    app.service.reset_password(&Actor::CommandLine, "Rani", new).await.unwrap();
    assert_eq!(app.anonymous().sign_in("rani", PASSWORD).await.status, 422);
    assert_eq!(app.anonymous().sign_in("rani", new).await.status, 303);
}
