//! What would be left of a chain without a step or a hop, in the newsroom: of drafts too.

use crate::{
    context::{param, services, visit},
    pages::{load, reader::WhatIfArticle},
};
use domain::{id::PublicId, permission::Action};
use leptos::prelude::*;
use service::Error;

/// The what-if page of any quote.
#[component]
pub fn WhatIf() -> impl IntoView {
    let (service, visit, id) = (services(), visit(), param("id"));
    load(
        async move {
            visit.actor.require(Action::ReadUnpublished)?;
            let id = PublicId::parse(&id).ok_or(Error::NotFound)?;
            service.quote(&visit.actor, &id).await
        },
        |view| {
            let back = format!("/desk/quotes/{}", view.saved.head.public_id);
            let path = format!("{back}/what-if");
            view! { <WhatIfArticle view path back/> }
        },
    )
}
