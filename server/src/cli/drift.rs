//! `sanad drift FILE`.

use clap::Args;
use domain::drift::record::{Pair, report};
use std::path::PathBuf;

/// Compare wordings.
#[derive(Debug, Args)]
pub struct Drift {
    /// File with one pair of wordings a line; `-` reads standard input.
    file: PathBuf,
}

impl Drift {
    /// Prints the findings of each pair.
    pub(super) fn run(self) -> anyhow::Result<()> {
        super::lines::answer(&self.file, |pair: Pair| Ok(report(&pair)))
    }
}
