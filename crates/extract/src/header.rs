//! What stands around the story: title, dateline, byline, wire credit, the house's own name.

use crate::doc::Doc;
use crate::lexicon::class;
use crate::noun::Run;
use crate::token::Sort;

/// The frame of the article, in tokens.
#[derive(Debug, Default)]
pub(crate) struct Header {
    pub(crate) title: Option<Run>,
    pub(crate) dateline: Option<Run>,
    pub(crate) byline: Option<Run>,
    /// A wire agency that the dateline or a closing credit names.
    pub(crate) wire: Option<Run>,
    /// The house's own name.
    pub(crate) house: Option<String>,
    /// The house as the text names it, even where the address is known too.
    pub(crate) told: Option<String>,
    /// First token of the story itself.
    pub(crate) body: usize,
}

/// How far into a paragraph a dateline may reach.
const DATELINE: usize = 16;

pub(crate) fn header(doc: &Doc<'_>, url: Option<&str>) -> Header {
    let mut h = Header { house: url.and_then(host), ..Header::default() };
    let paras = paragraphs(doc);
    for (n, &(a, b)) in paras.iter().take(4).enumerate() {
        if let Some(dash) = dateline_end(doc, a, b) {
            read_dateline(doc, a, dash, &mut h);
            // "بيروت - «رويترز»: قال الوزير"
            let end = (dash + 1..b.min(dash + 5)).take_while(|&k| doc.toks[k].is(class::OUTLET)).last();
            if let Some(e) = end.filter(|&e| doc.toks.get(e + 1).is_some_and(|t| t.sign(':'))) {
                let wire = doc.toks[dash + 1].is(class::WIRE) || doc.toks[dash + 1].sort == Sort::Quote;
                h.wire = h.wire.or(Some((dash + 1, e + 1)).filter(|_| wire));
            }
            h.body = dash + 1;
            break;
        }
        let ended = b > a
            && (doc.toks[b - 1].sort == Sort::Sign
                && crate::doc::ends(doc.toks[b - 1].ch)
                && doc.toks[b - 1].ch != '?');
        if n == 0 && b - a <= 30 && !ended && paras.len() > 1 {
            h.title = Some((a, b));
            h.body = b;
        } else if n > 0 && !by_words(doc, a) {
            break;
        }
        if by_words(doc, a) && (2..=12).contains(&(b - a)) {
            h.byline = Some((a + 1, b));
            h.body = b;
        }
    }
    closing(doc, &paras, &mut h);
    h
}

fn paragraphs(doc: &Doc<'_>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let mut para = u32::MAX;
    for s in &doc.sents {
        match out.last_mut() {
            Some(last) if s.para == para => last.1 = s.b,
            _ => out.push((s.a, s.b)),
        }
        para = s.para;
    }
    out
}

fn by_words(doc: &Doc<'_>, a: usize) -> bool {
    matches!(doc.word(a), "By" | "BY" | "Oleh" | "OLEH" | "Von" | "Penulis" | "Reporter" | "Laporan" | "بقلم")
        && doc.namelike(a + 1)
}

fn host(url: &str) -> Option<String> {
    let rest = url.split("://").nth(1).unwrap_or(url);
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.')).then(|| host.to_lowercase())
}

/// Is this a place line up to a dash? "ANKARA (Lensatimur.id) —", "Lensa Timur, Manokwari –", "Metronusa.id -".
fn dateline_end(doc: &Doc<'_>, a: usize, b: usize) -> Option<usize> {
    for k in a..b.min(a + DATELINE) {
        let t = &doc.toks[k];
        if t.sort == Sort::Sign {
            match t.ch {
                '—' | '–' => return (k > a).then_some(k),
                '-' => {
                    if k > a && t.space && doc.toks.get(k + 1).is_some_and(|n| n.space) {
                        return Some(k);
                    }
                }
                ',' | '(' | ')' | '/' | '.' | ':' | '|' | '،' => {}
                _ => return None,
            }
        } else if t.sort == Sort::Quote
            || t.sort == Sort::Mark
            || t.sort == Sort::Word
                && !t.cap
                && !doc.lex.grammar.caseless
                && !doc.word(k).contains('.')
                && !t.is(class::NPREP | class::SMALL)
        {
            return None;
        }
    }
    None
}

fn read_dateline(doc: &Doc<'_>, a: usize, dash: usize, h: &mut Header) {
    h.dateline = Some((a, dash));
    let open = (a..dash).find(|&k| doc.toks[k].sign('('));
    let named = if let Some(o) = open {
        let close = (o..dash).find(|&k| doc.toks[k].sign(')')).unwrap_or(dash);
        Some((o + 1, close))
    } else {
        // "SARIRA, Sinarpesisir.id": the part that looks like an outlet, else the last part.
        let mut parts: Vec<Run> = Vec::new();
        let mut from = a;
        for k in a..=dash {
            if k == dash || doc.toks[k].sign(',') {
                if k > from {
                    parts.push((from, k));
                }
                from = k + 1;
            }
        }
        let site = parts.iter().find(|r| {
            (r.0..r.1).any(|k| doc.toks[k].is(class::OUTLET) || doc.word(k).contains('.') && !doc.toks[k].dot)
        });
        site.or_else(|| parts.last().filter(|_| parts.len() > 1)).copied()
    };
    if let Some((x, y)) = named.filter(|r| r.0 < r.1) {
        if (x..y).any(|k| doc.toks[k].is(class::WIRE)) {
            h.wire = Some((x, y));
        } else {
            let name = doc.words(x, y).to_string();
            h.house.get_or_insert_with(|| name.clone());
            h.told = Some(name);
        }
    }
}

/// "(hanoum/arrahmah.id)", "(Antara)", "(Mch/rid)" at the end.
fn closing(doc: &Doc<'_>, paras: &[Run], h: &mut Header) {
    let end = doc.toks.len();
    if let Some(s) = doc.sents.last().filter(|s| s.b > s.a + 2 && s.b - s.a < 10) {
        h.wire = h.wire.or_else(|| source_line(doc, s.a, s.b));
    }
    let Some(close) = (end.saturating_sub(3)..end).rev().find(|&k| doc.toks[k].sign(')')) else {
        return reporting_by(doc, paras, h);
    };
    let Some(open) = (close.saturating_sub(14)..close).rev().find(|&k| doc.toks[k].sign('(')) else { return };
    // "… dilaporkan Saudi Press Agency (SPA)." is a name spelled out, no credit.
    if open > 0 && doc.toks[open - 1].wordy() && close + 1 < end && doc.toks[close + 1].sign('.') {
        return;
    }
    let inside = (open + 1, close);
    let Some(first) = doc.toks.get(open + 1).filter(|_| open + 1 < close) else { return };
    if first.sort == Sort::Number || doc.toks[open + 1..close].iter().any(|t| t.sign(':')) {
        // A date or a photo credit.
        return;
    }
    // "(Ant/ayu)": the wire's short name.
    let short = matches!(doc.word(open + 1), "Ant" | "ant" | "ANT" | "Antr") && doc.lex.code == "id";
    if short && doc.toks.get(open + 2).is_some_and(|t| t.sort == Sort::Sign) {
        h.wire = h.wire.or(Some((open + 1, open + 2)));
        return;
    }
    if (inside.0..inside.1).any(|k| doc.toks[k].is(class::WIRE)) && inside.1 - inside.0 <= 4 {
        let a = (inside.0..inside.1).find(|&k| doc.toks[k].is(class::WIRE)).unwrap_or(inside.0);
        let b = (a..inside.1).take_while(|&k| doc.toks[k].is(class::WIRE)).last().unwrap_or(a) + 1;
        h.wire = h.wire.or(Some((a, b)));
        return;
    }
    h.byline = h.byline.or(Some(inside));
    if let Some(k) = (inside.0..inside.1).find(|&k| doc.word(k).contains('.') && doc.word(k).len() > 4) {
        let name = doc.word(k).to_string();
        h.house.get_or_insert_with(|| name.clone());
        h.told.get_or_insert(name);
    }
}

/// "Sumber: Reuters" as the last line.
fn source_line(doc: &Doc<'_>, a: usize, b: usize) -> Option<Run> {
    let told = matches!(doc.word(a), "Sumber" | "SUMBER" | "Source" | "Quelle" | "المصدر") && doc.toks[a + 1].sign(':');
    let end = (a + 2..b).take_while(|&k| doc.toks[k].is(class::OUTLET)).last()? + 1;
    told.then_some((a + 2, end))
}

fn reporting_by(doc: &Doc<'_>, paras: &[Run], h: &mut Header) {
    let Some(&(a, b)) = paras.last().filter(|r| r.1 - r.0 <= 14) else { return };
    if by_words(doc, a) && a + 1 < b {
        h.byline = h.byline.or(Some((a + 1, b)));
    }
}
