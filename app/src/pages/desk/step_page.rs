//! One step of a quote that is not public yet, as readers would see it.

use crate::{
    context::{param, services, visit},
    pages::{
        load,
        reader::{StepArticle, step_place},
    },
};
use domain::{id::PublicId, permission::Action};
use leptos::prelude::*;
use service::Error;

/// The step's page in the newsroom.
#[component]
pub fn StepPreview() -> impl IntoView {
    let (service, visit, id, key) = (services(), visit(), param("id"), param("key"));
    load(
        async move {
            visit.actor.require(Action::ReadUnpublished)?;
            let id = PublicId::parse(&id).ok_or(Error::NotFound)?;
            let view = service.quote(&visit.actor, &id).await?;
            let at = step_place(&view.saved.quote, &key).ok_or(Error::NotFound)?;
            Ok((view, at))
        },
        |(view, at)| {
            let back = format!("/desk/quotes/{}/preview", view.saved.head.public_id);
            view! { <div class="preview"><StepArticle view at back/></div> }
        },
    )
}
