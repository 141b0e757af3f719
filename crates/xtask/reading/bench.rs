//! The bench: every set that is there goes through the engine, the set's own scorer judges what comes out, and one
//! table says figure, goal and whether it is met. Speed is measured on one core, best of several passes.

#![expect(clippy::cast_precision_loss, reason = "rates are printed with few digits")]

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use extract::gold::{Answer, Line};
use extract::{Input, Kind};
use serde_json::Value;

use crate::{on_core, timed};

/// A figure beside its goal.
struct Row {
    set: &'static str,
    measure: &'static str,
    figure: f64,
    goal: Option<f64>,
    unit: &'static str,
    /// The figure has to stay below the goal.
    below: bool,
}

impl Row {
    const fn percent(set: &'static str, measure: &'static str, figure: f64, goal: f64) -> Self {
        Self { set, measure, figure, goal: Some(goal), unit: "", below: false }
    }
}

/// Where the evaluation sets and their scorer lie: beside the checkout, never in it.
fn gold() -> Option<PathBuf> {
    let folder = std::env::var_os("SANAD_GOLD").map_or_else(|| crate::root().join("../shared/gold"), PathBuf::from);
    Some(folder).filter(|folder| folder.join("score.py").is_file())
}

/// `bench`.
pub(crate) fn run(words: &[String]) -> Result<()> {
    if let Some(word) = words.first() {
        bail!("bench takes no {word:?}");
    }
    let mut rows = Vec::new();
    let mut texts = crate::samples()?;
    match gold() {
        Some(folder) => {
            texts.extend(quality(&folder, &mut rows)?);
        }
        None => println!(
            "The evaluation sets are not there (../shared/gold, or SANAD_GOLD=FOLDER): quality is not measured.\n\
             Speed is measured on the project's own {} sample articles.",
            texts.len()
        ),
    }
    speed(&texts, &mut rows);
    print(&rows);
    if let Ok(load) = std::fs::read_to_string("/proc/loadavg") {
        let load: Vec<&str> = load.split_whitespace().take(3).collect();
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        println!(
            "\nMachine: {cores} cores, load {} (1, 5, 15 minutes). Speed is time on one core, best of the passes.",
            load.join(" ")
        );
    }
    Ok(())
}

/// What is asked of one set: the scorer's words, then which figures to take with which goals.
type Ask = (&'static str, &'static str, &'static [&'static str], &'static [(&'static str, &'static str, f64)]);

const ASKED: &[Ask] = &[
    ("Web news", "sanad_web_dev", &[], &[("ov80", "/ov80/F", 93.0), ("e2e", "/e2e_span80_and_speaker/F", 88.0)]),
    (
        "Indonesian, PFSA",
        "pfsa_id_dev",
        &["direct"],
        &[
            ("direct recall", "/ov80/R", 99.5),
            ("speaker", "/speaker_acc_given_match", 96.5),
            ("e2e", "/e2e_span80_and_speaker/R", 95.0),
        ],
    ),
    (
        "Indonesian, hand set",
        "hand_id_dev",
        &[],
        &[
            ("ov80", "/ov80/F", 95.0),
            ("indirect recall", "/recall_by_kind_ov80/indirect", 88.0),
            ("e2e", "/e2e_span80_and_speaker/F", 91.0),
        ],
    ),
    (
        "English, PolNeAR",
        "polnear_en_dev",
        &["direct", "only"],
        &[("direct ov80", "/ov80/F", 93.0), ("direct e2e", "/e2e_span80_and_speaker/F", 88.0)],
    ),
    (
        "English, PolNeAR",
        "polnear_en_dev",
        &[],
        &[
            ("all ov80", "/ov80/F", 68.0),
            ("all e2e", "/e2e_span80_and_speaker/F", 63.0),
            ("all precision", "/ov80/P", 80.0),
        ],
    ),
    ("Unseen A", "unseen_a", &[], &[("ov80", "/ov80/F", 93.0), ("e2e", "/e2e_span80_and_speaker/F", 88.0)]),
    ("Unseen B", "unseen_b", &[], &[("ov80", "/ov80/F", 93.0), ("e2e", "/e2e_span80_and_speaker/F", 88.0)]),
    ("Unseen C", "unseen_c", &[], &[("ov80", "/ov80/F", 93.0), ("e2e", "/e2e_span80_and_speaker/F", 88.0)]),
    ("German, Wikinews", "wikinews_de_dev", &["direct"], &[("direct recall", "/ov80/R", 80.0)]),
    ("German, Wikinews", "wikinews_de_dev", &[], &[("all ov80", "/ov80/F", 50.0)]),
];

/// Reads the sets, scores them and hands back their texts for the clock.
fn quality(folder: &Path, rows: &mut Vec<Row>) -> Result<Vec<String>> {
    let out = crate::root().join("target/bench-extract");
    std::fs::create_dir_all(&out)?;
    let mut texts = Vec::new();
    let mut last = "";
    for (set, file, kinds, wanted) in ASKED {
        // The unseen sets are the project's own and lie in it.
        let own = crate::root().join("crates/extract/tests/data");
        let folder_of = if file.starts_with("unseen") { own.as_path() } else { folder };
        let gold = folder_of.join(file).with_extension("jsonl");
        if !gold.is_file() {
            println!("{set}: {} is not there", gold.display());
            continue;
        }
        let lines = lines(&gold)?;
        let answers: Vec<Answer> = lines.iter().map(extract::gold::answer).collect();
        let all = out.join(file).with_extension("jsonl");
        write(&all, &answers, |_| true)?;
        let judged = if kinds.contains(&"only") {
            // Direct proposals against direct quotations, as the peers were compared.
            let direct = out.join(format!("{file}.direct.jsonl"));
            write(&direct, &answers, |kind| kind == Kind::Direct)?;
            direct
        } else {
            all.clone()
        };
        let mut words = vec![gold.as_os_str(), judged.as_os_str(), OsStr::new("--json")];
        if !kinds.is_empty() {
            words.extend([OsStr::new("--kinds"), OsStr::new("direct")]);
        }
        let found = scored(&folder.join("score.py"), &words)?;
        for (measure, at, goal) in *wanted {
            rows.push(Row::percent(set, measure, figure(&found, at)?, *goal));
        }
        if matches!(*file, "sanad_web_dev" | "unseen_a" | "unseen_b" | "unseen_c") {
            let found = scored(&folder.join("score_chain.py"), &[gold.as_os_str(), all.as_os_str()])?;
            for (measure, at) in
                [("chains", "/all"), ("chains with outlets", "/chained"), ("chains of two hops", "/two_hops")]
            {
                rows.push(Row::percent(set, measure, figure(&found, at)?, 92.0));
            }
        }
        if last != *file {
            texts.extend(lines.into_iter().map(|line| line.text));
        }
        last = file;
    }
    Ok(texts)
}

fn lines(file: &Path) -> Result<Vec<Line>> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    text.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

fn write(file: &Path, answers: &[Answer], keep: impl Fn(Kind) -> bool) -> Result<()> {
    let mut out = String::new();
    for answer in answers {
        let kept = Answer {
            id: answer.id.clone(),
            quotes: answer.quotes.iter().filter(|quote| keep(quote.kind)).cloned().collect(),
        };
        writeln!(out, "{}", serde_json::to_string(&kept)?)?;
    }
    Ok(std::fs::write(file, out)?)
}

/// Runs a scorer, which prints one JSON object.
fn scored(script: &Path, words: &[&OsStr]) -> Result<Value> {
    let output = Command::new("python3").arg(script).args(words).output();
    let output = output.context("python3 is needed to run the sets' own scorers")?;
    if !output.status.success() {
        bail!("{} failed: {}", script.display(), String::from_utf8_lossy(&output.stderr));
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// A figure by its path; "97.9 (46/47)" counts as 97.9.
fn figure(found: &Value, at: &str) -> Result<f64> {
    let value = found.pointer(at).with_context(|| format!("the scorer said nothing about {at}"))?;
    let words = value.as_str().and_then(|s| s.split_whitespace().next()).and_then(|s| s.parse().ok());
    value.as_f64().or(words).with_context(|| format!("{at} is no number"))
}

/// Articles a second and megabytes a second over all texts; the slowest of a hundred at 20 kB.
fn speed(texts: &[String], rows: &mut Vec<Row>) {
    let bytes: usize = texts.iter().map(String::len).sum();
    // A pass takes long enough for the core's clock; a few texts are read again and again.
    let rounds = (4_000_000 / bytes.max(1)).max(1);
    let pass = || on_core(|| (0..rounds).for_each(|_| texts.iter().for_each(|text| read(text))));
    let took = (0..5).map(|_| pass()).min().unwrap_or_default();
    let seconds = took.as_secs_f64().max(1e-9) / rounds as f64;
    let speed = |measure, figure, goal, unit, below| Row {
        set: "Speed, one core",
        measure,
        figure,
        goal: Some(goal),
        unit,
        below,
    };
    rows.push(speed("articles a second", texts.len() as f64 / seconds, 2000.0, "", false));
    rows.push(speed("MB a second", bytes as f64 / 1e6 / seconds, 10.0, "", false));
    // Articles joined to 20 kB each; every one takes its best of three, so that other work on the machine stays out.
    let mut joined = vec![String::new()];
    for text in texts.iter().cycle().take(texts.len().max(400)) {
        if joined.last().is_some_and(|last| last.len() >= 20_000) {
            joined.push(String::new());
        }
        if let Some(last) = joined.last_mut() {
            let rest = 20_000_usize.saturating_sub(last.len());
            let end = (0..=rest.min(text.len())).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
            last.push_str(&text[..end]);
            last.push_str("\n\n");
        }
    }
    joined.retain(|text| text.len() >= 20_000);
    let mut each: Vec<Duration> =
        joined.iter().map(|text| (0..3).map(|_| timed(|| read(text))).min().unwrap_or_default()).collect();
    each.sort();
    let p99 = each.get((each.len() * 99).div_ceil(100).saturating_sub(1)).copied().unwrap_or_default();
    rows.push(speed("p99 at 20 kB", p99.as_secs_f64() * 1000.0, 5.0, " ms", true));
    let marks = "\"“”".repeat(5_000_000 / 7);
    let took = timed(|| read(&marks));
    rows.push(Row {
        set: "5 MB of quote marks",
        measure: "seconds",
        figure: took.as_secs_f64(),
        goal: None,
        unit: " s",
        below: true,
    });
}

fn read(text: &str) {
    std::hint::black_box(extract::read(&Input::text(text)));
}

fn print(rows: &[Row]) {
    println!("\n{:<22}{:<22}{:>10}{:>10}  met", "set", "measure", "figure", "goal");
    let mut last = "";
    for row in rows {
        let set = if row.set == last { "" } else { row.set };
        last = row.set;
        let digits = usize::from(row.figure < 1000.0);
        let figure = format!("{:.digits$}{}", row.figure, row.unit);
        let sign = if row.below { "< " } else { "" };
        let goal = row.goal.map_or_else(|| "-".to_string(), |goal| format!("{sign}{goal}"));
        let met = match row.goal {
            Some(goal) if (row.figure >= goal) != row.below => "yes",
            Some(_) => "NO",
            None => "",
        };
        println!("{set:<22}{:<22}{figure:>10}{goal:>10}  {met}", row.measure);
    }
}
