//! `sanad demo`.

use crate::config::Data;
use anyhow::bail;
use clap::Args;
use service::Error;

/// Load the demonstration into an empty library.
#[derive(Debug, Args)]
pub struct Demo {
    #[command(flatten)]
    data: Data,
}

impl Demo {
    /// Loads it, or says why not.
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let service = super::open(&self.data).await?;
        let loaded = match service.load_demo().await {
            Err(Error::NotEmpty) => bail!(
                "the library {} holds records already; the demonstration goes into an empty one only (choose another \
                 --data folder)",
                self.data.file().display()
            ),
            other => other?,
        };
        for (kind, count) in loaded {
            println!("{count} {kind}");
        }
        service.store().close().await;
        Ok(())
    }
}
