//! What no browser sends: broken heads, bodies without end, text that is none. Whatever comes of it, the server may
//! not break, hang or save what it cannot read.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::Result;
use tokio::task::JoinSet;
use tokio::time::timeout;
use wire::client::Connection;

use crate::browser::Browser;
use crate::form;
use crate::options::Options;
use crate::raw::{self, Outcome};
use crate::report::Section;
use crate::server::PASSWORD;
use crate::stats::millis;
use crate::words;

/// How long anything may take.
const MOST: Duration = Duration::from_secs(35);

/// A request with its name.
type Named = (String, Vec<u8>);

/// Requests that are complete, or look so.
fn requests(host: SocketAddr, cookie: &str) -> Vec<Named> {
    [heads(host), addresses(host), lines(host), posts(host, cookie)].concat()
}

fn get(host: SocketAddr, path: &str, headers: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: {host}\r\n{headers}connection: close\r\n\r\n").into_bytes()
}

/// Headers that are odd, many or long.
fn heads(host: SocketAddr) -> Vec<Named> {
    let long = |name: &str, value: &str, times| format!("{name}: {}\r\n", value.repeat(times));
    let many: Vec<String> = (0..5_000).map(|n| format!("x-{n}: y\r\n")).collect();
    let odd = [
        ("two X-Forwarded-For lines", "x-forwarded-for: 10.0.0.1\r\nx-forwarded-for: 203.0.113.9\r\n"),
        ("X-Forwarded-For of nonsense", "x-forwarded-for: ,,;\"<script>, 999.1.1.1\r\n"),
        ("Forwarded of nonsense", "forwarded: for=\"[::1\";;by=,for=_x;proto=\r\n"),
        ("a second Host", "host: evil.example\r\n"),
        ("X-Forwarded-Host", "x-forwarded-host: evil.example\r\nx-forwarded-proto: gopher\r\n"),
        ("many ranges", "range: bytes=0-1,2-3,4-5,-9999999999,99999999999999999999-\r\n"),
        ("odd If-None-Match", "if-none-match: W/\"\", \"\", *, ,,\r\n"),
        ("odd Accept-Encoding", "accept-encoding: br;q=-1, gzip;q=nan, *;q=9e9, \u{7f}\r\n"),
        ("odd If-Modified-Since", "if-modified-since: Thu, 99 Zzz 99999 99:99:99 GMT\r\n"),
        ("an upgrade", "connection: upgrade\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAAQAAP__\r\n"),
        ("Transfer-Encoding of a GET", "transfer-encoding: gzip, chunked, identity\r\n"),
        ("an empty cookie", "cookie: ;;;=; sanad=; lang=%FF; =x\r\n"),
    ];
    let large = [
        ("a cookie of 60 kB", long("cookie", "sanad=x", 9_000)),
        ("a header line of 2 MB", long("x-long", "x", 2_000_000)),
        ("5,000 headers", many.concat()),
        ("an Accept-Language of 100 kB", long("accept-language", "id,", 33_000)),
    ];
    let odd = odd.map(|(name, headers)| (name.to_owned(), get(host, "/", headers)));
    let large = large.map(|(name, headers)| (name.to_owned(), get(host, "/desk", &headers)));
    let no_text = b"GET /desk HTTP/1.1\r\nhost: a\r\ncookie: sanad=\xff\xfe\xc3\r\n\r\n".to_vec();
    odd.into_iter().chain(large).chain([("a cookie that is no text".to_owned(), no_text)]).collect()
}

/// Addresses that are odd or long.
fn addresses(host: SocketAddr) -> Vec<Named> {
    let all = [
        ("an address of 100 kB", format!("/{}", "a".repeat(100_000))),
        ("a query of 60 kB", format!("/search?q={}", "a".repeat(60_000))),
        ("10,000 values of a query", format!("/quotes?{}", "lang=id&".repeat(10_000))),
        ("a path that climbs", "/assets-x/../../../../etc/passwd".to_owned()),
        ("a path that climbs in escapes", "/%2e%2e/%2e%2e/etc/passwd".to_owned()),
        ("a path with a zero", "/quotes/%00".to_owned()),
        ("a path that is no text", "/quotes/%FF%FE/%C3".to_owned()),
        ("a query that is no text", "/search?q=%FF%FE&kind=%C3".to_owned()),
        ("a page of nonsense", "/quotes?after=99999999999999999999.-1&lang=%00".to_owned()),
        ("half an escape", "/quotes/%".to_owned()),
        ("two slashes", "//evil.example/quotes".to_owned()),
        ("what-if of everything", format!("/quotes/222222222/x/what-if?{}", "without=m1&".repeat(5_000))),
        ("the address of another site", "http://evil.example/".to_owned()),
    ];
    all.into_iter().map(|(name, path)| (name.to_owned(), get(host, &path, ""))).collect()
}

/// First lines that are odd, and what is no HTTP/1.1 at all.
fn lines(host: SocketAddr) -> Vec<Named> {
    let mut all: Vec<Named> = Vec::new();
    let mut add = |name: &str, bytes: Vec<u8>| all.push((name.to_owned(), bytes));
    for line in [
        "BREW / HTTP/1.1",
        "TRACE / HTTP/1.1",
        "CONNECT evil.example:443 HTTP/1.1",
        "OPTIONS * HTTP/1.1",
        "PUT /quotes HTTP/1.1",
        "DELETE /desk/quotes/new HTTP/1.1",
        "GET / HTTP/1.0",
        "GET / HTTP/9.9",
        "GET /",
        "\u{0}\u{0}\u{0}",
        "GET  /  HTTP/1.1",
        "POST / HTTP/1.1",
    ] {
        add(line, format!("{line}\r\nhost: {host}\r\ncontent-length: 0\r\n\r\n").into_bytes());
    }
    add("HTTP/2 out of the blue", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00".to_vec());
    add("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03random bytes follow\r\n\r\n".to_vec());
    add("no host", b"GET / HTTP/1.1\r\n\r\n".to_vec());
    add("a header without a name", format!("GET / HTTP/1.1\r\nhost: {host}\r\n: x\r\n\r\n").into_bytes());
    add("a folded header", format!("GET / HTTP/1.1\r\nhost: {host}\r\nx: a\r\n b\r\n\r\n").into_bytes());
    all
}

/// Every body, by a stranger and by a member.
fn posts(host: SocketAddr, cookie: &str) -> Vec<Named> {
    let mut all: Vec<Named> = Vec::new();
    for (name, path, cookie) in [
        ("a stranger", "/sign-in", ""),
        ("a member", "/desk/quotes/new", cookie),
        ("a member's article", "/desk/articles/new", cookie),
    ] {
        for (kind, head, body) in bodies() {
            let head = head.replace("LENGTH", &body.len().to_string());
            let start = format!(
                "POST {path} HTTP/1.1\r\nhost: {host}\r\nsec-fetch-site: same-origin\r\ncookie: {cookie}\r\n{head}\r\n"
            );
            all.push((format!("{name}: {kind}"), [start.as_bytes(), &body].concat()));
        }
    }
    all
}

/// Bodies, with the headers that go before them.
fn bodies() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    const FORM: &str = "content-type: application/x-www-form-urlencoded\r\ncontent-length: LENGTH\r\n";
    let nested = format!("{}=x", "a[b]".repeat(5_000)).into_bytes();
    vec![
        ("a body that is no text", FORM, b"login=\xff\xfe&password=\xc3&speaker_name=\xff".to_vec()),
        ("escapes that are no text", FORM, b"login=%FF%FE&password=%C3&text=%FF&do=read".to_vec()),
        ("half an escape", FORM, b"login=%&password=%Z".to_vec()),
        ("fields in fields", FORM, nested),
        ("a step far away", FORM, b"steps[99999999999999999999][key]=1&steps[4294967296][key]=2".to_vec()),
        ("one name as text and list", FORM, b"steps=x&steps[0]=y&steps[0][key]=z&do=add".to_vec()),
        ("100,000 fields", FORM, b"a=1&".repeat(100_000)),
        ("JSON", "content-type: application/json\r\ncontent-length: LENGTH\r\n", b"{\"login\":[[[[]]]]}".to_vec()),
        ("plain text", "content-type: text/plain\r\ncontent-length: LENGTH\r\n", b"login=x".to_vec()),
        ("no type", "content-length: LENGTH\r\n", b"login=x".to_vec()),
        (
            "parts without a border",
            "content-type: multipart/form-data\r\ncontent-length: LENGTH\r\n",
            b"--x\r\n".to_vec(),
        ),
        (
            "parts cut off",
            "content-type: multipart/form-data; boundary=x\r\ncontent-length: LENGTH\r\n",
            b"--x\r\ncontent-disposition: form-data; name=\"text\"\r\n\r\nabc".to_vec(),
        ),
        ("two lengths", "content-length: 7\r\ncontent-length: 9\r\n", b"login=x".to_vec()),
        ("a length below zero", "content-length: -1\r\n", b"login=x".to_vec()),
        (
            "a length and chunks",
            "content-length: 3\r\ntransfer-encoding: chunked\r\n",
            b"7\r\nlogin=x\r\n0\r\n\r\n".to_vec(),
        ),
        ("a chunk beyond all numbers", "transfer-encoding: chunked\r\n", b"FFFFFFFFFFFFFFFFF\r\nlogin=x\r\n".to_vec()),
        ("a chunk of no number", "transfer-encoding: chunked\r\n", b"xyz\r\nlogin=x\r\n0\r\n\r\n".to_vec()),
        ("expecting to go on", "expect: 100-continue\r\ncontent-length: LENGTH\r\n", b"login=x".to_vec()),
        (
            "a packed body",
            "content-encoding: gzip\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: LENGTH\r\n",
            vec![0x1f, 0x8b, 8],
        ),
    ]
}

/// Runs the case.
pub(super) async fn run(options: &Options, report: &mut Section) -> Result<()> {
    let (launch, mut server) = super::site(options, "g").await?;
    let mut member = Browser::new(server.address);
    member.sign_in("maker", PASSWORD).await?;
    let cookie = member.cookie();
    let mut sending = JoinSet::new();
    let all = requests(server.address, &cookie);
    let count = all.len();
    // In a hurry, what has no answer soon is not judged.
    let patience = options.of(MOST + Duration::from_secs(2), Duration::from_secs(4));
    for (name, bytes) in all {
        let address = server.address;
        sending.spawn(async move { (name, raw::send(address, &bytes, patience).await) });
    }
    for cookie in ["", &cookie] {
        let (address, cookie) = (server.address, cookie.to_owned());
        sending.spawn(async move {
            let name =
                if cookie.is_empty() { "a stranger: chunks without end" } else { "a member: chunks without end" };
            (name.to_owned(), endless(address, &cookie, patience).await)
        });
    }
    let (mut broken, mut hung, mut slowest) = (Vec::new(), Vec::new(), Duration::ZERO);
    while let Some(one) = sending.join_next().await {
        let (name, (outcome, time)) = one?;
        slowest = slowest.max(time);
        match outcome {
            // What never ends may be told that its time is up; nothing else may.
            Outcome::Answered(504) if time > Duration::from_secs(5) => {}
            Outcome::Answered(505) if name.contains("9.9") => {}
            Outcome::Answered(status) if status >= 500 => broken.push(format!("{name}: {status}")),
            Outcome::Hung => hung.push(name),
            Outcome::Answered(_) | Outcome::Closed => {}
        }
    }
    broken.sort();
    report.must(broken.is_empty(), "none is answered 5xx", format!("{} of {count} {broken:?}", broken.len()));
    if options.quick {
        report.figure("without an answer after 4 s, and not waited for", hung.len());
        hung.clear();
    }
    report.must(hung.is_empty(), "none hangs for more than 35 s", format!("slowest {} {hung:?}", millis(slowest)));
    let panics = launch.printed().matches("panicked").count();
    report.must(panics == 0, "nothing panics", panics);
    unreadable(&mut member.twin(), report).await?;
    report.headline(format!(
        "{count} requests, {} broken, {} hung, slowest {}",
        broken.len(),
        hung.len(),
        millis(slowest)
    ));
    super::must_live(&mut server, report).await
}

/// Chunks, until the server has had enough.
async fn endless(server: SocketAddr, cookie: &str, patience: Duration) -> (Outcome, Duration) {
    let begun = Instant::now();
    let path = if cookie.is_empty() { "/sign-in" } else { "/desk/quotes/new" };
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {server}\r\nsec-fetch-site: same-origin\r\ncookie: {cookie}\r\ncontent-type: \
         application/x-www-form-urlencoded\r\ntransfer-encoding: chunked\r\n\r\n"
    );
    let work = async {
        let mut connection = Connection::open(server).await.ok()?;
        connection.send(head.as_bytes()).await.ok()?;
        let chunk = format!("400\r\n{}\r\n", "x".repeat(1_024));
        while connection.send(chunk.as_bytes()).await.is_ok() {
            if let Ok(answer) = timeout(Duration::from_millis(20), connection.answer(false)).await {
                return answer.ok();
            }
        }
        connection.answer(false).await.ok()
    };
    let outcome = match timeout(patience, work).await {
        Ok(Some(answer)) => Outcome::Answered(answer.status),
        Ok(None) => Outcome::Closed,
        Err(_) => Outcome::Hung,
    };
    (outcome, begun.elapsed())
}

/// What cannot be read is refused, not saved as something else.
async fn unreadable(member: &mut Browser, report: &mut Section) -> Result<()> {
    let good = form::quote(&words::unique("kata"), "asal").encoded();
    for (name, body) in [
        ("bytes that are no text", good.replace("asal", "%FF%FE")),
        ("an escape cut off", good.replace("asal", "%C3")),
        ("nothing but invisible characters", form::quote("\u{200b}\u{2060}", "asal").encoded()),
        ("a name of invisible characters", good.replace("Ratna%20Wijayanti", "%E2%80%8B%E2%81%A0")),
        ("a name that turns the text around", good.replace("Ratna%20Wijayanti", "Ratna%20%E2%80%AEWijayanti")),
    ] {
        let status = member.post_body("/desk/quotes/new", &body).await.map_or(0, |answer| answer.status);
        report.must(matches!(status, 400 | 413 | 415 | 422), &format!("{name}: refused"), status);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_requests_have_one_name_and_lengths_are_filled_in() {
        let all = requests(SocketAddr::from(([127, 0, 0, 1], 1)), "sanad=x");
        let mut names: Vec<&String> = all.iter().map(|(name, _)| name).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all.len());
        assert!(all.len() > 80, "{}", all.len());
        assert!(all.iter().all(|(_, bytes)| !bytes.windows(6).any(|window| window == b"LENGTH")));
    }
}
