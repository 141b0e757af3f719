//! Keys of the working pages: Ctrl+S saves, `?` shows what there is.

use leptos::prelude::*;

/// Listens for the keys of a form and shows them on `?`.
#[island]
pub fn Keys(
    /// Id of the button that saves.
    save: String,
    /// Heading.
    title: String,
    /// What the keys do.
    help: String,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        use leptos::{ev, leptos_dom::helpers::window_event_listener};
        use wasm_bindgen::JsCast;
        let save = save.clone();
        let _ = window_event_listener(ev::keydown, move |event| {
            let key = event.key();
            if (event.ctrl_key() || event.meta_key()) && key == "s" {
                event.prevent_default();
                let button = document().get_element_by_id(&save);
                if let Some(button) = button.and_then(|b| b.dyn_into::<web_sys::HtmlElement>().ok()) {
                    button.click();
                }
            } else if key == "Escape" {
                shown.set(false);
            } else if key == "?" {
                let typing = event
                    .target()
                    .and_then(|t| t.dyn_into::<web_sys::Element>().ok())
                    .is_some_and(|e| matches!(e.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"));
                if !typing {
                    event.prevent_default();
                    shown.update(|s| *s = !*s);
                }
            }
        });
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = save;
    view! {
        <div class="keys" role="status" hidden=move || !shown.get()>
            <strong>{title}</strong>
            " "
            {help}
        </div>
    }
}
