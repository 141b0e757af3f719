//! The names of outlets in a sentence: to the right of a cue, to its left, beside an occasion.

use crate::doc::Doc;
use crate::lexicon::{class, tag};
use crate::noun::Run;
use crate::token::Sort;

/// Does token `i` look like an outlet by its form: a domain, a handle, a telling word?
pub(crate) fn outletlike(doc: &Doc<'_>, i: usize) -> bool {
    let w = doc.word(i);
    let t = &doc.toks[i];
    t.is(class::OUTLET)
        || w.starts_with('@')
        || (t.sort == Sort::Word
            && w.contains('.')
            && !t.dot
            && w.rsplit('.')
                .next()
                .is_some_and(|d| matches!(d.len(), 2..=4) && d.bytes().all(|b| b.is_ascii_lowercase())))
        || t.cap
            && matches!(
                w,
                "News"
                    | "Times"
                    | "Post"
                    | "Journal"
                    | "Herald"
                    | "Tribune"
                    | "TV"
                    | "Radio"
                    | "Observer"
                    | "Gazette"
                    | "Chronicle"
                    | "Telegraph"
                    | "Courier"
                    | "Standard"
                    | "Examiner"
                    | "Register"
                    | "Daily"
                    | "Weekly"
                    | "Magazine"
                    | "Press"
                    | "Broadcasting"
                    | "Zeitung"
                    | "Tageblatt"
                    | "Anzeiger"
                    | "Rundschau"
                    | "Nachrichten"
            )
}

/// The outlet that follows token `i`; with `any`, a plain name will do.
pub(crate) fn outlet_right(doc: &Doc<'_>, i: usize, limit: usize, any: bool) -> Option<Run> {
    let mut a = i;
    let mut noun = false;
    while a < limit && a < i + 6 {
        let t = &doc.toks[a];
        if t.is(class::OUTNOUN) && !t.is(class::OUTLET) {
            noun = true;
        } else if !(matches!(
            doc.word(a),
            "dari"
                | "oleh"
                | "by"
                | "the"
                | "The"
                | "di"
                | "a"
                | "from"
                | "resmi"
                | "berita"
                | "dem"
                | "der"
                | "die"
                | "das"
                | "den"
        ) && !t.is(class::OUTLET))
        {
            break;
        }
        a += 1;
    }
    if a >= limit {
        return None;
    }
    if doc.lex.grammar.caseless {
        let b = (a..limit.min(a + 5)).take_while(|&i| doc.toks[i].is(class::OUTLET)).last().map(|i| i + 1);
        return b.map(|b| (a, b)).or_else(|| {
            if crate::arabic::named_quote(doc, a) {
                return Some((a, a + 1));
            }
            let t = &doc.toks[a];
            let name = t.sort == Sort::Word
                && !t.is(class::PREP | class::NPREP | class::COMP | class::DAY | class::CONJ | class::TO);
            (noun && any && name).then_some((a, a + 1))
        });
    }
    let mut b = a;
    while b < limit && b < a + 6 {
        let t = &doc.toks[b];
        let name = t.sort == Sort::Word && (t.cap && !t.is(class::DAY | class::MONTH) || outletlike(doc, b))
            || t.sort == Sort::Number && b > a && b + 1 < limit && doc.toks[b + 1].cap
            || t.is(class::OUTLET) && t.sort != Sort::Quote
            || matches!(t.ch, '-' | '&') && !t.space && b > a;
        if !name {
            break;
        }
        b += 1;
    }
    if b == a && doc.toks[a].sort == Sort::Quote && (noun || doc.toks[a].is(class::OUTLET)) {
        b = a + 1;
    }
    if b == a {
        // "laman independent": a bare word after the noun.
        let plain = noun
            && any
            && doc.toks[a].sort == Sort::Word
            && !doc.toks[a].is(class::PREP | class::DEMO | class::NPREP | class::CONJ);
        return plain.then_some((a, a + 1));
    }
    let known = (a..b).any(|k| outletlike(doc, k));
    if a > i && matches!(doc.word(a - 1), "the" | "The") && known {
        a -= 1;
    }
    // "The" that opens a listed name is already inside.
    (known || noun || any && !doc.toks[a].is(class::ROLE | class::TITLE)).then_some((a, b))
}

/// The outlet that is the subject of the cue at `k`: "Kantor berita Saudi, SPA, melaporkan".
pub(crate) fn outlet_left(doc: &Doc<'_>, k: usize, lo: usize) -> Option<Run> {
    let adverb = class::ADV | class::AUX | class::NEG;
    let p = (lo + 1..=k).rev().find(|&p| !doc.toks[p - 1].is(adverb) || doc.toks[p - 1].cap)?;
    if doc.toks[p - 1].is(class::REL) {
        // "came from ProPublica, which reported": the outlet right before.
        let end = if p >= lo + 2 && doc.toks[p - 2].sign(',') { p - 2 } else { p - 1 };
        return ends_in(doc, end, lo);
    }
    if doc.lex.grammar.verb_final
        && let Some(o) = ends_in(doc, k, lo)
        && (o.0..o.1).any(|i| doc.toks[i].is(class::OUTLET))
    {
        return Some(bare(doc, o));
    }
    let (mut a, b) = doc.subject_left(k, lo)?;
    while a + 1 < b && doc.toks[a].cue.is_some_and(|c| c.is(tag::WIE)) {
        a += 1;
    }
    if doc.lex.grammar.capital_nouns && a + 1 < b && doc.toks[a].is(class::DET) {
        a += 1;
    }
    let mut parts: Vec<Run> = Vec::new();
    let mut from = a;
    for i in a..=b {
        if i == b || doc.toks[i].sign(',') || doc.toks[i].sign('(') {
            if i > from {
                parts.push((from, i));
            }
            from = i + 1;
        }
    }
    let named = |r: &&Run| {
        (r.0..r.1).all(|i| {
            let tail = i > r.0 && i + 1 == r.1 && doc.toks[i].is(class::OUTNOUN);
            doc.toks[i].cap
                || outletlike(doc, i)
                || doc.toks[i].is(class::DET)
                || doc.toks[i].sort == Sort::Number
                || tail
        }) && (r.0..r.1).any(|i| outletlike(doc, i))
            && !doc.toks[r.0].is(class::ROLE)
    };
    if let Some(r) = parts.iter().find(named) {
        return Some(bare(doc, *r));
    }
    let head = parts.first().filter(|r| {
        doc.toks[r.0].is(class::OUTNOUN) && r.1 - r.0 >= 2 && (r.0..r.1).any(|i| doc.toks[i].cap && i > r.0)
    })?;
    let plain = (head.0..head.1).all(|i| doc.toks[i].wordy());
    plain.then_some(bare(doc, *head))
}

/// "Surat kabar Haaretz", "Media Israel Channel 12": what leads up to a listed name is no part of it.
fn bare(doc: &Doc<'_>, r: Run) -> Run {
    let lead = |k: usize| {
        let t = &doc.toks[k];
        !t.is(class::OUTLET) && (!t.cap || t.is(class::OUTNOUN | class::PLACE))
    };
    // "The Standard newspaper"
    let tail = r.1 > r.0 + 1 && doc.toks[r.1 - 1].is(class::OUTNOUN) && !doc.toks[r.1 - 1].cap;
    let r = if tail { (r.0, r.1 - 1) } else { r };
    match (r.0..r.1).find(|&k| !lead(k)) {
        Some(a) if doc.toks[a].is(class::OUTLET) => (a, r.1),
        _ => r,
    }
}

/// A run of capitals before `end` that holds an outlet's name.
pub(crate) fn ends_in(doc: &Doc<'_>, end: usize, lo: usize) -> Option<Run> {
    let part = |k: usize| {
        let t = &doc.toks[k];
        t.sort == Sort::Word && t.cap && !t.is(class::ROLE) || outletlike(doc, k)
    };
    let a = (lo..end).rev().take(6).take_while(|&k| part(k)).last()?;
    (a..end).any(|k| outletlike(doc, k)).then_some((a, end))
}

/// "menulis di kolomnya di Tempo bahwa": an outlet a few words on.
pub(crate) fn column(doc: &Doc<'_>, k: usize, limit: usize) -> Option<Run> {
    let end = limit.min(k + 8);
    let at = (k + 1..end).find(|&i| matches!(doc.word(i), "di" | "in" | "for"))?;
    let stop = (k + 1..at).any(|i| doc.toks[i].sort != Sort::Word || doc.toks[i].is(class::COMP));
    if stop {
        return None;
    }
    let noun = (at..end).find(|&i| doc.toks[i].is(class::OUTLET))?;
    let direct = (at + 1..noun).all(|i| doc.toks[i].wordy() && !doc.toks[i].is(class::COMP) && !doc.verbish(i));
    if !direct {
        return None;
    }
    outlet_right(doc, noun, limit, false).filter(|_| {
        matches!(doc.lex.code, "id" | "en") && matches!(doc.word(k), "menulis" | "wrote" | "writes" | "menuliskan")
    })
}

/// "sagte Oberstaatsanwältin Ines Karbe der Nachrichtenagentur epd", "sagte er der „Freien Presse“".
pub(crate) fn dative(doc: &Doc<'_>, after: usize, limit: usize) -> Option<Run> {
    if !doc.lex.grammar.verb_final {
        return None;
    }
    let end = limit.min(after + 14);
    let stop = |k: usize| {
        matches!(doc.toks[k].ch, ',' | ':' | ';') || doc.toks[k].sort == Sort::Quote && !doc.toks[k].is(class::OUTLET)
    };
    let end = (after..end).find(|&k| stop(k)).unwrap_or(end);
    let to = (after..end).find(|&k| {
        matches!(doc.word(k), "dem" | "der" | "den")
            && k + 1 < end
            && (k == after || !doc.toks[k - 1].is(class::ROLE | class::PREP | class::NPREP) && doc.toks[k - 1].wordy())
            && outlet_right(doc, k + 1, end, false).is_some_and(|o| o.0 <= k + 3)
    })?;
    outlet_right(doc, to + 1, end, false)
}

/// "in an interview with CNN", "dalam laporannya di jurnal X".
pub(crate) fn in_interview(doc: &Doc<'_>, k: usize, limit: usize) -> Option<Run> {
    // "in his Daily Mirror column", "kolom Tempo"
    let before = ends_in(doc, k, k.saturating_sub(6)).filter(|o| {
        o.0 > 0 && doc.toks[o.0 - 1].is(class::DET | class::PREP | class::NPREP | class::POSS) && !doc.toks[o.0 - 1].cap
    });
    if before.is_some() && doc.lex.grammar.suffix_verbs {
        return before;
    }
    // "wawancara eksklusif dengan CNN"
    let plain = |t: &crate::token::Tok| t.sort == Sort::Word && !t.cap && t.cue.is_none();
    let links = class::NPREP | class::PREP;
    let wide = doc.toks.get(k + 1).is_some_and(|t| plain(t) && !t.is(links))
        && doc.toks.get(k + 2).is_some_and(|t| t.is(links));
    let k = if wide { k + 1 } else { k };
    let link = doc.toks.get(k + 1).filter(|_| k + 1 < limit)?;
    let placed = k > 0 && doc.toks[k - 1].is(class::PREP);
    if doc.lex.grammar.prefix_verbs && link.is(class::OUTLET) && placed {
        return outlet_right(doc, k + 1, limit, false);
    }
    if !(link.is(class::NPREP | class::PREP)
        && matches!(
            doc.word(k + 1),
            "with" | "for" | "on" | "to" | "by" | "in" | "di" | "dengan" | "oleh" | "mit" | "مع"
        ))
    {
        return None;
    }
    if doc.lex.grammar.caseless {
        return crate::arabic::outlet(doc, k + 2, limit);
    }
    outlet_right(doc, k + 2, limit, false)
}
