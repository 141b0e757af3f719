//! The library as files: who may read them, whether they are whole, and who has them open.

use crate::{Error, Fault, Result};
use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions, TryLockError},
    io::{ErrorKind, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    sync::Arc,
};

/// Beside the library: who has it open holds a shared lock on it, a restore holds it alone.
const LOCK: &str = "sanad.lock";

/// The file of this name and an ending, such as the log of a library.
pub(crate) fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(ending);
    PathBuf::from(name)
}

pub(crate) fn log_of(file: &Path) -> PathBuf {
    beside(file, "-wal")
}

pub(crate) fn index_of(file: &Path) -> PathBuf {
    beside(file, "-shm")
}

/// The folder that a file is in.
pub(crate) fn folder_of(file: &Path) -> PathBuf {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// A lock that ends with the process, or when it is let go.
#[derive(Debug)]
pub(crate) struct Lock(Option<File>);

impl Lock {
    /// Says that this process has the library open. Several may.
    pub(crate) fn shared(library: &Path) -> Result<Self> {
        Self::take(library, File::try_lock_shared)
    }

    /// The same for who only looks: on a disk that can be read only, nobody can restore either.
    pub(crate) fn to_look(library: &Path) -> Result<Self> {
        match Self::shared(library) {
            Err(Error::NotWritable) => Ok(Self(None)),
            other => other,
        }
    }

    /// Says that nobody else may open the library.
    pub(crate) fn alone(library: &Path) -> Result<Self> {
        Self::take(library, File::try_lock)
    }

    /// For a file that nobody else knows of.
    pub(crate) fn none() -> Self {
        Self(None)
    }

    fn take(library: &Path, lock: impl FnOnce(&File) -> std::result::Result<(), TryLockError>) -> Result<Self> {
        let path = folder_of(library).join(LOCK);
        let file = match private(&mut OpenOptions::new()).write(true).create(true).truncate(false).open(&path) {
            Ok(file) => file,
            Err(e) => return Err(Error::file(&path)(e)),
        };
        tighten(&path);
        match lock(&file) {
            Ok(()) => Ok(Self(Some(file))),
            Err(TryLockError::WouldBlock) => Err(Error::InUse),
            Err(TryLockError::Error(e)) if e.kind() == ErrorKind::Unsupported => {
                tracing::warn!("this file system has no locks: nothing stops a restore beside a running server");
                Ok(Self(Some(file)))
            }
            Err(TryLockError::Error(e)) => Err(Error::file(&path)(e)),
        }
    }

    pub(crate) fn release(&self) {
        if let Some(file) = &self.0 {
            let _ = file.unlock();
        }
    }
}

/// Files made with these options are for their owner alone.
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Makes an empty file for its owner alone, whatever the umask.
pub(crate) fn make_private(path: &Path) -> Result<()> {
    match private(&mut OpenOptions::new()).write(true).create_new(true).open(path) {
        Ok(_) => tighten(path),
        Err(e) if e.kind() == ErrorKind::AlreadyExists => return Err(Error::Exists(path.to_owned())),
        Err(e) => return Err(Error::file(path)(e)),
    }
    Ok(())
}

/// Makes the library's file where there is none, and lets nobody but its owner read it and what lies beside it.
/// SQLite gives the log and its index the rights of the library's file.
pub(crate) fn secure(library: &Path) -> Result<()> {
    match make_private(library) {
        Ok(()) => {}
        Err(Error::Exists(_)) => {
            for path in [library, &log_of(library), &index_of(library)] {
                tighten(path);
            }
        }
        Err(other) => return Err(other),
    }
    Ok(())
}

#[cfg(unix)]
fn tighten(path: &Path) {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let Ok(meta) = fs::metadata(path) else { return };
    if meta.is_file()
        && meta.mode() & 0o777 != 0o600
        && let Err(error) = fs::set_permissions(path, fs::Permissions::from_mode(0o600))
    {
        tracing::warn!(%error, "others on this machine can read {}: give it the mode 600", path.display());
    }
}

#[cfg(not(unix))]
fn tighten(_: &Path) {}

/// Brings a file and its name in the folder onto the disk.
pub(crate) fn sync(path: &Path) -> Result<()> {
    File::open(path).and_then(|f| f.sync_all()).map_err(Error::file(path))?;
    sync_folder(path)
}

/// Brings the names in a file's folder onto the disk.
pub(crate) fn sync_folder(path: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        let folder = folder_of(path);
        File::open(&folder).and_then(|f| f.sync_all()).map_err(Error::file(&folder))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Gives a finished file its name, unless something has that name already.
pub(crate) fn name_new(from: &Path, to: &Path) -> Result<()> {
    // A second name is refused where one exists; a rename would put the file there in its place.
    match fs::hard_link(from, to) {
        Ok(()) => fs::remove_file(from).map_err(Error::file(from)),
        Err(e) if e.kind() == ErrorKind::AlreadyExists => Err(Error::Exists(to.to_owned())),
        Err(_) if to.exists() => Err(Error::Exists(to.to_owned())),
        Err(_) => fs::rename(from, to).map_err(Error::file(to)),
    }
}

/// An open library's file, by which a later look tells whether it is still there.
#[derive(Debug, Clone)]
pub(crate) struct Opened {
    pub(crate) path: PathBuf,
    identity: Option<(u64, u64)>,
    lock: Arc<Lock>,
}

impl Opened {
    pub(crate) fn new(path: &Path, lock: Lock) -> Result<Self> {
        // The path is kept whole, so that it means the same wherever the process goes.
        let path = std::path::absolute(path).map_err(Error::file(path))?;
        Ok(Self { identity: identity(&path), path, lock: Arc::new(lock) })
    }

    /// Whether what was opened is still what lies at its path. Costs two questions to the system.
    pub(crate) fn still_there(&self) -> std::result::Result<(), Fault> {
        match identity(&self.path) {
            None => Err(Fault::Gone),
            now if now != self.identity => Err(Fault::Replaced),
            Some(_) if !log_of(&self.path).exists() => Err(Fault::LogGone),
            Some(_) => Ok(()),
        }
    }

    /// Lets a restore in.
    pub(crate) fn release(&self) {
        self.lock.release();
    }
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|m| (m.dev(), m.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<(u64, u64)> {
    fs::metadata(path).ok().map(|_| (0, 0))
}

/// Looks whether every page that the library has is in the file or in the log. `said` and `size` are the number of pages
/// and their size as a connection sees them, which has to stay in its read transaction until this is done: then nobody
/// can begin the log again.
///
/// The library's file is never opened here: to close it would end the locks that SQLite has on it in this process, and
/// another process could take the log away from under us (<https://sqlite.org/howtocorrupt.html>, 2.2).
pub(crate) fn check_length(library: &Path, said: u64, size: u64) -> Result<()> {
    let length = fs::metadata(library).map_err(Error::file(library))?.len();
    let there = length / size.max(512);
    if there >= said {
        return Ok(());
    }
    let log = log_of(library);
    let found = there + pages_in_log(&log, size, there).map_err(Error::file(&log))?;
    if found >= said {
        return Ok(());
    }
    Err(Error::Damaged(format!("the file is cut off: it should hold {said} pages and holds {found}")))
}

/// An empty file is a new library, unless there is a log beside it: SQLite writes the first page before it makes one,
/// and would delete the log of an empty file.
pub(crate) fn refuse_emptied(library: &Path) -> Result<()> {
    let length = |path: &Path| fs::metadata(path).map_or(0, |meta| meta.len());
    if library.exists() && length(library) == 0 && length(&log_of(library)) > 0 {
        return Err(Error::Damaged("the file is cut off: it is empty".to_owned()));
    }
    Ok(())
}

/// How many different pages behind `after` the log holds.
fn pages_in_log(log: &Path, page: u64, after: u64) -> std::io::Result<u64> {
    let mut file = match File::open(log) {
        Ok(file) => file,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(0),
        Err(e) => return Err(e),
    };
    let length = file.metadata()?.len();
    let mut head = [0; 32];
    if length < 32 || file.read_exact(&mut head).is_err() {
        return Ok(0);
    }
    let mut pages = std::collections::BTreeSet::new();
    let mut at = 32;
    let mut frame = [0; 24];
    while at + 24 + page <= length {
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(&mut frame)?;
        // Frames of an older turn of the log carry other salts.
        if frame[8..16] != head[16..24] {
            break;
        }
        pages.insert(u64::from(be32(&frame, 0)));
        at += 24 + page;
    }
    Ok(u64::try_from(pages.range(after + 1..).count()).unwrap_or(u64::MAX))
}

fn be32(bytes: &[u8], at: usize) -> u32 {
    u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}
