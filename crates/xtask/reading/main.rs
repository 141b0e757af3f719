//! `bench` and `fuzz` for the reader of articles. A program of its own, built as the server is: the engine alone,
//! without the server around it.

mod bench;
mod fuzz;
mod inputs;
#[path = "../../extract/tests/invariants/mod.rs"]
mod invariants;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.split_first() {
        Some((word, rest)) if word == "bench" => bench::run(rest),
        Some((word, rest)) if word == "fuzz" => fuzz::run(rest),
        _ => bail!("say `bench` or `fuzz`"),
    }
}

/// The checkout.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// The engine's own sample articles: every text of its test data.
fn samples() -> Result<Vec<String>> {
    let mut texts = Vec::new();
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in [root().join("crates/extract/tests/data"), root().join("crates/extract/tests/data/articles")] {
        if let Ok(entries) = folder.read_dir() {
            files.extend(entries.filter_map(|entry| Some(entry.ok()?.path())));
        }
    }
    files.sort();
    for file in files {
        match file.extension().and_then(|e| e.to_str()) {
            Some("jsonl") => {
                for line in std::fs::read_to_string(&file)?.lines() {
                    texts.push(serde_json::from_str::<extract::gold::Line>(line)?.text);
                }
            }
            Some("txt") => {
                // Behind the line of signs stands what the tests expect.
                let text = std::fs::read_to_string(&file)?;
                texts.push(text.split("\n=====\n").next().unwrap_or_default().to_string());
            }
            _ => {}
        }
    }
    Ok(texts)
}

/// Time the thread had on a core, as Linux counts it; elsewhere the clock on the wall. Other work on the machine then
/// counts less. Good to a few milliseconds.
pub(crate) fn on_core(work: impl FnOnce()) -> Duration {
    let spent = || {
        let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        line.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
    };
    let before = spent();
    let wall = timed(work);
    before.zip(spent()).map_or(wall, |(a, b)| b.saturating_sub(a))
}

pub(crate) fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
