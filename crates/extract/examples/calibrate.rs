//! How often proposals of each confidence were right, on a set with answers: words and speaker both.
//! `cargo run --release -p extract --example calibrate -- SET.jsonl`; the table in `confidence.rs` is made from this.

#![expect(clippy::cast_precision_loss, reason = "shares are printed with one digit")]

use std::collections::{BTreeMap, HashSet};
use std::io::{BufRead, BufReader};

use extract::{Band, Input, Kind, Quote};
use serde_json::Value;

const STRIP: &str = " \t\n\r\u{a0}\"“”„«»‟″‘’'`,.;:!?…-–—()[]";
const THAT: &[&str] = &["that", "bahwa", "jika", "dass", "daß", "ob"];
const TITLES: &str = "mr mrs ms dr prof sir lord lady sen senator gov governor rep president presiden prime minister menteri \
                      wakil vice ketua kepala direktur gubernur bupati wali kota walikota pak bapak ibu bu h hj kh ir the a an \
                      of and de der die das herr frau dan di untuk";

/// The words without marks, signs and a leading "that".
fn core(text: &[char], mut a: usize, mut b: usize) -> (usize, usize) {
    let strip = |c: char| STRIP.contains(c);
    let trim = |a: &mut usize, b: &mut usize| {
        while *a < *b && strip(text[*a]) {
            *a += 1;
        }
        while *b > *a && strip(text[*b - 1]) {
            *b -= 1;
        }
    };
    trim(&mut a, &mut b);
    let word: String = text[a..b].iter().take_while(|c| c.is_alphabetic()).collect();
    if THAT.contains(&word.to_lowercase().as_str()) && b - a > word.chars().count() + 3 {
        a += word.chars().count();
    }
    trim(&mut a, &mut b);
    (a, b)
}

fn number(v: &Value) -> usize {
    usize::try_from(v.as_u64().unwrap_or(0)).unwrap_or(0)
}

fn alike(a: (usize, usize), b: (usize, usize)) -> bool {
    let shared = a.1.min(b.1).saturating_sub(a.0.max(b.0)) as f64;
    shared > 0.0 && shared >= 0.8 * (a.1.max(b.1) - a.0.min(b.0)) as f64
}

fn tokens(name: &str) -> HashSet<String> {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.filter(|w| !TITLES.split_whitespace().any(|t| t == *w)).map(str::to_string).collect()
}

fn same_speaker(gold: &Value, q: &Quote) -> bool {
    let own: Vec<&str> =
        q.speaker.mention.iter().map(|m| m.text.as_str()).chain(q.speaker.resolved.as_deref()).collect();
    let theirs: Vec<&str> =
        [&gold["speaker_text"], &gold["speaker_resolved"]].into_iter().filter_map(Value::as_str).collect();
    if theirs.is_empty() {
        return q.speaker.mention.is_none();
    }
    if let (Some(m), Some(a), Some(b)) =
        (&q.speaker.mention, gold["speaker_start"].as_u64(), gold["speaker_end"].as_u64())
        && (m.span.start as u64) < b
        && a < m.span.end as u64
    {
        return true;
    }
    own.iter().any(|x| {
        theirs.iter().any(|y| {
            let (a, b) = (tokens(x), tokens(y));
            !a.is_empty() && !b.is_empty() && (a.is_subset(&b) || b.is_subset(&a))
        })
    })
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("give a set with answers, one JSON object a line")?;
    // By confidence in hundredths: how many there were and how many were right.
    let mut steps: BTreeMap<(u32, &str), (u32, u32)> = BTreeMap::new();
    let mut bands: BTreeMap<Band, (u32, u32)> = BTreeMap::new();
    for line in BufReader::new(std::fs::File::open(path)?).lines() {
        let doc: Value = serde_json::from_str(&line?)?;
        let text = doc["text"].as_str().unwrap_or_default();
        let chars: Vec<char> = text.chars().collect();
        let units: Vec<((usize, usize), &Value)> = doc["quotes"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|q| {
                let whole = vec![(number(&q["start"]), number(&q["end"]))];
                let parts = q["segments"].as_array().filter(|s| !s.is_empty());
                let parts = parts.map_or(whole, |s| s.iter().map(|p| (number(&p[0]), number(&p[1]))).collect());
                parts.into_iter().map(move |p| (p, q))
            })
            .map(|((a, b), q)| (core(&chars, a.min(chars.len()), b.min(chars.len())), q))
            .collect();
        let soft: Vec<(usize, usize)> = doc["ignore"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|p| (number(&p[0]), number(&p[1])))
            .chain(units.iter().filter(|u| u.1["optional"].as_bool() == Some(true)).map(|u| u.0))
            .collect();
        let complete: Option<Vec<&str>> =
            doc["complete_for"].as_array().map(|k| k.iter().filter_map(Value::as_str).collect());
        for q in &extract::read(&Input::text(text)).quotes {
            let kind = match q.kind {
                Kind::Direct => "direct",
                Kind::Indirect => "indirect",
                Kind::Mixed => "mixed",
            };
            if complete.as_ref().is_some_and(|c| !c.contains(&kind)) {
                continue;
            }
            let own: Vec<(usize, usize)> = q.segments.iter().map(|s| core(&chars, s.start, s.end)).collect();
            let hits: Vec<Option<&Value>> =
                own.iter().map(|o| units.iter().find(|u| alike(*o, u.0)).map(|u| u.1)).collect();
            // Where a set says nothing, neither do we.
            let quiet = own.iter().zip(&hits).any(|(o, hit)| {
                let inside: usize = soft.iter().map(|s| o.1.min(s.1).saturating_sub(o.0.max(s.0))).sum();
                hit.is_none() && inside * 2 >= o.1 - o.0
            });
            if quiet {
                continue;
            }
            let right = hits.iter().all(|hit| hit.is_some_and(|g| same_speaker(g, q)));
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
            let step = (q.confidence * 100.0).round() as u32;
            for (n, good) in [steps.entry((step, kind)).or_default(), bands.entry(q.band).or_default()] {
                *n += 1;
                *good += u32::from(right);
            }
        }
    }
    let share = |(n, good): (u32, u32)| 100.0 * f64::from(good) / f64::from(n.max(1));
    for ((step, kind), found) in steps.iter().rev() {
        println!("  0.{step:02} {kind:<9}{:>6} proposals, right {:>5.1} %", found.0, share(*found));
    }
    for (band, found) in bands.iter().rev() {
        println!("{band:?}: {} proposals, right {:.1} %", found.0, share(*found));
    }
    Ok(())
}
