//! Looking names up while they are typed.

use crate::error::AppError;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

/// One line of a typeahead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Public id.
    pub id: String,
    /// Name.
    pub name: String,
    /// What tells it apart.
    pub detail: String,
}

/// Records of a kind (`speaker`, `outlet`, `document`) whose names hold these words.
///
/// # Errors
/// [`AppError::NotAllowed`] for who is not signed in, [`AppError::NotFound`] for another kind.
#[server(endpoint = "lookup", input = GetUrl)]
pub async fn lookup(kind: String, typed: String) -> Result<Vec<Offer>, AppError> {
    let actor = crate::context::visit().actor;
    let found = async {
        actor.require(domain::permission::Action::ReadUnpublished)?;
        let kind = domain::id::RecordKind::parse(&kind).ok_or(service::Error::NotFound)?;
        crate::context::services().suggest(&actor, kind, &typed).await
    };
    let found = found.await.map_err(super::refused)?;
    Ok(found.into_iter().map(|s| Offer { id: s.id, name: s.name, detail: s.detail }).collect())
}
