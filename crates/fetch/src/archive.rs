//! Asks the Wayback Machine for its newest copy of a page. The answer is a suggestion: whatever goes wrong, there is
//! none.

use crate::Fetcher;
use domain::web;
use serde::Deserialize;
use std::time::{Duration, Instant};
use url::Url;

/// How long the answer is waited for.
const PATIENCE: Duration = Duration::from_secs(3);
/// Longest answer, in bytes.
const MOST: u64 = 16 * 1024;

/// The answer of `https://archive.org/wayback/available`, as its documentation describes it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Answer {
    archived_snapshots: Snapshots,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Snapshots {
    closest: Option<Snapshot>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Snapshot {
    available: bool,
    url: String,
    status: String,
}

impl Fetcher {
    /// The newest archived copy of a page, if there is one: its address. The call blocks for at most three seconds.
    pub fn archived_copy(&self, address: &str) -> Option<String> {
        let url = Url::parse_with_params(&self.limits().archive, [("url", address)]).ok()?;
        let deadline = Instant::now() + PATIENCE.min(self.limits().time);
        let mut response = self.get(&url, "application/json", deadline).ok()?;
        if !response.status().is_success() {
            return None;
        }
        let bytes = self.start_of(&mut response, MOST).ok()?;
        copy_in(&bytes)
    }
}

fn copy_in(bytes: &[u8]) -> Option<String> {
    let answer: Answer = serde_json::from_slice(bytes).ok()?;
    let copy =
        answer.archived_snapshots.closest.filter(|c| c.available && (c.status.is_empty() || c.status == "200"))?;
    let address = web::parse("archived_url", &copy.url).ok()?;
    // The service writes its own addresses without their `s`.
    Some(match address.strip_prefix("http://web.archive.org/") {
        Some(rest) => format!("https://web.archive.org/{rest}"),
        None => address,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_read_from_the_answer() {
        let answer = br#"{"url":"news.example/a","archived_snapshots":{"closest":{"status":"200","available":true,
            "url":"http://web.archive.org/web/20240807093011/https://news.example/a","timestamp":"20240807093011"}}}"#;
        let copy = copy_in(answer).unwrap();
        assert_eq!(copy, "https://web.archive.org/web/20240807093011/https://news.example/a");
    }

    #[test]
    fn no_copy_a_copy_of_an_error_and_nonsense_are_none() {
        for answer in [
            r#"{"url":"news.example/a","archived_snapshots":{}}"#,
            r#"{"archived_snapshots":{"closest":{"status":"404","available":true,"url":"http://web.archive.org/a"}}}"#,
            r#"{"archived_snapshots":{"closest":{"available":false,"url":"http://web.archive.org/a"}}}"#,
            r#"{"archived_snapshots":{"closest":{"available":true,"url":"javascript:alert(1)"}}}"#,
            "<html>",
        ] {
            assert_eq!(copy_in(answer.as_bytes()), None, "{answer}");
        }
    }
}
