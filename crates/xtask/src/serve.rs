//! `run`: from a checkout to a served demo library in one command. The server takes this process's place at the end,
//! so that Ctrl-C reaches it alone. `bench` prepares the same way and then hands over to the measuring build.

use std::convert::Infallible;
use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::{Context, Result};

use crate::{paths, setup, site, tool};

/// Builds everything and serves the demo library. Further words go to the server.
pub(crate) fn run(words: &[String]) -> Result<()> {
    build()?;
    let mut server = Command::new(paths::release_server());
    server.current_dir(paths::root()).args(["serve", "--demo", "--data", "data/demo"]).args(words);
    match become_it(&mut server)? {}
}

/// Builds the release server and the measuring tool with the same profile, then measures.
pub(crate) fn bench() -> Result<()> {
    build()?;
    let mut measure = tool::cargo([
        "run",
        "--release",
        "--package=xtask",
        "--no-default-features",
        "--features=bench",
        "--bin=bench",
        "--",
    ]);
    measure.arg(paths::release_server()).arg(paths::root().join("target/bench"));
    match become_it(&mut measure)? {}
}

/// The bench of chains needs no server.
pub(crate) fn bench_chain() -> Result<()> {
    let mut bench = tool::cargo(["run", "--release", "--package=export", "--example=chain_bench"]);
    match become_it(&mut bench)? {}
}

/// Set-up, site and release server.
pub(crate) fn build() -> Result<()> {
    setup::for_running()?;
    println!("site");
    site::build(site::Kind::Release)?;
    println!("server");
    release_server()
}

/// The release binary, with the site inside.
pub(crate) fn release_server() -> Result<()> {
    tool::run(&mut tool::cargo(["build", "--release", "--package=server"]))
}

fn become_it(command: &mut Command) -> Result<Infallible> {
    Err(command.exec()).with_context(|| format!("could not start {}", command.get_program().display()))
}
