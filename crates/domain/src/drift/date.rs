//! Dates, however they are written: 7 Agustus 2024, August 7, 2024, 7/8/2024 and 2024-08-07.
//! A date that may be read two ways or is said in part contradicts nothing it could mean.

use super::fold::{Gap, Word};
use super::lexicon::{Calendar, Lexicon};
use super::number::{Value, joined};

/// A day, as far as it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Date {
    pub(super) year: u16,
    pub(super) month: u8,
    pub(super) day: u8,
    /// Written 7/8 in a language that may mean either.
    pub(super) unsure: bool,
}

impl Date {
    pub(super) fn same_day(self, other: Self) -> bool {
        let straight = (self.month, self.day) == (other.month, other.day);
        let turned = (self.month, self.day) == (other.day, other.month);
        straight || ((self.unsure || other.unsure) && turned)
    }

    /// True unless the two dates contradict each other.
    pub(super) fn agrees(self, other: Self) -> bool {
        let years = self.year == 0 || other.year == 0 || self.year == other.year;
        years && self.same_day(other)
    }
}

/// `7/8/2024`, `7/8` (where days come first) and `2024-08-07`.
pub(super) fn numeric_date(key: &str, lex: &Lexicon) -> Option<Date> {
    let part = |s: &str| s.parse::<u16>().ok();
    let small = |v: u16| u8::try_from(v).unwrap_or(0);
    if key.len() == 10 && key.contains('-') {
        let parts: Vec<u16> = key.split('-').filter_map(part).collect();
        let [year, month, day] = parts.as_slice() else {
            return None;
        };
        return valid(*year, small(*month), small(*day), false);
    }
    let pieces: Vec<&str> = key.split('/').collect();
    let parts: Vec<u16> = pieces.iter().filter_map(|s| part(s)).collect();
    if parts.len() != pieces.len() {
        return None;
    }
    match parts.as_slice() {
        [a, b, year] => {
            let year = if *year < 100 { year + 2000 } else { *year };
            let (first, second) = (small(*a), small(*b));
            if lex.lang == "en" {
                if first > 12 {
                    valid(year, second, first, false)
                } else {
                    valid(year, first, second, second <= 12 && first != second)
                }
            } else {
                valid(year, second, first, false)
            }
        }
        [day, month] if lex.lang == "id" => valid(0, small(*month), small(*day), false),
        _ => None,
    }
}

fn valid(year: u16, month: u8, day: u8, unsure: bool) -> Option<Date> {
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Date { year, month, day, unsure })
}

/// "7 Agustus 2024", "August 7, 2024", "7 August".
pub(super) fn date_at(words: &[Word], values: &[Option<Value>], i: usize, lex: &Lexicon) -> Option<(Date, usize)> {
    let month_at = |k: usize| match lex.calendar.at(|n| words.get(k + n).map(|w| w.key.as_str())) {
        Some((len, Calendar::Month(m))) => Some((len, m)),
        _ => None,
    };
    let (len, day, month) = if let Some(day) = day_at(words, values, i) {
        let (len, month) = month_at(i + 1).filter(|_| joined(words, i + 1))?;
        (1 + len, day, month)
    } else {
        let (len, month) = month_at(i)?;
        let day = day_at(words, values, i + len).filter(|_| joined(words, i + len))?;
        (len + 1, day, month)
    };
    let year = values.get(i + len).copied().flatten().and_then(|v| {
        let gap = words[i + len].gap;
        let near = !gap.has(Gap::SENTENCE) && !gap.has(Gap::QUOTE);
        near.then_some(v).and_then(|v| whole_between(v, 1000.0, 2999.0))
    });
    let len = len + usize::from(year.is_some());
    let date = valid(year.unwrap_or(0), month, u8::try_from(day).ok()?, false)?;
    Some((date, len))
}

fn day_at(words: &[Word], values: &[Option<Value>], i: usize) -> Option<u16> {
    let spelled = words.get(i)?.end - words[i].start > 4;
    let value = values.get(i).copied().flatten()?;
    (!spelled).then_some(value).and_then(|v| whole_between(v, 1.0, 31.0))
}

fn whole_between(value: Value, low: f64, high: f64) -> Option<u16> {
    let (Value::Exact(v) | Value::Ordinal(v)) = value else {
        return None;
    };
    if v < low || v > high {
        return None;
    }
    // Through text, because a lossy cast is nobody's friend.
    format!("{v}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drift::fold::cut;
    use crate::drift::number::join;

    fn keys(text: &str, lang: &str) -> Vec<String> {
        let lex = Lexicon::of(lang);
        let (words, _) = join(&cut(text, lex).words, lex);
        words.into_iter().map(|w| w.key).collect()
    }

    #[test]
    fn dates_are_days() {
        for text in ["7 Agustus 2024", "7/8/2024", "2024-08-07"] {
            assert_eq!(keys(text, "id"), ["#d2024-8-7"], "{text}");
        }
        for text in ["7 August 2024", "August 7, 2024", "Aug 7th 2024"] {
            assert_eq!(keys(text, "en"), ["#d2024-8-7"], "{text}");
        }
        let unsure = Date { year: 2024, month: 7, day: 8, unsure: true };
        let sure = Date { year: 2024, month: 8, day: 7, unsure: false };
        assert!(unsure.agrees(sure));
        assert!(!sure.agrees(Date { day: 8, ..sure }));
    }
}
