//! What stands between a cue and its words: whom it is said to, when, where, on what occasion.
//! Passing it well decides where a quotation starts.

use crate::frame::{Opening, Search};
use crate::lexicon::{Cue, class, tag};
use crate::noun::Run;
use crate::token::{Sort, Tok};

impl Search<'_, '_> {
    pub(crate) fn empty_object(&self, i: usize) -> bool {
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
    pub(crate) fn opening(&self, from: usize, cue: Cue) -> Opening {
        let doc = self.doc;
        let end = self.s.b;
        let mut o =
            Opening { at: from, addressee: None, comma: false, colon: false, that: false, moved: false, citing: None };
        let mut soft = None;
        if cue.is(tag::OBJ)
            && !doc.toks.get(from).is_some_and(|t| {
                from < end && (t.is(class::COMP | class::TO | class::QUESTION) || t.sort == Sort::Quote)
            })
            && let Some(np) = self.object(from)
        {
            o.addressee = Some(np);
            o.at = np.1;
        }
        for _ in 0..6 {
            let i = o.at;
            let Some(t) = doc.toks.get(i).filter(|_| i < end) else { break };
            if cue.is(tag::ASKS) && t.is(class::QUESTION) && i + 2 < end {
                o.that = true;
                break;
            }
            if t.sign(',') || t.sign('،') {
                // A comma closes what was passed, or opens the clause.
                let place = |k: usize| doc.toks.get(k).is_some_and(|t| k < end && t.cap && t.sort == Sort::Word);
                let closed = |k: usize| doc.toks.get(k).is_some_and(|t| k + 1 < end && matches!(t.ch, ','));
                let link = doc.toks.get(i + 1).is_some_and(|t| i + 3 < end && t.is(class::CONN | class::ADV) && !t.cap);
                if link && closed(i + 2) && !doc.lex.grammar.comma_clause {
                    // "insisted, however, that"
                    o.at = i + 3;
                    o.moved = true;
                } else if (o.moved || o.addressee.is_some())
                    && place(i + 1)
                    && closed(i + 2)
                    && doc.toks[i + 3].is(class::COMP)
                {
                    // "told a panel in Washington, D.C., that"
                    o.at = i + 3;
                } else if let Some((e, citing)) = self.aside(i + 1) {
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
                if let Some(np) = self.object(i + 1) {
                    o.addressee = o.addressee.or(Some(np));
                    o.at = np.1;
                } else if let Some(e) = self.adjunct(i) {
                    // "pada Senin (10/11/2025) bahwa"
                    o.at = e;
                } else {
                    break;
                }
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

    /// "ruled 6 to 3 on Monday that": a "that" a few words on, with nothing but circumstances before it.
    pub(crate) fn far_that(&self, i: usize, cue: Cue) -> Option<usize> {
        let doc = self.doc;
        let t = doc.toks.get(i).filter(|_| i < self.s.b)?;
        let around = t.sort == Sort::Number || t.is(class::PREP | class::NPREP) && !t.is(class::DET | class::ROLE);
        if !around || !cue.is(tag::THAT) || !doc.lex.grammar.suffix_verbs {
            return None;
        }
        let that = (i + 1..self.s.b.min(i + 12)).find(|&k| doc.toks[k].is(class::COMP) && !doc.toks[k].cap)?;
        let plain =
            (i..that).all(|k| doc.toks[k].wordy() && !doc.verbish(k) && !doc.toks[k].is(class::PRONOUN | class::SELF));
        (plain && that + 2 < self.s.b && self.that_clause(that)).then_some(that)
    }

    /// ", seperti dikutip X," and ", citing Y,": ends behind the closing comma.
    pub(crate) fn aside(&self, i: usize) -> Option<(usize, Option<Run>)> {
        let doc = self.doc;
        let end = self.s.b.min(i + 18);
        let k = (i..end.min(i + 3)).find(|&k| doc.toks[k].cue.is_some_and(|c| c.is(tag::HOP)))?;
        if !(i..k).all(|x| doc.toks[x].is(class::REL | class::ADV | class::AUX | class::CONN)) {
            return None;
        }
        let cue = doc.toks[k].cue?;
        let after = k + cue.len as usize;
        let close = (after..end).find(|&x| matches!(doc.toks[x].ch, ',' | '،') || doc.toks[x].is(class::COMP))?;
        let citing = if crate::citing::cites(doc, k).is_some() { doc.np_right(after, close) } else { None };
        let citing = citing.filter(|r| !(r.0..r.1).any(|x| doc.toks[x].is(class::OUTLET)));
        Some((if doc.toks[close].is(class::COMP) { close } else { close + 1 }, citing))
    }

    /// "that" before a clause rather than "that day".
    pub(crate) fn that_clause(&self, i: usize) -> bool {
        self.doc.toks.get(i + 1).is_none_or(|n| n.sort != Sort::Sign && i + 1 < self.s.b || n.sign(','))
    }

    pub(crate) fn infinitive(&self, i: usize) -> bool {
        if self.doc.word(i) == "untuk" {
            // "mengatakan kepada Iran untuk menghindari …": what was said begins here.
            return true;
        }
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
    pub(crate) fn object(&self, i: usize) -> Option<Run> {
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
        if let Some(k) = (a + 1..b).find(|&k| doc.toks[k].is(class::NPREP) && doc.toks[k].is(class::TO)) {
            // "kepada Iran untuk menghindari …"
            b = k;
        }
        Some((a, b))
    }

    /// "in a statement", "on Tuesday", "dalam keterangan tertulis": ends where the clause may begin.
    pub(crate) fn adjunct(&self, i: usize) -> Option<usize> {
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
