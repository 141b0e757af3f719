//! Which forms count as a cue where they stand: verbs rather than nouns, said rather than left unsaid.

use crate::frame::Search;
use crate::lexicon::{Cue, class, tag};
use crate::token::Sort;

impl Search<'_, '_> {
    /// "They claim" and "claims that" are verbs, "the claim" is not.
    pub(crate) fn verbal(&self, k: usize, cue: Cue) -> bool {
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

    /// "tak merinci", "belum mau menjelaskan", "enggan menyebut": nothing is told; "tak menampik" tells something.
    pub(crate) fn unsaid(&self, k: usize, cue: Cue) -> bool {
        let doc = self.doc;
        if !doc.lex.grammar.prefix_verbs || cue.is(tag::ATTITUDE) {
            return false;
        }
        let before = (self.s.a..k).rev().take(3);
        let no = before.take_while(|&i| {
            doc.toks[i].is(class::AUX | class::ADV | class::NEG)
                || doc.word(i) == "bersedia"
                || doc.word(i) == "menolak"
        });
        let no = no.into_iter().any(|i| doc.toks[i].is(class::NEG) || doc.word(i) == "menolak");
        let denies = [
            "membantah",
            "menampik",
            "menyangkal",
            "menepis",
            "mengelak",
            "memungkiri",
            "meragukan",
            "mempersoalkan",
            "mempermasalahkan",
        ];
        no && !denies.contains(&doc.word(k))
    }

    /// "was praised in": its subject is no speaker.
    pub(crate) fn passive(&self, k: usize) -> bool {
        let doc = self.doc;
        let mut p = k;
        while p > self.s.a && doc.toks[p - 1].is(class::ADV) && !doc.toks[p - 1].cap {
            p -= 1;
        }
        p > self.s.a && matches!(doc.word(p - 1), "was" | "were" | "been" | "being" | "is" | "are" | "be")
    }

    /// "… yang mengaku": the cue stands in a relative clause.
    pub(crate) fn relative(&self, k: usize) -> bool {
        let mut p = k;
        while p > self.s.a && self.doc.toks[p - 1].is(class::ADV | class::AUX | class::NEG) {
            p -= 1;
        }
        p > self.s.a && self.doc.toks[p - 1].is(class::REL) && !self.doc.toks[p - 1].cap
    }

    /// "„…“, beschreibt ein Reporter": behind a quotation and a comma any verb is a cue where verbs stand second.
    pub(crate) fn any_verb(&self, k: usize) -> Option<Cue> {
        let doc = self.doc;
        let t = &doc.toks[k];
        if doc.lex.grammar.nya && k > self.s.a {
            // "…," tuturnya / "…," timpal Budi: any word in this place is a cue.
            let comma = doc.toks[k - 1].sign(',') && k >= self.s.a + 2 && doc.toks[k - 2].sort == Sort::Quote;
            let beside = comma || doc.toks[k - 1].sort == Sort::Quote && self.comma_inside(k - 1);
            if !beside
                || t.sort != Sort::Word
                || t.cap
                || t.is(class::PREP
                    | class::CONJ
                    | class::REL
                    | class::SUBORD
                    | class::AUX
                    | class::NEG
                    | class::DET
                    | class::ADV)
            {
                return None;
            }
            let ends = doc.toks.get(k + 1).is_none_or(|n| {
                k + 1 >= self.s.b || n.sort == Sort::Sign || n.is(class::PREP | class::ADV | class::DAY)
            });
            if doc.word(k).ends_with("nya") && ends {
                return Some(Cue { tags: tag::SELFMADE | tag::QUOTE, strength: 2, len: 1 });
            }
            let named = doc.namelike(k + 1) || doc.toks.get(k + 1).is_some_and(|n| n.is(class::PRONOUN));
            return (t.id == 0 && k + 1 < self.s.b && named).then_some(Cue {
                tags: tag::ROOT | tag::QUOTE,
                strength: 2,
                len: 1,
            });
        }
        let place = doc.lex.grammar.verb_final
            && k >= self.s.a + 2
            && doc.toks[k - 1].sign(',')
            && doc.toks[k - 2].sort == Sort::Quote;
        let verb = t.sort == Sort::Word && !t.cap && t.id == 0;
        (place && verb && self.whole_quote(k - 2)).then_some(Cue { tags: tag::VERB | tag::QUOTE, strength: 2, len: 1 })
    }
}
