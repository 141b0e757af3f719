//! Fetches one web page for somebody who gave its address. A server that opens addresses which visitors type can be
//! turned against the network it stands in, so every connection, redirects and `robots.txt` included, goes through one
//! guard that lets only public addresses pass.

mod address;
mod archive;
mod network;
mod page;
mod robots;

pub use address::is_public;
pub use network::{Network, SystemNetwork, WrittenNetwork};
pub use page::Page;

use domain::fetching::NotFetched;
use network::Guard;
use std::{
    io::Read,
    sync::Arc,
    time::{Duration, Instant},
};
use ureq::{
    Agent, Body,
    http::Response,
    tls::{Certificate, RootCerts, TlsConfig},
    unversioned::transport::DefaultConnector,
};
use url::Url;

/// The name by which `robots.txt` files speak to this program.
pub const ROBOT: &str = "Sanad";

/// How much of the web one fetch may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Largest page, in bytes after unpacking.
    pub bytes: u64,
    /// Longest time for the whole, `robots.txt` and redirects included.
    pub time: Duration,
    /// Most redirects followed, counted for the page and for each `robots.txt`.
    pub redirects: usize,
    /// Where archived copies are asked for; the page's address is added as parameter `url`.
    pub archive: String,
}

impl Default for Limits {
    /// 5 MB, 12 seconds, 5 redirects, the Wayback Machine's availability service.
    fn default() -> Self {
        Self {
            bytes: 5_000_000,
            time: Duration::from_secs(12),
            redirects: 5,
            archive: "https://archive.org/wayback/available".to_owned(),
        }
    }
}

/// Fetches pages. Cheap to clone; its calls block until the answer is there.
#[derive(Debug, Clone)]
pub struct Fetcher {
    agent: Agent,
    limits: Arc<Limits>,
}

impl Fetcher {
    /// A fetcher over the system's network that says who it is: `contact` is the site's public address.
    pub fn new(contact: &str) -> Self {
        Self::with(contact, SystemNetwork, Limits::default())
    }

    /// The same over another network and with other limits.
    pub fn with(contact: &str, network: impl Network, limits: Limits) -> Self {
        let roots: Vec<Certificate> = network.roots().iter().map(|der| Certificate::from_der(der).to_owned()).collect();
        let roots = if roots.is_empty() { RootCerts::WebPki } else { RootCerts::Specific(Arc::new(roots)) };
        let config = Agent::config_builder()
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            // A proxy would make the connection in our place, past the guard.
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .max_response_header_size(64 * 1024)
            .user_agent(format!("{ROBOT}/{} (+{contact})", env!("CARGO_PKG_VERSION")))
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), Guard::new(network));
        Self { agent, limits: Arc::new(limits) }
    }

    /// What one fetch may take.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// One request, no redirect followed.
    fn get(&self, url: &Url, accept: &str, deadline: Instant) -> Result<Response<Body>, NotFetched> {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(self.too_slow());
        }
        let request = self.agent.get(url.as_str()).header("accept", accept);
        let request = request.config().timeout_global(Some(left)).build();
        request.call().map_err(|error| self.said(&error))
    }

    /// The first `most` bytes of a body. They are counted as they come out of unpacking, so a small body cannot grow
    /// beyond them.
    fn start_of(&self, response: &mut Response<Body>, most: u64) -> Result<Vec<u8>, NotFetched> {
        let mut bytes = Vec::new();
        let mut reader = response.body_mut().as_reader().take(most);
        reader.read_to_end(&mut bytes).map_err(|error| self.said(&error.into()))?;
        Ok(bytes)
    }

    fn too_slow(&self) -> NotFetched {
        NotFetched::TooSlow { seconds: self.limits.time.as_secs() }
    }

    /// What went wrong below, as a person may be told it.
    fn said(&self, error: &ureq::Error) -> NotFetched {
        use std::io::ErrorKind;
        match error {
            ureq::Error::Timeout(_) => self.too_slow(),
            ureq::Error::HostNotFound => NotFetched::NoSuchHost,
            ureq::Error::Tls(_) | ureq::Error::Rustls(_) | ureq::Error::TlsRequired => NotFetched::NotSecure,
            ureq::Error::Other(inner) => match inner.downcast_ref::<NotFetched>() {
                Some(refused) => refused.clone(),
                None => NotFetched::Unreachable,
            },
            ureq::Error::Io(inner) if inner.kind() == ErrorKind::TimedOut => self.too_slow(),
            // rustls hands its findings on as data that makes no sense.
            ureq::Error::Io(inner) if inner.kind() == ErrorKind::InvalidData => NotFetched::NotSecure,
            other => {
                tracing::debug!(error = %other, "a page was not fetched");
                NotFetched::Unreachable
            }
        }
    }
}
