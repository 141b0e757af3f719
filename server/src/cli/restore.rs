//! `sanad restore FILE`.

use crate::config::Data;
use anyhow::{Context, bail};
use clap::Args;
use std::path::PathBuf;
use store::Error;
use time::OffsetDateTime;

/// Put a backup in the library's place. The library that is there is moved aside, never deleted.
#[derive(Debug, Args)]
pub struct Restore {
    #[command(flatten)]
    data: Data,
    /// The backup.
    file: PathBuf,
}

impl Restore {
    /// Looks the backup through, moves the library aside, puts the backup there, and checks it again.
    pub(super) async fn run(self) -> anyhow::Result<()> {
        super::backup::must_exist(&self.file)?;
        self.data.make_folder()?;
        let library = self.data.file();
        let file = self.file.display();
        let done = match store::restore(&self.file, &library, OffsetDateTime::now_utc()).await {
            Err(Error::InUse) => bail!(
                "a program has the library {} open: stop the server and every other sanad command first",
                library.display()
            ),
            Err(Error::Damaged(said)) => bail!("{file} is damaged or no library ({said}); nothing was changed"),
            Err(Error::Newer { .. }) => bail!("{file} was made by a newer version of sanad; nothing was changed"),
            Err(Error::DiskFull) => bail!("there is no room left on the disk; nothing was changed"),
            other => other.with_context(|| format!("{file} could not be restored"))?,
        };
        println!("{}: {}.", library.display(), super::backup::in_words(&done.held));
        if let Some(aside) = done.aside {
            println!("The library that was there is now {}.", aside.display());
        }
        println!("Sessions ended: {}. Everybody has to sign in again.", done.sessions);
        super::check::check(&library).await
    }
}
