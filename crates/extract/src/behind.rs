//! Cues that lean on the words before them: `"…," said X`, `…, kata X`, `"…," X said`, `…, she said.`
//! Split from `frame.rs`, which tries these before a cue may open a clause of its own.

use crate::frame::{Rule, Search};
use crate::lexicon::{Cue, class, tag};
use crate::noun::Run;
use crate::token::Sort;

impl Search<'_, '_> {
    /// A quotation, or words, then comma, cue and speaker: `"…," said X`, `…, kata X`, `"…," X said`.
    pub(crate) fn leaning(&mut self, k: usize, cue: Cue) -> Option<usize> {
        let doc = self.doc;
        let lo = self.s.a.max(self.done);
        let after = k + cue.len as usize;
        let mut p = k;
        while p > lo
            && doc.toks[p - 1].is(class::ADV | class::EMPTY | class::SUBORD | class::CONJ)
            && !doc.toks[p - 1].cap
            && doc.toks[p - 1].wordy()
        {
            p -= 1;
        }
        let comma =
            p > lo && (doc.toks[p - 1].sort == Sort::Sign && matches!(doc.toks[p - 1].ch, ',' | '—' | '–' | '،' | '-'));
        let q = if comma { p - 1 } else { p };
        let on_quote = q > lo && doc.toks[q - 1].sort == Sort::Quote && !crate::arabic::named_quote(doc, q - 1);
        if cue.is(tag::PART) && !on_quote {
            return None;
        }
        if on_quote && !(cue.is(tag::PART) && !comma && !self.comma_inside(q - 1)) {
            // Cue right behind the quotation: its speaker follows, or sits in the suffix.
            let speaker = if cue.is(tag::SELFMADE) {
                None
            } else {
                doc.np_right(self.skip_adverbs(after), self.s.b).map(|r| doc.apposition(r, self.s.b))
            };
            let bare = comma && doc.lex.grammar.verb_final;
            let ok = bare
                || cue.is(tag::SELFMADE)
                || cue.is(tag::ROOT | tag::PART)
                || speaker.is_some() && !doc.toks.get(after).is_some_and(|t| t.is(class::COMP) && !t.is(class::DET));
            if ok && (comma || self.comma_inside(q - 1) || cue.is(tag::ROOT | tag::SELFMADE) || self.whole_quote(q - 1))
            {
                let rule = if cue.is(tag::SELFMADE) { Rule::Own } else { Rule::Post };
                let speaker = if cue.is(tag::PART) { self.out.last().and_then(|f| f.speaker) } else { speaker };
                if cue.is(tag::PART) {
                    return None;
                }
                return Some(self.post(rule, k, cue, speaker, q, after));
            }
        }
        if comma
            && !on_quote
            && doc.lex.grammar.suffix_verbs
            && let Some(end) = self.inverted(k, cue, p - 1)
        {
            return Some(end);
        }
        // `"…," X said`.
        if cue.is(tag::VERB)
            && let Some(sp) = doc.subject_left(k, lo)
        {
            let mut p = sp.0;
            let comma =
                p > lo && doc.toks[p - 1].sort == Sort::Sign && matches!(doc.toks[p - 1].ch, ',' | '—' | '–' | '،');
            if comma {
                p -= 1;
            }
            let quote = p > lo && doc.toks[p - 1].sort == Sort::Quote;
            // "‘Little Digger’, a book the chancellor wrote": a title, no speech.
            let work = quote
                && doc.fold_at(p - 1).is_some_and(|f| f.titled)
                && (sp.0..sp.1).any(|i| doc.toks[i].is(class::WORK));
            if work {
                return None;
            }
            let sp = self.quotes_as_saying(k).unwrap_or(sp);
            if quote && (comma || self.comma_inside(p - 1) || self.whole_quote(p - 1)) {
                let end = sp.1.max(after);
                return Some(self.post(Rule::Post, k, cue, Some(sp), p, end));
            }
            // `"…," another friend, Mariam Emara told CNN`.
            if !quote
                && let Some(q) = (lo..p).rev().take(14).find(|&i| doc.toks[i].sort == Sort::Quote)
                && self.comma_inside(q)
                && !(q + 1..sp.0).any(|i| doc.verbish(i) || doc.toks[i].cue.is_some())
            {
                let from = (q + 1..sp.0)
                    .find(|&x| doc.toks[x].wordy() && !doc.toks[x].is(class::EMPTY | class::ADV))
                    .unwrap_or(sp.0);
                return Some(self.post(Rule::Post, k, cue, Some((from, sp.1)), q + 1, sp.1.max(after)));
            }
            if comma
                && !quote
                && p > self.clause_start(p)
                && !self.opens_clause(after, cue)
                && !self.lead_in(self.clause_start(p), p)
                && cue.is(tag::BARE)
            {
                return self.tail(k, cue, Some(sp), p, after);
            }
        }
        None
    }

    /// "That estimate is inflated, countered Prof. Dana Whitlock of Toledo."
    fn inverted(&mut self, k: usize, cue: Cue, comma: usize) -> Option<usize> {
        let doc = self.doc;
        let after = k + cue.len as usize;
        if !cue.is(tag::VERB) || cue.is(tag::MAYBE | tag::NP) || doc.toks.get(after)?.sort != Sort::Word {
            return None;
        }
        let start = self.clause_start(comma);
        let clause = start + 3 <= comma && (start + 1..comma).any(|i| doc.verbish(i)) && !self.lead_in(start, comma);
        let person = |i: usize| doc.toks.get(i).is_some_and(|t| t.is(class::ROLE));
        let led = doc.toks[after].is(class::ROLE | class::TITLE)
            || doc.toks[after].is(class::DET) && (after + 1..after + 4).any(person);
        if doc.toks[after].is(class::COMP)
            || !clause
            || !(doc.namelike(after) || led)
            || doc.toks[after].is(class::PRONOUN)
        {
            return None;
        }
        let speaker = doc.np_right(after, self.s.b)?;
        let closed = doc.toks.get(speaker.1).is_none_or(|t| speaker.1 >= self.s.b || t.sort == Sort::Sign);
        if !closed {
            return None;
        }
        self.tail(k, cue, Some(doc.apposition(speaker, self.s.b)), comma, after)
    }

    pub(crate) fn skip_adverbs(&self, mut i: usize) -> usize {
        while i < self.s.b && self.doc.toks[i].is(class::ADV) && !self.doc.toks[i].cap {
            i += 1;
        }
        i
    }

    pub(crate) fn comma_inside(&self, quote: usize) -> bool {
        self.doc.fold_at(quote).is_some_and(|f| matches!(f.last, ',' | '،' | '?' | '!' | '—' | '…' | '-'))
    }

    /// A quotation that opens its sentence, or a long one: speech rather than a phrase.
    pub(crate) fn whole_quote(&self, quote: usize) -> bool {
        quote == self.clause_start(quote) || self.doc.fold_at(quote).is_some_and(|f| f.words >= 4 && f.cap)
    }

    /// A fronted "In a statement," is no clause.
    pub(crate) fn lead_in(&self, a: usize, b: usize) -> bool {
        let doc = self.doc;
        let Some(t) = doc.toks.get(a).filter(|_| a < b) else { return true };
        if t.is(class::CONN | class::ADV) && b - a <= 4 {
            return true;
        }
        let open = t.is(class::PREP | class::SUBORD | class::NPREP) && !t.is(class::DET | class::ROLE)
            || t.is(class::DAY)
            || t.cue.is_some_and(|c| c.is(tag::HOP | tag::PART | tag::CITING));
        if !open {
            return b - a == 1 && t.is(class::ADV | class::CONN | class::DAY);
        }
        // With a second clause behind a comma the lead-in is over: "In May, it fell, he said".
        !(a..b).any(|k| doc.toks[k].sign(',') && k + 3 < b)
    }

    /// Does a clause (rather than time, place or nothing) follow here?
    pub(crate) fn opens_clause(&self, i: usize, cue: Cue) -> bool {
        let doc = self.doc;
        let open = self.opening(i, cue);
        if open.that || open.colon {
            return true;
        }
        // "…, he said, “In full.”" opens speech of its own.
        if open.comma && doc.fold_at(open.at).is_some_and(|f| f.cap && f.words >= 3) {
            return true;
        }
        if open.comma && !doc.lex.grammar.comma_clause {
            return false;
        }
        let i = open.at;
        let Some(t) = doc.toks.get(i).filter(|_| i < self.s.b) else { return false };
        t.wordy()
            && !t.is(class::PREP | class::DAY | class::SUBORD)
            && !t.cue.is_some_and(|c| c.is(tag::PART | tag::HOP | tag::CITING))
            || t.sign(':')
            || t.is(class::COMP)
    }

    /// Takes the quotation before `q` (and what it leans on) and the one after the speaker, if any.
    pub(crate) fn post(
        &mut self,
        rule: Rule,
        k: usize,
        cue: Cue,
        speaker: Option<Run>,
        q: usize,
        after: usize,
    ) -> usize {
        let doc = self.doc;
        let quote = q - 1;
        let start = self.clause_start(quote);
        let lead =
            start < quote && (matches!(doc.toks[quote - 1].ch, ',' | ':' | '—' | '،') || self.lead_in(start, quote));
        let whole = doc.fold_at(quote).is_some_and(|f| f.cap && f.words >= 6);
        let mut first = if lead || whole || start == quote { quote } else { start };
        if first == quote && first > self.s.a.max(self.done) && doc.toks[first - 1].sort == Sort::Quote {
            first -= 1;
        }
        let mut segs = if (first..q).all(|i| doc.toks[i].sort == Sort::Quote) {
            (first..q).map(|i| (i, i + 1)).collect()
        } else {
            vec![(first, q)]
        };
        let end = speaker.map_or(after, |s| s.1.max(after));
        let (rest, addressee) = self.rest_after(end, after);
        let mut done = end;
        if let Some(run) = rest {
            segs.extend((run.0..run.1).map(|i| (i, i + 1)));
            done = run.1;
        }
        self.push(rule, k, cue, speaker, segs, addressee);
        self.done = done;
        done
    }

    /// What the quotation goes on with after `said X,`: a quotation, or none.
    pub(crate) fn rest_after(&self, end: usize, after: usize) -> (Option<Run>, Option<Run>) {
        let doc = self.doc;
        let open = self.opening(end.max(after), Cue::default());
        let mut i = end;
        while i < self.s.b && doc.toks[i].sort != Sort::Quote {
            let t = &doc.toks[i];
            if i > end
                && t.cue.is_some_and(|c| c.is(tag::VERB | tag::PART | tag::ROOT | tag::PREP | tag::SELFMADE))
                && !t.cap
            {
                return (None, open.addressee);
            }
            i += 1;
        }
        if i >= self.s.b || i == end || !matches!(doc.toks[i - 1].ch, ',' | ':' | '—' | '–' | '.') {
            return (None, open.addressee);
        }
        let mut e = i + 1;
        while e < self.s.b && doc.toks[e].sort == Sort::Quote {
            e += 1;
        }
        (Some((i, e)), open.addressee)
    }

    /// `…, she said.` and `…, they wrote in a note, …`.
    pub(crate) fn tail(
        &mut self,
        k: usize,
        cue: Cue,
        speaker: Option<Run>,
        comma: usize,
        after: usize,
    ) -> Option<usize> {
        let doc = self.doc;
        let start = self.behind_credit(self.clause_start(comma), comma);
        if start >= comma {
            return None;
        }
        let mut segs = vec![(start, comma)];
        let end = speaker.map_or(after, |s| s.1.max(after));
        let open = self.opening(end, cue);
        let mut done = open.at.max(end);
        // A comma and a predicate after it: the clause goes on.
        let mut j = end;
        while j < self.s.b && !doc.toks[j].sign(',') && !doc.toks[j].sign('،') {
            j += 1;
        }
        if j + 1 < self.s.b {
            let n = &doc.toks[j + 1];
            let ing = doc.lex.grammar.suffix_verbs && n.id == 0 && !n.cap && doc.word(j + 1).ends_with("ing");
            let aside = ing
                || n.cue.is_some() && n.cue.is_some_and(|c| c.is(tag::PART | tag::HOP | tag::CITING | tag::VERB))
                || n.is(class::PREP | class::DAY | class::SUBORD | class::CONJ | class::DET | class::REL)
                    && !n.is(class::AUX)
                || n.sort == Sort::Number
                || n.cap && !doc.lex.grammar.capital_nouns;
            if !aside {
                let stop = self.clause_end(j + 1, true);
                segs.push((j + 1, stop));
                done = stop;
            }
        }
        self.push(Rule::Tail, k, cue, speaker, segs, open.addressee);
        self.done = done;
        Some(done)
    }

    /// `Kata mereka, …` and `…, kata dia, …`.
    pub(crate) fn root_first(&mut self, k: usize, cue: Cue) -> Option<usize> {
        let doc = self.doc;
        let lo = self.s.a.max(self.done);
        let after = k + cue.len as usize;
        let own = cue.is(tag::SELFMADE);
        let speaker = if own { None } else { Some(doc.np_right(after, self.s.b)?) };
        let end = speaker.map_or(after, |s| s.1);
        let mut p = k;
        while p > lo && doc.toks[p - 1].is(class::ADV | class::EMPTY) && !doc.toks[p - 1].cap {
            p -= 1;
        }
        if p > lo && doc.toks[p - 1].sign(',') {
            // "X mengatakan …, lapor Reuters": what is told already only came through the outlet.
            if self.done + 1 >= p
                && self.out.last().is_some_and(|f| f.sent == self.index)
                && let Some(o) = crate::outlets::outlet_right(doc, after, self.s.b, false)
            {
                return Some(o.1);
            }
            let start = self.clause_start(p - 1);
            if start >= p - 1 || self.lead_in(start, p - 1) && !own {
                let comma = doc.toks.get(end).is_some_and(|t| end < self.s.b && t.sign(','));
                let stop = self.clause_end(end + 1, true);
                return comma.then(|| self.finish(Rule::Prep, k, cue, speaker, end + 1, stop, None)).flatten();
            }
            return self.tail(k, cue, speaker.map(|r| doc.apposition(r, self.s.b)), p - 1, after);
        }
        let initial = self.clause_start(k) == k;
        if initial && doc.toks.get(end).is_some_and(|t| end < self.s.b && (t.sign(',') || t.sign(':'))) {
            let stop = self.clause_end(end + 1, false);
            return self.finish(Rule::Prep, k, cue, speaker, end + 1, stop, None);
        }
        None
    }
}
