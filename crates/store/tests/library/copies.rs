//! Backups and restores, who may read the files, and what is refused because it is cut off.

use domain::id::RecordKind;
use sqlx::{AssertSqlSafe, SqlitePool, sqlite::SqliteConnectOptions};
use std::{
    fs::{self, File, OpenOptions},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};
use store::{Error, Fault, NewRecord, Store, back_up, quick_check, restore};
use tempfile::TempDir;
use time::{OffsetDateTime, macros::datetime};

const NOW: OffsetDateTime = datetime!(2026-11-28 12:30:05 UTC);

fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sanad.db");
    (folder, file)
}

/// Adds a speaker's head with a slug that tells it apart.
async fn add(store: &Store, n: u64) {
    let mut tx = store.write().await.unwrap();
    let id = domain::id::PublicId::from_random((u128::from(n) << 64 | u128::from(n)).to_be_bytes());
    let slug = format!("slug-{n}-{}", "x".repeat(200));
    let new = NewRecord { kind: RecordKind::Speaker, public_id: &id, slug: &slug, receipt: None, is_demo: false };
    tx.insert_record(&new, NOW).await.unwrap();
    tx.commit().await.unwrap();
}

async fn raw(file: &Path) -> SqlitePool {
    SqlitePool::connect_with(SqliteConnectOptions::new().filename(file)).await.unwrap()
}

async fn number(file: &Path, sql: &str) -> i64 {
    let db = raw(file).await;
    let found = sqlx::query_scalar(AssertSqlSafe(sql.to_owned())).fetch_one(&db).await.unwrap();
    db.close().await;
    found
}

async fn run(file: &Path, sql: &str) {
    let db = raw(file).await;
    sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&db).await.unwrap();
    db.close().await;
}

fn cut(file: &Path, to: u64) {
    OpenOptions::new().write(true).open(file).unwrap().set_len(to).unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    let mut all: Vec<String> =
        fs::read_dir(folder).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
    all.sort();
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_beside_a_writer_holds_every_save_acknowledged_before_it_began() {
    let (folder, file) = place();
    let store = Store::open(&file).await.unwrap();
    let (saved, stop) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
    let writing = tokio::spawn({
        let (store, saved, stop) = (store.clone(), Arc::clone(&saved), Arc::clone(&stop));
        async move {
            while !stop.load(Ordering::Acquire) {
                let n = saved.load(Ordering::Acquire) + 1;
                add(&store, n).await;
                saved.store(n, Ordering::Release);
            }
        }
    });
    for turn in 0..8 {
        while saved.load(Ordering::Acquire) < (turn + 1) * 20 {
            tokio::task::yield_now().await;
        }
        let before = saved.load(Ordering::Acquire);
        let to = folder.path().join(format!("backup-{turn}.db"));
        let held = back_up(&file, &to).await.unwrap();
        let after = saved.load(Ordering::Acquire) + 1;
        // The writer numbers its saves without a gap, so the greatest number says which of them are there.
        let found = u64::try_from(number(&to, "SELECT count(*) FROM record").await).unwrap();
        let greatest =
            number(&to, "SELECT max(substr(slug, 6, instr(substr(slug, 6), '-') - 1) + 0) FROM record").await;
        assert!(found >= before && found <= after, "{before} <= {found} <= {after}");
        assert_eq!(u64::try_from(greatest).unwrap(), found);
        assert_eq!(held.rows[0], ("record", i64::try_from(found).unwrap()));
        let opened = Store::open(&to).await.unwrap();
        assert_eq!(opened.broken_pages().await.unwrap(), Vec::<String>::new());
        opened.close().await;
    }
    stop.store(true, Ordering::Release);
    writing.await.unwrap();
    assert!(names(folder.path()).iter().all(|n| !n.contains("unfinished")));
}

#[tokio::test]
async fn a_backup_takes_the_place_of_no_file() {
    let (folder, file) = place();
    let store = Store::open(&file).await.unwrap();
    let to = folder.path().join("backup.db");
    fs::write(&to, "something else").unwrap();
    assert!(matches!(back_up(&file, &to).await, Err(Error::Exists(_))));
    assert_eq!(fs::read_to_string(&to).unwrap(), "something else");
    fs::remove_file(&to).unwrap();
    back_up(&file, &to).await.unwrap();
    assert!(matches!(back_up(&file, &to).await, Err(Error::Exists(_))));
    let nowhere = back_up(&folder.path().join("nothing.db"), &folder.path().join("b")).await;
    assert!(matches!(nowhere, Err(Error::File { .. })));
    store.close().await;
}

#[tokio::test]
async fn a_damaged_library_makes_no_backup() {
    let (folder, file) = place();
    let store = Store::open(&file).await.unwrap();
    add(&store, 1).await;
    store.close().await;
    // The copy would hold together by itself; what is wrong is that a row names a row that is not there.
    run(&file, "PRAGMA foreign_keys = OFF").await;
    let db = SqlitePool::connect_with(SqliteConnectOptions::new().filename(&file).foreign_keys(false)).await.unwrap();
    sqlx::query("INSERT INTO alias VALUES (999, 0, 'a', 'a')").execute(&db).await.unwrap();
    db.close().await;
    let to = folder.path().join("backup.db");
    assert!(matches!(back_up(&file, &to).await, Err(Error::Damaged(_))));
    cut(&file, fs::metadata(&file).unwrap().len() / 2);
    assert!(matches!(back_up(&file, &to).await, Err(Error::Damaged(_))));
    assert!(names(folder.path()).iter().all(|n| !n.contains("backup")), "{:?}", names(folder.path()));
}

#[tokio::test]
async fn a_restore_brings_back_what_was_and_moves_the_rest_aside() {
    let (folder, file) = place();
    let store = Store::open(&file).await.unwrap();
    for n in 1..=3 {
        add(&store, n).await;
    }
    run(&file, "INSERT INTO session VALUES (x'01', '{}', 9999999999)").await;
    let to = folder.path().join("backup.db");
    back_up(&file, &to).await.unwrap();
    add(&store, 4).await;
    assert!(matches!(restore(&to, &file, NOW).await, Err(Error::InUse)), "the library is open");
    let twin = Store::open(&file).await.unwrap();
    store.close().await;
    assert!(matches!(restore(&to, &file, NOW).await, Err(Error::InUse)), "it is open a second time");
    twin.close().await;
    let shell = raw(&file).await;
    sqlx::query("SELECT count(*) FROM record").fetch_one(&shell).await.unwrap();
    assert!(matches!(restore(&to, &file, NOW).await, Err(Error::InUse)), "a program without our lock has it open");
    shell.close().await;
    let done = restore(&to, &file, NOW).await.unwrap();
    assert_eq!(done.sessions, 1);
    assert_eq!(number(&file, "SELECT count(*) FROM record").await, 3);
    assert_eq!(number(&file, "SELECT count(*) FROM session").await, 0);
    let aside = done.aside.unwrap();
    assert!(aside.ends_with("sanad.db.before-restore-20261128T123005Z"), "{}", aside.display());
    assert_eq!(number(&aside, "SELECT count(*) FROM record").await, 4);
    // What was moved aside can be put back as well, and a second restore in the same second finds a name.
    let again = restore(&aside, &file, NOW).await.unwrap();
    assert_eq!(number(&file, "SELECT count(*) FROM record").await, 4);
    assert!(again.aside.unwrap().to_str().unwrap().ends_with("Z-2"));
    let store = Store::open(&file).await.unwrap();
    add(&store, 5).await;
    store.close().await;
}

#[tokio::test]
async fn a_log_that_was_left_behind_is_moved_with_its_library() {
    let (folder, file) = place();
    let backup = folder.path().join("backup.db");
    let store = Store::open(&file).await.unwrap();
    add(&store, 1).await;
    back_up(&file, &backup).await.unwrap();
    // As after a kill: the last saves are in the log alone.
    let old = folder.path().join("old");
    fs::create_dir(&old).unwrap();
    add(&store, 2).await;
    for ending in ["", "-wal"] {
        fs::copy(format!("{}{ending}", file.display()), old.join(format!("sanad.db{ending}"))).unwrap();
    }
    store.close().await;
    let file = old.join("sanad.db");
    let done = restore(&backup, &file, NOW).await.unwrap();
    assert_eq!(number(&file, "SELECT count(*) FROM record").await, 1, "no log of the old library is read into it");
    assert_eq!(number(&done.aside.unwrap(), "SELECT count(*) FROM record").await, 2);
}

#[tokio::test]
async fn a_restore_that_cannot_succeed_changes_nothing() {
    let (folder, file) = place();
    let store = Store::open(&file).await.unwrap();
    add(&store, 1).await;
    let good = folder.path().join("good.db");
    back_up(&file, &good).await.unwrap();
    store.close().await;
    let other = |name: &str| folder.path().join(name);
    fs::write(other("text.db"), "no library at all, but long enough to be taken for one: ".repeat(100)).unwrap();
    fs::copy(&good, other("short.db")).unwrap();
    cut(&other("short.db"), fs::metadata(&good).unwrap().len() / 2);
    fs::copy(&good, other("newer.db")).unwrap();
    run(&other("newer.db"), "UPDATE _sqlx_migrations SET version = 9999 WHERE version = 1").await;
    File::create(other("foreign.db")).unwrap();
    run(&other("foreign.db"), "CREATE TABLE record (id INTEGER PRIMARY KEY)").await;
    fs::copy(&good, other("bent.db")).unwrap();
    run(&other("bent.db"), "UPDATE search_content SET c0 = 'other words'").await;
    run(&other("bent.db"), "INSERT INTO search_content VALUES (5, 'a', 'b', 'c')").await;
    let before = (fs::read(&file).unwrap(), names(folder.path()));
    for name in ["text.db", "short.db", "newer.db", "foreign.db", "bent.db", "nothing.db"] {
        let refused = restore(&other(name), &file, NOW).await.expect_err(name);
        assert!(matches!(refused, Error::Damaged(_) | Error::Newer { .. } | Error::File { .. }), "{name}: {refused:?}");
    }
    assert!(before.0 == fs::read(&file).unwrap(), "the library is as it was");
    let left = |all: Vec<String>| all.into_iter().filter(|n| n.starts_with("sanad.db")).collect::<Vec<_>>();
    assert_eq!(left(before.1), left(names(folder.path())));
    assert!(matches!(Store::open(&other("newer.db")).await, Err(Error::Newer { found: 9999, .. })));
}

#[tokio::test]
async fn a_library_that_is_cut_off_is_refused() {
    let (_folder, file) = place();
    let store = Store::open(&file).await.unwrap();
    for n in 0..50 {
        add(&store, n).await;
    }
    store.close().await;
    quick_check(&file).await.unwrap();
    let whole = fs::read(&file).unwrap();
    for to in [0.9, 0.5, 0.1] {
        fs::write(&file, &whole).unwrap();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
        cut(&file, (whole.len() as f64 * to) as u64);
        let looked = Store::open_to_look(&file).await.map(drop);
        for refused in [quick_check(&file).await, Store::open(&file).await.map(drop), looked] {
            assert!(matches!(&refused, Err(Error::Damaged(said)) if said.contains("cut off")), "{refused:?}");
        }
    }
    // As long as it should be, but a part of it is nothing.
    let mut holed = whole.clone();
    let half = holed.len() / 2;
    holed[half..half + 40_960].fill(0);
    fs::write(&file, &holed).unwrap();
    let refused = quick_check(&file).await;
    assert!(matches!(refused, Err(Error::Damaged(_))), "{refused:?}");
    fs::write(&file, &whole).unwrap();
    Store::open(&file).await.unwrap().close().await;
}

#[tokio::test]
async fn an_empty_file_beside_a_log_is_no_new_library() {
    let (folder, file) = place();
    let store = Store::open(&file).await.unwrap();
    add(&store, 1).await;
    let other = folder.path().join("other");
    fs::create_dir(&other).unwrap();
    File::create(other.join("sanad.db")).unwrap();
    fs::copy(folder.path().join("sanad.db-wal"), other.join("sanad.db-wal")).unwrap();
    assert!(matches!(Store::open(&other.join("sanad.db")).await, Err(Error::Damaged(_))));
    store.close().await;
}

#[tokio::test]
async fn a_file_whose_last_pages_are_in_the_log_is_whole() {
    let (folder, file) = place();
    let store = Store::open(&file).await.unwrap();
    // A checkpoint that is cut off after the first page: the page count is there, the pages are in the log alone.
    for n in 0..60 {
        add(&store, n).await;
    }
    let other = folder.path().join("other");
    fs::create_dir(&other).unwrap();
    let copy = other.join("sanad.db");
    fs::copy(folder.path().join("sanad.db-wal"), other.join("sanad.db-wal")).unwrap();
    let short = fs::read(&file).unwrap();
    let db = raw(&file).await;
    sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").execute(&db).await.unwrap();
    db.close().await;
    let long = fs::read(&file).unwrap();
    assert!(long.len() > short.len(), "the file grew");
    let mut torn = short.clone();
    torn[..4096].copy_from_slice(&long[..4096]);
    fs::write(&copy, &torn).unwrap();
    quick_check(&copy).await.expect("the log has the rest");
    // A log that holds only a part of what the file lost: its last commit says how long the file should be.
    add(&store, 100).await;
    let bare = folder.path().join("bare");
    fs::create_dir(&bare).unwrap();
    fs::write(bare.join("sanad.db"), &long[..long.len() - 3 * 4096]).unwrap();
    fs::copy(folder.path().join("sanad.db-wal"), bare.join("sanad.db-wal")).unwrap();
    let refused = quick_check(&bare.join("sanad.db")).await;
    assert!(matches!(&refused, Err(Error::Damaged(said)) if said.contains("cut off: it should hold")), "{refused:?}");
    fs::remove_file(bare.join("sanad.db-wal")).unwrap();
    assert!(matches!(quick_check(&bare.join("sanad.db")).await, Err(Error::Damaged(_))), "and without the log");
    let reopened = Store::open(&copy).await.unwrap();
    assert_eq!(reopened.broken_pages().await.unwrap(), Vec::<String>::new());
    reopened.close().await;
    assert_eq!(number(&copy, "SELECT count(*) FROM record").await, 60);
    store.close().await;
}

#[tokio::test]
async fn a_file_that_is_moved_or_cut_off_while_open_is_noticed() {
    fn fault(outcome: Result<(), Error>) -> Fault {
        match outcome {
            Err(Error::Fault(fault)) => fault,
            other => panic!("{other:?}"),
        }
    }
    for what in ["removed", "replaced", "cut", "log"] {
        let (folder, file) = place();
        let store = Store::open(&file).await.unwrap();
        for n in 0..20 {
            add(&store, n).await;
        }
        let db = raw(&file).await;
        sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").execute(&db).await.unwrap();
        db.close().await;
        store.probe(NOW).await.expect("it is well");
        assert_eq!(number(&file, "SELECT at / 1000 FROM readiness").await, NOW.unix_timestamp(), "a row was written");
        let expected = match what {
            "removed" => {
                fs::remove_file(&file).unwrap();
                Fault::Gone
            }
            "replaced" => {
                let copy = folder.path().join("copy");
                fs::copy(&file, &copy).unwrap();
                fs::rename(&copy, &file).unwrap();
                Fault::Replaced
            }
            "cut" => {
                cut(&file, fs::metadata(&file).unwrap().len() / 2);
                Fault::Short
            }
            _ => {
                fs::remove_file(folder.path().join("sanad.db-wal")).unwrap();
                Fault::LogGone
            }
        };
        assert_eq!(fault(store.probe(NOW).await), expected, "{what}");
        if expected != Fault::Short {
            // A save would go to a file that nobody finds again.
            assert_eq!(fault(store.write().await.map(drop)), expected, "{what}");
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn files_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, file) = place();
    let backup = folder.path().join("backup.db");
    let modes = || {
        let all = names(folder.path()).into_iter();
        all.map(|n| {
            let mode = fs::metadata(folder.path().join(&n)).unwrap().permissions().mode() & 0o777;
            (n, mode)
        })
        .collect::<Vec<_>>()
    };
    let store = Store::open(&file).await.unwrap();
    add(&store, 1).await;
    back_up(&file, &backup).await.unwrap();
    let all = modes();
    assert_eq!(all.len(), 5, "library, log, index, lock, backup: {all:?}");
    assert!(all.iter().all(|(_, mode)| *mode == 0o600), "{all:?}");
    store.close().await;
    // Those of an older version are tightened.
    for path in [&file, &backup, &folder.path().join("sanad.lock")] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
    }
    restore(&backup, &file, NOW).await.unwrap();
    let store = Store::open(&file).await.unwrap();
    add(&store, 2).await;
    let all: Vec<_> = modes().into_iter().filter(|(n, _)| n != "backup.db" && !n.contains("before")).collect();
    assert!(all.len() == 4 && all.iter().all(|(_, mode)| *mode == 0o600), "{all:?}");
    store.close().await;
}
