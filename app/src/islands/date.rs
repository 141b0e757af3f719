//! A date field that says while you type how it was understood, by the same rules as the server.

use domain::{Reason, date::PartialDate, lang::UiLang};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the island says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DateWords {
    /// Sentence with `{date}`.
    pub read_as: String,
    /// For a date that does not exist.
    pub no_such_date: String,
    /// For a time without its zone.
    pub no_zone: String,
    /// For anything else.
    pub not_a_date: String,
}

/// A field for a partial date.
#[island]
pub fn DateField(
    /// Id of the input.
    id: String,
    /// Name in the form.
    name: String,
    /// What was typed.
    value: String,
    /// Language of the interface.
    ui: UiLang,
    /// What it says.
    words: DateWords,
    /// Ids of hint and error; may be empty.
    describedby: String,
    /// Whether the server refused it.
    invalid: bool,
) -> impl IntoView {
    let typed = RwSignal::new(value.clone());
    let stands = super::standing(&id, &value);
    // What the server drew wakes up first, then it changes.
    Effect::new(move |_| typed.set(stands.clone()));
    let said = Memo::new(move |_| match PartialDate::parse("date", &typed.read()).map_err(|e| e.reason) {
        Ok(date) => words.read_as.replace("{date}", &date.display(ui)),
        Err(Reason::Empty) => String::new(),
        Err(Reason::NoSuchDate) => words.no_such_date.clone(),
        Err(Reason::NoZone) => words.no_zone.clone(),
        Err(_) => words.not_a_date.clone(),
    });
    let live = format!("{id}-read");
    view! {
        <input
            id=id
            name=name
            type="text"
            autocomplete="off"
            value=value
            aria-describedby=(!describedby.is_empty()).then_some(describedby)
            aria-invalid=invalid.then_some("true")
            on:input=move |ev| typed.set(event_target_value(&ev))
        />
        <p class="read-as" id=live aria-live="polite">{said}</p>
    }
}
