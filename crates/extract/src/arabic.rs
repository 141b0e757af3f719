//! Word order where the verb opens the clause: "قال X إن …", "ونقلت وكالة X عن Y قوله إن …".
//! The script has no capital letters, so lists and particles carry all the weight.

use crate::frame::{Rule, Search};
use crate::lexicon::{Cue, class, tag};
use crate::noun::Run;
use crate::token::Sort;

/// How many words a subject may take before "that" or the quotation.
const SUBJECT: usize = 24;

impl Search<'_, '_> {
    /// The verb, its subject, then "that", a colon or a quotation.
    pub(crate) fn verb_first(&mut self, k: usize, cue: Cue) -> Option<usize> {
        let doc = self.doc;
        let lo = self.s.a.max(self.done);
        let mut after = k + cue.len as usize;
        if k > lo && doc.toks[k - 1].sort == Sort::Quote {
            // «…» قال الوزير
            return None;
        }
        let mut cue_at = k;
        let mut info = cue;
        let mut speaker: Option<Run> = None;
        if cue.is(tag::HOP) {
            // "ونقلت وكالة رويترز عن مسؤولين قولهما إن": the speaker stands between "from" and "their saying".
            let from = (after..self.s.b.min(after + 10)).find(|&i| doc.word(i) == "عن")?;
            let told =
                (from + 1..self.s.b.min(from + SUBJECT)).find(|&i| doc.toks[i].cue.is_some_and(|c| c.is(tag::NOUN)))?;
            speaker = Some((from + 1, told)).filter(|r| r.0 < r.1);
            cue_at = told;
            info = doc.toks[told].cue?;
            after = told + info.len as usize;
        }
        let end = self.s.b.min(after + SUBJECT);
        let stop = (after..end)
            .find(|&i| doc.toks[i].is(class::COMP) || doc.toks[i].sign(':') || doc.toks[i].sort == Sort::Quote)?;
        let part = cue.is(tag::PART);
        if speaker.is_none() && !part {
            let mut b = stop;
            while b > after && doc.toks[b - 1].sort == Sort::Sign {
                b -= 1;
            }
            // Place and occasion behind the name are no part of it, unless an office is being named.
            let cut = (after + 1..b).find(|&i| {
                doc.toks[i].is(class::PREP | class::DAY | class::TO)
                    && !(i + 1..b).any(|j| doc.toks[j].sign('،') || doc.toks[j].sign(','))
            });
            speaker = Some((after, cut.unwrap_or(b))).filter(|r| r.0 < r.1);
        }
        if part {
            speaker = None;
        }
        let mut from = stop;
        while from < self.s.b && (doc.toks[from].is(class::COMP) || doc.toks[from].sign(':')) {
            from += 1;
        }
        if doc.toks.get(from).is_some_and(|t| from < self.s.b && t.sort == Sort::Quote) {
            let mut e = from + 1;
            while e < self.s.b && doc.toks[e].sort == Sort::Quote {
                e += 1;
            }
            if e == self.s.b || doc.toks[e].sort == Sort::Sign {
                self.push(Rule::Pre, cue_at, info, speaker, (from..e).map(|i| (i, i + 1)).collect(), None);
                self.done = e;
                return Some(e);
            }
        }
        let to = self.arabic_end(from);
        let rule = if part { Rule::Part } else { Rule::That };
        self.finish(rule, cue_at, info, speaker, from, to, None)
    }

    /// Before "مشيرا إلى", before "وذلك", or the sentence's end.
    fn arabic_end(&self, from: usize) -> usize {
        let doc = self.doc;
        let e = (from + 1..self.s.b.saturating_sub(1))
            .find(|&i| {
                let n = &doc.toks[i + 1];
                matches!(doc.toks[i].ch, '،' | ',')
                    && (n.cue.is_some_and(|c| c.is(tag::PART | tag::HOP | tag::PREP | tag::VSO)) || n.is(class::CONN))
            })
            .unwrap_or(self.s.b);
        self.trim(from, e)
    }
}
