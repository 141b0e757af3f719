//! What each form may be, checked before anything of it is understood or drawn: who sends it, how large it is, and that
//! it is a form at all. Every route of the newsroom that takes a body stands behind a door.

use crate::{
    State,
    http::{device, trouble::Troubled},
};
use app::{context::Visit, pages::trouble::Trouble};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{self, Request},
    http::{HeaderMap, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body_util::LengthLimitError;
use service::Actor;
use std::error::Error as _;

/// How a form is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    Pairs,
    /// With files in it.
    Parts,
}

/// What a form may be.
#[derive(Debug, Clone, Copy)]
pub struct Door {
    /// Whether only members are let in, and browsers in which one has signed in before.
    pub members: bool,
    /// Largest body, in bytes.
    pub bytes: usize,
    /// Most fields.
    pub fields: usize,
    /// Fields of which the form has one at least: a body with none of them is no form of this kind.
    pub marks: &'static [&'static str],
    /// Whether it may come with files.
    pub files: bool,
}

const KIB: usize = 1024;

impl Door {
    /// For whoever is not signed in yet.
    pub const fn open(marks: &'static [&'static str]) -> Self {
        Self { members: false, bytes: 64 * KIB, fields: 16, marks, files: false }
    }

    /// For members; the size is for a form of a few short fields.
    pub const fn members(marks: &'static [&'static str]) -> Self {
        Self { members: true, bytes: 64 * KIB, fields: 64, marks, files: false }
    }

    /// The same for larger forms.
    pub const fn up_to(self, bytes: usize, fields: usize) -> Self {
        Self { bytes, fields, ..self }
    }

    /// The same for forms with files.
    pub const fn with_files(self) -> Self {
        Self { files: true, ..self }
    }
}

/// Lets a form in, or says what is wrong with it. Who may not come in is told so before the body is read.
pub async fn admit(
    extract::State((state, door)): extract::State<(State, Door)>,
    request: Request,
    next: Next,
) -> Response {
    let actor = request.extensions().get::<Visit>().map_or(Actor::Anonymous, |v| v.actor.clone());
    if door.members && actor == Actor::Anonymous && !device::is_known(&state, request.headers()).await {
        return Troubled::new(Trouble::SignInFirst).closing().into_response();
    }
    let (parts, body) = request.into_parts();
    let bytes = match read(&door, &parts.headers, body).await {
        Ok(bytes) => bytes,
        Err(trouble) => return Troubled::new(trouble).closing().into_response(),
    };
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}

async fn read(door: &Door, headers: &HeaderMap, body: Body) -> Result<Bytes, Trouble> {
    let said = headers.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<usize>().ok());
    if said.is_some_and(|said| said > door.bytes) {
        return Err(Trouble::TooLarge);
    }
    let packing = packing(headers);
    if said != Some(0) && packing.is_none_or(|p| p == Packing::Parts && !door.files) {
        return Err(Trouble::Unreadable);
    }
    let bytes = to_bytes(body, door.bytes).await.map_err(|error| {
        let is_length = error.source().is_some_and(<dyn std::error::Error>::is::<LengthLimitError>);
        if is_length { Trouble::TooLarge } else { Trouble::Unreadable }
    })?;
    if packing == Some(Packing::Pairs) {
        check_pairs(&bytes, door)?;
    }
    Ok(bytes)
}

fn packing(headers: &HeaderMap) -> Option<Packing> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    match kind.split(';').next()?.trim().to_ascii_lowercase().as_str() {
        "application/x-www-form-urlencoded" => Some(Packing::Pairs),
        "multipart/form-data" => Some(Packing::Parts),
        _ => None,
    }
}

/// Whether every field is text: percent signs with two digits behind them, and UTF-8 once they are undone. A reader of
/// forms that puts U+FFFD in place of what it cannot read would have that saved as somebody's words.
fn check_pairs(bytes: &[u8], door: &Door) -> Result<(), Trouble> {
    if bytes.is_empty() && door.marks.is_empty() {
        return Ok(());
    }
    let mut marked = door.marks.is_empty();
    for (n, pair) in bytes.split(|b| *b == b'&').enumerate() {
        if n >= door.fields {
            return Err(Trouble::TooLarge);
        }
        let at = pair.iter().position(|b| *b == b'=').unwrap_or(pair.len());
        let (name, value) = (text(&pair[..at]), text(pair.get(at + 1..).unwrap_or_default()));
        let (Some(name), Some(_)) = (name, value) else { return Err(Trouble::Unreadable) };
        marked |= door.marks.contains(&name.as_str());
    }
    if marked { Ok(()) } else { Err(Trouble::Unreadable) }
}

fn text(encoded: &[u8]) -> Option<String> {
    let is_whole = |at: usize| encoded.get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
    if encoded.iter().enumerate().any(|(at, b)| *b == b'%' && !is_whole(at)) {
        return None;
    }
    percent_encoding::percent_decode(encoded).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOOR: Door = Door::members(&["version"]).up_to(KIB, 4);

    #[test]
    fn pairs_are_text() {
        assert_eq!(check_pairs(b"version=0&place=Tanjung+Sari&note=%E2%80%9C%0D%0A", &DOOR), Ok(()));
        assert_eq!(check_pairs(b"version", &DOOR), Ok(()));
        for broken in [
            &b"version=0&note=%FF"[..],
            b"version=0&note=\xC3",
            b"version=0&note=%C3",
            b"version=0&note=100%",
            b"version=0&note=%zz",
            b"version=0&n%FF=x",
            b"version=0&note=%ED%A0%80",
            b"note=x",
            b"",
            b"{\"version\": 0}",
        ] {
            assert_eq!(check_pairs(broken, &DOOR), Err(Trouble::Unreadable), "{broken:?}");
        }
    }

    #[test]
    fn fields_are_counted() {
        assert_eq!(check_pairs(b"version=0&a&b&c", &DOOR), Ok(()));
        assert_eq!(check_pairs(b"version=0&a&b&c&d", &DOOR), Err(Trouble::TooLarge));
    }
}
