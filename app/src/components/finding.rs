//! What does not fit together, as one sentence that an editor would write. The desk and the public page say the same.

use super::name::isolated;
use crate::i18n::{PlausibleWords, Words, fill};
use domain::{
    date::PartialDate,
    document::Standing,
    plausibility::{About, Finding, Rule},
    quote::{Mention, MentionKey},
    text::clip,
};
use service::{QuoteView, StepPlace};

/// Most withdrawn reports that one sentence names.
const REPORTS: usize = 12;

/// What a step is called on pages: its outlet, its document, or who handed the words on.
pub fn step_name(w: &Words, view: &QuoteView, mention: &Mention) -> String {
    match view.place_of(mention) {
        StepPlace::Outlet(Some(outlet), _) => outlet.name.clone(),
        StepPlace::Outlet(None, Some(document)) if !document.label.is_empty() => document.label.clone(),
        StepPlace::Outlet(None, _) => w.reader.outlet_unknown.to_owned(),
        StepPlace::Carrier(speaker) => speaker.name.clone(),
        StepPlace::Unknown => w.reader.not_named.to_owned(),
    }
}

/// The name of a step within a sentence.
fn name(w: &Words, view: &QuoteView, key: MentionKey) -> String {
    view.saved.quote.mention(key).map_or_else(String::new, |m| isolated(&step_name(w, view, m)))
}

/// The same by its document, to tell two steps of one outlet apart.
fn titled(w: &Words, view: &QuoteView, key: MentionKey) -> String {
    let document = view.saved.quote.mention(key).and_then(|m| view.document_of(m));
    match document.filter(|d| !d.label.is_empty()) {
        Some(d) => format!("{} ({})", name(w, view, key), isolated(&format!("“{}”", clip(&d.label, 60)))),
        None => name(w, view, key),
    }
}

/// "on 7 August 2024", "in August 2024".
fn when(w: &Words, date: PartialDate) -> String {
    let p = &w.plausible;
    let phrase = match date {
        PartialDate::Year(_) | PartialDate::Month(..) => p.in_period,
        PartialDate::Day(_) | PartialDate::Minute(_) => p.on_day,
    };
    fill(phrase, &[("date", &date.display(w.lang))])
}

/// "3 days before", "20 minutes before"; where the dates do not tell how long, "before".
fn gap(p: &PlausibleWords, earlier: PartialDate, later: PartialDate) -> String {
    let counted = |n: i64, one: &str, many: &str| match n {
        ..=0 => p.before.to_owned(),
        1 => one.to_owned(),
        n => fill(many, &[("n", &n.to_string())]),
    };
    match (earlier, later) {
        (PartialDate::Day(a), PartialDate::Day(b)) => counted((b - a).whole_days(), p.day_before, p.days_before),
        (PartialDate::Minute(a), PartialDate::Minute(b)) => match (b - a).whole_minutes() {
            minutes @ ..60 => counted(minutes, p.minute_before, p.minutes_before),
            minutes @ 60..2_880 => counted(minutes / 60, p.hour_before, p.hours_before),
            minutes => counted(minutes / 1_440, p.day_before, p.days_before),
        },
        _ => p.before.to_owned(),
    }
}

/// The finding in one sentence.
pub fn sentence(w: &Words, view: &QuoteView, finding: &Finding) -> String {
    let p = &w.plausible;
    let show = |date: PartialDate| date.display(w.lang);
    let speaker = || view.speaker().map_or_else(|| p.the_speaker.to_owned(), |s| isolated(&s.name));
    match &finding.about {
        About::BeforeUpstream { down, up, published, upstream } => {
            let (mut above, mut below) = (name(w, view, *up), name(w, view, *down));
            if above == below {
                (above, below) = (titled(w, view, *up), titled(w, view, *down));
            }
            let gap = gap(p, *published, *upstream);
            let dates = (when(w, *published), when(w, *upstream));
            let values = [
                ("down", below.as_str()),
                ("up", &above),
                ("gap", &gap),
                ("published", &dates.0),
                ("upstream", &dates.1),
            ];
            fill(p.before_upstream, &values)
        }
        About::BeforeSaid { mention, published, said } => {
            let gap = gap(p, *published, *said);
            let values = [
                ("name", name(w, view, *mention)),
                ("published", when(w, *published)),
                ("gap", gap),
                ("said", show(*said)),
            ];
            filled(p.before_said, &values)
        }
        About::AfterDeath { died, said } => {
            filled(p.after_death, &[("speaker", speaker()), ("died", when(w, *died)), ("said", show(*said))])
        }
        About::BeforeBirth { born, said } => {
            filled(p.before_birth, &[("speaker", speaker()), ("born", when(w, *born)), ("said", show(*said))])
        }
        About::NotInRole { role, said } => {
            let (from, until) = (role.from.map(show), role.until.map(show));
            let span = match (from, until) {
                (Some(from), Some(until)) => filled(p.span_both, &[("from", from), ("until", until)]),
                (Some(from), None) => filled(p.span_from, &[("from", from)]),
                (None, until) => filled(p.span_until, &[("until", until.unwrap_or_default())]),
            };
            let values =
                [("speaker", speaker()), ("role", isolated(&role.title)), ("span", span), ("said", show(*said))];
            filled(p.not_in_role, &values)
        }
        About::DatelineElsewhere { mention, dateline } => {
            let values = [
                ("name", name(w, view, *mention)),
                ("dateline", isolated(dateline)),
                ("place", isolated(&view.saved.quote.place)),
            ];
            filled(p.dateline, &values)
        }
        About::Recheck { mention, above } => {
            filled(p.recheck, &[("name", name(w, view, *mention)), ("above", rests_on(w, view, above))])
        }
    }
}

fn filled(sentence: &str, values: &[(&str, String)]) -> String {
    let values: Vec<(&str, &str)> = values.iter().map(|(n, v)| (*n, v.as_str())).collect();
    fill(sentence, &values)
}

/// What a step rests on that is no longer stood by: "Harian Muara, since withdrawn".
pub fn rests_on(w: &Words, view: &QuoteView, above: &[(MentionKey, Standing)]) -> String {
    let p = &w.plausible;
    let mut names: Vec<String> = above
        .iter()
        .take(REPORTS)
        .map(|(key, standing)| {
            let phrase = if *standing == Standing::Retracted { p.rests_retracted } else { p.rests_corrected };
            filled(phrase, &[("name", name(w, view, *key))])
        })
        .collect();
    names.dedup();
    let rest = above.len().saturating_sub(REPORTS);
    if rest > 0 {
        names.push(fill(w.long.more, &[("n", &rest.to_string())]));
    }
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{}, {} {last}", head.join("; "), p.and),
    }
}

/// A rule in a few words, for a finding that no longer holds.
pub fn rule_words(p: &'static PlausibleWords, rule: Option<Rule>) -> &'static str {
    match rule {
        Some(Rule::BeforeUpstream) => p.rule_before_upstream,
        Some(Rule::BeforeSaid) => p.rule_before_said,
        Some(Rule::AfterDeath) => p.rule_after_death,
        Some(Rule::BeforeBirth) => p.rule_before_birth,
        Some(Rule::NotInRole) => p.rule_not_in_role,
        Some(Rule::DatelineElsewhere) => p.rule_dateline,
        Some(Rule::Recheck) | None => p.rule_recheck,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::words_in;
    use domain::lang::UiLang;

    #[test]
    fn how_long_before_is_said_only_where_the_dates_tell() {
        let of = |lang, a: &str, b: &str| gap(&words_in(lang).plausible, a.parse().unwrap(), b.parse().unwrap());
        assert_eq!(of(UiLang::En, "2024-08-07", "2024-08-10"), "3 days before");
        assert_eq!(of(UiLang::Id, "2024-08-07", "2024-08-10"), "3 hari sebelum");
        assert_eq!(of(UiLang::En, "2024-08-07T07:00+07:00", "2024-08-07T00:20+00:00"), "20 minutes before");
        assert_eq!(of(UiLang::Id, "2024-08-07T07:00+07:00", "2024-08-07T08:30+07:00"), "satu jam sebelum");
        assert_eq!(of(UiLang::En, "2024-08-07T07:00+07:00", "2024-08-09T08:30+07:00"), "2 days before");
        assert_eq!(of(UiLang::En, "2024-08", "2024-10-01"), "before");
    }

    #[test]
    fn periods_and_days_take_their_own_words() {
        let of = |date: &str| when(words_in(UiLang::En), date.parse().unwrap());
        assert_eq!(of("2024-08"), "in August 2024");
        assert_eq!(of("2024-08-07"), "on 7 August 2024");
    }
}
