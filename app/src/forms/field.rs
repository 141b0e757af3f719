//! One look for every field: label, hint, error, the field, and what somebody else saved there meanwhile.

use super::{Area, Notice};
use crate::i18n::{Words, fill, labels};
use domain::{Reason, lang::UiLang};
use leptos::prelude::*;
use service::{Choice, Refusal, Stale};
use std::collections::HashMap;

/// What a form's fields have in common.
#[derive(Debug, Clone)]
pub struct FormState {
    /// Language of the interface.
    pub lang: UiLang,
    /// Its words.
    pub words: &'static Words,
    errors_title: &'static str,
    /// The first complaint about each field.
    errors: HashMap<String, Reason>,
    refusal: Refusal,
    stale: Option<HashMap<String, String>>,
}

/// Complaints that the summary lists.
const LISTED: usize = 50;

/// What kind of text a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One line.
    Line,
    /// Several lines; how many are seen.
    Block(u8),
    /// A partial date.
    Date,
    /// A web address.
    Url,
    /// A password.
    Password,
    /// A new password.
    NewPassword,
    /// A sign-in name.
    Login,
}

/// A text field.
#[derive(Debug, Clone)]
pub struct Text<'a> {
    /// Name in the form.
    pub name: &'a str,
    /// Label above it.
    pub label: &'a str,
    /// Hint under the label; may be empty.
    pub hint: &'a str,
    /// What was typed.
    pub value: &'a str,
    /// What it takes.
    pub kind: Kind,
    /// Language of what is typed, where it is known.
    pub lang: Option<&'a str>,
}

impl<'a> Text<'a> {
    /// A field of one line.
    pub fn line(name: &'a str, label: &'a str, hint: &'a str, value: &'a str) -> Self {
        Self { name, label, hint, value, kind: Kind::Line, lang: None }
    }

    /// The same of another kind.
    pub fn kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    /// The same in a language.
    pub fn lang(self, lang: &'a str) -> Self {
        Self { lang: Some(lang).filter(|l| !l.is_empty()), ..self }
    }
}

/// The id of a field's element: its name without brackets.
pub(crate) fn id_of(name: &str) -> String {
    let mut id = String::from("f-");
    id.extend(name.chars().filter_map(|c| match c {
        '[' => Some('-'),
        ']' => None,
        c => Some(c),
    }));
    id
}

impl FormState {
    /// The state of a form that came back for this reason, or came for the first time.
    pub fn new(words: &'static Words, notice: &Notice) -> Self {
        let (refusal, stale) = match notice {
            Notice::Refused(refusal) => ((**refusal).clone(), None),
            Notice::Stale(stale) => (Refusal::default(), Some(stale.saved.iter().cloned().collect())),
            _ => (Refusal::default(), None),
        };
        // A long form asks for the complaints of thousands of fields.
        let mut errors = HashMap::new();
        for invalid in &refusal.errors.0 {
            errors.entry(invalid.field.clone()).or_insert_with(|| invalid.reason.clone());
        }
        Self { lang: words.lang, words, errors_title: words.desk.errors_title, errors, refusal, stale }
    }

    /// The same with other words over the summary of errors; `{n}` in them is how many there are.
    pub fn titled(self, errors_title: &'static str) -> Self {
        Self { errors_title, ..self }
    }

    /// What is wrong with a field.
    pub fn error(&self, name: &str) -> Option<&Reason> {
        self.errors.get(name)
    }

    /// Every field that something is wrong with, or for which records are offered.
    pub fn wrong(&self) -> impl Iterator<Item = &str> {
        self.errors.keys().chain(self.refusal.choices.keys()).map(String::as_str)
    }

    /// What somebody else has saved in a field meanwhile; nothing where nobody has saved the record.
    pub fn saved_meanwhile(&self, name: &str) -> Option<&str> {
        self.stale.as_ref().map(|s| s.get(name).map_or("", String::as_str))
    }

    /// What is wrong with a list or with the form as a whole, said where that stands.
    pub fn complaint(&self, name: &str) -> Option<AnyView> {
        let (reason, id) = (labels::reason(self.lang, self.error(name)?), id_of(name));
        let error = format!("{id}-error");
        Some(view! { <div id=id tabindex="-1"><p class="error" id=error>{reason}</p></div> }.into_any())
    }

    /// Whether somebody else saved the record meanwhile.
    pub fn is_stale(&self) -> bool {
        self.stale.is_some()
    }

    /// The records that are offered for a field.
    pub fn offered(&self, name: &str) -> &[Choice] {
        self.refusal.choices.get(name).map_or(&[], Vec::as_slice)
    }

    /// Wraps a control into its field.
    pub fn field(&self, name: &str, label: &str, hint: &str, value: &str, control: AnyView) -> AnyView {
        let id = id_of(name);
        let reason = self.error(name).map(|r| labels::reason(self.lang, r));
        let is_wrong = reason.is_some();
        let theirs = self.stale.as_ref().map(|s| s.get(name).cloned().unwrap_or_default()).filter(|t| t != value);
        let d = &self.words.desk;
        let (label, hint) = (label.to_owned(), hint.to_owned());
        view! {
            <div class="field" class:field--error=is_wrong>
                <label for=id.clone()>{label}</label>
                {(!hint.is_empty()).then(|| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> })}
                {reason.map(|r| view! { <p class="error" id=format!("{id}-error")>{r}</p> })}
                {control}
                {theirs
                    .map(|t| {
                        let shown = if t.is_empty() { d.stale_empty.to_owned() } else { t };
                        view! {
                            <p class="theirs">
                                <strong>{d.stale_theirs}</strong>
                                " "
                                <bdi>{shown}</bdi>
                            </p>
                        }
                    })}
            </div>
        }
        .into_any()
    }

    /// What describes a field: its hint and its error.
    pub fn described_by(&self, name: &str, has_hint: bool) -> Option<String> {
        let id = id_of(name);
        let hint = has_hint.then(|| format!("{id}-hint"));
        let error = self.error(name).map(|_| format!("{id}-error"));
        let all: Vec<String> = hint.into_iter().chain(error).collect();
        (!all.is_empty()).then(|| all.join(" "))
    }

    /// A text field.
    pub fn text(&self, text: &Text<'_>) -> AnyView {
        let id = id_of(text.name);
        let describedby = self.described_by(text.name, !text.hint.is_empty());
        let invalid = self.error(text.name).map(|_| "true");
        let (name, value) = (text.name.to_owned(), text.value.to_owned());
        let lang = text.lang.map(str::to_owned);
        let control = match text.kind {
            Kind::Block(rows) => Area { id, name, rows, lang, describedby, is_wrong: invalid.is_some(), value }.view(),
            Kind::Date => view! {
                <crate::islands::date::DateField
                    id
                    name
                    value
                    ui=self.lang
                    words=self.date_words()
                    describedby=describedby.unwrap_or_default()
                    invalid=invalid.is_some()
                />
            }
            .into_any(),
            kind => {
                let (input_type, autocomplete) = match kind {
                    Kind::Url => ("url", "off"),
                    Kind::Password => ("password", "current-password"),
                    Kind::NewPassword => ("password", "new-password"),
                    Kind::Login => ("text", "username"),
                    _ => ("text", "off"),
                };
                // An address field takes anything: the server says what is wrong with it, in words.
                let input_type = if input_type == "url" { "text" } else { input_type };
                let inputmode = (kind == Kind::Url).then_some("url");
                view! {
                    <input
                        id=id
                        name=name
                        type=input_type
                        inputmode=inputmode
                        autocomplete=autocomplete
                        value=value
                        lang=lang
                        dir="auto"
                        aria-describedby=describedby
                        aria-invalid=invalid
                    />
                }
                .into_any()
            }
        };
        self.field(text.name, text.label, text.hint, text.value, control)
    }

    /// What a date field says while somebody types.
    fn date_words(&self) -> crate::islands::date::DateWords {
        let say = |reason: Reason| labels::reason(self.lang, &reason);
        crate::islands::date::DateWords {
            read_as: self.words.desk.understood.to_owned(),
            no_such_date: say(Reason::NoSuchDate),
            no_zone: say(Reason::NoZone),
            not_a_date: say(Reason::NotADate),
        }
    }

    /// A field for the name of a speaker, an outlet or a document, with what the library offers.
    pub fn name(&self, text: &Text<'_>, record: &'static str, pick_name: &str, pick: &str) -> AnyView {
        let d = &self.words.desk;
        let describedby = self.described_by(text.name, !text.hint.is_empty()).unwrap_or_default();
        let offered = self.offered(text.name);
        let pick_is_offered = !offered.is_empty();
        let control = view! {
            <crate::islands::typeahead::Typeahead
                kind=record.to_owned()
                id=id_of(text.name)
                name=text.name.to_owned()
                value=text.value.to_owned()
                pick_name=if pick_is_offered { String::new() } else { pick_name.to_owned() }
                pick=pick.to_owned()
                describedby
                invalid=self.error(text.name).is_some()
                words=crate::islands::typeahead::TypeaheadWords {
                    none: d.nothing_like_it.to_owned(),
                    chosen: d.chosen.to_owned(),
                    count: d.suggestions.to_owned(),
                }
            />
            {pick_is_offered.then(|| choices_of(self.words, pick_name, text.value, offered))}
        }
        .into_any();
        self.field(text.name, text.label, text.hint, text.value, control)
    }
}

/// The records that a typed name may mean, to choose one of, or to make a new one.
pub fn choices_of(words: &'static Words, pick_name: &str, typed: &str, offered: &[Choice]) -> AnyView {
    let d = &words.desk;
    let id = id_of(pick_name);
    let rows: Vec<_> = offered
        .iter()
        .enumerate()
        .map(|(n, choice)| {
            let row = format!("{id}-{n}");
            view! {
                <div class="choice">
                    <input type="radio" id=row.clone() name=pick_name.to_owned() value=format!("!{}", choice.id)/>
                    <label for=row>
                        <bdi>{choice.name.clone()}</bdi>
                        " "
                        <span class="choice__detail">{choice.detail.clone()}</span>
                    </label>
                </div>
            }
        })
        .collect();
    let new = format!("{id}-new");
    view! {
        <fieldset class="choices">
            <legend>{d.is_it}</legend>
            {rows}
            <div class="choice">
                <input type="radio" id=new.clone() name=pick_name.to_owned() value="new"/>
                <label for=new>{fill(d.make_new, &[("name", typed)])}</label>
            </div>
        </fieldset>
    }
    .into_any()
}

/// A list to choose one of; `options` are value and label.
pub fn select(
    state: &FormState,
    name: &str,
    label: &str,
    hint: &str,
    value: &str,
    options: Vec<(String, String)>,
    empty: Option<&str>,
) -> AnyView {
    let id = id_of(name);
    let describedby = state.described_by(name, !hint.is_empty());
    let invalid = state.error(name).map(|_| "true");
    let known = value.is_empty() || options.iter().any(|(v, _)| v == value);
    let odd = (!known).then(|| (value.to_owned(), value.to_owned()));
    let rows: Vec<_> = empty
        .map(|e| (String::new(), e.to_owned()))
        .into_iter()
        .chain(options)
        .chain(odd)
        .map(|(v, l)| {
            let selected = v == value;
            view! { <option value=v selected=selected>{l}</option> }
        })
        .collect();
    let control = view! {
        <select id=id name=name.to_owned() aria-describedby=describedby aria-invalid=invalid>{rows}</select>
    }
    .into_any();
    state.field(name, label, hint, value, control)
}

/// A field that is not seen.
pub fn hidden(name: &str, value: &str) -> AnyView {
    view! { <input type="hidden" name=name.to_owned() value=value.to_owned()/> }.into_any()
}

/// Everything that is wrong, at the top of the form, each leading to its field; and what else has to be said.
pub fn error_summary(state: &FormState, notice: &Notice, label_of: impl Fn(&str) -> String) -> Option<AnyView> {
    error_summary_to(state, notice, label_of, |field| format!("#{}", id_of(field)))
}

/// The same where not every field is on the page: `href_of` says what leads to it.
pub fn error_summary_to(
    state: &FormState,
    notice: &Notice,
    label_of: impl Fn(&str) -> String,
    href_of: impl Fn(&str) -> String,
) -> Option<AnyView> {
    let d = &state.words.desk;
    let plain = |title: &str, help: String| {
        view! {
            <section class="error-summary" role="alert" tabindex="-1" id="problems">
                <h2>{title.to_owned()}</h2>
                <p>{help}</p>
            </section>
        }
        .into_any()
    };
    match notice {
        Notice::None | Notice::Changed(_) => None,
        Notice::Unchanged(why) => Some(plain(state.words.chain.not_done, labels::unchanged(state.lang, *why))),
        Notice::SignedOut => Some(
            view! {
                <section class="error-summary" role="alert" tabindex="-1" id="problems">
                    <h2>{d.signed_out_title}</h2>
                    <p>{d.signed_out_help}</p>
                    <p><a href="/sign-in" target="_blank">{state.words.trouble.sign_in}</a></p>
                </section>
            }
            .into_any(),
        ),
        Notice::NotAllowed => Some(plain(d.not_allowed_title, state.words.common.not_allowed_help.to_owned())),
        Notice::WrongSignIn => Some(plain(d.wrong_sign_in, String::new())),
        Notice::TooMany(wait) => Some(plain(&fill(d.too_many, &[("wait", &wait.to_string())]), String::new())),
        Notice::NoRoom => Some(plain(d.no_room, d.not_saved_help.to_owned())),
        Notice::NotWritable => Some(plain(d.not_writable, d.not_saved_help.to_owned())),
        Notice::Busy(wait) => Some(plain(&fill(d.busy, &[("wait", &wait.to_string())]), String::new())),
        Notice::Stale(stale) => Some(plain(d.stale_title, stale_help(state, stale))),
        Notice::Refused(refusal) => {
            let count = refusal.errors.0.len().to_string();
            let rows: Vec<_> = refusal
                .errors
                .0
                .iter()
                .take(LISTED)
                .map(|i| {
                    let label = label_of(&i.field);
                    view! {
                        <li>
                            <a href=href_of(&i.field)>{label}</a>
                            ": "
                            {labels::reason(state.lang, &i.reason)}
                        </li>
                    }
                })
                .collect();
            let rest = refusal.errors.0.len().saturating_sub(LISTED);
            let more = (rest > 0).then(|| {
                let says = fill(state.words.long.more_errors, &[("n", &rest.to_string())]);
                view! { <li>{says}</li> }
            });
            Some(
                view! {
                    <section class="error-summary" role="alert" tabindex="-1" id="problems">
                        <h2>{fill(state.errors_title, &[("n", &count)])}</h2>
                        <ul>{rows} {more}</ul>
                    </section>
                }
                .into_any(),
            )
        }
    }
}

fn stale_help(state: &FormState, stale: &Stale) -> String {
    let d = &state.words.desk;
    let who = stale.by.clone().unwrap_or_else(|| d.stale_nobody.to_owned());
    fill(d.stale_help, &[("who", &who), ("version", &stale.version.to_string())])
}
