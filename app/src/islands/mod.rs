//! The only interactive code. Every island improves a form or a text that works without it.

pub mod chain;
pub mod date;
pub mod keys;
pub mod reading;
pub mod selection;
pub mod typeahead;
pub mod unsaved;

/// What stands in a field when its island wakes up: what was typed while the page was still loading, or what the browser
/// brought back, is never put back to what the server had drawn.
fn standing(id: &str, drawn: &str) -> String {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let field = leptos::prelude::document().get_element_by_id(id);
        if let Some(field) = field.and_then(|e| e.dyn_into::<web_sys::HtmlInputElement>().ok()) {
            return field.value();
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = id;
    drawn.to_owned()
}
