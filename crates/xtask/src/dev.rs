//! `dev`: watches the files, rebuilds what a change touches and restarts the debug server. A build that fails leaves
//! the server that runs in place, so that the last good page stays open beside the error.

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use notify::{Event, RecursiveMode, Watcher};

use crate::{paths, setup, site, tool};

/// How long the files must be still before anything is built.
const QUIET: Duration = Duration::from_millis(200);
/// How long the server has to finish its last requests.
const DRAIN: Duration = Duration::from_secs(5);
/// What is watched, below the checkout.
const WATCHED: [&str; 6] = ["app", "crates", "migrations", "server", "style", "Cargo.toml"];

/// What a change calls for, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Work {
    /// Nothing that the product is made of.
    Nothing,
    /// The style sheets and the server, which names them after what they hold.
    Server,
    /// The browser's half and the server.
    Both,
}

/// Serves a debug build and rebuilds until stopped.
pub(crate) fn run() -> Result<()> {
    setup::for_running()?;
    let root = paths::root();
    let (send, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(send).context("this system offers no file watcher")?;
    for name in WATCHED {
        watcher.watch(&root.join(name), RecursiveMode::Recursive).with_context(|| format!("cannot watch {name}"))?;
    }
    let mut server = None;
    let mut work = Work::Both;
    loop {
        match build(work) {
            Ok(()) => {
                if let Some(running) = server.take() {
                    stop(running)?;
                }
                server = Some(start()?);
            }
            Err(error) => eprintln!("\n{error:#}\nWaiting for the next change."),
        }
        work = wait(&changes, &root)?;
    }
}

fn build(work: Work) -> Result<()> {
    match work {
        Work::Nothing => Ok(()),
        Work::Server => site::restyle().and_then(|()| compile_server()),
        Work::Both => site::build(site::Kind::Dev).and_then(|()| compile_server()),
    }
}

fn compile_server() -> Result<()> {
    tool::run(&mut tool::cargo(["build", "--package=server"]))
}

fn start() -> Result<Child> {
    Command::new(paths::target().join("debug/sanad"))
        .args(["serve", "--demo", "--data", "data/dev"])
        .current_dir(paths::root())
        .spawn()
        .context("could not start the debug server")
}

/// Asks the server to finish, and ends it if it does not.
fn stop(mut server: Child) -> Result<()> {
    tool::output(Command::new("kill").args(["-TERM", &server.id().to_string()])).ok();
    let asked = Instant::now();
    while asked.elapsed() < DRAIN {
        if server.try_wait().context("lost sight of the server")?.is_some() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    server.kill().context("could not end the server")?;
    server.wait().context("lost sight of the server").map(drop)
}

/// Waits for a change that calls for work, and then until the files are still.
fn wait(changes: &Receiver<notify::Result<Event>>, root: &Path) -> Result<Work> {
    let mut work = Work::Nothing;
    while work == Work::Nothing {
        work = wanted(changes.recv().context("the file watcher stopped")?, root);
    }
    while let Ok(event) = changes.recv_timeout(QUIET) {
        work = work.max(wanted(event, root));
    }
    Ok(work)
}

fn wanted(event: notify::Result<Event>, root: &Path) -> Work {
    match event {
        Ok(event) if event.kind.is_access() => Work::Nothing,
        Ok(event) => event.paths.iter().map(|path| work_for(path, root)).max().unwrap_or(Work::Nothing),
        Err(error) => {
            eprintln!("file watcher: {error}");
            Work::Nothing
        }
    }
}

/// What a changed path calls for. Editors' own files and this tool's folder call for nothing.
fn work_for(path: &Path, root: &Path) -> Work {
    let Ok(path) = path.strip_prefix(root) else { return Work::Nothing };
    let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
    let below: PathBuf = path.components().take(2).collect();
    match path.components().next().and_then(|first| first.as_os_str().to_str()) {
        Some("style") => Work::Server,
        _ if path.starts_with("crates/xtask") || !matches!(kind, "rs" | "toml" | "sql" | "txt") => Work::Nothing,
        Some("app" | "Cargo.toml") => Work::Both,
        Some("crates") if ["crates/domain", "crates/extract"].iter().any(|shared| below == Path::new(shared)) => {
            Work::Both
        }
        Some("crates" | "server" | "migrations") => Work::Server,
        _ => Work::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_room_calls_for_its_own_work() {
        let root = Path::new("/house");
        for (path, work) in [
            ("/house/style/base.css", Work::Server),
            ("/house/style/assets/icon.svg", Work::Server),
            ("/house/app/src/lib.rs", Work::Both),
            ("/house/Cargo.toml", Work::Both),
            ("/house/crates/domain/src/date.rs", Work::Both),
            ("/house/crates/store/src/lib.rs", Work::Server),
            ("/house/server/src/main.rs", Work::Server),
            ("/house/migrations/0001_create_library.sql", Work::Server),
            ("/house/migrations/README.md", Work::Nothing),
            ("/house/app/src/.lib.rs.swp", Work::Nothing),
            ("/house/crates/xtask/src/main.rs", Work::Nothing),
            ("/elsewhere/app/src/lib.rs", Work::Nothing),
        ] {
            assert_eq!(work_for(Path::new(path), root), work, "{path}");
        }
    }
}
