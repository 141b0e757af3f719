//! Large forms from people who are not signed in, and from a member beyond what a form may hold.

use std::time::Duration;

use anyhow::Result;
use tokio::task::JoinSet;
use wire::client::Connection;

use super::{Meter, Reader};
use crate::browser::Browser;
use crate::form;
use crate::options::Options;
use crate::raw::{self, Outcome};
use crate::report::Section;
use crate::server::PASSWORD;
use crate::stats::{MB, millis, percentile};

const AT_ONCE: usize = 50;

/// What is sent, by whom it says it is.
fn posts(host: std::net::SocketAddr) -> Vec<Vec<u8>> {
    let post = |path: &str, cookie: &str, body: &str| {
        let length = body.len();
        let cookie = if cookie.is_empty() { String::new() } else { format!("cookie: {cookie}\r\n") };
        format!(
            "POST {path} HTTP/1.1\r\nhost: {host}\r\nsec-fetch-site: same-origin\r\n{cookie}content-type: \
             application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .into_bytes()
    };
    let (two, ten, text) = (form::long(2_000, "add"), form::long(10_000, "save"), "x".repeat(4_000_000));
    vec![
        post("/desk/quotes/new", "", &two),
        post("/desk/quotes/new", "", &ten),
        post("/desk/quotes/new", "sanad=AAAAAAAAAAAAAAAAAAAAAA", &two),
        post("/desk/quotes/new", "sanad-device=forged.forged; sanad=x", &ten),
        post("/desk/quotes/222222222", "", &two),
        post("/desk/articles/new", "", &format!("do=read&text={text}")),
        post("/desk/documents/new", "", &format!("title=x&snapshot={text}")),
        post("/sign-in", "", &format!("login={text}&password=x")),
        post("/setup/nonsense", "", &format!("login={text}&password=x")),
        post("/language", "", &format!("lang=en&back={text}")),
    ]
}

/// Runs the case.
pub(super) async fn run(options: &Options, report: &mut Section) -> Result<()> {
    let (_, mut server) = super::site(options, "a").await?;
    let page = super::public_quote(server.address).await?;

    // One at first, and not the largest: a server that draws it would draw them all.
    let meter = Meter::of(&server);
    for steps in [500, 2_000] {
        let mut stranger = Browser::new(server.address);
        let answer = tokio::time::timeout(
            Duration::from_secs(10),
            stranger.post_body("/desk/quotes/new", &form::long(steps, "add")),
        )
        .await;
        let told = answer.map_or("no answer in 10 s".to_owned(), |got| {
            got.map_or("closed".to_owned(), |answer| answer.status.to_string())
        });
        let good = matches!(told.as_str(), "401" | "413" | "closed");
        report.must(good, &format!("{steps} steps of a stranger are refused"), told);
        meter.must(report, Some(Duration::from_millis(500)), 50 * MB);
        if !report.holds() {
            return Ok(());
        }
    }

    before_the_body(server.address, report).await?;

    let (meter, reader) = (Meter::of(&server), Reader::start(server.address, &page, Duration::from_millis(20)));
    let all = posts(server.address);
    let times = options.of(200, 60);
    let mut sending = JoinSet::new();
    for number in 0..AT_ONCE {
        let share: Vec<Vec<u8>> = (number..times).step_by(AT_ONCE).map(|n| all[n % all.len()].clone()).collect();
        let address = server.address;
        sending.spawn(async move {
            let mut outcomes = Vec::new();
            for post in share {
                outcomes.push(raw::send(address, &post, Duration::from_secs(20)).await);
            }
            outcomes
        });
    }
    let outcomes: Vec<(Outcome, Duration)> = sending.join_all().await.into_iter().flatten().collect();
    let bad: Vec<String> = outcomes
        .iter()
        .filter(|(outcome, _)| !matches!(outcome, Outcome::Answered(401 | 413) | Outcome::Closed))
        .map(|(outcome, _)| outcome.to_string())
        .collect();
    report.must(
        bad.is_empty(),
        "each is answered 401 or 413, or closed",
        format!("{} of {times} are not {bad:?}", bad.len()),
    );
    let all_times: Vec<Duration> = outcomes.iter().map(|(_, time)| *time).collect();
    let slowest = percentile(&all_times, 100);
    report.must(slowest < Duration::from_secs(3), "the slowest within 3 s", millis(slowest));
    meter.must(report, Some(Duration::from_secs(1)), 50 * MB);
    reader.must(report, 99, Duration::from_millis(100));

    member(server.address, &Meter::of(&server), report).await?;
    report.headline(format!(
        "{times} large forms: slowest {}, {} of processor time",
        millis(slowest),
        millis(meter.cpu())
    ));
    super::must_live(&mut server, report).await
}

/// Who may not send a form at all is told so before the form has come.
async fn before_the_body(server: std::net::SocketAddr, report: &mut Section) -> Result<()> {
    for path in ["/desk/quotes/new", "/desk/articles/new", "/desk/outlets/new", "/desk/settings", "/desk/accounts"] {
        let mut stranger = Connection::open(server).await?;
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: {server}\r\nsec-fetch-site: same-origin\r\ncontent-type: \
             application/x-www-form-urlencoded\r\ncontent-length: 60000\r\n\r\nversion=0"
        );
        stranger.send(head.as_bytes()).await?;
        let told = tokio::time::timeout(Duration::from_secs(2), stranger.answer(false)).await;
        let told = told.map_or(0, |got| got.map_or(0, |answer| answer.status));
        report.must(told == 401, &format!("{path}: 401 before the body has come"), told);
    }
    Ok(())
}

/// A member's form has a limit too, and so has one that lies about its length.
async fn member(server: std::net::SocketAddr, meter: &Meter, report: &mut Section) -> Result<()> {
    let mut member = Browser::new(server);
    member.sign_in("maker", PASSWORD).await?;
    let answer = member.post_body("/desk/quotes/new", &form::long(10_000, "add")).await;
    let status = answer.map_or(0, |answer| answer.status);
    report.must(status == 413, "10,000 steps of a member are 413", status);
    let spent = meter.cpu();
    report.must(spent < Duration::from_secs(1), "and are not drawn", millis(spent));

    let mut stranger = Connection::open(server).await?;
    let head = format!("POST /sign-in HTTP/1.1\r\nhost: {server}\r\ncontent-length: 999999999999\r\n\r\nlogin=x");
    stranger.send(head.as_bytes()).await?;
    let told = tokio::time::timeout(Duration::from_secs(20), stranger.answer(false)).await;
    let told =
        told.map_or("no answer".to_owned(), |got| got.map_or("closed".to_owned(), |answer| answer.status.to_string()));
    report.must(
        matches!(told.as_str(), "413" | "400" | "closed"),
        "a body that is announced too long is refused at once",
        told,
    );
    Ok(())
}
