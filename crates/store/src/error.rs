//! What can go wrong below the service. Texts of the database stay on this side.

use std::path::{Path, PathBuf};

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
    /// There is no room left on the disk. Nothing of the change was kept.
    #[error("there is no room left on the disk")]
    DiskFull,
    /// The disk or the file cannot be written: it can be read only, or writing fails. Nothing of the change was kept.
    #[error("the disk or the file cannot be written")]
    NotWritable,
    /// The file is damaged, or is no library at all.
    #[error("the library is damaged: {0}")]
    Damaged(String),
    /// What lies on the disk is no longer what was opened.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// Another process has the library open.
    #[error("another process has the library open")]
    InUse,
    /// The file that was to be written exists already.
    #[error("{} exists already", .0.display())]
    Exists(PathBuf),
    /// The file was written by a newer version of this program.
    #[error("the file was written by a newer version of this program (step {found}, this one knows {known})")]
    Newer {
        /// The last migration that it went through.
        found: i64,
        /// The last that this program has.
        known: i64,
    },
    /// A file of the library or of a backup could not be used.
    #[error("{}: {source}", .path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database failed.
    #[error("database: {0}")]
    Database(sqlx::Error),
    /// A migration failed.
    #[error("migration: {0}")]
    Migration(sqlx::migrate::MigrateError),
}

/// What is wrong with the library's file while it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The file was removed or renamed.
    #[error("the library's file is gone")]
    Gone,
    /// Another file has taken its place.
    #[error("the library's file was replaced by another")]
    Replaced,
    /// The write-ahead log was removed or renamed.
    #[error("the library's log is gone")]
    LogGone,
    /// The file is shorter than the number of its pages says.
    #[error("the library's file is shorter than it should be")]
    Short,
}

/// The result of a step of the store.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A broken uniqueness rule becomes [`Error::Taken`].
    pub(crate) fn unique(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(e) if e.is_unique_violation() => Self::Taken,
            _ => error.into(),
        }
    }

    /// What the system said about a file.
    pub(crate) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| match source.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::DiskFull,
            std::io::ErrorKind::ReadOnlyFilesystem => Self::NotWritable,
            _ => Self::File { path, source },
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        // https://www.sqlite.org/rescode.html: the low byte is the kind, the rest tells it more closely.
        const SHM_SIZE: i32 = 0x130A;
        const WRITE: i32 = 0x30A;
        const FSYNC: i32 = 0x40A;
        const DIR_FSYNC: i32 = 0x50A;
        const TRUNCATE: i32 = 0x60A;
        let code = error.as_database_error().and_then(|e| e.code()?.parse::<i32>().ok());
        match code.map(|code| (code & 0xff, code)) {
            // The log's index could not grow, for which a full disk is the only common cause.
            Some((13, _) | (_, SHM_SIZE)) => Self::DiskFull,
            Some((8, _) | (_, WRITE | FSYNC | DIR_FSYNC | TRUNCATE)) => Self::NotWritable,
            Some((11 | 26, _)) => {
                Self::Damaged(error.as_database_error().map(|e| e.message().to_owned()).unwrap_or_default())
            }
            _ => Self::Database(error),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for Error {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        use sqlx::migrate::MigrateError as E;
        match error {
            E::Execute(error) => error.into(),
            E::ExecuteMigration(error, step) => match Self::from(error) {
                Self::Database(error) => Self::Migration(E::ExecuteMigration(error, step)),
                told => told,
            },
            other => Self::Migration(other),
        }
    }
}
