//! Dates as people type and papers print them, in English and Indonesian. The day comes before the month in every one.

use super::{MONTHS_EN, MONTHS_ID, PartialDate};
use crate::invalid::Reason;
use time::{Date, Month, PrimitiveDateTime, Time, UtcOffset};

/// Short forms that Indonesian and English papers print.
const MONTHS_SHORT: [(&str, u8); 22] = [
    ("jan", 1),
    ("feb", 2),
    ("peb", 2),
    ("pebruari", 2),
    ("mar", 3),
    ("mrt", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("agu", 8),
    ("agt", 8),
    ("ags", 8),
    ("agus", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("okt", 10),
    ("nov", 11),
    ("nop", 11),
    ("dec", 12),
    ("des", 12),
];
const WEEKDAYS: [&str; 16] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "senin",
    "selasa",
    "rabu",
    "kamis",
    "jumat",
    "sabtu",
    "minggu",
    "ahad",
    "jum at",
];

/// Reads a date with or without a time of day, in any of the ways that people write one.
///
/// # Errors
/// As [`PartialDate::parse`].
pub(super) fn date(text: &str) -> Result<PartialDate, Reason> {
    if text.is_empty() {
        return Err(Reason::Empty);
    }
    if text.chars().count() > 60 {
        return Err(Reason::NotADate);
    }
    let (date, time) = split_time(text);
    let date = read_date(date)?;
    let Some(time) = time else { return Ok(date) };
    let PartialDate::Day(day) = date else { return Err(Reason::NotADate) };
    let (clock, zone) = read_time(time)?;
    let zone = zone.ok_or(Reason::NoZone)?;
    Ok(PartialDate::Minute(PrimitiveDateTime::new(day, clock).assume_offset(zone)))
}

/// Parts the date from the time of day: at `T` between digits, or before the first `NN:NN` or `NN.NN` that
/// ends the date.
fn split_time(text: &str) -> (&str, Option<&str>) {
    let bytes = text.as_bytes();
    if bytes.len() > 11 && bytes[10] == b'T' && bytes[9].is_ascii_digit() && bytes[11].is_ascii_digit() {
        return (&text[..10], Some(&text[11..]));
    }
    for (at, _) in text.match_indices([' ', ',']) {
        let rest = text[at..].trim_start_matches([' ', ',']);
        let rest = ["pukul ", "at ", "jam ", "pk. "].iter().fold(rest, |r, w| r.strip_prefix(w).unwrap_or(r));
        let clock: Vec<&str> = rest.splitn(2, [':', '.']).collect();
        if let [hour, more] = clock[..]
            && (1..=2).contains(&hour.len())
            && hour.bytes().all(|b| b.is_ascii_digit())
            && more.len() >= 2
            && more.as_bytes()[..2].iter().all(u8::is_ascii_digit)
            && more.as_bytes().get(2).is_none_or(|b| !b.is_ascii_digit() && *b != b'.')
        {
            return (text[..at].trim_end_matches([',', ' ']), Some(rest));
        }
    }
    (text, None)
}

fn read_time(text: &str) -> Result<(Time, Option<UtcOffset>), Reason> {
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.').unwrap_or(text.len());
    let clock = text[..digits].trim_end_matches(['.', ':']);
    let zone = text[digits..].trim().trim_matches(['(', ')']);
    let mut parts = clock.split([':', '.']);
    let mut number = |needed: bool| match parts.next() {
        Some(p) => p.parse::<u8>().map_err(|_| Reason::NotADate),
        None if needed => Err(Reason::NotADate),
        None => Ok(0),
    };
    let (hour, minute, _second) = (number(true)?, number(true)?, number(false)?);
    let time = Time::from_hms(hour, minute, 0).map_err(|_| Reason::NoSuchDate)?;
    Ok((time, read_zone(zone)?))
}

fn read_zone(zone: &str) -> Result<Option<UtcOffset>, Reason> {
    let word = zone.to_ascii_uppercase();
    let named = match word.as_str() {
        "" => return Ok(None),
        "Z" | "UTC" | "GMT" => Some((0, 0)),
        "WIB" => Some((7, 0)),
        "WITA" => Some((8, 0)),
        "WIT" => Some((9, 0)),
        _ => None,
    };
    let (hours, minutes) = if let Some(named) = named {
        named
    } else {
        let rest = word.strip_prefix("UTC").or_else(|| word.strip_prefix("GMT")).unwrap_or(&word).trim();
        let rest = rest.replace('−', "-");
        let (sign, digits) = match rest.split_at_checked(1) {
            Some(("+", d)) => (1, d),
            Some(("-", d)) => (-1, d),
            _ => return Err(Reason::NotADate),
        };
        let (h, m) = match digits.split_once(':') {
            Some((h, m)) => (h, m),
            None if digits.len() == 4 => digits.split_at_checked(2).ok_or(Reason::NotADate)?,
            None => (digits, "0"),
        };
        let h: i8 = h.parse().map_err(|_| Reason::NotADate)?;
        let m: i8 = m.parse().map_err(|_| Reason::NotADate)?;
        if !(0..=14).contains(&h) || !(0..60).contains(&m) {
            return Err(Reason::NoSuchDate);
        }
        (sign * h, sign * m)
    };
    UtcOffset::from_hms(hours, minutes, 0).map(Some).map_err(|_| Reason::NoSuchDate)
}

fn read_date(text: &str) -> Result<PartialDate, Reason> {
    let text = text.trim().trim_matches(['(', ')']);
    // Signs and numbers first: 7/8/2024, 7-8-2024, 7.8.2024, 2024-08-07, 8/2024, 2024-08, 2024.
    if text.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '-' | '.')) {
        let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
        return match parts[..] {
            [y] if y.len() == 4 => year(y).map(PartialDate::Year),
            [y, m] if y.len() == 4 => Ok(PartialDate::Month(year(y)?, month_number(m)?)),
            [m, y] if y.len() == 4 => Ok(PartialDate::Month(year(y)?, month_number(m)?)),
            [y, m, d] if y.len() == 4 => whole(year(y)?, month_number(m)?, d),
            [d, m, y] if y.len() == 4 => whole(year(y)?, month_number(m)?, d),
            _ => Err(Reason::NotADate),
        };
    }
    let lower = text.to_lowercase();
    let mut words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    if words.len() > 2 && words[0] == "jum" && words[1] == "at" {
        words.remove(0);
    }
    if words.len() > 1 && (WEEKDAYS.contains(&words[0]) || words[0] == "at") {
        words.remove(0);
    }
    words.retain(|w| !matches!(*w, "of" | "the" | "tanggal"));
    let ordinal = |w: &str| w.trim_end_matches(|c: char| c.is_ascii_alphabetic()).to_owned();
    match words[..] {
        [m, y] if y.len() == 4 => Ok(PartialDate::Month(year(y)?, month_name(m)?)),
        [a, b, y] if y.len() == 4 => match (month_name(b), month_name(a)) {
            (Ok(m), _) => whole(year(y)?, m, &ordinal(a)),
            (_, Ok(m)) => whole(year(y)?, m, &ordinal(b)),
            _ => Err(Reason::NotADate),
        },
        _ => Err(Reason::NotADate),
    }
}

fn year(text: &str) -> Result<i32, Reason> {
    match text.parse::<i32>() {
        Ok(0) => Err(Reason::NoSuchDate),
        Ok(y) => Ok(y),
        Err(_) => Err(Reason::NotADate),
    }
}

fn month_number(text: &str) -> Result<Month, Reason> {
    let number: u8 = text.parse().map_err(|_| Reason::NotADate)?;
    Month::try_from(number).map_err(|_| Reason::NoSuchDate)
}

fn month_name(word: &str) -> Result<Month, Reason> {
    let index = |names: &[&str; 12]| names.iter().position(|n| n.to_lowercase() == word);
    let number = index(&MONTHS_EN)
        .or_else(|| index(&MONTHS_ID))
        .and_then(|i| u8::try_from(i + 1).ok())
        .or_else(|| MONTHS_SHORT.iter().find(|(short, _)| *short == word).map(|(_, n)| *n));
    number.and_then(|n| Month::try_from(n).ok()).ok_or(Reason::NotADate)
}

fn whole(year: i32, month: Month, day: &str) -> Result<PartialDate, Reason> {
    let day: u8 = day.parse().map_err(|_| Reason::NotADate)?;
    Date::from_calendar_date(year, month, day).map(PartialDate::Day).map_err(|_| Reason::NoSuchDate)
}
