//! Cuts a text into folded words that remember where they stood and what stood before them.
//! Folding removes only what no reader would call a change: marks, dashes, case, white space, vowel signs.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::lexicon::Lexicon;

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Gap(u8);

impl Gap {
    pub(super) const SENTENCE: Self = Self(1);
    pub(super) const COMMA: Self = Self(2);
    pub(super) const QUOTE: Self = Self(4);
    pub(super) const ELLIPSIS: Self = Self(8);
    pub(super) const COLON: Self = Self(16);
    pub(super) const BRACKET: Self = Self(32);
    /// Anything at all that is neither white space nor a hyphen.
    pub(super) const BREAK: Self = Self(64);

    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One word as cut from the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) key: String,
    /// The first letter is a capital.
    pub(super) capital: bool,
    /// Two letters or more, all capitals.
    pub(super) shouted: bool,
    pub(super) gap: Gap,
}

/// A text cut into words, with the stretches that stand in quote marks.
#[derive(Debug, Default)]
pub(super) struct Cut {
    pub(super) words: Vec<Word>,
    /// Code-point ranges inside quote marks, in order of their start.
    pub(super) quoted: Vec<(usize, usize)>,
}

/// Characters that leave no trace on paper.
fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{feff}' | '\u{61c}' | '\u{fe00}'..='\u{fe0f}')
}

/// Arabic vowel signs and the stretching stroke.
fn is_arabic_ornament(c: char) -> bool {
    matches!(c,
        '\u{640}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{652}' | '\u{656}'..='\u{65f}'
        | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | '′' | '‛' | '＇')
}

fn is_double_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' | '「' | '」' | '『' | '』' | '〝' | '〞')
}

fn is_single_mark(c: char) -> bool {
    is_apostrophe(c) || matches!(c, '‚' | '‹' | '›')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐'..='―' | '−' | '﹘' | '﹣' | '－' | '~')
}

fn is_currency_or_percent(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₩' | '₽' | '₺' | '%' | '٪' | '‰')
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

fn is_decimal_digit(c: char) -> bool {
    digit_of(c).is_some()
}

fn digit_of(c: char) -> Option<char> {
    let base = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '０'..='９' => '０',
        _ => return None,
    };
    char::from_digit(u32::from(c) - u32::from(base), 10)
}

/// The form in which two spellings of one word are the same.
pub(super) fn fold_word(word: &str) -> String {
    word.nfkc()
        .filter(|&c| !is_ignorable(c) && !is_arabic_ornament(c))
        .map(|c| match c {
            '٫' => '.',
            '٬' => ',',
            c if is_apostrophe(c) => '\'',
            c => digit_of(c).unwrap_or(c),
        })
        .collect::<String>()
        .to_uppercase()
        .to_lowercase()
}

/// Separators that may stand inside a run of digits.
fn joins_digits(c: char) -> bool {
    matches!(c, '.' | ',' | ':' | '/' | '٫' | '٬')
}

/// Keeps track of open quote marks, double and single apart.
#[derive(Default)]
struct Quotes {
    double: Option<usize>,
    single: Option<usize>,
    any_double: bool,
    spans: Vec<(usize, usize)>,
}

impl Quotes {
    /// Reads the mark at `at`; which way it faces comes from its neighbours, then from its shape.
    fn read(&mut self, chars: &[char], at: usize) {
        let mark = chars[at];
        let before = at.checked_sub(1).map(|i| chars[i]);
        let after = chars.get(at + 1).copied();
        let word_before = before.is_some_and(is_word_char);
        let word_after = after.is_some_and(is_word_char);
        let ends = |c: char| {
            is_word_char(c)
                || matches!(c, '.' | ',' | '!' | '?' | '…' | ')' | ']' | '%' | '؟' | '،' | ';' | ':')
                || is_single_mark(c)
        };
        let begins = |c: char| {
            is_word_char(c)
                || matches!(c, '(' | '[' | '…' | '¿' | '¡')
                || is_single_mark(c)
                || is_currency_or_percent(c)
        };
        let opens = after.is_some_and(begins) && !word_before;
        let closes = before.is_some_and(ends) && !word_after;
        if is_double_mark(mark) {
            let open = match (opens, closes) {
                (true, false) => true,
                (false, true) => false,
                _ => match mark {
                    '“' | '«' | '„' | '「' | '『' | '〝' => true,
                    '”' | '»' | '」' | '』' | '〞' => false,
                    _ => self.double.is_none(),
                },
            };
            if open {
                self.double.get_or_insert(at + 1);
                self.any_double = true;
            } else if let Some(start) = self.double.take() {
                self.spans.push((start, at));
            } else if !self.any_double {
                self.spans.push((0, at));
            }
            self.any_double = true;
        } else if opens && self.single.is_none() {
            self.single = Some(at + 1);
        } else if closes && let Some(start) = self.single.take() {
            self.spans.push((start, at));
        }
    }

    /// An opened double mark that nobody closed runs to the end; a single one was an apostrophe.
    fn finish(mut self, end: usize) -> Vec<(usize, usize)> {
        if let Some(start) = self.double.take() {
            self.spans.push((start, end));
        }
        self.spans.sort_unstable();
        self.spans
    }
}

/// Cuts a text; the lists are asked for abbreviations, contractions and number suffixes only.
pub(super) fn cut(text: &str, lex: &Lexicon) -> Cut {
    let chars: Vec<char> = text.chars().collect();
    let mut words: Vec<Word> = Vec::new();
    let mut quotes = Quotes::default();
    let mut gap = Gap::default();
    let mut i = 0;
    while i < chars.len() {
        let c = chars[i];
        if is_word_char(c) {
            let end = word_end(&chars, i, lex);
            let before = words.len();
            push_word(&mut words, &chars, i, end, gap, lex);
            if words.len() > before {
                gap = Gap::default();
            }
            i = end;
            continue;
        }
        if is_currency_or_percent(c) {
            let key = match c {
                '٪' => "%".into(),
                c => c.to_string(),
            };
            words.push(Word { start: i, end: i + 1, key, capital: false, shouted: false, gap });
            gap = Gap::default();
        } else if is_double_mark(c) || is_single_mark(c) {
            quotes.read(&chars, i);
            // A lone apostrophe is no boundary; a single mark beside white space may be one.
            gap.add(Gap::QUOTE.or(Gap::BREAK));
        } else {
            read_punctuation(&chars, i, words.last(), lex, &mut gap);
        }
        i += 1;
    }
    Cut { words, quoted: quotes.finish(chars.len()) }
}

/// Where the word that starts at `start` ends.
fn word_end(chars: &[char], start: usize, lex: &Lexicon) -> usize {
    let is = |i: usize, f: fn(char) -> bool| chars.get(i).is_some_and(|&c| f(c));
    let mut i = start;
    let mut digits_only = true;
    if let Some(end) = iso_date_end(chars, start) {
        return end;
    }
    while i < chars.len() {
        let c = chars[i];
        if is_decimal_digit(c) {
            if !digits_only && i - start <= 3 && is_money(&chars[start..i]) {
                break;
            }
        } else if is_word_char(c) {
            if digits_only && i > start && c.is_alphabetic() {
                // "15rb", "5bn": the letters are a word of their own if they scale the digits.
                let mut end = i;
                while is(end, char::is_alphabetic) {
                    end += 1;
                }
                let suffix: String = chars[i..end].iter().collect();
                if lex.scales.contains(&fold_word(&suffix)) {
                    break;
                }
            }
            digits_only = false;
        } else if is_ignorable(c) && is(i + 1, is_word_char) {
            // stays inside the word, folded away
        } else if is_apostrophe(c) && i > start && is(i + 1, char::is_alphabetic) {
            digits_only = false;
        } else if joins_digits(c) && digits_only && i > start && is(i + 1, is_decimal_digit) {
            // 1.250, 3,5, 09:30, 7/8/2024
        } else {
            break;
        }
        i += 1;
    }
    i.max(start + 1)
}

/// `2024-08-07` is one word, although a dash otherwise parts words.
fn iso_date_end(chars: &[char], start: usize) -> Option<usize> {
    let shape = chars.get(start..start + 10)?;
    let fits = shape.iter().enumerate().all(|(i, &c)| match i {
        4 | 7 => c == '-',
        _ => is_decimal_digit(c),
    });
    let next = chars.get(start + 10);
    (fits && next.is_none_or(|&c| !is_word_char(c))).then_some(start + 10)
}

fn is_money(chars: &[char]) -> bool {
    let word: String = chars.iter().collect::<String>().to_lowercase();
    matches!(word.as_str(), "rp" | "idr" | "usd" | "us" | "eur" | "rm" | "sgd" | "aud")
}

fn push_word(words: &mut Vec<Word>, chars: &[char], start: usize, end: usize, gap: Gap, lex: &Lexicon) {
    let raw: String = chars[start..end].iter().collect();
    let key = fold_word(&raw);
    if key.is_empty() {
        return;
    }
    let letters = || chars[start..end].iter().filter(|c| c.is_alphabetic());
    let word = Word {
        start,
        end,
        capital: letters().next().is_some_and(|c| c.is_uppercase()),
        shouted: letters().count() >= 2 && letters().all(|c| c.is_uppercase()),
        key,
        gap,
    };
    if lex.negated_endings
        && let Some((stem, not_len)) = negated_stem(&word.key, lex)
        && word.key.chars().count() == end - start
    {
        let split = end - not_len;
        words.push(Word { end: split, key: stem, ..word.clone() });
        words.push(Word {
            start: split,
            key: "not".into(),
            capital: false,
            shouted: false,
            gap: Gap::default(),
            ..word
        });
        return;
    }
    words.push(word);
}

/// "didn't" is "did" and "not"; so is "cannot" "can" and "not".
fn negated_stem(key: &str, lex: &Lexicon) -> Option<(String, usize)> {
    if key == "cannot" {
        return Some(("can".into(), 3));
    }
    let stem = key.strip_suffix("n't").filter(|s| !s.is_empty())?;
    let full = lex.contractions.get(stem);
    Some((full.cloned().unwrap_or_else(|| stem.to_owned()), 3))
}

fn read_punctuation(chars: &[char], i: usize, last: Option<&Word>, lex: &Lexicon, gap: &mut Gap) {
    let c = chars[i];
    let next = chars.get(i + 1).copied();
    match c {
        '…' => gap.add(Gap::ELLIPSIS.or(Gap::BREAK)),
        '.' => {
            let previous = i.checked_sub(1).map(|p| chars[p]);
            if next == Some('.') || previous == Some('.') {
                gap.add(Gap::ELLIPSIS.or(Gap::BREAK));
                return;
            }
            gap.add(Gap::BREAK);
            let touches = last.is_some_and(|w| w.end == i);
            let short = touches
                && last.is_some_and(|w| {
                    let one = w.key.chars().count() == 1 && w.key.chars().all(char::is_alphabetic);
                    one || lex.abbreviations.contains(&w.key)
                });
            let inside = next.is_some_and(|n| is_word_char(n) && !n.is_uppercase());
            if !short && !inside && last.is_some() {
                gap.add(Gap::SENTENCE);
            }
        }
        '!' | '?' | '؟' | '。' | '！' | '？' | '۔' => gap.add(Gap::SENTENCE.or(Gap::BREAK)),
        ',' | '،' | ';' | '؛' | '，' | '、' => gap.add(Gap::COMMA.or(Gap::BREAK)),
        ':' | '：' => gap.add(Gap::COLON.or(Gap::BREAK)),
        '(' | ')' | '[' | ']' | '{' | '}' => gap.add(Gap::BRACKET.or(Gap::BREAK)),
        c if is_dash(c) => {
            let spaced = |n: Option<char>| n.is_none_or(|n| !is_word_char(n));
            if c == '—' || spaced(next) || spaced(i.checked_sub(1).map(|p| chars[p])) {
                gap.add(Gap::COMMA.or(Gap::BREAK));
            }
        }
        c if c.is_whitespace() || is_ignorable(c) => {}
        _ => gap.add(Gap::BREAK),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str, lang: &str) -> Vec<String> {
        let cut = cut(text, Lexicon::of(lang));
        cut.words.into_iter().map(|w| w.key).collect()
    }

    #[test]
    fn words_are_folded_and_remember_their_place() {
        let cut = cut("“Tidak,” kata\u{a0}BUDI.", Lexicon::of("id"));
        let seen: Vec<_> = cut.words.iter().map(|w| (w.start, w.end, w.key.as_str())).collect();
        assert_eq!(seen, [(1, 6, "tidak"), (9, 13, "kata"), (14, 18, "budi")]);
        assert_eq!(cut.quoted, [(1, 7)]);
        assert!(cut.words[1].gap.has(Gap::QUOTE) && cut.words[1].gap.has(Gap::COMMA));
    }

    #[test]
    fn digits_keep_their_separators_and_leave_their_neighbours() {
        assert_eq!(keys("Rp8.000,50 naik", "id"), ["rp", "8.000,50", "naik"]);
        assert_eq!(keys("15rb orang; G7; 2024-08-07.", "id"), ["15", "rb", "orang", "g7", "2024-08-07"]);
        assert_eq!(keys("٢٥٪", "ar"), ["25", "%"]);
    }

    #[test]
    fn contractions_open_into_two_words() {
        assert_eq!(keys("We won’t; he can't, cannot", "en"), ["we", "will", "not", "he", "can", "not", "can", "not"]);
        let cut = cut("didn't", Lexicon::of("en"));
        assert_eq!((cut.words[1].start, cut.words[1].end), (3, 6));
    }

    #[test]
    fn marks_and_strokes_leave_arabic_words_alone() {
        assert_eq!(keys("قَـــالَ", "ar"), keys("قال", "ar"));
    }

    #[test]
    fn an_abbreviation_ends_no_sentence() {
        let cut = cut("Dr. Anna left. Nobody saw.", Lexicon::of("en"));
        let ends: Vec<bool> = cut.words.iter().map(|w| w.gap.has(Gap::SENTENCE)).collect();
        assert_eq!(ends, [false, false, false, true, false]);
    }

    #[test]
    fn single_marks_are_told_from_apostrophes() {
        let cut = cut("The workers' union said 'we don't know'.", Lexicon::of("en"));
        assert_eq!(cut.quoted, [(25, 38)]);
    }
}
