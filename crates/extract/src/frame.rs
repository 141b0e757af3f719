//! Attributions inside one sentence: which cue takes which words from whom.
//! A cue is tried as leaning on a quotation before it, then as opening a clause after it.

use crate::doc::{Doc, Sent};
use crate::lexicon::{Cue, class, tag};
use crate::noun::Run;
use crate::token::{Sort, Tok};

/// Which pattern found a quotation; confidence is measured per rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Rule {
    /// "…," said X.
    Post,
    /// X said: "…".
    Pre,
    /// "…," ujarnya.
    Own,
    /// X said that …
    That,
    /// X mengatakan, …
    Comma,
    /// X said …
    Bare,
    /// …, said X.
    Tail,
    /// According to X, …
    Prep,
    /// …, adding that …
    Part,
    /// X criticised …
    Object,
    /// X promised to …
    Inf,
    /// Reported speech told by the verb's mood.
    Mood,
    /// A quotation that goes on with the one before.
    Follow,
    /// A quotation with no cue of its own.
    Alone,
}

/// One attribution, in tokens.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) rule: Rule,
    pub(crate) cue: Option<Run>,
    pub(crate) info: Cue,
    pub(crate) speaker: Option<Run>,
    pub(crate) segs: Vec<Run>,
    pub(crate) addressee: Option<Run>,
    pub(crate) sent: usize,
}

/// What stands between a cue and its words.
struct Opening {
    at: usize,
    addressee: Option<Run>,
    comma: bool,
    colon: bool,
    that: bool,
    /// Something (time, occasion, addressee) was passed.
    moved: bool,
    /// Whom an aside names as speaker: "reported, citing two officials, that".
    citing: Option<Run>,
}

/// The search state of one sentence.
pub(crate) struct Search<'d, 'a> {
    pub(crate) doc: &'d Doc<'a>,
    pub(crate) s: Sent,
    pub(crate) index: usize,
    pub(crate) out: Vec<Frame>,
    /// Tokens up to here are spoken for.
    pub(crate) done: usize,
}

/// All attributions of sentence `index`.
pub(crate) fn frames(doc: &Doc<'_>, index: usize) -> Vec<Frame> {
    let s = doc.sents[index];
    let quoted = doc.lex.grammar.verb_final && (s.a..s.b).any(|k| doc.toks[k].sort == Sort::Quote);
    if !quoted && !(s.a..s.b).any(|k| doc.toks[k].cue.is_some() || doc.toks[k].is(class::SUBJ)) {
        return Vec::new();
    }
    let mut search = Search { doc, s, index, out: Vec::new(), done: s.a };
    let mut k = s.a;
    while k < s.b {
        let Some(cue) = doc.toks[k].cue.or_else(|| search.any_verb(k)) else {
            k += 1;
            continue;
        };
        // Inside another cue's clause an attribution is that speaker's, not the article's.
        let next = if k >= search.done { search.at_cue(k, cue) } else { k + cue.len as usize };
        k = next.max(k + 1);
    }
    if search.out.is_empty() {
        search.credit();
    }
    search.out
}

impl Search<'_, '_> {
    fn at_cue(&mut self, k: usize, cue: Cue) -> usize {
        let doc = self.doc;
        let t = &doc.toks[k];
        let after = k + cue.len as usize;
        // A capital letter inside a sentence makes it a name: "Kata" opens one, "Tanya Wijaya" does not.
        let initial = k == self.s.a || doc.toks[k - 1].sort == Sort::Sign && !doc.toks[k - 1].sign('-');
        if t.cap && !initial && !doc.lex.grammar.capital_nouns {
            return after;
        }
        if t.cap
            && initial
            && doc.namelike(after)
            && !cue.is(tag::PREP | tag::ROOT | tag::SELFMADE | tag::CITING | tag::HOP | tag::VSO | tag::WIE)
        {
            return after;
        }
        if cue.is(tag::MAYBE) && !self.verbal(k, cue) {
            return after;
        }
        if cue.is(tag::PREP)
            && let Some(end) = self.prep(k, cue)
        {
            return end;
        }
        if doc.lex.grammar.vso
            && cue.is(tag::VSO)
            && let Some(end) = self.verb_first(k, cue)
        {
            return end;
        }
        if doc.lex.grammar.verb_final
            && let Some(end) = self.german(k, cue)
        {
            return end;
        }
        if cue.is(tag::VERB | tag::ROOT | tag::SELFMADE | tag::PASSIVE | tag::PART)
            && cue.is(tag::QUOTE | tag::SELFMADE)
            && let Some(end) = self.leaning(k, cue)
        {
            return end;
        }
        if cue.is(tag::ROOT | tag::SELFMADE)
            && let Some(end) = self.root_first(k, cue)
        {
            return end;
        }
        if cue.is(tag::VERB | tag::PART | tag::CITING | tag::SHOWS)
            && let Some(end) = self.forward(k, cue)
        {
            return end;
        }
        after
    }

    /// "They claim" and "claims that" are verbs, "the claim" is not.
    fn verbal(&self, k: usize, cue: Cue) -> bool {
        let doc = self.doc;
        let mut p = k;
        while p > self.s.a && doc.toks[p - 1].is(class::ADV) && !doc.toks[p - 1].cap {
            p -= 1;
        }
        let before = (p > self.s.a).then(|| &doc.toks[p - 1]);
        if before
            .is_some_and(|t| t.is(class::PRONOUN | class::PLURAL | class::REL) || t.is(class::AUX) && !t.is(class::DET))
        {
            return true;
        }
        if before.is_none_or(|t| {
            t.is(class::DET | class::POSS | class::PREP | class::NPREP | class::QUANT | class::TO | class::CONJ)
        }) {
            return false;
        }
        let after = k + cue.len as usize;
        let next = doc.toks.get(after).filter(|_| after < self.s.b);
        let behind = before.is_some_and(|t| t.sort == Sort::Quote || t.sign(','));
        !behind && next.is_some_and(|t| t.is(class::COMP) || t.sort == Sort::Quote || t.sign(':'))
            || doc.namelike(p.saturating_sub(1))
                && next.is_some_and(|t| t.is(class::PRONOUN | class::PLURAL | class::DET | class::TO) || t.sign('.'))
    }

    pub(crate) fn push(
        &mut self,
        rule: Rule,
        k: usize,
        cue: Cue,
        speaker: Option<Run>,
        segs: Vec<Run>,
        addressee: Option<Run>,
    ) {
        self.out.push(Frame {
            rule,
            cue: Some((k, k + cue.len as usize)),
            info: cue,
            speaker,
            segs,
            addressee,
            sent: self.index,
        });
    }

    /// "„…“, beschreibt ein Reporter": behind a quotation and a comma any verb is a cue where verbs stand second.
    fn any_verb(&self, k: usize) -> Option<Cue> {
        let doc = self.doc;
        let t = &doc.toks[k];
        let place = doc.lex.grammar.verb_final
            && k >= self.s.a + 2
            && doc.toks[k - 1].sign(',')
            && doc.toks[k - 2].sort == Sort::Quote;
        let verb = t.sort == Sort::Word && !t.cap && t.id == 0 && self.whole_quote(k - 2);
        (place && verb).then_some(Cue { tags: tag::VERB | tag::QUOTE, strength: 2, len: 1 })
    }

    /// The sentence without its opening link: where an unmarked clause starts.
    pub(crate) fn clause_start(&self, limit: usize) -> usize {
        let doc = self.doc;
        let mut a = self.s.a.max(self.done);
        while a < limit
            && (doc.toks[a].is(class::CONN | class::CONJ) && !doc.toks[a].is(class::DET | class::ROLE)
                || matches!(doc.toks[a].ch, ',' | '،' | ';' | '—' | '–'))
        {
            a += 1;
        }
        a
    }

    /// A quotation, or words, then comma, cue and speaker: `"…," said X`, `…, kata X`, `"…," X said`.
    fn leaning(&mut self, k: usize, cue: Cue) -> Option<usize> {
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
        let on_quote = q > lo && doc.toks[q - 1].sort == Sort::Quote;
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
                return Some(self.post(Rule::Post, k, cue, Some((q + 1, sp.1)), q + 1, sp.1.max(after)));
            }
            if comma
                && !quote
                && p > self.clause_start(p)
                && !self.opens_clause(after)
                && !self.lead_in(self.clause_start(p), p)
                && cue.is(tag::BARE)
            {
                return self.tail(k, cue, Some(sp), p, after);
            }
        }
        None
    }

    fn skip_adverbs(&self, mut i: usize) -> usize {
        while i < self.s.b && self.doc.toks[i].is(class::ADV) && !self.doc.toks[i].cap {
            i += 1;
        }
        i
    }

    fn comma_inside(&self, quote: usize) -> bool {
        self.doc.fold_at(quote).is_some_and(|f| matches!(f.last, ',' | '،' | '?' | '!' | '—' | '…' | '-'))
    }

    /// A quotation that opens its sentence, or a long one: speech rather than a phrase.
    fn whole_quote(&self, quote: usize) -> bool {
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
    fn opens_clause(&self, i: usize) -> bool {
        let doc = self.doc;
        let open = self.opening(i, Cue::default());
        if open.comma && !open.that && !doc.lex.grammar.comma_clause {
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
    fn post(&mut self, rule: Rule, k: usize, cue: Cue, speaker: Option<Run>, q: usize, after: usize) -> usize {
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
    fn rest_after(&self, end: usize, after: usize) -> (Option<Run>, Option<Run>) {
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
    fn tail(&mut self, k: usize, cue: Cue, speaker: Option<Run>, comma: usize, after: usize) -> Option<usize> {
        let doc = self.doc;
        let start = self.clause_start(comma);
        if start >= comma {
            return None;
        }
        let mut segs = vec![(start, comma)];
        let end = speaker.map_or(after, |s| s.1.max(after));
        let open = self.opening(end, Cue::default());
        let mut done = open.at.max(end);
        // A comma and a predicate after it: the clause goes on.
        let mut j = end;
        while j < self.s.b && !doc.toks[j].sign(',') && !doc.toks[j].sign('،') {
            j += 1;
        }
        if j + 1 < self.s.b {
            let n = &doc.toks[j + 1];
            let aside = n.cue.is_some() && n.cue.is_some_and(|c| c.is(tag::PART | tag::HOP | tag::CITING | tag::VERB))
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
    fn root_first(&mut self, k: usize, cue: Cue) -> Option<usize> {
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

    /// `X said (to Y on Tuesday) that …`.
    pub(crate) fn forward(&mut self, k: usize, cue: Cue) -> Option<usize> {
        let doc = self.doc;
        let lo = self.s.a;
        let after = k + cue.len as usize;
        let citing = cue.is(tag::CITING);
        if cue.is(tag::HOP) && !citing && !cue.is(tag::BARE) {
            return None;
        }
        let leans = cue.is(tag::PART) || {
            let mut p = k;
            while p > lo && doc.toks[p - 1].is(class::ADV | class::AUX) && !doc.toks[p - 1].cap {
                p -= 1;
            }
            p > lo
                && (doc.toks[p - 1].is(class::CONJ)
                    || matches!(doc.toks[p - 1].ch, ',')
                        && self.out.last().is_some_and(|f| f.sent == self.index)
                        && p > self.done.saturating_sub(1)
                        && self.done > lo)
                && !doc.toks[p - 1].cap
        };
        let floor = self.done.max(lo);
        let speaker = if citing {
            Some(doc.np_right(after, self.s.b)?)
        } else if leans {
            let known = self.out.iter().rev().find_map(|f| f.speaker);
            known.or_else(|| doc.first_subject(lo, k))
        } else {
            let sp = doc.subject_left(k, floor);
            if sp.is_none() && !cue.is(tag::PASSIVE) {
                return None;
            }
            sp
        };
        let relative = self.relative(k);
        let from = if citing { speaker.map_or(after, |s| s.1) } else { after };
        let open = self.opening(from, cue);
        let i = open.at;
        let t = doc.toks.get(i).filter(|_| i < self.s.b)?;
        if t.sort == Sort::Quote && !open.that {
            return self.direct_after(k, cue, speaker, &open);
        }
        let part = cue.is(tag::PART);
        if open.that || open.citing.is_some() {
            let stop = self.clause_end(i, true);
            let speaker = open.citing.or(speaker);
            let rule = if part { Rule::Part } else { Rule::That };
            return self.finish(rule, k, cue, speaker, i, stop, open.addressee);
        }
        if citing || self.empty_object(i) {
            return None;
        }
        if open.colon {
            return cue
                .is(tag::QUOTE)
                .then(|| self.finish(Rule::Comma, k, cue, speaker, i, self.s.b, open.addressee))
                .flatten();
        }
        if open.comma {
            let ok = doc.lex.grammar.comma_clause
                && cue.is(tag::BARE | tag::QUOTE | tag::THAT)
                && !t.is(class::CONN | class::COMP)
                && (!cue.is(tag::NP) || doc.lex.grammar.prefix_verbs);
            let stop = self.clause_end(i, true);
            return (ok && stop >= i + 2)
                .then(|| self.finish(Rule::Comma, k, cue, speaker, i, stop, open.addressee))
                .flatten();
        }
        if relative && doc.lex.grammar.prefix_verbs {
            return None;
        }
        let clause = cue.is(tag::BARE)
            && (!t.is(class::PREP | class::SUBORD)
                || t.is(class::DET | class::ROLE | class::QUANT)
                || doc.lex.grammar.prefix_verbs);
        let object = cue.is(tag::NP) && !relative && !t.is(class::CONJ) && !(k > lo && doc.toks[k - 1].is(class::TO));
        let inf = cue.is(tag::INF) && t.is(class::TO);
        if !(clause || object || inf) {
            return None;
        }
        let stop = self.clause_end(i, true);
        if stop < i + 2 || stop < i + 4 && doc.toks[stop - 1].is(class::DEMO) && doc.toks[stop - 1].wordy() {
            return None;
        }
        let mut stop = stop;
        if cue.is(tag::AS) {
            // "described the plan as “…”": needs its quotation, and ends with it.
            let q = (i..stop.min(i + 12)).find(|&x| doc.toks[x].sort == Sort::Quote)?;
            if !(i..q).all(|x| doc.toks[x].wordy() && !doc.verbish(x) && !doc.toks[x].is(class::COMP | class::REL)) {
                return None;
            }
            stop = q + 1;
        }
        let rule = if part && !cue.is(tag::NP) {
            Rule::Part
        } else if object && !clause {
            Rule::Object
        } else if inf {
            Rule::Inf
        } else {
            Rule::Bare
        };
        self.finish(rule, k, cue, speaker, i, stop, open.addressee)
    }

    /// "… yang mengaku": the cue stands in a relative clause.
    fn relative(&self, k: usize) -> bool {
        let mut p = k;
        while p > self.s.a && self.doc.toks[p - 1].is(class::ADV | class::AUX | class::NEG) {
            p -= 1;
        }
        p > self.s.a && self.doc.toks[p - 1].is(class::REL) && !self.doc.toks[p - 1].cap
    }

    /// Quotation directly after the cue, comma or colon.
    fn direct_after(&mut self, k: usize, cue: Cue, speaker: Option<Run>, open: &Opening) -> Option<usize> {
        let doc = self.doc;
        let i = open.at;
        let mut e = i + 1;
        while e < self.s.b && doc.toks[e].sort == Sort::Quote {
            e += 1;
        }
        let next = doc.toks.get(e).filter(|_| e < self.s.b);
        let closes = next.is_none_or(|t| t.sort == Sort::Sign && !matches!(t.ch, '-' | '/' | '('))
            || doc.fold_at(e - 1).is_some_and(|f| crate::doc::ends(f.last));
        let marked = open.comma || open.colon || open.moved;
        if closes && (cue.is(tag::QUOTE) || open.colon) || marked && cue.is(tag::QUOTE) && (open.comma || open.colon) {
            let segs = (i..e).map(|x| (x, x + 1)).collect();
            self.push(Rule::Pre, k, cue, speaker, segs, open.addressee);
            self.done = e;
            return Some(e);
        }
        let stop = self.clause_end(i, true);
        let rule = if cue.is(tag::BARE | tag::THAT) { Rule::Bare } else { Rule::Object };
        if !cue.is(tag::BARE | tag::NP | tag::QUOTE | tag::THAT) {
            return None;
        }
        self.finish(rule, k, cue, speaker, i, stop, open.addressee)
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one attribution")]
    pub(crate) fn finish(
        &mut self,
        rule: Rule,
        k: usize,
        cue: Cue,
        speaker: Option<Run>,
        from: usize,
        to: usize,
        addressee: Option<Run>,
    ) -> Option<usize> {
        if from >= to || !(from..to).any(|i| self.doc.toks[i].wordy() || self.doc.toks[i].sort == Sort::Quote) {
            return None;
        }
        self.push(rule, k, cue, speaker, vec![(from, to)], addressee);
        self.done = to;
        Some(to)
    }

    fn empty_object(&self, i: usize) -> bool {
        let t = &self.doc.toks[i];
        if !t.is(class::EMPTY) {
            return false;
        }
        let mut e = i;
        while e < self.s.b && self.doc.toks[e].is(class::EMPTY) {
            e += 1;
        }
        self.doc.toks.get(e).is_none_or(|n| {
            e >= self.s.b || n.sort == Sort::Sign || n.is(class::PREP | class::CONJ | class::SUBORD | class::DAY)
        })
    }

    /// Passes whom it was said to, when and where, and the marks before the words themselves.
    fn opening(&self, from: usize, cue: Cue) -> Opening {
        let doc = self.doc;
        let end = self.s.b;
        let mut o =
            Opening { at: from, addressee: None, comma: false, colon: false, that: false, moved: false, citing: None };
        let mut soft = None;
        if cue.is(tag::OBJ)
            && !doc
                .toks
                .get(from)
                .is_some_and(|t| from < end && (t.is(class::COMP | class::TO) || t.sort == Sort::Quote))
            && let Some(np) = self.object(from)
        {
            o.addressee = Some(np);
            o.at = np.1;
        }
        for _ in 0..6 {
            let i = o.at;
            let Some(t) = doc.toks.get(i).filter(|_| i < end) else { break };
            if t.sign(',') || t.sign('،') {
                // A comma closes what was passed, or opens the clause.
                if let Some((e, citing)) = self.aside(i + 1) {
                    o.citing = o.citing.or(citing);
                    o.at = e;
                    o.moved = true;
                } else {
                    o.comma = true;
                    o.at += 1;
                }
            } else if t.sign(':') {
                o.colon = true;
                o.at += 1;
                break;
            } else if t.is(class::COMP) && !t.is(class::DET | class::DEMO) || t.is(class::COMP) && self.that_clause(i) {
                o.that = true;
                o.at += 1;
            } else if t.is(class::DAY) && !o.that {
                o.at += 1;
                o.moved = true;
            } else if t.is(class::ADV) && !t.is(class::ROLE) && !o.that {
                soft = Some(i);
                o.at += 1;
            } else if t.is(class::TO)
                && !o.that
                && !(cue.is(tag::INF) && !doc.toks.get(i + 1).is_some_and(|n| n.is(class::DET) || n.cap))
                && !self.infinitive(i)
            {
                let Some(np) = self.object(i + 1) else { break };
                o.addressee = o.addressee.or(Some(np));
                o.at = np.1;
                o.moved = true;
            } else if t.is(class::PREP | class::NPREP)
                && !o.that
                && !o.comma
                && let Some(e) = self.adjunct(i)
            {
                o.at = e;
                o.moved = true;
            } else if t.sign('(')
                && let Some(e) = doc.bracket_end(i, end)
            {
                o.at = e;
            } else {
                break;
            }
        }
        // An adverb right before a plain clause is part of it: "mengaku hanya …".
        if let Some(s) = soft.filter(|&s| s + 1 == o.at && doc.toks.get(o.at).is_some_and(Tok::wordy)) {
            o.at = s;
        }
        o
    }

    /// ", seperti dikutip X," and ", citing Y,": ends behind the closing comma.
    fn aside(&self, i: usize) -> Option<(usize, Option<Run>)> {
        let doc = self.doc;
        let end = self.s.b.min(i + 18);
        let k = (i..end.min(i + 3)).find(|&k| doc.toks[k].cue.is_some_and(|c| c.is(tag::HOP)))?;
        if !(i..k).all(|x| doc.toks[x].is(class::REL | class::ADV | class::AUX | class::CONN)) {
            return None;
        }
        let cue = doc.toks[k].cue?;
        let after = k + cue.len as usize;
        let close = (after..end).find(|&x| matches!(doc.toks[x].ch, ',' | '،') || doc.toks[x].is(class::COMP))?;
        let citing = if cue.is(tag::CITING) { doc.np_right(after, close) } else { None };
        let citing = citing.filter(|r| !(r.0..r.1).any(|x| doc.toks[x].is(class::OUTLET)));
        Some((if doc.toks[close].is(class::COMP) { close } else { close + 1 }, citing))
    }

    /// "that" before a clause rather than "that day".
    fn that_clause(&self, i: usize) -> bool {
        self.doc.toks.get(i + 1).is_none_or(|n| n.sort != Sort::Sign && i + 1 < self.s.b || n.sign(','))
    }

    fn infinitive(&self, i: usize) -> bool {
        self.doc.lex.code == "en"
            && self.doc.toks.get(i + 1).is_some_and(|n| {
                !n.cap
                    && !n.is(class::DET
                        | class::ROLE
                        | class::PLURAL
                        | class::QUANT
                        | class::COLL
                        | class::BODY
                        | class::PRONOUN)
            })
    }

    /// Whom it is said to: a short noun phrase.
    fn object(&self, i: usize) -> Option<Run> {
        let doc = self.doc;
        let t = doc.toks.get(i).filter(|_| i < self.s.b)?;
        if t.sort == Sort::Word
            && !t.cap
            && matches!(doc.word(i), "him" | "her" | "me" | "us" | "them" | "you" | "saya" | "kami" | "mereka" | "dia")
        {
            return Some((i, i + 1));
        }
        let (a, mut b) = doc.np_right(i, self.s.b.min(i + 14))?;
        if self.doc.lex.grammar.suffix_verbs {
            // "told reporters the plan": a bare plural ends where an article begins; "told Reuters he" at the pronoun.
            if let Some(k) = (a + 1..b)
                .find(|&k| doc.toks[k].is(class::DET | class::SELF) && !doc.toks[k - 1].is(class::NPREP | class::CONJ))
            {
                b = k;
            }
        }
        Some((a, b))
    }

    /// "in a statement", "on Tuesday", "dalam keterangan tertulis": ends where the clause may begin.
    fn adjunct(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let end = self.s.b.min(i + 14);
        let occasion = (i + 1..end.min(i + 6)).find(|&k| {
            doc.toks[k].is(class::OCCASION | class::DAY | class::MONTH)
                || doc.toks[k].sort == Sort::Number && k == i + 1
        });
        let close = (i + 1..end).find(|&k| {
            doc.toks[k].sort == Sort::Sign && matches!(doc.toks[k].ch, ',' | ':' | '.')
                || doc.toks[k].sort == Sort::Quote
                || doc.toks[k].is(class::COMP)
        });
        match (occasion, close) {
            (_, Some(c))
                if c < self.s.b
                    && (doc.toks[c].is(class::COMP)
                        || doc.toks[c].sign(':')
                        || doc.toks[c].sign(',')
                        || doc.toks[c].sort == Sort::Quote)
                    && c - i <= 12
                    && !(i + 1..c).any(|k| doc.verbish(k)) =>
            {
                Some(c)
            }
            (Some(o), _) => {
                let mut e = o + 1;
                while e < end
                    && (doc.toks[e].is(class::DAY | class::MONTH | class::OCCASION)
                        || doc.toks[e].sort == Sort::Number
                        || doc.toks[e].sign('(')
                        || doc.toks[e].sign(')'))
                {
                    e += 1;
                }
                Some(e)
            }
            _ => None,
        }
    }
}
