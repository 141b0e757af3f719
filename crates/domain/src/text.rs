//! Text as people type it. What was said is evidence, so text is checked, never tidied:
//! only the line ends that a browser adds on posting are undone.

use crate::invalid::{Invalid, Reason};
use icu_properties::{CodePointSetData, props::DefaultIgnorableCodePoint};
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
/// cannot be printed (tab and line feed are fine), [`Reason::Invisible`] for a text of which nothing can be seen. An
/// empty text is not an error here.
pub fn block(field: &str, text: &str, max: usize) -> Result<String, Invalid> {
    let text = form_newlines(text);
    let text = text.trim();
    check(field, text, max)?;
    Ok(text.to_owned())
}

/// Checks a text of one line and gives it back with outer white space removed.
///
/// # Errors
/// As [`block`], [`Reason::LineBreak`], and [`Reason::ControlCharacter`] for what turns the direction of the text after
/// it: a name stands in sentences, titles and files, where nothing ends its reach.
pub fn line(field: &str, text: &str, max: usize) -> Result<String, Invalid> {
    let text = block(field, text, max)?;
    if text.contains(['\n', '\u{2028}', '\u{2029}']) {
        return Err(Invalid::new(field, Reason::LineBreak));
    }
    if let Some((at, c)) = text.chars().enumerate().find(|(_, c)| turns_direction(*c)) {
        return Err(Invalid::new(field, Reason::ControlCharacter { code: u32::from(c), at }));
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
    if len > 0 && text.chars().all(is_invisible) {
        return Err(Invalid::new(field, Reason::Invisible));
    }
    Ok(())
}

/// Embeddings, overrides and isolates of the bidirectional algorithm (Unicode 16, UAX #9, sections 2.1 to 2.4). The marks
/// without reach, U+200E, U+200F and U+061C, are part of how Arabic and Hebrew are written.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// White space, what Unicode draws nothing for, and the empty Braille cell.
fn is_invisible(c: char) -> bool {
    c.is_whitespace() || c == '\u{2800}' || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
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
    fn what_turns_the_direction_of_a_line_is_refused() {
        for c in ['\u{202A}', '\u{202E}', '\u{2066}', '\u{2069}'] {
            let refused = line("name", &format!("Ali{c} Madan"), MAX_LINE).unwrap_err();
            assert_eq!(refused.reason, Reason::ControlCharacter { code: u32::from(c), at: 3 });
            assert!(block("wording", &format!("kata{c}"), MAX_WORDING).is_ok(), "words are kept as they were printed");
        }
        for mark in ['\u{200E}', '\u{200F}', '\u{061C}', '\u{200C}', '\u{200D}'] {
            assert!(line("name", &format!("علي{mark} مدن"), MAX_LINE).is_ok(), "{mark:?} is part of writing");
        }
    }

    #[test]
    fn a_text_of_which_nothing_can_be_seen_is_no_text() {
        for text in [
            "\u{200B}",
            "\u{2060}\u{FEFF}",
            "\u{3164}",
            "\u{115F}\u{1160}",
            "\u{2800}",
            "\u{00AD} \u{200D}",
            "\u{E0041}",
        ] {
            assert_eq!(block("wording", text, MAX_WORDING).unwrap_err().reason, Reason::Invisible, "{text:?}");
            assert_eq!(required_line("name", text, MAX_LINE).unwrap_err().reason, Reason::Invisible, "{text:?}");
        }
        assert_eq!(block("note", " \n\t", MAX_NOTE).unwrap(), "", "white space is nothing at all");
        assert!(line("name", "و\u{200D}", MAX_LINE).is_ok());
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
