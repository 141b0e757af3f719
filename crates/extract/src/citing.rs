//! Who has the word when an outlet leans on somebody: "Bloomberg reported, citing two officials", "Menurut Reuters yang
//! mengutip pejabat setempat". And lead-ins that only credit an outlet.

use crate::doc::Doc;
use crate::frame::Search;
use crate::lexicon::{Cue, class, tag};
use crate::noun::Run;

/// Where the words behind "citing" start, if one stands at `k`.
pub(crate) fn cites(doc: &Doc<'_>, k: usize) -> Option<usize> {
    let cue = doc.toks.get(k)?.cue?;
    let told = cue.is(tag::CITING)
        || cue.is(tag::HOP) && matches!(doc.word(k), "mengutip" | "Mengutip" | "menukil" | "Menukil" | "menyitir");
    told.then_some(k + cue.len as usize)
}

impl Search<'_, '_> {
    /// "The BBC quoted Rahimi as saying": whoever is quoted has the word.
    pub(crate) fn quoted_as(&self, at: usize) -> Option<Run> {
        let doc = self.doc;
        let k = (at.saturating_sub(12).max(self.s.a)..at)
            .rev()
            .find(|&k| matches!(doc.word(k), "quoted" | "quotes" | "quoting" | "cited"))?;
        doc.np_right(k + 1, at)
    }

    /// `"…," the Times quoted a banker as saying`: the banker.
    pub(crate) fn quotes_as_saying(&self, k: usize) -> Option<Run> {
        let doc = self.doc;
        if !matches!(doc.word(k), "quoted" | "quotes") {
            return None;
        }
        let at = (k + 1..self.s.b.min(k + 12)).find(|&i| doc.word(i) == "as" && doc.word(i + 1) == "saying")?;
        doc.np_right(k + 1, at)
    }

    /// Whom the outlet in `speaker` leans on: they have the word, the outlet is a step.
    pub(crate) fn leans_on(&self, speaker: Option<Run>, segs: &[Run]) -> Option<Run> {
        let doc = self.doc;
        let (a, b) = speaker?;
        let named = |r: Run| (r.0..r.1).any(|i| doc.toks[i].is(class::OUTLET));
        if !named((a, b)) && !doc.toks[a].is(class::OUTNOUN) {
            return None;
        }
        let free = |k: usize| !segs.iter().any(|g| g.0 <= k && k < g.1);
        (self.s.a..self.s.b).filter(|&k| free(k)).find_map(|k| {
            let from = cites(doc, k)?;
            let lead = k == self.s.a
                || doc.toks[k - 1].sign(',')
                || doc.toks[k - 1].is(class::REL)
                || doc.lex.grammar.verb_final;
            let limit = segs.iter().map(|g| g.0).find(|&g| g > from).unwrap_or(self.s.b);
            let limit = if k < a { limit.min(a) } else { limit };
            doc.np_right(from, limit).filter(|&r| lead && !named(r) && !doc.toks[r.0].is(class::OUTNOUN))
        })
    }

    /// Whom a participle leans on when it is not the last speaker: "…; a spokesman disputed that, saying",
    /// "after 34 MPs signed a letter calling".
    pub(crate) fn nearer(&self, k: usize, cue: Cue) -> Option<Run> {
        let doc = self.doc;
        if !cue.is(tag::PART) || !doc.lex.grammar.suffix_verbs {
            return None;
        }
        let lo = self.done.max(self.s.a);
        let verb = (lo..k).rev().find(|&m| doc.toks[m].cue.is_some_and(|c| c.is(tag::VERB)) && !doc.toks[m].cap);
        if let Some(subject) = verb.filter(|_| self.done > self.s.a).and_then(|m| doc.subject_left(m, lo)) {
            return Some(subject);
        }
        let glued = k > lo && doc.toks[k - 1].wordy();
        let link = (lo..k).rev().find(|&m| {
            (doc.toks[m].is(class::SUBORD) || matches!(doc.word(m), "after" | "before" | "as" | "when" | "while"))
                && !doc.toks[m].cap
        });
        let (a, b) = link.filter(|_| glued).and_then(|m| doc.first_subject(m + 1, k))?;
        (b < k).then_some((a, b))
    }

    /// "Seperti diberitakan Antara, …": the words start behind the credit.
    pub(crate) fn behind_credit(&self, start: usize, end: usize) -> usize {
        let doc = self.doc;
        let Some(cue) = doc.toks.get(start).and_then(|t| t.cue).filter(|c| c.is(tag::HOP)) else { return start };
        let after = start + cue.len as usize;
        let Some(outlet) = crate::outlets::outlet_right(doc, after, end, cue.strength >= 3) else { return start };
        let comma = (outlet.1..end.min(outlet.1 + 8)).find(|&k| doc.toks[k].sign(','));
        let Some(mut from) = comma.map(|c| c + 1) else { return start };
        if let Some(d) = crate::date::date_at(doc, from, end.min(from + 8))
            && doc.toks.get(d.run.1).is_some_and(|t| t.sign(','))
        {
            from = d.run.1 + 1;
        }
        if from + 1 < end { from } else { start }
    }
}
