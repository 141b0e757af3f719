//! What the engine proposes, as the fields of a form.

use super::{Read, WebPage, segments};
use domain::{
    form::{ArticleForm, CardForm, ChainForm, write_segments},
    quote::Directness,
    speaker::SpeakerKind,
    text::clip,
};
use extract::{Band, Hop, Kind, Quote};

/// How far apart cue, outlet and date may stand to be read as one phrase, in code points.
const PHRASE: usize = 60;
/// Longest title that is made of an article's first words, in code points.
const FIRST_WORDS: usize = 80;

/// Fills in what the article and its page say about themselves. Bylines stand in the text as they were printed; a
/// page's own name and title come without the rest of a line.
pub(super) fn fill(form: &mut ArticleForm, read: &Read, url: Option<String>, page: &WebPage) {
    let a = &read.article;
    let words = |m: Option<&extract::Mention>| m.map(|m| one_line(&m.text)).unwrap_or_default();
    form.url = url.unwrap_or_default();
    form.published = a.published.clone().unwrap_or_default();
    // A date beside an upstream is that one's: of this article it says nothing.
    let is_upstream = |h: &Hop| h.date_iso.as_deref() == Some(form.published.as_str());
    if form.read_date.is_empty() && a.quotes.iter().flat_map(|q| &q.chain).any(is_upstream) {
        form.published = String::new();
    }
    form.lang = if a.language == "und" { String::new() } else { a.language.clone() };
    if form.lang.is_empty() {
        form.lang.clone_from(&form.read_lang);
    }
    form.dateline = words(a.dateline.as_ref());
    form.byline = words(a.byline.as_ref());
    if form.byline.is_empty() {
        form.byline = page.author.clone().unwrap_or_default();
    }
    form.title = page.title.clone().unwrap_or_else(|| words(a.title.as_ref()));
    if form.title.is_empty() {
        let body = a.dateline.as_ref().map_or(0, |d| d.span.end);
        let first: String = read.chars.iter().skip(body).skip_while(|c| !c.is_alphanumeric()).take(400).collect();
        form.title = clip(first.lines().next().unwrap_or_default(), FIRST_WORDS);
    }
    form.outlet_name = page.outlet.clone().or_else(|| a.house.clone()).unwrap_or_default();
}

/// Words as the text has them, capitals and all; as they are where it does not.
fn as_printed(text: &[char], words: &str) -> String {
    let wanted: Vec<char> = words.chars().collect();
    let same = |a: &char, b: &char| a == b || a.to_lowercase().eq(b.to_lowercase());
    let Some(first) = wanted.first() else { return String::new() };
    let mut starts = text.iter().enumerate().filter(|(_, c)| same(c, first)).map(|(at, _)| at);
    let found = starts.find_map(|at| {
        let piece = text.get(at..at + wanted.len())?;
        piece.iter().zip(&wanted).all(|(a, b)| same(a, b)).then(|| piece.iter().collect())
    });
    found.unwrap_or_else(|| words.to_owned())
}

pub(super) fn one_line(text: &str) -> String {
    clip(&text.split_whitespace().collect::<Vec<_>>().join(" "), 280)
}

/// A proposal as a card.
pub(super) fn card(read: &Read, n: usize, quote: &Quote) -> CardForm {
    let speaker = &quote.speaker;
    let name = speaker.resolved.clone().or_else(|| speaker.mention.as_ref().map(|m| m.text.clone()));
    let kind = match speaker.kind {
        extract::SpeakerKind::Person | extract::SpeakerKind::Unknown => SpeakerKind::Person,
        extract::SpeakerKind::Body => SpeakerKind::Body,
        extract::SpeakerKind::Collective | extract::SpeakerKind::Anonymous => SpeakerKind::Anonymous,
    };
    let directness = match quote.kind {
        Kind::Direct => Directness::Direct,
        Kind::Indirect => Directness::Indirect,
        Kind::Mixed => Directness::Mixed,
    };
    CardForm {
        keep: if quote.band == Band::Sure { "on".to_owned() } else { String::new() },
        proposal: n.to_string(),
        segments: write_segments(&segments(quote)),
        wording: read.words(quote),
        speaker_name: one_line(&name.unwrap_or_default()),
        speaker_pick: String::new(),
        speaker_kind: kind.as_str().to_owned(),
        same: String::new(),
        role_then: one_line(&speaker.roles.iter().map(|r| as_printed(&read.chars, r)).collect::<Vec<_>>().join(", ")),
        addressee: quote.addressee.as_ref().map(|m| one_line(&m.text)).unwrap_or_default(),
        directness: directness.as_str().to_owned(),
        cue: quote.cue.as_ref().map(|m| one_line(&m.text)).unwrap_or_default(),
        chain: quote.chain.iter().map(|h| hop(read, h)).collect(),
    }
}

fn hop(read: &Read, hop: &Hop) -> ChainForm {
    ChainForm {
        outlet_name: one_line(&hop.outlet.text),
        outlet_pick: String::new(),
        published: hop.date_iso.clone().unwrap_or_default(),
        evidence: phrase(read, hop),
    }
}

/// The words that name an upstream, as they stand: "Dilansir The New York Times (7/8/2024".
fn phrase(read: &Read, hop: &Hop) -> String {
    let all = [Some(&hop.outlet), hop.cue.as_ref(), hop.date.as_ref()];
    let start = all.iter().flatten().map(|m| m.span.start).min().unwrap_or_default();
    let mut end = all.iter().flatten().map(|m| m.span.end).max().unwrap_or_default();
    let long: usize = all.iter().flatten().map(|m| m.span.end - m.span.start).sum();
    if end - start > long + PHRASE {
        return one_line(&all.iter().flatten().map(|m| m.text.as_str()).collect::<Vec<_>>().join(" … "));
    }
    let open = read.chars[start..end].iter().filter(|c| **c == '(').count();
    let shut = read.chars[start..end].iter().filter(|c| **c == ')').count();
    if open > shut && read.chars.get(end) == Some(&')') {
        end += 1;
    }
    one_line(&read.chars[start..end].iter().collect::<String>())
}
