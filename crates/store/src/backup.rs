//! Copies of a library: made while it is in use, put back while it is not, and looked at before either is called good.

use crate::{
    Error, Result, Store, check, connect,
    files::{self, Lock},
    records::moment,
};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row, SqliteConnection};
use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};
use time::OffsetDateTime;

/// Tables whose rows are never deleted: a copy holds at least what was there before it was made.
const LASTING: [&str; 10] = [
    "record",
    "revision",
    "speaker",
    "outlet",
    "document",
    "snapshot",
    "quote",
    "account",
    "article_reading",
    "setting_change",
];

/// What a copy of a library holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Size of the file.
    pub bytes: u64,
    /// How many rows the tables have whose rows are never deleted, by name.
    pub rows: Vec<(&'static str, i64)>,
    /// When a record was last changed; none where there is no record.
    pub last_change: Option<OffsetDateTime>,
}

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// What the library holds now.
    pub held: Held,
    /// Where the library is that was there before, if there was one.
    pub aside: Option<PathBuf>,
    /// How many sessions were ended.
    pub sessions: u64,
}

/// A file that is removed again unless it is finished.
struct Unfinished(PathBuf);

impl Unfinished {
    fn new(path: PathBuf) -> Result<Self> {
        files::make_private(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        remove_all(&self.0);
    }
}

fn remove_all(file: &Path) {
    for path in [file, &files::log_of(file), &files::index_of(file), &files::beside(file, "-journal")] {
        let _ = fs::remove_file(path);
    }
}

/// Copies a library into a new file, while others read and write it. The copy holds every change that was acknowledged
/// before this began. It has its name only once it has been looked through and is on the disk.
///
/// # Errors
/// [`Error::Exists`] when there is such a file already, [`Error::InUse`] while a backup is being restored,
/// [`Error::Damaged`] when the library or the copy does not hold together, [`Error::DiskFull`], [`Error::Database`].
pub async fn back_up(library: &Path, to: &Path) -> Result<Held> {
    fs::metadata(library).map_err(Error::file(library))?;
    if fs::symlink_metadata(to).is_ok() {
        return Err(Error::Exists(to.to_owned()));
    }
    let _lock = Lock::to_look(library)?;
    files::refuse_emptied(library)?;
    let copy = Unfinished::new(files::beside(to, &format!(".unfinished-{}", std::process::id())))?;
    let mut source = connect::looking(library).connect().await?;
    check::check_length(&mut source, library).await?;
    // A damaged library copied is a damaged library that looks whole.
    check::refuse_broken(&mut source).await?;
    if check::last_step(&mut source).await?.is_none() {
        return Err(Error::Damaged("it holds no tables of a library".to_owned()));
    }
    let before = rows(&mut source).await?;
    copy_into(&mut source, &copy.0).await?;
    let after = rows(&mut source).await?;
    source.close().await?;
    let held = look_through(&copy.0).await?;
    for ((table, held), ((_, least), (_, most))) in held.rows.iter().zip(before.iter().zip(&after)) {
        if held < least || held > most {
            let said = format!("the copy holds {held} rows of {table}, the library had {least}");
            return Err(Error::Damaged(said));
        }
    }
    files::sync(&copy.0)?;
    files::name_new(&copy.0, to)?;
    files::sync_folder(to)?;
    Ok(held)
}

/// Puts a backup in the place of a library that nobody has open. The library that is there is moved aside, never
/// deleted. All sessions of the backup are ended: somebody may have signed out, or been closed out, since it was made.
///
/// # Errors
/// [`Error::InUse`] while any process has the library open, [`Error::Damaged`], [`Error::Newer`], [`Error::DiskFull`],
/// [`Error::File`], [`Error::Database`]; the library is as it was then.
pub async fn restore(from: &Path, library: &Path, now: OffsetDateTime) -> Result<Restored> {
    fs::metadata(from).map_err(Error::file(from))?;
    let lock = Lock::alone(library)?;
    refuse_in_use(library).await?;
    files::refuse_emptied(from)?;
    let mut source = connect::looking(from).connect().await?;
    check::check_length(&mut source, from).await?;
    match check::last_step(&mut source).await? {
        None => return Err(Error::Damaged("it holds no tables of a library".to_owned())),
        Some(found) if found > check::known() => return Err(Error::Newer { found, known: check::known() }),
        Some(_) => check::refuse_broken(&mut source).await?,
    }
    let wanted = rows(&mut source).await?;
    let fresh = files::beside(library, ".restoring");
    // What a restore left that was cut off; nobody else can be at it.
    remove_all(&fresh);
    let fresh = Unfinished::new(fresh)?;
    copy_into(&mut source, &fresh.0).await?;
    source.close().await?;
    let sessions = bring_up_to_date(&fresh.0).await?;
    let held = look_through(&fresh.0).await?;
    for (table, count) in wanted {
        if held.rows.iter().all(|row| *row != (table, count)) {
            return Err(Error::Damaged(format!("not all of {table} arrived")));
        }
    }
    files::sync(&fresh.0)?;
    let aside = put_aside(library, now)?;
    fs::rename(&fresh.0, library).map_err(Error::file(library))?;
    files::sync_folder(library)?;
    lock.release();
    Ok(Restored { held, aside, sessions })
}

/// Everything that a library holds at one moment, into an empty file.
async fn copy_into(source: &mut SqliteConnection, to: &Path) -> Result<()> {
    let path = std::path::absolute(to).map_err(Error::file(to))?;
    let path = path.to_str().ok_or_else(|| Error::Unreadable(path.display().to_string()))?;
    sqlx::query("VACUUM INTO ?").bind(path).execute(source).await?;
    Ok(())
}

/// A program that knows nothing of our lock, such as SQLite's own shell, is noticed by SQLite's. What the log of a library
/// in order holds goes into its file on the way, so that it is one file when it is moved aside.
async fn refuse_in_use(library: &Path) -> Result<()> {
    if fs::metadata(library).map_or(0, |meta| meta.len()) == 0 {
        return Ok(());
    }
    // A library that is damaged cannot be asked, and is moved aside as it is.
    let Ok(mut connection) = connect::alone(library).connect().await.map_err(Error::from) else { return Ok(()) };
    let asked = sqlx::query_scalar::<_, i64>("SELECT count(*) FROM sqlite_master").fetch_one(&mut connection).await;
    let _ = connection.close().await;
    match asked {
        Err(sqlx::Error::Database(e)) if e.code().as_deref() == Some("5") => Err(Error::InUse),
        _ => Ok(()),
    }
}

/// How often it is asked whether a copy is closed, and how long between.
const PATIENCE: u32 = 200;
const BREATH: std::time::Duration = std::time::Duration::from_millis(20);

/// Migrates a copy and ends its sessions. Gives how many there were.
async fn bring_up_to_date(file: &Path) -> Result<u64> {
    let store = Store::open_locked(file, Lock::none()).await?;
    let mut tx = store.write().await?;
    let ended = sqlx::query!("DELETE FROM session").execute(&mut *tx.inner).await?.rows_affected();
    tx.drop_setup_links().await?;
    tx.commit().await?;
    store.close().await;
    // A connection that was on its way back to its pool is closed by its own thread, a moment later.
    for _ in 0..PATIENCE {
        match fs::metadata(files::log_of(file)) {
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(ended),
            _ => tokio::time::sleep(BREATH).await,
        }
    }
    Err(Error::Damaged("the copy could not be closed".to_owned()))
}

/// Looks a copy through from end to end, and counts what it holds.
async fn look_through(file: &Path) -> Result<Held> {
    let mut copy = connect::looking(file).connect().await?;
    check::refuse_broken(&mut copy).await?;
    let rows = rows(&mut copy).await?;
    let last: Option<i64> = sqlx::query_scalar("SELECT max(updated_at) FROM record").fetch_one(&mut copy).await?;
    copy.close().await?;
    let bytes = fs::metadata(file).map_err(Error::file(file))?.len();
    Ok(Held { bytes, rows, last_change: last.map(moment) })
}

/// How many rows the lasting tables have, those that this version of the file has.
async fn rows(connection: &mut SqliteConnection) -> Result<Vec<(&'static str, i64)>> {
    let there: Vec<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'table'").fetch_all(&mut *connection).await?;
    let tables = LASTING.into_iter().filter(|table| there.iter().any(|t| t == table));
    let counts: Vec<String> = tables.clone().map(|table| format!("(SELECT count(*) FROM {table})")).collect();
    let row = sqlx::query(AssertSqlSafe(format!("SELECT {}", counts.join(", ")))).fetch_one(connection).await?;
    tables.enumerate().map(|(n, table)| Ok((table, row.try_get(n)?))).collect()
}

/// Gives the library that is there another name, with its log. It keeps its own name beside until the new one takes it,
/// where the file system can do that, so that there is never none.
fn put_aside(library: &Path, now: OffsetDateTime) -> Result<Option<PathBuf>> {
    if !library.exists() {
        return Ok(None);
    }
    let (day, time) = (now.date(), now.time());
    let day = format!("{:04}{:02}{:02}", day.year(), u8::from(day.month()), day.day());
    let named = format!(".before-restore-{day}T{:02}{:02}{:02}Z", time.hour(), time.minute(), time.second());
    let mut aside = files::beside(library, &named);
    for n in 2..100 {
        if aside.exists() {
            aside = files::beside(library, &format!("{named}-{n}"));
        }
    }
    if fs::hard_link(library, &aside).is_err() {
        fs::rename(library, &aside).map_err(Error::file(&aside))?;
    }
    for ending in ["-wal", "-shm"] {
        match fs::rename(files::beside(library, ending), files::beside(&aside, ending)) {
            Err(e) if e.kind() != ErrorKind::NotFound => return Err(Error::file(&aside)(e)),
            _ => {}
        }
    }
    Ok(Some(aside))
}
