//! Server functions: what islands ask the server for. They are public endpoints, so each one authorises inside.

pub mod lookup;

/// The error as the browser gets it, with its status: a server function would answer every error with 500.
#[cfg(feature = "ssr")]
fn refused(error: service::Error) -> crate::error::AppError {
    use axum::http::StatusCode;
    use service::Error as E;
    crate::context::set_status(match error {
        E::SignInFirst => StatusCode::UNAUTHORIZED,
        E::NotAllowed(_) => StatusCode::FORBIDDEN,
        E::NotFound => StatusCode::NOT_FOUND,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    });
    error.into()
}
