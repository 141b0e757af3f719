//! Asks a site whether programs may open a page (RFC 9309).

use crate::{Fetcher, ROBOT, page::next};
use domain::fetching::NotFetched;
use std::time::Instant;
use texting_robots::Robot;
use url::Url;

/// How much of a `robots.txt` is read: the standard asks for at least 500 KiB.
const MOST: u64 = 500 * 1024;

/// Most rules that end in `$`: each costs the parser an expression of its own, and a file of nothing else would cost
/// hundreds of megabytes.
const MOST_ENDS: usize = 2_000;

/// The rules in a `robots.txt`.
fn rules_in(bytes: &[u8]) -> Result<Robot, NotFetched> {
    if bytes.split(|b| *b == b'$').count() > MOST_ENDS + 1 {
        return Err(NotFetched::RobotsUnknown);
    }
    Robot::new(ROBOT, bytes).map_err(|_| NotFetched::RobotsUnknown)
}

/// The rules of the sites that one fetch has met.
#[derive(Default)]
pub(crate) struct Robots {
    /// Scheme, host and rules; no rules where there are none.
    known: Vec<(String, Option<Robot>)>,
}

impl Robots {
    /// Refuses what the site asks programs to keep off.
    pub(crate) fn allow(&mut self, fetcher: &Fetcher, url: &Url, deadline: Instant) -> Result<(), NotFetched> {
        let site = url.origin().ascii_serialization();
        if !self.known.iter().any(|(s, _)| *s == site) {
            self.known.push((site.clone(), ask(fetcher, url, deadline)?));
        }
        let rules = self.known.iter().find(|(s, _)| *s == site).and_then(|(_, rules)| rules.as_ref());
        if rules.is_none_or(|r| r.allowed(url.as_str())) { Ok(()) } else { Err(NotFetched::Robots) }
    }
}

fn ask(fetcher: &Fetcher, url: &Url, deadline: Instant) -> Result<Option<Robot>, NotFetched> {
    let mut url = url.join("/robots.txt").map_err(|_| NotFetched::RobotsUnknown)?;
    for _ in 0..=fetcher.limits().redirects {
        let mut response = fetcher.get(&url, "text/plain, */*;q=0.1", deadline)?;
        match next(&url, &response) {
            Ok(Some(on)) => url = on,
            // It leads where nobody may go: then there are no rules that could be read.
            Err(_) => return Err(NotFetched::RobotsUnknown),
            Ok(None) => {
                return match response.status().as_u16() {
                    200..=299 => {
                        // A longer file is read as far as it goes.
                        let bytes = fetcher.start_of(&mut response, MOST)?;
                        rules_in(&bytes).map(Some)
                    }
                    // Too many requests is no permission.
                    429 => Err(NotFetched::RobotsUnknown),
                    // There is none: nothing is forbidden.
                    400..=499 => Ok(None),
                    _ => Err(NotFetched::RobotsUnknown),
                };
            }
        }
    }
    // RFC 9309, section 2.3.1.2: after five redirects it may be taken as not there.
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_file_that_would_cost_too_much_closes_the_site() {
        let few = "User-agent: *\nDisallow: /*.pdf$\n".to_owned() + &"Disallow: /a$\n".repeat(100);
        let rules = rules_in(few.as_bytes()).unwrap();
        assert!(rules.allowed("https://news.example/a/b") && !rules.allowed("https://news.example/x.pdf"));
        let many = "User-agent: *\n".to_owned() + &"Disallow: /a$\n".repeat(MOST_ENDS + 1);
        assert_eq!(rules_in(many.as_bytes()).err(), Some(NotFetched::RobotsUnknown));
    }

    proptest! {
        #[test]
        fn no_file_brings_it_down(
            bytes in prop::collection::vec(any::<u8>(), 0..400),
            lines in prop::collection::vec("(User-agent|Disallow|Allow|Sitemap|Crawl-delay|x)?[: ]{0,2}[a-zé%0-9/*$?=.#]{0,20}", 0..20),
            path in "[a-zA-Z0-9/%.é*$?=&-]{0,60}",
        ) {
            for file in [bytes, lines.join("\n").into_bytes(), lines.join("\r").into_bytes()] {
                if let Ok(rules) = rules_in(&file) {
                    let _ = rules.allowed(&format!("https://news.example/{path}"));
                }
            }
        }
    }
}
