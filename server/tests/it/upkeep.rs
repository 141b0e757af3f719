//! `sanad backup`, `restore` and `check` as they are called, and a start over a damaged library.

use crate::support::TestApp;
use sqlx::{AssertSqlSafe, SqlitePool, sqlite::SqliteConnectOptions};
use std::{
    fs,
    path::Path,
    process::{Command, Output},
};
use store::Store;

fn sanad(folder: &Path, words: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sanad"));
    let Output { status, stdout, stderr } = command.args(words).arg("--data").arg(folder).output().unwrap();
    (status.success(), format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr)))
}

/// A folder with the demonstration in it, closed.
async fn demonstration() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let service = service::Service::new(Store::open(&folder.path().join("sanad.db")).await.unwrap());
    service.load_demo().await.unwrap();
    service.store().close().await;
    folder
}

async fn damage(folder: &Path, sql: &str) {
    let options = SqliteConnectOptions::new().filename(folder.join("sanad.db")).foreign_keys(false);
    let db = SqlitePool::connect_with(options).await.unwrap();
    sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&db).await.unwrap();
    db.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_a_site_in_use_can_be_put_back() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let id = app.published(&editor, "Dermaga dibuka besok").await;
    let file = app.file();
    let folder = file.parent().unwrap();
    let backup = folder.join("sanad-backup.db");
    let name = backup.to_str().unwrap();
    let (good, said) = sanad(folder, &["backup", name]);
    assert!(good && said.contains("quotes 1, speakers 1, outlets 2") && said.contains("is whole"), "{said}");
    let (good, said) = sanad(folder, &["backup", name]);
    assert!(!good && said.contains("exists already"), "{said}");
    app.published(&editor, "Dermaga ditutup lagi").await;
    let (good, said) = sanad(folder, &["restore", name]);
    assert!(!good && said.contains("stop the server"), "{said}");
    app.service.store().close().await;
    let (good, said) = sanad(folder, &["restore", name]);
    assert!(good && said.contains("The library that was there is now") && said.contains("Sessions ended: 1"), "{said}");
    assert!(said.contains("published quotes can be read: ok"), "{said}");
    let service = service::Service::new(Store::open(&file).await.unwrap());
    let listed = service.browse(&service::ListFilter::default(), service::Cursor::START).await.unwrap();
    assert_eq!(listed.cards.len(), 1);
    assert_eq!(listed.cards[0].public_id.as_str(), id);
}

/// To open and close a file in the process that has it open in SQLite takes SQLite's locks away, and the next process
/// that closes the library deletes the log under us. Whatever looks at the file while it is served must not do that.
#[tokio::test]
async fn nothing_that_looks_at_the_file_takes_its_locks_away() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let file = app.file();
    let folder = file.parent().unwrap();
    assert_eq!(app.anonymous().get("/readyz").await.html, "ready");
    store::back_up(&file, &folder.join("sanad-1.db")).await.unwrap();
    assert!(service::check(&file).await.unwrap().iter().all(|point| point.wrong.is_empty()));
    store::quick_check(&file).await.unwrap();
    let (good, said) = sanad(folder, &["migrate"]);
    assert!(good, "{said}");
    assert!(folder.join("sanad.db-wal").exists(), "the other process left our log alone");
    app.published(&editor, "Dermaga dibuka besok").await;
    let second = folder.join("sanad-2.db");
    let (good, said) = sanad(folder, &["backup", second.to_str().unwrap()]);
    assert!(good && said.contains("quotes 1,"), "another process sees what is saved: {said}");
}

#[tokio::test]
async fn each_kind_of_damage_is_found_and_named() {
    let folder = demonstration().await;
    let folder = folder.path();
    let file = folder.join("sanad.db");
    let (good, said) = sanad(folder, &["check"]);
    assert!(good && said.lines().count() == 9 && said.lines().all(|l| l.ends_with(": ok")), "{said}");
    let whole = fs::read(&file).unwrap();
    for (sql, expected) in [
        ("UPDATE leaning_total SET reports = reports + 1", "counts of who leans on whom: WRONG"),
        ("UPDATE leaning SET quotes = 9 WHERE way = 'report'", "counts of who leans on whom: WRONG"),
        ("DELETE FROM search WHERE rowid = (SELECT max(id) FROM record)", "the search does not know: 1"),
        ("INSERT INTO search (rowid, name) VALUES (99999, 'x')", "belong to no record: 1"),
        ("UPDATE search_content SET c0 = 'other' WHERE id = 1", "pages, indexes and full text: WRONG"),
        ("UPDATE record SET version = version + 1 WHERE id = 3", "its present version has no revision"),
        ("UPDATE revision SET state = '{\"name\": ' WHERE record_id = 3", "of record 3 cannot be read"),
        ("INSERT INTO alias VALUES (99999, 0, 'a', 'a')", "alias names a record that is not there"),
        (
            "UPDATE hop SET kind = 'nonsense' WHERE quote_id = (SELECT min(id) FROM record WHERE kind = 'quote' AND is_public = 1)",
            "unreadable value in the file: nonsense",
        ),
    ] {
        damage(folder, sql).await;
        let before = fs::read(&file).unwrap();
        let (good, said) = sanad(folder, &["check"]);
        assert!(!good && said.contains(expected), "{sql}: {said}");
        assert!(before == fs::read(&file).unwrap(), "nothing was changed");
        fs::write(&file, &whole).unwrap();
    }
    let (good, said) = sanad(folder, &["check"]);
    assert!(good, "{said}");
}

#[tokio::test]
async fn a_library_that_was_cut_in_half_is_not_served() {
    let folder = demonstration().await;
    let folder = folder.path();
    let file = folder.join("sanad.db");
    let backup = folder.join("sanad-backup.db");
    assert!(sanad(folder, &["backup", backup.to_str().unwrap()]).0);
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    let (good, said) = sanad(folder, &["serve", "--listen", "127.0.0.1:0"]);
    assert!(
        !good && said.contains("is damaged") && said.contains("sanad check") && said.contains("sanad restore"),
        "{said}"
    );
    let (good, said) = sanad(folder, &["check"]);
    assert!(!good && said.contains("the file: WRONG: cut off or broken at its beginning"), "{said}");
    // Of full length, but empty in the middle.
    let mut holed = whole.clone();
    let (from, to) = (whole.len() / 3, whole.len() / 2);
    holed[from..to].fill(0);
    fs::write(&file, &holed).unwrap();
    let (good, said) = sanad(folder, &["serve", "--listen", "127.0.0.1:0"]);
    assert!(!good && said.contains("is damaged") && said.contains("sanad restore"), "{said}");
    let (good, said) = sanad(folder, &["restore", backup.to_str().unwrap()]);
    assert!(good, "{said}");
    let all = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path());
    let aside: Vec<_> = all.filter(|p| p.to_string_lossy().ends_with('Z')).collect();
    assert!(fs::read(&aside[0]).unwrap() == holed, "what was there is kept as it was");
}

#[cfg(unix)]
#[tokio::test]
async fn the_folder_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let root = tempfile::tempdir().unwrap();
    let new = root.path().join("a/new");
    // Whatever the mask of the process.
    let script = format!("umask 0; exec {} migrate --data {}", env!("CARGO_BIN_EXE_sanad"), new.display());
    assert!(Command::new("sh").arg("-c").arg(script).status().unwrap().success());
    assert_eq!(mode(&new), 0o700);
    for name in ["sanad.db", "sanad.lock"] {
        assert_eq!(mode(&new.join(name)), 0o600, "{name}");
    }
    fs::set_permissions(&new, fs::Permissions::from_mode(0o755)).unwrap();
    assert!(sanad(&new, &["migrate"]).0);
    assert_eq!(mode(&new), 0o700, "an old one is tightened");
    // One that holds more than the library is left, and said to be open.
    let shared = root.path().join("shared");
    fs::create_dir(&shared).unwrap();
    fs::write(shared.join("notes"), "").unwrap();
    fs::set_permissions(&shared, fs::Permissions::from_mode(0o755)).unwrap();
    let (good, said) = sanad(&shared, &["migrate"]);
    assert!(good && said.contains("others on this machine can look into"), "{said}");
    assert_eq!((mode(&shared), mode(&shared.join("sanad.db"))), (0o755, 0o600));
}
