//! Text as people type it. What was said is evidence, so text is checked, never tidied:
//! only the line ends that a browser adds on posting are undone.

use crate::invalid::{Invalid, Reason};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The longest wording of one mention, in code points.
pub const MAX_WORDING: usize = 10_000;
/// The longest name, title or other single line, in code points.
pub const MAX_LINE: usize = 300;
/// The longest note, in code points.
pub const MAX_NOTE: usize = 5_000;
/// The longest snapshot of a document, in code points.
pub const MAX_SNAPSHOT: usize = 1_000_000;

/// Undoes what posting a form does to line ends (CR LF becomes LF).
pub fn form_newlines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Checks a text of several lines and gives it back with outer white space removed.
///
/// # Errors
/// [`Reason::TooLong`] above `max` code points, [`Reason::ControlCharacter`] for anything that
/// cannot be printed (tab and line feed are fine). An empty text is not an error here.
pub fn block(field: &str, text: &str, max: usize) -> Result<String, Invalid> {
    let text = form_newlines(text);
    let text = text.trim();
    check(field, text, max)?;
    Ok(text.to_owned())
}

/// Checks a text of one line and gives it back with outer white space removed.
///
/// # Errors
/// As [`block`], and [`Reason::LineBreak`].
pub fn line(field: &str, text: &str, max: usize) -> Result<String, Invalid> {
    let text = block(field, text, max)?;
    if text.contains(['\n', '\u{2028}', '\u{2029}']) {
        return Err(Invalid::new(field, Reason::LineBreak));
    }
    Ok(text)
}

/// As [`line`], and something must be written.
///
/// # Errors
/// As [`line`], and [`Reason::Empty`].
pub fn required_line(field: &str, text: &str, max: usize) -> Result<String, Invalid> {
    let text = line(field, text, max)?;
    if text.is_empty() {
        return Err(Invalid::new(field, Reason::Empty));
    }
    Ok(text)
}

fn check(field: &str, text: &str, max: usize) -> Result<(), Invalid> {
    let mut len = 0;
    for (at, c) in text.chars().enumerate() {
        len += 1;
        if (c.is_control() && c != '\n' && c != '\t') || is_noncharacter(c) {
            return Err(Invalid::new(field, Reason::ControlCharacter { code: u32::from(c), at }));
        }
    }
    if len > max {
        return Err(Invalid::new(field, Reason::TooLong { max, len }));
    }
    Ok(())
}

/// Code points that Unicode keeps free of meaning for ever (Unicode 16, section 23.7).
fn is_noncharacter(c: char) -> bool {
    let code = u32::from(c);
    (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE
}

/// Folds a text for finding: case, accents, Arabic vowel marks, alef and ya forms and tatweel,
/// and everything that is neither letter nor digit becomes one space.
///
/// It is used on both sides of every search, and is never shown.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfkd() {
        if is_combining_mark(c) || matches!(c, '\u{0640}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}') {
            continue;
        }
        // An apostrophe inside a word belongs to it: O'Neil, Qur'an.
        if matches!(c, '\'' | '’' | 'ʼ' | '`' | 'ʿ' | 'ʾ') {
            continue;
        }
        if c.is_alphanumeric() {
            if gap && !folded.is_empty() {
                folded.push(' ');
            }
            gap = false;
            for lower in c.to_lowercase() {
                match lower {
                    'ى' | 'ی' => folded.push('ي'),
                    'ة' => folded.push('ه'),
                    'ک' => folded.push('ك'),
                    'ß' => folded.push_str("ss"),
                    'ø' => folded.push('o'),
                    'ł' => folded.push('l'),
                    'đ' => folded.push('d'),
                    'ı' => folded.push('i'),
                    other if is_combining_mark(other) => {}
                    other => folded.push(other),
                }
            }
        } else {
            gap = true;
        }
    }
    folded
}

/// The first `max` code points, with an ellipsis where something was cut at a word's end.
pub fn clip(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let head: String = text.chars().take(max).collect();
    let cut = head.rfind(char::is_whitespace).filter(|at| *at > head.len() / 2).unwrap_or(head.len());
    format!("{}…", head[..cut].trim_end_matches([',', ';', ':', '.', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folding_finds_across_case_accents_and_arabic_forms() {
        assert_eq!(fold("  Sérgei   SHOIGU "), "sergei shoigu");
        assert_eq!(fold("أحمد"), fold("احمد"));
        assert_eq!(fold("مُحَمَّد"), fold("محمد"));
        assert_eq!(fold("مدرسة"), fold("مدرسه"));
        assert_eq!(fold("Arrahmah.id"), "arrahmah id");
        assert_eq!(fold("Qur’an"), "quran");
    }

    #[test]
    fn control_characters_are_named_with_their_place() {
        let refused = block("wording", "ab\0c", MAX_WORDING).unwrap_err();
        assert_eq!(refused.reason, Reason::ControlCharacter { code: 0, at: 2 });
        assert_eq!(block("w", "a\tb\r\nc", 10).unwrap(), "a\tb\nc");
    }

    #[test]
    fn length_counts_code_points_not_bytes() {
        assert!(line("n", &"ق".repeat(300), 300).is_ok());
        let refused = line("n", &"😀".repeat(301), 300).unwrap_err();
        assert_eq!(refused.reason, Reason::TooLong { max: 300, len: 301 });
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,60}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn clipping_never_grows(text in "\\PC{0,80}", max in 1usize..40) {
            prop_assert!(clip(&text, max).chars().count() <= max + 1);
        }
    }
}
