//! Why a use case did not go through. What a person can mend is told apart from what is broken.

use domain::{Errors, permission::Action};
use std::collections::BTreeMap;

/// The result of a use case.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a use case did not go through.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or the asker may not know of it.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in.
    #[error("sign in first")]
    SignInFirst,
    /// The role does not allow it.
    #[error("not allowed: {0:?}")]
    NotAllowed(Action),
    /// Fields that cannot be taken, or names that want a choice.
    #[error("refused")]
    Refused(Box<Refusal>),
    /// Somebody else saved the record since this edit began.
    #[error("stale")]
    Stale(Box<Stale>),
    /// Sign-in name and password do not fit.
    #[error("wrong sign-in")]
    WrongSignIn,
    /// Too many attempts; try again later.
    #[error("too many attempts")]
    TooMany {
        /// Seconds to wait.
        wait: u64,
    },
    /// Too much is asked of the server at this moment; the same request may work soon.
    #[error("busy")]
    Busy {
        /// Seconds after which to try again.
        wait: u64,
    },
    /// The library must be empty for this.
    #[error("the library is not empty")]
    NotEmpty,
    /// There is no room left on the server's disk. Nothing was saved; the same save will do once there is room.
    #[error(
        "There is no room left on the server's disk. Nothing was saved; tell whoever runs the server, then try again."
    )]
    NoRoom,
    /// The server's disk cannot be written. Nothing was saved.
    #[error("The server's disk cannot be written to. Nothing was saved; tell whoever runs the server, then try again.")]
    NotWritable,
    /// Something is broken: for the log, never for the visitor.
    #[error("{0}")]
    Broken(String),
    /// The store failed.
    #[error(transparent)]
    Store(store::Error),
}

/// What has to be mended before a form can be saved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong with which field.
    pub errors: Errors,
    /// For a field whose name fits several records or is like one of them: those records.
    pub choices: BTreeMap<String, Vec<Choice>>,
}

/// A record that may be the one that was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Public id: what the form sends back.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What tells it apart.
    pub detail: String,
}

/// The record has moved on since the edit began. What was typed stays with the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// The version that it is at now.
    pub version: i64,
    /// Who saved that version, if a member did.
    pub by: Option<String>,
    /// The form as it is saved now, field by field.
    pub saved: Vec<(String, String)>,
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::NotFound => Self::NotFound,
            store::Error::DiskFull => Self::NoRoom,
            store::Error::NotWritable => Self::NotWritable,
            other => Self::Store(other),
        }
    }
}

impl From<Errors> for Error {
    fn from(errors: Errors) -> Self {
        Self::Refused(Box::new(Refusal { errors, choices: BTreeMap::new() }))
    }
}

impl From<domain::Invalid> for Error {
    fn from(invalid: domain::Invalid) -> Self {
        Errors::from(invalid).into()
    }
}

impl Error {
    /// Whether the server's disk is the reason: nothing was saved, and the same will do once the disk is well again.
    pub fn is_of_the_disk(&self) -> bool {
        matches!(self, Self::NoRoom | Self::NotWritable)
    }
}
