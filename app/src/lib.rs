//! Sanad's pages. The crate is built twice: natively with `ssr`, where it draws every page whole, and as wasm with
//! `hydrate`, where only the islands live. Nothing outside `islands` and `api` reaches the browser as code.

#![recursion_limit = "512"]

pub mod islands;

/// Wakes the islands that the page holds. The page's own script calls it once.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
