//! Connections that do nothing, and connections that do it slowly.

use std::net::IpAddr;
use std::time::{Duration, Instant};

use anyhow::Result;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use wire::client::Connection;

use super::Reader;
use crate::browser::{self, Browser};
use crate::options::Options;
use crate::process;
use crate::raw;
use crate::report::Section;
use crate::server::{Launch, PASSWORD};
use crate::stats::{millis, percentile};

const IDLE: usize = 1_100;
const SLOW: usize = 200;
/// How long a slow connection may stand.
const MOST: Duration = Duration::from_mins(1);

/// 1,100 connections that say nothing, to a server that may hold 1,024 files: from one address, then from many.
pub(super) async fn idle(options: &Options, report: &mut Section) -> Result<()> {
    let mut slowest = Duration::ZERO;
    for (many, name) in [(false, "from one address"), (true, "from 220 addresses")] {
        let launch = Launch::new(options, "hostile-c")?.demo().after("ulimit -n 1024");
        let mut server = launch.start().await?;
        let page = super::public_quote(server.address).await?;
        let mut idle = Vec::new();
        for number in 0..IDLE {
            // Not faster than they can be taken: what the system drops in a rush would not be there at all.
            if number.is_multiple_of(50) {
                sleep(Duration::from_millis(50)).await;
            }
            let own: Option<IpAddr> = (many && cfg!(target_os = "linux")).then(|| browser::visitor(number / 5));
            let opened = timeout(Duration::from_secs(2), Connection::open_from(own, server.address)).await;
            idle.extend(opened.ok().and_then(Result::ok));
        }
        report.figure(&format!("{name}: connections opened"), idle.len());
        sleep(Duration::from_secs(1)).await;
        let held = process::files(server.pid()).unwrap_or_default();
        report.figure(&format!("{name}: files and connections that the server holds"), held);
        let mut times = Vec::new();
        for number in 0..4 {
            let begun = Instant::now();
            let mut reader = Browser::new(server.address).from(browser::visitor(60_000 + number));
            let got = timeout(Duration::from_secs(5), reader.get(&page)).await;
            let good = got.is_ok_and(|answer| answer.is_ok_and(|answer| answer.status == 200));
            times.push(if good { begun.elapsed() } else { Duration::from_secs(5) });
        }
        slowest = slowest.max(percentile(&times, 100));
        let within = percentile(&times, 100) < Duration::from_secs(2);
        report.must(within, &format!("{name}: a reader is answered within 2 s"), millis(percentile(&times, 100)));
        drop(idle);
        super::must_live(&mut server, report).await?;
    }
    report.headline(format!("beside {IDLE} idle connections a reader waits at most {}", millis(slowest)));
    Ok(())
}

/// A byte a second: heads that never end, bodies that never end, of strangers and of a member.
pub(super) async fn slow(options: &Options, report: &mut Section) -> Result<()> {
    let (_, mut server) = super::site(options, "d").await?;
    let page = super::public_quote(server.address).await?;
    let mut member = Browser::new(server.address);
    member.sign_in("maker", PASSWORD).await?;
    let (host, cookie) = (server.address, member.cookie());
    let head = format!("GET / HTTP/1.1\r\nhost: {host}\r\nx-slow: ");
    let post = |path: &str, more: &str| {
        format!(
            "POST {path} HTTP/1.1\r\nhost: {host}\r\nsec-fetch-site: same-origin\r\n{more}content-type: \
             application/x-www-form-urlencoded\r\ncontent-length: 50000\r\n\r\nlogin="
        )
    };
    let mut kinds = vec![
        ("heads", head),
        ("heads of silence", String::new()),
        ("bodies of strangers", post("/sign-in", "")),
        ("bodies of a member", post("/desk/quotes/new", &format!("cookie: {cookie}\r\n"))),
    ];
    // A head is given up after 15 seconds, a body after 30: in a hurry only heads are waited for.
    kinds.truncate(options.of(4, 2));
    let patience = options.of(MOST + Duration::from_secs(5), Duration::from_secs(20));
    let reader = Reader::start(server.address, &page, Duration::from_millis(500));
    let mut dripping = JoinSet::new();
    for number in 0..SLOW {
        let (kind, first) = kinds[number % kinds.len()].clone();
        let address = server.address;
        dripping.spawn(async move {
            let own = cfg!(target_os = "linux").then(|| browser::visitor(number / 4));
            let stood = match Connection::open_from(own, address).await {
                Ok(connection) => raw::drip(connection, &first.into_bytes(), b"", patience).await,
                Err(_) => Some(Duration::ZERO),
            };
            (kind, stood)
        });
    }
    let all = dripping.join_all().await;
    let mut slowest = Duration::ZERO;
    for (kind, _) in &kinds {
        let stood: Vec<Option<Duration>> = all.iter().filter(|(of, _)| of == kind).map(|(_, stood)| *stood).collect();
        let open = stood.iter().filter(|stood| stood.is_none()).count();
        let longest = stood.iter().flatten().max().copied().unwrap_or_default();
        slowest = slowest.max(longest);
        let told = format!("{open} of {} still open, the longest closed after {}", stood.len(), millis(longest));
        report.must(open == 0 && longest < MOST, &format!("slow {kind} are closed within a minute"), told);
    }
    reader.must(report, 99, Duration::from_secs(2));
    report.headline(format!("{SLOW} slow connections, the longest closed after {}", millis(slowest)));
    super::must_live(&mut server, report).await
}
