//! Whether the site is alive and ready, as a monitor asks.

use crate::support::TestApp;
use std::{fs, time::Duration};

/// Longer than an answer is kept.
async fn later() {
    tokio::time::sleep(Duration::from_millis(2_100)).await;
}

async fn ready(app: &TestApp) -> (u16, String) {
    let page = app.anonymous().get("/readyz").await;
    assert_eq!(page.header("cache-control"), "no-store");
    (page.status, page.html)
}

#[tokio::test]
async fn ready_means_that_a_row_was_written_and_alive_touches_nothing() {
    let app = TestApp::new().await;
    for _ in 0..3 {
        let page = app.anonymous().get("/livez").await;
        assert_eq!((page.status, page.html.as_str(), page.header("cache-control")), (200, "alive", "no-store"));
    }
    assert_eq!(app.number("SELECT at FROM readiness").await, 0);
    assert_eq!(ready(&app).await, (200, "ready".to_owned()));
    assert!(app.number("SELECT at FROM readiness").await > 0);
    app.service.store().close().await;
    later().await;
    let (status, said) = ready(&app).await;
    assert_eq!((status, said.as_str()), (503, "the library cannot be read or written"));
    assert_eq!(app.anonymous().get("/livez").await.status, 200);
    assert_eq!(app.anonymous().get("/healthz").await.status, 404);
}

#[tokio::test]
async fn however_many_ask_one_row_is_written_in_two_seconds() {
    let app = TestApp::new().await;
    let mut asking: Vec<_> = (0..50)
        .map(|_| {
            let client = app.anonymous();
            tokio::spawn(async move { client.get("/readyz").await.status })
        })
        .collect();
    // Some go away before they have their answer.
    for asked in asking.iter().step_by(2) {
        asked.abort();
    }
    for asked in asking.drain(..) {
        assert!(matches!(asked.await, Ok(200) | Err(_)));
    }
    let first = app.number("SELECT at FROM readiness").await;
    for _ in 0..20 {
        assert_eq!(ready(&app).await.0, 200);
    }
    assert_eq!(app.number("SELECT at FROM readiness").await, first);
    later().await;
    assert_eq!(ready(&app).await.0, 200);
    assert!(app.number("SELECT at FROM readiness").await > first);
}

#[tokio::test]
async fn a_file_that_was_cut_off_or_removed_is_not_ready() {
    for what in ["cut", "removed", "replaced"] {
        let app = TestApp::new().await;
        let editor = app.editor().await;
        app.published(&editor, "Dermaga dibuka besok").await;
        app.meddle("PRAGMA wal_checkpoint(PASSIVE)").await;
        // The next answer comes from a fresh write, which begins the log again: until then the log still holds all pages.
        later().await;
        assert_eq!(ready(&app).await.0, 200);
        let file = app.file();
        let expected = match what {
            "cut" => {
                let length = fs::metadata(&file).unwrap().len();
                fs::OpenOptions::new().write(true).open(&file).unwrap().set_len(length / 2).unwrap();
                "the library's file is shorter than it should be"
            }
            "removed" => {
                fs::remove_file(&file).unwrap();
                "the library's file is gone"
            }
            _ => {
                let copy = file.with_extension("copy");
                fs::copy(&file, &copy).unwrap();
                fs::rename(&copy, &file).unwrap();
                "the library's file was replaced by another"
            }
        };
        later().await;
        assert_eq!(ready(&app).await, (503, expected.to_owned()));
        assert_eq!(app.anonymous().get("/livez").await.status, 200);
    }
}
