//! Attributions inside one sentence: which cue takes which words from whom.
//! A cue is tried as leaning on a quotation before it, then as opening a clause after it.

use crate::doc::{Doc, Sent};
use crate::lexicon::{Cue, class, tag};
use crate::noun::Run;
use crate::token::Sort;

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
pub(crate) struct Opening {
    pub(crate) at: usize,
    pub(crate) addressee: Option<Run>,
    pub(crate) comma: bool,
    pub(crate) colon: bool,
    pub(crate) that: bool,
    /// Something (time, occasion, addressee) was passed.
    pub(crate) moved: bool,
    /// Whom an aside names as speaker: "reported, citing two officials, that".
    pub(crate) citing: Option<Run>,
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
    let quoted =
        (doc.lex.grammar.verb_final || doc.lex.grammar.nya) && (s.a..s.b).any(|k| doc.toks[k].sort == Sort::Quote);
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
        if t.cap && !initial && (!doc.lex.grammar.capital_nouns || cue.is(tag::VERB) && cue.len == 1) {
            // Where nouns have capitals, "Versprechen" and "Klage" are nouns, not verbs.
            return after;
        }
        if t.cap
            && initial
            && doc.namelike(after)
            && !cue.is(tag::PREP | tag::ROOT | tag::SELFMADE | tag::CITING | tag::HOP | tag::VSO | tag::WIE)
        {
            return after;
        }
        if cue.is(tag::MAYBE) && !self.verbal(k, cue) || cue.is(tag::VERB) && self.unsaid(k, cue) {
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

    pub(crate) fn push(
        &mut self,
        rule: Rule,
        k: usize,
        cue: Cue,
        speaker: Option<Run>,
        segs: Vec<Run>,
        addressee: Option<Run>,
    ) {
        let speaker = self.leans_on(speaker, &segs).or(speaker);
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
        let relative = self.relative(k);
        // "said Wanda Pruett, head of …, who warned that": the relative leans on the speaker before it.
        let trails = relative
            && k > self.done
            && k <= self.done + 4
            && self.out.last().is_some_and(|f| f.sent == self.index && f.speaker.is_some_and(|s| s.1 + 1 >= self.done));
        let beside =
            k > lo && !cue.is(tag::SHOWS | tag::ATTITUDE) && matches!(doc.word(k - 1), "seraya" | "sambil" | "sembari");
        let leans = leans || trails || beside;
        let floor = self.done.max(lo);
        let quoted = (k > lo && doc.word(k - 1) == "as").then(|| self.quoted_as(k - 1)).flatten();
        let speaker = if quoted.is_some() {
            quoted
        } else if citing {
            Some(doc.np_right(after, self.s.b)?)
        } else if leans {
            let known = self.out.iter().rev().find_map(|f| f.speaker);
            self.nearer(k, cue).or(known).or_else(|| doc.first_subject(lo, k))
        } else {
            let sp = doc.subject_left(k, floor).or_else(|| self.behind_heading(k, floor, cue));
            if sp.is_none() && !cue.is(tag::PASSIVE) {
                return None;
            }
            sp
        };
        let from = if citing { speaker.map_or(after, |s| s.1) } else { after };
        let mut open = self.opening(from, cue);
        if let Some(that) = self.far_that(open.at, cue).filter(|_| !open.that) {
            open.at = that + 1;
            open.that = true;
        }
        let i = open.at;
        let t = doc.toks.get(i).filter(|_| i < self.s.b)?;
        if cue.is(tag::NP) && !open.that && self.passive(k) || cue.is(tag::ASKS) && open.that && self.passive(k) {
            return None;
        }
        if t.sort == Sort::Quote && !open.that && i > lo && doc.toks[i - 1].is(class::WORK) {
            return None;
        }
        if t.sort == Sort::Quote && !open.that {
            return self.direct_after(k, cue, speaker, &open);
        }
        // "disputed that in interviews", "disputed that number": no clause follows.
        let pointing = cue.is(tag::NP) && !cue.is(tag::BARE) && doc.lex.grammar.suffix_verbs;
        let short = doc.toks.get(i + 1).is_none_or(|n| i + 1 >= self.s.b || n.sort == Sort::Sign);
        if pointing && open.that && !open.colon && (short || t.is(class::PREP | class::NPREP) && !t.is(class::DET)) {
            return None;
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
        // "menyampaikan sikap itu dalam rapat": an object that points back, and where.
        let told = doc.lex.grammar.prefix_verbs
            && (i + 1..stop.min(i + 4)).find(|&x| doc.toks[x].is(class::DEMO)).is_some_and(|d| {
                (i..d).all(|x| doc.toks[x].wordy() && !doc.toks[x].cap && !doc.verbish(x))
                    && doc.toks.get(d + 1).is_some_and(|n| {
                        n.is(class::PREP | class::SUBORD) && !n.is(class::AUX | class::VERB) && d + 1 < stop
                    })
                    && !(d + 1..stop).any(|x| doc.verbish(x))
            });
        if told && clause {
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
        if cue.is(tag::NP) && doc.lex.grammar.suffix_verbs {
            // "confirmed the meeting but would not say": the subject's next act.
            let but = (i + 1..stop)
                .find(|&x| doc.word(x) == "but" && doc.toks.get(x + 1).is_some_and(|t| t.is(class::AUX)))
                .filter(|&x| !(i..x).any(|y| doc.verbish(y)));
            stop = but.map_or(stop, |x| self.trim(i, x));
        }
        // "criticised the plan" reports an act; without quoted words it is no quotation.
        if rule == Rule::Object && cue.strength < 3 && !(i..stop).any(|x| doc.toks[x].sort == Sort::Quote) {
            return None;
        }
        self.finish(rule, k, cue, speaker, i, stop, open.addressee)
    }

    /// "Tak ada payung hukum Ketua Bawaslu Abhan mengatakan": a heading run into the sentence; the office opens it.
    fn behind_heading(&self, k: usize, floor: usize, cue: Cue) -> Option<Run> {
        let doc = self.doc;
        if !doc.lex.grammar.prefix_verbs || cue.strength < 3 {
            return None;
        }
        let from = (floor + 1..k).take(40).find(|&i| {
            doc.toks[i].cap
                && doc.toks[i].is(class::ROLE)
                && doc.toks[i - 1].wordy()
                && !doc.toks[i - 1].is(class::PREP | class::NPREP | class::CONJ | class::BY | class::ROLE | class::REL)
                && doc.namelike(i + 1)
        })?;
        doc.subject_left(k, from).filter(|r| r.0 == from)
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
}
