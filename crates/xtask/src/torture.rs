//! `torture`: what takes minutes to prove, against the release binary as it would be deployed. The program itself is
//! built apart, so that the other commands need not wait for it.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::{paths, serve, tool};

/// Builds the server, unless `SANAD_BIN` names another, and hands over to the program in `crates/xtask/torture`.
pub(crate) fn run(words: &[String]) -> Result<()> {
    let named = std::env::var_os("SANAD_BIN").map(PathBuf::from);
    if named.is_none() {
        serve::build()?;
    }
    let server = named.unwrap_or_else(paths::release_server);
    tool::run(&mut tool::cargo([
        "build",
        "--release",
        "--package=xtask",
        "--no-default-features",
        "--features=torture",
        "--bin=torture",
    ]))?;
    let mut torture = Command::new(paths::target().join("release/torture"));
    torture.arg("--server").arg(server).arg("--work").arg(paths::root().join("target/torture")).args(words);
    tool::run(&mut torture)
}
