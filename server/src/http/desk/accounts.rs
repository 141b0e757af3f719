//! Members, for admins.

use super::{Envelope, actor, bring_back, go, read};
use crate::State;
use app::pages::desk::AccountsNotice;
use axum::{
    body::Bytes,
    extract::{self, Path},
    http::request::Parts,
    response::{IntoResponse, Response},
};
use domain::account::AccountId;
use serde::Deserialize;
use service::NewAccount;

const PAGE: &str = "/desk/accounts";

/// Adds a member.
pub(super) async fn add(extract::State(state): extract::State<State>, parts: Parts, body: Bytes) -> Response {
    let form: AccountsNotice = match read(&body) {
        Ok(form) => form,
        Err(refused) => return refused.into_response(),
    };
    let new = NewAccount {
        login: form.login.clone(),
        name: form.name.clone(),
        password: form.password.clone(),
        role: form.role.clone(),
    };
    match state.service.add_account(&actor(&parts), &new).await {
        Ok(_) => go(&format!("{PAGE}?done=added")),
        Err(error) => {
            let form = AccountsNotice { password: String::new(), ..form };
            bring_back(&state, parts, PAGE, &Envelope::default(), form, error).await
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Change {
    role: String,
    closed: String,
    #[serde(rename = "do")]
    button: String,
}

/// Changes a member's role, or closes or opens the account.
pub(super) async fn change(
    extract::State(state): extract::State<State>,
    Path(id): Path<i64>,
    parts: Parts,
    body: Bytes,
) -> Response {
    let change: Change = match read(&body) {
        Ok(change) => change,
        Err(refused) => return refused.into_response(),
    };
    // Each button does what it says, and nothing that the page says besides: that may be out of date.
    let (role, is_closed) = match change.button.as_str() {
        "turn" => (None, Some(change.closed != "true")),
        _ => (Some(change.role.as_str()), None),
    };
    match state.service.change_account(&actor(&parts), AccountId(id), role, is_closed).await {
        Ok(()) => go(PAGE),
        Err(error) => bring_back(&state, parts, PAGE, &Envelope::default(), AccountsNotice::default(), error).await,
    }
}
