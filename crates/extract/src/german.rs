//! Word order where verbs close the clause: "hat … gesagt, dass", "Wie X mitteilte, …", and reported mood.
//! Kept apart, because no other language here needs it.

use crate::doc::Doc;
use crate::frame::{Frame, Rule, Search};
use crate::lexicon::{Cue, class, tag};
use crate::noun::Run;
use crate::token::Sort;

impl Search<'_, '_> {
    /// Patterns of a language whose verb may stand last; none of them fits: back to the common ones.
    pub(crate) fn german(&mut self, k: usize, cue: Cue) -> Option<usize> {
        if cue.is(tag::WIE) && self.clause_start(k) == k {
            return self.as_told(k);
        }
        if cue.is(tag::POST) {
            return self.postposition(k, cue);
        }
        if cue.is(tag::VERB) {
            return self.inverted(k, cue);
        }
        None
    }

    /// "Wie die Polizei heute mitteilte, …"
    fn as_told(&mut self, k: usize) -> Option<usize> {
        let doc = self.doc;
        let comma = (k + 1..self.s.b.min(k + 40)).find(|&i| doc.toks[i].sign(',') && doc.toks[i - 1].cue.is_some())?;
        let verb = comma - 1;
        let cue = doc.toks[verb].cue.filter(|c| c.is(tag::VERB))?;
        let speaker = doc.np_right(k + 1, verb).map(|r| doc.apposition(r, verb));
        let stop = self.clause_end(comma + 1, false);
        self.finish(Rule::Prep, verb, Cue { len: 1, ..cue }, speaker, comma + 1, stop, None)
    }

    /// "Ersten Angaben zufolge …"
    fn postposition(&mut self, k: usize, cue: Cue) -> Option<usize> {
        let doc = self.doc;
        let lo = self.s.a.max(self.done);
        let mut a = k;
        while a > lo
            && k - a < 14
            && doc.toks[a - 1].sort != Sort::Sign
            && !doc.verbish(a - 1)
            && !doc.toks[a - 1].is(class::ADV | class::PRONOUN)
        {
            a -= 1;
        }
        if a == k {
            return None;
        }
        let speaker = Some((a, k));
        let start = self.clause_start(a);
        let mut segs: Vec<Run> = Vec::new();
        if start < a {
            segs.push((start, self.trim(start, a)));
        }
        let from = if doc.toks.get(k + 1).is_some_and(|t| t.sign(',')) { k + 2 } else { k + 1 };
        let stop = self.clause_end(from.min(self.s.b - 1), false);
        if stop > from {
            segs.push((from, stop));
        }
        segs.retain(|g| g.0 < g.1);
        if segs.is_empty() {
            return None;
        }
        self.push(Rule::Prep, k, cue, speaker, segs, None);
        self.done = self.s.b;
        Some(self.s.b)
    }

    /// "Gestern sagte der Minister, dass …": the subject between verb and comma.
    fn inverted(&mut self, k: usize, cue: Cue) -> Option<usize> {
        let doc = self.doc;
        let lo = self.s.a.max(self.done);
        let after = k + cue.len as usize;
        let comma = (after..self.s.b.min(after + 40))
            .find(|&i| matches!(doc.toks[i].ch, ',' | ':') || doc.toks[i].sort == Sort::Quote)?;
        let behind_quote = k > lo
            && (doc.toks[k - 1].sort == Sort::Quote
                || doc.toks[k - 1].sign(',') && k - 1 > lo && doc.toks[k - 2].sort == Sort::Quote);
        if behind_quote || doc.toks[comma].sort == Sort::Quote {
            return None;
        }
        // Before the verb: an adverb or a phrase that is no subject.
        let fronted = k == lo
            || (lo..k).all(|i| !doc.namelike(i) || i == lo)
                && doc.toks[lo].is(class::PREP | class::NPREP | class::ADV | class::CONN | class::DAY | class::SUBORD);
        if !fronted || after >= comma {
            return None;
        }
        let next = comma + 1;
        let quote = doc.toks.get(next).is_some_and(|t| next < self.s.b && t.sort == Sort::Quote);
        let speaker = doc.np_right(after, comma).map(|r| doc.apposition(r, comma))?;
        if doc.toks[comma].sign(':') && quote {
            let mut e = next + 1;
            while e < self.s.b && doc.toks[e].sort == Sort::Quote {
                e += 1;
            }
            self.push(Rule::Pre, k, cue, Some(speaker), (next..e).map(|x| (x, x + 1)).collect(), None);
            self.done = e;
            return Some(e);
        }
        let that = doc.toks.get(next).is_some_and(|t| next < self.s.b && t.is(class::COMP));
        let from = if that { next + 1 } else { next };
        let stop = self.clause_end(from.min(self.s.b - 1), false);
        if stop < from + 2 {
            return None;
        }
        let rule = if that { Rule::That } else { Rule::Comma };
        self.finish(rule, k, cue, Some(speaker), from, stop, None)
    }
}

/// Sentences in reported mood that go on with an attribution before them: "Die Sperre sei aufgehoben."
pub(crate) fn mood(doc: &Doc<'_>, index: usize, found: &mut Vec<Frame>, before: &[Frame]) {
    let s = doc.sents[index];
    if !found.is_empty() || before.last().is_none_or(|f| f.sent + 1 != index) {
        return;
    }
    let told = (s.a..s.b).any(|k| doc.toks[k].is(class::SUBJ) && !doc.toks[k].cap);
    if !told {
        return;
    }
    let mut e = s.b;
    while e > s.a && doc.toks[e - 1].sort == Sort::Sign {
        e -= 1;
    }
    if e > s.a + 2 {
        found.push(Frame {
            rule: Rule::Mood,
            cue: None,
            info: Cue::default(),
            speaker: None,
            segs: vec![(s.a, e)],
            addressee: None,
            sent: index,
        });
    }
}
