//! What takes minutes to prove: the release binary, as it would be deployed, under kill -9, a full disk, long load and
//! hostile clients. Nothing of the server is linked here: all that is asked goes over sockets, all that is measured
//! comes from the system.

mod browser;
mod disk;
mod form;
mod hostile;
mod kill9;
mod options;
mod process;
mod raw;
mod report;
mod routes;
mod server;
mod soak;
mod stats;
mod words;

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Parser;

use options::{Options, Part};
use report::Report;

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("\ntorture: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the parts that were asked for; whether all of them held.
fn run(options: &Options) -> Result<bool> {
    std::fs::create_dir_all(&options.work).with_context(|| format!("cannot make {}", options.work.display()))?;
    process::raise_file_limit();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("could not start the runtime")?;
    let mut report = Report::default();
    println!("{}", options.server.display());
    runtime.block_on(async {
        for part in options.parts() {
            match part {
                Part::Kill9 => report.part("kill9", async |r| kill9::run(options, r).await).await,
                Part::Disk => report.part("disk", async |r| disk::run(options, r).await).await,
                Part::Routes => report.part("routes", async |r| routes::run(options, r).await).await,
                Part::Hostile => hostile::run(options, &mut report).await,
                Part::Soak => report.part("soak", async |r| soak::run(options, r).await).await,
            }
        }
    });
    report.summary(&options.work.join("report.txt"))
}
