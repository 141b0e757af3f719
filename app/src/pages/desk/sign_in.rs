//! Signing in, and making the first admin.

use super::posted;
use crate::{
    components::Problem,
    context::{param, query, services, set_status, words},
    forms::{FormState, Kind, Notice, Posted, Text, error_summary, hidden},
    pages::load,
};
use axum::http::StatusCode;
use leptos::prelude::*;
use leptos_meta::Title;
use serde::Deserialize;

/// The sign-in form as sent. The password is never sent back.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    /// Sign-in name.
    pub login: String,
    /// Password.
    pub password: String,
    /// Where to go on to.
    pub next: String,
}

/// The set-up form as sent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SetUpForm {
    /// Sign-in name.
    pub login: String,
    /// Name as colleagues see it.
    pub name: String,
    /// Password.
    pub password: String,
}

/// The door of the newsroom.
#[component]
pub fn SignIn() -> impl IntoView {
    let w = words();
    let d = &w.desk;
    let sent = posted::<SignInForm>();
    let next = sent.as_ref().map_or_else(|| query("next"), |p| p.form.next.clone());
    let login = sent.as_ref().map(|p| p.form.login.clone()).unwrap_or_default();
    let notice = sent.map_or(Notice::None, |p| p.notice);
    let state = FormState::new(w, &notice);
    view! {
        <Title text=format!("{} · Sanad", w.common.sign_in)/>
        <div class="narrow">
            <h1>{w.common.sign_in}</h1>
            {error_summary(&state, &notice, |_| String::new())}
            <form method="post" action="/sign-in" class="form">
                {hidden("next", &next)}
                {state.text(&Text::line("login", d.login, "", &login).kind(Kind::Login))}
                {state.text(&Text::line("password", d.password, "", "").kind(Kind::Password))}
                <button class="button button--main">{w.common.sign_in}</button>
            </form>
        </div>
    }
}

/// Makes the first admin.
#[component]
pub fn SetUp() -> impl IntoView {
    let w = words();
    let (service, token) = (services(), param("token"));
    let sent = posted::<SetUpForm>();
    load(
        async move {
            let stands = service.setup_stands(&token).await?;
            Ok((stands, token))
        },
        move |(stands, token)| {
            let d = &w.desk;
            if !stands {
                set_status(StatusCode::NOT_FOUND);
                return view! { <Problem title=d.set_up_title help=d.set_up_gone search=false/> }.into_any();
            }
            let Posted { form, notice, .. } = sent.unwrap_or(Posted {
                form: SetUpForm::default(),
                notice: Notice::None,
                version: 0,
                receipt: String::new(),
            });
            let state = FormState::new(w, &notice);
            let label = move |field: &str| {
                match field {
                    "login" => d.login,
                    "name" => d.full_name,
                    _ => d.password,
                }
                .to_owned()
            };
            view! {
                <Title text=format!("{} · Sanad", d.set_up_title)/>
                <div class="narrow">
                    <h1>{d.set_up_title}</h1>
                    <p>{d.set_up_help}</p>
                    {error_summary(&state, &notice, label)}
                    <form method="post" action=format!("/setup/{token}") class="form">
                        {state.text(&Text::line("login", d.login, "", &form.login).kind(Kind::Login))}
                        {state.text(&Text::line("name", d.full_name, "", &form.name))}
                        {state.text(
                            &Text::line("password", d.password, d.new_password_hint, "").kind(Kind::NewPassword),
                        )}
                        <button class="button button--main">{d.create_account}</button>
                    </form>
                </div>
            }
            .into_any()
        },
    )
}
