//! Puts it together: from an input to an [`Article`].

use crate::chain::{Step, chains};
use crate::confidence::{band, confidence};
use crate::date::{Day, first_date};
use crate::doc::Doc;
use crate::frame::Frame;
use crate::header::header;
use crate::model::{Article, Hop, Input, Kind, Mention, Quote, Span, Speaker, SpeakerKind};
use crate::noun::Run;
use crate::offsets::Points;
use crate::resolve::{Who, resolve};
use crate::token::Sort;

/// Reads an article: its language, its frame and every quotation in it.
pub fn read(input: &Input<'_>) -> Article {
    if !input.html {
        return plain(input.text, input, None);
    }
    let page = crate::html::main_text(input.text);
    let url = input.url.or(page.url.as_deref());
    let dated = Input { date: input.date.or(page.date.as_deref()), url, ..*input };
    let mut article = plain(&page.text, &dated, page.site);
    article.page_title = page.title;
    article.page_author = page.author;
    article.page_url = page.url;
    article.main_text = Some(page.text);
    article.offsets = page.offsets;
    article
}

fn plain(text: &str, input: &Input<'_>, site: Option<String>) -> Article {
    let (lex, known) = crate::lang::detect(text, input.lang);
    let mut doc = Doc::new(text, lex);
    let points = Points::new(text);
    let mut header = header(&doc, input.url);
    let outlet = site.clone().or_else(|| header.told.clone()).or_else(|| header.house.clone());
    header.house = header.house.or(site);
    if let Some((_, dash)) = header.dateline {
        doc.cut(dash + 1);
    }
    let mut frames = crate::gather::gather(&doc);
    frames.retain(|f| f.segs.iter().all(|g| g.0 >= header.dateline.map_or(0, |d| d.1.min(g.0))));
    let who = resolve(&doc, &frames);
    let chains = chains(&doc, &frames, &who, &header);
    let published = input
        .date
        .and_then(Day::parse)
        .and_then(Day::iso)
        .or_else(|| first_date(&doc, (header.body + 60).min(doc.toks.len())))
        .or_else(|| input.url.and_then(Day::in_address).and_then(Day::iso));
    let day = published.as_deref().and_then(Day::parse);
    let b = Build { doc: &doc, points: &points, day };
    let quotes = frames.iter().zip(&who).zip(chains).filter_map(|((f, w), c)| b.quote(f, w, c)).collect();
    Article {
        main_text: None,
        offsets: Vec::new(),
        language: if known { lex.code } else { "und" }.to_string(),
        title: header.title.map(|r| b.mention(r)),
        dateline: header.dateline.map(|r| b.mention(r)),
        byline: header.byline.map(|r| b.mention(r)),
        house: header.house,
        published,
        outlet,
        page_title: None,
        page_author: None,
        page_url: None,
        quotes,
    }
}

struct Build<'d, 'a> {
    doc: &'d Doc<'a>,
    points: &'d Points<'a>,
    day: Option<Day>,
}

impl Build<'_, '_> {
    fn bytes(&self, a: usize, b: usize) -> Span {
        Span { start: self.points.at(a), end: self.points.at(b) }
    }

    fn mention(&self, r: Run) -> Mention {
        let (a, b) = (self.doc.toks[r.0].start as usize, self.doc.toks[r.1 - 1].end as usize);
        Mention { text: self.doc.text[a..b].to_string(), span: self.bytes(a, b) }
    }

    fn segment(&self, r: Run) -> Option<(Span, Kind)> {
        let doc = self.doc;
        if r.1 == r.0 + 1
            && let Some(f) = doc.fold_at(r.0)
        {
            return Some((self.bytes(f.start, f.end), Kind::Direct));
        }
        let quoted = (r.0..r.1).any(|k| doc.toks[k].sort == Sort::Quote);
        let (a, b) = (doc.toks[r.0].start as usize, doc.toks[r.1 - 1].end as usize);
        (a < b).then(|| (self.bytes(a, b), if quoted { Kind::Mixed } else { Kind::Indirect }))
    }

    fn quote(&self, f: &Frame, w: &Who, chain: Vec<Step>) -> Option<Quote> {
        let doc = self.doc;
        let parts: Vec<(Span, Kind)> = f.segs.iter().filter_map(|&r| self.segment(r)).collect();
        let kinds: Vec<Kind> = parts.iter().map(|p| p.1).collect();
        let kind = if kinds.iter().all(|k| *k == Kind::Direct) {
            Kind::Direct
        } else if kinds.iter().all(|k| *k == Kind::Indirect) {
            Kind::Indirect
        } else {
            Kind::Mixed
        };
        if parts.is_empty() {
            return None;
        }
        let confidence = confidence(doc, f, kind);
        let mention = f.speaker.map(|r| self.mention(r));
        Some(Quote {
            segments: parts.into_iter().map(|p| p.0).collect(),
            kind,
            cue: f.cue.map(|r| self.mention(r)),
            speaker: Speaker {
                mention,
                resolved: w.name.clone(),
                roles: w.roles.clone(),
                kind: if f.speaker.is_none() && w.name.is_none() { SpeakerKind::Unknown } else { w.kind },
            },
            addressee: f.addressee.map(|r| self.mention(r)),
            chain: chain.into_iter().map(|s| self.hop(s)).collect(),
            inner: f.segs.iter().flat_map(|&r| crate::inner::inner(doc, self.points, r)).collect(),
            confidence,
            band: band(confidence),
        })
    }

    /// An outlet in quote marks is named without them.
    fn outlet(&self, r: Run) -> Mention {
        if let Some(f) = self.doc.fold_at(r.0).filter(|_| r.1 == r.0 + 1) {
            return Mention { text: self.doc.text[f.start..f.end].to_string(), span: self.bytes(f.start, f.end) };
        }
        let mut m = self.mention(r);
        // "لرويترز": the "to" written on is no part of the name.
        let to = self.doc.lex.grammar.caseless && self.doc.toks[r.0].is(crate::lexicon::class::TO);
        if to && m.text.chars().nth(1).is_some_and(|c| c != 'ل') && m.text.starts_with('ل') {
            m.text.remove(0);
            m.span.start += 1;
        }
        m
    }

    fn hop(&self, s: Step) -> Hop {
        let guess = s
            .date
            .as_ref()
            .filter(|d| d.iso.is_none() && d.weekday > 0)
            .and_then(|d| self.day.and_then(|day| day.last_weekday(d.weekday).iso()));
        Hop {
            outlet: self.outlet(s.outlet),
            cue: s.cue.map(|r| self.mention(r)),
            date_iso: s.date.as_ref().and_then(|d| d.iso.clone()),
            date: s.date.map(|d| self.mention(d.run)),
            date_guess: guess,
        }
    }
}
