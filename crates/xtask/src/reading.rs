//! `bench-extract` and `fuzz`: both build the engine alone, as the server builds it, and hand over to that program.

use std::process::Command;

use anyhow::Result;

use crate::{paths, tool};

/// One table: how well and how fast articles are read, beside the goals.
pub(crate) fn bench() -> Result<()> {
    build()?;
    tool::run(&mut program(&["bench".to_string()]))
}

/// Bent articles against the engine. Without further words it takes less than a minute.
pub(crate) fn fuzz(words: &[String]) -> Result<()> {
    build()?;
    let mut all = vec!["fuzz".to_string()];
    all.extend_from_slice(words);
    tool::run(&mut program(&all))
}

fn build() -> Result<()> {
    tool::run(&mut tool::cargo([
        "build",
        "--release",
        "--package=xtask",
        "--no-default-features",
        "--features=reading",
        "--bin=reading",
    ]))
}

fn program(words: &[String]) -> Command {
    let mut command = Command::new(paths::target().join("release/reading"));
    command.args(words).current_dir(paths::root());
    command
}
