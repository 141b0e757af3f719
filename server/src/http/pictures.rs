//! The chain of a public quote as a picture to take away. It is drawn once and kept with the drawn pages, until
//! something in the library changes.

use crate::State;
use app::{context::Visit, pages::reader::poster};
use axum::{
    Extension,
    extract::{self, Request},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{id::PublicId, lang::UiLang};
use export::picture::{NoPng, png};
use service::Error;

/// A picture with its style inside: nothing else may be loaded, and nothing in it runs.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Svg,
    Png,
}

/// `/quotes/{id}/chain.svg`
pub async fn svg(
    state: extract::State<State>,
    id: extract::Path<String>,
    visit: Extension<Visit>,
    request: Request,
) -> Response {
    answer(state, id, visit, request, Kind::Svg).await
}

/// `/quotes/{id}/chain.png`
pub async fn png_file(
    state: extract::State<State>,
    id: extract::Path<String>,
    visit: Extension<Visit>,
    request: Request,
) -> Response {
    answer(state, id, visit, request, Kind::Png).await
}

async fn answer(
    state: extract::State<State>,
    extract::Path(id): extract::Path<String>,
    Extension(visit): Extension<Visit>,
    request: Request,
    kind: Kind,
) -> Response {
    let lang = match request.uri().query() {
        None => visit.lang,
        Some("lang=en") => UiLang::En,
        Some("lang=id") => UiLang::Id,
        // One address a picture: else every new query would have it drawn again.
        Some(_) => return Redirect::permanent(request.uri().path()).into_response(),
    };
    let Some(id) = PublicId::parse(&id) else { return super::not_found(state, request).await };
    let view = match state.service.quote(&visit.actor, &id).await {
        Ok(view) => view,
        Err(Error::NotFound) => return super::not_found(state, request).await,
        Err(error) => {
            tracing::error!(%error, "a quote could not be read for its picture");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let site = visit.site;
    // This runs where pictures have their places: a picture in dots takes up to 64 MB and a processor.
    let file = poster(&view, lang, &site);
    let drawn = if kind == Kind::Png { png(&file) } else { Ok(file.svg.into_bytes()) };
    let (mime, ending) = match kind {
        Kind::Svg => ("image/svg+xml; charset=utf-8", "svg"),
        Kind::Png => ("image/png", "png"),
    };
    match drawn {
        Ok(bytes) => {
            let name = format!("inline; filename=\"sanad-{id}-{}.{ending}\"", lang.tag());
            let headers = [
                (header::CONTENT_TYPE, mime.to_owned()),
                (header::CONTENT_DISPOSITION, name),
                (header::CONTENT_SECURITY_POLICY, POLICY.to_owned()),
            ];
            (headers, bytes).into_response()
        }
        // So long a chain is for the SVG, which has no dots to count.
        Err(NoPng::TooLarge) => Redirect::to(&format!("/quotes/{id}/chain.svg?lang={}", lang.tag())).into_response(),
        Err(NoPng::Broken(error)) => {
            tracing::error!(%error, "a picture could not be drawn");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
