//! Reading an article: the text comes in, the cards come back, and what is kept is saved.

use super::{Envelope, Unreadable, actor, bring_back, broken, go, read};
use crate::State;
use app::forms::{Notice, Posted};
use axum::{
    body::{Body, Bytes},
    extract::{self, FromRequest, Multipart, Path, Request},
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use domain::{Reason, form::ArticleForm, permission::Action};
use service::{ArticleInput, Edit, Error};

const PATH: &str = "/desk/articles/new";

/// Reads the article, changes the cards, or saves the lot: what the button says.
pub(super) async fn read_or_save(
    extract::State(state): extract::State<State>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    if id != "new" {
        return broken(&Error::NotFound);
    }
    let (parts, sent, mut form) = match take(request).await {
        Ok(taken) => taken,
        Err(refused) => return refused.into_response(),
    };
    match sent.button.as_str() {
        "read" => read_text(&state, parts, &sent, form).await,
        "" | "save" => save(&state, parts, &sent, form).await,
        button => {
            if let Err(error) = actor(&parts).require(Action::CreateQuote) {
                return bring_back(&state, parts, PATH, &sent, form, error).await;
            }
            match change(&mut form, button) {
                Ok(()) => draw(&state, parts, &sent, form, sent.version()).await,
                Err(invalid) => bring_back(&state, parts, PATH, &sent, form, invalid.into()).await,
            }
        }
    }
}

/// A button of the cards: nothing is saved; the cards as they were stay with the form, so that it can be undone.
fn change(form: &mut ArticleForm, button: &str) -> Result<(), domain::Invalid> {
    if button == "undo" {
        let before = std::mem::take(&mut form.undo);
        form.quotes = serde_json::from_str(&before)
            .map_err(|_| domain::Invalid::new("quotes", Reason::UnknownChoice("undo".to_owned())))?;
        return Ok(());
    }
    let before = serde_json::to_string(&form.quotes).unwrap_or_default();
    form.apply(button)?;
    form.undo = before;
    Ok(())
}

async fn read_text(state: &State, parts: Parts, sent: &Envelope, form: ArticleForm) -> Response {
    let input = ArticleInput {
        text: form.text.clone(),
        url: form.url.clone(),
        published: form.published.clone(),
        lang: if form.lang == form.read_lang { form.read_lang.clone() } else { form.lang.clone() },
    };
    match state.service.read_article(&actor(&parts), &input).await {
        Ok(mut reading) => {
            reading.form.keep_typed(&form);
            let version = reading.review.document.as_ref().map_or(0, |(head, _)| head.version);
            draw(state, parts, sent, reading.form, version).await
        }
        Err(error) => bring_back(state, parts, PATH, sent, form, error).await,
    }
}

async fn save(state: &State, parts: Parts, sent: &Envelope, mut form: ArticleForm) -> Response {
    let receipt = domain::text::clip(&sent.receipt, 64);
    let edit = Edit { target: form.known().map(|id| (id, sent.version())), receipt };
    match state.service.save_article(&actor(&parts), &edit, &form).await {
        Ok(saved) => go(&format!("/desk/articles/{}?logged={}", saved.document.public_id, saved.quotes)),
        Err(error) => {
            if let Error::Stale(stale) = &error
                && let Some((_, id)) = stale.saved.iter().find(|(field, _)| field == "document")
            {
                form.document.clone_from(id);
            }
            bring_back(state, parts, PATH, sent, form, error).await
        }
    }
}

async fn draw(state: &State, parts: Parts, sent: &Envelope, form: ArticleForm, version: i64) -> Response {
    let posted = Posted { form, notice: Notice::None, version, receipt: sent.receipt.clone() };
    super::super::redraw(state, parts, PATH, StatusCode::OK, posted).await
}

/// The form, however the browser has packed it.
async fn take(request: Request) -> Result<(Parts, Envelope, ArticleForm), Response> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let is_multipart = kind.starts_with("multipart/form-data");
    let (parts, body) = request.into_parts();
    let request = Request::from_parts(parts.clone(), body);
    if is_multipart {
        let (sent, form) = take_parts(request).await?;
        return Ok((parts, sent, form));
    }
    let body = Bytes::from_request(request, &()).await.map_err(IntoResponse::into_response)?;
    let sent = read::<Envelope>(&body).map_err(IntoResponse::into_response)?;
    let form = read::<ArticleForm>(&body).map_err(IntoResponse::into_response)?;
    Ok((parts, sent, form))
}

async fn take_parts(request: Request<Body>) -> Result<(Envelope, ArticleForm), Response> {
    let broken = |e: axum::extract::multipart::MultipartError| Unreadable(e.body_text()).into_response();
    let mut multipart = Multipart::from_request(request, &()).await.map_err(IntoResponse::into_response)?;
    let (mut sent, mut form) = (Envelope::default(), ArticleForm::default());
    let mut file = Bytes::new();
    while let Some(field) = multipart.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|e| (e.status(), e.body_text()).into_response())?;
        let text = || text_of(&bytes);
        match name.as_str() {
            "receipt" => sent.receipt = text(),
            "do" => sent.button = text(),
            "text" => form.text = text(),
            "url" => form.url = text(),
            "published" => form.published = text(),
            "file" => file = bytes,
            _ => {}
        }
    }
    if !file.is_empty() {
        form.text = text_of(&file);
    }
    if sent.button.is_empty() {
        "read".clone_into(&mut sent.button);
    }
    Ok((sent, form))
}

/// Bytes as text: UTF-8, or UTF-16 where a mark at the beginning says so. What cannot be read shows as `�`.
fn text_of(bytes: &[u8]) -> String {
    let wide = |pair: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|c| pair([c[0], c[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFF, 0xFE, ..] => wide(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => wide(u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_as_they_say_they_are_written() {
        assert_eq!(text_of("\u{feff}Kami siap 😀".as_bytes()), "Kami siap 😀");
        let wide: Vec<u8> =
            [0xFEFF_u16].into_iter().chain("قال 😀".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(text_of(&wide), "قال 😀");
        assert_eq!(text_of(&[b'a', 0xC3]), "a�");
        assert_eq!(text_of(&[0xFF, 0xFE, b'a']), "");
    }

    #[test]
    fn undoing_brings_the_cards_back() {
        let mut form =
            ArticleForm { text: "Ia siap. Ia pergi.".into(), missed: "Ia pergi.".into(), ..ArticleForm::default() };
        change(&mut form, "add").unwrap();
        assert_eq!(form.quotes.len(), 1);
        change(&mut form, "undo").unwrap();
        assert!(form.quotes.is_empty() && form.undo.is_empty());
        assert!(change(&mut form, "undo").is_err());
    }
}
