//! Head and foot of the newsroom's pages.

use crate::{
    components::Problem,
    context::{set_status, visit, words},
    i18n::{fill, labels},
};
use axum::http::StatusCode;
use domain::{lang::UiLang, permission::Action};
use leptos::prelude::*;
use service::Actor;

/// Head, main part and foot.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let (w, visit) = (words(), visit());
    let d = &w.desk;
    let may_manage = visit.actor.may(Action::ManageAccounts);
    let may_set = visit.actor.may(Action::ManageSettings);
    let member = match &visit.actor {
        Actor::Member { name, role, .. } => {
            Some(fill(d.signed_in_as, &[("name", name), ("role", labels::role(w.lang, *role))]))
        }
        _ => None,
    };
    let is_member = member.is_some();
    view! {
        <a class="skip" href="#main">{w.common.skip}</a>
        <header class="site-head">
            <a class="wordmark" href="/desk">"Sanad"</a>
            <nav aria-label=w.common.main_navigation>
                {is_member
                    .then(|| {
                        view! {
                            <a href="/desk">{d.overview}</a>
                            <a href="/desk/library">{d.library}</a>
                            {may_manage.then(|| view! { <a href="/desk/accounts">{d.accounts}</a> })}
                            {may_set.then(|| view! { <a href="/desk/settings">{w.settings.title}</a> })}
                        }
                    })}
                <a href="/">{d.public_site}</a>
            </nav>
            {member
                .map(|m| {
                    view! {
                        <form method="post" action="/sign-out" class="sign-out">
                            <span>{m}</span>
                            <button class="button button--quiet">{w.common.sign_out}</button>
                        </form>
                    }
                })}
        </header>
        <main id="main">{children()}</main>
        <footer class="site-foot">
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
