//! A quote as readers would see it, before they do.

use crate::{
    context::{param, services, visit},
    pages::{load, reader::QuoteArticle},
};
use domain::{id::PublicId, permission::Action};
use leptos::prelude::*;
use service::Error;

/// The public page of a quote that is not public yet.
#[component]
pub fn Preview() -> impl IntoView {
    let (service, visit, id) = (services(), visit(), param("id"));
    load(
        async move {
            visit.actor.require(Action::ReadUnpublished)?;
            let id = PublicId::parse(&id).ok_or(Error::NotFound)?;
            service.quote(&visit.actor, &id).await
        },
        |view| view! { <div class="preview"><QuoteArticle view/></div> },
    )
}
