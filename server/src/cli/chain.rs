//! `sanad chain FILE`.

use clap::Args;
use domain::chain::ChainRecord;
use std::path::PathBuf;

/// Analyse chains.
#[derive(Debug, Args)]
pub struct Chain {
    /// File with one graph a line; `-` reads standard input.
    file: PathBuf,
}

impl Chain {
    /// Prints one analysis a line.
    pub(super) fn run(self) -> anyhow::Result<()> {
        super::lines::answer(&self.file, |chain: ChainRecord| Ok(chain.analyse()?))
    }
}
