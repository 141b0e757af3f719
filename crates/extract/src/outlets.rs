//! The names of outlets in a sentence: to the right of a cue, to its left, beside an occasion.

use crate::doc::Doc;
use crate::lexicon::{class, tag};
use crate::looks::outletlike;
use crate::noun::Run;
use crate::token::Sort;

/// The outlet that follows token `i`; with `any`, a plain name will do.
pub(crate) fn outlet_right(doc: &Doc<'_>, i: usize, limit: usize, any: bool) -> Option<Run> {
    if let Some(from) = described(doc, i, limit) {
        return right(doc, from, limit, any);
    }
    right(doc, i, limit, any).map(|o| if doc.lex.grammar.prefix_verbs { bare(doc, o) } else { o })
}

/// "told German newspaper Die Zeit", "told the state-run Fars news agency", "told Israel's Channel 12": where the name
/// starts behind what describes it.
fn described(doc: &Doc<'_>, i: usize, limit: usize) -> Option<usize> {
    if !doc.lex.grammar.suffix_verbs {
        return None;
    }
    let a = if doc.toks.get(i).is_some_and(|t| t.is(class::DET)) { i + 1 } else { i };
    let listed = |k: usize| doc.toks[k].is(class::OUTLET);
    let noun = |k: usize| doc.toks[k].is(class::OUTNOUN) && !doc.toks[k].cap && !listed(k);
    let word = |k: usize| {
        let t = &doc.toks[k];
        let links = class::PREP | class::NPREP | class::CONJ | class::REL | class::COMP | class::POSS | class::ROLE;
        let owner = t.is(class::POSS) && doc.word(k).starts_with(['\'', '’']);
        t.sort == Sort::Word && (owner || !t.is(links | class::BODY)) && !t.cue.is_some_and(|c| c.is(tag::VERB))
    };
    let end = limit.min(a + 5);
    let k = (a..end).find(|&k| noun(k) || listed(k) || !word(k))?;
    if k == a || !(noun(k) || listed(k)) {
        return None;
    }
    if noun(k) {
        let from = (k..limit).find(|&j| !noun(j))?;
        let named = doc.toks[from].cap && doc.toks[from].sort == Sort::Word;
        // One capital at most leads up to the noun: "Italian daily", not "Fox News channel".
        let lead = (a..k).filter(|&j| doc.toks[j].cap).count() <= 1 && !crate::looks::outletlike(doc, k - 1);
        return (named && lead).then_some(k);
    }
    let leads = |j: usize| {
        let w = doc.word(j);
        matches!(w, "'s" | "’s" | "s'" | "s’")
            || doc.toks[j].cap && matches!(doc.word(j + 1), "'s" | "’s")
            || w.ends_with("'s")
            || w.ends_with("’s")
            || owned(w)
            || matches!(w, "state" | "local" | "public" | "private" | "rival")
            || doc.toks[j].cap && doc.toks[j].is(class::PLACE)
    };
    (a..k).all(leads).then_some(k)
}

/// "state-run", "London-based".
fn owned(w: &str) -> bool {
    ["-run", "-owned", "-based", "-backed", "-controlled", "-funded", "-language"].iter().any(|end| w.ends_with(end))
}

fn right(doc: &Doc<'_>, i: usize, limit: usize, any: bool) -> Option<Run> {
    let mut a = i;
    let mut noun = false;
    while a < limit && a < i + 6 {
        let t = &doc.toks[a];
        // "Radio Swara Banua": a capital makes it part of the name.
        let named = matches!(doc.word(a), "Radio" | "Televisi")
            && doc.toks.get(a + 1).is_some_and(|n| n.cap && n.sort == Sort::Word && !n.is(class::OUTLET));
        if named {
            break;
        }
        let kind = matches!(
            doc.word(a),
            "lokal"
                | "negara"
                | "nasional"
                | "swasta"
                | "daerah"
                | "asing"
                | "setempat"
                | "pemerintah"
                | "milik"
                | "daring"
        );
        if t.is(class::OUTNOUN) && !t.is(class::OUTLET) || noun && kind {
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
                | "wartawan"
                | "jurnalis"
                | "reporter"
                | "koresponden"
                | "kontributor"
                | "redaksi"
                | "kru"
                | "tim"
                | "عنه"
                | "عنها"
                | "عنهم"
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
            && !doc.toks[a].is(class::PREP | class::DEMO | class::NPREP | class::CONJ | class::BODY | class::REL)
            && !(doc.lex.grammar.prefix_verbs && (doc.word(a).ends_with("nya") || doc.word(a).starts_with("pribadi")));
        return plain.then_some((a, a + 1));
    }
    let known = (a..b).any(|k| outletlike(doc, k));
    // "laman resmi Kementerian Keuangan": a ministry's own page.
    if !known && noun && doc.lex.grammar.prefix_verbs && doc.toks[a].is(class::BODY) {
        return None;
    }
    if a > i && matches!(doc.word(a - 1), "the" | "The") && known {
        a -= 1;
    }
    // "The" that opens a listed name is already inside.
    (known || noun || any && !doc.toks[a].is(class::ROLE | class::TITLE)).then_some((a, b))
}

/// The outlet that is the subject of the cue at `k`: "Kantor berita Saudi, SPA, melaporkan".
pub(crate) fn outlet_left(doc: &Doc<'_>, k: usize, lo: usize) -> Option<Run> {
    let adverb = class::ADV | class::AUX | class::NEG;
    let p = (lo + 1..=k)
        .rev()
        .find(|&p| !(doc.toks[p - 1].is(adverb) || doc.word(p - 1) == "first") || doc.toks[p - 1].cap)?;
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
            let tail = i > r.0 && (i..r.1).all(|k| doc.toks[k].is(class::OUTNOUN));
            doc.toks[i].cap
                || outletlike(doc, i)
                || doc.toks[i].is(class::DET)
                || doc.toks[i].sort == Sort::Number
                || tail
        }) && (r.0..r.1).any(|i| outletlike(doc, i))
            && !doc.toks[r.0].is(class::ROLE)
            && !(doc.lex.grammar.prefix_verbs
                && doc.toks[r.0].is(class::BODY)
                && !doc.toks[r.0].is(class::OUTNOUN | class::OUTLET))
    };
    if let Some(r) = parts.iter().find(named) {
        return Some(bare(doc, *r));
    }
    if let Some(o) = parts.first().and_then(|&r| introduced(doc, r)) {
        return Some(o);
    }
    let head = parts.first().filter(|r| {
        doc.toks[r.0].is(class::OUTNOUN) && r.1 - r.0 >= 2 && (r.0..r.1).any(|i| doc.toks[i].cap && i > r.0)
    })?;
    let plain = (head.0..head.1).all(|i| doc.toks[i].wordy());
    plain.then_some(bare(doc, *head))
}

/// "The daily Varnholm Tidende", "Local station KQRT-TV": the name behind its noun.
fn introduced(doc: &Doc<'_>, r: Run) -> Option<Run> {
    if doc.lex.grammar.capital_nouns || doc.lex.grammar.caseless {
        return None;
    }
    let noun = (r.0..r.1.min(r.0 + 4)).find(|&k| doc.toks[k].is(class::OUTNOUN) && !doc.toks[k].cap)?;
    let lead = (r.0..noun).all(|k| (k == r.0 || !doc.toks[k].cap) && !doc.toks[k].is(class::ROLE | class::POSS));
    let office = class::BODY | class::ROLE | class::TITLE;
    let name = noun + 1 < r.1
        && (noun + 1..r.1).all(|k| doc.toks[k].cap && doc.toks[k].sort == Sort::Word)
        && !doc.toks[noun + 1].is(office);
    (noun > r.0 && lead && name).then_some((noun + 1, r.1))
}

/// "according to a report in The Herald", "menurut artikel yang dimuat Radar Bogor".
pub(crate) fn in_report(doc: &Doc<'_>, i: usize, limit: usize) -> Option<Run> {
    let told = |k: usize| {
        matches!(
            doc.word(k),
            "report"
                | "reports"
                | "story"
                | "article"
                | "account"
                | "investigation"
                | "dispatch"
                | "interview"
                | "artikel"
                | "berita"
        )
    };
    let lower = |k: usize| doc.toks[k].sort == Sort::Word && !doc.toks[k].cap;
    let end = limit.min(i + 5);
    let noun = (i..end).take_while(|&k| lower(k)).find(|&k| told(k))?;
    let link = (noun + 1..limit.min(noun + 5))
        .take_while(|&k| lower(k))
        .find(|&k| matches!(doc.word(k), "in" | "by" | "from" | "on" | "with" | "di" | "dari" | "dimuat" | "oleh"))?;
    outlet_right(doc, link + 1, limit, false)
}

/// "Writing in The New Statesman", "was quoted as saying by Xinhua": the word that leads to the outlet.
pub(crate) fn carried(doc: &Doc<'_>, k: usize, lo: usize, limit: usize) -> Option<Run> {
    let writing = matches!(doc.word(k), "Writing" | "writing")
        && doc.toks.get(k + 1).is_some_and(|_| matches!(doc.word(k + 1), "in" | "for" | "on"));
    let quoted = doc.word(k) == "by"
        && k > lo + 2
        && doc.word(k - 1) == "saying"
        && (k.saturating_sub(5).max(lo)..k).any(|i| matches!(doc.word(i), "quoted" | "cited"));
    // "said on NBC's Meet the Press", "Speaking on Fox News", "berbincang dengan detikcom"
    let on =
        doc.word(k) == "on" && k > lo && doc.toks.get(k + 1).is_some_and(|t| t.is(class::OUTLET)) && spoke(doc, k, lo);
    let chat = matches!(doc.word(k), "berbincang" | "berbicara" | "mengobrol" | "bincang")
        && doc.toks.get(k + 1).is_some_and(|_| matches!(doc.word(k + 1), "dengan" | "bersama"));
    let from = if writing || chat { k + 2 } else { k + 1 };
    (writing || quoted || on || chat).then(|| outlet_right(doc, from, limit, false)).flatten()
}

/// "said", "Ann Lee said" or "speaking" right before.
fn spoke(doc: &Doc<'_>, k: usize, lo: usize) -> bool {
    let from =
        (lo..k).rev().take(4).take_while(|&i| doc.toks[i].cap && doc.toks[i].sort == Sort::Word).last().unwrap_or(k);
    let says = |i: usize| {
        doc.toks[i].cue.is_some_and(|c| c.is(tag::VERB))
            || matches!(doc.word(i), "speaking" | "Speaking" | "appearing" | "Appearing" | "appeared" | "spoke")
    };
    says(k - 1) || from > lo && from < k && says(from - 1)
}

/// "The Ledger Line reported, citing two officials": who cites others is an outlet, whatever its name.
pub(crate) fn citing_subject(doc: &Doc<'_>, k: usize, lo: usize, limit: usize) -> Option<Run> {
    let next = if doc.toks.get(k + 1).is_some_and(|t| t.sign(',')) { k + 2 } else { k + 1 };
    if next >= limit || !matches!(doc.word(k), "reported" | "reports" | "melaporkan" | "memberitakan" | "mewartakan") {
        return None;
    }
    crate::citing::cites(doc, next)?;
    let (a, b) = doc.subject_left(k, lo)?;
    let office = class::BODY | class::ROLE | class::TITLE | class::PRONOUN | class::PLURAL;
    let name = (a..b).all(|i| doc.toks[i].cap && doc.toks[i].sort == Sort::Word && !doc.toks[i].is(office));
    (name && b - a >= 2).then_some((a, b))
}

/// "Surat kabar Haaretz", "Media Israel Channel 12": what leads up to a listed name is no part of it.
fn bare(doc: &Doc<'_>, r: Run) -> Run {
    let lead = |k: usize| {
        let t = &doc.toks[k];
        !t.is(class::OUTLET) && (!t.cap || t.is(class::OUTNOUN | class::PLACE) || owned(doc.word(k)))
    };
    // "The Standard newspaper"
    let tail = |k: usize| doc.toks[k].is(class::OUTNOUN) && !doc.toks[k].is(class::OUTLET) && !doc.toks[k].cap;
    let end = (r.0 + 1..r.1).rev().take_while(|&k| tail(k)).last().unwrap_or(r.1);
    let r = (r.0, end);
    match (r.0..r.1).find(|&k| !lead(k)) {
        Some(a) if doc.toks[a].is(class::OUTLET) || (r.0..a).all(|k| !doc.toks[k].cap) => (a, r.1),
        _ => (r.0 + 1..r.1).find(|&k| doc.word(k) == "The" && !doc.toks[k - 1].cap).map_or(r, |a| (a, r.1)),
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
    let noun = (at..end).find(|&i| outletlike(doc, i))?;
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
    // "dalam program Mata Najwa di Narasi TV": the show's own name stands between.
    if doc.lex.grammar.prefix_verbs && placed && link.cap {
        let at = (k + 2..limit.min(k + 7))
            .take_while(|&i| doc.toks[i].cap || matches!(doc.word(i), "di" | "with" | "and"))
            .find(|&i| doc.word(i) == "di")?;
        return outlet_right(doc, at + 1, limit, false);
    }
    if !(link.is(class::NPREP | class::PREP)
        && matches!(
            doc.word(k + 1),
            "with" | "for" | "on" | "to" | "by" | "in" | "di" | "dengan" | "bersama" | "oleh" | "mit" | "مع"
        ))
    {
        return None;
    }
    if doc.lex.grammar.caseless {
        return crate::arabic::outlet(doc, k + 2, limit);
    }
    outlet_right(doc, k + 2, limit, false)
}
