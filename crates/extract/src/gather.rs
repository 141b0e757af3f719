//! Gathers the attributions of all sentences and gives the quotations that have no cue of their own a place:
//! paragraphs carried on, sentences that follow an attributed one, lines of dialogue.

use crate::doc::Doc;
use crate::frame::{Frame, Rule, frames};
use crate::lexicon::{Cue, class, tag};
use crate::token::Sort;

/// All attributions of the article, in order.
pub(crate) fn gather(doc: &Doc<'_>) -> Vec<Frame> {
    let mut out: Vec<Frame> = Vec::new();
    // A run of quotations that wait for the cue of the last of them: "A. | B," said X.
    let mut waiting: Vec<usize> = Vec::new();
    let mut waiting_para = u32::MAX;
    let mut carried = false;
    for (index, s) in doc.sents.iter().enumerate() {
        let mut found = frames(doc, index);
        if doc.lex.grammar.subjunctive {
            crate::german::mood(doc, index, &mut found, &mut out);
        }
        let mut covered = vec![false; s.b - s.a];
        for g in found.iter().flat_map(|f| &f.segs) {
            covered[g.0.max(s.a) - s.a..g.1.min(s.b).max(s.a) - s.a].fill(true);
        }
        let loose: Vec<usize> = (s.a..s.b)
            .filter(|&k| {
                doc.toks[k].sort == Sort::Quote
                    && !covered[k - s.a]
                    && !doc.toks[k].is(class::OUTLET)
                    && !crate::arabic::named_quote(doc, k)
            })
            .collect();
        let first_word = (s.a..s.b).find(|&i| doc.toks[i].wordy()).unwrap_or(s.b);
        let last_word = (s.a..s.b).rfind(|&i| doc.toks[i].wordy()).unwrap_or(s.a);
        let mut attached = false;
        for &k in &loose {
            let Some(fold) = doc.fold_at(k) else { continue };
            let before = first_word < k;
            let after = last_word > k;
            let colon = k > s.a && doc.toks[k - 1].sign(':');
            let only = !before && !after;
            if carried && k == s.a && !attached {
                attached = true;
                if let Some(last) = out.last_mut().filter(|f| {
                    waiting.is_empty()
                        && f.segs.last().is_some_and(|g| doc.fold_at(g.1 - 1).is_some_and(|f| f.continues))
                }) {
                    last.segs.push((k, k + 1));
                    continue;
                }
            }
            if only {
                if waiting.is_empty() && follows(doc, out.last(), index) && found.is_empty() {
                    if let Some(last) = out.last_mut() {
                        last.segs.push((k, k + 1));
                        if last.sent != index {
                            last.sent = index;
                        }
                    }
                    continue;
                }
                waiting.push(k);
                waiting_para = s.para;
                continue;
            }
            if (colon || !before && fold.words >= 4 && fold.cap && (crate::doc::ends(fold.last) || fold.last == ','))
                && (fold.words >= 3 || fold.words == 2 && crate::doc::ends(fold.last))
                && !fold.titled
                && found.is_empty()
            {
                let speaker = if colon { doc.first_subject(s.a, k) } else { None };
                if speaker.is_some() || !colon || fold.cap && fold.words >= 4 {
                    found.push(uncued(Rule::Alone, index, speaker, vec![(k, k + 1)]));
                }
            } else if doc.lex.grammar.verb_final && named_as(doc, s.a, k) {
                let speaker = doc.first_subject(s.a, k);
                found.push(uncued(Rule::Alone, index, speaker, vec![(k, k + 1)]));
            } else if colon && !found.is_empty() && fold.words >= 2 {
                let speaker = found.last().and_then(|f| f.speaker);
                found.push(uncued(Rule::Follow, index, speaker, vec![(k, k + 1)]));
            }
        }
        carried = (s.a..s.b).any(|k| doc.fold_at(k).is_some_and(|f| f.continues));
        // What waited belongs to this sentence's cue when it leans on a quotation right behind.
        let waits = loose.iter().any(|k| waiting.binary_search(k).is_ok());
        let takes = found.first().is_some_and(|f| {
            matches!(f.rule, Rule::Post | Rule::Own)
                && f.segs.first().is_some_and(|g| g.0 == s.a)
                && (waiting_para == s.para
                    || waiting.last().is_some_and(|&k| doc.fold_at(k).is_some_and(|f| f.continues)))
        });
        if takes {
            if let Some(first) = found.first_mut() {
                let mut segs: Vec<_> = waiting.drain(..).map(|k| (k, k + 1)).collect();
                segs.append(&mut first.segs);
                first.segs = segs;
            }
        } else if !waiting.is_empty() && (!found.is_empty() || waiting_para != s.para || !waits) && !(carried && waits)
        {
            flush(doc, &mut waiting, &mut out);
        }
        out.append(&mut found);
        if !carried && !waiting.is_empty() && doc.sents.get(index + 1).is_none_or(|n| n.para != s.para) {
            flush(doc, &mut waiting, &mut out);
        }
    }
    flush(doc, &mut waiting, &mut out);
    out.retain(|f| !f.segs.is_empty());
    for f in &mut out {
        f.segs.sort_unstable();
    }
    out.sort_by_key(|f| f.segs.first().map_or(0, |g| g.0));
    out
}

fn uncued(rule: Rule, sent: usize, speaker: Option<crate::noun::Run>, segs: Vec<(usize, usize)>) -> Frame {
    Frame { rule, cue: None, info: Cue::default(), speaker, segs, addressee: None, sent }
}

/// "bezeichnete den Besuch als ein „wichtiges Zeichen“", "nannte die Zahlen „…“".
fn named_as(doc: &Doc<'_>, a: usize, k: usize) -> bool {
    let near = (k.saturating_sub(3).max(a)..k).any(|i| doc.toks[i].is(class::NAMED) && doc.word(i) == "als");
    near || (a..k).rev().take(20).any(|i| doc.toks[i].cue.is_some_and(|c| c.is(tag::AS)))
}

/// Does a bare quotation in sentence `index` go on with the one before?
fn follows(doc: &Doc<'_>, last: Option<&Frame>, index: usize) -> bool {
    last.is_some_and(|f| {
        let near = f.sent + 1 == index && doc.sents[f.sent].para == doc.sents[index].para;
        near && (matches!(f.rule, Rule::Post | Rule::Own | Rule::Follow) || f.rule == Rule::Pre)
            && f.segs.last().is_some_and(|g| g.1 == g.0 + 1)
    })
}

/// Quotations nobody claimed: one utterance of the speaker before, if they look like speech.
fn flush(doc: &Doc<'_>, waiting: &mut Vec<usize>, out: &mut Vec<Frame>) {
    let segs: Vec<_> = waiting.drain(..).filter(|&k| speechlike(doc, k)).map(|k| (k, k + 1)).collect();
    let Some(&(k, _)) = segs.first() else { return };
    let index = doc.sents.partition_point(|s| s.b <= k);
    let para = doc.sents.get(index).map(|s| s.para);
    let same = index > 0 && doc.sents.get(index - 1).map(|s| s.para) == para;
    let rule = if same && out.last().is_some_and(|f| f.sent + 1 == index) { Rule::Follow } else { Rule::Alone };
    out.push(uncued(rule, index, None, segs));
}

fn speechlike(doc: &Doc<'_>, k: usize) -> bool {
    let Some(f) = doc.fold_at(k) else { return false };
    let before = k > 0
        && (doc.toks[k - 1].is(class::NAMED | class::WORK) || doc.toks[k - 1].cue.is_some_and(|c| c.is(tag::HOP)));
    (f.words >= 3 || crate::doc::ends(f.last))
        && (f.cap || f.words >= 6 || doc.lex.grammar.caseless)
        && !f.titled
        && !before
}
