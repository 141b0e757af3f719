//! Words that occur nowhere else, so that what is found can only be what was saved.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// One for this run, so that a library from an earlier one cannot be taken for it.
static RUN: LazyLock<String> = LazyLock::new(|| letters(fastrand::u64(26 * 26 * 26 * 26..u64::MAX >> 16)));
static NEXT: AtomicU64 = AtomicU64::new(1);

/// A word that was never given before.
pub(crate) fn unique(stem: &str) -> String {
    format!("{stem}{}q{}q", *RUN, letters(NEXT.fetch_add(1, Ordering::Relaxed)))
}

/// A number in letters, so that search takes it as one word and no digit looks like a date.
fn letters(mut number: u64) -> String {
    let mut out = String::new();
    loop {
        out.push(char::from(b"abcdefghijklmnoprstuvwxyz"[usize::try_from(number % 25).unwrap_or_default()]));
        number /= 25;
        if number == 0 {
            return out;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_given_twice_and_none_is_part_of_another() {
        let all: Vec<String> = (0..700).map(|_| unique("kata")).collect();
        let longer = all.iter().filter(|word| all.iter().any(|other| other != *word && other.contains(word.as_str())));
        assert_eq!(longer.collect::<Vec<_>>(), Vec::<&String>::new());
        assert!(all.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_lowercase())));
    }
}
