//! `sanad serve`: the site, from start to a clean end.

use crate::{
    State, build_router,
    config::{Data, Listen, Site},
    serving::{self, Limits},
};
use anyhow::Context;
use clap::Args;
use fetch::Fetcher;
use service::{Error, Service, demo::SIGN_INS};
use std::time::Duration;
use tokio::{net::TcpListener, signal};

/// How often sessions that have run out are forgotten, and who tried to sign in where.
const SWEEP: Duration = Duration::from_mins(1);
/// How often it is asked whether another process has changed the library.
const WATCH: Duration = Duration::from_secs(1);
/// Between two batches of old quotes that are counted.
const BREATH: Duration = Duration::from_millis(20);
/// How long open requests may go on after the signal to stop.
const DRAIN: Duration = Duration::from_secs(15);

/// How long closing the library may take.
const CLOSING: Duration = Duration::from_secs(1);

/// Serve the site.
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    listen: Listen,
    /// Load the demonstration into an empty library and make its sign-ins. Never on a site that others can reach.
    #[arg(long, env = "SANAD_DEMO")]
    demo: bool,
}

impl Serve {
    /// Serves until Ctrl-C or SIGTERM, then finishes what is open and closes the library.
    pub(super) async fn run(self) -> anyhow::Result<()> {
        super::quick_check(&self.data).await?;
        let service = super::open(&self.data).await?;
        let listener = TcpListener::bind(self.listen.listen)
            .await
            .with_context(|| format!("cannot listen on {}: choose another --listen address", self.listen.listen))?;
        let local = listener.local_addr()?;
        let site = Site::new(&self.listen, local);
        let service = service.with_fetcher(Fetcher::new(&site.public_url));
        println!("Sanad is at {}", site.public_url);
        if self.demo {
            show_demo(&service).await?;
        } else if let Some(token) = service.setup_token().await? {
            println!(
                "No admin yet. Open this link once, within a day, to make the first: {}/setup/{token}",
                site.public_url
            );
        }
        let watchers = [
            tokio::spawn(sweep(service.clone())),
            tokio::spawn(watch(service.clone())),
            tokio::spawn(count(service.clone())),
        ];
        let limits = Limits::new(self.listen.max_connections, self.listen.max_connections_per_address);
        let proxies = site.proxies.clone();
        let router = build_router(State::new(service.clone(), site));
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let stopping = async move {
            wait_for_signal().await;
            eprintln!("Stopping: open requests are finished first.");
            let _ = stop.send(());
        };
        tokio::select! {
            () = serving::serve(listener, router, limits, move |peer| proxies.are_at(peer), stopping) => {}
            () = async { let _ = stopped.await; tokio::time::sleep(DRAIN).await; } => {
                eprintln!("Some requests did not finish within {} seconds.", DRAIN.as_secs());
            }
        }
        for watcher in watchers {
            watcher.abort();
        }
        // A page that is still being drawn keeps its connection: it is not waited for.
        if tokio::time::timeout(CLOSING, service.store().close()).await.is_err() {
            eprintln!("A page was still being drawn.");
        }
        eprintln!("Stopped.");
        Ok(())
    }
}

async fn show_demo(service: &Service) -> anyhow::Result<()> {
    match service.load_demo().await {
        Ok(loaded) => {
            let all: Vec<String> = loaded.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
            println!("Demonstration loaded: {}", all.join(", "));
        }
        Err(Error::NotEmpty) => println!("The library holds records already: the demonstration was not loaded again."),
        Err(other) => return Err(other.into()),
    }
    if let Err(error) = service.add_demo_sign_ins().await {
        return match error {
            Error::NotEmpty => {
                println!("It has records or members of its own: the demonstration's sign-ins were not made.");
                Ok(())
            }
            other => Err(other.into()),
        };
    }
    println!("Sign in with:");
    for (login, password, _, role) in SIGN_INS {
        println!("  {login:<8} {password:<16} ({})", role.as_str());
    }
    Ok(())
}

async fn sweep(service: Service) {
    loop {
        if let Err(error) = service.sweep().await {
            tracing::warn!(%error, "sweeping failed");
        }
        tokio::time::sleep(SWEEP).await;
    }
}

/// Counts quotes that are older than the counts, a short batch at a time, so that saving goes on beside it.
async fn count(service: Service) {
    loop {
        match service.count_leaning_on().await {
            Ok(true) => tokio::time::sleep(BREATH).await,
            Ok(false) => return,
            Err(error) => {
                tracing::warn!(%error, "counting who leans on whom failed");
                tokio::time::sleep(SWEEP).await;
            }
        }
    }
}

/// Notices changes that another process made, so that no page stays as it was drawn before them.
async fn watch(service: Service) {
    let mut seen = None;
    loop {
        match service.store().foreign_changes().await {
            Ok(now) => {
                if seen.is_some_and(|before| before != now) {
                    service.mark_changed();
                }
                seen = Some(now);
            }
            Err(error) => tracing::warn!(%error, "watching the library failed"),
        }
        tokio::time::sleep(WATCH).await;
    }
}

async fn wait_for_signal() {
    let interrupted = async {
        if signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut terminate) => {
                terminate.recv().await;
            }
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}
