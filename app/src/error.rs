//! The one error that server functions send to the browser: a public word, never a cause.

use leptos::{
    prelude::FromServerFnError,
    server_fn::{codec::JsonEncoding, error::ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// Why a server function gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// Nobody is signed in, or the role does not allow it.
    #[error("not allowed")]
    NotAllowed,
    /// There is no such thing.
    #[error("not found")]
    NotFound,
    /// The request could not be read or answered.
    #[error("did not work")]
    Failed,
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(_: ServerFnErrorErr) -> Self {
        Self::Failed
    }
}

#[cfg(feature = "ssr")]
impl From<service::Error> for AppError {
    fn from(error: service::Error) -> Self {
        use service::Error as E;
        match error {
            E::SignInFirst | E::NotAllowed(_) => Self::NotAllowed,
            E::NotFound => Self::NotFound,
            other => {
                tracing::error!(error = %other, "server function failed");
                Self::Failed
            }
        }
    }
}
