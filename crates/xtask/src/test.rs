//! `test`: one list of steps for people and CI alike, stopping at the first that fails. Nothing is built twice:
//! checks share the debug folder, the browser tests use the very binary that would be deployed.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::{boundary, paths, reading, serve, setup, site, tool};

type Step = (&'static str, fn() -> Result<()>);

const STEPS: [Step; 10] = [
    ("set-up", setup::for_tests),
    ("format", format),
    ("boundary", boundary::check),
    ("clippy", clippy_native),
    ("clippy-browser", clippy_browser),
    ("site", || site::build(site::Kind::Release)),
    ("tests", tests),
    ("fuzz", || reading::fuzz(&[])),
    ("server", serve::release_server),
    ("browser", browser_tests),
];

/// Runs every step, or those named, prints the time of each, and ends with a summary.
pub(crate) fn run(names: &[String]) -> Result<()> {
    let steps = chosen(names)?;
    site::make_folder()?;
    let start = Instant::now();
    let mut done = Vec::new();
    let mut outcome = Ok(());
    for (number, (name, step)) in steps.iter().enumerate() {
        println!("\n== {} of {}: {name}", number + 1, steps.len());
        let begun = Instant::now();
        outcome = step();
        done.push((name, begun.elapsed(), outcome.is_ok()));
        if outcome.is_err() {
            break;
        }
    }
    println!("\n== summary");
    for (name, time, good) in &done {
        println!("  {:<4} {name:<18}{:>8}", if *good { "ok" } else { "FAIL" }, seconds(*time));
    }
    for (name, _) in &steps[done.len()..] {
        println!("  {:<4} {name:<18}{:>8}", "-", "not run");
    }
    println!("  {:<23}{:>8}", "in all", seconds(start.elapsed()));
    outcome
}

/// The steps of those names, in the order of the list; all of them when nothing is named.
fn chosen(names: &[String]) -> Result<Vec<Step>> {
    if let Some(unknown) = names.iter().find(|name| STEPS.iter().all(|(step, _)| step != name)) {
        let known: Vec<&str> = STEPS.iter().map(|(step, _)| *step).collect();
        bail!("there is no step {unknown:?}; the steps are: {}", known.join(", "));
    }
    Ok(STEPS.into_iter().filter(|(step, _)| names.is_empty() || names.iter().any(|name| step == name)).collect())
}

fn format() -> Result<()> {
    tool::run(&mut tool::cargo(["fmt", "--all", "--check"]))
}

/// The whole workspace at once: the server asks for app's `ssr`, and nothing here asks for `hydrate`.
fn clippy_native() -> Result<()> {
    tool::run(&mut tool::cargo([
        "clippy",
        "--workspace",
        "--all-targets",
        "--features=xtask/bench,xtask/reading,xtask/torture",
        "--",
        "--deny=warnings",
    ]))
}

fn clippy_browser() -> Result<()> {
    tool::run(&mut tool::cargo([
        "clippy",
        "--package=app",
        "--lib",
        "--target=wasm32-unknown-unknown",
        "--no-default-features",
        "--features=hydrate",
        "--",
        "--deny=warnings",
    ]))
}

/// The same selection as clippy's, so that macros and build scripts are built once for both.
fn tests() -> Result<()> {
    tool::run(&mut tool::cargo(["test", "--workspace", "--features=xtask/bench,xtask/reading,xtask/torture"]))
}

fn browser_tests() -> Result<()> {
    let end2end = paths::root().join("end2end");
    tool::run(
        Command::new("node").arg(end2end.join("node_modules/typescript/bin/tsc")).args(["--project"]).arg(&end2end),
    )?;
    tool::run(
        Command::new("node")
            .arg(end2end.join("node_modules/@playwright/test/cli.js"))
            .arg("test")
            .current_dir(&end2end)
            .env("SANAD_BIN", paths::release_server())
            .env("SANAD_CHROMIUM", setup::chromium()?),
    )
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_chosen_by_name() {
        let names = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(ToString::to_string).collect();
            chosen(&words).map(|steps| steps.iter().map(|(name, _)| *name).collect::<Vec<_>>())
        };
        assert_eq!(names(&[]).expect("all").len(), STEPS.len());
        assert_eq!(names(&["site", "format"]).expect("two"), ["format", "site"]);
        assert!(names(&["formatt"]).is_err());
    }
}
