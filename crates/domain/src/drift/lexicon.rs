//! The word lists of one language, read once from `data/drift`.
//! Editors can correct a list without reading Rust; what is not listed is simply not judged.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::fold::fold_word;

/// Phrases by their first word, longest first, each with what it means.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    by_first: HashMap<String, Vec<(Vec<String>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first: HashMap::new() }
    }
}

impl<T: Copy> Phrases<T> {
    pub(super) fn add(&mut self, phrase: &str, value: T) {
        let words = split_phrase(phrase);
        if let Some(first) = words.first() {
            let list = self.by_first.entry(first.clone()).or_default();
            list.push((words, value));
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
    }

    /// The longest phrase that starts with this key: how many words, and its value.
    pub(super) fn at<'k>(&self, key: impl Fn(usize) -> Option<&'k str>) -> Option<(usize, T)> {
        let list = self.by_first.get(key(0)?)?;
        list.iter()
            .find(|(words, _)| words.iter().enumerate().all(|(i, word)| key(i) == Some(word)))
            .map(|(words, value)| (words.len(), *value))
    }
}

/// Splits a list item the way a text is split, so that phrases meet their words.
fn split_phrase(phrase: &str) -> Vec<String> {
    phrase.split([' ', '-', '.']).filter(|w| !w.is_empty()).map(fold_word).collect()
}

/// What a number word does to the number being read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum NumberWord {
    Unit(f64),
    Ten,
    Teen,
    Hundred,
    Scale(f64),
    Fraction(f64),
    Vague(f64),
    Few,
    Ordinal(f64),
    Link,
    Of,
    Article,
    Percent,
    Neutral,
}

/// How a negation word counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Negator {
    Plain,
    /// "Failed to": denies the verb after it.
    Verbal,
    /// Denies by its meaning, and only ever excuses a missing plain one.
    Implicit,
    Neutral,
}

/// How a reporting phrase stands to its speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CueShape {
    /// The speaker stands before it ("X mengatakan"), in English also after it.
    Plain,
    /// The speaker stands after it ("ujar X").
    Inverted,
    /// "Menurut X": the speaker stands after it, up to a comma.
    Of,
    /// Names the act only.
    Noun,
    /// Looks like a cue and is none.
    Neutral,
}

/// A cue with its strength, 0 (hints) to 4 (threatens).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cue {
    pub(super) strength: u8,
    pub(super) shape: CueShape,
}

/// What a word is around a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Modifier,
    Common,
    Pronoun,
    End,
}

/// A day of the week or a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Calendar {
    Month(u8),
    Day(u8),
}

/// All lists of one language. The default is a language without lists.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    pub(super) lang: &'static str,
    pub(super) negations: Phrases<Negator>,
    pub(super) negative_prefixes: Vec<String>,
    pub(super) adjective_prefixes: Vec<String>,
    pub(super) adjective_endings: Vec<String>,
    /// Strength 2 for strong, 1 for weak, 0 for neutral.
    pub(super) hedges: Phrases<u8>,
    pub(super) cues: Phrases<Cue>,
    pub(super) numbers: Phrases<NumberWord>,
    pub(super) scales: HashSet<String>,
    pub(super) soft: HashMap<String, Vec<f64>>,
    pub(super) calendar: Phrases<Calendar>,
    pub(super) roles: HashMap<String, Vec<Role>>,
    pub(super) stop: HashSet<String>,
    pub(super) abbreviations: HashSet<String>,
    pub(super) prefixes: Vec<String>,
    pub(super) suffixes: Vec<String>,
    pub(super) forms: HashMap<String, usize>,
    pub(super) contractions: HashMap<String, String>,
    pub(super) negated_endings: bool,
}

/// The files of one language, in the order the table in `data/drift/README.md` names them.
struct Files {
    negations: &'static str,
    hedges: &'static str,
    cues: &'static str,
    numbers: &'static str,
    calendar: &'static str,
    titles: &'static str,
    words: &'static str,
}

macro_rules! files {
    ($lang:literal) => {
        Files {
            negations: include_str!(concat!("../../data/drift/", $lang, "/negations.txt")),
            hedges: include_str!(concat!("../../data/drift/", $lang, "/hedges.txt")),
            cues: include_str!(concat!("../../data/drift/", $lang, "/cues.txt")),
            numbers: include_str!(concat!("../../data/drift/", $lang, "/numbers.txt")),
            calendar: include_str!(concat!("../../data/drift/", $lang, "/calendar.txt")),
            titles: include_str!(concat!("../../data/drift/", $lang, "/titles.txt")),
            words: include_str!(concat!("../../data/drift/", $lang, "/words.txt")),
        }
    };
}

static INDONESIAN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse("id", &files!("id")));
static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse("en", &files!("en")));
static ARABIC: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse("ar", &files!("ar")));
static NONE: LazyLock<Lexicon> = LazyLock::new(Lexicon::default);

/// The primary subtag in small letters; `in` is the old code for Indonesian.
pub(super) fn primary(tag: &str) -> String {
    let first = tag.trim().split(['-', '_']).next().unwrap_or_default();
    let first = first.to_ascii_lowercase();
    if first == "in" { "id".into() } else { first }
}

/// The lines of a list file as (head, item).
pub(super) fn items(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
        .flat_map(|(head, rest)| rest.split(',').map(move |item| (head.trim(), item.trim())))
        .filter(|(_, item)| !item.is_empty())
}

impl Lexicon {
    /// The lists of a language by its primary subtag.
    pub(super) fn of(lang: &str) -> &'static Self {
        match lang {
            // Malay shares the words these rules look for.
            "id" | "ms" => &INDONESIAN,
            "en" => &ENGLISH,
            "ar" => &ARABIC,
            _ => &NONE,
        }
    }

    /// True if this language has lists at all.
    pub(super) fn known(&self) -> bool {
        !self.lang.is_empty()
    }

    fn parse(lang: &'static str, files: &Files) -> Self {
        let mut lex = Self { lang, ..Self::default() };
        lex.read_negations(files.negations);
        for (head, item) in items(files.hedges) {
            let strength = match head {
                "strong" => 2,
                "weak" => 1,
                _ => 0,
            };
            lex.hedges.add(item, strength);
        }
        lex.read_cues(files.cues);
        lex.read_numbers(files.numbers);
        for (head, item) in items(files.calendar) {
            let Some((what, number)) = head.split_once(' ') else {
                continue;
            };
            let number = number.parse().unwrap_or_default();
            let entry = if what == "month" { Calendar::Month(number) } else { Calendar::Day(number) };
            lex.calendar.add(item, entry);
        }
        lex.read_titles(files.titles);
        lex.read_words(files.words);
        lex
    }

    fn read_negations(&mut self, file: &'static str) {
        for (head, item) in items(file) {
            match head {
                "plain" => self.negations.add(item, Negator::Plain),
                "verbal" => self.negations.add(item, Negator::Verbal),
                "implicit" => self.negations.add(item, Negator::Implicit),
                "neutral" => self.negations.add(item, Negator::Neutral),
                "prefix" => self.negative_prefixes.push(item.into()),
                "prefix_adjective" => self.adjective_prefixes.push(item.into()),
                "adjective_ending" => self.adjective_endings.push(item.into()),
                _ => {}
            }
        }
    }

    fn read_cues(&mut self, file: &'static str) {
        for (head, item) in items(file) {
            let (strength, shape) = match head.split_once(' ') {
                Some((n, "inverted")) => (n.parse().unwrap_or(1), CueShape::Inverted),
                Some((n, _)) => (n.parse().unwrap_or(1), CueShape::Noun),
                None if head == "of" => (1, CueShape::Of),
                None if head == "neutral" => (1, CueShape::Neutral),
                None => (head.parse().unwrap_or(1), CueShape::Plain),
            };
            self.cues.add(item, Cue { strength, shape });
        }
    }

    fn read_numbers(&mut self, file: &'static str) {
        for (head, item) in items(file) {
            let (what, value) = head.split_once(' ').unwrap_or((head, "0"));
            let value: f64 = value.parse().unwrap_or_default();
            let word = match what {
                "unit" => NumberWord::Unit(value),
                "ten" => NumberWord::Ten,
                "teen" => NumberWord::Teen,
                "hundred" => NumberWord::Hundred,
                "scale" => {
                    self.scales.insert(fold_word(item));
                    NumberWord::Scale(value)
                }
                "fraction" => NumberWord::Fraction(value),
                "vague" => NumberWord::Vague(value),
                "few" => NumberWord::Few,
                "ordinal" => NumberWord::Ordinal(value),
                "link" => NumberWord::Link,
                "of" => NumberWord::Of,
                "article" => NumberWord::Article,
                "percent" => NumberWord::Percent,
                "soft" => {
                    self.soft.entry(fold_word(item)).or_default().push(value);
                    continue;
                }
                _ => NumberWord::Neutral,
            };
            self.numbers.add(item, word);
        }
    }

    fn read_titles(&mut self, file: &'static str) {
        for (head, item) in items(file) {
            let role = match head {
                "title" => Role::Title,
                "modifier" => Role::Modifier,
                "common" => Role::Common,
                "pronoun" => Role::Pronoun,
                _ => Role::End,
            };
            for word in split_phrase(item) {
                let roles = self.roles.entry(word).or_default();
                if !roles.contains(&role) {
                    roles.push(role);
                }
            }
        }
    }

    fn read_words(&mut self, file: &'static str) {
        let mut verbs: HashMap<String, usize> = HashMap::new();
        for (line_no, line) in file.lines().enumerate() {
            if let Some(rest) = line.strip_prefix("forms:") {
                for form in rest.split(',') {
                    verbs.entry(fold_word(form.trim())).or_insert(line_no);
                }
            }
        }
        self.forms = verbs;
        for (head, item) in items(file) {
            match head {
                "stop" => {
                    self.stop.insert(fold_word(item));
                }
                "abbreviation" => {
                    self.abbreviations.insert(fold_word(item));
                }
                "prefix" => self.prefixes.push(fold_word(item)),
                "suffix" => self.suffixes.push(fold_word(item)),
                _ => {
                    if let Some(full) = head.strip_prefix("contraction ") {
                        self.contractions.insert(fold_word(item), full.into());
                        self.negated_endings = true;
                    }
                }
            }
        }
    }

    /// True for words that carry grammar rather than meaning.
    pub(super) fn is_stop(&self, key: &str) -> bool {
        self.stop.contains(key)
    }

    /// True if the word may play this part around a speaker.
    pub(super) fn has_role(&self, key: &str, role: Role) -> bool {
        self.roles.get(key).is_some_and(|roles| roles.contains(&role))
    }

    /// The word without one clitic before or after it, where that leaves a word.
    pub(super) fn stems<'k>(&self, key: &'k str) -> impl Iterator<Item = &'k str> {
        let front = self.prefixes.iter().filter_map(|p| key.strip_prefix(p.as_str()));
        let back = self.suffixes.iter().filter_map(|s| key.strip_suffix(s.as_str()));
        front.chain(back).filter(|stem| stem.chars().count() >= 2).collect::<Vec<_>>().into_iter()
    }

    /// True if one of two words is the other with a negative prefix ("likely", "unlikely").
    pub(super) fn turned_round(&self, x: &str, y: &str) -> bool {
        let (short, long) = if x.len() < y.len() { (x, y) } else { (y, x) };
        if short.chars().count() < 3 {
            return false;
        }
        let Some(prefix) = long.strip_suffix(short).filter(|p| !p.is_empty()) else {
            return false;
        };
        self.negative_prefixes.iter().any(|p| p == prefix)
            || (self.adjective_prefixes.iter().any(|p| p == prefix)
                && self.adjective_endings.iter().any(|e| short.ends_with(e.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_every_list_has_a_known_head() {
        for files in [files!("id"), files!("en"), files!("ar")] {
            let known = |file: &'static str, heads: &[&str]| {
                for (head, item) in items(file) {
                    let first = head.split(' ').next().unwrap_or_default();
                    assert!(heads.contains(&first), "{head}: {item}");
                    assert_eq!(item, item.to_lowercase(), "{head}");
                }
            };
            let negations =
                ["plain", "verbal", "implicit", "neutral", "prefix", "prefix_adjective", "adjective_ending"];
            known(files.negations, &negations);
            known(files.hedges, &["strong", "weak", "neutral"]);
            known(files.cues, &["0", "1", "2", "3", "4", "of", "neutral"]);
            let numbers = [
                "unit", "ten", "teen", "hundred", "scale", "fraction", "vague", "few", "ordinal", "soft", "link", "of",
                "article", "percent", "neutral",
            ];
            known(files.numbers, &numbers);
            known(files.calendar, &["month", "day"]);
            known(files.titles, &["title", "modifier", "common", "pronoun", "end"]);
            let words = ["stop", "abbreviation", "prefix", "suffix", "forms", "contraction"];
            known(files.words, &words);
        }
    }

    #[test]
    fn a_prefix_turns_a_word_round_only_where_it_negates() {
        let en = Lexicon::of("en");
        assert!(en.turned_round("likely", "unlikely"));
        assert!(en.turned_round("illegal", "legal"));
        assert!(!en.turned_round("form", "inform"));
        assert!(!en.turned_round("side", "inside"));
    }

    #[test]
    fn tags_are_read_by_their_first_part() {
        assert_eq!(primary("id-ID"), "id");
        assert_eq!(primary("EN_gb"), "en");
        assert_eq!(primary("in"), "id");
        assert_eq!(primary(""), "");
    }
}
