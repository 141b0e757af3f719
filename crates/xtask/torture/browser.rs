//! A visitor: one keep-alive connection, cookies, and the few requests that people send.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use tokio::time::timeout;
use wire::client::{Answer, Connection};

use crate::form::Form;

/// How long an answer may take before it counts as none.
const PATIENCE: Duration = Duration::from_secs(35);

/// A visitor.
#[derive(Debug)]
pub(crate) struct Browser {
    server: SocketAddr,
    own: Option<IpAddr>,
    cookies: BTreeMap<String, String>,
    connection: Option<Connection>,
}

impl Browser {
    /// A visitor without cookies.
    pub(crate) fn new(server: SocketAddr) -> Self {
        Self { server, own: None, cookies: BTreeMap::new(), connection: None }
    }

    /// The same from another address of this machine, where there are several (on Linux all of 127.0.0.0/8).
    pub(crate) fn from(self, own: IpAddr) -> Self {
        Self { own: cfg!(target_os = "linux").then_some(own), ..self }
    }

    /// A visitor with the same cookies and a connection of its own.
    pub(crate) fn twin(&self) -> Self {
        Self { cookies: self.cookies.clone(), ..Self::new(self.server) }
    }

    /// Goes on at another address: the server was started again.
    pub(crate) fn move_to(&mut self, server: SocketAddr) {
        self.server = server;
        self.connection = None;
    }

    /// Forgets the session, and keeps what the browser is known by.
    pub(crate) fn lose_session(&mut self) {
        self.cookies.retain(|name, _| name.contains("device"));
    }

    /// Whether a cookie is kept whose name holds this.
    pub(crate) fn has_cookie(&self, part: &str) -> bool {
        self.cookies.keys().any(|name| name.contains(part))
    }

    /// The cookies as a header says them.
    pub(crate) fn cookie(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    /// Opens a page.
    pub(crate) async fn get(&mut self, path: &str) -> Result<Answer> {
        self.send("GET", path, "", None).await
    }

    /// Opens a page, of which only the head comes.
    pub(crate) async fn head(&mut self, path: &str) -> Result<Answer> {
        self.send("HEAD", path, "", None).await
    }

    /// Sends a form.
    pub(crate) async fn post(&mut self, path: &str, form: &Form) -> Result<Answer> {
        self.post_body(path, &form.encoded()).await
    }

    /// Sends a form that is written already.
    pub(crate) async fn post_body(&mut self, path: &str, body: &str) -> Result<Answer> {
        self.send("POST", path, "", Some(body)).await
    }

    /// Sends a form with more headers, each ended by CR LF.
    pub(crate) async fn post_with(&mut self, path: &str, headers: &str, body: &str) -> Result<Answer> {
        self.send("POST", path, headers, Some(body)).await
    }

    /// Signs in; anything but the desk is an error.
    pub(crate) async fn sign_in(&mut self, login: &str, password: &str) -> Result<()> {
        let answer = self.try_sign_in(login, password).await?;
        if answer.status != 303 {
            bail!("{login} cannot sign in: {}", answer.status);
        }
        Ok(())
    }

    /// Tries to sign in.
    pub(crate) async fn try_sign_in(&mut self, login: &str, password: &str) -> Result<Answer> {
        self.post("/sign-in", &Form::default().with("login", login).with("password", password)).await
    }

    /// Saves a new quote and gives the address of its record.
    pub(crate) async fn save(&mut self, form: &Form) -> Result<String> {
        let answer = self.post("/desk/quotes/new", form).await?;
        record(&answer)
            .with_context(|| format!("a new quote was answered with {} {}", answer.status, complaints(&answer.text())))
    }

    async fn send(&mut self, method: &str, path: &str, headers: &str, body: Option<&str>) -> Result<Answer> {
        let cookies = self.cookie();
        let cookies = if cookies.is_empty() { cookies } else { format!("cookie: {cookies}\r\n") };
        let posted = body.map_or(String::new(), |body| {
            let length = body.len();
            format!(
                "content-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\nsec-fetch-site: same-origin\r\n"
            )
        });
        let host = self.server;
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\naccept-language: en\r\n{cookies}{posted}{headers}\r\n{}",
            body.unwrap_or_default()
        );
        let answer = timeout(PATIENCE, self.exchange(request.as_bytes()))
            .await
            .with_context(|| format!("{method} {path}: no answer within {} s", PATIENCE.as_secs()))?
            .with_context(|| format!("{method} {path}"))?;
        for cookie in answer.headers("set-cookie") {
            self.keep(cookie);
        }
        Ok(answer)
    }

    /// One request on the open connection. After an error the next request opens another.
    async fn exchange(&mut self, request: &[u8]) -> Result<Answer> {
        let mut connection = match self.connection.take() {
            Some(open) => open,
            None => Connection::open_from(self.own, self.server).await?,
        };
        // A refusal may come before the whole body is sent, and the connection may be closed behind it.
        let sent = connection.send(request).await;
        let answer = connection.answer(request.starts_with(b"HEAD ")).await;
        match (sent, answer) {
            (Ok(()), Ok(answer)) => {
                if !answer.closes() {
                    self.connection = Some(connection);
                }
                Ok(answer)
            }
            (Err(_), Ok(answer)) => Ok(answer),
            (Err(error), Err(_)) | (Ok(()), Err(error)) => Err(error),
        }
    }

    fn keep(&mut self, set: &str) {
        let Some((name, value)) = set.split(';').next().and_then(|pair| pair.split_once('=')) else { return };
        if value.is_empty() || set.to_ascii_lowercase().contains("max-age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

/// The record that a save leads on to, without what the page says about it.
pub(crate) fn record(answer: &Answer) -> Option<String> {
    let to = answer.header("location").filter(|_| answer.status == 303)?;
    let path = to.split('?').next().unwrap_or(to);
    let id = path.strip_prefix("/desk/")?.split_once('/')?.1;
    (!id.is_empty() && id != "new").then(|| path.to_owned())
}

/// The fields that a refused form complains of.
pub(crate) fn complaints(page: &str) -> String {
    let ends = page.split("-error\"").filter_map(|before| before.rsplit("id=\"").next());
    ends.filter(|id| id.starts_with("f-")).collect::<Vec<_>>().join(" ")
}

/// One of the machine's own addresses, so that many visitors are many addresses.
pub(crate) fn visitor(number: usize) -> IpAddr {
    let byte =
        |place: usize| u8::try_from(number / 250_usize.pow(u32::try_from(place).unwrap_or(0)) % 250).unwrap_or(0) + 2;
    IpAddr::V4(Ipv4Addr::new(127, 0, byte(1), byte(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_kept_and_given_back() {
        let mut browser = Browser::new(SocketAddr::from(([127, 0, 0, 1], 1)));
        browser.keep("sanad=abc; HttpOnly; Path=/");
        browser.keep("sanad-device=d1; Max-Age=15552000");
        assert!(browser.has_cookie("device"));
        browser.lose_session();
        assert_eq!(browser.cookies.keys().collect::<Vec<_>>(), ["sanad-device"]);
        browser.keep("sanad-device=; Max-Age=0");
        assert!(browser.cookies.is_empty());
    }

    #[test]
    fn visitors_have_addresses_of_their_own() {
        assert_eq!(visitor(0).to_string(), "127.0.2.2");
        assert_eq!(visitor(251).to_string(), "127.0.3.3");
    }
}
