//! What is still missing of the saved quote: the weakest link first, each line leading to the field where it is mended.
//! What the chain's own checklist says is not said a second time by the list of empty fields.

use super::steps::Steps;
use crate::{
    components::isolated,
    i18n::{Words, fill},
};
use domain::{
    chain::{Action, Checklist, ChecklistPoint, Finding, checklist},
    date::PartialDate,
    form::QuoteForm,
    lang::UiLang,
    quote::{MentionKey, Missing},
};
use leptos::prelude::*;
use service::{QuoteView, StepPlace};
use std::collections::HashSet;

/// Lines that are shown before the rest folds away.
const SHOWN: usize = 6;
/// The most lines of one list.
const MOST: usize = 48;
/// Names in one line.
const NAMES: usize = 12;

/// One thing to do, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    text: String,
    href: String,
    /// Needed before the quote can be published.
    needed: bool,
}

struct List<'a> {
    w: &'static Words,
    view: &'a QuoteView,
    steps: &'a Steps<'a>,
}

/// The list under the form.
pub(super) fn missing(w: &'static Words, view: &QuoteView, steps: &Steps<'_>) -> AnyView {
    let (c, d) = (&w.chain, &w.desk);
    let list = List { w, view, steps };
    let chain = checklist(&view.graph, &view.analysis);
    let mut to_do: Vec<Line> = chain.findings.iter().take(MOST).map(|f| list.finding(f)).collect();
    let mut record = list.record(&chain);
    let not_listed = |all: usize| {
        let rest = all.saturating_sub(MOST);
        (rest > 0).then(|| view! { <li>{fill(w.long.more_to_do, &[("n", &rest.to_string())])}</li> })
    };
    let (more_to_do, more_of_record) = (not_listed(chain.findings.len()), not_listed(record.len()));
    record.truncate(MOST);
    if to_do.is_empty() && record.is_empty() {
        return view! { <p class="missing missing--none">{d.missing_none}</p> }.into_any();
    }
    let next = (!to_do.is_empty()).then(|| to_do.remove(0));
    let rest = to_do.split_off(to_do.len().min(SHOWN));
    let left = chain.findings.len().saturating_sub(SHOWN + 1);
    let line = |l: Line| {
        let needed = l.needed.then(|| format!(" ({})", d.missing_needed));
        view! { <li><a href=l.href>{l.text}</a>{needed}</li> }
    };
    let next = next.map(|l| {
        view! { <p class="next-action"><strong>{c.next_action}": "</strong><a href=l.href>{l.text}</a></p> }
    });
    let to_do = (!to_do.is_empty()).then(|| {
        view! { <h3>{c.to_do}</h3> <ol class="missing__links">{to_do.into_iter().map(line).collect_view()}</ol> }
    });
    let rest = (!rest.is_empty()).then(|| {
        let start = (SHOWN + 1).to_string();
        view! {
            <details>
                <summary>{fill(c.more_to_do, &[("n", &left.to_string())])}</summary>
                <ol class="missing__links" start=start>{rest.into_iter().map(line).collect_view()} {more_to_do}</ol>
            </details>
        }
    });
    let record = (!record.is_empty()).then(|| {
        view! { <h3>{c.of_record}</h3> <ul>{record.into_iter().map(line).collect_view()} {more_of_record}</ul> }
    });
    let points = (!view.graph.is_empty()).then(|| points(w, &chain));
    view! {
        <section class="missing" aria-labelledby="missing-title">
            <h2 id="missing-title">{d.missing_title}</h2>
            {next}
            {to_do}
            {rest}
            {record}
            {points}
        </section>
    }
    .into_any()
}

/// What a full chain has, and which of it is there.
fn points(w: &'static Words, chain: &Checklist) -> AnyView {
    let c = &w.chain;
    let rows = chain
        .points
        .iter()
        .map(|&(point, met)| {
            let text = match point {
                ChecklistPoint::Begins => c.p_begins,
                ChecklistPoint::FirstHand => c.p_first_hand,
                ChecklistPoint::Verified => c.p_verified,
                ChecklistPoint::Named => c.p_named,
                ChecklistPoint::NoLoop => c.p_no_loop,
                ChecklistPoint::Primary => c.p_primary,
                ChecklistPoint::SecondOrigin => c.p_second,
                ChecklistPoint::Dated => c.p_dated,
            };
            let said = if met { c.point_met } else { c.point_open };
            view! { <li class:is-met=met>{text}": "<strong>{said}</strong></li> }
        })
        .collect_view();
    view! {
        <details class="points">
            <summary>{c.points}</summary>
            <ul>{rows}</ul>
        </details>
    }
    .into_any()
}

impl List<'_> {
    /// The place of a mention in the form as it stands: steps may have been moved since the save.
    fn place(&self, key: MentionKey) -> usize {
        self.steps.place(&key.0.to_string()).unwrap_or_default()
    }

    fn key(&self, v: usize) -> MentionKey {
        self.view.saved.quote.mentions.get(v).map_or(MentionKey(0), |m| m.key)
    }

    fn number(&self, v: usize) -> String {
        (self.place(self.key(v)) + 1).to_string()
    }

    fn field(&self, key: MentionKey, name: &str) -> String {
        self.steps.href_of(&QuoteForm::step_field(self.place(key), name))
    }

    /// The name of a mention; nothing where nobody is named.
    fn named(&self, v: usize) -> Option<String> {
        let mention = self.view.saved.quote.mentions.get(v)?;
        let name = match self.view.place_of(mention) {
            StepPlace::Outlet(Some(outlet), _) => &outlet.name,
            StepPlace::Outlet(None, Some(document)) if !document.label.is_empty() => &document.label,
            StepPlace::Carrier(speaker) => &speaker.name,
            StepPlace::Outlet(None, _) | StepPlace::Unknown => return None,
        };
        Some(isolated(&domain::text::clip(name, 80)))
    }

    fn name(&self, v: usize) -> String {
        self.named(v).unwrap_or_else(|| fill(self.w.chain.step_of, &[("n", &self.number(v))]))
    }

    /// The name of a mention as the owner of something.
    fn owner(&self, v: usize) -> String {
        let name = self.named(v).unwrap_or_else(|| self.w.chain.somebody.to_owned());
        owner(self.w.lang, &name)
    }

    fn is_person(&self, v: usize) -> bool {
        let mention = self.view.saved.quote.mentions.get(v);
        mention.is_some_and(|m| matches!(self.view.place_of(m), StepPlace::Carrier(_)))
    }

    fn has_document(&self, v: usize) -> bool {
        self.view.saved.quote.mentions.get(v).is_some_and(|m| m.document.is_some())
    }

    fn names(&self, all: &[usize]) -> String {
        let mut names: Vec<String> = Vec::new();
        for (n, name) in all.iter().map(|&v| self.name(v)).enumerate() {
            if names.len() == NAMES {
                names.push(fill(self.w.long.more, &[("n", &(all.len() - n).to_string())]));
                break;
            }
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let and = if self.w.lang == UiLang::Id { "dan" } else { "and" };
        crate::pages::reader::listed(&names, and)
    }

    fn finding(&self, finding: &Finding) -> Line {
        let c = &self.w.chain;
        let (text, href) = match &finding.action {
            Action::AskUpstream { mention } => {
                let sentence = if self.is_person(*mention) { c.ask_person } else { c.ask };
                let text = fill(sentence, &[("name", &self.name(*mention))]);
                (text, self.field(self.key(*mention), "basis"))
            }
            Action::FindDocument { mention, about, .. } => self.find(finding, *mention, about.as_deref()),
            Action::NameStep { mention, ask } => {
                let n = self.number(*mention);
                let text = match ask.and_then(|a| self.named(a)) {
                    Some(ask) => fill(c.name_step, &[("ask", &ask), ("n", &n)]),
                    None => fill(c.name_step_bare, &[("n", &n)]),
                };
                (text, self.field(self.key(*mention), "outlet_name"))
            }
            Action::BreakLoop { mentions, first } => {
                let names = self.names(mentions);
                let text = match first {
                    Some(first) => fill(c.break_loop_first, &[("first", &self.name(*first)), ("names", &names)]),
                    None => fill(c.break_loop, &[("names", &names)]),
                };
                let at = first.or(mentions.first().copied()).unwrap_or_default();
                (text, self.field(self.key(at), "from-0-up"))
            }
            Action::FindPrimary { origin } => {
                (fill(c.find_primary, &[("origin", &self.owner(*origin))]), self.field(self.key(*origin), "basis"))
            }
            Action::FindSecondOrigin { origins, around } => {
                let sentence = if around.is_empty() { c.find_second } else { c.find_second_around };
                let text = fill(sentence, &[("origins", &self.names(origins)), ("around", &self.names(around))]);
                (text, "#chain-title".to_owned())
            }
            Action::DateMention { mention } => {
                let document = self.view.saved.quote.mentions.get(*mention).and_then(|m| self.view.document_of(m));
                let href = match document {
                    // The date of a document is kept with the document.
                    Some(d) => format!("/desk/documents/{}#f-published", d.public_id),
                    None => self.field(self.key(*mention), "published"),
                };
                let sentence = if self.is_person(*mention) { c.date_person } else { c.date_it };
                (fill(sentence, &[("name", &self.name(*mention))]), href)
            }
        };
        Line { text, href, needed: false }
    }

    /// A hop that nobody compared: who is to be found, and on whose word it rests until then.
    fn find(&self, finding: &Finding, up: usize, about: Option<&str>) -> (String, String) {
        let c = &self.w.chain;
        let down = finding.rests_on;
        let rests = down.map(|v| self.owner(v)).unwrap_or_default();
        let why = if let Some(n) = finding.hop_number {
            fill(c.why_hop, &[("n", &n.to_string()), ("down", &rests)])
        } else {
            let name = down.map(|v| self.name(v)).unwrap_or_default();
            fill(c.why_branch, &[("name", &name), ("down", &rests)])
        };
        let date = about.and_then(|d| PartialDate::parse("date", d).ok()).map(|d| match d {
            PartialDate::Minute(moment) => PartialDate::Day(moment.date()).display(self.w.lang),
            date => date.display(self.w.lang),
        });
        let (sentence, field) = match (self.is_person(up), self.has_document(up), &date) {
            (true, ..) => (c.find_person, "document_name"),
            // The document is there: only comparing is left.
            (false, true, _) => (c.compare, ""),
            (false, false, Some(_)) => (c.find_about, "document_name"),
            (false, false, None) => (c.find, "document_name"),
        };
        let up_name = if self.is_person(up) { self.name(up) } else { self.owner(up) };
        let down_name = down.map(|v| self.name(v)).unwrap_or_default();
        let values =
            [("up", up_name.as_str()), ("down", &down_name), ("date", &date.unwrap_or_default()), ("why", &why)];
        let href = match (field, down) {
            ("", Some(down)) => self.hop_field(down, up),
            _ => self.field(self.key(up), "document_name"),
        };
        (fill(sentence, &values), href)
    }

    /// The field in which a hop is said to be compared.
    fn hop_field(&self, down: usize, up: usize) -> String {
        let (at, up) = (self.place(self.key(down)), self.key(up).0.to_string());
        let line = self.steps.form.steps.get(at).and_then(|s| s.from.iter().position(|h| h.up.trim() == up));
        self.steps.href_of(&QuoteForm::hop_field(at, line.unwrap_or_default(), "state"))
    }

    /// What the record lacks beside the chain.
    fn record(&self, chain: &Checklist) -> Vec<Line> {
        let d = &self.w.desk;
        let quote = &self.view.saved.quote;
        let said = |wanted: &dyn Fn(&Action) -> Option<usize>| -> HashSet<MentionKey> {
            let of_chain = chain.findings.iter().filter_map(|f| wanted(&f.action));
            of_chain.filter_map(|v| quote.mentions.get(v)).map(|m| m.key).collect()
        };
        let asked = said(&|a| match a {
            Action::AskUpstream { mention } | Action::NameStep { mention, .. } => Some(*mention),
            _ => None,
        });
        let dated = said(&|a| if let Action::DateMention { mention } = a { Some(*mention) } else { None });
        let found = said(&|a| if let Action::FindDocument { mention, .. } = a { Some(*mention) } else { None });
        let step = |sentence: &str, key: MentionKey, field: &str| {
            let n = (self.place(key) + 1).to_string();
            (fill(sentence, &[("n", &n)]), self.field(key, field))
        };
        let first_words = self.steps.href_of(&QuoteForm::step_field(0, "wording"));
        let plain = |sentence: &str, field: &str| (sentence.to_owned(), format!("#f-{field}"));
        let lines = quote.missing().into_iter().filter_map(|m| {
            let (text, href) = match &m {
                Missing::Upstream(key) if asked.contains(key) => return None,
                Missing::Published(key) if dated.contains(key) => return None,
                Missing::Document(key) if found.contains(key) => return None,
                Missing::Speaker => plain(d.missing_speaker, "speaker_name"),
                Missing::Wording => (d.missing_wording.to_owned(), first_words.clone()),
                Missing::Language(key) => step(d.missing_language, *key, "lang"),
                Missing::RoleThen => plain(d.missing_role, "role_then"),
                Missing::Said => plain(d.missing_said, "said"),
                Missing::Place => plain(d.missing_place, "place"),
                Missing::ReadMention => (d.missing_read.to_owned(), first_words.clone()),
                Missing::Document(key) => step(d.missing_document, *key, "document_name"),
                Missing::Upstream(key) => step(d.missing_upstream, *key, "basis"),
                Missing::Directness(key) => step(d.missing_directness, *key, "directness"),
                Missing::Published(key) => step(d.missing_published, *key, "published"),
            };
            Some(Line { text, href, needed: m.blocks_publishing() })
        });
        lines.collect()
    }
}

/// A name as the owner of something: English adds a mark, Indonesian only the place in the sentence.
fn owner(lang: UiLang, name: &str) -> String {
    match lang {
        UiLang::Id => name.to_owned(),
        UiLang::En if name.ends_with(['s', 'S']) => format!("{name}’"),
        UiLang::En => format!("{name}’s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_own_as_each_language_does() {
        assert_eq!(owner(UiLang::En, "The Guardian"), "The Guardian’s");
        assert_eq!(owner(UiLang::En, "The New York Times"), "The New York Times’");
        assert_eq!(owner(UiLang::Id, "Antara"), "Antara");
    }
}
