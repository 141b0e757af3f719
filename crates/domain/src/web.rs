//! Web addresses: only `http` and `https`, and one key for the many ways to write the same page.

use crate::{
    date::PartialDate,
    invalid::{Invalid, Reason},
};
use url::Url;

/// The longest address, in bytes.
pub const MAX_URL: usize = 2_000;

/// Parameters that name a campaign or a click, never a page.
const NOISE: [&str; 14] = [
    "fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "ref", "ref_src", "spm", "cmpid",
    "ocid", "amp",
];

/// Reads an address that may be put into a link; a missing `https://` is added.
///
/// # Errors
/// [`Reason::NotAUrl`], [`Reason::UrlScheme`] for anything but `http` and `https`, [`Reason::TooLong`].
pub fn parse(field: &str, text: &str) -> Result<String, Invalid> {
    let text = text.trim();
    if text.len() > MAX_URL {
        return Err(Invalid::new(field, Reason::TooLong { max: MAX_URL, len: text.len() }));
    }
    let looks_bare = !text.contains(':')
        || text
            .split_once(':')
            .is_some_and(|(host, rest)| host.contains('.') && rest.bytes().next().is_some_and(|b| b.is_ascii_digit()));
    let full = if looks_bare { format!("https://{text}") } else { text.to_owned() };
    let url = Url::parse(&full).map_err(|_| Invalid::new(field, Reason::NotAUrl))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Invalid::new(field, Reason::UrlScheme(url.scheme().to_owned())));
    }
    let named = url.host_str().is_some_and(|h| h.contains('.') || h == "localhost");
    if !named || !url.username().is_empty() || url.password().is_some() {
        return Err(Invalid::new(field, Reason::NotAUrl));
    }
    Ok(url.to_string())
}

/// True for text that somebody clearly meant as an address.
pub fn looks_like_url(text: &str) -> bool {
    let text = text.trim();
    !text.contains(char::is_whitespace)
        && (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www."))
}

/// One key for one page: scheme, `www.`, `m.` and `amp.` hosts, campaign parameters, fragments, letter case of the
/// host and a last slash do not count.
pub fn key(address: &str) -> String {
    let Ok(url) = Url::parse(address) else { return address.trim().to_lowercase() };
    let host = url.host_str().unwrap_or_default().to_lowercase();
    let host = ["www.", "m.", "amp.", "mobile."].iter().fold(host.as_str(), |h, p| h.strip_prefix(p).unwrap_or(h));
    let path = url.path().trim_end_matches('/');
    let path = path.strip_suffix("/amp").unwrap_or(path);
    let mut query: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| !name.starts_with("utm_") && !NOISE.contains(&name.as_ref()))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    query.sort();
    let mut key = format!("{host}{path}");
    for (n, (name, value)) in query.iter().enumerate() {
        key.push(if n == 0 { '?' } else { '&' });
        key.push_str(name);
        key.push('=');
        key.push_str(value);
    }
    key
}

/// The host as people say it, without `www.`.
pub fn host(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

/// The day on which an archived copy was made, for addresses of the Wayback Machine: they hold it as
/// `/web/20240807093011/`.
pub fn archived_on(address: &str) -> Option<PartialDate> {
    let url = Url::parse(address).ok().filter(|u| u.host_str() == Some("web.archive.org"))?;
    let stamp = url.path().strip_prefix("/web/")?.split('/').next()?;
    let day = stamp.get(..8).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
    PartialDate::parse("archived_url", &format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..])).ok()
}

/// A link that opens the page at the quoted words
/// (WICG Scroll to Text Fragment: `#:~:text=start,end`).
pub fn text_fragment(address: &str, words: &str) -> String {
    let base = address.split('#').next().unwrap_or(address);
    let words: Vec<&str> = words.split_whitespace().collect();
    let encode = |part: &[&str]| {
        let mut out = String::new();
        for byte in part.join(" ").bytes() {
            if byte.is_ascii_alphanumeric() {
                out.push(char::from(byte));
            } else {
                use std::fmt::Write;
                let _ = write!(out, "%{byte:02X}");
            }
        }
        out
    };
    let fragment = if words.len() > 8 {
        format!("{},{}", encode(&words[..4]), encode(&words[words.len() - 4..]))
    } else {
        encode(&words)
    };
    format!("{base}#:~:text={fragment}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_web_addresses_may_become_links() {
        assert_eq!(parse("u", "javascript:alert(1)").unwrap_err().reason, Reason::UrlScheme("javascript".into()));
        assert_eq!(parse("u", " JaVaScRiPt:alert(1)").unwrap_err().reason, Reason::UrlScheme("javascript".into()));
        assert!(matches!(parse("u", "data:text/html,x").unwrap_err().reason, Reason::UrlScheme(_)));
        assert_eq!(parse("u", "not an address").unwrap_err().reason, Reason::NotAUrl);
        assert_eq!(parse("u", "https://user:pw@example.org/").unwrap_err().reason, Reason::NotAUrl);
        assert_eq!(parse("u", "example.org/a").unwrap(), "https://example.org/a");
        assert_eq!(parse("u", "example.org:8080/a").unwrap(), "https://example.org:8080/a");
    }

    #[test]
    fn one_key_for_one_page() {
        let plain = key("https://www.example.org/News/a/?utm_source=x&id=3#top");
        assert_eq!(plain, key("http://m.example.org/News/a?id=3&fbclid=zzz"));
        assert_ne!(plain, key("https://example.org/news/b?id=3"));
    }

    #[test]
    fn archived_copies_say_when_they_were_made() {
        let day = |address: &str| archived_on(address).map(|d| d.to_string());
        let copy = "https://web.archive.org/web/20240807093011/https://news.example/a";
        assert_eq!(day(copy).as_deref(), Some("2024-08-07"));
        assert_eq!(day(&copy.replace("093011", "093011id_")).as_deref(), Some("2024-08-07"));
        for odd in [
            "https://news.example/web/20240807093011/a",
            "https://web.archive.org/web/2/https://news.example/a",
            "https://web.archive.org/web/20249999000000/a",
            "https://web.archive.org/web/%E6%97%A5/a",
            "https://archive.example/",
        ] {
            assert_eq!(day(odd), None, "{odd}");
        }
    }

    #[test]
    fn fragments_escape_what_the_syntax_uses() {
        assert_eq!(text_fragment("https://e.org/a#x", "a-b, c"), "https://e.org/a#:~:text=a%2Db%2C%20c");
        assert!(text_fragment("https://e.org", "a b c d e f g h i").ends_with("a%20b%20c%20d,f%20g%20h%20i"));
    }

    proptest! {
        #[test]
        fn what_is_taken_is_always_http(text in "\\PC{0,60}") {
            if let Ok(url) = parse("u", &text) {
                prop_assert!(url.starts_with("http://") || url.starts_with("https://"));
                prop_assert_eq!(parse("u", &url).unwrap(), url);
            }
        }
    }
}
