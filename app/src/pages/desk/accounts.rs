//! Members of the newsroom, for admins.

use super::posted;
use crate::{
    context::{query, services, visit, words},
    forms::{FormState, Kind, Notice, Text, error_summary, select},
    i18n::labels,
    pages::load,
};
use domain::account::Role;
use leptos::prelude::*;
use leptos_meta::Title;
use serde::Deserialize;
use service::Error;

/// The form that adds a member, as sent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AccountsNotice {
    /// Sign-in name.
    pub login: String,
    /// Name as colleagues see it.
    pub name: String,
    /// Password.
    pub password: String,
    /// Role.
    pub role: String,
}

/// All members, and a form for one more.
#[component]
pub fn Accounts() -> impl IntoView {
    let (w, service, visit) = (words(), services(), visit());
    let d = &w.desk;
    let sent = posted::<AccountsNotice>();
    let is_back = sent.is_some();
    let (form, notice) = sent.map_or((AccountsNotice::default(), Notice::None), |p| (p.form, p.notice));
    let added = query("done") == "added";
    let members = async move {
        match service.accounts(&visit.actor).await {
            // A form comes back with what was typed, though the list beside it is for admins alone.
            Err(Error::SignInFirst | Error::NotAllowed(_)) if is_back => Ok(Vec::new()),
            other => other,
        }
    };
    load(members, move |accounts| {
        let state = FormState::new(w, &notice);
        let label = move |field: &str| {
            match field {
                "login" => d.login,
                "name" => d.full_name,
                "role" => d.role,
                _ => d.password,
            }
            .to_owned()
        };
        let roles = || -> Vec<(String, String)> {
            Role::ALL.iter().map(|r| (r.as_str().to_owned(), labels::role(w.lang, *r).to_owned())).collect()
        };
        let rows = accounts
            .into_iter()
            .map(|a| {
                let options = Role::ALL
                    .iter()
                    .map(|r| {
                        view! {
                            <option value=r.as_str() selected=*r == a.role>{labels::role(w.lang, *r)}</option>
                        }
                    })
                    .collect_view();
                let turn = if a.is_closed { d.reopen_account } else { d.close_account };
                view! {
                    <tr>
                        <th scope="row">{a.login.clone()}</th>
                        <td><bdi>{a.name}</bdi></td>
                        <td>
                            <form method="post" action=format!("/desk/accounts/{}", a.id.0) class="inline-form">
                                <input type="hidden" name="closed" value=a.is_closed.to_string()/>
                                <select name="role" aria-label=format!("{}: {}", d.role, a.login)>{options}</select>
                                <button class="button button--quiet" name="do" value="role">{d.change}</button>
                                <button class="button button--quiet" name="do" value="turn">{turn}</button>
                            </form>
                        </td>
                        <td>{if a.is_closed { d.closed } else { d.open }}</td>
                    </tr>
                }
            })
            .collect_view();
        view! {
            <Title text=format!("{} · Sanad", d.accounts)/>
            <h1>{d.accounts}</h1>
            {added.then(|| view! { <p class="done" role="status">{d.member_added}</p> })}
            {error_summary(&state, &notice, label)}
            <div class="scroll" tabindex="0" role="region" aria-label=d.accounts>
                <table class="table table--stacks">
                    <thead>
                        <tr>
                            <th scope="col">{d.login}</th>
                            <th scope="col">{d.full_name}</th>
                            <th scope="col">{d.role}</th>
                            <th scope="col">{d.open}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <form method="post" action="/desk/accounts" class="form narrow">
                <h2>{d.add_member}</h2>
                {state.text(&Text::line("login", d.login, "", &form.login).kind(Kind::Login))}
                {state.text(&Text::line("name", d.full_name, "", &form.name))}
                {state.text(&Text::line("password", d.password, d.new_password_hint, "").kind(Kind::NewPassword))}
                {select(&state, "role", d.role, "", &form.role, roles(), Some(d.choose))}
                <button class="button button--main">{d.add_member}</button>
            </form>
        }
    })
}
