//! The chain editor. The form in the page stays the one truth: every change is the same post that works without script,
//! of which only the chain's part is put in place. So undo is nothing but the form as it was, sent once more.

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "hydrate")]
mod page;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the island says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EditorWords {
    /// On a button.
    pub undo: String,
    /// On a button.
    pub redo: String,
    /// After undoing.
    pub undone: String,
    /// After doing again.
    pub redone: String,
    /// When nothing was changed yet.
    pub nothing_to_undo: String,
    /// When nothing was undone.
    pub nothing_to_redo: String,
    /// When no answer came.
    pub unreachable: String,
    /// Nobody is signed in any more.
    pub signed_out: String,
    /// Sentence with `{step}` for the step that was chosen.
    pub first: String,
    /// The same for the second.
    pub second: String,
    /// When the choice was taken back.
    pub none: String,
    /// How to begin.
    pub hint: String,
}

/// Changes the chain in place, with undo, by pointer and by key.
#[island]
pub fn ChainEditor(
    /// Id of the form.
    form: String,
    /// Id of the part of it that every change draws anew.
    live: String,
    /// What it says.
    words: EditorWords,
) -> impl IntoView {
    let said = RwSignal::new(String::new());
    // How many changes can be undone, and done again.
    let depth = RwSignal::new((0_usize, 0_usize));
    let awake = RwSignal::new(false);
    let (undo, redo, hint) = (words.undo.clone(), words.redo.clone(), words.hint.clone());
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        browser::wake(form.clone(), live.clone(), words.clone(), said, depth);
        awake.set(true);
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (form, live);
    view! {
        <div class="chain-tools" hidden=move || !awake.get()>
            <p class="hint">{hint}</p>
            <p class="actions">
                // Not `disabled`: a button that has the focus must not lose it. It says why it does nothing.
                <button type="button" class="button" data-chain-history="undo" aria-disabled=move || (depth.get().0 == 0).to_string()>
                    {undo}
                </button>
                <button type="button" class="button" data-chain-history="redo" aria-disabled=move || (depth.get().1 == 0).to_string()>
                    {redo}
                </button>
            </p>
            <p class="chain-tools__said" role="status">{said}</p>
        </div>
    }
}
