//! One page: each step on the way to it is asked for permission first, then its size and type are looked at.

use crate::{Fetcher, robots::Robots};
use domain::fetching::NotFetched;
use std::time::Instant;
use ureq::{Body, http::Response};
use url::Url;

/// What can be read as an article.
const ACCEPT: &str = "text/html, application/xhtml+xml, text/plain;q=0.8";

/// A page as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it was in the end, after all redirects.
    pub address: String,
    /// Whether it calls itself a web page; else it is plain text.
    pub is_html: bool,
    /// The character encoding that its header states.
    pub charset: Option<String>,
    /// Its bytes, unpacked.
    pub bytes: Vec<u8>,
}

/// Reads an address that may be opened: `http` or `https` at their own ports.
fn checked(address: &str) -> Result<Url, NotFetched> {
    let mut url = Url::parse(address).map_err(|_| NotFetched::BadRedirect)?;
    let is_plain = url.username().is_empty() && url.password().is_none() && url.host_str().is_some();
    if !matches!(url.scheme(), "http" | "https") || !is_plain {
        return Err(NotFetched::BadRedirect);
    }
    // The standard ports are dropped when an address is read. Any other would make this a tool to probe machines with.
    if let Some(port) = url.port() {
        return Err(NotFetched::Port(port));
    }
    url.set_fragment(None);
    Ok(url)
}

/// Where an answer leads on to; nothing where it is the end of the way.
pub(crate) fn next(url: &Url, response: &Response<Body>) -> Result<Option<Url>, NotFetched> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let place = response.headers().get("location").and_then(|v| std::str::from_utf8(v.as_bytes()).ok());
    let target = place.and_then(|p| url.join(p.trim()).ok()).ok_or(NotFetched::BadRedirect)?;
    checked(target.as_str()).map(Some)
}

impl Fetcher {
    /// Fetches a page. The call blocks; it ends within the limits.
    ///
    /// # Errors
    /// Why it was not fetched. What lies on the way is held to the same rules as the page: every address is checked
    /// after its name was looked up, `robots.txt` is asked wherever a redirect leads.
    pub fn page(&self, address: &str) -> Result<Page, NotFetched> {
        let deadline = Instant::now() + self.limits().time;
        let mut url = checked(address)?;
        let mut robots = Robots::default();
        for _ in 0..=self.limits().redirects {
            robots.allow(self, &url, deadline)?;
            let response = self.get(&url, ACCEPT, deadline)?;
            match next(&url, &response)? {
                Some(on) => url = on,
                None => return self.take(&url, response),
            }
        }
        Err(NotFetched::TooManyRedirects)
    }

    fn take(&self, url: &Url, mut response: Response<Body>) -> Result<Page, NotFetched> {
        let status = response.status();
        if !status.is_success() {
            return Err(NotFetched::Status(status.as_u16()));
        }
        let kind = response.headers().get("content-type").and_then(|v| v.to_str().ok()).unwrap_or_default();
        let media = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let is_html = match media.as_str() {
            "text/html" | "application/xhtml+xml" => true,
            "text/plain" => false,
            _ => return Err(NotFetched::WrongType(domain::text::clip(&media, 80))),
        };
        let charset = response.body().charset().map(str::to_owned);
        let max = self.limits().bytes;
        let too_large = NotFetched::TooLarge { max };
        if response.body().content_length().is_some_and(|len| len > max) {
            return Err(too_large);
        }
        let bytes = self.start_of(&mut response, max + 1)?;
        if bytes.len() as u64 > max {
            return Err(too_large);
        }
        Ok(Page { address: url.to_string(), is_html, charset, bytes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_web_addresses_at_their_own_ports_are_opened() {
        assert_eq!(checked("https://news.example/a?b=1#c").unwrap().as_str(), "https://news.example/a?b=1");
        assert_eq!(checked("http://news.example:80/").unwrap().as_str(), "http://news.example/");
        assert_eq!(checked("http://news.example:22/"), Err(NotFetched::Port(22)));
        assert_eq!(checked("https://news.example:80/"), Err(NotFetched::Port(80)));
        for odd in ["ftp://news.example/", "file:///etc/passwd", "https://me:pw@news.example/", "news", "data:,x"] {
            assert_eq!(checked(odd), Err(NotFetched::BadRedirect), "{odd}");
        }
    }
}
