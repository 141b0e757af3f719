//! What a visitor downloads, raw and packed with brotli as the server sends it: printed at every build, so that growth
//! is seen when it happens. Packing at its best is slow, so each length is remembered until the file changes.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;

use crate::paths;
use crate::stamp::{self, Inputs};

/// Kinds of file that brotli makes smaller.
const PACKED: [&str; 8] = ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest"];

/// Prints every file's size, raw and packed.
pub(super) fn print(files: &[(PathBuf, Vec<u8>)]) -> Result<()> {
    println!("  {:<28}{:>12}{:>12}", "target/site", "bytes", "brotli");
    for (name, bytes) in files {
        let packed = if is_packed(name) { packed_length(name, bytes)?.to_string() } else { "-".to_owned() };
        println!("  {:<28}{:>12}{packed:>12}", name.display(), bytes.len());
    }
    Ok(())
}

fn is_packed(name: &Path) -> bool {
    name.extension().and_then(|kind| kind.to_str()).is_some_and(|kind| PACKED.contains(&kind))
}

fn packed_length(name: &Path, bytes: &[u8]) -> Result<usize> {
    let copy = paths::root().join("target/site-work/packed").join(name);
    let mut stamped = copy.clone().into_os_string();
    stamped.push(".stamp");
    let stamp = Inputs::default().bytes(bytes).stamp(stamped.into());
    if !stamp.is_fresh(std::slice::from_ref(&copy)) {
        stamp::write_if_changed(&copy, &pack(bytes)?)?;
        stamp.keep()?;
    }
    Ok(stamp::read(&copy)?.len())
}

/// The bytes packed with brotli at its best.
fn pack(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let best = BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &best).context("brotli")?;
    Ok(packed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packing_can_be_undone() -> Result<()> {
        let text = "Kami siap bekerja sama. ".repeat(50);
        let packed = pack(text.as_bytes())?;
        assert!(packed.len() < text.len() / 4);
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut packed.as_slice(), &mut back)?;
        assert_eq!(back, text.as_bytes());
        Ok(())
    }

    #[test]
    fn pictures_are_not_packed() {
        assert!(!is_packed(Path::new("icon.png")));
        assert!(is_packed(Path::new("sanad_bg.wasm")));
        assert!(is_packed(Path::new("icon.svg")));
    }
}
