//! What can be configured: one small struct a concern, read once from flags and environment.

use crate::middleware::proxies::{Proxies, ProxyHeader, Trusted};
use anyhow::Context;
use axum::http::Uri;
use clap::Args;
use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
};

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

    /// Makes the folder where there is none, for its owner alone, and tightens one that is there already.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn make_folder(&self) -> anyhow::Result<()> {
        let said = || format!("the folder {} cannot be made", self.folder.display());
        if self.folder.is_dir() {
            if let Err(why) = close_to_others(&self.folder) {
                tracing::warn!("others on this machine can look into {}: {why}", self.folder.display());
            }
            return Ok(());
        }
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.recursive(true).create(&self.folder).with_context(said)?;
        // The mask of the process may have taken rights away from ourselves.
        let _ = close_to_others(&self.folder);
        Ok(())
    }
}

/// Takes a folder's rights away from everybody but its owner, if nothing but our own files is in it.
#[cfg(unix)]
fn close_to_others(folder: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let now = fs::metadata(folder)?.permissions().mode();
    if now & 0o777 == 0o700 {
        return Ok(());
    }
    // Somebody may have named a folder that others need, such as /srv: that one is theirs to decide.
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        if !name.to_string_lossy().starts_with("sanad") {
            anyhow::bail!("{} is in it too, so it was left as it is (mode {:o})", name.display(), now & 0o777);
        }
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
        .with_context(|| format!("its mode is {:o}", now & 0o777))
}

#[cfg(not(unix))]
fn close_to_others(_: &Path) -> anyhow::Result<()> {
    Ok(())
}

/// Where the site listens.
#[derive(Debug, Clone, Args)]
pub struct Listen {
    /// Address and port to listen on.
    #[arg(long, env = "SANAD_LISTEN", default_value = "127.0.0.1:3000", value_name = "ADDRESS:PORT")]
    pub listen: SocketAddr,
    /// The site's address as visitors see it, for example <https://sanad.example>. With https, cookies are secure.
    #[arg(long, env = "SANAD_PUBLIC_URL", value_name = "URL", value_parser = public_url)]
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

/// An address that links can begin with: scheme and host, no path.
fn public_url(typed: &str) -> Result<String, String> {
    let bare = typed.trim().trim_end_matches('/');
    let is_site = |uri: &Uri| {
        let scheme = uri.scheme_str().unwrap_or_default();
        matches!(scheme, "http" | "https") && uri.authority().is_some() && uri.path() == "/" && uri.query().is_none()
    };
    match bare.parse::<Uri>() {
        Ok(uri) if is_site(&uri) => Ok(bare.to_owned()),
        _ => Err("give scheme and host without a path, such as https://sanad.example".to_owned()),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_address_is_scheme_and_host() {
        for good in ["https://sanad.example", "http://newsroom:3000", "HTTPS://Sanad.example/"] {
            assert_eq!(public_url(good).as_deref(), Ok(good.trim_end_matches('/')));
        }
        for bad in
            ["sanad.example", "ftp://sanad.example", "https://sanad.example/path", "https://a.example?x", "", "/"]
        {
            assert!(public_url(bad).is_err(), "{bad}");
        }
    }
}
