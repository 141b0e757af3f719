//! Asks a site whether programs may open a page (RFC 9309).

use crate::{Fetcher, ROBOT, page::next};
use domain::fetching::NotFetched;
use std::time::Instant;
use texting_robots::Robot;
use url::Url;

/// How much of a `robots.txt` is read: the standard asks for at least 500 KiB.
const MOST: u64 = 500 * 1024;

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
                        Robot::new(ROBOT, &bytes).map(Some).map_err(|_| NotFetched::RobotsUnknown)
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
