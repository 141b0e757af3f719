//! The fuzz target: feeds the engine bent articles until the time is up and checks what must hold for any text.
//! On stable Rust, so that CI and people run the same; a failing input is made smaller, saved and can be replayed.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use fastrand::Rng;

use crate::inputs::{Case, next};
use crate::invariants::check;
use crate::on_core;

/// Every so many inputs one is grown and timed.
const TIMED: u64 = 192;
/// Twice the text may take this many times as long. Two is linear; four is quadratic.
const RATIO: f64 = 3.0;

/// `fuzz [--seconds N] [--seed N]`, or `fuzz --replay FILE`.
pub(crate) fn run(words: &[String]) -> Result<()> {
    let value = |name: &str| words.iter().position(|w| w == name).and_then(|i| words.get(i + 1));
    if let Some(file) = value("--replay") {
        let case: Case = serde_json::from_str(&std::fs::read_to_string(file).with_context(|| file.clone())?)?;
        holds(&case);
        grows(&case).map_err(anyhow::Error::msg)?;
        println!("{file}: all holds");
        return Ok(());
    }
    let seconds = value("--seconds").map_or(Ok(50), |n| n.parse())?;
    let seed = value("--seed").map_or_else(|| Ok(fastrand::u64(..)), |n| n.parse())?;
    let samples = crate::samples()?;
    println!("fuzz: seed {seed}, {} sample articles, {seconds} s", samples.len());
    let mut rng = Rng::with_seed(seed);
    let (start, limit) = (Instant::now(), Duration::from_secs(seconds));
    let (mut done, mut bytes, mut timed) = (0_u64, 0_usize, 0_u64);
    while start.elapsed() < limit {
        let case = next(&mut rng, &samples);
        bytes += case.text.len();
        done += 1;
        if catch_unwind(AssertUnwindSafe(|| holds(&case))).is_err() {
            return failed(&smaller(case, start + limit + Duration::from_secs(20)), "what must hold does not", seed);
        }
        if done.is_multiple_of(TIMED) && !case.text.is_empty() {
            timed += 1;
            if let Err(slow) = grows(&case) {
                return failed(&case, &slow, seed);
            }
        }
    }
    let rate = done / seconds.max(1);
    println!(
        "fuzz: {done} inputs read twice ({rate} a second, {} MB), {timed} timed at twice their length",
        bytes / 1_000_000
    );
    if done < 1000 {
        bail!("only {done} inputs in {seconds} s: that is no test");
    }
    Ok(())
}

/// Reads it twice; panics when something does not hold.
fn holds(case: &Case) {
    let article = extract::read(&case.input());
    check(&case.text, &article);
    assert!(article == extract::read(&case.input()), "the same text was read differently");
}

/// Grows the text and compares n with 2n. The ratio alone counts, on the core's own clock, so that a slow or busy
/// machine stays out of it; what is read in a few milliseconds is not judged.
fn grows(case: &Case) -> Result<(), String> {
    let mut least = f64::MAX;
    for size in [40_000_usize, 160_000, 640_000, 1_280_000] {
        let copies = (size / case.text.len().max(1)).max(1);
        let one = Case { text: case.text.repeat(copies), ..case.clone() };
        let two = Case { text: case.text.repeat(copies * 2), ..case.clone() };
        let (a, b) = (best(&one), best(&two));
        let ratio = b.as_secs_f64() / a.as_secs_f64().max(1e-9);
        least = least.min(ratio);
        if least <= RATIO || b < Duration::from_millis(20) {
            return Ok(());
        }
    }
    Err(format!("twice the text takes {least:.1} times as long"))
}

fn best(case: &Case) -> Duration {
    let once = || {
        on_core(|| {
            std::hint::black_box(extract::read(&case.input()));
        })
    };
    (0..3).map(|_| once()).min().unwrap_or_default()
}

/// Takes pieces out for as long as it still fails.
fn smaller(mut case: Case, until: Instant) -> Case {
    let fails = |case: &Case| catch_unwind(AssertUnwindSafe(|| holds(case))).is_err();
    std::panic::set_hook(Box::new(|_| {}));
    let mut piece = case.text.chars().count() / 2;
    while piece > 0 && Instant::now() < until {
        let chars: Vec<char> = case.text.chars().collect();
        let without = (0..chars.len()).step_by(piece).find_map(|at| {
            let text: String = chars[..at].iter().chain(&chars[(at + piece).min(chars.len())..]).collect();
            let less = Case { text, ..case.clone() };
            (Instant::now() < until && fails(&less)).then_some(less)
        });
        match without {
            Some(less) => case = less,
            None => piece /= 2,
        }
    }
    let _ = std::panic::take_hook();
    case
}

fn failed(case: &Case, why: &str, seed: u64) -> Result<()> {
    let mut hasher = DefaultHasher::new();
    case.text.hash(&mut hasher);
    let folder =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| crate::root().join("target"), PathBuf::from).join("fuzz");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join(format!("{:016x}.json", hasher.finish()));
    std::fs::write(&file, serde_json::to_string_pretty(case)?)?;
    bail!("{why} (seed {seed}).\nThe input is {}; read it again with\n  cargo xtask fuzz --replay {0}", file.display())
}
