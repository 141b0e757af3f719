//! Head and foot of public pages.

use crate::{
    components::Problem,
    context::{set_status, visit, words},
};
use axum::http::StatusCode;
use domain::lang::UiLang;
use leptos::prelude::*;

/// Head, main part and foot.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let (w, visit) = (words(), visit());
    view! {
        <a class="skip" href="#main">{w.common.skip}</a>
        <header class="site-head">
            <a class="wordmark" href="/">"Sanad"</a>
            <nav aria-label=w.common.main_navigation>
                <a href="/quotes">{w.common.browse}</a>
                <a href="/search">{w.common.search}</a>
                <a href="/about">{w.common.about}</a>
            </nav>
        </header>
        <main id="main">{children()}</main>
        <footer class="site-foot">
            <p>{w.common.tagline}</p>
            <form method="post" action="/language" class="languages" aria-label=w.common.language>
                <input type="hidden" name="back" value=visit.path.clone()/>
                {UiLang::ALL
                    .map(|l| {
                        view! {
                            <button name="lang" value=l.tag() lang=l.tag() aria-pressed=(l == visit.lang).to_string()>
                                {l.own_name()}
                            </button>
                        }
                    })
                    .collect_view()}
            </form>
            <p><a href="/desk">{w.common.newsroom}</a></p>
        </footer>
    }
}

/// The page that does not exist.
#[component]
pub fn NotFound() -> impl IntoView {
    set_status(StatusCode::NOT_FOUND);
    let w = &words().common;
    view! { <Problem title=w.not_found help=w.not_found_help search=true/> }
}
