//! Killed under eight writers, again and again. What was acknowledged must be there, whole, in the next life and in the
//! end; what was not answered is sent again with the same receipt and must then be there once.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::browser::{self, Browser};
use crate::form::{self, Form};
use crate::options::Options;
use crate::report::Section;
use crate::server::{Launch, PASSWORD};
use crate::stats::{millis, percentile};
use crate::words;

const WRITERS: usize = 8;
/// How long a life is, in milliseconds of writing.
const LIFE: std::ops::RangeInclusive<u64> = 50..=400;
/// Before one in so many lives there is one that ends while the server starts.
const EARLY: usize = 5;
/// Above this many, the last look is at a sample.
const SAMPLE: usize = 5_000;

/// A quote that was sent, and by what it is known again.
#[derive(Clone)]
struct Sent {
    form: Form,
    marks: [String; 3],
}

impl Sent {
    /// A new one: both wordings occur nowhere else, and now and then an outlet that is made with it.
    fn new(number: usize) -> Self {
        let (first, second, place) = (words::unique("kata"), words::unique("asal"), words::unique("tempat"));
        let mut form =
            form::quote(&format!("Kami siap {first} hari ini"), &format!("Kami {second} besok")).with("place", &place);
        if number.is_multiple_of(5) {
            let outlet = words::unique("Radio ");
            form = form.with("steps[1][outlet_name]", &outlet).with("steps[1][outlet_pick]", "new");
        }
        Self { form, marks: [first, second, place] }
    }
}

/// A quote that was acknowledged.
#[derive(Clone)]
struct Kept {
    path: String,
    marks: [String; 3],
}

/// What stands of an acknowledged quote.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    Whole,
    Half,
    Lost,
}

#[derive(Default)]
struct Tally {
    starts: Vec<Duration>,
    kept: Vec<Kept>,
    lost: BTreeSet<String>,
    half: BTreeSet<String>,
    refused: Vec<String>,
    sent_again: usize,
}

/// Runs the part.
pub(crate) async fn run(options: &Options, report: &mut Section) -> Result<()> {
    let launch = Launch::new(options, "kill9")?;
    launch.add_member("maker", "editor")?;
    let times = options.times();
    let mut writers = Vec::new();
    let mut tally = Tally::default();
    let (mut fresh, mut unanswered) = (0, Vec::new());
    let begun = Instant::now();
    for life in 1..=times {
        if life.is_multiple_of(EARLY) {
            // One that does not even get to serving: what it does at its start must bear that too.
            let mut early = launch.spawn()?;
            sleep(Duration::from_millis(fastrand::u64(0..40))).await;
            early.kill()?;
        }
        let mut server = launch.spawn()?;
        let start = server.until_ready().await.with_context(|| format!("life {life}"))?;
        if life > 1 {
            tally.starts.push(start);
        }
        if writers.is_empty() {
            writers = signed_in(server.address).await?;
        }
        for writer in &mut writers {
            writer.move_to(server.address);
        }
        send_again(&mut writers, std::mem::take(&mut unanswered), &mut tally).await?;
        look(&mut writers, fresh, &mut tally).await?;
        fresh = tally.kept.len();
        let lives = write(&writers);
        sleep(Duration::from_millis(fastrand::u64(LIFE))).await;
        server.kill()?;
        gather(lives, &mut tally, &mut unanswered).await?;
        if life.is_multiple_of(times.div_ceil(10)) {
            let lately = tally.starts.len().saturating_sub(times.div_ceil(10));
            report.say(format!(
                "life {life}: {} acknowledged, {} lost, {} half there; serves after {}; {:.0} s",
                tally.kept.len(),
                tally.lost.len(),
                tally.half.len(),
                millis(percentile(&tally.starts[lately..], 50)),
                begun.elapsed().as_secs_f64()
            ));
        }
    }
    at_the_end(&launch, &mut writers, (fresh, unanswered), &mut tally, report).await?;
    conclude(times, &tally, report);
    Ok(())
}

async fn signed_in(server: SocketAddr) -> Result<Vec<Browser>> {
    let mut all = Vec::new();
    for _ in 0..WRITERS {
        let mut browser = Browser::new(server);
        browser.sign_in("maker", PASSWORD).await?;
        all.push(browser);
    }
    Ok(all)
}

/// What one writer brought home: what was acknowledged, what stayed without an answer, what was refused.
type Life = (Vec<Kept>, Option<Sent>, Option<String>);

/// All writers save until their connection ends.
fn write(writers: &[Browser]) -> JoinSet<Life> {
    let mut lives = JoinSet::new();
    for writer in writers {
        let mut browser = writer.twin();
        lives.spawn(async move {
            let mut kept = Vec::new();
            loop {
                let sent = Sent::new(kept.len());
                match browser.post("/desk/quotes/new", &sent.form).await {
                    Err(_) => return (kept, Some(sent), None),
                    Ok(answer) => match browser::record(&answer) {
                        Some(path) => kept.push(Kept { path, marks: sent.marks }),
                        None => return (kept, None, Some(format!("a save was answered with {}", answer.status))),
                    },
                }
            }
        });
    }
    lives
}

async fn gather(mut lives: JoinSet<Life>, tally: &mut Tally, unanswered: &mut Vec<Sent>) -> Result<()> {
    while let Some(life) = lives.join_next().await {
        let (kept, open, refused) = life?;
        tally.kept.extend(kept);
        unanswered.extend(open);
        tally.refused.extend(refused);
    }
    Ok(())
}

/// Sends what was not answered once more, as a person would who sees the browser's error page.
async fn send_again(writers: &mut [Browser], unanswered: Vec<Sent>, tally: &mut Tally) -> Result<()> {
    for (number, sent) in unanswered.into_iter().enumerate() {
        let path = writers[number % WRITERS].save(&sent.form).await?;
        tally.kept.push(Kept { path, marks: sent.marks });
        tally.sent_again += 1;
    }
    Ok(())
}

/// Opens every quote from this one on, all writers at once.
async fn look(writers: &mut Vec<Browser>, from: usize, tally: &mut Tally) -> Result<()> {
    let kept: Vec<Kept> = tally.kept[from..].to_vec();
    look_at(writers, kept, tally).await
}

async fn look_at(writers: &mut Vec<Browser>, kept: Vec<Kept>, tally: &mut Tally) -> Result<()> {
    let mut shares: Vec<Vec<Kept>> = vec![Vec::new(); WRITERS];
    for (number, one) in kept.into_iter().enumerate() {
        shares[number % WRITERS].push(one);
    }
    let mut looking = JoinSet::new();
    for (mut browser, share) in writers.drain(..).zip(shares) {
        looking.spawn(async move {
            let mut bad = Vec::new();
            for one in share {
                let found = found(&mut browser, &one).await?;
                if found != Found::Whole {
                    bad.push((one.path, found));
                }
            }
            anyhow::Ok((browser, bad))
        });
    }
    while let Some(looked) = looking.join_next().await {
        let (browser, bad) = looked??;
        writers.push(browser);
        for (path, found) in bad {
            if found == Found::Lost {
                tally.lost.insert(path)
            } else {
                tally.half.insert(path)
            };
        }
    }
    Ok(())
}

async fn found(browser: &mut Browser, kept: &Kept) -> Result<Found> {
    let answer = browser.get(&kept.path).await?;
    if answer.status != 200 {
        return Ok(if answer.status == 404 { Found::Lost } else { Found::Half });
    }
    let page = answer.text();
    let whole = kept.marks.iter().all(|mark| page.contains(mark)) && page.contains("steps[1][");
    Ok(if whole { Found::Whole } else { Found::Half })
}

/// One more life without an end by force: everything once more, the list of drafts against what is known, `sanad check`.
async fn at_the_end(
    launch: &Launch,
    writers: &mut Vec<Browser>,
    (fresh, unanswered): (usize, Vec<Sent>),
    tally: &mut Tally,
    report: &mut Section,
) -> Result<()> {
    let mut server = launch.start().await?;
    for writer in writers.iter_mut() {
        writer.move_to(server.address);
    }
    send_again(writers, unanswered, tally).await?;
    look(writers, fresh, tally).await?;
    let mut all = tally.kept.clone();
    fastrand::shuffle(&mut all);
    all.truncate(SAMPLE);
    report.figure("acknowledged saves of all lives opened once more", format!("{} of {}", all.len(), tally.kept.len()));
    look_at(writers, all, tally).await?;

    let listed = drafts(&mut writers[0]).await?;
    let known: BTreeSet<String> = tally.kept.iter().map(|kept| kept.path.clone()).collect();
    tally.lost.extend(known.difference(&listed).cloned());
    let unknown = listed.difference(&known).count();
    report.must(
        unknown == 0,
        "no draft that nobody was told of, no draft twice",
        format!("{unknown} of {}", listed.len()),
    );
    let twice = tally.kept.len() - known.len();
    report.must(twice == 0, "no two saves with one record", twice);

    let ended = server.terminate(Duration::from_secs(20)).await?;
    report.must(
        ended.is_some(),
        "the server ends when it is asked to",
        ended.map_or("not within 20 s".to_owned(), millis),
    );
    if launch.has_command("check") {
        let (good, said) = launch.command(&["check"], "")?;
        report.must(good, "sanad check finds nothing", said.trim().lines().last().unwrap_or_default());
    } else {
        report.figure("sanad check", "skipped: this binary has no such command");
    }
    Ok(())
}

/// Addresses of all drafts, page by page.
async fn drafts(browser: &mut Browser) -> Result<BTreeSet<String>> {
    let mut all = BTreeSet::new();
    let mut next = Some("/desk?state=draft".to_owned());
    while let Some(path) = next {
        let answer = browser.get(&path).await?;
        if answer.status != 200 {
            bail!("{path} answered {}", answer.status);
        }
        let page = answer.text();
        let list = page.split("class=\"desk-list\"").nth(1).unwrap_or_default();
        all.extend(links(list, "/desk/quotes/"));
        next = page
            .split("rel=\"next\"")
            .nth(1)
            .and_then(|rest| links(rest, "/desk?").next())
            .map(|link| link.replace("&amp;", "&"));
    }
    Ok(all)
}

/// Addresses in a piece of a page that begin so.
fn links<'a>(html: &'a str, start: &'a str) -> impl Iterator<Item = String> + 'a {
    html.split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(move |link| link.starts_with(start))
        .map(ToOwned::to_owned)
}

fn conclude(times: usize, tally: &Tally, report: &mut Section) {
    let (p50, max) = (percentile(&tally.starts, 50), percentile(&tally.starts, 100));
    report.figure("saves sent again after no answer", tally.sent_again);
    report.figure("time to serve after a kill", format!("p50 {}, max {}", millis(p50), millis(max)));
    let one_of = |set: &BTreeSet<String>| {
        set.first().map_or_else(|| "0".to_owned(), |first| format!("{}, one is {first}", set.len()))
    };
    report.must(tally.refused.is_empty(), "no save was refused", tally.refused.first().map_or("0", String::as_str));
    report.must(tally.lost.is_empty(), "no acknowledged save is lost", one_of(&tally.lost));
    report.must(tally.half.is_empty(), "no acknowledged save is half there", one_of(&tally.half));
    let enough = tally.kept.len() > times;
    report.must(enough, "there was something to lose: more saves than lives", tally.kept.len());
    report.headline(format!(
        "{times} lives, {} saves acknowledged, {} lost, {} half there; serves after {} (max {})",
        tally.kept.len(),
        tally.lost.len(),
        tally.half.len(),
        millis(p50),
        millis(max)
    ));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_can_be_known_again_by_every_step() {
        let sent = Sent::new(5);
        let body = sent.form.encoded();
        assert!(sent.marks.iter().all(|mark| body.contains(mark)));
        assert_ne!(sent.marks[0], sent.marks[1]);
        assert!(body.contains("Radio%20"));
    }

    #[test]
    fn links_are_found_by_their_start() {
        let html = r#"<a href="/desk/quotes/a1">x</a><a href="/desk/speakers/b">y</a><a href="/desk/quotes/c2">z</a>"#;
        assert_eq!(links(html, "/desk/quotes/").collect::<Vec<_>>(), ["/desk/quotes/a1", "/desk/quotes/c2"]);
    }
}
