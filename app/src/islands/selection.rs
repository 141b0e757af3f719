//! Words selected in the article go into the form, with the code point at which they start.

use leptos::prelude::*;

/// Offers to put the words selected in the article into the step that was worked on last.
#[island]
pub fn UseSelection(
    /// Id of the element that holds the article's text.
    article: String,
    /// Sentence with `{n}`: which step gets the words.
    label: String,
    /// What is said while nothing is selected.
    hint: String,
) -> impl IntoView {
    // The words, and the code point at which they start in the article.
    let chosen = RwSignal::new(None::<(String, usize)>);
    let step = RwSignal::new(0_usize);
    #[cfg(feature = "hydrate")]
    {
        let article = article.clone();
        Effect::new(move |_| {
            use leptos::{ev, leptos_dom::helpers::window_event_listener};
            let id = article.clone();
            let note = move || {
                if let Some(found) = in_browser::selected_in(&id) {
                    chosen.set(found);
                }
            };
            let again = note.clone();
            let _ = window_event_listener(ev::mouseup, move |_| note());
            let _ = window_event_listener(ev::keyup, move |_| again());
            let _ = window_event_listener(ev::focusin, move |event| {
                if let Some(n) = in_browser::step_of(&event) {
                    step.set(n);
                }
            });
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = article;
    let text = Memo::new(move |_| label.replace("{n}", &(step.get() + 1).to_string()));
    view! {
        <p class="use-selection">
            <button
                type="button"
                class="button button--quiet"
                hidden=move || chosen.read().is_none()
                on:click=move |_| {
                    #[cfg(feature = "hydrate")]
                    if let Some((words, start)) = chosen.get_untracked() {
                        // A step that is folded opens first; the words stay chosen for the next press.
                        if in_browser::fill(step.get_untracked(), &words, start) {
                            chosen.set(None);
                        }
                    }
                }
            >
                {text}
            </button>
            <span class="hint" hidden=move || chosen.read().is_some()>{hint}</span>
        </p>
    }
}

#[cfg(feature = "hydrate")]
pub(super) mod in_browser {
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;

    /// What is selected in the element: `None` when the selection is elsewhere, `Some(None)` when it is empty.
    #[expect(clippy::option_option, reason = "elsewhere and empty are two different answers")]
    pub(in crate::islands) fn selected_in(id: &str) -> Option<Option<(String, usize)>> {
        let article = document().get_element_by_id(id)?;
        let selection = window().get_selection().ok()??;
        if selection.range_count() == 0 {
            return None;
        }
        let range = selection.get_range_at(0).ok()?;
        if !article.contains(Some(&range.common_ancestor_container().ok()?)) {
            return None;
        }
        let words = String::from(range.to_string());
        if words.trim().is_empty() {
            return Some(None);
        }
        let before = document().create_range().ok()?;
        before.select_node_contents(&article).ok()?;
        before.set_end(&range.start_container().ok()?, range.start_offset().ok()?).ok()?;
        let lead = words.chars().take_while(|c| c.is_whitespace()).count();
        let start = String::from(before.to_string()).chars().count() + lead;
        Some(Some((words.trim().to_owned(), start)))
    }

    /// The step that holds the element of an event.
    pub(super) fn step_of(event: &web_sys::Event) -> Option<usize> {
        let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
        let step = target.closest("[data-step]").ok()??;
        step.get_attribute("data-step")?.parse().ok()
    }

    /// Puts words into a step's fields and tells the page that they were typed. A step that is folded has no fields:
    /// it is opened instead.
    pub(super) fn fill(step: usize, words: &str, start: usize) -> bool {
        let of = |name: &str| document().get_element_by_id(&format!("f-steps-{step}-{name}"));
        if of("wording").is_none() {
            let edit = document().query_selector(&format!(".step-line[data-step=\"{step}\"] button")).ok().flatten();
            if let Some(edit) = edit.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
                edit.click();
            }
            return false;
        }
        if let Some(field) = of("wording").and_then(|e| e.dyn_into::<web_sys::HtmlTextAreaElement>().ok()) {
            field.set_value(words);
            if let Ok(event) = web_sys::Event::new("input") {
                let _ = field.dispatch_event(&event);
            }
            let _ = field.focus();
        }
        if let Some(field) = of("anchor_start").and_then(|e| e.dyn_into::<web_sys::HtmlInputElement>().ok()) {
            field.set_value(&start.to_string());
        }
        true
    }
}
