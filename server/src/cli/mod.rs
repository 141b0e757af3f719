//! The command line: one subcommand a file.

mod backup;
mod chain;
mod check;
mod demo;
mod drift;
mod export;
mod extract;
mod lines;
mod migrate;
mod restore;
mod serve;
mod user;

use crate::config::Data;
use clap::{Parser, Subcommand};
use service::{Service, Store};
use std::{process::ExitCode, time::Duration};

/// How long work that nobody waits for any more may go on at the end.
const LAST_WORK: Duration = Duration::from_secs(1);

/// Keeps what people said, who carried it, and how it reached the reader.
#[derive(Debug, Parser)]
#[command(name = "sanad", version, about, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the site.
    Serve(serve::Serve),
    /// Bring the library's tables up to date (serving does it too).
    Migrate(migrate::Migrate),
    /// Add members and set passwords.
    User(user::User),
    /// Load the demonstration into an empty library.
    Demo(demo::Demo),
    /// Copy the library into one file, while it is being served or not.
    Backup(backup::Backup),
    /// Put a backup in the library's place; what is there is moved aside.
    Restore(restore::Restore),
    /// Look the whole library through, without changing it.
    Check(check::Check),
    /// Analyse chains: one graph a line as JSON in, one analysis a line out.
    Chain(chain::Chain),
    /// Compare wordings: one pair a line as JSON in, its findings a line out.
    Drift(drift::Drift),
    /// Find the quotations of articles, with speakers and chains, as JSON lines.
    Extract(extract::Extract),
    /// Export what the library holds.
    Export(export::Export),
}

/// Runs the command that was asked for.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let filter = tracing_subscriber::EnvFilter::try_from_env("SANAD_LOG").unwrap_or_else(|_| {
        tracing_subscriber::EnvFilter::new("warn,hyper=error,simplecss=error,server=info,service=info,app=info")
    });
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sanad: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<()> {
    let waiting = match cli.command {
        Command::Chain(command) => return command.run(),
        Command::Drift(command) => return command.run(),
        Command::Extract(command) => return command.run(),
        waiting => waiting,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let outcome = runtime.block_on(async move {
        match waiting {
            Command::Serve(command) => command.run().await,
            Command::Migrate(command) => command.run().await,
            Command::User(command) => command.run().await,
            Command::Demo(command) => command.run().await,
            Command::Export(command) => command.run().await,
            Command::Backup(command) => command.run().await,
            Command::Restore(command) => command.run().await,
            Command::Check(command) => command.run().await,
            Command::Chain(_) | Command::Drift(_) | Command::Extract(_) => Ok(()),
        }
    });
    // A page that is being drawn cannot be interrupted: the process does not wait for it.
    runtime.shutdown_timeout(LAST_WORK);
    outcome
}

/// Opens the library of these flags.
async fn open(data: &Data) -> anyhow::Result<Service> {
    data.make_folder()?;
    let file = data.file();
    Store::open(&file).await.map(Service::new).map_err(|error| refused(data, error))
}

/// Refuses to serve a library that is cut off or broken.
async fn quick_check(data: &Data) -> anyhow::Result<()> {
    store::quick_check(&data.file()).await.map_err(|error| refused(data, error))
}

/// Why a library was not opened, and what to do about it.
fn refused(data: &Data, error: store::Error) -> anyhow::Error {
    use store::Error as E;
    match error {
        error @ E::Damaged(_) => damaged(data, &error),
        E::InUse => {
            anyhow::anyhow!("a backup is being restored into {}: try again when it is done", data.folder.display())
        }
        E::Newer { .. } => {
            anyhow::anyhow!("the library {} was made by a newer version of sanad", data.file().display())
        }
        error => anyhow::Error::from(error).context(format!("the library {} cannot be opened", data.file().display())),
    }
}

/// What to do about a damaged library.
fn damaged(data: &Data, error: &store::Error) -> anyhow::Error {
    let (file, folder) = (data.file(), data.folder.display());
    anyhow::anyhow!(
        "{}: {error}\n  `sanad check --data {folder}` says what is wrong; `sanad restore FILE --data {folder}` goes back \
         to a backup and keeps this file beside it",
        file.display()
    )
}
