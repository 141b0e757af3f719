//! Sign-ins: many at once, and guesses at a known account that must not lock its owner out.

use std::time::{Duration, Instant};

use anyhow::Result;
use tokio::task::JoinSet;
use tokio::time::sleep;
use wire::client::Answer;

use super::{Meter, Reader};
use crate::browser::{self, Browser};
use crate::form::{self, Form};
use crate::options::Options;
use crate::report::Section;
use crate::server::{Launch, PASSWORD};
use crate::stats::{MB, millis};
use crate::words;

/// Many sign-ins with wrong passwords at once, from as many addresses.
pub(super) async fn at_once(options: &Options, report: &mut Section) -> Result<()> {
    let (_, mut server) = super::site(options, "b").await?;
    let page = super::public_quote(server.address).await?;
    let times = options.of(200, 60);
    let (meter, reader) = (Meter::of(&server), Reader::start(server.address, &page, Duration::from_millis(50)));
    let begun = Instant::now();
    let mut trying = JoinSet::new();
    for number in 0..times {
        let mut browser = Browser::new(server.address).from(browser::visitor(number));
        trying.spawn(async move {
            // Half of them at accounts that exist.
            let login = ["maker", "editor", "nobody"][number % 3];
            let answer = browser.try_sign_in(login, &words::unique("tebak")).await?;
            anyhow::Ok((answer.status, retry_after(&answer)))
        });
    }
    let mut answers = Vec::new();
    let mut cut = 0;
    while let Some(one) = trying.join_next().await {
        match one? {
            Ok(answer) => answers.push(answer),
            Err(_) => cut += 1,
        }
    }
    let took = begun.elapsed();
    let count = |wanted: u16| answers.iter().filter(|(status, _)| *status == wanted).count();
    let told = format!("422: {}, 429: {}, 503: {}, cut: {cut}", count(422), count(429), count(503));
    let good = cut == 0 && count(422) + count(429) + count(503) == times;
    report.must(good, "each is answered 422, 429 or 503", told);
    let silent = answers.iter().filter(|(status, after)| matches!(status, 429 | 503) && after.is_none()).count();
    report.must(silent == 0, "429 and 503 say when to come back", silent);
    meter.must(report, None, 150 * MB);
    let grown = meter.growth() / MB;
    reader.must(report, 99, Duration::from_millis(500));

    let begun = Instant::now();
    let mut member = Browser::new(server.address).from(browser::visitor(50_000));
    let mut status = 0;
    while begun.elapsed() < Duration::from_secs(15) && status != 303 {
        status = member.try_sign_in("maker", PASSWORD).await.map_or(0, |answer| answer.status);
        sleep(Duration::from_millis(200)).await;
    }
    report.must(
        status == 303,
        "a member signs in right after, within 15 s",
        format!("{status}, {}", millis(begun.elapsed())),
    );
    report.headline(format!("{times} at once in {}, memory +{grown} MB", millis(took)));
    super::must_live(&mut server, report).await
}

/// Ten wrong guesses at a known account.
pub(super) async fn guesses(options: &Options, report: &mut Section) -> Result<()> {
    let (_launch, mut server) = super::site(options, "h").await?;
    let (thief, elsewhere) = (browser::visitor(5), browser::visitor(6));
    let mut known = Browser::new(server.address).from(elsewhere);
    known.sign_in("maker", PASSWORD).await?;
    report.must(
        known.has_cookie("device"),
        "a browser that signed in is known by a cookie",
        known.has_cookie("device"),
    );

    let mut guessing = Browser::new(server.address).from(thief);
    let mut said = Vec::new();
    let mut waits = Vec::new();
    for _ in 0..10 {
        let answer = guessing.try_sign_in("maker", &words::unique("tebak")).await?;
        said.push(answer.status);
        waits.extend(retry_after(&answer).filter(|_| answer.status == 429));
    }
    let told = format!("{said:?}, waits {waits:?}");
    report.must(said.starts_with(&[422, 422, 422]), "the first guesses are wrong sign-ins", &told);
    report.must(said[5..].contains(&429) && !waits.is_empty(), "later ones are told to wait, and for how long", &told);

    let mut member = Browser::new(server.address).from(browser::visitor(7));
    let status = member.try_sign_in("maker", PASSWORD).await?.status;
    report.must(status == 303, "the member signs in from another address", status);
    let mut from_there = known.twin().from(thief);
    from_there.lose_session();
    let status = from_there.try_sign_in("maker", PASSWORD).await?.status;
    report.must(status == 303, "and from the thief's, in a browser that is known", status);

    session_ended(&mut known, report).await?;
    drop(server);
    server = behind_a_proxy(options, report).await?;
    report.headline(format!("ten guesses: {said:?}"));
    super::must_live(&mut server, report).await
}

/// A session that ended under an open form: what was typed comes back, to the browser that is known and to no other.
async fn session_ended(known: &mut Browser, report: &mut Section) -> Result<()> {
    known.lose_session();
    let typed = words::unique("kata");
    let answer = known.post("/desk/quotes/new", &form::quote(&typed, &words::unique("asal"))).await?;
    let told = format!("{}, typed words there: {}", answer.status, answer.text().contains(&typed));
    report.must(
        answer.status == 401 && answer.text().contains(&typed),
        "a session that ended gives back what was typed",
        told,
    );
    Ok(())
}

/// Behind a proxy, what a visitor writes into the headers is not believed.
async fn behind_a_proxy(options: &Options, report: &mut Section) -> Result<crate::server::Server> {
    let proxied = Launch::new(options, "hostile-h-proxy")?.with("--trusted-proxies").with("1");
    let server = proxied.start().await?;
    for login in ["maker", "second"] {
        proxied.add_member(login, "editor")?;
    }
    let mut guessing = Browser::new(server.address);
    let mut said = Vec::new();
    for number in 0..10 {
        let body = Form::default().with("login", "maker").with("password", "wrong").encoded();
        let headers = format!("x-forwarded-for: 198.51.100.{number}\r\nx-forwarded-for: 203.0.113.9\r\n");
        said.push(guessing.post_with("/sign-in", &headers, &body).await?.status);
    }
    report.must(
        said[5..].contains(&429),
        "a made-up first X-Forwarded-For does not start the count again",
        format!("{said:?}"),
    );
    let body = Form::default().with("login", "maker").with("password", PASSWORD).encoded();
    let headers = "x-forwarded-for: 203.0.113.9\r\nx-forwarded-for: 198.51.100.77\r\n";
    let status = Browser::new(server.address).post_with("/sign-in", headers, &body).await?.status;
    report.must(status == 303, "the last hop is who is counted: another one signs in", status);
    Ok(server)
}

/// When to come back, in seconds.
fn retry_after(answer: &Answer) -> Option<u64> {
    answer.header("retry-after")?.parse().ok()
}
