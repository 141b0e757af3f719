//! Reads a set of articles (JSON lines with `id` and `text`) and prints what was found in the same format.
//! `cargo run --release -p extract --example gold -- FILE > out.jsonl`

use std::io::{BufRead, BufReader, BufWriter, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("give a file of JSON lines")?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in BufReader::new(std::fs::File::open(path)?).lines() {
        let line: extract::gold::Line = serde_json::from_str(&line?)?;
        serde_json::to_writer(&mut out, &extract::gold::answer(&line))?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}
