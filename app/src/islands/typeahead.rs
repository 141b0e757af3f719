//! A name field that offers what the library holds (WAI-ARIA combobox with a list). Without script it is the plain
//! field: the server then finds the record by name, or offers what is like it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the island says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TypeaheadWords {
    /// When nothing is like it.
    pub none: String,
    /// When a record is chosen.
    pub chosen: String,
    /// Sentence with `{n}`.
    pub count: String,
}

/// A field for the name of a record.
#[island]
pub fn Typeahead(
    /// Kind of record: speaker, outlet, document.
    kind: String,
    /// Id of the input.
    id: String,
    /// Name in the form.
    name: String,
    /// What was typed.
    value: String,
    /// Name of the field with the choice; empty when the choice is made elsewhere on the page.
    pick_name: String,
    /// Public id of the record chosen.
    pick: String,
    /// Ids of hint and error; may be empty.
    describedby: String,
    /// Whether the server refused it.
    invalid: bool,
    /// What it says.
    words: TypeaheadWords,
) -> impl IntoView {
    let stands = super::standing(&id, &value);
    let picked = RwSignal::new(pick);
    if stands != value {
        // A choice holds for the name that it was made with. What the server drew wakes up first, then it changes.
        Effect::new(move |_| picked.set(String::new()));
    }
    let typed = RwSignal::new(stands);
    let offers = RwSignal::new(Vec::<crate::api::lookup::Offer>::new());
    let asked = RwSignal::new(String::new());
    let active = RwSignal::new(None::<usize>);
    let is_open = RwSignal::new(false);

    let choose = move |n: usize| {
        if let Some(offer) = offers.read_untracked().get(n).cloned() {
            picked.set(offer.id);
            typed.set(offer.name);
            is_open.set(false);
            active.set(None);
        }
    };
    let ask = move |text: String| {
        picked.set(String::new());
        typed.set(text.clone());
        active.set(None);
        if text.trim().chars().count() < 2 {
            is_open.set(false);
            return;
        }
        #[cfg(feature = "hydrate")]
        {
            let kind = kind.clone();
            // Ask once typing rests; an answer to older letters is dropped.
            set_timeout(
                move || {
                    if typed.get_untracked() != text {
                        return;
                    }
                    leptos::task::spawn_local(async move {
                        if let Ok(found) = crate::api::lookup::lookup(kind, text.clone()).await
                            && typed.get_untracked() == text
                        {
                            offers.set(found);
                            asked.set(text);
                            is_open.set(true);
                        }
                    });
                },
                std::time::Duration::from_millis(120),
            );
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (&kind, asked);
    };
    let on_key = move |ev: leptos::ev::KeyboardEvent| {
        let count = offers.read_untracked().len();
        if !is_open.get_untracked() || count == 0 {
            return;
        }
        match ev.key().as_str() {
            "ArrowDown" => {
                ev.prevent_default();
                active.update(|a| *a = Some(a.map_or(0, |n| (n + 1) % count)));
            }
            "ArrowUp" => {
                ev.prevent_default();
                active.update(|a| *a = Some(a.map_or(count - 1, |n| (n + count - 1) % count)));
            }
            "Enter" => {
                if let Some(n) = active.get_untracked() {
                    ev.prevent_default();
                    choose(n);
                }
            }
            "Escape" => {
                ev.stop_propagation();
                is_open.set(false);
            }
            _ => {}
        }
    };
    let list = format!("{id}-list");
    let (list_id, row_id, option_id) = (list.clone(), id.clone(), id.clone());
    let TypeaheadWords { none, chosen, count } = words;
    let status = Memo::new(move |_| {
        if !picked.read().is_empty() {
            return chosen.clone();
        }
        if !is_open.get() || *asked.read() != *typed.read() {
            return String::new();
        }
        match offers.read().len() {
            0 => none.clone(),
            n => count.replace("{n}", &n.to_string()),
        }
    });
    let has_pick = !pick_name.is_empty();
    view! {
        <div class="typeahead">
            <input
                id=id
                name=name
                type="text"
                role="combobox"
                autocomplete="off"
                dir="auto"
                value=value
                prop:value=typed
                aria-expanded=move || is_open.get().to_string()
                aria-controls=list
                aria-autocomplete="list"
                aria-activedescendant=move || active.get().map(|n| format!("{row_id}-{n}"))
                aria-describedby=(!describedby.is_empty()).then_some(describedby)
                aria-invalid=invalid.then_some("true")
                on:input=move |ev| ask(event_target_value(&ev))
                on:keydown=on_key
                on:blur=move |_| {
                    // Late enough for a press on the list to count.
                    set_timeout(move || is_open.set(false), std::time::Duration::from_millis(200));
                }
            />
            {has_pick
                .then(|| {
                    view! { <input type="hidden" name=pick_name value=move || picked.get() prop:value=picked/> }
                })}
            <ul class="typeahead__list" role="listbox" id=list_id hidden=move || !is_open.get() || offers.read().is_empty()>
                {move || {
                    offers
                        .get()
                        .into_iter()
                        .enumerate()
                        .map(|(n, offer)| {
                            view! {
                                <li
                                    role="option"
                                    id=format!("{option_id}-{n}")
                                    aria-selected=move || (active.get() == Some(n)).to_string()
                                    on:mousedown=move |ev| {
                                        ev.prevent_default();
                                        choose(n);
                                    }
                                >
                                    <bdi>{offer.name}</bdi>
                                    " "
                                    <span class="typeahead__detail">{offer.detail}</span>
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
            <p class="typeahead__status" role="status">{status}</p>
        </div>
    }
}
