//! Why a page was not fetched, as a value: the pages say it in the visitor's language.

use serde::{Deserialize, Serialize};

/// Why a page was not fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[error("{self:?}")]
pub enum NotFetched {
    /// An admin has not switched it on.
    SwitchedOff,
    /// The address names a port that web pages are not served on.
    Port(u16),
    /// The address, or one that it led on to, is not on the public internet.
    PrivateAddress,
    /// The name has no address.
    NoSuchHost,
    /// The connection could not be made or broke.
    Unreachable,
    /// The connection was not secure: the certificate is wrong, or there is none.
    NotSecure,
    /// It took longer than a page may take.
    TooSlow {
        /// Seconds that were waited.
        seconds: u64,
    },
    /// It is larger than a page may be.
    TooLarge {
        /// The most that is taken, in bytes after unpacking.
        max: u64,
    },
    /// It is no text or web page but this media type; empty where none was stated.
    WrongType(String),
    /// Its `robots.txt` asks programs to keep off.
    Robots,
    /// Its `robots.txt` could not be read; then nothing may be (RFC 9309, section 2.3.1.4).
    RobotsUnknown,
    /// It answered with this HTTP status.
    Status(u16),
    /// It was led on from address to address too often.
    TooManyRedirects,
    /// It was led on to something that is no web address.
    BadRedirect,
    /// There is no article in it: nothing was left once menus and the like were dropped.
    NoText,
    /// Too many pages were asked for in a short time.
    TooOften {
        /// Seconds to wait.
        wait: u64,
    },
}
