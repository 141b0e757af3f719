//! `sanad export`: what the library holds, for other programs.

use crate::config::Data;
use anyhow::Context;
use clap::{Args, Subcommand};
use service::Actor;
use std::io::{BufWriter, Write, stdout};

/// How many lines are read at once.
const BATCH: i64 = 50;

/// Export what the library holds.
#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    data: Data,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// What the newsroom made of proposed quotations: one article a line, in the format of evaluation sets, with the
    /// proposals beside.
    Corrections,
}

impl Export {
    /// Prints one line a record.
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let service = super::open(&self.data).await?;
        let What::Corrections = self.what;
        let mut out = BufWriter::new(stdout().lock());
        let mut after = 0;
        loop {
            let (lines, last) = service.corrections(&Actor::CommandLine, after, BATCH).await?;
            if lines.is_empty() {
                break;
            }
            for line in lines {
                serde_json::to_writer(&mut out, &line).context("a line could not be written")?;
                out.write_all(b"\n")?;
            }
            after = last;
        }
        out.flush()?;
        service.store().close().await;
        Ok(())
    }
}
