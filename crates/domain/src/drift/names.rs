//! Names, and when two spellings are one name: "Shoigu", "Shoygu" and "شويغو".
//! Consonants carry a name from script to script; countries and bodies with other names are listed.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::fold::Gap;
use super::lexicon::{Phrases, Role, items};
use super::text::Text;

static LETTERS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    items(include_str!("../../data/drift/letters.txt"))
        .filter_map(|(head, item)| Some((item.chars().next()?, head.chars().next()?)))
        .collect()
});

static EXONYMS: LazyLock<Phrases<usize>> = LazyLock::new(|| {
    let mut phrases = Phrases::default();
    let mut heads: HashMap<&str, usize> = HashMap::new();
    for (head, item) in items(include_str!("../../data/drift/exonyms.txt")) {
        let next = heads.len();
        let thing = *heads.entry(head).or_insert(next);
        phrases.add(item, thing);
    }
    phrases
});

/// The consonants of a name in one alphabet, doubles made single.
pub(super) fn skeleton(key: &str) -> String {
    let mut plain = String::new();
    for c in key.nfkd().filter(|&c| !is_combining_mark(c)) {
        match LETTERS.get(&c) {
            Some('-') => {}
            Some(&latin) => plain.push(latin),
            None => plain.push(c),
        }
    }
    for (from, to) in [
        ("tsch", "s"),
        ("sch", "s"),
        ("sh", "s"),
        ("sy", "s"),
        ("kh", "k"),
        ("ch", "k"),
        ("gh", "g"),
        ("ph", "f"),
        ("th", "t"),
        ("dh", "d"),
        ("ts", "s"),
        ("tz", "s"),
        ("x", "ks"),
        ("ce", "se"),
        ("ci", "si"),
    ] {
        plain = plain.replace(from, to);
    }
    let mut out = String::new();
    for c in plain.chars() {
        let c = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w' | 'h' | '\'' | 'ı' => continue,
            'p' => 'b',
            'v' => 'f',
            'z' => 's',
            'q' | 'c' | 'g' | 'j' => 'k',
            c => c,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// True if two words are spellings of one name.
pub(super) fn same_name(x: &str, y: &str) -> bool {
    if x == y {
        return true;
    }
    let (sx, sy) = (skeleton(x), skeleton(y));
    let long = sx.chars().count().min(sy.chars().count());
    let begin = x.chars().next() == y.chars().next();
    (sx == sy && (long >= 2 || (long == 1 && begin))) || (long >= 5 && one_apart(&sx, &sy))
}

/// One letter changed, missing or added.
fn one_apart(x: &str, y: &str) -> bool {
    let (x, y): (Vec<char>, Vec<char>) = (x.chars().collect(), y.chars().collect());
    let front = x.iter().zip(&y).take_while(|(a, b)| a == b).count();
    let back = x[front..].iter().rev().zip(y[front..].iter().rev());
    let back = back.take_while(|(a, b)| a == b).count();
    x.len().max(y.len()) - front - back <= 1
}

/// True if the unit looks like part of a proper name.
pub(super) fn is_name(text: &Text, i: usize) -> bool {
    let unit = &text.units[i];
    let lex = text.lex;
    unit.capital
        && unit.number.is_none()
        && !lex.is_stop(&unit.key)
        && lex.calendar.at(|k| (k == 0).then_some(unit.key.as_str())).is_none()
        && ![Role::Title, Role::Modifier, Role::Common, Role::Pronoun].iter().any(|&role| lex.has_role(&unit.key, role))
}

/// More different names than this and a near miss is no longer searched for.
const SEARCHED: usize = 2_000;

/// A name in a text: its units, and whether it stands where a speaker is named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) speaks: bool,
}

/// The names of a text and what helps to find them again in another one.
pub(super) struct Names {
    pub(super) list: Vec<Name>,
    skeletons: HashSet<String>,
    keys: Vec<String>,
    things: HashSet<usize>,
    thing_of: Vec<Option<usize>>,
}

impl Names {
    pub(super) fn of(text: &Text) -> Self {
        let thing_of = things(text);
        let cased = text.cased;
        let counts = |i: usize| {
            if cased {
                (is_name(text, i) && !text.is_listed(i)) || (thing_of[i].is_some() && text.units[i].capital)
            } else {
                thing_of[i].is_some() || (text.attributed[i] && bare_content(text, i))
            }
        };
        let mut list = Vec::new();
        let mut i = 0;
        while i < text.units.len() {
            if !counts(i) {
                i += 1;
                continue;
            }
            let from = i;
            i += 1;
            while i < text.units.len() && counts(i) && !text.breaks_at(i, Gap::BREAK) {
                i += 1;
            }
            let speaks = text.attributed[from..i].iter().any(|&x| x);
            let opens = from == 0 || text.breaks_at(from, Gap::SENTENCE.or(Gap::QUOTE).or(Gap::COLON));
            let sure = !cased || !opens || i - from > 1 || speaks || thing_of[from].is_some();
            if sure {
                list.push(Name { from, to: i, speaks });
            }
        }
        let mut skeletons = HashSet::new();
        let mut keys: Vec<&str> = Vec::new();
        for unit in text.units.iter().filter(|u| u.capital || !cased) {
            keys.push(&unit.key);
            for stem in spellings(&unit.key, cased) {
                let bones = skeleton(stem);
                if bones.chars().count() >= 2 {
                    skeletons.insert(bones);
                }
            }
        }
        keys.sort_unstable();
        keys.dedup();
        keys.truncate(SEARCHED);
        Self {
            list,
            skeletons,
            keys: keys.into_iter().map(str::to_owned).collect(),
            things: thing_of.iter().flatten().copied().collect(),
            thing_of,
        }
    }

    /// The names of `self` that the other text does not have in any spelling.
    pub(super) fn missing_from(&self, text: &Text, other: &Self) -> Vec<Name> {
        let cased = text.cased;
        let found = |i: usize| match self.thing_of[i] {
            Some(thing) if other.things.contains(&thing) => true,
            _ => other.has(text.key(i), cased),
        };
        self.list
            .iter()
            .filter(|name| {
                let hits = (name.from..name.to).filter(|&i| found(i)).count();
                hits * 2 < name.to - name.from
            })
            .copied()
            .collect()
    }

    fn has(&self, key: &str, cased: bool) -> bool {
        spellings(key, cased).any(|stem| {
            let bones = skeleton(stem);
            let long = bones.chars().count();
            (long >= 2 && self.skeletons.contains(&bones))
                || (long < 2 && self.keys.iter().any(|k| same_name(k, stem)))
                || (long >= 5
                    && self.skeletons.len() <= SEARCHED
                    && self.skeletons.iter().any(|s| one_apart(s, &bones)))
        })
    }
}

/// A word of a script without capitals, also without the particles written onto it.
fn spellings(key: &str, cased: bool) -> impl Iterator<Item = &str> {
    let particles: &[&str] =
        if cased { &[] } else { &["ال", "و", "ف", "ب", "ل", "ك", "وال", "بال", "لل"] };
    let stems = particles.iter().filter_map(|p| key.strip_prefix(p));
    std::iter::once(key).chain(stems.filter(|s| s.chars().count() >= 2))
}

fn bare_content(text: &Text, i: usize) -> bool {
    let key = text.key(i);
    text.units[i].number.is_none()
        && text.is_content(i)
        && ![Role::Title, Role::Modifier, Role::Pronoun, Role::End, Role::Common]
            .iter()
            .any(|&role| text.lex.has_role(key, role))
}

/// Which listed country, place or body each unit belongs to.
fn things(text: &Text) -> Vec<Option<usize>> {
    let units = &text.units;
    let mut out = vec![None; units.len()];
    let cased = units.iter().any(|u| u.capital);
    let mut i = 0;
    while i < units.len() {
        let found = EXONYMS
            .at(|k| units.get(i + k).map(|u| u.key.as_str()))
            .or_else(|| spellings(&units[i].key, cased).find_map(|stem| EXONYMS.at(|k| (k == 0).then_some(stem))))
            // "AS" and "US" are countries, "as" and "us" are not.
            .filter(|(len, _)| {
                let short = *len == 1 && units[i].key.len() <= 3;
                (!short || units[i].shouted) && (!cased || units[i].capital)
            });
        if let Some((len, thing)) = found {
            out[i..i + len].fill(Some(thing));
            i += len;
        } else {
            i += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_many_spellings() {
        for (x, y) in [
            ("shoigu", "shoygu"),
            ("shoigu", "شويغو"),
            ("shoigu", "шойгу"),
            ("putin", "بوتين"),
            ("путин", "putin"),
            ("khamenei", "chamenei"),
            ("anthony", "antony"),
            ("mohammed", "muhammad"),
            ("zelensky", "zelenskyy"),
            ("netanyahu", "نتنياهو"),
            ("erdoğan", "erdogan"),
        ] {
            assert!(same_name(x, y), "{x} {y}: {} {}", skeleton(x), skeleton(y));
        }
        for (x, y) in [("putin", "biden"), ("shoigu", "lavrov"), ("بوتين", "لافروف"), ("ali", "eli")] {
            assert!(!same_name(x, y), "{x} {y}");
        }
    }
}
