//! 256 connections kept open for minutes: most read, eight save drafts and now and then publish. No error of any kind,
//! and memory that stays where it was.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::browser::{self, Browser};
use crate::form;
use crate::options::Options;
use crate::process;
use crate::report::Section;
use crate::server::{Launch, PASSWORD, Server};
use crate::stats::{flat, megabytes, millis, percentile};
use crate::words;

const CONNECTIONS: usize = 256;
const WRITERS: usize = 8;
/// One in so many saves is published.
const PUBLISHED: usize = 5;
/// How long a reader stays on a page, in milliseconds.
const READING: std::ops::Range<u64> = 200..600;
/// Between two saves of a writer, in milliseconds.
const WRITING: std::ops::Range<u64> = 1_000..3_000;

/// What one connection met.
#[derive(Default)]
struct Met {
    /// Answers of pages that are kept drawn.
    kept: Vec<Duration>,
    /// Answers of all others.
    drawn: Vec<Duration>,
    saves: usize,
    published: usize,
    errors: Vec<String>,
}

/// Pages that are kept drawn.
type Pages = Arc<Vec<String>>;

/// Runs the part.
pub(crate) async fn run(options: &Options, report: &mut Section) -> Result<()> {
    let launch = Launch::new(options, "soak")?.demo();
    let server = launch.start().await?;
    launch.add_member("maker", "editor")?;
    let pages: Pages = Arc::new(pages(server.address).await?);
    let mut maker = Browser::new(server.address);
    maker.sign_in("maker", PASSWORD).await?;

    let until = Instant::now() + options.soak();
    let samples = Arc::new(Mutex::new(Vec::new()));
    let every = (options.soak() / 120).clamp(Duration::from_millis(100), Duration::from_secs(5));
    let watching = tokio::spawn(watch(server.pid(), every, samples.clone()));
    let mut people = JoinSet::new();
    for number in 0..CONNECTIONS {
        // A newsroom sits behind one address, readers each have their own.
        if number < WRITERS {
            people.spawn(write(maker.twin(), until));
        } else {
            people.spawn(read(Browser::new(server.address).from(browser::visitor(number)), pages.clone(), until));
        }
    }
    let mut met = Met::default();
    while let Some(one) = people.join_next().await {
        let one = one?;
        met.kept.extend(one.kept);
        met.drawn.extend(one.drawn);
        met.saves += one.saves;
        met.published += one.published;
        met.errors.extend(one.errors);
    }
    watching.abort();
    let samples = samples.lock().map(|all| all.clone()).unwrap_or_default();
    conclude(options, &met, &samples, report);
    must_end(server, report).await
}

async fn must_end(mut server: Server, report: &mut Section) -> Result<()> {
    let ended = server.terminate(Duration::from_secs(20)).await?;
    report.must(
        ended.is_some(),
        "the server ends when it is asked to",
        ended.map_or("not within 20 s".to_owned(), millis),
    );
    Ok(())
}

/// Every public page that the front page and the list lead to, and the fixed ones.
async fn pages(server: SocketAddr) -> Result<Vec<String>> {
    let mut all = ["/", "/quotes", "/about", "/leaning", "/sitemap.xml"].map(str::to_owned).to_vec();
    let mut browser = Browser::new(server);
    for list in ["/", "/quotes", "/leaning"] {
        let html = browser.get(list).await?.text();
        let links = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let records = ["/quotes/", "/speakers/", "/outlets/", "/documents/"];
        all.extend(links.filter(|link| records.iter().any(|folder| link.starts_with(folder))).map(ToOwned::to_owned));
    }
    let pictures: Vec<String> = all
        .iter()
        .filter_map(|path| Some(format!("/quotes/{}/chain.svg", path.strip_prefix("/quotes/")?.split('/').next()?)))
        .take(3)
        .collect();
    all.extend(pictures);
    all.sort();
    all.dedup();
    all.retain(|path| !path.contains('?') && !path.contains('#'));
    (all.len() > 10).then_some(all).context("the demonstration has few pages")
}

async fn watch(pid: u32, every: Duration, samples: Arc<Mutex<Vec<u64>>>) {
    loop {
        sleep(every).await;
        if let (Some(bytes), Ok(mut all)) = (process::memory(pid), samples.lock()) {
            all.push(bytes);
        }
    }
}

async fn read(mut browser: Browser, pages: Pages, until: Instant) -> Met {
    let mut met = Met::default();
    // Not all at once: people do not come in step.
    sleep(Duration::from_millis(fastrand::u64(0..READING.end))).await;
    while Instant::now() < until {
        let kept = &pages[fastrand::usize(..pages.len())];
        let begun = Instant::now();
        let (path, wanted, answer, list) = match fastrand::u8(0..20) {
            0 => {
                let path = format!("/search?q={}", words::unique("cari"));
                let answer = browser.get(&path).await;
                (path, 200, answer, &mut met.drawn)
            }
            1 => {
                let path = format!("/quotes/{}", words::unique("tak"));
                let answer = browser.get(&path).await;
                (path, 404, answer, &mut met.drawn)
            }
            2 => (kept.clone(), 200, browser.head(kept).await, &mut met.drawn),
            _ => (kept.clone(), 200, browser.get(kept).await, &mut met.kept),
        };
        list.push(begun.elapsed());
        match answer {
            Ok(answer) if answer.status == wanted => {}
            Ok(answer) => met.errors.push(format!("{path} answers {}", answer.status)),
            Err(error) => met.errors.push(format!("{error:#}")),
        }
        sleep(Duration::from_millis(fastrand::u64(READING))).await;
    }
    met
}

async fn write(mut browser: Browser, until: Instant) -> Met {
    let mut met = Met::default();
    while Instant::now() < until {
        let form = form::quote(&format!("Kami siap {}", words::unique("kata")), &words::unique("asal"));
        let publishes = (met.saves + 1).is_multiple_of(PUBLISHED);
        let form = if publishes { form.with("do", "publish") } else { form };
        match browser.save(&form).await {
            Ok(_) => {
                met.saves += 1;
                met.published += usize::from(publishes);
            }
            Err(error) => met.errors.push(format!("{error:#}")),
        }
        sleep(Duration::from_millis(fastrand::u64(WRITING))).await;
    }
    met
}

fn conclude(options: &Options, met: &Met, samples: &[u64], report: &mut Section) {
    let asked = met.kept.len() + met.drawn.len() + met.saves;
    let times = |all: &[Duration]| {
        format!(
            "p50 {}, p99 {}, max {}",
            millis(percentile(all, 50)),
            millis(percentile(all, 99)),
            millis(percentile(all, 100))
        )
    };
    report.figure("requests", format!("{asked} in {:.1} minutes", options.soak().as_secs_f64() / 60.0));
    report.figure("saves, of which published", format!("{}, {}", met.saves, met.published));
    report.figure("pages that are kept drawn", times(&met.kept));
    report.figure("searches, what is not there, HEAD", times(&met.drawn));
    let first = met.errors.first().map_or("0".to_owned(), |first| format!("{}, the first: {first}", met.errors.len()));
    report.must(met.errors.is_empty(), "no error, no cut connection, no other status", first);
    report.must(met.saves > 0 && !met.kept.is_empty(), "there was load", asked);
    let memory = match flat(samples) {
        None => {
            report.figure("memory", "cannot be read here");
            String::new()
        }
        Some((second, last, flat)) => {
            let told = format!("{} in the second fifth, {} in the last", megabytes(second), megabytes(last));
            report.must(flat, "memory is flat", &told);
            format!("; memory {} then {}", megabytes(second), megabytes(last))
        }
    };
    report.headline(format!(
        "{asked} requests, {} saves, {} errors; kept pages p50 {} p99 {}{memory}",
        met.saves,
        met.errors.len(),
        millis(percentile(&met.kept, 50)),
        millis(percentile(&met.kept, 99)),
    ));
}
