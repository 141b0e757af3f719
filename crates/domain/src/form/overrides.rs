//! The part of the working page in which findings are set aside. A finding that the form does not speak of stays as
//! it is: leaving the fields out takes nothing back.

use crate::{
    invalid::{Errors, Reason},
    plausibility::{FindingId, MAX_OVERRIDES, Override},
    text::{self, MAX_NOTE},
};
use serde::{Deserialize, Serialize};

/// One finding with what an editor typed about it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OverrideForm {
    /// The finding's name when the box is ticked, else empty.
    pub finding: String,
    /// Which finding the line is about, ticked or not; not needed where the box is ticked.
    pub of: String,
    /// Why it does not count.
    pub reason: String,
}

impl OverrideForm {
    /// The form field of something within a line.
    pub fn field(line: usize, name: &str) -> String {
        format!("overrides[{line}][{name}]")
    }

    /// The finding that the line is about.
    pub fn about(&self) -> &str {
        if self.finding.trim().is_empty() { self.of.trim() } else { self.finding.trim() }
    }
}

impl From<&Override> for OverrideForm {
    fn from(saved: &Override) -> Self {
        let name = saved.finding.to_string();
        Self { finding: name.clone(), of: name, reason: saved.reason.clone() }
    }
}

/// Reads what is set aside: a ticked box wants its reason, and a reason wants its tick.
pub(super) fn check(lines: &[OverrideForm], e: &mut Errors) -> Vec<Override> {
    let mut found: Vec<Override> = Vec::new();
    if lines.len() > MAX_OVERRIDES {
        e.add("overrides", Reason::TooMany { max: MAX_OVERRIDES, len: lines.len() });
        return found;
    }
    for (n, line) in lines.iter().enumerate() {
        let field = |name: &str| OverrideForm::field(n, name);
        let reason = e.take(text::block(&field("reason"), &line.reason, MAX_NOTE));
        let is_ticked = !line.finding.trim().is_empty();
        match reason {
            Some(reason) if !is_ticked && !reason.is_empty() => e.add(field("finding"), Reason::TickOrEmpty),
            Some(reason) if is_ticked && reason.is_empty() => e.add(field("reason"), Reason::Empty),
            Some(reason) if is_ticked => {
                let Some(finding) = e.take(FindingId::parse(&field("finding"), &line.finding)) else { continue };
                if found.iter().any(|o| o.finding == finding) {
                    e.add(field("finding"), Reason::Taken);
                } else {
                    found.push(Override { finding, reason });
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::QuoteForm;
    use time::macros::datetime;

    fn line(finding: &str, of: &str, reason: &str) -> OverrideForm {
        OverrideForm { finding: finding.into(), of: of.into(), reason: reason.into() }
    }

    #[test]
    fn a_tick_wants_a_reason_and_a_reason_a_tick() {
        let name = "before_said:1@2024/2025";
        let form = QuoteForm {
            overrides: vec![
                line(name, name, "  Siaran langsung.\r\nMenit 21 "),
                line("", "before_said:2@2024/2025", ""),
                line("after_death@1999/2024", "", ""),
                line("", "after_death@1998/2024", "lupa dicentang"),
                line("nonsense", "", "x"),
                line(name, "", "twice"),
            ],
            ..QuoteForm::default()
        };
        let errors = form.check(datetime!(2026-01-01 12:00 UTC)).unwrap_err();
        assert_eq!(errors.of("overrides[2][reason]"), Some(&Reason::Empty));
        assert_eq!(errors.of("overrides[3][finding]"), Some(&Reason::TickOrEmpty));
        assert_eq!(errors.of("overrides[4][finding]"), Some(&Reason::UnknownChoice("nonsense".into())));
        assert_eq!(errors.of("overrides[5][finding]"), Some(&Reason::Taken));
        assert_eq!(errors.0.len(), 4);
        let fine = QuoteForm { overrides: form.overrides[..2].to_vec(), ..form };
        let (quote, ..) = fine.check(datetime!(2026-01-01 12:00 UTC)).unwrap();
        let saved: Vec<_> = quote.overrides.iter().map(|o| (o.finding.as_str(), o.reason.as_str())).collect();
        assert_eq!(saved, [(name, "Siaran langsung.\nMenit 21")]);
        assert_eq!(OverrideForm::from(&quote.overrides[0]).about(), name);
    }
}
