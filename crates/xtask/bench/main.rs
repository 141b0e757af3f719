//! What Sanad adds to the cost of answering. The public quote page and a bare handler that sends the same
//! bytes are loaded in turns, each from its own process, so that a busy machine slows both alike.

mod bare;
mod load;
mod page;
mod server;

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};

use load::{Limit, Measured};
use server::Server;
use wire::client;

/// Connections kept open at once.
const CONNECTIONS: usize = 16;
/// Turns that each server gets.
const ROUNDS: usize = 5;
/// What one turn may take.
const ROUND: Limit = Limit { requests: 20_000, time: Duration::from_secs(3) };
const WARM_UP: Limit = Limit { requests: 2_000, time: Duration::from_secs(1) };

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let outcome = match words[..] {
        // This program's second role: the bare handler, started by the first.
        ["bare", page] => runtime().and_then(|runtime| runtime.block_on(bare::serve(Path::new(page)))),
        [server, work] => runtime().and_then(|runtime| runtime.block_on(measure(Path::new(server), Path::new(work)))),
        _ => Err(anyhow!("call it as `cargo xtask bench`")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nbench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn runtime() -> Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().context("could not start the runtime")
}

async fn measure(server: &Path, work: &Path) -> Result<()> {
    let sanad = Server::sanad(server, work).await?;
    let path = page::first_quote(sanad.address).await?;
    let page = client::get(sanad.address, &path, None).await?;
    page.must_be_good(&path)?;
    let file = work.join("page.html");
    std::fs::write(&file, &page.body).with_context(|| format!("cannot write {}", file.display()))?;
    let bare = Server::bare(&file).await?;

    println!("{path}: {} bytes, {CONNECTIONS} connections, {ROUNDS} turns each", page.body.len());
    let mut ours = Measured::default();
    let mut theirs = Measured::default();
    load::run(sanad.address, &path, CONNECTIONS, WARM_UP).await?;
    load::run(bare.address, &path, CONNECTIONS, WARM_UP).await?;
    for round in 1..=ROUNDS {
        let (a, b) = (
            load::run(sanad.address, &path, CONNECTIONS, ROUND).await?,
            load::run(bare.address, &path, CONNECTIONS, ROUND).await?,
        );
        println!("  turn {round}: Sanad {:>8.0}/s, bare {:>8.0}/s", a.rate(), b.rate());
        ours.add(a);
        theirs.add(b);
    }
    println!("\n  {:<16}{:>12}{:>12}{:>12}", "", "requests/s", "p50", "p99");
    ours.print("Sanad");
    theirs.print("bare handler");
    println!("  {:<16}{:>12.3}", "ratio", ours.rate() / theirs.rate());

    page::print_download(sanad.address, &path).await
}
