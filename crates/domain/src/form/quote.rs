//! The form of the working page: one quote with its whole chain.

use super::{Named, OverrideForm, optional, overrides};
use crate::{
    chain::{Basis, HopKind, HopState},
    date::PartialDate,
    invalid::{Errors, Invalid, Reason},
    lang::LangTag,
    plausibility::MAX_OVERRIDES,
    quote::{Directness, Hop, MAX_HOPS, MAX_MENTIONS, MAX_TEXT, Mention, MentionKey, Quote},
    speaker::SpeakerKind,
    text::{self, MAX_LINE, MAX_NOTE, MAX_WORDING},
    web,
};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use time::OffsetDateTime;

/// How many times what can be saved a page still draws, so that what was typed can come back to be shortened.
const DRAWN: usize = 4;

/// A quote as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct QuoteForm {
    /// The speaker's name.
    pub speaker_name: String,
    /// Public id of the speaker chosen, `new`, or empty.
    pub speaker_pick: String,
    /// Kind of a speaker made here.
    pub speaker_kind: String,
    /// Office or description held then.
    pub role_then: String,
    /// Event.
    pub occasion: String,
    /// Place.
    pub place: String,
    /// To whom.
    pub addressee: String,
    /// When.
    pub said: String,
    /// Language in which it was said.
    pub spoken_lang: String,
    /// Note for the newsroom.
    pub note: String,
    /// Why this change was made.
    pub reason: String,
    /// The chain.
    pub steps: Vec<StepForm>,
    /// Findings set aside.
    pub overrides: Vec<OverrideForm>,
    /// Key of the step that is chosen for the next change of the chain; never saved.
    pub chosen_down: String,
    /// Key of the second step that is chosen; never saved.
    pub chosen_up: String,
    /// Which steps of a long chain are drawn with all their fields, as [`super::Open`] reads it; never saved.
    pub open: String,
}

/// One step of the chain as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "super::packed::SentStep")]
pub struct StepForm {
    /// Number of the mention.
    pub key: String,
    /// Outlet's name.
    pub outlet_name: String,
    /// Outlet chosen, `new`, or empty.
    pub outlet_pick: String,
    /// Document by title or address.
    pub document_name: String,
    /// Document chosen, `new`, or empty.
    pub document_pick: String,
    /// Person or body who handed the words on.
    pub carrier_name: String,
    /// Carrier chosen, `new`, or empty.
    pub carrier_pick: String,
    /// The words.
    pub wording: String,
    /// Language of the words.
    pub lang: String,
    /// direct, indirect, mixed.
    pub directness: String,
    /// Reporting verb or phrase.
    pub cue: String,
    /// How this step had the words.
    pub basis: String,
    /// When it was published.
    pub published: String,
    /// Wire agency credited.
    pub wire_credit: String,
    /// Anything but empty: readers saw this.
    pub read: String,
    /// Note; public.
    pub note: String,
    /// Code point at which the words start in the document, where they were selected there.
    pub anchor_start: String,
    /// The steps that it took the words from.
    pub from: Vec<HopForm>,
}

/// One hop as typed, within the step that took the words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HopForm {
    /// Number of the mention that the words were taken from.
    pub up: String,
    /// quotes, translates, …
    pub kind: String,
    /// asserted, verified.
    pub state: String,
    /// The words that name the upstream.
    pub evidence: String,
    /// Of a translation: its words put back into the upstream's language.
    pub back_translation: String,
}

/// A checked step: the mention without its records, and the names that stand for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The mention; outlet, document and carrier are still empty.
    pub mention: Mention,
    /// Outlet.
    pub outlet: Named,
    /// Document.
    pub document: Named,
    /// Carrier.
    pub carrier: Named,
    /// Where the words were selected in the document.
    pub anchor_start: Option<usize>,
}

impl QuoteForm {
    /// The form field of something within a step.
    pub fn step_field(step: usize, name: &str) -> String {
        format!("steps[{step}][{name}]")
    }

    /// The form field of something within a hop.
    pub fn hop_field(step: usize, hop: usize, name: &str) -> String {
        format!("steps[{step}][from][{hop}][{name}]")
    }

    /// The list or text that holds more than a page would draw: such a form is not worth drawing again. What only
    /// cannot be saved comes back to be shortened.
    pub fn is_too_large(&self) -> Option<Invalid> {
        self.over(DRAWN)
    }

    /// What holds more than so many times what one quote may.
    fn over(&self, times: usize) -> Option<Invalid> {
        let too_many = |field: &str, max: usize, len: usize| {
            (len > max * times).then(|| Invalid::new(field, Reason::TooMany { max, len }))
        };
        let hops = || self.steps.iter().map(|s| s.from.len()).sum();
        let text = || {
            let len = self.text_len();
            (len > MAX_TEXT * times).then(|| Invalid::new("text", Reason::TooLong { max: MAX_TEXT, len }))
        };
        too_many("steps", MAX_MENTIONS, self.steps.len())
            .or_else(|| too_many("hops", MAX_HOPS, hops()))
            .or_else(|| too_many("overrides", MAX_OVERRIDES, self.overrides.len()))
            .or_else(text)
    }

    /// All of the quote's own words, in code points. Names of records are kept with those. Line ends count as one,
    /// however a browser sends them.
    fn text_len(&self) -> usize {
        let own = [
            &self.role_then,
            &self.occasion,
            &self.place,
            &self.addressee,
            &self.said,
            &self.spoken_lang,
            &self.note,
            &self.reason,
        ];
        let steps = self.steps.iter().flat_map(|s| {
            let hops = s.from.iter().flat_map(|h| h.texts().into_iter().map(|(_, text)| text));
            let own = s.texts().into_iter().filter(|(name, _)| !name.ends_with("_name") && !name.ends_with("_pick"));
            own.map(|(_, text)| text).chain(hops)
        });
        let overrides = self.overrides.iter().map(|o| &o.reason);
        let len = |text: &String| text.chars().filter(|c| *c != '\r').count();
        own.into_iter().chain(steps).chain(overrides).map(len).sum()
    }

    /// Checks every field. The quote that comes out has no speaker, outlets, documents or carriers yet: those
    /// names are given beside it.
    ///
    /// # Errors
    /// All complaints, in the order of the form.
    pub fn check(&self, now: OffsetDateTime) -> Result<(Quote, Named, Option<SpeakerKind>, Vec<Step>), Errors> {
        let mut e = Errors::default();
        // What is too large is refused before anything else is looked at.
        if let Some(refused) = self.over(1) {
            return Err(refused.into());
        }
        let speaker = e.take(Named::read("speaker_name", &self.speaker_name, &self.speaker_pick));
        let kind = e.take(SpeakerKind::from_form("speaker_kind", &self.speaker_kind)).flatten();
        let mut quote = Quote {
            role_then: e.take(text::line("role_then", &self.role_then, MAX_LINE)).unwrap_or_default(),
            said: optional(&mut e, &self.said, |t| PartialDate::parse_past("said", t, now)),
            place: e.take(text::line("place", &self.place, MAX_LINE)).unwrap_or_default(),
            occasion: e.take(text::line("occasion", &self.occasion, MAX_LINE)).unwrap_or_default(),
            addressee: e.take(text::line("addressee", &self.addressee, MAX_LINE)).unwrap_or_default(),
            spoken_lang: optional(&mut e, &self.spoken_lang, |t| LangTag::parse("spoken_lang", t)),
            ..Quote::default()
        };
        let mut steps: Vec<Step> = Vec::with_capacity(self.steps.len());
        let mut keys = HashSet::new();
        let mut hop_places = Vec::new();
        for (n, step) in self.steps.iter().enumerate() {
            let checked = step.check(n, now, &mut e);
            let key = checked.mention.key;
            if !keys.insert(key) {
                e.add(Self::step_field(n, "key"), Reason::Taken);
            }
            for (j, hop) in step.from.iter().enumerate() {
                if let Some(hop) = hop.check(n, j, key, &mut e) {
                    quote.hops.push(hop);
                    hop_places.push((n, j));
                }
            }
            steps.push(checked);
        }
        quote.mentions = steps.iter().map(|s| s.mention.clone()).collect();
        let place = |n: usize| hop_places.get(n).map_or_else(String::new, |(s, j)| Self::hop_field(*s, *j, "up"));
        if let Err(more) = quote.check_hops(place) {
            e.0.extend(more.0);
        }
        quote.overrides = overrides::check(&self.overrides, &mut e);
        quote.note = e.take(text::block("note", &self.note, MAX_NOTE)).unwrap_or_default();
        e.take(text::line("reason", &self.reason, MAX_LINE));
        e.into_result()?;
        Ok((quote, speaker.unwrap_or(Named::Nobody), kind, steps))
    }
}

impl StepForm {
    fn check(&self, n: usize, now: OffsetDateTime, e: &mut Errors) -> Step {
        let field = |name: &str| QuoteForm::step_field(n, name);
        let key = self.key.trim().parse::<u32>().ok().filter(|k| *k > 0);
        if key.is_none() {
            e.add(field("key"), Reason::UnknownChoice(text::clip(&self.key, 40)));
        }
        let outlet = e.take(Named::read(&field("outlet_name"), &self.outlet_name, &self.outlet_pick));
        let document = e.take(Named::read(&field("document_name"), &self.document_name, &self.document_pick));
        if let Some(Named::Name(name) | Named::New(name)) = &document
            && (web::looks_like_url(name) || name.split_once(':').is_some_and(|(s, _)| is_scheme(s)))
        {
            e.take(web::parse(&field("document_name"), name));
        }
        let carrier = e.take(Named::read(&field("carrier_name"), &self.carrier_name, &self.carrier_pick));
        let mut mention = Mention::new(MentionKey(key.unwrap_or_default()));
        mention.wording = e.take(text::block(&field("wording"), &self.wording, MAX_WORDING)).unwrap_or_default();
        mention.lang = optional(e, &self.lang, |t| LangTag::parse(&field("lang"), t));
        mention.directness = e.take(Directness::from_form(&field("directness"), &self.directness)).flatten();
        mention.cue = e.take(text::line(&field("cue"), &self.cue, MAX_LINE)).unwrap_or_default();
        mention.basis = choice(e, &field("basis"), &self.basis, Basis::parse);
        mention.published = optional(e, &self.published, |t| PartialDate::parse_past(&field("published"), t, now));
        mention.wire_credit =
            e.take(text::line(&field("wire_credit"), &self.wire_credit, MAX_LINE)).unwrap_or_default();
        mention.note = e.take(text::block(&field("note"), &self.note, MAX_NOTE)).unwrap_or_default();
        mention.read = !self.read.trim().is_empty();
        Step {
            mention,
            outlet: outlet.unwrap_or(Named::Nobody),
            document: document.unwrap_or(Named::Nobody),
            carrier: carrier.unwrap_or(Named::Nobody),
            anchor_start: self.anchor_start.trim().parse().ok(),
        }
    }
}

fn is_scheme(word: &str) -> bool {
    matches!(word.trim().to_ascii_lowercase().as_str(), "javascript" | "data" | "vbscript" | "file" | "blob")
}

fn choice<T>(e: &mut Errors, field: &str, word: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
    let word = word.trim();
    if word.is_empty() {
        return None;
    }
    let chosen = parse(word);
    if chosen.is_none() {
        e.add(field, Reason::UnknownChoice(text::clip(word, 40)));
    }
    chosen
}

impl HopForm {
    /// `None` for a line in which no step was chosen: it is dropped, as nothing was said.
    fn check(&self, n: usize, j: usize, down: MentionKey, e: &mut Errors) -> Option<Hop> {
        let field = |name: &str| QuoteForm::hop_field(n, j, name);
        let up = self.up.trim();
        if up.is_empty() {
            return None;
        }
        let kind = choice(e, &field("kind"), &self.kind, HopKind::parse).unwrap_or(HopKind::Quotes);
        let state = choice(e, &field("state"), &self.state, HopState::parse).unwrap_or(HopState::Asserted);
        let evidence = e.take(text::block(&field("evidence"), &self.evidence, MAX_NOTE)).unwrap_or_default();
        let back = e.take(text::block(&field("back_translation"), &self.back_translation, MAX_WORDING));
        let Ok(up) = up.parse::<u32>() else {
            e.add(field("up"), Reason::HopElsewhere);
            return None;
        };
        Some(Hop { down, up: MentionKey(up), kind, state, evidence, back_translation: back.unwrap_or_default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    const NOW: OffsetDateTime = datetime!(2026-01-01 12:00 UTC);

    fn step(key: &str, from: &[&str]) -> StepForm {
        let from = from.iter().map(|up| HopForm { up: (*up).into(), ..HopForm::default() }).collect();
        StepForm { key: key.into(), from, ..StepForm::default() }
    }

    #[test]
    fn complaints_name_their_fields() {
        let mut form = QuoteForm { said: "31/2/2024".into(), steps: vec![step("1", &["1"])], ..QuoteForm::default() };
        form.steps[0].wording = "x".repeat(100_000);
        form.steps[0].document_name = "javascript:alert(1)".into();
        form.steps[0].basis = "hearsay".into();
        let errors = form.check(NOW).unwrap_err();
        assert_eq!(errors.of("said"), Some(&Reason::NoSuchDate));
        assert_eq!(errors.of("steps[0][wording]"), Some(&Reason::TooLong { max: MAX_WORDING, len: 100_000 }));
        assert_eq!(errors.of("steps[0][document_name]"), Some(&Reason::UrlScheme("javascript".into())));
        assert_eq!(errors.of("steps[0][basis]"), Some(&Reason::UnknownChoice("hearsay".into())));
        assert_eq!(errors.of("steps[0][from][0][up]"), Some(&Reason::HopToItself));
    }

    #[test]
    fn a_back_translation_is_checked_as_a_wording_is() {
        let mut form = QuoteForm { steps: vec![step("1", &["2"]), step("2", &[])], ..QuoteForm::default() };
        form.steps[0].from[0].back_translation = " Kami siap\r\nbekerja ".into();
        assert_eq!(form.check(NOW).unwrap().0.hops[0].back_translation, "Kami siap\nbekerja");
        let name = "steps[0][from][0][back_translation]";
        form.steps[0].from[0].back_translation = "x".repeat(MAX_WORDING + 1);
        let long = Reason::TooLong { max: MAX_WORDING, len: MAX_WORDING + 1 };
        assert_eq!(form.check(NOW).unwrap_err().of(name), Some(&long));
        form.steps[0].from[0].back_translation = "siap\u{7}".into();
        assert!(matches!(form.check(NOW).unwrap_err().of(name), Some(Reason::ControlCharacter { .. })));
    }

    #[test]
    fn what_is_too_large_is_refused_before_the_rest_is_looked_at() {
        let odd = |steps: Vec<StepForm>| QuoteForm { said: "never".into(), steps, ..QuoteForm::default() };
        let many = odd((0..=MAX_MENTIONS).map(|n| step(&n.to_string(), &[])).collect());
        let errors = many.check(NOW).unwrap_err();
        assert_eq!(errors.of("steps"), Some(&Reason::TooMany { max: MAX_MENTIONS, len: MAX_MENTIONS + 1 }));
        assert_eq!(errors.0.len(), 1, "nothing else was checked");
        let dense = odd((0..50).map(|n| step(&n.to_string(), &["7"; 41])).collect());
        assert_eq!(dense.check(NOW).unwrap_err().of("hops"), Some(&Reason::TooMany { max: MAX_HOPS, len: 2_050 }));
        let wordy = |n: usize| {
            let wording = "é\r\n".repeat(MAX_WORDING / 2);
            odd((0..n).map(|key| StepForm { wording: wording.clone(), ..step(&key.to_string(), &[]) }).collect())
        };
        assert!(matches!(wordy(20).check(NOW).unwrap_err().of("text"), Some(Reason::TooLong { max: MAX_TEXT, .. })));
        assert_eq!(wordy(19).check(NOW).unwrap_err().of("text"), None);
        assert_eq!(many.is_too_large(), None, "it comes back to be shortened");
        assert!(odd(vec![StepForm::default(); 4 * MAX_MENTIONS + 1]).is_too_large().is_some());
        assert!(wordy(85).is_too_large().is_some());
    }

    #[test]
    fn an_empty_form_is_a_draft() {
        assert_eq!(QuoteForm::default().check(NOW).unwrap().0, Quote::default());
    }

    #[test]
    fn hops_into_another_chain_are_refused() {
        let form = QuoteForm { steps: vec![step("1", &["77"])], ..QuoteForm::default() };
        assert_eq!(form.check(NOW).unwrap_err().of("steps[0][from][0][up]"), Some(&Reason::HopElsewhere));
    }
}
