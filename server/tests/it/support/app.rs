//! A server over an empty library in a folder of its own.

use super::{Client, Page, article, quote};
use axum::Router;
use domain::account::Role;
use server::{State, build_router, config::Site, middleware::proxies::Proxies};
use service::{Actor, NewAccount, Service, Store};
use sqlx::{ConnectOptions, Connection, Row, SqlitePool, sqlite::SqliteConnectOptions};
use tempfile::TempDir;

/// The password of every member made here.
pub const PASSWORD: &str = "rumah di tepi laut";

/// A whole site.
pub struct TestApp {
    /// The router.
    pub router: Router,
    /// The use cases below it.
    pub service: Service,
    /// A second look into the file, for counting.
    pub db: SqlitePool,
    folder: TempDir,
}

impl TestApp {
    /// A site at a plain address.
    pub async fn new() -> Self {
        Self::at("http://sanad.test").await
    }

    /// A site at this address.
    pub async fn at(public_url: &str) -> Self {
        Self::over(|service| service, public_url, Proxies::default()).await
    }

    /// A site with proxies of its own in front.
    pub async fn behind(trusted: &str) -> Self {
        let proxies = Proxies { trusted: trusted.parse().unwrap(), ..Proxies::default() };
        Self::over(|service| service, "http://sanad.test", proxies).await
    }

    /// A site that can open web pages.
    pub async fn with_fetcher(fetcher: fetch::Fetcher) -> Self {
        Self::over(|service| service.with_fetcher(fetcher), "http://sanad.test", Proxies::default()).await
    }

    async fn over(equip: impl FnOnce(Service) -> Service, public_url: &str, proxies: Proxies) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("sanad.db");
        let store = Store::open(&file).await.unwrap();
        let db = SqlitePool::connect_with(SqliteConnectOptions::new().filename(&file).read_only(true)).await.unwrap();
        let service = equip(Service::new(store));
        let site = Site { public_url: public_url.to_owned(), proxies };
        let router = build_router(State::new(service.clone(), site));
        Self { router, service, db, folder }
    }

    /// Breaks or mends the file behind the server's back.
    pub async fn meddle(&self, sql: &'static str) {
        let file = SqliteConnectOptions::new().filename(self.folder.path().join("sanad.db"));
        let mut db = file.connect().await.unwrap();
        sqlx::query(sql).execute(&mut db).await.unwrap();
        db.close().await.unwrap();
    }

    /// The library's file.
    pub fn file(&self) -> std::path::PathBuf {
        self.folder.path().join("sanad.db")
    }

    /// Somebody who is not signed in.
    pub fn anonymous(&self) -> Client {
        Client::new(self.router.clone())
    }

    /// Adds a member.
    pub async fn member(&self, login: &str, role: Role) {
        let new = NewAccount {
            login: login.to_owned(),
            name: format!("Member {login}"),
            password: PASSWORD.to_owned(),
            role: role.as_str().to_owned(),
        };
        self.service.add_account(&Actor::CommandLine, &new).await.unwrap();
    }

    /// A new member of this role, signed in.
    pub async fn signed_in(&self, login: &str, role: Role) -> Client {
        self.member(login, role).await;
        let client = self.anonymous();
        let page = client.sign_in(login, PASSWORD).await;
        assert_eq!((page.status, page.location()), (303, "/desk"), "{login} can sign in");
        client
    }

    /// A signed-in checker.
    pub async fn checker(&self) -> Client {
        self.signed_in("checker", Role::Checker).await
    }

    /// A signed-in editor.
    pub async fn editor(&self) -> Client {
        self.signed_in("editor", Role::Editor).await
    }

    /// A signed-in admin.
    pub async fn admin(&self) -> Client {
        self.signed_in("admin", Role::Admin).await
    }

    /// A browser of a member of this role whose session has ended: it still has the device cookie.
    pub async fn signed_out(&self, login: &str, role: Role) -> Client {
        let client = self.signed_in(login, role).await;
        client.forget("sanad");
        client
    }

    /// A visitor of this role; none for who is not signed in.
    pub async fn visitor(&self, role: Option<Role>) -> Client {
        match role {
            None => self.anonymous(),
            Some(role) => self.signed_in(role.as_str(), role).await,
        }
    }

    /// A number from the file.
    pub async fn number(&self, sql: &'static str) -> i64 {
        sqlx::query(sql).fetch_one(&self.db).await.unwrap().get(0)
    }

    /// A text from the file.
    pub async fn text(&self, sql: &'static str) -> String {
        sqlx::query(sql).fetch_one(&self.db).await.unwrap().get(0)
    }

    /// Lets the numbers of new records go on from here.
    pub async fn skip_records(&self, to: i64) {
        let file = self.folder.path().join("sanad.db");
        let db = SqlitePool::connect_with(SqliteConnectOptions::new().filename(&file)).await.unwrap();
        sqlx::query("UPDATE sqlite_sequence SET seq = ? WHERE name = 'record'").bind(to).execute(&db).await.unwrap();
        db.close().await;
    }

    /// Everything that a write would change: rows of every table, versions, states and the time of the last change.
    pub async fn imprint(&self) -> Vec<i64> {
        let mut all = Vec::new();
        for sql in [
            "SELECT count(*) FROM record",
            "SELECT coalesce(sum(version), 0) FROM record",
            "SELECT coalesce(sum(is_public), 0) FROM record",
            "SELECT coalesce(max(updated_at), 0) FROM record",
            "SELECT count(*) FROM revision",
            "SELECT count(*) FROM speaker",
            "SELECT count(*) FROM outlet",
            "SELECT count(*) FROM document",
            "SELECT count(*) FROM snapshot",
            "SELECT count(*) FROM quote",
            "SELECT count(*) FROM quote WHERE state = 'published'",
            "SELECT count(*) FROM mention",
            "SELECT coalesce(sum(length(wording)), 0) FROM mention",
            "SELECT count(*) FROM hop",
            "SELECT count(*) FROM quote_link",
            "SELECT count(*) FROM search",
            "SELECT count(*) FROM article_reading",
            "SELECT count(*) FROM account",
            "SELECT count(*) FROM setting_change",
            "SELECT coalesce(sum(is_closed), 0) FROM account",
        ] {
            all.push(self.number(sql).await);
        }
        all
    }

    /// Logs a draft with these words and gives its id.
    pub async fn draft(&self, client: &Client, words: &str) -> String {
        client.save_new("quotes", quote(words)).await
    }

    /// Logs a quote and publishes it at once.
    pub async fn published(&self, client: &Client, words: &str) -> String {
        client.save_new("quotes", quote(words).press("publish")).await
    }

    /// Logs an article and gives its id.
    pub async fn article(&self, client: &Client, title: &str, text: &str) -> String {
        client.save_new("documents", article(title, text)).await
    }

    /// The public page of a quote, after the address has settled.
    pub async fn public_quote(&self, id: &str) -> Page {
        let page = self.anonymous().get(&format!("/quotes/{id}")).await;
        if page.status == 301 { self.anonymous().get(page.location()).await } else { page }
    }

    /// The address of the public page of a record.
    pub async fn address(&self, folder: &str, id: &str) -> String {
        let page = self.anonymous().get(&format!("/{folder}/{id}")).await;
        assert_eq!(page.status, 301, "/{folder}/{id} leads on to its readable address");
        page.location().to_owned()
    }

    /// The public id of the newest record of a kind.
    pub async fn newest(&self, kind: &str) -> String {
        sqlx::query("SELECT public_id FROM record WHERE kind = ? ORDER BY id DESC LIMIT 1")
            .bind(kind)
            .fetch_one(&self.db)
            .await
            .unwrap()
            .get(0)
    }
}
