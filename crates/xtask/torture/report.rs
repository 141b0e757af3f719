//! What was found: printed as it is found, and once more as a table.

use std::fmt::Display;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// One part, or one case of a part.
#[derive(Default)]
pub(crate) struct Section {
    name: String,
    time: Duration,
    /// The figure that the table shows.
    headline: String,
    failures: Vec<String>,
    skipped: Option<String>,
    /// All that was printed.
    lines: Vec<String>,
}

impl Section {
    /// Prints a figure.
    pub(crate) fn figure(&mut self, name: &str, value: impl Display) {
        self.say(format!("{name:<58} {value}"));
    }

    /// Prints a figure that the table shows too.
    pub(crate) fn headline(&mut self, text: impl Into<String>) {
        self.headline = text.into();
        self.say(self.headline.clone());
    }

    /// Something that must be so. `found` says what is the case.
    pub(crate) fn must(&mut self, good: bool, rule: &str, found: impl Display) {
        self.say(format!("{} {rule:<53} {found}", if good { "ok  " } else { "FAIL" }));
        if !good {
            self.failures.push(format!("{rule}: {found}"));
        }
    }

    /// Whether everything held so far.
    pub(crate) fn holds(&self) -> bool {
        self.failures.is_empty()
    }

    /// This cannot be tried here.
    pub(crate) fn skip(&mut self, why: impl Into<String>) {
        let why = why.into();
        self.say(format!("skipped: {why}"));
        self.skipped = Some(why);
    }

    /// Prints a line and keeps it.
    pub(crate) fn say(&mut self, line: impl Into<String>) {
        let line = line.into();
        println!("  {line}");
        self.lines.push(line);
    }

    fn outcome(&self) -> &'static str {
        match (self.failures.is_empty(), self.skipped.is_some()) {
            (false, _) => "FAIL",
            (true, true) => "skipped",
            (true, false) => "ok",
        }
    }

    /// What the table says of it: the first failure, else why it was skipped, else its figure.
    fn told(&self) -> String {
        let more = self.failures.len().saturating_sub(1);
        let first = self.failures.first().and_then(|told| told.lines().next());
        match (first, &self.skipped) {
            (Some(first), _) if more > 0 => format!("{first} (and {more} more)"),
            (Some(first), _) => first.to_owned(),
            (None, Some(why)) => why.clone(),
            (None, None) => self.headline.clone(),
        }
    }
}

/// All of it.
#[derive(Default)]
pub(crate) struct Report(Vec<Section>);

impl Report {
    /// Runs a part; an error that it ends with is a failure.
    pub(crate) async fn part(&mut self, name: &str, work: impl AsyncFnOnce(&mut Section) -> Result<()>) {
        println!("\n== {name}");
        let mut section = Section { name: name.to_owned(), ..Section::default() };
        let begun = Instant::now();
        if let Err(error) = work(&mut section).await {
            section.must(false, "the part runs to its end", format!("{error:#}"));
        }
        section.time = begun.elapsed();
        println!("  {:.1} s", section.time.as_secs_f64());
        self.0.push(section);
    }

    /// The table, a line a part.
    fn table(&self) -> Vec<String> {
        let line = |section: &Section| {
            let (outcome, time) = (section.outcome(), section.time.as_secs_f64());
            format!("{outcome:<8}{:<22}{time:>8.1} s  {}", section.name, section.told())
        };
        self.0.iter().map(line).collect()
    }

    /// Prints the table, and writes it to the file with all that stands behind it; whether nothing failed.
    pub(crate) fn summary(&self, file: &Path) -> Result<bool> {
        let table = self.table();
        println!("\n== summary");
        let mut all = String::new();
        for line in &table {
            println!("  {line}");
            all = all + line + "\n";
        }
        for section in &self.0 {
            all = all + "\n== " + &section.name + "\n" + &section.lines.join("\n") + "\n";
        }
        std::fs::write(file, all).with_context(|| format!("cannot write {}", file.display()))?;
        println!("  all figures: {}", file.display());
        Ok(self.0.iter().all(|section| section.failures.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::bail;

    #[tokio::test]
    async fn a_failure_an_error_and_a_skip_are_told_apart() {
        let mut report = Report::default();
        report
            .part("good", async |s| {
                s.must(true, "all is well", "");
                s.headline("7 of 7");
                Ok(())
            })
            .await;
        report
            .part("skipped", async |s| {
                s.skip("no mount");
                Ok(())
            })
            .await;
        let file = std::env::temp_dir().join(crate::words::unique("torture"));
        assert!(report.summary(&file).expect("written"), "a part that cannot be tried is no failure");
        report
            .part("bad", async |s| {
                s.must(false, "lost", 1);
                s.must(false, "half", 2);
                s.skip("the rest");
                Ok(())
            })
            .await;
        report.part("broken", async |_| bail!("no server")).await;
        let told: Vec<_> = report.0.iter().map(|s| (s.outcome(), s.told())).collect();
        assert_eq!(told[0], ("ok", "7 of 7".to_owned()));
        assert_eq!(told[1], ("skipped", "no mount".to_owned()));
        assert_eq!(told[2], ("FAIL", "lost: 1 (and 1 more)".to_owned()));
        assert_eq!(told[3], ("FAIL", "the part runs to its end: no server".to_owned()));
        assert!(!report.summary(&file).expect("written"));
        let written = std::fs::read_to_string(&file).expect("written");
        assert!(written.contains("== bad\nFAIL lost") && written.contains("7 of 7"), "{written}");
        std::fs::remove_file(&file).expect("removed");
    }
}
