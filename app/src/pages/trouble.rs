//! The page for a request that cannot be answered with a page of its own: small, drawn without looking anything up, the
//! same for every visitor.

use crate::{context::Assets, i18n::words_in};
use axum::http::StatusCode;
use domain::lang::UiLang;
use leptos::prelude::*;

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// A form of the newsroom, from nobody that it knows.
    SignInFirst,
    /// A form that another site's page sent.
    OtherSite,
    /// A form for a record that is not there.
    NoRecord,
    /// A form that is larger than forms may be.
    TooLarge,
    /// An address that is longer than any of ours.
    AddressTooLong,
    /// A body that is no form of ours.
    Unreadable,
    /// Too much is asked at once.
    Busy,
    /// It took longer than requests may.
    TooSlow,
    /// The disk is full.
    NoRoom,
    /// Sessions cannot be read.
    Sessions,
    /// A page that is larger than pages may be.
    PageTooLarge,
    /// Something is broken; the log has it.
    Broken,
}

impl Trouble {
    /// The status of the answer.
    pub fn status(self) -> StatusCode {
        match self {
            Self::SignInFirst => StatusCode::UNAUTHORIZED,
            Self::OtherSite => StatusCode::FORBIDDEN,
            Self::NoRecord => StatusCode::NOT_FOUND,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::AddressTooLong => StatusCode::URI_TOO_LONG,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::Busy | Self::Sessions => StatusCode::SERVICE_UNAVAILABLE,
            Self::TooSlow => StatusCode::GATEWAY_TIMEOUT,
            Self::NoRoom => StatusCode::INSUFFICIENT_STORAGE,
            Self::PageTooLarge | Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What a bare answer of this status means, as layers around the pages give them.
    pub fn of(status: StatusCode) -> Option<Self> {
        match status {
            StatusCode::FORBIDDEN => Some(Self::OtherSite),
            StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE | StatusCode::UNPROCESSABLE_ENTITY => {
                Some(Self::Unreadable)
            }
            StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => Some(Self::TooSlow),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Self::TooLarge),
            StatusCode::URI_TOO_LONG => Some(Self::AddressTooLong),
            StatusCode::SERVICE_UNAVAILABLE => Some(Self::Busy),
            StatusCode::INTERNAL_SERVER_ERROR => Some(Self::Broken),
            _ => None,
        }
    }

    /// What is the matter, and what to do.
    pub fn words(self, lang: UiLang) -> (&'static str, &'static str) {
        let w = words_in(lang);
        let (t, c) = (&w.trouble, &w.common);
        match self {
            Self::SignInFirst => (t.sign_in_title, t.sign_in_help),
            Self::OtherSite => (t.other_site_title, t.other_site_help),
            Self::NoRecord => (t.no_record_title, t.no_record_help),
            Self::TooLarge => (t.too_large_title, t.too_large_help),
            Self::AddressTooLong => (t.address_title, t.address_help),
            Self::Unreadable => (t.unreadable_title, t.unreadable_help),
            Self::Busy => (t.busy_title, t.busy_help),
            Self::TooSlow => (t.too_slow_title, t.too_slow_help),
            Self::NoRoom => (t.no_room_title, t.no_room_help),
            Self::Sessions => (t.sessions_title, t.sessions_help),
            Self::PageTooLarge => (t.page_too_large_title, t.page_too_large_help),
            Self::Broken => (c.broken, c.broken_help),
        }
    }

    /// The whole page.
    pub fn page(self, lang: UiLang, assets: &Assets) -> String {
        let (title, help) = self.words(lang);
        let w = words_in(lang);
        let sign_in = (self == Self::SignInFirst)
            .then(|| view! { <li><a href="/sign-in" target="_blank">{w.trouble.sign_in}</a></li> });
        let html = view! {
            <html lang=lang.tag()>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <meta name="color-scheme" content="light dark"/>
                    <meta name="robots" content="noindex"/>
                    <title>{format!("{title} · Sanad")}</title>
                    <link rel="stylesheet" href=assets.file("reader.css")/>
                    <link rel="icon" href=assets.file("icon.svg") type="image/svg+xml"/>
                </head>
                <body class="reader">
                    <main>
                        <section class="problem">
                            <h1>{title}</h1>
                            <p class="lead">{help}</p>
                            <ul class="ways">
                                {sign_in}
                                <li><a href="/">{w.common.home}</a></li>
                            </ul>
                        </section>
                    </main>
                </body>
            </html>
        };
        format!("<!DOCTYPE html>{}", html.to_html())
    }
}
