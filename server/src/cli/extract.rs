//! `sanad extract`: what the reader of articles finds, as JSON lines. Nothing is kept.
//! Progress goes to standard error, and only when that is a terminal; standard output holds nothing but the lines.
//! On a terminal that shows both, the bar steps aside for each line.

use anyhow::Context;
use clap::Args;
use extract::{Input, gold};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{
    fs::{self, File},
    io::{BufRead, BufReader, BufWriter, IsTerminal, Read, Write, stderr, stdin, stdout},
    path::{Path, PathBuf},
};

/// Find the quotations of articles.
#[derive(Debug, Args)]
pub struct Extract {
    /// Articles as text, or as HTML (`.html`), one a file; `-` or nothing reads standard input. A file of JSON lines
    /// (`.jsonl`) holds one article a line: `{"text"}`, and if known `id`, `html`, `url`, `date`, `lang`.
    files: Vec<PathBuf>,
    /// Standard input holds JSON lines as well.
    #[arg(long)]
    lines: bool,
    /// One file with lines `{"id", "text"}` instead; prints `{"id", "quotes"}` a line, in order.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["files", "lines"])]
    gold: Option<PathBuf>,
}

/// An article as one JSON line; other fields are ignored.
#[derive(Debug, serde::Deserialize)]
struct Line {
    id: Option<String>,
    text: String,
    #[serde(default)]
    html: bool,
    url: Option<String>,
    date: Option<String>,
    lang: Option<String>,
}

/// What was found in it, with its id when it came with one.
#[derive(serde::Serialize)]
struct Found {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(flatten)]
    article: extract::Article,
}

impl Extract {
    /// Prints one line an article.
    pub(super) fn run(self) -> anyhow::Result<()> {
        let terminal = stderr().is_terminal();
        if let Some(file) = self.gold {
            let bar = bar(terminal && !stdout().is_terminal(), bytes(std::slice::from_ref(&file)));
            super::lines::answer(&file, |line: gold::Line| {
                let answer = gold::answer(&line);
                bar.inc(line.text.len() as u64);
                Ok(answer)
            })?;
            bar.finish_and_clear();
            return Ok(());
        }
        let files = if self.files.is_empty() { vec![PathBuf::from("-")] } else { self.files };
        let bar = bar(terminal, bytes(&files));
        let mut out = Lines { out: BufWriter::new(stdout().lock()), aside: terminal && stdout().is_terminal() };
        for file in &files {
            if is(file, &["jsonl", "ndjson"]) || self.lines && standard(file) {
                json_lines(file, &bar, &mut out)?;
            } else {
                let bytes = whole(file)?;
                let text = String::from_utf8_lossy(&bytes);
                let input = Input { html: is(file, &["html", "htm"]), ..Input::text(&text) };
                out.write(&bar, &extract::read(&input))?;
                bar.inc(bytes.len() as u64);
            }
        }
        out.out.flush()?;
        bar.finish_and_clear();
        Ok(())
    }
}

/// One article a line. A line that cannot be read stops with its number.
fn json_lines(file: &Path, bar: &ProgressBar, out: &mut Lines<impl Write>) -> anyhow::Result<()> {
    let reader: Box<dyn BufRead> = if standard(file) {
        Box::new(stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(file).with_context(|| format!("{} cannot be opened", file.display()))?))
    };
    for (n, line) in reader.lines().enumerate() {
        let place = || format!("{}, line {}", file.display(), n + 1);
        let line = line.with_context(place)?;
        if line.trim().is_empty() {
            continue;
        }
        let one: Line = serde_json::from_str(&line).with_context(place)?;
        let input = Input {
            text: &one.text,
            html: one.html,
            url: one.url.as_deref(),
            date: one.date.as_deref(),
            lang: one.lang.as_deref(),
        };
        out.write(bar, &Found { article: extract::read(&input), id: one.id })?;
        bar.inc(line.len() as u64 + 1);
    }
    Ok(())
}

/// Where the lines go.
struct Lines<W> {
    out: W,
    /// The bar stands on the same terminal: it is taken away while a line is written.
    aside: bool,
}

impl<W: Write> Lines<W> {
    fn write(&mut self, bar: &ProgressBar, value: &impl serde::Serialize) -> anyhow::Result<()> {
        let mut line = serde_json::to_vec(value)?;
        line.push(b'\n');
        if self.aside {
            bar.suspend(|| self.out.write_all(&line).and_then(|()| self.out.flush()))?;
        } else {
            self.out.write_all(&line)?;
        }
        Ok(())
    }
}

fn whole(file: &Path) -> anyhow::Result<Vec<u8>> {
    if standard(file) {
        let mut bytes = Vec::new();
        stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    fs::read(file).with_context(|| format!("{} cannot be read", file.display()))
}

fn standard(file: &Path) -> bool {
    file.as_os_str() == "-"
}

fn is(file: &Path, endings: &[&str]) -> bool {
    file.extension().is_some_and(|e| endings.iter().any(|ending| e.eq_ignore_ascii_case(ending)))
}

/// How many bytes there are to read; none when one of the files has no length of its own.
fn bytes(files: &[PathBuf]) -> Option<u64> {
    files.iter().map(|file| fs::metadata(file).ok().filter(fs::Metadata::is_file).map(|m| m.len())).sum()
}

/// A bar on standard error, or one that draws nothing.
fn bar(terminal: bool, bytes: Option<u64>) -> ProgressBar {
    let target = if terminal { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let shape = match bytes {
        Some(_) => "{bar:30} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} to go",
        None => "{spinner} {bytes}, {bytes_per_sec}",
    };
    let bar = ProgressBar::with_draw_target(bytes, target);
    match ProgressStyle::with_template(shape) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(name: &str, content: &str) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(name);
        fs::write(&file, content).expect("written");
        let mut out = Lines { out: Vec::new(), aside: true };
        json_lines(&file, &bar(false, None), &mut out).map_or_else(|e| format!("{e:#}"), |()| text(out.out))
    }

    fn text(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).expect("text")
    }

    #[test]
    fn json_lines_keep_their_ids_and_their_order() {
        let lines = "{\"id\":\"b\",\"text\":\"“No,” said Ana Lopez.\"}\n\n{\"text\":\"<p>The ferry came late again.</p>\",\"html\":true}\n";
        let out = printed("a.jsonl", lines);
        let found: Vec<serde_json::Value> = out.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
        assert_eq!(found.len(), 2);
        assert_eq!(found[0]["id"], "b");
        assert_eq!(found[0]["quotes"][0]["speaker"]["resolved"], "Ana Lopez");
        assert!(found[1].get("id").is_none());
        assert_eq!(found[1]["main_text"], "The ferry came late again.");
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        let out = printed("b.jsonl", "{\"text\":\"x\"}\nnonsense\n");
        assert!(out.contains("b.jsonl, line 2"), "{out}");
    }

    #[test]
    fn the_length_is_known_only_when_every_file_has_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.txt");
        fs::write(&file, "abc").expect("written");
        assert_eq!(bytes(&[file.clone(), file.clone()]), Some(6));
        assert_eq!(bytes(&[file, PathBuf::from("-")]), None);
        assert!(bar(true, Some(3)).length() == Some(3) && bar(false, None).is_hidden());
    }
}
