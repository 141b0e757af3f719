//! Names to addresses, and the guard over them. A connection is made to the very address that was checked: a name that
//! answers differently a moment later gains nothing.

use crate::is_public;
use domain::fetching::NotFetched;
use std::{
    collections::HashMap,
    fmt::Debug,
    io,
    net::{IpAddr, SocketAddr, ToSocketAddrs},
    sync::{Arc, mpsc},
    thread,
};
use ureq::{
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{ResolvedSocketAddrs, Resolver},
        transport::NextTimeout,
    },
};

/// How names become addresses, and where connections go.
pub trait Network: Debug + Send + Sync + 'static {
    /// The addresses of a host, which may also be an address itself.
    ///
    /// # Errors
    /// What the system says of a name that it cannot look up.
    fn addresses(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>>;

    /// Where a connection to an address that passed the guard is made.
    fn connect_to(&self, checked: SocketAddr) -> SocketAddr {
        checked
    }

    /// Certificates (DER) that are trusted in place of Mozilla's list; none to trust that list.
    fn roots(&self) -> Vec<Vec<u8>> {
        Vec::new()
    }
}

/// The machine's own network.
#[derive(Debug, Clone, Copy)]
pub struct SystemNetwork;

impl Network for SystemNetwork {
    fn addresses(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        Ok((host, port).to_socket_addrs()?.collect())
    }
}

/// A network that is written down, for tests: names have the addresses given here, and whatever passes the guard is
/// connected to one server.
#[derive(Debug, Clone)]
pub struct WrittenNetwork {
    /// The addresses of each name.
    pub names: HashMap<String, Vec<IpAddr>>,
    /// The server that answers for all of them.
    pub server: SocketAddr,
    /// Certificates (DER) that are trusted in place of the public list, if there are any.
    pub roots: Vec<Vec<u8>>,
}

impl Network for WrittenNetwork {
    fn addresses(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        if let Ok(address) = host.parse::<IpAddr>() {
            return Ok(vec![SocketAddr::new(address, port)]);
        }
        let found = self.names.get(host).ok_or_else(|| io::Error::other("no such name"))?;
        Ok(found.iter().map(|address| SocketAddr::new(*address, port)).collect())
    }

    fn connect_to(&self, _: SocketAddr) -> SocketAddr {
        self.server
    }

    fn roots(&self) -> Vec<Vec<u8>> {
        self.roots.clone()
    }
}

/// Lets only public addresses pass.
#[derive(Debug, Clone)]
pub(crate) struct Guard(Arc<dyn Network>);

impl Guard {
    pub(crate) fn new(network: impl Network) -> Self {
        Self(Arc::new(network))
    }
}

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, _: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let host = uri.host().ok_or(ureq::Error::HostNotFound)?.trim_matches(['[', ']']).to_owned();
        let port = uri.port_u16().unwrap_or(if uri.scheme_str() == Some("http") { 80 } else { 443 });
        // The system's look-up has no limit of its own, so it is waited for from outside.
        let (tell, told) = mpsc::sync_channel(1);
        let network = self.0.clone();
        thread::spawn(move || tell.send(network.addresses(&host, port)).ok());
        let found = told.recv_timeout(*timeout.after).map_err(|_| ureq::Error::Timeout(timeout.reason))?;
        let found = found.map_err(|error| {
            tracing::debug!(%error, "a name was not found");
            ureq::Error::HostNotFound
        })?;
        // One closed address among several is enough: a name that mixes them is up to something.
        if found.iter().any(|a| !is_public(a.ip())) {
            return Err(ureq::Error::Other(Box::new(NotFetched::PrivateAddress)));
        }
        let mut out = self.empty();
        for address in found {
            if out.try_push(self.0.connect_to(address)).is_err() {
                break;
            }
        }
        if out.is_empty() { Err(ureq::Error::HostNotFound) } else { Ok(out) }
    }
}
