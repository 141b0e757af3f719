//! The tool behind `make`: one place that knows how Sanad is set up, built, run, tested and measured.
//! It is Rust rather than shell, so that Linux and macOS share one path and its errors can say what to do.

mod boundary;
mod dev;
mod paths;
mod queries;
mod reading;
mod serve;
mod setup;
mod site;
mod stamp;
mod test;
mod tool;
mod torture;

use std::process::ExitCode;

use anyhow::Result;

const HELP: &str = "\
cargo xtask COMMAND

  setup     check what the machine has, install what can be installed, name the rest
  site      build the browser's files into target/site
  run       setup, site, release server, then serve the demo library (further words go to `sanad serve`)
  test      every check there is, in the order in which they fail soonest; or only the steps named
  ci        the same as test
  dev       watch the files, rebuild and restart the debug server
  bench     requests per second beside a bare handler, and what a reader downloads
  bench-extract  how well and how fast articles are read, beside the goals
  fuzz      bent articles against the reader for a minute (--seconds N, --seed N, --replay FILE)
  bench-chain  what it costs to analyse and draw chains of 2 to 2,000 mentions
  torture   minutes of kill -9, full disk, load and hostile clients (kill9, disk, soak, hostile, routes; --quick)
  queries   check the SQL against the migrations and write .sqlx anew";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    match dispatch(&command, &rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask {command}: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, rest: &[String]) -> Result<()> {
    match command {
        "setup" => setup::for_tests(),
        "site" => setup::for_running().and_then(|()| site::build(site::Kind::Release)),
        "run" => serve::run(rest),
        "test" | "ci" => test::run(rest),
        "dev" => dev::run(),
        "bench" => serve::bench(),
        "bench-extract" => reading::bench(),
        "fuzz" => reading::fuzz(rest),
        "bench-chain" => serve::bench_chain(),
        "torture" => torture::run(rest),
        "queries" => queries::run(),
        "" | "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => anyhow::bail!("there is no command {other:?}.\n\n{HELP}"),
    }
}
