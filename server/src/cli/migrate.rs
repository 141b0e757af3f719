//! `sanad migrate`.

use crate::config::Data;
use clap::Args;

/// Bring the library's tables up to date, count what is not counted yet, and check the counts.
#[derive(Debug, Args)]
pub struct Migrate {
    #[command(flatten)]
    data: Data,
    /// Count who leans on whom again from nothing, even where the counts agree.
    #[arg(long)]
    recount: bool,
}

impl Migrate {
    /// Opens the library, which migrates it, and counts.
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let service = super::open(&self.data).await?;
        if self.recount {
            service.recount_leaning().await?;
        } else {
            service.finish_counting_leaning().await?;
        }
        let wrong = service.check_leaning().await?;
        if wrong > 0 {
            println!("{wrong} counts of who leans on whom did not agree with the chains; they are counted again.");
            service.recount_leaning().await?;
        }
        println!("The library {} is up to date.", self.data.file().display());
        service.store().close().await;
        Ok(())
    }
}
