//! Dates as newspapers write them: "(7/8/2024)", "12 Maret 2025", "Nov. 18, 2024", "Selasa lalu".
//! Day comes before month in every language here but American English, where slashes are left alone.

use crate::doc::Doc;
use crate::lexicon::class;
use crate::noun::Run;
use crate::token::Sort;

/// A date in the text.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) run: Run,
    pub(crate) iso: Option<String>,
    /// Weekday 1 (Monday) to 7, when that is all there is.
    pub(crate) weekday: u8,
}

/// A calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Day {
    pub(crate) year: i32,
    pub(crate) month: u32,
    pub(crate) mday: u32,
}

impl Day {
    fn valid(self) -> bool {
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        let days = match self.month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 0,
        };
        (1..=days).contains(&self.mday) && (1600..=2200).contains(&self.year)
    }

    pub(crate) fn iso(self) -> Option<String> {
        self.valid().then(|| format!("{:04}-{:02}-{:02}", self.year, self.month, self.mday))
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.get(..10)?.split('-');
        let day = Self {
            year: parts.next()?.parse().ok()?,
            month: parts.next()?.parse().ok()?,
            mday: parts.next()?.parse().ok()?,
        };
        (day.valid() && parts.next().is_none()).then_some(day)
    }

    /// The day in an address: ".../2025/03/01/..." or ".../2025-03-01-...".
    pub(crate) fn in_address(url: &str) -> Option<Self> {
        let parts: Vec<&str> = url.split(['/', '-', '_', '?', '#', '.']).take(64).collect();
        parts.windows(3).find_map(|w| {
            let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
            let whole = digits(w[0], 4) && digits(w[1], 2) && digits(w[2], 2);
            let day = Self { year: w[0].parse().ok()?, month: w[1].parse().ok()?, mday: w[2].parse().ok()? };
            (whole && day.valid()).then_some(day)
        })
    }

    /// Days since 1970-01-01 (Hinnant's algorithm for the civil calendar).
    fn number(self) -> i64 {
        let y = i64::from(self.year) - i64::from(self.month <= 2);
        let era = y.div_euclid(400);
        let yoe = y - era * 400;
        let m = i64::from(self.month);
        let doy = (153 * (m + if m > 2 { -3 } else { 9 }) + 2) / 5 + i64::from(self.mday) - 1;
        era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
    }

    fn from_number(n: i64) -> Self {
        let z = n + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z - era * 146_097;
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = yoe + era * 400 + i64::from(month <= 2);
        Self {
            year: i32::try_from(year).unwrap_or(0),
            month: u32::try_from(month).unwrap_or(0),
            mday: u32::try_from(doy - (153 * mp + 2) / 5 + 1).unwrap_or(0),
        }
    }

    /// The last such weekday before this day (1 is Monday).
    pub(crate) fn last_weekday(self, weekday: u8) -> Self {
        // 1970-01-01 was a Thursday, the fourth day of its week.
        let today = (self.number() + 3).rem_euclid(7) + 1;
        let back = (today - i64::from(weekday) + 6).rem_euclid(7) + 1;
        Self::from_number(self.number() - back)
    }
}

/// The first date that starts at token `i` or right behind a comma, weekday or bracket there.
pub(crate) fn date_at(doc: &Doc<'_>, i: usize, limit: usize) -> Option<Found> {
    let mut j = i;
    let mut weekday = 0;
    let mut start = None;
    while j < limit.min(i + 7) {
        let t = &doc.toks[j];
        if t.is(class::DAY) && t.number > 0 && t.number <= 7 && start.is_none() {
            weekday = t.number;
            start = Some(j);
            let last = doc
                .toks
                .get(j + 1)
                .filter(|_| j + 1 < limit)
                .is_some_and(|n| matches!(doc.text.get(n.range()), Some("lalu" | "ini" | "kemarin")));
            if last {
                return Some(Found { run: (j, j + 2), iso: None, weekday });
            }
        } else if t.sort == Sort::Number {
            return numeric(doc, j, limit, weekday);
        } else if t.is(class::MONTH) && t.cap {
            return month_first(doc, j, limit, weekday);
        } else if !(matches!(t.ch, ',' | '(')
            || matches!(doc.word(j), "pada" | "on" | "am" | "tanggal" | "edisi" | "last"))
        {
            break;
        }
        j += 1;
    }
    start.map(|s| Found { run: (s, s + 1), iso: None, weekday })
}

fn close(doc: &Doc<'_>, a: usize, b: usize, limit: usize) -> Run {
    let open = a > 0 && doc.toks[a - 1].sign('(');
    let shut = b < limit && doc.toks[b].sign(')');
    if open && shut { (a - 1, b + 1) } else { (a, b) }
}

fn numeric(doc: &Doc<'_>, j: usize, limit: usize, weekday: u8) -> Option<Found> {
    let word = doc.word(j);
    for sep in ['/', '.'] {
        let parts: Vec<&str> = word.split(sep).collect();
        if (2..=3).contains(&parts.len())
            && parts.iter().all(|p| !p.is_empty() && p.len() <= 4 && p.bytes().all(|b| b.is_ascii_digit()))
        {
            let n: Vec<u32> = parts.iter().filter_map(|p| p.parse().ok()).collect();
            if n.len() == 2 && sep == '.' || n.first().is_none_or(|&d| d == 0 || d > 31) {
                continue;
            }
            let run = close(doc, j, j + 1, limit);
            let iso = (n.len() == 3 && doc.lex.code != "en").then(|| ymd(n[2], n[1], n[0])).flatten();
            return Some(Found { run, iso, weekday });
        }
    }
    let day: u32 = word.parse().ok().filter(|d| (1..=31).contains(d))?;
    let mut k = j + 1;
    if doc.toks.get(k).is_some_and(|t| k < limit && t.sign('.')) {
        k += 1;
    }
    let month = doc.toks.get(k).filter(|t| k < limit && t.is(class::MONTH))?;
    let year = doc
        .toks
        .get(k + 1)
        .filter(|t| k + 1 < limit && t.sort == Sort::Number)
        .and_then(|_| doc.word(k + 1).parse::<u32>().ok())
        .filter(|y| *y > 1600);
    let end = if year.is_some() { k + 2 } else { k + 1 };
    Some(Found {
        run: close(doc, j, end, limit),
        iso: year.and_then(|y| ymd(y, u32::from(month.number), day)),
        weekday,
    })
}

fn month_first(doc: &Doc<'_>, j: usize, limit: usize, weekday: u8) -> Option<Found> {
    let day: u32 = doc
        .toks
        .get(j + 1)
        .filter(|t| j + 1 < limit && t.sort == Sort::Number)
        .and_then(|_| doc.word(j + 1).parse().ok())
        .filter(|d| (1..=31).contains(d))?;
    let comma = doc.toks.get(j + 2).is_some_and(|t| j + 2 < limit && t.sign(','));
    let y = if comma { j + 3 } else { j + 2 };
    let year = doc
        .toks
        .get(y)
        .filter(|t| y < limit && t.sort == Sort::Number)
        .and_then(|_| doc.word(y).parse::<u32>().ok())
        .filter(|y| (1600..2200).contains(y));
    let end = if year.is_some() { y + 1 } else { j + 2 };
    Some(Found {
        run: close(doc, j, end, limit),
        iso: year.and_then(|y| ymd(y, u32::from(doc.toks[j].number), day)),
        weekday,
    })
}

fn ymd(year: u32, month: u32, day: u32) -> Option<String> {
    let year = if year < 100 { year + 2000 } else { year };
    Day { year: i32::try_from(year).ok()?, month, mday: day }.iso()
}

/// The date a report opens with, if it is complete: its own date, more or less.
pub(crate) fn first_date(doc: &Doc<'_>, limit: usize) -> Option<String> {
    let end = doc.toks.len();
    (0..limit.min(end))
        .filter(|&i| doc.toks[i].sort == Sort::Number)
        .find_map(|i| numeric(doc, i, end, 0).and_then(|f| f.iso))
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn weekdays_count_back() {
        // 2025-11-22 was a Saturday.
        let day = Day { year: 2025, month: 11, mday: 22 };
        assert_eq!(day.last_weekday(2).iso().as_deref(), Some("2025-11-18"));
        assert_eq!(day.last_weekday(6).iso().as_deref(), Some("2025-11-15"));
        assert_eq!(Day { year: 2023, month: 2, mday: 29 }.iso(), None);
        assert_eq!(Day::parse("2024-02-29"), Some(Day { year: 2024, month: 2, mday: 29 }));
    }
}
