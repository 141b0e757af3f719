//! The browser's files: wasm, its JavaScript, style and pictures, all in target/site, from where the server embeds
//! them. cargo-leptos would do the same after nine minutes of building itself; this needs nothing installed.

mod size;
mod style;
mod wasm;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{paths, stamp};

/// For whom the site is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Small to download: link-time optimisation and wasm-opt.
    Release,
    /// Quick to build, for the watcher.
    Dev,
}

/// Builds what is not up to date, removes what no longer belongs, and prints the sizes.
pub(crate) fn build(kind: Kind) -> Result<()> {
    let mut files = wasm::build(kind)?;
    files.extend(style::files(&paths::root())?);
    let site = paths::site();
    let mut kept = BTreeSet::new();
    for (name, bytes) in &files {
        let path = site.join(name);
        stamp::write_if_changed(&path, bytes)?;
        kept.insert(path);
    }
    remove_others(&site, &kept)?;
    if kind == Kind::Release { size::print(&files) } else { Ok(()) }
}

/// Builds only the style again: what the watcher does when the browser's half did not change.
pub(crate) fn restyle() -> Result<()> {
    for (name, bytes) in style::files(&paths::root())? {
        stamp::write_if_changed(&paths::site().join(name), &bytes)?;
    }
    Ok(())
}

/// Makes the folder, so that the server's embedding macro compiles before the site is built.
pub(crate) fn make_folder() -> Result<()> {
    let site = paths::site();
    fs::create_dir_all(&site).with_context(|| format!("cannot make {}", site.display()))
}

fn remove_others(site: &Path, kept: &BTreeSet<PathBuf>) -> Result<()> {
    for path in stamp::files_below(site)? {
        if !kept.contains(&path) {
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    Ok(())
}
