//! The form of an article that was read: what is known of it, and one card for each quotation that was found.
//! The form is the single truth of that page: whatever script does there, it does to these fields.

use super::{Named, optional};
use crate::{
    anchor::Anchor,
    date::PartialDate,
    document::Document,
    id::PublicId,
    invalid::{Errors, Invalid, Reason},
    lang::LangTag,
    quote::Directness,
    speaker::SpeakerKind,
    text::{self, MAX_LINE, MAX_NOTE, MAX_SNAPSHOT, MAX_WORDING},
    web,
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// The most quotations that one reading offers; the rest is offered when these are saved.
pub const MAX_CARDS: usize = 300;
/// The most outlets in one chain.
pub const MAX_CHAIN: usize = 12;
/// What stands between two stretches of words that others' words part.
pub const GAP: &str = " … ";

/// An article as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ArticleForm {
    /// Anything but empty once the text has been read.
    pub step: String,
    /// Its text.
    pub text: String,
    /// Web address.
    pub url: String,
    /// When it was published.
    pub published: String,
    /// Language.
    pub lang: String,
    /// Outlet's name.
    pub outlet_name: String,
    /// Outlet chosen, `new`, or empty.
    pub outlet_pick: String,
    /// Title.
    pub title: String,
    /// Byline as printed.
    pub byline: String,
    /// Dateline as printed.
    pub dateline: String,
    /// Address of an archived copy.
    pub archived_url: String,
    /// Public id of the document that it is in the library already; empty for a new one.
    pub document: String,
    /// The address that the text was read with: the same proposals can so be had again.
    pub read_url: String,
    /// The date that the text was read with.
    pub read_date: String,
    /// The language that the text was read with.
    pub read_lang: String,
    /// Words that were missed, to be added.
    pub missed: String,
    /// Code point at which they were selected in the text.
    pub missed_start: String,
    /// The cards as they were before the last of these buttons, so that it can be undone.
    pub undo: String,
    /// The quotations.
    pub quotes: Vec<CardForm>,
}

/// One quotation as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CardForm {
    /// Anything but empty: it is logged.
    pub keep: String,
    /// Number of the proposal, from 0; empty for one that a person added.
    pub proposal: String,
    /// Where the words stand, in code points, end exclusive: `12-40 55-70`.
    pub segments: String,
    /// The words.
    pub wording: String,
    /// The speaker's name.
    pub speaker_name: String,
    /// Speaker chosen, `new`, or empty.
    pub speaker_pick: String,
    /// person, body, anonymous.
    pub speaker_kind: String,
    /// Anything but empty: the speaker of the card before.
    pub same: String,
    /// Role as stated.
    pub role_then: String,
    /// To whom.
    pub addressee: String,
    /// direct, indirect, mixed.
    pub directness: String,
    /// Reporting verb or phrase.
    pub cue: String,
    /// The outlets that it came through, nearest first.
    pub chain: Vec<ChainForm>,
}

/// One outlet of a chain as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChainForm {
    /// Outlet's name.
    pub outlet_name: String,
    /// Outlet chosen, `new`, or empty.
    pub outlet_pick: String,
    /// When that outlet published it.
    pub published: String,
    /// The words that name it.
    pub evidence: String,
}

/// A checked article: its records are still names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedArticle {
    /// The document, without outlet and fingerprint.
    pub document: Document,
    /// Its outlet.
    pub outlet: Named,
    /// The quotations to log.
    pub cards: Vec<CheckedCard>,
}

/// A checked quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedCard {
    /// Its place in the form.
    pub place: usize,
    /// The place of the card that names its speaker: its own, or that of an earlier one.
    pub speaker_place: usize,
    /// The proposal that it was.
    pub proposal: Option<usize>,
    /// Where the words stand.
    pub segments: Vec<(usize, usize)>,
    /// The words.
    pub wording: String,
    /// Who.
    pub speaker: Named,
    /// Kind of a speaker made here.
    pub kind: Option<SpeakerKind>,
    /// Role as stated.
    pub role_then: String,
    /// To whom.
    pub addressee: String,
    /// Direct, indirect or mixed.
    pub directness: Option<Directness>,
    /// Reporting verb or phrase.
    pub cue: String,
    /// Outlets, nearest first, each with its place in the form.
    pub chain: Vec<CheckedHop>,
}

/// A checked outlet of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedHop {
    /// Its place in the card.
    pub place: usize,
    /// Which; nobody where only a phrase points to one.
    pub outlet: Named,
    /// When it published the words.
    pub published: Option<PartialDate>,
    /// The words that name it.
    pub evidence: String,
}

/// The words of these stretches: what only marks and white space part is joined by a space or line end, all else by
/// an ellipsis.
pub fn words_of(text: &[char], segments: &[(usize, usize)]) -> String {
    let mut out = String::new();
    let mut end = 0;
    for (start, stop) in segments {
        let Some(words) = text.get(*start..*stop) else { continue };
        if !out.is_empty() {
            let between = text.get(end..*start).unwrap_or_default();
            if between.iter().any(|c| c.is_alphanumeric()) {
                out.push_str(GAP);
            } else {
                out.push(if between.contains(&'\n') { '\n' } else { ' ' });
            }
        }
        out.extend(words);
        end = *stop;
    }
    out
}

/// Reads `12-40 55-70`; nothing unless all stand in order within `len` code points.
pub fn read_segments(typed: &str, len: usize) -> Option<Vec<(usize, usize)>> {
    let mut at = 0;
    let mut out = Vec::new();
    for part in typed.split_whitespace() {
        let (start, end) = part.split_once('-')?;
        let (start, end) = (start.parse().ok()?, end.parse().ok()?);
        if start < at || end <= start || end > len {
            return None;
        }
        out.push((start, end));
        at = end;
    }
    (!out.is_empty()).then_some(out)
}

/// Writes what [`read_segments`] reads.
pub fn write_segments(segments: &[(usize, usize)]) -> String {
    segments.iter().map(|(start, end)| format!("{start}-{end}")).collect::<Vec<_>>().join(" ")
}

/// Where these words stand: as one stretch, or part by part in order.
pub(super) fn find_words(text: &str, wording: &str, near: Option<usize>) -> Option<Vec<(usize, usize)>> {
    if let Some(found) = Anchor::find(text, wording, near) {
        return Some(vec![(found.start, found.end)]);
    }
    let parts: Vec<&str> = wording.split(GAP).flat_map(|p| p.split('\n')).filter(|p| !p.trim().is_empty()).collect();
    if parts.len() < 2 {
        return None;
    }
    let mut at = near;
    let mut out: Vec<(usize, usize)> = Vec::with_capacity(parts.len());
    for part in parts {
        let found = Anchor::find(text, part, at)?;
        if out.last().is_some_and(|last| found.start < last.1) {
            return None;
        }
        out.push((found.start, found.end));
        at = Some(found.end);
    }
    Some(out)
}

/// The text as it is read and kept: the browser's line ends undone, outer white space dropped.
///
/// # Errors
/// [`Reason::Empty`], and as [`text::block`].
pub fn article_text(field: &str, typed: &str) -> Result<String, Invalid> {
    let text = text::block(field, typed, MAX_SNAPSHOT)?;
    if text.is_empty() { Err(Invalid::new(field, Reason::Empty)) } else { Ok(text) }
}

impl ArticleForm {
    /// The form field of something on a card.
    pub fn card_field(card: usize, name: &str) -> String {
        format!("quotes[{card}][{name}]")
    }

    /// The form field of something in a card's chain.
    pub fn chain_field(card: usize, hop: usize, name: &str) -> String {
        format!("quotes[{card}][chain][{hop}][{name}]")
    }

    /// The document that it is already, if it is one.
    pub fn known(&self) -> Option<PublicId> {
        PublicId::parse(self.document.trim())
    }

    /// The list that holds more than a page would draw: such a form is not worth drawing again.
    pub fn is_too_large(&self) -> Option<Invalid> {
        let chains = self.quotes.iter().map(|c| c.chain.len()).max().unwrap_or_default();
        let over = |field: &str, max: usize, len: usize| {
            (len > 2 * max).then(|| Invalid::new(field, Reason::TooMany { max, len }))
        };
        over("quotes", MAX_CARDS, self.quotes.len()).or_else(|| over("quotes", MAX_CHAIN, chains))
    }

    /// Checks every field; cards that are not kept are not looked at.
    ///
    /// # Errors
    /// All complaints, in the order of the form. An article needs its text, and a title or an address.
    pub fn check(&self, now: OffsetDateTime) -> Result<CheckedArticle, Errors> {
        let mut e = Errors::default();
        let snapshot = e.take(article_text("text", &self.text)).unwrap_or_default();
        let url = optional(&mut e, &self.url, |t| web::parse("url", t));
        let archived_url = optional(&mut e, &self.archived_url, |t| web::parse("archived_url", t));
        let published = optional(&mut e, &self.published, |t| PartialDate::parse_past("published", t, now));
        let outlet = e.take(Named::read("outlet_name", &self.outlet_name, &self.outlet_pick));
        let title = e.take(text::line("title", &self.title, MAX_LINE)).unwrap_or_default();
        if self.title.trim().is_empty() && self.url.trim().is_empty() {
            e.add("title", Reason::Empty);
        }
        let document = Document {
            url,
            archived_url,
            title,
            published,
            byline: e.take(text::line("byline", &self.byline, MAX_LINE)).unwrap_or_default(),
            dateline: e.take(text::line("dateline", &self.dateline, MAX_LINE)).unwrap_or_default(),
            lang: optional(&mut e, &self.lang, |t| LangTag::parse("lang", t)),
            ..Document::default()
        };
        if self.quotes.len() > MAX_CARDS {
            e.add("quotes", Reason::TooMany { max: MAX_CARDS, len: self.quotes.len() });
            return Err(e);
        }
        let chars: Vec<char> = snapshot.chars().collect();
        let mut cards = Vec::new();
        for (n, card) in self.quotes.iter().enumerate() {
            if !card.keep.trim().is_empty() {
                cards.push(self.check_card(n, card, (&snapshot, &chars), now, &mut e));
            }
        }
        e.into_result()?;
        let document = Document { snapshot, ..document };
        Ok(CheckedArticle { document, outlet: outlet.unwrap_or(Named::Nobody), cards })
    }

    /// After a second reading: what somebody had typed stays, on the cards whose words are still there as well. Cards
    /// that a person added stay while their words stand in the text.
    pub fn keep_typed(&mut self, before: &Self) {
        if before.step.trim().is_empty() {
            return;
        }
        let keep = |now: &mut String, typed: &String| {
            if !typed.trim().is_empty() {
                now.clone_from(typed);
            }
        };
        keep(&mut self.title, &before.title);
        keep(&mut self.byline, &before.byline);
        keep(&mut self.dateline, &before.dateline);
        keep(&mut self.archived_url, &before.archived_url);
        if !before.outlet_name.trim().is_empty() && before.outlet_name != self.outlet_name {
            self.outlet_name.clone_from(&before.outlet_name);
            self.outlet_pick.clone_from(&before.outlet_pick);
        }
        let mut left: Vec<&CardForm> = before.quotes.iter().collect();
        for card in &mut self.quotes {
            if let Some(at) = left.iter().position(|old| old.wording == card.wording) {
                let old = left.remove(at).clone();
                let (proposal, segments) = (card.proposal.clone(), card.segments.clone());
                *card = CardForm { proposal, segments, ..old };
            }
        }
        let text = article_text("text", &self.text).unwrap_or_default();
        for old in left.into_iter().filter(|c| c.proposal.trim().is_empty()) {
            if let Some(found) = find_words(&text, &old.wording, None) {
                self.quotes.push(CardForm { segments: write_segments(&found), same: String::new(), ..old.clone() });
            }
        }
    }

    /// The card whose speaker this one has.
    pub(super) fn speaker_place(&self, n: usize) -> usize {
        (1..=n).rev().find(|m| self.quotes[*m].same.trim().is_empty()).unwrap_or(0)
    }

    fn check_card(
        &self,
        n: usize,
        card: &CardForm,
        text: (&str, &[char]),
        now: OffsetDateTime,
        e: &mut Errors,
    ) -> CheckedCard {
        let field = |name: &str| Self::card_field(n, name);
        let wording = e.take(text::block(&field("wording"), &card.wording, MAX_WORDING)).unwrap_or_default();
        if card.wording.trim().is_empty() {
            e.add(field("wording"), Reason::Empty);
        }
        let segments = card.place(text.0, text.1, &wording);
        if segments.is_none() && !wording.is_empty() && !text.0.is_empty() {
            e.add(field("wording"), Reason::NotInSnapshot);
        }
        let speaker_place = self.speaker_place(n);
        let who = &self.quotes[speaker_place];
        let of = |name: &str| Self::card_field(speaker_place, name);
        let speaker = e.take(Named::read(&of("speaker_name"), &who.speaker_name, &who.speaker_pick));
        let kind = e.take(SpeakerKind::from_form(&of("speaker_kind"), &who.speaker_kind)).flatten();
        let role = if card.role_then.trim().is_empty() { &who.role_then } else { &card.role_then };
        let segments = segments.unwrap_or_default();
        CheckedCard {
            place: n,
            speaker_place,
            proposal: card.proposal.trim().parse().ok(),
            // The words as they stand, not as a browser sent them.
            wording: if segments.is_empty() { wording } else { words_of(text.1, &segments) },
            segments,
            speaker: speaker.unwrap_or(Named::Nobody),
            kind,
            role_then: e.take(text::line(&field("role_then"), role, MAX_LINE)).unwrap_or_default(),
            addressee: e.take(text::line(&field("addressee"), &card.addressee, MAX_LINE)).unwrap_or_default(),
            directness: e.take(Directness::from_form(&field("directness"), &card.directness)).flatten(),
            cue: e.take(text::line(&field("cue"), &card.cue, MAX_LINE)).unwrap_or_default(),
            chain: card.check_chain(n, now, e),
        }
    }
}

impl CardForm {
    /// Where the words stand: where they were found, as long as they were not changed, else where they are found now.
    fn place(&self, text: &str, chars: &[char], wording: &str) -> Option<Vec<(usize, usize)>> {
        let known = read_segments(&self.segments, chars.len());
        if let Some(known) = &known
            && words_of(chars, known).trim() == wording
        {
            return Some(known.clone());
        }
        find_words(text, wording, known.map(|k| k[0].0))
    }

    fn check_chain(&self, n: usize, now: OffsetDateTime, e: &mut Errors) -> Vec<CheckedHop> {
        if self.chain.len() > MAX_CHAIN {
            e.add(ArticleForm::card_field(n, "chain"), Reason::TooMany { max: MAX_CHAIN, len: self.chain.len() });
            return Vec::new();
        }
        let mut out = Vec::new();
        for (j, hop) in self.chain.iter().enumerate() {
            let field = |name: &str| ArticleForm::chain_field(n, j, name);
            let outlet = e.take(Named::read(&field("outlet_name"), &hop.outlet_name, &hop.outlet_pick));
            let published = optional(e, &hop.published, |t| PartialDate::parse_past(&field("published"), t, now));
            let evidence = e.take(text::block(&field("evidence"), &hop.evidence, MAX_NOTE)).unwrap_or_default();
            let outlet = outlet.unwrap_or(Named::Nobody);
            if !outlet.is_nobody() || published.is_some() || !evidence.is_empty() {
                out.push(CheckedHop { place: j, outlet, published, evidence });
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    const NOW: OffsetDateTime = datetime!(2026-01-01 12:00 UTC);
    const TEXT: &str = "😀 قال الوزير: “Kami siap. Kami menunggu,” ujar Ratna, “sampai pagi.” Lagi: Kami siap.";

    fn card(words: &str) -> CardForm {
        CardForm { keep: "on".into(), wording: words.into(), ..CardForm::default() }
    }

    fn form(cards: Vec<CardForm>) -> ArticleForm {
        ArticleForm { text: TEXT.into(), title: "Pagi".into(), quotes: cards, ..ArticleForm::default() }
    }

    #[test]
    fn words_are_found_in_the_text_or_refused() {
        let checked = form(vec![card("Kami siap. Kami menunggu, … sampai pagi.")]).check(NOW).unwrap();
        assert_eq!(checked.cards[0].segments.len(), 2);
        assert_eq!(checked.cards[0].wording, "Kami siap. Kami menunggu, … sampai pagi.");
        let refused = form(vec![card("Kami pulang")]).check(NOW).unwrap_err();
        assert_eq!(refused.of("quotes[0][wording]"), Some(&Reason::NotInSnapshot));
    }

    #[test]
    fn a_card_that_is_not_kept_is_not_looked_at() {
        let odd = CardForm { keep: String::new(), speaker_kind: "ghost".into(), ..card("nothing of the sort") };
        assert!(form(vec![odd]).check(NOW).unwrap().cards.is_empty());
    }

    #[test]
    fn the_place_that_was_marked_is_kept_while_its_words_are() {
        let again = TEXT.chars().count() - "Kami siap.".chars().count();
        let marked = CardForm { segments: format!("{again}-{}", again + 9), ..card("Kami siap") };
        assert_eq!(form(vec![marked]).check(NOW).unwrap().cards[0].segments, [(again, again + 9)]);
    }

    #[test]
    fn the_speaker_before_is_the_last_one_named() {
        let first = CardForm { speaker_name: "Ratna".into(), role_then: "kepala".into(), ..card("Kami siap") };
        let same = CardForm { same: "on".into(), speaker_name: "Budi".into(), ..card("sampai pagi") };
        let checked = form(vec![first, same.clone(), same]).check(NOW).unwrap();
        assert_eq!(checked.cards[2].speaker, Named::Name("Ratna".into()));
        assert_eq!((checked.cards[2].speaker_place, checked.cards[2].role_then.as_str()), (0, "kepala"));
    }

    #[test]
    fn a_second_reading_keeps_what_was_typed() {
        let mut before = form(vec![CardForm { role_then: "kepala".into(), ..card("Kami siap. Kami menunggu,") }]);
        before.step = "2".into();
        before.missed = "sampai pagi.".into();
        before.apply("add").unwrap();
        let fresh = CardForm { proposal: "0".into(), ..card("Kami siap. Kami menunggu,") };
        let mut again = ArticleForm { title: "Judul lain".into(), ..form(vec![fresh]) };
        again.keep_typed(&before);
        assert_eq!((again.title.as_str(), again.quotes[0].role_then.as_str()), ("Pagi", "kepala"));
        assert_eq!((again.quotes[0].proposal.as_str(), again.quotes[1].wording.as_str()), ("0", "sampai pagi."));
    }

    #[test]
    fn a_text_beyond_all_measure_is_refused_with_its_length() {
        let long = ArticleForm { text: "x".repeat(MAX_SNAPSHOT + 1), ..form(vec![]) };
        let max = MAX_SNAPSHOT;
        assert_eq!(long.check(NOW).unwrap_err().of("text"), Some(&Reason::TooLong { max, len: max + 1 }));
    }

    #[test]
    fn an_outlet_that_is_only_hinted_at_stays_a_step() {
        let hop = ChainForm { evidence: "menurut media setempat".into(), ..ChainForm::default() };
        let kept = CardForm { chain: vec![ChainForm::default(), hop], ..card("Kami siap") };
        let checked = form(vec![kept]).check(NOW).unwrap();
        assert_eq!(checked.cards[0].chain.len(), 1);
        assert_eq!((checked.cards[0].chain[0].place, checked.cards[0].chain[0].outlet.is_nobody()), (1, true));
    }
}
