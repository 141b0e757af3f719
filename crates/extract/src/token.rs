//! Cuts text into words, marks and signs, each looked up once in the language's lists.
//! Everything later works on these tokens; nothing later reads the text character by character.

use crate::lexicon::{Cue, Lexicon, Phrase, class};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Word,
    Number,
    /// A quote mark that is not an apostrophe.
    Mark,
    /// A whole quotation, folded into one token.
    Quote,
    Sign,
}

/// One token. Offsets are bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tok {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) sort: Sort,
    /// The sign or quote mark; a space for words.
    pub(crate) ch: char,
    /// Starts with a capital letter.
    pub(crate) cap: bool,
    /// All letters are capitals (two or more).
    pub(crate) caps: bool,
    /// Ends in the full stop of an abbreviation.
    pub(crate) dot: bool,
    /// White space stands before it.
    pub(crate) space: bool,
    /// Line breaks before it: 0, 1 or 2.
    pub(crate) breaks: u8,
    /// Lexicon id of a word, index of a folded quotation.
    pub(crate) id: u32,
    /// Bits of [`class`].
    pub(crate) classes: u64,
    pub(crate) cue: Option<Cue>,
    pub(crate) number: u8,
}

impl Tok {
    pub(crate) const fn is(&self, classes: u64) -> bool {
        self.classes & classes != 0
    }
    pub(crate) fn sign(&self, ch: char) -> bool {
        self.sort == Sort::Sign && self.ch == ch
    }
    pub(crate) fn wordy(&self) -> bool {
        matches!(self.sort, Sort::Word | Sort::Number)
    }
    pub(crate) fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Arabic vowel signs and other marks that belong to the letter before.
fn joins(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}' | '\u{200c}' | '\u{200d}')
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '″'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '‘'
            | '’'
            | '\''
            | '‚'
            | '‛'
            | '`'
            | '＂'
    )
}

/// Cuts `text` into tokens.
pub(crate) fn tokens(text: &str, lex: &Lexicon) -> Vec<Tok> {
    let mut out: Vec<Tok> = Vec::with_capacity(text.len() / 5 + 8);
    let mut lower = String::new();
    let mut space = false;
    let mut breaks = 0_u8;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{200b}') {
            space = true;
            if c == '\n' || c == '\u{2029}' {
                breaks = (breaks + 1).min(2);
            }
            at += c.len_utf8();
            continue;
        }
        let start = at;
        let mut tok = Tok {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            end: 0,
            sort: Sort::Sign,
            ch: c,
            cap: false,
            caps: false,
            dot: false,
            space,
            breaks,
            id: 0,
            classes: 0,
            cue: None,
            number: 0,
        };
        if c.is_alphanumeric() || ((c == '@' || c == '#') && next_is_word(text, at + 1)) {
            at = word_end(text, at + c.len_utf8(), c);
            let piece = &text[start..at];
            tok.ch = ' ';
            tok.sort = if c.is_numeric() { Sort::Number } else { Sort::Word };
            tok.cap = c.is_uppercase();
            tok.caps = tok.cap && piece.chars().nth(1).is_some() && piece.chars().all(|x| !x.is_lowercase());
            fold(piece, &mut lower);
            look_up(&mut tok, &lower, lex);
            if text[at..].starts_with('.') && takes_dot(&tok, piece) {
                at += 1;
                tok.dot = true;
            }
        } else if is_mark(c) {
            tok.sort = Sort::Mark;
            // "لـ"الجزيرة"": behind the drawn-out letter a mark opens as behind a blank.
            tok.space |= text[..start].ends_with('\u{640}');
            at += c.len_utf8();
            let next = text[at..].chars().next();
            let own = !space && out.last().is_some_and(Tok::wordy);
            if (c == '\'' || c == '`') && next == Some(c) {
                tok.ch = '"';
                at += 1;
            } else if own && matches!(c, '\'' | '’') && possessive(&text[at..]) {
                tok.sort = Sort::Word;
                tok.ch = ' ';
                tok.classes = class::POSS;
                at += 1;
            }
        } else {
            at += c.len_utf8();
            if c == '-' && text[at..].starts_with('-') {
                while text[at..].starts_with('-') {
                    at += 1;
                }
                tok.ch = '—';
            }
        }
        tok.end = u32::try_from(at).unwrap_or(u32::MAX);
        out.push(tok);
        space = false;
        breaks = 0;
    }
    phrases(&mut out, lex);
    out
}

fn possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next().is_some_and(|c| c == 's' || c == 'S') && !chars.next().is_some_and(char::is_alphanumeric)
}

fn next_is_word(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(|c| c.is_alphanumeric() || c == '_')
}

/// Where the word that starts before `at` ends.
fn word_end(text: &str, mut at: usize, first: char) -> usize {
    let mut prev = first;
    let mut length = 1;
    let mut lowers = usize::from(first.is_lowercase());
    while let Some(c) = text[at..].chars().next() {
        if c.is_alphanumeric() || joins(c) || (c == '_' && (first == '@' || first == '#')) {
            prev = c;
            length += 1;
            lowers += usize::from(c.is_lowercase());
            at += c.len_utf8();
            continue;
        }
        let next = text[at + c.len_utf8()..].chars().next();
        let Some(next) = next.filter(|n| n.is_alphanumeric()) else { break };
        let digits = prev.is_numeric() && next.is_numeric();
        let inner = match c {
            '-' | '‑' | '_' => true,
            '\'' | '’' => prev.is_alphabetic() && next.is_alphabetic() && !possessive(&text[at + c.len_utf8()..]),
            // "selesai.Kami" lacks a space; "arrahmah.id", "U.S" and "31.065" do not.
            '.' => {
                !(next.is_uppercase() && lowers >= 1 && length > 1)
                    && (prev.is_numeric() == next.is_numeric() || length > 2)
            }
            ',' | '/' | ':' => digits,
            '&' => prev.is_uppercase() && next.is_uppercase(),
            _ => false,
        };
        if !inner {
            break;
        }
        if c == '.' {
            lowers = 0;
        }
        prev = next;
        length += 2;
        at += c.len_utf8() + next.len_utf8();
    }
    at
}

fn takes_dot(tok: &Tok, piece: &str) -> bool {
    let mut chars = piece.chars();
    let single = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    let initials =
        piece.contains('.') && piece.split('.').all(|p| p.chars().count() == 1 && !p.starts_with(char::is_numeric));
    // "M.Hum.", "Ph.D."
    let degree = tok.cap && piece.contains('.') && piece.len() <= 6;
    single || initials || degree || tok.is(class::ABBR)
}

/// Lower-cases a word and drops what does not tell words apart (Arabic vowel signs, curly apostrophes).
pub(crate) fn fold(piece: &str, out: &mut String) {
    out.clear();
    if piece.is_ascii() {
        out.push_str(piece);
        out.make_ascii_lowercase();
        return;
    }
    for c in piece.chars() {
        match c {
            '’' => out.push('\''),
            'أ' | 'إ' | 'آ' => out.push('ا'),
            c if joins(c) => {}
            c => out.extend(c.to_lowercase()),
        }
    }
}

fn look_up(tok: &mut Tok, lower: &str, lex: &Lexicon) {
    tok.id = lex.id(lower);
    if tok.id == 0 && lex.grammar.caseless {
        // Arabic writes "and" as part of the next word.
        if let Some(rest) = lower.strip_prefix('و').or_else(|| lower.strip_prefix('ف')) {
            tok.id = lex.id(rest);
        }
        // "نقيبها": whose office it is, is written on.
        let owner = ["ها", "هم", "ه"].iter().find_map(|s| lower.strip_suffix(s));
        if tok.id == 0
            && let Some(stem) = owner
        {
            let office = lex.word(lex.id(stem)).classes & class::ROLE;
            if office != 0 {
                tok.classes = office;
                return;
            }
        }
        // "to" and "for" are written on, too: "said to the agency X" is one word and a name.
        if tok.id == 0
            && let Some(rest) = lower.strip_prefix('ل')
        {
            // "ل" and the article make "لل".
            let id = match rest.strip_prefix('ل') {
                Some(noun) => lex.id(&format!("ال{noun}")),
                None => lex.id(rest),
            };
            if lex.word(id).classes & (class::OUTNOUN | class::OUTLET) != 0 {
                tok.id = id;
                let word = lex.word(id);
                tok.classes = word.classes | class::TO;
                return;
            }
        }
    }
    if tok.id == 0
        && lex.grammar.nya
        && let Some(stem) = lower.strip_suffix("nya")
    {
        // "pengacaranya", "dalam keterangannya": whose it is changes nothing.
        tok.id = Some(lex.id(stem)).filter(|&id| lex.word(id).cue.is_none()).unwrap_or(0);
        let keep = class::ROLE | class::MALE | class::FEMALE | class::OCCASION | class::OUTNOUN;
        tok.classes = lex.word(lex.id(stem)).classes & keep;
        return;
    }
    let word = lex.word(tok.id);
    tok.classes = word.classes | if tok.caps { word.shout } else { 0 };
    tok.cue = word.cue;
    tok.number = word.number;
    if tok.is(class::OUTLET) && !tok.cap && !tok.is(class::SMALL) && !lex.grammar.caseless {
        tok.classes &= !(class::OUTLET | class::WIRE);
    }
}

/// Is an outlet's listed name meant? "The Sun" and "the Sun" are, "The sun" is not.
fn named(toks: &[Tok], i: usize, p: &Phrase) -> bool {
    let last = toks.get(i + p.rest.len()).is_some_and(|t| t.cap || t.sort == Sort::Number || t.is(class::SMALL));
    let first = toks[i].cap || toks[i].is(class::DET) || p.classes & class::SMALL != 0;
    first && (last || p.classes & class::SMALL != 0)
}

/// Marks listed phrases on the tokens they cover.
fn phrases(toks: &mut [Tok], lex: &Lexicon) {
    let mut i = 0;
    while i < toks.len() {
        let head = toks[i].id;
        if head != 0 && toks[i].wordy() && lex.word(head).heads {
            let hit = lex.phrases(head).iter().find(|p| {
                toks.get(i + 1..i + 1 + p.rest.len())
                    .is_some_and(|t| t.iter().zip(&p.rest).all(|(t, &id)| t.id == id && t.wordy() && t.breaks == 0))
                    && (p.classes & class::OUTLET == 0 || lex.grammar.caseless || named(toks, i, p))
            });
            if let Some(p) = hit {
                for (k, t) in toks[i..=i + p.rest.len()].iter_mut().enumerate() {
                    if p.cue.is_some() || p.classes & (class::CONN | class::EMPTY) != 0 {
                        t.cue = None;
                    }
                    if k == 0 {
                        t.cue = p.cue.or(t.cue);
                    }
                    t.classes |= p.classes;
                }
                i += p.rest.len() + 1;
                continue;
            }
        }
        i += 1;
    }
}
