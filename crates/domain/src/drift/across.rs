//! Two wordings in two languages: numbers, dates, negation and names, and nothing else.
//! Words cannot be compared there, so silence is the rule wherever a translation may differ honestly.

use std::collections::HashMap;
use std::ops::Range;

use super::fold::Gap;
use super::lexicon::{Calendar, Negator};
use super::names::Names;
use super::number::Value;
use super::text::{Mark, Text};
use super::{Finding, Kind, Span};

/// Beyond this many unmatched numbers, partial dates are no longer tried against each other.
const TRIED: usize = 200;

/// Every change that can be seen between two languages.
pub(super) fn findings(a: &Text, b: &Text) -> Vec<Finding> {
    let blocks = Blocks::new(a, b);
    let mut out = Vec::new();
    numbers(a, b, &blocks, &mut out);
    calendar(a, b, &mut out);
    if a.lex.known() && b.lex.known() {
        negation(a, b, &blocks, &mut out);
    }
    names(a, b, &mut out);
    out
}

/// Numbers, dates and names that stand in the place of others, where the words were told anew: what is merely left
/// out says nothing there, a denial included.
pub(super) fn exchanged(a: &Text, b: &Text) -> Vec<Finding> {
    let (up, down) = unmatched(a, b);
    let mut out = Vec::new();
    if up.len() == down.len() {
        paired(a, b, &up, &down, &mut out);
    }
    calendar(a, b, &mut out);
    names(a, b, &mut out);
    out
}

/// Sentence against sentence if both texts have as many, else text against text.
struct Blocks {
    up: Vec<Range<usize>>,
    down: Vec<Range<usize>>,
}

impl Blocks {
    fn new(a: &Text, b: &Text) -> Self {
        let (up, down) = (sentences(a), sentences(b));
        if up.len() == down.len() {
            return Self { up, down };
        }
        let whole = |text: &Text| std::iter::once(0..text.units.len()).collect();
        Self { up: whole(a), down: whole(b) }
    }

    /// The characters of the block in `to` that answers to unit `i` of the other text.
    fn opposite(from: &[Range<usize>], to: &[Range<usize>], text: &Text, i: usize) -> Span {
        let block = from.partition_point(|r| r.end <= i);
        match to.get(block) {
            Some(range) => text.span(range.start, range.end),
            None => text.point(text.units.len()),
        }
    }
}

fn sentences(text: &Text) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for i in 1..=text.units.len() {
        if i == text.units.len() || text.breaks_at(i, Gap::SENTENCE) {
            out.push(start..i);
            start = i;
        }
    }
    out
}

/// Numbers by the index of their unit.
type Numbers = Vec<(usize, Value)>;

/// Numbers that one text has and the other has not.
fn unmatched(a: &Text, b: &Text) -> (Numbers, Numbers) {
    let list = |text: &Text| -> Vec<(usize, Value)> {
        let all = text.units.iter().enumerate();
        all.filter_map(|(i, u)| u.number.map(|n| (i, n))).collect()
    };
    let (mut up, mut down) = (list(a), list(b));
    drop_equal(a, b, &mut up, &mut down);
    if up.len() <= TRIED && down.len() <= TRIED {
        up.retain(|(_, x)| match down.iter().position(|(_, y)| x.agrees(*y)) {
            Some(at) => {
                down.remove(at);
                false
            }
            None => true,
        });
    }
    drop_soft(&mut up, b);
    drop_soft(&mut down, a);
    (up, down)
}

/// Numbers in the place of others, in order.
fn paired(a: &Text, b: &Text, up: &Numbers, down: &Numbers, out: &mut Vec<Finding>) {
    for (&(i, _), &(j, _)) in up.iter().zip(down) {
        out.push(Finding { kind: Kind::Number, up: a.span(i, i + 1), down: b.span(j, j + 1) });
    }
}

/// Numbers that one text has and the other has not, paired in order.
fn numbers(a: &Text, b: &Text, blocks: &Blocks, out: &mut Vec<Finding>) {
    let (up, down) = unmatched(a, b);
    let pairs = up.len().min(down.len());
    // Where the number words of a language are not known, a text in it may well say what the other says in figures.
    let readable = a.lex.known() && b.lex.known();
    if readable || up.len() == down.len() {
        paired(a, b, &up, &down, out);
    }
    if !readable {
        return;
    }
    // A number alone may be a rounding or an idiom, unless it is exact and large enough to matter.
    for &(i, _) in up.iter().skip(pairs).filter(|(_, v)| matters(*v)) {
        out.push(Finding {
            kind: Kind::Number,
            up: a.span(i, i + 1),
            down: Blocks::opposite(&blocks.up, &blocks.down, b, i),
        });
    }
    for &(j, _) in down.iter().skip(pairs).filter(|(_, v)| matters(*v)) {
        out.push(Finding {
            kind: Kind::Number,
            up: Blocks::opposite(&blocks.down, &blocks.up, a, j),
            down: b.span(j, j + 1),
        });
    }
}

fn matters(value: Value) -> bool {
    !matches!(value, Value::Vague(_) | Value::Ordinal(_))
}

/// Takes out, one for one, the numbers whose folded form both texts have.
fn drop_equal(a: &Text, b: &Text, up: &mut Vec<(usize, Value)>, down: &mut Vec<(usize, Value)>) {
    let mut have: HashMap<&str, usize> = HashMap::new();
    for &(j, _) in &*down {
        *have.entry(b.key(j)).or_default() += 1;
    }
    let mut shared: HashMap<&str, usize> = HashMap::new();
    up.retain(|&(i, _)| match have.get_mut(a.key(i)) {
        Some(n) if *n > 0 => {
            *n -= 1;
            *shared.entry(a.key(i)).or_default() += 1;
            false
        }
        _ => true,
    });
    down.retain(|&(j, _)| match shared.get_mut(b.key(j)) {
        Some(n) if *n > 0 => {
            *n -= 1;
            false
        }
        _ => true,
    });
}

/// "One" may be an article, "two" a "both", and a crowd has no number.
fn drop_soft(list: &mut Vec<(usize, Value)>, other: &Text) {
    let mut soft: Vec<f64> = Vec::new();
    for unit in &other.units {
        if let Some(values) = other.lex.soft.get(&unit.key) {
            soft.extend(values);
        }
        if let Some(Value::Ordinal(v)) = unit.number {
            soft.push(v);
        }
    }
    soft.sort_by(f64::total_cmp);
    soft.dedup();
    list.retain(|(_, value)| match value {
        Value::Exact(v) => {
            let one = (*v - 1.0).abs() < f64::EPSILON;
            !one && !soft.iter().any(|s| (s - v).abs() < f64::EPSILON)
        }
        Value::Vague(v) => *v > 0.0,
        Value::Ordinal(_) => false,
        _ => true,
    });
}

/// Days of the week and bare months that contradict each other.
fn calendar(a: &Text, b: &Text, out: &mut Vec<Finding>) {
    let list = |text: &Text| -> Vec<(usize, Calendar)> {
        let at = |i: usize| text.lex.calendar.at(|k| text.units.get(i + k).map(|u| u.key.as_str()));
        let capital = |i: usize| text.units[i].capital || !text.cased;
        (0..text.units.len()).filter_map(|i| Some((i, at(i)?.1))).filter(|&(i, _)| capital(i)).collect()
    };
    let (up, down) = (list(a), list(b));
    for day in [true, false] {
        let kind = |c: &Calendar| matches!(c, Calendar::Day(_)) == day;
        let missing = |from: &[(usize, Calendar)], to: &[(usize, Calendar)]| -> Vec<usize> {
            let mut said: Vec<Calendar> = Vec::new();
            for (_, c) in to {
                if !said.contains(c) {
                    said.push(*c);
                }
            }
            from.iter().filter(|(_, c)| kind(c) && !said.contains(c)).map(|(i, _)| *i).collect()
        };
        for (i, j) in missing(&up, &down).into_iter().zip(missing(&down, &up)) {
            out.push(Finding { kind: Kind::Number, up: a.span(i, i + 1), down: b.span(j, j + 1) });
        }
    }
}

/// One sentence denies and its translation does not.
fn negation(a: &Text, b: &Text, blocks: &Blocks, out: &mut Vec<Finding>) {
    for (x, y) in blocks.up.iter().zip(&blocks.down) {
        let up = Denial::of(a, x);
        let down = Denial::of(b, y);
        let (up_span, down_span) = match (up.plain, down.plain) {
            (Some(mark), None) if !down.implied => (a.span(mark.from, mark.to), b.span(y.start, y.end)),
            (None, Some(mark)) if !up.implied => (a.span(x.start, x.end), b.span(mark.from, mark.to)),
            _ => continue,
        };
        out.push(Finding { kind: Kind::Negation, up: up_span, down: down_span });
    }
}

/// What denies in a sentence: the first plain negation, and whether some word implies one.
struct Denial {
    plain: Option<Mark<Negator>>,
    implied: bool,
}

impl Denial {
    fn of(text: &Text, range: &Range<usize>) -> Self {
        let marks = Text::touching(&text.negators, range.start, range.end);
        let plain = marks.iter().find(|m| m.what == Negator::Plain).copied();
        let turned = |i: usize| {
            let key = text.key(i);
            let long = key.chars().count() >= 5;
            long && text.lex.negative_prefixes.iter().any(|p| key.starts_with(p.as_str()))
        };
        // "Not only" beside a plain negation would be read wrongly either way.
        let implied = marks.iter().any(|m| m.what != Negator::Plain) || range.clone().any(turned);
        Self { plain, implied }
    }
}

/// A name that stands in the place of another one.
fn names(a: &Text, b: &Text, out: &mut Vec<Finding>) {
    let (in_a, in_b) = (Names::of(a), Names::of(b));
    let up = in_a.missing_from(a, &in_b);
    let down = in_b.missing_from(b, &in_a);
    for speaks in [true, false] {
        let x: Vec<_> = up.iter().filter(|n| n.speaks == speaks).collect();
        let y: Vec<_> = down.iter().filter(|n| n.speaks == speaks).collect();
        // Elsewhere than beside a cue, only as many for as many is a change of name.
        if !speaks && x.len() != y.len() {
            continue;
        }
        for (m, n) in x.into_iter().zip(y) {
            out.push(Finding {
                kind: if speaks { Kind::Speaker } else { Kind::Substitution },
                up: a.span(m.from, m.to),
                down: b.span(n.from, n.to),
            });
        }
    }
}
