//! Where things are. The site always lies in the checkout's own target folder, because the server embeds it from there;
//! what cargo builds lies wherever `CARGO_TARGET_DIR` says.

use std::path::{Path, PathBuf};

/// The checkout: the folder that holds the workspace's Cargo.toml.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// The release server.
pub(crate) fn release_server() -> PathBuf {
    target().join("release/sanad")
}

/// The browser's files, as the server embeds them.
pub(crate) fn site() -> PathBuf {
    root().join("target/site")
}
