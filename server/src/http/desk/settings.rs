//! Settings, for admins.

use super::{Envelope, actor, bring_back, go, read};
use crate::State;
use axum::{
    body::Bytes,
    extract,
    http::request::Parts,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

const PAGE: &str = "/desk/settings";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Switch {
    fetching: String,
}

/// Switches fetching on or off.
pub(super) async fn switch(extract::State(state): extract::State<State>, parts: Parts, body: Bytes) -> Response {
    let switch: Switch = match read(&body) {
        Ok(switch) => switch,
        Err(refused) => return refused.into_response(),
    };
    let is_on = match switch.fetching.as_str() {
        "on" => true,
        "off" => false,
        _ => return go(PAGE),
    };
    match state.service.switch_fetching(&actor(&parts), is_on).await {
        Ok(()) => go(PAGE),
        Err(error) => bring_back(&state, parts, PAGE, &Envelope::default(), (), error).await,
    }
}
