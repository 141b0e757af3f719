//! Through which outlets the words came: "dilansir Reuters, dikutip CNN Indonesia", "told AFP", "(AP)".
//! Hops are found in each sentence, ordered nearest first, and hold while the same informant goes on.

use crate::date::{Found, date_at};
use crate::doc::Doc;
use crate::frame::{Frame, Rule};
use crate::header::Header;
use crate::lexicon::{class, tag};
use crate::noun::Run;
use crate::outlets::{column, in_interview, outlet_left, outlet_right};
use crate::resolve::Who;
use crate::token::Sort;

/// A hop in tokens.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) outlet: Run,
    pub(crate) cue: Option<Run>,
    pub(crate) date: Option<Found>,
    /// Further upstream than the one before it in the text ("dari The Verge", "mengutip Fars").
    upstream: bool,
    /// Goes with the one before it ("AFP dan Reuters").
    beside: bool,
}

/// The chain of every frame.
pub(crate) fn chains(doc: &Doc<'_>, frames: &[Frame], who: &[Who], header: &Header) -> Vec<Vec<Step>> {
    let mut out: Vec<Vec<Step>> = Vec::with_capacity(frames.len());
    let mut cache: Option<(usize, Vec<Step>)> = None;
    let wire = header.wire.map(|outlet| Step { outlet, cue: None, date: None, upstream: false, beside: false });
    // What holds for the paragraph: its steps, the informant, whether only the outlet spoke so far.
    let mut held: Option<(u32, Vec<Step>, Option<String>, bool)> = None;
    let mut first = 0;
    for (i, f) in frames.iter().enumerate() {
        let home = doc.sents.partition_point(|s| s.b <= f.segs[0].0);
        if cache.as_ref().is_none_or(|c| c.0 != home) {
            while first < home {
                // A sentence that only credits an outlet still starts what holds.
                if held.as_ref().is_none_or(|h| h.0 == doc.sents[first].para)
                    || doc.sents[first].para == doc.sents[home].para
                {
                    let s = doc.sents[first];
                    if s.para == doc.sents[home].para
                        && !frames
                            .iter()
                            .skip(i.saturating_sub(8))
                            .take(9)
                            .any(|g| g.segs[0].0 >= s.a && g.segs[0].0 < s.b)
                    {
                        let steps = steps(doc, first, header);
                        if !steps.is_empty() {
                            held = Some((s.para, order(steps), None, true));
                        }
                    }
                }
                first += 1;
            }
            cache = Some((home, steps(doc, home, header)));
            first = home;
        }
        let all = cache.as_ref().map(|c| c.1.clone()).unwrap_or_default();
        let mut own = assign(doc, frames, i, all);
        let para = doc.sents[home].para;
        let name = who[i].name.clone();
        let outlet_speaks = f.speaker.is_some_and(|r| own.iter().any(|s| s.outlet.0 < r.1 && r.0 < s.outlet.1));
        if own.is_empty()
            && let Some(steps) = f
                .speaker
                .or_else(|| the_outlet(doc, home))
                .and_then(|r| pointed(doc, home, header, r))
                .or_else(|| the_outlet(doc, home).and_then(|r| pointed(doc, home, header, r)))
        {
            own = steps;
            held = Some((para, own.clone(), name, false));
        } else if own.is_empty() {
            if let Some((p, steps, informant, only)) = &held
                && (*p == para || *p + 1 == para && same_report(doc, home))
                && (informant == &name && (name.is_some() || f.speaker.is_none_or(|r| !starts_afresh(doc, r)))
                    || same_report(doc, home)
                    || *only && credited(doc, steps) && !denies(doc, f)
                    || f.speaker.is_some_and(|r| doc.toks[r.0].is(class::ONEOF) && doc.lex.grammar.prefix_verbs)
                    || *only && f.speaker.is_none_or(|r| !starts_afresh(doc, r) || informs(doc, home, name.as_deref()))
                    || matches!(f.rule, Rule::Follow))
            {
                own.clone_from(steps);
                held = Some((para, own.clone(), name, false));
            } else if held.as_ref().is_some_and(|h| h.0 != para || h.2.is_some()) {
                held = None;
            }
        } else {
            own = order(own);
            held = Some((para, own.clone(), name, outlet_speaks));
        }
        if let Some(w) = &wire {
            // The wire that carries the story is named once.
            own.retain(|s| !doc.words(s.outlet.0, s.outlet.1).eq_ignore_ascii_case(doc.words(w.outlet.0, w.outlet.1)));
            own.insert(0, w.clone());
        }
        out.push(own);
    }
    out
}

/// A newly named speaker, not "one of them" or "he".
fn starts_afresh(doc: &Doc<'_>, run: Run) -> bool {
    let t = &doc.toks[run.0];
    let next = doc.toks.get(run.0 + 1);
    // "One, who spoke on condition of anonymity, said"
    let one =
        t.is(class::QUANT) && (run.1 == run.0 + 1 || next.is_some_and(|n| n.sort == Sort::Sign || n.is(class::REL)));
    !(one
        || t.is(class::PRONOUN | class::PLURAL | class::ONEOF | class::DEMO)
        || (run.0..run.1).any(|k| doc.toks[k].is(class::ONEOF)))
}

/// "Dalam wawancara dengan Tempo, Rina …": whoever the crediting sentence named goes on speaking through the outlet.
fn informs(doc: &Doc<'_>, home: usize, name: Option<&str>) -> bool {
    let Some(last) = name.and_then(|n| n.split_whitespace().last()) else { return false };
    home > 0 && {
        let s = doc.sents[home - 1];
        (s.a..s.b).any(|k| doc.toks[k].cap && doc.word(k) == last)
    }
}

/// "Dilansir dari BBC, kebakaran itu menewaskan dua orang. "…," kata saksi": the whole paragraph is retold.
fn credited(doc: &Doc<'_>, steps: &[Step]) -> bool {
    let set_off = |k: usize| {
        doc.sents.binary_search_by_key(&k, |s| s.a).is_ok()
            || doc.toks[k - 1].sign(',') && doc.word(k).starts_with("di")
            || k >= 2 && doc.toks[k - 2].sign(',') && matches!(doc.word(k - 1), "seperti" | "sebagaimana")
    };
    doc.lex.grammar.prefix_verbs
        && steps.iter().any(|s| {
            s.cue.is_some_and(|c| {
                doc.toks[c.0].cue.is_some_and(|cue| cue.is(tag::HOP) && cue.strength >= 3) && set_off(c.0)
            })
        })
}

/// Who denies what the outlet tells speaks elsewhere.
fn denies(doc: &Doc<'_>, f: &Frame) -> bool {
    f.cue.is_some_and(|c| {
        matches!(
            doc.word(c.0),
            "membantah" | "menampik" | "menepis" | "menyangkal" | "menyanggah" | "bantah" | "tepis" | "sanggah"
        )
    })
}

/// "Dalam laporan yang sama, …", "In the same interview, …": what the outlet tells goes on, whoever speaks.
fn same_report(doc: &Doc<'_>, home: usize) -> bool {
    let s = doc.sents[home];
    let told = |k: usize| {
        matches!(
            doc.word(k),
            "laporan"
                | "wawancara"
                | "artikel"
                | "berita"
                | "tayangan"
                | "siaran"
                | "program"
                | "report"
                | "interview"
                | "article"
                | "story"
                | "broadcast"
                | "programme"
                | "dispatch"
                | "التقرير"
                | "المقابلة"
                | "المقال"
                | "البرنامج"
        )
    };
    let same =
        |k: usize| matches!(doc.word(k), "sama" | "itu" | "tersebut" | "same" | "نفسه" | "نفسها" | "ذاته" | "ذاتها");
    let end = s.b.min(s.a + 6);
    let opens = matches!(doc.word(s.a), "Dalam" | "Pada" | "Di" | "In" | "في" | "وفي");
    opens && (s.a..end).any(told) && (s.a..end).any(same)
}

/// "ونقل الموقع عن مسؤول": the outlet named before, with the article written on.
fn the_outlet(doc: &Doc<'_>, home: usize) -> Option<Run> {
    let s = doc.sents[home];
    let verb = |k: usize| doc.toks[k].cue.is_some_and(|c| c.is(tag::VSO | tag::HOP));
    if doc.lex.grammar.prefix_verbs {
        // "Mengutip seorang diplomat, media itu melaporkan"
        let says = |k: usize| doc.toks.get(k).is_some_and(|t| t.cue.is_some_and(|c| c.is(tag::VERB)));
        let k = (s.a..s.b.saturating_sub(2))
            .find(|&k| doc.toks[k].is(class::OUTNOUN) && doc.toks[k + 1].is(class::DEMO) && says(k + 2))?;
        return Some((k, k + 2));
    }
    let k = (s.a + 1..s.b).find(|&k| {
        doc.toks[k].is(class::OUTNOUN) && !doc.toks[k].is(class::OUTLET) && doc.word(k).starts_with("ال") && verb(k - 1)
    })?;
    doc.lex.grammar.caseless.then_some((k, k + 1))
}

/// "Media itu menyebut …", "according to the outlet": the steps of the sentences right before.
fn pointed(doc: &Doc<'_>, home: usize, header: &Header, run: Run) -> Option<Vec<Step>> {
    let inside = run.0..run.1;
    let noun = |k: usize| {
        doc.toks[k].is(class::OUTNOUN) && !doc.toks[k].is(class::OUTLET)
            || matches!(
                doc.word(k),
                "report" | "story" | "article" | "paper" | "laporan" | "artikel" | "Bericht" | "Blatt"
            )
    };
    let points = doc.lex.grammar.caseless && doc.word(run.0).starts_with("ال") && noun(run.0)
        || inside.clone().any(|k| doc.toks[k].is(class::DEMO) && !doc.toks[k].is(class::OUTLET));
    let plain = inside.clone().skip(1).all(|k| !doc.toks[k].cap || doc.lex.grammar.capital_nouns);
    if !(points && plain && run.1 - run.0 <= 4 && inside.clone().any(noun)) {
        return None;
    }
    let near = (home.saturating_sub(3)..home).rev();
    near.clone().map(|i| order(steps(doc, i, header))).find(|s| !s.is_empty()).or_else(|| {
        // "muncul dalam laporan Axios": an outlet that is only mentioned.
        near.take(2).find_map(|i| {
            let s = doc.sents[i];
            let a = (s.a..s.b).rev().find(|&k| doc.toks[k].is(class::OUTLET))?;
            let from = (s.a..a).rev().take_while(|&k| doc.toks[k].is(class::OUTLET)).last().unwrap_or(a);
            let outlet = (from, a + 1);
            (!own_house(doc, outlet, header)).then(|| {
                vec![Step { outlet, cue: None, date: date_at(doc, a + 1, s.b), upstream: false, beside: false }]
            })
        })
    })
}

/// With several attributions in a sentence, a hop belongs to the nearest one before or around it.
fn assign(doc: &Doc<'_>, frames: &[Frame], i: usize, all: Vec<Step>) -> Vec<Step> {
    let home = |f: &Frame| doc.sents.partition_point(|s| s.b <= f.segs[0].0);
    let here = home(&frames[i]);
    let lo = (0..i).rev().take_while(|&j| home(&frames[j]) == here).last().unwrap_or(i);
    let hi = (i..frames.len()).take_while(|&j| home(&frames[j]) == here).last().unwrap_or(i);
    if lo == hi {
        return all;
    }
    let reach = |f: &Frame| {
        let a = f.segs.iter().map(|g| g.0).chain(f.speaker.map(|s| s.0)).chain(f.cue.map(|c| c.0)).min().unwrap_or(0);
        let b = f.segs.iter().map(|g| g.1).chain(f.speaker.map(|s| s.1)).chain(f.cue.map(|c| c.1)).max().unwrap_or(0);
        (a, b)
    };
    all.into_iter()
        .filter(|s| {
            let at = s.outlet.0;
            let mut best = lo;
            for (j, f) in frames.iter().enumerate().take(hi + 1).skip(lo) {
                let (a, _) = reach(f);
                if a <= at {
                    best = j;
                }
            }
            // A credit at the head of the sentence covers all of it.
            best == i
                || at < reach(&frames[lo]).0 + 1
                || s.cue
                    .is_some_and(|c| c.0 <= doc.sents[here].a + 2 && doc.toks[c.0].cue.is_some_and(|c| c.is(tag::HOP)))
        })
        .collect()
}

/// Nearest upstream first: later in the text is nearer, but "dari" and "mengutip" lead away.
fn order(steps: Vec<Step>) -> Vec<Step> {
    let mut groups: Vec<Vec<Step>> = Vec::new();
    for s in steps {
        if (s.upstream || s.beside)
            && let Some(last) = groups.last_mut()
        {
            last.push(s);
        } else {
            groups.push(vec![s]);
        }
    }
    groups.into_iter().rev().flatten().collect()
}

/// Every hop a sentence names, in the order of the text.
fn steps(doc: &Doc<'_>, index: usize, header: &Header) -> Vec<Step> {
    let s = doc.sents[index];
    let mut out: Vec<Step> = Vec::new();
    let mut k = s.a;
    while k < s.b {
        let t = &doc.toks[k];
        let hop = t.cue.filter(|c| c.is(tag::HOP));
        let mut next = k + 1;
        if let Some(cue) = hop {
            let after = k + cue.len as usize;
            next = after;
            let citing = cue.is(tag::CITING) || matches!(doc.word(k), "mengutip" | "melansir" | "menukil");
            if doc.lex.grammar.caseless && cue.is(tag::CITING) {
                // "وأفادت صحيفة الساحل، نقلا عن مصدرين": the paper stands before.
                let from = (s.a..k).rev().take(8).find(|&i| doc.toks[i].is(class::OUTNOUN));
                if let Some(o) = from.and_then(|i| crate::arabic::outlet(doc, i, k))
                    && !out.iter().any(|x| x.outlet.0 == o.0)
                {
                    out.push(Step { outlet: o, cue: Some((k, after)), date: None, upstream: false, beside: false });
                }
            }
            let subject = citing
                && k > s.a
                && !doc.toks[k - 1].sign(',')
                && !out.iter().any(|o| o.outlet.1 > k.saturating_sub(2))
                || citing && k > s.a && doc.toks[k - 1].sign(',');
            if subject
                && let Some(o) = outlet_left(doc, k, s.a)
                && !out.iter().any(|x| x.outlet.0 == o.0)
            {
                let date = date_at(doc, o.1, s.b.min(k));
                out.push(Step { outlet: o, cue: Some((k, after)), date, upstream: false, beside: false });
            }
            let named = outlet_right(doc, after, s.b, cue.strength >= 3);
            if let Some(o) = named.or_else(|| crate::arabic::paper(doc, after, s.b)) {
                let upstream = citing && !out.is_empty();
                next = add(doc, o, (k, after), upstream, s.b, &mut out);
            }
        } else if t.is(class::TO) && (!t.cap || k == s.a) || t.cue.is_some_and(|c| c.is(tag::OBJ) && !t.cap) {
            let from = if doc.lex.grammar.caseless { k } else { k + 1 };
            let right = || outlet_right(doc, from, s.b, false);
            let written_on = || doc.lex.grammar.caseless.then(|| crate::arabic::outlet(doc, from, s.b)).flatten();
            if let Some(o) = right().or_else(written_on).filter(|_| spoken(doc, k, s.a, s.b)) {
                next = add(doc, o, (k, k + 1), false, s.b, &mut out);
            }
        } else if t.cue.is_some_and(|c| c.is(tag::PREP | tag::ROOT)) {
            let after = k + t.cue.map_or(1, |c| c.len as usize);
            // "komentar akun @senja": a speaker's own account is no step.
            let own = |o: &Run| doc.word(o.0).starts_with('@');
            // "kata Ketua RT 04": an office is named, no outlet.
            let cased = !doc.lex.grammar.caseless;
            let office =
                |o: &Run| cased && doc.toks[o.0].is(class::ROLE | class::TITLE) && !doc.toks[o.0].is(class::OUTLET);
            let plain = outlet_right(doc, after, s.b, false).or_else(|| crate::outlets::in_report(doc, after, s.b));
            let any = plain.or_else(|| crate::arabic::paper(doc, after, s.b));
            if let Some(o) = any.filter(|o| !own(o) && !office(o)) {
                next = add(doc, o, (k, after), false, s.b, &mut out);
            }
        } else if t.cue.is_some_and(|c| c.is(tag::VERB)) && !t.cap {
            let vso = doc.lex.grammar.caseless;
            let after = k + t.cue.map_or(1, |c| c.len as usize);
            let left = || outlet_left(doc, k, s.a).or_else(|| crate::outlets::citing_subject(doc, k, s.a, s.b));
            let subject = if vso { crate::arabic::outlet(doc, after, s.b) } else { left() };
            if let Some(o) = subject
                && !out.iter().any(|x| x.outlet.0 < o.1 && o.0 < x.outlet.1)
            {
                // "Bloomberg melaporkan pada Senin (10/11/2025) bahwa"
                let date = date_at(doc, o.1, k).or_else(|| date_at(doc, after, s.b.min(after + 8)));
                // "Dikutip AFP, SANA menambahkan": what is quoted lies behind the one that quotes.
                let upstream = out.first().is_some_and(|x| {
                    x.cue.is_some_and(|c| c.0 == s.a && doc.word(c.0).to_lowercase().starts_with("di"))
                });
                out.push(Step { outlet: o, cue: Some((k, k + 1)), date, upstream, beside: false });
            } else if let Some(o) = column(doc, k, s.b).or_else(|| crate::outlets::dative(doc, after, s.b)) {
                next = add(doc, o, (k, k + 1), false, s.b, &mut out);
            }
        } else if t.is(class::OCCASION)
            && !t.cap
            && k > s.a
            && let Some(o) = in_interview(doc, k, s.b)
        {
            // "dikutip CNN dari wawancara dengan NBC News"
            let upstream = matches!(doc.word(k - 1), "dari" | "from") && !out.is_empty();
            next = add(doc, o, (k, k + 1), upstream, s.b, &mut out);
        } else if let Some(o) =
            crate::outlets::carried(doc, k, s.a, s.b).or_else(|| crate::arabic::on_air(doc, k, s.a, s.b))
        {
            next = add(doc, o, (k, k + 1), false, s.b, &mut out);
        } else if asked(&doc.word(k).to_lowercase())
            && let Some(o) = asker(doc, k + 1, s.b)
        {
            next = add(doc, o, (k, k + 1), false, s.b, &mut out);
        }
        k = next.max(k + 1);
    }
    // "Saudi Press Agency (SPA)" is one.
    let ends: Vec<usize> = out.iter().map(|o| o.outlet.1).collect();
    out.retain(|o| !(o.outlet.0 > s.a + 1 && doc.toks[o.outlet.0 - 1].sign('(') && ends.contains(&(o.outlet.0 - 1))));
    out.retain(|o| !own_house(doc, o.outlet, header));
    out
}

fn add(doc: &Doc<'_>, o: Run, cue: Run, upstream: bool, limit: usize, out: &mut Vec<Step>) -> usize {
    let mut end = o.1;
    // "kepada Reuters, dikutip Senin (3/2/2025)": the day alone behind a second cue.
    let later = (end + 2 < limit && doc.toks[end].sign(',')).then_some(end + 1);
    let later = later.filter(|&k| doc.toks[k].cue.is_some_and(|c| c.is(tag::HOP)) && doc.toks[k + 1].is(class::DAY));
    let date =
        date_at(doc, end, limit.min(end + 8)).or_else(|| later.and_then(|k| date_at(doc, k + 1, limit.min(k + 9))));
    if let Some(d) = &date {
        end = d.run.1;
    }
    if out.iter().any(|x| x.outlet.0 == o.0) {
        return end;
    }
    out.push(Step { outlet: o, cue: Some(cue), date, upstream, beside: false });
    for _ in 0..2 {
        let Some(t) = doc.toks.get(end).filter(|_| end < limit) else { break };
        let from = matches!(doc.word(end), "dari" | "from" | "عن");
        // "kepada Detik, Kompas, dan Tempo"
        let listed = t.sign(',')
            && doc.toks.get(end + 1).is_some_and(|n| n.is(class::OUTLET))
            && (end + 2..limit.min(end + 6))
                .find(|&k| doc.toks[k].is(class::CONJ))
                .is_some_and(|k| doc.toks.get(k + 1).is_some_and(|n| n.is(class::OUTLET)));
        let end_of = if t.sign(',') && doc.toks.get(end + 1).is_some_and(|n| n.is(class::CONJ)) && !out.is_empty() {
            end + 1
        } else {
            end
        };
        if !(t.is(class::CONJ) || from || listed || end_of > end && out.last().is_some_and(|s| s.beside)) {
            break;
        }
        let Some(n) = outlet_right(doc, end_of + 1, limit, false) else { break };
        let date = date_at(doc, n.1, limit.min(n.1 + 8));
        end = date.as_ref().map_or(n.1, |d| d.run.1);
        let cue = if from { Some((n.0 - 1, n.0)) } else { Some(cue) };
        if from && let Some(first) = out.last_mut().filter(|s| s.date.is_none() && date.is_some()) {
            first.date.clone_from(&date);
            out.push(Step { outlet: n, cue, date: None, upstream: true, beside: false });
        } else {
            out.push(Step { outlet: n, cue, date, upstream: from, beside: !from });
        }
    }
    end
}

/// "saat dihubungi Kompas.com": whoever asked carries the words.
fn asked(word: &str) -> bool {
    matches!(word, "dihubungi" | "ditemui" | "diwawancarai" | "diwawancara" | "dijumpai" | "dikonfirmasi")
}

/// The outlet that asked: two plain names will do after "dihubungi", not after "ditemui", which may be anybody's visit.
fn asker(doc: &Doc<'_>, i: usize, limit: usize) -> Option<Run> {
    let o = outlet_right(doc, i, limit, false);
    let any = doc.word(i - 1).to_lowercase() == "dihubungi";
    o.or_else(|| outlet_right(doc, i, limit, any).filter(|o| any && o.1 - o.0 >= 2 && o.0 == i))
}

/// Somebody says something to the outlet: a speech cue stands in the sentence.
fn spoken(doc: &Doc<'_>, k: usize, a: usize, b: usize) -> bool {
    (a..b)
        .any(|i| i != k && doc.toks[i].cue.is_some_and(|c| c.is(tag::VERB | tag::ROOT | tag::SELFMADE | tag::PASSIVE)))
        || doc.toks[k].cue.is_some()
        || k > a
            && matches!(
                doc.word(k - 1),
                "spoke" | "speaking" | "speak" | "talked" | "talking" | "berbicara" | "berbincang"
            )
}

fn own_house(doc: &Doc<'_>, o: Run, header: &Header) -> bool {
    let Some(house) = &header.house else { return false };
    let strip = |s: &str| s.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (a, b) = (strip(doc.words(o.0, o.1)), strip(house));
    let site = b.trim_end_matches("com").trim_end_matches("id").trim_end_matches("net");
    a == b || a == site && !site.is_empty()
}
