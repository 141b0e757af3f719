//! Forms of the newsroom.

use crate::State;
use axum::Router;

/// Their routes.
pub fn router() -> Router<State> {
    Router::new()
}
