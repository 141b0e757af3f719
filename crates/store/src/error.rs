//! What can go wrong below the service. Texts of the database stay on this side.

/// A refused or failed step of the store.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such row.
    #[error("not found")]
    NotFound,
    /// Somebody else saved the record since.
    #[error("stale: the record is at version {current}")]
    Stale {
        /// The version that it is at now.
        current: i64,
    },
    /// The name is taken.
    #[error("taken")]
    Taken,
    /// The file holds a value that this version cannot read.
    #[error("unreadable value in the file: {0}")]
    Unreadable(String),
    /// The database failed.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// A migration failed.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
}

/// The result of a step of the store.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A broken uniqueness rule becomes [`Error::Taken`].
    pub(crate) fn unique(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(e) if e.is_unique_violation() => Self::Taken,
            _ => Self::Database(error),
        }
    }
}
