//! Every route by every role, over the wire: with its own and other people's records, GET, HEAD and POST. Nothing may
//! answer 5xx, and nobody who is not signed in may meet a word of a draft.

mod room;
mod table;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use wire::client::Answer;

use crate::browser::{Browser, complaints};
use crate::form::{self, Form};
use crate::options::Options;
use crate::report::Section;
use crate::server::{Launch, PASSWORD};
use crate::words;

use room::Room;
use table::{Ask, ROLES, Row};

/// What was found wrong, and how much was asked.
#[derive(Default)]
struct Found {
    cells: usize,
    wrong: Vec<String>,
    broken: Vec<String>,
    leaks: Vec<String>,
}

/// Runs the part.
pub(crate) async fn run(options: &Options, report: &mut Section) -> Result<()> {
    let missing = table::unknown(&source()?);
    report.must(missing.is_empty(), "the table knows every route of the source", missing.join(", "));
    let launch = Launch::new(options, "routes")?;
    launch.add_member("maker", "editor")?;
    for role in &ROLES[1..] {
        launch.add_member(role, role)?;
    }
    let server = launch.start().await?;
    let room = Room::furnish(server.address).await?;
    let mut found = Found::default();
    for (role, name) in ROLES.iter().enumerate() {
        let mut browser = Browser::new(server.address);
        let mut places = room.places.clone();
        if role > 0 {
            browser.sign_in(name, PASSWORD).await?;
            let own = browser.save(&form::quote(&words::unique("milik"), &words::unique("asal"))).await?;
            places.insert("own", own.rsplit('/').next().unwrap_or_default().to_owned());
        }
        for row in table::rows() {
            cell(&mut browser, &room, &places, role, row, &mut found).await?;
        }
    }
    let list = |all: &[String]| all.iter().take(60).fold(all.len().to_string(), |list, one| list + "\n         " + one);
    report.must(found.wrong.is_empty(), "every cell answers as the table says", list(&found.wrong));
    report.must(found.broken.is_empty(), "nothing answers 5xx", list(&found.broken));
    report.must(found.leaks.is_empty(), "no word of a draft reaches who is not signed in", list(&found.leaks));
    report.headline(format!("{} cells, {} wrong, {} leaks", found.cells, found.wrong.len(), found.leaks.len()));
    Ok(())
}

/// One line of the table for one role: the request, HEAD beside every page, and POST to what takes none.
async fn cell(
    browser: &mut Browser,
    room: &Room,
    places: &BTreeMap<&'static str, String>,
    role: usize,
    (ask, route, path, statuses): &Row,
    found: &mut Found,
) -> Result<()> {
    let path = places.iter().fold((*path).to_owned(), |path, (key, value)| path.replace(&format!("{{{key}}}"), value));
    let expected = table::expected(statuses, role);
    if *ask == Ask::Get {
        let page = browser.get(&path).await?;
        note(found, room, role, "GET", &path, &expected, &page);
        let head = browser.head(&path).await?;
        // A server function knows only the method that it was written for.
        let of_head = if route.starts_with("/api/") { vec![head.status.min(499)] } else { expected };
        note(found, room, role, "HEAD", &path, &of_head, &head);
        if !table::FORMS.iter().any(|form| form.1 == *route) {
            let refused = browser.post(&path, &Form::default().with("do", "save")).await?;
            note(found, room, role, "POST", &path, &[401, 404, 405], &refused);
        }
        return Ok(());
    }
    let body = body_of(room, *ask, &path).await?;
    let answer = browser.post_body(&path, &body).await?;
    note(found, room, role, &format!("POST {ask:?}"), &path, &expected, &answer);
    if *ask == Ask::Edit("save") && answer.status == 303 {
        let page = browser.get(&path).await?;
        note(found, room, role, "GET after saving", &path, &[200], &page);
    }
    Ok(())
}

async fn body_of(room: &Room, ask: Ask, path: &str) -> Result<String> {
    let version = || async { room.version(path).await.map(|version| version.to_string()) };
    let quote = || room.quote(path);
    Ok(match ask {
        Ask::Get | Ask::Empty => String::new(),
        Ask::Fields(fields) => fields.to_owned(),
        Ask::NewQuote(button) => quote().with("do", button).encoded(),
        Ask::Edit(button) => quote().with("do", button).with("version", &version().await?).encoded(),
        Ask::Stale => {
            let before = version().await?;
            room.touch(path, quote().with("version", &before)).await?;
            quote().with("version", &before).encoded()
        }
        Ask::Record(fields) => {
            let fields = fields.replace('?', &words::unique("nama"));
            let version =
                if path.ends_with("/new") || path.ends_with("/accounts") { "0".to_owned() } else { version().await? };
            format!("{fields}&version={version}&receipt={}&pick=new&do=save", words::unique("receipt"))
        }
    })
}

fn note(found: &mut Found, room: &Room, role: usize, method: &str, path: &str, expected: &[u16], answer: &Answer) {
    found.cells += 1;
    let who = ROLES[role];
    if !expected.contains(&answer.status) {
        let why = if answer.status == 422 { complaints(&answer.text()) } else { String::new() };
        found.wrong.push(format!("{who}: {method} {path} answers {}, not {expected:?} {why}", answer.status));
    }
    if answer.status >= 500 {
        found.broken.push(format!("{who}: {method} {path} answers {}", answer.status));
    }
    if role == 0 {
        let page = answer.text().to_lowercase();
        let header = answer.header("location").unwrap_or_default().to_lowercase();
        for secret in &room.secrets {
            // A page repeats its own address, and a search what was asked.
            if !path.contains(secret.as_str()) && (page.contains(secret) || header.contains(secret)) {
                found.leaks.push(format!("{method} {path} tells {secret}"));
            }
        }
    }
}

/// All Rust that can declare a route, as one text.
fn source() -> Result<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut all = String::new();
    let mut folders = vec![root.join("server/src"), root.join("app/src/api")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                // Tests have routers of their own; they stand at the end of a file.
                all += fs::read_to_string(&path)?.split("#[cfg(test)]").next().unwrap_or_default();
            }
        }
    }
    all += &fs::read_to_string(root.join("app/src/routes.rs")).context("cannot read the route table of the pages")?;
    Ok(all)
}
