//! Whether the library can be read and written at this moment, found out by doing both.

use crate::{Error, Fault, Result, Store, records::millis};
use time::OffsetDateTime;

/// What has to be free on the disk, in bytes. The one row that is written here fits into a log that has been there before;
/// a quote does not.
const ROOM: u64 = 128 * 1024;

impl Store {
    /// Looks at the file, writes one row, commits, and reads it back past the writer's connection.
    ///
    /// # Errors
    /// [`Error::Fault`] when the file was moved, replaced or cut off; whatever writing or reading says.
    pub async fn probe(&self, now: OffsetDateTime) -> Result<()> {
        self.opened.still_there()?;
        match self.check_length().await {
            Err(Error::Damaged(_)) => return Err(Fault::Short.into()),
            other => other?,
        }
        self.check_room()?;
        let at = millis(now);
        let mut tx = self.write().await?;
        sqlx::query!("UPDATE readiness SET at = ? WHERE id = 1", at).execute(&mut *tx.inner).await?;
        tx.commit().await?;
        let mut tx = self.read().await?;
        let found = sqlx::query_scalar!("SELECT at FROM readiness WHERE id = 1").fetch_one(&mut *tx.inner).await?;
        if found >= at { Ok(()) } else { Err(Fault::Replaced.into()) }
    }

    /// Whether the disk has room for a save.
    #[cfg(unix)]
    fn check_room(&self) -> Result<()> {
        match rustix::fs::statvfs(&self.opened.path) {
            Ok(disk) if disk.f_bavail.saturating_mul(disk.f_frsize) < ROOM => Err(Error::DiskFull),
            // A file system that does not say is asked by writing.
            _ => Ok(()),
        }
    }

    #[cfg(not(unix))]
    fn check_room(&self) -> Result<()> {
        Ok(())
    }
}
