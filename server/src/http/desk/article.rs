//! Reading an article: the text comes in, the cards come back, and what is kept is saved.

use super::{Envelope, Unreadable, actor, bring_back, broken, go, read};
use crate::{State, http::trouble::Troubled};
use app::{
    forms::{Notice, Posted},
    pages::trouble::Trouble,
};
use axum::{
    body::{Body, Bytes},
    extract::{self, FromRequest, Multipart, Path, Request},
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use domain::{Invalid, Reason, form::ArticleForm, permission::Action};
use service::{ArticleInput, Edit, Error, text_of_bytes};

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
    if form.is_too_large().is_some() {
        return Troubled::new(Trouble::TooLarge).into_response();
    }
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

/// How many changes of the cards can be undone.
const UNDO_STEPS: usize = 30;
/// How much of the form may go into undoing, in bytes; the oldest changes give way.
const UNDO_BYTES: usize = 400_000;

/// A button of the cards: nothing is saved; the cards as they were before each of the last changes stay with the form,
/// so that they can be undone one by one.
fn change(form: &mut ArticleForm, button: &str) -> Result<(), Invalid> {
    // A list of texts, each the cards as they were: a text is neither read nor written anew with every change.
    let mut undo: Vec<String> = serde_json::from_str(&form.undo).unwrap_or_default();
    if button == "undo" {
        let cards = undo.pop().and_then(|before| serde_json::from_str(&before).ok());
        form.quotes = cards.ok_or_else(|| Invalid::new("quotes", Reason::UnknownChoice("undo".to_owned())))?;
    } else {
        let before = written(&form.quotes)?;
        form.apply(button)?;
        undo.push(before);
        let mut room = UNDO_BYTES;
        let kept = undo.iter().rev().take(UNDO_STEPS).take_while(|b| {
            room = room.saturating_sub(b.len());
            room > 0
        });
        let dropped = undo.len() - kept.count();
        undo.drain(..dropped);
    }
    form.undo = if undo.is_empty() { String::new() } else { written(&undo)? };
    Ok(())
}

fn written(value: &impl serde::Serialize) -> Result<String, Invalid> {
    serde_json::to_string(value).map_err(|_| Invalid::new("quotes", Reason::UnknownChoice("undo".to_owned())))
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
        Ok(saved) => {
            let kept = if saved.kept_document { "&kept=document" } else { "" };
            go(&format!("/desk/articles/{}?logged={}{kept}", saved.document.public_id, saved.quotes))
        }
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
        let text = || String::from_utf8(bytes.to_vec()).map_err(|e| Unreadable(e.to_string()));
        match name.as_str() {
            "receipt" => sent.receipt = text().map_err(IntoResponse::into_response)?,
            "do" => sent.button = text().map_err(IntoResponse::into_response)?,
            "text" => form.text = text().map_err(IntoResponse::into_response)?,
            "url" => form.url = text().map_err(IntoResponse::into_response)?,
            "published" => form.published = text().map_err(IntoResponse::into_response)?,
            "file" => file = bytes,
            _ => {}
        }
    }
    if !file.is_empty() {
        form.text = text_of_bytes(&file, None);
    }
    if sent.button.is_empty() {
        "read".clone_into(&mut sent.button);
    }
    Ok((sent, form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undoing_brings_the_cards_back() {
        let mut form =
            ArticleForm { text: "Ia siap. Ia pergi.".into(), missed: "Ia pergi.".into(), ..ArticleForm::default() };
        change(&mut form, "add").unwrap();
        form.missed = "Ia siap.".into();
        change(&mut form, "add").unwrap();
        change(&mut form, "join:0").unwrap();
        assert!(change(&mut form, "join:7").is_err(), "what was refused is nothing to undo");
        let mut counts = Vec::new();
        while !form.undo.is_empty() {
            counts.push(form.quotes.len());
            change(&mut form, "undo").unwrap();
        }
        assert_eq!((counts, form.quotes.len()), (vec![1, 2, 1], 0));
        assert!(change(&mut form, "undo").is_err());
    }

    #[test]
    fn what_can_be_undone_is_bounded() {
        let mut form = ArticleForm { text: "Ia siap. Ia pergi.".into(), ..ArticleForm::default() };
        for _ in 0..UNDO_STEPS + 5 {
            form.missed = "Ia pergi.".into();
            change(&mut form, "add").unwrap();
        }
        let steps = |form: &ArticleForm| serde_json::from_str::<Vec<String>>(&form.undo).unwrap().len();
        assert_eq!(steps(&form), UNDO_STEPS);
        form.quotes[0].role_then = "x".repeat(UNDO_BYTES / 3);
        for n in 1..4 {
            form.missed = "Ia siap.".into();
            change(&mut form, "add").unwrap();
            assert!(form.undo.len() < UNDO_BYTES * 2 && steps(&form) >= 1, "{n}");
        }
        assert_eq!(steps(&form), 2, "the oldest give way");
    }
}
