//! Word order where the verb opens the clause: "قال X إن …", "ونقلت وكالة X عن Y قوله إن …".
//! The script has no capital letters, so lists and particles carry all the weight.

use crate::doc::Doc;
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
        let before = if k > lo && matches!(doc.toks[k - 1].ch, '،' | ',') { k - 1 } else { k };
        if before > lo && doc.toks[before - 1].sort == Sort::Quote && !named_quote(doc, before - 1) {
            // «…»، قال الوزير
            return None;
        }
        let mut cue_at = k;
        let mut info = cue;
        let mut speaker: Option<Run> = None;
        if cue.is(tag::HOP) {
            // "ونقلت وكالة رويترز عن مسؤولين قولهما إن": the speaker stands between "from" and "their saying".
            let from = (after..self.s.b.min(after + 10)).find(|&i| doc.word(i) == "عن")?;
            let end = self.s.b.min(from + SUBJECT);
            let told = (from + 1..end).find(|&i| doc.toks[i].cue.is_some_and(|c| c.is(tag::NOUN)));
            if let Some(told) = told {
                speaker = Some((from + 1, told)).filter(|r| r.0 < r.1);
                cue_at = told;
                info = doc.toks[told].cue?;
                after = told + info.len as usize;
            } else {
                // "ونقلت وكالة رويترز عن مصدرين أن": without "their saying".
                let that = (from + 2..end).find(|&i| doc.toks[i].is(class::COMP))?;
                speaker = Some((from + 1, that));
                after = that;
            }
        }
        // "ونفى باوزير ما تردد، مؤكدا أن": what the participle brings is its own.
        let part_ahead = |i: usize| {
            let next = doc.toks.get(i + 1).and_then(|t| t.cue);
            matches!(doc.toks[i].ch, '،' | ',') && next.is_some_and(|c| c.is(tag::PART))
        };
        let end = self.s.b.min(after + SUBJECT);
        let end = (after..end).find(|&i| part_ahead(i)).unwrap_or(end);
        let stop = (after..end).find(|&i| {
            let speech = doc.toks[i].sort == Sort::Quote && !named_quote(doc, i);
            doc.toks[i].is(class::COMP) || doc.toks[i].sign(':') || speech
        })?;
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
            // "تاجر في سوق المرجان": without a name the place tells who it is.
            let cut = cut.filter(|&i| {
                doc.toks[i].is(class::OUTLET | class::OUTNOUN)
                    || i > after + 1
                    || !doc.toks[after].is(class::ROLE)
                    || definite(doc, after)
            });
            // "الباحث في مركز كارنيغي مايكل شاهين": the name comes behind the house.
            let housed = |i: usize| doc.toks[i + 1].is(class::BODY) && i + 4 <= b && doc.toks[after].is(class::ROLE);
            let mut e = cut.filter(|&i| !housed(i)).unwrap_or(b);
            while e > after && doc.toks[e - 1].sort == Sort::Sign && !doc.toks[e - 1].sign(')') {
                e -= 1;
            }
            // "وأضاف في تصريحات …", "وأوضح، في حديث …": no subject behind the verb.
            let first = (after..e).find(|&i| doc.toks[i].sort != Sort::Sign).unwrap_or(e);
            let part = doc.toks.get(first).is_some_and(|t| t.cue.is_some_and(|c| c.is(tag::PART)));
            let none = part
                || first > after
                || doc.toks.get(first).is_some_and(|t| t.is(class::PREP | class::NPREP | class::TO));
            speaker = Some((after, e)).filter(|r| r.0 < r.1 && !none).or_else(|| self.had_said(lo, k));
            // "وأفادت صحيفة X، نقلا عن مصدرين، بأن": the sources have the word, the paper is a step.
            let via = (after..stop).find(|&i| doc.toks[i].cue.is_some_and(|c| c.is(tag::CITING)));
            if let Some(v) = via {
                let from = v + doc.toks[v].cue.map_or(1, |c| c.len as usize);
                speaker = Some((from, b)).filter(|r| r.0 < r.1).or(speaker);
            }
            // "أما مدير المهرجان، نبيل شماس، فيرى أن": the subject comes first when nothing follows the verb.
            if speaker.is_none() {
                speaker = self.fronted(lo, k);
            }
        }
        if part {
            // With no words of its own taken, the sentence's verb still has its subject.
            speaker = if self.out.iter().any(|f| f.sent == self.index) { None } else { self.main_subject(k) };
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

    /// The subject that stands before its verb, without "أما" and signs.
    fn fronted(&self, lo: usize, k: usize) -> Option<Run> {
        let doc = self.doc;
        let mut a = lo;
        while a < k
            && (doc.toks[a].sort == Sort::Sign || doc.toks[a].is(class::CONN | class::CONJ) || doc.word(a) == "أما")
        {
            a += 1;
        }
        let mut b = k;
        while b > a && doc.toks[b - 1].sort == Sort::Sign {
            b -= 1;
        }
        let plain = (a..b).all(|i| {
            doc.toks[i].sort != Sort::Quote && doc.toks[i].cue.is_none() && !doc.toks[i].is(class::PREP | class::COMP)
        });
        (a < b && b - a <= SUBJECT / 2 && plain).then_some((a, b))
    }

    /// "ونفى باوزير ما تردد، مؤكدا أن": who denied.
    fn main_subject(&self, k: usize) -> Option<Run> {
        let doc = self.doc;
        // Any verb opens a sentence, listed or not: "واستقبل الوزير الوفد، مؤكدا أن".
        let listed = (self.s.a..k).find(|&i| doc.toks[i].cue.is_some_and(|c| c.is(tag::VSO)));
        let first = &doc.toks[self.s.a];
        let opens = first.sort == Sort::Word
            && !definite(doc, self.s.a)
            && !first.is(class::PREP | class::NPREP | class::CONN | class::ROLE | class::BODY);
        let verb = listed.or_else(|| opens.then_some(self.s.a))?;
        let a = verb + doc.toks[verb].cue.map_or(1, |c| c.len as usize);
        let stop = |i: usize| {
            let t = &doc.toks[i];
            t.sort != Sort::Word
                || t.cue.is_some()
                || t.is(class::PREP | class::NPREP | class::COMP | class::REL | class::TO | class::DAY | class::NEG)
        };
        let b = (a..k.min(a + 7)).find(|&i| stop(i)).unwrap_or(k.min(a + 7));
        (a < b).then_some((a, b))
    }

    /// "وكانت وكالة فرانس برس قد ذكرت": the subject stands between "had" and its verb.
    fn had_said(&self, lo: usize, k: usize) -> Option<Run> {
        let doc = self.doc;
        let had = (lo..k).rev().take(12).find(|&i| matches!(doc.word(i), "كان" | "كانت" | "وكان" | "وكانت"))?;
        let b = if doc.word(k - 1) == "قد" { k - 1 } else { k };
        let plain = (had + 1..b).all(|i| doc.toks[i].sort == Sort::Word && doc.toks[i].cue.is_none());
        (had + 1 < b && plain).then_some((had + 1, b))
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

/// A word with the article written on.
fn definite(doc: &Doc<'_>, i: usize) -> bool {
    let w = doc.word(i);
    let owned = doc.toks[i].is(class::ROLE) && (w.ends_with("ها") || w.ends_with("هم") || w.ends_with('ه'));
    owned || w.starts_with("ال") && w.chars().count() > 3
}

/// The name at the end of "وزيرة التعليم ليلى العطار": what follows the last definite word of the office.
pub(crate) fn named(doc: &Doc<'_>, (a, b): Run) -> Option<Run> {
    if !(doc.toks[a].is(class::ROLE | class::TITLE) || definite(doc, a)) {
        return None;
    }
    let links = class::PREP | class::NPREP | class::TO | class::REL | class::COMP | class::CONJ | class::ANON;
    let listed =
        class::ROLE | class::BODY | class::OUTNOUN | class::OUTLET | class::OCCASION | class::DEMO | class::DAY;
    // "المتحدث باسم الجيش يوسف حداد", "الباحث في مركز كارنيغي مايكل شاهين": behind a house the last two words.
    let link = (a + 1..b.min(a + 4)).find(|&i| doc.toks[i].is(class::PREP | class::NPREP));
    if let Some(link) = link
        && b >= link + 4
        && (link..b).all(|i| doc.toks[i].sort == Sort::Word)
        && (b - 2..b).all(|i| doc.toks[i].cue.is_none() && !doc.toks[i].is(links | class::DEMO | class::DAY))
        && !definite(doc, b - 2)
        && !doc.toks[b - 2].is(listed)
        && doc.toks[link + 1].is(class::BODY)
    {
        return Some((b - 2, b));
    }
    let first = (a..b.min(a + 4)).find(|&i| definite(doc, i))?;
    if (a..first).any(|i| doc.toks[i].sort != Sort::Word || doc.toks[i].is(links)) {
        return None;
    }
    let from = (first..b).find(|&i| !definite(doc, i))?;
    let end = (from..b).find(|&i| doc.toks[i].sort != Sort::Word || doc.toks[i].is(links)).unwrap_or(b);
    let thing = class::ROLE | class::BODY | class::OUTNOUN | class::OUTLET | class::OCCASION | class::DEMO | class::DAY;
    // "سامر القاضي": a surname may look like an office.
    let surname = |i: usize| i > from && definite(doc, i) && doc.toks[i].is(class::ROLE);
    let name = (from..end).all(|i| (!doc.toks[i].is(thing) || surname(i)) && doc.toks[i].cue.is_none())
        && !doc.word(from).starts_with("لل");
    (name && (2..=4).contains(&(end - from))).then_some((from, end))
}

/// "صحيفة «هآرتس»", "لـ«الشرق الأوسط»": marks around a name, no speech.
pub(crate) fn named_quote(doc: &Doc<'_>, i: usize) -> bool {
    let Some(fold) = doc.fold_at(i).filter(|_| doc.lex.grammar.caseless) else { return false };
    let lead = i > 0 && (doc.toks[i - 1].is(class::OUTNOUN) || written_to(doc, i - 1));
    doc.toks[i].is(class::OUTLET) || fold.words <= 4 && lead
}

/// "لـ" as a word of its own.
fn written_to(doc: &Doc<'_>, i: usize) -> bool {
    doc.word(i).trim_end_matches('\u{640}') == "ل"
}

/// The outlet named at `from`: listed ones, else what follows "صحيفة" or "موقع".
pub(crate) fn outlet(doc: &Doc<'_>, from: usize, limit: usize) -> Option<Run> {
    let noun = doc.toks.get(from).is_some_and(|t| from < limit && t.is(class::OUTNOUN) && !t.is(class::OUTLET));
    let a = if noun || from < limit && written_to(doc, from) { from + 1 } else { from };
    if a < limit && named_quote(doc, a) {
        return Some((a, a + 1));
    }
    let listed = (a..limit.min(a + 5)).take_while(|&i| doc.toks[i].is(class::OUTLET)).last();
    if let Some(last) = listed {
        return Some((a, last + 1));
    }
    let stop =
        class::PREP | class::NPREP | class::COMP | class::CONN | class::DAY | class::TO | class::CONJ | class::REL;
    let end = (a..limit.min(a + 3))
        .find(|&i| doc.toks[i].sort != Sort::Word || doc.toks[i].cue.is_some() || doc.toks[i].is(stop))
        .unwrap_or(limit.min(a + 3));
    // "ماركا الإسبانية": where it comes from is no part of the name.
    let last = doc.word(end.saturating_sub(1));
    let title = matches!(last, "الإخبارية" | "الرياضية" | "الاقتصادية" | "الثقافية" | "اليومية");
    let agency = matches!(doc.word(a), "الأنباء" | "أنباء" | "الصحافة");
    let from = !agency && end > a + 1 && last.starts_with("ال") && last.ends_with("ية") && !title;
    let end = if from { end - 1 } else { end };
    // "صحيفة محلية", "وسائل إعلام إسرائيلية": a kind, no name.
    let kind = doc.word(a).ends_with("ية") && !doc.word(a).starts_with("ال");
    (noun && end > a && !kind).then_some((a, end))
}

/// "وقال عبر قناة الجزيرة إن", "لبرنامج المساء على قناة الحدث": the channel it was said on, before the words themselves.
pub(crate) fn on_air(doc: &Doc<'_>, k: usize, lo: usize, limit: usize) -> Option<Run> {
    let on = doc.lex.grammar.caseless && matches!(doc.word(k), "على" | "عبر");
    let noun = on && k + 1 < limit && matches!(doc.word(k + 1), "قناة" | "شاشة" | "إذاعة" | "تلفزيون");
    let said = (lo..k).any(|i| doc.toks[i].cue.is_some_and(|c| c.is(tag::VSO)))
        && !(lo..k).any(|i| doc.toks[i].is(class::COMP) || doc.toks[i].sort == Sort::Quote);
    if !(noun && said) {
        return None;
    }
    let from = if doc.word(k + 1) == "شاشة" && doc.word(k + 2) == "قناة" { k + 2 } else { k + 1 };
    paper(doc, from, limit)
}

/// "وبحسب صحيفة النهار، فإن": a paper that is not listed, but no ministry's site and no agency of a state.
pub(crate) fn paper(doc: &Doc<'_>, from: usize, limit: usize) -> Option<Run> {
    let t = doc.toks.get(from).filter(|t| doc.lex.grammar.caseless && from < limit && t.is(class::OUTNOUN))?;
    let state = doc.word(from) == "وكالة" && doc.word(from + 1).starts_with("ال") && doc.word(from + 1) != "الأنباء"
        || t.is(class::OUTLET);
    outlet(doc, from, limit)
        .filter(|o| o.0 > from && (doc.toks[o.0].is(class::OUTLET) || !state && !doc.toks[o.0].is(class::BODY)))
}
