//! Choosing the language of the interface.

use crate::{State, middleware::visit::LANGUAGE_COOKIE};
use axum::{
    Form, extract,
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use domain::lang::UiLang;
use serde::Deserialize;

/// The form in the foot of every page.
#[derive(Debug, Deserialize)]
pub struct Choice {
    lang: String,
    #[serde(default)]
    back: String,
}

/// Keeps the language for a year and goes back to the page.
pub async fn choose(extract::State(state): extract::State<State>, Form(choice): Form<Choice>) -> Response {
    let lang = UiLang::from_tag(&choice.lang).unwrap_or_default();
    let secure = if state.site.is_https() { "; Secure" } else { "" };
    let cookie = format!("{LANGUAGE_COOKIE}={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly{secure}", lang.tag());
    ([(header::SET_COOKIE, cookie)], Redirect::to(local(&choice.back))).into_response()
}

/// A path of this site; the front page for anything that leads elsewhere.
pub(crate) fn local(path: &str) -> &str {
    let leads_away = path.starts_with("//") || path.contains('\\') || path.contains(|c: char| c.is_control());
    if path.starts_with('/') && !leads_away { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn only_our_own_paths_are_gone_back_to() {
        assert_eq!(local("/quotes?lang=id"), "/quotes?lang=id");
        for elsewhere in ["//evil.example", "https://evil.example", "/\\evil.example", "", "/a\r\nb"] {
            assert_eq!(local(elsewhere), "/", "{elsewhere:?}");
        }
    }
}
