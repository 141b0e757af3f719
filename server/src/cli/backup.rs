//! `sanad backup FILE`.

use crate::config::Data;
use anyhow::bail;
use clap::Args;
use std::path::{Path, PathBuf};
use store::{Error, Held};

/// Copy the library into one file, while it is being served or not.
#[derive(Debug, Args)]
pub struct Backup {
    #[command(flatten)]
    data: Data,
    /// The file to make; it must not exist.
    file: PathBuf,
}

impl Backup {
    /// Makes the file, looks it through, and says what it holds.
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let library = self.data.file();
        let held = match store::back_up(&library, &self.file).await {
            Err(Error::Exists(path)) => {
                bail!("{} exists already: a backup never takes the place of a file", path.display())
            }
            Err(Error::InUse) => bail!("a backup is being restored into {}", self.data.folder.display()),
            Err(Error::DiskFull) => bail!("there is no room left on the disk of {}", self.file.display()),
            Err(error @ Error::Damaged(_)) => return Err(super::damaged(&self.data, &error)),
            other => other?,
        };
        println!("{}: {}. It was read back and is whole.", self.file.display(), in_words(&held));
        Ok(())
    }
}

/// What a library holds, in one line.
pub(super) fn in_words(held: &Held) -> String {
    let count = |table: &str| held.rows.iter().find(|(name, _)| *name == table).map_or(0, |(_, count)| *count);
    let parts: Vec<String> = [
        ("quote", "quotes"),
        ("speaker", "speakers"),
        ("outlet", "outlets"),
        ("document", "documents"),
        ("revision", "revisions"),
        ("account", "members"),
    ]
    .into_iter()
    .map(|(table, word)| format!("{word} {}", count(table)))
    .collect();
    let last = held.last_change.map_or_else(String::new, |at| format!(", last change {}", day(at)));
    format!("{} ({} bytes{last})", parts.join(", "), held.bytes)
}

fn day(at: time::OffsetDateTime) -> String {
    at.format(time::macros::format_description!("[year]-[month]-[day] [hour]:[minute]:[second] UTC"))
        .unwrap_or_default()
}

/// Whether this is a file that somebody could mean.
pub(super) fn must_exist(file: &Path) -> anyhow::Result<()> {
    if file.is_file() { Ok(()) } else { bail!("there is no file {}", file.display()) }
}
