//! Asks before a page with unsaved typing is left. Browsers show their own words for it.

use leptos::prelude::*;

/// Watches the form with this id from the first keystroke until it is sent.
#[island]
pub fn UnsavedGuard(
    /// Id of the form.
    form: String,
    /// What is said while something is unsaved.
    label: String,
) -> impl IntoView {
    let dirty = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        use leptos::{ev, leptos_dom::helpers::window_event_listener};
        let id = form.clone();
        let inside = move |event: &web_sys::Event| {
            let target = event.target().map(wasm_bindgen::JsCast::unchecked_into::<web_sys::Element>);
            target.and_then(|e| e.closest("form").ok().flatten()).is_some_and(|f| f.id() == id)
        };
        let (typed, sent) = (inside.clone(), inside);
        if is_changed(&form) {
            dirty.set(true);
        }
        let _ = window_event_listener(ev::input, move |event| {
            if typed(&event) {
                dirty.set(true);
            }
        });
        let _ = window_event_listener(ev::submit, move |event| {
            if sent(&event) {
                dirty.set(false);
            }
        });
        let _ = window_event_listener(ev::beforeunload, move |event| {
            if dirty.get_untracked() {
                event.prevent_default();
            }
        });
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = form;
    view! { <span class="unsaved" role="status" hidden=move || !dirty.get()>{label}</span> }
}

/// Whether a field of the form says something else than the page came with: typed before this woke up.
#[cfg(feature = "hydrate")]
fn is_changed(form: &str) -> bool {
    use wasm_bindgen::JsCast;
    let fields = document().query_selector_all(&format!("#{form} input:not([type=hidden]), #{form} textarea"));
    let Ok(fields) = fields else { return false };
    (0..fields.length()).filter_map(|n| fields.get(n)).any(|field| {
        if let Some(input) = field.dyn_ref::<web_sys::HtmlInputElement>() {
            return input.value() != input.default_value();
        }
        field
            .dyn_ref::<web_sys::HtmlTextAreaElement>()
            .is_some_and(|t| t.default_value().is_ok_and(|drawn| t.value() != drawn))
    })
}
