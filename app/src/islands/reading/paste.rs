//! An article that is pasted or dropped is read at once.

use leptos::prelude::*;

/// Sends the form when a whole article arrives in its text field.
#[island]
pub fn PasteReader(
    /// Id of the form.
    form: String,
    /// Id of its text field.
    field: String,
    /// What is said while nothing happens.
    hint: String,
    /// What is said while the article is read.
    busy: String,
) -> impl IntoView {
    let is_busy = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| in_browser::listen(&form, &field, is_busy));
    #[cfg(not(feature = "hydrate"))]
    let _ = (form, field);
    view! {
        <p class="hint" role="status" class:busy=is_busy>
            {move || if is_busy.get() { busy.clone() } else { hint.clone() }}
            <progress hidden=move || !is_busy.get()></progress>
        </p>
    }
}

#[cfg(feature = "hydrate")]
mod in_browser {
    use leptos::{ev, prelude::*};
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{File, HtmlElement, HtmlFormElement, HtmlTextAreaElement};

    /// The shortest text that is taken for a whole article, in UTF-16 units.
    const WHOLE: u32 = 200;

    pub(super) fn listen(form: &str, field: &str, is_busy: RwSignal<bool>) {
        let find = |id: &str| document().get_element_by_id(id);
        let Some(form) = find(form).and_then(|e| e.dyn_into::<HtmlFormElement>().ok()) else { return };
        let Some(field) = find(field).and_then(|e| e.dyn_into::<HtmlTextAreaElement>().ok()) else { return };
        let busy = move |_: web_sys::Event| is_busy.set(true);
        let on = |target: &web_sys::EventTarget, name: &str, run: Box<dyn FnMut(web_sys::Event)>| {
            let listener = Closure::wrap(run);
            let _ = target.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
            // It listens as long as the page is open.
            listener.forget();
        };
        on(&form, "submit", Box::new(busy));
        // The text stands in the field only after the event.
        let pasted = (form.clone(), field.clone());
        on(
            &field,
            "paste",
            Box::new(move |_| {
                let (form, field) = pasted.clone();
                set_timeout(move || read(&form, &field), std::time::Duration::ZERO);
            }),
        );
        on(&form, "dragover", Box::new(|event: web_sys::Event| event.prevent_default()));
        let dropped = (form.clone(), field.clone());
        on(
            &form,
            "drop",
            Box::new(move |event: web_sys::Event| {
                let Ok(event) = event.dyn_into::<ev::DragEvent>() else { return };
                let Some(data) = event.data_transfer() else { return };
                event.prevent_default();
                let (form, field) = dropped.clone();
                if let Some(file) = data.files().and_then(|f| f.get(0)) {
                    take_file(file, form, field);
                } else if let Ok(text) = data.get_data("text/plain") {
                    field.set_value(&text);
                    read(&form, &field);
                }
            }),
        );
        let chosen = (form.clone(), field.clone());
        if let Some(input) = form.query_selector("input[type=file]").ok().flatten() {
            on(
                &input,
                "change",
                Box::new(move |_| {
                    if let Some(button) = press_of(&chosen.0) {
                        button.click();
                    }
                }),
            );
        }
    }

    fn take_file(file: File, form: HtmlFormElement, field: HtmlTextAreaElement) {
        leptos::task::spawn_local(async move {
            if let Ok(text) = wasm_bindgen_futures::JsFuture::from(file.text()).await {
                field.set_value(&text.as_string().unwrap_or_default());
                read(&form, &field);
            }
        });
    }

    fn press_of(form: &HtmlFormElement) -> Option<HtmlElement> {
        form.query_selector("button[name=do]").ok().flatten()?.dyn_into().ok()
    }

    fn read(form: &HtmlFormElement, field: &HtmlTextAreaElement) {
        if field.value().encode_utf16().count() >= WHOLE as usize
            && let Some(button) = press_of(form)
        {
            button.click();
        }
    }
}
