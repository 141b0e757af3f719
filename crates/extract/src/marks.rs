//! Pairs quote marks of every style into quotations.
//! One pass with a small stack, so that any text, even one of only quote marks, takes linear time.

use crate::token::{Sort, Tok};

/// A pair of quote marks, as token indices of the opening and closing mark.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair {
    pub(crate) open: u32,
    /// The closing mark, or one past the last token inside when there is none.
    pub(crate) close: u32,
    /// A closing mark stands there.
    pub(crate) closed: bool,
    /// The next paragraph goes on with it.
    pub(crate) continues: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Angle,
}

struct Open {
    at: usize,
    family: Family,
    ch: char,
}

/// What the signs around a mark allow it to be.
#[derive(Clone, Copy)]
struct Sides {
    left_free: bool,
    right_free: bool,
}

const DEPTH: usize = 6;

fn family(c: char) -> Family {
    match c {
        '«' | '»' | '‹' | '›' => Family::Angle,
        '‘' | '’' | '\'' | '‚' | '‛' | '`' => Family::Single,
        _ => Family::Double,
    }
}

fn sides(toks: &[Tok], i: usize) -> Sides {
    let t = &toks[i];
    let opener = |p: &Tok| match p.sort {
        Sort::Sign => matches!(p.ch, '(' | '[' | '{' | '—' | '–' | '-' | '/' | ':' | '='),
        Sort::Mark => matches!(p.ch, '“' | '„' | '‘' | '‚' | '«' | '"' | '\''),
        _ => false,
    };
    let left_free = i == 0 || t.space || opener(&toks[i - 1]);
    let right_free = toks.get(i + 1).is_none_or(|n| {
        n.space
            || (n.sort == Sort::Sign
                && !matches!(n.ch, '(' | '[' | '#' | '@' | '…' | '$' | '€' | '£')
                && !n.ch.is_alphanumeric()
                && n.ch.is_ascii_punctuation())
    });
    Sides { left_free, right_free }
}

/// Finds the quotations of a text; outermost and nested, sorted by opening mark.
pub(crate) fn pairs(toks: &[Tok]) -> Vec<Pair> {
    let next_mark = next_double(toks);
    let mut out: Vec<Pair> = Vec::new();
    let mut stack: Vec<Open> = Vec::new();
    for (i, t) in toks.iter().enumerate() {
        if t.breaks > 0 && !stack.is_empty() {
            paragraph_end(toks, i, &next_mark, &mut stack, &mut out);
        }
        if t.sort != Sort::Mark {
            continue;
        }
        let fam = family(t.ch);
        let side = sides(toks, i);
        let open_here = stack.iter().rposition(|o| o.family == fam && matches(o.ch, t.ch));
        let wants = wants(t.ch, side, open_here.is_some());
        match (wants, open_here) {
            (Wants::Close, Some(depth)) => {
                if fam == Family::Single && depth + 1 < stack.len() {
                    continue;
                }
                out.push(Pair { open: idx(stack[depth].at), close: idx(i), closed: true, continues: false });
                stack.truncate(depth);
            }
            (Wants::Open, same) => {
                if fam != Family::Single
                    && let Some(depth) = same
                    && stack[depth].ch == t.ch
                    && t.ch == '"'
                {
                    // A straight mark never nests in itself: the earlier one was left open.
                    leave_open(stack[depth].at, i, &mut out);
                    stack.truncate(depth);
                }
                if stack.len() < DEPTH {
                    stack.push(Open { at: i, family: fam, ch: t.ch });
                }
            }
            _ => {}
        }
    }
    paragraph_end(toks, toks.len(), &next_mark, &mut stack, &mut out);
    out.sort_by_key(|p| p.open);
    out
}

fn idx(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(u32::MAX)
}

/// Index of the next double or angle mark at or after each token.
fn next_double(toks: &[Tok]) -> Vec<u32> {
    let mut out = vec![idx(toks.len()); toks.len() + 1];
    for i in (0..toks.len()).rev() {
        let is = toks[i].sort == Sort::Mark && family(toks[i].ch) != Family::Single;
        out[i] = if is { idx(i) } else { out[i + 1] };
    }
    out
}

/// May `close` end what `open` began?
fn matches(open: char, close: char) -> bool {
    match open {
        '„' | '‟' => matches!(close, '“' | '”' | '"' | '″'),
        '“' => matches!(close, '”' | '"' | '″' | '“'),
        '‘' | '‚' | '‛' | '`' => matches!(close, '’' | '\'' | '‘'),
        '’' => matches!(close, '’' | '\''),
        '\'' => matches!(close, '\'' | '’'),
        '«' => close == '»',
        '»' => close == '«' || close == '»',
        '‹' => close == '›',
        '›' => close == '‹' || close == '›',
        _ => matches!(close, '"' | '”' | '“' | '″' | '＂'),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wants {
    Open,
    Close,
    Nothing,
}

fn wants(c: char, side: Sides, open: bool) -> Wants {
    let Sides { left_free, right_free } = side;
    match c {
        '“' if open && (right_free || !left_free) => Wants::Close,
        '„' | '‟' | '‚' | '“' => Wants::Open,
        '«' | '‹' => {
            if open && !left_free {
                Wants::Close
            } else {
                Wants::Open
            }
        }
        '»' | '›' if open => Wants::Close,
        // ‚So schließt man im Deutschen‘
        '‘' if open && !left_free => Wants::Close,
        '»' | '›' | '‘' | '`' | '‛' if left_free && !right_free => Wants::Open,
        '”' | '"' | '″' | '＂' => {
            let closes = open && (!left_free || right_free);
            let opens = left_free && (!right_free || c == '"' && !open);
            if !closes && opens {
                Wants::Open
            } else if open {
                Wants::Close
            } else {
                Wants::Nothing
            }
        }
        '’' | '\'' => {
            if open && !left_free {
                // "the islands' oldest" inside an open mark would close too early; its space and a later mark tell.
                Wants::Close
            } else if left_free && !right_free {
                Wants::Open
            } else {
                Wants::Nothing
            }
        }
        _ => Wants::Nothing,
    }
}

fn leave_open(at: usize, end: usize, out: &mut Vec<Pair>) {
    if end > at + 1 {
        out.push(Pair { open: idx(at), close: idx(end), closed: false, continues: false });
    }
}

/// At a line break: what stays open, goes on in the next paragraph, or was never closed.
fn paragraph_end(toks: &[Tok], i: usize, next_mark: &[u32], stack: &mut Vec<Open>, out: &mut Vec<Pair>) {
    while let Some(top) = stack.last() {
        if top.family != Family::Single {
            break;
        }
        // A single mark left open at the outside may still be a paragraph carried on.
        let starts = stack.len() == 1 && carries_on(toks, i, top.ch);
        if starts {
            out.push(Pair { open: idx(top.at), close: idx(i), closed: false, continues: true });
        }
        stack.pop();
    }
    let Some(first) = stack.iter().find(|o| o.family != Family::Single) else {
        stack.clear();
        return;
    };
    if carries_on(toks, i, first.ch) {
        out.push(Pair { open: idx(first.at), close: idx(i), closed: false, continues: true });
        stack.clear();
        return;
    }
    let next = next_mark.get(i).copied().unwrap_or(u32::MAX) as usize;
    if i < toks.len() && next < toks.len() && stack.len() == 1 && toks[i].breaks == 1 {
        let side = sides(toks, next);
        if !side.left_free && side.right_free && matches(first.ch, toks[next].ch) && next - i < 120 {
            return;
        }
    }
    let children = out.iter().rev().take_while(|p| p.open as usize > first.at).any(|p| p.closed);
    if !children {
        leave_open(first.at, i, out);
    }
    stack.clear();
}

fn carries_on(toks: &[Tok], i: usize, ch: char) -> bool {
    toks.get(i).is_some_and(|t| {
        t.sort == Sort::Mark && (t.ch == ch || (ch == '„' && t.ch == '“')) && !sides(toks, i).right_free
    })
}

/// The outermost pairs only, none overlapping.
pub(crate) fn outermost(pairs: &[Pair]) -> Vec<Pair> {
    let mut out: Vec<Pair> = Vec::new();
    for p in pairs {
        if out.last().is_none_or(|last| p.open > last.close || (!last.closed && p.open == last.close)) {
            out.push(*p);
        }
    }
    out
}
