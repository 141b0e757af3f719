//! Partial dates: what is known of a date and no more. People write them in many ways;
//! day comes before month in every one of them, and they are shown so that nobody misreads them.

mod read;

use crate::{
    invalid::{Invalid, Reason},
    lang::UiLang,
};
use serde::{Deserialize, Serialize};
use std::{cmp::Ordering, fmt, str::FromStr};
use time::{Date, Duration, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

/// A date known to the year, the month, the day or the minute (with its zone).
///
/// Written as ISO 8601: `2024`, `2024-08`, `2024-08-07`, `2024-08-07T14:30+07:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// Only the year is known.
    Year(i32),
    /// Year and month.
    Month(i32, Month),
    /// A day, anywhere on Earth: no zone is known.
    Day(Date),
    /// A minute with its zone.
    Minute(OffsetDateTime),
}

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_ID: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

impl PartialDate {
    /// Reads what people type: `2024`, `8/2024`, `7/8/2024` (7 August), `7 Agustus 2024`, `August 7, 2024`,
    /// `2024-08-07`, each with a time and zone behind it (`14:30 WIB`, `14.30 +07:00`, `14:30Z`).
    ///
    /// # Errors
    /// [`Reason::NotADate`], [`Reason::NoSuchDate`], [`Reason::NoZone`] for a time without its zone.
    pub fn parse(field: &str, text: &str) -> Result<Self, Invalid> {
        read::date(text.trim()).map_err(|reason| Invalid::new(field, reason))
    }

    /// As [`Self::parse`]; the earliest moment that it can mean must not lie after `now`.
    /// A day counts as come when it has come anywhere on Earth (UTC+14).
    ///
    /// # Errors
    /// As [`Self::parse`], and [`Reason::DateInFuture`].
    pub fn parse_past(field: &str, text: &str, now: OffsetDateTime) -> Result<Self, Invalid> {
        let date = Self::parse(field, text)?;
        if date.earliest() > now {
            return Err(Invalid::new(field, Reason::DateInFuture));
        }
        Ok(date)
    }

    /// The year.
    pub fn year(self) -> i32 {
        match self {
            Self::Year(y) | Self::Month(y, _) => y,
            Self::Day(d) => d.year(),
            Self::Minute(m) => m.year(),
        }
    }

    /// The first moment that it can mean, anywhere on Earth.
    pub fn earliest(self) -> OffsetDateTime {
        let east = UtcOffset::from_hms(14, 0, 0).unwrap_or(UtcOffset::UTC);
        let first = |date: Date| PrimitiveDateTime::new(date, Time::MIDNIGHT).assume_offset(east);
        match self {
            Self::Year(y) => first(day(y, Month::January, 1)),
            Self::Month(y, m) => first(day(y, m, 1)),
            Self::Day(d) => first(d),
            Self::Minute(m) => m,
        }
    }

    /// The last moment that it can mean, anywhere on Earth (exclusive).
    pub fn latest(self) -> OffsetDateTime {
        let west = UtcOffset::from_hms(-12, 0, 0).unwrap_or(UtcOffset::UTC);
        let end =
            |date: Date| PrimitiveDateTime::new(date, Time::MIDNIGHT).assume_offset(west).checked_add(Duration::DAY);
        let latest = match self {
            Self::Year(y) => end(day(y, Month::December, 31)),
            Self::Month(y, m) => end(day(y, m, m.length(y))),
            Self::Day(d) => end(d),
            Self::Minute(m) => m.checked_add(Duration::MINUTE),
        };
        latest.unwrap_or_else(|| self.earliest())
    }

    /// True only when every moment that `self` can mean lies before every moment of `other`.
    pub fn certainly_before(self, other: Self) -> bool {
        self.latest() <= other.earliest()
    }

    /// How it is shown: `7 August 2024`, `August 2024`, `7 Agustus 2024, 14.30 (UTC+7)`.
    pub fn display(self, lang: UiLang) -> String {
        let name = |m: Month| match lang {
            UiLang::En => MONTHS_EN[usize::from(u8::from(m)) - 1],
            UiLang::Id => MONTHS_ID[usize::from(u8::from(m)) - 1],
        };
        match self {
            Self::Year(y) => y.to_string(),
            Self::Month(y, m) => format!("{} {y}", name(m)),
            Self::Day(d) => format!("{} {} {}", d.day(), name(d.month()), d.year()),
            Self::Minute(m) => {
                let colon = if lang == UiLang::Id { '.' } else { ':' };
                let (hours, minutes, _) = m.offset().as_hms();
                let zone = match (hours, minutes) {
                    (0, 0) => "UTC".to_owned(),
                    (h, 0) => format!("UTC{h:+}"),
                    (h, min) => format!("UTC{h:+}:{:02}", min.abs()),
                };
                format!(
                    "{} {} {}, {:02}{colon}{:02} ({zone})",
                    m.day(),
                    name(m.month()),
                    m.year(),
                    m.hour(),
                    m.minute()
                )
            }
        }
    }
}

/// By the earliest moment, the vaguer first.
impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.earliest()
            .cmp(&other.earliest())
            .then_with(|| other.latest().cmp(&self.latest()))
            .then_with(|| self.to_string().cmp(&other.to_string()))
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(y) => write!(f, "{y:04}"),
            Self::Month(y, m) => write!(f, "{y:04}-{:02}", u8::from(*m)),
            Self::Day(d) => write!(f, "{:04}-{:02}-{:02}", d.year(), u8::from(d.month()), d.day()),
            Self::Minute(m) => {
                let (h, min, _) = m.offset().as_hms();
                let sign = if h < 0 || min < 0 { '-' } else { '+' };
                write!(
                    f,
                    "{:04}-{:02}-{:02}T{:02}:{:02}{sign}{:02}:{:02}",
                    m.year(),
                    u8::from(m.month()),
                    m.day(),
                    m.hour(),
                    m.minute(),
                    h.abs(),
                    min.abs()
                )
            }
        }
    }
}

impl FromStr for PartialDate {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        Self::parse("date", text)
    }
}

impl Serialize for PartialDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

fn day(year: i32, month: Month, day: u8) -> Date {
    Date::from_calendar_date(year, month, day).unwrap_or(Date::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::macros::datetime;

    fn iso(text: &str) -> String {
        PartialDate::parse("d", text).map_or_else(|e| format!("{:?}", e.reason), |d| d.to_string())
    }

    #[test]
    fn day_comes_before_month_in_every_way_of_writing() {
        for text in [
            "7/8/2024",
            "07-08-2024",
            "7.8.2024",
            "2024-08-07",
            "7 August 2024",
            "7 Agustus 2024",
            "August 7, 2024",
            "Rabu, 7 Agustus 2024",
            "(7/8/2024)",
            "7th of August 2024",
            "7 Agt 2024",
            " Wednesday 7 aug 2024 ",
        ] {
            assert_eq!(iso(text), "2024-08-07", "{text}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_invented() {
        assert_eq!(iso("2024"), "2024");
        assert_eq!(iso("8/2024"), "2024-08");
        assert_eq!(iso("Agustus 2024"), "2024-08");
        assert_eq!(iso("2024-08"), "2024-08");
    }

    #[test]
    fn a_time_wants_its_zone() {
        assert_eq!(iso("7/8/2024 14.30 WIB"), "2024-08-07T14:30+07:00");
        assert_eq!(iso("7 August 2024, 14:30 UTC"), "2024-08-07T14:30+00:00");
        assert_eq!(iso("2024-08-07T14:30-05:30"), "2024-08-07T14:30-05:30");
        assert_eq!(iso("2024-08-07T14:30:59Z"), "2024-08-07T14:30+00:00");
        assert_eq!(iso("7 Agustus 2024 pukul 14.30 WIT"), "2024-08-07T14:30+09:00");
        assert_eq!(iso("7 August 2024 14:30"), "NoZone");
    }

    #[test]
    fn impossible_and_unreadable_dates_are_told_apart() {
        assert_eq!(iso("31/2/2024"), "NoSuchDate");
        assert_eq!(iso("8/25/2024"), "NoSuchDate");
        assert_eq!(iso("7/8/24"), "NotADate");
        assert_eq!(iso("last Tuesday"), "NotADate");
        assert_eq!(iso("7 August 20245"), "NotADate");
        assert_eq!(iso("7/8/2024 25:61 UTC"), "NoSuchDate");
        assert_eq!(iso(""), "Empty");
        assert_eq!(iso("0000"), "NoSuchDate");
    }

    #[test]
    fn shown_so_that_nobody_misreads_it() {
        let date = PartialDate::parse("d", "7/8/2024").unwrap();
        assert_eq!(date.display(UiLang::En), "7 August 2024");
        assert_eq!(date.display(UiLang::Id), "7 Agustus 2024");
        let minute = PartialDate::parse("d", "7/8/2024 14:30 WIB").unwrap();
        assert_eq!(minute.display(UiLang::Id), "7 Agustus 2024, 14.30 (UTC+7)");
    }

    #[test]
    fn today_is_not_the_future_anywhere_on_earth() {
        let now = datetime!(2024-08-06 12:00 UTC);
        assert!(PartialDate::parse_past("d", "7/8/2024", now).is_ok(), "already the 7th in Kiribati");
        assert_eq!(PartialDate::parse_past("d", "8/8/2024", now).unwrap_err().reason, Reason::DateInFuture);
        assert!(PartialDate::parse_past("d", "2024", now).is_ok());
    }

    #[test]
    fn partial_dates_never_raise_a_false_alarm() {
        let year = PartialDate::parse("d", "2024").unwrap();
        let inside = PartialDate::parse("d", "7/8/2024").unwrap();
        assert!(!year.certainly_before(inside) && !inside.certainly_before(year));
        assert!(inside.certainly_before(PartialDate::parse("d", "10/8/2024").unwrap()));
        // The 7th ends last at UTC-12, after the 9th has begun at UTC+14.
        assert!(!inside.certainly_before(PartialDate::parse("d", "9/8/2024").unwrap()), "zones overlap");
    }

    prop_compose! {
        fn any_date()(y in 1i32..9999, m in 1u8..=12, d in 1u8..=28, h in 0u8..24, min in 0u8..60, zone in -12i8..=14, depth in 0u8..4)
            -> PartialDate {
            let month = Month::try_from(m).unwrap();
            match depth {
                0 => PartialDate::Year(y),
                1 => PartialDate::Month(y, month),
                2 => PartialDate::Day(day(y, month, d)),
                _ => PartialDate::Minute(PrimitiveDateTime::new(day(y, month, d), Time::from_hms(h, min, 0).unwrap())
                    .assume_offset(UtcOffset::from_hms(zone, 0, 0).unwrap())),
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
            let _ = PartialDate::parse("d", &text);
        }

        #[test]
        fn written_dates_read_back(date in any_date()) {
            prop_assert_eq!(date.to_string().parse::<PartialDate>().unwrap(), date);
            prop_assert!(date.earliest() < date.latest());
        }

        #[test]
        fn shown_dates_read_back(date in any_date()) {
            if !matches!(date, PartialDate::Minute(_)) && date.year() > 999 {
                for lang in UiLang::ALL {
                    prop_assert_eq!(PartialDate::parse("d", &date.display(lang)).unwrap(), date);
                }
            }
        }

        #[test]
        fn certainly_before_is_never_mutual(a in any_date(), b in any_date()) {
            prop_assert!(!(a.certainly_before(b) && b.certainly_before(a)));
        }
    }
}
