//! Whom a pronoun, a suffix ("ujarnya") or silence means: the person the article had in view last.
//! Sentences are walked back one by one; a speaker counts before a subject, a subject before a mere name.

use crate::frame::{Frame, Rule};
use crate::lexicon::{class, tag};
use crate::model::SpeakerKind;
use crate::resolve::{Resolver, Seen, Who, nobody};
use crate::token::Sort;

/// How many sentences back a pronoun may point.
const BACK: usize = 14;

impl Resolver<'_, '_> {
    /// Lines that take turns: the one before the last speaks again.
    pub(crate) fn dialogue(&self, frames: &[Frame], before: &[Who], i: usize, f: &Frame) -> Who {
        let doc = self.doc;
        let para = |f: &Frame| doc.sents.get(f.sent).map_or(0, |s| s.para);
        if let [.., x, y] = before
            && i >= 2
            && para(&frames[i - 1]) + 1 == para(f)
            && para(&frames[i - 2]) + 2 == para(f)
            && x.name != y.name
            && frames[i - 1].segs.last().is_some_and(|g| doc.toks[g.1 - 1].sort == Sort::Quote)
        {
            return x.clone();
        }
        self.point_back(frames, before, i, f.segs[0].0, 0)
    }

    /// Whom a pronoun, a suffix or silence means.
    pub(crate) fn point_back(&self, frames: &[Frame], before: &[Who], i: usize, at: usize, gender: i8) -> Who {
        let doc = self.doc;
        let sent = doc.sents.partition_point(|s| s.b <= at);
        let fits = |p: usize| gender == 0 || self.people[p].gender == 0 || self.people[p].gender == gender;
        let mut next = i;
        for back in 0..BACK.min(sent + 1) {
            let s = doc.sents[sent - back];
            let limit = if back == 0 { at } else { s.b };
            while next > 0 && frames[next - 1].segs[0].0 >= limit {
                next -= 1;
            }
            // Whoever was quoted in that sentence, if it was a person.
            let mut j = next;
            while j > 0 && frames[j - 1].segs[0].0 >= s.a.saturating_sub(1) && frames[j - 1].sent + 1 > sent - back {
                j -= 1;
                let weak = frames[j].info.is(tag::SHOWS)
                    || frames[j].info.is(tag::ATTITUDE | tag::PREP)
                        && frames[j].info.strength < 3
                        && before[j].person.is_none();
                // Whoever asked does not answer.
                let asked = back > 0
                    && frames[i].rule == Rule::Post
                    && frames[j].segs.last().and_then(|g| doc.fold_at(g.1 - 1)).is_some_and(|q| q.last == '?')
                    && doc.sents[frames[j].sent].para != doc.sents[frames[i].sent].para;
                let ok = !weak
                    && !asked
                    && before[j].person.is_none_or(|p| self.antecedent(p))
                    && matches!(before[j].kind, SpeakerKind::Person | SpeakerKind::Anonymous)
                    && before[j].person.is_none_or(fits)
                    && (before[j].person.is_some() || gender == 0 || before[j].kind == SpeakerKind::Anonymous);
                if ok && frames[j].sent == sent - back {
                    return before[j].clone();
                }
            }
            let lo = self.seen.partition_point(|m| m.at < s.a);
            let hi = self.seen.partition_point(|m| m.at < limit);
            let acts = |m: &&Seen| self.antecedent(m.who) && fits(m.who) && self.acts(m.at, s.a);
            let says = |m: &&Seen| acts(m) && self.says(m.at);
            let here = || self.seen[lo..hi].iter().take(48);
            if let Some(m) = here().find(says).or_else(|| here().find(acts)) {
                return self.as_who(m.who);
            }
            // "Jawaban itu tidak memuaskan Yohana. “…,” timpalnya": the only one in view, right before it.
            if back == 1 && doc.lex.grammar.prefix_verbs && doc.sents[sent].para == s.para && next == i {
                let known = |m: &&Seen| self.antecedent(m.who) && fits(m.who) && self.people[m.who].heard;
                let mut near = here().filter(known).map(|m| m.who);
                if let Some(only) = near.next().filter(|&w| near.all(|x| x == w)) {
                    return self.as_who(only);
                }
            }
        }
        let near = self.seen[..self.seen.partition_point(|m| m.at < at)].iter().rev().take(48);
        let heard = near.into_iter().find(|m| self.people[m.who].heard && self.antecedent(m.who) && fits(m.who));
        let last = || {
            let recent = || before.iter().rev().take(48);
            let fit = recent().find(|w| w.person.is_some_and(|p| self.antecedent(p)));
            fit.or_else(|| recent().find(|w| w.person.is_some())).or(before.last()).cloned()
        };
        // Nobody was heard yet: a full name that opened a sentence will do.
        let weak = |m: &&Seen| {
            let p = &self.people[m.who];
            let place = p.words.iter().any(|w| self.places.contains(w));
            let sent = doc.sents.partition_point(|s| s.b <= m.at);
            p.words.len() > 1 && p.words.len() < 5 && !p.body && !place && fits(m.who) && doc.sents[sent].a + 4 > m.at
        };
        let opener = || {
            self.seen[..self.seen.partition_point(|m| m.at < at)]
                .iter()
                .rev()
                .take(12)
                .find(weak)
                .map(|m| self.as_who(m.who))
        };
        heard.map(|m| self.as_who(m.who)).or_else(last).or_else(opener).unwrap_or_else(nobody)
    }

    /// May a pronoun mean this one? Acronyms and things with digits are no persons.
    fn antecedent(&self, p: usize) -> bool {
        let person = &self.people[p];
        let acronym = person.words.len() == 1 && person.name.len() > 1 && !person.name.chars().any(char::is_lowercase);
        let digits = person.name.chars().any(char::is_numeric);
        let full = person.words.len() > 1;
        let known = person.strong && (full || person.lone || person.heard) || full && person.heard;
        let lex = self.doc.lex;
        let listed = |w: &String| lex.word(lex.id(w)).classes & class::PLACE != 0;
        let place = person.words.iter().all(|w| self.places.contains(w) || listed(w) || self.things.contains(w));
        let lettered = person.words.last().is_some_and(|w| w.len() == 1) && !person.heard;
        !acronym && !lettered && !digits && !place && !person.body && known
    }

    /// A verb of saying stands close behind the name.
    fn says(&self, at: usize) -> bool {
        let doc = self.doc;
        (at + 1..doc.toks.len().min(at + 5))
            .any(|k| doc.toks[k].cue.is_some_and(|c| c.is(tag::VERB)) && !doc.toks[k].cap)
    }

    /// A mention that opens its sentence, or that a passive names as the one who acts.
    fn acts(&self, at: usize, start: usize) -> bool {
        let doc = self.doc;
        // "Tim itu menyelidiki kasus Yeremia": behind a verb of the same clause stands its object.
        let object = doc.lex.grammar.prefix_verbs && {
            let comma = (start..at).rev().find(|&k| doc.toks[k].sign(',')).map_or(start, |k| k + 1);
            (comma..at).any(|k| doc.word(k).starts_with("me") && doc.verbish(k) && doc.toks[k].cue.is_none())
        };
        // "Demokrasi Partai Direktur Lembaga X and Y (LXY) Sari Dewi melihat": a long subject is one all the same.
        let stop = class::PREP | class::SUBORD | class::REL | class::COMP;
        let long = doc.lex.grammar.prefix_verbs
            && at < start + 18
            && !(start..at)
                .any(|k| doc.toks[k].is(stop) && !doc.toks[k].cap || doc.toks[k].sign(',') || doc.verbish(k));
        (at < start + 9 || long) && !object
            || self.says(at)
            || (at.saturating_sub(16).max(start)..at)
                .any(|k| doc.toks[k].is(class::BY) || doc.toks[k].cue.is_some_and(|c| c.is(tag::PASSIVE)))
    }
}
