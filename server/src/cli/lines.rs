//! What the commands over JSON lines share: one record a line in, one answer a line out, in order.

use anyhow::Context;
use serde::{Serialize, de::DeserializeOwned};
use std::{
    fs::File,
    io::{BufRead, BufReader, BufWriter, Write, stdin, stdout},
    path::Path,
};

/// Answers each line of a file (`-` is standard input). A line that cannot be read stops with its number.
pub(super) fn answer<I: DeserializeOwned, O: Serialize>(
    file: &Path,
    mut one: impl FnMut(I) -> anyhow::Result<O>,
) -> anyhow::Result<()> {
    let reader: Box<dyn BufRead> = if file.as_os_str() == "-" {
        Box::new(stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(file).with_context(|| format!("{} cannot be opened", file.display()))?))
    };
    let mut out = BufWriter::new(stdout().lock());
    for (n, line) in reader.lines().enumerate() {
        let line = line.with_context(|| format!("line {} cannot be read", n + 1))?;
        if line.trim().is_empty() {
            continue;
        }
        let input = serde_json::from_str(&line).with_context(|| format!("line {} is not as it should be", n + 1))?;
        let output = one(input).with_context(|| format!("line {}", n + 1))?;
        serde_json::to_writer(&mut out, &output)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}
