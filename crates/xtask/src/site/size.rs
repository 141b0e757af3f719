//! What a visitor downloads: every text file is also kept packed with brotli at its best, made once here rather than
//! at each request, and both sizes are printed so that growth is seen when it happens.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;

/// Kinds of file that brotli makes smaller.
const PACKED: [&str; 8] = ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest"];

/// Where the packed copy of a file lies, if its kind is worth packing.
pub(super) fn packed_path(path: &Path) -> Option<PathBuf> {
    let kind = path.extension()?.to_str()?;
    PACKED.contains(&kind).then(|| path.with_extension(format!("{kind}.br")))
}

/// The bytes packed with brotli at its best.
pub(super) fn pack(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let best = BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &best).context("brotli")?;
    Ok(packed)
}

/// Prints every file's size, raw and packed.
pub(super) fn print(site: &Path) -> Result<()> {
    println!("  {:<28}{:>12}{:>12}", "target/site", "bytes", "brotli");
    for path in crate::stamp::files_below(site)? {
        if path.extension().is_some_and(|kind| kind == "br") {
            continue;
        }
        let name = path.strip_prefix(site).unwrap_or(&path).display().to_string();
        let raw = length(&path)?;
        match packed_path(&path) {
            Some(packed) => println!("  {name:<28}{raw:>12}{:>12}", length(&packed)?),
            None => println!("  {name:<28}{raw:>12}{:>12}", "-"),
        }
    }
    Ok(())
}

fn length(path: &Path) -> Result<u64> {
    Ok(fs::metadata(path).with_context(|| format!("cannot measure {}", path.display()))?.len())
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
        assert_eq!(packed_path(Path::new("a/icon.png")), None);
        assert_eq!(packed_path(Path::new("a/sanad_bg.wasm")), Some(PathBuf::from("a/sanad_bg.wasm.br")));
    }
}
