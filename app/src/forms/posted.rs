//! A form that came back: what was typed and why it was not saved. The server puts it into the page's context when it
//! draws the page again.

use domain::form::{Changed, Unchanged};
use service::{Refusal, Stale};

/// Why a form came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Nothing is wrong.
    None,
    /// A button changed the chain.
    Changed(Changed),
    /// A button of the chain did nothing.
    Unchanged(Unchanged),
    /// Fields to mend.
    Refused(Box<Refusal>),
    /// Somebody else saved the record meanwhile.
    Stale(Box<Stale>),
    /// The session has ended.
    SignedOut,
    /// The role does not allow it.
    NotAllowed,
    /// Name and password do not fit.
    WrongSignIn,
    /// Too many attempts; seconds to wait.
    TooMany(u64),
    /// The server has too much to do; seconds to wait.
    Busy(u64),
    /// The server's disk is full.
    NoRoom,
    /// The server's disk cannot be written to.
    NotWritable,
}

/// A form that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted<F> {
    /// What was typed.
    pub form: F,
    /// Why it came back.
    pub notice: Notice,
    /// The version that saving again starts from; 0 for a new record.
    pub version: i64,
    /// Key of the form.
    pub receipt: String,
}
