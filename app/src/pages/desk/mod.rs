//! The newsroom's pages.

mod accounts;
mod article;
mod chain;
mod checklist;
mod document;
mod drift;
mod frame;
mod library;
mod log;
mod outlet;
mod overview;
mod plausible;
mod preview;
mod recheck;
mod record;
mod settings;
mod sign_in;
mod speaker;
mod step;
mod step_page;
mod steps;
mod what_if;

pub use accounts::{Accounts, AccountsNotice};
pub use article::ArticlePage;
pub use document::DocumentEditor;
pub use frame::{Frame, NotFound};
pub use library::Library;
pub use log::LogPage;
pub use outlet::OutletEditor;
pub use overview::Overview;
pub use preview::Preview;
pub use settings::Settings;
pub use sign_in::{SetUp, SetUpForm, SignIn, SignInForm};
pub use speaker::SpeakerEditor;
pub use step_page::StepPreview;
pub use what_if::WhatIf;

use crate::{
    context::services,
    forms::{Notice, Posted},
};
use leptos::prelude::*;
use service::{Edited, Error};
use std::future::Future;

/// What an editor page shows: the form as saved or as it came back, and what the record is.
struct Shown<F> {
    form: F,
    notice: Notice,
    /// 0 for a new record.
    version: i64,
    receipt: String,
    head: Option<service::Head>,
}

/// The form of a record: what came back, else what is saved, else an empty one.
async fn shown<F, L>(posted: Option<Posted<F>>, is_new: bool, empty: F, saved: L) -> Result<Shown<F>, Error>
where
    L: Future<Output = Result<Edited<F>, Error>>,
{
    let saved = if is_new { None } else { Some(saved.await) };
    match (posted, saved) {
        (Some(p), saved) => {
            let head = saved.and_then(Result::ok).map(|s| s.head);
            Ok(Shown { form: p.form, notice: p.notice, version: p.version, receipt: p.receipt, head })
        }
        (None, Some(saved)) => {
            let saved = saved?;
            let version = saved.head.version;
            Ok(Shown {
                form: saved.form,
                notice: Notice::None,
                version,
                receipt: String::new(),
                head: Some(saved.head),
            })
        }
        (None, None) => {
            Ok(Shown { form: empty, notice: Notice::None, version: 0, receipt: service::random_token()?, head: None })
        }
    }
}

/// A form that came back, when the page is drawn for one.
fn posted<F: Clone + Send + Sync + 'static>() -> Option<Posted<F>> {
    use_context::<Posted<F>>()
}

/// Refuses who may not read drafts.
async fn members_only() -> Result<(), Error> {
    crate::context::visit().actor.require(domain::permission::Action::ReadUnpublished)?;
    services().check_health().await
}

/// What was just done, by the word that the address carries after a save.
fn done_notice(words: &'static crate::i18n::Words, version: i64) -> Option<AnyView> {
    let d = &words.desk;
    let said = match crate::context::query("done").as_str() {
        "saved" => crate::i18n::fill(d.saved, &[("version", &version.to_string())]),
        "published" => d.published_now.to_owned(),
        "draft" => d.unpublished_now.to_owned(),
        "review" => d.in_review_now.to_owned(),
        _ => return None,
    };
    Some(view! { <p class="done" role="status">{said}</p> }.into_any())
}
