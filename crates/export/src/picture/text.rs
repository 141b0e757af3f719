//! Words on a card: how wide they will be, where to break them, which way they run.
//! SVG breaks no lines itself, and no font can be asked, so widths are estimated on the wide side.

use super::tally::tally;

/// Estimated width in pixels at a font size.
pub(super) fn width(text: &str, size: f64) -> f64 {
    tally(text.len());
    text.chars().map(em).sum::<f64>() * size
}

/// About the width of a letter in a wide sans serif, in em.
fn em(letter: char) -> f64 {
    match letter {
        _ if joins(letter) => 0.0,
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '’' | '‘' | ' ' => 0.34,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' => 0.44,
        'm' | 'w' | 'M' | 'W' | '—' | '…' | '→' | '↻' | '≠' => 1.0,
        'a'..='z' | '0'..='9' => 0.64,
        'A'..='Z' => 0.76,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => 0.62,
        '\u{370}'..='\u{52f}' if letter.is_lowercase() => 0.7,
        _ if is_wide(letter) => 1.05,
        '\u{0}'..='\u{24f}' => 0.68,
        _ => 0.8,
    }
}

/// Scripts and signs set in full squares, which may also be broken anywhere.
fn is_wide(letter: char) -> bool {
    letter >= '\u{1100}'
        && matches!(letter,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}'
        | '\u{1f000}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}')
}

/// Marks that belong to the letter before them: never at the start of a line.
fn joins(letter: char) -> bool {
    letter >= '\u{300}'
        && matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{93a}'..='\u{93c}' | '\u{93e}'..='\u{94f}' | '\u{e31}' | '\u{e34}'..='\u{e3a}'
        | '\u{e47}'..='\u{e4e}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Whether text runs from right to left: its first letter with a direction decides.
pub(crate) fn is_rtl(text: &str) -> bool {
    text.chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'))
}

/// Breaks text into at most `lines` lines of at most `room` pixels; what is left over becomes an
/// ellipsis. Words too long for a line are cut.
pub(crate) fn wrap(text: &str, size: f64, room: f64, lines: usize) -> Vec<String> {
    if lines == 0 {
        return Vec::new();
    }
    let mut out: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut taken = 0.0;
    for piece in pieces(text, size, room) {
        let glue = if piece.spaced && !line.is_empty() { " " } else { "" };
        let longer = taken + width(glue, size) + piece.width;
        // Sums of parts differ from the sum of the whole by less than any dot.
        if !line.is_empty() && longer > room - 1e-6 {
            if out.len() + 1 == lines {
                line.push_str(glue);
                line.push_str(&piece.text);
                out.push(shorten(&line, size, room));
                return out;
            }
            out.push(std::mem::take(&mut line));
            taken = piece.width;
        } else {
            line.push_str(glue);
            taken = longer;
        }
        line.push_str(&piece.text);
    }
    if !line.is_empty() && out.len() < lines {
        out.push(line);
    }
    out
}

struct Piece {
    text: String,
    width: f64,
    /// Whether white space stood before it.
    spaced: bool,
}

/// What may stand on a line by itself: words, single wide letters, and cuts of overlong words.
fn pieces(text: &str, size: f64, room: f64) -> Vec<Piece> {
    let mut out = Vec::new();
    for word in text.split_whitespace() {
        let mut spaced = true;
        let mut piece = String::new();
        let mut taken = 0.0;
        let mut wide_before = false;
        for letter in word.chars() {
            tally(1);
            let wide = is_wide(letter);
            let own = em(letter) * size;
            let cut = wide || wide_before || taken + own > room;
            if cut && !piece.is_empty() && !joins(letter) && !hangs(letter) {
                out.push(Piece { text: std::mem::take(&mut piece), width: taken, spaced });
                spaced = false;
                taken = 0.0;
            }
            piece.push(letter);
            taken += own;
            wide_before = wide;
        }
        if !piece.is_empty() {
            out.push(Piece { text: piece, width: taken, spaced });
        }
    }
    out
}

/// Closing marks of wide scripts, which never begin a line.
fn hangs(letter: char) -> bool {
    matches!(letter, '。' | '、' | '，' | '」' | '』' | '）' | '？' | '！' | '：' | '；')
}

/// Takes letters off the end until the rest and an ellipsis fit.
fn shorten(text: &str, size: f64, room: f64) -> String {
    let mut kept: Vec<char> = text.chars().collect();
    while !kept.is_empty() {
        let shown: String = kept.iter().collect::<String>().trim_end().to_owned() + "…";
        if width(&shown, size) <= room {
            return shown;
        }
        // A mark goes together with the letter it belongs to.
        while kept.pop().is_some_and(joins) {}
    }
    "…".to_owned()
}

/// Text made safe for element content and attribute values; signs XML forbids are dropped.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_of_an_attribute_or_an_element() {
        assert_eq!(escape("<a href=\"x\" o='y'>&\u{0}\u{1b}\n"), "&lt;a href=&quot;x&quot; o=&#39;y&#39;&gt;&amp; ");
    }

    #[test]
    fn lines_are_never_wider_than_their_room() {
        for text in [
            "Kami siap bekerja sama sepenuhnya dengan Iran di berbagai bidang",
            "https://example.org/a/very/long/address/without/any/space/in/it/at/all.html",
            "俄羅斯聯邦安全會議秘書紹伊古在德黑蘭表示，願意全面合作。",
            "نحن مستعدون للتعاون الكامل مع إيران في مختلف المجالات",
            "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}",
        ] {
            for room in [40.0, 90.0, 200.0] {
                for line in wrap(text, 14.0, room, 3) {
                    assert!(width(&line, 14.0) <= room, "{line:?} in {room}");
                    assert!(!line.starts_with('\u{301}'));
                }
            }
        }
    }

    #[test]
    fn what_is_left_over_becomes_an_ellipsis() {
        let lines = wrap("one two three four five six seven", 10.0, 60.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'), "{lines:?}");
        assert_eq!(wrap("short", 10.0, 100.0, 2), ["short"]);
        assert!(wrap("  ", 10.0, 100.0, 2).is_empty());
    }

    #[test]
    fn the_first_letter_decides_the_direction() {
        assert!(is_rtl("«نحن» Reuters"));
        assert!(!is_rtl("Reuters نحن"));
        assert!(!is_rtl("7/8"));
    }
}
