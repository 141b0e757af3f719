//! Numbers and dates as one word each, whatever their spelling: 1.250, 1,250 and "seribu dua ratus lima puluh".
//! A changed number is only visible to a word diff if two spellings of one number are one word.

use super::date::{Date, date_at, numeric_date};
use super::fold::{Gap, Word};
use super::lexicon::{Lexicon, NumberWord};

/// What a number expression says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value {
    /// A quantity.
    Exact(f64),
    /// A share in percent.
    Percent(f64),
    /// "Hundreds"; zero means "several".
    Vague(f64),
    /// "Third".
    Ordinal(f64),
    /// A date; year 0 means not said.
    Date(Date),
    /// Digits too many to count with; the key tells them apart.
    Digits,
}

impl Value {
    /// True if the two say the same, a partial date included.
    pub(super) fn agrees(self, other: Self) -> bool {
        match (self, other) {
            (Self::Date(a), Self::Date(b)) => a.agrees(b),
            (Self::Digits, _) | (_, Self::Digits) => false,
            _ => self == other,
        }
    }

    /// True if the two say exactly the same, only the order of day and month in doubt.
    pub(super) fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Date(a), Self::Date(b)) => a.year == b.year && a.same_day(b),
            _ => self.agrees(other),
        }
    }

    /// A quantity without the dust of binary fractions (2.3 million is not 2299999.9999999995).
    fn exact(v: f64) -> Self {
        Self::Exact((v * 1e6).round() / 1e6)
    }

    fn key(self, raw: &str) -> String {
        match self {
            Self::Exact(v) => format!("#{v}"),
            Self::Percent(v) => format!("#{v}%"),
            Self::Vague(v) => format!("#~{v}"),
            Self::Ordinal(v) => format!("#{v}th"),
            Self::Date(d) if d.unsure => format!("#d{}-?{}-{}", d.year, d.month, d.day),
            Self::Date(d) => format!("#d{}-{}-{}", d.year, d.month, d.day),
            Self::Digits => format!("#{raw}"),
        }
    }
}

/// A number as it was found: what it says and over how many words.
struct Read {
    value: Value,
    len: usize,
}

/// What stands at a word.
enum Step {
    Number(Read),
    /// Words that look like a number and are none ("no one").
    Leave(usize),
}

/// Replaces every number expression by one word; the second list runs beside the words.
pub(super) fn join(words: &[Word], lex: &Lexicon) -> (Vec<Word>, Vec<Option<Value>>) {
    let none = vec![None; words.len()];
    let (words, values) = join_with(words, &none, |i| number_at(words, i, lex));
    join_with(&words, &values, |i| {
        date_at(&words, &values, i, lex).map(|(date, len)| Step::Number(Read { value: Value::Date(date), len }))
    })
}

fn join_with(
    words: &[Word],
    values: &[Option<Value>],
    read: impl Fn(usize) -> Option<Step>,
) -> (Vec<Word>, Vec<Option<Value>>) {
    let mut out = Vec::with_capacity(words.len());
    let mut out_values = Vec::with_capacity(words.len());
    let mut i = 0;
    while i < words.len() {
        let step = read(i);
        if let Some(Step::Number(found)) = step {
            let last = &words[i + found.len - 1];
            out.push(Word {
                end: last.end,
                key: found.value.key(&words[i].key),
                capital: false,
                shouted: false,
                ..words[i].clone()
            });
            out_values.push(Some(found.value));
            i += found.len;
        } else {
            let len = if let Some(Step::Leave(len)) = step { len } else { 1 };
            out.extend_from_slice(&words[i..i + len]);
            out_values.extend_from_slice(&values[i..i + len]);
            i += len;
        }
    }
    (out, out_values)
}

/// Looks up the number word at `i`; a phrase only counts if nothing parts its words.
fn word_at(words: &[Word], i: usize, lex: &Lexicon) -> Option<(usize, NumberWord)> {
    let plain = |from: usize| {
        lex.numbers.at(|k| {
            let word = words.get(from + k)?;
            (k == 0 || !word.gap.has(Gap::BREAK)).then_some(word.key.as_str())
        })
    };
    plain(i).or_else(|| {
        // Arabic joins "and" to the tens: "five and-twenty".
        let key = words.get(i)?.key.as_str();
        let stem = lex.prefixes.iter().find_map(|p| key.strip_prefix(p.as_str()))?;
        match lex.numbers.at(|k| (k == 0).then_some(stem))? {
            (1, NumberWord::Unit(v)) if v >= 20.0 => Some((1, NumberWord::Unit(v))),
            _ => None,
        }
    })
}

fn number_at(words: &[Word], start: usize, lex: &Lexicon) -> Option<Step> {
    let first = &words[start].key;
    if first.starts_with(|c: char| c.is_ascii_digit()) {
        return digits_at(words, start, lex).map(Step::Number);
    }
    let (len, word) = word_at(words, start, lex)?;
    let read = match word {
        NumberWord::Few => Read { value: Value::Vague(0.0), len },
        NumberWord::Ordinal(v) => Read { value: Value::Ordinal(v), len },
        NumberWord::Vague(v) => vague(words, start, len, v, lex),
        NumberWord::Fraction(v) => fraction(words, start, len, v, lex),
        NumberWord::Unit(_) | NumberWord::Hundred | NumberWord::Article => spelled(words, start, lex)?,
        NumberWord::Neutral => return Some(Step::Leave(len)),
        _ => return None,
    };
    Some(Step::Number(with_percent(read, words, start, lex)))
}

/// True if nothing but white space or a hyphen stands before word `i`.
pub(super) fn joined(words: &[Word], i: usize) -> bool {
    words.get(i).is_some_and(|w| !w.gap.has(Gap::BREAK))
}

fn with_percent(read: Read, words: &[Word], start: usize, lex: &Lexicon) -> Read {
    let next = start + read.len;
    let Value::Exact(value) = read.value else {
        return read;
    };
    if !joined(words, next) {
        return read;
    }
    let len = match word_at(words, next, lex) {
        Some((len, NumberWord::Percent)) => len,
        _ if words[next].key == "%" => 1,
        _ => return read,
    };
    Read { value: Value::Percent(value), len: read.len + len }
}

/// "Ratusan ribu", "tens of thousands".
fn vague(words: &[Word], start: usize, len: usize, value: f64, lex: &Lexicon) -> Read {
    let mut next = start + len;
    if let Some((n, NumberWord::Of)) = word_at(words, next, lex) {
        next += n;
    }
    if joined(words, next)
        && let Some((n, NumberWord::Scale(v) | NumberWord::Vague(v))) = word_at(words, next, lex)
    {
        return Read { value: Value::Vague(value * v), len: next + n - start };
    }
    Read { value: Value::Vague(value), len }
}

/// "Setengah juta", "half a million", or the half alone.
fn fraction(words: &[Word], start: usize, len: usize, value: f64, lex: &Lexicon) -> Read {
    let mut next = start + len;
    if let Some((n, NumberWord::Article)) = word_at(words, next, lex) {
        next += n;
    }
    if joined(words, next)
        && let Some((n, NumberWord::Scale(scale))) = word_at(words, next, lex)
    {
        return Read { value: Value::exact(value * scale), len: next + n - start };
    }
    Read { value: Value::exact(value), len }
}

/// "Dua ratus lima puluh ribu", "three hundred and five", "a dozen".
fn spelled(words: &[Word], start: usize, lex: &Lexicon) -> Option<Read> {
    let (mut total, mut current, mut seen) = (0.0_f64, 0.0_f64, false);
    let mut smallest_scale = f64::INFINITY;
    let mut i = start;
    while i < words.len() && (i == start || joined(words, i)) {
        let Some((len, word)) = word_at(words, i, lex) else {
            break;
        };
        match word {
            NumberWord::Unit(v) if v >= 1000.0 && current == 0.0 && v < smallest_scale => {
                total += v;
                smallest_scale = v;
            }
            NumberWord::Unit(v) if v < 1000.0 && takes_unit(current, v, seen) => current += v,
            NumberWord::Teen if (2.0..=9.0).contains(&current) => current += 10.0,
            NumberWord::Ten if (1.0..=9.0).contains(&(current % 10.0)) => {
                current += current % 10.0 * 9.0;
            }
            NumberWord::Hundred if current < 100.0 && (current > 0.0 || i == start || !seen) => {
                current = current.max(1.0) * 100.0;
            }
            NumberWord::Scale(v) if (current > 0.0 || !seen) && i > start && v < smallest_scale => {
                total += current.max(1.0) * v;
                current = 0.0;
                smallest_scale = v;
            }
            NumberWord::Article if i == start => {
                let scaled =
                    matches!(word_at(words, i + len, lex), Some((_, NumberWord::Scale(_) | NumberWord::Hundred)));
                if !scaled || !joined(words, i + len) {
                    return None;
                }
                i += len;
                continue;
            }
            NumberWord::Link if seen => {
                let follows = word_at(words, i + len, lex);
                let rounds = current % 100.0 == 0.0 && (current > 0.0 || total > 0.0);
                match follows {
                    Some((_, NumberWord::Unit(v))) if rounds && v < 100.0 && v > 0.0 => {
                        i += len;
                        continue;
                    }
                    _ => break,
                }
            }
            NumberWord::Fraction(v) if seen && v < 1.0 && current > 0.0 && current < 100.0 => {
                // "satu setengah juta": the half belongs to the number before it
                current += v;
            }
            _ => break,
        }
        seen = true;
        i += len;
    }
    seen.then(|| Read { value: Value::exact(total + current), len: i - start })
}

/// Whether a unit may be added: "two hundred | five", "twenty | three", but not "two | three".
fn takes_unit(current: f64, v: f64, seen: bool) -> bool {
    if current == 0.0 {
        return v > 0.0 || !seen;
    }
    let tens = current % 100.0 >= 20.0 && current % 10.0 == 0.0 && v < 10.0;
    let arabic_tens = current < 10.0 && (20.0..100.0).contains(&v) && v % 10.0 == 0.0;
    v > 0.0 && ((current % 100.0 == 0.0 && v < 100.0) || tens || arabic_tens)
}

fn digits_at(words: &[Word], start: usize, lex: &Lexicon) -> Option<Read> {
    let key = &words[start].key;
    if let Some(date) = numeric_date(key, lex) {
        return Some(Read { value: Value::Date(date), len: 1 });
    }
    if let Some(v) = key
        .trim_end_matches(char::is_alphabetic)
        .parse::<u32>()
        .ok()
        .filter(|_| ["st", "nd", "rd", "th"].iter().any(|e| key.ends_with(e)))
    {
        return Some(Read { value: Value::Ordinal(f64::from(v)), len: 1 });
    }
    if let Some(read) = clock(words, start) {
        return Some(read);
    }
    if !key.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ':')) {
        return None;
    }
    let percent_next = words.get(start + 1).is_some_and(|w| w.key == "%")
        || matches!(word_at(words, start + 1, lex), Some((_, NumberWord::Percent)));
    let Some(mut value) = parse_digits(key, percent_next) else {
        return Some(Read { value: Value::Digits, len: 1 });
    };
    let mut len = 1;
    while joined(words, start + len)
        && let Some((n, NumberWord::Scale(scale))) = word_at(words, start + len, lex)
    {
        value *= scale;
        len += n;
    }
    Some(with_percent(Read { value: Value::exact(value), len }, words, start, lex))
}

/// "8pm", "8:30 p.m.": the hour as the other languages write it, 20 and 20.30.
fn clock(words: &[Word], start: usize) -> Option<Read> {
    let key = &words[start].key;
    let half = |s: &str| matches!(s, "am" | "pm").then(|| s == "pm");
    let at = key.find(char::is_alphabetic).unwrap_or(key.len());
    let (digits, suffix) = key.split_at(at);
    let word = |k: usize| words.get(start + k).map_or("", |w| w.key.as_str());
    let (late, len) = if let Some(late) = half(suffix) {
        (late, 1)
    } else if !suffix.is_empty() || !joined(words, start + 1) {
        return None;
    } else if let Some(late) = half(word(1)) {
        (late, 2)
    } else if matches!(word(1), "a" | "p") && word(2) == "m" && words[start + 2].start == words[start + 1].end + 1 {
        (word(1) == "p", 3)
    } else {
        return None;
    };
    let time: f64 = digits.replace(':', ".").parse().ok()?;
    let hour = match (late, time < 12.0, (12.0..13.0).contains(&time)) {
        (true, true, _) => time + 12.0,
        (false, _, true) => time - 12.0,
        _ => time,
    };
    (0.0..24.0).contains(&hour).then_some(Read { value: Value::exact(hour), len })
}

/// Reads digits in both conventions. A group of exactly three digits after one separator is a
/// thousand in either language, unless the number is a share or begins with nought.
fn parse_digits(key: &str, share: bool) -> Option<f64> {
    let digits = key.chars().filter(char::is_ascii_digit).count();
    if digits > 15 {
        return None;
    }
    let separators: Vec<char> = key.chars().filter(|c| !c.is_ascii_digit()).collect();
    let groups: Vec<&str> = key.split(|c: char| !c.is_ascii_digit()).collect();
    let whole = |groups: &[&str]| groups.concat();
    let threes = |groups: &[&str]| {
        groups.first().is_some_and(|g| g.len() <= 3 && !g.starts_with('0'))
            && groups.iter().skip(1).all(|g| g.len() == 3)
    };
    let text = match separators.as_slice() {
        [] => key.to_owned(),
        [':'] => groups.join("."),
        [_] if threes(&groups) && !share => whole(&groups),
        [_] => groups.join("."),
        [first, rest @ ..] if rest.iter().all(|c| c == first) => {
            if !threes(&groups) {
                return None;
            }
            whole(&groups)
        }
        [first, middle @ .., last] if middle.iter().all(|c| c == first) && first != last => {
            let (tail, head) = groups.split_last()?;
            if !threes(head) {
                return None;
            }
            format!("{}.{tail}", whole(head))
        }
        _ => return None,
    };
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drift::fold::cut;

    fn keys(text: &str, lang: &str) -> Vec<String> {
        let lex = Lexicon::of(lang);
        let (words, _) = join(&cut(text, lex).words, lex);
        words.into_iter().map(|w| w.key).collect()
    }

    #[test]
    fn spellings_of_one_number_are_one_key() {
        for text in ["1.250", "1,250", "1250", "seribu dua ratus lima puluh"] {
            assert_eq!(keys(text, "id"), ["#1250"], "{text}");
        }
        for text in ["250,000", "250 thousand", "two hundred and fifty thousand", "quarter"] {
            let expected = if text == "quarter" { "quarter" } else { "#250000" };
            assert_eq!(keys(text, "en"), [expected], "{text}");
        }
        for text in ["3,5 juta", "3.500.000", "tiga juta lima ratus ribu", "3.5 juta"] {
            assert_eq!(keys(text, "id"), ["#3500000"], "{text}");
        }
    }

    #[test]
    fn shares_fractions_and_crowds() {
        assert_eq!(keys("9,8 persen", "id"), ["#9.8%"]);
        assert_eq!(keys("4 per cent", "en"), ["#4%"]);
        assert_eq!(keys("2,125%", "en"), ["#2.125%"]);
        assert_eq!(keys("half a million", "en"), ["#500000"]);
        assert_eq!(keys("satu setengah juta", "id"), ["#1500000"]);
        assert_eq!(keys("ratusan ribu", "id"), keys("hundreds of thousands", "en"));
        assert_eq!(keys("a dozen", "en"), ["#12"]);
        assert_eq!(keys("dua puluh lima", "id"), ["#25"]);
        assert_eq!(keys("tujuh belas", "id"), ["#17"]);
        assert_eq!(keys("خمسة وعشرون", "ar"), ["#25"]);
    }

    #[test]
    fn hours_are_hours() {
        for text in ["8.30pm", "8:30 p.m.", "8:30 pm", "20:30"] {
            assert_eq!(keys(text, "en"), ["#20.3"], "{text}");
        }
        assert_eq!(keys("12 am", "en"), ["#0"]);
        assert_eq!(keys("pukul 20.30", "id"), ["pukul", "#20.3"]);
        assert_eq!(keys("8 a man", "en"), ["#8", "a", "man"]);
    }

    #[test]
    fn neighbours_are_not_one_number() {
        assert_eq!(keys("two, three", "en"), ["#2", "#3"]);
        assert_eq!(keys("two three", "en"), ["#2", "#3"]);
        assert_eq!(keys("satu dua", "id"), ["#1", "#2"]);
        assert_eq!(keys("no one", "en"), ["no", "one"]);
    }

    #[test]
    fn absurd_digits_are_compared_as_they_stand() {
        assert_eq!(keys("12345678901234567890", "id"), ["#12345678901234567890"]);
        assert_eq!(keys("12.34.56", "id"), ["#12.34.56"]);
    }
}
