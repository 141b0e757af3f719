//! Word order where the verb may stand last: "gab bekannt, dass …", "Wie X mitteilte, …", and reported mood.
//! Kept apart, because no other language here needs it.

use crate::doc::{Doc, ends};
use crate::frame::{Frame, Rule, Search};
use crate::lexicon::{Cue, class, tag};
use crate::noun::Run;
use crate::token::Sort;

impl Search<'_, '_> {
    /// Patterns of a language whose verb may stand last; none of them fits: back to the common ones.
    pub(crate) fn german(&mut self, k: usize, cue: Cue) -> Option<usize> {
        let after = k + cue.len as usize;
        if cue.is(tag::WIE) {
            return if self.clause_start(k) == k { self.as_told(k).or(Some(after)) } else { Some(after) };
        }
        if cue.is(tag::POST) {
            return self.postposition(k, cue).or(Some(after));
        }
        if cue.is(tag::ROOT) && self.clause_start(k) == k {
            return Some(after);
        }
        if cue.is(tag::VERB) {
            return self
                .tail_verb(k, cue)
                .or_else(|| self.before_comma(k, cue))
                .or_else(|| self.leans_or_skips(k, cue));
        }
        None
    }

    /// Only a quotation right beside the verb is left to try; a bare clause never follows one.
    fn leans_or_skips(&self, k: usize, cue: Cue) -> Option<usize> {
        let doc = self.doc;
        let after = k + cue.len as usize;
        let near =
            (k.saturating_sub(14).max(self.s.a)..self.s.b.min(after + 14)).any(|i| doc.toks[i].sort == Sort::Quote);
        // "„…“, fügte er hinzu": right behind a quotation the verb is tried all the same.
        let beside = k >= self.s.a + 2 && doc.toks[k - 1].sign(',') && doc.toks[k - 2].sort == Sort::Quote;
        (!near || cue.is(tag::SPLIT) && !beside).then_some(after)
    }

    /// "…, kündigte die Regierung in Lomé an."
    fn tail_verb(&mut self, k: usize, cue: Cue) -> Option<usize> {
        let doc = self.doc;
        let lo = self.s.a.max(self.done);
        let comma = k.checked_sub(1).filter(|&c| c > lo && doc.toks[c].sign(','))?;
        if doc.toks[comma - 1].sort == Sort::Quote {
            return None;
        }
        let after = k + cue.len as usize;
        let stop = (after..self.s.b)
            .find(|&i| matches!(doc.toks[i].ch, ',' | ':' | ';') || doc.toks[i].sort == Sort::Quote)
            .unwrap_or(self.s.b);
        if stop < self.s.b && !doc.toks[stop].sign(',') || stop > after + 24 {
            return None;
        }
        let speaker = doc.np_right(after, stop)?;
        let start = self.clause_start(comma);
        // "Die Branche, meint Hübsch, habe zu lange gewartet": the clause goes on behind the speaker.
        let on = (stop + 2 < self.s.b && speaker.1 == stop && self.mood_in(stop + 1))
            .then(|| (stop + 1, self.clause_end(stop + 1, false)));
        if start + 2 >= comma && on.is_none() {
            return None;
        }
        let mut segs = vec![(start, comma)];
        segs.extend(on);
        let done = on.map_or(stop, |g| g.1);
        let speaker = if on.is_some() { speaker } else { doc.apposition(speaker, self.s.b) };
        self.push(Rule::Tail, k, cue, Some(speaker), segs, None);
        self.done = done;
        Some(done)
    }

    /// "Wie die Polizei heute mitteilte, …"
    fn as_told(&mut self, k: usize) -> Option<usize> {
        let doc = self.doc;
        let comma = (k + 2..self.s.b.min(k + 40))
            .find(|&i| doc.toks[i].sign(',') && doc.toks[i - 1].cue.is_some_and(|c| c.is(tag::VERB)))?;
        let verb = comma - 1;
        let cue = doc.toks[verb].cue?;
        // "Wie der MDR unter Verweis auf Ermittler berichtete": the investigators have the word.
        let cited = (k + 1..verb).find_map(|i| crate::citing::cites(doc, i)).and_then(|from| doc.np_right(from, verb));
        let speaker = cited.or_else(|| doc.np_right(k + 1, verb).map(|r| doc.apposition(r, verb)));
        // "Wie Bloomberg meldet, dementierte er, dass …": the outlet is only a step, what follows has its own cue.
        let outlet = (k + 1..verb).any(|i| doc.toks[i].is(class::OUTLET));
        if outlet && doc.toks.get(comma + 1).is_some_and(|t| t.cue.is_some_and(|c| c.is(tag::VERB)) && !t.cap) {
            self.done = comma + 1;
            return Some(comma + 1);
        }
        let stop = self.clause_end(comma + 1, false);
        self.finish(Rule::Prep, verb, Cue { len: 1, ..cue }, speaker, comma + 1, stop, None)
    }

    /// "Ersten Angaben zufolge …"
    pub(crate) fn postposition(&mut self, k: usize, cue: Cue) -> Option<usize> {
        let doc = self.doc;
        let lo = self.s.a.max(self.done);
        let mut a = k;
        while a > lo && k - a < 14 {
            let t = &doc.toks[a - 1];
            let noun = t.sort != Sort::Sign
                && (t.cap || t.is(class::DET | class::NPREP) || t.sort == Sort::Quote || adjective(doc, a - 1));
            if !noun || t.is(class::PRONOUN | class::AUX) && !t.is(class::DET) {
                break;
            }
            a -= 1;
        }
        if a == k {
            return None;
        }
        let start = self.clause_start(a);
        let mut segs: Vec<Run> = vec![(start, self.trim(start, a))];
        let from = if doc.toks.get(k + 1).is_some_and(|t| t.sign(',')) { k + 2 } else { k + 1 };
        if from < self.s.b {
            segs.push((from, self.clause_end(from, false)));
        }
        segs.retain(|g| g.0 < g.1);
        if segs.is_empty() {
            return None;
        }
        self.push(Rule::Prep, k, cue, Some((a, k)), segs, None);
        self.done = self.s.b;
        Some(self.s.b)
    }

    /// "Er forderte die Öffentlichkeit auf, …": the words stand behind the next comma or colon.
    fn before_comma(&mut self, k: usize, cue: Cue) -> Option<usize> {
        let doc = self.doc;
        let lo = self.s.a.max(self.done);
        let after = k + cue.len as usize;
        let behind_quote = k > lo
            && (doc.toks[k - 1].sort == Sort::Quote
                || doc.toks[k - 1].sign(',') && k - 1 > lo && doc.toks[k - 2].sort == Sort::Quote);
        if behind_quote {
            return None;
        }
        let mut comma = (after..self.s.b.min(after + 40)).find(|&i| matches!(doc.toks[i].ch, ',' | ':'))?;
        // An apposition after the subject: the words stand behind its second comma.
        let that = |c: usize| doc.toks.get(c + 1).is_some_and(|t| c + 1 < self.s.b && t.is(class::COMP));
        if doc.toks[comma].sign(',') && !that(comma) {
            let next = (comma + 1..self.s.b.min(comma + 25)).find(|&i| matches!(doc.toks[i].ch, ',' | ':'));
            if let Some(n) = next.filter(|&n| {
                that(n) || doc.toks[n].sign(':') && doc.toks.get(n + 1).is_some_and(|t| t.sort == Sort::Quote)
            }) {
                comma = n;
            }
        }
        if (after..comma).any(|i| doc.toks[i].sort == Sort::Quote) && !that(comma) {
            return None;
        }
        if cue.is(tag::SPLIT) && !self.particle(comma - 1) && !that(comma) {
            return None;
        }
        let own = doc
            .subject_left(k, lo)
            .filter(|r| doc.toks[r.0].cap || doc.toks[r.0].is(class::PRONOUN | class::DET | class::PLURAL));
        let fronted =
            doc.toks[lo].is(class::PREP | class::NPREP | class::ADV | class::CONN | class::DAY | class::SUBORD)
                && !doc.toks[lo].is(class::DET);
        let behind = if after < comma { doc.np_right(after, comma) } else { None };
        let speaker =
            if k == lo || fronted { behind.or(own) } else { own.or(behind) }.map(|r| doc.apposition(r, comma));
        // "hatte das „Handelsblatt“ unter Berufung auf Konzernkreise berichtet, der Vorstand prüfe"
        let cited = (k.saturating_sub(12).max(lo)..comma)
            .find_map(|i| crate::citing::cites(doc, i))
            .and_then(|from| doc.np_right(from, if from <= k { k } else { comma }));
        // "Aus Koalitionskreisen hieß es": those circles.
        let speaker = cited.or_else(|| self.circles(k, after)).or(speaker);
        speaker?;
        let next = comma + 1;
        if next >= self.s.b {
            return None;
        }
        if doc.toks[next].sort == Sort::Quote {
            let mut e = next + 1;
            while e < self.s.b && doc.toks[e].sort == Sort::Quote {
                e += 1;
            }
            if doc.toks[comma].sign(':')
                || e == self.s.b
                || doc.fold_at(e - 1).is_some_and(|f| ends(f.last))
                || doc.toks[e].sort == Sort::Sign
            {
                self.push(Rule::Pre, k, cue, speaker, (next..e).map(|x| (x, x + 1)).collect(), None);
                self.done = e;
                return Some(e);
            }
        }
        let told = that(comma);
        let from = if told { next + 1 } else { next };
        if !told && doc.toks[from].is(class::CONJ | class::SUBORD | class::REL) {
            return None;
        }
        let relative = !told
            && doc.toks[comma].sign(',')
            && doc.toks[from].is(class::DET)
            && !self.mood_in(from)
            && !cue.is(tag::SPLIT);
        if relative && !(from + 1..self.s.b).any(|i| doc.toks[i].is(class::AUX | class::SUBJ)) {
            return None;
        }
        let stop = self.clause_end(from, false);
        if stop < from + 2 {
            return None;
        }
        let rule = if told {
            Rule::That
        } else if self.mood_in(from) {
            Rule::Comma
        } else {
            Rule::Bare
        };
        self.finish(rule, k, cue, speaker, from, stop, None)
    }

    /// "Aus Koalitionskreisen hieß es", "Beim Betreiber heißt es".
    fn circles(&self, k: usize, after: usize) -> Option<Run> {
        let doc = self.doc;
        let it = matches!(doc.word(k), "hieß" | "heißt") && doc.word(after) == "es";
        let a = (k.saturating_sub(8).max(self.s.a)..k)
            .find(|&i| matches!(doc.word(i), "Aus" | "aus" | "Bei" | "bei" | "Beim" | "beim" | "Vom" | "Von"))?;
        (it && a + 1 < k).then_some((a + 1, k))
    }

    /// "auf", "an", "vor": the verb's other half.
    fn particle(&self, i: usize) -> bool {
        matches!(
            self.doc.word(i),
            "auf"
                | "an"
                | "vor"
                | "mit"
                | "zu"
                | "ein"
                | "hin"
                | "aus"
                | "fest"
                | "bekannt"
                | "davon"
                | "darauf"
                | "her"
                | "klar"
                | "hinzu"
                | "hervor"
                | "nach"
                | "dar"
                | "bei"
                | "dafür"
                | "dagegen"
                | "darüber"
        )
    }

    fn mood_in(&self, from: usize) -> bool {
        (from..self.s.b).any(|i| self.doc.toks[i].is(class::SUBJ) && !self.doc.toks[i].cap)
    }
}

/// A lower-case word with an adjective's ending before a noun.
pub(crate) fn adjective(doc: &Doc<'_>, i: usize) -> bool {
    let w = doc.word(i);
    let t = &doc.toks[i];
    t.sort == Sort::Word
        && !t.cap
        && t.cue.is_none()
        && !t.is(class::AUX | class::VERB | class::ADV | class::PREP | class::SUBJ)
        && ["e", "en", "er", "es", "em"].iter().any(|s| w.ends_with(s))
        && doc.toks.get(i + 1).is_some_and(|n| {
            n.cap && n.sort == Sort::Word || n.sort == Sort::Word && !n.is(class::DET | class::PRONOUN | class::PREP)
        })
}

/// Sentences in reported mood that go on with an attribution before them: "Die Sperre sei aufgehoben."
/// They run on as one stretch; returns whether the last frame took this sentence in.
pub(crate) fn mood(doc: &Doc<'_>, index: usize, found: &mut Vec<Frame>, before: &mut [Frame]) {
    let s = doc.sents[index];
    let Some(last) = before.last_mut().filter(|f| f.sent + 1 == index) else { return };
    if !found.is_empty() {
        return;
    }
    let told = (s.a + 1..s.b.min(s.a + 12))
        .any(|k| doc.toks[k].is(class::SUBJ) && !doc.toks[k].cap && !(s.a..k).any(|i| doc.toks[i].is(class::COMP)));
    let mut e = s.b;
    while e > s.a && doc.toks[e - 1].sort == Sort::Sign {
        e -= 1;
    }
    if !told || e <= s.a + 2 {
        return;
    }
    let same = doc.sents[last.sent].para == s.para;
    if last.rule == Rule::Mood && same {
        if let Some(seg) = last.segs.last_mut() {
            seg.1 = e;
        }
        last.sent = index;
        return;
    }
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
