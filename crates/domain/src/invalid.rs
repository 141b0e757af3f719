//! What is wrong with a field, as a value: the pages say it in the visitor's language,
//! so no prose is written here.

use crate::fetching::NotFetched;
use serde::{Deserialize, Serialize};

/// One field that cannot be taken as it stands, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{field}: {reason:?}")]
pub struct Invalid {
    /// Path of the field in its form, for example `steps[2][wording]`.
    pub field: String,
    /// What is wrong with it.
    pub reason: Reason,
}

impl Invalid {
    /// Names the field and the reason.
    pub fn new(field: impl Into<String>, reason: Reason) -> Self {
        Self { field: field.into(), reason }
    }
}

/// Why a value is refused. Lengths and positions count Unicode code points from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Nothing was written where something is needed.
    Empty,
    /// More code points than the field holds.
    TooLong {
        /// The most the field holds.
        max: usize,
        /// What was sent.
        len: usize,
    },
    /// More entries than the list holds.
    TooMany {
        /// The most the list holds.
        max: usize,
        /// How many were sent.
        len: usize,
    },
    /// Fewer code points than the field needs.
    TooShort {
        /// The least the field needs.
        min: usize,
    },
    /// A character that cannot be printed.
    ControlCharacter {
        /// The character's number.
        code: u32,
        /// Where it stands.
        at: usize,
    },
    /// A text of which nothing can be seen.
    Invisible,
    /// A line break in a field of one line.
    LineBreak,
    /// The text is not a date that we can read.
    NotADate,
    /// The day, month, year or time does not exist.
    NoSuchDate,
    /// A time of day without its zone.
    NoZone,
    /// The day has not come yet.
    DateInFuture,
    /// The years or days stand in the wrong order.
    DateOrder,
    /// The text is not a web address.
    NotAUrl,
    /// An address that is not `http` or `https`.
    UrlScheme(String),
    /// Not a language tag such as `id` or `ar`.
    NotALanguage,
    /// Not a country code such as `ID`.
    NotACountry,
    /// Not a Wikidata item such as `Q7747`.
    NotAWikidataId,
    /// A word that this list does not hold.
    UnknownChoice(String),
    /// The record that was named does not exist.
    NoSuchRecord,
    /// Something very like it is in the library: choose it, or say that this one is new.
    ChooseOrCreate,
    /// Only an editor may do this.
    EditorsOnly,
    /// A reason without the tick that it is for.
    TickOrEmpty,
    /// The document that was chosen belongs to another outlet.
    OtherOutlet,
    /// A hop from a mention to itself.
    HopToItself,
    /// A hop to a mention that is not in this chain.
    HopElsewhere,
    /// The same two mentions are joined twice.
    HopTwice,
    /// The words do not stand in the document's text.
    NotInSnapshot,
    /// The address or the name is taken by another record.
    Taken,
    /// Sign-in name: letters, digits, dot, dash, underscore and at-sign only.
    NotALoginName,
    /// The page at this address was not fetched.
    NotFetched(NotFetched),
}

/// Every complaint about one form, in the order of its fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Errors(pub Vec<Invalid>);

impl Errors {
    /// Keeps the value, or notes the complaint and gives `None`.
    pub fn take<T>(&mut self, result: Result<T, Invalid>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(invalid) => {
                self.0.push(invalid);
                None
            }
        }
    }

    /// Notes one complaint.
    pub fn add(&mut self, field: impl Into<String>, reason: Reason) {
        self.0.push(Invalid::new(field, reason));
    }

    /// The first complaint about this field.
    pub fn of(&self, field: &str) -> Option<&Reason> {
        self.0.iter().find(|invalid| invalid.field == field).map(|invalid| &invalid.reason)
    }

    /// True when nothing was wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `Ok` when nothing was wrong.
    ///
    /// # Errors
    /// Itself, when it holds at least one complaint.
    pub fn into_result(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }
}

impl From<Invalid> for Errors {
    fn from(invalid: Invalid) -> Self {
        Self(vec![invalid])
    }
}
