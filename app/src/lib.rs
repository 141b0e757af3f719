//! Sanad's pages. The crate is built twice: natively with `ssr`, where it draws every page whole, and as wasm with
//! `hydrate`, where only the islands live. Nothing outside `islands` and `api` reaches the browser as code.

#![recursion_limit = "512"]
#![expect(missing_docs, reason = "the macros of islands and server functions make items that carry none")]

pub mod api;
#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
pub mod context;
pub mod error;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
pub mod i18n;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod shell;

/// Wakes the islands that the page holds. The page's own script calls it once.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
