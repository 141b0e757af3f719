//! What requests cost that a machine can send without end: HEAD, random queries, wrong addresses.

use std::time::Duration;

use anyhow::Result;
use tokio::task::JoinSet;

use super::Meter;
use crate::browser::{self, Browser};
use crate::options::Options;
use crate::report::Section;
use crate::server::Server;
use crate::words;

const CONNECTIONS: usize = 8;

/// Runs the case.
pub(super) async fn run(options: &Options, report: &mut Section) -> Result<()> {
    let (_, mut server) = super::site(options, "e").await?;
    let page = super::public_quote(server.address).await?;
    let id = page.split('/').nth(2).unwrap_or_default().to_owned();
    let times = options.of(2_000, 400);
    let the_page = || {
        let page = page.clone();
        move || page.clone()
    };
    // A path with a word behind it that nobody sent before.
    let ending = |path: String| move || format!("{path}{}", words::unique("q"));
    flood(&server, times, "GET", &[200], the_page()).await?;
    let kept = flood(&server, times, "GET", &[200], the_page()).await?.cpu;
    report.figure("GET of a page that is kept drawn", micros(kept));

    let mut worst = Duration::ZERO;
    let head = flood(&server, times, "HEAD", &[200], the_page()).await?;
    let query = flood(&server, times, "GET", &[200, 301, 308], ending(format!("{page}?x="))).await?;
    let slug = flood(&server, times, "GET", &[301], ending(format!("/quotes/{id}/"))).await?;
    let image = flood(&server, times, "GET", &[200], ending(format!("/quotes/{id}/chain.png?x="))).await?;
    let nobody = flood(&server, times, "GET", &[404], ending("/quotes/".to_owned())).await?;
    let headed = flood(&server, times, "HEAD", &[200], ending("/search?q=".to_owned())).await?;
    // What each may cost at most above a kept page: nothing, a redirect, or a look into the library.
    let rows = [
        ("HEAD of it", head, Some(100)),
        ("GET with a random query", query, Some(200)),
        ("GET with a wrong readable part", slug, Some(700)),
        ("its picture with a random query", image, Some(300)),
        ("an id that does not exist", nobody, None),
        ("HEAD of a search", headed, None),
    ];
    for (name, cost, more) in rows {
        worst = worst.max(cost.cpu);
        let odd = format!("{:?}", cost.odd);
        report.must(cost.odd.is_empty(), &format!("{name}: as expected"), odd);
        match more {
            Some(more) => {
                let most = kept * 2 + Duration::from_micros(more);
                report.must(cost.cpu <= most, &format!("{name}: at most {}", micros(most)), micros(cost.cpu));
            }
            None => report.figure(name, micros(cost.cpu)),
        }
    }
    report.headline(format!(
        "a kept page {}, the dearest of the others {} of processor time",
        micros(kept),
        micros(worst)
    ));
    super::must_live(&mut server, report).await
}

struct Cost {
    /// Processor time of one request.
    cpu: Duration,
    /// Statuses that were not expected.
    odd: Vec<u16>,
}

async fn flood(
    server: &Server,
    times: usize,
    method: &'static str,
    expected: &'static [u16],
    path: impl Fn() -> String + Clone + Send + 'static,
) -> Result<Cost> {
    let meter = Meter::of(server);
    let mut sending = JoinSet::new();
    for number in 0..CONNECTIONS {
        let (path, address) = (path.clone(), server.address);
        sending.spawn(async move {
            let mut browser = Browser::new(address).from(browser::visitor(number));
            let mut odd = Vec::new();
            for _ in 0..times / CONNECTIONS {
                let path = path();
                let answer = if method == "HEAD" { browser.head(&path).await? } else { browser.get(&path).await? };
                if !expected.contains(&answer.status) && !odd.contains(&answer.status) {
                    odd.push(answer.status);
                }
            }
            anyhow::Ok(odd)
        });
    }
    let mut odd = Vec::new();
    while let Some(one) = sending.join_next().await {
        odd.extend(one??);
    }
    odd.dedup();
    let requests = u32::try_from(times / CONNECTIONS * CONNECTIONS).unwrap_or(u32::MAX).max(1);
    Ok(Cost { cpu: meter.cpu() / requests, odd })
}

fn micros(time: Duration) -> String {
    format!("{} µs", time.as_micros())
}
