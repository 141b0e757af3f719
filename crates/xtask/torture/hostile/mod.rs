//! Clients that mean harm. Each case has a server of its own, so that none hides what another broke; its memory is
//! limited, so that a server that fails does not take the machine with it.

mod bytes;
mod ending;
mod forms;
mod pages;
mod signing;
mod sockets;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use crate::browser::{self, Browser};
use crate::options::Options;
use crate::process;
use crate::report::{Report, Section};
use crate::server::{Launch, Server};
use crate::stats::{megabytes, millis, percentile};

/// What the shell does before every server: no more than 6 GB of addresses.
const BOUNDED: &str = "ulimit -v 6000000";

/// Runs the cases that were asked for.
pub(crate) async fn run(options: &Options, report: &mut Report) {
    for letter in options.cases.chars() {
        match letter {
            'a' => report.part("hostile a: large forms", async |r| forms::run(options, r).await).await,
            'b' => report.part("hostile b: sign-ins", async |r| signing::at_once(options, r).await).await,
            'c' => report.part("hostile c: idle", async |r| sockets::idle(options, r).await).await,
            'd' => report.part("hostile d: slow", async |r| sockets::slow(options, r).await).await,
            'e' => report.part("hostile e: costs", async |r| pages::run(options, r).await).await,
            'f' => report.part("hostile f: stopping", async |r| ending::run(options, r).await).await,
            'g' => report.part("hostile g: bytes", async |r| bytes::run(options, r).await).await,
            'h' => report.part("hostile h: guessing", async |r| signing::guesses(options, r).await).await,
            other => report.part(&format!("hostile {other}"), async |_| anyhow::bail!("there is no such case")).await,
        }
    }
}

/// A server with the demonstration and one member, `maker`.
async fn site(options: &Options, name: &str) -> Result<(Launch, Server)> {
    let launch = Launch::new(options, &format!("hostile-{name}"))?.demo().after(BOUNDED);
    let server = launch.start().await?;
    launch.add_member("maker", "editor")?;
    Ok((launch, server))
}

/// The address of a public quote of the demonstration.
async fn public_quote(server: SocketAddr) -> Result<String> {
    let home = Browser::new(server).get("/").await?.text();
    let links = home.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let quote = links.filter(|link| link.starts_with("/quotes/")).map(ToOwned::to_owned).next();
    quote.context("the front page leads to no quote")
}

/// Processor time and memory of a server from here on.
struct Meter {
    pid: u32,
    cpu: Duration,
    memory: u64,
}

impl Meter {
    fn of(server: &Server) -> Self {
        let pid = server.pid();
        process::forget_peak(pid);
        Self { pid, cpu: process::cpu(pid).unwrap_or_default(), memory: process::memory(pid).unwrap_or_default() }
    }

    fn cpu(&self) -> Duration {
        process::cpu(self.pid).unwrap_or_default().saturating_sub(self.cpu)
    }

    /// How far its memory rose at most.
    fn growth(&self) -> u64 {
        process::peak_memory(self.pid).unwrap_or_default().saturating_sub(self.memory)
    }

    /// Holds both to a limit.
    fn must(&self, report: &mut Section, cpu: Option<Duration>, growth: u64) {
        if self.memory == 0 {
            report.figure("processor time and memory", "cannot be read here");
            return;
        }
        let (spent, grown) = (self.cpu(), self.growth());
        match cpu {
            Some(most) => report.must(spent < most, &format!("processor time below {}", millis(most)), millis(spent)),
            None => report.figure("processor time", millis(spent)),
        }
        report.must(grown < growth, &format!("memory grows by less than {}", megabytes(growth)), megabytes(grown));
    }
}

/// Somebody who reads a public page meanwhile, each time on a connection of its own.
struct Reader(JoinHandle<()>, Seen);

/// How long each answer took, and whether it was the page.
type Seen = Arc<Mutex<Vec<(Duration, bool)>>>;

impl Reader {
    /// Begins to read, again after each pause.
    fn start(server: SocketAddr, path: &str, pause: Duration) -> Self {
        let seen = Seen::default();
        let (path, list) = (path.to_owned(), seen.clone());
        let reading = tokio::spawn(async move {
            loop {
                let begun = Instant::now();
                let mut browser = Browser::new(server).from(browser::visitor(60_000));
                let got = timeout(Duration::from_secs(10), browser.get(&path)).await;
                let good = got.is_ok_and(|answer| answer.is_ok_and(|answer| answer.status == 200));
                if let Ok(mut all) = list.lock() {
                    all.push((begun.elapsed(), good));
                }
                sleep(pause).await;
            }
        });
        Self(reading, seen)
    }

    /// Ends, and holds what was seen to a limit.
    fn must(self, report: &mut Section, percent: usize, most: Duration) {
        self.0.abort();
        let seen = self.1.lock().map(|all| all.clone()).unwrap_or_default();
        let times: Vec<Duration> = seen.iter().map(|(time, _)| *time).collect();
        let bad = seen.iter().filter(|(_, good)| !good).count();
        report.must(
            bad == 0 && !seen.is_empty(),
            "a reader is served meanwhile",
            format!("{} of {}", seen.len() - bad, seen.len()),
        );
        let time = percentile(&times, percent);
        report.must(time < most, &format!("p{percent} of the reader below {}", millis(most)), millis(time));
    }
}

/// Whether the server is there and serves.
async fn must_live(server: &mut Server, report: &mut Section) -> Result<()> {
    let ended = server.ended()?;
    report.must(ended.is_none(), "the process is alive", ended.map_or("yes".to_owned(), |status| status.to_string()));
    if ended.is_none() {
        let page = Browser::new(server.address).get("/").await;
        report.must(
            page.as_ref().is_ok_and(|page| page.status == 200),
            "and serves",
            page.map_or(0, |page| page.status),
        );
    }
    Ok(())
}
