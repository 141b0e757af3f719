//! A disk without room, and one that can only be read: what is refused, what is kept, and that both end with their
//! cause. Needs the right to mount; elsewhere these tests say that they were skipped.

use domain::form::QuoteForm;
use service::{Actor, Cursor, Edit, Error, ListFilter, Service, Store, Unready};
use std::{
    fs::{self, File, OpenOptions},
    io::Write,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};
use tempfile::TempDir;

/// A file system of two megabytes of its own, which goes when this is dropped.
struct Disk {
    folder: TempDir,
}

impl Disk {
    fn new() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=2m", "sanad"]).arg(folder.path()).output();
        match mounted {
            Ok(out) if out.status.success() => Some(Self { folder }),
            Ok(out) => {
                println!(
                    "skipped: no file system can be mounted here: {}",
                    String::from_utf8_lossy(&out.stderr).trim()
                );
                None
            }
            Err(error) => {
                println!("skipped: no file system can be mounted here: {error}");
                None
            }
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn remount(&self, how: &str) {
        let done = Command::new("mount").args(["-o", &format!("remount,{how}")]).arg(self.folder.path()).status();
        assert!(done.unwrap().success(), "remount {how}");
    }

    /// Writes until nothing more fits.
    fn fill(&self) {
        let mut file = OpenOptions::new().create(true).append(true).open(self.path("filler")).unwrap();
        while file.write_all(&[7; 4096]).is_ok() {}
    }

    fn free(&self) {
        fs::remove_file(self.path("filler")).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.folder.path()).status();
    }
}

/// A quote with a long note, so that it cannot fit into pages that are there already.
fn form(n: usize) -> QuoteForm {
    let speaker = ["Ratna", "Budi", "Sari", "Wayan", "Agus"][n % 5];
    QuoteForm {
        speaker_name: format!("{speaker} {}", "abcdefghij".repeat(n / 5 + 1)),
        speaker_kind: "person".to_owned(),
        speaker_pick: "new".to_owned(),
        note: format!("{n} ").repeat(1_500),
        ..QuoteForm::default()
    }
}

async fn save(service: &Service, form: &QuoteForm) -> Result<(), Error> {
    service.save_quote(&Actor::CommandLine, &Edit::default(), form).await.map(drop)
}

async fn drafts(service: &Service) -> usize {
    let mut tx = service.store().read().await.unwrap();
    tx.quotes_after(domain::id::RecordId(0), 10_000).await.unwrap().len()
}

async fn whole(file: &Path) {
    let wrong: Vec<_> = service::check(file).await.unwrap().into_iter().filter(|c| !c.wrong.is_empty()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_a_save_and_is_forgotten_when_there_is_room() {
    let Some(disk) = Disk::new() else { return };
    let file = disk.path("sanad.db");
    let service = Service::new(Store::open(&file).await.unwrap());
    let mut saved = 0;
    for round in 0..3 {
        disk.fill();
        // What SQLite has room for already may still be saved, but that ends.
        let refused = loop {
            match save(&service, &form(saved)).await {
                Ok(()) => saved += 1,
                Err(error) => break error,
            }
            assert!(saved < 1_000, "the disk is full");
        };
        assert!(matches!(refused, Error::NoRoom), "{refused:?}");
        assert!(refused.to_string().contains("no room left on the server's disk. Nothing was saved"), "{refused}");
        // Not once: every save says the same while there is no room, and reading goes on.
        for _ in 0..3 {
            let again = save(&service, &form(saved)).await;
            assert!(matches!(again, Err(Error::NoRoom)), "round {round}: {again:?}");
        }
        assert_eq!(drafts(&service).await, saved, "nothing is half there");
        service.browse(&ListFilter::default(), Cursor::START).await.expect("readers are served");
        disk.free();
        save(&service, &form(saved)).await.expect("the same save, without a restart");
        saved += 1;
        assert_eq!(drafts(&service).await, saved);
        whole(&file).await;
    }
    service.store().close().await;
    whole(&file).await;
    let reopened = Service::new(Store::open(&file).await.unwrap());
    assert_eq!(drafts(&reopened).await, saved);
    reopened.store().close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readiness_knows_a_full_disk_and_a_backup_leaves_nothing_on_it() {
    let Some(disk) = Disk::new() else { return };
    let file = disk.path("sanad.db");
    let service = Service::new(Store::open(&file).await.unwrap());
    assert_eq!(service.readiness().await, Ok(()));
    disk.fill();
    while save(&service, &form(0)).await.is_ok() {}
    // A page of the log may still be free: small writes use it up.
    let mut answer = Ok(());
    for _ in 0..5 {
        tokio::time::sleep(Duration::from_millis(2_100)).await;
        answer = service.readiness().await;
        if answer.is_err() {
            break;
        }
    }
    assert_eq!(answer, Err(Unready::NoRoom));
    let backup = store::back_up(&file, &disk.path("backup.db")).await;
    assert!(matches!(backup, Err(store::Error::DiskFull)), "{backup:?}");
    let left: Vec<_> = fs::read_dir(disk.folder.path()).unwrap().map(|f| f.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains("backup")), "{left:?}");
    disk.free();
    tokio::time::sleep(Duration::from_millis(2_100)).await;
    assert_eq!(service.readiness().await, Ok(()));
    store::back_up(&file, &disk.path("backup.db")).await.expect("there is room again");
    service.store().close().await;
}

#[tokio::test]
async fn a_disk_that_can_only_be_read_is_told_apart() {
    let Some(disk) = Disk::new() else { return };
    let file = disk.path("sanad.db");
    let service = Service::new(Store::open(&file).await.unwrap());
    save(&service, &form(0)).await.unwrap();
    service.store().close().await;
    drop(service);
    disk.remount("ro");
    assert!(File::create(disk.path("x")).is_err(), "it is read-only");
    let refused = Store::open(&file).await.map(drop);
    assert!(matches!(refused, Err(store::Error::NotWritable)), "{refused:?}");
    disk.remount("rw");
    let service = Service::new(Store::open(&file).await.unwrap());
    save(&service, &form(1)).await.unwrap();
    assert_eq!(drafts(&service).await, 2);
    service.store().close().await;
    whole(&file).await;
}
