//! What can be configured: one small struct a concern, read once from flags and environment.

use crate::middleware::proxies::{Proxies, ProxyHeader, Trusted};
use clap::Args;
use std::{net::SocketAddr, path::PathBuf};

/// Where the library is.
#[derive(Debug, Clone, Args)]
pub struct Data {
    /// Folder of the library; it is made where there is none.
    #[arg(long = "data", env = "SANAD_DATA", default_value = "sanad-data", value_name = "DIR")]
    pub folder: PathBuf,
}

impl Data {
    /// The library's file.
    pub fn file(&self) -> PathBuf {
        self.folder.join("sanad.db")
    }
}

/// Where the site listens.
#[derive(Debug, Clone, Args)]
pub struct Listen {
    /// Address and port to listen on.
    #[arg(long, env = "SANAD_LISTEN", default_value = "127.0.0.1:3000", value_name = "ADDRESS:PORT")]
    pub listen: SocketAddr,
    /// The site's address as visitors see it, for example <https://sanad.example>. With https, cookies are secure.
    #[arg(long, env = "SANAD_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// Proxies of your own between visitors and this server: how many there are (1), or their addresses and networks
    /// (`10.0.0.0/8,::1`). Only what they write is believed about where a visitor comes from.
    #[arg(long, env = "SANAD_TRUSTED_PROXIES", value_name = "COUNT|NETWORKS", default_value = "0")]
    pub trusted_proxies: Trusted,
    /// The header in which those proxies write it.
    #[arg(long, env = "SANAD_PROXY_HEADER", value_enum, default_value_t)]
    pub proxy_header: ProxyHeader,
    /// Most connections at once. Unless given, as many as the system has files for.
    #[arg(long, env = "SANAD_MAX_CONNECTIONS", value_name = "COUNT")]
    pub max_connections: Option<usize>,
    /// Most connections at once from one address; trusted proxies are not counted. Unless given, half of all.
    #[arg(long, env = "SANAD_MAX_CONNECTIONS_PER_ADDRESS", value_name = "COUNT")]
    pub max_connections_per_address: Option<usize>,
}

/// The site as handlers need to know it.
#[derive(Debug, Clone)]
pub struct Site {
    /// Its address as visitors see it, without a last slash.
    pub public_url: String,
    /// Proxies of our own.
    pub proxies: Proxies,
}

impl Site {
    /// The site that these flags describe.
    pub fn new(listen: &Listen, local: SocketAddr) -> Self {
        let public_url = listen.public_url.clone().unwrap_or_else(|| format!("http://{local}"));
        let proxies = Proxies { trusted: listen.trusted_proxies.clone(), header: listen.proxy_header };
        Self { public_url: public_url.trim_end_matches('/').to_owned(), proxies }
    }

    /// Whether visitors come by https.
    pub fn is_https(&self) -> bool {
        self.public_url.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"))
    }
}
