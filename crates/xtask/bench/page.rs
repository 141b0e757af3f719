//! What a reader downloads for one quote: the page and the style sheets that it names, as the server sends them to a
//! browser that takes brotli and to one that does not.

use std::net::SocketAddr;

use anyhow::{Context, Result, bail};

use wire::client;

/// The address of the first quote that the home page leads to.
pub(super) async fn first_quote(address: SocketAddr) -> Result<String> {
    let home = client::get(address, "/", None).await?;
    home.must_be_good("/")?;
    let html = String::from_utf8(home.body).context("the home page is not UTF-8")?;
    let Some(path) = attributes(&html, "href").find(|path| path.starts_with("/quotes/")) else {
        bail!("the home page of the demo library leads to no quote");
    };
    Ok(path.to_owned())
}

/// Prints the table of what is downloaded.
pub(super) async fn print_download(address: SocketAddr, path: &str) -> Result<()> {
    let page = client::get(address, path, None).await?;
    let html = String::from_utf8(page.body).context("the page is not UTF-8")?;
    let mut parts = vec![path.to_owned()];
    parts.extend(attributes(&html, "href").filter(|path| is_sheet(path)).map(ToOwned::to_owned));
    parts.extend(attributes(&html, "src").filter(|path| path.starts_with('/')).map(ToOwned::to_owned));
    parts.dedup();

    println!("\n  {:<44}{:>10}{:>10}", "a reader downloads", "bytes", "brotli");
    let (mut raw, mut packed) = (0, 0);
    for part in &parts {
        raw += line(address, part, &mut packed).await?;
    }
    println!("  {:<44}{raw:>10}{packed:>10}", "in all");
    println!("\n  {:<44}{:>10}{:>10}", "the desk downloads besides", "bytes", "brotli");
    let folder = parts.iter().find_map(|part| part.strip_suffix("/reader.css")).unwrap_or_default();
    for part in ["desk.css", "sanad.js", "sanad_bg.wasm"] {
        line(address, &format!("{folder}/{part}"), &mut packed).await?;
    }
    Ok(())
}

/// Prints one line and gives the raw length.
async fn line(address: SocketAddr, path: &str, packed: &mut usize) -> Result<usize> {
    let plain = client::get(address, path, None).await?;
    plain.must_be_good(path)?;
    let small = client::get(address, path, Some("br")).await?;
    let note = if small.header("content-encoding") == Some("br") { "" } else { " (not packed)" };
    println!("  {:<44}{:>10}{:>10}{note}", path, plain.body.len(), small.body.len());
    *packed += small.body.len();
    Ok(plain.body.len())
}

fn is_sheet(path: &str) -> bool {
    path.starts_with('/') && path.contains(".css")
}

/// The values of an attribute, in the order of the page.
fn attributes<'a>(html: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let mark = format!(" {name}=\"");
    let mut rest = html;
    std::iter::from_fn(move || {
        let start = rest.find(&mark)? + mark.len();
        let (value, after) = rest[start..].split_once('"')?;
        rest = after;
        Some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_found_in_order() {
        let html =
            r#"<link rel="stylesheet" href="/reader.css?v=1"><a href="/quotes/abc/words">x</a><a data-href="/no">"#;
        let found: Vec<&str> = attributes(html, "href").collect();
        assert_eq!(found, ["/reader.css?v=1", "/quotes/abc/words"]);
        assert!(is_sheet(found[0]));
        assert!(!is_sheet(found[1]));
    }
}
