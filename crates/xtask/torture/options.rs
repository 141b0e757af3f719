//! What can be asked for.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, ValueEnum};

/// A part of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Part {
    /// Killed under eight writers, again and again: nothing acknowledged is lost, nothing is half there.
    Kill9,
    /// A full disk, refused writes, a folder that cannot be written.
    Disk,
    /// Every route, by every role, with its own and other people's records.
    Routes,
    /// Clients that mean harm.
    Hostile,
    /// 256 connections for ten minutes, with saves.
    Soak,
}

/// Proves what takes minutes, against the release binary. Without a part: all of them.
#[derive(Debug, Parser)]
#[command(name = "torture")]
pub(crate) struct Options {
    /// The parts to run.
    named: Vec<Part>,
    /// Small numbers everywhere: about a minute for all.
    #[arg(long)]
    pub(crate) quick: bool,
    /// kill9: how often the server is killed.
    #[arg(long)]
    times: Option<usize>,
    /// soak: how long, in minutes.
    #[arg(long)]
    minutes: Option<f64>,
    /// hostile: only these cases, by their letters (`--cases adf`).
    #[arg(long, default_value = "abcdefgh")]
    pub(crate) cases: String,
    /// The server's binary.
    #[arg(long)]
    pub(crate) server: PathBuf,
    /// A folder for libraries and logs.
    #[arg(long)]
    pub(crate) work: PathBuf,
}

impl Options {
    /// What to run: what was named, once, in the order of the list.
    pub(crate) fn parts(&self) -> Vec<Part> {
        let all = Part::value_variants().iter().copied();
        all.filter(|part| self.named.is_empty() || self.named.contains(part)).collect()
    }

    /// One number in earnest, another in a hurry.
    pub(crate) fn of<T>(&self, earnest: T, quick: T) -> T {
        if self.quick { quick } else { earnest }
    }

    /// How often the server is killed.
    pub(crate) fn times(&self) -> usize {
        self.times.unwrap_or(self.of(1_000, 12))
    }

    /// How long the soak takes.
    pub(crate) fn soak(&self) -> Duration {
        Duration::from_secs_f64(60.0 * self.minutes.unwrap_or(self.of(10.0, 0.3)).clamp(0.1, 600.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Options {
        Options::parse_from(["torture", "--server", "sanad", "--work", "target"].iter().chain(words))
    }

    #[test]
    fn parts_are_named_or_all() {
        assert_eq!(read(&[]).parts(), Part::value_variants());
        assert_eq!(read(&["soak", "kill9", "soak"]).parts(), [Part::Kill9, Part::Soak]);
        assert!(Options::try_parse_from(["torture", "--server", "a", "--work", "b", "kill8"]).is_err());
    }

    #[test]
    fn numbers_are_small_in_a_hurry_and_as_given_otherwise() {
        assert_eq!((read(&[]).times(), read(&[]).soak()), (1_000, Duration::from_mins(10)));
        assert_eq!(read(&["--quick"]).times(), 12);
        assert_eq!(read(&["kill9", "--times", "50"]).times(), 50);
        assert_eq!(read(&["--quick", "--minutes", "2"]).soak(), Duration::from_mins(2));
    }
}
