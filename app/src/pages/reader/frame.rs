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
    let path = visit.path.split('?').next().unwrap_or_default().to_owned();
    let link = move |to: &'static str, name: &'static str| {
        let current = if path == to { Some("page") } else { path.starts_with(&format!("{to}/")).then_some("true") };
        view! { <li><a href=to aria-current=current>{name}</a></li> }
    };
    view! {
        <a class="skip" href="#main">{w.common.skip}</a>
        <header class="site-head">
            <div class="site-head__in">
                <a class="wordmark" href="/">"Sanad"</a>
                <nav aria-label=w.common.main_navigation>
                    <ul>
                        {link("/quotes", w.common.browse)} {link("/search", w.common.search)}
                        {link("/leaning", w.leaning.nav)} {link("/about", w.common.about)}
                    </ul>
                </nav>
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
            </div>
        </header>
        <main id="main" tabindex="-1">{children()}</main>
        <footer class="site-foot">
            <div class="site-foot__in">
                <p>{w.common.tagline}"."</p>
                <ul>
                    <li><a href="/about">{w.common.about}</a></li>
                    <li><a href="/leaning">{w.leaning.title}</a></li>
                    <li><a href="/desk">{w.common.newsroom}</a></li>
                </ul>
            </div>
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
