//! A visitor: sends what a browser sends, and keeps cookies as one does.

use super::{Form, Page, form_in};
use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, header},
};
use http_body_util::BodyExt;
use std::{collections::BTreeMap, net::SocketAddr, sync::Mutex};
use tower::ServiceExt;

/// A visitor with cookies.
pub struct Client {
    router: Router,
    cookies: Mutex<BTreeMap<String, String>>,
    address: SocketAddr,
}

impl Client {
    /// A visitor without cookies.
    pub fn new(router: Router) -> Self {
        Self { router, cookies: Mutex::default(), address: SocketAddr::from(([127, 0, 0, 1], 50_000)) }
    }

    /// The same visitor at another network address.
    pub fn from(self, address: [u8; 4]) -> Self {
        Self { address: SocketAddr::from((address, 50_000)), ..self }
    }

    /// Sends a request with these headers beside the cookies.
    pub async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: String) -> Page {
        self.send_bytes(method, path, headers, Body::from(body)).await
    }

    /// Sends any body at all.
    pub async fn send_bytes(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Page {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "sanad.test");
        request = request.extension(ConnectInfo(self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let cookies = self.cookie_header();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies);
        }
        let response = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        self.keep(&parts.headers);
        let bytes = body.collect().await.unwrap().to_bytes();
        Page::new(parts.status.as_u16(), parts.headers, bytes)
    }

    fn cookie_header(&self) -> String {
        let jar = self.cookies.lock().unwrap();
        jar.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep(&self, headers: &HeaderMap) {
        let mut jar = self.cookies.lock().unwrap();
        for set in headers.get_all(header::SET_COOKIE) {
            let set = set.to_str().unwrap();
            let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
            if set.to_lowercase().contains("max-age=0") || value.is_empty() {
                jar.remove(name);
            } else {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// A cookie that is kept.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    /// Loses a cookie, as when it runs out.
    pub fn forget(&self, name: &str) {
        self.cookies.lock().unwrap().remove(name);
    }

    /// Puts a cookie into the jar, as somebody else might.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Page {
        self.get_with(path, &[]).await
    }

    /// Opens a page with these headers.
    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Page {
        self.send(Method::GET, path, headers, String::new()).await
    }

    /// Sends a form from a page of our own.
    pub async fn post(&self, path: &str, form: &Form) -> Page {
        self.post_with(path, form, &[("sec-fetch-site", "same-origin")]).await
    }

    /// Sends a form with these headers.
    pub async fn post_with(&self, path: &str, form: &Form, headers: &[(&str, &str)]) -> Page {
        let mut all = vec![("content-type", "application/x-www-form-urlencoded")];
        all.extend_from_slice(headers);
        self.send(Method::POST, path, &all, form.encoded()).await
    }

    /// Signs in.
    pub async fn sign_in(&self, login: &str, password: &str) -> Page {
        self.post("/sign-in", &Form::new().with("login", login).with("password", password)).await
    }

    /// The form of a record's page as a browser would send it back.
    pub async fn form(&self, path: &str) -> Form {
        let page = self.get(path).await;
        assert_eq!(page.status, 200, "{path} opens");
        form_in(&page)
    }

    /// Saves a new record and gives its public id.
    pub async fn save_new(&self, folder: &str, form: Form) -> String {
        let page = self.post(&format!("/desk/{folder}/new"), &form).await;
        assert_eq!(page.status, 303, "a new record in {folder} is saved: {}", page.words());
        page.saved_id()
    }

    /// Opens a record's page, changes its form and sends it.
    pub async fn edit(&self, path: &str, change: impl FnOnce(Form) -> Form) -> Page {
        let form = self.form(path).await;
        self.post(path, &change(form)).await
    }
}
