//! Where the words of an unmarked clause end, and attributions by preposition ("according to").
//! Split from `frame.rs`: these rules know no verb.

use crate::frame::{Rule, Search};
use crate::lexicon::{Cue, class, tag};
use crate::token::Sort;

impl Search<'_, '_> {
    /// The end of the clause that starts at `from`: before another attribution, or the sentence's end.
    pub(crate) fn clause_end(&self, from: usize, coordinate: bool) -> usize {
        let doc = self.doc;
        let mut e = self.s.b;
        for k in from + 1..self.s.b {
            let t = &doc.toks[k];
            if t.sign(':') && doc.fold_at(k + 1).is_some_and(|f| f.cap && f.words > 2) {
                e = k;
                break;
            }
            if !matches!(t.ch, ',' | '،' | ';' | '—' | '–')
                && !t.is(class::CONJ | class::SUBORD)
                && !(t.is(class::CONN) && doc.lex.grammar.suffix_verbs)
                && !t.cue.is_some_and(|c| c.is(tag::HOP))
            {
                continue;
            }
            if t.cue.is_some_and(|c| c.is(tag::HOP) && c.strength >= 3) && self.hop_here(k) {
                e = k;
                break;
            }
            if coordinate && self.new_attribution(k) {
                e = k;
                break;
            }
        }
        self.trim(from, e)
    }

    /// Takes closing signs off the end.
    pub(crate) fn trim(&self, from: usize, mut e: usize) -> usize {
        while e > from
            && self.doc.toks[e - 1].sort == Sort::Sign
            && !matches!(self.doc.toks[e - 1].ch, ')' | '%' | '$' | '€' | ']')
            && self.doc.toks[e - 1].ch.is_ascii_punctuation()
            || e > from && matches!(self.doc.toks[e - 1].ch, '—' | '–' | '،' | '…' | '؟')
        {
            e -= 1;
        }
        e
    }

    /// "seperti dikutip …": an outlet or date follows.
    fn hop_here(&self, k: usize) -> bool {
        let doc = self.doc;
        let after = k + doc.toks[k].cue.map_or(1, |c| c.len as usize);
        (after..self.s.b.min(after + 4)).any(|i| doc.toks[i].is(class::OUTLET | class::OUTNOUN))
            || doc.toks[k].cue.is_some_and(|c| c.len > 1)
    }

    /// At a comma or link: does another attribution of the sentence begin here?
    fn new_attribution(&self, k: usize) -> bool {
        let doc = self.doc;
        // "… “at any price,” but acknowledged": the comma stands inside the marks.
        let shut = k > self.s.a && doc.word(k) == "but" && doc.fold_at(k - 1).is_some_and(|f| f.last == ',');
        let comma = doc.toks[k].sort == Sort::Sign || shut;
        let link = doc.toks[k].wordy();
        let mut i = k + 1;
        while i < self.s.b
            && doc.toks[i].is(class::ADV | class::CONJ | class::CONN | class::AUX)
            && !doc.toks[i].cap
            && i < k + 5
        {
            i += 1;
        }
        let Some(t) = doc.toks.get(i).filter(|_| i < self.s.b) else { return false };
        if comma && doc.toks.get(k + 1).is_some_and(|n| n.is(class::SUBORD) && n.is(class::CONN)) {
            // ", sementara Al Arabiya menyebut …": somebody else has the word.
            return (k + 2..self.s.b.min(k + 7))
                .any(|x| doc.toks[x].cue.is_some_and(|c| c.is(tag::VERB)) && !doc.toks[x].cap);
        }
        let semicolon = matches!(doc.toks[k].ch, ';' | '؛');
        if semicolon
            && (k + 1..self.s.b.min(k + 10)).any(|x| {
                doc.toks[x].cue.is_some_and(|c| c.is(tag::VERB) && c.is(tag::BARE | tag::NP)) && !doc.toks[x].cap
            })
        {
            return true;
        }
        if comma && (self.next_says(k + 1) || self.closing_says(k + 1)) {
            return true;
        }
        // "… but declined to call a bottom": the subject's next act, told by us.
        let next_act = link && doc.lex.grammar.suffix_verbs && (doc.toks[k].is(class::CONJ) || doc.word(k) == "but");
        let but = doc.word(k) == "but";
        if next_act && i == k + 1 && (doc.word(i) == "declined" || but && doc.word(i) == "refused") {
            return true;
        }
        let Some(cue) = t.cue.filter(|_| !t.cap) else { return false };
        if cue.is(tag::HOP) && comma {
            return self.hop_here(i) || cue.is(tag::CITING) || crate::citing::cites(doc, i).is_some();
        }
        if comma && cue.is(tag::PART) && cue.strength >= 2 {
            return !cue.is(tag::NP) || cue.is(tag::BARE);
        }
        if comma && cue.is(tag::PREP) && cue.strength >= 3 {
            return true;
        }
        if comma
            && cue.is(tag::ROOT | tag::SELFMADE)
            && (cue.strength >= 3 || crate::outlets::outlet_right(doc, i + cue.len as usize, self.s.b, false).is_some())
        {
            return true;
        }
        // "and said that": the same speaker goes on.
        let after = i + cue.len as usize;
        let same =
            cue.is(tag::VERB) && cue.is(tag::BARE | tag::THAT | tag::QUOTE) && !cue.is(tag::ATTITUDE | tag::SHOWS);
        if !same {
            return false;
        }
        let follows = doc.toks.get(after).is_some_and(|n| {
            after < self.s.b && (n.is(class::COMP) || n.sort == Sort::Quote || n.sign(',') || n.sign(':'))
        });
        // "… and vowed to reverse it"
        let act = next_act
            && i == k + 1
            && doc.word(i).ends_with("ed")
            && cue.is(tag::INF | tag::NP)
            && doc.toks.get(after).is_some_and(|n| after < self.s.b && n.is(class::TO));
        // "denied wrongdoing and says he welcomes an audit"
        let own = |n: &crate::token::Tok| {
            n.is(class::PRONOUN | class::PLURAL) || matches!(doc.word(after), "dirinya" | "pihaknya" | "kliennya")
        };
        let he = link
            && (doc.toks[k].is(class::CONJ) || next_act)
            && i == k + 1
            && cue.strength >= 3
            && cue.is(tag::BARE)
            && doc.toks.get(after).is_some_and(|n| after < self.s.b && own(n));
        act || he || (comma && follows)
            || (link && doc.toks[k].is(class::CONJ) && follows && doc.toks[after].is(class::COMP))
            // ", had told staff" behind an apposition is still the clause's own verb.
            || (comma && cue.strength >= 3 && cue.is(tag::BARE) && (i > k + 1 || shut) && !matches!(doc.word(i - 1), "had" | "has" | "have"))
    }

    /// ", two people briefed on the matter said on Sunday.": somebody else closes the sentence.
    fn closing_says(&self, i: usize) -> bool {
        let doc = self.doc;
        if !doc.toks.get(i).is_some_and(|t| {
            i < self.s.b
                && (t.is(class::DET | class::QUANT | class::COLL | class::ROLE) || t.cap && t.sort == Sort::Word)
        }) {
            return false;
        }
        let end = self.s.b.min(i + 16);
        let Some(k) = (i + 1..end).find(|&k| {
            doc.toks[k].cue.is_some_and(|c| c.is(tag::VERB) && c.is(tag::QUOTE) && c.is(tag::BARE)) && !doc.toks[k].cap
        }) else {
            return false;
        };
        let plain = (i..k).all(|x| {
            doc.toks[x].sort != Sort::Quote
                && !matches!(doc.toks[x].ch, ',' | ';' | ':')
                && !doc.toks[x].is(class::AUX | class::COMP | class::REL)
        });
        let after = k + doc.toks[k].cue.map_or(1, |c| c.len as usize);
        plain
            && (after..self.s.b).all(|x| {
                doc.toks[x].sort == Sort::Sign && !doc.toks[x].sign(',')
                    || doc.toks[x].is(class::DAY | class::PREP | class::ADV | class::MONTH | class::OCCASION)
                    || doc.toks[x].sort == Sort::Number
            })
    }

    /// ", Rubio fired back:" or ", he said.": a subject, a cue, and speech or nothing after it.
    fn next_says(&self, i: usize) -> bool {
        let doc = self.doc;
        let Some(k) = (i + 1..self.s.b.min(i + 6))
            .find(|&k| doc.toks[k].cue.is_some_and(|c| c.is(tag::VERB) && c.is(tag::QUOTE)) && !doc.toks[k].cap)
        else {
            return false;
        };
        if !(i..k)
            .all(|x| doc.namelike(x) || doc.toks[x].is(class::PRONOUN | class::PLURAL | class::TITLE | class::ADV))
            || doc.toks[i].is(class::ADV)
        {
            return false;
        }
        let mut e = k + doc.toks[k].cue.map_or(1, |c| c.len as usize);
        while e < self.s.b && doc.toks[e].is(class::ADV | class::DAY) {
            e += 1;
        }
        doc.toks.get(e).is_none_or(|t| {
            e >= self.s.b
                || t.sort == Sort::Quote
                || matches!(t.ch, ':' | '.')
                || t.sign(',') && doc.toks.get(e + 1).is_some_and(|n| n.sort == Sort::Quote)
        })
    }

    /// "According to X, …", "…, menurut X", "…, menurut X, …".
    pub(crate) fn prep(&mut self, k: usize, cue: Cue) -> Option<usize> {
        let doc = self.doc;
        let lo = self.s.a.max(self.done);
        let mut after = k + cue.len as usize;
        // "وفق ما نقلته وكالة سانا": the verb inside is no part of the speaker.
        let verb = |i: usize| doc.toks.get(i).is_some_and(|t| t.cue.is_some_and(|c| c.is(tag::VSO | tag::HOP)));
        if doc.lex.grammar.caseless && verb(after) {
            after += 1;
        }
        let own = cue.is(tag::SELFMADE);
        if cue.is(tag::VIEW) {
            let view =
                |r: std::ops::Range<usize>| r.into_iter().any(|i| doc.toks.get(i).is_some_and(|t| t.is(class::VIEW)));
            if k > lo && view(k - 1..k) {
                return self.postposition(k, cue);
            }
            if !view(after..self.s.b.min(after + 4)) {
                return None;
            }
        }
        let speaker = if own {
            None
        } else {
            Some(doc.np_right(after, self.s.b).filter(|_| !doc.toks[after].is(class::SELF) || doc.toks[after].cap)?)
        };
        let mut end = speaker.map_or(after, |s| s.1);
        let speaker = speaker.map(|r| doc.apposition(r, self.s.b));
        let initial = self.clause_start(k) >= k;
        if initial {
            let wide = speaker.map_or(end, |s| s.1);
            if doc.toks.get(wide).is_some_and(|t| wide < self.s.b && matches!(t.ch, ',' | '،')) {
                end = wide;
            }
            return self.prep_first(k, cue, speaker, end);
        }
        if self.out.last().is_some_and(|f| f.sent == self.index && matches!(f.rule, Rule::Object | Rule::Inf))
            && self.done + 1 == k
        {
            // The weaker reading gives way: "Prosecutors called two witnesses, according to …".
            self.out.pop();
            self.done = self.s.a;
        }
        let lo = self.s.a.max(self.done).min(lo);
        let comma_before = k > lo && matches!(doc.toks[k - 1].ch, ',' | '—' | '–' | '،');
        let content_end = if comma_before { k - 1 } else { k };
        let start = self.behind_credit(self.clause_start(content_end), content_end);
        if start >= content_end {
            return None;
        }
        // `"…," X told state television, according to Y`: Y only passes it on.
        let told = self
            .out
            .last()
            .is_some_and(|f| f.sent == self.index && matches!(f.rule, Rule::Post | Rule::Own | Rule::Tail));
        if told && comma_before && !(start..content_end).any(|i| doc.verbish(i)) {
            return Some(end);
        }
        end = speaker.map_or(end, |s| s.1.max(end));
        if cue.strength < 3 && !comma_before {
            return None;
        }
        // What follows the speaker up to a comma (date, occasion) belongs to the attribution.
        let mut j = end;
        while j < self.s.b && !matches!(doc.toks[j].ch, ',' | '،') {
            j += 1;
        }
        let mut segs = vec![(start, content_end)];
        let mut done = end;
        if j + 1 < self.s.b && comma_before {
            let n = &doc.toks[j + 1];
            let aside =
                n.cue.is_some_and(|c| c.is(tag::PART | tag::HOP | tag::CITING)) || n.is(class::DAY | class::REL);
            if !aside && j - end <= 8 {
                let stop = self.clause_end(j + 1, true);
                if stop > j + 1 {
                    segs.push((j + 1, stop));
                    if self.lead_in(start, content_end) {
                        segs.remove(0);
                    }
                    done = stop;
                }
            }
        }
        if doc.lex.grammar.verb_final && !comma_before {
            // "All dies ist nach Angaben der Polizei …": the clause stands on both sides.
            let from = if doc.toks.get(end).is_some_and(|t| end < self.s.b && t.sign(',')) { end + 1 } else { end };
            if from < self.s.b {
                let stop = self.clause_end(from, true);
                if stop > from {
                    segs.push((from, stop));
                    done = stop;
                }
            }
        }
        // A quotation right before it is the whole content.
        if segs[0].1 == content_end
            && doc.toks[content_end - 1].sort == Sort::Quote
            && self.clause_start(content_end - 1) == content_end - 1
        {
            segs[0] = (content_end - 1, content_end);
        }
        self.push(Rule::Prep, k, cue, speaker, segs, None);
        self.done = done;
        Some(done)
    }

    fn prep_first(&mut self, k: usize, cue: Cue, speaker: Option<crate::noun::Run>, end: usize) -> Option<usize> {
        let doc = self.doc;
        let comma = (end..self.s.b.min(end + 16)).find(|&i| matches!(doc.toks[i].ch, ',' | '،'));
        let glued = doc.toks.get(end).is_some_and(|t| end < self.s.b && matches!(t.ch, ',' | '،'));
        let from = match comma {
            Some(c) if glued || !(end..c).any(|i| doc.verbish(i)) => {
                // Asides after the speaker: "according to X, dikutip Sabtu (1/2), …".
                let mut from = c + 1;
                for _ in 0..2 {
                    let aside = doc.toks.get(from).is_some_and(|t| {
                        from < self.s.b && (t.is(class::DAY | class::REL) || t.cue.is_some_and(|c| c.is(tag::HOP)))
                    });
                    match (from..self.s.b.min(from + 12)).find(|&i| doc.toks[i].sign(',')) {
                        Some(c) if aside => from = c + 1,
                        _ => break,
                    }
                }
                from
            }
            _ if doc.lex.code != "en" => end,
            _ => return None,
        };
        let that = doc.lex.grammar.caseless && doc.toks.get(from).is_some_and(|t| t.is(class::COMP));
        let from = if that { from + 1 } else { from };
        let stop = self.clause_end(from, true);
        if stop < from + 2 && !doc.toks.get(from).is_some_and(|t| t.sort == Sort::Quote) {
            return None;
        }
        self.finish(Rule::Prep, k, cue, speaker, from, stop, None)
    }

    /// "Sebagaimana dilansir Vanity Fair, …": the outlet itself has the word.
    pub(crate) fn credit(&mut self) {
        let doc = self.doc;
        let k = self.clause_start(self.s.b);
        let Some(cue) = doc.toks.get(k).and_then(|t| t.cue).filter(|c| c.is(tag::HOP)) else {
            return;
        };
        let after = k + cue.len as usize;
        // "Dikabarkan Yonhap, …": a weaker word credits known names only.
        if cue.strength < 3 && crate::outlets::outlet_right(doc, after, self.s.b, false).is_none() {
            return;
        }
        let Some(comma) = (after..self.s.b.min(after + 14)).find(|&i| doc.toks[i].sign(',')) else { return };
        let Some(mut outlet) = crate::outlets::outlet_right(doc, after, comma, true) else { return };
        if doc.toks.get(outlet.1).is_some_and(|t| t.is(class::NPREP))
            && let Some(next) = crate::outlets::outlet_right(doc, outlet.1 + 1, comma, true)
        {
            outlet = next;
        }
        let mut from = comma + 1;
        if let Some(d) = crate::date::date_at(doc, from, self.s.b.min(from + 8))
            && doc.toks.get(d.run.1).is_some_and(|t| t.sign(','))
        {
            from = d.run.1 + 1;
        }
        let stop = self.trim(from, self.s.b);
        // "Dilansir X, informasi itu diberi tahu oleh dua pejabat": the officials have the word, X is the step.
        let passive = (from + 1..stop).find_map(|p| {
            let cue = doc.toks[p].cue.filter(|c| c.is(tag::PASSIVE))?;
            let by = p + cue.len as usize;
            let agent = doc.toks.get(by).filter(|t| by < stop && t.is(class::BY)).map(|_| by + 1)?;
            Some((p, cue, doc.np_right(agent, stop)?))
        });
        if let Some((p, cue, agent)) = passive {
            let _ = self.finish(Rule::Prep, p, cue, Some(agent), from, p, None);
            return;
        }
        if stop > from + 2 {
            let _ = self.finish(Rule::Prep, k, cue, Some(outlet), from, stop, None);
        }
    }
}
