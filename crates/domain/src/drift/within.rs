//! Two wordings in one language: each stretch that differs is read by the named rules in turn.
//! A rule claims the words it explains; what nobody claims is left as a plain change.

use std::ops::Range;

use super::align::{Region, align};
use super::fold::Gap;
use super::joint::{moved_cues, related, splice};
use super::lexicon::{CueShape, Negator, Role};
use super::names::{is_name, same_name};
use super::text::{Mark, Text};
use super::{Finding, Kind, Span, marks};

/// A stretch with more meaning words than this is rewritten; nobody can say what was negated in it.
const REWRITTEN: usize = 4;

/// Longest stretch in which two forms of one word are looked for.
const RELATED: usize = 24;

/// Every change between two wordings in one language.
pub(super) fn findings(a: &Text, b: &Text) -> Vec<Finding> {
    let alignment = align(a, b);
    let moved = moved_cues(a, b, &alignment.regions);
    let mut out = Vec::new();
    let mut regions = alignment.regions.iter().peekable();
    while let Some(region) = regions.next() {
        // A grammar word that happens to stand in the part left out must not hide a splice.
        if let Some(next) = regions.peek()
            && next.a.start - region.a.end <= 2
            && (region.a.end..next.a.start).all(|i| !a.is_content(i))
        {
            let joined = Region { a: region.a.start..next.a.end, b: region.b.start..next.b.end };
            if let Some(finding) = splice(a, b, &joined) {
                out.push(finding);
                regions.next();
                continue;
            }
        }
        if let Some(finding) = splice(a, b, region) {
            out.push(finding);
            continue;
        }
        let mut reading = Reading {
            up: Side::new(a, region.a.clone(), &moved.0),
            down: Side::new(b, region.b.clone(), &moved.1),
            found: Vec::new(),
        };
        reading.read();
        out.append(&mut reading.found);
    }
    marks::lost(a, b, &alignment.twin, &mut out);
    out
}

/// One text's part of a stretch, with the words already explained.
struct Side<'t> {
    text: &'t Text,
    range: Range<usize>,
    claimed: Vec<bool>,
}

impl<'t> Side<'t> {
    fn new(text: &'t Text, range: Range<usize>, explained: &[bool]) -> Self {
        Self { text, claimed: explained[range.clone()].to_vec(), range }
    }

    fn is_empty(&self) -> bool {
        self.range.is_empty()
    }

    fn free(&self) -> impl Iterator<Item = usize> + '_ {
        self.range.clone().filter(|&i| !self.claimed[i - self.range.start])
    }

    /// Free words that carry meaning.
    fn meaning(&self) -> Vec<usize> {
        self.free().filter(|&i| self.text.is_content(i)).collect()
    }

    fn claim(&mut self, from: usize, to: usize) {
        let (start, end) = (self.range.start, self.range.end);
        for i in from.max(start)..to.min(end) {
            self.claimed[i - start] = true;
        }
    }

    /// The marks of a list whose first word is free and in this stretch.
    fn starting<'m, T>(&self, list: &'m [Mark<T>]) -> Vec<&'m Mark<T>> {
        let first = list.partition_point(|m| m.from < self.range.start);
        list[first..]
            .iter()
            .take_while(|m| m.from < self.range.end)
            .filter(|m| !self.claimed[m.from - self.range.start])
            .collect()
    }

    /// The characters from the first to the last of these words, or the point where they would be.
    fn hull(&self, words: &[usize]) -> Span {
        match (words.first(), words.last()) {
            (Some(&first), Some(&last)) => self.text.span(first, last + 1),
            _ => self.text.point(self.range.start),
        }
    }

    /// What stands opposite a word of the other text: the free words, or the empty point.
    fn opposite(&self) -> Span {
        let free: Vec<usize> = self.free().collect();
        self.hull(&free)
    }

    /// Plain negations, and those of a phrase like "not only" of which "only" has stayed.
    fn plain_negators(&self) -> Vec<&'t Mark<Negator>> {
        let counts = |m: &&Mark<Negator>| match m.what {
            Negator::Plain | Negator::Verbal => true,
            Negator::Neutral => m.to > self.range.end,
            Negator::Implicit => false,
        };
        let all = self.starting(&self.text.negators);
        all.into_iter().filter(counts).collect()
    }
}

/// One stretch being read.
struct Reading<'t> {
    up: Side<'t>,
    down: Side<'t>,
    found: Vec<Finding>,
}

impl Reading<'_> {
    fn read(&mut self) {
        self.speaker();
        self.numbers();
        let negated = self.negation();
        self.cue();
        self.hedge(negated);
        self.rest(negated);
    }

    fn push(&mut self, kind: Kind, up: Span, down: Span) {
        self.found.push(Finding { up, down, kind });
    }

    /// A name, office or office's adjective changed where a speaker is named.
    fn speaker(&mut self) {
        let part = |side: &Side<'_>| -> Vec<usize> {
            let text = side.text;
            let cued = |i: usize| !Text::touching(&text.cues, i, i + 1).is_empty();
            side.free()
                .filter(|&i| text.attributed[i] && text.units[i].number.is_none())
                .filter(|&i| is_speaker_word(text, i) && !cued(i))
                .collect()
        };
        let (up, down) = (part(&self.up), part(&self.down));
        let modifies = |text: &Text, words: &[usize]| {
            !words.is_empty() && words.iter().all(|&i| text.lex.has_role(text.key(i), Role::Modifier))
        };
        let only_modifier =
            (down.is_empty() && modifies(self.up.text, &up)) || (up.is_empty() && modifies(self.down.text, &down));
        if !only_modifier {
            if up.is_empty() || down.is_empty() {
                return;
            }
            let pronoun =
                |text: &Text, words: &[usize]| words.iter().all(|&i| text.lex.has_role(text.key(i), Role::Pronoun));
            if pronoun(self.up.text, &up) || pronoun(self.down.text, &down) {
                return;
            }
            let telling = |text: &Text, words: &[usize]| {
                words.iter().any(|&i| {
                    !text.cased
                        || is_name(text, i)
                        || text.lex.has_role(text.key(i), Role::Title)
                        || text.lex.has_role(text.key(i), Role::Common)
                })
            };
            if !telling(self.up.text, &up) && !telling(self.down.text, &down) {
                return;
            }
            let (a, b) = (self.up.text, self.down.text);
            let spelled = up.len() == down.len() && up.iter().zip(&down).all(|(&i, &j)| same_name(a.key(i), b.key(j)));
            if spelled {
                return;
            }
        }
        self.push(Kind::Speaker, self.up.hull(&up), self.down.hull(&down));
        for (side, words) in [(&mut self.up, &up), (&mut self.down, &down)] {
            if let (Some(&first), Some(&last)) = (words.first(), words.last()) {
                side.claim(first, last + 1);
            }
        }
    }

    /// Number against number, in order.
    fn numbers(&mut self) {
        let numbers =
            |side: &Side<'_>| -> Vec<usize> { side.free().filter(|&i| side.text.units[i].number.is_some()).collect() };
        let (up, down) = (numbers(&self.up), numbers(&self.down));
        for (&i, &j) in up.iter().zip(&down) {
            let (a, b) = (&self.up.text.units[i], &self.down.text.units[j]);
            if let (Some(x), Some(y)) = (a.number, b.number)
                && !x.agrees(y)
            {
                let spans = (self.up.text.span(i, i + 1), self.down.text.span(j, j + 1));
                self.push(Kind::Number, spans.0, spans.1);
                self.up.claim(i, i + 1);
                self.down.claim(j, j + 1);
            }
        }
    }

    /// A negation on one side only, while what it negates is still there.
    fn negation(&mut self) -> bool {
        let (up, down) = (self.up.plain_negators(), self.down.plain_negators());
        if up.len() % 2 == down.len() % 2 {
            return up.is_empty() && down.is_empty() && self.turned_word();
        }
        let upward = up.len() > down.len();
        let (side, other) = if upward { (&self.up, &self.down) } else { (&self.down, &self.up) };
        let list = if upward { &up } else { &down };
        let nearest = if other.is_empty() { list.last() } else { list.first() };
        let Some(mark) = nearest else {
            return false;
        };
        if !scope_stays(side, other, mark.from, mark.to, false) {
            return false;
        }
        // "Did not attend" and "failed to attend" agree; "did not fail" and "failed" do not.
        let implicit = other.starting(&other.text.negators);
        let excused = implicit.iter().any(|m| {
            let word = other.text.key(m.from);
            let repeats = |i: usize| related(side.text, side.text.key(i), word);
            m.what == Negator::Implicit && !side.free().any(repeats)
        });
        if excused {
            return false;
        }
        let (from, to) = (mark.from, mark.to.min(side.range.end));
        let here = side.text.span(from, to);
        let small = other.meaning().len() <= 1;
        let there = if small { other.opposite() } else { other.text.point(other.range.start) };
        let (up_span, down_span) = if upward { (here, there) } else { (there, here) };
        let (side, other) = if upward { (&mut self.up, &mut self.down) } else { (&mut self.down, &mut self.up) };
        side.claim(from, to);
        if small {
            let range = other.range.clone();
            other.claim(range.start, range.end);
            if side.meaning().len() <= 1 {
                let range = side.range.clone();
                side.claim(range.start, range.end);
            }
        }
        self.push(Kind::Negation, up_span, down_span);
        true
    }

    /// "Likely" against "unlikely".
    fn turned_word(&mut self) -> bool {
        let (up, down) = (self.up.meaning(), self.down.meaning());
        if up.len() > REWRITTEN || down.len() > REWRITTEN {
            return false;
        }
        let (a, b) = (self.up.text, self.down.text);
        let pairs = up.iter().flat_map(|&i| down.iter().map(move |&j| (i, j)));
        let Some((i, j)) = pairs.into_iter().find(|&(i, j)| a.lex.turned_round(a.key(i), b.key(j))) else {
            return false;
        };
        self.up.claim(i, i + 1);
        self.down.claim(j, j + 1);
        self.push(Kind::Negation, a.span(i, i + 1), b.span(j, j + 1));
        true
    }

    /// A hedge upstream without one as strong downstream, while what it hedged is still there.
    fn hedge(&mut self, negated: bool) {
        let up = self.up.starting(&self.up.text.hedges);
        let down = self.down.starting(&self.down.text.hedges);
        let kept = down.iter().map(|m| m.what).max().unwrap_or(0);
        let Some(hedge) = up.iter().find(|m| m.what > kept) else {
            return;
        };
        if hedge.what == 1 && negated {
            return;
        }
        if !scope_stays(&self.up, &self.down, hedge.from, hedge.to, true) {
            return;
        }
        let here = self.up.text.span(hedge.from, hedge.to.min(self.up.range.end));
        let open: Vec<usize> = self.down.free().collect();
        self.up.claim(hedge.from, hedge.to);
        // "May have come" and "came": the verb is shown, and is no change of its own.
        self.drop_related();
        let there = if self.down.meaning().is_empty() {
            let range = self.down.range.clone();
            self.down.claim(range.start, range.end);
            self.down.hull(&open)
        } else {
            self.down.text.point(self.down.range.start)
        };
        self.push(Kind::Hedge, here, there);
    }

    /// Reporting verb against a stronger one, in order.
    fn cue(&mut self) {
        let cues = |side: &Side<'_>| -> Vec<Mark<super::lexicon::Cue>> {
            let all = side.starting(&side.text.cues);
            all.into_iter().filter(|m| m.what.shape != CueShape::Neutral).copied().collect()
        };
        for (x, y) in cues(&self.up).iter().zip(&cues(&self.down)) {
            if y.what.strength > x.what.strength {
                let up = self.up.text.span(x.from, x.to.min(self.up.range.end));
                let down = self.down.text.span(y.from, y.to.min(self.down.range.end));
                self.push(Kind::Cue, up, down);
                self.up.claim(x.from, x.to);
                self.down.claim(y.from, y.to);
            }
        }
    }

    /// What no rule explained.
    fn rest(&mut self, negated: bool) {
        self.drop_equal_numbers();
        if self.found.is_empty() {
            let (up, down) = (self.up.free().count(), self.down.free().count());
            if up + down > 0 {
                let whole = (up, down) == (self.up.range.len(), self.down.range.len());
                let spans = if whole {
                    (
                        self.up.text.span(self.up.range.start, self.up.range.end),
                        self.down.text.span(self.down.range.start, self.down.range.end),
                    )
                } else {
                    (self.up.opposite(), self.down.opposite())
                };
                self.plain(spans.0, spans.1);
            }
            return;
        }
        self.drop_related();
        let (up, down) = (self.up.meaning(), self.down.meaning());
        if negated && up.len() <= 1 && down.len() <= 1 {
            return;
        }
        let (mut ups, mut downs) = (runs(&up, &self.up), runs(&down, &self.down));
        let both = ups.len().min(downs.len());
        for (x, y) in ups.drain(..both).zip(downs.drain(..both)) {
            self.plain(self.up.hull(&x), self.down.hull(&y));
        }
        for x in ups {
            self.plain(self.up.hull(&x), self.down.text.point(self.down.range.end));
        }
        for y in downs {
            self.plain(self.up.text.point(self.up.range.end), self.down.hull(&y));
        }
    }

    fn plain(&mut self, up: Span, down: Span) {
        let kind = match (up.is_empty(), down.is_empty()) {
            (true, true) => return,
            (false, true) => Kind::Omission,
            (true, false) => Kind::Insertion,
            (false, false) => Kind::Substitution,
        };
        self.push(kind, up, down);
    }

    /// One number in two spellings that only the language's habit tells apart (7/8 and 8/7).
    fn drop_equal_numbers(&mut self) {
        let (a, b) = (self.up.text, self.down.text);
        let number = |text: &Text, i: usize| text.units[i].number;
        let ups: Vec<usize> = self.up.free().filter(|&i| number(a, i).is_some()).collect();
        let downs: Vec<usize> = self.down.free().filter(|&j| number(b, j).is_some()).collect();
        for (i, j) in ups.into_iter().zip(downs) {
            if let (Some(x), Some(y)) = (number(a, i), number(b, j))
                && x.is_same(y)
            {
                self.up.claim(i, i + 1);
                self.down.claim(j, j + 1);
            }
        }
    }

    /// "Did not sign" and "signed": once the change is named, the verb's form is part of it.
    fn drop_related(&mut self) {
        let (up, down) = (self.up.meaning(), self.down.meaning());
        if up.len() > RELATED || down.len() > RELATED {
            return;
        }
        let (a, b) = (self.up.text, self.down.text);
        for &i in &up {
            let twin = self.down.meaning().into_iter().find(|&j| related(a, a.key(i), b.key(j)));
            if let Some(j) = twin {
                self.up.claim(i, i + 1);
                self.down.claim(j, j + 1);
            }
        }
    }
}

/// True for a word that can be part of a speaker's name or office.
fn is_speaker_word(text: &Text, i: usize) -> bool {
    let key = text.key(i);
    let role = [Role::Title, Role::Modifier, Role::Common, Role::Pronoun];
    let day = text.lex.calendar.at(|k| (k == 0).then_some(key)).is_some();
    !day && (text.is_content(i) || role.iter().any(|&r| text.lex.has_role(key, r)))
}

/// True if what a negation or hedge speaks about has stayed: in an omission the very next words
/// are still there, in a substitution the stretch is short enough to be that word in another form.
fn scope_stays(side: &Side<'_>, other: &Side<'_>, from: usize, to: usize, aside: bool) -> bool {
    let text = side.text;
    let others = |range: Range<usize>| range.filter(|&i| text.is_content(i)).count();
    let before = others(side.range.start..from);
    let after = others(to.min(side.range.end)..side.range.end);
    if !other.is_empty() {
        return before + after <= REWRITTEN && other.meaning().len() <= REWRITTEN;
    }
    let alone = aside && before + after == 0;
    let next = side.range.end < text.units.len();
    let parted =
        (to..=side.range.end).any(|i| text.breaks_at(i, Gap::SENTENCE) || (!aside && text.breaks_at(i, Gap::BREAK)));
    alone || (after == 0 && before <= 2 && next && !parted)
}

/// Neighbouring words as runs: a claimed word between two words parts them, a grammar word does not.
fn runs(words: &[usize], side: &Side<'_>) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    for &i in words {
        match out.last_mut() {
            Some(run) if run.last().is_some_and(|&last| (last + 1..i).all(|k| !side.claimed[k - side.range.start])) => {
                run.push(i);
            }
            _ => out.push(vec![i]),
        }
    }
    out
}
