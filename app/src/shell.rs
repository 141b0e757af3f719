//! The frame around every page. Readers get one without any script; the desk's wakes its islands.

use crate::{
    context::{Assets, assets, visit},
    routes::{DeskApp, ReaderApp},
};
use axum::http::{HeaderValue, header};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_axum::ResponseOptions;
use leptos_meta::MetaTags;

/// The document around the public pages: no script at all.
pub fn reader_shell() -> impl IntoView {
    let (visit, assets) = (visit(), assets());
    view! {
        <!DOCTYPE html>
        <html lang=visit.lang.tag()>
            <head>
                <Head assets=assets.clone()/>
                <MetaTags/>
            </head>
            <body class="reader">
                <ReaderApp/>
            </body>
        </html>
    }
}

/// The document around the newsroom's pages.
pub fn desk_shell() -> impl IntoView {
    let (visit, assets) = (visit(), assets());
    let options = expect_context::<LeptosOptions>();
    allow_own_scripts();
    view! {
        <!DOCTYPE html>
        <html lang=visit.lang.tag()>
            <head>
                <Head assets=assets.clone()/>
                <link rel="stylesheet" href=assets.file("desk.css")/>
                <meta name="robots" content="noindex"/>
                <MetaTags/>
                // The islands wake when the browser is idle; without script the page is the same page.
                <HydrationScripts options islands=true/>
            </head>
            <body class="desk">
                <DeskApp/>
            </body>
        </html>
    }
}

/// The policy of pages with islands: scripts of ours alone, and WebAssembly.
fn allow_own_scripts() {
    let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) else { return };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; \
         img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// What both heads hold.
#[component]
fn Head(assets: Assets) -> impl IntoView {
    view! {
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <link rel="stylesheet" href=assets.file("reader.css")/>
        <link rel="icon" href=assets.file("icon.svg") type="image/svg+xml"/>
    }
}
