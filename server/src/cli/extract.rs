//! `sanad extract`: what the reader of articles finds, as JSON lines. Nothing is kept.

use anyhow::Context;
use clap::Args;
use extract::{Input, gold};
use std::{
    fs,
    io::{BufWriter, Read, Write, stdin, stdout},
    path::PathBuf,
};

/// Find the quotations of articles.
#[derive(Debug, Args)]
pub struct Extract {
    /// Articles as text, or as HTML (`.html`), one a file; `-` or nothing reads standard input.
    files: Vec<PathBuf>,
    /// One file with lines `{"id", "text"}` instead; prints `{"id", "quotes"}` a line, in order.
    #[arg(long, value_name = "FILE", conflicts_with = "files")]
    gold: Option<PathBuf>,
}

impl Extract {
    /// Prints one line an article.
    pub(super) fn run(self) -> anyhow::Result<()> {
        if let Some(file) = self.gold {
            return super::lines::answer(&file, |line: gold::Line| Ok(gold::answer(&line)));
        }
        let mut out = BufWriter::new(stdout().lock());
        let files = if self.files.is_empty() { vec![PathBuf::from("-")] } else { self.files };
        for file in files {
            let bytes = if file.as_os_str() == "-" {
                let mut bytes = Vec::new();
                stdin().lock().read_to_end(&mut bytes)?;
                bytes
            } else {
                fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?
            };
            let text = String::from_utf8_lossy(&bytes);
            let html =
                file.extension().is_some_and(|e| e.eq_ignore_ascii_case("html") || e.eq_ignore_ascii_case("htm"));
            let input = Input { html, ..Input::text(&text) };
            serde_json::to_writer(&mut out, &extract::read(&input))?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
        Ok(())
    }
}
