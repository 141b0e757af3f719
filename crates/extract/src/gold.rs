//! The format of hand-made evaluation sets: one JSON object a line, `{"id", "quotes": […]}`.
//! What an editor corrects and what the engine proposes can so be compared by one scorer.

use serde::{Deserialize, Serialize};

use crate::{Article, Kind, Mention, Quote};

/// A line to be read: other fields are ignored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The article's id in its set.
    pub id: String,
    /// The article's text.
    pub text: String,
}

/// A line written for an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The article's id in its set.
    pub id: String,
    /// Its quotations in order.
    pub quotes: Vec<GoldQuote>,
}

/// A quotation in that format; offsets are code points, end exclusive.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GoldQuote {
    /// First code point of the first segment.
    pub start: usize,
    /// One past the last code point of the last segment.
    pub end: usize,
    /// The stretches of the words said.
    pub segments: Vec<[usize; 2]>,
    /// Direct, indirect or mixed.
    pub kind: Kind,
    /// The speaker as named beside the quotation.
    pub speaker_text: Option<String>,
    /// Where that stands.
    pub speaker_start: Option<usize>,
    /// One past its end.
    pub speaker_end: Option<usize>,
    /// The speaker's fullest name in the article.
    pub speaker_resolved: Option<String>,
    /// The reporting verb or phrase.
    pub cue_text: Option<String>,
    /// Where that stands.
    pub cue_start: Option<usize>,
    /// One past its end.
    pub cue_end: Option<usize>,
    /// The outlets, nearest upstream first.
    pub chain: Vec<GoldHop>,
    /// From 0 to 1.
    pub confidence: f32,
}

/// A hop in that format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoldHop {
    /// The outlet's name as it stands in the text.
    pub outlet_text: String,
    /// The words that say so.
    pub cue_text: Option<String>,
    /// The date beside it.
    pub date_text: Option<String>,
    /// That date as `YYYY-MM-DD`, when the text gives all of it.
    pub date_iso: Option<String>,
}

/// Reads one line of a set: `serde_json::to_string(&gold::answer(&line))` is what goes out.
pub fn answer(line: &Line) -> Answer {
    Answer { id: line.id.clone(), quotes: quotes(&crate::read(&crate::Input::text(&line.text))) }
}

/// The quotations of an article read.
pub fn quotes(article: &Article) -> Vec<GoldQuote> {
    article.quotes.iter().map(GoldQuote::from).collect()
}

fn text(m: Option<&Mention>) -> Option<String> {
    m.map(|m| m.text.clone())
}

impl From<&Quote> for GoldQuote {
    fn from(q: &Quote) -> Self {
        let speaker = q.speaker.mention.as_ref();
        let cue = q.cue.as_ref();
        Self {
            start: q.segments.first().map_or(0, |s| s.start),
            end: q.segments.last().map_or(0, |s| s.end),
            segments: q.segments.iter().map(|s| [s.start, s.end]).collect(),
            kind: q.kind,
            speaker_text: text(speaker),
            speaker_start: speaker.map(|m| m.span.start),
            speaker_end: speaker.map(|m| m.span.end),
            speaker_resolved: q.speaker.resolved.clone(),
            cue_text: text(cue),
            cue_start: cue.map(|m| m.span.start),
            cue_end: cue.map(|m| m.span.end),
            chain: q
                .chain
                .iter()
                .map(|h| GoldHop {
                    outlet_text: h.outlet.text.clone(),
                    cue_text: text(h.cue.as_ref()),
                    date_text: text(h.date.as_ref()),
                    date_iso: h.date_iso.clone(),
                })
                .collect(),
            confidence: q.confidence,
        }
    }
}
