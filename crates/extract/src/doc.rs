//! The article as the rules see it: tokens with every quotation folded into one, in sentences.
//! Folding first means that a cue inside a quotation can never be taken for the article's own.

use crate::lexicon::{Lexicon, class};
use crate::marks::{outermost, pairs};
use crate::token::{Sort, Tok, tokens};

/// A quotation in marks, outermost only. Offsets are bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fold {
    /// Its words, without the marks.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// How many words stand inside.
    pub(crate) words: u32,
    /// Its first word has a capital letter.
    pub(crate) cap: bool,
    /// Most of its words have a capital letter.
    pub(crate) titled: bool,
    /// The last sign inside, before the closing mark.
    pub(crate) last: char,
    /// The next paragraph carries it on.
    pub(crate) continues: bool,
}

/// A sentence: tokens `a..b` of the folded text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sent {
    pub(crate) a: usize,
    pub(crate) b: usize,
    pub(crate) para: u32,
}

pub(crate) struct Doc<'a> {
    pub(crate) text: &'a str,
    pub(crate) lex: &'static Lexicon,
    pub(crate) toks: Vec<Tok>,
    pub(crate) folds: Vec<Fold>,
    pub(crate) sents: Vec<Sent>,
}

/// The most tokens a sentence may have.
const LONGEST: usize = 320;

/// Signs that end a sentence.
pub(crate) fn ends(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '。')
}

impl<'a> Doc<'a> {
    pub(crate) fn new(text: &'a str, lex: &'static Lexicon) -> Self {
        let mut raw = tokens(text, lex);
        unwrap_lines(&mut raw, text);
        let (toks, folds) = fold(text, &raw);
        drop(raw);
        let mut doc = Self { text, lex, toks, folds, sents: Vec::new() };
        doc.sents = doc.split();
        doc
    }

    /// Makes token `at` open a sentence: behind a dateline the story begins.
    pub(crate) fn cut(&mut self, at: usize) {
        let i = self.sents.partition_point(|s| s.b <= at);
        if let Some(s) = self.sents.get(i).copied().filter(|s| s.a < at) {
            self.sents[i].b = at;
            self.sents.insert(i + 1, Sent { a: at, ..s });
        }
    }

    pub(crate) fn word(&self, i: usize) -> &'a str {
        self.toks.get(i).map_or("", |t| &self.text[t.range()])
    }

    /// The words of tokens `a..b`.
    pub(crate) fn words(&self, a: usize, b: usize) -> &'a str {
        match (self.toks.get(a), b.checked_sub(1).and_then(|b| self.toks.get(b))) {
            (Some(x), Some(y)) if a < b => &self.text[x.start as usize..y.end as usize],
            _ => "",
        }
    }

    pub(crate) fn fold_at(&self, i: usize) -> Option<&Fold> {
        self.toks.get(i).filter(|t| t.sort == Sort::Quote).and_then(|t| self.folds.get(t.id as usize))
    }

    fn split(&self) -> Vec<Sent> {
        let mut out = Vec::new();
        let mut a = 0;
        let mut para = 0;
        for i in 0..self.toks.len() {
            let last = i + 1 == self.toks.len();
            let breaks = self.toks.get(i + 1).map_or(0, |t| t.breaks);
            // "Cruz continued:" and his words in the next paragraph are one.
            let leads = self.toks[i].sign(':') && self.fold_at(i + 1).is_some() && self.introduces(a, i);
            // A sentence no writer would write is cut, so that work inside sentences stays bounded.
            let endless = i >= a + LONGEST;
            if last || breaks > 0 && !leads || endless || self.breaks_after(i) {
                out.push(Sent { a, b: i + 1, para });
                a = i + 1;
                para += u32::from(breaks > 0);
            }
        }
        out
    }

    fn breaks_after(&self, i: usize) -> bool {
        let (t, n) = (&self.toks[i], &self.toks[i + 1]);
        let opens = n.cap
            || matches!(n.sort, Sort::Number | Sort::Quote)
            || n.ch == '('
            || (self.lex.grammar.caseless && n.wordy());
        if t.sort == Sort::Sign && ends(t.ch) {
            if n.sort == Sort::Sign && ends(n.ch) {
                return false;
            }
            return opens || n.sort == Sort::Mark || matches!(n.ch, '@' | '#' | '[' | '*') || !n.ch.is_ascii();
        }
        if t.dot && n.cap && n.space {
            let short = t.end - t.start <= 2;
            let starter = n.is(class::DET
                | class::PRONOUN
                | class::PLURAL
                | class::CONN
                | class::SUBORD
                | class::PREP
                | class::SELF);
            return starter && !t.is(class::TITLE) && !short;
        }
        if let Some(f) = self.fold_at(i) {
            if !ends(f.last) || (!opens && n.sort != Sort::Mark) {
                return false;
            }
            return n.sort == Sort::Quote || !self.tail_attribution(i + 1);
        }
        false
    }

    /// A cue for direct speech stands near the colon at `i`.
    fn introduces(&self, a: usize, i: usize) -> bool {
        (a.max(i.saturating_sub(12))..i).any(|k| self.toks[k].cue.is_some_and(|c| c.is(crate::lexicon::tag::QUOTE)))
    }

    /// Does "Smith said." stand here, leaning on the quotation before it?
    fn tail_attribution(&self, i: usize) -> bool {
        let mut j = i;
        let mut comma = false;
        while j < self.toks.len() && j < i + 9 {
            let t = &self.toks[j];
            if t.breaks > 0 && j > i || t.sort == Sort::Quote || (t.sort == Sort::Sign && t.ch != ',') {
                return false;
            }
            if let Some(cue) = t.cue.filter(|c| c.is(crate::lexicon::tag::QUOTE) && !t.cap && j > i) {
                let mut k = j + cue.len as usize;
                while self.toks.get(k).is_some_and(|t| t.breaks == 0 && t.is(class::ADV | class::DAY)) {
                    k += 1;
                }
                return self.toks.get(k).is_none_or(|t| {
                    t.breaks > 0
                        || t.sign('.')
                        || t.is(class::PREP | class::TO) && !t.is(class::COMP) && !t.cap
                        || t.sign(',') && !comma && self.toks.get(k + 1).is_none_or(|n| n.sort == Sort::Quote)
                });
            }
            // "The ruling, he wrote, “…”" opens a sentence of its own.
            comma |= t.sign(',') && j > i;
            j += 1;
        }
        false
    }
}

/// Text wrapped at a fixed width has line breaks that mean nothing.
fn unwrap_lines(toks: &mut [Tok], text: &str) {
    let (mut single, mut soft) = (0, 0);
    for i in 1..toks.len() {
        if toks[i].breaks == 1 {
            single += 1;
            let low = text[toks[i].range()].chars().next().is_some_and(char::is_lowercase);
            soft += usize::from(low && !(toks[i - 1].sort == Sort::Sign && ends(toks[i - 1].ch)));
        }
    }
    if single >= 6 && soft * 3 > single {
        for t in toks {
            if t.breaks == 1 {
                t.breaks = 0;
                t.space = true;
            }
        }
    }
}

/// Folds every outermost quotation that holds a word into one token.
fn fold(text: &str, raw: &[Tok]) -> (Vec<Tok>, Vec<Fold>) {
    let pairs = outermost(&pairs(raw));
    let mut toks = Vec::with_capacity(raw.len());
    let mut folds: Vec<Fold> = Vec::new();
    let mut i = 0;
    for p in pairs {
        let (open, close) = (p.open as usize, (p.close as usize).min(raw.len()));
        let inside = &raw[(open + 1).min(close)..close];
        let words = inside.iter().filter(|t| t.wordy()).count();
        if words == 0 || open < i {
            continue;
        }
        toks.extend_from_slice(&raw[i..open]);
        let (Some(first), Some(last)) = (inside.first(), inside.last()) else { continue };
        let caps = inside.iter().filter(|t| t.wordy() && (t.cap || t.sort == Sort::Number)).count();
        let outer_end = if p.closed { raw[close].end } else { last.end };
        let fold = Fold {
            start: first.start as usize,
            end: last.end as usize,
            words: u32::try_from(words).unwrap_or(u32::MAX),
            cap: inside.iter().find(|t| t.wordy()).is_some_and(|t| t.cap || t.sort == Sort::Number),
            titled: caps * 3 >= words * 2 && words > 1,
            last: text[..last.end as usize].chars().next_back().unwrap_or(' '),
            continues: p.continues,
        };
        // „Handelsblatt“: an outlet's name in marks stays an outlet.
        let outlet = inside.iter().all(|t| t.is(class::OUTLET));
        toks.push(Tok {
            sort: Sort::Quote,
            ch: ' ',
            end: outer_end,
            id: u32::try_from(folds.len()).unwrap_or(0),
            classes: if outlet { class::OUTLET } else { 0 },
            cue: None,
            cap: false,
            ..raw[open]
        });
        folds.push(fold);
        i = if p.closed { close + 1 } else { close };
    }
    toks.extend_from_slice(raw.get(i..).unwrap_or(&[]));
    (toks, folds)
}
