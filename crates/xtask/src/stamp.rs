//! Skipping what is done. A stamp is a hash of everything a step reads; it is written only after the step went well.
//! Contents are hashed rather than times, so that a fresh clone or a touched file costs nothing.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// What a step reads, gathered into one number.
#[derive(Default)]
pub(crate) struct Inputs(DefaultHasher);

impl Inputs {
    /// Adds a setting or a version.
    pub(crate) fn word(mut self, word: &str) -> Self {
        word.hash(&mut self.0);
        self
    }

    /// Adds what a file holds.
    pub(crate) fn bytes(mut self, bytes: &[u8]) -> Self {
        bytes.hash(&mut self.0);
        self
    }

    /// Adds a file.
    pub(crate) fn file(self, path: &Path) -> Result<Self> {
        read(path).map(|bytes| self.bytes(&bytes))
    }

    /// The stamp that stands for these inputs, kept in `file`.
    pub(crate) fn stamp(self, file: PathBuf) -> Stamp {
        Stamp { file, value: format!("{:016x}", self.0.finish()) }
    }
}

/// A step's inputs, and the file that remembers those it last finished with.
pub(crate) struct Stamp {
    file: PathBuf,
    value: String,
}

impl Stamp {
    /// Whether the step last finished with the same inputs and its outputs are still there.
    pub(crate) fn is_fresh(&self, outputs: &[PathBuf]) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|kept| kept == self.value) && outputs.iter().all(|path| path.exists())
    }

    /// Remembers that the step is done.
    pub(crate) fn keep(&self) -> Result<()> {
        write_if_changed(&self.file, self.value.as_bytes()).map(drop)
    }
}

/// Reads a file, or says which one is missing.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a file only when its bytes differ, so that nothing downstream is rebuilt for no reason.
pub(crate) fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<bool> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(true)
}

/// All files below a folder, in a fixed order; none if it does not exist.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.with_context(|| format!("cannot list {}", folder.display()))?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("sanad-xtask-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder for the test");
        folder
    }

    #[test]
    fn a_stamp_is_fresh_until_an_input_or_an_output_changes() -> Result<()> {
        let folder = scratch("stamp");
        let (input, output) = (folder.join("input"), folder.join("output"));
        fs::write(&input, "one")?;
        let stamp = || Inputs::default().word("v1").file(&input).map(|inputs| inputs.stamp(folder.join("stamp")));

        assert!(!stamp()?.is_fresh(&[]), "nothing was kept yet");
        stamp()?.keep()?;
        assert!(stamp()?.is_fresh(&[]));
        assert!(!stamp()?.is_fresh(std::slice::from_ref(&output)), "the output is not there");
        fs::write(&output, "made")?;
        assert!(stamp()?.is_fresh(std::slice::from_ref(&output)));
        fs::write(&input, "two")?;
        assert!(!stamp()?.is_fresh(&[output]), "the input changed");

        fs::remove_dir_all(folder)?;
        Ok(())
    }

    #[test]
    fn equal_bytes_are_not_written_again() -> Result<()> {
        let folder = scratch("write");
        let file = folder.join("deep/file");
        assert!(write_if_changed(&file, b"one")?);
        assert!(!write_if_changed(&file, b"one")?);
        assert!(write_if_changed(&file, b"two")?);
        assert_eq!(files_below(&folder)?, [file]);
        fs::remove_dir_all(folder)?;
        Ok(())
    }
}
