//! Measures reading speed on a file of JSON lines, and on texts made to be slow.
//! `cargo run --release -p extract --example speed -- FILE`

#![expect(clippy::cast_precision_loss, reason = "rates are printed with one digit")]

use std::io::{BufRead, BufReader};
use std::time::{Duration, Instant};

fn timed(name: &str, text: &str) {
    let start = Instant::now();
    let found = extract::read(&extract::Input::text(text)).quotes.len();
    let took = start.elapsed();
    let rate = text.len() as f64 / 1e6 / took.as_secs_f64();
    println!("{name}: {} bytes, {found} quotations, {took:.2?}, {rate:.1} MB/s", text.len());
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if let Some(path) = std::env::args().nth(1) {
        let mut texts = Vec::new();
        for line in BufReader::new(std::fs::File::open(path)?).lines() {
            let line: extract::gold::Line = serde_json::from_str(&line?)?;
            texts.push(line.text);
        }
        let bytes: usize = texts.iter().map(String::len).sum();
        let mut each: Vec<Duration> = Vec::new();
        let start = Instant::now();
        for text in &texts {
            let one = Instant::now();
            std::hint::black_box(extract::read(&extract::Input::text(text)));
            each.push(one.elapsed());
        }
        let took = start.elapsed().as_secs_f64();
        each.sort();
        let p99 = each.get(each.len() * 99 / 100).copied().unwrap_or_default();
        println!(
            "{} articles, {bytes} bytes: {:.0} articles/s, {:.1} MB/s, p99 {p99:.2?}",
            texts.len(),
            texts.len() as f64 / took,
            bytes as f64 / 1e6 / took
        );
    }
    for size in [1_250_000, 2_500_000, 5_000_000] {
        timed("straight marks", &"\"".repeat(size));
        timed("curly openings", &"“".repeat(size / 3));
        timed("open and close", &"“”".repeat(size / 6));
        timed("marks and words", &"\"a ".repeat(size / 3));
        timed("one long sentence", &"said Anna Smith, who said the plan, ".repeat(size / 36));
        timed("quotes and cues", &"“No,” said Ann Lee. ".repeat(size / 24));
        timed("names", &"Menurut Budi Santoso, “Kami pergi,” ujarnya. ".repeat(size / 49));
        timed("one paragraph of brackets", &"(said ".repeat(size / 6));
        timed("commas", &", ".repeat(size / 2));
        timed("one word", &"a".repeat(size));
        timed("hops", &"dikutip dari Reuters, ".repeat(size / 22));
        timed("lines", &"“a\n".repeat(size / 5));
        timed("alone", &"“Kami pergi ke sana.”\n".repeat(size / 26));
    }
    Ok(())
}
