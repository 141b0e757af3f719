//! `sanad migrate`.

use crate::config::Data;
use clap::Args;

/// Bring the library's tables up to date.
#[derive(Debug, Args)]
pub struct Migrate {
    #[command(flatten)]
    data: Data,
}

impl Migrate {
    /// Opens the library, which migrates it.
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let service = super::open(&self.data).await?;
        println!("The library {} is up to date.", self.data.file().display());
        service.store().close().await;
        Ok(())
    }
}
