//! What can be configured: one small struct a concern, read once from flags and environment.

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
    /// Take the visitor's address from X-Forwarded-For: only behind a proxy of your own that sets it.
    #[arg(long, env = "SANAD_BEHIND_PROXY")]
    pub behind_proxy: bool,
}

/// The site as handlers need to know it.
#[derive(Debug, Clone)]
pub struct Site {
    /// Its address as visitors see it, without a last slash.
    pub public_url: String,
    /// Whether X-Forwarded-For is believed.
    pub behind_proxy: bool,
}

impl Site {
    /// The site that these flags describe.
    pub fn new(listen: &Listen, local: SocketAddr) -> Self {
        let public_url = listen.public_url.clone().unwrap_or_else(|| format!("http://{local}"));
        Self { public_url: public_url.trim_end_matches('/').to_owned(), behind_proxy: listen.behind_proxy }
    }

    /// Whether visitors come by https.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}
