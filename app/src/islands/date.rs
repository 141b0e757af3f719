//! A date field that says while you type how it was understood, by the same rules as the server.

use domain::{date::PartialDate, lang::UiLang};
use leptos::prelude::*;

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
    /// Sentence with `{date}`.
    read_as: String,
    /// Ids of hint and error; may be empty.
    describedby: String,
    /// Whether the server refused it.
    invalid: bool,
) -> impl IntoView {
    let typed = RwSignal::new(value.clone());
    let said = move || {
        let date = PartialDate::parse("date", &typed.read()).ok()?;
        Some(read_as.replace("{date}", &date.display(ui)))
    };
    let said = Memo::new(move |_| said().unwrap_or_default());
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
