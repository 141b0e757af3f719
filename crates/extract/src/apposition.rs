//! What a noun phrase carries behind commas: ages, offices, places, lists inside an office.

use crate::doc::Doc;
use crate::lexicon::{class, tag};
use crate::noun::Run;
use crate::token::Sort;

impl Doc<'_> {
    pub(crate) fn cue_soon(&self, i: usize, limit: usize) -> bool {
        (i..limit.min(i + 3)).any(|k| self.toks[k].cue.is_some_and(|c| c.is(tag::VERB)) && !self.toks[k].cap)
    }

    /// "who asked not to be named": stays with the speaker.
    pub(crate) fn anonymous_clause(&self, j: usize, limit: usize) -> bool {
        (j..limit.min(j + 4)).any(|k| self.toks[k].is(class::ANON) && !self.toks[k].is(class::ROLE))
    }

    /// Takes in ", a portfolio manager at Larch Street Partners" after a name.
    pub(crate) fn apposition(&self, run: Run, limit: usize) -> Run {
        let (a, mut b) = run;
        for _ in 0..3 {
            if b < limit
                && self.toks[b].sign('(')
                && let Some(e) = self.bracket_end(b, limit)
                && self.toks.get(e).is_some_and(|t| e < limit && t.sign(','))
            {
                b = e;
            }
            if b >= limit || !self.toks[b].sign(',') {
                break;
            }
            let k = b + 1;
            let Some(t) = self.toks.get(k).filter(|_| k < limit) else { break };
            let age = t.sort == Sort::Number && self.toks.get(k + 1).is_none_or(|n| n.sign(',') || n.sign('.'));
            let opens = t.sort == Sort::Word
                && !t.is(class::PRONOUN | class::PLURAL | class::CONN)
                && (t.is(class::DET | class::REL) && !self.some_of(k) || (t.is(class::ROLE) && t.cue.is_none()));
            let office = !(a..b).any(|x| self.toks[x].is(class::PRONOUN))
                && (!self.toks[a].cap || self.toks[a].is(class::ROLE | class::BODY))
                && (self.pure_name(k, limit) || self.lone_name(a, b, k, limit));
            if !(age || opens || office) {
                let led = self.toks[a].is(class::ROLE) && !self.toks[a].is(class::PRONOUN);
                let Some(comma) = led.then(|| self.place_between(k, limit)).flatten() else { break };
                b = comma;
                continue;
            }
            let mut e = k + 1;
            while e < limit
                && !matches!(self.toks[e].ch, ',' | ';' | '.' | ':' | '—')
                && self.toks[e].sort != Sort::Quote
                && e < k + 25
            {
                let t = &self.toks[e];
                if t.cue.is_some_and(|c| c.is(tag::VERB | tag::ROOT | tag::PREP | tag::HOP))
                    && !t.cap
                    && !t.is(class::ROLE)
                {
                    return (a, b);
                }
                if t.is(class::DAY) {
                    break;
                }
                e += 1;
            }
            b = e;
        }
        (a, b)
    }

    /// "Menurut Dwi, sebagian besar stok …": an amount opens a clause, no apposition.
    fn some_of(&self, k: usize) -> bool {
        self.lex.grammar.prefix_verbs
            && self.toks[k].is(class::DET)
            && !matches!(self.word(k), "seorang" | "sang" | "si" | "salah")
    }

    /// "Menteri Koordinator Bidang Politik, Hukum, dan Keamanan Mahfud MD": a comma inside an office.
    pub(crate) fn listed_office(&self, comma: usize, limit: usize) -> bool {
        let end = limit.min(comma + 10);
        let Some(and) = (comma + 1..end).find(|&k| self.toks[k].is(class::CONJ) && !self.toks[k].cap) else {
            return false;
        };
        (comma + 1..and).all(|k| self.namelike(k) || self.toks[k].sign(','))
            && and > comma + 1
            && and + 2 < limit
            && self.namelike(and + 1)
            && self.namelike(and + 2)
    }

    /// ", Kabupaten Tangerang," between an office and its holder: where it ends.
    pub(crate) fn place_between(&self, k: usize, limit: usize) -> Option<usize> {
        if !self.toks.get(k).is_some_and(|t| k < limit && t.cap) {
            return None;
        }
        let mut k = k;
        for _ in 0..3 {
            let comma = (k..limit.min(k + 8)).find(|&x| !self.namelike(x) && !self.toks[x].is(class::TITLE))?;
            if !self.toks[comma].sign(',') {
                return None;
            }
            if self.pure_name(comma + 1, limit) {
                return Some(comma);
            }
            k = comma + 1;
        }
        None
    }

    /// "Juru bicara Gugus Tugas Kota Bekasi, Alamsyah,": one name behind an office that ends in a body or place.
    fn lone_name(&self, a: usize, b: usize, k: usize, limit: usize) -> bool {
        let t = &self.toks[k];
        // "menurut seorang saksi mata, Dedi, …"
        let someone = self.toks[a].is(class::DET) && self.toks[b - 1].is(class::ROLE) && !self.toks[b - 1].cap;
        if self.lex.grammar.prefix_verbs && someone && t.id == 0 && !t.caps && self.namelike(k) {
            return self.toks.get(k + 1).is_some_and(|n| k + 1 < limit && n.sign(','));
        }
        self.lex.grammar.prefix_verbs
            && self.toks[a].is(class::ROLE)
            && t.id == 0
            && !t.caps
            && self.namelike(k)
            && self.toks.get(k + 1).is_none_or(|n| k + 1 >= limit || n.sign(',') || n.sign('.'))
            && (b.saturating_sub(2)..b)
                .any(|x| self.toks[x].is(class::BODY | class::PLACE) || self.toks[x].caps || self.abstract_noun(x))
    }

    /// A run of two to five name words that a sign or preposition closes.
    pub(crate) fn pure_name(&self, k: usize, limit: usize) -> bool {
        let e = (k..limit.min(k + 6))
            .find(|&x| !self.namelike(x) && !self.toks[x].is(class::TITLE))
            .unwrap_or(limit.min(k + 6));
        let named = (k..e).all(|x| !self.toks[x].is(class::OUTLET | class::BODY));
        e > k + 1
            && named
            && self
                .toks
                .get(e)
                .is_none_or(|t| e >= limit || t.sort == Sort::Sign || t.is(class::PREP | class::DAY | class::SUBORD))
    }
}
